/* src/code/status.c - whether an event happened: negation and its scope, the future, conditions, fears, refusals.
 * Read from the trigger upward: its own modifiers, its auxiliaries, then the verbs that govern it. */
#include "code/sayings.h"
#include "code/trace.h"

enum { MAX_CLIMB = 6 };

static bool child_in(const drg_reading *r, uint32_t t, drg_rel rel, const char *const *lemmas)
{
    DRG_EACH_CHILD(r, t, c) {
        if (r->token[c].rel != rel && rel != DRG_N_RELS)
            continue;
        for (const char *const *l = lemmas; *l != NULL; l++)
            if (drg_tree__is(&r->token[c], *l) || drg_str_is(r->folded[c], *l))
                return true;
    }
    return false;
}

static const char *const negations[] = {"not", "never", "n't", "neither", "nor", "no", NULL};
static const char *const no_words[] = {"no", "neither", NULL};
static const char *const without[] = {"without", NULL};
static const char *const will_words[] = {"will", "shall", "'ll", "wo", NULL};
static const char *const would_words[] = {"would", "could", "may", "might", "'d", NULL};
static const char *const if_words[] = {"if", "unless", "until", "lest", "whether", NULL};
static const char *const should_words[] = {"should", "must", "ought", "need", NULL};
static const char *const nearly[] = {"nearly", "almost", "narrowly", NULL};
static const char *const coming[] = {"planned", "upcoming",    "scheduled",   "next",     "future",
                                     "further", "forthcoming", "prospective", "proposed", NULL};
static const char *const feared[] = {"potential",  "possible",     "feared",   "likely", "imminent",
                                     "threatened", "hypothetical", "unlikely", NULL};
static const char *const aspects[] = {"begin",  "start", "continue", "resume", "manage", "go",   "come", "fly",
                                      "travel", "help",  "proceed",  "use",    "force",  "move", NULL};

static bool is_negated_here(const drg_reading *r, uint32_t t)
{
    return child_in(r, t, DRG_REL_ADVMOD, negations) || child_in(r, t, DRG_REL_DET, no_words) ||
           child_in(r, t, DRG_REL_CASE, without) || child_in(r, t, DRG_REL_MARK, without);
}

/** "not a single shot", "neither Accra nor Lomé", and not "not only the army". */
static bool is_none(const drg_reading *r, uint32_t noun)
{
    static const char *const neither[] = {"neither", NULL};
    static const char *const limits[] = {"only", "just", "merely", "least", NULL};
    uint32_t not_word = DRG_NONE;
    for (uint32_t t = r->left[noun]; t < noun; t++)
        if (drg_tree__is(&r->token[t], "not"))
            not_word = t;
    bool counted =
        not_word != DRG_NONE && !drg_tree__lemma_in(&r->token[not_word + 1], limits) && not_word == r->left[noun];
    return counted || child_in(r, noun, DRG_REL_CC, neither) || child_in(r, noun, DRG_REL_CC_PRECONJ, neither);
}

/** "No date has been set", "Neither side fired": the negation stands on an argument. */
static bool has_negated_argument(const drg_reading *r, uint32_t verb)
{
    DRG_EACH_CHILD(r, verb, c) {
        uint8_t rel = r->token[c].rel;
        bool core = rel == DRG_REL_NSUBJ || rel == DRG_REL_NSUBJ_PASS || rel == DRG_REL_OBJ;
        if (core && (child_in(r, c, DRG_REL_DET, no_words) || is_none(r, c) || drg_str_is(r->folded[c], "nobody") ||
                     drg_str_is(r->folded[c], "none") || drg_str_is(r->folded[c], "nothing")))
            return true;
    }
    return false;
}

static void set(const drg_reading *r, drg_event_found *e, drg_status_kind status, const char *why)
{
    drg_trace__why(r, e->trigger, "status", why);
    if (e->status == DRG_FUTURE && status == DRG_NEGATED)
        e->ahead = true; /* "is not expected to" */
    if (e->status == DRG_ACTUAL || (e->status == DRG_FUTURE && status == DRG_NEGATED))
        e->status = status;
    else if (e->status == DRG_NEGATED && status == DRG_NEGATED)
        e->status = DRG_ACTUAL; /* twice no */
}

