/* src/ledger/ceasefires.c - truces: proposed, agreed or declared, in force, violated, extended, ended. A truce that is agreed
 * after another has ended is a track of its own (tracks.c cuts there). */
#include "base/date.h"
#include "base/text.h"
#include "ledger/tracks.h"

#include <string.h>

static const struct stage {
    const char *what, *state, *sentence; /* %s: the parties */
    bool counts;                         /* where a truce stands; the others are words about it */
} stages[] = {
    {"proposed", "proposed", "A ceasefire between %s was proposed", false},
    {"refused", "refused", "A ceasefire between %s was refused", false},
    {"discussed", "discussed", "%s discussed a ceasefire", false},
    {"not-agreed", "not agreed", "%s did not agree on a ceasefire", false},
    {"agreed", "agreed", "%s agreed on a ceasefire", true},
    {"declared", "declared", "A ceasefire between %s was declared", true},
    {"in-force", "in force", "A ceasefire between %s is in force", true},
    {"violated", "violated", "The ceasefire between %s was violated", true},
    {"not-extended", "not extended", "%s did not agree to extend the ceasefire", false},
    {"extended", "extended", "The ceasefire between %s was extended", true},
    {"ended", "ended", "The ceasefire between %s ended", true},
};
#define N_STAGES (sizeof stages / sizeof *stages)
#define VIOLATED "violated"

static size_t stage_of(drg_str what, bool is_state)
{
    for (size_t i = 0; i < N_STAGES; i++)
        if (drg_str_is(what, is_state ? stages[i].state : stages[i].what))
            return i;
    return 0;
}

/* Signals of one stage and of days near each other are one step. A day ahead is when a truce is to begin, not when it was
 * agreed; where no day is told it is the step last told of. */
static void add_signal(drg_track *t, drg_signal *s)
{
    const struct stage *stage = &stages[stage_of(s->what, false)];
    bool is_ahead = s->is_told && s->day > s->reported;
    bool has_day = s->is_told && !is_ahead;
    int32_t day = has_day ? s->day : s->reported;
    /* A truce ends once: told again, or told of another day, it is the same end. */
    int32_t near = strcmp(stage->state, "ended") == 0 ? 5 : has_day ? 1 : 6;
    drg_step *step = drg_track_near(t, stage->state, day, near, has_day ? near : 0);
    if (step != NULL) {
        drg_step_add(t, step, s, false);
    } else if ((step = drg_track_step(t, stage->state, (int)(stage - stages), s)) != NULL) {
        step->day = step->last = step->order = day;
    }
    if (is_ahead && step != NULL && json_object_get(step->details, "begins") == NULL)
        drg_track_put_day(t, step->details, "begins", s->day);
}

/* Who denies that he broke a truce speaks against those who say so. */
static void add_counters(drg_track *t)
{
    for (size_t i = 0; i < t->n_signals && !t->failed; i++) {
        drg_signal *s = &t->signals[i];
        drg_step *step = drg_signal_is(s, "not-violated") ? drg_track_near(t, VIOLATED, s->day, 3, 3) : NULL;
        if (step == NULL)
            continue;
        s->is_counter = true;
        drg_step_add(t, step, s, false);
    }
}

static bool is_counter(const drg_signal *s)
{
    return drg_signal_is(s, "not-violated");
}

static void add_signals(drg_track *t)
{
    for (int told = 1; told >= 0; told--)
        for (size_t i = 0; i < t->n_signals && !t->failed; i++)
            if (t->signals[i].is_told == (told == 1) && !t->signals[i].is_denied && !is_counter(&t->signals[i]))
                add_signal(t, &t->signals[i]);
    for (size_t i = 0; i < t->n_signals && !t->failed; i++)
        if (t->signals[i].is_denied && !is_counter(&t->signals[i]))
            add_signal(t, &t->signals[i]);
    add_counters(t);
}

