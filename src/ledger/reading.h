/* src/ledger/reading.h - one record, as tracks read it, and what it says of which process. */
#ifndef DRG_LEDGER_READING_H
#define DRG_LEDGER_READING_H

#include "ledger/inside.h"
#include "ledger/sides.h"
#include "ledger/words.h"

typedef enum drg_track_kind {
    DRG_TRACK_NEGOTIATION,
    DRG_TRACK_EXCHANGE,
    DRG_TRACK_CEASEFIRE,
    DRG_TRACK_OFFENSIVE,
} drg_track_kind;
#define DRG_N_TRACK_KINDS (DRG_TRACK_OFFENSIVE + 1)

/** "negotiation" …; static. */
const char *drg_track_kind_name(drg_track_kind kind);

/** A number of a record. */
typedef struct drg_reading_number {
    drg_str what, unit, text, country;
    bool has_low, has_high;
    double low, high;
} drg_reading_number;

/** Who speaks in a record. */
typedef struct drg_reading_source {
    drg_str key, name, country, sector, kind, stance;
    bool via;
    bool is_own_voice; /* the document's, of which copies have the same */
} drg_reading_source;

/** A record, with what tracks ask of it. Texts live in the arena. */
typedef struct drg_reading {
    int64_t rec, doc;
    drg_str event, mode, status, place, country, place_resolution, topic, topic_event, topic_mode;
    bool is_hosted; /* CONSULT third-party */
    bool has_first, has_last, has_published;
    int32_t first, last, published;
    drg_words words;       /* its sentence */
    drg_words topic_words; /* its topic */
    drg_sides actors, recipients;
    drg_str hosts[2]; /* countries that host */
    size_t n_hosts;
    bool is_about_both; /* "the two sides" act, or the sentence speaks of them */
    drg_reading_number *numbers;
    size_t n_numbers;
    drg_reading_source *sources;
    size_t n_sources;
} drg_reading;

/** @param doc  of the record's document. @return DRG_OK or what failed. */
drg_status drg_reading_load(drg_ledger *ledger, drg_arena *arena, int64_t rec, const drg_doc_sides *doc,
                            drg_reading *out, drg_error *err);

/** What a record says of a process. */
typedef struct drg_said {
    const char *what; /* a stage of the process; static; NULL: nothing */
    bool is_strong;   /* enough for a track to be; others only add to one */
} drg_said;
drg_said drg_read_negotiation(const drg_reading *reading);
drg_said drg_read_exchange(const drg_reading *reading);
drg_said drg_read_ceasefire(const drg_reading *reading);
drg_said drg_read_offensive(const drg_reading *reading);

/** Whose process it is. @return false where that cannot be told. */
bool drg_reading_sides(const drg_reading *reading, const drg_doc_sides *doc, drg_track_kind kind, drg_sides *sides);

/* Words that several processes share, as patterns. */
#define DRG_TALKS                                                                                                      \
    "talk|talks|negotiat*|meeting|meetings|meet|summit*|dialogue|discussion|discussions|consultation*|round|rounds|"   \
    "session|sessions"
#define DRG_TRUCE                                                                                                      \
    "ceasefire*|cease fire*|truce*|armistice*|cessation of hostilities|humanitarian pause*|halt to hostilities|"       \
    "pause in fighting|halt in fighting"
#define DRG_SWAP "exchang*|swap*"
#define DRG_CAPTIVES                                                                                                   \
    "prisoner*|pow|pows|detainee*|captive*|hostage*|bodies|remains|captured soldier*|captured fighter*|abductee*"
#define DRG_FREEING                                                                                                    \
    "releas*|free|freed|freeing|return*|hand over|handed over|handover|handing over|repatriat*|hand back"
#define DRG_PUT_OFF "call* off|cancel*|postpon*|suspend*|put off|scrapp*|abort*|put on hold|on hold|defer*"
#define DRG_BREAK_DOWN                                                                                                 \
    "stall|stalls|stalled|collaps*|broke down|break down|broken down|fell apart|fall apart|fallen apart|walk* "        \
    "out|broke off|break off|"                                                                                         \
    "broken off|fell through|unravel*"

#endif
