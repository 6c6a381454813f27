/* src/code/places.h - toponyms on their way: spots in the text, the names that they bear, and what the tables know of
 * those. A spot is one stretch of words; spots of the same words share a name, and a name has one meaning in a document
 * but where a spot is told with a province or country of its own ("Athens, Ohio"). */
#ifndef DRG_CODE_PLACES_H
#define DRG_CODE_PLACES_H

#include "base/hash.h"
#include "code/reading.h"

/** What a word says of the name that it ends, begins or follows; folded words. */
typedef enum drg_place_word {
    DRG_PW_NONE,
    DRG_PW_STREET,   /* "street", "avenue" */
    DRG_PW_ROAD,     /* "highway", "route": a number may follow */
    DRG_PW_SITE,     /* "stadium", "airport" */
    DRG_PW_FEATURE,  /* "river", "valley" */
    DRG_PW_BEFORE,   /* "lake", "mount": what stands before the name that it makes */
    DRG_PW_DIVISION, /* "province", "county" */
    DRG_PW_POLITY,   /* "state", "department": divisions too, and bodies as often */
    DRG_PW_CITY,     /* "city", "village" */
    DRG_PW_BODY,     /* what a place has that serves its public: "police", "council", "court" */
    DRG_PW_PEOPLE,   /* those who are of a place: "resident", "man", "mayor" */
    DRG_PW_TAIL,     /* what makes a business, paper, club or school of a place's name: "post", "university" */
    DRG_PW_TITLE,    /* "mr", "sergeant": a person's name follows */
    DRG_PW_SIDE,     /* "north", "northern", "downtown" */
    DRG_PW_COMMON    /* names of hamlets that are common words, makes and months first */
} drg_place_word;
/** The class of a folded word. */
drg_place_word drg_place_words__class(const drg_coder *coder, drg_str folded);

/** Candidates that are weighed, and that are kept for telling why. */
enum { DRG_SPOT_CANDIDATES = 40, DRG_SPOT_ALTERNATIVES = 4 };

typedef struct drg_candidate {
    const drg_toponym *place;
    float x, y, z; /* on the unit sphere */
    float weight;  /* by itself, then with the company that it keeps */
    float share;   /* of the name's candidates, 0 to 1 */
} drg_candidate;

/** One name in the document. */
typedef struct drg_spot_name {
    drg_str folded;
    drg_candidate *candidate; /* most populous first */
    size_t n;
    uint32_t n_spots;
    float surest; /* sign of the spot that is most surely a place */
    bool outside; /* stands not in the text but in what is known of its publisher */
} drg_spot_name;

typedef enum drg_spot_kind {
    DRG_SPOT_NAME,   /* the words are a name */
    DRG_SPOT_STREET, /* they end in what they name */
    DRG_SPOT_SITE,
    DRG_SPOT_FEATURE,
    DRG_SPOT_DIVISION
} drg_spot_kind;

typedef struct drg_spot {
    uint32_t first, last;
    uint32_t name;      /* number of the name; DRG_NONE: no table holds it */
    uint32_t inner;     /* of a spot that no table holds: a name that begins it ("Cairo Stadium"), or DRG_NONE */
    uint32_t qualifier; /* number of the spot that tells where it lies ("Athens, Ohio"), or DRG_NONE */
    uint8_t kind;       /* drg_spot_kind */
    bool ground;        /* a preposition of place stands before it */
    bool listed;        /* "Kharkiv and Sumy regions": a word for divisions ends the list that it stands in */
    bool attribute;     /* "U.S. forces": stands for the state */
    float sign;         /* how much speaks for a place here */
} drg_spot;

typedef struct drg_spots {
    drg_reading *r;
    drg_spot *spot; /* in order of place */
    size_t n, cap;
    drg_spot_name *name;
    size_t n_names, cap_names;
    drg_table name_of; /* folded phrase to number */
    bool failed;       /* out of memory */
} drg_spots;

/** place_spots.c: which words name ground. @return DRG_OK or DRG_ENOMEM. */
drg_status drg_spots__find(drg_spots *s);
/** Number of the name of a folded phrase, which is entered where it is new. @return DRG_NONE: no table has it, or no
 * memory. */
uint32_t drg_spots__name(drg_spots *s, drg_str folded);
bool drg_spots__capital(const drg_reading *r, uint32_t t);

/** place_signs.c: what speaks for a place, and against it, in the words around. Above DRG_SPOT_ENOUGH it is one. */
#define DRG_SPOT_ENOUGH 1.0F
float drg_spots__sign(const drg_spots *s, drg_spot *spot);
/** "US", "U.S.", "KY": two letters or more, all of them capitals. */
bool drg_spots__all_capitals(drg_str form);
drg_place_word drg_spots__class(const drg_reading *r, uint32_t t);

/** place_weigh.c: weigh the candidates of every name. @return DRG_OK or DRG_ENOMEM. */
drg_status drg_spots__weigh(drg_spots *s);
/** The best candidate for a spot, all told; NULL where no table holds its name. others: the next best, n of them. */
const drg_toponym *drg_spots__best(const drg_spots *s, const drg_spot *spot,
                                   const drg_toponym *others[DRG_SPOT_ALTERNATIVES], size_t *n);

static inline drg_str drg_toponym_country(const drg_toponym *p)
{
    size_t len = 0;
    while (len < sizeof p->country && p->country[len] != 0)
        len++;
    return (drg_str){p->country, len};
}

#endif
