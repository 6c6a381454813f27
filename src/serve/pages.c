#include "serve/pages.h"

#include "serve/inside.h"
#include "serve/parse.h"

#include <string.h>
#include <zlib.h>

static const struct {
    const char *ending, *type;
} types[] = {
    {".html", "text/html; charset=utf-8"},
    {".js", "text/javascript; charset=utf-8"},
    {".css", "text/css; charset=utf-8"},
    {".json", "application/json"},
    {".svg", "image/svg+xml"},
    {".woff2", "font/woff2"},
    {".webmanifest", "application/manifest+json"},
    {".txt", "text/plain; charset=utf-8"},
};

static const char *type_of(const char *path)
{
    for (size_t i = 0; i < sizeof types / sizeof *types; i++)
        if (drg_str_ends(drg_str_of(path), drg_str_of(types[i].ending)))
            return types[i].type;
    return "application/octet-stream";
}

/* By name among those that are there: no path leads anywhere else. */
static const drg_http_file *find(drg_str path)
{
    for (const drg_http_file *file = drg_serve__files; file->path != NULL; file++)
        if (drg_str_is(path, file->path))
            return file;
    return NULL;
}

/* Views are addresses of the one page: /incidents/1234. Files have an ending. */
static bool is_view(drg_str path)
{
    return path.len > 0 && memchr(path.ptr, '.', path.len) == NULL;
}

static bool unpack(const drg_http_file *file, drg_buf *out)
{
    unsigned char chunk[16384];
    z_stream z = {.next_in = (Bytef *)file->bytes, .avail_in = (uInt)file->size};
    int rc = inflateInit2(&z, 15 + 16);
    while (rc == Z_OK) {
        z.next_out = chunk;
        z.avail_out = sizeof chunk;
        rc = inflate(&z, Z_NO_FLUSH);
        if ((rc == Z_OK || rc == Z_STREAM_END) &&
            drg_buf_add(out, (const char *)chunk, sizeof chunk - z.avail_out) != DRG_OK)
            rc = Z_MEM_ERROR;
    }
    inflateEnd(&z);
    return rc == Z_STREAM_END;
}

void drg_http_page(drg_http_request *r, drg_http_reply *reply)
{
    const drg_http_file *file = find(r->path);
    if (file == NULL && is_view(r->path))
        file = find(drg_str_of("/index.html"));
    if (file == NULL) {
        drg_http_problem(reply, 404, "there is no such page");
        return;
    }
    reply->type = type_of(file->path);
    reply->cache_control = "no-cache";
    reply->is_gzipped = drg_http_takes_gzip(drg_http_header(r, "Accept-Encoding"));
    bool done = reply->is_gzipped ? drg_buf_add(&reply->body, (const char *)file->bytes, file->size) == DRG_OK
                                  : unpack(file, &reply->body);
    if (!done)
        drg_http_problem(reply, 500, "out of memory");
}
