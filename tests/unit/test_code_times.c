/* tests/unit/test_code_times.c - what expressions of time mean, published on Wednesday 4 June 2025. */
#include "unit.h"

#include "base/date.h"
#include "code/times.h"
#include "toy_tree.h"

static const char *const kinds[] = {"absolute", "publication", "told", "duration", "recurrent", "vague", "clock"};
static const char *const resolutions[] = {"day", "week", "month", "year", "range"};

/* "Sunday publication 2025-06-01 day; …" */
static void describe(const drg_document *doc, const drg_time_hit *hits, size_t n, char *out, size_t size)
{
    out[0] = '\0';
    for (size_t i = 0; i < n; i++) {
        const drg_time_hit *h = &hits[i];
        char start[12] = "", end[12] = "", line[200];
        if (h->date.has_start)
            drg_date_format(h->date.start, start);
        if (h->date.has_end)
            drg_date_format(h->date.end, end);
        drg_str text = drg_str_sub(doc->text, h->date.span.start, h->date.span.end);
        int len = snprintf(line, sizeof line, "%s[%.*s] %s", i ? "; " : "", (int)text.len, text.ptr, kinds[h->kind]);
        if (h->has_date && !strcmp(start, end))
            len += snprintf(line + len, sizeof line - (size_t)len, " %s", start);
        else if (h->has_date)
            len += snprintf(line + len, sizeof line - (size_t)len, " %s..%s", start, end);
        if (h->has_date)
            len += snprintf(line + len, sizeof line - (size_t)len, " %s", resolutions[h->date.resolution]);
        if (h->date.has_time)
            len += snprintf(line + len, sizeof line - (size_t)len, " %02d:%02d", h->date.hour, h->date.minute);
        if (h->kind == DRG_TIME_TOLD && h->has_offset)
            len += snprintf(line + len, sizeof line - (size_t)len, " %+d", (int)h->offset_days);
        strncat(out, line, size - strlen(out) - 1);
    }
}

static void check(const char *sentence, const char *published, const char *expected)
{
    drg_document *doc = toy_document(sentence, published);
    drg_time_hit *hits = NULL;
    size_t n = 0;
    char found[2000];
    assert_int_equal(drg_times__find(doc, NULL, &hits, &n), DRG_OK);
    describe(doc, hits, n, found, sizeof found);
    if (getenv("DRG_TEST_SHOW"))
        printf("    {\"%s\",\n     \"%s\"},\n", sentence, found);
    else if (strcmp(found, expected))
        fail_msg("%s\n  found    %s\n  expected %s", sentence, found, expected);
    drg_document_free(doc);
}

typedef struct expectation {
    const char *sentence, *found;
} expectation;

static void check_all(const expectation *cases, size_t n)
{
    for (size_t i = 0; i < n; i++)
        check(cases[i].sentence, "2025-06-04", cases[i].found);
}
#define CHECK_ALL(cases) check_all(cases, sizeof(cases) / sizeof *(cases))

