/* src/ingest/page_words.c - what the names that authors of pages give their elements say. */
#include "ingest/page_blocks.h"

#include <string.h>

#define MAX_WORDS 48
#define MAX_WORD_BYTES 24

/* The words of an element's classes and id: "article-body__relatedLinks" is article, body, related, links. */
typedef struct words {
    char list[MAX_WORDS][MAX_WORD_BYTES]; /* in lower case */
    unsigned name[MAX_WORDS];             /* which class each stands in */
    unsigned n, n_names;
} words;

typedef struct meaning {
    const char *word;
    uint32_t mark;
} meaning;

/* A word alone says it. A trailing '*' stands for any ending. */
static const meaning alone[] = {
    {"ad", DRG_MARK_AD},
    {"ads", DRG_MARK_AD},
    {"adbox", DRG_MARK_AD},
    {"adslot", DRG_MARK_AD},
    {"adunit", DRG_MARK_AD},
    {"adsense", DRG_MARK_AD},
    {"advert*", DRG_MARK_AD},
    {"banner*", DRG_MARK_AD},
    {"dfp", DRG_MARK_AD},
    {"gpt", DRG_MARK_AD},
    {"promo*", DRG_MARK_AD},
    {"sponsor*", DRG_MARK_AD},
    {"affiliate*", DRG_MARK_AD},
    {"adsbygoogle", DRG_MARK_AD},
    {"breadcrumb*", DRG_MARK_CHROME},
    {"crumbs", DRG_MARK_CHROME},
    {"footer*", DRG_MARK_CHROME},
    {"masthead", DRG_MARK_CHROME},
    {"menu*", DRG_MARK_CHROME},
    {"nav", DRG_MARK_CHROME},
    {"navbar", DRG_MARK_CHROME},
    {"navigation", DRG_MARK_CHROME},
    {"pager", DRG_MARK_CHROME},
    {"pagination", DRG_MARK_CHROME},
    {"sidebar*", DRG_MARK_CHROME},
    {"skip", DRG_MARK_CHROME},
    {"skiplink*", DRG_MARK_CHROME},
    {"toolbar*", DRG_MARK_CHROME},
    {"toolbox", DRG_MARK_CHROME},
    {"widget*", DRG_MARK_CHROME},
    {"toc", DRG_MARK_CHROME},
    {"noprint", DRG_MARK_CHROME},
    {"commentlist", DRG_MARK_COMMENTS},
    {"comment*", DRG_MARK_COMMENTS},
    {"disqus*", DRG_MARK_COMMENTS},
    {"livefyre*", DRG_MARK_COMMENTS},
    {"replies", DRG_MARK_COMMENTS},
    {"respond", DRG_MARK_COMMENTS},
    {"kommentar*", DRG_MARK_COMMENTS},
    {"comentario*", DRG_MARK_COMMENTS},
    {"commentaire*", DRG_MARK_COMMENTS},
    {"author*", DRG_MARK_ABOUT},
    {"autor*", DRG_MARK_ABOUT},
    {"bio", DRG_MARK_ABOUT},
    {"byline*", DRG_MARK_ABOUT},
    {"copyright*", DRG_MARK_ABOUT},
    {"dateline", DRG_MARK_ABOUT},
    {"datetime", DRG_MARK_ABOUT},
    {"disclaimer*", DRG_MARK_ABOUT},
    {"keywords", DRG_MARK_ABOUT},
    {"meta", DRG_MARK_ABOUT},
    {"metadata", DRG_MARK_ABOUT},
    {"postmeta", DRG_MARK_ABOUT},
    {"profile", DRG_MARK_ABOUT},
    {"rating*", DRG_MARK_ABOUT},
    {"tags", DRG_MARK_ABOUT},
    {"taglist", DRG_MARK_ABOUT},
    {"timestamp*", DRG_MARK_ABOUT},
    {"caption*", DRG_MARK_CAPTION},
    {"figcaption", DRG_MARK_CAPTION},
    {"legende", DRG_MARK_CAPTION},
    {"cookie*", DRG_MARK_SIGNUP},
    {"consent", DRG_MARK_SIGNUP},
    {"gdpr", DRG_MARK_SIGNUP},
    {"login", DRG_MARK_SIGNUP},
    {"modal", DRG_MARK_SIGNUP},
    {"newsletter*", DRG_MARK_SIGNUP},
    {"optin", DRG_MARK_SIGNUP},
    {"overlay", DRG_MARK_SIGNUP},
    {"popup", DRG_MARK_SIGNUP},
    {"register", DRG_MARK_SIGNUP},
    {"signin", DRG_MARK_SIGNUP},
    {"signup", DRG_MARK_SIGNUP},
    {"subscri*", DRG_MARK_SIGNUP},
    {"lightbox", DRG_MARK_SIGNUP},
    {"tooltip*", DRG_MARK_SIGNUP},
    {"abo", DRG_MARK_SIGNUP},
    {"addthis*", DRG_MARK_SHARE},
    {"addtoany*", DRG_MARK_SHARE},
    {"sharedaddy", DRG_MARK_SHARE},
    {"share*", DRG_MARK_SHARE},
    {"sharing*", DRG_MARK_SHARE},
    {"social*", DRG_MARK_SHARE},
    {"carousel", DRG_MARK_RELATED},
    {"outbrain*", DRG_MARK_RELATED},
    {"popular", DRG_MARK_RELATED},
    {"readmore", DRG_MARK_RELATED},
    {"recirc*", DRG_MARK_RELATED},
    {"recommend*", DRG_MARK_RELATED},
    {"related*", DRG_MARK_RELATED},
    {"seealso", DRG_MARK_RELATED},
    {"sidetext", DRG_MARK_RELATED},
    {"taboola*", DRG_MARK_RELATED},
    {"teaser*", DRG_MARK_RELATED},
    {"trending", DRG_MARK_RELATED},
    {"yarpp*", DRG_MARK_RELATED},
    {"zergnet*", DRG_MARK_RELATED},
    {"jp-relatedposts", DRG_MARK_RELATED},
    {"pullquote*", DRG_MARK_QUOTE},
    {"headline", DRG_MARK_TITLE},
    {"liveblog*", DRG_MARK_LIVE},
    {"liveticker*", DRG_MARK_LIVE},
};

