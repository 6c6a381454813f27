/* src/code/speakers.c - speakers that the order of words tells where the tree does not: behind what is said, put into it,
 * or before a colon. */
#include "code/places.h"
#include "code/sayings.h"

static uint32_t head_within(const drg_reading *r, uint32_t noun, uint32_t from, uint32_t to);

/** ", a Turkish diplomat confirmed." at the end of a sentence, which parsers like to take for a participle: the noun
 * between the comma and the verb speaks, and all before the comma is what it says. */
uint32_t drg_speaker__final(const drg_reading *r, uint32_t verb, uint32_t *comma)
{
    const drg_sentence *s = &r->doc->sentences[r->token[verb].sentence];
    uint32_t end = s->first + s->count;
    for (uint32_t t = verb + 1; t < end; t++) {
        uint8_t upos = r->token[t].upos;
        if (upos == DRG_UPOS_SCONJ)
            break; /* "…, the envoy told reporters after they had met" */
        bool light = upos == DRG_UPOS_PUNCT || upos == DRG_UPOS_ADV || upos == DRG_UPOS_PROPN || upos == DRG_UPOS_ADP ||
                     upos == DRG_UPOS_NUM || upos == DRG_UPOS_DET || upos == DRG_UPOS_NOUN;
        if (!light || t > verb + 5)
            return DRG_NONE;
    }
    if (drg_sayings__ends_in_colon(r, verb))
        return DRG_NONE; /* "Minister for Europe, Jane Doe said:" */
    if (!drg_tree__has_feat(&r->token[verb], "Tense=Past") || drg_tree__child(r, verb, DRG_REL_AUX) != DRG_NONE)
        return DRG_NONE;
    uint32_t noun = DRG_NONE;
    for (uint32_t t = verb; t-- > s->first + 2;) {
        uint8_t upos = r->token[t].upos;
        if (upos == DRG_UPOS_SCONJ || drg_tree__is(&r->token[t], "after") || drg_tree__is(&r->token[t], "before"))
            return DRG_NONE; /* ", hours after Mali threatened" */
        if (drg_str_is(r->token[t].form, ",")) {
            *comma = t;
            if (noun == DRG_NONE || r->token[t + 1].upos == DRG_UPOS_CCONJ ||
                r->token[t + 1].upos == DRG_UPOS_ADP) /* ", in a letter seen on Monday" */
                return DRG_NONE;
            return head_within(r, noun, t + 1, verb);
        }
        if (upos == DRG_UPOS_NOUN || upos == DRG_UPOS_PROPN || upos == DRG_UPOS_PRON) {
            uint32_t head = r->token[t].head;
            if (noun == DRG_NONE || head == DRG_NONE || head < t || r->token[noun].head == t)
                noun = t;
        } else if ((upos == DRG_UPOS_VERB && r->token[t].rel != DRG_REL_AMOD && r->token[t].rel != DRG_REL_ACL) ||
                   upos == DRG_UPOS_AUX || upos == DRG_UPOS_PUNCT || (upos == DRG_UPOS_CCONJ && noun == DRG_NONE)) {
            return DRG_NONE; /* but ", doctors and neighbours said" */
        }
        if (verb - t > 12)
            return DRG_NONE;
    }
    return DRG_NONE;
}

/** "…," said Jane Doe: the words before the verb end in a quotation mark, and the speaker stands behind it. */
uint32_t drg_speaker__inverted(const drg_reading *r, uint32_t verb)
{
    uint32_t sentence = r->token[verb].sentence;
    if (verb == 0 || verb + 1 >= r->n || r->token[verb + 1].sentence != sentence)
        return DRG_NONE;
    uint32_t mark = verb - 1;
    if (drg_str_is(r->token[mark].form, ",") && mark > 0)
        mark--;
    if (!drg_quotes__is_mark(r->token[mark].form, "”", "\"", "''"))
        return DRG_NONE;
    uint32_t t = verb + 1;
    uint8_t upos = r->token[t].upos;
    if (upos != DRG_UPOS_PROPN && upos != DRG_UPOS_NOUN && upos != DRG_UPOS_DET && upos != DRG_UPOS_ADJ &&
        upos != DRG_UPOS_PRON)
        return DRG_NONE;
    for (int i = 0; i < 6 && r->token[t].head != DRG_NONE && r->token[t].head > t && r->token[t].head <= verb + 10; i++)
        t = r->token[t].head;
    return drg_tree__is_nominal(&r->token[t]) && t > verb ? t : DRG_NONE;
}

