/* src/cli/options.c - the options, all of them in one table, and the help that is made from it. */
#include "cli.h"

#include "dragoman/eval.h"

#include <errno.h>
#include <getopt.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

/* Options without a letter. */
enum { ADDRESS = 256, PORT, HOST, ORIGIN, OPEN, RATE, LOG, WRITE };

typedef struct option_row {
    unsigned bit; /* 0: every command has it */
    int key;      /* its letter; from 256 on it has none */
    const char *name;
    const char *argument; /* or NULL */
    const char *help;     /* lines after the first are indented by drg_cli_help() */
} option_row;

static const option_row rows[] = {
    {DRG_CLI_OPT_FROM, 'f', "from", "FORMAT",
     "read FORMAT: auto, text, html, jsonl, csv, feed, warc or conllu; auto,\nthe default, finds it out from the first "
     "bytes"},
    {DRG_CLI_OPT_TO, 't', "to", "FORMAT", NULL},
    {DRG_CLI_OPT_PUBLISHED, 'p', "published", "DATE",
     "the day of publication, YYYY-MM-DD, of all documents: weekdays, \"last\nweek\" and the like are reckoned from "
     "it"},
    {DRG_CLI_OPT_DATE, 'd', "date", "DATE", "who held an office on that day, YYYY-MM-DD"},
    {DRG_CLI_OPT_JOBS, 'j', "jobs", "N",
     "work in N threads; as many as there are processors by default. The\noutput is the same for every N"},
    {DRG_CLI_OPT_MODEL, 'm', "model", "FILE", "the weights, instead of the installed ones"},
    {DRG_CLI_OPT_KNOWLEDGE, 'k', "knowledge", "PATH",
     "compiled knowledge tables, instead of the installed ones, or a folder with tables of your own,\nwhich are added"},
    {DRG_CLI_OPT_FETCH, 'F', "fetch", NULL, "get the pages of the entries of which a feed has no whole article"},
    {DRG_CLI_OPT_STATE, 's', "state", "FILE", "what was read; the output's name and .state by default"},
    {DRG_CLI_OPT_INTERVAL, 'i', "interval", "SECONDS", "between two readings of a feed; 900 by default, 60 at least"},
    {DRG_CLI_OPT_ONCE, '1', "once", NULL, "read every feed one time, and end"},
    {DRG_CLI_OPT_WEB, 'w', "delay", "SECONDS",
     "between two requests to one host; 1 by default. More where the site\nasks for it"},
    {DRG_CLI_OPT_WEB, 'T', "timeout", "SECONDS", "for one answer of a server; 60 by default"},
    {DRG_CLI_OPT_WEB, 'C', "contact", "ADDRESS", "where to reach you, told to the sites that are read"},
    {DRG_CLI_OPT_WEB, 'P', "allow-private", "NETWORKS",
     "addresses and networks, parted by commas, that may be read though\nthey are private: 10.1.0.0/16"},
    {DRG_CLI_OPT_REPORT, 'r', "report", "[FILE]",
     "tell at the end, as JSON Lines, what became of every input and why;\non standard error, or in FILE"},
    {DRG_CLI_OPT_PRED, 'R', "pred", "FILE",
     "score the CoNLL-U in FILE, an analysis of the same text, instead of\nanalysing"},
    {DRG_CLI_OPT_ENTITIES, 'e', "entities", "FILE",
     "score names against FILE, IOB2 with \"# text\" before each sentence"},
    {DRG_CLI_OPT_FOLDS, 'n', "folds", "N",
     "fit the last layer for names to all folds but one of N, and score it\non that one, in turn; documents are dealt "
     "to the folds one by one"},
    {DRG_CLI_OPT_UD, 'u', "ud", "DIR", "train on the treebanks in DIR"},
    {DRG_CLI_OPT_TABLES, 'b', "tables", "DIR",
     "names of the tables in DIR, a folder like data/ of the sources, as hints"},
    {DRG_CLI_OPT_DB, 'D', "db", "LEDGER", "the ledger, a file"},
    {DRG_CLI_OPT_SERVE, ADDRESS, "address", "ADDRESS",
     "listen on ADDRESS instead of 127.0.0.1; 0.0.0.0 is all of the machine's"},
    {DRG_CLI_OPT_SERVE, PORT, "port", "PORT", "listen on PORT instead of 8080; 0 is any that is free"},
    {DRG_CLI_OPT_SERVE, HOST, "host", "NAME", "clients may call the server NAME; may be repeated"},
    {DRG_CLI_OPT_SERVE, ORIGIN, "origin", "ORIGIN",
     "pages of ORIGIN, https://…, may read the answers; * is all; may be\nrepeated"},
    {DRG_CLI_OPT_SERVE, OPEN, "open", NULL, "ask nobody for a token, also beyond this machine"},
    {DRG_CLI_OPT_SERVE, RATE, "rate", "N",
     "so many requests a second of one address; 50 by default, and any\nnumber from this machine"},
    {DRG_CLI_OPT_SERVE, LOG, "log", "FILE", "add a line for each request to FILE, as JSON; - is standard output"},
    {DRG_CLI_OPT_WRITE, WRITE, "write", NULL, "the new token may change the ledger, too"},
    {DRG_CLI_OPT_CORRECT, 'B', "by", "NAME", "who decides, kept with the decision"},
    {DRG_CLI_OPT_CORRECT, 'W', "why", "TEXT", "why, kept with the decision"},
    {DRG_CLI_OPT_OUTPUT, 'o', "output", "FILE",
     "write to FILE, which appears only when it is whole (watch adds to it)"},
    {DRG_CLI_OPT_COLOR, 'c', "color", "WHEN", "colour the table: auto (on a terminal), always or never"},
    {DRG_CLI_OPT_QUIET, 'q', "quiet", NULL, "no progress bar and no remarks, only errors"},
    {DRG_CLI_OPT_VERBOSE, 'v', "verbose", NULL, "tell at the end what was done, and how fast"},
    {0, 'h', "help", NULL, "this help"},
    {0, 'V', "version", NULL, "the program's version"},
};
#define N_ROWS (sizeof rows / sizeof *rows)

