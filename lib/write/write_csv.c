/* One leaf a row with its whole path, for spreadsheets: CSV (RFC 4180, CRLF, UTF-8) and TSV.
 *
 * A cell whose text begins as a formula does (= + - @, their full-width forms, a tab) gets an apostrophe in
 * front: a document that somebody sent must not compute in the reader's spreadsheet. Everything else is as in
 * the source. Levels beyond DEEPEST_LEVEL share the last level's column, and headers beyond MOST_FIELDS share
 * the last column, so that a strange document makes long cells, not rows × columns of empty ones.
 */
#include "write/growing.h"
#include "write/json_leaf.h"
#include "write/lineage.h"
#include "write/name_index.h"
#include "write/writer.h"

#include <gkplan/walk.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

enum { DEEPEST_LEVEL = 16, MOST_FIELDS = 256 };

/* How cells become bytes. */
struct dialect {
    char separator;
    bool quotes; /* else separators and line breaks in a text become spaces */
};

struct row_writer {
    const struct dialect *dialect;
    struct gk_stream *stream;
    struct gk_text cell;         /* the text of the cell that is being made */
    struct gk_lineage lineage;   /* of the leaf */
    struct gk_name_index fields; /* the headers that have a column of their own, in order */
    struct gk_list field_values; /* const gkplan_field *: the leaf's, by column */
    size_t level_count;
    bool more_fields; /* some headers share the last column */
    bool first_cell;
    const gkplan_plan *plan;
    const gkplan_node *leaf;
    const gkplan_task *task;
};

/* --- cells --- */

static bool begins_as_formula(const char *text)
{
    static const char *const starts[] = {"=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠"};
    for (size_t i = 0; i < sizeof starts / sizeof *starts; i++)
        if (strncmp(text, starts[i], strlen(starts[i])) == 0)
            return true;
    return false;
}

static bool needs_quotes(const char *text, char separator)
{
    const char special[] = {separator, '"', '\n', '\r', '\0'};
    return text[strcspn(text, special)] != '\0';
}

static void write_doubling_quotes(struct gk_stream *stream, const char *text)
{
    for (; *text; text++) {
        if (*text == '"')
            gk_stream_byte(stream, '"');
        gk_stream_byte(stream, *text);
    }
}

static void write_on_one_line(struct gk_stream *stream, const char *text)
{
    for (; *text; text++)
        gk_stream_byte(stream, strchr("\t\n\r", *text) ? ' ' : *text);
}

/* Write what the cell buffer holds as the row's next cell, and empty it. */
static void end_cell(struct row_writer *writer)
{
    struct gk_stream *stream = writer->stream;
    const char *text = writer->cell.data ? writer->cell.data : "";
    const char *guard = begins_as_formula(text) ? "'" : "";
    if (!writer->first_cell)
        gk_stream_byte(stream, writer->dialect->separator);
    writer->first_cell = false;
    if (!writer->dialect->quotes) {
        gk_stream_text(stream, guard);
        write_on_one_line(stream, text);
    } else if (needs_quotes(text, writer->dialect->separator)) {
        gk_stream_byte(stream, '"');
        gk_stream_text(stream, guard);
        write_doubling_quotes(stream, text);
        gk_stream_byte(stream, '"');
    } else {
        gk_stream_text(stream, guard);
        gk_stream_text(stream, text);
    }
    gk_text_clear(&writer->cell);
}

static void begin_row(struct row_writer *writer)
{
    writer->first_cell = true;
}

static void end_row(struct row_writer *writer)
{
    gk_stream_text(writer->stream, "\r\n");
    if (writer->cell.failed)
        gk_stream_fail(writer->stream, GKPLAN_STATUS_NO_MEMORY);
}

/* --- what goes into a cell --- */

static void put(struct row_writer *writer, const char *text)
{
    if (text)
        gk_text_append(&writer->cell, text, strlen(text));
}

static void put_integer(struct row_writer *writer, int64_t value)
{
    char digits[24];
    snprintf(digits, sizeof digits, "%" PRId64, value);
    put(writer, digits);
}