/* ------------------------------------------------------------------ put into what is said */

enum { MAX_BEFORE_VERB = 14, MAX_BEHIND_VERB = 9 };

bool drg_speaker__is_dash(drg_str form)
{
    return drg_str_is(form, "-") || drg_str_is(form, "--") || drg_str_is(form, "–") || drg_str_is(form, "—") ||
           drg_str_is(form, "―");
}

/** A dash that stands between words, not inside one. */
static bool is_free_dash(const drg_reading *r, uint32_t t)
{
    bool glued = t > 0 && r->token[t - 1].span.end == r->token[t].span.start && t + 1 < r->n &&
                 r->token[t + 1].span.start == r->token[t].span.end;
    return drg_speaker__is_dash(r->token[t].form) && (!glued || r->token[t].form.len > 1);
}

static bool parts(const drg_reading *r, uint32_t t)
{
    drg_str form = r->token[t].form;
    return drg_str_is(form, ",") || is_free_dash(r, t) || drg_quotes__is_mark(form, "”", "''", "\"");
}

static bool starts_upper(drg_str form)
{
    size_t pos = 0;
    return form.len > 0 && drg_char_is_upper(drg_utf8_next(form, &pos));
}

/** What may stand in a plain phrase without a clause of its own. */
static bool is_phrasal(const drg_token *t)
{
    switch (t->upos) {
    case DRG_UPOS_NOUN:
    case DRG_UPOS_PROPN:
    case DRG_UPOS_DET:
    case DRG_UPOS_ADJ:
    case DRG_UPOS_ADP:
    case DRG_UPOS_NUM:
    case DRG_UPOS_ADV:
    case DRG_UPOS_PART:
        return true;
    case DRG_UPOS_PRON:
        return !drg_tree__has_feat(t, "PronType=Rel") && !drg_tree__has_feat(t, "PronType=Int");
    default:
        return false;
    }
}

static bool is_name_word(const drg_token *t)
{
    return t->upos == DRG_UPOS_NOUN || t->upos == DRG_UPOS_PROPN || t->upos == DRG_UPOS_PRON;
}

/** The topmost noun over a noun in [from, to). */
static uint32_t head_within(const drg_reading *r, uint32_t noun, uint32_t from, uint32_t to)
{
    for (uint32_t up = r->token[noun].head, i = 0; up != DRG_NONE && up >= from && up < to && i < 20; i++) {
        if (is_name_word(&r->token[up]))
            noun = up;
        up = r->token[up].head;
    }
    return noun;
}

/** The noun that the words before a verb name, back to a comma; DRG_NONE: there is a clause between. */
static uint32_t noun_before(const drg_reading *r, uint32_t verb, bool initial, uint32_t *first)
{
    const drg_sentence *s = &r->doc->sentences[r->token[verb].sentence];
    uint32_t noun = DRG_NONE, t = verb;
    while (t > s->first && verb - t < MAX_BEFORE_VERB) {
        const drg_token *w = &r->token[t - 1];
        if (parts(r, t - 1))
            break;
        bool joins = drg_speaker__is_dash(w->form) && !is_free_dash(r, t - 1); /* "state-run media" */
        if (!is_phrasal(w) && w->upos != DRG_UPOS_AUX && !joins)
            return DRG_NONE;
        t--;
        if (w->upos == DRG_UPOS_ADP && t > s->first)
            noun = DRG_NONE; /* "the head of the mission": what stands before "of" */
        else if (is_name_word(w) && noun == DRG_NONE)
            noun = t;
    }
    if (t == verb || (t == s->first ? !initial : !parts(r, t - 1)))
        return DRG_NONE;
    *first = t;
    return noun != DRG_NONE ? head_within(r, noun, t, verb) : DRG_NONE;
}

