/* tests/unit/test_base_text.c - views, UTF-8, folding, buffers. */
#define DRG_WRAP_ALLOC
#include "base/text.h"

#include "unit.h"

#include <locale.h>
#include <math.h>
#include <string.h>

static void views_compare_by_bytes(void **state)
{
    (void)state;
    assert_true(drg_str_eq((drg_str){0}, DRG_LIT("")));
    assert_true(drg_str_is(DRG_LIT("a\0b"), "a") == false);
    assert_true(drg_str_cmp(DRG_LIT("a"), DRG_LIT("ab")) < 0);
    assert_true(drg_str_cmp(DRG_LIT("b"), DRG_LIT("ab")) > 0);
    assert_int_equal(drg_str_cmp(DRG_LIT(""), (drg_str){0}), 0);
    assert_true(drg_str_starts(DRG_LIT("abc"), DRG_LIT("ab")));
    assert_false(drg_str_starts(DRG_LIT("a"), DRG_LIT("ab")));
    assert_true(drg_str_ends(DRG_LIT("abc"), DRG_LIT("bc")));
    assert_true(drg_str_ends(DRG_LIT("abc"), (drg_str){0}));
    assert_true(drg_str_is(drg_str_sub(DRG_LIT("abc"), 1, 99), "bc"));
    assert_true(drg_str_is(drg_str_sub(DRG_LIT("abc"), 9, 2), ""));
    assert_true(drg_str_is(drg_str_trim(DRG_LIT(" \t a b \n")), "a b"));
    assert_true(drg_str_is(drg_str_trim(DRG_LIT("  ")), ""));
    assert_true(drg_str_hash(DRG_LIT("")) == UINT64_C(0xcbf29ce484222325));
    assert_true(drg_str_hash(DRG_LIT("foobar")) == UINT64_C(0x85944171f73967e8));
}

static void malformed_utf8_is_found_where_it_stands(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        size_t at;
    } cases[] = {
        {"abc\x80", 3},                  /* a continuation alone */
        {"\xC0\xAF", 0},                 /* overlong */
        {"\xE0\x80\xAF", 0},             /* overlong */
        {"\xF0\x80\x80\xAF", 0},         /* overlong */
        {"ab\xED\xA0\x80", 2},           /* a surrogate */
        {"\xF4\x90\x80\x80", 0},         /* over U+10FFFF */
        {"12345678\xF5\x80\x80\x80", 8}, /* no such lead */
        {"1234567\xE2\x82", 7},          /* cut */
        {"\xC3(", 0},
        {"\xFF", 0},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_int_equal(drg_utf8_check(drg_str_of(cases[i].text)), cases[i].at);
    drg_str good =
        DRG_LIT("plain ascii, then \xC3\xA9 \xE2\x82\xAC \xF0\x9F\x98\x80 \xF4\x8F\xBF\xBF \xED\x9F\xBF\0 end");
    assert_int_equal(drg_utf8_check(good), good.len);
}

static void every_code_point_goes_there_and_back(void **state)
{
    (void)state;
    for (uint32_t c = 0; c <= 0x10FFFF; c++) {
        char bytes[4];
        size_t n = drg_utf8_put(bytes, c), pos = 0;
        drg_str s = {bytes, n};
        bool surrogate = c >= 0xD800 && c < 0xE000;
        assert_int_equal(drg_utf8_check(s), surrogate ? 0 : n);
        if (surrogate)
            continue;
        assert_int_equal(drg_utf8_next(s, &pos), c);
        assert_int_equal(pos, n);
        assert_int_equal(drg_utf8_count(s, n), 1);
    }
}

static void classes_reach_beyond_ascii(void **state)
{
    (void)state;
    assert_int_equal(drg_char_lower('Q'), 'q');
    assert_int_equal(drg_char_lower(0x416), 0x436);
    assert_true(drg_char_is_upper(0x416) && !drg_char_is_upper(0x436) && !drg_char_is_upper('1'));
    assert_true(drg_char_is_letter(0x4E2D) && !drg_char_is_letter('_'));
    assert_true(drg_char_is_digit('7') && drg_char_is_digit(0x0661) && !drg_char_is_digit(0xB2));
    assert_true(drg_char_is_space(0xA0) && drg_char_is_space(0x202F) && !drg_char_is_space(0x200B));
}

