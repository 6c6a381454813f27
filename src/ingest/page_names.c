#include "ingest/page_names.h"

#include <string.h>
#include <strings.h>

/* Letters and digits alone, in lower case. */
static size_t squeeze(drg_str t, char *out, size_t max)
{
    size_t n = 0;
    for (size_t p = 0; p < t.len;) {
        uint32_t c = drg_utf8_next(t, &p);
        if ((drg_char_is_letter(c) || drg_char_is_digit(c)) && n + 4 < max)
            n += drg_utf8_put(out + n, drg_char_lower(c));
    }
    return n;
}

static bool same_letters(drg_str a, drg_str b)
{
    char x[400], y[400];
    size_t n = squeeze(a, x, sizeof x), m = squeeze(b, y, sizeof y);
    return n > 0 && n == m && memcmp(x, y, n) == 0;
}

/* The name in an address: "courier" of https://www.courier.co.uk/ */
static drg_str site_of(drg_str url)
{
    const char *at = url.len > 3 ? memmem(url.ptr, url.len, "://", 3) : NULL;
    if (at == NULL)
        return (drg_str){0};
    drg_str host = drg_str_sub(url, (size_t)(at - url.ptr) + 3, url.len);
    size_t n = 0;
    while (n < host.len && strchr("/?#:", host.ptr[n]) == NULL)
        n++;
    host.len = n;
    if (drg_str_starts(host, DRG_LIT("www.")))
        host = drg_str_sub(host, 4, host.len);
    return host;
}

/* Whether the letters of a name are those of the host, or of its first part: "CNN.com", "The Courier". */
static bool names_site(drg_str name, drg_str host)
{
    char x[200], y[200];
    const char *dot = host.len > 0 ? memchr(host.ptr, '.', host.len) : NULL;
    size_t n = squeeze(name, x, sizeof x), m = squeeze(host, y, sizeof y);
    size_t first = dot != NULL ? squeeze(drg_str_sub(host, 0, (size_t)(dot - host.ptr)), y, sizeof y) : 0;
    if (n < 2 || m == 0)
        return false;
    if (n == first && memcmp(x, y, n) == 0)
        return true;
    bool the = n > 3 && memcmp(x, "the", 3) == 0 && n - 3 == first && memcmp(x + 3, y, first) == 0;
    m = squeeze(host, y, sizeof y);
    return the || (n == m && memcmp(x, y, n) == 0);
}

/* Where a mark that parts title and site stands from pos on: its start and end. */
static bool parting_at(drg_str t, size_t pos, size_t *start, size_t *end)
{
    static const char *const marks[] = {
        " | ",        " - ", " \xE2\x80\x93 ", " \xE2\x80\x94 ", " :: ",          " \xC2\xBB ",
        " \xC2\xB7 ", " / ", " \xE2\x80\xA2 ", " // ",           " \xE2\x80\x94", "|"};
    for (size_t p = pos; p < t.len; p++) {
        for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
            if (drg_str_starts(drg_str_sub(t, p, t.len), drg_str_of(marks[i]))) {
                *start = p;
                *end = p + strlen(marks[i]);
                return true;
            }
        }
    }
    return false;
}

drg_str drg_page_title_without_site(drg_str title, drg_str publisher, drg_str url, drg_str headline)
{
    drg_str host = site_of(url);
    size_t start, end;
    for (size_t p = 0; parting_at(title, p, &start, &end); p = start + 1) {
        drg_str before = drg_str_trim(drg_str_sub(title, 0, start)),
                behind = drg_str_trim(drg_str_sub(title, end, title.len));
        if (before.len == 0 || behind.len == 0)
            continue;
        if (same_letters(behind, publisher) || names_site(behind, host) || same_letters(before, headline))
            return before;
        if (same_letters(before, publisher) || names_site(before, host) || same_letters(behind, headline))
            return behind;
    }
    return drg_str_trim(title);
}

/* ---- authors ---- */

static drg_str without_by(drg_str t)
{
    static const char *const opens[] = {
        "by ",       "by: ",    "von ",    "par ",   "por ", "di ",   "door ", "written by ", "reported by ",
        "story by ", "автор: ", "текст: ", "автор ", "бу ",  "بقلم ", "كتب ",  "yazan: "};
    t = drg_str_trim(t);
    for (size_t i = 0; i < sizeof opens / sizeof *opens; i++) {
        size_t n = strlen(opens[i]);
        if (t.len > n && (strncasecmp(t.ptr, opens[i], n) == 0))
            return drg_str_trim(drg_str_sub(t, n, t.len));
    }
    return t;
}

