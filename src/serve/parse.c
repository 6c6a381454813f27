#include "serve/parse.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

static const struct {
    const char *type, *ending;
} media[DRG_N_MEDIA] = {
    [DRG_MEDIA_JSON] = {"application/json", ".json"},      [DRG_MEDIA_JSONL] = {"application/jsonl", ".jsonl"},
    [DRG_MEDIA_CSV] = {"text/csv; charset=utf-8", ".csv"}, [DRG_MEDIA_GEOJSON] = {"application/geo+json", ".geojson"},
    [DRG_MEDIA_ATOM] = {"application/atom+xml", ".atom"},
};

const char *drg_media_type(drg_media m)
{
    return media[m].type;
}

const char *drg_media_ending(drg_media m)
{
    return media[m].ending;
}

/* Up to the first of a byte, without blanks; what is behind it stays in rest. */
static drg_str next_part(drg_str *rest, char end)
{
    const char *at = rest->len > 0 ? memchr(rest->ptr, end, rest->len) : NULL;
    size_t len = at != NULL ? (size_t)(at - rest->ptr) : rest->len;
    drg_str part = drg_str_trim(drg_str_sub(*rest, 0, len));
    *rest = drg_str_sub(*rest, len + 1, rest->len);
    return part;
}

static bool is_word(drg_str text, const char *word, size_t len)
{
    return text.len == len && strncasecmp(text.ptr, word, len) == 0;
}

/* The medium of a type's name, without its parameters. */
static bool media_of(drg_str type, drg_media *out)
{
    for (unsigned m = 0; m < DRG_N_MEDIA; m++)
        if (type.len > 0 && is_word(type, media[m].type, strcspn(media[m].type, ";"))) {
            *out = (drg_media)m;
            return true;
        }
    return false;
}

bool drg_http_accepted(drg_str accept, drg_media *out)
{
    while (accept.len > 0) {
        drg_str item = next_part(&accept, ',');
        if (media_of(next_part(&item, ';'), out))
            return true;
    }
    return false;
}

bool drg_http_ending(drg_str *path, drg_media *out)
{
    for (unsigned m = 0; m < DRG_N_MEDIA; m++) {
        drg_str ending = drg_str_of(media[m].ending);
        if (drg_str_ends(*path, ending)) {
            path->len -= ending.len;
            *out = (drg_media)m;
            return true;
        }
    }
    return false;
}

/* "q=0", "q=0.0" …: not wanted. */
static bool is_refused(drg_str parameters)
{
    while (parameters.len > 0) {
        drg_str one = next_part(&parameters, ';');
        if (one.len < 3 || (one.ptr[0] != 'q' && one.ptr[0] != 'Q') || one.ptr[1] != '=' || one.ptr[2] != '0')
            continue;
        size_t at = 3;
        while (at < one.len && (one.ptr[at] == '.' || one.ptr[at] == '0'))
            at++;
        return at == one.len;
    }
    return false;
}

bool drg_http_takes_gzip(drg_str takes)
{
    while (takes.len > 0) {
        drg_str item = next_part(&takes, ','), name = next_part(&item, ';');
        if (is_word(name, "gzip", 4) || is_word(name, "*", 1))
            return !is_refused(item);
    }
    return false;
}

bool drg_http_has_tag(drg_str tags, const char *etag)
{
    size_t len = strlen(etag);
    while (len > 0 && tags.len > 0) {
        drg_str tag = next_part(&tags, ',');
        /* Weak comparison (RFC 9110, 8.8.3.2): for the same bytes a weak tag serves as well. */
        if (drg_str_starts(tag, drg_str_of("W/")))
            tag = drg_str_sub(tag, 2, tag.len);
        if (drg_str_is(tag, etag) || drg_str_is(tag, "*"))
            return true;
    }
    return false;
}

drg_str drg_http_host_name(drg_str host)
{
    bool is_v6 = host.len > 0 && host.ptr[0] == '[';
    const char *end = host.len > 0 ? memchr(host.ptr, is_v6 ? ']' : ':', host.len) : NULL;
    return end != NULL ? drg_str_sub(host, 0, (size_t)(end - host.ptr) + is_v6) : host;
}

bool drg_http_bearer(drg_str authorization, drg_str *token)
{
    drg_str rest = authorization, scheme = next_part(&rest, ' ');
    if (!is_word(scheme, "Bearer", 6))
        return false;
    *token = drg_str_trim(rest);
    return true;
}

/* A number without sign, of at most 18 digits. */
static bool take_number(drg_str text, int64_t *out)
{
    int64_t n = 0;
    for (size_t i = 0; i < text.len; i++) {
        if (text.ptr[i] < '0' || text.ptr[i] > '9' || i == 18)
            return false;
        n = n * 10 + (text.ptr[i] - '0');
    }
    *out = n;
    return text.len > 0;
}

bool drg_http_stream_id(drg_str text, drg_ledger_state *state)
{
    drg_ledger_state read;
    drg_str rest = text;
    if (!take_number(next_part(&rest, '.'), &read.document) || !take_number(next_part(&rest, '.'), &read.record) ||
        !take_number(rest, &read.changed))
        return false;
    *state = read;
    return true;
}
