/* include/dragoman/knowledge.h - what dragoman knows of the world: actors, places, frames. Read-only, memory-mapped. */
#ifndef DRAGOMAN_KNOWLEDGE_H
#define DRAGOMAN_KNOWLEDGE_H

#include "dragoman/base.h"

#ifdef __cplusplus
extern "C" {
#endif

/** Immutable; threads share it. */
typedef struct drg_knowledge drg_knowledge;

/**
 * Open a compiled knowledge file.
 * @param path  NUL-terminated; NULL: where the installation keeps it. A folder: the installation's, and over it the tables
 *              that the folder has in actors/ and places/ (docs/KNOWLEDGE.md), read now.
 * @return DRG_OK; DRG_EIO; DRG_EFORMAT (not a knowledge file, another version, damaged; or a mistake in a table, of which
 *         the message names file and line); DRG_ENOMEM.
 */
DRG_API DRG_MUST_CHECK drg_status drg_knowledge_open(const char *path, drg_knowledge **knowledge, drg_error *err);
DRG_API void drg_knowledge_close(drg_knowledge *knowledge);

/**
 * Everything the tables know of a name, for people: one line an entry, in the tables' order.
 * @param date  "YYYY-MM-DD" to ask who held an office then; empty for all.
 * @return DRG_OK; DRG_END nothing known; what the sink returns; DRG_ENOMEM.
 */
DRG_API DRG_MUST_CHECK drg_status drg_knowledge_lookup(const drg_knowledge *knowledge, drg_str name, drg_str date,
                                                       drg_sink *sink, void *context, drg_error *err);

#ifdef __cplusplus
}
#endif
#endif
