/* include/dragoman/export.h - documents, analyses and records, written out.
 *
 * Everything goes to a sink, piece by piece. Offsets leave as Unicode code points of the document's text; numbers and
 * names do not depend on the locale. Each function writes the same bytes for the same document on every machine. */
#ifndef DRAGOMAN_EXPORT_H
#define DRAGOMAN_EXPORT_H

#include "dragoman/record.h"

#ifdef __cplusplus
extern "C" {
#endif

/** One JSON object and a line feed: id, source, url, title, publisher, authors, language, published, published_from,
 * text, blocks, captions. @return DRG_OK; what the sink returns; DRG_ENOMEM. */
DRG_API DRG_MUST_CHECK drg_status drg_write_document(const drg_document *doc, drg_sink *sink, void *context,
                                                     drg_error *err);

/** One JSON object and a line feed: id, url, sentences, tokens, entities, attributions, places, dates, quantities. The
 * layers of coding are empty lists where the document has not been coded.
 * @return DRG_OK; DRG_ESTAGE not analysed; what the sink returns; DRG_ENOMEM. */
DRG_API DRG_MUST_CHECK drg_status drg_write_analysis(const drg_document *doc, drg_sink *sink, void *context,
                                                     drg_error *err);

/** The records, one JSON object a line, keys in the order of docs/RECORD.md, every key present.
 * @return DRG_OK (no records: nothing written); DRG_ESTAGE not coded; what the sink returns; DRG_ENOMEM. */
DRG_API DRG_MUST_CHECK drg_status drg_write_records(const drg_document *doc, drg_sink *sink, void *context,
                                                    drg_error *err);

/**
 * The same records as comma-separated values (RFC 4180, lines end in CR LF); the header row is a call of its own, once
 * a file. Lists are joined by "; ". Of the record's nested objects the most used members have a column each; who wants
 * all of them reads JSON Lines.
 *
 * A cell of text that begins with '=', '+', '-', '@', a tab or a carriage return gets an apostrophe before it, so that
 * no spreadsheet takes words from an untrusted article for a formula. Numbers are written as they are.
 */
DRG_API DRG_MUST_CHECK drg_status drg_write_csv_header(drg_sink *sink, void *context, drg_error *err);
/** @return as drg_write_records(). */
DRG_API DRG_MUST_CHECK drg_status drg_write_records_csv(const drg_document *doc, drg_sink *sink, void *context,
                                                        drg_error *err);

/** How a table looks. */
typedef struct drg_table_style {
    unsigned width; /* columns of the terminal; 0: 100; at least 40 are used */
    bool color;     /* ANSI escapes: bold, dim and colours */
} drg_table_style;

/**
 * The records for people: the document's title, then each record with its parts and its sentence, the trigger marked
 * (between '[' and ']' without colour). Control characters of the article are shown as '?', so that no text can command
 * the terminal.
 * @param style  NULL: 100 columns, no colour.
 * @return as drg_write_records().
 */
DRG_API DRG_MUST_CHECK drg_status drg_write_records_table(const drg_document *doc, const drg_table_style *style,
                                                          drg_sink *sink, void *context, drg_error *err);

#ifdef __cplusplus
}
#endif
#endif
