/* src/code/quantity_words.h - the words that tell what a number counts. Open classes: data that stands in C for now. */
#ifndef DRG_CODE_QUANTITY_WORDS_H
#define DRG_CODE_QUANTITY_WORDS_H

#include "base/document.h"

typedef enum drg_noun_kind {
    DRG_NOUN_UNKNOWN,
    DRG_NOUN_PERSON,
    DRG_NOUN_TROOPS,      /* soldiers, fighters: `troops` where no verb says else */
    DRG_NOUN_PARTICIPANT, /* protesters */
    DRG_NOUN_DISPLACED,   /* refugees */
    DRG_NOUN_CAPTIVE,     /* prisoners: what the verb says, else other */
    DRG_NOUN_DEAD,        /* deaths, dead, fatalities, bodies */
    DRG_NOUN_INJURED,
    DRG_NOUN_CASUALTY,
    DRG_NOUN_MISSING,
    DRG_NOUN_ARREST, /* arrests, detentions */
    DRG_NOUN_LIFE,   /* lives, which are lost or claimed */
    DRG_NOUN_WEAPON,
    DRG_NOUN_VEHICLE, /* tanks and the like: weapons that are rather destroyed */
    DRG_NOUN_CRAFT,   /* ships, planes, cars: weapons where they are armed, sent or shot down */
    DRG_NOUN_SETTLEMENT,
    DRG_NOUN_EVENT
} drg_noun_kind;

/** By lower-case lemma. */
drg_noun_kind drg_quantity_words__noun(drg_str lemma);
/** Whether the kind is one of persons, or may be (unknown). */
bool drg_noun_kind__may_be_person(drg_noun_kind kind);

/** Whose count a verb gives. */
typedef enum drg_count_role {
    DRG_COUNT_NONE,
    DRG_COUNT_OBJ,  /* of those it befalls: "killed 12", "12 were killed" */
    DRG_COUNT_SUBJ, /* of those who do it: "12 died", "200 protested" */
    DRG_COUNT_BOTH  /* whichever there is: "12 evacuated", "evacuated 12" */
} drg_count_role;

/** What a verb or predicate adjective ("dead", "missing") says of the persons or things it counts. @return
 * DRG_COUNT_NONE for other words. */
drg_count_role drg_quantity_words__verb(drg_str lemma, drg_what *what);

/** "deaths of 12", "release of 200": what a noun says of its complement. */
bool drg_quantity_words__nominal(drg_str lemma, drg_what *what);

/** Nouns that only hold a count: "a total of 12", "a group of 30". */
bool drg_quantity_words__holds_count(drg_str lemma);

/** Verbs and nouns of counts that change: "rose to 14 from 12". */
bool drg_quantity_words__changes(drg_str lemma);

/** Nouns that a number behind them names: "Article 5", "Resolution 1701". By lower-case form. */
bool drg_quantity_words__label(drg_str low);

/** ISO 4217 code of a currency's word or sign ("dollars", "€"); empty: none. By lower-case form. */
drg_str drg_quantity_words__currency(drg_str low);

/** A measure's unit in RECORD.md's names ("km" → "kilometer", "%" → "percent") and what it measures; empty: none. By
 * lower-case form. */
drg_str drg_quantity_words__measure(drg_str low, drg_what *what);

#endif
