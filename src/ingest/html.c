#include "ingest/html.h"

#include "base/error.h"
#include "ingest/html_scan.h"

#include <setjmp.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

/* ---- Gumbo's memory ----
 * Gumbo believes every allocation to succeed and frees its trees by recursion. So it gets a heap that jumps out of the
 * parser when nothing is left, and that is freed as a whole. Pieces have sizes of powers of two and a header that says
 * which; freed ones wait in a list for the next of their size. */

#define FIRST_CLASS_BYTES ((size_t)16)
#define N_CLASSES 26
#define BLOCK_BYTES ((size_t)256 << 10)
/* Hardly a token needs no memory: so many calls are looked at for how long it took. */
#define CALLS_PER_LOOK 4096

typedef struct piece {
    struct piece *next; /* while free; in use: the number of its class */
    char bytes[];
} piece;

typedef struct block {
    struct block *next;
    size_t size;
    char bytes[];
} block;

struct drg_html_heap {
    block *blocks;
    char *at;
    size_t left, used;
    piece *waiting[N_CLASSES];
    jmp_buf out;
    drg_status why;
    bool late;
    unsigned calls;
    time_t deadline_s; /* of this thread's processor time */
};

static unsigned class_of(size_t size)
{
    unsigned c = 0;
    while (c < N_CLASSES && (FIRST_CLASS_BYTES << c) < size)
        c++;
    return c;
}

static void *heap_carve(drg_html_heap *heap, size_t size)
{
    if (heap->left < size) {
        size_t want = size > BLOCK_BYTES ? size : BLOCK_BYTES;
        if (heap->used + want > DRG_MAX_HTML_TREE_BYTES) {
            heap->why = DRG_ELIMIT;
            return NULL;
        }
        block *b = malloc(sizeof *b + want);
        if (b == NULL) {
            heap->why = DRG_ENOMEM;
            return NULL;
        }
        *b = (block){.next = heap->blocks, .size = want};
        heap->blocks = b;
        heap->at = b->bytes;
        heap->left = want;
        heap->used += want;
    }
    void *carved = heap->at;
    heap->at += size;
    heap->left -= size;
    return carved;
}

static time_t thread_seconds(void)
{
    struct timespec now = {0};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return now.tv_sec;
}

static void *heap_alloc(void *context, size_t size)
{
    drg_html_heap *heap = context;
    if (++heap->calls % CALLS_PER_LOOK == 0 && thread_seconds() > heap->deadline_s) {
        heap->late = true;
        heap->why = DRG_ELIMIT;
        longjmp(heap->out, 1);
    }
    unsigned c = class_of(size + sizeof(piece));
    piece *p = NULL;
    if (c == N_CLASSES) {
        heap->why = DRG_ELIMIT;
    } else if (heap->waiting[c] != NULL) {
        p = heap->waiting[c];
        heap->waiting[c] = p->next;
    } else {
        p = heap_carve(heap, FIRST_CLASS_BYTES << c);
    }
    if (p == NULL)
        longjmp(heap->out, 1);
    p->next = (piece *)(uintptr_t)c;
    return p->bytes;
}

static void heap_free(void *context, void *bytes)
{
    drg_html_heap *heap = context;
    if (bytes == NULL)
        return;
    piece *p = (piece *)(void *)((char *)bytes - offsetof(piece, bytes));
    unsigned c = (unsigned)(uintptr_t)p->next;
    p->next = heap->waiting[c];
    heap->waiting[c] = p;
}

static void heap_destroy(drg_html_heap *heap)
{
    if (heap == NULL)
        return;
    for (block *b = heap->blocks, *next; b != NULL; b = next) {
        next = b->next;
        free(b);
    }
    free(heap);
}

/* ---- parsing ---- */

/* A function of its own, whose locals do not change between setjmp and longjmp. */
static drg_status run_gumbo(drg_html_heap *heap, drg_str utf8, GumboOutput **output)
{
    GumboOptions options = kGumboDefaultOptions;
    options.allocator = heap_alloc;
    options.deallocator = heap_free;
    options.userdata = heap;
    options.max_errors = 0;
    heap->deadline_s = thread_seconds() + DRG_MAX_HTML_SECONDS;
    if (setjmp(heap->out) != 0)
        return heap->why;
    *output = gumbo_parse_with_options(&options, utf8.ptr, utf8.len);
    return DRG_OK;
}

/* ---- laying it out ---- */

typedef struct place {
    const GumboNode *node;
    unsigned next; /* child */
    uint32_t at;   /* in nodes */
} place;

static bool has_children(const GumboNode *node)
{
    return node->type == GUMBO_NODE_ELEMENT || node->type == GUMBO_NODE_TEMPLATE;
}

static bool is_text(const GumboNode *node)
{
    return node->type == GUMBO_NODE_TEXT || node->type == GUMBO_NODE_WHITESPACE || node->type == GUMBO_NODE_CDATA;
}

