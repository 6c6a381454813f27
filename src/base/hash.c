/* src/base/hash.c - linear probing over indices into an array of entries; at most half of the slots are taken. */
#include "base/hash.h"

#include "base/text.h"

#include <stdlib.h>

void drg_table_init(drg_table *table)
{
    *table = (drg_table){0};
}

void drg_table_release(drg_table *table)
{
    free(table->entries);
    free(table->slots);
    drg_table_init(table);
}

/* FNV-1a leaves its low bits poor for short keys. */
static size_t first_slot(uint64_t hash, size_t n_slots)
{
    return (size_t)(hash ^ hash >> 32) & (n_slots - 1);
}

/* The slot that holds the key, or the free one where it belongs. */
static size_t find_slot(const drg_table *table, drg_str key, uint64_t hash)
{
    size_t i = first_slot(hash, table->n_slots);
    for (; table->slots[i]; i = (i + 1) & (table->n_slots - 1)) {
        const drg_table_entry *e = &table->entries[table->slots[i] - 1];
        if (e->hash == hash && drg_str_eq(e->key, key))
            break;
    }
    return i;
}

bool drg_table_get(const drg_table *table, drg_str key, uintptr_t *value)
{
    if (table->n == 0)
        return false;
    uint32_t at = table->slots[find_slot(table, key, drg_str_hash(key))];
    if (at && value)
        *value = table->entries[at - 1].value;
    return at != 0;
}

/* Room for one more entry. */
static bool grow(drg_table *table)
{
    if (table->n < table->cap)
        return true;
    size_t cap = table->cap ? table->cap * 2 : 16;
    if (cap > UINT32_MAX / 4)
        return false;
    drg_table_entry *entries = realloc(table->entries, cap * sizeof *entries);
    if (!entries)
        return false;
    table->entries = entries;
    size_t n_slots = cap * 2;
    uint32_t *slots = calloc(n_slots, sizeof *slots);
    if (!slots)
        return false;
    for (size_t k = 0; k < table->n; k++) {
        size_t i = first_slot(entries[k].hash, n_slots);
        while (slots[i])
            i = (i + 1) & (n_slots - 1);
        slots[i] = (uint32_t)(k + 1);
    }
    free(table->slots);
    table->slots = slots;
    table->n_slots = n_slots;
    table->cap = cap;
    return true;
}

uintptr_t *drg_table_at(drg_table *table, drg_str key)
{
    uint64_t hash = drg_str_hash(key);
    size_t i = 0;
    if (table->n_slots) {
        i = find_slot(table, key, hash);
        if (table->slots[i])
            return &table->entries[table->slots[i] - 1].value;
    }
    if (table->n == table->cap) {
        if (!grow(table))
            return NULL;
        i = find_slot(table, key, hash);
    }
    table->entries[table->n] = (drg_table_entry){.key = key, .hash = hash};
    table->slots[i] = (uint32_t)++table->n;
    return &table->entries[table->n - 1].value;
}

drg_status drg_table_put(drg_table *table, drg_str key, uintptr_t value)
{
    uintptr_t *at = drg_table_at(table, key);
    if (!at)
        return DRG_ENOMEM;
    *at = value;
    return DRG_OK;
}
