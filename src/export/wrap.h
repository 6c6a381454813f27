/* src/export/wrap.h - paragraphs for a terminal: words wrapped at a width, with styles. */
#ifndef DRG_EXPORT_WRAP_H
#define DRG_EXPORT_WRAP_H

#include "export/out.h"

typedef enum drg_style {
    DRG_STYLE_PLAIN,
    DRG_STYLE_BOLD,
    DRG_STYLE_DIM,
    DRG_STYLE_TRIGGER,
    DRG_STYLE_GREEN,
    DRG_STYLE_CYAN,
    DRG_STYLE_YELLOW,
    DRG_STYLE_RED,
    DRG_STYLE_MAGENTA
} drg_style;

/** A paragraph under way. Words are gathered whole, so that a change of style within one does not break it. */
typedef struct drg_wrap {
    drg_out *out;
    bool color;
    unsigned width;
    unsigned indent;  /* of lines after the first */
    unsigned column;  /* where the line stands */
    bool line_begins; /* nothing but indentation stands on it */
    drg_buf word;     /* with its escapes */
    unsigned word_columns;
    drg_status status;
} drg_wrap;

void drg_wrap_init(drg_wrap *wrap, drg_out *out, unsigned width, bool color);
void drg_wrap_release(drg_wrap *wrap);

/** Begin a paragraph: a label, and the column at which its text begins on every line. A label that is too long for the
 * column pushes the text of its own line to the right. */
void drg_wrap_begin(drg_wrap *wrap, const char *label, unsigned indent);
/** Words of one style. White space of any length separates them; text that does not begin with it goes on in the word
 * before. Control characters, also those that turn the direction of writing, become '?'. */
void drg_wrap_text(drg_wrap *wrap, drg_str text, drg_style style);
void drg_wrap_cstr(drg_wrap *wrap, const char *text, drg_style style);
/** A column at the beginning of a line, before a paragraph: text cut or filled up to that width, with two blanks behind. */
void drg_wrap_cell(drg_wrap *wrap, drg_str text, unsigned columns, bool right, drg_style style);
/** The paragraph behind such columns, which are so wide in all; it hangs under its own beginning. */
void drg_wrap_begin_behind(drg_wrap *wrap, unsigned indent);
/** End the line. @return DRG_OK or DRG_ENOMEM, of all that was written since drg_wrap_init(). */
drg_status drg_wrap_end(drg_wrap *wrap);

#endif
