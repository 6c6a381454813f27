#include "ledger/graph.h"

#include "base/error.h"

#include <stdlib.h>
#include <string.h>

/* How strong a link must be, in turn. */
static const double strengths[] = {0, 0.7, 1.4, 2.2, 3, 4, 5};

bool drg_ids_has(const drg_ids *list, int64_t id)
{
    size_t at = drg_ids_place(list, id);
    return at < list->n && list->ids[at] == id;
}

drg_status drg_ids_insert(drg_ids *list, int64_t id, bool *is_new, drg_error *err)
{
    size_t at = drg_ids_place(list, id);
    bool there = at < list->n && list->ids[at] == id;
    if (is_new != NULL)
        *is_new = !there;
    if (there)
        return DRG_OK;
    drg_status st = drg_ids_add(list, id, err);
    if (st != DRG_OK)
        return st;
    memmove(list->ids + at + 1, list->ids + at, (list->n - 1 - at) * sizeof *list->ids);
    list->ids[at] = id;
    return DRG_OK;
}

/* ---- links that were read ---- */

typedef struct edge {
    int64_t other;
    double score;
} edge;

/* A record's links: edges[first, first + n). */
typedef struct node {
    int64_t rec; /* 0: a free place of the table */
    size_t first, n;
    bool is_read;
    uint32_t visit; /* the last walk that came here */
    uint32_t since; /* and the state of the links of which this holds: */
    size_t over;    /* by so many of the first strengths it hangs together with too many */
} node;

struct drg_graph {
    drg_ledger *ledger;
    node *nodes; /* [cap], a power of two, open addressing */
    size_t cap, n_nodes;
    edge *edges;
    size_t n_edges, cap_edges;
    uint32_t visit, since;
};

drg_status drg_graph_new(drg_ledger *l, drg_graph **graph, drg_error *err)
{
    drg_graph *g = calloc(1, sizeof *g);
    if (g == NULL || (g->nodes = calloc(256, sizeof *g->nodes)) == NULL) {
        free(g);
        return drg_fail_nomem(err);
    }
    g->ledger = l;
    g->cap = 256;
    g->since = 1;
    *graph = g;
    return DRG_OK;
}

void drg_graph_free(drg_graph *g)
{
    if (g == NULL)
        return;
    free(g->nodes);
    free(g->edges);
    free(g);
}

static node *place_in(node *nodes, size_t cap, int64_t rec)
{
    size_t at = (size_t)((uint64_t)rec * UINT64_C(0x9e3779b97f4a7c15) >> 32) & (cap - 1);
    while (nodes[at].rec != 0 && nodes[at].rec != rec)
        at = (at + 1) & (cap - 1);
    return &nodes[at];
}

static bool grow_nodes(drg_graph *g)
{
    if (g->n_nodes * 2 < g->cap)
        return true;
    node *nodes = calloc(g->cap * 2, sizeof *nodes);
    if (nodes == NULL)
        return false;
    for (size_t i = 0; i < g->cap; i++)
        if (g->nodes[i].rec != 0)
            *place_in(nodes, g->cap * 2, g->nodes[i].rec) = g->nodes[i];
    free(g->nodes);
    g->nodes = nodes;
    g->cap *= 2;
    return true;
}

static bool add_edge(drg_graph *g, int64_t other, double score)
{
    if (g->n_edges == g->cap_edges) {
        size_t cap = g->cap_edges > 0 ? g->cap_edges * 2 : 1024;
        edge *edges = realloc(g->edges, cap * sizeof *edges);
        if (edges == NULL)
            return false;
        g->edges = edges;
        g->cap_edges = cap;
    }
    g->edges[g->n_edges++] = (edge){other, score};
    return true;
}

static drg_status read_links(drg_graph *g, node *to, drg_error *err)
{
    sqlite3_stmt *s;
    drg_status st = drg_ledger__sql(
        g->ledger,
        "SELECT other, score FROM link WHERE rec = ?1 UNION ALL SELECT rec, score FROM link WHERE other = ?1", &s, err);
    size_t first = g->n_edges;
    if (st == DRG_OK)
        sqlite3_bind_int64(s, 1, to->rec);
    while (st == DRG_OK && (st = drg_ledger__step(g->ledger, s, err)) == DRG_OK)
        if (!add_edge(g, sqlite3_column_int64(s, 0), sqlite3_column_double(s, 1))) {
            sqlite3_reset(s);
            return drg_fail_nomem(err);
        }
    if (st != DRG_END)
        return st;
    to->first = first;
    to->n = g->n_edges - first;
    to->is_read = true;
    return DRG_OK;
}

static drg_status find_node(drg_graph *g, int64_t rec, node **found, drg_error *err)
{
    if (!grow_nodes(g))
        return drg_fail_nomem(err);
    node *at = place_in(g->nodes, g->cap, rec);
    g->n_nodes += at->rec == 0;
    at->rec = rec;
    *found = at;
    return at->is_read ? DRG_OK : read_links(g, at, err);
}

