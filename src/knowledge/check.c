/* src/knowledge/check.c - whether a knowledge file says nothing that leads outside of it. The checksum finds accidents;
 * this finds files that were made wrong, so that no accessor has to look twice. */
#include "knowledge/inside.h"

#include "base/error.h"
#include "dragoman/record.h"

/** Where the checking stands, for its messages. */
typedef struct checker {
    const drg_knowledge *k;
    const char *path;
    drg_error *err;
} checker;

static drg_status bad(const checker *ch, const char *what, size_t i, size_t found, size_t allowed)
{
    return drg_fail(ch->err, DRG_EFORMAT, "%s: damaged: %s %zu is %zu, allowed are less than %zu", ch->path, what, i,
                    found, allowed);
}

static bool in_strings(const drg_knowledge *k, uint32_t at, uint32_t len)
{
    return at <= k->n_strings && len <= k->n_strings - at;
}

static bool is_power_of_two(size_t n)
{
    return n > 0 && (n & (n - 1)) == 0;
}

/** All values below limit, and an empty slot where probing ends. */
static drg_status check_slots(const checker *ch, const char *what, const uint32_t *slots, size_t n, size_t limit)
{
    size_t n_empty = 0;
    if (!is_power_of_two(n))
        return drg_fail(ch->err, DRG_EFORMAT, "%s: damaged: %zu %s, should be a power of two", ch->path, n, what);
    for (size_t i = 0; i < n; i++) {
        if (slots[i] >= limit)
            return bad(ch, what, i, slots[i], limit);
        n_empty += slots[i] == 0;
    }
    if (n_empty == 0)
        return drg_fail(ch->err, DRG_EFORMAT, "%s: damaged: none of the %zu %s is empty", ch->path, n, what);
    return DRG_OK;
}

static drg_status check_refs(const checker *ch, const char *what, const drg_ref *refs, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (!in_strings(ch->k, refs[i].at, refs[i].len))
            return bad(ch, what, i, (size_t)refs[i].at + refs[i].len, ch->k->n_strings + 1);
    return DRG_OK;
}

/** From 0 to n_rows and never down. */
static drg_status check_index(const checker *ch, const char *what, const uint32_t *index, size_t n_rows)
{
    size_t n = ch->k->n_words;
    if (index[0] != 0 || index[n] != n_rows)
        return drg_fail(ch->err, DRG_EFORMAT, "%s: damaged: the %s goes from %u to %u, should go from 0 to %zu",
                        ch->path, what, index[0], index[n], n_rows);
    for (size_t i = 0; i < n; i++)
        if (index[i] > index[i + 1])
            return bad(ch, what, i, index[i], (size_t)index[i + 1] + 1);
    return DRG_OK;
}

static bool word_ok(const drg_knowledge *k, uint32_t word)
{
    return word < k->n_words;
}

static bool paths_ok(const drg_knowledge *k, const drg_path *paths, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (paths[i].kind > DRG_PATH_PRED || paths[i].joins > 1 || !word_ok(k, paths[i].word))
            return false;
    return true;
}

static bool condition_ok(const drg_knowledge *k, const drg_condition *c)
{
    if (!paths_ok(k, &c->path, 1) || c->negated > 1 || c->n_sets > 4 || c->n_words > 4)
        return false;
    for (size_t i = 0; i < 4; i++)
        if ((i < c->n_sets && c->sets[i] >= k->n_sets) || !word_ok(k, c->words[i]))
            return false;
    return true;
}

