#include "ingest/http.h"

#include "base/error.h"
#include "ingest/archive.h"

#include <string.h>
#include <strings.h>
#include <zlib.h>

bool drg_http_is(drg_str a, const char *b)
{
    return a.len == strlen(b) && (a.len == 0 || strncasecmp(a.ptr, b, a.len) == 0);
}

/* ---- the head ---- */

void drg_http_type_parse(drg_str value, drg_str *type, drg_str *charset)
{
    const char *semicolon = value.len > 0 ? memchr(value.ptr, ';', value.len) : NULL;
    size_t end = semicolon != NULL ? (size_t)(semicolon - value.ptr) : value.len;
    *type = drg_str_trim(drg_str_sub(value, 0, end));
    *charset = (drg_str){"", 0};
    for (size_t p = end; p + 8 < value.len; p++) {
        if (strncasecmp(value.ptr + p, "charset=", 8) != 0)
            continue;
        drg_str rest = drg_str_sub(value, p + 8, value.len);
        size_t n = 0;
        while (n < rest.len && rest.ptr[n] != ';')
            n++;
        rest = drg_str_trim(drg_str_sub(rest, 0, n));
        while (rest.len > 0 && (rest.ptr[0] == '"' || rest.ptr[0] == '\''))
            rest = drg_str_sub(rest, 1, rest.len);
        while (rest.len > 0 && (rest.ptr[rest.len - 1] == '"' || rest.ptr[rest.len - 1] == '\''))
            rest.len--;
        *charset = rest;
        return;
    }
}

/* The line at *pos, without its end; *pos goes behind it. @return false: none is whole. */
static bool next_line(drg_str b, size_t *pos, drg_str *line)
{
    const char *lf = *pos < b.len ? memchr(b.ptr + *pos, '\n', b.len - *pos) : NULL;
    if (lf == NULL)
        return false;
    size_t to = (size_t)(lf - b.ptr);
    *line = drg_str_sub(b, *pos, to);
    if (line->len > 0 && line->ptr[line->len - 1] == '\r')
        line->len--;
    *pos = to + 1;
    return true;
}

static void take_header(drg_str line, drg_http_head *head)
{
    const char *colon = line.len > 0 ? memchr(line.ptr, ':', line.len) : NULL;
    if (colon == NULL)
        return;
    drg_str name = drg_str_trim(drg_str_sub(line, 0, (size_t)(colon - line.ptr)));
    drg_str value = drg_str_trim(drg_str_sub(line, (size_t)(colon - line.ptr) + 1, line.len));
    if (drg_http_is(name, "content-type"))
        drg_http_type_parse(value, &head->type, &head->charset);
    else if (drg_http_is(name, "content-encoding"))
        head->encoding = value;
    else if (drg_http_is(name, "transfer-encoding"))
        head->chunked = value.len >= 7 && strncasecmp(value.ptr + value.len - 7, "chunked", 7) == 0;
}

bool drg_http_head_parse(drg_str bytes, drg_http_head *head)
{
    drg_str line;
    size_t pos = 0;
    *head = (drg_http_head){.status = 0};
    if (!next_line(bytes, &pos, &line) || line.len < 10 || strncasecmp(line.ptr, "HTTP/", 5) != 0)
        return false;
    const char *blank = memchr(line.ptr, ' ', line.len);
    if (blank == NULL || line.len - (size_t)(blank - line.ptr) < 4)
        return false;
    for (int i = 1; i <= 3; i++) {
        if (blank[i] < '0' || blank[i] > '9')
            return false;
        head->status = head->status * 10 + (blank[i] - '0');
    }
    while (next_line(bytes, &pos, &line)) {
        head->len = pos;
        if (line.len == 0)
            return true;
        take_header(line, head);
    }
    return false;
}

/* ---- the body ---- */

static bool hex_number(drg_str t, size_t *value)
{
    size_t n = 0;
    *value = 0;
    for (; n < t.len && n < 8; n++) {
        char c = t.ptr[n];
        int digit = c >= '0' && c <= '9'   ? c - '0'
                    : c >= 'a' && c <= 'f' ? c - 'a' + 10
                    : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                           : -1;
        if (digit < 0)
            break;
        *value = *value * 16 + (size_t)digit;
    }
    return n > 0 && (n == t.len || t.ptr[n] == ';' || t.ptr[n] == ' ');
}

/* Put the chunks together. @return DRG_END: these are none. */
static drg_status join_chunks(drg_str body, drg_buf *out)
{
    size_t pos = 0, size;
    drg_str line;
    for (bool first = true;; first = false) {
        if (!next_line(body, &pos, &line) || !hex_number(line, &size))
            return first ? DRG_END : DRG_OK; /* cut off, or not worth more trouble */
        if (size == 0)
            return DRG_OK;
        drg_str chunk = drg_str_sub(body, pos, size > body.len - pos ? body.len : pos + size);
        drg_status st = drg_buf_add(out, chunk.ptr, chunk.len);
        if (st != DRG_OK)
            return st;
        pos += chunk.len;
        if (chunk.len < size)
            return DRG_OK;
        if (pos < body.len && body.ptr[pos] == '\r')
            pos++;
        if (pos < body.len && body.ptr[pos] == '\n')
            pos++;
    }
}

