/* src/code/tree.c - walking dependency trees: who is subject of what, through passives, control and relatives. */
#include <string.h>

#include "code/reading.h"

/** No walk up a tree goes further; sentences are no longer than this. */
enum { MAX_CLIMB = DRG_MAX_SENTENCE_WORDS };

bool drg_tree__has_feat(const drg_token *t, const char *feat)
{
    size_t len = strlen(feat);
    for (size_t i = 0; i + len <= t->feats.len; i++) {
        bool begins = i == 0 || t->feats.ptr[i - 1] == '|';
        bool ends = i + len == t->feats.len || t->feats.ptr[i + len] == '|';
        if (begins && ends && memcmp(t->feats.ptr + i, feat, len) == 0)
            return true;
    }
    return false;
}

bool drg_tree__is(const drg_token *t, const char *lemma)
{
    return drg_str_is(t->lemma, lemma);
}

bool drg_tree__lemma_in(const drg_token *t, const char *const *lemmas)
{
    for (; *lemmas != NULL; lemmas++)
        if (drg_tree__is(t, *lemmas))
            return true;
    return false;
}

bool drg_tree__in(const drg_reading *r, uint32_t t, drg_code_set set)
{
    uint8_t id = r->coder->set[set];
    return id != 0xff && r->word[t] != 0 && drg_knowledge__in_set(r->knowledge, r->word[t], id);
}

bool drg_tree__is_modifier(const drg_token *t)
{
    return t->rel == DRG_REL_AMOD || t->rel == DRG_REL_COMPOUND || t->rel == DRG_REL_NMOD_DESC ||
           t->rel == DRG_REL_NMOD_UNMARKED || t->rel == DRG_REL_NMOD || t->rel == DRG_REL_NMOD_POSS;
}

bool drg_tree__is_nominal(const drg_token *t)
{
    switch (t->upos) {
    case DRG_UPOS_NOUN:
    case DRG_UPOS_PROPN:
    case DRG_UPOS_PRON:
    case DRG_UPOS_NUM:
    case DRG_UPOS_X:
    case DRG_UPOS_SYM:
        return true;
    default:
        return false;
    }
}

/* ------------------------------------------------------------------ making it walkable */

static void link_children(drg_reading *r)
{
    for (uint32_t t = 0; t < r->n; t++)
        r->first_child[t] = r->next_sibling[t] = DRG_NONE;
    for (uint32_t t = r->n; t-- > 0;) {
        uint32_t head = r->token[t].head;
        if (head == DRG_NONE)
            continue;
        r->next_sibling[t] = r->first_child[head];
        r->first_child[head] = t;
    }
}

static void measure_subtrees(drg_reading *r)
{
    for (uint32_t t = 0; t < r->n; t++)
        r->left[t] = r->right[t] = t;
    for (uint32_t t = 0; t < r->n; t++) {
        uint32_t up = r->token[t].head;
        for (int i = 0; up != DRG_NONE && i < MAX_CLIMB; i++) {
            if (t < r->left[up])
                r->left[up] = t;
            else if (t > r->right[up])
                r->right[up] = t;
            else if (r->left[up] <= t && t <= r->right[up] && up != r->token[t].head)
                break; /* already seen from here on up */
            up = r->token[up].head;
        }
    }
}

/** The preposition of a noun as one phrase: "because of", "according to". */
static uint32_t preposition(const drg_reading *r, uint32_t marker)
{
    char phrase[64];
    size_t len = 0;
    uint32_t parts[4] = {marker};
    size_t n = 1;
    DRG_EACH_CHILD(r, marker, c)
        if (r->token[c].rel == DRG_REL_FIXED && n < 4)
            parts[n++] = c;
    for (size_t i = 0; i < n; i++) {
        drg_str f = r->folded[parts[i]];
        if (len + f.len + 1 >= sizeof phrase)
            break;
        if (i > 0)
            phrase[len++] = ' ';
        if (f.len > 0)
            memcpy(phrase + len, f.ptr, f.len);
        len += f.len;
    }
    return drg_knowledge__word(r->knowledge, (drg_str){phrase, len});
}

static void find_prepositions(drg_reading *r)
{
    for (uint32_t t = 0; t < r->n; t++) {
        if (r->token[t].rel != DRG_REL_CASE || r->token[t].head == DRG_NONE)
            continue;
        uint32_t noun = r->token[t].head, prep = preposition(r, t);
        if (prep == 0)
            continue;
        if (r->prep[noun] == 0)
            r->prep[noun] = prep;
        else if (r->prep2[noun] == 0)
            r->prep2[noun] = prep;
    }
}

