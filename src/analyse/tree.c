/* src/analyse/tree.c - the best tree over a sentence's arcs. */
#include "analyse/tree.h"

#include <string.h>

/* An arc between the words themselves, whatever was contracted around them. */
typedef struct arc {
    uint32_t head, dep;
} arc;

/* The graph while it shrinks. Slots 0 … n - 1 begin as the words, slot n is the root. Contracting a cycle keeps one slot
 * for it; the node that stands in a slot gets a new number, so that every contraction is a node of a forest. */
typedef struct graph {
    size_t n, width;  /* width: n + 1 */
    double *score;    /* [head slot][dep slot] */
    arc *real;        /* the same shape: the arc between words behind the score */
    uint32_t *best;   /* [slot] the slot of the best head */
    uint32_t *node;   /* [slot] */
    uint8_t *active;  /* [slot] */
    uint32_t *seen;   /* [slot] which walk came by */
    uint32_t *cycle;  /* [slot] members, in scratch */
    uint32_t *parent; /* [node] the contraction that took it in; 0 for none */
    arc *incoming;    /* [node] the arc that enters it */
    uint32_t n_nodes;
} graph;

/* Beyond this, scores are not told apart: the penalty must outweigh any sum of them. */
static const double greatest_score = 1e5, root_penalty = 1e9;

static double bounded(float score)
{
    if (!(score > -greatest_score)) /* also not a number */
        return -greatest_score;
    return score < greatest_score ? (double)score : greatest_score;
}

/* Each word's best head, first of equals; n is the root. */
static void choose_greedily(const float *scores, size_t n, uint32_t *heads)
{
    for (size_t i = 0; i < n; i++) {
        const float *row = scores + i * (n + 1);
        size_t best = n;
        for (size_t j = 0; j < n; j++)
            if (j != i && bounded(row[j]) > bounded(row[best]))
                best = j;
        heads[i] = (uint32_t)best;
    }
}

/* Whether the heads make a tree with one child of the root. seen: [n]. */
static bool is_tree(const uint32_t *heads, size_t n, uint32_t *seen)
{
    size_t roots = 0;
    memset(seen, 0, n * sizeof *seen);
    for (size_t i = 0; i < n; i++) {
        roots += heads[i] == n;
        uint32_t walk = (uint32_t)i + 1;
        size_t at = i;
        while (at != n && seen[at] == 0) {
            seen[at] = walk;
            at = heads[at];
        }
        if (at != n && seen[at] == walk)
            return false;
    }
    return roots == 1;
}

static void find_best_head(graph *g, uint32_t dep)
{
    uint32_t best = UINT32_MAX;
    for (uint32_t h = 0; h < g->width; h++)
        if (g->active[h] && h != dep &&
            (best == UINT32_MAX || g->score[h * g->width + dep] > g->score[best * g->width + dep]))
            best = h;
    g->best[dep] = best;
}

/* A cycle among the best heads: its members into g->cycle. @return how many; 0 for none. */
static size_t find_cycle(graph *g)
{
    memset(g->seen, 0, g->width * sizeof *g->seen);
    for (uint32_t i = 0; i < g->n; i++) {
        if (!g->active[i])
            continue;
        uint32_t at = i, walk = i + 1;
        while (at != g->n && g->seen[at] == 0) {
            g->seen[at] = walk;
            at = g->best[at];
        }
        if (at == g->n || g->seen[at] != walk)
            continue;
        size_t n = 0;
        uint32_t member = at;
        do {
            g->cycle[n++] = member;
            member = g->best[member];
        } while (member != at);
        return n;
    }
    return 0;
}

