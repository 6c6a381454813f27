/* src/ingest/feed_xml.c - RSS and Atom: the elements that say something, under whichever of their many names. */
#include "base/error.h"
#include "ingest/feed.h"
#include "ingest/weblink.h"

#include <libxml/parser.h>
#include <libxml/tree.h>
#include <pthread.h>
#include <stdio.h>
#include <string.h>

/* ---- names ---- */

/* Which vocabulary an element is from. */
typedef enum space { PLAIN, ATOM, CONTENT, DUBLIN, FEEDBURNER, XHTML, OTHER } space;

static bool begins(const xmlChar *text, const char *with)
{
    return text != NULL && strncmp((const char *)text, with, strlen(with)) == 0;
}

static space space_of_prefix(const char *prefix, size_t len)
{
    static const struct {
        const char *prefix;
        space space;
    } known[] = {{"atom", ATOM},      {"a10", ATOM},  {"content", CONTENT},       {"dc", DUBLIN},
                 {"dcterms", DUBLIN}, {"rss", PLAIN}, {"feedburner", FEEDBURNER}, {"xhtml", XHTML}};
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (strlen(known[i].prefix) == len && memcmp(known[i].prefix, prefix, len) == 0)
            return known[i].space;
    return OTHER;
}

/* An element's vocabulary and name. A prefix that was never declared stands in the name. */
static space name_of(const xmlNode *node, const char **local)
{
    static const struct {
        const char *href;
        space space;
    } known[] = {{"http://www.w3.org/2005/Atom", ATOM},
                 {"http://purl.org/atom/", ATOM},
                 {"http://purl.org/rss/1.0/modules/content", CONTENT},
                 {"http://purl.org/dc/", DUBLIN},
                 {"http://rssnamespace.org/feedburner", FEEDBURNER},
                 {"http://www.w3.org/1999/xhtml", XHTML},
                 {"http://purl.org/rss/1.0/modules/", OTHER},
                 {"http://purl.org/rss/", PLAIN},
                 {"http://purl.org/net/rss", PLAIN},
                 {"http://my.netscape.com/", PLAIN},
                 {"http://channel.netscape.com/", PLAIN},
                 {"http://backend.userland.com/", PLAIN},
                 {"http://blogs.law.harvard.edu/tech/rss", PLAIN},
                 {"http://cyber.law.harvard.edu/rss", PLAIN}};
    const char *name = (const char *)node->name, *colon = strchr(name, ':');
    *local = colon != NULL ? colon + 1 : name;
    if (colon != NULL)
        return space_of_prefix(name, (size_t)(colon - name));
    if (node->ns == NULL)
        return PLAIN;
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (begins(node->ns->href, known[i].href))
            return known[i].space;
    return node->ns->prefix != NULL
               ? space_of_prefix((const char *)node->ns->prefix, strlen((const char *)node->ns->prefix))
               : PLAIN;
}

/* ---- text ---- */

static drg_status from_buf(drg_arena *arena, drg_buf *buf, drg_str *out, drg_error *err)
{
    drg_str copy = drg_arena_copy(arena, drg_str_trim((drg_str){buf->ptr, buf->len}));
    if (copy.ptr == NULL)
        return drg_fail_nomem(err);
    *out = copy;
    return DRG_OK;
}

static drg_status fail_buf(drg_status st, drg_error *err)
{
    return st == DRG_ELIMIT ? drg_fail(err, st, "an entry is too long") : drg_fail_nomem(err);
}

/* An element's own text. */
static drg_status text_of(drg_arena *arena, const xmlNode *node, drg_str *out, drg_error *err)
{
    drg_buf buf;
    drg_status st = DRG_OK;
    drg_buf_init(&buf, DRG_MAX_FEED_BYTES);
    for (const xmlNode *child = node->children; st == DRG_OK && child != NULL; child = child->next)
        if ((child->type == XML_TEXT_NODE || child->type == XML_CDATA_SECTION_NODE) && child->content != NULL)
            st = drg_buf_add(&buf, (const char *)child->content, strlen((const char *)child->content));
    st = st == DRG_OK ? from_buf(arena, &buf, out, err) : fail_buf(st, err);
    drg_buf_release(&buf);
    return st;
}

static bool has_elements(const xmlNode *node)
{
    for (const xmlNode *child = node->children; child != NULL; child = child->next)
        if (child->type == XML_ELEMENT_NODE)
            return true;
    return false;
}

