#include "ingest/charset.h"

#include "base/error.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unicode/ucnv.h>
#include <unicode/ucsdet.h>

/* Where browsers look for a declaration is the first KiB; pages that put it later are common. */
#define DECLARATION_BYTES ((size_t)8 << 10)
/* What a guess is made from. */
#define GUESS_BYTES ((size_t)64 << 10)
/* One of so many characters may be none. */
#define BAD_SHARE 100

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
}

static bool same_name(const char *a, const char *b)
{
    while (*a != '\0' && lower(*a) == *b) {
        a++;
        b++;
    }
    return *a == '\0' && *b == '\0';
}

/* The encoding that browsers take for a label (WHATWG's Encoding Standard), where it is not its own name. */
static const char *meant_by(const char *label)
{
    static const char *const meant[][2] = {
        {"iso-8859-1", "windows-1252"},
        {"latin1", "windows-1252"},
        {"iso8859-1", "windows-1252"},
        {"us-ascii", "windows-1252"},
        {"ascii", "windows-1252"},
        {"iso-8859-9", "windows-1254"},
        {"latin5", "windows-1254"},
        {"iso-8859-11", "windows-874"},
        {"tis-620", "windows-874"},
        {"gb2312", "gb18030"},
        {"gbk", "gb18030"},
        {"x-gbk", "gb18030"},
        {"gb_2312-80", "gb18030"},
        {"shift_jis", "windows-31j"},
        {"shift-jis", "windows-31j"},
        {"sjis", "windows-31j"},
        {"x-sjis", "windows-31j"},
        {"euc-kr", "windows-949"},
        {"ks_c_5601-1987", "windows-949"},
        {"cp1251", "windows-1251"},
        {"win-1251", "windows-1251"},
        {"x-cp1251", "windows-1251"},
        {"cp1252", "windows-1252"},
        {"cp1256", "windows-1256"},
        {"utf8", "UTF-8"},
        {"unicode", "UTF-8"},
        {"utf-16", "UTF-8"},
        {"utf-16le", "UTF-8"},
        {"utf-16be", "UTF-8"},
        {"x-user-defined", "windows-1252"},
    };
    for (size_t i = 0; i < sizeof meant / sizeof *meant; i++)
        if (same_name(label, meant[i][0]))
            return meant[i][1];
    return label;
}

/* A declared label, cleaned; false where nothing of ours reads it. */
static bool take_label(drg_str label, char name[64])
{
    static const char trimmed[] = " \t\r\n\"';";
    while (label.len > 0 && memchr(trimmed, label.ptr[0], sizeof trimmed - 1) != NULL)
        label = drg_str_sub(label, 1, label.len);
    while (label.len > 0 && memchr(trimmed, label.ptr[label.len - 1], sizeof trimmed - 1) != NULL)
        label.len--;
    if (label.len == 0 || label.len > 40)
        return false;
    char plain[64];
    for (size_t i = 0; i < label.len; i++) {
        char c = label.ptr[i];
        bool fine = (c >= '0' && c <= '9') || (lower(c) >= 'a' && lower(c) <= 'z') || strchr("-_:.+", c) != NULL;
        if (!fine || c == '\0')
            return false;
        plain[i] = c;
    }
    plain[label.len] = '\0';
    const char *meant = meant_by(plain);
    UErrorCode why = U_ZERO_ERROR;
    UConverter *converter = ucnv_open(meant, &why);
    if (U_FAILURE(why))
        return false;
    UConverterType type = ucnv_getType(converter);
    ucnv_close(converter);
    /* Encodings that browsers refuse, because their bytes can pass for others'. */
    if (type == UCNV_UTF7 || type == UCNV_SCSU || type == UCNV_BOCU1 || type == UCNV_CESU8 || type == UCNV_HZ ||
        type == UCNV_EBCDIC_STATEFUL || type == UCNV_UTF16 || type == UCNV_UTF32 || type == UCNV_UTF16_LittleEndian ||
        type == UCNV_UTF16_BigEndian || type == UCNV_UTF32_LittleEndian || type == UCNV_UTF32_BigEndian)
        return false;
    snprintf(name, 64, "%s", meant);
    return true;
}

/* ---- declarations ---- */

