/* Tables that a spreadsheet exported: every record has the same number of fields, separated by commas,
 * semicolons or tabs; a field in quotes may hold separators, line breaks and doubled quotes. Covered cells
 * are blank. Lines without a separator may stand above the records (a title, sep=;) and below them (a note).
 */
#include "core/array.h"
#include "core/cjk_text.h"
#include "read/reader.h"

static const char separators[] = {',', ';', '\t'};
enum { FIELDS_LEAST = 3, RECORDS_LEAST = 2, LINES_ASIDE = 3, LONGEST_ASIDE = 300 };

struct field {
    struct gk_string text; /* without its quotes, doubled quotes still doubled */
    bool quoted;
    bool last; /* of its record */
};

struct cursor {
    const char *at, *end;
    char separator;
    uint32_t line;
    bool damaged; /* a quote that does not end, or text behind one */
};

static const char *end_of_quoted(struct cursor *cursor)
{
    const char *at = cursor->at + 1;
    for (; at < cursor->end; at++) {
        cursor->line += *at == '\n';
        if (*at != '"')
            continue;
        if (at + 1 == cursor->end || at[1] != '"')
            return at;
        at++;
    }
    cursor->damaged = true;
    return cursor->end;
}

/* The next field; false at the end of the text. */
static bool next_field(struct cursor *cursor, struct field *field)
{
    const char *start = cursor->at, *stop;
    if (cursor->at >= cursor->end)
        return false;
    field->quoted = *start == '"';
    if (field->quoted) {
        stop = end_of_quoted(cursor);
        field->text = gk_string_make(start + 1, (size_t)(stop - start - 1));
        cursor->at = stop < cursor->end ? stop + 1 : stop;
    }
    stop = cursor->at;
    while (stop < cursor->end && *stop != cursor->separator && *stop != '\n' && *stop != '\r')
        stop++;
    if (field->quoted)
        cursor->damaged = cursor->damaged || stop != cursor->at;
    else
        field->text = gk_string_make(start, (size_t)(stop - start));
    field->last = stop >= cursor->end || *stop != cursor->separator;
    if (field->last && stop < cursor->end)
        cursor->line++;
    if (field->last && stop + 1 < cursor->end && *stop == '\r' && stop[1] == '\n')
        stop++;
    cursor->at = stop < cursor->end ? stop + 1 : stop;
    return true;
}

/* The line that tells a spreadsheet what the separator is (sep=;), its end included; empty: there is none. */
static struct gk_string separator_line(const struct gk_source *source)
{
    struct gk_string rest = source->text, line;
    bool is_one = gk_string_starts(rest, GK_STRING("sep=")) && gk_next_line(&rest, &line) &&
                  line.length == strlen("sep=") + 1;
    return gk_string_first(source->text, is_one ? (size_t)(rest.data - source->text.data) : 0);
}

static struct cursor begin(const struct gk_source *source, char separator)
{
    size_t from = separator_line(source).length;
    return (struct cursor){source->text.data + from, source->text.data + source->text.length, separator,
                           from > 0 ? 2 : 1, false};
}

/* What the records of a text are like. */
struct shape {
    size_t records, fields; /* of each record */
    size_t above, below;    /* lines aside */
    bool irregular;
};

/* A record of `fields` fields, whose last one is `field`. */
static void take_record(struct shape *shape, size_t fields, const struct field *field)
{
    bool aside = fields == 1 && !field->quoted && field->text.length <= LONGEST_ASIDE;
    if (aside && gk_is_blank(field->text))
        return;
    if (aside && shape->records == 0) {
        shape->above++;
    } else if (aside) {
        shape->below++;
    } else {
        shape->irregular = shape->irregular || shape->below > 0 ||
                           (shape->records > 0 ? fields != shape->fields : fields < FIELDS_LEAST);
        shape->fields = fields;
        shape->records++;
    }
    shape->irregular = shape->irregular || shape->above > LINES_ASIDE || shape->below > LINES_ASIDE;
}

