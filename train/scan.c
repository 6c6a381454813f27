/* train/scan.c - what PyTorch does slowly on a processor: QRNN layers but for their products, dropout, Adam.
 * Sentences are packed: start[] delimits them. Everything is 32-bit floats; n is the number of words.
 * Dropout draws from a hash of seed and place, so that backward draws the same again. */
#include <math.h>
#include <stdint.h>
#include <string.h>

/* 0 or 1 / keep, from a hash of seed and place (Murmur3's last steps); limit is (1 - keep) in 2^32. */
static inline float dropped(uint32_t seed, uint32_t at, uint32_t limit, float scale)
{
    uint32_t h = at * 0x9E3779B1u + seed;
    h = (h ^ h >> 16) * 0x85EBCA6Bu;
    h = (h ^ h >> 13) * 0xC2B2AE35u;
    h ^= h >> 16;
    return h >= limit ? scale : 0.0f;
}

static uint32_t limit_of(float p)
{
    return (uint32_t)((double)p * 4294967295.0);
}

void dropout(const float *x, float *y, int64_t n, float p, uint32_t seed)
{
    uint32_t limit = limit_of(p);
    float scale = 1.0f / (1.0f - p);
    for (int64_t i = 0; i < n; i++)
        y[i] = x[i] * dropped(seed, (uint32_t)i, limit, scale);
}

/* y [n][width d]: x divided by its root mean square, times gain, with its neighbours where width is 3. */
void norm_forward(const int64_t *start, int64_t n_sentences, int64_t d, int64_t width, const float *x,
                  const float *gain, float *inverse, float *y)
{
    for (int64_t s = 0; s < n_sentences; s++)
        for (int64_t t = start[s]; t < start[s + 1]; t++) {
            const float *in = x + t * d;
            float sum = 0.0f;
            for (int64_t i = 0; i < d; i++)
                sum += in[i] * in[i];
            float r = inverse[t] = 1.0f / sqrtf(sum / (float)d + 1e-6f);
            if (width == 1) {
                for (int64_t i = 0; i < d; i++)
                    y[t * d + i] = in[i] * r * gain[i];
                continue;
            }
            float *own = y + t * 3 * d + d, *left = t + 1 < start[s + 1] ? own - d + 3 * d : NULL,
                  *right = t > start[s] ? own + d - 3 * d : NULL;
            for (int64_t i = 0; i < d; i++)
                own[i] = in[i] * r * gain[i];
            if (left)
                memcpy(left, own, (size_t)d * sizeof *own);
            if (right)
                memcpy(right, own, (size_t)d * sizeof *own);
            if (t == start[s])
                memset(own - d, 0, (size_t)d * sizeof *own);
            if (t + 1 == start[s + 1])
                memset(own + d, 0, (size_t)d * sizeof *own);
        }
}

/* Adds to grad_x and grad_gain. */
void norm_backward(const int64_t *start, int64_t n_sentences, int64_t d, int64_t width, const float *x,
                   const float *gain, const float *inverse, const float *grad_y, float *grad_x, float *grad_gain)
{
    for (int64_t s = 0; s < n_sentences; s++)
        for (int64_t t = start[s]; t < start[s + 1]; t++) {
            float g[d];
            const float *own = grad_y + t * width * d + (width == 3 ? d : 0);
            memcpy(g, own, sizeof g);
            if (width == 3 && t > start[s])
                for (int64_t i = 0; i < d; i++)
                    g[i] += own[i + d - 3 * d];
            if (width == 3 && t + 1 < start[s + 1])
                for (int64_t i = 0; i < d; i++)
                    g[i] += own[i - d + 3 * d];
            const float *in = x + t * d;
            float r = inverse[t], dot = 0.0f;
            for (int64_t i = 0; i < d; i++) {
                grad_gain[i] += g[i] * in[i] * r;
                g[i] *= gain[i];
                dot += g[i] * in[i];
            }
            dot *= r * r * r / (float)d;
            for (int64_t i = 0; i < d; i++)
                grad_x[t * d + i] += g[i] * r - in[i] * dot;
        }
}

/* gates [n][6H]: f, z, o, 2H each before their squashing and without bias, squashed in place; the first H of 2H run left to
 * right, the others right to left. c = f c' + (1 - f) z; y = x + dropout(o * c). */
