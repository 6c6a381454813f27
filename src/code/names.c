/* src/code/names.c - which words are names, titles and roles that the tables hold: the longest phrase from the left. */
#include <string.h>

#include "code/phrases.h"
#include "code/reading.h"

/** Who was killed, ousted or replaced in these days is told of by the office. */
enum { MAX_PHRASE_WORDS = 10, MAX_PHRASE_BYTES = 160, STILL_DAYS = 7 };

static bool has_upper(drg_str s)
{
    for (size_t i = 0; i < s.len;)
        if (drg_char_is_upper(drg_utf8_next(s, &i)))
            return true;
    return false;
}

static bool has_lower(drg_str s)
{
    for (size_t i = 0; i < s.len;) {
        uint32_t c = drg_utf8_next(s, &i);
        if (drg_char_is_letter(c) && !drg_char_is_upper(c))
            return true;
    }
    return false;
}

/** Whether the text is written as the table asks. */
static bool spelling_allows(const drg_reading *r, const drg_fact *f, uint32_t first, uint32_t last)
{
    drg_str text = drg_reading__text(r, drg_reading__span(r, first, last));
    if (f->flags & DRG_FACT_ACRONYM)
        return has_upper(text) && !(has_lower(text) && !drg_str_ends(text, DRG_LIT("s")));
    if (f->flags & DRG_FACT_NAME)
        return has_upper(drg_str_sub(text, 0, 1)) || has_upper(r->token[first].form) || has_upper(r->token[last].form);
    return true;
}

/** Whether the words of an office end in that of a title ("prime minister" in "minister"). */
static bool role_has(const drg_reading *r, const drg_fact *f, drg_str title)
{
    drg_str role = drg_knowledge__text(r->knowledge, f->role, f->role_len);
    for (size_t at = 0; title.len >= 4 && at + title.len <= role.len; at++) {
        bool begins = at == 0 || role.ptr[at - 1] == ' ',
             ends = at + title.len == role.len || role.ptr[at + title.len] == ' ';
        if (begins && ends && memcmp(role.ptr + at, title.ptr, title.len) == 0)
            return true;
    }
    return false;
}

/** The word before a name: "President" of "President Sall". */
static drg_str title_before(const drg_reading *r, uint32_t first)
{
    bool any = first > 0 && r->token[first - 1].sentence == r->token[first].sentence;
    return any ? r->folded[first - 1] : (drg_str){NULL, 0};
}

/** "President Sall", "Secretary Kerry", "President Maky Sall": a last name alone is known after a word of the office, while
 * it is held; a first name that the tables spell otherwise may stand between. */
static bool title_allows(const drg_reading *r, const drg_fact *f, uint32_t first)
{
    if (!(f->flags & DRG_FACT_LASTNAME))
        return true;
    if (first == 0 || r->token[first - 1].sentence != r->token[first].sentence || !has_upper(r->token[first].form))
        return false;
    if (r->when.has_published && (r->when.published < f->from || r->when.published > f->to))
        return false;
    if (role_has(r, f, title_before(r, first)))
        return true;
    uint32_t name = first - 1;
    bool given = has_upper(r->token[name].form) && r->token[first].rel == DRG_REL_FLAT && r->token[first].head == name;
    return given && role_has(r, f, title_before(r, name));
}

/* ------------------------------------------------------------------ names of several */

/** How often the text names a country by what only that country has, or 0. */
static uint32_t times_named(const drg_reading *r, const drg_fact *f)
{
    uint32_t k = 0;
    for (size_t i = 0; i < r->n_marks; i++)
        k += !r->mark[i].doubtful && memcmp(r->mark[i].fact->country, f->country, sizeof f->country) == 0;
    return k;
}

static bool same_country(const drg_fact *a, const drg_fact *b)
{
    return memcmp(a->country, b->country, sizeof a->country) == 0;
}

/** "North Korea" beside "Korea": a country that the text calls by a quarter of the compass is not what it names without. */
static bool told_apart(const drg_reading *r, const drg_fact *f)
{
    static const char *const quarters[] = {"north", "south", "east", "west", "northern", "southern", NULL};
    for (size_t i = 0; i < r->n_marks; i++) {
        drg_token probe = {.lemma = r->folded[r->mark[i].first]};
        if (!r->mark[i].doubtful && r->mark[i].last > r->mark[i].first && same_country(r->mark[i].fact, f) &&
            drg_tree__lemma_in(&probe, quarters))
            return true;
    }
    return false;
}

