/* tests/unit/test_code_quantities.c - what numbers count, and what their words commit to. */
#include "unit.h"

#include "code/quantities.h"
#include "code/quantity_words.h"
#include "toy_tree.h"

static void add_number(char *line, size_t size, bool has, double value)
{
    size_t len = strlen(line);
    if (has)
        snprintf(line + len, size - len, "%.12g", value);
}

/* "[at least 12 soldiers] dead 12.. soldier; …" */
static void describe(const drg_document *doc, const drg_quantity_hit *hits, size_t n, char *out, size_t size)
{
    out[0] = '\0';
    for (size_t i = 0; i < n; i++) {
        const drg_quantity *q = &hits[i].q;
        char line[240];
        drg_str text = drg_str_sub(doc->text, q->span.start, q->span.end);
        snprintf(line, sizeof line, "%s[%.*s] %s ", i ? "; " : "", (int)text.len, text.ptr, drg_what_name(q->what));
        add_number(line, sizeof line, q->has_low, q->low);
        bool exact = q->has_low && q->has_high && q->low == q->high;
        if (!exact) {
            strcat(line, "..");
            add_number(line, sizeof line, q->has_high, q->high);
        }
        size_t len = strlen(line);
        snprintf(line + len, sizeof line - len, " %.*s%s%s", (int)q->unit.len, q->unit.len ? q->unit.ptr : "",
                 hits[i].is_part ? " part" : "", hits[i].is_superseded ? " superseded" : "");
        strncat(out, line, size - strlen(out) - 1);
    }
}

static void check(const char *sentence, const char *expected)
{
    drg_document *doc = toy_document(sentence, "2025-06-04");
    drg_quantity_hit *hits = NULL;
    size_t n = 0;
    char found[2000];
    assert_int_equal(drg_quantities__find(doc, NULL, &hits, &n), DRG_OK);
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
        check(cases[i].sentence, cases[i].found);
}
#define CHECK_ALL(cases) check_all(cases, sizeof(cases) / sizeof *(cases))

static void bounds_are_what_the_words_commit_to(void **state)
{
    (void)state;
    static const expectation cases[] = {
        {"The strike killed|V=kill 12 soldiers .", "[12 soldiers] dead 12 soldier"},
        {"The strike killed|V=kill at least 12 soldiers .", "[at least 12 soldiers] dead 12.. soldier"},
        {"The strike killed|V=kill more than 12 soldiers .", "[more than 12 soldiers] dead 13.. soldier"},
        {"The strike killed|V=kill over 60 others .", "[over 60 others] dead 61.. person"},
        {"The strike killed|V=kill up to 60 soldiers .", "[up to 60 soldiers] dead 0..60 soldier"},
        {"The strike killed|V=kill as many as 60 soldiers .", "[as many as 60 soldiers] dead 0..60 soldier"},
        {"The strike killed|V=kill no more than 60 soldiers .", "[no more than 60 soldiers] dead 0..60 soldier"},
        {"The strike killed|V=kill fewer than 60 soldiers .", "[fewer than 60 soldiers] dead 0..59 soldier"},
        {"The strike killed|V=kill no fewer than 12 soldiers .", "[no fewer than 12 soldiers] dead 12.. soldier"},
        {"The strike killed|V=kill about 50 soldiers .", "[about 50 soldiers] dead 50 soldier"},
        {"The strike killed|V=kill some 300 soldiers .", "[some 300 soldiers] dead 300 soldier"},
        {"The strike killed|V=kill nearly 50 soldiers .", "[nearly 50 soldiers] dead 50 soldier"},
        {"The strike killed|V=kill an estimated 50 soldiers .", "[an estimated 50 soldiers] dead 50 soldier"},
        {"The strike killed|V=kill a record 472 soldiers .", "[a record 472 soldiers] dead 472 soldier"},
        {"The strike killed|V=kill upwards of 60 soldiers .", "[upwards of 60 soldiers] dead 60.. soldier"},
        {"The strike killed|V=kill 107 or more .", "[107 or more] dead 107.. person"},
        {"The strike killed|V=kill 20 or so soldiers .", "[20 or so soldiers] dead 20 soldier"},
        {"The strike killed|V=kill between 10 and 12 soldiers .", "[between 10 and 12 soldiers] dead 10..12 soldier"},
        {"The strike killed|V=kill 10 ^- ^12 soldiers .", "[10-12 soldiers] dead 10..12 soldier"},
        {"The strike killed|V=kill 10-12 soldiers .", "[10-12 soldiers] dead 10..12 soldier"},
        {"The strike killed|V=kill 10 to 12 soldiers .", "[10 to 12 soldiers] dead 10..12 soldier"},
        {"The strike killed|V=kill two or three soldiers .", "[two or three soldiers] dead 2..3 soldier"},
        {"The strike killed|V=kill a total of 12 soldiers .", "[a total of 12 soldiers] dead 12 soldier"},
        {"The strike killed|V=kill more than a dozen soldiers .", "[more than a dozen soldiers] dead 13.. soldier"},
    };
    CHECK_ALL(cases);
}

