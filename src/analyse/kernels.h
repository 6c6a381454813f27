/* src/analyse/kernels.h - the arithmetic of the networks, in single precision.
 *
 * Every result has the same bits on every machine: sums run in one fixed order, nothing is fused or reassociated, and
 * exp, tanh and the logistic function are our own. What the CPU decides is only how many columns go at once.
 *
 * Widths are multiples of DRG_LANES throughout; matrices of weights are packed as [outputs / DRG_LANES][inputs][DRG_LANES],
 * so that one step over the inputs reads DRG_LANES neighbouring outputs. */
#ifndef DRG_ANALYSE_KERNELS_H
#define DRG_ANALYSE_KERNELS_H

#include <stddef.h>
#include <stdint.h>

#define DRG_LANES 16

/** n rounded up to a multiple of DRG_LANES. */
static inline size_t drg_padded(size_t n)
{
    return (n + DRG_LANES - 1) / DRG_LANES * DRG_LANES;
}

/** y = x W + b. x: [n][x_stride], of each row the first n_in count; W: packed [n_out / DRG_LANES][n_in][DRG_LANES];
 * b: [n_out], or NULL for zeros; y: [n][n_out], does not overlap x. n_out is a multiple of DRG_LANES, n_in is any. */
void drg_kernel_matmul(const float *x, size_t n, size_t x_stride, size_t n_in, const float *w, const float *b,
                       size_t n_out, float *y);

/** Pack rows [n][n_in] as the weights of a product with n outputs: out [drg_padded(n) / DRG_LANES][n_in][DRG_LANES], zero
 * beyond n. */
void drg_kernel_pack(const float *rows, size_t n, size_t n_in, float *out);

/** y = x / sqrt(mean(x^2) + 1e-6) * gain; x, y: [n][d], may be the same; gain: [d]. */
void drg_kernel_norm(const float *x, size_t n, size_t d, const float *gain, float *y);

/** In place over n values, a multiple of DRG_LANES. */
void drg_kernel_relu(float *x, size_t n);
void drg_kernel_tanh(float *x, size_t n);

/** y += x over n values, a multiple of DRG_LANES. */
void drg_kernel_add(float *y, const float *x, size_t n);

/** The recurrence of a bidirectional QRNN layer over one sequence, added to x.
 * gates: [n][3 d] before their squashing, of each row f, z, o; squashed in place. The first d / 2 columns run forward,
 * the others backward: c = f c' + (1 - f) tanh z; x += o c. d / 2 is a multiple of DRG_LANES. state: [d / 2], scratch. */
void drg_kernel_scan(float *gates, size_t n, size_t d, float *state, float *x);

/** ln(sum(exp(x))) - x[chosen] of n values, as a probability: exp(x[chosen]) / sum(exp(x)). */
float drg_kernel_softmax_at(const float *x, size_t n, size_t chosen);

/** Index of the greatest of n > 0 values; the first of equals. */
size_t drg_kernel_argmax(const float *x, size_t n);

#endif
