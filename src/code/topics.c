/* src/code/topics.c - what demands, promises, refusals, threats and meetings are about. An event told only there is no
 * record of its own: "agreed to withdraw" is one act. What was condemned or praised did happen, and stays. */
#include "code/attach.h"
#include "code/phrases.h"

static bool keeps_inner(drg_event event)
{
    return event == DRG_EVENT_ACCUSE || event == DRG_EVENT_SUPPORT;
}

/** Whether the topic of `e` also swallows finite clauses and nouns, or only what it commits to. */
static bool has_topic(const drg_event_found *e)
{
    return e->topic != DRG_NONE && (drg_events__is_speech(e->event) || e->event == DRG_EVENT_CONSULT);
}

/** "to visit, although no date has been set": a clause that tells something besides. */
static bool tells_besides(const drg_reading *r, uint32_t clause)
{
    static const char *const besides[] = {"although", "though", "while", "whereas", "after", "because", "since", NULL};
    if (r->token[clause].rel != DRG_REL_ADVCL)
        return false;
    DRG_EACH_CHILD(r, clause, c)
        if (r->token[c].rel == DRG_REL_MARK && drg_tree__lemma_in(&r->token[c], besides))
            return drg_tree__child(r, clause, DRG_REL_NSUBJ) != DRG_NONE ||
                   drg_tree__child(r, clause, DRG_REL_NSUBJ_PASS) != DRG_NONE;
    return false;
}

/** "…, vowing not to resume talks": what the same subject goes on to do, wherever a parser hangs it. */
static bool goes_on(const drg_reading *r, uint32_t t)
{
    const drg_token *token = &r->token[t];
    return token->rel == DRG_REL_ADVCL && token->upos == DRG_UPOS_VERB && t > 0 &&
           drg_str_is(r->token[t - 1].form, ",") && drg_str_ends(token->form, DRG_LIT("ing"));
}

/** Whether a relative clause or an insertion stands between a topic and what is told below it. */
static bool is_aside(const drg_reading *r, uint32_t topic, uint32_t below)
{
    for (uint32_t t = below; t != topic && t != DRG_NONE; t = r->token[t].head)
        if (r->token[t].rel == DRG_REL_ACL_RELCL || r->token[t].rel == DRG_REL_PARATAXIS || tells_besides(r, t))
            return true;
    return false;
}

/** "told him to stop in a conversation": the talk of those two at which it was said. */
static bool is_scene(const drg_reading *r, const drg_event_found *e, const drg_event_found *x)
{
    bool within = drg_tree__has_child_lemma(r, x->trigger, "in") || drg_tree__has_child_lemma(r, x->trigger, "during");
    if (x->event != DRG_EVENT_CONSULT || x->frame->kind != DRG_FRAME_NOUN || !within || x->n_actors < 2 ||
        e->n_actors == 0 || e->n_recipients == 0)
        return false;
    return drg_entity__country_among(x->actor, x->n_actors, e->actor[0].country) &&
           drg_entity__country_among(x->actor, x->n_actors, e->recipient[0].country);
}

/** "rejected a British statement urging restraint": what somebody else's document says is that one's act. */
static bool is_anothers_word(const drg_reading *r, const drg_event_found *e, const drg_event_found *x)
{
    const drg_token *t = &r->token[x->trigger];
    return drg_events__is_speech(x->event) && t->upos == DRG_UPOS_VERB && t->rel == DRG_REL_ACL && x->n_actors > 0 &&
           t->head != DRG_NONE && drg_tree__in(r, t->head, DRG_SET_document_noun) &&
           !drg_entity__country_among(e->actor, e->n_actors, x->actor[0].country);
}

static drg_event_found *inner_of(const drg_reading *r, drg_events *events, const drg_event_found *e)
{
    drg_event_found *best = NULL;
    drg_range here = drg_near__events(r, events, e->trigger, 0);
    for (size_t i = here.from; i < here.to; i++) {
        drg_event_found *x = &events->at[i];
        if (x == e || r->token[x->trigger].sentence != r->token[e->trigger].sentence)
            continue;
        if (!drg_tree__dominates(r, e->topic, x->trigger))
            continue;
        if (is_aside(r, e->topic, x->anchor))
            continue;
        uint32_t d = drg_tree__distance(r, e->topic, x->trigger, 2);
        if (best == NULL || d < drg_tree__distance(r, e->topic, best->trigger, 2))
            best = x;
    }
    return best;
}