static bool frame_ok(const drg_knowledge *k, const drg_frame *f)
{
    bool ok = word_ok(k, f->word) && f->kind <= DRG_FRAME_MODAL &&
              (f->event < DRG_N_EVENTS || f->event == DRG_FRAME_NO_EVENT) &&
              (f->status < DRG_N_STATUS_KINDS || f->status == 0xff) && f->n_conditions <= DRG_FRAME_CONDITIONS &&
              word_ok(k, f->particle) && word_ok(k, f->object) && word_ok(k, f->prep) && word_ok(k, f->prep_word) &&
              f->needs_xcomp <= 1 && f->needs_ccomp <= 1 && f->cameo <= 9999 && f->cameo_digits <= 4 &&
              f->n_modes <= DRG_MAX_MODES && f->n_contexts <= DRG_MAX_CONTEXTS && f->file_name < k->n_strings &&
              paths_ok(k, f->actor, DRG_FRAME_PATHS) && paths_ok(k, f->recipient, DRG_FRAME_PATHS) &&
              paths_ok(k, f->topic, DRG_FRAME_PATHS);
    for (size_t i = 0; ok && i < 4; i++)
        ok = word_ok(k, f->modes[i]) && word_ok(k, f->contexts[i]);
    for (size_t i = 0; ok && i < f->n_conditions; i++)
        ok = condition_ok(k, &f->condition[i]);
    return ok;
}

static drg_status bad_row(const checker *ch, const char *what, size_t i)
{
    return drg_fail(ch->err, DRG_EFORMAT, "%s: damaged: %s %zu has a value out of its range", ch->path, what, i);
}

static drg_status check_words(const checker *ch)
{
    const drg_knowledge *k = ch->k;
    if (k->n_strings == 0 || k->strings[0] != '\0' || k->strings[k->n_strings - 1] != '\0')
        return drg_fail(ch->err, DRG_EFORMAT, "%s: damaged: the strings must begin and end with a NUL", ch->path);
    if (k->n_words == 0 || k->n_sets > DRG_KNOWLEDGE_MAX_SETS)
        return drg_fail(ch->err, DRG_EFORMAT,
                        "%s: damaged: %zu words and %zu sets, allowed are at least 1 and at most %d", ch->path,
                        k->n_words, k->n_sets, DRG_KNOWLEDGE_MAX_SETS);
    drg_status st = check_refs(ch, "word", k->words, k->n_words);
    if (st == DRG_OK)
        st = check_refs(ch, "set", k->sets, k->n_sets);
    if (st == DRG_OK)
        st = check_slots(ch, "word-slots", k->word_slots, k->n_word_slots, k->n_words);
    return st;
}

static drg_status check_frames(const checker *ch)
{
    const drg_knowledge *k = ch->k;
    drg_status st = check_index(ch, "frame-index", k->frame_index, k->n_frames);
    if (st == DRG_OK)
        st = check_index(ch, "mode-index", k->mode_index, k->n_modes);
    if (st == DRG_OK)
        st = check_index(ch, "cue-index", k->cue_index, k->n_cues);
    for (size_t i = 0; st == DRG_OK && i < k->n_frames; i++)
        if (!frame_ok(k, &k->frames[i]))
            st = bad_row(ch, "frame", i);
    for (size_t i = 0; st == DRG_OK && i < k->n_modes; i++)
        if (!word_ok(k, k->modes[i].word) || !word_ok(k, k->modes[i].mode) || k->modes[i].event >= DRG_N_EVENTS)
            st = bad_row(ch, "mode word", i);
    for (size_t i = 0; st == DRG_OK && i < k->n_cues; i++)
        if (!word_ok(k, k->cues[i].word) || k->cues[i].kind > DRG_CUE_PREP || k->cues[i].stance > DRG_DOUBTS ||
            k->cues[i].strong > 1)
            st = bad_row(ch, "cue", i);
    return st;
}

static drg_status check_book(const checker *ch, const char *what, const drg_book *book, size_t n_items)
{
    for (size_t i = 0; i < book->n_phrases; i++) {
        const drg_phrase *phrase = &book->phrases[i];
        if (!in_strings(ch->k, phrase->text, phrase->len) || phrase->first > n_items ||
            DRG_PHRASE_N(phrase) > n_items - phrase->first)
            return bad_row(ch, what, i);
    }
    return check_slots(ch, what, book->slots, book->n_slots, book->n_phrases + 1);
}

