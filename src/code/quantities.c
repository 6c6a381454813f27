/* src/code/quantities.c - the quantities of a document: counts found in the words, read in the tree, set against each
 * other. */
#include "code/quantities.h"

#include "code/quantity_expr.h"
#include "code/quantity_words.h"
#include "code/token.h"

typedef struct finder {
    drg_document *doc;
    drg_pieces pieces;
    uint8_t *timed; /* [tokens] */
    drg_quantity_hit *hits;
    size_t n, cap;
} finder;

static bool is(const finder *f, uint32_t i, const char *low)
{
    return drg_pieces__is(&f->pieces, i, low);
}

/* ------------------------------------------------------------------ hits */

/* The word of the phrase that hangs on one outside it. */
static uint32_t head_of(const drg_document *doc, uint32_t first, uint32_t last, uint32_t preferred)
{
    uint32_t t = preferred;
    for (uint32_t depth = 0; depth < DRG_MAX_SENTENCE_WORDS; depth++) {
        uint32_t head = doc->tokens[t].head;
        if (head == DRG_NONE || head < first || head > last)
            return t;
        t = head;
    }
    return t;
}

/* Nouns whose plural has another singular than its lemma, or that count persons by what became of them. */
static drg_status unit_of(finder *f, uint32_t noun, drg_str *unit)
{
    static const char *const persons[] = {"people",  "person",  "persons",  "other",     "dead",  "killed", "injured",
                                          "wounded", "missing", "homeless", "displaced", "slain", "life"};
    const drg_token *t = &f->doc->tokens[noun];
    drg_str lemma = drg_token__lemma(t);
    for (size_t k = 0; k < sizeof persons / sizeof *persons; k++)
        if (drg_str_is(lemma, persons[k]) || drg_str_is(t->form, persons[k])) {
            *unit = DRG_LIT("person");
            return DRG_OK;
        }
    *unit = t->upos == DRG_UPOS_PROPN ? lemma : drg_str_lower(&f->doc->arena, lemma);
    return unit->ptr || !lemma.len ? DRG_OK : DRG_ENOMEM;
}

static drg_status add(finder *f, const drg_quantity_hit *hit)
{
    if (!DRG_ARENA_GROW(&f->doc->arena, f->hits, f->n, f->cap))
        return DRG_ENOMEM;
    f->hits[f->n++] = *hit;
    return DRG_OK;
}

static bool suffers(drg_what what)
{
    return what == DRG_WHAT_dead || what == DRG_WHAT_injured || what == DRG_WHAT_missing ||
           what == DRG_WHAT_casualties || what == DRG_WHAT_captured;
}

/* "a soldier" is a count of one where the verb that makes a victim of him governs him. */
static bool is_victim(const drg_document *doc, const drg_quantity_hit *hit)
{
    static const char *const groups[] = {"family",   "household", "crew",   "staff", "police",     "personnel",
                                         "military", "infantry",  "person", "human", "individual", "member"};
    const drg_token *head = &doc->tokens[hit->head_token];
    bool argument = head->rel == DRG_REL_OBJ || head->rel == DRG_REL_NSUBJ || head->rel == DRG_REL_NSUBJ_PASS ||
                    head->rel == DRG_REL_CONJ;
    return suffers(hit->q.what) && argument && hit->event_token != DRG_NONE && hit->event_token != hit->head_token &&
           doc->tokens[hit->event_token].upos == DRG_UPOS_VERB && !DRG_TOKEN_IN(&doc->tokens[hit->noun_token], groups);
}

