/* src/base/log.c - formatting messages for whoever listens. */
#include "base/log.h"

#include <stdarg.h>
#include <stdio.h>

void drg_log_write(const drg_log *log, drg_log_level level, const char *format, ...)
{
    if (!log || !log->write || level > log->most)
        return;
    char message[501];
    va_list args;
    va_start(args, format);
    int len = vsnprintf(message, sizeof message, format, args);
    va_end(args);
    if (len >= 0)
        log->write(log->context, level, message);
}
