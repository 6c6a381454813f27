#include "ingest/page_lines.h"

#include <string.h>

/* Longer ones are paragraphs of the story, whatever they begin with. */
#define MAX_LINE_WORDS 110
#define MAX_LINE_BYTES 1400
#define MAX_APPEAL_WORDS 40
#define MAX_LABEL_WORDS 9

/* The line in lower case, its words apart by one blank, all other signs but '@' and '#' left out; a blank at both ends. */
static bool plain_words(drg_str t, char out[MAX_LINE_BYTES + 8])
{
    size_t n = 0;
    out[n++] = ' ';
    for (size_t p = 0; p < t.len;) {
        uint32_t c = drg_utf8_next(t, &p);
        bool sign = drg_char_is_letter(c) || drg_char_is_digit(c) || c == '@' || c == '#' || c == 0xA9 ||
                    (c >= 0x0900 && c < 0x0E00); /* vowel signs */
        if (c == '\'' || c == 0x2019 || (c >= 0x0610 && c <= 0x065F && !sign))
            continue;
        if (n + 6 > MAX_LINE_BYTES)
            return false;
        if (sign)
            n += drg_utf8_put(out + n, drg_char_lower(c));
        else if (out[n - 1] != ' ')
            out[n++] = ' ';
    }
    if (out[n - 1] != ' ')
        out[n++] = ' ';
    out[n] = '\0';
    return n > 1;
}

static bool begins_with_any(const char *plain, drg_page_list which)
{
    const char *const *list = drg_page_lists[which];
    for (; *list != NULL; list++)
        if (strncmp(plain + 1, *list, strlen(*list)) == 0 && plain[1 + strlen(*list)] == ' ')
            return true;
    return false;
}

static bool holds_any(const char *plain, drg_page_list which)
{
    const char *const *list = drg_page_lists[which];
    for (; *list != NULL; list++) {
        size_t n = strlen(*list);
        for (const char *at = strstr(plain, *list); at != NULL; at = strstr(at + 1, *list))
            if (at > plain && at[-1] == ' ' && at[n] == ' ')
                return true;
    }
    return false;
}

static bool is_any(const char *plain, drg_page_list which)
{
    const char *const *list = drg_page_lists[which];
    size_t n = strlen(plain);
    for (; *list != NULL; list++)
        if (n == strlen(*list) + 2 && strncmp(plain + 1, *list, n - 2) == 0)
            return true;
    return false;
}

/* Without its numbers: "34 Comments (12)". */
static void drop_digits(const char *plain, char *out)
{
    size_t n = 0;
    for (const char *c = plain; *c != '\0'; c++)
        if (!(*c >= '0' && *c <= '9') && !(*c == ' ' && n > 0 && out[n - 1] == ' '))
            out[n++] = *c;
    out[n] = '\0';
}

drg_page_line drg_page_line_of(drg_str line, unsigned n_words)
{
    char plain[MAX_LINE_BYTES + 8] = {0};
    if (n_words > MAX_LINE_WORDS || !plain_words(line, plain))
        return DRG_LINE_TEXT;
    char bare[MAX_LINE_BYTES + 8] = {0};
    drop_digits(plain, bare);
    if (n_words <= MAX_LABEL_WORDS && is_any(bare, DRG_LIST_HEADS_COMMENTS))
        return DRG_LINE_COMMENTS;
    if (n_words <= 30 && plain[1] >= '0' && plain[1] <= '9' && begins_with_any(bare, DRG_LIST_OPENS_COMMENTS))
        return DRG_LINE_COMMENTS;
    if (n_words <= MAX_LABEL_WORDS && is_any(bare, DRG_LIST_HEADS_STORIES))
        return DRG_LINE_STORIES;
    if (holds_any(plain, DRG_LIST_NOTICES))
        return DRG_LINE_RIGHTS;
    if (n_words <= MAX_LABEL_WORDS && is_any(plain, DRG_LIST_LABELS))
        return DRG_LINE_LABEL;
    if (n_words <= 60 && holds_any(plain, DRG_LIST_RIGHTS))
        return DRG_LINE_RIGHTS;
    if (n_words <= 30 && begins_with_any(plain, DRG_LIST_POINTERS)) {
        size_t mark = 0;
        while (mark < line.len && mark < 60 && strchr(":|>", line.ptr[mark]) == NULL)
            mark++;
        if (mark < line.len && mark < 60)
            return DRG_LINE_POINTER;
    }
    bool quotes = line.len > 3 && (line.ptr[0] == '"' || memcmp(line.ptr, "\xE2\x80\x9C", 3) == 0 ||
                                   memcmp(line.ptr, "\xE2\x80\x9E", 3) == 0 || memcmp(line.ptr, "\xC2\xAB", 2) == 0);
    if (quotes || n_words > MAX_APPEAL_WORDS)
        return DRG_LINE_TEXT;
    if (begins_with_any(plain, DRG_LIST_ASKS) && (holds_any(plain, DRG_LIST_ASKED) || strchr(plain, '@') != NULL))
        return DRG_LINE_APPEAL;
    if (n_words <= MAX_APPEAL_WORDS / 2 + 5 && begins_with_any(plain, DRG_LIST_ASKS_WEAKLY) &&
        (holds_any(plain, DRG_LIST_ASKED_SURELY) || strchr(plain, '@') != NULL))
        return DRG_LINE_APPEAL;
    return DRG_LINE_TEXT;
}
