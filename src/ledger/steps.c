/* src/ledger/steps.c - the parts that tracks are made of: steps, and what many records together tell. */
#include "base/date.h"
#include "base/text.h"
#include "ledger/tracks.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- writing ---- */

drg_str drg_track_text(drg_track *t, const char *format, ...)
{
    va_list args, again;
    va_start(args, format);
    va_copy(again, args);
    int len = vsnprintf(NULL, 0, format, args);
    char *out = len >= 0 ? drg_arena_alloc(t->arena, (size_t)len + 1) : NULL;
    if (out != NULL)
        vsnprintf(out, (size_t)len + 1, format, again);
    va_end(again);
    va_end(args);
    t->failed = t->failed || out == NULL;
    return out != NULL ? (drg_str){out, (size_t)len} : (drg_str){NULL, 0};
}

void drg_track_put(drg_track *t, json_t *object, const char *key, json_t *value)
{
    if (value != NULL && json_object_set_new(object, key, value) != 0)
        t->failed = true;
}

static json_t *json_of(drg_track *t, drg_str text)
{
    json_t *value = json_stringn_nocheck(text.ptr != NULL ? text.ptr : "", text.len);
    t->failed = t->failed || value == NULL;
    return value;
}

void drg_track_put_text(drg_track *t, json_t *object, const char *key, drg_str text)
{
    if (text.len > 0)
        drg_track_put(t, object, key, json_of(t, text));
}

void drg_track_put_day(drg_track *t, json_t *object, const char *key, int32_t day)
{
    char text[11];
    drg_date_format(day, text);
    drg_track_put_text(t, object, key, drg_str_of(text));
}

static drg_str json_str(const json_t *value)
{
    return json_is_string(value) ? (drg_str){json_string_value(value), json_string_length(value)} : (drg_str){NULL, 0};
}

drg_str drg_track_list(drg_track *t, const json_t *texts, size_t most)
{
    size_t n = json_array_size(texts), shown = n <= most + 1 ? n : most;
    drg_str out = {"", 0};
    for (size_t i = 0; i < shown && !t->failed; i++) {
        drg_str one = json_str(json_array_get(texts, i));
        const char *between = i == 0 ? "" : i + 1 == n ? " and " : ", ";
        out = drg_track_text(t, "%.*s%s%.*s", (int)out.len, out.ptr, between, (int)one.len, one.ptr);
    }
    if (shown < n && !t->failed)
        out = drg_track_text(t, "%.*s and %zu more", (int)out.len, out.ptr, n - shown);
    return out;
}

/* ---- steps ---- */

bool drg_signal_is(const drg_signal *signal, const char *what)
{
    return drg_str_is(signal->what, what);
}

drg_step *drg_track_step(drg_track *t, const char *state, int rank, drg_signal *signal)
{
    drg_step *step = drg_arena_alloc(t->arena, sizeof *step);
    if (step == NULL || !DRG_ARENA_GROW(t->arena, t->steps, t->n_steps, t->cap)) {
        t->failed = true;
        return NULL;
    }
    *step = (drg_step){.state = state,
                       .rank = rank,
                       .has_day = true,
                       .day = signal->day,
                       .last = signal->last,
                       .order = signal->day,
                       .reported = signal->reported,
                       .details = json_object()};
    t->steps[t->n_steps++] = step;
    t->failed = t->failed || step->details == NULL;
    drg_step_add(t, step, signal, false);
    return step;
}

void drg_step_add(drg_track *t, drg_step *step, drg_signal *signal, bool widen)
{
    if (step == NULL || !DRG_ARENA_GROW(t->arena, step->signals, step->n_signals, step->cap)) {
        t->failed = true;
        return;
    }
    step->signals[step->n_signals++] = signal;
    if (signal->reported > step->reported)
        step->reported = signal->reported;
    if (widen && signal->is_told) {
        if (signal->day < step->day)
            step->day = step->order = signal->day;
        if (signal->last > step->last)
            step->last = signal->last;
    }
}

drg_step *drg_track_near(const drg_track *t, const char *state, int32_t day, int32_t before, int32_t behind)
{
    drg_step *best = NULL;
    int32_t best_far = 0;
    for (size_t i = 0; i < t->n_steps; i++) {
        drg_step *step = t->steps[i];
        int32_t off = step->order > day ? step->order - day : step->last < day ? step->last - day : 0;
        if (step->last < step->order)
            off = step->order - day;
        if (strcmp(step->state, state) != 0 || off < -before || off > behind)
            continue;
        int32_t far = off < 0 ? -off : off;
        if (best == NULL || far < best_far || (far == best_far && step->order < best->order)) {
            best = step;
            best_far = far;
        }
    }
    return best;
}

