/* src/serve/rate.h - how often one address may ask: a bucket of tokens for each, filled at the rate (Turner 1986). */
#ifndef DRG_SERVE_RATE_H
#define DRG_SERVE_RATE_H

#include <pthread.h>
#include <stdbool.h>
#include <stdint.h>
#include <sys/socket.h>

#define DRG_RATE_BUCKETS 8192
/** So many seconds' worth may be asked at once. */
#define DRG_RATE_BURST_S 4

typedef struct drg_http_rate {
    pthread_mutex_t lock;
    struct {
        uint64_t who;
        double left, when;
    } buckets[DRG_RATE_BUCKETS];
} drg_http_rate;

void drg_http_rate_init(drg_http_rate *rate);
void drg_http_rate_release(drg_http_rate *rate);
/** Take one token. Addresses of one /64 of IPv6 share a bucket. @return false: there is none. */
bool drg_http_rate_take(drg_http_rate *rate, const struct sockaddr *who, double per_s, double now);
/** Whether an address is the machine itself. */
bool drg_http_is_loopback(const struct sockaddr *who);

#endif
