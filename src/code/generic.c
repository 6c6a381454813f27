/* src/code/generic.c - words for events that tell of none in particular: what somebody can do, what a policy is, what
 * would be right or is hoped for, and who people are. Such words are kept only as the topic of an act. */
#include "code/events.h"

enum { MAX_CLIMB = 40 };

static bool has_child_in(const drg_reading *r, uint32_t t, drg_rel rel, const char *const *lemmas)
{
    DRG_EACH_CHILD(r, t, c)
        if (r->token[c].rel == rel && drg_tree__lemma_in(&r->token[c], lemmas))
            return true;
    return false;
}

/** "can strike the capital": an ability; "cannot accept" is a refusal all the same. */
static bool is_ability(const drg_reading *r, uint32_t verb)
{
    static const char *const can[] = {"can", NULL}, *const no[] = {"not", "n't", "never", NULL};
    return has_child_in(r, verb, DRG_REL_AUX, can) && !has_child_in(r, verb, DRG_REL_ADVMOD, no);
}

/** "Defeating them takes patience", "It matters that they meet": a clause that something is said of. */
static bool is_judged(const drg_reading *r, uint32_t verb)
{
    static const char *const judging[] = {"right",  "important",   "vital",   "necessary",  "essential", "crucial",
                                          "wrong",  "imperative",  "natural", "normal",     "fair",      "reasonable",
                                          "better", "appropriate", "early",   "impossible", "possible",  "unlikely",
                                          "likely", "time",        "easy",    "difficult",  "hard",      NULL};
    const drg_token *t = &r->token[verb];
    if (t->rel == DRG_REL_CSUBJ && t->head != DRG_NONE) /* "fighting has displaced thousands" tells of a fight */
        return !drg_tree__has_feat(&r->token[t->head], "Tense=Past");
    return (t->rel == DRG_REL_CCOMP || t->rel == DRG_REL_XCOMP || t->rel == DRG_REL_ADVCL) && t->head != DRG_NONE &&
           r->token[t->head].upos != DRG_UPOS_VERB && drg_tree__lemma_in(&r->token[t->head], judging);
}

/** "a policy of turning boats away", "the risk of invading". */
static bool is_kind_of(const drg_reading *r, uint32_t verb)
{
    static const char *const kinds[] = {
        "policy",  "practice",   "habit",       "history", "tradition", "record",     "pattern", "culture", "strategy",
        "way",     "means",      "method",      "risk",    "danger",    "prospect",   "idea",    "aim",     "goal",
        "purpose", "intention",  "objective",   "chance",  "capable",   "capability", "ability", "right",   "option",
        "mandate", "likelihood", "possibility", "hope",    "business",  "tactic",     NULL};
    const drg_token *t = &r->token[verb];
    return (t->rel == DRG_REL_ACL || t->rel == DRG_REL_ADVCL) && t->head != DRG_NONE &&
           (drg_tree__has_child_lemma(r, verb, "of") || drg_tree__has_child_lemma(r, verb, "for")) &&
           drg_tree__lemma_in(&r->token[t->head], kinds);
}

/** "Sieges have often been used": what usually happens. */
static bool is_usual(const drg_reading *r, uint32_t verb)
{
    static const char *const usual[] = {"often",    "usually",       "frequently", "generally", "typically",
                                        "normally", "traditionally", "sometimes",  "commonly",  NULL};
    static const char *const times[] = {"year",   "week",   "month",  "day",   "summer",
                                        "winter", "spring", "autumn", "night", NULL};
    static const char *const every[] = {"every", "each", NULL};
    DRG_EACH_CHILD(r, verb, c) /* "protest every year" */
        if (drg_tree__lemma_in(&r->token[c], times) && has_child_in(r, c, DRG_REL_DET, every) &&
            !drg_tree__has_feat(&r->token[verb], "Tense=Past"))
            return true;
    return has_child_in(r, verb, DRG_REL_ADVMOD, usual);
}

/** "suggested that the two coordinate their policies": proposed, not done. */
static bool is_proposed(const drg_reading *r, uint32_t verb)
{
    static const char *const proposing[] = {"suggest", "recommend", "propose", "advise", NULL};
    const drg_token *t = &r->token[verb];
    return t->rel == DRG_REL_CCOMP && t->head != DRG_NONE && drg_tree__lemma_in(&r->token[t->head], proposing) &&
           !drg_tree__has_feat(t, "Tense=Past") && drg_tree__child(r, verb, DRG_REL_AUX) == DRG_NONE;
}

/** "a memorandum on cooperation", "freed from custody", "argued for his extradition", "focused on the campaign": a noun for
 * an event that another word only speaks of. */
