/* src/base/embed_main.c - a build tool: a file as an array in a C source file.
 *   drg-embed NAME FILE OUTPUT
 * gives `const unsigned char NAME[]` with a NUL behind the file's bytes, and `const size_t NAME_size` without it. */
#include <stdio.h>
#include <string.h>

static int copy(FILE *from, FILE *to, const char *name)
{
    size_t n = 0;
    int c;
    fprintf(to, "#include <stddef.h>\nextern const unsigned char %s[];\nextern const size_t %s_size;\n", name, name);
    fprintf(to, "const unsigned char %s[] = {", name);
    while ((c = getc(from)) != EOF)
        fprintf(to, "%s%d,", n++ % 24 == 0 ? "\n" : "", c);
    fprintf(to, "0};\nconst size_t %s_size = %zu;\n", name, n);
    return ferror(from) || ferror(to) ? 1 : 0;
}

int main(int argc, char **argv)
{
    if (argc != 4) {
        fputs("usage: drg-embed NAME FILE OUTPUT\n", stderr);
        return 2;
    }
    FILE *from = fopen(argv[2], "rb");
    FILE *to = from != NULL ? fopen(argv[3], "wb") : NULL;
    int status = to != NULL ? copy(from, to, argv[1]) : 1;
    if (from != NULL)
        fclose(from);
    if (to != NULL && fclose(to) != 0)
        status = 1;
    if (status != 0)
        perror(from == NULL ? argv[2] : argv[3]);
    return status;
}
