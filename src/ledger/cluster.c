#include "ledger/cluster.h"

#include <string.h>

#define NONE UINT32_MAX

typedef struct work {
    size_t n;
    int64_t *sums;   /* [n][n] between groups, at the places of their first members */
    uint8_t *forbid; /* [n][n] */
    int64_t *size;   /* of those that have a say; at first members */
    uint32_t *group; /* [n] */
    bool *is_first;
    uint32_t *best; /* of each group: with which it goes best; NONE */
} work;

static int64_t sum_of(const work *w, uint32_t a, uint32_t b)
{
    return w->sums[(size_t)a * w->n + b];
}

/* Whether the mean of (a, b) is above that of (c, d), or equal and a and b come first. */
static bool is_better(const work *w, uint32_t a, uint32_t b, uint32_t c, uint32_t d)
{
    int64_t x = sum_of(w, a, b) * (w->size[c] * w->size[d]), y = sum_of(w, c, d) * (w->size[a] * w->size[b]);
    if (x != y)
        return x > y;
    uint32_t a0 = a < b ? a : b, a1 = a < b ? b : a, c0 = c < d ? c : d, c1 = c < d ? d : c;
    return a0 != c0 ? a0 < c0 : a1 < c1;
}

static bool may_join(const work *w, uint32_t a, uint32_t b)
{
    return a != b && w->is_first[b] && w->size[b] > 0 && !w->forbid[(size_t)a * w->n + b] && sum_of(w, a, b) > 0;
}

static void find_best(work *w, uint32_t a)
{
    w->best[a] = NONE;
    if (!w->is_first[a] || w->size[a] == 0)
        return;
    for (uint32_t b = 0; b < w->n; b++)
        if (may_join(w, a, b) && (w->best[a] == NONE || is_better(w, a, b, a, w->best[a])))
            w->best[a] = b;
}

/* Put b's group into a's; a < b. */
static void join(work *w, uint32_t a, uint32_t b)
{
    w->is_first[b] = false;
    w->size[a] += w->size[b];
    for (uint32_t k = 0; k < w->n; k++) {
        if (w->group[k] == b)
            w->group[k] = a;
        size_t ak = (size_t)a * w->n + k, bk = (size_t)b * w->n + k, ka = (size_t)k * w->n + a;
        w->sums[ak] += w->sums[bk];
        w->sums[ka] = w->sums[ak];
        w->forbid[ak] |= w->forbid[bk];
        w->forbid[ka] = w->forbid[ak];
    }
}

static void bind(work *w, const drg_cluster_input *in)
{
    for (size_t i = 0; i < in->n_apart; i++) {
        w->forbid[(size_t)in->apart[i].a * w->n + in->apart[i].b] = 1;
        w->forbid[(size_t)in->apart[i].b * w->n + in->apart[i].a] = 1;
    }
    for (size_t i = 0; i < in->n_same; i++) {
        uint32_t a = w->group[in->same[i].a], b = w->group[in->same[i].b];
        if (a != b && !w->forbid[(size_t)a * w->n + b])
            join(w, a < b ? a : b, a < b ? b : a);
    }
}

static void join_best(work *w)
{
    for (uint32_t a = 0; a < w->n; a++)
        find_best(w, a);
    for (;;) {
        uint32_t a = NONE;
        for (uint32_t i = 0; i < w->n; i++)
            if (w->is_first[i] && w->best[i] != NONE && (a == NONE || is_better(w, i, w->best[i], a, w->best[a])))
                a = i;
        if (a == NONE)
            return;
        uint32_t b = w->best[a], first = a < b ? a : b, second = a < b ? b : a;
        join(w, first, second);
        w->best[second] = NONE;
        for (uint32_t i = 0; i < w->n; i++) {
            if (!w->is_first[i] || w->size[i] == 0)
                continue;
            if (i == first || w->best[i] == first || w->best[i] == second)
                find_best(w, i);
            else if (may_join(w, i, first) && (w->best[i] == NONE || is_better(w, i, first, i, w->best[i])))
                w->best[i] = first;
        }
    }
}

drg_status drg_cluster(drg_arena *arena, const drg_cluster_input *in, uint32_t *group)
{
    work w = {.n = in->n, .group = group};
    drg_arena_point mark = drg_arena_mark(arena);
    size_t cells = in->n * in->n;
    w.sums = drg_arena_array(arena, cells, sizeof *w.sums);
    w.forbid = drg_arena_array(arena, cells, sizeof *w.forbid);
    w.size = drg_arena_array(arena, in->n, sizeof *w.size);
    w.is_first = drg_arena_array(arena, in->n, sizeof *w.is_first);
    w.best = drg_arena_array(arena, in->n, sizeof *w.best);
    if (w.sums == NULL || w.forbid == NULL || w.size == NULL || w.is_first == NULL || w.best == NULL) {
        drg_arena_rewind(arena, mark);
        return DRG_ENOMEM;
    }
    for (size_t i = 0; i < in->n; i++) {
        bool silent_i = in->silent != NULL && in->silent[i] != 0;
        group[i] = (uint32_t)i;
        w.is_first[i] = true;
        w.size[i] = silent_i ? 0 : 1;
        for (size_t k = 0; k < in->n; k++)
            if (k != i && !silent_i && (in->silent == NULL || in->silent[k] == 0))
                w.sums[i * in->n + k] = in->scores[i * in->n + k];
    }
    bind(&w, in);
    join_best(&w);
    drg_arena_rewind(arena, mark);
    return DRG_OK;
}
