/* include/dragoman/report.h - what became of every input: nothing goes missing in silence. */
#ifndef DRAGOMAN_REPORT_H
#define DRAGOMAN_REPORT_H

#include "dragoman/reader.h"

#ifdef __cplusplus
extern "C" {
#endif

/** One input. read.items = read.documents + the sum of read.dropped; read.documents = written + the sums of
 * failed and of skipped. */
typedef struct drg_input_report {
    drg_format format;              /* DRG_FORMAT_AUTO: it could not be opened, or holds nothing */
    drg_tally read;                 /* an input that cannot be opened is an item, and dropped */
    uint64_t written;               /* documents that came out of the last station */
    uint64_t records;               /* of those */
    uint64_t failed[DRG_N_REASONS]; /* documents that did not, by drg_reason */
    uint64_t skipped;               /* documents in a language that the engine lacks */
} drg_input_report;

/** One JSON object a line: each input, by its name, then the sums of all.
 * @param names  [n] NUL-terminated. @return DRG_OK; what the sink returns. */
DRG_API DRG_MUST_CHECK drg_status drg_write_report(const drg_input_report *reports, const char *const *names, size_t n,
                                                   drg_sink *sink, void *context, drg_error *err);

#ifdef __cplusplus
}
#endif
#endif
