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

/** Why something that might have been a document is none: codes for machines, as reports name them. DRG_REASON_NONE: what
 * the status says. */
#define DRG_REASON_LIST(X)                                                                                             \
    X(DRG_REASON_NONE, "none")                                                                                         \
    X(DRG_REASON_UNREADABLE, "unreadable")     /* the system could not read it */                                      \
    X(DRG_REASON_MALFORMED, "malformed")       /* not what it should be */                                             \
    X(DRG_REASON_LIMIT, "limit")               /* longer, deeper or more than is allowed */                            \
    X(DRG_REASON_MEMORY, "memory")             /* out of memory */                                                     \
    X(DRG_REASON_ENCODING, "encoding")         /* its characters or its compression are not known */                   \
    X(DRG_REASON_DAMAGED, "damaged")           /* compressed or archived bytes that do not unpack */                   \
    X(DRG_REASON_TRUNCATED, "truncated")       /* cut off */                                                           \
    X(DRG_REASON_EXPANSION, "expansion")       /* unpacks to far more than it is */                                    \
    X(DRG_REASON_ENCRYPTED, "encrypted")       /* a member of an archive that needs a password */                      \
    X(DRG_REASON_FORMAT, "format")             /* a kind of file that is not read */                                   \
    X(DRG_REASON_NO_TEXT, "no-text")           /* a page, an entry or an object without text */                        \
    X(DRG_REASON_RECORD_KIND, "record-kind")   /* a record of an archive that holds no document */                     \
    X(DRG_REASON_CONTENT_TYPE, "content-type") /* neither page nor text */                                             \
    X(DRG_REASON_HTTP_STATUS, "http-status")   /* the server gave something else */                                    \
    X(DRG_REASON_SEEN, "seen")                 /* read already */                                                      \
    X(DRG_REASON_NOT_MODIFIED, "not-modified") /* a feed without anything new */                                       \
    X(DRG_REASON_ROBOTS, "robots")             /* the site asks robots to keep away */                                 \
    X(DRG_REASON_ADDRESS, "address")           /* a private address, or not one of the web */                          \
    X(DRG_REASON_REDIRECTS, "redirects")       /* too many, or in a circle */                                          \
    X(DRG_REASON_UNREACHABLE, "unreachable")   /* no answer */                                                         \
    X(DRG_REASON_TIMEOUT, "timeout")           /* too slow */                                                          \
    X(DRG_REASON_TLS, "tls")                   /* the server could not prove who it is */                              \
    X(DRG_REASON_LANGUAGE, "language")         /* a language that the engine lacks */                                  \
    X(DRG_REASON_STATION, "station")           /* could not be analysed or coded */

typedef enum drg_reason {
#define DRG_REASON_ENUM_(name, text) name,
    DRG_REASON_LIST(DRG_REASON_ENUM_)
#undef DRG_REASON_ENUM_
} drg_reason;
#define DRG_N_REASONS (DRG_REASON_STATION + 1)

/** "no-text", "robots" …; static; NULL outside the enum. */
DRG_API const char *drg_reason_name(drg_reason reason);

/** What went wrong, for people. Filled without allocating; every function that takes one accepts NULL. */
typedef struct drg_error {
    drg_status status;
    drg_reason reason; /* never DRG_REASON_NONE where status is a failure */
    bool has_pos;
    size_t pos;        /* what it counts, the function says: a byte, a line, a sentence */
    char message[240]; /* NUL-terminated UTF-8, one line */
} drg_error;

/** Borrowed UTF-8 text. ptr may be NULL only where len is 0. */
typedef struct drg_str {
    const char *ptr;
    size_t len;
} drg_str;

/** The name that a mistyped word is likest to, or NULL where it is like none. names ends with NULL. */
DRG_API const char *drg_nearest(drg_str word, const char *const *names);

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
