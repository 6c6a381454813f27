/* src/analyse/breaks.c - rules on what ends behind a character. They narrow what the network may choose; where two speak
 * of the same character, the earlier one counts. */
#include "analyse/breaks.h"

#include "analyse/chars.h"
#include "base/text.h"

#include <string.h>

#define LENGTH(list) (sizeof(list) / sizeof *(list))

static bool is_word(uint32_t c)
{
    bool joins = c == 0xAD || c == 0x200C || c == 0x200D || (c >= 0x300 && c < 0x370);
    return joins || (c > 0 && drg_char_is_letter(c));
}

static bool is_digit(uint32_t c)
{
    return c >= '0' && c <= '9';
}

static bool is_one_of(uint32_t c, const char *marks)
{
    return c > 0 && c < 0x80 && strchr(marks, (int)c) != NULL;
}

/* Narrow a character's set, unless an earlier rule left nothing of it. */
static void allow(drg_chunk *k, size_t i, unsigned set)
{
    if (i < k->n && (k->may[i] & set))
        k->may[i] &= (uint8_t)set;
}

/* Nothing ends inside characters [from, to). */
static void join(drg_chunk *k, size_t from, size_t to)
{
    for (size_t i = from; i + 1 < to; i++)
        allow(k, i, DRG_MAY_INSIDE);
}

static void refuse_sentence(drg_chunk *k, size_t i)
{
    allow(k, i, DRG_MAY_INSIDE | DRG_MAY_TOKEN | DRG_MAY_WORD);
}

/* Where a run of letters ends that begins at i; and where one begins that ends before i. */
static size_t letters_end(const drg_chunk *k, size_t i)
{
    while (i < k->n && is_word(k->c[i]))
        i++;
    return i;
}

static size_t letters_begin(const drg_chunk *k, size_t i)
{
    while (i > 0 && is_word(k->c[i - 1]))
        i--;
    return i;
}

/* Whether characters [from, to) are a word, in any case. */
static bool is_text(const drg_chunk *k, size_t from, size_t to, const char *word)
{
    size_t i = from;
    for (; i < to && *word; i++, word++)
        if (drg_char_lower(k->c[i]) != (unsigned char)*word)
            return false;
    return i == to && !*word;
}

static bool is_listed(const drg_chunk *k, size_t from, size_t to, const char *const *list, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (is_text(k, from, to, list[i]))
            return true;
    return false;
}

/* --- Addresses --- */

/* The end of an address without the marks that close the sentence or bracket around it. */
static size_t address_end(const drg_chunk *k, size_t from)
{
    size_t end = from, open = 0, closed = 0;
    while (end < k->n && !is_one_of(k->c[end], "<>\"") && k->c[end] != 0x2014) {
        open += k->c[end] == '(';
        closed += k->c[end] == ')';
        end++;
    }
    while (end > from) {
        bool bracket = k->c[end - 1] == ')' && closed > open;
        if (!bracket && !is_one_of(k->c[end - 1], ".,;:!?']"))
            break;
        closed -= bracket;
        end--;
    }
    return end;
}

static void close_address(drg_chunk *k, size_t from, size_t end)
{
    join(k, from, end);
    allow(k, end - 1, DRG_MAY_TOKEN | DRG_MAY_SENTENCE);
}

static bool is_host_char(uint32_t c)
{
    return is_one_of(c, "._-+") || is_digit(c) || is_word(c);
}

/* "press@example.org", around its sign. */
static void find_mail(drg_chunk *k, size_t at)
{
    size_t from = at, end = at + 1, dot = 0;
    while (from > 0 &&
           (is_host_char(k->c[from - 1]) || (k->c[from - 1] == '\'' && from > 1 && is_word(k->c[from - 2]))))
        from--;
    for (; end < k->n && is_host_char(k->c[end]); end++)
        if (k->c[end] == '.' && end + 1 < k->n && is_word(k->c[end + 1]))
            dot = end;
    while (end > at && k->c[end - 1] == '.')
        end--;
    if (from < at && dot)
        close_address(k, from, end);
}

