/* src/code/quantity_bounds.c - the words around a number that bound it, and what they commit to. */
#include "code/quantity_match.h"

static bool is(const drg_pieces *p, uint32_t i, const char *low)
{
    return drg_pieces__is(p, i, low);
}

/* ------------------------------------------------------------------ words that bound */

static const struct modifier {
    const char *phrase;
    drg_bound bound;
} before[] = {
    {"at least", DRG_BOUND_LEAST},
    {"no fewer than", DRG_BOUND_LEAST},
    {"no less than", DRG_BOUND_LEAST},
    {"not less than", DRG_BOUND_LEAST},
    {"not fewer than", DRG_BOUND_LEAST},
    {"a minimum of", DRG_BOUND_LEAST},
    {"upwards of", DRG_BOUND_LEAST},
    {"upward of", DRG_BOUND_LEAST},
    {"no more than", DRG_BOUND_MOST},
    {"not more than", DRG_BOUND_MOST},
    {"more than", DRG_BOUND_OVER},
    {"well over", DRG_BOUND_OVER},
    {"just over", DRG_BOUND_OVER},
    {"over", DRG_BOUND_OVER},
    {"in excess of", DRG_BOUND_OVER},
    {"exceeding", DRG_BOUND_OVER},
    {"greater than", DRG_BOUND_OVER},
    {"well above", DRG_BOUND_OVER},
    {"above", DRG_BOUND_OVER},
    {"up to", DRG_BOUND_MOST},
    {"as many as", DRG_BOUND_MOST},
    {"as much as", DRG_BOUND_MOST},
    {"at most", DRG_BOUND_MOST},
    {"a maximum of", DRG_BOUND_MOST},
    {"fewer than", DRG_BOUND_UNDER},
    {"less than", DRG_BOUND_UNDER},
    {"well under", DRG_BOUND_UNDER},
    {"just under", DRG_BOUND_UNDER},
    {"under", DRG_BOUND_UNDER},
    {"below", DRG_BOUND_UNDER},
    {"about", DRG_BOUND_EXACT},
    {"around", DRG_BOUND_EXACT},
    {"some", DRG_BOUND_EXACT},
    {"roughly", DRG_BOUND_EXACT},
    {"approximately", DRG_BOUND_EXACT},
    {"nearly", DRG_BOUND_EXACT},
    {"almost", DRG_BOUND_EXACT},
    {"close to", DRG_BOUND_EXACT},
    {"an estimated", DRG_BOUND_EXACT},
    {"estimated", DRG_BOUND_EXACT},
    {"~", DRG_BOUND_EXACT},
    {"a record", DRG_BOUND_EXACT},
    {"a total of", DRG_BOUND_EXACT},
    {"a combined", DRG_BOUND_EXACT},
    {"exactly", DRG_BOUND_EXACT},
    {"only", DRG_BOUND_EXACT},
    {"just", DRG_BOUND_EXACT},
    {"another", DRG_BOUND_EXACT},
    {"an additional", DRG_BOUND_EXACT},
    {"a further", DRG_BOUND_EXACT},
    {"about a", DRG_BOUND_EXACT},
    {"an", DRG_BOUND_NONE},
    {"a reported", DRG_BOUND_EXACT},
    {"reportedly", DRG_BOUND_EXACT},
    {"an average of", DRG_BOUND_EXACT},
    {"at about", DRG_BOUND_EXACT},
    {"virtually", DRG_BOUND_EXACT},
    {"precisely", DRG_BOUND_EXACT},
    {"circa", DRG_BOUND_EXACT},
    {"approx.", DRG_BOUND_EXACT},
    {"a whopping", DRG_BOUND_EXACT},
    {"perhaps", DRG_BOUND_EXACT},
    {"possibly", DRG_BOUND_EXACT},
    {"an unprecedented", DRG_BOUND_EXACT},
    {"a staggering", DRG_BOUND_EXACT},
    {"a total", DRG_BOUND_EXACT},
};

static const struct modifier behind[] = {
    {"or more", DRG_BOUND_LEAST},      {"and more", DRG_BOUND_LEAST}, {"or so", DRG_BOUND_EXACT},
    {"or fewer", DRG_BOUND_MOST},      {"or less", DRG_BOUND_MOST},   {"and counting", DRG_BOUND_LEAST},
    {"- plus", DRG_BOUND_LEAST},       {"plus", DRG_BOUND_LEAST},     {"+", DRG_BOUND_LEAST},
    {"or even more", DRG_BOUND_LEAST}, {"at most", DRG_BOUND_MOST},   {"or thereabouts", DRG_BOUND_EXACT},
    {"odd", DRG_BOUND_EXACT},          {"- odd", DRG_BOUND_EXACT},
};

