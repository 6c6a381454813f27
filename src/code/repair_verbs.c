/* src/code/repair_verbs.c - which word of a sentence is its verb: a past tense between a subject and a bare object is
 * taken for a participle ("Rebels shelled positions": "shelled" amod of "positions"), a verb for a noun or an adjective. */
#include "code/repair.h"

enum { MAX_CLIMB = DRG_MAX_SENTENCE_WORDS };

/** The verb of a form that taggers take for a noun; NULL: another word. */
static const char *verb_of_form(drg_str form)
{
    static const char *const forms[][2] = {
        {"struck", "strike"},  {"shot", "shoot"},       {"hit", "hit"},          {"fought", "fight"},
        {"drew", "draw"},      {"met", "meet"},         {"cut", "cut"},          {"freed", "free"},
        {"seized", "seize"},   {"slew", "slay"},        {"shut", "shut"},        {"raided", "raid"},
        {"thanks", "thank"},   {"welcomes", "welcome"}, {"urges", "urge"},       {"condemns", "condemn"},
        {"praises", "praise"}, {"backs", "back"},       {"supports", "support"}, {"rejects", "reject"},
        {"slams", "slam"},     {"demands", "demand"},   {"warns", "warn"}};
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++)
        if (drg_str_is(form, forms[i][0]))
            return forms[i][1];
    return NULL;
}

/** "a drone struck a depot": no noun has an object; the noun before it is its subject. */
static void free_object_taker(drg_token *token, const drg_sentence *s, uint32_t v, const char *lemma)
{
    uint32_t subject = DRG_NONE;
    for (uint32_t t = s->first; t < v; t++)
        if (token[t].head == v && drg_repair__is_noun(&token[t]) && token[t].rel == DRG_REL_COMPOUND)
            subject = t;
    if (subject == DRG_NONE)
        return;
    token[v].upos = DRG_UPOS_VERB;
    token[v].lemma = drg_str_of(lemma);
    for (uint32_t t = s->first; t < s->first + s->count; t++) {
        if (token[t].head != v || t == subject)
            continue;
        if (t < subject &&
            (token[t].rel == DRG_REL_DET || token[t].rel == DRG_REL_AMOD || token[t].rel == DRG_REL_COMPOUND))
            token[t].head = subject;
        else if (token[t].rel == DRG_REL_NMOD)
            token[t].rel = DRG_REL_OBL;
        else if (token[t].rel == DRG_REL_ACL)
            token[t].rel = DRG_REL_ADVCL;
    }
    token[subject].rel = DRG_REL_NSUBJ;
}

/** "condemns the raid and calls on Kenya to act": what stands beside a finite verb without article or preposition, in
 * "-s", is one. */
static void free_second_verb(drg_token *token, const drg_sentence *s, uint32_t v)
{
    static const char *const verbs[] = {"call",    "demand", "urge", "claim",   "offer", "pledge", "promise",
                                        "request", "appeal", "vow",  "warn",    "order", "threat", "strike",
                                        "attack",  "visit",  "plan", "welcome", "thank", NULL};
    uint32_t first = token[v].head;
    if (first != DRG_NONE && first < v && token[first].rel == DRG_REL_OBJ) /* hung on what is condemned */
        first = token[first].head;
    if (token[v].rel != DRG_REL_CONJ || first == DRG_NONE || first > v || token[first].upos != DRG_UPOS_VERB ||
        !drg_tree__has_feat(&token[first], "Tense=Pres") || !drg_str_ends(token[v].form, DRG_LIT("s")) ||
        !drg_tree__lemma_in(&token[v], verbs))
        return;
    for (uint32_t t = s->first; t < v; t++)
        if (token[t].head == v && token[t].rel != DRG_REL_CC && token[t].rel != DRG_REL_ADVMOD)
            return;
    token[v].upos = DRG_UPOS_VERB;
    token[v].head = first;
    token[v].feats = token[first].feats;
    for (uint32_t t = v + 1; t < s->first + s->count; t++)
        if (token[t].head == v && token[t].rel == DRG_REL_NMOD)
            token[t].rel = DRG_REL_OBL;
        else if (token[t].head == v && token[t].rel == DRG_REL_ACL)
            token[t].rel = DRG_REL_XCOMP;
}

