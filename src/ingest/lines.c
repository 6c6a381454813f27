#include "ingest/lines.h"

#include <stdlib.h>
#include <string.h>

typedef struct line {
    uint32_t start, end; /* trimmed */
    uint32_t n_chars;
    uint32_t indent; /* blanks cut off at its beginning, in bytes */
    bool gap;
} line;

/* The length of a line end at text[pos], or 0. */
static size_t line_end_at(drg_str t, size_t pos)
{
    unsigned char c = (unsigned char)t.ptr[pos];
    if (c == '\n')
        return 1;
    if (c == '\r')
        return pos + 1 < t.len && t.ptr[pos + 1] == '\n' ? 2 : 1;
    if (c == 0xC2 && pos + 1 < t.len && (unsigned char)t.ptr[pos + 1] == 0x85)
        return 2;
    if (c == 0xE2 && pos + 2 < t.len && (unsigned char)t.ptr[pos + 1] == 0x80 &&
        ((unsigned char)t.ptr[pos + 2] == 0xA8 || (unsigned char)t.ptr[pos + 2] == 0xA9))
        return 3;
    return 0;
}

/* The code point that ends before byte end, and where it begins. */
static uint32_t char_before(drg_str t, size_t end, size_t *start)
{
    size_t p = end - 1;
    while (p > 0 && ((unsigned char)t.ptr[p] & 0xC0) == 0x80)
        p--;
    *start = p;
    return drg_utf8_next(t, &p);
}

drg_str drg_trim_blanks(drg_str t)
{
    size_t from = 0, to = t.len, at;
    while (from < to) {
        size_t p = from;
        if (!drg_char_is_space(drg_utf8_next(t, &p)))
            break;
        from = p;
    }
    while (to > from && drg_char_is_space(char_before(t, to, &at)))
        to = at;
    return drg_str_sub(t, from, to);
}

/* Without a bracketed remark at the end: "…, he said. (Reuters)". */
static drg_str without_remark(drg_str t)
{
    if (t.len == 0 || (t.ptr[t.len - 1] != ')' && t.ptr[t.len - 1] != ']'))
        return t;
    char open = t.ptr[t.len - 1] == ')' ? '(' : '[';
    size_t p = t.len - 1;
    while (p > 0 && t.len - p < 60 && t.ptr[p] != open)
        p--;
    return p > 1 && t.ptr[p] == open && t.ptr[p - 1] == ' ' ? drg_str_sub(t, 0, p - 1) : t;
}

static drg_ending last_mark(drg_str t)
{
    size_t end = t.len;
    while (end > 0) {
        size_t at;
        uint32_t c = char_before(t, end, &at);
        switch (c) {
        case ')':
        case ']':
        case '}':
        case '"':
        case '\'':
        case 0x201D:
        case 0x2019:
        case 0x201C:
        case 0xBB:
            break;
        case '.':
        case '!':
        case '?':
        case 0x2026:
            return DRG_ENDS_SENTENCE;
        case ':':
            return DRG_ENDS_COLON;
        case ',':
        case ';':
        case '-':
        case 0x2013:
        case 0x2014:
        case 0x2015:
            return DRG_ENDS_COMMA;
        default:
            if (!drg_char_is_space(c))
                return DRG_ENDS_OPEN;
        }
        end = at;
    }
    return DRG_ENDS_OPEN;
}

drg_ending drg_ending_of(drg_str t)
{
    drg_str before = without_remark(t);
    if (before.len < t.len && last_mark(before) == DRG_ENDS_SENTENCE)
        return DRG_ENDS_SENTENCE;
    return last_mark(t);
}

/* The next word at *pos: up to a blank. */
static drg_str next_word(drg_str t, size_t *pos)
{
    size_t p = *pos;
    while (p < t.len && (t.ptr[p] == ' ' || t.ptr[p] == '\t'))
        p++;
    size_t from = p;
    while (p < t.len && t.ptr[p] != ' ' && t.ptr[p] != '\t')
        p++;
    *pos = p;
    return drg_str_sub(t, from, p);
}

static bool first_is_upper(drg_str t)
{
    size_t p = 0;
    return t.len > 0 && drg_char_is_upper(drg_utf8_next(t, &p));
}

bool drg_begins_inside(drg_str t)
{
    size_t p = 0;
    if (t.len == 0)
        return false;
    uint32_t c = drg_utf8_next(t, &p);
    if (!drg_char_is_letter(c) || drg_char_lower(c) != c || drg_char_is_upper(c))
        return false;
    p = 0;
    drg_str word = next_word(t, &p);
    for (size_t q = 0; q < word.len;)
        if (drg_char_is_upper(drg_utf8_next(word, &q)))
            return false; /* "al-Shabaab", "iPhone", "d'Ivoire" */
    static const char *const particles[] = {"de",  "del", "da",  "di", "du", "van", "von", "der", "den",
                                            "bin", "ibn", "abu", "al", "el", "la",  "le",  "ul",  "ter"};
    for (size_t i = 0; i < sizeof particles / sizeof *particles; i++)
        if (drg_str_is(word, particles[i]) && first_is_upper(next_word(t, &p)))
            return false;
    return true;
}

