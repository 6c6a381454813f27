#include "ingest/feed_page.h"

#include "base/error.h"
#include "ingest/http.h"
#include "ingest/page.h"

#include <string.h>

static bool is_page(drg_str type, drg_str bytes)
{
    if (type.len == 0 || drg_http_is(type, "application/octet-stream"))
        return drg_page_looks_like(bytes);
    return drg_http_is(type, "text/html") || drg_http_is(type, "application/xhtml+xml");
}

static drg_status read_page(const drg_fetch_answer *answer, const drg_feed *feed, size_t entry, drg_document *doc,
                            drg_error *err)
{
    drg_str type, charset, bytes = {answer->body.ptr, answer->body.len};
    drg_http_type_parse(drg_str_of(answer->content_type), &type, &charset);
    if (!is_page(type, bytes))
        return drg_fail_for(err, DRG_EINPUT, DRG_REASON_CONTENT_TYPE, "the entry's page is none: \"%.*s\"",
                            (int)(type.len < 60 ? type.len : 60), type.len > 0 ? type.ptr : "");
    drg_page_input page = {
        .bytes = bytes, .charset = charset, .url = drg_str_of(answer->url), .source = drg_str_of(answer->url)};
    drg_status st = drg_page__read(&page, doc, err);
    if (st == DRG_OK && drg_str_trim(doc->text).len == 0)
        return drg_fail_for(err, DRG_EINPUT, DRG_REASON_NO_TEXT, "the entry's page has no article");
    return st == DRG_OK ? drg_feed_know(feed, entry, page.source, doc, err) : st;
}

drg_status drg_feed_page(drg_fetcher *fetcher, const drg_feed *feed, size_t entry, drg_document *doc, drg_error *err)
{
    drg_fetch_answer answer;
    drg_fetch_request request = {.url = feed->entries[entry].url.ptr};
    drg_fetch_answer_init(&answer);
    drg_status st = drg_fetch_get(fetcher, &request, &answer, err);
    if (st == DRG_OK)
        st = read_page(&answer, feed, entry, doc, err);
    drg_fetch_answer_release(&answer);
    return st;
}
