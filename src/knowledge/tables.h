/* src/knowledge/tables.h - the compiled knowledge as the coder sees it: words, sets, frames, names, places.
 * All of it is read-only and memory-mapped; pointers live as long as the drg_knowledge. The text that it is compiled
 * from stands in data/ and is described in docs/KNOWLEDGE.md (tables) and docs/FRAMES.md (frames). */
#ifndef DRG_KNOWLEDGE_TABLES_H
#define DRG_KNOWLEDGE_TABLES_H

#include "dragoman/base.h"
#include "dragoman/knowledge.h"

/* ------------------------------------------------------------------ words
 * Every lemma that a frame, a set or a word list names has a number from 1. 0: a word that no table names. */

/** The number of a lemma (lower case) or 0. */
uint32_t drg_knowledge__word(const drg_knowledge *k, drg_str lemma);
drg_str drg_knowledge__word_text(const drg_knowledge *k, uint32_t word);

/** Most sets of words, and what holds one bit for each: a set's number is a byte, and 0xff means none. */
enum { DRG_KNOWLEDGE_SET_WORDS = 3, DRG_KNOWLEDGE_MAX_SETS = 64 * DRG_KNOWLEDGE_SET_WORDS };

typedef struct drg_set_bits {
    uint64_t at[DRG_KNOWLEDGE_SET_WORDS];
} drg_set_bits;

/** Sets of words (data/frames/sets*.txt). 0xff: no set of that name. */
uint8_t drg_knowledge__set(const drg_knowledge *k, const char *name);
bool drg_knowledge__in_set(const drg_knowledge *k, uint32_t word, uint8_t set);

/* ------------------------------------------------------------------ frames */

/** Where an argument stands, seen from the trigger. */
typedef enum drg_path_kind {
    DRG_PATH_END,  /* no (further) path */
    DRG_PATH_SUBJ, /* who does it: the subject, the agent of a passive, the controller; of a noun its possessor,
                       modifying name, by-phrase or the subject of its support verb */
    DRG_PATH_OBJ,  /* whom it befalls: the object, the subject of a passive; of a noun its of-phrase */
    DRG_PATH_IOBJ,
    DRG_PATH_POSS,    /* nmod:poss only */
    DRG_PATH_MOD,     /* a modifying name or adjective: amod, compound, nmod:desc */
    DRG_PATH_PREP,    /* the noun under the preposition `word` */
    DRG_PATH_XCOMP,   /* the embedded clause without a subject ("to withdraw") */
    DRG_PATH_CCOMP,   /* the embedded clause with its own subject */
    DRG_PATH_SELF,    /* the trigger itself (a noun that names its doer: "gunmen") */
    DRG_PATH_SPEAKER, /* who says what the trigger stands in */
    DRG_PATH_PRED     /* of a noun or adjective behind "be" its subject, or whose that is */
} drg_path_kind;

typedef struct drg_path {
    uint8_t kind;  /* drg_path_kind */
    uint8_t joins; /* 1: also taken when an earlier path gave something ("subj+@with"); 0: only when none did */
    uint16_t pad;
    uint32_t word; /* the preposition's word number, for DRG_PATH_PREP */
} drg_path;

/** A condition on the word at a path: in one of the sets or words, or (negated) in none. Missing argument: unmet; with
 * negated, met. */
typedef struct drg_condition {
    drg_path path;
    uint8_t negated;
    uint8_t n_sets, n_words;
    uint8_t pad;
    uint8_t sets[4];
    uint32_t words[4];
} drg_condition;

#define DRG_FRAME_PATHS 10
#define DRG_FRAME_CONDITIONS 3

typedef enum drg_frame_kind { DRG_FRAME_VERB, DRG_FRAME_NOUN, DRG_FRAME_ADJ, DRG_FRAME_MODAL } drg_frame_kind;

/** One trigger with its reading. Frames of one trigger stand in the order of the files, the more constrained first;
 * the first whose constraints hold is taken. */
typedef struct drg_frame {
    uint32_t word;  /* the trigger's lemma */
    uint8_t kind;   /* drg_frame_kind: the part of speech that the trigger must have */
    uint8_t event;  /* drg_event; DRG_FRAME_NO_EVENT: a reading that yields nothing ("strike a deal" as a miss) */
    uint8_t status; /* 0xff, or the drg_status_kind that the frame sets */
    uint8_t n_conditions;
    uint32_t particle;  /* "blow +up": a compound:prt or advmod dependent; 0: none asked */
    uint32_t object;    /* "take ~control": the lemma of the object (or of the passive's subject); 0: none asked */
    uint32_t prep;      /* "call @for": some dependent with that preposition; 0: none asked */
    uint32_t prep_word; /* "take @into:custody": … and that noun under it; 0: any */
    uint8_t needs_xcomp, needs_ccomp; /* ":xcomp", ":ccomp" */
    uint16_t cameo; /* the CAMEO code as a decimal number of 2 to 4 digits with leading zero lost; 0: none */
    uint8_t cameo_digits;
    uint8_t n_modes, n_contexts;
    uint8_t pad;
    uint32_t modes[4]; /* word numbers of the mode names ("heavy-weapons") */
    uint32_t contexts[4];
    drg_path actor[DRG_FRAME_PATHS], recipient[DRG_FRAME_PATHS], topic[DRG_FRAME_PATHS];
    drg_condition condition[DRG_FRAME_CONDITIONS];
    uint32_t file_line; /* line of its file, for `explain` and messages */
    uint32_t file_name; /* offset of the file's name in the strings, NUL-terminated there */
} drg_frame;

#define DRG_FRAME_NO_EVENT 0xff

/** The frames that a lemma triggers; NULL and 0 where none. */
const drg_frame *drg_knowledge__frames(const drg_knowledge *k, uint32_t word, size_t *n);

