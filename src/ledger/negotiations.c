/* src/ledger/negotiations.c - talks: rounds held and planned, what came of them, and what is known of the next.
 *
 * A round is a meeting on one day, or on days that follow each other at one place. What is agreed on or not on its days
 * is its outcome. A planned round is one with the round that was then held on its day. Where several things are said of
 * the next round, the last report counts; of one day's reports a date counts more than none. */
#include "base/text.h"
#include "ledger/countries.h"
#include "ledger/tracks.h"

#include <stdlib.h>
#include <string.h>

#define ROUND "held"
#define PLANNED "planned"
#define CALLED_OFF "called off"
#define NONE_SET "no date set"
#define AGREED "agreed"
#define NOT_AGREED "not agreed"
#define PROPOSED "proposed"
#define REFUSED "refused"
#define CALL "call"

/* How steps of one day stand in order. */
enum { RANK_PROPOSED, RANK_REFUSED, RANK_PLANNED, RANK_CALL, RANK_ROUND, RANK_OUTCOME, RANK_OFF, RANK_NONE_SET };

/* ---- rounds ---- */

static bool same_venue(const drg_step *step, const drg_signal *signal)
{
    drg_str place = drg_told(signal, "place");
    for (size_t i = 0; place.len > 0 && i < step->n_signals; i++) {
        drg_str other = drg_told(step->signals[i], "place");
        if (drg_signal_is(step->signals[i], "held") && other.len > 0 && !drg_str_eq(place, other))
            return false;
    }
    return true;
}

/* The round of a day: within `before` days behind its last, or `behind` before its first. Later ones first. */
static drg_step *round_of(const drg_track *t, const drg_signal *signal, int32_t day, int32_t last, int32_t before,
                          int32_t behind)
{
    for (size_t i = t->n_steps; i-- > 0;) {
        drg_step *step = t->steps[i];
        if (strcmp(step->state, ROUND) == 0 && day <= step->last + before && last >= step->day - behind &&
            same_venue(step, signal))
            return step;
    }
    return NULL;
}

static bool is_exact(const drg_signal *signal)
{
    return signal->is_told && signal->last - signal->day <= 3;
}

/* Meetings: those of an exact day make the rounds; the others go to them, or else make one themselves. */
static void add_held(drg_track *t)
{
    for (size_t i = 0; i < t->n_signals; i++) {
        drg_signal *s = &t->signals[i];
        if (!drg_signal_is(s, "held") || !is_exact(s) || s->is_denied)
            continue;
        drg_step *step = round_of(t, s, s->day, s->last, 1, 1);
        if (step != NULL)
            drg_step_add(t, step, s, true);
        else
            drg_track_step(t, ROUND, RANK_ROUND, s);
    }
    for (size_t i = 0; i < t->n_signals; i++) {
        drg_signal *s = &t->signals[i];
        if (!drg_signal_is(s, "held") || is_exact(s) || s->is_denied)
            continue;
        drg_step *step =
            s->is_told ? round_of(t, s, s->day, s->last, 0, 0) : round_of(t, s, s->reported, s->reported, 5, 0);
        if (step != NULL)
            drg_step_add(t, step, s, false);
        else
            drg_track_step(t, ROUND, RANK_ROUND, s);
    }
}

/* ---- what is planned, proposed and called off ---- */

static bool is_ahead(const drg_signal *s)
{
    return s->is_told && s->last >= s->reported;
}

static drg_step *planned_of(const drg_track *t, const drg_signal *s)
{
    for (size_t i = 0; i < t->n_steps; i++) {
        drg_step *step = t->steps[i];
        if (strcmp(step->state, PLANNED) == 0 && step->has_day && s->day <= step->last && s->last >= step->day)
            return step;
    }
    return NULL;
}

/* A plan without a day goes to the one that was reported when it was, to the round that came of it, or stands alone. */
static drg_step *undated_plan(const drg_track *t, const drg_signal *s)
{
    for (size_t i = 0; i < t->n_steps; i++) {
        drg_step *step = t->steps[i];
        if (strcmp(step->state, PLANNED) == 0 && step->reported >= s->reported - 3 && step->reported <= s->reported + 3)
            return step;
    }
    return round_of(t, s, s->reported + 1, s->reported + 14, 0, 0);
}

