/* src/export/explain.c - why records read as they do, for people. */
#include "dragoman/explain.h"

#include "base/document.h"
#include "base/error.h"
#include "export/json.h"
#include "export/wrap.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* RAIL_SIZE: the bytes of one level of a tree's rails, and its end. */
enum { INDENT = 17, DEFAULT_WIDTH = 100, MIN_WIDTH = 40, MAX_DEPTH = 48, RAIL_SIZE = sizeof "\xE2\x94\x82  " };

typedef struct explainer {
    drg_out out;
    drg_wrap wrap;
    const drg_document *doc;
    const drg_token *token; /* the tree that the rules read */
    uint32_t *first, *next; /* [n_tokens] children in order of place; of one sentence at a time */
} explainer;

static void plain(explainer *x, const char *text)
{
    drg_wrap_cstr(&x->wrap, text, DRG_STYLE_PLAIN);
}

static void dim(explainer *x, const char *text)
{
    drg_wrap_cstr(&x->wrap, text, DRG_STYLE_DIM);
}

static void dim_number(explainer *x, uint32_t value)
{
    char digits[16];
    size_t at = sizeof digits;
    digits[--at] = '\0';
    do
        digits[--at] = (char)('0' + value % 10);
    while ((value /= 10) > 0);
    dim(x, digits + at);
}

static void end(explainer *x)
{
    (void)!drg_wrap_end(&x->wrap);
}

/* ---- records ---- */

static void write_sentence(explainer *x, uint32_t sentence, drg_span trigger)
{
    drg_str all = drg_document_text(x->doc);
    drg_span s = x->doc->sentences[sentence].span;
    drg_wrap_begin(&x->wrap, "", 4);
    drg_wrap_text(&x->wrap, drg_str_sub(all, s.start, trigger.start), DRG_STYLE_PLAIN);
    plain(x, x->wrap.color ? "" : "[");
    drg_wrap_text(&x->wrap, drg_str_sub(all, trigger.start, trigger.end), DRG_STYLE_TRIGGER);
    plain(x, x->wrap.color ? "" : "]");
    drg_wrap_text(&x->wrap, drg_str_sub(all, trigger.end, s.end), DRG_STYLE_PLAIN);
    end(x);
}

static void put_line_of_frame(explainer *x, const drg_frame_line *f)
{
    drg_wrap_text(&x->wrap, f->file, DRG_STYLE_DIM);
    dim(x, ":");
    dim_number(x, f->line);
}

static void write_note(explainer *x, const drg_note *note)
{
    drg_wrap_begin(&x->wrap, note->field, INDENT);
    if (note->value.len > 0)
        drg_wrap_text(&x->wrap, note->value, DRG_STYLE_PLAIN);
    else
        dim(x, strcmp(note->field, "dropped") == 0 ? "" : "none");
    dim(x, note->value.len > 0 || strcmp(note->field, "dropped") != 0 ? " \xE2\x80\x94 " : "");
    dim(x, note->rule);
    dim(x, " (");
    dim(x, note->step);
    dim(x, ")");
    end(x);
}

static void put_origin(explainer *x, drg_str code, const drg_origin *from)
{
    drg_wrap_text(&x->wrap, code, DRG_STYLE_PLAIN);
    dim(x, " ");
    dim(x, from->rule != NULL ? from->rule : "");
    if (from->file == NULL)
        return;
    dim(x, from->own ? ", your actors/" : ", data/actors/");
    dim(x, from->file);
    dim(x, ":");
    dim_number(x, from->line);
}

/** Where the country and the sector of a party come from. */
static void write_origins(explainer *x, const char *label, const drg_entity *list, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        const drg_entity *e = &list[i];
        if (e->country.len == 0 && e->n_sectors == 0)
            continue;
        drg_wrap_begin(&x->wrap, label, INDENT);
        drg_wrap_text(&x->wrap, e->text, DRG_STYLE_PLAIN);
        dim(x, " \xE2\x80\x94 ");
        if (e->country.len > 0)
            put_origin(x, e->country, &e->country_from);
        dim(x, e->country.len > 0 && e->n_sectors > 0 ? "; " : "");
        if (e->n_sectors > 0)
            put_origin(x, e->sector[0], &e->sector_from);
        end(x);
    }
}

static void write_codes(explainer *x, const drg_record *record)
{
    write_origins(x, "codes", record->actor, record->n_actors);
    write_origins(x, "codes", record->recipient, record->n_recipients);
    for (size_t i = 0; i < record->n_attributions; i++)
        write_origins(x, "codes", &record->attribution[i].entity, 1);
}

