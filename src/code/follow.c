/* src/code/follow.c - who is meant again: last names after full names, acronyms that the text introduces, pronouns, and
 * descriptions ("the ministry", "the group", "the president"), each led back to its antecedent within the document. */
#include <string.h>

#include "code/phrases.h"
#include "code/reading.h"

enum { RECENT_MENTIONS = 60, FAR_MENTIONS = 5000 };

/** Whether a token heads a phrase of its own: no part of a name, no modifier. */
static bool heads_phrase(const drg_reading *r, uint32_t t)
{
    const drg_token *tok = &r->token[t];
    bool adjective_head = tok->upos == DRG_UPOS_ADJ && (tok->rel == DRG_REL_NSUBJ || tok->rel == DRG_REL_OBJ);
    if (!drg_tree__is_nominal(tok) && !adjective_head)
        return false;
    switch (tok->rel) {
    case DRG_REL_FLAT:
    case DRG_REL_COMPOUND:
    case DRG_REL_FIXED:
    case DRG_REL_CASE:
    case DRG_REL_NUMMOD:
    case DRG_REL_PUNCT:
    case DRG_REL_DET:
        return false;
    default:
        return true;
    }
}

static drg_str last_word(const drg_reading *r, const drg_mention *m)
{
    for (uint32_t t = m->last + 1; t-- > m->first;)
        if (r->folded[t].len > 1)
            return r->folded[t];
    return (drg_str){NULL, 0};
}

static bool is_honorific(drg_str word)
{
    static const char *const words[] = {"mr",     "mrs",     "ms",      "miss",    "dr",  "sir",    "dame", "lord",
                                        "lady",   "sheikh",  "sheik",   "hajj",    "st",  "van",    "von",  "bin",
                                        "the",    "saint",   "captain", "colonel", "jr",  "judge",  "king", "queen",
                                        "prince", "general", "mullah",  "imam",    "abu", "father", NULL};
    for (const char *const *w = words; *w != NULL; w++)
        if (drg_str_is(word, *w))
            return true;
    return false;
}

static bool has_word(const drg_reading *r, const drg_mention *m, drg_str word)
{
    for (uint32_t t = m->first; t <= m->last; t++)
        if (drg_str_eq(r->folded[t], word))
            return true;
    return false;
}

/** "HNC" of "High Negotiations Committee": the capitals that begin its words, in order. */
static bool is_acronym_of(const drg_reading *r, drg_str form, const drg_mention *m)
{
    size_t k = 0;
    for (uint32_t t = m->first; t <= m->last; t++) {
        char c = r->token[t].form.len > 0 ? r->token[t].form.ptr[0] : 0;
        if (c >= 'A' && c <= 'Z' && k < form.len && c == form.ptr[k])
            k++;
    }
    return k == form.len && m->last > m->first;
}

/** An earlier person of this last name ("Zelensky"), else of this name in another place ("Wang" after "Wang Yi"), or a body
 * of this acronym. The best known of them: one whose country is known goes first. */
static const drg_mention *same_name(const drg_reading *r, uint32_t h)
{
    drg_str name = r->folded[h];
    drg_str form = r->token[h].form;
    if (name.len < 2 || is_honorific(name))
        return NULL;
    bool caps = form.len >= 2 && form.len <= 8;
    for (size_t i = 0; caps && i < form.len; i++)
        caps = form.ptr[i] >= 'A' && form.ptr[i] <= 'Z';
    const drg_mention *last = NULL, *any = NULL;
    size_t seen = 0;
    for (size_t i = r->n_mentions; i-- > 0 && seen < FAR_MENTIONS; seen++) {
        const drg_mention *m = &r->mention[i];
        if (m->pronoun || !m->named)
            continue;
        if (!m->person) {
            if (caps && is_acronym_of(r, form, m))
                return m;
            continue;
        }
        if (r->token[m->head].upos != DRG_UPOS_PROPN && m->first == m->last)
            continue;
        if (drg_str_eq(last_word(r, m), name)) {
            if (m->entity.country.len > 0)
                return m;
            last = last != NULL ? last : m;
        } else if (any == NULL && has_word(r, m, name)) {
            any = m;
        }
    }
    return last != NULL ? last : any;
}

static bool is_subject(const drg_reading *r, uint32_t t)
{
    uint8_t rel = r->token[t].rel;
    return rel == DRG_REL_NSUBJ || rel == DRG_REL_NSUBJ_PASS;
}

