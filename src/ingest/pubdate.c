#include "ingest/pubdate.h"

#include "ingest/dates.h"
#include "ingest/marks.h"

#include <string.h>

/* A dateline is over by here, in bytes. */
#define MAX_DATELINE_BYTES 110

static drg_str block_text(const drg_document *doc, size_t i)
{
    return drg_str_sub(doc->text, doc->blocks[i].span.start, doc->blocks[i].span.end);
}

/* Whether t, which stands before the date of a dateline, holds capitalised names and marks only. */
static bool is_place(drg_str t)
{
    static const char *const joins[] = {"of",  "de",   "del", "el", "al",  "la",
                                        "and", "near", "on",  "in", "the", "aboard"};
    unsigned words = 0;
    for (size_t p = 0; p < t.len;) {
        size_t from = p;
        uint32_t c = drg_utf8_next(t, &p);
        if (c == ',' || c == '/' || c == '(' || c == ')' || c == '-' || c == 0x2013 || drg_char_is_space(c))
            continue;
        if (!drg_char_is_letter(c))
            return false;
        while (p < t.len && strchr(" ,/()", t.ptr[p]) == NULL)
            p++;
        drg_str word = drg_str_sub(t, from, p);
        bool joins_names = false;
        for (size_t i = 0; i < sizeof joins / sizeof *joins; i++)
            joins_names = joins_names || drg_str_is(word, joins[i]);
        if (!drg_char_is_upper(c) && !joins_names)
            return false;
        if (word.len > 5 && word.ptr[word.len - 1] == '.')
            return false; /* a sentence ends here */
        words++;
    }
    return words <= 8;
}

static size_t skip_blanks(drg_str t, size_t p)
{
    for (;;) {
        size_t at = p;
        if (p >= t.len || !drg_char_is_space(drg_utf8_next(t, &at)))
            return p;
        p = at;
    }
}

/* What stands between the date and the story: perhaps an agency, then a dash. */
static bool ends_dateline(drg_str t, size_t p, bool *agency)
{
    *agency = false;
    p = skip_blanks(t, p);
    while (p < t.len && (t.ptr[p] == ')' || t.ptr[p] == ','))
        p = skip_blanks(t, p + 1);
    char close = p < t.len && t.ptr[p] == '(' ? ')' : p < t.len && t.ptr[p] == '/' ? '/' : '\0';
    if (close != '\0') {
        const char *end = memchr(t.ptr + p + 1, close, t.len - p - 1);
        if (end == NULL || end - (t.ptr + p) > 40)
            return false;
        p = skip_blanks(t, (size_t)(end - t.ptr) + 1);
        *agency = true;
    } else {
        size_t from = p;
        while (p < t.len && p - from < 20 && ((t.ptr[p] >= 'A' && t.ptr[p] <= 'Z') || t.ptr[p] == ' '))
            p++;
        *agency = p > from + 1;
    }
    if (p >= t.len)
        return false;
    uint32_t c = drg_utf8_next(t, &p);
    return c == '-' || c == 0x2013 || c == 0x2014 || c == 0x2015 || (c == ':' && p < t.len && t.ptr[p] == ' ');
}

/* "KYIV, 3 March 2014 (Reuters) - …" */
static bool dateline(drg_str t, int32_t *days)
{
    drg_full_date date;
    if (t.len > MAX_DATELINE_BYTES) {
        size_t cut = MAX_DATELINE_BYTES;
        while (cut > 0 && ((unsigned char)t.ptr[cut] & 0xC0) == 0x80)
            cut--;
        t.len = cut;
    }
    if (!drg_full_date_find(t, 0, t.len, &date) || !date.fits || !is_place(drg_str_sub(t, 0, date.start)))
        return false;
    bool agency;
    if (!ends_dateline(t, date.end, &agency))
        return false;
    bool place = drg_str_trim(drg_str_sub(t, 0, date.start)).len > 1;
    if (!place && !agency)
        return false; /* a day of a chronicle looks like that */
    *days = date.days;
    return true;
}