bool drg_step_has(const drg_step *step, const char *what)
{
    for (size_t i = 0; i < step->n_signals; i++)
        if (drg_signal_is(step->signals[i], what))
            return true;
    return false;
}

/* ---- who says so ---- */

static bool denies(drg_str stance)
{
    return drg_str_is(stance, "denies") || drg_str_is(stance, "doubts");
}

static void add_once(drg_track *t, json_t *list, drg_str text)
{
    size_t i;
    json_t *old;
    if (text.len == 0)
        return;
    json_array_foreach(list, i, old) if (drg_str_eq(json_str(old), text)) return;
    if (json_array_append_new(list, json_of(t, text)) != 0)
        t->failed = true;
}

static void put_list(drg_track *t, json_t *object, const char *key, json_t *list)
{
    if (json_array_size(list) > 0)
        drg_track_put(t, object, key, list);
    else
        json_decref(list);
}

/* The incident that most of its records are of; of equally many the one of the first record. */
static int64_t incident_of(const drg_step *step)
{
    int64_t best = 0;
    size_t most = 0;
    for (size_t i = 0; i < step->n_signals; i++) {
        size_t n = 0;
        for (size_t k = 0; k < step->n_signals; k++)
            n += step->signals[k]->incident == step->signals[i]->incident;
        if (n > most && step->signals[i]->incident != 0) {
            most = n;
            best = step->signals[i]->incident;
        }
    }
    return best;
}

/* What a copy says itself, the document that it is a copy of has said. */
static bool is_copied(drg_signal *const *signals, size_t at)
{
    for (size_t i = 0; i < at; i++)
        if (signals[at]->family != 0 && signals[i]->family == signals[at]->family &&
            signals[i]->doc != signals[at]->doc)
            return true;
    return false;
}

static bool is_own(const json_t *source)
{
    return json_is_true(json_object_get(source, "own"));
}

static void add_voices(drg_track *t, const drg_step *step, size_t at, json_t *confirm, json_t *deny)
{
    const drg_signal *s = step->signals[at];
    bool is_counter = s->is_counter || drg_signal_is(s, "not-held") || drg_signal_is(s, "not-seized");
    size_t i;
    json_t *source;
    json_array_foreach(json_object_get(s->facts, "sources"), i, source)
    {
        bool is_denial = is_counter || denies(json_str(json_object_get(source, "stance")));
        if (!is_own(source) || !is_copied(step->signals, at))
            add_once(t, is_denial ? deny : confirm, json_str(json_object_get(source, "name")));
    }
}

void drg_step_close(drg_track *t, drg_step *step)
{
    json_t *confirm = json_array(), *deny = json_array();
    /* Who told of a plan beforehand does not tell that it came to pass. */
    bool is_held = drg_step_has(step, "held") && strcmp(step->state, "held") == 0 && t->kind == DRG_TRACK_NEGOTIATION;
    for (size_t i = 0; i < step->n_signals; i++)
        if (!is_held || !drg_signal_is(step->signals[i], "planned"))
            add_voices(t, step, i, confirm, deny);
    step->is_denied = json_array_size(confirm) == 0 && json_array_size(deny) > 0;
    step->disputed = step->disputed || json_array_size(deny) > 0;
    step->incident = incident_of(step);
    put_list(t, step->details, "confirm", confirm);
    put_list(t, step->details, "deny", deny);
}

static int by_order(const void *a, const void *b)
{
    const drg_step *x = *(drg_step *const *)a, *y = *(drg_step *const *)b;
    if (x->order != y->order)
        return x->order < y->order ? -1 : 1;
    if (x->rank != y->rank)
        return x->rank < y->rank ? -1 : 1;
    if (x->reported != y->reported)
        return x->reported < y->reported ? -1 : 1;
    return drg_str_cmp(x->signals[0]->id, y->signals[0]->id);
}

void drg_track_close(drg_track *t)
{
    if (t->failed)
        return;
    for (size_t i = 0; i < t->n_steps; i++) {
        drg_step_close(t, t->steps[i]);
        t->disputed = t->disputed || t->steps[i]->disputed;
    }
    if (t->n_steps > 0)
        qsort(t->steps, t->n_steps, sizeof(drg_step *), by_order);
}

/* ---- facts of many signals ---- */

drg_str drg_told(const drg_signal *signal, const char *key)
{
    return json_str(json_object_get(signal->facts, key));
}

drg_str drg_told_most(drg_track *t, drg_signal *const *signals, size_t n, const char *what, const char *key)
{
    drg_str best = {NULL, 0};
    size_t most = 0;
    (void)t;
    for (size_t i = 0; i < n; i++) {
        drg_str value = drg_told(signals[i], key);
        size_t votes = 0;
        if (value.len == 0 || (what != NULL && !drg_signal_is(signals[i], what)))
            continue;
        for (size_t k = 0; k < n; k++)
            votes += drg_str_eq(drg_told(signals[k], key), value) && (what == NULL || drg_signal_is(signals[k], what));
        if (votes > most || (votes == most && drg_str_cmp(value, best) < 0)) {
            most = votes;
            best = value;
        }
    }
    return best;
}

