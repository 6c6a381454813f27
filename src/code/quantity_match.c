/* src/code/quantity_match.c - numbers with their modifiers, measures and nouns, as the words stand. */
#include "code/quantity_match.h"
#include "code/quantity_words.h"
#include "code/time_expr.h"
#include "code/token.h"

static bool is(const drg_pieces *p, uint32_t i, const char *low)
{
    return drg_pieces__is(p, i, low);
}

static bool ends_with(drg_str s, const char *end)
{
    return drg_str_ends(s, drg_str_of(end));
}

/* ------------------------------------------------------------------ nouns */

static bool is_hyphen(const drg_token *t)
{
    return drg_str_is(t->form, "-") || drg_str_is(t->form, "–");
}

/* "dead and flipped pixels": the "and" of two adjectives before one noun. */
static bool joins_adjectives(const drg_document *doc, uint32_t t, uint32_t end)
{
    if (doc->tokens[t].upos != DRG_UPOS_CCONJ || t == 0 || t + 2 >= end)
        return false;
    const drg_token *left = &doc->tokens[t - 1], *right = &doc->tokens[t + 1], *noun = &doc->tokens[t + 2];
    bool adjectives = left->upos == DRG_UPOS_ADJ && (right->upos == DRG_UPOS_ADJ || right->upos == DRG_UPOS_VERB);
    return adjectives && noun->upos == DRG_UPOS_NOUN && right->rel != DRG_REL_ROOT;
}

/* Whether t can stand between a number and its noun. */
static bool may_modify(const drg_document *doc, uint32_t t, uint32_t end)
{
    const drg_token *token = &doc->tokens[t];
    switch (token->upos) {
    case DRG_UPOS_ADJ:
    case DRG_UPOS_NOUN:
    case DRG_UPOS_PROPN:
    case DRG_UPOS_X:
        return true;
    case DRG_UPOS_VERB:
        return token->rel == DRG_REL_AMOD || token->rel == DRG_REL_COMPOUND;
    case DRG_UPOS_ADV:
        return t + 1 < end && (doc->tokens[t + 1].upos == DRG_UPOS_ADJ || doc->tokens[t + 1].rel == DRG_REL_AMOD);
    case DRG_UPOS_NUM: /* "Leopard 2 tanks" */
        return token->rel == DRG_REL_COMPOUND || token->rel == DRG_REL_NUMMOD ||
               (t > 0 && doc->tokens[t - 1].upos == DRG_UPOS_PROPN);
    default:
        return is_hyphen(token) || joins_adjectives(doc, t, end);
    }
}

static bool is_nominal_adjective(drg_str lemma)
{
    static const char *const words[] = {"civilian", "civilians", "dead",      "wounded", "injured",
                                        "missing",  "homeless",  "displaced", "other"};
    for (size_t k = 0; k < sizeof words / sizeof *words; k++)
        if (drg_str_is(lemma, words[k]))
            return true;
    return false;
}

/* "took 12 soldiers prisoner": what becomes of them, no head of theirs. */
static bool is_state(const drg_token *t)
{
    static const char *const states[] = {"prisoner", "captive", "hostage"};
    return DRG_TOKEN_IN(t, states) && !drg_token__is_plural(t);
}

