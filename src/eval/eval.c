/* src/eval/eval.c - files against files, and the program's own analysis against gold files. */
#include "base/datadir.h"
#include "base/document.h"
#include "base/error.h"
#include "base/file.h"
#include "dragoman/conllu.h"
#include "dragoman/reader.h"
#include "eval/gold.h"
#include "eval/names.h"

#include <string.h>

/* ---- files ---- */

/* What a message is about goes before it. */
static drg_status in_file(const char *path, drg_status st, drg_error *err)
{
    char message[sizeof err->message];
    if (st == DRG_ENOMEM)
        return drg_fail_nomem(err);
    if (!err)
        return st;
    memcpy(message, err->message, sizeof message);
    return err->has_pos ? drg_fail_at(err, st, err->pos, "%.100s: %.120s", path, message)
                        : drg_fail(err, st, "%.100s: %.120s", path, message);
}

static drg_str text_of(const drg_map *map)
{
    return (drg_str){(const char *)map->data, map->size};
}

static drg_status read_found(const char *path, drg_side *side, drg_error *err)
{
    drg_map map = {0};
    drg_status st = drg_map_open(path, &map, err);
    if (st != DRG_OK)
        return st;
    st = drg_side_add_conllu(side, text_of(&map), err);
    drg_map_close(&map);
    return st == DRG_OK ? st : in_file(path, st, err);
}

static drg_status check_lengths(const char *path, uint32_t gold, uint32_t found, drg_error *err)
{
    if (gold == found)
        return DRG_OK;
    return drg_fail(err, DRG_EINPUT, "%.100s: the texts differ: %u and %u characters that are no blanks", path, gold,
                    found);
}

/* ---- analysis ---- */

drg_status drg_eval__read(drg_str text, drg_document *doc, drg_error *err)
{
    drg_reader *reader = NULL;
    drg_reader_options options = {.from = DRG_FORMAT_TEXT};
    drg_status st = drg_reader_open_memory(text, "gold", &options, &reader, err);
    if (st == DRG_OK)
        st = drg_reader_next(reader, doc, err);
    drg_reader_close(reader);
    return st;
}

static drg_status analyse_into(const drg_model *model, drg_str text, drg_side *side, drg_error *err)
{
    drg_document *doc = drg_document_new();
    drg_status st = doc ? drg_eval__read(text, doc, err) : DRG_ENOMEM;
    if (st == DRG_OK)
        st = drg_analyse(model, doc, err);
    if (st == DRG_OK && !drg_side_add(side, doc))
        st = DRG_ENOMEM;
    drg_document_free(doc);
    return st == DRG_END ? DRG_OK : st;
}

/* The raw text of a treebank, as its comments give it, else as its words make it. */
static drg_status analyse_treebank(const drg_model *model, drg_str file, drg_side *side, drg_error *err)
{
    drg_gold gold;
    drg_status st = drg_gold_read(file, false, &gold, err);
    if (st != DRG_OK)
        return st;
    if (gold.text.len) {
        st = analyse_into(model, (drg_str){gold.text.ptr, gold.text.len}, side, err);
        drg_gold_release(&gold);
        return st;
    }
    drg_conllu_reader *reader = NULL;
    drg_document *doc = drg_document_new();
    st = doc ? drg_conllu_open(file, &reader, err) : DRG_ENOMEM;
    while (st == DRG_OK) {
        drg_document_clear(doc);
        st = drg_conllu_next(reader, doc, err);
        if (st == DRG_OK)
            st = analyse_into(model, doc->text, side, err);
    }
    drg_conllu_close(reader);
    drg_document_free(doc);
    drg_gold_release(&gold);
    return st == DRG_END ? DRG_OK : st;
}

/* ---- trees ---- */

drg_status drg_eval_trees(const drg_model *model, const char *gold, const char *found, drg_card *card, drg_error *err)
{
    if (!model && !found)
        return drg_fail(err, DRG_EARG, "neither a model nor a file to be scored");
    drg_map map = {0};
    drg_status st = drg_map_open(gold, &map, err);
    if (st != DRG_OK)
        return st;
    drg_side want, have;
    drg_side_init(&want);
    drg_side_init(&have);
    st = drg_side_add_conllu(&want, text_of(&map), err);
    if (st == DRG_OK && want.n_words == 0)
        st = drg_fail(err, DRG_EINPUT, "no sentences: this is no CoNLL-U");
    if (st == DRG_OK && !found)
        st = analyse_treebank(model, text_of(&map), &have, err);
    if (st != DRG_OK)
        st = in_file(gold, st, err);
    else if (found)
        st = read_found(found, &have, err);
    if (st == DRG_OK)
        st = check_lengths(found ? found : gold, want.length, have.length, err);
    if (st == DRG_OK) {
        drg_card made = {0};
        drg_side_score_trees(&want, &have, &made);
        *card = made;
    }
    drg_side_release(&have);
    drg_side_release(&want);
    drg_map_close(&map);
    return st;
}

/* ---- names ---- */

static drg_status find_names(const drg_model *model, const drg_gold *gold, drg_side *side, drg_error *err)
{
    drg_status st = DRG_OK;
    for (size_t i = 0; st == DRG_OK && i < gold->n_documents; i++) {
        drg_span span = gold->documents[i];
        st = analyse_into(model, (drg_str){gold->text.ptr + span.start, span.end - span.start}, side, err);
    }
    return st;
}

static uint32_t length_of(const drg_gold *gold)
{
    drg_walk walk = {{gold->text.ptr, gold->text.len}, 0, 0};
    return drg_walk_to(&walk, gold->text.len);
}

static drg_status score_names(const drg_model *model, const char *path, const drg_gold *gold, const char *found,
                              unsigned folds, drg_card *card, drg_error *err)
{
    drg_side side;
    drg_side_init(&side);
    drg_status st;
    if (found)
        st = read_found(found, &side, err);
    else if (folds)
        st = drg_eval__fold_names(model, gold, folds, &side, err);
    else
        st = find_names(model, gold, &side, err);
    if (st == DRG_OK)
        st = check_lengths(found ? found : path, length_of(gold), side.length, err);
    if (st == DRG_OK) {
        drg_card made = {0};
        drg_side_score_names(gold->names, gold->n_names, side.names, side.n_names, &made);
        *card = made;
    }
    drg_side_release(&side);
    return st;
}

drg_status drg_eval_names(const drg_model *model, const char *gold, const char *found, unsigned folds, drg_card *card,
                          drg_error *err)
{
    if (!model && !found)
        return drg_fail(err, DRG_EARG, "neither a model nor a file to be scored");
    if (folds == 1 || folds > DRG_MAX_FOLDS || (folds && found))
        return drg_fail(err, DRG_EARG, "folds must be 2 to %d, and need a model", DRG_MAX_FOLDS);
    drg_map map = {0};
    drg_status st = drg_map_open(gold, &map, err);
    if (st != DRG_OK)
        return st;
    drg_gold texts;
    st = drg_gold_read(text_of(&map), true, &texts, err);
    drg_map_close(&map);
    if (st == DRG_OK && texts.text.len == 0) {
        st = drg_fail(err, DRG_EINPUT, "no sentences: this is no IOB2 with \"# text\" comments");
        drg_gold_release(&texts);
    }
    if (st != DRG_OK)
        return in_file(gold, st, err);
    st = score_names(model, gold, &texts, found, folds, card, err);
    drg_gold_release(&texts);
    return st;
}

/* ---- training ---- */

drg_status drg_train_script(char *path, size_t size, drg_error *err)
{
    return drg_data_path("train/train.sh", path, size, err);
}
