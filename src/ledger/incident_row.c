#include "ledger/incident_row.h"

#include <stdlib.h>
#include <string.h>

/* ---- choosing by votes ---- */

/* Something that records tell, and how many tell it: families of copies each have one vote. */
typedef struct vote {
    size_t first;  /* the first telling that gives it: of equal ones the first holds */
    size_t n;      /* votes */
    int64_t *seen; /* [n], families */
} vote;

static bool add_vote(drg_arena *arena, vote *v, size_t most, int64_t family)
{
    if (v->seen == NULL && (v->seen = drg_arena_array(arena, most, sizeof *v->seen)) == NULL)
        return false;
    for (size_t i = 0; i < v->n; i++)
        if (v->seen[i] == family)
            return true;
    v->seen[v->n++] = family;
    return true;
}

/* The telling whose value most families give. same says whether two give one value, -1 that the first gives none. */
static bool elect(drg_arena *arena, const drg_telling *t, size_t n,
                  int (*same)(const drg_telling *, const drg_telling *), size_t *winner, bool *found)
{
    drg_arena_point mark = drg_arena_mark(arena);
    vote *votes = drg_arena_array(arena, n, sizeof *votes);
    size_t n_votes = 0;
    if (votes == NULL)
        return false;
    for (size_t i = 0; i < n; i++) {
        if (same(&t[i], &t[i]) < 0)
            continue;
        size_t at = 0;
        while (at < n_votes && same(&t[i], &t[votes[at].first]) <= 0)
            at++;
        if (at == n_votes)
            votes[n_votes++] = (vote){.first = i};
        if (!add_vote(arena, &votes[at], n, t[i].family))
            return false;
    }
    size_t best = 0;
    for (size_t i = 1; i < n_votes; i++)
        if (votes[i].n > votes[best].n)
            best = i;
    *found = n_votes > 0;
    if (*found)
        *winner = votes[best].first;
    drg_arena_rewind(arena, mark);
    return true;
}

static int same_event(const drg_telling *a, const drg_telling *b)
{
    return drg_str_eq(a->event, b->event);
}

static int same_mode(const drg_telling *a, const drg_telling *b)
{
    return a->mode.len == 0 ? -1 : drg_str_eq(a->mode, b->mode);
}

static int same_status(const drg_telling *a, const drg_telling *b)
{
    return drg_str_eq(a->status, b->status);
}

static int same_day(const drg_telling *a, const drg_telling *b)
{
    return !a->is_day ? -1 : a->first == b->first;
}

static int same_span(const drg_telling *a, const drg_telling *b)
{
    if (!a->has_first && !a->has_last)
        return -1;
    return a->has_first == b->has_first && a->has_last == b->has_last && a->first == b->first && a->last == b->last;
}

static int same_spot(const drg_telling *a, const drg_telling *b)
{
    return a->place.len == 0 || !a->has_point || a->radius_km > 30 ? -1 : drg_str_eq(a->place, b->place);
}

static int same_area(const drg_telling *a, const drg_telling *b)
{
    return a->place.len == 0 || !a->has_point || a->radius_km > 200 ? -1 : drg_str_eq(a->place, b->place);
}

static int same_land(const drg_telling *a, const drg_telling *b)
{
    return a->country.len == 0 && a->place.len == 0
               ? -1
               : drg_str_eq(a->country, b->country) && drg_str_eq(a->place, b->place);
}

static int same_topic(const drg_telling *a, const drg_telling *b)
{
    return a->topic.len == 0 ? -1 : drg_str_eq(a->topic, b->topic);
}

/* ---- what, when, where ---- */

static bool choose_what(drg_arena *arena, const drg_telling *t, size_t n, drg_incident_row *row)
{
    size_t at = 0;
    bool found = false;
    if (!elect(arena, t, n, same_event, &at, &found))
        return false;
    row->event = t[at].event;
    row->trigger = t[at].trigger;
    if (!elect(arena, t, n, same_mode, &at, &found))
        return false;
    if (found && drg_str_eq(t[at].event, row->event))
        row->mode = t[at].mode;
    if (!elect(arena, t, n, same_topic, &at, &found))
        return false;
    if (found)
        row->topic = t[at].topic;
    return true;
}

