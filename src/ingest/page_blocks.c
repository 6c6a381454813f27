#include "ingest/page_blocks.h"

#include "base/error.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

/* What an element does to the flow of text. */
typedef enum flow { FLOW_INLINE, FLOW_BLOCK, FLOW_SKIP, FLOW_BREAK } flow;

static flow flow_of(uint16_t tag)
{
    switch (tag) {
    case GUMBO_TAG_SCRIPT:
    case GUMBO_TAG_STYLE:
    case GUMBO_TAG_NOSCRIPT:
    case GUMBO_TAG_TEMPLATE:
    case GUMBO_TAG_HEAD:
    case GUMBO_TAG_TITLE:
    case GUMBO_TAG_IFRAME:
    case GUMBO_TAG_OBJECT:
    case GUMBO_TAG_EMBED:
    case GUMBO_TAG_AUDIO:
    case GUMBO_TAG_VIDEO:
    case GUMBO_TAG_CANVAS:
    case GUMBO_TAG_SVG:
    case GUMBO_TAG_MATH:
    case GUMBO_TAG_SELECT:
    case GUMBO_TAG_DATALIST:
    case GUMBO_TAG_BUTTON:
    case GUMBO_TAG_TEXTAREA:
    case GUMBO_TAG_NOFRAMES:
    case GUMBO_TAG_NOEMBED:
    case GUMBO_TAG_RP:
    case GUMBO_TAG_RT:
        return FLOW_SKIP;
    case GUMBO_TAG_BR:
        return FLOW_BREAK;
    case GUMBO_TAG_ADDRESS:
    case GUMBO_TAG_ARTICLE:
    case GUMBO_TAG_ASIDE:
    case GUMBO_TAG_BLOCKQUOTE:
    case GUMBO_TAG_BODY:
    case GUMBO_TAG_CENTER:
    case GUMBO_TAG_DD:
    case GUMBO_TAG_DETAILS:
    case GUMBO_TAG_DIR:
    case GUMBO_TAG_DIV:
    case GUMBO_TAG_DL:
    case GUMBO_TAG_DT:
    case GUMBO_TAG_FIELDSET:
    case GUMBO_TAG_FIGCAPTION:
    case GUMBO_TAG_FIGURE:
    case GUMBO_TAG_FOOTER:
    case GUMBO_TAG_FORM:
    case GUMBO_TAG_H1:
    case GUMBO_TAG_H2:
    case GUMBO_TAG_H3:
    case GUMBO_TAG_H4:
    case GUMBO_TAG_H5:
    case GUMBO_TAG_H6:
    case GUMBO_TAG_HEADER:
    case GUMBO_TAG_HGROUP:
    case GUMBO_TAG_HR:
    case GUMBO_TAG_HTML:
    case GUMBO_TAG_LEGEND:
    case GUMBO_TAG_LI:
    case GUMBO_TAG_LISTING:
    case GUMBO_TAG_MAIN:
    case GUMBO_TAG_MENU:
    case GUMBO_TAG_NAV:
    case GUMBO_TAG_OL:
    case GUMBO_TAG_P:
    case GUMBO_TAG_PLAINTEXT:
    case GUMBO_TAG_PRE:
    case GUMBO_TAG_SECTION:
    case GUMBO_TAG_SUMMARY:
    case GUMBO_TAG_TABLE:
    case GUMBO_TAG_CAPTION:
    case GUMBO_TAG_TBODY:
    case GUMBO_TAG_TD:
    case GUMBO_TAG_TFOOT:
    case GUMBO_TAG_TH:
    case GUMBO_TAG_THEAD:
    case GUMBO_TAG_TR:
    case GUMBO_TAG_UL:
    case GUMBO_TAG_XMP:
        return FLOW_BLOCK;
    default:
        return FLOW_INLINE;
    }
}

/* The walk over the tree; block is what is being written. */
typedef struct writer {
    const drg_html *html;
    drg_page_text *page;
    drg_page_block block;
    bool open;  /* block has text */
    bool blank; /* a blank is due before the next character */
    bool in_word;
    unsigned breaks;                                /* line breaks that are due */
    unsigned wide;                                  /* characters of scripts that set no blanks */
    uint32_t link_end, bold_end, pre_end, live_end; /* within such an element up to this node */
    drg_status st;
} writer;

static void put(writer *w, const char *bytes, size_t len)
{
    if (w->st == DRG_OK)
        w->st = drg_buf_add(&w->page->text, bytes, len);
}

