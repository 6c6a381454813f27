/* src/ledger/tracks.h - what the files that make tracks share.
 *
 * Each record says at most one thing of a process of each kind (reading.h): a signal. The signals of one kind and of the
 * same parties are a case. A case is cut into tracks where it pauses for long; a track's steps, its state and its details
 * follow from its signals alone, taken in the order of their days. */
#ifndef DRG_LEDGER_TRACKS_H
#define DRG_LEDGER_TRACKS_H

#include "ledger/derive.h"
#include "ledger/reading.h"

typedef struct drg_signal {
    int64_t rec, doc, incident;
    drg_str id; /* the record's */
    drg_str what;
    bool is_strong, is_told; /* as in the table track_signal */
    bool is_denied;          /* none who speaks says so; some deny it */
    bool is_counter;         /* speaks against the step that it stands in */
    int64_t family;          /* of copies, that its document is of; 0: none */
    int32_t day, last;       /* an untold day is the incident's, where others tell it */
    int32_t reported;
    json_t *facts; /* track_facts.h */
} drg_signal;

typedef struct drg_step {
    const char *state; /* static */
    bool has_day;
    int32_t day, last; /* when it was, or is to be */
    int32_t order;     /* where it stands among the steps: a day */
    int rank;          /* and among those of one day */
    int32_t reported;  /* the last report of it */
    bool is_denied;    /* nobody says so any more than others deny it: it counts for nothing */
    bool disputed;
    int64_t incident;
    drg_signal **signals; /* in the arena */
    size_t n_signals, cap;
    json_t *details;
    drg_str sentence;
} drg_step;

/** A track that is being made. Anything that cannot be allocated sets `failed`, and the rest does nothing. */
typedef struct drg_track {
    drg_arena *arena;
    drg_track_kind kind;
    drg_str key;
    drg_sides sides;
    drg_str names; /* "Russia and Ukraine" */
    drg_signal *signals;
    size_t n_signals;
    drg_step **steps;
    size_t n_steps, cap;
    const char *state; /* static */
    drg_str name;
    json_t *details;
    bool disputed;
    bool failed;
} drg_track;

/** Make steps, state, name and details of a track of the kind. The state stays NULL where there is no track in it. */
void drg_follow_negotiation(drg_track *track);
void drg_follow_exchange(drg_track *track);
void drg_follow_ceasefire(drg_track *track);
void drg_follow_offensive(drg_track *track);

/* ---- steps ---- */

/** A new step of a signal, in the order of its day. */
drg_step *drg_track_step(drg_track *track, const char *state, int rank, drg_signal *signal);
/** Add a signal. Its days widen those of the step where both are told and `widen` is set. */
void drg_step_add(drg_track *track, drg_step *step, drg_signal *signal, bool widen);
/** The step of that state whose place in order is nearest to the day, at most so many days before and behind it; of
 * equally near ones the earlier. NULL: there is none. */
drg_step *drg_track_near(const drg_track *track, const char *state, int32_t day, int32_t before, int32_t behind);
bool drg_step_has(const drg_step *step, const char *what);
/** Who says it and who denies it, whether it is disputed, and which incident it is: into the step. */
void drg_step_close(drg_track *track, drg_step *step);
/** Close all steps and sort them. */
void drg_track_close(drg_track *track);

/* ---- facts of many signals ---- */

bool drg_signal_is(const drg_signal *signal, const char *what);
drg_str drg_told(const drg_signal *signal, const char *key);
/** The value of a text member that most signals have, of equally many the first by bytes; empty: none. what: of signals
 * that say this only; NULL: of all. */
drg_str drg_told_most(drg_track *track, drg_signal *const *signals, size_t n, const char *what, const char *key);
/** All values of a text member (or of the texts in a list), each once, in the order of the signals. */
json_t *drg_told_all(drg_track *track, drg_signal *const *signals, size_t n, const char *key);
/** [{"of", "name", "what", "low", "high", "best", "by": [{"source", "low", "high", "record"}]}], or NULL. *differ: sources
 * that cannot all be right. */
json_t *drg_told_counts(drg_track *track, drg_signal *const *signals, size_t n, bool *differ);
/** The parties that do what the step tells, for people: those whom its records name as actors, else all. */
drg_str drg_step_doers(drg_track *track, const drg_step *step);
/** {"low", "high", "unit", "by": [{"source", "low", "high", "record"}]}, or NULL. */
json_t *drg_told_length(drg_track *track, drg_signal *const *signals, size_t n);
/** "at least 1 hour"; empty where length is NULL. */
drg_str drg_length_text(drg_track *track, const json_t *length);

/* ---- writing ---- */

drg_str drg_track_text(drg_track *track, const char *format, ...) __attribute__((format(printf, 2, 3)));
/** "Sudan's government", "the Rapid Support Forces". */
drg_str drg_track_name_of(drg_track *track, drg_str key);
/** Set a member; the value is taken over. NULL values are left out. */
void drg_track_put(drg_track *track, json_t *object, const char *key, json_t *value);
void drg_track_put_text(drg_track *track, json_t *object, const char *key, drg_str text);
void drg_track_put_day(drg_track *track, json_t *object, const char *key, int32_t day);
/** "a, b and c" of texts in a list; at most `most` of them are named, and how many more there are. */
drg_str drg_track_list(drg_track *track, const json_t *texts, size_t most);

#endif
