/* src/code/coder.c - from an analysed document to its records: the steps in their order. */
#include <stdio.h>
#include <stdlib.h>

#include "base/error.h"
#include "code/trace.h"

drg_status drg_coder_new(const drg_knowledge *knowledge, drg_coder **coder, drg_error *err)
{
    static const char *const names[] = {
#define DRG_CODE_SET_NAME_(name) #name,
        DRG_CODE_SETS(DRG_CODE_SET_NAME_)
#undef DRG_CODE_SET_NAME_
    };
    if (knowledge == NULL)
        return drg_fail(err, DRG_EARG, "a coder needs knowledge");
    drg_coder *c = calloc(1, sizeof *c);
    if (c == NULL)
        return drg_fail_nomem(err);
    c->knowledge = knowledge;
    for (size_t i = 0; i < DRG_N_CODE_SETS; i++)
        c->set[i] = drg_knowledge__set(knowledge, names[i]);
    *coder = c;
    return DRG_OK;
}

void drg_coder_free(drg_coder *coder)
{
    free(coder);
}

/* ------------------------------------------------------------------ what is kept */

/** Copies of n things in the arena; NULL only when out of memory. */
static void *keep(drg_arena *arena, const void *from, size_t n, size_t size)
{
    char *to = drg_arena_array(arena, n, size);
    if (to != NULL)
        for (size_t i = 0; i < n * size; i++)
            to[i] = ((const char *)from)[i];
    return to;
}

static int by_cue(const void *a, const void *b)
{
    const drg_attribution *x = a, *y = b;
    if (x->cue.start != y->cue.start)
        return x->cue.start < y->cue.start ? -1 : 1;
    if (x->words.start != y->words.start)
        return x->words.start < y->words.start ? -1 : 1;
    return (x->content[0].start > y->content[0].start) - (x->content[0].start < y->content[0].start);
}

static drg_status keep_layers(drg_reading *r, const drg_events *events, drg_layers *layers)
{
    drg_date *dates = drg_arena_array(r->arena, r->n_times, sizeof *dates);
    drg_quantity *quantities = drg_arena_array(r->arena, r->n_quantities, sizeof *quantities);
    drg_place *places = drg_arena_array(r->arena, r->n_places, sizeof *places);
    drg_attribution *said = drg_arena_array(r->arena, r->n_sayings + events->n, sizeof *said);
    if (dates == NULL || quantities == NULL || places == NULL || said == NULL)
        return DRG_ENOMEM;
    size_t n_dates = 0;
    for (size_t i = 0; i < r->n_times; i++)
        if (r->time[i].has_date)
            dates[n_dates++] = r->time[i].date;
    for (size_t i = 0; i < r->n_quantities; i++)
        quantities[i] = r->quantity[i].q;
    for (size_t i = 0; i < r->n_places; i++)
        places[i] = r->place[i].place;
    for (size_t i = 0; i < r->n_sayings; i++)
        said[i] = r->saying[i].said;
    size_t n_said = r->n_sayings;
    for (size_t i = 0; i < events->n; i++) {
        const drg_frame *f = events->at[i].frame;
        if (f->kind == DRG_FRAME_VERB && drg_events__is_speech((drg_event)f->event) &&
            drg_sayings__act(r, events->at[i].trigger, &said[n_said]))
            n_said++;
    }
    qsort(said, n_said, sizeof *said, by_cue);
    *layers = (drg_layers){dates, n_dates, quantities, r->n_quantities, places, r->n_places, said, n_said};
    return DRG_OK;
}

/** FNV-1a over the document's id, the event's name and the trigger's code points. */
static void make_id(const drg_reading *r, drg_record *record, size_t start, size_t end)
{
    char rest[96];
    int len = snprintf(rest, sizeof rest, "\n%s\n%zu\n%zu", drg_event_name(record->event), start, end);
    uint64_t h = drg_str_hash(r->doc->meta.id);
    for (int i = 0; i < len; i++)
        h = (h ^ (unsigned char)rest[i]) * UINT64_C(1099511628211);
    snprintf(record->id, sizeof record->id, "%016llx", (unsigned long long)h);
}