/* "killed two people in Donetsk and one in Kherson": a bare number behind "and" counts what the one before it did. */
static void inherit(const finder *f, const drg_count *c, drg_quantity_hit *hit)
{
    enum { NEAR = 8 };
    if (f->n == 0 || (!is(f, c->first - 1, "and") && !is(f, c->first - 1, ",")))
        return;
    const drg_quantity_hit *before = &f->hits[f->n - 1];
    bool near = before->last_token < hit->first_token && hit->first_token - before->last_token <= NEAR &&
                f->doc->tokens[before->number_token].sentence == f->doc->tokens[hit->number_token].sentence;
    bool place_behind = is(f, c->last + 1, "in") || is(f, c->last + 1, "near") || is(f, c->last + 1, "at");
    if (!near || !place_behind || before->q.what > DRG_WHAT_displaced)
        return;
    hit->q.what = before->q.what;
    hit->q.unit = before->q.unit;
    hit->event_token = before->event_token;
}

static drg_status add_count(finder *f, const drg_count *c)
{
    const drg_document *doc = f->doc;
    drg_quantity_hit hit = {
        .number_token = c->number, .noun_token = c->noun, .event_token = DRG_NONE, .whole = DRG_NONE};
    hit.first_token = f->pieces.at[c->first].token;
    hit.last_token = f->pieces.at[c->last].token;
    hit.q.span = (drg_span){f->pieces.at[c->first].span.start, f->pieces.at[c->last].span.end};
    hit.q.low = c->low;
    hit.q.high = c->high;
    hit.q.has_low = c->has_low;
    hit.q.has_high = c->has_high;
    hit.is_definite = c->definite;
    uint32_t preferred = c->noun != DRG_NONE && !c->fixed ? c->noun : c->number;
    hit.head_token = head_of(doc, hit.first_token, hit.last_token, preferred);
    drg_reading_of_count said = drg_count__read(doc, c, hit.head_token);
    hit.event_token = said.event_token;
    hit.q.what = c->fixed ? c->what : said.what;
    hit.is_part = said.is_part && !c->fixed;
    drg_status st = DRG_OK;
    if (c->fixed)
        hit.q.unit = c->unit;
    else if (c->noun != DRG_NONE)
        st = unit_of(f, c->noun, &hit.q.unit);
    else if (said.what <= DRG_WHAT_participants)
        hit.q.unit = DRG_LIT("person");
    if (st != DRG_OK)
        return st;
    if (c->noun == DRG_NONE && !c->fixed && hit.q.what == DRG_WHAT_other)
        inherit(f, c, &hit);
    bool bare_one = c->noun == DRG_NONE && drg_str_is(f->pieces.at[c->number_first].low, "one");
    if ((c->article && !is_victim(doc, &hit)) || (bare_one && hit.q.what == DRG_WHAT_other))
        return DRG_OK;
    return add(f, &hit);
}

/* ------------------------------------------------------------------ none */

static drg_status add_none(finder *f, uint32_t first, uint32_t last, uint32_t noun, uint32_t event_token, drg_what what)
{
    drg_quantity_hit hit = {.first_token = f->pieces.at[first].token,
                            .last_token = f->pieces.at[last].token,
                            .number_token = f->pieces.at[first].token,
                            .noun_token = noun,
                            .event_token = event_token,
                            .whole = DRG_NONE};
    hit.q.span = (drg_span){f->pieces.at[first].span.start, f->pieces.at[last].span.end};
    hit.q.has_low = hit.q.has_high = true;
    hit.q.what = what;
    hit.q.unit = DRG_LIT("person");
    if (noun != DRG_NONE && drg_quantity_words__noun(f->doc->tokens[noun].lemma) < DRG_NOUN_DEAD) {
        drg_status st = unit_of(f, noun, &hit.q.unit);
        if (st != DRG_OK)
            return st;
    }
    hit.head_token = head_of(f->doc, hit.first_token, hit.last_token, noun != DRG_NONE ? noun : hit.number_token);
    return add(f, &hit);
}

static drg_status add_none_of(finder *f, uint32_t first, uint32_t last, uint32_t noun, uint32_t event_token,
                              drg_what what)
{
    if (what != DRG_WHAT_casualties)
        return add_none(f, first, last, noun, event_token, what);
    drg_status st = add_none(f, first, last, noun, event_token, DRG_WHAT_dead);
    return st == DRG_OK ? add_none(f, first, last, noun, event_token, DRG_WHAT_injured) : st;
}

