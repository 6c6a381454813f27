/* src/code/reading.h - one document while it is being coded: its tree made walkable, and what each step found.
 * Everything lives in the document's arena. Steps run in the order of the fields; each reads what stands above it. */
#ifndef DRG_CODE_READING_H
#define DRG_CODE_READING_H

#include "base/document.h"
#include "code/quantities.h"
#include "code/times.h"
#include "knowledge/tables.h"

/** Words and sets that rules name, looked up once when the coder is made (src/code/coder.c). */
/* clang-format off */
#define DRG_CODE_SETS(X)                                                                                              \
    X(support) X(undergo) X(fail_verb) X(modal_future) X(fear_word) X(document_noun) X(generic_role) X(source_noun)   \
    X(pair_noun) X(accident_noun) X(accident_verb) X(disaster_noun) X(disease_noun) X(person) X(place) X(territory)   \
    X(harm_verb) X(attack_noun) X(missile) X(explosive) X(body_noun) X(befall) X(authority) X(official) X(polity)     \
    X(troops) X(rebel) X(combatant) X(police) X(crowd)                                                                \
    X(migrant) X(talks_noun) X(naming_verb) X(showing_verb) X(attitude_verb)                                          \
    X(place_street) X(place_road) X(place_site) X(place_feature) X(place_before) X(place_division) X(place_polity)    \
    X(place_city) X(place_body) X(place_people) X(place_tail) X(place_title) X(place_side) X(place_common)

typedef enum drg_code_set {
#define DRG_CODE_SET_ENUM_(name) DRG_SET_##name,
    DRG_CODE_SETS(DRG_CODE_SET_ENUM_)
#undef DRG_CODE_SET_ENUM_
    DRG_N_CODE_SETS
} drg_code_set;
/* clang-format on */

struct drg_coder {
    const drg_knowledge *knowledge;
    uint8_t set[DRG_N_CODE_SETS]; /* 0xff: the tables have no such set, and no word is in it */
};

/** A stretch of words that the name tables hold. */
typedef struct drg_mark {
    uint32_t first, last; /* tokens, inclusive */
    const drg_fact *fact; /* the reading that the date and spelling allow */
    bool former;          /* a person after all of their offices */
    bool doubtful;        /* a name of several countries */
    bool unknown;         /* a people of several countries, none of which the text names */
} drg_mark;

/** Who a noun phrase names; one for every head of a nominal phrase that resolves to somebody. */
typedef struct drg_mention {
    uint32_t head;
    uint32_t first, last; /* tokens of the entity's text */
    drg_entity entity;
    bool person, plural, pronoun;
    bool named;          /* by a proper name of its own, not only through a modifier */
    bool bare_country;   /* a country or capital that may stand for government or forces */
    bool demonym;        /* "Ukrainians": people, no government */
    bool borrowed;       /* its country is an antecedent's */
    bool thing;          /* "Ukrainian positions": somebody's, and no party but where force strikes it */
    bool assumed;        /* its country is the one where such a body is usually meant ("the Foreign Office") */
    uint32_t antecedent; /* index of the mention that it was led back to, or DRG_NONE */
    drg_fact_kind kind;
} drg_mention;

/** A toponym. */
typedef struct drg_place_hit {
    drg_place place;
    uint32_t first, last, head; /* tokens */
    uint32_t population;
    bool capital;                /* of a country */
    const drg_toponym *other[4]; /* what else it might have been, the likeliest first */
    size_t n_others;
} drg_place_hit;

/** A source with what it says. */
typedef struct drg_saying {
    drg_attribution said;
    uint32_t cue;    /* token, or DRG_NONE */
    uint32_t source; /* head token of the source */
    uint32_t depth;  /* how many others it stands inside */
    bool judges;     /* says what it thinks of something, and reports nothing: no record's source */
} drg_saying;

