/* src/analyse/tree.h - the best tree over a sentence's arcs. */
#ifndef DRG_ANALYSE_TREE_H
#define DRG_ANALYSE_TREE_H

#include "analyse/buffer.h"

#include <stdint.h>

/** Scratch. */
typedef struct drg_tree_work {
    drg_scratch scores, arcs, nodes;
} drg_tree_work;

/**
 * The spanning arborescence of the greatest sum of scores that has exactly one child of the root (Chu & Liu 1965,
 * Edmonds 1967; contraction on a dense matrix, O(n^2) besides the search for the cycle's members).
 * @param scores  [n][n + 1]: of dependent i, the score of head j; column n is the root. The diagonal is not read; what is
 *                not a number counts as worst.
 * @param heads   [n], out: index of the head, or n for the root.
 * @return false when out of memory.
 */
bool drg_tree_best(const float *scores, size_t n, drg_tree_work *work, uint32_t *heads);
void drg_tree_work_release(drg_tree_work *work);

#endif