typedef bool drg_fits(const drg_mention *m);

static bool fits_person(const drg_mention *m)
{
    return m->person && !m->plural;
}
static bool fits_group(const drg_mention *m)
{
    return m->plural || !m->person;
}
static bool fits_body(const drg_mention *m)
{
    return !m->person && !m->plural && !m->demonym;
}
static bool fits_anybody(const drg_mention *m)
{
    return drg_entity__is_state(m->entity.country);
}

/** "urged him", "said to them": whom a verb befalls is not its subject, unless it is "himself". */
static const drg_mention *barred(const drg_reading *r, uint32_t t)
{
    static const char *const reflexive[] = {"himself", "herself", "itself", "themselves", NULL};
    const drg_token *tok = &r->token[t];
    drg_token probe = *tok;
    probe.lemma = r->folded[t];
    bool object = tok->rel == DRG_REL_OBJ || tok->rel == DRG_REL_IOBJ || tok->rel == DRG_REL_OBL;
    if (!object || tok->head == DRG_NONE || drg_tree__lemma_in(&probe, reflexive))
        return NULL;
    uint32_t subject = drg_tree__subject(r, tok->head);
    return subject != DRG_NONE && r->mention_at[subject] != DRG_NONE ? &r->mention[r->mention_at[subject]] : NULL;
}

static bool is_same(const drg_mention *a, const drg_mention *b)
{
    return a->entity.span.start == b->entity.span.start ||
           (a->entity.name.len > 0 && drg_str_eq(a->entity.name, b->entity.name));
}

/** Whether a subject's verb is itself told by another: "They demanded that troops leave". */
static bool is_told_inside(const drg_reading *r, const drg_mention *m)
{
    uint32_t verb = r->token[m->head].head;
    uint8_t rel = verb != DRG_NONE ? r->token[verb].rel : DRG_REL_ROOT;
    return rel == DRG_REL_CCOMP || rel == DRG_REL_ADVCL || rel == DRG_REL_ACL || rel == DRG_REL_ACL_RELCL;
}

/** The latest mention that fits, subjects first, those of whole sentences before those inside, no further back than `reach`
 * sentences. */
static const drg_mention *latest(const drg_reading *r, uint32_t t, drg_fits *fits, uint32_t reach)
{
    const drg_mention *other = NULL, *bar = r->token[t].upos == DRG_UPOS_PRON ? barred(r, t) : NULL, *inside = NULL;
    size_t seen = 0;
    for (size_t i = r->n_mentions; i-- > 0 && seen < RECENT_MENTIONS; seen++) {
        const drg_mention *m = &r->mention[i];
        if (drg_phrase__sentences_apart(r, m->head, t) > reach)
            break;
        if (inside != NULL && r->token[inside->head].sentence != r->token[m->head].sentence)
            break;
        if (m->head >= t || m->thing || !fits(m) ||
            (bar != NULL && (is_same(m, bar) || drg_tree__dominates(r, bar->head, m->head))))
            continue;
        if (is_subject(r, m->head) && r->token[m->head].head != r->token[t].head) {
            bool before = drg_phrase__sentences_apart(r, m->head, t) > 0;
            if (before && bar == NULL && is_told_inside(r, m)) {
                inside = inside != NULL ? inside : m;
                continue;
            }
            bool beside = bar != NULL && other != NULL && r->token[other->head].sentence == r->token[t].sentence;
            return beside && before ? other : m;
        }
        if (other == NULL && r->token[m->head].rel != DRG_REL_AMOD)
            other = m;
    }
    return inside != NULL ? inside : other;
}

/** "Turkish officials said two of its soldiers …": the state whose officials the sentence began with. */
static const drg_mention *speaking_state(const drg_reading *r, uint32_t t)
{
    static const char *const organs[] = {"GOV", "MIL", NULL};
    const drg_mention *found = NULL;
    for (size_t i = r->n_mentions; i-- > 0;) {
        const drg_mention *m = &r->mention[i];
        if (r->token[m->head].sentence != r->token[t].sentence)
            break;
        if (fits_body(m) && m->head < t && !m->thing)
            return NULL;
        if (is_subject(r, m->head) && m->plural && drg_entity__is_state(m->entity.country) &&
            drg_entity__leads_in_sector(&m->entity, organs) && r->token[t].rel == DRG_REL_NMOD_POSS)
            found = m;
    }
    return found;
}

/** What "It …" at the head of a sentence stands for, if the sentence before has a subject of its own: that one, and nobody
 * where it is a thing. @return whether it has. */
