#include "ingest/page_meta.h"

#include "base/date.h"
#include "base/error.h"
#include "ingest/page_date.h"
#include "ingest/page_ld.h"
#include "ingest/page_names.h"

#include <string.h>
#include <strings.h>

/* Where a page says something, most trusted first. */
enum { FROM_LD, FROM_OG, FROM_MICRODATA, FROM_META, FROM_PAGE, N_FROM };

typedef struct finder {
    const drg_html *html;
    const drg_page_text *page;
    drg_arena *arena;
    drg_str fetched;
    drg_page_ld ld;
    drg_str title[N_FROM], publisher[N_FROM], published[N_FROM], language[N_FROM], url[N_FROM];
    drg_str modified, base, h1, heading;
    drg_str time; /* of <time>, which is marked as the day of publication, or is the first */
    bool time_marked;
    drg_str authors[N_FROM][DRG_MAX_PAGE_AUTHORS];
    size_t n_authors[N_FROM];
    bool nomem;
} finder;

/* ---- the sources ---- */

/* A text in one line; empty where it is too long to be what is looked for. */
static drg_str one_line(finder *f, drg_str t)
{
    if (t.len == 0 || t.len > 2000)
        return (drg_str){0};
    char *out = drg_arena_alloc(f->arena, t.len + 1);
    if (out == NULL) {
        f->nomem = true;
        return (drg_str){0};
    }
    size_t n = 0;
    for (size_t p = 0; p < t.len;) {
        uint32_t c = drg_utf8_next(t, &p);
        if (drg_char_is_space(c) || c < 0x20)
            c = ' ';
        if (c == 0x200B || c == 0xAD || c == 0xFEFF || (c == ' ' && (n == 0 || out[n - 1] == ' ')))
            continue;
        n += drg_utf8_put(out + n, c);
    }
    return drg_str_trim((drg_str){out, n});
}

static drg_str text_of(finder *f, uint32_t node)
{
    drg_buf buf;
    drg_buf_init(&buf, 4096);
    drg_status st = drg_html_text(f->html, node, &buf);
    drg_str line = st == DRG_OK ? one_line(f, (drg_str){buf.ptr, buf.len}) : (drg_str){0};
    f->nomem = f->nomem || st == DRG_ENOMEM;
    drg_buf_release(&buf);
    return line;
}

static void keep(drg_str *to, drg_str value)
{
    if (to->len == 0)
        *to = value;
}

static void add_author(finder *f, int from, drg_str name)
{
    if (name.len > 0 && f->n_authors[from] < DRG_MAX_PAGE_AUTHORS)
        f->authors[from][f->n_authors[from]++] = name;
}

static bool same_key(drg_str key, const char *name)
{
    return key.len == strlen(name) && strncasecmp(key.ptr, name, key.len) == 0;
}

typedef enum field { F_TITLE, F_PUBLISHER, F_PUBLISHED, F_MODIFIED, F_LANGUAGE, F_URL, F_AUTHOR } field;

