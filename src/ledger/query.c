#include "ledger/query.h"

#include "base/date.h"
#include "base/error.h"
#include "base/text.h"
#include "dragoman/record.h"

#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define DEFAULT_LIMIT 50

/* ---- what there is ---- */

#define E (1u << DRG_ASK_EVENTS | 1u << DRG_ASK_RECORDS)
#define I (1u << DRG_ASK_INCIDENTS | 1u << DRG_ASK_PLACES)
#define T (1u << DRG_ASK_TRACKS)
#define S (1u << DRG_ASK_SOURCES)
#define D (1u << DRG_ASK_DOCUMENTS)

static const char *const statuses[] = {"actual", "negated", "future", "hypothetical", "historical", "disputed", NULL};
static const char *const kinds[] = {"negotiation", "exchange", "ceasefire", "offensive", "named",
                                    "anonymous",   "media",    "document",  NULL};
static const char *const track_kinds[] = {"negotiation", "exchange", "ceasefire", "offensive", NULL};
static const char *const track_states[] = {
    "proposed",     "refused",     "planned",   "call",         "held",      "agreed",      "not agreed",
    "called off",   "no date set", "discussed", "announced",    "blocked",   "carried out", "failed",
    "declared",     "in force",    "violated",  "not extended", "extended",  "ended",       "besieged",
    "siege lifted", "left",        "seized",    "retaken",      "contested", NULL};
static const char *const source_kinds[] = {"named", "anonymous", "media", "document", NULL};
static const char *const record_statuses[] = {"actual", "negated", "future", "hypothetical", "historical", NULL};

static const drg_parameter parameters[DRG_N_PARAMS] = {
    [DRG_P_ACTOR] = {"actor", "WHO", "who did it: RUS, RUS:MIL, :MIL or a name", E | I | T, NULL},
    [DRG_P_RECIPIENT] = {"recipient", "WHO", "to whom, likewise", E | I | T, NULL},
    [DRG_P_PARTY] = {"party", "WHO", "who did it or to whom, likewise", E | I | T, NULL},
    [DRG_P_TYPE] = {"type", "TYPE", "what happened: ASSAULT, or with a mode, ASSAULT:drone", E | I, NULL},
    [DRG_P_STATUS] = {"status", "STATUS",
                      "actual, negated, future, hypothetical or historical; of incidents also disputed; "
                      "of tracks their state",
                      E | I | T, statuses},
    [DRG_P_KIND] = {"kind", "KIND",
                    "of tracks negotiation, exchange, ceasefire or offensive; of sources named, anonymous, "
                    "media or document",
                    T | S, kinds},
    [DRG_P_PLACE] = {"place", "NAME", "a place or province by its canonical name", E | I | T, NULL},
    [DRG_P_COUNTRY] = {"country", "CODE", "where, as three letters (of sources: whose)", E | I | T | S, NULL},
    [DRG_P_NEAR] = {"near", "LAT,LON,KM", "within KM of a point, by places that are known as exactly", E | I, NULL},
    [DRG_P_SINCE] = {"since", "DATE", "not over before that day, YYYY-MM-DD (of documents: published)", E | I | T | D,
                     NULL},
    [DRG_P_UNTIL] = {"until", "DATE", "begun by that day (of documents: published)", E | I | T | D, NULL},
    [DRG_P_SOURCE] = {"source", "SOURCE", "whom it is attributed to: a name, or RUS:MIL", E | I | T | S | D, NULL},
    [DRG_P_PUBLISHER] = {"publisher", "NAME", "who published it", E | I | T | D, NULL},
    [DRG_P_MIN_DEAD] = {"min-dead", "N", "with so many dead at least", E | I, NULL},
    [DRG_P_TEXT] = {"text", "WORDS",
                    "with all these words; \"words between quotes\" side by side; a word that ends in * "
                    "only begins so",
                    E | I | T | S | D, NULL},
    [DRG_P_ID] = {"id", "ID", "with that id", E | I | T | S | D, NULL},
    [DRG_P_INCIDENT] = {"incident", "ID", "of that incident", E | T, NULL},
    [DRG_P_TRACK] = {"track", "ID", "of that track", E | I, NULL},
    [DRG_P_DOCUMENT] = {"document", "ID", "told by that document", E | I, NULL},
    [DRG_P_CHANGED_AFTER] = {"changed-after", "N", "that came or changed after that number of the ledger's state",
                             E | I | T | D, NULL},
    [DRG_P_SORT] = {"sort", "ORDER", "which come first", E | I | T | S | D, NULL},
    [DRG_P_LIMIT] = {"limit", "N", "so many at most", E | I | T | S | D, NULL},
    [DRG_P_CURSOR] = {"cursor", "CURSOR", "go on where a page ended", E | I | T | S | D, NULL},
};
/* One value takes the place of the other. */
static bool is_single(drg_param p)
{
    return p == DRG_P_NEAR || p == DRG_P_SINCE || p == DRG_P_UNTIL || p == DRG_P_MIN_DEAD || p == DRG_P_TEXT ||
           p >= DRG_P_CHANGED_AFTER;
}
static bool is_list(drg_param p)
{
    return p == DRG_P_TYPE || p == DRG_P_STATUS || p == DRG_P_KIND || p == DRG_P_COUNTRY || p == DRG_P_ID;
}

