/* src/base/datadir.h - where the files lie that come with the program: weights and compiled knowledge. */
#ifndef DRG_BASE_DATADIR_H
#define DRG_BASE_DATADIR_H

#include "dragoman/base.h"

/**
 * The path of a data file, e.g. "english.drgw". Looked for, in this order: in $DRAGOMAN_DATA and nowhere else, where that
 * is set and not empty; in data/ beside the running executable (a build tree); in ../share/dragoman/ from it (an
 * installation that was moved); in the directory that was configured for the installation.
 *
 * @param out  NUL-terminated on success, as it was on failure.
 * @return DRG_OK the file is there; DRG_EIO it is in none of these places (the message names them);
 *         DRG_ELIMIT cap bytes are too few.
 */
DRG_MUST_CHECK drg_status drg_data_path(const char *name, char *out, size_t cap, drg_error *err);

#endif
