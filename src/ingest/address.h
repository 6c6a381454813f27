/* src/ingest/address.h - which addresses are of the public internet. */
#ifndef DRG_INGEST_ADDRESS_H
#define DRG_INGEST_ADDRESS_H

#include "dragoman/base.h"

#include <sys/socket.h>

/** A network, or one address; IPv4 ones lie in ::ffff:0:0/96. */
typedef struct drg_network {
    unsigned char address[16];
    unsigned bits; /* 0 to 128 */
} drg_network;

#define DRG_MAX_NETWORKS 64

/** "127.0.0.1,10.0.0.0/8,fd00::/8". @return false: one of them is none, or they are too many. */
bool drg_networks_parse(const char *list, drg_network *networks, size_t *n);

/** Whether an address is one that anybody may have on the internet: neither private nor link-local, loopback, multicast or
 * reserved, by the registries of RFC 6890; IPv4 addresses that lie in IPv6 ones (mapped, NAT64, 6to4) are judged too. */
bool drg_address_is_public(const struct sockaddr *address);
bool drg_address_is_in(const struct sockaddr *address, const drg_network *networks, size_t n);

#endif
