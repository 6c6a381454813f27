#include "ingest/address.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const unsigned char mapped[12] = {[10] = 0xFF, [11] = 0xFF};

/* An address as 16 bytes. */
static bool bytes_of(const struct sockaddr *address, unsigned char out[16])
{
    if (address->sa_family == AF_INET) {
        struct sockaddr_in four;
        memcpy(&four, address, sizeof four);
        memcpy(out, mapped, 12);
        memcpy(out + 12, &four.sin_addr, 4);
        return true;
    }
    if (address->sa_family != AF_INET6)
        return false;
    struct sockaddr_in6 six;
    memcpy(&six, address, sizeof six);
    memcpy(out, &six.sin6_addr, 16);
    return true;
}

static bool lies_in(const unsigned char a[16], const unsigned char net[16], unsigned bits)
{
    if (memcmp(a, net, bits / 8) != 0)
        return false;
    unsigned rest = bits % 8;
    return rest == 0 || (a[bits / 8] ^ net[bits / 8]) >> (8 - rest) == 0;
}

static bool is_public_four(const unsigned char a[4])
{
    static const struct {
        unsigned char net[4];
        unsigned bits;
    } special[] = {{{0, 0, 0, 0}, 8},      {{10, 0, 0, 0}, 8},     {{100, 64, 0, 0}, 10}, {{127, 0, 0, 0}, 8},
                   {{169, 254, 0, 0}, 16}, {{172, 16, 0, 0}, 12},  {{192, 0, 0, 0}, 24},  {{192, 0, 2, 0}, 24},
                   {{192, 88, 99, 0}, 24}, {{192, 168, 0, 0}, 16}, {{198, 18, 0, 0}, 15}, {{198, 51, 100, 0}, 24},
                   {{203, 0, 113, 0}, 24}, {{224, 0, 0, 0}, 4},    {{240, 0, 0, 0}, 4}};
    for (size_t i = 0; i < sizeof special / sizeof *special; i++) {
        unsigned bits = special[i].bits, rest = bits % 8;
        if (memcmp(a, special[i].net, bits / 8) == 0 &&
            (rest == 0 || (a[bits / 8] ^ special[i].net[bits / 8]) >> (8 - rest) == 0))
            return false;
    }
    return true;
}

static bool is_public_six(const unsigned char a[16])
{
    static const struct {
        unsigned char net[16];
        unsigned bits;
    } special[] = {{{0x20, 0x01, 0x00}, 23},       /* protocols, Teredo among them */
                   {{0x20, 0x01, 0x0D, 0xB8}, 32}, /* documentation */
                   {{0x3F, 0xFF, 0x00}, 20}};
    static const unsigned char nat64[12] = {0x00, 0x64, 0xFF, 0x9B};
    if (memcmp(a, mapped, 12) == 0 || memcmp(a, nat64, 12) == 0)
        return is_public_four(a + 12);
    if (a[0] == 0x20 && a[1] == 0x02) /* 6to4 */
        return is_public_four(a + 2);
    for (size_t i = 0; i < sizeof special / sizeof *special; i++)
        if (lies_in(a, special[i].net, special[i].bits))
            return false;
    return a[0] >> 5 == 1; /* 2000::/3: all of global unicast that was given out */
}

bool drg_address_is_public(const struct sockaddr *address)
{
    unsigned char a[16];
    return bytes_of(address, a) && is_public_six(a);
}

bool drg_address_is_in(const struct sockaddr *address, const drg_network *networks, size_t n)
{
    unsigned char a[16];
    if (!bytes_of(address, a))
        return false;
    for (size_t i = 0; i < n; i++)
        if (lies_in(a, networks[i].address, networks[i].bits))
            return true;
    return false;
}

static bool parse_one(const char *text, size_t len, drg_network *network)
{
    char word[80];
    if (len == 0 || len >= sizeof word)
        return false;
    memcpy(word, text, len);
    word[len] = '\0';
    char *slash = strchr(word, '/'), *end = NULL;
    if (slash != NULL)
        *slash = '\0';
    unsigned most = 128, add = 0;
    if (inet_pton(AF_INET, word, network->address + 12) == 1) {
        memcpy(network->address, mapped, 12);
        most = 32;
        add = 96;
    } else if (inet_pton(AF_INET6, word, network->address) != 1) {
        return false;
    }
    unsigned long bits = most;
    if (slash != NULL) {
        bits = slash[1] >= '0' && slash[1] <= '9' ? strtoul(slash + 1, &end, 10) : 999;
        if (bits > most || (end != NULL && *end != '\0'))
            return false;
    }
    network->bits = (unsigned)bits + add;
    return true;
}

bool drg_networks_parse(const char *list, drg_network *networks, size_t *n)
{
    *n = 0;
    while (list != NULL && *list != '\0') {
        size_t len = strcspn(list, ",");
        if (*n == DRG_MAX_NETWORKS || !parse_one(list, len, &networks[*n]))
            return false;
        ++*n;
        list += len;
        list += *list == ',';
    }
    return true;
}
