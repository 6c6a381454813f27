/* src/code/repair.c - a parser's commonest slips in news, put right before rules read the tree: a past tense between a
 * subject and a bare object is taken for a participle ("Rebels shelled positions": "shelled" amod of "positions"), which
 * leaves a sentence without a verb. Where a sentence that ends in a full stop has a noun for its root, and such a
 * participle stands between two nouns, the participle is the verb. The analysis itself stays as it is. */
#include "code/reading.h"

#include <string.h>

enum { MAX_CLIMB = DRG_MAX_SENTENCE_WORDS };

static bool is_noun(const drg_token *t)
{
    return t->upos == DRG_UPOS_NOUN || t->upos == DRG_UPOS_PROPN || t->upos == DRG_UPOS_NUM || t->upos == DRG_UPOS_PRON;
}

/** The root of a sentence that lacks a verb; DRG_NONE where it has one, or is no full sentence. */
static uint32_t nominal_root(const drg_token *token, const drg_sentence *s)
{
    uint32_t root = DRG_NONE, end = s->first + s->count;
    for (uint32_t t = s->first; t < end; t++)
        if (token[t].head == DRG_NONE)
            root = t;
    if (root == DRG_NONE || !is_noun(&token[root]) || s->count < 5)
        return DRG_NONE;
    drg_str last = token[end - 1].form;
    bool stops = drg_str_is(last, ".") || drg_str_is(last, "\"") || drg_str_is(last, "”");
    for (uint32_t t = s->first; t < end; t++)
        if (token[t].head == root && token[t].rel == DRG_REL_COP)
            return DRG_NONE;
    return stops ? root : DRG_NONE;
}

/** The noun left of the verb that all before it hangs on. */
static uint32_t subject_before(const drg_token *token, const drg_sentence *s, uint32_t verb)
{
    uint32_t t = verb;
    while (t > s->first && (token[t - 1].upos == DRG_UPOS_AUX || token[t - 1].upos == DRG_UPOS_ADV))
        t--;
    if (t == s->first || !is_noun(&token[t - 1]))
        return DRG_NONE;
    t--;
    for (int i = 0; i < MAX_CLIMB && token[t].head != DRG_NONE && token[t].head < verb; i++)
        t = token[t].head;
    return is_noun(&token[t]) ? t : DRG_NONE;
}

/** "Diplomats engaged in talks, an official said": two subjects of one verb, the first with a participle. The participle
 * is the verb of what was said. */
static void repair_double_subject(drg_token *token, const drg_sentence *s)
{
    uint32_t end = s->first + s->count;
    for (uint32_t v = s->first; v < end; v++) {
        if (token[v].upos != DRG_UPOS_VERB)
            continue;
        uint32_t first = DRG_NONE, second = DRG_NONE, clause = DRG_NONE;
        for (uint32_t t = s->first; t < v; t++)
            if (token[t].head == v && token[t].rel == DRG_REL_NSUBJ) {
                if (first == DRG_NONE)
                    first = t;
                else
                    second = t;
            }
        for (uint32_t t = s->first; second != DRG_NONE && t < second; t++)
            if (token[t].head == first && token[t].rel == DRG_REL_ACL && token[t].upos == DRG_UPOS_VERB &&
                clause == DRG_NONE)
                clause = t;
        bool names = second != DRG_NONE && clause == DRG_NONE && token[second].upos == DRG_UPOS_PROPN;
        uint32_t title = second; /* "Minister for Europe, Dr. Jane Doe" */
        while (names && title > first + 1 && token[title - 1].head == second)
            title--;
        bool apposed = names && is_noun(&token[first]) && drg_str_is(token[title - 1].form, ",");
        bool titled = names && !apposed && token[first].upos == DRG_UPOS_NOUN; /* "Army chief Gen. Ana Cruz said" */
        for (uint32_t t = first + 1; titled && t < second; t++)
            titled = token[t].head == second;
        if (titled) {
            token[first].head = second;
            token[first].rel = DRG_REL_NMOD_DESC;
        }
        if (apposed) { /* "Minister for Europe, Jane Doe said" */
            token[second].head = first;
            token[second].rel = DRG_REL_APPOS;
        }
        if (clause == DRG_NONE || clause < first)
            continue;
        token[clause].head = v;
        token[clause].rel = DRG_REL_CCOMP;
        token[first].head = clause;
        token[first].rel = DRG_REL_NSUBJ;
    }
}

