/* src/base/document.c - a document's text and what is known about it. */
#include "base/document.h"

#include "base/error.h"

#include <stdlib.h>
#include <string.h>

drg_document *drg_document_new(void)
{
    drg_document *doc = calloc(1, sizeof *doc);
    if (doc)
        drg_arena_init(&doc->arena, 0);
    return doc;
}

void drg_document_free(drg_document *doc)
{
    if (!doc)
        return;
    drg_arena_release(&doc->arena);
    free(doc);
}

void drg_document_clear(drg_document *doc)
{
    drg_arena arena = doc->arena;
    drg_arena_reset(&arena);
    *doc = (drg_document){.arena = arena};
}

drg_status drg_document_set_text(drg_document *doc, drg_str text, drg_error *err)
{
    if (doc->text.ptr)
        return drg_fail(err, DRG_ESTAGE, "the document has a text already");
    if (text.len > DRG_MAX_TEXT_BYTES)
        return drg_fail(err, DRG_ELIMIT, "the text has %zu bytes, at most %zu are allowed", text.len,
                        DRG_MAX_TEXT_BYTES);
    size_t bad = drg_utf8_check(text);
    if (bad != text.len)
        return drg_fail_at(err, DRG_EINPUT, bad, "not UTF-8: byte %zu is 0x%02x", bad, (unsigned char)text.ptr[bad]);
    drg_arena_point mark = drg_arena_mark(&doc->arena);
    drg_str copy = drg_arena_copy(&doc->arena, text);
    drg_block *block = copy.ptr ? drg_arena_alloc(&doc->arena, sizeof *block) : NULL;
    if (!block) {
        drg_arena_rewind(&doc->arena, mark);
        return drg_fail_nomem(err);
    }
    block->span = (drg_span){0, (uint32_t)text.len};
    block->kind = DRG_BLOCK_PROSE;
    doc->text = copy;
    doc->blocks = block;
    doc->n_blocks = text.len ? 1 : 0;
    return DRG_OK;
}

static bool copy_str(drg_arena *arena, drg_str *s)
{
    bool there = s->len != 0;
    *s = there ? drg_arena_copy(arena, *s) : (drg_str){0};
    return !there || s->ptr;
}

static bool copy_list(drg_arena *arena, const drg_str **list, size_t n)
{
    drg_str *copy = n > 0 ? drg_arena_array(arena, n, sizeof *copy) : NULL;
    if (n > 0 && !copy)
        return false;
    for (size_t i = 0; i < n; i++) {
        copy[i] = (*list)[i];
        if (!copy_str(arena, &copy[i]))
            return false;
    }
    *list = copy;
    return true;
}

drg_status drg_document_set_meta(drg_document *doc, const drg_meta *meta, drg_error *err)
{
    drg_meta copy = *meta;
    drg_str *const all[] = {&copy.id,        &copy.source,   &copy.url,      &copy.title,
                            &copy.publisher, &copy.language, &copy.published};
    drg_arena_point mark = drg_arena_mark(&doc->arena);
    bool ok = copy_list(&doc->arena, &copy.authors, copy.n_authors) &&
              copy_list(&doc->arena, &copy.captions, copy.n_captions);
    for (size_t i = 0; ok && i < sizeof all / sizeof all[0]; i++)
        ok = copy_str(&doc->arena, all[i]);
    if (!ok) {
        drg_arena_rewind(&doc->arena, mark);
        return drg_fail_nomem(err);
    }
    doc->meta = copy;
    return DRG_OK;
}

drg_str drg_document_text(const drg_document *doc)
{
    return doc->text;
}

const drg_meta *drg_document_meta(const drg_document *doc)
{
    return &doc->meta;
}

const drg_block *drg_document_blocks(const drg_document *doc, size_t *n)
{
    *n = doc->n_blocks;
    return doc->blocks;
}

const char *drg_block_kind_name(drg_block_kind kind)
{
    static const char *const names[] = {
#define NAME(name, text) [name] = text,
        DRG_BLOCK_LIST(NAME)
#undef NAME
    };
    size_t i = (size_t)kind;
    return i < sizeof names / sizeof *names ? names[i] : NULL;
}

const char *drg_date_from_name(drg_date_from from)
{
    static const char *const names[] = {
#define NAME(name, text) [name] = text,
        DRG_DATE_FROM_LIST(NAME)
#undef NAME
    };
    size_t i = (size_t)from;
    return i < sizeof names / sizeof *names ? names[i] : NULL;
}
