/* tests/unit/test_analyse_weights.c - weights files: no damage passes, and none crashes. Needs the weights. */
#include "analyse/weights.h"
#include "base/datadir.h"
#include "base/document.h"
#include "temporary.h"
#include "unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static char weights[4096];
static char copy[TEMPORARY_BYTES];
static drg_container good;

static int open_weights(void **state)
{
    (void)state;
    drg_error err = {0};
    if (!temporary_file(copy))
        return -1;
    if (drg_data_path("english.drgw", weights, sizeof weights, &err) != DRG_OK) {
        print_message("no weights (%s): the tests of damaged files skip\n", err.message);
        weights[0] = '\0';
        return 0;
    }
    return drg_container_open(weights, "dragoman-weights", 1, &good, &err) == DRG_OK ? 0 : -1;
}

static int remove_copy(void **state)
{
    (void)state;
    drg_container_close(&good);
    return remove(copy);
}

static void write_copy(const unsigned char *bytes, size_t n)
{
    FILE *file = fopen(copy, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, n, file), n);
    assert_int_equal(fclose(file), 0);
}

static void assert_refused(const char *why)
{
    drg_model *model = NULL;
    drg_error err = {0};
    assert_int_equal(drg_model_open(copy, &model, &err), DRG_EFORMAT);
    assert_null(model);
    if (why && !strstr(err.message, why))
        fail_msg("\"%s\" does not say \"%s\"", err.message, why);
}

static void flipped_bits_and_cut_files_are_refused(void **state)
{
    (void)state;
    if (!weights[0])
        skip();
    size_t n = good.map.size;
    unsigned char *bytes = malloc(n);
    assert_non_null(bytes);
    memcpy(bytes, good.map.data, n);
    static const size_t lengths[] = {0, 1, 16, 63, 64, 100, 5000};
    for (size_t i = 0; i < sizeof lengths / sizeof *lengths; i++) {
        write_copy(bytes, lengths[i]);
        assert_refused(NULL);
    }
    write_copy(bytes, n - 64);
    assert_refused("bytes");
    for (size_t i = 0; i < 24; i++) {
        size_t at = i < 8 ? i * 5 : (n - 1) / 16 * (i - 7); /* the header's fields, then all over the file */
        bytes[at] ^= (unsigned char)(1u << i % 8);
        write_copy(bytes, n);
        assert_refused(NULL);
        bytes[at] ^= (unsigned char)(1u << i % 8);
    }
    free(bytes);
}

/* The good file with one section changed, its checksum right. */
static void write_changed(const char *name, const void *data, size_t size)
{
    drg_section *sections = calloc(good.n_sections, sizeof *sections);
    assert_non_null(sections);
    for (size_t i = 0; i < good.n_sections; i++) {
        sections[i].name = (const char *)good.table + i * 48;
        const void *found;
        assert_int_equal(drg_container_section(&good, sections[i].name, 1, &found, &sections[i].size, NULL), DRG_OK);
        sections[i].data = found;
        if (strcmp(sections[i].name, name) == 0) {
            sections[i].data = data;
            sections[i].size = size;
        }
    }
    assert_int_equal(drg_container_write(copy, "dragoman-weights", 1, sections, good.n_sections, NULL), DRG_OK);
    free(sections);
}

/* Open the copy and analyse a text with it, whatever comes of it. */
static void assert_usable(void)
{
    drg_model *model;
    size_t n;
    assert_int_equal(drg_model_open(copy, &model, NULL), DRG_OK);
    drg_document *doc = drg_document_new();
    assert_int_equal(drg_document_set_text(doc, DRG_LIT("Nobody came, and that isn't all. The end."), NULL), DRG_OK);
    assert_int_equal(drg_analyse(model, doc, NULL), DRG_OK);
    const drg_token *t = drg_document_tokens(doc, &n);
    assert_true(n > 0);
    for (size_t k = 0; k < n; k++)
        assert_true(t[k].head == DRG_NONE || t[k].head < n);
    drg_document_free(doc);
    drg_model_close(model);
}

