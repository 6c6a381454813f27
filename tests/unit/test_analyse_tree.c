/* tests/unit/test_analyse_tree.c - the decoder: always a tree with one root, and the best one. */
#include "analyse/tree.h"

#include "unit.h"

#include <math.h>
#include <stdlib.h>

static uint32_t seed = 7;

static uint32_t next_random(void)
{
    seed = seed * 1664525u + 1013904223u;
    return seed >> 8;
}

static bool is_tree(const uint32_t *heads, size_t n)
{
    size_t roots = 0;
    for (size_t i = 0; i < n; i++) {
        if (heads[i] > n || heads[i] == i)
            return false;
        roots += heads[i] == n;
        size_t at = i, steps = 0;
        while (at != n && steps++ <= n)
            at = heads[at];
        if (at != n)
            return false;
    }
    return roots == 1;
}

static double total(const float *scores, const uint32_t *heads, size_t n)
{
    double sum = 0;
    for (size_t i = 0; i < n; i++)
        sum += (double)scores[i * (n + 1) + heads[i]];
    return sum;
}

/* The best of all trees, by trying all. */
static double best_by_force(const float *scores, size_t n)
{
    uint32_t heads[6] = {0};
    double best = -INFINITY;
    for (;;) {
        if (is_tree(heads, n) && total(scores, heads, n) > best)
            best = total(scores, heads, n);
        size_t i = 0;
        while (i < n && ++heads[i] > n)
            heads[i++] = 0;
        if (i == n)
            return best;
    }
}

static void small_trees_are_the_best(void **state)
{
    (void)state;
    drg_tree_work work = {0};
    for (int round = 0; round < 3000; round++) {
        size_t n = 1 + next_random() % 5;
        float scores[5 * 6];
        for (size_t i = 0; i < n * (n + 1); i++)
            scores[i] = (float)(next_random() % 21) - 10;
        uint32_t heads[5];
        assert_true(drg_tree_best(scores, n, &work, heads));
        assert_true(is_tree(heads, n));
        assert_true(fabs(total(scores, heads, n) - best_by_force(scores, n)) < 1e-3);
    }
    drg_tree_work_release(&work);
}

static void any_scores_give_a_tree(void **state)
{
    (void)state;
    static const float strange[] = {0, 1, -1, 1e9f, -1e9f, 1e38f, -1e38f, INFINITY, -INFINITY, NAN};
    drg_tree_work work = {0};
    for (int round = 0; round < 300; round++) {
        size_t n = 1 + next_random() % 40;
        float *scores = malloc(n * (n + 1) * sizeof *scores);
        uint32_t *heads = malloc(n * sizeof *heads);
        assert_non_null(scores);
        assert_non_null(heads);
        size_t kinds = 1 + next_random() % (sizeof strange / sizeof *strange);
        for (size_t i = 0; i < n * (n + 1); i++)
            scores[i] = strange[next_random() % kinds];
        assert_true(drg_tree_best(scores, n, &work, heads));
        assert_true(is_tree(heads, n));
        free(scores);
        free(heads);
    }
    drg_tree_work_release(&work);
}

/* Cycles within cycles: pairs, pairs of pairs, … , at the greatest length. */
static void nested_cycles_are_contracted(void **state)
{
    (void)state;
    enum { N = 400 };
    drg_tree_work work = {0};
    float *scores = malloc((size_t)N * (N + 1) * sizeof *scores);
    uint32_t heads[N];
    assert_non_null(scores);
    for (size_t i = 0; i < N; i++)
        for (size_t j = 0; j <= N; j++) {
            size_t apart = i ^ j;
            int high = 0;
            while (apart >>= 1)
                high++;
            scores[i * (N + 1) + j] = j == N ? -50.0f : (float)(20 - 2 * high) + (float)((i * 7 + j) % 3) * 0.1f;
        }
    assert_true(drg_tree_best(scores, N, &work, heads));
    assert_true(is_tree(heads, N));
    free(scores);
    drg_tree_work_release(&work);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(small_trees_are_the_best),
        cmocka_unit_test(any_scores_give_a_tree),
        cmocka_unit_test(nested_cycles_are_contracted),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
