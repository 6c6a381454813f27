/* src/code/repair_arguments.c - whose subject, object, agent or day a word is. */
#include "code/repair.h"

#include <string.h>

/** "Yemen's Houthis vowed": what is written as a name is no pronoun. */
void drg_repair__name_as_pronoun(drg_token *token, const drg_sentence *s)
{
    for (uint32_t t = s->first; t < s->first + s->count; t++)
        if (token[t].upos == DRG_UPOS_PRON && token[t].lemma.len > 2 && token[t].lemma.ptr[0] >= 'A' &&
            token[t].lemma.ptr[0] <= 'Z' && token[t].lemma.ptr[1] >= 'a' && token[t].lemma.ptr[1] <= 'z')
            token[t].upos = DRG_UPOS_PROPN;
    for (uint32_t t = s->first + 1; t < s->first + s->count; t++) /* "a gold mine" is nobody's */
        if (token[t].upos == DRG_UPOS_PRON && drg_tree__is(&token[t], "mine") && token[t - 1].upos == DRG_UPOS_NOUN)
            token[t].upos = DRG_UPOS_NOUN;
}

/** "Human Rights Watch said": what is written as a name and stands where a noun does is no verb. */
void drg_repair__name_as_verb(drg_token *token, const drg_sentence *s)
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

/** "hand over power": a noun behind its verb without a preposition is its object, if it names no time. */
void drg_repair__bare_oblique(drg_token *token, const drg_sentence *s)
{
    static const char *const times[] = {"day",    "week",    "month",   "year",      "time",   "hour",    "minute",
                                        "today",  "weekend", "morning", "afternoon", "night",  "evening", "tomorrow",
                                        "decade", "second",  "spring",  "summer",    "autumn", "winter",  NULL};
    uint32_t end = s->first + s->count;
    for (uint32_t t = s->first + 1; t < end; t++) {
        uint32_t v = token[t].head;
        if (token[t].rel != DRG_REL_OBL || token[t].upos != DRG_UPOS_NOUN || v == DRG_NONE || v >= t ||
            token[v].upos != DRG_UPOS_VERB || drg_tree__lemma_in(&token[t], times))
            continue;
        if (drg_repair__has_child(token, s, t, DRG_REL_CASE) || drg_repair__has_child(token, s, v, DRG_REL_OBJ) ||
            drg_repair__has_child(token, s, v, DRG_REL_CCOMP) || drg_repair__has_child(token, s, v, DRG_REL_AUX_PASS))
            continue;
        token[t].rel = DRG_REL_OBJ;
    }
}

/** "the truce between the army and the rebels": the second of two stands beside the first, not beside the truce. */
void drg_repair__between(drg_token *token, const drg_sentence *s)
{
    uint32_t end = s->first + s->count;
    for (uint32_t b = s->first + 1; b < end; b++) {
        uint32_t first = token[b].head;
        if (!drg_str_is(token[b].lemma, "between") || token[b].rel != DRG_REL_CASE || first == DRG_NONE || first < b ||
            drg_repair__has_child(token, s, first, DRG_REL_CONJ))
            continue;
        uint32_t whole = token[first].head;
        for (uint32_t t = first + 1; whole != DRG_NONE && whole < b && t < end; t++)
            if (token[t].head == whole && token[t].rel == DRG_REL_CONJ && drg_repair__is_noun(&token[t])) {
                token[t].head = first;
                break;
            }
    }
}

/** "The minister on Monday rejected": a day between subject and verb is the verb's. */
void drg_repair__day_before_verb(drg_token *token, const drg_sentence *s)
{
    uint32_t end = s->first + s->count;
    for (uint32_t t = s->first + 2; t + 1 < end; t++) {
        uint32_t subject = token[t].head, v = t + 1;
        bool day = token[t].rel == DRG_REL_NMOD && token[t].upos == DRG_UPOS_PROPN && token[t].form.len > 5 &&
                   memcmp(token[t].form.ptr + token[t].form.len - 3, "day", 3) == 0;
        if (day && subject < t && token[subject].rel == DRG_REL_NSUBJ && token[subject].head == v &&
            token[v].upos == DRG_UPOS_VERB) {
            drg_repair__hang(&token[t], v, DRG_REL_OBL);
        }
    }
}

