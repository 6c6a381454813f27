/* src/knowledge/compile_write.c - the whole of a compilation: reads every table, lays the outcome out, writes it. */
#include "knowledge/compile.h"

#include "base/error.h"
#include "base/file.h"

#include <stdlib.h>
#include <string.h>

/** What is written, gathered section by section. */
typedef struct output {
    drg_section sections[24];
    size_t n;
} output;

static void add_section(output *out, const char *name, const void *data, size_t size)
{
    out->sections[out->n++] = (drg_section){.name = name, .data = data, .size = size};
}

static void *array(drg_compile *c, size_t n, size_t size)
{
    void *data = drg_arena_array(&c->arena, n, size);
    if (data == NULL && c->status == DRG_OK)
        c->status = DRG_ENOMEM;
    return data;
}

static void write_words(drg_compile *c, output *out)
{
    size_t n = c->words.n + 1, n_slots = drg_compile__n_slots(n);
    drg_ref *words = array(c, n, sizeof *words);
    uint32_t *slots = array(c, n_slots, sizeof *slots);
    drg_set_bits *bits = array(c, n, sizeof *bits);
    drg_ref *sets = array(c, c->sets.n, sizeof *sets);
    if (words == NULL || slots == NULL || bits == NULL || sets == NULL)
        return;
    for (size_t i = 1; i < n; i++) {
        drg_str text = c->words.entries[i - 1].key;
        words[i] = (drg_ref){.at = drg_compile__string(c, text), .len = (uint32_t)text.len};
        if (i < c->n_set_bits)
            bits[i] = c->set_bits[i];
        size_t slot = (size_t)drg_str_hash(text) & (n_slots - 1);
        while (slots[slot] != 0)
            slot = (slot + 1) & (n_slots - 1);
        slots[slot] = (uint32_t)i;
    }
    for (size_t i = 0; i < c->sets.n; i++) {
        drg_str text = c->sets.entries[i].key;
        sets[i] = (drg_ref){.at = drg_compile__string(c, text), .len = (uint32_t)text.len};
    }
    add_section(out, "words", words, n * sizeof *words);
    add_section(out, "word-slots", slots, n_slots * sizeof *slots);
    add_section(out, "word-sets", bits, n * sizeof *bits);
    add_section(out, "sets", sets, c->sets.n * sizeof *sets);
}

/** first[word] for every word, and the end: counts first, then their sums. */
static uint32_t *new_index(drg_compile *c)
{
    return array(c, c->words.n + 2, sizeof(uint32_t));
}

static void sum_index(const drg_compile *c, uint32_t *index)
{
    for (size_t i = 1; i < c->words.n + 2; i++)
        index[i] += index[i - 1];
}

static void write_frames(drg_compile *c, output *out)
{
    uint32_t *index = new_index(c);
    drg_frame *frames = array(c, c->n_frames, sizeof *frames);
    if (c->status != DRG_OK)
        return;
    for (size_t i = 0; i < c->n_frames; i++) { /* drg_compile__frames() has sorted them */
        frames[i] = c->frames[i].frame;
        index[frames[i].word + 1]++;
    }
    sum_index(c, index);
    add_section(out, "frames", frames, c->n_frames * sizeof *frames);
    add_section(out, "frame-index", index, (c->words.n + 2) * sizeof *index);
}

static int by_mode_word(const void *left, const void *right)
{
    const drg_mode_draft *a = left, *b = right;
    if (a->mode.word != b->mode.word)
        return a->mode.word < b->mode.word ? -1 : 1;
    return a->order < b->order ? -1 : a->order > b->order;
}

static void write_modes(drg_compile *c, output *out)
{
    uint32_t *index = new_index(c);
    drg_mode_word *modes = array(c, c->n_mode_words, sizeof *modes);
    if (c->status != DRG_OK)
        return;
    if (c->n_mode_words > 1)
        qsort(c->mode_words, c->n_mode_words, sizeof *c->mode_words, by_mode_word);
    for (size_t i = 0; i < c->n_mode_words; i++) {
        modes[i] = c->mode_words[i].mode;
        index[modes[i].word + 1]++;
    }
    sum_index(c, index);
    add_section(out, "modes", modes, c->n_mode_words * sizeof *modes);
    add_section(out, "mode-index", index, (c->words.n + 2) * sizeof *index);
}

