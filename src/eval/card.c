/* src/eval/card.c - score cards: their figures, and how they are written. */
#include "dragoman/eval.h"
#include "export/out.h"

#include <stdio.h>

const char *drg_measure_name(drg_measure measure)
{
    static const char *const names[] = {
#define NAME(name, text) [name] = text,
        DRG_MEASURE_LIST(NAME)
#undef NAME
    };
    return (unsigned)measure < DRG_N_MEASURES ? names[measure] : NULL;
}

static double ratio(size_t a, size_t b)
{
    return b ? (double)a / (double)b : 0;
}

double drg_hits_precision(drg_hits tally)
{
    return ratio(tally.right, tally.found);
}

double drg_hits_recall(drg_hits tally)
{
    return ratio(tally.right, tally.gold);
}

double drg_hits_f1(drg_hits tally)
{
    double p = drg_hits_precision(tally), r = drg_hits_recall(tally);
    return p + r > 0 ? 2 * p * r / (p + r) : 0;
}

/* Four decimals, with a full stop in every locale. */
static void put_fraction(drg_out *out, double value)
{
    unsigned n = (unsigned)(value * 10000 + 0.5);
    char digits[5] = {0};
    for (int i = 3; i >= 0; i--, n /= 10)
        digits[i] = (char)('0' + n % 10);
    drg_out_char(out, n ? '1' : '0');
    drg_out_char(out, '.');
    drg_out_cstr(out, digits);
}

static void put_padded(drg_out *out, size_t value, int width)
{
    char text[24];
    snprintf(text, sizeof text, "%*zu", width, value);
    drg_out_cstr(out, text);
}

static void put_table(drg_out *out, const drg_card *card, const char *name)
{
    char head[24];
    drg_out_cstr(out, name);
    drg_out_cstr(out, "\n");
    snprintf(head, sizeof head, "  %-10s", "");
    drg_out_cstr(out, head);
    drg_out_cstr(out, "      P       R      F1     gold    found    right\n");
    for (int m = 0; m < DRG_N_MEASURES; m++) {
        if (!card->has[m])
            continue;
        drg_hits t = card->of[m];
        snprintf(head, sizeof head, "  %-10s", drg_measure_name((drg_measure)m));
        drg_out_cstr(out, head);
        drg_out_cstr(out, " ");
        put_fraction(out, drg_hits_precision(t));
        drg_out_cstr(out, "  ");
        put_fraction(out, drg_hits_recall(t));
        drg_out_cstr(out, "  ");
        put_fraction(out, drg_hits_f1(t));
        put_padded(out, t.gold, 9);
        put_padded(out, t.found, 9);
        put_padded(out, t.right, 9);
        drg_out_cstr(out, "\n");
    }
}

static void put_json(drg_out *out, const drg_card *card, const char *name)
{
    bool first = true;
    drg_out_char(out, '{');
    drg_out_key(out, &first, "file");
    drg_out_json(out, drg_str_of(name));
    for (int m = 0; m < DRG_N_MEASURES; m++) {
        if (!card->has[m])
            continue;
        drg_hits t = card->of[m];
        bool inner = true;
        drg_out_key(out, &first, drg_measure_name((drg_measure)m));
        drg_out_char(out, '{');
        drg_out_key(out, &inner, "p");
        drg_out_number(out, drg_hits_precision(t));
        drg_out_key(out, &inner, "r");
        drg_out_number(out, drg_hits_recall(t));
        drg_out_key(out, &inner, "f1");
        drg_out_number(out, drg_hits_f1(t));
        drg_out_key_uint(out, &inner, "gold", t.gold);
        drg_out_key_uint(out, &inner, "pred", t.found);
        drg_out_char(out, '}');
    }
    drg_out_cstr(out, "}\n");
}

drg_status drg_card_write(const drg_card *card, const char *name, bool json, drg_sink *sink, void *context,
                          drg_error *err)
{
    drg_out out;
    drg_out_begin(&out, sink, context);
    if (json)
        put_json(&out, card, name);
    else
        put_table(&out, card, name);
    return drg_out_end(&out, err);
}
