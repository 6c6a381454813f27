/* src/code/sayings.c - who says so: reporting verbs with their clauses and quotations, "according to", nouns of saying,
 * outlets that pass on, and quotations that run over sentences and paragraphs. */
#include <string.h>

#include "code/phrases.h"
#include "code/sayings.h"

bool drg_sayings__covers(const drg_saying *s, drg_span span)
{
    for (uint8_t i = 0; i < s->said.n_content; i++)
        if (s->said.content[i].start <= span.start && span.end <= s->said.content[i].end)
            return true;
    return false;
}

/* ------------------------------------------------------------------ verbs */

bool drg_sayings__is_negated(const drg_reading *r, uint32_t verb)
{
    DRG_EACH_CHILD(r, verb, c)
        if ((r->token[c].rel == DRG_REL_ADVMOD &&
             (drg_tree__is(&r->token[c], "not") || drg_tree__is(&r->token[c], "never"))) ||
            drg_tree__is(&r->token[c], "nor") ||
            (drg_tree__is(&r->token[c], "neither") && c < verb && r->token[c].rel != DRG_REL_NSUBJ))
            return true;
    return false;
}

/** Last token of what is said. "claims to have taken X and has massed Y": a finite clause is not coordinated with an
 * infinitive, whatever the tree says. */
static uint32_t end_of_infinitive(const drg_reading *r, uint32_t content)
{
    if (r->token[content].rel != DRG_REL_XCOMP)
        return r->right[content];
    DRG_EACH_CHILD(r, content, c) {
        if (r->token[c].rel != DRG_REL_CONJ)
            continue;
        DRG_EACH_CHILD(r, c, d)
            if (r->token[d].rel == DRG_REL_AUX && drg_tree__has_feat(&r->token[d], "VerbForm=Fin") && c > content)
                return r->left[c] > content ? r->left[c] - 1 : content;
    }
    return r->right[content];
}

/** Whether a clause beside the first one is said, too: it has a subject of its own and reports nothing itself. */
static bool goes_on(const drg_reading *r, uint32_t clause)
{
    uint8_t rel = r->token[clause].rel;
    size_t n;
    drg_knowledge__cues(r->knowledge, r->word[clause], &n);
    bool own = drg_tree__child(r, clause, DRG_REL_NSUBJ) != DRG_NONE ||
               drg_tree__child(r, clause, DRG_REL_NSUBJ_PASS) != DRG_NONE;
    return rel == DRG_REL_CCOMP || (rel == DRG_REL_CONJ && own && n == 0);
}

/** Where the words of a saying stand. */
static void give_clause(drg_finder *f, drg_saying *s, uint32_t cue, uint32_t content)
{
    const drg_reading *r = f->r;
    const drg_sentence *sentence = &r->doc->sentences[r->token[cue].sentence];
    if (content < cue) {
        /* the words come first: all of the sentence up to the source or cue, whichever stands first */
        uint32_t stop = cue;
        DRG_EACH_CHILD(r, cue, c)
            if (c > content && r->left[c] < stop && r->token[c].rel != DRG_REL_PUNCT && c != content &&
                r->left[c] > content)
                stop = r->left[c];
        uint32_t first = r->left[content];
        if (r->token[cue].rel == DRG_REL_ROOT || r->token[cue].rel == DRG_REL_PARATAXIS)
            first = sentence->first < first ? sentence->first : first;
        if (stop > first)
            drg_sayings__add_content(r, s, first, stop - 1);
        uint32_t after = r->right[content];
        bool closed = stop > first && drg_quotes__is_mark(r->token[stop - 1].form, "”", "''", "\"");
        bool resumes = false; /* "…," he said, "…" */
        for (uint32_t t = cue + 1; closed && t < after && !resumes; t++)
            resumes = drg_quotes__opens(r->token[t].form) || drg_quotes__is_mark(r->token[t].form, "''", "\"", "\"");
        uint32_t own = drg_tree__dominates(r, content, cue) ? r->right[cue] : cue;
        if ((!closed || resumes) && after > own && r->token[content].rel != DRG_REL_CCOMP)
            drg_sayings__add_content(r, s, own + 1, after); /* "X, he said, Y": the clause goes on */
        return;
    }
    uint32_t first = r->left[content], last = end_of_infinitive(r, content);
    DRG_EACH_CHILD(r, cue, c) { /* "said strikes on the port went on": a subject that the parser hung on the verb */
        uint8_t rel = r->token[c].rel;
        bool of_clause = rel == DRG_REL_NSUBJ || rel == DRG_REL_NSUBJ_PASS || rel == DRG_REL_CSUBJ ||
                         rel == DRG_REL_DISLOCATED || rel == DRG_REL_EXPL;
        bool lacks = drg_tree__child(r, content, DRG_REL_NSUBJ) == DRG_NONE &&
                     drg_tree__child(r, content, DRG_REL_NSUBJ_PASS) == DRG_NONE;
        of_clause |=
            rel == DRG_REL_OBJ &&
            ((r->token[content].rel == DRG_REL_XCOMP && drg_tree__has_feat(&r->token[content], "VerbForm=Fin")) ||
             (r->token[content].rel == DRG_REL_CCOMP && lacks && r->token[cue + 1].upos == DRG_UPOS_PROPN));
        if (of_clause && c > cue && c < content && c != s->source && r->left[c] > cue && s->source < cue &&
            r->left[c] < first)
            first = r->left[c];
    }
    if (cue + 1 < first && drg_tree__is(&r->token[cue + 1], "that"))
        first = cue + 1;
    DRG_EACH_CHILD(r, cue, c) /* "said X and his remark was Y": clauses that the parser hung beside the first */
        if (c > content && r->right[c] > last && goes_on(r, c) &&
            (r->left[c] > last || r->token[c].rel == DRG_REL_CCOMP))
            last = r->right[c];
    drg_sayings__add_content(r, s, first, last);
}

