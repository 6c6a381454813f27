/* include/dragoman/reader.h - inputs to documents: plain text, pages, JSON Lines, CSV, feeds, archives of the web and
 * CoNLL-U, one document at a time. What is packed by gzip or zstd is unpacked, and of a zip archive each member is read.
 *
 * A reader holds no more than one line of JSON Lines, or one document of the other formats. The text of a document is
 * the input's text unchanged to the character, line ends included; only a byte order mark at the very start of an input
 * is not text, and offsets count from what follows it. */
#ifndef DRAGOMAN_READER_H
#define DRAGOMAN_READER_H

#include "dragoman/document.h"
#include "dragoman/fetch.h"

#ifdef __cplusplus
extern "C" {
#endif

#define DRG_FORMAT_LIST(X)                                                                                             \
    X(DRG_FORMAT_AUTO, "auto")                                                                                         \
    X(DRG_FORMAT_TEXT, "text")                                                                                         \
    X(DRG_FORMAT_JSONL, "jsonl")                                                                                       \
    X(DRG_FORMAT_CONLLU, "conllu")                                                                                     \
    X(DRG_FORMAT_HTML, "html")                                                                                         \
    X(DRG_FORMAT_CSV, "csv")                                                                                           \
    X(DRG_FORMAT_FEED, "feed")                                                                                         \
    X(DRG_FORMAT_WARC, "warc")

/* clang-format off */
typedef enum drg_format {
#define DRG_FORMAT_ENUM_(name, text) name,
    DRG_FORMAT_LIST(DRG_FORMAT_ENUM_)
#undef DRG_FORMAT_ENUM_
        DRG_N_FORMATS
} drg_format;
/* clang-format on */

/** "auto", "text" …; static; NULL outside the enum. */
DRG_API const char *drg_format_name(drg_format format);

/** The longest line of JSON Lines, in bytes; longer ones are passed over with DRG_ELIMIT. */
#define DRG_MAX_LINE_BYTES (DRG_MAX_TEXT_BYTES * 2)
/** The longest document of CoNLL-U, in bytes. */
#define DRG_MAX_CONLLU_BYTES (DRG_MAX_TEXT_BYTES * 4)

typedef struct drg_reader_options {
    drg_format from;       /* DRG_FORMAT_AUTO: found out from the first bytes */
    const char *published; /* NUL-terminated "YYYY-MM-DD" that overrides every document's own date; or NULL */
    drg_fetcher *fetcher;  /* gets inputs whose names are addresses of the web; NULL: they are refused */
    bool fetch_pages;      /* it gets the pages of a feed's entries, too, of which the feed has no whole article */
    bool takes_records;    /* records that `dragoman code` printed are documents without text, one for all that follow
                              each other and are of one document */
} drg_reader_options;

/** What became of what might have been documents: lines, entries, records, pages. items is documents and the sum of
 * dropped. */
typedef struct drg_tally {
    uint64_t items, documents;
    uint64_t dropped[DRG_N_REASONS]; /* by drg_reason */
} drg_tally;

/** One input on its way to documents. One thread at a time. */
typedef struct drg_reader drg_reader;

/**
 * Open a file, or standard input.
 *
 * @param path     NUL-terminated, "-" is standard input; copied. It becomes each document's source.
 * @param options  NULL: all as found; read during the call only.
 * @return DRG_OK (nothing of the content has been judged yet); DRG_EARG options->published is no day of the calendar;
 *         DRG_EIO cannot be opened, or is a directory; DRG_ENOMEM. *reader stays untouched on failure.
 */
DRG_API DRG_MUST_CHECK drg_status drg_reader_open(const char *path, const drg_reader_options *options,
                                                  drg_reader **reader, drg_error *err);
/** The same over bytes in memory, borrowed until drg_reader_close(). name (NUL-terminated, copied) is the source. */
DRG_API DRG_MUST_CHECK drg_status drg_reader_open_memory(drg_str bytes, const char *name,
                                                         const drg_reader_options *options, drg_reader **reader,
                                                         drg_error *err);
/** NULL is allowed. */
DRG_API void drg_reader_close(drg_reader *reader);

/**
 * Read the next document into doc, which is cleared first: text, what is known about it, blocks and publication date;
 * from CoNLL-U the analysis too. Where no title is given, a headline that opens the text is the title.
 *
 * @return DRG_OK;
 *         DRG_END     nothing is left;
 *         DRG_EINPUT  this document cannot be read as what it should be (bad UTF-8, bad JSON, no text, a field of the
 *                     wrong type …); the message says what, err->pos is the line, from 1;
 *         DRG_ELIMIT  this document exceeds a limit; err->pos is the line;
 *         DRG_EIO     the input, or this member of an archive, cannot be read any further; cut-off and damaged archives
 *                     too, once all that stands before has been given;
 *         DRG_ENOMEM.
 * After DRG_EINPUT and DRG_ELIMIT the next call goes on with the next document, after DRG_EIO with the next member of
 * the archive, where there is one.
 * On failure doc is empty.
 */
DRG_API DRG_MUST_CHECK drg_status drg_reader_next(drg_reader *reader, drg_document *doc, drg_error *err);

/** The input's name, as given to open; borrowed from the reader. */
DRG_API const char *drg_reader_name(const drg_reader *reader);
/** The name of what was read last: the input's, and for a member of an archive '!' and its name behind that. Borrowed
 * until the next call of drg_reader_next(). */
DRG_API const char *drg_reader_part(const drg_reader *reader);
/** The format of what was read last; DRG_FORMAT_AUTO until the first call of drg_reader_next(). */
DRG_API drg_format drg_reader_format(const drg_reader *reader);
/** The line, from 1, on which the document that was read last begins; 0 before the first. */
DRG_API size_t drg_reader_line(const drg_reader *reader);
/** What was read so far. What was passed over in silence, such as the records of an archive that hold no page, counts too. */
DRG_API void drg_reader_tally(const drg_reader *reader, drg_tally *tally);
/** Bytes of the input taken so far, and the size of the input where it is known (0: a pipe). For progress bars. */
DRG_API void drg_reader_progress(const drg_reader *reader, uint64_t *done_bytes, uint64_t *size_bytes);

#ifdef __cplusplus
}
#endif
#endif
