/* src/cli/cli.h - what the commands of the program share. They see the library's public headers and nothing else. */
#ifndef DRG_CLI_CLI_H
#define DRG_CLI_CLI_H

#include "dragoman/export.h"
#include "dragoman/pipeline.h"
#include "dragoman/query.h"
#include "dragoman/store.h"
#include "dragoman/watch.h"

#include <stdio.h>

/** Exit statuses; `dragoman help` tells them. */
enum { DRG_CLI_DONE = 0, DRG_CLI_SOME_FAILED = 1, DRG_CLI_USAGE = 2, DRG_CLI_SYSTEM = 3 };

/* ---- commands ---- */

typedef struct drg_cli_settings drg_cli_settings;

/** One command: the texts of its help, and what runs it. */
typedef struct drg_cli_command {
    const char *name;
    const char *arguments;      /* "[FILE|-]..." */
    const char *summary;        /* one line, in the list of commands */
    const char *about;          /* some paragraphs, before the options */
    const char *examples;       /* behind the options; or NULL */
    unsigned options;           /* DRG_CLI_OPT_… that it takes */
    const char *const *formats; /* of --to, the default first, ends with NULL; or NULL */
    bool asks;                  /* of a ledger: it has the options that queries of `kind` have */
    drg_ask_kind kind;
    int (*run)(const struct drg_cli_command *command, const drg_cli_settings *settings);
} drg_cli_command;

extern const drg_cli_command drg_cli_read, drg_cli_watch, drg_cli_analyse, drg_cli_code, drg_cli_explain,
    drg_cli_lookup, drg_cli_eval, drg_cli_train, drg_cli_ingest, drg_cli_check, drg_cli_correct, drg_cli_rebuild,
    drg_cli_serve, drg_cli_token, drg_cli_events, drg_cli_incidents, drg_cli_tracks, drg_cli_sources, drg_cli_document;

/** All commands, in the order of their list; ends with NULL. */
extern const drg_cli_command *const drg_cli_commands[];

/* ---- options ---- */

enum {
    DRG_CLI_OPT_FROM = 1u << 0,
    DRG_CLI_OPT_TO = 1u << 1,
    DRG_CLI_OPT_JOBS = 1u << 2,
    DRG_CLI_OPT_PUBLISHED = 1u << 3,
    DRG_CLI_OPT_MODEL = 1u << 4,
    DRG_CLI_OPT_KNOWLEDGE = 1u << 5,
    DRG_CLI_OPT_OUTPUT = 1u << 6,
    DRG_CLI_OPT_COLOR = 1u << 7,
    DRG_CLI_OPT_DATE = 1u << 8,
    DRG_CLI_OPT_QUIET = 1u << 9,
    DRG_CLI_OPT_VERBOSE = 1u << 10,
    DRG_CLI_OPT_REPORT = 1u << 11,
    DRG_CLI_OPT_FETCH = 1u << 12, /* pages of feeds */
    DRG_CLI_OPT_WEB = 1u << 13,   /* all that says how to fetch */
    DRG_CLI_OPT_STATE = 1u << 14,
    DRG_CLI_OPT_INTERVAL = 1u << 15,
    DRG_CLI_OPT_ONCE = 1u << 16,
    DRG_CLI_OPT_PRED = 1u << 17,
    DRG_CLI_OPT_ENTITIES = 1u << 18,
    DRG_CLI_OPT_FOLDS = 1u << 19,
    DRG_CLI_OPT_UD = 1u << 20,
    DRG_CLI_OPT_TABLES = 1u << 21,
    DRG_CLI_OPT_DB = 1u << 22,
    DRG_CLI_OPT_SERVE = 1u << 23, /* all that says how to serve */
    DRG_CLI_OPT_WRITE = 1u << 24,
    DRG_CLI_OPT_CORRECT = 1u << 25 /* who decides, and why */
};

typedef enum drg_cli_color { DRG_CLI_COLOR_AUTO, DRG_CLI_COLOR_ALWAYS, DRG_CLI_COLOR_NEVER } drg_cli_color;

/** How often an option may be given that takes several values. */
#define DRG_CLI_MAX_VALUES 16

/** What the command line said. Strings are argv's. */
struct drg_cli_settings {
    drg_format from;
    const char *to;                                            /* one of the command's formats */
    unsigned jobs;                                             /* 0: as many as there are processors */
    const char *published, *model, *knowledge, *output, *date; /* or NULL */
    const char *db;                                            /* or NULL */
    const char *by, *why;                                      /* or NULL */
    const char *pred, *entities, *ud, *tables;                 /* or NULL */
    unsigned folds;                                            /* 0: none */
    drg_cli_color color;
    bool quiet, verbose;
    const char *report; /* a path, "-" for standard error; NULL: none */
    bool fetch, once;
    const char *state; /* or NULL */
    double interval_s; /* 0: as usual */
    drg_fetch_options web;
    const char *address, *log; /* or NULL */
    uint16_t port;
    bool has_port, open, write_scope;
    unsigned rate; /* 0: as usual */
    const char *hosts[DRG_CLI_MAX_VALUES], *origins[DRG_CLI_MAX_VALUES];
    size_t n_hosts, n_origins;
    const char *const *arguments; /* [n_arguments], what is no option */
    size_t n_arguments;
    drg_query *query; /* of a command that asks: what its options say; drg_cli_release() frees it */
    bool has_sort, has_limit, has_filter;
};

