/* src/code/place_spots.c - finding toponyms: the longest names that the tables hold, names that end in what they are
 * ("Cairo Stadium", "the Ochamchire district"), streets and numbered roads, and what the analyser takes for a place. What
 * the words around say (place_signs.c) then decides. */
#include <stdlib.h>
#include <string.h>

#include "code/places.h"

enum { MAX_PHRASE_WORDS = 7, MAX_PHRASE_BYTES = 128, MAX_RUN = 9 };

bool drg_spots__capital(const drg_reading *r, uint32_t t)
{
    drg_str f = r->token[t].form;
    size_t pos = 0;
    return f.len > 0 && drg_char_is_upper(drg_utf8_next(f, &pos));
}

uint32_t drg_spots__name(drg_spots *s, drg_str folded)
{
    uintptr_t known;
    if (drg_table_get(&s->name_of, folded, &known))
        return (uint32_t)known;
    size_t n;
    bool more;
    const drg_toponym *p = drg_knowledge__toponyms(s->r->knowledge, folded, &n, &more);
    if (n == 0)
        return DRG_NONE;
    n = n < DRG_SPOT_CANDIDATES ? n : DRG_SPOT_CANDIDATES;
    drg_str copy = drg_arena_copy(s->r->arena, folded);
    drg_candidate *candidate = drg_arena_array(s->r->arena, n, sizeof *candidate);
    if (copy.ptr == NULL || candidate == NULL || !DRG_ARENA_GROW(s->r->arena, s->name, s->n_names, s->cap_names) ||
        drg_table_put(&s->name_of, copy, s->n_names) != DRG_OK) {
        s->failed = true;
        return DRG_NONE;
    }
    for (size_t i = 0; i < n; i++)
        candidate[i] = (drg_candidate){.place = &p[i]};
    s->name[s->n_names] = (drg_spot_name){.folded = copy, .candidate = candidate, .n = n};
    return (uint32_t)s->n_names++;
}

/* ------------------------------------------------------------------ names of the tables */

/** The longest name of the tables that begins at `first`. @return its last token, or DRG_NONE. */
static uint32_t longest(const drg_reading *r, uint32_t first, char phrase[MAX_PHRASE_BYTES], size_t *phrase_len)
{
    size_t len = 0;
    uint32_t found = DRG_NONE, sentence = r->token[first].sentence;
    int words = 0;
    for (uint32_t t = first; t < r->n && r->token[t].sentence == sentence && words < MAX_PHRASE_WORDS; t++) {
        drg_str f = r->folded[t];
        bool punct = r->token[t].upos == DRG_UPOS_PUNCT;
        if (f.len == 0 && t > first && punct && r->token[t].form.len <= 3)
            continue;
        if (f.len == 0 || punct || len + f.len + 1 >= MAX_PHRASE_BYTES)
            break;
        if (len > 0)
            phrase[len++] = ' ';
        memcpy(phrase + len, f.ptr, f.len);
        len += f.len;
        words++;
        size_t n;
        bool more;
        drg_knowledge__toponyms(r->knowledge, (drg_str){phrase, len}, &n, &more);
        if (n > 0 && drg_spots__capital(r, t)) {
            found = t;
            *phrase_len = len;
        }
        if (!more)
            break;
    }
    return found;
}

/** The words of a stretch, folded, as a phrase. @return 0: too long. */
static size_t phrase_of(const drg_reading *r, uint32_t first, uint32_t last, char phrase[MAX_PHRASE_BYTES])
{
    size_t len = 0;
    for (uint32_t t = first; t <= last; t++) {
        drg_str f = r->folded[t];
        if (f.len == 0)
            continue;
        if (len + f.len + 1 >= MAX_PHRASE_BYTES)
            return 0;
        if (len > 0)
            phrase[len++] = ' ';
        memcpy(phrase + len, f.ptr, f.len);
        len += f.len;
    }
    return len;
}

/* ------------------------------------------------------------------ names that say what they are */

