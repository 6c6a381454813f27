/* tests/unit/toy_tree.h - analysed documents for tests, from sentences with a few marks on their words.
 *
 * "At least 12 soldiers were killed|P on Sunday ." gives the tokens, and the tree that a treebank would have for so
 * simple a clause. It is no parser: the verbs must be marked, and what it gets wrong is said in the sentence.
 *
 *   ^word        nothing stands between this word and the one before
 *   ~word        begins a phrase of its own ("killed 12 people ~Sunday")
 *   word|C       its class: V finite past, S finite present, P past participle, G -ing form, I infinitive (verbs);
 *                N noun, J adjective, D adverb, X name, A preposition, M number, R pronoun, U auxiliary
 *   word|C=lemma its lemma, where cutting off an ending does not give it
 *   word|C@4:obj its head, counted from 1 (0: root), and relation
 */
#ifndef DRG_TESTS_TOY_TREE_H
#define DRG_TESTS_TOY_TREE_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/document.h"

enum { TOY_MAX = 80 };

typedef struct toy_word {
    char form[80], lemma[80];
    char kind; /* as above; D T C P' for determiners, conjunctions, punctuation: 'd' 'c' '.' */
    bool glued, breaks, fixed, plural;
    int head; /* from 0; -1 root; -2 open */
    const char *rel;
    char own_rel[20];
} toy_word;

typedef struct toy {
    toy_word w[TOY_MAX];
    int n;
} toy;

static bool toy_in(const char *word, const char *list)
{
    size_t len = strlen(word);
    for (const char *at = strstr(list, word); at; at = strstr(at + 1, word))
        if ((at == list || at[-1] == ' ') && (at[len] == ' ' || at[len] == '\0'))
            return true;
    return false;
}

static char toy_guess(const char *low, const char *form)
{
    if (toy_in(low, "the a an this that these those no all both each every another its their his her our any"))
        return 'd';
    if (toy_in(low, "in on at by for from to of with over under into between after before since until through during "
                    "about against near within than as including up per above"))
        return 'A';
    if (toy_in(low, "is are was were be been being has have had will would could may might must can should did do 's"))
        return 'U';
    if (toy_in(low, "and or but nor"))
        return 'c';
    if (toy_in(low, "he she it they we i who which them him none nobody one"))
        return 'R';
    if (toy_in(low, "not more least most some nearly almost around roughly only just later earlier ago also"))
        return 'D';
    if (strchr("0123456789", form[0]))
        return 'M';
    if (toy_in(low,
               "two three four five six seven eight nine ten eleven twelve twenty thirty forty fifty sixty seventy "
               "eighty ninety hundred thousand million billion dozen zero"))
        return 'M';
    if (strchr(".,;:()-\"$%", form[0]) || !strncmp(form, "€", 3))
        return '.';
    if (toy_in(low, "dead several few many other multiple last next past recent same following new former ukrainian "
                    "russian syrian long-range ballistic cruise"))
        return 'J';
    return form[0] >= 'A' && form[0] <= 'Z' ? 'X' : 'N';
}

static void toy_lemma(toy_word *w)
{
    size_t len = strlen(w->lemma);
    char *end = w->lemma + len;
    if (w->kind == 'N' || w->kind == 'X') {
        static const char *const odd[][2] = {{"people", "people"},  {"men", "man"},    {"women", "woman"},
                                             {"children", "child"}, {"lives", "life"}, {"police", "police"},
                                             {"troops", "troop"},   {"news", "news"}};
        for (size_t i = 0; i < sizeof odd / sizeof *odd; i++)
            if (!strcmp(w->lemma, odd[i][0])) {
                strcpy(w->lemma, odd[i][1]);
                w->plural = true;
                return;
            }
        if (len > 3 && end[-1] == 's' && end[-2] != 's' && end[-2] != 'u') {
            w->plural = true;
            if (end[-2] == 'e' && end[-3] == 'i')
                strcpy(end - 3, "y");
            else
                end[-1] = '\0';
        }
    } else if (strchr("VPSGI", w->kind)) {
        if (len > 4 && !strcmp(end - 3, "ing"))
            end[-3] = '\0';
        else if (len > 3 && !strcmp(end - 3, "ied"))
            strcpy(end - 3, "y");
        else if (len > 3 && !strcmp(end - 2, "ed"))
            end[-2] = '\0';
        else if (w->kind == 'S' && len > 2 && end[-1] == 's')
            end[-1] = '\0';
    } else if (w->kind == 'U' && toy_in(w->form, "is are was were be been being")) {
        strcpy(w->lemma, "be");
    } else if (w->kind == 'U' && toy_in(w->form, "has have had")) {
        strcpy(w->lemma, "have");
    }
}

