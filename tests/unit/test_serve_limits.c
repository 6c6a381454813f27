/* tests/unit/test_serve_limits.c - what a server allows its clients, and how it reads what they write. */
#include "dragoman/serve.h"
#include "serve/cache.h"
#include "serve/guard.h"
#include "serve/parse.h"
#include "serve/rate.h"
#include "temporary.h"
#include "unit.h"

#include <arpa/inet.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

/* ---- time ---- */

static bool is_cut(int fd)
{
    char byte;
    return recv(fd, &byte, 1, MSG_DONTWAIT) == 0;
}

static void a_slow_request_is_cut_and_a_slow_answer_is_not(void **state)
{
    (void)state;
    drg_http_guard guard;
    int pair[3][2];
    drg_guarded *slot[3];
    assert_true(drg_http_guard_init(&guard, 3));
    for (int i = 0; i < 3; i++) {
        assert_int_equal(socketpair(AF_UNIX, SOCK_STREAM, 0, pair[i]), 0);
        slot[i] = drg_http_guard_enter(&guard, pair[i][0], 100);
        assert_non_null(slot[i]);
    }
    assert_null(drg_http_guard_enter(&guard, 99, 100)); /* all slots are taken */
    drg_http_guard_stage(&guard, slot[1], DRG_GUARD_BODY, 110);
    drg_http_guard_stage(&guard, slot[2], DRG_GUARD_ANSWER, 110);
    assert_true(drg_http_guard_is_busy(&guard));
    drg_http_guard_sweep(&guard, 100 + DRG_GUARD_HEAD_S - 1);
    assert_false(is_cut(pair[0][1]));
    drg_http_guard_sweep(&guard, 100 + DRG_GUARD_HEAD_S + 1);
    assert_true(is_cut(pair[0][1]));
    assert_false(is_cut(pair[1][1]));
    drg_http_guard_sweep(&guard, 110 + DRG_GUARD_BODY_S + 1);
    assert_true(is_cut(pair[1][1]));
    assert_false(is_cut(pair[2][1]));
    for (int i = 0; i < 3; i++) {
        drg_http_guard_leave(&guard, slot[i]);
        close(pair[i][0]);
        close(pair[i][1]);
    }
    assert_int_equal(drg_http_guard_count(&guard), 0);
    drg_http_guard_leave(&guard, NULL);
    drg_http_guard_release(&guard);
}

static void addresses_have_a_rate_each(void **state)
{
    (void)state;
    static drg_http_rate rate;
    struct sockaddr_in one = {.sin_family = AF_INET}, two = one;
    struct sockaddr_in6 six = {.sin6_family = AF_INET6}, neighbour = six;
    inet_pton(AF_INET, "192.0.2.1", &one.sin_addr);
    inet_pton(AF_INET, "192.0.2.2", &two.sin_addr);
    inet_pton(AF_INET6, "2001:db8::1", &six.sin6_addr);
    inet_pton(AF_INET6, "2001:db8::2:3", &neighbour.sin6_addr);
    drg_http_rate_init(&rate);
    for (int i = 0; i < 5 * DRG_RATE_BURST_S; i++)
        assert_true(drg_http_rate_take(&rate, (struct sockaddr *)&one, 5, 1000));
    assert_false(drg_http_rate_take(&rate, (struct sockaddr *)&one, 5, 1000));
    assert_true(drg_http_rate_take(&rate, (struct sockaddr *)&two, 5, 1000));
    assert_true(drg_http_rate_take(&rate, (struct sockaddr *)&one, 5, 1000.3));
    assert_false(drg_http_rate_take(&rate, (struct sockaddr *)&one, 5, 1000.3));
    while (drg_http_rate_take(&rate, (struct sockaddr *)&six, 5, 1000))
        ;
    assert_false(drg_http_rate_take(&rate, (struct sockaddr *)&neighbour, 5, 1000)); /* of the same network */
    drg_http_rate_release(&rate);
}