static void put_date(struct row_writer *writer, gkplan_date date)
{
    char digits[16];
    if (!gk_date_is_set(date))
        return;
    snprintf(digits, sizeof digits, "%04d-%02u-%02u", date.year, date.month, date.day);
    put(writer, digits);
}

/* The units of the field that have `role`; ； stands between them, which is in no unit's name. */
static void put_units_of_field(struct row_writer *writer, const gkplan_units *units, gkplan_unit_role role)
{
    for (const gkplan_unit *unit = units ? units->first_unit : NULL; unit; unit = unit->next) {
        if (unit->role != role)
            continue;
        if (writer->cell.length > 0)
            put(writer, "；");
        if (unit->scope) {
            put(writer, unit->scope);
            put(writer, "：");
        }
        put(writer, unit->name);
    }
}

static void put_units(struct row_writer *writer, gkplan_unit_role role)
{
    put_units_of_field(writer, writer->task->lead, role);
    put_units_of_field(writer, writer->task->units, role);
    put_units_of_field(writer, writer->task->support, role);
}

static void put_units_text(struct row_writer *writer, const gkplan_units *units)
{
    put(writer, units ? units->text : NULL);
}

static void put_units_origin(struct row_writer *writer, const gkplan_units *units)
{
    put(writer, units ? gkplan_origin_name(units->origin) : NULL);
}

/* --- the columns --- */

static void plan_index(struct row_writer *writer)
{
    put_integer(writer, writer->plan->position);
}
static void plan_title(struct row_writer *writer)
{
    put(writer, writer->plan->title);
}
static void path(struct row_writer *writer)
{
    for (size_t i = 0; i <= gk_lineage_ancestor_count(&writer->lineage); i++) {
        if (i > 0)
            put(writer, ".");
        put_integer(writer, gk_lineage_ancestor(&writer->lineage, i)->position);
    }
}
static void number(struct row_writer *writer)
{
    put(writer, writer->task->number);
}
static void kind(struct row_writer *writer)
{
    put(writer, gk_node_kind_name(writer->leaf->kind));
}
static void label(struct row_writer *writer)
{
    put(writer, writer->leaf->label);
}
static void text(struct row_writer *writer)
{
    put(writer, writer->leaf->text);
}
static void lead(struct row_writer *writer)
{
    put_units(writer, GKPLAN_UNIT_LEAD);
}
static void responsible(struct row_writer *writer)
{
    put_units(writer, GKPLAN_UNIT_RESPONSIBLE);
}
static void support(struct row_writer *writer)
{
    put_units(writer, GKPLAN_UNIT_SUPPORT);
}
static void deadline(struct row_writer *writer)
{
    put(writer, writer->task->deadline ? writer->task->deadline->text : NULL);
}
static void start(struct row_writer *writer)
{
    if (writer->task->deadline)
        put_date(writer, writer->task->deadline->start);
}
static void due(struct row_writer *writer)
{
    if (writer->task->deadline)
        put_date(writer, writer->task->deadline->due);
}
static void ongoing(struct row_writer *writer)
{
    if (writer->task->deadline)
        put(writer, writer->task->deadline->ongoing ? "true" : "false");
}
static void recurring(struct row_writer *writer)
{
    if (writer->task->deadline)
        put(writer, gkplan_recurrence_name(writer->task->deadline->recurring));
}
static void relative_days(struct row_writer *writer)
{
    if (writer->task->deadline && writer->task->deadline->relative_days >= 0)
        put_integer(writer, writer->task->deadline->relative_days);
}
static void lead_text(struct row_writer *writer)
{
    put_units_text(writer, writer->task->lead);
}
static void units_text(struct row_writer *writer)
{
    put_units_text(writer, writer->task->units);
}
static void support_text(struct row_writer *writer)
{
    put_units_text(writer, writer->task->support);
}
static void lead_origin(struct row_writer *writer)
{
    put_units_origin(writer, writer->task->lead);
}
static void units_origin(struct row_writer *writer)
{
    put_units_origin(writer, writer->task->units);
}
static void support_origin(struct row_writer *writer)
{
    put_units_origin(writer, writer->task->support);
}
static void deadline_origin(struct row_writer *writer)
{
    if (writer->task->deadline)
        put(writer, gkplan_origin_name(writer->task->deadline->origin));
}
static void line(struct row_writer *writer)
{
    if (writer->leaf->place.line > 0)
        put_integer(writer, writer->leaf->place.line);
}

