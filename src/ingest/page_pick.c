#include "ingest/page_pick.h"

#include "base/error.h"
#include "ingest/marks.h"
#include "ingest/page_date.h"
#include "ingest/page_lines.h"

#include <stdlib.h>
#include <string.h>

/* What names say an element is that is no part of an article. */
#define MARKS_OUTSIDE                                                                                                  \
    (DRG_MARK_CHROME | DRG_MARK_SHARE | DRG_MARK_RELATED | DRG_MARK_COMMENTS | DRG_MARK_AD | DRG_MARK_SIGNUP |         \
     DRG_MARK_ABOUT | DRG_MARK_CAPTION | DRG_MARK_QUOTE | DRG_MARK_EMBED)

#define MAX_TEASER_WORDS 70
/* Comments come behind a story, and this is the least of one. */
#define MIN_SEEN_CHARS 300
/* So many times of day are those of entries. */
#define LEAST_ENTRIES 3
#define MAX_DATE_WORDS 10

typedef struct pick {
    const drg_html *html;
    const drg_page_text *page;
    drg_str title;
    uint8_t *roles;
    double *weight;    /* [n blocks] */
    bool entries;      /* what looks like teasers is the page's own text: the entries of a live blog */
    bool *is_text;     /* [n blocks]: running text */
    uint8_t *line;     /* [n blocks]: drg_page_line */
    size_t *first_of;  /* [html.n + 1]: the first block that begins at this node or behind it */
    double *sum;       /* [n blocks + 1]: of weights before */
    double *prose;     /* [n blocks + 1]: of characters of running text before */
    double *links;     /* [n blocks + 1]: of characters in links before */
    double *chars;     /* [n blocks + 1] */
    bool *outside;     /* [html.n]: the element or one around it is no part */
    bool *holds_body;  /* [html.n]: what is surely the body stands in it */
    bool *holds_quote; /* [html.n] */
    uint32_t *n_text;  /* [html.n]: paragraphs of running text that stand directly in it */
} pick;

/* ---- blocks by themselves ---- */

static bool ends_sentence(drg_str t)
{
    while (t.len > 0 && strchr("\"')]", t.ptr[t.len - 1]) != NULL)
        t.len--;
    for (;;) {
        if (t.len >= 3 &&
            (memcmp(t.ptr + t.len - 3, "\xE2\x80\x9D", 3) == 0 || memcmp(t.ptr + t.len - 3, "\xE2\x80\x99", 3) == 0))
            t.len -= 3;
        else if (t.len >= 2 && memcmp(t.ptr + t.len - 2, "\xC2\xBB", 2) == 0)
            t.len -= 2;
        else
            break;
    }
    if (t.len == 0)
        return false;
    if (strchr(".!?:;", t.ptr[t.len - 1]) != NULL)
        return true;
    static const char *const stops[] = {"\xE2\x80\xA6", "\xE3\x80\x82", "\xEF\xBC\x81", "\xEF\xBC\x9F",
                                        "\xE0\xA5\xA4", "\xD8\x9F",     "\xDB\x94"};
    for (size_t i = 0; i < sizeof stops / sizeof *stops; i++)
        if (drg_str_ends(t, drg_str_of(stops[i])))
            return true;
    return false;
}

static double link_share(const drg_page_block *b)
{
    return b->n_chars > 0 ? (double)b->n_link_chars / b->n_chars : 0;
}

static bool is_heading_tag(uint16_t tag)
{
    return tag >= GUMBO_TAG_H1 && tag <= GUMBO_TAG_H6;
}

