/* src/export/report.c - reports of what became of inputs, as JSON Lines. */
#include "dragoman/report.h"

#include "export/out.h"

static void write_reasons(drg_out *out, const uint64_t counts[DRG_N_REASONS])
{
    bool first = true;
    drg_out_char(out, '{');
    for (unsigned reason = 0; reason < DRG_N_REASONS; reason++)
        if (counts[reason] > 0)
            drg_out_key_uint(out, &first, drg_reason_name((drg_reason)reason), counts[reason]);
    drg_out_char(out, '}');
}

static void write_counts(drg_out *out, bool *first, const drg_input_report *r)
{
    const uint64_t skipped[DRG_N_REASONS] = {[DRG_REASON_LANGUAGE] = r->skipped};
    drg_out_key_uint(out, first, "items", r->read.items);
    drg_out_key(out, first, "dropped");
    write_reasons(out, r->read.dropped);
    drg_out_key_uint(out, first, "documents", r->read.documents);
    drg_out_key(out, first, "failed");
    write_reasons(out, r->failed);
    drg_out_key(out, first, "skipped");
    write_reasons(out, skipped);
    drg_out_key_uint(out, first, "written", r->written);
    drg_out_key_uint(out, first, "records", r->records);
    drg_out_cstr(out, "}\n");
}

static void add(drg_input_report *sum, const drg_input_report *r)
{
    sum->read.items += r->read.items;
    sum->read.documents += r->read.documents;
    sum->written += r->written;
    sum->records += r->records;
    sum->skipped += r->skipped;
    for (unsigned i = 0; i < DRG_N_REASONS; i++) {
        sum->read.dropped[i] += r->read.dropped[i];
        sum->failed[i] += r->failed[i];
    }
}

drg_status drg_write_report(const drg_input_report *reports, const char *const *names, size_t n, drg_sink *sink,
                            void *context, drg_error *err)
{
    drg_out out;
    drg_input_report sum = {.format = DRG_FORMAT_AUTO};
    drg_out_begin(&out, sink, context);
    for (size_t i = 0; i < n; i++) {
        bool first = true;
        bool known = reports[i].format != DRG_FORMAT_AUTO;
        add(&sum, &reports[i]);
        drg_out_char(&out, '{');
        drg_out_key_str(&out, &first, "input", drg_str_of(names[i]));
        drg_out_key_name(&out, &first, "format", known ? drg_format_name(reports[i].format) : NULL);
        write_counts(&out, &first, &reports[i]);
    }
    bool first = true;
    drg_out_char(&out, '{');
    drg_out_key_uint(&out, &first, "inputs", n);
    write_counts(&out, &first, &sum);
    return drg_out_end(&out, err);
}
