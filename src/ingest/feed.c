#include "ingest/feed.h"

#include "base/date.h"
#include "base/error.h"
#include "ingest/blocks.h"
#include "ingest/charset.h"
#include "ingest/dates.h"
#include "ingest/fields.h"
#include "ingest/language.h"
#include "ingest/page.h"
#include "ingest/page_date.h"
#include "ingest/weblink.h"

#include <string.h>

/* ---- what a feed looks like ---- */

static bool holds(drg_str b, const char *what)
{
    return b.len > 0 && memmem(b.ptr, b.len, what, strlen(what)) != NULL;
}

/* The first element's name in text that begins as XML does. */
static drg_str root_name(drg_str b)
{
    size_t p = 0;
    while (p < b.len) {
        const char *open = memchr(b.ptr + p, '<', b.len - p);
        if (open == NULL)
            break;
        p = (size_t)(open - b.ptr) + 1;
        drg_str rest = drg_str_sub(b, p, b.len);
        const char *end = NULL;
        if (drg_str_starts(rest, DRG_LIT("!--")))
            end = memmem(rest.ptr, rest.len, "-->", 3);
        else if (rest.len > 0 && (rest.ptr[0] == '?' || rest.ptr[0] == '!'))
            end = memchr(rest.ptr, '>', rest.len);
        else {
            size_t n = 0;
            while (n < rest.len && n < 40 && strchr(" \t\r\n/>", rest.ptr[n]) == NULL)
                n++;
            return drg_str_sub(rest, 0, n);
        }
        if (end == NULL)
            break;
        p = (size_t)(end - b.ptr);
    }
    return (drg_str){"", 0};
}

bool drg_feed_looks_like(drg_str b)
{
    char plain[4096];
    b = drg_str_sub(b, 0, sizeof plain);
    if (b.len >= 2 && (memcmp(b.ptr, "\xFF\xFE", 2) == 0 || memcmp(b.ptr, "\xFE\xFF", 2) == 0)) {
        size_t n = 0;
        for (size_t i = 0; i < b.len; i++)
            if (b.ptr[i] != '\0' && (unsigned char)b.ptr[i] < 0x80)
                plain[n++] = b.ptr[i];
        b = (drg_str){plain, n};
    }
    drg_str t = drg_str_trim(b);
    if (t.len > 0 && t.ptr[0] == '{')
        return holds(t, "\"version\"") && holds(t, "jsonfeed.org/version");
    if (t.len == 0 || (t.ptr[0] != '<' && !drg_str_starts(t, DRG_LIT("\xEF\xBB\xBF"))))
        return false;
    drg_str root = root_name(t);
    const char *colon = root.len > 0 ? memchr(root.ptr, ':', root.len) : NULL;
    if (colon != NULL)
        root = drg_str_sub(root, (size_t)(colon - root.ptr) + 1, root.len);
    return drg_str_is(root, "rss") || drg_str_is(root, "RDF") || drg_str_is(root, "feed") || drg_str_is(root, "RSS") ||
           (drg_str_is(root, "channel") && holds(t, "<title"));
}

/* ---- parsing ---- */

drg_status drg_feed__add(drg_feed *feed, drg_feed_entry **entry, drg_error *err)
{
    if (feed->n_entries == DRG_MAX_FEED_ENTRIES)
        return drg_fail(err, DRG_ELIMIT, "the feed has more than %d entries", DRG_MAX_FEED_ENTRIES);
    if (!DRG_ARENA_GROW(&feed->arena, feed->entries, feed->n_entries, feed->cap_entries))
        return drg_fail_nomem(err);
    *entry = &feed->entries[feed->n_entries++];
    **entry = (drg_feed_entry){.markup = DRG_FEED_TEXT};
    return DRG_OK;
}

static drg_status resolve_urls(drg_feed *feed, drg_str base, drg_error *err)
{
    if (!drg_weblink_is_web(base))
        base = feed->url;
    for (size_t i = 0; drg_weblink_is_web(base) && i < feed->n_entries; i++) {
        drg_feed_entry *e = &feed->entries[i];
        drg_str whole;
        if (e->url.len == 0 || drg_weblink_is_web(e->url))
            continue;
        if (!drg_weblink_resolve(&feed->arena, base, e->url, &whole))
            continue; /* left as it is written */
        if (whole.ptr == NULL)
            return drg_fail_nomem(err);
        e->url = whole;
    }
    return DRG_OK;
}

drg_status drg_feed_parse(drg_str bytes, drg_str charset, drg_str base, drg_feed *feed, drg_error *err)
{
    drg_buf decoded;
    drg_str utf8 = {0};
    drg_charset_found found;
    if (bytes.len > DRG_MAX_FEED_BYTES)
        return drg_fail(err, DRG_ELIMIT, "the feed has more than %zu bytes", DRG_MAX_FEED_BYTES);
    *feed = (drg_feed){.cut_off = false};
    drg_arena_init(&feed->arena, 0);
    drg_buf_init(&decoded, 3 * DRG_MAX_FEED_BYTES);
    drg_status st = drg_charset_decode(bytes, charset, true, &decoded, &utf8, &found, err);
    drg_str t = drg_str_trim(utf8);
    if (st == DRG_OK)
        st = t.len > 0 && t.ptr[0] == '{' ? drg_feed__parse_json(t, feed, err) : drg_feed__parse_xml(t, feed, err);
    if (st == DRG_OK)
        st = resolve_urls(feed, base, err);
    drg_buf_release(&decoded);
    if (st != DRG_OK)
        drg_feed_release(feed);
    return st;
}