/* "handed over 17 men", "took over two towns": part of the verb. */
static bool is_particle(const drg_pieces *p, uint32_t i)
{
    static const char *const verbs[] = {"hand", "turn", "give", "take", "sign", "pass", "bring", "win", "knock"};
    const drg_token *t = drg_pieces__token(p, i), *left = i > 0 ? drg_pieces__token(p, i - 1) : NULL;
    if (!t || !left || !is(p, i, "over") || left->upos != DRG_UPOS_VERB)
        return false;
    for (size_t k = 0; k < sizeof verbs / sizeof *verbs; k++)
        if (drg_str_is(left->lemma, verbs[k]))
            return true;
    return t->rel == DRG_REL_COMPOUND_PRT;
}

/* "talks over 12 prisoners", "under three presidents", "fell over three days": a preposition of the noun, no bound. */
static bool is_preposition(const drg_pieces *p, uint32_t i, uint32_t noun, bool length)
{
    const drg_token *t = drg_pieces__token(p, i);
    if (is_particle(p, i))
        return true;
    if (!t || noun == DRG_NONE || t->rel != DRG_REL_CASE || t->head != noun)
        return false;
    if (!is(p, i, "over") && !is(p, i, "under") && !is(p, i, "above") && !is(p, i, "below"))
        return false;
    if (length) {
        static const char *const lasting[] = {"last", "take", "continue", "spend", "run", "go"};
        uint32_t verb = p->doc->tokens[noun].head;
        for (size_t k = 0; verb != DRG_NONE && k < sizeof lasting / sizeof *lasting; k++)
            if (drg_str_is(p->doc->tokens[verb].lemma, lasting[k]))
                return false;
        return true;
    }
    const drg_token *left = drg_pieces__token(p, i - 1);
    return left && (left->upos == DRG_UPOS_NOUN || left->upos == DRG_UPOS_PROPN) && left->rel != DRG_REL_NSUBJ;
}

/* Take the modifiers before piece `first`, nearest first. The bound that commits to most wins over "about" and "only". */
uint32_t drg_bound__take_before(const drg_pieces *p, uint32_t first, uint32_t noun, bool length, const uint8_t *timed,
                                drg_bound *out)
{
    for (int rounds = 0; rounds < 4; rounds++) {
        bool found = false;
        for (size_t m = 0; m < sizeof before / sizeof *before && !found; m++) {
            uint32_t n = drg_pieces__phrase_before(p, first, before[m].phrase);
            if (!n || before[m].bound == DRG_BOUND_NONE)
                continue;
            uint32_t at = first - n;
            if (is_preposition(p, at, noun, length) || timed[p->at[at].token] == DRG_TIMED_DATE)
                continue;
            if (*out == DRG_BOUND_NONE || *out == DRG_BOUND_EXACT)
                *out = before[m].bound;
            first = at;
            found = true;
        }
        if (!found)
            break;
    }
    return first;
}

uint32_t drg_bound__take_behind(const drg_pieces *p, uint32_t next, drg_bound *out)
{
    for (size_t m = 0; m < sizeof behind / sizeof *behind; m++) {
        uint32_t n = drg_pieces__phrase(p, next, behind[m].phrase);
        if (!n)
            continue;
        if ((is(p, next, "plus") || is(p, next, "+") || is(p, next, "-")) && !p->at[next].glued)
            continue;
        if (is(p, next, "and") && is(p, next + 1, "more") && drg_pieces__kind(p, next + 2) == DRG_PIECE_WORD)
            continue; /* "12 and more than 20" */
        if (*out == DRG_BOUND_NONE || *out == DRG_BOUND_EXACT)
            *out = behind[m].bound;
        return next + n;
    }
    return next;
}

void drg_bound__apply(drg_count *c, drg_bound b, bool measured)
{
    double step = measured ? 0 : 1;
    c->has_low = true;
    switch (b) {
    case DRG_BOUND_NONE:
    case DRG_BOUND_EXACT:
        break;
    case DRG_BOUND_LEAST:
        c->has_high = false;
        break;
    case DRG_BOUND_OVER:
        c->low = c->range ? c->low : c->low + step;
        c->has_high = false;
        break;
    case DRG_BOUND_MOST:
        c->high = c->has_high ? c->high : c->low;
        c->low = 0;
        c->has_high = true;
        break;
    case DRG_BOUND_UNDER:
        c->high = c->low - step;
        c->low = 0;
        c->has_high = true;
        break;
    }
    if (!c->has_high)
        c->high = 0;
}