void drg_graph_forget(drg_graph *g, int64_t rec)
{
    place_in(g->nodes, g->cap, rec)->is_read = false;
    g->since++;
}

/* ---- blocks ---- */

drg_status drg_graph_neighbours(drg_graph *g, int64_t rec, drg_ids *out, drg_error *err)
{
    node *at;
    drg_status st = find_node(g, rec, &at, err);
    for (size_t i = 0; st == DRG_OK && i < at->n; i++)
        st = drg_ids_insert(out, g->edges[at->first + i].other, NULL, err);
    return st;
}

/* Walk to what hangs together with a record by links of some strength, until it is more than so many. out gets it, in no
 * order. @return DRG_END where it is more. */
static drg_status walk(drg_graph *g, int64_t rec, double least, size_t most, drg_ids *out, drg_error *err)
{
    node *here;
    out->n = 0;
    drg_status st = find_node(g, rec, &here, err);
    if (st == DRG_OK)
        st = drg_ids_add(out, rec, err);
    if (st == DRG_OK)
        here->visit = ++g->visit;
    for (size_t at = 0; st == DRG_OK && at < out->n; at++) {
        st = find_node(g, out->ids[at], &here, err);
        size_t first = st == DRG_OK ? here->first : 0, n = st == DRG_OK ? here->n : 0;
        for (size_t i = 0; st == DRG_OK && i < n; i++) {
            edge e = g->edges[first + i];
            if (e.score < least)
                continue;
            st = find_node(g, e.other, &here, err);
            if (st != DRG_OK || here->visit == g->visit)
                continue;
            here->visit = g->visit;
            st = drg_ids_add(out, e.other, err);
            if (st == DRG_OK && out->n > most)
                st = DRG_END;
        }
    }
    return st;
}

/* All that a walk met hangs together with too many, as the record that it began at. */
static void remember_over(drg_graph *g, const drg_ids *met, size_t strength)
{
    for (size_t i = 0; i < met->n; i++) {
        node *at = place_in(g->nodes, g->cap, met->ids[i]);
        at->since = g->since;
        at->over = strength + 1;
    }
}

drg_status drg_graph_block(drg_graph *g, int64_t rec, drg_ids *out, drg_error *err)
{
    size_t n = sizeof strengths / sizeof *strengths;
    node *begin;
    drg_status st = find_node(g, rec, &begin, err);
    if (st != DRG_OK)
        return st;
    size_t from = begin->since == g->since ? begin->over : 0;
    st = DRG_END;
    for (size_t i = from; st == DRG_END && i < n; i++) {
        st = walk(g, rec, strengths[i], i + 1 < n ? DRG_BLOCK_MOST : SIZE_MAX, out, err);
        if (st == DRG_END)
            remember_over(g, out, i);
    }
    if (st == DRG_OK)
        drg_ids_sort(out);
    return st;
}

/* ---- the table ---- */

drg_status drg_graph_add(drg_ledger *l, const drg_link *link, drg_error *err)
{
    drg_buf reasons;
    drg_buf_init(&reasons, 4096);
    drg_status st;
    if (link->score == DRG_LINK_COPY)
        st = drg_buf_printf(&reasons, "{\"copy\":%d}", (int)DRG_LINK_COPY);
    else if (link->score == DRG_LINK_PERSON)
        st = drg_buf_printf(&reasons, "{\"person\":%d}", (int)DRG_LINK_PERSON);
    else
        st = drg_score_write(link->why, &reasons);
    sqlite3_stmt *s;
    if (st == DRG_OK)
        st =
            drg_ledger__sql(l,
                            "INSERT INTO link VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO UPDATE SET score = excluded.score,"
                            " reasons = excluded.reasons WHERE excluded.score > score",
                            &s, err);
    if (st == DRG_OK) {
        sqlite3_bind_int64(s, 1, link->rec);
        sqlite3_bind_int64(s, 2, link->other);
        sqlite3_bind_double(s, 3, link->score);
        drg_ledger__bind_text(s, 4, (drg_str){reasons.ptr, reasons.len});
        st = drg_ledger__run(l, s, err);
    }
    drg_buf_release(&reasons);
    return st;
}

drg_status drg_graph_remove(drg_ledger *l, int64_t rec, drg_error *err)
{
    sqlite3_stmt *s;
    drg_status st = drg_ledger__sql(l, "DELETE FROM link WHERE rec = ?1", &s, err);
    if (st != DRG_OK)
        return st;
    sqlite3_bind_int64(s, 1, rec);
    st = drg_ledger__run(l, s, err);
    if (st == DRG_OK)
        st = drg_ledger__sql(l, "DELETE FROM link WHERE other = ?1", &s, err);
    if (st != DRG_OK)
        return st;
    sqlite3_bind_int64(s, 1, rec);
    return drg_ledger__run(l, s, err);
}
