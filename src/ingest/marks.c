#include "ingest/marks.h"

#include "ingest/dates.h"

#include <string.h>

#define N(array) (sizeof(array) / sizeof *(array))

static char ascii_lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
}

static bool is_alnum(char c)
{
    return (ascii_lower(c) >= 'a' && ascii_lower(c) <= 'z') || (c >= '0' && c <= '9') || (unsigned char)c >= 0x80;
}

static bool is_quote(uint32_t c)
{
    return c == '"' || c == '\'' || c == 0x201C || c == 0x201D || c == 0x2018 || c == 0x2019 || c == 0xAB ||
           c == 0xBB || c == 0x201E || c == '`';
}

static bool is_bullet(uint32_t c)
{
    return c == '-' || c == '*' || c == '+' || c == 0x2022 || c == 0xB7 || c == 0x2013 || c == 0x2014 || c == 0x25AA ||
           c == 0x25BA || c == 0x2023 || c == 0x25CF || c == 0x25A0;
}

static bool is_one_of(drg_str word, const char *const list[], size_t n)
{
    if (word.len == 0)
        return false;
    for (size_t i = 0; i < n; i++)
        if (list[i][0] == word.ptr[0] && strlen(list[i]) == word.len && memcmp(list[i], word.ptr, word.len) == 0)
            return true;
    return false;
}

/* Words that headlines in capitals leave small. */
static const char *const in_titles[] = {"a",    "an",  "the", "and", "or", "but", "nor", "of",  "in",  "on",   "at",
                                        "to",   "for", "by",  "as",  "if", "vs.", "vs",  "via", "per", "from", "with",
                                        "into", "up",  "off", "out", "de", "al",  "la",  "van", "von", "bin"};

/* Counts one word between blanks. */
static void count_word(drg_line *line, drg_str word)
{
    unsigned letters = 0;
    bool first = true, small = false, upper = false, digit = false;
    for (size_t p = 0; p < word.len;) {
        uint32_t c = drg_utf8_next(word, &p);
        if (drg_char_is_letter(c)) {
            bool is_upper = drg_char_is_upper(c);
            if (first) {
                upper = is_upper;
                small = !is_upper && !digit;
            }
            first = false;
            letters++;
            if (!is_upper)
                line->all_caps = false;
        } else if (drg_char_is_digit(c)) {
            digit = true;
        }
    }
    line->n_words += letters > 0 || digit;
    line->n_upper += upper;
    line->n_lower += small;
    line->n_small_long += small && letters > 3;
    line->n_small_other += small && (word.len > 4 || !is_one_of(word, in_titles, N(in_titles)));
    line->has_letters = line->has_letters || letters > 0;
    line->has_signs = line->has_signs || letters > 0 || digit;
}

bool drg_line_init(drg_line *line, drg_str text)
{
    memset(&line->n_words, 0, sizeof *line - offsetof(drg_line, n_words)); /* not the text */
    line->text = text;
    line->low[0] = '\0';
    if (text.len > DRG_MAX_MARKED_BYTES || text.len == 0)
        return false;
    for (size_t i = 0; i < text.len; i++) {
        char c = text.ptr[i];
        line->low[i] = (unsigned char)c < 0x20 ? ' ' : ascii_lower(c);
    }
    line->low[text.len] = '\0';
    line->all_caps = true;
    for (size_t p = 0; p < text.len;) {
        size_t from = p;
        while (p < text.len && line->low[p] != ' ')
            p++;
        if (p > from)
            count_word(line, drg_str_sub(text, from, p));
        p++;
    }
    line->all_caps = line->all_caps && line->has_letters && text.len >= 2;
    size_t p = 0;
    uint32_t c = drg_utf8_next(text, &p);
    line->opens_quote = is_quote(c);
    line->is_bullet = is_bullet(c) && p < text.len && (line->low[p] == ' ' || c >= 0x2022);
    return true;
}

/* ---- words in a line ---- */

/* Whether the line begins with one of the phrases, as whole words where they end in a letter. */
static size_t begins(const char *low, const char *const phrases[], size_t n)
{
    for (size_t i = 0; i < n; i++) {
        size_t len = strlen(phrases[i]);
        if (strncmp(low, phrases[i], len) == 0 && !(is_alnum(low[len - 1]) && is_alnum(low[len])))
            return len;
    }
    return 0;
}

