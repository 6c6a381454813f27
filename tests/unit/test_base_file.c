/* tests/unit/test_base_file.c - containers: what was written is read, and no damage passes. */
#define DRG_WRAP_ALLOC
#include "base/file.h"

#include "base/datadir.h"
#include "temporary.h"
#include "unit.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char magic[] = "drg-test";
static char folder[TEMPORARY_BYTES];
static char path[TEMPORARY_BYTES + 8];

static int make_folder(void **state)
{
    (void)state;
    if (!temporary_folder(folder))
        return -1;
    snprintf(path, sizeof path, "%s/file", folder);
    return 0;
}

static int remove_folder(void **state)
{
    (void)state;
    remove(path);
    return rmdir(folder);
}

static const uint32_t numbers[5] = {1, 2, 3, 4, 5};
static const drg_section sections[] = {
    {"numbers", numbers, sizeof numbers},
    {"empty", NULL, 0},
    {"text", "to the end", 10},
};

static size_t write_container(unsigned char *bytes, size_t cap)
{
    assert_int_equal(drg_container_write(path, magic, 3, sections, 3, NULL), DRG_OK);
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    size_t n = fread(bytes, 1, cap, file);
    fclose(file);
    return n;
}

static void put_back(const unsigned char *bytes, size_t n)
{
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, n, file), n);
    assert_int_equal(fclose(file), 0);
}

static drg_status open_and_close(drg_error *err)
{
    drg_container c;
    drg_status st = drg_container_open(path, magic, 3, &c, err);
    if (st == DRG_OK)
        drg_container_close(&c);
    return st;
}

static void the_checksum_is_the_one_that_is_written_down(void **state)
{
    (void)state;
    assert_true(drg_checksum("", 0) == UINT64_C(14695981039346656037));
    /* by the three lines of the header, done apart */
    assert_true(drg_checksum("a", 1) == drg_checksum("a\0\0\0\0\0\0\0", 8));
    assert_true(drg_checksum("a", 1) == UINT64_C(0xaf63dc4c296230c0));
    assert_true(drg_checksum("dragoman's weights", 18) == UINT64_C(0xd72c4aaef4fd4d80));
}

static void what_was_written_is_read(void **state)
{
    (void)state;
    unsigned char bytes[1024];
    write_container(bytes, sizeof bytes);
    drg_container c;
    drg_error err;
    assert_int_equal(drg_container_open(path, magic, 3, &c, &err), DRG_OK);
    const void *data;
    size_t n;
    assert_int_equal(drg_container_section(&c, "numbers", sizeof *numbers, &data, &n, &err), DRG_OK);
    assert_int_equal(n, 5);
    assert_memory_equal(data, numbers, sizeof numbers);
    assert_int_equal((uintptr_t)data % 64, 0);
    assert_int_equal(drg_container_section(&c, "empty", 8, &data, &n, &err), DRG_OK);
    assert_int_equal(n, 0);
    assert_int_equal(drg_container_section(&c, "text", 1, &data, &n, &err), DRG_OK);
    assert_memory_equal(data, "to the end", 10);
    assert_int_equal(drg_container_section(&c, "text", 4, &data, &n, &err), DRG_EFORMAT);
    assert_int_equal(drg_container_section(&c, "none", 1, &data, &n, &err), DRG_EFORMAT);
    assert_non_null(strstr(err.message, "none"));
    drg_container_close(&c);
    struct stat info;
    assert_int_equal(stat(path, &info), 0);
}

static void every_changed_byte_is_noticed(void **state)
{
    (void)state;
    unsigned char bytes[1024];
    size_t n = write_container(bytes, sizeof bytes);
    for (size_t i = 0; i < n; i++) {
        if (i >= 40 && i < 64)
            continue; /* the header's padding says nothing */
        unsigned char flip = (unsigned char)(1 << i % 8);
        drg_error err;
        bytes[i] ^= flip;
        put_back(bytes, n);
        assert_int_equal(open_and_close(&err), DRG_EFORMAT);
        assert_non_null(strstr(err.message, path));
        bytes[i] ^= flip;
    }
    put_back(bytes, n);
    assert_int_equal(open_and_close(NULL), DRG_OK);
}