/** "is to give", "are due to meet": what somebody is to do is arranged, whatever the parser makes of "is". */
static bool is_arranged(const drg_reading *r, uint32_t verb)
{
    const drg_token *t = &r->token[verb];
    DRG_EACH_CHILD(r, verb, c)
        if (drg_tree__is(&r->token[c], "be") && c < verb &&
            (r->token[c].rel == DRG_REL_COP || r->token[c].rel == DRG_REL_AUX) &&
            drg_tree__has_child_lemma(r, verb, "to"))
            return true;
    return (t->rel == DRG_REL_XCOMP || t->rel == DRG_REL_CCOMP) && t->head != DRG_NONE && t->head < verb &&
           drg_tree__is(&r->token[t->head], "be");
}

/** "said that the ministers would meet": will, as it was said then; with a condition it is no plan. */
static bool is_reported_future(const drg_reading *r, uint32_t verb)
{
    static const char *const would[] = {"would", "'d", NULL};
    if (!child_in(r, verb, DRG_REL_AUX, would) || drg_tree__has_child_lemma(r, verb, "have"))
        return false;
    DRG_EACH_CHILD(r, verb, c)
        if (r->token[c].rel == DRG_REL_ADVCL && child_in(r, c, DRG_REL_MARK, if_words))
            return false;
    for (int i = 0; i < MAX_CLIMB && r->token[verb].head != DRG_NONE; i++) {
        uint8_t rel = r->token[verb].rel;
        uint32_t up = r->token[verb].head;
        if (rel == DRG_REL_CCOMP) {
            size_t n;
            drg_knowledge__cues(r->knowledge, r->word[up], &n);
            return n > 0 && drg_tree__has_feat(&r->token[up], "Tense=Past");
        }
        if (rel != DRG_REL_CONJ && rel != DRG_REL_XCOMP)
            return false;
        verb = up;
    }
    return false;
}

/** "tried to hack into", "attempted to assassinate": who tries to break in or to kill has attacked. */
static bool is_attempt(const drg_reading *r, const drg_event_found *e, uint32_t verb)
{
    static const char *const tries[] = {"try", "attempt", "seek", NULL};
    const drg_token *t = &r->token[verb];
    return t->rel == DRG_REL_XCOMP && t->head != DRG_NONE && drg_tree__lemma_in(&r->token[t->head], tries) &&
           (drg_events__has_mode(r, e, "targeted") || drg_events__has_mode(r, e, "cyber") ||
            drg_tree__is(&r->token[e->trigger], "storm"));
}

/** "was in Warsaw to consult with", "arrived to negotiate with": who has come for a meeting has it. */
static bool is_errand(const drg_reading *r, const drg_event_found *e, uint32_t verb)
{
    static const char *const comings[] = {"arrive", "come",    "fly",   "travel", "cross",
                                          "gather", "convene", "visit", NULL};
    const drg_token *t = &r->token[verb];
    if (e->event != DRG_EVENT_CONSULT || t->head == DRG_NONE ||
        (t->rel != DRG_REL_ADVCL && t->rel != DRG_REL_XCOMP && t->rel != DRG_REL_ACL))
        return false;
    const drg_token *up = &r->token[t->head];
    bool there = up->upos == DRG_UPOS_PROPN && drg_tree__child(r, t->head, DRG_REL_COP) != DRG_NONE &&
                 drg_tree__has_child_lemma(r, t->head, "in");
    return there || (up->upos == DRG_UPOS_VERB && !drg_tree__has_child_lemma(r, t->head, "will") &&
                     drg_tree__lemma_in(up, comings));
}

