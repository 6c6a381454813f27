/* src/knowledge/compile_paths.c - where an argument stands: "subj+@with|obj". */
#include "knowledge/compile.h"

#include <string.h>

bool drg_compile__path(drg_compile *c, drg_source_file *file, drg_str text, drg_path *out)
{
    static const struct {
        const char *name;
        uint8_t kind;
    } plain[] = {{"subj", DRG_PATH_SUBJ},   {"obj", DRG_PATH_OBJ},   {"iobj", DRG_PATH_IOBJ},
                 {"poss", DRG_PATH_POSS},   {"mod", DRG_PATH_MOD},   {"xcomp", DRG_PATH_XCOMP},
                 {"ccomp", DRG_PATH_CCOMP}, {"self", DRG_PATH_SELF}, {"speaker", DRG_PATH_SPEAKER},
                 {"pred", DRG_PATH_PRED}};
    *out = (drg_path){.kind = DRG_PATH_END};
    for (size_t i = 0; i < sizeof plain / sizeof plain[0]; i++)
        if (drg_str_is(text, plain[i].name)) {
            out->kind = plain[i].kind;
            return true;
        }
    if (text.len > 1 && text.ptr[0] == '@') {
        drg_str prep = drg_compile__blanks_for_underscores(c, drg_str_sub(text, 1, text.len)), rest = prep, part;
        bool ok = true;
        while (drg_compile__next_part(&rest, ' ', &part))
            ok = ok && drg_compile__is_lemma(part);
        if (ok) {
            out->kind = DRG_PATH_PREP;
            out->word = drg_compile__word(c, prep);
            return true;
        }
    }
    drg_compile__mistake(c, file, text.ptr, "\"%.*s\" is not a path", DRG_STR_ARG(text));
    return false;
}

bool drg_compile__paths(drg_compile *c, drg_source_file *file, drg_str text, drg_path out[DRG_FRAME_PATHS])
{
    memset(out, 0, DRG_FRAME_PATHS * sizeof *out);
    if (drg_str_is(text, "-"))
        return true;
    bool ok = true;
    size_t n = 0;
    for (size_t start = 0, i = 0; i <= text.len; i++) {
        if (i < text.len && text.ptr[i] != '|' && text.ptr[i] != '+')
            continue;
        if (n == DRG_FRAME_PATHS) {
            drg_compile__mistake(c, file, text.ptr, "more than %d paths", DRG_FRAME_PATHS);
            return false;
        }
        ok = drg_compile__path(c, file, drg_compile__trim(drg_str_sub(text, start, i)), &out[n]) && ok;
        if (start > 0 && text.ptr[start - 1] == '+')
            out[n].joins = 1;
        n++;
        start = i + 1;
    }
    return ok;
}
