/* tests/unit/test_ingest_web.c - addresses, robots.txt, heads and bodies of answers, lists of feeds, repairs of XML. */
#include "base/text.h"
#include "ingest/address.h"
#include "ingest/feed.h"
#include "ingest/http.h"
#include "ingest/opml.h"
#include "ingest/robots.h"
#include "ingest/weblink.h"
#include "unit.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <string.h>

/* ---- addresses ---- */

static struct sockaddr_storage address_of(const char *text)
{
    struct sockaddr_storage a = {0};
    struct sockaddr_in *four = (struct sockaddr_in *)&a;
    struct sockaddr_in6 *six = (struct sockaddr_in6 *)&a;
    if (inet_pton(AF_INET, text, &four->sin_addr) == 1)
        a.ss_family = AF_INET;
    else if (inet_pton(AF_INET6, text, &six->sin6_addr) == 1)
        a.ss_family = AF_INET6;
    else
        fail_msg("%s is no address", text);
    return a;
}

static bool is_public(const char *text)
{
    struct sockaddr_storage a = address_of(text);
    return drg_address_is_public((const struct sockaddr *)&a);
}

static void special_addresses_are_not_public(void **state)
{
    (void)state;
    static const char *const special[] = {"0.0.0.0",
                                          "10.0.0.1",
                                          "10.255.255.255",
                                          "100.64.0.1",
                                          "100.127.255.255",
                                          "127.0.0.1",
                                          "127.255.1.1",
                                          "169.254.169.254",
                                          "172.16.0.1",
                                          "172.31.255.255",
                                          "192.0.0.8",
                                          "192.168.1.1",
                                          "198.18.0.1",
                                          "198.19.255.255",
                                          "203.0.113.5",
                                          "224.0.0.1",
                                          "240.0.0.1",
                                          "255.255.255.255",
                                          "::",
                                          "::1",
                                          "fe80::1",
                                          "fc00::1",
                                          "fd12:3456::1",
                                          "ff02::1",
                                          "2001:db8::1",
                                          "2001::1",
                                          "::ffff:127.0.0.1",
                                          "::ffff:10.0.0.1",
                                          "64:ff9b::7f00:1",
                                          "2002:7f00:1::1",
                                          "2002:c0a8:101::",
                                          "64:ff9b:1::1",
                                          "fec0::1",
                                          "::127.0.0.1",
                                          "3fff::1",
                                          "100::1"};
    static const char *const open[] = {"1.1.1.1",          "9.255.255.255",   "11.0.0.1",     "100.63.255.255",
                                       "100.128.0.0",      "172.15.255.255",  "172.32.0.0",   "192.0.1.1",
                                       "223.255.255.255",  "2606:4700::1111", "2a00:1450::1", "::ffff:1.1.1.1",
                                       "64:ff9b::101:101", "2002:101:101::1"};
    for (size_t i = 0; i < sizeof special / sizeof *special; i++)
        if (is_public(special[i]))
            fail_msg("%s is taken for public", special[i]);
    for (size_t i = 0; i < sizeof open / sizeof *open; i++)
        if (!is_public(open[i]))
            fail_msg("%s is not taken for public", open[i]);
}

static bool is_in(const char *list, const char *text)
{
    drg_network networks[DRG_MAX_NETWORKS];
    size_t n;
    struct sockaddr_storage a = address_of(text);
    assert_true(drg_networks_parse(list, networks, &n));
    return drg_address_is_in((const struct sockaddr *)&a, networks, n);
}

