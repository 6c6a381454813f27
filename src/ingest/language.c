#include "ingest/language.h"

#include "base/error.h"

#include <stdlib.h>
#include <string.h>

/* language_cld2.cc. @return whether it is reliable. */
int drg_language__cld2(const char *text, int len, char tag[16], int *percent, int *n_bytes);

#define MOST_BYTES ((size_t)32 << 10)
/* Short texts are guesswork: the fewest letters, in bytes, and the least share of them. */
#define LEAST_BYTES 60
#define LEAST_PERCENT 70
/* To overrule what a page says of itself. */
#define LEAST_BYTES_AGAINST 200
#define LEAST_PERCENT_AGAINST 85

/* The detector stops at what may not be interchanged: controls and code points that are no characters. */
static size_t copy_clean(drg_str text, char *out)
{
    size_t n = 0;
    for (size_t p = 0; p < text.len && n + 4 <= MOST_BYTES;) {
        uint32_t c = drg_utf8_next(text, &p);
        if (c < 0x20 || (c >= 0x7F && c < 0xA0) || (c & 0xFFFE) == 0xFFFE || (c >= 0xFDD0 && c <= 0xFDEF))
            c = ' ';
        n += drg_utf8_put(out + n, c);
    }
    return n;
}

/* The detector's codes are older than BCP 47. */
static const char *current_code(const char *code)
{
    static const char *const renamed[][2] = {{"iw", "he"}, {"jw", "jv"}, {"in", "id"},  {"mo", "ro"},
                                             {"ji", "yi"}, {"no", "nb"}, {"tl", "fil"}, {"sh", "sr"}};
    for (size_t i = 0; i < sizeof renamed / sizeof *renamed; i++)
        if (strcmp(code, renamed[i][0]) == 0)
            return renamed[i][1];
    return code;
}

static drg_language_guess guess(drg_str text, int least_bytes, int least_percent)
{
    drg_language_guess made = {{0}, false};
    char tag[16];
    int percent, n_bytes;
    char *clean = malloc(MOST_BYTES);
    if (clean == NULL)
        return made;
    size_t n = copy_clean(text, clean);
    int reliable = drg_language__cld2(clean, (int)n, tag, &percent, &n_bytes);
    free(clean);
    const char *code = current_code(tag);
    if (strlen(code) < sizeof made.tag && strcmp(code, "un") != 0)
        memcpy(made.tag, code, strlen(code) + 1);
    made.sure = reliable && percent >= least_percent && n_bytes >= least_bytes && made.tag[0] != '\0';
    return made;
}

drg_language_guess drg_language_of(drg_str text)
{
    return guess(text, LEAST_BYTES, LEAST_PERCENT);
}

/* Up to the first '-'. */
static drg_str primary(drg_str tag)
{
    const char *dash = tag.len > 0 ? memchr(tag.ptr, '-', tag.len) : NULL;
    return dash != NULL ? drg_str_sub(tag, 0, (size_t)(dash - tag.ptr)) : tag;
}

/* Languages that the detector cannot be asked to tell apart. */
static bool are_near(drg_str a, drg_str b)
{
    static const char *const groups[] = {" nb nn no da ", " hr sr bs sh ", " id ms ",   " fa prs ",
                                         " hi ne mr ",    " cs sk ",       " gl pt es "};
    char x[8] = " ", y[8] = " ";
    if (a.len > 4 || b.len > 4)
        return false;
    memcpy(x + 1, a.ptr, a.len);
    memcpy(y + 1, b.ptr, b.len);
    x[a.len + 1] = y[b.len + 1] = ' ';
    for (size_t i = 0; i < sizeof groups / sizeof *groups; i++)
        if (strstr(groups[i], x) != NULL && strstr(groups[i], y) != NULL)
            return true;
    return false;
}

drg_status drg_language_set(drg_document *doc, bool doubt, drg_error *err)
{
    drg_str has = doc->meta.language;
    if (has.len > 0 && !doubt)
        return DRG_OK;
    drg_language_guess found =
        has.len > 0 ? guess(doc->text, LEAST_BYTES_AGAINST, LEAST_PERCENT_AGAINST) : drg_language_of(doc->text);
    drg_str tag = drg_str_of(found.tag);
    if (!found.sure || drg_str_eq(primary(has), primary(tag)) || (has.len > 0 && are_near(primary(has), primary(tag))))
        return DRG_OK;
    drg_str copy = drg_arena_copy(&doc->arena, tag);
    if (copy.ptr == NULL)
        return drg_fail_nomem(err);
    doc->meta.language = copy;
    return DRG_OK;
}
