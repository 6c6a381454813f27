/* src/code/sources.c - who may speak, what kind of source somebody is, and the words that name them. */
#include <string.h>

#include "code/phrases.h"
#include "code/sayings.h"

static drg_str without_article(drg_str text)
{
    static const char *const articles[] = {"a ", "an ", "the ", "A ", "An ", "The "};
    for (size_t i = 0; i < sizeof articles / sizeof *articles; i++)
        if (drg_str_starts(text, drg_str_of(articles[i])))
            return drg_str_sub(text, strlen(articles[i]), text.len);
    return text;
}

/** "the release" for "a Defense Department news release", "the ministry" for "Interior Ministry". */
static bool is_short_for(drg_str whole, drg_str part)
{
    bool word = part.len > 2 && whole.len > part.len + 1 && whole.ptr[whole.len - part.len - 1] == ' ';
    for (size_t i = 0; word && i < part.len; i++)
        word = part.ptr[i] != ' ' && (whole.ptr[whole.len - part.len + i] | 0x20) == (part.ptr[i] | 0x20);
    return word && !(part.ptr[0] >= 'A' && part.ptr[0] <= 'Z');
}

/** "Doe" for "Jane Doe". */
static bool is_last_name_of(const drg_source *whole, const drg_source *part)
{
    drg_str x = whole->entity.text, y = part->entity.text;
    if (whole->kind != DRG_SOURCE_NAMED || part->kind != DRG_SOURCE_NAMED || y.len < 3 || !drg_str_ends(x, y) ||
        x.len <= y.len + 1 || x.ptr[x.len - y.len - 1] != ' ' || y.ptr[0] < 'A' || y.ptr[0] > 'Z')
        return false;
    drg_str c = whole->entity.country, d = part->entity.country;
    return c.len == 0 || d.len == 0 || drg_str_eq(c, d);
}

bool drg_sayings__same_source(const drg_reading *r, const drg_source *a, const drg_source *b)
{
    (void)r;
    if (a->entity.name.len > 0 && drg_str_eq(a->entity.name, b->entity.name))
        return true;
    drg_str x = without_article(a->entity.text), y = without_article(b->entity.text);
    if (drg_str_eq(x, y) || is_last_name_of(a, b) || is_last_name_of(b, a))
        return true;
    if (a->kind == b->kind && a->kind != DRG_SOURCE_ANONYMOUS && (is_short_for(x, y) || is_short_for(y, x)))
        return true;
    bool unnamed =
        a->kind == b->kind && a->kind == DRG_SOURCE_ANONYMOUS && drg_str_eq(a->entity.country, b->entity.country);
    return unnamed && (drg_str_starts(x, y) || drg_str_ends(x, y) || drg_str_starts(y, x) || drg_str_ends(y, x));
}

/* ------------------------------------------------------------------ sources */

bool drg_sayings__is_media(const drg_mention *m)
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
    static const char *const parts[] = {"one", "some", "several", "many", "two", "three", "few", "both", NULL};
    bool part = t->rel == DRG_REL_NMOD && t->head != DRG_NONE && drg_tree__lemma_in(&r->token[t->head], parts);
    if (part && m != NULL && (m->person || m->plural))
        return DRG_SOURCE_ANONYMOUS; /* "one of them" */
    if (m != NULL && drg_sayings__is_media(m) && !m->person)
        return DRG_SOURCE_MEDIA;
    bool spokesman = drg_str_starts(t->lemma, DRG_LIT("spokes"));
    if (m == NULL && spokesman && belongs_to_named(r, h))
        return DRG_SOURCE_NAMED;
    bool office = drg_tree__in(r, h, DRG_SET_generic_role) && !drg_tree__in(r, h, DRG_SET_source_noun);
    if (m == NULL && office && drg_phrase__is_definite(r, h) && !drg_phrase__is_plural(r, h))
        return DRG_SOURCE_NAMED; /* "the secretary" */
    if (m == NULL)
        return t->upos == DRG_UPOS_PROPN ? DRG_SOURCE_NAMED : DRG_SOURCE_ANONYMOUS;
    if (m->pronoun && !m->named && m->entity.name.len == 0) {
        bool some = drg_str_starts(m->entity.text, DRG_LIT("a ")) || drg_str_starts(m->entity.text, DRG_LIT("A ")) ||
                    drg_str_starts(m->entity.text, DRG_LIT("an ")) || drg_str_starts(m->entity.text, DRG_LIT("An "));
        return m->plural || some || m->entity.role.len == 0 ? DRG_SOURCE_ANONYMOUS : DRG_SOURCE_NAMED;
    }
    if (m->pronoun || m->named)
        return m->demonym && m->plural ? DRG_SOURCE_ANONYMOUS : DRG_SOURCE_NAMED;
    bool indefinite = drg_tree__has_child_lemma(r, h, "a") || drg_tree__has_child_lemma(r, h, "an") ||
                      drg_tree__has_child_lemma(r, h, "one") || drg_tree__has_child_lemma(r, h, "another");
    if (indefinite && !spokesman)
        return DRG_SOURCE_ANONYMOUS;
    if (t->upos == DRG_UPOS_PROPN && !m->plural && m->first < m->last) /* "Rights Monitor" */
        return DRG_SOURCE_NAMED;
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

