/* src/serve/schemas.h - the JSON Schemas of schema/ that answers keep to, as part of the program. */
#ifndef DRG_SERVE_SCHEMAS_H
#define DRG_SERVE_SCHEMAS_H

#include "dragoman/query.h"

typedef struct drg_schema {
    const char *name; /* NULL: the end */
    const unsigned char *bytes;
    const size_t *size;
} drg_schema;

extern const drg_schema drg_schemas[];

/** The schema of a kind's items. */
const char *drg_schema_of_kind(drg_ask_kind kind);

#endif
