#include "ingest/fields.h"

#include "base/date.h"
#include "base/error.h"
#include "ingest/pubdate.h"

#include <stdio.h>
#include <string.h>

/* The names, without case and separators, each field's in the order in which they are preferred. */
static const char *const names[DRG_N_FIELDS][24] = {
    [DRG_FIELD_ID] = {"id", "docid", "documentid", "articleid", "guid", "uid", "uuid"},
    [DRG_FIELD_URL] = {"url", "canonicalurl", "articleurl", "pageurl", "sourceurl", "documenturl", "link", "permalink",
                       "href", "uri"},
    [DRG_FIELD_TITLE] = {"title", "headline", "heading", "articletitle", "head"},
    [DRG_FIELD_PUBLISHER] = {"publisher", "outlet", "sitename", "sourcename", "publication", "newspaper", "source",
                             "site", "media", "sourcedomain", "domain"},
    [DRG_FIELD_LANGUAGE] = {"language", "lang", "languagecode", "langcode"},
    [DRG_FIELD_PUBLISHED] = {"published", "publishedat", "datepublished", "publishdate", "publisheddate", "datepublish",
                             "publicationdate", "publicationtime", "pubdate", "date", "articledate", "datetime",
                             "timestamp", "time", "created", "createdat", "datecreated"},
    [DRG_FIELD_AUTHORS] = {"authors", "author", "byline", "creator", "writer", "journalist"},
    [DRG_FIELD_TEXT] = {"text", "body", "articlebody", "articletext", "bodytext", "fulltext", "maintext", "plaintext",
                        "contenttext", "cleanedtext", "cleantext", "content", "articlecontent", "rawtext", "article",
                        "story"},
};

#define MAX_NAME_BYTES 32

drg_field drg_field_named(drg_str name, unsigned *rank)
{
    char plain[MAX_NAME_BYTES + 1];
    size_t n = 0;
    for (size_t i = 0; i < name.len; i++) {
        char c = name.ptr[i];
        if (c == '_' || c == '-' || c == ' ' || c == '.')
            continue;
        if (n == MAX_NAME_BYTES)
            return DRG_N_FIELDS;
        plain[n++] = (char)(c >= 'A' && c <= 'Z' ? c + 32 : c);
    }
    plain[n] = '\0';
    for (unsigned f = 0; f < DRG_N_FIELDS; f++) {
        for (unsigned i = 0; i < sizeof names[f] / sizeof *names[f] && names[f][i] != NULL; i++) {
            if (strlen(names[f][i]) == n && memcmp(names[f][i], plain, n) == 0) {
                *rank = i;
                return (drg_field)f;
            }
        }
    }
    return DRG_N_FIELDS;
}

/* ---- dates ---- */

static bool digits_to(drg_str t, size_t from, size_t to, int64_t *value)
{
    *value = 0;
    for (size_t i = from; i < to; i++) {
        if (t.ptr[i] < '0' || t.ptr[i] > '9')
            return false;
        *value = *value * 10 + (t.ptr[i] - '0');
    }
    return true;
}

#define SECONDS_A_DAY 86400

bool drg_field_day(drg_str text, int32_t *days)
{
    drg_str t = drg_str_trim(text);
    int64_t all, year, month, day;
    if (drg_pubdate__parse(t, days))
        return true;
    const char *dot = t.len > 0 ? memchr(t.ptr, '.', t.len) : NULL;
    if (dot != NULL) /* seconds with a fraction */
        t.len = (size_t)(dot - t.ptr);
    if (t.len < 8 || t.len > 14 || !digits_to(t, 0, t.len, &all))
        return false;
    if (t.len == 8 || t.len == 14) {
        digits_to(t, 0, 4, &year);
        digits_to(t, 4, 6, &month);
        digits_to(t, 6, 8, &day);
        return drg_days_from_civil((int)year, (int)month, (int)day, days);
    }
    if (t.len == 13)
        all /= 1000;
    if (t.len != 13 && t.len > 10)
        return false;
    *days = (int32_t)(all / SECONDS_A_DAY);
    return true;
}

/* ---- authors ---- */

static drg_str without_by(drg_str t)
{
    t = drg_str_trim(t);
    bool by = t.len > 3 && (t.ptr[0] == 'B' || t.ptr[0] == 'b') && (t.ptr[1] == 'y' || t.ptr[1] == 'Y') &&
              (t.ptr[2] == ' ' || t.ptr[2] == ':');
    return by ? drg_str_trim(drg_str_sub(t, 3, t.len)) : t;
}

drg_status drg_field_authors(drg_arena *arena, drg_str text, const drg_str **authors, size_t *n, drg_error *err)
{
    size_t most = 1, got = 0;
    for (size_t i = 0; i < text.len; i++)
        most += text.ptr[i] == ';' || text.ptr[i] == '|';
    drg_str *list = drg_arena_array(arena, most, sizeof *list);
    if (list == NULL)
        return drg_fail_nomem(err);
    for (size_t from = 0, i = 0; i <= text.len; i++) {
        if (i < text.len && text.ptr[i] != ';' && text.ptr[i] != '|')
            continue;
        drg_str one = without_by(drg_str_sub(text, from, i));
        if (one.len > 0)
            list[got++] = one;
        from = i + 1;
    }
    *authors = list;
    *n = got;
    return DRG_OK;
}

/* ---- documents ---- */

void drg_field_hash(drg_str text, char hash[17])
{
    snprintf(hash, 17, "%016llx", (unsigned long long)drg_str_hash(text));
}

drg_status drg_fields__read(const drg_str values[DRG_N_FIELDS], drg_str source, drg_document *doc, drg_error *err)
{
    char day[11], hash[17];
    int32_t days;
    if (drg_str_trim(values[DRG_FIELD_TEXT]).len == 0)
        return drg_fail_for(err, DRG_EINPUT, DRG_REASON_NO_TEXT, "there is no text");
    drg_status st = drg_document_set_text(doc, values[DRG_FIELD_TEXT], err);
    if (st != DRG_OK)
        return st;
    drg_meta meta = {.source = source,
                     .id = drg_str_trim(values[DRG_FIELD_ID]),
                     .url = drg_str_trim(values[DRG_FIELD_URL]),
                     .title = drg_str_trim(values[DRG_FIELD_TITLE]),
                     .publisher = drg_str_trim(values[DRG_FIELD_PUBLISHER]),
                     .language = drg_str_trim(values[DRG_FIELD_LANGUAGE])};
    for (unsigned f = 0; f < DRG_N_FIELDS; f++) {
        size_t bad = drg_utf8_check(values[f]);
        if (bad < values[f].len)
            return drg_fail_for(err, DRG_EINPUT, DRG_REASON_ENCODING, "not UTF-8: a byte is 0x%02x",
                                (unsigned)(unsigned char)values[f].ptr[bad]);
    }
    if (drg_field_day(values[DRG_FIELD_PUBLISHED], &days)) {
        drg_date_format(days, day);
        meta.published = (drg_str){day, 10};
        meta.published_from = DRG_DATE_FROM_FIELD;
    }
    if (meta.id.len == 0) {
        drg_field_hash(doc->text, hash);
        meta.id = (drg_str){hash, 16};
    }
    st = drg_field_authors(&doc->arena, values[DRG_FIELD_AUTHORS], &meta.authors, &meta.n_authors, err);
    return st == DRG_OK ? drg_document_set_meta(doc, &meta, err) : st;
}
