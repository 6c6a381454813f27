/* src/ledger/sql.h - SQL that is put together piece by piece, with the values of its question marks. The pieces are ours;
 * what comes from outside is always a value. */
#ifndef DRG_LEDGER_SQL_H
#define DRG_LEDGER_SQL_H

#include "base/text.h"
#include "ledger/inside.h"

typedef struct drg_operand {
    enum { DRG_SQL_TEXT, DRG_SQL_WHOLE, DRG_SQL_REAL } type;
    drg_str text; /* borrowed */
    int64_t whole;
    double real;
} drg_operand;

/** Some SQL under way. After a failure nothing more is added, and drg_sql_prepare() tells it. */
typedef struct drg_sql {
    drg_buf text;
    drg_operand *values; /* of its question marks, in order */
    size_t n, cap;
    drg_status status;
} drg_sql;

void drg_sql_begin(drg_sql *s);
void drg_sql_release(drg_sql *s);

void drg_sql_add(drg_sql *s, const char *text);
void drg_sql_value(drg_sql *s, drg_operand v);
/* A piece with one question mark, and its value. */
void drg_sql_text(drg_sql *s, const char *text, drg_str v);
void drg_sql_whole(drg_sql *s, const char *text, int64_t v);
void drg_sql_real(drg_sql *s, const char *text, double v);
/** Another's text and values. */
void drg_sql_join(drg_sql *s, const drg_sql *other);

/** Compile it and bind its values, which must outlive the statement. */
drg_status drg_sql_prepare(drg_ledger *l, const drg_sql *s, sqlite3_stmt **stmt, drg_error *err);

#endif
