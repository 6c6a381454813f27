/* src/knowledge/lookup.c - what the tables know of a name, for people. */
#include "knowledge/inside.h"

#include "base/date.h"
#include "base/error.h"
#include "base/text.h"
#include "dragoman/record.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define LINES_MAX_BYTES ((size_t)16 << 20)

/** For printf's "%.*s". */
#define STR(s) (int)(s).len, (s).ptr

/** A look-up under way: lines are gathered and handed out at the end. */
typedef struct lookup {
    const drg_knowledge *k;
    drg_buf lines;
    drg_status st;
    bool has_date, by_name; /* by_name: asked for a name, not for an office */
    int32_t date;
} lookup;

static void add(lookup *l, const char *format, ...) __attribute__((format(printf, 2, 3)));

static void add(lookup *l, const char *format, ...)
{
    char line[1200];
    va_list args;
    if (l->st != DRG_OK)
        return;
    va_start(args, format);
    int len = vsnprintf(line, sizeof line, format, args);
    va_end(args);
    if (len > 0)
        l->st = drg_buf_add(&l->lines, line, (size_t)len < sizeof line ? (size_t)len : sizeof line - 1);
}

static drg_str text(const lookup *l, uint32_t at, uint32_t len)
{
    return drg_knowledge__text(l->k, at, len);
}

/* ------------------------------------------------------------------ actors */

/** " UKR GOV MIL": what is known of the country and sectors, a blank before each. */
static void add_codes(lookup *l, const drg_fact *fact, bool former)
{
    if (fact->country[0] != '\0')
        add(l, " %.4s", fact->country);
    if (former)
        add(l, " ELI");
    for (size_t i = 0; !former && i < fact->n_sectors; i++)
        add(l, " %s", fact->sector[i]);
}

static void add_fact(lookup *l, const drg_fact *fact, bool former)
{
    static const char *const kinds[] = {"country",      "demonym", "capital", "government", "person",
                                        "organisation", "group",   "force",   "media",      "role"};
    drg_str name = text(l, fact->name, fact->name_len), role = text(l, fact->role, fact->role_len);
    char day[11];
    add(l, "%s: %.*s;", kinds[fact->kind], STR(name));
    add_codes(l, fact, former);
    if (role.len > 0 && fact->kind != DRG_FACT_ROLE)
        add(l, "; %s%.*s", former ? "formerly " : "", STR(role));
    if (fact->kind == DRG_FACT_ROLE && (fact->flags & DRG_FACT_BODY))
        add(l, "; a body");
    if (fact->kind == DRG_FACT_ROLE && (fact->flags & DRG_FACT_PLURAL))
        add(l, "; plural");
    if (fact->from != INT32_MIN) {
        drg_date_format(fact->from, day);
        add(l, ", from %s", day);
    }
    if (fact->to != INT32_MAX) {
        drg_date_format(fact->to, day);
        add(l, ", to %s", day);
    }
    if ((fact->flags & DRG_FACT_LASTNAME) && l->by_name)
        add(l, "; the last name alone, after a word of the office");
    if (fact->kind == DRG_FACT_ROLE && fact->country[0] != '\0')
        add(l, "; unless the text names another country");
    bool own = drg_knowledge__is_own(l->k, fact);
    const char *file =
        own ? l->k->overlay->strings + (fact->file_name - l->k->n_strings) : l->k->strings + fact->file_name;
    add(l, own ? " (your actors/%s:%u)\n" : " (data/actors/%s:%u)\n", file, fact->file_line);
}

static bool same_person(const drg_fact *a, const drg_fact *b)
{
    return a->kind == DRG_FACT_PERSON && b->kind == DRG_FACT_PERSON && a->name == b->name &&
           memcmp(a->country, b->country, sizeof a->country) == 0;
}

/** With a date, the offices then held; a person who held none then is ELI, told once with the last office before. */
static void add_facts(lookup *l, drg_str folded)
{
    size_t n;
    bool more;
    const drg_fact *facts = drg_knowledge__facts(l->k, folded, &n, &more);
    for (size_t i = 0; i < n; i++) {
        if (!l->has_date || (facts[i].from <= l->date && l->date <= facts[i].to)) {
            add_fact(l, &facts[i], false);
            continue;
        }
        const drg_fact *last = NULL;
        bool in_office = false, first = true;
        for (size_t o = 0; o < n; o++) {
            if (!same_person(&facts[i], &facts[o]))
                continue;
            first = first && o >= i;
            in_office = in_office || (facts[o].from <= l->date && l->date <= facts[o].to);
            if (facts[o].to < l->date && (last == NULL || facts[o].to > last->to))
                last = &facts[o];
        }
        if (first && !in_office && last != NULL)
            add_fact(l, last, true);
    }
}

/* ------------------------------------------------------------------ offices */

enum { MAX_HOLDERS = 400 };

