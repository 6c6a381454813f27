/* src/ledger/copies.h - which documents are copies of one another: wire stories printed by many, pages under two addresses.
 *
 * Each document has a sketch: the least hashes of its runs of five words under 60 hash functions (MinHash; Broder 1997).
 * The share of equal hashes estimates the share of runs that two documents have in common (Jaccard), and documents that
 * agree in three hashes of one of 20 bands are compared at all (locality-sensitive hashing). From 0.4 on they are copies;
 * articles that tell the same in other words, or only quote the same statement, stay far below. Families are what copies
 * join, directly or by others between them. */
#ifndef DRG_LEDGER_COPIES_H
#define DRG_LEDGER_COPIES_H

#include "base/arena.h"
#include "ledger/derive.h"

#define DRG_SKETCH_BANDS 20
#define DRG_SKETCH_ROWS 3
#define DRG_SKETCH_HASHES (DRG_SKETCH_BANDS * DRG_SKETCH_ROWS)
/** So much of a text is sketched, in bytes. */
#define DRG_SKETCH_BYTES ((size_t)1 << 20)
/** Documents are copies where at least so many of the hashes agree. */
#define DRG_SKETCH_ALIKE 24

typedef struct drg_sketch {
    uint32_t hashes[DRG_SKETCH_HASHES];
} drg_sketch;

/** @return DRG_OK; DRG_END the text has no five words; DRG_ENOMEM. */
drg_status drg_sketch_of(drg_arena *arena, drg_str text, drg_sketch *out, drg_error *err);
/** How many hashes agree. */
unsigned drg_sketch_common(const drg_sketch *a, const drg_sketch *b);

/**
 * Put a document that came into its family, and take the revision that it replaces out of its own.
 * @param old_doc  0: none.
 * @param touched  gets the documents whose family changed, these two among them.
 */
drg_status drg_ledger__copies(drg_ledger *ledger, int64_t doc, int64_t old_doc, drg_ids *touched, drg_error *err);

#endif