/* The value behind "charset" or "encoding" and '=' in t, from from on. */
static bool value_of(drg_str t, const char *key, char name[64])
{
    size_t n = strlen(key);
    for (size_t p = 0; p + n < t.len; p++) {
        size_t i = 0;
        while (i < n && lower(t.ptr[p + i]) == key[i])
            i++;
        if (i < n)
            continue;
        size_t at = p + n;
        while (at < t.len && strchr(" \t\r\n", t.ptr[at]) != NULL && t.ptr[at] != '\0')
            at++;
        if (at >= t.len || t.ptr[at] != '=')
            continue;
        at++;
        while (at < t.len && strchr(" \t\r\n\"'", t.ptr[at]) != NULL && t.ptr[at] != '\0')
            at++;
        size_t end = at;
        while (end < t.len && strchr(" \t\r\n\"';>/?", t.ptr[end]) == NULL)
            end++;
        if (take_label(drg_str_sub(t, at, end), name))
            return true;
    }
    return false;
}

/* Comments and scripts are no declarations. */
static bool declared_inside(drg_str bytes, char name[64])
{
    drg_str t = drg_str_sub(bytes, 0, DECLARATION_BYTES);
    drg_str xml = drg_str_trim(t);
    if (drg_str_starts(xml, DRG_LIT("<?xml"))) {
        const char *end = memchr(xml.ptr, '>', xml.len);
        if (end != NULL && value_of(drg_str_sub(xml, 0, (size_t)(end - xml.ptr)), "encoding", name))
            return true;
    }
    for (size_t p = 0; p < t.len;) {
        const char *at = memchr(t.ptr + p, '<', t.len - p);
        if (at == NULL)
            return false;
        p = (size_t)(at - t.ptr) + 1;
        drg_str rest = drg_str_sub(t, p, t.len);
        const char *close = drg_str_starts(rest, DRG_LIT("!--")) ? memmem(rest.ptr, rest.len, "-->", 3)
                                                                 : memchr(rest.ptr, '>', rest.len);
        size_t len = close != NULL ? (size_t)(close - rest.ptr) : rest.len;
        bool meta = rest.len > 5 && lower(rest.ptr[0]) == 'm' && lower(rest.ptr[1]) == 'e' &&
                    lower(rest.ptr[2]) == 't' && lower(rest.ptr[3]) == 'a';
        if (meta && value_of(drg_str_sub(rest, 0, len), "charset", name))
            return true;
        p += len;
    }
    return false;
}

/* ---- decoding ---- */

static size_t count_replacements(drg_str t, size_t *n_chars)
{
    size_t bad = 0, chars = 0;
    for (size_t p = 0; p < t.len; p++) {
        chars += ((unsigned char)t.ptr[p] & 0xC0) != 0x80;
        bad += p + 2 < t.len && memcmp(t.ptr + p, "\xEF\xBF\xBD", 3) == 0;
    }
    *n_chars = chars;
    return bad;
}

static drg_status convert(drg_str bytes, const char *name, drg_buf *out, size_t *bad, size_t *n_chars, drg_error *err)
{
    UErrorCode why = U_ZERO_ERROR;
    UConverter *from = ucnv_open(name, &why);
    if (U_FAILURE(why))
        return drg_fail(err, DRG_EINPUT, "the encoding %s is not known", name);
    drg_status st = DRG_OK;
    drg_buf_clear(out);
    int32_t need = ucnv_toAlgorithmic(UCNV_UTF8, from, NULL, 0, bytes.ptr, (int32_t)bytes.len, &why);
    char *text = NULL;
    if (why != U_BUFFER_OVERFLOW_ERROR && U_FAILURE(why)) {
        st = drg_fail(err, DRG_EINPUT, "not %s: %s", name, u_errorName(why));
    } else if ((size_t)need > out->max) {
        st = drg_fail(err, DRG_ELIMIT, "the page has more than %zu bytes as UTF-8", out->max);
    } else if ((text = malloc((size_t)need + 1)) == NULL) {
        st = drg_fail_nomem(err);
    } else {
        why = U_ZERO_ERROR;
        ucnv_toAlgorithmic(UCNV_UTF8, from, text, need + 1, bytes.ptr, (int32_t)bytes.len, &why);
        st = U_SUCCESS(why) ? drg_buf_add(out, text, (size_t)need)
                            : drg_fail(err, DRG_EINPUT, "not %s: %s", name, u_errorName(why));
    }
    free(text);
    ucnv_close(from);
    if (st == DRG_OK)
        *bad = count_replacements((drg_str){out->ptr, out->len}, n_chars);
    return st == DRG_ENOMEM ? drg_fail_nomem(err) : st;
}

static bool fits(size_t bad, size_t n_chars)
{
    return bad * BAD_SHARE <= n_chars;
}

