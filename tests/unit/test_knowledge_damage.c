/* tests/unit/test_knowledge_damage.c - a damaged knowledge file is refused, and one that was made wrong on purpose, with
 * its checksum in order, is refused or leads nowhere. */
#define DRG_WRAP_ALLOC
#include "base/file.h"
#include "knowledge/inside.h"
#include "knowledge_data.h"

enum { HEADER_BYTES = 64 };

static unsigned char *sound; /* the bytes of a sound file */
static size_t n_sound;

static int open_data(void **state)
{
    struct stat info;
    if (make_data(state) != 0 || compile_data("") != 0 || stat(compiled, &info) != 0)
        return -1;
    n_sound = (size_t)info.st_size;
    sound = malloc(n_sound);
    FILE *file = fopen(compiled, "rb");
    if (sound == NULL || file == NULL || fread(sound, 1, n_sound, file) != n_sound)
        return -1;
    return fclose(file);
}

static int close_data(void **state)
{
    free(sound);
    return remove_data(state);
}

static void put(const unsigned char *bytes, size_t n)
{
    FILE *file = fopen(compiled, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, n, file), n);
    assert_int_equal(fclose(file), 0);
}

/** Every accessor with everything that the file has; the sanitizers watch. */
static void ask_everything(const drg_knowledge *k)
{
    size_t n, sum = 0;
    bool more;
    for (uint32_t word = 0; word < k->n_words; word++) {
        drg_str text = drg_knowledge__word_text(k, word);
        sum += drg_knowledge__word(k, text);
        const drg_frame *frames = drg_knowledge__frames(k, word, &n);
        for (size_t i = 0; i < n; i++)
            sum += frames[i].event + strlen(k->strings + frames[i].file_name);
        const drg_mode_word *modes = drg_knowledge__mode_words(k, word, &n);
        for (size_t i = 0; i < n; i++)
            sum += drg_knowledge__word_text(k, modes[i].mode).len;
        const drg_cue *cues = drg_knowledge__cues(k, word, &n);
        for (size_t i = 0; i < n; i++)
            sum += cues[i].stance;
        sum += drg_knowledge__in_set(k, word, 3);
    }
    for (size_t p = 0; p < k->fact_book.n_phrases; p++) {
        const drg_phrase *phrase = &k->fact_book.phrases[p];
        const drg_fact *facts = drg_knowledge__facts(k, (drg_str){k->strings + phrase->text, phrase->len}, &n, &more);
        for (size_t i = 0; i < n; i++)
            sum += drg_knowledge__text(k, facts[i].name, facts[i].name_len).len + strlen(facts[i].sector[0]);
    }
    for (size_t p = 0; p < k->toponym_book.n_phrases; p++) {
        const drg_phrase *phrase = &k->toponym_book.phrases[p];
        const drg_toponym *places =
            drg_knowledge__toponyms(k, (drg_str){k->strings + phrase->text, phrase->len}, &n, &more);
        for (size_t i = 0; i < n; i++)
            sum += drg_knowledge__text(k, places[i].province, places[i].province_len).len;
    }
    assert_true(sum > 0);
}

static drg_status nowhere(void *context, const char *data, size_t len)
{
    (void)context;
    (void)data;
    (void)len;
    return DRG_OK;
}

static void ask_for_names(const drg_knowledge *k)
{
    static const char *const names[] = {"kiev", "strike", "take", "fire", "rocket", "claim", "gunmen", "poroshenko"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        drg_status st = drg_knowledge_lookup(k, drg_str_of(names[i]), DRG_LIT(""), nowhere, NULL, NULL);
        assert_true(st == DRG_OK || st == DRG_END);
    }
}

static void the_sound_file_opens(void **state)
{
    drg_knowledge *k;
    (void)state;
    put(sound, n_sound);
    assert_int_equal(drg_knowledge_open(compiled, &k, NULL), DRG_OK);
    ask_everything(k);
    ask_for_names(k);
    drg_knowledge_close(k);
    drg_knowledge_close(NULL);
}