static int by_day(const void *left, const void *right)
{
    const drg_fact *a = *(const drg_fact *const *)left, *b = *(const drg_fact *const *)right;
    if (a->from != b->from)
        return a->from < b->from ? -1 : 1;
    return a->file_line < b->file_line ? -1 : a->file_line > b->file_line;
}

/** office is folded: "secretary-general" stands there without its hyphen. */
static bool same_office(drg_str role, drg_str office)
{
    for (size_t i = 0; i < role.len && i < office.len; i++)
        if ((role.ptr[i] == '-' ? ' ' : role.ptr[i]) != office.ptr[i])
            return false;
    return role.len == office.len;
}

/** Whether a row of persons is of this office; a person's row stands under several names. */
static bool holds(const lookup *l, const drg_fact *fact, drg_str office, const drg_fact *country)
{
    return fact->kind == DRG_FACT_PERSON && memcmp(fact->country, country->country, sizeof fact->country) == 0 &&
           same_office(text(l, fact->role, fact->role_len), office) &&
           (!l->has_date || (fact->from <= l->date && l->date <= fact->to));
}

static bool is_listed(const drg_fact *const *list, size_t n, const drg_fact *fact)
{
    for (size_t i = 0; i < n; i++)
        if (list[i]->file_line == fact->file_line && list[i]->file_name == fact->file_name)
            return true;
    return false;
}

/** A state, the UN or the EU; other bodies share a code. */
static bool has_offices(const drg_fact *body)
{
    return body->kind == DRG_FACT_COUNTRY || (body->kind == DRG_FACT_ORG && (memcmp(body->country, "UNO", 3) == 0 ||
                                                                             memcmp(body->country, "EUR", 3) == 0));
}

/** "foreign minister of Iran": who holds or held it. */
static void add_holders(lookup *l, drg_str folded)
{
    static const drg_str of = {" of ", 4};
    const drg_fact *found[MAX_HOLDERS];
    for (size_t at = 1; at + of.len < folded.len; at++) {
        if (memcmp(folded.ptr + at, of.ptr, of.len) != 0)
            continue;
        size_t n = 0, n_countries;
        bool more;
        drg_str office = drg_str_sub(folded, 0, at), body = drg_str_sub(folded, at + of.len, folded.len);
        if (drg_str_starts(body, DRG_LIT("the ")))
            body = drg_str_sub(body, 4, body.len);
        const drg_fact *country = drg_knowledge__facts(l->k, body, &n_countries, &more);
        for (size_t i = 0; country != NULL && has_offices(country) && i < l->k->n_facts; i++)
            if (holds(l, &l->k->facts[i], office, country) && n < MAX_HOLDERS && !is_listed(found, n, &l->k->facts[i]))
                found[n++] = &l->k->facts[i];
        if (n > 1)
            qsort(found, n, sizeof *found, by_day);
        for (size_t i = 0; i < n; i++)
            add_fact(l, found[i], false);
    }
}

/* ------------------------------------------------------------------ places */

static void add_toponyms(lookup *l, drg_str folded)
{
    static const char *const classes[] = {"site", "city", "district", "province", "country", "region", "feature"};
    size_t n;
    bool more;
    const drg_toponym *places = drg_knowledge__toponyms(l->k, folded, &n, &more);
    for (size_t i = 0; i < n; i++) {
        const drg_toponym *place = &places[i];
        drg_str name = text(l, place->name, place->name_len), province = text(l, place->province, place->province_len);
        add(l, "%s: %.*s", place->is_capital ? "capital" : classes[place->resolution], STR(name));
        if (province.len > 0)
            add(l, ", %.*s", STR(province));
        if (place->country[0] != '\0')
            add(l, ", %.4s", place->country);
        add(l, "; %.4f %.4f", (double)place->lat, (double)place->lon);
        if (place->population > 0)
            add(l, "; population %u", place->population);
        if (place->geonameid > 0)
            add(l, "; GeoNames %u", place->geonameid);
        add(l, "\n");
    }
}

/* ------------------------------------------------------------------ words */

static const char *event_name(uint8_t event)
{
    static const char *const names[] = {
#define NAME_(name, quad) #name,
        DRG_EVENT_LIST(NAME_)
#undef NAME_
    };
    return event < DRG_N_EVENTS ? names[event] : "NONE";
}

static void add_word(lookup *l, const char *before, uint32_t word)
{
    drg_str lemma = drg_knowledge__word_text(l->k, word);
    if (word != 0)
        add(l, "%s%.*s", before, STR(lemma));
}

static void add_path(lookup *l, const drg_path *path)
{
    static const char *const names[] = {"-", "subj", "obj", "iobj", "poss", "mod", "@", "xcomp", "ccomp", "self"};
    add(l, "%s", names[path->kind]);
    add_word(l, "", path->word);
}