static void dates_are_read_in_every_order(void **state)
{
    (void)state;
    static const expectation cases[] = {
        {"The attack happened|V=happen on June 2 , 2025 .", "[June 2, 2025] absolute 2025-06-02 day"},
        {"The attack happened|V=happen on 2 June 2025 .", "[2 June 2025] absolute 2025-06-02 day"},
        {"The attack happened|V=happen on the 2nd of June .", "[the 2nd of June] absolute 2025-06-02 day"},
        {"The attack happened|V=happen on Monday , June 2 , near Kyiv .", "[Monday, June 2] absolute 2025-06-02 day"},
        {"The attack happened|V=happen on Monday ( June 2 ) .", "[Monday (June 2)] absolute 2025-06-02 day"},
        {"The attack happened|V=happen on 2025 ^- ^06 ^- ^02 .", "[2025-06-02] absolute 2025-06-02 day"},
        {"The attack happened|V=happen on 2025-06-02 .", "[2025-06-02] absolute 2025-06-02 day"},
        {"The attack happened|V=happen on 02.06.2025 .", "[02.06.2025] absolute 2025-06-02 day"},
        {"The attack happened|V=happen on 25/05/2025 .", "[25/05/2025] absolute 2025-05-25 day"},
        {"The attack happened|V=happen on 05/25/2025 .", "[05/25/2025] absolute 2025-05-25 day"},
        {"The attack happened|V=happen on 02/06/2025 .", "[02/06/2025] absolute"},
        {"The attack happened|V=happen on Dec. 10 .", "[Dec. 10] absolute 2024-12-10 day"},
        {"The attack happened|V=happen on Nov. 5 , 2014 .", "[Nov. 5, 2014] absolute 2014-11-05 day"},
        {"The attack happened|V=happen on Dec ^. 10 .", "[Dec. 10] absolute 2024-12-10 day"},
        {"They will meet|I on Dec. 10 .", "[Dec. 10] absolute 2025-12-10 day"},
        {"They met|V=meet in March .", "[March] absolute 2025-03-01..2025-03-31 month"},
        {"They met|V=meet in March 2014 .", "[March 2014] absolute 2014-03-01..2014-03-31 month"},
        {"They met|V=meet in March of 2014 .", "[March of 2014] absolute 2014-03-01..2014-03-31 month"},
        {"They met|V=meet in early March .", "[early March] absolute 2025-03-01..2025-03-31 month"},
        {"They met|V=meet in mid ^- ^May .", "[mid-May] absolute 2025-05-01..2025-05-31 month"},
        {"They met|V=meet in mid-May .", "[mid-May] absolute 2025-05-01..2025-05-31 month"},
        {"The war began|V=begin in 2014 .", "[2014] absolute 2014-01-01..2014-12-31 year"},
        {"The war of 2008 ended|V=end .", "[2008] absolute 2008-01-01..2008-12-31 year"},
        {"The 2003 invasion failed|V=fail .", "[2003] absolute 2003-01-01..2003-12-31 year"},
        {"The annexation ( 2014 ) was condemned|P=condemn .", "[2014] absolute 2014-01-01..2014-12-31 year"},
        {"The invasion began|V=begin in the 1990s .", "[the 1990s] absolute 1990-01-01..1999-12-31 range"},
        {"The empire fell|V=fall in the 19th century .", "[the 19th century] absolute 1801-01-01..1900-12-31 range"},
        {"He spoke|V=speak on the 80th anniversary of the 9/11 attacks .", "[9/11] absolute 2001-09-11 day"},
        {"The Sept. 11 attacks changed|V=change everything .", "[Sept. 11] absolute 2001-09-11 day"},
        {"They will meet|I on the 5th of July .", "[the 5th of July] absolute 2025-07-05 day"},
        {"They met|V=meet in June last year .", "[June last year] absolute 2024-06-01..2024-06-30 month"},
        {"They met|V=meet on Jan. 31 last year .", "[Jan. 31 last year] absolute 2024-01-31 day"},
    };
    CHECK_ALL(cases);
}

