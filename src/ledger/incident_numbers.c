/* src/ledger/incident_numbers.c - low, best and high of what an incident's sources count. */
#include "ledger/incident_row.h"

#include <stdlib.h>
#include <string.h>

/* What one source says of one thing. */
typedef struct report {
    drg_str what, unit, country;
    int64_t source;
    bool of_party; /* the source belongs to a party */
    size_t at;     /* the telling: a later one of the same source takes its place */
    double low, value, high;
} report;

typedef struct reports {
    report *list;
    size_t n, cap;
} reports;

/* Groups of people that are counted beside the whole. */
static bool is_group(drg_str unit)
{
    static const char *const groups[] = {"child",   "girl",  "boy",        "woman",     "baby",       "infant",
                                         "soldier", "troop", "fighter",    "militant",  "officer",    "policeman",
                                         "guard",   "medic", "journalist", "foreigner", "serviceman", "rebel"};
    for (size_t i = 0; i < sizeof groups / sizeof *groups; i++)
        if (drg_str_is(unit, groups[i]))
            return true;
    return false;
}

static bool counts_people(drg_str what)
{
    static const char *const whats[] = {"dead",      "injured",      "casualties", "missing",     "captured",
                                        "arrested",  "released",     "rescued",    "surrendered", "expelled",
                                        "displaced", "participants", "troops"};
    for (size_t i = 0; i < sizeof whats / sizeof *whats; i++)
        if (drg_str_is(what, whats[i]))
            return true;
    return false;
}

/* The unit under which a count is filed: people at large have none. A group's count is of the group only where the same
 * record counts the whole, too: who says "30 soldiers died" says that 30 died. */
static drg_str unit_of(const drg_telling *t, const drg_telling_number *n)
{
    if (!counts_people(n->what))
        return n->unit;
    if (!is_group(n->unit))
        return (drg_str){NULL, 0};
    for (size_t i = 0; i < t->n_numbers; i++)
        if (drg_str_eq(t->numbers[i].what, n->what) && !is_group(t->numbers[i].unit))
            return n->unit;
    return (drg_str){NULL, 0};
}

static bool is_same(const report *a, const report *b)
{
    return drg_str_eq(a->what, b->what) && drg_str_eq(a->unit, b->unit) && drg_str_eq(a->country, b->country);
}

/* A source's later report takes the place of an earlier one; of two counts in one record the larger is the whole. */
static bool add_report(drg_arena *arena, reports *all, const report *r)
{
    for (size_t i = 0; i < all->n; i++)
        if (all->list[i].source == r->source && is_same(&all->list[i], r)) {
            if (all->list[i].at != r->at || r->value > all->list[i].value)
                all->list[i] = *r;
            return true;
        }
    if (!DRG_ARENA_GROW(arena, all->list, all->n, all->cap))
        return false;
    all->list[all->n++] = *r;
    return true;
}

static bool is_of_party(const drg_incident_row *row, const drg_telling_voice *v)
{
    for (size_t i = 0; v->country.len > 0 && i < row->n_parties; i++)
        if (drg_str_eq(row->parties[i].country, v->country))
            return true;
    return false;
}

/* Who gives a number: the source whose sentence it stands in, else the original one. */
static const drg_telling_voice *voice_of(const drg_telling *t, const drg_telling_number *number)
{
    for (size_t i = 0; i < t->n_voices && number->claim >= 0; i++)
        if (t->voices[i].claim == number->claim)
            return &t->voices[i];
    return t->n_voices > 0 ? &t->voices[0] : NULL;
}

static bool collect(drg_arena *arena, const drg_telling *t, size_t n, const drg_incident_row *row, reports *all)
{
    for (size_t i = 0; i < n; i++) {
        for (size_t k = 0; k < t[i].n_numbers; k++) {
            const drg_telling_number *number = &t[i].numbers[k];
            const drg_telling_voice *voice = voice_of(&t[i], number);
            if (voice == NULL || voice->denies || (!number->has_low && !number->has_high))
                continue;
            report r = {.what = number->what,
                        .unit = unit_of(&t[i], number),
                        .country = number->country,
                        .source = voice->source,
                        .of_party = is_of_party(row, voice),
                        .at = i,
                        .low = number->has_low ? number->low : 0,
                        .high = number->has_high ? number->high : number->low};
            r.value = number->has_low && number->has_high && number->low > 0 ? (number->low + number->high) / 2
                      : number->has_low && number->low > 0                   ? number->low
                                                                             : r.high;
            if (!add_report(arena, all, &r))
                return false;
        }
    }
    return true;
}

/* The value that most sources give; of equally many, one that a source gives which is no party's; then the latest; then the
 * least. */
static double choose_best(const reports *all, const report *like)
{
    const report *best = NULL;
    size_t most = 0;
    bool neutral = false;
    size_t latest = 0;
    for (size_t i = 0; i < all->n; i++) {
        const report *r = &all->list[i];
        if (!is_same(r, like))
            continue;
        size_t n = 0, last = 0;
        bool others = false;
        for (size_t k = 0; k < all->n; k++) {
            const report *o = &all->list[k];
            if (!is_same(o, like) || o->value != r->value)
                continue;
            n++;
            others |= !o->of_party;
            last = o->at > last ? o->at : last;
        }
        bool better = best == NULL || n > most;
        if (!better && n == most && others != neutral)
            better = others;
        else if (!better && n == most && last != latest)
            better = last > latest;
        else if (!better && n == most)
            better = r->value < best->value;
        if (better) {
            best = r;
            most = n;
            neutral = others;
            latest = last;
        }
    }
    return best != NULL ? best->value : 0;
}

static int cmp_str(drg_str a, drg_str b)
{
    return a.len == 0 || b.len == 0 ? (a.len > 0) - (b.len > 0) : drg_str_cmp(a, b);
}

static int by_key(const void *x, const void *y)
{
    const drg_incident_number *a = x, *b = y;
    int order = cmp_str(a->what, b->what);
    order = order != 0 ? order : cmp_str(a->unit, b->unit);
    return order != 0 ? order : cmp_str(a->country, b->country);
}

drg_status drg_incident_numbers(drg_arena *arena, const drg_telling *t, size_t n, drg_incident_row *row)
{
    reports all = {0};
    size_t cap = 0;
    if (!collect(arena, t, n, row, &all))
        return DRG_ENOMEM;
    for (size_t i = 0; i < all.n; i++) {
        const report *r = &all.list[i];
        drg_incident_number *number = NULL;
        for (size_t k = 0; k < row->n_numbers && number == NULL; k++)
            if (drg_str_eq(row->numbers[k].what, r->what) && drg_str_eq(row->numbers[k].unit, r->unit) &&
                drg_str_eq(row->numbers[k].country, r->country))
                number = &row->numbers[k];
        if (number == NULL) {
            if (!DRG_ARENA_GROW(arena, row->numbers, row->n_numbers, cap))
                return DRG_ENOMEM;
            number = &row->numbers[row->n_numbers++];
            *number = (drg_incident_number){.what = r->what,
                                            .unit = r->unit,
                                            .country = r->country,
                                            .low = r->low,
                                            .best = choose_best(&all, r),
                                            .high = r->high};
        }
        number->low = r->low < number->low ? r->low : number->low;
        number->high = r->high > number->high ? r->high : number->high;
        number->n_sources++;
    }
    if (row->n_numbers > 0)
        qsort(row->numbers, row->n_numbers, sizeof *row->numbers, by_key);
    return DRG_OK;
}
