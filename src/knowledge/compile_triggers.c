/* src/knowledge/compile_triggers.c - triggers with their constraints: "take @into:custody/detention {obj: !weapon}". */
#include "knowledge/compile.h"

#include <string.h>

#define MAX_CHOICES 16

/** Alternatives of one constraint, of which a frame has one. */
typedef struct choices {
    uint32_t word[MAX_CHOICES];
    size_t n;
} choices;

/** A trigger as it is written, before its alternatives are multiplied. */
typedef struct trigger {
    drg_source_file *file;
    drg_str text;
    choices particle, object, prep, prep_word;
    drg_frame frame;
} trigger;

static bool mistake(drg_compile *c, const trigger *t, drg_str part, const char *what)
{
    drg_compile__mistake(c, t->file, part.ptr, "\"%.*s\" in the trigger \"%.*s\": %s", DRG_STR_ARG(part),
                         DRG_STR_ARG(t->text), what);
    return false;
}

/** "control/charge" to word numbers; blanks: with underscores read as blanks. */
static bool read_choices(drg_compile *c, const trigger *t, drg_str text, bool blanks, choices *out)
{
    if (out->n > 0)
        return mistake(c, t, text, "only one constraint of a kind");
    drg_str rest = text, part;
    while (drg_compile__next_part(&rest, '/', &part)) {
        drg_str word = blanks ? drg_compile__blanks_for_underscores(c, part) : part, words = word, one;
        while (drg_compile__next_part(&words, ' ', &one))
            if (!drg_compile__is_lemma(one))
                return mistake(c, t, part, "a word in lower case is wanted");
        if (out->n == MAX_CHOICES)
            return mistake(c, t, text, "too many alternatives");
        out->word[out->n++] = drg_compile__word(c, word);
    }
    return true;
}

/** The words after a condition's colon: sets, =lemmas, with "!" before them: none of these. */
static bool read_condition_words(drg_compile *c, const trigger *t, drg_str text, drg_condition *condition)
{
    drg_str rest = text, part;
    if (text.len > 0 && text.ptr[0] == '!') {
        condition->negated = 1;
        rest = drg_str_sub(text, 1, text.len);
    }
    while (drg_compile__next_part(&rest, '/', &part)) {
        uintptr_t set;
        bool literal = part.len > 0 && part.ptr[0] == '=';
        drg_str word = literal ? drg_str_sub(part, 1, part.len) : part;
        if (literal && condition->n_words < 4 && drg_compile__is_lemma(word))
            condition->words[condition->n_words++] = drg_compile__word(c, word);
        else if (literal)
            return mistake(c, t, part, condition->n_words < 4 ? "a word in lower case is wanted" : "more than 4 words");
        else if (!drg_table_get(&c->sets, word, &set))
            return mistake(c, t, part, "there is no such set (a word is written with \"=\")");
        else if (condition->n_sets == 4)
            return mistake(c, t, part, "more than 4 sets");
        else
            condition->sets[condition->n_sets++] = (uint8_t)set;
    }
    return true;
}

/** "{subj: worker, obj: !weapon}" without its braces. */
static bool read_conditions(drg_compile *c, trigger *t, drg_str text)
{
    drg_str rest = text, part;
    while (drg_compile__next_part(&rest, ',', &part)) {
        drg_str words = part, path;
        if (t->frame.n_conditions == DRG_FRAME_CONDITIONS)
            return mistake(c, t, part, "more than 3 conditions");
        drg_condition *condition = &t->frame.condition[t->frame.n_conditions++];
        drg_compile__next_part(&words, ':', &path);
        if (words.ptr == NULL)
            return mistake(c, t, part, "a condition is \"path: set/=word\"");
        if (!drg_compile__path(c, t->file, path, &condition->path) ||
            !read_condition_words(c, t, drg_compile__trim(words), condition))
            return false;
    }
    return true;
}

