/* src/knowledge/knowledge.c - opening compiled knowledge, and asking it. */
#include "knowledge/inside.h"

#include "base/datadir.h"
#include "base/error.h"
#include "base/text.h"
#include "dragoman/record.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/** One section into its pointer and count. */
static drg_status take(const drg_container *c, const char *name, size_t unit_bytes, const void **data, size_t *n,
                       drg_error *err)
{
    size_t units = 0;
    const void *bytes = NULL;
    drg_status st = drg_container_section(c, name, unit_bytes, &bytes, &units, err);
    if (st == DRG_OK) {
        *data = bytes;
        *n = units;
    }
    return st;
}

static drg_status take_sections(drg_knowledge *k, const char *path, drg_error *err)
{
    size_t n_sets_of, n_frame_index, n_mode_index, n_cue_index;
    const struct {
        const char *name;
        size_t unit_bytes;
        const void **data;
        size_t *n;
    } sections[] = {
        {"strings", 1, (const void **)&k->strings, &k->n_strings},
        {"words", sizeof *k->words, (const void **)&k->words, &k->n_words},
        {"word-slots", sizeof *k->word_slots, (const void **)&k->word_slots, &k->n_word_slots},
        {"word-sets", sizeof *k->word_sets, (const void **)&k->word_sets, &n_sets_of},
        {"sets", sizeof *k->sets, (const void **)&k->sets, &k->n_sets},
        {"frames", sizeof *k->frames, (const void **)&k->frames, &k->n_frames},
        {"frame-index", sizeof *k->frame_index, (const void **)&k->frame_index, &n_frame_index},
        {"modes", sizeof *k->modes, (const void **)&k->modes, &k->n_modes},
        {"mode-index", sizeof *k->mode_index, (const void **)&k->mode_index, &n_mode_index},
        {"cues", sizeof *k->cues, (const void **)&k->cues, &k->n_cues},
        {"cue-index", sizeof *k->cue_index, (const void **)&k->cue_index, &n_cue_index},
        {"facts", sizeof *k->facts, (const void **)&k->facts, &k->n_facts},
        {"fact-phrases", sizeof *k->fact_book.phrases, (const void **)&k->fact_book.phrases, &k->fact_book.n_phrases},
        {"fact-slots", sizeof *k->fact_book.slots, (const void **)&k->fact_book.slots, &k->fact_book.n_slots},
        {"toponyms", sizeof *k->toponyms, (const void **)&k->toponyms, &k->n_toponyms},
        {"toponym-phrases", sizeof *k->toponym_book.phrases, (const void **)&k->toponym_book.phrases,
         &k->toponym_book.n_phrases},
        {"toponym-slots", sizeof *k->toponym_book.slots, (const void **)&k->toponym_book.slots,
         &k->toponym_book.n_slots},
        {"country-codes", sizeof *k->country_codes, (const void **)&k->country_codes, &k->n_country_codes},
        {"sector-codes", sizeof *k->sector_codes, (const void **)&k->sector_codes, &k->n_sector_codes},
    };
    for (size_t i = 0; i < sizeof sections / sizeof sections[0]; i++) {
        drg_status st =
            take(&k->container, sections[i].name, sections[i].unit_bytes, sections[i].data, sections[i].n, err);
        if (st != DRG_OK)
            return st;
    }
    k->fact_book.strings = k->toponym_book.strings = k->strings;
    size_t want = k->n_words + 1;
    if (n_sets_of != k->n_words || n_frame_index != want || n_mode_index != want || n_cue_index != want)
        return drg_fail(err, DRG_EFORMAT, "%s: the indexes are not for its %zu words", path, k->n_words);
    return DRG_OK;
}

static bool is_folder(const char *path)
{
    struct stat info;
    return stat(path, &info) == 0 && S_ISDIR(info.st_mode);
}