/** A word that gives its event a mode where it modifies the trigger or is its weapon, instrument or object
 * (data/frames/modes.txt: "ASSAULT drone: drone, uav, …"). */
typedef struct drg_mode_word {
    uint32_t word;
    uint8_t event; /* drg_event */
    uint8_t pad[3];
    uint32_t mode; /* word number of the mode's name */
} drg_mode_word;
const drg_mode_word *drg_knowledge__mode_words(const drg_knowledge *k, uint32_t word, size_t *n);

/** Reporting verbs and cue phrases (data/frames/cues.txt). */
typedef enum drg_cue_kind {
    DRG_CUE_VERB,   /* "say": subject is the source, clause or quotation the content */
    DRG_CUE_NOUN,   /* "statement", "claim": its possessor or by-phrase is the source */
    DRG_CUE_ADVERB, /* "reportedly", "allegedly": no source */
    DRG_CUE_PREP    /* "according to", "per": the noun under it is the source */
} drg_cue_kind;
typedef struct drg_cue {
    uint32_t word;
    uint8_t kind;   /* drg_cue_kind */
    uint8_t stance; /* drg_stance */
    uint8_t
        strong; /* 1: reports even without a quotation or finite clause ("claimed control", "confirmed the deaths") */
    uint8_t pad;
} drg_cue;
const drg_cue *drg_knowledge__cues(const drg_knowledge *k, uint32_t word, size_t *n);

/* ------------------------------------------------------------------ names of actors */

typedef enum drg_fact_kind {
    DRG_FACT_COUNTRY, /* "Ukraine" */
    DRG_FACT_DEMONYM, /* "Ukrainian", "Ukrainians", "Syrian" */
    DRG_FACT_CAPITAL, /* "Kyiv": the government where it acts, the city where things happen */
    DRG_FACT_METONYM, /* "Kremlin", "White House" */
    DRG_FACT_PERSON,  /* who held an office, with dates */
    DRG_FACT_ORG,     /* international organisations, ministries by name, companies, NGOs, parties, courts */
    DRG_FACT_GROUP,   /* armed groups */
    DRG_FACT_FORCE,   /* state forces by name: "IDF", "National Guard" */
    DRG_FACT_MEDIA,   /* outlets and agencies */
    DRG_FACT_ROLE     /* nouns and phrases that give a sector but no country: "gunmen", "foreign ministry" */
} drg_fact_kind;

enum {
    DRG_FACT_NAME = 1,      /* written with a capital: at least one capital is asked of the text */
    DRG_FACT_ACRONYM = 2,   /* written in capitals: so must the text be */
    DRG_FACT_PLURAL = 4,    /* a role noun in the plural */
    DRG_FACT_LASTNAME = 16, /* a person's last name alone: only after a word of the office ("President Sall") */
    DRG_FACT_BODY = 8       /* a role that is a body, not persons ("ministry", "army", "parliament") */
};

typedef struct drg_fact {
    uint8_t kind, flags, n_sectors, pad;
    char country[4];         /* NUL-padded, not terminated at 4; all NUL: none */
    char sector[4][4];       /* three letters, NUL */
    uint32_t name, name_len; /* canonical name in the strings */
    uint32_t role, role_len;
    int32_t from, to; /* days since 1970-01-01, inclusive; INT32_MIN and INT32_MAX: open */
    uint32_t file_name,
        file_line; /* the row that says so: its file's name in the strings, NUL-terminated there; its line */
} drg_fact;

/** How readings of one name are preferred, the lowest first: "Georgia" the state before anybody else of that name. */
static inline int drg_fact_rank(const drg_fact *fact)
{
    static const int ranks[] = {
        [DRG_FACT_COUNTRY] = 0, [DRG_FACT_METONYM] = 1, [DRG_FACT_PERSON] = 2,  [DRG_FACT_GROUP] = 3,
        [DRG_FACT_ORG] = 4,     [DRG_FACT_FORCE] = 5,   [DRG_FACT_CAPITAL] = 6, [DRG_FACT_MEDIA] = 7,
        [DRG_FACT_DEMONYM] = 8, [DRG_FACT_ROLE] = 9};
    return ranks[fact->kind];
}

/** Whether a fact is of the user's own tables. */
bool drg_knowledge__is_own(const drg_knowledge *k, const drg_fact *fact);
/** Text inside the knowledge. */
drg_str drg_knowledge__text(const drg_knowledge *k, uint32_t offset, uint32_t len);

/**
 * What is filed under a folded phrase (drg_str_fold(): lower case, words parted by one blank).
 * @param more  true is written where longer phrases begin with these words.
 * @return the facts in the tables' order, NULL and 0 where none.
 */
const drg_fact *drg_knowledge__facts(const drg_knowledge *k, drg_str folded, size_t *n, bool *more);

/* ------------------------------------------------------------------ places */

typedef struct drg_toponym {
    uint32_t name;     /* the usual English name */
    char country[4];   /* ISO alpha-3, as drg_fact.country */
    uint32_t province; /* name of the first-order division, or len 0 */
    float lat, lon;
    uint32_t geonameid;
    uint32_t population;
    uint8_t name_len, province_len;
    uint8_t resolution; /* drg_place_resolution */
    uint8_t is_capital;
} drg_toponym;

/** The same for places; most populous first. Where the file is damaged there are none, and drg_knowledge__intact() tells. */
const drg_toponym *drg_knowledge__toponyms(const drg_knowledge *k, drg_str folded, size_t *n, bool *more);

/** Whether no damage was met so far: to be asked when all was looked up. @return DRG_OK, DRG_EFORMAT. */
drg_status drg_knowledge__intact(const drg_knowledge *k, drg_error *err);

#endif
