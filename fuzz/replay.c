/* fuzz/replay.c - runs a fuzz target on files, or on all files of folders. */
#include "fuzz.h"

#include <dirent.h>
#include <sys/stat.h>

static int n_files;

static void run_file(const char *path)
{
    FILE *file = fopen(path, "rb");
    FUZZ_CHECK(file);
    static uint8_t data[1 << 20];
    size_t size = fread(data, 1, sizeof data, file);
    fclose(file);
    /* Of its own size, so that the sanitizers see what reads beyond it. */
    uint8_t *exact = malloc(size ? size : 1);
    FUZZ_CHECK(exact);
    memcpy(exact, data, size);
    LLVMFuzzerTestOneInput(exact, size);
    free(exact);
    n_files++;
}

static void run_path(const char *path)
{
    DIR *folder = opendir(path);
    if (!folder) {
        run_file(path);
        return;
    }
    const struct dirent *entry;
    while ((entry = readdir(folder))) {
        char inside[4096];
        struct stat info;
        snprintf(inside, sizeof inside, "%s/%s", path, entry->d_name);
        if (stat(inside, &info) == 0 && S_ISREG(info.st_mode))
            run_file(inside);
    }
    closedir(folder);
}

int main(int argc, char **argv)
{
    for (int i = 1; i < argc; i++)
        run_path(argv[i]);
    printf("%d inputs\n", n_files);
    return n_files == 0;
}
