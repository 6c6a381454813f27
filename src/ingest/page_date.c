#include "ingest/page_date.h"

#include "base/date.h"

#include <string.h>

#define FIRST_YEAR 1800
#define LAST_YEAR 2199

/* A number, a word or a mark of the text. */
typedef struct piece {
    enum { NUMBER, WORD, MARK } kind;
    drg_str text;
    long value;    /* of a number */
    unsigned n;    /* its digits */
    uint32_t mark; /* of a mark */
    int month;     /* of a word */
} piece;

/* Texts that may hold a date are short; only their beginning is looked at. */
#define MAX_PIECES 160

static int digit_of(uint32_t c)
{
    if (c >= '0' && c <= '9')
        return (int)(c - '0');
    if (c >= 0x660 && c <= 0x669)
        return (int)(c - 0x660);
    if (c >= 0x6F0 && c <= 0x6F9)
        return (int)(c - 0x6F0);
    if (c >= 0x966 && c <= 0x96F)
        return (int)(c - 0x966);
    return c >= 0xFF10 && c <= 0xFF19 ? (int)(c - 0xFF10) : -1;
}

static bool is_ideograph(uint32_t c)
{
    return (c >= 0x2E80 && c < 0xA000) || (c >= 0xAC00 && c < 0xD7A4);
}

static bool in_word(uint32_t c)
{
    return (drg_char_is_letter(c) && !is_ideograph(c)) || (c >= 0x0900 && c < 0x0966) || (c >= 0x300 && c < 0x370) ||
           (c >= 0x064B && c <= 0x0652);
}

static size_t cut(drg_str t, piece pieces[MAX_PIECES])
{
    size_t n = 0;
    for (size_t p = 0; p < t.len && n < MAX_PIECES;) {
        size_t from = p, at = p;
        uint32_t c = drg_utf8_next(t, &p);
        piece one = {.kind = MARK, .mark = c};
        if (drg_char_is_space(c) || c == 0x200E || c == 0x200F || c == 0x202B || c == 0x202C)
            continue;
        if (digit_of(c) >= 0) {
            one = (piece){.kind = NUMBER};
            for (at = from; at < t.len; at = p) {
                p = at;
                int d = digit_of(drg_utf8_next(t, &p));
                if (d < 0) {
                    p = at;
                    break;
                }
                one.value = one.n < 15 ? one.value * 10 + d : one.value;
                one.n++;
            }
        } else if (in_word(c)) {
            one = (piece){.kind = WORD};
            for (at = p; at < t.len; at = p) {
                if (!in_word(drg_utf8_next(t, &p))) {
                    p = at;
                    break;
                }
            }
        }
        one.text = drg_str_sub(t, from, p);
        pieces[n++] = one;
    }
    return n;
}

/* Months are looked up where a number is near. */
static void find_months(piece *pieces, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        piece *one = &pieces[i];
        bool near = false;
        for (size_t j = i > 3 ? i - 3 : 0; j < n && j <= i + 3; j++)
            near = near || pieces[j].kind == NUMBER;
        if (one->kind != WORD || !near)
            continue;
        one->month = drg_page_month(one->text);
        if (i + 1 < n && pieces[i + 1].kind == WORD && one->month == 0) {
            drg_str two = {one->text.ptr, (size_t)(pieces[i + 1].text.ptr + pieces[i + 1].text.len - one->text.ptr)};
            one->month = drg_page_month(two);
            if (one->month != 0) { /* the second word is a comma */
                pieces[i + 1] = (piece){.kind = MARK, .mark = ','};
            }
        }
    }
}

static bool is_small(const piece *one)
{
    return one->kind == NUMBER && one->n <= 2 && one->value >= 1 && one->value <= 31;
}

static bool is_year(const piece *one)
{
    return one->kind == NUMBER && one->n == 4 && one->value >= FIRST_YEAR && one->value <= LAST_YEAR;
}

static bool make(long y, long m, long d, int32_t *days)
{
    int32_t made;
    if (y < FIRST_YEAR || y > LAST_YEAR || !drg_days_from_civil((int)y, (int)m, (int)d, &made) || made == 0)
        return false;
    *days = made;
    return true;
}

