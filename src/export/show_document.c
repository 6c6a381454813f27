/* src/export/show_document.c - a document's text with its records marked, and its copies and revisions. */
#include "export/show.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Where a record's trigger stands, in code points. */
typedef struct mark {
    size_t start, end, n;
    const json_t *record;
} mark;

static int by_start(const void *a, const void *b)
{
    const mark *x = a, *y = b;
    if (x->start != y->start)
        return x->start < y->start ? -1 : 1;
    return (x->n > y->n) - (x->n < y->n);
}

/* @return malloc'd, sorted; NULL where there are none, or no memory. */
static mark *read_marks(const json_t *records, size_t *n)
{
    *n = json_array_size(records);
    mark *marks = *n > 0 ? malloc(*n * sizeof *marks) : NULL;
    if (marks == NULL) {
        *n = 0;
        return NULL;
    }
    for (size_t i = 0; i < *n; i++) {
        const json_t *record = json_object_get(json_array_get(records, i), "record");
        const json_t *evidence = json_object_get(record, "evidence");
        int64_t start = drg_show_whole(evidence, "trigger_start"), end = drg_show_whole(evidence, "trigger_end");
        marks[i] = (mark){
            .start = start > 0 ? (size_t)start : 0, .end = end > 0 ? (size_t)end : 0, .n = i + 1, .record = record};
    }
    qsort(marks, *n, sizeof *marks, by_start);
    return marks;
}

/* ---- text ---- */

/* The bytes of so many code points from at on. */
static size_t advance(drg_str text, size_t at, size_t points)
{
    for (; points > 0 && at < text.len; points--)
        drg_utf8_next(text, &at);
    return at;
}

/* Text whose line ends begin new lines; an empty line stays one. */
static void put_lines(drg_show *s, drg_str text, drg_style style)
{
    for (size_t from = 0; from < text.len;) {
        const char *feed = memchr(text.ptr + from, '\n', text.len - from);
        size_t to = feed != NULL ? (size_t)(feed - text.ptr) : text.len;
        drg_show_put(s, drg_str_sub(text, from, to), style);
        from = to + 1;
        if (feed == NULL)
            continue;
        drg_wrap_end(&s->wrap);
        for (; from < text.len && text.ptr[from] == '\n'; from++)
            drg_out_char(&s->out, '\n');
        drg_wrap_begin(&s->wrap, "", 2);
    }
}

static void put_mark(drg_show *s, drg_str words, const mark *m)
{
    char number[24];
    drg_style style = s->wrap.color ? DRG_STYLE_TRIGGER : DRG_STYLE_PLAIN;
    drg_show_puts(s, s->wrap.color ? "" : "[", style);
    put_lines(s, words, style);
    snprintf(number, sizeof number, "%s%zu%s", s->wrap.color ? "" : "]", m->n, "");
    drg_show_puts(s, number, DRG_STYLE_CYAN);
}

static void put_text(drg_show *s, drg_str text, const mark *marks, size_t n)
{
    size_t at = 0, point = 0;
    drg_out_char(&s->out, '\n');
    drg_wrap_begin(&s->wrap, "", 2);
    for (size_t i = 0; i < n; i++) {
        /* Two records of one word: the second one's number alone. */
        size_t start = marks[i].start > point ? marks[i].start : point;
        size_t from = advance(text, at, start - point);
        size_t end = marks[i].end > start ? marks[i].end : start;
        put_lines(s, drg_str_sub(text, at, from), DRG_STYLE_PLAIN);
        size_t to = advance(text, from, end - start);
        put_mark(s, drg_str_sub(text, from, to), &marks[i]);
        at = to;
        point = end;
    }
    size_t last = text.len;
    while (last > at && text.ptr[last - 1] == '\n')
        last--;
    put_lines(s, drg_str_sub(text, at, last), DRG_STYLE_PLAIN);
    drg_wrap_end(&s->wrap);
}

/* ---- lists ---- */

static void heading(drg_show *s, const char *text)
{
    drg_out_char(&s->out, '\n');
    drg_wrap_begin(&s->wrap, "", 2);
    drg_show_puts(s, text, DRG_STYLE_BOLD);
    drg_wrap_end(&s->wrap);
}