const char *drg_ask_kind_name(drg_ask_kind kind)
{
    static const char *const names[] = {"events", "records", "incidents", "tracks", "sources", "documents", "places"};
    return (unsigned)kind < DRG_N_ASK_KINDS ? names[kind] : NULL;
}

const drg_parameter *drg_query_parameters(size_t *n)
{
    *n = DRG_N_PARAMS;
    return parameters;
}

const char *const *drg_query_orders(drg_ask_kind kind)
{
    static const char *const events[] = {"newest", "oldest", "reported", "arrived", NULL};
    static const char *const incidents[] = {"newest",    "oldest",      "reported", "deadliest",
                                            "told-most", "denied-most", "changed",  NULL};
    static const char *const tracks[] = {"newest", "oldest", "changed", NULL};
    static const char *const sources[] = {"most", "contradicted-most", NULL};
    static const char *const documents[] = {"newest", "oldest", "arrived", NULL};
    static const char *const places[] = {"most", NULL};
    static const char *const *const all[] = {events, events, incidents, tracks, sources, documents, places};
    return (unsigned)kind < DRG_N_ASK_KINDS ? all[kind] : NULL;
}

/* ---- values ---- */

static bool is_upper(char c)
{
    return c >= 'A' && c <= 'Z';
}

static bool is_code(drg_str s)
{
    return s.len == 3 && is_upper(s.ptr[0]) && is_upper(s.ptr[1]) && is_upper(s.ptr[2]);
}

drg_who drg_who_of(drg_str value)
{
    const char *colon = value.len > 0 ? memchr(value.ptr, ':', value.len) : NULL;
    size_t at = colon != NULL ? (size_t)(colon - value.ptr) : value.len;
    drg_str before = drg_str_sub(value, 0, at), behind = drg_str_sub(value, at + 1, value.len);
    if ((before.len == 0 || is_code(before)) && (behind.len == 0 || is_code(behind)) && before.len + behind.len > 0)
        return (drg_who){.country = before, .sector = behind};
    return (drg_who){.name = value};
}

void drg_type_of(drg_str value, drg_str *event, drg_str *mode)
{
    const char *colon = value.len > 0 ? memchr(value.ptr, ':', value.len) : NULL;
    size_t at = colon != NULL ? (size_t)(colon - value.ptr) : value.len;
    *event = drg_str_sub(value, 0, at);
    *mode = drg_str_sub(value, at + 1, value.len);
}

/* A word for a message, not too long. */
#define SHOWN(s) (int)((s).len < 60 ? (s).len : 60), (s).len > 0 ? (s).ptr : ""

static drg_status no_such(const char *name, drg_str value, const char *const *words, drg_error *err)
{
    const char *near = drg_nearest(value, words);
    if (near != NULL)
        return drg_fail(err, DRG_EARG, "%s: there is no \"%.*s\"; did you mean \"%s\"?", name, SHOWN(value), near);
    return drg_fail(err, DRG_EARG, "%s: there is no \"%.*s\"", name, SHOWN(value));
}

static bool is_word_of(drg_str value, const char *const *words)
{
    for (size_t i = 0; words[i] != NULL; i++)
        if (drg_str_is(value, words[i]))
            return true;
    return false;
}

