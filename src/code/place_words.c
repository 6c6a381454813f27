/* src/code/place_words.c - words that tell what a name beside them is. */
#include "code/places.h"

#include <string.h>

/** Blank-separated words of a class; a word of two classes is of the first. */
typedef struct class_words {
    drg_place_word class;
    const char *words;
} class_words;

static const class_words classes[] = {
    {DRG_PW_STREET,
     " street st road rd avenue ave drive dr lane ln boulevard blvd parkway pkwy circle pike terrace turnpike freeway "
     "expressway alley crescent prospekt ulitsa streets avenues roads drives blvds "},
    {DRG_PW_ROAD, " highway route interstate hwy cr fm "},
    {DRG_PW_SITE,
     " stadium airport airfield airbase bridge cemetery square plaza mall dam harbor harbour pier tunnel palace castle "
     "museum cathedral mosque monastery temple refinery checkpoint crossing park arena hospital prison shrine "
     "lighthouse "
     "marina zoo wharf mine plant quarry reservation "},
    {DRG_PW_FEATURE,
     " river creek lake bay sea mountain mountains mountainside hills valley island islands isles forest wilderness "
     "canyon peninsula gulf strait straits desert canal reservoir gorge pass glacier ridge refuge bayou sound ocean "
     "basin "
     "delta plateau heights wadi oasis lagoon reef shoal atoll falls swamp archipelago "},
    {DRG_PW_BEFORE, " lake mount mt fort ft cape camp port gulf "},
    {DRG_PW_DIVISION,
     " county parish township province region oblast governorate prefecture raion krai district subdistrict "
     "municipality voivodeship canton emirate borough "},
    {DRG_PW_POLITY, " state republic department territory "},
    {DRG_PW_CITY,
     " city town village settlement capital hamlet suburb neighborhood neighbourhood community outskirts "},
    {DRG_PW_BODY,
     " police council court courthouse sheriff sheriffs commission commissioner commissioners board school schools "
     "elementary high middle fire jail coroner coroners prosecutor attorney government parliament assembly legislature "
     "senate authority ministry guard office supreme superior circuit municipal public health family probate "
     "emergency rescue volunteer library libraries airport garrison regiment militia mayor governor councilman "
     "superintendent selectman administration "},
    {DRG_PW_PEOPLE,
     " resident residents man woman men women couple teen teenager boy girl driver native mayor governor democrat "
     "republican democrats republicans officials official authorities leaders officers lawmakers teenagers students "
     "home house area suburb suburbs region branch border base based born "},
    {DRG_PW_TAIL,
     " post times herald journal news gazette tribune telegraph chronicle star observer examiner globe mail university "
     "college institute tech academy fc united bank airlines airways inc corp co ltd llc telecom motors motor group "
     "foundation society club church chapel theater theatre restaurant grill deli cafe hotel inn motel media company "
     "lutheran baptist methodist catholic gmbh plc bulldogs tigers giants cowboys eagles yankees lakers celtics "
     "marathon declaration treaty agreement agreements accord accords protocol protocols process convention summit "
     "format consensus stock exchange symphony orchestra philharmonic "},
    {DRG_PW_TITLE,
     " mr mrs ms miss dr sir madam lord lady sgt lt capt col maj gen cpl cmdr adm det trooper officer rev fr sen rep "
     "judge justice coach prof st detective deputy sheriff sergeant lieutenant captain colonel chairman councilman "
     "pastor bishop pope prince princess king queen sheikh imam ayatollah private pvt constable inspector "},
    {DRG_PW_SIDE,
     " north south east west northern southern eastern western central northeast northwest southeast southwest "
     "northeastern northwestern southeastern southwestern downtown greater upper lower mid old inner outer rural "
     "coastal mainland neighboring neighbouring nearby metro metropolitan war-torn occupied "},
    {DRG_PW_COMMON,
     " monday tuesday wednesday thursday friday saturday sunday january february march april may june july august "
     "september october november december jan feb mar apr jun jul aug sept oct nov dec police army union man war "
     "president minister god mr mrs of the most imam sheikh general liberty hope freedom victory independence commerce "
     "justice media mobile reading nice bath split ham asia news data best along same bar van date male are a congress "
     "christmas easter capitol herald toyota honda ford dodge chrysler cadillac lincoln mercury buick chevrolet "
     "pontiac volvo mart lane creek hill hills grove mill mound ridge parkway forest meadow garden gardens harbor "
     "terrace mall cedar rodeo casino delta titan celebration eagle landmark continental marine trooper wedding "
     "chambers reservoir dome gates cascade empire crane emerald enterprise snow drain shaping salmon locust pink "
     "green "
     "brown grill herb wells price rice stone cotton bishop king prince duke bell hurricane grad cook esperance "
     "independence brig parent guard guards sun moon star love joy grace faith charity trinity sunset sunrise spring "
     "summer winter autumn fall day night morning evening post mail battery rainbow house home world bear lion tiger "},
};

drg_status drg_place_words__init(drg_table *table)
{
    drg_table_init(table);
    for (size_t i = 0; i < sizeof classes / sizeof classes[0]; i++) {
        const char *at = classes[i].words + 1;
        while (*at != '\0') {
            size_t len = strcspn(at, " ");
            drg_str word = {at, len};
            if (!drg_table_get(table, word, NULL) && drg_table_put(table, word, classes[i].class) != DRG_OK) {
                drg_table_release(table);
                return DRG_ENOMEM;
            }
            at += len + (at[len] == ' ');
        }
    }
    return DRG_OK;
}

drg_place_word drg_place_words__class(const drg_table *table, drg_str folded)
{
    uintptr_t class = DRG_PW_NONE;
    return folded.len > 0 && drg_table_get(table, folded, &class) ? (drg_place_word) class : DRG_PW_NONE;
}
