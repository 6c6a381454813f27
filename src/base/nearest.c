#include "base/text.h"

#include <string.h>

#define MAX_LETTERS 31

/* Edit distance with swaps of neighbours counted once (optimal string alignment), of words up to 31 letters. */
static unsigned distance(drg_str a, drg_str b)
{
    unsigned rows[3][MAX_LETTERS + 1];
    if (a.len > MAX_LETTERS || b.len > MAX_LETTERS)
        return 99;
    for (size_t j = 0; j <= b.len; j++)
        rows[0][j] = (unsigned)j;
    for (size_t i = 1; i <= a.len; i++) {
        unsigned *now = rows[i % 3], *one = rows[(i + 2) % 3], *two = rows[(i + 1) % 3];
        now[0] = (unsigned)i;
        for (size_t j = 1; j <= b.len; j++) {
            unsigned best = one[j - 1] + (a.ptr[i - 1] != b.ptr[j - 1]);
            if (one[j] + 1 < best)
                best = one[j] + 1;
            if (now[j - 1] + 1 < best)
                best = now[j - 1] + 1;
            if (i > 1 && j > 1 && a.ptr[i - 1] == b.ptr[j - 2] && a.ptr[i - 2] == b.ptr[j - 1] && two[j - 2] + 1 < best)
                best = two[j - 2] + 1;
            now[j] = best;
        }
    }
    return rows[a.len % 3][b.len];
}

const char *drg_nearest(drg_str word, const char *const *names)
{
    const char *best = NULL;
    unsigned least = 0;
    for (size_t i = 0; names[i] != NULL; i++) {
        drg_str name = drg_str_of(names[i]);
        unsigned d = word.len >= 2 && drg_str_starts(name, word) ? 1 : distance(word, name);
        if (d <= 3 && d * 2 <= name.len && (best == NULL || d < least)) {
            best = names[i];
            least = d;
        }
    }
    return best;
}
