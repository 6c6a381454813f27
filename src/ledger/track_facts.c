#include "ledger/track_facts.h"

#include "base/text.h"
#include "ledger/countries.h"

#include <string.h>

/* Sets a member that takes the value over; a value that could not be made is a failure, and stays one. */
static void put(json_t *object, const char *key, json_t *value, bool *ok)
{
    *ok = json_object_set_new(object, key, value) == 0 && *ok;
}

static json_t *text_of(drg_str text)
{
    return json_stringn_nocheck(text.ptr != NULL ? text.ptr : "", text.len);
}

static void put_text(json_t *object, const char *key, drg_str text, bool *ok)
{
    if (text.len > 0)
        put(object, key, text_of(text), ok);
}

/* Whole numbers as such. */
static json_t *json_of(double value)
{
    return value >= -9e15 && value <= 9e15 && value == (double)(json_int_t)value ? json_integer((json_int_t)value)
                                                                                 : json_real(value);
}

static void put_bounds(json_t *object, bool has_low, double low, bool has_high, double high, bool *ok)
{
    if (has_low)
        put(object, "low", json_of(low), ok);
    if (has_high)
        put(object, "high", json_of(high), ok);
}

/* ---- what it is about ---- */

/* What people would call a topic of a known kind; NULL: its own words must do. */
static const char *known_topic(const drg_reading *r, const drg_words *words)
{
    if (drg_words_have(words, DRG_TRUCE) || drg_str_is(r->topic_mode, "ceasefire"))
        return "a ceasefire";
    if (drg_words_have(words, "bodies|remains"))
        return drg_words_have(words, "prisoner*|pow|pows|captive*") ? "an exchange of prisoners and bodies"
                                                                    : "an exchange of bodies";
    if (drg_words_have(words, "hostage*"))
        return "a release of hostages";
    if (drg_str_is(r->topic_mode, "release") || drg_words_have(words, DRG_CAPTIVES))
        return drg_words_have(words, DRG_SWAP) ? "an exchange of prisoners" : "a release of prisoners";
    if (drg_str_is(r->topic_mode, "withdraw"))
        return "a withdrawal of forces";
    if (drg_str_is(r->topic_mode, "access"))
        return "access for aid";
    return NULL;
}

/* The topic's own words as far as its first clause. */
static drg_str short_topic(const drg_reading *r)
{
    static const char *const ends[] = {",", ";", " during ", " that ", " which ", " who ", " with ", " after ", " at "};
    drg_str text = r->topic;
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        size_t n = strlen(ends[i]);
        for (size_t at = 0; at + n <= text.len; at++)
            if (memcmp(text.ptr + at, ends[i], n) == 0)
                text.len = at;
    }
    return text.len <= 60 ? drg_str_trim(text) : (drg_str){NULL, 0};
}

static void put_topic(json_t *facts, const drg_reading *r, bool *ok)
{
    /* Where the coder found no topic, what follows the trigger tells of it. */
    drg_words behind = {.words = r->words.words + r->words.after, .n = r->words.n - r->words.after};
    behind.n = behind.n < 14 ? behind.n : 14;
    const char *known = known_topic(r, r->topic.len > 0 ? &r->topic_words : &behind);
    if (known != NULL)
        put_text(facts, "topic", drg_str_of(known), ok);
    else if (r->topic_words.n > 1 && !drg_words_have(&r->topic_words, DRG_TALKS "|time|times|hour*|day*|week*|year*"))
        put_text(facts, "topic", short_topic(r), ok);
}

/* ---- how many of whom ---- */

static const char *category(drg_str word)
{
    static const struct {
        const char *words, *what;
    } known[] = {
        {"hostage*|abductee*", "hostages"},
        {"bodies|body|remains|corpse*", "bodies"},
        {"civilian*", "civilians"},
        {"child*|teenager*|minor*", "children"},
        {"woman|women", "women"},
        {"prisoner*|pow|pows|soldier*|serviceman|servicemen|troop*|fighter*|detainee*|captive*|combatant*|personnel|"
         "defender*|marine*|inmate*|militant*|rebel*|officer*|guard*",
         "prisoners"},
        {"people|person|persons", "prisoners"},
    };
    drg_words one = {.words = &word, .n = 1};
    for (size_t i = 0; word.len > 0 && i < sizeof known / sizeof *known; i++)
        if (drg_words_have(&one, known[i].words))
            return known[i].what;
    return NULL;
}

