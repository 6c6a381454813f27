#include "ledger/write.h"

#include "base/date.h"
#include "base/error.h"
#include "base/json.h"

#include <stdlib.h>
#include <string.h>

#define MAX_BYTES ((size_t)256 << 20)

void drg_writer_init(drg_writer *w)
{
    *w = (drg_writer){.status = DRG_OK};
    drg_buf_init(&w->buf, MAX_BYTES);
}

void drg_writer_release(drg_writer *w)
{
    drg_buf_release(&w->buf);
}

void drg_writer_clear(drg_writer *w)
{
    drg_buf_clear(&w->buf);
    w->comma = false;
    w->status = DRG_OK;
}

static void add(drg_writer *w, const char *data, size_t len)
{
    if (w->status == DRG_OK && len > 0)
        w->status = drg_buf_add(&w->buf, data, len);
}

static void separate(drg_writer *w)
{
    if (w->comma)
        add(w, ", ", 2);
    w->comma = true;
}

void drg_write_open(drg_writer *w, char bracket)
{
    separate(w);
    add(w, &bracket, 1);
    w->comma = false;
}

void drg_write_close(drg_writer *w, char bracket)
{
    add(w, &bracket, 1);
    w->comma = true;
}

static void add_string(drg_writer *w, drg_str t)
{
    char escape[6];
    add(w, "\"", 1);
    for (size_t p = 0; p < t.len;) {
        drg_str piece = drg_json_piece(t, &p, escape);
        add(w, piece.ptr, piece.len);
    }
    add(w, "\"", 1);
}

void drg_write_key(drg_writer *w, const char *key)
{
    separate(w);
    add(w, "\"", 1);
    add(w, key, strlen(key));
    add(w, "\": ", 3);
    w->comma = false;
}

void drg_write_text(drg_writer *w, drg_str text)
{
    separate(w);
    add_string(w, text);
}

void drg_write_int(drg_writer *w, int64_t value)
{
    separate(w);
    if (w->status == DRG_OK)
        w->status = drg_buf_printf(&w->buf, "%lld", (long long)value);
}

void drg_write_bool(drg_writer *w, bool value)
{
    separate(w);
    add(w, value ? "true" : "false", value ? 4 : 5);
}

void drg_write_null(drg_writer *w)
{
    separate(w);
    add(w, "null", 4);
}

void drg_write_raw(drg_writer *w, drg_str json)
{
    if (json.len == 0) {
        drg_write_null(w);
        return;
    }
    separate(w);
    add(w, json.ptr, json.len);
}

/* ---- columns ---- */

static bool is_null(drg_writer *w, const char *key, sqlite3_stmt *stmt, int at)
{
    drg_write_key(w, key);
    if (sqlite3_column_type(stmt, at) != SQLITE_NULL)
        return false;
    drg_write_null(w);
    return true;
}

void drg_write_column_text(drg_writer *w, const char *key, sqlite3_stmt *stmt, int at)
{
    if (!is_null(w, key, stmt, at))
        drg_write_text(w, drg_ledger__column(stmt, at));
}

void drg_write_column_int(drg_writer *w, const char *key, sqlite3_stmt *stmt, int at)
{
    if (!is_null(w, key, stmt, at))
        drg_write_int(w, sqlite3_column_int64(stmt, at));
}

void drg_write_column_number(drg_writer *w, const char *key, sqlite3_stmt *stmt, int at)
{
    if (is_null(w, key, stmt, at))
        return;
    separate(w);
    if (w->status == DRG_OK)
        w->status = drg_buf_number(&w->buf, sqlite3_column_double(stmt, at));
}

void drg_write_column_day(drg_writer *w, const char *key, sqlite3_stmt *stmt, int at)
{
    if (is_null(w, key, stmt, at))
        return;
    int64_t days = sqlite3_column_int64(stmt, at);
    char day[11];
    drg_date_format((int32_t)(days < DRG_DATE_MIN_DAYS   ? DRG_DATE_MIN_DAYS
                              : days > DRG_DATE_MAX_DAYS ? DRG_DATE_MAX_DAYS
                                                         : days),
                    day);
    drg_write_text(w, (drg_str){day, 10});
}

void drg_write_column_bool(drg_writer *w, const char *key, sqlite3_stmt *stmt, int at)
{
    if (!is_null(w, key, stmt, at))
        drg_write_bool(w, sqlite3_column_int(stmt, at) != 0);
}

void drg_write_column_json(drg_writer *w, const char *key, sqlite3_stmt *stmt, int at)
{
    drg_str text = drg_ledger__column(stmt, at);
    drg_write_key(w, key);
    json_t *value = text.len > 0 ? json_loadb(text.ptr, text.len, JSON_DECODE_ANY | JSON_ALLOW_NUL, NULL) : NULL;
    char *line = value != NULL ? json_dumps(value, JSON_ENCODE_ANY | JSON_REAL_PRECISION(15)) : NULL;
    drg_write_raw(w, drg_str_of(line));
    free(line);
    json_decref(value);
}

drg_status drg_writer_send(drg_writer *w, drg_status (*sink)(void *context, drg_str json), void *context,
                           drg_error *err)
{
    drg_status st = w->status;
    if (st == DRG_OK)
        st = sink(context, (drg_str){w->buf.ptr, w->buf.len});
    else
        drg_fail(err, st, "an answer could not be written: %s", drg_status_text(st));
    drg_writer_clear(w);
    return st;
}
