/* src/code/numbers.c - reading numerals. */
#include "code/numbers.h"

#include <math.h>
#include <string.h>

static const drg_word_value small_words[] = {
    {"eight", 8}, {"eighteen", 18}, {"eleven", 11}, {"fifteen", 15}, {"five", 5},       {"four", 4}, {"fourteen", 14},
    {"nine", 9},  {"nineteen", 19}, {"one", 1},     {"seven", 7},    {"seventeen", 17}, {"six", 6},  {"sixteen", 16},
    {"ten", 10},  {"thirteen", 13}, {"three", 3},   {"twelve", 12},  {"two", 2},        {"zero", 0},
};

static const drg_word_value tens_words[] = {
    {"eighty", 80},  {"fifty", 50}, {"forty", 40},  {"fourty", 40}, {"ninety", 90},
    {"seventy", 70}, {"sixty", 60}, {"thirty", 30}, {"twenty", 20},
};

/* Powers of ten; 0 stands for a dozen. The short ones count only where they are glued to digits. */
static const drg_word_value scale_words[] = {
    {"billion", 9}, {"bln", 9}, {"bn", 9},       {"dozen", 0}, {"hundred", 2},   {"million", 6},
    {"mln", 6},     {"mn", 6},  {"thousand", 3}, {"tn", 12},   {"trillion", 12}, {"trn", 12},
};

static const drg_word_value glued_scales[] = {{"b", 9}, {"k", 3}, {"m", 6}};

/* The least that a plural commits to is two of them. */
static const drg_word_value plural_scales[] = {
    {"billions", 9}, {"dozens", 0}, {"hundreds", 2},  {"millions", 6},
    {"scores", -1},  {"tens", 1},   {"thousands", 3}, {"trillions", 12},
};

static const drg_word_value ordinal_words[] = {
    {"eighteenth", 18}, {"eighth", 8},     {"eleventh", 11},   {"fifteenth", 15}, {"fifth", 5},  {"first", 1},
    {"fourteenth", 14}, {"fourth", 4},     {"nineteenth", 19}, {"ninth", 9},      {"second", 2}, {"seventeenth", 17},
    {"seventh", 7},     {"sixteenth", 16}, {"sixth", 6},       {"tenth", 10},     {"third", 3},  {"thirteenth", 13},
    {"thirtieth", 30},  {"twelfth", 12},   {"twentieth", 20},
};

static double scale_value(int power)
{
    double value = 1;
    if (power == 0)
        return 12;
    if (power < 0)
        return 20;
    while (power-- > 0)
        value *= 10;
    return value;
}

static bool all_digits(drg_str s)
{
    for (size_t i = 0; i < s.len; i++)
        if (s.ptr[i] < '0' || s.ptr[i] > '9')
            return false;
    return s.len > 0;
}

/* Groups of three behind a first of one to three, parted by `mark`. */
static bool is_grouped(drg_str s, char mark)
{
    size_t i = 0;
    while (i < s.len && s.ptr[i] != mark)
        i++;
    if (i == 0 || i > 3 || i == s.len)
        return false;
    for (; i < s.len; i += 4)
        if (i + 4 > s.len || s.ptr[i] != mark || !all_digits((drg_str){s.ptr + i + 1, 3}))
            return false;
    return true;
}

static double plain_value(drg_str s, char skip)
{
    double value = 0;
    for (size_t i = 0; i < s.len; i++)
        if (s.ptr[i] != skip)
            value = value * 10 + (s.ptr[i] - '0');
    return value;
}

static bool decimal_value(drg_str whole, drg_str part, double *value)
{
    bool grouped = is_grouped(whole, ',');
    if (!all_digits(part) || !(grouped || all_digits(whole)))
        return false;
    double scale = 1;
    for (size_t i = 0; i < part.len; i++)
        scale *= 10;
    *value = plain_value(whole, ',') + plain_value(part, 0) / scale;
    return true;
}

