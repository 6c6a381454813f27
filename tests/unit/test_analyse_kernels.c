/* tests/unit/test_analyse_kernels.c - the arithmetic of the networks: exact sums, accurate functions. */
#include "analyse/kernels.h"

#include "unit.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static uint32_t seed = 1;

static float noise(void)
{
    seed = seed * 1664525u + 1013904223u;
    return (float)(seed >> 8) / 8388608.0f - 1.0f;
}

static void fill(float *x, size_t n)
{
    for (size_t i = 0; i < n; i++)
        x[i] = noise();
}

/* Whatever instructions the CPU has, a product is this loop, bit for bit. */
static void matmul_is_the_plain_sum_in_order(void **state)
{
    (void)state;
    enum { MAX_N = 29, N_IN = 37, N_OUT = 48 };
    static float x[MAX_N * N_IN], rows[N_OUT * N_IN], w[N_OUT * N_IN], b[N_OUT], y[MAX_N * N_OUT];
    fill(x, MAX_N * N_IN);
    fill(rows, N_OUT * N_IN);
    fill(b, N_OUT);
    drg_kernel_pack(rows, N_OUT, N_IN, w);
    for (size_t n = 0; n <= MAX_N; n++) {
        drg_kernel_matmul(x, n, N_IN, N_IN, w, b, N_OUT, y);
        for (size_t i = 0; i < n; i++)
            for (size_t o = 0; o < N_OUT; o++) {
                float sum = b[o];
                for (size_t k = 0; k < N_IN; k++) {
                    float product = rows[o * N_IN + k] * x[i * N_IN + k];
                    sum += product;
                }
                assert_memory_equal(&sum, &y[i * N_OUT + o], sizeof sum);
            }
    }
}

/* As train/README.md describes it: products of whole numbers, and three roundings at the end. */
static void matmul8_is_exact_at_every_level(void **state)
{
    (void)state;
    enum { MAX_N = 37, N_IN = 384, N_OUT = 48 };
    static float x[MAX_N * N_IN], rows[N_OUT * N_IN], packed[N_OUT * N_IN], b[N_OUT], y[MAX_N * N_OUT];
    static float x_scale[MAX_N], scale[N_OUT];
    static uint8_t whole[MAX_N * N_IN];
    static int8_t w[N_OUT * N_IN];
    static int32_t start[N_OUT];
    fill(x, MAX_N * N_IN);
    fill(rows, N_OUT * N_IN);
    fill(b, N_OUT);
    memset(x + N_IN, 0, N_IN * sizeof *x);
    for (size_t k = 0; k < N_IN; k++) /* as great as sums become */
        x[2 * N_IN + k] = rows[3 * N_IN + k] = -1.0f;
    drg_kernel_pack(rows, N_OUT, N_IN, packed);
    const drg_bytes m = {.w = w, .scale = scale, .start = start, .b = b, .n_in = N_IN, .n_out = N_OUT};
    drg_kernel_shrink(packed, N_IN, &m);
    for (drg_kernel_level level = DRG_KERNEL_PLAIN; level <= DRG_KERNEL_AMX; level++) {
        drg_kernel_limit(level);
        drg_kernel_quantize(x, MAX_N, N_IN, whole, x_scale);
        for (size_t n = 0; n <= MAX_N; n++) {
            drg_kernel_matmul8(whole, x_scale, n, &m, y);
            for (size_t i = 0; i < n; i++)
                for (size_t o = 0; o < N_OUT; o++) {
                    int32_t sum = 0;
                    float exact = b[o];
                    for (size_t k = 0; k < N_IN; k++) {
                        int8_t weight = w[(o / DRG_LANES * N_IN + k / 4 * 4) * DRG_LANES + o % DRG_LANES * 4 + k % 4];
                        assert_true(fabsf((float)weight * scale[o] - rows[o * N_IN + k]) <= scale[o] * 0.501f);
                        sum += weight * (whole[i * N_IN + k] - DRG_INPUT_OFFSET);
                        exact += rows[o * N_IN + k] * x[i * N_IN + k];
                    }
                    float factor = scale[o] * x_scale[i], product = (float)sum * factor, wanted = b[o] + product;
                    assert_memory_equal(&wanted, &y[i * N_OUT + o], sizeof wanted);
                    assert_true(fabsf(wanted - exact) < 0.5f);
                }
        }
    }
}

