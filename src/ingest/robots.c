#include "ingest/robots.h"

#include "base/error.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

typedef struct drg_robots_rule {
    drg_str pattern; /* escapes made even */
    bool allow;
} drg_robots_rule;

/* Rules beyond these are passed over; patterns too. */
#define MAX_RULES 10000
#define MAX_PATTERN_BYTES 2048

void drg_robots_init(drg_robots *robots, bool none)
{
    *robots = (drg_robots){.none = none};
    drg_arena_init(&robots->arena, 0);
}

void drg_robots_release(drg_robots *robots)
{
    drg_arena_release(&robots->arena);
    *robots = (drg_robots){.none = false};
}

/* ---- escapes ---- */

static int hex(char c)
{
    return c >= '0' && c <= '9'   ? c - '0'
           : c >= 'a' && c <= 'f' ? c - 'a' + 10
           : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                  : -1;
}

static bool is_unreserved(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || strchr("-._~", c) != NULL;
}

/* A path or pattern in the one form in which they are compared: escapes in capitals, none where none is needed, bytes
 * beyond ASCII escaped. to has room for three times its length and a NUL. */
static size_t make_even(drg_str t, char *to)
{
    static const char digits[] = "0123456789ABCDEF";
    size_t n = 0;
    for (size_t i = 0; i < t.len; i++) {
        unsigned char c = (unsigned char)t.ptr[i];
        if (c == '%' && i + 2 < t.len && hex(t.ptr[i + 1]) >= 0 && hex(t.ptr[i + 2]) >= 0) {
            char decoded = (char)(hex(t.ptr[i + 1]) * 16 + hex(t.ptr[i + 2]));
            i += 2;
            if (decoded != '\0' && is_unreserved(decoded)) {
                to[n++] = decoded;
                continue;
            }
            c = (unsigned char)decoded;
        } else if (c > 0x20 && c < 0x7F) {
            to[n++] = (char)c;
            continue;
        }
        to[n++] = '%';
        to[n++] = digits[c >> 4];
        to[n++] = digits[c & 15];
    }
    to[n] = '\0';
    return n;
}

/* ---- parsing ---- */

typedef struct parse {
    drg_robots *robots;
    const char *agent;
    bool named;     /* some group names us: those for all do not hold */
    bool in_rules;  /* the next User-agent opens a new group */
    bool ours, all; /* the group that is read is for us, or for all */
} parse;

/* Whether a User-agent line means us: its product token alone, without a version. */
static bool is_agent(drg_str value, const char *agent)
{
    size_t n = 0;
    while (n < value.len &&
           ((value.ptr[n] >= 'a' && value.ptr[n] <= 'z') || (value.ptr[n] >= 'A' && value.ptr[n] <= 'Z') ||
            value.ptr[n] == '-' || value.ptr[n] == '_'))
        n++;
    return n == strlen(agent) && strncasecmp(value.ptr, agent, n) == 0;
}

static void open_group(parse *p, drg_str value)
{
    if (p->in_rules)
        p->ours = p->all = p->in_rules = false;
    if (is_agent(value, p->agent)) {
        p->ours = true;
        if (!p->named) { /* what was found for all does not count */
            p->robots->n_rules = 0;
            p->robots->delay_s = 0;
        }
        p->named = true;
    } else if (drg_str_is(value, "*")) {
        p->all = true;
    }
}

static bool holds(const parse *p)
{
    return p->ours || (p->all && !p->named);
}

static bool add_rule(parse *p, drg_str pattern, bool allow)
{
    char even[3 * MAX_PATTERN_BYTES + 1];
    drg_robots *r = p->robots;
    if (!holds(p) || pattern.len == 0 || pattern.len > MAX_PATTERN_BYTES || r->n_rules == MAX_RULES)
        return true; /* "Disallow:" alone forbids nothing */
    drg_str copy = drg_arena_copy(&r->arena, (drg_str){even, make_even(pattern, even)});
    if (copy.ptr == NULL || !DRG_ARENA_GROW(&r->arena, r->rules, r->n_rules, r->cap_rules))
        return false;
    r->rules[r->n_rules++] = (drg_robots_rule){.pattern = copy, .allow = allow};
    return true;
}