/* Two words of one name, in this order, perhaps with others between them. */
static const struct {
    const char *first, *second;
    uint32_t mark;
} together[] = {
    {"around", "web", DRG_MARK_RELATED},
    {"also", "like", DRG_MARK_RELATED},
    {"also", "read", DRG_MARK_RELATED},
    {"further", "reading", DRG_MARK_RELATED},
    {"latest", "news", DRG_MARK_RELATED},
    {"more", "from", DRG_MARK_RELATED},
    {"more", "news", DRG_MARK_RELATED},
    {"more", "on", DRG_MARK_RELATED},
    {"more", "stories", DRG_MARK_RELATED},
    {"most", "read", DRG_MARK_RELATED},
    {"most", "viewed", DRG_MARK_RELATED},
    {"next", "article", DRG_MARK_RELATED},
    {"next", "post", DRG_MARK_RELATED},
    {"next", "story", DRG_MARK_RELATED},
    {"next", "up", DRG_MARK_RELATED},
    {"other", "stories", DRG_MARK_RELATED},
    {"post", "navigation", DRG_MARK_RELATED},
    {"read", "also", DRG_MARK_RELATED},
    {"read", "more", DRG_MARK_RELATED},
    {"read", "next", DRG_MARK_RELATED},
    {"see", "also", DRG_MARK_RELATED},
    {"top", "stories", DRG_MARK_RELATED},
    {"up", "next", DRG_MARK_RELATED},
    {"you", "may", DRG_MARK_RELATED},
    {"right", "rail", DRG_MARK_CHROME},
    {"left", "rail", DRG_MARK_CHROME},
    {"site", "header", DRG_MARK_CHROME},
    {"page", "header", DRG_MARK_CHROME},
    {"global", "header", DRG_MARK_CHROME},
    {"skip", "to", DRG_MARK_CHROME},
    {"table", "contents", DRG_MARK_CHROME},
    {"sign", "up", DRG_MARK_SIGNUP},
    {"sign", "in", DRG_MARK_SIGNUP},
    {"log", "in", DRG_MARK_SIGNUP},
    {"opt", "in", DRG_MARK_SIGNUP},
    {"pay", "wall", DRG_MARK_SIGNUP},
    {"mailing", "list", DRG_MARK_SIGNUP},
    {"follow", "us", DRG_MARK_SHARE},
    {"fb", "like", DRG_MARK_SHARE},
    {"tweet", "button", DRG_MARK_SHARE},
    {"article", "tags", DRG_MARK_ABOUT},
    {"tag", "list", DRG_MARK_ABOUT},
    {"tag", "links", DRG_MARK_ABOUT},
    {"cat", "links", DRG_MARK_ABOUT},
    {"post", "date", DRG_MARK_ABOUT},
    {"publish", "date", DRG_MARK_ABOUT},
    {"published", "date", DRG_MARK_ABOUT},
    {"article", "date", DRG_MARK_ABOUT},
    {"entry", "date", DRG_MARK_ABOUT},
    {"last", "updated", DRG_MARK_ABOUT},
    {"about", "writer", DRG_MARK_ABOUT},
    {"entry", "utility", DRG_MARK_ABOUT},
    {"read", "time", DRG_MARK_ABOUT},
    {"reading", "time", DRG_MARK_ABOUT},
    {"image", "credit", DRG_MARK_CAPTION},
    {"image", "source", DRG_MARK_CAPTION},
    {"image", "desc", DRG_MARK_CAPTION},
    {"image", "description", DRG_MARK_CAPTION},
    {"img", "desc", DRG_MARK_CAPTION},
    {"media", "credit", DRG_MARK_CAPTION},
    {"photo", "credit", DRG_MARK_CAPTION},
    {"photo", "desc", DRG_MARK_CAPTION},
    {"picture", "credit", DRG_MARK_CAPTION},
    {"video", "title", DRG_MARK_CAPTION},
    {"video", "description", DRG_MARK_CAPTION},
    {"caption", "text", DRG_MARK_CAPTION},
    {"pull", "quote", DRG_MARK_QUOTE},
    {"screen", "reader", DRG_MARK_HIDDEN},
    {"visually", "hidden", DRG_MARK_HIDDEN},
    {"sr", "only", DRG_MARK_HIDDEN},
    {"live", "blog", DRG_MARK_LIVE},
    {"live", "coverage", DRG_MARK_LIVE},
    {"live", "entries", DRG_MARK_LIVE},
    {"live", "entry", DRG_MARK_LIVE},
    {"live", "feed", DRG_MARK_LIVE},
    {"live", "post", DRG_MARK_LIVE},
    {"live", "posts", DRG_MARK_LIVE},
    {"live", "ticker", DRG_MARK_LIVE},
    {"live", "update", DRG_MARK_LIVE},
    {"live", "updates", DRG_MARK_LIVE},
    {"instagram", "media", DRG_MARK_EMBED},
    {"fb", "post", DRG_MARK_EMBED},
    {"article", "title", DRG_MARK_TITLE},
    {"entry", "title", DRG_MARK_TITLE},
    {"post", "title", DRG_MARK_TITLE},
    {"page", "title", DRG_MARK_TITLE},
    {"story", "title", DRG_MARK_TITLE},
};

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
}