/** One constraint that is not in braces. */
static bool read_constraint(drg_compile *c, trigger *t, drg_str part)
{
    drg_str rest = drg_str_sub(part, 1, part.len), prep;
    switch (part.ptr[0]) {
    case '+':
        return read_choices(c, t, rest, false, &t->particle);
    case '~':
        return read_choices(c, t, rest, false, &t->object);
    case '@':
        drg_compile__next_part(&rest, ':', &prep);
        return read_choices(c, t, prep, true, &t->prep) &&
               (rest.ptr == NULL || read_choices(c, t, rest, false, &t->prep_word));
    case ':':
        if (drg_str_is(rest, "xcomp"))
            t->frame.needs_xcomp = 1;
        else if (drg_str_is(rest, "ccomp"))
            t->frame.needs_ccomp = 1;
        else
            return mistake(c, t, part, "only :xcomp and :ccomp may be asked for");
        return true;
    default:
        return mistake(c, t, part, "a constraint begins with + ~ @ : or {");
    }
}

static bool read_trigger(drg_compile *c, trigger *t)
{
    drg_str rest = t->text, part;
    drg_compile__next_blank_part(&rest, &part);
    size_t brace = 0;
    while (brace < part.len && part.ptr[brace] != '{')
        brace++;
    if (brace < part.len) { /* "fire{obj: weapon}" */
        rest = drg_str_sub(t->text, brace, t->text.len);
        part = drg_str_sub(t->text, 0, brace);
    }
    if (!drg_compile__is_lemma(part))
        return mistake(c, t, part, "a trigger begins with a word in lower case");
    t->frame.word = drg_compile__word(c, part);
    while ((rest = drg_compile__trim(rest)).len > 0) {
        if (rest.ptr[0] != '{') {
            drg_compile__next_blank_part(&rest, &part);
            if (!read_constraint(c, t, part))
                return false;
            continue;
        }
        const char *end = memchr(rest.ptr, '}', rest.len);
        if (end == NULL)
            return mistake(c, t, rest, "the closing brace is missing");
        size_t len = (size_t)(end - rest.ptr) + 1;
        if (!read_conditions(c, t, drg_str_sub(rest, 1, len - 1)))
            return false;
        rest = drg_str_sub(rest, len, rest.len);
    }
    return true;
}

static void add_frame(drg_compile *c, const trigger *t)
{
    if (!DRG_ARENA_GROW(&c->arena, c->frames, c->n_frames, c->cap_frames)) {
        c->status = DRG_ENOMEM;
        return;
    }
    const drg_frame *frame = &t->frame;
    uint32_t n = (frame->particle != 0) + (frame->object != 0) + (frame->prep != 0) + (frame->prep_word != 0) +
                 frame->needs_xcomp + frame->needs_ccomp + frame->n_conditions;
    c->frames[c->n_frames] =
        (drg_frame_draft){.frame = *frame, .n_constraints = n, .order = (uint32_t)c->n_frames, .path = t->file->path};
    c->n_frames++;
}

/** The i-th alternative; a constraint that is not asked has one alternative, 0. */
static uint32_t choice(const choices *list, size_t i)
{
    return list->n == 0 ? 0 : list->word[i];
}

static size_t n_choices(const choices *list)
{
    return list->n == 0 ? 1 : list->n;
}

void drg_compile__trigger(drg_compile *c, drg_source_file *file, const drg_frame *base, drg_str text)
{
    trigger t = {.file = file, .text = text, .frame = *base};
    if (!read_trigger(c, &t))
        return;
    t.frame.file_line = (uint32_t)drg_compile__line(file, text.ptr);
    for (size_t i = 0; i < n_choices(&t.particle); i++)
        for (size_t k = 0; k < n_choices(&t.object); k++)
            for (size_t l = 0; l < n_choices(&t.prep); l++)
                for (size_t m = 0; m < n_choices(&t.prep_word); m++) {
                    t.frame.particle = choice(&t.particle, i);
                    t.frame.object = choice(&t.object, k);
                    t.frame.prep = choice(&t.prep, l);
                    t.frame.prep_word = choice(&t.prep_word, m);
                    add_frame(c, &t);
                }
}
