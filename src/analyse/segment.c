/* src/analyse/segment.c - text to sentences, words and multiword tokens.
 *
 * A network labels every character with what ends after it, among the labels that rules leave (breaks.c). It runs over windows of a piece of text: pieces end at
 * blocks and empty lines, where sentences end whatever the network says. */
#include "analyse/segment.h"

#include "analyse/breaks.h"
#include "analyse/chars.h"
#include "analyse/dateline.h"
#include "analyse/kernels.h"
#include "base/text.h"

#include <string.h>

enum {
    WINDOW_CHARS = 1024, /* labelled in one run, besides the context on both sides */
    CONTEXT_CHARS = 128,
    BUFFER_CHARS = WINDOW_CHARS + 2 * CONTEXT_CHARS
};

/* As train/segmenter.py numbers them. */
typedef enum label { INSIDE, TOKEN_END, SENTENCE_END, WORD_END } label;

/* By how much a sentence end after a letter must outdo a mere token end, in logits. */
static const float BARE_END_MARGIN = 3.0F;

typedef struct segmenter {
    const drg_model *model;
    drg_str text;
    drg_segments *out;
    drg_qrnn_work work;
    drg_scratch states, scores;

    /* The window: characters that wait for their labels, with those before and behind that help. */
    uint16_t symbols[BUFFER_CHARS];
    uint32_t offsets[BUFFER_CHARS + 1]; /* bytes */
    bool blank[BUFFER_CHARS];
    size_t n_chars;

    /* What the rules say of the run of characters that the next label falls into. */
    drg_chunk chunk;
    uint32_t chunk_at, chunk_end; /* bytes */
    size_t chunk_next;            /* character */
    size_t piece, piece_end;      /* bytes */

    /* What is open. */
    uint32_t block;
    bool in_token;
    uint32_t token_start, word_start; /* bytes */
    size_t token_first;               /* word */
    size_t sentence_first;            /* word */
    bool failed;                      /* out of memory */
} segmenter;

static void *list_add(segmenter *s, drg_list *list, size_t size)
{
    char *items = drg_scratch_get(&list->memory, list->n + 1, size);
    if (!items) {
        s->failed = true;
        return NULL;
    }
    return items + list->n++ * size;
}

static const drg_span *word_at(const segmenter *s, size_t i)
{
    return (const drg_span *)s->out->words.memory.ptr + i;
}

static void add_word(segmenter *s, uint32_t end)
{
    if (end <= s->word_start)
        return;
    drg_span *w = list_add(s, &s->out->words, sizeof *w);
    if (w)
        *w = (drg_span){s->word_start, end};
    s->word_start = end;
}

/* The words up to end, not included, are a sentence. */
static void close_sentence(segmenter *s, size_t end)
{
    size_t first = s->sentence_first;
    if (end == first || s->failed)
        return;
    drg_sentence *sentence = list_add(s, &s->out->sentences, sizeof *sentence);
    if (sentence)
        *sentence = (drg_sentence){
            .span = {word_at(s, first)->start, word_at(s, end - 1)->end},
            .first = (uint32_t)first,
            .count = (uint32_t)(end - first),
            .block = s->block,
        };
    s->sentence_first = end;
}

static void close_token(segmenter *s, uint32_t end)
{
    if (!s->in_token)
        return;
    s->in_token = false;
    add_word(s, end);
    size_t first = s->token_first, n = s->out->words.n - first;
    if (first + n - s->sentence_first > DRG_MAX_SENTENCE_WORDS)
        close_sentence(s, first);
    if (n < 2 || s->failed)
        return;
    drg_multiword *m = list_add(s, &s->out->multiwords, sizeof *m);
    if (m)
        *m = (drg_multiword){{s->token_start, end}, (uint32_t)first, (uint32_t)(first + n - 1)};
}

