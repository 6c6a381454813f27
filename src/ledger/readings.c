/* src/ledger/readings.c - what one record says of talks, exchanges, truces and control of places. The coder's type and
 * status come first; where one type stands for several stages the sentence's words decide. */
#include "base/text.h"
#include "ledger/reading.h"

static bool is(drg_str text, const char *a, const char *b, const char *c)
{
    return drg_str_is(text, a) || (b != NULL && drg_str_is(text, b)) || (c != NULL && drg_str_is(text, c));
}

static bool trigger_is(const drg_reading *r, const char *patterns)
{
    return drg_words_find(&r->words, r->words.trigger, r->words.after, patterns) != DRG_NO_WORD;
}

/* In the trigger, in the topic, or, where the coder found no topic, soon behind the trigger. */
static bool concerns(const drg_reading *r, const char *patterns)
{
    return trigger_is(r, patterns) || drg_words_have(&r->topic_words, patterns) ||
           (r->topic_words.n == 0 && drg_words_follow(&r->words, 14, patterns));
}

static const drg_said nothing = {NULL, false};

/* ---- talks ---- */

/* Words by which a meeting is one of a row of talks, and no visit or call. */
#define NEGOTIATING                                                                                                    \
    "talks|negotiat*|round|rounds|delegation*|mediat*|peace|" DRG_TRUCE "|" DRG_SWAP "|direct talks|framework"

static bool is_of_talks(const drg_reading *r)
{
    if (r->is_hosted || is(r->topic_mode, "release", "ceasefire", "withdraw"))
        return true;
    for (size_t i = 0; i < r->actors.n; i++)
        if (drg_side_country(r->actors.keys[i]).len < r->actors.keys[i].len)
            return true;
    return drg_words_have(&r->words, NEGOTIATING);
}

static bool is_about_meeting(const drg_reading *r)
{
    if (drg_str_is(r->topic_event, "CONSULT") || trigger_is(r, DRG_TALKS))
        return true;
    bool is_swap = drg_words_have(&r->topic_words, DRG_SWAP "|" DRG_CAPTIVES) &&
                   !drg_words_have(&r->topic_words, "talks|negotiat*|round|rounds|meeting*");
    return !is_swap && concerns(r, DRG_TALKS);
}

/* "Talks between … were called off": the trigger is what did not come to pass. */
static bool is_undone(const drg_reading *r)
{
    if (!trigger_is(r, "talk|talks|negotiations|meeting|round|summit|session|due|planned|scheduled"))
        return false;
    size_t stop = drg_words_find(&r->words, r->words.after, r->words.n, "after|before|since|despite|although|but");
    size_t end = stop != DRG_NO_WORD ? stop : r->words.after + 18;
    return drg_words_find(&r->words, r->words.after, end, DRG_PUT_OFF "|" DRG_BREAK_DOWN) != DRG_NO_WORD;
}

static const char *read_consult(const drg_reading *r)
{
    if (drg_str_is(r->status, "hypothetical"))
        return NULL;
    if (is_undone(r))
        return "called-off";
    if (drg_str_is(r->status, "negated"))
        return "not-held";
    if (drg_str_is(r->status, "future"))
        return "planned";
    return drg_str_is(r->mode, "phone") ? "call" : "held";
}

static const char *read_agreement(const drg_reading *r)
{
    bool meets = is_about_meeting(r);
    if (meets && is_undone(r))
        return "called-off";
    if (drg_str_is(r->status, "negated"))
        return meets || (trigger_is(r, "set|schedul*|fix*|date|plan*") && drg_words_have(&r->words, DRG_TALKS))
                   ? "none-set"
                   : "not-agreed";
    if (!is(r->status, "actual", "future", NULL))
        return NULL;
    bool is_one = r->actors.n < 2 && !r->is_about_both;
    if (meets || trigger_is(r, "resum*|visit*|hold|held|due|host*"))
        return trigger_is(r, "propos*|offer*|suggest*|invit*|ready|willing|seek*|want*|call*|open|host*") ? "proposed"
                                                                                                          : "planned";
    /* What the coder calls an agreement of two that lies ahead, at a place: they agreed to meet there. */
    if (drg_str_is(r->event, "AGREE") && r->topic_event.len == 0 && r->place.len > 0 && r->has_first &&
        r->has_published && r->first > r->published)
        return "planned";
    return is_one || trigger_is(r, "propos*|offer*|will|would") ? NULL : "agreed";
}