static void add_planned(drg_track *t)
{
    for (int undated = 0; undated < 2; undated++)
        for (size_t i = 0; i < t->n_signals && !t->failed; i++) {
            drg_signal *s = &t->signals[i];
            if (!drg_signal_is(s, "planned") || s->is_denied || s->is_told == (undated == 1))
                continue;
            drg_step *step = s->is_told ? round_of(t, s, s->day, s->last, 1, 1) : undated_plan(t, s);
            if (step == NULL && s->is_told)
                step = planned_of(t, s);
            if (step != NULL) {
                drg_step_add(t, step, s, false);
                continue;
            }
            step = drg_track_step(t, PLANNED, RANK_PLANNED, s);
            if (step != NULL)
                step->has_day = s->is_told;
        }
}

/* The plan that a cancelling ends: of its day, else the nearest that was still ahead. */
static drg_step *cancelled_plan(const drg_track *t, const drg_signal *s)
{
    drg_step *best = s->is_told ? planned_of(t, s) : NULL;
    for (size_t i = 0; best == NULL && i < t->n_steps; i++) {
        drg_step *step = t->steps[i];
        if (strcmp(step->state, PLANNED) == 0 && step->signals[0]->reported <= s->reported &&
            (!step->has_day || step->last >= s->reported - 1))
            best = step;
    }
    return best;
}

static void add_called_off(drg_track *t)
{
    for (size_t i = 0; i < t->n_signals && !t->failed; i++) {
        drg_signal *s = &t->signals[i];
        if (!drg_signal_is(s, "called-off") || s->is_denied)
            continue;
        drg_step *step = drg_track_near(t, CALLED_OFF, s->day, 3, 3);
        if (step == NULL && (step = cancelled_plan(t, s)) != NULL)
            step->state = CALLED_OFF;
        if (step != NULL)
            drg_step_add(t, step, s, false);
        else
            drg_track_step(t, CALLED_OFF, RANK_OFF, s);
    }
}

/* Signals of one kind, those of near days in one step; a day that lies ahead is the plan's, not the proposal's. */
static void add_plain(drg_track *t, const char *what, const char *state, int rank, int32_t near)
{
    for (size_t i = 0; i < t->n_signals && !t->failed; i++) {
        drg_signal *s = &t->signals[i];
        if (!drg_signal_is(s, what) || s->is_denied)
            continue;
        int32_t day = is_ahead(s) ? s->reported : s->day;
        drg_step *step = drg_track_near(t, state, day, near, near);
        if (step != NULL) {
            drg_step_add(t, step, s, false);
            continue;
        }
        step = drg_track_step(t, state, rank, s);
        if (step == NULL)
            return;
        step->day = step->last = step->order = day;
        if (day != s->day) {
            drg_track_put_day(t, step->details, "for", s->day);
            drg_track_put_day(t, step->details, "for_last", s->last);
        }
    }
}

/* What came of a round belongs to it. */
static void add_outcomes(drg_track *t, const char *what, const char *state)
{
    for (size_t i = 0; i < t->n_signals && !t->failed; i++) {
        drg_signal *s = &t->signals[i];
        if (!drg_signal_is(s, what) || s->is_denied)
            continue;
        drg_step *step = is_exact(s) && !is_ahead(s) ? round_of(t, s, s->day, s->last, 2, 0)
                                                     : round_of(t, s, s->reported, s->reported, 3, 0);
        if (step == NULL)
            step = drg_track_near(t, state, s->day, 3, 3);
        if (step != NULL)
            drg_step_add(t, step, s, false);
        else
            drg_track_step(t, state, RANK_OUTCOME, s);
    }
}

/* What is denied, and by nobody told in the same record, stands beside what others tell of it. */
static void add_denied(drg_track *t)
{
    for (size_t i = 0; i < t->n_signals && !t->failed; i++) {
        drg_signal *s = &t->signals[i];
        if (!s->is_denied && !drg_signal_is(s, "not-held"))
            continue;
        drg_step *step = NULL;
        for (size_t k = 0; k < t->n_steps && step == NULL; k++)
            if (drg_step_has(t->steps[k], drg_signal_is(s, "not-held") ? "held" : s->what.ptr) &&
                t->steps[k]->order >= s->day - 3 && t->steps[k]->order <= s->day + 3)
                step = t->steps[k];
        if (step != NULL) {
            drg_step_add(t, step, s, false);
            step->disputed = true;
        }
    }
}

