/* src/code/trace.c - why records read as they do: after each step the events are set against what they were before, so that
 * every change is noted, whatever made it; rules that tell their reason give the note its words. */
#include "code/trace.h"

#include "code/places.h"

#include <string.h>

/** Lists by trigger, so that a long document costs no more a word than a short one. */
typedef struct trace_note {
    drg_note note;
    struct trace_note *next;
} trace_note;

typedef struct trace_why {
    const char *field, *rule;
    size_t step;
    struct trace_why *next; /* told before */
} trace_why;

struct drg_trace {
    drg_reading *r;
    drg_event_found *was; /* [n_was] the events before the step */
    size_t n_was;
    size_t step;
    trace_note **first, **last; /* [tokens] notes of the event at that trigger, in order */
    trace_why **why;            /* [tokens] reasons, the last one first */
};

drg_trace *drg_trace__new(drg_reading *r)
{
    drg_trace *t = drg_arena_array(r->arena, 1, sizeof *t);
    size_t n = (size_t)r->n + 1;
    if (t == NULL)
        return NULL;
    *t = (drg_trace){.r = r};
    t->first = drg_arena_array(r->arena, n, sizeof(trace_note *));
    t->last = drg_arena_array(r->arena, n, sizeof(trace_note *));
    t->why = drg_arena_array(r->arena, n, sizeof(trace_why *));
    if (t->first == NULL || t->last == NULL || t->why == NULL)
        return NULL;
    for (size_t i = 0; i < n; i++) {
        t->first[i] = t->last[i] = NULL;
        t->why[i] = NULL;
    }
    return t;
}

void drg_trace__why(const drg_reading *r, uint32_t trigger, const char *field, const char *rule)
{
    drg_trace *t = r->trace;
    trace_why *w = t != NULL ? drg_arena_array(r->arena, 1, sizeof *w) : NULL;
    if (w == NULL)
        return;
    *w = (trace_why){field, rule, t->step, t->why[trigger]};
    t->why[trigger] = w;
}

/** The last reason told for a field in this step. */
static const char *told(const drg_trace *t, uint32_t trigger, const char *field, const char *otherwise)
{
    for (const trace_why *w = t->why[trigger]; w != NULL && w->step == t->step; w = w->next)
        if (strcmp(w->field, field) == 0)
            return w->rule;
    return otherwise;
}

/* ------------------------------------------------------------------ values, for people */

enum { MAX_VALUE_BYTES = 600 };

static void put(drg_buf *b, drg_str s)
{
    (void)!drg_buf_add(b, s.ptr, s.len);
}

static void put_cstr(drg_buf *b, const char *s)
{
    put(b, drg_str_of(s));
}

static void put_entities(drg_buf *b, const drg_entity *list, uint8_t n)
{
    for (uint8_t i = 0; i < n; i++) {
        put_cstr(b, i > 0 ? "; " : "");
        put(b, list[i].text);
        if (list[i].country.len > 0 || list[i].n_sectors > 0) {
            put_cstr(b, " (");
            put(b, list[i].country);
            put_cstr(b, list[i].country.len > 0 && list[i].n_sectors > 0 ? " " : "");
            put(b, list[i].n_sectors > 0 ? list[i].sector[0] : DRG_LIT(""));
            put_cstr(b, ")");
        }
    }
}

static void put_event(drg_buf *b, const drg_reading *r, const drg_event_found *e)
{
    put_cstr(b, drg_event_name(e->event));
    for (uint8_t i = 0; i < e->n_modes; i++) {
        put_cstr(b, i > 0 ? ", " : " ");
        put(b, drg_knowledge__word_text(r->knowledge, e->mode[i]));
    }
}