static uint32_t last_piece_of(const finder *f, uint32_t token)
{
    uint32_t i = f->pieces.first[token];
    while (i + 1 < f->pieces.n && f->pieces.at[i + 1].token == token)
        i++;
    return i;
}

/* What "no" says is none of: the noun itself ("no deaths"), or what did not happen to it ("no soldiers were hurt"). */
static bool none_of_noun(const drg_document *doc, uint32_t noun, drg_what *what, uint32_t *event_token)
{
    switch (drg_quantity_words__noun(doc->tokens[noun].lemma)) {
    case DRG_NOUN_CASUALTY:
        *what = DRG_WHAT_casualties;
        return true;
    case DRG_NOUN_DEAD:
        *what = DRG_WHAT_dead;
        return drg_str_is(doc->tokens[noun].lemma, "death") || drg_str_is(doc->tokens[noun].lemma, "fatality");
    case DRG_NOUN_INJURED:
        *what = DRG_WHAT_injured;
        return true;
    case DRG_NOUN_LIFE:
        *what = DRG_WHAT_dead;
        return true;
    default:
        break;
    }
    uint32_t verb = doc->tokens[noun].head;
    uint8_t rel = doc->tokens[noun].rel;
    if (verb == DRG_NONE || (rel != DRG_REL_NSUBJ && rel != DRG_REL_NSUBJ_PASS && rel != DRG_REL_OBJ))
        return false;
    if (drg_str_is(doc->tokens[verb].lemma, "harm")) {
        *what = DRG_WHAT_casualties;
        *event_token = verb;
        return true;
    }
    bool object = rel != DRG_REL_NSUBJ || doc->tokens[verb].upos == DRG_UPOS_ADJ;
    return drg_count__predicate(doc, verb, object, what, event_token) && suffers(*what);
}

/* "no casualties", "no damage or casualties", "without loss of life", "no one was hurt". */
static drg_status find_none(finder *f, uint32_t i, uint32_t *next)
{
    const drg_document *doc = f->doc;
    const drg_token *no = drg_pieces__token(&f->pieces, i);
    *next = i + 1;
    bool nobody =
        is(f, i, "nobody") || is(f, i, "none") || (is(f, i, "no") && (is(f, i + 1, "one") || is(f, i + 1, "-")));
    drg_what what = DRG_WHAT_other;
    uint32_t event_token = DRG_NONE;
    if (nobody) {
        uint32_t end = is(f, i, "no") ? i + 1 + is(f, i + 1, "-") : i;
        uint32_t t = f->pieces.at[end].token;
        if (t == DRG_NONE || !none_of_noun(doc, t, &what, &event_token)) {
            t = f->pieces.at[i].token; /* "no" may head "one" in some trees */
            if (!none_of_noun(doc, t, &what, &event_token))
                return DRG_OK;
        }
        *next = end + 1;
        return add_none_of(f, i, end, DRG_NONE, event_token, what);
    }
    if (no->upos == DRG_UPOS_INTJ)
        return DRG_OK;
    uint32_t at = f->pieces.at[i].token + 1;
    if (drg_pieces__phrase(&f->pieces, i + 1, "loss of life")) {
        *next = i + 4;
        return add_none(f, i, i + 3, DRG_NONE, DRG_NONE, DRG_WHAT_dead);
    }
    for (int members = 0; members < 4; members++) {
        uint32_t noun = drg_count__noun_of_run(doc, at, f->timed);
        if (noun == DRG_NONE)
            break;
        event_token = DRG_NONE;
        if (none_of_noun(doc, noun, &what, &event_token)) {
            drg_status st = add_none_of(f, i, last_piece_of(f, noun), noun,
                                        event_token == DRG_NONE ? doc->tokens[noun].head : event_token, what);
            if (st != DRG_OK)
                return st;
        }
        uint32_t behind = last_piece_of(f, noun) + 1;
        *next = behind;
        if (!is(f, behind, "or") && !is(f, behind, "and") && !is(f, behind, "nor") && !is(f, behind, ","))
            break;
        behind += is(f, behind, ",") && (is(f, behind + 1, "or") || is(f, behind + 1, "and"));
        if (drg_pieces__kind(&f->pieces, behind + 1) != DRG_PIECE_WORD)
            break;
        at = f->pieces.at[behind + 1].token;
    }
    return DRG_OK;
}

