#include "serve/rate.h"

#include "base/text.h"

#include <netinet/in.h>
#include <string.h>

void drg_http_rate_init(drg_http_rate *rate)
{
    memset(rate, 0, sizeof *rate);
    pthread_mutex_init(&rate->lock, NULL);
}

void drg_http_rate_release(drg_http_rate *rate)
{
    pthread_mutex_destroy(&rate->lock);
}

static const unsigned char mapped[12] = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff};

/* The bytes that tell clients apart: all of an IPv4 address, half of one of IPv6, whose other half they choose. */
static drg_str key_of(const struct sockaddr *who)
{
    if (who->sa_family == AF_INET)
        return (drg_str){(const char *)&((const struct sockaddr_in *)who)->sin_addr, 4};
    if (who->sa_family != AF_INET6)
        return (drg_str){"", 0};
    const char *bytes = (const char *)&((const struct sockaddr_in6 *)who)->sin6_addr;
    return memcmp(bytes, mapped, sizeof mapped) == 0 ? (drg_str){bytes + 12, 4} : (drg_str){bytes, 8};
}

bool drg_http_is_loopback(const struct sockaddr *who)
{
    if (who->sa_family == AF_INET6 && IN6_IS_ADDR_LOOPBACK(&((const struct sockaddr_in6 *)who)->sin6_addr))
        return true;
    drg_str key = key_of(who);
    return key.len == 4 && key.ptr[0] == 127;
}

bool drg_http_rate_take(drg_http_rate *rate, const struct sockaddr *who, double per_s, double now)
{
    uint64_t hash = drg_str_hash(key_of(who));
    double most = per_s * DRG_RATE_BURST_S;
    bool has;
    pthread_mutex_lock(&rate->lock);
    /* Who meets another's bucket takes it over, full: to be too generous is better than to punish one for another. */
    size_t at = hash % DRG_RATE_BUCKETS;
    double left = rate->buckets[at].left + (now - rate->buckets[at].when) * per_s;
    if (rate->buckets[at].who != hash || left > most)
        left = most;
    has = left >= 1;
    rate->buckets[at].who = hash;
    rate->buckets[at].when = now;
    rate->buckets[at].left = has ? left - 1 : left;
    pthread_mutex_unlock(&rate->lock);
    return has;
}