drg_status drg_knowledge_open(const char *path, drg_knowledge **knowledge, drg_error *err)
{
    char usual[4096];
    drg_status st = DRG_OK;
    const char *added = path != NULL && is_folder(path) ? path : NULL;
    if (path == NULL || added != NULL) {
        st = drg_data_path("dragoman.drgk", usual, sizeof usual, err);
        path = usual;
    }
    drg_knowledge *k = st == DRG_OK ? calloc(1, sizeof *k) : NULL;
    if (st == DRG_OK && k == NULL)
        st = drg_fail_nomem(err);
    if (st == DRG_OK)
        st = drg_container_open_unread(path, DRG_KNOWLEDGE_MAGIC, DRG_KNOWLEDGE_VERSION, &k->container, err);
    if (st == DRG_OK)
        st = take_sections(k, path, err);
    if (st == DRG_OK)
        st = drg_knowledge__check(k, path, err);
    if (st == DRG_OK && added != NULL)
        st = drg_knowledge__check_places(k, err);
    if (st == DRG_OK && added != NULL)
        st = drg_knowledge__overlay(k, added, err);
    if (st == DRG_OK)
        *knowledge = k;
    else
        drg_knowledge_close(k);
    return st;
}

void drg_knowledge_close(drg_knowledge *knowledge)
{
    if (knowledge == NULL)
        return;
    drg_knowledge__overlay_free(knowledge->overlay);
    drg_container_close(&knowledge->container);
    free(knowledge);
}

/* ------------------------------------------------------------------ words */

static drg_str text_of(const drg_knowledge *k, drg_ref ref)
{
    return (drg_str){k->strings + ref.at, ref.len};
}

uint32_t drg_knowledge__word(const drg_knowledge *k, drg_str lemma)
{
    size_t slot = (size_t)drg_str_hash(lemma) & (k->n_word_slots - 1);
    for (uint32_t word; (word = k->word_slots[slot]) != 0; slot = (slot + 1) & (k->n_word_slots - 1))
        if (drg_str_eq(text_of(k, k->words[word]), lemma))
            return word;
    return 0;
}

drg_str drg_knowledge__word_text(const drg_knowledge *k, uint32_t word)
{
    return word < k->n_words ? text_of(k, k->words[word]) : (drg_str){"", 0};
}

uint8_t drg_knowledge__set(const drg_knowledge *k, const char *name)
{
    for (size_t i = 0; i < k->n_sets; i++)
        if (drg_str_is(text_of(k, k->sets[i]), name))
            return (uint8_t)i;
    return 0xff;
}

bool drg_knowledge__in_set(const drg_knowledge *k, uint32_t word, uint8_t set)
{
    return word < k->n_words && set < DRG_KNOWLEDGE_MAX_SETS && (k->word_sets[word].at[set / 64] >> (set % 64) & 1);
}

/** The rows of a word: [index[word], index[word + 1]). */
static const void *rows_of(const drg_knowledge *k, const uint32_t *index, const void *rows, size_t row_bytes,
                           uint32_t word, size_t *n)
{
    *n = word < k->n_words ? index[word + 1] - index[word] : 0;
    return *n == 0 ? NULL : (const unsigned char *)rows + index[word] * row_bytes;
}

const drg_frame *drg_knowledge__frames(const drg_knowledge *k, uint32_t word, size_t *n)
{
    return rows_of(k, k->frame_index, k->frames, sizeof *k->frames, word, n);
}

const drg_mode_word *drg_knowledge__mode_words(const drg_knowledge *k, uint32_t word, size_t *n)
{
    return rows_of(k, k->mode_index, k->modes, sizeof *k->modes, word, n);
}

const drg_cue *drg_knowledge__cues(const drg_knowledge *k, uint32_t word, size_t *n)
{
    return rows_of(k, k->cue_index, k->cues, sizeof *k->cues, word, n);
}

/* ------------------------------------------------------------------ names */

bool drg_knowledge__is_own(const drg_knowledge *k, const drg_fact *fact)
{
    return k->overlay != NULL && fact->file_name >= k->n_strings;
}

drg_str drg_knowledge__text(const drg_knowledge *k, uint32_t offset, uint32_t len)
{
    const char *strings = k->strings;
    size_t at = offset, n = k->n_strings;
    if (at >= n && k->overlay != NULL) {
        at -= n;
        strings = k->overlay->strings;
        n = k->overlay->n_strings;
    }
    if (at > n || len > n - at)
        return (drg_str){"", 0};
    return (drg_str){strings + at, len};
}

