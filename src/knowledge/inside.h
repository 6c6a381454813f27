/* src/knowledge/inside.h - an open knowledge file: its sections, checked. */
#ifndef DRG_KNOWLEDGE_INSIDE_H
#define DRG_KNOWLEDGE_INSIDE_H

#include "base/file.h"
#include "knowledge/format.h"

/** Entries filed under phrases. */
typedef struct drg_book {
    const drg_phrase *phrases;
    size_t n_phrases;
    const uint32_t *slots; /* phrase number + 1, or 0 */
    size_t n_slots;
    const char *strings; /* in which the phrases' texts stand */
} drg_book;

/** A user's own tables (overlay.c): for each phrase that they touch, all that is known under it. */
typedef struct drg_overlay drg_overlay;

struct drg_knowledge {
    drg_container container;
    const char *strings;
    size_t n_strings;

    const drg_ref *words;
    size_t n_words;
    const uint32_t *word_slots;
    size_t n_word_slots;
    const drg_set_bits *word_sets;
    const drg_ref *sets;
    size_t n_sets;

    const drg_frame *frames;
    size_t n_frames;
    const drg_mode_word *modes;
    size_t n_modes;
    const drg_cue *cues;
    size_t n_cues;
    const uint32_t *frame_index, *mode_index, *cue_index; /* [n_words + 1] */

    const drg_fact *facts;
    size_t n_facts;
    drg_book fact_book;
    const drg_toponym *toponyms;
    size_t n_toponyms;
    drg_book toponym_book;

    const char (*country_codes)[4], (*sector_codes)[4];
    size_t n_country_codes, n_sector_codes;

    drg_overlay *overlay; /* or NULL */
};

struct drg_overlay {
    void *compile; /* what the rest lies in */
    const char *strings;
    size_t n_strings; /* their offsets begin behind those of the file */
    const drg_fact *facts;
    drg_book fact_book;
    const drg_toponym *toponyms;
    drg_book toponym_book;
};

/** Read the tables of a folder, which has actors/ or places/ as data/ has. @return DRG_OK; DRG_EFORMAT: mistakes in them,
 * of which the message names the first; DRG_EIO; DRG_ENOMEM. */
drg_status drg_knowledge__overlay(drg_knowledge *k, const char *dir, drg_error *err);
void drg_knowledge__overlay_free(drg_overlay *overlay);

/** Whether all places are intact and lead nowhere outside: before they are read without drg_knowledge__toponyms(), which
 * looks at what it meets. @return DRG_OK, DRG_EFORMAT. */
drg_status drg_knowledge__check_places(const drg_knowledge *k, drg_error *err);

/** The phrase of a book, or NULL. */
const drg_phrase *drg_knowledge__phrase(const drg_book *book, drg_str folded);

/** Whether all numbers, offsets and counts but those of places stay within their sections, which are intact.
 * @return DRG_OK, DRG_EFORMAT. */
drg_status drg_knowledge__check(const drg_knowledge *k, const char *path, drg_error *err);

#endif