static void numerals_are_read_in_digits_and_words(void **state)
{
    (void)state;
    static const expectation cases[] = {
        {"They sent|V=send 50,000 soldiers .", "[50,000 soldiers] troops 50000 soldier"},
        {"They sent|V=send 50 000 soldiers .", "[50 000 soldiers] troops 50000 soldier"},
        {"They sent|V=send two hundred and five soldiers .", "[two hundred and five soldiers] troops 205 soldier"},
        {"They sent|V=send twenty ^- ^five soldiers .", "[twenty-five soldiers] troops 25 soldier"},
        {"They sent|V=send twenty-five soldiers .", "[twenty-five soldiers] troops 25 soldier"},
        {"They sent|V=send a dozen soldiers .", "[a dozen soldiers] troops 12 soldier"},
        {"They sent|V=send two dozen soldiers .", "[two dozen soldiers] troops 24 soldier"},
        {"They sent|V=send half a million soldiers .", "[half a million soldiers] troops 500000 soldier"},
        {"They sent|V=send 1.5 million soldiers .", "[1.5 million soldiers] troops 1500000 soldier"},
        {"They sent|V=send two and a half million soldiers .",
         "[two and a half million soldiers] troops 2500000 soldier"},
        {"They sent|V=send a hundred soldiers .", "[a hundred soldiers] troops 100 soldier"},
        {"They sent|V=send three thousand two hundred soldiers .",
         "[three thousand two hundred soldiers] troops 3200 soldier"},
        {"They sent|V=send 1 to 2 million soldiers .", "[1 to 2 million soldiers] troops 1000000..2000000 soldier"},
    };
    CHECK_ALL(cases);
}

static void vague_numbers_have_their_least(void **state)
{
    (void)state;
    static const expectation cases[] = {
        {"The strike killed|V=kill dozens .", "[dozens] dead 24.. person"},
        {"The strike killed|V=kill dozens of people .", "[dozens of people] dead 24.. person"},
        {"The strike killed|V=kill scores of people .", "[scores of people] dead 40.. person"},
        {"The strike killed|V=kill hundreds of people .", "[hundreds of people] dead 200.. person"},
        {"The strike killed|V=kill thousands of people .", "[thousands of people] dead 2000.. person"},
        {"The strike killed|V=kill tens of thousands of people .", "[tens of thousands of people] dead 20000.. person"},
        {"The strike killed|V=kill hundreds of thousands of people .",
         "[hundreds of thousands of people] dead 200000.. person"},
        {"The strike killed|V=kill several people .", "[several people] dead 3.. person"},
        {"The strike killed|V=kill a few people .", "[a few people] dead 3.. person"},
        {"The strike killed|V=kill a handful of people .", "[a handful of people] dead 3.. person"},
        {"The strike killed|V=kill multiple|J people .", "[multiple people] dead 2.. person"},
        {"The strike killed|V=kill a couple of people .", "[a couple of people] dead 2 person"},
        {"The strike killed|V=kill several hundred people .", "[several hundred people] dead 300.. person"},
        {"The strike killed|V=kill a number of people .", "[a number of people] dead 3.. person"},
    };
    CHECK_ALL(cases);
}

