/* src/analyse/weights.c - opening a weights file: nothing in it is believed before its size was compared. */
#include "analyse/weights.h"

#include "analyse/features.h"
#include "analyse/kernels.h"
#include "analyse/naming.h"
#include "base/datadir.h"
#include "base/error.h"
#include "base/text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { PATH_BYTES = 4096, SECTION_NAME_BYTES = 64 };

/* The section "dims": 32-bit numbers in this order, with the range that this program can run. */
#define DIMS(X)                                                                                                        \
    X(width, 32, 2048)                                                                                                 \
    X(layers, 1, DRG_MAX_LAYERS)                                                                                       \
    X(first_window, 1, 3)                                                                                              \
    X(arc, 16, 1024)                                                                                                   \
    X(label, 16, 1024)                                                                                                 \
    X(tag, 16, 1024)                                                                                                   \
    X(glove_rows, 1, 1 << 24)                                                                                          \
    X(glove_width, 1, 1024)                                                                                            \
    X(word_rows, 1, 1 << 24)                                                                                           \
    X(word_width, 1, 1024)                                                                                             \
    X(affix_width, 1, 256)                                                                                             \
    X(affix_rows, DRG_AFFIX_ROWS, DRG_AFFIX_ROWS)                                                                      \
    X(upos, DRG_N_UPOS, DRG_N_UPOS)                                                                                    \
    X(feats, 1, 4096)                                                                                                  \
    X(rels, 1, 1024)                                                                                                   \
    X(rules, 1, 65536)                                                                                                 \
    X(ner, DRG_N_NER, DRG_N_NER)                                                                                       \
    X(lemmas, 0, 1 << 24)                                                                                              \
    X(symbols, DRG_SYMBOL_CLASSES, 65535)                                                                              \
    X(seg_width, 32, 1024)                                                                                             \
    X(seg_layers, 1, DRG_MAX_LAYERS)                                                                                   \
    X(seg_window, 1, 15)

typedef struct dims {
#define FIELD(name, low, high) uint32_t name;
    DIMS(FIELD)
#undef FIELD
} dims;

/* One opening of a file: after the first failure the other steps do nothing. */
typedef struct loader {
    drg_model *model;
    const char *path;
    drg_error *err;
    drg_status st;
} loader;

/* A section that must hold n units of unit_bytes. */
static const void *section(loader *l, const char *name, size_t unit_bytes, size_t n)
{
    const void *data = NULL;
    size_t found = 0;
    if (l->st == DRG_OK)
        l->st = drg_container_section(&l->model->file, name, unit_bytes, &data, &found, l->err);
    if (l->st == DRG_OK && found != n) {
        l->st = drg_fail(l->err, DRG_EFORMAT, "%s: section \"%s\" holds %zu values, must hold %zu", l->path, name,
                         found, n);
        data = NULL;
    }
    return data;
}

static const float *floats(loader *l, const char *name, size_t n)
{
    return section(l, name, sizeof(float), n);
}

static drg_matrix matrix(loader *l, const char *name, size_t n_in, size_t n_out, bool has_bias)
{
    char full[SECTION_NAME_BYTES];
    drg_matrix m = {.n_in = n_in, .n_out = drg_padded(n_out)};
    snprintf(full, sizeof full, "%.40s.w", name);
    m.w = floats(l, full, m.n_in * m.n_out);
    if (has_bias) {
        snprintf(full, sizeof full, "%.40s.b", name);
        m.b = floats(l, full, m.n_out);
    }
    return m;
}

/* The matrix in 8 bits, its inputs padded to DRG_LANES, in memory of its own. */
static drg_bytes bytes(loader *l, const char *name, size_t n_in, size_t n_out, bool has_bias)
{
    drg_matrix m = matrix(l, name, n_in, n_out, has_bias);
    drg_bytes q = {.b = m.b, .n_in = drg_kernel_inputs(n_in), .n_out = m.n_out};
    if (l->st != DRG_OK)
        return q;
    q.scale = malloc(m.n_out * (sizeof *q.scale + sizeof *q.start + q.n_in));
    if (!q.scale) {
        l->st = drg_fail_nomem(l->err);
        return q;
    }
    void *start = q.scale + m.n_out;
    q.start = start;
    void *w = q.start + m.n_out;
    q.w = w;
    drg_kernel_shrink(m.w, n_in, &q);
    return q;
}