static drg_status read_all(drg_input *in, drg_buf *out, drg_error *err)
{
    for (;;) {
        drg_str some = {0};
        drg_status st = drg_input_peek(in, 1, &some, err);
        if (st != DRG_OK || some.len == 0)
            return st;
        st = drg_buf_add(out, some.ptr, some.len);
        if (st != DRG_OK)
            return st == DRG_ELIMIT ? drg_fail(err, st, "the page has more than %zu bytes", out->max)
                                    : drg_fail_nomem(err);
        drg_input_take(in, some.len);
    }
}

static drg_status unpack(drg_str body, drg_packing packing, drg_buf *out, drg_error *err)
{
    drg_input packed, plain;
    drg_stream stream;
    drg_error why = {.status = DRG_OK};
    drg_input_open_memory(&packed, body);
    drg_status st = packing == DRG_PACKED_GZIP ? drg_gzip_open(&packed, &packed, &stream, &why)
                                               : drg_zstd_open(&packed, &packed, &stream, &why);
    if (st == DRG_OK) {
        drg_input_open_stream(&plain, stream);
        st = read_all(&plain, out, &why);
        drg_input_close(&plain);
        if (why.reason == DRG_REASON_TRUNCATED && out->len > 0)
            st = DRG_OK;
    }
    drg_input_close(&packed);
    if (st != DRG_OK && err != NULL)
        *err = why;
    return st;
}

/* "deflate": zlib's form, or the bare one that some servers send. @return DRG_END: it is neither. */
static drg_status unpack_deflate(drg_str body, drg_buf *out, drg_error *err)
{
    for (int bits = 15; bits >= -15; bits -= 30) {
        char block[16384];
        z_stream z = {.next_in = (Bytef *)(uintptr_t)body.ptr, .avail_in = (uInt)body.len};
        if (inflateInit2(&z, bits) != Z_OK)
            return drg_fail_nomem(err);
        int done = Z_OK;
        drg_status st = DRG_OK;
        while (st == DRG_OK && done == Z_OK) {
            z.next_out = (Bytef *)block;
            z.avail_out = sizeof block;
            done = inflate(&z, Z_NO_FLUSH);
            st = drg_buf_add(out, block, sizeof block - z.avail_out);
        }
        inflateEnd(&z);
        if (st != DRG_OK)
            return st == DRG_ELIMIT ? drg_fail(err, st, "the page has more than %zu bytes", out->max)
                                    : drg_fail_nomem(err);
        if (done == Z_STREAM_END || out->len > 0)
            return DRG_OK;
        drg_buf_clear(out);
    }
    return DRG_END;
}

static bool is_known_plain(drg_str encoding)
{
    return encoding.len == 0 || drg_http_is(encoding, "identity") || drg_http_is(encoding, "none") ||
           drg_http_is(encoding, "utf-8");
}

static bool looks_plain(drg_str body)
{
    drg_str t = drg_str_trim(drg_str_sub(body, 0, 512));
    return t.len == 0 || t.ptr[0] == '<' || drg_str_starts(t, DRG_LIT("\xEF\xBB\xBF"));
}

drg_status drg_http_body(const drg_http_head *head, drg_str body, size_t max, drg_buf spare[2], drg_str *plain,
                         drg_error *err)
{
    drg_status st = DRG_END;
    if (head->chunked) {
        st = join_chunks(body, &spare[0]);
        if (st == DRG_OK)
            body = (drg_str){spare[0].ptr, spare[0].len};
        else if (st != DRG_END)
            return st == DRG_ELIMIT ? drg_fail(err, st, "the page has more than %zu bytes", max) : drg_fail_nomem(err);
    }
    drg_packing packing = drg_packing_of(body);
    st = DRG_END;
    if (packing == DRG_PACKED_GZIP || packing == DRG_PACKED_ZSTD)
        st = unpack(body, packing, &spare[1], err);
    else if (drg_http_is(head->encoding, "deflate"))
        st = unpack_deflate(body, &spare[1], err);
    else if (!is_known_plain(head->encoding) && !looks_plain(body))
        return drg_fail_for(err, DRG_EINPUT, DRG_REASON_ENCODING, "compressed as \"%.*s\", which is not known",
                            (int)(head->encoding.len < 40 ? head->encoding.len : 40), head->encoding.ptr);
    if (st == DRG_OK)
        body = (drg_str){spare[1].ptr, spare[1].len};
    else if (st != DRG_END)
        return st;
    if (body.len > max)
        return drg_fail(err, DRG_ELIMIT, "the page has more than %zu bytes", max);
    *plain = body;
    return DRG_OK;
}
