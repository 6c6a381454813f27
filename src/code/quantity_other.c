/* src/code/quantity_other.c - numbers that count nothing: ages, labels, names, scores, years. */
#include <math.h>

#include "code/quantity_match.h"
#include "code/quantity_words.h"
#include "code/time_expr.h"
#include "code/token.h"

static bool is(const drg_pieces *p, uint32_t i, const char *low)
{
    return drg_pieces__is(p, i, low);
}

bool drg_count__is_age(const drg_pieces *p, const drg_numeral *n)
{
    uint32_t next = n->last + 1;
    next += is(p, next, "-");
    if ((is(p, next, "year") || is(p, next, "years") || is(p, next, "month") || is(p, next, "months") ||
         is(p, next, "day") || is(p, next, "days")) &&
        (is(p, next + 1, "old") || is(p, next + 2, "old") || drg_pieces__phrase(p, next + 1, "of age")))
        return true;
    if (is(p, n->first - 1, "aged") || is(p, n->first - 1, "age") ||
        drg_pieces__phrase_before(p, n->first, "ages of") || drg_pieces__phrase_before(p, n->first, "age of") ||
        drg_pieces__phrase_before(p, n->first, "aged between") || drg_pieces__phrase_before(p, n->first, "the age of"))
        return true;
    /* "Ivan Petrov, 45, said" */
    const drg_token *name = drg_pieces__token(p, n->first - 2);
    return n->first == n->last && n->plain && n->low < 120 && is(p, n->first - 1, ",") && name &&
           (name->upos == DRG_UPOS_PROPN || name->upos == DRG_UPOS_NOUN) &&
           (is(p, n->last + 1, ",") || is(p, n->last + 1, "."));
}

/* "Article 5", "Unit 731", "No. 4", "G-7", "Su-34", "World War Two". */
bool drg_count__is_label(const drg_pieces *p, const drg_numeral *n)
{
    uint32_t i = n->first;
    if (is(p, i - 1, "-") && p->at[i].glued && p->at[i - 1].glued && drg_pieces__kind(p, i - 2) == DRG_PIECE_WORD) {
        drg_numeral left;
        return !drg_numeral__read(p, i - 2, &left);
    }
    if (is(p, i - 1, "(") && is(p, i + 1, ")") && drg_pieces__kind(p, i + 2) == DRG_PIECE_DIGITS)
        return true;
    if (drg_pieces__kind(p, i - 1) == DRG_PIECE_MARK && p->at[i].glued && p->at[i - 1].glued && !is(p, i - 1, "(") &&
        drg_pieces__kind(p, i - 2) == DRG_PIECE_WORD && !drg_quantity_words__currency(p->at[i - 1].low).len && n->plain)
        return true;
    if (is(p, i - 1, "#") || is(p, i - 1, "[") || is(p, i - 1, "/") || (is(p, i + 1, "/") && p->at[i + 1].glued))
        return true;
    if (drg_pieces__kind(p, i - 1) == DRG_PIECE_END && (is(p, i + 1, ".") || is(p, i + 1, ")")))
        return true;
    const drg_token *left = drg_pieces__token(p, i - 1);
    if (!left)
        return false;
    bool noun = left->upos == DRG_UPOS_NOUN || left->upos == DRG_UPOS_PROPN || p->at[i - 1].capital;
    if (noun && drg_quantity_words__label(p->at[i - 1].low) && (p->at[i - 1].capital || n->plain) &&
        !is(p, i - 1, "day"))
        return !drg_token__is_plural(left) || is(p, i - 1, "articles") || is(p, i - 1, "sections") ||
               is(p, i - 1, "pages") || is(p, i - 1, "chapters") || is(p, i - 1, "nos.");
    if (is(p, i - 1, "day") && p->at[i - 1].capital)
        return true;
    /* a number in capitals behind a name: "World War Two", "Apollo 11" */
    const drg_token *own = drg_pieces__token(p, i);
    if (is(p, i + 1, ":") && p->at[i - 1].capital && n->plain)
        return true; /* "Team 1: …" */
    if (left->upos == DRG_UPOS_PROPN && own && own->head != DRG_NONE && own->head < (uint32_t)(own - p->doc->tokens)) {
        bool flat = own->rel == DRG_REL_FLAT || own->rel == DRG_REL_NUMMOD || own->rel == DRG_REL_NMOD_UNMARKED ||
                    own->rel == DRG_REL_DEP || own->rel == DRG_REL_COMPOUND || own->rel == DRG_REL_APPOS;
        if (flat && own->head + 2 >= (uint32_t)(own - p->doc->tokens))
            return true;
    }
    return false;
}

/* "Six-Day War", "Group of Seven", "Three Gorges": number words in capitals inside a sentence are names. */
bool drg_count__is_name(const drg_pieces *p, const drg_numeral *n)
{
    uint32_t i = n->first;
    if (p->at[i].kind != DRG_PIECE_WORD || !p->at[i].capital || drg_token__in_heading(p->doc, p->at[i].token))
        return false;
    uint32_t back = i - 1;
    if (drg_pieces__kind(p, back) == DRG_PIECE_MARK)
        back--;
    bool starts =
        drg_pieces__kind(p, back) == DRG_PIECE_END || is(p, i - 1, "\"") || is(p, i - 1, "“") || is(p, i - 1, ":");
    return !starts || (p->at[n->last + 1].capital && n->first == n->last && is(p, n->last + 1, "gorges"));
}

