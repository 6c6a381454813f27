/* tests/unit/test_ingest_reader.c - inputs to documents: formats, fields, errors and going on after them. */
#include "dragoman/reader.h"

#include "base/text.h"
#include "dragoman/analysis.h"
#include "unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static drg_reader *open_bytes(drg_str bytes, drg_format from, const char *published)
{
    drg_reader_options options = {.from = from, .published = published};
    drg_reader *reader = NULL;
    assert_int_equal(drg_reader_open_memory(bytes, "news", &options, &reader, NULL), DRG_OK);
    return reader;
}

static bool is(drg_str a, const char *b)
{
    return drg_str_is(a, b);
}

static void a_text_is_one_document(void **state)
{
    (void)state;
    drg_reader *reader = open_bytes(DRG_LIT("\xEF\xBB\xBF"
                                            "Border opens\r\n\r\nIt opened on Friday at noon.\r\n"),
                                    DRG_FORMAT_AUTO, NULL);
    drg_document *doc = drg_document_new();
    assert_int_equal(drg_reader_next(reader, doc, NULL), DRG_OK);
    assert_int_equal(drg_reader_format(reader), DRG_FORMAT_TEXT);
    assert_true(is(drg_document_text(doc), "Border opens\r\n\r\nIt opened on Friday at noon.\r\n"));
    const drg_meta *meta = drg_document_meta(doc);
    assert_true(is(meta->source, "news"));
    assert_true(is(meta->title, "Border opens"));
    assert_int_equal(meta->id.len, 16);
    assert_int_equal(meta->language.len, 0);
    assert_int_equal(drg_reader_next(reader, doc, NULL), DRG_END);
    assert_int_equal(drg_reader_next(reader, doc, NULL), DRG_END);
    drg_document_free(doc);
    drg_reader_close(reader);
}

static void fields_of_json_lines(void **state)
{
    (void)state;
    static const char line[] =
        "{\"id\": \"a 1\", \"url\": \"x:y\", \"title\": \"T\", \"publisher\": \"P\", \"language\": \"en\", "
        "\"published\": \"2026-03-13T10:00:00Z\", \"authors\": [\"A\", \"\", \"B\"], \"text\": \"So.\", "
        "\"source\": 12, \"published_from\": \"warc\", \"other\": [[{}]]}\n";
    drg_reader *reader = open_bytes(drg_str_of(line), DRG_FORMAT_AUTO, NULL);
    drg_document *doc = drg_document_new();
    assert_int_equal(drg_reader_next(reader, doc, NULL), DRG_OK);
    const drg_meta *meta = drg_document_meta(doc);
    assert_true(is(meta->id, "a 1") && is(meta->url, "x:y") && is(meta->title, "T") && is(meta->publisher, "P"));
    assert_true(is(meta->language, "en") && is(meta->published, "2026-03-13") && is(meta->source, "news"));
    assert_int_equal(meta->published_from, DRG_DATE_FROM_FIELD);
    assert_int_equal(meta->n_authors, 2);
    assert_true(is(meta->authors[1], "B"));
    drg_document_free(doc);
    drg_reader_close(reader);
}

static void what_read_printed_is_read_back(void **state)
{
    (void)state;
    static const char line[] =
        "{\"id\": \"1\", \"source\": \"a.html\", \"published\": \"2026-03-13\", \"published_from\": \"dateline\", "
        "\"text\": \"\xF0\x9F\x95\x8A title\\n\\nSome story\", \"blocks\": [{\"start\": 0, \"end\": 7, \"kind\": "
        "\"caption\"}]}";
    drg_reader *reader = open_bytes(drg_str_of(line), DRG_FORMAT_AUTO, NULL);
    drg_document *doc = drg_document_new();
    assert_int_equal(drg_reader_next(reader, doc, NULL), DRG_OK);
    const drg_meta *meta = drg_document_meta(doc);
    assert_true(is(meta->source, "a.html"));
    assert_int_equal(meta->published_from, DRG_DATE_FROM_DATELINE);
    size_t n;
    const drg_block *blocks = drg_document_blocks(doc, &n);
    assert_int_equal(n, 2);
    assert_int_equal(blocks[0].kind, DRG_BLOCK_CAPTION);
    assert_int_equal(blocks[0].span.end, 10); /* the dove has four bytes */
    assert_int_equal(blocks[1].kind, DRG_BLOCK_PROSE);
    assert_int_equal(blocks[1].span.start, 12);
    drg_document_free(doc);
    drg_reader_close(reader);
}