static void put_value(drg_buf *b, const drg_reading *r, const drg_event_found *e, const char *field)
{
    if (strcmp(field, "event") == 0)
        put_event(b, r, e);
    else if (strcmp(field, "status") == 0)
        put_cstr(b, drg_status_kind_name(e->status));
    else if (strcmp(field, "actor") == 0)
        put_entities(b, e->actor, e->n_actors);
    else if (strcmp(field, "recipient") == 0)
        put_entities(b, e->recipient, e->n_recipients);
    else if (strcmp(field, "date") == 0 && e->has_date)
        put(b, drg_reading__text(r, e->date.span));
    else if (strcmp(field, "place") == 0 && e->has_place)
        put(b, drg_reading__text(r, e->place.span));
    else if (strcmp(field, "topic") == 0 && e->topic != DRG_NONE)
        put(b, drg_reading__text(r, drg_reading__span(r, r->left[e->topic], r->right[e->topic])));
    else if (strcmp(field, "quantity") == 0)
        for (uint8_t i = 0; i < e->n_quantities; i++) {
            put_cstr(b, i > 0 ? "; " : "");
            put(b, drg_reading__text(r, e->quantity[i].span));
        }
    else if (strcmp(field, "attribution") == 0)
        for (uint8_t i = 0; i < e->n_sources; i++) {
            put_cstr(b, i > 0 ? "; " : "");
            put(b, e->source[i].entity.text);
        }
}

/* ------------------------------------------------------------------ what changed */

static bool same_entities(const drg_entity *a, uint8_t n_a, const drg_entity *b, uint8_t n_b)
{
    if (n_a != n_b)
        return false;
    for (uint8_t i = 0; i < n_a; i++)
        if (!drg_str_eq(a[i].text, b[i].text) || !drg_str_eq(a[i].country, b[i].country) ||
            a[i].n_sectors != b[i].n_sectors)
            return false;
    return true;
}

static bool same_span(drg_span a, drg_span b)
{
    return a.start == b.start && a.end == b.end;
}

static bool changed(const drg_event_found *a, const drg_event_found *b, const char *field)
{
    if (strcmp(field, "event") == 0)
        return a->event != b->event || a->n_modes != b->n_modes;
    if (strcmp(field, "status") == 0)
        return a->status != b->status;
    if (strcmp(field, "actor") == 0)
        return !same_entities(a->actor, a->n_actors, b->actor, b->n_actors);
    if (strcmp(field, "recipient") == 0)
        return !same_entities(a->recipient, a->n_recipients, b->recipient, b->n_recipients);
    if (strcmp(field, "date") == 0)
        return a->has_date != b->has_date ||
               (a->has_date && (a->date.start != b->date.start || a->date.end != b->date.end));
    if (strcmp(field, "place") == 0)
        return a->has_place != b->has_place || (a->has_place && !same_span(a->place.span, b->place.span));
    if (strcmp(field, "topic") == 0)
        return a->topic != b->topic;
    if (strcmp(field, "quantity") == 0)
        return a->n_quantities != b->n_quantities;
    return a->n_sources != b->n_sources;
}

static void append(drg_trace *t, uint32_t trigger, drg_note what)
{
    trace_note *note = drg_arena_array(t->r->arena, 1, sizeof *note);
    if (what.value.ptr == NULL || note == NULL)
        return;
    *note = (trace_note){.note = what};
    if (t->last[trigger] != NULL)
        t->last[trigger]->next = note;
    else
        t->first[trigger] = note;
    t->last[trigger] = note;
}

void drg_trace__tell(drg_trace *t, uint32_t trigger, const char *step, const char *field, drg_str value,
                     const char *rule)
{
    append(t, trigger, (drg_note){step, field, drg_arena_copy(t->r->arena, value), rule});
}

static void add_note(drg_trace *t, const drg_event_found *e, const char *step, const char *field, const char *rule)
{
    drg_buf b;
    drg_buf_init(&b, MAX_VALUE_BYTES);
    put_value(&b, t->r, e, field);
    drg_str value = b.len > 0 ? drg_arena_copy(t->r->arena, (drg_str){b.ptr, b.len}) : DRG_LIT("");
    drg_buf_release(&b);
    append(t, e->trigger, (drg_note){step, field, value, told(t, e->trigger, field, rule)});
}

