/* src/base/text.h - UTF-8 text by pointer and length. */
#ifndef DRG_BASE_TEXT_H
#define DRG_BASE_TEXT_H

#include "base/arena.h"
#include "dragoman/base.h"

/** The drg_str of a string literal. */
#define DRG_LIT(s) ((drg_str){"" s, sizeof(s) - 1})

drg_str drg_str_of(const char *nul_terminated); /* NULL gives an empty text */
bool drg_str_eq(drg_str a, drg_str b);
/** drg_str_is(), where both begin with the same byte. */
bool drg_str__is_begun(drg_str a, const char *nul_terminated);
/** Rules ask this more often than anything else, and most answers lie in the first byte. */
static inline bool drg_str_is(drg_str a, const char *nul_terminated)
{
    if (a.len == 0 || nul_terminated == NULL)
        return a.len == 0 && (nul_terminated == NULL || nul_terminated[0] == '\0');
    return a.ptr[0] == nul_terminated[0] && drg_str__is_begun(a, nul_terminated);
}
int drg_str_cmp(drg_str a, drg_str b); /* by bytes */
bool drg_str_starts(drg_str a, drg_str prefix);
bool drg_str_ends(drg_str a, drg_str suffix);
/** a[from, to), both clamped to the length. */
drg_str drg_str_sub(drg_str a, size_t from, size_t to);
/** Without ASCII blanks at either end. */
drg_str drg_str_trim(drg_str a);
/** 64-bit FNV-1a; the same on every machine. */
uint64_t drg_str_hash(drg_str a);

/** First byte that is not well-formed UTF-8 (overlong forms, surrogates and values over U+10FFFF are not), or len. */
size_t drg_utf8_check(drg_str a);
/** The code point at *pos, which moves past it. The text must be well-formed; *pos < len. */
uint32_t drg_utf8_next(drg_str a, size_t *pos);
/** Writes 1 to 4 bytes, returns how many. */
size_t drg_utf8_put(char out[4], uint32_t code_point);
/** How many code points stand in a[0, bytes). */
size_t drg_utf8_count(drg_str a, size_t bytes);

/** Simple case mapping and classes of code points (ICU). */
uint32_t drg_char_lower(uint32_t c);
bool drg_char_is_upper(uint32_t c);
bool drg_char_is_letter(uint32_t c);
bool drg_char_is_digit(uint32_t c);
bool drg_char_is_space(uint32_t c); /* white space, also the non-breaking ones */

/** At least three letters, all of them capitals: "ISTANBUL", "U.N.H.C.R.". */
bool drg_str_is_capitals(drg_str a);

/** Lower case, code point by code point. On failure ptr is NULL. */
drg_str drg_str_lower(drg_arena *arena, drg_str a);
/**
 * The form under which knowledge tables file a name or phrase: NFKC; diacritics of Latin letters stripped, and the
 * letters that do not decompose written plainly (ø → o, ł → l, ß → ss, æ → ae); lower case; curly quotes, modifier
 * apostrophes and dashes made straight; zero-width characters dropped; apostrophe-s at the end of a word dropped
 * ("Russia's" → "russia"); a full stop after a letter dropped ("U.S." → "us", "St." → "st"); hyphens and runs of
 * blanks → one blank, none at the ends. Idempotent. On failure ptr is NULL.
 */
drg_str drg_str_fold(drg_arena *arena, drg_str a);

/** A growing buffer with a mandatory maximum (curl's dynbuf). */
typedef struct drg_buf {
    char *ptr; /* NUL-terminated once anything was added */
    size_t len, cap, max;
} drg_buf;
void drg_buf_init(drg_buf *buf, size_t max_bytes);
void drg_buf_release(drg_buf *buf);
void drg_buf_clear(drg_buf *buf);
/** @return DRG_OK, DRG_ELIMIT beyond max, DRG_ENOMEM; on failure the buffer is as before. */
drg_status drg_buf_add(drg_buf *buf, const char *data, size_t len);
/** The shortest decimal that reads back as value, with a '.' in every locale: "12", "0.1", "1e+300". Not finite: "null". */
drg_status drg_buf_number(drg_buf *buf, double value);
drg_status drg_buf_printf(drg_buf *buf, const char *format, ...) __attribute__((format(printf, 2, 3)));

#endif