static bool subject_before(const drg_reading *r, uint32_t t, const drg_mention **found)
{
    if (r->token[t].rel != DRG_REL_NSUBJ && r->token[t].rel != DRG_REL_NSUBJ_PASS)
        return false;
    uint32_t first = t;
    while (first > 0 && r->token[first - 1].sentence == r->token[t].sentence)
        first--;
    if (t > first + 1 || first == 0)
        return false;
    uint32_t root = DRG_NONE, before = r->token[first - 1].sentence;
    for (uint32_t k = first; k-- > 0 && r->token[k].sentence == before;)
        if (r->token[k].head == DRG_NONE)
            root = k;
    uint32_t subject = root != DRG_NONE ? drg_tree__child(r, root, DRG_REL_NSUBJ) : DRG_NONE;
    if (subject == DRG_NONE && root != DRG_NONE)
        subject = drg_tree__child(r, root, DRG_REL_NSUBJ_PASS);
    if (subject == DRG_NONE || r->token[subject].upos == DRG_UPOS_PRON)
        return false;
    const drg_mention *m = r->mention_at[subject] != DRG_NONE ? &r->mention[r->mention_at[subject]] : NULL;
    if (m != NULL && m->person)
        return false;
    *found = m != NULL && !m->thing ? m : NULL;
    return true;
}

static const drg_mention *antecedent_of_pronoun(const drg_reading *r, uint32_t t)
{
    static const char *const persons[] = {"he", "she", "him", "her", "his", "himself", "herself", NULL};
    static const char *const groups[] = {"they", "them", "their", "themselves", NULL};
    static const char *const things[] = {"it", "its", "itself", NULL};
    drg_token form = r->token[t];
    form.lemma = r->folded[t];
    if (drg_tree__lemma_in(&r->token[t], persons) || drg_tree__lemma_in(&form, persons))
        return latest(r, t, fits_person, 3);
    if (drg_tree__lemma_in(&r->token[t], groups) || drg_tree__lemma_in(&form, groups))
        return latest(r, t, fits_group, 2);
    if (drg_tree__lemma_in(&r->token[t], things) || drg_tree__lemma_in(&form, things)) {
        const drg_mention *state = speaking_state(r, t), *subject = NULL;
        if (state == NULL && subject_before(r, t, &subject))
            return subject;
        return state != NULL ? state : latest(r, t, fits_body, 1);
    }
    return NULL;
}

/* ------------------------------------------------------------------ descriptions */

static bool has_role(const drg_reading *r, const drg_mention *a, uint32_t h)
{
    drg_str role = a->entity.role, word = r->token[h].lemma;
    if (!drg_str_ends(role, word))
        return false;
    return role.len == word.len || role.ptr[role.len - word.len - 1] == ' ';
}

/** How well an earlier mention fits "the ministry", "the group", "the president": 0 not at all. The same head word, the
 * person of that role, the body whose name ends in that word; subjects, near ones and those of the country that the text is
 * about before others; of persons the one that the text gave the title. */
static int fitness(const drg_reading *r, const drg_mention *a, uint32_t h, const drg_mention *m)
{
    enum { SAME = 12, NAMED = 4, SUBJECT = 4, TITLE = 2, ABOUT = 2, AGAIN = 5, ALIKE = 5, NEAR = 3 };
    uint32_t apart = drg_phrase__sentences_apart(r, a->head, h);
    int near = apart < 8 ? 8 - (int)apart : 0, score = 0;
    bool word = drg_str_eq(r->token[a->head].lemma, r->token[h].lemma) || drg_str_eq(last_word(r, a), r->folded[h]);
    bool role = a->person && m->person && has_role(r, a, h);
    if (word || role)
        score = SAME + near;
    else if (m->entity.n_sectors > 0 && a->entity.n_sectors > 0 && a->person == m->person && apart <= NEAR &&
             drg_str_eq(m->entity.sector[0], a->entity.sector[0]) && drg_entity__is_state(a->entity.country))
        return ALIKE + near + (is_subject(r, a->head) ? SUBJECT : 0);
    else
        return 0;
    if (a->named && a->person)
        score += NAMED;
    if (a->borrowed && word) /* "the president" goes on being the same one */
        score += AGAIN;
    if (is_subject(r, a->head))
        score += SUBJECT;
    if (a->named && role && a->first > 0 && r->mention_at[a->first - 1] != DRG_NONE &&
        r->token[a->first - 1].sentence == r->token[a->head].sentence)
        score += TITLE;
    if (a->person && r->main_country.len > 0 && drg_str_eq(a->entity.country, r->main_country))
        score += ABOUT;
    return score;
}

