/* The input is the main part of a Word file. Its first two bytes say in which chunks the parser gets it,
 * plain and skimmed: after each chunk both must have seen the same. Then the whole file is read both ways. */
#include "both_ways.h"
#include "skimmed_and_plain.h"
#include "word_package.h"

static void read_both_ways(const void *bytes, size_t size, void *unused)
{
    gkplan_read_options options = GKPLAN_READ_OPTIONS_INIT;
    gkplan_status status;
    (void)unused;
    options.limits = &promises_limits;
    options.format = GKPLAN_FORMAT_DOCX;
    PROMISE(both_ways(bytes, size, &options, &status));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size < 2)
        return 0;
    size_t first = (size_t)data[0] << 3, next = (size_t)data[1] + 1;
    data += 2;
    size -= 2;
    PROMISE(skimmed_and_plain((const char *)data, size, first, next) >= 0);
    PROMISE(skimmed_and_plain((const char *)data, size, size, 1) >= 0);
    word_package(data, size, read_both_ways, NULL);
    return 0;
}
