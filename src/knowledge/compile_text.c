/* src/knowledge/compile_text.c - reading the compiler's text files: folders, lines, parts, tables. */
#include "knowledge/compile.h"

#include "base/file.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool is_blank(char ch)
{
    return ch == ' ' || ch == '\t' || ch == '\r' || ch == '\n';
}

static char *join_path(drg_compile *c, const char *data_dir, const char *folder, const char *name)
{
    size_t size = strlen(data_dir) + strlen(folder) + strlen(name) + 3;
    char *path = drg_arena_alloc(&c->arena, size);
    if (path == NULL) {
        c->status = DRG_ENOMEM;
        return NULL;
    }
    snprintf(path, size, "%s/%s%s%s", data_dir, folder, name[0] ? "/" : "", name);
    return path;
}

/** Read path into memory of the arena. */
static drg_source_file *load(drg_compile *c, const char *path, const char *name)
{
    drg_map map;
    drg_error err;
    if (drg_map_open(path, &map, &err) != DRG_OK) {
        drg_compile__mistake_of(c, path, "%s", err.message);
        return NULL;
    }
    drg_source_file *file = drg_arena_alloc(&c->arena, sizeof *file);
    char *text = drg_arena_alloc(&c->arena, map.size + 1);
    if (file == NULL || text == NULL) {
        c->status = DRG_ENOMEM;
        drg_map_close(&map);
        return NULL;
    }
    if (map.size > 0)
        memcpy(text, map.data, map.size);
    *file = (drg_source_file){.path = path, .name = drg_str_of(name), .text = text, .len = map.size, .seen_line = 1};
    drg_map_close(&map);
    size_t bad = drg_utf8_check((drg_str){file->text, file->len});
    if (bad < file->len) {
        drg_compile__mistake(c, file, file->text + bad, "this is not UTF-8");
        return NULL;
    }
    return file;
}

drg_source_file *drg_compile__read(drg_compile *c, const char *data_dir, const char *folder, const char *name)
{
    const char *path = join_path(c, data_dir, folder, name);
    if (path == NULL)
        return NULL;
    FILE *probe = fopen(path, "rb");
    if (probe == NULL && errno == ENOENT)
        return NULL;
    if (probe != NULL)
        fclose(probe);
    return load(c, path, name);
}