static double delay_of(drg_str value)
{
    char text[32];
    size_t n = value.len < sizeof text - 1 ? value.len : sizeof text - 1;
    if (n > 0)
        memcpy(text, value.ptr, n);
    text[n] = '\0';
    double s = 0, place = 1;
    bool fraction = false;
    for (size_t i = 0; i < n && ((text[i] >= '0' && text[i] <= '9') || (text[i] == '.' && !fraction)); i++) {
        if (text[i] == '.') {
            fraction = true;
            continue;
        }
        place *= fraction ? 0.1 : 1;
        s = fraction ? s + (text[i] - '0') * place : s * 10 + (text[i] - '0');
    }
    return s;
}

static bool take_line(parse *p, drg_str line)
{
    const char *hash = line.len > 0 ? memchr(line.ptr, '#', line.len) : NULL;
    if (hash != NULL)
        line = drg_str_sub(line, 0, (size_t)(hash - line.ptr));
    const char *colon = line.len > 0 ? memchr(line.ptr, ':', line.len) : NULL;
    if (colon == NULL)
        return true;
    drg_str key = drg_str_trim(drg_str_sub(line, 0, (size_t)(colon - line.ptr)));
    drg_str value = drg_str_trim(drg_str_sub(line, (size_t)(colon - line.ptr) + 1, line.len));
    bool allow = key.len == 5 && strncasecmp(key.ptr, "allow", 5) == 0;
    if (key.len == 10 && strncasecmp(key.ptr, "user-agent", 10) == 0) {
        open_group(p, value);
    } else if (allow || (key.len == 8 && strncasecmp(key.ptr, "disallow", 8) == 0)) {
        p->in_rules = true;
        return add_rule(p, value, allow);
    } else if (key.len == 11 && strncasecmp(key.ptr, "crawl-delay", 11) == 0) {
        p->in_rules = true;
        if (holds(p))
            p->robots->delay_s = delay_of(value);
    }
    return true;
}

drg_status drg_robots_parse(drg_str text, const char *agent, drg_robots *robots, drg_error *err)
{
    parse p = {.robots = robots, .agent = agent};
    drg_robots_init(robots, false);
    if (drg_str_starts(text, DRG_LIT("\xEF\xBB\xBF")))
        text = drg_str_sub(text, 3, text.len);
    for (size_t from = 0; from < text.len;) {
        size_t to = from;
        while (to < text.len && text.ptr[to] != '\n' && text.ptr[to] != '\r')
            to++;
        if (!take_line(&p, drg_str_sub(text, from, to))) {
            drg_robots_release(robots);
            return drg_fail_nomem(err);
        }
        from = to + 1;
    }
    return DRG_OK;
}

/* ---- asking ---- */

/* Whether the pattern, with '*' for anything and '$' for the end, holds for a beginning of the path. Only the last '*' is
 * ever gone back to, so that it takes no more than length times length steps. */
static bool matches(drg_str pattern, const char *path)
{
    bool ends = pattern.len > 0 && pattern.ptr[pattern.len - 1] == '$';
    size_t len = pattern.len - ends, p = 0, star = SIZE_MAX;
    const char *t = path, *back = path;
    for (;;) {
        if (p == len && (!ends || *t == '\0'))
            return true;
        if (p < len && pattern.ptr[p] == '*') {
            star = ++p;
            back = t;
        } else if (p < len && *t != '\0' && pattern.ptr[p] == *t) {
            p++;
            t++;
        } else if (star != SIZE_MAX && *back != '\0') {
            p = star;
            t = ++back;
        } else {
            return false;
        }
    }
}

bool drg_robots_allow(const drg_robots *robots, const char *path)
{
    size_t len = strlen(path), longest = 0;
    bool allow = true;
    if (strcmp(path, "/robots.txt") == 0)
        return true;
    if (robots->none)
        return false;
    char *even = malloc(3 * len + 1);
    if (even == NULL)
        return false; /* rather too shy than too bold */
    make_even((drg_str){path, len}, even);
    for (size_t i = 0; i < robots->n_rules; i++) {
        const drg_robots_rule *rule = &robots->rules[i];
        bool better = rule->pattern.len > longest || (rule->pattern.len == longest && rule->allow);
        if (better && matches(rule->pattern, even)) {
            longest = rule->pattern.len;
            allow = rule->allow;
        }
    }
    free(even);
    return allow;
}
