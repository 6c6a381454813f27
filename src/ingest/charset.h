/* src/ingest/charset.h - bytes in any encoding to UTF-8. */
#ifndef DRG_INGEST_CHARSET_H
#define DRG_INGEST_CHARSET_H

#include "base/text.h"

/** What an encoding was known by, most trusted first. */
typedef enum drg_charset_from {
    DRG_CHARSET_FROM_BOM,
    DRG_CHARSET_FROM_UTF8,   /* the bytes are well-formed UTF-8 with characters beyond ASCII, whatever is declared */
    DRG_CHARSET_FROM_HEADER, /* the caller: HTTP, or the archive */
    DRG_CHARSET_FROM_META,   /* <meta charset>, or an XML declaration */
    DRG_CHARSET_FROM_BYTES   /* guessed (ICU) */
} drg_charset_from;

typedef struct drg_charset_found {
    char name[64]; /* as ICU knows it; "UTF-8" */
    drg_charset_from from;
} drg_charset_found;

/**
 * The page's bytes as UTF-8. A declared encoding stands for what browsers take it for (ISO-8859-1 is windows-1252, GB2312
 * is GB18030); one that is not known is as if it were not there. Single bytes that say nothing become U+FFFD; where more
 * than one of a hundred does, the encoding is not the one declared, and is guessed; where none fits, the page is refused
 * rather than read wrongly.
 *
 * @param declared  the charset that came with the bytes; may be empty.
 * @param html      look for <meta> and <?xml in the bytes.
 * @param out       initialised by the caller; gets the text where *utf8 does not lie in bytes itself.
 * @param utf8      lies in bytes or in out; without a byte order mark.
 * @return DRG_OK; DRG_EINPUT no encoding fits; DRG_ELIMIT longer than out may be; DRG_ENOMEM.
 */
drg_status drg_charset_decode(drg_str bytes, drg_str declared, bool html, drg_buf *out, drg_str *utf8,
                              drg_charset_found *found, drg_error *err);

#endif