/* What stands in an element, as markup. */
static drg_status markup_of(drg_arena *arena, const xmlNode *node, drg_str *out, drg_error *err)
{
    xmlBuffer *dump = xmlBufferCreate();
    if (dump == NULL)
        return drg_fail_nomem(err);
    drg_status st = DRG_OK;
    for (xmlNode *child = node->children; st == DRG_OK && child != NULL; child = child->next)
        if (xmlNodeDump(dump, node->doc, child, 0, 0) < 0)
            st = drg_fail_nomem(err);
    drg_buf buf = {.ptr = (char *)(uintptr_t)xmlBufferContent(dump), .len = (size_t)xmlBufferLength(dump)};
    if (st == DRG_OK)
        st = from_buf(arena, &buf, out, err);
    xmlBufferFree(dump);
    return st;
}

/* An attribute, whatever its vocabulary ("rdf:about"); the value lies in the tree. */
static const char *attribute(const xmlNode *node, const char *name)
{
    for (const xmlAttr *a = node->properties; a != NULL; a = a->next)
        if (strcmp((const char *)a->name, name) == 0 && a->children != NULL && a->children->content != NULL)
            return (const char *)a->children->content;
    return "";
}

static drg_status keep(drg_arena *arena, const char *text, drg_str *out, drg_error *err)
{
    drg_str copy = drg_arena_copy(arena, drg_str_trim(drg_str_of(text)));
    if (copy.ptr == NULL)
        return drg_fail_nomem(err);
    *out = copy;
    return DRG_OK;
}

/* ---- entries ---- */

/* How good the date and the text are that an entry has so far. */
typedef struct ranks {
    int date, text;
} ranks;

static drg_status take_text(drg_feed *feed, const xmlNode *node, const char *type, drg_feed_entry *e, drg_error *err)
{
    bool nested = has_elements(node);
    bool plain = strcmp(type, "text") == 0 || strcmp(type, "text/plain") == 0;
    e->markup = plain && !nested ? DRG_FEED_TEXT : DRG_FEED_HTML;
    return nested ? markup_of(&feed->arena, node, &e->text, err) : text_of(&feed->arena, node, &e->text, err);
}

/* Candidates for the text, by how likely each is to be the whole article: 0 is none. */
static int text_rank(const xmlNode *node, space s, const char *name)
{
    if (s == CONTENT && strcmp(name, "encoded") == 0)
        return 5;
    if (s == ATOM && strcmp(name, "content") == 0)
        return attribute(node, "src")[0] == '\0' ? 4 : 0;
    if (s == XHTML && (strcmp(name, "body") == 0 || strcmp(name, "div") == 0))
        return 4;
    if (s == PLAIN && (strcmp(name, "fulltext") == 0 || strcmp(name, "full-text") == 0))
        return 4;
    if ((s == PLAIN || s == DUBLIN) && strcmp(name, "description") == 0)
        return 2;
    return (s == ATOM || s == PLAIN) && strcmp(name, "summary") == 0 ? 2 : 0;
}

static int date_rank(space s, const char *name)
{
    static const struct {
        const char *name;
        int rank;
    } known[] = {{"pubDate", 4}, {"published", 4}, {"issued", 3},  {"date", 3},
                 {"created", 3}, {"pubdate", 4},   {"updated", 2}, {"modified", 1}};
    for (size_t i = 0; s != OTHER && i < sizeof known / sizeof *known; i++)
        if (strcmp(name, known[i].name) == 0)
            return known[i].rank;
    return 0;
}

static drg_status take_link(drg_feed *feed, const xmlNode *node, space s, drg_str *url, drg_error *err)
{
    const char *rel = attribute(node, "rel"), *href = attribute(node, "href");
    if (href[0] != '\0') {
        bool page = rel[0] == '\0' || strcmp(rel, "alternate") == 0;
        return page && url->len == 0 ? keep(&feed->arena, href, url, err) : DRG_OK;
    }
    return s == PLAIN && url->len == 0 ? text_of(&feed->arena, node, url, err) : DRG_OK;
}

static const xmlNode *child_named(const xmlNode *node, const char *name)
{
    for (const xmlNode *child = node->children; child != NULL; child = child->next) {
        const char *local;
        if (child->type == XML_ELEMENT_NODE && name_of(child, &local) != OTHER && strcmp(local, name) == 0)
            return child;
    }
    return NULL;
}

