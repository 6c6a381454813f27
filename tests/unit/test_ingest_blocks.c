/* tests/unit/test_ingest_blocks.c - what is a heading, caption, credit or byline, and what must stay prose.
 *
 * A case is a text whose every line begins with a letter and a blank: H heading, P prose, C caption, R credit, B byline,
 * + goes on in the block of the line before. Empty lines stay. All texts are invented. */
#include "ingest/blocks.h"

#include "base/error.h"
#include "dragoman/document.h"
#include "unit.h"

#include <stdio.h>
#include <string.h>

typedef struct wanted {
    drg_span span;
    drg_block_kind kind;
} wanted;

static drg_block_kind kind_of(char letter)
{
    static const char letters[] = "PHCRB"; /* in the order of drg_block_kind */
    const char *at = strchr(letters, letter);
    assert_non_null(at);
    return (drg_block_kind)(at - letters);
}

/* Splits a case into the text and the blocks that it should have. */
static size_t unfold(const char *lines, const char *ending, char *text, wanted *blocks)
{
    size_t n = 0, len = 0;
    for (const char *p = lines; *p != '\0';) {
        size_t line = strcspn(p, "\n");
        if (line > 2) {
            if (*p != '+')
                blocks[n++] = (wanted){{(uint32_t)(len + strspn(p + 2, " ")), 0}, kind_of(*p)};
            memcpy(text + len, p + 2, line - 2);
            len += line - 2;
            blocks[n - 1].span.end = (uint32_t)len;
        }
        p += line + (p[line] == '\n');
        memcpy(text + len, ending, strlen(ending));
        len += strlen(ending);
    }
    text[len] = '\0';
    return n;
}

static void check_ending(const char *title, const char *lines, const char *ending)
{
    static char text[20000];
    static wanted blocks[200];
    size_t n = unfold(lines, ending, text, blocks), got;
    drg_document *doc = drg_document_new();
    assert_non_null(doc);
    assert_int_equal(drg_document_set_text(doc, drg_str_of(text), NULL), DRG_OK);
    drg_meta meta = {.title = drg_str_of(title)};
    assert_int_equal(drg_document_set_meta(doc, &meta, NULL), DRG_OK);
    assert_int_equal(drg_blocks__mark(doc, NULL), DRG_OK);
    const drg_block *b = drg_document_blocks(doc, &got);
    for (size_t i = 0; i < n && i < got; i++) {
        drg_span s = blocks[i].span;
        if (b[i].kind != blocks[i].kind || b[i].span.start != s.start || b[i].span.end != s.end)
            fail_msg("block %zu is %s \"%.*s\"\n  and should be %s \"%.*s\"", i, drg_block_kind_name(b[i].kind),
                     (int)(b[i].span.end - b[i].span.start), text + b[i].span.start,
                     drg_block_kind_name(blocks[i].kind), (int)(s.end - s.start), text + s.start);
    }
    assert_int_equal(got, n);
    drg_document_free(doc);
}

static void check(const char *title, const char *lines)
{
    check_ending(title, lines, "\n");
    check_ending(title, lines, "\r\n");
}

/* Two paragraphs that make a story of whatever stands around them. */
#define STORY                                                                                                          \
    "P The two governments agreed on Friday to reopen the crossing at Orlat, officials on both sides said.\n"          \
    "\n"                                                                                                               \
    "P Trucks began to move shortly before noon, according to a border guard.\n"

static void headline_byline_and_date(void **state)
{
    (void)state;
    check("", "H Border crossing reopens after nine weeks\n"
              "B By Mira Tolen and Jan Osk | Northern Wire\n"
              "B Friday, March 13, 2026\n" STORY);
    check("", "H 'We will not leave,' says governor of besieged province\n"
              "B By Mira Tolen in Orlat\n"
              "B Updated: 13 March 2026, 10:30 GMT\n" STORY);
    check("", "H THE LAST BRIDGE ACROSS THE ORLAT\n"
              "B Published on 13 March 2026\n"
              "B 4 min read\n" STORY);
    check("", "H Minister for Trade Lena Vos comments following an attack on a market and a bus station in southern "
              "Orlat province\n"
              "H Lena Vos\n" STORY);
    check("", "H Border crossing reopens;\n" STORY);
}

