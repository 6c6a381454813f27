/* tests/unit/test_ingest_page_names.c - titles, bylines, languages and addresses as pages write them. */
#include "ingest/page_names.h"

#include "unit.h"

#include <string.h>

static void title(const char *said, const char *publisher, const char *url, const char *want)
{
    drg_str got = drg_page_title_without_site(drg_str_of(said), drg_str_of(publisher), drg_str_of(url), (drg_str){0});
    if (!drg_str_is(got, want))
        fail_msg("\"%.*s\", should be \"%s\"", (int)got.len, got.ptr, want);
}

static void sites_are_taken_off_titles(void **state)
{
    (void)state;
    title("Crossing reopens | The Courier", "The Courier", NULL, "Crossing reopens");
    title("Crossing reopens - Courier", NULL, "https://www.courier.example/a", "Crossing reopens");
    title("The Courier: Crossing reopens \xE2\x80\x94 The Courier", "The Courier", NULL,
          "The Courier: Crossing reopens");
    title("Crossing reopens - guards wave", "The Courier", "https://courier.example/",
          "Crossing reopens - guards wave");
    title("North-south talks", NULL, NULL, "North-south talks");
    title("", "x", NULL, "");
}

static void byline(const char *said, const char *publisher, const char *want)
{
    drg_str list[8];
    char got[400] = "";
    size_t n = drg_page_add_authors(drg_str_of(said), drg_str_of(publisher), list, 0, 8);
    for (size_t i = 0; i < n; i++) {
        strncat(got, i ? "|" : "", 2);
        strncat(got, list[i].ptr, list[i].len);
    }
    if (strcmp(got, want) != 0)
        fail_msg("\"%s\" names \"%s\", should be \"%s\"", said, got, want);
}

static void bylines_name_persons(void **state)
{
    (void)state;
    byline("By Mara Voss and Ilya Brandt", NULL, "Mara Voss|Ilya Brandt");
    byline("Mara Voss, Ilya Brandt & Jan Osk", NULL, "Mara Voss|Ilya Brandt|Jan Osk");
    byline("Mara Voss, The Courier", "The Courier", "Mara Voss");
    byline("TOM OSK, AP Auto Writer", NULL, "TOM OSK");
    byline("Mara Voss, MD", NULL, "Mara Voss");
    byline("https://courier.example/staff/voss", NULL, "");
    byline("voss@courier.example", NULL, "");
    byline("@maravoss", NULL, "");
    byline("admin", NULL, "");
    byline("Иван Петров и Анна Волкова", NULL, "Иван Петров|Анна Волкова");
    byline("", NULL, "");
}

static void languages_and_addresses(void **state)
{
    static const char *const languages[][2] = {
        {"en_us", "en-US"},    {"EN", "en"}, {"English", "en"}, {"zh-Hant", "zh-Hant"},
        {"ru-RU; x", "ru-RU"}, {"und", ""},  {"x", ""},         {"", ""}};
    static const char *const urls[][3] = {{"/a/b", "https://news.example/x/y?z", "https://news.example/a/b"},
                                          {"b", "https://news.example/x/y?z", "https://news.example/x/b"},
                                          {"//cdn.example/b", "http://news.example/x", "http://cdn.example/b"},
                                          {"https://news.example/", "https://news.example/x/y", ""},
                                          {"https://other.example/a", "", "https://other.example/a"},
                                          {"javascript:void(0)", "", ""},
                                          {"/a", "", ""}};
    drg_arena arena;
    (void)state;
    drg_arena_init(&arena, 0);
    for (size_t i = 0; i < sizeof languages / sizeof *languages; i++) {
        drg_str got = drg_page_language_tag(drg_str_of(languages[i][0]), &arena);
        if (!drg_str_is(got, languages[i][1]))
            fail_msg("%s: \"%.*s\"", languages[i][0], (int)got.len, got.ptr);
    }
    for (size_t i = 0; i < sizeof urls / sizeof *urls; i++) {
        drg_str got = drg_page_url(drg_str_of(urls[i][0]), (drg_str){0}, drg_str_of(urls[i][1]), &arena);
        if (!drg_str_is(got, urls[i][2]))
            fail_msg("%s: \"%.*s\"", urls[i][0], (int)got.len, got.ptr);
    }
    drg_arena_release(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sites_are_taken_off_titles),
        cmocka_unit_test(bylines_name_persons),
        cmocka_unit_test(languages_and_addresses),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