/* A line that fails with this in its message, and does not stop the next. */
static void bad_line(const char *line, size_t len, const char *why)
{
    char *bytes = malloc(len + 100);
    assert_non_null(bytes);
    int n = sprintf(bytes, "\n{\"text\": \"One.\"}\n");
    memcpy(bytes + n, line, len);
    n += (int)len;
    n += sprintf(bytes + n, "\n{\"text\": \"Two.\"}");
    drg_reader *reader = open_bytes((drg_str){bytes, (size_t)n}, DRG_FORMAT_JSONL, NULL);
    drg_document *doc = drg_document_new();
    drg_error err = {.status = DRG_OK};
    assert_int_equal(drg_reader_next(reader, doc, &err), DRG_OK);
    drg_status st = drg_reader_next(reader, doc, &err);
    assert_true(st == DRG_EINPUT || st == DRG_ELIMIT);
    assert_true(err.has_pos);
    assert_int_equal(err.pos, 3);
    if (strstr(err.message, why) == NULL)
        fail_msg("\"%s\" does not say \"%s\"", err.message, why);
    assert_int_equal(drg_document_text(doc).len, 0);
    assert_int_equal(drg_reader_next(reader, doc, &err), DRG_OK);
    assert_true(is(drg_document_text(doc), "Two."));
    assert_int_equal(drg_reader_line(reader), 4);
    assert_int_equal(drg_reader_next(reader, doc, &err), DRG_END);
    drg_document_free(doc);
    drg_reader_close(reader);
    free(bytes);
}

#define BAD(line, why) bad_line("" line, sizeof(line) - 1, why)

static void bad_lines_are_named_and_passed_over(void **state)
{
    (void)state;
    BAD("{\"id\": \"1\"}", "field \"text\" is missing");
    BAD("{}", "field \"text\" is missing");
    BAD("{\"text\": 5}", "field \"text\" must be a string, and is a number");
    BAD("{\"text\": null}", "field \"text\" must be a string, and is null");
    BAD("{\"text\": \"a\", \"title\": [\"x\"]}", "field \"title\" must be a string, and is an array");
    BAD("{\"text\": \"a\", \"id\": 7}", "field \"id\"");
    BAD("{\"text\": \"a\", \"authors\": \"x\"}", "field \"authors\"");
    BAD("{\"text\": \"a\", \"authors\": [1]}", "field \"authors\"");
    BAD("{\"text\": \"a\", \"published\": \"soon\"}",
        "field \"published\" must be a date (YYYY-MM-DD), and is \"soon\"");
    BAD("{\"text\": \"a\", \"published\": 20260313}", "field \"published\"");
    BAD("{\"text\": \"a", "cut off");
    BAD("{\"text\": \"a\"", "cut off");
    BAD("{\"text\": \"a\"} x", "bad JSON");
    BAD("{\"text\": \"\xFF\"}", "bad JSON");
    BAD("{\"text\": \"\\ud800\"}", "bad JSON");
    BAD("[\"text\"]", "must be a JSON object, and this is an array");
    BAD("text", "bad JSON");
    BAD("{\"event\": \"ASSAULT\", \"evidence\": {}}", "an event record");
    BAD("{\"sentences\": [], \"tokens\": []}", "CoNLL-U");
    BAD("{\"text\": \"a\", \"blocks\": 1}", "field \"blocks\"");
    BAD("{\"text\": \"a\", \"blocks\": [{\"start\": 0, \"end\": 2, \"kind\": \"prose\"}]}", "field \"blocks\"");
    BAD("{\"text\": \"a\", \"blocks\": [{\"start\": 0, \"end\": 1, \"kind\": \"poem\"}]}", "field \"blocks\"");
    BAD("{\"text\": \"ab\", \"blocks\": [{\"start\": 1, \"end\": 2, \"kind\": \"prose\"}, {\"start\": 0, \"end\": 1, "
        "\"kind\": \"prose\"}]}",
        "field \"blocks\"");
}

static void deep_json_is_refused(void **state)
{
    (void)state;
    static char line[20100];
    size_t n = (size_t)sprintf(line, "{\"text\": \"a\", \"x\": ");
    memset(line + n, '[', 10000);
    memset(line + n + 10000, ']', 10000);
    line[n + 20000] = '}';
    bad_line(line, n + 20001, "bad JSON");
}

