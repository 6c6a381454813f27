/* include/dragoman/record.h - the event records that one document tells, and the layers under them.
 * docs/RECORD.md is the contract of every field. Offsets are BYTES into drg_document_text(); only what is written out
 * counts code points. */
#ifndef DRAGOMAN_RECORD_H
#define DRAGOMAN_RECORD_H

#include "dragoman/analysis.h"
#include "dragoman/knowledge.h"

#ifdef __cplusplus
extern "C" {
#endif

/** PLOVER's event types, in the ontology's order. */
/* clang-format off */
#define DRG_EVENT_LIST(X)                                                                                             \
    X(AGREE, VERBAL_COOPERATION) X(CONSULT, VERBAL_COOPERATION) X(SUPPORT, VERBAL_COOPERATION)                        \
    X(CONCEDE, VERBAL_COOPERATION) X(COOPERATE, MATERIAL_COOPERATION) X(AID, MATERIAL_COOPERATION)                    \
    X(RETREAT, MATERIAL_COOPERATION) X(REQUEST, VERBAL_CONFLICT) X(ACCUSE, VERBAL_CONFLICT)                           \
    X(REJECT, VERBAL_CONFLICT) X(THREATEN, VERBAL_CONFLICT) X(PROTEST, MATERIAL_CONFLICT)                             \
    X(SANCTION, MATERIAL_CONFLICT) X(MOBILIZE, MATERIAL_CONFLICT) X(COERCE, MATERIAL_CONFLICT)                        \
    X(ASSAULT, MATERIAL_CONFLICT)

typedef enum drg_event {
#define DRG_EVENT_ENUM_(name, quad) DRG_EVENT_##name,
    DRG_EVENT_LIST(DRG_EVENT_ENUM_)
#undef DRG_EVENT_ENUM_
    DRG_N_EVENTS
} drg_event;

typedef enum drg_status_kind {
    DRG_ACTUAL, DRG_NEGATED, DRG_FUTURE, DRG_HYPOTHETICAL, DRG_HISTORICAL,
    DRG_N_STATUS_KINDS
} drg_status_kind;
/* clang-format on */

typedef enum drg_source_kind {
    DRG_SOURCE_NAMED,
    DRG_SOURCE_ANONYMOUS,
    DRG_SOURCE_MEDIA,
    DRG_SOURCE_DOCUMENT
} drg_source_kind;
typedef enum drg_stance { DRG_ASSERTS, DRG_CLAIMS, DRG_CONFIRMS, DRG_DENIES, DRG_DOUBTS } drg_stance;

/* clang-format off */
#define DRG_WHAT_LIST(X)                                                                                              \
    X(dead) X(injured) X(casualties) X(missing) X(captured) X(arrested) X(released) X(rescued) X(surrendered)         \
    X(expelled) X(displaced) X(participants) X(troops) X(weapons) X(intercepted) X(destroyed) X(settlements) X(area)  \
    X(money) X(duration) X(events) X(other)

typedef enum drg_what {
#define DRG_WHAT_ENUM_(name) DRG_WHAT_##name,
    DRG_WHAT_LIST(DRG_WHAT_ENUM_)
#undef DRG_WHAT_ENUM_
    DRG_N_WHATS
} drg_what;
/* clang-format on */

typedef enum drg_resolution { DRG_RES_DAY, DRG_RES_WEEK, DRG_RES_MONTH, DRG_RES_YEAR, DRG_RES_RANGE } drg_resolution;

typedef enum drg_place_resolution {
    DRG_PLACE_SITE,
    DRG_PLACE_CITY,
    DRG_PLACE_DISTRICT,
    DRG_PLACE_PROVINCE,
    DRG_PLACE_COUNTRY,
    DRG_PLACE_REGION,
    DRG_PLACE_FEATURE
} drg_place_resolution;

/** Names as they are written out: "ASSAULT", "MATERIAL CONFLICT", "actual", "anonymous", "claims", "dead", "day", "city".
 * Static; NULL outside the enum. */
DRG_API const char *drg_event_name(drg_event event);
DRG_API const char *drg_event_quad(drg_event event);
/** The modes that a type of event can have, ending with NULL; static, never NULL itself. */
DRG_API const char *const *drg_event_modes(drg_event event);
DRG_API const char *drg_status_kind_name(drg_status_kind status);
DRG_API const char *drg_source_kind_name(drg_source_kind kind);
DRG_API const char *drg_stance_name(drg_stance stance);
DRG_API const char *drg_what_name(drg_what what);
DRG_API const char *drg_resolution_name(drg_resolution resolution);
DRG_API const char *drg_place_resolution_name(drg_place_resolution resolution);

#define DRG_MAX_SECTORS 4
#define DRG_MAX_MODES 4
#define DRG_MAX_CONTEXTS 4

/** Where a code comes from: what was read, and the row of a table that has it. Static and the knowledge's; borrowed. */
typedef struct drg_origin {
    const char *rule; /* for people, "a word beside it"; NULL: there is no code */
    const char *file; /* "persons.tsv", of data/actors/; NULL: no table has it */
    uint32_t line;
    bool own; /* the file is one of the user's own tables */
} drg_origin;

/** Who: an actor, a recipient, a source. Empty texts are null. */
typedef struct drg_entity {
    drg_span span;
    drg_str text;
    drg_str name;                    /* canonical, or empty */
    drg_str country;                 /* ISO 3166-1 alpha-3 or IGO UNO …, or empty */
    drg_str sector[DRG_MAX_SECTORS]; /* most specific first */
    uint8_t n_sectors;
    drg_str role;
    drg_origin country_from, sector_from;
    bool is_person; /* by a name of its own: no state and no body */
} drg_entity;

/** A day, "YYYY-MM-DD", as days since 1970-01-01; read only where has_* says so. */
typedef struct drg_date {
    drg_span span;
    int32_t start, end; /* inclusive */
    bool has_start, has_end;
    bool has_time;
    uint8_t hour, minute;
    drg_resolution resolution;
} drg_date;

typedef struct drg_place {
    drg_span span;
    drg_str name, country, province;
    bool has_point;
    double lat, lon;
    uint32_t geonameid; /* 0: none */
    drg_place_resolution resolution;
    bool is_actor; /* stands for a government or people here, not for ground */
} drg_place;

/** "at least 12": low 12, no high. */
typedef struct drg_quantity {
    drg_span span; /* the number with its noun: "at least 12 soldiers" */
    drg_what what;
    double low, high;       /* inclusive; read only where has_* says so */
    bool has_low, has_high; /* absent is not zero */
    drg_str unit;
    const drg_entity *entity; /* NULL: unknown */
} drg_quantity;

typedef struct drg_source {
    drg_entity entity;
    drg_source_kind kind;
    drg_str cue;
    drg_stance stance;
    bool via;
} drg_source;

/** Who says what where: the layer under every record's attribution. */
typedef struct drg_attribution {
    drg_source source; /* its entity is the antecedent's where the words are a pronoun */
    drg_span words;    /* the source as it stands here, with its appositions */
    drg_span cue;      /* start == end: none */
    drg_span content[4];
    uint8_t n_content;
} drg_attribution;

typedef struct drg_topic {
    drg_str text; /* empty: no topic */
    bool has_event;
    drg_event event;
    drg_str mode; /* or empty */
} drg_topic;

typedef struct drg_record {
    char id[17]; /* 16 hexadecimal digits, NUL */
    drg_event event;
    drg_str mode[DRG_MAX_MODES];
    uint8_t n_modes;
    drg_str context[DRG_MAX_CONTEXTS];
    uint8_t n_contexts;
    drg_str cameo; /* or empty */
    drg_status_kind status;
    const drg_entity *actor;
    size_t n_actors;
    const drg_entity *recipient;
    size_t n_recipients;
    bool has_date, has_place;
    drg_date date;
    drg_place place;
    drg_topic topic;
    const drg_quantity *quantity;
    size_t n_quantities;
    const drg_source *attribution;
    size_t n_attributions;
    uint32_t sentence;
    drg_span trigger;
    double confidence;
} drg_record;

/** The layers that coding finds before events; each in order of place in the text. */
typedef struct drg_layers {
    const drg_date *dates;
    size_t n_dates;
    const drg_quantity *quantities;
    size_t n_quantities;
    const drg_place *places;
    size_t n_places;
    const drg_attribution *attributions;
    size_t n_attributions;
} drg_layers;

/** What turns an analysed document into records: immutable; threads share it. Borrows the knowledge. */
typedef struct drg_coder drg_coder;

/** @return DRG_OK, DRG_ENOMEM. knowledge must outlive the coder. */
DRG_API DRG_MUST_CHECK drg_status drg_coder_new(const drg_knowledge *knowledge, drg_coder **coder, drg_error *err);
DRG_API void drg_coder_free(drg_coder *coder);

/** More records than this in one document are refused. */
#define DRG_MAX_RECORDS 20000

/**
 * Code the events that an analysed document tells, and add them, with the layers, to it.
 *
 * @return DRG_OK (no events is success); DRG_ESTAGE not analysed, or coded already; DRG_ELIMIT more than
 *         DRG_MAX_RECORDS, err->pos is the sentence; DRG_ENOMEM. On failure the document is as it was before the call.
 */
DRG_API DRG_MUST_CHECK drg_status drg_code(const drg_coder *coder, drg_document *doc, drg_error *err);

/** Borrowed from doc until it is cleared or freed. */
DRG_API const drg_record *drg_document_records(const drg_document *doc, size_t *n);
DRG_API const drg_layers *drg_document_layers(const drg_document *doc);

#ifdef __cplusplus
}
#endif
#endif
