/* src/code/place_signs.c - whether a name stands for a place: what speaks for it and against it in the words around, each
 * sign with its weight. Not every "Nice" or "Reading" is a town; Paris Hilton, the Washington Post and Georgia Tech are
 * none; the Boston police are Boston's. */
#include "code/places.h"

drg_place_word drg_spots__class(const drg_reading *r, uint32_t t)
{
    return t < r->n ? drg_place_words__class(r->coder, r->folded[t]) : DRG_PW_NONE;
}

bool drg_spots__all_capitals(drg_str form)
{
    size_t upper = 0;
    for (size_t i = 0; i < form.len;) {
        uint32_t c = drg_utf8_next(form, &i);
        if (drg_char_is_letter(c) && !drg_char_is_upper(c))
            return false;
        upper += drg_char_is_upper(c);
    }
    return upper >= 2;
}

static bool same_sentence(const drg_reading *r, uint32_t a, uint32_t b)
{
    return a < r->n && b < r->n && r->token[a].sentence == r->token[b].sentence;
}

static bool is_one_of(drg_str text, const char *const *list)
{
    for (; *list != NULL; list++)
        if (drg_str_is(text, *list))
            return true;
    return false;
}

/** The preposition before a spot, behind articles and directions ("in the northern"): how surely it is one of place. */
static float preposition(const drg_reading *r, const drg_spot *spot)
{
    static const char *const sure[] = {"in",     "near",       "at",      "outside", "around", "inside",
                                       "across", "throughout", "towards", "toward",  NULL};
    static const char *const likely[] = {"from", "to",      "of", "into", "within", "through",
                                         "via",  "between", "on", "off",  NULL};
    uint32_t t = spot->first;
    for (int i = 0; i < 4 && t > 0 && same_sentence(r, t - 1, spot->first); i++) {
        t--;
        drg_str f = r->folded[t];
        if (is_one_of(f, sure))
            return 2;
        if (is_one_of(f, likely))
            return 0.8F;
        if (!drg_str_is(f, "the") && drg_spots__class(r, t) != DRG_PW_SIDE)
            break;
    }
    return 0;
}

/** "city of", "village of", "town called". */
static bool after_city_word(const drg_reading *r, const drg_spot *spot)
{
    uint32_t t = spot->first;
    if (t >= 2 && same_sentence(r, t - 2, t) && drg_str_is(r->folded[t - 1], "of") &&
        (drg_spots__class(r, t - 2) == DRG_PW_CITY || drg_spots__class(r, t - 2) == DRG_PW_DIVISION))
        return true;
    return t >= 1 && same_sentence(r, t - 1, t) && drg_spots__class(r, t - 1) == DRG_PW_CITY &&
           r->token[t - 1].upos == DRG_UPOS_NOUN;
}

/** How much the names that the analyser sees here speak for a place. Inside a body's name a place is one where the body
 * serves it ("Boston Police Department") and none in "Washington Post". */
static float entity_sign(const drg_reading *r, const drg_spot *spot, bool governs)
{
    const drg_named *e = drg_near__entity(r, spot->first);
    if (e == NULL)
        return 0;
    uint32_t end = e->first + e->count;
    if (end <= spot->last)
        return e->type == DRG_ENTITY_PERSON && spot->kind == DRG_SPOT_NAME ? -e->confidence : 0;
    bool whole = e->count == spot->last - spot->first + 1;
    switch (e->type) {
    case DRG_ENTITY_PERSON: /* a name alone, of whom no full name is told, is taken for a person too readily */
        return (!whole ? -5.0F : e->count > 1 ? -3.2F : -1.8F) * e->confidence;
    case DRG_ENTITY_ORG:
        if (whole)
            return -0.8F * e->confidence;
        for (uint32_t t = spot->last + 1; t < end; t++)
            if (drg_spots__class(r, t) == DRG_PW_TAIL)
                return -4;
        for (uint32_t t = spot->last + 1; t < end; t++)
            if (drg_spots__class(r, t) == DRG_PW_BODY)
                return 0.8F;
        return governs && spot->first == e->first ? -0.5F * e->confidence : -1.2F - 1.3F * e->confidence;
    default: /* a longer name that no table holds is another's: "Paris Hilton" */
        if (!whole && spot->kind == DRG_SPOT_NAME && r->token[spot->last + 1].rel == DRG_REL_FLAT)
            return -4;
        return (whole ? 2.0F : 0.8F) * e->confidence;
    }
}