/* ---- what a step tells ---- */

static json_t *outcomes(drg_track *t, const drg_step *step)
{
    json_t *list = json_array();
    for (size_t i = 0; i < step->n_signals; i++) {
        const drg_signal *s = step->signals[i];
        bool agreed = drg_signal_is(s, "agreed");
        if (!agreed && !drg_signal_is(s, "not-agreed"))
            continue;
        json_t *one = json_object();
        drg_track_put_text(t, one, "result", agreed ? DRG_LIT("agreed") : DRG_LIT("not agreed"));
        drg_track_put_text(t, one, "on", drg_told(s, "topic"));
        size_t k;
        json_t *old;
        bool is_old = false;
        json_array_foreach(list, k, old) is_old = is_old || json_equal(old, one);
        if (is_old)
            json_decref(one);
        else if (json_array_append_new(list, one) != 0)
            t->failed = true;
    }
    if (json_array_size(list) > 0)
        return list;
    json_decref(list);
    return NULL;
}

static void put_list(drg_track *t, json_t *object, const char *key, json_t *list)
{
    if (json_array_size(list) > 0)
        drg_track_put(t, object, key, list);
    else
        json_decref(list);
}

/* What they spoke of: topics of the meetings, not of what they agreed on beside it. */
static json_t *agenda(drg_track *t, const drg_step *step)
{
    json_t *list = json_array();
    for (size_t i = 0; i < step->n_signals && !t->failed; i++)
        if (drg_signal_is(step->signals[i], "held") || drg_signal_is(step->signals[i], "call")) {
            json_t *more = drg_told_all(t, &step->signals[i], 1, "topic");
            size_t k, n;
            json_t *topic, *old;
            json_array_foreach(more, k, topic)
            {
                bool is_old = false;
                json_array_foreach(list, n, old) is_old = is_old || json_equal(old, topic);
                if (!is_old && json_array_append(list, topic) != 0)
                    t->failed = true;
            }
            json_decref(more);
        }
    return list;
}

static void put_place(drg_track *t, drg_step *step)
{
    const char *what = strcmp(step->state, ROUND) == 0 ? "held" : strcmp(step->state, PLANNED) == 0 ? "planned" : NULL;
    drg_str place = drg_told_most(t, step->signals, step->n_signals, what, "place");
    drg_str country = drg_told_most(t, step->signals, step->n_signals, what, "country");
    drg_track_put_text(t, step->details, "venue", place);
    drg_track_put_text(t, step->details, "country", country);
    put_list(t, step->details, "hosts", drg_told_all(t, step->signals, step->n_signals, "hosts"));
}

static drg_str in_place(drg_track *t, const json_t *details)
{
    const json_t *venue = json_object_get(details, "venue");
    return venue != NULL ? drg_track_text(t, " in %s", json_string_value(venue)) : (drg_str){"", 0};
}

static drg_str with_result(drg_track *t, const json_t *details)
{
    const json_t *list = json_object_get(details, "outcome");
    drg_str out = {"", 0};
    for (size_t i = 0; i < json_array_size(list) && !t->failed; i++) {
        const json_t *one = json_array_get(list, i), *on = json_object_get(one, "on");
        const char *result = json_string_value(json_object_get(one, "result"));
        bool agreed = result != NULL && strcmp(result, "agreed") == 0;
        if (on != NULL)
            out = drg_track_text(t, "%.*s; %s %s", (int)out.len, out.ptr, agreed ? "agreed on" : "no agreement on",
                                 json_string_value(on));
        else if (json_array_size(list) == 1)
            out = drg_track_text(t, "%.*s; %s", (int)out.len, out.ptr,
                                 agreed ? "an agreement was reached" : "nothing was agreed");
    }
    return out;
}

