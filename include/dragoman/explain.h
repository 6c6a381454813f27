/* include/dragoman/explain.h - why records read as they do: for every word that a frame might have fired on, which frame
 * did, what each step of coding made of it, and whether a record came of it.
 * Text is UTF-8, pointer and length. Offsets are BYTES into drg_document_text(). */
#ifndef DRAGOMAN_EXPLAIN_H
#define DRAGOMAN_EXPLAIN_H

#include "dragoman/export.h"
#include "dragoman/record.h"

#ifdef __cplusplus
extern "C" {
#endif

/** What one step set or changed. */
typedef struct drg_note {
    const char *step;  /* static: a row of docs/CODING.md's table of steps, "attaching" */
    const char *field; /* static: the record's field, "date"; "dropped": there is no record of it, `rule` says why */
    drg_str value;     /* what the field was made, for people; or empty */
    const char *rule;  /* static */
} drg_note;

/** A frame, by where data/frames/ has it. */
typedef struct drg_frame_line {
    drg_str file; /* "data/frames/assault.frames" */
    uint32_t line;
    bool has_event; /* false: a reading that yields nothing */
    drg_event event;
} drg_frame_line;

/** A word that might tell an event. */
typedef struct drg_considered {
    uint32_t sentence;
    drg_span trigger;
    bool fired;                   /* a frame held */
    drg_frame_line frame;         /* which; read only where one did */
    size_t record;                /* index in drg_document_records(); SIZE_MAX: none came of it */
    const drg_frame_line *others; /* frames of the same word that were not taken */
    size_t n_others;
    const drg_note *notes; /* in the order of the steps */
    size_t n_notes;
} drg_considered;

/**
 * As drg_code(), and keep why. It costs time and memory that drg_code() does not; the records are the same.
 * @return as drg_code().
 */
DRG_API DRG_MUST_CHECK drg_status drg_code_explained(const drg_coder *coder, drg_document *doc, drg_error *err);

/** In order of trigger; borrowed from doc until it is cleared or freed. NULL and 0 unless drg_code_explained() coded it. */
DRG_API const drg_considered *drg_document_considered(const drg_document *doc, size_t *n);

/**
 * The explanation for people: each record with its frame's file and line, the rule that made each field, the tree of its
 * sentence, and what was considered there and dropped.
 * @param id     a record's id: that one only; NULL: all. A document without it writes nothing.
 * @param style  NULL: 100 columns, no colour.
 * @return DRG_OK; DRG_ESTAGE not coded by drg_code_explained(); what the sink returns; DRG_ENOMEM.
 */
DRG_API DRG_MUST_CHECK drg_status drg_write_explanation(const drg_document *doc, const char *id,
                                                        const drg_table_style *style, drg_sink *sink, void *context,
                                                        drg_error *err);

#ifdef __cplusplus
}
#endif
#endif
