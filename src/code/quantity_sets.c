/* src/code/quantity_sets.c - numbers of one sentence set against each other: parts and wholes, revisions, lists that share a
 * verb, units told once. */
#include "code/quantity_expr.h"
#include "code/quantity_words.h"
#include "code/token.h"

typedef struct related {
    drg_document *doc;
    drg_pieces pieces;
    drg_quantity_hit *hits;
    size_t n;
} related;

static bool is(const related *f, uint32_t i, const char *low)
{
    return drg_pieces__is(&f->pieces, i, low);
}

static uint32_t last_piece_of(const related *f, uint32_t token)
{
    uint32_t i = f->pieces.first[token];
    while (i + 1 < f->pieces.n && f->pieces.at[i + 1].token == token)
        i++;
    return i;
}
/* ------------------------------------------------------------------ numbers of one sentence */

static bool same_sentence(const related *f, size_t i, size_t j)
{
    return f->doc->tokens[f->hits[i].number_token].sentence == f->doc->tokens[f->hits[j].number_token].sentence;
}

static bool counts_people(const drg_quantity_hit *hit)
{
    return hit->q.what <= DRG_WHAT_troops || hit->q.what == DRG_WHAT_other;
}

static uint32_t first_piece(const related *f, size_t i)
{
    uint32_t p = f->pieces.first[f->hits[i].first_token];
    while (f->pieces.at[p].span.start < f->hits[i].q.span.start)
        p++;
    return p;
}

/* Whether only a comma, "and", "or" or the like stands between two numbers' phrases. */
static bool follows_in_list(const related *f, size_t i)
{
    if (i + 1 >= f->n || !same_sentence(f, i, i + 1))
        return false;
    uint32_t from = last_piece_of(f, f->hits[i].last_token) + 1, to = first_piece(f, i + 1);
    for (uint32_t p = from; p < to; p++)
        if (!is(f, p, ",") && !is(f, p, "and") && !is(f, p, "or") && !is(f, p, "plus"))
            return false;
    return to > from;
}

/* Behind the last counted member of a list: ", and the bridge"; the token behind, or t where there is none. */
static uint32_t skip_uncounted(const drg_document *doc, uint32_t t, uint32_t end)
{
    enum { MAX_WORDS = 8 };
    static const char *const articles[] = {"a", "an", "the", "its", "their"};
    uint32_t at = t;
    at += at < end && drg_str_is(doc->tokens[at].form, ",");
    if (at + 1 >= end || doc->tokens[at].upos != DRG_UPOS_CCONJ || !DRG_TOKEN_IN(&doc->tokens[at + 1], articles))
        return t;
    at += 2;
    for (uint32_t from = at; at < end && at < from + MAX_WORDS; at++) {
        uint8_t upos = doc->tokens[at].upos;
        if (upos != DRG_UPOS_NOUN && upos != DRG_UPOS_PROPN && upos != DRG_UPOS_ADJ &&
            !drg_str_is(doc->tokens[at].form, "-"))
            return at > from ? at : t;
    }
    return t;
}

/* What the verb behind a list says of all of it: "were destroyed", "died". */
static bool verb_behind(const related *f, uint32_t last, drg_what *what, uint32_t *event_token)
{
    const drg_sentence *s = &f->doc->sentences[f->doc->tokens[last].sentence];
    bool passive = false;
    uint32_t end = s->first + s->count, t = skip_uncounted(f->doc, last + 1, end), from = t;
    for (; t < end && t < from + 5; t++) {
        const drg_token *w = &f->doc->tokens[t];
        if (w->upos == DRG_UPOS_VERB)
            break;
        if (w->upos != DRG_UPOS_AUX && w->upos != DRG_UPOS_ADV)
            return false;
        passive |= drg_str_is(w->lemma, "be");
    }
    if (t >= end || f->doc->tokens[t].upos != DRG_UPOS_VERB)
        return false;
    drg_count_role role = drg_quantity_words__verb(drg_token__lemma(&f->doc->tokens[t]), what);
    *event_token = t;
    return passive ? role == DRG_COUNT_OBJ || role == DRG_COUNT_BOTH : role == DRG_COUNT_SUBJ;
}

