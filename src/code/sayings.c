/* src/code/sayings.c - who says so: reporting verbs with their clauses and quotations, "according to", nouns of saying,
 * outlets that pass on, and quotations that run over sentences and paragraphs. */
#include <string.h>

#include "code/phrases.h"
#include "code/reading.h"

/** A quotation: tokens of its marks. */
typedef struct drg_quote {
    uint32_t first, last;
    bool taken;
} drg_quote;

/** A cue with a source, whose content may still be a quotation or what follows a colon. */
typedef struct drg_finder {
    drg_reading *r;
    size_t cap;
    drg_quote *quote;
    size_t n_quotes, quotes_cap;
} drg_finder;

bool drg_sayings__covers(const drg_saying *s, drg_span span)
{
    for (uint8_t i = 0; i < s->said.n_content; i++)
        if (s->said.content[i].start <= span.start && span.end <= s->said.content[i].end)
            return true;
    return false;
}

static drg_str without_article(drg_str text)
{
    static const char *const articles[] = {"a ", "an ", "the ", "A ", "An ", "The "};
    for (size_t i = 0; i < sizeof articles / sizeof *articles; i++)
        if (drg_str_starts(text, drg_str_of(articles[i])))
            return drg_str_sub(text, strlen(articles[i]), text.len);
    return text;
}

bool drg_sayings__same_source(const drg_reading *r, const drg_source *a, const drg_source *b)
{
    (void)r;
    if (a->entity.name.len > 0 && drg_str_eq(a->entity.name, b->entity.name))
        return true;
    drg_str x = without_article(a->entity.text), y = without_article(b->entity.text);
    if (drg_str_eq(x, y))
        return true;
    bool unnamed =
        a->kind == b->kind && a->kind == DRG_SOURCE_ANONYMOUS && drg_str_eq(a->entity.country, b->entity.country);
    return unnamed && (drg_str_starts(x, y) || drg_str_ends(x, y) || drg_str_starts(y, x) || drg_str_ends(y, x));
}

/* ------------------------------------------------------------------ quotations */

static bool is_mark(drg_str f, const char *a, const char *b, const char *c)
{
    return drg_str_is(f, a) || drg_str_is(f, b) || drg_str_is(f, c);
}

static bool add_quote(drg_finder *f, uint32_t first, uint32_t last)
{
    if (last <= first + 1)
        return true;
    if (!DRG_ARENA_GROW(f->r->arena, f->quote, f->n_quotes, f->quotes_cap))
        return false;
    f->quote[f->n_quotes++] = (drg_quote){.first = first, .last = last};
    return true;
}

/** Straight marks alternate; curly ones say which they are. A quotation that its paragraph leaves open ends there. */
static bool find_quotes(drg_finder *f)
{
    const drg_reading *r = f->r;
    uint32_t open = DRG_NONE;
    for (uint32_t t = 0; t < r->n; t++) {
        if (open != DRG_NONE &&
            r->doc->sentences[r->token[t].sentence].block != r->doc->sentences[r->token[open].sentence].block) {
            if (!add_quote(f, open, t - 1))
                return false;
            open = DRG_NONE;
        }
        drg_str form = r->token[t].form;
        bool opens = is_mark(form, "“", "``", "«"), closes = is_mark(form, "”", "»", "»");
        bool straight = is_mark(form, "\"", "''", "\"");
        if (opens || (straight && open == DRG_NONE)) {
            open = t;
        } else if ((closes || straight) && open != DRG_NONE) {
            if (!add_quote(f, open, t))
                return false;
            open = DRG_NONE;
        }
    }
    return open == DRG_NONE || add_quote(f, open, r->n - 1);
}

/* ------------------------------------------------------------------ sources */

static bool is_media(const drg_mention *m)
{
    return m->entity.n_sectors > 0 && drg_str_is(m->entity.sector[0], "JRN");
}