/** Whether x is what the doer of e goes on to promise, refuse or threaten. */
static bool is_same_doers(const drg_reading *r, const drg_event_found *e, const drg_event_found *x)
{
    bool word = x->event == DRG_EVENT_AGREE || x->event == DRG_EVENT_REJECT || x->event == DRG_EVENT_THREATEN;
    for (uint32_t t = x->anchor; word && t != e->topic && t != DRG_NONE; t = r->token[t].head)
        if (goes_on(r, t))
            return x->anchor == t || x->trigger == t;
    return false;
}

/** Absorb what the topic commits to: everything in the clause, but not what a relative clause or a finite clause of
 * somebody else tells about its parts. */
static void absorb(const drg_reading *r, drg_events *events, const drg_event_found *e)
{
    drg_range here = drg_near__events(r, events, e->trigger, 0);
    for (size_t i = here.from; i < here.to; i++) {
        drg_event_found *x = &events->at[i];
        if (x == e || !drg_tree__dominates(r, e->topic, x->trigger))
            continue;
        if (!is_aside(r, e->topic, x->anchor) && !is_anothers_word(r, e, x) && !is_scene(r, e, x) &&
            !is_same_doers(r, e, x))
            x->absorbed = true;
    }
}

/** "accused Kenya of arming rebels": a deed told only in the words of the charge is what the charge is about. A deed of
 * force is told besides. */
static void absorb_charge(const drg_reading *r, drg_events *events, const drg_event_found *e)
{
    bool clause = drg_tree__has_child_lemma(r, e->topic, "of") || drg_tree__has_child_lemma(r, e->topic, "for");
    bool charge = e->event == DRG_EVENT_ACCUSE && e->frame->kind == DRG_FRAME_VERB && clause &&
                  !drg_events__has_mode(r, e, "disapprove");
    drg_range here = drg_near__events(r, events, e->trigger, 0);
    for (size_t i = here.from; charge && i < here.to; i++) {
        drg_event_found *x = &events->at[i];
        if (x != e && x->trigger == e->topic && r->token[x->trigger].upos == DRG_UPOS_VERB &&
            x->event != DRG_EVENT_ASSAULT)
            x->absorbed = true;
    }
}

/** Modes that the topic gives a demand, a refusal or a threat. */
static void mode_by_topic(const drg_reading *r, drg_event_found *e, const drg_event_found *inner)
{
    if (e->n_modes > 0)
        return;
    if (e->event == DRG_EVENT_REQUEST || e->event == DRG_EVENT_REJECT) {
        switch (inner->event) {
        case DRG_EVENT_CONSULT:
            drg_events__add_mode(r, e, "meet");
            break;
        case DRG_EVENT_AID:
        case DRG_EVENT_COOPERATE:
        case DRG_EVENT_SUPPORT:
            drg_events__add_mode(r, e, "assist");
            break;
        case DRG_EVENT_RETREAT:
        case DRG_EVENT_CONCEDE:
        case DRG_EVENT_ASSAULT:
        case DRG_EVENT_COERCE:
        case DRG_EVENT_MOBILIZE:
            drg_events__add_mode(r, e, "yield");
            break;
        default:
            if (e->event == DRG_EVENT_REQUEST)
                drg_events__add_mode(r, e, "change");
            break;
        }
    } else if (e->event == DRG_EVENT_THREATEN) {
        switch (inner->event) {
        case DRG_EVENT_ASSAULT:
        case DRG_EVENT_MOBILIZE:
            drg_events__add_mode(r, e, "violence");
            break;
        case DRG_EVENT_SANCTION:
            drg_events__add_mode(r, e, drg_events__has_mode(r, inner, "expel") ? "expel" : "relations");
            break;
        case DRG_EVENT_COERCE:
            drg_events__add_mode(r, e,
                                 drg_events__has_mode(r, inner, "arrest")  ? "arrest"
                                 : drg_events__has_mode(r, inner, "seize") ? "territory"
                                                                           : "restrict");
            break;
        default:
            break;
        }
    }
}

