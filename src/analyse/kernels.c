/* src/analyse/kernels.c - the arithmetic of the networks; with amx.c, the only file of the engine with compiler extensions.
 *
 * Vectors of 16 floats are written once, with the vector types of GCC and clang. Each kernel's body is compiled for
 * several instruction sets, and the CPU is asked at every call. An addition or product of a vector is the same 16 IEEE
 * operations everywhere, and -ffp-contract=off keeps them apart, so that the choice never changes a bit. */
#include "analyse/kernels.h"

#include "analyse/amx.h"

#include <assert.h>
#include <string.h>

#if defined(__x86_64__) && !defined(DRG_PLAIN_KERNELS)
#include <immintrin.h>
#endif

/* A short loop over the sums that registers hold. */
#define EACH(i, n) _Pragma("GCC unroll 16") for (size_t i = 0; i < (n); i++)
#define INLINE static inline __attribute__((always_inline))

static drg_kernel_level most = DRG_KERNEL_AMX;

#if defined(__x86_64__) && !defined(DRG_PLAIN_KERNELS)
static inline drg_kernel_level level(void)
{
    drg_kernel_level best = __builtin_cpu_supports("avx512vnni") && __builtin_cpu_supports("avx512f") ? DRG_KERNEL_VNNI
                            : __builtin_cpu_supports("avx512f") ? DRG_KERNEL_AVX512
                            : __builtin_cpu_supports("avx2")    ? DRG_KERNEL_AVX2
                                                                : DRG_KERNEL_PLAIN;
    if (best == DRG_KERNEL_VNNI && most >= DRG_KERNEL_AMX && drg_amx_usable())
        return DRG_KERNEL_AMX;
    return best < most ? best : most;
}
#else
static inline drg_kernel_level level(void)
{
    return DRG_KERNEL_PLAIN;
}
#endif

drg_kernel_level drg_kernel_limit(drg_kernel_level wanted)
{
    most = wanted;
    return level();
}

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
        if (level() >= DRG_KERNEL_AVX512)                                                                              \
            return name##_avx512 arguments;                                                                            \
        if (level() >= DRG_KERNEL_AVX2)                                                                                \
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
enum { MANY_ROWS = 12, ROWS = 6, FEW_ROWS = 2, VNNI_MANY = 8 }; /* FEW_ROWS also takes what is left over */

/* Sums in registers for some rows of x over one panel of DRG_LANES outputs, in vectors of type v. */
#define PANEL(v, rows)                                                                                                 \
    do {                                                                                                               \
        enum { PARTS = DRG_LANES * sizeof(float) / sizeof(v), PART = DRG_LANES / PARTS };                              \
        v sum[rows][PARTS];                                                                                            \
        EACH(r, rows)                                                                                                  \
            EACH(p, PARTS)                                                                                             \
                sum[r][p] = *(const v *)(start + p * PART);                                                            \
        for (size_t k = 0; k < n_in; k++)                                                                              \
            EACH(p, PARTS) {                                                                                           \
                v column = *(const v *)(panel + k * DRG_LANES + p * PART);                                             \
                EACH(r, rows)                                                                                          \
                    sum[r][p] += column * x[(i + r) * x_stride + k];                                                   \
            }                                                                                                          \
        EACH(r, rows)                                                                                                  \
            EACH(p, PARTS)                                                                                             \
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
    /* cppcheck-suppress uninitvar */
    MATMUL_BODY(quarter_vec, FEW_ROWS)
}

void drg_kernel_matmul MATMUL_PARAMETERS
{
#ifdef HAS_CLONES
    if (level() >= DRG_KERNEL_AVX512)
        matmul_avx512(x, n, x_stride, n_in, w, b, n_out, y);
    else if (level() >= DRG_KERNEL_AVX2)
        matmul_avx2(x, n, x_stride, n_in, w, b, n_out, y);
    else
#endif
        matmul_plain(x, n, x_stride, n_in, w, b, n_out, y);
}

