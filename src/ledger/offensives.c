/* src/ledger/offensives.c - who claims which place: seized, held, retaken, besieged, left; and contested, where both sides
 * claim it or one denies the other's claim.
 *
 * Claims of one side to one place within a week are one step. Who leaves a place that the other takes in those days
 * confirms the taking. Details keep where each place stands, by its last step. */
#include "base/text.h"
#include "ledger/tracks.h"

#include <string.h>

#define CONTESTED "contested"

static const struct stage {
    const char *what, *state, *verb;
} stages[] = {
    {"besieged", "besieged", "besieged"},
    {"siege-lifted", "siege lifted", "no longer besieges"},
    {"left", "left", "left"},
    {"seized", "seized", "took"},
    {"retaken", "retaken", "retook"},
    {"held", "held", "holds"},
};
#define N_STAGES (sizeof stages / sizeof *stages)

static const struct stage *stage_of(drg_str what, bool is_state)
{
    for (size_t i = 0; i < N_STAGES; i++)
        if (drg_str_is(what, is_state ? stages[i].state : stages[i].what))
            return &stages[i];
    return &stages[3];
}

static drg_str claimant(const drg_signal *s)
{
    const json_t *by = json_array_get(json_object_get(s->facts, "by"), 0);
    return json_is_string(by) ? (drg_str){json_string_value(by), json_string_length(by)} : (drg_str){NULL, 0};
}

static bool same_place(const drg_signal *a, const drg_signal *b)
{
    return drg_str_eq(drg_told(a, "place"), drg_told(b, "place"));
}

static bool is_taking(const char *state)
{
    return strcmp(state, "seized") == 0 || strcmp(state, "retaken") == 0;
}

static bool are_near(const drg_step *step, const drg_signal *s, int32_t days)
{
    int32_t day = s->is_told ? s->day : s->reported;
    return step->order <= day + days && step->order >= day - days;
}

static drg_step *same_claim(const drg_track *t, const drg_signal *s, const char *state)
{
    for (size_t i = 0; i < t->n_steps; i++) {
        drg_step *step = t->steps[i];
        bool fits = strcmp(step->state, state) == 0 || (is_taking(step->state) && is_taking(state));
        /* A siege goes on, and is told of all the while. */
        int32_t days = strcmp(state, "besieged") == 0 ? 180 : 7;
        if (fits && same_place(step->signals[0], s) && drg_str_eq(claimant(step->signals[0]), claimant(s)) &&
            are_near(step, s, days))
            return step;
    }
    return NULL;
}

static void add_claims(drg_track *t)
{
    for (int told = 1; told >= 0; told--)
        for (size_t i = 0; i < t->n_signals && !t->failed; i++) {
            drg_signal *s = &t->signals[i];
            if (s->is_denied || drg_signal_is(s, "not-seized") || s->is_told != (told == 1))
                continue;
            const struct stage *stage = stage_of(s->what, false);
            drg_step *step = same_claim(t, s, stage->state);
            if (step != NULL) {
                drg_step_add(t, step, s, false);
                if (strcmp(stage->state, "retaken") == 0)
                    step->state = stage->state;
            } else {
                drg_track_step(t, stage->state, (int)(stage - stages), s);
            }
        }
}

static bool steps_have(const drg_track *t, const drg_signal *s, bool is_own, drg_step **found)
{
    for (size_t i = 0; i < t->n_steps; i++) {
        drg_step *step = t->steps[i];
        bool own = drg_str_eq(claimant(step->signals[0]), claimant(s));
        if (is_taking(step->state) && same_place(step->signals[0], s) && own == is_own && are_near(step, s, 7)) {
            *found = step;
            return true;
        }
    }
    return false;
}

/* What speaks against a claim: the taker's claim denied, the other side's leaving denied, the other side's "we hold it". */
static void add_denials(drg_track *t)
{
    for (size_t i = 0; i < t->n_signals && !t->failed; i++) {
        drg_signal *s = &t->signals[i];
        drg_step *step = NULL;
        bool is_denial = s->is_denied || drg_signal_is(s, "not-seized");
        bool is_own = !drg_signal_is(s, "left");
        if (!is_denial || !steps_have(t, s, is_own, &step))
            continue;
        s->is_counter = !s->is_denied || !is_own;
        drg_step_add(t, step, s, false);
        step->disputed = true;
    }
}