/* ------------------------------------------------------------------ numbers of one sentence */

static bool same_sentence(const finder *f, size_t i, size_t j)
{
    return f->doc->tokens[f->hits[i].number_token].sentence == f->doc->tokens[f->hits[j].number_token].sentence;
}

static bool counts_people(const drg_quantity_hit *hit)
{
    return hit->q.what <= DRG_WHAT_troops || hit->q.what == DRG_WHAT_other;
}

static uint32_t first_piece(const finder *f, size_t i)
{
    uint32_t p = f->pieces.first[f->hits[i].first_token];
    while (f->pieces.at[p].span.start < f->hits[i].q.span.start)
        p++;
    return p;
}

/* "including four children", "among them four children", "four of them children", "of whom four". */
static bool names_part(const finder *f, size_t i)
{
    static const char *const before[] = {
        "including",          "includes",           "include",  "included",    "among them", "of whom",
        "among whom",         "including at least", "of which", "among which", "of them",    "of those",
        "among those killed", "among the dead were"};
    static const char *const behind[] = {"of them", "of whom", "of which", "of those"};
    uint32_t first = first_piece(f, i);
    for (size_t k = 0; k < sizeof before / sizeof *before; k++)
        if (drg_pieces__phrase_before(&f->pieces, first, before[k]))
            return true;
    uint32_t next = last_piece_of(f, f->hits[i].number_token) + 1;
    for (size_t k = 0; k < sizeof behind / sizeof *behind; k++)
        if (drg_pieces__phrase(&f->pieces, next, behind[k]))
            return true;
    return false;
}

/* "including four children and two women": what follows a part by "and" is one too. */
static bool continues_part(const finder *f, size_t i)
{
    if (i == 0 || !f->hits[i - 1].is_part || !same_sentence(f, i, i - 1))
        return false;
    uint32_t first = first_piece(f, i);
    if (!is(f, first - 1, "and") && !is(f, first - 1, ","))
        return false;
    uint32_t head = f->hits[i].head_token;
    return f->doc->tokens[head].rel == DRG_REL_CONJ && f->doc->tokens[head].head == f->hits[i - 1].head_token &&
           f->hits[i].last_token >= f->hits[i].first_token &&
           first - 1 <= last_piece_of(f, f->hits[i - 1].last_token) + 2;
}

static void find_parts(finder *f)
{
    for (size_t i = 0; i < f->n; i++) {
        drg_quantity_hit *hit = &f->hits[i];
        bool part = names_part(f, i) || continues_part(f, i);
        if (!part && !hit->is_part)
            continue;
        hit->is_part = false;
        for (size_t j = i; j-- > 0 && same_sentence(f, i, j);) {
            const drg_quantity_hit *whole = &f->hits[j];
            bool alike =
                counts_people(whole) == counts_people(hit) || (!counts_people(whole) && hit->noun_token == DRG_NONE);
            if (whole->is_part || !alike || whole->q.what == DRG_WHAT_duration || whole->q.what == DRG_WHAT_money)
                continue;
            bool larger = !whole->q.has_high || whole->q.high >= hit->q.low;
            if (!larger)
                continue;
            hit->is_part = true;
            hit->whole = (uint32_t)j;
            bool own = hit->q.what == DRG_WHAT_other || hit->q.what == DRG_WHAT_troops || !part;
            if (own && whole->q.what != DRG_WHAT_other) {
                hit->q.what = whole->q.what;
                if (hit->event_token == DRG_NONE || part)
                    hit->event_token = whole->event_token;
            }
            if (!hit->q.unit.len || hit->noun_token == DRG_NONE)
                hit->q.unit = whole->q.unit;
            break;
        }
    }
}