/* Whether every record has as many fields as the first. Tabs need a quoted field: without one it is text with
 * tab rows. Beside other lines there must be a record more: prose has commas too. */
static bool is_regular(const struct gk_source *source, char separator)
{
    struct cursor cursor = begin(source, separator);
    struct shape shape = {0};
    struct field field;
    size_t fields = 0;
    bool quoted = separator != '\t';
    if (!quoted && !memchr(source->text.data, '"', source->text.length))
        return false;
    while (!shape.irregular && next_field(&cursor, &field)) {
        fields++;
        quoted = quoted || field.quoted;
        if (cursor.damaged)
            return false;
        if (!field.last)
            continue;
        take_record(&shape, fields, &field);
        fields = 0;
    }
    return quoted && !shape.irregular && fields == 0 &&
           shape.records >= RECORDS_LEAST + (shape.above + shape.below > 0);
}

static char find_separator(const struct gk_source *source)
{
    for (size_t i = 0; i < sizeof separators; i++)
        if (is_regular(source, separators[i]))
            return separators[i];
    return 0;
}

static int recognise(const struct gk_source *source)
{
    if (source->container != GK_CONTAINER_TEXT || source->text.length == 0)
        return 0;
    return find_separator(source) ? 82 : 0;
}

static void write_field(struct gk_layout_builder *builder, const struct field *field)
{
    struct gk_string text = field->text, line;
    gk_layout_begin_cell(builder, NULL);
    if (field->quoted) {
        gk_layout_left_out(builder, GK_LEFT_OUT_MARK, GK_STRING("\""));
        gk_layout_left_out(builder, GK_LEFT_OUT_MARK, GK_STRING("\""));
    }
    while (gk_next_line(&text, &line)) {
        gk_layout_begin_paragraph(builder, NULL);
        for (;;) {
            size_t at = field->quoted ? gk_string_find(line, GK_STRING("\"\""), 0) : GK_NOT_FOUND;
            gk_layout_text(builder, at == GK_NOT_FOUND ? line : gk_string_first(line, at + 1));
            if (at == GK_NOT_FOUND)
                break;
            gk_layout_left_out(builder, GK_LEFT_OUT_MARK, GK_STRING("\""));
            line = gk_string_from(line, at + 2);
        }
        gk_layout_end_paragraph(builder);
    }
    gk_layout_end_cell(builder);
}

static gkplan_status read(struct gk_context *context, const struct gk_source *source,
                          struct gk_layout_builder *builder)
{
    char separator = find_separator(source);
    struct cursor cursor = begin(source, separator ? separator : ',');
    struct field field;
    bool open = false, first = true;
    gk_layout_place(builder, NULL, 1, 0);
    gk_layout_left_out(builder, GK_LEFT_OUT_MARK, gk_trim(separator_line(source)));
    gk_layout_begin_table(builder, NULL);
    for (uint32_t line = cursor.line; context->status == GKPLAN_STATUS_OK && next_field(&cursor, &field);
         line = cursor.line) {
        gk_layout_place(builder, NULL, line, (uint64_t)(field.text.data - source->text.data));
        if (!open && field.last && !field.quoted && gk_is_blank(field.text))
            continue;
        if (!open)
            gk_layout_begin_row(builder, 0);
        else if (cursor.separator != '\t')
            gk_layout_left_out(builder, GK_LEFT_OUT_MARK, gk_string_make(&cursor.separator, 1));
        write_field(builder, &field);
        open = !field.last;
        if (!open)
            gk_layout_end_row(builder);
        first = false;
    }
    if (open)
        gk_layout_end_row(builder);
    gk_layout_end_table(builder);
    if (first && context->status == GKPLAN_STATUS_OK)
        return gk_fail(context, GKPLAN_STATUS_MALFORMED, NULL, 1, "the text has no records");
    return context->status;
}

const struct gk_reader gk_reader_csv = {GKPLAN_FORMAT_TEXT, "csv", recognise, read};