/* "example.org" by itself. */
static void find_host(drg_chunk *k, size_t dot)
{
    static const char *const tops[] = {"com", "org", "net", "gov", "edu", "info", "int", "mil"};
    size_t end = letters_end(k, dot + 1), from = dot;
    if (k->c[dot + 1] < 'a' || k->c[dot + 1] > 'z' || !is_listed(k, dot + 1, end, tops, LENGTH(tops)) ||
        is_digit(k->c[end]))
        return;
    while (from > 0 && is_host_char(k->c[from - 1]))
        from--;
    if (from == dot)
        return;
    if (k->c[end] == '.' && is_word(k->c[end + 1]) && letters_end(k, end + 1) == end + 3)
        end += 3;
    close_address(k, from, k->c[end] == '/' ? address_end(k, from) : end);
}

static void find_addresses(drg_chunk *k)
{
    for (size_t i = 0; i < k->n; i++) {
        if (k->c[i] == ':' && k->c[i + 1] == '/' && i + 3 < k->n && k->c[i + 2] == '/' && i > 0 &&
            is_word(k->c[i - 1])) {
            size_t from = letters_begin(k, i);
            size_t end = address_end(k, from);
            if (end > i + 3) {
                close_address(k, from, end);
                i = end;
            }
        } else if (k->c[i] == '@') {
            find_mail(k, i);
        } else if (k->c[i] == '.') {
            if (i >= 3 && is_text(k, i - 3, i, "www") && is_word(k->c[i + 1]) && letters_begin(k, i) == i - 3)
                close_address(k, i - 3, address_end(k, i - 3));
            else
                find_host(k, i);
        }
    }
}

/* "#peace_now", "@army": the sign, where a word cannot be open, and the name behind it. */
static void find_tags(drg_chunk *k)
{
    for (size_t i = 0; i + 1 < k->n; i++) {
        bool begins = i == 0 || (!is_word(k->c[i - 1]) && !is_digit(k->c[i - 1]) && !is_one_of(k->c[i - 1], "_.@#"));
        if (!is_one_of(k->c[i], "#@") || !begins || !is_word(k->c[i + 1]))
            continue;
        size_t end = i + 1;
        while (end < k->n && (is_word(k->c[end]) || is_digit(k->c[end]) || k->c[end] == '_'))
            end++;
        join(k, i, end);
    }
}

/* --- Figures --- */

static size_t digits_end(const drg_chunk *k, size_t i)
{
    while (i < k->n && is_digit(k->c[i]))
        i++;
    return i;
}

/* The end of the number that begins at i: thousands parted by commas, fractions, times, days. */
static size_t number_end(const drg_chunk *k, size_t i)
{
    size_t end = digits_end(k, i);
    if (end == i + 4 && k->c[end] == '-' && digits_end(k, end + 1) == end + 3 && k->c[end + 3] == '-' &&
        digits_end(k, end + 4) == end + 6)
        return end + 6;
    while (end + 1 < k->n && is_digit(k->c[end + 1])) {
        size_t next = digits_end(k, end + 1), length = next - end - 1;
        bool thousands = k->c[end] == ',' && length == 3, time = k->c[end] == ':' && length == 2;
        if (!thousands && !time && !is_one_of(k->c[end], "./"))
            break;
        end = next;
    }
    return end;
}

/* What is written against a number: "5.5m" is two words, "21st" and "1990s" are one. */
static void part_unit(drg_chunk *k, size_t number)
{
    static const char *const units[] = {"bn", "m",  "mn", "tn", "k",   "b",   "am",  "pm",  "km", "kg",
                                        "cm", "mm", "mi", "ft", "mph", "kph", "lbs", "a.m", "p.m"};
    static const char *const endings[] = {"st", "nd", "rd", "th", "s"};
    size_t end = letters_end(k, number);
    if (end == number + 1 && k->c[end] == '.' && k->c[end + 1] == 'm')
        end += 2;
    if (is_digit(k->c[end]))
        return;
    if (is_listed(k, number, end, endings, LENGTH(endings)))
        join(k, number - 1, end);
    else if (is_listed(k, number, end, units, LENGTH(units)))
        allow(k, number - 1, DRG_MAY_TOKEN);
    else if (k->c[number] == '%')
        allow(k, number - 1, DRG_MAY_TOKEN);
}