static void networks_hold_their_addresses(void **state)
{
    (void)state;
    drg_network networks[DRG_MAX_NETWORKS];
    size_t n;
    assert_true(is_in("127.0.0.1", "127.0.0.1") && !is_in("127.0.0.1", "127.0.0.2"));
    assert_true(is_in("10.1.0.0/16", "10.1.255.255") && !is_in("10.1.0.0/16", "10.2.0.0"));
    assert_true(!is_in("", "::1") && is_in("fd00::/8,::1", "::1") && is_in("fd00::/8", "fdff::1"));
    assert_true(is_in("127.0.0.1", "::ffff:127.0.0.1") && is_in("0.0.0.0/0", "8.8.8.8") && !is_in("0.0.0.0/0", "::1"));
    static const char *const bad[] = {"x",     "127.0.0.1/33", "::1/129", "127.0.0.1/", "127.0.0.1/-1",
                                      "1.2.3", "::1,,::2",     " ::1"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        if (drg_networks_parse(bad[i], networks, &n))
            fail_msg("\"%s\" is taken for a network", bad[i]);
}

static void addresses_are_put_together(void **state)
{
    (void)state;
    drg_arena arena;
    drg_str out;
    drg_arena_init(&arena, 0);
    drg_str base = DRG_LIT("https://news.example/a/b?c");
    assert_true(drg_weblink_resolve(&arena, base, DRG_LIT("../x y#z"), &out));
    assert_string_equal(out.ptr, "https://news.example/x%20y");
    assert_true(drg_weblink_resolve(&arena, base, DRG_LIT("//other.example"), &out));
    assert_string_equal(out.ptr, "https://other.example/");
    assert_true(drg_weblink_resolve(&arena, base, DRG_LIT(" http://plain.example:81/x "), &out));
    assert_string_equal(out.ptr, "http://plain.example:81/x");
    assert_false(drg_weblink_resolve(&arena, base, DRG_LIT("javascript:alert(1)"), &out));
    assert_false(drg_weblink_resolve(&arena, base, DRG_LIT("file:///etc/passwd"), &out));
    assert_false(drg_weblink_resolve(&arena, base, DRG_LIT(""), &out));
    assert_false(drg_weblink_resolve(&arena, DRG_LIT("x"), DRG_LIT("y"), &out));
    drg_weblink link;
    assert_int_equal(drg_weblink_split("HTTP://News.Example/a?b", &link, NULL), DRG_OK);
    assert_string_equal(link.site, "http://news.example:80");
    assert_string_equal(link.path, "/a?b");
    assert_false(link.has_user);
    drg_weblink_release(&link);
    assert_int_equal(drg_weblink_split("https://me@[::1]:8443/", &link, NULL), DRG_OK);
    assert_string_equal(link.site, "https://[::1]:8443");
    assert_true(link.has_user);
    drg_weblink_release(&link);
    assert_int_equal(drg_weblink_split("ftp://x/", &link, NULL), DRG_EINPUT);
    assert_int_equal(drg_weblink_split("http://", &link, NULL), DRG_EINPUT);
    drg_arena_release(&arena);
}

/* ---- robots.txt ---- */

static bool may(const char *text, const char *path)
{
    drg_robots robots;
    assert_int_equal(drg_robots_parse(drg_str_of(text), "dragoman", &robots, NULL), DRG_OK);
    bool allow = drg_robots_allow(&robots, path);
    drg_robots_release(&robots);
    return allow;
}

static void the_longest_rule_holds(void **state)
{
    (void)state;
    const char *all = "User-agent: *\nDisallow: /a\nAllow: /a/b\nDisallow: /a/b/c$\nDisallow: /*.pdf$\n";
    assert_true(may("", "/a") && may(all, "/") && may(all, "/b"));
    assert_false(may(all, "/a") || may(all, "/a/x") || may(all, "/ab"));
    assert_true(may(all, "/a/b/d") && may(all, "/a/b/cd"));
    assert_false(may(all, "/a/b/c") || may(all, "/x/y.pdf"));
    assert_true(may(all, "/x/y.pdf?x") && may(all, "/robots.txt"));
    assert_true(may("User-agent: *\nDisallow:\n", "/a"));
    assert_true(may("User-agent: *\nDisallow: /a\nAllow: /a\n", "/a"));
    assert_false(may("User-agent: *\nDisallow: /caf%c3%a9", "/caf%C3%A9"));
    assert_false(may("User-agent: *\nDisallow: /caf\xC3\xA9", "/caf%C3%A9"));
    assert_false(may("User-agent: *\nDisallow: /%61b", "/ab"));
    assert_true(may("User-agent: *\nDisallow: /a%2Fb", "/a/b"));
}

static void the_group_that_names_us_holds(void **state)
{
    (void)state;
    const char *named = "User-agent: *\nDisallow: /\n\nuser-agent: other\nUser-Agent: DRAGOMAN/2.0 # us\ndisallow: /x\n"
                        "User-agent: dragomanic\nDisallow: /y\nUser-agent: dragoman\nDisallow: /z\r\n";
    assert_true(may(named, "/a") && may(named, "/y"));
    assert_false(may(named, "/x") || may(named, "/z"));
    assert_true(may("User-agent: dragoman\nAllow: /\nUser-agent: *\nDisallow: /\n", "/a"));
    assert_true(may("Disallow: /\n<html>User-agent: *</html>", "/a"));
    drg_robots robots;
    assert_int_equal(drg_robots_parse(DRG_LIT("User-agent: *\nCrawl-delay: 2.5\nUser-agent: x\nCrawl-delay: 9"),
                                      "dragoman", &robots, NULL),
                     DRG_OK);
    assert_true(robots.delay_s > 2.49 && robots.delay_s < 2.51);
    drg_robots_release(&robots);
}

static void patterns_take_no_long_time(void **state)
{
    (void)state;
    char pattern[1500] = "User-agent: *\nDisallow: /", path[60000];
    for (size_t n = strlen(pattern); n + 4 < sizeof pattern; n += 2)
        memcpy(pattern + n, "*a", 3);
    strcat(pattern, "b$");
    memset(path, 'a', sizeof path);
    path[0] = '/';
    path[sizeof path - 1] = '\0';
    assert_true(may(pattern, path));
}

/* ---- answers ---- */

static drg_status body_of(const char *head, drg_str bytes, drg_str *plain, drg_buf spare[2])
{
    drg_http_head h;
    assert_true(drg_http_head_parse(drg_str_of(head), &h));
    drg_buf_init(&spare[0], 1000);
    drg_buf_init(&spare[1], 1000);
    return drg_http_body(&h, bytes, 1000, spare, plain, NULL);
}

static void body_is(const char *head, drg_str bytes, const char *want)
{
    drg_buf spare[2];
    drg_str plain;
    assert_int_equal(body_of(head, bytes, &plain, spare), DRG_OK);
    assert_int_equal(plain.len, strlen(want));
    assert_memory_equal(plain.ptr, want, plain.len);
    drg_buf_release(&spare[0]);
    drg_buf_release(&spare[1]);
}

static void heads_are_taken_apart(void **state)
{
    (void)state;
    drg_http_head h;
    assert_true(drg_http_head_parse(
        DRG_LIT("HTTP/1.1 404 Not Found\r\nContent-TYPE: text/html;charset=\"UTF-8\"\r\n\r\nx"), &h));
    assert_int_equal(h.status, 404);
    assert_int_equal(h.len, 67);
    assert_true(drg_str_is(h.type, "text/html") && drg_str_is(h.charset, "UTF-8") && !h.chunked);
    assert_true(drg_http_head_parse(DRG_LIT("HTTP/2 200 \nTransfer-Encoding: gzip, chunked\n\n"), &h));
    assert_true(h.chunked);
    assert_false(drg_http_head_parse(DRG_LIT("HTTP/1.1 200 OK\r\nContent-Type: x\r\n"), &h));
    assert_false(drg_http_head_parse(DRG_LIT("HTTP/1.1 2x0 OK\r\n\r\n"), &h));
    assert_false(drg_http_head_parse(DRG_LIT("<html>"), &h));
    assert_false(drg_http_head_parse(DRG_LIT(""), &h));
}

static void bodies_are_what_they_are_not_what_is_said(void **state)
{
    (void)state;
    const char *chunked = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
    body_is(chunked, DRG_LIT("3\r\nabc\r\n2;x=y\r\nde\r\n0\r\n\r\n"), "abcde");
    body_is(chunked, DRG_LIT("3\r\nabc\r\nF\r\nde"), "abcde");
    body_is(chunked, DRG_LIT("<p>Plain."), "<p>Plain.");
    body_is(chunked, DRG_LIT("FFFFFFFF\r\nabc"), "abc");
    body_is("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n", DRG_LIT("<p>Plain."), "<p>Plain.");
    body_is("HTTP/1.1 200 OK\r\nContent-Encoding: br\r\n\r\n", DRG_LIT(" <p>Plain."), " <p>Plain.");
    body_is("HTTP/1.1 200 OK\r\nContent-Encoding: deflate\r\n\r\n", DRG_LIT("\x4B\x4C\x4A\x06\x00"), "abc");
    body_is("HTTP/1.1 200 OK\r\nContent-Encoding: deflate\r\n\r\n",
            DRG_LIT("\x78\x9C\x4B\x4C\x4A\x06\x00\x02\x4D\x01\x27"), "abc");
    drg_buf spare[2];
    drg_str plain;
    assert_int_equal(body_of("HTTP/1.1 200 OK\r\nContent-Encoding: br\r\n\r\n", DRG_LIT("\x01\x02"), &plain, spare),
                     DRG_EINPUT);
}

/* ---- XML ---- */

static void repaired(const char *xml, const char *want)
{
    drg_buf out;
    drg_buf_init(&out, 10000);
    assert_int_equal(drg_feed__repair(drg_str_of(xml), &out), DRG_OK);
    assert_string_equal(out.ptr != NULL ? out.ptr : "", want);
    drg_buf_release(&out);
}

static void what_is_ill_formed_is_mended(void **state)
{
    (void)state;
    repaired("<a>AT&T &amp; R&D; &nbsp;x&hellip;&#8217;&#x2019;&#0;&#xFFFF;&</a>",
             "<a>AT&amp;T &amp; R&amp;D; \xC2\xA0x\xE2\x80\xA6&#8217;&#x2019;&amp;#0;&amp;#xFFFF;&amp;</a>");
    repaired("<!DOCTYPE a [<!ENTITY x \"]>\"> <!ENTITY y SYSTEM 'file:///etc/passwd'>]><a>&x;&y;</a>",
             "<a>&amp;x;&amp;y;</a>");
    repaired("<a><![CDATA[&x; <!DOCTYPE b>]]></a><!-- & --><?pi & ?>",
             "<a><![CDATA[&x; <!DOCTYPE b>]]></a><!-- & --><?pi & ?>");
    repaired("<a>\x01\x0B"
             "b\xEF\xBF\xBF</a>",
             "<a>b</a>");
    repaired("<![CDATA[open", "<![CDATA[open");
    repaired("<!DOCTYPE open", "");
    repaired("", "");
}

static void list_is(const char *bytes, const char *want)
{
    drg_arena arena;
    drg_buf got;
    drg_str *urls;
    size_t n = 0;
    drg_arena_init(&arena, 0);
    drg_buf_init(&got, 10000);
    drg_status st = drg_opml_parse(drg_str_of(bytes), &arena, &urls, &n, NULL);
    for (size_t i = 0; st == DRG_OK && i < n; i++)
        assert_int_equal(drg_buf_printf(&got, "%s ", urls[i].ptr), DRG_OK);
    assert_string_equal(st == DRG_OK ? got.ptr : drg_status_text(st), want);
    drg_buf_release(&got);
    drg_arena_release(&arena);
}

static void lists_of_feeds(void **state)
{
    (void)state;
    list_is(
        "<opml><body><outline xmlUrl='http://a.example/f'><outline XMLURL=\"https://b.example/?x&y\"/></outline>"
        "<outline text='no feed'/><outline xmlUrl='http://a.example/f'/><outline xmlUrl='ftp://c.example/'/></body>",
        "http://a.example/f https://b.example/?x&y ");
    list_is("# feeds\nhttp://a.example/f\r\n\n  https://b.example \n", "http://a.example/f https://b.example/ ");
    list_is("http://a.example/f\nnot one\n", drg_status_text(DRG_EINPUT));
    list_is("<opml></opml>", drg_status_text(DRG_EINPUT));
    list_is("", drg_status_text(DRG_EINPUT));
}

static void feeds_look_like_feeds(void **state)
{
    (void)state;
    assert_true(drg_feed_looks_like(DRG_LIT("<?xml version='1.0'?>\n<!-- <html> --><!DOCTYPE x><rss version='2.0'>")));
    assert_true(drg_feed_looks_like(DRG_LIT("\n <rdf:RDF xmlns='x'>")));
    assert_true(drg_feed_looks_like(DRG_LIT("<a:feed xmlns:a='x'>")));
    assert_true(drg_feed_looks_like(DRG_LIT("\xFF\xFE<\0r\0s\0s\0>\0")));
    assert_true(drg_feed_looks_like(DRG_LIT("{\n \"version\": \"https://jsonfeed.org/version/1\"")));
    assert_false(drg_feed_looks_like(DRG_LIT("{\"text\": \"rss\"}")));
    assert_false(drg_feed_looks_like(DRG_LIT("<html><rss>")));
    assert_false(drg_feed_looks_like(DRG_LIT("<feedback>")));
    assert_false(drg_feed_looks_like(DRG_LIT("rss")));
    assert_false(drg_feed_looks_like(DRG_LIT("<")));
    assert_false(drg_feed_looks_like(DRG_LIT("")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(special_addresses_are_not_public),
        cmocka_unit_test(networks_hold_their_addresses),
        cmocka_unit_test(addresses_are_put_together),
        cmocka_unit_test(the_longest_rule_holds),
        cmocka_unit_test(the_group_that_names_us_holds),
        cmocka_unit_test(patterns_take_no_long_time),
        cmocka_unit_test(heads_are_taken_apart),
        cmocka_unit_test(bodies_are_what_they_are_not_what_is_said),
        cmocka_unit_test(what_is_ill_formed_is_mended),
        cmocka_unit_test(lists_of_feeds),
        cmocka_unit_test(feeds_look_like_feeds),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