static bool is_time(const drg_reading *r, uint32_t t)
{
    drg_range times = drg_near__times(r, t);
    for (size_t i = times.from; i < times.to; i++)
        if (r->time[i].first_token <= t && t <= r->time[i].last_token)
            return true;
    return false;
}

/** "a source in the delegation", "sources close to Peres": what tells who an unnamed source is. */
static void describe(const drg_reading *r, uint32_t h, drg_entity *e)
{
    static const char *const preps[] = {"from", "in",   "at", "within", "inside", "with", "of",
                                        "to",   "near", "on", "on",     "for",    NULL};
    uint32_t last = DRG_NONE;
    DRG_EACH_CHILD(r, h, c) {
        const drg_token *t = &r->token[c];
        bool near = r->token[r->left[c]].span.start <= e->span.end + 1 || last != DRG_NONE;
        bool close = t->rel == DRG_REL_AMOD && (t->upos == DRG_UPOS_ADJ || t->upos == DRG_UPOS_ADV);
        bool described = t->rel == DRG_REL_NMOD || close;
        if (c < h || !near || !described || c - h > 8 || t->upos == DRG_UPOS_VERB || is_time(r, c))
            continue;
        bool under = t->rel == DRG_REL_AMOD;
        for (const char *const *l = preps; *l != NULL; l++)
            under |= drg_tree__has_child_lemma(r, c, *l);
        uint32_t end = r->right[c]; /* without what a clause or an aside tells about it */
        for (uint32_t k = c + 1; k <= end; k++)
            if (drg_str_is(r->token[k].form, ","))
                end = k - 1;
        DRG_EACH_CHILD(r, c, d)
            if ((r->token[d].rel == DRG_REL_ACL_RELCL || r->token[d].rel == DRG_REL_ACL) && d > c && r->left[d] > c &&
                r->left[d] - 1 < end)
                end = r->left[d] - 1;
        uint32_t body = c; /* "close to the premier" */
        DRG_EACH_CHILD(r, c, d)
            if (close && d > c && (r->token[d].rel == DRG_REL_OBL || r->token[d].rel == DRG_REL_NMOD))
                body = d;
        const drg_mention *whose = under ? drg_mentions__at(r, body) : NULL;
        if (whose != NULL && !whose->bare_country && e->country.len == 0)
            drg_entity__take_country(e, &whose->entity,
                                     "those to whom it is close"); /* "officials close to the Libyan premier" */
        if (under)
            last = end;
    }
    if (last == DRG_NONE)
        return;
    e->span.end = r->token[last].span.end;
    e->text = drg_reading__text(r, e->span);
}

/** "It also said": the report, statement or letter that the sentence before began with; DRG_NONE. */
static uint32_t document_before(const drg_reading *r, uint32_t h)
{
    enum { MAX_BACK = 2 };
    uint32_t sentence = r->token[h].sentence;
    if (!drg_tree__is(&r->token[h], "it") || r->token[h].rel != DRG_REL_NSUBJ || sentence == 0)
        return DRG_NONE;
    for (uint32_t i = sentence; i-- > 0 && sentence - i <= MAX_BACK;) {
        const drg_sentence *s = &r->doc->sentences[i];
        for (uint32_t t = s->first; t < s->first + s->count; t++) {
            size_t n = 0;
            if (r->token[t].rel == DRG_REL_NSUBJ && r->token[t].head != DRG_NONE)
                drg_knowledge__cues(r->knowledge, r->word[r->token[t].head], &n);
            if (n > 0 && drg_tree__in(r, t, DRG_SET_document_noun))
                return t;
        }
    }
    return DRG_NONE;
}

/** A station that is called by its town, whichever of the two words the tree has for its head. */
static bool is_station(const drg_reading *r, uint32_t h, const drg_mention *m, drg_source *s)
{
    uint32_t first = h, last = h;
    drg_str form = r->token[h].form;
    bool radio = drg_str_is(form, "Radio") || drg_str_is(form, "Television");
    DRG_EACH_CHILD(r, h, c) {
        drg_str word = r->token[c].form;
        bool before = c + 1 == h && (drg_str_is(word, "Radio") || drg_str_is(word, "Television"));
        if (before && r->token[h].upos == DRG_UPOS_PROPN)
            first = c;
    }
    if (radio && h + 1 < r->n && r->token[h + 1].sentence == r->token[h].sentence &&
        r->token[h + 1].upos == DRG_UPOS_PROPN)
        last = h + 1;
    if (first == last)
        return false;
    const drg_mention *town = last > h ? drg_mentions__at(r, last) : m;
    s->kind = DRG_SOURCE_MEDIA;
    s->entity = (drg_entity){.span = drg_reading__span(r, first, last)};
    s->entity.text = s->entity.name = drg_reading__text(r, s->entity.span);
    if (town != NULL)
        drg_entity__take_country(&s->entity, &town->entity, "the town that it is called by");
    drg_entity__be(&s->entity, DRG_LIT("JRN"), (drg_origin){.rule = "a station"});
    return true;
}

