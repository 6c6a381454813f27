/* src/knowledge/format.h - the layout of a compiled knowledge file, for the compiler that writes and the reader that
 * opens it. It is a container of base/file.h; all integers are little-endian, and the records of tables.h stand in it
 * as they stand in memory.
 *
 *   strings          text; begins and ends with a NUL
 *   words            drg_ref by word number; number 0 is the empty word
 *   word-slots       hash table of word numbers, 0: empty
 *   word-sets        two u64 a word: bit s says that it is in set s
 *   sets             drg_ref by set number
 *   frames           drg_frame, sorted by word;       frame-index: first frame of each word, and the end
 *   modes            drg_mode_word, sorted by word;   mode-index: likewise
 *   cues             drg_cue, sorted by word;         cue-index: likewise
 *   facts            drg_fact, grouped by phrase
 *   fact-phrases     drg_phrase;                      fact-slots: hash table of phrase numbers + 1, 0: empty
 *   toponyms         drg_toponym, grouped by phrase
 *   toponym-phrases  drg_phrase;                      toponym-slots: likewise
 *   country-codes    char[4], NUL-padded: what a table may call a country; sector-codes: likewise
 *
 * Hash tables have a power of two of slots, are probed onward from drg_str_hash() and always keep an empty slot. */
#ifndef DRG_KNOWLEDGE_FORMAT_H
#define DRG_KNOWLEDGE_FORMAT_H

#include "knowledge/tables.h"

#include <assert.h>

#define DRG_KNOWLEDGE_MAGIC "drg-knowledge"
/** Counts up with every change; the size of a frame is part of it, for that is what changes most. */
#define DRG_KNOWLEDGE_VERSION (4u << 16 | (uint32_t)sizeof(drg_frame))

/** Longest folded phrase, and most entries under one. */
#define DRG_PHRASE_MAX_BYTES 255
#define DRG_PHRASE_MAX_ITEMS 0x7fff

/** Text in the strings. */
typedef struct drg_ref {
    uint32_t at, len;
} drg_ref;

/** A folded phrase: what is filed under it, and whether longer phrases begin with its words. */
typedef struct drg_phrase {
    uint32_t text;   /* offset in the strings; a prefix shares the text of a longer phrase */
    uint32_t first;  /* its entries are [first, first + n) */
    uint16_t len;    /* of the text in bytes */
    uint16_t n_more; /* low 15 bits: n; high bit: more */
} drg_phrase;

#define DRG_PHRASE_N(p) ((p)->n_more & 0x7fffu)
#define DRG_PHRASE_MORE(p) (((p)->n_more & 0x8000u) != 0)

static_assert(sizeof(drg_phrase) == 12, "drg_phrase is written as it stands in memory");
static_assert(sizeof(drg_path) == 8, "drg_path is written as it stands in memory");
static_assert(sizeof(drg_condition) == 32, "drg_condition is written as it stands in memory");
static_assert(sizeof(drg_frame) == 168 + 3 * DRG_FRAME_PATHS * sizeof(drg_path),
              "drg_frame is written as it stands in memory");
static_assert(sizeof(drg_mode_word) == 12, "drg_mode_word is written as it stands in memory");
static_assert(sizeof(drg_cue) == 8, "drg_cue is written as it stands in memory");
static_assert(sizeof(drg_fact) == 56, "drg_fact is written as it stands in memory");
static_assert(sizeof(drg_toponym) == 32, "drg_toponym is written as it stands in memory");

#endif