static drg_status check_type(drg_str value, drg_error *err)
{
    const char *names[DRG_N_EVENTS + 1] = {0};
    for (unsigned i = 0; i < DRG_N_EVENTS; i++)
        names[i] = drg_event_name((drg_event)i);
    drg_str event, mode;
    drg_type_of(value, &event, &mode);
    unsigned type = 0;
    while (type < DRG_N_EVENTS && !drg_str_is(event, names[type]))
        type++;
    if (type == DRG_N_EVENTS) {
        char upper[32];
        size_t len = event.len < sizeof upper ? event.len : 0;
        for (size_t i = 0; i < len; i++)
            upper[i] = (char)(event.ptr[i] >= 'a' && event.ptr[i] <= 'z' ? event.ptr[i] - 'a' + 'A' : event.ptr[i]);
        const char *near = len > 0 ? drg_nearest((drg_str){upper, len}, names) : NULL;
        if (near != NULL)
            return drg_fail(err, DRG_EARG, "type: there is no \"%.*s\"; did you mean \"%s\"?", SHOWN(event), near);
        return no_such("type", event, names, err);
    }
    const char *const *modes = drg_event_modes((drg_event)type);
    return mode.len == 0 || is_word_of(mode, modes) ? DRG_OK : no_such("type", mode, modes, err);
}

static drg_status check_who(const char *name, drg_str value, drg_error *err)
{
    static const char *const sectors[] = {"COP", "GOV", "JUD", "LEG", "MIL", "PRM", "PTY", "REB", "SPY",
                                          "UAF", "UNK", "AGR", "BUS", "CRM", "CVL", "EDU", "ELI", "JRN",
                                          "LAB", "MED", "REF", "OPP", "PRE", "REL", "SOC", NULL};
    drg_who who = drg_who_of(value);
    if (who.sector.len > 0 && !is_word_of(who.sector, sectors))
        return no_such(name, who.sector, sectors, err);
    return DRG_OK;
}

/* ---- numbers ---- */

static bool read_double(drg_str value, double *number)
{
    char text[64], *end;
    if (value.len == 0 || value.len >= sizeof text || memchr(value.ptr, '\0', value.len) != NULL ||
        strchr("0123456789+-.", value.ptr[0]) == NULL)
        return false;
    memcpy(text, value.ptr, value.len);
    text[value.len] = '\0';
    for (const char *p = text; *p != '\0'; p++)
        if (strchr("0123456789+-.eE", *p) == NULL)
            return false;
    *number = strtod(text, &end);
    return *end == '\0' && isfinite(*number);
}

static bool read_whole(drg_str value, int64_t most, int64_t *number)
{
    int64_t n = 0;
    if (value.len == 0 || value.len > 18)
        return false;
    for (size_t i = 0; i < value.len; i++) {
        if (value.ptr[i] < '0' || value.ptr[i] > '9')
            return false;
        n = n * 10 + (value.ptr[i] - '0');
    }
    if (n > most)
        return false;
    *number = n;
    return true;
}

static drg_status set_near(drg_query *q, drg_str value, drg_error *err)
{
    double number[3];
    drg_str rest = value;
    for (int i = 0; i < 3; i++) {
        const char *comma = rest.len > 0 ? memchr(rest.ptr, ',', rest.len) : NULL;
        size_t at = comma != NULL ? (size_t)(comma - rest.ptr) : rest.len;
        if ((comma != NULL) != (i < 2) || !read_double(drg_str_trim(drg_str_sub(rest, 0, at)), &number[i]))
            return drg_fail(err, DRG_EARG, "near: \"%.*s\" is not LAT,LON,KM", SHOWN(value));
        rest = drg_str_sub(rest, at + 1, rest.len);
    }
    if (fabs(number[0]) > 90 || fabs(number[1]) > 180 || number[2] <= 0 || number[2] > 20100)
        return drg_fail(err, DRG_EARG, "near: \"%.*s\" is no place on earth, or no distance", SHOWN(value));
    q->lat = number[0];
    q->lon = number[1];
    q->km = number[2];
    return DRG_OK;
}

static drg_status set_day(const char *name, drg_str value, int32_t *day, drg_error *err)
{
    if (!drg_date_parse_iso(value, day))
        return drg_fail(err, DRG_EARG, "%s: \"%.*s\" is no date (YYYY-MM-DD)", name, SHOWN(value));
    return DRG_OK;
}

/* ---- words ---- */

