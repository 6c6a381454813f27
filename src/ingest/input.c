#include "ingest/input.h"

#include "base/error.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define FIRST_WINDOW_BYTES ((size_t)64 << 10)

drg_status drg_input_open(drg_input *in, const char *path, drg_error *err)
{
    bool is_stdin = strcmp(path, "-") == 0;
    int fd = is_stdin ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0) {
        int why = errno;
        return drg_fail(err, DRG_EIO, "%s", strerror(why));
    }
    struct stat info;
    if (fstat(fd, &info) != 0 || S_ISDIR(info.st_mode)) {
        drg_status st = drg_fail(err, DRG_EIO, "%s", S_ISDIR(info.st_mode) ? "is a directory" : strerror(errno));
        if (!is_stdin)
            close(fd);
        return st;
    }
    *in = (drg_input){.fd = fd, .owns_fd = !is_stdin};
    if (S_ISREG(info.st_mode) && info.st_size > 0)
        in->size_bytes = (uint64_t)info.st_size;
    return DRG_OK;
}

void drg_input_open_memory(drg_input *in, drg_str bytes)
{
    /* Read only: nothing writes through buf while fd is -1. */
    *in = (drg_input){
        .fd = -1, .eof = true, .buf = (char *)(uintptr_t)bytes.ptr, .end = bytes.len, .size_bytes = bytes.len};
}

void drg_input_open_stream(drg_input *in, drg_stream stream)
{
    *in = (drg_input){.fd = -1, .stream = stream};
}

void drg_input_close(drg_input *in)
{
    if (in->stream.read != NULL)
        in->stream.close(in->stream.self);
    if (in->fd >= 0 && in->owns_fd)
        close(in->fd);
    if (in->stream.read != NULL || in->fd >= 0)
        free(in->buf);
    *in = (drg_input){.fd = -1, .eof = true};
}

static drg_status read_fd(drg_input *in, char *to, size_t cap, size_t *got, drg_error *err)
{
    ssize_t n;
    do
        n = read(in->fd, to, cap);
    while (n < 0 && errno == EINTR);
    if (n < 0)
        return drg_fail(err, DRG_EIO, "%s", strerror(errno));
    *got = (size_t)n;
    return DRG_OK;
}

static drg_status fail_again(const drg_input *in, drg_error *err)
{
    if (err != NULL)
        *err = in->failure;
    return in->failure.status;
}

/* Read once more behind what is there. */
static drg_status fill(drg_input *in, drg_error *err)
{
    if (in->start == in->end)
        in->start = in->end = 0;
    if (in->end == in->cap && in->start > 0 && in->start >= in->cap / 2) {
        memmove(in->buf, in->buf + in->start, in->end - in->start);
        in->end -= in->start;
        in->start = 0;
    }
    if (in->end == in->cap) {
        size_t cap = in->cap ? in->cap * 2 : FIRST_WINDOW_BYTES;
        char *grown = realloc(in->buf, cap);
        if (grown == NULL)
            return drg_fail_nomem(err);
        in->buf = grown;
        in->cap = cap;
    }
    size_t got = 0;
    drg_status st = in->stream.read != NULL
                        ? in->stream.read(in->stream.self, in->buf + in->end, in->cap - in->end, &got, &in->failure)
                        : read_fd(in, in->buf + in->end, in->cap - in->end, &got, &in->failure);
    if (st != DRG_OK) {
        in->eof = in->failed = true;
        in->failure.status = st;
        return fail_again(in, err);
    }
    in->eof = got == 0;
    in->end += got;
    return DRG_OK;
}

drg_status drg_input_peek(drg_input *in, size_t want, drg_str *bytes, drg_error *err)
{
    while (!in->eof && in->end - in->start < want) {
        drg_status st = fill(in, err);
        if (st != DRG_OK)
            return st;
    }
    if (in->failed && in->end - in->start < want)
        return fail_again(in, err);
    *bytes = (drg_str){in->buf + in->start, in->end - in->start};
    return DRG_OK;
}

