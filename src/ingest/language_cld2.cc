/* src/ingest/language_cld2.cc - the only file in C++: CLD2 has no C interface. */
#include <cstdio> // the header below needs it and does not say so

#include <cld2/public/compact_lang_det.h>
#include <cld2/public/encodings.h>

#include <cstring>

extern "C" {
/* language_cld2() of language.c: tag gets at most 15 bytes and a NUL. */
int drg_language__cld2(const char *text, int len, char tag[16], int *percent, int *n_bytes);
}

int drg_language__cld2(const char *text, int len, char tag[16], int *percent, int *n_bytes)
{
    CLD2::CLDHints hints = {nullptr, nullptr, CLD2::UNKNOWN_ENCODING, CLD2::UNKNOWN_LANGUAGE};
    CLD2::Language languages[3];
    int percents[3], valid = 0;
    double scores[3];
    bool reliable = false;
    *n_bytes = 0;
    CLD2::Language best = CLD2::ExtDetectLanguageSummaryCheckUTF8(text, len, true, &hints, 0, languages, percents,
                                                                  scores, nullptr, n_bytes, &reliable, &valid);
    tag[0] = '\0';
    *percent = percents[0];
    if (best == CLD2::UNKNOWN_LANGUAGE || best == CLD2::TG_UNKNOWN_LANGUAGE || best != languages[0])
        return 0;
    std::strncpy(tag, CLD2::LanguageCode(best), 15);
    tag[15] = '\0';
    return reliable;
}