static void names_fold_to_their_plain_form(void **state)
{
    (void)state;
    static const struct {
        const char *text, *folded;
    } cases[] = {
        {"U.S.", "us"},
        {"The U.S.'s", "the us"},
        {"St. Petersburg", "st petersburg"},
        {"Russia's", "russia"},
        {"Russia\u2019s troops", "russia troops"},
        {"Russia's, then", "russia, then"},
        {"'s", "'s"},
        {"rebels'", "rebels'"},
        {"Port-au-Prince", "port au prince"},
        {"Donetsk\u2013Luhansk  \u00A0line ", "donetsk luhansk line"},
        {"Łódź", "lodz"},
        {"Ağrı", "agri"},
        {"İstanbul", "istanbul"},
        {"Strauß", "strauss"},
        {"Ærø", "aero"},
        {"Ta\u2018izz", "ta'izz"},
        {"Ta\u02BBizz", "ta'izz"},
        {"\uFF35\uFF33\uFF21", "usa"},
        {"e\u0301te\u0301", "ete"},
        {"so\u00ADft", "soft"},
        {"Київ", "kyiv"},
        {"Йошкар", "yoshkar"},
        {"Шойгу", "shoigu"},
        {"Щербаков", "shcherbakov"},
        {"Зеленський", "zelensky"},
        {"Зеленский", "zelensky"},
        {"Zelenskyy", "zelensky"},
        {"Zelenskiy's", "zelensky"},
        {"Zelenskii", "zelensky"},
        {"Zelenski", "zelensky"},
        {"Валерій Залужний", "valery zaluzhny"},
        {"Valerii Zaluzhnyi", "valery zaluzhny"},
        {"Sergei", "sergey"},
        {"Wang Yi", "wang yi"},
        {"Kuwaiti", "kuwaiti"},
        {"Αθήνα", "αθήνα"},
        {"3.5 million", "3.5 million"},
        {"No. 5", "no 5"},
        {"", ""},
        {" - ", ""},
    };
    drg_arena arena;
    drg_arena_init(&arena, 0);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        drg_str folded = drg_str_fold(&arena, drg_str_of(cases[i].text));
        assert_non_null(folded.ptr);
        char text[64];
        memcpy(text, folded.ptr, folded.len);
        text[folded.len] = '\0';
        assert_string_equal(text, cases[i].folded);
    }
    drg_arena_release(&arena);
}

static uint32_t next_random(uint32_t *state)
{
    *state = *state * 1664525u + 1013904223u;
    return *state >> 8;
}

static void folding_twice_changes_nothing(void **state)
{
    (void)state;
    static const char *const pieces[] = {
        "a", "S",      "'", "\u2019", "s",  ".",    "-",      " ", "ß",      "\u00B4", "É",  "\u0301", "\u0327", "й",
        "И", "\u0306", "α", "ͅ",       "5",  ",",    "\u200B", "ﬁ", "\u00A8", "İ",      "ı",  "中",     "한",     "y",
        "i", "lensk",  "Ї", "щ",      "'s", "U.S.", "ﷺ",      "Ǆ", "\u00A0", "\u2014", "``", "\"",     "K"};
    drg_arena arena;
    drg_arena_init(&arena, 0);
    uint32_t seed = 7;
    for (int round = 0; round < 200000; round++) {
        char text[128];
        size_t n = 0;
        for (uint32_t k = next_random(&seed) % 9; k; k--) {
            const char *piece = pieces[next_random(&seed) % (sizeof pieces / sizeof *pieces)];
            memcpy(text + n, piece, strlen(piece));
            n += strlen(piece);
        }
        drg_str once = drg_str_fold(&arena, (drg_str){text, n});
        drg_str twice = drg_str_fold(&arena, once);
        assert_int_equal(drg_utf8_check(once), once.len);
        if (!drg_str_eq(once, twice))
            fail_msg("\"%.*s\" → \"%.*s\" → \"%.*s\"", (int)n, text, (int)once.len, once.ptr, (int)twice.len,
                     twice.ptr);
        drg_arena_reset(&arena);
    }
    drg_arena_release(&arena);
}