static void tell_round(drg_track *t, drg_step *step)
{
    json_t *length = drg_told_length(t, step->signals, step->n_signals);
    json_t *topics = agenda(t, step);
    drg_str lasted = drg_length_text(t, length), about = drg_track_list(t, topics, 3),
            place = in_place(t, step->details);
    drg_track_put(t, step->details, "length", length);
    put_list(t, step->details, "agenda", topics);
    drg_track_put(t, step->details, "outcome", outcomes(t, step));
    drg_str result = with_result(t, step->details);
    step->sentence =
        drg_track_text(t, "%.*s held talks%.*s%s%.*s%s%.*s%.*s", (int)t->names.len, t->names.ptr, (int)place.len,
                       place.ptr, about.len > 0 ? " on " : "", (int)about.len, about.ptr, lasted.len > 0 ? " for " : "",
                       (int)lasted.len, lasted.ptr, (int)result.len, result.ptr);
}

static void tell_step(drg_track *t, drg_step *step)
{
    put_place(t, step);
    drg_str place = in_place(t, step->details);
    int pn = (int)place.len, nn = (int)t->names.len;
    const char *p = place.ptr, *n = t->names.ptr;
    if (strcmp(step->state, ROUND) == 0) {
        tell_round(t, step);
    } else if (strcmp(step->state, PLANNED) == 0) {
        step->sentence = drg_track_text(t, "Talks between %.*s are planned%.*s", nn, n, pn, p);
    } else if (strcmp(step->state, CALLED_OFF) == 0) {
        step->sentence = drg_track_text(t, "Talks between %.*s%.*s were called off or broke down", nn, n, pn, p);
    } else if (strcmp(step->state, NONE_SET) == 0) {
        step->sentence = drg_track_text(t, "No date is set for more talks between %.*s", nn, n);
    } else if (strcmp(step->state, CALL) == 0) {
        step->sentence = drg_track_text(t, "%.*s spoke by telephone", nn, n);
    } else if (strcmp(step->state, PROPOSED) == 0 || strcmp(step->state, REFUSED) == 0) {
        drg_str who = drg_step_doers(t, step);
        step->sentence = drg_track_text(t, "%.*s %s talks%.*s", (int)who.len, who.ptr, step->state, pn, p);
    } else {
        drg_track_put(t, step->details, "outcome", outcomes(t, step));
        drg_str result = with_result(t, step->details);
        bool agreed = strcmp(step->state, AGREED) == 0;
        if (result.len == 0)
            result = agreed ? DRG_LIT("; agreed with each other") : DRG_LIT("; nothing was agreed");
        step->sentence =
            drg_track_text(t, "%.*s%s%.*s%.*s", nn, n, agreed ? "" : ":", (int)result.len - 1, result.ptr + 1, pn, p);
    }
}

/* ---- where the talks stand ---- */

static drg_step *last_round(const drg_track *t)
{
    drg_step *last = NULL;
    for (size_t i = 0; i < t->n_steps; i++)
        if (strcmp(t->steps[i]->state, ROUND) == 0 && !t->steps[i]->is_denied)
            last = t->steps[i];
    return last;
}

static int next_rank(const drg_step *step)
{
    static const char *const states[] = {PROPOSED, NONE_SET, CALLED_OFF, PLANNED};
    for (size_t i = 0; i < sizeof states / sizeof *states; i++)
        if (strcmp(step->state, states[i]) == 0)
            return (int)i;
    return -1;
}

/* The step that tells most newly of a next round. */
static drg_step *next_step(const drg_track *t, const drg_step *round)
{
    drg_step *best = NULL;
    for (size_t i = 0; i < t->n_steps; i++) {
        drg_step *step = t->steps[i];
        if (next_rank(step) < 0 || step->is_denied)
            continue;
        bool is_past =
            round != NULL && (strcmp(step->state, PLANNED) == 0 && step->has_day ? step->last <= round->last
                                                                                 : step->reported < round->day);
        if (is_past)
            continue;
        if (best == NULL || step->reported > best->reported ||
            (step->reported == best->reported && next_rank(step) >= next_rank(best)))
            best = step;
    }
    return best;
}