static bool joined(const drg_reading *r, uint32_t t)
{
    return t + 1 < r->n && r->token[t].span.end == r->token[t + 1].span.start;
}

static bool is_clitic(const drg_reading *r, uint32_t t)
{
    drg_str f = r->token[t].form;
    return drg_str_is(f, "'s") || drg_str_is(f, "’s");
}

/** The last token of the words with capitals from `first` on: "Moore's Ford Bridge", "Hyland-Croy Road". */
static uint32_t run_end(const drg_reading *r, uint32_t first)
{
    uint32_t last = first, sentence = r->token[first].sentence;
    for (uint32_t t = first + 1; t < r->n && t < first + MAX_RUN && r->token[t].sentence == sentence; t++) {
        if (drg_spots__capital(r, t) && r->token[t].upos != DRG_UPOS_PUNCT)
            last = t;
        else if (!(is_clitic(r, t) || (drg_str_is(r->token[t].form, "-") && joined(r, t - 1) && joined(r, t))))
            break;
    }
    return last;
}

static bool is_head(drg_place_word class)
{
    return class == DRG_PW_STREET || class == DRG_PW_ROAD || class == DRG_PW_SITE || class == DRG_PW_FEATURE ||
           class == DRG_PW_DIVISION;
}

static uint8_t kind_of(drg_place_word class)
{
    switch (class) {
    case DRG_PW_STREET:
    case DRG_PW_ROAD:
        return DRG_SPOT_STREET;
    case DRG_PW_SITE:
        return DRG_SPOT_SITE;
    case DRG_PW_DIVISION:
        return DRG_SPOT_DIVISION;
    default:
        return DRG_SPOT_FEATURE;
    }
}

/** Whether a word can begin a name: no article, pronoun or verb that a sentence's begin or a heading has capitalised. */
static bool may_begin(const drg_reading *r, uint32_t t)
{
    drg_upos upos = (drg_upos)r->token[t].upos;
    drg_place_word class = drg_spots__class(r, t);
    return class != DRG_PW_TITLE && (upos == DRG_UPOS_PROPN || upos == DRG_UPOS_NOUN || upos == DRG_UPOS_ADJ);
}

/** "city", "capital", "community": more is spoken of as such than the place that is named by it. */
static bool is_citywide(const drg_reading *r, uint32_t t)
{
    drg_str f = r->folded[t];
    return drg_str_is(f, "city") || drg_str_is(f, "capital") || drg_str_is(f, "community") ||
           drg_str_is(f, "outskirts") || drg_str_is(f, "settlement");
}

/** "Cairo Stadium", "Ochamchire district", "Pazigyi village": a run of capitals that ends in a word for what it is. The last such word ends
 * the name, unless other names follow it ("Glacier Ridge Elementary School"); after a county they may. */
static bool says_what(const drg_reading *r, uint32_t first, drg_spot *spot)
{
    if (!may_begin(r, first))
        return false;
    uint32_t end = run_end(r, first), head = DRG_NONE;
    drg_place_word class = DRG_PW_NONE, c;
    for (uint32_t t = first + 1; t <= end; t++)
        if (is_head(c = drg_spots__class(r, t))) {
            head = t;
            class = c;
            if (c == DRG_PW_DIVISION)
                break;
        }
    bool follows = head == DRG_NONE && end + 1 < r->n && r->token[end + 1].sentence == r->token[end].sentence &&
                   r->token[end + 1].upos == DRG_UPOS_NOUN;
    c = follows ? drg_spots__class(r, end + 1) : DRG_PW_NONE;
    if ((c == DRG_PW_DIVISION || c == DRG_PW_CITY) && r->mark_at[end] == DRG_NONE && !is_citywide(r, end + 1)) {
        *spot = (drg_spot){.first = first, .last = end, .kind = c == DRG_PW_CITY ? DRG_SPOT_NAME : DRG_SPOT_DIVISION};
        return true;
    }
    if (head == DRG_NONE || (head < end && class != DRG_PW_DIVISION))
        return false;
    *spot = (drg_spot){.first = first, .last = head, .kind = kind_of(class)};
    return true;
}

