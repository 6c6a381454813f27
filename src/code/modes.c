/* src/code/modes.c - the modes of an event: its frame's, and those of weapons and manners beside its trigger. */
#include "code/events.h"

bool drg_events__has_mode(const drg_reading *r, const drg_event_found *e, const char *mode)
{
    if (e->n_modes == 0)
        return false;
    uint32_t w = drg_knowledge__word(r->knowledge, drg_str_of(mode));
    for (uint8_t i = 0; i < e->n_modes; i++)
        if (e->mode[i] == w)
            return true;
    return false;
}

static void add_mode_word(drg_event_found *e, uint32_t w)
{
    for (uint8_t i = 0; i < e->n_modes; i++)
        if (e->mode[i] == w)
            return;
    if (w != 0 && e->n_modes < DRG_MAX_MODES)
        e->mode[e->n_modes++] = w;
}

void drg_events__add_mode(const drg_reading *r, drg_event_found *e, const char *mode)
{
    add_mode_word(e, drg_knowledge__word(r->knowledge, drg_str_of(mode)));
}

static void mode_from(const drg_reading *r, drg_event_found *e, uint32_t t)
{
    size_t n;
    const drg_mode_word *m = drg_knowledge__mode_words(r->knowledge, r->word[t], &n);
    for (size_t i = 0; i < n; i++)
        if (m[i].event == e->event)
            add_mode_word(e, m[i].mode);
}

/** "attackers with machetes", "herders armed with spears". */
static void arms_of(const drg_reading *r, drg_event_found *e, uint32_t attacker)
{
    if (attacker == DRG_NONE)
        return;
    DRG_EACH_CHILD(r, attacker, c) {
        if (r->token[c].rel == DRG_REL_NMOD && drg_tree__has_child_lemma(r, c, "with"))
            mode_from(r, e, c);
        if (r->token[c].rel == DRG_REL_ACL && drg_tree__is(&r->token[c], "arm"))
            DRG_EACH_CHILD(r, c, d)
                if (r->token[d].rel == DRG_REL_OBL && drg_tree__has_child_lemma(r, d, "with"))
                    mode_from(r, e, d);
    }
}

/** Modes from the frame, and from weapons and manners beside the trigger: its modifiers, object, instrument, and what is
 * coordinated with those. */
void drg_events__modes(const drg_reading *r, drg_event_found *e)
{
    for (uint8_t i = 0; i < e->frame->n_modes; i++)
        add_mode_word(e, e->frame->modes[i]);
    uint32_t bases[2] = {e->trigger, e->support};
    for (size_t b = 0; b < 2 && bases[b] != DRG_NONE; b++)
        DRG_EACH_CHILD(r, bases[b], c) {
            const drg_token *t = &r->token[c];
            bool instrument = (t->rel == DRG_REL_OBL || t->rel == DRG_REL_NMOD || t->rel == DRG_REL_OBL_AGENT) &&
                              (drg_tree__has_child_lemma(r, c, "with") || drg_tree__has_child_lemma(r, c, "by") ||
                               drg_tree__has_child_lemma(r, c, "in") || drg_tree__has_child_lemma(r, c, "using") ||
                               drg_tree__has_child_lemma(r, c, "from"));
            bool near = drg_tree__is_modifier(t) || t->rel == DRG_REL_OBJ || t->rel == DRG_REL_NSUBJ ||
                        t->rel == DRG_REL_ADVMOD;
            if (!instrument && !(near && t->rel != DRG_REL_NMOD))
                continue;
            if (bases[b] == e->support && c == e->trigger)
                continue;
            mode_from(r, e, c);
            DRG_EACH_CHILD(r, c, d)
                if (r->token[d].rel == DRG_REL_CONJ || r->token[d].rel == DRG_REL_COMPOUND ||
                    (r->token[d].rel == DRG_REL_AMOD && t->rel != DRG_REL_NSUBJ))
                    mode_from(r, e, d);
        }
    if (e->event == DRG_EVENT_ASSAULT)
        arms_of(r, e, drg_tree__subject(r, e->trigger));
    uint32_t subject = drg_tree__subject(r, e->trigger), object = drg_tree__object(r, e->trigger);
    if (e->frame->kind == DRG_FRAME_VERB && subject != DRG_NONE)
        mode_from(r, e, subject);
    if (e->frame->kind == DRG_FRAME_VERB && e->event == DRG_EVENT_ASSAULT && object != DRG_NONE && e->n_modes < 2)
        DRG_EACH_CHILD(r, object, c) /* "beat marchers with batons": the instrument may hang on the object */
            if (r->token[c].rel == DRG_REL_NMOD && drg_tree__has_child_lemma(r, c, "with"))
                mode_from(r, e, c);
}