/** "the American decision to leave the treaty": what is decided by somebody named is done. */
static bool is_decided(const drg_reading *r, uint32_t verb)
{
    static const char *const decisions[] = {"decision", "move", NULL};
    const drg_token *t = &r->token[verb];
    if (t->rel != DRG_REL_ACL || t->head == DRG_NONE || !drg_tree__lemma_in(&r->token[t->head], decisions) ||
        r->token[t->head].rel == DRG_REL_OBJ) /* "defended the decision": that is the act */
        return false;
    DRG_EACH_CHILD(r, t->head, c)
        if (c < t->head && drg_tree__is_modifier(&r->token[c]) &&
            (r->mention_at[c] != DRG_NONE || r->mark_at[c] != DRG_NONE))
            return true;
    return false;
}

/** "is working for their release", "talk of sanctions": wished for or talked about, not told. */
static bool is_only_wished(const drg_reading *r, uint32_t noun)
{
    static const char *const wishes[] = {"work",  "campaign", "push", "press", "hope",   "wait", "plead",
                                         "lobby", "fight",    "pray", "wish",  "strive", "long", NULL};
    static const char *const talk[] = {"talk",   "idea",  "notion", "question", "possibility",
                                       "rumour", "rumor", "hope",   NULL};
    const drg_token *t = &r->token[noun];
    if (t->head == DRG_NONE || (t->rel != DRG_REL_OBL && t->rel != DRG_REL_NMOD))
        return false;
    const drg_token *up = &r->token[t->head];
    return (drg_tree__has_child_lemma(r, noun, "for") && drg_tree__lemma_in(up, wishes)) ||
           (drg_tree__has_child_lemma(r, noun, "of") && up->upos == DRG_UPOS_NOUN && drg_tree__lemma_in(up, talk));
}

/** "has yet to release", "stopped short of arresting". */
static bool is_not_done(const drg_reading *r, uint32_t verb)
{
    DRG_EACH_CHILD(r, verb, c) {
        if (c > verb || c < r->left[verb])
            continue;
        bool to = drg_tree__is(&r->token[c], "to") && c > 0 && drg_str_is(r->folded[c - 1], "yet");
        bool of = drg_tree__is(&r->token[c], "of") && c > 0 && drg_str_is(r->folded[c - 1], "short");
        if (to || of)
            return true;
    }
    return false;
}

/** "had they fired, …": a condition that the order of words tells. */
static bool is_inverted_condition(const drg_reading *r, uint32_t verb)
{
    static const char *const first[] = {"have", "be", "should", NULL};
    uint32_t subject = drg_tree__child(r, verb, DRG_REL_NSUBJ);
    if (subject == DRG_NONE)
        subject = drg_tree__child(r, verb, DRG_REL_NSUBJ_PASS);
    uint32_t word = r->left[verb];
    return subject != DRG_NONE && r->token[verb].rel == DRG_REL_ADVCL && r->token[word].upos == DRG_UPOS_AUX &&
           r->token[word].head == verb && word < subject && drg_tree__lemma_in(&r->token[word], first) &&
           !drg_tree__has_feat(&r->token[word], "Tense=Pres");
}

/** "considers expelling", "hopes that they will free": in somebody's mind only. */
static bool is_only_thought_of(const drg_token *verb)
{
    static const char *const minds[] = {"consider", "mull",   "weigh",  "contemplate", "ponder",  "hope",
                                        "wish",     "pray",   "want",   "dream",       "mean",    "oppose",
                                        "discuss",  "debate", "favour", "favor",       "suggest", NULL};
    return verb->upos == DRG_UPOS_VERB && drg_tree__lemma_in(verb, minds);
}

/** "ruled out sending", "a decision on sending", "came close to arresting": spoken of, and not told as done. */
static bool is_only_spoken_of(const drg_reading *r, uint32_t verb, uint32_t up)
{
    static const char *const about[] = {"decision", "talk",        "plan", "proposal", "vote",
                                        "debate",   "discussion",  "idea", "offer",    "agreement",
                                        "question", "negotiation", NULL};
    const drg_token *t = &r->token[up];
    bool on = drg_tree__has_child_lemma(r, verb, "on") || drg_tree__has_child_lemma(r, verb, "about");
    bool close = false;
    for (uint32_t k = r->left[verb]; k < verb && k > 0; k++)
        close |= drg_tree__is(&r->token[k], "to") && drg_str_is(r->folded[k - 1], "close");
    uint32_t noun = drg_tree__child(r, up, DRG_REL_NSUBJ_PASS); /* "no decision has been taken on sending" */
    if (noun == DRG_NONE)
        noun = drg_tree__child(r, up, DRG_REL_OBJ);
    if (on && noun != DRG_NONE && noun != verb && drg_tree__lemma_in(&r->token[noun], about))
        return true;
    return (drg_tree__is(t, "rule") && drg_tree__has_child_lemma(r, up, "out")) || close ||
           (on && t->upos == DRG_UPOS_NOUN && drg_tree__lemma_in(t, about));
}

