#include "ingest/warc.h"

#include "base/date.h"
#include "base/error.h"
#include "ingest/blocks.h"
#include "ingest/charset.h"
#include "ingest/fields.h"
#include "ingest/html.h"
#include "ingest/http.h"
#include "ingest/page.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#define MAX_HEADERS 1000
/* A page with the head of the server's answer. */
#define MAX_BODY_BYTES (DRG_MAX_HTML_BYTES + ((size_t)1 << 20))

typedef struct record {
    drg_str type, url, date, id, content_type, payload_type;
    uint64_t len;
    bool has_len;
} record;

void drg_warc_init(drg_warc *warc)
{
    *warc = (drg_warc){.lost = false};
    drg_arena_init(&warc->arena, 0);
    drg_buf_init(&warc->name, (size_t)1 << 20);
}

void drg_warc_release(drg_warc *warc)
{
    drg_arena_release(&warc->arena);
    drg_buf_release(&warc->name);
}

static bool begins_record(drg_str line)
{
    return line.len >= 8 && memcmp(line.ptr, "WARC/", 5) == 0 && (line.ptr[5] == '0' || line.ptr[5] == '1');
}

bool drg_warc_looks_like(drg_str b)
{
    return begins_record(b);
}

/* ---- the head of a record ---- */

/* Go to the next record: behind its first line. */
static drg_status find_record(drg_warc *warc, drg_input *in, drg_error *err)
{
    for (;;) {
        drg_str line;
        drg_status st = drg_input_line(in, DRG_MAX_WARC_HEADER_BYTES, &line, err);
        if (st == DRG_ELIMIT && warc->lost)
            continue;
        if (st != DRG_OK)
            return st;
        if (begins_record(line)) {
            warc->lost = false;
            return DRG_OK;
        }
        if (line.len == 0 || warc->lost)
            continue;
        warc->lost = true;
        return drg_fail(err, DRG_EINPUT, "a WARC record should begin where something else stands");
    }
}

static bool parse_number(drg_str t, uint64_t *value)
{
    *value = 0;
    for (size_t i = 0; i < t.len; i++) {
        if (t.ptr[i] < '0' || t.ptr[i] > '9' || *value > UINT64_MAX / 100)
            return false;
        *value = *value * 10 + (uint64_t)(t.ptr[i] - '0');
    }
    return t.len > 0;
}

static drg_str without_brackets(drg_str t)
{
    return t.len >= 2 && t.ptr[0] == '<' && t.ptr[t.len - 1] == '>' ? drg_str_sub(t, 1, t.len - 1) : t;
}

static drg_status take_header(drg_warc *warc, drg_str line, record *r, drg_error *err)
{
    struct {
        const char *name;
        drg_str *to;
    } known[] = {{"warc-type", &r->type},
                 {"warc-target-uri", &r->url},
                 {"warc-date", &r->date},
                 {"warc-record-id", &r->id},
                 {"content-type", &r->content_type},
                 {"warc-identified-payload-type", &r->payload_type}};
    const char *colon = line.len > 0 ? memchr(line.ptr, ':', line.len) : NULL;
    if (colon == NULL)
        return DRG_OK;
    drg_str name = drg_str_trim(drg_str_sub(line, 0, (size_t)(colon - line.ptr)));
    drg_str value = drg_str_trim(drg_str_sub(line, (size_t)(colon - line.ptr) + 1, line.len));
    if (drg_http_is(name, "content-length"))
        r->has_len = parse_number(value, &r->len);
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        if (!drg_http_is(name, known[i].name))
            continue;
        if (drg_utf8_check(value) < value.len)
            return DRG_OK; /* not what a record may say */
        *known[i].to = drg_arena_copy(&warc->arena, without_brackets(value));
        return known[i].to->ptr != NULL ? DRG_OK : drg_fail_nomem(err);
    }
    return DRG_OK;
}

