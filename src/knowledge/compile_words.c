/* src/knowledge/compile_words.c - sets.txt, modes.txt and cues.txt: words that are alike, that give an event its mode,
 * and that tell who says so. */
#include "knowledge/compile.h"

#include <string.h>

/** The files of a kind, in byte order of their names, one after the other, with their comments blanked. */
static drg_source_file *next_file(drg_compile *c, const char *data_dir, const char *table, size_t *next)
{
    size_t n;
    const char **names = drg_compile__list(c, data_dir, "frames", ".txt", &n);
    while (*next < n) {
        const char *name = names[(*next)++];
        drg_source_file *file =
            drg_compile__is_part(name, table) ? drg_compile__read(c, data_dir, "frames", name) : NULL;
        if (file != NULL) {
            drg_compile__blank_comments(file);
            return file;
        }
    }
    return NULL;
}

/** The number of a word, or of several words parted by a blank or an underscore ("according to"). @return 0, reported,
 * where it is none. */
static uint32_t phrase_word(drg_compile *c, drg_source_file *file, drg_str text)
{
    drg_str lemma = drg_compile__blanks_for_underscores(c, text), rest = lemma, part;
    while (drg_compile__next_part(&rest, ' ', &part))
        if (!drg_compile__is_lemma(part)) {
            drg_compile__mistake(c, file, text.ptr, "\"%.*s\" is not in lower case, its words parted by one blank",
                                 DRG_STR_ARG(text));
            return 0;
        }
    return drg_compile__word(c, lemma);
}

/* ------------------------------------------------------------------ sets */

/** Bits of a word, with room made for it. @return NULL out of memory. */
static drg_set_bits *bits_of(drg_compile *c, uint32_t word)
{
    if (word >= c->n_set_bits) {
        size_t n = c->n_set_bits == 0 ? 1024 : c->n_set_bits;
        while (n <= word)
            n *= 2;
        drg_set_bits *bits = drg_arena_array(&c->arena, n, sizeof *bits);
        if (bits == NULL) {
            c->status = DRG_ENOMEM;
            return NULL;
        }
        if (c->n_set_bits > 0)
            memcpy(bits, c->set_bits, c->n_set_bits * sizeof *bits);
        c->set_bits = bits;
        c->n_set_bits = n;
    }
    return &c->set_bits[word];
}

static bool has_bit(const drg_set_bits *bits, size_t set)
{
    return bits->at[set / 64] >> (set % 64) & 1;
}

static void set_bit(drg_set_bits *bits, size_t set)
{
    bits->at[set / 64] |= UINT64_C(1) << (set % 64);
}

/** "event_noun" */
static bool is_set_name(drg_str name)
{
    for (size_t i = 0; i < name.len; i++) {
        char ch = name.ptr[i];
        if (!((ch >= 'a' && ch <= 'z') || (ch >= '0' && ch <= '9') || ch == '_' || ch == '-'))
            return false;
    }
    return name.len > 0;
}

/** Enter the names first, since a set may name one that comes after it. */
static void read_set_names(drg_compile *c, drg_source_file *file)
{
    size_t pos = 0;
    for (drg_str line; drg_compile__next_line(file, &pos, &line);) {
        drg_str rest = line, name;
        drg_compile__next_part(&rest, ':', &name);
        if (rest.ptr == NULL || !is_set_name(name))
            drg_compile__mistake(c, file, line.ptr, "a line is \"name: word, word, …\"");
        else if (c->sets.n == DRG_KNOWLEDGE_MAX_SETS)
            drg_compile__mistake(c, file, line.ptr, "more than %d sets", DRG_KNOWLEDGE_MAX_SETS);
        else if (!drg_compile__put(c, &c->sets, name, c->sets.n))
            drg_compile__mistake(c, file, line.ptr, "the set %.*s stands here twice", DRG_STR_ARG(name));
    }
}