static uint32_t noun_content(const drg_reading *r, uint32_t verb)
{
    uint32_t found = drg_tree__child(r, verb, DRG_REL_OBJ);
    if (found == DRG_NONE && drg_tree__is_passive(r, verb))
        found = drg_tree__child(r, verb, DRG_REL_NSUBJ_PASS);
    return found;
}

/** The clause, infinitive or noun that a reporting verb reports; DRG_NONE: none in the tree. */
static uint32_t content_of(const drg_reading *r, uint32_t verb, bool strong)
{
    uint32_t found = DRG_NONE;
    bool quoted = false;
    for (uint32_t t = r->doc->sentences[r->token[verb].sentence].first; t < verb; t++)
        quoted |= drg_quotes__opens(r->token[t].form) || drg_quotes__is_mark(r->token[t].form, "”", "''", "\"");
    DRG_EACH_CHILD(r, verb, c) { /* "Asked about it, she said it was": the clause behind the verb */
        bool clause = r->token[c].rel == DRG_REL_CCOMP && r->token[c].upos != DRG_UPOS_NUM;
        if (clause && (found == DRG_NONE || (found < verb && c > verb && !quoted)))
            found = c;
    }
    if (found != DRG_NONE)
        return found;
    const drg_token *t = &r->token[verb];
    bool inserted = t->rel == DRG_REL_PARATAXIS && t->head != DRG_NONE;
    if (inserted)
        return t->head;
    DRG_EACH_CHILD(r, verb, c)
        if (r->token[c].rel == DRG_REL_PARATAXIS && c > verb && r->token[c].upos == DRG_UPOS_VERB)
            return c;
    DRG_EACH_CHILD(r, verb, c) /* "says the president and … should come": a clause right behind the verb */
        if (r->token[c].rel == DRG_REL_CONJ && r->left[c] == verb + 1 &&
            drg_tree__child(r, c, DRG_REL_NSUBJ) != DRG_NONE)
            return c;
    static const char *const tells[] = {"tell", "speak", "talk", "report", NULL};
    DRG_EACH_CHILD(r, verb, c) { /* "told of soldiers who shot at them" */
        bool of = r->token[c].rel == DRG_REL_OBL && drg_tree__has_child_lemma(r, c, "of") && c > verb;
        if (of && drg_tree__lemma_in(t, tells) &&
            (drg_tree__child(r, c, DRG_REL_ACL_RELCL) != DRG_NONE || drg_tree__child(r, c, DRG_REL_ACL) != DRG_NONE))
            return c;
    }
    found = drg_tree__child(r, verb, DRG_REL_XCOMP);
    bool finite = found != DRG_NONE && found > verb && !drg_tree__has_child_lemma(r, found, "to") &&
                  drg_tree__has_feat(&r->token[found], "VerbForm=Fin");
    if (finite || strong) /* "said China and Russia welcome it" */
        return found != DRG_NONE ? found : noun_content(r, verb);
    return DRG_NONE;
}

/** "said at a briefing that Oslo rejected it", "says in a report to be published today that …": a clause that the parser
 * hung on what stands between; DRG_NONE. */
static uint32_t clause_with_that(const drg_reading *r, uint32_t verb)
{
    enum { MAX_BETWEEN = 14 };
    const drg_sentence *s = &r->doc->sentences[r->token[verb].sentence];
    uint32_t end = s->first + s->count;
    for (uint32_t t = verb + 1; t + 2 < end && t - verb <= MAX_BETWEEN; t++) {
        const drg_token *next = &r->token[t + 1];
        if (drg_str_is(r->folded[t], "that")) {
            bool relative = next->upos == DRG_UPOS_VERB || next->upos == DRG_UPOS_AUX || next->upos == DRG_UPOS_PUNCT;
            uint32_t head = r->token[t].head;
            bool clause = head != DRG_NONE && head > t && r->token[head].upos == DRG_UPOS_VERB;
            return clause && !relative ? head : DRG_NONE;
        }
        uint8_t upos = r->token[t].upos;
        if (drg_tree__has_feat(&r->token[t], "VerbForm=Fin") && upos == DRG_UPOS_VERB)
            return DRG_NONE;
        if (upos == DRG_UPOS_PUNCT && !drg_str_is(r->token[t].form, ","))
            return DRG_NONE;
    }
    return DRG_NONE;
}