static void put_next(drg_track *t, const drg_step *next, const drg_step *round)
{
    json_t *object = json_object();
    const char *state = next == NULL                         ? "unknown"
                        : strcmp(next->state, PLANNED) == 0  ? "set"
                        : strcmp(next->state, NONE_SET) == 0 ? "none set"
                                                             : next->state;
    drg_track_put_text(t, object, "state", drg_str_of(state));
    if (next != NULL && strcmp(next->state, PLANNED) == 0 && next->has_day) {
        drg_track_put_day(t, object, "day", next->day);
        if (next->last != next->day)
            drg_track_put_day(t, object, "last_day", next->last);
        json_t *venue = json_object_get(next->details, "venue");
        drg_track_put(t, object, "place", venue != NULL ? json_incref(venue) : NULL);
    }
    if (next != NULL)
        drg_track_put_day(t, object, "reported", next->reported);
    drg_track_put(t, t->details, "next", object);
    if (next == NULL || strcmp(next->state, NONE_SET) == 0)
        t->state = round != NULL ? ROUND : t->steps[t->n_steps - 1]->state;
    else
        t->state = next->state;
    if (round != NULL && strcmp(t->state, PROPOSED) == 0)
        t->state = ROUND;
}

/* "talks in Istanbul": the places of rounds, those of most rounds first. */
static void put_name(drg_track *t)
{
    json_t *venues = json_array();
    for (int pass = 0; pass < 2; pass++)
        for (size_t i = 0; i < t->n_steps; i++) {
            json_t *venue = json_object_get(t->steps[i]->details, "venue"), *old;
            bool fits = strcmp(t->steps[i]->state, pass == 0 ? ROUND : PLANNED) == 0, is_old = venue == NULL;
            size_t k;
            json_array_foreach(venues, k, old) is_old = is_old || json_equal(old, venue);
            if (fits && !is_old && (pass == 0 || json_array_size(venues) == 0) && json_array_append(venues, venue) != 0)
                t->failed = true;
        }
    drg_str places = drg_track_list(t, venues, 2);
    t->name = drg_track_text(t, "%.*s: talks%s%.*s", (int)t->names.len, t->names.ptr, places.len > 0 ? " in " : "",
                             (int)places.len, places.ptr);
    put_list(t, t->details, "venues", venues);
}

static void put_rounds(drg_track *t, const drg_step *round)
{
    json_int_t n = 0;
    for (size_t i = 0; i < t->n_steps; i++)
        if (strcmp(t->steps[i]->state, ROUND) == 0 && !t->steps[i]->is_denied)
            drg_track_put(t, t->steps[i]->details, "round", json_integer(++n));
    drg_track_put(t, t->details, "rounds", json_integer(n));
    if (round == NULL)
        return;
    static const char *const keys[] = {"hosts", "agenda", "outcome"};
    drg_track_put_day(t, t->details, "last_round", round->last);
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        json_t *value = json_object_get(round->details, keys[i]);
        drg_track_put(t, t->details, keys[i], value != NULL ? json_incref(value) : NULL);
    }
}

void drg_follow_negotiation(drg_track *t)
{
    bool is_strong = false;
    for (size_t i = 0; i < t->n_signals; i++)
        is_strong = is_strong || (t->signals[i].is_strong && !t->signals[i].is_denied);
    if (!is_strong)
        return;
    add_held(t);
    add_planned(t);
    add_called_off(t);
    add_plain(t, "none-set", NONE_SET, RANK_NONE_SET, 3);
    add_plain(t, "proposed", PROPOSED, RANK_PROPOSED, 4);
    add_plain(t, "refused", REFUSED, RANK_REFUSED, 3);
    add_plain(t, "call", CALL, RANK_CALL, 0);
    add_outcomes(t, "agreed", AGREED);
    add_outcomes(t, "not-agreed", NOT_AGREED);
    add_denied(t);
    drg_track_close(t);
    for (size_t i = 0; i < t->n_steps && !t->failed; i++)
        tell_step(t, t->steps[i]);
    if (t->failed || t->n_steps == 0)
        return;
    const drg_step *round = last_round(t);
    put_rounds(t, round);
    put_name(t);
    put_next(t, next_step(t, round), round);
}
