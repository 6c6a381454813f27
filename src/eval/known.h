/* src/eval/known.h - the names of the project's tables, as hints for the last layer for names. */
#ifndef DRG_EVAL_KNOWN_H
#define DRG_EVAL_KNOWN_H

#include "analyse/known.h"

typedef struct drg_known {
    drg_keys keys; /* as a weights file has them; malloc'd */
    uint8_t *kinds;
} drg_known;

/**
 * Read places, bodies and persons of a folder laid out as data/ is (docs/KNOWLEDGE.md). Towns of fewer than
 * DRG_KNOWN_LEAST_PEOPLE are left out; of persons, the first and the last word of the name are kept.
 * @return DRG_OK; DRG_EIO a table is missing; DRG_EINPUT a table without its columns; DRG_ENOMEM.
 */
drg_status drg_known_read(const char *folder, drg_known *known, drg_error *err);
void drg_known_release(drg_known *known);

#define DRG_KNOWN_LEAST_PEOPLE 10000

#endif