/* "raised to 14 from 12", "from 12 to 14", "14, up from 12": the number behind "from" gives way. */
static void find_superseded(finder *f)
{
    for (size_t i = 0; i < f->n; i++) {
        drg_quantity_hit *hit = &f->hits[i];
        uint32_t first = first_piece(f, i);
        bool from = is(f, first - 1, "from"),
             earlier = is(f, first - 1, "previously") ||
                       drg_pieces__phrase_before(&f->pieces, first, "compared with") ||
                       drg_pieces__phrase_before(&f->pieces, first, "earlier toll of") ||
                       drg_pieces__phrase_before(&f->pieces, first, "earlier count of") ||
                       drg_pieces__phrase_before(&f->pieces, first, "previous toll of") ||
                       drg_pieces__phrase_before(&f->pieces, first, "compared to") ||
                       drg_pieces__phrase_before(&f->pieces, first, "earlier figure of") ||
                       drg_pieces__phrase_before(&f->pieces, first, "from the previous") ||
                       drg_pieces__phrase_before(&f->pieces, first, "from an earlier");
        if (!from && !earlier)
            continue;
        size_t other = f->n;
        if (i > 0 && same_sentence(f, i, i - 1))
            other = i - 1;
        if (i + 1 < f->n && same_sentence(f, i, i + 1) && is(f, first_piece(f, i + 1) - 1, "to"))
            other = i + 1;
        if (other == f->n)
            continue;
        bool change = earlier || is(f, first - 2, "up") || is(f, first - 2, "down") || other == i + 1;
        for (uint32_t back = 1; !change && back <= 12 && back < first; back++) {
            const drg_token *t = drg_pieces__token(&f->pieces, first - back);
            if (!t)
                break;
            change = drg_quantity_words__changes(t->lemma);
        }
        if (!change || f->hits[other].is_superseded || f->hits[other].q.what == DRG_WHAT_duration)
            continue;
        hit->is_superseded = true;
        hit->is_part = false;
        hit->whole = (uint32_t)other;
        if (hit->q.what == DRG_WHAT_other)
            hit->q.what = f->hits[other].q.what;
        else if (f->hits[other].q.what == DRG_WHAT_other)
            f->hits[other].q.what = hit->q.what;
        if (!hit->q.unit.len)
            hit->q.unit = f->hits[other].q.unit;
        if (hit->event_token == DRG_NONE)
            hit->event_token = f->hits[other].event_token;
    }
}

/* "An earlier toll put it at six": the number of a count that the sentence itself calls overtaken. */
static void find_overtaken(finder *f)
{
    enum { BACK = 64 }; /* hits: what is overtaken stands near */
    static const char *const then[] = {"previous", "earlier", "initial", "preliminary"};
    static const char *const counts[] = {"toll", "count", "tally", "figure", "estimate", "report"};
    for (size_t i = 0; i < f->n; i++) {
        drg_quantity_hit *hit = &f->hits[i];
        if (hit->is_superseded || hit->is_part || hit->q.what > DRG_WHAT_displaced)
            continue;
        bool overtaken = false;
        uint32_t first = first_piece(f, i);
        for (uint32_t back = 2; back <= 8 && back < first && !overtaken; back++) {
            uint32_t at = first - back;
            if (drg_pieces__kind(&f->pieces, at) == DRG_PIECE_END || is(f, at, ","))
                break;
            uint32_t noun = at + 1 + is(f, at + 1, "death");
            overtaken = DRG_PIECE_IN(&f->pieces, at, then) && DRG_PIECE_IN(&f->pieces, noun, counts);
        }
        if (!overtaken)
            continue;
        hit->is_superseded = true;
        for (size_t j = i; j-- > 0 && i - j <= BACK && hit->whole == DRG_NONE;)
            if (f->hits[j].q.what == hit->q.what && !f->hits[j].is_part && !f->hits[j].is_superseded)
                hit->whole = (uint32_t)j;
    }
}