/** Text after a colon that ends the cue's sentence: the following paragraphs, up to the next heading. */
static void give_after_colon(drg_finder *f, drg_saying *s, uint32_t cue)
{
    const drg_reading *r = f->r;
    const drg_sentence *sentence = &r->doc->sentences[r->token[cue].sentence];
    uint32_t end = sentence->first + sentence->count - 1;
    uint32_t next = end + 1;
    if (next >= r->n)
        return;
    for (size_t i = 0; i < f->n_quotes; i++)
        if (f->quote[i].first <= next + 1 && f->quote[i].first >= next)
            return; /* the quotation itself will be taken */
    uint32_t stop = next;
    while (stop < r->n && r->prose[stop] && r->token[stop].sentence - r->token[cue].sentence < DRG_SAYING_REACH &&
           !drg_sayings__ends_in_colon(r, r->doc->sentences[r->token[stop].sentence].first)) /* the next one speaks */
        stop++;
    if (stop > next)
        drg_sayings__add_content(r, s, next, stop - 1);
}

static drg_status read_final_verb(drg_finder *f, uint32_t verb, const drg_cue *cue)
{
    drg_reading *r = f->r;
    uint32_t comma = DRG_NONE, source = drg_speaker__final(r, verb, &comma);
    if (source == DRG_NONE || !drg_sayings__can_speak(r, source))
        return DRG_OK;
    drg_saying *s = drg_sayings__add(f, verb, verb, source, (drg_stance)cue->stance);
    if (s == NULL)
        return DRG_ENOMEM;
    drg_sayings__add_content(r, s, r->doc->sentences[r->token[verb].sentence].first, comma - 1);
    return DRG_OK;
}

/** ", the governor told Reuters on Monday,": all around it is said. */
static drg_status read_inserted(drg_finder *f, uint32_t verb, const drg_cue *cue, const drg_inserted *in)
{
    drg_reading *r = f->r;
    const drg_sentence *sentence = &r->doc->sentences[r->token[verb].sentence];
    drg_saying *s = drg_sayings__add(f, verb, verb, in->speaker, (drg_stance)cue->stance);
    if (s == NULL)
        return DRG_ENOMEM;
    drg_span bounds =
        in->speaker < verb ? drg_reading__span(r, in->first, verb - 1) : drg_reading__span(r, verb + 1, in->last);
    if (s->said.words.start < bounds.start)
        s->said.words.start = bounds.start;
    if (s->said.words.end > bounds.end)
        s->said.words.end = bounds.end;
    drg_sayings__add_content(r, s, sentence->first, in->first - 1);
    if (in->goes_on)
        drg_sayings__add_content(r, s, in->last + 1, sentence->first + sentence->count - 1);
    return DRG_OK;
}

/** "called the vote a sham", "likened the camp to a prison": what is said of something, without a clause. */
static bool names(const drg_reading *r, uint32_t verb)
{
    size_t objects = 0;
    bool predicate = false;
    if (!drg_tree__in(r, verb, DRG_SET_naming_verb))
        return false;
    DRG_EACH_CHILD(r, verb, c) {
        uint8_t rel = r->token[c].rel;
        objects += c > verb && (rel == DRG_REL_OBJ || rel == DRG_REL_IOBJ);
        predicate |= c > verb && (rel == DRG_REL_XCOMP || rel == DRG_REL_OBL || rel == DRG_REL_ADVCL);
    }
    return objects > 1 || (objects > 0 && predicate) || (predicate && drg_tree__is_passive(r, verb));
}

static drg_status read_naming(drg_finder *f, uint32_t verb, uint32_t source, const drg_cue *cue)
{
    uint32_t first, last;
    if (!drg_sayings__complements(f->r, verb, &first, &last))
        return DRG_OK;
    drg_saying *s = drg_sayings__add(f, verb, verb, source, (drg_stance)cue->stance);
    if (s == NULL)
        return DRG_ENOMEM;
    s->judges = true;
    drg_sayings__add_content(f->r, s, first, last);
    return DRG_OK;
}

/** "Russia wants the sanctions lifted": what somebody wants, hopes, believes. Nothing is reported by it. */
static drg_status read_attitude(drg_finder *f, uint32_t verb)
{
    const drg_reading *r = f->r;
    uint32_t source = drg_tree__subject(r, verb), first, last;
    if (drg_sayings__is_negated(r, verb) || source == DRG_NONE || r->token[verb].rel == DRG_REL_AMOD ||
        (r->token[verb].rel == DRG_REL_ACL && drg_tree__has_child_lemma(r, verb, "of")) ||
        drg_tree__has_feat(&r->token[source], "Person=1") || drg_tree__has_feat(&r->token[source], "Person=2") ||
        r->token[source].sentence != r->token[verb].sentence || !drg_sayings__can_speak(r, source) ||
        !drg_sayings__complements(r, verb, &first, &last))
        return DRG_OK;
    drg_saying *s = drg_sayings__add(f, verb, verb, source, DRG_ASSERTS);
    if (s == NULL)
        return DRG_ENOMEM;
    s->judges = true;
    drg_sayings__add_content(r, s, first, last);
    return DRG_OK;
}

