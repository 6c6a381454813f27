#include "pipeline/watch_output.h"

#include "base/error.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#define TAIL_BYTES 4096

static drg_status fail_path(drg_error *err, const char *path)
{
    return drg_fail(err, DRG_EIO, "%s: %s", path, strerror(errno));
}

drg_status drg_watch_output_lock(drg_watch_output *out, const char *state, drg_error *err)
{
    char path[4096];
    *out = (drg_watch_output){.fd = -1, .lock = -1};
    if (snprintf(path, sizeof path, "%s.lock", state) >= (int)sizeof path)
        return drg_fail(err, DRG_EIO, "%.80s: the name is too long", state);
    out->lock = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0666);
    if (out->lock < 0)
        return fail_path(err, path);
    if (flock(out->lock, LOCK_EX | LOCK_NB) != 0)
        return errno == EWOULDBLOCK ? drg_fail(err, DRG_EIO, "%s: another process watches with this state", state)
                                    : fail_path(err, path);
    return DRG_OK;
}

/* The hash of the last bytes before a length. */
static bool tail_of(const drg_watch_output *out, uint64_t bytes, uint64_t *hash)
{
    char tail[TAIL_BYTES];
    size_t want = bytes < TAIL_BYTES ? (size_t)bytes : TAIL_BYTES;
    ssize_t got = pread(out->fd, tail, want, (off_t)(bytes - want));
    *hash = drg_str_hash((drg_str){tail, want});
    return got == (ssize_t)want;
}

/* The file holds what the state says, and perhaps more: that goes. */
static drg_status cut_back(drg_watch_output *out, const drg_watch_state *s, uint64_t size, drg_error *err)
{
    uint64_t tail = 0;
    if (size < s->output_bytes || !tail_of(out, s->output_bytes, &tail) || tail != s->output_tail)
        return drg_fail(err, DRG_EINPUT,
                        "%.120s is not as it was left: with another output, or without the state, watching begins anew",
                        out->path);
    if (size > s->output_bytes && ftruncate(out->fd, (off_t)s->output_bytes) != 0)
        return fail_path(err, out->path);
    return DRG_OK;
}

drg_status drg_watch_output_open(drg_watch_output *out, const char *path, drg_watch_state *s, drg_error *err)
{
    struct stat info;
    if (path == NULL) {
        out->fd = STDOUT_FILENO;
        snprintf(out->path, sizeof out->path, "standard output");
        s->output = (drg_str){"", 0};
        return DRG_OK;
    }
    if (strlen(path) >= sizeof out->path)
        return drg_fail(err, DRG_EIO, "%.80s: the name is too long", path);
    snprintf(out->path, sizeof out->path, "%s", path);
    out->fd = open(path, O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0666);
    if (out->fd < 0 || fstat(out->fd, &info) != 0)
        return fail_path(err, path);
    out->is_file = S_ISREG(info.st_mode);
    if (!out->is_file)
        return DRG_OK;
    if (drg_str_is(s->output, path))
        return cut_back(out, s, (uint64_t)info.st_size, err);
    s->output = drg_arena_copy(&s->arena, drg_str_of(path));
    s->output_bytes = (uint64_t)info.st_size; /* what others wrote stays */
    if (s->output.ptr == NULL)
        return drg_fail_nomem(err);
    return tail_of(out, s->output_bytes, &s->output_tail) ? DRG_OK : fail_path(err, path);
}

drg_status drg_watch_output_write(drg_watch_output *out, const char *data, size_t len, drg_error *err)
{
    while (len > 0) {
        ssize_t n = write(out->fd, data, len);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return fail_path(err, out->path);
        data += n;
        len -= (size_t)n;
    }
    return DRG_OK;
}

drg_status drg_watch_output_sync(drg_watch_output *out, drg_watch_state *s, drg_error *err)
{
    struct stat info;
    if (!out->is_file)
        return DRG_OK;
    if (fsync(out->fd) != 0 || fstat(out->fd, &info) != 0)
        return fail_path(err, out->path);
    s->output_bytes = (uint64_t)info.st_size;
    return tail_of(out, s->output_bytes, &s->output_tail) ? DRG_OK : fail_path(err, out->path);
}

void drg_watch_output_close(drg_watch_output *out)
{
    if (out->fd > STDERR_FILENO)
        close(out->fd);
    if (out->lock >= 0)
        close(out->lock);
    out->fd = out->lock = -1;
}