static bool may_be_name(drg_str t)
{
    unsigned words = 1;
    bool letter = false;
    if (t.len < 2 || t.len > 80)
        return false;
    for (size_t p = 0; p < t.len;) {
        uint32_t c = drg_utf8_next(t, &p);
        words += c == ' ';
        letter = letter || drg_char_is_letter(c);
        if (c == '@' || c == '/' || c == '<' || c == '{' || c == '=' || drg_char_is_digit(c))
            return false;
    }
    return letter && words <= 7;
}

/* "MD", "AP Auto Writer", "CNN": what a person is, behind a comma. */
static bool is_office(drg_str t)
{
    static const char *const words[] = {"writer",  "editor",  "correspondent", "reporter",  "staff",       "news",
                                        "agency",  "press",   "bureau",        "columnist", "contributor", "professor",
                                        "analyst", "service", "media",         "for"};
    bool capitals = t.len <= 5;
    for (size_t i = 0; i < t.len; i++)
        capitals = capitals && ((t.ptr[i] >= 'A' && t.ptr[i] <= 'Z') || t.ptr[i] == '.');
    for (size_t p = 0; p < t.len;) {
        size_t end = p;
        while (end < t.len && t.ptr[end] != ' ')
            end++;
        for (size_t i = 0; i < sizeof words / sizeof *words; i++)
            if (end - p == strlen(words[i]) && strncasecmp(t.ptr + p, words[i], end - p) == 0)
                return true;
        p = end + 1;
    }
    return capitals;
}

static size_t add_name(drg_str name, drg_str publisher, drg_str *list, size_t n, size_t max)
{
    static const char *const none[] = {"admin", "administrator", "editor",    "webmaster", "unknown", "null",
                                       "none",  "staff",         "redaktion", "author",    "guest",   "user"};
    name = drg_str_trim(name);
    while (name.len > 0 && strchr(",;|.-", name.ptr[name.len - 1]) != NULL &&
           !(name.len > 2 && name.ptr[name.len - 1] == '.' && name.ptr[name.len - 2] < 'a'))
        name = drg_str_trim(drg_str_sub(name, 0, name.len - 1));
    if (!may_be_name(name) || n == max || same_letters(name, publisher))
        return n;
    for (size_t i = 0; i < sizeof none / sizeof *none; i++)
        if (name.len == strlen(none[i]) && strncasecmp(name.ptr, none[i], name.len) == 0)
            return n;
    for (size_t i = 0; i < n; i++)
        if (same_letters(list[i], name))
            return n;
    list[n++] = name;
    return n;
}

/* What parts names: "and" in several languages, signs. Its length at p, or 0. */
static size_t parts_names(drg_str t, size_t p)
{
    static const char *const joins[] = {" and ", " & ",  " und ", " et ", " y ", " e ", " i ",    " и ", " та ",
                                        " й ",   " ve ", " و ",   ", ",   "; ",  " | ", " with ", " / "};
    for (size_t i = 0; i < sizeof joins / sizeof *joins; i++)
        if (drg_str_starts(drg_str_sub(t, p, t.len), drg_str_of(joins[i])))
            return strlen(joins[i]);
    return 0;
}

size_t drg_page_add_authors(drg_str byline, drg_str publisher, drg_str *list, size_t n, size_t max)
{
    drg_str t = without_by(byline);
    if (t.len > 400 || strncasecmp(t.ptr ? t.ptr : "", "http", 4) == 0)
        return n;
    size_t from = 0;
    for (size_t p = 0; p <= t.len;) {
        size_t part = p < t.len ? parts_names(t, p) : 1;
        if (part == 0) {
            p++;
            continue;
        }
        drg_str name = drg_str_trim(drg_str_sub(t, from, p));
        if (from == 0 || !is_office(name))
            n = add_name(name, publisher, list, n, max);
        p += part;
        from = p;
    }
    return n;
}

/* ---- languages ---- */