static bool is_spoken_of(const drg_reading *r, const drg_event_found *e)
{
    static const char *const about[] = {"for", "on", "about", "of", NULL}, *const from[] = {"from", NULL};
    static const char *const papers[] = {"memorandum", "mou", "protocol", "treaty", "convention", "framework", NULL};
    static const char *const freeing[] = {"free", "release", "escape", NULL};
    static const char *const pleading[] = {"argue", "apply", "plead", "lobby", "vote", "ask", "stand", NULL};
    static const char *const dwelling[] = {"focus", "centre", "center", "concentrate", "dwell", NULL};
    static const char *const weighing[] = {"consider", "weigh",  "mull",     "contemplate",
                                           "ponder",   "debate", "envisage", NULL};
    const drg_token *t = &r->token[e->trigger];
    bool restated = t->rel == DRG_REL_APPOS && e->event == DRG_EVENT_ACCUSE; /* "an allegation that Chad has denied" */
    if (restated)
        return true;
    uint32_t prep = drg_tree__child(r, e->trigger, DRG_REL_CASE);
    if (e->frame->kind == DRG_FRAME_NOUN && t->rel == DRG_REL_OBJ && t->head != DRG_NONE &&
        drg_tree__lemma_in(&r->token[t->head], weighing)) /* "is weighing sanctions" */
        return true;
    if (e->frame->kind != DRG_FRAME_NOUN || t->head == DRG_NONE || prep == DRG_NONE)
        return false;
    const drg_token *up = &r->token[t->head], *p = &r->token[prep];
    bool paper = t->rel == DRG_REL_NMOD && drg_tree__lemma_in(up, papers) && drg_tree__lemma_in(p, about);
    bool freed = t->rel == DRG_REL_OBL && drg_tree__lemma_in(up, freeing) && drg_tree__lemma_in(p, from);
    bool asked = t->rel == DRG_REL_OBL && drg_tree__is(p, "for") && drg_tree__lemma_in(up, pleading);
    bool dwelt = t->rel == DRG_REL_OBL && drg_tree__is(p, "on") && drg_tree__lemma_in(up, dwelling);
    return paper || freed || asked || dwelt;
}

/** "A summit is unlikely". */
static bool is_chance(const drg_reading *r, const drg_event_found *e)
{
    static const char *const chances[] = {"unlikely",   "likely",   "impossible", "possible",
                                          "improbable", "doubtful", NULL};
    return e->anchor != e->trigger && drg_tree__lemma_in(&r->token[e->anchor], chances);
}

/** "banned airlines from flying": what somebody is kept from is not done. */
static bool is_kept_from(const drg_reading *r, uint32_t verb)
{
    static const char *const keeping[] = {"ban",     "bar",        "block", "prohibit", "stop",   "prevent", "forbid",
                                          "exclude", "disqualify", "deter", "dissuade", "hinder", "keep",    NULL};
    const drg_token *t = &r->token[verb];
    return t->rel == DRG_REL_ADVCL && t->head != DRG_NONE && drg_tree__has_child_lemma(r, verb, "from") &&
           drg_tree__lemma_in(&r->token[t->head], keeping);
}

/** "hoped that parliament would ratify": hopes are no events. */
static bool is_hoped(const drg_reading *r, uint32_t verb)
{
    static const char *const hopes[] = {"hope", "wish", "pray", "dream", NULL};
    const drg_token *t = &r->token[verb];
    return (t->rel == DRG_REL_CCOMP || t->rel == DRG_REL_XCOMP) && t->head != DRG_NONE &&
           drg_tree__lemma_in(&r->token[t->head], hopes);
}

/** "to weaken and defeat them": the second of two purposes has the first one's "to". */
static bool is_second_purpose(const drg_reading *r, uint32_t verb)
{
    const drg_token *t = &r->token[verb];
    if (t->rel != DRG_REL_CONJ || t->head == DRG_NONE || !drg_tree__has_feat(t, "VerbForm=Inf") ||
        drg_tree__child(r, verb, DRG_REL_AUX) != DRG_NONE || drg_tree__child(r, verb, DRG_REL_NSUBJ) != DRG_NONE)
        return false;
    const drg_token *first = &r->token[t->head];
    return (first->rel == DRG_REL_ADVCL || first->rel == DRG_REL_ACL) && drg_tree__has_child_lemma(r, t->head, "to");
}

/** "if the siege is not lifted": a condition. */
static bool is_condition(const drg_reading *r, uint32_t verb)
{
    static const char *const conditions[] = {"if", "unless", "lest", NULL};
    return has_child_in(r, verb, DRG_REL_MARK, conditions);
}

bool drg_events__is_generic(const drg_reading *r, const drg_event_found *e)
{
    uint32_t t = e->anchor;
    if (is_condition(r, t) && !e->feared)
        return true;
    if (is_second_purpose(r, t) || is_usual(r, t) || is_spoken_of(r, e) || is_chance(r, e))
        return true;
    for (int i = 0; t != DRG_NONE && i < MAX_CLIMB; i++, t = r->token[t].head) {
        if (is_ability(r, t) || is_judged(r, t) || is_kind_of(r, t) || is_hoped(r, t) || is_kept_from(r, t) ||
            is_proposed(r, t))
            return true;
        uint8_t rel = r->token[t].rel;
        if (rel == DRG_REL_CCOMP || rel == DRG_REL_PARATAXIS || rel == DRG_REL_ACL_RELCL || rel == DRG_REL_CONJ)
            return false;
    }
    return false;
}

