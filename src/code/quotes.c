/* src/code/quotes.c - quotations: their marks, and whose words they are. */
#include "code/sayings.h"

/* ------------------------------------------------------------------ quotations */

bool drg_quotes__is_mark(drg_str f, const char *a, const char *b, const char *c)
{
    return drg_str_is(f, a) || drg_str_is(f, b) || drg_str_is(f, c);
}

bool drg_quotes__opens(drg_str form)
{
    return drg_quotes__is_mark(form, "“", "``", "«");
}

static bool add_quote(drg_finder *f, uint32_t first, uint32_t last)
{
    if (last <= first + 1)
        return true;
    if (!DRG_ARENA_GROW(f->r->arena, f->quote, f->n_quotes, f->quotes_cap))
        return false;
    f->quote[f->n_quotes++] = (drg_quote){.first = first, .last = last};
    return true;
}

/** A closing mark that opens: at the start of a paragraph, or with a gap before it and none behind. */
static bool opens_by_place(const drg_reading *r, uint32_t t)
{
    const drg_sentence *s = &r->doc->sentences[r->token[t].sentence];
    bool first = t == s->first && (r->token[t].sentence == 0 || s[-1].block != s->block);
    bool gap = t > 0 && r->token[t - 1].span.end < r->token[t].span.start;
    return t + 1 < r->n && r->token[t].span.end == r->token[t + 1].span.start && (first || gap);
}

/** Straight marks alternate; curly ones say which they are, and within straight ones they quote what is quoted. A
 * quotation that its paragraph leaves open ends there. */
bool drg_quotes__find(drg_finder *f)
{
    const drg_reading *r = f->r;
    uint32_t open = DRG_NONE;
    bool open_straight = false;
    for (uint32_t t = 0; t < r->n; t++) {
        if (open != DRG_NONE &&
            r->doc->sentences[r->token[t].sentence].block != r->doc->sentences[r->token[open].sentence].block) {
            if (!add_quote(f, open, t - 1))
                return false;
            open = DRG_NONE;
        }
        drg_str form = r->token[t].form;
        bool opens = drg_quotes__opens(form), closes = drg_quotes__is_mark(form, "”", "»", "»");
        bool straight = drg_quotes__is_mark(form, "\"", "''", "\"");
        if (open == DRG_NONE ? opens || straight || (closes && opens_by_place(r, t)) : opens && !open_straight) {
            if (open != DRG_NONE && !add_quote(f, open, t - 1)) /* “… “…”: the next paragraph's mark */
                return false;
            open = t;
            open_straight = straight;
        } else if (open != DRG_NONE && (straight || (closes && !open_straight))) {
            if (!add_quote(f, open, t))
                return false;
            open = DRG_NONE;
        }
    }
    return open == DRG_NONE || add_quote(f, open, r->n - 1);
}

bool drg_sayings__ends_in_colon(const drg_reading *r, uint32_t cue)
{
    const drg_sentence *s = &r->doc->sentences[r->token[cue].sentence];
    for (uint32_t t = s->first + s->count; t-- > cue;)
        if (r->token[t].upos == DRG_UPOS_PUNCT && drg_str_is(r->token[t].form, ":"))
            return true;
        else if (r->token[t].upos != DRG_UPOS_PUNCT)
            return false;
    return false;
}

