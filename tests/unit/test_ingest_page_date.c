/* tests/unit/test_ingest_page_date.c - dates as pages write them, in the languages of the beat. */
#include "ingest/page_date.h"

#include "base/date.h"
#include "unit.h"

#include <string.h>

static void expect(const char *text, drg_day_order order, const char *day)
{
    int32_t days;
    char got[11] = "";
    if (drg_page_date_of_value(drg_str_of(text), order, &days))
        drg_date_format(days, got);
    if (strcmp(got, day) != 0)
        fail_msg("\"%s\" is \"%s\", should be \"%s\"", text, got, day);
}

static void dates_for_machines(void **state)
{
    (void)state;
    expect("2025-06-02", DRG_DAY_UNSAID, "2025-06-02");
    expect("2025-06-02T23:59:59.000+03:00", DRG_DAY_UNSAID, "2025-06-02");
    expect("20250602", DRG_DAY_UNSAID, "2025-06-02");
    expect("20250602T103000Z", DRG_DAY_UNSAID, "2025-06-02");
    expect("Mon, 02 Jun 2025 10:30:00 GMT", DRG_DAY_UNSAID, "2025-06-02");
    expect("1748860200", DRG_DAY_UNSAID, "2025-06-02");
    expect("1748860200000", DRG_DAY_UNSAID, "2025-06-02");
    expect("2025/6/2 10:30", DRG_DAY_UNSAID, "2025-06-02");
}

static void dates_in_many_languages(void **state)
{
    static const char *const second_of_june[] = {"Monday, June 2nd, 2025 at 10:30 a.m.",
                                                 "2 June 2025",
                                                 "2nd of June, 2025",
                                                 "JUNE 2, 2025",
                                                 "понедельник, 2 июня 2025 г., 10:30",
                                                 "2 июн. 2025",
                                                 "2 червня 2025 року",
                                                 "2 чэрвеня 2025",
                                                 "Montag, 2. Juni 2025, 10.30 Uhr",
                                                 "le lundi 2 juin 2025 à 10h30",
                                                 "2 de junio de 2025",
                                                 "2 de junho de 2025",
                                                 "2 giugno 2025",
                                                 "2 Haziran 2025 Pazartesi",
                                                 "2 czerwca 2025",
                                                 "2 يونيو 2025",
                                                 "٢ حزيران ٢٠٢٥",
                                                 "2 يونيو/حزيران 2025",
                                                 "2 ژوئن 2025",
                                                 "2 ביוני 2025",
                                                 "2025年6月2日",
                                                 "2025년 6월 2일",
                                                 "2 जून 2025",
                                                 "2025. június 2."};
    (void)state;
    for (size_t i = 0; i < sizeof second_of_june / sizeof *second_of_june; i++)
        expect(second_of_june[i], DRG_DAY_UNSAID, "2025-06-02");
    expect("1er janvier 2024", DRG_DAY_UNSAID, "2024-01-01");
    expect("18 تشرين الثاني 2019", DRG_DAY_UNSAID, "2019-11-18");
    expect("14 févr. 2022", DRG_DAY_UNSAID, "2022-02-14");
    expect("3 Ağustos 2020", DRG_DAY_UNSAID, "2020-08-03");
    expect("3 AĞUSTOS 2020", DRG_DAY_UNSAID, "2020-08-03");
}

static void numbers_with_slashes(void **state)
{
    (void)state;
    expect("06/07/2025", DRG_DAY_UNSAID, "");
    expect("06/07/2025", DRG_DAY_FIRST, "2025-07-06");
    expect("06/07/2025", DRG_MONTH_FIRST, "2025-06-07");
    expect("13/06/2025", DRG_MONTH_FIRST, "2025-06-13");
    expect("06/13/2025", DRG_DAY_FIRST, "2025-06-13");
    expect("02.06.2025", DRG_DAY_UNSAID, "2025-06-02");
}

static void what_is_no_date(void **state)
{
    static const char *const none[] = {"",
                                       "June 2025",
                                       "2025",
                                       "3 people in May 2019",
                                       "31 June 2025",
                                       "1970-01-01",
                                       "0001-01-01",
                                       "10:30",
                                       "12345678",
                                       "99999999999999999999",
                                       "2025-13-02",
                                       "the 2nd of nobody",
                                       "May 2019, 3 pm",
                                       "2 de 2025"};
    (void)state;
    for (size_t i = 0; i < sizeof none / sizeof *none; i++)
        expect(none[i], DRG_DAY_UNSAID, "");
}

static void of_url(const char *url, const char *day)
{
    int32_t days;
    char got[11] = "";
    if (drg_page_date_of_url(drg_str_of(url), &days))
        drg_date_format(days, got);
    if (strcmp(got, day) != 0)
        fail_msg("\"%s\" is \"%s\", should be \"%s\"", url, got, day);
}

static void dates_in_addresses(void **state)
{
    (void)state;
    of_url("https://news.example/2025/06/02/crossing", "2025-06-02");
    of_url("https://news.example/world/2025/jun/2/crossing", "2025-06-02");
    of_url("https://news.example/2025-06-02-crossing.html", "2025-06-02");
    of_url("https://news.example/a/20250602/crossing", "2025-06-02");
    of_url("https://news.example/2025/06/crossing", "");
    of_url("https://news.example/2025/06/21000-people", "");
    of_url("https://news.example/story?d=2025-06-02", "");
    of_url("https://news.example/12025-06-02", "");
    of_url("", "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(dates_for_machines),   cmocka_unit_test(dates_in_many_languages),
        cmocka_unit_test(numbers_with_slashes), cmocka_unit_test(what_is_no_date),
        cmocka_unit_test(dates_in_addresses),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