void drg_feed_release(drg_feed *feed)
{
    drg_arena_release(&feed->arena);
    *feed = (drg_feed){.cut_off = false};
}

/* ---- documents ---- */

static bool has_markup(drg_str t)
{
    for (size_t i = 0; i + 1 < t.len; i++) {
        char c = t.ptr[i + 1];
        bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        if ((t.ptr[i] == '<' && (letter || c == '/' || c == '!')) || (t.ptr[i] == '&' && (letter || c == '#')))
            return true;
    }
    return false;
}

/* A title or name without the markup that some feeds put there. */
static drg_status plain_text(drg_arena *arena, drg_str *t, drg_error *err)
{
    if (!has_markup(*t))
        return DRG_OK;
    drg_document *doc = drg_document_new();
    drg_page_input piece = {.bytes = *t, .charset = DRG_LIT("UTF-8")};
    drg_status st = doc != NULL ? drg_page__read_fragment(&piece, doc, err) : drg_fail_nomem(err);
    if (st == DRG_OK) {
        drg_str text = drg_arena_copy(arena, drg_str_trim(doc->text));
        st = text.ptr != NULL ? DRG_OK : drg_fail_nomem(err);
        for (size_t i = 0; st == DRG_OK && i < text.len; i++)
            if (text.ptr[i] == '\n')
                ((char *)(uintptr_t)text.ptr)[i] = ' ';
        if (st == DRG_OK)
            *t = text;
    }
    drg_document_free(doc);
    return st == DRG_ENOMEM ? st : DRG_OK;
}

/* As the formats have it, or as a page would write it. */
static bool day_of(drg_str date, int32_t *days)
{
    drg_str t = drg_str_trim(date);
    return drg_field_day(t, days) || drg_mail_date_at(t, 0, days) || drg_page_date_find(t, DRG_DAY_UNSAID, days);
}

drg_status drg_feed_know(const drg_feed *feed, size_t i, drg_str source, drg_document *doc, drg_error *err)
{
    const drg_feed_entry *e = &feed->entries[i];
    drg_meta meta = doc->meta;
    char day[11], hash[17];
    int32_t days;
    drg_str title = e->title, author = e->author, publisher = e->publisher.len > 0 ? e->publisher : feed->title;
    drg_status st = plain_text(&doc->arena, &title, err);
    if (st == DRG_OK)
        st = plain_text(&doc->arena, &publisher, err);
    if (st == DRG_OK)
        st = plain_text(&doc->arena, &author, err);
    if (st == DRG_OK && author.len > 0)
        st = drg_field_authors(&doc->arena, author, &meta.authors, &meta.n_authors, err);
    if (st != DRG_OK)
        return st;
    if (day_of(e->date, &days)) {
        drg_date_format(days, day);
        meta.published = (drg_str){day, 10};
        meta.published_from = DRG_DATE_FROM_FEED;
    }
    drg_field_hash(doc->text, hash);
    meta.id = e->id.len > 0 ? e->id : (drg_str){hash, 16};
    meta.source = source;
    meta.url = e->url.len > 0 ? e->url : meta.url;
    meta.title = title.len > 0 ? title : meta.title;
    meta.publisher = publisher.len > 0 ? publisher : meta.publisher;
    /* "en" was found out, and the feed says "en-GB". */
    drg_str language = e->language.len > 0 ? e->language : feed->language;
    bool finer = language.len > meta.language.len && drg_str_starts(language, meta.language) &&
                 language.ptr[meta.language.len] == '-';
    if (meta.language.len == 0 || finer)
        meta.language = language;
    return drg_document_set_meta(doc, &meta, err);
}

drg_status drg_feed_document(const drg_feed *feed, size_t i, drg_str source, drg_document *doc, drg_error *err)
{
    const drg_feed_entry *e = &feed->entries[i];
    drg_page_input piece = {.bytes = e->text, .charset = DRG_LIT("UTF-8"), .url = e->url, .source = source};
    drg_status st;
    if (e->markup == DRG_FEED_HTML && has_markup(e->text)) {
        st = drg_page__read_fragment(&piece, doc, err);
    } else {
        st = drg_document_set_text(doc, drg_str_trim(e->text), err);
    }
    if (st == DRG_OK && drg_str_trim(doc->text).len == 0)
        return drg_fail_for(err, DRG_EINPUT, DRG_REASON_NO_TEXT, "the entry has no text%s",
                            e->url.len > 0 ? " (its page has one, perhaps: --fetch)" : "");
    if (st == DRG_OK)
        st = drg_feed_know(feed, i, source, doc, err);
    if (st == DRG_OK)
        st = drg_language_set(doc, true, err); /* a feed says it of all its entries */
    if (st == DRG_OK && doc->n_blocks == 1 && !(e->markup == DRG_FEED_HTML && has_markup(e->text)))
        st = drg_blocks__mark(doc, err);
    return st;
}
