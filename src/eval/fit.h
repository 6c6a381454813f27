/* src/eval/fit.h - softmax regression with L2, by full-batch Adam: small, and the same bits everywhere. */
#ifndef DRG_EVAL_FIT_H
#define DRG_EVAL_FIT_H

#include "analyse/kernels.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct drg_fit_data {
    const float *x;            /* [n][width] */
    const float *base;         /* [n][DRG_LANES]: logits that the layer's are added to */
    const uint8_t *label;      /* [n], below n_labels */
    size_t n, width, n_labels; /* n_labels at most DRG_LANES */
} drg_fit_data;

typedef struct drg_fit_options {
    unsigned steps;
    float rate; /* Adam's, falling to zero by a cosine */
    float l2;   /* of a weight, to be compared with the sum over words of -ln p */
} drg_fit_options;

/** Fill w, packed [width][DRG_LANES] as drg_kernel_matmul() takes it, and b [DRG_LANES]; columns from n_labels on are 0.
 * @return false when out of memory. */
bool drg_fit_softmax(const drg_fit_data *data, const drg_fit_options *options, float *w, float *b);

#endif