uint32_t drg_speaker__before(const drg_reading *r, uint32_t verb)
{
    uint32_t first, s = r->doc->sentences[r->token[verb].sentence].first;
    if (verb > s + 2 && drg_str_is(r->token[verb - 1].form, ",")) /* "A trader in Jos, Abu Musa, said" */
        return noun_before(r, verb - 1, false, &first);
    return noun_before(r, verb, true, &first);
}

bool drg_speaker__inserted(const drg_reading *r, uint32_t verb, drg_inserted *inserted)
{
    const drg_sentence *s = &r->doc->sentences[r->token[verb].sentence];
    uint32_t end = s->first + s->count, first = verb, noun = noun_before(r, verb, false, &first);
    bool behind = noun == DRG_NONE && verb > s->first + 1 && drg_str_is(r->token[verb - 1].form, ",");
    if ((noun == DRG_NONE && !behind) || !drg_tree__has_feat(&r->token[verb], "VerbForm=Fin"))
        return false;
    uint32_t t = verb + 1;
    for (; t < end && t - verb <= MAX_BEHIND_VERB && !parts(r, t); t++) {
        if (!is_phrasal(&r->token[t]))
            return false;
        if (behind && noun == DRG_NONE && is_name_word(&r->token[t]))
            noun = t;
    }
    if (noun == DRG_NONE || t >= end || !parts(r, t) || drg_quotes__opens(r->token[t].form))
        return false;
    if (behind)
        noun = head_within(r, noun, verb + 1, t);
    uint32_t next = t + 1;
    while (next < end && r->token[next].upos == DRG_UPOS_PUNCT && !drg_quotes__opens(r->token[next].form) &&
           !drg_quotes__is_mark(r->token[next].form, "\"", "''", "\""))
        next++;
    bool quoted = next + 1 < end && r->token[next].upos == DRG_UPOS_PUNCT;
    if (next + 1 >= end || (quoted && starts_upper(r->token[next + 1].form) && r->token[next + 1].form.len > 1))
        return false; /* "Asked again, he said, "No."" */
    DRG_EACH_CHILD(r, verb, c)
        if (r->token[c].rel == DRG_REL_CCOMP && c > t && drg_tree__has_child_lemma(r, c, "that"))
            return false; /* "told Paris, London and Rome, that" */
    const drg_token *n = &r->token[next];
    if (behind && n->upos != DRG_UPOS_VERB && n->upos != DRG_UPOS_AUX)
        return false; /* "said Jane Doe, the mayor" */
    bool aside = n->upos == DRG_UPOS_SCONJ || drg_tree__has_feat(n, "VerbForm=Ger") ||
                 drg_tree__has_feat(n, "VerbForm=Part") || drg_tree__has_feat(n, "PronType=Rel") ||
                 drg_tree__has_feat(n, "PronType=Int");
    if (n->upos == DRG_UPOS_CCONJ && n->head != DRG_NONE && n->head > next &&
        (drg_tree__child(r, n->head, DRG_REL_NSUBJ) != DRG_NONE ||
         drg_tree__child(r, n->head, DRG_REL_NSUBJ_PASS) != DRG_NONE))
        aside = true; /* "…, the army said, and the rebels fled": told by whoever tells the rest */
    for (uint32_t k = next; k < next + 5 && k < end; k++) { /* "…, the party said, hours after Mali threatened" */
        aside |= k > next && (drg_tree__is(&r->token[k], "after") || drg_tree__is(&r->token[k], "before"));
        if (!is_phrasal(&r->token[k]))
            break;
    }
    *inserted = (drg_inserted){first < verb ? first : verb, t - 1, noun, !aside};
    return true;
}

/* ------------------------------------------------------------------ labels */

enum { MAX_LABEL_TOKENS = 7, MIN_LABELLED_TOKENS = 3 };

