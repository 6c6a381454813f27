/* src/ledger/score.h - how likely two records tell one happening: a sum of log-odds, each with its reason.
 *
 * A score follows from the facts of the two alone, whichever comes first. It is counted in thousandths, whole numbers, so
 * that sums do not depend on their order. */
#ifndef DRG_LEDGER_SCORE_H
#define DRG_LEDGER_SCORE_H

#include "base/text.h"
#include "ledger/facts.h"

/** What speaks for or against. */
typedef enum drg_why {
    DRG_WHY_PRIOR,
    DRG_WHY_TYPE,
    DRG_WHY_MODE,
    DRG_WHY_STATUS,
    DRG_WHY_TIME,
    DRG_WHY_PLACE,
    DRG_WHY_ACTOR,
    DRG_WHY_RECIPIENT,
    DRG_WHY_NUMBERS,
    DRG_WHY_TOPIC,
    DRG_WHY_WORDS,
    DRG_WHY_DOCUMENT,
    DRG_N_WHY
} drg_why;

/** No pair is scored beyond it, in either direction. */
#define DRG_SCORE_MOST 9000

/** @param why  gets each reason's part, unless NULL. @return the sum. */
int drg_score(const drg_facts *a, const drg_facts *b, int why[DRG_N_WHY]);
/** Whether records of the two types may tell one happening at all. */
bool drg_score_types_go(drg_fact_event a, drg_fact_event b);
/** {"type":…,"time":…}: log-odds of what counted. */
drg_status drg_score_write(const int why[DRG_N_WHY], drg_buf *out);

#endif