/** "would not say whether", "neither confirmed nor denied that": nobody tells. */
static bool is_not_told(const drg_reading *r, uint32_t saying)
{
    size_t n;
    drg_knowledge__cues(r->knowledge, r->word[saying], &n);
    bool neither = drg_tree__has_child_lemma(r, saying, "nor") || drg_tree__has_child_lemma(r, saying, "neither");
    return n > 0 && drg_sayings__is_negated(r, saying) && (neither || !drg_tree__is(&r->token[saying], "deny"));
}

static bool is_feared_by_subject(const drg_reading *r, uint32_t verb)
{
    uint32_t subject = drg_tree__child(r, verb, DRG_REL_NSUBJ);
    return subject != DRG_NONE && drg_tree__in(r, subject, DRG_SET_fear_word) &&
           r->token[subject].upos == DRG_UPOS_NOUN; /* "fears are growing that" */
}

/** "during the Second World War", "in the Soviet era": another war or time than the text's. */
static bool is_of_another_time(const drg_reading *r, uint32_t verb)
{
    static const char *const preps[] = {"during", "in", "since", "throughout", NULL};
    static const char *const past[] = {"world",     "cold",      "soviet", "ottoman", "colonial",
                                       "apartheid", "stalinist", "nazi",   NULL};
    static const char *const wars[] = {"vietnam", "korean", "falklands", "gulf",      "crimean",
                                       "boer",    "kosovo", "bosnian",   "indochina", NULL};
    enum { WARS_ARE_PAST = 12784 }; /* 2005-01-01 */
    bool late = r->when.has_published && r->when.published > WARS_ARE_PAST;
    DRG_EACH_CHILD(r, verb, c) {
        bool under = false;
        for (const char *const *p = preps; *p != NULL; p++)
            under |= drg_tree__has_child_lemma(r, c, *p);
        bool time = drg_str_is(r->folded[c], "war") || drg_str_is(r->folded[c], "era") ||
                    drg_str_is(r->folded[c], "times") || drg_str_is(r->folded[c], "period");
        for (uint32_t t = r->left[c]; under && time && t < c; t++)
            for (const char *const *w = past; *w != NULL; w++)
                if (drg_str_is(r->folded[t], *w))
                    return true;
        for (uint32_t t = r->left[c]; under && late && drg_str_is(r->folded[c], "war") && t < c; t++)
            for (const char *const *w = wars; *w != NULL; w++)
                if (drg_str_is(r->folded[t], *w))
                    return true;
    }
    return false;
}

