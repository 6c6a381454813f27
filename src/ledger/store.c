/* src/ledger/store.c - a ledger's file: opened, brought up to date, closed; statements and transactions. */
#include "base/error.h"
#include "base/text.h"
#include "ledger/ask.h"
#include "ledger/inside.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* "drgL": what SQLite keeps to tell whose file it is. */
#define APPLICATION_ID 0x6472674c
/* The schema's version: how many of the steps below have been taken. */
#define VERSION 1
/* How long to wait for another that writes, in milliseconds. */
#define BUSY_MS 30000
/* What is looked up whole rather than in the order of the answer: at a million records both take as long then. */
#define SMALL_SET 6000

/* From nothing to version 1, from 1 to 2 and so on. Steps that were released are never changed. */
static const unsigned char *const migrations[VERSION] = {drg_ledger__schema};

/* ---- errors ---- */

drg_status drg_ledger__fail(drg_ledger *l, int rc, drg_error *err)
{
    const char *path = l->path != NULL ? l->path : "the ledger";
    switch (rc & 0xff) {
    case SQLITE_NOMEM:
        return drg_fail_nomem(err);
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return drg_fail(err, DRG_EIO, "%s: another process is writing to it, and has been for long", path);
    case SQLITE_INTERRUPT:
        return drg_fail(err, DRG_ELIMIT, "%s: the answer took too long, or was stopped", path);
    case SQLITE_FULL:
        return drg_fail(err, DRG_EIO, "%s: the disk is full", path);
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
        return drg_fail(err, DRG_EFORMAT, "%s: not a ledger, or damaged (%s)", path, sqlite3_errmsg(l->db));
    case SQLITE_READONLY:
    case SQLITE_PERM:
    case SQLITE_AUTH:
        return drg_fail(err, DRG_EIO, "%s: may not be written to", path);
    case SQLITE_CANTOPEN:
        return drg_fail(err, DRG_EIO, "%s: cannot be opened (%s)", path, strerror(sqlite3_system_errno(l->db)));
    default:
        return drg_fail(err, DRG_EIO, "%s: %s", path, sqlite3_errmsg(l->db));
    }
}

/* ---- statements ---- */

drg_status drg_ledger__sql(drg_ledger *l, const char *sql, sqlite3_stmt **stmt, drg_error *err)
{
    for (size_t i = 0; i < l->n_statements; i++)
        if (l->statements[i].sql == sql) {
            *stmt = l->statements[i].stmt;
            sqlite3_reset(*stmt);
            sqlite3_clear_bindings(*stmt);
            return DRG_OK;
        }
    if (l->n_statements == DRG_MAX_STATEMENTS)
        return drg_fail(err, DRG_ELIMIT, "more than %d different statements", DRG_MAX_STATEMENTS);
    sqlite3_stmt *made;
    int rc = sqlite3_prepare_v3(l->db, sql, -1, SQLITE_PREPARE_PERSISTENT, &made, NULL);
    if (rc != SQLITE_OK)
        return drg_ledger__fail(l, rc, err);
    l->statements[l->n_statements].sql = sql;
    l->statements[l->n_statements++].stmt = made;
    *stmt = made;
    return DRG_OK;
}

drg_status drg_ledger__step(drg_ledger *l, sqlite3_stmt *stmt, drg_error *err)
{
    int rc = sqlite3_step(stmt);
    if (rc == SQLITE_ROW)
        return DRG_OK;
    drg_status st = rc == SQLITE_DONE ? DRG_END : drg_ledger__fail(l, rc, err);
    sqlite3_reset(stmt);
    return st;
}

drg_status drg_ledger__run(drg_ledger *l, sqlite3_stmt *stmt, drg_error *err)
{
    drg_status st = drg_ledger__step(l, stmt, err);
    if (st == DRG_OK)
        sqlite3_reset(stmt);
    return st == DRG_END ? DRG_OK : st;
}

