/* src/analyse/kernels.c - the arithmetic of the networks; the only file of the engine with compiler extensions.
 *
 * Vectors of 16 floats are written once, with the vector types of GCC and clang. Each kernel's body is compiled for
 * several instruction sets, and the CPU is asked at every call. An addition or product of a vector is the same 16 IEEE
 * operations everywhere, and -ffp-contract=off keeps them apart, so that the choice never changes a bit. */
#include "analyse/kernels.h"

#include <string.h>

#define INLINE static inline __attribute__((always_inline))

/* KERNEL defines a function whose body is compiled for each instruction set; the same on clang and GCC, and under the
 * sanitizers, where the loader's own choice (target_clones) is not. */
#if defined(__x86_64__) && !defined(DRG_PLAIN_KERNELS)
#define HAS_CLONES
#define KERNEL(result, name, parameters, arguments)                                                                    \
    INLINE result name##_body parameters;                                                                              \
    __attribute__((target("avx512f"))) static result name##_avx512 parameters                                          \
    {                                                                                                                  \
        return name##_body arguments;                                                                                  \
    }                                                                                                                  \
    __attribute__((target("avx2"))) static result name##_avx2 parameters                                               \
    {                                                                                                                  \
        return name##_body arguments;                                                                                  \
    }                                                                                                                  \
    static result name##_plain parameters                                                                              \
    {                                                                                                                  \
        return name##_body arguments;                                                                                  \
    }                                                                                                                  \
    result name parameters                                                                                             \
    {                                                                                                                  \
        if (__builtin_cpu_supports("avx512f"))                                                                         \
            return name##_avx512 arguments;                                                                            \
        if (__builtin_cpu_supports("avx2"))                                                                            \
            return name##_avx2 arguments;                                                                              \
        return name##_plain arguments;                                                                                 \
    }                                                                                                                  \
    INLINE result name##_body parameters
#else
#define KERNEL(result, name, parameters, arguments) result name parameters
#endif

typedef float vec __attribute__((vector_size(64), aligned(4), may_alias));
typedef float half_vec __attribute__((vector_size(32), aligned(4), may_alias)); /* what AVX2 holds in one register */
typedef float quarter_vec __attribute__((vector_size(16), aligned(4), may_alias));
typedef int32_t ivec __attribute__((vector_size(64), aligned(4), may_alias));

/* Rows of x at once: with AVX2, 6 rows of 16 sums fill 12 of 16 registers; AVX-512 has 32; SSE has 16 of a quarter. */
enum { MANY_ROWS = 12, ROWS = 6, FEW_ROWS = 2 }; /* FEW_ROWS also takes what is left over */

/* Sums in registers for some rows of x over one panel of DRG_LANES outputs, in vectors of type v. */
#define PANEL(v, rows)                                                                                                 \
    do {                                                                                                               \
        enum { PARTS = DRG_LANES * sizeof(float) / sizeof(v), PART = DRG_LANES / PARTS };                              \
        v sum[rows][PARTS];                                                                                            \
        for (size_t r = 0; r < (rows); r++)                                                                            \
            for (size_t p = 0; p < PARTS; p++)                                                                         \
                sum[r][p] = *(const v *)(start + p * PART);                                                            \
        for (size_t k = 0; k < n_in; k++)                                                                              \
            for (size_t p = 0; p < PARTS; p++) {                                                                       \
                v column = *(const v *)(panel + k * DRG_LANES + p * PART);                                             \
                for (size_t r = 0; r < (rows); r++)                                                                    \
                    sum[r][p] += column * x[(i + r) * x_stride + k];                                                   \
            }                                                                                                          \
        for (size_t r = 0; r < (rows); r++)                                                                            \
            for (size_t p = 0; p < PARTS; p++)                                                                         \
                *(v *)(y + (i + r) * n_out + at + p * PART) = sum[r][p];                                               \
    } while (0)

#define MATMUL_PARAMETERS                                                                                              \
    (const float *x, size_t n, size_t x_stride, size_t n_in, const float *w, const float *b, size_t n_out, float *y)