/** The last name of a person of whom the document tells in full. */
static bool is_last_name(const drg_reading *r, const drg_spot *spot)
{
    if (spot->first != spot->last)
        return false;
    for (size_t i = 0; i < r->doc->n_entities && i < 3000; i++) {
        const drg_named *e = &r->doc->entities[i];
        uint32_t last = e->first + e->count - 1;
        if (e->type == DRG_ENTITY_PERSON && e->count >= 2 && e->confidence > 0.5F && last != spot->first &&
            drg_str_eq(r->folded[last], r->folded[spot->first]))
            return true;
    }
    return false;
}

/** A country's short name: "US", "U.K.", "UAE". */
static bool is_short_state(const drg_reading *r, const drg_spot *spot)
{
    size_t n;
    bool more;
    if (spot->first != spot->last || !drg_spots__all_capitals(r->token[spot->first].form) || r->dateline[spot->first])
        return false;
    const drg_toponym *p = drg_knowledge__toponyms(r->knowledge, r->folded[spot->first], &n, &more);
    return n > 0 && p[0].resolution == DRG_PLACE_COUNTRY && r->folded[spot->first].len <= 3;
}

/** A country's short name before what it has: "U.S. forces". */
static bool is_attribute(const drg_reading *r, const drg_spot *spot)
{
    const drg_token *t = &r->token[spot->last];
    bool inside = t->rel == DRG_REL_COMPOUND || t->rel == DRG_REL_AMOD || t->rel == DRG_REL_NMOD_POSS ||
                  t->rel == DRG_REL_NMOD_DESC;
    return inside && is_short_state(r, spot);
}

static bool owns(const drg_reading *r, const drg_spot *spot)
{
    uint32_t t = spot->last + 1;
    return same_sentence(r, t, spot->last) &&
           (drg_str_is(r->token[t].form, "'s") || drg_str_is(r->token[t].form, "’s"));
}

/** Marks of the actors' tables over the spot: persons, bodies, groups that are more than the place. */
static float mark_sign(const drg_reading *r, drg_spot *spot)
{
    for (uint32_t t = spot->first; t <= spot->last; t++) {
        if (r->mark_at[t] == DRG_NONE)
            continue;
        const drg_mark *m = &r->mark[r->mark_at[t]];
        bool longer = m->first < spot->first || m->last > spot->last;
        switch (m->fact->kind) {
        case DRG_FACT_COUNTRY:
        case DRG_FACT_CAPITAL:
            break;
        case DRG_FACT_DEMONYM:
            if (!drg_spots__all_capitals(r->token[t].form))
                return -9;
            break;
        case DRG_FACT_ROLE:
            if (longer || spot->first == spot->last)
                return -3;
            break;
        default:
            if (longer && spot->first == m->first && (is_short_state(r, spot) || owns(r, spot)))
                return 0; /* "U.S. Army", "Sudan's army" */
            if (!longer && spot->last > m->last)
                break;
            if (m->fact->kind == DRG_FACT_MEDIA || m->fact->kind == DRG_FACT_PERSON)
                return -9;
            for (uint32_t k = spot->last + 1; longer && k <= m->last; k++)
                if (drg_spots__class(r, k) == DRG_PW_BODY)
                    return 0;
            return -6;
        }
    }
    return 0;
}

