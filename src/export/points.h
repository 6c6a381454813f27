/* src/export/points.h - from bytes to code points: how many code points of a text stand before a byte. */
#ifndef DRG_EXPORT_POINTS_H
#define DRG_EXPORT_POINTS_H

#include "base/text.h"

/** Made once a text: its count at every 64th byte, so that a look-up counts 64 bytes at most. */
typedef struct drg_points {
    drg_str text;
    uint32_t *before; /* [len / 64 + 1] malloc'd; NULL: all ASCII, a byte is a code point */
} drg_points;

/** text is borrowed. @return DRG_OK, DRG_ENOMEM. */
drg_status drg_points_init(drg_points *points, drg_str text, drg_error *err);
void drg_points_release(drg_points *points);
/** byte may be the text's length; beyond it counts as it. */
uint32_t drg_points_at(const drg_points *points, size_t byte);

#endif
