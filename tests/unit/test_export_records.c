/* tests/unit/test_export_records.c - one record, made by hand, in each of its forms; and what is not there yet. */
#include "dragoman/export.h"

#include "base/document.h"
#include "unit.h"

#include <string.h>

static drg_status into(void *context, const char *data, size_t len)
{
    return drg_buf_add(context, data, len);
}

static drg_span span_of(const drg_document *doc, const char *words)
{
    const char *at = strstr(doc->text.ptr, words);
    assert_non_null(at);
    uint32_t start = (uint32_t)(at - doc->text.ptr);
    return (drg_span){start, start + (uint32_t)strlen(words)};
}

#define TEXT                                                                                                           \
    "\xC3\x89nergie. Minister Ana Pell said on Friday that gunmen killed at least 12 soldiers near \xF0\x9F\x95\x8A "  \
    "Orlat."

static drg_entity killers, dead;
static drg_quantity quantities[1];
static drg_source sources[2];
static drg_record record;
static drg_sentence sentences[2];

static drg_document *made_by_hand(void)
{
    drg_document *doc = drg_document_new();
    assert_int_equal(drg_document_set_text(doc, DRG_LIT(TEXT), NULL), DRG_OK);
    drg_str author = DRG_LIT("A");
    drg_meta meta = {.id = DRG_LIT("=1"),
                     .title = DRG_LIT("Say \"no\", twice"),
                     .published = DRG_LIT("2026-03-13"),
                     .published_from = DRG_DATE_FROM_FIELD,
                     .authors = &author,
                     .n_authors = 1};
    assert_int_equal(drg_document_set_meta(doc, &meta, NULL), DRG_OK);
    killers = (drg_entity){
        .span = span_of(doc, "gunmen"), .text = DRG_LIT("gunmen"), .sector = {DRG_LIT("UAF")}, .n_sectors = 1};
    dead = (drg_entity){.span = span_of(doc, "at least 12 soldiers"),
                        .text = DRG_LIT("at least 12 soldiers"),
                        .name = DRG_LIT("Army of Orlat"),
                        .country = DRG_LIT("ORL"),
                        .sector = {DRG_LIT("MIL")},
                        .n_sectors = 1};
    quantities[0] = (drg_quantity){.span = span_of(doc, "at least 12 soldiers"),
                                   .what = DRG_WHAT_dead,
                                   .low = 12,
                                   .has_low = true,
                                   .unit = DRG_LIT("soldier"),
                                   .entity = &dead};
    sources[0] = (drg_source){.entity = {.span = span_of(doc, "Minister Ana Pell"),
                                         .text = DRG_LIT("Minister Ana Pell"),
                                         .role = DRG_LIT("minister")},
                              .kind = DRG_SOURCE_NAMED,
                              .cue = DRG_LIT("said"),
                              .stance = DRG_CLAIMS};
    sentences[0] = (drg_sentence){.span = {0, 9}, .first = 0, .count = 1};
    sentences[1] = (drg_sentence){.span = {10, (uint32_t)doc->text.len}, .first = 1, .count = 1};
    record = (drg_record){.id = "0123456789abcdef",
                          .event = DRG_EVENT_ASSAULT,
                          .mode = {DRG_LIT("firearms")},
                          .n_modes = 1,
                          .status = DRG_ACTUAL,
                          .actor = &killers,
                          .n_actors = 1,
                          .recipient = &dead,
                          .n_recipients = 1,
                          .has_date = true,
                          .has_place = true,
                          .date = {.span = span_of(doc, "Friday"),
                                   .start = 20525,
                                   .end = 20525,
                                   .has_start = true,
                                   .has_end = true,
                                   .has_time = true,
                                   .hour = 8,
                                   .minute = 5},
                          .place = {.span = span_of(doc, "Orlat"),
                                    .name = DRG_LIT("Orlat"),
                                    .country = DRG_LIT("ORL"),
                                    .has_point = true,
                                    .lat = 1.5,
                                    .lon = -2.25,
                                    .resolution = DRG_PLACE_CITY},
                          .quantity = quantities,
                          .n_quantities = 1,
                          .attribution = sources,
                          .n_attributions = 1,
                          .sentence = 1,
                          .trigger = span_of(doc, "killed"),
                          .confidence = 0.846};
    doc->sentences = sentences;
    doc->n_sentences = 2;
    doc->records = &record;
    doc->n_records = 1;
    doc->analysed = doc->coded = true;
    return doc;
}