/** "warned Jane Doe of charges": an indirect object without an object or clause beside it is the object. */
static void repair_lone_indirect(drg_token *token, const drg_sentence *s)
{
    uint32_t end = s->first + s->count;
    for (uint32_t t = s->first; t < end; t++) {
        bool lone = token[t].rel == DRG_REL_IOBJ;
        for (uint32_t k = s->first; lone && k < end; k++)
            lone = token[k].head != token[t].head || k == t ||
                   !(token[k].rel == DRG_REL_OBJ || token[k].rel == DRG_REL_IOBJ || token[k].rel == DRG_REL_CCOMP ||
                     token[k].rel == DRG_REL_XCOMP);
        if (lone)
            token[t].rel = DRG_REL_OBJ;
    }
}

/** "killing four and wounding nine": a verb goes with the verb before it, not with that verb's object. */
static void repair_verb_beside_object(drg_token *token, const drg_sentence *s)
{
    uint32_t end = s->first + s->count;
    for (uint32_t v = s->first; v < end; v++) {
        uint32_t h = token[v].head;
        if (token[v].upos != DRG_UPOS_VERB || token[v].rel != DRG_REL_CONJ || h == DRG_NONE || h > v ||
            !is_noun(&token[h]) || token[h].rel != DRG_REL_OBJ || token[token[h].head].upos != DRG_UPOS_VERB)
            continue;
        token[v].head = token[h].head;
        for (uint32_t t = h + 1; t < v; t++) /* its mark and conjunction stay with it */
            if (token[t].head == h && (token[t].rel == DRG_REL_CC || token[t].rel == DRG_REL_MARK))
                token[t].head = v;
    }
}

/** "Officials on Monday said two had been killed": of two subjects of what is said, the one before the verb of saying is
 * that verb's. */
static void repair_stolen_subject(drg_token *token, const drg_sentence *s)
{
    uint32_t end = s->first + s->count;
    for (uint32_t c = s->first; c < end; c++) {
        uint32_t v = token[c].head;
        if (token[c].rel != DRG_REL_CCOMP || v == DRG_NONE || v >= c || token[v].upos != DRG_UPOS_VERB)
            continue;
        uint32_t before = DRG_NONE, behind = DRG_NONE;
        bool own = false;
        for (uint32_t t = s->first; t < c; t++) {
            bool subject = token[t].rel == DRG_REL_NSUBJ || token[t].rel == DRG_REL_NSUBJ_PASS;
            own |= subject && token[t].head == v;
            if (subject && token[t].head == c && t < v)
                before = t;
            if (subject && token[t].head == c && t > v)
                behind = t;
        }
        if (before == DRG_NONE || behind == DRG_NONE || own)
            continue;
        token[before].head = v;
        token[before].rel = DRG_REL_NSUBJ;
    }
}

static void repair_sentence(drg_token *token, const drg_sentence *s)
{
    uint32_t root = nominal_root(token, s);
    if (root == DRG_NONE)
        return;
    for (uint32_t v = s->first + 1; v + 1 < s->first + s->count; v++) {
        if (token[v].upos != DRG_UPOS_VERB || token[v].rel != DRG_REL_AMOD || token[v].head <= v)
            continue;
        uint32_t subject = subject_before(token, s, v), object = token[v].head;
        if (subject == DRG_NONE || subject == object)
            continue;
        if (token[root].head == DRG_NONE && root != subject && root != object) {
            token[root].head = v;
            token[root].rel = DRG_REL_DEP;
        }
        token[v].head = DRG_NONE;
        token[v].rel = DRG_REL_ROOT;
        token[subject].head = v;
        token[subject].rel = DRG_REL_NSUBJ;
        token[object].head = v;
        token[object].rel = DRG_REL_OBJ;
        for (uint32_t t = s->first; t < v; t++) /* what hung on the object from the left of the verb is the clause's */
            if (token[t].head == object)
                token[t].head = v;
        return;
    }
}