/* FTS5 has a language of its own; every word is quoted, so that none of it is read. Words without a letter or digit would
 * match nothing. */
static bool has_token(drg_str word)
{
    for (size_t at = 0; at < word.len;) {
        uint32_t c = drg_utf8_next(word, &at);
        if (drg_char_is_letter(c) || drg_char_is_digit(c))
            return true;
    }
    return false;
}

static size_t put_quoted(char *to, drg_str word, bool begins)
{
    size_t n = 0;
    to[n++] = '"';
    for (size_t i = 0; i < word.len; i++)
        to[n++] = word.ptr[i] == '"' ? ' ' : word.ptr[i];
    to[n++] = '"';
    if (begins)
        to[n++] = '*';
    to[n++] = ' ';
    return n;
}

static size_t next_word(drg_str value, size_t from, drg_str *word, bool *begins)
{
    bool quoted = value.ptr[from] == '"';
    size_t start = from + quoted, end = start;
    while (end < value.len && (quoted ? value.ptr[end] != '"' : strchr(" \t\r\n\"", value.ptr[end]) == NULL))
        end++;
    *word = drg_str_sub(value, start, end);
    size_t next = end + (quoted && end < value.len);
    *begins = !quoted && drg_str_ends(*word, DRG_LIT("*"));
    return next;
}

static drg_status set_text(drg_query *q, drg_str value, drg_error *err)
{
    char *to = drg_arena_alloc(&q->arena, 4 * value.len + 8);
    if (to == NULL)
        return drg_fail_nomem(err);
    size_t n = 0;
    bool has_beginnings = false;
    for (size_t at = 0; at < value.len;) {
        if (strchr(" \t\r\n", value.ptr[at]) != NULL) {
            at++;
            continue;
        }
        drg_str word;
        bool begins;
        at = next_word(value, at, &word, &begins);
        if (!has_token(word))
            continue;
        has_beginnings = has_beginnings || begins;
        n += put_quoted(to + n, begins ? drg_str_sub(word, 0, word.len - 1) : word, begins);
    }
    if (n == 0)
        return drg_fail(err, DRG_EARG, "text: \"%.*s\" has no words", SHOWN(value));
    q->match = (drg_str){to, n};
    q->has_beginnings = has_beginnings;
    return DRG_OK;
}

/* ---- order, cursor ---- */

static drg_status set_sort(drg_query *q, drg_str value, drg_error *err)
{
    const char *const *orders = drg_query_orders(q->kind);
    for (unsigned i = 0; orders[i] != NULL; i++)
        if (drg_str_is(value, orders[i])) {
            q->order = i;
            return DRG_OK;
        }
    return no_such("sort", value, orders, err);
}

void drg_cursor_write(const drg_query *q, const drg_cursor *place, char out[DRG_MAX_CURSOR_BYTES])
{
    int64_t key = place->key;
    if (place->is_real)
        memcpy(&key, &place->real, sizeof key);
    snprintf(out, DRG_MAX_CURSOR_BYTES, "%s%u.%llx.%s.%llx", place->is_real ? "r" : "n", q->order,
             (unsigned long long)key, place->tie, (unsigned long long)place->row);
}

/* One part up to the next '.', as hexadecimal digits. */
static bool read_part(drg_str *rest, drg_str *part)
{
    const char *dot = rest->len > 0 ? memchr(rest->ptr, '.', rest->len) : NULL;
    size_t at = dot != NULL ? (size_t)(dot - rest->ptr) : rest->len;
    *part = drg_str_sub(*rest, 0, at);
    *rest = drg_str_sub(*rest, at + 1, rest->len);
    for (size_t i = 0; i < part->len; i++)
        if (strchr("0123456789abcdef", part->ptr[i]) == NULL)
            return false;
    return true;
}

static bool read_hex(drg_str part, uint64_t *number)
{
    uint64_t n = 0;
    for (size_t i = 0; i < part.len; i++)
        n = n << 4 | (uint64_t)(part.ptr[i] <= '9' ? part.ptr[i] - '0' : part.ptr[i] - 'a' + 10);
    *number = n;
    return part.len > 0 && part.len <= 16;
}

