/* src/code/numbers.c - reading numerals. */
#include "code/numbers.h"

#include <math.h>
#include <string.h>

/** What a single word says in a numeral. */
typedef enum number_class {
    NUMBER_NONE,
    NUMBER_SMALL, /* 0 to 19 */
    NUMBER_TENS,
    NUMBER_SCALE,        /* power of ten; 0 stands for a dozen */
    NUMBER_GLUED_SCALE,  /* the same, where it is glued to digits */
    NUMBER_PLURAL_SCALE, /* the same; -1 for scores. The least that a plural commits to is two of them */
    NUMBER_ORDINAL,
    NUMBER_OPENING /* nothing by itself, and with words behind it perhaps a numeral: "a dozen", "quite a few" */
} number_class;

/* Never 0: values are one too large. */
#define N(class, value) ((NUMBER_##class << 8) | ((value) + 1))

static const drg_word_value number_words[] = {
    {"a", N(OPENING, 0)},
    {"b", N(GLUED_SCALE, 9)},
    {"billion", N(SCALE, 9)},
    {"billions", N(PLURAL_SCALE, 9)},
    {"bln", N(SCALE, 9)},
    {"bn", N(SCALE, 9)},
    {"dozen", N(SCALE, 0)},
    {"dozens", N(PLURAL_SCALE, 0)},
    {"eight", N(SMALL, 8)},
    {"eighteen", N(SMALL, 18)},
    {"eighteenth", N(ORDINAL, 18)},
    {"eighth", N(ORDINAL, 8)},
    {"eighty", N(TENS, 80)},
    {"eleven", N(SMALL, 11)},
    {"eleventh", N(ORDINAL, 11)},
    {"fifteen", N(SMALL, 15)},
    {"fifteenth", N(ORDINAL, 15)},
    {"fifth", N(ORDINAL, 5)},
    {"fifty", N(TENS, 50)},
    {"first", N(ORDINAL, 1)},
    {"five", N(SMALL, 5)},
    {"forty", N(TENS, 40)},
    {"four", N(SMALL, 4)},
    {"fourteen", N(SMALL, 14)},
    {"fourteenth", N(ORDINAL, 14)},
    {"fourth", N(ORDINAL, 4)},
    {"fourty", N(TENS, 40)},
    {"half", N(OPENING, 0)},
    {"hundred", N(SCALE, 2)},
    {"hundreds", N(PLURAL_SCALE, 2)},
    {"k", N(GLUED_SCALE, 3)},
    {"m", N(GLUED_SCALE, 6)},
    {"million", N(SCALE, 6)},
    {"millions", N(PLURAL_SCALE, 6)},
    {"mln", N(SCALE, 6)},
    {"mn", N(SCALE, 6)},
    {"multiple", N(OPENING, 0)},
    {"nine", N(SMALL, 9)},
    {"nineteen", N(SMALL, 19)},
    {"nineteenth", N(ORDINAL, 19)},
    {"ninety", N(TENS, 90)},
    {"ninth", N(ORDINAL, 9)},
    {"numerous", N(OPENING, 0)},
    {"one", N(SMALL, 1)},
    {"quite", N(OPENING, 0)},
    {"scores", N(PLURAL_SCALE, -1)},
    {"second", N(ORDINAL, 2)},
    {"seven", N(SMALL, 7)},
    {"seventeen", N(SMALL, 17)},
    {"seventeenth", N(ORDINAL, 17)},
    {"seventh", N(ORDINAL, 7)},
    {"seventy", N(TENS, 70)},
    {"several", N(OPENING, 0)},
    {"six", N(SMALL, 6)},
    {"sixteen", N(SMALL, 16)},
    {"sixteenth", N(ORDINAL, 16)},
    {"sixth", N(ORDINAL, 6)},
    {"sixty", N(TENS, 60)},
    {"some", N(OPENING, 0)},
    {"ten", N(SMALL, 10)},
    {"tens", N(PLURAL_SCALE, 1)},
    {"tenth", N(ORDINAL, 10)},
    {"third", N(ORDINAL, 3)},
    {"thirteen", N(SMALL, 13)},
    {"thirteenth", N(ORDINAL, 13)},
    {"thirtieth", N(ORDINAL, 30)},
    {"thirty", N(TENS, 30)},
    {"thousand", N(SCALE, 3)},
    {"thousands", N(PLURAL_SCALE, 3)},
    {"three", N(SMALL, 3)},
    {"tn", N(SCALE, 12)},
    {"trillion", N(SCALE, 12)},
    {"trillions", N(PLURAL_SCALE, 12)},
    {"trn", N(SCALE, 12)},
    {"twelfth", N(ORDINAL, 12)},
    {"twelve", N(SMALL, 12)},
    {"twentieth", N(ORDINAL, 20)},
    {"twenty", N(TENS, 20)},
    {"two", N(SMALL, 2)},
    {"zero", N(SMALL, 0)},
};

