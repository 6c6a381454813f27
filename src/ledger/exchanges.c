/* src/ledger/exchanges.c - exchanges of prisoners, hostages and bodies: discussed, agreed, announced, carried out or not.
 *
 * What is carried out on one day is one step, with its counts for each side; a promise is one step with what is reported of
 * it again later. Exchanges of the same parties that follow each other within two months are one track: where it stands is
 * where its latest exchange stands. */
#include "base/text.h"
#include "ledger/tracks.h"

#include <string.h>

static const struct stage {
    const char *what, *state, *verb;
    bool counts; /* a place where an exchange stands; the others are words about it */
} stages[] = {
    {"proposed", "proposed", "proposed", false},
    {"refused", "refused", "refused", false},
    {"discussed", "discussed", "discussed", true},
    {"not-agreed", "not agreed", "did not agree on", false},
    {"agreed", "agreed", "agreed on", true},
    {"announced", "announced", "announced", true},
    {"none-set", "no date set", "set no date for", false},
    {"blocked", "blocked", "complained of the holding up of", false},
    {"called-off", "called off", "put off", true},
    {"carried-out", "carried out", "carried out", true},
    {"failed", "failed", "did not carry out", true},
};
#define N_STAGES (sizeof stages / sizeof *stages)
#define AGREED 4
#define CALLED_OFF 8
#define CARRIED_OUT 9

static const struct stage *stage_of(const char *state)
{
    for (size_t i = 0; i < N_STAGES; i++)
        if (strcmp(stages[i].state, state) == 0)
            return &stages[i];
    return &stages[0];
}

/* Freed on one day is one step. Where no day is told, it is what was last carried out before the report. */
static void add_carried_out(drg_track *t)
{
    const char *state = stages[CARRIED_OUT].state;
    for (int told = 1; told >= 0; told--)
        for (size_t i = 0; i < t->n_signals && !t->failed; i++) {
            drg_signal *s = &t->signals[i];
            if (!drg_signal_is(s, "carried-out") || s->is_denied || s->is_told != (told == 1))
                continue;
            drg_step *step =
                told == 1 ? drg_track_near(t, state, s->day, 0, 0) : drg_track_near(t, state, s->reported, 4, 0);
            if (step != NULL)
                drg_step_add(t, step, s, false);
            else
                drg_track_step(t, state, CARRIED_OUT, s);
        }
}

/* One document tells both. */
static bool is_told_with(const drg_step *step, const drg_signal *s)
{
    for (size_t i = 0; i < step->n_signals; i++)
        if (step->signals[i]->doc == s->doc)
            return true;
    return false;
}

/* A promise told without its day, when it has been fulfilled, was made before; so was a delay, in the report of what
 * came after it. */
static void add_promise(drg_track *t, drg_signal *s, const char *state, int rank)
{
    bool is_ahead = s->is_told && s->last > s->reported;
    bool has_day = s->is_told && !is_ahead;
    int32_t day = has_day ? s->day : s->reported;
    drg_step *step = drg_track_near(t, state, day, has_day ? 2 : 21, has_day ? 2 : 0);
    if (step != NULL) {
        drg_step_add(t, step, s, false);
    } else {
        drg_step *done = has_day ? NULL : drg_track_near(t, stages[CARRIED_OUT].state, day, 3, 0);
        if (done != NULL && stage_of(state)->what == stages[CALLED_OFF].what && !is_told_with(done, s))
            done = NULL;
        step = drg_track_step(t, state, rank, s);
        if (step == NULL)
            return;
        step->day = step->last = day;
        step->order = done != NULL && done->order < day ? done->order : day;
        step->has_day = has_day || done == NULL;
    }
    if (is_ahead && json_object_get(step->details, "planned") == NULL)
        drg_track_put_day(t, step->details, "planned", s->day);
}

static void add_promises(drg_track *t)
{
    for (int told = 1; told >= 0; told--)
        for (size_t i = 0; i < t->n_signals && !t->failed; i++) {
            drg_signal *s = &t->signals[i];
            for (size_t k = 0; k < N_STAGES && s->is_told == (told == 1) && !s->is_denied; k++)
                if (k != CARRIED_OUT && drg_str_is(s->what, stages[k].what))
                    add_promise(t, s, stages[k].state, (int)k);
        }
}

