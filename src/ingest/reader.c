#include "dragoman/reader.h"

#include "base/date.h"
#include "base/error.h"
#include "ingest/archive.h"
#include "ingest/blocks.h"
#include "ingest/charset.h"
#include "ingest/conlludoc.h"
#include "ingest/csv.h"
#include "ingest/detect.h"
#include "ingest/feed.h"
#include "ingest/feed_page.h"
#include "ingest/fetch.h"
#include "ingest/fields.h"
#include "ingest/finish.h"
#include "ingest/html.h"
#include "ingest/http.h"
#include "ingest/input.h"
#include "ingest/jsondoc.h"
#include "ingest/page.h"
#include "ingest/printed.h"
#include "ingest/warc.h"
#include "ingest/weblink.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct drg_reader {
    drg_parts parts;  /* what the input holds, unpacked */
    drg_input *input; /* the part that is being read */
    const char *name; /* of that part */
    char *input_name;
    drg_format from, format;
    char published[11]; /* empty: no override */
    size_t line;        /* of the document that was read last */
    size_t next_line;   /* of what is read next */
    bool part_over, over;
    drg_conllu_input conllu;
    drg_csv csv;
    drg_feed feed;
    bool feed_begun;
    size_t next_entry;
    drg_warc warc;
    drg_fetcher *fetcher; /* NULL: nothing is fetched */
    bool fetch_pages;
    bool takes_records;
    drg_printed printed;
    drg_fetch_answer fetched; /* the input, where its name is an address */
    drg_str charset;          /* that came with it; in fetched */
    bool is_page;             /* as came with it */
    drg_tally tally;
};

const char *drg_format_name(drg_format format)
{
    static const char *const names[] = {
#define NAME(name, text) [name] = text,
        DRG_FORMAT_LIST(NAME)
#undef NAME
    };
    return (unsigned)format < DRG_N_FORMATS ? names[format] : NULL;
}

/* ---- opening ---- */

/* What the formats keep of a part that is being read. */
static void init_formats(drg_reader *reader)
{
    drg_conllu_input_init(&reader->conllu);
    drg_csv_init(&reader->csv);
    drg_warc_init(&reader->warc);
    drg_printed_init(&reader->printed);
    reader->feed_begun = false;
}

static void release_formats(drg_reader *reader)
{
    drg_conllu_input_release(&reader->conllu);
    drg_csv_release(&reader->csv);
    drg_warc_release(&reader->warc);
    drg_printed_release(&reader->printed);
    if (reader->feed_begun)
        drg_feed_release(&reader->feed);
}

static drg_status new_reader(const char *name, const drg_reader_options *options, drg_reader **out, drg_error *err)
{
    int32_t days = 0;
    bool dated = options != NULL && options->published != NULL;
    if (dated && !drg_date_parse_iso(drg_str_of(options->published), &days))
        return drg_fail(err, DRG_EARG, "\"%.40s\" is no date (YYYY-MM-DD)", options->published);
    if (options != NULL && (unsigned)options->from >= DRG_N_FORMATS)
        return drg_fail(err, DRG_EARG, "no such format");
    drg_reader *reader = calloc(1, sizeof *reader);
    char *copy = strdup(name);
    if (reader == NULL || copy == NULL || drg_parts_init(&reader->parts, name, NULL) != DRG_OK) {
        free(reader);
        free(copy);
        return drg_fail_nomem(err);
    }
    reader->input_name = copy;
    reader->name = drg_parts_name(&reader->parts);
    reader->from = options != NULL ? options->from : DRG_FORMAT_AUTO;
    reader->part_over = true;
    if (dated)
        drg_date_format(days, reader->published);
    if (options != NULL) {
        reader->takes_records = options->takes_records;
        reader->fetcher = options->fetcher;
        reader->fetch_pages = options->fetch_pages && options->fetcher != NULL;
    }
    drg_fetch_answer_init(&reader->fetched);
    init_formats(reader);
    *out = reader;
    return DRG_OK;
}

