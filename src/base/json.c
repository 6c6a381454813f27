#include "base/json.h"

#include <string.h>

static size_t plain_run(drg_str t, size_t p)
{
    size_t from = p;
    for (; p < t.len; p++) {
        unsigned char c = (unsigned char)t.ptr[p];
        if (c < 0x20 || c == '"' || c == '\\' || c == 0x7F)
            break;
        if (c == 0xC2 && p + 1 < t.len && (unsigned char)t.ptr[p + 1] == 0x85)
            break;
        if (c == 0xE2 && p + 2 < t.len && (unsigned char)t.ptr[p + 1] == 0x80 &&
            ((unsigned char)t.ptr[p + 2] & 0xFE) == 0xA8)
            break;
    }
    return p - from;
}

static drg_str short_escape(char c, char escape[6])
{
    escape[0] = '\\';
    escape[1] = c;
    return (drg_str){escape, 2};
}

static drg_str long_escape(const char *digits, char escape[6])
{
    escape[0] = '\\';
    escape[1] = 'u';
    memcpy(escape + 2, digits, 4);
    return (drg_str){escape, 6};
}

drg_str drg_json_piece(drg_str t, size_t *pos, char escape[6])
{
    static const char hex[] = "0123456789abcdef";
    size_t p = *pos, n = plain_run(t, p);
    unsigned char c = (unsigned char)t.ptr[p];
    char digits[4] = {'0', '0', hex[c >> 4], hex[c & 15]};
    *pos += n > 0 ? n : 1;
    if (n > 0)
        return drg_str_sub(t, p, p + n);
    switch (c) {
    case '"':
    case '\\':
        return short_escape((char)c, escape);
    case '\n':
        return short_escape('n', escape);
    case '\r':
        return short_escape('r', escape);
    case '\t':
        return short_escape('t', escape);
    case 0xC2:
        *pos += 1;
        return long_escape("0085", escape);
    case 0xE2:
        *pos += 2;
        return long_escape((unsigned char)t.ptr[p + 2] == 0xA8 ? "2028" : "2029", escape);
    default:
        return long_escape(digits, escape);
    }
}
