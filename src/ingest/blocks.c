#include "ingest/blocks.h"

#include "base/error.h"
#include "ingest/lines.h"
#include "ingest/marks.h"

#include <stdlib.h>
#include <string.h>

/* One paragraph, judged. */
typedef struct unit {
    drg_para para;
    drg_block_kind kind;
    bool judged;      /* its own words show what it is */
    bool is_title;    /* it repeats the document's title */
    bool open;        /* short, and ends without the stop of a sentence: may be a heading */
    bool separator;   /* no letter and no digit */
    bool is_sentence; /* ends as a sentence does, and has the words for one */
    bool item;        /* stands in a list: behind a colon, or with a bullet */
    drg_ending ending;
    unsigned n_words;
} unit;

/* ---- likeness to the title ---- */

#define MAX_SQUEEZED 400

/* Letters and digits of t alone, in lower case; cut at MAX_SQUEEZED bytes. */
static size_t squeeze(drg_str t, char out[MAX_SQUEEZED])
{
    size_t n = 0;
    for (size_t p = 0; p < t.len;) {
        uint32_t c = drg_utf8_next(t, &p);
        if (!drg_char_is_letter(c) && !drg_char_is_digit(c))
            continue;
        if (n + 4 > MAX_SQUEEZED)
            break;
        n += drg_utf8_put(out + n, drg_char_lower(c));
    }
    return n;
}

/* The same words, or the title with more behind it ("… - BBC News"). */
static bool is_title(drg_str text, unsigned n_words, drg_str title)
{
    char a[MAX_SQUEEZED], b[MAX_SQUEEZED];
    if (title.len == 0 || text.len > 2 * title.len + 32)
        return false;
    size_t na = squeeze(text, a), nb = squeeze(title, b);
    if (na == 0 || na > nb)
        return false;
    return memcmp(a, b, na) == 0 && (na == nb || n_words >= 4);
}

/* ---- one unit by its own words ---- */

static bool keeps_alone(drg_str text)
{
    drg_line line;
    return drg_line_init(&line, text) && (line.all_caps || drg_line_is_date(&line) || drg_line_is_byline(&line));
}

/* Chapters' names and headlines seldom have more words. */
#define MAX_HEADING_WORDS 15
#define MAX_HEADLINE_WORDS 24

static bool is_title_case(const drg_line *line)
{
    return line->n_words >= 3 && line->n_small_long * 5 <= line->n_words;
}

static bool is_question_heading(const drg_line *line)
{
    static const char *const opens[] = {"who ",   "what ",  "what's ", "why ", "how ",  "when ",
                                        "where ", "which ", "is ",     "are ", "will ", "can ",
                                        "could ", "does ",  "did ",    "do ",  "has ",  "have "};
    const char *low = line->low;
    size_t len = line->text.len;
    if (len == 0 || low[len - 1] != '?' || line->n_words > 10 || strpbrk(low, ".!") != NULL)
        return false;
    if (memchr(low, '?', len - 1) != NULL)
        return false;
    for (size_t i = 0; i < sizeof opens / sizeof *opens; i++)
        if (strncmp(low, opens[i], strlen(opens[i])) == 0)
            return true;
    return false;
}

/* "War and Peace.", "KEY DEVELOPMENTS.": a stop after words that make no sentence, for none of them is a verb in small
 * letters. */
static bool is_name_of_part(const drg_line *line)
{
    return line->n_words <= 5 && line->n_small_other == 0 && line->n_upper > 0;
}

