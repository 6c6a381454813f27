#include "export/out.h"

#include "base/date.h"
#include "base/error.h"
#include "base/json.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void drg_out_begin(drg_out *out, drg_sink *sink, void *context)
{
    out->sink = sink;
    out->context = context;
    out->status = DRG_OK;
    out->n = 0;
}

static void flush(drg_out *out)
{
    if (out->n > 0 && out->status == DRG_OK)
        out->status = out->sink(out->context, out->buf, out->n);
    out->n = 0;
}

drg_status drg_out_end(drg_out *out, drg_error *err)
{
    flush(out);
    return out->status == DRG_OK ? DRG_OK : drg_fail(err, out->status, "the output could not be written");
}

void drg_out_raw(drg_out *out, const char *data, size_t len)
{
    if (len > sizeof out->buf - out->n)
        flush(out);
    if (len > sizeof out->buf) {
        if (out->status == DRG_OK)
            out->status = out->sink(out->context, data, len);
        return;
    }
    if (len > 0)
        memcpy(out->buf + out->n, data, len);
    out->n += len;
}

void drg_out_text(drg_out *out, drg_str text)
{
    drg_out_raw(out, text.ptr, text.len);
}

void drg_out_cstr(drg_out *out, const char *s)
{
    drg_out_raw(out, s, strlen(s));
}

void drg_out_char(drg_out *out, char c)
{
    drg_out_raw(out, &c, 1);
}

void drg_out_uint(drg_out *out, uint64_t value)
{
    char digits[20];
    size_t n = sizeof digits;
    do
        digits[--n] = (char)('0' + value % 10);
    while ((value /= 10) > 0);
    drg_out_raw(out, digits + n, sizeof digits - n);
}

void drg_out_number(drg_out *out, double value)
{
    if (!isfinite(value)) {
        drg_out_cstr(out, "null");
        return;
    }
    if (value == trunc(value) && fabs(value) < 9007199254740992.0) {
        if (value < 0)
            drg_out_char(out, '-');
        drg_out_uint(out, (uint64_t)fabs(value));
        return;
    }
    char digits[40];
    for (int precision = 15; precision <= 17; precision++) {
        snprintf(digits, sizeof digits, "%.*g", precision, value);
        if (strtod(digits, NULL) == value)
            break;
    }
    for (char *p = digits; *p != '\0'; p++) /* the locale's decimal point */
        if (strchr("0123456789+-e", *p) == NULL)
            *p = '.';
    drg_out_cstr(out, digits);
}

void drg_out_degrees(drg_out *out, double value)
{
    double rounded = floor(fabs(value) * 1e4 + 0.5) / 1e4;
    drg_out_number(out, value < 0 && rounded > 0 ? -rounded : rounded);
}

void drg_out_hundredths(drg_out *out, double value)
{
    if (!(value > 0))
        value = 0;
    uint64_t n = (uint64_t)floor((value < 1e12 ? value : 1e12) * 100 + 0.5);
    drg_out_uint(out, n / 100);
    if (n % 100 == 0)
        return;
    drg_out_char(out, '.');
    drg_out_char(out, (char)('0' + n / 10 % 10));
    if (n % 10 != 0)
        drg_out_char(out, (char)('0' + n % 10));
}

void drg_out_day(drg_out *out, int32_t days)
{
    char day[11];
    drg_date_format(days, day);
    drg_out_raw(out, day, 10);
}

void drg_out_json(drg_out *out, drg_str t)
{
    char escape[6];
    drg_out_char(out, '"');
    for (size_t p = 0; p < t.len;)
        drg_out_text(out, drg_json_piece(t, &p, escape));
    drg_out_char(out, '"');
}

void drg_out_json_or_null(drg_out *out, drg_str text)
{
    if (text.len == 0)
        drg_out_raw(out, "null", 4);
    else
        drg_out_json(out, text);
}

void drg_out_item(drg_out *out, bool *first)
{
    if (!*first)
        drg_out_raw(out, ", ", 2);
    *first = false;
}

void drg_out_key(drg_out *out, bool *first, const char *key)
{
    drg_out_item(out, first);
    drg_out_char(out, '"');
    drg_out_cstr(out, key);
    drg_out_raw(out, "\": ", 3);
}

void drg_out_key_str(drg_out *out, bool *first, const char *key, drg_str text)
{
    drg_out_key(out, first, key);
    drg_out_json_or_null(out, text);
}

void drg_out_key_name(drg_out *out, bool *first, const char *key, const char *name)
{
    drg_out_key_str(out, first, key, drg_str_of(name));
}

void drg_out_key_uint(drg_out *out, bool *first, const char *key, uint64_t value)
{
    drg_out_key(out, first, key);
    drg_out_uint(out, value);
}
