/* src/analyse/names.c - the names of tags, relations and kinds of entities. */
#include "base/text.h"
#include "dragoman/analysis.h"

#define COUNT(a) (sizeof(a) / sizeof *(a))

const char *drg_upos_name(drg_upos upos)
{
    /* In the order of drg_upos. */
    static const char *const names[DRG_N_UPOS] = {
        "X",   "ADJ",  "ADP",  "ADV",   "AUX",   "CCONJ", "DET", "INTJ", "NOUN",
        "NUM", "PART", "PRON", "PROPN", "PUNCT", "SCONJ", "SYM", "VERB",
    };
    size_t i = (size_t)upos;
    return i < COUNT(names) ? names[i] : NULL;
}

drg_rel drg_rel_of(drg_str deprel)
{
    static const char *const names[DRG_N_RELS] = {
#define NAME(name, text) [name] = text,
        DRG_REL_LIST(NAME)
#undef NAME
    };
    for (size_t i = 0; i < DRG_N_RELS; i++)
        if (drg_str_is(deprel, names[i]))
            return (drg_rel)i;
    for (size_t k = 0; k < deprel.len; k++)
        if (deprel.ptr[k] == ':')
            return drg_rel_of(drg_str_sub(deprel, 0, k));
    return DRG_REL_DEP;
}

const char *drg_entity_type_name(drg_entity_type type)
{
    static const char *const names[] = {
#define NAME(name, text) [name] = text,
        DRG_ENTITY_LIST(NAME)
#undef NAME
    };
    size_t i = (size_t)type;
    return i < COUNT(names) ? names[i] : NULL;
}
