#include "serve/schemas.h"

/* clang-format off */
#define SCHEMAS(X) X(event) X(record) X(incident) X(track) X(source) X(stored) X(place) X(counts) X(statistics)
#define DECLARE(name) extern const unsigned char drg_schema__##name[]; extern const size_t drg_schema__##name##_size;
SCHEMAS(DECLARE)
#undef DECLARE

const drg_schema drg_schemas[] = {
#define ROW(name) {#name, drg_schema__##name, &drg_schema__##name##_size},
    SCHEMAS(ROW)
#undef ROW
    {0},
};
/* clang-format on */

const char *drg_schema_of_kind(drg_ask_kind kind)
{
    static const char *const names[DRG_N_ASK_KINDS] = {
        [DRG_ASK_EVENTS] = "event", [DRG_ASK_RECORDS] = "record", [DRG_ASK_INCIDENTS] = "incident",
        [DRG_ASK_TRACKS] = "track", [DRG_ASK_SOURCES] = "source", [DRG_ASK_DOCUMENTS] = "stored",
        [DRG_ASK_PLACES] = "place",
    };
    return names[kind];
}
