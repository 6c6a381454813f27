/* src/analyse/analyse.c - a document through the engine: segmentation, then the network over groups of sentences. */
#include "analyse/analyse.h"

#include "analyse/again.h"
#include "analyse/entities.h"
#include "analyse/features.h"
#include "analyse/lemma.h"
#include "analyse/network.h"
#include "analyse/segment.h"
#include "base/document.h"
#include "base/error.h"

#include <string.h>

enum {
    GROUP_WORDS = 192
}; /* words that go through the network together, at least; they share the reading of weights */

/* The state of one call. */
typedef struct analysis {
    const drg_model *model;
    drg_document *doc;
    drg_segments segments;
    drg_network_work network;
    drg_scratch inputs, start, guesses;

    drg_token *tokens;
    size_t n_tokens;
    drg_sentence *sentences;
    size_t n_sentences;
    drg_multiword *multiwords;
    drg_named *entities;
    size_t n_entities, cap_entities;
    drg_str *feats, *rels; /* [n_feats], [n_rels]: copies in the arena, made when first needed */
} analysis;

/* The model's text as the document's own. */
static bool own(analysis *a, drg_str *copies, const drg_str *texts, size_t i, drg_str *out)
{
    if (!copies[i].ptr)
        copies[i] = drg_arena_copy(&a->doc->arena, texts[i]);
    *out = copies[i];
    return out->ptr != NULL;
}

static bool move_segments(analysis *a)
{
    drg_arena *arena = &a->doc->arena;
    drg_segments *s = &a->segments;
    a->n_tokens = s->words.n;
    a->n_sentences = s->sentences.n;
    a->tokens = drg_arena_array(arena, a->n_tokens, sizeof *a->tokens);
    a->sentences = drg_arena_array(arena, a->n_sentences, sizeof *a->sentences);
    a->multiwords = drg_arena_array(arena, s->multiwords.n, sizeof *a->multiwords);
    a->feats = drg_arena_array(arena, a->model->n_feats, sizeof *a->feats);
    a->rels = drg_arena_array(arena, a->model->n_rels, sizeof *a->rels);
    if (!a->tokens || !a->sentences || !a->multiwords || !a->feats || !a->rels)
        return false;
    const drg_span *spans = s->words.memory.ptr;
    for (size_t i = 0; i < a->n_tokens; i++) {
        a->tokens[i].span = spans[i];
        a->tokens[i].form = drg_str_sub(a->doc->text, spans[i].start, spans[i].end);
    }
    if (a->n_sentences)
        memcpy(a->sentences, s->sentences.memory.ptr, a->n_sentences * sizeof *a->sentences);
    if (s->multiwords.n)
        memcpy(a->multiwords, s->multiwords.memory.ptr, s->multiwords.n * sizeof *a->multiwords);
    return true;
}

/* Whether the text goes on at once behind the byte: no white space there. */
static bool is_glued(drg_str text, uint32_t end)
{
    size_t pos = end;
    return pos < text.len && !drg_char_is_space(drg_utf8_next(text, &pos));
}

static void prepare(const analysis *a, const drg_sentence *s, drg_input *inputs)
{
    for (size_t i = 0; i < s->count; i++) {
        const drg_token *t = &a->tokens[s->first + i];
        inputs[i] = (drg_input){
            .form = t->form,
            .glued_before = i > 0 && inputs[i - 1].glued_after,
            .glued_after = is_glued(a->doc->text, t->span.end),
        };
    }
}

static bool finish_sentence(analysis *a, uint32_t index, const drg_guess *guesses)
{
    const drg_sentence *s = &a->sentences[index];
    const drg_model *m = a->model;
    drg_word word;
    for (uint32_t i = 0; i < s->count; i++) {
        drg_token *t = &a->tokens[s->first + i];
        const drg_guess *g = &guesses[i];
        t->sentence = index;
        t->upos = g->upos;
        t->head = g->head == s->count ? DRG_NONE : s->first + g->head;
        t->rel = (uint8_t)m->rel_codes[g->rel];
        t->confidence = g->confidence;
        drg_word_read(t->form, &word);
        t->lemma = drg_lemma_of(m, t->form, &word, g->upos, g->rule, &a->doc->arena);
        if (!t->lemma.ptr || !own(a, a->feats, m->feats_text, g->feats, &t->feats) ||
            !own(a, a->rels, m->rels_text, g->rel, &t->deprel))
            return false;
    }
    const drg_token *tokens = a->tokens + s->first;
    size_t found = drg_entities_find(tokens, guesses, s->count, s->first, NULL);
    while (a->n_entities + found > a->cap_entities)
        if (!drg_arena__grow(&a->doc->arena, (void **)&a->entities, &a->cap_entities, sizeof *a->entities))
            return false;
    if (found)
        drg_entities_find(tokens, guesses, s->count, s->first, a->entities + a->n_entities);
    a->n_entities += found;
    return true;
}

