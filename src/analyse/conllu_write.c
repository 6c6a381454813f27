/* src/analyse/conllu_write.c - an analysed document as CoNLL-U. */
#include "base/document.h"
#include "base/error.h"
#include "dragoman/conllu.h"

#include <string.h>

enum { FLUSH_BYTES = 1 << 16 };

typedef struct writer {
    const drg_document *doc;
    drg_sink *sink;
    void *context;
    drg_buf buf;
    drg_status st; /* after the first failure nothing more is written */
    size_t next_multiword, next_entity, next_block;
} writer;

static void flush(writer *w)
{
    if (w->st == DRG_OK && w->buf.len)
        w->st = w->sink(w->context, w->buf.ptr, w->buf.len);
    drg_buf_clear(&w->buf);
}

static void put(writer *w, drg_str s)
{
    if (w->st == DRG_OK)
        w->st = drg_buf_add(&w->buf, s.ptr, s.len);
}

static void put_number(writer *w, size_t n)
{
    if (w->st == DRG_OK)
        w->st = drg_buf_printf(&w->buf, "%zu", n);
}

/* Text without what would end its line or column. */
static void put_line_text(writer *w, drg_str s)
{
    size_t begin = 0;
    for (size_t i = 0; i < s.len; i++) {
        if (s.ptr[i] != '\t' && s.ptr[i] != '\n' && s.ptr[i] != '\r')
            continue;
        put(w, drg_str_sub(s, begin, i));
        put(w, DRG_LIT(" "));
        begin = i + 1;
    }
    put(w, drg_str_sub(s, begin, s.len));
}

static void put_comment(writer *w, const char *name, drg_str value)
{
    value = drg_str_trim(value);
    if (value.len == 0)
        return;
    put(w, DRG_LIT("# "));
    put(w, drg_str_of(name));
    put(w, DRG_LIT(" = "));
    put_line_text(w, value);
    put(w, DRG_LIT("\n"));
}

static void put_head(writer *w)
{
    const drg_meta *meta = &w->doc->meta;
    if (drg_str_trim(meta->id).len)
        put_comment(w, "newdoc id", meta->id);
    else
        put(w, DRG_LIT("# newdoc\n"));
    put_comment(w, "url", meta->url);
    put_comment(w, "title", meta->title);
    put_comment(w, "publisher", meta->publisher);
    put_comment(w, "published", meta->published);
    put_comment(w, "published_from", drg_str_of(drg_date_from_name(meta->published_from)));
    put_comment(w, "language", meta->language);
}

/* A column: never empty. */
static void put_column(writer *w, drg_str s)
{
    put(w, DRG_LIT("\t"));
    if (s.len == 0)
        put(w, DRG_LIT("_"));
    else
        put_line_text(w, s);
}

static void put_spaces(writer *w, drg_str s)
{
    for (size_t i = 0; i < s.len; i++)
        switch (s.ptr[i]) {
        case ' ':
            put(w, DRG_LIT("\\s"));
            break;
        case '\t':
            put(w, DRG_LIT("\\t"));
            break;
        case '\r':
            put(w, DRG_LIT("\\r"));
            break;
        case '\n':
            put(w, DRG_LIT("\\n"));
            break;
        case '|':
            put(w, DRG_LIT("\\p"));
            break;
        case '\\':
            put(w, DRG_LIT("\\\\"));
            break;
        default:
            put(w, drg_str_sub(s, i, i + 1));
        }
}

/* One entry of the last column; the first follows the tabulator, the others a bar. */
static void put_misc(writer *w, bool *any, const char *name)
{
    put(w, *any ? DRG_LIT("|") : DRG_LIT("\t"));
    put(w, drg_str_of(name));
    *any = true;
}

/* The spaces around the text of words first … last. Behind the last word of all, one blank is said too, because readers
 * do not take one for granted there. */
static void put_spacing(writer *w, size_t first, size_t last, bool *any)
{
    const drg_document *doc = w->doc;
    uint32_t end = doc->tokens[last].span.end;
    bool at_end = last + 1 == doc->n_tokens;
    uint32_t next = at_end ? (uint32_t)doc->text.len : doc->tokens[last + 1].span.start;
    drg_str after = drg_str_sub(doc->text, end, next), before = {0};
    if (first == 0)
        before = drg_str_sub(doc->text, 0, doc->tokens[0].span.start);
    if (after.len == 0) {
        put_misc(w, any, "SpaceAfter=No");
    } else if (at_end || !drg_str_is(after, " ")) {
        put_misc(w, any, "SpacesAfter=");
        put_spaces(w, after);
    }
    if (before.len) {
        put_misc(w, any, "SpacesBefore=");
        put_spaces(w, before);
    }
}

/* A confidence, in hundredths as drg_analyse() gives it: "0.87". Certainty is not said. */
static void put_confidence(writer *w, const char *name, float confidence, bool *any)
{
    unsigned n = confidence > 0 ? (unsigned)(confidence * 100 + 0.5F) : 0;
    if (n >= 100)
        return;
    put_misc(w, any, name);
    put(w, n < 10 ? DRG_LIT("=0.0") : DRG_LIT("=0."));
    put_number(w, n);
}

