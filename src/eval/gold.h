/* src/eval/gold.h - texts whose sentences or names people have marked. */
#ifndef DRG_EVAL_GOLD_H
#define DRG_EVAL_GOLD_H

#include "eval/side.h"

/** The raw text of a gold file and where its documents stand in it. Names are counted as drg_side does. */
typedef struct drg_gold {
    drg_buf text;
    drg_span *documents; /* [n_documents] bytes of text; malloc'd */
    size_t n_documents, cap_documents;
    drg_side_name *names; /* [n_names], of IOB2; malloc'd */
    size_t n_names, cap_names;
} drg_gold;

/**
 * Gather "# text" comments, and the labels of IOB2 where with_names says so. Documents begin at "# newdoc", and are parted
 * by empty lines; a sentence follows a blank, or a line end after "# newpar".
 * @return DRG_OK; DRG_EINPUT not UTF-8, or a form does not stand in its text (err->pos: the line); DRG_ELIMIT; DRG_ENOMEM.
 */
drg_status drg_gold_read(drg_str file, bool with_names, drg_gold *gold, drg_error *err);
void drg_gold_release(drg_gold *gold);

#endif