/** "Moscow denied that its forces had shelled the town". */
static bool is_denial(const drg_reading *r, const drg_event_found *e)
{
    size_t n;
    const drg_cue *cues = drg_knowledge__cues(r->knowledge, r->word[e->trigger], &n);
    for (size_t i = 0; i < n; i++) { /* "admitted that its missile had hit the airliner" */
        if (cues[i].stance == DRG_DENIES && e->frame->kind == DRG_FRAME_VERB)
            return e->event == DRG_EVENT_REJECT && r->token[e->topic].upos == DRG_UPOS_VERB;
        if (cues[i].stance == DRG_CONFIRMS && e->frame->kind == DRG_FRAME_VERB)
            return e->event == DRG_EVENT_CONCEDE && r->token[e->topic].upos == DRG_UPOS_VERB &&
                   drg_tree__has_child_lemma(r, e->topic, "that");
    }
    return false;
}

/** "suspended aid to Mali", "lifted the siege": what a measure stops is not done. */
static void absorb_stopped(const drg_reading *r, drg_events *events, const drg_event_found *e)
{
    bool stops = e->event == DRG_EVENT_SANCTION, lifts = e->event == DRG_EVENT_RETREAT || e->event == DRG_EVENT_CONCEDE;
    bool bans = e->event == DRG_EVENT_COERCE && !drg_events__has_mode(r, e, "seize");
    if ((!stops && !lifts && !bans) || e->frame->kind != DRG_FRAME_VERB)
        return;
    uint32_t stopped = drg_tree__object(r, e->trigger);
    drg_range here = drg_near__events(r, events, e->trigger, 0);
    for (size_t i = here.from; i < here.to; i++) {
        drg_event_found *x = &events->at[i];
        bool help = x->event == DRG_EVENT_AID || x->event == DRG_EVENT_COOPERATE || x->event == DRG_EVENT_CONSULT;
        bool burden = x->event == DRG_EVENT_SANCTION || x->event == DRG_EVENT_COERCE;
        bool crowd = x->event == DRG_EVENT_PROTEST || x->event == DRG_EVENT_CONSULT; /* "banned a rally" */
        if (((stops && help) || (lifts && burden) || (bans && crowd)) && x->trigger == stopped)
            x->absorbed = true;
    }
}

/** "signed an agreement between": the deed is the signing. */
static void absorb_signed(const drg_reading *r, drg_events *events, const drg_event_found *e)
{
    static const char *const signing[] = {"sign",   "ratify", "initial",   "conclude", "reach",   "strike", "approve",
                                          "broker", "ink",    "negotiate", "break",    "violate", "renew",  NULL};
    if (e->frame->kind != DRG_FRAME_VERB || e->absorbed || !drg_tree__lemma_in(&r->token[e->trigger], signing))
        return;
    uint32_t object = drg_tree__object(r, e->trigger);
    drg_range here = drg_near__events(r, events, e->trigger, 0);
    for (size_t i = here.from; i < here.to; i++)
        if (events->at[i].trigger == object && events->at[i].event == DRG_EVENT_AGREE && &events->at[i] != e)
            events->at[i].absorbed = true;
}

/** "was put under investigation", "went on strike": the noun that a verb's frame asks for tells nothing besides. */
static void absorb_own_noun(const drg_reading *r, drg_events *events, const drg_event_found *e)
{
    uint32_t noun = e->frame->prep_word;
    if (e->frame->kind != DRG_FRAME_VERB || noun == 0 || e->absorbed)
        return;
    drg_range here = drg_near__events(r, events, e->trigger, 0);
    for (size_t i = here.from; i < here.to; i++) {
        drg_event_found *x = &events->at[i];
        if (x != e && x->event == e->event && r->word[x->trigger] == noun && r->token[x->trigger].head == e->trigger)
            x->absorbed = true;
    }
}

/** "promised on Wednesday to send a battery": the infinitive that an act of words asks for, where a parser hung it loosely. */
static void take_infinitive(const drg_reading *r, drg_event_found *e)
{
    bool commits = e->event == DRG_EVENT_AGREE || e->event == DRG_EVENT_THREATEN || e->event == DRG_EVENT_REJECT ||
                   e->event == DRG_EVENT_CONCEDE || e->event == DRG_EVENT_REQUEST;
    if (!commits || e->topic != DRG_NONE || e->frame->kind != DRG_FRAME_VERB)
        return;
    DRG_EACH_CHILD(r, e->trigger, c)
        if (r->token[c].rel == DRG_REL_ADVCL && c > e->trigger && drg_tree__has_child_lemma(r, c, "to") &&
            drg_tree__has_feat(&r->token[c], "VerbForm=Inf") && !drg_str_is(r->token[c - 1].form, ",")) {
            e->topic = c;
            return;
        }
}