drg_status drg_input_look(drg_input *in, size_t want, drg_str *bytes, drg_error *err)
{
    drg_status st = drg_input_peek(in, want, bytes, err);
    if (st == DRG_OK || !in->failed || in->end == in->start)
        return st;
    *bytes = (drg_str){in->buf + in->start, in->end - in->start};
    return DRG_OK;
}

void drg_input_take(drg_input *in, size_t n)
{
    in->start += n;
    in->taken_bytes += n;
}

drg_status drg_input_skip(drg_input *in, uint64_t n, drg_error *err)
{
    while (n > 0) {
        drg_str some = {0};
        drg_status st = drg_input_peek(in, 1, &some, err);
        if (st != DRG_OK)
            return st;
        if (some.len == 0)
            break;
        size_t step = some.len < n ? some.len : (size_t)n;
        drg_input_take(in, step);
        n -= step;
    }
    return DRG_OK;
}

bool drg_input_can_seek(const drg_input *in)
{
    return in->stream.read == NULL && (in->fd < 0 || (in->size_bytes > 0 && lseek(in->fd, 0, SEEK_CUR) >= 0));
}

drg_status drg_input_seek(drg_input *in, uint64_t to, drg_error *err)
{
    if (in->fd < 0) {
        in->start = to < in->end ? (size_t)to : in->end;
        return DRG_OK;
    }
    if (lseek(in->fd, (off_t)to, SEEK_SET) < 0)
        return drg_fail(err, DRG_EIO, "%s", strerror(errno));
    in->start = in->end = 0;
    in->eof = false;
    return DRG_OK;
}

/* Pass over the rest of a line that is too long. */
static drg_status skip_line(drg_input *in, drg_error *err)
{
    for (;;) {
        size_t n = in->end - in->start;
        const char *lf = n > 0 ? memchr(in->buf + in->start, '\n', n) : NULL;
        drg_input_take(in, lf != NULL ? (size_t)(lf - (in->buf + in->start)) + 1 : n);
        if (lf != NULL || in->eof)
            return DRG_OK;
        drg_status st = fill(in, err);
        if (st != DRG_OK)
            return st;
    }
}

drg_status drg_input_line(drg_input *in, size_t max, drg_str *line, drg_error *err)
{
    size_t seen = 0; /* bytes known to hold no line feed */
    for (;;) {
        size_t n = in->end - in->start;
        const char *from = n > seen ? in->buf + in->start + seen : NULL;
        const char *lf = from != NULL ? memchr(from, '\n', n - seen) : NULL;
        size_t len = lf != NULL ? (size_t)(lf - (in->buf + in->start)) : n;
        if (len > max) {
            drg_status st = skip_line(in, err);
            return st != DRG_OK ? st : drg_fail(err, DRG_ELIMIT, "the line has more than %zu bytes", max);
        }
        if (lf == NULL && in->failed)
            return fail_again(in, err);
        if (lf != NULL || in->eof) {
            if (n == 0)
                return DRG_END;
            *line = (drg_str){in->buf + in->start, len};
            if (len > 0 && line->ptr[len - 1] == '\r')
                line->len--;
            drg_input_take(in, lf != NULL ? len + 1 : len);
            return DRG_OK;
        }
        seen = n;
        drg_status st = fill(in, err);
        if (st != DRG_OK)
            return st;
    }
}

drg_status drg_input_rest(drg_input *in, size_t max, drg_str *bytes, drg_error *err)
{
    drg_status st = drg_input_peek(in, max + 1, bytes, err);
    if (st != DRG_OK)
        return st;
    bool fits = bytes->len <= max;
    drg_input_take(in, bytes->len);
    if (fits)
        return DRG_OK;
    in->eof = true;
    in->start = in->end;
    return drg_fail(err, DRG_ELIMIT, "the text has more than %zu bytes", max);
}