/* The guess: ICU's detector over the text, tags left out. */
static bool guess(drg_str bytes, char name[64])
{
    UErrorCode why = U_ZERO_ERROR;
    UCharsetDetector *detector = ucsdet_open(&why);
    if (U_FAILURE(why))
        return false;
    ucsdet_enableInputFilter(detector, true);
    size_t len = bytes.len < GUESS_BYTES ? bytes.len : GUESS_BYTES;
    ucsdet_setText(detector, bytes.ptr, (int32_t)len, &why);
    const UCharsetMatch *match = ucsdet_detect(detector, &why);
    const char *found = U_SUCCESS(why) && match != NULL ? ucsdet_getName(match, &why) : NULL;
    bool ok = found != NULL && U_SUCCESS(why) && take_label(drg_str_of(found), name);
    ucsdet_close(detector);
    return ok;
}

static bool has_bom(drg_str b, const char **name, size_t *len)
{
    static const struct {
        const char *bytes;
        size_t len;
        const char *name;
    } boms[] = {{"\xEF\xBB\xBF", 3, "UTF-8"},
                {"\xFF\xFE\0\0", 4, "UTF-32LE"},
                {"\0\0\xFE\xFF", 4, "UTF-32BE"},
                {"\xFF\xFE", 2, "UTF-16LE"},
                {"\xFE\xFF", 2, "UTF-16BE"}};
    for (size_t i = 0; i < sizeof boms / sizeof *boms; i++) {
        if (b.len >= boms[i].len && memcmp(b.ptr, boms[i].bytes, boms[i].len) == 0) {
            *name = boms[i].name;
            *len = boms[i].len;
            return true;
        }
    }
    return false;
}

static bool is_ascii(drg_str b)
{
    for (size_t i = 0; i < b.len; i++)
        if ((unsigned char)b.ptr[i] >= 0x80 || b.ptr[i] == 0x1B)
            return false;
    return true;
}

static void found_by(drg_charset_found *found, const char *name, drg_charset_from from)
{
    snprintf(found->name, sizeof found->name, "%s", name);
    found->from = from;
}

/* Try one encoding; *utf8 is set where it fits. */
static drg_status attempt(drg_str bytes, const char *name, drg_charset_from from, drg_buf *out, drg_str *utf8,
                          drg_charset_found *found, bool *done, drg_error *err)
{
    size_t bad, n_chars;
    drg_status st = convert(bytes, name, out, &bad, &n_chars, err);
    if (st != DRG_OK)
        return st == DRG_EINPUT ? DRG_OK : st;
    if (fits(bad, n_chars)) {
        found_by(found, name, from);
        *utf8 = (drg_str){out->ptr, out->len};
        *done = true;
    }
    return DRG_OK;
}

drg_status drg_charset_decode(drg_str bytes, drg_str declared, bool html, drg_buf *out, drg_str *utf8,
                              drg_charset_found *found, drg_error *err)
{
    const char *bom;
    size_t bom_len;
    char names[3][64];
    drg_charset_from origins[3];
    size_t n = 0;
    bool done = false;
    if (bytes.len > INT32_MAX)
        return drg_fail(err, DRG_ELIMIT, "more than %d bytes cannot be decoded", INT32_MAX);
    if (has_bom(bytes, &bom, &bom_len)) {
        drg_status st =
            attempt(drg_str_sub(bytes, bom_len, bytes.len), bom, DRG_CHARSET_FROM_BOM, out, utf8, found, &done, err);
        if (st != DRG_OK || done)
            return st;
    }
    bool plain = is_ascii(bytes);
    if (plain || drg_utf8_check(bytes) == bytes.len) {
        found_by(found, "UTF-8", DRG_CHARSET_FROM_UTF8);
        *utf8 = bytes;
        return DRG_OK;
    }
    origins[n] = DRG_CHARSET_FROM_HEADER;
    n += take_label(declared, names[n]);
    origins[n] = DRG_CHARSET_FROM_META;
    n += html && declared_inside(bytes, names[n]);
    origins[n] = DRG_CHARSET_FROM_BYTES;
    n += guess(bytes, names[n]);
    for (size_t i = 0; i < n; i++) {
        drg_status st = attempt(bytes, names[i], origins[i], out, utf8, found, &done, err);
        if (st != DRG_OK || done)
            return st;
    }
    return drg_fail_for(err, DRG_EINPUT, DRG_REASON_ENCODING, "the encoding is none that is known: not %s either",
                        n > 0 ? names[n - 1] : "UTF-8");
}