typedef struct drg_reading {
    const drg_coder *coder;
    const drg_knowledge *knowledge;
    drg_document *doc;
    drg_arena *arena;
    const drg_token *token;
    uint32_t n;

    /* tree.c; [n] each */
    uint32_t *first_child, *next_sibling; /* in order of place; DRG_NONE ends */
    uint32_t *left, *right;               /* first and last token of the subtree */
    uint32_t *word;                       /* knowledge number of the lemma; 0: none */
    uint32_t *prep, *prep2;               /* knowledge number of the preposition(s) on a noun; 0: none */
    drg_str *folded;                      /* the form, folded; len 0 for what a phrase passes over ("-", "'s") */
    uint8_t *prose;                       /* 1: stands in prose: no heading, caption, dateline */
    uint8_t *dateline;                    /* 1: stands in one */

    /* names.c */
    drg_mark *mark;
    size_t n_marks;
    uint32_t *mark_at; /* [n] index of the mark over this token, or DRG_NONE */
    uint8_t *division; /* [n] 1: bears a country's name and is a division elsewhere ("Georgia") */

    /* times.c, quantities.c */
    drg_times_context when;
    drg_time_hit *time;
    size_t n_times;
    drg_quantity_hit *quantity;
    size_t n_quantities;

    /* mentions.c */
    drg_mention *mention; /* in order of head */
    size_t n_mentions;
    uint32_t *mention_at;      /* [n] by head token, or DRG_NONE */
    size_t n_ordered_mentions; /* the first of them, in order of head; speakers' pronouns come after */
    drg_str main_country;      /* what the text is about: named more often than all others together; len 0: none is */

    /* places.c */
    drg_place_hit *place;
    size_t n_places;

    struct drg_trace *trace; /* NULL: nobody asked why (trace.h) */

    /* publisher.c */
    bool own_voice;      /* a ministry's release: the document speaks for its publisher */
    drg_str own_country; /* the publisher's; len 0: the one that the text is about */

    /* sayings.c */
    drg_saying *saying; /* in order of cue */
    size_t n_sayings, n_ordered_sayings;
} drg_reading;

/* ------------------------------------------------------------------ tree.c */

/** @return DRG_OK or DRG_ENOMEM. doc must be analysed. */
drg_status drg_reading__begin(drg_reading *r, const drg_coder *coder, drg_document *doc);

/** Work on a copy of the tokens with the commonest parsing slips put right (repair.c). @return false: out of memory. */
bool drg_reading__repair(drg_reading *r);

/** Loop over the children of t, first to last. */
#define DRG_EACH_CHILD(r, t, c) for (uint32_t c = (r)->first_child[t]; c != DRG_NONE; c = (r)->next_sibling[c])

/** First child with that relation (exact code), or DRG_NONE. */
uint32_t drg_tree__child(const drg_reading *r, uint32_t t, drg_rel rel);
bool drg_tree__has_child_lemma(const drg_reading *r, uint32_t t, const char *lemma);
/** Whether a is t or above it. */
bool drg_tree__dominates(const drg_reading *r, uint32_t a, uint32_t t);
/** Edges between two tokens of one sentence; each edge that leaves a clause costs `clause` more. */
uint32_t drg_tree__distance(const drg_reading *r, uint32_t a, uint32_t b, uint32_t clause);
bool drg_tree__has_feat(const drg_token *t, const char *feat); /* "Tense=Past" */
bool drg_tree__is(const drg_token *t, const char *lemma);
/** Whether the lemma is one of a list that NULL ends. */
bool drg_tree__lemma_in(const drg_token *t, const char *const *lemmas);
bool drg_tree__in(const drg_reading *r, uint32_t t, drg_code_set set);
bool drg_tree__is_clause(const drg_reading *r, uint32_t t); /* heads a clause: root, ccomp, advcl, acl, conj of one … */
bool drg_tree__is_modifier(const drg_token *t); /* modifies a noun: adjective, compound, possessor, phrase */
bool drg_tree__is_nominal(const drg_token *t);  /* NOUN, PROPN, PRON, NUM or nominal adjective */
bool drg_tree__is_passive(const drg_reading *r, uint32_t verb);
/** The antecedent of a relative pronoun, else t itself. */
uint32_t drg_tree__antecedent(const drg_reading *r, uint32_t t);
/** Who does it: subject, agent of a passive, controller; DRG_NONE where the tree gives none. */
uint32_t drg_tree__subject(const drg_reading *r, uint32_t verb);
/** Whom it befalls: object, or subject of a passive. */
uint32_t drg_tree__object(const drg_reading *r, uint32_t verb);
/** The dependent noun under a preposition (knowledge word number). */
uint32_t drg_tree__under(const drg_reading *r, uint32_t t, uint32_t prep);
/** The verb, noun or root that heads the clause of t. */
uint32_t drg_tree__clause(const drg_reading *r, uint32_t t);
/** Where a noun is carried by a support verb ("carried out an attack", "came under fire"): that verb, and whether its
 * subject does it or suffers it; else DRG_NONE. */
