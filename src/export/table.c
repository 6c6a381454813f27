#include "base/error.h"
#include "dragoman/export.h"
drg_status drg_write_records_table(const drg_document *doc, const drg_table_style *style, drg_sink *sink, void *context,
                                   drg_error *err)
{
    (void)style;
    return drg_write_records(doc, sink, context, err);
}
