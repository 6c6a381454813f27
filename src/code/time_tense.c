/* src/code/time_tense.c - whether the clause of an expression of time lies ahead. */
#include "code/time_expr.h"
#include "code/token.h"

/** No climb goes further than a sentence is long. */
enum { MAX_CLIMB = DRG_MAX_SENTENCE_WORDS };

/* Verbs and adjectives whose infinitive or date lies ahead of them. */
static const char *const planning[] = {
    "agree",  "aim",        "ask",      "call",   "decide",   "demand",   "due",      "expect",  "hope",
    "intend", "invite",     "offer",    "order",  "plan",     "pledge",   "prepare",  "promise", "propose",
    "ready",  "reschedule", "schedule", "set",    "slate",    "tell",     "threaten", "tip",     "urge",
    "vow",    "want",       "warn",     "wish",   "postpone", "instruct", "move",     "push",    "tentative",
    "delay",  "supposed",   "suppose",  "poised", "project",
};

/* Verbs that do date what they say of, so that "announced talks on Monday" says nothing about Monday. */
static const char *const dated[] = {"schedule",   "plan",    "set", "slate",  "expect", "due", "postpone",
                                    "reschedule", "propose", "tip", "invite", "delay",  "push"};

/* Verbs whose present tense tells of what is on the timetable ("the talks begin on Monday"). */
static const char *const timetabled[] = {
    "arrive", "begin", "convene", "depart",   "end",  "expire", "face",   "fly",    "gather", "head",
    "host",   "hold",  "leave",   "meet",     "open", "play",   "reopen", "resume", "return", "start",
    "travel", "run",   "last",    "continue", "take", "vote",   "visit",  "elect",  "go",     "conclude"};

static const char *const coming[] = {"upcoming", "scheduled", "planned",  "forthcoming",
                                     "expected", "coming",    "proposed", "next"};

static bool has_aux(const drg_document *doc, uint32_t t, const char *const *list, size_t n)
{
    return drg_token__has_child(doc, t, DRG_REL_AUX, list, n) ||
           drg_token__has_child(doc, t, DRG_REL_AUX_PASS, list, n) ||
           drg_token__has_child(doc, t, DRG_REL_COP, list, n);
}

/* A present-tense form of "be" or "have" at the verb. */
static bool has_present_be(const drg_document *doc, uint32_t t)
{
    const drg_sentence *s = &doc->sentences[doc->tokens[t].sentence];
    for (uint32_t c = s->first; c < s->first + s->count; c++) {
        const drg_token *token = &doc->tokens[c];
        if (token->head == t && (token->rel == DRG_REL_AUX || token->rel == DRG_REL_AUX_PASS) &&
            drg_str_is(token->lemma, "be") && drg_token__has_feat(token, "Tense=Pres"))
            return true;
    }
    return false;
}

static bool is_clause_link(uint8_t rel)
{
    return rel == DRG_REL_XCOMP || rel == DRG_REL_ADVCL || rel == DRG_REL_CONJ || rel == DRG_REL_ADVCL_RELCL ||
           rel == DRG_REL_ACL || rel == DRG_REL_CSUBJ || rel == DRG_REL_CCOMP;
}

static bool is_infinitive(const drg_document *doc, uint32_t t)
{
    static const char *const to[] = {"to"};
    return drg_token__has_feat(&doc->tokens[t], "VerbForm=Inf") || drg_token__has_child(doc, t, DRG_REL_MARK, to, 1);
}

/* "due to expire", "about to meet": by the words before the infinitive, whatever the arcs say of them. */
static bool is_planned(const drg_document *doc, uint32_t t)
{
    static const char *const close[] = {"due", "about", "set", "scheduled", "expected", "slated"};
    uint32_t first = doc->sentences[doc->tokens[t].sentence].first, to = t;
    while (to > first && to + 3 > t && !drg_str_is(doc->tokens[to].form, "to"))
        to--;
    return to > first && drg_str_is(doc->tokens[to].form, "to") &&
           (DRG_TOKEN_IN(&doc->tokens[to - 1], planning) || DRG_TOKEN_IN(&doc->tokens[to - 1], close));
}

