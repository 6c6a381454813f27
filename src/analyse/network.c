/* src/analyse/network.c - the tagger and parser: embeddings, encoder, and the heads on it.
 *
 * Arcs are biaffine (Dozat & Manning 2017) with logits for distance; relations an MLP over dependent and chosen head;
 * tags, features, lemma rules and names MLPs over the word. train/tagger.py is the same in PyTorch. */
#include "analyse/network.h"

#include "analyse/features.h"
#include "analyse/kernels.h"
#include "analyse/known.h"
#include "analyse/naming.h"
#include "base/text.h"

#include <string.h>

enum { FARTHEST = 25, ROOT_NEAR = 2 * DRG_DISTANCE_BUCKETS, NOT_AN_ARC = -1000000000, CERTAIN = 100 };

/* Distances 1 … 7 for themselves, then 8-10, 11-15, 16-24, 25 and more. */
static const uint8_t buckets[FARTHEST + 1] = {0, 0, 1, 2, 3, 4, 5, 6, 7, 7, 7, 8, 8,
                                              8, 8, 8, 9, 9, 9, 9, 9, 9, 9, 9, 9, 10};

/* Vectors of words, in floats and as drg_kernel_matmul8 takes them. */
typedef struct states {
    size_t n;
    const float *x;       /* [n][…] */
    const uint8_t *whole; /* [n][…] */
    const float *scale;   /* [n] */
} states;

static bool quantize(const float *x, size_t n, size_t d, drg_scratch *whole, drg_scratch *scale, states *out)
{
    uint8_t *q = drg_scratch_get(whole, n * d, 1);
    float *s = drg_scratch_get(scale, n, sizeof *s);
    if (!x || !q || !s)
        return false;
    drg_kernel_quantize(x, n, d, q, s);
    *out = (states){n, x, q, s};
    return true;
}

static float *apply(const drg_bytes *m, const states *x, drg_scratch *memory)
{
    float *y = drg_scratch_get(memory, x->n * m->n_out, sizeof *y);
    if (y)
        drg_kernel_matmul8(x->whole, x->scale, x->n, m, y);
    return y;
}

static float *apply_relu(const drg_bytes *m, const states *x, drg_scratch *memory)
{
    float *y = apply(m, x, memory);
    if (y)
        drg_kernel_relu(y, x->n * m->n_out);
    return y;
}

/* A hidden layer, as the layers behind it take it. */
static bool hide(const drg_bytes *m, const states *x, drg_network_work *w, states *out)
{
    const float *hidden = apply_relu(m, x, &w->hidden);
    return quantize(hidden, x->n, m->n_out, &w->hidden_whole, &w->hidden_scale, out);
}

static bool encode(const drg_model *m, drg_network_work *w, const drg_input *words, const size_t *start,
                   size_t n_sentences, states *out)
{
    size_t n = start[n_sentences], d = m->stack.d, n_in = m->project.n_in;
    float *inputs = drg_scratch_get(&w->inputs, n * n_in, sizeof *inputs);
    if (!inputs)
        return false;
    drg_word word;
    for (size_t i = 0; i < n; i++) {
        drg_word_read(words[i].form, &word);
        drg_word_embed(m, &word, inputs + i * n_in);
    }
    states in;
    float *x = quantize(inputs, n, n_in, &w->whole, &w->scale, &in) ? apply(&m->project, &in, &w->states) : NULL;
    if (!x)
        return false;
    for (size_t i = 0; i < n; i++)
        drg_kernel_add(x + i * d, m->glue + (size_t)(words[i].glued_before + 2 * words[i].glued_after) * d, d);
    return drg_qrnn_run(&m->stack, &w->qrnn, x, start, n_sentences) && quantize(x, n, d, &w->whole, &w->scale, out);
}

/* Products that a sentence's arcs are made of; all [n][…] over the batch. */
typedef struct arc_parts {
    const float *head;      /* [n][arc] */
    const float *pair;      /* [n][arc] of dependents, multiplied by the matrix */
    const float *near_dep;  /* [n][near_dep.n_out] */
    const float *near_head; /* [n][near_head.n_out] */
} arc_parts;

static bool arc_parts_make(const drg_model *m, drg_network_work *w, const states *x, arc_parts *out)
{
    const float *dep = apply_relu(&m->arc_dep, x, &w->dep);
    out->head = apply_relu(&m->arc_head, x, &w->head);
    float *pair = drg_scratch_get(&w->pair, x->n * m->arc_pair.n_out, sizeof *pair);
    if (dep && pair)
        drg_kernel_matmul(dep, x->n, m->arc_pair.n_in, m->arc_pair.n_in, m->arc_pair.w, NULL, m->arc_pair.n_out, pair);
    out->pair = pair;
    out->near_dep = apply(&m->near_dep, x, &w->near_dep);
    out->near_head = apply(&m->near_head, x, &w->near_head);
    return dep && out->head && out->pair && out->near_dep && out->near_head;
}

static float dot(const float *a, const float *b, size_t n)
{
    float sum = 0.0f;
    for (size_t i = 0; i < n; i++)
        sum += a[i] * b[i];
    return sum;
}

