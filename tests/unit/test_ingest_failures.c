/* tests/unit/test_ingest_failures.c - every allocation of every reader fails once: it is told as what it is, no document is
 * half made, nothing leaks. */
#define DRG_WRAP_ALLOC
#include "base/text.h"
#include "dragoman/reader.h"
#include "ingest/http.h"
#include "ingest/opml.h"
#include "ingest/robots.h"
#include "ingest/weblink.h"
#include "unit.h"

#include <stdio.h>
#include <string.h>
#include <zlib.h>
#include <zstd.h>

/* What is read now, as which format, and how many documents are in it. */
static drg_str input;
static drg_format format;
static int n_documents;

static void read_it(void)
{
    drg_document *doc = drg_document_new();
    drg_reader *reader = NULL;
    drg_reader_options options = {.from = format};
    drg_error err = {0};
    int n = 0;
    bool failed = doc == NULL;
    if (!failed) {
        drg_status st = drg_reader_open_memory(input, "input", &options, &reader, &err);
        failed = st != DRG_OK;
        assert_true(st == DRG_OK || (st == DRG_ENOMEM && allocation_failed));
    }
    for (int i = 0; !failed && i < 50; i++) {
        err = (drg_error){0};
        drg_status st = drg_reader_next(reader, doc, &err);
        if (st == DRG_END)
            break;
        assert_true(st == DRG_OK || allocation_failed);
        assert_true((st == DRG_OK) == (drg_document_text(doc).len > 0));
        assert_true(st == DRG_OK || (st == err.status && st == DRG_ENOMEM));
        n += st == DRG_OK;
    }
    assert_true(allocation_failed || n == n_documents);
    drg_reader_close(reader);
    drg_document_free(doc);
}

static void survives(drg_str bytes, drg_format as, int documents)
{
    input = bytes;
    format = as;
    n_documents = documents;
    assert_true(fail_every_allocation(read_it) > 5);
}

/* ---- formats ---- */

static const char rss[] =
    "<?xml version='1.0'?><rss version='2.0'><channel><title>The <b>Wire</b></title><link>https://wire.example/</link>"
    "<item><title>Talks &amp;amp; terms</title><link>/1</link><guid>1</guid><author>A &lt;i&gt;B&lt;/i&gt;; C</author>"
    "<pubDate>Fri, 13 Mar 26 10:00:00 GMT</pubDate><description>&lt;h2&gt;On&lt;/h2&gt;&lt;p&gt;Talks went "
    "on.&lt;/p&gt;"
    "</description></item><item><title>Two</title><description>Plain.</description></item></channel></rss>";
static const char json_feed[] =
    "{\"version\": \"https://jsonfeed.org/version/1.1\", \"title\": \"The Wire\", \"items\": [{\"id\": \"1\", \"url\": "
    "\"https://wire.example/1\", \"content_html\": \"<p>Talks went on.</p>\", \"date_published\": \"2026-03-13\"}]}";
static const char csv[] = "id,date,title,text\n1,2026-03-13,\"Say \"\"no\"\"\",\"Talks\nwent on.\"\n2,,,Two.\n";
static const char jsonl[] =
    "{\"text\": \"One.\", \"authors\": [\"A\"], \"blocks\": [{\"start\": 0, \"end\": 4, \"kind\": "
    "\"prose\"}], \"captions\": [\"Under it.\"]}\n{\"body\": \"Two.\", \"author\": \"B; C\"}\n";
static const char conllu[] =
    "# newdoc id = 1\n# text = Talks ended.\n1\tTalks\ttalk\tNOUN\t_\t_\t2\tnsubj\t_\t_\n"
    "2\tended\tend\tVERB\t_\t_\t0\troot\t_\tSpaceAfter=No\n3\t.\t.\tPUNCT\t_\t_\t2\tpunct\t_\t_\n";
static const char page[] =
    "<!doctype html><title>Passage</title><meta property='og:site_name' content='Courier'><script type="
    "'application/ld+json'>{\"@type\":\"LiveBlogPosting\",\"articleBody\":\"A ferry was stopped.\\nNobody was hurt, "
    "and the "
    "ship was let go again after six hours, the operator of the line said on Tuesday in a statement that it sent to "
    "all who "
    "had asked.\",\"liveBlogUpdate\":[{\"datePublished\":\"2025-06-02T10:05:00Z\",\"headline\":\"Let "
    "go\",\"articleBody\":"
    "\"<p>The ship is on its way, says the operator, and will be in the port by the "
    "evening.</p>\"}]}</script><h1>Passage</h1>"
    "<figure><figcaption>The ferry.</figcaption></figure><div class=article-body><p>A ferry was stopped on "
    "Monday.</p></div>";
