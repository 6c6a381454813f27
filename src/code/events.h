/* src/code/events.h - events between the trigger that was found and the record that is kept. */
#ifndef DRG_CODE_EVENTS_H
#define DRG_CODE_EVENTS_H

#include "code/reading.h"

enum { DRG_MAX_PARTIES = 8, DRG_MAX_EVENT_QUANTITIES = 16, DRG_MAX_EVENT_SOURCES = 8 };

/** One event as its words tell it. */
typedef struct drg_event_found {
    uint32_t trigger; /* token */
    const drg_frame *frame;
    uint32_t support; /* "carried out an attack": the verb; DRG_NONE */
    uint32_t anchor;  /* the verb whose modifiers are the event's: the trigger, its support verb, or the verb that it
                             is subject or object of */
    bool undergoes;   /* the support verb's subject suffers it */
    drg_event event;
    drg_status_kind status;
    bool ahead;                   /* its clause has "will" or "would", negated or not */
    bool denied;                  /* negated because those who tell of it deny it */
    bool feared;                  /* hypothetical because somebody fears or expects it */
    bool generic;                 /* tells of no event in particular (generic.c) */
    bool vague;                   /* an infinitive of purpose, a generic: kept only as somebody's topic */
    uint32_t mode[DRG_MAX_MODES]; /* knowledge word numbers */
    uint8_t n_modes;
    drg_entity actor[DRG_MAX_PARTIES], recipient[DRG_MAX_PARTIES];
    uint8_t n_actors, n_recipients;
    uint32_t actor_head, recipient_head; /* DRG_NONE */
    uint32_t topic;                      /* head of what it is about; DRG_NONE */
    size_t topic_event;                  /* index of the event told there; SIZE_MAX */
    bool absorbed;                       /* told only as the topic of another */
    bool has_date, has_place;
    drg_date date;
    drg_place place;
    drg_quantity quantity[DRG_MAX_EVENT_QUANTITIES];
    uint8_t n_quantities;
    drg_source source[DRG_MAX_EVENT_SOURCES];
    uint8_t n_sources;
    bool in_saying; /* at least one source covers it */
    double confidence;
} drg_event_found;

typedef struct drg_events {
    drg_event_found *at; /* in order of trigger */
    size_t n, cap;
} drg_events;

/** Triggers, by frames, with their parties (triggers.c). @return DRG_OK, DRG_ELIMIT, DRG_ENOMEM. */
drg_status drg_events__triggers(drg_reading *r, drg_events *events, drg_error *err);
/** Modes from the frame and from the words beside the trigger (modes.c). */
void drg_events__modes(const drg_reading *r, drg_event_found *e);
/** actual, negated, future, hypothetical (status.c); historical is known once dates are. */
void drg_events__status(const drg_reading *r, drg_event_found *e);
/** Whose doing is spoken of, where the object is theirs: "rejected the American proposal" (implied.c). */
void drg_events__maker(drg_reading *r, drg_event_found *e);
/** Those "between" whom something mutual is, and nobody on both sides (implied.c). */
void drg_events__between(drg_reading *r, drg_event_found *e);
/** A bare country uses force as MIL, is attacked with no part named, and does everything else as GOV (implied.c). */
void drg_events__sectors(const drg_reading *r, drg_event_found *e);
/** What others are about, and what that makes of them (topics.c). */
void drg_events__topics(const drg_reading *r, drg_events *events);
/** What a meeting or an act of words is about, as its record tells it: the words without those that only join or report
 * them (topics.c). topic: zeroed; stays so where there is none. */
void drg_events__topic_of(const drg_reading *r, const drg_events *events, const drg_event_found *e, drg_topic *topic);
/** Dates, places, quantities, sources (attach.c). */
void drg_events__attach(drg_reading *r, drg_events *events);
/** Whose words are acts, once readings made some of what was told acts: refusals, threats (attach.c). */
void drg_events__speakers(const drg_reading *r, drg_events *events);
/** Numbers (attach_counts.c); part of the step before. */
void drg_events__counts(drg_reading *r, drg_events *events);
/** Parties and sources whom no word places: of the country where it happens, or that the text is about (homes.c). */
void drg_homes__take(const drg_reading *r, drg_event_found *e, drg_str fighters);
/** Whose doing or words are judged or protested, where no argument of the verb names them (sides.c). */
void drg_sides__named(drg_reading *r, drg_event_found *e);
/** Whom an attack that names no target is on: those who hold the ground, the one foe that the text tells the attacker to
 * have, the country where it happens (sides.c). */