static bool is_mark(const piece *pieces, size_t n, size_t i, const char *marks)
{
    return i < n && pieces[i].kind == MARK && pieces[i].mark < 0x80 && strchr(marks, (int)pieces[i].mark) != NULL;
}

/* 2019-11-18, 2019/11/18, 2019.11.18; 18.11.2019, 11/18/2019; 2019年11月18日. */
static bool numbers_at(const piece *p, size_t n, size_t i, drg_day_order order, int32_t *days)
{
    if (i + 4 >= n || p[i].kind != NUMBER || p[i + 2].kind != NUMBER || p[i + 4].kind != NUMBER)
        return false;
    bool east = p[i + 1].kind == MARK && (p[i + 1].mark == 0x5E74 || p[i + 1].mark == 0xB144);
    bool same = p[i + 1].kind == MARK && p[i + 3].kind == MARK && p[i + 1].mark == p[i + 3].mark;
    if (is_year(&p[i]) && is_small(&p[i + 2]) && is_small(&p[i + 4]) && (east || (same && is_mark(p, n, i + 1, "-/."))))
        return make(p[i].value, p[i + 2].value, p[i + 4].value, days);
    if (!is_small(&p[i]) || !is_small(&p[i + 2]) || !is_year(&p[i + 4]) || !same || !is_mark(p, n, i + 1, "-/."))
        return false;
    long a = p[i].value, b = p[i + 2].value;
    bool slash = p[i + 1].mark == '/', month_first = b > 12 || (slash && a <= 12 && order == DRG_MONTH_FIRST);
    if (slash && a <= 12 && b <= 12 && a != b && order == DRG_DAY_UNSAID)
        return false;
    return month_first ? make(p[i + 4].value, a, b, days) : make(p[i + 4].value, b, a, days);
}

static bool is_join(drg_str word)
{
    static const char *const joins[] = {"st", "nd", "rd",  "th",  "er",  "de", "del",  "of", "do",
                                        "di", "da", "den", "the", "dia", "г",  "року", "من"};
    for (size_t i = 0; i < sizeof joins / sizeof *joins; i++)
        if (drg_str_is(word, joins[i]))
            return true;
    return false;
}

/* Ordinals' endings, articles and prepositions within a date. */
static size_t skip_joins(const piece *p, size_t n, size_t i)
{
    size_t from = i;
    while (i < n && i < from + 3) {
        bool joins = p[i].kind == WORD && p[i].month == 0 && is_join(p[i].text);
        bool mark = p[i].kind == MARK &&
                    (is_mark(p, n, i, ".,/-") || p[i].mark == 0xBA || p[i].mark == 0xAA || p[i].mark == 0x60C);
        if (!joins && !mark)
            break;
        i++;
    }
    return i;
}

/* 18 November 2019, 18 de noviembre de 2019, 18 نوفمبر/تشرين الثاني 2019; November 18th, 2019; 2019. november 18. */
static bool words_at(const piece *p, size_t n, size_t i, int32_t *days)
{
    if (is_small(&p[i])) {
        size_t m = skip_joins(p, n, i + 1);
        if (m >= n || p[m].kind != WORD || p[m].month == 0)
            return false;
        size_t y = skip_joins(p, n, m + 1);
        if (y < n && p[y].kind == WORD && p[y].month != 0)
            y = skip_joins(p, n, y + 1);
        return y < n && is_year(&p[y]) && make(p[y].value, p[m].month, p[i].value, days);
    }
    if (p[i].kind == WORD && p[i].month != 0) {
        size_t d = i + 1 + is_mark(p, n, i + 1, ".");
        if (d >= n || !is_small(&p[d]))
            return false;
        size_t y = skip_joins(p, n, d + 1);
        return y < n && is_year(&p[y]) && make(p[y].value, p[i].month, p[d].value, days);
    }
    if (is_year(&p[i])) {
        size_t m = i + 1 + is_mark(p, n, i + 1, ".,-");
        size_t d = m + 1 + is_mark(p, n, m + 1, "-");
        return d < n && p[m].kind == WORD && p[m].month != 0 && is_small(&p[d]) &&
               make(p[i].value, p[m].month, p[d].value, days);
    }
    return false;
}

