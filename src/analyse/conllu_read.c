/* src/analyse/conllu_read.c - documents from CoNLL-U.
 *
 * A document is gathered in growing lists, with positions instead of pointers while its text grows, and becomes a
 * drg_document at its end. */
#include "analyse/buffer.h"
#include "base/document.h"
#include "base/error.h"
#include "dragoman/conllu.h"

#include <string.h>

enum { N_COLUMNS = 10, ID = 0, FORM, LEMMA, UPOS, XPOS, FEATS, HEAD, DEPREL, DEPS, MISC };

struct drg_conllu_reader {
    drg_str text;
    size_t pos;  /* where the next line begins */
    size_t line; /* its number, from 1 */
};

/* A word while its document is read. Borrowed texts lie in the reader's. */
typedef struct raw_word {
    drg_str form, lemma, xpos, feats, deprel, ner;
    drg_span span;
    uint32_t head; /* in the sentence, from 1; 0 is the root */
    float confidence, ner_confidence;
    uint8_t upos;
    size_t line;
} raw_word;

typedef struct list {
    drg_scratch memory;
    size_t n;
} list;

typedef struct gather {
    drg_conllu_reader *reader;
    drg_error *err;
    drg_buf text;
    drg_meta meta;
    list words, sentences, multiwords, blocks; /* raw_word, drg_sentence, drg_multiword, drg_block */
    drg_scratch marks;
    bool any;        /* a line of this document was read */
    bool open_blank; /* the text ends with a blank that only stands for a missing SpaceAfter=No */
    bool new_paragraph;
    drg_block_kind kind;
    bool new_block;
    /* The multiword token that is open: words up to multi_last belong to it. */
    size_t multi_first, multi_last; /* ids; 0: none */
    size_t multi_line;
    drg_span multi_span;
    size_t id; /* of the last word */
} gather;

static drg_status malformed(const gather *g, size_t line, const char *what)
{
    return drg_fail_at(g->err, DRG_EINPUT, line, "line %zu: %s", line, what);
}

static void *add(list *l, size_t size)
{
    char *items = drg_scratch_get(&l->memory, l->n + 1, size);
    return items ? items + l->n++ * size : NULL;
}

#define AT(l, type, i) (((type *)(l).memory.ptr)[i])

/* The next line without its end; the reader moves past it. */
static drg_str take_line(drg_conllu_reader *r)
{
    const char *begin = r->text.ptr + r->pos;
    size_t left = r->text.len - r->pos;
    const char *end = memchr(begin, '\n', left);
    size_t len = end ? (size_t)(end - begin) : left;
    r->pos += len + (end != NULL);
    r->line++;
    if (len && begin[len - 1] == '\r')
        len--;
    return (drg_str){begin, len};
}

static bool is_blank_line(drg_str line)
{
    return drg_str_trim(line).len == 0;
}

/* "# name = value" or "# name": whether the comment has this name, and its value. */
static bool comment_is(drg_str line, const char *name, drg_str *value)
{
    drg_str rest = drg_str_trim(drg_str_sub(line, 1, line.len));
    if (!drg_str_starts(rest, drg_str_of(name)))
        return false;
    rest = drg_str_trim(drg_str_sub(rest, strlen(name), rest.len));
    if (rest.len && rest.ptr[0] != '=')
        return false;
    *value = drg_str_trim(drg_str_sub(rest, 1, rest.len));
    return true;
}

static bool is_newdoc(drg_str line, drg_str *id)
{
    return line.len && line.ptr[0] == '#' && (comment_is(line, "newdoc id", id) || comment_is(line, "newdoc", id));
}

/* Whether a new document begins with the block of lines at the reader's place. */
static bool at_newdoc(const drg_conllu_reader *reader)
{
    drg_conllu_reader ahead = *reader;
    drg_str id;
    while (ahead.pos < ahead.text.len) {
        drg_str line = take_line(&ahead);
        if (is_newdoc(line, &id))
            return true;
        if (!is_blank_line(line) && line.ptr[0] != '#')
            return false;
    }
    return false;
}

