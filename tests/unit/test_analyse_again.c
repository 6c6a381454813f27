/* tests/unit/test_analyse_again.c - names that a document has told once are found where they come again. */
#include "analyse/again.h"
#include "base/text.h"
#include "unit.h"

#include <stdio.h>
#include <string.h>

enum { MOST = 16 };

/* Words with their tags: a word in capitals at its beginning is a proper noun. */
static size_t put(const char *const *words, drg_token *tokens)
{
    size_t n = 0;
    memset(tokens, 0, MOST * sizeof *tokens);
    for (; words[n]; n++) {
        tokens[n].form = drg_str_of(words[n]);
        tokens[n].span = (drg_span){(uint32_t)(10 * n), (uint32_t)(10 * n + tokens[n].form.len)};
        tokens[n].upos = words[n][0] >= 'A' && words[n][0] <= 'Z' ? DRG_UPOS_PROPN : DRG_UPOS_VERB;
    }
    return n;
}

/* Entities [first, count, type] of the words, and which there are in the end: "first+count type …". */
static void assert_again(const char *const *words, drg_named *given, size_t n, const char *wanted)
{
    drg_token tokens[MOST];
    drg_arena arena;
    drg_named *all = NULL;
    size_t n_all = 0, len = 0, n_tokens = put(words, tokens);
    char got[256] = "";
    drg_arena_init(&arena, 1 << 16);
    assert_true(drg_entities_again(&arena, tokens, n_tokens, given, n, &all, &n_all));
    for (size_t i = 0; i < n_all; i++)
        len += (size_t)snprintf(got + len, sizeof got - len, "%s%u+%u %d", i ? ", " : "", (unsigned)all[i].first,
                                (unsigned)all[i].count, (int)all[i].type);
    assert_string_equal(got, wanted);
    drg_arena_release(&arena);
}

static void names_come_again(void **state)
{
    (void)state;
    const char *const person[] = {"Ann", "Bell", "left", "and", "Bell", "returned", NULL};
    drg_named one[] = {{.first = 0, .count = 2, .type = DRG_ENTITY_PERSON}};
    char wanted[64];
    snprintf(wanted, sizeof wanted, "0+2 %d, 4+1 %d", DRG_ENTITY_PERSON, DRG_ENTITY_PERSON);
    assert_again(person, one, 1, wanted);

    const char *const letters[] = {"Acme", "Union", "(", "AU", ")", "left", "and", "AU", "returned", NULL};
    drg_named body[] = {{.first = 0, .count = 2, .type = DRG_ENTITY_ORG}};
    snprintf(wanted, sizeof wanted, "0+2 %d, 3+1 %d, 7+1 %d", DRG_ENTITY_ORG, DRG_ENTITY_ORG, DRG_ENTITY_ORG);
    assert_again(letters, body, 1, wanted);

    const char *const letters_of_state[] = {"Dayton", ",", "OH", ",", "OK", "and", "OH", NULL};
    drg_named town[] = {{.first = 0, .count = 1, .type = DRG_ENTITY_GPE}};
    snprintf(wanted, sizeof wanted, "0+1 %d, 2+1 %d", DRG_ENTITY_GPE, DRG_ENTITY_GPE);
    assert_again(letters_of_state, town, 1, wanted);
}

static void what_is_doubtful_or_part_of_more_stays(void **state)
{
    (void)state;
    char wanted[64];
    /* Two kinds as often; a verb; a word beside another proper noun; the first words of a body. */
    const char *const words[] = {"Jordan", "met", "Jordan", "and", "Jordan", NULL};
    drg_named both[] = {{.first = 0, .count = 1, .type = DRG_ENTITY_PERSON},
                        {.first = 2, .count = 1, .type = DRG_ENTITY_GPE}};
    snprintf(wanted, sizeof wanted, "0+1 %d, 2+1 %d", DRG_ENTITY_PERSON, DRG_ENTITY_GPE);
    assert_again(words, both, 2, wanted);

    const char *const more[] = {"Bell", "left", "for", "Bell", "Tower", "and", "bell", NULL};
    drg_named one[] = {{.first = 0, .count = 1, .type = DRG_ENTITY_PERSON}};
    snprintf(wanted, sizeof wanted, "0+1 %d", DRG_ENTITY_PERSON);
    assert_again(more, one, 1, wanted);

    const char *const body[] = {"Acme", "Union", "left", "and", "Union", NULL};
    drg_named whole[] = {{.first = 0, .count = 2, .type = DRG_ENTITY_ORG}};
    snprintf(wanted, sizeof wanted, "0+2 %d", DRG_ENTITY_ORG);
    assert_again(body, whole, 1, wanted);
    assert_again(body, NULL, 0, "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_come_again),
        cmocka_unit_test(what_is_doubtful_or_part_of_more_stays),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