/** "The Thai premier rejected calls": a noun right before a verb without a subject that hangs on the verb's object. */
void drg_repair__crossing_subject(drg_token *token, const drg_sentence *s)
{
    uint32_t end = s->first + s->count;
    for (uint32_t v = s->first + 1; v < end; v++) {
        uint32_t noun = v - 1, object = token[noun].head;
        if (token[v].upos != DRG_UPOS_VERB || !drg_repair__is_noun(&token[noun]) || object == DRG_NONE || object <= v ||
            object >= end || token[object].head != v || token[object].rel != DRG_REL_OBJ ||
            drg_repair__has_child(token, s, v, DRG_REL_NSUBJ) || drg_repair__has_child(token, s, v, DRG_REL_NSUBJ_PASS))
            continue;
        for (uint32_t t = s->first; t < noun; t++)
            if (token[t].head == object)
                token[t].head = noun;
        drg_repair__hang(&token[noun], v, DRG_REL_NSUBJ);
    }
}

/** "Soldiers fired on a village": no finite verb is passive without an auxiliary. */
void drg_repair__false_passive(drg_token *token, const drg_sentence *s)
{
    static const char *const active[] = {"fire",    "march",   "clash",   "rally", "gather",
                                         "protest", "advance", "retreat", NULL};
    for (uint32_t t = s->first; t < s->first + s->count; t++) {
        uint32_t v = token[t].head;
        if (token[t].rel != DRG_REL_NSUBJ_PASS || v == DRG_NONE || v < t || token[v].upos != DRG_UPOS_VERB ||
            drg_repair__has_child(token, s, v, DRG_REL_AUX_PASS) ||
            drg_repair__has_child(token, s, v, DRG_REL_OBL_AGENT))
            continue;
        bool finite = drg_tree__has_feat(&token[v], "VerbForm=Fin") && !drg_tree__has_feat(&token[v], "VerbForm=Part");
        bool main = token[v].rel == DRG_REL_ROOT || token[v].rel == DRG_REL_CCOMP;
        if (finite || (main && drg_tree__lemma_in(&token[v], active)))
            token[t].rel = DRG_REL_NSUBJ;
    }
}

/** "In a call with the emir on Monday, the Chadian president, Jean Roe, offered": what stands between commas before a finite
 * verb that lacks a subject, taken for an apposition to a name in the phrase that opens the sentence, is the subject. */
void drg_repair__subject_as_apposition(drg_token *token, const drg_sentence *s)
{
    uint32_t end = s->first + s->count;
    for (uint32_t v = s->first + 4; v < end; v++) {
        bool finite = drg_tree__has_feat(&token[v], "VerbForm=Fin") ||
                      (token[v].rel == DRG_REL_ROOT && drg_tree__has_feat(&token[v], "Tense=Past"));
        if (token[v].upos != DRG_UPOS_VERB || !finite ||
            (token[v].rel != DRG_REL_ROOT && token[v].rel != DRG_REL_CCOMP) ||
            drg_repair__has_child(token, s, v, DRG_REL_NSUBJ) ||
            drg_repair__has_child(token, s, v, DRG_REL_NSUBJ_PASS) || drg_repair__has_child(token, s, v, DRG_REL_CSUBJ))
            continue;
        uint32_t opening = drg_repair__child(token, v, DRG_REL_OBL, s->first, v), subject = DRG_NONE;
        for (uint32_t t = opening == DRG_NONE ? v : opening + 1; t < v && subject == DRG_NONE; t++) {
            uint32_t up = token[t].head, left = t;
            while (left > s->first && token[left - 1].head == t)
                left--;
            bool below = up == opening || (up != DRG_NONE && token[up].head == opening);
            if (token[t].rel == DRG_REL_APPOS && below && drg_repair__is_noun(&token[t]) && left > s->first &&
                drg_str_is(token[left - 1].form, ","))
                subject = t;
        }
        if (subject != DRG_NONE)
            drg_repair__hang(&token[subject], v, DRG_REL_NSUBJ);
    }
}

/** "Miners downed tools": a bare noun before a finite verb that lacks a subject is its subject. */
void drg_repair__missing_subject(drg_token *token, const drg_sentence *s)
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
        if (!has && adjacent && (plural || nonsense) && drg_repair__is_noun(&token[bare]) && finite_clause)
            token[bare].rel = DRG_REL_NSUBJ;
    }
}

/** "Diplomats engaged in talks, an official said": two subjects of one verb, the first with a participle. The participle
 * is the verb of what was said. */
