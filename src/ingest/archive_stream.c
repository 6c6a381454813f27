/* src/ingest/archive_stream.c - gzip and zstd, unpacked as they are read. */
#include "base/error.h"
#include "ingest/archive.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>
#include <zstd.h>

static drg_status fail_truncated(drg_error *err, const char *what)
{
    return drg_fail_for(err, DRG_EIO, DRG_REASON_TRUNCATED, "cut off: the %s data end too early", what);
}

static drg_status fail_damaged(drg_error *err, const char *what, const char *why)
{
    return drg_fail_for(err, DRG_EIO, DRG_REASON_DAMAGED, "damaged %s data: %s", what, why);
}

/* ---- gzip ---- */

typedef struct gzip {
    drg_input *below;
    const drg_input *base;
    z_stream z;
    uint64_t unpacked;
    bool within; /* a member has begun and is not over */
} gzip;

/* Behind a member: another, or the end, perhaps with zeros that fill a block. */
static drg_status begin_member(gzip *g, bool *over, drg_error *err)
{
    drg_str b;
    drg_status st = drg_input_peek(g->below, 2, &b, err);
    *over = st != DRG_OK || b.len == 0;
    if (*over)
        return st;
    if (b.len >= 2 && (unsigned char)b.ptr[0] == 0x1F && (unsigned char)b.ptr[1] == 0x8B) {
        g->within = true;
        return inflateReset(&g->z) == Z_OK ? DRG_OK : drg_fail_nomem(err);
    }
    while (st == DRG_OK && b.len > 0) {
        for (size_t i = 0; i < b.len; i++)
            if (b.ptr[i] != '\0')
                return fail_damaged(err, "gzip", "something else stands behind them");
        drg_input_take(g->below, b.len);
        st = drg_input_peek(g->below, 1, &b, err);
    }
    *over = true;
    return st;
}

/* One step; *got may be 0 where nothing came out yet. */
static drg_status inflate_some(gzip *g, char *to, size_t cap, size_t *got, drg_error *err)
{
    drg_str b;
    drg_status st = drg_input_peek(g->below, 1, &b, err);
    if (st != DRG_OK)
        return st;
    if (b.len == 0)
        return fail_truncated(err, "gzip");
    g->z.next_in = (Bytef *)(uintptr_t)b.ptr;
    g->z.avail_in = b.len < UINT_MAX ? (uInt)b.len : UINT_MAX;
    g->z.next_out = (Bytef *)to;
    g->z.avail_out = cap < UINT_MAX ? (uInt)cap : UINT_MAX;
    uInt in = g->z.avail_in, out = g->z.avail_out;
    int done = inflate(&g->z, Z_NO_FLUSH);
    drg_input_take(g->below, in - g->z.avail_in);
    *got = out - g->z.avail_out;
    g->within = done != Z_STREAM_END;
    if (done == Z_MEM_ERROR)
        return drg_fail_nomem(err);
    if (done != Z_OK && done != Z_STREAM_END && done != Z_BUF_ERROR)
        return fail_damaged(err, "gzip", g->z.msg != NULL ? g->z.msg : "they do not unpack");
    g->unpacked += *got;
    return drg_unpacked_check(g->base, g->unpacked, err);
}

static drg_status gzip_read(void *self, char *to, size_t cap, size_t *got, drg_error *err)
{
    gzip *g = self;
    bool over = false;
    drg_status st = DRG_OK;
    *got = 0;
    while (st == DRG_OK && *got == 0) {
        if (!g->within)
            st = begin_member(g, &over, err);
        if (over)
            break;
        if (st == DRG_OK)
            st = inflate_some(g, to, cap, got, err);
    }
    return st;
}

static void gzip_close(void *self)
{
    gzip *g = self;
    inflateEnd(&g->z);
    free(g);
}

drg_status drg_gzip_open(drg_input *below, const drg_input *base, drg_stream *stream, drg_error *err)
{
    gzip *g = calloc(1, sizeof *g);
    if (g == NULL || inflateInit2(&g->z, 15 + 16) != Z_OK) {
        free(g);
        return drg_fail_nomem(err);
    }
    g->below = below;
    g->base = base;
    *stream = (drg_stream){.read = gzip_read, .close = gzip_close, .self = g};
    return DRG_OK;
}

/* ---- zstd ---- */

typedef struct zstd {
    drg_input *below;
    const drg_input *base;
    ZSTD_DStream *z;
    uint64_t unpacked;
    bool within; /* a frame has begun and is not over */
} zstd;