bool drg_numeral__digits(drg_str s, double *value)
{
    if (s.len > 24)
        return false;
    if (all_digits(s)) {
        *value = plain_value(s, 0);
        return true;
    }
    if (is_grouped(s, ',')) {
        *value = plain_value(s, ',');
        return true;
    }
    if (s.len > 8 && is_grouped(s, '.')) {
        *value = plain_value(s, '.');
        return true;
    }
    for (size_t i = s.len; i-- > 0;)
        if (s.ptr[i] == '.' || (s.ptr[i] == ',' && s.len - i <= 3))
            return decimal_value((drg_str){s.ptr, i}, (drg_str){s.ptr + i + 1, s.len - i - 1}, value);
    return false;
}

uint32_t drg_numeral__ordinal(drg_str low)
{
    int value = 0;
    if (DRG_WORD_VALUE(ordinal_words, low, &value))
        return (uint32_t)value;
    if (low.len < 3 || low.len > 6)
        return 0;
    drg_str digits = {low.ptr, low.len - 2}, end = {low.ptr + low.len - 2, 2};
    if (!all_digits(digits))
        return 0;
    if (drg_str_is(end, "st") || drg_str_is(end, "nd") || drg_str_is(end, "rd") || drg_str_is(end, "th"))
        return (uint32_t)plain_value(digits, 0);
    return 0;
}

uint32_t drg_numeral__small(const drg_pieces *pieces, uint32_t i)
{
    if (i >= pieces->n)
        return 0;
    const drg_piece *p = &pieces->at[i];
    int value = 0;
    if (p->kind == DRG_PIECE_DIGITS)
        return all_digits(p->low) && p->low.len <= 4 ? (uint32_t)plain_value(p->low, 0) : 0;
    if (DRG_WORD_VALUE(small_words, p->low, &value) || DRG_WORD_VALUE(tens_words, p->low, &value))
        return (uint32_t)value;
    return drg_str_is(p->low, "a") || drg_str_is(p->low, "an") ? 1 : 0;
}

/* ------------------------------------------------------------------ numerals in words */

/* "twenty", "twenty-five", "seven": the part below a hundred. @return the piece behind it, or i. */
static uint32_t read_below_hundred(const drg_pieces *pieces, uint32_t i, double *value)
{
    int n = 0, unit = 0;
    if (DRG_WORD_VALUE(tens_words, pieces->at[i].low, &n)) {
        uint32_t next = i + 1;
        if (drg_pieces__is(pieces, next, "-") && pieces->at[next].glued)
            next++;
        if (next < pieces->n && DRG_WORD_VALUE(small_words, pieces->at[next].low, &unit) && unit > 0 && unit < 10) {
            *value = n + unit;
            return next + 1;
        }
        *value = n;
        return i + 1;
    }
    if (DRG_WORD_VALUE(small_words, pieces->at[i].low, &n)) {
        *value = n;
        return i + 1;
    }
    return i;
}

/* "9m (30ft)", "9m high": metres, where "$9m" and "9m people" are millions. */
static bool is_metres(const drg_pieces *pieces, uint32_t i)
{
    static const char *const behind[] = {"(",    "high", "tall",  "long",  "wide", "deep",
                                         "away", "from", "above", "below", "x"};
    drg_piece_kind before = drg_pieces__kind(pieces, i - 2);
    bool sign = before == DRG_PIECE_MARK && pieces->at[i - 1].glued && !drg_pieces__is(pieces, i - 2, "(") &&
                !drg_pieces__is(pieces, i - 2, "-");
    return !sign && DRG_PIECE_IN(pieces, i + 1, behind);
}

static bool scale_at(const drg_pieces *pieces, uint32_t i, int *power)
{
    if (i >= pieces->n)
        return false;
    const drg_piece *p = &pieces->at[i];
    if (DRG_WORD_VALUE(scale_words, p->low, power))
        return true;
    return p->glued && drg_pieces__kind(pieces, i - 1) == DRG_PIECE_DIGITS &&
           DRG_WORD_VALUE(glued_scales, p->low, power) && !(drg_str_is(p->low, "m") && is_metres(pieces, i));
}