static void add_names(words *w, drg_str t)
{
    unsigned len = 0;
    for (size_t p = 0; p < t.len; p++) {
        char c = t.ptr[p];
        bool upper = c >= 'A' && c <= 'Z', small = c >= 'a' && c <= 'z', blank = c == ' ' || c == '\n' || c == '\t';
        bool hump = upper && p > 0 && t.ptr[p - 1] >= 'a' && t.ptr[p - 1] <= 'z';
        if ((!upper && !small) || hump) {
            w->n += len > 0;
            len = 0;
            w->n_names += blank;
        }
        if (w->n == MAX_WORDS)
            return;
        if ((upper || small) && len + 1 < MAX_WORD_BYTES) {
            w->name[w->n] = w->n_names;
            w->list[w->n][len++] = lower(c);
            w->list[w->n][len] = '\0';
        }
    }
    w->n += len > 0;
    w->n_names++;
}

static bool word_fits(const char *word, const char *pattern)
{
    size_t n = strlen(pattern);
    if (pattern[n - 1] == '*')
        return strncmp(word, pattern, n - 1) == 0;
    return strcmp(word, pattern) == 0;
}

static bool is_any(const char *word, const char *const *list)
{
    for (; *list != NULL; list++)
        if (strcmp(word, *list) == 0)
            return true;
    return false;
}

/* "article-body", "story_content", "postText": the two halves of a name for the text itself, in either order. */
static bool names_body(const words *w)
{
    static const char *const whose[] = {"article", "story",   "entry", "post", "news",
                                        "blog",    "content", "page",  "text", NULL};
    static const char *const what[] = {"body", "content", "contents", "text", "copy", "paragraphs", "main", NULL};
    static const char *const one[] = {"articlebody",    "storybody", "postcontent", "entrycontent",
                                      "articlecontent", "storytext", "articletext", "bodytext",
                                      "maintext",       "newstext",  "bodycopy",    NULL};
    for (unsigned i = 0; i < w->n; i++) {
        if (is_any(w->list[i], one))
            return true;
        for (unsigned j = i + 1; j < w->n && w->name[j] == w->name[i]; j++)
            if (is_any(w->list[i], whose) && is_any(w->list[j], what))
                return true;
    }
    return false;
}

static uint32_t marks_of_words(const words *w)
{
    uint32_t marks = names_body(w) ? DRG_MARK_BODY : 0;
    for (unsigned i = 0; i < w->n; i++) {
        for (size_t k = 0; k < sizeof alone / sizeof *alone; k++)
            if (alone[k].word[0] == w->list[i][0] && word_fits(w->list[i], alone[k].word))
                marks |= alone[k].mark;
        for (size_t k = 0; k < sizeof together / sizeof *together; k++) {
            if (strcmp(w->list[i], together[k].first) != 0)
                continue;
            for (unsigned j = i + 1; j < w->n && w->name[j] == w->name[i]; j++)
                if (strcmp(w->list[j], together[k].second) == 0)
                    marks |= together[k].mark;
        }
    }
    return marks;
}

