/* src/code/outlets.c - who passed on what somebody says: outlets that were told, that quote, that carried it. */
#include <string.h>

#include "code/sayings.h"

/** "quoted as saying": a verb of saying that only tells how somebody is quoted. */
bool drg_sayings__is_quoting(const drg_reading *r, uint32_t said)
{
    static const char *const quotes[] = {"quote", "cite", "report", "describe", NULL};
    const drg_token *t = &r->token[said];
    return t->head != DRG_NONE && t->head < said && drg_tree__lemma_in(&r->token[t->head], quotes) &&
           drg_tree__has_child_lemma(r, said, "as") && drg_str_ends(t->form, DRG_LIT("ing"));
}

/** Nobody's paper in particular: "the media", "the press". */
static bool is_press(drg_str text)
{
    static const char *const words[] = {"media", "press", "newspapers", "newspaper", "reporters", "outlets", "agencies",
                                        "news",  "radio", "television", "TV",        "the news",  NULL};
    if (drg_str_starts(text, DRG_LIT("the ")) || drg_str_starts(text, DRG_LIT("The ")))
        text = drg_str_sub(text, 4, text.len);
    for (const char *const *w = words; *w != NULL; w++)
        if (drg_str_is(text, *w))
            return true;
    return false;
}

/** "spoke to", "in remarks to", "quoted by": whether a word carries what is said to an outlet beside it. "not authorized to
 * speak to" does not. */
static bool carries(const drg_reading *r, uint32_t word)
{
    static const char *const talks[] = {"speak", "talk",    "give",      "quote",     "cite",
                                        "carry", "publish", "broadcast", "interview", NULL};
    const drg_token *t = &r->token[word];
    size_t n;
    drg_knowledge__cues(r->knowledge, r->word[word], &n);
    if (t->upos != DRG_UPOS_VERB)
        return true;
    return (n > 0 || drg_tree__lemma_in(t, talks)) && !drg_tree__has_feat(t, "VerbForm=Inf") &&
           !drg_sayings__is_negated(r, word);
}

/** "told Reuters", "spoke to Dawn", "in an interview with EFE": an outlet beside the cue passes the words on. */
static drg_status add_outlets(drg_finder *f, size_t index)
{
    static const char *const preps[] = {"to", "with", "by", "on", "in", NULL};
    drg_reading *r = f->r;
    uint32_t source = r->saying[index].source, cue = r->saying[index].cue;
    if (r->token[cue].rel == DRG_REL_CASE || r->token[cue].rel == DRG_REL_FIXED)
        cue = source;
    uint32_t sentence = r->token[cue].sentence;
    drg_range near = drg_near__mentions(r, cue);
    for (size_t i = near.from; i < near.to; i++) {
        drg_mention m = r->mention[i];
        if (r->token[m.head].sentence != sentence || !drg_sayings__is_media(&m) || m.person || m.head == source ||
            is_press(m.entity.text))
            continue;
        uint32_t up = m.head;
        const drg_token *t = &r->token[up];
        bool under = false;
        for (const char *const *l = preps; *l != NULL; l++)
            under |= drg_tree__has_child_lemma(r, up, *l);
        bool told = t->rel == DRG_REL_OBJ || t->rel == DRG_REL_IOBJ;
        uint32_t verb = t->head != DRG_NONE ? t->head : cue;
        if ((!under && !told) || !carries(r, verb))
            continue;
        if (drg_sayings__covers(&r->saying[index], t->span))
            continue;
        bool beside = drg_tree__dominates(r, cue, up) || drg_tree__dominates(r, source, up);
        if (!beside)
            continue;
        drg_saying base = r->saying[index];
        drg_saying *via = drg_sayings__add(f, verb, verb, m.head, DRG_ASSERTS);
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

/** "X was quoted by the agency as saying": the agency passes on what X says. */
static drg_status add_quoting(drg_finder *f, size_t index)
{
    drg_reading *r = f->r;
    uint32_t said = r->saying[index].cue, quote = r->token[said].head;
    if (quote == DRG_NONE || !drg_sayings__is_quoting(r, said))
        return DRG_OK;
    uint32_t outlet = drg_tree__subject(r, quote);
    if (outlet == DRG_NONE)
        outlet = drg_tree__child(r, said, DRG_REL_OBL_AGENT);
    if (outlet == DRG_NONE || outlet == r->saying[index].source || !drg_sayings__can_speak(r, outlet))
        return DRG_OK;
    drg_saying base = r->saying[index];
    drg_saying *via = drg_sayings__add(f, quote, quote, outlet, DRG_ASSERTS);
    if (via == NULL)
        return DRG_ENOMEM;
    via->said.source.via = true;
    memcpy(via->said.content, base.said.content, sizeof base.said.content);
    via->said.n_content = base.said.n_content;
    return DRG_OK;
}

bool drg_sayings__is_citing(const drg_reading *r, uint32_t t)
{
    static const char *const cites[] = {"cite", "quote", NULL};
    return drg_tree__lemma_in(&r->token[t], cites) && drg_str_ends(r->token[t].form, DRG_LIT("ing"));
}

uint32_t drg_sayings__citing_behind(const drg_reading *r, uint32_t noun)
{
    uint32_t t = r->right[noun] + 1, sentence = r->token[noun].sentence;
    DRG_EACH_CHILD(r, noun, c)
        if (drg_sayings__is_citing(r, c))
            return c;
    if (t < r->n && drg_str_is(r->token[t].form, ","))
        t++;
    return t < r->n && r->token[t].sentence == sentence && drg_sayings__is_citing(r, t) ? t : DRG_NONE;
}

/** "Reuters reported, citing two officials": they said it, and an outlet passed it on. */
static drg_status add_cited(drg_finder *f, size_t index)
{
    drg_reading *r = f->r;
    const drg_saying *s = &r->saying[index];
    uint32_t citing = drg_sayings__citing_behind(r, s->source), cited = DRG_NONE;
    DRG_EACH_CHILD(r, s->cue, c)
        if (citing == DRG_NONE && drg_sayings__is_citing(r, c))
            citing = c;
    if (citing == DRG_NONE || citing == s->cue)
        return DRG_OK;
    DRG_EACH_CHILD(r, citing, c) /* "quoting the agency KCNA": a name rather than what it is */
        if (r->token[c].rel == DRG_REL_OBJ && c > citing && drg_sayings__can_speak(r, c) &&
            (cited == DRG_NONE || drg_mentions__at(r, c) != NULL))
            cited = c;
    if (cited == DRG_NONE || cited == s->source)
        return DRG_OK;
    const drg_mention *teller = drg_mentions__at(r, s->source);
    bool passes = teller != NULL && drg_sayings__is_media(teller) && !teller->person;
    drg_saying base = *s;
    drg_saying *first = drg_sayings__add(f, citing, citing, cited, DRG_ASSERTS);
    if (first == NULL)
        return DRG_ENOMEM;
    memcpy(first->said.content, base.said.content, sizeof base.said.content);
    first->said.n_content = base.said.n_content;
    r->saying[index].said.source.via = passes;
    return DRG_OK;
}

drg_status drg_sayings__add_passers(drg_finder *f)
{
    drg_reading *r = f->r;
    size_t n = r->n_sayings;
    for (size_t i = 0; i < n; i++) {
        if (r->saying[i].said.source.via || r->saying[i].judges)
            continue;
        drg_status st = add_outlets(f, i);
        if (st == DRG_OK)
            st = add_quoting(f, i);
        if (st == DRG_OK)
            st = add_cited(f, i);
        if (st != DRG_OK)
            return st;
    }
    return DRG_OK;
}