static void nul_is_a_character(void **state)
{
    (void)state;
    drg_reader *reader =
        open_bytes(DRG_LIT("{\"text\": \"a\\u0000b\", \"title\": \"\\u0000\"}"), DRG_FORMAT_AUTO, NULL);
    drg_document *doc = drg_document_new();
    assert_int_equal(drg_reader_next(reader, doc, NULL), DRG_OK);
    drg_str t = drg_document_text(doc);
    assert_int_equal(t.len, 3);
    assert_memory_equal(t.ptr, "a\0b", 3);
    assert_int_equal(drg_document_meta(doc)->title.len, 1);
    drg_reader_close(reader);
    reader = open_bytes((drg_str){"a\0b", 3}, DRG_FORMAT_AUTO, NULL);
    assert_int_equal(drg_reader_next(reader, doc, NULL), DRG_OK);
    assert_int_equal(drg_document_text(doc).len, 3);
    drg_reader_close(reader);
    drg_document_free(doc);
}

static void format_of(drg_str bytes, drg_format format)
{
    drg_reader *reader = open_bytes(bytes, DRG_FORMAT_AUTO, NULL);
    drg_document *doc = drg_document_new();
    (void)!drg_reader_next(reader, doc, NULL);
    assert_int_equal(drg_reader_format(reader), format);
    drg_document_free(doc);
    drg_reader_close(reader);
}

static void formats_are_found_out(void **state)
{
    (void)state;
    format_of(DRG_LIT("{\"text\": \"a\"}"), DRG_FORMAT_JSONL);
    format_of(DRG_LIT("\n\n  {\"text\": \"a\"}"), DRG_FORMAT_JSONL);
    format_of(DRG_LIT("\xEF\xBB\xBF{ }"), DRG_FORMAT_JSONL);
    format_of(DRG_LIT("{\"text\": \"cut o"), DRG_FORMAT_JSONL);
    format_of(DRG_LIT("{{Infobox}} of a wiki"), DRG_FORMAT_TEXT);
    format_of(DRG_LIT("{not json}"), DRG_FORMAT_TEXT);
    format_of(DRG_LIT("[Updated] The crossing is open."), DRG_FORMAT_TEXT);
    format_of(DRG_LIT("# newdoc id = 1\n# text = A\n1\tA\ta\tX\t_\t_\t0\troot\t_\t_\n\n"), DRG_FORMAT_CONLLU);
    format_of(DRG_LIT("1\tA\ta\tX\t_\t_\t0\troot\t_\t_\n\n"), DRG_FORMAT_CONLLU);
    format_of(DRG_LIT("# A heading of Markdown\n\nAnd text."), DRG_FORMAT_TEXT);
    format_of(DRG_LIT("1\tA\tb"), DRG_FORMAT_TEXT);
    format_of(DRG_LIT(""), DRG_FORMAT_TEXT);
}

static void refused(drg_str bytes, const char *why)
{
    drg_reader *reader = open_bytes(bytes, DRG_FORMAT_AUTO, NULL);
    drg_document *doc = drg_document_new();
    drg_error err = {.status = DRG_OK};
    assert_int_equal(drg_reader_next(reader, doc, &err), DRG_EINPUT);
    if (strstr(err.message, why) == NULL)
        fail_msg("\"%s\" does not say \"%s\"", err.message, why);
    assert_int_equal(drg_reader_next(reader, doc, &err), DRG_END);
    drg_document_free(doc);
    drg_reader_close(reader);
}

static void other_kinds_of_file_are_named(void **state)
{
    (void)state;
    refused(DRG_LIT("BZh91AY&SY"), "bzip2");
    refused(DRG_LIT("\xFD"
                    "7zXZ\0"),
            "xz");
    refused(DRG_LIT("%PDF-1.4"), "PDF");
    refused(DRG_LIT("\xFF\xFEh\0"), "UTF-16");
    refused(DRG_LIT("<?xml version=\"1.0\"?><kml/>"), "XML");
    refused(DRG_LIT("[\n {\"text\": \"a\"}]"), "JSON Lines");
    refused(DRG_LIT("one\ntwo\nthr\xFF\xFE"), "not UTF-8: byte 11 is 0xff");
}