/** What a step does where no rule has told it better. */
static const char *usual(const char *step, const char *field)
{
    static const struct {
        const char *step, *field, *rule;
    } rules[] = {
        {"triggers", "event", "the frame, with the modes of the words beside its trigger"},
        {"triggers", "actor", "who stands at the frame's place for the actor"},
        {"triggers", "recipient", "who stands at the frame's place for the recipient"},
        {"triggers", "topic", "what stands at the frame's place for the topic"},
        {"triggers", "status", "the words and verbs that govern it"},
        {"topics", "event", "the mode of what it is about"},
        {"topics", "dropped", "told only as what another act is about"},
        {"attaching", "date", "the nearest time in the tree"},
        {"attaching", "place", "the nearest place in the tree"},
        {"attaching", "quantity", "the nearest number of a kind that such an event has"},
        {"attaching", "attribution", "whose words it stands in, the innermost first"},
        {"attaching", "actor", "local people are of the place, or of the country the document is about"},
        {"attaching", "recipient", "local people are of the place, or of the country the document is about"},
        {"attaching", "status", "it lies more than six months before publication"},
        {"claims", "actor", "who claims the deed"},
        {"claims", "attribution", "who claims the deed"},
        {"claims", "dropped", "claiming a deed is no event of its own"},
        {"readings", "dropped", "a reading of docs/RECORD.md: nothing that a record may tell"},
        {"merging", "dropped", "told again elsewhere: one event, one record"},
        {"merging", "quantity", "a later mention's numbers"},
        {"merging", "attribution", "a later mention's sources"},
        {"merging", "date", "another mention's"},
        {"merging", "place", "another mention's"},
        {"merging", "actor", "another mention's"},
        {"merging", "recipient", "another mention's"},
        {"occasions", "date", "the day of the speech or meeting that it belongs to"},
        {"occasions", "place", "the place of the fight that it belongs to"},
    };
    for (size_t i = 0; i < sizeof rules / sizeof *rules; i++)
        if (strcmp(rules[i].step, step) == 0 && strcmp(rules[i].field, field) == 0)
            return rules[i].rule;
    return "a reading of docs/RECORD.md";
}

/** "Tripoli, LBN": what else the place of an event might have been. */
void drg_trace__places(drg_trace *t, const drg_events *events)
{
    for (size_t i = 0; t != NULL && i < events->n; i++) {
        const drg_event_found *e = &events->at[i];
        const drg_reading *r = t->r;
        for (size_t k = 0; e->has_place && !e->absorbed && k < r->n_places; k++) {
            const drg_place_hit *hit = &r->place[k];
            if (!same_span(hit->place.span, e->place.span) || hit->n_others == 0)
                continue;
            drg_buf b;
            drg_buf_init(&b, MAX_VALUE_BYTES);
            for (size_t o = 0; o < hit->n_others; o++) {
                const drg_toponym *p = hit->other[o];
                put_cstr(&b, o > 0 ? "; " : "");
                put(&b, drg_knowledge__text(r->knowledge, p->name, p->name_len));
                put_cstr(&b, p->province_len > 0 ? ", " : "");
                put(&b, drg_knowledge__text(r->knowledge, p->province, p->province_len));
                put_cstr(&b, ", ");
                put(&b, drg_toponym_country(p));
            }
            drg_trace__tell(t, e->trigger, "places", "no place", (drg_str){b.ptr, b.len},
                            "places of that name for which less speaks here, the likeliest first");
            drg_buf_release(&b);
            break;
        }
    }
}

static const drg_event_found *before(const drg_trace *t, const drg_event_found *e, size_t i)
{
    if (i < t->n_was && t->was[i].trigger == e->trigger && t->was[i].frame == e->frame)
        return &t->was[i];
    return NULL;
}

void drg_trace__step(drg_trace *t, const drg_events *events, const char *step)
{
    static const char *const fields[] = {"event", "status", "actor",    "recipient",   "date",
                                         "place", "topic",  "quantity", "attribution", NULL};
    static const drg_event_found nothing = {.event = DRG_N_EVENTS, .topic = DRG_NONE};
    if (t == NULL)
        return;
    for (size_t i = 0; i < events->n; i++) {
        const drg_event_found *e = &events->at[i], *was = before(t, e, i);
        if (was != NULL && was->absorbed)
            continue;
        for (const char *const *f = fields; *f != NULL; f++)
            if (changed(was != NULL ? was : &nothing, e, *f) || (was == NULL && strcmp(*f, "status") == 0))
                add_note(t, e, step, *f, usual(step, *f));
        if (e->absorbed)
            add_note(t, e, step, "dropped", usual(step, "dropped"));
    }
    drg_event_found *copy = drg_arena_array(t->r->arena, events->n + 1, sizeof *copy);
    t->n_was = 0;
    t->step++;
    if (copy == NULL)
        return;
    if (events->n > 0)
        memcpy(copy, events->at, events->n * sizeof *copy);
    t->was = copy;
    t->n_was = events->n;
}

