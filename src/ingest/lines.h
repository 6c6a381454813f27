/* src/ingest/lines.h - the lines of a text and the paragraphs that they make. */
#ifndef DRG_INGEST_LINES_H
#define DRG_INGEST_LINES_H

#include "base/text.h"

/** One paragraph: a line, or the lines that were one before something wrapped them at a width. */
typedef struct drg_para {
    drg_span span; /* without blanks at its ends; never empty */
    uint32_t n_lines;
    bool gap; /* an empty line stands before it, or nothing */
} drg_para;

/**
 * The paragraphs of a text, in order. Line ends are LF, CR, CR LF, NEL, LS and PS. Lines are joined where the text
 * around shows that its lines were wrapped (sentences that go on over line ends at a common width), or where a sentence
 * is broken several times in a row: each line stops within it and the next begins in lower case.
 *
 * @param keeps  whether a line stands for itself whatever follows (a date, a credit); called with trimmed lines.
 * @param paras  malloc'd, to be freed by the caller; NULL where there are none.
 * @return false when out of memory; the outputs stay untouched.
 */
bool drg_paras__find(drg_str text, bool (*keeps)(drg_str line), drg_para **paras, size_t *n);

/** How a stretch of text ends. */
typedef enum drg_ending {
    DRG_ENDS_OPEN,     /* a letter or digit: no sentence ends here */
    DRG_ENDS_SENTENCE, /* . ! ? … perhaps with closing quotes and brackets after it */
    DRG_ENDS_COLON,
    DRG_ENDS_COMMA /* , ; and dashes */
} drg_ending;
drg_ending drg_ending_of(drg_str text);

/** Whether it begins in lower case in a way that only the middle of a sentence does ("al-Shabaab", "de Mistura" and
 * "iPhone" do not). */
bool drg_begins_inside(drg_str text);

/** Without white space, of any script, at either end. */
drg_str drg_trim_blanks(drg_str text);

#endif