static drg_rows rows(loader *l, const char *name, size_t n, size_t width)
{
    char full[SECTION_NAME_BYTES];
    drg_rows r = {.n = n, .width = width};
    snprintf(full, sizeof full, "%.40s.rows", name);
    r.rows = section(l, full, 1, n * width);
    snprintf(full, sizeof full, "%.40s.scale", name);
    r.scale = floats(l, full, n);
    return r;
}

bool drg_keys_index(drg_keys *keys)
{
    keys->first = malloc((DRG_KEY_BINS + 1) * sizeof *keys->first);
    if (!keys->first)
        return false;
    size_t at = 0;
    for (size_t bin = 0; bin <= DRG_KEY_BINS; bin++) {
        while (at < keys->n && keys->keys[at] / (UINT64_MAX / DRG_KEY_BINS + 1) < bin)
            at++;
        keys->first[bin] = (uint32_t)at;
    }
    return true;
}

static drg_keys keys(loader *l, const char *name, size_t n)
{
    drg_keys k = {.n = n};
    k.keys = section(l, name, sizeof(uint64_t), n);
    if (l->st != DRG_OK)
        return k;
    for (size_t i = 1; i < n; i++)
        if (k.keys[i - 1] >= k.keys[i]) {
            l->st = drg_fail(l->err, DRG_EFORMAT, "%s: section \"%s\" is not in order at %zu", l->path, name, i);
            return k;
        }
    if (!drg_keys_index(&k))
        l->st = drg_fail_nomem(l->err);
    return k;
}

size_t drg_keys_find(const drg_keys *keys, uint64_t key)
{
    size_t bin = (size_t)(key / (UINT64_MAX / DRG_KEY_BINS + 1));
    size_t low = keys->first[bin], high = keys->first[bin + 1];
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (keys->keys[middle] < key)
            low = middle + 1;
        else
            high = middle;
    }
    return low < keys->n && keys->keys[low] == key ? low : SIZE_MAX;
}

/* n lines of UTF-8 text. */
static drg_str *lines(loader *l, const char *name, size_t n)
{
    const void *data = NULL;
    size_t size = 0;
    if (l->st == DRG_OK)
        l->st = drg_container_section(&l->model->file, name, 1, &data, &size, l->err);
    if (l->st != DRG_OK)
        return NULL;
    drg_str text = {data, size};
    if (drg_utf8_check(text) != size) {
        l->st = drg_fail(l->err, DRG_EFORMAT, "%s: section \"%s\" is not UTF-8", l->path, name);
        return NULL;
    }
    drg_str *out = calloc(n ? n : 1, sizeof *out);
    if (!out) {
        l->st = drg_fail_nomem(l->err);
        return NULL;
    }
    size_t found = 0, at = 0;
    while (at < size) {
        const char *end = memchr(text.ptr + at, '\n', size - at);
        size_t len = end ? (size_t)(end - (text.ptr + at)) : size - at;
        if (found < n)
            out[found] = drg_str_sub(text, at, at + len);
        found++;
        at += len + 1;
    }
    if (found != n) {
        l->st =
            drg_fail(l->err, DRG_EFORMAT, "%s: section \"%s\" holds %zu lines, must hold %zu", l->path, name, found, n);
        free(out);
        return NULL;
    }
    return out;
}

static drg_stack stack(loader *l, const char *prefix, size_t d, size_t n_layers, size_t first_window)
{
    char name[SECTION_NAME_BYTES], norm[SECTION_NAME_BYTES];
    drg_stack s = {.n_layers = n_layers, .d = d};
    for (size_t i = 0; i < n_layers; i++) {
        drg_layer *layer = &s.layers[i];
        layer->window = i == 0 ? first_window : 1;
        snprintf(name, sizeof name, "%.10slayer%zu", prefix, i % 10);
        layer->gates = bytes(l, name, d * layer->window, 3 * d, true);
        snprintf(norm, sizeof norm, "%.10slayer%zu.norm", prefix, i % 10);
        layer->norm = floats(l, norm, d);
    }
    snprintf(norm, sizeof norm, "%.10snorm", prefix);
    s.norm = floats(l, norm, d);
    return s;
}