void drg_repair__verb_as_noun(drg_token *token, const drg_sentence *s)
{
    for (uint32_t v = s->first + 1; v + 1 < s->first + s->count; v++) {
        if (token[v].upos != DRG_UPOS_NOUN)
            continue;
        const char *lemma = verb_of_form(token[v].form);
        if (lemma != NULL && v + 2 < s->first + s->count && token[v + 1].head == v &&
            (token[v + 1].rel == DRG_REL_APPOS || token[v + 1].rel == DRG_REL_VOCATIVE))
            token[v + 1].rel = DRG_REL_OBJ; /* "a storm struck Luzon" */
        if (lemma != NULL && drg_repair__child(token, v, DRG_REL_OBJ, v + 1, s->first + s->count) != DRG_NONE)
            free_object_taker(token, s, v, lemma);
        else
            free_second_verb(token, s, v);
    }
}

/** "Forces have tortured scores of people": a participle right behind "have" is the verb, whatever is taken for it. */
void drg_repair__have_participle(drg_token *token, const drg_sentence *s)
{
    uint32_t end = s->first + s->count;
    for (uint32_t v = s->first + 2; v + 1 < end; v++) {
        uint32_t have = v - 1, noun = token[v].head;
        if (token[v].upos != DRG_UPOS_VERB || token[v].rel != DRG_REL_AMOD || noun == DRG_NONE || noun < v ||
            token[have].upos != DRG_UPOS_VERB || !drg_tree__is(&token[have], "have") || token[noun].head != have ||
            token[noun].rel != DRG_REL_OBJ || !drg_tree__has_feat(&token[v], "Tense=Past") ||
            !drg_repair__has_child(token, s, have, DRG_REL_NSUBJ))
            continue;
        for (uint32_t t = s->first; t < end; t++)
            if (token[t].head == have && t != noun)
                token[t].head = v;
        drg_repair__hang(&token[v], token[have].head, token[have].rel);
        drg_repair__hang(&token[have], v, DRG_REL_AUX);
        token[have].upos = DRG_UPOS_AUX;
        drg_repair__hang(&token[noun], v, DRG_REL_OBJ);
    }
}

/** "met some ministers and a summit is unlikely": a noun between "and" and the verb that "and" opens is the verb's subject,
 * not beside what stands before. */
void drg_repair__subject_beside(drg_token *token, const drg_sentence *s)
{
    uint32_t end = s->first + s->count;
    for (uint32_t v = s->first + 3; v < end; v++) {
        uint32_t and = drg_repair__child(token, v, DRG_REL_CC, s->first, v);
        bool told = drg_repair__has_child(token, s, v, DRG_REL_COP) ||
                    drg_repair__has_child(token, s, v, DRG_REL_AUX) || drg_tree__has_feat(&token[v], "VerbForm=Fin");
        if (token[v].rel != DRG_REL_CONJ || and == DRG_NONE || !told ||
            drg_repair__has_child(token, s, v, DRG_REL_NSUBJ) ||
            drg_repair__has_child(token, s, v, DRG_REL_NSUBJ_PASS) || drg_repair__has_child(token, s, v, DRG_REL_CSUBJ))
            continue;
        bool passive = drg_repair__has_child(token, s, v, DRG_REL_AUX_PASS);
        for (uint32_t n = and+1; n < v; n++)
            if (token[n].rel == DRG_REL_CONJ && token[n].head != DRG_NONE &&
                token[n].head < and&&drg_repair__is_noun(&token[n])) {
                drg_repair__hang(&token[n], v, passive ? DRG_REL_NSUBJ_PASS : DRG_REL_NSUBJ);
                break;
            }
    }
}

/** "claimed Chadian troops had shelled villages": what has an auxiliary or a subject of its own modifies no noun: that noun
 * is its object. */
void drg_repair__clause_as_modifier(drg_token *token, const drg_sentence *s)
{
    uint32_t end = s->first + s->count;
    for (uint32_t v = s->first + 1; v + 1 < end; v++) {
        uint32_t noun = token[v].head;
        if (token[v].upos != DRG_UPOS_VERB || token[v].rel != DRG_REL_AMOD || noun == DRG_NONE || noun < v ||
            !drg_repair__is_noun(&token[noun]) || !drg_repair__has_child(token, s, v, DRG_REL_NSUBJ) ||
            !drg_repair__has_child(token, s, v, DRG_REL_AUX))
            continue;
        bool said = token[noun].rel == DRG_REL_OBJ;
        drg_repair__hang(&token[v], token[noun].head, said ? DRG_REL_CCOMP : token[noun].rel);
        drg_repair__hang(&token[noun], v, DRG_REL_OBJ);
    }
}