/* Each kernel at each level of instructions, bit for bit what the plain one gives. */
static void all_levels_agree(void **state)
{
    (void)state;
    enum { N = 13, D = 96, BYTES = N * 3 * D * sizeof(float) };
    static float gates[N * 3 * D], x[N * D], gain[D], memory[D], plain[8][N * 3 * D], got[8][N * 3 * D];
    static uint8_t whole[N * D];
    fill(gates, N * 3 * D);
    for (size_t i = 0; i < N * 3 * D; i++)
        gates[i] *= (float)(1 << i % 8);
    fill(x, N * D);
    fill(gain, D);
    for (drg_kernel_level level = DRG_KERNEL_PLAIN; level <= DRG_KERNEL_AMX; level++) {
        memset(got, 0, sizeof got);
        drg_kernel_limit(level);
        memcpy(got[0], gates, BYTES);
        memcpy(got[1], x, sizeof x);
        drg_kernel_scan(got[0], N, D, memory, got[1]);
        drg_kernel_norm(x, N, D, gain, got[2]);
        memcpy(got[3], gates, BYTES);
        drg_kernel_tanh(got[3], N * 3 * D);
        memcpy(got[4], gates, BYTES);
        drg_kernel_relu(got[4], N * 3 * D);
        drg_kernel_add(got[4], gates, N * 3 * D);
        drg_kernel_quantize(x, N, D, whole, got[5]);
        for (size_t i = 0; i < N * D; i++)
            got[6][i] = whole[i];
        for (size_t i = 0; i < N; i++)
            got[7][i] = drg_kernel_softmax_at(gates + i * D, 50, i);
        drg_kernel_softmax(gates, 13, got[7] + N);
        for (size_t i = 0; i < N; i++)
            got[7][N + 13 + i] = (float)drg_kernel_argmax(gates + i * D, 2 * D - i);
        if (level == DRG_KERNEL_PLAIN)
            memcpy(plain, got, sizeof got);
        memset(got[0], 0, sizeof got[0]); /* scratch by then */
        memset(plain[0], 0, sizeof plain[0]);
        assert_memory_equal(plain, got, sizeof got);
    }
}

static void pack_pads_with_zeros(void **state)
{
    (void)state;
    float rows[3 * 2] = {1, 2, 3, 4, 5, 6}, out[DRG_LANES * 2];
    drg_kernel_pack(rows, 3, 2, out);
    for (size_t k = 0; k < 2; k++)
        for (size_t lane = 0; lane < DRG_LANES; lane++)
            assert_true(out[k * DRG_LANES + lane] == (lane < 3 ? rows[lane * 2 + k] : 0.0f));
}

static void tanh_is_accurate_everywhere(void **state)
{
    (void)state;
    for (float v = -100; v < 100; v += 0.0137f) {
        float x[DRG_LANES];
        for (size_t i = 0; i < DRG_LANES; i++)
            x[i] = v + (float)i * 0.001f;
        float wanted[DRG_LANES];
        for (size_t i = 0; i < DRG_LANES; i++)
            wanted[i] = tanhf(x[i]);
        drg_kernel_tanh(x, DRG_LANES);
        for (size_t i = 0; i < DRG_LANES; i++)
            assert_true(fabsf(x[i] - wanted[i]) < 4e-7f);
    }
}

static void functions_stay_finite_on_any_bits(void **state)
{
    (void)state;
    float x[DRG_LANES] = {INFINITY, -INFINITY, NAN, 1e38f, -1e38f, 1e-45f, -0.0f};
    drg_kernel_tanh(x, DRG_LANES);
    for (size_t i = 0; i < DRG_LANES; i++)
        assert_true(x[i] >= -1.0f && x[i] <= 1.0f);
}