static drg_status read_head(drg_warc *warc, drg_input *in, record *r, drg_error *err)
{
    drg_arena_reset(&warc->arena);
    *r = (record){.has_len = false};
    drg_status st = find_record(warc, in, err);
    for (int n = 0; st == DRG_OK; n++) {
        drg_str line;
        st = n < MAX_HEADERS ? drg_input_line(in, DRG_MAX_WARC_HEADER_BYTES, &line, err) : DRG_ELIMIT;
        if (st == DRG_END)
            return drg_fail_for(err, DRG_EIO, DRG_REASON_TRUNCATED, "cut off within the head of a WARC record");
        if (st == DRG_ELIMIT) {
            warc->lost = true;
            return drg_fail(err, DRG_ELIMIT, "the head of a WARC record is too long");
        }
        if (st != DRG_OK || line.len == 0)
            break;
        st = take_header(warc, line, r, err);
    }
    if (st == DRG_OK && !r->has_len) {
        warc->lost = true;
        st = drg_fail(err, DRG_EINPUT, "a WARC record does not say how long it is");
    }
    return st;
}

/* ---- pages and texts ---- */

static drg_status drop(drg_tally *tally, drg_reason reason)
{
    tally->items++;
    tally->dropped[reason]++;
    return DRG_END;
}

static bool is_page_type(drg_str type)
{
    return drg_http_is(type, "text/html") || drg_http_is(type, "application/xhtml+xml");
}

static drg_status read_text(const record *r, drg_str source, drg_str bytes, drg_str charset, drg_document *doc,
                            drg_error *err)
{
    drg_buf decoded;
    drg_str utf8 = {0};
    drg_charset_found found;
    char hash[17];
    drg_buf_init(&decoded, 3 * MAX_BODY_BYTES);
    drg_status st =
        drg_charset_decode(bytes, charset.len > 0 ? charset : DRG_LIT("UTF-8"), false, &decoded, &utf8, &found, err);
    if (st == DRG_OK)
        st = drg_document_set_text(doc, utf8, err);
    drg_buf_release(&decoded);
    if (st != DRG_OK)
        return st;
    drg_field_hash(doc->text, hash);
    drg_meta meta = {.id = {hash, 16}, .source = source, .url = r->url};
    st = drg_document_set_meta(doc, &meta, err);
    return st == DRG_OK ? drg_blocks__mark(doc, err) : st;
}

/* A page or text of that type. @return DRG_END: passed over, and counted. */
static drg_status read_typed(const record *r, drg_str source, drg_str bytes, drg_str type, drg_str charset,
                             drg_tally *tally, drg_document *doc, drg_error *err)
{
    drg_page_input page = {.bytes = bytes, .charset = charset, .url = r->url, .source = source};
    drg_status st;
    bool unsaid = type.len == 0 || drg_http_is(type, "application/octet-stream");
    if (is_page_type(type) || (unsaid && drg_page_looks_like(bytes)))
        st = drg_page__read(&page, doc, err);
    else if (drg_http_is(type, "text/plain"))
        st = read_text(r, source, bytes, charset, doc, err);
    else
        return drop(tally, DRG_REASON_CONTENT_TYPE);
    if (st == DRG_OK && drg_str_trim(doc->text).len == 0)
        return drop(tally, DRG_REASON_NO_TEXT);
    return st;
}

static drg_status read_answer(const record *r, drg_str source, drg_str bytes, drg_tally *tally, drg_document *doc,
                              drg_error *err)
{
    drg_http_head head;
    drg_buf spare[2];
    drg_str body = {0};
    if (!drg_http_head_parse(bytes, &head))
        return drg_fail(err, DRG_EINPUT, "the record has no HTTP answer");
    if (head.status != 200)
        return drop(tally, DRG_REASON_HTTP_STATUS);
    if (head.type.len > 0 && !is_page_type(head.type) && !drg_http_is(head.type, "text/plain") &&
        !drg_http_is(head.type, "application/octet-stream"))
        return drop(tally, DRG_REASON_CONTENT_TYPE);
    drg_buf_init(&spare[0], MAX_BODY_BYTES);
    drg_buf_init(&spare[1], DRG_MAX_HTML_BYTES);
    drg_status st =
        drg_http_body(&head, drg_str_sub(bytes, head.len, bytes.len), DRG_MAX_HTML_BYTES, spare, &body, err);
    if (st == DRG_OK)
        st = read_typed(r, source, body, head.type, head.charset, tally, doc, err);
    else if (st == DRG_EIO)
        st = DRG_EINPUT; /* of this record alone */
    drg_buf_release(&spare[0]);
    drg_buf_release(&spare[1]);
    return st;
}

