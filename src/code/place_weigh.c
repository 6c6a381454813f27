/* src/code/place_weigh.c - which of the places of one name is meant. A candidate has a weight of its own: population, what
 * it is, the word that follows, the province or country told beside it. To that comes the company that it keeps: places
 * that the document names lie together more often than not, so that every other name lends the candidates near its own,
 * or inside of them, some of its weight; twice, for what the first round settles helps the second. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "code/places.h"

/** No more names keep one another company; weights of the evidence. */
enum { MAX_COMPANY = 48, MAX_COUNTRIES = 64 };
/** Who tells of so many countries means the great capitals by their names, and no namesake at home. */
enum { ABROAD = 2 };
#define COMPANY 8.0F
#define BESIDE 14.0F

/** How often the document names each country by its people, leaders and bodies: names that are places too do not count,
 * for they are what is asked. */
typedef struct country_counts {
    drg_str code[MAX_COUNTRIES];
    float count[MAX_COUNTRIES];
    size_t n;
    float most;
} country_counts;

static drg_str fact_country(const drg_fact *fact)
{
    size_t len = 0;
    while (len < sizeof fact->country && fact->country[len] != 0)
        len++;
    return (drg_str){fact->country, len};
}

static void count_country(country_counts *c, drg_str code, float weight)
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
    c->count[i] += weight;
    if (c->count[i] > c->most)
        c->most = c->count[i];
}

static float share_of(const country_counts *c, drg_str code)
{
    for (size_t i = 0; i < c->n; i++)
        if (drg_str_eq(c->code[i], code))
            return c->count[i] / c->most;
    return 0;
}

/** Words of one country's own affairs. */
static void count_local_words(const drg_reading *r, country_counts *c)
{
    static const struct {
        const char *word, *country;
    } local[] = {{"sheriff", "USA"},      {"interstate", "USA"}, {"congressman", "USA"}, {"rcmp", "CAN"},
                 {"mpp", "CAN"},          {"lakh", "IND"},       {"crore", "IND"},       {"naira", "NGA"},
                 {"rouble", "RUS"},       {"ruble", "RUS"},      {"shekel", "ISR"},      {"hryvnia", "UKR"},
                 {"garda", "IRL"},        {"taoiseach", "IRL"},  {"barangay", "PHL"},    {"rupiah", "IDN"},
                 {"gubernatorial", "USA"}};
    for (uint32_t t = 1; t < r->n; t++) {
        drg_str f = r->folded[t];
        if (drg_str_is(f, "county") && drg_spots__capital(r, t) && drg_spots__capital(r, t - 1))
            count_country(c, DRG_LIT("USA"), 0.5F);
        for (size_t i = 0; f.len >= 3 && i < sizeof local / sizeof local[0]; i++)
            if (f.ptr[0] == local[i].word[0] && drg_str_is(f, local[i].word))
                count_country(c, drg_str_of(local[i].country), 0.5F);
    }
}

static void count_countries(const drg_spots *s, country_counts *c)
{
    const drg_reading *r = s->r;
    count_local_words(r, c);
    for (size_t i = 0; i < r->n_marks; i++) {
        const drg_mark *m = &r->mark[i];
        size_t n;
        bool more, place = false;
        if (m->first == m->last && m->fact->kind == DRG_FACT_COUNTRY) {
            const drg_toponym *p = drg_knowledge__toponyms(r->knowledge, r->folded[m->first], &n, &more);
            for (size_t k = 0; k < n; k++)
                place = place ||
                        (p[k].population > 100000 && !drg_str_eq(drg_toponym_country(&p[k]), fact_country(m->fact)));
        }
        if (!place && m->fact->kind != DRG_FACT_CAPITAL)
            count_country(c, fact_country(m->fact), 1);
    }
    if (r->doc->meta.publisher.len == 0)
        return;
    size_t n;
    bool more;
    drg_str folded = drg_str_fold(r->arena, r->doc->meta.publisher);
    const drg_fact *facts = folded.ptr == NULL ? NULL : drg_knowledge__facts(r->knowledge, folded, &n, &more);
    if (facts != NULL && facts->kind == DRG_FACT_MEDIA)
        count_country(c, fact_country(facts), 1);
}

/* ------------------------------------------------------------------ by itself */

static drg_str province_of(const drg_spots *s, const drg_toponym *p)
{
    return drg_knowledge__text(s->r->knowledge, p->province, p->province_len);
}

static drg_str name_of(const drg_spots *s, const drg_toponym *p)
{
    return drg_knowledge__text(s->r->knowledge, p->name, p->name_len);
}