drg_status drg_ledger__number(drg_ledger *l, const char *sql, int64_t row, int64_t *number, drg_error *err)
{
    sqlite3_stmt *s = NULL;
    *number = 0;
    drg_status st = drg_ledger__sql(l, sql, &s, err);
    if (st != DRG_OK)
        return st;
    sqlite3_bind_int64(s, 1, row);
    st = drg_ledger__step(l, s, err);
    if (st == DRG_OK) {
        *number = sqlite3_column_int64(s, 0);
        sqlite3_reset(s);
    }
    return st == DRG_END ? DRG_OK : st;
}

drg_status drg_ledger__exec(drg_ledger *l, const char *sql, drg_error *err)
{
    int rc = sqlite3_exec(l->db, sql, NULL, NULL, NULL);
    return rc == SQLITE_OK ? DRG_OK : drg_ledger__fail(l, rc, err);
}

void drg_ledger__bind_text(sqlite3_stmt *stmt, int at, drg_str text)
{
    if (text.len > 0)
        sqlite3_bind_text64(stmt, at, text.ptr, text.len, SQLITE_STATIC, SQLITE_UTF8);
    else
        sqlite3_bind_null(stmt, at);
}

drg_str drg_ledger__column(sqlite3_stmt *stmt, int at)
{
    const char *text = (const char *)sqlite3_column_text(stmt, at);
    return (drg_str){text, text != NULL ? (size_t)sqlite3_column_bytes(stmt, at) : 0};
}

/* ---- transactions ---- */

drg_status drg_ledger__begin(drg_ledger *l, drg_error *err)
{
    return drg_ledger__exec(l, "BEGIN IMMEDIATE", err);
}

drg_status drg_ledger__end(drg_ledger *l, drg_status st, drg_error *err)
{
    if (st == DRG_OK)
        st = drg_ledger__exec(l, "COMMIT", err);
    /* Some failures have rolled back already. */
    if (st != DRG_OK && sqlite3_get_autocommit(l->db) == 0)
        sqlite3_exec(l->db, "ROLLBACK", NULL, NULL, NULL);
    return st;
}

drg_status drg_ledger__next_change(drg_ledger *l, int64_t *changed, drg_error *err)
{
    sqlite3_stmt *s = NULL;
    drg_status st =
        drg_ledger__sql(l, "UPDATE counter SET value = value + 1 WHERE name = 'changed' RETURNING value", &s, err);
    if (st == DRG_OK)
        st = drg_ledger__step(l, s, err);
    if (st == DRG_OK) {
        *changed = sqlite3_column_int64(s, 0);
        sqlite3_reset(s);
    }
    return st;
}

/* ---- opening ---- */

static drg_status pragma(drg_ledger *l, const char *sql, int64_t *value, drg_error *err)
{
    sqlite3_stmt *s = NULL;
    int rc = sqlite3_prepare_v2(l->db, sql, -1, &s, NULL);
    if (rc == SQLITE_OK && (rc = sqlite3_step(s)) == SQLITE_ROW)
        *value = sqlite3_column_int64(s, 0);
    sqlite3_finalize(s);
    return rc == SQLITE_ROW || rc == SQLITE_DONE ? DRG_OK : drg_ledger__fail(l, rc, err);
}

/* Take the steps that are missing, each whole or not at all; another process may be doing the same. */
static drg_status migrate(drg_ledger *l, drg_error *err)
{
    drg_status st = drg_ledger__begin(l, err);
    int64_t version = 0;
    if (st == DRG_OK)
        st = pragma(l, "PRAGMA user_version", &version, err);
    for (int64_t v = version; st == DRG_OK && v < VERSION; v++)
        st = drg_ledger__exec(l, (const char *)migrations[v], err);
    if (st == DRG_OK && version < VERSION) {
        char sql[96];
        sqlite3_snprintf(sizeof sql, sql, "PRAGMA application_id = %d; PRAGMA user_version = %d", APPLICATION_ID,
                         VERSION);
        st = drg_ledger__exec(l, sql, err);
    }
    return drg_ledger__end(l, st, err);
}

