#include "ledger/countries.h"

#include "base/text.h"

#include <string.h>

/* data/actors/countries.tsv, NUL-terminated. */
extern const unsigned char drg_ledger__countries[];

static drg_str other_name(drg_str code)
{
    static const struct {
        const char *code, *name;
    } others[] = {{"UNO", "the United Nations"}, {"EUR", "the European Union"}};
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        if (drg_str_is(code, others[i].code))
            return drg_str_of(others[i].name);
    return code;
}

drg_str drg_country_name(drg_str code)
{
    const char *line = (const char *)drg_ledger__countries;
    while (*line != '\0') {
        if (strncmp(line, code.ptr != NULL ? code.ptr : "", code.len) == 0 && code.len == 3 && line[3] == '\t')
            return (drg_str){line + 4, strcspn(line + 4, "\t\n")};
        line += strcspn(line, "\n");
        line += *line == '\n';
    }
    return other_name(code);
}
