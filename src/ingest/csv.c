#include "ingest/csv.h"

#include "base/error.h"
#include "dragoman/reader.h"

#include <string.h>

#define MAX_NAME_BYTES 64

void drg_csv_init(drg_csv *csv)
{
    *csv = (drg_csv){.delimiter = '\0'};
    drg_buf_init(&csv->record, DRG_MAX_LINE_BYTES);
}

void drg_csv_release(drg_csv *csv)
{
    drg_buf_release(&csv->record);
}

/* ---- records ---- */

/* Where in a record the reading is. */
typedef enum state { AT_FIELD, IN_PLAIN, IN_QUOTES, AT_QUOTE } state;

/* One byte on. A quote opens a field only at its beginning; within quotes two of them are one. */
static state step(state s, char c, char delimiter)
{
    if (s == IN_QUOTES)
        return c == '"' ? AT_QUOTE : IN_QUOTES;
    if (c == delimiter)
        return AT_FIELD;
    if (c == '"')
        return s == IN_PLAIN ? IN_PLAIN : IN_QUOTES; /* behind a closing one: it was none */
    return IN_PLAIN;
}

/* The next record's bytes, without the line end behind it, into csv->record. */
static drg_status read_record(drg_csv *csv, drg_input *in, size_t *next_line, drg_error *err)
{
    state s = AT_FIELD;
    bool fits = true, any = false;
    drg_buf_clear(&csv->record);
    for (;;) {
        drg_str b;
        drg_status st = drg_input_peek(in, 1, &b, err);
        if (st != DRG_OK)
            return st;
        size_t n = 0;
        while (n < b.len && (b.ptr[n] != '\n' || s == IN_QUOTES)) {
            *next_line += b.ptr[n] == '\n';
            s = step(s, b.ptr[n++], csv->delimiter);
        }
        bool over = n < b.len || b.len == 0;
        any |= b.len > 0;
        st = fits ? drg_buf_add(&csv->record, b.ptr, n) : DRG_OK;
        if (st == DRG_ENOMEM)
            return drg_fail_nomem(err);
        if (st == DRG_ELIMIT) {
            fits = false;
            drg_buf_clear(&csv->record);
        }
        *next_line += n < b.len;
        drg_input_take(in, n < b.len ? n + 1 : n);
        if (!over)
            continue;
        if (!any)
            return DRG_END;
        if (!fits)
            return drg_fail(err, DRG_ELIMIT, "the record has more than %zu bytes", DRG_MAX_LINE_BYTES);
        if (s == IN_QUOTES)
            return drg_fail(err, DRG_EINPUT, "a quote is opened here and never closed");
        if (csv->record.len > 0 && csv->record.ptr[csv->record.len - 1] == '\r')
            csv->record.len--;
        return DRG_OK;
    }
}

/* The field at *pos of a record, its quotes taken away in place; *pos goes behind its delimiter, or to len + 1.
 * @return false: something stands behind a closing quote. */
static bool next_field(char *record, size_t len, char delimiter, size_t *pos, drg_str *field)
{
    size_t p = *pos, n = 0;
    if (p >= len || record[p] != '"') {
        const char *end = p < len ? memchr(record + p, delimiter, len - p) : NULL;
        size_t to = end != NULL ? (size_t)(end - record) : len;
        *field = (drg_str){record + p, to - p};
        *pos = to + 1;
        return true;
    }
    char *out = record + ++p;
    while (p < len && (record[p] != '"' || (p + 1 < len && record[p + 1] == '"'))) {
        p += record[p] == '"';
        out[n++] = record[p++];
    }
    *field = (drg_str){out, n};
    p++;
    *pos = p < len ? p + 1 : len + 1;
    return p >= len || record[p] == delimiter;
}

/* ---- the row of names ---- */

static drg_str unquoted(drg_str name)
{
    name = drg_str_trim(name);
    if (name.len >= 2 && name.ptr[0] == '"' && name.ptr[name.len - 1] == '"')
        name = drg_str_trim(drg_str_sub(name, 1, name.len - 1));
    return name;
}

/* The names in a line, parted by delimiter; only whether they are names, and known ones. */
static size_t count_names(drg_str line, char delimiter, bool known[DRG_N_FIELDS])
{
    size_t n = 0;
    bool plain = true;
    unsigned rank;
    memset(known, 0, DRG_N_FIELDS * sizeof *known);
    for (size_t from = 0, i = 0; i <= line.len; i++) {
        if (i < line.len && line.ptr[i] != delimiter)
            continue;
        drg_str name = unquoted(drg_str_sub(line, from, i));
        drg_field field = drg_field_named(name, &rank);
        if (name.len > MAX_NAME_BYTES)
            return 0;
        for (size_t c = 0; c < name.len; c++)
            plain = plain && name.ptr[c] != ' ' && strchr("!?'\"()[]{}<>", name.ptr[c]) == NULL;
        if (field != DRG_N_FIELDS)
            known[field] = true;
        n++;
        from = i + 1;
    }
    size_t n_known = 0;
    for (unsigned f = 0; f < DRG_N_FIELDS; f++)
        n_known += known[f];
    return known[DRG_FIELD_TEXT] && (plain || n_known >= 3) ? n : 0;
}