/* The first place of the phrase as whole words, or NULL. */
static const char *find_phrase(const char *low, const char *phrase)
{
    size_t len = strlen(phrase);
    for (const char *at = low; (at = strstr(at, phrase)) != NULL; at++) {
        bool left = at > low && is_alnum(at[-1]) && is_alnum(phrase[0]);
        bool right = is_alnum(phrase[len - 1]) && is_alnum(at[len]);
        if (!left && !right)
            return at;
    }
    return NULL;
}

static bool has_any(const char *low, const char *const phrases[], size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (find_phrase(low, phrases[i]) != NULL)
            return true;
    return false;
}

static bool ends_sentence(const drg_line *line)
{
    drg_str t = line->text;
    while (t.len > 0 && strchr(")]\"'", t.ptr[t.len - 1]) != NULL)
        t.len--;
    return t.len > 0 && (t.ptr[t.len - 1] == '.' || t.ptr[t.len - 1] == '!' || t.ptr[t.len - 1] == '?');
}

static const char *const agencies[] = {"ap",
                                       "afp",
                                       "reuters",
                                       "epa",
                                       "epa-efe",
                                       "efe",
                                       "getty",
                                       "getty images",
                                       "dpa",
                                       "tass",
                                       "itar-tass",
                                       "xinhua",
                                       "sana",
                                       "anadolu",
                                       "anadolu agency",
                                       "aa",
                                       "irna",
                                       "isna",
                                       "upi",
                                       "ansa",
                                       "pti",
                                       "ani",
                                       "ians",
                                       "ria novosti",
                                       "interfax",
                                       "ukrinform",
                                       "kyodo",
                                       "yonhap",
                                       "associated press",
                                       "the associated press",
                                       "agence france-presse",
                                       "al jazeera",
                                       "bbc",
                                       "bbc news",
                                       "cnn",
                                       "nurphoto",
                                       "zuma",
                                       "zuma press",
                                       "shutterstock",
                                       "alamy",
                                       "bloomberg",
                                       "sputnik",
                                       "maxar",
                                       "planet labs",
                                       "twitter",
                                       "telegram",
                                       "facebook",
                                       "youtube",
                                       "handout",
                                       "file",
                                       "courtesy",
                                       "pool",
                                       "news agencies",
                                       "agencies",
                                       "rex",
                                       "rex features",
                                       "pa",
                                       "pa wire",
                                       "pa media",
                                       "sipa",
                                       "wenn",
                                       "middle east images",
                                       "us navy",
                                       "us army",
                                       "us air force",
                                       "nasa"};

static bool is_blank_at(const drg_line *line, size_t p)
{
    return line->low[p] == ' ';
}

/* One agency's name in line[from, to), perhaps "via" another. Short names are written in capitals. */
static bool is_agency(const drg_line *line, size_t from, size_t to)
{
    while (from < to && is_blank_at(line, from))
        from++;
    while (to > from && is_blank_at(line, to - 1))
        to--;
    if (to - from > 4 && strncmp(line->low + from, "via ", 4) == 0)
        return is_agency(line, from + 4, to);
    for (size_t i = from; i + 5 <= to; i++)
        if (memcmp(line->low + i, " via ", 5) == 0)
            return is_agency(line, from, i) || is_agency(line, i + 5, to);
    drg_str name = {line->low + from, to - from};
    if (!is_one_of(name, agencies, N(agencies)))
        return false;
    bool word = drg_str_is(name, "file") || drg_str_is(name, "pool");
    bool capitals = line->text.ptr[from] != line->low[from] && line->text.ptr[to - 1] != line->low[to - 1];
    return to - from > 4 || word || capitals;
}

/* Counts the parts of line[from, to) between commas, slashes, bars and "and"; n_known of them are agencies. */
static void count_agencies(const drg_line *line, size_t from, size_t to, unsigned *n_parts, unsigned *n_known)
{
    *n_parts = *n_known = 0;
    for (size_t p = from; p <= to; p++) {
        bool word_and = p + 5 <= to && memcmp(line->low + p, " and ", 5) == 0;
        if (p < to && !word_and && strchr(",/|;&", line->low[p]) == NULL)
            continue;
        ++*n_parts;
        *n_known += is_agency(line, from, p);
        from = word_and ? p + 5 : p + 1;
        if (word_and)
            p += 4;
    }
}