static void ranges_take_from_one_end_what_the_other_lacks(void **state)
{
    (void)state;
    static const expectation cases[] = {
        {"The fighting lasted|V=last from June 1 to June 3 .",
         "[from June 1 to June 3] absolute 2025-06-01..2025-06-03 range"},
        {"The fighting went|V=go on between June 1 and June 3 .",
         "[between June 1 and June 3] absolute 2025-06-01..2025-06-03 range"},
        {"The meeting was held|P=hold on June 1 ^- ^3 .", "[June 1-3] absolute 2025-06-01..2025-06-03 range"},
        {"The meeting was held|P=hold on June 1-3 .", "[June 1-3] absolute 2025-06-01..2025-06-03 range"},
        {"The meeting was held|P=hold on 1-3 June 2025 .", "[1-3 June 2025] absolute 2025-06-01..2025-06-03 range"},
        {"The meeting was held|P=hold on June 1 and 2 .", "[June 1 and 2] absolute 2025-06-01..2025-06-02 range"},
        {"The festival ran|V=run from Monday to Wednesday .",
         "[from Monday to Wednesday] publication 2025-06-02..2025-06-04 range"},
        {"The talks will run|I from Monday to Wednesday .",
         "[from Monday to Wednesday] publication 2025-06-09..2025-06-11 range"},
        {"The war lasted|V=last from 2014 to 2016 .", "[from 2014 to 2016] absolute 2014-01-01..2016-12-31 range"},
        {"The war ( 2014-2016 ) ended|V=end .", "[2014-2016] absolute 2014-01-01..2016-12-31 range"},
        {"They fought|V=fight between 2014 and 2016 .",
         "[between 2014 and 2016] absolute 2014-01-01..2016-12-31 range"},
        {"They fought|V=fight from December 30 to January 2 .",
         "[from December 30 to January 2] absolute 2024-12-30..2025-01-02 range"},
        {"The talks were moved|P=move from Monday to Thursday .",
         "[Monday] publication 2025-06-02 day; [Thursday] publication 2025-06-05 day"},
        {"The drills run|S=run from July to September 2025 .",
         "[from July to September 2025] absolute 2025-07-01..2025-09-30 range"},
        {"Prices rose|V=rise in the first five months of 2025 .",
         "[the first five months of 2025] absolute 2025-01-01..2025-05-31 range"},
        {"Prices rose|V=rise in the second|J half of 2024 .",
         "[the second half of 2024] absolute 2024-07-01..2024-12-31 range"},
        {"They met|V=meet on April 9th and 10th .", "[April 9th and 10th] absolute 2025-04-09..2025-04-10 range"},
    };
    CHECK_ALL(cases);
}

static void relations_leave_ends_open(void **state)
{
    (void)state;
    static const expectation cases[] = {
        {"They have fought|P=fight since March .", "[since March] absolute 2025-03-01.. range"},
        {"They have fought|P=fight since 2014 .", "[since 2014] absolute 2014-01-01.. range"},
        {"They have fought|P=fight since Sunday .", "[since Sunday] publication 2025-06-01.. range"},
        {"They must leave|I by Friday .", "[by Friday] publication ..2025-06-06 range"},
        {"They must leave|I by the end of the month .", "[by the end of the month] publication ..2025-06-30 range"},
        {"The truce holds|S=hold until Friday .", "[until Friday] publication ..2025-06-06 range"},
        {"The truce held|V=hold until June 1 .", "[until June 1] absolute ..2025-06-01 range"},
        {"They fled|V=flee before June 1 .", "[before June 1] absolute ..2025-05-31 range"},
        {"They fled|V=flee after May 20 .", "[after May 20] absolute 2025-05-21.. range"},
        {"They spoke|V=speak after Sunday 's attack|N .", "[Sunday] publication 2025-06-01 day"},
        {"They spoke|V=speak after the 2014|M@6:compound annexation .", "[2014] absolute 2014-01-01..2014-12-31 year"},
        {"They will start|I from Monday .", "[from Monday] publication 2025-06-09.. range"},
        {"The deadliest|J attack since 2022 killed|V=kill many .", "[since 2022] absolute 2022-01-01.. range"},
    };
    CHECK_ALL(cases);
}

