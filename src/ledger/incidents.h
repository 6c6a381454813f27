/* src/ledger/incidents.h - blocks of linked records parted into incidents, and their tables kept. */
#ifndef DRG_LEDGER_INCIDENTS_H
#define DRG_LEDGER_INCIDENTS_H

#include "base/arena.h"
#include "ledger/derive.h"
#include "ledger/facts.h"

typedef struct drg_membership {
    int64_t incident, rec;
} drg_membership;

/** Changes to incidents, from begin to end. */
typedef struct drg_incident_changes {
    drg_ledger *ledger;
    drg_arena *arena;
    const drg_ids *fresh; /* records that are new, or of whose document something changed: ascending */
    bool corrected;       /* there are corrections */
    drg_membership *old;  /* [n_old], by incident, then record: all members of all incidents that may change */
    size_t n_old, cap_old;
    drg_ids old_incidents, kept, changed;
} drg_incident_changes;

/** @param area  records, ascending: those that may go to another incident. */
drg_status drg_incidents_begin(drg_incident_changes *changes, const drg_ids *area, drg_error *err);
/** Part one block. */
drg_status drg_incidents_part(drg_incident_changes *changes, const drg_ids *block, drg_error *err);
/** Delete what holds no record any more. @param changed  gets what was made, altered or deleted. */
drg_status drg_incidents_end(drg_incident_changes *changes, drg_ids *changed, drg_error *err);
void drg_incidents_release(drg_incident_changes *changes);

/** Write an incident's row and all that hangs on it but its members, over what was there.
 * @param members  in canonical order. */
drg_status drg_incident_write(drg_incident_changes *changes, int64_t incident, const char *id,
                              const drg_facts *const *members, size_t n, drg_error *err);

#endif
