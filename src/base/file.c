/* src/base/file.c - mapping files, and reading and writing containers. Nothing that a file says of itself is believed
 * before it was compared with the file. */
#include "base/file.h"

#include "base/error.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
    MAGIC_BYTES = 16,
    VERSION_AT = 16,
    COUNT_AT = 20,
    SIZE_AT = 24,
    CHECKSUM_AT = 32,
    KIND_AT = 40,
    LANES = 8,
    STRIPE_BYTES = 8 * LANES,
    HEADER_BYTES = 64,
    NAME_BYTES = 32,
    ENTRY_BYTES = 48,
    ALIGNMENT = 64,
    MAX_SECTIONS = 4096,
    SUMMED_BYTES = 65536 /* of a block with a checksum of its own */
};

/** What is known of a block. */
enum { UNREAD, INTACT, DAMAGED };

static const char sums_name[] = "sums";

static const uint64_t checksum_start = UINT64_C(14695981039346656037);

static uint64_t checksum_word(uint64_t h, uint64_t word)
{
    h = (h ^ word) * UINT64_C(1099511628211);
    return h ^ h >> 32;
}

static uint32_t get_u32(const unsigned char *p)
{
    return (uint32_t)p[0] | (uint32_t)p[1] << 8 | (uint32_t)p[2] << 16 | (uint32_t)p[3] << 24;
}

static uint64_t get_u64(const unsigned char *p)
{
    return get_u32(p) | (uint64_t)get_u32(p + 4) << 32;
}

static void put_u32(unsigned char *p, uint32_t v)
{
    for (int i = 0; i < 4; i++)
        p[i] = (unsigned char)(v >> 8 * i);
}

static void put_u64(unsigned char *p, uint64_t v)
{
    put_u32(p, (uint32_t)v);
    put_u32(p + 4, (uint32_t)(v >> 32));
}

uint64_t drg_checksum(const void *data, size_t size)
{
    const unsigned char *p = data;
    uint64_t h = checksum_start;
    size_t i = 0;
    for (; size - i >= 8; i += 8)
        h = checksum_word(h, get_u64(p + i));
    if (i < size) {
        unsigned char tail[8] = {0};
        memcpy(tail, p + i, size - i);
        h = checksum_word(h, get_u64(tail));
    }
    return h;
}

typedef struct lanes {
    uint64_t h[LANES];
} lanes;

static void lanes_init(lanes *l)
{
    for (int i = 0; i < LANES; i++)
        l->h[i] = checksum_start;
}

/** Whole stripes; kept apart so that the compiler holds the lanes in registers. */
static void lanes_add(lanes *l, const unsigned char *p, size_t n_stripes)
{
    lanes sum = *l;
    for (; n_stripes > 0; n_stripes--, p += STRIPE_BYTES)
        for (size_t i = 0; i < LANES; i++)
            sum.h[i] = checksum_word(sum.h[i], get_u64(p + 8 * i));
    *l = sum;
}

static uint64_t lanes_end(const lanes *l)
{
    uint64_t h = checksum_start;
    for (int i = 0; i < LANES; i++)
        h = checksum_word(h, l->h[i]);
    return h;
}

uint64_t drg_checksum_wide(const void *data, size_t size)
{
    const unsigned char *p = data;
    size_t whole = size / STRIPE_BYTES, rest = size % STRIPE_BYTES;
    lanes l;
    lanes_init(&l);
    lanes_add(&l, p, whole);
    if (rest > 0) {
        unsigned char tail[STRIPE_BYTES] = {0};
        memcpy(tail, p + whole * STRIPE_BYTES, rest);
        lanes_add(&l, tail, 1);
    }
    return lanes_end(&l);
}