/** The noun that a whole stretch of tokens names, where somebody can speak by it; DRG_NONE. */
static uint32_t label(const drg_reading *r, uint32_t first, uint32_t last)
{
    if (!starts_upper(r->token[first].form) || last - first >= MAX_LABEL_TOKENS)
        return DRG_NONE;
    uint32_t head = DRG_NONE;
    for (uint32_t t = first; t <= last; t++) {
        if (!is_phrasal(&r->token[t]))
            return DRG_NONE;
        const drg_mention *m = r->mention_at[t] != DRG_NONE ? &r->mention[r->mention_at[t]] : NULL;
        bool speaks = m != NULL && !m->thing && !m->bare_country && !m->pronoun && m->kind != DRG_FACT_COUNTRY &&
                      m->kind != DRG_FACT_DEMONYM;
        if (speaks && (head == DRG_NONE || r->token[head].head == t))
            head = t;
    }
    if (head == DRG_NONE && drg_str_is_capitals(r->token[first].form) && r->token[first].form.len > 2)
        head = drg_tree__is_nominal(&r->token[first]) ? first : DRG_NONE;
    const drg_named *named = head == DRG_NONE ? drg_near__entity(r, last) : NULL;
    bool whole = named != NULL && (named->type == DRG_ENTITY_PERSON || named->type == DRG_ENTITY_ORG) &&
                 named->span.start == r->token[first].span.start && named->span.end == r->token[last].span.end;
    if (head == DRG_NONE && (whole || drg_tree__in(r, last, DRG_SET_document_noun)))
        head = last;
    return head;
}

static drg_status add_label(drg_finder *f, uint32_t source, uint32_t mark, uint32_t first, uint32_t last)
{
    drg_saying *s = drg_sayings__add(f, mark, mark, source, DRG_ASSERTS);
    if (s == NULL)
        return DRG_ENOMEM;
    drg_span m = f->r->token[mark].span;
    if (s->said.words.start < m.start && s->said.words.end > m.start)
        s->said.words.end = m.start;
    else if (s->said.words.start < m.end && s->said.words.end > m.end)
        s->said.words.start = m.end;
    drg_sayings__add_content(f->r, s, first, last);
    return DRG_OK;
}

/** The last token of the sentences that follow in the same block. */
static uint32_t end_of_block(const drg_reading *r, uint32_t token)
{
    size_t i = r->token[token].sentence;
    size_t block = r->doc->sentences[i].block;
    while (i + 1 < r->doc->n_sentences && r->doc->sentences[i + 1].block == block &&
           i + 1 - r->token[token].sentence < DRG_SAYING_REACH)
        i++;
    return r->doc->sentences[i].first + r->doc->sentences[i].count - 1;
}

/** "14:10" before an entry of a live report. */
static bool is_clock(const drg_reading *r, uint32_t t)
{
    drg_str form = r->token[t].form;
    bool mark = false;
    for (size_t i = 0; i < form.len; i++) {
        if ((form.ptr[i] < '0' || form.ptr[i] > '9') && form.ptr[i] != ':' && form.ptr[i] != '.')
            return drg_str_is(form, "GMT") || drg_str_is(form, "BST") || drg_str_is(form, "CET");
        mark |= form.ptr[i] == ':' || form.ptr[i] == '.';
    }
    return mark && form.len > 3 && r->token[t].upos == DRG_UPOS_NUM;
}

/** "A:" answers a "Q:". */
static bool is_answer(const drg_reading *r, uint32_t first, uint32_t mark)
{
    drg_str form = r->token[first].form;
    return mark == first + 1 && (drg_str_is(form, "A") || drg_str_is(form, "Answer") || drg_str_is(form, "ANSWER"));
}

static bool is_question(const drg_reading *r, uint32_t first)
{
    drg_str form = r->token[first].form;
    return first + 1 < r->n && drg_str_is(r->token[first + 1].form, ":") &&
           (drg_str_is(form, "Q") || drg_str_is(form, "Question") || drg_str_is(form, "QUESTION"));
}

/** Who answers: the last person named before the first question, one who "spoke" or with whom an "interview" was held
 * before others. */
static uint32_t interviewee(const drg_reading *r)
{
    static const char *const talks[] = {"speak",     "talk",         "sit",  "answer", "discuss",
                                        "interview", "conversation", "meet", NULL};
    uint32_t asked = 0, found = DRG_NONE;
    bool talked = false;
    while (asked < r->n && !is_question(r, asked))
        asked++;
    for (size_t i = 0; asked < r->n && i < r->n_mentions; i++) {
        const drg_mention *m = &r->mention[i];
        if (m->head >= asked || !m->person || m->plural || m->pronoun || !m->named)
            continue;
        uint32_t up = r->token[m->head].head;
        bool talks_here = up != DRG_NONE && drg_tree__lemma_in(&r->token[up], talks);
        if (talks_here || !talked) {
            found = m->head;
            talked |= talks_here;
        }
    }
    return found;
}

