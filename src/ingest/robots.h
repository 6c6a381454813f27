/* src/ingest/robots.h - what a site asks of robots: the Robots Exclusion Protocol, RFC 9309, with Crawl-delay. */
#ifndef DRG_INGEST_ROBOTS_H
#define DRG_INGEST_ROBOTS_H

#include "base/text.h"

/** What holds for us on one site. */
typedef struct drg_robots {
    drg_arena arena;
    struct drg_robots_rule *rules;
    size_t n_rules, cap_rules;
    double delay_s; /* 0: none asked for */
    bool none;      /* everything is forbidden */
} drg_robots;

/**
 * The rules of the groups that name agent, else of those for all ("*"). Whatever cannot be understood is passed over.
 * @param agent  the product's name, in lower case: "dragoman".
 * @return DRG_OK, DRG_ENOMEM (nothing is to be released).
 */
drg_status drg_robots_parse(drg_str text, const char *agent, drg_robots *robots, drg_error *err);
/** As if there were no file, or one that forbids everything. */
void drg_robots_init(drg_robots *robots, bool none);
void drg_robots_release(drg_robots *robots);

/** @param path  of the address with its query, as it is asked for. */
bool drg_robots_allow(const drg_robots *robots, const char *path);

#endif