/** The members of one set; inner[set] gets the sets that it names. */
static void read_members(drg_compile *c, drg_source_file *file, drg_str rest, size_t set, drg_set_bits *inner)
{
    drg_str member;
    while (drg_compile__next_part(&rest, ',', &member)) {
        uintptr_t other;
        if (member.len == 0)
            continue;
        if (member.ptr[0] == '@') {
            if (drg_table_get(&c->sets, drg_str_sub(member, 1, member.len), &other))
                set_bit(&inner[set], (size_t)other);
            else
                drg_compile__mistake(c, file, member.ptr, "there is no set %.*s", DRG_STR_ARG(member));
            continue;
        }
        uint32_t word = phrase_word(c, file, member);
        if (word == 0)
            continue;
        drg_set_bits *bits = bits_of(c, word);
        if (bits == NULL)
            return;
        if (has_bit(bits, set))
            drg_compile__warn(c, file, member.ptr, "%.*s stands twice in its set", DRG_STR_ARG(member));
        set_bit(bits, set);
    }
}

/** A word of an inner set is in the outer one, and so on until nothing changes. */
static void close_sets(drg_compile *c, const drg_set_bits *inner)
{
    for (bool changed = true; changed;) {
        changed = false;
        for (size_t outer = 0; outer < c->sets.n; outer++)
            for (size_t set = 0; set < c->sets.n; set++) {
                if (!has_bit(&inner[outer], set))
                    continue;
                for (size_t word = 0; word < c->n_set_bits; word++)
                    if (has_bit(&c->set_bits[word], set) && !has_bit(&c->set_bits[word], outer)) {
                        set_bit(&c->set_bits[word], outer);
                        changed = true;
                    }
            }
    }
}

void drg_compile__sets(drg_compile *c, const char *data_dir)
{
    drg_set_bits inner[DRG_KNOWLEDGE_MAX_SETS] = {{{0}}};
    size_t next = 0;
    for (drg_source_file *file; (file = next_file(c, data_dir, "sets", &next)) != NULL;)
        read_set_names(c, file);
    next = 0;
    for (drg_source_file *file; (file = next_file(c, data_dir, "sets", &next)) != NULL;) {
        size_t pos = 0;
        for (drg_str line; drg_compile__next_line(file, &pos, &line);) {
            drg_str rest = line, name;
            uintptr_t set;
            drg_compile__next_part(&rest, ':', &name);
            if (rest.ptr != NULL && drg_table_get(&c->sets, name, &set))
                read_members(c, file, rest, (size_t)set, inner);
        }
    }
    close_sets(c, inner);
}

/* ------------------------------------------------------------------ modes */

static void add_mode_word(drg_compile *c, drg_event event, uint32_t mode, uint32_t word)
{
    if (!DRG_ARENA_GROW(&c->arena, c->mode_words, c->n_mode_words, c->cap_mode_words)) {
        c->status = DRG_ENOMEM;
        return;
    }
    c->mode_words[c->n_mode_words] = (drg_mode_draft){.mode = {.word = word, .event = (uint8_t)event, .mode = mode},
                                                      .order = (uint32_t)c->n_mode_words};
    c->n_mode_words++;
}

static void add_mode_set(drg_compile *c, drg_event event, uint32_t mode, size_t set)
{
    for (size_t word = 1; word < c->n_set_bits; word++)
        if (has_bit(&c->set_bits[word], set))
            add_mode_word(c, event, mode, (uint32_t)word);
}

