/* src/eval/gold.c - the raw text of CoNLL-U and IOB2 files, and the names that IOB2 marks.
 *
 * An IOB2 file gives the forms of a sentence's words without saying which of them stand together, so that each is looked
 * for in the text, behind the one before it. */
#include "eval/gold.h"

#include "base/error.h"

#include <stdlib.h>
#include <string.h>

typedef struct reading {
    drg_gold *gold;
    drg_error *err;
    size_t line;
    bool paragraph;    /* one begins before the next sentence */
    bool in_sentence;  /* there was text, and forms may follow */
    size_t at;         /* byte behind the form found last */
    drg_walk walk;     /* its text moves with the buffer */
    bool open;         /* the name that was added last may go on */
    drg_str open_kind; /* "PER" …, also of kinds that are not scored */
    bool open_scored;
} reading;

static drg_status grow(void **items, size_t n, size_t *cap, size_t size)
{
    if (n < *cap)
        return DRG_OK;
    size_t wanted = *cap ? 2 * *cap : 64;
    void *more = realloc(*items, wanted * size);
    if (!more)
        return DRG_ENOMEM;
    *items = more;
    *cap = wanted;
    return DRG_OK;
}

static drg_status add_text(reading *r, drg_str text)
{
    drg_status st = drg_buf_add(&r->gold->text, text.ptr, text.len);
    if (st == DRG_ELIMIT)
        return drg_fail_at(r->err, st, r->line, "line %zu: the text has more than %zu bytes", r->line,
                           DRG_MAX_TEXT_BYTES);
    return st;
}

static drg_status begin_document(reading *r)
{
    drg_gold *g = r->gold;
    drg_status st = grow((void **)&g->documents, g->n_documents, &g->cap_documents, sizeof *g->documents);
    if (st == DRG_OK && g->text.len)
        st = add_text(r, DRG_LIT("\n\n"));
    if (st != DRG_OK)
        return st;
    g->documents[g->n_documents++] = (drg_span){(uint32_t)g->text.len, (uint32_t)g->text.len};
    r->paragraph = r->in_sentence = r->open = false;
    return DRG_OK;
}

static drg_status begin_sentence(reading *r, drg_str text)
{
    drg_gold *g = r->gold;
    drg_status st = g->n_documents ? DRG_OK : begin_document(r);
    if (st != DRG_OK)
        return st;
    drg_span *doc = &g->documents[g->n_documents - 1];
    if (doc->end > doc->start)
        st = add_text(r, r->paragraph ? DRG_LIT("\n") : DRG_LIT(" "));
    r->at = g->text.len;
    if (st == DRG_OK)
        st = add_text(r, text);
    doc->end = (uint32_t)g->text.len;
    r->paragraph = r->open = false;
    r->in_sentence = true;
    return st;
}

/* "PER" of "B-PER"; the kind where it is scored. */
static bool kind_of(drg_str label, drg_name_kind *kind)
{
    static const struct {
        const char *text;
        drg_name_kind kind;
    } kinds[] = {{"PER", DRG_NAME_PERSON}, {"PERSON", DRG_NAME_PERSON}, {"ORG", DRG_NAME_ORG},
                 {"LOC", DRG_NAME_LOC},    {"GPE", DRG_NAME_LOC},       {"FAC", DRG_NAME_LOC}};
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (drg_str_is(label, kinds[i].text)) {
            *kind = kinds[i].kind;
            return true;
        }
    return false;
}

