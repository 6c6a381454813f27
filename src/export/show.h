/* src/export/show.h - the inside of drg_show: an item's JSON, read, and the forms. */
#ifndef DRG_EXPORT_SHOW_H
#define DRG_EXPORT_SHOW_H

#include "dragoman/show.h"
#include "export/wrap.h"

#include <jansson.h>

struct drg_show {
    drg_ask_kind kind;
    drg_show_form form;
    drg_out out;
    drg_wrap wrap;
    unsigned width;
    bool begun;       /* something was written */
    char heading[16]; /* of a timeline: the last one */
    char day[16];
    drg_buf cell; /* of CSV */
    drg_status status;
};

/* ---- reading ---- */

/** A member's text; empty where there is none. */
drg_str drg_show_text(const json_t *object, const char *key);
int64_t drg_show_whole(const json_t *object, const char *key);
bool drg_show_true(const json_t *object, const char *key);
/** Whether there is a number, and which. */
bool drg_show_number(const json_t *object, const char *key, double *number);
/** The part of an event that is its record; of other items themselves. */
const json_t *drg_show_record(const json_t *item);

/* ---- pieces, into a paragraph ---- */

void drg_show_put(drg_show *s, drg_str text, drg_style style);
void drg_show_puts(drg_show *s, const char *text, drg_style style);
void drg_show_value(drg_show *s, double number, drg_style style);
/** "12", "12–30", "12+", "up to 30", "?" */
void drg_show_bounds(drg_show *s, bool has_low, double low, bool has_high, double high, drg_style style);
/** "Russia, Belarus", of entities, parties: their names, else what they are called, else their country. */
void drg_show_names(drg_show *s, const json_t *list, drg_style style);
/** "1 source", "3 sources" */
void drg_show_counted(drg_show *s, int64_t n, const char *one, const char *many, drg_style style);
/** "ASSAULT drone", into a buffer. */
drg_str drg_show_what(const json_t *item, char *to, size_t size);
/** The first day of an item, "" where it has none. */
drg_str drg_show_day(const json_t *item);
/** How the status looks: disputed and denied things stand out. */
drg_style drg_show_status_style(drg_str status);
drg_style drg_show_event_style(drg_str event);
/** "name (RUS MIL)" */
void drg_show_source(drg_show *s, const json_t *source, drg_style style);

/* ---- forms ---- */

void drg_show_table_head(drg_show *s);
void drg_show_table_item(drg_show *s, const json_t *item);
void drg_show_timeline_item(drg_show *s, const json_t *item);
void drg_show_card_item(drg_show *s, const json_t *item);
void drg_show_document_card(drg_show *s, const json_t *item);
void drg_show_csv_head(drg_show *s);
void drg_show_csv_item(drg_show *s, const json_t *item);

#endif