static void toy_read(toy *t, const char *text)
{
    t->n = 0;
    while (*text) {
        size_t len = strcspn(text, " ");
        if (!len) {
            text++;
            continue;
        }
        toy_word *w = &t->w[t->n++];
        char item[80];
        memset(w, 0, sizeof *w);
        snprintf(item, sizeof item, "%.*s", (int)len, text);
        text += len;
        char *form = item, *bar = strchr(item + 1, '|');
        if (bar)
            *bar++ = '\0';
        for (; (*form == '^' || *form == '~') && form[1]; form++)
            *(*form == '^' ? &w->glued : &w->breaks) = true;
        snprintf(w->form, sizeof w->form, "%s", form);
        for (size_t i = 0; form[i]; i++)
            w->lemma[i] = (char)(form[i] >= 'A' && form[i] <= 'Z' ? form[i] | 0x20 : form[i]);
        w->kind = bar && *bar && *bar != '=' && *bar != '@' ? *bar++ : toy_guess(w->lemma, form);
        if (w->kind == 'X')
            strcpy(w->lemma, w->form);
        w->head = -2;
        toy_lemma(w);
        if (bar && *bar == '=') {
            size_t n = strcspn(++bar, "@");
            snprintf(w->lemma, sizeof w->lemma, "%.*s", (int)n, bar);
            bar += n;
        }
        if (bar && *bar == '@') {
            w->head = (int)strtol(bar + 1, &bar, 10) - 1;
            snprintf(w->own_rel, sizeof w->own_rel, "%s", bar + 1);
            w->rel = w->own_rel;
            w->fixed = true;
        }
    }
}

static void toy_arc(toy *t, int word, int head, const char *rel)
{
    if (t->w[word].head == -2 && word != head) {
        t->w[word].head = head;
        t->w[word].rel = rel;
    }
}

static bool toy_is_verb(const toy_word *w)
{
    return strchr("VPSGI", w->kind) != NULL;
}

/* The next word that is no adverb, from i on in the given direction; n or -1: none. */
static int toy_skip(const toy *t, int i, int step)
{
    while (i >= 0 && i < t->n && (t->w[i].kind == 'D' || !strcmp(t->w[i].form, "not")))
        i += step;
    return i;
}

/* "At least", "more than", "as many as", "up to" before a number: no prepositions. Marks them as adverbs of it. */
static void toy_modifiers(toy *t)
{
    static const char *const phrases[] = {"at least",     "more than",     "as many as",   "up to",      "fewer than",
                                          "less than",    "no fewer than", "no more than", "about",      "over",
                                          "around",       "nearly",        "some",         "upwards of", "a total of",
                                          "an estimated", "a record",      "close to",     "under"};
    for (int i = 0; i < t->n; i++)
        for (size_t p = 0; p < sizeof phrases / sizeof *phrases; p++) {
            char words[40];
            snprintf(words, sizeof words, "%s", phrases[p]);
            int j = i;
            for (char *word = strtok(words, " "); word && j < t->n; word = strtok(NULL, " "), j++)
                if (strcmp(t->w[j].lemma, word)) {
                    j = t->n;
                    break;
                }
            bool vague = j < t->n && (t->w[j].kind == 'M' || toy_in(t->w[j].lemma, "several hundreds dozens $"));
            if (j >= t->n || !(vague || !strcmp(t->w[j].lemma, "a")))
                continue;
            if (!vague && !(j + 1 < t->n && toy_in(t->w[j + 1].lemma, "dozen hundred thousand million hour week")))
                continue;
            for (int k = i; k < j; k++) {
                t->w[k].kind = 'D';
                toy_arc(t, k, j, "advmod");
            }
        }
}

static bool toy_in_chunk(const toy_word *w)
{
    return strchr("dJMNXR", w->kind) != NULL;
}

/* Heads inside one noun phrase, words [from, to). @return its head. */
static int toy_chunk(toy *t, int from, int to)
{
    int head = to - 1;
    for (int i = to - 1; i >= from; i--)
        if (t->w[i].kind == 'N' || t->w[i].kind == 'X') {
            head = i;
            break;
        }
    for (int i = from; i < to; i++) {
        const char *rel = t->w[i].kind == 'd'   ? "det"
                          : t->w[i].kind == 'J' ? "amod"
                          : t->w[i].kind == 'M' ? "nummod"
                                                : "compound";
        bool numeral = t->w[i].kind == 'M' && i + 1 < to && t->w[i + 1].kind == 'M';
        toy_arc(t, i, numeral ? i + 1 : head, numeral ? "compound" : rel);
    }
    return head;
}

static int toy_verb_left(const toy *t, int i)
{
    while (--i >= 0 && !toy_is_verb(&t->w[i])) {
    }
    return i;
}

