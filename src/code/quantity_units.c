/* src/code/quantity_units.c - currencies and measures: tables sorted by the word. */
#include "code/quantity_words.h"

typedef struct word_text {
    const char *word, *text;
    drg_what what;
} word_text;

static const word_text currencies[] = {
    {"$", "USD", DRG_WHAT_money},        {"a$", "AUD", DRG_WHAT_money},        {"afghanis", "AFN", DRG_WHAT_money},
    {"baht", "THB", DRG_WHAT_money},     {"birr", "ETB", DRG_WHAT_money},      {"bolivars", "VES", DRG_WHAT_money},
    {"c$", "CAD", DRG_WHAT_money},       {"cedis", "GHS", DRG_WHAT_money},     {"chf", "CHF", DRG_WHAT_money},
    {"cny", "CNY", DRG_WHAT_money},      {"dinar", "IQD", DRG_WHAT_money},     {"dinars", "IQD", DRG_WHAT_money},
    {"dirham", "AED", DRG_WHAT_money},   {"dirhams", "AED", DRG_WHAT_money},   {"dollar", "USD", DRG_WHAT_money},
    {"dollars", "USD", DRG_WHAT_money},  {"dong", "VND", DRG_WHAT_money},      {"drams", "AMD", DRG_WHAT_money},
    {"eur", "EUR", DRG_WHAT_money},      {"euro", "EUR", DRG_WHAT_money},      {"euros", "EUR", DRG_WHAT_money},
    {"forint", "HUF", DRG_WHAT_money},   {"forints", "HUF", DRG_WHAT_money},   {"franc", "CHF", DRG_WHAT_money},
    {"francs", "CHF", DRG_WHAT_money},   {"gbp", "GBP", DRG_WHAT_money},       {"hk$", "HKD", DRG_WHAT_money},
    {"hryvnia", "UAH", DRG_WHAT_money},  {"hryvnias", "UAH", DRG_WHAT_money},  {"hryvnya", "UAH", DRG_WHAT_money},
    {"inr", "INR", DRG_WHAT_money},      {"jpy", "JPY", DRG_WHAT_money},       {"koruna", "CZK", DRG_WHAT_money},
    {"krona", "SEK", DRG_WHAT_money},    {"krone", "NOK", DRG_WHAT_money},     {"kroner", "NOK", DRG_WHAT_money},
    {"kronor", "SEK", DRG_WHAT_money},   {"kwacha", "ZMW", DRG_WHAT_money},    {"kyat", "MMK", DRG_WHAT_money},
    {"kyats", "MMK", DRG_WHAT_money},    {"lari", "GEL", DRG_WHAT_money},      {"lei", "RON", DRG_WHAT_money},
    {"leva", "BGN", DRG_WHAT_money},     {"lira", "TRY", DRG_WHAT_money},      {"liras", "TRY", DRG_WHAT_money},
    {"manat", "AZN", DRG_WHAT_money},    {"naira", "NGN", DRG_WHAT_money},     {"peso", "MXN", DRG_WHAT_money},
    {"pesos", "MXN", DRG_WHAT_money},    {"php", "PHP", DRG_WHAT_money},       {"pound", "GBP", DRG_WHAT_money},
    {"pounds", "GBP", DRG_WHAT_money},   {"rand", "ZAR", DRG_WHAT_money},      {"reais", "BRL", DRG_WHAT_money},
    {"renminbi", "CNY", DRG_WHAT_money}, {"rial", "IRR", DRG_WHAT_money},      {"rials", "IRR", DRG_WHAT_money},
    {"ringgit", "MYR", DRG_WHAT_money},  {"riyal", "SAR", DRG_WHAT_money},     {"riyals", "SAR", DRG_WHAT_money},
    {"rouble", "RUB", DRG_WHAT_money},   {"roubles", "RUB", DRG_WHAT_money},   {"rs", "INR", DRG_WHAT_money},
    {"rs.", "INR", DRG_WHAT_money},      {"rub", "RUB", DRG_WHAT_money},       {"ruble", "RUB", DRG_WHAT_money},
    {"rubles", "RUB", DRG_WHAT_money},   {"rupee", "INR", DRG_WHAT_money},     {"rupees", "INR", DRG_WHAT_money},
    {"rupiah", "IDR", DRG_WHAT_money},   {"shekel", "ILS", DRG_WHAT_money},    {"shekels", "ILS", DRG_WHAT_money},
    {"shilling", "KES", DRG_WHAT_money}, {"shillings", "KES", DRG_WHAT_money}, {"taka", "BDT", DRG_WHAT_money},
    {"tenge", "KZT", DRG_WHAT_money},    {"uah", "UAH", DRG_WHAT_money},       {"us$", "USD", DRG_WHAT_money},
    {"usd", "USD", DRG_WHAT_money},      {"won", "KRW", DRG_WHAT_money},       {"yen", "JPY", DRG_WHAT_money},
    {"yuan", "CNY", DRG_WHAT_money},     {"zloty", "PLN", DRG_WHAT_money},     {"zlotys", "PLN", DRG_WHAT_money},
    {"£", "GBP", DRG_WHAT_money},        {"¥", "JPY", DRG_WHAT_money},         {"₩", "KRW", DRG_WHAT_money},
    {"₪", "ILS", DRG_WHAT_money},        {"€", "EUR", DRG_WHAT_money},         {"₴", "UAH", DRG_WHAT_money},
    {"₹", "INR", DRG_WHAT_money},        {"₽", "RUB", DRG_WHAT_money},
};

