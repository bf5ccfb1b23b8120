/* Feeds bytes to the public reading call and on through the normaliser, every writer and every check. The
 * format is fixed when compiling (FUZZ_FORMAT, a gkplan_format). The size chooses options. */
#include "promises.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    gkplan_read_options options = GKPLAN_READ_OPTIONS_INIT;
    options.format = FUZZ_FORMAT;
    options.limits = &promises_limits;
    options.revisions = size & 1 ? GKPLAN_REVISIONS_REJECT : GKPLAN_REVISIONS_ACCEPT;
    options.plan_year = size & 2 ? 2024 : 0;
    gkplan_document *document;
    gkplan_error *error;
    if (gkplan_document_read_memory(data, size, &options, &document, &error) != GKPLAN_STATUS_OK) {
        PROMISE(!document && gkplan_error_message(error)[0]);
        gkplan_error_free(error);
        return 0;
    }
    promises_kept(document);
    gkplan_document_free(document);
    return 0;
}