/** What the verb of the clause says by its own auxiliaries and marks. */
static void read_clause(const drg_reading *r, drg_event_found *e, uint32_t verb, bool argument)
{
    if (is_negated_here(r, verb) || (argument && has_negated_argument(r, verb)))
        set(r, e, DRG_NEGATED, "a no beside it or on one of its arguments");
    e->ahead |= child_in(r, verb, DRG_REL_AUX, will_words) || drg_tree__has_child_lemma(r, verb, "would");
    if (child_in(r, verb, DRG_REL_AUX, will_words))
        set(r, e, DRG_FUTURE, "will, shall, or arranged");
    if (is_reported_future(r, verb))
        set(r, e, DRG_FUTURE, "will, shall, or arranged");
    else if (child_in(r, verb, DRG_REL_AUX, would_words) || child_in(r, verb, DRG_REL_MARK, if_words))
        set(r, e, DRG_HYPOTHETICAL, "would, may, if");
    if (child_in(r, verb, DRG_REL_AUX, should_words)) /* what ought to be is no event */
        e->vague = true;
    if (child_in(r, verb, DRG_REL_ADVMOD, nearly))
        e->vague = true;
    if (is_not_done(r, verb)) {
        set(r, e, DRG_NEGATED, "yet to be done, or stopped short of");
        return;
    }
    if (is_inverted_condition(r, verb))
        set(r, e, DRG_HYPOTHETICAL, "would, may, if");
    if (e->status == DRG_ACTUAL && is_of_another_time(r, verb))
        set(r, e, DRG_HISTORICAL, "in another war or time");
    const drg_token *means = &r->token[verb]; /* "never kept its word by providing …" */
    if (means->rel == DRG_REL_ADVCL && means->head != DRG_NONE && drg_tree__has_child_lemma(r, verb, "by") &&
        is_negated_here(r, means->head))
        e->vague = true;
    e->vague |= is_arranged(r, verb) && drg_tree__has_child_lemma(r, verb, "have"); /* "was to have freed" */
    bool due = drg_tree__has_feat(&r->token[verb], "VerbForm=Inf") && drg_tree__has_child_lemma(r, verb, "due");
    if (due && !drg_tree__has_child_lemma(r, verb, "to"))
        set(r, e, DRG_FUTURE, "will, shall, or arranged");
    if (drg_tree__has_feat(&r->token[verb], "VerbForm=Inf") && drg_tree__has_child_lemma(r, verb, "to")) {
        const drg_token *t = &r->token[verb];
        bool real = (t->rel == DRG_REL_XCOMP && t->head != DRG_NONE &&
                     (drg_tree__lemma_in(&r->token[t->head], aspects) || drg_tree__has_child_lemma(r, verb, "have"))) ||
                    is_errand(r, e, verb) || is_attempt(r, e, verb) || is_decided(r, verb);
        bool claimed = false;
        size_t n = 0;
        if (t->head != DRG_NONE && t->rel == DRG_REL_XCOMP) {
            drg_knowledge__cues(r->knowledge, r->word[t->head], &n);
            claimed = n > 0 && drg_tree__has_child_lemma(r, verb, "have"); /* "claims to have captured" */
        }
        if (is_arranged(r, verb) || drg_tree__has_child_lemma(r, verb, "due"))
            set(r, e, DRG_FUTURE, "will, shall, or arranged");
        else if (!real && !claimed)
            e->vague = true;
    }
}

/** What the verbs above make of the clause that they govern. */
static void read_governor(const drg_reading *r, drg_event_found *e, uint32_t verb)
{
    const drg_token *t = &r->token[verb];
    for (int i = 0; i < MAX_CLIMB && t->head != DRG_NONE; i++) {
        uint32_t up = t->head;
        bool complement = t->rel == DRG_REL_XCOMP || t->rel == DRG_REL_CCOMP || t->rel == DRG_REL_OBJ ||
                          t->rel == DRG_REL_NSUBJ_PASS || t->rel == DRG_REL_ACL ||
                          (t->rel == DRG_REL_ADVCL && drg_tree__has_child_lemma(r, verb, "from"));
        bool coordinated = t->rel == DRG_REL_CONJ;
        bool spoken_of = t->rel != DRG_REL_CONJ && is_only_spoken_of(r, verb, up);
        if (spoken_of || (complement && t->rel == DRG_REL_CCOMP && is_not_told(r, up)))
            e->vague = true;
        bool decided = t->rel == DRG_REL_ADVCL && drg_tree__has_child_lemma(r, verb, "to") &&
                       drg_tree__is(&r->token[up], "decide"); /* "decided on Monday to impose" */
        complement |= decided;
        if (!complement && !coordinated)
            break;
        if (complement && t->rel != DRG_REL_CCOMP && drg_tree__in(r, up, DRG_SET_fail_verb)) {
            set(r, e, DRG_NEGATED, "what failed, was refused or stopped");
            e->vague = false;
        } else if (complement && drg_tree__in(r, up, DRG_SET_modal_future)) {
            set(r, e, DRG_FUTURE, "what is planned or expected");
            e->vague = false;
        } else if (complement && is_only_thought_of(&r->token[up])) {
            e->vague = true;
        } else if (complement && (drg_tree__in(r, up, DRG_SET_fear_word) || is_feared_by_subject(r, up))) {
            if (e->status == DRG_FUTURE)
                e->status = DRG_ACTUAL; /* "fear that it will" */
            set(r, e, DRG_HYPOTHETICAL, "what is feared or wished");
            e->feared = true;
            e->vague = false;
        }
        if (t->rel == DRG_REL_XCOMP)
            read_clause(r, e, up, false);
        if (t->rel == DRG_REL_CCOMP)
            break;
        if (coordinated && r->token[up].upos == DRG_UPOS_VERB && drg_tree__child(r, verb, DRG_REL_AUX) == DRG_NONE &&
            drg_tree__child(r, verb, DRG_REL_NSUBJ) == DRG_NONE) {
            if (child_in(r, up, DRG_REL_AUX, will_words))
                set(r, e, DRG_FUTURE, "will, shall, of the verb beside");
            if (child_in(r, up, DRG_REL_AUX, would_words))
                set(r, e, DRG_HYPOTHETICAL, "would, may, of the verb beside");
        }
        verb = up;
        t = &r->token[verb];
    }
}