static const drg_mention *antecedent_of_description(const drg_reading *r, uint32_t h, const drg_mention *m)
{
    const drg_mention *best = NULL;
    int most = 0;
    size_t seen = 0;
    for (size_t i = r->n_mentions; i-- > 0 && seen < RECENT_MENTIONS; seen++) {
        const drg_mention *a = &r->mention[i];
        if (a->entity.country.len == 0 || a->pronoun || a->thing)
            continue;
        int score = fitness(r, a, h, m);
        if (score > most) {
            most = score;
            best = a;
        }
    }
    return best;
}

/** "militants", "the rebels", "the kidnappers": those of whom the text spoke, where they are all of one country or name. */
static const drg_mention *fighters_before(const drg_reading *r, uint32_t h)
{
    static const char *const rebels[] = {"REB", "PRM", "UAF", NULL};
    const drg_mention *found = NULL;
    size_t seen = 0;
    for (size_t i = r->n_mentions; i-- > 0 && seen < RECENT_MENTIONS; seen++) {
        const drg_mention *a = &r->mention[i];
        if (a->entity.country.len == 0 || a->pronoun || a->head >= h ||
            !drg_entity__leads_in_sector(&a->entity, rebels))
            continue;
        if (found == NULL)
            found = a;
        else if (!drg_str_eq(found->entity.country, a->entity.country))
            return drg_phrase__is_definite(r, h) ? found : NULL;
    }
    return found;
}

static bool add_mention(drg_reading *r, size_t *cap, const drg_mention *m)
{
    if (!DRG_ARENA_GROW(r->arena, r->mention, r->n_mentions, *cap))
        return false;
    r->mention_at[m->head] = (uint32_t)r->n_mentions;
    r->mention[r->n_mentions++] = *m;
    return true;
}

static uint32_t number_of(const drg_reading *r, const drg_mention *m)
{
    return (uint32_t)(m - r->mention);
}

/** A pronoun or description takes the codes of its antecedent; its text is its own. */
static void follow(const drg_reading *r, const drg_mention *antecedent, drg_mention *m)
{
    drg_mentions__copy_codes(&m->entity, &antecedent->entity);
    m->bare_country = antecedent->bare_country;
    m->demonym = antecedent->demonym;
    m->kind = antecedent->kind;
    m->antecedent = number_of(r, antecedent);
}

static bool mention_pronoun(drg_reading *r, uint32_t t, drg_mention *m)
{
    const drg_mention *a = antecedent_of_pronoun(r, t);
    if (a == NULL)
        return false;
    *m = *a;
    m->antecedent = number_of(r, a);
    m->head = m->first = m->last = t;
    m->pronoun = true;
    drg_entity__lead(&m->entity, "whom it leads back to");
    if (m->entity.text.len == 0)
        m->entity.text = r->token[t].form;
    return true;
}

/** Those who speak and act for a place: "the governor", "local officials", "residents". */
static bool is_local(const drg_reading *r, uint32_t t)
{
    static const char *const persons[] = {"governor",    "mayor",     "police",  "resident", "villager",
                                          "councillor",  "prefect",   "medic",   "doctor",   "rescuer",
                                          "firefighter", "policeman", "sheriff", NULL};
    static const char *const kinds[] = {"local", "regional", "provincial", "municipal", "district", "city", NULL};
    drg_token probe = r->token[t]; /* "the Punjab State Minister" */
    probe.lemma = r->folded[t];
    if (drg_tree__lemma_in(&r->token[t], persons) || drg_tree__lemma_in(&probe, persons))
        return true;
    DRG_EACH_CHILD(r, t, c)
        if ((r->token[c].rel == DRG_REL_AMOD || r->token[c].rel == DRG_REL_COMPOUND) &&
            drg_tree__lemma_in(&r->token[c], kinds))
            return true;
    return false;
}

