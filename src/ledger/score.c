#include "ledger/score.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* ---- the weights ----
 * Log-odds in thousandths. They are set by hand, by what each finding would be worth between two reports of one war on the
 * same days; docs/LEDGER.md tells them. bench/ledger measures what they give. */
enum {
    /* Two reports of one type, days and country tell one happening once in 45; the rarer the type, the more often. */
    PRIOR = -3800,
    PRIOR_SPOKEN = -3300,
    PRIOR_RARE = -2600,   /* COERCE, PROTEST, MOBILIZE, AID, COOPERATE */
    PRIOR_RAREST = -1900, /* RETREAT, SANCTION, CONSULT */

    TYPE_OTHER = -1500, /* types that tell the same are still two types */
    MODE_SAME = 700,
    MODE_NEAR = -100,
    MODE_ONE = 100, /* one of the two has none */
    MODE_NONE = 200,
    MODE_OTHER = -1800,
    STATUS_DENIAL = -300, /* one tells what the other says did not happen */
    STATUS_BEFORE = -400, /* actual and historical */
    STATUS_PLAN = -2500,  /* what will be and what was */
    STATUS_OTHER = -4000,

    DAY_SAME = 1700,
    DAY_NEXT = -900, /* a night belongs to both */
    DAY_TWO = -1800,
    DAY_FURTHER = -2400,
    SPAN_WEEK = 600, /* a day inside a week, a week and the same week */
    SPAN_MONTH = 200,
    SPAN_LONG = -300,
    SPAN_NEAR = -1000, /* a day beside it */
    SPAN_OFF = -3200,
    TOLD_SAME = 700, /* undated, but told in the days that the other gives, or in the same */
    TOLD_NEAR = -300,
    TOLD_OFF = -1800,
    HOUR_SAME = 800,
    HOUR_OTHER = -900,

    SPOT_SAME = 2900, /* one site, or the same city */
    SPOT_NEAR = 1500,
    TOWN_CLOSE = 900, /* two towns: one may be told as near the other */
    TOWN_BESIDE = -700,
    AREA_SAME = 1200,  /* one province or district, or a town and what is called after it */
    AREA_AROUND = 700, /* a city in its province */
    LAND_SAME = 200,
    PLACE_BESIDE = -1500, /* less than twice as far as both may be off */
    PLACE_OFF = -4500,
    PLACE_AROUND = -1500, /* but one was taken from what stands around the sentence */
    PLACE_NAMED = 1800,   /* and that sentence names the other */
    LAND_OTHER = -3600,
    PLACE_NAME = 1500, /* no point, but one name */

    WHO_NAME = 900,  /* one name */
    WHO_KIND = 700,  /* one country and sector */
    WHO_LAND = 400,  /* one country */
    WHO_NOUN = 1300, /* nobody's name, but one noun: two speak of a market */
    WHO_NOUNS = -500,
    WHO_TOLD = 800,    /* the noun stands in the other's sentence, where nothing else is told to be the target */
    WHO_SIDES = -500,  /* one noun, two countries: whose a market is is often a guess */
    WHO_ROLE = 100,    /* one sector, a country not said */
    WHO_PERSON = -900, /* one country and sector, two names that are not of the country */
    WHO_OTHER = -2800,
    WHO_NONE = -100, /* one of them unknown */
    ALL_SAME = 1700, /* who meets whom: all countries the same */
    ALL_PART = 300,
    ALL_OTHER = -3500,

    COUNT_SAME = 900, /* and more, the rarer the number: see count_weight() */
    COUNT_RARE = 900,
    COUNT_NEAR = 1000, /* of 10 or more within a third */
    COUNT_LITTLE = 500,
    COUNT_OPEN = 300,
    COUNT_OFF = -300, /* "at least 12" and 30: they may both speak of it */
    COUNT_FAR = -1300,
    COUNTS_MOST = 2600,
    COUNTS_LEAST = -2000,

