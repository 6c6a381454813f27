/* src/code/publisher.c - documents that speak for themselves: what a ministry, an embassy or an alliance puts out is told in
 * its own voice, and nobody else says what it condemns and demands there. */
#include "code/phrases.h"
#include "code/sayings.h"

enum { MAX_WORDS = 12 };

/** What the tables know of a few words of the publisher's name. */
typedef struct drg_publisher {
    drg_str country;
    bool official, media;
} drg_publisher;

static void read_words(const drg_reading *r, drg_str folded, drg_publisher *p)
{
    static const char *const offices[] = {"GOV", "MIL", "LEG", "COP", "SPY", NULL};
    size_t n = 0;
    bool more = false;
    const drg_fact *fact = drg_knowledge__facts(r->knowledge, folded, &n, &more);
    if (n == 0)
        return;
    drg_str country = drg_entity__country_of(fact);
    if (p->country.len == 0)
        p->country = country;
    bool place = fact->kind == DRG_FACT_CAPITAL || fact->kind == DRG_FACT_COUNTRY || fact->kind == DRG_FACT_DEMONYM;
    bool person = fact->kind == DRG_FACT_ROLE && !(fact->flags & DRG_FACT_BODY);
    for (const char *const *l = offices; *l != NULL && !place && !person; l++) /* "Kyiv Monitor" is no office */
        for (uint8_t i = 0; i < fact->n_sectors; i++)
            p->official |= drg_str_is(drg_str_of(fact->sector[i]), *l);
    p->official |= fact->kind == DRG_FACT_ORG && drg_str_is(country, "IGO");
    p->media |= fact->kind == DRG_FACT_MEDIA;
}

/** Every stretch of words of the name, the longest first. */
static void read_name(const drg_reading *r, drg_str name, drg_publisher *p)
{
    size_t starts[MAX_WORDS + 1], n = 0;
    for (size_t i = 0; i < name.len && n < MAX_WORDS; i++)
        if (name.ptr[i] != ' ' && (i == 0 || name.ptr[i - 1] == ' '))
            starts[n++] = i;
    starts[n] = n < MAX_WORDS ? name.len + 1 : name.len;
    for (size_t length = n; length > 0; length--)
        for (size_t i = 0; i + length <= n; i++)
            read_words(r, drg_str_sub(name, starts[i], starts[i + length] - 1), p);
}

/** "News", "Times": whoever keeps such a paper has it told as papers tell. */
static bool is_paper(drg_str folded)
{
    static const char *const words[] = {"news",  "times",   "post",    "herald", "press", "radio",  "tv",
                                        "daily", "journal", "gazette", "media",  "wire",  "agency", NULL};
    size_t at = 0;
    while (at < folded.len) {
        size_t end = at;
        while (end < folded.len && folded.ptr[end] != ' ')
            end++;
        for (const char *const *w = words; *w != NULL; w++)
            if (drg_str_is(drg_str_sub(folded, at, end), *w))
                return true;
        at = end + 1;
    }
    return false;
}

void drg_publisher__find(drg_reading *r)
{
    drg_publisher p = {0};
    drg_str name = r->doc->meta.publisher;
    drg_str folded = name.len > 0 ? drg_str_fold(r->arena, name) : (drg_str){NULL, 0};
    if (folded.ptr != NULL)
        read_name(r, folded, &p);
    r->own_voice = p.official && !p.media && !is_paper(folded);
    r->own_country = p.country;
}

bool drg_publisher__is(const drg_reading *r, const drg_entity *e)
{
    static const char *const others[] = {"REB", "CVL", "OPP", "UAF", "BUS", "SOC", "PTY", "JRN", "CRM", NULL};
    if (!r->own_voice || drg_entity__leads_in_sector(e, others))
        return false;
    drg_str own = r->own_country.len > 0 ? r->own_country : r->main_country;
    return own.len > 0 && drg_str_eq(e->country, own);
}