drg_said drg_read_negotiation(const drg_reading *r)
{
    const char *what = NULL;
    if (drg_str_is(r->event, "CONSULT"))
        what = read_consult(r);
    else if (is(r->event, "AGREE", "CONCEDE", "SUPPORT"))
        what = read_agreement(r);
    else if (drg_str_is(r->event, "REJECT") && is_about_meeting(r))
        what = concerns(r, DRG_PUT_OFF "|" DRG_BREAK_DOWN) ? "called-off" : "refused";
    else if (drg_str_is(r->event, "REQUEST") && (drg_str_is(r->mode, "meet") || drg_str_is(r->topic_event, "CONSULT")))
        what = "proposed";
    else if (is(r->event, "SANCTION", "REJECT", NULL) && trigger_is(r, DRG_PUT_OFF "|quit*|withdr*|left|pull*") &&
             drg_words_follow(&r->words, 8, "talks|negotiations"))
        what = "called-off";
    if (what == NULL || (drg_str_is(r->event, "SUPPORT") && !drg_str_is(drg_str_of(what), "agreed")))
        return nothing;
    /* What came of talks, told with the talks. */
    bool is_outcome = is(drg_str_of(what), "agreed", "not-agreed", NULL);
    bool is_at_talks =
        drg_words_have(&r->words, "at talks|at peace talks|in talks|after talks|talks in|talks at|rounds of "
                                  "talks|round of talks|of negotiations");
    return (drg_said){what, is_outcome ? is_at_talks : !drg_str_is(drg_str_of(what), "call") && is_of_talks(r)};
}

/* ---- exchanges ---- */

static bool is_about_exchange(const drg_reading *r)
{
    if (drg_str_is(r->topic_mode, "release"))
        return true;
    return concerns(r, DRG_CAPTIVES) && concerns(r, DRG_SWAP "|" DRG_FREEING);
}

static bool tells_exchange(const drg_reading *r)
{
    return drg_words_have(&r->words, DRG_SWAP) || r->actors.n >= 2 || r->is_about_both;
}

static const char *read_exchange_promise(const drg_reading *r)
{
    if (drg_str_is(r->status, "negated"))
        return drg_words_follow(&r->words, 8, "date|set|schedul*") ? "none-set" : "not-agreed";
    if (!is(r->status, "actual", "future", NULL))
        return NULL;
    if (trigger_is(r, "propos*|offer*|suggest*|ready|willing|invit*"))
        return "proposed";
    bool is_both = r->actors.n >= 2 || r->is_about_both;
    return is_both || trigger_is(r, "agree*|sign*|accept*|deal|approv*") ? "agreed" : "announced";
}

static const char *read_release(const drg_reading *r)
{
    if (drg_str_is(r->status, "negated"))
        return "failed";
    if (drg_str_is(r->status, "future"))
        return "announced";
    if (drg_str_is(r->status, "historical") && !r->has_first)
        return NULL;
    return drg_str_is(r->status, "hypothetical") ? NULL : "carried-out";
}

drg_said drg_read_exchange(const drg_reading *r)
{
    const char *what = NULL;
    bool is_release = drg_str_is(r->event, "RETREAT") && is(r->mode, "release", "return", NULL);
    if (is_release && (drg_str_is(r->mode, "release") || drg_words_have(&r->words, DRG_CAPTIVES)))
        what = read_release(r);
    else if (!is_about_exchange(r))
        return nothing;
    else if (drg_str_is(r->event, "CONSULT"))
        what = is(r->status, "actual", "historical", NULL) ? "discussed" : NULL;
    else if (is(r->event, "AGREE", "CONCEDE", "SUPPORT"))
        what = read_exchange_promise(r);
    else if (drg_str_is(r->event, "REJECT"))
        what = concerns(r, DRG_PUT_OFF "|" DRG_BREAK_DOWN) ? "called-off" : "refused";
    else if (drg_str_is(r->event, "REQUEST"))
        what = "proposed";
    else if (drg_str_is(r->event, "ACCUSE") &&
             concerns(r, "disrupt*|derail*|block*|delay*|refus*|fail*|sabotag*|stall*"))
        what = "blocked";
    if (what == NULL)
        return nothing;
    return (drg_said){what, tells_exchange(r)};
}

/* ---- truces ---- */

static const char *read_truce_promise(const drg_reading *r)
{
    bool is_both = r->actors.n >= 2 || r->is_about_both;
    if (drg_str_is(r->status, "negated"))
        return concerns(r, "exten*|prolong*|renew*") ? "not-extended" : "not-agreed";
    if (!is(r->status, "actual", "future", NULL))
        return NULL;
    if (concerns(r, "exten*|prolong*|renew*"))
        return trigger_is(r, "propos*|offer*|ready|willing|call*|urg*") ? "proposed" : "extended";
    if (trigger_is(r, "propos*|offer*|suggest*|ready|willing|call*|urg*|back*|seek*"))
        return "proposed";
    if (is_both || trigger_is(r, "agree*|sign*|accept*"))
        return "agreed";
    return trigger_is(r, "declar*|announc*|will|order*|halt*") || drg_str_is(r->event, "CONCEDE") ? "declared"
                                                                                                  : "agreed";
}