#define MATMUL_BODY(v, rows)                                                                                           \
    static const float zeros[DRG_LANES];                                                                               \
    for (size_t at = 0; at < n_out; at += DRG_LANES) {                                                                 \
        const float *panel = w + at * n_in, *start = b ? b + at : zeros;                                               \
        size_t i = 0;                                                                                                  \
        for (; i + (rows) <= n; i += (rows))                                                                           \
            PANEL(v, rows);                                                                                            \
        for (; i + FEW_ROWS <= n; i += FEW_ROWS)                                                                       \
            PANEL(v, FEW_ROWS);                                                                                        \
        for (; i < n; i++)                                                                                             \
            PANEL(v, 1);                                                                                               \
    }

#ifdef HAS_CLONES
__attribute__((target("avx512f"))) static void matmul_avx512 MATMUL_PARAMETERS
{
    MATMUL_BODY(vec, MANY_ROWS)
}
__attribute__((target("avx2"))) static void matmul_avx2 MATMUL_PARAMETERS
{
    MATMUL_BODY(half_vec, ROWS)
}
#endif
static void matmul_plain MATMUL_PARAMETERS
{
    MATMUL_BODY(quarter_vec, FEW_ROWS)
}

void drg_kernel_matmul MATMUL_PARAMETERS
{
#ifdef HAS_CLONES
    if (__builtin_cpu_supports("avx512f"))
        matmul_avx512(x, n, x_stride, n_in, w, b, n_out, y);
    else if (__builtin_cpu_supports("avx2"))
        matmul_avx2(x, n, x_stride, n_in, w, b, n_out, y);
    else
#endif
        matmul_plain(x, n, x_stride, n_in, w, b, n_out, y);
}

void drg_kernel_pack(const float *rows, size_t n, size_t n_in, float *out)
{
    memset(out, 0, drg_padded(n) * n_in * sizeof *out);
    for (size_t i = 0; i < n; i++)
        for (size_t k = 0; k < n_in; k++)
            out[(i / DRG_LANES * n_in + k) * DRG_LANES + i % DRG_LANES] = rows[i * n_in + k];
}

KERNEL(void, drg_kernel_norm, (const float *x, size_t n, size_t d, const float *gain, float *y), (x, n, d, gain, y))
{
    for (size_t i = 0; i < n; i++) {
        const float *in = x + i * d;
        vec squares = {0};
        for (size_t k = 0; k < d; k += DRG_LANES) {
            vec v = *(const vec *)(in + k);
            squares += v * v;
        }
        float sum = 0.0f;
        for (size_t lane = 0; lane < DRG_LANES; lane++)
            sum += squares[lane];
        float scale = 1.0f / __builtin_sqrtf(sum / (float)d + 1e-6f);
        for (size_t k = 0; k < d; k += DRG_LANES)
            *(vec *)(y + i * d + k) = *(const vec *)(in + k) * scale * *(const vec *)(gain + k);
    }
}

KERNEL(void, drg_kernel_relu, (float *x, size_t n), (x, n))
{
    for (size_t i = 0; i < n; i += DRG_LANES) {
        vec v = *(vec *)(x + i);
        ivec bits = (ivec)v & (ivec)(v > 0.0f);
        *(vec *)(x + i) = (vec)bits;
    }
}

KERNEL(void, drg_kernel_add, (float *y, const float *x, size_t n), (y, x, n))
{
    for (size_t i = 0; i < n; i += DRG_LANES)
        *(vec *)(y + i) += *(const vec *)(x + i);
}

/* mask ? a : b, lane by lane. */
INLINE void select_lanes(vec *out, const ivec *mask, const vec *a, const vec *b)
{
    *out = (vec)(((ivec)*a & *mask) | ((ivec)*b & ~*mask));
}