drg_str drg_page_language_tag(drg_str said, drg_arena *arena)
{
    static const char *const named[][2] = {{"english", "en"}, {"russian", "ru"},    {"ukrainian", "uk"},
                                           {"arabic", "ar"},  {"french", "fr"},     {"german", "de"},
                                           {"spanish", "es"}, {"turkish", "tr"},    {"hebrew", "he"},
                                           {"persian", "fa"}, {"portuguese", "pt"}, {"italian", "it"}};
    char tag[16];
    size_t n = 0;
    said = drg_str_trim(said);
    for (size_t i = 0; i < sizeof named / sizeof *named; i++)
        if (said.len == strlen(named[i][0]) && strncasecmp(said.ptr, named[i][0], said.len) == 0)
            return drg_arena_copy(arena, drg_str_of(named[i][1]));
    size_t part = 0, part_len = 0;
    for (size_t i = 0; i < said.len && n + 1 < sizeof tag; i++) {
        char c = said.ptr[i];
        bool letter = (c | 32) >= 'a' && (c | 32) <= 'z', digit = c >= '0' && c <= '9';
        if (c == '_' || c == '-') {
            part++;
            part_len = 0;
            tag[n++] = '-';
        } else if (letter || digit) {
            part_len++;
            tag[n++] = part == 0 ? (char)(c | 32) : c;
        } else {
            break;
        }
    }
    while (n > 0 && tag[n - 1] == '-')
        n--;
    drg_str made = {tag, n};
    const char *dash = memchr(tag, '-', n);
    size_t first = dash != NULL ? (size_t)(dash - tag) : n;
    if (first < 2 || first > 3 || drg_str_is(made, "und"))
        return (drg_str){0};
    if (dash != NULL && n - first == 3) { /* a region */
        tag[first + 1] = (char)(tag[first + 1] & ~32);
        tag[first + 2] = (char)(tag[first + 2] & ~32);
    } else if (dash != NULL && n - first != 5 && n - first != 4) {
        made.len = first;
    }
    return drg_arena_copy(arena, made);
}

/* ---- addresses ---- */

static bool is_whole(drg_str url)
{
    return (url.len > 8 && strncasecmp(url.ptr, "https://", 8) == 0) ||
           (url.len > 7 && strncasecmp(url.ptr, "http://", 7) == 0);
}

static size_t host_end(drg_str url)
{
    const char *at = url.len > 0 ? memmem(url.ptr, url.len, "://", 3) : NULL;
    size_t p = at != NULL ? (size_t)(at - url.ptr) + 3 : 0;
    while (p < url.len && strchr("/?#", url.ptr[p]) == NULL)
        p++;
    return p;
}

static bool names_path(drg_str url)
{
    size_t p = host_end(url);
    return p + 1 < url.len && !(url.ptr[p] == '/' && (url.ptr[p + 1] == '#'));
}

static drg_str join(drg_str a, drg_str b, drg_arena *arena)
{
    char *out = drg_arena_alloc(arena, a.len + b.len + 1);
    if (out == NULL)
        return (drg_str){0};
    if (a.len > 0)
        memcpy(out, a.ptr, a.len);
    if (b.len > 0)
        memcpy(out + a.len, b.ptr, b.len);
    return (drg_str){out, a.len + b.len};
}

drg_str drg_page_url(drg_str said, drg_str base, drg_str fetched, drg_arena *arena)
{
    drg_str from = is_whole(base) ? base : fetched, url = drg_str_trim(said);
    if (url.len == 0 || url.len > 2000 || memchr(url.ptr, ' ', url.len) != NULL)
        return (drg_str){0};
    if (drg_str_starts(url, DRG_LIT("//"))) {
        url = join(from.len > 0 && strncasecmp(from.ptr, "http:", 5) == 0 ? DRG_LIT("http:") : DRG_LIT("https:"), url,
                   arena);
    } else if (!is_whole(url) && is_whole(from)) {
        size_t end = host_end(from);
        if (url.ptr[0] != '/')
            for (size_t p = end; p < from.len && from.ptr[p] != '?' && from.ptr[p] != '#'; p++)
                end = from.ptr[p] == '/' ? p + 1 : end;
        drg_str start = drg_str_sub(from, 0, end);
        if (url.ptr[0] != '/' && end == host_end(from))
            start = join(start, DRG_LIT("/"), arena);
        url = join(start, url, arena);
    }
    if (!is_whole(url) || (names_path(fetched) && !names_path(url)))
        return (drg_str){0};
    return url;
}