static bool fold_words(drg_reading *r)
{
    for (uint32_t t = 0; t < r->n; t++) {
        drg_str form = r->token[t].form;
        bool clitic =
            drg_str_is(form, "'s") || drg_str_is(form, "’s") || drg_str_is(form, "'") || drg_str_is(form, "’");
        if (clitic && r->token[t].upos != DRG_UPOS_PUNCT)
            continue;
        r->folded[t] = drg_str_fold(r->arena, form);
        if (r->folded[t].ptr == NULL)
            return false;
    }
    return true;
}

/** The number of text[0, len) + add; 0 where no table names it. */
static uint32_t number_of(const drg_reading *r, const char *text, size_t len, const char *add)
{
    char word[72];
    size_t n = strlen(add);
    if (len == 0 || len > 64 || n > 4)
        return 0;
    memcpy(word, text, len);
    memcpy(word + len, add, n);
    return drg_knowledge__word(r->knowledge, (drg_str){word, len + n});
}

static bool ends_in(const char *text, size_t len, const char *ending)
{
    size_t n = strlen(ending);
    return len > n + 1 && memcmp(text + len - n, ending, n) == 0;
}

/** The first word of the tables that a regular form can come from: "shelled", "denies", "stopping". */
static uint32_t undo_inflection(const drg_reading *r, const char *form, size_t len)
{
    static const char *const endings[] = {"ied", "ies", "ed", "ing", "es", "s"};
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        if (!ends_in(form, len, endings[i]))
            continue;
        size_t stem = len - strlen(endings[i]);
        bool doubled = stem > 2 && form[stem - 1] == form[stem - 2];
        uint32_t w = 0;
        if (endings[i][0] == 'i' && endings[i][1] == 'e')
            w = number_of(r, form, stem, "y");
        if (w == 0)
            w = number_of(r, form, stem, "");
        if (w == 0)
            w = number_of(r, form, stem, "e");
        if (w == 0 && doubled)
            w = number_of(r, form, stem - 1, "");
        if (w != 0)
            return w;
    }
    return 0;
}

static void lower_case(drg_str text, char *out)
{
    for (size_t i = 0; i < text.len; i++) {
        char c = text.ptr[i];
        out[i] = c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
    }
}

/** The word of the tables: the lemma; of a name the lemma in lower case; of a verb or noun whose lemma no table holds,
 * what its form can be an inflection of. */
static uint32_t word_number(const drg_reading *r, const drg_token *t)
{
    uint32_t w = drg_knowledge__word(r->knowledge, t->lemma);
    char lower[64];
    size_t len = t->form.len;
    if (len == 0 || len >= sizeof lower)
        return w;
    lower_case(t->form, lower);
    bool verb = t->upos == DRG_UPOS_VERB;
    bool gerund = verb && t->lemma.len > 5 && ends_in(t->lemma.ptr, t->lemma.len, "ing");
    if (w != 0 && !gerund)
        return w;
    /* "massing" may be a word of the tables, too, and the verb is "mass" */
    uint32_t undone = verb ? undo_inflection(r, lower, len) : 0;
    if (undone != 0 || w != 0)
        return undone != 0 ? undone : w;
    if (verb || t->upos == DRG_UPOS_PROPN || t->upos == DRG_UPOS_NOUN)
        w = number_of(r, lower, len, "");
    if (w == 0 && t->upos == DRG_UPOS_NOUN)
        w = undo_inflection(r, lower, len);
    return w;
}

/** "sit-in", "cease-fire", "test-fired": three tokens that are one word of the tables. The part that the other hangs on
 * stands for the word, and the other for none. */
static void join_hyphens(drg_reading *r)
{
    for (uint32_t t = 2; t < r->n; t++) {
        const drg_token *a = &r->token[t - 2], *dash = &r->token[t - 1], *b = &r->token[t];
        bool joined = drg_str_is(dash->form, "-") && a->span.end == dash->span.start && dash->span.end == b->span.start;
        char text[64];
        size_t len = a->form.len;
        if (!joined || len + 1 + b->lemma.len >= sizeof text || len == 0 || b->lemma.len == 0)
            continue;
        lower_case(a->form, text);
        text[len] = '-';
        lower_case(b->lemma, text + len + 1);
        len += 1 + b->lemma.len;
        uint32_t w = drg_knowledge__word(r->knowledge, (drg_str){text, len});
        if (w == 0)
            continue;
        bool first = b->head == t - 2;
        r->word[t - 2] = first ? w : 0;
        r->word[t] = first ? 0 : w;
    }
}

