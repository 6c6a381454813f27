#include "ingest/page_body.h"

#include "base/error.h"

#include <string.h>

/* Summaries stand under the same name. */
#define MIN_BODY_CHARS 250
#define MAX_BODY_BYTES ((size_t)8 << 20)
#define MAX_UPDATES 10000

static drg_str string_of(const json_t *object, const char *key)
{
    const json_t *value = json_object_get(object, key);
    return json_is_string(value) ? (drg_str){json_string_value(value), json_string_length(value)} : (drg_str){0};
}

static bool has_markup(drg_str t)
{
    for (size_t i = 0; i + 1 < t.len; i++) {
        char c = (char)(t.ptr[i + 1] | 32);
        if (t.ptr[i] == '<' && ((c >= 'a' && c <= 'z') || t.ptr[i + 1] == '/'))
            return true;
    }
    return false;
}

static drg_status add(drg_buf *out, const char *text)
{
    return drg_buf_add(out, text, strlen(text));
}

/* Character references stay, and are read: they have no business there, and are common. */
static drg_status add_escaped(drg_buf *out, drg_str t)
{
    drg_status st = DRG_OK;
    for (size_t i = 0; st == DRG_OK && i < t.len; i++)
        st = t.ptr[i] == '<' ? add(out, "&lt;") : drg_buf_add(out, t.ptr + i, 1);
    return st;
}

static drg_status add_element(drg_buf *out, const char *name, drg_str text)
{
    text = drg_str_trim(text);
    if (text.len == 0)
        return DRG_OK;
    const char *const before[] = {"<", name, ">"}, *const after[] = {"</", name, ">"};
    drg_status st = DRG_OK;
    for (size_t i = 0; st == DRG_OK && i < 3; i++)
        st = add(out, before[i]);
    if (st == DRG_OK)
        st = add_escaped(out, text);
    for (size_t i = 0; st == DRG_OK && i < 3; i++)
        st = add(out, after[i]);
    return st;
}

static drg_status add_body(drg_buf *out, drg_str body)
{
    drg_status st = DRG_OK;
    if (has_markup(body)) {
        st = add(out, "<div>");
        if (st == DRG_OK)
            st = drg_buf_add(out, body.ptr, body.len);
        return st == DRG_OK ? add(out, "</div>") : st;
    }
    for (size_t p = 0; st == DRG_OK && p < body.len;) {
        const char *lf = memchr(body.ptr + p, '\n', body.len - p);
        size_t end = lf != NULL ? (size_t)(lf - body.ptr) : body.len;
        st = add_element(out, "p", drg_str_sub(body, p, end));
        p = end + 1;
    }
    return st;
}

/* "2025-06-02T10:05:00Z": the day and the time, as they are written. */
static drg_status add_time(drg_buf *out, drg_str said)
{
    if (said.len < 16 || said.ptr[10] != 'T' || said.ptr[13] != ':')
        return DRG_OK;
    char time[17];
    memcpy(time, said.ptr, 16);
    time[10] = ' ';
    time[16] = '\0';
    return add_element(out, "p", drg_str_of(time));
}

static drg_status add_updates(drg_buf *out, const json_t *updates)
{
    drg_status st = DRG_OK;
    size_t n = json_is_array(updates) ? json_array_size(updates) : 0;
    for (size_t i = 0; st == DRG_OK && i < n && i < MAX_UPDATES; i++) {
        const json_t *one = json_array_get(updates, i);
        drg_str text = string_of(one, "articleBody");
        if (text.len == 0)
            continue;
        st = add_time(out, string_of(one, "datePublished"));
        if (st == DRG_OK)
            st = add_element(out, "h2", string_of(one, "headline"));
        if (st == DRG_OK)
            st = add_body(out, text);
    }
    return st;
}

drg_status drg_page_body_said(const json_t *article, drg_arena *arena, drg_str *body, drg_error *err)
{
    drg_buf out;
    drg_str copy = {0};
    drg_buf_init(&out, MAX_BODY_BYTES);
    drg_status st = add_body(&out, string_of(article, "articleBody"));
    if (st == DRG_OK)
        st = add_updates(&out, json_object_get(article, "liveBlogUpdate"));
    if (st == DRG_OK && out.len >= MIN_BODY_CHARS) {
        copy = drg_arena_copy(arena, (drg_str){out.ptr, out.len});
        st = copy.ptr != NULL ? DRG_OK : DRG_ENOMEM;
    }
    drg_buf_release(&out);
    if (st == DRG_ENOMEM)
        return drg_fail_nomem(err);
    *body = copy; /* empty, too, where it is longer than any article */
    return DRG_OK;
}

static size_t count_chars(drg_str t)
{
    size_t n = 0;
    for (size_t p = 0; p < t.len;)
        n += !drg_char_is_space(drg_utf8_next(t, &p));
    return n;
}

bool drg_page_body_lacks(drg_str found, drg_str said)
{
    size_t n = count_chars(said);
    return n >= MIN_BODY_CHARS && count_chars(found) < n / 2;
}
