/* src/code/times.c - finding the expressions of time of a document: matched as words, hung on the tree, dated. */
#include "code/times.h"

#include "base/date.h"
#include "code/time_expr.h"

enum { HISTORICAL_DAYS = 183 };

drg_times_context drg_times__context(const drg_document *doc)
{
    drg_times_context ctx = {0};
    ctx.has_published = drg_date_parse_iso(doc->meta.published, &ctx.published);
    return ctx;
}

/* ------------------------------------------------------------------ on the tree */

static bool is_function_word(const drg_token *t)
{
    return t->rel == DRG_REL_CASE || t->rel == DRG_REL_MARK || t->rel == DRG_REL_PUNCT || t->rel == DRG_REL_DET ||
           t->upos == DRG_UPOS_PUNCT || t->upos == DRG_UPOS_ADP;
}

/* The word of tokens first … last that hangs on one outside: a noun or number before an adverb ("early on *Tuesday*"),
 * no function word where there is another. */
static uint32_t head_of(const drg_document *doc, uint32_t first, uint32_t last)
{
    uint32_t best = last;
    int best_rank = 0;
    for (uint32_t t = first; t <= last; t++) {
        const drg_token *token = &doc->tokens[t];
        if (token->head != DRG_NONE && token->head >= first && token->head <= last)
            continue;
        bool noun = token->upos == DRG_UPOS_NOUN || token->upos == DRG_UPOS_PROPN || token->upos == DRG_UPOS_NUM;
        int rank = is_function_word(token) ? 1 : noun ? 3 : 2;
        if (rank > best_rank) {
            best = t;
            best_rank = rank;
        }
    }
    return best;
}

static uint32_t governor_of(const drg_document *doc, uint32_t head_token)
{
    uint32_t t = doc->tokens[head_token].head, last = DRG_NONE;
    for (uint32_t depth = 0; t != DRG_NONE && depth < DRG_MAX_SENTENCE_WORDS; depth++) {
        last = t;
        if (doc->tokens[t].upos == DRG_UPOS_VERB)
            return t;
        t = doc->tokens[t].head;
    }
    return last;
}

/* The head of the phrase or clause that begins at piece i: climb while the word above stands to the right, and no further
 * than what the phrase or clause is to the rest. */
static uint32_t anchor_of(const drg_pieces *pieces, uint32_t i, uint32_t first, uint32_t last)
{
    const drg_token *tokens = pieces->doc->tokens;
    uint32_t t = pieces->at[i].token;
    if (t == DRG_NONE)
        return DRG_NONE;
    while (t + 1 < pieces->doc->n_tokens && tokens[t + 1].sentence == tokens[t].sentence &&
           tokens[t].head != DRG_NONE && tokens[t].head >= first && tokens[t].head <= last)
        t++; /* "a day after 70,000 people marched": the number that a parser gave to the day */
    for (uint32_t depth = 0; depth < DRG_MAX_SENTENCE_WORDS; depth++) {
        uint32_t head = tokens[t].head;
        uint8_t rel = tokens[t].rel;
        bool whole = rel == DRG_REL_OBL || rel == DRG_REL_ADVCL || rel == DRG_REL_NMOD || rel == DRG_REL_OBL_UNMARKED;
        if (whole || head == DRG_NONE || head <= t || (head >= first && head <= last))
            break;
        t = head;
    }
    return t;
}

/* ------------------------------------------------------------------ hits */

static int32_t days_in(drg_time_unit unit, int32_t n)
{
    switch (unit) {
    case DRG_UNIT_SECOND:
    case DRG_UNIT_MINUTE:
        return 0;
    case DRG_UNIT_HOUR:
        return n / 24;
    case DRG_UNIT_DAY:
        return n;
    case DRG_UNIT_WEEK:
        return 7 * n;
    case DRG_UNIT_MONTH:
        return 30 * n;
    case DRG_UNIT_YEAR:
        return 365 * n;
    case DRG_UNIT_DECADE:
        return 3650 * n;
    case DRG_UNIT_CENTURY:
        return 36500 * n;
    }
    return 0;
}

static void fill_told(const drg_pieces *pieces, const drg_time_expr *e, drg_time_hit *hit)
{
    hit->has_offset = e->a.has_n;
    hit->offset = e->a.n;
    hit->offset_unit = e->a.unit;
    hit->offset_days = days_in(e->a.unit, e->a.n);
    if (e->anchor)
        hit->anchor_token = anchor_of(pieces, e->anchor, hit->first_token, hit->last_token);
}