static drg_date_from date_from(drg_str name)
{
    for (int from = DRG_DATE_FROM_ARGUMENT; from < DRG_N_DATE_FROMS; from++)
        if (drg_str_is(name, drg_date_from_name((drg_date_from)from)))
            return (drg_date_from)from;
    return DRG_DATE_FROM_NONE;
}

static void read_comment(gather *g, drg_str line)
{
    drg_str value;
    if (is_newdoc(line, &value))
        g->meta.id = value;
    else if (comment_is(line, "url", &value))
        g->meta.url = value;
    else if (comment_is(line, "title", &value))
        g->meta.title = value;
    else if (comment_is(line, "publisher", &value))
        g->meta.publisher = value;
    else if (comment_is(line, "published", &value))
        g->meta.published = value;
    else if (comment_is(line, "published_from", &value))
        g->meta.published_from = date_from(value);
    else if (comment_is(line, "language", &value))
        g->meta.language = value;
    else if (comment_is(line, "newpar id", &value) || comment_is(line, "newpar", &value))
        g->new_paragraph = true;
    else if (comment_is(line, "block", &value))
        for (int kind = 0; drg_block_kind_name((drg_block_kind)kind); kind++)
            if (drg_str_is(value, drg_block_kind_name((drg_block_kind)kind))) {
                g->kind = (drg_block_kind)kind;
                g->new_block = true;
            }
}

/* A number of up to nine digits that is all of s. */
static bool number(drg_str s, size_t *out)
{
    size_t n = 0;
    if (s.len == 0 || s.len > 9)
        return false;
    for (size_t i = 0; i < s.len; i++) {
        if (s.ptr[i] < '0' || s.ptr[i] > '9')
            return false;
        n = n * 10 + (size_t)(s.ptr[i] - '0');
    }
    *out = n;
    return true;
}

static drg_str misc_value(drg_str misc, const char *name)
{
    size_t len = strlen(name);
    for (size_t i = 0; i < misc.len;) {
        const char *bar = memchr(misc.ptr + i, '|', misc.len - i);
        size_t end = bar ? (size_t)(bar - misc.ptr) : misc.len;
        drg_str entry = drg_str_sub(misc, i, end);
        if (entry.len > len && entry.ptr[len] == '=' && drg_str_starts(entry, (drg_str){name, len}))
            return drg_str_sub(entry, len + 1, entry.len);
        i = end + 1;
    }
    return (drg_str){0};
}

/* "0.87"; whoever says nothing is certain. */
static float confidence_of(drg_str value)
{
    unsigned n = 0;
    if (value.len != 4 || value.ptr[0] != '0' || value.ptr[1] != '.')
        return 1;
    for (size_t i = 2; i < 4; i++) {
        if (value.ptr[i] < '0' || value.ptr[i] > '9')
            return 1;
        n = n * 10 + (unsigned)(value.ptr[i] - '0');
    }
    return (float)n / 100;
}

static drg_status add_text(gather *g, drg_str s)
{
    drg_status st = drg_buf_add(&g->text, s.ptr, s.len);
    if (st == DRG_ELIMIT)
        return drg_fail_at(g->err, st, g->reader->line - 1, "the text has more than %zu bytes", DRG_MAX_TEXT_BYTES);
    return st == DRG_OK ? DRG_OK : drg_fail_nomem(g->err);
}

/* White space as UDPipe escapes it. */
static drg_status add_spaces(gather *g, drg_str s)
{
    drg_status st = DRG_OK;
    for (size_t i = 0; i < s.len && st == DRG_OK; i++) {
        char c = s.ptr[i];
        if (c == '\\' && i + 1 < s.len) {
            char k = s.ptr[++i];
            c = k == 's' ? ' ' : k == 't' ? '\t' : k == 'r' ? '\r' : k == 'n' ? '\n' : k == 'p' ? '|' : k;
        }
        st = add_text(g, (drg_str){&c, 1});
    }
    return st;
}

