/* src/ledger/telling.h - all that an incident's records tell, side by side: who says what. */
#ifndef DRG_LEDGER_TELLING_H
#define DRG_LEDGER_TELLING_H

#include "base/arena.h"
#include "ledger/facts.h"

typedef struct drg_telling_party {
    bool is_actor;
    drg_str name, country, sector, text;
} drg_telling_party;

typedef struct drg_telling_number {
    drg_str what, unit, country, text;
    bool has_low, has_high;
    double low, high;
    int claim; /* of the voice that gives it; -1: nobody in particular */
} drg_telling_number;

/** A source that speaks in a record itself, not one that passes on. */
typedef struct drg_telling_voice {
    int claim;        /* which of the record's */
    int64_t source;   /* of a document that speaks itself, the one that its family's first record here names */
    bool denies;      /* it denies or doubts what the record tells */
    bool is_original; /* the first; its numbers are the record's */
    drg_str kind, country, sector;
} drg_telling_voice;

/** One record. */
typedef struct drg_telling {
    int64_t rec, doc, family;
    drg_str event, mode, status, trigger, topic;
    bool has_first, has_last, is_day, has_point, has_published;
    int32_t first, last, published;
    drg_str place, country, province, resolution;
    double lat, lon, radius_km;
    drg_telling_party *parties;
    drg_telling_number *numbers;
    drg_telling_voice *voices;
    size_t n_parties, n_numbers, n_voices;
} drg_telling;

/** Read what records tell, in their order. All lives in the arena. @return DRG_OK, … DRG_ENOMEM. */
drg_status drg_telling_read(drg_ledger *ledger, drg_arena *arena, const drg_facts *const *members, size_t n,
                            drg_telling **tellings, drg_error *err);

#endif