static bool is_currency(uint32_t c)
{
    return c == '$' || c == 0xA3 || c == 0xA5 || (c >= 0x20A0 && c < 0x20D0);
}

static void find_numbers(drg_chunk *k)
{
    for (size_t i = 0; i < k->n; i++) {
        if (!is_digit(k->c[i]))
            continue;
        size_t end = number_end(k, i), before = i > 0 ? k->c[i - 1] : 0;
        join(k, i, end);
        part_unit(k, end);
        if (is_currency((uint32_t)before)) {
            allow(k, i - 1, DRG_MAY_TOKEN);
            join(k, letters_begin(k, i - 1), i);
        }
        if (k->c[end] == '-' && letters_end(k, end + 1) >= end + 4) { /* "3-day", not "3-D" */
            allow(k, end - 1, DRG_MAY_TOKEN);
            allow(k, end, DRG_MAY_TOKEN);
        }
        i = end - 1;
    }
}

/* --- Full stops --- */

/* Whether the word behind a run opens a sentence rather than a name. */
static bool opens_sentence(drg_str word)
{
    static const char *const openers[] = {"He",  "She",   "It",   "They", "We",  "The",   "His",   "Her",
                                          "Its", "Their", "This", "That", "But", "These", "Those", "There"};
    for (size_t i = 0; i < LENGTH(openers); i++)
        if (drg_str_is(word, openers[i]))
            return true;
    return false;
}

static uint32_t first_of(drg_str word)
{
    size_t pos = 0;
    return word.len ? drg_utf8_next(word, &pos) : 0;
}

static bool ends_in(drg_str word, const char *marks)
{
    return word.len && is_one_of((unsigned char)word.ptr[word.len - 1], marks);
}

/* A full stop that belongs to the word before it; no sentence ends behind it. */
static void hold_stop(drg_chunk *k, size_t from, size_t stop)
{
    join(k, from, stop + 1);
    allow(k, stop, DRG_MAY_TOKEN);
}

/* Words cut short, their full stop the last character: "Gen. Li", "No. 3", "Jan. 5", "vs.", "J. Li". */
static void find_short_words(drg_chunk *k)
{
    static const char *const titles[] = {
        "adm",  "amb", "brig", "capt", "cdr", "cmdr", "col", "cpl", "dr",  "gen",    "gov",  "hon",
        "insp", "lt",  "maj",  "msgr", "mr",  "mrs",  "ms",  "mx",  "pfc", "pvt",    "prof", "rep",
        "reps", "rev", "sen",  "sens", "sgt", "supt", "st",  "sts", "mt",  "messrs", "pres",
    };
    static const char *const months[] = {"jan", "feb", "mar",  "apr", "jun", "jul",
                                         "aug", "sep", "sept", "oct", "nov", "dec"};
    static const char *const parts[] = {"fig", "figs", "p", "pp", "art", "sec", "vol", "para"};
    static const char *const firms[] = {"inc", "corp", "ltd", "co", "bros"};
    if (k->n < 2 || k->c[k->n - 1] != '.')
        return;
    size_t stop = k->n - 1, from = letters_begin(k, stop);
    uint32_t next = first_of(k->after);
    bool dotted = from > 0 && k->c[from - 1] == '.', capital = drg_char_is_upper(k->c[from]), figure = is_digit(next);
    bool name = next && drg_char_is_upper(next) && !opens_sentence(k->after);
    if (from == stop || dotted)
        return;
    bool title = capital && name && is_listed(k, from, stop, titles, LENGTH(titles));
    bool number = figure && (is_text(k, from, stop, "no") || is_text(k, from, stop, "nos"));
    bool part = figure && is_listed(k, from, stop, parts, LENGTH(parts));
    bool month = figure && capital && is_listed(k, from, stop, months, LENGTH(months));
    if (title || number || month || part || (next && is_text(k, from, stop, "vs")))
        hold_stop(k, from, stop);
    else if (capital && is_listed(k, from, stop, firms, LENGTH(firms)))
        join(k, from, k->n);
    /* An initial stands before a name and after another, or where a sentence begins; "plan B" does not. */
    uint32_t before = first_of(k->before);
    bool initial = stop == from + 1 && capital && name && k->c[from] != 'I';
    if (initial && (k->before.len == 0 || drg_char_is_upper(before) || ends_in(k->before, ".!?\"")))
        hold_stop(k, from, stop);
}