/* e^x in place: x = n ln 2 + r, |r| <= ln 2 / 2; a polynomial for e^r (Cephes' expf), then 2^n by the exponent's bits.
 * Beyond +-87 the value is that of +-87; NaN gives e^-87. Relative error under 2e-7. */
INLINE void exp_lanes(vec *v)
{
    vec low = {0}, high = {0}, x = *v;
    low = low - 87.0f;
    high = high + 87.0f;
    ivec above = (ivec)(x > low);
    select_lanes(&x, &above, &x, &low);
    ivec below = (ivec)(x < high);
    select_lanes(&x, &below, &x, &high);
    vec shifted = x * 1.44269504088896341f + 12582912.0f; /* 1.5 * 2^23: the sum's low bits are the nearest integer */
    vec n = shifted - 12582912.0f;
    vec r = x - n * 0.693359375f;
    r = r - n * -2.12194440e-4f;
    vec p = r * 1.9875691500e-4f + 1.3981999507e-3f;
    p = p * r + 8.3334519073e-3f;
    p = p * r + 4.1665795894e-2f;
    p = p * r + 1.6666665459e-1f;
    p = p * r + 5.0000001201e-1f;
    p = p * (r * r) + r + 1.0f;
    ivec exponent = ((ivec)shifted - 0x4B400000 + 127) << 23;
    *v = p * (vec)exponent;
}

/* 1 / (1 + e^-x) in place. */
INLINE void logistic_lanes(vec *v)
{
    vec e = -*v;
    exp_lanes(&e);
    *v = 1.0f / (1.0f + e);
}

/* tanh x = 2 logistic(2 x) - 1, in place. */
INLINE void tanh_lanes(vec *v)
{
    vec t = *v * 2.0f;
    logistic_lanes(&t);
    *v = t * 2.0f - 1.0f;
}

KERNEL(void, drg_kernel_tanh, (float *x, size_t n), (x, n))
{
    for (size_t i = 0; i < n; i += DRG_LANES)
        tanh_lanes((vec *)(x + i));
}

KERNEL(void, drg_kernel_scan, (float *gates, size_t n, size_t d, float *state, float *x), (gates, n, d, state, x))
{
    size_t half = d / 2;
    for (int backward = 0; backward < 2; backward++) {
        memset(state, 0, half * sizeof *state);
        for (size_t step = 0; step < n; step++) {
            size_t i = backward ? n - 1 - step : step;
            float *row = gates + i * 3 * d + (backward ? half : 0);
            float *out = x + i * d + (backward ? half : 0);
            for (size_t k = 0; k < half; k += DRG_LANES) {
                vec f = *(vec *)(row + k), z = *(vec *)(row + d + k), o = *(vec *)(row + 2 * d + k);
                logistic_lanes(&f);
                tanh_lanes(&z);
                logistic_lanes(&o);
                vec c = *(vec *)(state + k);
                c = f * (c - z) + z;
                *(vec *)(state + k) = c;
                *(vec *)(out + k) += o * c;
            }
        }
    }
}

KERNEL(float, drg_kernel_softmax_at, (const float *x, size_t n, size_t chosen), (x, n, chosen))
{
    vec sums = {0};
    float top = x[chosen];
    for (size_t i = 0; i < n; i++)
        top = x[i] > top ? x[i] : top;
    for (size_t i = 0; i < n; i += DRG_LANES) {
        vec e = {0};
        size_t left = n - i < DRG_LANES ? n - i : DRG_LANES;
        e = e - 87.0f;
        for (size_t k = 0; k < left; k++)
            e[k] = x[i + k] - top;
        exp_lanes(&e);
        sums += e;
    }
    float sum = 0.0f;
    for (size_t lane = 0; lane < DRG_LANES; lane++)
        sum += sums[lane];
    vec own = {0};
    own = own + (x[chosen] - top);
    exp_lanes(&own);
    return own[0] / sum;
}

size_t drg_kernel_argmax(const float *x, size_t n)
{
    size_t best = 0;
    for (size_t i = 1; i < n; i++)
        if (x[i] > x[best])
            best = i;
    return best;
}
