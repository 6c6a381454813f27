#include "pipeline/watch_state.h"

#include "base/error.h"
#include "export/out.h"
#include "ingest/input.h"

#include <errno.h>
#include <fcntl.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define VERSION 1
#define MAX_STATE_BYTES ((size_t)512 << 20)

/* ---- keys ---- */

static size_t slot_of(const drg_watch_state *s, uint64_t key)
{
    size_t i = (size_t)(key * 0x9E3779B97F4A7C15U) & (s->n_slots - 1);
    while (s->slots[i] != 0 && s->keys[s->slots[i] - 1].key != key)
        i = (i + 1) & (s->n_slots - 1);
    return i;
}

static bool make_slots(drg_watch_state *s, size_t n)
{
    uint32_t *slots = calloc(n, sizeof *slots);
    if (slots == NULL)
        return false;
    free(s->slots);
    s->slots = slots;
    s->n_slots = n;
    for (size_t i = 0; i < s->n_keys; i++)
        s->slots[slot_of(s, s->keys[i].key)] = (uint32_t)(i + 1);
    return true;
}

drg_watch_key *drg_watch_key_at(drg_watch_state *s, uint64_t key)
{
    if (2 * (s->n_keys + 1) > s->n_slots && !make_slots(s, s->n_slots > 0 ? s->n_slots * 2 : 1024))
        return NULL;
    size_t slot = slot_of(s, key);
    if (s->slots[slot] != 0)
        return &s->keys[s->slots[slot] - 1];
    if (s->n_keys == s->cap_keys) {
        size_t cap = s->cap_keys > 0 ? s->cap_keys * 2 : 512;
        drg_watch_key *grown = realloc(s->keys, cap * sizeof *grown);
        if (grown == NULL)
            return NULL;
        s->keys = grown;
        s->cap_keys = cap;
    }
    s->keys[s->n_keys++] = (drg_watch_key){.key = key};
    s->slots[slot] = (uint32_t)s->n_keys;
    return &s->keys[s->n_keys - 1];
}

void drg_watch_state_prune(drg_watch_state *s, uint32_t feed, int32_t day)
{
    size_t n = 0;
    for (size_t i = 0; i < s->n_keys; i++) {
        const drg_watch_key *k = &s->keys[i];
        bool old = k->feed == feed && k->mark == DRG_WATCH_SEEN && k->day < day - DRG_WATCH_KEEP_DAYS;
        if (!old)
            s->keys[n++] = *k;
    }
    if (n == s->n_keys)
        return;
    s->n_keys = n;
    memset(s->slots, 0, s->n_slots * sizeof *s->slots);
    for (size_t i = 0; i < n; i++)
        s->slots[slot_of(s, s->keys[i].key)] = (uint32_t)(i + 1);
}

/* ---- reading ---- */

static drg_watch_feed *add_feed(drg_watch_state *s, drg_str url)
{
    if (!DRG_ARENA_GROW(&s->arena, s->feeds, s->n_feeds, s->cap_feeds))
        return NULL;
    drg_str copy = drg_arena_copy(&s->arena, url);
    if (copy.ptr == NULL)
        return NULL;
    drg_watch_feed *feed = &s->feeds[s->n_feeds++];
    *feed = (drg_watch_feed){.url = copy};
    return feed;
}

static drg_watch_feed *feed_named(drg_watch_state *s, drg_str url)
{
    for (size_t i = 0; i < s->n_feeds; i++)
        if (drg_str_eq(s->feeds[i].url, url))
            return &s->feeds[i];
    return add_feed(s, url);
}

static char *copy_string(const json_t *object, const char *key, bool *ok)
{
    const json_t *value = json_object_get(object, key);
    if (!json_is_string(value) || json_string_length(value) == 0)
        return NULL;
    char *copy = strdup(json_string_value(value));
    *ok = *ok && copy != NULL;
    return copy;
}

/* "0123456789abcdef 20500", and for what is to be tried again the number of tries behind it. */
static bool take_key(drg_watch_state *s, uint32_t feed, const json_t *value)
{
    unsigned long long key;
    int day;
    unsigned tries = 0;
    int n = json_is_string(value) ? sscanf(json_string_value(value), "%16llx %d %u", &key, &day, &tries) : 0;
    if (n < 2)
        return true; /* nothing that we wrote */
    drg_watch_key *k = drg_watch_key_at(s, key);
    if (k == NULL)
        return false;
    *k = (drg_watch_key){.key = key, .feed = feed, .day = day, .tries = tries};
    k->mark = n == 3 ? DRG_WATCH_TRIED : DRG_WATCH_SEEN;
    s->feeds[feed].n_tried += n == 3;
    return true;
}