struct column {
    const char *name;
    void (*fill)(struct row_writer *writer);
};

/* In front of the levels ... */
static const struct column first_columns[] = {
    {"plan", plan_index},
    {"plan_title", plan_title},
    {"path", path},
    {"number", number},
};
/* ... and after them; the table's other columns follow under their own headers. */
static const struct column last_columns[] = {
    {"kind", kind},
    {"label", label},
    {"text", text},
    {"lead", lead},
    {"responsible", responsible},
    {"support", support},
    {"deadline", deadline},
    {"start", start},
    {"due", due},
    {"ongoing", ongoing},
    {"recurring", recurring},
    {"relative_days", relative_days},
    {"lead_text", lead_text},
    {"units_text", units_text},
    {"support_text", support_text},
    {"lead_origin", lead_origin},
    {"units_origin", units_origin},
    {"support_origin", support_origin},
    {"deadline_origin", deadline_origin},
    {"line", line},
};

#define COUNT(array) (sizeof(array) / sizeof *(array))

static const struct gk_name *field_name_at(const struct row_writer *writer, size_t position)
{
    return gk_list_at(&writer->fields.names, position);
}

static void write_header(struct row_writer *writer)
{
    begin_row(writer);
    for (size_t i = 0; i < COUNT(first_columns); i++) {
        put(writer, first_columns[i].name);
        end_cell(writer);
    }
    for (size_t i = 0; i < writer->level_count; i++) {
        put(writer, "level_");
        put_integer(writer, (int64_t)i + 1);
        end_cell(writer);
    }
    for (size_t i = 0; i < COUNT(last_columns); i++) {
        put(writer, last_columns[i].name);
        end_cell(writer);
    }
    for (size_t i = 0; i < writer->fields.names.count; i++) {
        put(writer, field_name_at(writer, i)->text);
        end_cell(writer);
    }
    if (writer->more_fields) {
        put(writer, "fields");
        end_cell(writer);
    }
    end_row(writer);
}

/* --- rows --- */

static void write_levels(struct row_writer *writer)
{
    size_t count = gk_lineage_ancestor_count(&writer->lineage);
    for (size_t i = 0; i < writer->level_count; i++) {
        bool last = i + 1 == writer->level_count;
        for (size_t level = i; level < count && (level == i || last); level++) {
            const gkplan_node *node = gk_lineage_ancestor(&writer->lineage, level);
            put(writer, level > i ? "\n" : NULL);
            put(writer, node->label);
            put(writer, node->text);
        }
        end_cell(writer);
    }
}

/* The place of the field's value among the columns, or NULL. */
static const gkplan_field **column_of(struct row_writer *writer, const gkplan_field *field)
{
    const struct gk_name *name = gk_name_index_find(&writer->fields, field->name);
    return name ? gk_list_at(&writer->field_values, name->position) : NULL;
}

/* Fields of a header that has no column, or whose column an earlier field took: lines of "header：text". */
static void write_shared_fields(struct row_writer *writer)
{
    for (const gkplan_field *field = writer->task->first_field; field; field = field->next) {
        const gkplan_field **value = column_of(writer, field);
        if (value && *value == field)
            continue;
        if (writer->cell.length > 0)
            put(writer, "\n");
        put(writer, field->name);
        put(writer, "：");
        put(writer, field->text);
    }
    end_cell(writer);
}

static void write_fields(struct row_writer *writer)
{
    for (size_t i = 0; i < writer->field_values.count; i++)
        *(const gkplan_field **)gk_list_at(&writer->field_values, i) = NULL;
    for (const gkplan_field *field = writer->task->first_field; field; field = field->next) {
        const gkplan_field **value = column_of(writer, field);
        if (value && !*value)
            *value = field;
    }
    for (size_t i = 0; i < writer->field_values.count; i++) {
        const gkplan_field *field = *(const gkplan_field **)gk_list_at(&writer->field_values, i);
        put(writer, field ? field->text : NULL);
        end_cell(writer);
    }
    if (writer->more_fields)
        write_shared_fields(writer);
}

