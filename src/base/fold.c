/* src/base/fold.c - case, classes and folding of code points, by ICU. */
#include "base/text.h"

#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/uscript.h>
#include <unicode/ustring.h>

uint32_t drg_char_lower(uint32_t c)
{
    if (c < 0x80)
        return c >= 'A' && c <= 'Z' ? c + 32 : c;
    return (uint32_t)u_tolower((UChar32)c);
}

bool drg_char_is_upper(uint32_t c)
{
    return c < 0x80 ? c >= 'A' && c <= 'Z' : u_isupper((UChar32)c) || u_istitle((UChar32)c);
}

bool drg_char_is_letter(uint32_t c)
{
    return c < 0x80 ? (c | 32) >= 'a' && (c | 32) <= 'z' : u_isalpha((UChar32)c);
}

bool drg_char_is_digit(uint32_t c)
{
    return c < 0x80 ? c >= '0' && c <= '9' : u_isdigit((UChar32)c);
}

bool drg_char_is_space(uint32_t c)
{
    return c < 0x80 ? c == ' ' || (c >= '\t' && c <= '\r') : u_isUWhiteSpace((UChar32)c);
}

drg_str drg_str_lower(drg_arena *arena, drg_str a)
{
    /* Lower case takes at most one byte and a half for each (U+023A, 2 bytes, becomes U+2C65, 3). */
    char *out = a.len < SIZE_MAX / 2 ? drg_arena_alloc(arena, a.len + a.len / 2 + 4) : NULL;
    if (!out)
        return (drg_str){0};
    size_t n = 0;
    for (size_t pos = 0; pos < a.len;)
        n += drg_utf8_put(out + n, drg_char_lower(drg_utf8_next(a, &pos)));
    return (drg_str){out, n};
}

/* Latin letters that have no decomposition, as they are written without their marks; ə as Azerbaijani names are written
 * in English. */
static const char *plain_letter(uint32_t c)
{
    static const struct {
        uint16_t c;
        char plain[3];
    } letters[] = {
        {0x00DF, "ss"}, {0x00E6, "ae"}, {0x00F0, "d"}, {0x00F8, "o"},  {0x00FE, "th"}, {0x0111, "d"},
        {0x0127, "h"},  {0x0131, "i"},  {0x0142, "l"}, {0x0153, "oe"}, {0x0167, "t"},  {0x0259, "a"},
    };
    for (size_t i = 0; c >= 0x80 && i < sizeof letters / sizeof *letters; i++)
        if (letters[i].c == c)
            return letters[i].plain;
    return NULL;
}

/* Characters that readers take for one ASCII character, or do not see at all. */
/* clang-format off */
static const struct look_alikes {
    char plain; /* 0: not seen */
    uint16_t c[16];
} look_alikes[] = {
    {'\'', {0x60, 0xB4, 0x2B9, 0x2BB, 0x2BC, 0x2BD, 0x2BE, 0x2BF, 0x2018, 0x2019, 0x201A, 0x201B, 0x2032, 0xA78C, 0xFF07}},
    {'"', {0xAB, 0xBB, 0x201C, 0x201D, 0x201E, 0x201F, 0x2033}},
    {'-', {0x2010, 0x2011, 0x2012, 0x2013, 0x2014, 0x2015, 0x2212}},
    {0, {0xAD, 0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0x2060, 0xFEFF}},
};
/* clang-format on */

static uint32_t plain_mark(uint32_t c)
{
    if (c < 0x80)
        return c == 0x60 ? '\'' : c;
    for (size_t i = 0; i < sizeof look_alikes / sizeof *look_alikes; i++)
        for (size_t k = 0; k < 16 && look_alikes[i].c[k]; k++)
            if (look_alikes[i].c[k] == c)
                return (unsigned char)look_alikes[i].plain;
    return c;
}

static bool is_word(uint32_t c)
{
    if (c < 0x80)
        return drg_char_is_letter(c) || drg_char_is_digit(c);
    return u_isalnum((UChar32)c) || (U_GET_GC_MASK((UChar32)c) & U_GC_M_MASK);
}

/* The folded text as it grows: code points, because the rules look back at what stands. */
typedef struct folded {
    uint32_t *c;
    size_t n;
} folded;

/* The endings under which one Slavic name is spelled: Zelensky, Zelenskyy, Zelenskiy, Zelenskii; Sergei, Sergey. Short words
 * keep theirs ("Wang Yi"). */
static void even_ending(folded *f)
{
    enum { MIN_LETTERS = 6 };
    size_t letters = 0;
    while (letters < f->n && f->c[f->n - 1 - letters] >= 'a' && f->c[f->n - 1 - letters] <= 'z')
        letters++;
    for (; letters >= MIN_LETTERS; letters--) {
        uint32_t last = f->c[f->n - 1], before = f->c[f->n - 2];
        bool soft = last == 'y' || last == 'i' || last == 'j';
        if (soft && (before == 'e' || (last == 'i' && before == 'k' && f->c[f->n - 3] == 's')))
            f->c[f->n - 1] = 'y'; /* Sergei, Zelenski */
        if (!soft || (before != 'y' && before != 'i'))
            return;
        f->n--;
        f->c[f->n - 1] = 'y';
    }
}

