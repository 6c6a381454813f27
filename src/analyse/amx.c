/* src/analyse/amx.c - a tile holds 16 rows of 64 bytes. One of inputs (16 words, some inputs) times one of weights (as many
 * inputs, four to a row, 16 outputs) is added to one of 16 x 16 sums. drg_bytes.w lies as tiles of weights want it. */
#include "analyse/amx.h"

#if defined(__x86_64__) && defined(__linux__) && !defined(DRG_PLAIN_KERNELS)

#include <cpuid.h>
#include <immintrin.h>
#include <stdatomic.h>
#include <sys/syscall.h>
#include <unistd.h>

enum { ARCH_REQ_XCOMP_PERM = 0x1023, XFEATURE_XTILEDATA = 18 };

static bool has_tiles(void)
{
    unsigned a, b, c, d;
    const unsigned amx_tile = 1u << 24, amx_int8 = 1u << 25, osxsave = 1u << 27;
    if (!__get_cpuid(1, &a, &b, &c, &d) || !(c & osxsave))
        return false;
    if (!__get_cpuid_count(7, 0, &a, &b, &c, &d) || !(d & amx_tile) || !(d & amx_int8))
        return false;
    return syscall(SYS_arch_prctl, ARCH_REQ_XCOMP_PERM, XFEATURE_XTILEDATA) == 0;
}

bool drg_amx_usable(void)
{
    static atomic_int known; /* 0: not asked yet; asking twice does no harm */
    int state = atomic_load_explicit(&known, memory_order_relaxed);
    if (state == 0) {
        state = has_tiles() ? 1 : -1;
        atomic_store_explicit(&known, state, memory_order_relaxed);
    }
    return state > 0;
}

typedef struct tile_shapes {
    uint8_t palette, start_row, reserved[14];
    uint16_t bytes[16];
    uint8_t rows[16];
} tile_shapes;

#define AMX __attribute__((target("avx512f,amx-tile,amx-int8")))

/* y [16 rows of n_out], 16 columns from at, of 16 x 16 sums: as finish_panel in kernels.c. */
AMX static inline void finish(const int32_t sum[16][16], const float *x_scale, const drg_bytes *m, size_t at, float *y)
{
    __m512i start = _mm512_loadu_si512(m->start + at);
    __m512 scale = _mm512_loadu_ps(m->scale + at), bias = m->b ? _mm512_loadu_ps(m->b + at) : _mm512_setzero_ps();
    size_t n_out = m->n_out;
    y += at;
    for (size_t r = 0; r < DRG_AMX_ROWS; r++, y += n_out) {
        __m512 whole = _mm512_cvtepi32_ps(_mm512_add_epi32(start, _mm512_load_si512(sum[r])));
        __m512 v = _mm512_mul_ps(whole, _mm512_mul_ps(scale, _mm512_set1_ps(x_scale[r])));
        _mm512_storeu_ps(y, _mm512_add_ps(bias, v));
    }
}

/* Tiles 0 to 3 are sums, of two groups of words by two panels of outputs; 4 and 5 words; 6 and 7 panels. */
AMX static void two_by_two(const uint8_t *x, const float *x_scale, const drg_bytes *m, size_t at, size_t step, float *y)
{
    _Alignas(64) int32_t sum[16][16];
    size_t n_in = m->n_in;
    const int8_t *w = m->w + at * n_in;
    _tile_zero(0);
    _tile_zero(1);
    _tile_zero(2);
    _tile_zero(3);
    for (size_t k = 0; k < n_in; k += step) {
        _tile_loadd(4, x + k, n_in);
        _tile_loadd(6, w + k * DRG_LANES, DRG_AMX_BYTES);
        _tile_loadd(7, w + (n_in + k) * DRG_LANES, DRG_AMX_BYTES);
        _tile_dpbusd(0, 4, 6);
        _tile_dpbusd(1, 4, 7);
        _tile_loadd(5, x + DRG_AMX_ROWS * n_in + k, n_in);
        _tile_dpbusd(2, 5, 6);
        _tile_dpbusd(3, 5, 7);
    }
    float *below = y + DRG_AMX_ROWS * m->n_out;
    _tile_stored(0, sum, DRG_AMX_BYTES);
    finish(sum, x_scale, m, at, y);
    _tile_stored(1, sum, DRG_AMX_BYTES);
    finish(sum, x_scale, m, at + DRG_LANES, y);
    _tile_stored(2, sum, DRG_AMX_BYTES);
    finish(sum, x_scale + DRG_AMX_ROWS, m, at, below);
    _tile_stored(3, sum, DRG_AMX_BYTES);
    finish(sum, x_scale + DRG_AMX_ROWS, m, at + DRG_LANES, below);
}

AMX static void one_by_one(const uint8_t *x, const float *x_scale, const drg_bytes *m, size_t at, size_t step, float *y)
{
    _Alignas(64) int32_t sum[16][16];
    const int8_t *w = m->w + at * m->n_in;
    _tile_zero(0);
    for (size_t k = 0; k < m->n_in; k += step) {
        _tile_loadd(4, x + k, m->n_in);
        _tile_loadd(6, w + k * DRG_LANES, DRG_AMX_BYTES);
        _tile_dpbusd(0, 4, 6);
    }
    _tile_stored(0, sum, DRG_AMX_BYTES);
    finish(sum, x_scale, m, at, y);
}

AMX size_t drg_amx_matmul8(const uint8_t *x, const float *x_scale, size_t n, const drg_bytes *m, float *y)
{
    size_t parts = (m->n_in + DRG_AMX_BYTES - 1) / DRG_AMX_BYTES, step = m->n_in / parts, pair = (size_t)2 * DRG_LANES;
    size_t rows = n / DRG_AMX_ROWS * DRG_AMX_ROWS;
    if (step * parts != m->n_in || step % 4 != 0 || rows == 0)
        return 0;
    tile_shapes shapes = {.palette = 1};
    for (size_t t = 0; t < 8; t++) {
        shapes.bytes[t] = (uint16_t)(t == 4 || t == 5 ? step : DRG_AMX_BYTES);
        shapes.rows[t] = (uint8_t)(t >= 6 ? step / 4 : DRG_AMX_ROWS);
    }
    _tile_loadconfig(&shapes);
    for (size_t at = 0; at < m->n_out; at += pair) {
        size_t i = 0;
        if (at + pair <= m->n_out)
            for (; i + 2 * DRG_AMX_ROWS <= rows; i += 2 * DRG_AMX_ROWS)
                two_by_two(x + i * m->n_in, x_scale + i, m, at, step, y + i * m->n_out);
        for (; i < rows; i += DRG_AMX_ROWS)
            for (size_t o = at; o < m->n_out && o < at + pair; o += DRG_LANES)
                one_by_one(x + i * m->n_in, x_scale + i, m, o, step, y + i * m->n_out);
    }
    _tile_release();
    return rows;
}

#else

bool drg_amx_usable(void)
{
    return false;
}

size_t drg_amx_matmul8(const uint8_t *x, const float *x_scale, size_t n, const drg_bytes *m, float *y)
{
    (void)x, (void)x_scale, (void)n, (void)m, (void)y;
    return 0;
}

#endif
