/* src/analyse/qrnn.c - bidirectional quasi-recurrent layers. */
#include "analyse/qrnn.h"

#include "analyse/kernels.h"

#include <string.h>

/* Neighbours side by side, [n][3 d]: left, own, right; zeros outside the sequence. */
static void widen(const float *x, size_t d, const size_t *start, size_t n_sequences, float *wide)
{
    for (size_t s = 0; s < n_sequences; s++) {
        for (size_t i = start[s]; i < start[s + 1]; i++) {
            float *row = wide + i * 3 * d;
            size_t bytes = d * sizeof *x;
            if (i > start[s])
                memcpy(row, x + (i - 1) * d, bytes);
            else
                memset(row, 0, bytes);
            memcpy(row + d, x + i * d, bytes);
            if (i + 1 < start[s + 1])
                memcpy(row + 2 * d, x + (i + 1) * d, bytes);
            else
                memset(row + 2 * d, 0, bytes);
        }
    }
}

bool drg_qrnn_run(const drg_stack *stack, drg_qrnn_work *work, float *x, const size_t *start, size_t n_sequences)
{
    size_t n = start[n_sequences], d = stack->d;
    float *normed = drg_scratch_get(&work->normed, n * d, sizeof *normed);
    float *gates = drg_scratch_get(&work->gates, n * 3 * d, sizeof *gates);
    uint8_t *whole = drg_scratch_get(&work->whole, n * 3 * d, 1);
    float *scale = drg_scratch_get(&work->scale, n, sizeof *scale);
    float *state = drg_scratch_get(&work->state, d, sizeof *state);
    if (!normed || !gates || !whole || !scale || !state)
        return false;
    for (size_t l = 0; l < stack->n_layers; l++) {
        const drg_layer *layer = &stack->layers[l];
        const drg_bytes *m = &layer->gates;
        const float *in = normed;
        drg_kernel_norm(x, n, d, layer->norm, normed);
        if (layer->window == 3) {
            float *wide = drg_scratch_get(&work->wide, n * 3 * d, sizeof *wide);
            if (!wide)
                return false;
            widen(normed, d, start, n_sequences, wide);
            in = wide;
        }
        drg_kernel_quantize(in, n, m->n_in, whole, scale);
        drg_kernel_matmul8(whole, scale, n, m, gates);
        for (size_t s = 0; s < n_sequences; s++)
            drg_kernel_scan(gates + start[s] * 3 * d, start[s + 1] - start[s], d, state, x + start[s] * d);
    }
    drg_kernel_norm(x, n, d, stack->norm, x);
    return true;
}

void drg_qrnn_work_release(drg_qrnn_work *work)
{
    drg_scratch_release(&work->normed);
    drg_scratch_release(&work->wide);
    drg_scratch_release(&work->gates);
    drg_scratch_release(&work->whole);
    drg_scratch_release(&work->scale);
    drg_scratch_release(&work->state);
}
