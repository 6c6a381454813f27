/* src/ledger/inside.h - what the ledger's files share: the handle, its statements, its errors. */
#ifndef DRG_LEDGER_INSIDE_H
#define DRG_LEDGER_INSIDE_H

#include "dragoman/ledger.h"

#include <jansson.h>
#include <sqlite3.h>
#include <stdatomic.h>

/** Statements are compiled once a handle; this is how many different ones it may hold. */
#define DRG_MAX_STATEMENTS 256

struct drg_ledger {
    sqlite3 *db;
    char *path;
    struct {
        const char *sql; /* a literal: compared by address */
        sqlite3_stmt *stmt;
    } statements[DRG_MAX_STATEMENTS];
    size_t n_statements;
    unsigned limit_ms;   /* of an answer; 0: none */
    int64_t deadline_ms; /* of the one under way; 0: none */
    atomic_bool stop;
    int64_t small_set; /* a condition that leaves so many rows at most is looked up whole; -1: none is (tests) */
};

/** schema.sql, NUL-terminated. */
extern const unsigned char drg_ledger__schema[];

/* ---- statements ----
 * The pattern, with one way out:
 *     sqlite3_stmt *s;
 *     drg_status st = drg_ledger__sql(l, "SELECT a FROM t WHERE b = ?1", &s, err);
 *     if (st == DRG_OK)
 *         sqlite3_bind_int64(s, 1, b);
 *     while (st == DRG_OK && (st = drg_ledger__step(l, s, err)) == DRG_OK)
 *         … sqlite3_column_int64(s, 0) …
 *     return st == DRG_END ? DRG_OK : st;
 */

/** The statement of an SQL text, which must be a literal; ready to be bound, with nothing bound. Borrowed. One that is
 * still being stepped through must not be asked for again. @return DRG_OK, DRG_EIO, DRG_EFORMAT, DRG_ENOMEM. */
drg_status drg_ledger__sql(drg_ledger *ledger, const char *sql, sqlite3_stmt **stmt, drg_error *err);
/** @return DRG_OK there is a row; DRG_END there is none (any more), and the statement is reset; else it failed, likewise. */
drg_status drg_ledger__step(drg_ledger *ledger, sqlite3_stmt *stmt, drg_error *err);
/** Step a statement that gives no rows. @return DRG_OK or what failed. */
drg_status drg_ledger__run(drg_ledger *ledger, sqlite3_stmt *stmt, drg_error *err);
/** The one number that a query with one row number gives; 0 where it gives none. sql is a literal. */
drg_status drg_ledger__number(drg_ledger *ledger, const char *sql, int64_t row, int64_t *number, drg_error *err);
/** Some SQL without parameters, one or several statements. */
drg_status drg_ledger__exec(drg_ledger *ledger, const char *sql, drg_error *err);
/** What SQLite says went wrong. rc is its code. */
drg_status drg_ledger__fail(drg_ledger *ledger, int rc, drg_error *err);

/** Bind text, or null where it is empty. The text must outlive the step. */
void drg_ledger__bind_text(sqlite3_stmt *stmt, int at, drg_str text);
/** A column's text, valid until the next step; empty where it is null. */
drg_str drg_ledger__column(sqlite3_stmt *stmt, int at);

/** Transactions: one at a time. begin takes the right to write at once. */
drg_status drg_ledger__begin(drg_ledger *ledger, drg_error *err);
/** Commit where st is DRG_OK, else roll back. @return st, or why the commit failed. */
drg_status drg_ledger__end(drg_ledger *ledger, drg_status st, drg_error *err);

/** The next number of `changed`, in a transaction. */
drg_status drg_ledger__next_change(drg_ledger *ledger, int64_t *changed, drg_error *err);

#endif