/* Its value is behind '=', or left out. */
static bool is_optional(const option_row *row)
{
    return row->argument != NULL && row->argument[0] == '[';
}

/* ---- help ---- */

static void print_indented(FILE *to, const char *text, int indent)
{
    for (const char *p = text; *p != '\0'; p++) {
        fputc(*p, to);
        if (*p == '\n')
            fprintf(to, "%*s", indent, "");
    }
    fputc('\n', to);
}

/* "a, b and c" */
static void print_list(FILE *to, const char *const *names)
{
    for (size_t i = 0; names[i] != NULL; i++) {
        const char *mark = i == 0 ? "" : names[i + 1] != NULL ? ", " : " or ";
        fprintf(to, "%s%s", mark, names[i]);
    }
}

/* ---- what queries can be asked by ----
 * The library knows these options: they have long names only, and are passed on as they stand. */

/* getopt's values of options without a letter begin here. */
#define FIRST_PARAMETER 1024
#define MAX_PARAMETERS 32

static const drg_parameter *parameter_of(const drg_cli_command *command, size_t at)
{
    size_t n;
    const drg_parameter *all = drg_query_parameters(&n);
    /* Who pages is a program, and has the library. */
    if (!command->asks || at >= n || !(all[at].kinds & 1u << command->kind) || strcmp(all[at].name, "cursor") == 0)
        return NULL;
    return &all[at];
}