/* "Russia's" loses its "'s" once the word is over. */
static void end_word(folded *f)
{
    while (f->n >= 3 && f->c[f->n - 1] == 's' && f->c[f->n - 2] == '\'' && is_word(f->c[f->n - 3]))
        f->n -= 2;
    even_ending(f);
}

/* c is in lower case, its diacritics are gone. */
static void fold_one(folded *f, uint32_t c)
{
    c = plain_mark(c);
    if (c == 0)
        return;
    if (c == '.' && f->n && drg_char_is_letter(f->c[f->n - 1]))
        return;
    bool blank = c == '-' || drg_char_is_space(c);
    if (!is_word(c) && c != '\'')
        end_word(f);
    if (!blank)
        f->c[f->n++] = c;
    else if (f->n && f->c[f->n - 1] != ' ')
        f->c[f->n++] = ' ';
}

static drg_str fold_finish(drg_arena *arena, folded *f)
{
    end_word(f);
    while (f->n && f->c[f->n - 1] == ' ')
        f->n--;
    char *out = drg_arena_alloc(arena, f->n * 4 + 1);
    if (!out)
        return (drg_str){0};
    size_t len = 0;
    for (size_t i = 0; i < f->n; i++)
        len += drg_utf8_put(out + len, f->c[i]);
    return (drg_str){out, len};
}

/* The scratch lies in the arena before the result, so the result is moved down over it. */
static drg_str keep_only(drg_arena *arena, drg_arena_point mark, drg_str result)
{
    if (!result.ptr) {
        drg_arena_rewind(arena, mark);
        return result;
    }
    char small[256];
    if (result.len >= sizeof small)
        return result; /* a long one is rare; its scratch goes with the arena */
    for (size_t i = 0; i < result.len; i++)
        small[i] = result.ptr[i];
    drg_arena_rewind(arena, mark);
    return drg_arena_copy(arena, (drg_str){small, result.len});
}

/* Most words: letters alone, with no ending to even out. They fold to lower case. */
static bool folds_to_lower(drg_str a)
{
    for (size_t i = 0; i < a.len; i++)
        if (!((a.ptr[i] | 32) >= 'a' && (a.ptr[i] | 32) <= 'z'))
            return false;
    char last = a.len ? (char)(a.ptr[a.len - 1] | 32) : 'y';
    return last != 'y' && last != 'i' && last != 'j';
}

static drg_str fold_ascii(drg_arena *arena, drg_str a)
{
    if (folds_to_lower(a))
        return drg_str_lower(arena, a);
    drg_arena_point mark = drg_arena_mark(arena);
    folded f = {drg_arena_array(arena, a.len, sizeof *f.c), 0};
    if (!f.c)
        return (drg_str){0};
    for (size_t i = 0; i < a.len; i++)
        fold_one(&f, drg_char_lower((unsigned char)a.ptr[i]));
    return keep_only(arena, mark, fold_finish(arena, &f));
}

typedef struct utf16 {
    UChar *ptr;
    int32_t len;
} utf16;

static bool to_utf16(drg_arena *arena, drg_str a, utf16 *out)
{
    if (a.len > INT32_MAX / 4)
        return false;
    out->ptr = drg_arena_array(arena, a.len + 1, sizeof(UChar));
    if (!out->ptr)
        return false;
    out->len = 0;
    for (size_t pos = 0; pos < a.len;) {
        UChar32 c = (UChar32)plain_mark(drg_utf8_next(a, &pos));
        if (c)
            U16_APPEND_UNSAFE(out->ptr, out->len, c);
    }
    return true;
}

static bool normalise(drg_arena *arena, const UNormalizer2 *how, utf16 in, utf16 *out)
{
    UErrorCode code = U_ZERO_ERROR;
    int32_t need = unorm2_normalize(how, in.ptr, in.len, NULL, 0, &code);
    if (code != U_BUFFER_OVERFLOW_ERROR && U_FAILURE(code))
        return false;
    out->ptr = drg_arena_array(arena, (size_t)need + 1, sizeof(UChar));
    if (!out->ptr)
        return false;
    code = U_ZERO_ERROR;
    out->len = unorm2_normalize(how, in.ptr, in.len, out->ptr, need + 1, &code);
    return U_SUCCESS(code);
}

/* Marks are part of the word in Greek, Arabic, Hindi …; on Latin letters, blanks and signs they are ornament. */
static bool keeps_marks(UChar32 c)
{
    if (c < 0x80 || !u_isUAlphabetic(c))
        return false;
    UErrorCode code = U_ZERO_ERROR;
    return uscript_getScript(c, &code) != USCRIPT_LATIN;
}