static void write_mention(explainer *x, const drg_considered *c)
{
    drg_wrap_begin(&x->wrap, "frame", INDENT);
    put_line_of_frame(x, &c->frame);
    end(x);
    for (size_t i = 0; i < c->n_notes; i++)
        write_note(x, &c->notes[i]);
}

/* ---- the tree ---- */

static const char *rel_name(uint8_t rel)
{
    static const char *const names[] = {
#define DRG_REL_NAME_(name, text) text,
        DRG_REL_LIST(DRG_REL_NAME_)
#undef DRG_REL_NAME_
    };
    return rel < sizeof names / sizeof *names ? names[rel] : "dep";
}

static void link_children(explainer *x, const drg_sentence *s)
{
    uint32_t end_token = s->first + s->count;
    for (uint32_t t = s->first; t < end_token; t++)
        x->first[t] = x->next[t] = DRG_NONE;
    for (uint32_t t = end_token; t-- > s->first;) {
        uint32_t head = x->token[t].head;
        if (head == DRG_NONE || head < s->first || head >= end_token)
            continue;
        x->next[t] = x->first[head];
        x->first[head] = t;
    }
}

static void write_word(explainer *x, uint32_t t, const char *rails, bool last, bool root)
{
    drg_out_cstr(&x->out, "      ");
    drg_out_cstr(&x->out, rails);
    drg_out_cstr(&x->out, root ? "" : last ? "\xE2\x94\x94\xE2\x94\x80 " : "\xE2\x94\x9C\xE2\x94\x80 ");
    drg_wrap_begin(&x->wrap, "", 0);
    drg_wrap_text(&x->wrap, x->token[t].form, DRG_STYLE_BOLD);
    plain(x, " ");
    dim(x, rel_name(x->token[t].rel));
    dim(x, " ");
    dim(x, drg_upos_name((drg_upos)x->token[t].upos));
    end(x);
}

static uint32_t next_shown(const explainer *x, uint32_t t)
{
    while (t != DRG_NONE && x->token[t].upos == DRG_UPOS_PUNCT && x->first[t] == DRG_NONE)
        t = x->next[t];
    return t;
}

static void write_subtree(explainer *x, uint32_t t, char *rails, unsigned depth)
{
    size_t len = strlen(rails);
    for (uint32_t c = next_shown(x, x->first[t]); c != DRG_NONE;) {
        uint32_t after = next_shown(x, x->next[c]);
        bool last = after == DRG_NONE;
        write_word(x, c, rails, last, false);
        if (depth < MAX_DEPTH) {
            snprintf(rails + len, RAIL_SIZE, "%s", last ? "   " : "\xE2\x94\x82  ");
            write_subtree(x, c, rails, depth + 1);
            rails[len] = '\0';
        }
        c = after;
    }
}

static void write_tree(explainer *x, uint32_t sentence)
{
    const drg_sentence *s = &x->doc->sentences[sentence];
    char rails[(MAX_DEPTH + 2) * RAIL_SIZE] = "";
    link_children(x, s);
    drg_out_cstr(&x->out, "    tree\n");
    for (uint32_t t = s->first; t < s->first + s->count; t++)
        if (x->token[t].head == DRG_NONE && (x->token[t].upos != DRG_UPOS_PUNCT || x->first[t] != DRG_NONE)) {
            write_word(x, t, rails, true, true);
            write_subtree(x, t, rails, 0);
        }
}

/* ---- what else was considered ---- */

static void write_other(explainer *x, const drg_considered *c)
{
    drg_wrap_begin(&x->wrap, "", INDENT);
    drg_wrap_text(&x->wrap, drg_span_text(x->doc, c->trigger), DRG_STYLE_BOLD);
    plain(x, ": ");
    const drg_note *dropped = NULL;
    for (size_t i = 0; c->fired && i < c->n_notes; i++)
        if (strcmp(c->notes[i].field, "dropped") == 0)
            dropped = &c->notes[i];
    if (c->fired) {
        plain(x, c->frame.has_event ? drg_event_name(c->frame.event) : "nothing");
        dim(x, " ");
        put_line_of_frame(x, &c->frame);
        dim(x, "; ");
        dim(x, dropped != NULL ? dropped->rule : c->record != SIZE_MAX ? "a record of its own" : "dropped");
        end(x);
        return;
    }
    dim(x, "no frame held of ");
    for (size_t i = 0; i < c->n_others && i < 4; i++) {
        dim(x, i > 0 ? ", " : "");
        plain(x, c->others[i].has_event ? drg_event_name(c->others[i].event) : "nothing");
        dim(x, " ");
        put_line_of_frame(x, &c->others[i]);
    }
    dim(x, c->n_others > 4 ? " \xE2\x80\xA6" : "");
    end(x);
}