/** An infinitive that only tells a purpose or a wish, and no aspect of what is done. */
static bool is_unreal_infinitive(const drg_reading *r, uint32_t verb)
{
    const drg_token *t = &r->token[verb];
    if (!drg_tree__has_child_lemma(r, verb, "to") || drg_tree__has_child_lemma(r, verb, "have") || t->head == DRG_NONE)
        return false;
    static const char *const striving[] = {"work", "strive", "seek", "struggle", "aim", "hope", "want", "wish", NULL};
    switch (t->rel) {
    case DRG_REL_XCOMP: /* "works to beat them, cutting off their money" */
        return drg_tree__has_feat(t, "VerbForm=Inf") && drg_tree__lemma_in(&r->token[t->head], striving);
    case DRG_REL_ADVCL:
    case DRG_REL_ACL:
    case DRG_REL_CSUBJ:
        return drg_tree__has_feat(t, "VerbForm=Inf") && !drg_tree__lemma_in(&r->token[t->head], aspects);
    default:
        return false;
    }
}

/** What stands inside a purpose, a duty or a condition did not happen either. */
static void read_surroundings(const drg_reading *r, drg_event_found *e)
{
    uint32_t t = r->token[e->anchor].head;
    for (int i = 0; t != DRG_NONE && i < 40; i++, t = r->token[t].head) {
        if (is_unreal_infinitive(r, t))
            e->vague = true;
        bool governs = r->token[t].upos == DRG_UPOS_VERB;
        if (governs && (child_in(r, t, DRG_REL_AUX, should_words) || child_in(r, t, DRG_REL_MARK, if_words)))
            e->vague = true;
        if (r->token[t].rel == DRG_REL_CCOMP || r->token[t].rel == DRG_REL_PARATAXIS)
            return;
    }
}

/** "who asked not to be named", "Asked about it, she said": words about how somebody speaks. */
static bool is_about_speaking(const drg_reading *r, const drg_event_found *e)
{
    static const char *const naming[] = {"name", "identify", "quote", "cite", NULL};
    static const char *const asking[] = {"ask", "press", "question", "request", "decline", "refuse", NULL};
    const drg_token *t = &r->token[e->trigger];
    if (e->frame->kind != DRG_FRAME_VERB || !drg_tree__lemma_in(t, asking))
        return false;
    DRG_EACH_CHILD(r, e->trigger, c)
        if ((r->token[c].rel == DRG_REL_XCOMP || r->token[c].rel == DRG_REL_ADVCL) &&
            drg_tree__lemma_in(&r->token[c], naming) && drg_tree__is_passive(r, c))
            return true;
    const drg_sentence *s = &r->doc->sentences[t->sentence];
    return e->trigger <= s->first + 1 && t->head != DRG_NONE && t->head > e->trigger &&
           drg_tree__child(r, e->trigger, DRG_REL_NSUBJ) == DRG_NONE;
}

