#include "ingest/page_ld.h"

#include "base/error.h"
#include "ingest/page_body.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#define MAX_DEPTH 8
#define MAX_SCRIPT_BYTES ((size_t)4 << 20)
#define MAX_SCRIPTS 64
#define RANK_ARTICLE 6

/* ---- scripts to JSON ---- */

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* What is often wrong, put right in place: what stands around the JSON, raw controls in strings, commas too many. */
static drg_str mend(char *t, size_t len)
{
    size_t from = 0, n = 0;
    while (from < len && t[from] != '{' && t[from] != '[')
        from++;
    bool in_string = false;
    size_t last = 0; /* of what is no blank, in what is written */
    for (size_t i = from; i < len; i++) {
        char c = t[i];
        if (in_string && c == '\\' && i + 1 < len) {
            t[n++] = c;
            t[n++] = t[++i];
            continue;
        }
        if ((unsigned char)c < 0x20)
            c = ' ';
        if (c == '"')
            in_string = !in_string;
        if (!in_string && (c == '}' || c == ']') && n > 0 && t[last] == ',')
            t[last] = ' ';
        t[n] = c;
        if (!is_blank(c))
            last = n;
        n++;
    }
    return (drg_str){t, n};
}

static json_t *parse(drg_str script)
{
    json_error_t why;
    json_t *value = json_loadb(script.ptr, script.len, JSON_DISABLE_EOF_CHECK, &why);
    if (value != NULL)
        return value;
    char *copy = malloc(script.len + 1);
    if (copy == NULL)
        return NULL;
    memcpy(copy, script.ptr, script.len);
    drg_str mended = mend(copy, script.len);
    value = json_loadb(mended.ptr, mended.len, JSON_DISABLE_EOF_CHECK, &why);
    free(copy);
    return value;
}

/* ---- strings ---- */

/* Character references, which have no business in JSON-LD and are common there. */
static size_t decode_reference(drg_str t, size_t p, uint32_t *c)
{
    static const struct {
        const char *name;
        uint32_t c;
    } named[] = {{"amp;", '&'},      {"quot;", '"'},     {"apos;", '\''},     {"lt;", '<'},       {"gt;", '>'},
                 {"nbsp;", ' '},     {"rsquo;", 0x2019}, {"lsquo;", 0x2018},  {"rdquo;", 0x201D}, {"ldquo;", 0x201C},
                 {"ndash;", 0x2013}, {"mdash;", 0x2014}, {"hellip;", 0x2026}, {"laquo;", 0xAB},   {"raquo;", 0xBB}};
    drg_str rest = drg_str_sub(t, p + 1, t.len);
    for (size_t i = 0; i < sizeof named / sizeof *named; i++) {
        if (drg_str_starts(rest, drg_str_of(named[i].name))) {
            *c = named[i].c;
            return 1 + strlen(named[i].name);
        }
    }
    if (rest.len < 3 || rest.ptr[0] != '#')
        return 0;
    bool hex = rest.ptr[1] == 'x' || rest.ptr[1] == 'X';
    uint32_t v = 0;
    size_t i = 1 + hex;
    for (; i < rest.len && i < 9; i++) {
        char d = rest.ptr[i];
        uint32_t digit = d >= '0' && d <= '9'                        ? (uint32_t)(d - '0')
                         : hex && (d | 32) >= 'a' && (d | 32) <= 'f' ? (uint32_t)((d | 32) - 'a' + 10)
                                                                     : 99;
        if (digit == 99)
            break;
        v = v * (hex ? 16 : 10) + digit;
    }
    if (i >= rest.len || rest.ptr[i] != ';' || v == 0 || v > 0x10FFFF || (v & 0xFFFFF800) == 0xD800)
        return 0;
    *c = v;
    return 1 + i + 1;
}

static drg_str clean(drg_arena *arena, const json_t *value)
{
    drg_str t = {json_string_value(value), json_string_length(value)};
    char *out = t.len < 4096 ? drg_arena_alloc(arena, t.len + 1) : NULL;
    if (out == NULL)
        return (drg_str){0};
    size_t n = 0;
    for (size_t p = 0; p < t.len;) {
        size_t from = p;
        uint32_t c = drg_utf8_next(t, &p);
        size_t reference = c == '&' ? decode_reference(t, from, &c) : 0;
        if (reference > 0)
            p = from + reference;
        if (c < 0x20 || c == 0xA0)
            c = ' ';
        if (c == ' ' && (n == 0 || out[n - 1] == ' '))
            continue;
        n += drg_utf8_put(out + n, c);
    }
    return drg_str_trim((drg_str){out, n});
}

