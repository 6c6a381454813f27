/* src/knowledge/compile.h - from the text files of data/ to a compiled knowledge file: what the compiler's parts share.
 * docs/KNOWLEDGE.md and docs/FRAMES.md describe the text, format.h the outcome.
 *
 * Mistakes in the data are collected, all of them, and never stop the reading. Running out of memory does: it sets
 * drg_compile.status, after which every function does nothing more of use, and the caller finds it at the end. */
#ifndef DRG_KNOWLEDGE_COMPILE_H
#define DRG_KNOWLEDGE_COMPILE_H

#include "base/arena.h"
#include "base/hash.h"
#include "base/text.h"
#include "dragoman/record.h"
#include "knowledge/format.h"

/** A file of data/, in memory, with its place for messages. */
typedef struct drg_source_file {
    const char *path; /* as it was found */
    drg_str name;     /* without directories */
    char *text;       /* well-formed UTF-8; comments may be blanked in it */
    size_t len;
    size_t seen, seen_line; /* the last place whose line was counted */
} drg_source_file;

/** A frame with what the sorting needs. */
typedef struct drg_frame_draft {
    drg_frame frame;
    uint32_t n_constraints;
    uint32_t order;
    const char *path; /* for messages */
} drg_frame_draft;

typedef struct drg_cue_draft {
    drg_cue cue;
    uint32_t order;
} drg_cue_draft;

typedef struct drg_mode_draft {
    drg_mode_word mode;
    uint32_t order;
} drg_mode_draft;

/** One phrase with one entry under it. */
typedef struct drg_filing {
    uint32_t phrase; /* number in drg_phrase_book.phrases */
    uint32_t item;   /* number of the entry */
    uint32_t rank;   /* entries of a phrase stand by rank, the lowest first, then by item */
} drg_filing;

/** Phrases and what is filed under them, while they are gathered. */
typedef struct drg_phrase_book {
    drg_table phrases; /* folded text → twice its number, and 1 where longer phrases begin with its words */
    drg_filing *filings;
    size_t n, cap;
} drg_phrase_book;

/** Where a fact was read, for messages. */
typedef struct drg_fact_place {
    drg_source_file *file;
    const char *row, *name; /* its row, and that name of the row which the fact is filed under */
    uint32_t name_len;
    bool canonical; /* that is the row's first name */
} drg_fact_place;

typedef struct drg_compile {
    drg_arena arena;
    drg_buf *report;
    size_t n_mistakes;
    bool warnings; /* report them, too */
    bool added;    /* a user's own tables, which may be few */
    drg_status status;

    drg_buf strings;
    drg_table string_at; /* text → offset */

    drg_table words;        /* lemma → number */
    drg_table sets;         /* name → number */
    drg_set_bits *set_bits; /* [words] */
    size_t n_set_bits;

    drg_table modes[DRG_N_EVENTS];
    drg_table contexts, sectors, codes;
    drg_table countries; /* iso3; empty while there is no countries.tsv */

    drg_frame_draft *frames;
    size_t n_frames, cap_frames;
    drg_mode_draft *mode_words;
    size_t n_mode_words, cap_mode_words;
    drg_cue_draft *cues;
    size_t n_cues, cap_cues;

    drg_fact *facts;
    size_t n_facts, cap_facts;
    drg_fact_place *fact_places; /* [n_facts] */
    size_t cap_fact_places;
    drg_phrase_book fact_book;

    drg_toponym *toponyms;
    size_t n_toponyms, cap_toponyms;
    drg_phrase_book toponym_book;
} drg_compile;

typedef struct drg_compile_options {
    bool lenient;  /* write the file even so, without what is mistaken */
    bool warnings; /* report what is allowed but of no use, too */
} drg_compile_options;

/**
 * Compile data_dir into out_path.
 *
 * @param report      gets a line for every mistake ("file:line: what is wrong") and warning ("file:line: warning: …").
 * @param n_mistakes  how many mistakes there are; with any, nothing is written, unless options are lenient.
 * @return DRG_OK, whatever the number of mistakes; DRG_EIO; DRG_ENOMEM; DRG_ELIMIT the report is full or the tables are
 *         too big.
 */
drg_status drg_knowledge_compile(const char *data_dir, const char *out_path, drg_compile_options options,
                                 drg_buf *report, size_t *n_mistakes, drg_error *err);

/* ------------------------------------------------------------------ compile_store.c: messages, strings, words */

void drg_compile__mistake(drg_compile *c, drg_source_file *file, const char *where, const char *format, ...)
    __attribute__((format(printf, 4, 5)));
/** What is allowed but of no use; reported only where warnings are asked for. */
void drg_compile__warn(drg_compile *c, drg_source_file *file, const char *where, const char *format, ...)
    __attribute__((format(printf, 4, 5)));
