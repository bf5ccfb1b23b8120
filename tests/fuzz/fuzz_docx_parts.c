/* The input is the parts of a Word file, parted as word_package.h says. */
#include "word_package.h"

static void read_package(const void *bytes, size_t size, void *unused)
{
    gkplan_read_options options = GKPLAN_READ_OPTIONS_INIT;
    (void)unused;
    options.limits = &promises_limits;
    options.format = GKPLAN_FORMAT_DOCX;
    gkplan_document *document;
    if (gkplan_document_read_memory(bytes, size, &options, &document, NULL) != GKPLAN_STATUS_OK)
        return;
    promises_kept(document);
    gkplan_document_free(document);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    word_package(data, size, read_package, NULL);
    return 0;
}