static drg_status set_cursor(drg_query *q, drg_str value, drg_error *err)
{
    drg_cursor c = {.has = true, .is_real = value.len > 0 && value.ptr[0] == 'r'};
    drg_str rest = drg_str_sub(value, 1, value.len), part[4];
    bool is_good = value.len > 0 && (value.ptr[0] == 'r' || value.ptr[0] == 'n');
    for (int i = 0; is_good && i < 4; i++)
        is_good = read_part(&rest, &part[i]);
    uint64_t order = 0, key = 0, row = 0;
    is_good = is_good && rest.len == 0 && read_hex(part[0], &order) && read_hex(part[1], &key) &&
              part[2].len < sizeof c.tie && read_hex(part[3], &row);
    if (!is_good)
        return drg_fail(err, DRG_EARG, "cursor: \"%.*s\" is none", SHOWN(value));
    memcpy(&c.key, &key, sizeof key);
    memcpy(&c.real, &key, sizeof key);
    memcpy(&c.row, &row, sizeof row);
    memcpy(c.tie, part[2].ptr, part[2].len);
    if (order > 15 || (c.is_real && !isfinite(c.real)))
        return drg_fail(err, DRG_EARG, "cursor: \"%.*s\" is none", SHOWN(value));
    c.order = (unsigned)order;
    q->cursor = c;
    return DRG_OK;
}

/* ---- setting ---- */

static drg_status check_country(drg_str value, drg_error *err)
{
    if (!is_code(value))
        return drg_fail(err, DRG_EARG, "country: \"%.*s\" is not a code of three capital letters, as RUS",
                        SHOWN(value));
    return DRG_OK;
}

static const char *const *words_of(const drg_query *q, drg_param p)
{
    if (p == DRG_P_KIND)
        return q->kind == DRG_ASK_TRACKS ? track_kinds : source_kinds;
    if (q->kind == DRG_ASK_TRACKS)
        return track_states;
    return q->kind == DRG_ASK_INCIDENTS || q->kind == DRG_ASK_PLACES ? statuses : record_statuses;
}

static drg_status check(drg_query *q, drg_param p, drg_str value, drg_error *err)
{
    const char *name = parameters[p].name;
    int64_t number = 0;
    switch (p) {
    case DRG_P_ACTOR:
    case DRG_P_RECIPIENT:
    case DRG_P_PARTY:
    case DRG_P_SOURCE:
        return check_who(name, value, err);
    case DRG_P_TYPE:
        return check_type(value, err);
    case DRG_P_STATUS:
    case DRG_P_KIND: {
        const char *const *words = words_of(q, p);
        return is_word_of(value, words) ? DRG_OK : no_such(name, value, words, err);
    }
    case DRG_P_COUNTRY:
        return check_country(value, err);
    case DRG_P_NEAR:
        return set_near(q, value, err);
    case DRG_P_SINCE:
        return set_day(name, value, &q->since, err);
    case DRG_P_UNTIL:
        return set_day(name, value, &q->until, err);
    case DRG_P_MIN_DEAD:
        if (!read_double(value, &q->min_dead) || q->min_dead <= 0)
            return drg_fail(err, DRG_EARG, "%s: \"%.*s\" is not a number above 0", name, SHOWN(value));
        return DRG_OK;
    case DRG_P_TEXT:
        return set_text(q, value, err);
    case DRG_P_CHANGED_AFTER:
        if (!read_whole(value, INT64_MAX, &q->changed_after))
            return drg_fail(err, DRG_EARG, "%s: \"%.*s\" is not a whole number", name, SHOWN(value));
        return DRG_OK;
    case DRG_P_SORT:
        return set_sort(q, value, err);
    case DRG_P_LIMIT:
        if (!read_whole(value, DRG_MAX_PAGE_ITEMS, &number) || number < 1)
            return drg_fail(err, DRG_EARG, "%s: \"%.*s\" is not a number from 1 to %d", name, SHOWN(value),
                            DRG_MAX_PAGE_ITEMS);
        q->limit = (size_t)number;
        return DRG_OK;
    case DRG_P_CURSOR:
        return set_cursor(q, value, err);
    default:
        return DRG_OK;
    }
}

