/* src/base/log.h - where a long-running station tells what it does. The library itself never prints: who wants to know
 * gives a function. */
#ifndef DRG_BASE_LOG_H
#define DRG_BASE_LOG_H

#include "dragoman/base.h"

typedef enum drg_log_level { DRG_LOG_ERROR, DRG_LOG_WARNING, DRG_LOG_INFO, DRG_LOG_DEBUG } drg_log_level;

/** Called from any thread, possibly from several at once. message is one line, NUL-terminated, without its newline. */
typedef void drg_log_fn(void *context, drg_log_level level, const char *message);

typedef struct drg_log {
    drg_log_fn *write; /* NULL: nobody listens */
    void *context;
    drg_log_level most; /* messages beyond this level are not formatted at all */
} drg_log;

/** log may be NULL. Messages of more than 500 bytes are cut. */
void drg_log_write(const drg_log *log, drg_log_level level, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

#endif
