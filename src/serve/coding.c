/* src/serve/coding.c - POST /api/v1/code: a text or page in, its document and records out; nothing is stored. */
#include "base/document.h"
#include "dragoman/analysis.h"
#include "dragoman/export.h"
#include "dragoman/reader.h"
#include "serve/inside.h"

#include <string.h>

static drg_status into_buffer(void *context, const char *data, size_t len)
{
    return drg_buf_add(context, data, len);
}

/* The lines of JSON in a buffer as members of a list. */
static void add_lines(drg_buf *out, drg_buf *lines)
{
    bool first = true;
    for (size_t at = 0; at < lines->len;) {
        const char *end = memchr(lines->ptr + at, '\n', lines->len - at);
        size_t stop = end != NULL ? (size_t)(end - lines->ptr) : lines->len;
        if (stop > at && !first)
            drg_buf_add(out, ",\n", 2);
        if (stop > at) {
            drg_buf_add(out, lines->ptr + at, stop - at);
            first = false;
        }
        at = stop + 1;
    }
}

typedef drg_status writer(const drg_document *doc, drg_sink *sink, void *context, drg_error *err);

static drg_status add_member(drg_buf *out, const char *before, writer *write, const drg_document *doc,
                             const char *behind, drg_error *err)
{
    drg_buf lines;
    drg_buf_init(&lines, SIZE_MAX / 2);
    drg_status st = write(doc, into_buffer, &lines, err);
    if (st == DRG_OK) {
        drg_buf_add(out, before, strlen(before));
        add_lines(out, &lines);
        st = drg_buf_add(out, behind, strlen(behind));
    }
    drg_buf_release(&lines);
    return st;
}

static drg_status code(const drg_server *server, drg_document *doc, drg_buf *out, drg_error *err)
{
    drg_status st = doc->analysed ? DRG_OK : drg_analyse(server->o.model, doc, err);
    if (st == DRG_OK)
        st = drg_code(server->o.coder, doc, err);
    if (st == DRG_OK)
        st = add_member(out, "{\"document\": ", drg_write_document, doc, ",\n", err);
    if (st == DRG_OK)
        st = add_member(out, "\"analysis\": ", drg_write_analysis, doc, ",\n", err);
    if (st == DRG_OK)
        st = add_member(out, "\"records\": [", drg_write_records, doc, "]}\n", err);
    return st;
}

static drg_status read_and_code(drg_http_request *request, drg_http_reply *reply, drg_error *err)
{
    char day[16];
    drg_str published = {0};
    drg_reader_options options = {.from = DRG_FORMAT_AUTO};
    drg_reader *reader = NULL;
    if (drg_http_parameter_of(request, "published", &published)) {
        size_t len = published.len < sizeof day ? published.len : sizeof day - 1;
        memcpy(day, published.ptr, len);
        day[len] = '\0';
        options.published = day;
    }
    drg_document *doc = drg_document_new();
    drg_status st = doc == NULL ? DRG_ENOMEM
                                : drg_reader_open_memory((drg_str){request->body.ptr, request->body.len}, "request",
                                                         &options, &reader, err);
    if (st == DRG_OK)
        st = drg_reader_next(reader, doc, err);
    if (st == DRG_OK)
        st = code(request->server, doc, &reply->body, err);
    drg_reader_close(reader);
    drg_document_free(doc);
    return st;
}

void drg_http_code(drg_http_request *request, drg_http_reply *reply)
{
    drg_error err = {.status = DRG_OK};
    if (request->server->o.model == NULL || request->server->o.coder == NULL) {
        drg_http_problem(reply, 503, "this server does not code texts");
        return;
    }
    reply->status = 200;
    reply->type = drg_media_type(DRG_MEDIA_JSON);
    drg_status st = read_and_code(request, reply, &err);
    if (st == DRG_END)
        drg_http_problem(reply, 422, "there is no text in the request's body");
    else if (st == DRG_ELIMIT || st == DRG_EIO)
        drg_http_problem(reply, 422, "%s", err.message);
    else if (st != DRG_OK)
        drg_http_fail(reply, st, &err);
}
