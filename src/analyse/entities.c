/* src/analyse/entities.c - named entities from the labels of words, put right by tags and tree.
 *
 * The training data know one kind of place. What a place's own name says tells land, water and buildings from the
 * countries and towns that can act. */
#include "analyse/entities.h"

#include "analyse/known.h"
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

static bool is_building(drg_str form)
{
    static const char *const buildings[] = {
        "Airport", "Airfield", "Base",     "Bridge",  "Street",  "Avenue",   "Road",      "Highway",  "Boulevard",
        "Square",  "Station",  "Hospital", "Hotel",   "Mosque",  "Church",   "Cathedral", "Temple",   "Palace",
        "Prison",  "Stadium",  "Museum",   "Tower",   "Dam",     "Cemetery", "Camp",      "Crossing", "Checkpoint",
        "Center",  "Centre",   "Port",     "Library", "Theater", "Theatre",  "Hall",      "House",    NULL,
    };
    return is_any_of(form, buildings);
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
    drg_entity_type type = DRG_ENTITY_GPE;
    for (size_t i = 0; i < n; i++) {
        if (is_building(tokens[i].form))
            return DRG_ENTITY_FAC;
        if (is_any_of(tokens[i].form, lands))
            type = DRG_ENTITY_LOC;
    }
    return type;
}

static bool is_body_word(drg_str form)
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
    return is_any_of(form, bodies);
}

/* Whether the name says itself that it is a body: by its last word, or by the first before "of" and "for". */
static bool says_body(const drg_token *tokens, size_t n)
{
    if (n < 2)
        return false;
    bool first = drg_str_is(tokens[1].form, "of") || drg_str_is(tokens[1].form, "for");
    return is_body_word(first ? tokens[0].form : tokens[n - 1].form);
}

