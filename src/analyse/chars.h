/* src/analyse/chars.h - characters as the networks see them: train/chars.py is the same in Python. */
#ifndef DRG_ANALYSE_CHARS_H
#define DRG_ANALYSE_CHARS_H

#include "analyse/weights.h"

/** Curly quotes, dashes and blanks made plain; a line end stays. One character for one. */
uint32_t drg_char_plain(uint32_t c);
/** The symbol of a character in the model's alphabet. */
uint16_t drg_char_symbol(const drg_model *model, uint32_t c);

#endif
