/* src/ingest/csv.h - tables of documents, by RFC 4180: a record a document, with a row of names first and a column that
 * holds the text. Fields are parted by the sign that parts the names: a comma, tab, semicolon or bar.
 *
 * Read strictly: a record with more or fewer fields than there are names, or whose quotes are not paired, is refused. */
#ifndef DRG_INGEST_CSV_H
#define DRG_INGEST_CSV_H

#include "base/document.h"
#include "ingest/fields.h"
#include "ingest/input.h"

#define DRG_MAX_CSV_COLUMNS 1024

/** Whether bytes, the beginning of an input, are a row of names with one of a text among them. */
bool drg_csv_looks_like(drg_str bytes);

typedef struct drg_csv {
    char delimiter; /* '\0': the row of names is not read yet */
    size_t n_columns;
    unsigned short column[DRG_N_FIELDS]; /* of each field, from 1; 0: none */
    drg_buf record;                      /* as it stands in the input */
} drg_csv;

void drg_csv_init(drg_csv *csv);
void drg_csv_release(drg_csv *csv);

/**
 * Read the next record into an empty document.
 * @param next_line  the line that is read next, from 1; moved on.
 * @param line       set to the line that the record begins on.
 * @return DRG_OK; DRG_END; DRG_EINPUT, DRG_ELIMIT (the next call goes on behind it, unless the row of names is bad: then
 *         it returns DRG_END); else as drg_input_peek().
 */
drg_status drg_csv_next(drg_csv *csv, drg_input *in, drg_str source, size_t *next_line, size_t *line, drg_document *doc,
                        drg_error *err);

#endif
