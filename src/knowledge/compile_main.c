/* src/knowledge/compile_main.c - drg-compile DATA_DIR OUT.drgk: the build makes the knowledge file with it. */
#include "knowledge/compile.h"

#include <stdio.h>
#include <string.h>

int main(int argc, char **argv)
{
    drg_compile_options options = {.lenient = false};
    int at = 1;
    for (; at < argc && argv[at][0] == '-'; at++)
        if (strcmp(argv[at], "--lenient") == 0)
            options.lenient = true;
        else if (strcmp(argv[at], "--warnings") == 0)
            options.warnings = true;
        else
            break;
    if (argc - at != 2) {
        fputs("usage: drg-compile [--lenient] [--warnings] DATA_DIR OUT.drgk\n"
              "Compiles frames, actors and places. Every mistake is reported as file:line: message; then the exit "
              "status is\n"
              "1 and nothing is written. With --lenient the file is written without what is mistaken, and the status "
              "is 0.\n"
              "With --warnings it is told, too, what is allowed but of no use.\n",
              stderr);
        return 2;
    }
    drg_buf report;
    drg_error err;
    size_t n_mistakes = 0;
    drg_buf_init(&report, (size_t)64 << 20);
    drg_status st = drg_knowledge_compile(argv[at], argv[at + 1], options, &report, &n_mistakes, &err);
    if (report.len > 0)
        fwrite(report.ptr, 1, report.len, stderr);
    if (st != DRG_OK)
        fprintf(stderr, "drg-compile: %s\n", err.message);
    else if (n_mistakes > 0)
        fprintf(stderr, "drg-compile: %zu mistakes\n", n_mistakes);
    drg_buf_release(&report);
    if (st != DRG_OK)
        return 3;
    return n_mistakes > 0 && !options.lenient;
}
