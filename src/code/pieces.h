/* src/code/pieces.h - the words of an analysed document cut finer than tokens, for patterns over numbers and dates.
 * Tokenisers differ on "12-year-old", "$2bn", "6am", "June 1-3"; pieces do not: hyphens, dashes, slashes, signs and
 * units glued to digits always stand alone. */
#ifndef DRG_CODE_PIECES_H
#define DRG_CODE_PIECES_H

#include "base/document.h"

typedef enum drg_piece_kind {
    DRG_PIECE_END, /* stands before, between and after sentences, so that no pattern runs over */
    DRG_PIECE_WORD,
    DRG_PIECE_DIGITS, /* digits, with full stops, commas and colons between digits */
    DRG_PIECE_MARK    /* everything else; every dash is "-" */
} drg_piece_kind;

typedef struct drg_piece {
    drg_str low; /* ASCII lower case */
    drg_span span;
    uint32_t token;  /* DRG_NONE for DRG_PIECE_END */
    uint16_t time;   /* what time_words.c says of the word, packed; 0: nothing */
    uint16_t number; /* what numbers.c says of it */
    uint8_t kind;    /* drg_piece_kind */
    bool glued;      /* nothing stands between it and the piece before */
    bool capital;    /* begins with an ASCII capital */
} drg_piece;

/** at[0] and at[n - 1] are DRG_PIECE_END. */
typedef struct drg_pieces {
    const drg_document *doc;
    const drg_piece *at;
    uint32_t n;
    const uint32_t *first; /* [tokens] index of the token's first piece */
} drg_pieces;

/** Cut an analysed document; the pieces live in its arena. @return DRG_OK; DRG_ENOMEM, *pieces untouched. */
drg_status drg_pieces__split(drg_document *doc, drg_pieces *pieces);

/** Whether piece i, which may lie past the end, begins as this word does: the question that most patterns end at. */
static inline bool drg_pieces__begins(const drg_pieces *pieces, uint32_t i, const char *low)
{
    return i < pieces->n && pieces->at[i].low.len > 0 && pieces->at[i].low.ptr[0] == low[0];
}

/** Whether piece i, which may lie past the end, is this lower-case word or mark. */
static inline bool drg_pieces__is(const drg_pieces *pieces, uint32_t i, const char *low)
{
    return drg_pieces__begins(pieces, i, low) && drg_str_is(pieces->at[i].low, low);
}

/** Whether piece i is one of the n words. */
bool drg_pieces__is_any(const drg_pieces *pieces, uint32_t i, const char *const *words, size_t n);
#define DRG_PIECE_IN(pieces, i, words) drg_pieces__is_any(pieces, i, words, sizeof(words) / sizeof *(words))
/** As drg_pieces__phrase(), where piece i begins as the phrase does. */
uint32_t drg_pieces__phrase_begun(const drg_pieces *pieces, uint32_t i, const char *phrase);
/** Whether the pieces from i on are these words, parted by single blanks ("as many as"). @return how many, or 0. */
static inline uint32_t drg_pieces__phrase(const drg_pieces *pieces, uint32_t i, const char *phrase)
{
    return drg_pieces__begins(pieces, i, phrase) ? drg_pieces__phrase_begun(pieces, i, phrase) : 0;
}

/** The same, ending before piece i. @return how many, or 0. */
uint32_t drg_pieces__phrase_before(const drg_pieces *pieces, uint32_t i, const char *phrase);
drg_piece_kind drg_pieces__kind(const drg_pieces *pieces, uint32_t i);
/** The token of piece i; NULL past the end and for DRG_PIECE_END. */
const drg_token *drg_pieces__token(const drg_pieces *pieces, uint32_t i);

/** A word with a number, for closed classes: tables sorted by word. */
typedef struct drg_word_value {
    const char *word;
    int value;
} drg_word_value;

/** @return false, and *value as it was, where the table lacks the word. */
bool drg_word_value__find(const drg_word_value *table, size_t n, drg_str word, int *value);

#define DRG_WORD_VALUE(table, word, value) drg_word_value__find(table, sizeof(table) / sizeof *(table), word, value)

#endif