/* A count, before whose it is was decided. */
typedef struct count {
    const char *what;
    drg_str of; /* a key, or empty: not told */
    bool is_each;
    bool has_low, has_high;
    double low, high;
} count;

/* "1,000 prisoners from each side", "303 each". */
static bool is_each_at(const drg_words *words, size_t at)
{
    if (drg_words_find(words, at >= 7 ? at - 7 : 0, at, "each side|each of|both sides will|the sides each") !=
        DRG_NO_WORD)
        return true;
    size_t stop = drg_words_find(words, at, at + 8, "and|while|in exchange|in return");
    return drg_words_find(words, at, stop != DRG_NO_WORD ? stop : at + 8, "each|apiece|both sides|either side") !=
           DRG_NO_WORD;
}

/* The party that freed people are of, by their country; two of one country are told apart by what they are. */
static drg_str side_of_country(const drg_sides *sides, drg_str country, bool is_group)
{
    drg_str found = {NULL, 0};
    size_t n = 0;
    for (size_t i = 0; i < sides->n; i++) {
        drg_str of = drg_side_country(sides->keys[i]);
        if (!drg_str_eq(of, country))
            continue;
        n++;
        if (n == 1 || (of.len < sides->keys[i].len) == is_group)
            found = sides->keys[i];
    }
    return found;
}

/* Where in the sentence a number stands, by its first word; DRG_NO_WORD: nowhere. */
static size_t find_number(drg_arena *arena, const drg_reading *r, const drg_reading_number *number, bool *ok)
{
    drg_words words;
    if (drg_words_of(arena, number->text, &words, NULL) != DRG_OK) {
        *ok = false;
        return DRG_NO_WORD;
    }
    for (size_t at = 0; words.n > 0 && at + words.n <= r->words.n; at++) {
        size_t k = 0;
        while (k < words.n && drg_str_eq(words.words[k], r->words.words[at + k]))
            k++;
        if (k == words.n)
            return at;
    }
    return DRG_NO_WORD;
}

static bool is_of_people(drg_str what)
{
    static const char *const kinds[] = {"released", "troops", "captured", "rescued", "surrendered", "other", "dead"};
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (drg_str_is(what, kinds[i]))
            return true;
    return false;
}

static bool coded_count(drg_arena *arena, const drg_reading *r, const drg_reading_number *number,
                        const drg_sides *sides, count *out, bool *ok)
{
    drg_words unit;
    if (!is_of_people(number->what))
        return false;
    if (drg_words_of(arena, number->unit, &unit, NULL) != DRG_OK) {
        *ok = false;
        return false;
    }
    size_t at = find_number(arena, r, number, ok);
    const char *what = unit.n > 0 ? category(unit.words[unit.n - 1]) : NULL;
    if (what == NULL && !drg_str_is(number->what, "released"))
        return false;
    if (what == NULL)
        what = "prisoners";
    if (at != DRG_NO_WORD && at >= 2 && drg_words_find(&r->words, at - 2, at - 1, "bodies|remains") != DRG_NO_WORD)
        what = "bodies";
    bool is_group =
        at != DRG_NO_WORD && drg_words_find(&r->words, at, at + 4, "fighter*|rebel*|militant*") != DRG_NO_WORD;
    *out = (count){what,
                   side_of_country(sides, number->country, is_group),
                   at != DRG_NO_WORD && is_each_at(&r->words, at),
                   number->has_low,
                   number->has_high,
                   number->low,
                   number->high};
    return true;
}