/* "36 of 52 drones", "36 of the 52 drones". */
static bool is_of_next(const finder *f, size_t i)
{
    if (i + 1 >= f->n || !same_sentence(f, i, i + 1))
        return false;
    uint32_t next = last_piece_of(f, f->hits[i].last_token) + 1, whole = first_piece(f, i + 1);
    return is(f, next, "of") && (whole == next + 1 || (whole == next + 2 && is(f, next + 1, "the")));
}

/* "launched 20 drones, and 12 were shot down": a number alone counts what was counted last, where that fits. */
static void find_units(finder *f)
{
    for (size_t i = 0; i < f->n; i++) {
        drg_quantity_hit *hit = &f->hits[i];
        if (hit->q.unit.len)
            continue;
        if (is_of_next(f, i)) {
            hit->q.unit = f->hits[i + 1].q.unit;
            continue;
        }
        for (size_t j = i; j-- > 0 && same_sentence(f, i, j);)
            if (f->hits[j].q.unit.len && f->hits[j].q.what != DRG_WHAT_duration &&
                f->hits[j].q.what != DRG_WHAT_money) {
                hit->q.unit = f->hits[j].q.unit;
                if (hit->q.what == DRG_WHAT_other && f->doc->tokens[hit->head_token].rel == DRG_REL_CONJ)
                    hit->q.what = f->hits[j].q.what;
                break;
            }
    }
}

/* ------------------------------------------------------------------ all of them */

static drg_status mark_times(finder *f, const drg_quantities_context *ctx)
{
    f->timed = drg_arena_alloc(&f->doc->arena, f->doc->n_tokens + 1);
    if (!f->timed)
        return DRG_ENOMEM;
    for (size_t i = 0; i < ctx->n_times; i++) {
        const drg_time_hit *hit = &ctx->times[i];
        uint8_t mark = DRG_TIMED_DATE;
        if (hit->kind == DRG_TIME_DURATION)
            mark = DRG_TIMED_LENGTH;
        else if (hit->kind == DRG_TIME_VAGUE)
            mark = DRG_TIMED_NOT;
        for (uint32_t t = hit->first_token; t <= hit->last_token; t++)
            f->timed[t] = mark;
    }
    return DRG_OK;
}

static bool says_none(const finder *f, uint32_t i)
{
    return is(f, i, "no") || is(f, i, "nobody") || is(f, i, "none") || is(f, i, "without") || is(f, i, "zero");
}

drg_status drg_quantities__find(drg_document *doc, const drg_quantities_context *ctx, drg_quantity_hit **hits,
                                size_t *n)
{
    drg_quantities_context own = {0};
    finder f = {.doc = doc};
    if (!ctx) {
        drg_time_hit *times = NULL;
        drg_status found = drg_times__find(doc, NULL, &times, &own.n_times);
        if (found != DRG_OK)
            return found;
        own.times = times;
        ctx = &own;
    }
    drg_status st = drg_pieces__split(doc, &f.pieces);
    if (st == DRG_OK)
        st = mark_times(&f, ctx);
    for (uint32_t i = 1; st == DRG_OK && i < f.pieces.n;) {
        uint32_t next = i + 1;
        drg_count count;
        if (f.pieces.at[i].kind == DRG_PIECE_WORD && says_none(&f, i))
            st = find_none(&f, i, &next);
        else if (drg_count__match(&f.pieces, i, f.timed, &count, &next))
            st = add_count(&f, &count);
        i = next;
    }
    if (st != DRG_OK)
        return st;
    find_parts(&f);
    find_superseded(&f);
    find_overtaken(&f);
    find_units(&f);
    *hits = f.hits;
    *n = f.n;
    return DRG_OK;
}
