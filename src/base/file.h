/* src/base/file.h - files: mapped read-only, and checked containers of sections.
 *
 * A container is how weights and knowledge are kept: little-endian, 64-byte aligned sections, a checksum over all of it.
 *   header   16 bytes magic (NUL-padded), u32 version, u32 section count, u64 file size, u64 checksum of everything
 *            after the header, u32 kind of checksum, zero padding to 64 bytes
 *   table    per section: 32 bytes name (NUL-padded), u64 offset, u64 size in bytes
 *   sections in the table's order, each at the first multiple of 64 bytes from the file's start behind what precedes it,
 *            with zero bytes between them and up to the file's end, which is such a multiple too
 *
 * The checksum is FNV-1a taken 64 bits at a time, with one mixing step:
 *   h = 14695981039346656037
 *   for each little-endian 64-bit word w (the last one padded with zero bytes):
 *       h = (h xor w) * 1099511628211 mod 2^64;  h = h xor (h >> 32)
 * That is kind 0. Kind 1, which is read eight times as fast, takes eight such sums side by side, the first over words 0, 8,
 * 16 …, the second over words 1, 9, 17 …, all begun with the same h, and then the sum of the eight. Files of either kind are
 * read; files are written with kind 1.
 */
#ifndef DRG_BASE_FILE_H
#define DRG_BASE_FILE_H

#include "dragoman/base.h"

typedef struct drg_map {
    const unsigned char *data; /* page-aligned */
    size_t size;
} drg_map;

/** Map a file read-only. @return DRG_OK; DRG_EIO (missing, not a regular file, unreadable); DRG_ENOMEM. */
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
    size_t n_sections;
} drg_container;

/** Open and check magic, version, sizes, offsets, alignment and checksum before anything is used.
 * @return DRG_OK; DRG_EIO; DRG_EFORMAT (the message names the file, what was found and what was allowed). */
drg_status drg_container_open(const char *path, const char *magic, uint32_t version, drg_container *c, drg_error *err);
void drg_container_close(drg_container *c);
/** A section by name: its bytes and size. @return DRG_EFORMAT where there is none, or its size is no multiple of
 * unit_bytes (> 0). */
drg_status drg_container_section(const drg_container *c, const char *name, size_t unit_bytes, const void **data,
                                 size_t *n_units, drg_error *err);
/** Whether there is a section of the name. */
bool drg_container_has(const drg_container *c, const char *name);
/** The section at a place of the table, below n_sections; its name, of at most 31 bytes, into name. */
drg_section drg_container_at(const drg_container *c, size_t i, char name[32]);

/** Write a container: to a temporary name beside path, then renamed. @return DRG_OK, DRG_EIO, DRG_ENOMEM. */
drg_status drg_container_write(const char *path, const char *magic, uint32_t version, const drg_section *sections,
                               size_t n, drg_error *err);

#endif