static bool toy_is_passive(const toy *t, int verb)
{
    for (int i = verb - 1; i >= 0 && (t->w[i].kind == 'U' || t->w[i].kind == 'D'); i--)
        if (!strcmp(t->w[i].lemma, "be"))
            return t->w[verb].kind == 'P';
    return false;
}

/* What a noun phrase is to the rest. last: head of the phrase before, or -1. */
static void toy_attach(toy *t, int from, int to, int head, int last, int root)
{
    int left = toy_skip(t, from - 1, -1), right = toy_skip(t, to, 1), verb = toy_verb_left(t, from);
    bool to_verb = right < t->n && (t->w[right].kind == 'U' || strchr("VS", t->w[right].kind));
    int next = right;
    while (next < t->n && (t->w[next].kind == 'U' || t->w[next].kind == 'D'))
        next++;
    if (left >= 0 && t->w[left].kind == 'A') {
        toy_arc(t, left, head, "case");
        bool of = (!strcmp(t->w[left].form, "of") || !strcmp(t->w[left].form, "including")) && last >= 0;
        bool by = !strcmp(t->w[left].form, "by") && verb >= 0 && t->w[verb].kind == 'P';
        toy_arc(t, head, of ? last : verb >= 0 ? verb : root, of ? "nmod" : by ? "obl:agent" : "obl");
    } else if (to_verb && next < t->n && toy_is_verb(&t->w[next])) {
        toy_arc(t, head, next, toy_is_passive(t, next) ? "nsubj:pass" : "nsubj");
    } else if (left >= 0 && last >= 0 && (t->w[left].kind == 'c' || !strcmp(t->w[left].form, ",")) &&
               left - last <= 2) {
        toy_arc(t, head, last, "conj");
    } else if (verb >= 0 && left == verb && t->w[verb].kind != 'P') {
        toy_arc(t, head, verb, "obj");
    } else {
        toy_arc(t, head, verb >= 0 ? verb : root, verb >= 0 ? "obl:unmarked" : "nsubj");
    }
}

static void toy_verbs(toy *t, int root)
{
    for (int i = 0; i < t->n; i++) {
        if (!toy_is_verb(&t->w[i]))
            continue;
        int before = toy_verb_left(t, i), left = toy_skip(t, i - 1, -1);
        for (int a = left; a >= 0 && (t->w[a].kind == 'U' || t->w[a].kind == 'D'); a--)
            if (t->w[a].kind == 'U')
                toy_arc(t, a, i, toy_is_passive(t, i) && !strcmp(t->w[a].lemma, "be") ? "aux:pass" : "aux");
        if (i == root)
            continue;
        if (left >= 0 && t->w[left].kind == 'A' && t->w[i].kind == 'I')
            toy_arc(t, left, i, "mark");
        const char *rel = t->w[i].kind == 'I' ? "xcomp" : t->w[i].kind == 'G' ? "advcl" : "conj";
        if (t->w[i].kind == 'P' && !toy_is_passive(t, i) && left >= 0 && strchr("NXM", t->w[left].kind)) {
            toy_arc(t, i, left, "acl");
            continue;
        }
        toy_arc(t, i, before >= 0 ? before : root, rel);
    }
}

static int toy_root(const toy *t)
{
    for (int i = 0; i < t->n; i++)
        if (t->w[i].head == -1)
            return i;
    for (int i = 0; i < t->n; i++)
        if (strchr("VS", t->w[i].kind) || (t->w[i].kind == 'P' && toy_is_passive(t, i)) ||
            (t->w[i].kind == 'I' && i > 0 && t->w[i - 1].kind == 'U'))
            return i;
    for (int i = 0; i < t->n; i++)
        if (toy_is_verb(&t->w[i]))
            return i;
    for (int i = t->n - 1; i >= 0; i--)
        if (t->w[i].kind == 'N')
            return i;
    return 0;
}

static void toy_parse(toy *t)
{
    toy_modifiers(t);
    int root = toy_root(t), last = -1;
    t->w[root].head = -1;
    t->w[root].rel = "root";
    for (int i = 0; i < t->n;) {
        if (!toy_in_chunk(&t->w[i])) {
            i++;
            continue;
        }
        int to = i + 1;
        while (to < t->n && toy_in_chunk(&t->w[to]) && !t->w[to].breaks && t->w[to].kind != 'd')
            to++;
        int head = toy_chunk(t, i, to);
        toy_attach(t, i, to, head, last, root);
        last = head;
        i = to;
    }
    toy_verbs(t, root);
    for (int i = 0; i < t->n; i++)
        toy_arc(t, i, root,
                t->w[i].kind == '.'   ? "punct"
                : t->w[i].kind == 'c' ? "cc"
                : t->w[i].kind == 'D' ? "advmod"
                                      : "dep");
}