/** "Lake Chad", "Mount Ararat". */
static bool says_before(const drg_reading *r, uint32_t t, drg_spot *spot)
{
    if (drg_spots__class(r, t) != DRG_PW_BEFORE || t + 1 >= r->n || r->token[t + 1].sentence != r->token[t].sentence)
        return false;
    if (!drg_spots__capital(r, t + 1) || r->token[t + 1].upos != DRG_UPOS_PROPN || run_end(r, t) > t + 2)
        return false;
    *spot = (drg_spot){.first = t, .last = run_end(r, t), .kind = DRG_SPOT_FEATURE};
    return true;
}

static bool is_road_number(const drg_reading *r, uint32_t t)
{
    drg_str f = t < r->n ? r->token[t].form : (drg_str){"", 0};
    if (f.len == 0 || f.len > 4)
        return false;
    for (size_t i = 0; i < f.len; i++)
        if ((f.ptr[i] < '0' || f.ptr[i] > '9') && !(i > 0 && i + 1 == f.len && f.ptr[i] >= 'A' && f.ptr[i] <= 'Z'))
            return false;
    return true;
}

/** "Highway 19", "U.S. 60", "I-20", "County Road 225". */
static bool numbered_road(const drg_reading *r, uint32_t first, drg_spot *spot)
{
    uint32_t t = run_end(r, first), sentence = r->token[first].sentence;
    drg_str f = r->token[t].form;
    drg_place_word class = drg_spots__class(r, t);
    bool state = f.len >= 2 && f.len <= 5 && drg_spots__all_capitals(f) && t == first && r->mark_at[t] == DRG_NONE;
    bool us = drg_str_is(f, "U.S.") || drg_str_is(f, "US") || drg_str_is(f, "I");
    bool road = class == DRG_PW_ROAD || (class == DRG_PW_STREET && t > first);
    uint32_t n = t + 1;
    if (!(road || us || state) || n >= r->n || r->token[n].sentence != sentence)
        return false;
    bool dash = drg_str_is(r->token[n].form, "-") && joined(r, t) && joined(r, n);
    n += dash;
    if (n >= r->n || r->token[n].sentence != sentence || !is_road_number(r, n))
        return false;
    if (state && !road && !us) { /* "KY 80", no "MI 6" and no "T 72" */
        size_t k;
        bool more;
        const drg_toponym *p = drg_knowledge__toponyms(r->knowledge, r->folded[t], &k, &more);
        if (k == 0 || p[0].resolution != DRG_PLACE_PROVINCE)
            return false;
    }
    if (drg_str_is(f, "I") && !dash)
        return false;
    bool counted = n + 1 < r->n && r->token[n].rel == DRG_REL_NUMMOD && r->token[n].head > n; /* "US 500 soldiers" */
    if (counted && !road)
        return false;
    *spot = (drg_spot){.first = first, .last = n, .kind = DRG_SPOT_STREET};
    return true;
}

/* ------------------------------------------------------------------ all of them */

static bool add(drg_spots *s, drg_spot spot)
{
    spot.qualifier = DRG_NONE;
    if (!DRG_ARENA_GROW(s->r->arena, s->spot, s->n, s->cap))
        return false;
    s->spot[s->n++] = spot;
    return true;
}

/** Whether a word for towns stands before it: "the village of". */
static bool is_called_so(const drg_reading *r, uint32_t t)
{
    return t >= 2 && r->token[t - 2].sentence == r->token[t].sentence && drg_str_is(r->folded[t - 1], "of") &&
           drg_spots__class(r, t - 2) == DRG_PW_CITY && !is_citywide(r, t - 2) && r->mark_at[t] == DRG_NONE;
}

/** Whether a name is a state's, a division's or a great town's. */
static bool governs(const drg_str *phrase, const drg_reading *r)
{
    size_t n;
    bool more;
    const drg_toponym *p = drg_knowledge__toponyms(r->knowledge, *phrase, &n, &more);
    for (size_t i = 0; i < n; i++)
        if (p[i].resolution == DRG_PLACE_COUNTRY || p[i].resolution == DRG_PLACE_PROVINCE || p[i].population > 200000)
            return true;
    return false;
}