static dims read_dims(loader *l)
{
    dims d = {0};
    const void *data = section(l, "dims", sizeof(uint32_t), sizeof(dims) / sizeof(uint32_t));
    if (l->st != DRG_OK)
        return d;
    memcpy(&d, data, sizeof d);
#define CHECK(name, low, high)                                                                                         \
    if (l->st == DRG_OK && d.name - (uint32_t)(low) > (uint32_t)(high) - (uint32_t)(low)) /* also below low */         \
        l->st = drg_fail(l->err, DRG_EFORMAT, "%s: dimension \"" #name "\" is %u, must be %u to %u", l->path, d.name,  \
                         (unsigned)(low), (unsigned)(high));
    DIMS(CHECK)
#undef CHECK
    /* Halves of a layer are whole vectors; hidden layers are not padded. */
    const struct {
        const char *name;
        uint32_t value, unit;
    } wholes[] = {{"width", d.width, 2 * DRG_LANES},
                  {"seg_width", d.seg_width, 2 * DRG_LANES},
                  {"arc", d.arc, DRG_LANES},
                  {"label", d.label, DRG_LANES},
                  {"tag", d.tag, DRG_LANES}};
    for (size_t i = 0; l->st == DRG_OK && i < sizeof wholes / sizeof *wholes; i++)
        if (wholes[i].value % wholes[i].unit)
            l->st = drg_fail(l->err, DRG_EFORMAT, "%s: dimension \"%s\" is %u, must be a multiple of %u", l->path,
                             wholes[i].name, wholes[i].value, wholes[i].unit);
    if (l->st == DRG_OK && (d.first_window == 2 || d.seg_window % 2 == 0))
        l->st = drg_fail(l->err, DRG_EFORMAT, "%s: a window is even (%u, %u), must be odd", l->path, d.first_window,
                         d.seg_window);
    return d;
}

static void load_words(loader *l, const dims *d)
{
    drg_model *m = l->model;
    m->glove_keys = keys(l, "glove.keys", d->glove_rows - 1);
    m->word_keys = keys(l, "word.keys", d->word_rows - 1);
    m->lemma_keys = keys(l, "lemma.keys", d->lemmas);
    m->glove = rows(l, "glove", d->glove_rows, d->glove_width);
    m->word = rows(l, "word", d->word_rows, d->word_width);
    m->affix = rows(l, "affix", d->affix_rows, d->affix_width);
    m->glue = floats(l, "glue", 4 * (size_t)d->width);
    size_t n_in = d->glove_width + d->word_width + DRG_N_AFFIXES * (size_t)d->affix_width;
    m->project = bytes(l, "project", n_in, d->width, true);
    m->stack = stack(l, "", d->width, d->layers, d->first_window);
}

static void load_heads(loader *l, const dims *d)
{
    drg_model *m = l->model;
    m->arc_dep = bytes(l, "arc.dep", d->width, d->arc, true);
    m->arc_head = bytes(l, "arc.head", d->width, d->arc, true);
    m->arc_pair = matrix(l, "arc.pair", d->arc, d->arc, false);
    m->arc_bias = floats(l, "arc.bias", d->arc);
    m->arc_root = floats(l, "arc.root", d->arc);
    m->near_dep = bytes(l, "near.dep", d->width, 2 * DRG_DISTANCE_BUCKETS + 1, true);
    m->near_head = bytes(l, "near.head", d->width, 2 * DRG_DISTANCE_BUCKETS, true);
    m->label_dep = bytes(l, "label.dep", d->width, d->label, true);
    m->label_head = bytes(l, "label.head", d->width, d->label, false);
    m->label_root = floats(l, "label.root", d->label);
    m->label_out = bytes(l, "label.out", d->label, d->rels, true);
    m->tag = bytes(l, "tag", d->width, d->tag, true);
    m->upos = bytes(l, "upos", d->tag, d->upos, true);
    m->feats = bytes(l, "feats", d->tag, d->feats, true);
    m->rule = bytes(l, "rule", d->tag, d->rules, true);
    m->name = bytes(l, "name", d->width, d->tag, true);
    m->ner = bytes(l, "ner", d->tag, d->ner, true);
}