/** "Miners downed tools": a bare noun before a finite verb that lacks a subject is its subject. */
static void repair_missing_subject(drg_token *token, const drg_sentence *s)
{
    uint32_t end = s->first + s->count;
    for (uint32_t v = s->first + 1; v < end; v++) {
        if (token[v].upos != DRG_UPOS_VERB || !drg_tree__has_feat(&token[v], "VerbForm=Fin"))
            continue;
        uint32_t bare = DRG_NONE;
        bool has = false;
        for (uint32_t t = s->first; t < v; t++) {
            if (token[t].head != v)
                continue;
            uint8_t rel = token[t].rel;
            has |=
                rel == DRG_REL_NSUBJ || rel == DRG_REL_NSUBJ_PASS || rel == DRG_REL_CSUBJ || rel == DRG_REL_NSUBJ_OUTER;
            if (rel == DRG_REL_OBL_UNMARKED || rel == DRG_REL_COMPOUND || rel == DRG_REL_VOCATIVE)
                bare = t;
        }
        bool adjacent = bare != DRG_NONE && (bare == v - 1 || (bare == v - 2 && token[v - 1].upos == DRG_UPOS_ADV));
        bool nonsense = bare != DRG_NONE && token[bare].rel == DRG_REL_COMPOUND; /* no noun is compounded with a verb */
        bool plural =
            bare != DRG_NONE && (token[bare].upos == DRG_UPOS_PROPN || drg_tree__has_feat(&token[bare], "Number=Plur"));
        bool finite_clause = token[v].rel == DRG_REL_ROOT || token[v].rel == DRG_REL_CCOMP;
        if (!has && adjacent && (plural || nonsense) && is_noun(&token[bare]) && finite_clause)
            token[bare].rel = DRG_REL_NSUBJ;
    }
}

/** "Guards tortured prisoners": a noun for root, and under it a past form with an object. Reduced passives take none:
 * it is the verb. */
static void repair_active_participle(drg_token *token, const drg_sentence *s)
{
    uint32_t end = s->first + s->count;
    for (uint32_t v = s->first + 1; v < end; v++) {
        uint32_t noun = token[v].head;
        if (token[v].upos != DRG_UPOS_VERB || token[v].rel != DRG_REL_ACL || noun == DRG_NONE || noun > v ||
            token[noun].head != DRG_NONE || !is_noun(&token[noun]) || !drg_tree__has_feat(&token[v], "Tense=Past"))
            continue;
        bool object = false, other = false;
        for (uint32_t t = s->first; t < end; t++) {
            object |= token[t].head == v && token[t].rel == DRG_REL_OBJ;
            other |= (token[t].head == v && (token[t].rel == DRG_REL_AUX_PASS || token[t].rel == DRG_REL_AUX)) ||
                     (token[t].head == noun && token[t].rel == DRG_REL_COP);
        }
        if (!object || other)
            continue;
        token[v].head = DRG_NONE;
        token[v].rel = DRG_REL_ROOT;
        token[noun].head = v;
        token[noun].rel = DRG_REL_NSUBJ;
        return;
    }
}

/** "Mexico severed ties after police raided …": a name, a past form and its bare object taken for one noun phrase that is
 * subject of a clause which a conjunction opens. No name stands before a participle inside a noun phrase, unless a hyphen
 * joins them: the past form is the verb of the sentence, and the clause belongs to it. */
static void repair_swallowed_verb(drg_token *token, const drg_sentence *s)
{
    uint32_t end = s->first + s->count;
    for (uint32_t v = s->first + 1; v + 1 < end; v++) {
        uint32_t noun = token[v].head;
        if (token[v].upos != DRG_UPOS_VERB || token[v].rel != DRG_REL_AMOD || noun == DRG_NONE || noun <= v ||
            token[noun].rel != DRG_REL_NSUBJ || token[noun].head == DRG_NONE)
            continue;
        uint32_t name = v - 1, clause = token[noun].head;
        if (token[name].upos != DRG_UPOS_PROPN || token[name].head != noun || token[name].rel != DRG_REL_COMPOUND)
            continue;
        bool opened = false;
        for (uint32_t t = noun + 1; t < clause; t++)
            opened |= token[t].head == clause && token[t].rel == DRG_REL_MARK;
        if (!opened)
            continue;
        token[v].head = token[clause].head;
        token[v].rel = token[clause].rel;
        token[clause].head = v;
        token[clause].rel = DRG_REL_ADVCL;
        token[name].head = v;
        token[name].rel = DRG_REL_NSUBJ;
        token[noun].head = v;
        token[noun].rel = DRG_REL_OBJ;
    }
}

static bool has_child(const drg_token *token, const drg_sentence *s, uint32_t head, uint8_t rel)
{
    for (uint32_t t = s->first; t < s->first + s->count; t++)
        if (token[t].head == head && token[t].rel == rel)
            return true;
    return false;
}

static bool lemma_in(const drg_token *t, const char *const *list)
{
    for (; *list != NULL; list++)
        if (drg_str_is(t->lemma, *list))
            return true;
    return false;
}

/** "would free 40 hostages", "that Iran open the border", "to free a writer": words that are adjectives and verbs alike
 * are verbs behind "to", and where their noun has an auxiliary or a conjunction before them. */