/* Make one slot of the cycle's. An arc into it costs what it displaces. */
static void contract(graph *g, size_t n_cycle)
{
    size_t w = g->width;
    uint32_t keep = g->cycle[0], made = g->n_nodes++;
    for (size_t k = 0; k < n_cycle; k++) {
        uint32_t m = g->cycle[k];
        g->incoming[g->node[m]] = g->real[g->best[m] * w + m];
        g->parent[g->node[m]] = made;
        g->active[m] = 0;
    }
    for (uint32_t v = 0; v < w; v++) {
        if (!g->active[v])
            continue;
        uint32_t from = keep, into = keep;
        double best_in = 0;
        for (size_t k = 0; k < n_cycle; k++) {
            uint32_t m = g->cycle[k];
            double gain = g->score[v * w + m] - g->score[g->best[m] * w + m];
            if (k == 0 || gain > best_in) {
                best_in = gain;
                into = m;
            }
            if (g->score[m * w + v] > g->score[from * w + v])
                from = m;
        }
        g->real[v * w + keep] = g->real[v * w + into];
        g->score[v * w + keep] = best_in;
        g->real[keep * w + v] = g->real[from * w + v];
        g->score[keep * w + v] = g->score[from * w + v];
    }
    for (uint32_t v = 0; v < g->n; v++)
        if (g->active[v])
            for (size_t k = 0; k < n_cycle; k++)
                if (g->best[v] == g->cycle[k]) {
                    g->best[v] = keep;
                    break;
                }
    g->active[keep] = 1;
    g->node[keep] = made;
    find_best_head(g, keep);
}

/* From the last contraction to the first: the arc into a cycle replaces that of the member it enters. */
static void expand(graph *g, uint32_t *heads)
{
    for (uint32_t i = 0; i < g->n; i++)
        if (g->active[i])
            g->incoming[g->node[i]] = g->real[g->best[i] * g->width + i];
    for (uint32_t made = g->n_nodes; made-- > g->n + 1;) {
        uint32_t member = g->incoming[made].dep;
        while (g->parent[member] != made)
            member = g->parent[member];
        g->incoming[member] = g->incoming[made];
    }
    for (uint32_t i = 0; i < g->n; i++)
        heads[i] = g->incoming[i].head;
}

static bool graph_init(graph *g, const float *scores, size_t n, drg_tree_work *work)
{
    size_t w = n + 1;
    *g = (graph){.n = n, .width = w, .n_nodes = (uint32_t)w};
    g->score = drg_scratch_get(&work->scores, w * w, sizeof *g->score);
    g->real = drg_scratch_get(&work->arcs, w * w + 2 * w, sizeof *g->real);
    /* Numbers of slots, of nodes (no more than twice the slots), and the flags. */
    uint32_t *numbers = drg_scratch_get(&work->nodes, 7 * w, sizeof *numbers);
    if (!g->score || !g->real || !numbers)
        return false;
    memset(numbers, 0, 7 * w * sizeof *numbers);
    g->incoming = g->real + w * w;
    g->best = numbers;
    g->node = numbers + w;
    g->seen = numbers + 2 * w;
    g->cycle = numbers + 3 * w;
    g->parent = numbers + 4 * w;
    g->active = (uint8_t *)(numbers + 6 * w);
    for (uint32_t dep = 0; dep < w; dep++) {
        g->node[dep] = dep;
        g->active[dep] = 1;
        for (uint32_t head = 0; head < w; head++) {
            size_t at = head * w + dep;
            g->real[at] = (arc){head, dep};
            g->score[at] = dep == n ? 0 : bounded(scores[dep * w + head]) - (head == n ? root_penalty : 0);
        }
    }
    return true;
}

bool drg_tree_best(const float *scores, size_t n, drg_tree_work *work, uint32_t *heads)
{
    if (n == 0)
        return true;
    uint32_t *seen = drg_scratch_get(&work->nodes, n, sizeof *seen);
    if (!seen)
        return false;
    choose_greedily(scores, n, heads);
    if (is_tree(heads, n, seen)) /* what is best for each and a tree is the best tree */
        return true;
    graph g;
    if (!graph_init(&g, scores, n, work))
        return false;
    for (uint32_t dep = 0; dep < n; dep++)
        find_best_head(&g, dep);
    for (size_t n_cycle; (n_cycle = find_cycle(&g)) > 0;)
        contract(&g, n_cycle);
    expand(&g, heads);
    return true;
}

void drg_tree_work_release(drg_tree_work *work)
{
    drg_scratch_release(&work->scores);
    drg_scratch_release(&work->arcs);
    drg_scratch_release(&work->nodes);
}
