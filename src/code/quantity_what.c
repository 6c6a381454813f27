/* src/code/quantity_what.c - what a number counts, from its noun and what governs it. */
#include "code/quantity_expr.h"
#include "code/quantity_words.h"
#include "code/token.h"

enum { MAX_CLIMB = 64, MAX_DESCENT = 4 };

static bool lemma_is(const drg_document *doc, uint32_t t, const char *lemma)
{
    return t < doc->n_tokens && drg_str_is(doc->tokens[t].lemma, lemma);
}

static bool is_passive(const drg_document *doc, uint32_t verb)
{
    return drg_token__child(doc, verb, DRG_REL_AUX_PASS, 0) != DRG_NONE ||
           drg_token__child(doc, verb, DRG_REL_NSUBJ_PASS, 0) != DRG_NONE ||
           drg_token__has_feat(&doc->tokens[verb], "Voice=Pass");
}

/* "killed", not "kill" or "killing": may be a passive whose auxiliary is left out. */
static bool is_past_participle(const drg_token *t)
{
    return drg_token__has_feat(t, "VerbForm=Part") && !drg_token__has_feat(t, "Tense=Pres");
}

static bool is_nominal(const drg_token *t)
{
    return t->upos == DRG_UPOS_NOUN || t->upos == DRG_UPOS_PROPN || t->upos == DRG_UPOS_NUM ||
           t->upos == DRG_UPOS_PRON || t->upos == DRG_UPOS_SYM || t->upos == DRG_UPOS_ADJ || t->upos == DRG_UPOS_X;
}

/* ------------------------------------------------------------------ predicates */

/* Verbs that say it only with another word: "take prisoner", "shoot down", "go missing". */
static bool phrasal(const drg_document *doc, uint32_t verb, drg_count_role *role, drg_what *what)
{
    static const struct {
        const char *verb, *with;
        drg_count_role role;
        drg_what what;
    } phrases[] = {
        {"take", "prisoner", DRG_COUNT_OBJ, DRG_WHAT_captured},
        {"take", "captive", DRG_COUNT_OBJ, DRG_WHAT_captured},
        {"take", "hostage", DRG_COUNT_OBJ, DRG_WHAT_captured},
        {"hold", "hostage", DRG_COUNT_OBJ, DRG_WHAT_captured},
        {"take", "custody", DRG_COUNT_OBJ, DRG_WHAT_arrested},
        {"round", "up", DRG_COUNT_OBJ, DRG_WHAT_arrested},
        {"shoot", "down", DRG_COUNT_OBJ, DRG_WHAT_intercepted},
        {"bring", "down", DRG_COUNT_OBJ, DRG_WHAT_intercepted},
        {"shoot", "dead", DRG_COUNT_OBJ, DRG_WHAT_dead},
        {"gun", "down", DRG_COUNT_OBJ, DRG_WHAT_dead},
        {"blow", "up", DRG_COUNT_OBJ, DRG_WHAT_destroyed},
        {"knock", "out", DRG_COUNT_OBJ, DRG_WHAT_destroyed},
        {"burn", "down", DRG_COUNT_OBJ, DRG_WHAT_destroyed},
        {"hand", "over", DRG_COUNT_OBJ, DRG_WHAT_released},
        {"set", "free", DRG_COUNT_OBJ, DRG_WHAT_released},
        {"take", "part", DRG_COUNT_SUBJ, DRG_WHAT_participants},
        {"take", "street", DRG_COUNT_SUBJ, DRG_WHAT_participants},
        {"turn", "out", DRG_COUNT_SUBJ, DRG_WHAT_participants},
        {"lay", "arm", DRG_COUNT_SUBJ, DRG_WHAT_surrendered},
        {"pull", "rubble", DRG_COUNT_OBJ, DRG_WHAT_rescued},
        {"leave", "home", DRG_COUNT_SUBJ, DRG_WHAT_displaced},
        {"force", "home", DRG_COUNT_OBJ, DRG_WHAT_displaced},
        {"drive", "home", DRG_COUNT_OBJ, DRG_WHAT_displaced},
        {"suffer", "injury", DRG_COUNT_SUBJ, DRG_WHAT_injured},
        {"sustain", "injury", DRG_COUNT_SUBJ, DRG_WHAT_injured},
        {"suffer", "wound", DRG_COUNT_SUBJ, DRG_WHAT_injured},
        {"leave", "injury", DRG_COUNT_OBJ, DRG_WHAT_injured},
        {"leave", "wound", DRG_COUNT_OBJ, DRG_WHAT_injured},
        {"take", "hospital", DRG_COUNT_OBJ, DRG_WHAT_injured},
        {"rush", "hospital", DRG_COUNT_OBJ, DRG_WHAT_injured},
        {"lose", "life", DRG_COUNT_SUBJ, DRG_WHAT_dead},
        {"call", "up", DRG_COUNT_OBJ, DRG_WHAT_troops},
        {"bring", "together", DRG_COUNT_OBJ, DRG_WHAT_participants},
    };
    const drg_sentence *s = &doc->sentences[doc->tokens[verb].sentence];
    for (size_t k = 0; k < sizeof phrases / sizeof *phrases; k++) {
        if (!lemma_is(doc, verb, phrases[k].verb))
            continue;
        for (uint32_t c = s->first; c < s->first + s->count; c++) {
            const drg_token *t = &doc->tokens[c];
            if (t->head == verb && c > verb && t->rel != DRG_REL_NSUBJ && t->rel != DRG_REL_CASE &&
                drg_str_is(t->lemma, phrases[k].with)) {
                *role = phrases[k].role;
                *what = phrases[k].what;
                return true;
            }
        }
    }
    return false;
}