/* ---- objects ---- */

typedef struct reading {
    drg_arena *arena;
    drg_str url;
    json_t *roots[MAX_SCRIPTS];
    size_t n_roots;
    const json_t *best;
    int best_rank;
} reading;

static bool type_is(const json_t *object, const char *const *list)
{
    const json_t *type = json_object_get(object, "@type");
    size_t n = json_is_array(type) ? json_array_size(type) : 1;
    for (size_t i = 0; i < n; i++) {
        const char *name = json_string_value(json_is_array(type) ? json_array_get(type, i) : type);
        for (const char *const *one = list; name != NULL && *one != NULL; one++) {
            size_t len = strlen(name), tail = strlen(*one);
            if (len >= tail && strcmp(name + len - tail, *one) == 0)
                return true;
        }
    }
    return false;
}

/* The address that an object gives for itself, without protocol, query and slash at its end. */
static drg_str bare_url(drg_str url)
{
    const char *at = url.len > 0 ? memmem(url.ptr, url.len, "://", 3) : NULL;
    if (at != NULL)
        url = drg_str_sub(url, (size_t)(at - url.ptr) + 3, url.len);
    size_t n = 0;
    while (n < url.len && url.ptr[n] != '?' && url.ptr[n] != '#')
        n++;
    while (n > 0 && url.ptr[n - 1] == '/')
        n--;
    return drg_str_sub(url, 0, n);
}

static const json_t *string_in(const json_t *value, const char *const *keys)
{
    for (; *keys != NULL; keys++) {
        const json_t *one = json_object_get(value, *keys);
        if (json_is_array(one))
            one = json_array_get(one, 0);
        if (json_is_string(one) && json_string_length(one) > 0)
            return one;
    }
    return NULL;
}

static bool names_page(const json_t *object, drg_str url)
{
    static const char *const keys[] = {"url", "mainEntityOfPage", "@id", NULL};
    drg_str page = bare_url(url);
    for (const char *const *key = keys; page.len > 0 && *key != NULL; key++) {
        const json_t *value = json_object_get(object, *key);
        if (json_is_object(value))
            value = json_object_get(value, "@id");
        if (json_is_string(value) && drg_str_eq(bare_url(drg_str_of(json_string_value(value))), page))
            return true;
    }
    return false;
}

static int rank_of(const reading *r, const json_t *object)
{
    static const char *const articles[] = {"Article", "LiveBlogPosting",    "BlogPosting",
                                           "Report",  "SocialMediaPosting", NULL};
    static const char *const pages[] = {"WebPage", "ItemPage", NULL};
    static const char *const others[] = {"VideoObject", "AudioObject", "CreativeWork", NULL};
    int rank = type_is(object, articles) ? RANK_ARTICLE : type_is(object, pages) ? 4 : type_is(object, others) ? 2 : 0;
    return rank > 0 ? rank + names_page(object, r->url) : 0;
}

static void look(reading *r, const json_t *value, unsigned depth)
{
    if (depth > MAX_DEPTH)
        return;
    if (json_is_array(value)) {
        for (size_t i = 0; i < json_array_size(value); i++)
            look(r, json_array_get(value, i), depth + 1);
        return;
    }
    if (!json_is_object(value))
        return;
    int rank = rank_of(r, value);
    if (rank > r->best_rank) {
        r->best_rank = rank;
        r->best = value;
    }
    static const char *const within[] = {"@graph", "mainEntity", "mainEntityOfPage", "hasPart", "item", NULL};
    for (const char *const *key = within; *key != NULL; key++)
        look(r, json_object_get(value, *key), depth + 1);
}

static const json_t *by_id(const json_t *value, const char *id, unsigned depth)
{
    const json_t *found = NULL;
    if (depth > MAX_DEPTH)
        return NULL;
    if (json_is_array(value)) {
        for (size_t i = 0; i < json_array_size(value) && found == NULL; i++)
            found = by_id(json_array_get(value, i), id, depth + 1);
        return found;
    }
    const char *own = json_string_value(json_object_get(value, "@id"));
    if (own != NULL && strcmp(own, id) == 0 && json_object_get(value, "name") != NULL)
        return value;
    return by_id(json_object_get(value, "@graph"), id, depth + 1);
}

