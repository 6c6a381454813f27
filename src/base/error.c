/* src/base/error.c - status texts, and filling the caller's error. */
#define DRG_BASE_ERROR_C
#include "base/error.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

const char *drg_status_text(drg_status status)
{
    static const char *const texts[] = {
#define TEXT(name, text) [name] = text,
        DRG_STATUS_LIST(TEXT)
#undef TEXT
    };
    size_t i = (size_t)status;
    return i < sizeof texts / sizeof *texts ? texts[i] : "an unknown status";
}

const char *drg_reason_name(drg_reason reason)
{
    static const char *const names[] = {
#define NAME(name, text) [name] = text,
        DRG_REASON_LIST(NAME)
#undef NAME
    };
    return (unsigned)reason < DRG_N_REASONS ? names[reason] : NULL;
}

static drg_reason reason_of(drg_status status)
{
    switch (status) {
    case DRG_EINPUT:
        return DRG_REASON_MALFORMED;
    case DRG_ELIMIT:
        return DRG_REASON_LIMIT;
    case DRG_EIO:
        return DRG_REASON_UNREADABLE;
    case DRG_ENOMEM:
        return DRG_REASON_MEMORY;
    case DRG_OK:
    case DRG_END:
        return DRG_REASON_NONE;
    default:
        return DRG_REASON_STATION;
    }
}

/* A message is one line of well-formed UTF-8, whatever stood in the file name or text that it quotes. */
static void tidy(char *message, size_t cut_at)
{
    size_t len = strlen(message);
    if (len == cut_at) {
        /* vsnprintf may have cut a character in two: step back over its bytes if it is not whole. */
        size_t start = len;
        while (start > 0 && len - start < 4 && ((unsigned char)message[start - 1] & 0xC0) == 0x80)
            start--;
        if (start > 0 && (unsigned char)message[start - 1] >= 0xC0) {
            unsigned char lead = (unsigned char)message[start - 1];
            size_t need = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
            if (len - (start - 1) < need)
                message[start - 1] = '\0';
        }
    }
    for (char *p = message; *p; p++)
        if ((unsigned char)*p < 0x20 || *p == 0x7F)
            *p = ' ';
}

static void fill(drg_error *err, drg_status status, bool has_pos, size_t pos, const char *format, va_list args)
    __attribute__((format(printf, 5, 0)));

static void fill(drg_error *err, drg_status status, bool has_pos, size_t pos, const char *format, va_list args)
{
    if (!err)
        return;
    err->status = status;
    err->reason = reason_of(status);
    err->has_pos = has_pos;
    err->pos = pos;
    if (vsnprintf(err->message, sizeof err->message, format, args) < 0)
        err->message[0] = '\0';
    tidy(err->message, sizeof err->message - 1);
}

drg_status drg_fail(drg_error *err, drg_status status, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    fill(err, status, false, 0, format, args);
    va_end(args);
    return status;
}

drg_status drg_fail_for(drg_error *err, drg_status status, drg_reason reason, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    fill(err, status, false, 0, format, args);
    va_end(args);
    if (err)
        err->reason = reason;
    return status;
}

drg_status drg_fail_at(drg_error *err, drg_status status, size_t pos, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    fill(err, status, true, pos, format, args);
    va_end(args);
    return status;
}

drg_status drg_fail_nomem(drg_error *err)
{
    return drg_fail(err, DRG_ENOMEM, "%s", drg_status_text(DRG_ENOMEM));
}