static drg_status add_label(reading *r, drg_str label, drg_span span)
{
    drg_gold *g = r->gold;
    drg_str kind_text = drg_str_sub(label, 2, label.len);
    bool names = label.len > 2 && (label.ptr[0] == 'B' || label.ptr[0] == 'I');
    bool goes_on = names && label.ptr[0] == 'I' && r->open && drg_str_eq(kind_text, r->open_kind);
    drg_name_kind kind = DRG_N_NAME_KINDS;
    r->walk.text = (drg_str){g->text.ptr, g->text.len};
    uint32_t start = drg_walk_to(&r->walk, span.start), end = drg_walk_to(&r->walk, span.end);
    r->open = names;
    if (!names)
        return DRG_OK;
    if (goes_on) {
        if (r->open_scored)
            g->names[g->n_names - 1].end = end;
        return DRG_OK;
    }
    r->open_kind = kind_text;
    r->open_scored = kind_of(kind_text, &kind);
    if (!r->open_scored)
        return DRG_OK;
    drg_status st = grow((void **)&g->names, g->n_names, &g->cap_names, sizeof *g->names);
    if (st == DRG_OK)
        g->names[g->n_names++] = (drg_side_name){start, end, kind};
    return st;
}

/* number, form, label, … */
static drg_status read_form(reading *r, drg_str line)
{
    drg_str columns[3] = {{0}};
    size_t n = 0, begin = 0;
    for (size_t i = 0; i <= line.len && n < 3; i++)
        if (i == line.len || line.ptr[i] == '\t') {
            columns[n++] = drg_str_sub(line, begin, i);
            begin = i + 1;
        }
    if (n < 3 || columns[1].len == 0 || columns[2].len == 0)
        return drg_fail_at(r->err, DRG_EINPUT, r->line, "line %zu: not a number, a form and a label", r->line);
    const drg_buf *text = &r->gold->text;
    const char *found = r->in_sentence && r->at < text->len
                            ? memmem(text->ptr + r->at, text->len - r->at, columns[1].ptr, columns[1].len)
                            : NULL;
    if (!found)
        return drg_fail_at(r->err, DRG_EINPUT, r->line, "line %zu: the form does not stand in its text", r->line);
    size_t start = (size_t)(found - text->ptr);
    r->at = start + columns[1].len;
    return add_label(r, columns[2], (drg_span){(uint32_t)start, (uint32_t)r->at});
}

static drg_status read_line(reading *r, drg_str line, bool with_names)
{
    if (drg_str_starts(line, DRG_LIT("# newdoc")))
        return begin_document(r);
    if (drg_str_starts(line, DRG_LIT("# text = ")))
        return begin_sentence(r, drg_str_sub(line, 9, line.len));
    if (drg_str_starts(line, DRG_LIT("# newpar")))
        r->paragraph = true;
    else if (with_names && line.len && line.ptr[0] != '#')
        return read_form(r, line);
    return DRG_OK;
}

drg_status drg_gold_read(drg_str file, bool with_names, drg_gold *gold, drg_error *err)
{
    *gold = (drg_gold){0};
    drg_buf_init(&gold->text, DRG_MAX_TEXT_BYTES);
    reading r = {.gold = gold, .err = err};
    size_t pos = drg_str_starts(file, DRG_LIT("\xEF\xBB\xBF")) ? 3 : 0, bad = drg_utf8_check(file);
    drg_status st = DRG_OK;
    while (st == DRG_OK && pos < file.len) {
        const char *end = memchr(file.ptr + pos, '\n', file.len - pos);
        size_t stop = end ? (size_t)(end - file.ptr) : file.len;
        r.line++;
        if (bad < file.len && bad <= stop) {
            st = drg_fail_at(err, DRG_EINPUT, r.line, "line %zu: not UTF-8", r.line);
            break;
        }
        drg_str line = drg_str_sub(file, pos, stop);
        if (line.len && line.ptr[line.len - 1] == '\r')
            line.len--;
        st = read_line(&r, line, with_names);
        pos = stop + 1;
    }
    if (st == DRG_ENOMEM)
        st = drg_fail_nomem(err);
    if (st != DRG_OK)
        drg_gold_release(gold);
    return st;
}

void drg_gold_release(drg_gold *gold)
{
    drg_buf_release(&gold->text);
    free(gold->documents);
    free(gold->names);
    *gold = (drg_gold){0};
}