/** A spokesman for a named body is named, whatever the grammar of the phrase. */
static bool belongs_to_named(const drg_reading *r, uint32_t h)
{
    DRG_EACH_CHILD(r, h, c) {
        uint8_t rel = r->token[c].rel;
        bool modifies =
            rel == DRG_REL_NMOD_POSS || rel == DRG_REL_COMPOUND || rel == DRG_REL_NMOD || rel == DRG_REL_AMOD;
        const drg_mention *m = modifies ? drg_mentions__at(r, c) : NULL;
        size_t pos = 0;
        drg_str form = r->token[c].form;
        if (modifies && form.len > 0 && drg_char_is_upper(drg_utf8_next(form, &pos)) && rel != DRG_REL_AMOD)
            return true;
        if (m != NULL && m->named)
            return true;
    }
    return false;
}

static drg_source_kind kind_of(const drg_reading *r, uint32_t h, const drg_mention *m)
{
    const drg_token *t = &r->token[h];
    if (drg_tree__in(r, h, DRG_SET_document_noun))
        return DRG_SOURCE_DOCUMENT;
    if (m != NULL && is_media(m) && !(m->person && m->named))
        return DRG_SOURCE_MEDIA;
    if (m == NULL)
        return t->upos == DRG_UPOS_PROPN ? DRG_SOURCE_NAMED : DRG_SOURCE_ANONYMOUS;
    if (m->pronoun || m->named)
        return m->demonym && m->plural              ? DRG_SOURCE_ANONYMOUS
               : m->entity.name.len > 0 || m->named ? DRG_SOURCE_NAMED
                                                    : DRG_SOURCE_ANONYMOUS;
    bool spokesman = drg_str_starts(t->lemma, DRG_LIT("spokes"));
    bool indefinite = drg_tree__has_child_lemma(r, h, "a") || drg_tree__has_child_lemma(r, h, "an") ||
                      drg_tree__has_child_lemma(r, h, "one") || drg_tree__has_child_lemma(r, h, "another");
    if (indefinite && !spokesman)
        return DRG_SOURCE_ANONYMOUS;
    if (m->plural || drg_tree__in(r, h, DRG_SET_source_noun))
        return DRG_SOURCE_ANONYMOUS;
    if (m->person && spokesman)
        return belongs_to_named(r, h) ? DRG_SOURCE_NAMED : DRG_SOURCE_ANONYMOUS;
    if (m->person)
        return m->entity.name.len > 0 || drg_phrase__is_definite(r, h) ||
                       drg_tree__child(r, h, DRG_REL_NMOD_POSS) != DRG_NONE
                   ? DRG_SOURCE_NAMED
                   : DRG_SOURCE_ANONYMOUS;
    return DRG_SOURCE_NAMED; /* a body: "the defence ministry" */
}

drg_source drg_sayings__source(const drg_reading *r, uint32_t h)
{
    drg_source s = {.stance = DRG_ASSERTS};
    const drg_mention *m = drg_mentions__at(r, h);
    s.kind = kind_of(r, h, m);
    if (m != NULL) {
        s.entity = m->entity;
        if (m->bare_country && s.entity.n_sectors == 0) {
            s.entity.sector[0] = DRG_LIT("GOV");
            s.entity.n_sectors = 1;
        }
        return s;
    }
    uint32_t first, last;
    drg_phrase__extent(r, h, &first, &last);
    s.entity.span = drg_reading__span(r, first, last);
    s.entity.text = drg_reading__text(r, s.entity.span);
    return s;
}

/** Whether a token can be somebody who says something. */
static bool can_speak(const drg_reading *r, uint32_t h)
{
    const drg_token *t = &r->token[h];
    const drg_mention *m = drg_mentions__at(r, h);
    if (r->dateline[h])
        return false;
    if (drg_tree__in(r, h, DRG_SET_document_noun))
        return true;
    if (m != NULL)
        return !m->thing;
    if (t->upos == DRG_UPOS_PRON)
        return !drg_tree__is(t, "it") && !drg_tree__is(t, "this") && !drg_tree__is(t, "that") &&
               !drg_tree__is(t, "what") && !drg_tree__is(t, "you") && t->rel != DRG_REL_EXPL;
    return t->upos == DRG_UPOS_PROPN || t->upos == DRG_UPOS_NOUN;
}

