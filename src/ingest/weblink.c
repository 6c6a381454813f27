#include "ingest/weblink.h"

#include "base/error.h"

#include <curl/curl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

bool drg_weblink_is_web(drg_str url)
{
    return (url.len > 7 && strncasecmp(url.ptr, "http://", 7) == 0) ||
           (url.len > 8 && strncasecmp(url.ptr, "https://", 8) == 0);
}

/* One address, NUL-terminated, without blanks at its ends. @return false: too long, or not text. */
static bool keep(char to[DRG_MAX_URL_BYTES + 1], drg_str url)
{
    url = drg_str_trim(url);
    if (url.len > DRG_MAX_URL_BYTES || (url.len > 0 && memchr(url.ptr, '\0', url.len) != NULL))
        return false;
    if (url.len > 0)
        memcpy(to, url.ptr, url.len);
    to[url.len] = '\0';
    return true;
}

bool drg_weblink_resolve(drg_arena *arena, drg_str base, drg_str ref, drg_str *out)
{
    char from[DRG_MAX_URL_BYTES + 1], to[DRG_MAX_URL_BYTES + 1];
    char *whole = NULL;
    if (!keep(from, base) || !keep(to, ref) || to[0] == '\0')
        return false;
    CURLU *url = curl_url();
    CURLUcode done = url != NULL ? CURLUE_OK : CURLUE_OUT_OF_MEMORY;
    if (done == CURLUE_OK && !drg_weblink_is_web(drg_str_of(to)))
        done = curl_url_set(url, CURLUPART_URL, from, CURLU_URLENCODE);
    if (done == CURLUE_OK)
        done = curl_url_set(url, CURLUPART_URL, to, CURLU_URLENCODE);
    if (done == CURLUE_OK)
        done = curl_url_set(url, CURLUPART_FRAGMENT, NULL, 0);
    if (done == CURLUE_OK)
        done = curl_url_get(url, CURLUPART_URL, &whole, 0);
    curl_url_cleanup(url);
    if (done != CURLUE_OK) {
        *out = (drg_str){NULL, 0};
        return done == CURLUE_OUT_OF_MEMORY;
    }
    bool web = drg_weblink_is_web(drg_str_of(whole));
    if (web)
        *out = drg_arena_copy(arena, drg_str_of(whole));
    curl_free(whole);
    return web;
}

static char *part(CURLU *url, CURLUPart what, unsigned flags)
{
    char *text = NULL;
    return curl_url_get(url, what, &text, flags) == CURLUE_OK ? text : NULL;
}

static drg_status split(CURLU *url, drg_weblink *parts, drg_error *err)
{
    char *scheme = part(url, CURLUPART_SCHEME, 0), *host = part(url, CURLUPART_HOST, 0);
    char *port = part(url, CURLUPART_PORT, CURLU_DEFAULT_PORT), *path = part(url, CURLUPART_PATH, 0);
    char *query = part(url, CURLUPART_QUERY, 0), *user = part(url, CURLUPART_USER, 0);
    drg_status st = DRG_OK;
    if (scheme == NULL || host == NULL || port == NULL || path == NULL || strlen(host) >= sizeof parts->host)
        st = drg_fail_for(err, DRG_EINPUT, DRG_REASON_ADDRESS, "not an address of the web");
    size_t size = st == DRG_OK ? strlen(path) + (query != NULL ? strlen(query) : 0) + 3 : 1;
    parts->path = malloc(size);
    if (parts->path == NULL)
        st = drg_fail_nomem(err);
    if (st == DRG_OK) {
        snprintf(parts->path, size, "%s%s%s", path, query != NULL ? "?" : "", query != NULL ? query : "");
        for (size_t i = 0; i <= strlen(host); i++)
            parts->host[i] = (char)(host[i] >= 'A' && host[i] <= 'Z' ? host[i] + 32 : host[i]);
        snprintf(parts->site, sizeof parts->site, "%s://%s:%s", scheme, parts->host, port);
        parts->has_user = user != NULL;
    }
    curl_free(scheme);
    curl_free(host);
    curl_free(port);
    curl_free(path);
    curl_free(query);
    curl_free(user);
    return st;
}

drg_status drg_weblink_split(const char *text, drg_weblink *parts, drg_error *err)
{
    *parts = (drg_weblink){.path = NULL};
    if (!drg_weblink_is_web(drg_str_of(text)) || strlen(text) > DRG_MAX_URL_BYTES)
        return drg_fail_for(err, DRG_EINPUT, DRG_REASON_ADDRESS, "not an address of the web, or too long");
    CURLU *url = curl_url();
    if (url == NULL)
        return drg_fail_nomem(err);
    drg_status st = curl_url_set(url, CURLUPART_URL, text, 0) == CURLUE_OK
                        ? split(url, parts, err)
                        : drg_fail_for(err, DRG_EINPUT, DRG_REASON_ADDRESS, "not an address of the web");
    curl_url_cleanup(url);
    if (st != DRG_OK)
        drg_weblink_release(parts);
    return st;
}

void drg_weblink_release(drg_weblink *parts)
{
    free(parts->path);
    parts->path = NULL;
}