static void add_condition(lookup *l, const drg_condition *condition)
{
    const char *sign = condition->negated ? "!" : "";
    add(l, " {");
    add_path(l, &condition->path);
    add(l, ": ");
    for (size_t i = 0; i < condition->n_sets; i++, sign = "/") {
        drg_ref set = l->k->sets[condition->sets[i]];
        add(l, "%s%.*s", sign, (int)set.len, l->k->strings + set.at);
    }
    for (size_t i = 0; i < condition->n_words; i++, sign = "/") {
        add(l, "%s=", sign);
        add_word(l, "", condition->words[i]);
    }
    add(l, "}");
}

/** "frame: ASSAULT heavy-weapons (verb +up), data/frames/assault.frames:12" */
static void add_frame(lookup *l, const drg_frame *frame)
{
    static const char *const kinds[] = {"verb", "noun", "adj", "modal"};
    add(l, "frame: %s", event_name(frame->event));
    for (size_t i = 0; i < frame->n_modes; i++)
        add_word(l, " ", frame->modes[i]);
    add(l, " (%s", kinds[frame->kind]);
    add_word(l, " +", frame->particle);
    add_word(l, " ~", frame->object);
    add_word(l, " @", frame->prep);
    add_word(l, ":", frame->prep_word);
    if (frame->needs_xcomp)
        add(l, " :xcomp");
    if (frame->needs_ccomp)
        add(l, " :ccomp");
    for (size_t i = 0; i < frame->n_conditions; i++)
        add_condition(l, &frame->condition[i]);
    add(l, "), %s:%u\n", l->k->strings + frame->file_name, frame->file_line);
}

static void add_readings(lookup *l, drg_str lemma)
{
    static const char *const stances[] = {"asserts", "claims", "confirms", "denies", "doubts"};
    static const char *const cue_kinds[] = {"verb", "noun", "adverb", "prep"};
    uint32_t word = drg_knowledge__word(l->k, lemma);
    size_t n;
    if (word == 0)
        return;
    const drg_frame *frames = drg_knowledge__frames(l->k, word, &n);
    for (size_t i = 0; i < n; i++)
        add_frame(l, &frames[i]);
    const drg_cue *cues = drg_knowledge__cues(l->k, word, &n);
    for (size_t i = 0; i < n; i++)
        add(l, "cue: %s (%s%s)\n", stances[cues[i].stance], cue_kinds[cues[i].kind], cues[i].strong ? ", strong" : "");
    const drg_mode_word *modes = drg_knowledge__mode_words(l->k, word, &n);
    for (size_t i = 0; i < n; i++) {
        add(l, "mode: %s", event_name(modes[i].event));
        add_word(l, " ", modes[i].mode);
        add(l, "\n");
    }
    for (size_t i = 0; i < l->k->n_sets; i++)
        if (drg_knowledge__in_set(l->k, word, (uint8_t)i))
            add(l, "set: %.*s\n", (int)l->k->sets[i].len, l->k->strings + l->k->sets[i].at);
}

drg_status drg_knowledge_lookup(const drg_knowledge *knowledge, drg_str name, drg_str date, drg_sink *sink,
                                void *context, drg_error *err)
{
    lookup l = {.k = knowledge, .st = DRG_OK};
    size_t bad_at = drg_utf8_check(name);
    if (bad_at < name.len)
        return drg_fail_at(err, DRG_EARG, bad_at, "the name is not UTF-8");
    if (date.len > 0 && !drg_date_parse_iso(date, &l.date))
        return drg_fail(err, DRG_EARG, "\"%.*s\" is not a date YYYY-MM-DD", (int)(date.len > 40 ? 40 : date.len),
                        date.ptr);
    l.has_date = date.len > 0;
    drg_arena arena;
    drg_arena_init(&arena, 0);
    drg_buf_init(&l.lines, LINES_MAX_BYTES);
    drg_str folded = drg_str_fold(&arena, name), lemma = drg_str_lower(&arena, drg_str_trim(name));
    drg_status st = folded.ptr == NULL || lemma.ptr == NULL ? drg_fail_nomem(err) : DRG_OK;
    if (st == DRG_OK) {
        l.by_name = true;
        add_facts(&l, folded);
        l.by_name = false;
        add_holders(&l, folded);
        add_toponyms(&l, folded);
        add_readings(&l, lemma);
        if (l.st != DRG_OK)
            st = drg_fail(err, l.st, "%s", drg_status_text(l.st));
        else if ((st = drg_knowledge__intact(knowledge, err)) != DRG_OK)
            ; /* no answer rather than half of one */
        else if (l.lines.len == 0)
            st = drg_fail(err, DRG_END, "nothing is known of this name");
        else
            st = sink(context, l.lines.ptr, l.lines.len);
    }
    drg_buf_release(&l.lines);
    drg_arena_release(&arena);
    return st;
}