/** "quoted the envoy as saying", "was quoted as saying": the envoy says it. */
static drg_status read_quoted(drg_finder *f, uint32_t verb, const drg_cue *cue)
{
    drg_reading *r = f->r;
    uint32_t source = drg_tree__object(r, r->token[verb].head), content = content_of(r, verb, cue->strong);
    if (source == DRG_NONE || !drg_sayings__can_speak(r, source) ||
        (content == DRG_NONE && !drg_quotes__in(f, r->token[verb].sentence)))
        return DRG_OK;
    drg_saying *s = drg_sayings__add(f, verb, verb, source, (drg_stance)cue->stance);
    if (s == NULL)
        return DRG_ENOMEM;
    if (content != DRG_NONE)
        give_clause(f, s, verb, content);
    return DRG_OK;
}

/** "As the mayor put it, the army burned the town": the rest of the sentence is what he said. @return the main clause. */
static uint32_t told_as(const drg_reading *r, uint32_t verb)
{
    const drg_token *t = &r->token[verb];
    if (t->rel != DRG_REL_ADVCL || t->head == DRG_NONE || !drg_tree__has_child_lemma(r, verb, "as") ||
        drg_tree__has_feat(t, "VerbForm=Ger") || drg_tree__child(r, verb, DRG_REL_NSUBJ) == DRG_NONE ||
        drg_tree__child(r, verb, DRG_REL_CCOMP) != DRG_NONE || drg_tree__child(r, verb, DRG_REL_XCOMP) != DRG_NONE)
        return DRG_NONE;
    uint32_t object = drg_tree__child(r, verb, DRG_REL_OBJ);
    bool puts = drg_tree__is(t, "put");
    if (object != DRG_NONE ? !puts || !drg_tree__is(&r->token[object], "it") : puts)
        return DRG_NONE;
    return t->head;
}

static drg_status read_told_as(drg_finder *f, uint32_t verb, drg_stance stance)
{
    drg_reading *r = f->r;
    uint32_t source = drg_tree__child(r, verb, DRG_REL_NSUBJ), main = r->token[verb].head;
    if (!drg_sayings__can_speak(r, source) || drg_sayings__is_negated(r, verb))
        return DRG_OK;
    drg_saying *s = drg_sayings__add(f, verb, verb, source, stance);
    if (s == NULL)
        return DRG_ENOMEM;
    if (r->left[main] < r->left[verb])
        drg_sayings__add_content(r, s, r->left[main], r->left[verb] - 1);
    if (r->right[main] > r->right[verb])
        drg_sayings__add_content(r, s, r->right[verb] + 1, r->right[main]);
    return DRG_OK;
}

/** Whether somebody is quoted by this verb, as saying something: the other verb tells what. */
static bool introduces(const drg_reading *r, uint32_t verb)
{
    DRG_EACH_CHILD(r, verb, c)
        if (drg_sayings__is_quoting(r, c))
            return true;
    return false;
}

/** "Asked about the raid, she said", "Commenting on it, he said": what only leads to a saying. */
static bool only_leads(const drg_reading *r, uint32_t verb)
{
    static const char *const leads[] = {"ask", "press", "question", "quiz", "comment", "speak", "address", NULL};
    uint32_t up = r->token[verb].head;
    bool participle =
        !drg_tree__has_feat(&r->token[verb], "VerbForm=Fin") && drg_tree__child(r, verb, DRG_REL_NSUBJ) == DRG_NONE;
    return participle && up != DRG_NONE && up > verb && drg_tree__lemma_in(&r->token[verb], leads);
}

