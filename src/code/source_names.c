/* src/code/source_names.c - what sources are called: by name, where the text names them anywhere. */
#include "code/phrases.h"
#include "code/sayings.h"

/** No name is sought further than in so many mentions from the text's start. */
enum { FAR_MENTIONS = 5000 };

static size_t searched(const drg_reading *r)
{
    return r->n_ordered_mentions < FAR_MENTIONS ? r->n_ordered_mentions : FAR_MENTIONS;
}

static bool is_name_of_person(const drg_mention *m)
{
    return m != NULL && m->person && m->named && !m->pronoun && !m->plural;
}

static drg_str last_word(drg_str name)
{
    size_t at = name.len;
    while (at > 0 && name.ptr[at - 1] != ' ')
        at--;
    return drg_str_sub(name, at, name.len);
}

/** The first mention that names this person most fully. */
static const drg_mention *fullest(const drg_reading *r, const drg_mention *person)
{
    const drg_mention *best = person;
    drg_str last = last_word(person->entity.text);
    for (size_t i = 0; i < searched(r); i++) {
        const drg_mention *m = &r->mention[i];
        if (!is_name_of_person(m) || m->last - m->first <= best->last - best->first)
            continue;
        bool same = person->entity.name.len > 0 && drg_str_eq(m->entity.name, person->entity.name);
        if (same || drg_str_eq(last_word(m->entity.text), last))
            best = m;
    }
    return best;
}

/** "Chad's president … Jane Doe, the Chadian president": the only person whom the text gives that office there. */
static const drg_mention *holder(const drg_reading *r, uint32_t h, const drg_mention *m)
{
    drg_str word = r->token[h].lemma;
    const drg_mention *found = NULL;
    if (m->entity.country.len == 0 || m->entity.role.len == 0 || word.len == 0)
        return NULL;
    for (size_t i = 0; i < searched(r); i++) {
        const drg_mention *a = &r->mention[i];
        if (!is_name_of_person(a) || !drg_str_eq(a->entity.country, m->entity.country) ||
            !drg_str_ends(a->entity.role, word))
            continue;
        if (found != NULL && !drg_str_eq(last_word(found->entity.text), last_word(a->entity.text)))
            return NULL;
        found = found == NULL ? a : found;
    }
    return found;
}

static bool has_word(drg_str text, drg_str word)
{
    for (size_t i = 0; word.len > 0 && i + word.len <= text.len; i++) {
        bool starts = i == 0 || text.ptr[i - 1] == ' ' || text.ptr[i - 1] == '-';
        size_t k = 0;
        while (k < word.len && (text.ptr[i + k] | 0x20) == (word.ptr[k] | 0x20))
            k++;
        if (starts && k == word.len)
            return true;
    }
    return false;
}

/** Whom a pronoun or a description of one person ("she", "the president") names: a mention with the name; NULL: none. */
static const drg_mention *named_person(const drg_reading *r, uint32_t h, const drg_mention *m)
{
    bool own = drg_phrase__is_definite(r, h) || drg_tree__child(r, h, DRG_REL_NMOD_POSS) != DRG_NONE;
    if (!m->person || m->plural || (m->named && !m->pronoun) || (!m->pronoun && !own))
        return NULL;
    const drg_mention *a = m;
    for (int i = 0; i < 8 && a != NULL && !is_name_of_person(a); i++)
        a = a->antecedent != DRG_NONE && a->antecedent < r->n_mentions ? &r->mention[a->antecedent] : NULL;
    a = is_name_of_person(a) ? a : NULL;
    if (a != NULL && !m->pronoun && a->entity.role.len > 0 && !has_word(a->entity.role, r->token[h].lemma))
        return NULL; /* "the rebels' leader" is not the commander */
    for (size_t i = 0; a == NULL && m->entity.name.len > 0 && i < searched(r); i++)
        if (is_name_of_person(&r->mention[i]) && drg_str_eq(r->mention[i].entity.name, m->entity.name))
            a = &r->mention[i];
    if (a == NULL && !m->pronoun)
        a = holder(r, h, m);
    return a != NULL ? fullest(r, a) : NULL;
}