bool drg_count__is_pronoun(const drg_pieces *p, const drg_numeral *n, uint32_t noun)
{
    static const char *const idle[] = {"day",     "hand",   "point", "time",    "thing",  "way",  "side",    "reason",
                                       "example", "moment", "night", "another", "sense",  "step", "morning", "evening",
                                       "case",    "area",   "part",  "option",  "source", "place"};
    if (n->first != n->last || !is(p, n->first, "one"))
        return false;
    if (is(p, n->first - 1, "no") || is(p, n->first - 1, "the") || is(p, n->first - 1, "this") ||
        is(p, n->first - 1, "that") || is(p, n->first - 1, "each") || is(p, n->first - 1, "every") ||
        is(p, n->first - 1, "any") || is(p, n->first - 1, "which") || is(p, n->last + 1, "-") ||
        is(p, n->last + 1, "'s") || is(p, n->last + 1, "’s"))
        return true;
    const drg_token *before_one = drg_pieces__token(p, n->first - 1);
    if (before_one && before_one->upos == DRG_UPOS_VERB)
        return false; /* "killing one" */
    if (before_one && before_one->upos == DRG_UPOS_ADJ && !is(p, n->first - 1, "least"))
        return true; /* "a new one" */
    for (size_t k = 0; k < sizeof idle / sizeof *idle; k++)
        if (is(p, n->last + 1, idle[k]))
            return true;
    if (noun == DRG_NONE) {
        const drg_token *t = drg_pieces__token(p, n->first);
        return t && t->upos == DRG_UPOS_PRON && !is(p, n->last + 1, "of");
    }
    return is(p, n->last + 1, "of") &&
           !drg_noun_kind__may_be_person(drg_quantity_words__noun(p->doc->tokens[noun].lemma));
}

/* "three-fifths", "two times", "five-point plan", "3-1". */
bool drg_count__is_fraction_or_score(const drg_pieces *p, const drg_numeral *n)
{
    uint32_t next = n->last + 1;
    uint32_t word = next + is(p, next, "-");
    drg_numeral against;
    bool opens =
        drg_pieces__kind(p, n->first - 1) == DRG_PIECE_END || drg_pieces__kind(p, n->first - 1) == DRG_PIECE_MARK;
    bool of_those = is(p, next, "in") || (is(p, next, "out") && is(p, next + 1, "of"));
    if (opens && of_those && drg_numeral__read(p, next + 1 + is(p, next, "out"), &against) && against.low > n->low &&
        against.low <= 10)
        return true; /* "nine in ten households" */
    drg_piece_kind before = drg_pieces__kind(p, n->first - 3);
    uint32_t share = is(p, n->first - 1, "in") ? drg_numeral__small(p, n->first - 2) : 0;
    if (share > 1 && share < n->low && n->low <= 10 && (before == DRG_PIECE_END || before == DRG_PIECE_MARK))
        return true;
    if (is(p, next, "to") && drg_numeral__read(p, next + 1, &against) && against.low < n->low)
        return true; /* "voted 312 to 108" */
    double voted = 0;
    bool lost = drg_pieces__kind(p, n->first - 2) == DRG_PIECE_DIGITS &&
                drg_numeral__digits(p->at[n->first - 2].low, &voted) && voted > n->low;
    if (is(p, n->first - 1, "to") && (is(p, n->first - 2, "votes") || lost))
        return true;
    static const char *const parts[] = {"thirds", "third",  "quarters", "quarter", "fourths", "fifths",
                                        "tenths", "sixths", "times",    "fold",    "eighths"};
    for (size_t k = 0; k < sizeof parts / sizeof *parts; k++)
        if (is(p, word, parts[k]))
            return true;
    if (word > next && drg_pieces__kind(p, word) == DRG_PIECE_WORD && p->at[word].glued) {
        int value = 0;
        drg_what what;
        drg_time_class class = drg_time_word__at(p, word, &value);
        bool counts = is(p, word, "strong") || is(p, word, "plus") || is(p, word, "odd") || class == DRG_TW_UNIT ||
                      class == DRG_TW_UNITS || drg_quantity_words__measure(p->at[word].low, &what).len > 0;
        return !counts;
    }
    /* a dash between numbers that rise is a range, and read as such before; others are scores and telephone numbers */
    if (word > next && drg_pieces__kind(p, word) == DRG_PIECE_DIGITS && p->at[next].glued)
        return true;
    return false;
}

/* "a three-way meeting", "four step approach": the number is about the word that describes, not about the noun. */
bool drg_count__describes(const drg_pieces *p, const drg_count *c)
{
    const drg_token *number = &p->doc->tokens[c->number];
    if (c->low == 1 || number->rel != DRG_REL_NUMMOD || number->head == DRG_NONE || number->head == c->noun)
        return false;
    const drg_token *head = &p->doc->tokens[number->head];
    return number->head > c->number && number->head < c->noun && head->upos == DRG_UPOS_NOUN &&
           !drg_token__is_plural(head) &&
           (head->rel == DRG_REL_COMPOUND || head->rel == DRG_REL_AMOD || head->rel == DRG_REL_NMOD_UNMARKED) &&
           number->head == c->number + 1;
}

/* A year, a code, a bare decimal: digits that nothing says to be a count. */
bool drg_count__is_bare(const drg_pieces *p, const drg_numeral *n, const drg_count *c)
{
    bool point_zero =
        n->fraction && p->at[n->first].kind == DRG_PIECE_DIGITS && n->low == floor(n->low); /* "version 2.0" */
    if (c->fixed)
        return false;
    if (c->noun != DRG_NONE) {
        bool year = n->plain && p->at[n->first].low.len == 4 && n->low >= 1000 && n->low < 2200;
        return point_zero || (year && !drg_token__is_plural(&p->doc->tokens[c->noun]) &&
                              !drg_str_is(p->doc->tokens[c->noun].lemma, "people"));
    }
    return (n->plain && p->at[n->first].low.len >= 4) ||
           (n->plain && p->at[n->first].low.ptr[0] == '0' && p->at[n->first].low.len > 1) || n->fraction;
}