/** The last token before the next question, or the block's where nobody asks any more. */
static uint32_t end_of_answer(const drg_reading *r, uint32_t token)
{
    for (size_t i = r->token[token].sentence + 1;
         i < r->doc->n_sentences && i - r->token[token].sentence < DRG_SAYING_REACH; i++)
        if (is_question(r, r->doc->sentences[i].first))
            return r->doc->sentences[i].first - 1;
    return end_of_block(r, token);
}

/** "KARACHI: Police arrested …": where a report was filed, and nobody who speaks. */
static bool is_town_of_report(const drg_reading *r, uint32_t first, uint32_t last)
{
    for (uint32_t t = first; t <= last; t++)
        if (!drg_spots__all_capitals(r->token[t].form))
            return false;
    drg_range near = drg_near__places(r, first);
    for (size_t i = near.from; i < near.to; i++)
        if (r->place[i].first <= first && r->place[i].last >= last && r->place[i].place.resolution != DRG_PLACE_COUNTRY)
            return true;
    return false;
}

drg_status drg_speaker__labels(drg_finder *f)
{
    const drg_reading *r = f->r;
    uint32_t answers = DRG_NONE;
    bool sought = false;
    for (size_t i = 0; i < r->doc->n_sentences; i++) {
        const drg_sentence *s = &r->doc->sentences[i];
        if (s->count < 2 || r->dateline[s->first])
            continue;
        uint32_t first = s->first, last = s->first + s->count - 1;
        while (last > first && r->token[last].upos == DRG_UPOS_PUNCT && !drg_str_is(r->token[last].form, ":"))
            last--;
        bool starts_block = i == 0 || r->doc->sentences[i - 1].block != s->block;
        while (starts_block && first < last && (r->token[first].upos == DRG_UPOS_PUNCT || is_clock(r, first)))
            first++; /* "14:10 Defence ministry: …" */
        uint32_t stop = first + MAX_LABEL_TOKENS < last ? first + MAX_LABEL_TOKENS : last;
        uint32_t mark = first;
        while (mark < stop && !drg_str_is(r->token[mark].form, ":"))
            mark++;
        bool alone = mark == last && drg_str_is(r->token[mark].form, ":") && end_of_block(r, mark) > mark;
        bool labelled = starts_block && mark > first && (alone || (mark < stop && mark + MIN_LABELLED_TOKENS <= last));
        if (labelled && i < 3 && is_town_of_report(r, first, mark - 1))
            continue;
        bool answer = starts_block && is_answer(r, first, mark);
        if (answer && !sought)
            answers = interviewee(r);
        sought |= answer;
        uint32_t head = labelled && !answer ? label(r, first, mark - 1) : DRG_NONE;
        drg_status st = DRG_OK;
        if (answer) {
            if (answers != DRG_NONE)
                st = add_label(f, answers, mark, mark + 1, end_of_answer(r, mark));
        } else if (head != DRG_NONE) {
            st = add_label(f, head, mark, mark + 1, r->prose[head] ? end_of_block(r, head) : last);
        } else if (!r->prose[first]) { /* a headline may close with who says so */
            mark = last;
            while (mark > first && last - mark < MAX_LABEL_TOKENS && !drg_str_is(r->token[mark].form, ":") &&
                   !drg_speaker__is_dash(r->token[mark].form))
                mark--;
            bool spaced = mark > first && r->token[mark - 1].span.end < r->token[mark].span.start;
            bool tail = mark >= first + MIN_LABELLED_TOKENS && mark < last &&
                        (drg_str_is(r->token[mark].form, ":") || (drg_speaker__is_dash(r->token[mark].form) && spaced));
            head = tail ? label(r, mark + 1, last) : DRG_NONE;
            if (head != DRG_NONE)
                st = add_label(f, head, mark, first, mark - 1);
        }
        if (st != DRG_OK)
            return st;
    }
    return DRG_OK;
}