/** "asked for Chad to open its border", "calls for Israel to withdraw": what is asked is the infinitive, whoever is
 * asked. */
static void look_past_addressee(const drg_reading *r, drg_event_found *e)
{
    const drg_mention *m = e->topic != DRG_NONE ? drg_mentions__at(r, e->topic) : NULL;
    if (e->event != DRG_EVENT_REQUEST || m == NULL || m->thing || r->token[e->topic].upos == DRG_UPOS_VERB)
        return;
    uint32_t places[] = {e->topic, e->trigger, e->anchor};
    for (size_t i = 0; i < sizeof places / sizeof *places; i++)
        DRG_EACH_CHILD(r, places[i], c) {
            uint8_t rel = r->token[c].rel;
            bool clause = rel == DRG_REL_XCOMP || rel == DRG_REL_ACL || rel == DRG_REL_ADVCL || rel == DRG_REL_CCOMP;
            if (clause && c > e->topic && drg_tree__has_child_lemma(r, c, "to")) {
                e->topic = c;
                return;
            }
        }
}

void drg_events__topics(const drg_reading *r, drg_events *events)
{
    for (size_t i = 0; i < events->n; i++) {
        drg_event_found *e = &events->at[i];
        take_infinitive(r, e);
        look_past_addressee(r, e);
        absorb_own_noun(r, events, e);
        absorb_signed(r, events, e);
        absorb_stopped(r, events, e);
        if (!has_topic(e) || r->token[e->trigger].rel == DRG_REL_AMOD) /* "the brokered talks" are the talks */
            continue;
        drg_event_found *inner = inner_of(r, events, e);
        if (inner != NULL && is_denial(r, e)) { /* the denied deed is the record, and the denial a stance on it */
            e->absorbed = true;
            continue;
        }
        if (inner != NULL) {
            e->topic_event = (size_t)(inner - events->at);
            mode_by_topic(r, e, inner);
        }
        if (!keeps_inner(e->event))
            absorb(r, events, e);
        else
            absorb_charge(r, events, e);
    }
}

/* ------------------------------------------------------------------ as it is told */

/** Words that join a topic to its act: "accused of", "called for", "said that". */
static bool only_joins(const drg_reading *r, uint32_t t)
{
    static const char *const links[] = {"of",      "for",  "that", "about", "on", "over",
                                        "against", "from", "with", "at",    NULL};
    const drg_token *token = &r->token[t];
    if (token->upos == DRG_UPOS_PUNCT || token->rel == DRG_REL_CASE)
        return true;
    for (const char *const *l = links; *l != NULL; l++)
        if (token->rel == DRG_REL_MARK && drg_str_is(r->folded[t], *l))
            return true;
    return false;
}

/** The token before ", according to the ministry" and ", a diplomat said", or `last`. */
static uint32_t without_reports(const drg_reading *r, uint32_t first, uint32_t last)
{
    for (uint32_t t = first + 1; t <= last; t++) {
        size_t n_cues = 0;
        bool comma = drg_str_is(r->token[t - 1].form, ",");
        if (drg_str_is(r->folded[t], "according") && t < last && drg_str_is(r->folded[t + 1], "to"))
            return t - 1;
        if (r->token[t].rel == DRG_REL_PARATAXIS)
            (void)drg_knowledge__cues(r->knowledge, r->word[t], &n_cues);
        if (n_cues > 0 && r->left[t] > first)
            return r->left[t] - 1;
        if (!comma || t + 1 > last)
            continue;
        for (uint32_t verb = t + 1; verb <= last && verb < t + 8; verb++) { /* ", a Turkish source confirmed" */
            if (r->token[verb].upos != DRG_UPOS_VERB)
                continue;
            (void)drg_knowledge__cues(r->knowledge, r->word[verb], &n_cues);
            uint32_t subject = drg_tree__child(r, verb, DRG_REL_NSUBJ);
            if (n_cues > 0 && verb == last && (subject == DRG_NONE || subject >= t))
                return t - 1;
            break;
        }
    }
    return last;
}