static void repair_verb_as_adjective(drg_token *token, const drg_sentence *s)
{
    static const char *const both[] = {"free", "open", "clear", "empty", "secure", NULL};
    uint32_t end = s->first + s->count;
    for (uint32_t v = s->first + 1; v + 1 < end; v++) {
        if (token[v].upos != DRG_UPOS_ADJ || !lemma_in(&token[v], both) || has_child(token, s, v, DRG_REL_COP))
            continue;
        uint32_t noun = token[v].head;
        if (drg_str_is(token[v - 1].form, "to") && token[v - 1].head == v && token[v - 1].rel == DRG_REL_MARK) {
            token[v].upos = DRG_UPOS_VERB;
            continue;
        }
        if (token[v].rel != DRG_REL_AMOD || noun == DRG_NONE || noun < v || has_child(token, s, noun, DRG_REL_COP))
            continue;
        bool opened = false;
        for (uint32_t t = s->first; t < v; t++)
            opened |= (token[t].head == noun || token[t].head == v) &&
                      (token[t].rel == DRG_REL_AUX || token[t].rel == DRG_REL_MARK);
        if (!opened)
            continue;
        for (uint32_t t = s->first; t < v; t++)
            if (token[t].head == noun) {
                token[t].head = v;
                if (is_noun(&token[t]) && token[t].rel != DRG_REL_NSUBJ)
                    token[t].rel = DRG_REL_NSUBJ;
            }
        for (uint32_t t = noun + 1; t < end; t++)
            if (token[t].head == noun &&
                (token[t].rel == DRG_REL_PUNCT || token[t].rel == DRG_REL_OBL || token[t].rel == DRG_REL_ADVCL))
                token[t].head = v;
        token[v].upos = DRG_UPOS_VERB;
        token[v].head = token[noun].head;
        token[v].rel = token[noun].rel;
        token[noun].head = v;
        token[noun].rel = DRG_REL_OBJ;
    }
}

/** "hand over power": a noun behind its verb without a preposition is its object, if it names no time. */
static void repair_bare_oblique(drg_token *token, const drg_sentence *s)
{
    static const char *const times[] = {"day",    "week",    "month",   "year",      "time",   "hour",    "minute",
                                        "today",  "weekend", "morning", "afternoon", "night",  "evening", "tomorrow",
                                        "decade", "second",  "spring",  "summer",    "autumn", "winter",  NULL};
    uint32_t end = s->first + s->count;
    for (uint32_t t = s->first + 1; t < end; t++) {
        uint32_t v = token[t].head;
        if (token[t].rel != DRG_REL_OBL || token[t].upos != DRG_UPOS_NOUN || v == DRG_NONE || v >= t ||
            token[v].upos != DRG_UPOS_VERB || lemma_in(&token[t], times))
            continue;
        if (has_child(token, s, t, DRG_REL_CASE) || has_child(token, s, v, DRG_REL_OBJ) ||
            has_child(token, s, v, DRG_REL_CCOMP) || has_child(token, s, v, DRG_REL_AUX_PASS))
            continue;
        token[t].rel = DRG_REL_OBJ;
    }
}

/** Whether a verb has an object behind it, so that "that" before it is none. */
static bool has_other_object(const drg_token *token, const drg_sentence *s, uint32_t verb)
{
    for (uint32_t t = verb + 1; t < s->first + s->count; t++)
        if (token[t].head == verb && token[t].rel == DRG_REL_OBJ)
            return true;
    return false;
}

/** "warned marchers that they would be held", "its demand that Kenya pay": a clause with "that" and a subject of its own
 * is what was said, not a relative clause. */
static void repair_content_clause(drg_token *token, const drg_sentence *s)
{
    static const char *const tell[] = {"warn",   "tell",    "inform",   "assure",   "remind",  "notify",
                                       "advise", "promise", "persuade", "convince", "caution", NULL};
    static const char *const say[] = {"say",   "add",   "claim",   "announce", "declare", "state",
                                      "argue", "agree", "confirm", "repeat",   "stress",  NULL};
    uint32_t end = s->first + s->count;
    for (uint32_t c = s->first + 1; c < end; c++) {
        uint32_t noun = token[c].head;
        if (token[c].rel != DRG_REL_ACL_RELCL || noun == DRG_NONE || noun > c)
            continue;
        bool that = false, subject = false, object = has_other_object(token, s, c);
        for (uint32_t t = noun + 1; t < c; t++) {
            that |= token[t].head == c && drg_str_is(token[t].lemma, "that") &&
                    (token[t].rel == DRG_REL_MARK || (object && token[t].rel == DRG_REL_OBJ));
            subject |= token[t].head == c && (token[t].rel == DRG_REL_NSUBJ || token[t].rel == DRG_REL_NSUBJ_PASS);
        }
        if (!that || !subject)
            continue;
        uint32_t v = token[noun].head;
        bool told = v != DRG_NONE && (((token[noun].rel == DRG_REL_OBJ || token[noun].rel == DRG_REL_IOBJ) &&
                                       lemma_in(&token[v], tell)) ||
                                      (token[noun].rel == DRG_REL_OBL && lemma_in(&token[v], say)));
        token[c].rel = told ? DRG_REL_CCOMP : DRG_REL_ACL;
        if (told)
            token[c].head = v;
    }
}

