/* src/ingest/archive_zip.c - the members of a zip archive, by libarchive: the only format of it that is switched on. */
#include "base/error.h"
#include "ingest/archive.h"

#include <archive.h>
#include <archive_entry.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#define MAX_MEMBER_NAME_BYTES 4096

struct drg_zip {
    drg_input *below;
    const drg_input *base;
    struct archive *archive;
    drg_error below_err; /* why the bytes below ended */
    drg_status below_status;
    size_t lent; /* bytes of below that the library holds, not yet taken */
    uint64_t at; /* where below is */
    uint64_t unpacked;
    size_t n_members;
    bool over;
    char name[MAX_MEMBER_NAME_BYTES];
};

/* ---- what the library calls ---- */

static void take_lent(drg_zip *zip)
{
    drg_input_take(zip->below, zip->lent);
    zip->at += zip->lent;
    zip->lent = 0;
}

static la_ssize_t on_read(struct archive *archive, void *self, const void **data)
{
    drg_zip *zip = self;
    drg_str b;
    take_lent(zip);
    zip->below_status = drg_input_peek(zip->below, 1, &b, &zip->below_err);
    if (zip->below_status != DRG_OK) {
        archive_set_error(archive, EIO, "%s", zip->below_err.message);
        return ARCHIVE_FATAL;
    }
    zip->lent = b.len;
    *data = b.ptr;
    return (la_ssize_t)b.len;
}

static la_int64_t on_seek(struct archive *archive, void *self, la_int64_t offset, int whence)
{
    drg_zip *zip = self;
    take_lent(zip);
    la_int64_t from = whence == SEEK_SET   ? 0
                      : whence == SEEK_CUR ? (la_int64_t)zip->at
                                           : (la_int64_t)zip->below->size_bytes;
    la_int64_t to = from + offset;
    if (to < 0 || drg_input_seek(zip->below, (uint64_t)to, NULL) != DRG_OK) {
        archive_set_error(archive, EINVAL, "a place outside the file");
        return ARCHIVE_FATAL;
    }
    zip->at = (uint64_t)to;
    return to;
}

/* ---- opening ---- */

drg_status drg_zip_open(drg_input *below, const drg_input *base, drg_zip **out, drg_error *err)
{
    drg_zip *zip = calloc(1, sizeof *zip);
    if (zip == NULL || (zip->archive = archive_read_new()) == NULL) {
        free(zip);
        return drg_fail_nomem(err);
    }
    zip->below = below;
    zip->base = base;
    struct archive *a = zip->archive;
    bool ok =
        archive_read_support_format_zip(a) == ARCHIVE_OK && archive_read_set_read_callback(a, on_read) == ARCHIVE_OK;
    /* With the file's directory at hand it is what names the members; a stream has what stands before each. */
    if (ok && drg_input_can_seek(below) && below->taken_bytes == 0)
        ok = archive_read_set_seek_callback(a, on_seek) == ARCHIVE_OK;
    if (!ok || archive_read_set_callback_data(a, zip) != ARCHIVE_OK) {
        drg_zip_close(zip);
        return drg_fail_nomem(err);
    }
    *out = zip;
    return DRG_OK;
}

void drg_zip_close(drg_zip *zip)
{
    if (zip == NULL)
        return;
    (void)archive_read_free(zip->archive);
    free(zip);
}

/* ---- members ---- */

static drg_status fail_zip(drg_zip *zip, drg_error *err)
{
    zip->over = true;
    if (zip->below_status != DRG_OK) {
        if (err != NULL)
            *err = zip->below_err;
        return zip->below_status;
    }
    const char *why = archive_error_string(zip->archive);
    if (archive_errno(zip->archive) == ENOMEM)
        return drg_fail_nomem(err);
    bool cut = why != NULL && strstr(why, "runcated") != NULL;
    return drg_fail_for(err, DRG_EIO, cut ? DRG_REASON_TRUNCATED : DRG_REASON_DAMAGED, "%s zip archive: %s",
                        cut ? "cut off" : "damaged", why != NULL ? why : "it does not unpack");
}