static drg_status check_names(const checker *ch)
{
    const drg_knowledge *k = ch->k;
    for (size_t i = 0; i < k->n_facts; i++) {
        const drg_fact *fact = &k->facts[i];
        bool ok = fact->kind <= DRG_FACT_ROLE && fact->n_sectors <= DRG_MAX_SECTORS &&
                  in_strings(k, fact->name, fact->name_len) && in_strings(k, fact->role, fact->role_len) &&
                  in_strings(k, fact->file_name, 0);
        for (size_t s = 0; s < 4; s++)
            ok = ok && fact->sector[s][3] == '\0';
        if (!ok)
            return bad_row(ch, "fact", i);
    }
    if (!is_power_of_two(k->toponym_book.n_slots))
        return drg_fail(ch->err, DRG_EFORMAT, "%s: damaged: %zu toponym-slots, should be a power of two", ch->path,
                        k->toponym_book.n_slots);
    return check_book(ch, "fact-phrase", &k->fact_book, k->n_facts);
}

/** Places are the most of the file and few of them are met: they are looked at when they are (knowledge.c). */
static drg_status check_intact(const checker *ch)
{
    const drg_knowledge *k = ch->k;
    const struct {
        const void *data;
        size_t bytes;
    } parts[] = {
        {k->strings, k->n_strings},
        {k->words, k->n_words * sizeof *k->words},
        {k->word_slots, k->n_word_slots * sizeof *k->word_slots},
        {k->word_sets, k->n_words * sizeof *k->word_sets},
        {k->sets, k->n_sets * sizeof *k->sets},
        {k->frames, k->n_frames * sizeof *k->frames},
        {k->frame_index, (k->n_words + 1) * sizeof *k->frame_index},
        {k->modes, k->n_modes * sizeof *k->modes},
        {k->mode_index, (k->n_words + 1) * sizeof *k->mode_index},
        {k->cues, k->n_cues * sizeof *k->cues},
        {k->cue_index, (k->n_words + 1) * sizeof *k->cue_index},
        {k->facts, k->n_facts * sizeof *k->facts},
        {k->fact_book.phrases, k->fact_book.n_phrases * sizeof *k->fact_book.phrases},
        {k->fact_book.slots, k->fact_book.n_slots * sizeof *k->fact_book.slots},
        {k->country_codes, k->n_country_codes * sizeof *k->country_codes},
        {k->sector_codes, k->n_sector_codes * sizeof *k->sector_codes},
    };
    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++)
        if (!drg_container_intact(&k->container, parts[i].data, parts[i].bytes))
            return drg_fail(ch->err, DRG_EFORMAT, "%s: damaged: its checksums do not fit", ch->path);
    return DRG_OK;
}

drg_status drg_knowledge__check_places(const drg_knowledge *k, drg_error *err)
{
    checker ch = {.k = k, .path = "the knowledge file", .err = err};
    const drg_book *book = &k->toponym_book;
    if (!drg_container_intact(&k->container, k->toponyms, k->n_toponyms * sizeof *k->toponyms) ||
        !drg_container_intact(&k->container, book->phrases, book->n_phrases * sizeof *book->phrases) ||
        !drg_container_intact(&k->container, book->slots, book->n_slots * sizeof *book->slots))
        return drg_fail(err, DRG_EFORMAT, "%s: damaged: its checksums do not fit", ch.path);
    return check_book(&ch, "toponym-phrase", book, k->n_toponyms);
}

drg_status drg_knowledge__check(const drg_knowledge *k, const char *path, drg_error *err)
{
    checker ch = {.k = k, .path = path, .err = err};
    drg_status st = check_intact(&ch);
    if (st == DRG_OK)
        st = check_words(&ch);
    if (st == DRG_OK)
        st = check_frames(&ch);
    if (st == DRG_OK)
        st = check_names(&ch);
    return st;
}
