/* src/ledger/track_facts.h - what a record tells of a process beside its stage: JSON, kept with its signal.
 *     {"id": its id, "by": [keys of its actors] (or "of": of those who broke a truce), "place": …, "country": …, "hosts": [codes], "topic": …,
 *      "counts": [{"of": key or "all", "what": "prisoners", "low": …, "high": …, "source": … where not the first}],
 *      "length": {"low": …, "high": …, "unit": "hour"},
 *      "sources": [{"key", "name", "country", "stance", "own": true where a document speaks itself}]}
 * Members without a value are left out. */
#ifndef DRG_LEDGER_TRACK_FACTS_H
#define DRG_LEDGER_TRACK_FACTS_H

#include "ledger/reading.h"

/** @param sides  whose process it is. @return JSON text in the arena; ptr NULL: out of memory. */
drg_str drg_told_make(drg_arena *arena, const drg_reading *reading, drg_track_kind kind, const drg_sides *sides,
                      drg_str id);

#endif