/** Whether b lies in a, by their divisions. */
static bool holds(const drg_spots *s, const drg_toponym *a, const drg_toponym *b)
{
    if (a == b || !drg_str_eq(drg_toponym_country(a), drg_toponym_country(b)))
        return false;
    if (a->resolution == DRG_PLACE_COUNTRY)
        return b->resolution != DRG_PLACE_COUNTRY;
    return a->resolution == DRG_PLACE_PROVINCE && b->resolution != DRG_PLACE_PROVINCE &&
           drg_str_eq(name_of(s, a), province_of(s, b));
}

static float by_itself(const drg_toponym *p, const country_counts *counts)
{
    float w = log10f((float)p->population + 10);
    if (counts->most > 0)
        w += (counts->most < 3 ? 2.0F : 4.0F) * share_of(counts, drg_toponym_country(p));
    switch (p->resolution) {
    case DRG_PLACE_COUNTRY:
        return w + 5;
    case DRG_PLACE_PROVINCE:
        return w + 0.5F;
    case DRG_PLACE_REGION:
    case DRG_PLACE_FEATURE: /* few, and chosen because the news name them */
        return w + 8;
    case DRG_PLACE_SITE:
        return w + 5;
    case DRG_PLACE_DISTRICT:
        return w;
    default:
        return w + 1 + (p->is_capital ? (counts->n >= ABROAD && p->population > 500000 ? 4.0F : 2.0F) : 0);
    }
}

/** Whether what follows says that the spot's people or bodies are meant, as only of towns and divisions it is said so: of
 * a state one says "Georgian police", "a Jordanian man". */
static bool is_local(const drg_reading *r, const drg_spot *spot)
{
    static const char *const local[] = {
        "man",    "woman",  "men",     "women",    "couple",    "teen",         "teenager",   "native", "boy",
        "girl",   "driver", "mayor",   "resident", "residents", "high",         "elementary", "city",   "police",
        "county", "school", "library", "sheriff",  "area",      "motorcyclist", "schools",    NULL};
    uint32_t t = spot->last + 1;
    if (t >= r->n || r->token[t].sentence != r->token[spot->last].sentence)
        return false;
    for (const char *const *word = local; *word != NULL; word++)
        if (drg_str_is(r->folded[t], *word))
            return true;
    return false;
}

/** What the word behind or before a spot says of what it is: "Sumy region", "Odessa district", "the city of Luhansk". */
static float by_its_word(const drg_spots *s, const drg_spot *spot, const drg_toponym *p)
{
    const drg_reading *r = s->r;
    uint32_t t = spot->last + 1, b = spot->first;
    bool inside = t < r->n && r->token[t].sentence == r->token[spot->last].sentence;
    drg_place_word class = inside ? drg_spots__class(r, t) : DRG_PW_NONE;
    bool division = class == DRG_PW_DIVISION || class == DRG_PW_POLITY || spot->listed;
    bool district = inside && (drg_str_starts(r->folded[t], DRG_LIT("district")) ||
                               drg_str_is(r->folded[t], "county") || drg_str_is(r->folded[t], "raion"));
    bool town = inside && drg_str_is(r->folded[t], "city") && !drg_spots__capital(r, t);
    bool of = b >= 2 && drg_str_is(r->folded[b - 1], "of");
    drg_place_word before = b >= 1 ? drg_spots__class(r, b - (of ? 2 : 1)) : DRG_PW_NONE;
    bool city = town || before == DRG_PW_CITY;
    division = division || (of && (before == DRG_PW_DIVISION || before == DRG_PW_POLITY));
    switch (p->resolution) {
    case DRG_PLACE_PROVINCE:
        return division && !district ? 8.0F : 0;
    case DRG_PLACE_DISTRICT:
        return district ? 7.0F : 0;
    case DRG_PLACE_COUNTRY:
        return r->division[spot->first] ? -20.0F : division ? -6.0F : is_local(r, spot) ? -7.0F : 0;
    case DRG_PLACE_CITY:
        return (division ? -1.0F : 0) + (city ? 3.0F : 0);
    case DRG_PLACE_REGION:
    case DRG_PLACE_FEATURE:
        return division && !district ? -3.0F : 0;
    default:
        return 0;
    }
}

/** Whether a name in the same sentence is that of a division which holds it: "In the Sumy region, troops took
 * Oleksiivka". */