/* Every size follows from the dimensions, so that a wrong one is noticed; fewer layers are a smaller network. */
static void wrong_dimensions_are_refused(void **state)
{
    (void)state;
    if (!weights[0])
        skip();
    enum { LAYERS = 1, SEG_LAYERS = 20 };
    const void *data;
    size_t n;
    assert_int_equal(drg_container_section(&good, "dims", sizeof(uint32_t), &data, &n, NULL), DRG_OK);
    uint32_t dims[64];
    assert_true(n <= 64);
    static const uint32_t values[] = {0, 1, 2, 17, 96, 65536, UINT32_MAX};
    for (size_t i = 0; i < n; i++) {
        uint32_t value = values[i % (sizeof values / sizeof *values)];
        memcpy(dims, data, n * sizeof *dims);
        if (dims[i] == value || i == LAYERS || i == SEG_LAYERS)
            value = UINT32_MAX;
        dims[i] = value;
        write_changed("dims", dims, n * sizeof *dims);
        assert_refused(NULL);
    }
    memcpy(dims, data, n * sizeof *dims);
    dims[LAYERS] = dims[SEG_LAYERS] = 2;
    write_changed("dims", dims, n * sizeof *dims);
    assert_usable();
    write_changed("dims", dims, 4);
    assert_refused("\"dims\" holds 1 values, must hold");
}

static void wrong_sections_are_named(void **state)
{
    (void)state;
    if (!weights[0])
        skip();
    static const char *const names[] = {"glove.rows", "project.w", "layer0.norm", "upos.b",
                                        "seg.table",  "rels.text", "lemma.keys",  "affix.scale"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        write_changed(names[i], "01234567", 8);
        assert_refused(names[i]);
    }
    write_changed("rules.text", "\xFF\n", 2);
    assert_refused("not UTF-8");
    const void *data;
    size_t n;
    assert_int_equal(drg_container_section(&good, "glove.keys", sizeof(uint64_t), &data, &n, NULL), DRG_OK);
    uint64_t *keys = malloc(n * sizeof *keys);
    assert_non_null(keys);
    memcpy(keys, data, n * sizeof *keys);
    keys[n - 1] = 0;
    write_changed("glove.keys", keys, n * sizeof *keys);
    assert_refused("not in order");
    free(keys);
}

/* Numbers are not checked one by one: whatever they are, there is an analysis. */
static void weights_that_are_no_numbers_give_some_tree(void **state)
{
    (void)state;
    if (!weights[0])
        skip();
    static const char *const names[] = {"project.b", "arc.bias",  "near.dep.b", "label.out.b",
                                        "ner.b",     "seg.out.b", "norm"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        const void *data;
        size_t n;
        assert_int_equal(drg_container_section(&good, names[i], 1, &data, &n, NULL), DRG_OK);
        unsigned char *bytes = malloc(n);
        assert_non_null(bytes);
        memset(bytes, 0xFF, n);
        write_changed(names[i], bytes, n);
        free(bytes);
        assert_usable();
    }
}

static void a_missing_file_is_told_from_a_bad_one(void **state)
{
    (void)state;
    drg_model *model = NULL;
    drg_error err;
    assert_int_equal(drg_model_open("/nonexistent/english.drgw", &model, &err), DRG_EIO);
    assert_null(model);
    drg_model_close(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(flipped_bits_and_cut_files_are_refused),
        cmocka_unit_test(wrong_dimensions_are_refused),
        cmocka_unit_test(wrong_sections_are_named),
        cmocka_unit_test(weights_that_are_no_numbers_give_some_tree),
        cmocka_unit_test(a_missing_file_is_told_from_a_bad_one),
    };
    return cmocka_run_group_tests(tests, open_weights, remove_copy);
}