/** Whether an office of the same rank is the better reading: held on that day, the one that the title before it names, of a
 * country that the text names, the latest. */
static bool better_office(const drg_reading *r, const drg_fact *f, const drg_fact *best, uint32_t first)
{
    int32_t day = r->when.has_published ? r->when.published : INT32_MAX;
    bool now = f->from <= day && day <= f->to, best_now = best->from <= day && day <= best->to;
    bool past = f->to < day, best_past = best->to < day;
    drg_str title = title_before(r, first);
    bool titled = role_has(r, f, title), best_titled = role_has(r, best, title);
    if (!r->when.has_published && titled != best_titled)
        return titled;
    if (now != best_now)
        return now;
    if (now && !same_country(f, best)) {
        uint32_t k = times_named(r, f), best_k = times_named(r, best);
        if (k != best_k)
            return k > best_k;
    }
    if (now)
        return titled != best_titled ? titled : f->from > best->from;
    return past && (!best_past || f->to > best->to);
}

/** The reading that the spelling and the day allow. Of a person's offices: the one held on that day, else the last one
 * before it (then the person is `former`), else the first. Without a day: the one of the title, else the last. Of countries
 * and peoples of one name: the one that the text names otherwise, too; else the tables' first. */
static const drg_fact *choose(const drg_reading *r, const drg_fact *facts, size_t n, uint32_t first, uint32_t last,
                              drg_mark *mark)
{
    const drg_fact *best = NULL;
    mark->former = mark->doubtful = mark->unknown = false;
    for (size_t i = 0; i < n; i++) {
        const drg_fact *f = &facts[i];
        if (!spelling_allows(r, f, first, last) || !title_allows(r, f, first))
            continue;
        if (best == NULL || drg_fact_rank(f) < drg_fact_rank(best)) {
            best = f;
            mark->doubtful = false;
        } else if (f->kind == DRG_FACT_PERSON && best->kind == DRG_FACT_PERSON) {
            if (better_office(r, f, best, first))
                best = f;
        } else if (f->kind == DRG_FACT_ROLE && drg_fact_rank(best) == drg_fact_rank(f)) {
            if (best->country[0] == 0) /* a title says whose it is, too */
                best = f;
        } else if (drg_fact_rank(f) == drg_fact_rank(best) && !same_country(f, best)) {
            if (times_named(r, f) > times_named(r, best) && !told_apart(r, f))
                best = f;
            mark->doubtful = true;
        }
    }
    bool people = best != NULL && best->kind == DRG_FACT_DEMONYM && best->n_sectors > 0;
    mark->unknown = mark->doubtful && people && times_named(r, best) == 0;
    if (best != NULL && best->kind == DRG_FACT_PERSON && r->when.has_published)
        mark->former = best->to < r->when.published - STILL_DAYS;
    return best;
}

/** "Jordan" where the text speaks of Michael Jordan, or calls it "Jordan, the captain". */
static bool is_somebodys_name(const drg_reading *r, uint32_t t)
{
    enum { MOST_ENTITIES = 2000 };
    DRG_EACH_CHILD(r, t, c)
        if (r->token[c].rel == DRG_REL_APPOS && r->token[c].upos == DRG_UPOS_NOUN &&
            drg_tree__in(r, c, DRG_SET_person) && !drg_tree__has_feat(&r->token[c], "Number=Plur"))
            return true;
    for (size_t i = 0; i < r->doc->n_entities && i < MOST_ENTITIES; i++) {
        const drg_named *e = &r->doc->entities[i];
        if (e->type == DRG_ENTITY_PERSON && e->count >= 2 &&
            (drg_str_eq(r->folded[e->first], r->folded[t]) ||
             drg_str_eq(r->folded[e->first + e->count - 1], r->folded[t])))
            return true;
    }
    return false;
}

/** "Michael Jordan", "Paris Hilton", "Larry King", "Abu Omar al-Shishani": part of a person's name that the tables do not
 * hold. */