/* Archives and tables, which are read piece by piece. */
static bool may_be_long(drg_str first)
{
    drg_packing packing = drg_packing_of(first);
    drg_format format = drg_detect_format(drg_str_sub(first, 0, DRG_DETECT_BYTES));
    return packing == DRG_PACKED_GZIP || packing == DRG_PACKED_ZSTD || packing == DRG_PACKED_ZIP ||
           format == DRG_FORMAT_WARC || format == DRG_FORMAT_JSONL || format == DRG_FORMAT_CSV ||
           format == DRG_FORMAT_CONLLU;
}

static drg_status open_address(drg_reader *reader, drg_error *err)
{
    drg_str type;
    drg_fetch_request request = {.url = reader->input_name, .may_be_long = may_be_long};
    if (reader->fetcher == NULL)
        return drg_fail(err, DRG_EIO, "an address of the web: it is not fetched here (dragoman read fetches)");
    drg_status st = drg_fetch_get(reader->fetcher, &request, &reader->fetched, err);
    if (st != DRG_OK)
        return st;
    drg_http_type_parse(drg_str_of(reader->fetched.content_type), &type, &reader->charset);
    reader->is_page = drg_http_is(type, "text/html") || drg_http_is(type, "application/xhtml+xml");
    static const char *const others[] = {"image/", "video/", "audio/", "font/"};
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        if (drg_str_starts(type, drg_str_of(others[i])))
            return drg_fail_for(err, DRG_EIO, DRG_REASON_CONTENT_TYPE, "neither page nor text: \"%.*s\"",
                                (int)(type.len < 60 ? type.len : 60), type.ptr);
    if (reader->fetched.stream.read != NULL) {
        drg_input_open_stream(&reader->parts.levels[0].in, reader->fetched.stream);
        reader->fetched.stream = (drg_stream){.read = NULL};
        return DRG_OK;
    }
    drg_buf *body = &reader->fetched.body;
    drg_input_open_memory(&reader->parts.levels[0].in, (drg_str){body->ptr != NULL ? body->ptr : "", body->len});
    return DRG_OK;
}

drg_status drg_reader_open(const char *path, const drg_reader_options *options, drg_reader **reader, drg_error *err)
{
    drg_reader *made = NULL;
    drg_status st = new_reader(path, options, &made, err);
    if (st != DRG_OK)
        return st;
    if (drg_weblink_is_web(drg_str_of(path)))
        st = open_address(made, err);
    else
        st = drg_input_open(&made->parts.levels[0].in, path, err);
    if (st == DRG_EIO && !drg_weblink_is_web(drg_str_of(path)) && strstr(path, "://") != NULL)
        st = drg_fail(err, DRG_EIO, "neither a file nor an address that is fetched (http://… or https://…)");
    if (st != DRG_OK) {
        drg_reader_close(made);
        return st;
    }
    *reader = made;
    return DRG_OK;
}

drg_status drg_reader_open_memory(drg_str bytes, const char *name, const drg_reader_options *options,
                                  drg_reader **reader, drg_error *err)
{
    drg_reader *made = NULL;
    drg_status st = new_reader(name, options, &made, err);
    if (st != DRG_OK)
        return st;
    drg_input_open_memory(&made->parts.levels[0].in, bytes);
    *reader = made;
    return DRG_OK;
}

void drg_reader_close(drg_reader *reader)
{
    if (reader == NULL)
        return;
    drg_parts_release(&reader->parts);
    release_formats(reader);
    drg_fetch_answer_release(&reader->fetched);
    free(reader->input_name);
    free(reader);
}

/* ---- what kind of input it is ---- */

static bool begins_with(drg_str b, const char *magic, size_t len)
{
    return b.len >= len && memcmp(b.ptr, magic, len) == 0;
}

