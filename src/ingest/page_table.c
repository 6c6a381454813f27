/* src/ingest/page_table.c - the build runs this: data/pages/lines.txt to a table in C.
 *
 *   page_table LINES.txt OUT.c
 *
 * Headings in brackets name lists (page_lines.h has them), '#' begins a remark, every other line is a phrase. */
#include "ingest/page_lines.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MAX_LINE_BYTES 512
#define MAX_PHRASES 2000

#define N_LISTS DRG_N_PAGE_LISTS

static const char *const lists[] = {
#define NAME(id, name) [id] = name,
    DRG_PAGE_LIST(NAME)
#undef NAME
};

typedef struct table {
    const char *path;
    char *phrases[N_LISTS][MAX_PHRASES + 1];
    size_t n[N_LISTS];
    unsigned line;
} table;

static bool fail(const table *t, const char *what, const char *said)
{
    fprintf(stderr, "%s:%u: %s: \"%s\"\n", t->path, t->line, what, said);
    return false;
}

static bool is_plain(const char *phrase)
{
    char before = ' ';
    for (const char *c = phrase; *c != '\0'; before = *c++) {
        bool sign = (*c >= 'a' && *c <= 'z') || (*c >= '0' && *c <= '9') || *c == '@' || *c == '#' ||
                    (unsigned char)*c >= 0x80 || (*c == ' ' && before != ' ');
        if (!sign)
            return false;
    }
    return before != ' ';
}

static bool find_list(const table *t, char *heading, size_t *list)
{
    heading[strlen(heading) - 1] = '\0';
    for (*list = 0; *list < N_LISTS; (*list)++)
        if (strcmp(heading + 1, lists[*list]) == 0)
            return true;
    return fail(t, "no such list", heading + 1);
}

static bool add(table *t, size_t list, const char *phrase)
{
    if (list == N_LISTS)
        return fail(t, "no list has begun", phrase);
    if (!is_plain(phrase))
        return fail(t, "not in lower case, with single blanks and without punctuation", phrase);
    for (size_t i = 0; i < t->n[list]; i++)
        if (strcmp(t->phrases[list][i], phrase) == 0)
            return fail(t, "stands there twice", phrase);
    if (t->n[list] == MAX_PHRASES)
        return fail(t, "one phrase too many", phrase);
    char *copy = malloc(strlen(phrase) + 1);
    if (copy != NULL)
        memcpy(copy, phrase, strlen(phrase) + 1);
    t->phrases[list][t->n[list]] = copy;
    t->n[list] += copy != NULL;
    return copy != NULL;
}

static bool read_lines(table *t, FILE *in)
{
    char line[MAX_LINE_BYTES];
    size_t list = N_LISTS;
    while (fgets(line, sizeof line, in) != NULL) {
        size_t len = strlen(line);
        t->line++;
        if (len == 0 || line[len - 1] != '\n')
            return fail(t, "too long, or without a line end", line);
        line[len - 1] = '\0';
        if (line[0] == '\0' || (line[0] == '#' && line[1] == ' '))
            continue;
        if (line[0] == '[' && line[len - 2] == ']') {
            if (!find_list(t, line, &list))
                return false;
        } else if (!add(t, list, line)) {
            return false;
        }
    }
    for (list = 0; list < N_LISTS; list++)
        if (t->n[list] == 0)
            return fail(t, "an empty list", lists[list]);
    return true;
}

static void write_table(const table *t, FILE *out)
{
    fprintf(out, "/* Made from data/pages/lines.txt. */\n#include \"ingest/page_lines.h\"\n\n");
    for (size_t list = 0; list < N_LISTS; list++) {
        fprintf(out, "static const char *const list_%zu[] = {\n", list);
        for (size_t i = 0; i < t->n[list]; i++)
            fprintf(out, "    \"%s\",\n", t->phrases[list][i]);
        fprintf(out, "    0,\n};\n");
    }
    fprintf(out, "const char *const *const drg_page_lists[DRG_N_PAGE_LISTS] = {\n");
    for (size_t list = 0; list < N_LISTS; list++)
        fprintf(out, "    list_%zu,\n", list);
    fprintf(out, "};\n");
}

static void release(table *t)
{
    for (size_t list = 0; list < N_LISTS; list++)
        for (size_t i = 0; i < t->n[list]; i++)
            free(t->phrases[list][i]);
    free(t);
}

int main(int argc, char **argv)
{
    table *t = calloc(1, sizeof *t);
    FILE *in = argc == 3 ? fopen(argv[1], "r") : NULL;
    bool ok = t != NULL && in != NULL;
    if (ok) {
        t->path = argv[1];
        ok = read_lines(t, in);
    }
    FILE *out = ok ? fopen(argv[2], "w") : NULL;
    if (out != NULL) {
        write_table(t, out);
        ok = fclose(out) == 0;
    }
    if (in != NULL)
        fclose(in);
    if (t != NULL)
        release(t);
    return ok && out != NULL ? 0 : 1;
}