static bool in_other_name(const drg_reading *r, const drg_mark *mark)
{
    uint8_t kind = mark->fact->kind;
    if (kind == DRG_FACT_PERSON || kind == DRG_FACT_MEDIA || mark->first != mark->last)
        return false;
    const drg_named *e = drg_near__entity(r, mark->first);
    const drg_token *t = &r->token[mark->first];
    if (e == NULL || e->type != DRG_ENTITY_PERSON || t->upos != DRG_UPOS_PROPN)
        return false;
    if (e->count < 2)
        return (kind == DRG_FACT_COUNTRY || kind == DRG_FACT_CAPITAL) && is_somebodys_name(r, mark->first);
    if (kind == DRG_FACT_DEMONYM) /* before the name it is no part of it: "Ukrainian Petro Doe" */
        return mark->first > e->first && t->rel == DRG_REL_FLAT && r->token[mark->first - 1].upos != DRG_UPOS_ADJ;
    if (mark->first > e->first && t->rel == DRG_REL_FLAT)
        return true;
    uint32_t next = mark->first + 1;
    bool begins = mark->first == e->first && next < r->n && r->token[next].rel == DRG_REL_FLAT &&
                  r->token[next].head == mark->first && next < e->first + e->count;
    return begins && kind != DRG_FACT_ROLE;
}

/** The longest phrase of one sentence that begins at `first`. */
static bool longest(const drg_reading *r, uint32_t first, drg_mark *mark)
{
    char phrase[MAX_PHRASE_BYTES];
    size_t len = 0;
    bool found = false;
    uint32_t sentence = r->token[first].sentence;
    int words = 0;
    for (uint32_t t = first; t < r->n && r->token[t].sentence == sentence && words < MAX_PHRASE_WORDS; t++) {
        drg_str f = r->folded[t];
        const drg_token *tok = &r->token[t];
        bool hyphen = tok->upos == DRG_UPOS_PUNCT && tok->form.len <= 3 && f.len == 0;
        bool clitic = tok->upos == DRG_UPOS_PART && f.len == 0; /* "Democratic People's Republic of Korea" */
        if ((hyphen || clitic) && t > first)
            continue;
        if (f.len == 0 || (tok->upos == DRG_UPOS_PUNCT && !drg_str_is(tok->form, "&")))
            break;
        if (len + f.len + 1 >= sizeof phrase)
            break;
        bool cut =
            t > first && (r->token[t - 1].span.end == tok->span.start || r->token[t - 1].span.start == tok->span.start);
        bool hyphened = tok->form.len > 1 && tok->form.ptr[0] == '-'; /* "Guinea" "-Bissau" */
        if (len > 0 && cut && !hyphened && r->token[t - 1].upos != DRG_UPOS_PUNCT && r->folded[t - 1].len > 0) {
            /* one written word cut in two: "Da'esh", "Kenyat-ta" */
        } else if (len > 0) {
            phrase[len++] = ' ';
        }
        memcpy(phrase + len, f.ptr, f.len);
        len += f.len;
        words++;
        size_t n;
        bool more;
        const drg_fact *facts = drg_knowledge__facts(r->knowledge, (drg_str){phrase, len}, &n, &more);
        if (n > 0) {
            drg_mark m = {.first = first, .last = t};
            m.fact = choose(r, facts, n, first, t, &m);
            if (m.fact != NULL && !in_other_name(r, &m)) {
                *mark = m;
                found = true;
            }
        }
        if (!more)
            break;
    }
    return found;
}

/* ------------------------------------------------------------------ peoples */