/** Take what begins at t, if anything does. @return false: out of memory. */
static bool take(drg_spots *s, uint32_t t, uint32_t *next)
{
    drg_reading *r = s->r;
    char phrase[MAX_PHRASE_BYTES], whole[MAX_PHRASE_BYTES];
    size_t len = 0;
    uint32_t last = longest(r, t, phrase, &len);
    drg_spot spot = {.name = DRG_NONE, .inner = DRG_NONE}, said = spot;
    bool has = last != DRG_NONE;
    if (has && last + 1 < r->n && is_clitic(r, last + 1) && governs(&(drg_str){phrase, len}, r)) {
        *next = last + 2; /* "Russia's Lake Baikal": what follows is another name */
        spot.first = t;
        spot.last = last;
        spot.name = drg_spots__name(s, (drg_str){phrase, len});
        return spot.name == DRG_NONE || add(s, spot);
    }
    *next = t + 1;
    bool named = numbered_road(r, t, &said) || says_what(r, t, &said) || says_before(r, t, &said);
    if (named && (!has || said.last > last)) {
        size_t n = phrase_of(r, said.first, said.last, whole);
        spot = said;
        spot.name = n > 0 ? drg_spots__name(s, (drg_str){whole, n}) : DRG_NONE;
        spot.inner = has && said.kind != DRG_SPOT_STREET ? drg_spots__name(s, (drg_str){phrase, len}) : DRG_NONE;
        *next = spot.last + 1;
        return add(s, spot);
    }
    if (!has && is_called_so(r, t)) { /* "the village of Verkhnia Zhuravka" */
        spot.first = t;
        spot.last = run_end(r, t);
        *next = spot.last + 1;
        return add(s, spot);
    }
    if (!has)
        return true;
    spot.first = t;
    spot.last = last;
    spot.name = drg_spots__name(s, (drg_str){phrase, len});
    if (named && said.last == last)
        spot.kind = said.kind;
    *next = last + 1;
    return spot.name == DRG_NONE || add(s, spot);
}

/** Entities that are places to the analyser and that nothing else has found. */
static bool take_entity(drg_spots *s, size_t n, const drg_named *e)
{
    bool ground = e->type == DRG_ENTITY_GPE || e->type == DRG_ENTITY_LOC || e->type == DRG_ENTITY_FAC;
    uint32_t last = e->first + e->count - 1;
    if (!ground || e->count > 5)
        return true;
    size_t low = 0, high = n; /* the first of the n found before that ends behind the entity's begin */
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (s->spot[middle].last < e->first)
            low = middle + 1;
        else
            high = middle;
    }
    if (low < n && s->spot[low].first <= last)
        return true;
    for (uint32_t t = e->first; t <= last; t++)
        if (!drg_spots__capital(s->r, t) || s->r->mark_at[t] != DRG_NONE)
            return true;
    return add(s, (drg_spot){.first = e->first, .last = last, .name = DRG_NONE, .inner = DRG_NONE});
}

static int by_first(const void *a, const void *b)
{
    const drg_spot *x = a, *y = b;
    return x->first < y->first ? -1 : x->first > y->first;
}

/** Whether the words between two spots only list them: ",", "and". */
static bool listed(const drg_reading *r, const drg_spot *a, const drg_spot *b)
{
    if (r->token[a->last].sentence != r->token[b->first].sentence || b->first - a->last > 4 || b->first <= a->last + 1)
        return false;
    for (uint32_t t = a->last + 1; t < b->first; t++) {
        drg_str f = r->token[t].form;
        if (!drg_str_is(f, ",") && !drg_str_is(f, "and") && !drg_str_is(f, "or") && !drg_str_is(f, "&") &&
            !drg_str_is(f, "the"))
            return false;
    }
    return true;
}