/** Parse what stands behind the command's name. @return -1: go on; else the exit status (after --help, or a mistake,
 * which is told on standard error). */
int drg_cli_parse(const drg_cli_command *command, int argc, char **argv, drg_cli_settings *settings);

void drg_cli_release(drg_cli_settings *settings);

/** A command's help, whole. */
void drg_cli_help(const drg_cli_command *command, FILE *to);
/** "dragoman: MESSAGE", then where help is; command may be NULL. @return DRG_CLI_USAGE. */
int drg_cli_usage_error(const drg_cli_command *command, const char *format, ...) __attribute__((format(printf, 2, 3)));
/** The likest of the names, or NULL where none is like it. names ends with NULL. */
const char *drg_cli_nearest(const char *word, const char *const *names);

/* ---- messages ---- */

/** "dragoman: …" on standard error; control characters are shown as '?'. */
void drg_cli_error(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* ---- output ---- */

/** Standard output, or a file that appears under its name only when it is whole. */
typedef struct drg_cli_output {
    FILE *file;
    const char *name; /* for messages */
    char *path;       /* malloc'd: where it goes; NULL: it is there already */
    char *temporary;  /* malloc'd: its name meanwhile */
    bool closed_pipe; /* the reader went away */
    int why;          /* errno of the first failure; 0: none */
} drg_cli_output;

/** @param path  NULL or "-": standard output. @return false, and told why. */
bool drg_cli_output_open(drg_cli_output *output, const char *path);
/** A drg_sink over it. */
drg_status drg_cli_output_write(void *context, const char *data, size_t len);
/** Flush, and give the file its name where keep says so. @return false, and told why (not for a closed pipe). */
bool drg_cli_output_close(drg_cli_output *output, bool keep);
bool drg_cli_output_is_terminal(const drg_cli_output *output);

/** Whether to colour what goes there, by --color, NO_COLOR and TERM. */
bool drg_cli_wants_color(const drg_cli_settings *settings, const drg_cli_output *output);
/** Columns of the terminal there; 0: none. */
unsigned drg_cli_terminal_width(const drg_cli_output *output);

/* ---- the web ---- */

/** Not 0 once a signal asked to end: SIGINT or SIGTERM, after drg_cli_catch_signals(). A second one ends at once. */
extern volatile sig_atomic_t drg_cli_stop;
void drg_cli_catch_signals(void);
/** A fetcher as the command line wants it. @return false, and told why. */
bool drg_cli_open_fetcher(const drg_cli_settings *settings, drg_fetcher **fetcher);

/* ---- the stations ---- */

/** Which weights and tables a command needs. */
typedef struct drg_cli_stations {
    bool analyse, code;
    bool explain; /* code, and keep why */
    drg_pipeline_write *write;
    void *write_context;
    drg_status (*header)(drg_sink *sink, void *context, drg_error *err); /* before all; or NULL */
    drg_sink *sink; /* takes what write gives, a document at a call, instead of the output; or NULL */
    void *sink_context;
    const drg_error *sink_error; /* what it failed of */
    bool takes_records;          /* the reader does */
} drg_cli_stations;

/** Run the inputs that the command line named through the stations, to the output that it named. @return the exit
 * status. */
int drg_cli_run(const drg_cli_command *command, const drg_cli_settings *settings, drg_cli_output *output,
                const drg_cli_stations *stations);
/** Whether there is an input: files, or standard input that is no terminal. If not, says how to use the command. */
bool drg_cli_has_input(const drg_cli_command *command, const drg_cli_settings *settings);

/** What a ledger got, on standard error. */
void drg_cli_tell_stored(const drg_ledger_counts *counts);

/** The weights and tables that stations stand on. */
typedef struct drg_cli_tables {
    drg_model *model;
    drg_knowledge *knowledge;
    drg_coder *coder;
} drg_cli_tables;
/** @param analyse, code  what is needed. @return false, and told why. */
bool drg_cli_open_tables(const drg_cli_settings *settings, bool analyse, bool code, drg_cli_tables *tables);
void drg_cli_close_tables(drg_cli_tables *tables);

/* ---- progress ---- */

/** A line on the terminal that tells how far a run is. */
typedef struct drg_cli_progress {
    bool shown; /* a terminal, and nothing forbids it */
    bool drawn; /* the line is there */
    bool counts_records;
    uint64_t total_bytes;     /* of all inputs; 0: unknown */
    double begun, last_drawn; /* seconds of a clock that only goes on */
} drg_cli_progress;

/** @param output  where results go; NULL: nowhere. */
void drg_cli_progress_init(drg_cli_progress *progress, const drg_cli_settings *settings, const drg_cli_output *output,
                           bool records);
/** A drg_pipeline_progress; context is the drg_cli_progress. */
void drg_cli_progress_show(void *context, const drg_pipeline_counts *counts);
/** Take the line away, so that something else can be written there. */
void drg_cli_progress_clear(drg_cli_progress *progress);
double drg_cli_seconds(void);

#endif
