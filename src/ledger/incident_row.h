/* src/ledger/incident_row.h - what an incident is, by what its records tell: the policies that docs/LEDGER.md states. */
#ifndef DRG_LEDGER_INCIDENT_ROW_H
#define DRG_LEDGER_INCIDENT_ROW_H

#include "base/text.h"
#include "ledger/telling.h"

typedef struct drg_incident_party {
    bool is_actor;
    drg_str name, country, sector, text;
    size_t n_records;
} drg_incident_party;

typedef struct drg_incident_number {
    drg_str what, unit, country; /* unit empty: people at large, or nothing counted */
    double low, best, high;
    size_t n_sources;
} drg_incident_number;

typedef struct drg_incident_row {
    drg_str event, mode, status, trigger, topic;
    bool has_day, has_point, has_reports;
    int32_t first, last, first_report, last_report;
    drg_str place, country, province, resolution;
    double lat, lon, radius_km;
    drg_incident_party *parties;  /* actors first; those whom most name first */
    drg_incident_number *numbers; /* by what, country, unit */
    size_t n_parties, n_numbers;
    size_t n_records, n_documents, n_families, n_sources, n_sides, n_confirm, n_deny;
    drg_str sentence; /* empty until drg_incident_sentence() */
} drg_incident_row;

/** @return DRG_OK, DRG_ENOMEM. All lives in the arena, or where the tellings do. */
drg_status drg_incident_row_make(drg_arena *arena, const drg_telling *tellings, size_t n, drg_incident_row *row);
/** Low, best and high of all that sources count. Part of the above. */
drg_status drg_incident_numbers(drg_arena *arena, const drg_telling *tellings, size_t n, drg_incident_row *row);
/** A sentence for people: who did what to whom, where, when, how many. */
drg_status drg_incident_sentence(drg_arena *arena, drg_incident_row *row);
/** The number that counts the dead (or others) at large; NULL. */
const drg_incident_number *drg_incident_count(const drg_incident_row *row, const char *what);

#endif