/** "ordered all monks arrested on Friday to be freed": a participle right behind an object, without an "and" of its own, is
 * that object's; what is ordered stays with the order. */
void drg_repair__reduced_relative(drg_token *token, const drg_sentence *s)
{
    static const char *const ask[] = {"order", "ask", "urge", "tell", "want", "demand", "allow", NULL};
    uint32_t end = s->first + s->count;
    for (uint32_t v = s->first + 2; v < end; v++) {
        uint32_t h = token[v].head, noun = v - 1;
        if (token[v].upos != DRG_UPOS_VERB || token[v].rel != DRG_REL_CONJ || h == DRG_NONE || h >= noun ||
            token[h].upos != DRG_UPOS_VERB || token[noun].upos != DRG_UPOS_NOUN ||
            !drg_tree__has_feat(&token[v], "Tense=Past") || drg_repair__has_child(token, s, v, DRG_REL_CC) ||
            drg_repair__has_child(token, s, v, DRG_REL_AUX) || drg_repair__has_child(token, s, v, DRG_REL_OBJ))
            continue;
        uint32_t whole = token[noun].rel == DRG_REL_CONJ ? token[noun].head : noun;
        if (whole == DRG_NONE || token[whole].head != h || token[whole].rel != DRG_REL_OBJ)
            continue;
        drg_repair__hang(&token[v], whole, DRG_REL_ACL);
        for (uint32_t t = v + 1; t < end; t++)
            if (token[t].head == v && token[t].rel == DRG_REL_ADVCL && drg_tree__lemma_in(&token[h], ask) &&
                drg_repair__child(token, t, DRG_REL_MARK, v, t) != DRG_NONE)
                drg_repair__hang(&token[t], h, DRG_REL_XCOMP);
    }
}

/** "The port was closed and hundreds of marines flown in": a noun beside a passive, before another participle, is what that
 * one befell. */
void drg_repair__gapped_passive(drg_token *token, const drg_sentence *s)
{
    uint32_t end = s->first + s->count;
    for (uint32_t v = s->first + 2; v < end; v++) {
        uint32_t h = token[v].head;
        if (token[v].upos != DRG_UPOS_VERB || token[v].rel != DRG_REL_CONJ || h == DRG_NONE || h >= v ||
            !drg_repair__has_child(token, s, h, DRG_REL_AUX_PASS) ||
            drg_repair__has_child(token, s, v, DRG_REL_AUX_PASS) || drg_repair__has_child(token, s, v, DRG_REL_OBJ) ||
            drg_repair__has_child(token, s, v, DRG_REL_NSUBJ_PASS) || drg_repair__has_child(token, s, v, DRG_REL_NSUBJ))
            continue;
        for (uint32_t n = h + 1; n < v; n++)
            if (token[n].head == h && token[n].rel == DRG_REL_CONJ && drg_repair__is_noun(&token[n])) {
                drg_repair__hang(&token[n], v, DRG_REL_NSUBJ_PASS);
                break;
            }
    }
}

/** "would free 40 hostages", "that Iran open the border", "to free a writer": words that are adjectives and verbs alike
 * are verbs behind "to", and where their noun has an auxiliary or a conjunction before them. */
void drg_repair__verb_as_adjective(drg_token *token, const drg_sentence *s)
{
    static const char *const both[] = {"free", "open", "clear", "empty", "secure", NULL};
    uint32_t end = s->first + s->count;
    for (uint32_t v = s->first + 1; v + 1 < end; v++) {
        if (token[v].upos != DRG_UPOS_ADJ || !drg_tree__lemma_in(&token[v], both) ||
            drg_repair__has_child(token, s, v, DRG_REL_COP))
            continue;
        uint32_t noun = token[v].head;
        if (drg_str_is(token[v - 1].form, "to") && token[v - 1].head == v && token[v - 1].rel == DRG_REL_MARK) {
            token[v].upos = DRG_UPOS_VERB;
            continue;
        }
        if (token[v].rel != DRG_REL_AMOD || noun == DRG_NONE || noun < v ||
            drg_repair__has_child(token, s, noun, DRG_REL_COP))
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
                if (drg_repair__is_noun(&token[t]) && token[t].rel != DRG_REL_NSUBJ)
                    token[t].rel = DRG_REL_NSUBJ;
            }
        for (uint32_t t = noun + 1; t < end; t++)
            if (token[t].head == noun &&
                (token[t].rel == DRG_REL_PUNCT || token[t].rel == DRG_REL_OBL || token[t].rel == DRG_REL_ADVCL))
                token[t].head = v;
        token[v].upos = DRG_UPOS_VERB;
        drg_repair__hang(&token[v], token[noun].head, token[noun].rel);
        drg_repair__hang(&token[noun], v, DRG_REL_OBJ);
    }
}