static const char text[] = "Talks go on\nBy Mira Tolen\n\nTalks went on in Tervan on Monday, the ministry said.\n";

#define LITERAL(bytes) ((drg_str){bytes, sizeof bytes - 1})

static void formats_survive(void **state)
{
    (void)state;
    survives(LITERAL(text), DRG_FORMAT_AUTO, 1);
    survives(LITERAL(rss), DRG_FORMAT_AUTO, 2);
    survives(LITERAL(json_feed), DRG_FORMAT_FEED, 1);
    survives(LITERAL(csv), DRG_FORMAT_AUTO, 2);
    survives(LITERAL(jsonl), DRG_FORMAT_AUTO, 2);
    survives(LITERAL(conllu), DRG_FORMAT_AUTO, 1);
    survives(LITERAL(page), DRG_FORMAT_AUTO, 1);
}

/* ---- archives ---- */

static void add(drg_buf *out, const char *bytes, size_t len)
{
    assert_int_equal(drg_buf_add(out, bytes, len), DRG_OK);
}

static void add_record(drg_buf *out, const char *body)
{
    char head[400];
    int n = snprintf(
        head, sizeof head,
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:1>\r\nWARC-Date: 2026-03-14T00:00:00Z\r\n"
        "WARC-Target-URI: https://a.example/\r\nContent-Type: application/http\r\nContent-Length: %zu\r\n\r\n",
        strlen(body));
    add(out, head, (size_t)n);
    add(out, body, strlen(body));
    add(out, "\r\n\r\n", 4);
}

static void make_warc(drg_buf *out)
{
    drg_buf_init(out, 1 << 20);
    add_record(out,
               "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n<p>Th\r\n2c\r\n"
               "e envoy said on Monday that talks had begun.\r\n0\r\n\r\n");
    add_record(out,
               "HTTP/1.1 200 OK\r\nContent-Type: text/plain; charset=iso-8859-1\r\n\r\nTalks in G\xF6rlitz went on.");
}

static void add_gzip(drg_buf *out, drg_str plain)
{
    unsigned char packed[4096];
    z_stream z = {.next_in = (Bytef *)(uintptr_t)plain.ptr, .avail_in = (uInt)plain.len, .next_out = packed};
    z.avail_out = sizeof packed;
    assert_int_equal(deflateInit2(&z, 9, Z_DEFLATED, 31, 8, Z_DEFAULT_STRATEGY), Z_OK);
    assert_int_equal(deflate(&z, Z_FINISH), Z_STREAM_END);
    add(out, (const char *)packed, z.total_out);
    deflateEnd(&z);
}

static void archives_of_the_web_survive(void **state)
{
    (void)state;
    drg_buf warc, gz, zst;
    make_warc(&warc);
    drg_str plain = {warc.ptr, warc.len};
    survives(plain, DRG_FORMAT_AUTO, 2);
    drg_buf_init(&gz, 1 << 20);
    add_gzip(&gz, plain);
    survives((drg_str){gz.ptr, gz.len}, DRG_FORMAT_AUTO, 2);
    /* with a dictionary, which is packed itself */
    char dictionary[4096], frame[4096];
    size_t n_dictionary = ZSTD_compress(dictionary, sizeof dictionary, plain.ptr, plain.len, 3);
    ZSTD_CCtx *z = ZSTD_createCCtx();
    size_t n_frame = ZSTD_compress_usingDict(z, frame, sizeof frame, plain.ptr, plain.len, plain.ptr, plain.len, 3);
    assert_false(ZSTD_isError(n_dictionary) || ZSTD_isError(n_frame));
    char head[8] = {0x5D, 0x2A, 0x4D, 0x18, (char)(n_dictionary & 0xFF), (char)(n_dictionary >> 8), 0, 0};
    drg_buf_init(&zst, 1 << 20);
    add(&zst, head, sizeof head);
    add(&zst, dictionary, n_dictionary);
    add(&zst, frame, n_frame);
    survives((drg_str){zst.ptr, zst.len}, DRG_FORMAT_AUTO, 2);
    ZSTD_freeCCtx(z);
    drg_buf_release(&warc);
    drg_buf_release(&gz);
    drg_buf_release(&zst);
}

static void add_number(drg_buf *out, uint32_t value, unsigned n_bytes)
{
    for (unsigned i = 0; i < n_bytes; i++)
        add(out, &(char){(char)(value >> 8 * i & 0xFF)}, 1);
}