/* "Two policemen killed in Kashmir": a past form of such a verb, with no object, is a passive without its auxiliary. */
static bool lacks_object(const drg_document *doc, uint32_t verb)
{
    const drg_token *t = &doc->tokens[verb];
    const drg_sentence *s = &doc->sentences[t->sentence];
    if (drg_token__child(doc, verb, DRG_REL_OBJ, 0) != DRG_NONE ||
        drg_token__child(doc, verb, DRG_REL_CCOMP, 0) != DRG_NONE)
        return false;
    if (is_past_participle(t))
        return true;
    if (!drg_token__has_feat(t, "Tense=Past"))
        return false;
    if (verb + 1 >= s->first + s->count)
        return true;
    uint8_t next = doc->tokens[verb + 1].upos;
    return next == DRG_UPOS_ADP || next == DRG_UPOS_PUNCT || next == DRG_UPOS_CCONJ || next == DRG_UPOS_SCONJ ||
           next == DRG_UPOS_ADV;
}

/* Whether the count is what the verb befalls, or who does it; a bare participle befalls ("12 killed"). */
static bool role_fits(const drg_document *doc, uint32_t verb, drg_count_role role, bool of_object)
{
    const drg_token *t = &doc->tokens[verb];
    if (role == DRG_COUNT_BOTH)
        return true;
    if (role == DRG_COUNT_OBJ)
        return of_object || is_passive(doc, verb) || lacks_object(doc, verb);
    static const char *const never_passive[] = {"die", "perish", "drown", "flee", "succumb", "vanish", "disappear"};
    return !of_object || t->upos == DRG_UPOS_ADJ ||
           (DRG_TOKEN_IN(t, never_passive) && drg_token__child(doc, verb, DRG_REL_AUX_PASS, 0) == DRG_NONE);
}

static bool own_word(const drg_document *doc, uint32_t t, bool of_object, drg_what *what)
{
    drg_count_role role = DRG_COUNT_NONE;
    drg_what found = DRG_WHAT_other;
    if (!phrasal(doc, t, &role, &found))
        role = drg_quantity_words__verb(drg_token__lemma(&doc->tokens[t]), &found);
    /* "the wounded", "is missing": participles that are tagged adjectives keep their own form as lemma */
    if (role == DRG_COUNT_NONE || !role_fits(doc, t, role, of_object))
        return false;
    *what = found;
    return true;
}

/* A clause that shares the subject or object: no noun of its own stands in that place. */
static bool shares(const drg_document *doc, uint32_t t, bool of_object)
{
    /* "were killed and dozens injured": the tree may have missed whose the second participle is */
    for (uint32_t left = t; left-- > doc->sentences[doc->tokens[t].sentence].first;) {
        const drg_token *token = &doc->tokens[left];
        if (token->upos == DRG_UPOS_CCONJ || token->upos == DRG_UPOS_PUNCT || token->upos == DRG_UPOS_VERB)
            break;
        if (is_nominal(token) && token->upos != DRG_UPOS_ADJ)
            return false;
    }
    /* "killing one person and wounding nine": an active verb before its object does not share that of the next */
    uint32_t first = doc->tokens[t].head;
    for (uint32_t between = first + 1; of_object && !is_passive(doc, first) && between < t; between++)
        if (is_nominal(&doc->tokens[between]) && doc->tokens[between].upos != DRG_UPOS_ADJ)
            return false;
    if (drg_token__child(doc, t, DRG_REL_NSUBJ, 0) != DRG_NONE ||
        drg_token__child(doc, t, DRG_REL_NSUBJ_PASS, 0) != DRG_NONE)
        return false;
    return !of_object || drg_token__child(doc, t, DRG_REL_OBJ, 0) == DRG_NONE;
}