/* ---- names ---- */

/* Whether all words of t are capitalised but for those that join names and places. */
static bool is_names(drg_str t, unsigned max_words)
{
    static const char *const joins[] = {"and",
                                        "with",
                                        "in",
                                        "of",
                                        "for",
                                        "at",
                                        "the",
                                        "from",
                                        "by",
                                        "de",
                                        "da",
                                        "del",
                                        "van",
                                        "von",
                                        "der",
                                        "den",
                                        "al",
                                        "el",
                                        "bin",
                                        "ibn",
                                        "abu",
                                        "la",
                                        "le",
                                        "du",
                                        "our",
                                        "staff",
                                        "special",
                                        "to",
                                        "on",
                                        "writer",
                                        "writing",
                                        "correspondent",
                                        "correspondents",
                                        "reporter",
                                        "reporting",
                                        "additional",
                                        "editor",
                                        "editing",
                                        "agencies",
                                        "news",
                                        "a",
                                        "an",
                                        "foreign",
                                        "political",
                                        "diplomatic"};
    unsigned n = 0, capitals = 0;
    for (size_t p = 0; p < t.len;) {
        while (p < t.len && (t.ptr[p] == ' ' || (t.ptr[p] != '\0' && strchr(",;|/&().[]\"", t.ptr[p]) != NULL)))
            p++;
        size_t from = p;
        while (p < t.len && t.ptr[p] != ' ' && (t.ptr[p] == '\0' || strchr(",;|/&()[]\"", t.ptr[p]) == NULL))
            p++;
        if (p == from)
            continue;
        drg_str word = drg_str_sub(t, from, p);
        size_t q = 0;
        uint32_t c = drg_utf8_next(word, &q);
        n++;
        if (drg_char_is_upper(c))
            capitals++;
        else if (drg_char_is_letter(c) && !is_one_of(word, joins, N(joins)) &&
                 memchr(word.ptr, '-', word.len) == NULL && memchr(word.ptr, '@', word.len) == NULL)
            return false;
    }
    return n <= max_words && capitals > 0;
}

/* ---- dates ---- */

size_t drg_line_date_label(const drg_line *line, bool *is_update)
{
    static const char *const first[] = {"first published", "published", "posted",  "publication date",   "date",
                                        "release date",    "issued",    "created", "date of publication"};
    static const char *const later[] = {"last updated", "last modified", "last update",
                                        "updated",      "modified",      "update"};
    size_t len = begins(line->low, first, N(first));
    *is_update = len == 0;
    if (len == 0)
        len = begins(line->low, later, N(later));
    if (len == 0)
        return 0;
    static const char *const rest[] = {"on", "at", ":", "-", "|"};
    for (;;) {
        while (line->low[len] == ' ')
            len++;
        size_t more = begins(line->low + len, rest, N(rest));
        if (more == 0)
            return len;
        len += more;
    }
}

/* What may stand around a date: blanks, commas, bars, dashes, brackets, points in the middle of a line. */
static size_t skip_marks(drg_str t, size_t p)
{
    while (p < t.len) {
        size_t at = p;
        uint32_t c = drg_utf8_next(t, &at);
        bool mark = c == ',' || c == '|' || c == '-' || c == '(' || c == ')' || c == '[' || c == ']' || c == '/' ||
                    c == ';' || c == ':' || c == '.' || c == 0x2013 || c == 0x2014 || c == 0x2022 || c == 0xB7;
        if (!mark && !drg_char_is_space(c))
            break;
        p = at;
    }
    return p;
}

bool drg_line_is_date(const drg_line *line)
{
    if (line->text.len > 160)
        return false;
    bool is_update, any = false;
    size_t p = 0;
    while (p < line->text.len) {
        drg_full_date date;
        drg_line part = {.text = drg_str_sub(line->text, p, line->text.len)};
        memcpy(part.low, line->low + p, part.text.len + 1);
        size_t n = drg_line_date_label(&part, &is_update);
        if (n == 0 && drg_full_date_at(line->text, p, &date))
            n = date.end - p, any = true;
        if (n == 0 && (n = drg_clock_at(line->text, p)) > 0)
            any = true;
        if (n == 0)
            return false;
        p = skip_marks(line->text, p + n);
    }
    return any;
}