/** "Kharkiv and Sumy regions", "Becker, Clay and Douglas counties", "Main and Elm streets": what the word in the plural
 * says holds for all that it ends. */
static bool read_list(drg_spots *s, uint32_t t, size_t n)
{
    drg_reading *r = s->r;
    char phrase[MAX_PHRASE_BYTES];
    drg_str lemma = r->token[t].lemma;
    drg_place_word class = drg_place_words__class(r->coder, lemma);
    bool county = drg_str_is(lemma, "county");
    if (r->token[t].upos != DRG_UPOS_NOUN || drg_str_eq(lemma, r->folded[t]) || r->mark_at[t] != DRG_NONE ||
        (class != DRG_PW_DIVISION && class != DRG_PW_STREET && class != DRG_PW_POLITY))
        return true;
    uint32_t end = t, sentence = r->token[t].sentence;
    for (int items = 0; items < 12 && end > 0 && r->token[end - 1].sentence == sentence; items++) {
        uint32_t last = end - 1, first = last;
        bool demonym = r->mark_at[last] != DRG_NONE && r->mark[r->mark_at[last]].fact->kind == DRG_FACT_DEMONYM;
        if (!drg_spots__capital(r, last) || r->token[last].upos == DRG_UPOS_PUNCT || demonym)
            break;
        while (first > 0 && r->token[first - 1].sentence == sentence && drg_spots__capital(r, first - 1) &&
               may_begin(r, first - 1))
            first--;
        size_t i = 0;
        while (i < n && s->spot[i].last < first)
            i++;
        bool there = i < n && s->spot[i].first <= last;
        drg_spot fresh = {.first = first, .last = last, .name = DRG_NONE, .inner = DRG_NONE, .qualifier = DRG_NONE};
        drg_spot *spot = there ? &s->spot[i] : &fresh;
        size_t len = phrase_of(r, spot->first, spot->last, phrase);
        if (county && len > 0 && len + 8 < sizeof phrase) {
            memcpy(phrase + len, " county", 7);
            uint32_t name = drg_spots__name(s, (drg_str){phrase, len + 7});
            spot->name = name != DRG_NONE ? name : spot->name;
        }
        spot->listed = class != DRG_PW_STREET;
        spot->kind = class == DRG_PW_STREET ? DRG_SPOT_STREET : DRG_SPOT_DIVISION;
        spot->name = class == DRG_PW_STREET ? DRG_NONE : spot->name;
        if (!there && !add(s, fresh))
            return false;
        end = first;
        bool comma = false;
        while (end > 0 && r->token[end - 1].sentence == sentence &&
               (drg_str_is(r->token[end - 1].form, ",") || drg_str_is(r->token[end - 1].form, "and"))) {
            end--;
            comma = true;
        }
        if (!comma)
            break;
    }
    return true;
}

static bool is_above(const drg_spots *s, const drg_spot *spot)
{
    if (spot->name == DRG_NONE)
        return false;
    const drg_spot_name *name = &s->name[spot->name];
    for (size_t i = 0; i < name->n; i++) {
        uint8_t what = name->candidate[i].place->resolution;
        if (what == DRG_PLACE_PROVINCE || what == DRG_PLACE_COUNTRY || what == DRG_PLACE_DISTRICT)
            return true;
    }
    return false;
}

/** "Athens, Ohio", "Palmyra in Syria", "Oleksiivka, in the Sumy region", "Ukraine's Kharkiv": what tells where it lies. */
static void qualify(drg_spots *s)
{
    const drg_reading *r = s->r;
    for (size_t i = 0; i + 1 < s->n; i++) {
        drg_spot *a = &s->spot[i], *b = &s->spot[i + 1];
        if (r->token[a->last].sentence != r->token[b->first].sentence || b->first - a->last > 5)
            continue;
        uint32_t t = a->last + 1;
        bool comma = drg_str_is(r->token[t].form, ","), bracket = drg_str_is(r->token[t].form, "("), in = false;
        bool possessive = is_clitic(r, t) && b->first == t + 1;
        if (possessive && is_above(s, a) && b->qualifier == DRG_NONE) {
            b->qualifier = (uint32_t)i;
            continue;
        }
        t += comma || bracket;
        for (; t < b->first; t++) {
            drg_str f = r->token[t].form;
            if (drg_str_is(f, "in") || drg_str_is(f, "of"))
                in = true;
            else if (!drg_str_is(f, "the") && drg_spots__class(r, t) != DRG_PW_SIDE)
                break;
        }
        bool beside = t == b->first && (comma || bracket || in || b->first == a->last + 1);
        if (beside && is_above(s, b))
            a->qualifier = (uint32_t)(i + 1);
    }
}