static bool predicate(const drg_document *doc, uint32_t t, bool of_object, drg_what *what, uint32_t *event_token,
                      int depth)
{
    if (depth > MAX_DESCENT)
        return false;
    const drg_sentence *s = &doc->sentences[doc->tokens[t].sentence];
    bool own = own_word(doc, t, of_object, what);
    if (own)
        *event_token = t;
    for (uint32_t c = t + 1; c < s->first + s->count; c++) {
        const drg_token *token = &doc->tokens[c];
        if (token->head != t)
            continue;
        drg_what more = DRG_WHAT_other;
        uint32_t at = c;
        if (token->rel == DRG_REL_XCOMP && !own) {
            /* "are feared dead", "went missing", "left 12 injured": the object of t is the subject there */
            if (predicate(doc, c, false, &more, &at, depth + 1)) {
                *what = more;
                *event_token = at;
                return true;
            }
        } else if (token->rel == DRG_REL_CONJ && shares(doc, c, of_object)) {
            /* "shot and killed", "killed or injured" */
            if (!predicate(doc, c, of_object, &more, &at, depth + 1))
                continue;
            if (!own) {
                *what = more;
                *event_token = at;
                return true;
            }
            bool both = (*what == DRG_WHAT_dead && more == DRG_WHAT_injured) ||
                        (*what == DRG_WHAT_injured && more == DRG_WHAT_dead);
            if (both)
                *what = DRG_WHAT_casualties;
        }
    }
    return own;
}

bool drg_count__predicate(const drg_document *doc, uint32_t t, bool of_object, drg_what *what, uint32_t *event_token)
{
    return predicate(doc, t, of_object, what, event_token, 0);
}

/* ------------------------------------------------------------------ what may go with what */

/* A noun that no table names: a people's name, or one made as names of doers are. */
static bool may_name_person(const drg_token *noun)
{
    static const char *const endings[] = {"er", "or", "ist", "ian", "man", "ee", "ant", "ent", "woman", "ive", "eer"};
    static const char *const things[] = {
        "tree",     "fee",        "committee",   "knee",      "coffee",  "degree",     "door",       "floor",
        "river",    "tower",      "computer",    "container", "water",   "order",      "letter",     "paper",
        "number",   "shelter",    "plant",       "document",  "event",   "agreement",  "settlement", "apartment",
        "center",   "factor",     "reactor",     "tractor",   "sector",  "corridor",   "motor",      "color",
        "error",    "restaurant", "server",      "border",    "corner",  "quarter",    "chapter",    "boiler",
        "bunker",   "crater",     "transformer", "generator", "payment", "department", "statement",  "document",
        "monument", "instrument", "percent",     "continent"};
    drg_str lemma = drg_token__lemma(noun);
    if (DRG_TOKEN_IN(noun, things))
        return false;
    if (noun->upos == DRG_UPOS_PROPN || noun->upos == DRG_UPOS_ADJ || noun->upos == DRG_UPOS_NUM)
        return true;
    for (size_t k = 0; k < sizeof endings / sizeof *endings; k++)
        if (drg_str_ends(lemma, drg_str_of(endings[k])))
            return true;
    return false;
}

/* Whether `what` can be said of such a noun; changes it where the noun decides ("destroyed 12 drones" stays destroyed,
 * "captured five tanks" is weapons, "took three villages" settlements). */
