/* src/base/arena.h - memory of one document: handed out in order, freed at once.
 * Built with DRG_ARENA_DEBUG (the sanitizer build), every object is a malloc of its own, so that the tools see overruns. */
#ifndef DRG_BASE_ARENA_H
#define DRG_BASE_ARENA_H

#include "dragoman/base.h"

typedef struct drg_arena_chunk drg_arena_chunk;

typedef struct drg_arena {
    drg_arena_chunk *chunks; /* newest first */
    size_t used_bytes;       /* handed out since init or reset */
    size_t limit_bytes;      /* allocations beyond it fail */
} drg_arena;

/** No allocation yet. limit_bytes 0: DRG_ARENA_DEFAULT_LIMIT. */
void drg_arena_init(drg_arena *arena, size_t limit_bytes);
/** Free everything; the arena may be used again. */
void drg_arena_release(drg_arena *arena);
/** Forget everything but keep one chunk for the next use. */
void drg_arena_reset(drg_arena *arena);

/** Where an arena stands, to go back there. */
typedef struct drg_arena_point {
    drg_arena_chunk *chunk;
    size_t chunk_used, used_bytes;
} drg_arena_point;
drg_arena_point drg_arena_mark(const drg_arena *arena);
/** Free everything that was handed out since the mark; marks nest, and a reset or release ends them. */
void drg_arena_rewind(drg_arena *arena, drg_arena_point mark);

#define DRG_ARENA_DEFAULT_LIMIT ((size_t)4 << 30)

/** size bytes, zeroed, aligned for any type; size 0 gives a valid pointer. @return NULL when out of memory or budget. */
void *drg_arena_alloc(drg_arena *arena, size_t size);
/** n objects of the given size, zeroed; checks the product. */
void *drg_arena_array(drg_arena *arena, size_t n, size_t size);
/** A copy of the text, NUL-terminated after its len bytes. On failure ptr is NULL. */
drg_str drg_arena_copy(drg_arena *arena, drg_str text);

/** Array of objects that grows by doubling inside an arena; the old copies stay until the arena goes. */
#define DRG_ARENA_GROW(arena, ptr, n, cap)                                                                             \
    ((n) < (cap) || drg_arena__grow((arena), (void **)&(ptr), &(cap), sizeof *(ptr)))
bool drg_arena__grow(drg_arena *arena, void **ptr, size_t *cap, size_t size);

#endif