static void loopback_is_known_by_every_name(void **state)
{
    (void)state;
    struct sockaddr_in v4 = {.sin_family = AF_INET};
    struct sockaddr_in6 v6 = {.sin6_family = AF_INET6};
    static const struct {
        const char *text;
        bool is;
    } v6s[] = {{"::1", true}, {"::ffff:127.0.0.1", true}, {"::ffff:192.0.2.1", false}, {"2001:db8::1", false}};
    inet_pton(AF_INET, "127.3.2.1", &v4.sin_addr);
    assert_true(drg_http_is_loopback((struct sockaddr *)&v4));
    inet_pton(AF_INET, "128.0.0.1", &v4.sin_addr);
    assert_false(drg_http_is_loopback((struct sockaddr *)&v4));
    for (size_t i = 0; i < sizeof v6s / sizeof *v6s; i++) {
        inet_pton(AF_INET6, v6s[i].text, &v6.sin6_addr);
        assert_int_equal(drg_http_is_loopback((struct sockaddr *)&v6), v6s[i].is);
    }
}

/* ---- connections ---- */

static int connect_to(uint16_t port)
{
    struct sockaddr_in to = {.sin_family = AF_INET, .sin_port = htons(port)};
    struct timeval wait = {.tv_sec = 2};
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    assert_true(fd >= 0);
    to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    assert_int_equal(connect(fd, (struct sockaddr *)&to, sizeof to), 0);
    setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &wait, sizeof wait);
    return fd;
}

/* Whether a request on the connection is answered. */
static bool is_answered(int fd)
{
    static const char request[] = "GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n";
    char answer[16] = "";
    if (send(fd, request, sizeof request - 1, MSG_NOSIGNAL) < 0)
        return false;
    return recv(fd, answer, sizeof answer - 1, 0) > 12 && strncmp(answer, "HTTP/1.1 200", 12) == 0;
}

static void more_connections_than_allowed_wait_or_are_closed(void **state)
{
    (void)state;
    char path[TEMPORARY_BYTES];
    int fds[5];
    drg_ledger *ledger;
    drg_server *server;
    drg_error err = {0};
    assert_true(temporary_file(path));
    assert_int_equal(drg_ledger_open(path, DRG_LEDGER_CREATE, &ledger, &err), DRG_OK);
    drg_ledger_close(ledger);
    drg_server_options options = {.ledger = path, .max_connections = 4, .threads = 1};
    assert_int_equal(drg_server_start(&options, &server, &err), DRG_OK);
    for (int i = 0; i < 4; i++)
        assert_true(is_answered(fds[i] = connect_to(drg_server_port(server))));
    assert_false(is_answered(fds[4] = connect_to(drg_server_port(server))));
    for (int i = 0; i < 5; i++)
        close(fds[i]);
    int again = -1;
    bool answered = false;
    for (int tries = 0; tries < 20 && !answered; tries++) { /* once the others are gone */
        usleep(100000);
        again = connect_to(drg_server_port(server));
        answered = is_answered(again);
        close(again);
    }
    assert_true(answered);
    drg_server_stop(server);
    drg_server_stop(NULL);
    remove_ledger(path);
}

/* ---- what is kept ---- */

static void count_use(void *context, struct MHD_Response *response, const char *etag)
{
    assert_non_null(response);
    *(char *)context = etag[0];
}

