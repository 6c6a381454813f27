/* src/eval/fit.c - softmax regression (multinomial logistic regression).
 *
 * The loss is convex: any method that goes downhill long enough finds the one best layer. Adam (Kingma & Ba 2015) over all
 * words at once needs no step size for each input and no random order. Both products, of inputs with weights and of
 * inputs with errors, are the network's own kernels, whose sums have one order. */
#include "eval/fit.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { LANES = DRG_LANES };

/* p[label] - 1 for the right label, p for the others: how the loss changes with the logits. */
static void errors_of(const drg_fit_data *data, float *logits, float *errors)
{
    drg_kernel_add(logits, data->base, data->n * LANES);
    for (size_t i = 0; i < data->n; i++) {
        float *e = errors + i * LANES;
        memset(e, 0, LANES * sizeof *e);
        drg_kernel_softmax(logits + i * LANES, data->n_labels, e);
        e[data->label[i]] -= 1;
    }
}

/* Where Adam stands with each weight. */
typedef struct adam {
    float *mean, *square;
    float decay1, decay2; /* of the two means, to the power of the steps done */
} adam;

static void step(adam *a, size_t at, const float *gradient, size_t n, float rate, float *w)
{
    const float beta1 = 0.9F, beta2 = 0.99F;
    for (size_t i = 0; i < n; i++) {
        float *m = &a->mean[at + i], *s = &a->square[at + i];
        *m = beta1 * *m + (1 - beta1) * gradient[i];
        *s = beta2 * *s + (1 - beta2) * gradient[i] * gradient[i];
        w[i] -= rate * (*m / (1 - a->decay1)) / (sqrtf(*s / (1 - a->decay2)) + 1e-8F);
    }
}

typedef struct scratch {
    float *turned; /* x the other way round, [width][n] */
    float *logits, *errors, *gradient, *moments;
} scratch;

static bool scratch_make(const drg_fit_data *d, scratch *s)
{
    s->turned = malloc((d->n ? d->n : 1) * d->width * sizeof *s->turned);
    s->logits = malloc((d->n + 1) * LANES * sizeof *s->logits);
    s->errors = malloc((d->n + 1) * LANES * sizeof *s->errors);
    s->gradient = malloc((d->width + 1) * LANES * sizeof *s->gradient);
    s->moments = calloc(2 * (d->width + 1) * LANES, sizeof *s->moments);
    if (!s->turned || !s->logits || !s->errors || !s->gradient || !s->moments)
        return false;
    for (size_t i = 0; i < d->n; i++)
        for (size_t k = 0; k < d->width; k++)
            s->turned[k * d->n + i] = d->x[i * d->width + k];
    return true;
}

static void scratch_release(scratch *s)
{
    free(s->turned);
    free(s->logits);
    free(s->errors);
    free(s->gradient);
    free(s->moments);
}

/* From 1 to 0 along a cosine; by its square, which is all sums and products. */
static float schedule(unsigned step_, unsigned steps)
{
    float t = (float)step_ / (float)steps;
    return (1 - t) * (1 - t) * (1 + 2 * t);
}

bool drg_fit_softmax(const drg_fit_data *data, const drg_fit_options *options, float *w, float *b)
{
    scratch s = {0};
    size_t n_weights = data->width * LANES;
    if (!scratch_make(data, &s)) {
        scratch_release(&s);
        return false;
    }
    memset(w, 0, n_weights * sizeof *w);
    memset(b, 0, LANES * sizeof *b);
    adam a = {s.moments, s.moments + n_weights + LANES, 1, 1};
    for (unsigned k = 0; k < options->steps && data->n; k++) {
        drg_kernel_matmul(data->x, data->n, data->width, data->width, w, b, LANES, s.logits);
        errors_of(data, s.logits, s.errors);
        drg_kernel_matmul(s.turned, data->width, data->n, data->n, s.errors, NULL, LANES, s.gradient);
        for (size_t i = 0; i < n_weights; i++)
            s.gradient[i] += options->l2 * w[i];
        float *sums = s.gradient + n_weights;
        memset(sums, 0, LANES * sizeof *sums);
        for (size_t i = 0; i < data->n; i++)
            for (size_t lane = 0; lane < LANES; lane++)
                sums[lane] += s.errors[i * LANES + lane];
        a.decay1 *= 0.9F;
        a.decay2 *= 0.99F;
        float rate = options->rate * schedule(k, options->steps);
        step(&a, 0, s.gradient, n_weights, rate, w);
        step(&a, n_weights, sums, LANES, rate, b);
    }
    scratch_release(&s);
    return true;
}
