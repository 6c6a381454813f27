/* src/ingest/input.h - the bytes of one input: a file, a pipe, memory or a stream over another input, taken line by line
 * or whole. */
#ifndef DRG_INGEST_INPUT_H
#define DRG_INGEST_INPUT_H

#include "dragoman/base.h"

/** Where bytes come from that are no file: an unpacker, an archive, a connection. */
typedef struct drg_stream {
    /** Up to cap (> 0) bytes; *got 0: the end. Not called again after either the end or a failure. */
    drg_status (*read)(void *self, char *to, size_t cap, size_t *got, drg_error *err);
    void (*close)(void *self);
    void *self;
} drg_stream;

typedef struct drg_input {
    int fd; /* -1: memory or stream */
    bool owns_fd;
    bool eof, failed;
    drg_stream stream; /* read NULL: none */
    drg_error failure; /* what made it fail; told again */
    char *buf;         /* malloc'd window of the file; for memory, the caller's bytes */
    size_t start, end; /* what is read and not yet taken */
    size_t cap;
    uint64_t taken_bytes, size_bytes; /* size 0: unknown */
} drg_input;

/** path "-" is standard input. @return DRG_OK, DRG_EIO. */
drg_status drg_input_open(drg_input *in, const char *path, drg_error *err);
void drg_input_open_memory(drg_input *in, drg_str bytes);
/** The input closes the stream. */
void drg_input_open_stream(drg_input *in, drg_stream stream);
void drg_input_close(drg_input *in);

/** At least want bytes, or all that is left: borrowed until the next call. @return DRG_OK; DRG_EIO or what the stream
 * failed with, and then again at every call; DRG_ENOMEM. */
drg_status drg_input_peek(drg_input *in, size_t want, drg_str *bytes, drg_error *err);
/** The same for a look at what begins here: a failure behind the first byte is not told before those bytes are taken. */
drg_status drg_input_look(drg_input *in, size_t want, drg_str *bytes, drg_error *err);
/** Take n bytes that were peeked. */
void drg_input_take(drg_input *in, size_t n);
/** Pass over n bytes, or all that is left. @return as drg_input_peek(). */
drg_status drg_input_skip(drg_input *in, uint64_t n, drg_error *err);
/** Whether drg_input_seek() works: memory and regular files. */
bool drg_input_can_seek(const drg_input *in);
/** Go to a byte, from the beginning. @return DRG_OK, DRG_EIO. */
drg_status drg_input_seek(drg_input *in, uint64_t to, drg_error *err);

/**
 * The next line, without its LF or CR LF: borrowed until the next call.
 * @return DRG_OK; DRG_END; DRG_ELIMIT longer than max, and passed over; else as drg_input_peek(): whole lines that were
 * read before a failure are given first.
 */
drg_status drg_input_line(drg_input *in, size_t max, drg_str *line, drg_error *err);

/** All that is left: borrowed until the next call. @return DRG_OK; DRG_ELIMIT more than max; DRG_EIO; DRG_ENOMEM. */
drg_status drg_input_rest(drg_input *in, size_t max, drg_str *bytes, drg_error *err);

#endif
