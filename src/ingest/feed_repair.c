/* src/ingest/feed_repair.c - what makes feeds ill-formed, mended before they are parsed. */
#include "ingest/feed.h"

#include <libxml/HTMLparser.h>
#include <string.h>

#define MAX_ENTITY_BYTES 32

static bool is_name_char(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

/* The length of a character reference at t[p], such as &#8217; or &#x2019;, that XML allows; 0: none. */
static size_t number_at(drg_str t, size_t p)
{
    size_t i = p + 2, base = 10;
    uint32_t value = 0;
    if (i < t.len && (t.ptr[i] == 'x' || t.ptr[i] == 'X')) {
        base = 16;
        i++;
    }
    size_t from = i;
    for (; i < t.len && i - from < 8; i++) {
        char c = t.ptr[i];
        uint32_t digit = c >= '0' && c <= '9'   ? (uint32_t)(c - '0')
                         : c >= 'a' && c <= 'f' ? (uint32_t)(c - 'a' + 10)
                         : c >= 'A' && c <= 'F' ? (uint32_t)(c - 'A' + 10)
                                                : 99;
        if (digit >= base)
            break;
        value = value * (uint32_t)base + digit;
    }
    bool ends = i > from && i < t.len && t.ptr[i] == ';';
    bool allowed = value == '\t' || value == '\n' || value == '\r' || (value >= 0x20 && value < 0xD800) ||
                   (value >= 0xE000 && value < 0xFFFE) || (value >= 0x10000 && value < 0x110000);
    return ends && allowed ? i + 1 - p : 0;
}

/* What stands at an '&': passed on, spelt as its character, or as the sign itself. */
static drg_status mend_reference(drg_str t, size_t *pos, drg_buf *out)
{
    static const char *const known[] = {"amp", "lt", "gt", "quot", "apos"};
    char name[MAX_ENTITY_BYTES + 1], utf8[4];
    size_t p = *pos, n = 0;
    if (p + 1 < t.len && t.ptr[p + 1] == '#' && (n = number_at(t, p)) > 0) {
        *pos += n;
        return drg_buf_add(out, t.ptr + p, n);
    }
    while (p + 1 + n < t.len && n < MAX_ENTITY_BYTES && is_name_char(t.ptr[p + 1 + n])) {
        name[n] = t.ptr[p + 1 + n];
        n++;
    }
    name[n] = '\0';
    if (n > 0 && p + 1 + n < t.len && t.ptr[p + 1 + n] == ';') {
        for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
            if (strcmp(name, known[i]) == 0) {
                *pos += n + 2;
                return drg_buf_add(out, t.ptr + p, n + 2);
            }
        }
        const htmlEntityDesc *entity = htmlEntityLookup((const xmlChar *)name);
        if (entity != NULL) {
            *pos += n + 2;
            return drg_buf_add(out, utf8, drg_utf8_put(utf8, entity->value));
        }
    }
    *pos += 1;
    return drg_buf_add(out, "&amp;", 5);
}

/* Behind a document type, with what stands in its brackets. */
static size_t skip_doctype(drg_str t, size_t p)
{
    int depth = 0;
    char quote = '\0';
    for (; p < t.len; p++) {
        char c = t.ptr[p];
        if (quote != '\0')
            quote = c == quote ? '\0' : quote;
        else if (c == '"' || (c == '\'' && depth == 0))
            quote = c;
        else if (c == '[')
            depth++;
        else if (c == ']')
            depth--;
        else if (c == '>' && depth <= 0)
            return p + 1;
    }
    return t.len;
}

static bool at(drg_str t, size_t p, const char *what)
{
    size_t n = strlen(what);
    return t.len - p >= n && memcmp(t.ptr + p, what, n) == 0;
}

/* Copies a stretch without what XML forbids: control characters, U+FFFE and U+FFFF. */
static drg_status copy_allowed(drg_str t, size_t from, size_t to, drg_buf *out)
{
    drg_status st = DRG_OK;
    for (size_t i = from; st == DRG_OK && i < to;) {
        size_t n = i;
        while (n < to && ((unsigned char)t.ptr[n] >= 0x20 || strchr("\t\n\r", t.ptr[n]) != NULL) && t.ptr[n] != '\0' &&
               !(to - n >= 3 && memcmp(t.ptr + n, "\xEF\xBF", 2) == 0 && (unsigned char)t.ptr[n + 2] >= 0xBE))
            n++;
        st = drg_buf_add(out, t.ptr + i, n - i);
        i = n < to && (unsigned char)t.ptr[n] >= 0x20 ? n + 3 : n + 1;
    }
    return st;
}

/* The end of what begins at an '<' and is to be left alone: CDATA, a comment, a processing instruction; p: no such. */
static size_t skip_special(drg_str t, size_t p)
{
    const char *close = at(t, p, "<![CDATA[") ? "]]>" : at(t, p, "<!--") ? "-->" : at(t, p, "<?") ? "?>" : NULL;
    if (close == NULL)
        return p;
    const char *end = memmem(t.ptr + p, t.len - p, close, strlen(close));
    return end != NULL ? (size_t)(end - t.ptr) + strlen(close) : t.len;
}

drg_status drg_feed__repair(drg_str t, drg_buf *out)
{
    drg_status st = DRG_OK;
    size_t p = 0;
    while (st == DRG_OK && p < t.len) {
        size_t n = p;
        while (n < t.len && t.ptr[n] != '&' && t.ptr[n] != '<')
            n++;
        st = copy_allowed(t, p, n, out);
        p = n;
        if (st != DRG_OK || p == t.len)
            break;
        if (t.ptr[p] == '&') {
            st = mend_reference(t, &p, out);
            continue;
        }
        if (at(t, p, "<!DOCTYPE") || at(t, p, "<!doctype")) {
            p = skip_doctype(t, p);
            continue;
        }
        size_t end = skip_special(t, p);
        if (end == p)
            end = p + 1;
        st = copy_allowed(t, p, end, out);
        p = end;
    }
    return st;
}