/** The source as it stands: its whole phrase with appositions, without a clause that only tells more about it. */
static drg_span words_of(const drg_reading *r, uint32_t source)
{
    uint32_t first = r->left[source], last = r->right[source];
    DRG_EACH_CHILD(r, source, c) {
        uint8_t rel = r->token[c].rel;
        bool aside = rel == DRG_REL_ACL_RELCL || rel == DRG_REL_PARATAXIS || rel == DRG_REL_ADVCL;
        if (aside && c > source && r->left[c] > source && r->left[c] - 1 < last)
            last = r->left[c] - 1;
        bool mark = rel == DRG_REL_CASE || rel == DRG_REL_MARK || rel == DRG_REL_CC;
        if (mark && c < source && r->right[c] + 1 > first)
            first = r->right[c] + 1;
    }
    while (last > source && r->token[last].upos == DRG_UPOS_PUNCT)
        last--;
    while (first < source && r->token[first].upos == DRG_UPOS_PUNCT)
        first++;
    return drg_reading__span(r, first, last);
}

static drg_saying *add_saying(drg_finder *f, uint32_t cue_first, uint32_t cue_last, uint32_t source, drg_stance stance)
{
    drg_reading *r = f->r;
    if (!DRG_ARENA_GROW(r->arena, r->saying, r->n_sayings, f->cap))
        return NULL;
    drg_saying *s = &r->saying[r->n_sayings++];
    *s = (drg_saying){.cue = cue_first, .source = source};
    s->said.source = drg_sayings__source(r, source);
    s->said.words = words_of(r, source);
    s->said.source.stance = stance;
    s->said.cue = drg_reading__span(r, cue_first, cue_last);
    s->said.source.cue = drg_reading__text(r, s->said.cue);
    return s;
}

static void add_content(const drg_reading *r, drg_saying *s, uint32_t first, uint32_t last)
{
    while (first < last && r->token[first].upos == DRG_UPOS_PUNCT)
        first++;
    while (last > first && r->token[last].upos == DRG_UPOS_PUNCT)
        last--;
    if (first > last)
        return;
    drg_span whole = drg_reading__span(r, first, last);
    uint8_t kept = 0; /* what the new span covers goes into it */
    for (uint8_t i = 0; i < s->said.n_content; i++)
        if (s->said.content[i].start < whole.start || s->said.content[i].end > whole.end)
            s->said.content[kept++] = s->said.content[i];
    s->said.n_content = kept;
    if (s->said.n_content >= 4 || drg_sayings__covers(s, drg_reading__span(r, first, last)))
        return;
    s->said.content[s->said.n_content++] = drg_reading__span(r, first, last);
}

/** "told Reuters", "spoke to RIA Novosti", "in remarks to al-Ikhbariya": an outlet beside the cue passes the words on. */
static drg_status add_outlets(drg_finder *f, size_t index, uint32_t cue, uint32_t source)
{
    drg_reading *r = f->r;
    uint32_t sentence = r->token[cue].sentence;
    drg_range near = drg_near__mentions(r, cue);
    for (size_t i = near.from; i < near.to; i++) {
        drg_mention m = r->mention[i];
        if (r->token[m.head].sentence != sentence || !is_media(&m) || m.person || m.head == source)
            continue;
        uint32_t up = m.head;
        const drg_token *t = &r->token[up];
        bool under = drg_tree__has_child_lemma(r, up, "to") || drg_tree__has_child_lemma(r, up, "with") ||
                     drg_tree__has_child_lemma(r, up, "by");
        bool told = t->rel == DRG_REL_OBJ || t->rel == DRG_REL_IOBJ;
        if (!under && !told)
            continue;
        if (drg_sayings__covers(&r->saying[index], t->span))
            continue;
        bool beside = drg_tree__dominates(r, cue, up) || drg_tree__dominates(r, source, up);
        if (!beside)
            continue;
        uint32_t verb = t->head != DRG_NONE ? t->head : cue;
        drg_saying base = r->saying[index];
        drg_saying *via = add_saying(f, verb, verb, m.head, DRG_ASSERTS);
        if (via == NULL)
            return DRG_ENOMEM;
        via->said.source.via = true;
        memcpy(via->said.content, base.said.content, sizeof base.said.content);
        via->said.n_content = base.said.n_content;
        if (under && !told) {
            DRG_EACH_CHILD(r, up, c)
                if (r->token[c].rel == DRG_REL_CASE && verb < c && c - verb <= 3) {
                    via->said.cue = drg_reading__span(r, verb, c);
                    via->said.source.cue = drg_reading__text(r, via->said.cue);
                }
        }
    }
    return DRG_OK;
}

