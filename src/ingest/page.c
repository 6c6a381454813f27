#include "ingest/page.h"

#include "base/date.h"
#include "base/error.h"
#include "ingest/blocks.h"
#include "ingest/charset.h"
#include "ingest/language.h"
#include "ingest/marks.h"
#include "ingest/page_blocks.h"
#include "ingest/page_body.h"
#include "ingest/page_meta.h"
#include "ingest/page_pick.h"
#include "ingest/pubdate.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* "<p>", "<p class=…", not "<path". */
static bool begins_tag(const char *plain, const char *name)
{
    size_t n = strlen(name);
    return strncmp(plain, name, n) == 0 && (strchr("!?", name[0]) != NULL || strchr(" \t\r\n/>", plain[n]) != NULL);
}

static drg_str behind_comments(drg_str b)
{
    for (;;) {
        size_t p = 0;
        while (p < b.len && memchr(" \t\r\n", b.ptr[p], 4) != NULL)
            p++;
        const char *end =
            b.len >= p + 7 && memcmp(b.ptr + p, "<!--", 4) == 0 ? memmem(b.ptr + p + 4, b.len - p - 4, "-->", 3) : NULL;
        if (end == NULL)
            return b;
        b = drg_str_sub(b, (size_t)(end - b.ptr) + 3, b.len);
    }
}

bool drg_page_looks_like(drg_str b)
{
    static const char *const opens[] = {
        "!doctype html", "html",   "head",  "body",    "!--",  "meta", "title", "?xml",
        "article",       "main",   "div",   "section", "p",    "h1",   "h2",    "header",
        "nav",           "script", "style", "link",    "base", "span", "table", "center"};
    char plain[512] = "";
    size_t n = 0;
    b = behind_comments(b);
    for (size_t i = 0; i < b.len && n + 1 < sizeof plain; i++) {
        char c = b.ptr[i];
        bool skip = c == '\0' || (unsigned char)c >= 0x80 || (n == 0 && strchr(" \t\r\n", c) != NULL);
        if (!skip)
            plain[n++] = c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
    }
    plain[n] = '\0';
    bool open = false;
    for (size_t i = 0; i < sizeof opens / sizeof *opens && !open; i++)
        open = plain[0] == '<' && begins_tag(plain + 1, opens[i]);
    bool xml = strncmp(plain, "<?xml", 5) == 0 || strncmp(plain, "<!--", 4) == 0;
    return open && (!xml || strstr(plain, "<html") != NULL || strstr(plain, "<!doctype html") != NULL);
}

/* ---- the document's text ---- */

typedef struct maker {
    const drg_html *html;
    const drg_page_text *page;
    const uint8_t *roles;
    drg_buf text;
    drg_block *blocks;
    size_t n;
} maker;

/* What the words of a short paragraph show it to be. */
static drg_block_kind kind_of(drg_page_role role, drg_str t)
{
    drg_line line;
    if (role == DRG_ROLE_HEADING)
        return DRG_BLOCK_HEADING;
    if (role == DRG_ROLE_TIME)
        return DRG_BLOCK_BYLINE;
    if (!drg_line_init(&line, t))
        return DRG_BLOCK_PROSE;
    if (drg_line_is_credit(&line))
        return DRG_BLOCK_CREDIT;
    return drg_line_is_date(&line) || drg_line_is_byline(&line) ? DRG_BLOCK_BYLINE : DRG_BLOCK_PROSE;
}

/* What parts two blocks: cells of a row by a tab, items of a list by a line end, others by an empty line. */
static const char *between(const maker *m, size_t before, size_t i)
{
    const drg_html_node *nodes = m->html->nodes;
    if (m->roles[before] == DRG_ROLE_ITEM && m->roles[i] == DRG_ROLE_ITEM)
        return "\n";
    if (m->roles[before] != DRG_ROLE_CELL || m->roles[i] != DRG_ROLE_CELL)
        return "\n\n";
    uint32_t a = nodes[m->page->blocks[before].node].parent, b = nodes[m->page->blocks[i].node].parent;
    return a == b && nodes[a].tag == GUMBO_TAG_TR ? "\t" : "\n";
}