static bool is_wide(uint32_t c)
{
    return (c >= 0x0E00 && c < 0x0F00) || (c >= 0x1780 && c < 0x1800) || (c >= 0x3040 && c < 0xA000) ||
           (c >= 0xF900 && c < 0xFB00) || (c >= 0x20000 && c < 0x30000);
}

/* Characters that are not shown and would only part words. */
static bool is_invisible(uint32_t c)
{
    return c == 0xAD || c == 0x200B || c == 0x2060 || c == 0xFEFF ||
           (c < 0x20 && c != '\n' && c != '\t' && c != '\r') || (c >= 0x7F && c < 0xA0 && c != 0x85);
}

static void close_block(writer *w)
{
    if (w->open) {
        drg_page_block *b = &w->block;
        b->span.end = (uint32_t)w->page->text.len;
        b->n_words += w->wide / 2;
        put(w, "\n", 1);
        if (w->st == DRG_OK && w->page->n == w->page->cap) {
            size_t cap = w->page->cap ? w->page->cap * 2 : 512;
            drg_page_block *grown = realloc(w->page->blocks, cap * sizeof *grown);
            w->st = grown != NULL ? DRG_OK : DRG_ENOMEM;
            if (grown != NULL) {
                w->page->blocks = grown;
                w->page->cap = cap;
            }
        }
        if (w->st == DRG_OK)
            w->page->blocks[w->page->n++] = *b;
    }
    w->open = w->blank = w->in_word = false;
    w->breaks = 0;
    w->wide = 0;
}

static uint32_t block_element(const drg_html *html, uint32_t node)
{
    while (node != DRG_HTML_NONE && flow_of(html->nodes[node].tag) != FLOW_BLOCK)
        node = html->nodes[node].parent;
    return node == DRG_HTML_NONE ? 0 : node;
}

static void open_block(writer *w, uint32_t node)
{
    w->block = (drg_page_block){.node = block_element(w->html, w->html->nodes[node].parent), .first = node};
    w->block.span.start = (uint32_t)w->page->text.len;
    w->block.n_links = node < w->link_end;
    w->open = true;
    w->blank = w->in_word = false;
    w->breaks = 0;
}

static void add_char(writer *w, uint32_t node, uint32_t c, const char *bytes, size_t len)
{
    if (!w->open)
        open_block(w, node);
    drg_page_block *b = &w->block;
    if (w->breaks > 0) {
        put(w, "\n", 1);
        b->n_breaks++;
    } else if (w->blank) {
        put(w, " ", 1);
    }
    if (w->breaks > 0 || w->blank)
        w->in_word = false;
    w->breaks = 0;
    w->blank = false;
    put(w, bytes, len);
    bool sign = c >= 0x80 || (c >= '0' && c <= '9') || ((c | 32) >= 'a' && (c | 32) <= 'z');
    if (is_wide(c))
        w->wide++;
    else if (sign && !w->in_word) {
        b->n_words++;
        w->in_word = true;
    }
    b->n_chars++;
    b->n_link_chars += node < w->link_end;
    b->n_bold_chars += node < w->bold_end;
    b->end = node + 1;
}

static void add_text(writer *w, uint32_t node)
{
    drg_str t = w->html->nodes[node].text;
    bool pre = node < w->pre_end;
    for (size_t p = 0; p < t.len && w->st == DRG_OK;) {
        size_t from = p;
        uint32_t c = drg_utf8_next(t, &p);
        if (c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == 0x85 || c == 0x2028 || c == 0x2029) {
            if (pre && (c == '\n' || c >= 0x2028) && w->open) {
                if (++w->breaks > 1)
                    close_block(w);
            } else {
                w->blank = w->open;
            }
        } else if (c == 0xA0 && !w->open) {
            continue; /* what is set in by blanks */
        } else if (c == 0xA0) {
            w->blank = true;
        } else if (!is_invisible(c)) {
            add_char(w, node, c, t.ptr + from, p - from);
        }
    }
}

/* Two line breaks are the end of a paragraph. */
static void add_break(writer *w)
{
    if (!w->open)
        return;
    if (++w->breaks > 1)
        close_block(w);
}