/* "U.S.", "p.m.", "e.g.": letters, each with its full stop. What follows tells whether a sentence ends. */
static void find_dotted(drg_chunk *k)
{
    for (size_t i = 0; i + 3 < k->n; i++) {
        if ((i > 0 && (is_word(k->c[i - 1]) || k->c[i - 1] == '.')) || !is_word(k->c[i]))
            continue;
        size_t end = i;
        while (end + 1 < k->n && is_word(k->c[end]) && k->c[end + 1] == '.')
            end += 2;
        if (end < i + 4 || is_word(k->c[end]) || k->c[end] == '.')
            continue;
        if (end == k->n && (is_text(k, i, end, "e.g.") || is_text(k, i, end, "i.e.")))
            hold_stop(k, i, end - 1);
        join(k, i, end);
        if (end == k->n && opens_sentence(k->after))
            allow(k, end - 1, DRG_MAY_SENTENCE);
        i = end - 1;
    }
}

/* "Plan B. The army left": what opens a sentence stands behind a full stop. */
static void find_full_stop(drg_chunk *k)
{
    if (k->n < 2 || k->c[k->n - 1] != '.' || !opens_sentence(k->after))
        return;
    bool letter = k->n == 2 && !drg_char_is_upper(k->c[0]);
    if (!letter && (is_word(k->c[k->n - 2]) || is_digit(k->c[k->n - 2])))
        allow(k, k->n - 1, DRG_MAY_SENTENCE);
}

/* "It ended.The army left": the blank is missing. */
static void find_missing_blank(drg_chunk *k)
{
    for (size_t i = 2; i + 2 < k->n; i++) {
        if (!is_one_of(k->c[i], ".!?") || !drg_char_is_upper(k->c[i + 1]) ||
            !(is_word(k->c[i - 1]) || is_digit(k->c[i - 1])))
            continue;
        char word[8];
        size_t end = letters_end(k, i + 1), length = end - i - 1;
        for (size_t w = 0; w < length && length < sizeof word; w++)
            word[w] = k->c[i + 1 + w] < 0x80 ? (char)k->c[i + 1 + w] : '?';
        if (end < k->n || length >= sizeof word || !opens_sentence((drg_str){word, length}))
            continue;
        allow(k, i - 1, DRG_MAY_TOKEN);
        allow(k, i, DRG_MAY_SENTENCE);
    }
}

/* Runs of marks are one word: "...", "?!". */
static void find_mark_runs(drg_chunk *k)
{
    for (size_t i = 0; i + 1 < k->n; i++) {
        bool dots = k->c[i] == '.' && k->c[i + 1] == '.',
             cries = is_one_of(k->c[i], "?!") && is_one_of(k->c[i + 1], "?!");
        if (dots || cries)
            allow(k, i, DRG_MAY_INSIDE);
    }
}

/* “Stop!” they cried: a quotation is closed and its sentence goes on. */
static void find_open_quotation(drg_chunk *k)
{
    uint32_t next = first_of(k->after);
    if (k->n >= 2 && is_one_of(k->c[k->n - 1], "\"'") && is_one_of(k->c[k->n - 2], ",?!") && next &&
        drg_char_is_letter(next) && !drg_char_is_upper(next)) {
        refuse_sentence(k, k->n - 1);
        refuse_sentence(k, k->n - 2);
    }
}

/* --- Multiword tokens --- */

static const char *const helping[] = {"do",  "does",  "did",  "is",    "are",   "was",    "were", "have",
                                      "has", "had",   "ca",   "could", "would", "should", "wo",   "sha",
                                      "may", "might", "must", "need",  "ai",    "dare",   "ought"};

