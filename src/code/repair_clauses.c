/* src/code/repair_clauses.c - what a clause belongs to: what is said, warned or asked, to the word that says so. */
#include "code/repair.h"

/** "Helicopters, said the priest, fired": told between commas with the verb first, "said the priest" takes the sentence's
 * subject for its own, and gives its speaker to what was said, or takes that for a participle of the speaker's. A lone
 * comma parts no subject from its verb. */
void drg_repair__inserted_saying(drg_token *token, const drg_sentence *s)
{
    static const char *const say[] = {"say", "add", "claim", "report", "insist", "explain", NULL};
    uint32_t end = s->first + s->count;
    for (uint32_t v = s->first + 2; v < end; v++) {
        if (!drg_tree__lemma_in(&token[v], say) || !drg_str_is(token[v - 1].form, ","))
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
        drg_repair__hang(&token[clause], v, DRG_REL_CCOMP);
    }
}

/** "denied that the raid failed and claimed that it had …", "said the ship was lawful and accused Kenya of lying": a verb
 * of saying after a clause that says nothing goes on with the saying before it: things say nothing. It has a clause with
 * "that", or is an act of speech in the past. */
void drg_repair__second_saying(drg_token *token, const drg_sentence *s)
{
    static const char *const say[] = {"say",   "add",    "claim",    "deny",    "insist", "allege",
                                      "argue", "assert", "maintain", "declare", "state",  "warn",
                                      "admit", "accept", "vow",      "report",  "tell",   NULL};
    static const char *const act[] = {"accuse", "blame",     "urge",    "condemn",   "denounce", "demand",
                                      "pledge", "vow",       "promise", "criticise", "praise",   "thank",
                                      "reject", "criticize", "order",   "announce",  "offer",    "threaten",
                                      "call",   "ask",       "appeal",  NULL};
    uint32_t end = s->first + s->count;
    for (uint32_t v = s->first + 1; v < end; v++) {
        uint32_t told = token[v].head;
        bool says = drg_tree__lemma_in(&token[v], say), acts = drg_tree__lemma_in(&token[v], act);
        if (token[v].rel != DRG_REL_CONJ || !(says || acts) || told == DRG_NONE || told > v ||
            token[told].rel != DRG_REL_CCOMP || drg_tree__lemma_in(&token[told], say) ||
            drg_tree__lemma_in(&token[told], act) || drg_repair__has_child(token, s, v, DRG_REL_NSUBJ))
            continue;
        uint32_t saying = token[told].head;
        bool past = drg_tree__has_feat(&token[v], "Tense=Past") && !drg_repair__has_child(token, s, v, DRG_REL_AUX) &&
                    !drg_repair__has_child(token, s, v, DRG_REL_AUX_PASS);
        bool clause =
            drg_repair__has_child(token, s, v, DRG_REL_CCOMP) && drg_repair__has_child(token, s, told, DRG_REL_MARK);
        bool said = saying != DRG_NONE &&
                    (drg_tree__lemma_in(&token[saying], say) || (acts && drg_tree__lemma_in(&token[saying], act)));
        if (said && ((says && clause) || (acts && past)))
            token[v].head = saying;
    }
}

/** "A doctor who treated them said soldiers had raided": "said" is no adjective of what follows, but the sentence's verb. */
void drg_repair__said_as_modifier(drg_token *token, const drg_sentence *s)
{
    uint32_t end = s->first + s->count;
    for (uint32_t v = s->first + 1; v + 1 < end; v++) {
        uint32_t noun = token[v].head;
        if (token[v].rel != DRG_REL_AMOD || noun == DRG_NONE || noun < v ||
            !(drg_str_is(token[v].form, "said") || drg_str_is(token[v].form, "says")))
            continue;
        uint32_t clause = token[noun].head, subject = DRG_NONE;
        bool is_subject = token[noun].rel == DRG_REL_NSUBJ || token[noun].rel == DRG_REL_NSUBJ_PASS;
        for (uint32_t t = s->first; clause != DRG_NONE && t < v; t++)
            if (token[t].head == clause && (token[t].rel == DRG_REL_NSUBJ || token[t].rel == DRG_REL_NSUBJ_PASS))
                subject = t;
        if (!is_subject || subject == DRG_NONE)
            continue;
        token[v].upos = DRG_UPOS_VERB;
        token[v].lemma = DRG_LIT("say");
        token[v].feats = DRG_LIT("Mood=Ind|Tense=Past|VerbForm=Fin");
        drg_repair__hang(&token[v], token[clause].head, token[clause].rel);
        drg_repair__hang(&token[clause], v, DRG_REL_CCOMP);
        drg_repair__hang(&token[subject], v, DRG_REL_NSUBJ);
        for (uint32_t t = s->first; t < end; t++) /* what stands before it, and the full stop */
            if (token[t].head == noun && t < v)
                token[t].head = subject;
            else if (token[t].head == clause && t != v && (t < v || (token[t].upos == DRG_UPOS_PUNCT && t + 1 == end)))
                token[t].head = v;
    }
}

