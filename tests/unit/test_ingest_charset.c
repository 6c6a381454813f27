/* tests/unit/test_ingest_charset.c - bytes in any encoding, and what they are taken for. */
#include "ingest/charset.h"

#include "unit.h"

#include <string.h>

static void expect(drg_str bytes, const char *declared, const char *text, const char *name)
{
    drg_buf out;
    drg_str utf8 = {0};
    drg_charset_found found = {0};
    drg_error err = {0};
    drg_buf_init(&out, 1 << 20);
    if (drg_charset_decode(bytes, drg_str_of(declared), true, &out, &utf8, &found, &err) != DRG_OK)
        fail_msg("%s", err.message);
    if (!drg_str_is(utf8, text))
        fail_msg("got \"%.*s\", should be \"%s\"", (int)utf8.len, utf8.ptr, text);
    assert_string_equal(found.name, name);
    drg_buf_release(&out);
}

static void a_byte_order_mark_decides(void **state)
{
    (void)state;
    expect(DRG_LIT("\xEF\xBB\xBF\xC3\xA9"), "windows-1252", "\xC3\xA9", "UTF-8");
    expect(DRG_LIT("\xFF\xFE\xE9\x00"), "utf-8", "\xC3\xA9", "UTF-16LE");
    expect(DRG_LIT("\xFE\xFF\x00\xE9"), NULL, "\xC3\xA9", "UTF-16BE");
}

static void well_formed_utf8_is_utf8_whatever_is_declared(void **state)
{
    (void)state;
    expect(DRG_LIT("<meta charset=iso-8859-1>caf\xC3\xA9"), "windows-1251", "<meta charset=iso-8859-1>caf\xC3\xA9",
           "UTF-8");
    expect(DRG_LIT("plain"), "koi8-r", "plain", "UTF-8");
}

static void what_is_declared_is_what_browsers_take_it_for(void **state)
{
    (void)state;
    expect(DRG_LIT("\x93talks\x94"), "ISO-8859-1", "\xE2\x80\x9Ctalks\xE2\x80\x9D", "windows-1252");
    expect(DRG_LIT("<meta http-equiv='Content-Type' content='text/html; charset=windows-1251'>\xCA\xE8\xE5\xE2"), NULL,
           "<meta http-equiv='Content-Type' content='text/html; charset=windows-1251'>\xD0\x9A\xD0\xB8\xD0\xB5\xD0\xB2",
           "windows-1251");
    expect(DRG_LIT("<?xml version='1.0' encoding='koi8-r'?>\xEB\xC9\xC5\xD7"), NULL,
           "<?xml version='1.0' encoding='koi8-r'?>\xD0\x9A\xD0\xB8\xD0\xB5\xD0\xB2", "koi8-r");
    expect(DRG_LIT("<!-- <meta charset=koi8-r> --><meta charset='Windows-1251'>\xCA"), NULL,
           "<!-- <meta charset=koi8-r> --><meta charset='Windows-1251'>\xD0\x9A", "Windows-1251");
}

static void encodings_that_can_hide_markup_are_not_taken(void **state)
{
    (void)state;
    drg_buf out;
    drg_str utf8 = {0};
    drg_charset_found found = {0};
    drg_buf_init(&out, 1 << 16);
    assert_int_equal(drg_charset_decode(DRG_LIT("+ADw-b\xE9 le pr\xE9sident a dit"), DRG_LIT("utf-7"), true, &out,
                                        &utf8, &found, NULL),
                     DRG_OK);
    assert_int_equal(found.from, DRG_CHARSET_FROM_BYTES);
    assert_true(drg_str_starts(utf8, DRG_LIT("+ADw-b")));
    drg_buf_release(&out);
}

static void undeclared_text_is_guessed(void **state)
{
    static const char russian[] =
        "\xCF\xF0\xE5\xE7\xE8\xE4\xE5\xED\xF2 \xE7\xE0\xFF\xE2\xE8\xEB, \xF7\xF2\xEE "
        "\xEF\xE5\xF0\xE5\xE3\xEE\xE2\xEE\xF0\xFB \xEF\xF0\xEE\xE4\xEE\xEB\xE6\xE0\xF2\xF1\xFF "
        "\xED\xE0 \xF1\xEB\xE5\xE4\xF3\xFE\xF9\xE5\xE9 \xED\xE5\xE4\xE5\xEB\xE5";
    drg_buf out;
    drg_str utf8 = {0};
    drg_charset_found found = {0};
    (void)state;
    drg_buf_init(&out, 1 << 16);
    assert_int_equal(drg_charset_decode(drg_str_of(russian), DRG_LIT("no-such-thing"), true, &out, &utf8, &found, NULL),
                     DRG_OK);
    assert_true(drg_str_starts(utf8, DRG_LIT("Президент заявил")));
    assert_int_equal(found.from, DRG_CHARSET_FROM_BYTES);
    drg_buf_release(&out);
}

static void too_long_text_is_refused(void **state)
{
    char bytes[400];
    drg_buf out;
    drg_str utf8 = {0};
    drg_charset_found found = {0};
    (void)state;
    memset(bytes, 0xE9, sizeof bytes);
    drg_buf_init(&out, 100);
    assert_int_equal(
        drg_charset_decode((drg_str){bytes, sizeof bytes}, DRG_LIT("latin1"), true, &out, &utf8, &found, NULL),
        DRG_ELIMIT);
    drg_buf_release(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_byte_order_mark_decides),
        cmocka_unit_test(well_formed_utf8_is_utf8_whatever_is_declared),
        cmocka_unit_test(what_is_declared_is_what_browsers_take_it_for),
        cmocka_unit_test(encodings_that_can_hide_markup_are_not_taken),
        cmocka_unit_test(undeclared_text_is_guessed),
        cmocka_unit_test(too_long_text_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