    TOPIC_TYPE = 600,
    TOPIC_OTHER = -1300,
    TOPIC_WORDS = 1800, /* half of them or more */
    TOPIC_WORD = 700,
    TOPIC_NONE = -1800, /* none, of acts of speech */
    TOPIC_FEW = -900,   /* none, but one has only one; or of talks */

    NAMES_EACH = 600,
    NAMES_MOST = 1800,
    WORDS_HALF = 900,
    WORDS_SOME = 400,
    WORDS_NONE = -400,
    TRIGGER_SAME = 200,
    SENTENCE_SAME = 4000,

    DOCUMENT_SAME = -3000 /* who tells of two happenings in one text means two */
};

/* Events that are acts of speech: what they are about tells them apart. */
static bool is_spoken(uint8_t event)
{
    static const bool spoken[DRG_FACT_ASSAULT + 1] = {
        [DRG_FACT_AGREE] = true,  [DRG_FACT_SUPPORT] = true, [DRG_FACT_CONCEDE] = true, [DRG_FACT_REQUEST] = true,
        [DRG_FACT_ACCUSE] = true, [DRG_FACT_REJECT] = true,  [DRG_FACT_THREATEN] = true};
    return event <= DRG_FACT_ASSAULT && spoken[event];
}

/* Events whose parties do the same to each other, so that it says nothing whom a text makes the actor. */
static bool is_mutual(uint8_t event)
{
    return event == DRG_FACT_CONSULT || event == DRG_FACT_AGREE || event == DRG_FACT_COOPERATE ||
           event == DRG_FACT_RETREAT;
}

static int prior_of(uint8_t event)
{
    switch (event) {
    case DRG_FACT_RETREAT:
    case DRG_FACT_SANCTION:
    case DRG_FACT_CONSULT:
        return PRIOR_RAREST;
    case DRG_FACT_COERCE:
    case DRG_FACT_PROTEST:
    case DRG_FACT_MOBILIZE:
    case DRG_FACT_AID:
    case DRG_FACT_COOPERATE:
        return PRIOR_RARE;
    default:
        return is_spoken(event) ? PRIOR_SPOKEN : PRIOR;
    }
}

/* ---- type and mode ---- */

/* Types that reports of one happening may differ in. */
static const uint8_t types_that_go[][2] = {{DRG_FACT_AGREE, DRG_FACT_CONCEDE},
                                           {DRG_FACT_AGREE, DRG_FACT_SUPPORT},
                                           {DRG_FACT_AID, DRG_FACT_COOPERATE},
                                           {DRG_FACT_REQUEST, DRG_FACT_THREATEN},
                                           {DRG_FACT_COERCE, DRG_FACT_SANCTION}};

/* Modes that reports of one happening may differ in, by the four letters that facts keep. */
static const char modes_that_go[][2][5] = {
    {"aeri", "dron"}, {"aeri", "heav"}, {"dron", "heav"}, {"dron", "expl"}, {"aeri", "expl"}, {"expl", "heav"},
    {"expl", "suic"}, {"expl", "targ"}, {"fire", "targ"}, {"fire", "heav"}, {"dron", "targ"}, {"aeri", "targ"},
    {"heav", "targ"}, {"dest", "expl"}, {"dest", "aeri"}, {"dest", "dron"}, {"dest", "heav"}, {"beat", "crow"},
    {"beat", "tort"}, {"rele", "retu"}, {"with", "disa"}, {"with", "ceas"}, {"visi", "thir"}, {"visi", "mult"},
    {"thir", "mult"}, {"demo", "riot"}, {"demo", "obst"}, {"demo", "vand"}, {"riot", "vand"}, {"troo", "weap"},
    {"troo", "mili"}, {"arre", "rest"}, {"rest", "cens"}, {"seiz", "with"}, {"disa", "alle"}, {"alle", "inve"},
    {"yiel", "chan"}, {"assi", "chan"}, {"disc", "with"}, {"depo", "expe"}, {"curf", "mart"}, {"rest", "curf"}};

