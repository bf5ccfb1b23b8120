/* Options and limits as a caller gives them, checked, with defaults filled in. */
#include "core/growing_struct.h"

#include "core/memory.h"

#define LAST_MEMBER_END(type, member) (offsetof(type, member) + sizeof(((type *)0)->member))

/* The sizes of release 0.1.0: a caller's struct may not be smaller. */
enum {
    SMALLEST_OPTIONS = LAST_MEMBER_END(gkplan_read_options, reserved),
    SMALLEST_LIMITS = LAST_MEMBER_END(gkplan_limits, diagnostics),
    SMALLEST_ALLOCATOR = LAST_MEMBER_END(gkplan_allocator, context),
};

/* A struct of a far larger size is garbage, not a newer release. */
enum { LARGEST_STRUCT = 4096 };

bool gk_growing_struct_copy(void *to, size_t size, size_t smallest, const void *from)
{
    size_t theirs;
    memcpy(&theirs, from, sizeof theirs);
    if (theirs < smallest || theirs > LARGEST_STRUCT)
        return false;
    for (size_t i = size; i < theirs; i++)
        if (((const unsigned char *)from)[i] != 0)
            return false;
    memcpy(to, from, theirs < size ? theirs : size);
    memcpy(to, &size, sizeof size);
    return true;
}

gkplan_status gkplan_read_options_init(gkplan_read_options *options, size_t size)
{
    if (!options || size < SMALLEST_OPTIONS || size > sizeof *options)
        return GKPLAN_STATUS_INVALID_ARGUMENT;
    const gkplan_read_options defaults = GKPLAN_READ_OPTIONS_INIT;
    memcpy(options, &defaults, size);
    options->size = size;
    return GKPLAN_STATUS_OK;
}

static const gkplan_limits default_limits = {
    .size = sizeof(gkplan_limits),
    .input_bytes = UINT64_C(256) << 20,
    .archive_entries = 10000,
    .uncompressed_bytes = UINT64_C(1) << 30,
    .compression_ratio = 200,
    .xml_depth = 256,
    .tables = 100000,
    .rows = 2000000,
    .columns = 16384,
    .cells = 10000000,
    .text_bytes = UINT64_C(512) << 20,
    .table_depth = 32,
    .diagnostics = 10000,
};

static const char *take_limits(const gkplan_limits *from, gkplan_limits *limits)
{
    gkplan_limits given = {.size = sizeof given};
    if (from && !gk_growing_struct_copy(&given, sizeof given, SMALLEST_LIMITS, from))
        return "options.limits has an impossible size, or unknown fields are set";
    *limits = default_limits;
    uint64_t *to = &limits->input_bytes;
    const uint64_t *value = &given.input_bytes;
    const size_t count = (sizeof given - offsetof(gkplan_limits, input_bytes)) / sizeof *value;
    for (size_t i = 0; i < count; i++)
        if (value[i] != 0)
            to[i] = value[i];
    return NULL;
}

static bool is_date(gkplan_date date)
{
    static const uint8_t days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    if (date.year < 1 || date.year > 9999 || date.month < 1 || date.month > 12 || date.day < 1)
        return false;
    bool leap = date.year % 4 == 0 && (date.year % 100 != 0 || date.year % 400 == 0);
    return date.day <= days[date.month - 1] + (date.month == 2 && leap);
}

static const char *check_values(const gkplan_read_options *options)
{
    if (options->format < GKPLAN_FORMAT_AUTOMATIC || options->format > GKPLAN_FORMAT_PDF_TEXT)
        return "options.format is no format";
    if (options->revisions != GKPLAN_REVISIONS_ACCEPT && options->revisions != GKPLAN_REVISIONS_REJECT)
        return "options.revisions is neither accept nor reject";
    if (options->normalize_text > 1 || options->skim_markup > 1)
        return "options.normalize_text or options.skim_markup is neither 0 nor 1";
    if (options->plan_year < 0 || options->plan_year > 9999)
        return "options.plan_year is not 0 to 9999";
    if (options->issued.year != 0 && !is_date(options->issued))
        return "options.issued is no date";
    if (options->header_word_count > 0 && !options->header_words)
        return "options.header_words is NULL";
    for (size_t i = 0; i < options->header_word_count; i++)
        if (!options->header_words[i].word || !options->header_words[i].word[0])
            return "options.header_words has an empty word";
    return NULL;
}

const char *gk_options_take(const gkplan_read_options *options, gkplan_read_options *taken,
                            gkplan_limits *limits, gkplan_allocator *allocator)
{
    const gkplan_read_options defaults = GKPLAN_READ_OPTIONS_INIT;
    *taken = defaults;
    *allocator = gk_memory_default;
    if (options && !gk_growing_struct_copy(taken, sizeof *taken, SMALLEST_OPTIONS, options))
        return "options has an impossible size, or unknown fields are set";
    if (taken->allocator) {
        if (!gk_growing_struct_copy(allocator, sizeof *allocator, SMALLEST_ALLOCATOR, taken->allocator) ||
            !allocator->allocate || !allocator->reallocate || !allocator->release) {
            *allocator = gk_memory_default;
            return "options.allocator has an impossible size or lacks a function";
        }
    }
    const char *reason = take_limits(taken->limits, limits);
    return reason ? reason : check_values(taken);
}
