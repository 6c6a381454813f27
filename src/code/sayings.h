/* src/code/sayings.h - what the files that find sayings share: sayings.c (verbs, nouns, prepositions), speakers.c (the order
 * of words), quotes.c (quotations), sources.c (who speaks), source_names.c (by what name), outlets.c (who passed it on). */
#ifndef DRG_CODE_SAYINGS_H
#define DRG_CODE_SAYINGS_H

#include "code/reading.h"

/** A quotation: tokens of its marks. */
typedef struct drg_quote {
    uint32_t first, last;
} drg_quote;

/** The sayings of one document while they are being found. */
typedef struct drg_finder {
    drg_reading *r;
    size_t cap;
    drg_quote *quote; /* in order of place */
    size_t n_quotes, quotes_cap;
} drg_finder;

/* ------------------------------------------------------------------ sources.c */

/** An outlet, an agency. */
bool drg_sayings__is_media(const drg_mention *m);
/** Whether a token can be somebody who says something. */
bool drg_sayings__can_speak(const drg_reading *r, uint32_t head);
/** The source as it stands: its whole phrase with appositions, without a clause that only tells more about it. */
drg_span drg_sayings__words(const drg_reading *r, uint32_t source);
/** A saying without words as yet; NULL: out of memory. Pointers to others may move. */
drg_saying *drg_sayings__add(drg_finder *f, uint32_t cue_first, uint32_t cue_last, uint32_t source, drg_stance stance);
/** These tokens are said, too. */
void drg_sayings__add_content(const drg_reading *r, drg_saying *s, uint32_t first, uint32_t last);

/* ------------------------------------------------------------------ source_names.c */

/** Give a source the name of whom the words beside the cue mean ("she", "the president", "the rebel group M23"), where the
 * text has one; m: the mention there. */
void drg_sources__name(const drg_reading *r, uint32_t head, const drg_mention *m, drg_source *s);

/** Give it the name that stands between commas before its cue. */
void drg_sources__name_before(const drg_reading *r, uint32_t head, uint32_t cue, drg_source *s);

/* ------------------------------------------------------------------ speakers.c */

/** Words put into what somebody says, or behind it: ", the governor told Reuters," */
typedef struct drg_inserted {
    uint32_t first, last; /* tokens between the commas */
    uint32_t speaker;
    bool goes_on; /* what is said goes on behind them */
} drg_inserted;

/** ", a Turkish diplomat confirmed." at the end of a sentence, which parsers like to take for a participle: the noun
 * between the comma and the verb speaks, and all before the comma is what it says. @return the noun, or DRG_NONE. */
uint32_t drg_speaker__final(const drg_reading *r, uint32_t verb, uint32_t *comma);
/** "…," said Jane Doe: the words before the verb end in a quotation mark, and the speaker stands behind it. */
uint32_t drg_speaker__inverted(const drg_reading *r, uint32_t verb);
bool drg_speaker__is_dash(drg_str form);
/** The noun of the plain phrase between the sentence's start, a comma, dash or quotation mark and the verb; DRG_NONE. */
uint32_t drg_speaker__before(const drg_reading *r, uint32_t verb);
/** "The museum, Mr. Hall said, would open": a verb of saying with its speaker between commas. */
bool drg_speaker__inserted(const drg_reading *r, uint32_t verb, drg_inserted *inserted);
/** "Kremlin: talks go on", "MODERATOR: And yet", "Dam hit by missile: governor": sayings told by a colon or dash. */
drg_status drg_speaker__labels(drg_finder *f);

/* ------------------------------------------------------------------ quotes.c */

bool drg_quotes__is_mark(drg_str form, const char *a, const char *b, const char *c);
bool drg_quotes__opens(drg_str form);
/** @return false: out of memory. */
bool drg_quotes__find(drg_finder *f);
/** Whether a quotation stands in that sentence. */
bool drg_quotes__in(const drg_finder *f, uint32_t sentence);
/** The quotation that a token stands in; NULL: none. */
const drg_quote *drg_quotes__around(const drg_finder *f, uint32_t token);
bool drg_sayings__ends_in_colon(const drg_reading *r, uint32_t cue);
/** Give quotations to the sayings whose words they are, once sayings are in order of cue. */
drg_status drg_quotes__take(drg_finder *f);

/* ------------------------------------------------------------------ outlets.c */

/** "quoted as saying": a verb of saying that only tells how somebody is quoted. */
bool drg_sayings__is_quoting(const drg_reading *r, uint32_t said);
/** "citing", "quoting": names who said it. */
bool drg_sayings__is_citing(const drg_reading *r, uint32_t token);
/** "according to the agency, citing officials": the word that cites, in or right behind the source; DRG_NONE. */
uint32_t drg_sayings__citing_behind(const drg_reading *r, uint32_t noun);
/** Who passed on the sayings that were found, each with the words that it passed on. */
drg_status drg_sayings__add_passers(drg_finder *f);

/* ------------------------------------------------------------------ sayings.c */

bool drg_sayings__is_negated(const drg_reading *r, uint32_t verb);

/** What a verb's objects and complements behind it cover, times left out. @return false: nothing. */
bool drg_sayings__complements(const drg_reading *r, uint32_t verb, uint32_t *first, uint32_t *last);

#endif
