/* src/serve/render.h - a page of items in the medium that a client asked for. Items come one by one, as JSON objects. */
#ifndef DRG_SERVE_RENDER_H
#define DRG_SERVE_RENDER_H

#include "dragoman/query.h"
#include "dragoman/show.h"
#include "serve/inside.h"

typedef struct drg_render {
    drg_http_request *request;
    drg_buf *out;
    drg_media media;
    drg_ask_kind kind;
    size_t n_items;
    drg_show *show; /* of CSV, until the end; else NULL */
    bool too_long;  /* the answer outgrew DRG_RENDER_MAX_BYTES */
} drg_render;

/** The longest answer. */
#define DRG_RENDER_MAX_BYTES ((size_t)64 << 20)

/** Whether a kind can be had in a medium: points for maps have events, incidents and places; feeds what has a day. */
bool drg_render_has(drg_ask_kind kind, drg_media media);

/** @return DRG_OK, DRG_ENOMEM. Whatever comes of it and of the items, drg_render_end() must follow. */
drg_status drg_render_begin(drg_render *render, drg_error *err);
/** A drg_item_sink; context is the drg_render. */
drg_status drg_render_item(void *context, drg_str json);
/** @param next  the cursor of the next page; "" none. */
drg_status drg_render_end(drg_render *render, const char *next, drg_error *err);

/** The address of this request with another cursor, in the arena; "" when out of memory. */
const char *drg_render_next_url(drg_http_request *request, const char *cursor);

#endif
