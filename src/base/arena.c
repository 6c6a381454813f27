/* src/base/arena.c - chunks that double in size, objects handed out from the newest one. */
#include "base/arena.h"

#include <stdlib.h>
#include <string.h>

enum { FIRST_CHUNK_BYTES = 16 << 10, LARGEST_CHUNK_BYTES = 4 << 20 };

struct drg_arena_chunk {
    drg_arena_chunk *older;
    size_t size, used; /* of data */
    _Alignas(max_align_t) unsigned char data[];
};

void drg_arena_init(drg_arena *arena, size_t limit_bytes)
{
    *arena = (drg_arena){.limit_bytes = limit_bytes ? limit_bytes : DRG_ARENA_DEFAULT_LIMIT};
}

static void free_until(drg_arena *arena, const drg_arena_chunk *last)
{
    while (arena->chunks != last) {
        drg_arena_chunk *older = arena->chunks->older;
        free(arena->chunks);
        arena->chunks = older;
    }
}

void drg_arena_release(drg_arena *arena)
{
    free_until(arena, NULL);
    arena->used_bytes = 0;
}

void drg_arena_reset(drg_arena *arena)
{
    drg_arena_chunk *keep = arena->chunks;
#ifdef DRG_ARENA_DEBUG
    bool kept = false;
#else
    /* One outsized document must not hold its memory for all that follow. */
    bool kept = keep && keep->size <= LARGEST_CHUNK_BYTES;
#endif
    if (kept)
        arena->chunks = keep->older;
    free_until(arena, NULL);
    if (kept) {
        keep->older = NULL;
        keep->used = 0;
        arena->chunks = keep;
    }
    arena->used_bytes = 0;
}

drg_arena_point drg_arena_mark(const drg_arena *arena)
{
    drg_arena_chunk *chunk = arena->chunks;
    return (drg_arena_point){.chunk = chunk, .chunk_used = chunk ? chunk->used : 0, .used_bytes = arena->used_bytes};
}

void drg_arena_rewind(drg_arena *arena, drg_arena_point mark)
{
    free_until(arena, mark.chunk);
    if (mark.chunk)
        mark.chunk->used = mark.chunk_used;
    arena->used_bytes = mark.used_bytes;
}

static bool add_chunk(drg_arena *arena, size_t size)
{
#ifndef DRG_ARENA_DEBUG
    size_t next = arena->chunks ? arena->chunks->size * 2 : FIRST_CHUNK_BYTES;
    if (next > LARGEST_CHUNK_BYTES)
        next = LARGEST_CHUNK_BYTES;
    if (size < next)
        size = next;
#endif
    drg_arena_chunk *chunk = malloc(sizeof *chunk + size);
    if (!chunk)
        return false;
    *chunk = (drg_arena_chunk){.older = arena->chunks, .size = size};
    arena->chunks = chunk;
    return true;
}

void *drg_arena_alloc(drg_arena *arena, size_t size)
{
    const size_t unit = _Alignof(max_align_t);
    size_t need = size ? size : 1;
    if (arena->used_bytes > arena->limit_bytes || need > arena->limit_bytes - arena->used_bytes ||
        need > SIZE_MAX - sizeof(drg_arena_chunk) - unit)
        return NULL;
#ifndef DRG_ARENA_DEBUG
    need = (need + unit - 1) / unit * unit;
    drg_arena_chunk *chunk = arena->chunks;
    bool fits = chunk && need <= chunk->size - chunk->used;
#else
    bool fits = false; /* a chunk for every object, so that the sanitizer guards its ends */
#endif
    if (!fits && !add_chunk(arena, need))
        return NULL;
    unsigned char *ptr = arena->chunks->data + arena->chunks->used;
    arena->chunks->used += need;
    arena->used_bytes += need;
    memset(ptr, 0, need);
    return ptr;
}

void *drg_arena_array(drg_arena *arena, size_t n, size_t size)
{
    if (size && n > SIZE_MAX / size)
        return NULL;
    return drg_arena_alloc(arena, n * size);
}

drg_str drg_arena_copy(drg_arena *arena, drg_str text)
{
    char *ptr = text.len < SIZE_MAX ? drg_arena_alloc(arena, text.len + 1) : NULL;
    if (!ptr)
        return (drg_str){0};
    if (text.len)
        memcpy(ptr, text.ptr, text.len);
    return (drg_str){ptr, text.len};
}

bool drg_arena__grow(drg_arena *arena, void **ptr, size_t *cap, size_t size)
{
    size_t next = *cap ? *cap * 2 : 16;
    void *wider = next > *cap ? drg_arena_array(arena, next, size) : NULL;
    if (!wider)
        return false;
    if (*cap)
        memcpy(wider, *ptr, *cap * size);
    *ptr = wider;
    *cap = next;
    return true;
}