/* The white space that the last column puts behind a word, or one blank. */
static drg_status add_spacing(gather *g, drg_str misc)
{
    drg_str after = misc_value(misc, "SpacesAfter");
    g->open_blank = false;
    if (after.len)
        return add_spaces(g, after);
    if (drg_str_is(misc_value(misc, "SpaceAfter"), "No"))
        return DRG_OK;
    g->open_blank = true;
    return add_text(g, DRG_LIT(" "));
}

/* A surface form goes into the text. */
static drg_status add_surface(gather *g, drg_str form, drg_str misc, drg_span *span)
{
    drg_status st = DRG_OK;
    if (g->text.len == 0)
        st = add_spaces(g, misc_value(misc, "SpacesBefore"));
    size_t start = g->text.len;
    if (st == DRG_OK)
        st = add_text(g, form);
    *span = (drg_span){(uint32_t)start, (uint32_t)g->text.len};
    return st == DRG_OK ? add_spacing(g, misc) : st;
}

static bool split_columns(drg_str line, drg_str columns[N_COLUMNS])
{
    size_t n = 0, begin = 0;
    for (size_t i = 0; i <= line.len; i++) {
        if (i < line.len && line.ptr[i] != '\t')
            continue;
        if (n == N_COLUMNS || i == begin)
            return false;
        columns[n++] = drg_str_sub(line, begin, i);
        begin = i + 1;
    }
    return n == N_COLUMNS;
}

static drg_str unless_blank(drg_str s)
{
    const drg_str none = {0};
    return drg_str_is(s, "_") ? none : s;
}

static uint8_t upos_of(drg_str s)
{
    for (int i = 0; i < DRG_N_UPOS; i++)
        if (drg_str_is(s, drg_upos_name((drg_upos)i)))
            return (uint8_t)i;
    return DRG_UPOS_X;
}

static drg_status read_multiword(gather *g, const drg_str *c, size_t line)
{
    size_t dash = (size_t)((const char *)memchr(c[ID].ptr, '-', c[ID].len) - c[ID].ptr), first, last;
    if (!number(drg_str_sub(c[ID], 0, dash), &first) || !number(drg_str_sub(c[ID], dash + 1, c[ID].len), &last) ||
        first != g->id + 1 || last <= first || g->id < g->multi_last)
        return malformed(g, line, "the range of a multiword token is not of the words that follow");
    g->multi_first = first;
    g->multi_last = last;
    g->multi_line = line;
    return add_surface(g, c[FORM], c[MISC], &g->multi_span);
}

static drg_status read_word(gather *g, const drg_str *c, size_t line)
{
    size_t id, head;
    if (!number(c[ID], &id) || id != g->id + 1)
        return malformed(g, line, "a word's number is not the next");
    if (id > DRG_MAX_SENTENCE_WORDS)
        return drg_fail_at(g->err, DRG_ELIMIT, line, "line %zu: a sentence of more than %d words", line,
                           DRG_MAX_SENTENCE_WORDS);
    if (!number(c[HEAD], &head) || head == id)
        return malformed(g, line, "a head is not the number of another word, or 0");
    raw_word *w = add(&g->words, sizeof *w);
    if (!w)
        return drg_fail_nomem(g->err);
    *w = (raw_word){
        .form = c[FORM],
        .lemma = drg_str_is(c[FORM], "_") ? c[LEMMA] : unless_blank(c[LEMMA]),
        .xpos = unless_blank(c[XPOS]),
        .feats = unless_blank(c[FEATS]),
        .deprel = unless_blank(c[DEPREL]),
        .ner = misc_value(c[MISC], "NER"),
        .confidence = confidence_of(misc_value(c[MISC], "Conf")),
        .ner_confidence = confidence_of(misc_value(c[MISC], "NERConf")),
        .head = (uint32_t)head,
        .upos = upos_of(c[UPOS]),
        .line = line,
    };
    g->id = id;
    if (id > g->multi_last)
        return add_surface(g, c[FORM], c[MISC], &AT(g->words, raw_word, g->words.n - 1).span);
    w->span = g->multi_span;
    if (id < g->multi_last)
        return DRG_OK;
    drg_multiword *m = add(&g->multiwords, sizeof *m);
    if (!m)
        return drg_fail_nomem(g->err);
    size_t n = g->multi_last - g->multi_first;
    *m = (drg_multiword){g->multi_span, (uint32_t)(g->words.n - 1 - n), (uint32_t)(g->words.n - 1)};
    return DRG_OK;
}