static drg_status map_descriptor(int fd, const char *path, int flags, drg_map *map, drg_error *err)
{
    struct stat info;
    if (fstat(fd, &info) != 0)
        return drg_fail(err, DRG_EIO, "%s: %s", path, strerror(errno));
    if (!S_ISREG(info.st_mode))
        return drg_fail(err, DRG_EIO, "%s: not a regular file", path);
    if (info.st_size == 0) { /* which mmap() refuses */
        *map = (drg_map){0};
        return DRG_OK;
    }
    void *data = mmap(NULL, (size_t)info.st_size, PROT_READ, MAP_PRIVATE | flags, fd, 0);
    if (data == MAP_FAILED)
        return drg_fail(err, errno == ENOMEM ? DRG_ENOMEM : DRG_EIO, "%s: %s", path, strerror(errno));
    *map = (drg_map){data, (size_t)info.st_size};
    return DRG_OK;
}

static drg_status map_file(const char *path, int flags, drg_map *map, drg_error *err)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return drg_fail(err, DRG_EIO, "%s: %s", path, strerror(errno));
    drg_status st = map_descriptor(fd, path, flags, map, err);
    close(fd);
    return st;
}

drg_status drg_map_open(const char *path, drg_map *map, drg_error *err)
{
    return map_file(path, MAP_POPULATE, map, err);
}

void drg_map_close(drg_map *map)
{
    if (map->data)
        munmap((void *)map->data, map->size);
    *map = (drg_map){0};
}

