/* src/base/hash.h - a hash table from text to a number or pointer. Open addressing; entries keep their order of arrival,
 * so that walking them gives the same order on every machine. Nothing is ever removed. */
#ifndef DRG_BASE_HASH_H
#define DRG_BASE_HASH_H

#include "dragoman/base.h"

typedef struct drg_table_entry {
    drg_str key; /* borrowed: the caller keeps it alive */
    uint64_t hash;
    uintptr_t value; /* a number, or a pointer cast to uintptr_t */
} drg_table_entry;

typedef struct drg_table {
    drg_table_entry *entries; /* [n], in order of arrival */
    size_t n;
    size_t cap;
    uint32_t *slots; /* [n_slots], a power of two: index of the entry + 1, or 0 */
    size_t n_slots;
} drg_table;

/** Empty; no allocation yet. */
void drg_table_init(drg_table *table);
void drg_table_release(drg_table *table);
/** @return whether the key is there; if so *value (may be NULL) is its value. Threads may read one table together. */
bool drg_table_get(const drg_table *table, drg_str key, uintptr_t *value);
/** Set the key's value, replacing an older one. @return DRG_OK; DRG_ENOMEM, and the table is as before. */
DRG_MUST_CHECK drg_status drg_table_put(drg_table *table, drg_str key, uintptr_t value);
/** The value's place, to read or change; a new key gets 0. Valid until the next call that adds. @return NULL when out of
 * memory. */
uintptr_t *drg_table_at(drg_table *table, drg_str key);

#endif