static void put_entity(writer *w, size_t token, bool *any)
{
    const drg_document *doc = w->doc;
    while (w->next_entity < doc->n_entities &&
           doc->entities[w->next_entity].first + doc->entities[w->next_entity].count <= token)
        w->next_entity++;
    if (w->next_entity == doc->n_entities || doc->entities[w->next_entity].first > token)
        return;
    const drg_named *e = &doc->entities[w->next_entity];
    put_misc(w, any, token == e->first ? "NER=B-" : "NER=I-");
    put(w, drg_str_of(drg_entity_type_name(e->type)));
    if (token == e->first)
        put_confidence(w, "NERConf", e->confidence, any);
}

static void end_misc(writer *w, bool any)
{
    put(w, any ? DRG_LIT("\n") : DRG_LIT("\t_\n"));
}

/* The line of the multiword token that begins at this word, if one does. */
static const drg_multiword *put_multiword(writer *w, size_t token, size_t first)
{
    const drg_document *doc = w->doc;
    if (w->next_multiword == doc->n_multiwords || doc->multiwords[w->next_multiword].first != token)
        return NULL;
    const drg_multiword *m = &doc->multiwords[w->next_multiword++];
    bool any = false;
    put_number(w, m->first - first + 1);
    put(w, DRG_LIT("-"));
    put_number(w, m->last - first + 1);
    put_column(w, drg_str_sub(doc->text, m->span.start, m->span.end));
    put(w, DRG_LIT("\t_\t_\t_\t_\t_\t_\t_"));
    put_spacing(w, m->first, m->last, &any);
    end_misc(w, any);
    return m;
}

static void put_word(writer *w, size_t token, size_t first, bool spacing)
{
    const drg_token *t = &w->doc->tokens[token];
    bool any = false;
    put_number(w, token - first + 1);
    put_column(w, t->form);
    put_column(w, t->lemma);
    put_column(w, drg_str_of(drg_upos_name((drg_upos)t->upos)));
    put_column(w, t->xpos);
    put_column(w, t->feats);
    put(w, DRG_LIT("\t"));
    put_number(w, t->head == DRG_NONE ? 0 : t->head - first + 1);
    put_column(w, t->deprel);
    put(w, DRG_LIT("\t_"));
    put_confidence(w, "Conf", t->confidence, &any);
    put_entity(w, token, &any);
    if (spacing)
        put_spacing(w, token, token, &any);
    end_misc(w, any);
}

/* The sentence in one line; any white space between its words is one blank. */
static void put_text(writer *w, const drg_sentence *s)
{
    const drg_document *doc = w->doc;
    put(w, DRG_LIT("# text = "));
    uint32_t at = s->span.start;
    for (uint32_t i = s->first; i < s->first + s->count; i++) {
        drg_span span = doc->tokens[i].span;
        if (span.start > at)
            put(w, DRG_LIT(" "));
        if (span.end > at)
            put_line_text(w, drg_str_sub(doc->text, span.start > at ? span.start : at, span.end));
        at = span.end > at ? span.end : at;
    }
    put(w, DRG_LIT("\n"));
}

static void put_sentence(writer *w, size_t index)
{
    const drg_document *doc = w->doc;
    const drg_sentence *s = &doc->sentences[index];
    if (s->block >= w->next_block && s->block < doc->n_blocks) {
        drg_block_kind kind = doc->blocks[s->block].kind;
        if (index > 0 || kind != DRG_BLOCK_PROSE)
            put_comment(w, "block", drg_str_of(drg_block_kind_name(kind)));
        w->next_block = (size_t)s->block + 1;
    }
    put(w, DRG_LIT("# sent_id = "));
    drg_str id = drg_str_trim(doc->meta.id);
    put_line_text(w, id);
    if (id.len)
        put(w, DRG_LIT("-"));
    put_number(w, index + 1);
    put(w, DRG_LIT("\n"));
    put_text(w, s);
    size_t covered = s->first; /* words before it stand in a multiword token */
    for (size_t i = s->first; i < (size_t)s->first + s->count; i++) {
        const drg_multiword *m = put_multiword(w, i, s->first);
        if (m)
            covered = (size_t)m->last + 1;
        put_word(w, i, s->first, i >= covered);
    }
    put(w, DRG_LIT("\n"));
}

drg_status drg_conllu_write(const drg_document *doc, drg_sink *sink, void *context, drg_error *err)
{
    if (!doc->analysed)
        return drg_fail(err, DRG_ESTAGE, "the document is not analysed");
    writer w = {.doc = doc, .sink = sink, .context = context};
    drg_buf_init(&w.buf, SIZE_MAX / 2);
    put_head(&w);
    for (size_t i = 0; i < doc->n_sentences && w.st == DRG_OK; i++) {
        put_sentence(&w, i);
        if (w.buf.len >= FLUSH_BYTES)
            flush(&w);
    }
    if (doc->n_sentences == 0)
        put(&w, DRG_LIT("\n"));
    flush(&w);
    drg_buf_release(&w.buf);
    if (w.st == DRG_OK)
        return DRG_OK;
    return w.st == DRG_ENOMEM ? drg_fail_nomem(err) : drg_fail(err, w.st, "the output could not be written");
}