/** "foreign ministers", "other countries": of no country that the text has named. */
static bool is_from_elsewhere(const drg_reading *r, uint32_t t)
{
    static const char *const words[] = {"foreign", "international", "other",  "another",  "western", "neighboring",
                                        "world",   "neighbouring",  "global", "regional", "unknown", NULL};
    DRG_EACH_CHILD(r, t, c)
        if (r->token[c].rel != DRG_REL_CASE && drg_tree__lemma_in(&r->token[c], words) &&
            (r->mark_at[c] == DRG_NONE || r->mark_at[c] != r->mark_at[t]))
            return true;
    DRG_EACH_CHILD(r, t, c) { /* "the governments of the Sahel", "the Darfur authorities" */
        const drg_named *e = drg_near__entity(r, c);
        bool of = r->token[c].rel == DRG_REL_NMOD && c > t && drg_tree__has_child_lemma(r, c, "of");
        bool beside = r->token[c].rel == DRG_REL_COMPOUND && e != NULL &&
                      (e->type == DRG_ENTITY_GPE || e->type == DRG_ENTITY_LOC);
        if (r->token[c].upos == DRG_UPOS_PROPN && r->mark_at[c] == DRG_NONE && (of || beside))
            return true;
    }
    return false;
}

/** A name that was told before, whole. */
static void mention_again(const drg_reading *r, uint32_t t, const drg_mention *same, drg_mention *m)
{
    *m = *same;
    m->antecedent = number_of(r, same);
    m->head = t;
    drg_phrase__name(r, t, &m->first, &m->last);
    m->entity.span = drg_reading__span(r, m->first, m->last);
    m->entity.text = drg_reading__text(r, m->entity.span);
}

/** Lead a role or body without a country ("the ministry", "police", "militants") back to who was told before. */
static void lead_back(drg_reading *r, uint32_t t, drg_mention *m)
{
    static const char *const organs[] = {"GOV", "MIL", "COP", "LEG", "JUD", NULL};
    static const char *const rebels[] = {"REB", NULL}, *const armed[] = {"PRM", "UAF", NULL};
    bool loose = drg_entity__in_sector(&m->entity, organs), definite = drg_phrase__is_definite(r, t);
    bool arms = definite && drg_entity__leads_in_sector(&m->entity, armed);
    bool fights = arms || drg_entity__leads_in_sector(&m->entity, rebels);
    if (is_from_elsewhere(r, t))
        return;
    const drg_mention *a = NULL;
    if (definite || loose)
        a = antecedent_of_description(r, t, m);
    if (a == NULL && fights)
        a = fighters_before(r, t);
    if (a == NULL && loose && definite)
        a = latest(r, t, fits_anybody, 2);
    if (a == NULL)
        return;
    m->borrowed = true;
    m->antecedent = number_of(r, a);
    if (m->entity.n_sectors > 0 && !(arms && drg_entity__leads_in_sector(&a->entity, rebels)))
        drg_entity__take_country(&m->entity, &a->entity, "whom it leads back to");
    else
        follow(r, a, m);
    if (a->named && a->person && m->person && !m->plural && !m->named)
        m->entity.name = a->entity.name;
}

/** "The regional governor" is the one whom the text named before, wherever he governs (homes.c). */
static void lead_local_back(const drg_reading *r, uint32_t t, drg_mention *m)
{
    if (m->plural || !m->person || !drg_phrase__is_definite(r, t))
        return;
    size_t seen = 0;
    for (size_t i = r->n_mentions; i-- > 0 && seen < RECENT_MENTIONS; seen++) {
        const drg_mention *a = &r->mention[i];
        if (!a->person || a->plural || a->pronoun ||
            !(drg_str_eq(r->token[a->head].lemma, r->token[t].lemma) || has_role(r, a, t)))
            continue;
        m->antecedent = number_of(r, a);
        m->borrowed = true;
        drg_str role = m->entity.role;
        drg_mentions__copy_codes(&m->entity, &a->entity);
        m->entity.role = role;
        return;
    }
}

/** "The coalition" after "the Syrian National Coalition": a body whose name the tables hold in small letters is, before
 * that, one of that name that the text told in full. */
static bool mention_body(drg_reading *r, uint32_t t, drg_mention *m)
{
    uint32_t bare = DRG_NONE; /* where the text first named it so */
    const drg_mark *mark = r->mark_at[t] != DRG_NONE ? &r->mark[r->mark_at[t]] : NULL;
    if (mark == NULL || mark->first != mark->last || mark->fact->kind != DRG_FACT_ORG ||
        (mark->fact->flags & DRG_FACT_NAME))
        return false;
    for (size_t i = 0; i < r->n_marks && bare == DRG_NONE; i++)
        if (r->mark[i].fact == mark->fact && r->mark[i].first == r->mark[i].last)
            bare = r->mark[i].first;
    size_t seen = 0;
    for (size_t i = r->n_mentions; i-- > 0 && seen < FAR_MENTIONS; seen++) {
        const drg_mention *a = &r->mention[i];
        if (a->named && !a->person && !a->pronoun && a->last > a->first && a->first < bare &&
            drg_str_eq(last_word(r, a), r->folded[t])) {
            mention_again(r, t, a, m);
            return true;
        }
    }
    return false;
}