static void write_alternatives(explainer *x, const drg_considered *c)
{
    if (c->n_others == 0)
        return;
    drg_wrap_begin(&x->wrap, "not", INDENT);
    for (size_t i = 0; i < c->n_others && i < 8; i++) {
        dim(x, i > 0 ? ", " : "");
        plain(x, c->others[i].has_event ? drg_event_name(c->others[i].event) : "nothing");
        dim(x, " ");
        put_line_of_frame(x, &c->others[i]);
    }
    dim(x, c->n_others > 8 ? " \xE2\x80\xA6" : "");
    dim(x, " \xE2\x80\x94 a frame that asks for more, or stands before, held");
    end(x);
}

static void write_record(explainer *x, size_t index, const drg_record *record)
{
    const drg_document *doc = x->doc;
    drg_out_char(&x->out, '\n');
    drg_wrap_begin(&x->wrap, "", 2);
    drg_wrap_cstr(&x->wrap, record->id, DRG_STYLE_CYAN);
    plain(x, "  ");
    drg_wrap_cstr(&x->wrap, drg_event_name(record->event), DRG_STYLE_BOLD);
    for (size_t i = 0; i < record->n_modes; i++) {
        plain(x, i > 0 ? ", " : " ");
        drg_wrap_text(&x->wrap, record->mode[i], DRG_STYLE_PLAIN);
    }
    dim(x, " \xC2\xB7 ");
    dim(x, drg_status_kind_name(record->status));
    end(x);
    write_sentence(x, record->sentence, record->trigger);
    bool any = false;
    for (size_t i = 0; i < doc->n_considered; i++)
        if (doc->considered[i].record == index) {
            write_mention(x, &doc->considered[i]);
            write_alternatives(x, &doc->considered[i]);
        }
    write_codes(x, record);
    write_tree(x, record->sentence);
    for (size_t i = 0; i < doc->n_considered; i++) {
        const drg_considered *c = &doc->considered[i];
        if (c->sentence != record->sentence || c->record == index)
            continue;
        if (!any)
            drg_out_cstr(&x->out, "    also considered\n");
        any = true;
        write_other(x, c);
    }
}

static void write_heading(explainer *x)
{
    const drg_meta *meta = drg_document_meta(x->doc);
    drg_wrap_begin(&x->wrap, "", 0);
    drg_wrap_text(&x->wrap, meta->title.len > 0 ? meta->title : meta->id, DRG_STYLE_BOLD);
    end(x);
}

static bool has_record(const drg_document *doc, const char *id)
{
    for (size_t i = 0; i < doc->n_records; i++)
        if (strcmp(doc->records[i].id, id) == 0)
            return true;
    return false;
}

drg_status drg_write_explanation(const drg_document *doc, const char *id, const drg_table_style *style, drg_sink *sink,
                                 void *context, drg_error *err)
{
    if (!doc->coded || doc->considered == NULL)
        return drg_fail(err, DRG_ESTAGE, "the document was not coded with its explanation");
    if (id != NULL && !has_record(doc, id))
        return DRG_OK;
    unsigned width = style != NULL && style->width > 0 ? style->width : DEFAULT_WIDTH;
    explainer x = {.doc = doc, .token = doc->read_tokens};
    x.first = calloc(doc->n_tokens + 1, sizeof *x.first);
    x.next = calloc(doc->n_tokens + 1, sizeof *x.next);
    if (x.first == NULL || x.next == NULL) {
        free(x.first);
        free(x.next);
        return drg_fail_nomem(err);
    }
    drg_out_begin(&x.out, sink, context);
    drg_wrap_init(&x.wrap, &x.out, width < MIN_WIDTH ? MIN_WIDTH : width, style != NULL && style->color);
    write_heading(&x);
    for (size_t i = 0; i < doc->n_records; i++)
        if (id == NULL || strcmp(doc->records[i].id, id) == 0)
            write_record(&x, i, &doc->records[i]);
    if (doc->n_records == 0) {
        drg_wrap_begin(&x.wrap, "", 2);
        dim(&x, "no events");
        end(&x);
    }
    drg_out_char(&x.out, '\n');
    drg_status wrapped = x.wrap.status;
    drg_wrap_release(&x.wrap);
    drg_status st = drg_out_end(&x.out, err);
    free(x.first);
    free(x.next);
    return st == DRG_OK && wrapped != DRG_OK ? drg_fail_nomem(err) : st;
}