uint32_t drg_count__noun_of_run(const drg_document *doc, uint32_t t, const uint8_t *timed)
{
    if (t >= doc->n_tokens)
        return DRG_NONE;
    const drg_sentence *s = &doc->sentences[doc->tokens[t].sentence];
    uint32_t end = s->first + s->count, noun = DRG_NONE, adjective = DRG_NONE;
    for (uint32_t steps = 0; t < end && steps < 12; t++, steps++) {
        const drg_token *token = &doc->tokens[t];
        if (noun != DRG_NONE && token->upos == DRG_UPOS_PART && t > s->first && t - 1 == noun) {
            noun = DRG_NONE; /* "100 of the city's residents" */
            continue;
        }
        bool hyphenated = t > s->first && is_hyphen(&doc->tokens[t - 1]) && steps > 0;
        if (timed[t] == DRG_TIMED_DATE || (!hyphenated && !may_modify(doc, t, end)))
            break;
        bool is_noun = token->upos == DRG_UPOS_NOUN || token->upos == DRG_UPOS_PROPN || token->upos == DRG_UPOS_X;
        if (noun != DRG_NONE && drg_token__is_plural(&doc->tokens[noun])) {
            /* a plural ends the phrase, unless it modifies what comes ("arms talks") */
            const drg_token *last = &doc->tokens[noun];
            if (is_state(token))
                break;
            bool goes_on = is_hyphen(token) || hyphenated || (is_noun && last->rel == DRG_REL_COMPOUND);
            if (!goes_on)
                break;
        }
        if (noun != DRG_NONE && !is_noun && !hyphenated && !is_hyphen(token) && token->upos != DRG_UPOS_NUM)
            break; /* "12 soldiers dead" */
        if (is_noun)
            noun = t;
        else if (adjective == DRG_NONE && (is_nominal_adjective(token->form) || is_nominal_adjective(token->lemma)))
            adjective = t;
    }
    return noun != DRG_NONE ? noun : adjective;
}

/* The noun of the numeral in pieces [from, next): behind it, behind "of", or what the tree says. */
static uint32_t find_noun(const drg_pieces *p, uint32_t next, bool vague, const uint8_t *timed)
{
    const drg_document *doc = p->doc;
    uint32_t at = next;
    while (is(p, at, "more") && drg_pieces__kind(p, at + 1) == DRG_PIECE_WORD && !is(p, at + 1, "than"))
        at++;
    if (is(p, at, "of")) {
        at++;
        bool determined = false;
        while (is(p, at, "the") || is(p, at, "its") || is(p, at, "their") || is(p, at, "his") || is(p, at, "her") ||
               is(p, at, "these") || is(p, at, "those") || is(p, at, "our") || is(p, at, "all")) {
            determined = true;
            at++;
        }
        if (!vague && !determined && !is(p, at - 2, "million") && !is(p, at - 2, "thousand"))
            return DRG_NONE;
        /* "of the city's 300 soldiers" has a number of its own */
        if (drg_pieces__kind(p, at) == DRG_PIECE_DIGITS)
            return DRG_NONE;
    } else if (is(p, at, "-") && p->at[at].glued) {
        return DRG_NONE;
    }
    const drg_token *t = drg_pieces__token(p, at);
    if (!t)
        return DRG_NONE;
    return drg_count__noun_of_run(doc, (uint32_t)(t - doc->tokens), timed);
}

/* ------------------------------------------------------------------ measures */

/* A measure of two words: its unit and what it measures. @return pieces read, or 0. */
static uint32_t read_long_measure(const drg_pieces *p, uint32_t i, drg_count *c)
{
    static const struct {
        const char *first, *base, *unit;
        drg_what what;
    } measures[] = {
        {"square", "kilometer", "square kilometer", DRG_WHAT_area}, {"square", "mile", "square mile", DRG_WHAT_area},
        {"square", "meter", "square meter", DRG_WHAT_area},         {"square", "foot", "square foot", DRG_WHAT_area},
        {"square", "yard", "square yard", DRG_WHAT_area},           {"cubic", "meter", "cubic meter", DRG_WHAT_other},
        {"cubic", "kilometer", "cubic kilometer", DRG_WHAT_other},  {"cubic", "foot", "cubic foot", DRG_WHAT_other},
        {"nautical", "mile", "nautical mile", DRG_WHAT_other},      {"metric", "ton", "metric ton", DRG_WHAT_other},
        {"metric", "tonne", "metric ton", DRG_WHAT_other},
    };
    static const struct {
        const char *phrase, *unit;
    } percents[] = {{"per cent", "percent"}, {"percentage points", "percentage point"}};
    for (size_t k = 0; k < sizeof percents / sizeof *percents; k++) {
        uint32_t n = drg_pieces__phrase(p, i, percents[k].phrase);
        if (n) {
            c->unit = drg_str_of(percents[k].unit);
            c->what = DRG_WHAT_other;
            return n;
        }
    }
    drg_what what = DRG_WHAT_other;
    drg_str base = i + 1 < p->n ? drg_quantity_words__measure(p->at[i + 1].low, &what) : (drg_str){0};
    const char *first = is(p, i, "sq") || is(p, i, "sq.") ? "square" : NULL;
    for (size_t k = 0; base.len && k < sizeof measures / sizeof *measures; k++) {
        bool begins = first ? drg_str_is(drg_str_of(first), measures[k].first) : is(p, i, measures[k].first);
        if (!begins || !drg_str_is(base, measures[k].base))
            continue;
        c->unit = drg_str_of(measures[k].unit);
        c->what = measures[k].what;
        return 2;
    }
    return 0;
}