bool drg_score_types_go(drg_fact_event a, drg_fact_event b)
{
    if (a == b)
        return true;
    for (size_t i = 0; i < sizeof types_that_go / sizeof *types_that_go; i++)
        if ((types_that_go[i][0] == a && types_that_go[i][1] == b) ||
            (types_that_go[i][0] == b && types_that_go[i][1] == a))
            return true;
    return false;
}

static bool modes_go(uint32_t a, uint32_t b)
{
    for (size_t i = 0; i < sizeof modes_that_go / sizeof *modes_that_go; i++) {
        uint32_t x = drg_facts_code(modes_that_go[i][0], 4), y = drg_facts_code(modes_that_go[i][1], 4);
        if ((x == a && y == b) || (x == b && y == a))
            return true;
    }
    return false;
}

static int score_mode(const drg_facts *a, const drg_facts *b)
{
    if (a->n_modes == 0 || b->n_modes == 0)
        return a->n_modes == b->n_modes ? MODE_NONE : MODE_ONE;
    int best = MODE_OTHER;
    for (size_t i = 0; i < a->n_modes; i++)
        for (size_t k = 0; k < b->n_modes; k++) {
            if (a->modes[i] == b->modes[k])
                return MODE_SAME;
            if (best == MODE_OTHER && modes_go(a->modes[i], b->modes[k]))
                best = MODE_NEAR;
        }
    return best;
}

static int score_status(const drg_facts *a, const drg_facts *b)
{
    uint8_t x = a->status < b->status ? a->status : b->status, y = a->status < b->status ? b->status : a->status;
    if (x == y)
        return a->denied != b->denied ? STATUS_DENIAL : 0;
    if (x == DRG_FACT_ACTUAL && y == DRG_FACT_NEGATED)
        return a->denied || b->denied ? 0 : STATUS_DENIAL;
    if (x == DRG_FACT_ACTUAL && y == DRG_FACT_HISTORICAL)
        return STATUS_BEFORE;
    if (x == DRG_FACT_ACTUAL && y == DRG_FACT_FUTURE)
        return STATUS_PLAN;
    return STATUS_OTHER;
}

/* ---- time ---- */

/* Days between two intervals; 0: they overlap. */
static int gap_of(const drg_facts *a, const drg_facts *b)
{
    if (a->first > b->last)
        return a->first - b->last;
    return b->first > a->last ? b->first - a->last : 0;
}

static int score_hour(const drg_facts *a, const drg_facts *b)
{
    if (a->minute < 0 || b->minute < 0 || a->time != DRG_FACT_DAY || b->time != DRG_FACT_DAY)
        return 0;
    int apart = abs(a->minute - b->minute);
    return apart <= 30 ? HOUR_SAME : apart >= 180 ? HOUR_OTHER : 0;
}

static int score_time(const drg_facts *a, const drg_facts *b)
{
    if (a->time == DRG_FACT_TIMELESS || b->time == DRG_FACT_TIMELESS)
        return a->time == b->time ? 0 : SPAN_OFF;
    int gap = gap_of(a, b);
    if (a->time == DRG_FACT_PUBLISHED || b->time == DRG_FACT_PUBLISHED)
        return gap == 0 ? TOLD_SAME : gap <= 1 ? TOLD_NEAR : TOLD_OFF;
    if (a->time == DRG_FACT_DAY && b->time == DRG_FACT_DAY)
        return gap == 0 ? DAY_SAME + score_hour(a, b) : gap == 1 ? DAY_NEXT : gap == 2 ? DAY_TWO : DAY_FURTHER;
    if (gap > 0)
        return gap <= 1 ? SPAN_NEAR : SPAN_OFF;
    int long_a = a->last - a->first, long_b = b->last - b->first, longest = long_a > long_b ? long_a : long_b;
    if (longest <= 1)
        return DAY_SAME * 2 / 3; /* overnight */
    return longest <= 7 ? SPAN_WEEK : longest <= 31 ? SPAN_MONTH : SPAN_LONG;
}