static bool add_line(line **lines, size_t *n, size_t *cap, line one)
{
    if (*n == *cap) {
        size_t more = *cap ? *cap * 2 : 64;
        line *grown = realloc(*lines, more * sizeof **lines);
        if (grown == NULL)
            return false;
        *lines = grown;
        *cap = more;
    }
    (*lines)[(*n)++] = one;
    return true;
}

/* Every line that is not blank. */
static bool split(drg_str t, line **lines, size_t *n)
{
    size_t cap = 0, from = 0;
    bool gap = true;
    for (size_t p = 0; p <= t.len;) {
        size_t ending = p < t.len ? line_end_at(t, p) : 1;
        if (ending == 0) {
            p++;
            continue;
        }
        drg_str whole = drg_str_sub(t, from, p), text = drg_trim_blanks(whole);
        if (text.len > 0) {
            size_t indent = (size_t)(text.ptr - whole.ptr);
            line one = {.start = (uint32_t)(from + indent),
                        .end = (uint32_t)(from + indent + text.len),
                        .n_chars = (uint32_t)drg_utf8_count(text, text.len),
                        .indent = (uint32_t)indent,
                        .gap = gap};
            if (!add_line(lines, n, &cap, one))
                return false;
        }
        gap = text.len == 0;
        from = p += ending;
    }
    return true;
}

static drg_str text_of(drg_str t, const line *l)
{
    return drg_str_sub(t, l->start, l->end);
}

/* Lines this short are not cut by a width: they end where they end. */
#define MIN_WRAPPED_CHARS 30
/* Texts are wrapped at up to this width; longer lines are paragraphs. */
#define MAX_WIDTH_CHARS 132

/* Whether the sentence of line a goes on in b. A line longer than any width was not cut by one. */
static bool goes_on(drg_str t, const line *a, const line *b)
{
    if (a->n_chars > MAX_WIDTH_CHARS)
        return false;
    drg_ending ending = drg_ending_of(text_of(t, a));
    return !b->gap && (ending == DRG_ENDS_OPEN || ending == DRG_ENDS_COMMA) && drg_begins_inside(text_of(t, b));
}

/* The width at which the text's lines were wrapped, or 0: they were not. Wrapped prose stops within a sentence at most
 * of its line ends, and half of those go on in lower case at the least. */
static uint32_t wrap_width(drg_str t, const line *lines, size_t n)
{
    size_t pairs = 0, on = 0;
    uint32_t width = 0;
    for (size_t i = 0; i + 1 < n; i++) {
        const line *a = &lines[i], *b = &lines[i + 1];
        if (b->gap || a->n_chars < MIN_WRAPPED_CHARS)
            continue;
        pairs++;
        if (goes_on(t, a, b)) {
            on++;
            if (a->n_chars > width)
                width = a->n_chars;
        }
    }
    return on > 0 && on * 3 >= pairs ? width : 0;
}

/* Whether a was full at that width: the first word of b had no room on it any more. */
static bool is_full(drg_str t, const line *a, const line *b, uint32_t width)
{
    size_t p = 0;
    drg_str word = next_word(text_of(t, b), &p);
    size_t need = a->n_chars + 1 + drg_utf8_count(word, word.len);
    return a->n_chars >= MIN_WRAPPED_CHARS && a->n_chars <= width + 4 && need + 2 > width;
}

/* Whether line i goes on with the paragraph of the line before. Where the text was not wrapped, the words of a link may
 * still stand on a line of their own, which breaks a sentence twice; one break alone may be careless writing. */
static bool belongs_together(drg_str t, const line *lines, size_t n, size_t i, uint32_t width)
{
    const line *a = &lines[i - 1], *b = &lines[i];
    if (b->gap || b->indent >= a->indent + 2)
        return false;
    bool on = goes_on(t, a, b);
    if (width > 0)
        return on || is_full(t, a, b, width);
    return on && ((i > 1 && !a->gap && goes_on(t, a - 1, a)) || (i + 1 < n && goes_on(t, b, b + 1)));
}

bool drg_paras__find(drg_str t, bool (*keeps)(drg_str line), drg_para **paras, size_t *n_paras)
{
    line *lines = NULL;
    size_t n = 0;
    if (!split(t, &lines, &n)) {
        free(lines);
        return false;
    }
    drg_para *out = n > 0 ? malloc(n * sizeof *out) : NULL;
    if (n > 0 && out == NULL) {
        free(lines);
        return false;
    }
    uint32_t width = wrap_width(t, lines, n);
    size_t n_out = 0;
    for (size_t i = 0; i < n; i++) {
        if (i > 0 && belongs_together(t, lines, n, i, width) && !keeps(text_of(t, &lines[i - 1])) &&
            !keeps(text_of(t, &lines[i]))) {
            out[n_out - 1].span.end = lines[i].end;
            out[n_out - 1].n_lines++;
        } else {
            out[n_out++] = (drg_para){.span = {lines[i].start, lines[i].end}, .n_lines = 1, .gap = lines[i].gap};
        }
    }
    free(lines);
    *paras = out;
    *n_paras = n_out;
    return true;
}
