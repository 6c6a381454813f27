/* src/code/places.c - toponyms: which words name ground, and which of the places of that name is meant.
 * A candidate is weighed by its population, by the countries that the document names, by a province or country told
 * beside it ("Palmyra, Syria"; "in the Sumy region … Oleksiivka"), and by the word that follows ("Sumy region"). */
#include <math.h>
#include <string.h>

#include "code/reading.h"

enum { MAX_PHRASE_WORDS = 7, MAX_PHRASE_BYTES = 128, MAX_COUNTRIES = 64 };

/** How often the document names each country. */
typedef struct drg_country_counts {
    drg_str code[MAX_COUNTRIES];
    uint32_t count[MAX_COUNTRIES];
    size_t n;
    uint32_t most;
} drg_country_counts;

static void count_country(drg_country_counts *c, drg_str code)
{
    if (code.len != 3)
        return;
    size_t i = 0;
    while (i < c->n && !drg_str_eq(c->code[i], code))
        i++;
    if (i == MAX_COUNTRIES)
        return;
    if (i == c->n)
        c->code[c->n++] = code;
    c->count[i]++;
    if (c->count[i] > c->most)
        c->most = c->count[i];
}

static uint32_t times_named(const drg_country_counts *c, drg_str code)
{
    for (size_t i = 0; i < c->n; i++)
        if (drg_str_eq(c->code[i], code))
            return c->count[i];
    return 0;
}

static drg_str short_text(const char code[4])
{
    size_t len = 0;
    while (len < 4 && code[len] != 0)
        len++;
    return (drg_str){code, len};
}

static bool word_is(const drg_reading *r, uint32_t t, const char *const *list)
{
    if (t >= r->n)
        return false;
    for (; *list != NULL; list++)
        if (drg_str_is(r->folded[t], *list))
            return true;
    return false;
}

static const char *const division_words[] = {"region",     "province",   "oblast", "governorate", "state",
                                             "prefecture", "department", "raion",  "county",      "krai",
                                             "republic",   "territory",  NULL};
static const char *const district_words[] = {"district",      "raion",  "county",  "subdistrict", "neighborhood",
                                             "neighbourhood", "suburb", "quarter", NULL};
static const char *const city_words[] = {"city", "town", "village", "settlement", "capital", "port", "hamlet", NULL};

/** One toponym being decided. */
typedef struct drg_found {
    uint32_t first, last;
    const drg_toponym *candidates;
    size_t n;
} drg_found;

static bool capital_letter(const drg_reading *r, uint32_t t)
{
    drg_str f = r->token[t].form;
    size_t pos = 0;
    return f.len > 0 && drg_char_is_upper(drg_utf8_next(f, &pos));
}

static bool longest(const drg_reading *r, uint32_t first, drg_found *found)
{
    char phrase[MAX_PHRASE_BYTES];
    size_t len = 0;
    bool any = false;
    uint32_t sentence = r->token[first].sentence;
    int words = 0;
    for (uint32_t t = first; t < r->n && r->token[t].sentence == sentence && words < MAX_PHRASE_WORDS; t++) {
        drg_str f = r->folded[t];
        if (f.len == 0 && t > first && r->token[t].upos == DRG_UPOS_PUNCT && r->token[t].form.len <= 3)
            continue;
        if (f.len == 0 || r->token[t].upos == DRG_UPOS_PUNCT || len + f.len + 1 >= sizeof phrase)
            break;
        if (len > 0)
            phrase[len++] = ' ';
        memcpy(phrase + len, f.ptr, f.len);
        len += f.len;
        words++;
        size_t n;
        bool more;
        const drg_toponym *p = drg_knowledge__toponyms(r->knowledge, (drg_str){phrase, len}, &n, &more);
        if (n > 0 && capital_letter(r, t)) {
            *found = (drg_found){first, t, p, n};
            any = true;
        }
        if (!more)
            break;
    }
    return any;
}