static drg_status read_verb(drg_finder *f, uint32_t verb, const drg_cue *cue)
{
    drg_reading *r = f->r;
    if (drg_sayings__is_negated(r, verb) || introduces(r, verb) || only_leads(r, verb) ||
        drg_sayings__is_citing(r, verb))
        return DRG_OK;
    if (drg_sayings__is_quoting(r, verb))
        return read_quoted(f, verb, cue);
    if (told_as(r, verb) != DRG_NONE)
        return read_told_as(f, verb, (drg_stance)cue->stance);
    drg_inserted inserted;
    if (drg_speaker__inserted(r, verb, &inserted) && drg_sayings__can_speak(r, inserted.speaker))
        return read_inserted(f, verb, cue, &inserted);
    uint32_t source = drg_tree__subject(r, verb), behind = drg_speaker__inverted(r, verb);
    if (behind != DRG_NONE && (source == DRG_NONE || source < verb))
        source = behind;
    const drg_quote *quoted = source != DRG_NONE ? drg_quotes__around(f, source) : NULL;
    if (quoted != NULL &&
        (verb < quoted->first || verb > quoted->last)) /* a word of what is quoted does not quote it */
        source = drg_speaker__before(r, verb);
    uint32_t comma_before = DRG_NONE;
    if (source == DRG_NONE && drg_tree__has_feat(&r->token[verb], "VerbForm=Fin") &&
        drg_speaker__final(r, verb, &comma_before) == DRG_NONE)
        source = drg_speaker__before(r, verb);
    bool participle = r->token[verb].rel == DRG_REL_ACL || r->token[verb].rel == DRG_REL_AMOD;
    if (source == DRG_NONE || participle || r->token[source].sentence != r->token[verb].sentence ||
        !drg_sayings__can_speak(r, source)) {
        uint32_t content = participle ? content_of(r, verb, cue->strong) : DRG_NONE;
        if (content == DRG_NONE || source == DRG_NONE)
            return read_final_verb(f, verb, cue);
    }
    bool shows = drg_tree__in(r, verb, DRG_SET_showing_verb) && drg_tree__in(r, source, DRG_SET_document_noun);
    uint32_t content = content_of(r, verb, cue->strong || shows);
    if (content == DRG_NONE || r->token[content].rel == DRG_REL_OBJ) {
        uint32_t clause = clause_with_that(r, verb);
        content = clause != DRG_NONE ? clause : content;
    }
    if (content == DRG_NONE && names(r, verb))
        return read_naming(f, verb, source, cue);
    uint32_t before = DRG_NONE;
    if (content == DRG_NONE && drg_speaker__final(r, verb, &before) != DRG_NONE)
        return read_final_verb(f, verb, cue);
    bool colon = content == DRG_NONE && drg_sayings__ends_in_colon(r, verb);
    if (content == DRG_NONE && !colon && !drg_quotes__in(f, r->token[verb].sentence))
        return DRG_OK;
    if (content != DRG_NONE && drg_tree__dominates(r, content, source) && r->token[verb].rel != DRG_REL_PARATAXIS)
        return DRG_OK;
    uint32_t comma = DRG_NONE;
    if (content != DRG_NONE && content < verb && drg_speaker__final(r, verb, &comma) != DRG_NONE)
        return read_final_verb(f, verb, cue); /* all that stands before it is said */
    drg_saying *s = drg_sayings__add(f, verb, verb, source, (drg_stance)cue->stance);
    if (s == NULL)
        return DRG_ENOMEM;
    if (content != DRG_NONE)
        give_clause(f, s, verb, content);
    else if (colon)
        give_after_colon(f, s, verb);
    return DRG_OK;
}

/* ------------------------------------------------------------------ according to, statements that */

/** Who stands under "according to", or under "of" in "in the words of": `carrier` is the noun that the clause holds. */
static drg_status read_preposition(drg_finder *f, uint32_t noun, uint32_t carrier, drg_stance stance)
{
    drg_reading *r = f->r;
    if (drg_tree__has_child_lemma(r, noun, "per") && drg_mentions__at(r, noun) == NULL &&
        !drg_tree__in(r, noun, DRG_SET_document_noun))
        return DRG_OK; /* "five dollars per head" */
    uint32_t head = r->token[carrier].head;
    const drg_mention *owned = drg_mentions__at(r, noun); /* "according to a Post database": things speak here */
    if (head == DRG_NONE || (!drg_sayings__can_speak(r, noun) && (owned == NULL || !owned->thing)))
        return DRG_OK;
    const drg_sentence *sentence = &r->doc->sentences[r->token[noun].sentence];
    uint32_t clause = drg_tree__clause(r, head);
    uint32_t last_word = sentence->first + sentence->count - 1;
    while (last_word > noun && r->token[last_word].upos == DRG_UPOS_PUNCT)
        last_word--;
    bool final = r->right[carrier] >= last_word, initial = r->left[carrier] <= sentence->first + 1;
    for (int i = 0; (final || initial) && i < 20; i++) {
        bool own = drg_tree__child(r, clause, DRG_REL_NSUBJ) != DRG_NONE ||
                   drg_tree__child(r, clause, DRG_REL_NSUBJ_PASS) != DRG_NONE;
        if ((r->token[clause].rel == DRG_REL_CONJ && own) || r->token[clause].head == DRG_NONE)
            break; /* "thanked them and noted …, according to the release": all of it */
        clause = drg_tree__clause(r, r->token[clause].head);
    }
    uint32_t first_case = r->left[noun], last_case = noun;
    DRG_EACH_CHILD(r, noun, c)
        if (r->token[c].rel == DRG_REL_CASE) {
            first_case = c;
            last_case = r->right[c];
            break;
        }
    if (carrier != noun) {
        last_case = first_case;
        first_case = r->left[carrier];
    }
    drg_saying *s = drg_sayings__add(f, first_case, last_case < noun ? last_case : first_case, noun, stance);
    if (s == NULL)
        return DRG_ENOMEM;
    uint32_t left = r->left[clause], right = r->right[clause], a = r->left[carrier], b = r->right[carrier];
    uint32_t citing = drg_sayings__citing_behind(r, noun);
    if (citing != DRG_NONE && r->right[citing] < right) /* ", citing officials," tells of the source */
        b = r->right[citing];
    bool told_later = a > 0 && drg_tree__is(&r->token[a - 1], "that"); /* "has learned that according to …" */
    if (left < a && !told_later)
        drg_sayings__add_content(r, s, left, a - 1);
    if (b < right)
        drg_sayings__add_content(r, s, b + 1, right);
    return DRG_OK;
}

