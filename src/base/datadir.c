/* src/base/datadir.c - finding the data files. */
#include "base/datadir.h"

#include "base/error.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#ifndef DRG_DATADIR
#define DRG_DATADIR "/usr/local/share/dragoman"
#endif

enum { PATH_BYTES = 4096 };

/* DRG_END: there is no such file here. */
static drg_status look_in(const char *dir, const char *below, const char *name, char *out, size_t cap)
{
    char path[PATH_BYTES];
    int len = snprintf(path, sizeof path, "%s%s/%s", dir, below, name);
    if (len < 0 || (size_t)len >= sizeof path || access(path, R_OK) != 0)
        return DRG_END;
    if ((size_t)len >= cap)
        return DRG_ELIMIT;
    memcpy(out, path, (size_t)len + 1);
    return DRG_OK;
}

static bool executable_dir(char dir[PATH_BYTES])
{
    ssize_t len = readlink("/proc/self/exe", dir, PATH_BYTES - 1);
    if (len <= 0)
        return false;
    dir[len] = '\0';
    char *slash = strrchr(dir, '/');
    if (!slash)
        return false;
    *slash = '\0';
    return true;
}

drg_status drg_data_path(const char *name, char *out, size_t cap, drg_error *err)
{
    const char *chosen = getenv("DRAGOMAN_DATA");
    char beside[PATH_BYTES];
    drg_status st = DRG_END;
    if (chosen && *chosen) {
        st = look_in(chosen, "", name, out, cap);
        if (st == DRG_END)
            return drg_fail(err, DRG_EIO, "%s is not in %s, which DRAGOMAN_DATA names", name, chosen);
    } else {
        bool known = executable_dir(beside);
        if (known)
            st = look_in(beside, "/data", name, out, cap);
        if (known && st == DRG_END)
            st = look_in(beside, "/../share/dragoman", name, out, cap);
        if (st == DRG_END)
            st = look_in(DRG_DATADIR, "", name, out, cap);
        if (st == DRG_END)
            return drg_fail(err, DRG_EIO,
                            "%s is neither beside the program nor in %s; DRAGOMAN_DATA may name its place", name,
                            DRG_DATADIR);
    }
    if (st == DRG_ELIMIT)
        return drg_fail(err, st, "the path of %s is longer than %zu bytes", name, cap);
    return st;
}
