/* src/base/embed_main.c - a build tool: files as arrays in a C source file.
 *   drg-embed NAME FILE OUTPUT
 * gives `const unsigned char NAME[]` with a NUL behind the file's bytes, and `const size_t NAME_size` without it.
 *   drg-embed --files OUTPUT [FILE]...
 * gives the table of src/serve/pages.h: each file under its base name, packed by gzip. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

/* All of a file, with a NUL behind it. @return NULL, and told why; free() it. */
static unsigned char *slurp(const char *path, size_t *size)
{
    FILE *from = fopen(path, "rb");
    unsigned char *bytes = NULL;
    long length = -1;
    if (from != NULL && fseek(from, 0, SEEK_END) == 0)
        length = ftell(from);
    if (length >= 0 && fseek(from, 0, SEEK_SET) == 0)
        bytes = calloc(1, (size_t)length + 1);
    if (bytes != NULL && fread(bytes, 1, (size_t)length, from) != (size_t)length) {
        free(bytes);
        bytes = NULL;
    }
    if (bytes == NULL)
        perror(path);
    if (from != NULL)
        fclose(from);
    *size = length > 0 ? (size_t)length : 0;
    return bytes;
}

static void write_bytes(FILE *to, const unsigned char *bytes, size_t size)
{
    for (size_t i = 0; i < size; i++)
        fprintf(to, "%s%d,", i % 24 == 0 ? "\n" : "", bytes[i]);
}

static int embed(const char *name, const char *path, FILE *to)
{
    size_t size;
    unsigned char *bytes = slurp(path, &size);
    if (bytes == NULL)
        return 1;
    fprintf(to, "#include <stddef.h>\nextern const unsigned char %s[];\nextern const size_t %s_size;\n", name, name);
    fprintf(to, "const unsigned char %s[] = {", name);
    write_bytes(to, bytes, size);
    fprintf(to, "0};\nconst size_t %s_size = %zu;\n", name, size);
    free(bytes);
    return 0;
}

/* Packed without a name or a time, so that the same file gives the same bytes. @return how many, 0 on failure. */
static size_t pack(const unsigned char *bytes, size_t size, unsigned char **out)
{
    z_stream z = {0};
    if (deflateInit2(&z, 9, Z_DEFLATED, 15 + 16, 9, Z_DEFAULT_STRATEGY) != Z_OK)
        return 0;
    uLong most = deflateBound(&z, size);
    *out = malloc(most);
    z.next_in = (Bytef *)bytes;
    z.avail_in = (uInt)size;
    z.next_out = *out;
    z.avail_out = (uInt)most;
    int rc = *out != NULL ? deflate(&z, Z_FINISH) : Z_MEM_ERROR;
    size_t packed = rc == Z_STREAM_END ? z.total_out : 0;
    deflateEnd(&z);
    return packed;
}

static int embed_file(const char *path, int n, size_t *packed_size, FILE *to)
{
    size_t size;
    unsigned char *bytes = slurp(path, &size), *packed = NULL;
    if (bytes == NULL)
        return 1;
    *packed_size = pack(bytes, size, &packed);
    fprintf(to, "static const unsigned char file_%d[] = {", n);
    write_bytes(to, packed, *packed_size);
    fprintf(to, "};\n");
    free(packed);
    free(bytes);
    return *packed_size > 0 ? 0 : 1;
}

static int embed_files(char **paths, int n, FILE *to)
{
    size_t *sizes = calloc((size_t)n + 1, sizeof *sizes);
    int status = sizes != NULL ? 0 : 1;
    fprintf(to, "#include \"serve/pages.h\"\n");
    for (int i = 0; i < n && status == 0; i++)
        status = embed_file(paths[i], i, &sizes[i], to);
    fprintf(to, "const drg_http_file drg_serve__files[] = {\n");
    for (int i = 0; i < n && status == 0; i++) {
        const char *slash = strrchr(paths[i], '/');
        fprintf(to, "{\"/%s\", file_%d, %zu},\n", slash != NULL ? slash + 1 : paths[i], i, sizes[i]);
    }
    fprintf(to, "{0}};\n");
    free(sizes);
    return status;
}

int main(int argc, char **argv)
{
    int files = argc >= 3 && strcmp(argv[1], "--files") == 0;
    if (!files && argc != 4) {
        fputs("usage: drg-embed NAME FILE OUTPUT\n       drg-embed --files OUTPUT [FILE]...\n", stderr);
        return 2;
    }
    const char *output = files ? argv[2] : argv[3];
    FILE *to = fopen(output, "wb");
    if (to == NULL) {
        perror(output);
        return 1;
    }
    int status = files ? embed_files(argv + 3, argc - 3, to) : embed(argv[1], argv[2], to);
    if (fclose(to) != 0) {
        perror(output);
        status = 1;
    }
    return status;
}
