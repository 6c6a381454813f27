/* src/analyse/buffer.h - scratch memory of one call of drg_analyse: grows, is used again, and goes with the call. */
#ifndef DRG_ANALYSE_BUFFER_H
#define DRG_ANALYSE_BUFFER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

typedef struct drg_scratch {
    void *ptr;
    size_t size_bytes;
} drg_scratch;

/** Room for n objects; what was there is kept only up to the old size when it grows. @return NULL when out of memory. */
static inline void *drg_scratch_get(drg_scratch *s, size_t n, size_t size)
{
    if (size && n > (SIZE_MAX / 2) / size)
        return NULL;
    size_t need = n * size;
    if (need > s->size_bytes || !s->ptr) {
        size_t bytes = (need > s->size_bytes ? need : s->size_bytes) / 2 * 3 + 64;
        void *ptr = realloc(s->ptr, bytes);
        if (!ptr)
            return NULL;
        s->ptr = ptr;
        s->size_bytes = bytes;
    }
    return s->ptr;
}

static inline void drg_scratch_release(drg_scratch *s)
{
    free(s->ptr);
    *s = (drg_scratch){0};
}

#endif
