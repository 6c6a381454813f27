#include "ledger/sql.h"

#include "base/error.h"

#include <stdlib.h>
#include <string.h>

void drg_sql_add(drg_sql *s, const char *text)
{
    if (s->status == DRG_OK)
        s->status = drg_buf_add(&s->text, text, strlen(text));
}

void drg_sql_value(drg_sql *s, drg_operand v)
{
    if (s->n == s->cap) {
        size_t cap = s->cap > 0 ? 2 * s->cap : 8;
        drg_operand *values = realloc(s->values, cap * sizeof *values);
        if (values == NULL) {
            s->status = DRG_ENOMEM;
            return;
        }
        s->values = values;
        s->cap = cap;
    }
    s->values[s->n++] = v;
}

void drg_sql_text(drg_sql *s, const char *text, drg_str v)
{
    drg_sql_add(s, text);
    drg_sql_value(s, (drg_operand){.type = DRG_SQL_TEXT, .text = v});
}

void drg_sql_whole(drg_sql *s, const char *text, int64_t v)
{
    drg_sql_add(s, text);
    drg_sql_value(s, (drg_operand){.type = DRG_SQL_WHOLE, .whole = v});
}

void drg_sql_real(drg_sql *s, const char *text, double v)
{
    drg_sql_add(s, text);
    drg_sql_value(s, (drg_operand){.type = DRG_SQL_REAL, .real = v});
}

void drg_sql_join(drg_sql *s, const drg_sql *other)
{
    if (other->text.len > 0)
        drg_sql_add(s, other->text.ptr);
    for (size_t i = 0; i < other->n; i++)
        drg_sql_value(s, other->values[i]);
    if (s->status == DRG_OK)
        s->status = other->status;
}

void drg_sql_begin(drg_sql *s)
{
    *s = (drg_sql){.status = DRG_OK};
    drg_buf_init(&s->text, (size_t)1 << 20);
}

void drg_sql_release(drg_sql *s)
{
    drg_buf_release(&s->text);
    free(s->values);
}

drg_status drg_sql_prepare(drg_ledger *l, const drg_sql *s, sqlite3_stmt **stmt, drg_error *err)
{
    if (s->status != DRG_OK)
        return drg_fail(err, s->status, "the question is too long");
    int rc = sqlite3_prepare_v2(l->db, s->text.ptr, (int)s->text.len + 1, stmt, NULL);
    if (rc != SQLITE_OK)
        return drg_ledger__fail(l, rc, err);
    for (size_t i = 0; i < s->n; i++) {
        const drg_operand *v = &s->values[i];
        int at = (int)i + 1;
        if (v->type == DRG_SQL_TEXT)
            sqlite3_bind_text64(*stmt, at, v->text.len > 0 ? v->text.ptr : "", v->text.len, SQLITE_STATIC, SQLITE_UTF8);
        else if (v->type == DRG_SQL_WHOLE)
            sqlite3_bind_int64(*stmt, at, v->whole);
        else
            sqlite3_bind_double(*stmt, at, v->real);
    }
    return DRG_OK;
}