/** A proper noun right before that is neither title nor direction makes the spot a part of its name ("Taco Bell"). */
static bool is_glued_before(const drg_reading *r, const drg_spot *spot)
{
    uint32_t t = spot->first;
    if (t == 0 || !same_sentence(r, t - 1, t) || !drg_spots__capital(r, t - 1) ||
        r->token[t - 1].upos != DRG_UPOS_PROPN)
        return false;
    drg_place_word class = drg_spots__class(r, t - 1);
    if (class == DRG_PW_SIDE || class == DRG_PW_CITY || class == DRG_PW_BODY || r->dateline[t])
        return false;
    uint32_t mark = r->mark_at[t - 1];
    if (mark != DRG_NONE && (r->mark[mark].fact->kind == DRG_FACT_ROLE || r->mark[mark].fact->kind <= DRG_FACT_CAPITAL))
        return false;
    const drg_named *a = drg_near__entity(r, t - 1), *b = drg_near__entity(r, t);
    return a == NULL || a == b || b == NULL;
}

/** "Bank of America", "Duke of York", "University of Cincinnati": the place is a part of another's name. */
static bool is_of_body(const drg_reading *r, const drg_spot *spot)
{
    uint32_t t = spot->first;
    if (t < 2 || !same_sentence(r, t - 2, t) || !drg_str_is(r->folded[t - 1], "of") || !drg_spots__capital(r, t - 2))
        return false;
    drg_place_word class = drg_spots__class(r, t - 2);
    return class == DRG_PW_TAIL || class == DRG_PW_TITLE || drg_str_is(r->folded[t - 2], "corporation");
}

/** What follows: a body or people of the place speak for it, a business or another name against it. */
static float tail_sign(const drg_reading *r, const drg_spot *spot, bool governs)
{
    uint32_t t = spot->last + 1;
    if (!same_sentence(r, t, spot->last) || r->dateline[spot->first])
        return 0;
    drg_place_word class = drg_spots__class(r, t);
    bool capital = drg_spots__capital(r, t) && r->token[t].upos == DRG_UPOS_PROPN;
    if (!capital) {
        if (class == DRG_PW_BODY || class == DRG_PW_PEOPLE || class == DRG_PW_CITY || class == DRG_PW_DIVISION ||
            class == DRG_PW_POLITY)
            return 1.5F;
        if (class == DRG_PW_SITE || class == DRG_PW_FEATURE)
            return 0.8F;
        return drg_str_is(r->token[t].form, "-") && same_sentence(r, t + 1, t) && drg_spots__capital(r, t + 1) ? -0.5F
                                                                                                               : 0;
    }
    for (uint32_t k = t; same_sentence(r, k, t) && drg_spots__capital(r, k) && k < t + 5; k++) {
        class = drg_spots__class(r, k);
        if (class == DRG_PW_TAIL)
            return -4;
        if (class == DRG_PW_BODY || class == DRG_PW_PEOPLE)
            return 1.2F;
    }
    uint32_t mark = r->mark_at[t];
    if (mark != DRG_NONE && r->mark[mark].fact->kind == DRG_FACT_ROLE)
        return 0.8F;
    bool one = r->token[t].rel == DRG_REL_FLAT || r->token[t].rel == DRG_REL_COMPOUND ||
               r->token[spot->last].rel == DRG_REL_COMPOUND || r->token[spot->last].rel == DRG_REL_FLAT;
    bool flat = r->token[t].rel == DRG_REL_FLAT && r->token[t].head == spot->last;
    return flat ? -3.0F : one && !governs ? -1.8F : -0.5F;
}

/** "Mr Paris", "Trooper Blair": no place. */
static bool is_after_title(const drg_reading *r, const drg_spot *spot)
{
    uint32_t t = spot->first;
    if (t > 0 && same_sentence(r, t - 1, t) && drg_spots__class(r, t - 1) == DRG_PW_TITLE &&
        drg_spots__capital(r, t - 1))
        return true;
    DRG_EACH_CHILD(r, spot->last, c)
        if (c < spot->first && r->token[c].rel == DRG_REL_NMOD_DESC)
            return true;
    return false;
}

