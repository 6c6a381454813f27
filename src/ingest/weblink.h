/* src/ingest/weblink.h - addresses of the web, taken apart and put together (by libcurl's parser, which also fetches them). */
#ifndef DRG_INGEST_WEBLINK_H
#define DRG_INGEST_WEBLINK_H

#include "base/text.h"

#define DRG_MAX_URL_BYTES 8192

/** Begins with http:// or https://, in any case. */
bool drg_weblink_is_web(drg_str url);

/** The address that ref, written on the page base, stands for; with neither fragment nor blanks, and escaped where it
 * must be. @return false: it is none of the web. out->ptr is NULL when out of memory, then and only then. */
bool drg_weblink_resolve(drg_arena *arena, drg_str base, drg_str ref, drg_str *out);

/** What of an address matters to who fetches it. NUL-terminated. */
typedef struct drg_weblink {
    char site[320]; /* "https://host:port", lower case, the port always there */
    char host[256]; /* lower case; an IPv6 address in brackets */
    char *path;     /* malloc'd: path and query, beginning with '/' */
    bool has_user;  /* a name or password stands in it */
} drg_weblink;
/** @return DRG_OK; DRG_EINPUT not of the web, or too long; DRG_ENOMEM. */
drg_status drg_weblink_split(const char *url, drg_weblink *parts, drg_error *err);
void drg_weblink_release(drg_weblink *parts);

#endif