/* Steps that are about another's: a place left to those who took it, a place held against those who say they took it. */
static void fold(drg_track *t)
{
    size_t kept = 0;
    for (size_t i = 0; i < t->n_steps && !t->failed; i++) {
        drg_step *step = t->steps[i], *taking = NULL;
        bool left = strcmp(step->state, "left") == 0, held = strcmp(step->state, "held") == 0;
        if ((left || held) && steps_have(t, step->signals[0], false, &taking) && taking != step) {
            for (size_t k = 0; k < step->n_signals; k++) {
                step->signals[k]->is_counter = held;
                drg_step_add(t, taking, step->signals[k], false);
            }
            taking->disputed = taking->disputed || held;
            json_decref(step->details);
            continue;
        }
        t->steps[kept++] = step;
    }
    t->n_steps = kept;
}

/* A place that the other side took before is retaken, whatever the word. */
static void mark_retaken(drg_track *t)
{
    for (size_t i = 0; i < t->n_steps; i++)
        for (size_t k = 0; k < i && strcmp(t->steps[i]->state, "seized") == 0; k++)
            if (is_taking(t->steps[k]->state) && same_place(t->steps[k]->signals[0], t->steps[i]->signals[0]) &&
                !drg_str_eq(claimant(t->steps[k]->signals[0]), claimant(t->steps[i]->signals[0])))
                t->steps[i]->state = "retaken";
}

static drg_str who(const drg_step *step)
{
    return drg_side_name(claimant(step->signals[0]));
}

static void tell_step(drg_track *t, drg_step *step)
{
    drg_str place = drg_told(step->signals[0], "place"), name = drg_track_name_of(t, claimant(step->signals[0]));
    const char *verb = stage_of(drg_str_of(step->state), true)->verb;
    drg_track_put_text(t, step->details, "place", place);
    drg_track_put_text(t, step->details, "country", drg_told(step->signals[0], "country"));
    drg_track_put_text(t, step->details, "by", who(step));
    drg_track_put_text(t, step->details, "claim", drg_str_of(step->state));
    if (step->disputed && is_taking(step->state)) {
        step->state = CONTESTED;
        step->sentence = drg_track_text(t, "%.*s%s %s of %.*s is contested", (int)name.len, name.ptr,
                                        drg_str_ends(name, DRG_LIT("s")) ? "'" : "'s",
                                        strcmp(verb, "retook") == 0 ? "retaking" : "taking", (int)place.len, place.ptr);
    } else {
        step->sentence = drg_track_text(t, "%.*s %s %.*s", (int)name.len, name.ptr, verb, (int)place.len, place.ptr);
    }
}

/* Where each place stands: {"Goma": {"state", "by", "since"}}, and the names of the places, the last first. */
static void put_places(drg_track *t)
{
    json_t *places = json_object(), *names = json_array();
    size_t n_sieges = 0;
    for (size_t i = t->n_steps; i-- > 0 && !t->failed;) {
        const drg_step *step = t->steps[i];
        const char *place = json_string_value(json_object_get(step->details, "place"));
        n_sieges += strcmp(step->state, "besieged") == 0 || strcmp(step->state, "siege lifted") == 0;
        if (step->is_denied || place == NULL || json_object_get(places, place) != NULL)
            continue;
        json_t *one = json_object();
        drg_track_put_text(t, one, "state", drg_str_of(step->state));
        drg_track_put_text(t, one, "by", who(step));
        drg_track_put_day(t, one, "since", step->day);
        drg_track_put(t, places, place, one);
        if (json_array_append_new(names, json_string(place)) != 0)
            t->failed = true;
        if (t->state == NULL)
            t->state = step->state;
    }
    drg_str list = drg_track_list(t, names, 2);
    const char *of = n_sieges == t->n_steps ? "siege of" : "fighting for";
    t->name = drg_track_text(t, "%.*s: %s %.*s", (int)t->names.len, t->names.ptr, of, (int)list.len, list.ptr);
    json_decref(names);
    drg_track_put(t, t->details, "places", places);
}

void drg_follow_offensive(drg_track *t)
{
    add_claims(t);
    add_denials(t);
    fold(t);
    if (t->failed || t->n_steps == 0)
        return;
    drg_track_close(t);
    mark_retaken(t);
    for (size_t i = 0; i < t->n_steps; i++)
        tell_step(t, t->steps[i]);
    put_places(t);
}