static drg_status make_cameo(const drg_reading *r, const drg_frame *f, drg_str *cameo)
{
    if (f->cameo == 0)
        return DRG_OK;
    char digits[12];
    int len = snprintf(digits, sizeof digits, "%0*u", (int)f->cameo_digits, (unsigned)f->cameo);
    *cameo = drg_arena_copy(r->arena, (drg_str){digits, (size_t)len});
    return cameo->ptr != NULL ? DRG_OK : DRG_ENOMEM;
}

static drg_status make_record(drg_reading *r, const drg_events *events, const drg_event_found *e, drg_record *record)
{
    *record = (drg_record){.event = e->event,
                           .status = e->status,
                           .has_date = e->has_date,
                           .has_place = e->has_place,
                           .date = e->date,
                           .place = e->place,
                           .confidence = e->confidence};
    record->sentence = r->token[e->trigger].sentence;
    record->trigger = r->token[e->trigger].span;
    for (uint8_t i = 0; i < e->n_modes; i++)
        record->mode[record->n_modes++] = drg_knowledge__word_text(r->knowledge, e->mode[i]);
    for (uint8_t i = 0; i < e->frame->n_contexts && i < DRG_MAX_CONTEXTS; i++)
        record->context[record->n_contexts++] = drg_knowledge__word_text(r->knowledge, e->frame->contexts[i]);
    record->n_actors = e->n_actors;
    record->actor = keep(r->arena, e->actor, e->n_actors, sizeof *e->actor);
    record->n_recipients = e->n_recipients;
    record->recipient = keep(r->arena, e->recipient, e->n_recipients, sizeof *e->recipient);
    record->n_quantities = e->n_quantities;
    record->quantity = keep(r->arena, e->quantity, e->n_quantities, sizeof *e->quantity);
    record->n_attributions = e->n_sources;
    record->attribution = keep(r->arena, e->source, e->n_sources, sizeof *e->source);
    if (record->actor == NULL || record->recipient == NULL || record->quantity == NULL || record->attribution == NULL)
        return DRG_ENOMEM;
    drg_events__topic_of(r, events, e, &record->topic);
    return make_cameo(r, e->frame, &record->cameo);
}

static drg_status keep_records(drg_reading *r, const drg_events *events, drg_record **records, size_t *n)
{
    size_t kept = 0;
    for (size_t i = 0; i < events->n; i++)
        kept += !events->at[i].absorbed;
    drg_record *out = drg_arena_array(r->arena, kept, sizeof *out);
    if (out == NULL)
        return DRG_ENOMEM;
    size_t k = 0, bytes = 0, chars = 0; /* code points up to `bytes` */
    for (size_t i = 0; i < events->n; i++) {
        if (events->at[i].absorbed)
            continue;
        drg_status st = make_record(r, events, &events->at[i], &out[k]);
        if (st != DRG_OK)
            return st;
        drg_span t = out[k].trigger;
        if (t.start < bytes)
            bytes = chars = 0; /* a merged record may cite a later mention */
        chars += drg_utf8_count(drg_str_sub(r->doc->text, bytes, t.start), t.start - bytes);
        bytes = t.start;
        make_id(r, &out[k], chars, chars + drg_utf8_count(drg_reading__text(r, t), t.end - t.start));
        k++;
    }
    *records = out;
    *n = kept;
    return DRG_OK;
}

/* ------------------------------------------------------------------ the steps */

