/* src/knowledge/compile_frames.c - data/frames/: sections, their lines, and the order of frames. */
#include "knowledge/compile.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int status_number(drg_str name)
{
    static const char *const names[DRG_N_STATUS_KINDS] = {"actual", "negated", "future", "hypothetical", "historical"};
    for (int i = 0; i < DRG_N_STATUS_KINDS; i++)
        if (drg_str_is(name, names[i]))
            return i;
    return -1;
}

static bool read_cameo(drg_str text, drg_frame *frame)
{
    uint16_t value = 0;
    for (size_t i = 0; i < text.len && i < 5; i++) {
        if (text.ptr[i] < '0' || text.ptr[i] > '9')
            return false;
        value = (uint16_t)(value * 10 + (text.ptr[i] - '0'));
    }
    frame->cameo = value;
    frame->cameo_digits = (uint8_t)text.len;
    return text.len >= 2 && text.len <= 4 && value > 0;
}

static void read_contexts(drg_compile *c, drg_source_file *file, drg_str list, drg_frame *section)
{
    drg_str part;
    while (drg_compile__next_part(&list, ',', &part)) {
        if (!drg_compile__has(&c->contexts, part))
            drg_compile__mistake(c, file, part.ptr, "there is no context %.*s", DRG_STR_ARG(part));
        else if (section->n_contexts == DRG_MAX_CONTEXTS)
            drg_compile__mistake(c, file, part.ptr, "more than %d contexts", DRG_MAX_CONTEXTS);
        else
            section->contexts[section->n_contexts++] = drg_compile__word(c, part);
    }
}

/** A word of a header after the type: a mode or "key=value". */
static void read_header_word(drg_compile *c, drg_source_file *file, drg_str part, drg_frame *section)
{
    drg_str value = part, key;
    drg_compile__next_part(&value, '=', &key);
    if (value.ptr == NULL) {
        if (section->event == DRG_FRAME_NO_EVENT || !drg_compile__has(&c->modes[section->event], part))
            drg_compile__mistake(c, file, part.ptr, "this type has no mode %.*s", DRG_STR_ARG(part));
        else if (section->n_modes == DRG_MAX_MODES)
            drg_compile__mistake(c, file, part.ptr, "more than %d modes", DRG_MAX_MODES);
        else
            section->modes[section->n_modes++] = drg_compile__word(c, part);
    } else if (drg_str_is(key, "cameo")) {
        if (!read_cameo(value, section))
            drg_compile__mistake(c, file, part.ptr, "%.*s: a CAMEO code has 2 to 4 digits", DRG_STR_ARG(part));
    } else if (drg_str_is(key, "context")) {
        read_contexts(c, file, value, section);
    } else if (drg_str_is(key, "status")) {
        int status = status_number(value);
        if (status < 0)
            drg_compile__mistake(c, file, part.ptr, "there is no status %.*s", DRG_STR_ARG(value));
        else
            section->status = (uint8_t)status;
    } else {
        drg_compile__mistake(c, file, part.ptr, "%.*s: only cameo=, context= and status= may stand here",
                             DRG_STR_ARG(part));
    }
}

/** "[ASSAULT heavy-weapons cameo=194]". @return whether its lines can be read. */
static bool read_header(drg_compile *c, drg_source_file *file, drg_str line, drg_frame *section)
{
    *section = (drg_frame){.status = 0xff, .file_name = section->file_name};
    if (line.ptr[line.len - 1] != ']' || memchr(line.ptr, '\n', line.len) != NULL) {
        drg_compile__mistake(c, file, line.ptr, "a section's header is one line, from \"[\" to \"]\"");
        return false;
    }
    drg_str rest = drg_str_sub(line, 1, line.len - 1), part;
    if (!drg_compile__next_blank_part(&rest, &part)) {
        drg_compile__mistake(c, file, line.ptr, "a section's header begins with a type");
        return false;
    }
    drg_event event = drg_compile__event(part);
    if (event == DRG_N_EVENTS && !drg_str_is(part, "NONE")) {
        drg_compile__mistake(c, file, part.ptr, "there is no type %.*s", DRG_STR_ARG(part));
        return false;
    }
    section->event = event == DRG_N_EVENTS ? DRG_FRAME_NO_EVENT : (uint8_t)event;
    while (drg_compile__next_blank_part(&rest, &part))
        read_header_word(c, file, part, section);
    return true;
}

