/* src/knowledge/compile_store.c - the compiler's messages, strings and words. */
#include "knowledge/compile.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#define STRINGS_MAX_BYTES ((size_t)1 << 30)

static void fail(drg_compile *c, drg_status status)
{
    if (c->status == DRG_OK)
        c->status = status;
}

size_t drg_compile__line(drg_source_file *file, const char *where)
{
    size_t at = (size_t)(where - file->text);
    if (at < file->seen) {
        file->seen = 0;
        file->seen_line = 1;
    }
    for (; file->seen < at; file->seen++)
        if (file->text[file->seen] == '\n')
            file->seen_line++;
    return file->seen_line;
}

static void say(drg_compile *c, const char *place, size_t line, const char *kind, const char *format, va_list args)
    __attribute__((format(printf, 5, 0)));

static void say(drg_compile *c, const char *place, size_t line, const char *kind, const char *format, va_list args)
{
    char message[1024];
    if (vsnprintf(message, sizeof message, format, args) < 0)
        message[0] = '\0';
    for (char *at = message; *at != '\0'; at++)
        if (*at == '\n' || *at == '\r' || *at == '\t')
            *at = ' ';
    drg_status st = line > 0 ? drg_buf_printf(c->report, "%s:%zu: %s%s\n", place, line, kind, message)
                             : drg_buf_printf(c->report, "%s: %s%s\n", place, kind, message);
    if (st != DRG_OK)
        fail(c, st);
}

void drg_compile__mistake(drg_compile *c, drg_source_file *file, const char *where, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    say(c, file->path, drg_compile__line(file, where), "", format, args);
    va_end(args);
    c->n_mistakes++;
}

void drg_compile__warn(drg_compile *c, drg_source_file *file, const char *where, const char *format, ...)
{
    va_list args;
    if (!c->warnings)
        return;
    va_start(args, format);
    say(c, file->path, drg_compile__line(file, where), "warning: ", format, args);
    va_end(args);
}

void drg_compile__mistake_of(drg_compile *c, const char *path, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    say(c, path, 0, "", format, args);
    va_end(args);
    c->n_mistakes++;
}

bool drg_compile__has(const drg_table *table, drg_str key)
{
    return drg_table_get(table, key, NULL);
}

bool drg_compile__put(drg_compile *c, drg_table *table, drg_str key, uintptr_t value)
{
    if (drg_table_get(table, key, NULL))
        return false;
    drg_str copy = drg_arena_copy(&c->arena, key);
    if (copy.ptr == NULL || drg_table_put(table, copy, value) != DRG_OK) {
        fail(c, DRG_ENOMEM);
        return false;
    }
    return true;
}

uint32_t drg_compile__string(drg_compile *c, drg_str text)
{
    if (text.len == 0)
        return 0;
    uintptr_t at;
    if (drg_table_get(&c->string_at, text, &at))
        return (uint32_t)at;
    at = c->strings.len;
    drg_status st = drg_buf_add(&c->strings, text.ptr, text.len);
    if (st == DRG_OK)
        st = drg_buf_add(&c->strings, "", 1);
    if (st != DRG_OK) {
        fail(c, st);
        return 0;
    }
    drg_compile__put(c, &c->string_at, text, at);
    return (uint32_t)at;
}

uint32_t drg_compile__word(drg_compile *c, drg_str lemma)
{
    uintptr_t number = 0;
    if (lemma.len == 0 || drg_table_get(&c->words, lemma, &number))
        return (uint32_t)number;
    number = c->words.n + 1; /* number 0 is the empty word, which stands in no table */
    drg_compile__put(c, &c->words, lemma, number);
    return (uint32_t)number;
}

bool drg_compile__country_ok(const drg_compile *c, drg_str code)
{
    if (drg_compile__has(&c->codes, code) || drg_compile__has(&c->countries, code))
        return true;
    if (c->countries.n > 0 || code.len != 3)
        return false;
    for (size_t i = 0; i < 3; i++)
        if (code.ptr[i] < 'A' || code.ptr[i] > 'Z')
            return false;
    return true;
}

/* ------------------------------------------------------------------ the whole */

bool drg_compile__init(drg_compile *c, drg_buf *report)
{
    *c = (drg_compile){.report = report, .status = DRG_OK};
    drg_arena_init(&c->arena, 0);
    drg_buf_init(&c->strings, STRINGS_MAX_BYTES);
    drg_table_init(&c->string_at);
    drg_table_init(&c->words);
    drg_table_init(&c->sets);
    for (size_t i = 0; i < DRG_N_EVENTS; i++)
        drg_table_init(&c->modes[i]);
    drg_table_init(&c->contexts);
    drg_table_init(&c->sectors);
    drg_table_init(&c->codes);
    drg_table_init(&c->countries);
    drg_table_init(&c->fact_book.phrases);
    drg_table_init(&c->toponym_book.phrases);
    return drg_buf_add(&c->strings, "", 1) == DRG_OK; /* offset 0 is the empty text */
}

void drg_compile__release(drg_compile *c)
{
    drg_table_release(&c->string_at);
    drg_table_release(&c->words);
    drg_table_release(&c->sets);
    for (size_t i = 0; i < DRG_N_EVENTS; i++)
        drg_table_release(&c->modes[i]);
    drg_table_release(&c->contexts);
    drg_table_release(&c->sectors);
    drg_table_release(&c->codes);
    drg_table_release(&c->countries);
    drg_table_release(&c->fact_book.phrases);
    drg_table_release(&c->toponym_book.phrases);
    drg_buf_release(&c->strings);
    drg_arena_release(&c->arena);
}