/* Words up to the width of a help line, then further lines under them. */
static void print_wrapped(FILE *to, const char *text, int indent)
{
    int column = indent;
    while (*text != '\0') {
        int len = (int)strcspn(text, " ");
        if (column > indent && column + 1 + len > 100) {
            fprintf(to, "\n%*s", indent, "");
            column = indent;
        }
        column += fprintf(to, "%s%.*s", column > indent ? " " : "", len, text);
        text += len;
        text += strspn(text, " ");
    }
}

static void print_parameters(const drg_cli_command *command, FILE *to)
{
    fputs("\nWhat to leave; options of different names must all hold, of one name given twice either:\n", to);
    for (size_t i = 0; i < MAX_PARAMETERS; i++) {
        const drg_parameter *p = parameter_of(command, i);
        char left[48];
        if (p == NULL)
            continue;
        snprintf(left, sizeof left, "--%s %s", p->name, p->argument);
        if (strlen(left) <= 16)
            fprintf(to, "      %-16s ", left);
        else
            fprintf(to, "      %s\n%*s", left, 23, "");
        print_wrapped(to, p->help, 23);
        if (strcmp(p->name, "sort") == 0) {
            fputs(": ", to);
            print_list(to, drg_query_orders(command->kind));
        }
        fputc('\n', to);
    }
}

static int set_parameter(const drg_cli_command *command, drg_cli_settings *s, size_t at, const char *value)
{
    const drg_parameter *p = parameter_of(command, at);
    drg_error err = {.status = DRG_OK};
    if (p == NULL)
        return -1;
    if (strcmp(p->name, "sort") == 0)
        s->has_sort = true;
    else if (strcmp(p->name, "limit") == 0)
        s->has_limit = true;
    else
        s->has_filter = true;
    if (drg_query_set(s->query, p->name, (drg_str){value, strlen(value)}, &err) != DRG_OK)
        return drg_cli_usage_error(command, "--%s", err.message);
    return -1;
}

void drg_cli_release(drg_cli_settings *settings)
{
    drg_query_free(settings->query);
    settings->query = NULL;
}

void drg_cli_help(const drg_cli_command *command, FILE *to)
{
    fprintf(to, "Usage: dragoman %s [OPTION]... %s\n\n%s\nOptions:\n", command->name, command->arguments,
            command->about);
    for (size_t i = 0; i < N_ROWS; i++) {
        const option_row *row = &rows[i];
        if (row->bit != 0 && !(command->options & row->bit))
            continue;
        char left[48];
        if (is_optional(row))
            snprintf(left, sizeof left, "--%s[=%s", row->name, row->argument + 1);
        else
            snprintf(left, sizeof left, "--%s%s%s", row->name, row->argument != NULL ? " " : "",
                     row->argument != NULL ? row->argument : "");
        if (row->key < 256)
            fprintf(to, "  -%c, %-16s ", row->key, left);
        else
            fprintf(to, "      %-16s ", left);
        if (row->bit == DRG_CLI_OPT_TO) {
            fputs("print FORMAT: ", to);
            print_list(to, command->formats);
            fprintf(to, "; %s by default\n", command->formats[0]);
        } else {
            print_indented(to, row->help, 23);
        }
    }
    if (command->asks)
        print_parameters(command, to);
    if (command->examples != NULL)
        fprintf(to, "\nExamples:\n%s", command->examples);
}

/* ---- mistakes ---- */

int drg_cli_usage_error(const drg_cli_command *command, const char *format, ...)
{
    char message[400];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(message, sizeof message, format, arguments);
    va_end(arguments);
    drg_cli_error("%s", message);
    if (command != NULL)
        fprintf(stderr, "See `dragoman %s --help`.\n", command->name);
    else
        fputs("See `dragoman --help`.\n", stderr);
    return DRG_CLI_USAGE;
}

const char *drg_cli_nearest(const char *word, const char *const *names)
{
    return drg_nearest((drg_str){word, strlen(word)}, names);
}