static const word_text measures[] = {
    {"%", "percent", DRG_WHAT_other},
    {"acre", "acre", DRG_WHAT_area},
    {"acres", "acre", DRG_WHAT_area},
    {"barrel", "barrel", DRG_WHAT_other},
    {"barrels", "barrel", DRG_WHAT_other},
    {"centimeter", "centimeter", DRG_WHAT_other},
    {"centimeters", "centimeter", DRG_WHAT_other},
    {"centimetre", "centimeter", DRG_WHAT_other},
    {"centimetres", "centimeter", DRG_WHAT_other},
    {"cm", "centimeter", DRG_WHAT_other},
    {"degree", "degree", DRG_WHAT_other},
    {"degrees", "degree", DRG_WHAT_other},
    {"feet", "foot", DRG_WHAT_other},
    {"foot", "foot", DRG_WHAT_other},
    {"ft", "foot", DRG_WHAT_other},
    {"gallon", "gallon", DRG_WHAT_other},
    {"gallons", "gallon", DRG_WHAT_other},
    {"gigawatt", "gigawatt", DRG_WHAT_other},
    {"gigawatts", "gigawatt", DRG_WHAT_other},
    {"gram", "gram", DRG_WHAT_other},
    {"grams", "gram", DRG_WHAT_other},
    {"gw", "gigawatt", DRG_WHAT_other},
    {"ha", "hectare", DRG_WHAT_area},
    {"hectare", "hectare", DRG_WHAT_area},
    {"hectares", "hectare", DRG_WHAT_area},
    {"inch", "inch", DRG_WHAT_other},
    {"inches", "inch", DRG_WHAT_other},
    {"kg", "kilogram", DRG_WHAT_other},
    {"kilo", "kilogram", DRG_WHAT_other},
    {"kilogram", "kilogram", DRG_WHAT_other},
    {"kilogramme", "kilogram", DRG_WHAT_other},
    {"kilogrammes", "kilogram", DRG_WHAT_other},
    {"kilograms", "kilogram", DRG_WHAT_other},
    {"kilometer", "kilometer", DRG_WHAT_other},
    {"kilometers", "kilometer", DRG_WHAT_other},
    {"kilometre", "kilometer", DRG_WHAT_other},
    {"kilometres", "kilometer", DRG_WHAT_other},
    {"kilos", "kilogram", DRG_WHAT_other},
    {"kiloton", "kiloton", DRG_WHAT_other},
    {"kilotons", "kiloton", DRG_WHAT_other},
    {"kilowatt", "kilowatt", DRG_WHAT_other},
    {"kilowatts", "kilowatt", DRG_WHAT_other},
    {"km", "kilometer", DRG_WHAT_other},
    {"km/h", "kilometer per hour", DRG_WHAT_other},
    {"kms", "kilometer", DRG_WHAT_other},
    {"kph", "kilometer per hour", DRG_WHAT_other},
    {"kt", "kiloton", DRG_WHAT_other},
    {"kw", "kilowatt", DRG_WHAT_other},
    {"liter", "liter", DRG_WHAT_other},
    {"liters", "liter", DRG_WHAT_other},
    {"litre", "liter", DRG_WHAT_other},
    {"litres", "liter", DRG_WHAT_other},
    {"m", "meter", DRG_WHAT_other},
    {"megawatt", "megawatt", DRG_WHAT_other},
    {"megawatts", "megawatt", DRG_WHAT_other},
    {"meter", "meter", DRG_WHAT_other},
    {"meters", "meter", DRG_WHAT_other},
    {"metre", "meter", DRG_WHAT_other},
    {"metres", "meter", DRG_WHAT_other},
    {"mi", "mile", DRG_WHAT_other},
    {"mile", "mile", DRG_WHAT_other},
    {"miles", "mile", DRG_WHAT_other},
    {"millimeter", "millimeter", DRG_WHAT_other},
    {"millimeters", "millimeter", DRG_WHAT_other},
    {"millimetre", "millimeter", DRG_WHAT_other},
    {"millimetres", "millimeter", DRG_WHAT_other},
    {"mm", "millimeter", DRG_WHAT_other},
    {"mph", "mile per hour", DRG_WHAT_other},
    {"mw", "megawatt", DRG_WHAT_other},
    {"nmi", "nautical mile", DRG_WHAT_other},
    {"pct", "percent", DRG_WHAT_other},
    {"percent", "percent", DRG_WHAT_other},
    {"ton", "ton", DRG_WHAT_other},
    {"tonne", "tonne", DRG_WHAT_other},
    {"tonnes", "tonne", DRG_WHAT_other},
    {"tons", "ton", DRG_WHAT_other},
    {"yards", "yard", DRG_WHAT_other},
    {"°", "degree", DRG_WHAT_other},
};

static const word_text *find_text(const word_text *table, size_t n, drg_str word)
{
    size_t low = 0;
    while (low < n) {
        size_t mid = low + (n - low) / 2;
        int order = drg_str_cmp(drg_str_of(table[mid].word), word);
        if (order == 0)
            return &table[mid];
        if (order < 0)
            low = mid + 1;
        else
            n = mid;
    }
    return NULL;
}

drg_str drg_quantity_words__currency(drg_str low)
{
    const word_text *found = find_text(currencies, sizeof currencies / sizeof *currencies, low);
    return found ? drg_str_of(found->text) : (drg_str){0};
}

drg_str drg_quantity_words__measure(drg_str low, drg_what *what)
{
    const word_text *found = find_text(measures, sizeof measures / sizeof *measures, low);
    if (!found)
        return (drg_str){0};
    *what = found->what;
    return drg_str_of(found->text);
}
