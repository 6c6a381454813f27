/* tests/unit/test_ingest_language.c - the language of a text, and when it is better not to say one. */
#include "ingest/language.h"

#include "unit.h"

#include <string.h>

static void expect(const char *text, const char *has, bool doubt, const char *want)
{
    drg_document *doc = drg_document_new();
    drg_meta meta = {.id = DRG_LIT("1"), .language = drg_str_of(has)};
    assert_int_equal(drg_document_set_text(doc, drg_str_of(text), NULL), DRG_OK);
    assert_int_equal(drg_document_set_meta(doc, &meta, NULL), DRG_OK);
    assert_int_equal(drg_language_set(doc, doubt, NULL), DRG_OK);
    drg_str got = drg_document_meta(doc)->language;
    if (!drg_str_is(got, want))
        fail_msg("\"%.*s\", should be \"%s\": %s", (int)got.len, got.ptr, want, text);
    drg_document_free(doc);
}

#define RUSSIAN                                                                                                                                                                                          \
    "Два правительства договорились в понедельник открыть переход для грузовиков, сообщили официальные лица. " \
    "Это начало, сказал заместитель министра, отвечая на вопросы журналистов в столице."

static void languages_of_the_beat(void **state)
{
    (void)state;
    expect("The two governments agreed on Friday to reopen the crossing, officials said in the capital on Monday.",
           NULL, false, "en");
    expect(RUSSIAN, NULL, false, "ru");
    expect(
        "Два уряди домовилися в понеділок відкрити перехід для вантажівок, повідомили посадовці обох сторін у столиці.",
        NULL, false, "uk");
    expect("Les deux gouvernements ont décidé lundi d'ouvrir le passage aux camions, ont dit des responsables des deux "
           "pays.",
           NULL, false, "fr");
    expect("اتفقت الحكومتان يوم الاثنين على فتح المعبر أمام الشاحنات للمرة الأولى منذ أربع سنوات، بحسب مسؤولين من "
           "الجانبين",
           NULL, false, "ar");
    expect("שתי הממשלות הסכימו ביום שני לפתוח את המעבר למשאיות לראשונה מזה ארבע שנים, אמרו גורמים רשמיים", NULL, false,
           "he");
}

static void short_texts_are_not_guessed(void **state)
{
    (void)state;
    expect("", NULL, false, "");
    expect("Talks in Geneva.", NULL, false, "");
    expect("Milanović, Vučić meet in Zagreb.", NULL, false, "");
}

static void what_is_said_of_a_text_stands_unless_it_is_doubted(void **state)
{
    (void)state;
    expect(RUSSIAN, "en", false, "en");
    expect(RUSSIAN, "en", true, "ru");
    expect(RUSSIAN, "ru-RU", true, "ru-RU");
    expect("Talks in Geneva.", "fr", true, "fr");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(languages_of_the_beat),
        cmocka_unit_test(short_texts_are_not_guessed),
        cmocka_unit_test(what_is_said_of_a_text_stands_unless_it_is_doubted),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
