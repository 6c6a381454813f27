/* src/analyse/again.c - one name, one kind: what is sure of a name where it is told in full holds where it comes again. */
#include "analyse/again.h"

#include "analyse/chars.h"
#include "base/text.h"

#include <stdlib.h>

enum { SHORTEST_BYTES = 3, SHORTEST_LETTERS = 2 };

/* A word that names something. */
typedef struct told {
    uint64_t hash;
    drg_entity_type type;
    float confidence;
    unsigned times;
    bool doubtful; /* it names things of two kinds as often */
} told;

static int by_hash(const void *a, const void *b)
{
    const told *x = a, *y = b;
    return x->hash != y->hash ? (x->hash < y->hash ? -1 : 1) : x->type != y->type ? (x->type < y->type ? -1 : 1) : 0;
}

static bool is_letters(drg_str form)
{
    for (size_t i = 0; i < form.len; i++)
        if (form.ptr[i] < 'A' || form.ptr[i] > 'Z')
            return false;
    return form.len >= SHORTEST_LETTERS;
}

static bool is_name_word(const drg_token *t)
{
    size_t pos = 0;
    return t->upos == DRG_UPOS_PROPN && (t->form.len >= SHORTEST_BYTES || is_letters(t->form)) &&
           drg_char_is_upper(drg_utf8_next(t->form, &pos));
}

/* The letters in brackets behind a name of several words, whose first letter they begin with. */
static const drg_token *letters_behind(const drg_token *tokens, size_t n, const drg_named *e)
{
    size_t at = (size_t)e->first + e->count;
    if (e->count < 2 || at + 2 >= n || !drg_str_is(tokens[at].form, "(") || !drg_str_is(tokens[at + 2].form, ")"))
        return NULL;
    const drg_token *t = &tokens[at + 1];
    return is_letters(t->form) && t->form.ptr[0] == tokens[e->first].form.ptr[0] ? t : NULL;
}

static void tell(told *list, size_t *n, const drg_token *t, const drg_named *e)
{
    list[(*n)++] = (told){drg_str_hash(t->form), e->type, e->confidence, 1, false};
}

/* What words name, by hash, each once. @return how many. */
static size_t collect(const drg_token *tokens, size_t n_tokens, const drg_named *entities, size_t n, told *list)
{
    size_t found = 0, kept = 0;
    for (size_t i = 0; i < n; i++) {
        const drg_named *e = &entities[i];
        const drg_token *last = &tokens[e->first + e->count - 1];
        if ((e->count == 1 || e->type == DRG_ENTITY_PERSON) && is_name_word(last))
            tell(list, &found, last, e);
        const drg_token *letters = letters_behind(tokens, n_tokens, e);
        if (letters)
            tell(list, &found, letters, e);
    }
    if (found)
        qsort(list, found, sizeof *list, by_hash);
    for (size_t i = 0, end; i < found; i = end) {
        told one = list[i];
        for (end = i + 1; end < found && list[end].hash == one.hash && list[end].type == one.type; end++)
            one.times++;
        told *last = kept ? &list[kept - 1] : NULL;
        if (!last || last->hash != one.hash)
            list[kept++] = one;
        else if (one.times > last->times)
            *last = one;
        else
            last->doubtful |= one.times == last->times;
    }
    return kept;
}

static const told *find(const told *list, size_t n, drg_str form)
{
    uint64_t hash = drg_str_hash(form);
    size_t low = 0, high = n;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (list[middle].hash < hash)
            low = middle + 1;
        else
            high = middle;
    }
    return low < n && list[low].hash == hash && !list[low].doubtful ? &list[low] : NULL;
}

/* Whether the word stands alone: what a neighbour that is a proper noun belongs to may be another name. */
static bool stands_alone(const drg_token *tokens, size_t n, size_t i)
{
    return (i == 0 || tokens[i - 1].upos != DRG_UPOS_PROPN) && (i + 1 >= n || tokens[i + 1].upos != DRG_UPOS_PROPN);
}

/* "Dayton, [OH]": the letters of a state of the USA behind a comma and a place. */
static bool is_state_behind(const drg_token *tokens, size_t i, const drg_named *last)
{
    static const char states[] =
        "AL AK AZ AR CA CO CT DC DE FL GA HI IA ID IL IN KS KY LA MA MD ME MI MN MO MS MT NC ND NE NH "
        "NJ NM NV NY OH OK OR PA RI SC SD TN TX UT VA VT WA WI WV WY";
    drg_str form = tokens[i].form;
    if (!last || last->type != DRG_ENTITY_GPE || (size_t)last->first + last->count + 1 != i || form.len != 2 ||
        last->span.end - last->span.start == 2 || !drg_str_is(tokens[i - 1].form, ","))
        return false;
    for (size_t k = 0; k + 1 < sizeof states; k += 3)
        if (states[k] == form.ptr[0] && states[k + 1] == form.ptr[1])
            return true;
    return false;
}

bool drg_entities_again(drg_arena *arena, const drg_token *tokens, size_t n_tokens, drg_named *entities, size_t n,
                        drg_named **all, size_t *n_all)
{
    told *list = n ? drg_arena_alloc(arena, 2 * n * sizeof *list) : NULL;
    drg_named *out = NULL;
    size_t n_told = 0, cap = 0, made = 0, next = 0;
    if (n && !list)
        return false;
    n_told = collect(tokens, n_tokens, entities, n, list);
    for (size_t i = 0; i < n_tokens && n_told;) {
        const told *t = NULL;
        bool inside = next < n && entities[next].first == i;
        if (!inside && is_name_word(&tokens[i]) && stands_alone(tokens, n_tokens, i))
            t = find(list, n_told, tokens[i].form);
        bool state = !inside && !t && is_state_behind(tokens, i, made ? &out[made - 1] : NULL);
        if ((inside || t || state) && made == cap && !drg_arena__grow(arena, (void **)&out, &cap, sizeof *out))
            return false;
        if (t)
            out[made++] = (drg_named){tokens[i].span, (uint32_t)i, 1, t->type, t->confidence};
        if (state) {
            out[made] = (drg_named){tokens[i].span, (uint32_t)i, 1, DRG_ENTITY_GPE, out[made - 1].confidence};
            made++;
        }
        if (inside)
            out[made++] = entities[next];
        i += inside ? entities[next++].count : 1;
    }
    *all = n_told ? out : entities;
    *n_all = n_told ? made : n;
    return true;
}