/** Names of persons and bodies are no ground, though they hold a place's name ("Bank of Georgia", "Jack London"). */
static bool is_other_name(const drg_reading *r, const drg_found *f)
{
    for (uint32_t t = f->first; t <= f->last; t++) {
        if (r->mark_at[t] == DRG_NONE)
            continue;
        const drg_mark *m = &r->mark[r->mark_at[t]];
        bool longer = m->last - m->first > f->last - f->first;
        uint8_t kind = m->fact->kind;
        bool ground = kind == DRG_FACT_COUNTRY || kind == DRG_FACT_CAPITAL;
        if (!ground && kind != DRG_FACT_ROLE && (longer || kind != DRG_FACT_DEMONYM))
            return true;
        if (kind == DRG_FACT_DEMONYM || (kind == DRG_FACT_ROLE && longer))
            return true;
    }
    const drg_named *e = drg_near__entity(r, f->first);
    bool whole = e != NULL && f->last < e->first + e->count;
    if (whole && (e->type == DRG_ENTITY_PERSON || e->type == DRG_ENTITY_ORG) && e->confidence > 0.5F)
        return e->type == DRG_ENTITY_PERSON || e->count > f->last - f->first + 1;
    for (uint32_t t = f->first; t <= f->last; t++) /* "Andrew Brunson" */
        DRG_EACH_CHILD(r, t, c)
            if (c > f->last && c == f->last + 1 && r->token[c].rel == DRG_REL_FLAT &&
                r->token[c].upos == DRG_UPOS_PROPN)
                return true;
    uint32_t head = r->token[f->first].head;
    bool in_person_name = r->token[f->first].rel == DRG_REL_FLAT && head != DRG_NONE &&
                          r->mention_at[head] != DRG_NONE && r->mention[r->mention_at[head]].person;
    return in_person_name;
}

/** A country or province told right after: ", Syria", "in Iraq", ", Sumy region". */
static bool told_beside(const drg_reading *r, const drg_found *f, drg_str country, drg_str province)
{
    uint32_t t = f->last + 1, sentence = r->token[f->last].sentence;
    for (int i = 0; i < 6 && t < r->n && r->token[t].sentence == sentence; i++, t++) {
        if (r->mark_at[t] != DRG_NONE) {
            const drg_fact *fact = r->mark[r->mark_at[t]].fact;
            if (fact->kind == DRG_FACT_COUNTRY)
                return drg_str_eq(short_text(fact->country), country);
        }
        if (province.len > 0 && r->folded[t].len > 3 && drg_str_starts(province, r->token[t].form))
            return true;
        drg_upos upos = (drg_upos)r->token[t].upos;
        if (upos == DRG_UPOS_VERB || upos == DRG_UPOS_AUX)
            break;
    }
    return false;
}

/** Whether the sentence names the province elsewhere. */
static bool sentence_names(const drg_reading *r, const drg_found *f, drg_str province)
{
    if (province.len == 0)
        return false;
    const drg_sentence *s = &r->doc->sentences[r->token[f->first].sentence];
    for (uint32_t t = s->first; t < s->first + s->count; t++)
        if ((t < f->first || t > f->last) && r->token[t].form.len >= 3 && capital_letter(r, t) &&
            drg_str_starts(province, r->token[t].form))
            return true;
    return false;
}

static double weigh(const drg_reading *r, const drg_found *f, const drg_toponym *p, const drg_country_counts *counts)
{
    drg_str country = short_text(p->country);
    drg_str province = drg_knowledge__text(r->knowledge, p->province, p->province_len);
    double w = log10((double)p->population + 10);
    if (counts->most > 0)
        w += 4.0 * times_named(counts, country) / counts->most;
    if (told_beside(r, f, country, province))
        w += 6;
    if (sentence_names(r, f, province))
        w += 4;
    if (p->is_capital)
        w += 2;
    bool before_division = word_is(r, f->last + 1, division_words);
    bool before_district = word_is(r, f->last + 1, district_words);
    switch (p->resolution) {
    case DRG_PLACE_COUNTRY:
        w += before_division ? 0 : 6;
        break;
    case DRG_PLACE_PROVINCE:
        w += before_division ? 8 : 0.5;
        break;
    case DRG_PLACE_DISTRICT:
        w += before_district ? 6 : 0;
        break;
    case DRG_PLACE_REGION:
    case DRG_PLACE_FEATURE:
    case DRG_PLACE_SITE:
        w += 4;
        break;
    default:
        w += before_division || before_district ? 0 : 1;
        if (f->first >= 2 && word_is(r, f->first - 1, city_words))
            w += 3;
        break;
    }
    return w;
}

static uint32_t head_of(const drg_reading *r, uint32_t first, uint32_t last)
{
    for (uint32_t t = first; t <= last; t++) {
        uint32_t head = r->token[t].head;
        if (head == DRG_NONE || head < first || head > last)
            return t;
    }
    return last;
}