/* "kilometers", "square miles", "%", "per cent"; pieces read, or 0. */
static uint32_t read_measure(const drg_pieces *p, uint32_t i, drg_count *c)
{
    uint32_t at = i;
    if (is(p, at, "-") && p->at[at].glued)
        at++;
    uint32_t n = read_long_measure(p, at, c);
    if (n)
        return at + n - i;
    drg_what what = DRG_WHAT_other;
    drg_str unit = at < p->n ? drg_quantity_words__measure(p->at[at].low, &what) : (drg_str){0};
    if (!unit.len || (is(p, at, "m") && !p->at[at].glued))
        return 0;
    if (p->at[at].capital && is(p, at + 1, "-") && p->at[at + 1].glued)
        return 0; /* "two Mi-8 helicopters" */
    c->unit = unit;
    c->what = what;
    return at + 1 - i;
}

/* "dollars", "US dollars", "euros". */
static uint32_t read_currency(const drg_pieces *p, uint32_t i, drg_count *c)
{
    static const struct {
        const char *nation, *code;
    } dollars[] = {{"us", "USD"}, {"u.s.", "USD"}, {"american", "USD"}, {"canadian", "CAD"}, {"australian", "AUD"}};
    uint32_t at = i;
    drg_str code = {0};
    if (at + 1 < p->n && (p->at[at].capital || is(p, at, "us")))
        for (size_t k = 0; k < sizeof dollars / sizeof *dollars; k++)
            if (is(p, at, dollars[k].nation) && is(p, at + 1, "dollars")) {
                code = drg_str_of(dollars[k].code);
                at++;
            }
    if (!code.len && at + 1 < p->n && p->at[at].capital && !drg_quantity_words__currency(p->at[at].low).len)
        at++; /* "Ukrainian hryvnia" */
    if (at >= p->n)
        return 0;
    drg_str own = drg_quantity_words__currency(p->at[at].low);
    if (!own.len || (is(p, at, "pounds") && is(p, at + 1, "of")) || is(p, at, "pound"))
        return 0;
    c->unit = code.len ? code : own;
    c->what = DRG_WHAT_money;
    return at + 1 - i;
}

static drg_str unit_name(int unit)
{
    static const char *const names[] = {"second", "minute", "hour",   "day",    "week",
                                        "month",  "year",   "decade", "century"};
    return drg_str_of(names[unit]);
}

/* Behind the number of a length of time: adjective, unit, "and a half". */
static uint32_t read_length(const drg_pieces *p, uint32_t i, drg_count *c)
{
    static const char *const between[] = {"of",       "-",    "more",  "full",    "consecutive",
                                          "straight", "long", "whole", "further", "successive"};
    int value = 0;
    uint32_t at = i;
    for (size_t k = 0; k < sizeof between / sizeof *between; k++)
        if (is(p, at, between[k])) {
            at++;
            break;
        }
    if (at >= p->n)
        return 0;
    drg_time_class class = drg_time_word__at(p, at, &value);
    if (is(p, at, "min")) {
        class = DRG_TW_UNITS;
        value = DRG_UNIT_MINUTE;
    } else if (is(p, at, "hr") || is(p, at, "h")) {
        class = DRG_TW_UNITS;
        value = DRG_UNIT_HOUR;
    }
    if (class != DRG_TW_UNIT && class != DRG_TW_UNITS)
        return 0;
    c->unit = unit_name(value);
    c->what = DRG_WHAT_duration;
    at++;
    uint32_t half = drg_pieces__phrase(p, at, "and a half");
    if (half) {
        c->low += 0.5;
        c->high += 0.5;
    }
    return at + half - i;
}