static bool settle(drg_noun_kind kind, const drg_token *noun, drg_what *what)
{
    bool of_people = *what <= DRG_WHAT_troops;
    switch (kind) {
    case DRG_NOUN_WEAPON:
    case DRG_NOUN_VEHICLE:
    case DRG_NOUN_CRAFT:
        if (of_people)
            *what = DRG_WHAT_weapons;
        return true;
    case DRG_NOUN_SETTLEMENT:
        if (*what != DRG_WHAT_destroyed)
            *what = DRG_WHAT_settlements;
        return true;
    case DRG_NOUN_EVENT:
        if (*what != DRG_WHAT_intercepted)
            *what = DRG_WHAT_events;
        return true;
    case DRG_NOUN_DEAD:
    case DRG_NOUN_INJURED:
    case DRG_NOUN_CASUALTY:
    case DRG_NOUN_ARREST:
    case DRG_NOUN_LIFE:
        return false; /* the noun itself says it */
    case DRG_NOUN_MISSING:
        return false;
    case DRG_NOUN_UNKNOWN:
        /* animals die too, but only persons are released or gather */
        return !of_people || *what <= DRG_WHAT_casualties || !noun || may_name_person(noun);
    default:
        return of_people;
    }
}

bool drg_count__settle(const drg_document *doc, uint32_t noun, drg_what *what)
{
    const drg_token *t = noun != DRG_NONE ? &doc->tokens[noun] : NULL;
    return settle(t ? drg_quantity_words__noun(drg_token__lemma(t)) : DRG_NOUN_UNKNOWN, t, what);
}

static drg_what own_what(drg_noun_kind kind)
{
    switch (kind) {
    case DRG_NOUN_TROOPS:
        return DRG_WHAT_troops;
    case DRG_NOUN_PARTICIPANT:
        return DRG_WHAT_participants;
    case DRG_NOUN_DISPLACED:
        return DRG_WHAT_displaced;
    case DRG_NOUN_DEAD:
        return DRG_WHAT_dead;
    case DRG_NOUN_INJURED:
        return DRG_WHAT_injured;
    case DRG_NOUN_CASUALTY:
        return DRG_WHAT_casualties;
    case DRG_NOUN_MISSING:
        return DRG_WHAT_missing;
    case DRG_NOUN_ARREST:
        return DRG_WHAT_arrested;
    case DRG_NOUN_WEAPON:
    case DRG_NOUN_VEHICLE:
        return DRG_WHAT_weapons;
    case DRG_NOUN_SETTLEMENT:
        return DRG_WHAT_settlements;
    case DRG_NOUN_EVENT:
        return DRG_WHAT_events;
    default:
        return DRG_WHAT_other;
    }
}

/* ------------------------------------------------------------------ what governs */

/* "death toll", "number of the injured" as subject or object of t: what is counted by "rose to 14". */
static bool counted_topic(const drg_document *doc, uint32_t t, drg_what *what, uint32_t *event_token)
{
    const drg_sentence *s = &doc->sentences[doc->tokens[t].sentence];
    for (uint32_t c = s->first; c < s->first + s->count; c++) {
        const drg_token *token = &doc->tokens[c];
        if (token->head != t ||
            (token->rel != DRG_REL_NSUBJ && token->rel != DRG_REL_NSUBJ_PASS && token->rel != DRG_REL_OBJ))
            continue;
        bool crowd = drg_str_is(token->lemma, "attendance") || drg_str_is(token->lemma, "turnout") ||
                     drg_str_is(token->lemma, "crowd");
        if (crowd || drg_str_is(token->lemma, "toll")) {
            *what = crowd ? DRG_WHAT_participants : DRG_WHAT_dead;
            *event_token = c;
            return true;
        }
        if (!drg_str_is(token->lemma, "number") && !drg_str_is(token->lemma, "count") &&
            !drg_str_is(token->lemma, "total"))
            continue;
        for (uint32_t d = c + 1; d < s->first + s->count; d++) {
            if (doc->tokens[d].head != c || doc->tokens[d].rel != DRG_REL_NMOD)
                continue;
            drg_what found = own_what(drg_quantity_words__noun(drg_token__lemma(&doc->tokens[d])));
            uint32_t at = d;
            drg_what said = DRG_WHAT_other;
            for (uint32_t e = d + 1; e < s->first + s->count; e++)
                if (doc->tokens[e].head == d &&
                    (doc->tokens[e].rel == DRG_REL_ACL || doc->tokens[e].rel == DRG_REL_ACL_RELCL) &&
                    predicate(doc, e, true, &said, &at, 0))
                    found = said;
            if (found != DRG_WHAT_other) {
                *what = found;
                *event_token = at;
                return true;
            }
        }
    }
    return false;
}

