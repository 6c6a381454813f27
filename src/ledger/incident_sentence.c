/* src/ledger/incident_sentence.c - an incident in one sentence, for people: generated from its row alone. */
#include "ledger/incident_row.h"

#include "base/date.h"

#include <stdio.h>
#include <string.h>

#define MOST_BYTES 2000

/* How a type and mode are told. No mode: the type at large. NULL: the verb serves, or there is no such way. */
typedef struct wording {
    const char *event, *mode;
    const char *verb;    /* ACTOR verb RECIPIENT … */
    const char *behind;  /* … and what stands behind the recipient */
    const char *alone;   /* ACTOR alone, where no recipient is known */
    const char *passive; /* RECIPIENT passive, where nobody is known who did it */
    const char *noun;    /* where nobody at all is known */
} wording;

static const wording wordings[] = {
    {"AGREE", "meet", "agreed on talks with", NULL, "agreed on talks", NULL, "An agreement on talks"},
    {"AGREE", NULL, "agreed with", NULL, "agreed", NULL, "An agreement"},
    {"CONSULT", "phone", "spoke by phone with", NULL, "spoke by phone", NULL, "A talk by phone"},
    {"CONSULT", "visit", "visited", NULL, "made a visit", "was visited", "A visit"},
    {"CONSULT", NULL, "held talks with", NULL, "held talks", NULL, "Talks"},
    {"SUPPORT", NULL, "backed", NULL, "voiced support", "was backed", "Words of support"},
    {"CONCEDE", NULL, "gave way to", NULL, "gave way", NULL, "A concession"},
    {"COOPERATE", NULL, "cooperated with", NULL, "cooperated", NULL, "Cooperation"},
    {"AID", NULL, "sent help to", NULL, "sent help", "was given help", "Help"},
    {"RETREAT", "release", "released", NULL, "released captives", NULL, "A release of captives"},
    {"RETREAT", "return", "returned", NULL, "returned what they held", NULL, "A return"},
    {"RETREAT", "withdraw", "withdrew from", NULL, "withdrew", NULL, "A withdrawal"},
    {"RETREAT", "ceasefire", "ceased fire with", NULL, "ceased fire", NULL, "A ceasefire"},
    {"RETREAT", "disarm", "disarmed", NULL, NULL, "was disarmed", "A laying down of arms"},
    {"RETREAT", "access", "let in", NULL, "let others in", "was let in", "Access"},
    {"RETREAT", "resign", "resigned", NULL, NULL, NULL, "A resignation"},
    {"RETREAT", NULL, "stepped back from", NULL, "stepped back", NULL, "A step back"},
    {"REQUEST", "meet", "asked for talks with", NULL, "asked for talks", NULL, "A call for talks"},
    {"REQUEST", NULL, "called on", NULL, "made a demand", "was called on", "A demand"},
    {"ACCUSE", "investigate", "investigated", NULL, "opened an investigation", "was investigated", "An investigation"},
    {"ACCUSE", "disapprove", "criticized", NULL, "voiced criticism", "was criticized", "Criticism"},
    {"ACCUSE", NULL, "accused", NULL, "made an accusation", "was accused", "An accusation"},
    {"REJECT", "meet", "refused talks with", NULL, "refused talks", NULL, "A refusal to talk"},
    {"REJECT", NULL, "refused", NULL, NULL, NULL, "A refusal"},
    {"THREATEN", NULL, "threatened", NULL, "made a threat", "was threatened", "A threat"},
    {"PROTEST", "strike", "went on strike against", NULL, "went on strike", NULL, "A strike of workers"},
    {"PROTEST", "riot", "rioted against", NULL, "rioted", NULL, "A riot"},
    {"PROTEST", NULL, "protested against", NULL, "protested", NULL, "A protest"},
    {"SANCTION", "expel", "expelled", NULL, NULL, "was expelled", "An expulsion"},
    {"SANCTION", "convict", "convicted", NULL, NULL, "was convicted", "A conviction"},
    {"SANCTION", NULL, "imposed sanctions on", NULL, "imposed sanctions", "was put under sanctions", "Sanctions"},
    {"MOBILIZE", NULL, "moved forces against", NULL, "moved forces", NULL, "A movement of forces"},
    {"COERCE", "seize", "seized", NULL, "took ground", "was seized", "A seizure"},
    {"COERCE", "arrest", "arrested", NULL, "made arrests", "was arrested", "Arrests"},
    {"COERCE", "deport", "deported", NULL, NULL, "was deported", "A deportation"},
    {"COERCE", "restrict", "imposed restrictions on", NULL, "imposed restrictions", "was put under restrictions",
     "Restrictions"},
    {"COERCE", "censor", "censored", NULL, NULL, "was censored", "Censorship"},
    {"COERCE", "cyber", "carried out a cyberattack on", NULL, "carried out a cyberattack", "was hit by a cyberattack",
     "A cyberattack"},
    {"COERCE", NULL, "used force against", NULL, "used force", "was coerced", "Coercion"},
    {"ASSAULT", "abduct", "captured or abducted", NULL, "took captives", "was captured or abducted", "An abduction"},
    {"ASSAULT", "aerial", "bombed", "from the air", NULL, "was bombed from the air", "An air strike"},
    {"ASSAULT", "drone", "attacked", "with drones", NULL, "was attacked with drones", "A drone attack"},
    {"ASSAULT", "heavy-weapons", "shelled", NULL, NULL, "was shelled", "Shelling"},
    {"ASSAULT", "explosives", "bombed", NULL, "set off a bomb", "was bombed", "A bombing"},
    {"ASSAULT", "suicide-attack", "bombed", "in a suicide attack", NULL, "was bombed in a suicide attack",
     "A suicide attack"},
    {"ASSAULT", "firearms", "shot at", NULL, "opened fire", "was shot at", "A shooting"},
    {"ASSAULT", "torture", "tortured", NULL, NULL, "was tortured", "Torture"},
    {"ASSAULT", "beat", "beat", NULL, NULL, "was beaten", "A beating"},
    {"ASSAULT", NULL, "attacked", NULL, NULL, "was attacked", "An attack"},
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

/* The type's own wording, or that of its mode; NULL where a later version's type has none. */
static const wording *wording_of(const drg_incident_row *row)
{
    const wording *found = NULL;
    for (size_t i = 0; i < sizeof wordings / sizeof *wordings; i++) {
        const wording *w = &wordings[i];
        if (!drg_str_is(row->event, w->event))
            continue;
        if (w->mode != NULL && drg_str_is(row->mode, w->mode))
            return w;
        if (w->mode == NULL)
            found = w;
    }
    return found;
}

static void say_behind(drg_buf *out, const wording *w)
{
    if (w->behind == NULL)
        return;
    say(out, " ");
    say(out, w->behind);
}

/* "Russia shelled Kharkiv"; "A was shelled" where nobody says by whom; "Shelling" where nobody says whom. */
static void say_act(drg_buf *out, const drg_incident_row *row, const wording *w)
{
    if (say_parties(out, row, true) > 0) {
        size_t at = out->len;
        say(out, " ");
        say(out, w->verb);
        say(out, " ");
        if (say_parties(out, row, false) == 0) {
            out->len = at;
            say(out, " ");
            say(out, w->alone != NULL ? w->alone : w->verb);
        }
        say_behind(out, w);
        return;
    }
    size_t at = out->len, n = w->passive != NULL ? say_parties(out, row, false) : 0;
    if (n > 0) {
        /* "was" of one, "were" of several: "civilians", by their last letter. */
        char last = out->ptr[out->len - 1], before = out->len > 1 ? out->ptr[out->len - 2] : ' ';
        bool many = (n > 1 || (last == 's' && before != 's')) && strncmp(w->passive, "was ", 4) == 0;
        say(out, many ? " were " : " ");
        say(out, many ? w->passive + 4 : w->passive);
    } else {
        out->len = at;
        say(out, w->noun);
    }
}

/* A topic on one line. */
static void say_topic(drg_buf *out, drg_str topic)
{
    if (topic.len == 0 || topic.len > 120)
        return;
    say(out, " (");
    for (size_t i = 0; i < topic.len; i++)
        say_str(out, (unsigned char)topic.ptr[i] <= ' ' ? DRG_LIT(" ") : drg_str_sub(topic, i, i + 1));
    say(out, ")");
}

static void say_what(drg_buf *out, const drg_incident_row *row)
{
    const wording *w = wording_of(row);
    if (w != NULL)
        say_act(out, row, w);
    else
        say_str(out, row->event);
    say_topic(out, row->topic);
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
