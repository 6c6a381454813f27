/* include/dragoman/conllu.h - analysed documents as CoNLL-U, out and in.
 *
 * A document begins with "# newdoc id = …" and carries "# url", "# title", "# publisher", "# published",
 * "# published_from" and "# language" where they are known. White space is kept as UDPipe does: SpaceAfter=No, else
 * SpacesAfter= where it is not one blank, with \s \t \r \n \p \\ for blank, tabulator, line ends, '|' and '\';
 * SpacesBefore= before the first word. The text is restored from them to the byte. "# block = heading" stands where
 * another block of the text begins (the first is prose unless it says so); named entities are NER=B-PERSON,
 * NER=I-PERSON in the last column, and Conf=0.87, NERConf=0.42 how sure the network was, where it was not. */
#ifndef DRAGOMAN_CONLLU_H
#define DRAGOMAN_CONLLU_H

#include "dragoman/analysis.h"

#ifdef __cplusplus
extern "C" {
#endif

/**
 * Write an analysed document.
 * @return DRG_OK (a document without words gives its comments only); DRG_ESTAGE not analysed; DRG_ENOMEM; or what the
 *         sink returned.
 */
DRG_API DRG_MUST_CHECK drg_status drg_conllu_write(const drg_document *doc, drg_sink *sink, void *context,
                                                   drg_error *err);

/** Documents of a CoNLL-U text, one after the other. One thread at a time. */
typedef struct drg_conllu_reader drg_conllu_reader;

/** Borrows the text until closed. @return DRG_OK; DRG_EINPUT not UTF-8 (err->pos: the line, from 1); DRG_ENOMEM. */
DRG_API DRG_MUST_CHECK drg_status drg_conllu_open(drg_str text, drg_conllu_reader **reader, drg_error *err);
DRG_API void drg_conllu_close(drg_conllu_reader *reader);

/**
 * Read the next document: text, what is known about it, and its analysis. A document is what stands before the next
 * "# newdoc". Paragraphs ("# newpar") are parted by line ends; empty nodes and enhanced dependencies are passed over;
 * a tag that is not universal becomes X.
 * @param doc  empty; unchanged on failure.
 * @return DRG_OK; DRG_END no more; DRG_EINPUT malformed: columns, numbers, heads, cycles (err->pos: the line, from 1);
 *         DRG_ELIMIT a sentence of more than DRG_MAX_SENTENCE_WORDS words, or a text too long; DRG_ESTAGE doc is not
 *         empty; DRG_ENOMEM. After DRG_EINPUT and DRG_ELIMIT the next call goes on with the next document.
 */
DRG_API DRG_MUST_CHECK drg_status drg_conllu_next(drg_conllu_reader *reader, drg_document *doc, drg_error *err);

#ifdef __cplusplus
}
#endif
#endif