/* A few lines under a headline that links to their story, in an element of their own. */
static bool is_teaser(const pick *k, size_t i)
{
    const drg_page_block *b = &k->page->blocks[i];
    if (i == 0 || k->entries || b->n_words > MAX_TEASER_WORDS)
        return false;
    const drg_page_block *head = b - 1;
    if (i > 1 && head->n_words <= 4 && head->n_link_chars == 0)
        head--; /* between them, when it was written */
    if (link_share(head) < 0.9 || head->n_words < 3 || head->n_words > 30)
        return false;
    uint32_t around = b->node;
    while (around != DRG_HTML_NONE && around > head->first)
        around = k->html->nodes[around].parent;
    if (around == DRG_HTML_NONE)
        return false;
    /* nothing else of length stands with the two */
    uint32_t end = k->html->nodes[around].end;
    size_t others = 0;
    for (size_t j = i + 1; j < k->page->n && k->page->blocks[j].first < end && others < 3; j++)
        others += 1 + (k->page->blocks[j].n_words > 12 ? 3 : 0);
    for (size_t j = i - 1; j-- > 0 && k->page->blocks[j].first > around && others < 3;)
        others += 1 + (k->page->blocks[j].n_words > 12 ? 3 : 0);
    return others < 3;
}

static void weigh_block(pick *k, size_t i)
{
    const drg_page_block *b = &k->page->blocks[i];
    drg_str t = drg_page_block_text(k->page, i);
    uint16_t tag = k->html->nodes[b->node].tag;
    bool stops = ends_sentence(t);
    double share = link_share(b);
    double own = b->n_chars - b->n_link_chars;
    bool text = !is_heading_tag(tag) && share < 0.5 && (b->n_words >= 20 || (b->n_words >= 7 && stops));
    text = text || (tag == GUMBO_TAG_P && share < 0.8 && stops && own >= 20 && b->n_words >= 10);
    k->is_text[i] = text;
    k->line[i] = (uint8_t)drg_page_line_of(t, b->n_words);
    text = text && k->line[i] == DRG_LINE_TEXT && !is_teaser(k, i);
    uint32_t parent = k->html->nodes[b->node].parent;
    if (text) {
        k->weight[i] = own;
        k->n_text[b->node]++;
        if (parent != DRG_HTML_NONE)
            k->n_text[parent]++;
    } else if (share >= 0.5)
        k->weight[i] = -(double)b->n_link_chars;
    else
        k->weight[i] = is_heading_tag(tag) || tag == GUMBO_TAG_P || tag == GUMBO_TAG_LI || tag == GUMBO_TAG_TD ||
                               tag == GUMBO_TAG_TH
                           ? 0
                           : -own / 2;
}

/* ---- sums over elements ---- */

static double over(const pick *k, const double *sums, uint32_t node)
{
    return sums[k->first_of[k->html->nodes[node].end]] - sums[k->first_of[node]];
}

static void add_up(pick *k)
{
    const drg_page_text *page = k->page;
    size_t b = 0;
    for (uint32_t i = 0; i <= k->html->n; i++) {
        while (b < page->n && page->blocks[b].first < i)
            b++;
        k->first_of[i] = b;
    }
    for (size_t i = 0; i < page->n; i++) {
        const drg_page_block *block = &page->blocks[i];
        bool out = k->outside[block->node];
        k->sum[i + 1] = k->sum[i] + (out ? 0 : k->weight[i]);
        k->prose[i + 1] = k->prose[i] + (k->is_text[i] && !out ? block->n_chars : 0);
        k->links[i + 1] = k->links[i] + block->n_link_chars;
        k->chars[i + 1] = k->chars[i] + block->n_chars;
    }
}

/* How much of all running text an element may hold and still be left out for its names. What readers wrote is often
 * more than what they read; what is named after a share bar may be the whole page. */
static double most_outside(uint32_t marks)
{
    static const struct {
        uint32_t mark;
        double share;
    } most[] = {
        {DRG_MARK_COMMENTS, 0.95}, {DRG_MARK_CHROME, 0.7}, {DRG_MARK_SIGNUP, 0.7}, {DRG_MARK_RELATED, 0.5},
        {DRG_MARK_CAPTION, 0.4},   {DRG_MARK_ABOUT, 0.3},  {DRG_MARK_AD, 0.3},     {DRG_MARK_SHARE, 0.3},
        {DRG_MARK_QUOTE, 0.3},     {DRG_MARK_EMBED, 0.3},
    };
    double share = -1;
    for (size_t i = 0; i < sizeof most / sizeof *most; i++)
        if ((marks & most[i].mark) && most[i].share > share)
            share = most[i].share;
    return share;
}

