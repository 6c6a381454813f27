/* src/analyse/chars.c - characters as the networks see them. */
#include "analyse/chars.h"

#include "base/text.h"

uint32_t drg_char_plain(uint32_t c)
{
    if (c < 0x80)
        return c == '\t' || c == '\v' || c == '\f' || c == '\r' ? ' ' : c;
    switch (c) {
    case 0x2018:
    case 0x2019:
    case 0x201A:
    case 0x201B:
    case 0x2032:
    case 0x00B4:
    case 0x02BC:
        return '\'';
    case 0x201C:
    case 0x201D:
    case 0x201E:
    case 0x201F:
    case 0x00AB:
    case 0x00BB:
    case 0x2033:
        return '"';
    case 0x2010:
    case 0x2011:
    case 0x2012:
    case 0x2013:
    case 0x2212:
        return '-';
    case 0x2015:
        return 0x2014;
    default:
        return drg_char_is_space(c) ? ' ' : c;
    }
}

uint16_t drg_char_symbol(const drg_model *model, uint32_t c)
{
    c = drg_char_plain(c);
    size_t low = 0, high = model->n_symbols - DRG_SYMBOL_CLASSES;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (model->symbols[middle] < c)
            low = middle + 1;
        else
            high = middle;
    }
    if (low < model->n_symbols - DRG_SYMBOL_CLASSES && model->symbols[low] == c)
        return (uint16_t)(low + DRG_SYMBOL_CLASSES);
    return drg_char_is_upper(c)    ? DRG_SYMBOL_UPPER
           : drg_char_is_letter(c) ? DRG_SYMBOL_LETTER
           : drg_char_is_digit(c)  ? DRG_SYMBOL_DIGIT
                                   : DRG_SYMBOL_OTHER;
}