static void enter(writer *w, uint32_t node)
{
    const drg_html_node *n = &w->html->nodes[node];
    uint32_t end = n->end;
    switch (n->tag) {
    case GUMBO_TAG_A:
        w->link_end = w->link_end > end ? w->link_end : end;
        w->block.n_links += w->open;
        break;
    case GUMBO_TAG_B:
    case GUMBO_TAG_STRONG:
        w->bold_end = w->bold_end > end ? w->bold_end : end;
        break;
    case GUMBO_TAG_PRE:
    case GUMBO_TAG_XMP:
    case GUMBO_TAG_PLAINTEXT:
        w->pre_end = w->pre_end > end ? w->pre_end : end;
        break;
    default:
        break;
    }
    if (w->page->marks[node] & DRG_MARK_LIVE)
        w->live_end = w->live_end > end ? w->live_end : end;
}

/* Whether an element shows a time of day: two figures on either side of a colon or point. */
static bool shows_clock(const drg_html *html, uint32_t node)
{
    for (uint32_t i = node + 1; i < html->nodes[node].end; i++) {
        drg_str t = html->nodes[i].text;
        for (size_t p = 1; html->nodes[i].tag == DRG_HTML_TEXT && p + 2 < t.len; p++)
            if ((t.ptr[p] == ':' || t.ptr[p] == '.') && isdigit((unsigned char)t.ptr[p - 1]) &&
                isdigit((unsigned char)t.ptr[p + 1]) && isdigit((unsigned char)t.ptr[p + 2]))
                return true;
    }
    return false;
}

/* The time of an entry that scripts fill in, or that is shown as so long ago: "2025-06-02T10:05:00Z" as "2025-06-02 10:05".
 * @return false: it is shown, or nowhere. */
static bool add_entry_time(writer *w, uint32_t node)
{
    drg_str said = drg_html_attribute(w->html, node, "datetime");
    if (said.len < 16 || said.ptr[10] != 'T' || said.ptr[13] != ':' || shows_clock(w->html, node))
        return false;
    for (size_t p = 0; p < 16; p++) {
        if (p == 10)
            w->blank = true;
        else if (!isdigit((unsigned char)said.ptr[p]) && said.ptr[p] != '-' && said.ptr[p] != ':')
            return false;
        else
            add_char(w, node, (unsigned char)said.ptr[p], said.ptr + p, 1);
    }
    return true;
}

/* Elements are left when the walk comes to a node at or behind their end: the ends of open blocks wait in a stack. */
static void walk(writer *w, uint32_t *ends)
{
    const drg_html *html = w->html;
    size_t depth = 0;
    for (uint32_t i = 0; i < html->n && w->st == DRG_OK; i++) {
        while (depth > 0 && ends[depth - 1] <= i) {
            close_block(w);
            depth--;
        }
        const drg_html_node *n = &html->nodes[i];
        if (n->tag == DRG_HTML_TEXT) {
            add_text(w, i);
            continue;
        }
        bool entry_time = n->tag == GUMBO_TAG_TIME && i < w->live_end;
        flow f = entry_time ? FLOW_BLOCK : flow_of(n->tag);
        if (f == FLOW_SKIP || (w->page->marks[i] & DRG_MARK_HIDDEN)) {
            if (f == FLOW_BLOCK)
                close_block(w);
            i = n->end - 1;
        } else if (f == FLOW_BREAK) {
            add_break(w);
        } else {
            if (f == FLOW_BLOCK) {
                close_block(w);
                ends[depth++] = n->end;
            }
            enter(w, i);
            if (entry_time && add_entry_time(w, i))
                i = n->end - 1;
        }
    }
    close_block(w);
}

drg_status drg_page_text_make(const drg_html *html, drg_page_text *page, drg_error *err)
{
    *page = (drg_page_text){0};
    drg_buf_init(&page->text, 2 * DRG_MAX_HTML_BYTES);
    page->marks = calloc(html->n, sizeof *page->marks);
    unsigned deepest = 0;
    for (uint32_t i = 0; i < html->n; i++)
        deepest = html->nodes[i].depth > deepest ? html->nodes[i].depth : deepest;
    uint32_t *ends = calloc(deepest + 1, sizeof *ends);
    writer w = {.html = html, .page = page, .st = page->marks && ends ? DRG_OK : DRG_ENOMEM};
    if (w.st == DRG_OK) {
        drg_page_mark_elements(html, page->marks);
        walk(&w, ends);
    }
    free(ends);
    if (w.st == DRG_ELIMIT)
        return drg_fail(err, DRG_ELIMIT, "the page has more than %zu bytes of text", page->text.max);
    return w.st == DRG_ENOMEM ? drg_fail_nomem(err) : w.st;
}

void drg_page_text_release(drg_page_text *page)
{
    drg_buf_release(&page->text);
    free(page->blocks);
    free(page->marks);
    *page = (drg_page_text){0};
}