/** "verb subj > obj ; @for" into the base of a line's frames. */
static bool read_roles(drg_compile *c, drg_source_file *file, drg_str head, drg_frame *base)
{
    drg_str kind = {"", 0}, topic = {"", 0}, actor, recipient = {"", 0};
    drg_compile__next_blank_part(&head, &kind);
    if (drg_str_is(kind, "verb"))
        base->kind = DRG_FRAME_VERB;
    else if (drg_str_is(kind, "noun"))
        base->kind = DRG_FRAME_NOUN;
    else if (drg_str_is(kind, "adj"))
        base->kind = DRG_FRAME_ADJ;
    else if (drg_str_is(kind, "modal"))
        base->kind = DRG_FRAME_MODAL;
    else {
        drg_compile__mistake(c, file, kind.ptr, "a line begins with verb, noun, adj or modal, not with \"%.*s\"",
                             DRG_STR_ARG(kind));
        return false;
    }
    drg_str rest = head, parties;
    drg_compile__next_part(&rest, ';', &parties);
    if (rest.ptr != NULL)
        topic = drg_compile__trim(rest);
    rest = parties;
    drg_compile__next_part(&rest, '>', &actor);
    if (rest.ptr != NULL)
        recipient = drg_compile__trim(rest);
    if (actor.len == 0)
        actor = DRG_LIT("-");
    return drg_compile__paths(c, file, actor, base->actor) &&
           (recipient.len == 0 || drg_compile__paths(c, file, recipient, base->recipient)) &&
           (topic.len == 0 || drg_compile__paths(c, file, topic, base->topic));
}

static void read_line(drg_compile *c, drg_source_file *file, drg_str line, const drg_frame *section)
{
    drg_str rest = line, head, part;
    drg_frame base = *section;
    drg_compile__next_part(&rest, ':', &head);
    if (rest.ptr == NULL) {
        drg_compile__mistake(c, file, line.ptr, "a line is \"kind roles : triggers\"; the colon is missing");
        return;
    }
    if (!read_roles(c, file, head, &base))
        return;
    bool any = false;
    while (drg_compile__next_part(&rest, ',', &part))
        if (part.len > 0) {
            drg_compile__trigger(c, file, &base, part);
            any = true;
        }
    if (!any)
        drg_compile__mistake(c, file, line.ptr, "no trigger stands after the colon");
}

static void read_file(drg_compile *c, drg_source_file *file)
{
    char name[300];
    snprintf(name, sizeof name, "data/frames/%.*s", DRG_STR_ARG(file->name));
    drg_frame section = {.file_name = drg_compile__string(c, drg_str_of(name))};
    bool usable = false, told = false;
    size_t pos = 0;
    drg_compile__blank_comments(file);
    for (drg_str line; c->status == DRG_OK && drg_compile__next_line(file, &pos, &line);) {
        if (line.ptr[0] == '[') {
            usable = read_header(c, file, line, &section);
            told = true;
        } else if (usable) {
            read_line(c, file, line, &section);
        } else if (!told) {
            drg_compile__mistake(c, file, line.ptr, "a section's header must stand before this");
            told = true;
        }
    }
}

/* ------------------------------------------------------------------ order */

/** Those that ask for more before those that ask for less; of equals the first that was read. */
static int by_word(const void *left, const void *right)
{
    const drg_frame_draft *a = left, *b = right;
    if (a->frame.word != b->frame.word)
        return a->frame.word < b->frame.word ? -1 : 1;
    if (a->n_constraints != b->n_constraints)
        return a->n_constraints > b->n_constraints ? -1 : 1;
    return a->order < b->order ? -1 : a->order > b->order;
}

/** Whether two frames ask for the same, so that the later one can never be taken. */
static bool same_constraints(const drg_frame *a, const drg_frame *b)
{
    return a->word == b->word && a->kind == b->kind && a->particle == b->particle && a->object == b->object &&
           a->prep == b->prep && a->prep_word == b->prep_word && a->needs_xcomp == b->needs_xcomp &&
           a->needs_ccomp == b->needs_ccomp && a->n_conditions == b->n_conditions &&
           memcmp(a->condition, b->condition, sizeof a->condition) == 0;
}

static void warn_of_idle_frames(drg_compile *c)
{
    for (size_t i = 0; i < c->n_frames; i++)
        for (size_t k = i; k-- > 0 && c->frames[k].frame.word == c->frames[i].frame.word;)
            if (same_constraints(&c->frames[k].frame, &c->frames[i].frame)) {
                const drg_frame *frame = &c->frames[i].frame;
                drg_str word = c->words.entries[frame->word - 1].key;
                if (drg_buf_printf(c->report, "%s:%u: warning: \"%.*s\" is never taken so: %s:%u asks for the same\n",
                                   c->frames[i].path, frame->file_line, DRG_STR_ARG(word), c->frames[k].path,
                                   c->frames[k].frame.file_line) != DRG_OK)
                    c->status = DRG_ELIMIT;
                break;
            }
}

void drg_compile__frames(drg_compile *c, const char *data_dir)
{
    size_t n;
    const char **names = drg_compile__list(c, data_dir, "frames", ".frames", &n);
    if (n == 0)
        drg_compile__mistake_of(c, data_dir, "there is no file frames/*.frames");
    for (int pass = 0; pass < 2; pass++) /* none*.frames first: they hide what the others find */
        for (size_t i = 0; i < n; i++) {
            bool first = strncmp(names[i], "none", 4) == 0;
            drg_source_file *file = first == (pass == 0) ? drg_compile__read(c, data_dir, "frames", names[i]) : NULL;
            if (file != NULL)
                read_file(c, file);
        }
    if (c->n_frames > 1)
        qsort(c->frames, c->n_frames, sizeof *c->frames, by_word);
    if (c->warnings)
        warn_of_idle_frames(c);
}