static int by_bytes(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

const char **drg_compile__list(drg_compile *c, const char *data_dir, const char *folder, const char *ending, size_t *n)
{
    const char **names = NULL;
    size_t cap = 0;
    *n = 0;
    const char *path = join_path(c, data_dir, folder, "");
    DIR *dir = path == NULL ? NULL : opendir(path);
    if (dir == NULL)
        return NULL;
    for (struct dirent *entry; (entry = readdir(dir)) != NULL;) {
        drg_str name = drg_str_of(entry->d_name);
        if (entry->d_name[0] == '.' || !drg_str_ends(name, drg_str_of(ending)))
            continue;
        drg_str copy = drg_arena_copy(&c->arena, name);
        if (copy.ptr == NULL || !DRG_ARENA_GROW(&c->arena, names, *n, cap)) {
            c->status = DRG_ENOMEM;
            break;
        }
        names[(*n)++] = copy.ptr;
    }
    closedir(dir);
    if (*n > 1)
        qsort(names, *n, sizeof *names, by_bytes);
    return names;
}

bool drg_compile__is_part(const char *file_name, const char *table)
{
    size_t len = strlen(table);
    return strncmp(file_name, table, len) == 0 && (file_name[len] == '.' || file_name[len] == '-');
}

void drg_compile__blank_comments(drg_source_file *file)
{
    bool comment = false;
    char before = '\n';
    for (size_t i = 0; i < file->len; i++) {
        char ch = file->text[i];
        if (ch == '\n')
            comment = false;
        else if (ch == '#' && is_blank(before))
            comment = true;
        if (comment)
            file->text[i] = ' ';
        before = ch;
    }
}

drg_str drg_compile__trim(drg_str text)
{
    while (text.len > 0 && is_blank(text.ptr[0])) {
        text.ptr++;
        text.len--;
    }
    while (text.len > 0 && is_blank(text.ptr[text.len - 1]))
        text.len--;
    return text;
}

bool drg_compile__next_line(const drg_source_file *file, size_t *pos, drg_str *line)
{
    size_t start = *pos;
    while (start < file->len && is_blank(file->text[start]))
        start++;
    if (start >= file->len)
        return false;
    size_t end = start;
    while (end < file->len) {
        if (file->text[end] == '\n' && end + 1 < file->len && !is_blank(file->text[end + 1]))
            break;
        end++;
    }
    *pos = end;
    *line = drg_compile__trim((drg_str){file->text + start, end - start});
    return true;
}

bool drg_compile__next_part(drg_str *rest, char separator, drg_str *part)
{
    if (rest->ptr == NULL)
        return false;
    size_t end = 0;
    int depth = 0;
    for (; end < rest->len; end++) {
        char ch = rest->ptr[end];
        if (ch == '{')
            depth++;
        else if (ch == '}')
            depth--;
        else if (ch == separator && depth <= 0)
            break;
    }
    *part = drg_compile__trim((drg_str){rest->ptr, end});
    if (end < rest->len)
        *rest = (drg_str){rest->ptr + end + 1, rest->len - end - 1};
    else
        *rest = (drg_str){NULL, 0};
    return true;
}

bool drg_compile__next_blank_part(drg_str *rest, drg_str *part)
{
    *rest = drg_compile__trim(*rest);
    if (rest->len == 0)
        return false;
    size_t end = 0;
    while (end < rest->len && !is_blank(rest->ptr[end]))
        end++;
    *part = (drg_str){rest->ptr, end};
    *rest = (drg_str){rest->ptr + end, rest->len - end};
    return true;
}

bool drg_compile__is_lemma(drg_str text)
{
    for (size_t i = 0; i < text.len;) {
        uint32_t ch = drg_utf8_next(text, &i);
        bool sign = ch == '-' || ch == '\'' || ch == '.' || ch == '%' || ch == '$' || ch == 0xA3 || ch == 0xA5 ||
                    (ch >= 0x20A0 && ch <= 0x20CF);
        if (!sign && (drg_char_is_upper(ch) || !(drg_char_is_letter(ch) || drg_char_is_digit(ch))))
            return false;
    }
    return text.len > 0;
}

drg_str drg_compile__blanks_for_underscores(drg_compile *c, drg_str text)
{
    char *bytes = drg_arena_alloc(&c->arena, text.len + 1);
    if (bytes == NULL) {
        c->status = DRG_ENOMEM;
        return (drg_str){"", 0};
    }
    for (size_t i = 0; i < text.len; i++)
        bytes[i] = text.ptr[i] == '_' ? ' ' : text.ptr[i];
    return (drg_str){bytes, text.len};
}

/* ------------------------------------------------------------------ tab-separated tables */

/** The next line that is neither empty nor a comment, without its line end. */
static bool tsv_line(drg_tsv *tsv, drg_str *line)
{
    drg_source_file *file = tsv->file;
    while (tsv->pos < file->len) {
        const char *start = file->text + tsv->pos;
        const char *end = memchr(start, '\n', file->len - tsv->pos);
        size_t len = end == NULL ? file->len - tsv->pos : (size_t)(end - start);
        tsv->pos += len + (end != NULL);
        if (len > 0 && start[len - 1] == '\r')
            len--;
        if (len == 0 || start[0] == '#')
            continue;
        *line = (drg_str){start, len};
        return true;
    }
    return false;
}

bool drg_compile__tsv_open(drg_compile *c, drg_source_file *file, const char *columns, drg_tsv *tsv)
{
    *tsv = (drg_tsv){.file = file};
    drg_str line;
    if (!tsv_line(tsv, &line)) {
        drg_compile__mistake(c, file, file->text, "the line with the names of the columns is missing");
        return false;
    }
    drg_str wanted = drg_str_of(columns), found = line, want, have;
    bool same = true;
    while (drg_compile__next_blank_part(&wanted, &want)) {
        same = same && drg_compile__next_part(&found, '\t', &have) && drg_str_eq(want, have);
        tsv->n_columns++;
    }
    if (!same || found.ptr != NULL) {
        drg_compile__mistake(c, file, line.ptr, "the columns must be, tab-separated: %s", columns);
        return false;
    }
    return true;
}

bool drg_compile__tsv_next(drg_compile *c, drg_tsv *tsv)
{
    drg_str line;
    while (c->status == DRG_OK && tsv_line(tsv, &line)) {
        size_t n = 0;
        drg_str rest = line, part;
        while (rest.ptr != NULL) {
            const char *tab = memchr(rest.ptr, '\t', rest.len);
            size_t len = tab == NULL ? rest.len : (size_t)(tab - rest.ptr);
            part = drg_compile__trim((drg_str){rest.ptr, len});
            if (n < tsv->n_columns)
                tsv->row[n] = part;
            n++;
            rest = tab == NULL ? (drg_str){NULL, 0} : (drg_str){tab + 1, rest.len - len - 1};
        }
        if (n == tsv->n_columns)
            return true;
        drg_compile__mistake(c, tsv->file, line.ptr, "%zu columns where there must be %zu", n, tsv->n_columns);
    }
    return false;
}