static bool is_named(const drg_reading *r, drg_str country)
{
    for (size_t i = 0; i < r->n_marks; i++)
        if (r->mark[i].fact->kind != DRG_FACT_ROLE && drg_str_eq(drg_entity__country_of(r->mark[i].fact), country))
            return true;
    return false;
}

/** "The Foreign Office" is the British one, unless the text spoke of another or is about a country and never of Britain. */
static void doubt_usual(drg_reading *r, uint32_t t, drg_mention *m)
{
    const drg_mention *a = NULL;
    size_t seen = 0;
    for (size_t i = r->n_mentions; a == NULL && i-- > 0 && seen < RECENT_MENTIONS; seen++)
        if (drg_entity__is_state(r->mention[i].entity.country) && !r->mention[i].pronoun &&
            drg_str_eq(r->folded[r->mention[i].head], r->folded[t]) &&
            drg_str_eq(r->mention[i].entity.role, m->entity.role))
            a = &r->mention[i];
    if (a != NULL) {
        drg_entity__take_country(&m->entity, &a->entity, "one of that office that the text named");
        m->antecedent = number_of(r, a);
    } else if (r->main_country.len > 0 && !is_named(r, m->entity.country)) {
        m->entity.country = r->main_country;
        m->entity.country_from = (drg_origin){.rule = "the country that the text is about"};
    }
}

static bool mention_phrase(drg_reading *r, uint32_t t, drg_mention *m)
{
    bool proper = r->token[t].upos == DRG_UPOS_PROPN;
    const drg_mention *same = proper && r->mark_at[t] == DRG_NONE ? same_name(r, t) : NULL;
    if (mention_body(r, t, m))
        return true;
    if (!drg_mentions__compose(r, t, m)) {
        if (same == NULL)
            return false;
        mention_again(r, t, same, m);
        return true;
    }
    if (m->entity.country.len > 0 && !m->assumed)
        return true;
    if (same != NULL && m->named) {
        follow(r, same, m);
        m->entity.name = same->entity.name;
        return true;
    }
    if (m->assumed) {
        doubt_usual(r, t, m);
        return true;
    }
    bool common = r->mark_at[t] != DRG_NONE && m->kind == DRG_FACT_ROLE;
    if (common && is_local(r, t)) /* of the place where it happens, which the event knows */
        lead_local_back(r, t, m);
    else if (common)
        lead_back(r, t, m);
    return true;
}

/** One Korea where the text spoke of the other. */
static bool mention_other_korea(drg_reading *r, uint32_t t, drg_mention *m)
{
    bool north = drg_str_is(r->token[t].form, "North");
    const char *code = north ? "PRK" : "KOR", *other = north ? "KOR" : "PRK";
    for (size_t i = 0; i < r->n_marks; i++) {
        if (!drg_str_is(drg_entity__country_of(r->mark[i].fact), other))
            continue;
        *m = (drg_mention){
            .head = t, .first = t, .last = t, .named = true, .bare_country = true, .antecedent = DRG_NONE};
        m->kind = DRG_FACT_COUNTRY;
        m->entity.country = drg_str_of(code);
        m->entity.country_from = (drg_origin){.rule = "one Korea where the text speaks of the other"};
        m->entity.name = north ? DRG_LIT("North Korea") : DRG_LIT("South Korea");
        m->entity.span = r->token[t].span;
        m->entity.text = r->token[t].form;
        return true;
    }
    return false;
}

/** "the South", "the North": the country of that name that the text spoke of. */
static bool mention_half(drg_reading *r, uint32_t t, drg_mention *m)
{
    drg_str form = r->token[t].form;
    if ((!drg_str_is(form, "South") && !drg_str_is(form, "North")) || !drg_phrase__is_definite(r, t))
        return false;
    size_t seen = 0;
    for (size_t i = r->n_mentions; i-- > 0 && seen < FAR_MENTIONS; seen++) {
        const drg_mention *a = &r->mention[i];
        if (a->kind != DRG_FACT_COUNTRY || !drg_str_starts(a->entity.name, form))
            continue;
        *m = *a;
        m->antecedent = number_of(r, a);
        m->head = m->first = m->last = t;
        m->entity.span = r->token[t].span;
        m->entity.text = form;
        return true;
    }
    return mention_other_korea(r, t, m);
}