static bool has_no_blanks(drg_str style, const char *what)
{
    size_t n = strlen(what);
    for (size_t p = 0; p < style.len; p++) {
        size_t q = p, i = 0;
        while (q < style.len && i < n) {
            if (style.ptr[q] == ' ')
                q++;
            else if (lower(style.ptr[q]) == what[i]) {
                q++;
                i++;
            } else
                break;
        }
        if (i == n)
            return true;
    }
    return false;
}

static uint32_t marks_of_attributes(const drg_html *html, uint32_t node)
{
    words w = {.n = 0};
    uint32_t marks = 0;
    const GumboVector *list = html->nodes[node].attributes;
    for (unsigned i = 0; list != NULL && i < list->length; i++) {
        const GumboAttribute *a = list->data[i];
        drg_str value = drg_str_of(a->value);
        if (strcmp(a->name, "class") == 0 || strcmp(a->name, "id") == 0) {
            add_names(&w, value);
        } else if (strcmp(a->name, "itemprop") == 0) {
            if (drg_str_is(value, "articleBody"))
                marks |= DRG_MARK_BODY | DRG_MARK_STRONG;
            else if (drg_str_is(value, "headline"))
                marks |= DRG_MARK_TITLE;
            else if (drg_str_is(value, "caption"))
                marks |= DRG_MARK_CAPTION;
            else if (drg_str_is(value, "liveBlogUpdate"))
                marks |= DRG_MARK_LIVE;
        } else if (strcmp(a->name, "style") == 0) {
            if (has_no_blanks(value, "display:none") || has_no_blanks(value, "visibility:hidden"))
                marks |= DRG_MARK_HIDDEN;
        } else if (strcmp(a->name, "hidden") == 0) {
            marks |= DRG_MARK_HIDDEN;
        } else if (strcmp(a->name, "role") == 0) {
            if (drg_str_is(value, "navigation") || drg_str_is(value, "banner") || drg_str_is(value, "contentinfo") ||
                drg_str_is(value, "complementary") || drg_str_is(value, "search") || drg_str_is(value, "menu"))
                marks |= DRG_MARK_CHROME;
            else if (drg_str_is(value, "dialog") || drg_str_is(value, "alertdialog"))
                marks |= DRG_MARK_SIGNUP;
        } else if (strcmp(a->name, "itemtype") == 0) {
            if (drg_str_ends(value, DRG_LIT("/Comment")) || drg_str_ends(value, DRG_LIT("/UserComments")))
                marks |= DRG_MARK_COMMENTS;
            else if (drg_str_ends(value, DRG_LIT("/LiveBlogPosting")))
                marks |= DRG_MARK_LIVE;
        }
    }
    return w.n > 0 ? marks | marks_of_words(&w) : marks;
}

static uint32_t marks_of_tag(uint16_t tag)
{
    switch (tag) {
    case GUMBO_TAG_NAV:
    case GUMBO_TAG_FOOTER:
    case GUMBO_TAG_MENU:
        return DRG_MARK_CHROME;
    case GUMBO_TAG_ASIDE:
        return DRG_MARK_RELATED;
    case GUMBO_TAG_FORM:
    case GUMBO_TAG_FIELDSET:
        return DRG_MARK_SIGNUP;
    case GUMBO_TAG_FIGCAPTION:
        return DRG_MARK_CAPTION;
    default:
        return 0;
    }
}

/* Whether JSON-LD calls the page a live blog. */
static bool is_said_live(const drg_html *html, uint32_t node)
{
    uint32_t inner = node + 1;
    if (html->nodes[node].tag != GUMBO_TAG_SCRIPT || inner >= html->nodes[node].end ||
        html->nodes[inner].tag != DRG_HTML_TEXT)
        return false;
    drg_str t = html->nodes[inner].text;
    return t.len > 0 && memmem(t.ptr, t.len, "\"LiveBlogPosting\"", 17) != NULL;
}

void drg_page_mark_elements(const drg_html *html, uint32_t *marks)
{
    uint32_t body = DRG_HTML_NONE;
    bool live = false;
    for (uint32_t i = 0; i < html->n; i++) {
        const drg_html_node *n = &html->nodes[i];
        live = live || is_said_live(html, i);
        body = n->tag == GUMBO_TAG_BODY ? i : body;
        if (n->tag == DRG_HTML_TEXT || n->tag == GUMBO_TAG_HTML || n->tag == GUMBO_TAG_BODY)
            continue; /* what their classes name is the kind of page */
        marks[i] = marks_of_tag(n->tag) | marks_of_attributes(html, i);
    }
    if (live && body != DRG_HTML_NONE)
        marks[body] |= DRG_MARK_LIVE;
}
