#include "ledger/fact_words.h"

#include "base/text.h"

#include <string.h>

#define STEM_LETTERS 5

/* Stems, ascending: what reports share whatever they tell. */
static const char *const common[] = {
    "about", "accor", "after", "again", "agenc", "all",   "along", "also",  "amid",  "among", "an",    "and",   "anoth",
    "any",   "april", "are",   "aroun", "as",    "at",    "augus", "be",    "becau", "been",  "befor", "being", "betwe",
    "both",  "but",   "by",    "came",  "can",   "city",  "could", "count", "day",   "days",  "decem", "did",   "do",
    "durin", "each",  "earli", "early", "eveni", "febru", "first", "five",  "follo", "for",   "four",  "frida", "from",
    "had",   "has",   "have",  "he",    "her",   "him",   "his",   "hours", "in",    "inclu", "into",  "is",    "it",
    "its",   "janua", "july",  "june",  "killi", "last",  "late",  "later", "least", "local", "march", "may",   "media",
    "minis", "monda", "month", "more",  "morni", "most",  "near",  "news",  "next",  "night", "no",    "not",   "novem",
    "octob", "of",    "offic", "on",    "one",   "only",  "or",    "other", "out",   "over",  "overn", "peopl", "repor",
    "said",  "satur", "say",   "says",  "secon", "septe", "she",   "since", "six",   "some",  "sourc", "spoke", "state",
    "still", "sunda", "than",  "that",  "the",   "their", "them",  "there", "these", "they",  "this",  "those", "three",
    "throu", "thurs", "to",    "told",  "town",  "tuesd", "two",   "under", "until", "up",    "was",   "wedne", "week",
    "were",  "when",  "where", "which", "while", "who",   "will",  "with",  "withi", "would", "year",  "yeste",
};

static bool is_common(drg_str stem)
{
    size_t from = 0, to = sizeof common / sizeof *common;
    while (from < to) {
        size_t mid = from + (to - from) / 2;
        int order = drg_str_cmp(stem, drg_str_of(common[mid]));
        if (order == 0)
            return true;
        if (order < 0)
            to = mid;
        else
            from = mid + 1;
    }
    return false;
}

static size_t place_of(const drg_word_set *set, uint32_t word)
{
    size_t at = 0;
    while (at < set->n && set->words[at] < word)
        at++;
    return at;
}

bool drg_words_has(const drg_word_set *set, uint32_t word)
{
    size_t at = place_of(set, word);
    return at < set->n && set->words[at] == word;
}

/* Of more words than there is room for, those with the least hashes stay: which they are does not depend on the order. */
static void add(drg_word_set *set, uint32_t word)
{
    size_t at = place_of(set, word);
    if (at == set->most || (at < set->n && set->words[at] == word))
        return;
    size_t n = set->n < set->most ? set->n++ : set->most - 1;
    memmove(set->words + at + 1, set->words + at, (n - at) * sizeof *set->words);
    set->words[at] = word;
}

/* A word's stem. @return its bytes. */
static drg_str stem_of(drg_str word)
{
    size_t pos = 0;
    for (size_t letters = 0; pos < word.len && letters < STEM_LETTERS; letters++)
        drg_utf8_next(word, &pos);
    return drg_str_sub(word, 0, pos);
}

static uint32_t hash_of(drg_str stem)
{
    uint64_t h = drg_str_hash(stem);
    return (uint32_t)(h ^ (h >> 32));
}

static bool is_count(drg_str word)
{
    static const char *const counts[] = {"one",    "two",     "three", "four",   "five",     "six",      "seven",
                                         "eight",  "nine",    "ten",   "eleven", "twelve",   "dozen",    "dozens",
                                         "scores", "several", "many",  "some",   "hundreds", "thousands"};
    for (size_t i = 0; i < sizeof counts / sizeof *counts; i++)
        if (drg_str_is(word, counts[i]))
            return true;
    return word.len > 0 && word.ptr[0] >= '0' && word.ptr[0] <= '9';
}

drg_status drg_words_noun(drg_arena *arena, drg_str text, uint32_t *noun)
{
    static const char *const ends[] = {"of", "in", "at", "near", "from", "who", "with", "on", "for", "to"};
    drg_arena_point mark = drg_arena_mark(arena);
    drg_str folded = drg_str_fold(arena, text), last = {NULL, 0};
    if (text.len > 0 && folded.ptr == NULL)
        return DRG_ENOMEM;
    bool ended = false, counts = false;
    for (size_t pos = 0; pos < folded.len && !ended;) {
        const char *blank = memchr(folded.ptr + pos, ' ', folded.len - pos);
        size_t end = blank != NULL ? (size_t)(blank - folded.ptr) : folded.len;
        drg_str word = drg_str_sub(folded, pos, end);
        for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
            ended |= last.len > 0 && drg_str_is(word, ends[i]);
        counts |= !ended && is_count(word);
        last = ended ? last : word;
        pos = end + 1;
    }
    *noun = last.len > 0 && !counts ? hash_of(stem_of(last)) : 0;
    drg_arena_rewind(arena, mark);
    return DRG_OK;
}

static drg_status take(drg_arena *arena, drg_str word, bool is_name, const drg_word_set *except, drg_word_set *words,
                       drg_word_set *names)
{
    drg_str folded = drg_str_fold(arena, word);
    if (folded.ptr == NULL)
        return DRG_ENOMEM;
    drg_str stem = stem_of(folded);
    bool has_digit = false;
    for (size_t i = 0; i < stem.len; i++)
        has_digit |= stem.ptr[i] >= '0' && stem.ptr[i] <= '9';
    if ((stem.len < 3 && !has_digit) || is_common(stem))
        return DRG_OK;
    uint32_t hash = hash_of(stem);
    if (except == NULL || !drg_words_has(except, hash))
        add(names != NULL && (is_name || has_digit) ? names : words, hash);
    return DRG_OK;
}

drg_status drg_words_collect(drg_arena *arena, drg_str text, const drg_word_set *except, drg_word_set *words,
                             drg_word_set *names)
{
    drg_arena_point mark = drg_arena_mark(arena);
    drg_status st = DRG_OK;
    bool inside = false; /* behind a sentence's first word */
    for (size_t pos = 0; st == DRG_OK && pos < text.len;) {
        size_t start = pos, end = pos;
        bool upper = false;
        while (pos < text.len) {
            uint32_t c = drg_utf8_next(text, &pos);
            if (!drg_char_is_letter(c) && !drg_char_is_digit(c))
                break;
            upper |= end == start && drg_char_is_upper(c);
            end = pos;
        }
        if (end == start)
            continue;
        st = take(arena, drg_str_sub(text, start, end), upper && inside, except, words, names);
        inside = true;
    }
    drg_arena_rewind(arena, mark);
    return st;
}