/* ---- bylines ---- */

static bool is_reading_time(const drg_line *line)
{
    return line->n_words <= 6 &&
           (find_phrase(line->low, "min read") != NULL || find_phrase(line->low, "minute read") != NULL ||
            find_phrase(line->low, "minutes read") != NULL || find_phrase(line->low, "hours ago") != NULL ||
            find_phrase(line->low, "hour ago") != NULL || find_phrase(line->low, "minutes ago") != NULL ||
            find_phrase(line->low, "days ago") != NULL || find_phrase(line->low, "day ago") != NULL);
}

/* "KYIV, June 2 (Reuters) -" and nothing after it. */
static bool is_dateline_alone(const drg_line *line)
{
    drg_str t = line->text;
    bool dash = false;
    while (t.len > 0) {
        size_t p = t.len - 1;
        while (p > 0 && ((unsigned char)t.ptr[p] & 0xC0) == 0x80)
            p--;
        size_t q = p;
        uint32_t c = drg_utf8_next(t, &q);
        if (c == '-' || c == 0x2013 || c == 0x2014)
            dash = true;
        else if (c != ' ')
            break;
        t.len = p;
    }
    return dash && line->n_words <= 10 && t.len > 0 && line->n_lower == 0 && line->n_upper > 0;
}

bool drg_line_is_byline(const drg_line *line)
{
    static const char *const opens[] = {"by",       "written by", "story by", "text by",
                                        "words by", "posted by",  "author:",  "published by"};
    if (is_reading_time(line) || is_dateline_alone(line))
        return true;
    size_t n = begins(line->low, opens, N(opens));
    if (n > 0) {
        drg_str rest = drg_str_trim(drg_str_sub(line->text, n, line->text.len));
        return rest.len > 0 && !ends_sentence(line) && is_names(rest, 24);
    }
    bool bar = memchr(line->text.ptr, '|', line->text.len) != NULL;
    const char *at = strchr(line->low, '@');
    bool mail = at != NULL && is_alnum(at[1]);
    return (bar || mail) && line->n_words <= 14 && !ends_sentence(line) && is_names(line->text, 14);
}

/* ---- credits ---- */

static bool is_reporting_note(const drg_line *line)
{
    static const char *const opens[] = {"reporting by",
                                        "additional reporting",
                                        "editing by",
                                        "writing by",
                                        "edited by",
                                        "compiled by",
                                        "with reporting",
                                        "with additional",
                                        "with files from",
                                        "with inputs from",
                                        "with input from",
                                        "translated by",
                                        "reporting and writing by",
                                        "produced by",
                                        "inputs from"};
    const char *low = line->low;
    bool bracket = *low == '(' || *low == '[';
    if (begins(low + bracket, opens, N(opens)) > 0) {
        bool more = strstr(low, "editing by") != NULL || strstr(low, "writing by") != NULL;
        return bracket || more || is_names(line->text, 30) || !ends_sentence(line);
    }
    return find_phrase(low, "contributed to this report") != NULL ||
           find_phrase(low, "contributed to this story") != NULL ||
           find_phrase(low, "contributed to this article") != NULL || find_phrase(low, "contributed reporting") != NULL;
}

static bool is_notice(const drg_line *line)
{
    static const char *const opens[] = {"read more",
                                        "read also",
                                        "also read",
                                        "read next",
                                        "related",
                                        "see also",
                                        "more on this story",
                                        "tags",
                                        "topics",
                                        "topic",
                                        "filed under",
                                        "keywords",
                                        "share this",
                                        "share on",
                                        "advertisement",
                                        "story continues below",
                                        "article continues",
                                        "sign up",
                                        "subscribe",
                                        "click here",
                                        "follow us",
                                        "watch:",
                                        "listen:",
                                        "most read",
                                        "copyright",
                                        "all rights reserved",
                                        "download",
                                        "print this",
                                        "this article was originally",
                                        "this article was first",
                                        "this story was originally",
                                        "this story was first",
                                        "this article appeared",
                                        "the views expressed",
                                        "views expressed",
                                        "the opinions expressed",
                                        "skip past",
                                        "recommended",
                                        "don't miss"};
    static const char *const needs_colon[] = {"related",  "tags",        "topics",  "topic",
                                              "keywords", "recommended", "download"};
    const char *low = line->low;
    size_t n = begins(low, opens, N(opens));
    if (n > 0 && line->n_words <= 30) {
        bool weak = begins(low, needs_colon, N(needs_colon)) > 0;
        return !weak || low[n] == ':' || low[n] == '\0';
    }
    return line->n_words <= 30 && (strncmp(low, "\xC2\xA9", 2) == 0 || strncmp(low, "(c) 2", 5) == 0 ||
                                   find_phrase(low, "all rights reserved") != NULL);
}