/* ------------------------------------------------------------------ what is kept */

static drg_frame_line line_of(const drg_reading *r, const drg_frame *f)
{
    const char *name = drg_knowledge__text(r->knowledge, f->file_name, 0).ptr; /* ends with a NUL (check.c) */
    return (drg_frame_line){.file = drg_str_of(name),
                            .line = f->file_line,
                            .has_event = f->event != DRG_FRAME_NO_EVENT,
                            .event = f->event != DRG_FRAME_NO_EVENT ? (drg_event)f->event : DRG_N_EVENTS};
}

/** The frames of a word other than the one that fired, each line once. */
static drg_status keep_others(drg_reading *r, uint32_t token, const drg_frame *fired, drg_considered *c)
{
    size_t n;
    const drg_frame *frames = drg_knowledge__frames(r->knowledge, r->word[token], &n);
    drg_frame_line *others = drg_arena_array(r->arena, n + 1, sizeof *others);
    if (others == NULL)
        return DRG_ENOMEM;
    for (size_t i = 0; i < n; i++) {
        drg_frame_line line = line_of(r, &frames[i]);
        bool known =
            fired != NULL && fired->file_name == frames[i].file_name && fired->file_line == frames[i].file_line;
        for (size_t k = 0; k < c->n_others; k++)
            known |= others[k].line == line.line && drg_str_eq(others[k].file, line.file);
        if (!known)
            others[c->n_others++] = line;
    }
    c->others = others;
    return DRG_OK;
}

static drg_status keep_notes(drg_trace *t, uint32_t trigger, drg_considered *c)
{
    size_t n = 0;
    for (const trace_note *k = t->first[trigger]; k != NULL; k = k->next)
        n++;
    drg_note *notes = drg_arena_array(t->r->arena, n + 1, sizeof *notes);
    if (notes == NULL)
        return DRG_ENOMEM;
    for (const trace_note *k = t->first[trigger]; k != NULL; k = k->next)
        notes[c->n_notes++] = k->note;
    c->notes = notes;
    return DRG_OK;
}

drg_status drg_trace__keep(drg_trace *t, const drg_events *events, drg_document *doc)
{
    drg_reading *r = t->r;
    size_t idle = 0;
    for (uint32_t k = 0; k < r->n; k++) {
        size_t n;
        drg_knowledge__frames(r->knowledge, r->word[k], &n);
        idle += n > 0 && r->prose[k];
    }
    drg_considered *out = drg_arena_array(r->arena, events->n + idle + 1, sizeof *out);
    size_t *record_of = drg_arena_array(r->arena, events->n + 1, sizeof *record_of);
    if (out == NULL || record_of == NULL)
        return DRG_ENOMEM;
    size_t record = 0, kept = 0, e = 0;
    for (size_t i = 0; i < events->n; i++)
        record_of[i] = events->at[i].absorbed ? SIZE_MAX : record++;
    for (uint32_t k = 0; k < r->n; k++) {
        bool fired = false;
        for (; e < events->n && events->at[e].trigger <= k; e++) {
            const drg_event_found *x = &events->at[e];
            drg_considered *c = &out[kept];
            *c = (drg_considered){.sentence = r->token[x->trigger].sentence,
                                  .trigger = r->token[x->trigger].span,
                                  .fired = true,
                                  .frame = line_of(r, x->frame),
                                  .record = record_of[e]};
            if (keep_others(r, x->trigger, x->frame, c) != DRG_OK || keep_notes(t, x->trigger, c) != DRG_OK)
                return DRG_ENOMEM;
            fired |= x->trigger == k;
            kept++;
        }
        size_t n;
        drg_knowledge__frames(r->knowledge, r->word[k], &n);
        if (n == 0 || !r->prose[k] || fired)
            continue;
        out[kept] = (drg_considered){.sentence = r->token[k].sentence, .trigger = r->token[k].span, .record = SIZE_MAX};
        if (keep_others(r, k, NULL, &out[kept]) != DRG_OK)
            return DRG_ENOMEM;
        kept++;
    }
    doc->considered = out;
    doc->n_considered = kept;
    return DRG_OK;
}