/* The fields that the two heads of a member share. */
static void add_member_fields(drg_buf *out, drg_str name, drg_str bytes)
{
    add_number(out, 0, 4); /* no flags, stored */
    add_number(out, 0, 4); /* no time */
    add_number(out, (uint32_t)crc32(0, (const Bytef *)bytes.ptr, (uInt)bytes.len), 4);
    add_number(out, (uint32_t)bytes.len, 4);
    add_number(out, (uint32_t)bytes.len, 4);
    add_number(out, (uint32_t)name.len, 2);
    add_number(out, 0, 2);
}

static void zip_archives_survive(void **state)
{
    (void)state;
    drg_buf zip, packed;
    drg_buf_init(&zip, 1 << 20);
    drg_buf_init(&packed, 1 << 20);
    add_gzip(&packed, LITERAL(csv));
    const drg_str names[] = {DRG_LIT("a.jsonl"), DRG_LIT("b.csv.gz")};
    const drg_str members[] = {LITERAL(jsonl), {packed.ptr, packed.len}};
    size_t at[2];
    for (size_t i = 0; i < 2; i++) {
        at[i] = zip.len;
        add(&zip, "PK\3\4\24\0", 6);
        add_member_fields(&zip, names[i], members[i]);
        add(&zip, names[i].ptr, names[i].len);
        add(&zip, members[i].ptr, members[i].len);
    }
    size_t directory = zip.len;
    for (size_t i = 0; i < 2; i++) {
        add(&zip, "PK\1\2\24\0\24\0", 8);
        add_member_fields(&zip, names[i], members[i]);
        add_number(&zip, 0, 4);
        add_number(&zip, 0, 2);
        add_number(&zip, 0, 4);
        add_number(&zip, (uint32_t)at[i], 4);
        add(&zip, names[i].ptr, names[i].len);
    }
    size_t end = zip.len;
    add(&zip, "PK\5\6\0\0\0\0\2\0\2\0", 12);
    add_number(&zip, (uint32_t)(end - directory), 4);
    add_number(&zip, (uint32_t)directory, 4);
    add_number(&zip, 0, 2);
    survives((drg_str){zip.ptr, zip.len}, DRG_FORMAT_AUTO, 4);
    drg_buf_release(&zip);
    drg_buf_release(&packed);
}

/* ---- what the web sends besides ---- */

static void check(drg_status st, const drg_error *err)
{
    assert_true(st == DRG_OK || (st == DRG_ENOMEM && err->status == DRG_ENOMEM && allocation_failed));
}

static void try_web(void)
{
    drg_robots rules;
    drg_arena arena;
    drg_str *urls, plain;
    drg_weblink link;
    drg_http_head head;
    drg_buf spare[2];
    size_t n;
    drg_error err = {0};
    drg_status st = drg_robots_parse(DRG_LIT("User-agent: dragoman\nDisallow: /a*b$\nAllow: /a/b\nCrawl-delay: 2\n"),
                                     "dragoman", &rules, &err);
    check(st, &err);
    if (st == DRG_OK)
        drg_robots_release(&rules);
    drg_arena_init(&arena, 0);
    check(drg_opml_parse(DRG_LIT("<opml version='2.0'><body><outline text='A'><outline xmlUrl='https://a.example/f'/>"
                                 "<outline xmlUrl='https://b.example/f'/></outline></body></opml>"),
                         &arena, &urls, &n, &err),
          &err);
    check(drg_opml_parse(DRG_LIT("https://a.example/f\n# one\nhttps://b.example/f\n"), &arena, &urls, &n, &err), &err);
    st = drg_weblink_split("https://a.example:8443/b?c#d", &link, &err);
    check(st, &err);
    if (st == DRG_OK)
        drg_weblink_release(&link);
    drg_arena_release(&arena);
    static const char answer[] =
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n";
    assert_true(drg_http_head_parse(LITERAL(answer), &head));
    drg_buf_init(&spare[0], 1000);
    drg_buf_init(&spare[1], 1000);
    st = drg_http_body(&head, drg_str_sub(LITERAL(answer), head.len, sizeof answer - 1), 1000, spare, &plain, &err);
    check(st, &err);
    assert_true(st != DRG_OK || drg_str_is(plain, "abcde"));
    drg_buf_release(&spare[0]);
    drg_buf_release(&spare[1]);
}

static void rules_lists_and_answers_survive(void **state)
{
    (void)state;
    assert_true(fail_every_allocation(try_web) > 5);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(formats_survive),
        cmocka_unit_test(archives_of_the_web_survive),
        cmocka_unit_test(zip_archives_survive),
        cmocka_unit_test(rules_lists_and_answers_survive),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