/* A day before several days. Where nobody gives any, none: when it was reported stands beside it. */
static bool choose_days(drg_arena *arena, const drg_telling *t, size_t n, drg_incident_row *row)
{
    size_t at = 0;
    if (!elect(arena, t, n, same_day, &at, &row->has_day))
        return false;
    if (!row->has_day && !elect(arena, t, n, same_span, &at, &row->has_day))
        return false;
    if (row->has_day) {
        row->first = t[at].has_first ? t[at].first : t[at].last;
        row->last = t[at].has_last ? t[at].last : t[at].first;
    }
    for (size_t i = 0; i < n; i++) {
        if (!t[i].has_published)
            continue;
        if (!row->has_reports || t[i].published < row->first_report)
            row->first_report = t[i].published;
        if (!row->has_reports || t[i].published > row->last_report)
            row->last_report = t[i].published;
        row->has_reports = true;
    }
    return true;
}

/* A place known to a district before one known to a region, and that before a country. */
static bool choose_place(drg_arena *arena, const drg_telling *t, size_t n, drg_incident_row *row)
{
    int (*const ways[])(const drg_telling *, const drg_telling *) = {same_spot, same_area, same_land};
    size_t at = 0;
    bool found = false;
    for (size_t i = 0; !found && i < sizeof ways / sizeof *ways; i++)
        if (!elect(arena, t, n, ways[i], &at, &found))
            return false;
    if (!found)
        return true;
    row->place = t[at].place;
    row->country = t[at].country;
    row->province = t[at].province;
    row->resolution = t[at].resolution;
    row->has_point = t[at].has_point;
    row->lat = t[at].lat;
    row->lon = t[at].lon;
    row->radius_km = t[at].radius_km;
    return true;
}

/* ---- who ---- */

static bool is_party(const drg_incident_party *a, const drg_telling_party *b)
{
    if (a->is_actor != b->is_actor)
        return false;
    if (a->name.len > 0 || b->name.len > 0)
        return drg_str_eq(a->name, b->name);
    if (a->country.len == 0 && b->country.len == 0 && a->sector.len == 0 && b->sector.len == 0)
        return drg_str_eq(a->text, b->text);
    return drg_str_eq(a->country, b->country) && drg_str_eq(a->sector, b->sector);
}

static int cmp_str(drg_str a, drg_str b)
{
    return a.len == 0 || b.len == 0 ? (a.len > 0) - (b.len > 0) : drg_str_cmp(a, b);
}

static int by_support(const void *x, const void *y)
{
    const drg_incident_party *a = x, *b = y;
    if (a->is_actor != b->is_actor)
        return a->is_actor ? -1 : 1;
    if (a->n_records != b->n_records)
        return a->n_records > b->n_records ? -1 : 1;
    if ((a->name.len > 0) != (b->name.len > 0))
        return a->name.len > 0 ? -1 : 1;
    int order = cmp_str(a->country, b->country);
    order = order != 0 ? order : cmp_str(a->name, b->name);
    order = order != 0 ? order : cmp_str(a->sector, b->sector);
    return order != 0 ? order : cmp_str(a->text, b->text);
}

static bool add_party(drg_arena *arena, drg_incident_row *row, size_t *cap, const drg_telling_party *p)
{
    for (size_t i = 0; i < row->n_parties; i++)
        if (is_party(&row->parties[i], p)) {
            row->parties[i].n_records++;
            if (row->parties[i].country.len == 0)
                row->parties[i].country = p->country;
            if (row->parties[i].sector.len == 0)
                row->parties[i].sector = p->sector;
            return true;
        }
    if (!DRG_ARENA_GROW(arena, row->parties, row->n_parties, *cap))
        return false;
    row->parties[row->n_parties++] = (drg_incident_party){.is_actor = p->is_actor,
                                                          .name = p->name,
                                                          .country = p->country,
                                                          .sector = p->sector,
                                                          .text = p->text,
                                                          .n_records = 1};
    return true;
}

static bool choose_parties(drg_arena *arena, const drg_telling *t, size_t n, drg_incident_row *row)
{
    size_t cap = 0;
    for (size_t i = 0; i < n; i++)
        for (size_t k = 0; k < t[i].n_parties; k++)
            if (!add_party(arena, row, &cap, &t[i].parties[k]))
                return false;
    if (row->n_parties > 0)
        qsort(row->parties, row->n_parties, sizeof *row->parties, by_support);
    return true;
}

/* ---- who says so ---- */

/* A source of an incident. */
typedef struct speaker {
    int64_t source;
    const drg_telling_voice *voice;
    bool tells, denies;
} speaker;

static bool is_power(drg_str sector)
{
    static const char *const sectors[] = {"GOV", "MIL", "COP", "LEG", "JUD", "SPY"};
    for (size_t i = 0; i < sizeof sectors / sizeof *sectors; i++)
        if (drg_str_is(sector, sectors[i]))
            return true;
    return false;
}