/* Heads inside the sentence, and no cycles. */
static drg_status check_tree(gather *g, size_t first, size_t n)
{
    uint32_t *seen = drg_scratch_get(&g->marks, n, sizeof *seen);
    if (!seen)
        return drg_fail_nomem(g->err);
    memset(seen, 0, n * sizeof *seen);
    const raw_word *words = &AT(g->words, raw_word, first);
    for (size_t i = 0; i < n; i++)
        if (words[i].head > n)
            return malformed(g, words[i].line, "a head outside its sentence");
    for (size_t i = 0; i < n; i++) {
        uint32_t walk = (uint32_t)i + 1;
        size_t at = i + 1;
        while (at != 0 && seen[at - 1] == 0) {
            seen[at - 1] = walk;
            at = words[at - 1].head;
        }
        if (at != 0 && seen[at - 1] == walk)
            return malformed(g, words[at - 1].line, "the heads make a cycle");
    }
    return DRG_OK;
}

/* White space and block before the sentence that begins. */
static drg_status begin_sentence(gather *g)
{
    if (g->new_paragraph && g->open_blank)
        g->text.ptr[g->text.len - 1] = '\n';
    g->new_paragraph = false;
    if (g->new_block || g->blocks.n == 0) {
        drg_block *b = add(&g->blocks, sizeof *b);
        if (!b)
            return drg_fail_nomem(g->err);
        *b = (drg_block){.kind = g->kind};
        g->new_block = false;
    }
    g->id = g->multi_first = g->multi_last = 0;
    return DRG_OK;
}

static drg_status end_sentence(gather *g, size_t first, size_t line)
{
    size_t n = g->words.n - first;
    if (g->id < g->multi_last)
        return malformed(g, g->multi_line, "a multiword token lacks words");
    if (n == 0)
        return malformed(g, line, "a sentence without words");
    drg_status st = check_tree(g, first, n);
    drg_sentence *s = st == DRG_OK ? add(&g->sentences, sizeof *s) : NULL;
    if (!s)
        return st == DRG_OK ? drg_fail_nomem(g->err) : st;
    drg_span span = {AT(g->words, raw_word, first).span.start, AT(g->words, raw_word, g->words.n - 1).span.end};
    *s = (drg_sentence){span, (uint32_t)first, (uint32_t)n, (uint32_t)(g->blocks.n - 1)};
    drg_block *b = &AT(g->blocks, drg_block, g->blocks.n - 1);
    if (b->span.end == 0)
        b->span.start = span.start;
    b->span.end = span.end;
    return DRG_OK;
}

/* The lines up to the next empty one. */
static drg_status read_block(gather *g)
{
    size_t first = g->words.n;
    bool begun = false;
    drg_status st = DRG_OK;
    drg_conllu_reader *r = g->reader;
    while (st == DRG_OK && r->pos < r->text.len) {
        size_t line_number = r->line;
        drg_str line = take_line(r), c[N_COLUMNS];
        if (is_blank_line(line))
            break;
        g->any = true;
        if (line.ptr[0] == '#') {
            if (!begun)
                read_comment(g, line);
            continue;
        }
        if (!begun) {
            st = begin_sentence(g);
            begun = true;
        }
        if (st != DRG_OK)
            break;
        if (!split_columns(line, c))
            st = malformed(g, line_number, "not ten columns with something in each");
        else if (memchr(c[ID].ptr, '.', c[ID].len))
            continue; /* an empty node */
        else if (memchr(c[ID].ptr, '-', c[ID].len))
            st = read_multiword(g, c, line_number);
        else
            st = read_word(g, c, line_number);
    }
    return st == DRG_OK && begun ? end_sentence(g, first, r->line - 1) : st;
}

