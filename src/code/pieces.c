/* src/code/pieces.c - cutting tokens into pieces. */
#include "code/pieces.h"

#include "code/numbers.h"
#include "code/time_expr.h"

#include <string.h>

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* Bytes of the dash at s[i]: the hyphen-minus, U+2010 to U+2015, U+2212; 0: none. */
static size_t dash_at(drg_str s, size_t i)
{
    if (s.ptr[i] == '-')
        return 1;
    if (i + 3 > s.len)
        return 0;
    const unsigned char *u = (const unsigned char *)s.ptr + i;
    if (u[0] != 0xe2)
        return 0;
    if (u[1] == 0x80 && u[2] >= 0x90 && u[2] <= 0x95)
        return 3;
    return u[1] == 0x88 && u[2] == 0x92 ? 3 : 0;
}

/* Bytes of the currency sign at s[i]; 0: none. */
static size_t currency_at(drg_str s, size_t i)
{
    if (s.ptr[i] == '$')
        return 1;
    const unsigned char *u = (const unsigned char *)s.ptr + i;
    if (i + 2 <= s.len && u[0] == 0xc2 && (u[1] == 0xa3 || u[1] == 0xa5)) /* pound, yen */
        return 2;
    if (i + 3 <= s.len && u[0] == 0xe2 && u[1] == 0x82 && u[2] >= 0xa0) /* U+20A0 to U+20BF */
        return 3;
    return 0;
}

static bool is_single_mark(char c)
{
    return c == '/' || c == '%' || c == '+' || c == '~' || c == '(' || c == ')' || c == '[' || c == ']';
}

/* Units that are written onto their number; other letters after digits make one word with them ("9k720", "21st"). */
static bool is_glued_unit(drg_str s)
{
    static const char *const units[] = {"a.m", "a.m.", "am",   "b",  "bn",  "c",   "cm",  "est", "f",
                                        "ft",  "gmt",  "ha",   "hr", "hrs", "k",   "kg",  "km",  "kph",
                                        "kt",  "lb",   "lbs",  "m",  "mln", "min", "mm",  "mn",  "mph",
                                        "mw",  "p.m",  "p.m.", "pm", "tn",  "trn", "utc", "yr",  "yrs"};
    for (size_t i = 0; i < sizeof units / sizeof *units; i++)
        if (strlen(units[i]) == s.len) {
            size_t j = 0;
            while (j < s.len && (s.ptr[j] | 0x20) == (units[i][j] | 0x20))
                j++;
            if (j == s.len)
                return true;
        }
    return false;
}

static size_t digits_end(drg_str s, size_t i)
{
    while (i < s.len && is_digit(s.ptr[i])) {
        while (i < s.len && is_digit(s.ptr[i]))
            i++;
        if (i + 1 < s.len && (s.ptr[i] == '.' || s.ptr[i] == ',' || s.ptr[i] == ':') && is_digit(s.ptr[i + 1]))
            i++;
    }
    return i;
}

/* A word runs to the next dash, slash or sign; stops and apostrophes stay inside it ("u.s.", "o'clock"). */
static size_t word_end(drg_str s, size_t i)
{
    while (i < s.len && (is_letter(s.ptr[i]) || (!dash_at(s, i) && !is_single_mark(s.ptr[i]) && !currency_at(s, i))))
        i++;
    return i;
}

static bool is_word_start(drg_str s, size_t i)
{
    return is_letter(s.ptr[i]) || ((unsigned char)s.ptr[i] >= 0x80 && !dash_at(s, i) && !currency_at(s, i));
}

/* The end of the piece that begins at s[i], and its kind. */
static size_t piece_end(drg_str s, size_t i, drg_piece_kind *kind)
{
    *kind = DRG_PIECE_MARK;
    size_t len = dash_at(s, i);
    if (!len)
        len = currency_at(s, i);
    if (len)
        return i + len;
    if (is_single_mark(s.ptr[i]))
        return i + 1;
    if (is_digit(s.ptr[i])) {
        size_t end = digits_end(s, i);
        *kind = DRG_PIECE_DIGITS;
        if (end == s.len || !is_word_start(s, end))
            return end;
        size_t letters = end;
        while (letters < s.len && (is_letter(s.ptr[letters]) || s.ptr[letters] == '.'))
            letters++;
        if (is_glued_unit((drg_str){s.ptr + end, letters - end}))
            return end;
        *kind = DRG_PIECE_WORD;
        return word_end(s, end);
    }
    if (is_word_start(s, i)) {
        *kind = DRG_PIECE_WORD;
        /* "us$" is one sign */
        size_t end = word_end(s, i);
        if (end < s.len && s.ptr[end] == '$')
            return end + 1;
        return end;
    }
    size_t end = i + 1;
    while (end < s.len && !is_word_start(s, end) && !is_digit(s.ptr[end]) && !dash_at(s, end) && !currency_at(s, end) &&
           !is_single_mark(s.ptr[end]))
        end++;
    return end;
}

static bool lower_copy(drg_arena *arena, drg_str s, drg_str *low)
{
    size_t i = 0;
    while (i < s.len && !(s.ptr[i] >= 'A' && s.ptr[i] <= 'Z'))
        i++;
    if (i == s.len) {
        *low = s;
        return true;
    }
    char *copy = drg_arena_alloc(arena, s.len);
    if (!copy)
        return false;
    for (i = 0; i < s.len; i++)
        copy[i] = s.ptr[i] >= 'A' && s.ptr[i] <= 'Z' ? (char)(s.ptr[i] | 0x20) : s.ptr[i];
    *low = (drg_str){copy, s.len};
    return true;
}

static uint32_t count_pieces(drg_str form)
{
    uint32_t n = 0;
    drg_piece_kind kind;
    for (size_t i = 0; i < form.len; i = piece_end(form, i, &kind))
        n++;
    return n;
}