static void lower_case_may_take_more_bytes(void **state)
{
    (void)state;
    drg_arena arena;
    drg_arena_init(&arena, 0);
    assert_true(drg_str_is(drg_str_lower(&arena, DRG_LIT("ȺȺȺ ABC Ж")), "ⱥⱥⱥ abc ж"));
    assert_true(drg_str_is(drg_str_lower(&arena, DRG_LIT("")), ""));
    drg_arena_release(&arena);
}

static void try_fold(void)
{
    drg_arena arena;
    drg_arena_init(&arena, 0);
    drg_str folded = drg_str_fold(&arena, DRG_LIT("Donetsk\u2013Łuhansk's"));
    assert_true(folded.ptr ? drg_str_is(folded, "donetsk luhansk") : allocation_failed);
    drg_arena_release(&arena);
}

static void folding_survives_a_failing_allocation(void **state)
{
    (void)state;
    assert_true(fail_every_allocation(try_fold) > 0);
}

static void buffers_stop_at_their_maximum(void **state)
{
    (void)state;
    drg_buf buf;
    drg_buf_init(&buf, 100);
    for (int i = 0; i < 10; i++)
        assert_int_equal(drg_buf_add(&buf, "0123456789", 10), DRG_OK);
    assert_int_equal(drg_buf_add(&buf, "", 0), DRG_OK);
    assert_int_equal(drg_buf_add(&buf, "x", 1), DRG_ELIMIT);
    assert_int_equal(drg_buf_printf(&buf, "%d", 7), DRG_ELIMIT);
    assert_int_equal(buf.len, 100);
    assert_int_equal(strlen(buf.ptr), 100);
    drg_buf_clear(&buf);
    assert_int_equal(drg_buf_printf(&buf, "%s-%03d", "a", 7), DRG_OK);
    assert_string_equal(buf.ptr, "a-007");
    drg_buf_release(&buf);
    assert_null(buf.ptr);
    assert_int_equal(drg_buf_add(&buf, "again", 5), DRG_OK);
    drg_buf_release(&buf);
}

static void try_buffer(void)
{
    drg_buf buf;
    drg_buf_init(&buf, 10000);
    for (int i = 0; i < 200; i++) {
        size_t before = buf.len;
        drg_status st = drg_buf_printf(&buf, "%d,", i);
        assert_true(st == DRG_OK || (st == DRG_ENOMEM && buf.len == before));
    }
    drg_buf_release(&buf);
}

static void a_buffer_is_as_before_when_memory_fails(void **state)
{
    (void)state;
    assert_true(fail_every_allocation(try_buffer) > 2);
}

static void numbers_are_short_and_exact_in_every_locale(void **state)
{
    (void)state;
    static const struct {
        double value;
        const char *text;
    } cases[] = {{0, "0"},
                 {-0.0, "0"},
                 {12, "12"},
                 {0.1, "0.1"},
                 {48.015883, "48.015883"},
                 {1e9, "1000000000"},
                 {-2.5, "-2.5"},
                 {1.0 / 3, "0.3333333333333333"},
                 {1e300, "1e+300"},
                 {NAN, "null"},
                 {INFINITY, "null"}};
    static const char *const locales[] = {"C", "de_DE.UTF-8"};
    for (size_t l = 0; l < 2; l++) {
        if (!setlocale(LC_ALL, locales[l]))
            continue; /* not installed here */
        for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
            drg_buf buf;
            drg_buf_init(&buf, 100);
            assert_int_equal(drg_buf_number(&buf, cases[i].value), DRG_OK);
            assert_string_equal(buf.ptr, cases[i].text);
            drg_buf_release(&buf);
        }
    }
    setlocale(LC_ALL, "C");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(views_compare_by_bytes),
        cmocka_unit_test(malformed_utf8_is_found_where_it_stands),
        cmocka_unit_test(every_code_point_goes_there_and_back),
        cmocka_unit_test(classes_reach_beyond_ascii),
        cmocka_unit_test(names_fold_to_their_plain_form),
        cmocka_unit_test(folding_twice_changes_nothing),
        cmocka_unit_test(lower_case_may_take_more_bytes),
        cmocka_unit_test(folding_survives_a_failing_allocation),
        cmocka_unit_test(buffers_stop_at_their_maximum),
        cmocka_unit_test(a_buffer_is_as_before_when_memory_fails),
        cmocka_unit_test(numbers_are_short_and_exact_in_every_locale),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