json_t *drg_told_all(drg_track *t, drg_signal *const *signals, size_t n, const char *key)
{
    json_t *list = json_array();
    t->failed = t->failed || list == NULL;
    for (size_t i = 0; i < n && !t->failed; i++) {
        json_t *value = json_object_get(signals[i]->facts, key), *one;
        size_t k;
        add_once(t, list, json_str(value));
        json_array_foreach(value, k, one)
        {
            add_once(t, list, json_str(one));
        }
    }
    return list;
}

drg_str drg_step_doers(drg_track *t, const drg_step *step)
{
    json_t *keys = drg_told_all(t, step->signals, step->n_signals, "by"), *names = json_array(), *key;
    size_t i;
    json_array_foreach(keys, i, key)
    {
        drg_str text = {json_string_value(key), json_string_length(key)};
        drg_str name = drg_track_name_of(t, text);
        if (drg_sides_have(&t->sides, text) && json_array_append_new(names, json_stringn(name.ptr, name.len)) != 0)
            t->failed = true;
    }
    drg_str out = json_array_size(names) > 0 ? drg_track_list(t, names, 3) : t->names;
    json_decref(keys);
    json_decref(names);
    return out;
}

/* ---- numbers ---- */

static json_t *json_number(double value)
{
    return value >= -9e15 && value <= 9e15 && value == (double)(json_int_t)value ? json_integer((json_int_t)value)
                                                                                 : json_real(value);
}

static bool number_of(const json_t *object, const char *key, double *value)
{
    const json_t *number = json_object_get(object, key);
    *value = json_number_value(number);
    return json_is_number(number);
}

/* Who first says what the signal says. */
static drg_str speaker(const drg_signal *signal)
{
    return json_str(json_object_get(json_array_get(json_object_get(signal->facts, "sources"), 0), "name"));
}

static bool is_own_report(const drg_signal *signal)
{
    return is_own(json_array_get(json_object_get(signal->facts, "sources"), 0));
}

/* One more report of a number: into its list, and into the bounds of all. A source's later word stands for its earlier. */
static void add_report(drg_track *t, json_t *total, const drg_signal *signal, const json_t *bounds)
{
    json_t *by = json_object_get(total, "by"), *report = json_object(), *old;
    size_t i;
    double value;
    drg_str name = json_str(json_object_get(bounds, "source"));
    name = name.len > 0 ? name : speaker(signal);
    drg_track_put_text(t, report, "source", name);
    if (number_of(bounds, "low", &value))
        drg_track_put(t, report, "low", json_number(value));
    if (number_of(bounds, "high", &value))
        drg_track_put(t, report, "high", json_number(value));
    drg_track_put_text(t, report, "record", signal->id);
    json_array_foreach(by, i, old) if (drg_str_eq(json_str(json_object_get(old, "source")), name)) break;
    bool is_new = i == json_array_size(by);
    if ((is_new ? json_array_append_new(by, report) : json_array_set_new(by, i, report)) != 0)
        t->failed = true;
}

/* From all reports: the least low, the greatest high, and what most say, of equally many the least. */
static void put_totals(drg_track *t, json_t *total, bool *differ)
{
    json_t *by = json_object_get(total, "by"), *a, *b;
    double low = 0, high = 0, best = 0, x, y;
    bool has_low = false, is_open = false;
    size_t i, k, most = 0;
    json_array_foreach(by, i, a)
    {
        bool a_low = number_of(a, "low", &x), a_high = number_of(a, "high", &y);
        if (a_low && (!has_low || x < low)) {
            low = x;
            has_low = true;
        }
        is_open = is_open || !a_high;
        high = a_high && y > high ? y : high;
        high = a_low && x > high ? x : high;
        double point = a_low ? x : y;
        size_t votes = 0;
        json_array_foreach(by, k, b)
        {
            double b_low, b_high;
            bool has_b_low = number_of(b, "low", &b_low), has_b_high = number_of(b, "high", &b_high);
            votes += (has_b_low ? b_low : b_high) == point;
            *differ = *differ || (a_high && has_b_low && y < b_low) || (has_b_high && a_low && b_high < x);
        }
        if (votes > most || (votes == most && point < best)) {
            most = votes;
            best = point;
        }
    }
    if (has_low)
        drg_track_put(t, total, "low", json_number(low));
    if (!is_open)
        drg_track_put(t, total, "high", json_number(high));
    drg_track_put(t, total, "best", json_number(best));
}