/** The first quotation that ends at or behind a token. */
static size_t ending_behind(const drg_finder *f, uint32_t token)
{
    size_t low = 0, high = f->n_quotes;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (f->quote[middle].last < token)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

bool drg_quotes__in(const drg_finder *f, uint32_t sentence)
{
    const drg_sentence *s = &f->r->doc->sentences[sentence];
    size_t i = ending_behind(f, s->first);
    return i < f->n_quotes && f->quote[i].first < s->first + s->count;
}

const drg_quote *drg_quotes__around(const drg_finder *f, uint32_t token)
{
    size_t i = ending_behind(f, token);
    return i < f->n_quotes && f->quote[i].first <= token ? &f->quote[i] : NULL;
}

/* ------------------------------------------------------------------ quotations find their speakers */

static bool overlaps(const drg_saying *s, drg_span q)
{
    for (uint8_t i = 0; i < s->said.n_content; i++)
        if (s->said.content[i].start < q.end && q.start < s->said.content[i].end)
            return true;
    return false;
}

/** Words quoted out of a sentence begin small. */
static bool is_fragment(const drg_reading *r, uint32_t open)
{
    size_t pos = 0;
    drg_str form = open + 1 < r->n ? r->token[open + 1].form : DRG_LIT("");
    return form.len > 0 && !drg_char_is_upper(drg_utf8_next(form, &pos));
}

/** "…" — Jane Doe, at the end of a paragraph. */
static drg_status add_signed(drg_finder *f, uint32_t close, drg_saying **found)
{
    enum { MAX_NAME = 8 };
    const drg_reading *r = f->r;
    uint32_t dash = close + 1, name = close + 2;
    if (name >= r->n || !drg_speaker__is_dash(r->token[dash].form) || r->token[name].upos != DRG_UPOS_PROPN)
        return DRG_OK;
    uint32_t end = name;
    while (end < r->n && r->token[end].sentence == r->token[name].sentence && r->token[end].upos == DRG_UPOS_PROPN)
        if (++end - name > MAX_NAME)
            return DRG_OK;
    bool more = end < r->n && r->token[end].sentence == r->token[name].sentence &&
                r->token[end].upos != DRG_UPOS_PUNCT && r->token[end].upos != DRG_UPOS_NUM;
    if (more)
        return DRG_OK;
    *found = drg_sayings__add(f, dash, dash, name, DRG_ASSERTS);
    if (*found == NULL)
        return DRG_ENOMEM;
    (*found)->said.words = drg_reading__span(r, name, end - 1);
    return DRG_OK;
}

/** The saying whose words a quotation is: one that overlaps it, else one in its first or last sentence that still lacks
 * its words, else the speaker of the quotation before. */
drg_status drg_quotes__take(drg_finder *f)
{
    drg_reading *r = f->r;
    drg_saying last = {.source = DRG_NONE};
    uint32_t last_sentence = 0;
    size_t last_index = SIZE_MAX;
    for (size_t q = 0; q < f->n_quotes; q++) {
        uint32_t first = f->quote[q].first, end = f->quote[q].last;
        drg_span span = drg_reading__span(r, first, end);
        uint32_t s1 = r->token[first].sentence, s2 = r->token[end].sentence;
        drg_saying *found = NULL;
        drg_range near = drg_near__sayings(r, first, DRG_QUOTE_REACH);
        for (size_t i = near.from; i < near.to && found == NULL; i++)
            if (!r->saying[i].said.source.via && overlaps(&r->saying[i], span) &&
                !(r->saying[i].cue > first && r->saying[i].cue < end))
                found = &r->saying[i];
        for (size_t i = near.from; i < near.to && found == NULL; i++) {
            drg_saying *s = &r->saying[i];
            uint32_t cs = r->token[s->cue].sentence;
            bool close = cs == s1 || cs == s2 || (cs + 1 == s1 && drg_sayings__ends_in_colon(r, s->cue));
            if (close && !(s->cue > first && s->cue < end) && s->said.n_content == 0)
                found = s;
        }
        bool whole_sentence = end - first >= 5;
        if (found == NULL && whole_sentence) {
            drg_status st = add_signed(f, end, &found);
            if (st != DRG_OK)
                return st;
        }
        bool goes_on = found == NULL && whole_sentence && last.source != DRG_NONE && s1 - last_sentence <= 2;
        if (goes_on && last_index < r->n_sayings && r->saying[last_index].said.n_content < 4)
            found = &r->saying[last_index]; /* "…," he said. "And …", in this paragraph or the next */
        if (found == NULL && goes_on) {
            found = drg_sayings__add(f, last.cue, last.cue, last.source, DRG_ASSERTS);
            if (found == NULL)
                return DRG_ENOMEM;
        }
        if (found == NULL)
            continue;
        uint32_t from, to;
        bool fragment = found->said.n_content == 0 && found->cue < first && r->token[found->cue].sentence == s1 &&
                        is_fragment(r, first) && drg_sayings__complements(r, found->cue, &from, &to) && from <= first;
        if (fragment) { /* "called the vote "a sham"": what is quoted is part of what is said */
            drg_sayings__add_content(r, found, from, to > end ? to : end);
            continue;
        }
        bool covered = drg_sayings__covers(found, drg_reading__span(r, first + 1, end > first + 1 ? end - 1 : end));
        if (!covered)
            drg_sayings__add_content(r, found, first, end);
        if (whole_sentence && !found->judges) {
            last = *found;
            last_index = (size_t)(found - r->saying);
            last_sentence = s2;
        }
    }
    return DRG_OK;
}