static char delimiter_of(drg_str line, size_t least)
{
    static const char signs[] = ",\t;|";
    char best = '\0';
    size_t most = least - 1;
    for (size_t i = 0; signs[i] != '\0'; i++) {
        bool known[DRG_N_FIELDS];
        size_t n = count_names(line, signs[i], known);
        if (n > most) {
            most = n;
            best = signs[i];
        }
    }
    return best;
}

static drg_str first_line(drg_str b)
{
    const char *lf = b.len > 0 ? memchr(b.ptr, '\n', b.len) : NULL;
    drg_str line = drg_str_sub(b, 0, lf != NULL ? (size_t)(lf - b.ptr) : b.len);
    if (line.len > 0 && line.ptr[line.len - 1] == '\r')
        line.len--;
    return line;
}

bool drg_csv_looks_like(drg_str bytes)
{
    drg_str line = first_line(bytes);
    return line.len < bytes.len && delimiter_of(line, 2) != '\0';
}

static drg_status read_names(drg_csv *csv, drg_input *in, size_t *next_line, drg_error *err)
{
    unsigned ranks[DRG_N_FIELDS];
    drg_str b;
    drg_status st = drg_input_look(in, (size_t)64 << 10, &b, err);
    if (st != DRG_OK)
        return st;
    if (b.len == 0)
        return DRG_END;
    char delimiter = delimiter_of(first_line(b), 1);
    csv->delimiter = delimiter != '\0' ? delimiter : ',';
    st = read_record(csv, in, next_line, err);
    if (st != DRG_OK)
        return st;
    for (size_t pos = 0; pos <= csv->record.len; csv->n_columns++) {
        drg_str name;
        unsigned rank;
        if (csv->n_columns == DRG_MAX_CSV_COLUMNS)
            return drg_fail(err, DRG_ELIMIT, "the table has more than %d columns", DRG_MAX_CSV_COLUMNS);
        if (!next_field(csv->record.ptr, csv->record.len, csv->delimiter, &pos, &name))
            return drg_fail(err, DRG_EINPUT, "a name goes on behind its closing quote");
        drg_field f = drg_field_named(drg_str_trim(name), &rank);
        if (f == DRG_N_FIELDS || (csv->column[f] != 0 && ranks[f] <= rank))
            continue;
        csv->column[f] = (unsigned short)(csv->n_columns + 1);
        ranks[f] = rank;
    }
    if (csv->column[DRG_FIELD_TEXT] == 0)
        return drg_fail_for(err, DRG_EINPUT, DRG_REASON_NO_TEXT,
                            "no column is named \"text\", or \"body\", \"content\" and the like");
    return DRG_OK;
}

/* ---- documents ---- */

static drg_status take_record(drg_csv *csv, drg_str source, drg_document *doc, drg_error *err)
{
    drg_str values[DRG_N_FIELDS] = {{0}};
    size_t n = 0;
    for (size_t pos = 0; pos <= csv->record.len; n++) {
        drg_str field;
        if (!next_field(csv->record.ptr, csv->record.len, csv->delimiter, &pos, &field))
            return drg_fail(err, DRG_EINPUT, "field %zu goes on behind its closing quote", n + 1);
        for (unsigned f = 0; f < DRG_N_FIELDS; f++)
            if (csv->column[f] == n + 1)
                values[f] = field;
    }
    if (n != csv->n_columns)
        return drg_fail(err, DRG_EINPUT, "the record has %zu fields, and there are %zu names", n, csv->n_columns);
    return drg_fields__read(values, source, doc, err);
}

drg_status drg_csv_next(drg_csv *csv, drg_input *in, drg_str source, size_t *next_line, size_t *line, drg_document *doc,
                        drg_error *err)
{
    drg_status st = DRG_OK;
    *line = *next_line;
    if (csv->delimiter == '\0') {
        st = read_names(csv, in, next_line, err);
        if (st != DRG_OK)
            csv->n_columns = 0;
        if (st != DRG_OK)
            return st;
    }
    if (csv->n_columns == 0)
        return DRG_END; /* the names were bad */
    do {
        *line = *next_line;
        st = read_record(csv, in, next_line, err);
    } while (st == DRG_OK && csv->record.len == 0);
    return st == DRG_OK ? take_record(csv, source, doc, err) : st;
}