/* Where the forms of a multiword token's words make its text, each has its part of the span. */
static void divide_spans(gather *g)
{
    for (size_t k = 0; k < g->multiwords.n; k++) {
        const drg_multiword *m = &AT(g->multiwords, drg_multiword, k);
        uint32_t at = m->span.start;
        bool same = true;
        for (uint32_t i = m->first; i <= m->last && same; i++) {
            drg_str form = AT(g->words, raw_word, i).form;
            same = form.len <= m->span.end - at && memcmp(g->text.ptr + at, form.ptr, form.len) == 0;
            at += same ? (uint32_t)form.len : 0;
        }
        if (!same || at != m->span.end)
            continue;
        at = m->span.start;
        for (uint32_t i = m->first; i <= m->last; i++) {
            raw_word *w = &AT(g->words, raw_word, i);
            w->span = (drg_span){at, at + (uint32_t)w->form.len};
            at = w->span.end;
        }
    }
}

static bool copy(drg_arena *arena, drg_str *s)
{
    if (s->len == 0) {
        *s = (drg_str){0};
        return true;
    }
    *s = drg_arena_copy(arena, *s);
    return s->ptr != NULL;
}

static bool make_token(const gather *g, drg_document *doc, const drg_sentence *s, uint32_t sentence, size_t i,
                       drg_token *t)
{
    const raw_word *w = &AT(g->words, raw_word, i);
    *t = (drg_token){
        .span = w->span,
        .form = drg_str_sub(doc->text, w->span.start, w->span.end),
        .lemma = w->lemma,
        .xpos = w->xpos,
        .feats = w->feats,
        .deprel = w->deprel,
        .head = w->head ? s->first + w->head - 1 : DRG_NONE,
        .sentence = sentence,
        .upos = w->upos,
        .rel = (uint8_t)drg_rel_of(w->deprel),
        .confidence = w->confidence,
    };
    if (!drg_str_eq(t->form, w->form)) {
        t->form = w->form;
        if (!copy(&doc->arena, &t->form))
            return false;
    }
    return copy(&doc->arena, &t->lemma) && copy(&doc->arena, &t->xpos) && copy(&doc->arena, &t->feats) &&
           copy(&doc->arena, &t->deprel);
}

/* "B-GPE": the type, where there is such a one. */
static bool entity_type_of(drg_str label, drg_entity_type *type)
{
    drg_str name = drg_str_sub(label, 2, label.len);
    for (int i = 0; drg_entity_type_name((drg_entity_type)i); i++)
        if (drg_str_is(name, drg_entity_type_name((drg_entity_type)i))) {
            *type = (drg_entity_type)i;
            return true;
        }
    return false;
}

static size_t find_entities(const gather *g, drg_named *out)
{
    size_t n = 0;
    for (size_t k = 0; k < g->sentences.n; k++) {
        const drg_sentence *s = &AT(g->sentences, drg_sentence, k);
        for (size_t i = s->first; i < s->first + s->count;) {
            const raw_word *w = &AT(g->words, raw_word, i);
            drg_entity_type type, next;
            size_t first = i++;
            if (w->ner.len < 3 || !entity_type_of(w->ner, &type))
                continue;
            while (i < s->first + s->count && drg_str_starts(AT(g->words, raw_word, i).ner, DRG_LIT("I-")) &&
                   entity_type_of(AT(g->words, raw_word, i).ner, &next) && next == type)
                i++;
            if (out)
                out[n] = (drg_named){
                    .span = {w->span.start, AT(g->words, raw_word, i - 1).span.end},
                    .first = (uint32_t)first,
                    .count = (uint32_t)(i - first),
                    .type = type,
                    .confidence = AT(g->words, raw_word, first).ner_confidence,
                };
            n++;
        }
    }
    return n;
}