static void weekdays_are_the_nearest_past_unless_the_tense_is_future(void **state)
{
    (void)state;
    static const expectation cases[] = {
        {"Troops entered|V=enter Kyiv on Sunday .", "[Sunday] publication 2025-06-01 day"},
        {"Troops entered|V=enter Kyiv on Wednesday .", "[Wednesday] publication 2025-06-04 day"},
        {"Troops entered|V=enter Kyiv ~Thursday .", "[Thursday] publication 2025-05-29 day"},
        {"They will meet|I on Sunday .", "[Sunday] publication 2025-06-08 day"},
        {"They will meet|I on Wednesday .", "[Wednesday] publication 2025-06-04 day"},
        {"He said|V=say they would meet|I@3:ccomp on Friday .", "[Friday] publication 2025-06-06 day"},
        {"He said|V=say they would have met|P=meet@3:ccomp on Friday .", "[Friday] publication 2025-05-30 day"},
        {"They are meeting|G=meet on Friday .", "[Friday] publication 2025-06-06 day"},
        {"The talks begin|S=begin on Monday .", "[Monday] publication 2025-06-09 day"},
        {"They plan|S=plan to meet|I on Monday .", "[Monday] publication 2025-06-09 day"},
        {"They are going|G=go to meet|I on Monday .", "[Monday] publication 2025-06-09 day"},
        {"They are scheduled|P=schedule to meet|I on Monday .", "[Monday] publication 2025-06-09 day"},
        {"The meeting is scheduled|P=schedule for Monday .", "[Monday] publication 2025-06-09 day"},
        {"They could meet|I on Monday .", "[Monday] publication 2025-06-09 day"},
        {"They may have met|P=meet on Monday .", "[Monday] publication 2025-06-02 day"},
        {"They tried|V=try to meet|I on Monday .", "[Monday] publication 2025-06-02 day"},
        {"They refused|V=refuse to leave|I before Monday .", "[before Monday] publication ..2025-06-01 range"},
        {"Troops entered|V=enter Kyiv ~last Monday .", "[last Monday] publication 2025-06-02 day"},
        {"Troops will leave|I ~next Monday .", "[next Monday] publication 2025-06-09 day"},
        {"Troops will leave|I this Friday .", "[this Friday] publication 2025-06-06 day"},
        {"Troops entered|V=enter Kyiv on Sunday morning .", "[Sunday morning] publication 2025-06-01 day"},
        {"Troops entered|V=enter Kyiv early|D on Sunday .", "[early on Sunday] publication 2025-06-01 day"},
        {"Troops entered|V=enter Kyiv late|D ~Sunday .", "[late Sunday] publication 2025-06-01 day"},
        {"Troops entered|V=enter Kyiv on Monday of last week .", "[Monday of last week] publication 2025-05-26 day"},
        {"Troops entered|V=enter Kyiv on Friday last week .", "[Friday last week] publication 2025-05-30 day"},
        {"They spoke|V=speak ahead|A@7:case of|A@3:fixed Friday|X@7:nmod:poss 's|A@5:case talks|N@2:obl .",
         "[Friday] publication 2025-06-06 day"},
        {"They discussed|V=discuss the upcoming|J@6:amod Friday|X@6:compound talks .",
         "[Friday] publication 2025-06-06 day"},
        {"Sunday ^'s attack killed|V=kill many .", "[Sunday] publication 2025-06-01 day"},
        {"The airport was opened|P=open on Monday .", "[Monday] publication 2025-06-02 day"},
        {"The next hearing is set|P=set for September .", "[September] absolute 2025-09-01..2025-09-30 month"},
        {"The truce is due|J@7:mark to|A@7:mark expire|I@0:root on Saturday .",
         "[Saturday] publication 2025-06-07 day"},
        {"They gave|V=give Kyiv until Friday to leave|I .", "[until Friday] publication ..2025-06-06 range"},
        {"The drill runs|S=run through June 14 .", "[through June 14] absolute ..2025-06-14 range"},
        {"They met|V=meet this past weekend .", "[this past weekend] publication 2025-05-31..2025-06-01 range"},
        {"They have|S=have until midnight ~Thursday to comply|I .",
         "[midnight] clock 2025-06-05 day 00:00; [Thursday] publication 2025-06-05 day 00:00"},
        {"The truce will start|I on Monday and last|I=last 72 hours .",
         "[Monday] publication 2025-06-09 day; [72 hours] duration"},
    };
    CHECK_ALL(cases);
}

