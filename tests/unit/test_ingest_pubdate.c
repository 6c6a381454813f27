/* tests/unit/test_ingest_pubdate.c - which day a text says that it was published, and which days say nothing of it. */
#include "ingest/pubdate.h"

#include "base/date.h"
#include "dragoman/document.h"
#include "ingest/blocks.h"
#include "unit.h"

#include <string.h>

/* day "" stands for none. */
static void expect(const char *text, drg_date_from from, const char *day)
{
    drg_document *doc = drg_document_new();
    assert_int_equal(drg_document_set_text(doc, drg_str_of(text), NULL), DRG_OK);
    assert_int_equal(drg_blocks__mark(doc, NULL), DRG_OK);
    int32_t days;
    char got[11] = "";
    drg_date_from where = drg_pubdate__find(doc, &days);
    if (where != DRG_DATE_FROM_NONE)
        drg_date_format(days, got);
    if (where != from || strcmp(got, day) != 0)
        fail_msg("%s from %s, should be %s from %s: \"%s\"", got, where ? drg_date_from_name(where) : "nowhere", day,
                 from ? drg_date_from_name(from) : "nowhere", text);
    drg_document_free(doc);
}

#define STORY                                                                                                          \
    "The two governments agreed on Friday to reopen the crossing at Orlat, officials said.\n"                          \
    "The guards had been there since 3 January 2025, when shots were fired.\n"

static void datelines_with_a_year(void **state)
{
    (void)state;
    expect("TERVAN, June 2, 2025 (Reuters) - " STORY, DRG_DATE_FROM_DATELINE, "2025-06-02");
    expect("TERVAN, 3 March 2014 \xE2\x80\x94 " STORY, DRG_DATE_FROM_DATELINE, "2014-03-03");
    expect("New York, 12 May 2016 - " STORY, DRG_DATE_FROM_DATELINE, "2016-05-12");
    expect("GENEVA (3 March 2014) \xE2\x80\x93 " STORY, DRG_DATE_FROM_DATELINE, "2014-03-03");
    expect("ORLAT/TERVAN, Dec. 10, 2016 (AP) -- " STORY, DRG_DATE_FROM_DATELINE, "2016-12-10");
    expect("WASHINGTON, D.C., Monday, June 2, 2025 /PRNewswire/ -- " STORY, DRG_DATE_FROM_DATELINE, "2025-06-02");
    expect("Crossing reopens\n\nTERVAN, June 2, 2025 (Reuters) -\n" STORY, DRG_DATE_FROM_DATELINE, "2025-06-02");
}

static void datelines_that_date_nothing(void **state)
{
    (void)state;
    expect("TERVAN, June 2 (Reuters) - " STORY, DRG_DATE_FROM_NONE, "");
    expect("TERVAN, Tuesday, June 2, 2025 (Reuters) - " STORY, DRG_DATE_FROM_NONE, "");
    expect("3 March 2014 - the army takes Orlat.\n" STORY, DRG_DATE_FROM_NONE, "");
    expect("The army took Orlat on June 2, 2025 - a day after the talks.\n" STORY, DRG_DATE_FROM_NONE, "");
    expect("June 2, 2025 was a bad day for Tervan, officials said.\n" STORY, DRG_DATE_FROM_NONE, "");
}

static void captions(void **state)
{
    (void)state;
    expect("Delegates arrive in Tervan, Monday, June 2, 2025 (AP Photo/Ilya Brandt)\n" STORY, DRG_DATE_FROM_CAPTION,
           "2025-06-02");
    expect("Delegates arrive, May 30, 2025 (AP Photo/Ilya Brandt)\n" STORY
           "Delegates leave, June 2, 2025 (AP Photo/Ilya Brandt)\n" STORY,
           DRG_DATE_FROM_CAPTION, "2025-06-02");
    expect("FILE - In this Jan. 3, 2009 file photo, guards stand at the crossing.\n" STORY, DRG_DATE_FROM_NONE, "");
    expect("Delegates arrive, Sunday, June 2, 2025 (AP Photo/Ilya Brandt)\n" STORY, DRG_DATE_FROM_NONE, "");
}

static void lines_of_their_own(void **state)
{
    (void)state;
    expect("Crossing reopens\nFriday, March 13, 2026\n" STORY, DRG_DATE_FROM_TEXT, "2026-03-13");
    expect("Crossing reopens\n2026-03-13\n" STORY, DRG_DATE_FROM_TEXT, "2026-03-13");
    expect("Crossing reopens\nPublished on 13 March 2026 at 10:30 GMT\n" STORY, DRG_DATE_FROM_TEXT, "2026-03-13");
    expect("Crossing reopens\nUpdated: 14 March 2026\n" STORY "Published: 13 March 2026\n", DRG_DATE_FROM_TEXT,
           "2026-03-13");
    expect("Crossing reopens\nUpdated: 14 March 2026\n" STORY, DRG_DATE_FROM_TEXT, "2026-03-14");
    expect("Crossing reopens\nBy Mira Tolen | 13 March 2026\n" STORY, DRG_DATE_FROM_TEXT, "2026-03-13");
    expect(STORY "13 March 2026\n", DRG_DATE_FROM_TEXT, "2026-03-13");
}

static void days_of_the_story_are_not_taken(void **state)
{
    (void)state;
    expect(STORY, DRG_DATE_FROM_NONE, "");
    expect(STORY "12 May 2016\n" STORY "13 May 2016\n" STORY, DRG_DATE_FROM_NONE, "");
    expect("13 March 2026 | 20 April 2026\n" STORY, DRG_DATE_FROM_NONE, "");
    expect("Thanks to all\n\xE2\x80\x94 Jan Osk (@janosk) March 13, 2026\n" STORY, DRG_DATE_FROM_NONE, "");
    expect("Crossing reopens\n03/04/2026\n" STORY, DRG_DATE_FROM_NONE, "");
}

static void the_most_trusted_place_wins(void **state)
{
    (void)state;
    expect("Saturday, March 14, 2026\n"
           "Delegates arrive, March 12, 2026 (AP Photo/Ilya Brandt)\n"
           "TERVAN, March 13, 2026 (Reuters) - " STORY,
           DRG_DATE_FROM_DATELINE, "2026-03-13");
    expect("Saturday, March 14, 2026\n"
           "Delegates arrive, March 12, 2026 (AP Photo/Ilya Brandt)\n" STORY,
           DRG_DATE_FROM_CAPTION, "2026-03-12");
}

static void field(const char *text, const char *day)
{
    int32_t days;
    char got[11] = "";
    if (drg_pubdate__parse(drg_str_of(text), &days))
        drg_date_format(days, got);
    assert_string_equal(got, day);
}

static void fields(void **state)
{
    (void)state;
    field("2016-05-12", "2016-05-12");
    field(" 2016-05-12 ", "2016-05-12");
    field("2016-05-12T23:59:59.999+02:00", "2016-05-12");
    field("2016-05-12 10:30:00", "2016-05-12");
    field("Thu, 12 May 2016 10:30:00 GMT", "2016-05-12");
    field("May 12, 2016", "2016-05-12");
    field("2016-05-12 or so", "");
    field("2016-02-30", "");
    field("yesterday", "");
    field("", "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(datelines_with_a_year),
        cmocka_unit_test(datelines_that_date_nothing),
        cmocka_unit_test(captions),
        cmocka_unit_test(lines_of_their_own),
        cmocka_unit_test(days_of_the_story_are_not_taken),
        cmocka_unit_test(the_most_trusted_place_wins),
        cmocka_unit_test(fields),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
