/* src/eval/names.c - the last layer for names, fitted to texts whose names are marked. */
#include "eval/names.h"

#include "analyse/analyse.h"
#include "analyse/naming.h"
#include "base/document.h"
#include "base/error.h"
#include "base/file.h"
#include "dragoman/reader.h"
#include "eval/fit.h"
#include "eval/known.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* What is learnt from: words of all documents, as the layer sees them. */
typedef struct corpus {
    const drg_model *model;
    drg_document **docs; /* [n_docs], analysed */
    size_t *first;       /* [n_docs + 1]: words of documents */
    size_t n_docs;
    /* Of the words that may be of a name: */
    float *x, *base; /* [n][width], [n][DRG_LANES] */
    uint8_t *label;
    size_t *word; /* in the document */
    size_t n, cap, width;
    size_t words; /* of the document that is read */
} corpus;

static bool grow(void **items, size_t cap, size_t size)
{
    void *more = realloc(*items, cap * size);
    if (more)
        *items = more;
    return more != NULL;
}

static bool take(void *context, size_t n, const uint32_t *list, size_t count, const float *inputs, const float *base)
{
    corpus *c = context;
    if (c->n + count > c->cap) {
        size_t cap = 2 * c->cap + count + 4096;
        if (!grow((void **)&c->x, cap, c->width * sizeof *c->x) ||
            !grow((void **)&c->base, cap, DRG_LANES * sizeof *c->base) || !grow((void **)&c->label, cap, 1) ||
            !grow((void **)&c->word, cap, sizeof *c->word))
            return false;
        c->cap = cap;
    }
    memcpy(c->x + c->n * c->width, inputs, count * c->width * sizeof *inputs);
    memcpy(c->base + c->n * DRG_LANES, base, count * DRG_LANES * sizeof *base);
    for (size_t k = 0; k < count; k++)
        c->word[c->n + k] = c->words + list[k];
    c->n += count;
    c->words += n;
    return true;
}

static void corpus_release(corpus *c)
{
    for (size_t i = 0; c->docs && i < c->n_docs; i++)
        drg_document_free(c->docs[i]);
    free(c->docs);
    free(c->first);
    free(c->x);
    free(c->base);
    free(c->label);
    free(c->word);
}

/* The labels of a document's words: a word that shares characters with a name is of that name. */
static void label_words(corpus *c, const drg_document *doc, size_t first, const drg_gold *gold, size_t *name,
                        uint32_t before)
{
    drg_walk walk = {doc->text, 0, before};
    size_t begun = SIZE_MAX;
    for (size_t i = 0; i < doc->n_tokens; i++) {
        uint8_t label = 0;
        uint32_t start = drg_walk_to(&walk, doc->tokens[i].span.start);
        uint32_t end = doc->tokens[i].span.end > walk.byte ? drg_walk_to(&walk, doc->tokens[i].span.end) : walk.solid;
        while (*name < gold->n_names && gold->names[*name].end <= start)
            ++*name;
        if (*name < gold->n_names && gold->names[*name].start < end) {
            label = (uint8_t)(1 + 2 * gold->names[*name].kind + (begun == *name));
            begun = *name;
        }
        if (first < c->n && c->word[first] == i)
            c->label[first++] = label;
    }
}

static drg_status corpus_make(const drg_model *model, const drg_gold *gold, corpus *c, drg_error *err)
{
    *c = (corpus){.model = model, .n_docs = gold->n_documents, .width = drg_naming_width()};
    c->docs = calloc(c->n_docs + 1, sizeof *c->docs);
    c->first = calloc(c->n_docs + 1, sizeof *c->first);
    if (!c->docs || !c->first)
        return drg_fail_nomem(err);
    uint32_t before = 0;
    size_t name = 0;
    for (size_t i = 0; i < c->n_docs; i++) {
        drg_span span = gold->documents[i];
        drg_document *doc = c->docs[i] = drg_document_new();
        if (!doc)
            return drg_fail_nomem(err);
        c->first[i] = c->n;
        c->words = 0;
        drg_status st = drg_eval__read((drg_str){gold->text.ptr + span.start, span.end - span.start}, doc, err);
        if (st == DRG_OK)
            st = drg_analyse__tapped(model, doc, take, c, err);
        if (st != DRG_OK && st != DRG_END)
            return st;
        if (doc->n_tokens)
            label_words(c, doc, c->first[i], gold, &name, before);
        drg_walk walk = {doc->text, 0, before};
        before = drg_walk_to(&walk, doc->text.len);
    }
    c->first[c->n_docs] = c->n;
    return DRG_OK;
}