static void days_are_reckoned_from_publication(void **state)
{
    (void)state;
    static const expectation cases[] = {
        {"They met|V=meet ~today .", "[today] publication 2025-06-04 day"},
        {"They met|V=meet ~yesterday .", "[yesterday] publication 2025-06-03 day"},
        {"They will meet|I ~tomorrow .", "[tomorrow] publication 2025-06-05 day"},
        {"They will meet|I ~tonight .", "[tonight] publication 2025-06-04 day"},
        {"They met|V=meet this morning .", "[this morning] publication 2025-06-04 day"},
        {"They met|V=meet ~last night .", "[last night] publication 2025-06-03 day"},
        {"They met|V=meet ~yesterday evening .", "[yesterday evening] publication 2025-06-03 day"},
        {"They met|V=meet the day before yesterday .", "[the day before yesterday] publication 2025-06-02 day"},
        {"They will meet|I the day after tomorrow .", "[the day after tomorrow] publication 2025-06-06 day"},
        {"Drones struck|V=strike Kyiv overnight|D .", "[overnight] publication 2025-06-03..2025-06-04 range"},
        {"Drones struck|V=strike Kyiv overnight|D into Wednesday .",
         "[overnight into Wednesday] publication 2025-06-03..2025-06-04 range"},
        {"Drones struck|V=strike Kyiv overnight|D on June 3 .",
         "[overnight on June 3] publication 2025-06-02..2025-06-03 range"},
        {"Drones struck|V=strike Kyiv overnight|D ~Saturday .",
         "[overnight Saturday] publication 2025-05-31..2025-06-01 range"},
        {"Drones struck|V=strike Kyiv overnight|D from Monday to Tuesday .",
         "[overnight from Monday to Tuesday] publication 2025-06-02..2025-06-03 range"},
        {"They met|V=meet ~last week .", "[last week] publication 2025-05-26..2025-06-01 week"},
        {"They met|V=meet this week .", "[this week] publication 2025-06-02..2025-06-08 week"},
        {"They will meet|I ~next week .", "[next week] publication 2025-06-09..2025-06-15 week"},
        {"They met|V=meet ~last month .", "[last month] publication 2025-05-01..2025-05-31 month"},
        {"They met|V=meet this month .", "[this month] publication 2025-06-01..2025-06-30 month"},
        {"They will meet|I ~next month .", "[next month] publication 2025-07-01..2025-07-31 month"},
        {"They met|V=meet ~last year .", "[last year] publication 2024-01-01..2024-12-31 year"},
        {"They will meet|I ~next year .", "[next year] publication 2026-01-01..2026-12-31 year"},
        {"They met|V=meet two days ago|D .", "[two days ago] publication 2025-06-02 day"},
        {"They met|V=meet two weeks ago|D .", "[two weeks ago] publication 2025-05-19..2025-05-25 week"},
        {"They met|V=meet three months ago|D .", "[three months ago] publication 2025-03-01..2025-03-31 month"},
        {"They met|V=meet a year ago|D .", "[a year ago] publication 2024-01-01..2024-12-31 year"},
        {"They met|V=meet several days ago|D .", "[several days ago] publication 2025-05-28..2025-06-04 range"},
        {"They met|V=meet 48 hours ago|D .", "[48 hours ago] publication 2025-06-02 day"},
        {"They met|V=meet in recent days .", "[recent days] publication 2025-05-28..2025-06-04 range"},
        {"They met|V=meet in recent weeks .", "[recent weeks] publication 2025-05-14..2025-06-04 range"},
        {"They met|V=meet in recent months .", "[recent months] publication 2025-03-06..2025-06-04 range"},
        {"They met|V=meet in the past two weeks .", "[the past two weeks] publication 2025-05-21..2025-06-04 range"},
        {"They met|V=meet over the last 24 hours .", "[the last 24 hours] publication 2025-06-03..2025-06-04 range"},
        {"They met|V=meet in the past week .", "[the past week] publication 2025-05-28..2025-06-04 range"},
        {"They met|V=meet over the past few days .", "[the past few days] publication 2025-05-28..2025-06-04 range"},
        {"They will meet|I in the coming days .", "[the coming days] publication 2025-06-04..2025-06-11 range"},
        {"They will meet|I in two days .", "[in two days] publication 2025-06-06 day"},
        {"They rebuilt|V=rebuild it in two days .", "[two days] duration"},
        {"They must reply|I=reply within 48 hours .", "[within 48 hours] publication 2025-06-04..2025-06-06 range"},
        {"They met|V=meet at the weekend .", "[the weekend] publication 2025-05-31..2025-06-01 range"},
        {"They met|V=meet ~last summer .", "[last summer] publication 2024-06-01..2024-08-31 range"},
        {"They met|V=meet in the summer of 2014 .", "[the summer of 2014] absolute 2014-06-01..2014-08-31 range"},
        {"They met|V=meet ~last March .", "[last March] absolute 2025-03-01..2025-03-31 month"},
        {"They met|V=meet at the end of May .", "[the end of May] absolute 2025-05-01..2025-05-31 month"},
        {"They met|V=meet two days after June 1 .", "[two days after June 1] absolute 2025-06-03 day"},
        {"They will build|I it over the next decade .", "[the next decade] publication 2025-06-04..2035-06-04 range"},
    };
    CHECK_ALL(cases);
}

