/* src/ingest/conlludoc.h - a stream of CoNLL-U, cut into documents. */
#ifndef DRG_INGEST_CONLLUDOC_H
#define DRG_INGEST_CONLLUDOC_H

#include "base/document.h"
#include "ingest/input.h"

/** Whether bytes, the beginning of an input, are CoNLL-U: comments, then lines of ten columns. */
bool drg_conllu_looks_like(drg_str bytes);

/** What is read ahead: the sentence that begins the next document is known only when its comments are read. */
typedef struct drg_conllu_input {
    drg_buf doc;      /* lines of the document so far */
    drg_buf sentence; /* lines of the sentence that is being read */
    size_t doc_line;  /* of the document's first line; 0: none yet */
    size_t sentence_line;
    bool over;
} drg_conllu_input;

void drg_conllu_input_init(drg_conllu_input *ahead);
void drg_conllu_input_release(drg_conllu_input *ahead);

/**
 * Read the next document: up to the next "# newdoc", or the end.
 * @param next_line  the line that is read next, from 1; moved on.
 * @param line       set to the line that the document begins with, on DRG_EINPUT to the bad one.
 * @return DRG_OK; DRG_END; DRG_EINPUT, DRG_ELIMIT (the next call goes on behind it); DRG_EIO; DRG_ENOMEM.
 */
drg_status drg_conllu_input_next(drg_conllu_input *ahead, drg_input *in, drg_str source, size_t *next_line,
                                 size_t *line, drg_document *doc, drg_error *err);

#endif
