/* src/code/record_names.c - enums of the record as they are written out. */
#include "dragoman/record.h"

static const char *name_in(const char *const *names, size_t n, size_t i)
{
    return i < n ? names[i] : NULL;
}

#define NAME_IN(names, i) name_in((names), sizeof(names) / sizeof *(names), (size_t)(i))

const char *drg_event_name(drg_event event)
{
    static const char *const names[] = {
#define DRG_EVENT_NAME_(name, quad) #name,
        DRG_EVENT_LIST(DRG_EVENT_NAME_)
#undef DRG_EVENT_NAME_
    };
    return NAME_IN(names, event);
}

const char *drg_event_quad(drg_event event)
{
#define VERBAL_COOPERATION "VERBAL COOPERATION"
#define MATERIAL_COOPERATION "MATERIAL COOPERATION"
#define VERBAL_CONFLICT "VERBAL CONFLICT"
#define MATERIAL_CONFLICT "MATERIAL CONFLICT"
    static const char *const names[] = {
#define DRG_EVENT_QUAD_(name, quad) quad,
        DRG_EVENT_LIST(DRG_EVENT_QUAD_)
#undef DRG_EVENT_QUAD_
    };
#undef VERBAL_COOPERATION
#undef MATERIAL_COOPERATION
#undef VERBAL_CONFLICT
#undef MATERIAL_CONFLICT
    return NAME_IN(names, event);
}

/* As data/ontology/events.txt has them; a test compares. */
const char *const *drg_event_modes(drg_event event)
{
    static const char *const none[] = {NULL};
    static const char *const consult[] = {"visit", "third-party", "multilateral", "phone", NULL};
    static const char *const retreat[] = {"withdraw",  "release", "return", "disarm",
                                          "ceasefire", "access",  "resign", NULL};
    static const char *const request[] = {"assist", "change", "yield", "meet", NULL};
    static const char *const accuse[] = {"disapprove", "investigate", "allege", NULL};
    static const char *const threaten[] = {"restrict", "arrest", "relations", "expel", "territory", "violence", NULL};
    static const char *const protest[] = {"demo", "riot", "strike", "hunger", "boycott", "obstruct", "vandalize", NULL};
    static const char *const sanction[] = {"convict", "expel", "withdraw", "discontinue", NULL};
    static const char *const mobilize[] = {"troops", "weapons", "police", "militia", NULL};
    static const char *const coerce[] = {"seize",  "restrict", "censor",         "curfew", "martial-law", "arrest",
                                         "deport", "withhold", "misinformation", "cyber",  NULL};
    static const char *const assault[] = {"abduct",        "beat",           "torture",        "sexual",
                                          "targeted",      "destroy",        "primitive",      "firearms",
                                          "explosives",    "suicide-attack", "aerial",         "drone",
                                          "heavy-weapons", "crowd-control",  "unconventional", NULL};
    static const char *const *const modes[] = {
        [DRG_EVENT_CONSULT] = consult, [DRG_EVENT_RETREAT] = retreat,   [DRG_EVENT_REQUEST] = request,
        [DRG_EVENT_ACCUSE] = accuse,   [DRG_EVENT_REJECT] = request,    [DRG_EVENT_THREATEN] = threaten,
        [DRG_EVENT_PROTEST] = protest, [DRG_EVENT_SANCTION] = sanction, [DRG_EVENT_MOBILIZE] = mobilize,
        [DRG_EVENT_COERCE] = coerce,   [DRG_EVENT_ASSAULT] = assault};
    return (unsigned)event < DRG_N_EVENTS && modes[event] != NULL ? modes[event] : none;
}

const char *drg_status_kind_name(drg_status_kind status)
{
    static const char *const names[] = {"actual", "negated", "future", "hypothetical", "historical"};
    return NAME_IN(names, status);
}

const char *drg_source_kind_name(drg_source_kind kind)
{
    static const char *const names[] = {"named", "anonymous", "media", "document"};
    return NAME_IN(names, kind);
}

const char *drg_stance_name(drg_stance stance)
{
    static const char *const names[] = {"asserts", "claims", "confirms", "denies", "doubts"};
    return NAME_IN(names, stance);
}

const char *drg_what_name(drg_what what)
{
    static const char *const names[] = {
#define DRG_WHAT_NAME_(name) #name,
        DRG_WHAT_LIST(DRG_WHAT_NAME_)
#undef DRG_WHAT_NAME_
    };
    return NAME_IN(names, what);
}

const char *drg_resolution_name(drg_resolution resolution)
{
    static const char *const names[] = {"day", "week", "month", "year", "range"};
    return NAME_IN(names, resolution);
}

const char *drg_place_resolution_name(drg_place_resolution resolution)
{
    static const char *const names[] = {"site", "city", "district", "province", "country", "region", "feature"};
    return NAME_IN(names, resolution);
}