/* What stands before "of" in names of places: "Gulf of Mexico", "City of London". */
static bool is_land_of(drg_str form)
{
    static const char *const lands[] = {"Bay",     "Borough",   "Cape",     "City",   "Coast", "Commonwealth", "County",
                                        "Emirate", "Gulf",      "Horn",     "Island", "Isle",  "Kingdom",      "Mount",
                                        "Port",    "Province",  "Republic", "Rock",   "Sea",   "State",        "Strait",
                                        "Straits", "Sultanate", "Town",     NULL};
    return is_any_of(form, lands);
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

/* What is said before a person's name, or of a person without one. */
static bool is_title(drg_str form)
{
    static const char *const titles[] = {
        "President", "Minister", "Prime",      "Vice",  "Deputy",   "Chancellor", "King",       "Queen",
        "Prince",    "Princess", "Senator",    "Sen.",  "Rep.",     "Gov.",       "Governor",   "Mayor",
        "Judge",     "Justice",  "General",    "Gen.",  "Colonel",  "Col.",       "Major",      "Maj.",
        "Captain",   "Capt.",    "Lieutenant", "Lt.",   "Sergeant", "Sgt.",       "Admiral",    "Doctor",
        "Dr.",       "Dr",       "Professor",  "Prof.", "Mr.",      "Mrs.",       "Ms.",        "Mr",
        "Mrs",       "Ms",       "Sir",        "Lord",  "Lady",     "Rev.",       "Secretary",  "Ambassador",
        "Sheikh",    "Sheik",    "Ayatollah",  "Imam",  "Pope",     "Bishop",     "Archbishop", "Chairman",
        "Director",  "Premier",  "MD",         "Ph.D.", "Jr.",      NULL,
    };
    return is_any_of(form, titles);
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

/* What is known of one sentence's words. */
typedef struct words {
    const drg_token *tokens;
    const drg_guess *guesses;
    size_t n;
    uint32_t first; /* index of tokens[0] in the document */
} words;

static size_t kind_by_sum(const words *w, name a)
{
    float sums[DRG_N_KINDS] = {0};
    size_t best = 0;
    for (size_t i = a.first; i < a.end; i++)
        for (size_t kind = 0; kind < DRG_N_KINDS; kind++)
            sums[kind] += w->guesses[i].kinds[kind];
    for (size_t kind = 1; kind < DRG_N_KINDS; kind++)
        if (sums[kind] > sums[best])
            best = kind;
    return best;
}

static bool begins_upper(drg_str form)
{
    size_t pos = 0;
    return form.len && drg_char_is_upper(drg_utf8_next(form, &pos));
}

static bool is_glued_hyphen(const words *w, size_t i)
{
    return i > 0 && i + 1 < w->n && drg_str_is(w->tokens[i].form, "-") &&
           w->tokens[i - 1].span.end == w->tokens[i].span.start && w->tokens[i].span.end == w->tokens[i + 1].span.start;
}

/* ---- joining ---- */

/* Whether the tree makes one name of two neighbours: an arc of names leads from one into the other. */
static bool belong_together(const words *w, name a, name b)
{
    for (size_t i = a.first; i < b.end; i++) {
        const drg_token *t = &w->tokens[i];
        if (t->head == DRG_NONE || (t->rel != DRG_REL_FLAT && t->rel != DRG_REL_COMPOUND))
            continue;
        size_t head = t->head - w->first;
        if (i < a.end ? head >= b.first && head < b.end : head >= a.first && head < a.end)
            return true;
    }
    return false;
}

/* "Google, Inc.": what says what kind of company it is belongs to the name before the comma. */
static bool is_company_form(drg_str form)
{
    static const char *const forms[] = {"Inc.", "Inc",  "Ltd.", "Ltd", "LLC", "L.L.C.", "Corp.", "Corp", "Co.",
                                        "LLP",  "L.P.", "LP",   "PLC", "plc", "S.A.",   "GmbH",  "AG",   NULL};
    return is_any_of(form, forms);
}

/* Words of one place or body that is known: "Gulf of Mexico". */
static bool is_known_whole(const words *w, name a, name b)
{
    for (size_t i = a.end; i <= b.first; i++)
        if (!(w->guesses[i].known & DRG_KNOWN_INSIDE))
            return false;
    return true;
}

/* A given name and what follows it. */
static bool is_person_pair(const words *w, name a, name b)
{
    return a.end == a.first + 1 && (w->guesses[a.first].known & DRG_KNOWN_GIVEN) &&
           !(w->guesses[b.first].known & DRG_KNOWN_GIVEN) && kinds[kind_by_sum(w, a)] == DRG_ENTITY_PERSON &&
           kinds[kind_by_sum(w, b)] == DRG_ENTITY_PERSON;
}

/* "[Gulf of] Mexico", "[University of the] Arts": how many words before the name. */
static size_t words_of(const words *w, name a, size_t least)
{
    size_t i = a.first;
    if (i > least && drg_str_is(w->tokens[i - 1].form, "the"))
        i--;
    if (i < least + 2 || !drg_str_is(w->tokens[i - 1].form, "of"))
        return 0;
    drg_str head = w->tokens[i - 2].form;
    return is_land_of(head) || is_body_word(head) ? a.first - (i - 2) : 0;
}

static bool join(const words *w, name a, name b)
{
    if (is_known_whole(w, a, b))
        return true;
    size_t more = words_of(w, b, a.first);
    if (more > 0 && b.first - more < a.end)
        return true;
    if (a.end == b.first)
        return belong_together(w, a, b) || is_person_pair(w, a, b);
    if (b.first == a.end + 1 && is_glued_hyphen(w, a.end))
        return true;
    return b.first == a.end + 1 && drg_str_is(w->tokens[a.end].form, ",") && is_company_form(w->tokens[b.first].form);
}

static size_t merge_parts(const words *w, name *names, size_t n)
{
    size_t kept = 0;
    for (size_t i = 0; i < n; i++) {
        if (kept && join(w, names[kept - 1], names[i]))
            names[kept - 1].end = names[i].end;
        else
            names[kept++] = names[i];
    }
    return kept;
}

/* A proper noun in capitals that no sentence begins with and no date is made of. */
static bool is_part(const words *w, size_t i)
{
    const drg_token *t = &w->tokens[i];
    return t->upos == DRG_UPOS_PROPN && begins_upper(t->form) && !is_calendar(t->form) && !is_title(t->form);
}

/* Whether the tree makes the next word one with the name: "Hobby [Lobby]", "Ann [Bell]". */
static bool goes_on(const words *w, name a)
{
    size_t i = a.end;
    const drg_token *t = &w->tokens[i], *last = &w->tokens[i - 1];
    if (!is_part(w, i) || !is_part(w, i - 1))
        return false;
    bool down =
        t->rel == DRG_REL_FLAT && t->head != DRG_NONE && t->head >= w->first + a.first && t->head < w->first + a.end;
    bool up = last->rel == DRG_REL_COMPOUND && last->head == w->first + i;
    return down || up;
}

/* "W.H.", "A.": letters with full stops, but no country. */
static bool is_initials(const words *w, size_t i)
{
    drg_str form = w->tokens[i].form;
    bool ok = form.len >= 2 && form.len % 2 == 0 && !(w->guesses[i].known & DRG_KNOWN_PLACE);
    for (size_t k = 0; k < form.len && ok; k++)
        ok = k % 2 ? form.ptr[k] == '.' : form.ptr[k] >= 'A' && form.ptr[k] <= 'Z';
    return ok;
}

static bool is_saint(drg_str form)
{
    static const char *const saints[] = {"St.", "Saint", "Ste.", "Mt.", "Ft.", NULL};
    return is_any_of(form, saints);
}

static bool came_before(const words *w, name a)
{
    size_t i = a.first - 1;
    const drg_token *t = &w->tokens[i];
    if (is_initials(w, i) || is_saint(t->form))
        return begins_upper(w->tokens[a.first].form);
    if (t->span.end == w->tokens[a.first].span.start && t->form.len > 1 && t->form.ptr[t->form.len - 1] == '\'' &&
        begins_upper(t->form)) /* "O'" */
        return true;
    bool one = (t->rel == DRG_REL_COMPOUND && t->head != DRG_NONE && t->head >= w->first + a.first &&
                t->head < w->first + a.end) ||
               (w->tokens[a.first].rel == DRG_REL_FLAT && w->tokens[a.first].head == w->first + i);
    return one && is_part(w, i) && is_part(w, a.first) && !(w->guesses[i].known & DRG_KNOWN_PLACE);
}

/* "[International] Space Station", "[Civic] Center": a capital within the sentence before a body or building, other than that
 * of a people ("the Iraqi Army"). */
static bool came_before_body(const words *w, name a)
{
    static const char *const peoples[] = {"ian", "ean", "can", "man", "ese", "ish", "aqi", "eli", "ani", "bi", "nch"};
    size_t i = a.first - 1;
    const drg_token *t = &w->tokens[i];
    bool modifies = (t->rel == DRG_REL_AMOD || t->rel == DRG_REL_COMPOUND) && t->head != DRG_NONE &&
                    t->head >= w->first + a.first && t->head < w->first + a.end;
    drg_str last = w->tokens[a.end - 1].form;
    if (last.len > 1 && last.ptr[last.len - 1] == 's' && !is_body_word(last))
        last.len--; /* "Bridges" */
    if (i == 0 || !modifies || !begins_upper(t->form) || is_calendar(t->form) || is_title(t->form) ||
        (w->guesses[i].known & DRG_KNOWN_PLACE) || !(is_body_word(last) || is_building(last)))
        return false;
    for (size_t k = 0; k < sizeof peoples / sizeof *peoples; k++) {
        size_t n = strlen(peoples[k]);
        if (t->form.len > n && memcmp(t->form.ptr + t->form.len - n, peoples[k], n) == 0)
            return false;
    }
    return true;
}

/* Words that belong to the name and were not labelled: the rest of a place or body that is known under several words,
 * and what a hyphen ties to it ("al-Qaeda", "Coca-Cola"). Between the names before and behind it. */
static name grown(const words *w, name a, size_t least, size_t most)
{
    while (a.first > least && (w->guesses[a.first].known & DRG_KNOWN_INSIDE))
        a.first--;
    while (a.end < most && (w->guesses[a.end].known & DRG_KNOWN_INSIDE))
        a.end++;
    while (a.end < most && goes_on(w, a))
        a.end++;
    while (a.first > least && (came_before(w, a) || came_before_body(w, a)))
        a.first--;
    for (size_t more = words_of(w, a, least); more > 0; more = words_of(w, a, least))
        a.first -= more;
    while (a.first >= least + 2 && is_glued_hyphen(w, a.first - 1) && w->tokens[a.first - 2].upos != DRG_UPOS_PUNCT &&
           w->tokens[a.first - 2].upos != DRG_UPOS_NUM &&
           drg_char_is_letter((unsigned char)w->tokens[a.first - 2].form.ptr[0]))
        a.first -= 2;
    while (a.end + 1 < most && is_glued_hyphen(w, a.end) && begins_upper(w->tokens[a.end + 1].form))
        a.end += 2;
    return a;
}

/* ---- cutting ---- */

static bool same_word(drg_str a, drg_str b)
{
    return drg_known_hash(DRG_KNOWN_HASH_BEGIN, a) == drg_known_hash(DRG_KNOWN_HASH_BEGIN, b);
}

/* Whether another person's name begins at word i of one that begins at first: letters are signed and addressed without
 * full stops ("Regards, Ann Bell Carl, I …"). A word comes again, or two names are whole and a given name follows. */
static bool begins_person(const words *w, size_t first, size_t i, size_t end)
{
    const drg_token *t = w->tokens;
    if (t[i].form.len < 3 || !begins_upper(t[i].form))
        return false;
    for (size_t k = first; k < i; k++)
        if (same_word(t[k].form, t[i].form))
            return true;
    uint8_t here = w->guesses[i].known, before = w->guesses[i - 1].known;
    if (i < first + 2 || !(here & DRG_KNOWN_GIVEN) || t[i - 1].form.len < 3)
        return false;
    bool family = (here & DRG_KNOWN_SURNAME) && i + 1 == end;
    return !family && !((before & DRG_KNOWN_GIVEN) && !(before & DRG_KNOWN_SURNAME) && i == first + 2 && i + 1 == end);
}

/* Whether another place begins at word i: each of the two is known ("Lima Peru"). */
static bool begins_place(const words *w, size_t i)
{
    uint8_t here = w->guesses[i].known, before = w->guesses[i - 1].known;
    return (here & DRG_KNOWN_PLACE) && !(here & DRG_KNOWN_INSIDE) && (before & DRG_KNOWN_PLACE);
}

/* Where the name that begins at a.first ends, where it is several in a row. */
static size_t cut(const words *w, name a, size_t kind)
{
    for (size_t i = a.first + 1; i < a.end; i++)
        if ((kinds[kind] == DRG_ENTITY_PERSON && begins_person(w, a.first, i, a.end)) ||
            (kinds[kind] == DRG_ENTITY_LOC && begins_place(w, i)))
            return i;
    return a.end;
}

/* No title before it ("Prime Minister", "U.S. President"), no comma and nothing behind it, no punctuation or article at
 * the edges. */
static name trimmed(const words *w, name a)
{
    const drg_token *tokens = w->tokens;
    for (size_t i = a.end; i-- > a.first;)
        if (tokens[i].rel == DRG_REL_NMOD_DESC && tokens[i].head > w->first + i && tokens[i].head < w->first + a.end &&
            !(w->guesses[i].known & DRG_KNOWN_GIVEN) && !is_initials(w, i) && !is_saint(tokens[i].form)) {
            a.first = i + 1;
            break;
        }
    for (size_t i = a.first; i < a.end; i++)
        if (drg_str_is(tokens[i].form, ",") && !(i + 1 < a.end && is_company_form(tokens[i + 1].form))) {
            a.end = i;
            break;
        }
    while (a.first < a.end && (tokens[a.first].upos == DRG_UPOS_PUNCT || tokens[a.first].upos == DRG_UPOS_DET))
        a.first++;
    while (a.first < a.end && (tokens[a.end - 1].upos == DRG_UPOS_PUNCT || tokens[a.end - 1].upos == DRG_UPOS_ADP) &&
           !drg_str_is(tokens[a.end - 1].form, ")"))
        a.end--;
    while (a.first + 1 < a.end && tokens[a.end - 1].upos == DRG_UPOS_NOUN && !begins_upper(tokens[a.end - 1].form) &&
           begins_upper(tokens[a.first].form) && !(w->guesses[a.end - 1].known & DRG_KNOWN_INSIDE))
        a.end--; /* "US troops" */
    return a;
}

/* A person's name without what only stands beside it: "Dear", "Attached", "Aunt". */
static name trimmed_person(const words *w, name a)
{
    static const char *const beside[] = {"Aunt",    "Uncle",   "Dear", "Hi", "Hey",     "Hello", "Thanks",
                                         "Regards", "Welcome", "Cc",   "CC", "Contact", "Email", NULL};
    while (a.first + 1 < a.end && (is_any_of(w->tokens[a.first].form, beside)))
        a.first++;
    while (a.first + 1 < a.end &&
           (is_any_of(w->tokens[a.end - 1].form, beside) || w->tokens[a.end - 1].upos == DRG_UPOS_PRON))
        a.end--;
    return a;
}

/* "someone@example.org", "news/item", "www.example.org"; but not "Ann Bell@SALES", a mailbox in a house. */
static bool is_address(drg_str form)
{
    const char *at = memchr(form.ptr, '@', form.len);
    if (at)
        return memchr(at, '.', (size_t)(form.ptr + form.len - at)) != NULL || at == form.ptr;
    return memchr(form.ptr, '/', form.len) || drg_str_starts(form, DRG_LIT("www."));
}

/* "Hurricane Ann": storms have names of persons, and are none. */
static bool is_storm(const words *w, name a)
{
    static const char *const storms[] = {"Hurricane", "Typhoon", "Cyclone", "Storm", NULL};
    return is_any_of(w->tokens[a.first].form, storms) ||
           (a.first > 0 && is_any_of(w->tokens[a.first - 1].form, storms));
}

/* Names hold a proper noun that is no day and no month, and no address. */
static bool is_name(const words *w, name a)
{
    bool proper = false;
    if (is_storm(w, a))
        return false;
    for (size_t i = a.first; i < a.end; i++) {
        drg_str form = w->tokens[i].form;
        if (is_address(form))
            return false;
        if (is_title(form))
            continue;
        proper |= (w->tokens[i].upos == DRG_UPOS_PROPN || (w->guesses[i].known & (DRG_KNOWN_PLACE | DRG_KNOWN_BODY))) &&
                  !is_calendar(form);
    }
    return proper;
}

static drg_named named_of(const words *w, name a)
{
    const drg_token *tokens = w->tokens + a.first;
    size_t n = a.end - a.first, best = kind_by_sum(w, a);
    float sum = 0;
    for (size_t i = a.first; i < a.end; i++)
        sum += w->guesses[i].kinds[best];
    drg_entity_type type = says_body(tokens, n) ? DRG_ENTITY_ORG : kinds[best];
    return (drg_named){
        .span = {tokens[0].span.start, tokens[n - 1].span.end},
        .first = w->first + (uint32_t)a.first,
        .count = (uint32_t)n,
        .type = type == DRG_ENTITY_LOC ? place_type(tokens, n) : type,
        .confidence = sum / (float)n,
    };
}

size_t drg_entities_find(const drg_token *tokens, const drg_guess *guesses, size_t n, uint32_t first, drg_named *out)
{
    name names[DRG_MAX_SENTENCE_WORDS];
    const words w = {tokens, guesses, n, first};
    size_t found = 0, candidates = spans_of_labels(guesses, n, names);
    candidates = merge_parts(&w, names, candidates);
    size_t least = 0;
    for (size_t i = 0; i < candidates; i++) {
        name rest = grown(&w, names[i], least, i + 1 < candidates ? names[i + 1].first : n);
        least = rest.end;
        size_t kind = kind_by_sum(&w, rest);
        while (rest.first < rest.end) {
            name a = {rest.first, cut(&w, rest, kind)};
            rest.first = a.end;
            a = trimmed(&w, a);
            if (kinds[kind] == DRG_ENTITY_PERSON)
                a = trimmed_person(&w, a);
            if (a.first >= a.end || !is_name(&w, a))
                continue;
            if (out)
                out[found] = named_of(&w, a);
            found++;
        }
    }
    return found;
}