/* The member's name, made printable and UTF-8 whatever stands in the archive. */
static void keep_name(drg_zip *zip, const char *name)
{
    drg_str all = drg_str_of(name);
    size_t n = 0;
    for (size_t p = 0; p < all.len && n + 4 < sizeof zip->name;) {
        size_t good = drg_utf8_check(drg_str_sub(all, p, p + 4)), from = p;
        if (good == 0) {
            zip->name[n++] = '?';
            p++;
            continue;
        }
        uint32_t c = drg_utf8_next(all, &p);
        if (c < 0x20 || c == 0x7F)
            zip->name[n++] = '?';
        else
            for (size_t i = from; i < p; i++)
                zip->name[n++] = all.ptr[i];
    }
    zip->name[n] = '\0';
}

/* Archives in the shape of zip that are something else, by the member that each of them begins with. */
static const char *other_kind(const char *first)
{
    if (strcmp(first, "[Content_Types].xml") == 0)
        return "an Office document: extract its text first";
    if (strcmp(first, "mimetype") == 0)
        return "an EPUB book or OpenDocument file: extract its text first";
    return strncmp(first, "META-INF/", 9) == 0 ? "a Java archive" : NULL;
}

drg_status drg_zip_next(drg_zip *zip, const char **name, drg_error *err)
{
    struct archive_entry *entry;
    if (zip->over)
        return DRG_END;
    if (zip->n_members == 0 && archive_read_open1(zip->archive) != ARCHIVE_OK)
        return fail_zip(zip, err);
    for (;;) {
        int got = archive_read_next_header(zip->archive, &entry);
        zip->over = got == ARCHIVE_EOF;
        if (zip->over)
            return DRG_END;
        if (got != ARCHIVE_OK && got != ARCHIVE_WARN)
            return fail_zip(zip, err);
        if (++zip->n_members > DRG_MAX_ZIP_MEMBERS) {
            zip->over = true;
            return drg_fail(err, DRG_ELIMIT, "the archive has more than %d members", DRG_MAX_ZIP_MEMBERS);
        }
        const char *utf8 = archive_entry_pathname_utf8(entry);
        if (utf8 == NULL)
            utf8 = archive_entry_pathname(entry);
        keep_name(zip, utf8 != NULL ? utf8 : "?");
        const char *other = zip->n_members == 1 ? other_kind(zip->name) : NULL;
        if (other != NULL) {
            zip->over = true;
            return drg_fail_for(err, DRG_EIO, DRG_REASON_FORMAT, "%s", other);
        }
        size_t len = strlen(zip->name);
        bool is_file = archive_entry_filetype(entry) == AE_IFREG && (len == 0 || zip->name[len - 1] != '/');
        if (is_file && strncmp(zip->name, "__MACOSX/", 9) != 0) /* what Macs put beside the files */
            break;
    }
    *name = zip->name;
    if (archive_entry_is_encrypted(entry))
        return drg_fail_for(err, DRG_EINPUT, DRG_REASON_ENCRYPTED, "the member is encrypted");
    return DRG_OK;
}

static drg_status member_read(void *self, char *to, size_t cap, size_t *got, drg_error *err)
{
    drg_zip *zip = self;
    la_ssize_t n = archive_read_data(zip->archive, to, cap);
    if (n < 0) {
        bool goes_on = n != ARCHIVE_FATAL;
        drg_status st = fail_zip(zip, err);
        if (goes_on)
            zip->over = false; /* the next member may be sound */
        return st;
    }
    zip->unpacked += (uint64_t)n;
    *got = (size_t)n;
    drg_status st = drg_unpacked_check(zip->base, zip->unpacked, err);
    zip->over = st != DRG_OK;
    return st;
}

static void member_close(void *self)
{
    (void)self;
}

drg_stream drg_zip_stream(drg_zip *zip)
{
    return (drg_stream){.read = member_read, .close = member_close, .self = zip};
}