static void run_event_steps(drg_reading *r, drg_events *events)
{
    drg_trace__step(r->trace, events, "triggers");
    drg_events__topics(r, events);
    drg_trace__step(r->trace, events, "topics");
    drg_events__attach(r, events);
    drg_trace__step(r->trace, events, "attaching");
    drg_events__claims(r, events);
    drg_trace__step(r->trace, events, "claims");
    drg_events__readings(r, events);
    drg_events__speakers(r, events);
    drg_sides__attacked(r, events);
    drg_trace__step(r->trace, events, "readings");
    drg_events__merge(r, events);
    drg_events__hosts(r, events);
    drg_trace__step(r->trace, events, "merging");
    drg_events__occasions(r, events);
    drg_trace__step(r->trace, events, "occasions");
    drg_events__confidence(r, events);
    drg_trace__places(r->trace, events);
}

static drg_status find_times_and_quantities(drg_reading *r)
{
    drg_pieces pieces;
    drg_status st = drg_pieces__split(r->doc, &pieces);
    drg_times_context when = r->when;
    when.pieces = &pieces;
    if (st == DRG_OK)
        st = drg_times__find(r->doc, &when, &r->time, &r->n_times);
    drg_quantities_context known = {r->time, r->n_times, &pieces};
    if (st == DRG_OK)
        st = drg_quantities__find(r->doc, &known, &r->quantity, &r->n_quantities);
    return st;
}

static drg_status run_steps(drg_reading *r, const drg_coder *coder, drg_document *doc, bool explain, drg_error *err)
{
    drg_status st = drg_reading__begin(r, coder, doc);
    r->trace = st == DRG_OK && explain ? drg_trace__new(r) : NULL;
    if (st == DRG_OK && explain && r->trace == NULL)
        st = DRG_ENOMEM;
    r->when = drg_times__context(doc);
    if (st == DRG_OK)
        st = drg_names__find(r);
    if (st == DRG_OK)
        st = find_times_and_quantities(r);
    if (st == DRG_OK)
        st = drg_places__find(r);
    if (st == DRG_OK) {
        drg_names__drop_towns(r);
        st = drg_mentions__find(r);
    }
    if (st == DRG_OK)
        st = drg_homes__find(r);
    if (st == DRG_OK)
        drg_publisher__find(r);
    if (st == DRG_OK)
        st = drg_sayings__find(r);
    if (st == DRG_OK)
        st = drg_mentions__speakers(r);
    drg_events events = {0};
    if (st == DRG_OK)
        st = drg_events__triggers(r, &events, err);
    if (st != DRG_OK)
        return st;
    run_event_steps(r, &events);
    drg_layers layers;
    drg_record *records;
    size_t n;
    st = keep_layers(r, &events, &layers);
    if (st == DRG_OK)
        st = keep_records(r, &events, &records, &n);
    if (st == DRG_OK && r->trace != NULL)
        st = drg_trace__keep(r->trace, &events, doc);
    if (st == DRG_OK)
        st = drg_knowledge__intact(r->knowledge, err);
    if (st != DRG_OK)
        return st;
    doc->read_tokens = r->token;
    doc->layers = layers;
    doc->records = records;
    doc->n_records = n;
    doc->coded = true;
    return DRG_OK;
}

static drg_status code(const drg_coder *coder, drg_document *doc, bool explain, drg_error *err)
{
    if (!doc->analysed)
        return drg_fail(err, DRG_ESTAGE, "the document is not analysed");
    if (doc->coded)
        return drg_fail(err, DRG_ESTAGE, "the document is coded already");
    drg_reading r;
    drg_status st = run_steps(&r, coder, doc, explain, err);
    return st == DRG_ENOMEM ? drg_fail_nomem(err) : st;
}

drg_status drg_code(const drg_coder *coder, drg_document *doc, drg_error *err)
{
    return code(coder, doc, false, err);
}

drg_status drg_code_explained(const drg_coder *coder, drg_document *doc, drg_error *err)
{
    return code(coder, doc, true, err);
}

const drg_considered *drg_document_considered(const drg_document *doc, size_t *n)
{
    *n = doc->n_considered;
    return doc->considered;
}

const drg_record *drg_document_records(const drg_document *doc, size_t *n)
{
    *n = doc->n_records;
    return doc->records;
}

const drg_layers *drg_document_layers(const drg_document *doc)
{
    return &doc->layers;
}