static bool take_feed(drg_watch_state *s, const json_t *object)
{
    const json_t *url = json_object_get(object, "url"), *seen = json_object_get(object, "seen");
    if (!json_is_string(url))
        return true;
    drg_watch_feed *feed = feed_named(s, (drg_str){json_string_value(url), json_string_length(url)});
    bool ok = feed != NULL;
    if (!ok)
        return false;
    free(feed->etag);
    free(feed->last_modified);
    feed->etag = copy_string(object, "etag", &ok);
    feed->last_modified = copy_string(object, "last_modified", &ok);
    feed->due = json_integer_value(json_object_get(object, "due"));
    json_int_t failures = json_integer_value(json_object_get(object, "failures"));
    feed->failures = failures > 0 && failures < 1000000 ? (unsigned)failures : 0;
    uint32_t index = (uint32_t)(feed - s->feeds);
    for (size_t i = 0; ok && i < json_array_size(seen); i++)
        ok = take_key(s, index, json_array_get(seen, i));
    return ok;
}

static drg_status take_state(drg_watch_state *s, const json_t *root, drg_error *err)
{
    const json_t *feeds = json_object_get(root, "feeds"), *output = json_object_get(root, "output");
    if (json_integer_value(json_object_get(root, "version")) != VERSION || !json_is_array(feeds))
        return drg_fail(err, DRG_EINPUT, "not the state of dragoman watch, or of another version");
    const json_t *path = json_object_get(output, "path");
    if (json_is_string(path)) {
        unsigned long long tail = 0;
        s->output = drg_arena_copy(&s->arena, (drg_str){json_string_value(path), json_string_length(path)});
        s->output_bytes = (uint64_t)json_integer_value(json_object_get(output, "bytes"));
        const char *hash = json_string_value(json_object_get(output, "tail"));
        if (s->output.ptr == NULL)
            return drg_fail_nomem(err);
        if (hash == NULL || sscanf(hash, "%16llx", &tail) != 1)
            return drg_fail(err, DRG_EINPUT, "the state of the output is damaged");
        s->output_tail = tail;
    }
    for (size_t i = 0; i < json_array_size(feeds); i++)
        if (!take_feed(s, json_array_get(feeds, i)))
            return drg_fail_nomem(err);
    return DRG_OK;
}

static drg_status read_state(drg_watch_state *s, const char *path, drg_error *err)
{
    drg_input in;
    drg_str bytes = {0};
    if (access(path, F_OK) != 0 && errno == ENOENT)
        return DRG_OK;
    drg_status st = drg_input_open(&in, path, err);
    if (st != DRG_OK)
        return st;
    st = drg_input_rest(&in, MAX_STATE_BYTES, &bytes, err);
    json_t *root = st == DRG_OK ? json_loadb(bytes.ptr, bytes.len, 0, NULL) : NULL;
    if (st == DRG_OK)
        st = root != NULL ? take_state(s, root, err) : drg_fail(err, DRG_EINPUT, "not the state of dragoman watch");
    json_decref(root);
    drg_input_close(&in);
    return st;
}

drg_status drg_watch_state_load(drg_watch_state *s, const char *path, const drg_str *urls, size_t n, drg_error *err)
{
    *s = (drg_watch_state){.n_feeds = 0};
    drg_arena_init(&s->arena, 0);
    drg_status st = DRG_OK;
    for (size_t i = 0; st == DRG_OK && i < n; i++) {
        drg_watch_feed *feed = add_feed(s, urls[i]);
        if (feed == NULL)
            st = drg_fail_nomem(err);
        else
            feed->listed = true;
    }
    if (st == DRG_OK)
        st = read_state(s, path, err);
    if (st != DRG_OK)
        drg_watch_state_release(s);
    return st;
}

void drg_watch_state_release(drg_watch_state *s)
{
    for (size_t i = 0; i < s->n_feeds; i++) {
        free(s->feeds[i].etag);
        free(s->feeds[i].last_modified);
    }
    free(s->keys);
    free(s->slots);
    drg_arena_release(&s->arena);
    *s = (drg_watch_state){.n_feeds = 0};
}

/* ---- writing ---- */

static void write_hex(drg_out *out, uint64_t value)
{
    char text[17];
    snprintf(text, sizeof text, "%016llx", (unsigned long long)value);
    drg_out_cstr(out, text);
}

/* The keys of one feed; order is where each feed's keys begin in a list of all, by feed. */
static void write_keys(drg_out *out, const drg_watch_state *s, const uint32_t *order, size_t from, size_t to)
{
    bool first = true;
    drg_out_char(out, '[');
    for (size_t i = from; i < to; i++) {
        const drg_watch_key *k = &s->keys[order[i]];
        char rest[40];
        if (k->mark != DRG_WATCH_SEEN && k->mark != DRG_WATCH_TRIED)
            continue;
        drg_out_item(out, &first);
        drg_out_char(out, '"');
        write_hex(out, k->key);
        snprintf(rest, sizeof rest, k->mark == DRG_WATCH_TRIED ? " %d %u\"" : " %d\"", (int)k->day, k->tries);
        drg_out_cstr(out, rest);
    }
    drg_out_char(out, ']');
}

