/* src/ingest/input.h - the bytes of one input: a file, a pipe or memory, taken line by line or whole. */
#ifndef DRG_INGEST_INPUT_H
#define DRG_INGEST_INPUT_H

#include "dragoman/base.h"

typedef struct drg_input {
    int fd; /* -1: memory */
    bool owns_fd;
    bool eof, failed;
    char *buf;         /* malloc'd window of the file; for memory, the caller's bytes */
    size_t start, end; /* what is read and not yet taken */
    size_t cap;
    uint64_t taken_bytes, size_bytes; /* size 0: unknown */
} drg_input;

/** path "-" is standard input. @return DRG_OK, DRG_EIO. */
drg_status drg_input_open(drg_input *in, const char *path, drg_error *err);
void drg_input_open_memory(drg_input *in, drg_str bytes);
void drg_input_close(drg_input *in);

/** At least want bytes, or all that is left: borrowed until the next call. @return DRG_OK, DRG_EIO, DRG_ENOMEM. */
drg_status drg_input_peek(drg_input *in, size_t want, drg_str *bytes, drg_error *err);
/** Take n bytes that were peeked. */
void drg_input_take(drg_input *in, size_t n);

/**
 * The next line, without its LF or CR LF: borrowed until the next call.
 * @return DRG_OK; DRG_END; DRG_ELIMIT longer than max, and passed over; DRG_EIO; DRG_ENOMEM.
 */
drg_status drg_input_line(drg_input *in, size_t max, drg_str *line, drg_error *err);

/** All that is left: borrowed until the next call. @return DRG_OK; DRG_ELIMIT more than max; DRG_EIO; DRG_ENOMEM. */
drg_status drg_input_rest(drg_input *in, size_t max, drg_str *bytes, drg_error *err);

#endif