/* schema.org's articleBody, or <main>: nothing that holds one is left out for its names. */
static void find_bodies(pick *k)
{
    for (uint32_t i = k->html->n; i-- > 0;) {
        uint32_t parent = k->html->nodes[i].parent;
        if ((k->page->marks[i] & DRG_MARK_STRONG) || k->html->nodes[i].tag == GUMBO_TAG_MAIN)
            k->holds_body[i] = true;
        if (k->html->nodes[i].tag == GUMBO_TAG_BLOCKQUOTE)
            k->holds_quote[i] = true;
        if (parent == DRG_HTML_NONE)
            break;
        k->holds_body[parent] = k->holds_body[parent] || k->holds_body[i];
        k->holds_quote[parent] = k->holds_quote[parent] || k->holds_quote[i];
    }
}

static void leave_out(pick *k, uint32_t from, uint32_t end)
{
    double all = k->prose[k->first_of[end]] - k->prose[k->first_of[from]];
    for (uint32_t i = from; i < end; i++) {
        bool inherited = i > from && k->outside[k->html->nodes[i].parent];
        double share = most_outside(k->page->marks[i]);
        if ((k->page->marks[i] & DRG_MARK_SHARE) && k->holds_quote[i])
            share = -1; /* what somebody wrote elsewhere, set into the story */
        k->outside[i] = inherited || (share >= 0 && !k->holds_body[i] && over(k, k->prose, i) <= share * all);
    }
}

/* ---- the article ---- */

static uint32_t heaviest(const pick *k)
{
    uint32_t best = 0;
    double most = 0;
    for (uint32_t i = 0; i < k->html->n; i++) {
        if (k->html->nodes[i].tag == DRG_HTML_TEXT || k->outside[i])
            continue;
        double sum = over(k, k->sum, i);
        if (sum > most || (sum == most && most > 0)) {
            most = sum;
            best = i;
        }
    }
    return best;
}

static bool is_inside(const pick *k, uint32_t node, uint32_t around)
{
    return node >= around && node < k->html->nodes[around].end;
}

/* The heaviest of the elements with these marks, outermost, in [from, end). */
static uint32_t heaviest_marked(const pick *k, uint32_t from, uint32_t end, uint32_t mark)
{
    uint32_t best = DRG_HTML_NONE;
    double most = 0;
    for (uint32_t i = from; i < end; i++) {
        if (k->html->nodes[i].tag == DRG_HTML_TEXT || k->outside[i] || !(k->page->marks[i] & mark))
            continue;
        double own = over(k, k->chars, i) - over(k, k->links, i);
        if (own > most) {
            most = own;
            best = i;
        }
        i = k->html->nodes[i].end - 1;
    }
    return best;
}

/* What is named as the body inside the heaviest element, where it holds nearly all of it. What schema.org's names say is
 * trusted more: there it may hold less, and stand elsewhere. */
static uint32_t narrow(const pick *k, uint32_t root)
{
    uint32_t best = root, strong = heaviest_marked(k, 0, k->html->n, DRG_MARK_STRONG);
    double all = over(k, k->prose, root);
    if (strong != DRG_HTML_NONE) {
        double prose = over(k, k->prose, strong), own = over(k, k->chars, strong) - over(k, k->links, strong);
        bool around = is_inside(k, strong, root);
        if (around ? prose >= 0.4 * all : own >= 150 && (is_inside(k, root, strong) || prose >= 0.2 * all))
            return strong;
    }
    for (uint32_t i = root; i < k->html->nodes[root].end; i++) {
        if (k->html->nodes[i].tag == DRG_HTML_TEXT || k->outside[i] || !(k->page->marks[i] & DRG_MARK_BODY))
            continue;
        if (over(k, k->prose, i) >= 0.7 * all)
            best = i;
    }
    return best;
}

