/* A Word file read plainly and with its markup skimmed: the documents must be the same in every output, or
 * the errors in every word. */
#ifndef BOTH_WAYS_H
#define BOTH_WAYS_H

#include "promises.h"
#include <string.h>

struct both_text {
    char *bytes;
    size_t length;
    size_t capacity;
};

static inline bool both_keep(const void *bytes, size_t size, void *context)
{
    struct both_text *text = context;
    if (size == 0)
        return true;
    if (text->capacity - text->length < size) {
        text->capacity = 2 * (text->length + size);
        text->bytes = realloc(text->bytes, text->capacity);
        PROMISE(text->bytes);
    }
    memcpy(text->bytes + text->length, bytes, size);
    text->length += size;
    return true;
}

static inline void both_keep_diagnostics(const gkplan_document *document, struct both_text *text)
{
    const gkplan_diagnostic *diagnostic = gkplan_document_first_diagnostic(document);
    for (; diagnostic; diagnostic = diagnostic->next) {
        char line[512];
        const gkplan_place *place = &diagnostic->place;
        int length = snprintf(line, sizeof line, "%s %s:%u %d/%d/%d %s %s\n", diagnostic->code,
                              place->part ? place->part : "", (unsigned)place->line, (int)place->table,
                              (int)place->row, (int)place->column, diagnostic->node ? diagnostic->node : "",
                              diagnostic->message);
        both_keep(line, (size_t)length < sizeof line ? (size_t)length : sizeof line - 1, text);
    }
}

/* The document in the forms that hold all of it, or the error. */
static inline gkplan_status both_read(const void *bytes, size_t size, const gkplan_read_options *options,
                                      struct both_text *text)
{
    char line[32];
    gkplan_document *document = NULL;
    gkplan_error *error = NULL;
    gkplan_status status = gkplan_document_read_memory(bytes, size, options, &document, &error);
    if (status == GKPLAN_STATUS_OK) {
        gkplan_document_write(document, GKPLAN_OUTPUT_JSON, both_keep, text);
        gkplan_document_write(document, GKPLAN_OUTPUT_LAYOUT_JSON, both_keep, text);
        both_keep_diagnostics(document, text);
    } else if (error) {
        const char *part = gkplan_error_part(error);
        snprintf(line, sizeof line, ":%u: ", (unsigned)gkplan_error_line(error));
        both_keep(part ? part : "", part ? strlen(part) : 0, text);
        both_keep(line, strlen(line), text);
        both_keep(gkplan_error_message(error), strlen(gkplan_error_message(error)), text);
    }
    gkplan_error_free(error);
    gkplan_document_free(document);
    return status;
}

/* False when the two differ. */
static inline bool both_ways(const void *bytes, size_t size, const gkplan_read_options *options,
                             gkplan_status *status)
{
    struct both_text plain = {0}, skimmed = {0};
    gkplan_read_options with = *options;
    with.skim_markup = 1;
    *status = both_read(bytes, size, options, &plain);
    gkplan_status other = both_read(bytes, size, &with, &skimmed);
    bool same = *status == other && plain.length == skimmed.length &&
                (plain.length == 0 || memcmp(plain.bytes, skimmed.bytes, plain.length) == 0);
    if (!same)
        fprintf(stderr, "plain: %d %.*s\nskimmed: %d %.*s\n", (int)*status, (int)plain.length, plain.bytes,
                (int)other, (int)skimmed.length, skimmed.bytes);
    free(plain.bytes);
    free(skimmed.bytes);
    return same;
}

#endif