/** How much speaks for a people's being that of this country, in one sentence: "Syrian Kurds"; Kurds at a Syrian town. */
static uint32_t signs_in_sentence(const drg_reading *r, const drg_mark *mark, const drg_fact *f)
{
    enum { BESIDE = 5, TOWN = 2 };
    const drg_sentence *s = &r->doc->sentences[r->token[mark->first].sentence];
    uint32_t before = mark->first > s->first ? r->mark_at[mark->first - 1] : DRG_NONE;
    uint32_t signs = before != DRG_NONE && same_country(r->mark[before].fact, f) ? BESIDE : 0;
    uint32_t noun = r->token[mark->first].rel == DRG_REL_AMOD ? r->token[mark->first].head : mark->first;
    DRG_EACH_CHILD(r, noun, c) /* "a Serb quarter in eastern Bosnia" */
        if (r->token[c].rel == DRG_REL_NMOD && c > noun && r->mark_at[c] != DRG_NONE &&
            drg_tree__has_child_lemma(r, c, "in") && same_country(r->mark[r->mark_at[c]].fact, f))
            signs += BESIDE;
    for (uint32_t t = s->first; t < s->first + s->count; t++) {
        size_t n;
        bool more;
        if (r->mark_at[t] != DRG_NONE || !has_upper(r->token[t].form) || r->token[t].upos != DRG_UPOS_PROPN)
            continue;
        const drg_toponym *place = drg_knowledge__toponyms(r->knowledge, r->folded[t], &n, &more);
        signs += n > 0 && memcmp(place->country, f->country, sizeof f->country) == 0 ? TOWN : 0;
    }
    return signs;
}

/** A people of several countries is the same one all over the text: that for which most speaks beside its name. */
static const drg_fact *settle_people(const drg_reading *r, const drg_mark *mark)
{
    size_t n = 0;
    bool more;
    const drg_fact *facts = drg_knowledge__facts(r->knowledge, r->folded[mark->first], &n, &more), *best = NULL;
    uint32_t most = 0;
    for (size_t i = 0; i < n; i++) {
        uint32_t signs = 0;
        for (size_t k = 0; k < r->n_marks && facts[i].kind == DRG_FACT_DEMONYM; k++)
            if (r->mark[k].doubtful && r->mark[k].fact->kind == DRG_FACT_DEMONYM &&
                r->mark[k].fact->name == mark->fact->name)
                signs += signs_in_sentence(r, &r->mark[k], &facts[i]);
        if (signs > most) {
            most = signs;
            best = &facts[i];
        }
    }
    return best;
}

/* ------------------------------------------------------------------ states of a federation */

/** The first-order division of another country that bears a country's name: "Georgia". */
static const drg_toponym *division_of_name(const drg_reading *r, const drg_mark *mark)
{
    size_t n;
    bool more;
    if (mark->fact->kind != DRG_FACT_COUNTRY || mark->first != mark->last)
        return NULL;
    const drg_toponym *p = drg_knowledge__toponyms(r->knowledge, r->folded[mark->first], &n, &more);
    for (size_t i = 0; i < n; i++)
        if (p[i].resolution == DRG_PLACE_PROVINCE && memcmp(p[i].country, mark->fact->country, 4) != 0)
            return &p[i];
    return NULL;
}

/** How many words of the text are towns of a division, and of no other place as great. */
static uint32_t count_towns(const drg_reading *r, const drg_toponym *division)
{
    drg_str name = drg_knowledge__text(r->knowledge, division->name, division->name_len);
    uint32_t k = 0;
    for (uint32_t t = 0; t < r->n; t++) {
        size_t n;
        bool more;
        if (r->token[t].upos != DRG_UPOS_PROPN || r->mark_at[t] != DRG_NONE || !has_upper(r->token[t].form))
            continue;
        const drg_toponym *p = drg_knowledge__toponyms(r->knowledge, r->folded[t], &n, &more);
        k += n > 0 && memcmp(p->country, division->country, sizeof p->country) == 0 &&
             drg_str_eq(drg_knowledge__text(r->knowledge, p->province, p->province_len), name);
    }
    return k;
}

/** "the governor of Georgia", "Georgia's lawmakers": what the divisions of a federation have, and countries seldom. */
static bool has_office_of_division(const drg_reading *r, uint32_t t)
{
    static const char *const offices[] = {"governor",   "senator",     "sheriff", "lawmaker",
                                          "statehouse", "congressman", "gov.",    NULL};
    uint32_t up = r->token[t].head;
    uint8_t rel = r->token[t].rel;
    bool owner = rel == DRG_REL_NMOD || rel == DRG_REL_NMOD_POSS || rel == DRG_REL_COMPOUND || rel == DRG_REL_AMOD ||
                 rel == DRG_REL_NMOD_DESC;
    return owner && up != DRG_NONE && (drg_tree__lemma_in(&r->token[up], offices));
}