static int unknown_option(const drg_cli_command *command, const char *word, int letter)
{
    if (strncmp(word, "--", 2) != 0)
        return drg_cli_usage_error(command, "%s has no option \"-%c\"", command->name, letter);
    const char *names[N_ROWS + MAX_PARAMETERS + 1];
    size_t n = 0;
    for (size_t i = 0; i < N_ROWS; i++)
        if (rows[i].bit == 0 || (command->options & rows[i].bit))
            names[n++] = rows[i].name;
    for (size_t i = 0; i < MAX_PARAMETERS; i++)
        if (parameter_of(command, i) != NULL)
            names[n++] = parameter_of(command, i)->name;
    names[n] = NULL;
    char name[64];
    snprintf(name, sizeof name, "%.*s", (int)strcspn(word + 2, "="), word + 2);
    for (size_t i = 0; i < n; i++)
        if (strcmp(names[i], name) == 0)
            return drg_cli_usage_error(command, "option \"--%s\" takes no value", name);
    const char *near = drg_cli_nearest(name, names);
    if (near != NULL)
        return drg_cli_usage_error(command, "%s has no option \"--%s\"; did you mean \"--%s\"?", command->name, name,
                                   near);
    return drg_cli_usage_error(command, "%s has no option \"--%s\"", command->name, name);
}

/* ---- values ---- */

static int set_from(const drg_cli_command *command, drg_cli_settings *s, const char *value)
{
    const char *names[DRG_N_FORMATS + 1] = {0};
    for (unsigned f = 0; f < DRG_N_FORMATS; f++) {
        names[f] = drg_format_name((drg_format)f);
        if (strcmp(names[f], value) == 0) {
            s->from = (drg_format)f;
            return -1;
        }
    }
    const char *near = drg_cli_nearest(value, names);
    if (near != NULL)
        return drg_cli_usage_error(command, "--from: there is no format \"%s\"; did you mean \"%s\"?", value, near);
    return drg_cli_usage_error(command, "--from: there is no format \"%s\"", value);
}

static int set_to(const drg_cli_command *command, drg_cli_settings *s, const char *value)
{
    for (size_t i = 0; command->formats[i] != NULL; i++) {
        if (strcmp(command->formats[i], value) == 0) {
            s->to = command->formats[i];
            return -1;
        }
    }
    const char *near = drg_cli_nearest(value, command->formats);
    if (near != NULL)
        return drg_cli_usage_error(command, "--to: %s has no format \"%s\"; did you mean \"%s\"?", command->name, value,
                                   near);
    return drg_cli_usage_error(command, "--to: %s has no format \"%s\"", command->name, value);
}

static int set_jobs(const drg_cli_command *command, drg_cli_settings *s, const char *value)
{
    char *end;
    errno = 0;
    long n = strtol(value, &end, 10);
    if (errno != 0 || end == value || *end != '\0' || n < 1 || n > DRG_MAX_THREADS)
        return drg_cli_usage_error(command, "--jobs: \"%s\" is not a number from 1 to %d", value, DRG_MAX_THREADS);
    s->jobs = (unsigned)n;
    return -1;
}

static int set_folds(const drg_cli_command *command, drg_cli_settings *s, const char *value)
{
    char *end;
    errno = 0;
    long n = strtol(value, &end, 10);
    if (errno != 0 || end == value || *end != '\0' || n < 2 || n > DRG_MAX_FOLDS)
        return drg_cli_usage_error(command, "--folds: \"%s\" is not a number from 2 to %d", value, DRG_MAX_FOLDS);
    s->folds = (unsigned)n;
    return -1;
}

/* The library knows what a day is: a reader is opened with it on an empty input. */
static int check_day(const drg_cli_command *command, const char *option, const char *value)
{
    drg_reader_options options = {.published = value};
    drg_reader *reader = NULL;
    drg_status st = drg_reader_open_memory((drg_str){"", 0}, "-", &options, &reader, NULL);
    drg_reader_close(reader);
    if (st == DRG_EARG)
        return drg_cli_usage_error(command, "--%s: \"%s\" is no date (YYYY-MM-DD)", option, value);
    return -1;
}

