/* src/ledger/incident_sentence.c - an incident in one sentence, for people: generated from its row alone. */
#include "ledger/incident_row.h"

#include "base/date.h"

#include <stdio.h>
#include <string.h>

#define MOST_BYTES 2000

/* How a type and mode are told. No mode: the type at large. */
static const struct {
    const char *event, *mode;
    const char *active;  /* ACTOR … RECIPIENT */
    const char *passive; /* RECIPIENT …; where nobody is known who did it. NULL: the active stands alone */
} verbs[] = {
    {"AGREE", NULL, "agreed", NULL},
    {"CONSULT", "phone", "spoke by phone", NULL},
    {"CONSULT", "visit", "visited", "was visited"},
    {"CONSULT", NULL, "held talks", NULL},
    {"SUPPORT", NULL, "backed", "was backed"},
    {"CONCEDE", NULL, "conceded", NULL},
    {"COOPERATE", NULL, "cooperated", NULL},
    {"AID", NULL, "sent help to", "was given help"},
    {"RETREAT", "release", "released captives", NULL},
    {"RETREAT", "return", "returned what they held", NULL},
    {"RETREAT", "withdraw", "withdrew", NULL},
    {"RETREAT", "ceasefire", "ceased fire", NULL},
    {"RETREAT", "disarm", "disarmed", NULL},
    {"RETREAT", "access", "let others in", NULL},
    {"RETREAT", "resign", "resigned", NULL},
    {"RETREAT", NULL, "stepped back", NULL},
    {"REQUEST", "meet", "asked for talks with", NULL},
    {"REQUEST", NULL, "called on", "was called on"},
    {"ACCUSE", "investigate", "investigated", "was investigated"},
    {"ACCUSE", "disapprove", "criticized", "was criticized"},
    {"ACCUSE", NULL, "accused", "was accused"},
    {"REJECT", "meet", "refused talks with", NULL},
    {"REJECT", NULL, "refused", NULL},
    {"THREATEN", NULL, "threatened", "was threatened"},
    {"PROTEST", "strike", "went on strike", NULL},
    {"PROTEST", "riot", "rioted", NULL},
    {"PROTEST", NULL, "protested", NULL},
    {"SANCTION", "expel", "expelled", "was expelled"},
    {"SANCTION", "convict", "convicted", "was convicted"},
    {"SANCTION", NULL, "imposed sanctions on", "was put under sanctions"},
    {"MOBILIZE", NULL, "moved forces", NULL},
    {"COERCE", "seize", "seized", "was seized"},
    {"COERCE", "arrest", "arrested", "was arrested"},
    {"COERCE", "deport", "deported", "was deported"},
    {"COERCE", "restrict", "imposed restrictions on", "was put under restrictions"},
    {"COERCE", "censor", "censored", "was censored"},
    {"COERCE", "cyber", "carried out a cyberattack on", "was hit by a cyberattack"},
    {"COERCE", NULL, "used force against", "was coerced"},
    {"ASSAULT", "abduct", "captured or abducted", "was captured or abducted"},
    {"ASSAULT", "aerial", "bombed from the air", "was bombed from the air"},
    {"ASSAULT", "drone", "attacked with drones", "was attacked with drones"},
    {"ASSAULT", "heavy-weapons", "shelled", "was shelled"},
    {"ASSAULT", "explosives", "bombed", "was bombed"},
    {"ASSAULT", "suicide-attack", "bombed in a suicide attack", "was bombed in a suicide attack"},
    {"ASSAULT", "firearms", "shot at", "was shot at"},
    {"ASSAULT", "torture", "tortured", "was tortured"},
    {"ASSAULT", "beat", "beat", "was beaten"},
    {"ASSAULT", "targeted", "attacked", "was attacked"},
    {"ASSAULT", NULL, "attacked", "was attacked"},
};

/* "12 dead": what a count of people is called. */
static const struct {
    const char *what, *name;
} counts[] = {{"dead", "dead"},         {"injured", "injured"},   {"casualties", "dead or injured"},
              {"missing", "missing"},   {"captured", "captured"}, {"arrested", "arrested"},
              {"released", "released"}, {"expelled", "expelled"}, {"displaced", "displaced"}};

static void say(drg_buf *out, const char *text)
{
    if (text != NULL && drg_buf_add(out, text, strlen(text)) != DRG_OK)
        return;
}

static void say_str(drg_buf *out, drg_str text)
{
    if (text.len > 0 && drg_buf_add(out, text.ptr, text.len) != DRG_OK)
        return;
}

static drg_str name_of(const drg_incident_party *p)
{
    return p->name.len > 0 ? p->name : p->text;
}

/* Up to three, "A, B and C". A second party of a country that is named already adds nothing. @return how many. */
static size_t say_parties(drg_buf *out, const drg_incident_row *row, bool actors)
{
    const drg_incident_party *told[3];
    size_t n = 0;
    for (size_t i = 0; i < row->n_parties && n < 3; i++) {
        const drg_incident_party *p = &row->parties[i];
        bool is_new = p->is_actor == actors && name_of(p).len > 0;
        for (size_t k = 0; k < n; k++)
            is_new = is_new && (p->country.len == 0 || !drg_str_eq(told[k]->country, p->country));
        if (is_new && n > 0 && p->country.len == 0)
            is_new = false;
        if (is_new)
            told[n++] = p;
    }
    for (size_t i = 0; i < n; i++) {
        say(out, i == 0 ? "" : i + 1 < n ? ", " : " and ");
        say_str(out, name_of(told[i]));
    }
    return n;
}