static void what_was_told_before_is_kept_apart(void **state)
{
    (void)state;
    static const expectation cases[] = {
        {"They had met|P=meet a day earlier .", "[a day earlier] told -1"},
        {"They met|V=meet two weeks later .", "[two weeks later] told +14"},
        {"They met|V=meet the same day .", "[the same day] told +0"},
        {"They met|V=meet the following day .", "[the following day] told +1"},
        {"They met|V=meet the next morning .", "[the next morning] told +1"},
        {"They met|V=meet the previous week .", "[the previous week] told -7"},
        {"They met|V=meet later in the day .", "[later in the day] told +0"},
        {"They had met|P=meet earlier in the day .", "[earlier in the day] told +0"},
        {"They met|V=meet later that day .", "[later that day] told +0"},
        {"They met|V=meet that night .", "[that night] told +0"},
        {"They had met|P=meet the day before .", "[the day before] told -1"},
        {"They met|V=meet a day after the attack .", "[a day after] told +1"},
        {"They met|V=meet hours later .", "[hours later] told +0"},
        {"They met|V=meet months later .", "[months later] told"},
        {"They met|V=meet shortly|D afterwards|D .", "[shortly afterwards] told +0"},
    };
    CHECK_ALL(cases);
}

static void lengths_habits_and_vague_words_are_no_dates(void **state)
{
    (void)state;
    static const expectation cases[] = {
        {"They fought|V=fight for three days .", "[three days] duration"},
        {"They fought|V=fight for over an hour .", "[an hour] duration"},
        {"A two-day visit ended|V=end .", "[two-day] duration"},
        {"A two ^- ^day visit ended|V=end .", "[two-day] duration"},
        {"The talks lasted|V=last two and a half hours .", "[two and a half hours] duration"},
        {"They meet|S=meet every day .", "[every day] recurrent"},
        {"They pray|S=pray on Fridays .", "[Fridays] recurrent"},
        {"They strike|S=strike twice|D a week .", "[twice a week] recurrent"},
        {"They meet|S=meet recently|D .", "[recently] vague"},
        {"They now|D control|S=control it .", "[now] vague"},
        {"A month-long siege ended|V=end .", "[A month-long] duration"},
    };
    CHECK_ALL(cases);
}

