/* src/ingest/page_date_words.c - names of months. */
#include "ingest/page_date.h"

#include <string.h>

/* In lower case, parted by blanks; '_' stands for a blank within a name. */
static const char *const names[12] = {
    /* English, German, French, Spanish, Portuguese, Italian, Dutch, Turkish, Polish, Czech, Romanian, Hungarian,
     * Indonesian, Russian, Ukrainian, Belarusian, Bulgarian, Serbian, Greek, Arabic (Egypt and the Gulf; the Levant; the
     * Maghreb), Persian, Hebrew, Hindi */
    "january jan januar jänner jän janvier janv enero ene janeiro gennaio gen januari ocak oca stycznia styczeń sty "
    "ledna leden ianuarie ian "
    "január januari января январь янв січня січень січ студзеня януари јануар јануара ιανουαρίου ιανουάριος ιαν يناير "
    "كانون_الثاني جانفي ژانویه ינואר जनवरी",
    "february feb februar février févr fév fevrier febrero fevereiro fev febbraio februari şubat şub lutego luty lut "
    "února únor februarie "
    "február февраля февраль фев февр лютого лютий лют лютага февруари фебруар фебруара φεβρουαρίου φεβρουάριος φεβ "
    "فبراير شباط فيفري فوریه פברואר फरवरी फ़रवरी",
    "march mar märz mär mrz mars marzo março marco maart mrt mart marca marzec března březen martie március maret "
    "марта март мар березня "
    "березень бер сакавіка μαρτίου μάρτιος μαρ مارس آذار اذار مارچ מרץ मार्च",
    "april apr avril avr abril abr aprile nisan nis kwietnia kwiecień kwi dubna duben aprilie április апреля апрель "
    "апр квітня квітень кві "
    "красавіка април априла απριλίου απρίλιος απρ أبريل ابريل نيسان أفريل آوریل אפריל अप्रैल",
    "may mai mayo maio maggio mag mei mayıs maja maj května květen május мая май травня травень тра мај маја μαΐου "
    "μαίου μάιος μαϊ مايو "
    "أيار ايار ماي مه می מאי मई",
    "june jun juni juin junio junho giugno giu haziran haz czerwca czerwiec cze června červen iunie június июня июнь "
    "июн червня червень чер "
    "чэрвеня юни јун јуна ιουνίου ιούνιος ιουν يونيو يونيه حزيران جوان ژوئن יוני जून",
    "july jul juli juillet juil julio julho luglio lug temmuz tem lipca lipiec lip července červenec iulie július июля "
    "июль июл липня липень лип "
    "ліпеня юли јул јула ιουλίου ιούλιος ιουλ يوليو يوليه تموز جويلية ژوئیه ژوئيه יולי जुलाई",
    "august aug août aout agosto ago augustus ağustos ağu sierpnia sierpień sie srpna srpen augusztus agustus августа "
    "август авг серпня "
    "серпень сер жніўня аугуста αυγούστου αύγουστος αυγ أغسطس اغسطس آب اب أوت اوت آگوست اوت אוגוסט अगस्त",
    "september sept sep septembre septiembre setiembre set setembro settembre eylül eyl września wrzesień wrz září "
    "septembrie szeptember "
    "сентября сентябрь сен сент вересня вересень вер верасня септември септембар септембра σεπτεμβρίου σεπτέμβριος σεπ "
    "سبتمبر أيلول ايلول سپتامبر ספטמבר सितंबर सितम्बर",
    "october oct oktober okt octobre octubre outubro out ottobre ott ekim eki października październik paź října říjen "
    "octombrie október "
    "октября октябрь окт жовтня жовтень жов кастрычніка октомври октобар октобра οκτωβρίου οκτώβριος οκτ أكتوبر اكتوبر "
    "تشرين_الأول تشرين_الاول اکتبر אוקטובר अक्टूबर अक्तूबर",
    "november nov novembre noviembre novembro kasım kas listopada listopad lis listopadu noiembrie november ноября "
    "ноябрь ноя нояб листопада "
    "листопад лис лістапада ноември новембар новембра νοεμβρίου νοέμβριος νοε نوفمبر تشرين_الثاني نوامبر נובמבר नवंबर "
    "नवम्बर",
    "december dec dezember dez décembre déc decembre diciembre dic dezembro dicembre aralık ara grudnia grudzień gru "
    "prosince prosinec "
    "decembrie december desember декабря декабрь дек грудня грудень гру снежня декември децембар децембра δεκεμβρίου "
    "δεκέμβριος δεκ ديسمبر كانون_الأول كانون_الاول دسامبر "
    "דצמבר दिसंबर दिसम्बर",
};

#define MAX_NAME_BYTES 40

static bool is_listed(const char *list, const char *word, size_t len)
{
    for (const char *at = list; *at != '\0';) {
        size_t n = strcspn(at, " ");
        if (n == len && memcmp(at, word, n) == 0)
            return true;
        at += n;
        at += *at == ' ';
    }
    return false;
}

int drg_page_month(drg_str word)
{
    char low[MAX_NAME_BYTES + 8];
    size_t n = 0;
    for (size_t p = 0; p < word.len;) {
        uint32_t c = drg_utf8_next(word, &p);
        if (n + 4 > MAX_NAME_BYTES)
            return 0;
        if (c == 0x307 || (c >= 0x064B && c <= 0x0652))
            continue; /* the dot of a Turkish I in lower case; Arabic vowel signs */
        n += c == ' ' ? drg_utf8_put(low + n, '_') : drg_utf8_put(low + n, drg_char_lower(c));
    }
    /* Hebrew's "in", Arabic's "of" stand before the name without a blank. */
    size_t skip = n > 4 && memcmp(low, "\xD7\x91", 2) == 0 ? 2 : 0;
    for (int m = 0; m < 12 && n > 2; m++)
        if (is_listed(names[m], low + skip, n - skip))
            return m + 1;
    return 0;
}
