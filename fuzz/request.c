/* fuzz/request.c - what a client of the server writes: headers taken apart, and parameters of queries, which are then asked
 * of a small ledger. The input is lines: of a letter and a header's value, or of a kind's number and NAME=VALUE. */
#include "fuzz.h"

#include "dragoman/query.h"
#include "serve/parse.h"

#include <string.h>

static drg_ledger *ledger;

/* A document with one record, as `dragoman read` and `dragoman code` print them. */
static const char lines[] =
    "{\"id\": \"a\", \"title\": \"Shells\", \"publisher\": \"The Wire\", \"published\": \"2026-03-01\", \"text\": "
    "\"Shells hit Goma.\"}\n"
    "{\"id\": \"0123456789abcdef\", \"document\": {\"id\": \"a\", \"title\": \"Shells\", \"publisher\": \"The Wire\", "
    "\"published\": "
    "\"2026-03-01\"}, \"event\": \"ASSAULT\", \"mode\": [], \"context\": [], \"quad\": \"MATERIAL CONFLICT\", "
    "\"cameo\": null, "
    "\"event_text\": \"hit\", \"status\": \"actual\", \"actor\": [], \"recipient\": [], \"date\": null, \"place\": "
    "{\"text\": \"Goma\", "
    "\"name\": \"Goma\", \"country\": \"COD\", \"province\": null, \"lat\": -1.68, \"lon\": 29.22, \"geonameid\": "
    "null, \"resolution\": "
    "\"city\"}, \"topic\": null, \"quantity\": [], \"attribution\": [], \"evidence\": {\"sentence\": 0, \"start\": 0, "
    "\"end\": 16, "
    "\"trigger_start\": 7, \"trigger_end\": 10, \"text\": \"Shells hit Goma.\"}, \"confidence\": 0.9}\n";

static void make_ledger(void)
{
    drg_error err = {0};
    if (drg_ledger_open(":memory:", DRG_LEDGER_CREATE, &ledger, &err) != DRG_OK ||
        drg_ledger_put(ledger, (drg_str){lines, sizeof lines - 1}, NULL, &err) != DRG_OK) {
        fprintf(stderr, "%s\n", err.message);
        exit(1);
    }
}

static void take_header(drg_str value)
{
    drg_media media;
    drg_ledger_state state;
    drg_str path = value, token, name = drg_http_host_name(value);
    FUZZ_CHECK(name.len <= value.len);
    if (drg_http_accepted(value, &media))
        FUZZ_CHECK(drg_media_type(media) != NULL);
    if (drg_http_ending(&path, &media))
        FUZZ_CHECK(path.len < value.len);
    if (drg_http_bearer(value, &token))
        FUZZ_CHECK(token.len < value.len);
    if (drg_http_stream_id(value, &state))
        FUZZ_CHECK(state.document >= 0 && state.record >= 0 && state.changed >= 0);
    drg_http_takes_gzip(value);
    drg_http_has_tag(value, "\"0123\"");
}

static drg_status keep(void *context, drg_str json)
{
    size_t *n = context;
    FUZZ_CHECK(json.len > 1 && json.ptr[0] == '{' && json.ptr[json.len - 1] == '}');
    ++*n;
    return DRG_OK;
}

static void ask(drg_ask_kind kind, drg_str rest)
{
    drg_query *query;
    drg_page page = {0};
    size_t n = 0;
    FUZZ_CHECK(drg_query_new(kind, &query, NULL) == DRG_OK);
    /* NAME=VALUE&NAME=VALUE */
    while (rest.len > 0) {
        const char *end = memchr(rest.ptr, '&', rest.len);
        drg_str one = drg_str_sub(rest, 0, end != NULL ? (size_t)(end - rest.ptr) : rest.len);
        const char *equals = one.len > 0 ? memchr(one.ptr, '=', one.len) : NULL;
        char name[32] = "";
        rest = drg_str_sub(rest, one.len + 1, rest.len);
        if (equals == NULL || (size_t)(equals - one.ptr) >= sizeof name)
            continue;
        memcpy(name, one.ptr, (size_t)(equals - one.ptr));
        drg_status st = drg_query_set(query, name, drg_str_sub(one, (size_t)(equals - one.ptr) + 1, one.len), NULL);
        FUZZ_CHECK(st == DRG_OK || st == DRG_EARG || st == DRG_ELIMIT);
    }
    drg_status st = drg_ask(ledger, query, keep, &n, &page, NULL);
    FUZZ_CHECK((st == DRG_OK && n == page.n_items) || st == DRG_EARG);
    drg_query_free(query);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (ledger == NULL)
        make_ledger();
    drg_str rest = {(const char *)data, size};
    for (int line = 0; rest.len > 0 && line < 20; line++) {
        const char *end = memchr(rest.ptr, '\n', rest.len);
        drg_str one = drg_str_sub(rest, 0, end != NULL ? (size_t)(end - rest.ptr) : rest.len);
        rest = drg_str_sub(rest, one.len + 1, rest.len);
        if (one.len == 0)
            continue;
        if (one.ptr[0] >= '0' && one.ptr[0] < '0' + (int)DRG_N_ASK_KINDS)
            ask((drg_ask_kind)(one.ptr[0] - '0'), drg_str_sub(one, 1, one.len));
        else
            take_header(drg_str_sub(one, 1, one.len));
    }
    return 0;
}