/* "three systems, two buildings and four trucks were destroyed": the verb behind a list tells of each. */
static void find_lists(related *f)
{
    for (size_t i = 0; i < f->n;) {
        size_t last = i;
        while (follows_in_list(f, last))
            last++;
        drg_what what = DRG_WHAT_other;
        uint32_t event_token = DRG_NONE;
        if (last > i && verb_behind(f, f->hits[last].last_token, &what, &event_token))
            for (size_t k = i; k <= last; k++) {
                drg_what said = what;
                bool open = f->hits[k].q.what >= DRG_WHAT_participants;
                if (open && f->hits[k].q.what != DRG_WHAT_money && f->hits[k].q.what != DRG_WHAT_duration &&
                    f->hits[k].noun_token != DRG_NONE && drg_count__settle(f->doc, f->hits[k].noun_token, &said)) {
                    f->hits[k].q.what = said;
                    f->hits[k].event_token = event_token;
                }
            }
        i = last + 1;
    }
}

/* "12 civilians died, as well as 25 rebels": what befell the first befell the others. */
static void find_others(related *f)
{
    static const char *const also[] = {"as well as", "along with", "together with", "in addition to", "and also"};
    bool shared = false;
    for (size_t i = 1; i < f->n; i++) {
        drg_quantity_hit *hit = &f->hits[i];
        const drg_quantity_hit *before = &f->hits[i - 1];
        uint32_t first = first_piece(f, i);
        bool too = false, open = hit->q.what == DRG_WHAT_other || hit->q.what == DRG_WHAT_troops ||
                                 hit->q.what == DRG_WHAT_participants;
        for (size_t k = 0; k < sizeof also / sizeof *also; k++)
            too |= drg_pieces__phrase_before(&f->pieces, first, also[k]) > 0;
        too |= shared && is(f, first - 1, "and");
        drg_what what = before->q.what;
        shared = too && open && same_sentence(f, i, i - 1) && before->q.what <= DRG_WHAT_displaced &&
                 hit->noun_token != DRG_NONE && drg_count__settle(f->doc, hit->noun_token, &what);
        if (too && !open && same_sentence(f, i, i - 1) && hit->q.what == before->q.what)
            shared = true;
        if (!shared || !open)
            continue;
        hit->q.what = what;
        hit->event_token = before->event_token;
    }
}

/* "including four children", "among them four children", "four of them children", "of whom four". */
static bool names_part(const related *f, size_t i)
{
    static const char *const before[] = {
        "including",          "includes",           "include",  "included",    "among them", "of whom",
        "among whom",         "including at least", "of which", "among which", "of them",    "of those",
        "among those killed", "among the dead were"};
    static const char *const behind[] = {"of them", "of whom", "of which", "of those"};
    uint32_t first = first_piece(f, i);
    for (size_t k = 0; k < sizeof before / sizeof *before; k++)
        if (drg_pieces__phrase_before(&f->pieces, first, before[k]))
            return true;
    uint32_t next = last_piece_of(f, f->hits[i].number_token) + 1;
    for (size_t k = 0; k < sizeof behind / sizeof *behind; k++)
        if (drg_pieces__phrase(&f->pieces, next, behind[k]))
            return true;
    return false;
}

/* "including four children and two women": what follows a part by "and" is one too. */
static bool continues_part(const related *f, size_t i)
{
    if (i == 0 || !f->hits[i - 1].is_part || !same_sentence(f, i, i - 1))
        return false;
    uint32_t first = first_piece(f, i);
    if (!is(f, first - 1, "and") && !is(f, first - 1, ","))
        return false;
    uint32_t head = f->hits[i].head_token;
    return f->doc->tokens[head].rel == DRG_REL_CONJ && f->doc->tokens[head].head == f->hits[i - 1].head_token &&
           f->hits[i].last_token >= f->hits[i].first_token &&
           first - 1 <= last_piece_of(f, f->hits[i - 1].last_token) + 2;
}

