/* src/base/json.h - text as it stands inside a JSON string. */
#ifndef DRG_BASE_JSON_H
#define DRG_BASE_JSON_H

#include "base/text.h"

/**
 * The next piece of what a text is inside a JSON string: a run of it that needs no escape, or an escape. U+0085, U+2028 and
 * U+2029 are escaped besides what must be, so that no reader of lines takes them for line ends.
 * @param pos     where to go on, below text.len; moves on.
 * @param escape  room for an escape; borrowed by the result.
 */
drg_str drg_json_piece(drg_str text, size_t *pos, char escape[6]);

#endif