static const char *const picture_words[] = {"photo",          "photos",       "photograph",      "photographs",
                                            "photographer",   "image",        "images",          "picture",
                                            "pictures",       "pic",          "credit",          "video",
                                            "graphic",        "map",          "illustration",    "source",
                                            "sources",        "photo credit", "image credit",    "picture credit",
                                            "photo source",   "image source", "image copyright", "photo courtesy",
                                            "image courtesy", "file photo",   "featured image",  "cover photo",
                                            "main image",     "courtesy",     "screenshot",      "screengrab",
                                            "handout"};

/* "Photo: …", "Image copyright …", "Photograph by …", "Courtesy of …". */
static bool is_picture_credit(const drg_line *line)
{
    const char *low = line->low;
    bool bracket = *low == '(' || *low == '[';
    size_t n = 0;
    for (size_t i = 0; i < N(picture_words); i++) {
        size_t len = begins(low + bracket, &picture_words[i], 1);
        n = len > n ? len : n;
    }
    if (n == 0 || line->n_words > 14)
        return false;
    const char *rest = low + bracket + n;
    while (*rest == ' ')
        rest++;
    if (*rest == ':' || *rest == '/' || *rest == '\xC2')
        return line->n_words <= 10 || is_names(line->text, 14);
    static const char *const joins[] = {"by", "from", "of", "courtesy", "via", "copyright", "source"};
    if (begins(rest, joins, N(joins)) > 0)
        return !ends_sentence(line) && is_names(drg_str_sub(line->text, (size_t)(rest - low), line->text.len), 12);
    return strncmp(low + bracket, "image copyright", 15) == 0 || strncmp(low + bracket, "image source", 12) == 0;
}

/* "Reuters", "AFP, AP", "(Agencies)", "- Reuters", a URL, "@handle". */
static bool is_bare_source(const drg_line *line)
{
    const char *low = line->low;
    size_t len = line->text.len;
    if (memchr(low, ' ', len) == NULL && (strstr(low, "://") != NULL || strncmp(low, "www.", 4) == 0 ||
                                          (low[0] == '@' && len > 1) || strchr(low + 1, '@') != NULL))
        return true;
    if (line->n_words > 8)
        return false;
    size_t from = 0;
    while (from < len && (strchr("-([ ", low[from]) != NULL || (unsigned char)low[from] == 0xE2))
        from += (unsigned char)low[from] == 0xE2 && from + 3 <= len ? 3 : 1;
    while (len > from && strchr(".)] ", low[len - 1]) != NULL)
        len--;
    unsigned n_parts, n_known;
    count_agencies(line, from, len, &n_parts, &n_known);
    bool only_file = n_parts == 1 && len - from == 4 && memcmp(low + from, "file", 4) == 0;
    return n_known > 0 && n_known == n_parts && !only_file;
}

bool drg_line_is_credit(const drg_line *line)
{
    if (line->n_words > 60 || line->opens_quote)
        return false;
    return is_picture_credit(line) || is_bare_source(line) || is_notice(line) || is_reporting_note(line);
}

/* ---- captions ---- */

bool drg_line_reports_speech(const drg_line *line)
{
    static const char *const words[] = {"said",     "says",      "told",   "according to", "added",
                                        "reported", "announced", "stated", "confirmed",    "claimed"};
    return has_any(line->low, words, N(words));
}

bool drg_line_is_archive(const drg_line *line)
{
    static const char *const words[] = {"file",     "file photo", "file picture", "file image", "archive",
                                        "archives", "archival",   "undated",      "filed"};
    return has_any(line->low, words, N(words));
}