/* What drg_train_names() adds, where the file has it. */
static void load_names(loader *l, const dims *d)
{
    drg_model *m = l->model;
    if (l->st == DRG_OK && drg_container_has(&m->file, "known.keys")) {
        const void *data;
        size_t n = 0;
        l->st = drg_container_section(&m->file, "known.keys", sizeof(uint64_t), &data, &n, l->err);
        m->known_keys = keys(l, "known.keys", n);
        m->known_kinds = section(l, "known.kinds", 1, n);
    }
    if (l->st == DRG_OK && drg_container_has(&m->file, "naming.w"))
        m->naming = matrix(l, "naming", drg_naming_width(), d->ner, true);
}

static void load_lists(loader *l, const dims *d)
{
    drg_model *m = l->model;
    m->n_feats = d->feats;
    m->n_rels = d->rels;
    m->n_rules = d->rules;
    m->feats_text = lines(l, "feats.text", d->feats);
    m->rels_text = lines(l, "rels.text", d->rels);
    m->rules_text = lines(l, "rules.text", d->rules);
    m->lemma_text = lines(l, "lemma.text", d->lemmas);
    if (l->st != DRG_OK)
        return;
    m->rel_codes = calloc(d->rels, sizeof *m->rel_codes);
    if (!m->rel_codes) {
        l->st = drg_fail_nomem(l->err);
        return;
    }
    for (size_t i = 0; i < d->rels; i++)
        m->rel_codes[i] = drg_rel_of(m->rels_text[i]);
}

static void load_segmenter(loader *l, const dims *d)
{
    drg_model *m = l->model;
    m->n_symbols = d->symbols;
    m->seg_window = d->seg_window;
    m->symbols = section(l, "seg.symbols", sizeof(uint32_t), d->symbols - DRG_SYMBOL_CLASSES);
    m->window = floats(l, "seg.table", (size_t)d->seg_window * d->symbols * d->seg_width);
    m->seg = stack(l, "seg.", d->seg_width, d->seg_layers, 1);
    m->seg_out = matrix(l, "seg.out", d->seg_width, DRG_SEGMENT_LABELS, true);
}

drg_status drg_model_open(const char *path, drg_model **model, drg_error *err)
{
    char found[PATH_BYTES];
    if (!path) {
        drg_status st = drg_data_path("english.drgw", found, sizeof found, err);
        if (st != DRG_OK)
            return st;
        path = found;
    }
    drg_model *m = calloc(1, sizeof *m);
    if (!m)
        return drg_fail_nomem(err);
    loader l = {.model = m, .path = path, .err = err};
    l.st = drg_container_open(path, DRG_WEIGHTS_MAGIC, DRG_WEIGHTS_VERSION, &m->file, err);
    dims d = read_dims(&l);
    if (l.st == DRG_OK) {
        load_words(&l, &d);
        load_heads(&l, &d);
        load_names(&l, &d);
        load_lists(&l, &d);
        load_segmenter(&l, &d);
    }
    if (l.st == DRG_OK)
        *model = m;
    else
        drg_model_close(m);
    return l.st;
}

void drg_model_close(drg_model *model)
{
    if (!model)
        return;
    free(model->glove_keys.first);
    free(model->word_keys.first);
    free(model->lemma_keys.first);
    free(model->known_keys.first);
    free(model->feats_text);
    free(model->rels_text);
    free(model->rules_text);
    free(model->lemma_text);
    free(model->rel_codes);
    for (size_t i = 0; i < DRG_MAX_LAYERS; i++) {
        free(model->stack.layers[i].gates.scale);
        free(model->seg.layers[i].gates.scale);
    }
    const drg_bytes *const others[] = {&model->project,   &model->arc_dep,   &model->arc_head,   &model->near_dep,
                                       &model->near_head, &model->label_dep, &model->label_head, &model->label_out,
                                       &model->tag,       &model->upos,      &model->feats,      &model->rule,
                                       &model->name,      &model->ner};
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        free(others[i]->scale);
    drg_container_close(&model->file);
    free(model);
}