/* ------------------------------------------------------------------ ranges */

static bool tells_change(const drg_pieces *p, uint32_t i)
{
    for (uint32_t back = 1; back <= 8 && back < i; back++) {
        const drg_token *t = drg_pieces__token(p, i - back);
        if (!t)
            break;
        if (drg_quantity_words__changes(t->lemma))
            return true;
    }
    return false;
}

/* "10 to 12", "10-12", "two or three", "between 10 and 12", "1 to 2 million". */
static uint32_t read_range(const drg_pieces *p, drg_numeral *n)
{
    bool between = is(p, n->first - 1, "between"), from = is(p, n->first - 1, "from");
    uint32_t next = n->last + 1;
    next += is(p, next, "-") && is(p, next + 1, "to"); /* "two- to three-day" */
    bool dash = is(p, next, "-"), to = is(p, next, "to"), either = is(p, next, "or");
    if (!(dash || to || either || (between && is(p, next, "and"))) || n->vague)
        return 0;
    uint32_t at = next + 1;
    at += is(p, at, "$") || is(p, at, "€");
    drg_numeral second;
    if (!drg_numeral__read(p, at, &second) || second.vague)
        return 0;
    if (n->plain && !second.plain && second.low >= 1000 && n->low < 1000 &&
        drg_pieces__kind(p, second.last) == DRG_PIECE_WORD) {
        double scale = 1;
        while (second.low / (scale * 1000) >= 1)
            scale *= 1000;
        if (n->low * scale < second.low)
            n->low *= scale;
    }
    if (second.low <= n->low)
        return 0;
    if ((to || from) && tells_change(p, n->first))
        return 0;
    if (dash && (is(p, second.last + 1, "-") && drg_pieces__kind(p, second.last + 2) == DRG_PIECE_DIGITS))
        return 0;
    if (dash && n->plain && second.plain && second.low > 20 * n->low)
        return 0; /* a telephone number */
    n->high = second.low;
    n->last = second.last;
    n->head = second.head;
    n->plain = false;
    return second.last + 1;
}

/* ------------------------------------------------------------------ all together */

static uint32_t last_piece_of(const drg_pieces *p, uint32_t token)
{
    uint32_t i = p->first[token];
    while (i + 1 < p->n && p->at[i + 1].token == token)
        i++;
    return i;
}

static bool is_definite(const drg_pieces *p, uint32_t i)
{
    static const char *const words[] = {"the", "these", "those", "both", "its", "their",
                                        "his", "her",   "our",   "all",  "'s",  "’s"};
    for (size_t k = 0; k < sizeof words / sizeof *words; k++)
        if (is(p, i, words[k]))
            return true;
    return false;
}

/* "half of the 40 passengers", "most of 300 seats". */
static bool is_partitive(const drg_pieces *p, uint32_t first)
{
    static const char *const parts[] = {"half",     "most",    "some",    "many",   "none",     "part",    "few",
                                        "majority", "third",   "quarter", "dozens", "hundreds", "several", "fraction",
                                        "any",      "percent", "%",       "one",    "thirds"};
    uint32_t of = first - 1;
    of -= is(p, of, "the") || is(p, of, "its") || is(p, of, "their");
    return is(p, of, "of") && DRG_PIECE_IN(p, of - 1, parts);
}