/** "ordered troops to leave", "call on Kenya to withdraw": what somebody is asked to do belongs to the asking. */
static void repair_asked_infinitive(drg_token *token, const drg_sentence *s)
{
    static const char *const ask[] = {"order",    "urge",    "ask",     "tell",    "press",  "pressure",
                                      "instruct", "command", "beg",     "implore", "invite", "persuade",
                                      "compel",   "exhort",  "entreat", "beseech", "direct", NULL};
    static const char *const call[] = {"call", "appeal", NULL};
    uint32_t end = s->first + s->count;
    for (uint32_t c = s->first + 2; c < end; c++) {
        uint32_t v = token[c].head;
        if (token[c].rel != DRG_REL_ADVCL || token[c].upos != DRG_UPOS_VERB || v == DRG_NONE || v > c ||
            !drg_str_is(token[c - 1].form, "to") || token[c - 1].head != c)
            continue;
        bool calls = lemma_in(&token[v], call), asked = false;
        if (!calls && !lemma_in(&token[v], ask))
            continue;
        for (uint32_t t = v + 1; t < c; t++)
            asked |= token[t].head == v && (calls ? token[t].rel == DRG_REL_OBL
                                                  : token[t].rel == DRG_REL_OBJ || token[t].rel == DRG_REL_IOBJ);
        if (asked)
            token[c].rel = DRG_REL_XCOMP;
    }
}

/** "agreed in principle to reopen": what is agreed hangs on the verb, not on the phrase between. */
static void repair_in_principle(drg_token *token, const drg_sentence *s)
{
    static const char *const phrase[] = {"principle", "return", "exchange", "part", "turn", NULL};
    for (uint32_t c = s->first + 3; c < s->first + s->count; c++) {
        uint32_t noun = token[c].head;
        if (token[c].rel != DRG_REL_ACL || noun == DRG_NONE || noun + 2 != c || token[noun].rel != DRG_REL_OBL ||
            !drg_str_is(token[c - 1].form, "to") || !drg_str_is(token[noun - 1].form, "in") ||
            !lemma_in(&token[noun], phrase))
            continue;
        token[c].head = token[noun].head;
        token[c].rel = DRG_REL_XCOMP;
    }
}

/** "The Thai premier rejected calls": a noun right before a verb without a subject that hangs on the verb's object. */
static void repair_crossing_subject(drg_token *token, const drg_sentence *s)
{
    uint32_t end = s->first + s->count;
    for (uint32_t v = s->first + 1; v < end; v++) {
        uint32_t noun = v - 1, object = token[noun].head;
        if (token[v].upos != DRG_UPOS_VERB || !is_noun(&token[noun]) || object == DRG_NONE || object <= v ||
            object >= end || token[object].head != v || token[object].rel != DRG_REL_OBJ ||
            has_child(token, s, v, DRG_REL_NSUBJ) || has_child(token, s, v, DRG_REL_NSUBJ_PASS))
            continue;
        for (uint32_t t = s->first; t < noun; t++)
            if (token[t].head == object)
                token[t].head = noun;
        token[noun].head = v;
        token[noun].rel = DRG_REL_NSUBJ;
    }
}

/** "the truce between the army and the rebels": the second of two stands beside the first, not beside the truce. */
static void repair_between(drg_token *token, const drg_sentence *s)
{
    uint32_t end = s->first + s->count;
    for (uint32_t b = s->first + 1; b < end; b++) {
        uint32_t first = token[b].head;
        if (!drg_str_is(token[b].lemma, "between") || token[b].rel != DRG_REL_CASE || first == DRG_NONE || first < b ||
            has_child(token, s, first, DRG_REL_CONJ))
            continue;
        uint32_t whole = token[first].head;
        for (uint32_t t = first + 1; whole != DRG_NONE && whole < b && t < end; t++)
            if (token[t].head == whole && token[t].rel == DRG_REL_CONJ && is_noun(&token[t])) {
                token[t].head = first;
                break;
            }
    }
}