static void softmax_gives_probabilities(void **state)
{
    (void)state;
    float x[21];
    fill(x, 21);
    float sum = 0, exact = 0;
    for (size_t i = 0; i < 21; i++)
        exact += expf(x[i]);
    for (size_t i = 0; i < 21; i++) {
        float p = drg_kernel_softmax_at(x, 21, i);
        assert_true(fabsf(p - expf(x[i]) / exact) < 1e-6f);
        sum += p;
    }
    assert_true(fabsf(sum - 1.0f) < 1e-5f);
    float p[7];
    drg_kernel_softmax(x, 7, p);
    for (size_t i = 0; i < 7; i++)
        assert_true(fabsf(p[i] - drg_kernel_softmax_at(x, 7, i)) < 1e-6f);
    assert_true(drg_kernel_softmax_at((float[]){-1e9f}, 1, 0) == 1.0f);
}

static void norm_gives_unit_rows(void **state)
{
    (void)state;
    float x[2 * 32], gain[32], y[2 * 32];
    fill(x, 64);
    for (size_t i = 0; i < 32; i++)
        gain[i] = 2.0f;
    drg_kernel_norm(x, 2, 32, gain, y);
    for (size_t r = 0; r < 2; r++) {
        float squares = 0;
        for (size_t i = 0; i < 32; i++)
            squares += y[r * 32 + i] * y[r * 32 + i];
        assert_true(fabsf(squares / 32 - 4.0f) < 1e-3f);
    }
}

static float logistic(float v)
{
    return 1.0f / (1.0f + expf(-v));
}

static void scan_is_the_recurrence_both_ways(void **state)
{
    (void)state;
    enum { N = 7, D = 32 };
    float gates[N * 3 * D], x[N * D], wanted[N * D], memory[D / 2];
    fill(gates, N * 3 * D);
    fill(x, N * D);
    memcpy(wanted, x, sizeof x);
    for (size_t k = 0; k < D; k++) {
        float c = 0;
        for (size_t step = 0; step < N; step++) {
            size_t i = k < D / 2 ? step : N - 1 - step;
            const float *g = gates + i * 3 * D + k;
            float f = logistic(g[0]);
            c = f * c + (1 - f) * tanhf(g[D]);
            wanted[i * D + k] += logistic(g[2 * D]) * c;
        }
    }
    drg_kernel_scan(gates, N, D, memory, x);
    for (size_t i = 0; i < N * D; i++)
        assert_true(fabsf(x[i] - wanted[i]) < 2e-6f);
}

static void relu_and_argmax(void **state)
{
    (void)state;
    float x[DRG_LANES] = {-1, 2, 0, -0.0f, 2};
    assert_int_equal(drg_kernel_argmax(x, DRG_LANES), 1);
    float many[41] = {0};
    for (size_t n = 1; n <= 41; n++)
        for (size_t i = 0; i < n; i++) {
            many[i] = many[n - 1] = 1.0f; /* the first of equals */
            assert_int_equal(drg_kernel_argmax(many, n), i);
            many[i] = many[n - 1] = 0.0f;
        }
    assert_int_equal(drg_kernel_argmax((float[]){NAN}, 1), 0);
    drg_kernel_relu(x, DRG_LANES);
    assert_true(x[0] == 0 && x[1] == 2 && x[2] == 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(matmul_is_the_plain_sum_in_order),
        cmocka_unit_test(matmul8_is_exact_at_every_level),
        cmocka_unit_test(all_levels_agree),
        cmocka_unit_test(pack_pads_with_zeros),
        cmocka_unit_test(tanh_is_accurate_everywhere),
        cmocka_unit_test(functions_stay_finite_on_any_bits),
        cmocka_unit_test(softmax_gives_probabilities),
        cmocka_unit_test(norm_gives_unit_rows),
        cmocka_unit_test(scan_is_the_recurrence_both_ways),
        cmocka_unit_test(relu_and_argmax),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
