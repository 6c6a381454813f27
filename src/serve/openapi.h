/* src/serve/openapi.h - the description of the API, made from the same tables that answer it. */
#ifndef DRG_SERVE_OPENAPI_H
#define DRG_SERVE_OPENAPI_H

#include "base/text.h"

/** OpenAPI 3.1, as JSON. @return DRG_OK, DRG_ENOMEM. */
drg_status drg_openapi_write(drg_buf *out);

#endif