/** "The minister on Monday rejected": a day between subject and verb is the verb's. */
static void repair_day_before_verb(drg_token *token, const drg_sentence *s)
{
    uint32_t end = s->first + s->count;
    for (uint32_t t = s->first + 2; t + 1 < end; t++) {
        uint32_t subject = token[t].head, v = t + 1;
        bool day = token[t].rel == DRG_REL_NMOD && token[t].upos == DRG_UPOS_PROPN && token[t].form.len > 5 &&
                   memcmp(token[t].form.ptr + token[t].form.len - 3, "day", 3) == 0;
        if (day && subject < t && token[subject].rel == DRG_REL_NSUBJ && token[subject].head == v &&
            token[v].upos == DRG_UPOS_VERB) {
            token[t].head = v;
            token[t].rel = DRG_REL_OBL;
        }
    }
}

/** "reopened the Rafah crossing": a form in -ing right behind a name with an article is the noun that the name belongs
 * to. */
static void repair_named_gerund(drg_token *token, const drg_sentence *s)
{
    uint32_t end = s->first + s->count;
    for (uint32_t g = s->first + 2; g < end; g++) {
        uint32_t name = g - 1, v = token[g].head;
        if (token[g].upos != DRG_UPOS_VERB || token[g].rel != DRG_REL_XCOMP || v == DRG_NONE || v > name ||
            !drg_str_is(token[g].form, "crossing") || token[name].upos != DRG_UPOS_PROPN)
            continue;
        bool beside = token[name].head == v && token[name].rel == DRG_REL_OBJ;
        if (!beside && !has_child(token, s, g, DRG_REL_DET) && !has_child(token, s, g, DRG_REL_CASE))
            continue;
        token[g].upos = DRG_UPOS_NOUN;
        token[g].lemma = token[g].form;
        token[g].rel = beside ? DRG_REL_OBJ : DRG_REL_OBL;
        for (uint32_t t = s->first; beside && t < name; t++)
            if (token[t].head == name && token[t].rel == DRG_REL_DET)
                token[t].head = g;
        if (beside) {
            token[name].head = g;
            token[name].rel = DRG_REL_COMPOUND;
        }
    }
}

/** "extradited to Portugal by Brazil": the name under "by" that the parser hangs on another name is who did what a passive
 * tells. */
static void repair_agent_beside_name(drg_token *token, const drg_sentence *s)
{
    uint32_t end = s->first + s->count;
    for (uint32_t by = s->first + 1; by < end; by++) {
        uint32_t agent = token[by].head;
        if (token[by].rel != DRG_REL_CASE || !drg_tree__is(&token[by], "by") || agent == DRG_NONE || agent < by ||
            token[agent].rel != DRG_REL_NMOD || token[agent].upos != DRG_UPOS_PROPN)
            continue;
        uint32_t name = token[agent].head;
        if (name == DRG_NONE || name > by || token[name].upos != DRG_UPOS_PROPN || token[name].rel != DRG_REL_OBL)
            continue;
        uint32_t verb = token[name].head;
        bool passive = false;
        for (uint32_t t = s->first; verb != DRG_NONE && t < verb; t++)
            passive |= token[t].head == verb && token[t].rel == DRG_REL_AUX_PASS;
        if (!passive)
            continue;
        token[agent].head = verb;
        token[agent].rel = DRG_REL_OBL_AGENT;
    }
}

/** "Helicopters, said the priest, fired": told between commas with the verb first, "said the priest" takes the sentence's
 * subject for its own, and gives its speaker to what was said, or takes that for a participle of the speaker's. A lone
 * comma parts no subject from its verb. */
