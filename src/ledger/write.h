/* src/ledger/write.h - JSON objects on one line, written as export/ writes them: `{"key": value, …}`. */
#ifndef DRG_LEDGER_WRITE_H
#define DRG_LEDGER_WRITE_H

#include "base/text.h"
#include "ledger/inside.h"

/** An object under way. */
typedef struct drg_writer {
    drg_buf buf;
    bool comma; /* something stands before the next member */
    drg_status status;
} drg_writer;

void drg_writer_init(drg_writer *w);
void drg_writer_release(drg_writer *w);
/** Empty again, for the next object. */
void drg_writer_clear(drg_writer *w);

/** '{', '[', '}' or ']'. An opening one may come after drg_write_key(). */
void drg_write_open(drg_writer *w, char bracket);
void drg_write_close(drg_writer *w, char bracket);
void drg_write_key(drg_writer *w, const char *key);

/* Values: members after drg_write_key(), elements without. */
void drg_write_text(drg_writer *w, drg_str text);
void drg_write_int(drg_writer *w, int64_t value);
void drg_write_bool(drg_writer *w, bool value);
void drg_write_null(drg_writer *w);
/** JSON as it stands; null where it is empty. */
void drg_write_raw(drg_writer *w, drg_str json);

/* Members from columns; SQL's null is JSON's. */
void drg_write_column_text(drg_writer *w, const char *key, sqlite3_stmt *stmt, int at);
void drg_write_column_int(drg_writer *w, const char *key, sqlite3_stmt *stmt, int at);
void drg_write_column_number(drg_writer *w, const char *key, sqlite3_stmt *stmt, int at);
void drg_write_column_day(drg_writer *w, const char *key, sqlite3_stmt *stmt, int at); /* YYYY-MM-DD */
void drg_write_column_bool(drg_writer *w, const char *key, sqlite3_stmt *stmt, int at);
/** A column that holds JSON; null where it does not. */
void drg_write_column_json(drg_writer *w, const char *key, sqlite3_stmt *stmt, int at);

/** Hand the object on and begin anew. @return what the sink returns; DRG_ENOMEM; DRG_ELIMIT (over 256 MiB). */
drg_status drg_writer_send(drg_writer *w, drg_status (*sink)(void *context, drg_str json), void *context,
                           drg_error *err);

#endif