/* ---- place ---- */

static double distance_km(const drg_facts *a, const drg_facts *b)
{
    const double rad = 3.14159265358979323846 / 180 / 10000;
    double y = (a->lat - b->lat) * rad, x = (a->lon - b->lon) * rad;
    double turn = 3.14159265358979323846 * 2;
    x -= turn * rint(x / turn);
    x *= cos((a->lat + b->lat) / 2.0 * rad);
    return 6371 * sqrt(x * x + y * y);
}

static int score_points(const drg_facts *a, const drg_facts *b)
{
    double km = distance_km(a, b);
    uint32_t wide = a->radius_km > b->radius_km ? a->radius_km : b->radius_km;
    uint32_t both = a->radius_km + b->radius_km;
    bool is_same = (a->geonameid != 0 && a->geonameid == b->geonameid) ||
                   (a->place != 0 && a->place == b->place && a->radius_km == b->radius_km && km <= both);
    if (wide >= 200)
        return km <= both ? LAND_SAME : PLACE_OFF;
    if (is_same || km < 1)
        return wide <= 10 ? SPOT_SAME : AREA_SAME;
    if (a->radius_km == 10 && b->radius_km == 10 && km <= both)
        return km <= 6 ? TOWN_CLOSE : TOWN_BESIDE;
    if (km <= both)
        return wide <= 10 ? SPOT_NEAR : a->place == b->place ? AREA_SAME : AREA_AROUND;
    return km <= 2.0 * both ? PLACE_BESIDE : PLACE_OFF;
}

static bool names(const drg_facts *f, uint32_t word)
{
    for (size_t i = 0; i < f->n_names; i++)
        if (f->names[i] == word)
            return true;
    return false;
}

/* What is against one place, where one of the two is a guess. */
static int weaken(const drg_facts *a, const drg_facts *b, int score)
{
    if (score >= PLACE_AROUND || (a->place_told && b->place_told))
        return score;
    bool named = (!a->place_told && a->n_names > 0 && b->place_word != 0 && names(a, b->place_word)) ||
                 (!b->place_told && b->n_names > 0 && a->place_word != 0 && names(b, a->place_word));
    return named ? PLACE_NAMED : PLACE_AROUND;
}

static int score_place(const drg_facts *a, const drg_facts *b)
{
    if (a->radius_km > 0 && b->radius_km > 0)
        return weaken(a, b, score_points(a, b));
    if (a->place != 0 && a->place == b->place)
        return PLACE_NAME;
    if (a->country != 0 && b->country != 0 && a->country != b->country)
        return weaken(a, b, LAND_OTHER);
    /* One tells no place as such, but its sentence names the other's. */
    bool named = (a->place == 0 && b->place_word != 0 && names(a, b->place_word)) ||
                 (b->place == 0 && a->place_word != 0 && names(b, a->place_word));
    return named ? PLACE_NAMED : 0;
}

/* ---- parties ---- */

#define CODE(a, b, c) ((uint32_t)(a) | (uint32_t)(b) << 8 | (uint32_t)(c) << 16)

static bool is_unknown(const drg_fact_party *p)
{
    return p->country == 0 && p->name == 0 &&
           (p->sector == 0 || p->sector == CODE('U', 'A', 'F') || p->sector == CODE('U', 'N', 'K'));
}

/* Of a government, and of nobody within it in particular. */
static bool is_state(uint32_t sector)
{
    return sector == 0 || sector == CODE('G', 'O', 'V');
}

/* Speakers are persons and bodies, told apart by name; of what was attacked, the noun tells more than whose it is. */
typedef enum manner { AS_DOERS, AS_SPEAKERS, AS_TARGETS } manner;

