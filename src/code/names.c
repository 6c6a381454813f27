/* src/code/names.c - which words are names, titles and roles that the tables hold: the longest phrase from the left. */
#include <string.h>

#include "code/reading.h"

enum { MAX_PHRASE_WORDS = 10, MAX_PHRASE_BYTES = 160 };

static bool has_upper(drg_str s)
{
    for (size_t i = 0; i < s.len;)
        if (drg_char_is_upper(drg_utf8_next(s, &i)))
            return true;
    return false;
}

static bool has_lower(drg_str s)
{
    for (size_t i = 0; i < s.len;) {
        uint32_t c = drg_utf8_next(s, &i);
        if (drg_char_is_letter(c) && !drg_char_is_upper(c))
            return true;
    }
    return false;
}

/** Whether the text is written as the table asks. */
static bool spelling_allows(const drg_reading *r, const drg_fact *f, uint32_t first, uint32_t last)
{
    drg_str text = drg_reading__text(r, drg_reading__span(r, first, last));
    if (f->flags & DRG_FACT_ACRONYM)
        return has_upper(text) && !(has_lower(text) && !drg_str_ends(text, DRG_LIT("s")));
    if (f->flags & DRG_FACT_NAME)
        return has_upper(drg_str_sub(text, 0, 1)) || has_upper(r->token[first].form) || has_upper(r->token[last].form);
    return true;
}

/** How readings of one name are preferred; smaller first. */
static int rank(const drg_fact *f)
{
    static const int ranks[] = {
        [DRG_FACT_COUNTRY] = 0, [DRG_FACT_METONYM] = 1, [DRG_FACT_PERSON] = 2,  [DRG_FACT_GROUP] = 3,
        [DRG_FACT_ORG] = 4,     [DRG_FACT_FORCE] = 5,   [DRG_FACT_CAPITAL] = 6, [DRG_FACT_MEDIA] = 7,
        [DRG_FACT_DEMONYM] = 8, [DRG_FACT_ROLE] = 9};
    return ranks[f->kind];
}

/** "President Sall", "Secretary Kerry": a last name alone is known after a word of the office, while it is held. */
static bool title_allows(const drg_reading *r, const drg_fact *f, uint32_t first)
{
    if (!(f->flags & DRG_FACT_LASTNAME))
        return true;
    if (first == 0 || r->token[first - 1].sentence != r->token[first].sentence || !has_upper(r->token[first].form))
        return false;
    if (r->when.has_published && (r->when.published < f->from || r->when.published > f->to))
        return false;
    drg_str title = r->folded[first - 1], role = drg_knowledge__text(r->knowledge, f->role, f->role_len);
    for (size_t at = 0; title.len >= 4 && at + title.len <= role.len; at++) {
        bool begins = at == 0 || role.ptr[at - 1] == ' ',
             ends = at + title.len == role.len || role.ptr[at + title.len] == ' ';
        if (begins && ends && memcmp(role.ptr + at, title.ptr, title.len) == 0)
            return true;
    }
    return false;
}

/** The reading that the spelling and the day allow. Of a person's offices: the one held on that day, else the last one
 * before it (then the person is `former`), else the first. Without a day: the last. */
static const drg_fact *choose(const drg_reading *r, const drg_fact *facts, size_t n, uint32_t first, uint32_t last,
                              bool *former)
{
    const drg_fact *best = NULL;
    *former = false;
    for (size_t i = 0; i < n; i++) {
        const drg_fact *f = &facts[i];
        if (!spelling_allows(r, f, first, last) || !title_allows(r, f, first))
            continue;
        if (best == NULL || rank(f) < rank(best)) {
            best = f;
            continue;
        }
        if (f->kind != DRG_FACT_PERSON || best->kind != DRG_FACT_PERSON)
            continue;
        int32_t day = r->when.has_published ? r->when.published : INT32_MAX;
        bool now = f->from <= day && day <= f->to, best_now = best->from <= day && day <= best->to;
        bool past = f->to < day, best_past = best->to < day;
        if ((now && !best_now) || (!best_now && past && (!best_past || f->to > best->to)) ||
            (now && best_now && f->from > best->from))
            best = f;
    }
    if (best != NULL && best->kind == DRG_FACT_PERSON && r->when.has_published)
        *former = best->to < r->when.published;
    return best;
}

/** The longest phrase of one sentence that begins at `first`. */
static bool longest(const drg_reading *r, uint32_t first, drg_mark *mark)
{
    char phrase[MAX_PHRASE_BYTES];
    size_t len = 0;
    bool found = false;
    uint32_t sentence = r->token[first].sentence;
    int words = 0;
    for (uint32_t t = first; t < r->n && r->token[t].sentence == sentence && words < MAX_PHRASE_WORDS; t++) {
        drg_str f = r->folded[t];
        const drg_token *tok = &r->token[t];
        bool hyphen = tok->upos == DRG_UPOS_PUNCT && tok->form.len <= 3 && f.len == 0;
        if (hyphen && t > first)
            continue;
        if (f.len == 0 || (tok->upos == DRG_UPOS_PUNCT && !drg_str_is(tok->form, "&")))
            break;
        if (len + f.len + 1 >= sizeof phrase)
            break;
        if (len > 0 && r->token[t - 1].span.end == tok->span.start && r->token[t - 1].upos != DRG_UPOS_PUNCT &&
            r->folded[t - 1].len > 0) {
            /* one written word cut in two: "Da'esh" */
        } else if (len > 0) {
            phrase[len++] = ' ';
        }
        memcpy(phrase + len, f.ptr, f.len);
        len += f.len;
        words++;
        size_t n;
        bool more;
        const drg_fact *facts = drg_knowledge__facts(r->knowledge, (drg_str){phrase, len}, &n, &more);
        if (n > 0) {
            bool former;
            const drg_fact *f2 = choose(r, facts, n, first, t, &former);
            if (f2 != NULL) {
                *mark = (drg_mark){.first = first, .last = t, .fact = f2, .former = former};
                found = true;
            }
        }
        if (!more)
            break;
    }
    return found;
}

drg_status drg_names__find(drg_reading *r)
{
    size_t cap = 0;
    for (uint32_t t = 0; t < r->n;) {
        drg_mark mark;
        const drg_token *tok = &r->token[t];
        bool may_begin = tok->upos != DRG_UPOS_PUNCT && tok->upos != DRG_UPOS_DET && tok->upos != DRG_UPOS_PRON &&
                         r->folded[t].len > 0 && !r->dateline[t];
        if (!may_begin || !longest(r, t, &mark)) {
            t++;
            continue;
        }
        bool verb = mark.first == mark.last && (tok->upos == DRG_UPOS_VERB || tok->upos == DRG_UPOS_AUX) &&
                    !(mark.fact->flags & DRG_FACT_NAME);
        if (verb) { /* "to police", "to man": no role */
            t++;
            continue;
        }
        if (!DRG_ARENA_GROW(r->arena, r->mark, r->n_marks, cap))
            return DRG_ENOMEM;
        for (uint32_t i = mark.first; i <= mark.last; i++)
            r->mark_at[i] = (uint32_t)r->n_marks;
        r->mark[r->n_marks++] = mark;
        t = mark.last + 1;
    }
    return DRG_OK;
}
