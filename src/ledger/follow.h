/* src/ledger/follow.h - the steps from changed incidents to tracks: signals of new records, cases fetched, tracks written. */
#ifndef DRG_LEDGER_FOLLOW_H
#define DRG_LEDGER_FOLLOW_H

#include "ledger/tracks.h"

typedef struct drg_case {
    drg_str kind, parties; /* as in track_signal */
} drg_case;

/** One call of drg_ledger__follow(). */
typedef struct drg_follow {
    drg_ledger *l;
    drg_arena arena;   /* of the call */
    drg_arena scratch; /* of one record or one case */
    drg_case *cases;   /* touched */
    size_t n_cases, cap;
} drg_follow;

/** Note a case that must be made anew. */
drg_status drg_follow_touch(drg_follow *follow, drg_str kind, drg_str parties, drg_error *err);
/** Give the records of the incident's new documents their signals, and touch the cases of these. */
drg_status drg_follow_read(drg_follow *follow, int64_t incident, drg_error *err);

/** A case's signals, in the order of their days. */
typedef struct drg_signals {
    drg_signal *list; /* in the scratch arena */
    size_t n, cap;
} drg_signals;
/** Fetch those of current records. The facts must be released, also where it failed. */
drg_status drg_case_load(drg_follow *follow, const drg_case *touched, drg_signals *out, drg_error *err);
void drg_signals_release(drg_signals *signals);

/**
 * Write a track, where it is not there as it is.
 * @param ordinal  how many of its case come before it.
 */
drg_status drg_track_write(drg_follow *follow, const drg_track *track, size_t ordinal, drg_error *err);
/** Delete the tracks of the case from that ordinal on. */
drg_status drg_tracks_drop(drg_follow *follow, const drg_case *touched, size_t ordinal, drg_error *err);

#endif