static void add_denied(drg_track *t)
{
    for (size_t i = 0; i < t->n_signals && !t->failed; i++) {
        drg_signal *s = &t->signals[i];
        for (size_t k = 0; k < N_STAGES && s->is_denied; k++)
            if (drg_str_is(s->what, stages[k].what)) {
                drg_step *step = drg_track_near(t, stages[k].state, s->day, 5, 5);
                if (step != NULL)
                    drg_step_add(t, step, s, false);
                else
                    drg_track_step(t, stages[k].state, (int)k, s);
            }
    }
}

/* "1,200" */
static drg_str grouped(drg_track *t, double number)
{
    if (number < 1000 || number >= 1e6)
        return drg_track_text(t, "%.0f", number);
    int thousands = (int)number / 1000;
    return drg_track_text(t, "%d,%03d", thousands, (int)number - thousands * 1000);
}

/* "at least 1,200", "110 to 112" */
static drg_str number_text(drg_track *t, const json_t *count)
{
    const json_t *low = json_object_get(count, "low"), *high = json_object_get(count, "high");
    drg_str a = grouped(t, json_number_value(low)), b = grouped(t, json_number_value(high));
    if (low != NULL && high != NULL && !json_equal(low, high))
        return drg_track_text(t, "%.*s to %.*s", (int)a.len, a.ptr, (int)b.len, b.ptr);
    drg_str one = low != NULL ? a : b;
    return drg_track_text(t, "%s%.*s", high == NULL ? "at least " : low == NULL ? "up to " : "", (int)one.len, one.ptr);
}

static drg_str member(const json_t *object, const char *key)
{
    const json_t *value = json_object_get(object, key);
    return (drg_str){json_string_value(value), json_string_length(value)};
}

/* The same number of the same people on both sides. */
static bool is_even(const drg_track *t, const json_t *counts)
{
    const json_t *a = json_array_get(counts, 0), *b = json_array_get(counts, 1);
    return t->sides.n == 2 && json_array_size(counts) == 2 && drg_str_eq(member(a, "what"), member(b, "what")) &&
           !drg_str_is(member(a, "of"), "all") && !drg_str_is(member(b, "of"), "all") &&
           json_equal(json_object_get(a, "low"), json_object_get(b, "low")) &&
           json_equal(json_object_get(a, "high"), json_object_get(b, "high"));
}

/* "303 prisoners on each side"; else to whom they go back: "112 prisoners to Ukraine, 110 prisoners to Russia". */
static drg_str counts_text(drg_track *t, const json_t *counts)
{
    drg_str out = {"", 0};
    size_t i;
    json_t *count;
    bool even = is_even(t, counts);
    json_array_foreach(counts, i, count)
    {
        drg_str name = member(count, "name"), what = member(count, "what"), number = number_text(t, count);
        bool of_all = drg_str_is(member(count, "of"), "all");
        out = drg_track_text(t, "%.*s%s%.*s %.*s%s%.*s", (int)out.len, out.ptr, i > 0 ? ", " : "", (int)number.len,
                             number.ptr, (int)what.len, what.ptr,
                             even     ? " on each side"
                             : of_all ? ""
                                      : " to ",
                             even || of_all ? 0 : (int)name.len, name.ptr);
        if (even || t->failed)
            break;
    }
    return out;
}

/* What is exchanged, by what is counted and by topics; NULL: nothing tells. */
static const char *goods(drg_signal *const *signals, size_t n)
{
    bool bodies = false, hostages = false, others = false;
    for (size_t i = 0; i < n; i++) {
        size_t k;
        json_t *count;
        drg_str topic = drg_told(signals[i], "topic");
        bool both = drg_str_ends(topic, DRG_LIT("prisoners and bodies"));
        bodies = bodies || drg_str_ends(topic, DRG_LIT("bodies"));
        hostages = hostages || drg_str_ends(topic, DRG_LIT("hostages"));
        others = others || both || drg_str_ends(topic, DRG_LIT("prisoners"));
        json_array_foreach(json_object_get(signals[i]->facts, "counts"), k, count)
        {
            bool is_bodies = drg_str_is(member(count, "what"), "bodies");
            bool is_hostages = drg_str_is(member(count, "what"), "hostages");
            bodies = bodies || is_bodies;
            hostages = hostages || is_hostages;
            others = others || (!is_bodies && !is_hostages);
        }
    }
    if (hostages)
        return others ? "hostages and prisoners" : "hostages";
    return bodies ? (others ? "prisoners and bodies" : "bodies") : others ? "prisoners" : NULL;
}