/* Go to the next part, and see what it is. */
static drg_status begin(drg_reader *reader, drg_error *err)
{
    drg_str first;
    drg_format before = reader->format;
    release_formats(reader);
    init_formats(reader);
    reader->line = 0;
    drg_status st = drg_parts_next(&reader->parts, err);
    reader->name = drg_parts_name(&reader->parts);
    reader->part_over = st != DRG_OK;
    if (st != DRG_OK)
        return st;
    reader->input = drg_parts_input(&reader->parts);
    reader->next_line = 1;
    reader->format = reader->from;
    st = drg_input_look(reader->input, DRG_DETECT_BYTES, &first, err);
    if (st != DRG_OK)
        return st;
    if (begins_with(first, "\xEF\xBB\xBF", 3)) {
        drg_input_take(reader->input, 3);
        first = drg_str_sub(first, 3, first.len);
    }
    if (reader->format != DRG_FORMAT_AUTO)
        return DRG_OK;
    const char *other = drg_detect_other(first);
    reader->format = before; /* where this part is none */
    if (other != NULL)
        return drg_fail_for(err, DRG_EINPUT, DRG_REASON_FORMAT, "%s", other);
    reader->format = drg_detect_format(first);
    /* What the server says counts where the bytes say nothing. */
    if (reader->format == DRG_FORMAT_TEXT && reader->is_page && reader->parts.n == 1)
        reader->format = DRG_FORMAT_HTML;
    return DRG_OK;
}

/* ---- documents ---- */

static size_t count_lines(drg_str t, size_t to)
{
    size_t n = 0;
    for (size_t p = 0; p < to; p++)
        n += t.ptr[p] == '\n';
    return n;
}

static drg_status set_text_meta(const drg_reader *reader, drg_document *doc, drg_error *err)
{
    char hash[17];
    drg_meta meta = {.source = drg_str_of(reader->name)};
    drg_field_hash(doc->text, hash);
    meta.id = (drg_str){hash, 16};
    return drg_document_set_meta(doc, &meta, err);
}

/* A text in the encoding that came with it. */
static drg_status set_decoded_text(const drg_reader *reader, drg_str bytes, drg_document *doc, drg_error *err)
{
    drg_buf decoded;
    drg_str utf8 = {0};
    drg_charset_found found;
    drg_buf_init(&decoded, DRG_MAX_TEXT_BYTES);
    drg_status st = drg_charset_decode(bytes, reader->charset, false, &decoded, &utf8, &found, err);
    if (st == DRG_OK)
        st = drg_document_set_text(doc, utf8, err);
    drg_buf_release(&decoded);
    return st;
}

static drg_status next_text(drg_reader *reader, drg_document *doc, drg_error *err)
{
    drg_str bytes;
    reader->part_over = true;
    drg_status st = drg_input_rest(reader->input, DRG_MAX_TEXT_BYTES, &bytes, err);
    reader->line = 1;
    if (st != DRG_OK)
        return st;
    if (bytes.len == 0)
        return DRG_END;
    size_t bad = drg_utf8_check(bytes);
    if (bad == bytes.len) {
        st = drg_document_set_text(doc, bytes, err);
    } else if (reader->charset.len > 0) {
        st = set_decoded_text(reader, bytes, doc, err);
    } else {
        reader->line = 1 + count_lines(bytes, bad);
        st = drg_fail(err, DRG_EINPUT, "not UTF-8: byte %zu is 0x%02x", bad, (unsigned)(unsigned char)bytes.ptr[bad]);
    }
    if (st == DRG_OK)
        st = set_text_meta(reader, doc, err);
    return st == DRG_OK ? drg_blocks__mark(doc, err) : st;
}

static drg_status next_page(drg_reader *reader, drg_document *doc, drg_error *err)
{
    drg_page_input page = {
        .source = drg_str_of(reader->name), .charset = reader->charset, .url = drg_str_of(reader->fetched.url)};
    reader->part_over = true;
    reader->line = 1;
    drg_status st = drg_input_rest(reader->input, DRG_MAX_HTML_BYTES, &page.bytes, err);
    if (st != DRG_OK)
        return st;
    if (page.bytes.len == 0)
        return DRG_END;
    st = drg_page__read(&page, doc, err);
    if (st == DRG_OK && drg_document_text(doc).len == 0)
        return drg_fail_for(err, DRG_EINPUT, DRG_REASON_NO_TEXT, "there is no text on the page");
    return st;
}