static void headline_that_ends_in_a_stop(void **state)
{
    (void)state;
    check("", "H Talks Over Border Crossing Drag On as Winter Nears.\n" STORY);
    check("Talks over crossing drag on", "H Talks over crossing drag on.\n" STORY);
    check("Talks over the crossing drag on - Northern Wire", "H Talks over the crossing drag on\n" STORY);
    /* a first sentence is no headline, whatever names it holds */
    check("", "P Orlat Prime Minister Ivo Brand met President Anna Weiss.\n" STORY);
    check("", "P Time is not on the side of Ivo Brand.\n" STORY);
    check("", "P Brand resigned.\n" STORY);
}

static void headings_between_paragraphs(void **state)
{
    (void)state;
    check("", STORY "H A long wait at the gate\n"
                    "P The guards had been waiting since January, residents told the paper.\n");
    check("", STORY "\n"
                    "H WHAT COMES NEXT\n"
                    "\n"
                    "P A joint commission will meet in April.\n");
    check("", STORY "H Why did the talks fail?\n"
                    "P Neither side has given a reason.\n");
    check("", STORY "H 2. The question of the dam\n"
                    "P Engineers from both countries inspected it last week.\n");
    check("", STORY "H Background.\n"
                    "P The crossing was closed in January after shots were fired.\n");
}

static void separators(void **state)
{
    (void)state;
    check("", "H -\n" STORY "H ***\nP The commission meets again in April, both sides said.\nH \xE2\x80\x94\n");
    check("", STORY "H * * *\n" STORY);
}

static void what_must_stay_prose(void **state)
{
    (void)state;
    check("", STORY "P He was wrong.\n" STORY);
    check("", STORY "P \"We are tired of this war\"\n" STORY);
    check("", STORY "P \xE2\x80\x9CWe are tired,\xE2\x80\x9D she said.\n" STORY);
    check("", STORY "P \"They came at night.\" - Ana Pell, a shopkeeper\n" STORY);
    check("", STORY "P The governor added:\nP \"We have lost a year.\"\n" STORY);
    check("", STORY "P He said:\n" STORY);
    check("", STORY "P By Monday the army had taken both villages.\n" STORY);
    check("", STORY "P Reporting by state media suggests that the army lost a dozen tanks.\n" STORY);
    check("", STORY "P Source: a man who knows the file said that the talks were over before they began, and that all "
                    "knew it.\n" STORY);
    check("", STORY
          "P The photo shows two soldiers (and a child) near the bridge, and the ministry called it a fake.\n" STORY);
    check("", STORY "P The army said that both villages were quiet (it did not say since when).\n" STORY);
    check("", STORY "P Israel and Egypt (and/or their allies) will meet.\n" STORY);
    /* unpunctuated end: the text was cut off */
    check("", STORY "P The governor of the province said that the\n");
}

static void lists_stay_prose(void **state)
{
    (void)state;
    check("", "P Here is what is known so far:\n"
              "P - Two soldiers killed near Orlat\n"
              "P - Three villages without power\n" STORY);
    check("", STORY "P The plan has these parts:\n"
                    "P Exchange of all prisoners\n"
                    "P Withdrawal from the dam\n" STORY);
    check("", "P \xE2\x80\xA2 Shelling reported in Orlat overnight\nP \xE2\x80\xA2 Power is out in three villages\n");
}

static void a_text_of_one_line_is_prose(void **state)
{
    (void)state;
    check("", "P France threatens to withdraw from the talks");
    check("France threatens to withdraw", "P France threatens to withdraw");
    check("", "P Rebels seize airport\nP Army retreats to the river\nP Aid convoy turned back\n");
    check("", "");
    check("", "\n\n");
}

static void text_without_stops_is_prose(void **state)
{
    (void)state;
    check("", "H Northern Front, evening report\n"
              "P Heavy fighting around the dam since the early morning, two tanks lost\n"
              "P Artillery hit the fuel depot near the railway station\n"
              "P Drones over Orlat until midnight, none of them shot down\n"
              "P Our forces hold the bridge and the road to the north\n"
              "P Nine wounded were brought to the hospital in the valley.\n");
}