static int by_cue_word(const void *left, const void *right)
{
    const drg_cue_draft *a = left, *b = right;
    if (a->cue.word != b->cue.word)
        return a->cue.word < b->cue.word ? -1 : 1;
    return a->order < b->order ? -1 : a->order > b->order;
}

static void write_cues(drg_compile *c, output *out)
{
    uint32_t *index = new_index(c);
    drg_cue *cues = array(c, c->n_cues, sizeof *cues);
    if (c->status != DRG_OK)
        return;
    if (c->n_cues > 1)
        qsort(c->cues, c->n_cues, sizeof *c->cues, by_cue_word);
    for (size_t i = 0; i < c->n_cues; i++) {
        cues[i] = c->cues[i].cue;
        index[cues[i].word + 1]++;
    }
    sum_index(c, index);
    add_section(out, "cues", cues, c->n_cues * sizeof *cues);
    add_section(out, "cue-index", index, (c->words.n + 2) * sizeof *index);
}

static void write_book(drg_compile *c, output *out, drg_phrase_book *book, const void *items, size_t size,
                       const char *const names[3])
{
    drg_book_layout layout;
    if (c->status != DRG_OK || !drg_compile__lay_out(c, book, items, size, &layout))
        return;
    add_section(out, names[0], layout.items, layout.n_items * size);
    add_section(out, names[1], layout.phrases, layout.n_phrases * sizeof *layout.phrases);
    add_section(out, names[2], layout.slots, layout.n_slots * sizeof *layout.slots);
}

static void put_codes(char (*codes)[4], const drg_table *table)
{
    for (size_t i = 0; i < table->n; i++) {
        drg_str key = table->entries[i].key;
        memcpy(codes[i], key.ptr, key.len < 4 ? key.len : 4);
    }
}

/** The codes that tables may use, so that a user's own are checked by them. two may be NULL. */
static void write_codes(drg_compile *c, output *out, const char *name, const drg_table *one, const drg_table *two)
{
    size_t n = one->n + (two != NULL ? two->n : 0);
    char(*codes)[4] = array(c, n, sizeof *codes);
    if (codes == NULL)
        return;
    put_codes(codes, one);
    if (two != NULL)
        put_codes(codes + one->n, two);
    add_section(out, name, codes, n * sizeof *codes);
}

static drg_status write_all(drg_compile *c, const char *out_path, drg_error *err)
{
    static const char *const fact_names[3] = {"facts", "fact-phrases", "fact-slots"};
    static const char *const toponym_names[3] = {"toponyms", "toponym-phrases", "toponym-slots"};
    output out = {.n = 0};
    write_words(c, &out);
    write_frames(c, &out);
    write_modes(c, &out);
    write_cues(c, &out);
    write_book(c, &out, &c->fact_book, c->facts, sizeof *c->facts, fact_names);
    write_book(c, &out, &c->toponym_book, c->toponyms, sizeof *c->toponyms, toponym_names);
    write_codes(c, &out, "country-codes", &c->codes, &c->countries);
    write_codes(c, &out, "sector-codes", &c->sectors, NULL);
    if (c->status != DRG_OK)
        return drg_fail(err, c->status, "%s: %s", out_path, drg_status_text(c->status));
    add_section(&out, "strings", c->strings.ptr, c->strings.len); /* last: the others add to it */
    return drg_container_write(out_path, DRG_KNOWLEDGE_MAGIC, DRG_KNOWLEDGE_VERSION, out.sections, out.n, err);
}

drg_status drg_knowledge_compile(const char *data_dir, const char *out_path, drg_compile_options options,
                                 drg_buf *report, size_t *n_mistakes, drg_error *err)
{
    drg_compile c;
    drg_status st = drg_compile__init(&c, report) ? DRG_OK : drg_fail_nomem(err);
    if (st == DRG_OK) {
        c.warnings = options.warnings;
        drg_compile__ontology(&c, data_dir);
        drg_compile__sets(&c, data_dir);
        drg_compile__modes(&c, data_dir);
        drg_compile__cues(&c, data_dir);
        drg_compile__frames(&c, data_dir);
        drg_compile__actors(&c, data_dir);
        drg_compile__places(&c, data_dir);
        if (c.status != DRG_OK)
            st = drg_fail(err, c.status, "%s: %s", data_dir, drg_status_text(c.status));
    }
    if (st == DRG_OK && (c.n_mistakes == 0 || options.lenient))
        st = write_all(&c, out_path, err);
    if (st == DRG_OK)
        *n_mistakes = c.n_mistakes;
    drg_compile__release(&c);
    return st;
}
