/* src/base/text.c - views of text, UTF-8, and the growing buffer. */
#include "base/text.h"

#include <limits.h>
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

drg_str drg_str_of(const char *nul_terminated)
{
    return (drg_str){nul_terminated, nul_terminated ? strlen(nul_terminated) : 0};
}

bool drg_str_eq(drg_str a, drg_str b)
{
    return a.len == b.len && (a.len == 0 || memcmp(a.ptr, b.ptr, a.len) == 0);
}

bool drg_str__is_begun(drg_str a, const char *nul_terminated)
{
    /* Most words differ early, so the other's length is not counted first; a NUL in the text is a byte like any other. */
    for (size_t i = 0; i < a.len; i++)
        if (nul_terminated[i] == '\0' || a.ptr[i] != nul_terminated[i])
            return false;
    return nul_terminated[a.len] == '\0';
}

int drg_str_cmp(drg_str a, drg_str b)
{
    size_t shorter = a.len < b.len ? a.len : b.len;
    int order = shorter ? memcmp(a.ptr, b.ptr, shorter) : 0;
    return order ? order : (a.len > b.len) - (a.len < b.len);
}

bool drg_str_starts(drg_str a, drg_str prefix)
{
    return a.len >= prefix.len && (prefix.len == 0 || memcmp(a.ptr, prefix.ptr, prefix.len) == 0);
}

bool drg_str_ends(drg_str a, drg_str suffix)
{
    return a.len >= suffix.len && (suffix.len == 0 || memcmp(a.ptr + a.len - suffix.len, suffix.ptr, suffix.len) == 0);
}

drg_str drg_str_sub(drg_str a, size_t from, size_t to)
{
    if (to > a.len)
        to = a.len;
    if (from > to)
        from = to;
    return (drg_str){a.ptr ? a.ptr + from : NULL, to - from};
}