/** "in the words of the governor", "by the account of survivors". */
static drg_status read_words_of(drg_finder *f, uint32_t noun)
{
    static const char *const words[] = {"word",       "view",     "opinion",   "account",
                                        "estimation", "judgment", "reckoning", NULL};
    drg_reading *r = f->r;
    if (!drg_tree__lemma_in(&r->token[noun], words) || !drg_phrase__is_definite(r, noun))
        return DRG_OK;
    if (!drg_tree__has_child_lemma(r, noun, "in") && !drg_tree__has_child_lemma(r, noun, "by"))
        return DRG_OK;
    DRG_EACH_CHILD(r, noun, c)
        if (c > noun && r->token[c].rel == DRG_REL_NMOD && drg_tree__has_child_lemma(r, c, "of"))
            return read_preposition(f, c, noun, DRG_ASSERTS);
    return DRG_OK;
}

static drg_status read_noun(drg_finder *f, uint32_t noun, const drg_cue *cue)
{
    drg_reading *r = f->r;
    uint32_t content = drg_tree__child(r, noun, DRG_REL_CCOMP);
    if (content == DRG_NONE) {
        content = drg_tree__child(r, noun, DRG_REL_ACL);
        if (content != DRG_NONE && !drg_tree__has_child_lemma(r, content, "that"))
            content = DRG_NONE;
    }
    if (content == DRG_NONE)
        return DRG_OK;
    uint32_t source = drg_tree__child(r, noun, DRG_REL_NMOD_POSS);
    static const char *const preps[] = {"by", "from"};
    for (size_t i = 0; i < 2 && source == DRG_NONE; i++) {
        uint32_t w = drg_knowledge__word(r->knowledge, drg_str_of(preps[i]));
        if (w != 0)
            source = drg_tree__under(r, noun, w);
    }
    if (source ==
        DRG_NONE) { /* "made a statement that", "denied reports that": the subject of the verb, if it makes it */
        bool undergoes;
        uint32_t verb = drg_tree__support(r, noun, &undergoes);
        if (verb != DRG_NONE && !undergoes)
            source = drg_tree__subject(r, verb);
    }
    static const char *const rejects[] = {"deny",    "reject",  "dismiss",   "refute",     "rebut",
                                          "dispute", "rubbish", "repudiate", "contradict", NULL};
    drg_stance stance = (drg_stance)cue->stance;
    uint32_t carrier = noun, governor = r->token[noun].head;
    if (governor != DRG_NONE && r->token[noun].rel == DRG_REL_OBJ &&
        drg_tree__lemma_in(&r->token[governor], rejects)) { /* "rejected claims that …" */
        source = drg_tree__subject(r, governor);
        carrier = governor;
        stance = DRG_DENIES;
    }
    if (source == DRG_NONE || r->token[source].sentence != r->token[noun].sentence ||
        !drg_sayings__can_speak(r, source))
        return DRG_OK;
    drg_saying *s = drg_sayings__add(f, carrier, carrier, source, stance);
    if (s == NULL)
        return DRG_ENOMEM;
    drg_sayings__add_content(r, s, r->left[content], r->right[content]);
    return DRG_OK;
}

/** "I think", "we hope" inside what somebody says: the speaker's way of speaking. */
static bool is_aside(const drg_reading *r, const drg_saying *s)
{
    static const char *const speakers[] = {"i", "we", "you", NULL};
    bool self = false;
    for (const char *const *l = speakers; *l != NULL; l++)
        self |= r->token[s->source].upos == DRG_UPOS_PRON && drg_str_is(r->folded[s->source], *l);
    drg_range near = drg_near__sayings(r, s->cue, DRG_QUOTE_REACH);
    for (size_t i = near.from; self && i < near.to; i++)
        if (&r->saying[i] != s && r->saying[i].source != s->source && drg_sayings__covers(&r->saying[i], s->said.cue))
            return true;
    return false;
}

/** Sayings that never got any words are none. */
static void drop_empty(drg_reading *r)
{
    size_t k = 0;
    for (size_t i = 0; i < r->n_sayings; i++)
        if (is_aside(r, &r->saying[i]))
            r->saying[i].said.n_content = 0;
    for (size_t i = 0; i < r->n_sayings; i++)
        if (r->saying[i].said.n_content > 0)
            r->saying[k++] = r->saying[i];
    r->n_sayings = k;
}

/** "X said …, the agency reported": the two cover each other where the tree hangs the last words on the first; who stands
 * last tells of all before, and the first says nothing of it. */
static void untangle(drg_reading *r)
{
    for (size_t i = 0; i < r->n_sayings; i++) {
        drg_saying *inner = &r->saying[i];
        drg_range near = drg_near__sayings(r, inner->cue, 0);
        for (size_t j = near.from; j < near.to; j++) {
            const drg_saying *outer = &r->saying[j];
            uint32_t start =
                outer->said.words.start < outer->said.cue.start ? outer->said.words.start : outer->said.cue.start;
            if (outer->cue <= inner->cue || !drg_sayings__covers(outer, inner->said.cue) ||
                !drg_sayings__covers(inner, outer->said.cue))
                continue;
            for (uint8_t k = 0; k < inner->said.n_content; k++) {
                drg_span *c = &inner->said.content[k];
                if (c->start < start && c->end > start)
                    c->end = start;
                while (c->end > c->start + 1 && strchr(" ,\n", r->doc->text.ptr[c->end - 1]) != NULL)
                    c->end--;
            }
        }
    }
}

