/* examples/minimal.c - the library from a text to its event records. */
#include <dragoman/analysis.h>
#include <dragoman/record.h>

#include <stdio.h>
#include <string.h>

int main(int argc, char **argv)
{
    const char *text = argc > 1 ? argv[1]
                                : "Russian forces shelled Kharkiv on Monday, killing at least 12 civilians, "
                                  "Ukrainian officials said.";
    drg_meta meta = {.published = {"2024-05-15", 10}, .published_from = DRG_DATE_FROM_ARGUMENT};
    drg_error err = {0};
    drg_model *model = NULL;         /* NULL paths: what was installed with the library */
    drg_knowledge *knowledge = NULL; /* model and knowledge are shared by all threads, a document belongs to one */
    drg_coder *coder = NULL;
    drg_document *doc = drg_document_new();
    drg_status st = doc ? drg_model_open(NULL, &model, &err) : DRG_ENOMEM;
    if (st == DRG_OK)
        st = drg_knowledge_open(NULL, &knowledge, &err);
    if (st == DRG_OK)
        st = drg_coder_new(knowledge, &coder, &err);
    if (st == DRG_OK)
        st = drg_document_set_text(doc, (drg_str){text, strlen(text)}, &err);
    if (st == DRG_OK)
        st = drg_document_set_meta(doc, &meta, &err);
    if (st == DRG_OK)
        st = drg_analyse(model, doc, &err);
    if (st == DRG_OK)
        st = drg_code(coder, doc, &err);

    size_t n = 0;
    const drg_record *records = st == DRG_OK ? drg_document_records(doc, &n) : NULL;
    for (size_t i = 0; i < n; i++) {
        const drg_record *r = &records[i];
        drg_str who = r->n_actors ? r->actor[0].text : (drg_str){"?", 1};
        drg_str whom = r->n_recipients ? r->recipient[0].text : (drg_str){"?", 1};
        drg_str source = r->n_attributions ? r->attribution[0].entity.text : (drg_str){"the text itself", 15};
        printf("%.*s %s %.*s, says %.*s\n", (int)who.len, who.ptr, drg_event_name(r->event), (int)whom.len, whom.ptr,
               (int)source.len, source.ptr);
    }
    if (st != DRG_OK)
        fprintf(stderr, "minimal: %s\n", err.message);

    drg_document_free(doc); /* and with it its records */
    drg_coder_free(coder);
    drg_knowledge_close(knowledge);
    drg_model_close(model);
    return st == DRG_OK ? 0 : 1;
}