/** "Baga, in Nigeria's Borno state": the nearer of the two tells more. */
static void qualify_nearer(drg_spots *s)
{
    for (size_t i = 0; i < s->n; i++) {
        uint32_t q = s->spot[i].qualifier;
        if (q != DRG_NONE && q > i && q + 1 < s->n && s->spot[q + 1].qualifier == q)
            s->spot[i].qualifier = q + 1;
    }
}

static void judge(drg_spots *s)
{
    for (size_t i = 0; i < s->n; i++) {
        drg_spot *spot = &s->spot[i];
        spot->sign = drg_spots__sign(s, spot);
        if (i > 0 && !spot->ground && s->spot[i - 1].ground && s->spot[i - 1].sign > DRG_SPOT_ENOUGH &&
            listed(s->r, &s->spot[i - 1], spot)) {
            spot->ground = true;
            spot->sign += 1.5F;
        }
    }
    for (size_t i = 0; i < s->n; i++)
        if (s->spot[i].name != DRG_NONE && s->spot[i].sign > s->name[s->spot[i].name].surest)
            s->name[s->spot[i].name].surest = s->spot[i].sign;
    /* a name that is surely a place once is one where the words around say little */
    for (size_t i = 0; i < s->n; i++)
        if (s->spot[i].name != DRG_NONE && s->name[s->spot[i].name].surest >= 2.5F && s->spot[i].sign > -1)
            s->spot[i].sign += 1.5F;
}

/** Take out those that are no places, and put the numbers of qualifiers right. */
static bool drop(drg_spots *s)
{
    uint32_t *now = drg_arena_array(s->r->arena, s->n, sizeof *now);
    if (now == NULL)
        return s->n == 0;
    size_t kept = 0;
    for (size_t i = 0; i < s->n; i++) {
        now[i] = s->spot[i].sign > DRG_SPOT_ENOUGH ? (uint32_t)kept : DRG_NONE;
        kept += now[i] != DRG_NONE;
    }
    for (size_t i = 0; i < s->n; i++) {
        if (now[i] == DRG_NONE)
            continue;
        drg_spot spot = s->spot[i];
        if (spot.qualifier != DRG_NONE)
            spot.qualifier = now[spot.qualifier];
        if (spot.name != DRG_NONE)
            s->name[spot.name].n_spots++;
        s->spot[now[i]] = spot;
    }
    s->n = kept;
    return true;
}

drg_status drg_spots__find(drg_spots *s)
{
    drg_reading *r = s->r;
    for (uint32_t t = 0, next; t < r->n; t = next) {
        next = t + 1;
        if (drg_spots__capital(r, t) && !take(s, t, &next))
            return DRG_ENOMEM;
    }
    size_t n = s->n;
    for (uint32_t t = 1; t < r->n; t++)
        if (!read_list(s, t, n))
            return DRG_ENOMEM;
    if (s->n > n)
        qsort(s->spot, s->n, sizeof *s->spot, by_first);
    n = s->n;
    for (size_t i = 0; i < r->doc->n_entities; i++)
        if (!take_entity(s, n, &r->doc->entities[i]))
            return DRG_ENOMEM;
    if (s->n > n)
        qsort(s->spot, s->n, sizeof *s->spot, by_first);
    qualify(s);
    qualify_nearer(s);
    judge(s);
    return drop(s) && !s->failed ? DRG_OK : DRG_ENOMEM;
}