static void judge_alone(drg_str text, drg_str title, unit *u)
{
    drg_line line;
    u->kind = DRG_BLOCK_PROSE;
    u->ending = drg_ending_of(text);
    if (!drg_line_init(&line, text)) {
        u->n_words = UINT32_MAX;
        u->is_sentence = true;
        return;
    }
    u->n_words = line.n_words;
    u->is_title = is_title(text, line.n_words, title);
    u->item = line.is_bullet;
    u->judged = true;
    if (!line.has_signs) {
        u->separator = true;
        u->kind = DRG_BLOCK_HEADING;
    } else if (u->is_title) {
        u->kind = DRG_BLOCK_HEADING;
    } else if (drg_line_is_date(&line)) {
        u->kind = DRG_BLOCK_BYLINE;
    } else if (drg_line_is_caption(&line)) {
        u->kind = line.n_words < 4 ? DRG_BLOCK_CREDIT : DRG_BLOCK_CAPTION;
    } else if (drg_line_is_credit(&line)) {
        u->kind = DRG_BLOCK_CREDIT;
    } else if (drg_line_is_byline(&line)) {
        u->kind = DRG_BLOCK_BYLINE;
    } else {
        u->judged = false;
        u->is_sentence = u->ending == DRG_ENDS_SENTENCE && line.n_words >= 5;
        bool lower = drg_begins_inside(text);
        bool stops = u->ending == DRG_ENDS_COLON ||
                     (u->ending == DRG_ENDS_SENTENCE && !is_question_heading(&line) && !is_name_of_part(&line));
        bool title_like = is_title_case(&line) || line.all_caps;
        u->open = !lower && !stops && !line.is_bullet && !line.opens_quote && !drg_line_holds_sentences(&line) &&
                  line.n_words <= (title_like ? MAX_HEADLINE_WORDS : MAX_HEADING_WORDS);
    }
}

/* ---- units among each other ---- */

/* The first unit may be a headline though it is longer, quotes, or ends in the semicolon of a deck. */
static void judge_first(drg_str text, unit *u)
{
    drg_line line;
    if (u->judged || u->open || !drg_line_init(&line, text))
        return;
    bool all_title = line.n_small_other == 0 && line.n_upper >= 3;
    bool stops = u->ending == DRG_ENDS_SENTENCE && !all_title;
    u->open =
        !stops && u->ending != DRG_ENDS_COLON && !line.is_bullet && line.n_words <= MAX_HEADLINE_WORDS &&
        !drg_begins_inside(text) &&
        !(u->ending == DRG_ENDS_SENTENCE && (line.opens_quote || line.n_words < 4 || drg_line_reports_speech(&line)));
}

/* Where most paragraphs end without a stop, its lack says nothing. */
static bool stops_are_usual(const unit *units, size_t n)
{
    size_t stopped = 0, open = 0;
    for (size_t i = 0; i < n; i++) {
        if (units[i].judged)
            continue;
        stopped += units[i].is_sentence;
        open += units[i].n_words >= 5 && units[i].ending == DRG_ENDS_OPEN;
    }
    return stopped > 0 && (open < 4 || open <= stopped * 2);
}

/* Marks what is listed behind a line with a colon, up to the next sentence or empty line. */
static void mark_items(unit *units, size_t n)
{
    for (size_t i = 1; i < n; i++) {
        const unit *before = &units[i - 1];
        bool colon = before->ending == DRG_ENDS_COLON && !before->judged && before->n_words > 4;
        bool listed = before->item && !before->judged && !units[i].para.gap;
        if ((colon || listed) && !units[i].is_sentence)
            units[i].item = true;
    }
}

/* Headings stand alone or in pairs; four open lines in a row are a list or a table. */
static bool in_long_run(const unit *units, size_t n, size_t i)
{
    size_t from = i, to = i + 1;
    while (from > 0 && units[from - 1].open && i - from < 4)
        from--;
    while (to < n && units[to].open && to - i < 4)
        to++;
    return to - from >= 4;
}

static void judge_headings(unit *units, size_t n)
{
    bool usual = stops_are_usual(units, n), seen_sentence = false;
    size_t last_sentence = 0;
    for (size_t i = 0; i < n; i++)
        if (units[i].is_sentence)
            last_sentence = i;
    for (size_t i = 0; i < n; i++) {
        unit *u = &units[i];
        seen_sentence = seen_sentence || u->is_sentence;
        if (u->judged || !u->open || u->item || i >= last_sentence)
            continue;
        if (!usual && i > 0)
            continue;
        if (u->ending == DRG_ENDS_COMMA && i > 0)
            continue;
        if (seen_sentence && !u->para.gap && in_long_run(units, n, i))
            continue;
        u->kind = DRG_BLOCK_HEADING;
    }
}

/* What is left of a caption whose first words were a link: a fragment in lower case above the story. */
static void judge_fragments(drg_str text, unit *units, size_t n)
{
    for (size_t i = 1; i < n && i < 6; i++) {
        unit *u = &units[i];
        if (units[i - 1].kind == DRG_BLOCK_PROSE)
            return;
        if (!u->judged && u->kind == DRG_BLOCK_PROSE && u->n_words <= 14 && i + 1 < n &&
            drg_begins_inside(drg_str_sub(text, u->para.span.start, u->para.span.end)))
            u->kind = DRG_BLOCK_CAPTION;
    }
}

