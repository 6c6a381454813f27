/* src/ledger/tracks.c - which cases a change of incidents touches, and how a case is cut into tracks. */
#include "ledger/tracks.h"

#include "base/error.h"
#include "base/text.h"
#include "ledger/follow.h"

/* For how many days a case may rest and still be the same track. */
static const int32_t longest_pause[DRG_N_TRACK_KINDS] = {180, 60, 60, 90};

/* ---- what a change touches ---- */

drg_status drg_follow_touch(drg_follow *f, drg_str kind, drg_str parties, drg_error *err)
{
    for (size_t i = 0; i < f->n_cases; i++)
        if (drg_str_eq(f->cases[i].kind, kind) && drg_str_eq(f->cases[i].parties, parties))
            return DRG_OK;
    if (!DRG_ARENA_GROW(&f->arena, f->cases, f->n_cases, f->cap))
        return drg_fail_nomem(err);
    drg_case one = {drg_arena_copy(&f->arena, kind), drg_arena_copy(&f->arena, parties)};
    if (one.kind.ptr == NULL || one.parties.ptr == NULL)
        return drg_fail_nomem(err);
    f->cases[f->n_cases++] = one;
    return DRG_OK;
}

/* The cases of records that were in the incident, or are now. */
static drg_status touch_incident(drg_follow *f, int64_t incident, drg_error *err)
{
    sqlite3_stmt *s;
    drg_status st = drg_ledger__sql(f->l,
                                    "SELECT kind, parties FROM track_signal WHERE incident = ?1 UNION"
                                    " SELECT kind, parties FROM track_signal WHERE rec IN"
                                    " (SELECT rec FROM incident_record WHERE incident = ?1)",
                                    &s, err);
    if (st == DRG_OK)
        sqlite3_bind_int64(s, 1, incident);
    while (st == DRG_OK && (st = drg_ledger__step(f->l, s, err)) == DRG_OK) {
        drg_status added = drg_follow_touch(f, drg_ledger__column(s, 0), drg_ledger__column(s, 1), err);
        if (added != DRG_OK) {
            sqlite3_reset(s);
            return added;
        }
    }
    if (st == DRG_END)
        st = drg_ledger__sql(f->l,
                             "UPDATE track_signal SET incident = ?1 WHERE incident <> ?1 AND rec IN"
                             " (SELECT rec FROM incident_record WHERE incident = ?1)",
                             &s, err);
    if (st == DRG_OK) {
        sqlite3_bind_int64(s, 1, incident);
        st = drg_ledger__run(f->l, s, err);
    }
    return st;
}

/* ---- a case made anew ---- */

/* Against a group of its own country a state is its government. */
static drg_str name_of(drg_track *t, drg_str key)
{
    drg_str name = drg_side_name(key);
    for (size_t i = 0; i < t->sides.n; i++)
        if (t->sides.keys[i].len > key.len && drg_str_eq(drg_side_country(t->sides.keys[i]), key))
            return drg_track_text(t, "%.*s%s government", (int)name.len, name.ptr,
                                  drg_str_ends(name, DRG_LIT("s")) ? "'" : "'s");
    return name;
}

static drg_str names_of(drg_track *t)
{
    json_t *names = json_array();
    for (size_t i = 0; i < t->sides.n; i++) {
        drg_str name = name_of(t, t->sides.keys[i]);
        if (json_array_append_new(names, json_stringn_nocheck(name.ptr, name.len)) != 0)
            t->failed = true;
    }
    drg_str out = drg_track_list(t, names, DRG_MAX_SIDES);
    json_decref(names);
    return out;
}

/* Where the track that begins at `from` ends. */
static size_t end_of_track(const drg_signals *signals, size_t from, drg_track_kind kind)
{
    int32_t last = signals->list[from].last;
    bool is_over = false;
    size_t i = from;
    for (; i < signals->n; i++) {
        const drg_signal *s = &signals->list[i];
        bool begins = drg_signal_is(s, "agreed") || drg_signal_is(s, "declared") || drg_signal_is(s, "proposed");
        if (s->day - last > longest_pause[kind] || (is_over && begins && s->day > last + 2))
            break;
        is_over = (is_over || drg_signal_is(s, "ended")) && kind == DRG_TRACK_CEASEFIRE && !s->is_denied;
        last = s->last > last ? s->last : last;
    }
    return i;
}

static void release(drg_track *t)
{
    for (size_t i = 0; i < t->n_steps; i++)
        json_decref(t->steps[i]->details);
    json_decref(t->details);
}

static drg_status make_track(drg_follow *f, const drg_case *c, drg_track_kind kind, drg_signal *signals, size_t n,
                             size_t *ordinal, drg_error *err)
{
    static void (*const makers[DRG_N_TRACK_KINDS])(drg_track *) = {drg_follow_negotiation, drg_follow_exchange,
                                                                   drg_follow_ceasefire, drg_follow_offensive};
    drg_track t = {.arena = &f->scratch,
                   .kind = kind,
                   .key = c->parties,
                   .sides = drg_sides_of(c->parties),
                   .signals = signals,
                   .n_signals = n,
                   .details = json_object()};
    t.failed = t.details == NULL;
    t.names = names_of(&t);
    if (!t.failed)
        makers[kind](&t);
    drg_status st = t.failed ? drg_fail_nomem(err) : DRG_OK;
    if (st == DRG_OK && t.state != NULL)
        st = drg_track_write(f, &t, (*ordinal)++, err);
    release(&t);
    return st;
}

static drg_status make_case(drg_follow *f, const drg_case *c, drg_error *err)
{
    drg_signals signals = {0};
    size_t ordinal = 0, kind = 0;
    while (kind < DRG_N_TRACK_KINDS && !drg_str_is(c->kind, drg_track_kind_name((drg_track_kind)kind)))
        kind++;
    if (kind == DRG_N_TRACK_KINDS)
        return drg_fail(err, DRG_EFORMAT, "%s: a kind of track that is not known", f->l->path);
    drg_status st = drg_case_load(f, c, &signals, err);
    for (size_t from = 0, to; st == DRG_OK && from < signals.n; from = to) {
        to = end_of_track(&signals, from, (drg_track_kind)kind);
        st = make_track(f, c, (drg_track_kind)kind, signals.list + from, to - from, &ordinal, err);
    }
    drg_signals_release(&signals);
    if (st == DRG_OK)
        st = drg_tracks_drop(f, c, ordinal, err);
    drg_arena_reset(&f->scratch);
    return st;
}

drg_status drg_ledger__follow(drg_ledger *l, const drg_ids *changed, drg_error *err)
{
    drg_follow f = {.l = l};
    drg_arena_init(&f.arena, 0);
    drg_arena_init(&f.scratch, 0);
    drg_status st = DRG_OK;
    for (size_t i = 0; st == DRG_OK && i < changed->n; i++) {
        st = touch_incident(&f, changed->ids[i], err);
        if (st == DRG_OK)
            st = drg_follow_read(&f, changed->ids[i], err);
    }
    for (size_t i = 0; st == DRG_OK && i < f.n_cases; i++)
        st = make_case(&f, &f.cases[i], err);
    drg_arena_release(&f.scratch);
    drg_arena_release(&f.arena);
    return st;
}
