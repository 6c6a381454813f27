/* src/serve/pages.h - the pages' files, which are part of the program. */
#ifndef DRG_SERVE_PAGES_H
#define DRG_SERVE_PAGES_H

#include <stddef.h>

typedef struct drg_http_file {
    const char *path;           /* "/app.js" */
    const unsigned char *bytes; /* packed by gzip */
    size_t size;
} drg_http_file;

/** Made by drg-embed from what web/ builds; ends with path NULL. */
extern const drg_http_file drg_serve__files[];

#endif
