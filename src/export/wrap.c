#include "export/wrap.h"

#include <string.h>
#include <unicode/uchar.h>

/* Longer words do not come up but in texts made to break something; what is over is cut. */
#define MAX_WORD_BYTES 4096

void drg_wrap_init(drg_wrap *wrap, drg_out *out, unsigned width, bool color)
{
    *wrap = (drg_wrap){.out = out, .width = width, .color = color};
    drg_buf_init(&wrap->word, MAX_WORD_BYTES);
}

void drg_wrap_release(drg_wrap *wrap)
{
    drg_buf_release(&wrap->word);
}

static void put_blanks(drg_wrap *wrap, unsigned n)
{
    for (unsigned i = 0; i < n; i++)
        drg_out_char(wrap->out, ' ');
}

static void flush_word(drg_wrap *wrap)
{
    if (wrap->word.len == 0)
        return;
    unsigned need = wrap->word_columns + (wrap->line_begins ? 0 : 1);
    if (!wrap->line_begins && wrap->column + need > wrap->width) {
        drg_out_char(wrap->out, '\n');
        put_blanks(wrap, wrap->indent);
        wrap->column = wrap->indent;
        wrap->line_begins = true;
    }
    if (!wrap->line_begins) {
        drg_out_char(wrap->out, ' ');
        wrap->column++;
    }
    drg_out_raw(wrap->out, wrap->word.ptr, wrap->word.len);
    wrap->column += wrap->word_columns;
    wrap->line_begins = false;
    wrap->word_columns = 0;
    drg_buf_clear(&wrap->word);
}

/* Columns that a terminal gives a character. */
static unsigned columns_of(uint32_t c)
{
    switch (u_charType((UChar32)c)) {
    case U_NON_SPACING_MARK:
    case U_ENCLOSING_MARK:
    case U_FORMAT_CHAR:
        return 0;
    default:
        break;
    }
    int width = u_getIntPropertyValue((UChar32)c, UCHAR_EAST_ASIAN_WIDTH);
    return width == U_EA_WIDE || width == U_EA_FULLWIDTH ? 2 : 1;
}

static bool is_dangerous(uint32_t c)
{
    return c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0x061C || c == 0x200E || c == 0x200F ||
           (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
}

static const char *escape_of(drg_style style)
{
    static const char *const escapes[] = {
        [DRG_STYLE_PLAIN] = "",
        [DRG_STYLE_BOLD] = "\033[1m",
        [DRG_STYLE_DIM] = "\033[2m",
        [DRG_STYLE_TRIGGER] = "\033[1;4m",
        [DRG_STYLE_GREEN] = "\033[1;32m",
        [DRG_STYLE_CYAN] = "\033[1;36m",
        [DRG_STYLE_YELLOW] = "\033[1;33m",
        [DRG_STYLE_RED] = "\033[1;31m",
        [DRG_STYLE_MAGENTA] = "\033[1;35m",
    };
    return escapes[style];
}

/* A word that is too long loses its end; only memory that runs out is an error. */
static void add(drg_wrap *wrap, const char *data, size_t len)
{
    drg_status st = drg_buf_add(&wrap->word, data, len);
    if (st == DRG_ENOMEM)
        wrap->status = st;
}

void drg_wrap_text(drg_wrap *wrap, drg_str text, drg_style style)
{
    const char *escape = wrap->color ? escape_of(style) : "";
    for (size_t p = 0; p < text.len;) {
        size_t at = p;
        uint32_t c = drg_utf8_next(text, &p);
        if (drg_char_is_space(c)) {
            flush_word(wrap);
            continue;
        }
        bool opens = at == 0 || wrap->word.len == 0;
        if (opens)
            add(wrap, escape, strlen(escape));
        if (is_dangerous(c))
            add(wrap, "?", 1);
        else
            add(wrap, text.ptr + at, p - at);
        wrap->word_columns += is_dangerous(c) ? 1 : columns_of(c);
        size_t next = p;
        bool closes = p == text.len || drg_char_is_space(drg_utf8_next(text, &next));
        if (closes && *escape != '\0')
            add(wrap, "\033[0m", 4);
    }
}

void drg_wrap_cstr(drg_wrap *wrap, const char *text, drg_style style)
{
    drg_wrap_text(wrap, drg_str_of(text), style);
}

void drg_wrap_begin(drg_wrap *wrap, const char *label, unsigned indent)
{
    unsigned n = (unsigned)strlen(label);
    unsigned needs = n > 0 ? n + 1 : 0, left = indent > needs ? indent - needs : 0;
    wrap->indent = indent;
    wrap->line_begins = true;
    wrap->column = left + needs;
    unsigned before = n > 0 && left > 4 ? 4 : left;
    put_blanks(wrap, before);
    if (wrap->color && n > 0)
        drg_out_cstr(wrap->out, escape_of(DRG_STYLE_DIM));
    drg_out_raw(wrap->out, label, n);
    if (wrap->color && n > 0)
        drg_out_cstr(wrap->out, "\033[0m");
    put_blanks(wrap, wrap->column - before - n);
}

/* How much of a text fits, in bytes; *columns is what that takes. */
static size_t fitting(drg_str text, unsigned most, unsigned *columns)
{
    size_t end = 0;
    *columns = 0;
    for (size_t p = 0; p < text.len;) {
        uint32_t c = drg_utf8_next(text, &p);
        unsigned wide = is_dangerous(c) ? 1 : columns_of(c);
        if (*columns + wide > most)
            break;
        *columns += wide;
        end = p;
    }
    return end;
}

static void put_safely(drg_wrap *wrap, drg_str text)
{
    for (size_t p = 0; p < text.len;) {
        size_t at = p;
        if (is_dangerous(drg_utf8_next(text, &p)))
            drg_out_char(wrap->out, '?');
        else
            drg_out_raw(wrap->out, text.ptr + at, p - at);
    }
}

void drg_wrap_cell(drg_wrap *wrap, drg_str text, unsigned columns, bool right, drg_style style)
{
    unsigned taken;
    size_t end = fitting(text, columns, &taken);
    bool is_cut = end < text.len;
    if (is_cut)
        end = fitting(text, columns - 1, &taken);
    taken += is_cut;
    if (right)
        put_blanks(wrap, columns - taken);
    if (wrap->color)
        drg_out_cstr(wrap->out, escape_of(style));
    put_safely(wrap, drg_str_sub(text, 0, end));
    if (is_cut)
        drg_out_cstr(wrap->out, "\xE2\x80\xA6");
    if (wrap->color && style != DRG_STYLE_PLAIN)
        drg_out_cstr(wrap->out, "\033[0m");
    put_blanks(wrap, (right ? 0 : columns - taken) + 2);
}

void drg_wrap_begin_behind(drg_wrap *wrap, unsigned indent)
{
    wrap->indent = wrap->column = indent;
    wrap->line_begins = true;
}

drg_status drg_wrap_end(drg_wrap *wrap)
{
    flush_word(wrap);
    drg_out_char(wrap->out, '\n');
    return wrap->status;
}