static bool fill(const gather *g, drg_document *doc)
{
    drg_arena *arena = &doc->arena;
    drg_token *tokens = drg_arena_array(arena, g->words.n, sizeof *tokens);
    drg_sentence *sentences = drg_arena_array(arena, g->sentences.n, sizeof *sentences);
    drg_multiword *multiwords = drg_arena_array(arena, g->multiwords.n, sizeof *multiwords);
    drg_block *blocks = drg_arena_array(arena, g->blocks.n, sizeof *blocks);
    size_t n_entities = find_entities(g, NULL);
    drg_named *entities = drg_arena_array(arena, n_entities, sizeof *entities);
    if (!tokens || !sentences || !multiwords || !blocks || !entities)
        return false;
    for (size_t k = 0; k < g->sentences.n; k++) {
        sentences[k] = AT(g->sentences, drg_sentence, k);
        for (size_t i = 0; i < sentences[k].count; i++)
            if (!make_token(g, doc, &sentences[k], (uint32_t)k, sentences[k].first + i,
                            &tokens[sentences[k].first + i]))
                return false;
    }
    for (size_t k = 0; k < g->multiwords.n; k++)
        multiwords[k] = AT(g->multiwords, drg_multiword, k);
    for (size_t k = 0; k < g->blocks.n; k++)
        blocks[k] = AT(g->blocks, drg_block, k);
    find_entities(g, entities);
    doc->tokens = tokens;
    doc->n_tokens = g->words.n;
    doc->sentences = sentences;
    doc->n_sentences = g->sentences.n;
    doc->multiwords = multiwords;
    doc->n_multiwords = g->multiwords.n;
    doc->entities = entities;
    doc->n_entities = n_entities;
    doc->blocks = blocks;
    doc->n_blocks = g->blocks.n;
    doc->analysed = true;
    return true;
}

static drg_status make_document(gather *g, drg_document *doc)
{
    if (g->open_blank)
        g->text.len--;
    divide_spans(g);
    drg_status st = drg_document_set_text(doc, (drg_str){g->text.ptr, g->text.len}, g->err);
    if (st == DRG_OK)
        st = drg_document_set_meta(doc, &g->meta, g->err);
    if (st == DRG_OK && !fill(g, doc))
        st = drg_fail_nomem(g->err);
    if (st != DRG_OK)
        drg_document_clear(doc);
    return st;
}

static void gather_release(gather *g)
{
    drg_buf_release(&g->text);
    drg_scratch_release(&g->words.memory);
    drg_scratch_release(&g->sentences.memory);
    drg_scratch_release(&g->multiwords.memory);
    drg_scratch_release(&g->blocks.memory);
    drg_scratch_release(&g->marks);
}

static void skip_document(drg_conllu_reader *r)
{
    while (r->pos < r->text.len && !is_blank_line(take_line(r)))
        ;
    while (r->pos < r->text.len && !at_newdoc(r))
        while (r->pos < r->text.len && !is_blank_line(take_line(r)))
            ;
}

drg_status drg_conllu_next(drg_conllu_reader *reader, drg_document *doc, drg_error *err)
{
    if (doc->text.ptr || doc->analysed)
        return drg_fail(err, DRG_ESTAGE, "the document is not empty");
    gather g = {.reader = reader, .err = err, .kind = DRG_BLOCK_PROSE};
    drg_buf_init(&g.text, DRG_MAX_TEXT_BYTES);
    drg_status st = DRG_OK;
    while (st == DRG_OK && reader->pos < reader->text.len && !(g.any && at_newdoc(reader)))
        st = read_block(&g);
    if (st == DRG_OK)
        st = g.any ? make_document(&g, doc) : DRG_END;
    else if (st == DRG_EINPUT || st == DRG_ELIMIT)
        skip_document(reader);
    gather_release(&g);
    return st;
}

drg_status drg_conllu_open(drg_str text, drg_conllu_reader **reader, drg_error *err)
{
    size_t bad = drg_utf8_check(text);
    if (bad != text.len) {
        size_t line = 1;
        for (size_t i = 0; i < bad; i++)
            line += text.ptr[i] == '\n';
        return drg_fail_at(err, DRG_EINPUT, line, "line %zu: not UTF-8", line);
    }
    drg_conllu_reader *r = malloc(sizeof *r);
    if (!r)
        return drg_fail_nomem(err);
    *r = (drg_conllu_reader){.text = text, .pos = drg_str_starts(text, DRG_LIT("\xEF\xBB\xBF")) ? 3 : 0, .line = 1};
    *reader = r;
    return DRG_OK;
}

void drg_conllu_close(drg_conllu_reader *reader)
{
    free(reader);
}