static bool holds_document(const record *r)
{
    bool web = r->url.len > 5 && strncasecmp(r->url.ptr, "http", 4) == 0;
    bool answer = drg_http_is(r->type, "response") && r->content_type.len >= 16 &&
                  strncasecmp(r->content_type.ptr, "application/http", 16) == 0;
    return web && (answer || drg_http_is(r->type, "conversion") || drg_http_is(r->type, "resource"));
}

static drg_status read_record(const record *r, drg_str source, drg_str bytes, drg_tally *tally, drg_document *doc,
                              drg_error *err)
{
    drg_str type, charset;
    if (drg_http_is(r->type, "response"))
        return read_answer(r, source, bytes, tally, doc, err);
    drg_http_type_parse(r->content_type, &type, &charset);
    return read_typed(r, source, bytes, type, charset, tally, doc, err);
}

static drg_status name_it(drg_warc *warc, const record *r, drg_str source, drg_error *err)
{
    drg_buf_clear(&warc->name);
    drg_status st = drg_buf_add(&warc->name, source.ptr, source.len);
    if (st == DRG_OK && r->id.len > 0)
        st = drg_buf_add(&warc->name, "!", 1);
    if (st == DRG_OK)
        st = drg_buf_add(&warc->name, r->id.ptr, r->id.len);
    int32_t days;
    warc->day[0] = '\0';
    if (r->date.len >= 10 && drg_date_parse_iso(drg_str_sub(r->date, 0, 10), &days))
        drg_date_format(days, warc->day);
    return st == DRG_OK ? st : drg_fail_nomem(err);
}

static drg_status fail_cut(drg_error *err)
{
    return drg_fail_for(err, DRG_EIO, DRG_REASON_TRUNCATED, "cut off within a WARC record");
}

drg_status drg_warc_next(drg_warc *warc, drg_input *in, drg_str source, drg_tally *tally, drg_document *doc,
                         drg_error *err)
{
    for (;;) {
        record r;
        drg_str bytes = {0};
        drg_buf_clear(&warc->name);
        drg_status st = drg_buf_add(&warc->name, source.ptr, source.len) == DRG_OK ? read_head(warc, in, &r, err)
                                                                                   : drg_fail_nomem(err);
        if (st == DRG_OK)
            st = name_it(warc, &r, source, err);
        if (st != DRG_OK)
            return st;
        bool wanted = holds_document(&r);
        if (!wanted || r.len > MAX_BODY_BYTES) {
            uint64_t before = in->taken_bytes;
            st = drg_input_skip(in, r.len, err);
            if (st == DRG_OK && in->taken_bytes - before < r.len)
                st = fail_cut(err);
            if (st != DRG_OK)
                return st;
            if (wanted)
                return drg_fail(err, DRG_ELIMIT, "the record has more than %zu bytes", MAX_BODY_BYTES);
            (void)drop(tally, DRG_REASON_RECORD_KIND);
            continue;
        }
        st = drg_input_peek(in, (size_t)r.len, &bytes, err);
        if (st == DRG_OK && bytes.len < r.len)
            st = fail_cut(err);
        if (st != DRG_OK)
            return st;
        st = read_record(&r, (drg_str){warc->name.ptr, warc->name.len}, drg_str_sub(bytes, 0, (size_t)r.len), tally,
                         doc, err);
        drg_input_take(in, (size_t)r.len);
        if (st != DRG_END)
            return st;
        drg_document_clear(doc);
    }
}