/** "Residents reached by telephone said": no comma parts a clause from a verb of saying behind it, so that what stands
 * between is a participle of the verb's subject. */
void drg_repair__participle_of_speaker(drg_token *token, const drg_sentence *s)
{
    static const char *const say[] = {"say", "add", "claim", "report", "tell", "state", "allege", NULL};
    uint32_t end = s->first + s->count;
    for (uint32_t v = s->first + 2; v < end; v++) {
        if (token[v].upos != DRG_UPOS_VERB || !drg_tree__lemma_in(&token[v], say) ||
            drg_repair__has_child(token, s, v, DRG_REL_NSUBJ))
            continue;
        uint32_t c = drg_repair__child(token, v, DRG_REL_CCOMP, s->first, v), speaker = DRG_NONE;
        bool bare = c != DRG_NONE && token[c].upos == DRG_UPOS_VERB && drg_tree__has_feat(&token[c], "Tense=Past") &&
                    !drg_repair__has_child(token, s, c, DRG_REL_AUX) &&
                    !drg_repair__has_child(token, s, c, DRG_REL_OBJ);
        for (uint32_t t = s->first; bare && t < v; t++) {
            bare = token[t].upos != DRG_UPOS_PUNCT;
            if (t < c && token[t].head == c && (token[t].rel == DRG_REL_NSUBJ || token[t].rel == DRG_REL_NSUBJ_PASS))
                speaker = t;
        }
        if (!bare || speaker == DRG_NONE || drg_repair__child(token, v, DRG_REL_CCOMP, v + 1, end) == DRG_NONE)
            continue;
        drg_repair__hang(&token[speaker], v, DRG_REL_NSUBJ);
        drg_repair__hang(&token[c], speaker, DRG_REL_ACL);
    }
}

/** "rejected claims that": what stands right behind a verb, without a subject of its own, is the noun that "that" tells
 * of. */
void drg_repair__claims_as_verb(drg_token *token, const drg_sentence *s)
{
    static const char *const nouns[] = {"claims", "reports", "charges", "demands", "calls", "rumors", "rumours", NULL};
    uint32_t end = s->first + s->count;
    for (uint32_t c = s->first + 1; c + 1 < end; c++) {
        drg_token probe = token[c];
        probe.lemma = token[c].form;
        bool clause = token[c].rel == DRG_REL_CCOMP || token[c].rel == DRG_REL_XCOMP;
        if (token[c].upos != DRG_UPOS_VERB || token[c].head != c - 1 || !clause || !drg_tree__lemma_in(&probe, nouns) ||
            drg_repair__has_child(token, s, c, DRG_REL_NSUBJ) || !drg_str_is(token[c + 1].form, "that"))
            continue;
        token[c].upos = DRG_UPOS_NOUN;
        token[c].rel = DRG_REL_OBJ;
    }
}

/** "said both states welcome the truce and support the envoy": a verb in the present beside a saying in the past goes on
 * with what was said. */
void drg_repair__said_present(drg_token *token, const drg_sentence *s)
{
    static const char *const say[] = {"say", "state", "add", "stress", "note", "claim", "declare", "explain", NULL};
    uint32_t end = s->first + s->count;
    for (uint32_t c = s->first + 2; c < end; c++) {
        uint32_t v = token[c].head;
        if (token[c].rel != DRG_REL_CONJ || v == DRG_NONE || v > c || !drg_tree__lemma_in(&token[v], say) ||
            !drg_tree__has_feat(&token[v], "Tense=Past") || drg_repair__has_child(token, s, c, DRG_REL_NSUBJ))
            continue;
        bool bare = drg_tree__has_feat(&token[c], "VerbForm=Inf") &&
                    !drg_repair__has_child(token, s, c, DRG_REL_MARK) &&
                    !drg_repair__has_child(token, s, c, DRG_REL_AUX);
        if (!bare && !drg_tree__has_feat(&token[c], "Tense=Pres"))
            continue;
        for (uint32_t k = v + 1; k < c; k++)
            if (token[k].head == v && token[k].rel == DRG_REL_CCOMP) {
                token[c].head = k;
                break;
            }
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
void drg_repair__content_clause(drg_token *token, const drg_sentence *s)
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
                                       drg_tree__lemma_in(&token[v], tell)) ||
                                      (token[noun].rel == DRG_REL_OBL && drg_tree__lemma_in(&token[v], say)));
        token[c].rel = told ? DRG_REL_CCOMP : DRG_REL_ACL;
        if (told)
            token[c].head = v;
    }
}