static drg_upos toy_upos(char kind)
{
    switch (kind) {
    case 'V':
    case 'S':
    case 'P':
    case 'G':
    case 'I':
        return DRG_UPOS_VERB;
    case 'N':
        return DRG_UPOS_NOUN;
    case 'X':
        return DRG_UPOS_PROPN;
    case 'J':
        return DRG_UPOS_ADJ;
    case 'D':
        return DRG_UPOS_ADV;
    case 'A':
        return DRG_UPOS_ADP;
    case 'M':
        return DRG_UPOS_NUM;
    case 'R':
        return DRG_UPOS_PRON;
    case 'U':
        return DRG_UPOS_AUX;
    case 'd':
        return DRG_UPOS_DET;
    case 'c':
        return DRG_UPOS_CCONJ;
    default:
        return DRG_UPOS_PUNCT;
    }
}

static const char *toy_feats(const toy *t, int i)
{
    const toy_word *w = &t->w[i];
    switch (w->kind) {
    case 'V':
        return "Mood=Ind|Tense=Past|VerbForm=Fin";
    case 'S':
        return "Mood=Ind|Tense=Pres|VerbForm=Fin";
    case 'P':
        return toy_is_passive(t, i) ? "Tense=Past|VerbForm=Part|Voice=Pass" : "Tense=Past|VerbForm=Part";
    case 'G':
        return "Tense=Pres|VerbForm=Part";
    case 'I':
        return "VerbForm=Inf";
    case 'U':
        return toy_in(w->form, "is are has have") ? "Mood=Ind|Tense=Pres|VerbForm=Fin"
                                                  : "Mood=Ind|Tense=Past|VerbForm=Fin";
    case 'N':
    case 'X':
        return w->plural ? "Number=Plur" : "Number=Sing";
    default:
        return "";
    }
}

static drg_rel toy_rel(const char *name)
{
    static const struct {
        drg_rel rel;
        const char *text;
    } rels[] = {
#define TOY_REL_(rel_name, text) {rel_name, text},
        DRG_REL_LIST(TOY_REL_)
#undef TOY_REL_
    };
    for (size_t i = 0; i < sizeof rels / sizeof *rels; i++)
        if (!strcmp(rels[i].text, name))
            return rels[i].rel;
    return DRG_REL_DEP;
}

static drg_str toy_keep(drg_document *doc, const char *text)
{
    return drg_arena_copy(&doc->arena, drg_str_of(text));
}

/** An analysed document of one sentence, published that day ("YYYY-MM-DD" or NULL). Free it. */
static drg_document *toy_document(const char *marked, const char *published)
{
    toy t;
    char text[2000] = "";
    toy_read(&t, marked);
    toy_parse(&t);
    for (int i = 0; i < t.n; i++) {
        if (i && !t.w[i].glued && strcmp(t.w[i - 1].form, "(") && !strchr(".,;:)", t.w[i].form[0]))
            strcat(text, " ");
        strcat(text, t.w[i].form);
    }
    drg_document *doc = drg_document_new();
    assert_non_null(doc);
    assert_int_equal(drg_document_set_text(doc, drg_str_of(text), NULL), DRG_OK);
    if (published)
        doc->meta.published = toy_keep(doc, published);
    doc->tokens = drg_arena_array(&doc->arena, (size_t)t.n + 1, sizeof *doc->tokens);
    doc->sentences = drg_arena_array(&doc->arena, 1, sizeof *doc->sentences);
    const char *at = doc->text.ptr;
    for (int i = 0; i < t.n; i++) {
        drg_token *token = &doc->tokens[i];
        at = strstr(at, t.w[i].form);
        token->span.start = (uint32_t)(at - doc->text.ptr);
        at += strlen(t.w[i].form);
        token->span.end = (uint32_t)(at - doc->text.ptr);
        token->form = drg_str_sub(doc->text, token->span.start, token->span.end);
        token->lemma = toy_keep(doc, t.w[i].lemma);
        token->feats = toy_keep(doc, toy_feats(&t, i));
        token->deprel = toy_keep(doc, t.w[i].rel);
        token->rel = (uint8_t)toy_rel(t.w[i].rel);
        token->upos = (uint8_t)toy_upos(t.w[i].kind);
        token->head = t.w[i].head < 0 ? DRG_NONE : (uint32_t)t.w[i].head;
        token->confidence = 1;
    }
    doc->n_tokens = (size_t)t.n;
    doc->sentences[0] = (drg_sentence){{0, (uint32_t)doc->text.len}, 0, (uint32_t)t.n, 0};
    doc->n_sentences = 1;
    doc->analysed = true;
    return doc;
}

#endif