/** Only persons and bodies say and do such things; of the places, only those that govern. */
static bool speaks(const drg_reading *r, const drg_spot *spot)
{
    static const char *const verbs[] = {"say",  "tell", "add", "explain", "ask",   "note", "recall", "think", "believe",
                                        "want", "know", "die", "arrive",  "serve", "joke", "admit",  "plead", NULL};
    const drg_token *t = &r->token[spot->last];
    if (t->rel != DRG_REL_NSUBJ && t->rel != DRG_REL_NSUBJ_PASS)
        return false;
    return t->head != DRG_NONE && is_one_of(r->token[t->head].lemma, verbs);
}

/** "shelled Saraqib", "entered Kidal": what one does to ground. */
static bool is_ground_of_verb(const drg_reading *r, const drg_spot *spot)
{
    static const char *const verbs[] = {
        "shell",   "bomb",    "bombard",   "capture", "seize",    "take",    "retake",   "enter",
        "leave",   "reach",   "recapture", "storm",   "liberate", "besiege", "visit",    "evacuate",
        "strike",  "attack",  "raid",      "occupy",  "flee",     "control", "surround", "encircle",
        "overrun", "abandon", "defend",    "pound",   "tour",     "quit",    "target",   NULL};
    const drg_token *t = &r->token[spot->last];
    if (t->rel != DRG_REL_OBJ && t->rel != DRG_REL_NSUBJ_PASS)
        return false;
    return t->head != DRG_NONE && is_one_of(r->token[t->head].lemma, verbs);
}

/** How well known the name is as a place's. */
static float fame(const drg_spots *s, const drg_spot *spot, bool *governs)
{
    static const struct {
        uint32_t people;
        float sign;
    } steps[] = {{2000, -0.3F}, {20000, 0.1F}, {100000, 0.7F}, {1000000, 1.2F}};
    float best = -0.9F;
    *governs = false;
    const drg_spot_name *name = &s->name[spot->name];
    for (size_t i = 0; i < name->n; i++) {
        const drg_toponym *p = name->candidate[i].place;
        float f = -0.7F;
        for (size_t k = 0; k < sizeof steps / sizeof steps[0]; k++)
            f = p->population >= steps[k].people ? steps[k].sign : f;
        if (p->resolution == DRG_PLACE_COUNTRY || p->is_capital)
            f = 2;
        else if (p->resolution == DRG_PLACE_PROVINCE || p->resolution == DRG_PLACE_REGION)
            f = 1;
        else if (p->resolution == DRG_PLACE_FEATURE || p->resolution == DRG_PLACE_SITE)
            f = 0.9F;
        *governs = *governs || f >= 1;
        best = f > best ? f : best;
    }
    return best;
}

/** "Ky.", "TX", "W. Va.": a state by its abbreviation is one behind a place ("Covington, Ky.") or a party ("D-S.C."), or
 * where it has a full stop inside. */
static float abbreviation(const drg_reading *r, const drg_spot *spot)
{
    drg_str f = r->token[spot->last].form;
    uint32_t t = spot->first;
    if (spot->last > t + 1 || f.len < 2 || f.len > 6 || r->token[t].form.len > 6)
        return 0;
    if (drg_str_is(f, "Mass") && !(t >= 1 && drg_str_is(r->token[t - 1].form, ",")))
        return -12; /* celebrated, and no state */
    bool stop = f.ptr[f.len - 1] == '.', two = f.len == 2 && drg_spots__all_capitals(f) && t == spot->last;
    if (!(stop || two) || drg_str_is(f, "US") || drg_str_is(f, "UK"))
        return 0;
    bool same = t >= 2 && same_sentence(r, t - 2, t);
    bool behind = same && drg_str_is(r->token[t - 1].form, ",") && drg_spots__capital(r, t - 2);
    bool party = same && drg_str_is(r->token[t - 1].form, "-") && r->token[t - 2].form.len == 1;
    bool inside = stop && ((f.len >= 4 && f.ptr[1] == '.') || spot->last > t);
    return behind || party ? 3 : inside ? 0.5F : -3;
}

