/* src/ledger/cluster.h - records parted into happenings by how well each goes with all of the others, not with one of them:
 * average linkage. */
#ifndef DRG_LEDGER_CLUSTER_H
#define DRG_LEDGER_CLUSTER_H

#include "base/arena.h"
#include "dragoman/base.h"

typedef struct drg_cluster_pair {
    uint32_t a, b;
} drg_cluster_pair;

/** Of n things, in canonical order. */
typedef struct drg_cluster_input {
    size_t n;
    const int *scores;            /* [n][n], symmetric; positive: together */
    const uint8_t *silent;        /* [n], not 0: has no say, and belongs where it is bound; or NULL */
    const drg_cluster_pair *same; /* bound together, in order, but where that brings together what must be apart */
    size_t n_same;
    const drg_cluster_pair *apart; /* never together */
    size_t n_apart;
} drg_cluster_input;

/**
 * Join the two groups whose members' scores have the highest mean, as long as that is positive; of equal ones the first.
 * Sums are of whole numbers, so that the result follows from the input alone.
 * @param group  gets [n], the first member of each one's group.
 * @return DRG_OK, DRG_ENOMEM. Time n² at least and n³ at most.
 */
drg_status drg_cluster(drg_arena *arena, const drg_cluster_input *in, uint32_t *group);

#endif