static void repair_inserted_saying(drg_token *token, const drg_sentence *s)
{
    static const char *const say[] = {"say", "add", "claim", "report", "insist", "explain", NULL};
    uint32_t end = s->first + s->count;
    for (uint32_t v = s->first + 2; v < end; v++) {
        if (!lemma_in(&token[v], say) || !drg_str_is(token[v - 1].form, ","))
            continue;
        uint32_t first = DRG_NONE, clause = v + 1, speaker = DRG_NONE, commas = 0;
        for (uint32_t t = s->first; t < v; t++)
            if (token[t].head == v && token[t].rel == DRG_REL_NSUBJ)
                first = t;
        while (clause < end && !drg_str_is(token[clause].form, ","))
            clause++;
        clause++;
        if (first == DRG_NONE || clause >= end || token[clause].upos != DRG_UPOS_VERB)
            continue;
        for (uint32_t t = first; t < v; t++)
            commas += drg_str_is(token[t].form, ",");
        for (uint32_t t = v + 1; t < clause; t++)
            if (token[t].rel == DRG_REL_NSUBJ && (token[t].head == v || token[t].head == clause))
                speaker = t;
        bool said = speaker != DRG_NONE && ((token[clause].head == speaker && token[clause].rel == DRG_REL_ACL) ||
                                            (token[clause].head == v && token[clause].rel == DRG_REL_CCOMP));
        if (!said || commas != 1)
            continue;
        token[first].head = clause;
        token[speaker].head = v;
        token[clause].head = v;
        token[clause].rel = DRG_REL_CCOMP;
    }
}

/** "denied that the raid failed and claimed that it had …": what takes a clause with "that" after a clause that says nothing
 * goes on with the saying before it: things say nothing. */
static void repair_second_saying(drg_token *token, const drg_sentence *s)
{
    static const char *const say[] = {"say",   "add",    "claim",    "deny",    "insist", "allege",
                                      "argue", "assert", "maintain", "declare", "state",  "warn",
                                      "admit", "accept", "vow",      "report",  "tell",   NULL};
    uint32_t end = s->first + s->count;
    for (uint32_t v = s->first + 1; v < end; v++) {
        uint32_t told = token[v].head;
        if (token[v].rel != DRG_REL_CONJ || !lemma_in(&token[v], say) || told == DRG_NONE || told > v ||
            token[told].rel != DRG_REL_CCOMP || lemma_in(&token[told], say) || has_child(token, s, v, DRG_REL_NSUBJ))
            continue;
        uint32_t saying = token[told].head;
        if (saying != DRG_NONE && lemma_in(&token[saying], say) && has_child(token, s, told, DRG_REL_MARK) &&
            has_child(token, s, v, DRG_REL_CCOMP))
            token[v].head = saying;
    }
}

/** "said both states welcome the truce and support the envoy": a verb in the present beside a saying in the past goes on
 * with what was said. */
static void repair_said_present(drg_token *token, const drg_sentence *s)
{
    static const char *const say[] = {"say", "state", "add", "stress", "note", "claim", "declare", "explain", NULL};
    uint32_t end = s->first + s->count;
    for (uint32_t c = s->first + 2; c < end; c++) {
        uint32_t v = token[c].head;
        if (token[c].rel != DRG_REL_CONJ || v == DRG_NONE || v > c || !lemma_in(&token[v], say) ||
            !drg_tree__has_feat(&token[v], "Tense=Past") || has_child(token, s, c, DRG_REL_NSUBJ))
            continue;
        bool bare = drg_tree__has_feat(&token[c], "VerbForm=Inf") && !has_child(token, s, c, DRG_REL_MARK) &&
                    !has_child(token, s, c, DRG_REL_AUX);
        if (!bare && !drg_tree__has_feat(&token[c], "Tense=Pres"))
            continue;
        for (uint32_t k = v + 1; k < c; k++)
            if (token[k].head == v && token[k].rel == DRG_REL_CCOMP) {
                token[c].head = k;
                break;
            }
    }
}

/** "Yemen's Houthis vowed": what is written as a name is no pronoun. */
static void repair_name_as_pronoun(drg_token *token, const drg_sentence *s)
{
    for (uint32_t t = s->first; t < s->first + s->count; t++)
        if (token[t].upos == DRG_UPOS_PRON && token[t].lemma.len > 2 && token[t].lemma.ptr[0] >= 'A' &&
            token[t].lemma.ptr[0] <= 'Z' && token[t].lemma.ptr[1] >= 'a' && token[t].lemma.ptr[1] <= 'z')
            token[t].upos = DRG_UPOS_PROPN;
}

/** "Human Rights Watch said": what is written as a name and stands where a noun does is no verb. */
static void repair_name_as_verb(drg_token *token, const drg_sentence *s)
{
    for (uint32_t t = s->first + 1; t < s->first + s->count; t++) {
        uint8_t rel = token[t].rel;
        bool noun_place = rel == DRG_REL_NSUBJ || rel == DRG_REL_NSUBJ_PASS || rel == DRG_REL_OBJ ||
                          rel == DRG_REL_OBL || rel == DRG_REL_NMOD || rel == DRG_REL_OBL_AGENT;
        drg_str form = token[t].form, before = token[t - 1].form;
        bool named = form.len > 1 && form.ptr[0] >= 'A' && form.ptr[0] <= 'Z' && form.ptr[1] >= 'a' &&
                     form.ptr[1] <= 'z' && before.len > 0 && before.ptr[0] >= 'A' && before.ptr[0] <= 'Z';
        if (token[t].upos == DRG_UPOS_VERB && noun_place && named)
            token[t].upos = DRG_UPOS_PROPN;
    }
}

