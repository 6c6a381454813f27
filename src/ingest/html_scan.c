#include "ingest/html_scan.h"

#include "base/error.h"

#include <string.h>

#define MAX_STACK 4096

typedef struct scan {
    drg_str html;
    size_t pos;
    unsigned max_depth, max_attributes;
    drg_buf *kept;
    size_t copied;      /* up to here the page is in kept, or left out */
    unsigned n_foreign; /* SVG and MathML elements opened, and not closed */
    drg_status failed;
    uint32_t stack[MAX_STACK]; /* hashes of the names of elements that are open */
    unsigned depth;
    uint32_t
        formats[MAX_STACK]; /* hashes of the whole tags of formatting elements, which are opened anew until closed */
    uint32_t format_names[MAX_STACK];
    unsigned n_formats;
} scan;

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

static uint32_t hash_lower(drg_str t)
{
    uint32_t h = 2166136261U;
    for (size_t i = 0; i < t.len; i++)
        h = (h ^ (unsigned char)lower(t.ptr[i])) * 16777619U;
    return h;
}

static bool is_one_of(drg_str name, const char *const *list)
{
    for (; *list != NULL; list++) {
        size_t n = strlen(*list), i = 0;
        while (i < n && i < name.len && lower(name.ptr[i]) == (*list)[i])
            i++;
        if (i == n && n == name.len)
            return true;
    }
    return false;
}

/* Elements that never hold others, or that the next of their kind closes. */
static const char *const flat[] = {"area",     "base",   "br",       "col",    "embed", "hr",    "img",   "input",
                                   "link",     "meta",   "param",    "source", "track", "wbr",   "p",     "li",
                                   "dt",       "dd",     "td",       "th",     "tr",    "tbody", "thead", "tfoot",
                                   "colgroup", "option", "optgroup", "rp",     "rt",    "html",  "head",  "body",
                                   "keygen",   "frame",  "frameset", "image",  NULL};
static const char *const formatting[] = {"a", "b",     "big",    "code",   "em", "font", "i", "nobr",
                                         "s", "small", "strike", "strong", "tt", "u",    NULL};
static const char *const raw[] = {"script", "style", "title", "textarea", "xmp", "iframe", "noembed", "noframes", NULL};

/* The end of the tag that opens at pos; counts its attributes. */
static drg_status tag_end(scan *s, size_t *end, drg_error *err)
{
    const char *t = s->html.ptr;
    size_t p = s->pos, n = s->html.len;
    unsigned attributes = 0;
    bool in_name = true;
    while (p < n && t[p] != '>') {
        if (is_blank(t[p]) || t[p] == '/') {
            in_name = false;
            p++;
        } else if ((t[p] == '"' || t[p] == '\'') && p > s->pos && t[p - 1] == '=') {
            const char *close = memchr(t + p + 1, t[p], n - p - 1);
            p = close != NULL ? (size_t)(close - t) + 1 : n;
            in_name = false;
        } else {
            attributes += !in_name;
            in_name = true;
            p++;
            if (attributes > s->max_attributes)
                return drg_fail(err, DRG_ELIMIT, "a tag of the page has more than %u attributes", s->max_attributes);
            if (t[p - 1] == '=')
                while (p < n && is_blank(t[p]))
                    p++;
        }
    }
    *end = p < n ? p + 1 : n;
    return DRG_OK;
}

static void close_element(scan *s, drg_str name)
{
    uint32_t h = hash_lower(name);
    if (is_one_of(name, formatting)) {
        if (s->depth > 0 && s->stack[s->depth - 1] == h) {
            s->depth--;
            return;
        }
        for (unsigned i = s->n_formats; i-- > 0;) {
            if (s->format_names[i] != h)
                continue;
            memmove(s->formats + i, s->formats + i + 1, (s->n_formats - i - 1) * sizeof *s->formats);
            memmove(s->format_names + i, s->format_names + i + 1, (s->n_formats - i - 1) * sizeof *s->format_names);
            s->n_formats--;
            return;
        }
        return;
    }
    for (unsigned i = s->depth; i-- > 0;) {
        if (s->stack[i] == h) {
            s->depth = i;
            return;
        }
    }
}

static drg_status open_element(scan *s, drg_str name, drg_str whole, drg_error *err)
{
    if (is_one_of(name, formatting)) {
        uint32_t h = hash_lower(whole);
        unsigned alike = 0;
        for (unsigned i = 0; i < s->n_formats; i++)
            alike += s->formats[i] == h;
        if (alike < 3) {
            s->formats[s->n_formats] = h;
            s->format_names[s->n_formats++] = hash_lower(name);
        } else { /* more of the same are not opened anew, but stay open where they are */
            s->stack[s->depth++] = hash_lower(name);
        }
    } else if (!is_one_of(name, flat)) {
        s->stack[s->depth++] = hash_lower(name);
    }
    if (s->depth + s->n_formats <= s->max_depth)
        return DRG_OK;
    return drg_fail(err, DRG_ELIMIT, "the page nests its elements more than %u deep", s->max_depth);
}