static void tell_step(drg_track *t, drg_step *step)
{
    bool differ = false;
    const char *what = goods(step->signals, step->n_signals);
    json_t *counts = drg_told_counts(t, step->signals, step->n_signals, &differ);
    drg_str numbers = counts_text(t, counts);
    drg_track_put(t, step->details, "counts", counts);
    step->disputed = step->disputed || differ;
    t->disputed = t->disputed || differ;
    /* An exchange is made by both; the words about it are those of who said them. */
    const struct stage *stage = stage_of(step->state);
    bool is_of_both = stage == &stages[AGREED] || stage == &stages[CARRIED_OUT];
    drg_str who = is_of_both ? t->names : drg_step_doers(t, step);
    step->sentence =
        drg_track_text(t, "%.*s %s an exchange of %s%s%.*s", (int)who.len, who.ptr, stage->verb,
                       what != NULL ? what : "prisoners", numbers.len > 0 ? ": " : "", (int)numbers.len, numbers.ptr);
}

/* What the steps exchange, all together. */
static const char *all_goods(drg_track *t)
{
    drg_signal **all = drg_arena_array(t->arena, t->n_signals, sizeof *all);
    t->failed = t->failed || all == NULL;
    for (size_t i = 0; !t->failed && i < t->n_signals; i++)
        all[i] = &t->signals[i];
    const char *what = t->failed ? NULL : goods(all, t->n_signals);
    return what != NULL ? what : "prisoners";
}

static void put_state(drg_track *t)
{
    json_int_t done = 0;
    const drg_step *last = NULL, *stands = NULL;
    for (size_t i = 0; i < t->n_steps; i++) {
        drg_step *step = t->steps[i];
        if (step->is_denied)
            continue;
        last = step;
        if (stage_of(step->state)->counts)
            stands = step;
        done += strcmp(step->state, stages[CARRIED_OUT].state) == 0;
    }
    stands = stands != NULL ? stands : last;
    if (stands == NULL)
        return;
    t->state = stands->state;
    drg_track_put(t, t->details, "carried_out", json_integer(done));
    json_t *counts = json_object_get(stands->details, "counts"), *planned = json_object_get(stands->details, "planned");
    drg_track_put(t, t->details, "counts", counts != NULL ? json_incref(counts) : NULL);
    drg_track_put(t, t->details, "planned", planned != NULL ? json_incref(planned) : NULL);
}

/* One-sided releases alone are no exchange: somebody must tell of one, or both sides must free people. */
static bool is_exchange(const drg_track *t)
{
    drg_str first = {NULL, 0};
    for (size_t i = 0; i < t->n_signals; i++) {
        if (t->signals[i].is_strong)
            return true;
        json_t *by = json_object_get(t->signals[i].facts, "by");
        const char *key = json_string_value(json_array_get(by, 0));
        if (!drg_signal_is(&t->signals[i], "carried-out") || key == NULL || !drg_sides_have(&t->sides, drg_str_of(key)))
            continue;
        if (first.len > 0 && !drg_str_is(first, key))
            return true;
        first = drg_str_of(key);
    }
    return false;
}

void drg_follow_exchange(drg_track *t)
{
    if (!is_exchange(t))
        return;
    add_carried_out(t);
    add_promises(t);
    add_denied(t);
    drg_track_close(t);
    if (t->failed || t->n_steps == 0)
        return;
    const char *what = all_goods(t);
    for (size_t i = 0; i < t->n_steps; i++)
        tell_step(t, t->steps[i]);
    drg_track_put_text(t, t->details, "of", drg_str_of(what));
    t->name = drg_track_text(t, "%.*s: exchange of %s", (int)t->names.len, t->names.ptr, what);
    put_state(t);
}
