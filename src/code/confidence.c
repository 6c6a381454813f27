/* src/code/confidence.c - how likely a record is right: weights over what is known of it, fitted and measured by
 * bench/confidence. The link is algebraic, so that it is the same to the bit on every machine. */
#include <math.h>
#include <stdio.h>

#include "code/trace.h"

#define DRG_CONFIDENCE_FEATURES(X)                                                                                     \
    X(base)    /* always 1 */                                                                                          \
    X(parse)   /* the parser's confidence in the trigger's place in the tree */                                        \
    X(verb)    /* the trigger is a verb */                                                                             \
    X(asks)    /* its frame asks for more than the word */                                                             \
    X(actor)   /* an actor is known */                                                                                 \
    X(country) /* … with a country */                                                                                \
    X(other)   /* a recipient is known */                                                                              \
    X(source)  /* somebody says so */                                                                                  \
    X(dated)   /* it has a date */                                                                                     \
    X(counted) /* it has a number */                                                                                   \
    X(main)    /* it heads its sentence, or a clause that is said */                                                   \
    X(actual)  /* it happened */                                                                                       \
    X(words)   /* an act of words */                                                                                   \
    X(force)   /* force is used */

enum {
#define DRG_CONFIDENCE_ENUM_(name) FEATURE_##name,
    DRG_CONFIDENCE_FEATURES(DRG_CONFIDENCE_ENUM_)
#undef DRG_CONFIDENCE_ENUM_
        N_FEATURES
};

/* Made by bench/confidence; its last reliability stands in docs/CODING.md. */
static const double weights[N_FEATURES] = {
    [FEATURE_base] = -0.49, [FEATURE_parse] = 0.07,   [FEATURE_verb] = -0.90, [FEATURE_asks] = -0.16,
    [FEATURE_actor] = 0.07, [FEATURE_country] = 0.56, [FEATURE_other] = 0.38, [FEATURE_source] = -0.06,
    [FEATURE_dated] = 0.28, [FEATURE_counted] = 0.75, [FEATURE_main] = 1.11,  [FEATURE_actual] = 0.59,
    [FEATURE_words] = 0.33, [FEATURE_force] = -0.19,
};

static bool is_main(const drg_reading *r, uint32_t t)
{
    switch (r->token[t].rel) {
    case DRG_REL_ROOT:
    case DRG_REL_CCOMP:
    case DRG_REL_PARATAXIS:
        return true;
    default:
        return false;
    }
}

static void measure(const drg_reading *r, const drg_event_found *e, double *x)
{
    const drg_frame *f = e->frame;
    x[FEATURE_base] = -0.49;
    x[FEATURE_parse] = (double)r->token[e->trigger].confidence;
    x[FEATURE_verb] = f->kind == DRG_FRAME_VERB;
    x[FEATURE_asks] =
        f->n_conditions > 0 || f->object != 0 || f->prep != 0 || f->particle != 0 || f->needs_xcomp || f->needs_ccomp;
    x[FEATURE_actor] = e->n_actors > 0;
    x[FEATURE_country] = e->n_actors > 0 && e->actor[0].country.len > 0;
    x[FEATURE_other] = e->n_recipients > 0;
    x[FEATURE_source] = e->n_sources > 0;
    x[FEATURE_dated] = e->has_date;
    x[FEATURE_counted] = e->n_quantities > 0;
    x[FEATURE_main] = is_main(r, e->anchor);
    x[FEATURE_actual] = e->status == DRG_ACTUAL;
    x[FEATURE_words] = drg_events__is_speech(e->event);
    x[FEATURE_force] = e->event == DRG_EVENT_ASSAULT || e->event == DRG_EVENT_COERCE;
}

static double link(double z)
{
    return 0.5 + 0.5 * z / sqrt(1 + z * z);
}

/** "base 1, parse 0.93, …": what the script fits, and what `explain` shows. */
static void tell(const drg_reading *r, const drg_event_found *e, const double *x)
{
    static const char *const names[N_FEATURES] = {
#define DRG_CONFIDENCE_NAME_(name) #name,
        DRG_CONFIDENCE_FEATURES(DRG_CONFIDENCE_NAME_)
#undef DRG_CONFIDENCE_NAME_
    };
    char text[400];
    size_t at = 0;
    for (int i = 1; i < N_FEATURES && at < sizeof text; i++) {
        if (i == FEATURE_parse)
            at += (size_t)snprintf(text + at, sizeof text - at, "parse %d/100", (int)(x[i] * 100));
        else if (x[i] > 0)
            at += (size_t)snprintf(text + at, sizeof text - at, ", %s", names[i]);
    }
    drg_trace__tell(r->trace, e->trigger, "confidence", "confidence", drg_str_of(text),
                    "weights of these by bench/confidence");
}

void drg_events__confidence(const drg_reading *r, drg_events *events)
{
    for (size_t i = 0; i < events->n; i++) {
        drg_event_found *e = &events->at[i];
        if (e->absorbed)
            continue;
        double x[N_FEATURES], z = 0;
        measure(r, e, x);
        for (int k = 0; k < N_FEATURES; k++)
            z += weights[k] * x[k];
        e->confidence = link(z);
        if (r->trace != NULL)
            tell(r, e, x);
    }
}
