#include "ingest/detect.h"

#include "base/text.h"
#include "ingest/conlludoc.h"
#include "ingest/csv.h"
#include "ingest/feed.h"
#include "ingest/jsondoc.h"
#include "ingest/page.h"
#include "ingest/warc.h"

#include <string.h>

/* Controls: text has hardly any, whatever its language. */
#define MAX_CONTROLS 8
#define MAX_CONTROLS_OF_HUNDRED 10

static bool has_at(drg_str b, size_t at, const char *magic, size_t len)
{
    return b.len >= at + len && memcmp(b.ptr + at, magic, len) == 0;
}

static const char *kind_by_magic(drg_str b)
{
    static const struct {
        size_t at, len;
        const char *magic, *kind;
    } known[] = {
        {0, 5, "%PDF-", "a PDF file: extract its text first"},
        {0, 8, "\x89PNG\r\n\x1A\n", "an image (PNG)"},
        {0, 3, "\xFF\xD8\xFF", "an image (JPEG)"},
        {0, 4, "GIF8", "an image (GIF)"},
        {8, 4, "WEBP", "an image (WebP)"},
        {4, 4, "ftyp", "a film or sound (MP4)"},
        {0, 4, "OggS", "a film or sound (Ogg)"},
        {0, 3, "ID3", "a sound (MP3)"},
        {0, 4,
         "\x7F"
         "ELF",
         "a program"},
        {0, 8, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "an Office document: save it as text first"},
        {0, 5, "{\\rtf", "an RTF document: save it as text first"},
        {257, 5, "ustar", "an archive of tar: unpack it first (tar -x)"},
        {0, 16, "SQLite format 3", "a database of SQLite"},
    };
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (has_at(b, known[i].at, known[i].magic, known[i].len))
            return known[i].kind;
    return NULL;
}

static bool is_json_array(drg_str t)
{
    size_t p = 1;
    while (p < t.len && strchr(" \t\r\n", t.ptr[p]) != NULL && t.ptr[p] != '\0')
        p++;
    return t.len > 0 && t.ptr[0] == '[' && p < t.len && t.ptr[p] == '{' &&
           drg_jsondoc__looks_like(drg_str_sub(t, p, t.len));
}

/* '{' alone on its line, before a name. */
static bool is_json_of_many_lines(drg_str t)
{
    const char *lf = t.len > 1 && t.ptr[0] == '{' ? memchr(t.ptr, '\n', t.len) : NULL;
    if (lf == NULL || drg_str_trim(drg_str_sub(t, 1, (size_t)(lf - t.ptr))).len > 0)
        return false;
    drg_str rest = drg_str_trim(drg_str_sub(t, (size_t)(lf - t.ptr), t.len));
    return rest.len > 0 && rest.ptr[0] == '"';
}

static bool is_binary(drg_str b)
{
    size_t controls = 0;
    for (size_t i = 0; i < b.len; i++) {
        unsigned char c = (unsigned char)b.ptr[i];
        controls += (c < 0x20 && !(c >= '\b' && c <= '\r') && c != 0x1B) || c == 0x7F;
    }
    return controls > MAX_CONTROLS && controls * 100 > b.len * MAX_CONTROLS_OF_HUNDRED;
}

const char *drg_detect_other(drg_str b)
{
    const char *kind = kind_by_magic(b);
    if (kind != NULL)
        return kind;
    if (drg_page_looks_like(b) || drg_feed_looks_like(b))
        return NULL;
    if (has_at(b, 0, "\xFF\xFE", 2) || has_at(b, 0, "\xFE\xFF", 2))
        return "UTF-16, not UTF-8: convert it first (iconv -f UTF-16 -t UTF-8)";
    drg_str t = drg_str_trim(b);
    if (has_at(t, 0, "<?xml", 5))
        return "XML of a kind that is not read: extract its text first, or read it as it is with --from text";
    if (is_json_array(t))
        return "a JSON array: give JSON Lines, one object a line (jq -c '.[]')";
    if (is_json_of_many_lines(t))
        return "a JSON object of several lines: give JSON Lines, one object a line (jq -c .)";
    if (drg_detect_format(b) == DRG_FORMAT_TEXT && is_binary(b))
        return "binary data of a kind that is not read";
    return NULL;
}

drg_format drg_detect_format(drg_str b)
{
    if (drg_warc_looks_like(b))
        return DRG_FORMAT_WARC;
    if (drg_feed_looks_like(b))
        return DRG_FORMAT_FEED;
    if (drg_page_looks_like(b))
        return DRG_FORMAT_HTML;
    if (drg_jsondoc__looks_like(b) && drg_str_trim(b).len > 0)
        return DRG_FORMAT_JSONL;
    if (drg_conllu_looks_like(b))
        return DRG_FORMAT_CONLLU;
    return drg_csv_looks_like(b) ? DRG_FORMAT_CSV : DRG_FORMAT_TEXT;
}