static void clocks_belong_to_the_date_of_their_clause(void **state)
{
    (void)state;
    static const expectation cases[] = {
        {"They struck|V=strike at 6 a.m. on Sunday .",
         "[6 a.m.] clock 2025-06-01 day 06:00; [Sunday] publication 2025-06-01 day 06:00"},
        {"They struck|V=strike on Sunday at 14:30 .",
         "[Sunday] publication 2025-06-01 day 14:30; [14:30] clock 2025-06-01 day 14:30"},
        {"They struck|V=strike around noon on Sunday .",
         "[noon] clock 2025-06-01 day 12:00; [Sunday] publication 2025-06-01 day 12:00"},
        {"They struck|V=strike at midnight .", "[midnight] clock 00:00"},
        {"They struck|V=strike at 6:30 p.m. local time ~Tuesday .",
         "[6:30 p.m. local time] clock 2025-06-03 day 18:30; [Tuesday] publication 2025-06-03 day 18:30"},
        {"They struck|V=strike at 6am on Sunday .",
         "[6am] clock 2025-06-01 day 06:00; [Sunday] publication 2025-06-01 day 06:00"},
        {"They struck|V=strike at 1430 GMT on Sunday .",
         "[1430 GMT] clock 2025-06-01 day 14:30; [Sunday] publication 2025-06-01 day 14:30"},
        {"They struck|V=strike between 6 and 8 a.m. on Sunday .",
         "[6 and 8 a.m.] clock 2025-06-01 day 06:00; [Sunday] publication 2025-06-01 day 06:00"},
        {"They struck|V=strike on Sunday shortly|D after 3 p.m. .",
         "[Sunday] publication 2025-06-01 day 15:00; [3 p.m.] clock 2025-06-01 day 15:00"},
    };
    CHECK_ALL(cases);
}

static void what_only_looks_like_time_is_none(void **state)
{
    (void)state;
    static const expectation cases[] = {
        {"They may|U strike|I .", ""},
        {"Troops march|S=march on Kyiv .", ""},
        {"The second|J attack failed|V=fail .", ""},
        {"The Sunday Times reported|V=report it .", ""},
        {"Russia sent|V=send 2014 soldiers .", ""},
        {"A 12-year-old boy died|V=die .", ""},
        {"A 12 ^- ^year ^- ^old boy died|V=die .", ""},
        {"The boy was aged|P=age 12 .", ""},
        {"They fired|V=fire 2000 shells .", ""},
        {"Theresa May resigned|V=resign .", ""},
        {"The Good Friday agreement held|V=hold .", ""},
        {"They sent|V=send 2,014 troops .", ""},
    };
    CHECK_ALL(cases);
}

static void without_publication_only_full_dates_are_resolved(void **state)
{
    (void)state;
    check("They met|V=meet on Sunday .", NULL, "[Sunday] publication");
    check("They met|V=meet on June 2 .", NULL, "[June 2] absolute");
    check("They met|V=meet on June 2 , 2025 .", NULL, "[June 2, 2025] absolute 2025-06-02 day");
    check("They met|V=meet in 2014 .", NULL, "[2014] absolute 2014-01-01..2014-12-31 year");
    check("They met|V=meet two days ago|D .", NULL, "[two days ago] publication");
}

static void years_left_out_are_the_nearest(void **state)
{
    (void)state;
    check("They met|V=meet on Dec. 30 .", "2025-01-02", "[Dec. 30] absolute 2024-12-30 day");
    check("They will meet|I on Jan. 5 .", "2024-12-30", "[Jan. 5] absolute 2025-01-05 day");
    check("They met|V=meet on Feb. 29 .", "2025-06-04", "[Feb. 29] absolute 2024-02-29 day");
    check("They met|V=meet on Friday , December 20 .", "2025-06-04", "[Friday, December 20] absolute 2024-12-20 day");
}

static drg_time_hit first_hit(drg_document *doc)
{
    drg_time_hit *hits = NULL;
    size_t n = 0;
    assert_int_equal(drg_times__find(doc, NULL, &hits, &n), DRG_OK);
    assert_true(n > 0);
    return hits[0];
}