void scan_forward(const int64_t *start, int64_t n_sentences, int64_t H, const float *bias, float *gates, float *cells,
                  const float *x, float *y, float p, uint32_t seed)
{
    const int64_t D = 2 * H;
    int64_t n = start[n_sentences];
    uint32_t limit = limit_of(p);
    float scale = 1.0f / (1.0f - p);
    for (int64_t t = 0; t < n; t++) {
        float *g = gates + t * 3 * D;
        for (int64_t i = 0; i < D; i++)
            g[i] = 1.0f / (1.0f + expf(-g[i] - bias[i]));
        for (int64_t i = D; i < 2 * D; i++)
            g[i] = 2.0f / (1.0f + expf(-2.0f * (g[i] + bias[i]))) - 1.0f;
        for (int64_t i = 2 * D; i < 3 * D; i++)
            g[i] = 1.0f / (1.0f + expf(-g[i] - bias[i]));
    }
    for (int64_t s = 0; s < n_sentences; s++)
        for (int dir = 0; dir < 2; dir++) {
            float c[H];
            memset(c, 0, sizeof c);
            int64_t len = start[s + 1] - start[s];
            for (int64_t k = 0; k < len; k++) {
                int64_t t = dir ? start[s + 1] - 1 - k : start[s] + k;
                const float *f = gates + t * 3 * D + dir * H, *z = f + D, *o = f + 2 * D;
                float *keep = cells + t * D + dir * H;
                for (int64_t i = 0; i < H; i++)
                    keep[i] = c[i] = f[i] * (c[i] - z[i]) + z[i];
                int64_t at = t * D + dir * H;
                for (int64_t i = 0; i < H; i++)
                    y[at + i] = x[at + i] + o[i] * c[i] * dropped(seed, (uint32_t)(at + i), limit, scale);
            }
        }
}

/* grad [n][6H] of the gates before their squashing; adds to grad_bias. */
void scan_backward(const int64_t *start, int64_t n_sentences, int64_t H, const float *gates, const float *cells,
                   const float *grad_y, float *grad, float *grad_bias, float p, uint32_t seed)
{
    const int64_t D = 2 * H;
    uint32_t limit = limit_of(p);
    float scale = 1.0f / (1.0f - p);
    for (int64_t s = 0; s < n_sentences; s++)
        for (int dir = 0; dir < 2; dir++) {
            float dc[H], zero[H];
            memset(dc, 0, sizeof dc);
            memset(zero, 0, sizeof zero);
            int64_t len = start[s + 1] - start[s];
            for (int64_t k = len - 1; k >= 0; k--) {
                int64_t t = dir ? start[s + 1] - 1 - k : start[s] + k, at = t * D + dir * H;
                const float *f = gates + t * 3 * D + dir * H, *z = f + D, *o = f + 2 * D;
                float *df = grad + t * 3 * D + dir * H, *dz = df + D, *dout = df + 2 * D;
                const float *c = cells + at, *before = k ? (dir ? c + D : c - D) : zero;
                for (int64_t i = 0; i < H; i++) {
                    float dy = grad_y[at + i] * dropped(seed, (uint32_t)(at + i), limit, scale);
                    float d = dc[i] + dy * o[i];
                    dout[i] = dy * c[i] * o[i] * (1.0f - o[i]);
                    df[i] = d * (before[i] - z[i]) * f[i] * (1.0f - f[i]);
                    dz[i] = d * (1.0f - f[i]) * (1.0f - z[i] * z[i]);
                    dc[i] = d * f[i];
                }
            }
        }
    int64_t n = start[n_sentences];
    for (int64_t t = 0; t < n; t++)
        for (int64_t i = 0; i < 3 * D; i++)
            grad_bias[i] += grad[t * 3 * D + i];
}

/* One step of Adam (Kingma & Ba 2015) with the gradient times scale; mean is moved towards w by 1 - decay. */
void adam(float *w, const float *grad, float *first, float *second, float *mean, int64_t n, float rate, float beta1,
          float beta2, float scale, int64_t step, float decay)
{
    float unbias1 = 1.0f / (1.0f - powf(beta1, (float)step)), unbias2 = 1.0f / (1.0f - powf(beta2, (float)step));
    for (int64_t i = 0; i < n; i++) {
        float g = grad[i] * scale;
        first[i] = beta1 * first[i] + (1.0f - beta1) * g;
        second[i] = beta2 * second[i] + (1.0f - beta2) * g * g;
        w[i] -= rate * first[i] * unbias1 / (sqrtf(second[i] * unbias2) + 1e-8f);
        mean[i] = decay * mean[i] + (1.0f - decay) * w[i];
    }
}

double squares(const float *x, int64_t n)
{
    double sum = 0.0;
    for (int64_t i = 0; i < n; i++)
        sum += (double)x[i] * (double)x[i];
    return sum;
}