/* A blank or hyphen before the scale does not matter: "1.5 million", "12-million". */
static uint32_t skip_hyphen(const drg_pieces *pieces, uint32_t i)
{
    int power = 0;
    if (drg_pieces__is(pieces, i, "-") && pieces->at[i].glued && scale_at(pieces, i + 1, &power))
        return i + 1;
    return i;
}

static uint32_t number_words_at(const drg_pieces *pieces, uint32_t i)
{
    double value = 0;
    return i < pieces->n && read_below_hundred(pieces, i, &value) > i;
}

/* "two hundred and five thousand, three hundred": groups under falling scales. */
static uint32_t read_words(const drg_pieces *pieces, uint32_t i, double *value)
{
    double total = 0, group = 0, part = 0;
    bool any = false;
    int power = 0;
    for (;;) {
        uint32_t next = i < pieces->n ? read_below_hundred(pieces, i, &part) : i;
        if (next > i) {
            if (any && group > 0 && part >= group)
                break;
            if (any && group > 0 && group < 100)
                break;
            group += part;
            any = true;
        } else if (any && scale_at(pieces, skip_hyphen(pieces, i), &power)) {
            double scale = scale_value(power);
            if (power >= 3) {
                total += (group > 0 ? group : 1) * scale;
                group = 0;
            } else {
                group = (group > 0 ? group : 1) * scale;
            }
            next = skip_hyphen(pieces, i) + 1;
            /* "hundred and five": not the "and" of a list, which a noun would part from its number */
            if (drg_pieces__is(pieces, next, "and") && power >= 2 && number_words_at(pieces, next + 1))
                next++;
        } else {
            break;
        }
        i = next;
    }
    *value = total + group;
    return any ? i : 0;
}

/* "and a half" behind a number. */
static uint32_t read_half(const drg_pieces *pieces, uint32_t i, double *value)
{
    uint32_t n = drg_pieces__phrase(pieces, i, "and a half");
    if (n)
        *value += 0.5;
    return i + n;
}

/* The gap between two groups of digits that write one number: one blank. */
static bool is_digit_group(const drg_pieces *pieces, uint32_t i)
{
    if (i + 1 >= pieces->n || drg_pieces__kind(pieces, i) != DRG_PIECE_DIGITS || pieces->at[i].glued)
        return false;
    const drg_piece *p = &pieces->at[i];
    if (p->low.len != 3 || !all_digits(p->low) || pieces->at[i + 1].glued)
        return p->low.len == 3 && all_digits(p->low) && drg_pieces__kind(pieces, i + 1) == DRG_PIECE_MARK;
    return true;
}

static uint32_t read_digits(const drg_pieces *pieces, uint32_t i, drg_numeral *out)
{
    double value = 0;
    if (!drg_numeral__digits(pieces->at[i].low, &value))
        return 0;
    uint32_t next = i + 1;
    out->plain = all_digits(pieces->at[i].low);
    out->fraction = value != floor(value) || drg_str_ends(pieces->at[i].low, DRG_LIT(".0"));
    if (out->plain && pieces->at[i].low.len <= 3 && pieces->at[i].low.ptr[0] != '0')
        while (is_digit_group(pieces, next)) {
            value = value * 1000 + plain_value(pieces->at[next].low, 0);
            out->plain = false;
            next++;
        }
    uint32_t half = read_half(pieces, next, &value);
    int power = 0;
    for (uint32_t at = skip_hyphen(pieces, half); scale_at(pieces, at, &power); at = next) {
        value *= scale_value(power);
        next = at + 1;
        half = next;
        out->plain = false;
        out->fraction = false;
    }
    next = half;
    out->low = value;
    return next;
}