drg_source drg_sayings__source(const drg_reading *r, uint32_t h)
{
    drg_source s = {.stance = DRG_ASSERTS};
    const drg_mention *m = drg_mentions__at(r, h);
    if (is_station(r, h, m, &s)) /* "Radio Zagreb" is no city */
        return s;
    uint32_t document = m == NULL ? document_before(r, h) : DRG_NONE;
    if (document != DRG_NONE)
        m = drg_mentions__at(r, h = document);
    s.kind = kind_of(r, h, m);
    if (m != NULL) {
        s.entity = m->entity;
        drg_sources__name(r, h, m, &s);
        if (s.kind == DRG_SOURCE_ANONYMOUS && m->head == h && s.entity.name.len == 0)
            describe(r, h, &s.entity);
        if (m->bare_country && s.entity.n_sectors == 0) {
            drg_entity__be(&s.entity, DRG_LIT("GOV"), (drg_origin){.rule = "a country that speaks"});
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
bool drg_sayings__can_speak(const drg_reading *r, uint32_t h)
{
    const drg_token *t = &r->token[h];
    const drg_mention *m = drg_mentions__at(r, h);
    static const char *const nobodies[] = {"nobody", "none", "nothing", NULL};
    if (r->dateline[h] || drg_tree__lemma_in(t, nobodies) || drg_tree__has_child_lemma(r, h, "no"))
        return false;
    if (drg_tree__in(r, h, DRG_SET_document_noun))
        return true;
    if (m != NULL)
        return !m->thing;
    if (document_before(r, h) != DRG_NONE)
        return true;
    if (t->upos == DRG_UPOS_PRON)
        return !drg_tree__is(t, "it") && !drg_tree__is(t, "this") && !drg_tree__is(t, "that") &&
               !drg_tree__is(t, "what") && !drg_tree__is(t, "which") && !drg_tree__is(t, "you") &&
               t->rel != DRG_REL_EXPL;
    return t->upos == DRG_UPOS_PROPN || t->upos == DRG_UPOS_NOUN;
}

/** The source as it stands: its whole phrase with appositions, without a clause that only tells more about it. */
drg_span drg_sayings__words(const drg_reading *r, uint32_t source)
{
    uint32_t first = r->left[source], last = r->right[source];
    DRG_EACH_CHILD(r, source, c) {
        uint8_t rel = r->token[c].rel;
        bool aside = rel == DRG_REL_PARATAXIS || rel == DRG_REL_ADVCL;
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

/* ------------------------------------------------------------------ sayings */

drg_saying *drg_sayings__add(drg_finder *f, uint32_t cue_first, uint32_t cue_last, uint32_t source, drg_stance stance)
{
    drg_reading *r = f->r;
    if (!DRG_ARENA_GROW(r->arena, r->saying, r->n_sayings, f->cap))
        return NULL;
    drg_saying *s = &r->saying[r->n_sayings++];
    *s = (drg_saying){.cue = cue_first, .source = source};
    s->said.source = drg_sayings__source(r, source);
    drg_sources__name_before(r, source, cue_first, &s->said.source);
    s->said.words = drg_sayings__words(r, source);
    DRG_EACH_CHILD(r, cue_first, c) /* "an architect who said": as it stands beside the verb */
        if (c != source && drg_tree__has_feat(&r->token[c], "PronType=Rel") && drg_tree__antecedent(r, c) == source &&
            (r->token[c].rel == DRG_REL_NSUBJ || r->token[c].rel == DRG_REL_NSUBJ_PASS))
            s->said.words = r->token[c].span;
    s->said.source.stance = stance;
    s->said.cue = drg_reading__span(r, cue_first, cue_last);
    s->said.source.cue = drg_reading__text(r, s->said.cue);
    return s;
}

void drg_sayings__add_content(const drg_reading *r, drg_saying *s, uint32_t first, uint32_t last)
{
    while (first < last && r->token[first].upos == DRG_UPOS_PUNCT)
        first++;
    while (last > first && r->token[last].upos == DRG_UPOS_PUNCT)
        last--;
    if (first > last || r->token[first].upos == DRG_UPOS_PUNCT)
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
