/* fuzz/file.c - weights and knowledge files that lie. The input is a list of changes to the real files: a byte that
 * chooses the file, then five bytes each: where (a 32-bit number, taken modulo the file's size) and what (a byte). Size
 * and checksum are then made right, so that only the checks behind them stand between the lie and the program. */
#include "fuzz.h"

#include "base/datadir.h"
#include "base/file.h"
#include "dragoman/record.h"

#include <sys/mman.h>
#include <unistd.h>

static const char *const names[] = {"english.drgw", "dragoman.drgk"};
static const char text[] =
    "Russian forces shelled Kharkiv on Monday, killing at least 12 civilians, officials in Kyiv said.";

static void use_model(const char *path)
{
    drg_model *model = NULL;
    drg_error err = {0};
    if (drg_model_open(path, &model, &err) != DRG_OK)
        return;
    drg_document *doc = drg_document_new();
    FUZZ_CHECK(doc && drg_document_set_text(doc, (drg_str){text, sizeof text - 1}, &err) == DRG_OK);
    drg_status st = drg_analyse(model, doc, &err);
    FUZZ_CHECK(st == DRG_OK || st == DRG_ENOMEM || st == DRG_EFORMAT);
    drg_document_free(doc);
    drg_model_close(model);
}

static drg_status ignore(void *context, const char *data, size_t len)
{
    (void)context, (void)data, (void)len;
    return DRG_OK;
}

static void use_knowledge(const char *path)
{
    static drg_model *model;
    drg_knowledge *knowledge = NULL;
    drg_coder *coder = NULL;
    drg_error err = {0};
    if (drg_knowledge_open(path, &knowledge, &err) != DRG_OK)
        return;
    if (!model)
        FUZZ_CHECK(drg_model_open(NULL, &model, &err) == DRG_OK);
    (void)!drg_knowledge_lookup(knowledge, (drg_str){"Kharkiv", 7}, (drg_str){0}, ignore, NULL, &err);
    if (drg_coder_new(knowledge, &coder, &err) == DRG_OK) {
        drg_document *doc = drg_document_new();
        FUZZ_CHECK(doc && drg_document_set_text(doc, (drg_str){text, sizeof text - 1}, &err) == DRG_OK);
        FUZZ_CHECK(drg_analyse(model, doc, &err) == DRG_OK);
        (void)!drg_code(coder, doc, &err);
        drg_document_free(doc);
    }
    drg_coder_free(coder);
    drg_knowledge_close(knowledge);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size < 6)
        return 0;
    size_t which = data[0] % 2;
    char path[4096];
    drg_map real;
    drg_error err = {0};
    if (drg_data_path(names[which], path, sizeof path, &err) != DRG_OK || drg_map_open(path, &real, &err) != DRG_OK) {
        fprintf(stderr, "%s\n", err.message);
        exit(1);
    }
    int fd = memfd_create("lie", 0);
    FUZZ_CHECK(fd >= 0 && ftruncate(fd, (off_t)real.size) == 0);
    unsigned char *copy = mmap(NULL, real.size, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    FUZZ_CHECK(copy != MAP_FAILED);
    memcpy(copy, real.data, real.size);
    for (size_t i = 1; i + 5 <= size; i += 5) {
        uint32_t at;
        memcpy(&at, data + i, sizeof at);
        copy[at % real.size] = data[i + 4];
    }
    if (copy[40] == 2) {
        drg_container_seal(copy, real.size);
    } else {
        uint64_t sum = (copy[40] == 0 ? drg_checksum : drg_checksum_wide)(copy + 64, real.size - 64);
        memcpy(copy + 32, &sum, sizeof sum);
    }
    munmap(copy, real.size);
    drg_map_close(&real);
    snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
    if (which == 0)
        use_model(path);
    else
        use_knowledge(path);
    close(fd);
    return 0;
}