/** A mistake of a file or folder as a whole. */
void drg_compile__mistake_of(drg_compile *c, const char *path, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
/** The line, from 1, of a place in the file's text. */
size_t drg_compile__line(drg_source_file *file, const char *where);

/** An empty compilation. @return false: out of memory; drg_compile__release() is due all the same. */
bool drg_compile__init(drg_compile *c, drg_buf *report);
void drg_compile__release(drg_compile *c);

/** Offset of the text in the strings, where a NUL follows it. */
uint32_t drg_compile__string(drg_compile *c, drg_str text);
/** The word's number; a new one where it has none yet. */
uint32_t drg_compile__word(drg_compile *c, drg_str lemma);
/** Add the key with the value, unless it is there. @return whether it was new. */
bool drg_compile__put(drg_compile *c, drg_table *table, drg_str key, uintptr_t value);
bool drg_compile__has(const drg_table *table, drg_str key);
bool drg_compile__country_ok(const drg_compile *c, drg_str code);

/** For printf's "%.*s". */
#define DRG_STR_ARG(s) (int)((s).len > 200 ? 200 : (s).len), (s).ptr

/* ------------------------------------------------------------------ compile_text.c: files, lines, parts */

/** Read data_dir/folder/name. @return NULL where it is missing, unreadable or no UTF-8; all but missing is reported. */
drg_source_file *drg_compile__read(drg_compile *c, const char *data_dir, const char *folder, const char *name);
/** The names in data_dir/folder that end so, in byte order; NULL and 0 where there is no such folder. */
const char **drg_compile__list(drg_compile *c, const char *data_dir, const char *folder, const char *ending, size_t *n);

/** Whether a file's name is "table.…" or "table-….…": a table may be parted into several files. */
bool drg_compile__is_part(const char *file_name, const char *table);

/** Overwrite comments ('#' to the line's end, at its begin or after a blank) with blanks. */
void drg_compile__blank_comments(drg_source_file *file);
/** The next logical line: a line that begins with no blank, and those after it that do. */
bool drg_compile__next_line(const drg_source_file *file, size_t *pos, drg_str *line);
/** Cut the next part off *rest at the separator (outside of braces), trimmed. @return false where rest is used up. */
bool drg_compile__next_part(drg_str *rest, char separator, drg_str *part);
/** The same at blanks; parts are never empty. */
bool drg_compile__next_blank_part(drg_str *rest, drg_str *part);
/** Without blanks, tabs and line ends around it. */
drg_str drg_compile__trim(drg_str text);
/** Lower-case letters, digits, hyphens, apostrophes, full stops; "%" and signs of currencies. */
bool drg_compile__is_lemma(drg_str text);
/** A copy with a blank for every underscore. */
drg_str drg_compile__blanks_for_underscores(drg_compile *c, drg_str text);

#define DRG_TSV_MAX_COLUMNS 12

/** A tab-separated table with named columns. */
typedef struct drg_tsv {
    drg_source_file *file;
    size_t pos;
    size_t n_columns;
    drg_str row[DRG_TSV_MAX_COLUMNS];
} drg_tsv;

/** Checks the header line against the names, blank-separated. @return false, reported, where it is another one. */
bool drg_compile__tsv_open(drg_compile *c, drg_source_file *file, const char *columns, drg_tsv *tsv);
/** The next row with the right number of columns; others are reported. */
bool drg_compile__tsv_next(drg_compile *c, drg_tsv *tsv);

/* ------------------------------------------------------------------ compile_phrases.c: names */

#define DRG_NO_PHRASE UINT32_MAX

/** The number of the phrase that a name folds to, with all its beginnings entered. @return DRG_NO_PHRASE, reported, where
 * it folds to nothing or is too long. */
uint32_t drg_compile__phrase(drg_compile *c, drg_phrase_book *book, drg_source_file *file, drg_str name);
/** The same for a phrase that is folded already and known to fit. */
uint32_t drg_compile__enter(drg_compile *c, drg_phrase_book *book, drg_str folded);
/** File an entry under a phrase. */
void drg_compile__file(drg_compile *c, drg_phrase_book *book, uint32_t phrase, uint32_t item, uint32_t rank);
/** A book as it is written: phrases, their hash table, and the entries in the phrases' order. */
typedef struct drg_book_layout {
    drg_phrase *phrases;
    size_t n_phrases;
    uint32_t *slots;
    size_t n_slots;
    unsigned char *items;
    size_t n_items;
} drg_book_layout;
/** items: the entries by number, size bytes each. @return false out of memory, or with too many entries. */
bool drg_compile__lay_out(drg_compile *c, drg_phrase_book *book, const void *items, size_t size,
                          drg_book_layout *layout);
/** A power of two of slots for n keys, with empty ones left. */
size_t drg_compile__n_slots(size_t n);

/* ------------------------------------------------------------------ the kinds of tables */

/** compile_ontology.c: data/ontology/. */
void drg_compile__ontology(drg_compile *c, const char *data_dir);
/** Event type by name; DRG_N_EVENTS: none. */
drg_event drg_compile__event(drg_str name);

/** compile_words.c: sets.txt, modes.txt, cues.txt. Sets come first: frames name them. */
void drg_compile__sets(drg_compile *c, const char *data_dir);
void drg_compile__modes(drg_compile *c, const char *data_dir);
void drg_compile__cues(drg_compile *c, const char *data_dir);
/** compile_frames.c: *.frames. */
void drg_compile__frames(drg_compile *c, const char *data_dir);
/** compile_paths.c: "subj+@with|obj" into out; DRG_PATH_END after the last. Mistakes are reported. */
bool drg_compile__paths(drg_compile *c, drg_source_file *file, drg_str text, drg_path out[DRG_FRAME_PATHS]);
bool drg_compile__path(drg_compile *c, drg_source_file *file, drg_str text, drg_path *out);
/** compile_triggers.c: one trigger with its constraints, in all its alternatives, to c->frames. */
void drg_compile__trigger(drg_compile *c, drg_source_file *file, const drg_frame *base, drg_str text);
/** compile_actors.c, compile_places.c: data/actors/, data/places/. */
void drg_compile__actors(drg_compile *c, const char *data_dir);
/** compile_conflicts.c: what rows of data/actors/ say against each other, once all are read. */
void drg_compile__conflicts(drg_compile *c);
void drg_compile__places(drg_compile *c, const char *data_dir);

#endif
