/* src/serve/log.c - the access log: a JSON object for each request, without tokens. */
#include "serve/inside.h"

#include <time.h>

static void add_field(drg_buf *line, const char *key, drg_str value)
{
    drg_buf_printf(line, "\"%s\": \"", key);
    for (size_t i = 0; i < value.len && i < 2000; i++) {
        unsigned char c = (unsigned char)value.ptr[i];
        if (c == '"' || c == '\\')
            drg_buf_printf(line, "\\%c", c);
        else if (c < 0x20 || c >= 0x7f)
            drg_buf_printf(line, "\\u00%02x", c);
        else
            drg_buf_add(line, (const char *)&c, 1);
    }
    drg_buf_add(line, "\"", 1);
}

void drg_http_log(drg_http_request *r, double seconds)
{
    drg_server *server = r->server;
    if (server->o.log == NULL)
        return;
    drg_buf line;
    char now[32];
    time_t t = time(NULL);
    struct tm tm;
    drg_buf_init(&line, 16384);
    strftime(now, sizeof now, "%Y-%m-%dT%H:%M:%SZ", gmtime_r(&t, &tm));
    drg_buf_printf(&line, "{");
    add_field(&line, "time", drg_str_of(now));
    drg_buf_printf(&line, ", ");
    add_field(&line, "client", drg_str_of(r->client));
    drg_buf_printf(&line, ", ");
    add_field(&line, "token", drg_str_of(r->who)); /* its name */
    drg_buf_printf(&line, ", ");
    add_field(&line, "method", drg_str_of(r->method));
    drg_buf_printf(&line, ", ");
    add_field(&line, "path", r->path);
    drg_buf_printf(&line, ", \"status\": %u, \"bytes\": %llu, \"ms\": %.1f}\n", r->status,
                   (unsigned long long)r->sent_bytes, seconds * 1000);
    pthread_mutex_lock(&server->lock);
    if (line.len > 0)
        server->o.log(server->o.log_context, line.ptr, line.len);
    pthread_mutex_unlock(&server->lock);
    drg_buf_release(&line);
}
