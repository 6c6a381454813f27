/* src/ingest/marks.h - what the words of one short line of a news page show it to be: a caption, a credit, a byline.
 * Each looks at the line alone; its place on the page is judged in blocks.c. */
#ifndef DRG_INGEST_MARKS_H
#define DRG_INGEST_MARKS_H

#include "base/text.h"

/** Longer texts are paragraphs and nothing else, in bytes. */
#define DRG_MAX_MARKED_BYTES 1200

/** A line, looked at once. */
typedef struct drg_line {
    drg_str text;                       /* trimmed; at most DRG_MAX_MARKED_BYTES */
    char low[DRG_MAX_MARKED_BYTES + 1]; /* the same in ASCII lower case, blanks and NUL as ' '; NUL-terminated */
    unsigned n_words;                   /* between blanks, with a letter or digit */
    unsigned n_upper;                   /* of them, begin with a capital */
    unsigned n_lower;                   /* of them, begin with a small letter */
    unsigned n_small_other;             /* of those, are none of the short words that titles leave small */
    unsigned n_small_long;              /* of those, have more than three letters */
    bool has_letters, has_signs;        /* any letter; any letter or digit */
    bool all_caps;                      /* two letters or more and no small one */
    bool opens_quote, is_bullet;        /* begins so */
} drg_line;

/** @return false: too long to be anything but a paragraph. */
bool drg_line_init(drg_line *line, drg_str text);

/** Nothing but a date, perhaps with its time and what it is ("Updated: May 12, 2016 10:30 GMT"), or a time alone. */
bool drg_line_is_date(const drg_line *line);
/** "By Jane Doe", "Jane Doe | Reuters", "3 min read", "KYIV (Reuters) -" alone. */
bool drg_line_is_byline(const drg_line *line);
/** "Photo: …", "© …", "(Reporting by …)", "Reuters" alone, "Read more: …". */
bool drg_line_is_credit(const drg_line *line);
/** What stands under a picture, by its own words: "… (AP Photo/…)", "FILE - In this …", "… (L) and … (R) …". */
bool drg_line_is_caption(const drg_line *line);
/** It tells of words that someone spoke: "said", "according to" …: a caption hardly does. */
bool drg_line_reports_speech(const drg_line *line);
/** Sentences end within it. */
bool drg_line_holds_sentences(const drg_line *line);
/** A caption from the archive: its date says nothing about the story. */
bool drg_line_is_archive(const drg_line *line);

/** Where the marker of a publication date ends in the line ("Published on ", "Updated: "), or 0. */
size_t drg_line_date_label(const drg_line *line, bool *is_update);

#endif