/* One panel of DRG_LANES outputs; from: [w_in][DRG_LANES], to: [n_in / 4][DRG_LANES][4]. */
INLINE void shrink_panel(const float *from, size_t w_in, float *scale, int32_t *start, int8_t *to)
{
    float top[DRG_LANES] = {0}, to_whole[DRG_LANES];
    int32_t sum[DRG_LANES] = {0};
    for (size_t k = 0; k < w_in; k++)
        for (size_t lane = 0; lane < DRG_LANES; lane++) {
            float v = from[k * DRG_LANES + lane];
            v = v < 0 ? -v : v;
            top[lane] = v > top[lane] ? v : top[lane];
        }
    for (size_t lane = 0; lane < DRG_LANES; lane++) {
        scale[lane] = top[lane] / DRG_WEIGHT_MAX;
        to_whole[lane] = top[lane] > 1e-30f ? DRG_WEIGHT_MAX / top[lane] : 0.0f;
    }
    for (size_t k = 0; k < w_in; k += 4) {
        uint32_t four[DRG_LANES] = {0};
        for (size_t i = 0; i < 4 && k + i < w_in; i++)
            for (size_t lane = 0; lane < DRG_LANES; lane++) {
                float v = from[(k + i) * DRG_LANES + lane] * to_whole[lane];
                int32_t q = (int32_t)(v < 0 ? v - 0.5f : v + 0.5f);
                sum[lane] += q;
                four[lane] |= ((uint32_t)q & 0xFF) << 8 * i;
            }
        for (size_t lane = 0; lane < DRG_LANES; lane++)
            for (size_t i = 0; i < 4; i++)
                to[k * DRG_LANES + lane * 4 + i] = (int8_t)(four[lane] >> 8 * i & 0xFF);
    }
    for (size_t lane = 0; lane < DRG_LANES; lane++)
        start[lane] = -sum[lane] * DRG_INPUT_OFFSET;
}

KERNEL(void, drg_kernel_shrink, (const float *w, size_t w_in, const drg_bytes *m), (w, w_in, m))
{
    memset(m->w, 0, m->n_out * m->n_in);
    for (size_t at = 0; at < m->n_out; at += DRG_LANES)
        shrink_panel(w + at * w_in, w_in, m->scale + at, m->start + at, m->w + at * m->n_in);
}

/* y of one word and one panel of outputs. */
INLINE void finish_panel(const int32_t *sum, float x_scale, const drg_bytes *m, size_t at, float *y)
{
    static const float zeros[DRG_LANES];
    vec scale = *(const vec *)(m->scale + at) * x_scale;
    vec whole = __builtin_convertvector(*(const ivec *)sum, vec);
    *(vec *)(y + at) = *(const vec *)(m->b ? m->b + at : zeros) + whole * scale;
}

#define MATMUL8_PARAMETERS (const uint8_t *x, const float *x_scale, size_t n, const drg_bytes *m, float *y)

#ifdef HAS_CLONES
INLINE int32_t four_bytes(const uint8_t *x)
{
    int32_t v;
    memcpy(&v, x, sizeof v);
    return v;
}

/* sum += four products in each lane. The intrinsic does the same, but some versions of GCC then copy every sum around. */
__attribute__((target("avx512f,avx512vnni"))) INLINE void add_products(__m512i *sum, __m512i x, __m512i w)
{
    __asm__("vpdpbusd %2, %1, %0" : "+v"(*sum) : "v"(x), "v"(w));
}

/* Some rows of x over some panels: each row's four bytes meet all panels while they are in a register. */
#define VNNI_PANELS(rows, panels)                                                                                      \
    do {                                                                                                               \
        __m512i sum[rows][panels];                                                                                     \
        EACH(r, rows)                                                                                                  \
            EACH(p, panels)                                                                                            \
                sum[r][p] = _mm512_loadu_si512(m->start + at + p * DRG_LANES);                                         \
        const uint8_t *row = x + i * n_in;                                                                             \
        for (size_t k = 0; k < n_in; k += 4, row += 4) {                                                               \
            __m512i column[panels];                                                                                    \
            EACH(p, panels)                                                                                            \
                column[p] = _mm512_loadu_si512(panel + (p * n_in + k) * DRG_LANES);                                    \
            EACH(r, rows) {                                                                                            \
                __m512i v = _mm512_set1_epi32(four_bytes(row + r * n_in));                                             \
                EACH(p, panels)                                                                                        \
                    add_products(&sum[r][p], v, column[p]);                                                            \
            }                                                                                                          \
        }                                                                                                              \
        EACH(r, rows)                                                                                                  \
            EACH(p, panels) {                                                                                          \
                size_t o = at + p * DRG_LANES;                                                                         \
                __m512 factor = _mm512_mul_ps(_mm512_loadu_ps(m->scale + o), _mm512_set1_ps(x_scale[i + r]));          \
                __m512 v = _mm512_mul_ps(_mm512_cvtepi32_ps(sum[r][p]), factor);                                       \
                v = _mm512_add_ps(m->b ? _mm512_loadu_ps(m->b + o) : _mm512_setzero_ps(), v);                          \
                _mm512_storeu_ps(y + (i + r) * m->n_out + o, v);                                                       \
            }                                                                                                          \
    } while (0)

#define VNNI_ROWS(panels)                                                                                              \
    do {                                                                                                               \
        const int8_t *panel = m->w + at * n_in;                                                                        \
        size_t i = 0;                                                                                                  \
        for (; i + VNNI_MANY <= n; i += VNNI_MANY)                                                                     \
            VNNI_PANELS(VNNI_MANY, panels);                                                                            \
        for (; i < n; i++)                                                                                             \
            VNNI_PANELS(1, panels);                                                                                    \
    } while (0)

