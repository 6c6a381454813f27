/* src/eval/score.c - two sides compared, by the rules of the CoNLL 2018 shared task (Zeman et al. 2018): a word is right
 * where both have one of the same characters; all else is counted over right words, and divided by all. */
#include "eval/side.h"

#include <stdlib.h>

static void count(drg_card *card, drg_measure measure, size_t gold, size_t found, size_t right)
{
    card->has[measure] = true;
    card->of[measure].gold += gold;
    card->of[measure].found += found;
    card->of[measure].right += right;
}

static int cmp_words(const drg_side_word *a, const drg_side_word *b)
{
    if (a->start != b->start)
        return a->start < b->start ? -1 : 1;
    if (a->end != b->end)
        return a->end < b->end ? -1 : 1;
    return a->index < b->index ? -1 : a->index > b->index;
}

static bool is_functional(drg_str deprel)
{
    static const char *const names[] = {"aux", "cop", "mark", "det", "clf", "case", "cc", "punct"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (drg_str_is(deprel, names[i]))
            return true;
    return false;
}

static size_t count_content(const drg_side *side)
{
    size_t n = 0;
    for (size_t i = 0; i < side->n_words; i++)
        n += !is_functional(side->words[i].deprel);
    return n;
}

static bool same_head(const drg_side *gold, const drg_side_word *g, const drg_side *found, const drg_side_word *f)
{
    if (g->head == DRG_NONE || f->head == DRG_NONE)
        return g->head == f->head;
    return cmp_words(&gold->words[g->head], &found->words[f->head]) == 0;
}

/* A lemma that the gold file does not give is right whatever it is. */
static bool same_lemma(drg_str gold, drg_str found)
{
    return gold.len == 0 || drg_str_is(gold, "_") || drg_str_eq(gold, found);
}

static size_t count_same_sentences(const drg_side *gold, const drg_side *found)
{
    size_t same = 0;
    for (size_t i = 0, k = 0; i < gold->n_ends && k < found->n_ends;) {
        if (gold->ends[i] == found->ends[k]) {
            same += (i ? gold->ends[i - 1] : 0) == (k ? found->ends[k - 1] : 0);
            i++, k++;
        } else if (gold->ends[i] < found->ends[k]) {
            i++;
        } else {
            k++;
        }
    }
    return same;
}

void drg_side_score_trees(const drg_side *gold, const drg_side *found, drg_card *card)
{
    size_t right[DRG_N_MEASURES] = {0};
    for (size_t i = 0, k = 0; i < gold->n_words && k < found->n_words;) {
        const drg_side_word *g = &gold->words[i], *f = &found->words[k];
        int order = cmp_words(g, f);
        i += order <= 0;
        k += order >= 0;
        if (order != 0)
            continue;
        bool head = same_head(gold, g, found, f), labelled = head && drg_str_eq(g->deprel, f->deprel);
        right[DRG_MEASURE_WORDS]++;
        right[DRG_MEASURE_UPOS] += g->upos == f->upos;
        right[DRG_MEASURE_FEATS] += drg_str_eq(g->feats, f->feats);
        right[DRG_MEASURE_LEMMA] += same_lemma(g->lemma, f->lemma);
        right[DRG_MEASURE_UAS] += head;
        right[DRG_MEASURE_LAS] += labelled;
        right[DRG_MEASURE_CLAS] += labelled && !is_functional(g->deprel);
    }
    static const drg_measure of_words[] = {DRG_MEASURE_WORDS, DRG_MEASURE_UPOS, DRG_MEASURE_FEATS,
                                           DRG_MEASURE_LEMMA, DRG_MEASURE_UAS,  DRG_MEASURE_LAS};
    for (size_t m = 0; m < sizeof of_words / sizeof *of_words; m++)
        count(card, of_words[m], gold->n_words, found->n_words, right[of_words[m]]);
    count(card, DRG_MEASURE_SENTENCES, gold->n_ends, found->n_ends, count_same_sentences(gold, found));
    count(card, DRG_MEASURE_CLAS, count_content(gold), count_content(found), right[DRG_MEASURE_CLAS]);
}

void drg_side_score_names(const drg_side_name *gold, size_t n_gold, const drg_side_name *found, size_t n_found,
                          drg_card *card)
{
    size_t spans = 0, right = 0;
    for (size_t i = 0, k = 0; i < n_gold && k < n_found;) {
        const drg_side_name *g = &gold[i], *f = &found[k];
        if (g->start == f->start && g->end == f->end) {
            spans++;
            right += g->kind == f->kind;
            i++, k++;
        } else if (g->start != f->start ? g->start < f->start : g->end < f->end) {
            i++;
        } else {
            k++;
        }
    }
    count(card, DRG_MEASURE_ENTITIES, n_gold, n_found, right);
    count(card, DRG_MEASURE_UNTYPED, n_gold, n_found, spans);
}
