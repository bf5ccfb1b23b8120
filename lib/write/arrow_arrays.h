/* Building Arrow arrays and handing them out: what knows the C data interface, and nothing of plans.
 *
 * A schema is a table of fields in preorder; each field has a builder of the same number. */
#ifndef GK_WRITE_ARROW_ARRAYS_H
#define GK_WRITE_ARROW_ARRAYS_H

#include "write/growing.h"

#include <gkplan/arrow.h>
#include <stdbool.h>
#include <stdint.h>

/* One field of a schema. The formats in use: +s +l u i tdD b. */
struct gk_arrow_field {
    const char *name;
    const char *format;
    int child_count; /* the next fields, each followed by its own children */
};

/* One column while it grows. */
struct gk_arrow_builder {
    struct gk_text validity; /* a bit a value */
    struct gk_text offsets;  /* int32_t, for u and +l */
    struct gk_text values;   /* bytes of texts, int32_t, or bits */
    int64_t length;
    int64_t null_count;
};

struct gk_arrow_table {
    const struct gk_arrow_field *fields;
    struct gk_arrow_builder *builders;
    int field_count;
    uint64_t text_bytes; /* in all columns */
    bool out_of_memory;
    bool too_large;
};

/* False when memory ends. */
bool gk_arrow_table_init(struct gk_arrow_table *table, const struct gk_arrow_field *fields, int field_count);
void gk_arrow_table_free(struct gk_arrow_table *table);

/* Append a value to a field. */
void gk_arrow_null(struct gk_arrow_table *table, int field);
void gk_arrow_text(struct gk_arrow_table *table, int field, const char *text); /* NULL is null */
/* A text in parts, then its end. */
void gk_arrow_text_part(struct gk_arrow_table *table, int field, const char *text);
void gk_arrow_text_end(struct gk_arrow_table *table, int field);
void gk_arrow_integer(struct gk_arrow_table *table, int field, int32_t value); /* i, tdD */
void gk_arrow_boolean(struct gk_arrow_table *table, int field, bool value);
/* Ends a struct, or a list that holds what its child has got since the last list ended. */
void gk_arrow_end(struct gk_arrow_table *table, int field);

/* Move the table, which is empty then, into a stream of one batch. */
gkplan_status gk_arrow_stream(struct gk_arrow_table *table, struct ArrowArrayStream *out);

#endif
