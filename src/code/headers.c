/* src/code/headers.c - what stands before the story in its text: the title told once more, and datelines ("ISLAMABAD,
 * Pakistan (AP) -"). The first tells no event of its own, the second no place and no party. */
#include "code/reading.h"

enum { MAX_DATELINE_TOKENS = 12, MIN_TITLE_WORDS = 4 };

static bool starts_upper(drg_str form)
{
    size_t pos = 0;
    return form.len > 0 && drg_char_is_upper(drg_utf8_next(form, &pos));
}

static bool is_dash(drg_str form)
{
    return drg_str_is(form, "-") || drg_str_is(form, "--") || drg_str_is(form, "–") || drg_str_is(form, "—");
}

/** The end of a dateline that begins a sentence: capitals first, a dash or a bracketed agency last; 0: none. */
static uint32_t dateline_end(const drg_reading *r, const drg_sentence *s)
{
    if (!drg_str_is_capitals(r->token[s->first].form))
        return 0;
    uint32_t end = s->first + (s->count < MAX_DATELINE_TOKENS ? s->count : MAX_DATELINE_TOKENS);
    for (uint32_t t = s->first + 1; t < end; t++) {
        drg_str form = r->token[t].form;
        if (is_dash(form))
            return t + 1;
        if (drg_str_is(form, ")"))
            return t + 1 < end && is_dash(r->token[t + 1].form) ? t + 2 : t + 1;
        bool allowed = starts_upper(form) || r->token[t].upos == DRG_UPOS_PUNCT || r->token[t].upos == DRG_UPOS_NUM ||
                       r->token[t].upos == DRG_UPOS_ADP;
        if (!allowed)
            return 0;
    }
    return 0;
}

/** "Georgia Arrests Opposition Members on Arms Charges": nearly every long word has a capital. */
static bool is_title_case(const drg_reading *r, const drg_sentence *s)
{
    size_t words = 0, capitals = 0;
    for (uint32_t t = s->first; t < s->first + s->count; t++) {
        drg_str form = r->token[t].form;
        if (form.len < 4 || r->token[t].upos == DRG_UPOS_PUNCT)
            continue;
        words++;
        capitals += starts_upper(form);
    }
    return words >= MIN_TITLE_WORDS && capitals * 10 >= words * 9;
}

static bool is_title(const drg_reading *r, const drg_sentence *s)
{
    drg_str text = drg_reading__text(r, s->span), title = r->doc->meta.title;
    while (text.len > 0 && text.ptr[text.len - 1] == '.')
        text.len--;
    return title.len > 0 && drg_str_eq(text, title);
}

void drg_headers__mark(drg_reading *r)
{
    for (size_t i = 0; i < r->doc->n_sentences; i++) {
        const drg_sentence *s = &r->doc->sentences[i];
        bool heading = is_title(r, s) || (i == 0 && is_title_case(r, s));
        for (uint32_t t = s->first; heading && t < s->first + s->count; t++)
            r->prose[t] = 0;
        uint32_t end = dateline_end(r, s);
        for (uint32_t t = s->first; t < end; t++) {
            r->prose[t] = 0;
            r->dateline[t] = 1;
        }
    }
}
