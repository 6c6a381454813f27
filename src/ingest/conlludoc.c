#include "ingest/conlludoc.h"

#include "base/date.h"
#include "base/error.h"
#include "dragoman/conllu.h"
#include "dragoman/reader.h"
#include "ingest/blocks.h"
#include "ingest/pubdate.h"

#include <stdio.h>
#include <string.h>

/* ---- telling CoNLL-U from text ---- */

static bool is_word_line(drg_str line)
{
    size_t tabs = 0;
    if (line.len == 0 || line.ptr[0] < '0' || line.ptr[0] > '9')
        return false;
    for (size_t p = 0; p < line.len; p++)
        tabs += line.ptr[p] == '\t';
    return tabs == 9;
}

static bool is_telling_comment(drg_str line)
{
    static const char *const names[] = {"# newdoc", "# newpar", "# sent_id", "# text =", "# global.columns"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (drg_str_starts(line, drg_str_of(names[i])))
            return true;
    return false;
}

bool drg_conllu_looks_like(drg_str b)
{
    bool telling = false;
    while (b.len > 0) {
        const char *lf = memchr(b.ptr, '\n', b.len);
        size_t len = lf != NULL ? (size_t)(lf - b.ptr) : b.len;
        drg_str line = drg_str_trim(drg_str_sub(b, 0, len));
        if (line.len > 0 && line.ptr[0] != '#')
            return is_word_line(drg_str_sub(b, 0, len)) || (telling && lf == NULL);
        telling = telling || is_telling_comment(line);
        b = drg_str_sub(b, lf != NULL ? len + 1 : len, b.len);
    }
    return telling;
}

/* ---- cutting documents ---- */

void drg_conllu_input_init(drg_conllu_input *ahead)
{
    memset(ahead, 0, sizeof *ahead);
    drg_buf_init(&ahead->doc, DRG_MAX_CONLLU_BYTES);
    drg_buf_init(&ahead->sentence, DRG_MAX_CONLLU_BYTES);
}

void drg_conllu_input_release(drg_conllu_input *ahead)
{
    drg_buf_release(&ahead->doc);
    drg_buf_release(&ahead->sentence);
}

static bool is_blank(drg_str line)
{
    return drg_str_trim(line).len == 0;
}

/* "# newdoc", "#newdoc id = …" */
static bool is_newdoc(drg_str line)
{
    if (line.len == 0 || line.ptr[0] != '#')
        return false;
    drg_str name = drg_str_trim(drg_str_sub(line, 1, line.len));
    return drg_str_starts(name, DRG_LIT("newdoc")) && (name.len == 6 || strchr(" \t=", name.ptr[6]) != NULL);
}

/* Read one sentence with its comments and the empty line behind it into ahead->sentence. */
static drg_status read_sentence(drg_conllu_input *ahead, drg_input *in, size_t *next_line, bool *begins_doc,
                                drg_error *err)
{
    drg_status st = DRG_OK;
    *begins_doc = false;
    ahead->sentence_line = *next_line;
    for (bool any = false;;) {
        drg_str line;
        st = drg_input_line(in, DRG_MAX_LINE_BYTES, &line, err);
        if (st == DRG_END) {
            ahead->over = true;
            return DRG_OK;
        }
        ++*next_line;
        if (st != DRG_OK)
            return st;
        st = drg_buf_add(&ahead->sentence, line.ptr, line.len);
        if (st == DRG_OK)
            st = drg_buf_add(&ahead->sentence, "\n", 1);
        if (st != DRG_OK)
            return drg_fail(err, st, "a sentence has more than %zu bytes", DRG_MAX_CONLLU_BYTES);
        *begins_doc = *begins_doc || is_newdoc(line);
        if (is_blank(line) && any)
            return DRG_OK;
        any = any || !is_blank(line);
    }
}

static drg_status parse(drg_conllu_input *ahead, drg_str source, size_t *line, drg_document *doc, drg_error *err);

drg_status drg_conllu_input_next(drg_conllu_input *ahead, drg_input *in, drg_str source, size_t *next_line,
                                 size_t *line, drg_document *doc, drg_error *err)
{
    drg_status st = DRG_OK;
    bool complete = false;
    while (st == DRG_OK && !complete) {
        bool begins_doc = false;
        if (ahead->sentence.len == 0 && !ahead->over)
            st = read_sentence(ahead, in, next_line, &begins_doc, err);
        else
            begins_doc = false; /* it was put aside because it begins this document */
        if (st != DRG_OK)
            break;
        complete = begins_doc && ahead->doc.len > 0;
        if (complete)
            break;
        if (ahead->sentence.len > 0) {
            if (ahead->doc.len == 0)
                ahead->doc_line = ahead->sentence_line;
            st = drg_buf_add(&ahead->doc, ahead->sentence.ptr, ahead->sentence.len);
            if (st != DRG_OK)
                st = drg_fail(err, st, "a document has more than %zu bytes", DRG_MAX_CONLLU_BYTES);
            drg_buf_clear(&ahead->sentence);
        }
        complete = ahead->over;
    }
    *line = ahead->doc_line;
    if (st == DRG_OK && drg_str_trim((drg_str){ahead->doc.ptr, ahead->doc.len}).len == 0)
        st = DRG_END;
    if (st == DRG_OK)
        st = parse(ahead, source, line, doc, err);
    if (st == DRG_ELIMIT)
        drg_buf_clear(&ahead->sentence);
    drg_buf_clear(&ahead->doc);
    return st;
}

/* ---- one document ---- */

static drg_status set_names(drg_document *doc, drg_str source, drg_error *err)
{
    char hash[17];
    drg_meta meta = doc->meta;
    if (meta.source.len == 0)
        meta.source = source;
    if (meta.id.len == 0) {
        snprintf(hash, sizeof hash, "%016llx", (unsigned long long)drg_str_hash(doc->text));
        meta.id = (drg_str){hash, 16};
    }
    char day[11];
    int32_t days;
    if (meta.published.len > 0) {
        if (!drg_pubdate__parse(meta.published, &days))
            return drg_fail(err, DRG_EINPUT, "\"# published\" must be a date (YYYY-MM-DD), and is \"%.*s\"",
                            (int)(meta.published.len < 40 ? meta.published.len : 40), meta.published.ptr);
        drg_date_format(days, day);
        meta.published = (drg_str){day, 10};
        if (meta.published_from == DRG_DATE_FROM_NONE)
            meta.published_from = DRG_DATE_FROM_FIELD;
    }
    return drg_document_set_meta(doc, &meta, err);
}

static drg_status parse(drg_conllu_input *ahead, drg_str source, size_t *line, drg_document *doc, drg_error *err)
{
    drg_conllu_reader *reader = NULL;
    drg_error why = {.status = DRG_OK};
    drg_status st = drg_conllu_open((drg_str){ahead->doc.ptr, ahead->doc.len}, &reader, &why);
    if (st == DRG_OK)
        st = drg_conllu_next(reader, doc, &why);
    drg_conllu_close(reader);
    if (st != DRG_OK) {
        if (why.has_pos && why.pos > 0)
            *line = ahead->doc_line + why.pos - 1;
        if (err != NULL)
            *err = why;
        return st;
    }
    st = set_names(doc, source, err);
    /* One block of prose: whoever wrote it knew nothing of blocks, or found no other. */
    return st == DRG_OK && doc->n_blocks <= 1 ? drg_blocks__mark(doc, err) : st;
}
