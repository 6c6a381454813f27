/* src/pipeline/watch_output.h - where watching writes: a file that is never longer than its state says, once it is opened. */
#ifndef DRG_PIPELINE_WATCH_OUTPUT_H
#define DRG_PIPELINE_WATCH_OUTPUT_H

#include "pipeline/watch_state.h"

typedef struct drg_watch_output {
    int fd;       /* of the documents */
    int lock;     /* of STATE.lock; 0: none */
    bool is_file; /* else a pipe or terminal */
    char path[4096];
} drg_watch_output;

/** Keep others away from the state. @return DRG_OK; DRG_EIO another process has it, or no file can be made there. */
drg_status drg_watch_output_lock(drg_watch_output *output, const char *state, drg_error *err);
/**
 * Open the output, and cut off what the state does not know: it was written before a death, and is read again.
 * @param path  NULL: standard output.
 * @return DRG_OK; DRG_EINPUT the file is not the one that the state is about; DRG_EIO; DRG_ENOMEM.
 */
drg_status drg_watch_output_open(drg_watch_output *output, const char *path, drg_watch_state *state, drg_error *err);
/** All or nothing that counts: what was written in part is cut off by the next opening. @return DRG_OK, DRG_EIO. */
drg_status drg_watch_output_write(drg_watch_output *output, const char *data, size_t len, drg_error *err);
/** What was written is on the disk, and the state knows its length. @return DRG_OK, DRG_EIO. */
drg_status drg_watch_output_sync(drg_watch_output *output, drg_watch_state *state, drg_error *err);
/** Also where opening or locking failed. */
void drg_watch_output_close(drg_watch_output *output);

#endif
