/* src/ledger/tracks.c - which cases a change of incidents touches, and how a case is cut into tracks. */
#include "ledger/tracks.h"

#include "base/error.h"
#include "base/text.h"
#include "ledger/follow.h"

/* For how many days a case may rest and still be the same track. */
static const int32_t longest_pause[DRG_N_TRACK_KINDS] = {180, 60, 60, 90};

/* A case of so many signals is always made anew at once. */
#define SMALL_CASE 48
/* A larger one when one in so many of its signals has changed. */
#define LARGE_CASE_PARTS 16

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

/* Whether a name takes an article: "the United States", "the Arakan Army", but "Hamas". */
static bool takes_article(drg_str name)
{
    static const char *const begins[] = {"United ", "Democratic Republic", "Central African", "Dominican Republic",
                                         "Czech Republic"};
    static const char *const ends[] = {"Philippines", "Netherlands",  "Maldives", "Bahamas", "Comoros",    "Gambia",
                                       "Islands",     "Army",         "Forces",   "Force",   "Front",      "Movement",
                                       "Party",       "Houthis",      "Taliban",  "Council", "Coalition",  "coalition",
                                       "Union",       "League",       "Brigades", "Group",   "Resistance", "Alliance",
                                       "Tigers",      "Organization", "Guard",    "Militia", "Corps"};
    for (size_t i = 0; i < sizeof begins / sizeof *begins; i++)
        if (drg_str_starts(name, drg_str_of(begins[i])))
            return true;
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
        if (drg_str_ends(name, drg_str_of(ends[i])))
            return true;
    return false;
}

/* Against a group of its own country a state is its government. */
drg_str drg_track_name_of(drg_track *t, drg_str key)
{
    drg_str name = drg_side_name(key);
    if (takes_article(name))
        name = drg_track_text(t, "the %.*s", (int)name.len, name.ptr);
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
        drg_str name = drg_track_name_of(t, t->sides.keys[i]);
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

/* Texts that begin with a name without a capital: "the Houthis and …". */
static drg_str capital(drg_track *t, drg_str text)
{
    if (text.len == 0 || text.ptr[0] < 'a' || text.ptr[0] > 'z' || t->failed)
        return text;
    return drg_track_text(t, "%c%.*s", text.ptr[0] - 'a' + 'A', (int)text.len - 1, text.ptr + 1);
}

static void capitalise(drg_track *t)
{
    t->name = capital(t, t->name);
    for (size_t i = 0; i < t->n_steps; i++)
        t->steps[i]->sentence = capital(t, t->steps[i]->sentence);
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
    if (!t.failed && t.state != NULL)
        capitalise(&t);
    drg_status st = t.failed ? drg_fail_nomem(err) : DRG_OK;
    if (st == DRG_OK && t.state != NULL)
        st = drg_track_write(f, &t, (*ordinal)++, err);
    release(&t);
    return st;
}

static drg_status store_case(drg_follow *f, const drg_case *c, size_t signals, size_t touched, drg_error *err)
{
    sqlite3_stmt *s;
    drg_status st = drg_ledger__sql(f->l,
                                    "INSERT INTO track_case VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO UPDATE"
                                    " SET signals = excluded.signals, touched = excluded.touched",
                                    &s, err);
    if (st != DRG_OK)
        return st;
    drg_ledger__bind_text(s, 1, c->kind);
    drg_ledger__bind_text(s, 2, c->parties);
    sqlite3_bind_int64(s, 3, (int64_t)signals);
    sqlite3_bind_int64(s, 4, (int64_t)touched);
    return drg_ledger__run(f->l, s, err);
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
    if (st == DRG_OK)
        st = store_case(f, c, signals.n, 0, err);
    drg_signals_release(&signals);
    if (st == DRG_OK)
        st = drg_tracks_drop(f, c, ordinal, err);
    drg_arena_reset(&f->scratch);
    return st;
}

/* Make a case anew, or note that it was touched: a change costs what its signals cost, and those of a large case are
 * many, so that it waits until a part of them has changed. */
static drg_status make_or_note(drg_follow *f, const drg_case *c, drg_error *err)
{
    sqlite3_stmt *s;
    drg_status st =
        drg_ledger__sql(f->l, "SELECT signals, touched FROM track_case WHERE kind = ?1 AND parties = ?2", &s, err);
    size_t signals = 0, touched = 1;
    if (st != DRG_OK)
        return st;
    drg_ledger__bind_text(s, 1, c->kind);
    drg_ledger__bind_text(s, 2, c->parties);
    st = drg_ledger__step(f->l, s, err);
    if (st == DRG_OK) {
        signals = (size_t)sqlite3_column_int64(s, 0);
        touched += (size_t)sqlite3_column_int64(s, 1);
        sqlite3_reset(s);
    } else if (st != DRG_END) {
        return st;
    }
    bool is_due = signals < SMALL_CASE || touched * LARGE_CASE_PARTS >= signals;
    return is_due ? make_case(f, c, err) : store_case(f, c, signals, touched, err);
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
        st = make_or_note(&f, &f.cases[i], err);
    drg_arena_release(&f.scratch);
    drg_arena_release(&f.arena);
    return st;
}

drg_status drg_ledger__settle(drg_ledger *l, drg_error *err)
{
    drg_follow f = {.l = l};
    drg_arena_init(&f.arena, 0);
    drg_arena_init(&f.scratch, 0);
    sqlite3_stmt *s;
    drg_status st = drg_ledger__sql(l, "SELECT kind, parties FROM track_case WHERE touched > 0", &s, err);
    while (st == DRG_OK && (st = drg_ledger__step(l, s, err)) == DRG_OK) {
        drg_status added = drg_follow_touch(&f, drg_ledger__column(s, 0), drg_ledger__column(s, 1), err);
        if (added != DRG_OK) {
            sqlite3_reset(s);
            st = added;
        }
    }
    st = st == DRG_END ? DRG_OK : st;
    for (size_t i = 0; st == DRG_OK && i < f.n_cases; i++)
        st = make_case(&f, &f.cases[i], err);
    drg_arena_release(&f.scratch);
    drg_arena_release(&f.arena);
    return st;
}

drg_status drg_ledger_settle(drg_ledger *l, drg_error *err)
{
    drg_status st = drg_ledger__begin(l, err);
    return st == DRG_OK ? drg_ledger__end(l, drg_ledger__settle(l, err), err) : st;
}