static void write_row(struct row_writer *writer)
{
    begin_row(writer);
    for (size_t i = 0; i < COUNT(first_columns); i++) {
        first_columns[i].fill(writer);
        end_cell(writer);
    }
    write_levels(writer);
    for (size_t i = 0; i < COUNT(last_columns); i++) {
        last_columns[i].fill(writer);
        end_cell(writer);
    }
    write_fields(writer);
    end_row(writer);
}

/* --- the document --- */

/* Give each header of the leaf's other columns a column; a header that stands twice in one leaf shares the
 * last. */
static bool count_fields(struct row_writer *writer, const gkplan_node *leaf, uint32_t leaf_number)
{
    for (const gkplan_field *field = leaf->task ? leaf->task->first_field : NULL; field;
         field = field->next) {
        bool full = writer->fields.names.count >= MOST_FIELDS;
        struct gk_name *name = full ? gk_name_index_find(&writer->fields, field->name)
                                    : gk_name_index_add(&writer->fields, field->name);
        if (!name && !full)
            return false;
        if (!name || name->uses == leaf_number)
            writer->more_fields = true;
        else
            name->uses = leaf_number;
    }
    return true;
}

/* What columns the document needs. */
static bool survey(struct row_writer *writer, const gkplan_document *document)
{
    uint32_t leaf_number = 0;
    for (const gkplan_plan *plan = gkplan_document_first_plan(document); plan; plan = plan->next) {
        for (const gkplan_node *leaf = gkplan_plan_first_leaf(plan); leaf;
             leaf = gkplan_node_next_leaf(leaf)) {
            if (leaf->level > writer->level_count + 1)
                writer->level_count = leaf->level - 1;
            if (!count_fields(writer, leaf, ++leaf_number))
                return false;
        }
    }
    if (writer->level_count > DEEPEST_LEVEL)
        writer->level_count = DEEPEST_LEVEL;
    for (size_t i = 0; i < writer->fields.names.count; i++)
        if (!gk_list_push(&writer->field_values))
            return false;
    return true;
}

static bool write_leaf(struct row_writer *writer, const gkplan_plan *plan, const gkplan_node *leaf)
{
    static const gkplan_task nothing = {0};
    writer->plan = plan;
    writer->leaf = leaf;
    writer->task = leaf->task ? leaf->task : &nothing;
    if (!gk_lineage_set(&writer->lineage, leaf))
        return false;
    write_row(writer);
    return writer->stream->status == GKPLAN_STATUS_OK;
}

static bool write_all(struct row_writer *writer, const gkplan_document *document)
{
    if (!survey(writer, document))
        return false;
    write_header(writer);
    for (const gkplan_plan *plan = gkplan_document_first_plan(document); plan; plan = plan->next)
        for (const gkplan_node *leaf = gkplan_plan_first_leaf(plan); leaf; leaf = gkplan_node_next_leaf(leaf))
            if (!write_leaf(writer, plan, leaf))
                return false;
    return true;
}

static void write_rows(const gkplan_document *document, struct gk_stream *stream,
                       const struct dialect *dialect)
{
    struct row_writer writer = {.dialect = dialect, .stream = stream};
    gk_lineage_init(&writer.lineage);
    gk_name_index_init(&writer.fields);
    gk_list_init(&writer.field_values, sizeof(const gkplan_field *));
    if (!write_all(&writer, document))
        gk_stream_fail(stream, GKPLAN_STATUS_NO_MEMORY); /* keeps the first failure */
    gk_list_free(&writer.field_values);
    gk_name_index_free(&writer.fields);
    gk_lineage_free(&writer.lineage);
    gk_text_free(&writer.cell);
}

void gk_write_csv(const gkplan_document *document, struct gk_stream *stream)
{
    static const struct dialect csv = {.separator = ',', .quotes = true};
    write_rows(document, stream, &csv);
}

void gk_write_tsv(const gkplan_document *document, struct gk_stream *stream)
{
    static const struct dialect tsv = {.separator = '\t', .quotes = false};
    write_rows(document, stream, &tsv);
}