static void captions_name_their_photographer(void **state)
{
    (void)state;
    check("",
          "C Delegates arrive at the Marble Palace in Tervan, Monday, March 9, 2026 (AP Photo/Ilya Brandt)\n" STORY);
    check("", "C A man walks past a burnt-out bus in Orlat. [Mina Karel/Al Jazeera]\n" STORY);
    check("", "C Smoke rises over the dam on Thursday. REUTERS/Jan Osk\n" STORY);
    check("", "C The bridge, seen from the northern bank. Photo: Jan Osk\n" STORY);
    check("", "C Soldiers at the gate of the barracks in Orlat. Photograph: Mina Karel/Getty Images\n" STORY);
    check("", "C FILE - In this Jan. 3, 2025, photo, guards stand at the crossing.\n" STORY);
    check("", "C In this photo provided by the ministry, a crane lifts the first span of the bridge.\n" STORY);
    check("", "C President Anna Weiss (L) shakes hands with Prime Minister Ivo Brand (R) in Tervan.\n" STORY);
    check("", "C Prime Minister Ivo Brand, left, and President Anna Weiss leave the hall.\n" STORY);
    check("", "C The governor, pictured in 2008\n" STORY);
    check("", "C Image caption The crossing has been closed since January\n" STORY);
    check("", "C Rebels at a checkpoint outside Orlat. (AFP)\n" STORY);
    check("", STORY "C Children play beside a tank in Orlat, April 4, 2026. (Photo by Jan Osk/Northern Wire)\n" STORY);
    /* what is left of one whose first words were a link */
    check("", "H Crane falls into market\n"
              "B Saturday, March 14, 2026\n"
              "C traders at the Old Market in 2018.\n" STORY);
}

static void prose_that_looks_like_a_caption(void **state)
{
    (void)state;
    check("", STORY "P The army denied it had fired on the convoy, the ministry said. (Reuters)\n" STORY);
    check("", STORY "P The governor, pictured with the rebels in 2008, denies that he ever met them.\n" STORY);
    check("", STORY "P Senator Ruth Hale (R) said the vote would come next week.\n" STORY);
    check("", STORY "P In this image of a country at war with itself, nobody is innocent.\n" STORY);
    check("", STORY "P Satellite images show that the bridge is gone.\n" STORY);
    check("", STORY "P The agency handles patient files (ePA).\n" STORY);
}

static void credits_and_notices(void **state)
{
    (void)state;
    check("", "R Photo: Jan Osk\n" STORY);
    check("", "R Image: REUTERS/Jan Osk\n" STORY);
    check("", "R \xC2\xA9 2026 Northern Wire\n" STORY);
    check("", "R Source: Northern Wire\n" STORY);
    check("", "R Getty Images\n" STORY);
    check("", "R Courtesy of the Ministry of Transport\n" STORY);
    check("", STORY "R (Reporting by Mira Tolen in Orlat; Editing by Jan Osk)\n");
    check("", STORY "R Additional reporting by Mira Tolen; editing by Jan Osk.\n");
    check("", STORY "R Northern Wire writer Mira Tolen in Orlat contributed to this report.\n");
    check("", STORY "R Reuters, AFP\n");
    check("", STORY "R Read more: The bridge that nobody wanted\n" STORY);
    check("", STORY "R https://news.example/2026/03/13/bridge\n");
    check("", STORY "R All rights reserved. This material may not be rewritten.\n");
}

static void wrapped_text_is_joined(void **state)
{
    (void)state;
    check("", "H Border crossing reopens after nine weeks\n"
              "\n"
              "P The two governments agreed on Friday to reopen the crossing at Orlat,\n"
              "+ which had been closed since shots were fired there in January, and to\n"
              "+ let trucks with food and medicine pass without a search. Officials on\n"
              "+ both sides said so on Friday.\n"
              "\n"
              "P \"We have waited nine weeks for this day,\" said a driver from Tervan, who\n"
              "+ had slept in his cab. Minister Ivo Brand thanked the mediators from\n"
              "+ Switzerland and Qatar.\n");
    /* without empty lines, a short line ends its paragraph */
    check("", "P The two governments agreed on Friday to reopen the crossing at Orlat,\n"
              "+ which had been closed since shots were fired there in January, and to\n"
              "+ let trucks pass.\n"
              "P Officials on both sides said so on Friday, and named the mediators who\n"
              "+ had brought them together after nine weeks without any contact at all.\n");
    /* a link's words on lines of their own, in a text that is not wrapped */
    check("", STORY "P Minister Ivo Brand has repeatedly\n+ denied\n+ that he ever met the rebels.\n" STORY);
    /* an indented line begins a paragraph */
    check("", "P The two governments agreed on Friday to reopen the crossing at Orlat,\n"
              "+ which had been closed since shots were fired there in January, and so\n"
              "+ let trucks with food and medicine pass without a search once more now.\n"
              "P    Officials on both sides said so on Friday, and named the mediators\n"
              "+ had brought them together after nine weeks without any contact at all.\n");
}