static void take_char(segmenter *s, size_t i, label what)
{
    uint32_t start = s->offsets[i], end = s->offsets[i + 1];
    if (s->blank[i]) {
        close_token(s, start);
        return;
    }
    if (s->in_token && end - s->token_start > DRG_MAX_TOKEN_BYTES)
        close_token(s, start);
    if (!s->in_token) {
        s->in_token = true;
        s->token_start = s->word_start = start;
        s->token_first = s->out->words.n;
    }
    if (what == WORD_END)
        add_word(s, end);
    if (what == TOKEN_END || what == SENTENCE_END)
        close_token(s, end);
    if (what == SENTENCE_END)
        close_sentence(s, s->out->words.n);
}

/* What the rules leave to choose behind character i. */
static unsigned allowed_at(segmenter *s, size_t i)
{
    if (s->offsets[i] >= s->chunk_end || s->offsets[i] < s->chunk_at) {
        drg_breaks_find(&s->chunk, s->text, s->piece, s->offsets[i], s->piece_end);
        s->chunk_at = s->chunk_end = s->offsets[i];
        s->chunk_next = 0;
        for (size_t k = 0, pos = s->chunk_at; k < s->chunk.n; k++) {
            drg_utf8_next(s->text, &pos);
            s->chunk_end = (uint32_t)pos;
        }
    }
    return s->chunk.may[s->chunk_next++];
}

/* The best label that the rules allow. Within a line, a sentence that ends in a letter or digit wants more than the best
 * label: running text is written with full stops. */
static label choose_label(segmenter *s, size_t i, const float *scores)
{
    if (s->blank[i])
        return INSIDE;
    unsigned allowed = allowed_at(s, i);
    size_t best = DRG_SEGMENT_LABELS;
    for (size_t l = 0; l < DRG_SEGMENT_LABELS; l++)
        if ((allowed >> l & 1) && (best == DRG_SEGMENT_LABELS || scores[l] > scores[best]))
            best = l;
    if (best != SENTENCE_END)
        return (label)best;
    unsigned char last = (unsigned char)s->text.ptr[s->offsets[i]];
    bool letter =
        (last >= 'a' && last <= 'z') || (last >= 'A' && last <= 'Z') || (last >= '0' && last <= '9') || last == ',';
    size_t after = s->offsets[i + 1];
    while (after < s->text.len && s->text.ptr[after] == ' ')
        after++;
    bool line_ends = after >= s->text.len || s->text.ptr[after] == '\n' || s->text.ptr[after] == '\r';
    bool sure = scores[SENTENCE_END] > scores[TOKEN_END] + BARE_END_MARGIN || !(allowed & DRG_MAY_TOKEN);
    return !letter || line_ends || sure ? SENTENCE_END : TOKEN_END;
}

/* Label the buffer's characters from begin to end, not included. */
static void label_window(segmenter *s, size_t begin, size_t end)
{
    const drg_model *m = s->model;
    size_t n = s->n_chars, d = m->seg.d, half = m->seg_window / 2, n_out = m->seg_out.n_out;
    float *x = drg_scratch_get(&s->states, n * d, sizeof *x);
    float *scores = drg_scratch_get(&s->scores, n * n_out, sizeof *scores);
    if (!x || !scores) {
        s->failed = true;
        return;
    }
    memset(x, 0, n * d * sizeof *x);
    for (size_t i = 0; i < n; i++)
        for (size_t place = 0; place < m->seg_window; place++) {
            if (i + place < half || i + place - half >= n)
                continue;
            size_t symbol = s->symbols[i + place - half];
            drg_kernel_add(x + i * d, m->window + (place * m->n_symbols + symbol) * d, d);
        }
    drg_kernel_tanh(x, n * d);
    size_t start[2] = {0, n};
    if (!drg_qrnn_run(&m->seg, &s->work, x, start, 1)) {
        s->failed = true;
        return;
    }
    drg_kernel_matmul(x + begin * d, end - begin, d, d, m->seg_out.w, m->seg_out.b, n_out, scores);
    for (size_t i = begin; i < end && !s->failed; i++)
        take_char(s, i, choose_label(s, i, scores + (i - begin) * n_out));
}

