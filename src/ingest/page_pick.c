#include "ingest/page_pick.h"

#include "base/error.h"

#include <stdlib.h>
#include <string.h>

/* What names say an element is that is no part of an article. */
#define MARKS_OUTSIDE                                                                                                  \
    (DRG_MARK_CHROME | DRG_MARK_SHARE | DRG_MARK_RELATED | DRG_MARK_COMMENTS | DRG_MARK_AD | DRG_MARK_SIGNUP |         \
     DRG_MARK_ABOUT | DRG_MARK_CAPTION | DRG_MARK_QUOTE | DRG_MARK_EMBED)

typedef struct pick {
    const drg_html *html;
    const drg_page_text *page;
    drg_str title;
    uint8_t *roles;
    double *weight;   /* [n blocks] */
    bool *is_text;    /* [n blocks]: running text */
    size_t *first_of; /* [html.n + 1]: the first block that begins at this node or behind it */
    double *sum;      /* [n blocks + 1]: of weights before */
    double *prose;    /* [n blocks + 1]: of characters of running text before */
    double *links;    /* [n blocks + 1]: of characters in links before */
    double *chars;    /* [n blocks + 1] */
    bool *outside;    /* [html.n]: the element or one around it is no part */
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

static void weigh_block(pick *k, size_t i)
{
    const drg_page_block *b = &k->page->blocks[i];
    drg_str t = drg_page_block_text(k->page, i);
    uint16_t tag = k->html->nodes[b->node].tag;
    bool stops = ends_sentence(t);
    double share = link_share(b);
    bool text = !is_heading_tag(tag) && share < 0.5 && (b->n_words >= 20 || (b->n_words >= 7 && stops));
    double own = b->n_chars - b->n_link_chars;
    k->is_text[i] = text;
    if (text)
        k->weight[i] = own;
    else if (share >= 0.5)
        k->weight[i] = -(double)b->n_link_chars;
    else
        k->weight[i] = is_heading_tag(tag) || tag == GUMBO_TAG_P || tag == GUMBO_TAG_LI ? 0 : -own / 2;
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

/* An element is left out for its names; but not where it holds much of all running text. */
static void leave_out(pick *k, uint32_t from, uint32_t end, double share)
{
    double all = k->prose[k->first_of[end]] - k->prose[k->first_of[from]];
    for (uint32_t i = from; i < end; i++) {
        uint32_t parent = k->html->nodes[i].parent;
        bool inherited = i > from && k->outside[parent];
        k->outside[i] = inherited || ((k->page->marks[i] & MARKS_OUTSIDE) && over(k, k->prose, i) <= share * all);
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

/* What is named as the body inside the heaviest element, where it holds nearly all of it. */
static uint32_t narrow(const pick *k, uint32_t root)
{
    uint32_t best = root;
    double all = over(k, k->prose, root);
    for (uint32_t i = root; i < k->html->nodes[root].end; i++) {
        if (k->html->nodes[i].tag == DRG_HTML_TEXT || k->outside[i] || !(k->page->marks[i] & DRG_MARK_BODY))
            continue;
        if (over(k, k->prose, i) >= 0.8 * all)
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

static drg_page_role role_of(const pick *k, size_t i, uint32_t root)
{
    const drg_page_block *b = &k->page->blocks[i];
    drg_str t = drg_page_block_text(k->page, i);
    uint16_t tag = k->html->nodes[b->node].tag;
    if (!is_inside(k, b->first, root))
        return DRG_ROLE_OUTSIDE;
    for (uint32_t n = b->node; n != DRG_HTML_NONE && n >= root; n = k->html->nodes[n].parent)
        if ((k->page->marks[n] & DRG_MARK_CAPTION) && k->outside[n])
            return DRG_ROLE_CAPTION;
    if (k->outside[b->node] || in_link_list(k, i, root))
        return DRG_ROLE_OUTSIDE;
    if (tag == GUMBO_TAG_H1 || (is_heading_tag(tag) && same_words(t, k->title)))
        return DRG_ROLE_TITLE;
    if (is_heading_tag(tag))
        return DRG_ROLE_HEADING;
    if (link_share(b) > 0.8 && !(b->n_words >= 12 && ends_sentence(t)))
        return DRG_ROLE_OUTSIDE;
    if (has_above(k, b->node, root, GUMBO_TAG_LI))
        return DRG_ROLE_ITEM;
    return has_above(k, b->node, root, GUMBO_TAG_TD) ? DRG_ROLE_CELL : DRG_ROLE_PROSE;
}

/* Scraps before the first and behind the last paragraph, headings with nothing under them. */
static void trim(pick *k)
{
    size_t n = k->page->n, first = n, last = 0;
    for (size_t i = 0; i < n; i++) {
        if (k->roles[i] != DRG_ROLE_OUTSIDE && k->roles[i] != DRG_ROLE_CAPTION && k->is_text[i]) {
            first = first < n ? first : i;
            last = i;
        }
    }
    for (size_t i = 0; i < first && first < n; i++)
        if (k->roles[i] == DRG_ROLE_PROSE || k->roles[i] == DRG_ROLE_ITEM || k->roles[i] == DRG_ROLE_CELL)
            k->roles[i] = DRG_ROLE_OUTSIDE;
    bool under = false;
    for (size_t i = n; i-- > 0;) {
        if (k->roles[i] == DRG_ROLE_HEADING && !under)
            k->roles[i] = DRG_ROLE_OUTSIDE;
        under = under ||
                (k->roles[i] != DRG_ROLE_OUTSIDE && k->roles[i] != DRG_ROLE_CAPTION && k->roles[i] != DRG_ROLE_TITLE);
    }
    (void)last;
}

static void run(pick *k)
{
    for (size_t i = 0; i < k->page->n; i++)
        weigh_block(k, i);
    add_up(k);
    leave_out(k, 0, k->html->n, 0.3);
    add_up(k);
    uint32_t root = narrow(k, heaviest(k));
    memset(k->outside, 0, k->html->n * sizeof *k->outside);
    add_up(k);
    leave_out(k, root, k->html->nodes[root].end, 0.3);
    add_up(k);
    k->outside[root] = false;
    for (size_t i = 0; i < k->page->n; i++)
        k->roles[i] = (uint8_t)role_of(k, i, root);
    trim(k);
}

drg_status drg_page_pick(const drg_html *html, const drg_page_text *page, drg_str title, uint8_t *roles, drg_error *err)
{
    size_t n = page->n + 1;
    pick k = {.html = html, .page = page, .title = title, .roles = roles};
    k.weight = calloc(5 * n, sizeof *k.weight);
    k.is_text = calloc(n, sizeof *k.is_text);
    k.first_of = calloc((size_t)html->n + 1, sizeof *k.first_of);
    k.outside = calloc((size_t)html->n + 1, sizeof *k.outside);
    bool ok = k.weight && k.is_text && k.first_of && k.outside;
    if (ok) {
        k.sum = k.weight + n;
        k.prose = k.sum + n;
        k.links = k.prose + n;
        k.chars = k.links + n;
        run(&k);
    }
    free(k.weight);
    free(k.is_text);
    free(k.first_of);
    free(k.outside);
    return ok ? DRG_OK : drg_fail_nomem(err);
}
