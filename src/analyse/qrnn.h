/* src/analyse/qrnn.h - bidirectional quasi-recurrent layers (Bradbury et al. 2017) over several sequences at once. */
#ifndef DRG_ANALYSE_QRNN_H
#define DRG_ANALYSE_QRNN_H

#include "analyse/buffer.h"
#include "analyse/weights.h"

/** Scratch of a stack's run. */
typedef struct drg_qrnn_work {
    drg_scratch normed, wide, whole, scale, gates, state;
} drg_qrnn_work;

/**
 * Run the layers and the last norm.
 * @param x      [n][stack->d], changed in place; n is start[n_sequences].
 * @param start  [n_sequences + 1], the rows where sequences begin, and the end of the last.
 * @return false when out of memory.
 */
bool drg_qrnn_run(const drg_stack *stack, drg_qrnn_work *work, float *x, const size_t *start, size_t n_sequences);
void drg_qrnn_work_release(drg_qrnn_work *work);

#endif