/** "should reaffirm that": nobody has said it. */
static bool is_only_asked(const drg_reading *r, uint32_t verb)
{
    static const char *const modals[] = {"should", "must", "ought", "might", "may", NULL};
    DRG_EACH_CHILD(r, verb, c)
        if (r->token[c].rel == DRG_REL_AUX && drg_tree__lemma_in(&r->token[c], modals))
            return true;
    return false;
}

/** What is thought or hoped is told by whoever tells of it ("Wang said that both hope for a truce"): no record's source,
 * unless nobody else is. */
static void judge_thoughts(drg_reading *r)
{
    static const char *const wishes[] = {"hope", "wish", "want", "fear", "worry", "dread", NULL};
    static const char *const minds[] = {"feel",   "wonder", "imagine",    "guess",  "suppose",    "presume", "assume",
                                        "expect", "think",  "anticipate", "agree",  "understand", "believe", "suspect",
                                        "know",   "learn",  "hear",       "recall", "remember",   "decide",  NULL};
    for (size_t i = 0; i < r->n_sayings; i++) {
        drg_saying *s = &r->saying[i];
        if (r->token[s->cue].upos != DRG_UPOS_VERB)
            continue;
        bool mental = drg_tree__lemma_in(&r->token[s->cue], minds), told = false;
        drg_range near = drg_near__sayings(r, s->cue, DRG_SAYING_REACH);
        for (size_t j = near.from; mental && !told && j < near.to; j++)
            told = i != j && r->saying[j].source != s->source && !r->saying[j].judges &&
                   drg_sayings__covers(&r->saying[j], s->said.cue);
        s->judges |= told || drg_tree__lemma_in(&r->token[s->cue], wishes) || is_only_asked(r, s->cue);
    }
}

/** "The sources said" after "Belgian sources said": those unnamed people of whom the text told more before. */
static void lead_back_unnamed(drg_reading *r)
{
    for (size_t i = 0; i < r->n_sayings; i++) {
        drg_saying *s = &r->saying[i];
        if (s->said.source.kind != DRG_SOURCE_ANONYMOUS || s->said.source.entity.name.len > 0 ||
            !drg_tree__in(r, s->source, DRG_SET_source_noun) || !drg_phrase__is_definite(r, s->source))
            continue;
        uint32_t first, last;
        drg_phrase__extent(r, s->source, &first, &last);
        if (last != s->source || s->source - first > 1)
            continue; /* told apart by more than an article */
        for (size_t j = i; j-- > 0 && i - j < DRG_SAYING_REACH;) {
            const drg_saying *a = &r->saying[j];
            if (a->said.source.kind != DRG_SOURCE_ANONYMOUS || a->source == s->source ||
                !drg_str_eq(r->token[a->source].lemma, r->token[s->source].lemma) ||
                drg_phrase__is_plural(r, a->source) != drg_phrase__is_plural(r, s->source))
                continue;
            s->said.source.entity = a->said.source.entity;
            break;
        }
    }
}

/** "he added", "they said": whoever spoke last, where one of that number did in the sentences before; what is told inside
 * somebody's words speaks less. */
static void go_on_speaking(drg_reading *r)
{
    enum { MAX_BACK = 2 };
    static const char *const one[] = {"he", "she", NULL}, *const many[] = {"they", NULL};
    for (size_t i = 0; i < r->n_sayings; i++) {
        drg_saying *s = &r->saying[i];
        drg_token probe = r->token[s->source];
        probe.lemma = r->folded[s->source];
        bool single = drg_tree__lemma_in(&probe, one), several = drg_tree__lemma_in(&probe, many);
        if (probe.upos != DRG_UPOS_PRON || (!single && !several))
            continue;
        for (size_t j = i; j-- > 0;) {
            const drg_saying *a = &r->saying[j];
            const drg_mention *who = drg_mentions__at(r, a->source);
            uint32_t apart = r->token[s->cue].sentence - r->token[a->cue].sentence;
            if (apart > MAX_BACK)
                break;
            bool fits = who != NULL && (single ? who->person && !who->plural : who->plural);
            if (apart == 0 || a->judges || a->said.source.via || a->depth > 0 || !fits ||
                r->token[a->cue].upos == DRG_UPOS_NOUN)
                continue;
            bool other_sex = who->pronoun && single && !drg_str_eq(r->folded[a->source], probe.lemma) &&
                             r->token[a->source].upos == DRG_UPOS_PRON;
            if (other_sex)
                break;
            drg_source kept = s->said.source;
            s->said.source = a->said.source;
            s->said.source.stance = kept.stance;
            s->said.source.cue = kept.cue;
            break;
        }
    }
}