static void records_as_json_lines(void **state)
{
    (void)state;
    drg_document *doc = made_by_hand();
    drg_buf got;
    drg_buf_init(&got, 1 << 20);
    assert_int_equal(drg_write_records(doc, into, &got, NULL), DRG_OK);
    assert_string_equal(
        got.ptr,
        "{\"id\": \"0123456789abcdef\", \"document\": {\"id\": \"=1\", \"url\": null, \"title\": \"Say \\\"no\\\", "
        "twice\", "
        "\"publisher\": null, \"language\": null, \"published\": \"2026-03-13\", \"published_from\": \"field\"}, "
        "\"event\": \"ASSAULT\", \"mode\": [\"firearms\"], \"context\": [], \"quad\": \"MATERIAL CONFLICT\", "
        "\"cameo\": null, "
        "\"event_text\": \"killed\", \"status\": \"actual\", "
        "\"actor\": [{\"text\": \"gunmen\", \"name\": null, \"country\": null, \"sector\": [\"UAF\"], \"role\": null, "
        "\"start\": 47, \"end\": 53}], "
        "\"recipient\": [{\"text\": \"at least 12 soldiers\", \"name\": \"Army of Orlat\", \"country\": \"ORL\", "
        "\"sector\": [\"MIL\"], \"role\": null, \"start\": 61, \"end\": 81}], "
        "\"date\": {\"text\": \"Friday\", \"start\": \"2026-03-13\", \"end\": \"2026-03-13\", \"time\": \"08:05\", "
        "\"resolution\": \"day\"}, "
        "\"place\": {\"text\": \"Orlat\", \"name\": \"Orlat\", \"country\": \"ORL\", \"province\": null, \"lat\": 1.5, "
        "\"lon\": -2.25, \"geonameid\": null, \"resolution\": \"city\"}, \"topic\": null, "
        "\"quantity\": [{\"what\": \"dead\", \"text\": \"at least 12 soldiers\", \"low\": 12, \"high\": null, "
        "\"unit\": \"soldier\", \"entity\": {\"text\": \"at least 12 soldiers\", \"name\": \"Army of Orlat\", "
        "\"country\": \"ORL\", \"sector\": [\"MIL\"], \"role\": null, \"start\": 61, \"end\": 81}}], "
        "\"attribution\": [{\"text\": \"Minister Ana Pell\", \"name\": null, \"country\": null, \"sector\": [], "
        "\"role\": \"minister\", \"start\": 9, \"end\": 26, \"kind\": \"named\", \"cue\": \"said\", \"stance\": "
        "\"claims\", "
        "\"via\": false}], "
        "\"evidence\": {\"sentence\": 1, \"start\": 9, \"end\": 95, \"trigger_start\": 54, \"trigger_end\": 60, "
        "\"text\": \"Minister Ana Pell said on Friday that gunmen killed at least 12 soldiers near \xF0\x9F\x95\x8A "
        "Orlat.\"}, "
        "\"confidence\": 0.85}\n");
    drg_buf_release(&got);
    drg_document_free(doc);
}