static bool has_above(const pick *k, uint32_t node, uint32_t root, uint16_t tag)
{
    for (; node != DRG_HTML_NONE && node >= root; node = k->html->nodes[node].parent)
        if (k->html->nodes[node].tag == tag)
            return true;
    return false;
}

/* Lists whose items are links, wherever they stand. */
static bool in_link_list(const pick *k, size_t i, uint32_t root)
{
    for (uint32_t node = k->page->blocks[i].node; node > root && node != DRG_HTML_NONE;
         node = k->html->nodes[node].parent) {
        uint16_t tag = k->html->nodes[node].tag;
        if (tag != GUMBO_TAG_UL && tag != GUMBO_TAG_OL && tag != GUMBO_TAG_TABLE && tag != GUMBO_TAG_DL)
            continue;
        double chars = over(k, k->chars, node);
        if (over(k, k->links, node) > 0.6 * chars && over(k, k->prose, node) < 0.5 * chars)
            return true;
    }
    return false;
}

static bool same_words(drg_str a, drg_str b)
{
    size_t p = 0, q = 0;
    for (;;) {
        uint32_t c = 0, d = 0;
        while (p < a.len && c == 0) {
            uint32_t x = drg_utf8_next(a, &p);
            c = drg_char_is_letter(x) || drg_char_is_digit(x) ? drg_char_lower(x) : 0;
        }
        while (q < b.len && d == 0) {
            uint32_t x = drg_utf8_next(b, &q);
            d = drg_char_is_letter(x) || drg_char_is_digit(x) ? drg_char_lower(x) : 0;
        }
        if (c != d)
            return false;
        if (c == 0)
            return true;
    }
}

/* The innermost element, also one within a line, that holds all of a block. */
static uint32_t element_of(const pick *k, const drg_page_block *b)
{
    uint32_t n = k->html->nodes[b->first].parent;
    while (n != b->node && k->html->nodes[n].end < b->end)
        n = k->html->nodes[n].parent;
    return n;
}

/* Whether running text stands beside the block, in the same element. */
static bool beside_text(const pick *k, const drg_page_block *b)
{
    uint32_t parent = k->html->nodes[b->node].parent;
    return k->n_text[b->node] > 0 || (parent != DRG_HTML_NONE && k->n_text[parent] > 0);
}

static bool is_scrap(const pick *k, size_t i)
{
    const drg_page_block *b = &k->page->blocks[i];
    drg_str t = drg_page_block_text(k->page, i);
    uint16_t tag = k->html->nodes[b->node].tag;
    bool stops = ends_sentence(t);
    bool entry = k->entries && is_heading_tag(tag);
    if (link_share(b) > 0.8 && !entry && !(b->n_words >= 12 && stops))
        return true;
    if (k->line[i] != DRG_LINE_TEXT || is_teaser(k, i))
        return true;
    bool loose = tag == GUMBO_TAG_DIV || tag == GUMBO_TAG_SECTION || tag == GUMBO_TAG_ARTICLE ||
                 tag == GUMBO_TAG_CENTER || tag == GUMBO_TAG_HEADER || tag == GUMBO_TAG_FORM;
    return loose && !k->is_text[i] && !beside_text(k, b);
}

/* What stands under a picture, by its words; the paragraphs among others are not asked. */
static bool is_caption(const pick *k, size_t i)
{
    const drg_page_block *b = &k->page->blocks[i];
    drg_line line;
    if (k->html->nodes[b->node].tag == GUMBO_TAG_P && beside_text(k, b))
        return false;
    return drg_line_init(&line, drg_page_block_text(k->page, i)) && drg_line_is_caption(&line);
}