/* How a Cyrillic letter is written in English, й apart; Ukrainian where it differs. A table, for ICU's transliterators must be
 * opened for every thread, and opening one costs more than a document. */
static const char *latin_of_cyrillic(UChar32 c, bool ukrainian)
{
    static const char *const russian[32] = {"a",  "b",  "v",  "g",    "d", "e", "zh", "z", "i",  "y", "k",
                                            "l",  "m",  "n",  "o",    "p", "r", "s",  "t", "u",  "f", "kh",
                                            "ts", "ch", "sh", "shch", "",  "y", "",   "e", "yu", "ya"};
    switch (c) {
    case 0x433: /* г */
        return ukrainian ? "h" : "g";
    case 0x438: /* и */
        return ukrainian ? "y" : "i";
    case 0x454: /* є */
        return "ye";
    case 0x456: /* і */
        return "i";
    case 0x491: /* ґ */
        return "g";
    default:
        return c >= 0x430 && c <= 0x44F ? russian[c - 0x430] : NULL;
    }
}

/* c stands before text[next]; its mark, if it has one, there. */
static const char *cyrillic_at(utf16 text, int32_t next, UChar32 c, bool ukrainian)
{
    enum { BREVE = 0x306 };
    if (c == 0x438 && next < text.len && text.ptr[next] == BREVE) { /* й */
        bool begins = next < 2 || !u_isalpha(text.ptr[next - 2]);
        bool ends = next + 1 == text.len || !u_isalpha(text.ptr[next + 1]);
        return begins || ends ? "y" : "i";
    }
    return latin_of_cyrillic(c, ukrainian);
}

static bool is_ukrainian(utf16 text)
{
    for (int32_t i = 0; i < text.len; i++)
        if (text.ptr[i] == 0x456 || text.ptr[i] == 0x454 || text.ptr[i] == 0x491 || text.ptr[i] == 0x406 ||
            text.ptr[i] == 0x404)
            return true;
    return false;
}

/* Lower case without the marks that stand on Latin letters. in is decomposed; out has room for four times its length
 * (щ is "shch"). */
static void strip_latin(utf16 in, utf16 *out)
{
    bool keep = false, ukrainian = is_ukrainian(in);
    for (int32_t i = 0; i < in.len;) {
        UChar32 c;
        U16_NEXT(in.ptr, i, in.len, c);
        const char *cyrillic = cyrillic_at(in, i, u_tolower(c), ukrainian);
        if (cyrillic) {
            for (keep = false; *cyrillic; cyrillic++)
                out->ptr[out->len++] = (UChar)*cyrillic;
            continue;
        }
        if (u_charType(c) == U_NON_SPACING_MARK) {
            if (!keep)
                continue;
        } else {
            keep = keeps_marks(c);
        }
        c = u_tolower(c);
        const char *plain = plain_letter((uint32_t)c);
        if (!plain) {
            U16_APPEND_UNSAFE(out->ptr, out->len, c);
            continue;
        }
        for (; *plain; plain++)
            out->ptr[out->len++] = (UChar)*plain;
    }
}

static bool fold_unicode(drg_arena *arena, drg_str a, folded *f)
{
    UErrorCode code = U_ZERO_ERROR;
    const UNormalizer2 *apart = unorm2_getNFKDInstance(&code);
    const UNormalizer2 *together = unorm2_getNFCInstance(&code);
    utf16 in, decomposed, stripped = {0}, composed;
    if (U_FAILURE(code) || !to_utf16(arena, a, &in) || !normalise(arena, apart, in, &decomposed))
        return false;
    stripped.ptr = drg_arena_array(arena, (size_t)decomposed.len * 4 + 1, sizeof(UChar));
    if (!stripped.ptr)
        return false;
    strip_latin(decomposed, &stripped);
    if (!normalise(arena, together, stripped, &composed))
        return false;
    f->c = drg_arena_array(arena, (size_t)composed.len, sizeof *f->c);
    if (!f->c)
        return false;
    for (int32_t i = 0; i < composed.len;) {
        UChar32 c;
        U16_NEXT(composed.ptr, i, composed.len, c);
        fold_one(f, (uint32_t)c);
    }
    return true;
}

drg_str drg_str_fold(drg_arena *arena, drg_str a)
{
    bool ascii = true;
    for (size_t i = 0; ascii && i < a.len; i++)
        ascii = (unsigned char)a.ptr[i] < 0x80;
    if (ascii)
        return fold_ascii(arena, a);
    drg_arena_point mark = drg_arena_mark(arena);
    folded f = {0};
    if (!fold_unicode(arena, a, &f)) {
        drg_arena_rewind(arena, mark);
        return (drg_str){0};
    }
    return keep_only(arena, mark, fold_finish(arena, &f));
}
