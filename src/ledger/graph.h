/* src/ledger/graph.h - the links between records, and the blocks within which incidents are looked for.
 *
 * Records are linked where their score is not negative. A block is what hangs together by links of some strength: of any
 * strength, where that is not more than DRG_BLOCK_MOST records; else by the least strength of a fixed list at which what
 * hangs together is not more. Where even the strongest links bring more together, all that they do is one block. So every
 * record is in one block, and the blocks follow from the links alone. */
#ifndef DRG_LEDGER_GRAPH_H
#define DRG_LEDGER_GRAPH_H

#include "ledger/derive.h"
#include "ledger/score.h"

enum { DRG_BLOCK_MOST = 160 };

/** Scores of links that no comparison made. */
#define DRG_LINK_COPY 50.0    /* a copy's record, and the original's that it copies */
#define DRG_LINK_PERSON 100.0 /* a correction */

typedef struct drg_link {
    int64_t rec, other; /* other comes first in the canonical order */
    double score;
    int why[DRG_N_WHY]; /* of those that a comparison made */
} drg_link;

/** Add a number to a list that is ascending, unless it is there. @param is_new  may be NULL. */
drg_status drg_ids_insert(drg_ids *list, int64_t id, bool *is_new, drg_error *err);
bool drg_ids_has(const drg_ids *ascending, int64_t id);

/** The links around some records, each read once from the ledger and then remembered: blocks are asked for again and again. */
typedef struct drg_graph drg_graph;
drg_status drg_graph_new(drg_ledger *ledger, drg_graph **graph, drg_error *err);
/** NULL is allowed. */
void drg_graph_free(drg_graph *graph);
/** Add the records that are linked with one to a list that is ascending. */
drg_status drg_graph_neighbours(drg_graph *graph, int64_t rec, drg_ids *out, drg_error *err);
/** The block of a record, ascending; at least the record itself. out is cleared before. */
drg_status drg_graph_block(drg_graph *graph, int64_t rec, drg_ids *out, drg_error *err);
/** Read a record's links again when they are asked for: they changed. */
void drg_graph_forget(drg_graph *graph, int64_t rec);

/** Store a link; one that is there stays unless the new one is stronger. */
drg_status drg_graph_add(drg_ledger *ledger, const drg_link *link, drg_error *err);
drg_status drg_graph_remove(drg_ledger *ledger, int64_t rec, drg_error *err);

#endif