static drg_status add_blocks(maker *m)
{
    drg_status st = DRG_OK;
    size_t before = SIZE_MAX;
    for (size_t i = 0; st == DRG_OK && i < m->page->n; i++) {
        drg_page_role role = (drg_page_role)m->roles[i];
        if (role == DRG_ROLE_OUTSIDE || role == DRG_ROLE_TITLE || role == DRG_ROLE_CAPTION)
            continue;
        const char *gap = before == SIZE_MAX ? "" : between(m, before, i);
        st = drg_buf_add(&m->text, gap, strlen(gap));
        drg_str t = drg_page_block_text(m->page, i);
        uint32_t start = (uint32_t)m->text.len;
        if (st == DRG_OK)
            st = drg_buf_add(&m->text, t.ptr, t.len);
        m->blocks[m->n++] = (drg_block){{start, (uint32_t)m->text.len}, kind_of(role, t)};
        before = i;
    }
    return st;
}

static drg_status fill(const drg_html *html, const drg_page_text *page, const uint8_t *roles, drg_document *doc,
                       drg_error *err)
{
    maker m = {.html = html, .page = page, .roles = roles};
    drg_buf_init(&m.text, 4 * DRG_MAX_HTML_BYTES);
    m.blocks = calloc(page->n + 1, sizeof *m.blocks);
    drg_status st = m.blocks != NULL ? add_blocks(&m) : DRG_ENOMEM;
    if (st == DRG_OK)
        st = drg_document_set_text(doc, (drg_str){m.text.ptr ? m.text.ptr : "", m.text.len}, err);
    else
        st = st == DRG_ENOMEM ? drg_fail_nomem(err) : drg_fail(err, st, "the article is too long");
    if (st == DRG_OK)
        st = drg_blocks__set(doc, m.blocks, m.n, err);
    drg_buf_release(&m.text);
    free(m.blocks);
    return st;
}

static drg_status copy_text(const drg_document *from, drg_document *to, drg_error *err)
{
    size_t n;
    const drg_block *blocks = drg_document_blocks(from, &n);
    drg_document_clear(to);
    drg_status st = drg_document_set_text(to, from->text, err);
    return st == DRG_OK ? drg_blocks__set(to, blocks, n, err) : st;
}

/* Where the page has no more than the beginning of what its JSON-LD has, that is taken. */
static drg_status take_said_body(drg_str body, drg_document *doc, drg_error *err)
{
    if (body.len == 0 || !drg_page_body_lacks(doc->text, body))
        return DRG_OK;
    drg_page_input piece = {.bytes = body, .charset = DRG_LIT("UTF-8")};
    drg_document *said = drg_document_new();
    drg_status st = said != NULL ? drg_page__read_fragment(&piece, said, err) : drg_fail_nomem(err);
    if (st == DRG_OK && drg_page_body_lacks(doc->text, said->text))
        st = copy_text(said, doc, err);
    drg_document_free(said);
    return st == DRG_ENOMEM ? st : DRG_OK;
}

/* What stands under the article's pictures, as it lies in the page's text. */
static drg_status find_captions(const drg_page_text *page, const uint8_t *roles, drg_meta *meta, drg_str **list,
                                drg_error *err)
{
    size_t n = 0;
    for (size_t i = 0; i < page->n; i++)
        n += roles[i] == DRG_ROLE_CAPTION;
    if (n > DRG_MAX_CAPTIONS)
        return drg_fail(err, DRG_ELIMIT, "the page has more than %zu captions", DRG_MAX_CAPTIONS);
    drg_str *found = calloc(n + 1, sizeof *found);
    if (found == NULL)
        return drg_fail_nomem(err);
    n = 0;
    for (size_t i = 0; i < page->n; i++)
        if (roles[i] == DRG_ROLE_CAPTION)
            found[n++] = drg_page_block_text(page, i);
    meta->captions = *list = found;
    meta->n_captions = n;
    return DRG_OK;
}

/* ---- the day, where the page does not say it for machines ---- */