/** "Tanks fired at a hospital.": a sentence without a verb but for a past form that no reduced passive has. */
void drg_repair__active_intransitive(drg_token *token, const drg_sentence *s)
{
    static const char *const active[] = {
        "fire",  "march", "clash",  "rally", "gather", "protest",   "flee",   "retreat",  "arrive", "advance",   "die",
        "train", "drill", "patrol", "fight", "talk",   "negotiate", "travel", "withdraw", "escape", "cooperate", NULL};
    uint32_t root = drg_repair__nominal_root(token, s);
    for (uint32_t v = root == DRG_NONE ? s->first + s->count : root + 1; v < s->first + s->count; v++) {
        if (token[v].upos != DRG_UPOS_VERB || token[v].rel != DRG_REL_ACL || token[v].head != root ||
            !drg_tree__has_feat(&token[v], "Tense=Past") || !drg_tree__lemma_in(&token[v], active) ||
            !drg_repair__has_child(token, s, v, DRG_REL_OBL) || drg_repair__has_child(token, s, v, DRG_REL_OBL_AGENT) ||
            drg_str_is(token[root].lemma, "shot"))
            continue;
        drg_repair__hang(&token[v], DRG_NONE, DRG_REL_ROOT);
        drg_repair__hang(&token[root], v, DRG_REL_NSUBJ);
        for (uint32_t t = v + 1; t < s->first + s->count; t++)
            if (token[t].head == root)
                token[t].head = v;
        return;
    }
}

/** "Guards tortured prisoners": a noun for root, and under it a past form with an object. Reduced passives take none:
 * it is the verb. */
void drg_repair__active_participle(drg_token *token, const drg_sentence *s)
{
    uint32_t end = s->first + s->count;
    for (uint32_t v = s->first + 1; v < end; v++) {
        uint32_t noun = token[v].head;
        bool modifies = token[v].rel == DRG_REL_ACL || token[v].rel == DRG_REL_AMOD;
        if (token[v].upos != DRG_UPOS_VERB || !modifies || noun == DRG_NONE || noun > v ||
            token[noun].head != DRG_NONE || !drg_repair__is_noun(&token[noun]) ||
            !drg_tree__has_feat(&token[v], "Tense=Past"))
            continue;
        bool object = false, other = false;
        for (uint32_t t = s->first; t < end; t++) {
            object |= token[t].head == v && token[t].rel == DRG_REL_OBJ;
            other |= (token[t].head == v && (token[t].rel == DRG_REL_AUX_PASS || token[t].rel == DRG_REL_AUX)) ||
                     (token[t].head == noun && token[t].rel == DRG_REL_COP);
        }
        if (!object || other)
            continue;
        drg_repair__hang(&token[v], DRG_NONE, DRG_REL_ROOT);
        drg_repair__hang(&token[noun], v, DRG_REL_NSUBJ);
        return;
    }
}

/** "Mexico severed ties after police raided …": a name, a past form and its bare object taken for one noun phrase that is
 * subject of a clause which a conjunction opens. No name stands before a participle inside a noun phrase, unless a hyphen
 * joins them: the past form is the verb of the sentence, and the clause belongs to it. */