/* The last bracketed group when it ends the line; lower-cased. */
static bool last_group(const drg_line *line, drg_str *group, size_t *start)
{
    size_t end = line->text.len;
    while (end > 0 && (line->low[end - 1] == '.' || line->low[end - 1] == ' ' || line->low[end - 1] == '"'))
        end--;
    if (end < 3 || (line->low[end - 1] != ')' && line->low[end - 1] != ']'))
        return false;
    char open = line->low[end - 1] == ')' ? '(' : '[';
    size_t p = end - 1;
    while (p > 0 && line->low[p] != open)
        p--;
    if (line->low[p] != open)
        return false;
    *group = (drg_str){line->low + p + 1, end - p - 2};
    *start = p;
    return true;
}

typedef enum group_kind { GROUP_NONE, GROUP_AGENCY, GROUP_PICTURE } group_kind;

/* How many sentences end before the line's last. */
static unsigned inner_stops(const drg_line *line)
{
    unsigned n = 0;
    for (size_t p = 3; p + 2 < line->text.len; p++) {
        char next = line->text.ptr[p + 2];
        bool stop = line->low[p] == '.' || line->low[p] == '!' || line->low[p] == '?';
        bool word = is_alnum(line->low[p - 1]) && is_alnum(line->low[p - 2]) && is_alnum(line->low[p - 3]);
        n += stop && word && line->low[p + 1] == ' ' && next >= 'A' && next <= 'Z';
    }
    return n;
}

bool drg_line_holds_sentences(const drg_line *line)
{
    return inner_stops(line) > 0;
}

/* What a bracketed group says: "(AP Photo/Emrah Gurel)" is of a picture beyond doubt, "(AFP)" may end a report too. */
static group_kind judge_group(const drg_line *line, drg_str group, size_t start)
{
    static const char *const sure[] = {"photo",    "photos",  "image", "images",     "picture",     "photograph",
                                       "getty",    "handout", "file",  "screenshot", "screen grab", "screengrab",
                                       "courtesy", "via ap",  "video", "pictured",   "photographer"};
    char low[160];
    if (group.len >= sizeof low || group.len < 2)
        return GROUP_NONE;
    memcpy(low, group.ptr, group.len);
    low[group.len] = '\0';
    unsigned n_parts, n_known;
    count_agencies(line, start + 1, start + 1 + group.len, &n_parts, &n_known);
    drg_str original = drg_str_sub(line->text, start + 1, start + 1 + group.len);
    bool slash = memchr(low, '/', group.len) != NULL;
    if (slash && (n_known > 0 || (line->text.ptr[start] == '[' && is_names(original, 8))))
        return GROUP_PICTURE;
    if (has_any(low, sure, N(sure)) && (is_names(original, 14) || find_phrase(low, "photo") != NULL))
        return GROUP_PICTURE;
    return n_known > 0 && n_known == n_parts ? GROUP_AGENCY : GROUP_NONE;
}

/* "… REUTERS/Jane Doe", "… Photo: Jane Doe", "… Getty Images", "… AP Photo/Jane Doe" at the end of the line. */
static bool ends_in_credit(const drg_line *line)
{
    static const char *const before_name[] = {
        "reuters/",      "ap photo/",     "ap photo:",     "photo:",  "photos:",  "image:",
        "picture:",      "photograph:",   "photo credit:", "credit:", "photo by", "photo courtesy of",
        "photograph by", "image credit:", "afp/",          "epa/"};
    static const char *const last[] = {"getty images", "file photo",  "file picture",  "file image", "handout photo",
                                       "ap photo",     "afp photo",   "via reuters",   "via ap",     "via afp",
                                       "epa-efe",      "handout via", "anadolu agency"};
    const char *low = line->low;
    size_t len = line->text.len;
    while (len > 0 && (low[len - 1] == '.' || low[len - 1] == ' '))
        len--;
    for (size_t i = 0; i < N(before_name); i++) {
        const char *at = find_phrase(low, before_name[i]);
        if (at == NULL || at == low || (at[-1] != ' ' && at[-1] != '|'))
            continue;
        size_t from = (size_t)(at - low) + strlen(before_name[i]);
        drg_str name = drg_str_trim(drg_str_sub(line->text, from, len));
        if (name.len > 0 && name.len <= 80 && is_names(name, 9))
            return true;
    }
    for (size_t i = 0; i < N(last); i++) {
        size_t n = strlen(last[i]);
        if (len > n && memcmp(low + len - n, last[i], n) == 0 && !is_alnum(low[len - n - 1]))
            return true;
    }
    return false;
}