uint32_t drg_tree__support(const drg_reading *r, uint32_t noun, bool *undergoes);
/** Text between two tokens, inclusive. */
drg_span drg_reading__span(const drg_reading *r, uint32_t first, uint32_t last);
drg_str drg_reading__text(const drg_reading *r, drg_span span);

/* ------------------------------------------------------------------ the steps, in order */

drg_status drg_names__find(drg_reading *r);
drg_status drg_places__find(drg_reading *r);
/** Names of countries and capitals that are towns elsewhere ("Paris, Texas"), now that places are known, are none (names.c). */
void drg_names__drop_towns(drg_reading *r);
drg_status drg_mentions__find(drg_reading *r);
/** What later mentions tell of earlier ones, the country that the text is about, and who is at home there (homes.c). */
drg_status drg_homes__find(drg_reading *r);
drg_status drg_sayings__find(drg_reading *r);
/** "I" and "we" inside what somebody says are that somebody. */
drg_status drg_mentions__speakers(drg_reading *r);
drg_status drg_events__find(drg_reading *r, drg_error *err);

/** Whether the document speaks for whoever published it (publisher.c). */
void drg_publisher__find(drg_reading *r);
/** Whether somebody is the publisher whose own voice the document is, or speaks for it. */
bool drg_publisher__is(const drg_reading *r, const drg_entity *e);

/** Whether a span lies in what the source says. */
bool drg_sayings__covers(const drg_saying *s, drg_span span);

/** The source that a nominal head names, asserting. */
drg_source drg_sayings__source(const drg_reading *r, uint32_t head);
/** What an act of speech (a demand, an accusation, a promise) is about, as its speaker's words: the attribution that such a
 * verb makes without reporting. @return false: it has no speaker, tells of nothing, or reports by itself. */
bool drg_sayings__act(const drg_reading *r, uint32_t verb, drg_attribution *act);
/** Whether two mentions of a source are one: the same name, or the same unnamed people ("a source", "the source"). */
bool drg_sayings__same_source(const drg_reading *r, const drg_source *a, const drg_source *b);

/** Who a phrase names by its own words: names, roles and their modifiers; the rest of the document is not looked at.
 * @return false: nobody known. */
bool drg_mentions__compose(drg_reading *r, uint32_t head, drg_mention *m);
/** Country, sectors, and name and role where there is none yet. */
void drg_mentions__copy_codes(drg_entity *to, const drg_entity *from);

/** The mention that a nominal head resolves to, through relative pronouns; NULL: nobody known. */
const drg_mention *drg_mentions__at(const drg_reading *r, uint32_t head);
/** The head of the phrase and those coordinated with it, each with a mention of its own where it resolves; "Russian and
 * Ukrainian officials" gives two; `things`: also what only belongs to somebody. Writes at most max entities, returns how
 * many. */
size_t drg_mentions__list(drg_reading *r, uint32_t head, bool things, drg_entity *out, size_t max);

/* ------------------------------------------------------------------ near.c */

/** Items [from, to) of a list. */
typedef struct drg_range {
    size_t from, to;
} drg_range;

/** No saying reaches further than so many sentences, nor does a quotation. */
enum { DRG_SAYING_REACH = 200, DRG_QUOTE_REACH = 60 };

/** What stands in the sentence of a token, or within `reach` sentences of it. */
drg_range drg_near__times(const drg_reading *r, uint32_t token);
drg_range drg_near__places(const drg_reading *r, uint32_t token);
/** The same from `back` sentences before on. */
drg_range drg_near__places_back(const drg_reading *r, uint32_t token, uint32_t back);
drg_range drg_near__mentions(const drg_reading *r, uint32_t token);
drg_range drg_near__sayings(const drg_reading *r, uint32_t token, uint32_t reach);
/** The named entity that a token is part of, or NULL. */
const drg_named *drg_near__entity(const drg_reading *r, uint32_t token);
/** Put the sayings in order of cue. */
void drg_near__order_sayings(drg_reading *r);

/* ------------------------------------------------------------------ headers.c */

/** Clear `prose` for headings that stand as sentences, and mark datelines. */
void drg_headers__mark(drg_reading *r);

#endif