void drg_repair__swallowed_verb(drg_token *token, const drg_sentence *s)
{
    uint32_t end = s->first + s->count;
    for (uint32_t v = s->first + 1; v + 1 < end; v++) {
        uint32_t noun = token[v].head;
        if (token[v].upos != DRG_UPOS_VERB || token[v].rel != DRG_REL_AMOD || noun == DRG_NONE || noun <= v ||
            token[noun].rel != DRG_REL_NSUBJ || token[noun].head == DRG_NONE)
            continue;
        uint32_t name = v - 1, clause = token[noun].head;
        bool swallowed = (token[name].head == noun && token[name].rel == DRG_REL_COMPOUND) ||
                         (token[name].head == v && token[name].rel == DRG_REL_NSUBJ);
        if (token[name].upos != DRG_UPOS_PROPN || !swallowed)
            continue;
        bool opened = false;
        for (uint32_t t = noun + 1; t < clause; t++)
            opened |= token[t].head == clause && token[t].rel == DRG_REL_MARK;
        if (!opened)
            continue;
        drg_repair__hang(&token[v], token[clause].head, token[clause].rel);
        drg_repair__hang(&token[clause], v, DRG_REL_ADVCL);
        drg_repair__hang(&token[name], v, DRG_REL_NSUBJ);
        drg_repair__hang(&token[noun], v, DRG_REL_OBJ);
    }
}

/** "reopened the Rafah crossing": a form in -ing right behind a name with an article is the noun that the name belongs
 * to. */
void drg_repair__named_gerund(drg_token *token, const drg_sentence *s)
{
    uint32_t end = s->first + s->count;
    for (uint32_t g = s->first + 2; g < end; g++) {
        uint32_t name = g - 1, v = token[g].head;
        while (token[name].rel == DRG_REL_FLAT && token[name].head != DRG_NONE && token[name].head < name)
            name = token[name].head; /* "the Kerem Shalom crossing" */
        if (token[g].upos != DRG_UPOS_VERB || token[g].rel != DRG_REL_XCOMP || v == DRG_NONE || v > name ||
            !drg_str_is(token[g].form, "crossing") || token[name].upos != DRG_UPOS_PROPN)
            continue;
        bool beside = token[name].head == v && token[name].rel == DRG_REL_OBJ;
        if (!beside && !drg_repair__has_child(token, s, g, DRG_REL_DET) &&
            !drg_repair__has_child(token, s, g, DRG_REL_CASE))
            continue;
        token[g].upos = DRG_UPOS_NOUN;
        token[g].lemma = token[g].form;
        token[g].rel = beside ? DRG_REL_OBJ : DRG_REL_OBL;
        for (uint32_t t = s->first; beside && t < name; t++)
            if (token[t].head == name && token[t].rel == DRG_REL_DET)
                token[t].head = g;
        if (beside) {
            drg_repair__hang(&token[name], g, DRG_REL_COMPOUND);
        }
    }
}

/** The noun left of the verb that all before it hangs on. */
static uint32_t subject_before(const drg_token *token, const drg_sentence *s, uint32_t verb)
{
    uint32_t t = verb;
    while (t > s->first && (token[t - 1].upos == DRG_UPOS_AUX || token[t - 1].upos == DRG_UPOS_ADV))
        t--;
    if (t == s->first || !drg_repair__is_noun(&token[t - 1]))
        return DRG_NONE;
    t--;
    for (int i = 0; i < MAX_CLIMB && token[t].head != DRG_NONE && token[t].head < verb; i++)
        t = token[t].head;
    return drg_repair__is_noun(&token[t]) ? t : DRG_NONE;
}

/** Where a sentence that ends in a full stop has a noun for its root, and such a participle stands between two nouns, the
 * participle is the verb. */
void drg_repair__nominal_sentence(drg_token *token, const drg_sentence *s)
{
    uint32_t root = drg_repair__nominal_root(token, s);
    if (root == DRG_NONE)
        return;
    for (uint32_t v = s->first + 1; v + 1 < s->first + s->count; v++) {
        if (token[v].upos != DRG_UPOS_VERB || token[v].rel != DRG_REL_AMOD || token[v].head <= v)
            continue;
        uint32_t subject = subject_before(token, s, v), object = token[v].head;
        if (subject == DRG_NONE || subject == object)
            continue;
        if (token[root].head == DRG_NONE && root != subject && root != object) {
            drg_repair__hang(&token[root], v, DRG_REL_DEP);
        }
        drg_repair__hang(&token[v], DRG_NONE, DRG_REL_ROOT);
        drg_repair__hang(&token[subject], v, DRG_REL_NSUBJ);
        drg_repair__hang(&token[object], v, DRG_REL_OBJ);
        for (uint32_t t = s->first; t < v; t++) /* what hung on the object from the left of the verb is the clause's */
            if (token[t].head == object)
                token[t].head = v;
        return;
    }
}