static json_t *find_count(const json_t *totals, const json_t *count)
{
    size_t i;
    json_t *total;
    json_array_foreach(
        totals, i, total) if (json_equal(json_object_get(total, "of"), json_object_get(count, "of")) &&
                              json_equal(json_object_get(total, "what"), json_object_get(count, "what"))) return total;
    return NULL;
}

static json_t *new_count(drg_track *t, json_t *totals, const json_t *count)
{
    json_t *total = json_object();
    drg_str of = json_str(json_object_get(count, "of"));
    drg_track_put_text(t, total, "of", of);
    drg_track_put_text(t, total, "name", drg_str_is(of, "all") ? DRG_LIT("all") : drg_side_name(of));
    drg_track_put_text(t, total, "what", json_str(json_object_get(count, "what")));
    drg_track_put(t, total, "by", json_array());
    if (json_array_append_new(totals, total) != 0)
        t->failed = true;
    return total;
}

json_t *drg_told_counts(drg_track *t, drg_signal *const *signals, size_t n, bool *differ)
{
    json_t *totals = json_array(), *count, *total;
    t->failed = t->failed || totals == NULL;
    for (size_t i = 0; i < n && !t->failed; i++) {
        size_t k;
        json_array_foreach(json_object_get(signals[i]->facts, "counts"), k, count)
        {
            if (is_own_report(signals[i]) && is_copied(signals, i))
                continue;
            total = find_count(totals, count);
            if (total == NULL)
                total = new_count(t, totals, count);
            if (!t->failed)
                add_report(t, total, signals[i], count);
        }
    }
    size_t i;
    json_array_foreach(totals, i, total)
    {
        bool differs = false;
        put_totals(t, total, &differs);
        if (differs)
            drg_track_put(t, total, "differ", json_true());
        *differ = *differ || differs;
    }
    if (json_array_size(totals) > 0)
        return totals;
    json_decref(totals);
    return NULL;
}

static double minutes_of(drg_str unit)
{
    static const struct {
        const char *unit;
        double minutes;
    } units[] = {{"minute", 1}, {"hour", 60}, {"day", 1440}, {"week", 10080}, {"month", 43200}};
    for (size_t i = 0; i < sizeof units / sizeof *units; i++)
        if (drg_str_is(unit, units[i].unit))
            return units[i].minutes;
    return 1;
}

static drg_str unit_of(const drg_signal *signal)
{
    return json_str(json_object_get(json_object_get(signal->facts, "length"), "unit"));
}

/* A signal's length in another unit. */
static void add_length(drg_track *t, json_t *total, const drg_signal *signal, drg_str unit)
{
    const json_t *length = json_object_get(signal->facts, "length");
    double value, factor = minutes_of(unit_of(signal)) / minutes_of(unit);
    json_t *bounds = json_object();
    if (number_of(length, "low", &value))
        drg_track_put(t, bounds, "low", json_number(value * factor));
    if (number_of(length, "high", &value))
        drg_track_put(t, bounds, "high", json_number(value * factor));
    add_report(t, total, signal, bounds);
    json_decref(bounds);
}

json_t *drg_told_length(drg_track *t, drg_signal *const *signals, size_t n)
{
    /* In the smallest unit that somebody gives. */
    drg_str unit = {NULL, 0};
    for (size_t i = 0; i < n; i++)
        if (unit_of(signals[i]).len > 0 && (unit.len == 0 || minutes_of(unit_of(signals[i])) < minutes_of(unit)))
            unit = unit_of(signals[i]);
    if (unit.len == 0 || t->failed)
        return NULL;
    json_t *total = json_object();
    bool differ = false;
    drg_track_put_text(t, total, "unit", unit);
    drg_track_put(t, total, "by", json_array());
    for (size_t i = 0; i < n && !t->failed; i++)
        if (unit_of(signals[i]).len > 0 && !(is_own_report(signals[i]) && is_copied(signals, i)))
            add_length(t, total, signals[i], unit);
    put_totals(t, total, &differ);
    if (differ)
        drg_track_put(t, total, "differ", json_true());
    return total;
}

drg_str drg_length_text(drg_track *t, const json_t *length)
{
    double low, high;
    drg_str unit = json_str(json_object_get(length, "unit"));
    bool has_low = number_of(length, "low", &low), has_high = number_of(length, "high", &high);
    if (!has_low && !has_high)
        return (drg_str){"", 0};
    const char *least = !has_high ? "at least " : !has_low || low <= 0 ? "up to " : "";
    double shown = !has_high || (has_low && low > 0) ? low : high;
    const char *plural = (has_high ? high : low) == 1 ? "" : "s";
    if (has_low && has_high && low > 0 && low < high)
        return drg_track_text(t, "%g to %g %.*ss", low, high, (int)unit.len, unit.ptr);
    return drg_track_text(t, "%s%g %.*s%s", least, shown, (int)unit.len, unit.ptr, plural);
}