#undef N

uint16_t drg_numeral__pack(drg_str low)
{
    int packed = 0;
    DRG_WORD_VALUE(number_words, low, &packed);
    return (uint16_t)packed;
}

/* Whether piece i, which may lie past the end, is a word of the class; *value as it was where not. */
static bool number_at(const drg_pieces *pieces, uint32_t i, number_class class, int *value)
{
    uint16_t packed = i < pieces->n ? pieces->at[i].number : 0;
    if (packed >> 8 != (int)class)
        return false;
    *value = (packed & 0xff) - 1;
    return true;
}

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

uint32_t drg_numeral__ordinal(const drg_pieces *pieces, uint32_t i)
{
    int value = 0;
    if (number_at(pieces, i, NUMBER_ORDINAL, &value))
        return (uint32_t)value;
    drg_str low = i < pieces->n ? pieces->at[i].low : (drg_str){"", 0};
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
    if (number_at(pieces, i, NUMBER_SMALL, &value) || number_at(pieces, i, NUMBER_TENS, &value))
        return (uint32_t)value;
    return drg_str_is(p->low, "a") || drg_str_is(p->low, "an") ? 1 : 0;
}

/* ------------------------------------------------------------------ numerals in words */

/* "twenty", "twenty-five", "seven": the part below a hundred. @return the piece behind it, or i. */
static uint32_t read_below_hundred(const drg_pieces *pieces, uint32_t i, double *value)
{
    int n = 0, unit = 0;
    if (number_at(pieces, i, NUMBER_TENS, &n)) {
        uint32_t next = i + 1;
        if (drg_pieces__is(pieces, next, "-") && pieces->at[next].glued)
            next++;
        if (number_at(pieces, next, NUMBER_SMALL, &unit) && unit > 0 && unit < 10) {
            *value = n + unit;
            return next + 1;
        }
        *value = n;
        return i + 1;
    }
    if (number_at(pieces, i, NUMBER_SMALL, &n)) {
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
    if (number_at(pieces, i, NUMBER_SCALE, power))
        return true;
    return p->glued && drg_pieces__kind(pieces, i - 1) == DRG_PIECE_DIGITS &&
           number_at(pieces, i, NUMBER_GLUED_SCALE, power) && !(drg_str_is(p->low, "m") && is_metres(pieces, i));
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
    if (!number_at(pieces, i, NUMBER_PLURAL_SCALE, &power))
        return 0;
    *low = power == 1 ? 20 : 2 * scale_value(power);
    if (power > 0 && drg_pieces__is(pieces, i + 1, "of") && number_at(pieces, i + 2, NUMBER_PLURAL_SCALE, &of) &&
        of >= 3) {
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
        bool kind = drg_pieces__is(pieces, i, "multiple") &&
                    (drg_pieces__is(pieces, next, "rocket") || drg_pieces__is(pieces, next, "launch") ||
                     drg_pieces__is(pieces, next, "-") || drg_pieces__is(pieces, next, "sclerosis"));
        if (kind) /* "127 multiple rocket launchers" */
            return 0;
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
    if (pieces->at[i].kind == DRG_PIECE_WORD && pieces->at[i].number == 0)
        return false; /* most words: none that a numeral begins with */
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