/** "councillor Jane Doe", "the rebel group M23": the name that stands right behind a word for whom it names. */
static bool name_behind(const drg_reading *r, uint32_t h, const drg_mention *m, drg_source *s)
{
    if (m->named || m->pronoun || m->plural || r->token[h].upos != DRG_UPOS_NOUN)
        return false;
    uint32_t first = DRG_NONE, last = h;
    DRG_EACH_CHILD(r, h, c) {
        uint8_t rel = r->token[c].rel;
        bool name = (rel == DRG_REL_FLAT || rel == DRG_REL_APPOS) && r->token[c].upos == DRG_UPOS_PROPN &&
                    c == last + 1 && (first == DRG_NONE || rel == DRG_REL_FLAT);
        if (!name)
            continue;
        first = first == DRG_NONE ? c : first;
        last = r->token[r->right[c]].upos == DRG_UPOS_PROPN && r->right[c] - c < 4 ? r->right[c] : c;
    }
    if (first == DRG_NONE)
        return false;
    const drg_mention *own = drg_mentions__at(r, first);
    s->entity.span = drg_reading__span(r, first, last);
    s->entity.text = drg_reading__text(r, s->entity.span);
    s->entity.name = own != NULL && own->entity.name.len > 0 ? own->entity.name : s->entity.text;
    if (own != NULL && s->entity.country.len == 0)
        drg_entity__take_country(&s->entity, &own->entity, "the name told with it");
    if (s->kind == DRG_SOURCE_ANONYMOUS)
        s->kind = DRG_SOURCE_NAMED;
    return true;
}

/** "Turkey's main opposition party, the CHP": the name put beside a body. */
static const drg_mention *name_beside(const drg_reading *r, uint32_t h, const drg_mention *m)
{
    uint32_t up = r->token[h].head; /* "one of the survivors, Jane Doe" */
    bool one_of = m->person && up != DRG_NONE && r->token[h].rel == DRG_REL_NMOD && drg_tree__is(&r->token[up], "one");
    h = one_of ? up : h;
    if (m->named || m->pronoun || ((m->plural || m->person) && !one_of))
        return NULL;
    DRG_EACH_CHILD(r, h, c) {
        const drg_mention *a = r->token[c].rel == DRG_REL_APPOS && c > h ? drg_mentions__at(r, c) : NULL;
        if (one_of && a != NULL && a->named && a->person)
            return a;
        bool aside = r->left[c] > 0 && drg_str_is(r->token[r->left[c] - 1].form, "(");
        if (a != NULL && a->named && !a->person && r->token[c].upos == DRG_UPOS_PROPN && !aside)
            return a;
    }
    return NULL;
}

static bool is_rank(const drg_reading *r, uint32_t t)
{
    static const char *const ranks[] = {
        "general", "lieutenant", "colonel", "major", "captain",   "admiral", "brigadier", "sergeant", "marshal", "rear",
        "vice",    "gen",        "lt",      "col",   "maj",       "capt",    "adm",       "brig",     "sgt",     "rev",
        "dr",      "mr",         "mrs",     "ms",    "professor", "prof",    "sheikh",    "sir",      NULL};
    drg_str form = r->folded[t];
    if (drg_str_ends(form, DRG_LIT(".")))
        form.len--;
    for (const char *const *w = ranks; *w != NULL; w++)
        if (drg_str_is(form, *w))
            return true;
    return false;
}

/** "Secretary of State Jane Doe", "head of the Office for Crops Major Ali Sow": the person whose name closes the phrase;
 * none that a preposition hangs on it ("an aide to President Doe"). */
static const drg_named *name_at_end(const drg_reading *r, uint32_t h, const drg_mention *m)
{
    bool office_word = m->person || drg_tree__in(r, h, DRG_SET_generic_role);
    if (!office_word || m->plural || m->pronoun || r->right[h] <= m->last)
        return NULL;
    uint32_t last = r->right[h];
    const drg_named *name = drg_near__entity(r, last);
    if (name == NULL || name->type != DRG_ENTITY_PERSON || name->first <= h || name->first + name->count != last + 1 ||
        name->count < 2)
        return NULL;
    uint32_t t = name->first;
    while (t > h + 1 && is_rank(r, t - 1))
        t--;
    const drg_token *before = &r->token[t - 1];
    bool office = before->upos == DRG_UPOS_PROPN && r->mark_at[t - 1] != DRG_NONE &&
                  r->mark[r->mark_at[t - 1]].fact->kind == DRG_FACT_ROLE &&
                  r->token[r->mark[r->mark_at[t - 1]].first - 1].upos != DRG_UPOS_PROPN && t - 1 != h;
    bool body = before->upos == DRG_UPOS_PROPN || before->upos == DRG_UPOS_NOUN;
    return body && !office ? name : NULL;
}

