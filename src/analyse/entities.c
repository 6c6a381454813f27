/* src/analyse/entities.c - named entities from the labels of words, put right by tags and tree.
 *
 * The training data know one kind of place. What a place's own name says tells land, water and buildings from the
 * countries and towns that can act. */
#include "analyse/entities.h"

#include "base/text.h"

#include <string.h>

/* Labels: 0 is outside; then begin and inside of each kind. */
static const drg_entity_type kinds[DRG_N_KINDS] = {DRG_ENTITY_PERSON, DRG_ENTITY_ORG, DRG_ENTITY_LOC};

static bool begins(uint8_t label)
{
    return label % 2 == 1;
}

static size_t kind_of(uint8_t label)
{
    return (size_t)(label - 1) / 2;
}

static bool is_any_of(drg_str form, const char *const *words)
{
    for (; *words; words++)
        if (drg_str_is(form, *words))
            return true;
    return false;
}

static drg_entity_type place_type(const drg_token *tokens, size_t n)
{
    static const char *const lands[] = {
        "River",         "Lake",       "Sea",     "Ocean",    "Gulf",      "Bay",     "Strait",
        "Straits",       "Canal",      "Mount",   "Mountain", "Mountains", "Hills",   "Valley",
        "Desert",        "Peninsula",  "Island",  "Islands",  "Isles",     "Basin",   "Delta",
        "Coast",         "Cape",       "Plateau", "Heights",  "Europe",    "Africa",  "Asia",
        "America",       "Antarctica", "Balkans", "Caucasus", "Caribbean", "Pacific", "Atlantic",
        "Mediterranean", "Sahara",     "Sahel",   "Alps",     "Himalayas", "Earth",   "Bank",
        "Strip",         NULL,
    };
    static const char *const buildings[] = {
        "Airport", "Airfield", "Base",     "Bridge",  "Street", "Avenue",   "Road",      "Highway",  "Boulevard",
        "Square",  "Station",  "Hospital", "Hotel",   "Mosque", "Church",   "Cathedral", "Temple",   "Palace",
        "Prison",  "Stadium",  "Museum",   "Tower",   "Dam",    "Cemetery", "Camp",      "Crossing", "Checkpoint",
        "Port",    "Library",  "Theater",  "Theatre", "Hall",   "House",    NULL,
    };
    drg_entity_type type = DRG_ENTITY_GPE;
    for (size_t i = 0; i < n; i++) {
        if (is_any_of(tokens[i].form, buildings))
            return DRG_ENTITY_FAC;
        if (is_any_of(tokens[i].form, lands))
            type = DRG_ENTITY_LOC;
    }
    return type;
}

/* Whether the name says itself that it is a body: by its last word, or by the first before "of" and "for". */
static bool says_body(const drg_token *tokens, size_t n)
{
    static const char *const bodies[] = {
        "Administration", "Agency",      "Alliance",    "Army",       "Assembly",      "Association",  "Authority",
        "Battalion",      "Brigade",     "Brigades",    "Bureau",     "Cabinet",       "Coalition",    "Co.",
        "College",        "Commission",  "Committee",   "Company",    "Confederation", "Congress",     "Corp",
        "Corp.",          "Corporation", "Corps",       "Council",    "Court",         "Department",   "Directorate",
        "Division",       "Embassy",     "Federation",  "Foundation", "Front",         "Government",   "Group",
        "Guard",          "Guards",      "Inc",         "Inc.",       "Institute",     "LLC",          "Ltd",
        "Ltd.",           "Ministry",    "Mission",     "Movement",   "Navy",          "Organisation", "Organization",
        "Parliament",     "Party",       "Secretariat", "Senate",     "Society",       "Tribunal",     "Union",
        "University",     NULL,
    };
    if (n < 2)
        return false;
    bool first = drg_str_is(tokens[1].form, "of") || drg_str_is(tokens[1].form, "for");
    return is_any_of(first ? tokens[0].form : tokens[n - 1].form, bodies);
}

static bool is_calendar(drg_str form)
{
    static const char *const words[] = {
        "January", "February", "March",     "July",     "September", "October",  "November", "December",
        "Monday",  "Tuesday",  "Wednesday", "Thursday", "Friday",    "Saturday", "Sunday",   "Jan.",
        "Feb.",    "Aug.",     "Sept.",     "Oct.",     "Nov.",      "Dec.",     NULL,
    };
    return is_any_of(form, words);
}

/* A name on its way: words [first, end) of the sentence. */
typedef struct name {
    size_t first, end;
} name;