static bool has_case(const drg_document *doc, uint32_t t, const char *word)
{
    const drg_sentence *s = &doc->sentences[doc->tokens[t].sentence];
    for (uint32_t c = s->first; c < s->first + s->count; c++)
        if (doc->tokens[c].head == t && doc->tokens[c].rel == DRG_REL_CASE &&
            (drg_str_is(doc->tokens[c].form, word) || drg_str_is(doc->tokens[c].lemma, word)))
            return true;
    return false;
}

/* Clauses and participles that hang on the noun: "killed in the attack", "wounded" soldiers, "who died". */
static bool modifier_says(const drg_document *doc, uint32_t head, drg_what *what, uint32_t *event_token)
{
    const drg_sentence *s = &doc->sentences[doc->tokens[head].sentence];
    for (uint32_t c = s->first; c < s->first + s->count; c++) {
        const drg_token *token = &doc->tokens[c];
        if (token->head != head)
            continue;
        if (token->rel == DRG_REL_NMOD && drg_quantity_words__noun(token->lemma) == DRG_NOUN_INJURED &&
            has_case(doc, c, "with")) { /* "50 people with injuries" */
            *what = DRG_WHAT_injured;
            *event_token = c;
            return true;
        }
        bool clause = token->rel == DRG_REL_ACL || token->rel == DRG_REL_ACL_RELCL;
        if (!clause && token->rel != DRG_REL_AMOD)
            continue;
        bool active = clause && !is_passive(doc, c) && !is_past_participle(token);
        /* "who killed 12": with an object of its own it tells of that */
        if (active && drg_token__child(doc, c, DRG_REL_OBJ, 0) != DRG_NONE && token->rel == DRG_REL_ACL_RELCL)
            active = true;
        if (predicate(doc, c, !active, what, event_token, 0))
            return true;
    }
    return false;
}

/* "arrested along with 13 others", "killed, including two children": shares the lot of the verb's own. */
static bool goes_with(const drg_document *doc, uint32_t a, bool *including)
{
    static const char *const with[] = {"along", "together", "alongside", "including", "include"};
    *including = has_case(doc, a, "including");
    return drg_token__has_child(doc, a, DRG_REL_CASE, with, sizeof with / sizeof *with);
}

/* The governing verb by its relation to the count. */
static bool verb_says(const drg_document *doc, uint32_t a, uint32_t verb, drg_what *what, uint32_t *event_token,
                      bool *is_part)
{
    uint8_t rel = doc->tokens[a].rel;
    bool object = rel == DRG_REL_OBJ || rel == DRG_REL_NSUBJ_PASS || rel == DRG_REL_IOBJ ||
                  (rel == DRG_REL_NSUBJ && is_passive(doc, verb));
    bool subject = rel == DRG_REL_NSUBJ || rel == DRG_REL_NSUBJ_OUTER;
    if (subject && drg_token__child(doc, verb, DRG_REL_AUX_PASS, 0) == DRG_NONE &&
        drg_quantity_words__verb(drg_token__lemma(&doc->tokens[verb]), what) == DRG_COUNT_SUBJ)
        object = false; /* "protested", taken for a passive: nobody is */
    if (object || subject) {
        /* an active verb with an object tells of its object, unless the phrase itself says more ("lost their lives") */
        if (predicate(doc, verb, object, what, event_token, 0))
            return true;
        drg_str lost = drg_token__lemma(&doc->tokens[a]);
        bool men = drg_quantity_words__noun(lost) == DRG_NOUN_TROOPS || drg_str_is(lost, "man");
        if (object && lemma_is(doc, verb, "lose") && men) {
            *what = DRG_WHAT_dead;
            *event_token = verb;
            return true;
        }
    }
    bool including = false;
    if ((rel == DRG_REL_OBL || rel == DRG_REL_NMOD) && goes_with(doc, a, &including)) {
        *is_part |= including;
        object = is_passive(doc, verb) || drg_token__child(doc, verb, DRG_REL_OBJ, 0) != DRG_NONE;
        return predicate(doc, verb, object, what, event_token, 0);
    }
    if (rel == DRG_REL_XCOMP || rel == DRG_REL_CCOMP || rel == DRG_REL_ADVCL || rel == DRG_REL_ACL)
        return false;
    return counted_topic(doc, verb, what, event_token);
}