/* The layer for the documents of which in_fold is false; n_in_fold 0: for all. */
static bool fit(const corpus *c, unsigned folds, unsigned fold, float *w, float *b)
{
    float *x = malloc((c->n ? c->n : 1) * c->width * sizeof *x);
    float *base = malloc((c->n ? c->n : 1) * DRG_LANES * sizeof *x);
    uint8_t *label = malloc(c->n ? c->n : 1);
    size_t n = 0;
    for (size_t i = 0; x && label && i < c->n_docs; i++) {
        if (folds && i % folds == fold)
            continue;
        size_t k = c->first[i], words = c->first[i + 1] - k;
        memcpy(x + n * c->width, c->x + k * c->width, words * c->width * sizeof *x);
        memcpy(base + n * DRG_LANES, c->base + k * DRG_LANES, words * DRG_LANES * sizeof *x);
        memcpy(label + n, c->label + k, words);
        n += words;
    }
    drg_fit_data data = {x, base, label, n, c->width, DRG_N_NER};
    drg_fit_options options = {.steps = 200, .rate = 0.05F, .l2 = 3};
    bool ok = x && label && drg_fit_softmax(&data, &options, w, b);
    free(x);
    free(base);
    free(label);
    return ok;
}

static drg_status score_fold(const corpus *c, unsigned folds, unsigned fold, const float *w, const float *b,
                             drg_document **out, drg_error *err)
{
    drg_model fitted = *c->model;
    fitted.naming = (drg_matrix){w, b, c->width, DRG_LANES};
    for (size_t i = fold; i < c->n_docs; i += folds) {
        out[i] = drg_document_new();
        if (!out[i])
            return drg_fail_nomem(err);
        drg_status st = drg_eval__read(c->docs[i]->text, out[i], err);
        if (st == DRG_OK)
            st = drg_analyse(&fitted, out[i], err);
        if (st != DRG_OK && st != DRG_END)
            return st;
    }
    return DRG_OK;
}

drg_status drg_eval__fold_names(const drg_model *model, const drg_gold *gold, unsigned folds, drg_side *side,
                                drg_error *err)
{
    corpus c;
    drg_model base = *model;
    base.naming = (drg_matrix){0};
    drg_status st = corpus_make(&base, gold, &c, err);
    float *w = malloc(c.width * DRG_LANES * sizeof *w), b[DRG_LANES];
    drg_document **docs = calloc(c.n_docs + 1, sizeof *docs);
    if (st == DRG_OK && (!w || !docs))
        st = drg_fail_nomem(err);
    for (unsigned fold = 0; st == DRG_OK && fold < folds; fold++) {
        st = fit(&c, folds, fold, w, b) ? DRG_OK : drg_fail_nomem(err);
        if (st == DRG_OK)
            st = score_fold(&c, folds, fold, w, b, docs, err);
    }
    for (size_t i = 0; docs && i < c.n_docs; i++) {
        if (st == DRG_OK && !drg_side_add(side, docs[i]))
            st = drg_fail_nomem(err);
        drg_document_free(docs[i]);
    }
    free(docs);
    free(w);
    corpus_release(&c);
    return st;
}

/* ---- for good ---- */

enum { MAX_SECTIONS = 256, N_NEW = 4 };