static bool is_blank(drg_str line)
{
    return drg_str_trim(line).len == 0;
}

/* The next line that is not blank. */
static drg_status next_full_line(drg_reader *reader, drg_str *line, drg_error *err)
{
    reader->line = reader->next_line - 1;
    if (drg_printed_take_ahead(&reader->printed, line))
        return DRG_OK;
    do {
        reader->line = reader->next_line;
        drg_status st = drg_input_line(reader->input, DRG_MAX_LINE_BYTES, line, err);
        reader->next_line++;
        if (st != DRG_OK)
            return st;
    } while (is_blank(*line));
    return DRG_OK;
}

static drg_status next_jsonl(drg_reader *reader, drg_document *doc, drg_error *err)
{
    drg_str line;
    drg_status st = next_full_line(reader, &line, err);
    if (st != DRG_OK)
        return st;
    if (reader->takes_records && drg_printed_looks_like(line))
        return drg_printed_next(&reader->printed, line, reader->input, drg_str_of(reader->name), &reader->next_line,
                                doc, err);
    drg_json_extra extra = {0};
    st = drg_jsondoc__read(line, drg_str_of(reader->name), doc, &extra, err);
    return st == DRG_OK && !extra.has_blocks ? drg_blocks__mark(doc, err) : st;
}

static drg_status next_conllu(drg_reader *reader, drg_document *doc, drg_error *err)
{
    return drg_conllu_input_next(&reader->conllu, reader->input, drg_str_of(reader->name), &reader->next_line,
                                 &reader->line, doc, err);
}

static drg_status next_csv(drg_reader *reader, drg_document *doc, drg_error *err)
{
    drg_status st = drg_csv_next(&reader->csv, reader->input, drg_str_of(reader->name), &reader->next_line,
                                 &reader->line, doc, err);
    return st == DRG_OK ? drg_blocks__mark(doc, err) : st;
}

static drg_status begin_feed(drg_reader *reader, drg_error *err)
{
    drg_str bytes;
    drg_status st = drg_input_rest(reader->input, DRG_MAX_FEED_BYTES, &bytes, err);
    reader->line = 1;
    if (st == DRG_OK)
        st = drg_feed_parse(bytes, reader->charset, drg_str_of(reader->fetched.url), &reader->feed, err);
    reader->feed_begun = st == DRG_OK;
    reader->next_entry = 0;
    if (st != DRG_OK && err->has_pos)
        reader->line = err->pos;
    return st;
}

/* The page of an entry, or what the feed has of it where the page cannot be had. */
static drg_status read_entry(drg_reader *reader, size_t i, drg_document *doc, drg_error *err)
{
    const drg_feed_entry *e = &reader->feed.entries[i];
    drg_error why = {.status = DRG_OK};
    drg_status of_page = DRG_END;
    if (reader->fetch_pages && !e->full && drg_weblink_is_web(e->url))
        of_page = drg_feed_page(reader->fetcher, &reader->feed, i, doc, &why);
    if (of_page == DRG_OK)
        return DRG_OK;
    drg_document_clear(doc);
    drg_status st = drg_feed_document(&reader->feed, i, drg_str_of(reader->name), doc, err);
    if (st == DRG_EINPUT && of_page != DRG_END) {
        *err = why;
        st = of_page == DRG_EIO ? DRG_EINPUT : of_page; /* the next entry's page may be had */
    }
    return st;
}

static drg_status next_entry(drg_reader *reader, drg_document *doc, drg_error *err)
{
    if (!reader->feed_begun) {
        drg_status st = begin_feed(reader, err);
        reader->part_over = st != DRG_OK;
        if (st != DRG_OK)
            return st;
    }
    const drg_feed *feed = &reader->feed;
    if (reader->next_entry < feed->n_entries) {
        reader->line = feed->entries[reader->next_entry].line;
        return read_entry(reader, reader->next_entry++, doc, err);
    }
    reader->part_over = true;
    if (feed->cut_off)
        return drg_fail_for(err, DRG_EIO, DRG_REASON_TRUNCATED, "cut off: the feed ends within its entries");
    return DRG_END;
}