static bool fits_state(const drg_mention *m)
{
    return m->bare_country || (fits_body(m) && drg_entity__is_state(m->entity.country));
}
static bool fits_named_body(const drg_mention *m)
{
    return fits_body(m) && !m->bare_country;
}
static bool fits_union(const drg_mention *m)
{
    return !m->person && !m->bare_country && m->named && !drg_entity__is_state(m->entity.country);
}
static bool fits_movement(const drg_mention *m)
{
    static const char *const kinds[] = {"REB", "PRM", "PTY", "OPP", "SOC", "CRM", "REL", "UNK", NULL};
    bool several = m->plural || !m->person; /* "Taliban fighters" are of the group */
    return several && !m->bare_country && !m->demonym &&
           (drg_entity__leads_in_sector(&m->entity, kinds) || (m->named && !m->person && m->kind != DRG_FACT_FORCE));
}

/** "The alliance" after "NATO planes": the last such body that stands beside another word. */
static bool mention_union(const drg_reading *r, uint32_t t, drg_mention *m)
{
    enum { REACH = 3 };
    for (size_t i = r->n_marks; i-- > 0;) {
        const drg_mark *mark = &r->mark[i];
        if (mark->first >= t)
            continue;
        if (drg_phrase__sentences_apart(r, mark->first, t) > REACH)
            break;
        if (mark->fact->kind != DRG_FACT_ORG || mark->fact->n_sectors == 0 || !(mark->fact->flags & DRG_FACT_NAME) ||
            drg_entity__is_state(drg_entity__country_of(mark->fact)))
            continue;
        *m = (drg_mention){.head = t, .named = true, .kind = DRG_FACT_ORG, .pronoun = true, .antecedent = DRG_NONE};
        drg_phrase__extent(r, t, &m->first, &m->last);
        m->entity.span = drg_reading__span(r, m->first, m->last);
        m->entity.text = drg_reading__text(r, m->entity.span);
        m->entity.country = drg_entity__country_of(mark->fact);
        m->entity.country_from = drg_origin_of(r, mark->fact, "the last union that the text named");
        m->entity.name = drg_knowledge__text(r->knowledge, mark->fact->name, mark->fact->name_len);
        for (uint8_t k = 0; k < mark->fact->n_sectors && k < DRG_MAX_SECTORS; k++)
            m->entity.sector[m->entity.n_sectors++] = drg_str_of(mark->fact->sector[k]);
        m->entity.sector_from = m->entity.country_from;
        return true;
    }
    return false;
}

/** "the group", "the country": descriptions without any code of their own that point back to a body of their kind. */
static bool mention_description(drg_reading *r, uint32_t t, drg_mention *m)
{
    static const char *const states[] = {"country", "nation", "state", "kingdom", "republic", "regime", NULL};
    static const char *const unions[] = {"alliance", "bloc", "union", "organisation", "organization", NULL};
    static const char *const movements[] = {"group", "movement", "militia", "party", "faction", "network", NULL};
    static const char *const bodies[] = {"agency",   "ministry", "side",  "company", "body",
                                         "movement", "group",    "party", "network", NULL};
    static const struct {
        const char *const *words;
        drg_fits *fits;
    } kinds[] = {{states, fits_state}, {unions, fits_union}, {movements, fits_movement}, {bodies, fits_named_body}};
    const drg_token *tok = &r->token[t];
    if (tok->upos != DRG_UPOS_NOUN || drg_phrase__is_plural(r, t) || !drg_phrase__is_definite(r, t))
        return false;
    const drg_mention *a = NULL;
    for (size_t i = 0; a == NULL && i < sizeof kinds / sizeof *kinds; i++)
        if (drg_tree__lemma_in(tok, kinds[i].words))
            a = latest(r, t, kinds[i].fits, 3);
    if (a == NULL)
        return drg_tree__lemma_in(tok, unions) && mention_union(r, t, m);
    *m = *a;
    m->antecedent = number_of(r, a);
    m->head = t;
    drg_phrase__extent(r, t, &m->first, &m->last);
    m->pronoun = true;
    drg_entity__lead(&m->entity, "whom it leads back to");
    return true;
}