/* The <time> of an entry of a live blog, which is named as what says who wrote it when. */
static bool is_entry_time(const pick *k, const drg_page_block *b, uint32_t root)
{
    const drg_html_node *nodes = k->html->nodes;
    bool time = false, live = false;
    uint32_t marks = 0;
    for (uint32_t n = b->first; n != DRG_HTML_NONE && n > root; n = nodes[n].parent) {
        time = time || nodes[n].tag == GUMBO_TAG_TIME;
        marks |= nodes[n].tag == DRG_HTML_TEXT ? 0 : k->page->marks[n];
    }
    for (uint32_t n = root; n != DRG_HTML_NONE && !live; n = nodes[n].parent)
        live = (k->page->marks[n] & DRG_MARK_LIVE) != 0;
    live = live || (marks & DRG_MARK_LIVE);
    return time && live && !(marks & MARKS_OUTSIDE & ~DRG_MARK_ABOUT);
}

static drg_page_role role_of(const pick *k, size_t i, uint32_t root)
{
    const drg_page_block *b = &k->page->blocks[i];
    drg_str t = drg_page_block_text(k->page, i);
    uint16_t tag = k->html->nodes[b->node].tag;
    if (!is_inside(k, b->first, root))
        return DRG_ROLE_OUTSIDE;
    if (is_entry_time(k, b, root))
        return DRG_ROLE_TIME;
    uint32_t element = element_of(k, b);
    for (uint32_t n = element; n != DRG_HTML_NONE && n >= root; n = k->html->nodes[n].parent)
        if ((k->page->marks[n] & DRG_MARK_CAPTION) && k->outside[n])
            return DRG_ROLE_CAPTION;
    if (k->outside[element] || in_link_list(k, i, root))
        return DRG_ROLE_OUTSIDE;
    if (tag == GUMBO_TAG_H1 || (is_heading_tag(tag) && same_words(t, k->title)))
        return DRG_ROLE_TITLE;
    if (is_caption(k, i))
        return DRG_ROLE_CAPTION;
    if (is_scrap(k, i))
        return DRG_ROLE_OUTSIDE;
    if (is_heading_tag(tag))
        return DRG_ROLE_HEADING;
    if (has_above(k, b->node, root, GUMBO_TAG_LI))
        return DRG_ROLE_ITEM;
    bool cell = has_above(k, b->node, root, GUMBO_TAG_TD) || has_above(k, b->node, root, GUMBO_TAG_TH);
    return cell && !k->is_text[i] ? DRG_ROLE_CELL : DRG_ROLE_PROSE;
}

/* Headings, and short lines that are bold or alone in their element, head what follows. */
static bool is_head(const pick *k, size_t i)
{
    const drg_page_block *b = &k->page->blocks[i];
    uint16_t tag = k->html->nodes[b->node].tag;
    return is_heading_tag(tag) || b->n_bold_chars == b->n_chars || tag == GUMBO_TAG_DIV || tag == GUMBO_TAG_LEGEND ||
           tag == GUMBO_TAG_HEADER;
}

static bool is_part(uint8_t role)
{
    return role == DRG_ROLE_PROSE || role == DRG_ROLE_ITEM || role == DRG_ROLE_CELL;
}

/* What stands under a heading that names it as no part: the element that the heading opens, as far as it holds little of
 * the text; behind a heading of comments, everything. */
static void cut_headed(pick *k, uint32_t root)
{
    const drg_html_node *nodes = k->html->nodes;
    double all = over(k, k->prose, root), seen = 0;
    for (size_t i = 0; i < k->page->n; i++) {
        const drg_page_block *b = &k->page->blocks[i];
        if (!is_inside(k, b->first, root))
            continue;
        bool comments = k->line[i] == DRG_LINE_COMMENTS, stories = k->line[i] == DRG_LINE_STORIES;
        seen += k->is_text[i] && k->roles[i] != DRG_ROLE_OUTSIDE ? b->n_chars : 0;
        if (!comments && !stories)
            continue;
        uint32_t top = b->node;
        while (top > root && nodes[top].parent > root && k->first_of[nodes[top].parent] == i &&
               over(k, k->prose, nodes[top].parent) <= 0.3 * all)
            top = nodes[top].parent;
        uint32_t end = nodes[top].end;
        if (comments && seen >= MIN_SEEN_CHARS && is_head(k, i))
            end = nodes[root].end;
        for (size_t j = i; j < k->page->n && k->page->blocks[j].first < end; j++)
            k->roles[j] = DRG_ROLE_OUTSIDE;
    }
}

