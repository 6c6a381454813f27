/* src/serve/parse.h - what clients write into the heads of requests, taken apart. All of it is untrusted. */
#ifndef DRG_SERVE_PARSE_H
#define DRG_SERVE_PARSE_H

#include "base/text.h"
#include "dragoman/query.h"
#include "serve/media.h"

/** The first medium of an Accept header that there is. @return false: none. */
bool drg_http_accepted(drg_str accept, drg_media *media);
/** The medium that a path's ending names, and the path without it. @return false: none. */
bool drg_http_ending(drg_str *path, drg_media *media);
/** Whether an Accept-Encoding header takes gzip: by name or '*', and not with q=0. */
bool drg_http_takes_gzip(drg_str accept_encoding);
/** Whether an If-None-Match header has a tag, or is '*'. */
bool drg_http_has_tag(drg_str if_none_match, const char *etag);
/** A Host header without the port: "[::1]:8080" → "[::1]". */
drg_str drg_http_host_name(drg_str host);
/** The token of an Authorization header. @return false: it is of another scheme. */
bool drg_http_bearer(drg_str authorization, drg_str *token);
/** The id of an event of our streams. @return false: it is not one. */
bool drg_http_stream_id(drg_str text, drg_ledger_state *state);

#endif
