/* include/dragoman/show.h - what a ledger answers, written out for people and for spreadsheets.
 *
 * A drg_show takes the JSON objects of drg_ask() or drg_ask_one(), one by one, and writes each at once. Control characters
 * are shown as '?', so that no text of an article can command the terminal. */
#ifndef DRAGOMAN_SHOW_H
#define DRAGOMAN_SHOW_H

#include "dragoman/export.h"
#include "dragoman/query.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef enum drg_show_form {
    DRG_SHOW_TABLE,    /* a line or two an item */
    DRG_SHOW_TIMELINE, /* events, incidents and tracks under the days on which they were; give them in an order of time */
    DRG_SHOW_CARD,     /* everything that drg_ask_one() tells */
    DRG_SHOW_CSV       /* a row an item, as drg_write_records_csv() writes them; lists are joined by "; " */
} drg_show_form;

typedef struct drg_show drg_show;

/**
 * @param kind   of the items. Those of DRG_ASK_RECORDS are shown as what they are in DRG_ASK_EVENTS only.
 * @param style  of tables, timelines and cards; NULL: 100 columns, no colour.
 * @return DRG_OK; DRG_EARG: the kind has no such form; DRG_ENOMEM.
 */
DRG_API DRG_MUST_CHECK drg_status drg_show_new(drg_ask_kind kind, drg_show_form form, const drg_table_style *style,
                                               drg_sink *sink, void *context, drg_show **show, drg_error *err);
/** A drg_item_sink: context is the drg_show. @return DRG_OK; DRG_EINPUT not a JSON object; what the sink returns. */
DRG_API drg_status drg_show_item(void *show, drg_str json);
/** End the output, as a table without rows ends, and free the show, NULL included. @return DRG_OK or what failed first. */
DRG_API DRG_MUST_CHECK drg_status drg_show_end(drg_show *show, drg_error *err);

#ifdef __cplusplus
}
#endif
#endif