static void the_argument_dates_everything(void **state)
{
    (void)state;
    drg_reader *reader = open_bytes(DRG_LIT("{\"text\": \"a\", \"published\": \"2026-03-13\"}\n{\"text\": \"b\"}"),
                                    DRG_FORMAT_AUTO, "2020-02-29");
    drg_document *doc = drg_document_new();
    for (int i = 0; i < 2; i++) {
        assert_int_equal(drg_reader_next(reader, doc, NULL), DRG_OK);
        assert_true(is(drg_document_meta(doc)->published, "2020-02-29"));
        assert_int_equal(drg_document_meta(doc)->published_from, DRG_DATE_FROM_ARGUMENT);
    }
    drg_document_free(doc);
    drg_reader_close(reader);
    drg_reader_options options = {.published = "2020-02-30"};
    assert_int_equal(drg_reader_open_memory(DRG_LIT(""), "x", &options, &reader, NULL), DRG_EARG);
}

static void conllu_is_cut_at_its_documents(void **state)
{
    (void)state;
    static const char text[] = "# newdoc id = a\n# published = 2026-03-13\n1\tGo\tgo\tVERB\t_\t_\t0\troot\t_\t_\n\n"
                               "# newdoc id = b\n1\tGo\tgo\tVERB\t_\t_\t9\troot\t_\t_\n\n"
                               "# newdoc id = c\n1\tGo\tgo\tVERB\t_\t_\t0\troot\t_\t_\n\n"
                               "1\tOn\ton\tADV\t_\t_\t0\troot\t_\t_\n\n";
    drg_reader *reader = open_bytes(drg_str_of(text), DRG_FORMAT_AUTO, NULL);
    drg_document *doc = drg_document_new();
    drg_error err = {.status = DRG_OK};
    size_t n;
    assert_int_equal(drg_reader_next(reader, doc, &err), DRG_OK);
    assert_true(is(drg_document_meta(doc)->id, "a"));
    assert_int_equal(drg_document_meta(doc)->published_from, DRG_DATE_FROM_FIELD);
    assert_int_equal(drg_reader_next(reader, doc, &err), DRG_EINPUT);
    assert_int_equal(err.pos, 6);
    assert_int_equal(drg_reader_next(reader, doc, &err), DRG_OK);
    assert_true(is(drg_document_meta(doc)->id, "c"));
    drg_document_sentences(doc, &n);
    assert_int_equal(n, 2);
    assert_int_equal(drg_reader_line(reader), 8);
    assert_int_equal(drg_reader_next(reader, doc, &err), DRG_END);
    drg_document_free(doc);
    drg_reader_close(reader);
}

static void files_that_are_not_there(void **state)
{
    (void)state;
    drg_reader *reader = NULL;
    drg_error err;
    assert_int_equal(drg_reader_open("no such file", NULL, &reader, &err), DRG_EIO);
    assert_int_equal(drg_reader_open(".", NULL, &reader, &err), DRG_EIO);
    assert_string_equal(err.message, "is a directory");
    assert_null(reader);
    drg_reader_close(NULL);
}

static void long_lines_in_small_steps(void **state)
{
    (void)state;
    char path[] = "reader-test-XXXXXX";
    int fd = mkstemp(path);
    assert_true(fd >= 0);
    FILE *file = fdopen(fd, "w");
    for (int i = 0; i < 3; i++) {
        fputs("{\"text\": \"", file);
        for (int j = 0; j < 100000 * i; j++)
            fputs("Rain fell. ", file);
        fputs("\"}\r\n", file);
    }
    fclose(file);
    drg_reader *reader = NULL;
    assert_int_equal(drg_reader_open(path, NULL, &reader, NULL), DRG_OK);
    drg_document *doc = drg_document_new();
    for (size_t i = 0; i < 3; i++) {
        assert_int_equal(drg_reader_next(reader, doc, NULL), DRG_OK);
        assert_int_equal(drg_document_text(doc).len, 1100000 * i);
    }
    assert_int_equal(drg_reader_next(reader, doc, NULL), DRG_END);
    uint64_t done, size;
    drg_reader_progress(reader, &done, &size);
    assert_true(done == size && size > 3300000);
    drg_document_free(doc);
    drg_reader_close(reader);
    remove(path);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_text_is_one_document),         cmocka_unit_test(fields_of_json_lines),
        cmocka_unit_test(what_read_printed_is_read_back), cmocka_unit_test(bad_lines_are_named_and_passed_over),
        cmocka_unit_test(deep_json_is_refused),           cmocka_unit_test(nul_is_a_character),
        cmocka_unit_test(formats_are_found_out),          cmocka_unit_test(other_kinds_of_file_are_named),
        cmocka_unit_test(the_argument_dates_everything),  cmocka_unit_test(conllu_is_cut_at_its_documents),
        cmocka_unit_test(files_that_are_not_there),       cmocka_unit_test(long_lines_in_small_steps),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