/** The country that most names of the tables have, where it is more than all the others together. */
static void guess_main_country(drg_reading *r)
{
    const drg_mark *best = NULL;
    size_t most = 0, all = 0;
    for (size_t i = 0; i < r->n_marks; i++) {
        drg_str c = drg_entity__country_of(r->mark[i].fact);
        if (!drg_entity__is_state(c))
            continue;
        size_t k = 0;
        for (size_t j = 0; j < r->n_marks && j < FAR_MENTIONS && i < 100; j++)
            k += drg_str_eq(drg_entity__country_of(r->mark[j].fact), c);
        all++;
        if (k > most) {
            most = k;
            best = &r->mark[i];
        }
    }
    if (best != NULL && most * 2 > all)
        r->main_country = drg_entity__country_of(best->fact);
}

drg_status drg_mentions__find(drg_reading *r)
{
    size_t cap = 0;
    guess_main_country(r);
    for (uint32_t t = 0; t < r->n; t++) {
        drg_mention m;
        if (r->dateline[t])
            continue;
        if (!heads_phrase(r, t) && !(r->token[t].rel == DRG_REL_NMOD_POSS))
            continue;
        bool pronoun = r->token[t].upos == DRG_UPOS_PRON;
        bool found = pronoun ? mention_pronoun(r, t, &m)
                             : mention_half(r, t, &m) || mention_phrase(r, t, &m) || mention_description(r, t, &m);
        if (found && !add_mention(r, &cap, &m))
            return DRG_ENOMEM;
    }
    r->n_ordered_mentions = r->n_mentions;
    return DRG_OK;
}

/* ------------------------------------------------------------------ speakers */

/** "The European Union welcomes … We call on": of whom "we" speaks where nobody is quoted: the body or state that the
 * sentences before are about. */
static const drg_mention *own_voice(const drg_reading *r, uint32_t t)
{
    enum { REACH = 6 };
    static const char *const plural[] = {"we", "us", "our", "ourselves", NULL};
    drg_token probe = r->token[t];
    probe.lemma = r->folded[t];
    if (!drg_tree__lemma_in(&probe, plural))
        return NULL;
    for (size_t i = r->n_ordered_mentions; i-- > 0;) {
        const drg_mention *m = &r->mention[i];
        if (m->head >= t)
            continue;
        if (drg_phrase__sentences_apart(r, m->head, t) > REACH)
            return NULL;
        bool body = !m->person && !m->pronoun && !m->thing && (m->bare_country || (m->named && !m->plural));
        if (body && m->entity.country.len > 0 && is_subject(r, m->head) &&
            r->token[r->token[m->head].head].head == DRG_NONE)
            return m;
    }
    return NULL;
}

drg_status drg_mentions__speakers(drg_reading *r)
{
    static const char *const speakers[] = {"i", "we", "us", "me", "my", "our", "ourselves", NULL};
    size_t cap = r->n_mentions;
    for (uint32_t t = 0; t < r->n; t++) {
        drg_token probe = r->token[t];
        probe.lemma = r->folded[t];
        if (probe.upos != DRG_UPOS_PRON || !drg_tree__lemma_in(&probe, speakers))
            continue;
        const drg_saying *best = NULL;
        drg_range near = drg_near__sayings(r, t, DRG_SAYING_REACH);
        for (size_t i = near.from; i < near.to; i++) {
            const drg_saying *s = &r->saying[i];
            if (drg_sayings__covers(s, probe.span) && (best == NULL || s->depth > best->depth))
                best = s;
        }
        const drg_mention *voice = best == NULL && r->mention_at[t] == DRG_NONE ? own_voice(r, t) : NULL;
        if (voice != NULL) {
            drg_mention again = *voice;
            again.head = again.first = again.last = t;
            again.pronoun = true;
            again.antecedent = number_of(r, voice);
            if (!add_mention(r, &cap, &again))
                return DRG_ENOMEM;
            continue;
        }
        if (best == NULL || best->said.source.entity.text.len == 0)
            continue;
        drg_mention m = {.head = t,
                         .first = t,
                         .last = t,
                         .entity = best->said.source.entity,
                         .pronoun = true,
                         .person = true,
                         .antecedent = DRG_NONE,
                         .kind = DRG_FACT_ROLE};
        if (r->mention_at[t] != DRG_NONE)
            r->mention[r->mention_at[t]] = m;
        else if (!add_mention(r, &cap, &m))
            return DRG_ENOMEM;
    }
    return DRG_OK;
}