static bool match_article(const drg_pieces *p, uint32_t i, const uint8_t *timed, drg_count *c, uint32_t *next)
{
    const drg_token *a = drg_pieces__token(p, i);
    if (!(is(p, i, "a") || is(p, i, "an")) || !a || a->upos != DRG_UPOS_DET)
        return false;
    uint32_t t = p->at[i].token;
    uint32_t noun = drg_count__noun_of_run(p->doc, t + 1, timed);
    if (noun == DRG_NONE || drg_token__is_plural(&p->doc->tokens[noun]) ||
        (p->doc->tokens[noun].upos != DRG_UPOS_NOUN && p->doc->tokens[noun].upos != DRG_UPOS_ADJ))
        return false;
    drg_noun_kind kind = drg_quantity_words__noun(p->doc->tokens[noun].lemma);
    drg_str lemma = p->doc->tokens[noun].lemma;
    bool agent =
        kind == DRG_NOUN_UNKNOWN && (ends_with(lemma, "er") || ends_with(lemma, "or") || ends_with(lemma, "ist") ||
                                     ends_with(lemma, "ian") || ends_with(lemma, "man"));
    if (!agent && (kind == DRG_NOUN_UNKNOWN || !drg_noun_kind__may_be_person(kind)))
        return false;
    *c = (drg_count){.first = i,
                     .last = last_piece_of(p, noun),
                     .number_first = i,
                     .number_last = i,
                     .number = t,
                     .first_token = t,
                     .noun = noun,
                     .low = 1,
                     .high = 1,
                     .has_low = true,
                     .has_high = true,
                     .article = true};
    *next = i + 1;
    return true;
}

/* Whether piece i stands inside a length of time. */
static bool is_length(const drg_pieces *p, uint32_t i, const uint8_t *timed)
{
    return p->at[i].token != DRG_NONE && timed[p->at[i].token] == DRG_TIMED_LENGTH;
}

/* The numeral at i; in a length of time also "an" and "half an". */
static bool read_number(const drg_pieces *p, uint32_t i, bool length, drg_numeral *n)
{
    if (drg_numeral__read(p, i, n))
        return true;
    if (!length)
        return false;
    bool half = is(p, i, "half") || is(p, i, "quarter");
    uint32_t at = i + half;
    int value = 0;
    bool several = drg_pieces__kind(p, at + 1) == DRG_PIECE_WORD &&
                   drg_time_word__at(p, at + 1, &value) == DRG_TW_UNITS; /* "a decades-long war" */
    if ((!is(p, at, "a") && !is(p, at, "an")) || several)
        return false;
    *n = (drg_numeral){.first = i, .last = at, .head = i, .low = half ? 0.5 : 1, .has_high = true};
    if (is(p, i, "quarter"))
        n->low = 0.25;
    n->high = n->low;
    return true;
}

/* "30 percent of the territory": behind the percents. */
static bool is_share_of_ground(const drg_pieces *p, uint32_t i)
{
    enum { MAX_WORDS = 4 };
    static const char *const ground[] = {"territory", "land",     "ground", "area",     "city",    "town",
                                         "enclave",   "province", "region", "district", "terrain", "countryside"};
    if (!is(p, i, "of"))
        return false;
    for (uint32_t at = i + 1; at <= i + MAX_WORDS && drg_pieces__kind(p, at) == DRG_PIECE_WORD; at++)
        if (DRG_PIECE_IN(p, at, ground))
            return true;
    return false;
}