static void measure_depths(drg_reading *r)
{
    for (size_t i = 0; i < r->n_sayings; i++) {
        drg_range near = drg_near__sayings(r, r->saying[i].cue, DRG_SAYING_REACH);
        for (size_t j = near.from; j < near.to; j++) {
            drg_saying *s = &r->saying[i];
            if (i != j && r->saying[j].cue != s->cue && drg_sayings__covers(&r->saying[j], s->said.cue) &&
                drg_sayings__covers(&r->saying[j], s->said.source.entity.span))
                s->depth++;
        }
    }
}

bool drg_sayings__act(const drg_reading *r, uint32_t verb, drg_attribution *act)
{
    uint32_t source = drg_tree__subject(r, verb);
    if (source == DRG_NONE || r->token[verb].rel == DRG_REL_XCOMP || drg_sayings__is_negated(r, verb) ||
        r->token[source].sentence != r->token[verb].sentence || !drg_sayings__can_speak(r, source))
        return false;
    drg_range near = drg_near__sayings(r, verb, 0);
    for (size_t i = near.from; i < near.to; i++)
        if (r->saying[i].cue == verb)
            return false;
    uint32_t first, last;
    if (!drg_sayings__complements(r, verb, &first, &last))
        return false;
    *act = (drg_attribution){.source = drg_sayings__source(r, source), .words = drg_sayings__words(r, source)};
    act->cue = r->token[verb].span;
    act->source.cue = r->token[verb].form;
    act->content[0] = drg_reading__span(r, first, last);
    act->n_content = 1;
    return true;
}

bool drg_sayings__complements(const drg_reading *r, uint32_t verb, uint32_t *first_out, uint32_t *last_out)
{
    drg_range times = drg_near__times(r, verb);
    uint32_t first = DRG_NONE, last = verb;
    DRG_EACH_CHILD(r, verb, c) {
        uint8_t rel = r->token[c].rel;
        bool about = rel == DRG_REL_OBJ || rel == DRG_REL_IOBJ || rel == DRG_REL_XCOMP || rel == DRG_REL_CCOMP ||
                     rel == DRG_REL_OBL || (rel == DRG_REL_ADVCL && drg_tree__has_child_lemma(r, c, "to"));
        for (size_t i = times.from; i < times.to; i++)
            about &= !(r->time[i].first_token <= c && c <= r->time[i].last_token);
        if (!about || c < verb)
            continue;
        if (first == DRG_NONE)
            first = r->left[c] > verb ? r->left[c] : verb + 1;
        if (r->right[c] > last)
            last = r->right[c];
    }
    if (first == DRG_NONE || first > last)
        return false;
    *first_out = first;
    *last_out = last;
    return true;
}

drg_status drg_sayings__find(drg_reading *r)
{
    drg_finder f = {.r = r};
    if (!drg_quotes__find(&f))
        return DRG_ENOMEM;
    for (uint32_t t = 0; t < r->n; t++) {
        if (r->dateline[t])
            continue;
        drg_status st = DRG_OK;
        size_t n;
        const drg_cue *cues = drg_knowledge__cues(r->knowledge, r->word[t], &n);
        for (size_t i = 0; i < n && st == DRG_OK; i++) {
            drg_upos upos = (drg_upos)r->token[t].upos;
            if (cues[i].kind == DRG_CUE_VERB && upos == DRG_UPOS_VERB && r->token[t].rel != DRG_REL_CASE) {
                st = read_verb(&f, t, &cues[i]);
                break;
            }
            if (cues[i].kind == DRG_CUE_NOUN && upos == DRG_UPOS_NOUN) {
                st = read_noun(&f, t, &cues[i]);
                break;
            }
        }
        if (st == DRG_OK && r->token[t].upos == DRG_UPOS_NOUN)
            st = read_words_of(&f, t);
        if (n == 0 && r->token[t].upos == DRG_UPOS_VERB && drg_tree__in(r, t, DRG_SET_attitude_verb))
            st = read_attitude(&f, t);
        else if (n == 0 && drg_tree__is(&r->token[t], "put") && told_as(r, t) != DRG_NONE)
            st = read_told_as(&f, t, DRG_ASSERTS);
        if (st == DRG_OK && r->prep[t] != 0) {
            cues = drg_knowledge__cues(r->knowledge, r->prep[t], &n);
            for (size_t i = 0; i < n && st == DRG_OK; i++)
                if (cues[i].kind == DRG_CUE_PREP) {
                    st = read_preposition(&f, t, t, (drg_stance)cues[i].stance);
                    break;
                }
        }
        if (st != DRG_OK)
            return st;
    }
    drg_status st = drg_speaker__labels(&f);
    if (st != DRG_OK)
        return st;
    drg_near__order_sayings(r);
    st = drg_quotes__take(&f);
    if (st != DRG_OK)
        return st;
    drg_near__order_sayings(r);
    drop_empty(r);
    drg_near__order_sayings(r);
    st = drg_sayings__add_passers(&f);
    if (st != DRG_OK)
        return st;
    drg_near__order_sayings(r);
    untangle(r);
    judge_thoughts(r);
    measure_depths(r);
    go_on_speaking(r);
    lead_back_unnamed(r);
    return DRG_OK;
}