static void put_records(drg_show *s, const json_t *records)
{
    if (json_array_size(records) > 0)
        heading(s, "Records");
    for (size_t i = 0; i < json_array_size(records); i++) {
        const json_t *item = json_array_get(records, i), *record = json_object_get(item, "record");
        drg_str status = drg_show_text(record, "status"), incident = drg_show_text(item, "incident");
        char number[24], what[48];
        snprintf(number, sizeof number, "%zu", i + 1);
        drg_wrap_cell(&s->wrap, drg_str_of(number), 5, true, DRG_STYLE_CYAN);
        drg_wrap_cell(&s->wrap, drg_show_what(record, what, sizeof what), 22, false,
                      drg_show_event_style(drg_show_text(record, "event")));
        drg_wrap_begin_behind(&s->wrap, 31);
        if (json_array_size(json_object_get(record, "actor")) > 0)
            drg_show_names(s, json_object_get(record, "actor"), DRG_STYLE_PLAIN);
        else
            drg_show_puts(s, "unknown", DRG_STYLE_DIM);
        if (json_array_size(json_object_get(record, "recipient")) > 0)
            drg_show_puts(s, " \xE2\x86\x92 ", DRG_STYLE_PLAIN);
        drg_show_names(s, json_object_get(record, "recipient"), DRG_STYLE_PLAIN);
        drg_show_puts(s, " \xC2\xB7 ", DRG_STYLE_DIM);
        drg_show_put(s, status, drg_show_status_style(status));
        if (incident.len > 0) {
            drg_show_puts(s, "  incident ", DRG_STYLE_DIM);
            drg_show_put(s, incident, DRG_STYLE_DIM);
        }
        drg_wrap_end(&s->wrap);
    }
}

static void put_relatives(drg_show *s, const json_t *list, const char *title, bool revisions)
{
    /* A page that came once has no revisions to speak of. */
    if (json_array_size(list) < (revisions ? 2 : 1))
        return;
    heading(s, title);
    for (size_t i = 0; i < json_array_size(list); i++) {
        const json_t *other = json_array_get(list, i);
        char number[24] = "";
        if (revisions)
            snprintf(number, sizeof number, "%lld", (long long)drg_show_whole(other, "revision"));
        drg_wrap_cell(&s->wrap, drg_str_of(number), 5, true, DRG_STYLE_CYAN);
        drg_wrap_cell(&s->wrap, drg_show_text(other, "published"), 10, false, DRG_STYLE_DIM);
        drg_wrap_begin_behind(&s->wrap, 19);
        static const char *const keys[] = {"publisher", "title", "id"};
        for (int k = 0; k < 3; k++) {
            drg_show_put(s, drg_show_text(other, keys[k]), k < 2 ? DRG_STYLE_PLAIN : DRG_STYLE_DIM);
            drg_show_puts(s, "  ", DRG_STYLE_PLAIN);
        }
        drg_show_counted(s, drg_show_whole(other, "n_records"), "record", "records", DRG_STYLE_DIM);
        if (revisions && drg_show_true(other, "current"))
            drg_show_puts(s, " (current)", DRG_STYLE_DIM);
        drg_wrap_end(&s->wrap);
    }
}

void drg_show_document_card(drg_show *s, const json_t *item)
{
    static const char *const keys[] = {"published", "publisher", "url", "id"};
    drg_str title = drg_show_text(item, "title"), text = drg_show_text(item, "text");
    bool any = false;
    if (s->begun)
        drg_out_char(&s->out, '\n');
    drg_wrap_begin(&s->wrap, "", 0);
    drg_show_put(s, title.len > 0 ? title : drg_show_text(item, "id"), DRG_STYLE_BOLD);
    drg_wrap_end(&s->wrap);
    drg_wrap_begin(&s->wrap, "", 0);
    for (int i = 0; i < 4; i++) {
        drg_str value = drg_show_text(item, keys[i]);
        if (value.len == 0)
            continue;
        drg_show_puts(s, any ? " \xC2\xB7 " : "", DRG_STYLE_DIM);
        drg_show_put(s, value, DRG_STYLE_DIM);
        any = true;
    }
    drg_wrap_end(&s->wrap);
    size_t n;
    mark *marks = read_marks(json_object_get(item, "records"), &n);
    if (text.len > 0)
        put_text(s, text, marks, n);
    free(marks);
    put_records(s, json_object_get(item, "records"));
    put_relatives(s, json_object_get(item, "copies"), "Copies", false);
    put_relatives(s, json_object_get(item, "revisions"), "Revisions", true);
}