static void read_modes(drg_compile *c, drg_source_file *file)
{
    size_t pos = 0;
    for (drg_str line; drg_compile__next_line(file, &pos, &line);) {
        drg_str rest = line, head, name, mode, word;
        drg_compile__next_part(&rest, ':', &head);
        if (rest.ptr == NULL || !drg_compile__next_blank_part(&head, &name) ||
            !drg_compile__next_blank_part(&head, &mode) || head.len > 0) {
            drg_compile__mistake(c, file, line.ptr, "a line is \"TYPE mode: word, word, …\"");
            continue;
        }
        drg_event event = drg_compile__event(name);
        if (event == DRG_N_EVENTS) {
            drg_compile__mistake(c, file, line.ptr, "there is no type %.*s", DRG_STR_ARG(name));
            continue;
        }
        if (!drg_compile__has(&c->modes[event], mode)) {
            drg_compile__mistake(c, file, line.ptr, "%.*s has no mode %.*s", DRG_STR_ARG(name), DRG_STR_ARG(mode));
            continue;
        }
        uint32_t mode_word = drg_compile__word(c, mode);
        while (drg_compile__next_part(&rest, ',', &word)) {
            uintptr_t set;
            uint32_t number;
            if (word.len == 0)
                continue;
            if (word.ptr[0] == '@' && drg_table_get(&c->sets, drg_str_sub(word, 1, word.len), &set))
                add_mode_set(c, event, mode_word, (size_t)set);
            else if (word.ptr[0] == '@')
                drg_compile__mistake(c, file, word.ptr, "there is no set %.*s", DRG_STR_ARG(word));
            else if ((number = phrase_word(c, file, word)) != 0)
                add_mode_word(c, event, mode_word, number);
        }
    }
}

void drg_compile__modes(drg_compile *c, const char *data_dir)
{
    size_t next = 0;
    for (drg_source_file *file; (file = next_file(c, data_dir, "modes", &next)) != NULL;)
        read_modes(c, file);
}

/* ------------------------------------------------------------------ cues */

/** The number of a name in a NULL-terminated list, or -1. */
static int number_of(drg_str name, const char *const *list)
{
    for (int i = 0; list[i] != NULL; i++)
        if (drg_str_is(name, list[i]))
            return i;
    return -1;
}

static void add_cues(drg_compile *c, drg_source_file *file, drg_str list, const char *kind_name, drg_cue cue)
{
    drg_str part;
    while (drg_compile__next_part(&list, ',', &part)) {
        cue.word = part.len == 0 ? 0 : phrase_word(c, file, part);
        if (cue.word == 0)
            continue;
        for (size_t i = 0; i < c->n_cues; i++)
            if (c->cues[i].cue.word == cue.word && c->cues[i].cue.kind == cue.kind)
                drg_compile__mistake(c, file, part.ptr, "%s \"%.*s\" stands here twice", kind_name, DRG_STR_ARG(part));
        if (!DRG_ARENA_GROW(&c->arena, c->cues, c->n_cues, c->cap_cues)) {
            c->status = DRG_ENOMEM;
            return;
        }
        c->cues[c->n_cues] = (drg_cue_draft){.cue = cue, .order = (uint32_t)c->n_cues};
        c->n_cues++;
    }
}

static void read_cues(drg_compile *c, drg_source_file *file)
{
    static const char *const kinds[] = {"verb", "noun", "adverb", "prep", NULL};
    static const char *const stances[] = {"asserts", "claims", "confirms", "denies", "doubts", NULL};
    size_t pos = 0;
    for (drg_str line; drg_compile__next_line(file, &pos, &line);) {
        drg_str rest = line, head, kind_name = {"", 0}, stance_name = {"", 0}, strong = {"", 0};
        drg_compile__next_part(&rest, ':', &head);
        drg_compile__next_blank_part(&head, &kind_name);
        drg_compile__next_blank_part(&head, &stance_name);
        drg_compile__next_blank_part(&head, &strong);
        int kind = number_of(kind_name, kinds), stance = number_of(stance_name, stances);
        if (rest.ptr == NULL || kind < 0 || stance < 0 || (strong.len > 0 && !drg_str_is(strong, "strong")) ||
            drg_compile__trim(head).len > 0) {
            drg_compile__mistake(c, file, line.ptr,
                                 "a line is \"verb|noun|adverb|prep asserts|claims|confirms|denies|doubts [strong]: "
                                 "word, word, …\"");
            continue;
        }
        add_cues(c, file, rest, kinds[kind],
                 (drg_cue){.kind = (uint8_t)kind, .stance = (uint8_t)stance, .strong = strong.len > 0});
    }
}

void drg_compile__cues(drg_compile *c, const char *data_dir)
{
    size_t next = 0;
    for (drg_source_file *file; (file = next_file(c, data_dir, "cues", &next)) != NULL;)
        read_cues(c, file);
}
