/* tests/unit/test_ingest_dates.c - full dates and times of day in raw text. */
#include "ingest/dates.h"

#include "base/date.h"
#include "base/text.h"
#include "unit.h"

/* The date that stands at the beginning of text, as YYYY-MM-DD; "" for none, "!" before it where its weekday is wrong. */
static void expect(const char *text, const char *day, const char *rest)
{
    drg_full_date date;
    drg_str t = drg_str_of(text);
    if (*day == '\0') {
        if (drg_full_date_at(t, 0, &date))
            fail_msg("\"%s\" is no date", text);
        return;
    }
    if (!drg_full_date_at(t, 0, &date))
        fail_msg("\"%s\" is a date", text);
    char got[12];
    got[0] = '!';
    drg_date_format(date.days, got + 1);
    assert_string_equal(date.fits ? got + 1 : got, day);
    assert_string_equal(text + date.end, rest);
}

static void dates_in_every_order(void **state)
{
    (void)state;
    expect("June 2, 2025", "2025-06-02", "");
    expect("June 2 2025 (AP", "2025-06-02", " (AP");
    expect("June 2,2025", "2025-06-02", "");
    expect("Dec. 10, 2016 -", "2016-12-10", " -");
    expect("Sept. 3rd, 2014", "2014-09-03", "");
    expect("2 June 2025.", "2025-06-02", ".");
    expect("2nd of June, 2025", "2025-06-02", "");
    expect("02-Jun-2025", "2025-06-02", "");
    expect("2025-06-02T10:00", "2025-06-02", "T10:00");
    expect("2025/6/2", "2025-06-02", "");
    expect("02.06.2025", "2025-06-02", "");
    expect("12\xC2\xA0May\xC2\xA0"
           "2016",
           "2016-05-12", "");
}

static void weekdays_fit_or_do_not(void **state)
{
    (void)state;
    expect("Monday, June 2, 2025", "2025-06-02", "");
    expect("Mon., 2 June 2025", "2025-06-02", "");
    expect("Thurs 12 May 2016", "2016-05-12", "");
    expect("Tuesday, June 2, 2025", "!2025-06-02", "");
}

static void order_of_numbers_is_never_guessed(void **state)
{
    (void)state;
    expect("06/07/2025", "", "");
    expect("06/13/2025", "2025-06-13", "");
    expect("13/06/2025", "2025-06-13", "");
    expect("07/07/2025", "2025-07-07", "");
}

static void what_is_no_date(void **state)
{
    (void)state;
    expect("June 2", "", "");
    expect("June 2025", "", "");
    expect("2025", "", "");
    expect("February 30, 2024", "", "");
    expect("31 April 2024", "", "");
    expect("2025-13-01", "", "");
    expect("Marching 2, 2025", "", "");
    expect("2 June 20255", "", "");
    expect("May 12, 0016", "", "");
    expect("", "", "");
    expect("Monday", "", "");
}

static void dates_are_found_at_beginnings_of_words(void **state)
{
    (void)state;
    drg_full_date date;
    drg_str t = DRG_LIT("the 12th brigade took it on 12 May 2016, not 13 May 2016");
    assert_true(drg_full_date_find(t, 0, t.len, &date));
    assert_int_equal(date.start, 28);
    assert_int_equal(date.end, 39);
    assert_true(drg_full_date_find(t, date.end, t.len, &date));
    assert_int_equal(date.end, t.len);
    assert_false(drg_full_date_find(t, 0, 38, &date));
    t = DRG_LIT("A2016-05-12");
    assert_false(drg_full_date_find(t, 0, t.len, &date));
}

static void clock(const char *text, size_t len)
{
    assert_int_equal(drg_clock_at(drg_str_of(text), 0), len);
}

static void times_of_day(void **state)
{
    (void)state;
    clock("10:30", 5);
    clock("10:30 GMT", 9);
    clock("10.30 a.m. EDT |", 14);
    clock("at 7 pm", 7);
    clock("T10:30:00.123+02:00", 19);
    clock("T10:30:00Z", 10);
    clock("10", 0);
    clock("25:00", 0);
    clock("10:75", 0);
    clock("ten", 0);
    clock("", 0);
}

static void mail(const char *text, const char *day)
{
    int32_t days = 0;
    char found[11];
    bool is_date = drg_mail_date_at(drg_str_of(text), 0, &days);
    assert_int_equal(is_date, day != NULL);
    if (day != NULL) {
        drg_date_format(days, found);
        assert_string_equal(found, day);
    }
}

static void dates_of_mail_and_feeds(void **state)
{
    (void)state;
    mail("Fri, 13 Mar 2026 10:00:00 GMT", "2026-03-13");
    mail("Fri, 13 Mar 26 10:00:00 GMT", "2026-03-13");
    mail("13 Mar 26", "2026-03-13");
    mail("Mon, 13 Mar 26 10:00 EST", "2026-03-13"); /* it was a Friday */
    mail("Thursday, 31-Dec-98 23:59:59 GMT", "1998-12-31");
    mail("1 Jan 50 00:00 UT", "1950-01-01");
    mail("31 Feb 26", NULL);
    mail("13 Mar 026", NULL);
    mail("13 Mar 20266", NULL);
    mail("13 Marble 26", NULL);
    mail("Mar 13 26", NULL);
    mail("", NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(dates_in_every_order),
        cmocka_unit_test(weekdays_fit_or_do_not),
        cmocka_unit_test(order_of_numbers_is_never_guessed),
        cmocka_unit_test(what_is_no_date),
        cmocka_unit_test(dates_are_found_at_beginnings_of_words),
        cmocka_unit_test(times_of_day),
        cmocka_unit_test(dates_of_mail_and_feeds),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
