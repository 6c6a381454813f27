/* include/dragoman/base.h - what every header of the library shares: status codes, the caller's error, text and spans.
 * Text is UTF-8, pointer and length, never NUL-terminated unless a declaration says so. */
#ifndef DRAGOMAN_BASE_H
#define DRAGOMAN_BASE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#if defined(__GNUC__) || defined(__clang__)
#define DRG_API __attribute__((visibility("default")))
#define DRG_MUST_CHECK __attribute__((warn_unused_result))
#else
#define DRG_API
#define DRG_MUST_CHECK
#endif

/** The one list of status codes and their texts. */
#define DRG_STATUS_LIST(X)                                                                                             \
    X(DRG_OK, "done")                                                                                                  \
    X(DRG_END, "no more documents")                                                                                    \
    X(DRG_EARG, "an argument is not allowed")                                                                          \
    X(DRG_EINPUT, "the input cannot be read as what it should be")                                                     \
    X(DRG_ELIMIT, "a stated limit is exceeded")                                                                        \
    X(DRG_ESTAGE, "the document lacks the layer that this step needs")                                                 \
    X(DRG_EFORMAT, "a weights or knowledge file is damaged or of another version")                                     \
    X(DRG_EIO, "the system could not read or write")                                                                   \
    X(DRG_ENOMEM, "out of memory")

typedef enum drg_status {
#define DRG_STATUS_ENUM_(name, text) name,
    DRG_STATUS_LIST(DRG_STATUS_ENUM_)
#undef DRG_STATUS_ENUM_
} drg_status;

/** The text of a status; static, never NULL. */
DRG_API const char *drg_status_text(drg_status status);

/** What went wrong, for people. Filled without allocating; every function that takes one accepts NULL. */
typedef struct drg_error {
    drg_status status;
    bool has_pos;
    size_t pos;        /* what it counts, the function says: a byte, a line, a sentence */
    char message[240]; /* NUL-terminated UTF-8, one line */
} drg_error;

/** Borrowed UTF-8 text. ptr may be NULL only where len is 0. */
typedef struct drg_str {
    const char *ptr;
    size_t len;
} drg_str;

/** Half-open range of BYTES in drg_document_text(). */
typedef struct drg_span {
    uint32_t start, end;
} drg_span;

/** Where results go: called with consecutive pieces of output.
 * @return DRG_OK, or DRG_EIO to stop the writer, which hands the status on. */
typedef drg_status drg_sink(void *context, const char *data, size_t len);

#ifdef __cplusplus
}
#endif
#endif