/* Whose side a source is on: the number of the first party of its country that is, like it, of the state or not; one more
 * than there are parties: nobody's. An official of no country is one of the country where it happened. */
static size_t side_of(const drg_incident_row *row, const drg_telling_voice *v)
{
    drg_str country = v->country;
    if (country.len == 0 && is_power(v->sector))
        country = row->country;
    if (country.len == 0)
        return row->n_parties;
    size_t side = row->n_parties;
    for (size_t i = row->n_parties; i-- > 0;)
        if (drg_str_eq(row->parties[i].country, country) &&
            (is_power(row->parties[i].sector) || row->parties[i].sector.len == 0) == is_power(v->sector))
            side = i;
    if (side < row->n_parties)
        return side;
    /* Nobody of that country is like it: where only one of its parts takes part, it speaks for that. */
    for (size_t i = row->n_parties; i-- > 0;)
        if (drg_str_eq(row->parties[i].country, country))
            side = i;
    return side;
}

static size_t count_sides(drg_arena *arena, const drg_incident_row *row, const speaker *speakers, size_t n)
{
    bool *seen = drg_arena_array(arena, row->n_parties + 1, sizeof *seen);
    size_t sides = 0;
    for (size_t i = 0; seen != NULL && i < n; i++) {
        size_t side = side_of(row, speakers[i].voice);
        sides += !seen[side];
        seen[side] = true;
    }
    return sides;
}

static bool count_speakers(drg_arena *arena, const drg_telling *t, size_t n, drg_incident_row *row)
{
    speaker *speakers = NULL;
    size_t cap = 0, n_speakers = 0;
    for (size_t i = 0; i < n; i++) {
        bool negated = drg_str_is(t[i].status, "negated");
        for (size_t k = 0; k < t[i].n_voices; k++) {
            const drg_telling_voice *v = &t[i].voices[k];
            size_t at = 0;
            while (at < n_speakers && speakers[at].source != v->source)
                at++;
            if (at == n_speakers) {
                if (!DRG_ARENA_GROW(arena, speakers, n_speakers, cap))
                    return false;
                speakers[n_speakers++] = (speaker){.source = v->source, .voice = v};
            }
            /* "Moscow denied that …": it says that it is not so, whether the record is told as done or as not done. */
            if (v->denies || negated)
                speakers[at].denies = true;
            else
                speakers[at].tells = true;
        }
    }
    row->n_sources = n_speakers;
    for (size_t i = 0; i < n_speakers; i++) {
        row->n_confirm += speakers[i].tells;
        row->n_deny += speakers[i].denies;
    }
    row->n_sides = count_sides(arena, row, speakers, n_speakers);
    return n_speakers == 0 || row->n_sides > 0;
}

static bool choose_status(drg_arena *arena, const drg_telling *t, size_t n, drg_incident_row *row)
{
    size_t at = 0;
    bool found = false;
    if (!elect(arena, t, n, same_status, &at, &found))
        return false;
    if (row->n_deny > 0 && row->n_confirm > 0)
        row->status = DRG_LIT("disputed");
    else if (row->n_deny > 0)
        row->status = DRG_LIT("negated");
    else
        row->status = t[at].status;
    return true;
}

static size_t count_distinct(const drg_telling *t, size_t n, bool families)
{
    size_t count = 0;
    for (size_t i = 0; i < n; i++) {
        bool is_new = true;
        for (size_t k = 0; k < i; k++)
            is_new = is_new && (families ? t[k].family != t[i].family : t[k].doc != t[i].doc);
        count += is_new;
    }
    return count;
}

/* ---- all of it ---- */

const drg_incident_number *drg_incident_count(const drg_incident_row *row, const char *what)
{
    const drg_incident_number *most = NULL;
    for (size_t i = 0; i < row->n_numbers; i++)
        if (drg_str_is(row->numbers[i].what, what) && (most == NULL || row->numbers[i].best > most->best))
            most = &row->numbers[i];
    return most;
}

drg_status drg_incident_row_make(drg_arena *arena, const drg_telling *t, size_t n, drg_incident_row *row)
{
    *row = (drg_incident_row){
        .n_records = n, .n_documents = count_distinct(t, n, false), .n_families = count_distinct(t, n, true)};
    if (!choose_what(arena, t, n, row) || !choose_days(arena, t, n, row) || !choose_place(arena, t, n, row) ||
        !choose_parties(arena, t, n, row) || !count_speakers(arena, t, n, row) || !choose_status(arena, t, n, row))
        return DRG_ENOMEM;
    return drg_incident_numbers(arena, t, n, row);
}