__attribute__((target("avx512f,avx512vnni"))) static void matmul8_vnni MATMUL8_PARAMETERS
{
    size_t n_in = m->n_in, at = 0;
    for (; at + 2 * DRG_LANES <= m->n_out; at += 2 * DRG_LANES)
        VNNI_ROWS(2);
    for (; at < m->n_out; at += DRG_LANES)
        VNNI_ROWS(1);
}

#define AVX2_PANEL(rows)                                                                                               \
    do {                                                                                                               \
        __m256i sum[rows][2];                                                                                          \
        EACH(r, rows)                                                                                                  \
            EACH(p, 2)                                                                                                 \
                sum[r][p] = _mm256_loadu_si256((const __m256i *)(m->start + at + 8 * p));                              \
        for (size_t k = 0; k < m->n_in; k += 4) {                                                                      \
            __m256i low = _mm256_loadu_si256((const __m256i *)(panel + k * DRG_LANES));                                \
            __m256i high = _mm256_loadu_si256((const __m256i *)(panel + k * DRG_LANES + 32));                          \
            EACH(r, rows) {                                                                                            \
                __m256i v = _mm256_set1_epi32(four_bytes(x + (i + r) * m->n_in + k));                                  \
                sum[r][0] = _mm256_add_epi32(sum[r][0], _mm256_madd_epi16(_mm256_maddubs_epi16(v, low), ones));        \
                sum[r][1] = _mm256_add_epi32(sum[r][1], _mm256_madd_epi16(_mm256_maddubs_epi16(v, high), ones));       \
            }                                                                                                          \
        }                                                                                                              \
        EACH(r, rows)                                                                                                  \
            finish_panel((const int32_t *)sum[r], x_scale[i + r], m, at, y + (i + r) * m->n_out);                      \
    } while (0)

__attribute__((target("avx2"))) static void matmul8_avx2 MATMUL8_PARAMETERS
{
    enum { ROWS8 = 5 };
    const __m256i ones = _mm256_set1_epi16(1);
    for (size_t at = 0; at < m->n_out; at += DRG_LANES) {
        const int8_t *panel = m->w + at * m->n_in;
        size_t i = 0;
        for (; i + ROWS8 <= n; i += ROWS8)
            AVX2_PANEL(ROWS8);
        for (; i < n; i++)
            AVX2_PANEL(1);
    }
}
#endif

/* Whole numbers up to 2^24 are exact in floats, too, and every machine has vectors of those: some inputs at a time, whose
 * products add up to less. */
static void matmul8_plain MATMUL8_PARAMETERS
{
    enum { SOME_INPUTS = 256, SOME_ROWS = 64 };
    static_assert(SOME_INPUTS * DRG_WEIGHT_MAX * (DRG_INPUT_OFFSET + DRG_INPUT_MAX) < 1 << 24, "sums are exact");
    for (size_t first = 0; first < n; first += SOME_ROWS) {
        size_t rows = n - first < SOME_ROWS ? n - first : SOME_ROWS;
        for (size_t at = 0; at < m->n_out; at += DRG_LANES) {
            int32_t sum[SOME_ROWS * DRG_LANES];
            for (size_t i = 0; i < rows; i++)
                memcpy(sum + i * DRG_LANES, m->start + at, DRG_LANES * sizeof *sum);
            for (size_t k = 0; k < m->n_in; k += SOME_INPUTS) {
                size_t n_in = m->n_in - k < SOME_INPUTS ? m->n_in - k : SOME_INPUTS;
                float panel[SOME_INPUTS * DRG_LANES], in[SOME_ROWS * SOME_INPUTS], part[SOME_ROWS * DRG_LANES];
                const int8_t *w = m->w + (at * m->n_in + k * DRG_LANES);
                for (size_t j = 0; j < n_in; j++)
                    for (size_t lane = 0; lane < DRG_LANES; lane++) {
                        size_t from = j / 4 * 4 * DRG_LANES + lane * 4 + j % 4;
                        panel[j * DRG_LANES + lane] = w[from];
                    }
                for (size_t i = 0; i < rows; i++)
                    for (size_t j = 0; j < n_in; j++)
                        in[i * n_in + j] = x[(first + i) * m->n_in + k + j];
                matmul_plain(in, rows, n_in, n_in, panel, NULL, DRG_LANES, part);
                for (size_t i = 0; i < rows * DRG_LANES; i++)
                    sum[i] += (int32_t)part[i];
            }
            for (size_t i = 0; i < rows; i++)
                finish_panel(sum + i * DRG_LANES, x_scale[first + i], m, at, y + (first + i) * m->n_out);
        }
    }
}