static drg_time_hit hit_of(const drg_pieces *pieces, const drg_times_context *ctx, const drg_time_expr *e)
{
    const drg_document *doc = pieces->doc;
    drg_time_hit hit = {.kind = e->kind, .partner = DRG_NONE, .anchor_token = DRG_NONE};
    hit.date.span = (drg_span){pieces->at[e->first].span.start, pieces->at[e->last].span.end};
    hit.first_token = pieces->at[e->first].token;
    hit.last_token = pieces->at[e->last].token;
    hit.head_token = head_of(doc, hit.first_token, hit.last_token);
    hit.governor = governor_of(doc, hit.head_token);
    hit.is_comparison = e->comparison;
    switch (e->kind) {
    case DRG_TIME_TOLD:
        fill_told(pieces, e, &hit);
        break;
    case DRG_TIME_CLOCK:
        hit.date.has_time = true;
        hit.date.hour = (uint8_t)e->hour;
        hit.date.minute = (uint8_t)e->minute;
        break;
    case DRG_TIME_ABSOLUTE:
    case DRG_TIME_PUBLICATION:
        hit.has_date = drg_time_expr__resolve(e, ctx, drg_time_tense__of(doc, hit.head_token), &hit.date);
        if (!hit.has_date && e->may_be_duration) { /* "in two days": how long it took, without the "in" */
            hit.kind = DRG_TIME_DURATION;
            hit.date.span.start = pieces->at[e->first + 1].span.start;
            hit.first_token = pieces->at[e->first + 1].token;
        }
        break;
    default:
        break;
    }
    if (hit.has_date && ctx->has_published) {
        bool begins_later = hit.date.has_start && hit.date.start > ctx->published;
        bool ends_later = hit.date.has_end && hit.date.end > ctx->published;
        hit.is_future = begins_later || (ends_later && (!hit.date.has_start || hit.date.start == ctx->published));
        hit.is_historical = hit.date.has_end && hit.date.end < ctx->published - HISTORICAL_DAYS;
    }
    return hit;
}

/* ------------------------------------------------------------------ times of day */

static bool takes_clock(const drg_time_hit *hit)
{
    return hit->kind == DRG_TIME_ABSOLUTE || hit->kind == DRG_TIME_PUBLICATION || hit->kind == DRG_TIME_TOLD;
}

/* How well a date suits a time of day: side by side, else under the same verb. 0: not at all. */
static int clock_fit(const drg_document *doc, const drg_time_hit *clock, const drg_time_hit *date)
{
    if (!takes_clock(date) || doc->tokens[clock->head_token].sentence != doc->tokens[date->head_token].sentence)
        return 0;
    uint32_t gap = clock->first_token > date->last_token ? clock->first_token - date->last_token
                                                         : date->first_token - clock->last_token;
    if (gap <= 3)
        return 3;
    if (clock->governor == date->governor)
        return 2;
    return 0;
}

static void join_clocks(const drg_document *doc, drg_time_hit *hits, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (hits[i].kind != DRG_TIME_CLOCK)
            continue;
        size_t from = i > 4 ? i - 4 : 0, to = i + 5 < n ? i + 5 : n;
        int best = 0;
        for (size_t j = from; j < to; j++) {
            int fit = clock_fit(doc, &hits[i], &hits[j]);
            if (fit > best) {
                best = fit;
                hits[i].partner = (uint32_t)j;
            }
        }
        if (!best)
            continue;
        drg_time_hit *date = &hits[hits[i].partner];
        if (!date->date.has_time) {
            date->date.has_time = true;
            date->date.hour = hits[i].date.hour;
            date->date.minute = hits[i].date.minute;
        }
        drg_date said = hits[i].date;
        hits[i].date = date->date;
        hits[i].date.span = said.span;
        hits[i].date.hour = said.hour;
        hits[i].date.minute = said.minute;
        hits[i].has_date = date->has_date;
        hits[i].is_future = date->is_future;
        hits[i].is_historical = date->is_historical;
    }
}

drg_status drg_times__find(drg_document *doc, const drg_times_context *ctx, drg_time_hit **hits, size_t *n)
{
    drg_times_context own = ctx ? *ctx : drg_times__context(doc);
    drg_pieces pieces;
    drg_status st = DRG_OK;
    if (own.pieces != NULL)
        pieces = *own.pieces;
    else
        st = drg_pieces__split(doc, &pieces);
    if (st != DRG_OK)
        return st;
    drg_time_hit *found = NULL;
    size_t count = 0, cap = 0;
    drg_time_expr e;
    for (uint32_t i = 1; i < pieces.n; i++) {
        if (!drg_time_expr__match(&pieces, i, &e))
            continue;
        if (!DRG_ARENA_GROW(&doc->arena, found, count, cap))
            return DRG_ENOMEM;
        found[count++] = hit_of(&pieces, &own, &e);
        i = e.last;
    }
    join_clocks(doc, found, count);
    *hits = found;
    *n = count;
    return DRG_OK;
}