static int score_party(const drg_fact_party *a, const drg_fact_party *b, manner how)
{
    if (is_unknown(a) || is_unknown(b))
        return WHO_NONE;
    if (a->name != 0 && a->name == b->name)
        return WHO_NAME;
    if (a->country != 0 && b->country != 0 && a->country != b->country)
        return how == AS_TARGETS && a->noun != 0 && a->noun == b->noun ? WHO_SIDES : WHO_OTHER;
    if (how == AS_TARGETS && a->noun != 0 && b->noun != 0)
        return a->noun == b->noun ? WHO_NOUN : WHO_NOUNS;
    if (a->country != 0 && b->country != 0) {
        if (a->sector == b->sector && a->sector != 0)
            return how == AS_SPEAKERS && a->name != 0 && b->name != 0 ? WHO_PERSON : WHO_KIND;
        return is_state(a->sector) || is_state(b->sector) ? WHO_LAND : how == AS_SPEAKERS ? WHO_PERSON : 0;
    }
    if (a->sector != 0 && a->sector == b->sector)
        return WHO_ROLE;
    return WHO_NONE;
}

static int score_side(const drg_fact_party *a, size_t n_a, const drg_fact_party *b, size_t n_b, manner how)
{
    if (n_a == 0 || n_b == 0)
        return n_a == n_b ? 0 : WHO_NONE;
    int best = WHO_OTHER;
    for (size_t i = 0; i < n_a; i++)
        for (size_t k = 0; k < n_b; k++) {
            int score = score_party(&a[i], &b[k], how);
            best = score > best ? score : best;
        }
    return best;
}

static bool has_noun(const drg_facts *f)
{
    for (size_t i = 0; i < f->n_recipients; i++)
        if (f->recipients[i].noun != 0 || f->recipients[i].name != 0)
            return true;
    return false;
}

static bool tells_target(const drg_facts *f, const drg_facts *of)
{
    for (size_t i = 0; i < of->n_recipients; i++)
        for (size_t k = 0; k < f->n_words; k++)
            if (of->recipients[i].noun != 0 && f->words[k] == of->recipients[i].noun)
                return true;
    return false;
}

static int score_targets(const drg_facts *a, const drg_facts *b)
{
    int score = score_side(a->recipients, a->n_recipients, b->recipients, b->n_recipients, AS_TARGETS);
    bool told = (!has_noun(a) && tells_target(a, b)) || (!has_noun(b) && tells_target(b, a));
    return told && score < WHO_TOLD && score > WHO_OTHER ? WHO_TOLD : score;
}

static size_t countries_of(const drg_facts *f, uint32_t out[2 * DRG_FACT_PARTIES])
{
    size_t n = 0;
    for (size_t i = 0; i < (size_t)f->n_actors + f->n_recipients; i++) {
        const drg_fact_party *p = i < f->n_actors ? &f->actors[i] : &f->recipients[i - f->n_actors];
        bool is_new = p->country != 0;
        for (size_t k = 0; k < n; k++)
            is_new = is_new && out[k] != p->country;
        if (is_new)
            out[n++] = p->country;
    }
    return n;
}

/* Both sides as one set of countries. */
static int score_all(const drg_facts *a, const drg_facts *b)
{
    uint32_t x[2 * DRG_FACT_PARTIES], y[2 * DRG_FACT_PARTIES];
    size_t n_x = countries_of(a, x), n_y = countries_of(b, y), shared = 0;
    if (n_x == 0 || n_y == 0)
        return WHO_NONE;
    for (size_t i = 0; i < n_x; i++)
        for (size_t k = 0; k < n_y; k++)
            shared += x[i] == y[k];
    if (shared == 0)
        return ALL_OTHER;
    return shared == n_x && shared == n_y && shared > 1 ? ALL_SAME : shared > 1 ? ALL_PART * 3 : ALL_PART;
}