/* The noun that the count complements: "deaths of 12", "injuries to 60", "a rally of 500", "the release of 200". */
static bool noun_says(const drg_document *doc, uint32_t a, uint32_t noun, drg_what *what, uint32_t *event_token)
{
    if (doc->tokens[a].rel != DRG_REL_NMOD)
        return false;
    if (!has_case(doc, a, "of") && !has_case(doc, a, "to") && !has_case(doc, a, "for") && !has_case(doc, a, "at"))
        return false;
    if (!drg_quantity_words__nominal(drg_token__lemma(&doc->tokens[noun]), what))
        return false;
    *event_token = noun;
    return true;
}

/* The verb right before the phrase: "killing 12", "abducted 30 others". Surer than any arc. */
static bool left_verb_says(const drg_document *doc, uint32_t first, drg_what *what, uint32_t *event_token)
{
    if (first == doc->sentences[doc->tokens[first].sentence].first)
        return false;
    const drg_token *left = &doc->tokens[first - 1];
    bool passive = drg_token__child(doc, first - 1, DRG_REL_AUX_PASS, 0) != DRG_NONE;
    /* "wounded 30 others": no adjective stands before a number but under an article */
    bool adjective = left->rel == DRG_REL_AMOD && first > 1 && doc->tokens[first - 2].upos == DRG_UPOS_DET;
    if (left->upos != DRG_UPOS_VERB || passive || adjective)
        return false;
    if (drg_quantity_words__verb(drg_token__lemma(left), what) != DRG_COUNT_OBJ)
        return false;
    *event_token = first - 1;
    return true;
}

/* The verb right behind the phrase: "12 people died", "60 fled"; behind a bare number a participle: "23 injured". */
static bool right_verb_says(const drg_document *doc, uint32_t last, bool bare, drg_what *what, uint32_t *event_token)
{
    const drg_sentence *s = &doc->sentences[doc->tokens[last].sentence];
    if (last + 1 >= s->first + s->count)
        return false;
    const drg_token *right = &doc->tokens[last + 1];
    drg_count_role role = drg_quantity_words__verb(drg_token__lemma(right), what);
    bool dies = right->upos == DRG_UPOS_VERB && role == DRG_COUNT_SUBJ && drg_token__has_feat(right, "VerbForm=Fin");
    bool hurt = bare && (role == DRG_COUNT_OBJ || role == DRG_COUNT_BOTH) && is_past_participle(right) &&
                drg_token__child(doc, last + 1, DRG_REL_OBJ, last + 1) == DRG_NONE;
    if (!dies && !hurt)
        return false;
    *event_token = last + 1;
    return true;
}

/* "injuries to 60 others", "the deaths of 12": the noun before the preposition before the phrase. */
static bool left_noun_says(const drg_document *doc, uint32_t first, drg_what *what, uint32_t *event_token)
{
    static const char *const links[] = {"of", "to", "for"};
    if (first < doc->sentences[doc->tokens[first].sentence].first + 2 || !DRG_TOKEN_IN(&doc->tokens[first - 1], links))
        return false;
    const drg_token *noun = &doc->tokens[first - 2];
    if (noun->upos != DRG_UPOS_NOUN || !drg_quantity_words__nominal(drg_token__lemma(noun), what))
        return false;
    *event_token = first - 2;
    return true;
}

/* The words beside the phrase, where the tree does not say. */
static bool neighbour_says(const drg_document *doc, uint32_t first, uint32_t last, drg_what *what,
                           uint32_t *event_token)
{
    static const char *const captive[] = {"prisoner", "captive", "hostage"};
    const drg_sentence *s = &doc->sentences[doc->tokens[first].sentence];
    if (left_verb_says(doc, first, what, event_token) || left_noun_says(doc, first, what, event_token))
        return true;
    uint32_t t = last + 1, end = s->first + s->count;
    bool passive = false;
    if (t < end && DRG_TOKEN_IN(&doc->tokens[t], captive)) { /* "took 12 soldiers prisoner" */
        *what = DRG_WHAT_captured;
        *event_token = t;
        return true;
    }
    for (; t < end && (doc->tokens[t].upos == DRG_UPOS_AUX || doc->tokens[t].upos == DRG_UPOS_ADV); t++)
        passive |= drg_str_is(doc->tokens[t].lemma, "be");
    if (t == end || t > last + 4)
        return false;
    const drg_token *right = &doc->tokens[t];
    if (right->upos != DRG_UPOS_VERB && right->upos != DRG_UPOS_ADJ)
        return false;
    bool participle = is_past_participle(right) || right->upos == DRG_UPOS_ADJ;
    return predicate(doc, t, participle && (passive || t == last + 1), what, event_token, 0);
}