static drg_status date_from_text(const drg_html *html, const drg_page_text *page, const uint8_t *roles,
                                 const drg_document *doc, drg_page_meta *meta, drg_error *err)
{
    int32_t days;
    size_t first = 0;
    while (first < page->n &&
           (roles[first] == DRG_ROLE_OUTSIDE || roles[first] == DRG_ROLE_TITLE || roles[first] == DRG_ROLE_CAPTION))
        first++;
    drg_date_from from = drg_pubdate__find(doc, &days);
    if (from != DRG_DATE_FROM_DATELINE && drg_page_date_shown(html, page, &meta->meta, first, &days))
        from = DRG_DATE_FROM_TEXT;
    if (from == DRG_DATE_FROM_NONE)
        return DRG_OK;
    char day[11];
    drg_date_format(days, day);
    meta->meta.published = drg_arena_copy(&meta->arena, (drg_str){day, 10});
    meta->meta.published_from = from;
    return meta->meta.published.ptr != NULL ? DRG_OK : drg_fail_nomem(err);
}

/* ---- the whole ---- */

static drg_status read_tree(const drg_html *html, const drg_page_input *in, bool fragment, drg_document *doc,
                            drg_error *err)
{
    drg_page_text page = {0};
    drg_page_meta meta = {0};
    uint8_t *roles = NULL;
    drg_str *captions = NULL;
    drg_status st = drg_page_text_make(html, &page, err);
    if (st == DRG_OK)
        st = drg_page_meta_find(html, &page, in->url, &meta, err);
    if (st == DRG_OK && (roles = calloc(page.n + 1, 1)) == NULL)
        st = drg_fail_nomem(err);
    if (st == DRG_OK && fragment)
        drg_page_take_all(html, &page, roles);
    else if (st == DRG_OK)
        st = drg_page_pick(html, &page, meta.meta.title, roles, err);
    if (st == DRG_OK)
        st = fill(html, &page, roles, doc, err);
    if (st == DRG_OK && !fragment)
        st = take_said_body(meta.body, doc, err);
    if (st == DRG_OK && meta.meta.published.len == 0 && !fragment)
        st = date_from_text(html, &page, roles, doc, &meta, err);
    if (st == DRG_OK)
        st = find_captions(&page, roles, &meta.meta, &captions, err);
    if (st == DRG_OK) {
        char hash[17];
        drg_meta known = meta.meta;
        snprintf(hash, sizeof hash, "%016llx", (unsigned long long)drg_str_hash(doc->text));
        known.id = (drg_str){hash, 16};
        known.source = in->source;
        st = drg_document_set_meta(doc, &known, err);
    }
    if (st == DRG_OK)
        st = drg_language_set(doc, true, err);
    free(roles);
    free(captions);
    drg_page_meta_release(&meta);
    drg_page_text_release(&page);
    return st;
}

static drg_status read_page(const drg_page_input *in, bool fragment, drg_document *doc, drg_error *err)
{
    drg_buf decoded;
    drg_str utf8 = {0};
    drg_charset_found found;
    drg_html html = {0};
    if (in->bytes.len > DRG_MAX_HTML_BYTES)
        return drg_fail(err, DRG_ELIMIT, "the page has more than %zu bytes", DRG_MAX_HTML_BYTES);
    drg_buf_init(&decoded, 3 * DRG_MAX_HTML_BYTES);
    drg_status st = drg_charset_decode(in->bytes, in->charset, !fragment, &decoded, &utf8, &found, err);
    if (st == DRG_OK)
        st = drg_html_parse(utf8, &html, err);
    if (st == DRG_OK)
        st = read_tree(&html, in, fragment, doc, err);
    if (st != DRG_OK)
        drg_document_clear(doc);
    drg_html_release(&html);
    drg_buf_release(&decoded);
    return st;
}

drg_status drg_page__read(const drg_page_input *page, drg_document *doc, drg_error *err)
{
    return read_page(page, false, doc, err);
}

drg_status drg_page__read_fragment(const drg_page_input *fragment, drg_document *doc, drg_error *err)
{
    return read_page(fragment, true, doc, err);
}
