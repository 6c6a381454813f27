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
    /* "Abu Bakr, a leader of the group": a name is counted no more */
    bool apposed = hit->first_token > 1 && drg_str_is(doc->tokens[hit->first_token - 1].form, ",") &&
                   doc->tokens[hit->first_token - 2].upos == DRG_UPOS_PROPN;
    return suffers(hit->q.what) && argument && !apposed && hit->event_token != DRG_NONE &&
           hit->event_token != hit->head_token && doc->tokens[hit->event_token].upos == DRG_UPOS_VERB &&
           !DRG_TOKEN_IN(&doc->tokens[hit->noun_token], groups);
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
    if (is(f, i, "not")) /* "not a single", "not one" */
        at = f->pieces.at[i + (is(f, i + 1, "one") ? 1 : 2)].token + 1;
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

/* ------------------------------------------------------------------ all of them */

static drg_status mark_times(finder *f, const drg_quantities_context *ctx)
{
    f->timed = drg_arena_alloc(&f->doc->arena, f->doc->n_tokens + 1);
    if (!f->timed)
        return DRG_ENOMEM;
    for (size_t i = 0; i < ctx->n_times; i++) {
        const drg_time_hit *hit = &ctx->times[i];
        uint8_t mark = DRG_TIMED_DATE;
        drg_str text = drg_str_sub(f->doc->text, hit->date.span.start, hit->date.span.end);
        bool term = drg_str_starts(text, DRG_LIT("within ")) || drg_str_starts(text, DRG_LIT("in the next ")) ||
                    drg_str_starts(text, DRG_LIT("over the next "));
        if (hit->kind == DRG_TIME_DURATION || term)
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
    if (is(f, i, "not"))
        return drg_pieces__phrase(&f->pieces, i + 1, "a single") || is(f, i + 1, "one");
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
    drg_status st = DRG_OK;
    if (ctx->pieces != NULL)
        f.pieces = *ctx->pieces;
    else
        st = drg_pieces__split(doc, &f.pieces);
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
    drg_counts__relate(doc, &f.pieces, f.hits, f.n);
    *hits = f.hits;
    *n = f.n;
    return DRG_OK;
}