/* A number that the coder left in the words: "agreed to exchange 1,000 prisoners", "the bodies of 6,000 soldiers". */
static bool worded_count(const drg_reading *r, size_t at, size_t used, double value, count *out)
{
    const char *what = NULL;
    for (size_t i = at + used; i < r->words.n && i < at + used + 5 && what == NULL; i++) {
        double other;
        size_t n;
        if (drg_words_number(&r->words, i, &other, &n))
            return false;
        what = category(r->words.words[i]);
    }
    if (what == NULL)
        return false;
    if (at >= 2 && drg_words_find(&r->words, at - 2, at - 1, "bodies|remains") != DRG_NO_WORD)
        what = "bodies";
    bool is_least = (at >= 2 && drg_words_find(&r->words, at - 2, at, "at least|more than") != DRG_NO_WORD) ||
                    (at >= 2 && drg_words_find(&r->words, at - 1, at, "over") != DRG_NO_WORD &&
                     drg_words_find(&r->words, at - 2, at - 1, "hand*|turn*") == DRG_NO_WORD);
    bool is_most = at >= 2 && drg_words_find(&r->words, at - 2, at, "up to|at most") != DRG_NO_WORD;
    *out = (count){what, {NULL, 0}, is_each_at(&r->words, at), true, !is_least, is_most ? 0 : value, value};
    return true;
}

/* How many the list has of these people already. */
static size_t count_same(const json_t *counts, const char *what, drg_str of)
{
    size_t i, n = 0;
    json_t *old;
    json_array_foreach(counts, i, old) n += strcmp(json_string_value(json_object_get(old, "what")), what) == 0 &&
                                            drg_str_is(of, json_string_value(json_object_get(old, "of")));
    return n;
}

/* A second number of the same people is the second source's, where two speak; else a part of them, or of another day. */
static void put_count(json_t *counts, const drg_reading *r, const count *c, drg_str of, bool *ok)
{
    size_t before = count_same(counts, c->what, of);
    if (before > 0 && (before >= r->n_sources || r->sources[before].via))
        return;
    json_t *object = json_object();
    put(object, "of", text_of(of), ok);
    put(object, "what", json_string(c->what), ok);
    put_bounds(object, c->has_low, c->low, c->has_high, c->high, ok);
    if (before > 0)
        put_text(object, "source", r->sources[before].name, ok);
    *ok = json_array_append_new(counts, object) == 0 && *ok;
}

static void add_count(json_t *counts, const drg_reading *r, const drg_sides *sides, const count *c, bool *ok)
{
    if (c->is_each) {
        for (size_t i = 0; i < sides->n; i++)
            put_count(counts, r, c, sides->keys[i], ok);
        return;
    }
    drg_str of = c->of;
    /* Those who are freed, or to whom they are handed. */
    if (of.len == 0 && r->recipients.n == 1 && drg_sides_have(sides, r->recipients.keys[0]))
        of = r->recipients.keys[0];
    /* Who frees frees the other's; who gets somebody back gets his own. */
    bool gets = drg_words_find(&r->words, r->words.trigger, r->words.after,
                               "receiv*|got|get|gets|welcom*|brought|took") != DRG_NO_WORD;
    if (of.len == 0 && sides->n == 2 && r->actors.n == 1 && drg_sides_have(sides, r->actors.keys[0]))
        of = sides->keys[drg_str_eq(sides->keys[0], r->actors.keys[0]) != gets];
    put_count(counts, r, c, of.len > 0 ? of : DRG_LIT("all"), ok);
}

static void put_counts(json_t *facts, drg_arena *arena, const drg_reading *r, const drg_sides *sides, bool *ok)
{
    json_t *counts = json_array();
    count c;
    for (size_t i = 0; i < r->n_numbers; i++)
        if (coded_count(arena, r, &r->numbers[i], sides, &c, ok))
            add_count(counts, r, sides, &c, ok);
    bool has_coded = json_array_size(counts) > 0;
    double value;
    size_t used;
    for (size_t at = r->words.trigger; !has_coded && at < r->words.n; at++)
        if (drg_words_number(&r->words, at, &value, &used)) {
            if (worded_count(r, at, used, value, &c))
                add_count(counts, r, sides, &c, ok);
            at += used - 1;
        }
    if (json_array_size(counts) > 0)
        put(facts, "counts", counts, ok);
    else
        json_decref(counts);
}

/* ---- how long ---- */

static const char *unit_of_time(drg_str word)
{
    static const char *const units[] = {"minute", "hour", "day", "week", "month"};
    for (size_t i = 0; i < sizeof units / sizeof *units; i++)
        if (drg_str_starts(word, drg_str_of(units[i])) && word.len <= strlen(units[i]) + 1)
            return units[i];
    return NULL;
}