drg_status drg_reading__begin(drg_reading *r, const drg_coder *coder, drg_document *doc)
{
    *r = (drg_reading){.coder = coder,
                       .knowledge = coder->knowledge,
                       .doc = doc,
                       .arena = &doc->arena,
                       .token = doc->tokens,
                       .n = (uint32_t)doc->n_tokens};
    if (!drg_reading__repair(r))
        return DRG_ENOMEM;
    size_t n = doc->n_tokens;
    uint32_t **arrays[] = {&r->first_child, &r->next_sibling, &r->left,    &r->right,     &r->word,
                           &r->prep,        &r->prep2,        &r->mark_at, &r->mention_at};
    for (size_t i = 0; i < sizeof arrays / sizeof *arrays; i++)
        if ((*arrays[i] = drg_arena_array(r->arena, n, sizeof(uint32_t))) == NULL)
            return DRG_ENOMEM;
    r->folded = drg_arena_array(r->arena, n, sizeof *r->folded);
    r->prose = drg_arena_array(r->arena, n, 1);
    r->dateline = drg_arena_array(r->arena, n, 1);
    r->division = drg_arena_array(r->arena, n, 1);
    if (r->folded == NULL || r->prose == NULL || r->dateline == NULL || r->division == NULL || !fold_words(r))
        return DRG_ENOMEM;
    link_children(r);
    measure_subtrees(r);
    find_prepositions(r);
    for (uint32_t t = 0; t < r->n; t++) {
        r->word[t] = word_number(r, &r->token[t]);
        r->mark_at[t] = r->mention_at[t] = DRG_NONE;
        uint32_t block = doc->sentences[r->token[t].sentence].block;
        r->prose[t] = block >= doc->n_blocks || doc->blocks[block].kind == DRG_BLOCK_PROSE;
    }
    join_hyphens(r);
    drg_headers__mark(r);
    return DRG_OK;
}

drg_span drg_reading__span(const drg_reading *r, uint32_t first, uint32_t last)
{
    return (drg_span){r->token[first].span.start, r->token[last].span.end};
}

drg_str drg_reading__text(const drg_reading *r, drg_span span)
{
    return drg_str_sub(r->doc->text, span.start, span.end);
}

/* ------------------------------------------------------------------ simple questions */

uint32_t drg_tree__child(const drg_reading *r, uint32_t t, drg_rel rel)
{
    DRG_EACH_CHILD(r, t, c)
        if (r->token[c].rel == rel)
            return c;
    return DRG_NONE;
}

bool drg_tree__has_child_lemma(const drg_reading *r, uint32_t t, const char *lemma)
{
    DRG_EACH_CHILD(r, t, c)
        if (drg_tree__is(&r->token[c], lemma))
            return true;
    return false;
}

bool drg_tree__dominates(const drg_reading *r, uint32_t a, uint32_t t)
{
    for (int i = 0; t != DRG_NONE && i <= MAX_CLIMB; i++, t = r->token[t].head)
        if (t == a)
            return true;
    return false;
}

bool drg_tree__is_clause(const drg_reading *r, uint32_t t)
{
    const drg_token *tok = &r->token[t];
    switch (tok->rel) {
    case DRG_REL_ROOT:
    case DRG_REL_CCOMP:
    case DRG_REL_CSUBJ:
    case DRG_REL_CSUBJ_PASS:
    case DRG_REL_ADVCL:
    case DRG_REL_ADVCL_RELCL:
    case DRG_REL_ACL:
    case DRG_REL_ACL_RELCL:
    case DRG_REL_PARATAXIS:
    case DRG_REL_XCOMP:
        return true;
    case DRG_REL_CONJ:
        return tok->upos == DRG_UPOS_VERB || drg_tree__child(r, t, DRG_REL_NSUBJ) != DRG_NONE ||
               drg_tree__child(r, t, DRG_REL_COP) != DRG_NONE;
    default:
        return tok->head == DRG_NONE;
    }
}

uint32_t drg_tree__clause(const drg_reading *r, uint32_t t)
{
    for (int i = 0; i < MAX_CLIMB && !drg_tree__is_clause(r, t) && r->token[t].head != DRG_NONE; i++)
        t = r->token[t].head;
    return t;
}