void drg_kernel_matmul8 MATMUL8_PARAMETERS
{
#ifdef HAS_CLONES
    if (level() >= DRG_KERNEL_AMX) {
        size_t done = drg_amx_matmul8(x, x_scale, n, m, y);
        matmul8_vnni(x + done * m->n_in, x_scale + done, n - done, m, y + done * m->n_out);
    } else if (level() >= DRG_KERNEL_VNNI)
        matmul8_vnni(x, x_scale, n, m, y);
    else if (level() >= DRG_KERNEL_AVX2)
        matmul8_avx2(x, x_scale, n, m, y);
    else
#endif
        matmul8_plain(x, x_scale, n, m, y);
}

void drg_kernel_pack(const float *rows, size_t n, size_t n_in, float *out)
{
    memset(out, 0, drg_padded(n) * n_in * sizeof *out);
    for (size_t i = 0; i < n; i++)
        for (size_t k = 0; k < n_in; k++)
            out[(i / DRG_LANES * n_in + k) * DRG_LANES + i % DRG_LANES] = rows[i * n_in + k];
}

KERNEL(void, drg_kernel_relu, (float *x, size_t n), (x, n))
{
    for (size_t i = 0; i < n; i += DRG_LANES) {
        vec v = *(vec *)(x + i);
        ivec bits = (ivec)v & (ivec)(v > 0.0f);
        *(vec *)(x + i) = (vec)bits;
    }
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

#define LANES 16
#define NAME(x) x##_16
#include "analyse/lanes.h"
#define LANES 8
#define NAME(x) x##_8
#include "analyse/lanes.h"
#define LANES 4
#define NAME(x) x##_4
#include "analyse/lanes.h"

/* The same with a body for each size of vectors. */
#ifdef HAS_CLONES
#define LANES_KERNEL(name, parameters, arguments)                                                                      \
    __attribute__((target("avx512f"))) static void name##_avx512 parameters                                            \
    {                                                                                                                  \
        name##_16 arguments;                                                                                           \
    }                                                                                                                  \
    __attribute__((target("avx2"))) static void name##_avx2 parameters                                                 \
    {                                                                                                                  \
        name##_8 arguments;                                                                                            \
    }                                                                                                                  \
    void drg_kernel_##name parameters                                                                                  \
    {                                                                                                                  \
        if (level() >= DRG_KERNEL_AVX512)                                                                              \
            name##_avx512 arguments;                                                                                   \
        else if (level() >= DRG_KERNEL_AVX2)                                                                           \
            name##_avx2 arguments;                                                                                     \
        else                                                                                                           \
            name##_4 arguments;                                                                                        \
    }
#else
#define LANES_KERNEL(name, parameters, arguments)                                                                      \
    void drg_kernel_##name parameters                                                                                  \
    {                                                                                                                  \
        name##_4 arguments;                                                                                            \
    }
#endif

LANES_KERNEL(norm, (const float *x, size_t n, size_t d, const float *gain, float *y), (x, n, d, gain, y))
LANES_KERNEL(scan, (const float *gates, size_t n, size_t d, float *state, float *x), (gates, n, d, state, x))
LANES_KERNEL(quantize, (const float *x, size_t n, size_t d, uint8_t *q, float *scale), (x, n, d, q, scale))
LANES_KERNEL(add, (float *y, const float *x, size_t n), (y, x, n))

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

KERNEL(void, drg_kernel_softmax, (const float *x, size_t n, float *p), (x, n, p))
{
    vec e = {0};
    e = e - 87.0f;
    float top = x[0], sum = 0.0f;
    for (size_t i = 1; i < n; i++)
        top = x[i] > top ? x[i] : top;
    for (size_t i = 0; i < n; i++)
        e[i] = x[i] - top;
    exp_lanes(&e);
    for (size_t i = 0; i < n; i++)
        sum += e[i];
    for (size_t i = 0; i < n; i++)
        p[i] = e[i] / sum;
}

KERNEL(size_t, drg_kernel_argmax, (const float *x, size_t n), (x, n))
{
    size_t whole = n / DRG_LANES * DRG_LANES;
    float top = x[0];
    if (whole) {
        vec tops = *(const vec *)x;
        for (size_t i = DRG_LANES; i < whole; i += DRG_LANES) {
            vec v = *(const vec *)(x + i);
            ivec above = (ivec)(v > tops);
            select_lanes(&tops, &above, &v, &tops);
        }
        for (size_t lane = 0; lane < DRG_LANES; lane++)
            top = tops[lane] > top ? tops[lane] : top;
    }
    for (size_t i = whole; i < n; i++)
        top = x[i] > top ? x[i] : top;
    for (size_t i = 0; i < n; i++)
        if (x[i] == top)
            return i;
    return 0; /* no number */
}