void drg_repair__double_subject(drg_token *token, const drg_sentence *s)
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
        while (names && title > first + 1 && token[title - 1].head == second && !drg_str_is(token[title - 1].form, ","))
            title--;
        bool apposed = names && drg_repair__is_noun(&token[first]) && drg_str_is(token[title - 1].form, ",");
        bool titled = names && !apposed; /* "Army chief Gen. Ana Cruz", "Border Service (BS) director Ana Cruz said" */
        bool title_between = names && token[first].upos == DRG_UPOS_NOUN;
        for (uint32_t t = first + 1; titled && t < second; t++) {
            titled = token[t].head == second || (token[t].head >= first && token[t].head < second);
            title_between |= token[t].head == second && token[t].rel == DRG_REL_NMOD_DESC;
            titled &= !drg_str_is(token[t].form, ",") && token[t].rel != DRG_REL_CC;
        }
        titled &= title_between;
        if (titled) {
            drg_repair__hang(&token[first], second, DRG_REL_NMOD_DESC);
        }
        uint32_t both = second != DRG_NONE && clause == DRG_NONE
                            ? drg_repair__child(token, second, DRG_REL_CC, first + 1, second)
                            : DRG_NONE;
        bool beside = both != DRG_NONE && drg_repair__is_noun(&token[first]) && drg_repair__is_noun(&token[second]);
        for (uint32_t t = both == DRG_NONE ? second : both; beside && t < second; t++)
            beside = token[t].head == second;
        if (beside) /* "activists and a monitoring group said" */
            drg_repair__hang(&token[second], first, DRG_REL_CONJ);
        if (apposed) { /* "Minister for Europe, Jane Doe said" */
            drg_repair__hang(&token[second], first, DRG_REL_APPOS);
        }
        if (clause == DRG_NONE || clause < first)
            continue;
        drg_repair__hang(&token[clause], v, DRG_REL_CCOMP);
        drg_repair__hang(&token[first], clause, DRG_REL_NSUBJ);
    }
}

/** "handed the blogger a sentence": the first of two objects of a verb of giving is to whom. */
void drg_repair__two_objects(drg_token *token, const drg_sentence *s)
{
    static const char *const giving[] = {"give",  "hand", "send",    "offer", "grant", "pay",  "lend",
                                         "award", "deny", "promise", "sell",  "deal",  "show", NULL};
    uint32_t end = s->first + s->count;
    for (uint32_t v = s->first; v + 1 < end; v++) {
        if (token[v].upos != DRG_UPOS_VERB || !drg_tree__lemma_in(&token[v], giving))
            continue;
        uint32_t first = drg_repair__child(token, v, DRG_REL_OBJ, v + 1, end);
        uint32_t second = first == DRG_NONE ? DRG_NONE : drg_repair__child(token, v, DRG_REL_OBJ, first + 1, end);
        if (second != DRG_NONE && !drg_repair__has_child(token, s, v, DRG_REL_IOBJ))
            token[first].rel = DRG_REL_IOBJ;
    }
}

/** "warned Jane Doe of charges": an indirect object without an object or clause beside it is the object. */
void drg_repair__lone_indirect(drg_token *token, const drg_sentence *s)
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
void drg_repair__verb_beside_object(drg_token *token, const drg_sentence *s)
{
    uint32_t end = s->first + s->count;
    for (uint32_t v = s->first; v < end; v++) {
        uint32_t h = token[v].head;
        if (token[v].upos != DRG_UPOS_VERB || token[v].rel != DRG_REL_CONJ || h == DRG_NONE || h > v ||
            !drg_repair__is_noun(&token[h]) || token[h].rel != DRG_REL_OBJ ||
            token[token[h].head].upos != DRG_UPOS_VERB)
            continue;
        token[v].head = token[h].head;
        for (uint32_t t = h + 1; t < v; t++) /* its mark and conjunction stay with it */
            if (token[t].head == h && (token[t].rel == DRG_REL_CC || token[t].rel == DRG_REL_MARK))
                token[t].head = v;
    }
}

/** "Three days ago troops shelled": "ago" before a subject is the verb's. */
void drg_repair__ago_before_subject(drg_token *token, const drg_sentence *s)
{
    for (uint32_t t = s->first; t < s->first + s->count; t++) {
        uint32_t noun = token[t].head;
        if (token[t].rel == DRG_REL_ADVMOD && drg_tree__is(&token[t], "ago") && noun != DRG_NONE && noun > t &&
            drg_repair__is_noun(&token[noun]) && token[noun].head != DRG_NONE &&
            (token[noun].rel == DRG_REL_NSUBJ || token[noun].rel == DRG_REL_NSUBJ_PASS))
            token[t].head = token[noun].head;
    }
}

/** "extradited to Portugal by Brazil": the name under "by" that the parser hangs on another name is who did what a passive
 * tells. */
