#include "ingest/page_meta.h"

#include "base/error.h"

#include <string.h>

/* The text of an element in one line. */
static drg_str line_of(const drg_html *html, uint32_t node, drg_arena *arena)
{
    drg_buf buf;
    drg_str line = {0};
    drg_buf_init(&buf, 4096);
    (void)drg_html_text(html, node, &buf);
    size_t n = 0;
    for (size_t i = 0; i < buf.len; i++) {
        char c = buf.ptr[i] == '\n' || buf.ptr[i] == '\t' || buf.ptr[i] == '\r' ? ' ' : buf.ptr[i];
        if (c != ' ' || (n > 0 && buf.ptr[n - 1] != ' '))
            buf.ptr[n++] = c;
    }
    if (n > 0)
        line = drg_arena_copy(arena, drg_str_trim((drg_str){buf.ptr, n}));
    drg_buf_release(&buf);
    return line;
}

drg_status drg_page_meta_find(const drg_html *html, const drg_page_text *page, drg_str url, drg_page_meta *meta,
                              drg_error *err)
{
    *meta = (drg_page_meta){0};
    drg_arena_init(&meta->arena, 0);
    for (uint32_t i = 0; i < html->n; i++) {
        if (html->nodes[i].tag == GUMBO_TAG_TITLE && meta->meta.title.len == 0)
            meta->meta.title = line_of(html, i, &meta->arena);
    }
    (void)page;
    (void)err;
    meta->meta.url = url;
    return DRG_OK;
}

void drg_page_meta_release(drg_page_meta *meta)
{
    drg_arena_release(&meta->arena);
    *meta = (drg_page_meta){0};
}