/** A place that acts: "Moscow said", "Kyiv's army". */
static bool acts(const drg_reading *r, uint32_t head)
{
    const drg_token *t = &r->token[head];
    switch (t->rel) {
    case DRG_REL_NSUBJ:
    case DRG_REL_NSUBJ_PASS:
    case DRG_REL_IOBJ:
    case DRG_REL_OBL_AGENT:
        return true;
    case DRG_REL_CONJ:
        return t->head != DRG_NONE && r->token[t->head].rel == DRG_REL_NSUBJ;
    default:
        return false;
    }
}

static void settle(const drg_reading *r, const drg_found *f, const drg_country_counts *counts, drg_place_hit *hit)
{
    const drg_toponym *best = &f->candidates[0];
    double best_weight = -1;
    for (size_t i = 0; i < f->n && i < 400; i++) {
        double w = weigh(r, f, &f->candidates[i], counts);
        if (w > best_weight) {
            best_weight = w;
            best = &f->candidates[i];
        }
    }
    uint32_t head = head_of(r, f->first, f->last);
    *hit = (drg_place_hit){.first = f->first, .last = f->last, .head = head, .population = best->population};
    hit->place = (drg_place){
        .span = drg_reading__span(r, f->first, f->last),
        .name = drg_knowledge__text(r->knowledge, best->name, best->name_len),
        .country = short_text(best->country),
        .province = drg_knowledge__text(r->knowledge, best->province, best->province_len),
        .has_point = true,
        .lat = best->lat,
        .lon = best->lon,
        .geonameid = best->geonameid,
        .resolution = (drg_place_resolution)best->resolution,
        .is_actor = acts(r, head),
    };
    if (best->resolution == DRG_PLACE_PROVINCE && hit->place.province.len == 0)
        hit->place.province = hit->place.name;
}

/** Words that name a direction, a time or a title far oftener than the hamlets of that name. */
static bool is_common(const drg_reading *r, const drg_found *f)
{
    static const char *const words[] = {
        "west",      "east",      "north",        "south",      "central",  "northern", "southern", "eastern",
        "western",   "monday",    "tuesday",      "wednesday",  "thursday", "friday",   "saturday", "sunday",
        "january",   "february",  "march",        "april",      "may",      "june",     "july",     "august",
        "september", "october",   "november",     "december",   "police",   "army",     "union",    "man",
        "war",       "president", "minister",     "union city", "god",      "mr",       "mrs",      "us",
        "of",        "the",       "most",         "imam",       "sheikh",   "general",  "liberty",  "hope",
        "freedom",   "victory",   "independence", "commerce",   "justice",  "media",    "mobile",   "reading",
        "nice",      "bath",      "split",        "ham",        "asia",     "news",     "data",     "best",
        "along",     "same",      "bar",          "van",        "along",    "date",     "male",     "are",
        "a",         NULL};
    return f->first == f->last && word_is(r, f->first, words);
}

/** A word that begins a sentence or stands in a heading has its capital from there: such a one must be a name by its
 * tag, or be known as a country, capital or division. */
static bool is_name(const drg_reading *r, const drg_found *f)
{
    for (uint32_t t = f->first; t <= f->last; t++)
        if (r->token[t].upos == DRG_UPOS_PROPN)
            return true;
    return f->candidates[0].resolution == DRG_PLACE_COUNTRY || f->candidates[0].is_capital || f->last > f->first;
}

drg_status drg_places__find(drg_reading *r)
{
    drg_country_counts counts = {0};
    for (size_t i = 0; i < r->n_mentions; i++)
        count_country(&counts, r->mention[i].entity.country);
    for (size_t i = 0; i < r->n_marks; i++)
        if (r->mark[i].fact->kind <= DRG_FACT_CAPITAL)
            count_country(&counts, short_text(r->mark[i].fact->country));
    size_t cap = 0;
    for (uint32_t t = 0; t < r->n;) {
        drg_found f = {0};
        if (r->dateline[t] || !capital_letter(r, t) || !longest(r, t, &f)) {
            t++;
            continue;
        }
        t = f.last + 1;
        if (is_common(r, &f) || !is_name(r, &f) || is_other_name(r, &f))
            continue;
        if (!DRG_ARENA_GROW(r->arena, r->place, r->n_places, cap))
            return DRG_ENOMEM;
        settle(r, &f, &counts, &r->place[r->n_places++]);
    }
    return DRG_OK;
}
