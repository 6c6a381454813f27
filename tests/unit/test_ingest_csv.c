/* tests/unit/test_ingest_csv.c - tables to documents, and the names of their columns. */
#include "base/date.h"
#include "base/text.h"
#include "dragoman/reader.h"
#include "ingest/csv.h"
#include "ingest/fields.h"
#include "unit.h"

#include <string.h>

static drg_reader *reader;
static drg_document *doc;

static void begin(drg_str bytes, drg_format from)
{
    drg_reader_options options = {.from = from};
    assert_int_equal(drg_reader_open_memory(bytes, "table", &options, &reader, NULL), DRG_OK);
    doc = drg_document_new();
}

static void end(void)
{
    drg_document_free(doc);
    drg_reader_close(reader);
}

static void next_is(const char *text, size_t line)
{
    drg_error err;
    assert_int_equal(drg_reader_next(reader, doc, &err), DRG_OK);
    assert_string_equal(drg_document_text(doc).ptr, text);
    assert_int_equal(drg_reader_line(reader), line);
}

static void next_fails(drg_status status, size_t line, const char *why)
{
    drg_error err = {.status = DRG_OK};
    assert_int_equal(drg_reader_next(reader, doc, &err), status);
    assert_int_equal(err.pos, line);
    if (strstr(err.message, why) == NULL)
        fail_msg("\"%s\" does not say \"%s\"", err.message, why);
}

static void next_ends(void)
{
    assert_int_equal(drg_reader_next(reader, doc, NULL), DRG_END);
}

static void quotes_hold_line_ends_and_quotes(void **state)
{
    (void)state;
    begin(DRG_LIT("\xEF\xBB\xBFid,Headline,\"body\"\r\n"
                  "1,\"Talks, again\",\"One\r\n\r\nsaid \"\"two\"\"\n\"\r\n"
                  "\r\n"
                  "2,5\" pipe,Three"),
          DRG_FORMAT_AUTO);
    next_is("One\r\n\r\nsaid \"two\"\n", 2);
    assert_int_equal(drg_reader_format(reader), DRG_FORMAT_CSV);
    assert_true(drg_str_is(drg_document_meta(doc)->title, "Talks, again"));
    assert_true(drg_str_is(drg_document_meta(doc)->id, "1"));
    next_is("Three", 7);
    assert_true(drg_str_is(drg_document_meta(doc)->title, "5\" pipe"));
    next_ends();
    end();
}

static void what_parts_the_names_parts_the_fields(void **state)
{
    (void)state;
    begin(DRG_LIT("date\ttext\tsource\n2026-03-13\tRain, and; snow|ice.\tThe Post\n"), DRG_FORMAT_AUTO);
    next_is("Rain, and; snow|ice.", 2);
    assert_true(drg_str_is(drg_document_meta(doc)->publisher, "The Post"));
    assert_true(drg_str_is(drg_document_meta(doc)->published, "2026-03-13"));
    end();
    begin(DRG_LIT("date;text\n13 March 2026;Rain, snow.\n"), DRG_FORMAT_AUTO);
    next_is("Rain, snow.", 2);
    assert_true(drg_str_is(drg_document_meta(doc)->published, "2026-03-13"));
    end();
    begin(DRG_LIT("text\nRain, snow.\n"), DRG_FORMAT_CSV);
    next_fails(DRG_EINPUT, 2, "2 fields, and there are 1");
    end();
}

static void bad_records_are_passed_over(void **state)
{
    (void)state;
    begin(DRG_LIT("id,text\n1\n2,\"Two\" more\n3,\"\"\n4,Four\n5,F\xFFve\n6,Six,7\n7,\"Seven\n8,Eight"),
          DRG_FORMAT_AUTO);
    next_fails(DRG_EINPUT, 2, "1 fields, and there are 2");
    next_fails(DRG_EINPUT, 3, "field 2 goes on behind its closing quote");
    next_fails(DRG_EINPUT, 4, "no text");
    next_is("Four", 5);
    next_fails(DRG_EINPUT, 6, "not UTF-8");
    next_fails(DRG_EINPUT, 7, "3 fields");
    next_fails(DRG_EINPUT, 8, "never closed");
    next_ends();
    end();
}

static void a_table_without_text_is_refused(void **state)
{
    (void)state;
    begin(DRG_LIT("id,name\n1,x\n2,y\n"), DRG_FORMAT_CSV);
    next_fails(DRG_EINPUT, 1, "no column is named \"text\"");
    next_ends();
    end();
    begin(DRG_LIT("\n"), DRG_FORMAT_CSV);
    next_fails(DRG_EINPUT, 1, "no column");
    next_ends();
    end();
}