/* Scores [n][n + 1] of the arcs of the sentence whose words begin at first; the last column is the root. */
static float *score_arcs(const drg_model *m, drg_network_work *w, const arc_parts *p, size_t first, size_t n)
{
    size_t width = m->arc_dep.n_out, padded = drg_padded(n);
    float *packed = drg_scratch_get(&w->packed, padded * width, sizeof *packed);
    float *products = drg_scratch_get(&w->scores, n * padded, sizeof *products);
    float *bias = drg_scratch_get(&w->bias, n, sizeof *bias);
    float *rows = drg_scratch_get(&w->rows, n * (n + 1), sizeof *rows);
    if (!packed || !products || !bias || !rows)
        return NULL;
    const float *head = p->head + first * width, *pair = p->pair + first * width;
    drg_kernel_pack(head, n, width, packed);
    drg_kernel_matmul(pair, n, width, width, packed, NULL, padded, products);
    for (size_t j = 0; j < n; j++)
        bias[j] = dot(head + j * width, m->arc_bias, width);
    for (size_t i = 0; i < n; i++) {
        const float *near_dep = p->near_dep + (first + i) * m->near_dep.n_out;
        float *row = rows + i * (n + 1);
        for (size_t j = 0; j < n; j++) {
            size_t gap = j > i ? j - i : i - j;
            size_t bucket = buckets[gap < FARTHEST ? gap : FARTHEST] + (j > i ? DRG_DISTANCE_BUCKETS : 0);
            const float *near_head = p->near_head + (first + j) * m->near_head.n_out;
            row[j] = products[i * padded + j] + bias[j] + near_dep[bucket] + near_head[bucket];
        }
        row[i] = (float)NOT_AN_ARC;
        row[n] = dot(pair + i * width, m->arc_root, width) + near_dep[ROOT_NEAR];
    }
    return rows;
}

static bool find_heads(const drg_model *m, drg_network_work *w, const states *x, const size_t *start,
                       size_t n_sentences, drg_guess *out)
{
    arc_parts parts;
    if (!arc_parts_make(m, w, x, &parts))
        return false;
    for (size_t s = 0; s < n_sentences; s++) {
        size_t first = start[s], n = start[s + 1] - first;
        const float *rows = score_arcs(m, w, &parts, first, n);
        uint32_t *heads = drg_scratch_get(&w->heads, n, sizeof *heads);
        if (!rows || !heads || !drg_tree_best(rows, n, &w->tree, heads))
            return false;
        for (size_t i = 0; i < n; i++) {
            out[first + i].head = heads[i];
            out[first + i].confidence = drg_kernel_softmax_at(rows + i * (n + 1), n + 1, heads[i]);
        }
    }
    return true;
}

/* The best relation for the root is "root", where the list has it, and for no other word. */
static size_t choose_rel(const drg_model *m, const float *logits, bool is_root)
{
    size_t best = SIZE_MAX;
    for (size_t r = 0; r < m->n_rels; r++)
        if ((m->rel_codes[r] == DRG_REL_ROOT) == is_root && (best == SIZE_MAX || logits[r] > logits[best]))
            best = r;
    return best == SIZE_MAX ? drg_kernel_argmax(logits, m->n_rels) : best;
}

static bool find_rels(const drg_model *m, drg_network_work *w, const states *x, const size_t *start, size_t n_sentences,
                      drg_guess *out)
{
    size_t n = start[n_sentences], width = m->label_dep.n_out;
    float *hidden = apply(&m->label_dep, x, &w->label_dep);
    const float *head = apply(&m->label_head, x, &w->label_head);
    if (!hidden || !head)
        return false;
    for (size_t s = 0; s < n_sentences; s++)
        for (size_t i = start[s]; i < start[s + 1]; i++) {
            bool is_root = out[i].head == start[s + 1] - start[s];
            drg_kernel_add(hidden + i * width, is_root ? m->label_root : head + (start[s] + out[i].head) * width,
                           width);
        }
    drg_kernel_relu(hidden, n * width);
    states labels;
    if (!quantize(hidden, n, width, &w->hidden_whole, &w->hidden_scale, &labels))
        return false;
    const float *logits = apply(&m->label_out, &labels, &w->logits);
    if (!logits)
        return false;
    for (size_t s = 0; s < n_sentences; s++)
        for (size_t i = start[s]; i < start[s + 1]; i++) {
            const float *row = logits + i * m->label_out.n_out;
            size_t rel = choose_rel(m, row, out[i].head == start[s + 1] - start[s]);
            out[i].rel = (uint16_t)rel;
            out[i].confidence *= drg_kernel_softmax_at(row, m->n_rels, rel);
        }
    return true;
}

