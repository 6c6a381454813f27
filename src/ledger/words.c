#include "ledger/words.h"

#include "base/error.h"
#include "base/text.h"

#include <string.h>

/* ---- words of a text ---- */

static bool is_word_byte(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (c & 0x80) != 0;
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* A comma or point between digits belongs to the number. */
static bool joins(drg_str text, size_t at)
{
    char c = text.ptr[at];
    return (c == ',' || c == '.') && at > 0 && at + 1 < text.len && is_digit(text.ptr[at - 1]) &&
           is_digit(text.ptr[at + 1]);
}

static drg_status add_words(drg_arena *arena, drg_str text, drg_words *out, size_t *cap, drg_error *err)
{
    if (text.len == 0)
        return DRG_OK;
    drg_str folded = drg_str_fold(arena, text);
    if (folded.ptr == NULL)
        return drg_fail_nomem(err);
    for (size_t i = 0; i < folded.len;) {
        size_t start = i;
        while (i < folded.len && (is_word_byte(folded.ptr[i]) || joins(folded, i)))
            i++;
        if (i == start) {
            i++;
            continue;
        }
        if (!DRG_ARENA_GROW(arena, out->words, out->n, *cap))
            return drg_fail_nomem(err);
        out->words[out->n++] = drg_str_sub(folded, start, i);
    }
    return DRG_OK;
}

drg_status drg_words_of(drg_arena *arena, drg_str text, drg_words *out, drg_error *err)
{
    size_t cap = 0;
    *out = (drg_words){0};
    return add_words(arena, text, out, &cap, err);
}

static size_t byte_of(drg_str text, size_t code_points)
{
    size_t at = 0;
    for (; at < text.len && code_points > 0; code_points--)
        do
            at++;
        while (at < text.len && ((unsigned char)text.ptr[at] & 0xc0) == 0x80);
    return at;
}

drg_status drg_words_of_sentence(drg_arena *arena, drg_str text, size_t start, size_t end, drg_words *out,
                                 drg_error *err)
{
    size_t cap = 0, from = byte_of(text, start), to = byte_of(text, end > start ? end : start);
    *out = (drg_words){0};
    drg_status st = add_words(arena, drg_str_sub(text, 0, from), out, &cap, err);
    out->trigger = out->n;
    if (st == DRG_OK)
        st = add_words(arena, drg_str_sub(text, from, to), out, &cap, err);
    out->after = out->n;
    return st == DRG_OK ? add_words(arena, drg_str_sub(text, to, text.len), out, &cap, err) : st;
}

/* ---- patterns ---- */

static bool word_is(drg_str word, const char *pattern, size_t len)
{
    if (len > 0 && pattern[len - 1] == '*')
        return word.len >= len - 1 && memcmp(word.ptr, pattern, len - 1) == 0;
    return word.len == len && memcmp(word.ptr, pattern, len) == 0;
}

/* One alternative, of len bytes, at words[at]. */
static bool begins_at(const drg_words *words, size_t at, const char *pattern, size_t len)
{
    for (size_t i = 0; i < len; at++) {
        const char *blank = memchr(pattern + i, ' ', len - i);
        size_t n = blank != NULL ? (size_t)(blank - pattern) - i : len - i;
        if (at >= words->n || !word_is(words->words[at], pattern + i, n))
            return false;
        i += n + 1;
    }
    return true;
}

size_t drg_words_find(const drg_words *words, size_t from, size_t to, const char *patterns)
{
    if (to > words->n)
        to = words->n;
    for (size_t at = from; at < to; at++)
        for (const char *p = patterns; *p != '\0';) {
            size_t len = strcspn(p, "|");
            if (begins_at(words, at, p, len))
                return at;
            p += len + (p[len] == '|');
        }
    return DRG_NO_WORD;
}

bool drg_words_have(const drg_words *words, const char *patterns)
{
    return drg_words_find(words, 0, words->n, patterns) != DRG_NO_WORD;
}

bool drg_words_follow(const drg_words *words, size_t reach, const char *patterns)
{
    return drg_words_find(words, words->trigger, words->after + reach, patterns) != DRG_NO_WORD;
}

/* ---- numbers ---- */

static bool number_of_digits(drg_str word, double *value)
{
    double n = 0;
    if (word.len == 0 || word.len > 12)
        return false;
    for (size_t i = 0; i < word.len; i++)
        if (is_digit(word.ptr[i]))
            n = n * 10 + (word.ptr[i] - '0');
        else if (word.ptr[i] != ',')
            return false;
    *value = n;
    return true;
}

static bool number_of_word(drg_str word, double *value)
{
    static const char *const words[] = {"zero",     "one",      "two",      "three",   "four",    "five",
                                        "six",      "seven",    "eight",    "nine",    "ten",     "eleven",
                                        "twelve",   "thirteen", "fourteen", "fifteen", "sixteen", "seventeen",
                                        "eighteen", "nineteen", "twenty"};
    static const char *const tens[] = {"thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (drg_str_is(word, words[i])) {
            *value = (double)i;
            return true;
        }
    for (size_t i = 0; i < sizeof tens / sizeof *tens; i++)
        if (drg_str_is(word, tens[i])) {
            *value = 30 + 10 * (double)i;
            return true;
        }
    return false;
}

static double scale_of(drg_str word)
{
    return drg_str_is(word, "hundred") ? 100 : drg_str_is(word, "thousand") ? 1000 : 0;
}

bool drg_words_number(const drg_words *words, size_t at, double *value, size_t *used)
{
    if (at >= words->n)
        return false;
    double n = 0, more;
    size_t i = at;
    if (number_of_digits(words->words[i], &n) || number_of_word(words->words[i], &n))
        i++;
    else if (drg_str_is(words->words[i], "a") && i + 1 < words->n && scale_of(words->words[i + 1]) > 0)
        n = 1, i++;
    else
        return false;
    /* "twenty five", "thirty two" */
    if (n >= 20 && n < 100 && (int)n % 10 == 0 && i < words->n && number_of_word(words->words[i], &more) && more < 10 &&
        more > 0)
        n += more, i++;
    while (i < words->n && scale_of(words->words[i]) > 0)
        n *= scale_of(words->words[i++]);
    *value = n;
    *used = i - at;
    return true;
}