/* ------------------------------------------------------------------ verbs */

static bool is_negated(const drg_reading *r, uint32_t verb)
{
    DRG_EACH_CHILD(r, verb, c)
        if (r->token[c].rel == DRG_REL_ADVMOD &&
            (drg_tree__is(&r->token[c], "not") || drg_tree__is(&r->token[c], "never")))
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
            add_content(r, s, first, stop - 1);
        uint32_t after = r->right[content];
        if (after > cue && r->token[content].rel != DRG_REL_CCOMP)
            add_content(r, s, cue + 1, after); /* "X, he said, Y": the clause goes on */
        return;
    }
    uint32_t last = end_of_infinitive(r, content);
    DRG_EACH_CHILD(r, cue, c) /* "said X and his remark was Y": clauses that the parser hung beside the first */
        if (c > content && r->left[c] > last && goes_on(r, c) && r->right[c] > last)
            last = r->right[c];
    add_content(r, s, r->left[content], last);
}

/** The clause, infinitive or noun that a reporting verb reports; DRG_NONE: none in the tree. */
static uint32_t content_of(const drg_reading *r, uint32_t verb, bool strong)
{
    uint32_t found = drg_tree__child(r, verb, DRG_REL_CCOMP);
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
    if (!strong)
        return DRG_NONE;
    found = drg_tree__child(r, verb, DRG_REL_XCOMP);
    if (found == DRG_NONE)
        found = drg_tree__child(r, verb, DRG_REL_OBJ);
    if (found == DRG_NONE && drg_tree__is_passive(r, verb))
        found = drg_tree__child(r, verb, DRG_REL_NSUBJ_PASS);
    return found;
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
    while (stop < r->n && r->prose[stop] && r->token[stop].sentence - r->token[cue].sentence < DRG_SAYING_REACH)
        stop++;
    if (stop > next)
        add_content(r, s, next, stop - 1);
}

static bool ends_in_colon(const drg_reading *r, uint32_t cue)
{
    const drg_sentence *s = &r->doc->sentences[r->token[cue].sentence];
    for (uint32_t t = s->first + s->count; t-- > cue;)
        if (r->token[t].upos == DRG_UPOS_PUNCT && drg_str_is(r->token[t].form, ":"))
            return true;
        else if (r->token[t].upos != DRG_UPOS_PUNCT)
            return false;
    return false;
}

static bool has_quote(const drg_finder *f, uint32_t sentence)
{
    for (size_t i = 0; i < f->n_quotes; i++)
        if (f->r->token[f->quote[i].first].sentence <= sentence && sentence <= f->r->token[f->quote[i].last].sentence)
            return true;
    return false;
}

/** ", a Turkish diplomat confirmed." at the end of a sentence, which parsers like to take for a participle: the noun
 * between the comma and the verb speaks, and all before the comma is what it says. */