/* Measure, currency or length of time behind or before the number; sets c->last and c->fixed. */
static void read_unit(const drg_pieces *p, bool length, drg_count *c)
{
    uint32_t next = c->last + 1, n = 0;
    drg_str sign = c->first > 1 ? drg_quantity_words__currency(p->at[c->first - 1].low) : (drg_str){0};
    if (sign.len && (drg_pieces__kind(p, c->first - 1) == DRG_PIECE_MARK || is(p, c->first - 1, "us$") ||
                     is(p, c->first - 1, "rs") || is(p, c->first - 1, "rs.") || is(p, c->first - 1, "c$") ||
                     is(p, c->first - 1, "a$") || is(p, c->first - 1, "hk$"))) {
        c->unit = sign;
        c->what = DRG_WHAT_money;
        c->fixed = true;
        c->first--;
        if (is(p, c->first - 1, "us") && p->at[c->first].glued)
            c->first--;
        return;
    }
    if (length)
        n = read_length(p, next, c);
    if (!n && next < p->n)
        n = read_measure(p, next, c);
    if (!n && next < p->n)
        n = read_currency(p, next, c);
    if (!n && is(p, next, "of") && next + 1 < p->n) { /* "tens of millions of dollars" */
        n = read_currency(p, next + 1, c);
        n += n > 0;
    }
    if (n) {
        c->last = next + n - 1;
        c->noun = p->at[c->last].token;
        c->fixed = true;
        if (drg_str_is(c->unit, "percent") && is_share_of_ground(p, c->last + 1))
            c->what = DRG_WHAT_area;
    }
}

bool drg_count__match(const drg_pieces *p, uint32_t i, const uint8_t *timed, drg_count *count, uint32_t *next)
{
    *next = i + 1;
    if (drg_pieces__kind(p, i) != DRG_PIECE_WORD && drg_pieces__kind(p, i) != DRG_PIECE_DIGITS)
        return false;
    if (timed[p->at[i].token] == DRG_TIMED_DATE)
        return false;
    bool length = is_length(p, i, timed);
    drg_numeral n;
    if (!read_number(p, i, length, &n))
        return !length && match_article(p, i, timed, count, next);
    *next = n.last + 1;
    drg_numeral single = n;
    uint32_t range = read_range(p, &n);
    if (range)
        *next = range;
    if (!length && (drg_count__is_age(p, &single) || drg_count__is_label(p, &single) || drg_count__is_name(p, &single)))
        return false;
    drg_count c = {.noun = DRG_NONE};
    c.range = range != 0;
    if (!c.range && !length && drg_count__is_fraction_or_score(p, &n)) {
        if (is(p, *next, "-") && drg_pieces__kind(p, *next + 1) == DRG_PIECE_DIGITS)
            *next += 2;
        return false;
    }
    c.first = c.number_first = n.first;
    c.last = c.number_last = n.last;
    c.number = p->at[n.head].token;
    c.low = n.low;
    c.high = n.high;
    c.has_high = n.has_high;
    if (c.range && is(p, c.first - 1, "between"))
        c.first--;
    drg_bound b = DRG_BOUND_NONE;
    uint32_t behind_number = drg_bound__take_behind(p, c.last + 1, &b);
    c.last = behind_number - 1;
    read_unit(p, length, &c);
    if (length && !c.fixed)
        return false;
    if (!c.fixed) {
        if (is(p, c.last + 1, "-") && is(p, c.last + 2, "strong"))
            c.last += 2;
        c.noun = find_noun(p, c.last + 1, n.vague, timed);
        if (drg_count__is_pronoun(p, &n, c.noun) || (c.noun != DRG_NONE && drg_count__describes(p, &c)))
            return false;
        if (c.noun != DRG_NONE)
            c.last = last_piece_of(p, c.noun);
    }
    bool dashed = c.range && !c.fixed && c.noun == DRG_NONE && is(p, c.number_first + 1, "-");
    if (drg_count__is_bare(p, &n, &c) || (dashed && c.low >= 100))
        return false;
    if (behind_number == n.last + 1) {
        uint32_t end = drg_bound__take_behind(p, c.last + 1, &b);
        c.last = end - 1;
    }
    c.first = drg_bound__take_before(p, c.first, c.noun, length, timed, &b);
    c.first_token = p->at[c.first].token;
    drg_bound__apply(&c, b, c.fixed);
    c.partitive = is_partitive(p, c.first);
    c.definite = is_definite(p, c.first - 1);
    if (c.last + 1 > *next)
        *next = c.noun != DRG_NONE && !c.fixed ? *next : c.last + 1;
    *count = c;
    return true;
}
