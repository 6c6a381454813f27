/* src/ingest/fields.h - the names that collections of news give to what a document has. */
#ifndef DRG_INGEST_FIELDS_H
#define DRG_INGEST_FIELDS_H

#include "base/document.h"

typedef enum drg_field {
    DRG_FIELD_ID,
    DRG_FIELD_URL,
    DRG_FIELD_TITLE,
    DRG_FIELD_PUBLISHER,
    DRG_FIELD_LANGUAGE,
    DRG_FIELD_PUBLISHED,
    DRG_FIELD_AUTHORS,
    DRG_FIELD_TEXT,
    DRG_N_FIELDS
} drg_field;

/**
 * What a key or column of that name holds; case, blanks, '_', '-' and '.' do not count.
 * @param rank  of several names for one field the lowest is taken; 0 is our own name for it.
 * @return DRG_N_FIELDS: nothing that is known.
 */
drg_field drg_field_named(drg_str name, unsigned *rank);

/** A day as collections write it: a date with or without a time, YYYYMMDD, YYYYMMDDhhmmss, or seconds or milliseconds
 * since 1970. @return false where it is none of them. */
bool drg_field_day(drg_str text, int32_t *days);

/** The names in a field of authors, parted by ';' or '|', without "By ". In the arena. @return DRG_OK, DRG_ENOMEM. */
drg_status drg_field_authors(drg_arena *arena, drg_str text, const drg_str **authors, size_t *n, drg_error *err);

/** Fill an empty document from texts, empty where unknown. A date that is none is left out.
 * @return DRG_OK; DRG_EINPUT no text, or not UTF-8; DRG_ELIMIT; DRG_ENOMEM. */
drg_status drg_fields__read(const drg_str values[DRG_N_FIELDS], drg_str source, drg_document *doc, drg_error *err);

/** 16 hexadecimal digits, the hash of a text: what names a document that has no name. */
void drg_field_hash(drg_str text, char hash[17]);

#endif