static uint32_t final_speaker(const drg_reading *r, uint32_t verb, uint32_t *comma)
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
    if (!drg_tree__has_feat(&r->token[verb], "Tense=Past") || drg_tree__child(r, verb, DRG_REL_AUX) != DRG_NONE)
        return DRG_NONE;
    uint32_t noun = DRG_NONE;
    for (uint32_t t = verb; t-- > s->first + 2;) {
        uint8_t upos = r->token[t].upos;
        if (drg_str_is(r->token[t].form, ",")) {
            *comma = t;
            return noun;
        }
        if (upos == DRG_UPOS_NOUN || upos == DRG_UPOS_PROPN || upos == DRG_UPOS_PRON) {
            uint32_t head = r->token[t].head;
            if (noun == DRG_NONE || head == DRG_NONE || head < t || r->token[noun].head == t)
                noun = t;
        } else if (upos == DRG_UPOS_VERB || upos == DRG_UPOS_AUX || upos == DRG_UPOS_PUNCT || upos == DRG_UPOS_CCONJ) {
            return DRG_NONE;
        }
        if (verb - t > 12)
            return DRG_NONE;
    }
    return DRG_NONE;
}

static drg_status read_final_verb(drg_finder *f, uint32_t verb, const drg_cue *cue)
{
    drg_reading *r = f->r;
    uint32_t comma = DRG_NONE, source = final_speaker(r, verb, &comma);
    if (source == DRG_NONE || !can_speak(r, source))
        return DRG_OK;
    size_t index = r->n_sayings;
    drg_saying *s = add_saying(f, verb, verb, source, (drg_stance)cue->stance);
    if (s == NULL)
        return DRG_ENOMEM;
    add_content(r, s, r->doc->sentences[r->token[verb].sentence].first, comma - 1);
    return add_outlets(f, index, verb, source);
}

