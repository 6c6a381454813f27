#include "ingest/archive.h"

#include "base/error.h"

#include <string.h>

#define MAX_NAME_BYTES ((size_t)64 << 10)

drg_packing drg_packing_of(drg_str b)
{
    const unsigned char *p = (const unsigned char *)b.ptr;
    if (b.len >= 3 && p[0] == 0x1F && p[1] == 0x8B && p[2] == 8)
        return DRG_PACKED_GZIP;
    if (b.len >= 4 && p[0] == 0x28 && p[1] == 0xB5 && p[2] == 0x2F && p[3] == 0xFD)
        return DRG_PACKED_ZSTD;
    if (b.len >= 8 && (p[0] & 0xF0) == 0x50 && p[1] == 0x2A && p[2] == 0x4D && p[3] == 0x18)
        return DRG_PACKED_ZSTD; /* a frame to pass over, before others */
    if (b.len >= 4 && p[0] == 'P' && p[1] == 'K' && ((p[2] == 3 && p[3] == 4) || (p[2] == 5 && p[3] == 6)))
        return DRG_PACKED_ZIP;
    return drg_packing_advice(b) != NULL ? DRG_PACKED_OTHERWISE : DRG_PACKED_NOT;
}

const char *drg_packing_advice(drg_str b)
{
    static const struct {
        const char *magic;
        size_t from, len;
        const char *advice;
    } known[] = {
        /* behind "BZh" and a digit: the beginning of a block, or the end of nothing */
        {"1AY&SY", 4, 6, "bzip2-compressed: unpack it first (bzip2 -dc)"},
        {"\x17\x72\x45\x38\x50\x90", 4, 6, "bzip2-compressed: unpack it first (bzip2 -dc)"},
        {"\xFD"
         "7zXZ\0",
         0, 6, "xz-compressed: unpack it first (xz -dc)"},
        {"LZIP\1", 0, 5, "lzip-compressed: unpack it first (lzip -dc)"},
        {"7z\xBC\xAF\x27\x1C", 0, 6, "an archive of 7-Zip: unpack it first (7z x)"},
        {"Rar!\x1A\x07", 0, 6, "an archive of RAR: unpack it first (unrar x)"},
        {"\x1F\x9D", 0, 2, "compressed by compress: unpack it first (gzip -dc)"},
        {"\x04\x22\x4D\x18", 0, 4, "lz4-compressed: unpack it first (lz4 -dc)"},
    };
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (b.len >= known[i].from + known[i].len && memcmp(b.ptr + known[i].from, known[i].magic, known[i].len) == 0 &&
            (known[i].from == 0 || memcmp(b.ptr, "BZh", 3) == 0))
            return known[i].advice;
    return NULL;
}

drg_status drg_unpacked_check(const drg_input *base, uint64_t unpacked, drg_error *err)
{
    uint64_t packed = base->taken_bytes;
    if (base->size_bytes > 0 && packed > base->size_bytes)
        packed = base->size_bytes; /* what an archive has read twice */
    if (unpacked < DRG_UNPACKED_SLACK_BYTES || (unpacked - DRG_UNPACKED_SLACK_BYTES) / DRG_UNPACKED_RATIO < packed)
        return DRG_OK;
    return drg_fail_for(err, DRG_EIO, DRG_REASON_EXPANSION, "unpacks to more than %d times its size: not read further",
                        DRG_UNPACKED_RATIO);
}

/* ---- parts ---- */

drg_status drg_parts_init(drg_parts *parts, const char *name, drg_error *err)
{
    *parts = (drg_parts){.n = 1};
    parts->levels[0].in = (drg_input){.fd = -1, .eof = true};
    drg_buf_init(&parts->name, MAX_NAME_BYTES);
    if (drg_buf_add(&parts->name, name, strlen(name)) != DRG_OK) {
        drg_buf_release(&parts->name);
        return drg_fail_nomem(err);
    }
    parts->levels[0].name_len = parts->name.len;
    return DRG_OK;
}