/* The dateline opens the story; what is taken for its first paragraph may still be a summary. */
static bool find_dateline(const drg_document *doc, int32_t *days)
{
    unsigned prose = 0;
    for (size_t i = 0; i < doc->n_blocks && prose < 3; i++) {
        drg_block_kind kind = doc->blocks[i].kind;
        if (kind != DRG_BLOCK_PROSE && kind != DRG_BLOCK_BYLINE)
            continue;
        if (dateline(block_text(doc, i), days))
            return true;
        prose += kind == DRG_BLOCK_PROSE;
    }
    return false;
}

/* The last day that a caption gives. */
static void look_at_caption(drg_str t, bool *found, int32_t *days)
{
    drg_line line;
    drg_full_date date;
    if (!drg_line_init(&line, t) || drg_line_is_archive(&line))
        return;
    for (size_t p = 0; drg_full_date_find(t, p, t.len, &date); p = date.end) {
        if (date.fits && (!*found || date.days > *days)) {
            *days = date.days;
            *found = true;
        }
    }
}

static bool find_caption(const drg_document *doc, int32_t *days)
{
    bool found = false;
    for (size_t i = 0; i < doc->n_blocks; i++)
        if (doc->blocks[i].kind == DRG_BLOCK_CAPTION)
            look_at_caption(block_text(doc, i), &found, days);
    for (size_t i = 0; i < doc->meta.n_captions; i++)
        look_at_caption(doc->meta.captions[i], &found, days);
    return found;
}

/* Whether the line gives one day, in its own name: not the two ends of an exhibition, nor the day of a message that the
 * story quotes ("— Jane Doe (@jane) May 12, 2016"). */
static bool gives_one_day(const drg_line *line, const drg_full_date *date)
{
    drg_full_date other;
    bool quoted = line->is_bullet || memchr(line->low, '@', line->text.len) != NULL;
    return !quoted && (!drg_full_date_find(line->text, date->end, line->text.len, &other) || other.days == date->days);
}

/* How plainly a line of its own gives the date; the lower the better. */
enum { RANK_PUBLISHED, RANK_ABOVE, RANK_BELOW, RANK_UPDATED, N_RANKS };

static bool find_line(const drg_document *doc, int32_t *days)
{
    int best = N_RANKS;
    size_t n_prose = 0, seen = 0;
    for (size_t i = 0; i < doc->n_blocks; i++)
        n_prose += doc->blocks[i].kind == DRG_BLOCK_PROSE;
    for (size_t i = 0; i < doc->n_blocks; i++) {
        drg_line line;
        drg_full_date date;
        drg_str t = block_text(doc, i);
        drg_block_kind kind = doc->blocks[i].kind;
        seen += kind == DRG_BLOCK_PROSE;
        if (kind == DRG_BLOCK_PROSE || kind == DRG_BLOCK_CAPTION || !drg_line_init(&line, t))
            continue;
        bool is_update;
        int rank = N_RANKS;
        size_t label = drg_line_date_label(&line, &is_update);
        if (label > 0 && drg_full_date_at(t, label, &date))
            rank = is_update ? RANK_UPDATED : RANK_PUBLISHED;
        else if (kind == DRG_BLOCK_BYLINE && drg_full_date_find(t, 0, t.len, &date) && gives_one_day(&line, &date))
            rank = seen == 0 ? RANK_ABOVE : seen == n_prose ? RANK_BELOW : N_RANKS;
        if (rank < best && date.fits) {
            best = rank;
            *days = date.days;
        }
    }
    return best < N_RANKS;
}

drg_date_from drg_pubdate__find(const drg_document *doc, int32_t *days)
{
    if (find_dateline(doc, days))
        return DRG_DATE_FROM_DATELINE;
    if (find_caption(doc, days))
        return DRG_DATE_FROM_CAPTION;
    if (find_line(doc, days))
        return DRG_DATE_FROM_TEXT;
    return DRG_DATE_FROM_NONE;
}

bool drg_pubdate__parse(drg_str text, int32_t *days)
{
    drg_full_date date;
    text = drg_str_trim(text);
    if (!drg_full_date_at(text, 0, &date) || !date.fits)
        return false;
    size_t p = skip_blanks(text, date.end);
    if (p < text.len && text.ptr[p] == ',')
        p = skip_blanks(text, p + 1);
    if (p < text.len && drg_clock_at(text, p) != text.len - p)
        return false;
    *days = date.days;
    return true;
}