static int set_color(const drg_cli_command *command, drg_cli_settings *s, const char *value)
{
    static const char *const names[] = {"auto", "always", "never"};
    for (int i = 0; i < 3; i++) {
        if (strcmp(names[i], value) == 0) {
            s->color = (drg_cli_color)i;
            return -1;
        }
    }
    return drg_cli_usage_error(command, "--color: \"%s\" is none of auto, always and never", value);
}

static int set_seconds(const drg_cli_command *command, const char *option, double least, const char *value, double *to)
{
    char *end;
    errno = 0;
    double s = strtod(value, &end);
    if (errno != 0 || end == value || *end != '\0' || !(s >= least && s <= 1e7))
        return drg_cli_usage_error(command, "--%s: \"%s\" is not a number of seconds, %g at least", option, value,
                                   least);
    *to = s;
    return -1;
}

/* The library knows what a network is: a fetcher is made with it. */
static int set_networks(const drg_cli_command *command, drg_cli_settings *s, const char *value)
{
    drg_fetch_options options = {.allow_private = value};
    drg_fetcher *fetcher = NULL;
    drg_status st = drg_fetcher_new(&options, &fetcher, NULL);
    drg_fetcher_free(fetcher);
    if (st == DRG_EARG)
        return drg_cli_usage_error(command, "--allow-private: \"%s\" is no list of addresses or networks", value);
    s->web.allow_private = value;
    return -1;
}

/* A whole number from 1 on. */
static int set_whole(const drg_cli_command *command, const char *name, unsigned most, const char *value, unsigned *out)
{
    char *end;
    errno = 0;
    unsigned long n = strtoul(value, &end, 10);
    if (value[0] < '0' || value[0] > '9' || *end != '\0' || errno != 0 || n < 1 || n > most)
        return drg_cli_usage_error(command, "--%s takes a number from 1 to %u, not \"%s\"", name, most, value);
    *out = (unsigned)n;
    return -1;
}

static int set_port(const drg_cli_command *command, drg_cli_settings *s, const char *value)
{
    unsigned port = 0;
    int status = strcmp(value, "0") == 0 ? -1 : set_whole(command, "port", 65535, value, &port);
    s->port = (uint16_t)port;
    s->has_port = true;
    return status;
}

static int add_value(const drg_cli_command *command, const char *name, const char **list, size_t *n, const char *value)
{
    if (*n == DRG_CLI_MAX_VALUES)
        return drg_cli_usage_error(command, "--%s is given more than %d times", name, DRG_CLI_MAX_VALUES);
    list[(*n)++] = value;
    return -1;
}