static bool fits_length(drg_track_kind kind, const char *unit)
{
    bool is_short = strcmp(unit, "minute") == 0 || strcmp(unit, "hour") == 0;
    return kind == DRG_TRACK_NEGOTIATION ? is_short || strcmp(unit, "day") == 0 : true;
}

static void put_length_of(json_t *facts, bool has_low, double low, bool has_high, double high, const char *unit,
                          bool *ok)
{
    json_t *length = json_object();
    put_bounds(length, has_low, low, has_high, high, ok);
    put(length, "unit", json_string(unit), ok);
    put(facts, "length", length, ok);
}

/* A meeting's or a truce's; how long a truce is to last often stands in its name alone ("a 30-day truce"). */
static void put_length(json_t *facts, const drg_reading *r, drg_track_kind kind, bool *ok)
{
    for (size_t i = 0; i < r->n_numbers; i++) {
        const drg_reading_number *n = &r->numbers[i];
        const char *unit = drg_str_is(n->what, "duration") ? unit_of_time(n->unit) : NULL;
        if (unit != NULL && fits_length(kind, unit)) {
            put_length_of(facts, n->has_low, n->low, n->has_high, n->high, unit, ok);
            return;
        }
    }
    double value;
    size_t used;
    for (size_t at = r->words.trigger; kind == DRG_TRACK_CEASEFIRE && at + 1 < r->words.n; at++)
        if (drg_words_number(&r->words, at, &value, &used) && at + used < r->words.n) {
            const char *unit = unit_of_time(r->words.words[at + used]);
            if (unit != NULL) {
                put_length_of(facts, true, value, true, value, unit, ok);
                return;
            }
        }
}

/* ---- who says so ---- */

static void put_sources(json_t *facts, const drg_reading *r, bool *ok)
{
    json_t *list = json_array();
    for (size_t i = 0; i < r->n_sources; i++) {
        const drg_reading_source *s = &r->sources[i];
        if (s->via && r->n_sources > 1)
            continue;
        json_t *object = json_object();
        put_text(object, "key", s->key, ok);
        put_text(object, "name", s->name, ok);
        put_text(object, "country", s->country, ok);
        /* Who denies what the record says did not happen says so himself. */
        bool agrees = drg_str_is(r->status, "negated") && drg_str_is(s->stance, "denies");
        put_text(object, "stance", agrees ? DRG_LIT("asserts") : s->stance, ok);
        if (s->is_own_voice)
            put(object, "own", json_true(), ok);
        *ok = json_array_append_new(list, object) == 0 && *ok;
    }
    put(facts, "sources", list, ok);
}

static void put_keys(json_t *facts, const char *key, const drg_str *keys, size_t n, bool *ok)
{
    if (n == 0)
        return;
    json_t *list = json_array();
    for (size_t i = 0; i < n; i++)
        *ok = json_array_append_new(list, text_of(keys[i])) == 0 && *ok;
    put(facts, key, list, ok);
}

drg_str drg_told_make(drg_arena *arena, const drg_reading *r, drg_track_kind kind, const drg_sides *sides, drg_str id)
{
    bool ok = true;
    json_t *facts = json_object();
    put_text(facts, "id", id, &ok);
    /* Who is told to have broken a truce is no accuser. */
    bool is_breach = kind == DRG_TRACK_CEASEFIRE && drg_str_is(r->event, "ASSAULT");
    put_keys(facts, is_breach ? "of" : "by", r->actors.keys, r->actors.n, &ok);
    if (r->place.len > 0 && !drg_str_is(r->place_resolution, "country"))
        put_text(facts, "place", r->place, &ok);
    put_text(facts, "country", r->country, &ok);
    put_keys(facts, "hosts", r->hosts, r->n_hosts, &ok);
    put_topic(facts, r, &ok);
    if (kind == DRG_TRACK_EXCHANGE)
        put_counts(facts, arena, r, sides, &ok);
    if (kind == DRG_TRACK_NEGOTIATION || kind == DRG_TRACK_CEASEFIRE)
        put_length(facts, r, kind, &ok);
    put_sources(facts, r, &ok);
    char *text = ok ? json_dumps(facts, JSON_COMPACT) : NULL;
    drg_str out = text != NULL ? drg_arena_copy(arena, drg_str_of(text)) : (drg_str){NULL, 0};
    free(text);
    json_decref(facts);
    return out;
}