static void lines_of_a_page_are_not_joined(void **state)
{
    (void)state;
    check("", "P The crossing was closed in January.\n"
              "P Both sides blamed each other.\n"
              "P It reopened on Friday.\n");
    check("", STORY "H Clashes in Orlat\n"
                    "P al-Nahda fighters attacked a checkpoint on Thursday, police said.\n");
    check("", STORY "H A visit to Tervan\n"
                    "P de Vries arrived on Thursday and left on Friday, the embassy said.\n");
}

static void every_character_that_is_not_blank_is_covered(void **state)
{
    (void)state;
    static const char text[] =
        "\t Title here \r\n\r\n\xC2\xA0 One two three four five six. \x00 \n\v\f-\n\xE2\x80\xA9 End of it all";
    drg_document *doc = drg_document_new();
    assert_int_equal(drg_document_set_text(doc, (drg_str){text, sizeof text - 1}, NULL), DRG_OK);
    assert_int_equal(drg_blocks__mark(doc, NULL), DRG_OK);
    size_t n, at = 0;
    const drg_block *b = drg_document_blocks(doc, &n);
    drg_str t = drg_document_text(doc);
    for (size_t i = 0; i <= n; i++) {
        size_t start = i < n ? b[i].span.start : t.len;
        assert_true(start >= at);
        while (at < start)
            assert_true(drg_char_is_space(drg_utf8_next(t, &at)));
        at = i < n ? b[i].span.end : at;
    }
    drg_document_free(doc);
}

static void given_blocks_are_checked_and_filled_up(void **state)
{
    (void)state;
    drg_document *doc = drg_document_new();
    assert_int_equal(drg_document_set_text(doc, DRG_LIT("Title\n\nStory one. More.\nCredit"), NULL), DRG_OK);
    drg_block given[] = {{{0, 5}, DRG_BLOCK_HEADING}, {{24, 30}, DRG_BLOCK_CREDIT}};
    assert_int_equal(drg_blocks__set(doc, given, 2, NULL), DRG_OK);
    size_t n;
    const drg_block *b = drg_document_blocks(doc, &n);
    assert_int_equal(n, 3);
    assert_int_equal(b[1].kind, DRG_BLOCK_PROSE);
    assert_int_equal(b[1].span.start, 7);
    assert_int_equal(b[1].span.end, 23);
    drg_error err;
    given[1].span = (drg_span){4, 30};
    assert_int_equal(drg_blocks__set(doc, given, 2, &err), DRG_EINPUT);
    assert_int_equal(err.pos, 1);
    given[1].span = (drg_span){24, 31};
    assert_int_equal(drg_blocks__set(doc, given, 2, &err), DRG_EINPUT);
    drg_document_free(doc);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(headline_byline_and_date),
        cmocka_unit_test(headline_that_ends_in_a_stop),
        cmocka_unit_test(headings_between_paragraphs),
        cmocka_unit_test(separators),
        cmocka_unit_test(what_must_stay_prose),
        cmocka_unit_test(lists_stay_prose),
        cmocka_unit_test(a_text_of_one_line_is_prose),
        cmocka_unit_test(text_without_stops_is_prose),
        cmocka_unit_test(captions_name_their_photographer),
        cmocka_unit_test(prose_that_looks_like_a_caption),
        cmocka_unit_test(credits_and_notices),
        cmocka_unit_test(wrapped_text_is_joined),
        cmocka_unit_test(lines_of_a_page_are_not_joined),
        cmocka_unit_test(every_character_that_is_not_blank_is_covered),
        cmocka_unit_test(given_blocks_are_checked_and_filled_up),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