static void people_are_counted_by_what_befell_them(void **state)
{
    (void)state;
    static const expectation cases[] = {
        {"At least 12 soldiers were killed|P=kill on Sunday .", "[At least 12 soldiers] dead 12.. soldier"},
        {"Seven people died|V=die .", "[Seven people] dead 7 person"},
        {"12 people were wounded|P=wound .", "[12 people] injured 12 person"},
        {"12 people were injured|P=injure in Kyiv .", "[12 people] injured 12 person"},
        {"The strike injured|V=injure 12 .", "[12] injured 12 person"},
        {"The attack left|V=leave 12 dead|J@4:xcomp .", "[12 dead] dead 12 person"},
        {"The attack left|V=leave 12 people injured|J@3:xcomp .", "[12 people] injured 12 person"},
        {"12 people are feared|P=fear dead|J@4:xcomp .", "[12 people] dead 12 person"},
        {"12 people were shot|P=shoot and killed|P=kill .", "[12 people] dead 12 person"},
        {"12 people were killed|P=kill or injured|P=injure .", "[12 people] casualties 12 person"},
        {"Hundreds of people are missing|J@0:root .", "[Hundreds of people] missing 200.. person"},
        {"12 people went|V=go missing|J@3:xcomp .", "[12 people] missing 12 person"},
        {"They captured|V=capture 12 soldiers .", "[12 soldiers] captured 12 soldier"},
        {"They took|V=take 12 soldiers prisoner|N@2:xcomp .", "[12 soldiers] captured 12 soldier"},
        {"Police arrested|V=arrest 200 people .", "[200 people] arrested 200 person"},
        {"Police detained|V=detain 200 protesters .", "[200 protesters] arrested 200 protester"},
        {"They released|V=release 300 prisoners .", "[300 prisoners] released 300 prisoner"},
        {"They swapped|V=swap 300 prisoners .", "[300 prisoners] released 300 prisoner"},
        {"They freed|V=free 12 hostages .", "[12 hostages] released 12 hostage"},
        {"Firefighters rescued|V=rescue 12 people .", "[12 people] rescued 12 person"},
        {"12 soldiers surrendered|V=surrender .", "[12 soldiers] surrendered 12 soldier"},
        {"They expelled|V=expel 12 diplomats .", "[12 diplomats] expelled 12 diplomat"},
        {"12,000 people fled|V=flee the city .", "[12,000 people] displaced 12000 person"},
        {"Authorities evacuated|V=evacuate 12,000 people .", "[12,000 people] displaced 12000 person"},
        {"Thousands of people protested|V=protest .", "[Thousands of people] participants 2000.. person"},
        {"500 people took|V=take part .", "[500 people] participants 500 person"},
        {"Thousands of protesters blocked|V=block roads .", "[Thousands of protesters] participants 2000.. protester"},
        {"Russia deployed|V=deploy 50,000 soldiers .", "[50,000 soldiers] troops 50000 soldier"},
        {"Russia massed|V=mass more than 50,000 troops .", "[more than 50,000 troops] troops 50001.. troop"},
        {"A soldier was killed|P=kill .", "[A soldier] dead 1 soldier"},
        {"The strike wounded|V=wound a journalist .", "[a journalist] injured 1 journalist"},
        {"They arrested|V=arrest one man .", "[one man] arrested 1 man"},
        {"Killing|G=kill one , they fled|V=flee .", "[one] dead 1 person"},
        {"Two policemen killed|V=kill in Kashmir .", "[Two policemen] dead 2 policemen"},
        {"5 killed|V=kill , 23 injured|P=injure in Kharkiv .", "[5] dead 5 person; [23] injured 23 person"},
        {"They exchanged|V=exchange the bodies of 6,000 soldiers .", "[6,000 soldiers] dead 6000 soldier"},
        {"The clash left|V=leave 50 people with injuries .", "[50 people] injured 50 person"},
        {"Five of the attackers were shot|P=shoot dead|J@6:xcomp .", "[Five of the attackers] dead 5 attacker"},
        {"They trained|V=train 200 seals .", "[200 seals] other 200 seal"},
        {"They released|V=release several albums .", "[several albums] other 3.. album"},
    };
    CHECK_ALL(cases);
}