/* Sentences from index on, until there are words enough for one run. @return how many were done; 0 when out of memory. */
static size_t run_group(analysis *a, size_t index)
{
    size_t n = 0, words = 0;
    while (index + n < a->n_sentences && words < GROUP_WORDS)
        words += a->sentences[index + n++].count;
    drg_input *inputs = drg_scratch_get(&a->inputs, words, sizeof *inputs);
    size_t *start = drg_scratch_get(&a->start, n + 1, sizeof *start);
    drg_guess *guesses = drg_scratch_get(&a->guesses, words, sizeof *guesses);
    if (!inputs || !start || !guesses)
        return 0;
    start[0] = 0;
    for (size_t i = 0; i < n; i++) {
        prepare(a, &a->sentences[index + i], inputs + start[i]);
        start[i + 1] = start[i] + a->sentences[index + i].count;
    }
    if (!drg_network_run(a->model, &a->network, inputs, start, n, guesses))
        return 0;
    for (size_t i = 0; i < n; i++)
        if (!finish_sentence(a, (uint32_t)(index + i), guesses + start[i]))
            return 0;
    return n;
}

static bool run(analysis *a)
{
    const drg_document *doc = a->doc;
    if (!drg_segment(a->model, doc->text, doc->blocks, doc->n_blocks, &a->segments) || !move_segments(a))
        return false;
    for (size_t i = 0; i < a->n_sentences;) {
        size_t done = run_group(a, i);
        if (done == 0)
            return false;
        i += done;
    }
    return drg_entities_again(&a->doc->arena, a->tokens, a->n_tokens, a->entities, a->n_entities, &a->entities,
                              &a->n_entities);
}

/* To hundredths: so much goes through CoNLL-U, and what is coded from there must be what is coded at once. */
static float hundredths(float confidence)
{
    return confidence > 0 ? (float)(unsigned)(confidence * 100 + 0.5F) / 100 : 0;
}

static void round_confidences(analysis *a)
{
    for (size_t i = 0; i < a->n_tokens; i++)
        a->tokens[i].confidence = hundredths(a->tokens[i].confidence);
    for (size_t i = 0; i < a->n_entities; i++)
        a->entities[i].confidence = hundredths(a->entities[i].confidence);
}

drg_status drg_analyse(const drg_model *model, drg_document *doc, drg_error *err)
{
    return drg_analyse__tapped(model, doc, NULL, NULL, err);
}

drg_status drg_analyse__tapped(const drg_model *model, drg_document *doc, drg_naming_tap *tap, void *context,
                               drg_error *err)
{
    if (doc->analysed)
        return drg_fail(err, DRG_ESTAGE, "the document is analysed already");
    drg_arena_point mark = drg_arena_mark(&doc->arena);
    analysis a = {.model = model, .doc = doc, .network = {.tap = tap, .tap_context = context}};
    bool ok = run(&a);
    if (ok) {
        round_confidences(&a);
        doc->analysed = true;
        doc->tokens = a.tokens;
        doc->n_tokens = a.n_tokens;
        doc->sentences = a.sentences;
        doc->n_sentences = a.n_sentences;
        doc->multiwords = a.multiwords;
        doc->n_multiwords = a.segments.multiwords.n;
        doc->entities = a.entities;
        doc->n_entities = a.n_entities;
    } else {
        drg_arena_rewind(&doc->arena, mark);
    }
    drg_segments_release(&a.segments);
    drg_network_work_release(&a.network);
    drg_scratch_release(&a.inputs);
    drg_scratch_release(&a.start);
    drg_scratch_release(&a.guesses);
    return ok ? DRG_OK : drg_fail_nomem(err);
}

const drg_token *drg_document_tokens(const drg_document *doc, size_t *n)
{
    *n = doc->n_tokens;
    return doc->tokens;
}

const drg_sentence *drg_document_sentences(const drg_document *doc, size_t *n)
{
    *n = doc->n_sentences;
    return doc->sentences;
}

const drg_multiword *drg_document_multiwords(const drg_document *doc, size_t *n)
{
    *n = doc->n_multiwords;
    return doc->multiwords;
}

const drg_named *drg_document_entities(const drg_document *doc, size_t *n)
{
    *n = doc->n_entities;
    return doc->entities;
}

bool drg_language_is_read(drg_str language)
{
    bool english = language.len >= 2 && (language.ptr[0] | 32) == 'e' && (language.ptr[1] | 32) == 'n';
    return language.len == 0 || (english && (language.len == 2 || language.ptr[2] == '-' || language.ptr[2] == '_'));
}
