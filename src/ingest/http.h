/* src/ingest/http.h - answers of web servers as archives keep them: the head taken apart, the body decoded. */
#ifndef DRG_INGEST_HTTP_H
#define DRG_INGEST_HTTP_H

#include "base/text.h"

/** Texts lie in the bytes. */
typedef struct drg_http_head {
    int status;
    drg_str type;     /* "text/html", as written, without what stands behind ';' */
    drg_str charset;  /* of that, without quotes */
    drg_str encoding; /* Content-Encoding */
    bool chunked;
    size_t len; /* of the head, with the empty line */
} drg_http_head;

/** @return false: bytes do not begin with the head of an answer. */
bool drg_http_head_parse(drg_str bytes, drg_http_head *head);
/** type and charset of the value of a Content-Type. */
void drg_http_type_parse(drg_str value, drg_str *type, drg_str *charset);
/** Whether two words of a protocol are the same but for case. */
bool drg_http_is(drg_str a, const char *b);

/**
 * The body without its chunks and compression. Archives are not to be believed: a body that its head says to be chunked
 * or compressed, and that is not, is taken as it is. Of what is cut off, the beginning is taken.
 *
 * @param max     more bytes than this are refused.
 * @param spare   two buffers, initialised with max at least; they keep what *plain lies in, unless that is body itself.
 * @return DRG_OK; DRG_EINPUT compressed in a way that is not known (DRG_REASON_ENCODING); DRG_ELIMIT; DRG_EIO unpacks to
 *         far too much, or damaged; DRG_ENOMEM.
 */
drg_status drg_http_body(const drg_http_head *head, drg_str body, size_t max, drg_buf spare[2], drg_str *plain,
                         drg_error *err);

#endif