static const char *choose_verb(const drg_incident_row *row, bool passive)
{
    const char *found = NULL;
    for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++) {
        bool fits =
            drg_str_is(row->event, verbs[i].event) && (verbs[i].mode == NULL || drg_str_is(row->mode, verbs[i].mode));
        if (fits && (found == NULL || (verbs[i].mode != NULL)))
            return passive ? verbs[i].passive : verbs[i].active;
    }
    return found;
}

static bool is_mutual(const drg_incident_row *row)
{
    static const char *const events[] = {"AGREE", "CONSULT", "COOPERATE", "RETREAT", "CONCEDE", "REJECT"};
    for (size_t i = 0; i < sizeof events / sizeof *events; i++)
        if (drg_str_is(row->event, events[i]))
            return true;
    return false;
}

/* "Russia shelled Kharkiv"; "A was shelled" where nobody says by whom. */
static void say_what(drg_buf *out, const drg_incident_row *row)
{
    const char *active = choose_verb(row, false), *passive = choose_verb(row, true);
    size_t before = out->len;
    if (say_parties(out, row, true) > 0) {
        say(out, " ");
        say(out, active != NULL ? active : "acted");
        size_t at = out->len;
        say(out, is_mutual(row) && !drg_str_is(row->mode, "visit") && !drg_str_is(row->mode, "meet") ? " with " : " ");
        if (say_parties(out, row, false) == 0)
            out->len = at;
    } else if (passive != NULL && say_parties(out, row, false) > 0) {
        say(out, " ");
        say(out, passive);
    } else {
        out->len = before;
        say_str(out, row->event);
        if (row->mode.len > 0) {
            say(out, " ");
            say_str(out, row->mode);
        }
    }
    if (row->topic.len > 0 && row->topic.len <= 120) {
        say(out, " (");
        say_str(out, row->topic);
        say(out, ")");
    }
}

static void say_day(drg_buf *out, int32_t day, bool year)
{
    static const char *const months[] = {"January", "February", "March",     "April",   "May",      "June",
                                         "July",    "August",   "September", "October", "November", "December"};
    int y, m, d;
    drg_civil_from_days(day, &y, &m, &d);
    if (drg_buf_printf(out, "%d %s", d, months[m - 1]) == DRG_OK && year && drg_buf_printf(out, " %d", y) != DRG_OK)
        return;
}

static void say_where_and_when(drg_buf *out, const drg_incident_row *row)
{
    bool said = row->place.len > 0 && out->len >= row->place.len &&
                memmem(out->ptr, out->len, row->place.ptr, row->place.len) != NULL;
    if (row->place.len > 0 && !said) {
        say(out, " in ");
        say_str(out, row->place);
        if (row->province.len > 0 && !drg_str_eq(row->province, row->place) && row->radius_km <= 30) {
            say(out, ", ");
            say_str(out, row->province);
        }
    }
    if (row->has_day && row->first == row->last) {
        say(out, " on ");
        say_day(out, row->first, true);
    } else if (row->has_day) {
        say(out, " between ");
        say_day(out, row->first, false);
        say(out, " and ");
        say_day(out, row->last, true);
    } else if (row->has_reports) {
        say(out, ", reported ");
        say_day(out, row->first_report, true);
    }
}

static void say_numbers(drg_buf *out, const drg_incident_row *row)
{
    const char *before = "; ";
    bool differ = false;
    for (size_t i = 0; i < sizeof counts / sizeof *counts; i++) {
        const drg_incident_number *n = drg_incident_count(row, counts[i].what);
        if (n == NULL)
            continue;
        say(out, before);
        before = ", ";
        if (drg_buf_number(out, n->low) != DRG_OK)
            return;
        if (n->high > n->low) {
            say(out, " to ");
            if (drg_buf_number(out, n->high) != DRG_OK)
                return;
            differ |= n->n_sources > 1;
        }
        say(out, " ");
        say(out, counts[i].name);
    }
    if (differ)
        say(out, ", sources differ");
}

static void say_status(drg_buf *out, const drg_incident_row *row)
{
    static const struct {
        const char *status, *words;
    } told[] = {{"disputed", "; denied by some"},
                {"negated", "; told as not so"},
                {"future", "; announced"},
                {"hypothetical", "; feared or on conditions"}};
    for (size_t i = 0; i < sizeof told / sizeof *told; i++)
        if (drg_str_is(row->status, told[i].status))
            say(out, told[i].words);
}

drg_status drg_incident_sentence(drg_arena *arena, drg_incident_row *row)
{
    drg_buf out;
    drg_buf_init(&out, MOST_BYTES);
    /* What no longer fits is left out. */
    say_what(&out, row);
    say_where_and_when(&out, row);
    say_numbers(&out, row);
    say_status(&out, row);
    if (out.len > 0 && out.ptr[0] >= 'a' && out.ptr[0] <= 'z')
        out.ptr[0] = (char)(out.ptr[0] - 'a' + 'A');
    row->sentence = drg_arena_copy(arena, (drg_str){out.ptr, out.len});
    bool failed = row->sentence.ptr == NULL || out.len == 0;
    drg_buf_release(&out);
    return failed ? DRG_ENOMEM : DRG_OK;
}
