/* Building Arrow arrays and handing them out by the C data and stream interfaces.
 *
 * Every exported array owns its buffers, its children and the pointers to them, and a consumer may move any
 * child away before it releases the parent: so each has its own allocation and its own release callback.
 * Buffers come from malloc, which aligns them enough for every type in use. Recursion is as deep as the
 * schema, which is ours. */
#include "write/arrow_arrays.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_BUFFERS = 3 };

/* --- growing columns --- */

static bool has_offsets(const char *format)
{
    return strcmp(format, "u") == 0 || strcmp(format, "+l") == 0;
}

static bool append(struct gk_arrow_table *table, struct gk_text *buffer, const void *bytes, size_t size)
{
    bool fits = gk_text_append(buffer, bytes, size);
    if (!fits)
        table->out_of_memory = true;
    return fits;
}

static void append_integer(struct gk_arrow_table *table, struct gk_text *buffer, int32_t value)
{
    append(table, buffer, &value, sizeof value);
}

static void append_bit(struct gk_arrow_table *table, struct gk_text *buffer, int64_t position, bool bit)
{
    static const char zero = 0;
    if (position % 8 == 0 && !append(table, buffer, &zero, 1))
        return;
    if (bit && !buffer->failed)
        buffer->data[position / 8] = (char)(buffer->data[position / 8] | (1 << (position % 8)));
}

/* The place of the value that follows. */
static void append_validity(struct gk_arrow_table *table, struct gk_arrow_builder *builder, bool valid)
{
    append_bit(table, &builder->validity, builder->length++, valid);
    if (!valid)
        builder->null_count++;
}

bool gk_arrow_table_init(struct gk_arrow_table *table, const struct gk_arrow_field *fields, int field_count)
{
    *table = (struct gk_arrow_table){.fields = fields, .field_count = field_count};
    table->builders = calloc((size_t)field_count, sizeof *table->builders);
    if (!table->builders)
        return false;
    for (int i = 0; i < field_count; i++) {
        struct gk_arrow_builder *builder = &table->builders[i];
        append(table, &builder->validity, "", 0); /* no buffer of an array is NULL, even when it is empty */
        append(table, &builder->values, "", 0);
        append(table, &builder->offsets, "", 0);
        if (has_offsets(fields[i].format))
            append_integer(table, &builder->offsets, 0);
    }
    return !table->out_of_memory;
}

void gk_arrow_table_free(struct gk_arrow_table *table)
{
    for (int i = 0; table->builders && i < table->field_count; i++) {
        gk_text_free(&table->builders[i].validity);
        gk_text_free(&table->builders[i].offsets);
        gk_text_free(&table->builders[i].values);
    }
    free(table->builders);
    table->builders = NULL;
}

/* All texts together stay below 2^31 bytes, and so does every offset. */
void gk_arrow_text_part(struct gk_arrow_table *table, int field, const char *text)
{
    size_t size = strlen(text);
    if (size > INT32_MAX - table->text_bytes) {
        table->too_large = true;
        return;
    }
    table->text_bytes += size;
    append(table, &table->builders[field].values, text, size);
}

static void end_text(struct gk_arrow_table *table, struct gk_arrow_builder *builder, bool valid)
{
    append_integer(table, &builder->offsets, (int32_t)builder->values.length);
    append_validity(table, builder, valid);
}

void gk_arrow_text_end(struct gk_arrow_table *table, int field)
{
    end_text(table, &table->builders[field], true);
}

void gk_arrow_text(struct gk_arrow_table *table, int field, const char *text)
{
    if (text)
        gk_arrow_text_part(table, field, text);
    end_text(table, &table->builders[field], text != NULL);
}

void gk_arrow_integer(struct gk_arrow_table *table, int field, int32_t value)
{
    append_validity(table, &table->builders[field], true);
    append_integer(table, &table->builders[field].values, value);
}

void gk_arrow_boolean(struct gk_arrow_table *table, int field, bool value)
{
    struct gk_arrow_builder *builder = &table->builders[field];
    append_bit(table, &builder->values, builder->length, value);
    append_validity(table, builder, true);
}

void gk_arrow_null(struct gk_arrow_table *table, int field)
{
    struct gk_arrow_builder *builder = &table->builders[field];
    const char *format = table->fields[field].format;
    if (strcmp(format, "u") == 0) {
        end_text(table, builder, false);
        return;
    }
    if (strcmp(format, "b") == 0)
        append_bit(table, &builder->values, builder->length, false);
    else
        append_integer(table, &builder->values, 0);
    append_validity(table, builder, false);
}

void gk_arrow_end(struct gk_arrow_table *table, int field)
{
    struct gk_arrow_builder *builder = &table->builders[field];
    append_validity(table, builder, true);
    if (!has_offsets(table->fields[field].format))
        return;
    int64_t end = table->builders[field + 1].length;
    if (end > INT32_MAX)
        table->too_large = true;
    else
        append_integer(table, &builder->offsets, (int32_t)end);
}