/* Keep the last characters as context for the next window. @return how many were kept. */
static size_t slide(segmenter *s, size_t done)
{
    size_t drop = done > CONTEXT_CHARS ? done - CONTEXT_CHARS : 0, keep = s->n_chars - drop;
    memmove(s->symbols, s->symbols + drop, keep * sizeof *s->symbols);
    memmove(s->offsets, s->offsets + drop, (keep + 1) * sizeof *s->offsets);
    memmove(s->blank, s->blank + drop, keep * sizeof *s->blank);
    s->n_chars = keep;
    return done - drop;
}

/* Bytes [pos, end) of the text: they end a sentence where they end. */
static void segment_piece(segmenter *s, size_t pos, size_t end)
{
    size_t done = 0;
    s->n_chars = 0;
    s->piece = pos;
    s->piece_end = end;
    s->chunk_at = s->chunk_end = 0;
    s->offsets[0] = (uint32_t)pos;
    while (!s->failed) {
        while (pos < end && s->n_chars < BUFFER_CHARS) {
            uint32_t c = drg_utf8_next(s->text, &pos);
            s->symbols[s->n_chars] = drg_char_symbol(s->model, c);
            s->blank[s->n_chars] = drg_char_is_space(c);
            s->offsets[++s->n_chars] = (uint32_t)pos;
        }
        size_t ready = pos < end ? s->n_chars - CONTEXT_CHARS : s->n_chars;
        if (ready == done)
            break;
        label_window(s, done, ready);
        if (pos >= end)
            break;
        done = slide(s, ready);
    }
    close_token(s, (uint32_t)end);
    close_sentence(s, s->out->words.n);
}

/* Where the text before an empty line ends, at or after pos; *next is where the text goes on. */
static size_t piece_end(drg_str text, size_t pos, size_t end, size_t *next)
{
    for (size_t i = pos; i < end; i++) {
        if (text.ptr[i] != '\n')
            continue;
        size_t k = i + 1;
        while (k < end && (text.ptr[k] == ' ' || text.ptr[k] == '\t' || text.ptr[k] == '\r'))
            k++;
        if (k < end && text.ptr[k] == '\n') {
            *next = k + 1;
            return i;
        }
    }
    *next = end;
    return end;
}

/* [*pos, *end) without white space at either end. */
static void trim_blanks(drg_str text, size_t *pos, size_t *end)
{
    size_t at = *pos, first = *end, last = *pos;
    while (at < *end) {
        size_t from = at;
        if (drg_char_is_space(drg_utf8_next(text, &at)))
            continue;
        if (first > from)
            first = from;
        last = at;
    }
    *pos = first;
    *end = last > first ? last : first;
}

bool drg_segment(const drg_model *model, drg_str text, const drg_block *blocks, size_t n_blocks, drg_segments *out)
{
    segmenter *s = calloc(1, sizeof *s);
    if (!s)
        return false;
    s->model = model;
    s->text = text;
    s->out = out;
    for (size_t b = 0; b < n_blocks && !s->failed; b++) {
        size_t pos = blocks[b].span.start, end = blocks[b].span.end;
        s->block = (uint32_t)b;
        while (pos < end && !s->failed) {
            size_t next, first = pos, last = piece_end(text, pos, end, &next);
            trim_blanks(text, &first, &last);
            while (first < last && !s->failed) {
                size_t story, dateline = drg_dateline_find(text, first, last, &story);
                if (first < dateline)
                    segment_piece(s, first, dateline);
                if (dateline < story)
                    segment_piece(s, dateline, story);
                first = story;
            }
            pos = next;
        }
    }
    bool ok = !s->failed;
    drg_qrnn_work_release(&s->work);
    drg_scratch_release(&s->states);
    drg_scratch_release(&s->scores);
    free(s);
    return ok;
}

void drg_segments_release(drg_segments *segments)
{
    drg_scratch_release(&segments->words.memory);
    drg_scratch_release(&segments->sentences.memory);
    drg_scratch_release(&segments->multiwords.memory);
    *segments = (drg_segments){0};
}