/** "We will not tolerate these attacks": what is spoken of as known is not denied or put off by what is done about it, but
 * for verbs that tell that it takes place. */
static bool is_given(const drg_reading *r, const drg_event_found *e)
{
    static const char *const the[] = {"the", "this", "that", "these", "those", NULL};
    static const char *const happening[] = {"take",     "happen", "occur",   "resume", "begin", "start",
                                            "continue", "end",    "follow",  "go",     "come",  "open",
                                            "conclude", "break",  "erupt",   "be",     "hold",  "stop",
                                            "result",   "last",   "proceed", "fail",   NULL};
    uint32_t det = drg_tree__child(r, e->trigger, DRG_REL_DET);
    return e->support == DRG_NONE && det != DRG_NONE && drg_tree__lemma_in(&r->token[det], the) &&
           r->token[e->anchor].upos == DRG_UPOS_VERB && !drg_tree__lemma_in(&r->token[e->anchor], happening) &&
           !drg_tree__in(r, e->anchor, DRG_SET_fail_verb) && !drg_tree__in(r, e->anchor, DRG_SET_modal_future);
}

void drg_events__status(const drg_reading *r, drg_event_found *e)
{
    e->vague |= is_about_speaking(r, e);
    e->status = e->frame->status != 0xff ? (drg_status_kind)e->frame->status : DRG_ACTUAL;
    uint32_t t = e->trigger;
    if (e->frame->kind == DRG_FRAME_MODAL)
        return; /* what must be is asked for now */
    read_surroundings(r, e);
    if (r->token[t].rel == DRG_REL_AMOD && r->token[t].upos == DRG_UPOS_VERB)
        e->vague = true; /* "the occupied territories" */
    if (e->frame->kind == DRG_FRAME_NOUN) {
        if (is_negated_here(r, t))
            set(r, e, DRG_NEGATED, "a no beside the noun");
        if (child_in(r, t, DRG_REL_AMOD, coming))
            set(r, e, DRG_FUTURE, "a planned or coming one");
        e->feared |= child_in(r, t, DRG_REL_AMOD, feared);
        e->vague |= is_only_wished(r, t);
        const drg_token *tok = &r->token[t];
        bool braced = tok->rel == DRG_REL_OBL &&
                      (drg_tree__has_child_lemma(r, t, "for") || drg_tree__has_child_lemma(r, t, "about"));
        if (tok->head != DRG_NONE && (tok->rel == DRG_REL_NMOD || tok->rel == DRG_REL_OBJ || braced) &&
            drg_tree__in(r, tok->head, DRG_SET_fear_word))
            e->feared = true;
        if (tok->head != DRG_NONE && tok->rel == DRG_REL_NSUBJ && r->token[tok->head].upos == DRG_UPOS_ADJ &&
            drg_tree__lemma_in(&r->token[tok->head], feared)) /* "a blockade is possible" */
            e->feared = true;
        if (e->feared)
            set(r, e, DRG_HYPOTHETICAL, "a feared or possible one");
        drg_status_kind own = e->status;
        if (e->anchor != t) {
            read_clause(r, e, e->anchor, false);
            read_governor(r, e, e->anchor);
        }
        if (e->anchor != t && is_given(r, e))
            e->status = own;
        bool undergone = tok->rel == DRG_REL_OBJ || tok->rel == DRG_REL_NSUBJ_PASS;
        if (tok->head != DRG_NONE && undergone && drg_tree__in(r, tok->head, DRG_SET_fail_verb))
            set(r, e, DRG_NEGATED, "what failed, was refused or stopped");
        if (tok->head != DRG_NONE && tok->rel == DRG_REL_OBJ && drg_tree__in(r, tok->head, DRG_SET_modal_future))
            set(r, e, DRG_FUTURE, "what is planned or expected");
        return;
    }
    read_clause(r, e, t, true);
    read_governor(r, e, t);
}