/* ------------------------------------------------------------------ all together */

static bool governor_says(const drg_document *doc, uint32_t a, drg_reading_of_count *out)
{
    uint32_t t = a;
    for (int depth = 0; depth < MAX_CLIMB; depth++) {
        const drg_token *token = &doc->tokens[t];
        uint32_t head = token->head;
        if (head == DRG_NONE) {
            /* a number or noun that is the predicate: "the toll is 12" */
            return counted_topic(doc, t, &out->what, &out->event_token);
        }
        const drg_token *above = &doc->tokens[head];
        if (above->upos == DRG_UPOS_VERB || above->upos == DRG_UPOS_AUX ||
            (token->rel == DRG_REL_NSUBJ || token->rel == DRG_REL_NSUBJ_PASS)) {
            if (token->rel == DRG_REL_CONJ)
                return false;
            if (out->event_token == DRG_NONE && (token->rel == DRG_REL_OBJ || token->rel == DRG_REL_NSUBJ ||
                                                 token->rel == DRG_REL_NSUBJ_PASS || token->rel == DRG_REL_OBL))
                out->event_token = head;
            return verb_says(doc, t, head, &out->what, &out->event_token, &out->is_part);
        }
        if (!is_nominal(above) || (above->upos == DRG_UPOS_NUM && token->rel == DRG_REL_NMOD))
            return false; /* "36 of 52 drones": what befell the 36 says nothing of the 52 */
        if (counted_topic(doc, t, &out->what, &out->event_token))
            return true;
        if (noun_says(doc, t, head, &out->what, &out->event_token))
            return true;
        bool through = token->rel == DRG_REL_CONJ || token->rel == DRG_REL_APPOS || token->rel == DRG_REL_NUMMOD ||
                       (token->rel == DRG_REL_NMOD && drg_quantity_words__holds_count(drg_token__lemma(above)));
        if (token->rel == DRG_REL_NMOD && has_case(doc, t, "including")) {
            out->is_part = true;
            through = true;
        }
        if (token->rel == DRG_REL_APPOS)
            out->is_part = above->upos != DRG_UPOS_PROPN;
        if (!through) {
            if (out->event_token == DRG_NONE && token->rel == DRG_REL_NMOD)
                out->event_token = head;
            return false;
        }
        if (modifier_says(doc, head, &out->what, &out->event_token) && token->rel != DRG_REL_CONJ)
            return true;
        t = head;
    }
    return false;
}

/* "F-16s", "S-300s", "BM-21". */
static bool is_model_name(drg_str form)
{
    bool digit = false;
    for (size_t i = 0; i < form.len; i++)
        digit |= form.ptr[i] >= '0' && form.ptr[i] <= '9';
    return digit && form.len > 2 && form.ptr[0] >= 'A' && form.ptr[0] <= 'Z';
}

/* "combat aircraft", "armored vehicles", "rounds of ammunition". */
static bool is_armed(const drg_document *doc, uint32_t noun, drg_noun_kind kind)
{
    static const char *const armed[] = {"combat", "armored",   "armoured",   "military", "attack", "fighter",
                                        "war",    "transport", "amphibious", "assault",  "naval",  "fighting",
                                        "patrol", "missile",   "armed",      "bomber"};
    static const char *const rounds[] = {"ammunition", "artillery", "shell", "mortar"};
    if (kind == DRG_NOUN_CRAFT)
        return drg_token__has_child(doc, noun, DRG_REL_AMOD, armed, sizeof armed / sizeof *armed) ||
               drg_token__has_child(doc, noun, DRG_REL_COMPOUND, armed, sizeof armed / sizeof *armed);
    if (!lemma_is(doc, noun, "round"))
        return false;
    return drg_token__has_child(doc, noun, DRG_REL_NMOD, rounds, sizeof rounds / sizeof *rounds) ||
           drg_token__has_child(doc, noun, DRG_REL_COMPOUND, rounds, sizeof rounds / sizeof *rounds);
}

/* "fuel tanks". */
static bool is_container(const drg_document *doc, uint32_t noun)
{
    static const char *const held[] = {"fuel", "oil", "gas", "water", "storage", "diesel", "think", "petrol"};
    return drg_token__has_child(doc, noun, DRG_REL_COMPOUND, held, sizeof held / sizeof *held);
}

