/* src/ledger/facts.h - what of a record says which happening it tells, packed small so that two can be compared fast.
 *
 * A record's facts follow from it and its document alone. They are filed under keys (fact_key), so that records that may
 * tell one happening are found without looking at the others: see drg_facts_keys(). */
#ifndef DRG_LEDGER_FACTS_H
#define DRG_LEDGER_FACTS_H

#include "base/arena.h"
#include "ledger/inside.h"

enum { DRG_FACT_MODES = 3, DRG_FACT_PARTIES = 5, DRG_FACT_NUMBERS = 6, DRG_FACT_TOPIC = 8, DRG_FACT_WORDS = 24 };

/** Event types, in the order of the ontology; 0: none that is known. */
typedef enum drg_fact_event {
    DRG_FACT_NO_EVENT,
    DRG_FACT_AGREE,
    DRG_FACT_CONSULT,
    DRG_FACT_SUPPORT,
    DRG_FACT_CONCEDE,
    DRG_FACT_COOPERATE,
    DRG_FACT_AID,
    DRG_FACT_RETREAT,
    DRG_FACT_REQUEST,
    DRG_FACT_ACCUSE,
    DRG_FACT_REJECT,
    DRG_FACT_THREATEN,
    DRG_FACT_PROTEST,
    DRG_FACT_SANCTION,
    DRG_FACT_MOBILIZE,
    DRG_FACT_COERCE,
    DRG_FACT_ASSAULT
} drg_fact_event;

typedef enum drg_fact_status {
    DRG_FACT_ACTUAL,
    DRG_FACT_NEGATED,
    DRG_FACT_FUTURE,
    DRG_FACT_HYPOTHETICAL,
    DRG_FACT_HISTORICAL
} drg_fact_status;

/** How well the day is known. */
typedef enum drg_fact_time {
    DRG_FACT_TIMELESS,  /* nothing, nor a day of publication */
    DRG_FACT_PUBLISHED, /* only when it was published: that day and two before */
    DRG_FACT_DAY,
    DRG_FACT_SPAN /* several days, one of which it was, or all */
} drg_fact_time;

/** Codes and hashes; 0: not said. Countries, sectors and modes are their first letters, see drg_facts_code(). */
typedef struct drg_fact_party {
    uint32_t country, sector, name;
    uint32_t noun; /* of one without a name: the stem of what it is called, "three aid workers" */
} drg_fact_party;

typedef struct drg_fact_number {
    uint32_t what, unit; /* hashes */
    float low, high;     /* negative: open */
} drg_fact_number;

typedef struct drg_facts {
    int64_t rec, doc;
    int64_t original; /* the record that this one copies, kept beside the packed facts; 0: none */
    uint64_t page;    /* a hash of the document's page */
    int32_t n;        /* which of the document's records */
    int32_t published;
    bool has_published;
    bool denied;             /* its original source denies or doubts it */
    uint8_t event, status;   /* drg_fact_event, drg_fact_status */
    uint8_t time;            /* drg_fact_time */
    uint8_t topic_event;     /* drg_fact_event */
    uint32_t topic_mode;     /* hash */
    int32_t first, last;     /* days; unless timeless */
    int32_t minute;          /* of the day; -1: not said */
    uint32_t trigger;        /* hash of the word that names the event */
    uint32_t sentence;       /* hash of the sentence */
    uint32_t place, country; /* hash of the place's name; where it lies */
    int32_t lat, lon;        /* of 10000 to a degree; where radius is not 0 */
    uint32_t radius_km;      /* 0: no point */
    int64_t geonameid;       /* 0: none */
    uint32_t place_word;     /* the stem of the place's first word, as `names` has it; 0: none */
    bool place_told;         /* it stands in the sentence; else it was taken from what stands around it */
    uint8_t n_modes, n_actors, n_recipients, n_numbers, n_topic, n_words, n_names;
    uint32_t modes[DRG_FACT_MODES];
    drg_fact_party actors[DRG_FACT_PARTIES], recipients[DRG_FACT_PARTIES];
    drg_fact_number numbers[DRG_FACT_NUMBERS];
    uint32_t topic[DRG_FACT_TOPIC]; /* hashes of words, ascending */
    uint32_t words[DRG_FACT_WORDS]; /* of the sentence, ascending, but for names, numbers and words that all use */
    uint32_t names[DRG_FACT_WORDS]; /* names and numbers in it, ascending, but for those of parties and place */
} drg_facts;

/** The facts of all records of a document, in their order. They live in the arena. @return DRG_OK, … DRG_ENOMEM. */
drg_status drg_facts_of_document(drg_ledger *ledger, int64_t doc, drg_arena *arena, drg_facts **facts, size_t *n,
                                 drg_error *err);

enum { DRG_FACT_BYTES = 900, DRG_FACT_KEYS = 26 };
/** Write packed facts, the same on every machine. @return how many bytes. */
size_t drg_facts_pack(const drg_facts *facts, uint8_t out[DRG_FACT_BYTES]);
/** @return false where the bytes are no packed facts. */
bool drg_facts_unpack(const uint8_t *bytes, size_t len, drg_facts *out);
/** The stored facts of a record. @return DRG_OK, DRG_END it has none, … */
drg_status drg_facts_load(drg_ledger *ledger, int64_t rec, drg_facts *out, drg_error *err);

/** Days and space in boxes, and who. Two records can tell one happening only where their event types go together, their
 * slots are at most one apart, and
 * - both lie at a point that is known to a province or better and told in the sentence, in neighbouring cells of the map; or
 * - at least one does not, and both name one country or, where they name none, one party; or
 * - one names nobody at all. */
typedef struct drg_fact_keys {
    int64_t own[DRG_FACT_KEYS];  /* under which it is filed */
    int64_t look[DRG_FACT_KEYS]; /* under which others like it may be filed */
    size_t n_own, n_look;
    int64_t first_slot, last_slot;
} drg_fact_keys;
void drg_facts_keys(const drg_facts *facts, drg_fact_event event, drg_fact_keys *out);

/** Canonical order: by publication (unknown last), page, number. */
int drg_facts_compare(const drg_facts *a, const drg_facts *b);

/** The first four letters, the first in the lowest byte. */
uint32_t drg_facts_code(const char *text, size_t len);
/** Hash of a text, 0 where it is empty. */
uint32_t drg_facts_hash(drg_str text);
drg_fact_event drg_facts_event(drg_str name);

#endif