static void records_as_csv(void **state)
{
    (void)state;
    drg_document *doc = made_by_hand();
    drg_buf got;
    drg_buf_init(&got, 1 << 20);
    assert_int_equal(drg_write_csv_header(into, &got, NULL), DRG_OK);
    size_t commas = 0;
    for (size_t i = 0; i < got.len; i++)
        commas += got.ptr[i] == ',';
    assert_int_equal(commas, 47);
    drg_buf_clear(&got);
    assert_int_equal(drg_write_records_csv(doc, into, &got, NULL), DRG_OK);
    assert_string_equal(
        got.ptr, "0123456789abcdef,'=1,,\"Say \"\"no\"\", twice\",,,2026-03-13,ASSAULT,firearms,,MATERIAL CONFLICT,,"
                 "killed,actual,gunmen,,UAF,Army of Orlat,ORL,MIL,Friday,2026-03-13,2026-03-13,08:05,day,Orlat,"
                 "Orlat,ORL,,1.5,-2.25,,city,,dead 12.. soldier,Minister Ana Pell,,named,said,claims,false,1,9,95,"
                 "54,60,Minister Ana Pell said on Friday that gunmen killed at least 12 soldiers near "
                 "\xF0\x9F\x95\x8A Orlat.,0.85\r\n");
    drg_buf_release(&got);
    drg_document_free(doc);
}

static void records_as_a_table(void **state)
{
    (void)state;
    drg_document *doc = made_by_hand();
    drg_buf got;
    drg_buf_init(&got, 1 << 20);
    drg_table_style style = {.width = 60};
    assert_int_equal(drg_write_records_table(doc, &style, into, &got, NULL), DRG_OK);
    assert_string_equal(got.ptr, "Say \"no\", twice\n"
                                 "2026-03-13\n"
                                 "\n"
                                 "  ASSAULT firearms \xC2\xB7 actual \xC2\xB7 0.85\n"
                                 "    who          gunmen (UAF) \xE2\x86\x92 at least 12 soldiers (Army\n"
                                 "                 of Orlat, ORL MIL)\n"
                                 "    when         2026-03-13 08:05 \xE2\x80\x9C"
                                 "Friday\xE2\x80\x9D\n"
                                 "    where        Orlat, ORL (city)\n"
                                 "    how many     dead 12 or more soldier \xE2\x80\x9C"
                                 "at least 12\n"
                                 "                 soldiers\xE2\x80\x9D\n"
                                 "    according to Minister Ana Pell, named, claims\n"
                                 "                 Minister Ana Pell said on Friday that\n"
                                 "                 gunmen [killed] at least 12 soldiers near \xF0\x9F\x95\x8A\n"
                                 "                 Orlat.\n"
                                 "\n");
    drg_buf_release(&got);
    drg_document_free(doc);
}

static void a_document_as_json(void **state)
{
    (void)state;
    drg_document *doc = made_by_hand();
    drg_buf got;
    drg_buf_init(&got, 1 << 20);
    assert_int_equal(drg_write_document(doc, into, &got, NULL), DRG_OK);
    assert_string_equal(got.ptr,
                        "{\"id\": \"=1\", \"source\": null, \"url\": null, \"title\": \"Say \\\"no\\\", twice\", "
                        "\"publisher\": null, \"authors\": [\"A\"], \"language\": null, "
                        "\"published\": \"2026-03-13\", \"published_from\": \"field\", \"text\": \"" TEXT "\", "
                        "\"blocks\": [{\"start\": 0, \"end\": 95, \"kind\": \"prose\"}], \"captions\": []}\n");
    drg_buf_release(&got);
    drg_document_free(doc);
}

static void what_is_not_there_yet_is_refused(void **state)
{
    (void)state;
    drg_document *doc = drg_document_new();
    drg_buf got;
    drg_buf_init(&got, 1 << 20);
    assert_int_equal(drg_document_set_text(doc, DRG_LIT("One."), NULL), DRG_OK);
    assert_int_equal(drg_write_analysis(doc, into, &got, NULL), DRG_ESTAGE);
    assert_int_equal(drg_write_records(doc, into, &got, NULL), DRG_ESTAGE);
    assert_int_equal(drg_write_records_csv(doc, into, &got, NULL), DRG_ESTAGE);
    assert_int_equal(drg_write_records_table(doc, NULL, into, &got, NULL), DRG_ESTAGE);
    assert_int_equal(got.len, 0);
    drg_buf_release(&got);
    drg_document_free(doc);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(records_as_json_lines),
        cmocka_unit_test(records_as_csv),
        cmocka_unit_test(records_as_a_table),
        cmocka_unit_test(a_document_as_json),
        cmocka_unit_test(what_is_not_there_yet_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