/* "killed 14, six of them children, and wounded 30 others": a number with a verb of its own before it is no part. */
static bool has_own_verb(const related *f, size_t i)
{
    const drg_quantity_hit *hit = &f->hits[i];
    return i > 0 && same_sentence(f, i, i - 1) && hit->event_token != DRG_NONE &&
           hit->event_token > f->hits[i - 1].last_token && hit->event_token < hit->first_token &&
           f->doc->tokens[hit->event_token].upos == DRG_UPOS_VERB &&
           !drg_pieces__is(&f->pieces, f->pieces.first[hit->event_token], "including");
}

static void find_parts(related *f)
{
    for (size_t i = 0; i < f->n; i++) {
        drg_quantity_hit *hit = &f->hits[i];
        bool part = names_part(f, i) || continues_part(f, i);
        if (!part && !hit->is_part)
            continue;
        hit->is_part = false;
        if (has_own_verb(f, i))
            continue;
        for (size_t j = i; j-- > 0 && same_sentence(f, i, j);) {
            const drg_quantity_hit *whole = &f->hits[j];
            bool alike =
                counts_people(whole) == counts_people(hit) || (!counts_people(whole) && hit->noun_token == DRG_NONE);
            if (whole->is_part || !alike || whole->q.what == DRG_WHAT_duration || whole->q.what == DRG_WHAT_money)
                continue;
            bool larger = !whole->q.has_high || whole->q.high >= hit->q.low;
            if (!larger)
                continue;
            hit->is_part = true;
            hit->whole = (uint32_t)j;
            bool own = hit->q.what == DRG_WHAT_other || hit->q.what == DRG_WHAT_troops || !part;
            if (own && whole->q.what != DRG_WHAT_other) {
                hit->q.what = whole->q.what;
                if (hit->event_token == DRG_NONE || part)
                    hit->event_token = whole->event_token;
            }
            if (!hit->q.unit.len || hit->noun_token == DRG_NONE)
                hit->q.unit = whole->q.unit;
            break;
        }
    }
}

/* "raised to 14 from 12", "from 12 to 14", "14, up from 12": the number behind "from" gives way. */
static void find_superseded(related *f)
{
    for (size_t i = 0; i < f->n; i++) {
        drg_quantity_hit *hit = &f->hits[i];
        uint32_t first = first_piece(f, i);
        bool from = is(f, first - 1, "from"),
             earlier = is(f, first - 1, "previously") ||
                       drg_pieces__phrase_before(&f->pieces, first, "compared with") ||
                       drg_pieces__phrase_before(&f->pieces, first, "earlier toll of") ||
                       drg_pieces__phrase_before(&f->pieces, first, "earlier count of") ||
                       drg_pieces__phrase_before(&f->pieces, first, "previous toll of") ||
                       drg_pieces__phrase_before(&f->pieces, first, "compared to") ||
                       drg_pieces__phrase_before(&f->pieces, first, "earlier figure of") ||
                       drg_pieces__phrase_before(&f->pieces, first, "from the previous") ||
                       drg_pieces__phrase_before(&f->pieces, first, "from an earlier");
        if (!from && !earlier)
            continue;
        size_t other = f->n;
        if (i > 0 && same_sentence(f, i, i - 1))
            other = i - 1;
        if (i + 1 < f->n && same_sentence(f, i, i + 1) && is(f, first_piece(f, i + 1) - 1, "to"))
            other = i + 1;
        if (other == f->n)
            continue;
        bool change = earlier || is(f, first - 2, "up") || is(f, first - 2, "down") || other == i + 1;
        for (uint32_t back = 1; !change && back <= 12 && back < first; back++) {
            const drg_token *t = drg_pieces__token(&f->pieces, first - back);
            if (!t)
                break;
            change = drg_quantity_words__changes(t->lemma);
        }
        if (!change || f->hits[other].is_superseded || f->hits[other].q.what == DRG_WHAT_duration)
            continue;
        hit->is_superseded = true;
        hit->is_part = false;
        hit->whole = (uint32_t)other;
        if (hit->q.what == DRG_WHAT_other)
            hit->q.what = f->hits[other].q.what;
        else if (f->hits[other].q.what == DRG_WHAT_other)
            f->hits[other].q.what = hit->q.what;
        if (!hit->q.unit.len)
            hit->q.unit = f->hits[other].q.unit;
        if (hit->event_token == DRG_NONE)
            hit->event_token = f->hits[other].event_token;
    }
}

