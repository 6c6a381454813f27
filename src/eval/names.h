/* src/eval/names.h - the last layer for names, fitted to marked texts: for measuring by folds, and for good. */
#ifndef DRG_EVAL_NAMES_H
#define DRG_EVAL_NAMES_H

#include "eval/gold.h"

/** Read a plain text as the program would. @return as drg_reader_next(); DRG_END: the text is empty. */
drg_status drg_eval__read(drg_str text, drg_document *doc, drg_error *err);

/** Add to side every document of the gold texts in order, its names found with a layer fitted to the documents of all other
 * folds. Only the names and the length of side are filled. */
drg_status drg_eval__fold_names(const drg_model *model, const drg_gold *gold, unsigned folds, drg_side *side,
                                drg_error *err);

#endif