/** "…," said Jane Doe: the words before the verb end in a quotation mark, and the speaker stands behind it. */
static uint32_t inverted_speaker(const drg_reading *r, uint32_t verb)
{
    uint32_t sentence = r->token[verb].sentence;
    if (verb == 0 || verb + 1 >= r->n || r->token[verb + 1].sentence != sentence)
        return DRG_NONE;
    drg_str before = r->token[verb - 1].form;
    if (!is_mark(before, "”", "\"", "''"))
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

static drg_status read_verb(drg_finder *f, uint32_t verb, const drg_cue *cue)
{
    drg_reading *r = f->r;
    if (is_negated(r, verb))
        return DRG_OK;
    uint32_t source = drg_tree__subject(r, verb), behind = inverted_speaker(r, verb);
    if (behind != DRG_NONE && (source == DRG_NONE || source < verb))
        source = behind;
    bool participle = r->token[verb].rel == DRG_REL_ACL || r->token[verb].rel == DRG_REL_AMOD;
    if (source == DRG_NONE || participle || r->token[source].sentence != r->token[verb].sentence ||
        !can_speak(r, source)) {
        uint32_t content = participle ? content_of(r, verb, cue->strong) : DRG_NONE;
        if (content == DRG_NONE || source == DRG_NONE)
            return read_final_verb(f, verb, cue);
    }
    uint32_t content = content_of(r, verb, cue->strong);
    uint32_t before = DRG_NONE;
    if (content == DRG_NONE && final_speaker(r, verb, &before) != DRG_NONE)
        return read_final_verb(f, verb, cue);
    bool colon = content == DRG_NONE && ends_in_colon(r, verb);
    if (content == DRG_NONE && !colon && !has_quote(f, r->token[verb].sentence))
        return DRG_OK;
    if (content != DRG_NONE && drg_tree__dominates(r, content, source) && r->token[verb].rel != DRG_REL_PARATAXIS)
        return DRG_OK;
    uint32_t comma = DRG_NONE;
    if (content != DRG_NONE && content < verb && final_speaker(r, verb, &comma) != DRG_NONE)
        return read_final_verb(f, verb, cue); /* all that stands before it is said */
    size_t index = r->n_sayings;
    drg_saying *s = add_saying(f, verb, verb, source, (drg_stance)cue->stance);
    if (s == NULL)
        return DRG_ENOMEM;
    if (content != DRG_NONE)
        give_clause(f, s, verb, content);
    else if (colon)
        give_after_colon(f, s, verb);
    return add_outlets(f, index, verb, source);
}

/* ------------------------------------------------------------------ according to, statements that */

static drg_status read_preposition(drg_finder *f, uint32_t noun, const drg_cue *cue)
{
    drg_reading *r = f->r;
    uint32_t head = r->token[noun].head;
    const drg_mention *owned = drg_mentions__at(r, noun); /* "according to a Post database": things speak here */
    if (head == DRG_NONE || (!can_speak(r, noun) && (owned == NULL || !owned->thing)))
        return DRG_OK;
    const drg_sentence *sentence = &r->doc->sentences[r->token[noun].sentence];
    uint32_t clause = drg_tree__clause(r, head);
    uint32_t last_word = sentence->first + sentence->count - 1;
    while (last_word > noun && r->token[last_word].upos == DRG_UPOS_PUNCT)
        last_word--;
    bool final = r->right[noun] >= last_word, initial = r->left[noun] <= sentence->first + 1;
    for (int i = 0; (final || initial) && i < 20; i++) {
        uint8_t rel = r->token[clause].rel;
        if (rel == DRG_REL_CONJ || r->token[clause].head == DRG_NONE)
            break;
        clause = drg_tree__clause(r, r->token[clause].head);
    }
    uint32_t first_case = r->left[noun], last_case = noun;
    DRG_EACH_CHILD(r, noun, c)
        if (r->token[c].rel == DRG_REL_CASE) {
            first_case = c;
            last_case = r->right[c];
            break;
        }
    size_t index = r->n_sayings;
    drg_saying *s = add_saying(f, first_case, last_case < noun ? last_case : first_case, noun, (drg_stance)cue->stance);
    if (s == NULL)
        return DRG_ENOMEM;
    uint32_t left = r->left[clause], right = r->right[clause], a = r->left[noun], b = r->right[noun];
    if (left < a)
        add_content(r, s, left, a - 1);
    if (b < right)
        add_content(r, s, b + 1, right);
    drg_status st = add_outlets(f, index, noun, noun);
    /* "according to Yonhap, quoting KCNA": the quoted one said it, the other passed it on */
    if (st == DRG_OK) {
        DRG_EACH_CHILD(r, noun, c) {
            bool quotes = drg_tree__is(&r->token[c], "quote") || drg_tree__is(&r->token[c], "cite");
            uint32_t quoted = quotes ? drg_tree__child(r, c, DRG_REL_OBJ) : DRG_NONE;
            if (quoted == DRG_NONE)
                continue;
            drg_saying outer = r->saying[index];
            r->saying[index].said.source.via = true;
            drg_saying *inner = add_saying(f, c, c, quoted, DRG_ASSERTS);
            if (inner == NULL)
                return DRG_ENOMEM;
            memcpy(inner->said.content, outer.said.content, sizeof outer.said.content);
            inner->said.n_content = outer.said.n_content;
        }
    }
    return st;
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
    if (source == DRG_NONE || r->token[source].sentence != r->token[noun].sentence || !can_speak(r, source))
        return DRG_OK;
    drg_saying *s = add_saying(f, noun, noun, source, (drg_stance)cue->stance);
    if (s == NULL)
        return DRG_ENOMEM;
    add_content(r, s, r->left[content], r->right[content]);
    return DRG_OK;
}

/* ------------------------------------------------------------------ quotations find their speakers */

static bool overlaps(const drg_saying *s, drg_span q)
{
    for (uint8_t i = 0; i < s->said.n_content; i++)
        if (s->said.content[i].start < q.end && q.start < s->said.content[i].end)
            return true;
    return false;
}

/** The saying whose words a quotation is: one that overlaps it, else one in its first or last sentence that still lacks
 * its words, else the speaker of the quotation before. */
static drg_status take_quotes(drg_finder *f)
{
    drg_reading *r = f->r;
    drg_saying last = {.source = DRG_NONE};
    uint32_t last_sentence = 0;
    size_t last_index = SIZE_MAX;
    for (size_t q = 0; q < f->n_quotes; q++) {
        uint32_t first = f->quote[q].first, end = f->quote[q].last;
        drg_span span = drg_reading__span(r, first, end);
        uint32_t s1 = r->token[first].sentence, s2 = r->token[end].sentence;
        drg_saying *found = NULL;
        drg_range near = drg_near__sayings(r, first, DRG_QUOTE_REACH);
        for (size_t i = near.from; i < near.to && found == NULL; i++)
            if (!r->saying[i].said.source.via && overlaps(&r->saying[i], span) &&
                !(r->saying[i].cue > first && r->saying[i].cue < end))
                found = &r->saying[i];
        for (size_t i = near.from; i < near.to && found == NULL; i++) {
            drg_saying *s = &r->saying[i];
            uint32_t cs = r->token[s->cue].sentence;
            bool close = cs == s1 || cs == s2 || (cs + 1 == s1 && ends_in_colon(r, s->cue));
            if (close && !(s->cue > first && s->cue < end) && s->said.n_content == 0)
                found = s;
        }
        bool whole_sentence = end - first >= 5;
        bool same_block = last.source != DRG_NONE && last_index < r->n_sayings &&
                          r->doc->sentences[s1].block == r->doc->sentences[last_sentence].block;
        if (found == NULL && whole_sentence && same_block && s1 - last_sentence <= 1 &&
            r->saying[last_index].said.n_content < 4)
            found = &r->saying[last_index]; /* "…," he said. "And …" */
        if (found == NULL && whole_sentence && last.source != DRG_NONE && s1 - last_sentence <= 2) {
            found = add_saying(f, last.cue, last.cue, last.source, DRG_ASSERTS);
            if (found == NULL)
                return DRG_ENOMEM;
        }
        if (found == NULL)
            continue;
        bool covered = drg_sayings__covers(found, drg_reading__span(r, first + 1, end > first + 1 ? end - 1 : end));
        if (!covered)
            add_content(r, found, first, end);
        if (whole_sentence) {
            last = *found;
            last_index = (size_t)(found - r->saying);
            last_sentence = s2;
        }
    }
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
    if (source == DRG_NONE || r->token[verb].rel == DRG_REL_XCOMP || is_negated(r, verb) ||
        r->token[source].sentence != r->token[verb].sentence || !can_speak(r, source))
        return false;
    drg_range near = drg_near__sayings(r, verb, 0);
    for (size_t i = near.from; i < near.to; i++)
        if (r->saying[i].cue == verb)
            return false;
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
    *act = (drg_attribution){.source = drg_sayings__source(r, source), .words = words_of(r, source)};
    act->cue = r->token[verb].span;
    act->source.cue = r->token[verb].form;
    act->content[0] = drg_reading__span(r, first, last);
    act->n_content = 1;
    return true;
}

drg_status drg_sayings__find(drg_reading *r)
{
    drg_finder f = {.r = r};
    if (!find_quotes(&f))
        return DRG_ENOMEM;
    for (uint32_t t = 0; t < r->n; t++) {
        if (!r->prose[t])
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
        if (st == DRG_OK && r->prep[t] != 0) {
            cues = drg_knowledge__cues(r->knowledge, r->prep[t], &n);
            for (size_t i = 0; i < n && st == DRG_OK; i++)
                if (cues[i].kind == DRG_CUE_PREP) {
                    st = read_preposition(&f, t, &cues[i]);
                    break;
                }
        }
        if (st != DRG_OK)
            return st;
    }
    drg_near__order_sayings(r);
    drg_status st = take_quotes(&f);
    if (st != DRG_OK)
        return st;
    drg_near__order_sayings(r);
    drop_empty(r);
    drg_near__order_sayings(r);
    measure_depths(r);
    return DRG_OK;
}
