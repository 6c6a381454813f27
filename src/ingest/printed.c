#include "ingest/printed.h"

#include "base/error.h"
#include "dragoman/reader.h"

#include <jansson.h>
#include <string.h>

void drg_printed_init(drg_printed *p)
{
    *p = (drg_printed){0};
    drg_buf_init(&p->lines, DRG_MAX_LINE_BYTES);
    drg_buf_init(&p->ahead, DRG_MAX_LINE_BYTES);
}

void drg_printed_release(drg_printed *p)
{
    drg_buf_release(&p->lines);
    drg_buf_release(&p->ahead);
}

static bool has(drg_str line, const char *what)
{
    return memmem(line.ptr, line.len, what, strlen(what)) != NULL;
}

bool drg_printed_looks_like(drg_str line)
{
    return line.len > 0 && has(line, "\"evidence\"") && has(line, "\"event_text\"") && has(line, "\"document\"");
}

static drg_str text_of(const json_t *object, const char *key)
{
    const json_t *value = json_object_get(object, key);
    return json_is_string(value) ? (drg_str){json_string_value(value), json_string_length(value)} : (drg_str){NULL, 0};
}

/* The record's document. @return NULL, and err filled. */
static json_t *parse(drg_str line, json_t **document, drg_error *err)
{
    json_error_t why;
    json_t *record = json_loadb(line.ptr, line.len, 0, &why);
    if (record == NULL) {
        if (json_error_code(&why) == json_error_out_of_memory)
            drg_fail_nomem(err);
        else
            drg_fail(err, DRG_EINPUT, "not JSON: %s", why.text);
        return NULL;
    }
    *document = json_object_get(record, "document");
    if (text_of(*document, "id").len == 0) {
        drg_fail(err, DRG_EINPUT, "a record without its document's \"id\"");
        json_decref(record);
        return NULL;
    }
    return record;
}

static drg_status take_meta(const json_t *document, drg_str source, drg_document *doc, drg_error *err)
{
    drg_meta meta = {.id = text_of(document, "id"),
                     .source = source,
                     .url = text_of(document, "url"),
                     .title = text_of(document, "title"),
                     .publisher = text_of(document, "publisher"),
                     .language = text_of(document, "language"),
                     .published = text_of(document, "published")};
    return drg_document_set_meta(doc, &meta, err);
}

static drg_status add_line(drg_printed *p, drg_str line, drg_error *err)
{
    drg_status st = drg_buf_add(&p->lines, line.ptr, line.len);
    if (st == DRG_OK)
        st = drg_buf_add(&p->lines, "\n", 1);
    p->n_lines++;
    return st == DRG_OK ? st
           : st == DRG_ELIMIT
               ? drg_fail(err, st, "the records of one document have more than %zu bytes", (size_t)DRG_MAX_LINE_BYTES)
               : drg_fail_nomem(err);
}

/* Whether a line goes on with the same document; what it is itself, the ledger judges. */
static bool goes_on(drg_str line, drg_str id)
{
    json_t *document, *record = drg_printed_looks_like(line) ? parse(line, &document, NULL) : NULL;
    bool same = record != NULL && drg_str_eq(text_of(document, "id"), id);
    json_decref(record);
    return same;
}

static drg_status read_lines(drg_printed *p, drg_str id, drg_input *input, size_t *next_line, drg_error *err)
{
    for (;;) {
        drg_str line;
        drg_status st = drg_input_line(input, DRG_MAX_LINE_BYTES, &line, err);
        if (st == DRG_END)
            return DRG_OK;
        ++*next_line;
        if (st != DRG_OK)
            return st;
        if (drg_str_trim(line).len == 0)
            continue;
        if (!goes_on(line, id))
            return drg_buf_add(&p->ahead, line.ptr, line.len) == DRG_OK ? DRG_OK : drg_fail_nomem(err);
        st = add_line(p, line, err);
        if (st != DRG_OK)
            return st;
    }
}

drg_status drg_printed_next(drg_printed *p, drg_str first, drg_input *input, drg_str source, size_t *next_line,
                            drg_document *doc, drg_error *err)
{
    drg_buf_clear(&p->lines);
    p->n_lines = 0;
    json_t *document, *record = parse(first, &document, err);
    if (record == NULL)
        return err != NULL ? err->status : DRG_EINPUT;
    drg_status st = add_line(p, first, err);
    if (st == DRG_OK)
        st = take_meta(document, source, doc, err);
    if (st == DRG_OK)
        st = read_lines(p, text_of(document, "id"), input, next_line, err);
    json_decref(record);
    if (st == DRG_OK) {
        doc->printed = drg_arena_copy(&doc->arena, (drg_str){p->lines.ptr, p->lines.len});
        doc->n_printed = p->n_lines;
        if (doc->printed.ptr == NULL)
            st = drg_fail_nomem(err);
    }
    return st;
}

bool drg_printed_take_ahead(drg_printed *p, drg_str *line)
{
    if (p->ahead.len == 0)
        return false;
    /* The bytes stay until the next line is read ahead. */
    *line = (drg_str){p->ahead.ptr, p->ahead.len};
    p->ahead.len = 0;
    return true;
}
