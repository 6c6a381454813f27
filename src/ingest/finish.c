#include "ingest/finish.h"

#include "base/date.h"
#include "base/error.h"
#include "ingest/language.h"
#include "ingest/pubdate.h"

#include <string.h>

static bool has_letter(drg_str t)
{
    for (size_t p = 0; p < t.len;)
        if (drg_char_is_letter(drg_utf8_next(t, &p)))
            return true;
    return false;
}

/* The headline that opens the text, where no title is given. */
static drg_status take_headline(drg_document *doc, drg_error *err)
{
    if (doc->meta.title.len > 0 || doc->n_blocks == 0 || doc->blocks[0].kind != DRG_BLOCK_HEADING)
        return DRG_OK;
    drg_str said = drg_str_sub(doc->text, doc->blocks[0].span.start, doc->blocks[0].span.end);
    if (!has_letter(said))
        return DRG_OK;
    char *title = drg_arena_alloc(&doc->arena, said.len + 1);
    if (title == NULL)
        return drg_fail_nomem(err);
    size_t n = 0;
    for (size_t i = 0; i < said.len; i++) {
        char c = said.ptr[i] == '\n' || said.ptr[i] == '\r' || said.ptr[i] == '\t' ? ' ' : said.ptr[i];
        if (c != ' ' || n == 0 || title[n - 1] != ' ')
            title[n++] = c;
    }
    doc->meta.title = (drg_str){title, n};
    return DRG_OK;
}

static drg_status date_it(drg_document *doc, const char *published, const char *last, drg_error *err)
{
    int32_t days;
    char day[11];
    drg_date_from from = DRG_DATE_FROM_ARGUMENT;
    if (published != NULL && published[0] != '\0') {
        memcpy(day, published, sizeof day);
    } else if (doc->meta.published.len > 0) {
        return DRG_OK;
    } else if ((from = drg_pubdate__find(doc, &days)) != DRG_DATE_FROM_NONE) {
        drg_date_format(days, day);
    } else if (last != NULL && last[0] != '\0') {
        memcpy(day, last, sizeof day);
        from = DRG_DATE_FROM_WARC;
    } else {
        return DRG_OK;
    }
    doc->meta.published_from = from;
    doc->meta.published = drg_arena_copy(&doc->arena, (drg_str){day, 10});
    return doc->meta.published.ptr != NULL ? DRG_OK : drg_fail_nomem(err);
}

drg_status drg_document__finish(drg_document *doc, const char *published, const char *last, drg_error *err)
{
    drg_status st = take_headline(doc, err);
    if (st == DRG_OK)
        st = drg_language_set(doc, false, err);
    return st == DRG_OK ? date_it(doc, published, last, err) : st;
}