static void every_other_length_is_noticed(void **state)
{
    (void)state;
    unsigned char bytes[1024] = {0};
    size_t n = write_container(bytes, sizeof bytes - 1);
    for (size_t len = 0; len <= n + 1; len++) {
        put_back(bytes, len);
        assert_int_equal(open_and_close(NULL), len == n ? DRG_OK : DRG_EFORMAT);
    }
}

/** Whether all of a container opened without reading it is intact, asked in odd pieces. */
static bool is_intact(const drg_container *c)
{
    bool intact = true;
    for (size_t i = 0; i < c->n_sections; i++) {
        char name[32];
        drg_section s = drg_container_at(c, i, name);
        for (size_t at = 0; at < s.size; at += 1000)
            intact &= drg_container_intact(c, (const char *)s.data + at, s.size - at < 1000 ? s.size - at : 1000);
    }
    return intact;
}

static void blocks_are_checked_when_they_are_read(void **state)
{
    enum { BYTES = 200000 };
    (void)state;
    static unsigned char data[BYTES], bytes[BYTES + 1024];
    for (size_t i = 0; i < BYTES; i++)
        data[i] = (unsigned char)(i * 31 >> 3);
    const drg_section large[] = {{"small", "to the end", 10}, {"large", data, BYTES}};
    assert_int_equal(drg_container_write(path, magic, 3, large, 2, NULL), DRG_OK);
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    size_t n = fread(bytes, 1, sizeof bytes, file);
    fclose(file);
    drg_container c;
    assert_int_equal(drg_container_open_unread(path, magic, 3, &c, NULL), DRG_OK);
    assert_int_equal(c.n_sections, 2);
    assert_true(is_intact(&c) && !drg_container_damaged(&c));
    assert_false(drg_container_intact(&c, c.map.data + c.map.size, 1));
    assert_false(drg_container_intact(&c, c.map.data, 1));
    drg_container_close(&c);
    size_t first = 64 + 48 * 3 + 48; /* of the sections, which are aligned */
    for (size_t at = first; at < n; at += 9973) {
        bytes[at] ^= 4;
        put_back(bytes, n);
        drg_status st = drg_container_open_unread(path, magic, 3, &c, NULL);
        if (st == DRG_OK) {
            assert_false(is_intact(&c));
            assert_true(drg_container_damaged(&c));
            size_t size;
            const void *small;
            assert_int_equal(drg_container_section(&c, "small", 1, &small, &size, NULL), DRG_OK);
            assert_true(drg_container_intact(&c, small, size) == (at >= first + 65536)); /* other blocks stay good */
            drg_container_close(&c);
        } else {
            assert_int_equal(st, DRG_EFORMAT);
        }
        assert_int_equal(open_and_close(NULL), DRG_EFORMAT);
        bytes[at] ^= 4;
    }
}

/* A file with a right checksum may still lie: the table is believed no more for that. */
static void lying_tables_are_refused(void **state)
{
    (void)state;
    unsigned char bytes[1024];
    size_t n = write_container(bytes, sizeof bytes);
    static const struct {
        size_t at;
        unsigned char value;
    } lies[] = {
        {64 + 32, 1},      /* an offset that is not aligned */
        {64 + 32, 64},     /* inside the table */
        {64 + 32 + 7, 1},  /* far outside */
        {64 + 40 + 7, 1},  /* a size that is too large */
        {64 + 40 + 1, 16}, /* beyond the end */
        {20, 200},         /* more sections than there are */
        {20, 2},           /* fewer */
        {23, 1},
    };
    for (size_t i = 0; i < sizeof lies / sizeof *lies; i++) {
        unsigned char copy[1024];
        memcpy(copy, bytes, n);
        copy[lies[i].at] = lies[i].value;
        drg_container_seal(copy, n);
        put_back(copy, n);
        assert_int_equal(open_and_close(NULL), DRG_EFORMAT);
    }
    unsigned char copy[1024];
    memcpy(copy, bytes, n);
    memset(copy + 64, 'x', 32); /* a name without its end */
    drg_container_seal(copy, n);
    put_back(copy, n);
    assert_int_equal(open_and_close(NULL), DRG_EFORMAT);
}