/** "ordered troops to leave", "call on Kenya to withdraw": what somebody is asked to do belongs to the asking. */
void drg_repair__asked_infinitive(drg_token *token, const drg_sentence *s)
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
        bool calls = drg_tree__lemma_in(&token[v], call), asked = false;
        if (!calls && !drg_tree__lemma_in(&token[v], ask))
            continue;
        for (uint32_t t = v + 1; t < c; t++)
            asked |= token[t].head == v && (calls ? token[t].rel == DRG_REL_OBL
                                                  : token[t].rel == DRG_REL_OBJ || token[t].rel == DRG_REL_IOBJ);
        if (asked)
            token[c].rel = DRG_REL_XCOMP;
    }
}

/** "the start of the operation to retake": what an operation, an attempt or a plan is for hangs on that word, if it stands
 * right before. */
void drg_repair__purpose(drg_token *token, const drg_sentence *s)
{
    static const char *const purposeful[] = {"operation", "campaign", "effort", "attempt", "bid",       "plan",
                                             "decision",  "push",     "battle", "fight",   "offensive", NULL};
    for (uint32_t c = s->first + 2; c < s->first + s->count; c++) {
        uint32_t near = c - 2, far = token[c].head;
        if (token[c].rel != DRG_REL_ACL || !drg_str_is(token[c - 1].form, "to") || token[c - 1].head != c ||
            far == DRG_NONE || far >= near || token[near].rel != DRG_REL_NMOD || token[near].head != far ||
            !drg_tree__lemma_in(&token[near], purposeful))
            continue;
        token[c].head = near;
    }
}

/** "The row came as envoys from Chad arrived": "as" before a noun that a verb without subject and "and" follows opens a
 * clause, whose subject the noun is. */
void drg_repair__as_clause(drg_token *token, const drg_sentence *s)
{
    for (uint32_t v = s->first + 3; v < s->first + s->count; v++) {
        uint32_t h = token[v].head;
        if (token[v].upos != DRG_UPOS_VERB || token[v].rel != DRG_REL_CONJ || h == DRG_NONE || h >= v ||
            token[h].upos != DRG_UPOS_VERB || drg_repair__has_child(token, s, v, DRG_REL_CC) ||
            drg_repair__has_child(token, s, v, DRG_REL_NSUBJ) || drg_repair__has_child(token, s, v, DRG_REL_NSUBJ_PASS))
            continue;
        for (uint32_t n = h + 1; n < v; n++) {
            uint32_t as = drg_repair__child(token, n, DRG_REL_CASE, h + 1, n);
            if (token[n].head != h || token[n].rel != DRG_REL_OBL || as == DRG_NONE || !drg_tree__is(&token[as], "as"))
                continue;
            drg_repair__hang(&token[n], v, DRG_REL_NSUBJ);
            drg_repair__hang(&token[as], v, DRG_REL_MARK);
            token[v].rel = DRG_REL_ADVCL;
            break;
        }
    }
}

/** "agreed in principle to reopen": what is agreed hangs on the verb, not on the phrase between. */
void drg_repair__in_principle(drg_token *token, const drg_sentence *s)
{
    static const char *const phrase[] = {"principle", "return", "exchange", "part", "turn", NULL};
    for (uint32_t c = s->first + 3; c < s->first + s->count; c++) {
        uint32_t noun = token[c].head;
        if (token[c].rel != DRG_REL_ACL || noun == DRG_NONE || noun + 2 != c || token[noun].rel != DRG_REL_OBL ||
            !drg_str_is(token[c - 1].form, "to") || !drg_str_is(token[noun - 1].form, "in") ||
            !drg_tree__lemma_in(&token[noun], phrase))
            continue;
        drg_repair__hang(&token[c], token[noun].head, DRG_REL_XCOMP);
    }
}