static int set_option(const drg_cli_command *command, drg_cli_settings *s, int key, const char *value)
{
    switch (key) {
    case 'f':
        return set_from(command, s, value);
    case 't':
        return set_to(command, s, value);
    case 'j':
        return set_jobs(command, s, value);
    case 'c':
        return set_color(command, s, value);
    case 'p':
        s->published = value;
        return check_day(command, "published", value);
    case 'd':
        s->date = value;
        return check_day(command, "date", value);
    case 'm':
        s->model = value;
        return -1;
    case 'k':
        s->knowledge = value;
        return -1;
    case 'o':
        s->output = value;
        return -1;
    case 'r':
        s->report = value != NULL ? value : "-";
        return -1;
    case 'F':
        s->fetch = true;
        return -1;
    case '1':
        s->once = true;
        return -1;
    case 's':
        s->state = value;
        return -1;
    case 'i':
        return set_seconds(command, "interval", 60, value, &s->interval_s);
    case 'w':
        return set_seconds(command, "delay", 0, value, &s->web.delay_s);
    case 'T':
        return set_seconds(command, "timeout", 0.1, value, &s->web.timeout_s);
    case 'C':
        s->web.contact = value;
        return -1;
    case 'P':
        return set_networks(command, s, value);
    case 'R':
        s->pred = value;
        return -1;
    case 'e':
        s->entities = value;
        return -1;
    case 'u':
        s->ud = value;
        return -1;
    case 'B':
        s->by = value;
        return -1;
    case 'W':
        s->why = value;
        return -1;
    case 'D':
        s->db = value;
        return -1;
    case ADDRESS:
        s->address = value;
        return -1;
    case PORT:
        return set_port(command, s, value);
    case HOST:
        return add_value(command, "host", s->hosts, &s->n_hosts, value);
    case ORIGIN:
        return add_value(command, "origin", s->origins, &s->n_origins, value);
    case OPEN:
        s->open = true;
        return -1;
    case RATE:
        return set_whole(command, "rate", 1000000, value, &s->rate);
    case LOG:
        s->log = value;
        return -1;
    case WRITE:
        s->write_scope = true;
        return -1;
    case 'b':
        s->tables = value;
        return -1;
    case 'n':
        return set_folds(command, s, value);
    case 'q':
        s->quiet = true;
        return -1;
    case 'v':
        s->verbose = true;
        return -1;
    case 'V':
        puts("dragoman " DRAGOMAN_VERSION);
        return DRG_CLI_DONE;
    default:
        drg_cli_help(command, stdout);
        return DRG_CLI_DONE;
    }
}

int drg_cli_parse(const drg_cli_command *command, int argc, char **argv, drg_cli_settings *settings)
{
    struct option longs[N_ROWS + MAX_PARAMETERS + 1] = {0};
    char shorts[3 * N_ROWS + 2] = ":";
    size_t n = 0, at = 1;
    for (size_t i = 0; i < N_ROWS; i++) {
        const option_row *row = &rows[i];
        if (row->bit != 0 && !(command->options & row->bit))
            continue;
        int has = is_optional(row) ? optional_argument : row->argument != NULL ? required_argument : no_argument;
        longs[n++] = (struct option){.name = row->name, .has_arg = has, .val = row->key};
        if (row->key >= 256)
            continue;
        shorts[at++] = (char)row->key;
        if (row->argument != NULL)
            shorts[at++] = ':';
        if (is_optional(row))
            shorts[at++] = ':';
    }
    for (size_t i = 0; i < MAX_PARAMETERS; i++)
        if (parameter_of(command, i) != NULL)
            longs[n++] = (struct option){
                .name = parameter_of(command, i)->name, .has_arg = required_argument, .val = FIRST_PARAMETER + (int)i};
    *settings = (drg_cli_settings){.from = DRG_FORMAT_AUTO,
                                   .to = command->formats != NULL ? command->formats[0] : NULL,
                                   .web = {.delay_s = -1, .stop = &drg_cli_stop}};
    drg_error err;
    if (command->asks && drg_query_new(command->kind, &settings->query, &err) != DRG_OK) {
        drg_cli_error("%s", err.message);
        return DRG_CLI_SYSTEM;
    }
    opterr = 0;
    for (;;) {
        int letter = getopt_long(argc, argv, shorts, longs, NULL);
        if (letter == -1)
            break;
        int status;
        if (letter == '?')
            status = unknown_option(command, argv[optind - 1], optopt != 0 ? optopt : '?');
        else if (letter == ':')
            status = drg_cli_usage_error(command, "option \"%s\" needs a value", argv[optind - 1]);
        else if (letter >= FIRST_PARAMETER)
            status = set_parameter(command, settings, (size_t)(letter - FIRST_PARAMETER), optarg);
        else
            status = set_option(command, settings, letter, optarg);
        if (status >= 0) {
            drg_cli_release(settings);
            return status;
        }
    }
    settings->arguments = (const char *const *)argv + optind;
    settings->n_arguments = (size_t)(argc - optind);
    return -1;
}