static drg_status look(drg_ledger *l, drg_ledger_access access, drg_error *err)
{
    int64_t application = 0, version = 0, tables = 0;
    drg_status st = pragma(l, "PRAGMA application_id", &application, err);
    if (st == DRG_OK)
        st = pragma(l, "PRAGMA user_version", &version, err);
    if (st == DRG_OK)
        st = pragma(l, "SELECT count(*) FROM sqlite_schema", &tables, err);
    if (st != DRG_OK)
        return st;
    bool is_new = tables == 0 && version == 0;
    if (!is_new && application != APPLICATION_ID)
        return drg_fail(err, DRG_EFORMAT, "%s: a database, but not a ledger", l->path);
    if (version > VERSION)
        return drg_fail(err, DRG_EFORMAT, "%s: a ledger of version %lld; this program reads up to %d", l->path,
                        (long long)version, VERSION);
    if (is_new && access != DRG_LEDGER_CREATE)
        return drg_fail(err, DRG_EFORMAT, "%s: an empty file, not a ledger", l->path);
    if (version == VERSION)
        return DRG_OK;
    if (access == DRG_LEDGER_READ)
        return drg_fail(err, DRG_EFORMAT, "%s: a ledger of version %lld; open it for writing once to bring it to %d",
                        l->path, (long long)version, VERSION);
    return migrate(l, err);
}

static drg_status set_up(drg_ledger *l, drg_ledger_access access, drg_error *err)
{
    sqlite3_busy_timeout(l->db, BUSY_MS);
    sqlite3_db_config(l->db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
    sqlite3_limit(l->db, SQLITE_LIMIT_ATTACHED, 0);
    drg_status st = drg_ledger__exec(l,
                                     "PRAGMA foreign_keys = ON; PRAGMA cell_size_check = ON; PRAGMA mmap_size = 0;"
                                     "PRAGMA cache_size = -65536; PRAGMA temp_store = MEMORY",
                                     err);
    if (st == DRG_OK)
        st = drg_ledger__add_functions(l, err);
    if (st == DRG_OK)
        st = look(l, access, err);
    /* Readers go on beside the one that writes; what was committed outlives the process, and a power cut loses the last
     * documents at most, never the file. */
    if (st == DRG_OK && access != DRG_LEDGER_READ)
        st = drg_ledger__exec(l,
                              "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;"
                              "PRAGMA wal_autocheckpoint = 4000",
                              err);
    return st;
}

/* SQLite would take a folder or a device for a file, and say little. */
static drg_status check_path(const char *path, drg_ledger_access access, drg_error *err)
{
    struct stat s;
    if (stat(path, &s) != 0) {
        if (access != DRG_LEDGER_CREATE)
            return drg_fail(err, DRG_EIO, "%s: there is no such ledger", path);
        return DRG_OK;
    }
    return S_ISREG(s.st_mode) ? DRG_OK : drg_fail(err, DRG_EIO, "%s: not a file", path);
}

drg_status drg_ledger_open(const char *path, drg_ledger_access access, drg_ledger **ledger, drg_error *err)
{
    static const int flags[] = {[DRG_LEDGER_READ] = SQLITE_OPEN_READONLY,
                                [DRG_LEDGER_WRITE] = SQLITE_OPEN_READWRITE,
                                [DRG_LEDGER_CREATE] = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE};
    drg_status st = check_path(path, access, err);
    if (st != DRG_OK)
        return st;
    drg_ledger *l = calloc(1, sizeof *l);
    if (l == NULL || (l->path = strdup(path)) == NULL) {
        free(l);
        return drg_fail_nomem(err);
    }
    l->small_set = SMALL_SET;
    int rc = sqlite3_open_v2(path, &l->db, flags[access] | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, NULL);
    st = rc == SQLITE_OK ? set_up(l, access, err) : l->db == NULL ? drg_fail_nomem(err) : drg_ledger__fail(l, rc, err);
    if (st == DRG_OK)
        *ledger = l;
    else
        drg_ledger_close(l);
    return st;
}

void drg_ledger_close(drg_ledger *l)
{
    if (l == NULL)
        return;
    for (size_t i = 0; i < l->n_statements; i++)
        sqlite3_finalize(l->statements[i].stmt);
    sqlite3_close(l->db);
    free(l->path);
    free(l);
}