static const struct {
    const char *key;
    field what;
    int from;
} meta_keys[] = {
    {"og:title", F_TITLE, FROM_OG},
    {"og:site_name", F_PUBLISHER, FROM_OG},
    {"og:article:published_time", F_PUBLISHED, FROM_OG},
    {"article:published_time", F_PUBLISHED, FROM_OG},
    {"article:published", F_PUBLISHED, FROM_OG},
    {"og:published_time", F_PUBLISHED, FROM_OG},
    {"article:modified_time", F_MODIFIED, FROM_OG},
    {"og:updated_time", F_MODIFIED, FROM_OG},
    {"og:locale", F_LANGUAGE, FROM_OG},
    {"og:url", F_URL, FROM_OG},
    {"article:author", F_AUTHOR, FROM_OG},
    {"og:article:author", F_AUTHOR, FROM_OG},
    {"headline", F_TITLE, FROM_MICRODATA},
    {"datePublished", F_PUBLISHED, FROM_MICRODATA},
    {"dateModified", F_MODIFIED, FROM_MICRODATA},
    {"inLanguage", F_LANGUAGE, FROM_MICRODATA},
    {"date", F_PUBLISHED, FROM_META},
    {"pubdate", F_PUBLISHED, FROM_META},
    {"publishdate", F_PUBLISHED, FROM_META},
    {"publish-date", F_PUBLISHED, FROM_META},
    {"publish_date", F_PUBLISHED, FROM_META},
    {"published-date", F_PUBLISHED, FROM_META},
    {"published_date", F_PUBLISHED, FROM_META},
    {"published", F_PUBLISHED, FROM_META},
    {"publication_date", F_PUBLISHED, FROM_META},
    {"publication-date", F_PUBLISHED, FROM_META},
    {"article_date_original", F_PUBLISHED, FROM_META},
    {"article.published", F_PUBLISHED, FROM_META},
    {"article.created", F_PUBLISHED, FROM_META},
    {"originalpublicationdate", F_PUBLISHED, FROM_META},
    {"created", F_PUBLISHED, FROM_META},
    {"dc.date", F_PUBLISHED, FROM_META},
    {"dc.date.issued", F_PUBLISHED, FROM_META},
    {"dc.date.created", F_PUBLISHED, FROM_META},
    {"dcterms.date", F_PUBLISHED, FROM_META},
    {"dcterms.issued", F_PUBLISHED, FROM_META},
    {"dcterms.created", F_PUBLISHED, FROM_META},
    {"dcsext.articlefirstpublished", F_PUBLISHED, FROM_META},
    {"parsely-pub-date", F_PUBLISHED, FROM_META},
    {"sailthru.date", F_PUBLISHED, FROM_META},
    {"cxenseparse:recs:publishtime", F_PUBLISHED, FROM_META},
    {"cxenseparse:publishtime", F_PUBLISHED, FROM_META},
    {"displaydate", F_PUBLISHED, FROM_META},
    {"rnews:datepublished", F_PUBLISHED, FROM_META},
    {"citation_publication_date", F_PUBLISHED, FROM_META},
    {"citation_date", F_PUBLISHED, FROM_META},
    {"mediator_published_time", F_PUBLISHED, FROM_META},
    {"revised", F_MODIFIED, FROM_META},
    {"lastmod", F_MODIFIED, FROM_META},
    {"dcterms.modified", F_MODIFIED, FROM_META},
    {"dc.title", F_TITLE, FROM_META},
    {"dcterms.title", F_TITLE, FROM_META},
    {"parsely-title", F_TITLE, FROM_META},
    {"sailthru.title", F_TITLE, FROM_META},
    {"citation_title", F_TITLE, FROM_META},
    {"twitter:title", F_TITLE, FROM_META},
    {"author", F_AUTHOR, FROM_META},
    {"parsely-author", F_AUTHOR, FROM_META},
    {"sailthru.author", F_AUTHOR, FROM_META},
    {"dc.creator", F_AUTHOR, FROM_META},
    {"dcterms.creator", F_AUTHOR, FROM_META},
    {"citation_author", F_AUTHOR, FROM_META},
    {"byl", F_AUTHOR, FROM_META},
    {"mediator_author", F_AUTHOR, FROM_META},
    {"dc.publisher", F_PUBLISHER, FROM_META},
    {"dcterms.publisher", F_PUBLISHER, FROM_META},
    {"publisher", F_PUBLISHER, FROM_META},
    {"application-name", F_PUBLISHER, FROM_META},
    {"content-language", F_LANGUAGE, FROM_META},
    {"language", F_LANGUAGE, FROM_META},
    {"dc.language", F_LANGUAGE, FROM_META},
};

static void keep_field(finder *f, field what, int from, drg_str value)
{
    switch (what) {
    case F_TITLE:
        keep(&f->title[from], value);
        break;
    case F_PUBLISHER:
        keep(&f->publisher[from], value);
        break;
    case F_PUBLISHED:
        keep(&f->published[from], value);
        break;
    case F_MODIFIED:
        keep(&f->modified, value);
        break;
    case F_LANGUAGE:
        keep(&f->language[from], value);
        break;
    case F_URL:
        keep(&f->url[from], value);
        break;
    case F_AUTHOR:
        add_author(f, from, value);
        break;
    }
}