static void answers_are_kept_until_the_ledger_changes(void **state)
{
    (void)state;
    static drg_http_cache cache;
    char found = 0, key[32];
    drg_http_cache_init(&cache);
    assert_false(drg_http_cache_get(&cache, "1", "a", count_use, &found));
    /* More than there is room for: the oldest go, and the latest is there. */
    for (int i = 0; i < 3 * DRG_CACHE_SLOTS; i++) {
        struct MHD_Response *r = MHD_create_response_from_buffer(1, (void *)"x", MHD_RESPMEM_PERSISTENT);
        snprintf(key, sizeof key, "/%d", i);
        assert_true(drg_http_cache_put(&cache, "1", key, "tag", r, DRG_CACHE_BYTES / 500));
        assert_true(cache.bytes <= DRG_CACHE_BYTES);
    }
    assert_true(drg_http_cache_get(&cache, "1", key, count_use, &found));
    assert_int_equal(found, 't');
    assert_false(drg_http_cache_get(&cache, "2", key, count_use, &found));
    assert_int_equal(cache.bytes, 0);
    struct MHD_Response *large = MHD_create_response_from_buffer(1, (void *)"x", MHD_RESPMEM_PERSISTENT);
    assert_false(drg_http_cache_put(&cache, "2", "b", "tag", large, DRG_CACHE_MAX_BYTES + 1));
    MHD_destroy_response(large);
    drg_http_cache_release(&cache);
}

/* ---- heads ---- */

static void heads_are_read_as_they_are_meant(void **state)
{
    (void)state;
    drg_media media = DRG_MEDIA_ATOM;
    drg_str token, path = DRG_LIT("/api/v1/incidents.geojson");
    drg_ledger_state seen;
    assert_true(drg_http_accepted(DRG_LIT("text/html, APPLICATION/JSONL;q=0.9, application/json"), &media));
    assert_int_equal(media, DRG_MEDIA_JSONL);
    assert_true(drg_http_accepted(DRG_LIT("text/csv"), &media) && media == DRG_MEDIA_CSV);
    assert_false(drg_http_accepted(DRG_LIT("text/html,*/*;q=0.1,,"), &media));
    assert_true(drg_http_ending(&path, &media) && media == DRG_MEDIA_GEOJSON && drg_str_is(path, "/api/v1/incidents"));
    assert_true(drg_http_takes_gzip(DRG_LIT("br, gzip;q=0.5")) && drg_http_takes_gzip(DRG_LIT("*")));
    assert_false(drg_http_takes_gzip(DRG_LIT("br")) || drg_http_takes_gzip(DRG_LIT("gzip;q=0.00, br")));
    assert_true(drg_http_has_tag(DRG_LIT("\"x\", W/\"ab\""), "\"ab\"") && drg_http_has_tag(DRG_LIT("*"), "\"ab\""));
    assert_false(drg_http_has_tag(DRG_LIT("\"abc\""), "\"ab\"") || drg_http_has_tag(DRG_LIT("*"), ""));
    assert_true(drg_str_is(drg_http_host_name(DRG_LIT("[::1]:8080")), "[::1]"));
    assert_true(drg_str_is(drg_http_host_name(DRG_LIT("localhost:80")), "localhost"));
    assert_true(drg_http_bearer(DRG_LIT("bearer  abc "), &token) && drg_str_is(token, "abc"));
    assert_false(drg_http_bearer(DRG_LIT("Basic abc"), &token) || drg_http_bearer(DRG_LIT(""), &token));
    assert_true(drg_http_stream_id(DRG_LIT("1.22.333"), &seen) && seen.record == 22 && seen.changed == 333);
    static const char *const none[] = {"", "1.2", "1.2.", "-1.2.3", "1.2.3.4", "1.2.x", "1.2.99999999999999999999"};
    for (size_t i = 0; i < sizeof none / sizeof *none; i++)
        assert_false(drg_http_stream_id(drg_str_of(none[i]), &seen));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_slow_request_is_cut_and_a_slow_answer_is_not),
        cmocka_unit_test(addresses_have_a_rate_each),
        cmocka_unit_test(loopback_is_known_by_every_name),
        cmocka_unit_test(more_connections_than_allowed_wait_or_are_closed),
        cmocka_unit_test(answers_are_kept_until_the_ledger_changes),
        cmocka_unit_test(heads_are_read_as_they_are_meant),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
