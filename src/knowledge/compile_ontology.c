/* src/knowledge/compile_ontology.c - data/ontology/: which types, modes, contexts, sectors and codes there are. */
#include "knowledge/compile.h"

#include <string.h>

drg_event drg_compile__event(drg_str name)
{
    static const char *const names[] = {
#define NAME_(name, quad) #name,
        DRG_EVENT_LIST(NAME_)
#undef NAME_
    };
    for (size_t i = 0; i < DRG_N_EVENTS; i++)
        if (drg_str_is(name, names[i]))
            return (drg_event)i;
    return DRG_N_EVENTS;
}

/** Whether a quad as data/ontology/events.txt writes it ("verbal-conflict") is that of the enum's list. */
static bool quad_ok(drg_event event, drg_str quad)
{
    static const char *const quads[] = {
#define QUAD_(name, quad) #quad,
        DRG_EVENT_LIST(QUAD_)
#undef QUAD_
    };
    const char *want = quads[event];
    if (quad.len != strlen(want))
        return false;
    for (size_t i = 0; i < quad.len; i++) {
        char ch = want[i] == '_' ? '-' : (char)(want[i] - 'A' + 'a');
        if (quad.ptr[i] != ch)
            return false;
    }
    return true;
}

static drg_source_file *read_list(drg_compile *c, const char *data_dir, const char *name)
{
    drg_source_file *file = drg_compile__read(c, data_dir, "ontology", name);
    if (file == NULL) {
        drg_compile__mistake_of(c, name, "this file of data/ontology/ is missing");
        return NULL;
    }
    drg_compile__blank_comments(file);
    return file;
}

static void read_events(drg_compile *c, const char *data_dir)
{
    drg_source_file *file = read_list(c, data_dir, "events.txt");
    if (file == NULL)
        return;
    size_t pos = 0, n = 0;
    for (drg_str line; drg_compile__next_line(file, &pos, &line); n++) {
        drg_str rest = line, head, name, quad, mode;
        drg_compile__next_part(&rest, ':', &head);
        if (!drg_compile__next_blank_part(&head, &name) || !drg_compile__next_blank_part(&head, &quad)) {
            drg_compile__mistake(c, file, line.ptr, "a line is \"TYPE quad: modes\"");
            continue;
        }
        drg_event event = drg_compile__event(name);
        if (event == DRG_N_EVENTS || (size_t)event != n) {
            drg_compile__mistake(c, file, line.ptr, "%.*s is not the next type of DRG_EVENT_LIST", DRG_STR_ARG(name));
            continue;
        }
        if (!quad_ok(event, quad))
            drg_compile__mistake(c, file, line.ptr, "%.*s is of another quad", DRG_STR_ARG(name));
        while (drg_compile__next_part(&rest, ',', &mode))
            if (mode.len > 0 && !drg_compile__put(c, &c->modes[event], mode, 0))
                drg_compile__mistake(c, file, mode.ptr, "the mode %.*s stands here twice", DRG_STR_ARG(mode));
    }
    if (n != DRG_N_EVENTS)
        drg_compile__mistake_of(c, file->path, "%zu types where there must be %d", n, (int)DRG_N_EVENTS);
}

/** One word a line, with what it stands for after a colon. */
static void read_names(drg_compile *c, const char *data_dir, const char *name, drg_table *table)
{
    drg_source_file *file = read_list(c, data_dir, name);
    size_t pos = 0;
    for (drg_str line; file != NULL && drg_compile__next_line(file, &pos, &line);) {
        drg_str rest = line, code;
        drg_compile__next_part(&rest, ':', &code);
        if (!drg_compile__put(c, table, code, 0))
            drg_compile__mistake(c, file, line.ptr, "%.*s stands here twice", DRG_STR_ARG(code));
    }
}

void drg_compile__ontology(drg_compile *c, const char *data_dir)
{
    read_events(c, data_dir);
    read_names(c, data_dir, "contexts.txt", &c->contexts);
    read_names(c, data_dir, "sectors.txt", &c->sectors);
    read_names(c, data_dir, "codes.txt", &c->codes);
}
