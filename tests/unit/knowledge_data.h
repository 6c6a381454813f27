/* tests/unit/knowledge_data.h - a small data folder for the tests of src/knowledge, and drg-compile run over it.
 * The compiler is no part of the library, so the tests call the program as the build does. */
#ifndef DRG_TESTS_KNOWLEDGE_DATA_H
#define DRG_TESTS_KNOWLEDGE_DATA_H

#include "base/text.h"
#include "knowledge/tables.h"
#include "temporary.h"
#include "unit.h"

#include <dirent.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static char data_dir[TEMPORARY_BYTES];
static char compiled[TEMPORARY_BYTES + 16];
static char report[16384]; /* what drg-compile told, without the folder's name */

/** Where the build lies; tests/meson.build sets it. */
static inline const char *build_dir(void)
{
    const char *dir = getenv("DRAGOMAN_BUILD");
    return dir != NULL ? dir : ".";
}

static inline void write_data(const char *name, const char *text)
{
    char path[PATH_MAX];
    snprintf(path, sizeof path, "%s/%s", data_dir, name);
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(text, 1, strlen(text), file), strlen(text));
    assert_int_equal(fclose(file), 0);
}

/** A folder of the project, which lies around this file. */
static inline void project_path(const char *name, char out[PATH_MAX])
{
    char path[PATH_MAX];
    const char *file = __FILE__, *tests = strstr(__FILE__, "tests/unit");
    assert_non_null(tests);
    if (file[0] == '/')
        snprintf(path, sizeof path, "%.*s%s", (int)(tests - file), file, name);
    else
        snprintf(path, sizeof path, "%s/%.*s%s", build_dir(), (int)(tests - file), file, name);
    assert_non_null(realpath(path, out));
}

static inline void link_ontology(void)
{
    char target[PATH_MAX], here[TEMPORARY_BYTES + 16];
    project_path("data/ontology", target);
    snprintf(here, sizeof here, "%s/ontology", data_dir);
    assert_int_equal(symlink(target, here), 0);
}

#define COUNTRIES_HEAD "iso3\tname\tvariants\tdemonyms\tcapitals\tmetonyms\n"
#define PERSONS_HEAD "name\tvariants\tcountry\tsector\trole\tfrom\tto\n"
#define BODIES_HEAD "name\tvariants\tcountry\tsector\trole\n"
#define ROLES_HEAD "name\tvariants\tsector\tbody\n"
#define TITLES_HEAD "name\tvariants\tcountry\tsector\tbody\n"
#define PEOPLES_HEAD "name\tvariants\tcountries\tsector\n"
#define PLACES_HEAD "name\tvariants\tcountry\tprovince\tlat\tlon\tgeonameid\tpopulation\tclass\n"

/** Data without a mistake; the tests overwrite what they are about. */
static inline void write_sound_data(void)
{
    write_data("frames/sets.txt", "# sets\n"
                                  "weapon: gun, @missile\n"
                                  "missile: rocket, missile,\n"
                                  "  cruise_missile\n"
                                  "person: man, woman\n");
    write_data("frames/modes.txt", "ASSAULT drone: drone, uav\nASSAULT heavy-weapons: @missile\n");
    write_data("frames/cues.txt", "verb asserts: say, tell\n"
                                  "verb claims strong: claim\n"
                                  "prep asserts: according to, as_per\n");
    write_data("frames/assault.frames", "# from afar\n"
                                        "[ASSAULT heavy-weapons cameo=0194 context=military,terrorism]\n"
                                        "verb subj+@with > obj|@at ; @for : shell, strike,\n"
                                        "  fire +back/off {obj: weapon/=stone}\n"
                                        "[NONE]\n"
                                        "verb subj : strike ~deal/bargain\n");
    write_data("frames/coerce.frames",
               "[COERCE arrest status=future]\n"
               "verb subj > obj : take @into:custody {subj: !person, obj: person}, take :xcomp\n"
               "noun self : strike @because_of\n");
    write_data("actors/countries.tsv",
               "# source: the test\n" COUNTRIES_HEAD "UKR\tUkraine\tthe Ukraine\tUkrainian|Ukrainians\tKyiv|Kiev\t\n"
               "RUS\tRussia\t\tRussian\tMoscow\tKremlin\n"
               "USA\tUnited States\tU.S.|USA|United States of America\tAmerican\t\tWhite House\n");
    write_data("actors/persons.tsv",
               PERSONS_HEAD "Petro Poroshenko\tPoroshenko\tUKR\tGOV\tpresident\t2014-06-07\t2019-05-20\n"
                            "Petro Poroshenko\tPoroshenko\tUKR\tLEG PTY\tdeputy\t2019-08\t\n");
    write_data("actors/organisations.tsv", BODIES_HEAD "United Nations\tUN\tUNO\tGOV\t\n");
    write_data("actors/roles.tsv",
               ROLES_HEAD "gunman\tgunmen|gun-man\tUAF\t\nforeign ministry\tforeign ministries\tGOV\t1\n");
    write_data("places/places.tsv", PLACES_HEAD "Kyiv\tKiev\tUKR\tKyiv\t50.45\t30.52\t703448\t2797553\tcapital\n"
                                                "Springfield\t\tUSA\tOhio\t39.92\t-83.8\t1\t60000\tcity\n"
                                                "Springfield\t\tUSA\tMissouri\t37.2\t-93.3\t2\t166000\tcity\n"
                                                "Black Sea\t\t\t\t43\t35\t\t\tfeature\n");
}

