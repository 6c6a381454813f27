/* tests/unit/test_analyse_breaks.c - the rules by themselves: what no network may undo. */
#include "analyse/breaks.h"
#include "unit.h"

#include <string.h>

/* What may end behind each character of the run at a byte, as letters: i only inside, t a token, s a sentence, w a word,
 * b a token or sentence, "." anything else. */
static void assert_may(const char *text, size_t at, const char *wanted)
{
    static drg_chunk chunk;
    drg_str whole = {text, strlen(text)};
    drg_breaks_find(&chunk, whole, 0, at, whole.len);
    assert_int_equal(chunk.n, strlen(wanted));
    for (size_t i = 0; i < chunk.n; i++) {
        unsigned may = chunk.may[i];
        char got = may == DRG_MAY_INSIDE                       ? 'i'
                   : may == DRG_MAY_TOKEN                      ? 't'
                   : may == DRG_MAY_SENTENCE                   ? 's'
                   : may == DRG_MAY_WORD                       ? 'w'
                   : may == (DRG_MAY_TOKEN | DRG_MAY_SENTENCE) ? 'b'
                                                               : '.';
        assert_int_equal(got, wanted[i]);
    }
}

static void contractions_are_two_words(void **state)
{
    (void)state;
    assert_may("don't", 0, "iwiib");
    assert_may("Kenya's", 0, "iiiiwib");
    assert_may("cannot", 0, "iiwiib");
    assert_may("Kenyatta", 0, "iiiiiii.");
}

static void addresses_and_figures_are_whole(void **state)
{
    (void)state;
    assert_may("a@b.com", 0, "iiiiiib");
    assert_may("http://x.org/a", 0, "iiiiiiiiiiiiib");
    assert_may("1,200.5", 0, "iiiiii.");
    assert_may("$5m", 0, "tt.");
}

static void full_stops_end_what_they_end(void **state)
{
    (void)state;
    assert_may("Gen. Oduya", 0, "iiit");
    assert_may("No. 3", 0, "iit");
    assert_may("U.S. He left", 0, "iiis");
    assert_may("J. Lee", 0, "it");
}

static void every_character_may_be_something(void **state)
{
    (void)state;
    static const char marks[] = "aB1.,'@#-/:%$\"?!()";
    static drg_chunk chunk;
    char text[3 * DRG_CHUNK_CHARS];
    uint32_t seed = 1;
    for (size_t round = 0; round < 2000; round++) {
        size_t len = round % sizeof text + 1;
        for (size_t i = 0; i < len; i++) {
            seed = seed * 1664525u + 1013904223u;
            text[i] = marks[(seed >> 16) % (sizeof marks - 1)];
        }
        drg_breaks_find(&chunk, (drg_str){text, len}, 0, 0, len);
        assert_int_equal(chunk.n, len < DRG_CHUNK_CHARS ? len : DRG_CHUNK_CHARS);
        for (size_t i = 0; i < chunk.n; i++)
            assert_true(chunk.may[i] != 0 && chunk.may[i] < 16);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(contractions_are_two_words),
        cmocka_unit_test(addresses_and_figures_are_whole),
        cmocka_unit_test(full_stops_end_what_they_end),
        cmocka_unit_test(every_character_may_be_something),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