/* The first word of two ends behind character last, the second at end; may: the network has a say. */
static void part_words(drg_chunk *k, size_t from, size_t last, size_t end, bool may)
{
    if (k->may[last] == DRG_MAY_INSIDE)
        return; /* in an address */
    if (may) {
        k->may[last] |= DRG_MAY_WORD;
        return;
    }
    join(k, from, last + 1);
    k->may[last] = DRG_MAY_WORD;
    join(k, last + 1, end);
    allow(k, end - 1, DRG_MAY_TOKEN | DRG_MAY_SENTENCE);
}

/* "Kenya's", "don't", "they'll", the rebels' aim: around an apostrophe. An apostrophe within another word is a letter. */
static void part_apostrophe(drg_chunk *k, size_t at)
{
    static const char *const clitics[] = {"s", "re", "ve", "ll", "m", "d"};
    size_t from = letters_begin(k, at), end = letters_end(k, at + 1);
    bool stem = from < at || (at > 0 && k->c[at - 1] == '.'), figure = is_digit(k->c[end]);
    if (from < at && from > 0 && is_digit(k->c[from - 1]))
        return;
    if (end == at + 1) {
        if (from < at && from > 0 && k->c[from - 1] == '\'' &&
            (from < 2 || !is_word(k->c[from - 2]))) /* 'a word in quotes' */
            allow(k, at - 1, DRG_MAY_TOKEN);
        else if (stem && drg_char_lower(k->c[at - 1]) == 's')
            part_words(k, from, at - 1, at + 1, true);
        return;
    }
    if (!stem)
        return;
    bool not = from < at && drg_char_lower(k->c[at - 1]) == 'n' && is_text(k, at + 1, end, "t") &&
               is_listed(k, from, at - 1, helping, LENGTH(helping));
    if (not )
        part_words(k, from, at - 2, end, false);
    else if (!figure && is_listed(k, at + 1, end, clitics, LENGTH(clitics)))
        part_words(k, from == at ? at - 1 : from, at - 1, end, false);
    else if (!is_text(k, from, at, "y") && !is_text(k, at + 1, end, "em"))
        join(k, from, end);
}

/* Words of two without an apostrophe, of a closed class: "cannot"; "dont" and "its" as some write them. */
static void part_plain(drg_chunk *k, size_t from, size_t end)
{
    static const struct {
        const char *word;
        uint8_t first;
        bool may;
    } fused[] = {{"cannot", 3, false}, {"gonna", 3, false}, {"wanna", 3, false}, {"gotta", 3, false},
                 {"outta", 3, true},   {"sorta", 4, true},  {"lemme", 3, true},  {"gimme", 3, true},
                 {"dunno", 2, true},   {"dunno", 3, true},  {"your", 3, true},   {"ur", 1, true}};
    static const char *const subjects[] = {"i",     "you",  "he",   "she", "it",    "we",  "they", "that",
                                           "there", "what", "here", "who", "where", "how", "let",  "else"};
    static const char *const endings[] = {"s", "re", "ve", "ll", "m", "d"};
    for (size_t i = 0; i < LENGTH(fused); i++)
        if (is_text(k, from, end, fused[i].word))
            part_words(k, from, from + fused[i].first - 1, end, fused[i].may);
    if (end - from > 3 && is_text(k, end - 2, end, "nt") && is_listed(k, from, end - 2, helping, LENGTH(helping)))
        part_words(k, from, end - 3, end, true);
    for (size_t i = 1; i < 3 && from + i < end; i++)
        if (is_listed(k, end - i, end, endings, LENGTH(endings)) &&
            is_listed(k, from, end - i, subjects, LENGTH(subjects)))
            part_words(k, from, end - i - 1, end, true);
}

static void find_multiwords(drg_chunk *k)
{
    for (size_t i = 0; i < k->n; i++) {
        if (k->c[i] == '\'' && i > 0)
            part_apostrophe(k, i);
        if (!is_word(k->c[i]) || (i > 0 && is_word(k->c[i - 1])))
            continue;
        size_t end = letters_end(k, i);
        bool whole =
            (i == 0 || (!is_digit(k->c[i - 1]) && k->c[i - 1] != '\'')) && !is_digit(k->c[end]) && k->c[end] != '\'';
        if (whole && end - i <= 7)
            part_plain(k, i, end);
    }
}

