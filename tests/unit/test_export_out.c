/* tests/unit/test_export_out.c - numbers, strings, offsets and wrapped lines on their way out. */
#include "export/out.h"

#include "export/points.h"
#include "export/wrap.h"
#include "unit.h"

#include <locale.h>
#include <stdlib.h>
#include <string.h>

static drg_status into(void *context, const char *data, size_t len)
{
    return drg_buf_add(context, data, len);
}

static drg_buf got;
static drg_out out;

static void begin(void)
{
    drg_buf_release(&got);
    drg_buf_init(&got, 1 << 20);
    drg_out_begin(&out, into, &got);
}

static void expect(const char *text)
{
    assert_int_equal(drg_out_end(&out, NULL), DRG_OK);
    assert_string_equal(got.len > 0 ? got.ptr : "", text);
    begin();
}

static int clean(void **state)
{
    (void)state;
    drg_buf_release(&got);
    return 0;
}

static void number(double value, const char *text)
{
    drg_out_number(&out, value);
    expect(text);
}

static void numbers(void **state)
{
    (void)state;
    begin();
    number(0, "0");
    number(12, "12");
    number(-3, "-3");
    number(1e9, "1000000000");
    number(2.5, "2.5");
    number(0.1, "0.1");
    number(1.0 / 3, "0.3333333333333333");
    number(1e300, "1e+300");
    drg_out_hundredths(&out, 0.855);
    expect("0.86");
    drg_out_hundredths(&out, 0.5);
    expect("0.5");
    drg_out_hundredths(&out, 0.999);
    expect("1");
    drg_out_hundredths(&out, 0.04);
    expect("0.04");
    drg_out_degrees(&out, 49.98080062866211);
    expect("49.9808");
    drg_out_degrees(&out, -0.00001);
    expect("0");
    drg_out_degrees(&out, -77.03637);
    expect("-77.0364");
    drg_out_uint(&out, UINT64_MAX);
    expect("18446744073709551615");
    drg_out_day(&out, 0);
    expect("1970-01-01");
}

static void the_locale_changes_nothing(void **state)
{
    (void)state;
    static const char *const names[] = {"de_DE.UTF-8", "fr_FR.UTF-8", "de_DE.utf8", "ru_RU.UTF-8"};
    bool set = false;
    for (size_t i = 0; i < 4 && !set; i++)
        set = setlocale(LC_ALL, names[i]) != NULL;
    begin();
    number(2.5, "2.5");
    setlocale(LC_ALL, "C");
    if (!set)
        skip();
}

static void json(const char *text, size_t len, const char *want)
{
    drg_out_json(&out, (drg_str){text, len});
    expect(want);
}

static void json_strings(void **state)
{
    (void)state;
    begin();
    json("", 0, "\"\"");
    json("a\"b\\c/", 6, "\"a\\\"b\\\\c/\"");
    json("\0\x01\x1F\n\r\t\b\x7F", 8, "\"\\u0000\\u0001\\u001f\\n\\r\\t\\u0008\\u007f\"");
    json("\xC3\xA9\xF0\x9F\x95\x8A", 6, "\"\xC3\xA9\xF0\x9F\x95\x8A\"");
    json("\xC2\x85\xE2\x80\xA8\xE2\x80\xA9\xE2\x80\xAA\xC2\x86", 13, "\"\\u0085\\u2028\\u2029\xE2\x80\xAA\xC2\x86\"");
    drg_out_json_or_null(&out, (drg_str){0});
    expect("null");
}

static void long_texts_pass_the_buffer(void **state)
{
    (void)state;
    enum { N = 50000 };
    char *text = malloc(N + 1);
    memset(text, 'x', N);
    text[N] = '\0';
    begin();
    drg_out_char(&out, '<');
    drg_out_raw(&out, text, N);
    drg_out_char(&out, '>');
    assert_int_equal(drg_out_end(&out, NULL), DRG_OK);
    assert_int_equal(got.len, N + 2);
    assert_int_equal(got.ptr[N + 1], '>');
    free(text);
}

static drg_status refuse(void *context, const char *data, size_t len)
{
    (void)data, (void)len;
    ++*(int *)context;
    return DRG_EIO;
}

static void a_sink_that_fails_is_asked_once(void **state)
{
    (void)state;
    int calls = 0;
    drg_error err;
    drg_out_begin(&out, refuse, &calls);
    for (int i = 0; i < 10000; i++)
        drg_out_cstr(&out, "0123456789");
    assert_int_equal(drg_out_end(&out, &err), DRG_EIO);
    assert_int_equal(calls, 1);
    begin();
}