/** The token before ", although no date is set", ", in a further escalation": what the teller adds. */
static uint32_t without_asides(const drg_reading *r, uint32_t first, uint32_t last)
{
    static const char *const asides[] = {"although", "though", "while", "whereas", "but", "despite", NULL};
    for (uint32_t t = first + 1; t < last; t++) {
        if (!drg_str_is(r->token[t].form, ","))
            continue;
        for (const char *const *a = asides; *a != NULL; a++)
            if (drg_str_is(r->folded[t + 1], *a))
                return t - 1;
        if (goes_on(r, t + 1))
            return t - 1;
        bool sign = drg_str_is(r->folded[t + 1], "in") && t + 2 <= last &&
                    (drg_str_is(r->folded[t + 2], "a") || drg_str_is(r->folded[t + 2], "an") ||
                     drg_str_is(r->folded[t + 2], "another"));
        if (sign || (drg_str_is(r->folded[t + 1], "a") && t + 2 <= last && drg_str_is(r->folded[t + 2], "move")))
            return t - 1;
    }
    return last;
}

/** "reached no agreement on grain": of a word for agreeing itself what it is on; DRG_NONE: it says no more. */
static uint32_t subject_of_accord(const drg_reading *r, uint32_t noun)
{
    static const char *const accords[] = {"agreement",  "deal",      "accord",        "pact",
                                          "compromise", "consensus", "understanding", NULL};
    if (!drg_tree__lemma_in(&r->token[noun], accords))
        return noun;
    bool described = false;
    DRG_EACH_CHILD(r, noun, c) {
        uint8_t rel = r->token[c].rel;
        bool on = drg_tree__has_child_lemma(r, c, "on") || drg_tree__has_child_lemma(r, c, "over") ||
                  drg_tree__has_child_lemma(r, c, "for");
        if ((rel == DRG_REL_NMOD && on) || (rel == DRG_REL_ACL && drg_tree__has_child_lemma(r, c, "to")))
            return c;
        if (drg_str_is(r->folded[c], "no"))
            continue;
        described |= rel == DRG_REL_COMPOUND || rel == DRG_REL_AMOD || rel == DRG_REL_ACL_RELCL || rel == DRG_REL_ACL;
    }
    return described ? noun : DRG_NONE;
}

void drg_events__topic_of(const drg_reading *r, const drg_events *events, const drg_event_found *e, drg_topic *topic)
{
    bool has_any = drg_events__is_speech(e->event) || e->event == DRG_EVENT_CONSULT;
    static const char *const beside[] = {"sideline", "sidelines",   "margin", "margins", "eve",
                                         "occasion", "anniversary", NULL}; /* "met on the sidelines of the summit" */
    if (e->topic != DRG_NONE && drg_tree__lemma_in(&r->token[e->topic], beside))
        return;
    bool party = e->topic == e->recipient_head && e->topic_event == SIZE_MAX; /* "praised Kenya" */
    if (!has_any || e->topic == DRG_NONE || party || r->token[e->topic].upos == DRG_UPOS_PRON)
        return;
    uint32_t head = subject_of_accord(r, e->topic);
    if (head == DRG_NONE)
        return;
    uint32_t first = r->left[head], last = r->right[head];
    while (first < last && only_joins(r, first))
        first++;
    last = without_asides(r, first, without_reports(r, first, last));
    while (last > first && r->token[last].upos == DRG_UPOS_PUNCT)
        last--;
    bool open = false;
    for (uint32_t t = first; t <= last; t++)
        open = drg_str_is(r->token[t].form, "(") || (open && !drg_str_is(r->token[t].form, ")"));
    if (open && last + 1 < r->n && drg_str_is(r->token[last + 1].form, ")"))
        last++;
    topic->text = drg_reading__text(r, drg_reading__span(r, first, last));
    if (e->topic_event == SIZE_MAX)
        return;
    const drg_event_found *inner = &events->at[e->topic_event];
    topic->has_event = true;
    topic->event = inner->event;
    if (inner->n_modes > 0)
        topic->mode = drg_knowledge__word_text(r->knowledge, inner->mode[0]);
}