uint32_t drg_tree__distance(const drg_reading *r, uint32_t a, uint32_t b, uint32_t clause)
{
    if (r->token[a].sentence != r->token[b].sentence)
        return UINT32_MAX;
    uint32_t up = 0;
    for (uint32_t x = a; x != DRG_NONE && up < 100000; x = r->token[x].head) {
        uint32_t down = 0;
        for (uint32_t y = b; y != DRG_NONE; y = r->token[y].head) {
            if (x == y)
                return up + down;
            down += 1 + (drg_tree__is_clause(r, y) ? clause : 0);
        }
        up += 1 + (drg_tree__is_clause(r, x) ? clause : 0);
    }
    return UINT32_MAX;
}

/* ------------------------------------------------------------------ who does what to whom */

/** "tens of thousands of students", "a group of gunmen": the counted, not the count. */
static uint32_t counted(const drg_reading *r, uint32_t t)
{
    static const char *const counts[] = {"ten",     "dozen",  "score",    "hundred",  "thousand", "million", "number",
                                         "handful", "couple", "majority", "minority", "group",    "band",    "crowd",
                                         "series",  "lot",    "some",     "many",     "most",     "all",     "several",
                                         "few",     "one",    "part",     "rest",     "half",     "third",   "quarter",
                                         "each",    "both",   "two",      "three",    "%",        "percent", "portion",
                                         "bulk",    "chunk",  "swathe",   "swath",    "swarm",    NULL};
    for (int i = 0; i < 3; i++) {
        uint32_t of = DRG_NONE;
        DRG_EACH_CHILD(r, t, c)
            if (r->token[c].rel == DRG_REL_NMOD && drg_tree__has_child_lemma(r, c, "of"))
                of = c;
        bool counts_of = false;
        for (const char *const *c = counts; of != DRG_NONE && *c != NULL && !counts_of; c++)
            counts_of = drg_str_is(r->token[t].lemma, *c) || drg_str_is(r->folded[t], *c);
        bool body = drg_tree__is(&r->token[t], "group") || drg_tree__is(&r->token[t], "band");
        if (body && of != DRG_NONE &&
            !drg_tree__has_feat(&r->token[of], "Number=Plur")) /* "accused a group of murder" */
            return t;
        if (!counts_of)
            return t;
        t = of;
    }
    return t;
}

uint32_t drg_tree__antecedent(const drg_reading *r, uint32_t t)
{
    const drg_token *tok = &r->token[t];
    bool relative = (tok->upos == DRG_UPOS_PRON || tok->upos == DRG_UPOS_DET) &&
                    (drg_tree__is(tok, "who") || drg_tree__is(tok, "which") || drg_tree__is(tok, "that") ||
                     drg_tree__is(tok, "whom") || drg_tree__is(tok, "whose"));
    if (!relative)
        return counted(r, t);
    uint32_t up = t;
    for (int i = 0; i < MAX_CLIMB && up != DRG_NONE; i++) {
        if (r->token[up].rel == DRG_REL_ACL_RELCL)
            return r->token[up].head != DRG_NONE ? r->token[up].head : t;
        up = r->token[up].head;
    }
    return t;
}

bool drg_tree__is_passive(const drg_reading *r, uint32_t verb)
{
    bool aux = false, subject = false;
    if (r->token[verb].upos == DRG_UPOS_ADJ) /* "is prepared to", "are determined to": a state of its subject */
        return false;
    DRG_EACH_CHILD(r, verb, c) {
        uint8_t rel = r->token[c].rel;
        if (rel == DRG_REL_NSUBJ_PASS || rel == DRG_REL_AUX_PASS || rel == DRG_REL_CSUBJ_PASS)
            return true;
        aux |= rel == DRG_REL_AUX || rel == DRG_REL_MARK;
        subject |= rel == DRG_REL_NSUBJ;
    }
    const drg_token *t = &r->token[verb];
    if (aux || subject || !drg_tree__has_feat(t, "VerbForm=Part") || !drg_tree__has_feat(t, "Tense=Past"))
        return false;
    if (t->rel == DRG_REL_ACL || t->rel == DRG_REL_ADVCL || t->rel == DRG_REL_AMOD)
        return drg_tree__child(r, verb, DRG_REL_OBJ) == DRG_NONE;
    if (t->rel == DRG_REL_CONJ && t->head != DRG_NONE && drg_tree__child(r, verb, DRG_REL_OBJ) == DRG_NONE)
        return drg_tree__is_passive(r, t->head);
    return false;
}

