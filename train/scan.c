/* train/scan.c - the QRNN's recurrence, forward and backward, for packed sentences.
 * gates [n][6H]: f, z, o, 2H each before their squashing, squashed in place; the first H of 2H run left to right, the
 * others right to left. out = o * c; c = f c' + (1 - f) z. */
#include <math.h>
#include <stdint.h>
#include <string.h>

void scan_forward(const int64_t *start, int64_t n_sentences, int64_t H, float *gates, float *cells, float *out)
{
    const int64_t D = 2 * H;
    int64_t n = start[n_sentences];
    for (int64_t t = 0; t < n; t++) {
        float *g = gates + t * 3 * D;
        for (int64_t i = 0; i < D; i++)
            g[i] = 1.0f / (1.0f + expf(-g[i]));
        for (int64_t i = D; i < 2 * D; i++)
            g[i] = 2.0f / (1.0f + expf(-2.0f * g[i])) - 1.0f;
        for (int64_t i = 2 * D; i < 3 * D; i++)
            g[i] = 1.0f / (1.0f + expf(-g[i]));
    }
    for (int64_t s = 0; s < n_sentences; s++) {
        for (int dir = 0; dir < 2; dir++) {
            float c[H];
            memset(c, 0, sizeof c);
            int64_t len = start[s + 1] - start[s];
            for (int64_t k = 0; k < len; k++) {
                int64_t t = dir ? start[s + 1] - 1 - k : start[s] + k;
                const float *f = gates + t * 3 * D + dir * H, *z = f + D, *o = f + 2 * D;
                float *keep = cells + t * D + dir * H, *y = out + t * D + dir * H;
                for (int64_t i = 0; i < H; i++) {
                    c[i] = f[i] * (c[i] - z[i]) + z[i];
                    keep[i] = c[i];
                    y[i] = o[i] * c[i];
                }
            }
        }
    }
}

void scan_backward(const int64_t *start, int64_t n_sentences, int64_t H, const float *gates, const float *cells,
                   const float *grad_out, float *grad)
{
    const int64_t D = 2 * H;
    for (int64_t s = 0; s < n_sentences; s++) {
        for (int dir = 0; dir < 2; dir++) {
            float dc[H], zero[H];
            memset(dc, 0, sizeof dc);
            memset(zero, 0, sizeof zero);
            int64_t len = start[s + 1] - start[s];
            for (int64_t k = len - 1; k >= 0; k--) {
                int64_t t = dir ? start[s + 1] - 1 - k : start[s] + k;
                const float *f = gates + t * 3 * D + dir * H, *z = f + D, *o = f + 2 * D;
                const float *c = cells + t * D + dir * H;
                const float *before = k ? (dir ? c + D : c - D) : zero;
                const float *dy = grad_out + t * D + dir * H;
                float *df = grad + t * 3 * D + dir * H, *dz = df + D, *dout = df + 2 * D;
                for (int64_t i = 0; i < H; i++) {
                    float d = dc[i] + dy[i] * o[i];
                    dout[i] = dy[i] * c[i] * o[i] * (1.0f - o[i]);
                    df[i] = d * (before[i] - z[i]) * f[i] * (1.0f - f[i]);
                    dz[i] = d * (1.0f - f[i]) * (1.0f - z[i] * z[i]);
                    dc[i] = d * f[i];
                }
            }
        }
    }
}