static drg_status add_value(drg_query *q, drg_param p, drg_str value, drg_error *err)
{
    drg_values *values = &q->values[p];
    drg_str trimmed = drg_str_trim(value);
    if (trimmed.len == 0)
        return drg_fail(err, DRG_EARG, "%s: there is no value", parameters[p].name);
    if (!is_single(p) && values->n == DRG_MAX_QUERY_VALUES)
        return drg_fail(err, DRG_ELIMIT, "%s: more than %d values", parameters[p].name, DRG_MAX_QUERY_VALUES);
    drg_str copy = drg_arena_copy(&q->arena, trimmed);
    if (copy.ptr == NULL)
        return drg_fail_nomem(err);
    drg_status st = check(q, p, copy, err);
    if (st != DRG_OK)
        return st;
    if (is_single(p))
        values->n = 0;
    values->v[values->n++] = copy;
    return DRG_OK;
}

static drg_status find_parameter(const drg_query *q, const char *name, drg_param *p, drg_error *err)
{
    const char *names[DRG_N_PARAMS + 1];
    size_t n = 0;
    for (unsigned i = 0; i < DRG_N_PARAMS; i++) {
        if (!(parameters[i].kinds & 1u << q->kind))
            continue;
        names[n++] = parameters[i].name;
        if (strcmp(parameters[i].name, name) == 0) {
            *p = (drg_param)i;
            return DRG_OK;
        }
    }
    names[n] = NULL;
    const char *near = drg_nearest(drg_str_of(name), names);
    const char *kind = drg_ask_kind_name(q->kind);
    if (near != NULL)
        return drg_fail(err, DRG_EARG, "%s cannot be asked by \"%.40s\"; did you mean \"%s\"?", kind, name, near);
    return drg_fail(err, DRG_EARG, "%s cannot be asked by \"%.40s\"", kind, name);
}

drg_status drg_query_set(drg_query *q, const char *name, drg_str value, drg_error *err)
{
    drg_param p = DRG_P_ACTOR;
    drg_status st = find_parameter(q, name, &p, err);
    if (st != DRG_OK)
        return st;
    if (value.len > DRG_MAX_QUERY_BYTES)
        return drg_fail(err, DRG_ELIMIT, "%s: longer than %d bytes", name, DRG_MAX_QUERY_BYTES);
    if (drg_utf8_check(value) < value.len || (value.len > 0 && memchr(value.ptr, '\0', value.len) != NULL))
        return drg_fail(err, DRG_EARG, "%s: not text in UTF-8", name);
    if (!is_list(p))
        return add_value(q, p, value, err);
    drg_values before = q->values[p];
    for (size_t from = 0; st == DRG_OK && from <= value.len;) {
        const char *comma = from < value.len ? memchr(value.ptr + from, ',', value.len - from) : NULL;
        size_t to = comma != NULL ? (size_t)(comma - value.ptr) : value.len;
        st = add_value(q, p, drg_str_sub(value, from, to), err);
        from = to + 1;
    }
    if (st != DRG_OK)
        q->values[p] = before;
    return st;
}

drg_status drg_query_new(drg_ask_kind kind, drg_query **query, drg_error *err)
{
    if ((unsigned)kind >= DRG_N_ASK_KINDS)
        return drg_fail(err, DRG_EARG, "no such kind of answer");
    drg_query *q = calloc(1, sizeof *q);
    if (q == NULL)
        return drg_fail_nomem(err);
    q->kind = kind;
    q->limit = DEFAULT_LIMIT;
    drg_arena_init(&q->arena, (size_t)16 << 20);
    *query = q;
    return DRG_OK;
}

void drg_query_free(drg_query *query)
{
    if (query == NULL)
        return;
    drg_arena_release(&query->arena);
    free(query);
}

drg_ask_kind drg_query_kind(const drg_query *query)
{
    return query->kind;
}

/* Kinds with the same rows. */
static bool is_same(drg_ask_kind a, drg_ask_kind b)
{
    return a == b || ((E & 1u << a) && (E & 1u << b)) || ((I & 1u << a) && (I & 1u << b));
}

drg_status drg_query_set_kind(drg_query *q, drg_ask_kind kind, drg_error *err)
{
    if ((unsigned)kind >= DRG_N_ASK_KINDS || !is_same(q->kind, kind))
        return drg_fail(err, DRG_EARG, "%s have other filters", drg_ask_kind_name(q->kind));
    if (kind != q->kind && drg_query_orders(kind) != drg_query_orders(q->kind)) {
        q->order = 0;
        q->cursor.has = false;
    }
    q->kind = kind;
    return DRG_OK;
}
