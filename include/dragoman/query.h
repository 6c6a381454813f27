/* include/dragoman/query.h - asking a ledger: what, under which filter, in which order; answers are JSON objects, one by one.
 *
 * A query is made once and may be asked again and of several ledgers; asking does not change it. Its parameters are named
 * and given as text, so that a command line and a server take the same ones: drg_query_parameters() lists them. Those of
 * different names must all hold; of several values of one name, one. Each answer is read in one transaction, so that it is
 * consistent while others write. docs/LEDGER.md tells every parameter and the shape of every answer (schema/ has the
 * JSON Schemas). */
#ifndef DRAGOMAN_QUERY_H
#define DRAGOMAN_QUERY_H

#include "dragoman/ledger.h"

#ifdef __cplusplus
extern "C" {
#endif

/** What to ask for; each with its schema. */
typedef enum drg_ask_kind {
    DRG_ASK_EVENTS,    /* records, with where they belong: schema/event.schema.json */
    DRG_ASK_RECORDS,   /* the same, exactly as they were coded: schema/record.schema.json */
    DRG_ASK_INCIDENTS, /* schema/incident.schema.json */
    DRG_ASK_TRACKS,    /* schema/track.schema.json */
    DRG_ASK_SOURCES,   /* schema/source.schema.json */
    DRG_ASK_DOCUMENTS, /* schema/stored.schema.json */
    DRG_ASK_PLACES     /* where incidents were, each place once: schema/place.schema.json */
} drg_ask_kind;
#define DRG_N_ASK_KINDS (DRG_ASK_PLACES + 1)

/** "events", "records" …; static; NULL outside the enum. */
DRG_API const char *drg_ask_kind_name(drg_ask_kind kind);

/** A parameter of queries. All of it is static. */
typedef struct drg_parameter {
    const char *name;          /* "min-dead" */
    const char *argument;      /* "N", for help */
    const char *help;          /* for people, one sentence */
    unsigned kinds;            /* a bit for each drg_ask_kind that takes it, 1u << kind */
    const char *const *values; /* the words that are allowed, ending with NULL; NULL: any text that can be read so */
} drg_parameter;

/** All parameters. *n is their number. */
DRG_API const drg_parameter *drg_query_parameters(size_t *n);
/** The orders in which a kind can be had, ending with NULL; the first is the usual one. NULL outside the enum. */
DRG_API const char *const *drg_query_orders(drg_ask_kind kind);

typedef struct drg_query drg_query;

/** How many values one name may have, how long a value may be, and how many items a page may hold. */
#define DRG_MAX_QUERY_VALUES 16
#define DRG_MAX_QUERY_BYTES 1024
#define DRG_MAX_PAGE_ITEMS 100000000

/** @return DRG_OK; DRG_EARG no such kind; DRG_ENOMEM. */
DRG_API DRG_MUST_CHECK drg_status drg_query_new(drg_ask_kind kind, drg_query **query, drg_error *err);
/** NULL is allowed. */
DRG_API void drg_query_free(drg_query *query);
DRG_API drg_ask_kind drg_query_kind(const drg_query *query);
/** Ask the same of another kind with the same filters: records as events or as they were coded, incidents or their places.
 * The order becomes the usual one where the other kind has none of that name. @return DRG_OK; DRG_EARG: other filters. */
DRG_API DRG_MUST_CHECK drg_status drg_query_set_kind(drg_query *query, drg_ask_kind kind, drg_error *err);

/**
 * Add a value of a parameter; of those that can have but one (since, until, near, min-dead, changed-after, text, sort,
 * limit, cursor) the last counts. type, status, kind, country and id take several at once, parted by commas.
 * @param name   one of drg_query_parameters() that the query's kind has.
 * @param value  UTF-8; copied.
 * @return DRG_OK; DRG_EARG: no such parameter, or not a value of it (the message says what it should be, and which word is
 *         near); DRG_ELIMIT: too many or too long; DRG_ENOMEM. The query is as before.
 */
DRG_API DRG_MUST_CHECK drg_status drg_query_set(drg_query *query, const char *name, drg_str value, drg_error *err);

/** Where an item goes: one JSON object, on one line, without a line feed. json lives as long as the call.
 * @return DRG_OK, or DRG_EIO to stop; the asking function hands the status on. */
typedef drg_status drg_item_sink(void *context, drg_str json);

#define DRG_MAX_CURSOR_BYTES 192

/** What a page of answers was. */
typedef struct drg_page {
    size_t n_items;
    char next
        [DRG_MAX_CURSOR_BYTES]; /* the value of `cursor` that gives the next page: letters, digits, '-', '.'; "" after
                                        the last */
} drg_page;

/**
 * One page of answers: `limit` items (50 by default) after `cursor`, in the order `sort`. An item that does not change
 * while pages are turned is told exactly once, whatever others add meanwhile. Places come on one page, the first `limit` of
 * the most told ones among the newest DRG_MAX_COUNTED incidents that the filter leaves.
 * @param page  or NULL.
 * @return DRG_OK (also where there is nothing); DRG_ELIMIT after drg_ledger_set_limit()'s time or drg_ledger_stop(); what
 *         the sink returns; DRG_EIO, DRG_EFORMAT, DRG_ENOMEM.
 */
DRG_API DRG_MUST_CHECK drg_status drg_ask(drg_ledger *ledger, const drg_query *query, drg_item_sink *sink,
                                          void *context, drg_page *page, drg_error *err);

/**
 * One item with all that belongs to it: of an incident its claims, links and the history of its numbers; of a track its
 * steps with their records; of a document its text, records, copies and revisions; of a source what it claims and who
 * agrees or disagrees. The schema of the kind holds for it, with more members.
 * @param id    an item's `id`. A document may also be named by its address. Of several revisions the current one is told.
 * @return as drg_ask(); DRG_END: there is none (err is not touched).
 */
DRG_API DRG_MUST_CHECK drg_status drg_ask_one(drg_ledger *ledger, drg_ask_kind kind, drg_str id, drg_item_sink *sink,
                                              void *context, drg_error *err);

/** Counts under a filter look at this many items at most, the first of the query's order. */
#define DRG_MAX_COUNTED 4000

/**
 * How many items a query of events or incidents leaves, and how they divide: one JSON object (schema/counts.schema.json).
 * `sort`, `limit` and `cursor` do not matter. Where more than DRG_MAX_COUNTED are left, the newest are counted, and
 * `complete` is false.
 * @param facets  what to divide by, parted by commas: type, mode, status, country, actor, recipient, source, month, place;
 *                empty: all.
 * @return as drg_ask(); DRG_EARG: no such facet, or a query of another kind.
 */
DRG_API DRG_MUST_CHECK drg_status drg_ask_counts(drg_ledger *ledger, const drg_query *query, drg_str facets,
                                                 drg_item_sink *sink, void *context, drg_error *err);

/** What a ledger holds, in numbers: one JSON object (schema/statistics.schema.json). @return as drg_ask(). */
DRG_API DRG_MUST_CHECK drg_status drg_ask_statistics(drg_ledger *ledger, drg_item_sink *sink, void *context,
                                                     drg_error *err);

/** Numbers that rise: with every record and document that is stored, with every incident or track that changes. Who
 * follows a ledger asks for `changed-after` them; the same three numbers mean the same ledger. */
typedef struct drg_ledger_state {
    int64_t document, record, changed;
} drg_ledger_state;
/** @return DRG_OK, DRG_EIO, DRG_EFORMAT, DRG_ENOMEM. */
DRG_API DRG_MUST_CHECK drg_status drg_ledger_get_state(drg_ledger *ledger, drg_ledger_state *state, drg_error *err);

/** How long one answer may take, in milliseconds, from its beginning; 0, as at first: any time. */
DRG_API void drg_ledger_set_limit(drg_ledger *ledger, unsigned ms);
/** End the answer that is under way on the handle, from any thread; without one, the next. */
DRG_API void drg_ledger_stop(drg_ledger *ledger);

#ifdef __cplusplus
}
#endif
#endif
