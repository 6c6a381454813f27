/* src/ledger/item.h - rows as JSON objects. docs/LEDGER.md and schema/ tell their members. */
#ifndef DRG_LEDGER_ITEM_H
#define DRG_LEDGER_ITEM_H

#include "dragoman/query.h"
#include "ledger/write.h"

/** The members that a list shows, of the item of that row; the object is the caller's.
 * @return DRG_OK; DRG_END: there is no such row; what failed. */
drg_status drg_ledger__item(drg_ledger *ledger, drg_ask_kind kind, int64_t row, drg_writer *w, drg_error *err);
/** The members that only its card has. */
drg_status drg_ledger__card(drg_ledger *ledger, drg_ask_kind kind, int64_t row, drg_writer *w, drg_error *err);

/** `"place": {…}` of seven columns from at on: name, country, province, lat, lon, radius_km, resolution. */
void drg_write_place(drg_writer *w, sqlite3_stmt *stmt, int at);
/** `"document": {…}` of five columns from at on: id, url, title, publisher, published. */
void drg_write_told_by(drg_writer *w, sqlite3_stmt *stmt, int at);

/** Run a statement with one row number bound, once a row. */
typedef void drg_row_writer(drg_writer *w, sqlite3_stmt *stmt);
/** `"key": [{…}, …]`, an object a row. */
drg_status drg_write_list(drg_ledger *ledger, drg_writer *w, const char *key, const char *sql, int64_t row,
                          drg_row_writer *write, drg_error *err);
/** The same of a statement whose parameters are bound. */
drg_status drg_write_rows(drg_ledger *ledger, drg_writer *w, const char *key, sqlite3_stmt *stmt, drg_row_writer *write,
                          drg_error *err);

#endif