/* "$5" "24 billion": a tokeniser's cut through a number. */
static bool continues_digits(const drg_piece *left, const drg_piece *right)
{
    return left->kind == DRG_PIECE_DIGITS && right->kind == DRG_PIECE_DIGITS && right->glued &&
           left->span.end == right->span.start && left->low.len == left->span.end - left->span.start;
}

static bool add_token(drg_document *doc, uint32_t t, bool glued, drg_piece *at, uint32_t *n)
{
    const drg_token *token = &doc->tokens[t];
    drg_str form = token->form;
    bool same = form.len == (size_t)(token->span.end - token->span.start);
    for (size_t i = 0; i < form.len;) {
        drg_piece_kind kind;
        size_t end = piece_end(form, i, &kind);
        drg_piece *p = &at[*n];
        if (dash_at(form, i))
            p->low = DRG_LIT("-");
        else if (!lower_copy(&doc->arena, (drg_str){form.ptr + i, end - i}, &p->low))
            return false;
        p->kind = (uint8_t)kind;
        p->time = kind == DRG_PIECE_WORD ? drg_time_word__pack(p->low) : 0;
        p->number = kind == DRG_PIECE_WORD ? drg_numeral__pack(p->low) : 0;
        p->token = t;
        p->glued = i > 0 || glued;
        p->capital = form.ptr[i] >= 'A' && form.ptr[i] <= 'Z';
        p->span = same ? (drg_span){token->span.start + (uint32_t)i, token->span.start + (uint32_t)end} : token->span;
        if (i == 0 && same && continues_digits(&at[*n - 1], p)) {
            at[*n - 1].span.end = p->span.end;
            at[*n - 1].low = drg_str_sub(doc->text, at[*n - 1].span.start, p->span.end);
        } else {
            (*n)++;
        }
        i = end;
    }
    return true;
}

drg_status drg_pieces__split(drg_document *doc, drg_pieces *pieces)
{
    size_t count = doc->n_sentences + 2;
    for (size_t t = 0; t < doc->n_tokens; t++)
        count += count_pieces(doc->tokens[t].form);
    if (count > UINT32_MAX / 2)
        return DRG_ENOMEM;
    drg_piece *at = drg_arena_array(&doc->arena, count, sizeof *at);
    uint32_t *first = drg_arena_array(&doc->arena, doc->n_tokens + 1, sizeof *first);
    if (!at || !first)
        return DRG_ENOMEM;
    uint32_t n = 0;
    at[n++] = (drg_piece){.token = DRG_NONE};
    for (size_t s = 0; s < doc->n_sentences; s++) {
        const drg_sentence *sentence = &doc->sentences[s];
        for (uint32_t t = sentence->first; t < sentence->first + sentence->count; t++) {
            uint32_t before = n;
            bool glued = t > sentence->first && doc->tokens[t - 1].span.end >= doc->tokens[t].span.start;
            if (!add_token(doc, t, glued, at, &n))
                return DRG_ENOMEM;
            first[t] = n > before ? before : before - 1;
        }
        at[n++] = (drg_piece){.token = DRG_NONE};
    }
    at[n++] = (drg_piece){.token = DRG_NONE};
    *pieces = (drg_pieces){doc, at, n, first};
    return DRG_OK;
}

bool drg_pieces__is_any(const drg_pieces *pieces, uint32_t i, const char *const *words, size_t n)
{
    for (size_t w = 0; w < n; w++)
        if (drg_pieces__is(pieces, i, words[w]))
            return true;
    return false;
}

uint32_t drg_pieces__phrase_begun(const drg_pieces *pieces, uint32_t i, const char *phrase)
{
    uint32_t n = 0;
    while (*phrase) {
        size_t len = strcspn(phrase, " ");
        if (i + n >= pieces->n || !drg_str_eq(pieces->at[i + n].low, (drg_str){phrase, len}))
            return 0;
        n++;
        phrase += len;
        phrase += *phrase == ' ';
    }
    return n;
}

uint32_t drg_pieces__phrase_before(const drg_pieces *pieces, uint32_t i, const char *phrase)
{
    uint32_t n = 1;
    for (const char *c = phrase; *c; c++)
        n += *c == ' ';
    return n < i ? drg_pieces__phrase(pieces, i - n, phrase) : 0;
}

drg_piece_kind drg_pieces__kind(const drg_pieces *pieces, uint32_t i)
{
    return i < pieces->n ? (drg_piece_kind)pieces->at[i].kind : DRG_PIECE_END;
}

const drg_token *drg_pieces__token(const drg_pieces *pieces, uint32_t i)
{
    if (i >= pieces->n || pieces->at[i].token == DRG_NONE)
        return NULL;
    return &pieces->doc->tokens[pieces->at[i].token];
}

/* As drg_str_cmp(), with a NUL-terminated left side whose length need not be counted first. */
static int compare(const char *entry, drg_str word)
{
    for (size_t i = 0; i < word.len; i++) {
        unsigned char a = (unsigned char)entry[i], b = (unsigned char)word.ptr[i];
        if (a == '\0')
            return -1; /* the entry ends first; the word's own NUL is a byte like any other */
        if (a != b)
            return a < b ? -1 : 1;
    }
    return entry[word.len] ? 1 : 0;
}

bool drg_word_value__find(const drg_word_value *table, size_t n, drg_str word, int *value)
{
    size_t low = 0;
    while (low < n) {
        size_t mid = low + (n - low) / 2;
        int order = compare(table[mid].word, word);
        if (order == 0) {
            *value = table[mid].value;
            return true;
        }
        if (order < 0)
            low = mid + 1;
        else
            n = mid;
    }
    return false;
}