/* A person: "Jane Doe", <name>Jane Doe</name>, "jane@news.example (Jane Doe)"; an address alone is no name. */
static drg_status take_author(drg_feed *feed, const xmlNode *node, drg_str *authors, drg_error *err)
{
    const xmlNode *name = child_named(node, "name");
    drg_str said = {0};
    drg_status st = text_of(&feed->arena, name != NULL ? name : node, &said, err);
    if (st != DRG_OK)
        return st;
    const char *sign = said.len > 0 ? memchr(said.ptr, '@', said.len) : NULL;
    const char *open = sign != NULL ? memchr(said.ptr, '(', said.len) : NULL;
    if (open != NULL) {
        said = drg_str_sub(said, (size_t)(open - said.ptr) + 1, said.len);
        if (said.len > 0 && said.ptr[said.len - 1] == ')')
            said.len--;
    } else if (sign != NULL) {
        return DRG_OK;
    }
    if (said.len == 0 || authors->len == 0) {
        *authors = said.len > 0 ? said : *authors;
        return DRG_OK;
    }
    drg_buf buf;
    drg_buf_init(&buf, DRG_MAX_FEED_BYTES);
    st = drg_buf_printf(&buf, "%.*s;%.*s", (int)authors->len, authors->ptr, (int)said.len, said.ptr);
    st = st == DRG_OK ? from_buf(&feed->arena, &buf, authors, err) : fail_buf(st, err);
    drg_buf_release(&buf);
    return st;
}

static drg_status take_id(drg_feed *feed, const xmlNode *node, drg_feed_entry *e, drg_error *err)
{
    drg_status st = text_of(&feed->arena, node, &e->id, err);
    const char *permanent = attribute(node, "isPermaLink");
    if (st == DRG_OK && e->url.len == 0 && strcmp(permanent, "false") != 0 && drg_weblink_is_web(e->id))
        e->url = e->id;
    return st;
}

static drg_status take_source(drg_feed *feed, const xmlNode *node, drg_str *publisher, drg_error *err)
{
    const xmlNode *title = child_named(node, "title");
    return text_of(&feed->arena, title != NULL ? title : node, publisher, err);
}

static drg_status take_child(drg_feed *feed, const xmlNode *node, ranks *best, drg_feed_entry *e, drg_error *err)
{
    const char *name;
    space s = name_of(node, &name);
    int rank = text_rank(node, s, name);
    if (rank > best->text) {
        drg_feed_entry other = *e;
        drg_status st =
            take_text(feed, node, s == ATOM && attribute(node, "type")[0] == '\0' ? "text" : attribute(node, "type"),
                      &other, err);
        if (st == DRG_OK && other.text.len > 0) {
            best->text = rank;
            *e = other;
        }
        return st;
    }
    rank = date_rank(s, name);
    if (rank > best->date) {
        best->date = rank;
        return text_of(&feed->arena, node, &e->date, err);
    }
    if (s == FEEDBURNER && strcmp(name, "origLink") == 0)
        return text_of(&feed->arena, node, &e->url, err);
    if (s == DUBLIN && strcmp(name, "creator") == 0)
        return take_author(feed, node, &e->author, err);
    if (s == DUBLIN && strcmp(name, "language") == 0)
        return text_of(&feed->arena, node, &e->language, err);
    if (s == DUBLIN && strcmp(name, "publisher") == 0)
        return text_of(&feed->arena, node, &e->publisher, err);
    if (s != PLAIN && s != ATOM)
        return DRG_OK;
    if (strcmp(name, "title") == 0 && e->title.len == 0)
        return has_elements(node) ? markup_of(&feed->arena, node, &e->title, err)
                                  : text_of(&feed->arena, node, &e->title, err);
    if (strcmp(name, "link") == 0)
        return take_link(feed, node, s, &e->url, err);
    if (strcmp(name, "guid") == 0 || strcmp(name, "id") == 0)
        return take_id(feed, node, e, err);
    if (strcmp(name, "author") == 0)
        return take_author(feed, node, &e->author, err);
    return strcmp(name, "source") == 0 ? take_source(feed, node, &e->publisher, err) : DRG_OK;
}

/* A text that is from the field for whole articles, and no less than a few sentences, is the article. */
#define MIN_FULL_BYTES 400

static drg_status take_entry(drg_feed *feed, const xmlNode *node, drg_error *err)
{
    drg_feed_entry *e = NULL;
    ranks best = {0};
    drg_status st = drg_feed__add(feed, &e, err);
    if (st != DRG_OK)
        return st;
    e->line = (size_t)xmlGetLineNo(node);
    for (const xmlNode *child = node->children; st == DRG_OK && child != NULL; child = child->next)
        if (child->type == XML_ELEMENT_NODE)
            st = take_child(feed, child, &best, e, err);
    e->full = best.text >= 4 && e->text.len >= MIN_FULL_BYTES;
    if (st == DRG_OK && e->url.len == 0 && attribute(node, "about")[0] != '\0') /* RSS 1.0 */
        st = keep(&feed->arena, attribute(node, "about"), &e->url, err);
    if (st == DRG_OK && e->language.len == 0 && attribute(node, "lang")[0] != '\0')
        st = keep(&feed->arena, attribute(node, "lang"), &e->language, err);
    return st;
}