/* "500 dead and wounded". */
static bool says_casualties(const drg_document *doc, uint32_t noun)
{
    const drg_sentence *s = &doc->sentences[doc->tokens[noun].sentence];
    static const char *const hurt[] = {"wounded", "injured", "wound", "injure"};
    if (!drg_str_is(doc->tokens[noun].form, "dead") && !drg_str_is(doc->tokens[noun].form, "killed"))
        return false;
    if (noun + 2 >= s->first + s->count || doc->tokens[noun + 1].upos != DRG_UPOS_CCONJ)
        return false;
    return DRG_TOKEN_IN(&doc->tokens[noun + 2], hurt);
}

/* "settles" of craft: a weapon where it is sent, moved or delivered as one. */
static bool is_sent(const drg_document *doc, uint32_t event_token)
{
    static const char *const sending[] = {"deploy", "launch", "deliver", "send",     "supply",   "donate", "provide",
                                          "mass",   "field",  "station", "transfer", "scramble", "ship"};
    return event_token != DRG_NONE && DRG_TOKEN_IN(&doc->tokens[event_token], sending);
}

/* "16 aircraft fired 22 munitions": craft that strike are weapons, those that are struck are none. */
static bool is_striking(const drg_document *doc, uint32_t head, uint32_t event_token)
{
    static const char *const striking[] = {"fire",   "strike",      "bomb",   "attack", "bombard",
                                           "drop",   "pound",       "launch", "shell",  "intercept",
                                           "patrol", "participate", "raid",   "escort", "target"};
    return event_token != DRG_NONE && doc->tokens[head].rel == DRG_REL_NSUBJ && doc->tokens[head].head == event_token &&
           DRG_TOKEN_IN(&doc->tokens[event_token], striking);
}

drg_reading_of_count drg_count__read(const drg_document *doc, const drg_count *count, uint32_t head)
{
    drg_reading_of_count out = {.what = DRG_WHAT_other, .event_token = DRG_NONE};
    const drg_token *noun = count->noun != DRG_NONE ? &doc->tokens[count->noun] : NULL;
    drg_noun_kind kind = noun ? drg_quantity_words__noun(drg_token__lemma(noun)) : DRG_NOUN_UNKNOWN;
    if (noun && kind == DRG_NOUN_UNKNOWN)
        kind = drg_quantity_words__noun(noun->form);
    if (noun && kind == DRG_NOUN_UNKNOWN && is_model_name(noun->form))
        kind = DRG_NOUN_WEAPON;
    if (noun && kind == DRG_NOUN_VEHICLE && is_container(doc, count->noun))
        kind = DRG_NOUN_UNKNOWN;
    if (noun && is_armed(doc, count->noun, kind))
        kind = DRG_NOUN_WEAPON;
    if (noun && says_casualties(doc, count->noun))
        kind = DRG_NOUN_CASUALTY;
    if (count->partitive) {
        out.what = own_what(kind);
        return out;
    }
    bool said = governor_says(doc, head, &out);
    uint32_t last = noun && count->noun > count->number ? count->noun : count->number;
    drg_what found = DRG_WHAT_other;
    uint32_t event_token = DRG_NONE;
    bool beside = left_verb_says(doc, count->first_token, &found, &event_token) ||
                  right_verb_says(doc, last, !noun, &found, &event_token);
    if (beside && event_token != out.event_token && settle(kind, noun, &found)) {
        out.what = found;
        out.event_token = event_token;
        return out;
    }
    drg_what own = own_what(kind);
    if (kind == DRG_NOUN_CRAFT && (is_sent(doc, out.event_token) || is_striking(doc, head, out.event_token)))
        own = DRG_WHAT_weapons;
    if (said && settle(kind, noun, &out.what))
        return out;
    if (kind == DRG_NOUN_LIFE) {
        out.what = lemma_is(doc, out.event_token, "save") ? DRG_WHAT_rescued : DRG_WHAT_dead;
        return out;
    }
    if (own != DRG_WHAT_other && !drg_noun_kind__may_be_person(kind)) {
        out.what = own;
        return out;
    }
    if (modifier_says(doc, head, &found, &event_token) ||
        neighbour_says(doc, count->first_token, last, &found, &event_token)) {
        if (settle(kind, noun, &found)) {
            out.what = found;
            out.event_token = event_token;
            return out;
        }
    }
    out.what = own;
    return out;
}