static void score_parties(const drg_facts *a, const drg_facts *b, int why[DRG_N_WHY])
{
    if (is_mutual(a->event) && is_mutual(b->event)) {
        why[DRG_WHY_ACTOR] = score_all(a, b);
        return;
    }
    why[DRG_WHY_ACTOR] =
        score_side(a->actors, a->n_actors, b->actors, b->n_actors, is_spoken(a->event) ? AS_SPEAKERS : AS_DOERS);
    why[DRG_WHY_RECIPIENT] = score_targets(a, b);
    if (why[DRG_WHY_ACTOR] > WHO_OTHER || a->event != DRG_FACT_ASSAULT)
        return;
    /* In a fight each side may be told as the one that attacks. */
    int there = score_side(a->actors, a->n_actors, b->recipients, b->n_recipients, AS_DOERS);
    int back = score_side(a->recipients, a->n_recipients, b->actors, b->n_actors, AS_DOERS);
    if (there >= 0 && back >= 0)
        why[DRG_WHY_ACTOR] = (there + back) / 4;
}

/* ---- numbers ---- */

/* What a number is taken to be where it must be one; at least 12 is 12. */
static float middle(const drg_fact_number *n)
{
    if (n->low >= 0 && n->high >= 0)
        return (n->low + n->high) / 2;
    return n->low >= 0 ? n->low : n->high;
}

static int count_weight(float value)
{
    /* That two reports give 0, 2 or 10 says little; 37 much. */
    if (value < 3)
        return COUNT_SAME / 3;
    bool is_round = value >= 10 && fmodf(value, 10) == 0;
    return value >= 10 && !is_round  ? COUNT_SAME + COUNT_RARE
           : is_round && value < 100 ? COUNT_SAME * 2 / 3
                                     : COUNT_SAME;
}

static int score_number(const drg_fact_number *a, const drg_fact_number *b)
{
    float x = middle(a), y = middle(b);
    if (x < 0 || y < 0)
        return 0;
    if (x == y)
        return count_weight(x);
    bool overlap = (a->high < 0 || b->low < 0 || b->low <= a->high) && (b->high < 0 || a->low < 0 || a->low <= b->high);
    float low = x < y ? x : y, high = x < y ? y : x;
    if (high <= low * 1.35F || high - low <= 1)
        return low >= 10 ? COUNT_NEAR : low >= 3 ? COUNT_LITTLE : 0;
    if (overlap)
        return high <= low * 3 ? COUNT_OPEN : high <= low * 10 ? 0 : COUNT_OFF;
    return high <= low * 2.6F || high - low <= 3 ? COUNT_OFF : COUNT_FAR;
}

/* Of each thing that both count, how well the best pair of counts agrees. */
static int score_numbers(const drg_facts *a, const drg_facts *b)
{
    int sum = 0;
    for (size_t i = 0; i < a->n_numbers; i++) {
        bool is_told = false, found = false;
        for (size_t k = 0; k < i; k++)
            is_told |= a->numbers[k].what == a->numbers[i].what;
        int best = COUNT_FAR;
        for (size_t j = i; !is_told && j < a->n_numbers; j++)
            for (size_t k = 0; k < b->n_numbers; k++) {
                if (a->numbers[j].what != a->numbers[i].what || b->numbers[k].what != a->numbers[i].what)
                    continue;
                int score = score_number(&a->numbers[j], &b->numbers[k]);
                best = score > best ? score : best;
                found = true;
            }
        sum += found ? best : 0;
    }
    return sum > COUNTS_MOST ? COUNTS_MOST : sum < COUNTS_LEAST ? COUNTS_LEAST : sum;
}

/* ---- words ---- */

/* How many two ascending lists share. */
static size_t count_shared(const uint32_t *a, size_t n_a, const uint32_t *b, size_t n_b)
{
    size_t i = 0, k = 0, shared = 0;
    while (i < n_a && k < n_b) {
        if (a[i] == b[k]) {
            shared++;
            i++;
            k++;
        } else if (a[i] < b[k]) {
            i++;
        } else {
            k++;
        }
    }
    return shared;
}

