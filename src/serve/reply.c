/* src/serve/reply.c - replies: problems, and what a client may get. */
#include "base/json.h"
#include "dragoman/base.h"
#include "serve/inside.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

double drg_http_now(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}

bool drg_http_parameter_of(const drg_http_request *request, const char *name, drg_str *value)
{
    for (size_t i = 0; i < request->n_parameters; i++)
        if (drg_str_is(request->parameters[i].name, name)) {
            *value = request->parameters[i].value;
            return true;
        }
    return false;
}

/* ---- problems ---- */

static const char *title_of(unsigned status)
{
    switch (status) {
    case 400:
        return "Bad Request";
    case 401:
        return "Unauthorized";
    case 403:
        return "Forbidden";
    case 404:
        return "Not Found";
    case 405:
        return "Method Not Allowed";
    case 406:
        return "Not Acceptable";
    case 408:
        return "Request Timeout";
    case 413:
        return "Content Too Large";
    case 414:
        return "URI Too Long";
    case 415:
        return "Unsupported Media Type";
    case 421:
        return "Misdirected Request";
    case 422:
        return "Unprocessable Content";
    case 429:
        return "Too Many Requests";
    case 503:
        return "Service Unavailable";
    default:
        return "Internal Server Error";
    }
}

void drg_http_problem(drg_http_reply *reply, unsigned status, const char *format, ...)
{
    char detail[400];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(detail, sizeof detail, format, arguments);
    va_end(arguments);
    /* A message that was cut inside a character ends before it. */
    detail[drg_utf8_check(drg_str_of(detail))] = '\0';
    reply->status = status;
    reply->type = "application/problem+json";
    reply->keep = false;
    reply->cache_control = NULL;
    reply->is_gzipped = false;
    drg_buf_clear(&reply->body);
    drg_buf_printf(&reply->body, "{\"type\": \"about:blank\", \"title\": \"%s\", \"status\": %u, \"detail\": \"",
                   title_of(status), status);
    /* What a client sent comes back in messages: it must not break out of its string. */
    drg_str text = drg_str_of(detail);
    char escape[6];
    for (size_t p = 0; p < text.len;) {
        drg_str piece = drg_json_piece(text, &p, escape);
        drg_buf_add(&reply->body, piece.ptr, piece.len);
    }
    drg_buf_printf(&reply->body, "\"}\n");
}

void drg_http_fail(drg_http_reply *reply, drg_status status, const drg_error *err)
{
    switch (status) {
    case DRG_EARG:
        drg_http_problem(reply, 400, "%s", err->message);
        break;
    case DRG_EINPUT:
        drg_http_problem(reply, 422, "%s", err->message);
        break;
    case DRG_ELIMIT:
        reply->retry_after_s = 10;
        drg_http_problem(reply, 503, "%s", err->message);
        break;
    default:
        /* Paths and the like are nobody's business; the log has them. */
        drg_http_problem(reply, 500, "the ledger could not be asked");
    }
}
