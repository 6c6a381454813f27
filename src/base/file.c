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
    BLOCK_BYTES = 8 * LANES,
    HEADER_BYTES = 64,
    NAME_BYTES = 32,
    ENTRY_BYTES = 48,
    ALIGNMENT = 64,
    MAX_SECTIONS = 4096
};

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

/** Whole blocks; kept apart so that the compiler holds the lanes in registers. */
static void lanes_add(lanes *l, const unsigned char *p, size_t n_blocks)
{
    lanes sum = *l;
    for (; n_blocks > 0; n_blocks--, p += BLOCK_BYTES)
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
    size_t whole = size / BLOCK_BYTES, rest = size % BLOCK_BYTES;
    lanes l;
    lanes_init(&l);
    lanes_add(&l, p, whole);
    if (rest > 0) {
        unsigned char tail[BLOCK_BYTES] = {0};
        memcpy(tail, p + whole * BLOCK_BYTES, rest);
        lanes_add(&l, tail, 1);
    }
    return lanes_end(&l);
}

static drg_status map_descriptor(int fd, const char *path, drg_map *map, drg_error *err)
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
    void *data = mmap(NULL, (size_t)info.st_size, PROT_READ, MAP_PRIVATE | MAP_POPULATE, fd, 0);
    if (data == MAP_FAILED)
        return drg_fail(err, errno == ENOMEM ? DRG_ENOMEM : DRG_EIO, "%s: %s", path, strerror(errno));
    *map = (drg_map){data, (size_t)info.st_size};
    return DRG_OK;
}

drg_status drg_map_open(const char *path, drg_map *map, drg_error *err)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return drg_fail(err, DRG_EIO, "%s: %s", path, strerror(errno));
    drg_status st = map_descriptor(fd, path, map, err);
    close(fd);
    return st;
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
    if (kind > 1)
        return drg_fail(err, DRG_EFORMAT, "%s: checksum of kind %u, but this program knows 0 and 1", path, kind);
    uint64_t said = get_u64(head + CHECKSUM_AT);
    uint64_t found = (kind == 0 ? drg_checksum : drg_checksum_wide)(head + HEADER_BYTES, map->size - HEADER_BYTES);
    if (said != found)
        return drg_fail(err, DRG_EFORMAT, "%s: damaged: checksum %016llx, should be %016llx", path,
                        (unsigned long long)found, (unsigned long long)said);
    return check_sections(path, map, n, err);
}

drg_status drg_container_open(const char *path, const char *magic, uint32_t version, drg_container *c, drg_error *err)
{
    drg_map map = {0};
    drg_status st = drg_map_open(path, &map, err);
    if (st != DRG_OK)
        return st;
    st = check_container(path, &map, magic, version, err);
    if (st != DRG_OK)
        drg_map_close(&map);
    else
        *c = (drg_container){map, map.data + HEADER_BYTES, get_u32(map.data + COUNT_AT)};
    return st;
}

void drg_container_close(drg_container *c)
{
    drg_map_close(&c->map);
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

/* The checksum of what is written, taken on the way: pieces may end anywhere in a word. */
typedef struct writer {
    FILE *file;
    lanes sum;
    unsigned char pending[BLOCK_BYTES];
    size_t n_pending;
    uint64_t at;
    bool failed;
} writer;

static void write_bytes(writer *w, const void *data, size_t size)
{
    const unsigned char *p = data;
    if (size && fwrite(p, 1, size, w->file) != size)
        w->failed = true;
    w->at += size;
    while (size > 0) {
        if (w->n_pending == 0 && size >= BLOCK_BYTES) {
            lanes_add(&w->sum, p, size / BLOCK_BYTES);
            p += size / BLOCK_BYTES * BLOCK_BYTES;
            size %= BLOCK_BYTES;
            continue;
        }
        size_t n = BLOCK_BYTES - w->n_pending < size ? BLOCK_BYTES - w->n_pending : size;
        memcpy(w->pending + w->n_pending, p, n);
        w->n_pending += n;
        p += n;
        size -= n;
        if (w->n_pending == BLOCK_BYTES) {
            lanes_add(&w->sum, w->pending, 1);
            w->n_pending = 0;
        }
    }
}

static void write_padding(writer *w)
{
    static const unsigned char zeros[ALIGNMENT];
    write_bytes(w, zeros, (size_t)(align_up(w->at) - w->at));
}

static void write_table(writer *w, const drg_section *sections, size_t n)
{
    uint64_t offset = align_up(HEADER_BYTES + (uint64_t)n * ENTRY_BYTES);
    for (size_t i = 0; i < n; i++) {
        unsigned char entry[ENTRY_BYTES] = {0};
        memcpy(entry, sections[i].name, strnlen(sections[i].name, NAME_BYTES - 1));
        put_u64(entry + NAME_BYTES, offset);
        put_u64(entry + NAME_BYTES + 8, sections[i].size);
        write_bytes(w, entry, sizeof entry);
        offset = align_up(offset + sections[i].size);
    }
    write_padding(w);
}

static bool write_all(FILE *file, const char *magic, uint32_t version, const drg_section *sections, size_t n)
{
    unsigned char head[HEADER_BYTES] = {0};
    writer w = {.file = file, .at = HEADER_BYTES};
    lanes_init(&w.sum);
    if (fwrite(head, 1, sizeof head, file) != sizeof head)
        return false;
    write_table(&w, sections, n);
    for (size_t i = 0; i < n; i++) {
        write_bytes(&w, sections[i].data, sections[i].size);
        write_padding(&w); /* leaves no block unfinished */
    }
    memcpy(head, magic, strnlen(magic, MAGIC_BYTES));
    put_u32(head + VERSION_AT, version);
    put_u32(head + COUNT_AT, (uint32_t)n);
    put_u64(head + SIZE_AT, w.at);
    put_u64(head + CHECKSUM_AT, lanes_end(&w.sum));
    put_u32(head + KIND_AT, 1);
    return !w.failed && fseek(file, 0, SEEK_SET) == 0 && fwrite(head, 1, sizeof head, file) == sizeof head &&
           fflush(file) == 0 && fsync(fileno(file)) == 0;
}

drg_status drg_container_write(const char *path, const char *magic, uint32_t version, const drg_section *sections,
                               size_t n, drg_error *err)
{
    if (n > MAX_SECTIONS)
        return drg_fail(err, DRG_EIO, "%s: %zu sections, at most %d are allowed", path, n, MAX_SECTIONS);
    size_t cap = strlen(path) + 32;
    char *temporary = malloc(cap);
    if (!temporary)
        return drg_fail_nomem(err);
    snprintf(temporary, cap, "%s.%ld.part", path, (long)getpid());
    drg_status st = DRG_OK;
    FILE *file = fopen(temporary, "wb");
    bool done = file && write_all(file, magic, version, sections, n);
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
    return st;
}