static int score_topic(const drg_facts *a, const drg_facts *b)
{
    int sum = 0;
    if (a->topic_event != 0 && b->topic_event != 0)
        sum += a->topic_event == b->topic_event ? TOPIC_TYPE : TOPIC_OTHER;
    if (a->n_topic == 0 || b->n_topic == 0)
        return sum;
    size_t least = a->n_topic < b->n_topic ? a->n_topic : b->n_topic;
    size_t shared = count_shared(a->topic, a->n_topic, b->topic, b->n_topic);
    if (shared == 0)
        return sum + (!is_spoken(a->event) && a->event != DRG_FACT_CONSULT ? 0
                      : least >= 2 && is_spoken(a->event)                  ? TOPIC_NONE
                                                                           : TOPIC_FEW);
    return sum + (shared * 2 >= least && (shared > 1 || least == 1) ? TOPIC_WORDS : TOPIC_WORD);
}

static int score_words(const drg_facts *a, const drg_facts *b)
{
    if (a->sentence != 0 && a->sentence == b->sentence)
        return SENTENCE_SAME;
    int names = (int)count_shared(a->names, a->n_names, b->names, b->n_names) * NAMES_EACH;
    int sum = names > NAMES_MOST ? NAMES_MOST : names;
    size_t least = a->n_words < b->n_words ? a->n_words : b->n_words;
    size_t shared = count_shared(a->words, a->n_words, b->words, b->n_words);
    if (shared * 2 >= least && shared >= 2)
        sum += WORDS_HALF;
    else if (shared * 4 >= least && shared >= 1)
        sum += WORDS_SOME;
    else if (shared == 0 && least >= 5)
        sum += WORDS_NONE;
    return sum + (a->trigger != 0 && a->trigger == b->trigger ? TRIGGER_SAME : 0);
}

/* ---- all of it ---- */

int drg_score(const drg_facts *a, const drg_facts *b, int why[DRG_N_WHY])
{
    int parts[DRG_N_WHY] = {[DRG_WHY_PRIOR] = prior_of(a->event < b->event ? a->event : b->event)};
    if (!drg_score_types_go(a->event, b->event))
        return -DRG_SCORE_MOST;
    parts[DRG_WHY_TYPE] = a->event == b->event ? 0 : TYPE_OTHER;
    parts[DRG_WHY_MODE] = score_mode(a, b);
    parts[DRG_WHY_STATUS] = score_status(a, b);
    parts[DRG_WHY_TIME] = score_time(a, b);
    parts[DRG_WHY_PLACE] = score_place(a, b);
    score_parties(a, b, parts);
    parts[DRG_WHY_NUMBERS] = score_numbers(a, b);
    parts[DRG_WHY_TOPIC] = score_topic(a, b);
    parts[DRG_WHY_WORDS] = score_words(a, b);
    parts[DRG_WHY_DOCUMENT] = a->doc == b->doc ? DOCUMENT_SAME : 0;
    int sum = 0;
    for (size_t i = 0; i < DRG_N_WHY; i++)
        sum += parts[i];
    if (why != NULL)
        memcpy(why, parts, sizeof parts);
    return sum > DRG_SCORE_MOST ? DRG_SCORE_MOST : sum < -DRG_SCORE_MOST ? -DRG_SCORE_MOST : sum;
}

drg_status drg_score_write(const int why[DRG_N_WHY], drg_buf *out)
{
    static const char *const names[DRG_N_WHY] = {"prior", "type",      "mode",    "status", "time",  "place",
                                                 "actor", "recipient", "numbers", "topic",  "words", "document"};
    drg_status st = DRG_OK;
    for (size_t i = 0; st == DRG_OK && i < DRG_N_WHY; i++) {
        if (why[i] == 0)
            continue;
        st = drg_buf_printf(out, "%s\"%s\":", out->len > 0 ? "," : "{", names[i]);
        if (st == DRG_OK)
            st = drg_buf_number(out, why[i] / 1000.0);
    }
    return st == DRG_OK ? drg_buf_add(out, "}", 1) : st;
}