static void points_are_what_counting_gives(void **state)
{
    (void)state;
    static const char piece[] = "d\xC3\xA9l\xC3\xA9gation \xF0\x9F\x95\x8A \xE2\x80\x94 ";
    char text[40 * sizeof piece];
    size_t len = 0;
    for (int i = 0; i < 40; i++, len += sizeof piece - 1)
        memcpy(text + len, piece, sizeof piece - 1);
    for (size_t cut = 0; cut < 3; cut++) {
        drg_str t = {text, cut == 0 ? len : cut == 1 ? 64 : 0};
        t.len = drg_utf8_check(t);
        drg_points points;
        assert_int_equal(drg_points_init(&points, t, NULL), DRG_OK);
        for (size_t byte = 0; byte <= t.len; byte++)
            assert_int_equal(drg_points_at(&points, byte), drg_utf8_count(t, byte));
        assert_int_equal(drg_points_at(&points, t.len + 9), drg_utf8_count(t, t.len));
        drg_points_release(&points);
    }
    drg_points ascii;
    assert_int_equal(drg_points_init(&ascii, DRG_LIT("only ascii"), NULL), DRG_OK);
    assert_null(ascii.before);
    assert_int_equal(drg_points_at(&ascii, 5), 5);
    drg_points_release(&ascii);
}

static void lines_are_wrapped(void **state)
{
    (void)state;
    drg_wrap wrap;
    begin();
    drg_wrap_init(&wrap, &out, 20, false);
    drg_wrap_begin(&wrap, "who", 8);
    drg_wrap_cstr(&wrap, "one two  three\n four", DRG_STYLE_PLAIN);
    drg_wrap_cstr(&wrap, "teen", DRG_STYLE_BOLD);
    drg_wrap_cstr(&wrap, ", five", DRG_STYLE_PLAIN);
    assert_int_equal(drg_wrap_end(&wrap), DRG_OK);
    expect("    who one two\n"
           "        three\n"
           "        fourteen,\n"
           "        five\n");
    /* wide characters take two columns, combining ones none */
    drg_wrap_begin(&wrap, "", 0);
    drg_wrap_cstr(&wrap,
                  "\xE5\x8C\x97\xE4\xBA\xAC\xE5\x8C\x97\xE4\xBA\xAC\xE5\x8C\x97 e\xCC\x81"
                  "e\xCC\x81 abcdefg",
                  DRG_STYLE_PLAIN);
    assert_int_equal(drg_wrap_end(&wrap), DRG_OK);
    expect("\xE5\x8C\x97\xE4\xBA\xAC\xE5\x8C\x97\xE4\xBA\xAC\xE5\x8C\x97 e\xCC\x81"
           "e\xCC\x81\nabcdefg\n");
    drg_wrap_release(&wrap);
}

static void a_label_too_long_for_its_column_pushes_the_text(void **state)
{
    (void)state;
    drg_wrap wrap;
    begin();
    drg_wrap_init(&wrap, &out, 20, false);
    drg_wrap_begin(&wrap, "according to", 8);
    drg_wrap_cstr(&wrap, "one two three", DRG_STYLE_PLAIN);
    assert_int_equal(drg_wrap_end(&wrap), DRG_OK);
    drg_wrap_begin(&wrap, "when", 4); /* as long as the column, with no room for the blank */
    drg_wrap_cstr(&wrap, "now", DRG_STYLE_PLAIN);
    assert_int_equal(drg_wrap_end(&wrap), DRG_OK);
    expect("according to one two\n"
           "        three\n"
           "when now\n");
    drg_wrap_release(&wrap);
}

static void no_text_commands_a_terminal(void **state)
{
    (void)state;
    drg_wrap wrap;
    begin();
    drg_wrap_init(&wrap, &out, 80, true);
    drg_wrap_begin(&wrap, "", 0);
    drg_wrap_text(&wrap,
                  (drg_str){"a\033[2Jb\0c\xC2\x9B"
                            "d\xE2\x80\xAE"
                            "e",
                            15},
                  DRG_STYLE_PLAIN);
    drg_wrap_cstr(&wrap, " red", DRG_STYLE_RED);
    assert_int_equal(drg_wrap_end(&wrap), DRG_OK);
    expect("a?[2Jb?c?d?e \033[1;31mred\033[0m\n");
    drg_wrap_release(&wrap);
}

static void a_word_without_end_is_cut(void **state)
{
    (void)state;
    drg_wrap wrap;
    begin();
    drg_wrap_init(&wrap, &out, 20, false);
    drg_wrap_begin(&wrap, "", 0);
    for (int i = 0; i < 100000; i++)
        drg_wrap_cstr(&wrap, "x", DRG_STYLE_PLAIN);
    assert_int_equal(drg_wrap_end(&wrap), DRG_OK);
    assert_int_equal(drg_out_end(&out, NULL), DRG_OK);
    assert_true(got.len < 5000);
    drg_wrap_release(&wrap);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers),
        cmocka_unit_test(the_locale_changes_nothing),
        cmocka_unit_test(json_strings),
        cmocka_unit_test(long_texts_pass_the_buffer),
        cmocka_unit_test(a_sink_that_fails_is_asked_once),
        cmocka_unit_test(points_are_what_counting_gives),
        cmocka_unit_test(lines_are_wrapped),
        cmocka_unit_test(a_label_too_long_for_its_column_pushes_the_text),
        cmocka_unit_test(no_text_commands_a_terminal),
        cmocka_unit_test(a_word_without_end_is_cut),
    };
    return cmocka_run_group_tests(tests, NULL, clean);
}
