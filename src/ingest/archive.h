/* src/ingest/archive.h - packed bytes seen through: gzip, zstd, and the members of zip archives, one inside the other.
 *
 * What an input unpacks to is bounded by what was read of it: DRG_UNPACKED_SLACK_BYTES and DRG_UNPACKED_RATIO bytes for
 * each, whatever lies in what. */
#ifndef DRG_INGEST_ARCHIVE_H
#define DRG_INGEST_ARCHIVE_H

#include "base/text.h"
#include "ingest/input.h"

#define DRG_UNPACKED_SLACK_BYTES ((uint64_t)64 << 20)
#define DRG_UNPACKED_RATIO 200
/** Packed in packed in packed …: so often and no more. */
#define DRG_MAX_PACKED_DEPTH 4
#define DRG_MAX_ZIP_MEMBERS 1000000
/** The dictionary that a file of zstd may begin with. */
#define DRG_MAX_ZSTD_DICTIONARY_BYTES ((size_t)16 << 20)

typedef enum drg_packing {
    DRG_PACKED_NOT,
    DRG_PACKED_GZIP,
    DRG_PACKED_ZSTD,
    DRG_PACKED_ZIP,
    DRG_PACKED_OTHERWISE /* bzip2, xz, lzip, 7-Zip, RAR, compress, lz4: known, and not read */
} drg_packing;

/** By the first bytes; 10 tell it. */
drg_packing drg_packing_of(drg_str bytes);
/** What to do about what is packed otherwise: "bzip2-compressed: unpack it first (bzip2 -dc)"; static. */
const char *drg_packing_advice(drg_str bytes);

/**
 * Streams of what lies packed in below, which both must outlive them. Several packed pieces behind each other, as gzip
 * and zstd allow, are one stream. They fail with DRG_EIO and a reason: DRG_REASON_TRUNCATED, _DAMAGED, _EXPANSION, _LIMIT.
 *
 * @param base  the input that all came from: what was taken of it bounds what comes out.
 * @return DRG_OK, DRG_ENOMEM; the zstd one also what reading its dictionary fails with.
 */
drg_status drg_gzip_open(drg_input *below, const drg_input *base, drg_stream *stream, drg_error *err);
drg_status drg_zstd_open(drg_input *below, const drg_input *base, drg_stream *stream, drg_error *err);

/** @return DRG_OK; DRG_EIO, DRG_REASON_EXPANSION, where so many bytes are too many for what base gave. */
drg_status drg_unpacked_check(const drg_input *base, uint64_t unpacked_bytes, drg_error *err);

typedef struct drg_zip drg_zip;
/** @return DRG_OK, DRG_ENOMEM. */
drg_status drg_zip_open(drg_input *below, const drg_input *base, drg_zip **zip, drg_error *err);
void drg_zip_close(drg_zip *zip);
/**
 * Go to the next member that is a file, and none that Macs put beside them (__MACOSX/).
 * @param name  NUL-terminated UTF-8, borrowed until the next call; set on DRG_EINPUT too.
 * @return DRG_OK; DRG_END; DRG_EINPUT this member cannot be read (encrypted, a method that is not known), the next call
 *         goes on; DRG_ELIMIT too many; DRG_EIO damaged; DRG_ENOMEM.
 */
drg_status drg_zip_next(drg_zip *zip, const char **name, drg_error *err);
/** The bytes of the member; ends with the next drg_zip_next(). */
drg_stream drg_zip_stream(drg_zip *zip);

/* ---- parts ---- */

/** One level: what the one below it holds, unpacked. */
typedef struct drg_level {
    drg_input in;    /* for a zip archive: unused */
    drg_zip *zip;    /* NULL: none */
    unsigned depth;  /* how often packed */
    size_t name_len; /* of the name, up to here */
} drg_level;

/** An input as a row of parts that are packed no more: most often one; of a zip archive each member. */
typedef struct drg_parts {
    drg_level levels[2 + 2 * DRG_MAX_PACKED_DEPTH]; /* [n], the input itself first; a zip archive takes two */
    size_t n;
    bool begun;
    drg_buf name;
} drg_parts;

/** The first level's input is to be opened in parts->levels[0].in, by the caller. @return DRG_OK, DRG_ENOMEM. */
drg_status drg_parts_init(drg_parts *parts, const char *name, drg_error *err);
/** Close all inputs. */
void drg_parts_release(drg_parts *parts);

/**
 * Go to the next part, whatever is left of this one.
 * @return DRG_OK; DRG_END; DRG_EINPUT (packed otherwise, with DRG_REASON_FORMAT; encrypted …), DRG_ELIMIT a part that cannot be read, named by drg_parts_name(): the next call
 *         goes on behind it; DRG_EIO, DRG_ENOMEM: the next call goes on where something is left to go on with.
 */
drg_status drg_parts_next(drg_parts *parts, drg_error *err);
/** The bytes of this part. */
drg_input *drg_parts_input(drg_parts *parts);
/** The input's name, and for a member of an archive '!' and its name behind that. Borrowed until drg_parts_next(). */
const char *drg_parts_name(const drg_parts *parts);

#endif
