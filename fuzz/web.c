/* fuzz/web.c - what the web sends besides documents: robots.txt, heads and bodies of answers, lists of feeds, addresses.
 * The first byte chooses which. */
#include "fuzz.h"

#include "ingest/http.h"
#include "ingest/opml.h"
#include "ingest/robots.h"
#include "ingest/weblink.h"

static void robots(drg_str bytes)
{
    drg_robots rules;
    char path[64];
    snprintf(path, sizeof path, "/%.*s", (int)(bytes.len < 50 ? bytes.len : 50), bytes.len ? bytes.ptr : "");
    FUZZ_CHECK(drg_robots_parse(bytes, "dragoman", &rules, NULL) == DRG_OK);
    (void)drg_robots_allow(&rules, path);
    FUZZ_CHECK(rules.delay_s >= 0);
    FUZZ_CHECK(drg_robots_allow(&rules, "/robots.txt"));
    drg_robots_release(&rules);
}

static void answer(drg_str bytes)
{
    drg_http_head head;
    drg_buf spare[2];
    drg_str plain;
    if (!drg_http_head_parse(bytes, &head))
        return;
    FUZZ_CHECK(head.len <= bytes.len && head.status >= 0 && head.status <= 999);
    bytes.ptr += head.len;
    bytes.len -= head.len;
    drg_buf_init(&spare[0], 100000);
    drg_buf_init(&spare[1], 100000);
    drg_status st = drg_http_body(&head, bytes, 100000, spare, &plain, NULL);
    FUZZ_CHECK(st == DRG_OK || st == DRG_EINPUT || st == DRG_ELIMIT || st == DRG_EIO);
    if (st == DRG_OK)
        FUZZ_CHECK(plain.len <= 100000);
    drg_buf_release(&spare[0]);
    drg_buf_release(&spare[1]);
}

static void list(drg_str bytes)
{
    drg_arena arena;
    drg_str *urls;
    size_t n;
    drg_arena_init(&arena, 0);
    drg_status st = drg_opml_parse(bytes, &arena, &urls, &n, NULL);
    FUZZ_CHECK(st == DRG_OK || st == DRG_EINPUT || st == DRG_ELIMIT);
    for (size_t i = 0; st == DRG_OK && i < n; i++)
        FUZZ_CHECK(drg_weblink_is_web(urls[i]));
    drg_arena_release(&arena);
}

static void address(drg_str bytes)
{
    drg_arena arena;
    drg_str out;
    drg_weblink link;
    drg_arena_init(&arena, 0);
    if (drg_weblink_resolve(&arena, DRG_LIT("http://news.example/a/"), bytes, &out)) {
        FUZZ_CHECK(drg_weblink_is_web(out));
        if (drg_weblink_split(out.ptr, &link, NULL) == DRG_OK)
            FUZZ_CHECK(link.path[0] == '/');
        drg_weblink_release(&link);
    }
    drg_arena_release(&arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static void (*const all[])(drg_str bytes) = {robots, answer, list, address};
    if (size > 0)
        all[data[0] % 4]((drg_str){(const char *)data + 1, size - 1});
    return 0;
}
