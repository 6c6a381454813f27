/* src/ingest/printed.h - records that `dragoman code` printed, on their way into a ledger: the lines of one document,
 * which follow each other, are a document without text. */
#ifndef DRG_INGEST_PRINTED_H
#define DRG_INGEST_PRINTED_H

#include "base/document.h"
#include "ingest/input.h"

typedef struct drg_printed {
    drg_buf lines; /* of the document that is being read */
    drg_buf ahead; /* the line that was read and is of another document */
    size_t n_lines;
} drg_printed;

void drg_printed_init(drg_printed *printed);
void drg_printed_release(drg_printed *printed);

/** Whether a line of JSON Lines looks like a record, not like a document. */
bool drg_printed_looks_like(drg_str line);

/**
 * The records that follow from a first line that looks like one: doc gets their lines, and what they say of their document.
 * @param next_line  the number of the input's next line; moves on.
 * @return DRG_OK; DRG_EINPUT no record of `code`; DRG_ELIMIT more than DRG_MAX_LINE_BYTES in all; DRG_ENOMEM; what the
 *         input failed with.
 */
drg_status drg_printed_next(drg_printed *printed, drg_str first, drg_input *input, drg_str source, size_t *next_line,
                            drg_document *doc, drg_error *err);
/** The line that was read ahead, before any more is taken from the input. @return false: there is none. */
bool drg_printed_take_ahead(drg_printed *printed, drg_str *line);

#endif