static void take_meta(finder *f, uint32_t node)
{
    static const char *const attributes[] = {"property", "name", "itemprop", "http-equiv"};
    drg_str content = drg_html_attribute(f->html, node, "content");
    for (size_t a = 0; content.len > 0 && a < sizeof attributes / sizeof *attributes; a++) {
        drg_str key = drg_html_attribute(f->html, node, attributes[a]);
        for (size_t i = 0; key.len > 0 && i < sizeof meta_keys / sizeof *meta_keys; i++)
            if (same_key(key, meta_keys[i].key))
                keep_field(f, meta_keys[i].what, meta_keys[i].from, one_line(f, content));
    }
}

static void take_link(finder *f, uint32_t node)
{
    drg_str rel = drg_html_attribute(f->html, node, "rel"), href = drg_html_attribute(f->html, node, "href");
    if (same_key(rel, "canonical"))
        keep(&f->url[FROM_PAGE], one_line(f, href));
}

/* The value of a microdata property: what it holds for machines, else what it shows. */
static drg_str value_of(finder *f, uint32_t node)
{
    static const char *const attributes[] = {"content", "datetime"};
    for (size_t i = 0; i < 2; i++) {
        drg_str value = drg_html_attribute(f->html, node, attributes[i]);
        if (drg_str_trim(value).len > 0)
            return one_line(f, value);
    }
    return text_of(f, node);
}

/* The name within a property that is an object of its own. */
static drg_str name_within(finder *f, uint32_t node)
{
    for (uint32_t i = node + 1; i < f->html->nodes[node].end; i++)
        if (f->html->nodes[i].tag != DRG_HTML_TEXT && drg_str_is(drg_html_attribute(f->html, i, "itemprop"), "name"))
            return value_of(f, i);
    return value_of(f, node);
}

static void take_property(finder *f, uint32_t node, drg_str property)
{
    if (drg_str_is(property, "headline"))
        keep(&f->title[FROM_MICRODATA], value_of(f, node));
    else if (drg_str_is(property, "datePublished"))
        keep(&f->published[FROM_MICRODATA], value_of(f, node));
    else if (drg_str_is(property, "publisher"))
        keep(&f->publisher[FROM_MICRODATA], name_within(f, node));
    else if (drg_str_is(property, "author") || drg_str_is(property, "creator"))
        add_author(f, FROM_MICRODATA, name_within(f, node));
}