static drg_html_node flat_node(const GumboNode *node, uint32_t parent, uint16_t depth)
{
    drg_html_node n = {.parent = parent, .depth = depth};
    if (!has_children(node)) {
        n.tag = DRG_HTML_TEXT;
        n.text = drg_str_of(node->v.text.text);
        return n;
    }
    const GumboElement *e = &node->v.element;
    n.tag = (uint16_t)e->tag;
    n.attributes = &e->attributes;
    if (e->tag_namespace != GUMBO_NAMESPACE_HTML) {
        n.tag = e->tag_namespace == GUMBO_NAMESPACE_SVG ? GUMBO_TAG_SVG : GUMBO_TAG_MATH;
    } else if (e->tag == GUMBO_TAG_UNKNOWN) {
        GumboStringPiece name = e->original_tag;
        gumbo_tag_from_original_text(&name);
        n.text = (drg_str){name.data, name.length};
    }
    return n;
}

static drg_status add_node(drg_html *html, size_t *cap, drg_html_node node)
{
    if (html->n == *cap) {
        size_t grown = *cap ? *cap * 2 : 4096;
        drg_html_node *nodes = realloc(html->nodes, grown * sizeof *nodes);
        if (nodes == NULL)
            return DRG_ENOMEM;
        html->nodes = nodes;
        *cap = grown;
    }
    html->nodes[html->n++] = node;
    return DRG_OK;
}

static drg_status lay_out(const GumboNode *root, drg_html *html)
{
    enum { MAX_DEPTH = UINT16_MAX - 1 };
    size_t cap = 0, depth = 0, stack_cap = 256;
    place *stack = malloc(stack_cap * sizeof *stack);
    drg_status st = stack != NULL ? add_node(html, &cap, flat_node(root, DRG_HTML_NONE, 0)) : DRG_ENOMEM;
    if (st == DRG_OK)
        stack[depth++] = (place){.node = root};
    while (st == DRG_OK && depth > 0) {
        place *top = &stack[depth - 1];
        const GumboVector *children = &top->node->v.element.children;
        if (top->next == children->length) {
            html->nodes[top->at].end = html->n;
            depth--;
            continue;
        }
        const GumboNode *child = children->data[top->next++];
        if (!has_children(child) && !is_text(child))
            continue;
        uint32_t at = html->n;
        st = add_node(html, &cap, flat_node(child, top->at, (uint16_t)depth));
        if (st != DRG_OK)
            break;
        html->nodes[at].end = at + 1;
        if (!has_children(child))
            continue;
        if (depth == stack_cap) {
            place *grown = depth < MAX_DEPTH ? realloc(stack, 2 * stack_cap * sizeof *stack) : NULL;
            st = grown != NULL ? DRG_OK : depth < MAX_DEPTH ? DRG_ENOMEM : DRG_ELIMIT;
            if (st != DRG_OK)
                break;
            stack = grown;
            stack_cap *= 2;
        }
        stack[depth++] = (place){.node = child, .at = at};
    }
    free(stack);
    return st;
}

drg_status drg_html_parse(drg_str utf8, drg_html *html, drg_error *err)
{
    drg_html made = {0};
    GumboOutput *output = NULL;
    if (utf8.len > DRG_MAX_HTML_BYTES)
        return drg_fail(err, DRG_ELIMIT, "the page has more than %zu bytes", DRG_MAX_HTML_BYTES);
    drg_buf_init(&made.source, DRG_MAX_HTML_BYTES + 1);
    drg_status st = drg_html_scan(utf8, DRG_MAX_HTML_DEPTH, DRG_MAX_HTML_ATTRIBUTES, &made.source, err);
    if (st != DRG_OK) {
        drg_html_release(&made);
        return st;
    }
    made.heap = calloc(1, sizeof *made.heap);
    if (made.heap == NULL || drg_buf_add(&made.source, "\n", 1) != DRG_OK) {
        drg_html_release(&made);
        return drg_fail_nomem(err);
    }
    st = run_gumbo(made.heap, (drg_str){made.source.ptr, made.source.len}, &output);
    if (st == DRG_OK)
        st = output != NULL ? lay_out(output->root, &made) : DRG_ENOMEM;
    if (st == DRG_OK) {
        *html = made;
        return DRG_OK;
    }
    bool made_late = made.heap->late;
    drg_html_release(&made);
    if (st == DRG_ENOMEM)
        return drg_fail_nomem(err);
    if (made_late)
        return drg_fail(err, DRG_ELIMIT, "the page takes more than %d seconds to parse", DRG_MAX_HTML_SECONDS);
    return drg_fail(err, DRG_ELIMIT, "the tree of the page needs more than %zu bytes", DRG_MAX_HTML_TREE_BYTES);
}

void drg_html_release(drg_html *html)
{
    heap_destroy(html->heap);
    free(html->nodes);
    drg_buf_release(&html->source);
    *html = (drg_html){0};
}

drg_str drg_html_attribute(const drg_html *html, uint32_t node, const char *name)
{
    const GumboVector *list = html->nodes[node].attributes;
    for (unsigned i = 0; list != NULL && i < list->length; i++) {
        const GumboAttribute *a = list->data[i];
        if (strcmp(a->name, name) == 0)
            return drg_str_of(a->value);
    }
    return (drg_str){0};
}

drg_status drg_html_text(const drg_html *html, uint32_t node, drg_buf *buf)
{
    drg_status st = DRG_OK;
    for (uint32_t i = node; st == DRG_OK && i < html->nodes[node].end; i++)
        if (html->nodes[i].tag == DRG_HTML_TEXT)
            st = drg_buf_add(buf, html->nodes[i].text.ptr, html->nodes[i].text.len);
    return st;
}