/** "Office of the High Commissioner for Refugees": what names a body that goes by a common noun. */
static void name_body(const drg_reading *r, const drg_mention *m, drg_entity *e)
{
    static const char *const preps[] = {"of", "for", "on", "against", NULL};
    uint32_t h = m->head, last = m->last;
    bool common = drg_tree__in(r, h, DRG_SET_body_noun) || drg_tree__in(r, h, DRG_SET_generic_role);
    if (m->person || m->pronoun || m->first != m->last || r->token[h].upos != DRG_UPOS_PROPN || !common)
        return;
    DRG_EACH_CHILD(r, h, c) {
        bool named = false;
        for (const char *const *l = preps; *l != NULL; l++)
            named |= r->token[c].rel == DRG_REL_NMOD && r->left[c] == last + 1 && drg_tree__has_child_lemma(r, c, *l);
        if (named && r->token[c].upos == DRG_UPOS_PROPN && r->right[c] - h <= 12)
            last = r->right[c];
    }
    while (last > h && (r->token[last].upos == DRG_UPOS_PUNCT || r->token[last].rel == DRG_REL_APPOS ||
                        drg_str_is(r->token[last - 1].form, "(")))
        last--;
    e->span = drg_reading__span(r, m->first, last);
    e->text = drg_reading__text(r, e->span);
}

/** What a source is called: by the words beside the cue, or by the fullest name that the text has for whom they mean. */
void drg_sources__name(const drg_reading *r, uint32_t h, const drg_mention *m, drg_source *s)
{
    const drg_mention *person = named_person(r, h, m), *beside = name_beside(r, h, m);
    const drg_named *end = person == NULL ? name_at_end(r, h, m) : NULL;
    if (person != NULL) {
        s->entity.text = person->entity.text;
        s->entity.span = person->entity.span;
        if (s->entity.name.len == 0)
            s->entity.name = person->entity.name;
        s->kind = DRG_SOURCE_NAMED;
    } else if (end != NULL) {
        s->entity.span = end->span;
        s->entity.text = s->entity.name = drg_reading__text(r, end->span);
        s->kind = DRG_SOURCE_NAMED;
    } else if (beside != NULL) {
        s->entity.span = beside->entity.span;
        s->entity.text = beside->entity.text;
        s->entity.name = beside->entity.name;
        s->kind = s->kind == DRG_SOURCE_ANONYMOUS ? DRG_SOURCE_NAMED : s->kind;
    } else if (!name_behind(r, h, m, s) && s->kind == DRG_SOURCE_NAMED) {
        name_body(r, m, &s->entity);
    }
}

/** "the head of the investigation department, Colonel Jane Doe, told": the name between the commas before the cue, whatever
 * the tree hangs it on. */
void drg_sources__name_before(const drg_reading *r, uint32_t head, uint32_t cue, drg_source *s)
{
    const drg_mention *m = drg_mentions__at(r, head);
    uint32_t first = r->doc->sentences[r->token[cue].sentence].first, t = cue;
    bool unnamed = m != NULL && m->person && !m->plural && !m->pronoun && s->entity.name.len == 0;
    if (!unnamed || head >= cue || r->token[head].sentence != r->token[cue].sentence)
        return;
    while (t > first && (r->token[t - 1].upos == DRG_UPOS_AUX || r->token[t - 1].upos == DRG_UPOS_ADV))
        t--;
    if (t < first + 3 || !drg_str_is(r->token[t - 1].form, ","))
        return;
    const drg_named *name = drg_near__entity(r, t - 2);
    if (name == NULL || name->type != DRG_ENTITY_PERSON || name->first + name->count != t - 1 || name->count < 2 ||
        name->first <= head)
        return;
    uint32_t before = name->first;
    while (before > head && is_rank(r, before - 1))
        before--;
    if (before <= head + 1 || !drg_str_is(r->token[before - 1].form, ","))
        return;
    uint32_t own = name->first;
    while (own + 2 < name->first + name->count && is_rank(r, own))
        own++;
    s->entity.span = drg_reading__span(r, own, name->first + name->count - 1);
    s->entity.text = s->entity.name = drg_reading__text(r, s->entity.span);
    s->kind = DRG_SOURCE_NAMED;
}