static void things_are_counted_by_what_they_are(void **state)
{
    (void)state;
    static const expectation cases[] = {
        {"Russia launched|V=launch 472 drones and seven missiles .",
         "[472 drones] weapons 472 drone; [seven missiles] weapons 7 missile"},
        {"Ukraine intercepted|V=intercept 382 drones .", "[382 drones] intercepted 382 drone"},
        {"They shot|V=shoot down|D 382 drones .", "[382 drones] intercepted 382 drone"},
        {"Ukraine destroyed|V=destroy 41 aircraft .", "[41 aircraft] destroyed 41 aircraft"},
        {"They destroyed|V=destroy 10 tanks .", "[10 tanks] destroyed 10 tank"},
        {"The army captured|V=capture three villages .", "[three villages] settlements 3 village"},
        {"Russia took|V=take 18 square kilometers .", "[18 square kilometers] area 18 square kilometer"},
        {"They seized|V=seize 200 square miles of land .", "[200 square miles] area 200 square mile"},
        {"They control|S=control 500 hectares .", "[500 hectares] area 500 hectare"},
        {"The front is 12 km away|D .", "[12 km] other 12 kilometer"},
        {"Prices rose|V=rise 12 percent .", "[12 percent] other 12 percent"},
        {"Prices rose|V=rise 12% .", "[12%] other 12 percent"},
        {"Two explosions hit|V=hit Kyiv .", "[Two explosions] events 2 explosion"},
        {"They carried|V=carry out|D 300 strikes .", "[300 strikes] events 300 strike"},
        {"They held|V=hold two rounds of talks .", "[two rounds] events 2 round"},
        {"The arms cost|V=cost $ ^2 ^bn .", "[$2bn] money 2000000000 USD"},
        {"The arms cost|V=cost $1.5 million .", "[$1.5 million] money 1500000 USD"},
        {"The arms cost|V=cost more than $1 billion .", "[more than $1 billion] money 1000000000.. USD"},
        {"The arms cost|V=cost 500 million euros .", "[500 million euros] money 500000000 EUR"},
        {"The arms cost|V=cost 30 million US dollars .", "[30 million US dollars] money 30000000 USD"},
        {"The arms cost|V=cost €3bn .", "[€3bn] money 3000000000 EUR"},
        {"The talks lasted|V=last over an hour .", "[over an hour] duration 1.. hour"},
        {"The truce lasted|V=last for three days .", "[three days] duration 3 day"},
        {"A two-day visit ended|V=end .", "[two-day] duration 2 day"},
        {"The talks lasted|V=last half an hour .", "[half an hour] duration 0.5 hour"},
        {"They gave|V=give a 48-hour ultimatum .", "[48-hour] duration 48 hour"},
        {"They sent|V=send 18 Leopard 2|M@6:nummod tanks .", "[18 Leopard 2 tanks] weapons 18 tank"},
        {"They shot|V=shoot down|D two Mi ^- ^8 helicopters|N@2:obj .",
         "[two Mi-8 helicopters] intercepted 2 helicopter"},
        {"Two fuel|N@3:compound tanks exploded|V=explode .", "[Two fuel tanks] other 2 tank"},
        {"Two cars were damaged|P=damage .", "[Two cars] other 2 car"},
        {"They proposed|V=propose a two ^- to three ^- ^day|N@11:compound truce|N@2:obj .",
         "[two- to three-day] duration 2..3 day"},
        {"They froze|V=freeze tens of millions of dollars .", "[tens of millions of dollars] money 20000000.. USD"},
        {"They raised|V=raise $5 ^24 billion .", "[$524 billion] money 524000000000 USD"},
        {"They raised|V=raise $5 ^24", "[$524] money 524 USD"},
    };
    CHECK_ALL(cases);
}

static void nouns_say_what_their_complement_counts(void **state)
{
    (void)state;
    static const expectation cases[] = {
        {"The strike caused|V=cause the deaths of at least 12 soldiers .", "[at least 12 soldiers] dead 12.. soldier"},
        {"The strike led|V=lead to injuries to over 60 others|N@5:nmod .", "[over 60 others] injured 61.. person"},
        {"They agreed|V=agree on the release of 200 prisoners .", "[200 prisoners] released 200 prisoner"},
        {"They saw|V=see a rally of 500 people .", "[500 people] participants 500 person"},
        {"The death toll rose|V=rise to 14 .", "[14] dead 14 person"},
        {"The death toll of 12 shocked|V=shock many .", "[12] dead 12 person"},
        {"They reported|V=report 12 deaths .", "[12 deaths] dead 12 death"},
        {"They reported|V=report 12 casualties .", "[12 casualties] casualties 12 casualty"},
        {"They made|V=make 30 arrests .", "[30 arrests] arrested 30 arrest"},
        {"They counted|V=count 12 dead .", "[12 dead] dead 12 person"},
        {"They counted|V=count 12 dead and wounded|J@4:conj .", "[12 dead] casualties 12 person"},
    };
    CHECK_ALL(cases);
}