static drg_status next_record(drg_reader *reader, drg_document *doc, drg_error *err)
{
    drg_status st = drg_warc_next(&reader->warc, reader->input, drg_str_of(drg_parts_name(&reader->parts)),
                                  &reader->tally, doc, err);
    if (reader->warc.name.len > 0)
        reader->name = reader->warc.name.ptr;
    reader->line = 0;
    return st;
}

/* The next document of this part. */
static drg_status read_one(drg_reader *reader, drg_document *doc, drg_error *err)
{
    drg_status st = reader->format == DRG_FORMAT_JSONL    ? next_jsonl(reader, doc, err)
                    : reader->format == DRG_FORMAT_CONLLU ? next_conllu(reader, doc, err)
                    : reader->format == DRG_FORMAT_HTML   ? next_page(reader, doc, err)
                    : reader->format == DRG_FORMAT_CSV    ? next_csv(reader, doc, err)
                    : reader->format == DRG_FORMAT_FEED   ? next_entry(reader, doc, err)
                    : reader->format == DRG_FORMAT_WARC   ? next_record(reader, doc, err)
                                                          : next_text(reader, doc, err);
    if (st != DRG_OK || doc->printed.ptr != NULL)
        return st;
    return drg_document__finish(doc, reader->published, reader->format == DRG_FORMAT_WARC ? reader->warc.day : NULL,
                                err);
}

/* The next document of this part or those behind it. */
static drg_status read_on(drg_reader *reader, drg_document *doc, drg_error *err)
{
    for (;;) {
        drg_status st = DRG_OK;
        if (reader->part_over)
            st = begin(reader, err);
        if (st == DRG_END) {
            reader->over = true;
            return st;
        }
        if (st == DRG_OK)
            st = read_one(reader, doc, err);
        else
            reader->part_over = true;
        if (st != DRG_END) {
            reader->part_over |= st != DRG_OK && st != DRG_EINPUT && st != DRG_ELIMIT;
            return st;
        }
        reader->part_over = true;
        drg_document_clear(doc);
    }
}

static void count(drg_reader *reader, drg_status st, drg_reason reason)
{
    if (st == DRG_END || (st != DRG_OK && reason == DRG_REASON_NONE))
        return;
    reader->tally.items++;
    if (st == DRG_OK)
        reader->tally.documents++;
    else
        reader->tally.dropped[reason]++;
}

drg_status drg_reader_next(drg_reader *reader, drg_document *doc, drg_error *err)
{
    drg_error why = {.status = DRG_OK};
    drg_document_clear(doc);
    if (reader->over)
        return DRG_END;
    drg_status st = read_on(reader, doc, &why);
    count(reader, st, why.reason);
    if (st == DRG_OK)
        return DRG_OK;
    drg_document_clear(doc);
    if (st == DRG_EINPUT || st == DRG_ELIMIT) {
        why.has_pos = reader->line > 0;
        why.pos = reader->line;
    }
    if (st != DRG_END && err != NULL)
        *err = why;
    return st;
}

void drg_reader_tally(const drg_reader *reader, drg_tally *tally)
{
    *tally = reader->tally;
}

const char *drg_reader_name(const drg_reader *reader)
{
    return reader->input_name;
}

const char *drg_reader_part(const drg_reader *reader)
{
    return reader->name;
}

drg_format drg_reader_format(const drg_reader *reader)
{
    return reader->format;
}

size_t drg_reader_line(const drg_reader *reader)
{
    return reader->line;
}

void drg_reader_progress(const drg_reader *reader, uint64_t *done_bytes, uint64_t *size_bytes)
{
    const drg_input *in = &reader->parts.levels[0].in;
    *done_bytes = in->taken_bytes;
    *size_bytes = in->size_bytes;
}