static void a_hit_hangs_where_its_head_word_does(void **state)
{
    (void)state;
    drg_document *doc = toy_document("Troops entered|V=enter Kyiv on Sunday morning .", "2025-06-04");
    drg_time_hit hit = first_hit(doc);
    assert_int_equal(hit.first_token, 4);
    assert_int_equal(hit.last_token, 5);
    assert_int_equal(hit.head_token, 5);
    assert_int_equal(hit.governor, 1);
    assert_false(hit.is_future);
    drg_document_free(doc);
}

static void what_was_told_gives_the_date(void **state)
{
    (void)state;
    drg_document *doc = toy_document("They met|V=meet a week later .", "2025-06-04");
    drg_time_hit hit = first_hit(doc);
    drg_date told = {.has_start = true, .has_end = true}, date = {0};
    assert_true(drg_days_from_civil(2024, 12, 30, &told.start));
    told.end = told.start;
    assert_true(drg_times__resolve_told(&hit, &told, &date));
    char start[11], end[11];
    drg_date_format(date.start, start);
    drg_date_format(date.end, end);
    assert_string_equal(start, "2025-01-06");
    assert_string_equal(end, "2025-01-12");
    assert_int_equal(date.resolution, DRG_RES_WEEK);
    told.has_start = false;
    assert_false(drg_times__resolve_told(&hit, &told, &date));
    drg_document_free(doc);
}

static void what_is_reckoned_from_has_its_word(void **state)
{
    (void)state;
    drg_document *doc = toy_document("They met|V=meet a day after the Kyiv attack .", "2025-06-04");
    drg_time_hit hit = first_hit(doc);
    assert_int_equal(hit.kind, DRG_TIME_TOLD);
    assert_int_equal(hit.offset_days, 1);
    assert_int_equal(hit.anchor_token, 7);
    drg_document_free(doc);
}

static void history_and_comparisons_are_marked(void **state)
{
    (void)state;
    drg_document *doc = toy_document("The deadliest|J attack since 2022 killed|V=kill many .", "2025-06-04");
    assert_true(first_hit(doc).is_comparison);
    drg_document_free(doc);
    doc = toy_document("The war began|V=begin in 2014 .", "2025-06-04");
    assert_true(first_hit(doc).is_historical);
    drg_document_free(doc);
}

static void an_empty_document_has_no_times(void **state)
{
    (void)state;
    drg_document *doc = drg_document_new();
    drg_time_hit *hits = NULL;
    size_t n = 7;
    doc->analysed = true;
    assert_int_equal(drg_times__find(doc, NULL, &hits, &n), DRG_OK);
    assert_int_equal(n, 0);
    drg_document_free(doc);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(dates_are_read_in_every_order),
        cmocka_unit_test(ranges_take_from_one_end_what_the_other_lacks),
        cmocka_unit_test(relations_leave_ends_open),
        cmocka_unit_test(weekdays_are_the_nearest_past_unless_the_tense_is_future),
        cmocka_unit_test(days_are_reckoned_from_publication),
        cmocka_unit_test(what_was_told_before_is_kept_apart),
        cmocka_unit_test(lengths_habits_and_vague_words_are_no_dates),
        cmocka_unit_test(clocks_belong_to_the_date_of_their_clause),
        cmocka_unit_test(what_only_looks_like_time_is_none),
        cmocka_unit_test(without_publication_only_full_dates_are_resolved),
        cmocka_unit_test(years_left_out_are_the_nearest),
        cmocka_unit_test(a_hit_hangs_where_its_head_word_does),
        cmocka_unit_test(what_was_told_gives_the_date),
        cmocka_unit_test(what_is_reckoned_from_has_its_word),
        cmocka_unit_test(history_and_comparisons_are_marked),
        cmocka_unit_test(an_empty_document_has_no_times),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
