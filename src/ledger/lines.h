/* src/ledger/lines.h - JSON Lines of one document, as `read` and `code` print them, checked. */
#ifndef DRG_LEDGER_LINES_H
#define DRG_LEDGER_LINES_H

#include "base/arena.h"
#include "dragoman/base.h"

#include <jansson.h>

/** One document's lines. Texts are the JSON's, and live as long as it. */
typedef struct drg_lines {
    json_t *document;      /* what `read` printed; NULL: only records came */
    json_t **records;      /* [n_records] */
    const drg_str *bodies; /* [n_records], each record's line; borrowed from the input */
    size_t n_records;
    drg_str id, url, title, publisher, language, published_from, source, text; /* empty where null */
    json_t *authors, *blocks;                                                  /* or NULL */
    bool has_day;
    int32_t day; /* of publication */
} drg_lines;

/**
 * Parse and check the lines: every field that the ledger reads has its type, and all are of one document.
 * @param lines  must outlive out.
 * @return DRG_OK; DRG_EINPUT (err->pos is the line, from 1); DRG_ENOMEM.
 */
drg_status drg_lines_read(drg_str lines, drg_arena *arena, drg_lines *out, drg_error *err);
/** Also where reading failed. */
void drg_lines_release(drg_lines *lines);

/** A member's text; empty where it is missing, null or no text. */
drg_str drg_json_text(const json_t *object, const char *key);
/** A member that is a number, or NULL. */
const json_t *drg_json_number(const json_t *object, const char *key);
/** A member that is YYYY-MM-DD. @return false where it is not. */
bool drg_json_day(const json_t *object, const char *key, int32_t *day);

#endif
