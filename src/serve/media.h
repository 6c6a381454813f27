/* src/serve/media.h - in which media answers can be had. */
#ifndef DRG_SERVE_MEDIA_H
#define DRG_SERVE_MEDIA_H

typedef enum drg_media {
    DRG_MEDIA_JSON,
    DRG_MEDIA_JSONL,
    DRG_MEDIA_CSV,
    DRG_MEDIA_GEOJSON,
    DRG_MEDIA_ATOM,
    DRG_N_MEDIA
} drg_media;

/** Its content type, and the ending of names. */
const char *drg_media_type(drg_media media);
const char *drg_media_ending(drg_media media);

#endif