static const char *read_truce_kept(const drg_reading *r)
{
    size_t near = r->words.after + 14;
    size_t from = r->words.trigger > 6 ? r->words.trigger - 6 : 0;
    if (drg_words_find(
            &r->words, from, near,
            "expir*|ended|ends|lapse*|ran out|is over|was over|no longer|suspend*|scrap*|abandon*|cancel*") !=
        DRG_NO_WORD)
        return "ended";
    if (drg_words_find(&r->words, from, near, DRG_BREAK_DOWN) != DRG_NO_WORD)
        return "ended";
    if (drg_words_find(&r->words, from, near, "violat*|breach*|broke|broken|breaking") != DRG_NO_WORD)
        return "violated";
    if (drg_words_find(&r->words, from, near, "extended|prolonged|renewed") != DRG_NO_WORD)
        return "extended";
    if (drg_str_is(r->status, "negated"))
        return "ended";
    return drg_str_is(r->status, "future") ? "agreed" : drg_str_is(r->status, "hypothetical") ? NULL : "in-force";
}

drg_said drg_read_ceasefire(const drg_reading *r)
{
    const char *what = NULL;
    bool is_truce = drg_str_is(r->event, "RETREAT") && drg_str_is(r->mode, "ceasefire");
    bool is_about = drg_str_is(r->topic_mode, "ceasefire") || concerns(r, DRG_TRUCE);
    if (is_truce)
        what = read_truce_kept(r);
    else if (trigger_is(r, "violat*|breach*|broke|break|breaking|broken") && drg_words_follow(&r->words, 5, DRG_TRUCE))
        what = drg_str_is(r->status, "negated") ? "not-violated" : "violated";
    else if (drg_str_is(r->event, "ACCUSE") && drg_words_have(&r->words, DRG_TRUCE) &&
             concerns(r, "violat*|breach*|break*|broke*|infring*"))
        what = "violated";
    else if (!is_about)
        return nothing;
    else if (drg_str_is(r->event, "ACCUSE") && concerns(r, "violat*|breach*|break*|broke*|infring*"))
        what = "violated";
    else if (drg_str_is(r->event, "CONSULT"))
        what = is(r->status, "actual", "historical", NULL) ? "discussed" : NULL;
    else if (is(r->event, "AGREE", "CONCEDE", "SUPPORT"))
        what = read_truce_promise(r);
    else if (drg_str_is(r->event, "REJECT"))
        what = "refused";
    else if (drg_str_is(r->event, "REQUEST"))
        what = "proposed";
    if (what == NULL)
        return nothing;
    return (drg_said){what, !is(drg_str_of(what), "proposed", "discussed", "not-agreed") &&
                                !is(drg_str_of(what), "refused", "not-violated", NULL)};
}

/* ---- control of places ---- */

static bool has_spot(const drg_reading *r)
{
    return r->place.len > 0 && is(r->place_resolution, "site", "city", "district");
}

drg_said drg_read_offensive(const drg_reading *r)
{
    if (!has_spot(r) || r->actors.n == 0 || is(r->status, "future", "hypothetical", NULL))
        return nothing;
    bool negated = drg_str_is(r->status, "negated");
    if (drg_str_is(r->event, "COERCE") && drg_str_is(r->mode, "seize")) {
        if (negated)
            return (drg_said){"not-seized", false};
        if (trigger_is(r, "retook|retak*|recaptur*|regain*|liberat*|reclaim*|recover*"))
            return (drg_said){"retaken", true};
        return (drg_said){trigger_is(r, "hold|holds|held|holding|control|controls|controlled") ? "held" : "seized",
                          true};
    }
    bool is_siege = drg_words_follow(&r->words, 3, "besieg*|siege*|encircl*|surround*|blockad*|cut off");
    if (drg_str_is(r->event, "COERCE") && drg_str_is(r->mode, "restrict") && is_siege)
        return (drg_said){negated ? "siege-lifted" : "besieged", true};
    /* Who has not left a place, he says, holds it. */
    if (drg_str_is(r->event, "RETREAT") && is(r->mode, "withdraw", "return", NULL))
        return (drg_said){negated ? "held" : "left", !negated};
    return nothing;
}
