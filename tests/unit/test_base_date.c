/* tests/unit/test_base_date.c - civil days. */
#include "base/date.h"

#include "base/text.h"
#include "unit.h"

static void every_day_goes_there_and_back(void **state)
{
    (void)state;
    for (int32_t days = DRG_DATE_MIN_DAYS; days <= DRG_DATE_MAX_DAYS; days++) {
        int y, m, d;
        int32_t back;
        drg_civil_from_days(days, &y, &m, &d);
        assert_true(drg_days_from_civil(y, m, d, &back));
        assert_int_equal(back, days);
    }
}

static void known_days(void **state)
{
    (void)state;
    int32_t days;
    assert_true(drg_days_from_civil(1970, 1, 1, &days));
    assert_int_equal(days, 0);
    assert_int_equal(drg_weekday(0), 3);
    assert_true(drg_days_from_civil(2022, 2, 24, &days)); /* a Thursday */
    assert_int_equal(days, 19047);
    assert_int_equal(drg_weekday(days), 3);
    assert_true(drg_days_from_civil(1969, 12, 29, &days)); /* a Monday */
    assert_int_equal(drg_weekday(days), 0);
}

static void days_that_are_none(void **state)
{
    (void)state;
    int32_t days = 77;
    assert_false(drg_days_from_civil(2023, 2, 29, &days));
    assert_false(drg_days_from_civil(1900, 2, 29, &days));
    assert_false(drg_days_from_civil(2023, 13, 1, &days));
    assert_false(drg_days_from_civil(2023, 0, 1, &days));
    assert_false(drg_days_from_civil(2023, 4, 31, &days));
    assert_false(drg_days_from_civil(2023, 4, 0, &days));
    assert_false(drg_days_from_civil(0, 4, 1, &days));
    assert_false(drg_days_from_civil(10000, 4, 1, &days));
    assert_int_equal(days, 77);
    assert_true(drg_days_from_civil(2000, 2, 29, &days));
}

static void months_are_added_within_their_length(void **state)
{
    (void)state;
    int32_t days, want;
    assert_true(drg_days_from_civil(2024, 1, 31, &days));
    assert_true(drg_days_from_civil(2024, 2, 29, &want));
    assert_int_equal(drg_days_add_months(days, 1), want);
    assert_true(drg_days_from_civil(2023, 11, 30, &want));
    assert_int_equal(drg_days_add_months(days, -2), want);
    assert_int_equal(drg_days_add_months(days, -100000), DRG_DATE_MIN_DAYS);
    assert_int_equal(drg_days_add_months(days, INT32_MAX), DRG_DATE_MAX_DAYS);
}

static void iso_dates_are_read_exactly(void **state)
{
    (void)state;
    int32_t days = 77;
    static const char *const bad[] = {"",           "2024-1-01", "2024-01-1",   "2024-13-01",  "2024-01-32",
                                      "2024/01/01", "24-01-01",  "2024-01-011", " 2024-01-01", "2024-0a-01",
                                      "+024-01-01", "0000-01-01"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        assert_false(drg_date_parse_iso(drg_str_of(bad[i]), &days));
    assert_int_equal(days, 77);
    assert_true(drg_date_parse_iso(DRG_LIT("2022-02-24"), &days));
    assert_int_equal(days, 19047);
    char out[11];
    drg_date_format(days, out);
    assert_string_equal(out, "2022-02-24");
    drg_date_format(INT32_MAX, out);
    assert_string_equal(out, "9999-12-31");
    drg_date_format(INT32_MIN, out);
    assert_string_equal(out, "0001-01-01");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_day_goes_there_and_back),
        cmocka_unit_test(known_days),
        cmocka_unit_test(days_that_are_none),
        cmocka_unit_test(months_are_added_within_their_length),
        cmocka_unit_test(iso_dates_are_read_exactly),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