static drg_status zstd_read(void *self, char *to, size_t cap, size_t *got, drg_error *err)
{
    zstd *s = self;
    *got = 0;
    while (*got == 0) {
        drg_str b;
        drg_status st = drg_input_peek(s->below, 1, &b, err);
        if (st != DRG_OK)
            return st;
        ZSTD_inBuffer in = {.src = b.ptr, .size = b.len};
        ZSTD_outBuffer out = {.dst = to, .size = cap};
        if (b.len == 0 && !s->within)
            return DRG_OK;
        size_t left = ZSTD_decompressStream(s->z, &out, &in);
        if (ZSTD_isError(left))
            return fail_damaged(err, "zstd", ZSTD_getErrorName(left));
        if (b.len == 0 && out.pos == 0)
            return fail_truncated(err, "zstd");
        drg_input_take(s->below, in.pos);
        s->within = left != 0;
        *got = out.pos;
    }
    s->unpacked += *got;
    return drg_unpacked_check(s->base, s->unpacked, err);
}

static void zstd_close(void *self)
{
    zstd *s = self;
    ZSTD_freeDStream(s->z);
    free(s);
}

#define DICTIONARY_MAGIC 0x184D2A5DU

static uint32_t get_u32(const char *at)
{
    const unsigned char *p = (const unsigned char *)at;
    return p[0] | (uint32_t)p[1] << 8 | (uint32_t)p[2] << 16 | (uint32_t)p[3] << 24;
}

static drg_status load_packed_dictionary(zstd *s, drg_str packed, drg_error *err)
{
    unsigned long long size = ZSTD_getFrameContentSize(packed.ptr, packed.len);
    if (size == ZSTD_CONTENTSIZE_ERROR || size == ZSTD_CONTENTSIZE_UNKNOWN || size > DRG_MAX_ZSTD_DICTIONARY_BYTES)
        return fail_damaged(err, "zstd", "their dictionary is too long, or does not say how long it is");
    char *dictionary = malloc((size_t)size + 1);
    if (dictionary == NULL)
        return drg_fail_nomem(err);
    size_t n = ZSTD_decompress(dictionary, (size_t)size, packed.ptr, packed.len);
    size_t done = ZSTD_isError(n) ? n : ZSTD_DCtx_loadDictionary(s->z, dictionary, n);
    free(dictionary);
    return ZSTD_isError(done) ? fail_damaged(err, "zstd", "their dictionary does not unpack") : DRG_OK;
}

/* Archives of the web may begin with a frame that others pass over, in which their dictionary is (the iipc's "Use of
 * Zstandard compression in WARC files", 0.1). */
static drg_status load_dictionary(zstd *s, drg_error *err)
{
    drg_str b;
    drg_status st = drg_input_look(s->below, 8, &b, err);
    if (st != DRG_OK || b.len < 8 || get_u32(b.ptr) != DICTIONARY_MAGIC)
        return st;
    size_t size = get_u32(b.ptr + 4);
    if (size > DRG_MAX_ZSTD_DICTIONARY_BYTES)
        return fail_damaged(err, "zstd", "their dictionary is too long");
    st = drg_input_peek(s->below, 8 + size, &b, err);
    if (st == DRG_OK && b.len < 8 + size)
        st = fail_truncated(err, "zstd");
    if (st != DRG_OK)
        return st;
    drg_str held = drg_str_sub(b, 8, 8 + size);
    if (drg_packing_of(held) == DRG_PACKED_ZSTD)
        st = load_packed_dictionary(s, held, err);
    else if (ZSTD_isError(ZSTD_DCtx_loadDictionary(s->z, held.ptr, held.len)))
        st = fail_damaged(err, "zstd", "their dictionary is none");
    if (st == DRG_OK)
        drg_input_take(s->below, 8 + size);
    return st;
}

drg_status drg_zstd_open(drg_input *below, const drg_input *base, drg_stream *stream, drg_error *err)
{
    zstd *s = calloc(1, sizeof *s);
    if (s == NULL || (s->z = ZSTD_createDStream()) == NULL) {
        free(s);
        return drg_fail_nomem(err);
    }
    s->below = below;
    s->base = base;
    drg_status st = load_dictionary(s, err);
    if (st != DRG_OK) {
        zstd_close(s);
        return st;
    }
    *stream = (drg_stream){.read = zstd_read, .close = zstd_close, .self = s};
    return DRG_OK;
}
