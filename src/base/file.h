/* src/base/file.h - files: mapped read-only, and checked containers of sections.
 *
 * A container is how weights and knowledge are kept: little-endian, 64-byte aligned sections, checksums over all of it.
 *   header   16 bytes magic (NUL-padded), u32 version, u32 section count, u64 file size, u64 checksum, u32 kind of
 *            checksum, zero padding to 64 bytes
 *   table    per section: 32 bytes name (NUL-padded), u64 offset, u64 size in bytes
 *   sections in the table's order, each at the first multiple of 64 bytes from the file's start behind what precedes it,
 *            with zero bytes between them and up to the file's end, which is such a multiple too
 *
 * The checksum is FNV-1a taken 64 bits at a time, with one mixing step:
 *   h = 14695981039346656037
 *   for each little-endian 64-bit word w (the last one padded with zero bytes):
 *       h = (h xor w) * 1099511628211 mod 2^64;  h = h xor (h >> 32)
 * Of kind 0 it is that, of everything behind the header. Kind 1, which is read eight times as fast, takes eight such sums side
 * by side, the first over words 0, 8, 16 ..., the second over words 1, 9, 17 ..., all begun with the same h, and then the sum of
 * the eight. Kind 2 has a last section "sums": the kind-1 sums, a u64 each, of the blocks of 65536 bytes into which all between
 * the table and that section is cut; the header's checksum is the kind-1 sum of the kind-1 sums of the table and of that
 * section. So a block can be checked when it is first read. Files of every kind are read; files are written with kind 2.
 */
#ifndef DRG_BASE_FILE_H
#define DRG_BASE_FILE_H

#include "dragoman/base.h"

#include <stdatomic.h>

typedef struct drg_map {
    const unsigned char *data; /* page-aligned */
    size_t size;
} drg_map;

/** Map a file read-only, with its pages at hand. @return DRG_OK; DRG_EIO (missing, not a regular file, unreadable); DRG_ENOMEM. */
drg_status drg_map_open(const char *path, drg_map *map, drg_error *err);
void drg_map_close(drg_map *map);

/** The checksums that containers carry, as described above: kind 0, kind 1. */
uint64_t drg_checksum(const void *data, size_t size);
uint64_t drg_checksum_wide(const void *data, size_t size);

/** One section. */
typedef struct drg_section {
    const char *name; /* at most 31 bytes */
    const void *data;
    size_t size;
} drg_section;

typedef struct drg_container {
    drg_map map;
    const unsigned char *table; /* [n_sections][48] */
    size_t n_sections;          /* those that were written, without that of the sums */
    size_t begin, end;          /* the bytes that are cut into blocks */
    size_t n_blocks;            /* 0: all was checked when it was opened */
    atomic_uchar
        *checked; /* [n_blocks + 1] what is known of each block; the last tells whether any was found damaged */
} drg_container;

/** Open and check magic, version, sizes, offsets, alignment and checksums before anything is used.
 * @return DRG_OK; DRG_EIO; DRG_EFORMAT (the message names the file, what was found and what was allowed); DRG_ENOMEM. */
drg_status drg_container_open(const char *path, const char *magic, uint32_t version, drg_container *c, drg_error *err);
/** The same, but for the checksums of the blocks, where the file has them: nothing of a section may be read before
 * drg_container_intact() was asked for it. */
drg_status drg_container_open_unread(const char *path, const char *magic, uint32_t version, drg_container *c,
                                     drg_error *err);
/** Whether the blocks that a stretch of the file lies in are as they were written; each is looked at once. Any number of
 * threads may ask, of one container. false: damaged, or no stretch of the file. */
bool drg_container_intact(const drg_container *c, const void *data, size_t size);
/** Whether drg_container_intact() has found damage. */
bool drg_container_damaged(const drg_container *c);
void drg_container_close(drg_container *c);
/** A section by name: its bytes and size. @return DRG_EFORMAT where there is none, or its size is no multiple of
 * unit_bytes (> 0). */
drg_status drg_container_section(const drg_container *c, const char *name, size_t unit_bytes, const void **data,
                                 size_t *n_units, drg_error *err);
/** Whether there is a section of the name. */
bool drg_container_has(const drg_container *c, const char *name);
/** The section at a place of the table, below n_sections; its name, of at most 31 bytes, into name. */
drg_section drg_container_at(const drg_container *c, size_t i, char name[32]);

/** Make size, count and checksums of a container in memory right; where its table leads outside, only the header's. */
void drg_container_seal(unsigned char *bytes, size_t size);
/** Write a container: to a temporary name beside path, then renamed. @return DRG_OK, DRG_EIO, DRG_ENOMEM. */
drg_status drg_container_write(const char *path, const char *magic, uint32_t version, const drg_section *sections,
                               size_t n, drg_error *err);

#endif