static void coordination_gives_each_its_own(void **state)
{
    (void)state;
    static const expectation cases[] = {
        {"The strike killed|V=kill seven and injured|V=injure dozens .",
         "[seven] dead 7 person; [dozens] injured 24.. person"},
        {"The strike hit|V=hit Kyiv , killing|G=kill 107 or more and wounding|G=wound@6:conj 238 .",
         "[107 or more] dead 107.. person; [238] injured 238 person"},
        {"They counted|V=count 12 dead and 60 wounded|J .", "[12 dead] dead 12 person; [60 wounded] injured 60 person"},
        {"Seven were killed|P=kill and dozens injured|P=injure@3:conj .",
         "[Seven] dead 7 person; [dozens] injured 24.. person"},
        {"The strike killed|V=kill 12 soldiers and three civilians .",
         "[12 soldiers] dead 12 soldier; [three civilians] dead 3 civilian"},
        {"Officials spoke|V=speak of 12 killed|P=kill and 60 wounded|P=wound@4:conj .",
         "[12] dead 12 person; [60] injured 60 person"},
        {"The blast left|V=leave one soldier dead|J@3:xcomp and two wounded|J .",
         "[one soldier] dead 1 soldier; [two wounded] injured 2 person"},
        {"They hit|V=hit Kyiv , killing|G=kill one person and wounding|G=wound@6:conj nine others .",
         "[one person] dead 1 person; [nine others] injured 9 person"},
        {"They intercepted|V=intercept 36 of 52 drones .", "[36] intercepted 36 drone; [52 drones] weapons 52 drone"},
        {"The strike killed|V=kill two people in Donetsk and one|M@6:conj in Kherson .",
         "[two people] dead 2 person; [one] dead 1 person"},
        {"Six soldiers and a civilian|J@2:conj died|V=die .",
         "[Six soldiers] dead 6 soldier; [a civilian] dead 1 civilian"},
    };
    CHECK_ALL(cases);
}

static void parts_and_older_numbers_are_marked(void **state)
{
    (void)state;
    static const expectation cases[] = {
        {"The strike killed|V=kill 12 people , including four children .",
         "[12 people] dead 12 person; [four children] dead 4 child part"},
        {"The strike wounded|V=wound 12 people , four of them children .",
         "[12 people] injured 12 person; [four] injured 4 person part"},
        {"The death toll rose|V=rise to 14 from 12 .", "[14] dead 14 person; [12] dead 12 person superseded"},
        {"The death toll was raised|P=raise to 14 from 12 .", "[14] dead 14 person; [12] dead 12 person superseded"},
        {"The death toll rose|V=rise from 12 to 14 .", "[12] dead 12 person superseded; [14] dead 14 person"},
        {"Russia launched|V=launch 20 drones , of which 12 were shot|P=shoot down|D .",
         "[20 drones] weapons 20 drone; [12] weapons 12 drone part"},
        {"An earlier toll put|V=put it at six dead .", "[six dead] dead 6 person superseded"},
        {"Half of the 40 passengers were injured|P=injure .", "[40 passengers] other 40 passenger"},
    };
    CHECK_ALL(cases);
}

static void none_is_none_of_each(void **state)
{
    (void)state;
    static const expectation cases[] = {
        {"There were|V=be no casualties|N@2:nsubj .",
         "[no casualties] dead 0 person; [no casualties] injured 0 person"},
        {"The strike caused|V=cause no casualties .",
         "[no casualties] dead 0 person; [no casualties] injured 0 person"},
        {"The strike caused|V=cause no damage or casualties .",
         "[no damage or casualties] dead 0 person; [no damage or casualties] injured 0 person"},
        {"The strike caused|V=cause no deaths or injuries .",
         "[no deaths] dead 0 person; [no deaths or injuries] injured 0 person"},
        {"No one was hurt|P=hurt .", "[No one] injured 0 person"},
        {"Nobody was killed|P=kill .", "[Nobody] dead 0 person"},
        {"No soldiers were killed|P=kill .", "[No soldiers] dead 0 soldier"},
        {"The strike passed|V=pass without casualties .",
         "[without casualties] dead 0 person; [without casualties] injured 0 person"},
        {"The strike passed|V=pass without loss of life .", "[without loss of life] dead 0 person"},
        {"They made|V=make no progress .", ""},
    };
    CHECK_ALL(cases);
}