/* A text that would be nothing but headings is prose without stops; where there is nothing but captions either, the
 * longest are the story. */
static void keep_some_prose(unit *units, size_t n)
{
    bool any = false;
    for (size_t i = 0; i < n; i++)
        if (units[i].kind == DRG_BLOCK_PROSE)
            return;
    for (size_t i = 0; i < n; i++) {
        if (units[i].kind == DRG_BLOCK_HEADING && !units[i].separator) {
            units[i].kind = DRG_BLOCK_PROSE;
            any = true;
        }
    }
    for (size_t i = 0; !any && i < n; i++)
        if (units[i].kind == DRG_BLOCK_CAPTION && units[i].n_words > 40)
            units[i].kind = DRG_BLOCK_PROSE;
}

static void judge(drg_str text, drg_str title, unit *units, size_t n)
{
    for (size_t i = 0; i < n; i++)
        judge_alone(drg_str_sub(text, units[i].para.span.start, units[i].para.span.end), title, &units[i]);
    size_t first = 0;
    while (first < n && units[first].separator)
        first++;
    if (first < n)
        judge_first(drg_str_sub(text, units[first].para.span.start, units[first].para.span.end), &units[first]);
    mark_items(units, n);
    judge_headings(units, n);
    judge_fragments(text, units, n);
    keep_some_prose(units, n);
}

/* Every sentence stands in the block in which it begins, or the next. */
static void assign_sentences(drg_document *doc)
{
    uint32_t block = 0;
    for (size_t i = 0; i < doc->n_sentences; i++) {
        while (block + 1 < doc->n_blocks && doc->blocks[block].span.end <= doc->sentences[i].span.start)
            block++;
        doc->sentences[i].block = block;
    }
}

drg_status drg_blocks__mark(drg_document *doc, drg_error *err)
{
    drg_para *paras;
    size_t n;
    if (!drg_paras__find(doc->text, keeps_alone, &paras, &n))
        return drg_fail_nomem(err);
    unit *units = n > 0 ? calloc(n, sizeof *units) : NULL;
    drg_block *blocks = drg_arena_array(&doc->arena, n, sizeof *blocks);
    drg_status st = DRG_OK;
    if ((n > 0 && units == NULL) || blocks == NULL) {
        st = drg_fail_nomem(err);
    } else {
        for (size_t i = 0; i < n; i++)
            units[i].para = paras[i];
        judge(doc->text, doc->meta.title, units, n);
        for (size_t i = 0; i < n; i++)
            blocks[i] = (drg_block){.span = units[i].para.span, .kind = units[i].kind};
        doc->blocks = blocks;
        doc->n_blocks = n;
        assign_sentences(doc);
    }
    free(units);
    free(paras);
    return st;
}

drg_status drg_blocks__set(drg_document *doc, const drg_block *given, size_t n, drg_error *err)
{
    uint32_t at = 0;
    drg_block *blocks = drg_arena_array(&doc->arena, 2 * n + 1, sizeof *blocks);
    size_t n_blocks = 0;
    if (blocks == NULL)
        return drg_fail_nomem(err);
    for (size_t i = 0; i <= n; i++) {
        uint32_t start = i < n ? given[i].span.start : (uint32_t)doc->text.len;
        if (i < n && (start < at || given[i].span.end < start || given[i].span.end > doc->text.len))
            return drg_fail_at(err, DRG_EINPUT, i, "block %zu is out of order, or ends beyond the text", i);
        drg_str between = drg_trim_blanks(drg_str_sub(doc->text, at, start));
        if (between.len > 0) {
            uint32_t from = (uint32_t)(between.ptr - doc->text.ptr);
            blocks[n_blocks++] = (drg_block){.span = {from, from + (uint32_t)between.len}, .kind = DRG_BLOCK_PROSE};
        }
        if (i < n && given[i].span.end > start)
            blocks[n_blocks++] = given[i];
        at = i < n ? given[i].span.end : at;
    }
    doc->blocks = blocks;
    doc->n_blocks = n_blocks;
    assign_sentences(doc);
    return DRG_OK;
}