/* ---- the feed ---- */

/* The feed's own title and the like: what stands in its channel, or at its top. */
static drg_status take_head(drg_feed *feed, const xmlNode *node, drg_error *err)
{
    const char *name;
    space s = name_of(node, &name);
    if ((s == PLAIN || s == ATOM) && strcmp(name, "title") == 0 && feed->title.len == 0)
        return text_of(&feed->arena, node, &feed->title, err);
    if ((s == PLAIN || s == ATOM) && strcmp(name, "link") == 0)
        return take_link(feed, node, s, &feed->url, err);
    if ((s == PLAIN || s == DUBLIN) && strcmp(name, "language") == 0)
        return text_of(&feed->arena, node, &feed->language, err);
    return DRG_OK;
}

static bool is_entry(const xmlNode *node)
{
    const char *name;
    space s = name_of(node, &name);
    return (s == PLAIN && strcmp(name, "item") == 0) || ((s == ATOM || s == PLAIN) && strcmp(name, "entry") == 0);
}

static bool is_head(const xmlNode *node)
{
    const char *name;
    space s = name_of(node, &name);
    return (s == PLAIN || s == ATOM) && (strcmp(name, "channel") == 0 || strcmp(name, "feed") == 0);
}

/* The next element in the order of the text, not beneath the feed's images and the like. */
static xmlNode *after(xmlNode *node, const xmlNode *root)
{
    if (node->type == XML_ELEMENT_NODE && node->children != NULL)
        return node->children;
    while (node != NULL && node != root && node->next == NULL)
        node = node->parent;
    return node != NULL && node != root ? node->next : NULL;
}

static drg_status walk(drg_feed *feed, xmlNode *root, drg_error *err)
{
    drg_status st = DRG_OK;
    for (xmlNode *node = root; st == DRG_OK && node != NULL; node = after(node, root)) {
        if (node->type != XML_ELEMENT_NODE)
            continue;
        if (is_entry(node))
            st = take_entry(feed, node, err);
        else if (node->parent != NULL && node->parent->type == XML_ELEMENT_NODE && is_head(node->parent))
            st = take_head(feed, node, err);
    }
    const char *language = attribute(root, "lang");
    if (st == DRG_OK && feed->language.len == 0 && language[0] != '\0')
        st = keep(&feed->arena, language, &feed->language, err);
    return st;
}

static pthread_once_t once = PTHREAD_ONCE_INIT;

void drg_feed__begin_xml(void)
{
    pthread_once(&once, xmlInitParser);
}

/* Whether the root's end stands at the end, as it does in what is whole. */
static bool is_whole(drg_str xml, const xmlNode *root)
{
    char close[80];
    int n = snprintf(close, sizeof close, "%s", (const char *)root->name);
    if (n <= 0 || n >= (int)sizeof close)
        return true;
    drg_str tail = drg_str_sub(xml, xml.len > 4096 ? xml.len - 4096 : 0, xml.len);
    for (size_t p = 0; p + 2 < tail.len; p++) {
        if (tail.ptr[p] != '<' || tail.ptr[p + 1] != '/')
            continue;
        size_t to = p + 2;
        while (to < tail.len && tail.ptr[to] != '>' && tail.ptr[to] != ' ')
            to++;
        drg_str name = drg_str_sub(tail, p + 2, to);
        if (drg_str_ends(name, (drg_str){close, (size_t)n}))
            return true;
    }
    return false;
}

drg_status drg_feed__parse_xml(drg_str utf8, drg_feed *feed, drg_error *err)
{
    drg_buf xml;
    drg_buf_init(&xml, 4 * DRG_MAX_FEED_BYTES);
    drg_status st = drg_feed__repair(utf8, &xml);
    if (st != DRG_OK) {
        drg_buf_release(&xml);
        return st == DRG_ELIMIT ? drg_fail(err, st, "the feed is too long") : drg_fail_nomem(err);
    }
    drg_feed__begin_xml();
    xmlDoc *doc = xmlReadMemory(xml.ptr != NULL ? xml.ptr : "", (int)xml.len, "feed", "UTF-8",
                                XML_PARSE_RECOVER | XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
    xmlNode *root = doc != NULL ? xmlDocGetRootElement(doc) : NULL;
    if (root != NULL) {
        st = walk(feed, root, err);
        feed->cut_off = !is_whole((drg_str){xml.ptr, xml.len}, root);
    }
    if (st == DRG_OK && (root == NULL || (feed->n_entries == 0 && feed->title.len == 0)))
        st = drg_fail(err, DRG_EINPUT, "no feed: XML without a title and entries");
    xmlFreeDoc(doc);
    drg_buf_release(&xml);
    return st;
}