/** Whether a name is that of a division rather than of a country: its towns and offices are told more than the country's
 * people and bodies. Such a name is none of the tables of actors; where it lies, places.c finds. */
static bool is_division(const drg_reading *r, const drg_mark *mark)
{
    const drg_toponym *division = division_of_name(r, mark);
    if (division == NULL)
        return false;
    uint32_t for_division = count_towns(r, division) + (has_office_of_division(r, mark->first) ? 2 : 0), against = 0;
    for (size_t i = 0; i < r->n_marks; i++)
        against += same_country(r->mark[i].fact, mark->fact) && r->mark[i].fact->kind != DRG_FACT_COUNTRY;
    return for_division > against;
}

typedef bool drops_mark(const drg_reading *r, const drg_mark *mark);

static void drop_marks(drg_reading *r, drops_mark *drops, bool divisions)
{
    size_t kept = 0;
    for (size_t i = 0; i < r->n_marks; i++) {
        bool drop = drops(r, &r->mark[i]);
        for (uint32_t t = r->mark[i].first; t <= r->mark[i].last; t++) {
            r->mark_at[t] = drop ? DRG_NONE : (uint32_t)kept;
            r->division[t] |= drop && divisions;
        }
        if (!drop)
            r->mark[kept++] = r->mark[i];
    }
    r->n_marks = kept;
}

static bool is_town_elsewhere(const drg_reading *r, const drg_mark *mark)
{
    if (mark->fact->kind != DRG_FACT_COUNTRY && mark->fact->kind != DRG_FACT_CAPITAL)
        return false;
    drg_range here = drg_near__places(r, mark->first);
    for (size_t i = here.from; i < here.to; i++) {
        const drg_place_hit *p = &r->place[i];
        if (p->first <= mark->first && mark->last <= p->last)
            return drg_entity__is_state(p->place.country) && p->place.resolution != DRG_PLACE_COUNTRY &&
                   !drg_str_eq(p->place.country, drg_entity__country_of(mark->fact));
    }
    return false;
}

void drg_names__drop_towns(drg_reading *r)
{
    drop_marks(r, is_town_elsewhere, false);
}

/** Names that several countries bear are read once all others are known. */
static void settle_doubts(drg_reading *r)
{
    for (size_t i = 0; i < r->n_marks; i++) {
        drg_mark *mark = &r->mark[i], again;
        if (!mark->doubtful || !longest(r, mark->first, &again) || again.last != mark->last)
            continue;
        const drg_fact *people =
            again.fact->kind == DRG_FACT_DEMONYM && mark->first == mark->last ? settle_people(r, &again) : NULL;
        *mark = again;
        if (people != NULL) {
            mark->fact = people;
            mark->unknown = false;
        }
    }
}

drg_status drg_names__find(drg_reading *r)
{
    size_t cap = 0;
    for (uint32_t t = 0; t < r->n;) {
        drg_mark mark;
        const drg_token *tok = &r->token[t];
        bool may_begin = tok->upos != DRG_UPOS_PUNCT && tok->upos != DRG_UPOS_DET && tok->upos != DRG_UPOS_PRON &&
                         r->folded[t].len > 0 && !r->dateline[t];
        if (!may_begin || !longest(r, t, &mark)) {
            t++;
            continue;
        }
        bool verb = mark.first == mark.last && (tok->upos == DRG_UPOS_VERB || tok->upos == DRG_UPOS_AUX) &&
                    !(mark.fact->flags & DRG_FACT_NAME);
        if (verb) { /* "to police", "to man": no role */
            t++;
            continue;
        }
        if (!DRG_ARENA_GROW(r->arena, r->mark, r->n_marks, cap))
            return DRG_ENOMEM;
        for (uint32_t i = mark.first; i <= mark.last; i++)
            r->mark_at[i] = (uint32_t)r->n_marks;
        r->mark[r->n_marks++] = mark;
        t = mark.last + 1;
    }
    settle_doubts(r);
    drop_marks(r, is_division, true);
    return DRG_OK;
}
