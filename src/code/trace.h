/* src/code/trace.h - why: what each step made of the events, kept only where somebody asked. */
#ifndef DRG_CODE_TRACE_H
#define DRG_CODE_TRACE_H

#include "code/events.h"

/** Nothing is traced where it is NULL; a failure to note costs the note, never the records. */
typedef struct drg_trace drg_trace;

/** In r's arena. @return NULL: out of memory. */
drg_trace *drg_trace__new(drg_reading *r);
/** Compare the events with what they were and note what the step changed. step: static. */
void drg_trace__step(drg_trace *trace, const drg_events *events, const char *step);
/** Note what else the events' places might have been. */
void drg_trace__places(drg_trace *trace, const drg_events *events);
/** The candidates, once records are made of the events that are left, in their order. */
drg_status drg_trace__keep(drg_trace *trace, const drg_events *events, drg_document *doc);

/** Tell why a field of the event at that trigger is changed now; static strings. Cheap where nothing is traced. */
void drg_trace__why(const drg_reading *r, uint32_t trigger, const char *field, const char *rule);

/** A note whose value is no field of the event. */
void drg_trace__tell(drg_trace *trace, uint32_t trigger, const char *step, const char *field, drg_str value,
                     const char *rule);

#endif
