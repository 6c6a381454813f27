/* src/cli/progress.c - how far a run is, on one line of the terminal. */
#include "cli.h"

#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

double drg_cli_seconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}

static uint64_t total_of(const drg_cli_settings *settings)
{
    uint64_t total = 0;
    for (size_t i = 0; i < settings->n_arguments; i++) {
        struct stat info;
        if (stat(settings->arguments[i], &info) != 0 || !S_ISREG(info.st_mode))
            return 0;
        total += (uint64_t)info.st_size;
    }
    return total;
}

void drg_cli_progress_init(drg_cli_progress *progress, const drg_cli_settings *settings, const drg_cli_output *output,
                           bool records)
{
    *progress = (drg_cli_progress){.counts_records = records, .begun = drg_cli_seconds()};
    progress->shown =
        !settings->quiet && isatty(STDERR_FILENO) == 1 && (output == NULL || !drg_cli_output_is_terminal(output));
    if (progress->shown)
        progress->total_bytes = total_of(settings);
    progress->last_drawn = progress->begun;
}

#define BAR_CELLS 24

static void draw_bar(const drg_cli_progress *progress, const drg_pipeline_counts *counts)
{
    double part = (double)counts->bytes / (double)progress->total_bytes;
    unsigned full = part >= 1 ? BAR_CELLS : (unsigned)(part * BAR_CELLS);
    char bar[BAR_CELLS + 1];
    memset(bar, '.', BAR_CELLS);
    memset(bar, '#', full);
    bar[BAR_CELLS] = '\0';
    fprintf(stderr, "[%s] %3.0f %%  ", bar, part >= 1 ? 100 : part * 100);
}

/* ", 12 s to go" */
static void draw_remaining(double seconds)
{
    if (seconds < 100)
        fprintf(stderr, ", %.0f s to go", seconds);
    else if (seconds < 6000)
        fprintf(stderr, ", %.0f min to go", seconds / 60);
    else
        fprintf(stderr, ", %.1f h to go", seconds / 3600);
}

void drg_cli_progress_show(void *context, const drg_pipeline_counts *counts)
{
    drg_cli_progress *progress = context;
    double now = drg_cli_seconds();
    if (!progress->shown || now - progress->last_drawn < 0.1)
        return;
    double seconds = now - progress->begun;
    fputs("\r\033[K", stderr);
    if (progress->total_bytes > 0)
        draw_bar(progress, counts);
    fprintf(stderr, "%llu documents", (unsigned long long)counts->documents);
    if (progress->counts_records)
        fprintf(stderr, ", %llu records", (unsigned long long)counts->records);
    if (counts->failed > 0)
        fprintf(stderr, ", %llu failed", (unsigned long long)counts->failed);
    fprintf(stderr, ", %.1f documents/s", (double)counts->documents / seconds);
    if (progress->total_bytes > counts->bytes && counts->bytes > 0)
        draw_remaining(seconds * (double)(progress->total_bytes - counts->bytes) / (double)counts->bytes);
    fflush(stderr);
    progress->drawn = true;
    progress->last_drawn = now;
}

void drg_cli_progress_clear(drg_cli_progress *progress)
{
    if (!progress->drawn)
        return;
    fputs("\r\033[K", stderr);
    fflush(stderr);
    progress->drawn = false;
}