/* A line that says who wrote it, or when. */
static bool is_about(const pick *k, size_t i)
{
    drg_line line;
    int32_t days;
    drg_str t = drg_page_block_text(k->page, i);
    if (drg_line_init(&line, t) && (drg_line_is_date(&line) || drg_line_is_byline(&line)))
        return true;
    return k->page->blocks[i].n_words <= MAX_DATE_WORDS && drg_page_date_find(t, DRG_DAY_FIRST, &days);
}

/* How many entries of a live blog begin with their time. */
static size_t count_times(const pick *k)
{
    size_t times = 0;
    for (size_t i = 0; i < k->page->n; i++)
        times += is_part(k->roles[i]) && k->page->blocks[i].n_words <= 4 && is_about(k, i);
    return times;
}

/* Scraps before the first paragraph, but for those in one element with it; headings with nothing under them. */
static void trim(pick *k)
{
    size_t n = k->page->n, first = 0, times = count_times(k);
    while (first < n && !(is_part(k->roles[first]) && k->is_text[first]))
        first++;
    for (size_t i = 0; i < first && first < n; i++) {
        uint32_t block = k->page->blocks[i].node;
        uint16_t tag = k->html->nodes[block].tag;
        uint32_t around = k->html->nodes[block].parent;
        if (tag == GUMBO_TAG_LI && around != DRG_HTML_NONE)
            around = k->html->nodes[around].parent;
        bool with = (tag == GUMBO_TAG_P || tag == GUMBO_TAG_LI) && around != DRG_HTML_NONE && k->n_text[around] > 0;
        bool about = is_about(k, i), entry = about && times >= LEAST_ENTRIES;
        if (is_part(k->roles[i]) && !entry && (!with || about))
            k->roles[i] = DRG_ROLE_OUTSIDE;
    }
    bool under = false, since = false;
    for (size_t i = n; i-- > 0;) {
        bool time = k->roles[i] == DRG_ROLE_TIME;
        if ((k->roles[i] == DRG_ROLE_HEADING && !under) || (time && !since))
            k->roles[i] = DRG_ROLE_OUTSIDE;
        under = under || is_part(k->roles[i]);
        since = !time && (since || is_part(k->roles[i]));
    }
}

/* Whether a page's text stands under headlines that are links: then it has no other, and they are its entries. */
static bool is_all_entries(const pick *k)
{
    double teasers = 0, others = 0;
    for (size_t i = 0; i < k->page->n; i++) {
        const drg_page_block *b = &k->page->blocks[i];
        if (is_teaser(k, i) && b->n_words >= 7 && link_share(b) < 0.5)
            teasers += b->n_chars;
        else if (k->is_text[i])
            others += b->n_chars;
    }
    return teasers > 2 * others;
}

/* What an element around the block is named, up to and without one that holds the article too. */
static uint32_t marks_around(const pick *k, const drg_page_block *b, uint32_t root)
{
    uint32_t marks = 0;
    for (uint32_t n = element_of(k, b); n != DRG_HTML_NONE && !is_inside(k, root, n); n = k->html->nodes[n].parent)
        marks |= k->page->marks[n];
    return marks;
}

/* The picture that many pages set between their headline and the element with the text. */
static void find_lead_captions(pick *k, uint32_t root)
{
    size_t begin = k->first_of[root], i = begin;
    while (i > 0 && !(is_heading_tag(k->html->nodes[k->page->blocks[i - 1].node].tag) &&
                      same_words(drg_page_block_text(k->page, i - 1), k->title)))
        i--;
    for (; i > 0 && i < begin; i++)
        if ((marks_around(k, &k->page->blocks[i], root) & MARKS_OUTSIDE) == DRG_MARK_CAPTION)
            k->roles[i] = DRG_ROLE_CAPTION;
}