/* Leave [from, to) out of what is kept. */
static void drop(scan *s, size_t from, size_t to)
{
    if (s->failed == DRG_OK && from > s->copied)
        s->failed = drg_buf_add(s->kept, s->html.ptr + s->copied, from - s->copied);
    s->copied = to;
}

static size_t find(drg_str t, size_t from, const char *what)
{
    const char *at = from < t.len ? memmem(t.ptr + from, t.len - from, what, strlen(what)) : NULL;
    return at != NULL ? (size_t)(at - t.ptr) : t.len;
}

/* Behind the text of an element that holds text only. */
static size_t skip_raw(drg_str t, size_t from, drg_str name)
{
    for (size_t p = from; p < t.len;) {
        const char *at = memchr(t.ptr + p, '<', t.len - p);
        if (at == NULL)
            return t.len;
        p = (size_t)(at - t.ptr) + 1;
        if (p + name.len >= t.len || t.ptr[p] != '/')
            continue;
        if (hash_lower(drg_str_sub(t, p + 1, p + 1 + name.len)) == hash_lower(name))
            return p - 1;
    }
    return t.len;
}

static const char *const foreign[] = {"svg", "math", NULL};
static const char *const silent[] = {"script", "style", NULL};

static bool is_silent(drg_str name, drg_str tag, drg_str inside)
{
    if (!is_one_of(name, silent) || find(inside, 0, "<!--") < inside.len)
        return false;
    for (size_t p = 0; p + 7 <= tag.len; p++) /* application/ld+json, in any case */
        if (tag.ptr[p] == '+' && lower(tag.ptr[p + 1]) == 'j')
            return false;
    return true;
}

/* A comment's end, from behind "<!--"; 0 where it ends in one of the ways that are errors. */
static size_t comment_end(drg_str t, size_t from)
{
    drg_str rest = drg_str_sub(t, from, t.len);
    if (drg_str_starts(rest, DRG_LIT(">")) || drg_str_starts(rest, DRG_LIT("->")))
        return 0;
    size_t end = find(t, from, "-->");
    return find(drg_str_sub(t, 0, end), from, "--!>") < end || end == t.len ? 0 : end + 3;
}

static drg_status scan_tag(scan *s, drg_error *err)
{
    drg_str t = s->html;
    size_t p = s->pos; /* behind '<' */
    bool closes = p < t.len && t.ptr[p] == '/';
    p += closes;
    size_t from = p;
    while (p < t.len && !is_blank(t.ptr[p]) && t.ptr[p] != '>' && t.ptr[p] != '/')
        p++;
    drg_str name = drg_str_sub(t, from, p);
    s->pos = p;
    size_t end = p;
    drg_status st = tag_end(s, &end, err);
    if (st != DRG_OK)
        return st;
    s->pos = end;
    if (closes) {
        s->n_foreign -= s->n_foreign > 0 && is_one_of(name, foreign);
        close_element(s, name);
        return DRG_OK;
    }
    s->n_foreign += is_one_of(name, foreign);
    if (is_one_of(name, raw) && s->n_foreign == 0) {
        s->pos = skip_raw(t, end, name);
        if (is_silent(name, drg_str_sub(t, from, end), drg_str_sub(t, end, s->pos)))
            drop(s, end, s->pos);
        return DRG_OK;
    }
    return open_element(s, name, drg_str_sub(t, from, end), err);
}

drg_status drg_html_scan(drg_str html, unsigned max_depth, unsigned max_attributes, drg_buf *kept, drg_error *err)
{
    scan s = {.html = html, .max_attributes = max_attributes, .kept = kept};
    s.max_depth = max_depth < MAX_STACK - 1 ? max_depth : MAX_STACK - 1;
    while (s.pos < html.len) {
        const char *at = memchr(html.ptr + s.pos, '<', html.len - s.pos);
        if (at == NULL)
            break;
        s.pos = (size_t)(at - html.ptr) + 1;
        char c = s.pos < html.len ? lower(html.ptr[s.pos]) : '\0';
        if (c == '!' || c == '?') {
            bool comment = s.pos + 2 < html.len && html.ptr[s.pos + 1] == '-' && html.ptr[s.pos + 2] == '-';
            size_t end = comment ? comment_end(html, s.pos + 3) : 0;
            if (end > 0)
                drop(&s, s.pos - 1, end);
            s.pos = end > 0 ? end : find(html, s.pos, comment ? "-->" : ">");
        } else if ((c >= 'a' && c <= 'z') || c == '/') {
            drg_status st = scan_tag(&s, err);
            if (st != DRG_OK)
                return st;
        }
    }
    drop(&s, html.len, html.len);
    return s.failed == DRG_OK ? DRG_OK : drg_fail_nomem(err);
}