static void pop(drg_parts *parts)
{
    drg_level *top = &parts->levels[--parts->n];
    drg_input_close(&top->in);
    drg_zip_close(top->zip);
    top->zip = NULL;
    parts->name.len = parts->levels[parts->n > 0 ? parts->n - 1 : 0].name_len;
    if (parts->name.ptr != NULL)
        parts->name.ptr[parts->name.len] = '\0';
}

void drg_parts_release(drg_parts *parts)
{
    while (parts->n > 0)
        pop(parts);
    drg_buf_release(&parts->name);
}

/* A level more, over what the top one gives. */
static void push(drg_parts *parts, unsigned depth, drg_stream stream, drg_zip *zip)
{
    drg_level *level = &parts->levels[parts->n++];
    *level = (drg_level){.zip = zip, .depth = depth, .name_len = parts->name.len, .in = {.fd = -1, .eof = true}};
    if (zip == NULL)
        drg_input_open_stream(&level->in, stream);
}

static drg_status push_member(drg_parts *parts, drg_error *err)
{
    const char *name = NULL;
    drg_level *top = &parts->levels[parts->n - 1];
    drg_zip *zip = top->zip;
    drg_status st = drg_zip_next(zip, &name, err);
    if (st != DRG_OK && st != DRG_EINPUT)
        return st;
    if (drg_buf_add(&parts->name, "!", 1) != DRG_OK || drg_buf_add(&parts->name, name, strlen(name)) != DRG_OK)
        return drg_fail(err, DRG_EIO, "the names of members within members are too long");
    push(parts, top->depth, drg_zip_stream(zip), NULL);
    return st;
}

/* Unpack until what is on top is packed no more. */
static drg_status settle(drg_parts *parts, drg_error *err)
{
    drg_input *base = &parts->levels[0].in;
    for (;;) {
        drg_level *top = &parts->levels[parts->n - 1];
        drg_str first;
        drg_stream stream = {0};
        drg_zip *zip = NULL;
        drg_status st = drg_input_look(&top->in, 10, &first, err);
        drg_packing packing = st == DRG_OK ? drg_packing_of(first) : DRG_PACKED_NOT;
        if (st != DRG_OK || packing == DRG_PACKED_NOT)
            return st;
        if (packing == DRG_PACKED_OTHERWISE)
            return drg_fail_for(err, DRG_EINPUT, DRG_REASON_FORMAT, "%s", drg_packing_advice(first));
        if (top->depth == DRG_MAX_PACKED_DEPTH)
            return drg_fail(err, DRG_ELIMIT, "packed more than %d times", DRG_MAX_PACKED_DEPTH);
        st = packing == DRG_PACKED_GZIP   ? drg_gzip_open(&top->in, base, &stream, err)
             : packing == DRG_PACKED_ZSTD ? drg_zstd_open(&top->in, base, &stream, err)
                                          : drg_zip_open(&top->in, base, &zip, err);
        if (st != DRG_OK)
            return st;
        push(parts, top->depth + 1, stream, zip);
        st = zip != NULL ? push_member(parts, err) : DRG_OK;
        if (st != DRG_OK)
            return st;
    }
}

drg_status drg_parts_next(drg_parts *parts, drg_error *err)
{
    if (!parts->begun) {
        parts->begun = true;
        drg_status st = settle(parts, err);
        if (st != DRG_END)
            return st;
    }
    for (;;) {
        while (parts->n > 1 && parts->levels[parts->n - 1].zip == NULL)
            pop(parts);
        if (parts->n <= 1)
            return DRG_END;
        drg_status st = push_member(parts, err);
        if (st == DRG_OK)
            st = settle(parts, err);
        if (st != DRG_END)
            return st;
        /* Either this archive is over, or one in it that is empty. */
        if (parts->levels[parts->n - 1].zip != NULL)
            pop(parts);
    }
}

drg_input *drg_parts_input(drg_parts *parts)
{
    return &parts->levels[parts->n - 1].in;
}

const char *drg_parts_name(const drg_parts *parts)
{
    return parts->name.ptr;
}