/* "a dozen", "a hundred", "half a million", "half a dozen". */
static uint32_t read_article(const drg_pieces *pieces, uint32_t i, double *value)
{
    uint32_t at = i;
    double factor = 1;
    int power = 0;
    if (drg_pieces__is(pieces, at, "half")) {
        factor = 0.5;
        at++;
        at += drg_pieces__is(pieces, at, "-");
    }
    if (drg_pieces__is(pieces, at, "a"))
        at++;
    if (at == i || !scale_at(pieces, at, &power))
        return 0;
    *value = factor * scale_value(power);
    at++;
    double rest = 0;
    if (power == 2 && drg_pieces__is(pieces, at, "and") && number_words_at(pieces, at + 1)) {
        at = read_below_hundred(pieces, at + 1, &rest);
        *value += rest;
    }
    for (; scale_at(pieces, at, &power) && power >= 3; at++)
        *value *= scale_value(power);
    return at;
}

/* ------------------------------------------------------------------ vague numerals */

static uint32_t read_plural(const drg_pieces *pieces, uint32_t i, double *low)
{
    int power = 0, of = 0;
    if (!DRG_WORD_VALUE(plural_scales, pieces->at[i].low, &power))
        return 0;
    *low = power == 1 ? 20 : 2 * scale_value(power);
    if (power > 0 && drg_pieces__is(pieces, i + 1, "of") && i + 2 < pieces->n &&
        DRG_WORD_VALUE(plural_scales, pieces->at[i + 2].low, &of) && of >= 3) {
        *low *= scale_value(of);
        return i + 3;
    }
    return i + 1;
}

static const struct vague {
    const char *phrase;
    double low;
    bool exact;
} vague_phrases[] = {
    {"a couple", 2, true},        {"a few", 3, false},       {"a handful", 3, false}, {"a good number", 3, false},
    {"a large number", 3, false}, {"a number", 3, false},    {"a score", 20, true},   {"multiple", 2, false},
    {"numerous", 3, false},       {"quite a few", 3, false}, {"several", 3, false},   {"some few", 3, false},
};

static uint32_t read_vague(const drg_pieces *pieces, uint32_t i, drg_numeral *out)
{
    uint32_t next = read_plural(pieces, i, &out->low);
    if (next) {
        out->has_high = false;
        return next;
    }
    for (size_t v = 0; v < sizeof vague_phrases / sizeof *vague_phrases; v++) {
        uint32_t n = drg_pieces__phrase(pieces, i, vague_phrases[v].phrase);
        if (!n)
            continue;
        next = i + n;
        /* "a number" and "a handful" count only with "of"; "a few" must not be "a few of" alone, which is fine too */
        if (strstr(vague_phrases[v].phrase, "number") && !drg_pieces__is(pieces, next, "of"))
            return 0;
        out->low = vague_phrases[v].low;
        out->has_high = vague_phrases[v].exact;
        int power = 0;
        uint32_t of = drg_pieces__is(pieces, next, "of") && scale_at(pieces, next + 1, &power) ? next + 1 : next;
        while (scale_at(pieces, of, &power)) {
            out->low *= scale_value(power);
            next = ++of;
        }
        out->high = out->low;
        return next;
    }
    return 0;
}

bool drg_numeral__read(const drg_pieces *pieces, uint32_t i, drg_numeral *numeral)
{
    if (i >= pieces->n || pieces->at[i].kind == DRG_PIECE_END || pieces->at[i].kind == DRG_PIECE_MARK)
        return false;
    drg_numeral out = {.first = i, .has_high = true};
    uint32_t next = 0;
    if (pieces->at[i].kind == DRG_PIECE_DIGITS) {
        next = read_digits(pieces, i, &out);
    } else {
        double half = 0;
        next = read_words(pieces, i, &out.low);
        if (next) {
            uint32_t behind = read_half(pieces, next, &half);
            int power = 0;
            if (behind > next) {
                out.low += half;
                out.fraction = true;
                for (next = behind; scale_at(pieces, next, &power); next++)
                    out.low *= scale_value(power);
            }
        }
        if (!next) {
            next = read_article(pieces, i, &out.low);
            out.fraction = next && drg_pieces__is(pieces, i, "half");
        }
        if (!next) {
            next = read_vague(pieces, i, &out);
            out.vague = next != 0;
        }
    }
    if (!next)
        return false;
    out.last = next - 1;
    out.head = out.last;
    if (!out.vague)
        out.high = out.low;
    *numeral = out;
    return true;
}