/** Of names that say what they are, and of those that only the analyser takes for places. */
static float unknown_sign(const drg_reading *r, const drg_spot *spot)
{
    const drg_named *e = drg_near__entity(r, spot->first);
    bool ground = e != NULL && (e->type == DRG_ENTITY_GPE || e->type == DRG_ENTITY_LOC || e->type == DRG_ENTITY_FAC);
    if (e != NULL && !ground && e->confidence > 0.6F && spot->kind != DRG_SPOT_STREET &&
        spot->kind != DRG_SPOT_DIVISION)
        return -1;
    if (spot->kind != DRG_SPOT_NAME)
        return is_after_title(r, spot) ? -1 : 2;
    float tail = tail_sign(r, spot, false), sign = (ground ? 1.0F * e->confidence : 0) + preposition(r, spot) * 0.5F;
    if (spot->first == spot->last && drg_spots__class(r, spot->first) != DRG_PW_NONE)
        return -5;
    if (is_last_name(r, spot) || is_after_title(r, spot) || speaks(r, spot))
        sign -= 2;
    if (is_glued_before(r, spot) || r->token[spot->last].upos != DRG_UPOS_PROPN)
        sign -= 1;
    return sign + (tail < 0 ? -1.0F : tail) + (after_city_word(r, spot) ? 1.5F : 0);
}

float drg_spots__sign(const drg_spots *s, drg_spot *spot)
{
    const drg_reading *r = s->r;
    bool governs, proper = false;
    float prep = preposition(r, spot), sign = mark_sign(r, spot);
    spot->ground = prep > 0 || spot->qualifier != DRG_NONE;
    if (spot->name == DRG_NONE)
        return sign + unknown_sign(r, spot);
    spot->attribute = is_attribute(r, spot);
    for (uint32_t t = spot->first; t <= spot->last; t++)
        proper = proper || r->token[t].upos == DRG_UPOS_PROPN;
    sign +=
        fame(s, spot, &governs) + entity_sign(r, spot, governs) + tail_sign(r, spot, governs) + abbreviation(r, spot);
    sign += is_glued_before(r, spot) ? -4.0F : is_of_body(r, spot) ? -3.0F : prep;
    sign += spot->qualifier != DRG_NONE ? 3 : 0;
    bool begins = spot->first == r->doc->sentences[r->token[spot->first].sentence].first;
    sign += proper || (governs && !begins) ? 0.6F : -1.5F;
    sign += after_city_word(r, spot) ? 2 : is_ground_of_verb(r, spot) ? 1 : 0;
    sign += spot->last > spot->first ? 0.8F : 0;
    sign += r->dateline[spot->first] ? 2 : 0;
    if (spot->kind != DRG_SPOT_NAME)
        sign += 1.5F;
    drg_place_word class = spot->first == spot->last ? drg_spots__class(r, spot->first) : DRG_PW_NONE;
    if (class != DRG_PW_NONE)
        sign -= class == DRG_PW_COMMON ? 3 : 7;
    bool word = spot->first == spot->last && class == DRG_PW_NONE &&
                drg_knowledge__word(r->knowledge, r->folded[spot->first]) != 0;
    if (word && !governs) /* a word of the frames: "Secretary", "Commerce" */
        sign -= 2;
    if (is_after_title(r, spot))
        sign -= 4;
    if (is_last_name(r, spot)) /* "Jack London … London was born" */
        sign -= prep > 0 ? 2 : 4;
    if (!governs && speaks(r, spot))
        sign -= 1.5F;
    return sign;
}