static uint64_t align_up(uint64_t at)
{
    return (at + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
}

/* Sections lie side by side: so a wrong count in the header, which no checksum covers, is noticed too. */
static drg_status check_sections(const char *path, const drg_map *map, size_t n, drg_error *err)
{
    uint64_t expected = align_up(HEADER_BYTES + (uint64_t)n * ENTRY_BYTES);
    for (size_t i = 0; i < n; i++) {
        const unsigned char *entry = map->data + HEADER_BYTES + i * ENTRY_BYTES;
        uint64_t offset = get_u64(entry + NAME_BYTES), size = get_u64(entry + NAME_BYTES + 8);
        if (!memchr(entry, 0, NAME_BYTES))
            return drg_fail(err, DRG_EFORMAT, "%s: the name of section %zu does not end", path, i);
        if (offset != expected || offset > map->size || size > map->size - offset)
            return drg_fail(err, DRG_EFORMAT, "%s: section \"%s\" has %llu bytes at %llu, should begin at %llu of %zu",
                            path, (const char *)entry, (unsigned long long)size, (unsigned long long)offset,
                            (unsigned long long)expected, map->size);
        expected = align_up(offset + size);
    }
    if (expected != map->size)
        return drg_fail(err, DRG_EFORMAT, "%s: %zu sections end at %llu, the file at %zu", path, n,
                        (unsigned long long)expected, map->size);
    return DRG_OK;
}

/* ------------------------------------------------------------------ checksums of blocks */

static uint64_t table_end(size_t n_sections)
{
    return align_up(HEADER_BYTES + (uint64_t)n_sections * ENTRY_BYTES);
}

/** Where the blocks end and their sums stand; 0: the table, which has been checked, has no such last section of that size. */
static size_t sums_offset(const unsigned char *bytes, size_t n_sections)
{
    if (n_sections == 0)
        return 0;
    const unsigned char *entry = bytes + HEADER_BYTES + (n_sections - 1) * ENTRY_BYTES;
    size_t offset = (size_t)get_u64(entry + NAME_BYTES), size = (size_t)get_u64(entry + NAME_BYTES + 8);
    size_t blocks = (offset - (size_t)table_end(n_sections) + SUMMED_BYTES - 1) / SUMMED_BYTES;
    return strcmp((const char *)entry, sums_name) == 0 && size == blocks * 8 ? offset : 0;
}

static uint64_t block_sum(const unsigned char *bytes, size_t begin, size_t end, size_t block)
{
    size_t from = begin + block * SUMMED_BYTES, left = end - from;
    return drg_checksum_wide(bytes + from, left < SUMMED_BYTES ? left : SUMMED_BYTES);
}

/** The header's checksum of kind 2. */
static uint64_t outer_sum(const unsigned char *bytes, size_t size, size_t n_sections, size_t sums)
{
    uint64_t parts[2] = {drg_checksum_wide(bytes + HEADER_BYTES, (size_t)table_end(n_sections) - HEADER_BYTES),
                         drg_checksum_wide(bytes + sums, size - sums)};
    unsigned char both[16];
    put_u64(both, parts[0]);
    put_u64(both + 8, parts[1]);
    return drg_checksum_wide(both, sizeof both);
}

/** Whether a block is intact; what was found once is remembered. Two threads that meet find the same. */
static bool check_block(const drg_container *c, size_t block)
{
    unsigned char known = atomic_load_explicit(&c->checked[block], memory_order_acquire);
    if (known == UNREAD) {
        bool same = block_sum(c->map.data, c->begin, c->end, block) == get_u64(c->map.data + c->end + 8 * block);
        known = same ? INTACT : DAMAGED;
        if (!same)
            atomic_store_explicit(&c->checked[c->n_blocks], DAMAGED, memory_order_release);
        atomic_store_explicit(&c->checked[block], known, memory_order_release);
    }
    return known == INTACT;
}

bool drg_container_intact(const drg_container *c, const void *data, size_t size)
{
    if (c->n_blocks == 0 || size == 0)
        return true;
    size_t all = c->end - c->begin, at = (size_t)((const unsigned char *)data - c->map.data) - c->begin;
    bool intact = at < all && size <= all - at;
    for (size_t block = at / SUMMED_BYTES; intact && block <= (at + size - 1) / SUMMED_BYTES; block++)
        intact = check_block(c, block);
    return intact;
}

bool drg_container_damaged(const drg_container *c)
{
    return c->n_blocks > 0 && atomic_load_explicit(&c->checked[c->n_blocks], memory_order_acquire) == DAMAGED;
}

void drg_container_seal(unsigned char *bytes, size_t size)
{
    size_t n = get_u32(bytes + COUNT_AT);
    put_u64(bytes + SIZE_AT, size);
    put_u32(bytes + KIND_AT, 2);
    size_t begin = n <= MAX_SECTIONS ? (size_t)table_end(n) : size, end = begin < size ? sums_offset(bytes, n) : 0;
    if (end < begin || end > size || (end - begin + SUMMED_BYTES - 1) / SUMMED_BYTES > (size - end) / 8)
        return;
    for (size_t block = 0; block * SUMMED_BYTES < end - begin; block++)
        put_u64(bytes + end + 8 * block, block_sum(bytes, begin, end, block));
    put_u64(bytes + CHECKSUM_AT, outer_sum(bytes, size, n, end));
}

/* ------------------------------------------------------------------ opening */

static drg_status check_sum(const char *path, uint64_t said, uint64_t found, drg_error *err)
{
    if (said != found)
        return drg_fail(err, DRG_EFORMAT, "%s: damaged: checksum %016llx, should be %016llx", path,
                        (unsigned long long)found, (unsigned long long)said);
    return DRG_OK;
}

static drg_status check_container(const char *path, const drg_map *map, const char *magic, uint32_t version,
                                  drg_error *err)
{
    unsigned char expected[MAGIC_BYTES] = {0};
    memcpy(expected, magic, strnlen(magic, MAGIC_BYTES));
    const unsigned char *head = map->data;
    if (map->size < HEADER_BYTES || memcmp(head, expected, MAGIC_BYTES) != 0)
        return drg_fail(err, DRG_EFORMAT, "%s: not a %.16s file", path, magic);
    if (get_u32(head + VERSION_AT) != version)
        return drg_fail(err, DRG_EFORMAT, "%s: version %u, but this program reads version %u", path,
                        get_u32(head + VERSION_AT), version);
    uint64_t size = get_u64(head + SIZE_AT);
    if (size != map->size)
        return drg_fail(err, DRG_EFORMAT, "%s: should have %llu bytes, has %zu", path, (unsigned long long)size,
                        map->size);
    uint32_t n = get_u32(head + COUNT_AT);
    if (n > MAX_SECTIONS || (uint64_t)n * ENTRY_BYTES > map->size - HEADER_BYTES)
        return drg_fail(err, DRG_EFORMAT, "%s: %u sections, more than %zu bytes can hold or %d allow", path, n,
                        map->size, MAX_SECTIONS);
    uint32_t kind = get_u32(head + KIND_AT);
    if (kind > 2)
        return drg_fail(err, DRG_EFORMAT, "%s: checksum of kind %u, but this program knows 0 to 2", path, kind);
    uint64_t said = get_u64(head + CHECKSUM_AT);
    drg_status st = DRG_OK;
    if (kind < 2)
        st = check_sum(path, said,
                       (kind == 0 ? drg_checksum : drg_checksum_wide)(head + HEADER_BYTES, map->size - HEADER_BYTES),
                       err);
    if (st == DRG_OK)
        st = check_sections(path, map, n, err);
    if (st != DRG_OK || kind < 2)
        return st;
    size_t sums = sums_offset(head, n);
    if (sums == 0)
        return drg_fail(err, DRG_EFORMAT, "%s: damaged: the checksums of its blocks are missing", path);
    return check_sum(path, said, outer_sum(head, map->size, n, sums), err);
}

/** Room for what is found out of each block of a checked container of kind 2. */
static drg_status begin_blocks(drg_container *c, drg_error *err)
{
    if (get_u32(c->map.data + KIND_AT) < 2)
        return DRG_OK;
    c->begin = (size_t)table_end(c->n_sections);
    c->end = sums_offset(c->map.data, c->n_sections);
    size_t n = (c->end - c->begin + SUMMED_BYTES - 1) / SUMMED_BYTES;
    c->checked = calloc(n + 1, sizeof *c->checked);
    if (c->checked == NULL)
        return drg_fail_nomem(err);
    c->n_blocks = n;
    c->n_sections--; /* the sums are no section of whoever reads */
    return DRG_OK;
}

static drg_status open_container(const char *path, const char *magic, uint32_t version, int flags, drg_container *c,
                                 drg_error *err)
{
    drg_map map = {0};
    drg_status st = map_file(path, flags, &map, err);
    if (st != DRG_OK)
        return st;
    st = check_container(path, &map, magic, version, err);
    drg_container made = {.map = map};
    if (st == DRG_OK) {
        made.table = map.data + HEADER_BYTES;
        made.n_sections = get_u32(map.data + COUNT_AT);
        st = begin_blocks(&made, err);
    }
    if (st != DRG_OK)
        drg_container_close(&made);
    else
        *c = made;
    return st;
}

drg_status drg_container_open_unread(const char *path, const char *magic, uint32_t version, drg_container *c,
                                     drg_error *err)
{
    return open_container(path, magic, version, 0, c, err);
}

drg_status drg_container_open(const char *path, const char *magic, uint32_t version, drg_container *c, drg_error *err)
{
    drg_container made;
    drg_status st = open_container(path, magic, version, MAP_POPULATE, &made, err);
    if (st != DRG_OK)
        return st;
    for (size_t i = 0; st == DRG_OK && i < made.n_blocks; i++)
        if (!check_block(&made, i))
            st = drg_fail(err, DRG_EFORMAT, "%s: damaged: block %zu is not what was written", path, i);
    if (st != DRG_OK)
        drg_container_close(&made);
    else
        *c = made;
    return st;
}

void drg_container_close(drg_container *c)
{
    drg_map_close(&c->map);
    free(c->checked);
    *c = (drg_container){0};
}

drg_status drg_container_section(const drg_container *c, const char *name, size_t unit_bytes, const void **data,
                                 size_t *n_units, drg_error *err)
{
    for (size_t i = 0; i < c->n_sections; i++) {
        const unsigned char *entry = c->table + i * ENTRY_BYTES;
        if (strcmp((const char *)entry, name) != 0)
            continue;
        uint64_t size = get_u64(entry + NAME_BYTES + 8);
        if (size % unit_bytes != 0)
            return drg_fail(err, DRG_EFORMAT, "section \"%s\" has %llu bytes, no multiple of %zu", name,
                            (unsigned long long)size, unit_bytes);
        *data = c->map.data + get_u64(entry + NAME_BYTES);
        *n_units = (size_t)(size / unit_bytes);
        return DRG_OK;
    }
    return drg_fail(err, DRG_EFORMAT, "there is no section \"%s\"", name);
}

bool drg_container_has(const drg_container *c, const char *name)
{
    for (size_t i = 0; i < c->n_sections; i++)
        if (strcmp((const char *)c->table + i * ENTRY_BYTES, name) == 0)
            return true;
    return false;
}

drg_section drg_container_at(const drg_container *c, size_t i, char name[32])
{
    const unsigned char *entry = c->table + i * ENTRY_BYTES;
    memcpy(name, entry, NAME_BYTES);
    name[NAME_BYTES - 1] = '\0';
    return (drg_section){name, c->map.data + get_u64(entry + NAME_BYTES), (size_t)get_u64(entry + NAME_BYTES + 8)};
}

/* ------------------------------------------------------------------ writing */

static void put_entry(unsigned char *entry, const char *name, size_t offset, size_t size)
{
    memcpy(entry, name, strnlen(name, NAME_BYTES - 1));
    put_u64(entry + NAME_BYTES, offset);
    put_u64(entry + NAME_BYTES + 8, size);
}

/** The whole file in memory, to be freed; NULL: out of memory. */
static unsigned char *lay_out(const char *magic, uint32_t version, const drg_section *sections, size_t n, size_t *size)
{
    size_t begin = (size_t)table_end(n + 1), end = begin;
    for (size_t i = 0; i < n; i++)
        end = (size_t)align_up(end + sections[i].size);
    size_t n_blocks = (end - begin + SUMMED_BYTES - 1) / SUMMED_BYTES;
    *size = (size_t)align_up(end + 8 * n_blocks);
    unsigned char *bytes = calloc(1, *size);
    if (bytes == NULL)
        return NULL;
    memcpy(bytes, magic, strnlen(magic, MAGIC_BYTES));
    put_u32(bytes + VERSION_AT, version);
    put_u32(bytes + COUNT_AT, (uint32_t)n + 1);
    size_t at = begin;
    for (size_t i = 0; i < n; i++) {
        put_entry(bytes + HEADER_BYTES + i * ENTRY_BYTES, sections[i].name, at, sections[i].size);
        if (sections[i].size > 0)
            memcpy(bytes + at, sections[i].data, sections[i].size);
        at = (size_t)align_up(at + sections[i].size);
    }
    put_entry(bytes + HEADER_BYTES + n * ENTRY_BYTES, sums_name, at, 8 * n_blocks);
    drg_container_seal(bytes, *size);
    return bytes;
}

drg_status drg_container_write(const char *path, const char *magic, uint32_t version, const drg_section *sections,
                               size_t n, drg_error *err)
{
    if (n >= MAX_SECTIONS)
        return drg_fail(err, DRG_EIO, "%s: %zu sections, less than %d are allowed", path, n, MAX_SECTIONS);
    size_t cap = strlen(path) + 32, size;
    char *temporary = malloc(cap);
    unsigned char *bytes = temporary != NULL ? lay_out(magic, version, sections, n, &size) : NULL;
    if (bytes == NULL) {
        free(temporary);
        return drg_fail_nomem(err);
    }
    snprintf(temporary, cap, "%s.%ld.part", path, (long)getpid());
    drg_status st = DRG_OK;
    FILE *file = fopen(temporary, "wb");
    bool done = file && fwrite(bytes, 1, size, file) == size && fflush(file) == 0 && fsync(fileno(file)) == 0;
    int reason = errno;
    if (file && fclose(file) != 0 && done) {
        reason = errno;
        done = false;
    }
    if (done && rename(temporary, path) != 0) {
        reason = errno;
        done = false;
    }
    if (!done) {
        st = drg_fail(err, DRG_EIO, "%s: %s", path, strerror(reason));
        if (file)
            remove(temporary);
    }
    free(temporary);
    free(bytes);
    return st;
}