/* The object that {"@id": …} stands for. */
static const json_t *resolve(const reading *r, const json_t *value)
{
    const char *id = json_string_value(json_object_get(value, "@id"));
    if (id == NULL || json_object_get(value, "name") != NULL)
        return value;
    for (size_t i = 0; i < r->n_roots; i++) {
        const json_t *found =
            json_is_object(r->roots[i]) || json_is_array(r->roots[i]) ? by_id(r->roots[i], id, 0) : NULL;
        if (found != NULL)
            return found;
    }
    return value;
}

static drg_str name_of(const reading *r, const json_t *value)
{
    static const char *const keys[] = {"name", "alternateName", "legalName", NULL};
    if (json_is_array(value))
        value = json_array_get(value, 0);
    if (json_is_object(value))
        value = string_in(resolve(r, value), keys);
    return json_is_string(value) ? clean(r->arena, value) : (drg_str){0};
}

static void take_authors(const reading *r, const json_t *value, drg_page_ld *ld)
{
    size_t n = json_is_array(value) ? json_array_size(value) : value != NULL;
    for (size_t i = 0; i < n && ld->n_authors < DRG_MAX_PAGE_AUTHORS; i++) {
        const json_t *one = json_is_array(value) ? json_array_get(value, i) : value;
        const json_t *inner = json_object_get(one, "name");
        if (json_is_array(inner)) { /* one person of several names: several persons */
            for (size_t j = 0; j < json_array_size(inner) && ld->n_authors < DRG_MAX_PAGE_AUTHORS; j++) {
                drg_str name = name_of(r, json_array_get(inner, j));
                if (name.len > 0)
                    ld->authors[ld->n_authors++] = name;
            }
            continue;
        }
        drg_str name = name_of(r, one);
        if (name.len > 0)
            ld->authors[ld->n_authors++] = name;
    }
}

static drg_str take(const reading *r, const json_t *object, const char *const *keys)
{
    const json_t *value = string_in(object, keys);
    return value != NULL ? clean(r->arena, value) : (drg_str){0};
}

static drg_status take_best(const reading *r, drg_page_ld *ld, drg_error *err)
{
    static const char *const titles[] = {"headline", "name", NULL};
    static const char *const published[] = {"datePublished", "datepublished", "dateCreated", "uploadDate", NULL};
    static const char *const modified[] = {"dateModified", NULL};
    static const char *const urls[] = {"url", NULL};
    const json_t *b = r->best;
    ld->title = take(r, b, titles);
    ld->published = take(r, b, published);
    ld->modified = take(r, b, modified);
    ld->url = take(r, b, urls);
    ld->publisher = name_of(r, json_object_get(b, "publisher"));
    ld->language = name_of(r, json_object_get(b, "inLanguage"));
    take_authors(r, json_object_get(b, "author"), ld);
    if (ld->n_authors == 0)
        take_authors(r, json_object_get(b, "creator"), ld);
    return r->best_rank >= RANK_ARTICLE ? drg_page_body_said(b, r->arena, &ld->body, err) : DRG_OK;
}

static bool is_ld(const drg_html *html, uint32_t node)
{
    drg_str type = drg_html_attribute(html, node, "type");
    return type.len >= 19 && strncasecmp(type.ptr, "application/ld+json", 19) == 0;
}

drg_status drg_page_ld_read(const drg_html *html, drg_str url, drg_arena *arena, drg_page_ld *ld, drg_error *err)
{
    reading r = {.arena = arena, .url = url};
    drg_status st = DRG_OK;
    *ld = (drg_page_ld){0};
    for (uint32_t i = 0; st == DRG_OK && i < html->n && r.n_roots < MAX_SCRIPTS; i++) {
        if (html->nodes[i].tag != GUMBO_TAG_SCRIPT || !is_ld(html, i))
            continue;
        drg_buf script;
        drg_buf_init(&script, MAX_SCRIPT_BYTES);
        st = drg_html_text(html, i, &script);
        json_t *root = st == DRG_OK && script.len > 0 ? parse((drg_str){script.ptr, script.len}) : NULL;
        if (root != NULL)
            r.roots[r.n_roots++] = root;
        drg_buf_release(&script);
        if (st == DRG_ELIMIT)
            st = DRG_OK; /* this script is passed over */
    }
    for (size_t i = 0; i < r.n_roots; i++)
        look(&r, r.roots[i], 0);
    if (st == DRG_OK && r.best != NULL)
        st = take_best(&r, ld, err);
    for (size_t i = 0; i < r.n_roots; i++)
        json_decref(r.roots[i]);
    return st == DRG_OK ? DRG_OK : drg_fail_nomem(err);
}