static void every_flipped_bit_is_noticed(void **state)
{
    unsigned char *bytes = malloc(n_sound);
    size_t n_late = 0;
    drg_error err;
    (void)state;
    assert_non_null(bytes);
    memcpy(bytes, sound, n_sound);
    for (size_t at = 0; at < n_sound; at += at < 1024 ? 1 : 251) {
        if (at >= 40 && at < HEADER_BYTES)
            continue; /* the header's padding */
        bytes[at] ^= (unsigned char)(1u << at % 8);
        drg_knowledge *k = NULL;
        put(bytes, n_sound);
        drg_status st = drg_knowledge_open(compiled, &k, &err);
        if (st == DRG_OK) { /* in the blocks of places: noticed by whoever seeks one that lies there */
            assert_int_equal(drg_knowledge__check_places(k, &err), DRG_EFORMAT);
            assert_int_equal(drg_knowledge__intact(k, &err), DRG_EFORMAT);
            assert_int_equal(drg_knowledge_lookup(k, DRG_LIT("Kiev"), DRG_LIT(""), nowhere, NULL, &err), DRG_EFORMAT);
            drg_knowledge_close(k);
            n_late++;
        } else {
            assert_int_equal(st, DRG_EFORMAT);
            assert_null(k);
            assert_non_null(strstr(err.message, compiled));
        }
        bytes[at] = sound[at];
    }
    free(bytes);
}

static void every_truncation_is_noticed(void **state)
{
    (void)state;
    for (size_t n = 0; n < n_sound; n += n < 1024 ? 31 : 2039) {
        drg_knowledge *k = NULL;
        put(sound, n);
        assert_int_equal(drg_knowledge_open(compiled, &k, NULL), DRG_EFORMAT);
    }
}

/** Changes with a checksum to match get to our own checks: whatever these let pass must be harmless. */
static void a_forged_file_is_refused_or_harmless(void **state)
{
    static const unsigned char values[] = {0x01, 0x80, 0xff};
    unsigned char *bytes = malloc(n_sound);
    size_t n_refused = 0;
    (void)state;
    assert_non_null(bytes);
    memcpy(bytes, sound, n_sound);
    for (size_t at = HEADER_BYTES; at < n_sound; at += at < 1024 ? 5 : 37) {
        bytes[at] ^= values[at % 3];
        drg_container_seal(bytes, n_sound);
        put(bytes, n_sound);
        drg_knowledge *k = NULL;
        drg_status st = drg_knowledge_open(compiled, &k, NULL);
        if (st == DRG_OK) {
            ask_everything(k);
            ask_for_names(k);
            drg_knowledge_close(k);
        } else {
            assert_int_equal(st, DRG_EFORMAT);
            n_refused++;
        }
        bytes[at] = sound[at];
    }
    assert_true(n_refused > 50);
    free(bytes);
}

static void a_missing_file_is_told(void **state)
{
    drg_knowledge *k = NULL;
    drg_error err;
    (void)state;
    assert_int_equal(drg_knowledge_open("/nowhere/at/all.drgk", &k, &err), DRG_EIO);
    assert_non_null(strstr(err.message, "/nowhere/at/all.drgk"));
}

static void open_and_ask(void)
{
    drg_knowledge *k = NULL;
    drg_status st = drg_knowledge_open(compiled, &k, NULL);
    if (st == DRG_OK)
        st = drg_knowledge_lookup(k, DRG_LIT("Kiev"), DRG_LIT(""), nowhere, NULL, NULL);
    assert_true(st == DRG_OK || (allocation_failed && st == DRG_ENOMEM));
    drg_knowledge_close(k);
}

static void no_failed_allocation_is_lost(void **state)
{
    (void)state;
    put(sound, n_sound);
    assert_true(fail_every_allocation(open_and_ask) > 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_sound_file_opens),        cmocka_unit_test(every_flipped_bit_is_noticed),
        cmocka_unit_test(every_truncation_is_noticed), cmocka_unit_test(a_forged_file_is_refused_or_harmless),
        cmocka_unit_test(a_missing_file_is_told),      cmocka_unit_test(no_failed_allocation_is_lost),
    };
    return cmocka_run_group_tests(tests, open_data, close_data);
}
