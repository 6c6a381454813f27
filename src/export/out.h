/* src/export/out.h - writing to a sink: a buffer before it, numbers, JSON. */
#ifndef DRG_EXPORT_OUT_H
#define DRG_EXPORT_OUT_H

#include "base/text.h"

/** After a failure nothing more is written; drg_out_end() hands its status on. */
typedef struct drg_out {
    drg_sink *sink;
    void *context;
    drg_status status;
    size_t n;
    char buf[8192];
} drg_out;

void drg_out_begin(drg_out *out, drg_sink *sink, void *context);
/** Flush. @return DRG_OK or what the sink returned first. */
drg_status drg_out_end(drg_out *out, drg_error *err);

void drg_out_raw(drg_out *out, const char *data, size_t len);
void drg_out_text(drg_out *out, drg_str text);
void drg_out_cstr(drg_out *out, const char *nul_terminated);
void drg_out_char(drg_out *out, char c);

/** Decimal, whatever the locale. */
void drg_out_uint(drg_out *out, uint64_t value);
/** An integer where it is one ("12"), else the shortest digits that read back as the same number; never an exponent
 * below 1e15. @param value  finite. */
void drg_out_number(drg_out *out, double value);
/** Degrees of latitude or longitude, rounded to four places: ten metres. */
void drg_out_degrees(drg_out *out, double value);
/** Rounded to two places, without trailing zeros: 0.85, 0.5, 1. */
void drg_out_hundredths(drg_out *out, double value);
/** "YYYY-MM-DD". */
void drg_out_day(drg_out *out, int32_t days);

/** A JSON string, with its quotes. U+0085, U+2028 and U+2029 are escaped besides what must be, so that no reader of
 * lines takes them for line ends. */
void drg_out_json(drg_out *out, drg_str text);
/** The same, null where the text is empty. */
void drg_out_json_or_null(drg_out *out, drg_str text);

/* A JSON object or array: `first` is true at its beginning and cleared by the first member. */
/** `, "key": ` before a value, as far as needed. */
void drg_out_key(drg_out *out, bool *first, const char *key);
/** `, ` before an element, as far as needed. */
void drg_out_item(drg_out *out, bool *first);
void drg_out_key_str(drg_out *out, bool *first, const char *key, drg_str text);      /* null where empty */
void drg_out_key_name(drg_out *out, bool *first, const char *key, const char *name); /* null where NULL */
void drg_out_key_uint(drg_out *out, bool *first, const char *key, uint64_t value);

#endif