const drg_phrase *drg_knowledge__phrase(const drg_book *book, drg_str folded)
{
    if (book->n_slots == 0)
        return NULL;
    size_t slot = (size_t)drg_str_hash(folded) & (book->n_slots - 1);
    for (uint32_t number; (number = book->slots[slot]) != 0; slot = (slot + 1) & (book->n_slots - 1)) {
        const drg_phrase *phrase = &book->phrases[number - 1];
        if (drg_str_eq((drg_str){book->strings + phrase->text, phrase->len}, folded))
            return phrase;
    }
    return NULL;
}

/** The phrase of a user's own tables, which tell all that they touch; else ours. */
static const void *look_up(const drg_phrase *phrase, const void *items, const drg_book *over, const void *over_items,
                           size_t size, drg_str folded, size_t *n, bool *more)
{
    *more = phrase != NULL && DRG_PHRASE_MORE(phrase);
    const drg_phrase *own = over != NULL ? drg_knowledge__phrase(over, folded) : NULL;
    if (own != NULL) {
        *more = *more || DRG_PHRASE_MORE(own);
        phrase = own;
        items = over_items;
    }
    *n = phrase == NULL ? 0 : DRG_PHRASE_N(phrase);
    return *n == 0 ? NULL : (const unsigned char *)items + phrase->first * size;
}

const drg_fact *drg_knowledge__facts(const drg_knowledge *k, drg_str folded, size_t *n, bool *more)
{
    const drg_overlay *o = k->overlay;
    return look_up(drg_knowledge__phrase(&k->fact_book, folded), k->facts, o ? &o->fact_book : NULL,
                   o ? o->facts : NULL, sizeof *k->facts, folded, n, more);
}

/* Places are the most of the file and few of them are met: what is met is checked when it is, so that opening reads none. */

/** drg_knowledge__phrase() for our places: slots, phrase, text and items are read once they are known to be intact. */
static const drg_phrase *place_phrase(const drg_knowledge *k, drg_str folded)
{
    const drg_book *book = &k->toponym_book;
    size_t slot = (size_t)drg_str_hash(folded) & (book->n_slots - 1);
    for (size_t i = 0; i < book->n_slots; i++, slot = (slot + 1) & (book->n_slots - 1)) {
        const uint32_t *number = &book->slots[slot];
        if (!drg_container_intact(&k->container, number, sizeof *number) || *number == 0 || *number > book->n_phrases)
            return NULL;
        const drg_phrase *phrase = &book->phrases[*number - 1];
        if (!drg_container_intact(&k->container, phrase, sizeof *phrase) || phrase->text > k->n_strings ||
            phrase->len > k->n_strings - phrase->text)
            return NULL;
        if (!drg_str_eq((drg_str){book->strings + phrase->text, phrase->len}, folded))
            continue;
        size_t n = DRG_PHRASE_N(phrase);
        bool inside = phrase->first <= k->n_toponyms && n <= k->n_toponyms - phrase->first;
        return inside && drg_container_intact(&k->container, k->toponyms + phrase->first, n * sizeof *k->toponyms)
                   ? phrase
                   : NULL;
    }
    return NULL;
}

static bool toponym_ok(const drg_knowledge *k, const drg_toponym *place)
{
    size_t n = k->n_strings + (k->overlay != NULL ? k->overlay->n_strings : 0);
    return place->resolution <= DRG_PLACE_FEATURE && place->is_capital <= 1 && fabsf(place->lat) <= 90 &&
           fabsf(place->lon) <= 180 && (size_t)place->name + place->name_len <= n &&
           (size_t)place->province + place->province_len <= n;
}

const drg_toponym *drg_knowledge__toponyms(const drg_knowledge *k, drg_str folded, size_t *n, bool *more)
{
    const drg_overlay *o = k->overlay;
    const drg_toponym *places = look_up(place_phrase(k, folded), k->toponyms, o ? &o->toponym_book : NULL,
                                        o ? o->toponyms : NULL, sizeof *k->toponyms, folded, n, more);
    for (size_t i = 0; i < *n; i++)
        if (!toponym_ok(k, &places[i]))
            *n = i; /* the file was made wrong: what stands from here on is not used */
    return *n == 0 ? NULL : places;
}

drg_status drg_knowledge__intact(const drg_knowledge *k, drg_error *err)
{
    if (drg_container_damaged(&k->container))
        return drg_fail(err, DRG_EFORMAT,
                        "the knowledge file is damaged: places that were sought are not what was written");
    return DRG_OK;
}