static void what_counts_nothing_is_none(void **state)
{
    (void)state;
    static const expectation cases[] = {
        {"They voted|V=vote 312 to 108 .", ""},
        {"The men , aged|P=age between 18 and 25 , fled|V=flee .", ""},
        {"Nine in ten agreed|V=agree .", ""},
        {"The third|J round began|V=begin .", ""},
        {"It happened|V=happen on June 12 .", ""},
        {"It happened|V=happen in 2014 .", ""},
        {"It happened|V=happen at 6 a.m. .", ""},
        {"A 12-year-old boy spoke|V=speak .", ""},
        {"Ivan Petrov , 45 , spoke|V=speak .", ""},
        {"He was aged|P=age 12 .", ""},
        {"They invoked|V=invoke Article 5|M@3:nummod .", ""},
        {"They adopted|V=adopt Resolution 1701|M@3:nummod .", ""},
        {"They flew|V=fly the F ^- ^16 jet .", ""},
        {"They fired|V=fire S ^- ^300 missiles|N@2:obj .", ""},
        {"The team won|V=win 3 ^- ^1 .", ""},
        {"They proposed|V=propose a five ^- ^point|N plan .", ""},
        {"They held|V=hold three|M@4:nummod way|N@5:compound talks .", ""},
        {"Two ^- ^thirds|N agreed|V=agree .", ""},
        {"They called|V=call 555 ^- ^1234 .", ""},
        {"World War Two|X ended|V=end .", ""},
        {"No one spoke|V=speak .", ""},
        {"One day they left|V=leave .", ""},
        {"A soldier spoke|V=speak .", ""},
        {"They met|V=meet a leader .", ""},
        {"They used|V=use version 2.0 .", ""},
    };
    CHECK_ALL(cases);
}

static void parts_point_to_their_whole(void **state)
{
    (void)state;
    drg_document *doc = toy_document("The strike killed|V=kill 12 people , including four children .", NULL);
    drg_quantity_hit *hits = NULL;
    size_t n = 0;
    assert_int_equal(drg_quantities__find(doc, NULL, &hits, &n), DRG_OK);
    assert_int_equal(n, 2);
    assert_int_equal(hits[0].whole, DRG_NONE);
    assert_int_equal(hits[1].whole, 0);
    assert_int_equal(hits[0].event_token, 2);
    assert_int_equal(hits[0].number_token, 3);
    assert_int_equal(hits[0].noun_token, 4);
    assert_int_equal(hits[0].head_token, 4);
    drg_document_free(doc);
}

static void an_empty_document_has_no_quantities(void **state)
{
    (void)state;
    drg_document *doc = drg_document_new();
    drg_quantity_hit *hits = NULL;
    size_t n = 7;
    doc->analysed = true;
    assert_int_equal(drg_quantities__find(doc, NULL, &hits, &n), DRG_OK);
    assert_int_equal(n, 0);
    drg_document_free(doc);
}

static void word_tables_find_every_word(void **state)
{
    (void)state;
    /* first, last and middle of tables that are searched by halving */
    drg_what what = DRG_WHAT_other;
    assert_int_equal(drg_quantity_words__noun(DRG_LIT("abductee")), DRG_NOUN_CAPTIVE);
    assert_int_equal(drg_quantity_words__noun(DRG_LIT("youth")), DRG_NOUN_PERSON);
    assert_int_equal(drg_quantity_words__noun(DRG_LIT("drone")), DRG_NOUN_WEAPON);
    assert_int_equal(drg_quantity_words__noun(DRG_LIT("")), DRG_NOUN_UNKNOWN);
    assert_int_equal(drg_quantity_words__verb(DRG_LIT("wound"), &what), DRG_COUNT_OBJ);
    assert_int_equal(what, DRG_WHAT_injured);
    assert_true(drg_str_is(drg_quantity_words__currency(DRG_LIT("€")), "EUR"));
    assert_true(drg_str_is(drg_quantity_words__currency(DRG_LIT("hryvnia")), "UAH"));
    assert_true(drg_str_is(drg_quantity_words__measure(DRG_LIT("%"), &what), "percent"));
    assert_true(drg_quantity_words__label(DRG_LIT("article")));
    assert_false(drg_quantity_words__label(DRG_LIT("soldiers")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(bounds_are_what_the_words_commit_to),
        cmocka_unit_test(numerals_are_read_in_digits_and_words),
        cmocka_unit_test(vague_numbers_have_their_least),
        cmocka_unit_test(people_are_counted_by_what_befell_them),
        cmocka_unit_test(things_are_counted_by_what_they_are),
        cmocka_unit_test(nouns_say_what_their_complement_counts),
        cmocka_unit_test(coordination_gives_each_its_own),
        cmocka_unit_test(parts_and_older_numbers_are_marked),
        cmocka_unit_test(none_is_none_of_each),
        cmocka_unit_test(what_counts_nothing_is_none),
        cmocka_unit_test(parts_point_to_their_whole),
        cmocka_unit_test(an_empty_document_has_no_quantities),
        cmocka_unit_test(word_tables_find_every_word),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
