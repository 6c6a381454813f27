/* include/dragoman/ledger.h - the store of many documents' records, and what follows from them.
 *
 * A ledger is one SQLite file (docs/LEDGER.md tells its tables). Records are claims, kept as their documents made them and
 * never changed; incidents and tracks are derived from them by rules and can be made again at any time. A handle serves one
 * thread at a time; any number of handles and processes may read one ledger while one writes. */
#ifndef DRAGOMAN_LEDGER_H
#define DRAGOMAN_LEDGER_H

#include "dragoman/base.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct drg_ledger drg_ledger;

typedef enum drg_ledger_access {
    DRG_LEDGER_READ,  /* it must be there */
    DRG_LEDGER_WRITE, /* it must be there */
    DRG_LEDGER_CREATE /* made where it is not there */
} drg_ledger_access;

/**
 * Open a ledger; one of an earlier version is brought up to this one when it is opened for writing.
 * @param path  a file of the system, NUL-terminated.
 * @return DRG_OK; DRG_EIO (missing, not permitted, locked, full); DRG_EFORMAT (not a ledger, damaged, or of a later
 *         version); DRG_ENOMEM.
 */
DRG_API DRG_MUST_CHECK drg_status drg_ledger_open(const char *path, drg_ledger_access access, drg_ledger **ledger,
                                                  drg_error *err);
/** NULL is allowed. */
DRG_API void drg_ledger_close(drg_ledger *ledger);

/** What was put into a ledger. */
typedef struct drg_ledger_counts {
    uint64_t documents; /* new pages */
    uint64_t revisions; /* pages that were there, with other words or records */
    uint64_t unchanged; /* documents that were there already */
    uint64_t records;   /* of the new documents and revisions */
} drg_ledger_counts;

/**
 * Store one document, link its records to incidents and these to tracks: all of it, or on failure nothing.
 *
 * @param lines  what `dragoman read` prints of the document, if that is there, and after it what `dragoman code` prints of
 *               its records, if it has any: JSON Lines. All lines must be of one document.
 * @param counts  added to; or NULL.
 * @return DRG_OK; DRG_EINPUT (the message names line and field; err->pos is the line, from 1); DRG_EIO (locked, full);
 *         DRG_EFORMAT (the file is damaged); DRG_ENOMEM.
 */
DRG_API DRG_MUST_CHECK drg_status drg_ledger_put(drg_ledger *ledger, drg_str lines, drg_ledger_counts *counts,
                                                 drg_error *err);

/**
 * Bring all tracks up to date. drg_ledger_put() does so at once where a track is made of few records; a larger one it makes
 * anew when a sixteenth of its records is new, so that documents cost the same however many there are. To be called when
 * a run of documents is at its end.
 * @return as of drg_ledger_put().
 */
DRG_API DRG_MUST_CHECK drg_status drg_ledger_settle(drg_ledger *ledger, drg_error *err);

/** Told of one thing that is amiss, in words. */
typedef void drg_ledger_problem(void *context, drg_str problem);
/**
 * Look through the whole ledger, as it stands at one moment: the file, what rows refer to, that records are as they were
 * printed, that what follows from them fits.
 * @return DRG_OK, and *n_problems is 0 where it is sound; DRG_EIO, DRG_EFORMAT it cannot be looked through; DRG_ENOMEM.
 */
DRG_API DRG_MUST_CHECK drg_status drg_ledger_check(drg_ledger *ledger, drg_ledger_problem *tell, void *context,
                                                   uint64_t *n_problems, drg_error *err);

typedef enum drg_ledger_correction_kind {
    DRG_LEDGER_SAME,  /* two records tell one happening */
    DRG_LEDGER_APART, /* two records do not */
    DRG_LEDGER_SET    /* a field of the incident that holds a record */
} drg_ledger_correction_kind;

/** What a person decides. Texts are NUL-terminated. */
typedef struct drg_ledger_correction {
    drg_ledger_correction_kind kind;
    const char *record; /* a record's id, or an incident's, which stands for its first record */
    const char *other;  /* another's; of SET: NULL */
    const char *field;  /* of SET: a column of `incident`, or what is counted: "dead"; docs/LEDGER.md lists them */
    const char *value;
    const char *who, *why; /* or NULL */
} drg_ledger_correction;

/**
 * Keep a correction, and obey it: what it touches is linked anew. It outlives every rebuild.
 * @return DRG_OK; DRG_EINPUT (no such record, field or value); DRG_EIO, DRG_EFORMAT, DRG_ENOMEM as of drg_ledger_put(). On
 *         failure the ledger is as it was.
 */
DRG_API DRG_MUST_CHECK drg_status drg_ledger_correct(drg_ledger *ledger, const drg_ledger_correction *correction,
                                                     drg_error *err);

/** How far something is that takes long. */
typedef void drg_ledger_progress(void *context, size_t done, size_t total);

/**
 * Throw away all that follows from the records and make it again; the same comes out, whatever the order in which the
 * documents came. All or nothing.
 * @param progress  or NULL.
 */
DRG_API DRG_MUST_CHECK drg_status drg_ledger_rebuild(drg_ledger *ledger, drg_ledger_progress *progress, void *context,
                                                     drg_error *err);

#ifdef __cplusplus
}
#endif
#endif