static void write_feed(drg_out *out, const drg_watch_state *s, size_t i, const uint32_t *order, const size_t *begins)
{
    const drg_watch_feed *feed = &s->feeds[i];
    bool first = true;
    drg_out_char(out, '{');
    drg_out_key_str(out, &first, "url", feed->url);
    drg_out_key_str(out, &first, "etag", drg_str_of(feed->etag));
    drg_out_key_str(out, &first, "last_modified", drg_str_of(feed->last_modified));
    drg_out_key_uint(out, &first, "due", (uint64_t)(feed->due > 0 ? feed->due : 0));
    drg_out_key_uint(out, &first, "failures", feed->failures);
    drg_out_key(out, &first, "seen");
    write_keys(out, s, order, begins[i], begins[i + 1]);
    drg_out_char(out, '}');
}

/* Where each feed's keys lie, by counting. @return false when out of memory. */
static bool sort_keys(const drg_watch_state *s, uint32_t **order, size_t **begins)
{
    *order = malloc((s->n_keys + 1) * sizeof **order);
    *begins = calloc(s->n_feeds + 2, sizeof **begins);
    if (*order == NULL || *begins == NULL)
        return false;
    for (size_t i = 0; i < s->n_keys; i++)
        (*begins)[s->keys[i].feed + 2]++;
    for (size_t i = 2; i < s->n_feeds + 2; i++)
        (*begins)[i] += (*begins)[i - 1];
    for (size_t i = 0; i < s->n_keys; i++)
        (*order)[(*begins)[s->keys[i].feed + 1]++] = (uint32_t)i;
    return true;
}

static drg_status to_file(void *context, const char *data, size_t len)
{
    return fwrite(data, 1, len, context) == len ? DRG_OK : DRG_EIO;
}

static drg_status write_state(const drg_watch_state *s, FILE *file)
{
    uint32_t *order = NULL;
    size_t *begins = NULL;
    drg_out out;
    drg_status st = sort_keys(s, &order, &begins) ? DRG_OK : DRG_ENOMEM;
    if (st == DRG_OK) {
        bool first = true, none = true;
        drg_out_begin(&out, to_file, file);
        drg_out_cstr(&out, "{\"version\": 1, \"output\": {");
        drg_out_key_str(&out, &first, "path", s->output);
        drg_out_key_uint(&out, &first, "bytes", s->output_bytes);
        drg_out_key(&out, &first, "tail");
        drg_out_char(&out, '"');
        write_hex(&out, s->output_tail);
        drg_out_cstr(&out, "\"}, \"feeds\": [\n");
        for (size_t i = 0; i < s->n_feeds; i++) {
            if (!none)
                drg_out_cstr(&out, ",\n");
            none = false;
            write_feed(&out, s, i, order, begins);
        }
        drg_out_cstr(&out, "\n]}\n");
        st = drg_out_end(&out, NULL);
    }
    free(order);
    free(begins);
    return st;
}

/* The folder's own entry is on the disk, too. */
static void sync_folder(const char *path)
{
    char *folder = strdup(path);
    char *slash = folder != NULL ? strrchr(folder, '/') : NULL;
    if (slash != NULL)
        *(slash == folder ? slash + 1 : slash) = '\0';
    int fd = open(slash != NULL ? folder : ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd >= 0) {
        (void)fsync(fd);
        close(fd);
    }
    free(folder);
}

drg_status drg_watch_state_save(const drg_watch_state *s, const char *path, drg_error *err)
{
    size_t size = strlen(path) + 8;
    char *temporary = malloc(size);
    if (temporary == NULL)
        return drg_fail_nomem(err);
    snprintf(temporary, size, "%s.part", path);
    FILE *file = fopen(temporary, "we");
    drg_status st = file != NULL ? write_state(s, file) : DRG_EIO;
    bool done = st == DRG_OK && fflush(file) == 0 && fsync(fileno(file)) == 0;
    int why = errno;
    if (file != NULL && fclose(file) != 0 && done) {
        why = errno;
        done = false;
    }
    if (done && rename(temporary, path) != 0) {
        why = errno;
        done = false;
    }
    if (done)
        sync_folder(path);
    else if (file != NULL)
        (void)unlink(temporary);
    free(temporary);
    if (st == DRG_ENOMEM)
        return drg_fail_nomem(err);
    return done ? DRG_OK : drg_fail(err, DRG_EIO, "%s: %s", path, strerror(why));
}