/** A fresh folder with sound data; a cmocka setup. */
static inline int make_data(void **state)
{
    static const char *const folders[] = {"frames", "actors", "places"};
    char path[TEMPORARY_BYTES + 16];
    (void)state;
    if (!temporary_folder(data_dir))
        return -1;
    for (size_t i = 0; i < sizeof folders / sizeof folders[0]; i++) {
        snprintf(path, sizeof path, "%s/%s", data_dir, folders[i]);
        if (mkdir(path, 0700) != 0)
            return -1;
    }
    snprintf(compiled, sizeof compiled, "%s/out.drgk", data_dir);
    link_ontology();
    write_sound_data();
    return 0;
}

static inline void remove_files(const char *path)
{
    char below[600];
    DIR *dir = opendir(path);
    for (struct dirent *entry; dir != NULL && (entry = readdir(dir)) != NULL;) {
        if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0)
            continue;
        if (snprintf(below, sizeof below, "%s/%s", path, entry->d_name) >= (int)sizeof below)
            continue;
        if (entry->d_type == DT_DIR)
            remove_files(below);
        else
            unlink(below); /* the ontology is a link, too */
    }
    if (dir != NULL)
        closedir(dir);
    rmdir(path);
}

static inline int remove_data(void **state)
{
    (void)state;
    remove_files(data_dir);
    return 0;
}

/** Run drg-compile over a folder, named from the test's own; report gets its messages. @return its exit status. */
static inline int compile_folder(const char *options, const char *folder)
{
    char command[3 * PATH_MAX];
    snprintf(command, sizeof command, "cd %s && %s/data/drg-compile %s %s out.drgk 2>&1", data_dir, build_dir(),
             options, folder);
    FILE *pipe = popen(command, "r");
    assert_non_null(pipe);
    size_t n = fread(report, 1, sizeof report - 1, pipe);
    report[n] = '\0';
    while (getc(pipe) != EOF)
        ; /* what the report has no room for */
    int status = pclose(pipe);
    assert_true(WIFEXITED(status));
    return WEXITSTATUS(status);
}

static inline int compile_data(const char *options)
{
    return compile_folder(options, ".");
}

/** Compile the data, which must be sound, and open the outcome. */
static inline drg_knowledge *compile_and_open(void)
{
    drg_knowledge *k = NULL;
    drg_error err;
    int rc = compile_data("");
    if (rc != 0)
        print_message("%s", report);
    assert_int_equal(rc, 0);
    assert_int_equal(drg_knowledge_open(compiled, &k, &err), DRG_OK);
    return k;
}

static inline uint32_t word_of(const drg_knowledge *k, const char *lemma)
{
    return drg_knowledge__word(k, drg_str_of(lemma));
}

static inline void assert_text(drg_str text, const char *expected)
{
    assert_int_equal(text.len, strlen(expected));
    assert_memory_equal(text.ptr, expected, text.len);
}

#endif