static bool packed(const piece *one, int32_t *days)
{
    bool eight = one->kind == NUMBER && one->n == 8, longer = one->kind == NUMBER && (one->n == 14 || one->n == 12);
    if (!eight && !longer)
        return false;
    long v = one->value;
    for (unsigned n = one->n; n > 8; n--)
        v /= 10;
    return make(v / 10000, v / 100 % 100, v % 100, days);
}

bool drg_page_date_find(drg_str text, drg_day_order order, int32_t *days)
{
    piece pieces[MAX_PIECES];
    size_t n = cut(text, pieces);
    find_months(pieces, n);
    for (size_t i = 0; i < n; i++)
        if (packed(&pieces[i], days) || numbers_at(pieces, n, i, order, days) || words_at(pieces, n, i, days))
            return true;
    return false;
}

bool drg_page_date_of_value(drg_str text, drg_day_order order, int32_t *days)
{
    text = drg_str_trim(text);
    size_t digits = 0;
    while (digits < text.len && text.ptr[digits] >= '0' && text.ptr[digits] <= '9')
        digits++;
    if (digits == text.len && (digits == 10 || digits == 13)) {
        int64_t seconds = 0;
        for (size_t i = 0; i < 10; i++)
            seconds = seconds * 10 + (text.ptr[i] - '0');
        *days = (int32_t)(seconds / 86400);
        return true;
    }
    return drg_page_date_find(drg_str_sub(text, 0, 200), order, days);
}

bool drg_page_date_of_url(drg_str url, int32_t *days)
{
    if (url.len < 8)
        return false;
    const char *path = url.len > 8 ? memmem(url.ptr, url.len, "://", 3) : NULL;
    size_t p = path != NULL ? (size_t)(path - url.ptr) + 3 : 0;
    const char *end = memchr(url.ptr + p, '?', url.len - p);
    url.len = end != NULL ? (size_t)(end - url.ptr) : url.len;
    for (; p + 8 <= url.len; p++) {
        const char *t = url.ptr + p;
        bool begins = p > 0 && (t[-1] == '/' || t[-1] == '-' || t[-1] == '_' || t[-1] == '.');
        if (!begins || t[0] < '1' || t[0] > '2')
            continue;
        size_t n = 0;
        while (p + n < url.len && t[n] >= '0' && t[n] <= '9')
            n++;
        drg_str rest = drg_str_sub(url, p, url.len);
        char plain[12];
        if (n == 8 && drg_page_date_find(drg_str_sub(rest, 0, 8), DRG_DAY_UNSAID, days))
            return true;
        if (n != 4 || rest.len < 8 || strchr("/-_", rest.ptr[4]) == NULL)
            continue;
        /* a month may be a name: /2019/nov/18/ */
        size_t m = 5, month_end = m;
        while (month_end < rest.len && strchr("/-_", rest.ptr[month_end]) == NULL)
            month_end++;
        drg_str month = drg_str_sub(rest, m, month_end);
        size_t d = month_end + 1, day_end = d;
        while (day_end < rest.len && rest.ptr[day_end] >= '0' && rest.ptr[day_end] <= '9')
            day_end++;
        bool ends = day_end == rest.len || strchr("/-_.", rest.ptr[day_end]) != NULL;
        if (month.len == 0 || month.len > 9 || day_end == d || day_end - d > 2 || !ends)
            continue;
        int number = drg_page_month(month);
        if (number == 0 && month.len <= 2 && month.ptr[0] >= '0' && month.ptr[0] <= '9') {
            memcpy(plain, month.ptr, month.len);
            number = month.len == 2 ? (plain[0] - '0') * 10 + (plain[1] - '0') : plain[0] - '0';
        }
        int day = day_end - d == 2 ? (rest.ptr[d] - '0') * 10 + (rest.ptr[d + 1] - '0') : rest.ptr[d] - '0';
        if (number >= 1 && number <= 12 &&
            make((rest.ptr[0] - '0') * 1000L + (rest.ptr[1] - '0') * 100 + (rest.ptr[2] - '0') * 10 +
                     (rest.ptr[3] - '0'),
                 number, day, days))
            return true;
    }
    return false;
}