void drg_sides__attacked(drg_reading *r, drg_events *events);
/** Deeds that somebody claims responsibility for (claims.c). */
void drg_events__claims(const drg_reading *r, drg_events *events);
/** Whom an act concerns where its frame names nobody (implied.c). */
void drg_events__implied(drg_reading *r, drg_event_found *e);
/** Whether a word tells of no event in particular: an ability, a policy, a hope, what would be right (generic.c). */
bool drg_events__is_generic(const drg_reading *r, const drg_event_found *e);
/** Whether it tells who somebody is: a participle or a relative clause of habit (generic.c). */
bool drg_events__describes(const drg_reading *r, const drg_event_found *e);
/** Readings of RECORD.md that need the whole event: promises, threats, meetings, vague mentions (event_readings.c). */
void drg_events__readings(drg_reading *r, drg_events *events);
/** An accident, or an affair of private people (nothing.c). */
bool drg_events__is_unpolitical(const drg_reading *r, const drg_event_found *e);
/** Whether it makes no record: an accident, a private affair, a worry, nobody and nothing in particular (nothing.c). */
bool drg_events__says_nothing(const drg_reading *r, const drg_event_found *e);
/** Days and places that go on from one record to the next: the same speech, the same fight (attach.c). */
void drg_events__occasions(const drg_reading *r, drg_events *events);
/** How likely each is right (confidence.c). */
void drg_events__confidence(const drg_reading *r, drg_events *events);
/** One event, one record: later mentions add to the first (merge.c). */
void drg_events__merge(const drg_reading *r, drg_events *events);

/** Hosts of visits that are known once all mentions are merged (event_readings.c). */
void drg_events__hosts(const drg_reading *r, drg_events *events);

/** Add a source unless it is there already; `first`: before the others. */
void drg_events__add_source(const drg_reading *r, drg_event_found *e, const drg_source *s, bool first);
/** "the army and residents said": who is coordinated with a source's head is a source of the same kind. */
void drg_events__add_coordinated(const drg_reading *r, drg_event_found *e, uint32_t head, const drg_source *first);

/** Events within `reach` sentences of a token (near.c). */
drg_range drg_near__events(const drg_reading *r, const drg_events *events, uint32_t token, uint32_t reach);

/** Ground that is taken belongs to nobody who could be a party (implied.c). */
bool drg_events__is_ground(const drg_reading *r, uint32_t head);
/** Of "they" the head of the phrase that it stands for, where that names several; else the word itself (implied.c). */
uint32_t drg_events__all_meant(const drg_reading *r, uint32_t head);
/** The entities under one head; a modifying name that heads no phrase of its own is taken from its mark (implied.c). */
size_t drg_events__entities_at(drg_reading *r, uint32_t head, bool things, drg_entity *out, size_t max);
/** An attacked town stands for its country, with no part named (implied.c). @return 0 or 1. */
size_t drg_events__ground_at(const drg_reading *r, uint32_t head, drg_entity *out);

/** "… leaving 70 people injured": the harm of a mention that is no record goes to the deed of its sentence
 * (attach_counts.c). */
void drg_events__hand_on(const drg_reading *r, drg_events *events, size_t i);
/** Add a number, unless it is known or says less of a known one; where it says more it takes that one's place. */
void drg_events__add_quantity(drg_event_found *e, const drg_quantity *q);

/** Whether harm is told as a running total: "since June", "since the war began", "so far" (attach_counts.c). */
bool drg_events__is_total(const drg_reading *r, const drg_event_found *e);

/* Shared small questions. */
bool drg_events__in_passing(const drg_reading *r, const drg_event_found *e); /* inside a clause about somebody */
bool drg_events__same_number(const drg_quantity *a, const drg_quantity *b);  /* what is counted, and the bounds */
bool drg_events__has_mode(const drg_reading *r, const drg_event_found *e, const char *mode);
void drg_events__add_mode(const drg_reading *r, drg_event_found *e, const char *mode);
bool drg_events__is_force(drg_event event);
bool drg_events__is_speech(drg_event event);

#endif