/* Whom of the parties the signals' actors accuse: [{"by", "of"}]. Both accusing each other is a dispute. */
static void put_accused(drg_track *t, drg_step *step)
{
    json_t *list = json_array();
    bool seen[DRG_MAX_SIDES] = {false};
    size_t n = 0;
    for (size_t i = 0; i < step->n_signals && t->sides.n == 2; i++) {
        const json_t *facts = step->signals[i]->facts;
        const char *by = json_string_value(json_array_get(json_object_get(facts, "by"), 0));
        const char *of = json_string_value(json_array_get(json_object_get(facts, "of"), 0));
        if (step->signals[i]->is_counter)
            continue;
        for (size_t k = 0; k < t->sides.n; k++) {
            bool accuses = (by != NULL && drg_str_is(t->sides.keys[k], by)) ||
                           (of != NULL && drg_str_is(t->sides.keys[1 - k], of));
            if (accuses && !seen[k]) {
                seen[k] = true;
                n++;
                json_t *one = json_object();
                drg_track_put_text(t, one, "by", drg_side_name(t->sides.keys[k]));
                drg_track_put_text(t, one, "of", drg_side_name(t->sides.keys[1 - k]));
                if (json_array_append_new(list, one) != 0)
                    t->failed = true;
            }
        }
    }
    if (n > 0)
        drg_track_put(t, step->details, "accusations", list);
    else
        json_decref(list);
    if (n == 2)
        step->disputed = t->disputed = true;
}

static drg_str filled(drg_track *t, const char *sentence)
{
    const char *gap = strstr(sentence, "%s");
    if (gap == NULL)
        return drg_str_of(sentence);
    return drg_track_text(t, "%.*s%.*s%s", (int)(gap - sentence), sentence, (int)t->names.len, t->names.ptr, gap + 2);
}

static void tell_step(drg_track *t, drg_step *step)
{
    static const char *const keys[] = {"place", "country"};
    const struct stage *stage = &stages[stage_of(drg_str_of(step->state), true)];
    json_t *length = drg_told_length(t, step->signals, step->n_signals);
    drg_str lasts = drg_length_text(t, length), text = filled(t, stage->sentence);
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        drg_track_put_text(t, step->details, keys[i], drg_told_most(t, step->signals, step->n_signals, NULL, keys[i]));
    drg_track_put(t, step->details, "length", length);
    if (strcmp(step->state, VIOLATED) == 0)
        put_accused(t, step);
    const json_t *begins = json_object_get(step->details, "begins");
    step->sentence =
        drg_track_text(t, "%.*s%s%.*s%s%s", (int)text.len, text.ptr, lasts.len > 0 ? ", for " : "", (int)lasts.len,
                       lasts.ptr, begins != NULL ? ", from " : "", begins != NULL ? json_string_value(begins) : "");
}

static void put_state(drg_track *t)
{
    const drg_step *stands = NULL;
    for (size_t i = 0; i < t->n_steps; i++) {
        drg_step *step = t->steps[i];
        if (step->is_denied || !stages[stage_of(drg_str_of(step->state), true)].counts)
            continue;
        stands = step;
        json_t *length = json_object_get(step->details, "length"), *begins = json_object_get(step->details, "begins");
        drg_track_put(t, t->details, "length", length != NULL ? json_incref(length) : NULL);
        drg_track_put(t, t->details, "begins", begins != NULL ? json_incref(begins) : NULL);
        if (strcmp(step->state, "in force") == 0 && json_object_get(t->details, "in_force_since") == NULL)
            drg_track_put_day(t, t->details, "in_force_since", step->day);
        if (strcmp(step->state, "ended") == 0)
            drg_track_put_day(t, t->details, "ended", step->day);
    }
    t->state = stands != NULL ? stands->state : NULL;
}

void drg_follow_ceasefire(drg_track *t)
{
    bool is_strong = false;
    for (size_t i = 0; i < t->n_signals; i++)
        is_strong = is_strong || (t->signals[i].is_strong && !t->signals[i].is_denied);
    if (!is_strong)
        return;
    add_signals(t);
    drg_track_close(t);
    for (size_t i = 0; i < t->n_steps && !t->failed; i++)
        tell_step(t, t->steps[i]);
    if (t->failed)
        return;
    t->name = drg_track_text(t, "%.*s: ceasefire", (int)t->names.len, t->names.ptr);
    put_state(t);
}