/** "whose troops are serving beside them": a state that goes on, told aside. */
static bool is_progressive(const drg_reading *r, uint32_t verb)
{
    if (!drg_tree__has_feat(&r->token[verb], "VerbForm=Part") || drg_tree__is_passive(r, verb))
        return false;
    DRG_EACH_CHILD(r, verb, c)
        if (r->token[c].rel == DRG_REL_AUX && drg_tree__is(&r->token[c], "be") &&
            drg_tree__has_feat(&r->token[c], "Tense=Pres"))
            return true;
    return false;
}

/** "everyone whom the blast had hurt": harm that tells which people are meant. */
static bool picks_out(const drg_reading *r, const drg_event_found *e)
{
    const drg_token *t = &r->token[e->trigger];
    uint32_t whom = t->head;
    if (!drg_tree__in(r, e->trigger, DRG_SET_harm_verb) || e->n_actors > 0 || whom == DRG_NONE ||
        r->token[whom].upos == DRG_UPOS_PROPN)
        return false;
    size_t from = r->token[r->left[whom]].span.start, to = r->token[r->right[whom]].span.end;
    for (uint8_t i = 0; i < e->n_quantities; i++) /* "the nine who were killed" */
        if (e->quantity[i].span.start >= from && e->quantity[i].span.end <= to)
            return false;
    for (uint32_t c = whom + 1; c < e->trigger; c++)
        if (drg_str_is(r->token[c].form, ","))
            return false;
    return true;
}

/** The verb of the relative clause that a verb's open clause belongs to: of "which aims to gather" "aims". */
static uint32_t relative_verb(const drg_reading *r, uint32_t verb)
{
    for (int i = 0; i < 4 && r->token[verb].rel == DRG_REL_XCOMP && r->token[verb].head != DRG_NONE; i++)
        verb = r->token[verb].head;
    return verb;
}

static bool has_time(const drg_reading *r, uint32_t verb)
{
    drg_range here = drg_near__times(r, verb);
    for (size_t i = here.from; i < here.to; i++)
        if (r->time[i].governor == verb)
            return true;
    return false;
}

/** "agreements that have previously been signed". */
static bool is_long_done(const drg_reading *r, uint32_t verb)
{
    static const char *const before[] = {"previously", "long", "already", "formerly", "once", NULL};
    return has_child_in(r, verb, DRG_REL_ADVMOD, before);
}

/** A participle after a noun tells who somebody is ("tribes resisting the junta"), unless it has a day or a number of its own. A
 * relative clause in the present tells what they usually do. */
bool drg_events__describes(const drg_reading *r, const drg_event_found *e)
{
    const drg_token *t = &r->token[e->trigger];
    if (t->upos != DRG_UPOS_VERB)
        return false;
    bool watch = drg_events__has_mode(r, e, "investigate"); /* "who monitor compliance" */
    bool speech = drg_events__is_speech(e->event) && !watch;
    uint32_t relative = relative_verb(r, e->trigger);
    const drg_token *told = &r->token[relative];
    if (told->rel == DRG_REL_ACL_RELCL)
        return (drg_tree__has_feat(told, "Tense=Pres") && drg_tree__has_feat(told, "VerbForm=Fin") &&
                (!speech || relative != e->trigger)) ||
               (is_progressive(r, e->trigger) && !speech && e->event != DRG_EVENT_CONSULT) ||
               (relative == e->trigger && (picks_out(r, e) || is_long_done(r, relative)) && !has_time(r, e->trigger));
    bool judges = e->event == DRG_EVENT_ACCUSE || e->event == DRG_EVENT_REJECT;
    if (judges && !watch && t->rel == DRG_REL_ACL && e->n_actors > 0 && drg_tree__is_passive(r, e->trigger))
        return false; /* "a move criticised by Kenya" */
    if (t->rel == DRG_REL_ACL && drg_tree__has_child_lemma(r, e->trigger, "to"))
        return false; /* "the decision to leave": status.c knows */
    if (t->rel != DRG_REL_ACL || (speech && t->head != DRG_NONE && drg_tree__in(r, t->head, DRG_SET_document_noun)))
        return false; /* "a statement urging restraint" urges */
    if (has_time(r, e->trigger))
        return false;
    size_t from = r->token[r->left[e->trigger]].span.start;
    for (uint8_t i = 0; i < e->n_quantities; i++) /* "25 rebels fighting": how many they are is no news of the fight */
        if (e->quantity[i].span.start >= from && e->quantity[i].what != DRG_WHAT_duration)
            return false;
    return true;
}