static uint32_t own_subject(const drg_reading *r, uint32_t t)
{
    uint32_t outer = DRG_NONE;
    DRG_EACH_CHILD(r, t, c) {
        uint8_t rel = r->token[c].rel;
        if (rel == DRG_REL_NSUBJ || rel == DRG_REL_NSUBJ_PASS)
            return c;
        if (rel == DRG_REL_NSUBJ_OUTER)
            outer = c;
    }
    return outer;
}

/** The subject as the surface has it, inherited through coordination, control and participles. */
static uint32_t surface_subject(const drg_reading *r, uint32_t t)
{
    for (int i = 0; i < 16; i++) {
        const drg_token *tok = &r->token[t];
        uint32_t s = own_subject(r, t);
        if (s != DRG_NONE)
            return drg_tree__antecedent(r, s);
        if (tok->head == DRG_NONE)
            return DRG_NONE;
        const drg_token *head = &r->token[tok->head];
        switch (tok->rel) {
        case DRG_REL_CONJ:
        case DRG_REL_PARATAXIS:
            if (tok->rel == DRG_REL_PARATAXIS && !drg_tree__has_feat(tok, "VerbForm=Part"))
                return DRG_NONE;
            break;
        case DRG_REL_XCOMP: {
            uint32_t object = drg_tree__child(r, tok->head, DRG_REL_OBJ);
            if (object == DRG_NONE)
                object = drg_tree__child(r, tok->head, DRG_REL_IOBJ);
            if (object != DRG_NONE && object != t)
                return drg_tree__antecedent(r, object);
            break;
        }
        case DRG_REL_ADVCL: {
            /* "blamed Moscow for allowing", "barred her from running" */
            bool gerund = drg_tree__has_feat(tok, "VerbForm=Ger") || drg_tree__has_feat(tok, "VerbForm=Part");
            uint32_t object = drg_tree__object(r, tok->head);
            bool charged = drg_tree__has_child_lemma(r, t, "for") || drg_tree__has_child_lemma(r, t, "of") ||
                           drg_tree__has_child_lemma(r, t, "from");
            if (gerund && charged && object != DRG_NONE && object != t && head->upos == DRG_UPOS_VERB)
                return object;
            break;
        }
        case DRG_REL_CCOMP:
            break;
        case DRG_REL_ACL:
            if (drg_tree__has_feat(tok, "VerbForm=Inf") || drg_tree__has_child_lemma(r, t, "to")) {
                bool undergoes;
                uint32_t carrier = drg_tree__support(r, tok->head, &undergoes);
                uint32_t poss = drg_tree__child(r, tok->head, DRG_REL_NMOD_POSS);
                if (poss != DRG_NONE)
                    return drg_tree__antecedent(r, poss);
                if (carrier == DRG_NONE && head->rel == DRG_REL_OBJ)
                    carrier = head->head;
                if (carrier == DRG_NONE)
                    return DRG_NONE;
                t = carrier;
                continue;
            }
            return tok->head;
        case DRG_REL_ACL_RELCL:
            return tok->head;
        default:
            return DRG_NONE;
        }
        t = tok->head;
    }
    return DRG_NONE;
}

static uint32_t by_agent(const drg_reading *r, uint32_t t)
{
    uint32_t agent = drg_tree__child(r, t, DRG_REL_OBL_AGENT);
    if (agent != DRG_NONE)
        return agent;
    uint32_t by = drg_knowledge__word(r->knowledge, DRG_LIT("by"));
    return by != 0 ? drg_tree__under(r, t, by) : DRG_NONE;
}

uint32_t drg_tree__subject(const drg_reading *r, uint32_t verb)
{
    if (drg_tree__is_passive(r, verb))
        return by_agent(r, verb);
    return surface_subject(r, verb);
}

/** The object by whatever name the parser gives it: "allowed them to leave" may have an indirect one, "reopened the
 * crossing" a predicate. */
