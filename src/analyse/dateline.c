/* src/analyse/dateline.c - finding datelines, which are parted from the sentence after them: no parser has learned what
 * to do with them, and their places and days are not the sentence's. */
#include "analyse/dateline.h"

#include "base/text.h"

/** The word that begins at pos, up to a blank. */
static drg_str word_at(drg_str text, size_t pos, size_t end)
{
    size_t stop = pos;
    while (stop < end && text.ptr[stop] != ' ' && text.ptr[stop] != '\n')
        stop++;
    return drg_str_sub(text, pos, stop);
}

static bool is_dash(drg_str word)
{
    return drg_str_is(word, "-") || drg_str_is(word, "--") || drg_str_is(word, "–") || drg_str_is(word, "—");
}

/** A capital, a figure or a mark begins it: no word of running text, but for the particles of names. */
static bool may_stand(drg_str word)
{
    size_t pos = 0;
    uint32_t c = drg_utf8_next(word, &pos);
    return drg_char_is_upper(c) || !drg_char_is_letter(c) || drg_str_is(word, "de") || drg_str_is(word, "of") ||
           drg_str_is(word, "al");
}

size_t drg_dateline_end(drg_str text, size_t pos, size_t end)
{
    size_t limit = end - pos > DRG_MAX_DATELINE_BYTES ? pos + DRG_MAX_DATELINE_BYTES : end;
    drg_str word = word_at(text, pos, limit);
    if (!drg_str_is_capitals(word))
        return pos;
    bool bracket = false;
    for (size_t at = pos + word.len; at < limit && text.ptr[at] == ' '; at += word.len) {
        while (at < limit && text.ptr[at] == ' ')
            at++;
        word = word_at(text, at, limit);
        if (word.len == 0)
            return pos;
        if (is_dash(word)) {
            size_t after = at + word.len;
            while (after < end && text.ptr[after] == ' ')
                after++;
            return after < end ? after : pos;
        }
        bracket |= word.ptr[0] == '(';
        if (!bracket && !may_stand(word))
            return pos;
        bracket &= word.ptr[word.len - 1] != ')';
    }
    return pos;
}

size_t drg_dateline_find(drg_str text, size_t pos, size_t end, size_t *story)
{
    for (size_t at = pos; at + 3 < end; at++) {
        char before = at > pos ? text.ptr[at - 1] : '\n';
        bool begins = at == pos || before == '\n' || (before == ' ' && at >= pos + 2 && text.ptr[at - 2] == '.');
        if (!begins)
            continue;
        size_t after = drg_dateline_end(text, at, end);
        if (after > at) {
            *story = after;
            return at;
        }
    }
    *story = end;
    return end;
}