/* "FILE - …", "In this May 12, 2016 photo, …", "Image caption …". */
static bool begins_as_caption(const drg_line *line)
{
    static const char *const opens[] = {
        "image caption", "media caption", "photo caption",  "caption:", "file photo", "file picture",
        "file image",    "pictured:",     "pictured above", "above:",   "photo shows"};
    const char *low = line->low;
    if (begins(low, opens, N(opens)) > 0)
        return true;
    drg_str t = line->text;
    if (drg_str_starts(t, DRG_LIT("FILE")) && t.len > 5 && strchr(" -:.,", t.ptr[4]) != NULL) {
        const char *rest = low + 4;
        while (*rest == ' ')
            rest++;
        if (*rest == '-' || *rest == ':' || (unsigned char)*rest == 0xE2 || strncmp(rest, "photo", 5) == 0)
            return true;
    }
    static const char *const pictures[] = {"photo",      "image",      "picture",     "photograph",
                                           "frame",      "frame grab", "video frame", "frame taken from video",
                                           "screengrab", "screenshot", "still image"};
    static const char *const origin[] = {"provided by", "released by",    "taken",  "taken from", "made available",
                                         "file",        "distributed by", "posted", "from video", "issued by"};
    if (strncmp(low, "in this ", 8) != 0)
        return false;
    char head[121];
    size_t n = line->text.len < sizeof head - 1 ? line->text.len : sizeof head - 1;
    memcpy(head, low, n);
    head[n] = '\0';
    bool year = strstr(head, " 19") != NULL || strstr(head, " 20") != NULL;
    return has_any(head, pictures, N(pictures)) && (year || has_any(head, origin, N(origin)));
}

/* "… (L) and … (R) …", "…, left, …", "…, pictured in 2008". */
static bool points_into_picture(const drg_line *line)
{
    static const char *const brackets[] = {
        "(L)",     "(C)",        "(2nd L)",          "(2nd R)",        "(2L)",     "(2R)",  "(3rd L)",
        "(3rd R)", "(left)",     "(right)",          "(centre)",       "(center)", "(top)", "(bottom)",
        "(L-R)",   "(pictured)", "(pictured right)", "(pictured left)"};
    static const char *const sides[] = {
        ", left,",        ", right,",        ", center,",           ", centre,",
        ", second left,", ", second right,", ", second from left,", ", second from right,"};
    static const char *const seen[] = {", pictured in", ", pictured at", ", pictured here", ", pictured with",
                                       ", seen in",     ", seen here",   ", seen at",       ", shown in",
                                       ", shown here",  "is pictured",   "are pictured"};
    if (line->n_words > 60 || inner_stops(line) > 2 || drg_line_reports_speech(line))
        return false;
    for (size_t i = 0; i < N(brackets); i++)
        for (const char *at = line->text.ptr, *end = at + line->text.len; (size_t)(end - at) >= strlen(brackets[i]);
             at++)
            if (memcmp(at, brackets[i], strlen(brackets[i])) == 0)
                return true;
    for (size_t i = 0; i < N(sides); i++)
        if (strstr(line->low, sides[i]) != NULL)
            return true;
    return line->n_words <= 20 && !ends_sentence(line) && has_any(line->low, seen, N(seen));
}

bool drg_line_is_caption(const drg_line *line)
{
    if (line->n_words > 110 || line->opens_quote || inner_stops(line) > 5)
        return false;
    drg_str group;
    size_t start;
    if (begins_as_caption(line) || ends_in_credit(line) || points_into_picture(line))
        return true;
    if (strstr(line->low, "(ap photo") != NULL || strstr(line->low, "[ap photo") != NULL)
        return true;
    if (!last_group(line, &group, &start))
        return false;
    switch (judge_group(line, group, start)) {
    case GROUP_PICTURE:
        return true;
    case GROUP_AGENCY:
        return line->n_words <= 45 && inner_stops(line) <= 2 && !drg_line_reports_speech(line);
    default:
        return false;
    }
}