void drg_repair__agent_beside_name(drg_token *token, const drg_sentence *s)
{
    uint32_t end = s->first + s->count;
    for (uint32_t by = s->first + 1; by < end; by++) {
        uint32_t agent = token[by].head;
        if (token[by].rel != DRG_REL_CASE || !drg_tree__is(&token[by], "by") || agent == DRG_NONE || agent < by ||
            token[agent].rel != DRG_REL_NMOD || token[agent].upos != DRG_UPOS_PROPN)
            continue;
        uint32_t name = token[agent].head;
        if (name == DRG_NONE || name > by || token[name].rel != DRG_REL_OBL)
            continue;
        uint32_t prep =
            drg_repair__child(token, name, DRG_REL_CASE, s->first, name); /* "threatened with sanctions by" */
        bool with = prep != DRG_NONE && drg_tree__is(&token[prep], "with");
        uint32_t verb = token[name].head;
        if (token[name].upos != DRG_UPOS_PROPN && (!with || drg_repair__has_child(token, s, verb, DRG_REL_OBL_AGENT)))
            continue;
        bool passive = false;
        for (uint32_t t = s->first; verb != DRG_NONE && t < verb; t++)
            passive |= token[t].head == verb && token[t].rel == DRG_REL_AUX_PASS;
        if (!passive)
            continue;
        drg_repair__hang(&token[agent], verb, DRG_REL_OBL_AGENT);
    }
}

/** "Officials on Monday said two had been killed": of two subjects of what is said, the one before the verb of saying is
 * that verb's. */
void drg_repair__stolen_subject(drg_token *token, const drg_sentence *s)
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
        drg_repair__hang(&token[before], v, DRG_REL_NSUBJ);
    }
}

/** "attacked suspected fighters", "freed captured soldiers": a participle before the noun that the verb befalls. */
void drg_repair__participle_before_object(drg_token *token, const drg_sentence *s)
{
    static const char *const states[] = {"suspect", "allege", "wound",   "capture", "detain",
                                         "arm",     "accuse", "besiege", NULL};
    uint32_t end = s->first + s->count;
    for (uint32_t v = s->first + 1; v + 1 < end; v++) {
        uint32_t verb = token[v].head;
        if (token[v].upos != DRG_UPOS_VERB || token[v].rel != DRG_REL_XCOMP || verb != v - 1 ||
            !drg_tree__lemma_in(&token[v], states) || drg_repair__has_child(token, s, verb, DRG_REL_OBJ))
            continue;
        uint32_t object = drg_repair__child(token, v, DRG_REL_OBJ, v + 1, end);
        if (object == DRG_NONE)
            continue;
        drg_repair__hang(&token[object], verb, DRG_REL_OBJ);
        drg_repair__hang(&token[v], object, DRG_REL_AMOD);
        for (uint32_t t = object + 1; t < end; t++)
            if (token[t].head == v)
                token[t].head = verb;
    }
}

/** "thanked Mrs Merkel": a form of address goes with the name behind it. */
void drg_repair__address(drg_token *token, const drg_sentence *s)
{
    static const char *const forms[] = {"Mr", "Mr.", "Mrs", "Mrs.", "Ms", "Ms.", "Dr", "Dr.", NULL};
    for (uint32_t t = s->first; t + 1 < s->first + s->count; t++) {
        bool beside = token[t].head == token[t + 1].head && token[t + 1].upos == DRG_UPOS_PROPN;
        if (beside && token[t].head != DRG_NONE && drg_tree__lemma_in(&token[t], forms))
            drg_repair__hang(&token[t], t + 1, DRG_REL_NMOD_DESC);
    }
}

/** "arrested Aung San Suu Kyi": a name right behind a verb that makes nobody anything is its object. */
void drg_repair__name_as_complement(drg_token *token, const drg_sentence *s)
{
    static const char *const copular[] = {"name",  "call",   "be",     "become", "elect", "appoint",
                                          "seem",  "remain", "rename", "dub",    "look",  "declare",
                                          "sound", "appear", "crown",  "make",   "title", NULL};
    for (uint32_t t = s->first + 1; t < s->first + s->count; t++) {
        uint32_t verb = token[t].head;
        if (token[t].upos == DRG_UPOS_PROPN && token[t].rel == DRG_REL_XCOMP && verb == t - 1 &&
            token[verb].upos == DRG_UPOS_VERB && !drg_tree__lemma_in(&token[verb], copular) && token[t].form.len > 2 &&
            !drg_repair__has_child(token, s, verb, DRG_REL_OBJ) &&
            !drg_repair__has_child(token, s, verb, DRG_REL_AUX_PASS))
            token[t].rel = DRG_REL_OBJ;
    }
}