/* The sections of the file that stay as they are, and the new ones behind them. */
static drg_status write_weights(const drg_model *model, const float *w, const float *b, size_t width, const char *out,
                                drg_error *err)
{
    static const char *const ours[N_NEW] = {"known.keys", "known.kinds", "naming.w", "naming.b"};
    drg_section sections[MAX_SECTIONS + N_NEW];
    char names[MAX_SECTIONS][32];
    size_t n = 0;
    if (model->file.n_sections > MAX_SECTIONS)
        return drg_fail(err, DRG_EFORMAT, "more than %d sections", MAX_SECTIONS);
    for (size_t i = 0; i < model->file.n_sections; i++) {
        sections[n] = drg_container_at(&model->file, i, names[n]);
        bool stays = true;
        for (size_t k = 0; k < N_NEW; k++)
            stays &= strcmp(names[n], ours[k]) != 0;
        n += stays;
    }
    size_t known = model->known_keys.n;
    if (model->known_kinds) {
        sections[n++] = (drg_section){ours[0], model->known_keys.keys, known * sizeof *model->known_keys.keys};
        sections[n++] = (drg_section){ours[1], model->known_kinds, known};
    }
    sections[n++] = (drg_section){ours[2], w, width * DRG_LANES * sizeof *w};
    sections[n++] = (drg_section){ours[3], b, DRG_LANES * sizeof *b};
    return drg_container_write(out, DRG_WEIGHTS_MAGIC, DRG_WEIGHTS_VERSION, sections, n, err);
}

/* All gold files as one. */
static drg_status read_all(const char *const *paths, size_t n, drg_gold *gold, drg_error *err)
{
    drg_status st = DRG_OK;
    *gold = (drg_gold){0};
    drg_buf all;
    drg_buf_init(&all, 4 * DRG_MAX_TEXT_BYTES);
    for (size_t i = 0; st == DRG_OK && i < n; i++) {
        drg_map map = {0};
        st = drg_map_open(paths[i], &map, err);
        if (st != DRG_OK)
            break;
        st = drg_gold_read((drg_str){(const char *)map.data, map.size}, true, gold, err);
        if (st == DRG_OK)
            st = drg_buf_add(&all, (const char *)map.data, map.size);
        drg_gold_release(gold);
        if (st == DRG_OK)
            st = drg_buf_add(&all, "\n", 1);
        else if (err)
            st = drg_fail(err, st, "%.100s: %.120s", paths[i], err->message);
        drg_map_close(&map);
    }
    if (st == DRG_OK)
        st = drg_gold_read((drg_str){all.ptr, all.len}, true, gold, err);
    drg_buf_release(&all);
    return st;
}

drg_status drg_train_names(const char *weights, const char *const *gold, size_t n, const char *tables, const char *out,
                           drg_error *err)
{
    if (n == 0)
        return drg_fail(err, DRG_EARG, "no file with marked names");
    drg_model *model = NULL;
    drg_gold texts;
    drg_status st = drg_model_open(weights, &model, err);
    if (st != DRG_OK)
        return st;
    st = read_all(gold, n, &texts, err);
    if (st != DRG_OK) {
        drg_model_close(model);
        return st;
    }
    /* What is fitted builds on the layer "ner", not on one fitted before. */
    drg_model base = *model;
    base.naming = (drg_matrix){0};
    drg_known known = {0};
    if (tables) {
        st = drg_known_read(tables, &known, err);
        base.known_keys = known.keys;
        base.known_kinds = known.kinds;
    }
    corpus c = {0};
    if (st == DRG_OK)
        st = corpus_make(&base, &texts, &c, err);
    float *w = malloc((c.width + 1) * DRG_LANES * sizeof *w), b[DRG_LANES];
    if (st == DRG_OK)
        st = w && fit(&c, 0, 0, w, b) ? write_weights(&base, w, b, c.width, out, err) : drg_fail_nomem(err);
    free(w);
    corpus_release(&c);
    drg_known_release(&known);
    drg_gold_release(&texts);
    drg_model_close(model);
    return st;
}