static bool is_ascii_blank(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

drg_str drg_str_trim(drg_str a)
{
    size_t from = 0, to = a.len;
    while (from < to && is_ascii_blank(a.ptr[from]))
        from++;
    while (to > from && is_ascii_blank(a.ptr[to - 1]))
        to--;
    return drg_str_sub(a, from, to);
}

uint64_t drg_str_hash(drg_str a)
{
    uint64_t h = UINT64_C(14695981039346656037);
    for (size_t i = 0; i < a.len; i++)
        h = (h ^ (unsigned char)a.ptr[i]) * UINT64_C(1099511628211);
    return h;
}

/* Length of the well-formed sequence at p (Unicode 15, table 3-7), or 0. */
static size_t sequence_len(const unsigned char *p, size_t left)
{
    unsigned char c = p[0];
    size_t len = c < 0x80 ? 1 : c >= 0xC2 && c < 0xE0 ? 2 : c >= 0xE0 && c < 0xF0 ? 3 : c >= 0xF0 && c < 0xF5 ? 4 : 0;
    if (len == 0 || len > left)
        return 0;
    for (size_t i = 1; i < len; i++)
        if ((p[i] & 0xC0) != 0x80)
            return 0;
    bool narrow = (c == 0xE0 && p[1] < 0xA0) || (c == 0xED && p[1] >= 0xA0) || (c == 0xF0 && p[1] < 0x90) ||
                  (c == 0xF4 && p[1] >= 0x90);
    return narrow ? 0 : len;
}

size_t drg_utf8_check(drg_str a)
{
    const unsigned char *p = (const unsigned char *)a.ptr;
    size_t i = 0;
    while (i < a.len) {
        uint64_t word;
        if (a.len - i >= sizeof word) {
            memcpy(&word, p + i, sizeof word);
            if ((word & UINT64_C(0x8080808080808080)) == 0) {
                i += sizeof word;
                continue;
            }
        }
        size_t len = sequence_len(p + i, a.len - i);
        if (len == 0)
            break;
        i += len;
    }
    return i;
}

uint32_t drg_utf8_next(drg_str a, size_t *pos)
{
    const unsigned char *p = (const unsigned char *)a.ptr + *pos;
    if (p[0] < 0x80) {
        *pos += 1;
        return p[0];
    }
    if (p[0] < 0xE0) {
        *pos += 2;
        return (uint32_t)(p[0] & 0x1F) << 6 | (p[1] & 0x3F);
    }
    if (p[0] < 0xF0) {
        *pos += 3;
        return (uint32_t)(p[0] & 0x0F) << 12 | (uint32_t)(p[1] & 0x3F) << 6 | (p[2] & 0x3F);
    }
    *pos += 4;
    return (uint32_t)(p[0] & 0x07) << 18 | (uint32_t)(p[1] & 0x3F) << 12 | (uint32_t)(p[2] & 0x3F) << 6 | (p[3] & 0x3F);
}

size_t drg_utf8_put(char out[4], uint32_t c)
{
    if (c < 0x80) {
        out[0] = (char)c;
        return 1;
    }
    if (c < 0x800) {
        out[0] = (char)(0xC0 | c >> 6);
        out[1] = (char)(0x80 | (c & 0x3F));
        return 2;
    }
    if (c < 0x10000) {
        out[0] = (char)(0xE0 | c >> 12);
        out[1] = (char)(0x80 | (c >> 6 & 0x3F));
        out[2] = (char)(0x80 | (c & 0x3F));
        return 3;
    }
    out[0] = (char)(0xF0 | c >> 18);
    out[1] = (char)(0x80 | (c >> 12 & 0x3F));
    out[2] = (char)(0x80 | (c >> 6 & 0x3F));
    out[3] = (char)(0x80 | (c & 0x3F));
    return 4;
}

size_t drg_utf8_count(drg_str a, size_t bytes)
{
    if (bytes > a.len)
        bytes = a.len;
    size_t n = 0;
    for (size_t i = 0; i < bytes; i++)
        n += ((unsigned char)a.ptr[i] & 0xC0) != 0x80;
    return n;
}

void drg_buf_init(drg_buf *buf, size_t max_bytes)
{
    *buf = (drg_buf){.max = max_bytes < SIZE_MAX ? max_bytes : SIZE_MAX - 1};
}

void drg_buf_release(drg_buf *buf)
{
    free(buf->ptr);
    drg_buf_init(buf, buf->max);
}

void drg_buf_clear(drg_buf *buf)
{
    buf->len = 0;
    if (buf->ptr)
        buf->ptr[0] = '\0';
}

/* Room for len more bytes and the NUL behind them. */
static drg_status reserve(drg_buf *buf, size_t len)
{
    if (len > buf->max - buf->len)
        return DRG_ELIMIT;
    size_t need = buf->len + len + 1;
    if (need <= buf->cap)
        return DRG_OK;
    size_t cap = buf->cap ? buf->cap : 64;
    while (cap < need)
        cap = cap > SIZE_MAX / 2 ? need : cap * 2;
    if (cap > buf->max)
        cap = buf->max + 1;
    char *ptr = realloc(buf->ptr, cap);
    if (!ptr)
        return DRG_ENOMEM;
    buf->ptr = ptr;
    buf->cap = cap;
    return DRG_OK;
}

drg_status drg_buf_add(drg_buf *buf, const char *data, size_t len)
{
    drg_status st = reserve(buf, len);
    if (st != DRG_OK)
        return st;
    if (len)
        memcpy(buf->ptr + buf->len, data, len);
    buf->len += len;
    buf->ptr[buf->len] = '\0';
    return DRG_OK;
}

drg_status drg_buf_printf(drg_buf *buf, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    int len = vsnprintf(NULL, 0, format, args);
    va_end(args);
    if (len < 0)
        return DRG_EARG;
    drg_status st = reserve(buf, (size_t)len);
    if (st != DRG_OK)
        return st;
    va_start(args, format);
    vsnprintf(buf->ptr + buf->len, (size_t)len + 1, format, args);
    va_end(args);
    buf->len += (size_t)len;
    return DRG_OK;
}

drg_status drg_buf_number(drg_buf *buf, double value)
{
    if (!isfinite(value))
        return drg_buf_add(buf, "null", 4);
    if (fabs(value) < 1e15 && value == floor(value))
        return drg_buf_printf(buf, "%.0f", value == 0 ? 0.0 : value);
    char digits[40];
    int len = 0;
    for (int precision = 15; precision <= 17; precision++) {
        len = snprintf(digits, sizeof digits, "%.*g", precision, value);
        if (strtod(digits, NULL) == value)
            break;
    }
    /* The locale's decimal point may be any text: all that is no part of a number becomes one '.'. */
    char plain[40];
    size_t n = 0;
    for (int i = 0; i < len; i++) {
        if (strchr("+-0123456789e", digits[i]))
            plain[n++] = digits[i];
        else if (n == 0 || plain[n - 1] != '.')
            plain[n++] = '.';
    }
    return drg_buf_add(buf, plain, n);
}

bool drg_str_is_capitals(drg_str a)
{
    size_t letters = 0;
    for (size_t i = 0; i < a.len;) {
        uint32_t c = drg_utf8_next(a, &i);
        if (!drg_char_is_letter(c))
            continue;
        letters++;
        if (!drg_char_is_upper(c))
            return false;
    }
    return letters >= 3;
}