static bool marks_published(drg_str names)
{
    static const char *const words[] = {"publish",   "pubdate",      "posted",      "entry-date",
                                        "post-date", "dt-published", "date-created"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (names.len > 0 && memmem(names.ptr, names.len, words[i], strlen(words[i])) != NULL)
            return true;
    return false;
}

static void take_time(finder *f, uint32_t node)
{
    drg_str said = drg_html_attribute(f->html, node, "datetime");
    drg_str names = drg_html_attribute(f->html, node, "class");
    bool updated = names.len > 0 && (memmem(names.ptr, names.len, "updat", 5) != NULL ||
                                     memmem(names.ptr, names.len, "modif", 5) != NULL);
    bool marked = (marks_published(names) && !memmem(names.ptr, names.len, "updated", 7)) ||
                  drg_html_attribute(f->html, node, "pubdate").ptr != NULL;
    if (updated && !marked)
        return;
    if (f->time.len > 0 && (f->time_marked || !marked))
        return;
    int32_t days;
    drg_str value = said.len > 0 ? one_line(f, said) : text_of(f, node);
    if (!drg_page_date_of_value(value, DRG_DAY_UNSAID, &days))
        return;
    f->time = value;
    f->time_marked = marked;
}

static bool is_left_out(const finder *f, uint32_t node)
{
    const uint32_t outside = DRG_MARK_CHROME | DRG_MARK_RELATED | DRG_MARK_COMMENTS | DRG_MARK_AD | DRG_MARK_SIGNUP;
    for (; node != DRG_HTML_NONE; node = f->html->nodes[node].parent)
        if (f->page->marks[node] & outside)
            return true;
    return false;
}

static void take_node(finder *f, uint32_t i)
{
    const drg_html_node *n = &f->html->nodes[i];
    drg_str property = drg_html_attribute(f->html, i, "itemprop");
    switch (n->tag) {
    case GUMBO_TAG_META:
        take_meta(f, i);
        return;
    case GUMBO_TAG_LINK:
        take_link(f, i);
        return;
    case GUMBO_TAG_HTML:
        keep(&f->language[FROM_PAGE], drg_html_attribute(f->html, i, "lang"));
        keep(&f->language[FROM_PAGE], drg_html_attribute(f->html, i, "xml:lang"));
        break;
    case GUMBO_TAG_BASE:
        keep(&f->base, drg_html_attribute(f->html, i, "href"));
        return;
    case GUMBO_TAG_TITLE:
        keep(&f->title[FROM_PAGE], text_of(f, i));
        return;
    case GUMBO_TAG_H1:
        if (f->h1.len == 0 && !is_left_out(f, i))
            f->h1 = text_of(f, i);
        break;
    case GUMBO_TAG_TIME:
        if (!is_left_out(f, i))
            take_time(f, i);
        break;
    case GUMBO_TAG_A:
        if (same_key(drg_html_attribute(f->html, i, "rel"), "author") && !is_left_out(f, i))
            add_author(f, FROM_PAGE, text_of(f, i));
        break;
    default:
        break;
    }
    if (property.len > 0 && !is_left_out(f, i))
        take_property(f, i, property);
}

/* ---- the choice ---- */

static void choose_title(finder *f, drg_meta *meta)
{
    drg_str publisher = meta->publisher;
    for (int from = 0; from < N_FROM && meta->title.len == 0; from++) {
        if (from == FROM_PAGE)
            meta->title = f->h1;
        keep(&meta->title, f->title[from]);
    }
    meta->title =
        drg_page_title_without_site(meta->title, publisher, f->fetched.len > 0 ? f->fetched : meta->url, f->h1);
}

static drg_day_order day_order(drg_str language)
{
    bool english = language.len >= 2 && strncasecmp(language.ptr, "en", 2) == 0;
    bool american = english && language.len >= 5 && strncasecmp(language.ptr + 3, "US", 2) == 0;
    return american ? DRG_MONTH_FIRST : english || language.len == 0 ? DRG_DAY_UNSAID : DRG_DAY_FIRST;
}

static bool set_day(finder *f, drg_meta *meta, drg_date_from from, int32_t days)
{
    char day[11];
    drg_date_format(days, day);
    meta->published = drg_arena_copy(f->arena, (drg_str){day, 10});
    meta->published_from = from;
    f->nomem = f->nomem || meta->published.ptr == NULL;
    return true;
}

static void choose_date(finder *f, drg_meta *meta)
{
    static const drg_date_from origins[] = {DRG_DATE_FROM_JSON_LD, DRG_DATE_FROM_OPENGRAPH, DRG_DATE_FROM_MICRODATA,
                                            DRG_DATE_FROM_META};
    drg_day_order order = day_order(meta->language);
    int32_t days;
    for (int from = 0; from < FROM_PAGE; from++) {
        if (drg_page_date_of_value(f->published[from], order, &days)) {
            set_day(f, meta, origins[from], days);
            return;
        }
    }
    if (drg_page_date_of_value(f->time, order, &days))
        set_day(f, meta, DRG_DATE_FROM_TIME, days);
    else if (drg_page_date_of_url(f->fetched, &days) || drg_page_date_of_url(meta->url, &days))
        set_day(f, meta, DRG_DATE_FROM_URL, days);
}

static void choose_authors(finder *f, drg_meta *meta)
{
    drg_str *list = drg_arena_array(f->arena, DRG_MAX_PAGE_AUTHORS, sizeof *list);
    f->nomem = f->nomem || list == NULL;
    for (int from = 0; from < N_FROM && list != NULL && meta->n_authors == 0; from++)
        for (size_t i = 0; i < f->n_authors[from]; i++)
            meta->n_authors =
                drg_page_add_authors(f->authors[from][i], meta->publisher, list, meta->n_authors, DRG_MAX_PAGE_AUTHORS);
    meta->authors = list;
}

static void choose(finder *f, drg_meta *meta)
{
    static const int order_of_language[] = {FROM_PAGE, FROM_LD, FROM_MICRODATA, FROM_OG, FROM_META};
    static const int order_of_url[] = {FROM_PAGE, FROM_OG, FROM_LD};
    for (size_t i = 0; i < N_FROM && meta->language.len == 0; i++)
        meta->language = drg_page_language_tag(f->language[order_of_language[i]], f->arena);
    for (size_t i = 0; i < sizeof order_of_url / sizeof *order_of_url && meta->url.len == 0; i++)
        meta->url = drg_page_url(f->url[order_of_url[i]], f->base, f->fetched, f->arena);
    keep(&meta->url, f->fetched);
    for (int from = 0; from < N_FROM; from++)
        keep(&meta->publisher, f->publisher[from]);
    choose_title(f, meta);
    choose_date(f, meta);
    choose_authors(f, meta);
}

static void take_ld(finder *f)
{
    f->title[FROM_LD] = f->ld.title;
    f->publisher[FROM_LD] = f->ld.publisher;
    f->published[FROM_LD] = f->ld.published;
    f->language[FROM_LD] = f->ld.language;
    f->url[FROM_LD] = f->ld.url;
    for (size_t i = 0; i < f->ld.n_authors; i++)
        add_author(f, FROM_LD, f->ld.authors[i]);
}

drg_status drg_page_meta_find(const drg_html *html, const drg_page_text *page, drg_str url, drg_page_meta *meta,
                              drg_error *err)
{
    *meta = (drg_page_meta){0};
    drg_arena_init(&meta->arena, 0);
    finder *f = drg_arena_alloc(&meta->arena, sizeof *f);
    if (f == NULL)
        return drg_fail_nomem(err);
    *f = (finder){.html = html, .page = page, .arena = &meta->arena, .fetched = url};
    drg_status st = drg_page_ld_read(html, url, &meta->arena, &f->ld, err);
    if (st != DRG_OK)
        return st;
    take_ld(f);
    for (uint32_t i = 0; i < html->n; i++)
        if (html->nodes[i].tag != DRG_HTML_TEXT)
            take_node(f, i);
    choose(f, &meta->meta);
    meta->body = f->ld.body;
    return f->nomem ? drg_fail_nomem(err) : DRG_OK;
}

/* ---- dates that the page shows ---- */

bool drg_page_date_shown(const drg_html *html, const drg_page_text *page, const drg_meta *meta, size_t first,
                         int32_t *days)
{
    static const char *const words[] = {"date", "time", "publish", "posted", "byline", "meta", "dateline"};
    drg_day_order order = day_order(meta->language);
    for (size_t i = 0; i < page->n; i++) {
        const drg_page_block *b = &page->blocks[i];
        bool named = false;
        if (b->n_words > 25 || i > first + 400)
            continue;
        unsigned up = 0;
        for (uint32_t n = html->nodes[b->first].parent; n != DRG_HTML_NONE && !named && up < 4;
             n = html->nodes[n].parent, up++) {
            if (page->marks[n] & (DRG_MARK_COMMENTS | DRG_MARK_RELATED | DRG_MARK_CHROME)) {
                named = false;
                break;
            }
            drg_str names[2] = {drg_html_attribute(html, n, "class"), drg_html_attribute(html, n, "id")};
            for (size_t k = 0; k < 14; k++)
                named = named || (names[k % 2].len > 0 && memmem(names[k % 2].ptr, names[k % 2].len, words[k / 2],
                                                                 strlen(words[k / 2])) != NULL);
        }
        bool near = i < first ? first - i <= 12 : false;
        if ((named || near) && b->n_links < 4 && drg_page_date_find(drg_page_block_text(page, i), order, days))
            return true;
    }
    return false;
}

void drg_page_meta_release(drg_page_meta *meta)
{
    drg_arena_release(&meta->arena);
    *meta = (drg_page_meta){0};
}