/* Whether the clause headed by t lies ahead of what is said; a bare infinitive or participle asks the clause above. */
static bool clause_is_future(const drg_document *doc, uint32_t t, int depth)
{
    static const char *const will[] = {"will", "shall", "'ll", "’ll", "wo", "would"};
    static const char *const may[] = {"may", "might", "can", "could", "should", "must", "ca"};
    static const char *const have[] = {"have"};
    const drg_token *token = &doc->tokens[t];
    if (depth > MAX_CLIMB)
        return false;
    bool perfect = has_aux(doc, t, have, 1);
    if (has_aux(doc, t, will, sizeof will / sizeof *will))
        return !perfect || drg_token__has_child(doc, t, DRG_REL_AUX, will, 2);
    if (has_aux(doc, t, may, sizeof may / sizeof *may))
        return !perfect;
    if (DRG_TOKEN_IN(token, dated) && !perfect && drg_token__has_feat(token, "VerbForm=Part") &&
        !drg_token__has_feat(token, "Tense=Pres"))
        return true;
    if (drg_str_is(token->lemma, "due"))
        return true;
    if (is_infinitive(doc, t) && is_planned(doc, t))
        return true;
    if (is_infinitive(doc, t) && token->head != DRG_NONE && !drg_token__has_feat(token, "VerbForm=Fin")) {
        const drg_token *above = &doc->tokens[token->head];
        if (token->rel == DRG_REL_CONJ)
            return clause_is_future(doc, token->head, depth + 1);
        if (drg_str_is(above->lemma, "go"))
            return drg_token__has_feat(above, "VerbForm=Part") || drg_token__has_feat(above, "Tense=Pres");
        if (DRG_TOKEN_IN(above, planning) || drg_str_is(above->lemma, "be"))
            return true;
        if (above->upos == DRG_UPOS_NOUN) /* "a plan to meet on Monday" */
            return token->rel == DRG_REL_ACL;
        return clause_is_future(doc, token->head, depth + 1);
    }
    if (drg_token__has_feat(token, "VerbForm=Part") && drg_token__has_feat(token, "Tense=Pres") &&
        has_present_be(doc, t))
        return true;
    if (drg_token__has_feat(token, "VerbForm=Fin") || drg_token__has_feat(token, "Tense=Past"))
        return drg_token__has_feat(token, "Tense=Pres") && DRG_TOKEN_IN(token, timetabled) &&
               !drg_token__in_heading(doc, t) && drg_token__child(doc, t, DRG_REL_COP, 0) == DRG_NONE;
    if (drg_token__has_feat(token, "Mood=Imp"))
        return true;
    bool loose = token->upos == DRG_UPOS_VERB &&
                 (drg_token__has_feat(token, "VerbForm=Ger") || drg_token__has_feat(token, "VerbForm=Part"));
    if (loose && token->head != DRG_NONE && is_clause_link(token->rel) && !drg_token__has_feat(token, "Tense=Past"))
        return clause_is_future(doc, token->head, depth + 1);
    return false;
}

/* "ahead of Monday's talks", "the upcoming June 15 summit". */
static bool noun_is_coming(const drg_document *doc, uint32_t noun)
{
    static const char *const ahead[] = {"ahead"};
    return drg_token__has_child(doc, noun, DRG_REL_CASE, ahead, 1) ||
           drg_token__has_child(doc, noun, DRG_REL_AMOD, coming, sizeof coming / sizeof *coming);
}

/** "since an abortive May landing", "after the June talks". */
static bool noun_is_past(const drg_document *doc, uint32_t noun)
{
    static const char *const since[] = {"since", "after", "following"};
    static const char *const over[] = {"failed", "last", "abortive", "deadly", "past", "previous"};
    return drg_token__has_child(doc, noun, DRG_REL_CASE, since, sizeof since / sizeof *since) ||
           drg_token__has_child(doc, noun, DRG_REL_AMOD, over, sizeof over / sizeof *over);
}