static void other_magic_and_version_are_named(void **state)
{
    (void)state;
    unsigned char bytes[1024];
    write_container(bytes, sizeof bytes);
    drg_container c;
    drg_error err;
    assert_int_equal(drg_container_open(path, "drg-other", 3, &c, &err), DRG_EFORMAT);
    assert_non_null(strstr(err.message, "drg-other"));
    assert_int_equal(drg_container_open(path, magic, 4, &c, &err), DRG_EFORMAT);
    assert_non_null(strstr(err.message, "version 3"));
}

static void what_is_no_file_is_refused(void **state)
{
    (void)state;
    drg_map map;
    drg_error err;
    assert_int_equal(drg_map_open(folder, &map, &err), DRG_EIO);
    assert_int_equal(drg_map_open("/nonexistent/file", &map, &err), DRG_EIO);
    assert_non_null(strstr(err.message, "/nonexistent/file"));
    put_back((const unsigned char *)"", 0);
    assert_int_equal(drg_map_open(path, &map, &err), DRG_OK);
    assert_int_equal(map.size, 0);
    drg_map_close(&map);
    assert_int_equal(drg_container_write("/nonexistent/file", magic, 1, sections, 1, &err), DRG_EIO);
}

static void try_container(void)
{
    drg_error err;
    drg_status st = drg_container_write(path, magic, 3, sections, 3, &err);
    if (st == DRG_OK)
        st = open_and_close(&err);
    assert_true(st == DRG_OK || (allocation_failed && st == DRG_ENOMEM));
}

static void containers_survive_failing_allocations(void **state)
{
    (void)state;
    assert_true(fail_every_allocation(try_container) > 0);
}

static void data_is_where_the_environment_says(void **state)
{
    (void)state;
    char found[256] = "as it was";
    drg_error err;
    char *before = getenv("DRAGOMAN_DATA");
    before = before ? strdup(before) : NULL;
    put_back((const unsigned char *)"x", 1);
    setenv("DRAGOMAN_DATA", folder, 1);
    assert_int_equal(drg_data_path("nothing", found, sizeof found, &err), DRG_EIO);
    assert_non_null(strstr(err.message, folder));
    assert_int_equal(drg_data_path("file", found, 5, &err), DRG_ELIMIT);
    assert_string_equal(found, "as it was");
    assert_int_equal(drg_data_path("file", found, sizeof found, &err), DRG_OK);
    assert_string_equal(found, path);
    unsetenv("DRAGOMAN_DATA");
    assert_int_equal(drg_data_path("no such thing", found, sizeof found, &err), DRG_EIO);
    if (before)
        setenv("DRAGOMAN_DATA", before, 1);
    free(before);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_checksum_is_the_one_that_is_written_down),
        cmocka_unit_test(what_was_written_is_read),
        cmocka_unit_test(every_changed_byte_is_noticed),
        cmocka_unit_test(every_other_length_is_noticed),
        cmocka_unit_test(lying_tables_are_refused),
        cmocka_unit_test(other_magic_and_version_are_named),
        cmocka_unit_test(what_is_no_file_is_refused),
        cmocka_unit_test(blocks_are_checked_when_they_are_read),
        cmocka_unit_test(containers_survive_failing_allocations),
        cmocka_unit_test(data_is_where_the_environment_says),
    };
    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