static void prose_is_no_table(void **state)
{
    (void)state;
    assert_false(drg_csv_looks_like(DRG_LIT("text, body and soul\nof the story")));
    assert_false(drg_csv_looks_like(DRG_LIT("Text, she said, is dead\n")));
    assert_false(drg_csv_looks_like(DRG_LIT("text\nOne.\n")));
    assert_false(drg_csv_looks_like(DRG_LIT("id,name,amount\n1,2,3\n")));
    assert_false(drg_csv_looks_like(DRG_LIT("text,date")));
    assert_false(drg_csv_looks_like(DRG_LIT("")));
    assert_true(drg_csv_looks_like(DRG_LIT("text,date\n")));
    assert_true(drg_csv_looks_like(DRG_LIT("\"Article ID\";\"Publish Date\";\"Full Text\"\r\n")));
}

static void names_are_known_however_written(void **state)
{
    (void)state;
    unsigned rank;
    assert_int_equal(drg_field_named(DRG_LIT("Publish Date"), &rank), DRG_FIELD_PUBLISHED);
    assert_int_equal(drg_field_named(DRG_LIT("publish_date"), &rank), DRG_FIELD_PUBLISHED);
    assert_int_equal(drg_field_named(DRG_LIT("publishDate"), &rank), DRG_FIELD_PUBLISHED);
    assert_int_equal(drg_field_named(DRG_LIT("TEXT"), &rank), DRG_FIELD_TEXT);
    assert_int_equal(rank, 0);
    assert_int_equal(drg_field_named(DRG_LIT("textual"), &rank), DRG_N_FIELDS);
    assert_int_equal(drg_field_named(DRG_LIT(""), &rank), DRG_N_FIELDS);
}

static void day_is(const char *text, const char *day)
{
    int32_t days;
    char got[11] = "";
    if (drg_field_day(drg_str_of(text), &days))
        drg_date_format(days, got);
    assert_string_equal(got, day);
}

static void days_as_collections_write_them(void **state)
{
    (void)state;
    day_is("2026-03-13", "2026-03-13");
    day_is("2026-03-13 23:59:59", "2026-03-13");
    day_is("2026-03-13T23:59:59.123+02:00", "2026-03-13");
    day_is("20260313", "2026-03-13");
    day_is("20260313235959", "2026-03-13");
    day_is("1773446399", "2026-03-13");
    day_is("1773446399000", "2026-03-13");
    day_is("1773446399.25", "2026-03-13");
    day_is("March 13, 2026", "2026-03-13");
    day_is("20261313", "");
    day_is("13", "");
    day_is("N/A", "");
    day_is("", "");
}

static void json_under_other_names(void **state)
{
    (void)state;
    begin(
        DRG_LIT(
            "{\"headline\": \"H\", \"content\": \"C\", \"body\": \"B\", \"source\": {\"id\": null, \"name\": \"P\"}, "
            "\"author\": \"By A One; B Two\", \"pubDate\": 1773446399, \"_id\": 7, \"link\": \"u\", \"lang\": \"en\"}\n"
            "{\"text\": null, \"article\": {\"x\": 1}, \"story\": \"S\", \"date\": \"soon\", \"source\": 12}\n"
            "{\"text\": \"T\", \"body\": \"B\", \"published\": null, \"date\": \"2026-03-13\"}\n"),
        DRG_FORMAT_AUTO);
    next_is("B", 1);
    const drg_meta *meta = drg_document_meta(doc);
    assert_true(drg_str_is(meta->title, "H") && drg_str_is(meta->publisher, "P") && drg_str_is(meta->id, "7"));
    assert_true(drg_str_is(meta->url, "u") && drg_str_is(meta->language, "en"));
    assert_true(drg_str_is(meta->published, "2026-03-13"));
    assert_int_equal(meta->n_authors, 2);
    assert_true(drg_str_is(meta->authors[0], "A One"));
    next_is("S", 2);
    assert_int_equal(drg_document_meta(doc)->published.len, 0);
    assert_int_equal(drg_document_meta(doc)->publisher.len, 0);
    next_is("T", 3);
    assert_true(drg_str_is(drg_document_meta(doc)->published, "2026-03-13"));
    next_ends();
    end();
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(quotes_hold_line_ends_and_quotes),
        cmocka_unit_test(what_parts_the_names_parts_the_fields),
        cmocka_unit_test(bad_records_are_passed_over),
        cmocka_unit_test(a_table_without_text_is_refused),
        cmocka_unit_test(prose_is_no_table),
        cmocka_unit_test(names_are_known_however_written),
        cmocka_unit_test(days_as_collections_write_them),
        cmocka_unit_test(json_under_other_names),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
