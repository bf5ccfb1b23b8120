/* Feeds text to one reader, whether or not it would recognise it as its own. FUZZ_READER is the reader. */
#include "private_document.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    gkplan_read_options options = GKPLAN_READ_OPTIONS_INIT;
    struct gk_context context;
    struct gk_source source;
    options.limits = &promises_limits;
    private_open(&context, &options);
    if (gk_source_open_memory(&context, data, size, &source) == GKPLAN_STATUS_OK) {
        struct gk_layout_builder *builder = gk_layout_builder_new(&context);
        PROMISE(builder);
        if (source.container == GK_CONTAINER_TEXT) {
            int score = FUZZ_READER.recognise(&source);
            PROMISE(score >= 0 && score <= 100);
            FUZZ_READER.read(&context, &source, builder);
        }
        private_finish(&context, builder, &FUZZ_READER);
        gk_source_close(&context, &source);
    }
    private_close(&context);
    return 0;
}