/* What stands there and is no caption: "Advertisement", and what was there before. */
static void sift_captions(pick *k)
{
    drg_str last = {0};
    for (size_t i = 0; i < k->page->n; i++) {
        drg_str t = drg_page_block_text(k->page, i);
        if (k->roles[i] != DRG_ROLE_CAPTION)
            continue;
        if (k->line[i] != DRG_LINE_TEXT || drg_str_eq(t, last))
            k->roles[i] = DRG_ROLE_OUTSIDE;
        else
            last = t;
    }
}

static void run(pick *k)
{
    for (size_t i = 0; i < k->page->n; i++)
        weigh_block(k, i);
    k->entries = is_all_entries(k);
    memset(k->n_text, 0, k->html->n * sizeof *k->n_text);
    for (size_t i = 0; i < k->page->n; i++)
        weigh_block(k, i);
    find_bodies(k);
    add_up(k);
    leave_out(k, 0, k->html->n);
    add_up(k);
    uint32_t root = narrow(k, heaviest(k));
    memset(k->outside, 0, k->html->n * sizeof *k->outside);
    add_up(k);
    leave_out(k, root, k->html->nodes[root].end);
    add_up(k);
    k->outside[root] = false;
    for (size_t i = 0; i < k->page->n; i++)
        k->roles[i] = (uint8_t)role_of(k, i, root);
    cut_headed(k, root);
    trim(k);
    find_lead_captions(k, root);
    sift_captions(k);
}

drg_status drg_page_pick(const drg_html *html, const drg_page_text *page, drg_str title, uint8_t *roles, drg_error *err)
{
    size_t n = page->n + 1;
    pick k = {.html = html, .page = page, .title = title, .roles = roles};
    k.weight = calloc(5 * n, sizeof *k.weight);
    k.is_text = calloc(n, sizeof *k.is_text);
    k.line = calloc(n, 1);
    k.first_of = calloc((size_t)html->n + 1, sizeof *k.first_of);
    k.outside = calloc(3 * ((size_t)html->n + 1), sizeof *k.outside);
    k.n_text = calloc((size_t)html->n + 1, sizeof *k.n_text);
    bool ok = k.weight && k.is_text && k.line && k.first_of && k.outside && k.n_text;
    if (ok) {
        k.holds_body = k.outside + html->n + 1;
        k.holds_quote = k.holds_body + html->n + 1;
        k.sum = k.weight + n;
        k.prose = k.sum + n;
        k.links = k.prose + n;
        k.chars = k.links + n;
        run(&k);
    }
    free(k.weight);
    free(k.is_text);
    free(k.line);
    free(k.first_of);
    free(k.outside);
    free(k.n_text);
    return ok ? DRG_OK : drg_fail_nomem(err);
}

static drg_page_role role_by_names(const drg_html *html, const drg_page_text *page, size_t i)
{
    drg_page_role role = DRG_ROLE_PROSE;
    for (uint32_t n = page->blocks[i].node; n != DRG_HTML_NONE; n = html->nodes[n].parent) {
        uint16_t tag = html->nodes[n].tag;
        if (is_heading_tag(tag))
            return DRG_ROLE_HEADING;
        if (tag == GUMBO_TAG_FIGCAPTION || (page->marks[n] & DRG_MARK_CAPTION))
            return DRG_ROLE_CAPTION;
        if (role == DRG_ROLE_PROSE && tag == GUMBO_TAG_LI)
            role = DRG_ROLE_ITEM;
        if (role == DRG_ROLE_PROSE && (tag == GUMBO_TAG_TD || tag == GUMBO_TAG_TH))
            role = DRG_ROLE_CELL;
    }
    return role;
}

void drg_page_take_all(const drg_html *html, const drg_page_text *page, uint8_t *roles)
{
    bool text = false;
    for (size_t i = 0; i < page->n; i++) {
        roles[i] = (uint8_t)role_by_names(html, page, i);
        text = text || is_part(roles[i]);
    }
    /* Under nothing there is no heading, nor a caption. */
    if (!text)
        memset(roles, DRG_ROLE_PROSE, page->n);
}