static uint32_t bare_object(const drg_reading *r, uint32_t verb)
{
    static const char *const copulas[] = {"become", "remain", "be", "seem", "appear", "stay", "turn", "prove", NULL};
    uint32_t object = drg_tree__child(r, verb, DRG_REL_OBJ), clause = DRG_NONE, thing = DRG_NONE;
    if (object != DRG_NONE || r->token[verb].upos != DRG_UPOS_VERB)
        return object;
    DRG_EACH_CHILD(r, verb, c) {
        if (r->token[c].rel != DRG_REL_XCOMP)
            continue;
        if (r->token[c].upos == DRG_UPOS_NOUN && c > verb && drg_tree__child(r, c, DRG_REL_CASE) == DRG_NONE)
            thing = c;
        else
            clause = c;
    }
    if (clause != DRG_NONE)
        return drg_tree__child(r, verb, DRG_REL_IOBJ);
    return drg_tree__lemma_in(&r->token[verb], copulas) ? DRG_NONE : thing;
}

uint32_t drg_tree__object(const drg_reading *r, uint32_t verb)
{
    if (drg_tree__is_passive(r, verb)) {
        const drg_token *t = &r->token[verb];
        if (own_subject(r, verb) == DRG_NONE && (t->rel == DRG_REL_ACL || t->rel == DRG_REL_AMOD))
            return t->head;
        return surface_subject(r, verb);
    }
    uint32_t object = bare_object(r, verb);
    if (object != DRG_NONE)
        return drg_tree__antecedent(r, object);
    const drg_token *t = &r->token[verb];
    /* "the town they captured", and objects shared by coordinated verbs: "attacked and destroyed the base" */
    if (t->rel == DRG_REL_ACL_RELCL && own_subject(r, verb) != DRG_NONE &&
        drg_tree__antecedent(r, own_subject(r, verb)) == own_subject(r, verb) && t->head != DRG_NONE)
        return t->head;
    DRG_EACH_CHILD(r, verb, c)
        if (r->token[c].rel == DRG_REL_CONJ && r->token[c].upos == DRG_UPOS_VERB && c == verb + 2) {
            uint32_t shared = drg_tree__child(r, c, DRG_REL_OBJ);
            if (shared != DRG_NONE && own_subject(r, c) == DRG_NONE)
                return drg_tree__antecedent(r, shared);
        }
    return DRG_NONE;
}

uint32_t drg_tree__under(const drg_reading *r, uint32_t t, uint32_t prep)
{
    DRG_EACH_CHILD(r, t, c)
        if (r->prep[c] == prep || r->prep2[c] == prep)
            return drg_tree__antecedent(r, c);
    return DRG_NONE;
}

uint32_t drg_tree__support(const drg_reading *r, uint32_t noun, bool *undergoes)
{
    static const char *const spans[] = {"day",   "week",   "hour",  "month", "round", "wave", "series", "string",
                                        "spate", "flurry", "dozen", "score", "set",   "kind", "pair",   NULL};
    *undergoes = false;
    const drg_token *t = &r->token[noun];
    if (t->rel == DRG_REL_NMOD && t->head != DRG_NONE && drg_tree__lemma_in(&r->token[t->head], spans))
        t = &r->token[noun = t->head]; /* "launched a series of attacks" */
    for (int i = 0; t->rel == DRG_REL_CONJ && t->head != DRG_NONE && i < MAX_CLIMB; i++)
        t = &r->token[noun = t->head];
    DRG_EACH_CHILD(r, noun, c) /* "an attack carried out by rebels" */
        if (r->token[c].rel == DRG_REL_ACL && drg_tree__is_passive(r, c) && drg_tree__in(r, c, DRG_SET_support))
            return c;
    if (t->head == DRG_NONE)
        return DRG_NONE;
    uint32_t verb = t->head;
    bool core = t->rel == DRG_REL_OBJ || t->rel == DRG_REL_NSUBJ_PASS;
    if (core && drg_tree__in(r, verb, DRG_SET_support))
        return verb;
    if ((core || t->rel == DRG_REL_OBL) && drg_tree__in(r, verb, DRG_SET_undergo)) {
        *undergoes = t->rel != DRG_REL_NSUBJ_PASS;
        return verb;
    }
    bool oblique = t->rel == DRG_REL_OBL &&
                   (drg_tree__is(&r->token[verb], "engage") || drg_tree__is(&r->token[verb], "participate") ||
                    drg_tree__is(&r->token[verb], "take"));
    if (oblique && drg_tree__has_child_lemma(r, noun, "in"))
        return verb;
    /* "the attack", relative: "the attack they launched" */
    DRG_EACH_CHILD(r, noun, c)
        if (r->token[c].rel == DRG_REL_ACL_RELCL && drg_tree__in(r, c, DRG_SET_support))
            return c;
    return DRG_NONE;
}