static bool is_verbal(const drg_document *doc, uint32_t t)
{
    const drg_token *token = &doc->tokens[t];
    if (token->upos == DRG_UPOS_VERB || token->upos == DRG_UPOS_AUX || drg_str_is(token->lemma, "due"))
        return true;
    const drg_sentence *s = &doc->sentences[token->sentence];
    for (uint32_t c = s->first; c < s->first + s->count; c++)
        if (doc->tokens[c].head == t && doc->tokens[c].rel == DRG_REL_COP)
            return true;
    return false;
}

/* "moved from Monday to Thursday", "postponed until June 10": the new day is to come. */
static bool is_moved_to(const drg_document *doc, uint32_t head_token, uint32_t verb)
{
    static const char *const movers[] = {"move",  "postpone", "reschedule", "delay", "push",
                                         "bring", "shift",    "extend",     "put"};
    static const char *const to[] = {"to", "until", "till"};
    static const char *const givers[] = {"give", "have"}; /* "gave them until Friday" */
    if (DRG_TOKEN_IN(&doc->tokens[verb], givers))
        return drg_token__has_child(doc, head_token, DRG_REL_CASE, to + 1, 2);
    return DRG_TOKEN_IN(&doc->tokens[verb], movers) &&
           drg_token__has_child(doc, head_token, DRG_REL_CASE, to, sizeof to / sizeof *to);
}

/* "They have until midnight Thursday": what is given or had until then is to come. */
static bool is_given_until(const drg_document *doc, uint32_t head_token)
{
    static const char *const givers[] = {"give", "have", "get"};
    uint32_t first = doc->sentences[doc->tokens[head_token].sentence].first;
    for (uint32_t t = head_token; t > first && t + 3 > head_token; t--) {
        const drg_token *until = &doc->tokens[t - 1];
        if (!drg_str_is(until->form, "until") && !drg_str_is(until->form, "till"))
            continue;
        for (uint32_t verb = t - 1; verb > first && verb + 4 > t; verb--)
            if (doc->tokens[verb - 1].upos == DRG_UPOS_VERB)
                return DRG_TOKEN_IN(&doc->tokens[verb - 1], givers);
        return false;
    }
    return false;
}

/* "set for September", "scheduled for next Monday": by the words before the date. */
static bool is_set_for(const drg_document *doc, uint32_t head_token)
{
    static const char *const links[] = {"for", "on", "in", "at", "to"};
    uint32_t first = doc->sentences[doc->tokens[head_token].sentence].first;
    for (uint32_t t = head_token; t > first + 1 && t + 4 > head_token; t--) {
        const drg_token *before = &doc->tokens[t - 2];
        if (DRG_TOKEN_IN(&doc->tokens[t - 1], links))
            return DRG_TOKEN_IN(before, dated) && !drg_token__has_feat(before, "VerbForm=Fin") &&
                   (drg_str_is(doc->tokens[t - 1].form, "for") || drg_str_is(before->form, "due"));
    }
    return false;
}

drg_time_tense drg_time_tense__of(const drg_document *doc, uint32_t head_token)
{
    drg_time_tense tense = {0};
    uint32_t t = doc->tokens[head_token].head;
    if (is_set_for(doc, head_token) || is_given_until(doc, head_token)) {
        tense.future = true;
        return tense;
    }
    if (t != DRG_NONE && is_moved_to(doc, head_token, t)) {
        tense.future = true;
        return tense;
    }
    for (int depth = 0; t != DRG_NONE && depth < MAX_CLIMB; depth++) {
        if (is_verbal(doc, t)) {
            bool future = clause_is_future(doc, t, 0);
            bool dates = DRG_TOKEN_IN(&doc->tokens[t], dated);
            if (!tense.nominal || dates)
                tense.future = tense.future || future;
            else if (future) /* "will attend Monday's talks": as far ahead as the verb */
                tense.future = true;
            return tense;
        }
        if (noun_is_past(doc, t)) {
            tense.nominal = false;
            return tense;
        }
        tense.nominal = true;
        if (noun_is_coming(doc, t)) {
            tense.future = true;
            return tense;
        }
        t = doc->tokens[t].head;
    }
    tense.nominal = true;
    return tense;
}