/** "Tanks fired at a hospital.": a sentence without a verb but for a past form that no reduced passive has. */
static void repair_active_intransitive(drg_token *token, const drg_sentence *s)
{
    static const char *const active[] = {"fire", "march",   "clash",  "rally",   "gather", "protest",
                                         "flee", "retreat", "arrive", "advance", "die",    NULL};
    uint32_t root = nominal_root(token, s);
    for (uint32_t v = root == DRG_NONE ? s->first + s->count : root + 1; v < s->first + s->count; v++) {
        if (token[v].upos != DRG_UPOS_VERB || token[v].rel != DRG_REL_ACL || token[v].head != root ||
            !drg_tree__has_feat(&token[v], "Tense=Past") || !lemma_in(&token[v], active) ||
            !has_child(token, s, v, DRG_REL_OBL) || has_child(token, s, v, DRG_REL_OBL_AGENT) ||
            drg_str_is(token[root].lemma, "shot"))
            continue;
        token[v].head = DRG_NONE;
        token[v].rel = DRG_REL_ROOT;
        token[root].head = v;
        token[root].rel = DRG_REL_NSUBJ;
        for (uint32_t t = v + 1; t < s->first + s->count; t++)
            if (token[t].head == root)
                token[t].head = v;
        return;
    }
}

/** "Three days ago troops shelled": "ago" before a subject is the verb's. */
static void repair_ago_before_subject(drg_token *token, const drg_sentence *s)
{
    for (uint32_t t = s->first; t < s->first + s->count; t++) {
        uint32_t noun = token[t].head;
        if (token[t].rel == DRG_REL_ADVMOD && drg_tree__is(&token[t], "ago") && noun != DRG_NONE && noun > t &&
            is_noun(&token[noun]) && token[noun].head != DRG_NONE &&
            (token[noun].rel == DRG_REL_NSUBJ || token[noun].rel == DRG_REL_NSUBJ_PASS))
            token[t].head = token[noun].head;
    }
}

bool drg_reading__repair(drg_reading *r)
{
    drg_token *copy = drg_arena_array(r->arena, r->n, sizeof *copy);
    if (copy == NULL)
        return false;
    for (uint32_t t = 0; t < r->n; t++)
        copy[t] = r->doc->tokens[t];
    for (size_t i = 0; i < r->doc->n_sentences; i++) {
        repair_name_as_pronoun(copy, &r->doc->sentences[i]);
        repair_name_as_verb(copy, &r->doc->sentences[i]);
        repair_inserted_saying(copy, &r->doc->sentences[i]);
        repair_second_saying(copy, &r->doc->sentences[i]);
        repair_said_present(copy, &r->doc->sentences[i]);
        repair_active_intransitive(copy, &r->doc->sentences[i]);
        repair_verb_as_adjective(copy, &r->doc->sentences[i]);
        repair_bare_oblique(copy, &r->doc->sentences[i]);
        repair_content_clause(copy, &r->doc->sentences[i]);
        repair_asked_infinitive(copy, &r->doc->sentences[i]);
        repair_in_principle(copy, &r->doc->sentences[i]);
        repair_between(copy, &r->doc->sentences[i]);
        repair_day_before_verb(copy, &r->doc->sentences[i]);
        repair_named_gerund(copy, &r->doc->sentences[i]);
        repair_crossing_subject(copy, &r->doc->sentences[i]);
        repair_missing_subject(copy, &r->doc->sentences[i]);
        repair_active_participle(copy, &r->doc->sentences[i]);
        repair_swallowed_verb(copy, &r->doc->sentences[i]);
        repair_double_subject(copy, &r->doc->sentences[i]);
        repair_lone_indirect(copy, &r->doc->sentences[i]);
        repair_verb_beside_object(copy, &r->doc->sentences[i]);
        repair_ago_before_subject(copy, &r->doc->sentences[i]);
        repair_agent_beside_name(copy, &r->doc->sentences[i]);
        repair_stolen_subject(copy, &r->doc->sentences[i]);
        repair_sentence(copy, &r->doc->sentences[i]);
    }
    r->token = copy;
    return true;
}