static float by_sentence(const drg_spots *s, const drg_spot *spot, const drg_toponym *p)
{
    size_t me = (size_t)(spot - s->spot), from = me > 6 ? me - 6 : 0;
    if (spot < s->spot || me >= s->n)
        return 0;
    for (size_t i = from; i < s->n && i <= me + 6; i++) {
        const drg_spot *other = &s->spot[i];
        if (i == me || other->name == DRG_NONE ||
            s->r->token[other->first].sentence != s->r->token[spot->first].sentence)
            continue;
        const drg_spot_name *name = &s->name[other->name];
        for (size_t k = 0; k < name->n; k++)
            if (name->candidate[k].share > 0.05F && name->candidate[k].place->resolution == DRG_PLACE_PROVINCE &&
                holds(s, name->candidate[k].place, p))
                return 3;
    }
    return 0;
}

/** How well a candidate fits what is told beside the spot. */
static float by_neighbour(const drg_spots *s, const drg_spot *spot, const drg_toponym *p)
{
    if (spot->qualifier == DRG_NONE)
        return 0;
    const drg_spot *q = &s->spot[spot->qualifier];
    if (q->name == DRG_NONE)
        return 0;
    const drg_spot_name *name = &s->name[q->name];
    for (size_t i = 0; i < name->n; i++)
        if (holds(s, name->candidate[i].place, p))
            return BESIDE;
    return 0;
}

/** The other way round: a state told behind a place is one that has such a place ("Athens, Georgia"). */
static float by_the_told(const drg_spots *s, size_t number, const drg_toponym *p)
{
    for (size_t i = number >= 1 ? number - 1 : 0; i <= number + 1 && i < s->n; i++) {
        const drg_spot *told = &s->spot[i];
        if (told->qualifier != number || told->name == DRG_NONE)
            continue;
        const drg_spot_name *name = &s->name[told->name];
        for (size_t k = 0; k < name->n; k++)
            if (holds(s, p, name->candidate[k].place))
                return 5 + 0.3F * log10f((float)name->candidate[k].place->population + 10);
    }
    return 0;
}

/** A town and its province bear one name more often than not: without a word for it ("region") the town is meant. */
static float by_its_town(const drg_spots *s, const drg_spot_name *name, const drg_toponym *p)
{
    for (size_t i = 0; p->resolution == DRG_PLACE_PROVINCE && i < name->n; i++) {
        const drg_toponym *town = name->candidate[i].place;
        if (town->resolution == DRG_PLACE_CITY && town->population >= 50000 && holds(s, p, town))
            return -2;
    }
    return 0;
}

static void set_vector(drg_candidate *c)
{
    const float degree = 0.017453292F;
    float lat = c->place->lat * degree, lon = c->place->lon * degree;
    c->x = cosf(lat) * cosf(lon);
    c->y = cosf(lat) * sinf(lon);
    c->z = sinf(lat);
}

/* ------------------------------------------------------------------ in company */

static void set_shares(drg_spot_name *name)
{
    float most = -1e9F, sum = 0;
    for (size_t i = 0; i < name->n; i++)
        most = name->candidate[i].weight > most ? name->candidate[i].weight : most;
    for (size_t i = 0; i < name->n; i++)
        sum += name->candidate[i].share = expf(name->candidate[i].weight - most);
    for (size_t i = 0; i < name->n; i++)
        name->candidate[i].share /= sum;
}

/** What it says for a that b is told of, too. */
static float nearness(const drg_spots *s, const drg_candidate *a, const drg_candidate *b)
{
    const drg_toponym *p = a->place, *q = b->place;
    bool same_country = p->country[0] != 0 && memcmp(p->country, q->country, sizeof p->country) == 0;
    if (same_country && (holds(s, p, q) || holds(s, q, p))) {
        bool state = p->resolution == DRG_PLACE_COUNTRY || q->resolution == DRG_PLACE_COUNTRY;
        return state ? 0.5F : 1.4F;
    }
    float cosine = a->x * b->x + a->y * b->y + a->z * b->z;
    float angle = cosine >= 1 ? 0 : sqrtf(2 - 2 * cosine); /* the chord, as long as the arc where it matters */
    float near = 1.6F * expf(-angle * (6371.0F / 70.0F)) + 0.4F * expf(-angle * (6371.0F / 500.0F));
    bool same_province =
        same_country && p->province_len > 0 && p->province == q->province && p->province_len == q->province_len;
    return near + (same_province ? 0.6F : 0) + (same_country ? 0.15F : 0);
}

/** Add to the weights of one name what the others lend it. */
static void keep_company(const drg_spots *s, size_t me, const float *own, drg_spot_name *name)
{
    for (size_t c = 0; c < name->n; c++) {
        drg_candidate *candidate = &name->candidate[c];
        float sum = 0;
        for (size_t other = 0; other < s->n_names && other < MAX_COMPANY; other++) {
            const drg_spot_name *o = &s->name[other];
            float best = 0;
            if (other == me || (o->n_spots == 0 && !o->outside))
                continue;
            for (size_t k = 0; k < o->n; k++) {
                float share = o->candidate[k].share;
                if (share < 0.02F || o->candidate[k].place == candidate->place)
                    continue;
                float lent = share * nearness(s, candidate, &o->candidate[k]);
                best = lent > best ? lent : best;
            }
            sum += best;
        }
        candidate->weight = own[c] + COMPANY * sum / (sum + 2);
    }
}

