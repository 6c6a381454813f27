#include "ingest/opml.h"

#include "base/error.h"
#include "base/hash.h"
#include "ingest/feed.h"
#include "ingest/weblink.h"

#include <libxml/parser.h>
#include <string.h>
#include <strings.h>

typedef struct list {
    drg_arena *arena;
    drg_str *urls;
    size_t n, cap;
    drg_table known;
} list;

static drg_status add(list *l, drg_str url, drg_error *err)
{
    drg_str plain;
    if (!drg_weblink_resolve(l->arena, DRG_LIT(""), url, &plain))
        return DRG_OK;
    if (plain.ptr == NULL)
        return drg_fail_nomem(err);
    if (drg_table_get(&l->known, plain, NULL))
        return DRG_OK;
    if (l->n == DRG_MAX_OPML_FEEDS)
        return drg_fail(err, DRG_ELIMIT, "the list has more than %d feeds", DRG_MAX_OPML_FEEDS);
    if (!DRG_ARENA_GROW(l->arena, l->urls, l->n, l->cap) || drg_table_put(&l->known, plain, l->n) != DRG_OK)
        return drg_fail_nomem(err);
    l->urls[l->n++] = plain;
    return DRG_OK;
}

static drg_status add_outlines(list *l, xmlNode *root, drg_error *err)
{
    drg_status st = DRG_OK;
    for (xmlNode *node = root; st == DRG_OK && node != NULL;) {
        for (const xmlAttr *a = node->type == XML_ELEMENT_NODE ? node->properties : NULL; st == DRG_OK && a != NULL;
             a = a->next)
            if (strcasecmp((const char *)a->name, "xmlUrl") == 0 && a->children != NULL && a->children->content != NULL)
                st = add(l, drg_str_of((const char *)a->children->content), err);
        if (node->type == XML_ELEMENT_NODE && node->children != NULL) {
            node = node->children;
            continue;
        }
        while (node != root && node->next == NULL)
            node = node->parent;
        node = node != root ? node->next : NULL;
    }
    return st;
}

static drg_status parse_xml(list *l, drg_str text, drg_error *err)
{
    drg_buf xml;
    drg_buf_init(&xml, 4 * DRG_MAX_OPML_BYTES);
    drg_status st = drg_feed__repair(text, &xml);
    if (st != DRG_OK)
        st = st == DRG_ELIMIT ? drg_fail(err, st, "the list is too long") : drg_fail_nomem(err);
    xmlDoc *doc = NULL;
    if (st == DRG_OK) {
        drg_feed__begin_xml();
        doc = xmlReadMemory(xml.ptr != NULL ? xml.ptr : "", (int)xml.len, "list", "UTF-8",
                            XML_PARSE_RECOVER | XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
    }
    xmlNode *root = doc != NULL ? xmlDocGetRootElement(doc) : NULL;
    if (root != NULL)
        st = add_outlines(l, root, err);
    xmlFreeDoc(doc);
    drg_buf_release(&xml);
    return st;
}

static drg_status parse_lines(list *l, drg_str text, drg_error *err)
{
    drg_status st = DRG_OK;
    for (size_t from = 0; st == DRG_OK && from < text.len;) {
        const char *lf = memchr(text.ptr + from, '\n', text.len - from);
        size_t to = lf != NULL ? (size_t)(lf - text.ptr) : text.len;
        drg_str line = drg_str_trim(drg_str_sub(text, from, to));
        if (line.len > 0 && line.ptr[0] != '#')
            st = drg_weblink_is_web(line) ? add(l, line, err)
                                          : drg_fail(err, DRG_EINPUT, "neither OPML nor a list of addresses");
        from = to + 1;
    }
    return st;
}

drg_status drg_opml_parse(drg_str bytes, drg_arena *arena, drg_str **urls, size_t *n, drg_error *err)
{
    list l = {.arena = arena};
    if (bytes.len > DRG_MAX_OPML_BYTES)
        return drg_fail(err, DRG_ELIMIT, "the list has more than %zu bytes", DRG_MAX_OPML_BYTES);
    size_t bad = drg_utf8_check(bytes);
    if (bad < bytes.len)
        return drg_fail_for(err, DRG_EINPUT, DRG_REASON_ENCODING, "not UTF-8: byte %zu", bad);
    if (drg_str_starts(bytes, DRG_LIT("\xEF\xBB\xBF")))
        bytes = drg_str_sub(bytes, 3, bytes.len);
    drg_table_init(&l.known);
    drg_str t = drg_str_trim(bytes);
    drg_status st = t.len > 0 && t.ptr[0] == '<' ? parse_xml(&l, t, err) : parse_lines(&l, t, err);
    drg_table_release(&l.known);
    if (st == DRG_OK && l.n == 0)
        st = drg_fail(err, DRG_EINPUT, "there is no feed in the list");
    if (st != DRG_OK)
        return st;
    *urls = l.urls;
    *n = l.n;
    return DRG_OK;
}
