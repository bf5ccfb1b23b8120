/* Why a call failed, in words. */
#include "core/error.h"

#include "core/memory.h"
#include <string.h>

struct gkplan_error {
    gkplan_allocator allocator;
    size_t bytes; /* of the whole block, strings included; 0: static */
    gkplan_status status;
    uint32_t line;
    const char *source;
    const char *part;
    const char *message;
};

static const gkplan_error out_of_memory = {
    .status = GKPLAN_STATUS_NO_MEMORY, .source = "", .part = "", .message = "out of memory"};

gkplan_error *gk_error_out_of_memory(void)
{
    /* Never written to: freeing it returns at once, and callers see it through const getters only. */
    return (gkplan_error *)(uintptr_t)&out_of_memory;
}

/* Copy `text` to *end and move *end past its NUL. */
static const char *put(char **end, const char *text)
{
    size_t size = strlen(text) + 1;
    char *copy = memcpy(*end, text, size);
    *end += size;
    return copy;
}

gkplan_error *gk_error_new(const gkplan_allocator *allocator, gkplan_status status, const char *source,
                           const char *part, uint32_t line, const char *message)
{
    source = source ? source : "";
    part = part ? part : "";
    size_t bytes = sizeof(gkplan_error) + strlen(source) + strlen(part) + strlen(message) + 3;
    gkplan_error *error = gk_memory_allocate(allocator, bytes);
    if (!error)
        return gk_error_out_of_memory();
    char *end = (char *)(error + 1);
    *error = (gkplan_error){.allocator = *allocator, .bytes = bytes, .status = status, .line = line};
    error->source = put(&end, source);
    error->part = put(&end, part);
    error->message = put(&end, message);
    return error;
}

gkplan_status gkplan_error_status(const gkplan_error *error)
{
    return error ? error->status : GKPLAN_STATUS_OK;
}

const char *gkplan_error_message(const gkplan_error *error)
{
    return error ? error->message : "";
}

const char *gkplan_error_source(const gkplan_error *error)
{
    return error ? error->source : "";
}

const char *gkplan_error_part(const gkplan_error *error)
{
    return error ? error->part : "";
}

uint32_t gkplan_error_line(const gkplan_error *error)
{
    return error ? error->line : 0;
}

void gkplan_error_free(gkplan_error *error)
{
    if (!error || error->bytes == 0)
        return;
    gkplan_allocator allocator = error->allocator;
    gk_memory_release(&allocator, error, error->bytes);
}

const char *gkplan_status_name(gkplan_status status)
{
    static const char *const names[] = {
        [GKPLAN_STATUS_OK] = "done",
        [GKPLAN_STATUS_NO_MEMORY] = "out of memory",
        [GKPLAN_STATUS_INVALID_ARGUMENT] = "invalid argument",
        [GKPLAN_STATUS_CANNOT_OPEN] = "cannot open",
        [GKPLAN_STATUS_READ_ERROR] = "read error",
        [GKPLAN_STATUS_UNSUPPORTED_FORMAT] = "unsupported format",
        [GKPLAN_STATUS_MALFORMED] = "malformed",
        [GKPLAN_STATUS_ENCRYPTED] = "encrypted",
        [GKPLAN_STATUS_LIMIT] = "limit passed",
        [GKPLAN_STATUS_ENCODING] = "unknown encoding",
        [GKPLAN_STATUS_CANCELLED] = "cancelled",
        [GKPLAN_STATUS_WRITE_ERROR] = "write error",
        [GKPLAN_STATUS_NOT_FOUND] = "not found",
    };
    size_t position = (size_t)status;
    return position < sizeof names / sizeof *names && names[position] ? names[position] : "unknown status";
}
