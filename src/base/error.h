/* src/base/error.h - filling the caller's error. */
#ifndef DRG_BASE_ERROR_H
#define DRG_BASE_ERROR_H

#include "dragoman/base.h"

/** Fill err (may be NULL) and return status, so that `return drg_fail(err, DRG_EIO, "…")` reads well. */
drg_status drg_fail(drg_error *err, drg_status status, const char *format, ...) __attribute__((format(printf, 3, 4)));
/** The same with a position. */
drg_status drg_fail_at(drg_error *err, drg_status status, size_t pos, const char *format, ...)
    __attribute__((format(printf, 4, 5)));
/** The same as drg_fail() with a reason of its own; the others take the one that the status suggests. */
drg_status drg_fail_for(drg_error *err, drg_status status, drg_reason reason, const char *format, ...)
    __attribute__((format(printf, 4, 5)));
/** DRG_ENOMEM with its usual message. */
drg_status drg_fail_nomem(drg_error *err);

#if defined(__clang_analyzer__) && !defined(DRG_BASE_ERROR_C)
/* The analyser does not look into other files: this tells it that the status comes back as it went in. */
#define drg_fail(err, status, ...) ((void)(err), (status))
#define drg_fail_for(err, status, reason, ...) ((void)(err), (void)(reason), (status))
#define drg_fail_at(err, status, pos, ...) ((void)(err), (void)(pos), (status))
#define drg_fail_nomem(err) ((void)(err), DRG_ENOMEM)
#endif

#endif
