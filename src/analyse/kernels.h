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

/** What the kernels are made of: each level needs what those below need, too. */
typedef enum drg_kernel_level {
    DRG_KERNEL_PLAIN,
    DRG_KERNEL_AVX2,
    DRG_KERNEL_AVX512,
    DRG_KERNEL_VNNI,
    DRG_KERNEL_AMX
} drg_kernel_level;

/** For tests and benchmarks, before any thread starts: use nothing above a level. @return the level that this CPU and the
 * limit allow. */
drg_kernel_level drg_kernel_limit(drg_kernel_level wanted);

/** n rounded up to a multiple of DRG_LANES. */
static inline size_t drg_padded(size_t n)
{
    return (n + DRG_LANES - 1) / DRG_LANES * DRG_LANES;
}

/** y = x W + b. x: [n][x_stride], of each row the first n_in count; W: packed [n_out / DRG_LANES][n_in][DRG_LANES];
 * b: [n_out], or NULL for zeros; y: [n][n_out], does not overlap x. n_out is a multiple of DRG_LANES, n_in is any. */
void drg_kernel_matmul(const float *x, size_t n, size_t x_stride, size_t n_in, const float *w, const float *b,
                       size_t n_out, float *y);

/** A matrix of weights in 8 bits, for products of whole numbers, which are exact whatever the order of their sums. */
typedef struct drg_bytes {
    int8_t *w;      /* [n_out / DRG_LANES][n_in / 4][DRG_LANES][4], from -DRG_WEIGHT_MAX to DRG_WEIGHT_MAX */
    float *scale;   /* [n_out]: weight = w * scale */
    int32_t *start; /* [n_out]: what the offset of the inputs adds up to, negative */
    const float *b; /* [n_out], or NULL for zeros */
    size_t n_in, n_out;
} drg_bytes;

/** Two products of an input (0 … DRG_INPUT_OFFSET + DRG_INPUT_MAX) and a weight make 16 bits without overflow: so AVX2
 * adds them. */
enum { DRG_INPUT_MAX = 63, DRG_INPUT_OFFSET = 64, DRG_WEIGHT_MAX = 127 };

/** How wide the inputs of a drg_bytes are made: a multiple of DRG_LANES that is some parts alike of whole fours, none above
 * 64; so tiles can take them. */
static inline size_t drg_kernel_inputs(size_t n_in)
{
    size_t padded = drg_padded(n_in);
    while (padded % (4 * ((padded + 63) / 64)) != 0)
        padded += DRG_LANES;
    return padded;
}

/** Fill m->w, scale and start from weights packed as drg_kernel_matmul wants them, of w_in <= m->n_in inputs; those beyond
 * weigh nothing. m->n_in is a multiple of 4. */
void drg_kernel_shrink(const float *w, size_t w_in, const drg_bytes *m);

/** Rows x [n][d] as whole numbers: q [n][d] is x / scale + DRG_INPUT_OFFSET, rounded; scale: [n]. d is a multiple of
 * DRG_LANES. */
void drg_kernel_quantize(const float *x, size_t n, size_t d, uint8_t *q, float *scale);

/** y = x W + b, x as drg_kernel_quantize made it; y: [n][n_out]. */
void drg_kernel_matmul8(const uint8_t *x, const float *x_scale, size_t n, const drg_bytes *m, float *y);

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
 * gates: [n][3 d] before their squashing, of each row f, z, o. The first d / 2 columns run forward,
 * the others backward: c = f c' + (1 - f) tanh z; x += o c. d / 2 is a multiple of DRG_LANES. state: [d / 2], scratch. */
void drg_kernel_scan(const float *gates, size_t n, size_t d, float *state, float *x);

/** ln(sum(exp(x))) - x[chosen] of n values, as a probability: exp(x[chosen]) / sum(exp(x)). */
float drg_kernel_softmax_at(const float *x, size_t n, size_t chosen);

/** All probabilities of n <= DRG_LANES values. */
void drg_kernel_softmax(const float *x, size_t n, float *p);

/** Index of the greatest of n > 0 values; the first of equals. */
size_t drg_kernel_argmax(const float *x, size_t n);

#endif
