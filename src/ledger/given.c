#include "ledger/given.h"

#include "base/error.h"
#include "base/text.h"
#include "ledger/lines.h"

#include <string.h>

/* A sentence ends at a full stop and its kin before a blank and no small letter, or at a line's end. What is cut too often,
 * behind "Mr." or "Gen.", does little harm: a number then is of nobody in particular. */
static bool ends_sentence(drg_str t, size_t at)
{
    if (t.ptr[at] == '\n')
        return true;
    if (t.ptr[at] != ' ' || at == 0)
        return false;
    size_t before = at;
    while (before > 0 && strchr("\"')", t.ptr[before - 1]) != NULL)
        before--;
    bool stop = before > 0 && strchr(".!?", t.ptr[before - 1]) != NULL;
    char next = at + 1 < t.len ? t.ptr[at + 1] : '\n';
    return stop && !(next >= 'a' && next <= 'z');
}

drg_status drg_given_read(drg_arena *arena, drg_str text, drg_given_text *out, drg_error *err)
{
    size_t cap = 0, points = 0;
    *out = (drg_given_text){.text = text};
    for (size_t at = 0; at < text.len; at++) {
        if (at == 0 || ends_sentence(text, at - 1)) {
            if (out->n == cap) {
                size_t more = cap > 0 ? cap * 2 : 64;
                uint32_t *starts = drg_arena_array(arena, more, sizeof *starts);
                uint32_t *begun = drg_arena_array(arena, more, sizeof *begun);
                if (starts == NULL || begun == NULL)
                    return drg_fail_nomem(err);
                if (out->n > 0) {
                    memcpy(starts, out->starts, out->n * sizeof *starts);
                    memcpy(begun, out->points, out->n * sizeof *begun);
                }
                out->starts = starts;
                out->points = begun;
                cap = more;
            }
            out->starts[out->n] = (uint32_t)at;
            out->points[out->n++] = (uint32_t)points;
        }
        points += ((unsigned char)text.ptr[at] & 0xC0) != 0x80;
    }
    return DRG_OK;
}

/* The sentence that a place in code points is in. */
static size_t sentence_at(const drg_given_text *t, double point)
{
    size_t low = 0, high = t->n;
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (t->points[middle] <= point)
            low = middle;
        else
            high = middle;
    }
    return low;
}

static bool stands_in(const drg_given_text *t, size_t sentence, drg_str words)
{
    size_t from = t->starts[sentence], to = sentence + 1 < t->n ? t->starts[sentence + 1] : t->text.len;
    return words.len > 0 && words.len <= to - from &&
           memmem(t->text.ptr + from, to - from, words.ptr, words.len) != NULL;
}

int drg_given_by(const drg_given_text *t, const json_t *record, const json_t *quantity)
{
    const json_t *sources = json_object_get(record, "attribution");
    drg_str words = drg_json_text(quantity, "text");
    int found = -1;
    size_t in_sentence = 0;
    if (t->n == 0 || json_array_size(sources) < 2)
        return -1;
    /* Of several sources in one sentence the original one, which stands first, gives the number, and the others pass it on. */
    for (size_t i = 0; i < json_array_size(sources); i++) {
        const json_t *start = drg_json_number(json_array_get(sources, i), "start");
        size_t sentence = start != NULL ? sentence_at(t, json_number_value(start)) : 0;
        if (start == NULL || !stands_in(t, sentence, words))
            continue;
        if (found >= 0 && sentence != in_sentence)
            return -1;
        if (found < 0)
            found = (int)i;
        in_sentence = sentence;
    }
    return found;
}
