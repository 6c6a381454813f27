#include "ledger/derive.h"

#include "base/error.h"
#include "ledger/copies.h"
#include "ledger/link.h"
#include "ledger/tally.h"

#include <stdlib.h>

drg_status drg_ids_add(drg_ids *list, int64_t id, drg_error *err)
{
    if (list->n == list->cap) {
        size_t cap = list->cap > 0 ? list->cap * 2 : 16;
        int64_t *ids = realloc(list->ids, cap * sizeof *ids);
        if (ids == NULL)
            return drg_fail_nomem(err);
        list->ids = ids;
        list->cap = cap;
    }
    list->ids[list->n++] = id;
    return DRG_OK;
}

static int by_id(const void *a, const void *b)
{
    int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
    return (x > y) - (x < y);
}

void drg_ids_sort(drg_ids *list)
{
    size_t kept = 0;
    if (list->n > 0)
        qsort(list->ids, list->n, sizeof *list->ids, by_id);
    for (size_t i = 0; i < list->n; i++)
        if (kept == 0 || list->ids[kept - 1] != list->ids[i])
            list->ids[kept++] = list->ids[i];
    list->n = kept;
}

size_t drg_ids_place(const drg_ids *list, int64_t id)
{
    size_t low = 0, high = list->n;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (list->ids[middle] < id)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

bool drg_ids_find(const drg_ids *list, int64_t id, size_t *at)
{
    *at = drg_ids_place(list, id);
    return *at < list->n && list->ids[*at] == id;
}

void drg_ids_release(drg_ids *list)
{
    free(list->ids);
    *list = (drg_ids){0};
}

drg_status drg_ledger__derive_incidents(drg_ledger *l, const drg_ids *docs, drg_error *err)
{
    drg_ids changed = {0};
    drg_status st = drg_ledger__link(l, docs, &changed, err);
    if (st == DRG_OK)
        st = drg_ledger__tally(l, err);
    if (st == DRG_OK)
        st = drg_ledger__follow(l, &changed, err);
    drg_ids_release(&changed);
    return st;
}

drg_status drg_ledger__derive(drg_ledger *l, int64_t doc, int64_t old_doc, drg_error *err)
{
    drg_ids docs = {0};
    drg_status st = drg_ledger__copies(l, doc, old_doc, &docs, err);
    drg_ids_sort(&docs);
    if (st == DRG_OK)
        st = drg_ledger__derive_incidents(l, &docs, err);
    drg_ids_release(&docs);
    return st;
}