/** Names in what is known of the publisher: a document of the Paris News is of that Paris. */
static void add_publisher(drg_spots *s)
{
    drg_str text = drg_str_fold(s->r->arena, s->r->doc->meta.publisher);
    for (size_t at = 0; text.ptr != NULL && at < text.len && at < 100;) {
        size_t end = at;
        while (end < text.len && text.ptr[end] != ' ')
            end++;
        drg_str word = drg_str_sub(text, at, end);
        uint32_t n = word.len >= 4 && drg_place_words__class(s->r->coder, word) == DRG_PW_NONE
                         ? drg_spots__name(s, word)
                         : DRG_NONE;
        if (n != DRG_NONE)
            s->name[n].outside = true;
        at = end + 1;
    }
}

drg_status drg_spots__weigh(drg_spots *s)
{
    country_counts counts = {0};
    add_publisher(s);
    count_countries(s, &counts);
    for (size_t i = 0; i < s->n_names; i++)
        for (size_t c = 0; c < s->name[i].n; c++) {
            set_vector(&s->name[i].candidate[c]);
            drg_candidate *candidate = &s->name[i].candidate[c];
            candidate->weight = by_itself(candidate->place, &counts) + by_its_town(s, &s->name[i], candidate->place);
        }
    for (size_t i = 0; i < s->n; i++) { /* what one spot says holds for all of its name, if less surely */
        const drg_spot *spot = &s->spot[i];
        for (size_t c = 0; spot->name != DRG_NONE && c < s->name[spot->name].n; c++) {
            drg_candidate *candidate = &s->name[spot->name].candidate[c];
            float told = by_neighbour(s, spot, candidate->place) + by_the_told(s, i, candidate->place);
            if (candidate->place->resolution == DRG_PLACE_COUNTRY && is_local(s->r, spot))
                candidate->weight -= 1.5F;
            if (told > 0 && candidate->share < told) {
                candidate->weight += (told - candidate->share) * 0.6F;
                candidate->share = told; /* no more than once */
            }
        }
    }
    float *own = drg_arena_array(s->r->arena, DRG_SPOT_CANDIDATES * (s->n_names + 1), sizeof *own);
    if (own == NULL || s->failed)
        return DRG_ENOMEM;
    for (size_t i = 0; i < s->n_names; i++) {
        for (size_t c = 0; c < s->name[i].n; c++)
            own[i * DRG_SPOT_CANDIDATES + c] = s->name[i].candidate[c].weight;
        set_shares(&s->name[i]);
    }
    for (int round = 0; round < 3; round++) {
        for (size_t i = 0; i < s->n_names; i++)
            keep_company(s, i, &own[i * DRG_SPOT_CANDIDATES], &s->name[i]);
        for (size_t i = 0; i < s->n_names; i++)
            set_shares(&s->name[i]);
    }
    return DRG_OK;
}

const drg_toponym *drg_spots__best(const drg_spots *s, const drg_spot *spot,
                                   const drg_toponym *others[DRG_SPOT_ALTERNATIVES], size_t *n)
{
    const drg_toponym *kept[DRG_SPOT_ALTERNATIVES + 1];
    float weight[DRG_SPOT_ALTERNATIVES + 1];
    size_t n_kept = 0;
    *n = 0;
    if (spot->name == DRG_NONE)
        return NULL;
    const drg_spot_name *name = &s->name[spot->name];
    for (size_t c = 0; c < name->n; c++) {
        const drg_toponym *p = name->candidate[c].place;
        float w =
            name->candidate[c].weight + by_its_word(s, spot, p) + by_neighbour(s, spot, p) + by_sentence(s, spot, p);
        size_t at = n_kept;
        while (at > 0 && weight[at - 1] < w)
            at--;
        if (at > DRG_SPOT_ALTERNATIVES)
            continue;
        if (n_kept <= DRG_SPOT_ALTERNATIVES)
            n_kept++;
        for (size_t k = n_kept - 1; k > at; k--) {
            kept[k] = kept[k - 1];
            weight[k] = weight[k - 1];
        }
        kept[at] = p;
        weight[at] = w;
    }
    if (n_kept == 0)
        return NULL;
    *n = n_kept - 1;
    for (size_t k = 1; k < n_kept; k++)
        others[k - 1] = kept[k];
    return kept[0];
}