/* "The army earlier said five had died", "officials had initially put it at five". */
static bool is_said_earlier(const related *f, uint32_t first)
{
    enum { WORDS = 10 };
    static const char *const then[] = {"earlier", "initially", "previously"};
    static const char *const said[] = {"said", "say",     "reported",  "put",    "given",
                                       "gave", "counted", "announced", "spoken", "spoke"};
    for (uint32_t back = 2; back <= WORDS && back < first; back++) {
        if (drg_pieces__kind(&f->pieces, first - back) == DRG_PIECE_END)
            return false;
        if (DRG_PIECE_IN(&f->pieces, first - back, then) && DRG_PIECE_IN(&f->pieces, first - back + 1, said))
            return true;
    }
    return false;
}

/* "An earlier toll put it at six": the number of a count that the sentence itself calls overtaken. */
static void find_overtaken(related *f)
{
    enum { BACK = 64 }; /* hits: what is overtaken stands near */
    static const char *const then[] = {"previous", "earlier", "initial", "preliminary"};
    static const char *const counts[] = {"toll", "count", "tally", "figure", "estimate", "report"};
    for (size_t i = 0; i < f->n; i++) {
        drg_quantity_hit *hit = &f->hits[i];
        if (hit->is_superseded || hit->is_part || hit->q.what > DRG_WHAT_displaced)
            continue;
        bool overtaken = false;
        uint32_t first = first_piece(f, i);
        overtaken = is_said_earlier(f, first);
        for (uint32_t back = 2; back <= 8 && back < first && !overtaken; back++) {
            uint32_t at = first - back;
            if (drg_pieces__kind(&f->pieces, at) == DRG_PIECE_END || is(f, at, ","))
                break;
            uint32_t noun = at + 1 + is(f, at + 1, "death");
            overtaken = DRG_PIECE_IN(&f->pieces, at, then) && DRG_PIECE_IN(&f->pieces, noun, counts);
        }
        if (!overtaken)
            continue;
        for (size_t j = i; j-- > 0 && i - j <= BACK && hit->whole == DRG_NONE;)
            if (f->hits[j].q.what == hit->q.what && !f->hits[j].is_part && !f->hits[j].is_superseded)
                hit->whole = (uint32_t)j;
        hit->is_superseded = hit->whole != DRG_NONE || !is_said_earlier(f, first);
    }
}

/* "36 of 52 drones", "36 of the 52 drones". */
static bool is_of_next(const related *f, size_t i)
{
    if (i + 1 >= f->n || !same_sentence(f, i, i + 1))
        return false;
    uint32_t next = last_piece_of(f, f->hits[i].last_token) + 1, whole = first_piece(f, i + 1);
    return is(f, next, "of") && (whole == next + 1 || (whole == next + 2 && is(f, next + 1, "the")));
}

/* "launched 20 drones, and 12 were shot down": a number alone counts what was counted last, where that fits. */
static void find_units(related *f)
{
    for (size_t i = 0; i < f->n; i++) {
        drg_quantity_hit *hit = &f->hits[i];
        if (hit->q.unit.len)
            continue;
        if (is_of_next(f, i)) {
            hit->q.unit = f->hits[i + 1].q.unit;
            continue;
        }
        for (size_t j = i; j-- > 0 && same_sentence(f, i, j);)
            if (f->hits[j].q.unit.len && f->hits[j].q.what != DRG_WHAT_duration &&
                f->hits[j].q.what != DRG_WHAT_money) {
                hit->q.unit = f->hits[j].q.unit;
                if (hit->q.what == DRG_WHAT_other && f->doc->tokens[hit->head_token].rel == DRG_REL_CONJ)
                    hit->q.what = f->hits[j].q.what;
                break;
            }
    }
}

void drg_counts__relate(drg_document *doc, const drg_pieces *pieces, drg_quantity_hit *hits, size_t n)
{
    related f = {doc, *pieces, hits, n};
    find_lists(&f);
    find_others(&f);
    find_parts(&f);
    find_superseded(&f);
    find_overtaken(&f);
    find_units(&f);
}