static size_t spans_of_labels(const drg_guess *guesses, size_t n, name *out)
{
    size_t found = 0;
    for (size_t i = 0; i < n;) {
        uint8_t label = guesses[i].ner;
        size_t first = i++;
        if (label == 0)
            continue;
        while (i < n && guesses[i].ner != 0 && !begins(guesses[i].ner) && kind_of(guesses[i].ner) == kind_of(label))
            i++;
        out[found++] = (name){first, i};
    }
    return found;
}

/* Whether the tree makes one name of two neighbours: an arc of names leads from one into the other. */
static bool belong_together(const drg_token *tokens, name a, name b, uint32_t first)
{
    for (size_t i = a.first; i < b.end; i++) {
        if (tokens[i].head == DRG_NONE || (tokens[i].rel != DRG_REL_FLAT && tokens[i].rel != DRG_REL_COMPOUND))
            continue;
        size_t head = tokens[i].head - first;
        if (i < a.end ? head >= b.first && head < b.end : head >= a.first && head < a.end)
            return true;
    }
    return false;
}

static size_t merge_parts(const drg_token *tokens, uint32_t first, name *names, size_t n)
{
    size_t kept = 0;
    for (size_t i = 0; i < n; i++) {
        if (kept && names[kept - 1].end == names[i].first && belong_together(tokens, names[kept - 1], names[i], first))
            names[kept - 1].end = names[i].end;
        else
            names[kept++] = names[i];
    }
    return kept;
}

/* No title before it ("Prime Minister", "U.S. President"), no comma and nothing behind it, no punctuation or article at
 * the edges. */
static name trimmed(const drg_token *tokens, name a, uint32_t first)
{
    for (size_t i = a.end; i-- > a.first;)
        if (tokens[i].rel == DRG_REL_NMOD_DESC && tokens[i].head > first + i && tokens[i].head < first + a.end) {
            a.first = i + 1;
            break;
        }
    for (size_t i = a.first; i < a.end; i++)
        if (drg_str_is(tokens[i].form, ",")) {
            a.end = i;
            break;
        }
    while (a.first < a.end && (tokens[a.first].upos == DRG_UPOS_PUNCT || tokens[a.first].upos == DRG_UPOS_DET))
        a.first++;
    while (a.first < a.end && (tokens[a.end - 1].upos == DRG_UPOS_PUNCT || tokens[a.end - 1].upos == DRG_UPOS_ADP) &&
           !drg_str_is(tokens[a.end - 1].form, ")"))
        a.end--;
    return a;
}

/* Names hold a proper noun that is no day and no month, and no address. */
static bool is_name(const drg_token *tokens, name a)
{
    bool proper = false;
    for (size_t i = a.first; i < a.end; i++) {
        drg_str form = tokens[i].form;
        if (memchr(form.ptr, '@', form.len) || memchr(form.ptr, '/', form.len) || drg_str_starts(form, DRG_LIT("www.")))
            return false;
        proper |= tokens[i].upos == DRG_UPOS_PROPN && !is_calendar(form);
    }
    return proper;
}

static drg_named named_of(const drg_token *tokens, const drg_guess *guesses, name a, uint32_t first)
{
    float sums[DRG_N_KINDS] = {0};
    size_t best = 0;
    for (size_t i = a.first; i < a.end; i++)
        for (size_t kind = 0; kind < DRG_N_KINDS; kind++)
            sums[kind] += guesses[i].kinds[kind];
    for (size_t kind = 1; kind < DRG_N_KINDS; kind++)
        if (sums[kind] > sums[best])
            best = kind;
    drg_entity_type type = says_body(tokens + a.first, a.end - a.first) ? DRG_ENTITY_ORG : kinds[best];
    return (drg_named){
        .span = {tokens[a.first].span.start, tokens[a.end - 1].span.end},
        .first = first + (uint32_t)a.first,
        .count = (uint32_t)(a.end - a.first),
        .type = type == DRG_ENTITY_LOC ? place_type(tokens + a.first, a.end - a.first) : type,
        .confidence = sums[best] / (float)(a.end - a.first),
    };
}

size_t drg_entities_find(const drg_token *tokens, const drg_guess *guesses, size_t n, uint32_t first, drg_named *out)
{
    name names[DRG_MAX_SENTENCE_WORDS];
    size_t found = 0, candidates = spans_of_labels(guesses, n, names);
    candidates = merge_parts(tokens, first, names, candidates);
    for (size_t i = 0; i < candidates; i++) {
        name a = trimmed(tokens, names[i], first);
        if (!is_name(tokens, a))
            continue;
        if (out)
            out[found] = named_of(tokens, guesses, a, first);
        found++;
    }
    return found;
}