static bool find_tags(const drg_model *m, drg_network_work *w, const states *x, drg_guess *out)
{
    size_t n = x->n;
    states tag;
    const float *logits = hide(&m->tag, x, w, &tag) ? apply(&m->upos, &tag, &w->logits) : NULL;
    if (!logits)
        return false;
    for (size_t i = 0; i < n; i++)
        out[i].upos = (uint8_t)drg_kernel_argmax(logits + i * m->upos.n_out, DRG_N_UPOS);
    if (!(logits = apply(&m->feats, &tag, &w->logits)))
        return false;
    for (size_t i = 0; i < n; i++)
        out[i].feats = (uint16_t)drg_kernel_argmax(logits + i * m->feats.n_out, m->n_feats);
    if (!(logits = apply(&m->rule, &tag, &w->logits)))
        return false;
    for (size_t i = 0; i < n; i++)
        out[i].rule = (uint16_t)drg_kernel_argmax(logits + i * m->rule.n_out, m->n_rules);
    return true;
}

/* Where a last layer for names was fitted: what it adds to the logits of "ner", for words that may be of a name. The
 * others are none. */
static bool refine_names(const drg_model *m, drg_network_work *w, const drg_naming_states *s, float *logits)
{
    size_t n = s->start[s->n_sentences], width = drg_naming_width(), n_out = m->ner.n_out, count = 0;
    uint32_t *list = drg_scratch_get(&w->candidates, n, sizeof *list);
    if (!list)
        return false;
    for (size_t i = 0; i < n; i++)
        if (drg_naming_is_candidate(m, s, i))
            list[count++] = (uint32_t)i;
        else
            logits[i * n_out] += CERTAIN;
    float *inputs = drg_scratch_get(&w->naming, count * width, sizeof *inputs);
    float *more = drg_scratch_get(&w->named, count * n_out, sizeof *more);
    if (!inputs || !more)
        return false;
    drg_naming_inputs(m, s, list, count, inputs);
    for (size_t k = 0; k < count; k++)
        for (size_t label = 0; label < n_out; label++)
            logits[list[k] * n_out + label] *= DRG_NAMING_SHARE;
    if (w->tap) {
        for (size_t k = 0; k < count; k++)
            memcpy(more + k * n_out, logits + list[k] * n_out, n_out * sizeof *more);
        if (!w->tap(w->tap_context, n, list, count, inputs, more))
            return false;
    }
    if (!m->naming.w)
        return true;
    drg_kernel_matmul(inputs, count, width, width, m->naming.w, m->naming.b, n_out, more);
    for (size_t k = 0; k < count; k++)
        drg_kernel_add(logits + list[k] * n_out, more + k * n_out, n_out);
    return true;
}

static bool find_known(const drg_model *m, drg_network_work *w, const drg_input *words, const size_t *start,
                       size_t n_sentences, drg_guess *out)
{
    size_t n = start[n_sentences];
    uint8_t *known = drg_scratch_get(&w->known, n, sizeof *known);
    if (!known)
        return false;
    for (size_t s = 0; s < n_sentences; s++)
        drg_known_find(m, words + start[s], start[s + 1] - start[s], known + start[s]);
    for (size_t i = 0; i < n; i++)
        out[i].known = known[i];
    return true;
}

static bool find_names(const drg_model *m, drg_network_work *w, const states *x, const drg_input *words,
                       const size_t *start, size_t n_sentences, drg_guess *out)
{
    size_t n = x->n;
    states hidden;
    float *logits = hide(&m->name, x, w, &hidden) ? apply(&m->ner, &hidden, &w->logits) : NULL;
    if (!logits)
        return false;
    if (!find_known(m, w, words, start, n_sentences, out))
        return false;
    drg_naming_states s = {words, start, n_sentences, logits, out};
    if ((m->naming.w || w->tap) && !refine_names(m, w, &s, logits))
        return false;
    for (size_t i = 0; i < n; i++) {
        const float *row = logits + i * m->ner.n_out;
        float p[DRG_N_NER];
        drg_kernel_softmax(row, DRG_N_NER, p);
        out[i].ner = (uint8_t)drg_kernel_argmax(row, DRG_N_NER);
        for (size_t kind = 0; kind < DRG_N_KINDS; kind++)
            out[i].kinds[kind] = p[1 + 2 * kind] + p[2 + 2 * kind];
    }
    return true;
}

bool drg_network_run(const drg_model *model, drg_network_work *work, const drg_input *words, const size_t *start,
                     size_t n_sentences, drg_guess *out)
{
    states x;
    return encode(model, work, words, start, n_sentences, &x) && find_heads(model, work, &x, start, n_sentences, out) &&
           find_rels(model, work, &x, start, n_sentences, out) && find_tags(model, work, &x, out) &&
           find_names(model, work, &x, words, start, n_sentences, out);
}

void drg_network_work_release(drg_network_work *w)
{
    drg_qrnn_work_release(&w->qrnn);
    drg_tree_work_release(&w->tree);
    drg_scratch *const all[] = {&w->inputs,     &w->states, &w->whole,        &w->scale,        &w->dep,
                                &w->head,       &w->pair,   &w->near_dep,     &w->near_head,    &w->packed,
                                &w->bias,       &w->scores, &w->rows,         &w->heads,        &w->label_dep,
                                &w->label_head, &w->hidden, &w->hidden_whole, &w->hidden_scale, &w->logits,
                                &w->naming,     &w->named,  &w->candidates,   &w->known};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        drg_scratch_release(all[i]);
}