/* --- Letters and hyphens --- */

/* Prefixes that are written with a hyphen and are no words. */
static void find_prefixes(drg_chunk *k)
{
    static const char *const prefixes[] = {"anti", "non", "ex", "co", "pro"};
    for (size_t i = 1; i + 1 < k->n; i++) {
        size_t from = letters_begin(k, i);
        if (k->c[i] != '-' || from == i || !is_word(k->c[i + 1]) || (from > 0 && k->c[from - 1] == '-'))
            continue;
        if (is_listed(k, from, i, prefixes, LENGTH(prefixes)))
            join(k, i - 1, i + 2);
    }
}

/* "Su-27", "F-16s": three words. */
static void find_type_numbers(drg_chunk *k)
{
    for (size_t i = 1; i + 1 < k->n; i++) {
        size_t from = letters_begin(k, i);
        bool begins = from == 0 || is_one_of(k->c[from - 1], "(\"'");
        if (k->c[i] != '-' || !is_digit(k->c[i + 1]) || from == i || i - from > 3 || !begins ||
            !drg_char_is_upper(k->c[from]))
            continue;
        allow(k, i - 1, DRG_MAY_TOKEN);
        allow(k, i, DRG_MAY_TOKEN);
    }
}

/* Between two letters no token ends; in scripts without blanks the network may try. */
static void hold_letters(drg_chunk *k)
{
    const uint32_t unparted = 0x2E80;
    for (size_t i = 0; i + 1 < k->n; i++)
        if (is_word(k->c[i]) && is_word(k->c[i + 1]) && k->c[i] < unparted)
            allow(k, i, DRG_MAY_INSIDE | (k->may[i] & DRG_MAY_WORD));
}

/* --- The run --- */

/* The word before a byte of text[begin, …), and the one behind it, on the same line. */
static drg_str word_before(drg_str text, size_t begin, size_t at)
{
    while (at > begin && text.ptr[at - 1] == ' ')
        at--;
    size_t from = at;
    while (from > begin && at - from < 64 && !is_one_of((unsigned char)text.ptr[from - 1], " \t\r\n"))
        from--;
    while (from < at && ((unsigned char)text.ptr[from] & 0xC0) == 0x80)
        from++; /* within a character, of a long word */
    return drg_str_sub(text, from, at);
}

static drg_str word_after(drg_str text, size_t at, size_t end)
{
    size_t pos = at, to = at;
    while (pos < end && text.ptr[pos] != '\n' && drg_char_is_space(drg_utf8_next(text, &pos)))
        at = pos;
    if (at == to)
        return drg_str_sub(text, at, at);
    for (to = pos = at; pos < end && to - at < 64; to = pos)
        if (drg_char_is_space(drg_utf8_next(text, &pos)))
            break;
    return drg_str_sub(text, at, to);
}

void drg_breaks_find(drg_chunk *chunk, drg_str text, size_t begin, size_t at, size_t end)
{
    size_t pos = at;
    chunk->n = 0;
    while (pos < end && chunk->n < DRG_CHUNK_CHARS) {
        size_t next = pos;
        uint32_t c = drg_utf8_next(text, &next);
        if (drg_char_is_space(c))
            break;
        chunk->c[chunk->n] = drg_char_plain(c);
        chunk->may[chunk->n++] = DRG_MAY_INSIDE | DRG_MAY_TOKEN | DRG_MAY_SENTENCE;
        pos = next;
    }
    chunk->c[chunk->n] = 0;
    chunk->before = word_before(text, begin, at);
    chunk->after = word_after(text, pos, end);
    find_addresses(chunk);
    find_tags(chunk);
    find_numbers(chunk);
    find_dotted(chunk);
    find_short_words(chunk);
    find_full_stop(chunk);
    find_missing_blank(chunk);
    find_mark_runs(chunk);
    find_open_quotation(chunk);
    find_multiwords(chunk);
    find_prefixes(chunk);
    find_type_numbers(chunk);
    hold_letters(chunk);
}
