/* src/cli/output.c - messages, and where results go. */
#include "cli.h"

#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <unistd.h>

void drg_cli_error(const char *format, ...)
{
    char message[1024];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(message, sizeof message, format, arguments);
    va_end(arguments);
    for (char *p = message; *p != '\0'; p++)
        if ((unsigned char)*p < 0x20 || *p == 0x7F)
            *p = '?';
    fprintf(stderr, "dragoman: %s\n", message);
}

/* ---- opening ---- */

/* A new file beside path, which is to take its name later. @return -1: not possible there. */
static int open_temporary(const char *path, mode_t mode, char **name)
{
    size_t size = strlen(path) + 32;
    *name = malloc(size);
    if (*name == NULL)
        return -1;
    for (unsigned i = 0; i < 100; i++) {
        snprintf(*name, size, "%s.%ld.%u.part", path, (long)getpid(), i);
        int fd = open(*name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode);
        if (fd >= 0)
            return fd;
        if (errno != EEXIST)
            break;
    }
    free(*name);
    *name = NULL;
    return -1;
}

static bool fail_open(const char *path, int why)
{
    drg_cli_error("%s: %s", path, strerror(why));
    return false;
}

/* What stands at path, behind its links; a path where nothing stands is as it is. @return malloc'd, or NULL. */
static char *behind_links(const char *path)
{
    char *real = realpath(path, NULL);
    return real != NULL ? real : strdup(path);
}

bool drg_cli_output_open(drg_cli_output *output, const char *path)
{
    *output = (drg_cli_output){.file = stdout, .name = "standard output"};
    if (path == NULL || strcmp(path, "-") == 0)
        return true;
    output->name = path;
    struct stat info;
    bool exists = stat(path, &info) == 0;
    if (exists && S_ISDIR(info.st_mode))
        return fail_open(path, EISDIR);
    int fd;
    if (exists && !S_ISREG(info.st_mode)) {
        fd = open(path, O_WRONLY | O_CLOEXEC); /* a device or a pipe: nothing to rename */
    } else if (exists && access(path, W_OK) != 0) {
        fd = -1;
    } else {
        output->path = behind_links(path);
        fd = output->path != NULL
                 ? open_temporary(output->path, exists ? info.st_mode & 0777 : 0666, &output->temporary)
                 : -1;
    }
    output->file = fd >= 0 ? fdopen(fd, "w") : NULL;
    if (output->file != NULL)
        return true;
    int why = errno;
    if (fd >= 0)
        close(fd);
    if (output->temporary != NULL)
        unlink(output->temporary);
    free(output->temporary);
    free(output->path);
    return fail_open(path, why);
}

/* ---- writing ---- */

static drg_status fail_write(drg_cli_output *output)
{
    if (output->why == 0)
        output->why = errno != 0 ? errno : EIO;
    output->closed_pipe = output->why == EPIPE;
    return DRG_EIO;
}

drg_status drg_cli_output_write(void *context, const char *data, size_t len)
{
    drg_cli_output *output = context;
    errno = 0;
    if (fwrite(data, 1, len, output->file) != len)
        return fail_write(output);
    /* Who reads along, at a terminal or behind a pipe, sees each document as soon as it is done. */
    if (output->temporary == NULL && fflush(output->file) != 0)
        return fail_write(output);
    return DRG_OK;
}

bool drg_cli_output_close(drg_cli_output *output, bool keep)
{
    errno = 0;
    bool is_stdout = output->file == stdout;
    if ((is_stdout ? fflush(output->file) : fclose(output->file)) != 0)
        fail_write(output);
    if (output->temporary != NULL) {
        if (output->why == 0 && keep && rename(output->temporary, output->path) != 0)
            fail_write(output);
        if (output->why != 0 || !keep)
            unlink(output->temporary);
    }
    free(output->temporary);
    free(output->path);
    output->temporary = output->path = NULL;
    if (output->why != 0 && !output->closed_pipe)
        drg_cli_error("%s: %s", output->name, strerror(output->why));
    return output->why == 0;
}

/* ---- terminals ---- */

bool drg_cli_output_is_terminal(const drg_cli_output *output)
{
    return isatty(fileno(output->file)) == 1;
}

bool drg_cli_wants_color(const drg_cli_settings *settings, const drg_cli_output *output)
{
    if (settings->color != DRG_CLI_COLOR_AUTO)
        return settings->color == DRG_CLI_COLOR_ALWAYS;
    const char *none = getenv("NO_COLOR"), *term = getenv("TERM");
    return drg_cli_output_is_terminal(output) && (none == NULL || *none == '\0') && term != NULL &&
           strcmp(term, "dumb") != 0;
}

unsigned drg_cli_terminal_width(const drg_cli_output *output)
{
    struct winsize size;
    if (!drg_cli_output_is_terminal(output) || ioctl(fileno(output->file), TIOCGWINSZ, &size) != 0)
        return 0;
    return size.ws_col;
}