/* --- schemas --- */

static void release_schema(struct ArrowSchema *schema)
{
    for (int64_t i = 0; i < schema->n_children; i++) {
        if (schema->children[i]->release)
            schema->children[i]->release(schema->children[i]);
        free(schema->children[i]);
    }
    free(schema->children);
    schema->release = NULL;
}

/* Moves *field past the field and its children. */
static bool export_schema(const struct gk_arrow_field **field, struct ArrowSchema *out)
{
    const struct gk_arrow_field *self = (*field)++;
    *out = (struct ArrowSchema){
        .format = self->format, .name = self->name, .flags = ARROW_FLAG_NULLABLE, .release = release_schema};
    if (self->child_count == 0)
        return true;
    out->children = calloc((size_t)self->child_count, sizeof(struct ArrowSchema *));
    bool done = out->children != NULL;
    while (done && out->n_children < self->child_count) {
        struct ArrowSchema *child = calloc(1, sizeof *child);
        done = child && export_schema(field, child);
        if (child)
            out->children[out->n_children++] = child;
    }
    if (!done)
        release_schema(out);
    return done;
}

/* --- arrays --- */

static void release_array(struct ArrowArray *array)
{
    for (int64_t i = 0; i < array->n_children; i++) {
        if (array->children[i]->release)
            array->children[i]->release(array->children[i]);
        free(array->children[i]);
    }
    for (int64_t i = 0; i < array->n_buffers; i++)
        free((void *)array->buffers[i]);
    free(array->buffers);
    free(array->children);
    array->release = NULL;
}

static void give(const void **buffer, struct gk_text *text)
{
    *buffer = text->data;
    *text = (struct gk_text){0};
}

/* The buffers that the format has, taken from the builder. */
static bool export_buffers(const char *format, struct gk_arrow_builder *builder, struct ArrowArray *out)
{
    out->buffers = calloc(MOST_BUFFERS, sizeof *out->buffers);
    if (!out->buffers)
        return false;
    give(&out->buffers[out->n_buffers++], &builder->validity);
    if (has_offsets(format))
        give(&out->buffers[out->n_buffers++], &builder->offsets);
    if (format[0] != '+')
        give(&out->buffers[out->n_buffers++], &builder->values);
    return true;
}

/* Moves *field past the field and its children. */
static bool export_array(struct gk_arrow_table *table, int *field, struct ArrowArray *out)
{
    const struct gk_arrow_field *self = &table->fields[*field];
    struct gk_arrow_builder *builder = &table->builders[(*field)++];
    *out = (struct ArrowArray){
        .length = builder->length, .null_count = builder->null_count, .release = release_array};
    bool done = export_buffers(self->format, builder, out);
    if (done && self->child_count > 0)
        done = (out->children = calloc((size_t)self->child_count, sizeof(struct ArrowArray *))) != NULL;
    while (done && out->n_children < self->child_count) {
        struct ArrowArray *child = calloc(1, sizeof *child);
        done = child && export_array(table, field, child);
        if (child)
            out->children[out->n_children++] = child;
    }
    if (!done)
        release_array(out);
    return done;
}

/* --- the stream --- */

struct stream {
    const struct gk_arrow_field *fields;
    struct ArrowArray batch; /* its release is NULL when it has been taken */
    const char *last_error;
};

static int get_schema(struct ArrowArrayStream *self, struct ArrowSchema *out)
{
    struct stream *stream = self->private_data;
    const struct gk_arrow_field *field = stream->fields;
    if (export_schema(&field, out))
        return 0;
    stream->last_error = "out of memory";
    return ENOMEM;
}

static int get_next(struct ArrowArrayStream *self, struct ArrowArray *out)
{
    struct stream *stream = self->private_data;
    *out = stream->batch;
    stream->batch.release = NULL;
    return 0;
}

static const char *get_last_error(struct ArrowArrayStream *self)
{
    const struct stream *stream = self->private_data;
    return stream->last_error;
}

static void release_stream(struct ArrowArrayStream *self)
{
    struct stream *stream = self->private_data;
    if (stream->batch.release)
        stream->batch.release(&stream->batch);
    free(stream);
    self->release = NULL;
}

gkplan_status gk_arrow_stream(struct gk_arrow_table *table, struct ArrowArrayStream *out)
{
    if (table->too_large)
        return GKPLAN_STATUS_LIMIT;
    struct stream *stream = table->out_of_memory ? NULL : calloc(1, sizeof *stream);
    if (!stream)
        return GKPLAN_STATUS_NO_MEMORY;
    int field = 0;
    stream->fields = table->fields;
    if (!export_array(table, &field, &stream->batch)) {
        free(stream);
        return GKPLAN_STATUS_NO_MEMORY;
    }
    *out = (struct ArrowArrayStream){get_schema, get_next, get_last_error, release_stream, stream};
    return GKPLAN_STATUS_OK;
}
