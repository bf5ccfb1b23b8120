/* Runs of a Word file: text, signs, breaks, fields, tracked changes, hidden text, text boxes, alternatives.
 */
#include "read/docx_reader.h"
#include "read/docx_symbols.h"

#include "core/utf8.h"
#include <string.h>

bool gk_docx_run_is_hidden(const struct gk_docx_reader *reader)
{
    const struct gk_docx_run *run = &reader->run;
    if (run->vanish != GK_DOCX_UNSET)
        return run->vanish == GK_DOCX_ON;
    /* Styles switch each other over; the document's defaults do not. */
    bool by_paragraph = reader->paragraph.all.vanish == GK_DOCX_ON;
    bool by_run = run->style_vanish == GK_DOCX_ON;
    return reader->styles.default_vanish == GK_DOCX_ON || by_paragraph != by_run;
}

bool gk_docx_is_left_out(const struct gk_docx_reader *reader, enum gk_left_out *why)
{
    *why = reader->removed        ? GK_LEFT_OUT_DELETED
           : reader->instructions ? GK_LEFT_OUT_MARK
                                  : GK_LEFT_OUT_HIDDEN;
    return reader->removed || reader->instructions || reader->run.hidden;
}

/* Text of the open run: to the layout, or counted as left out. */
static void put(struct gk_docx_reader *reader, struct gk_string text)
{
    enum gk_left_out why;
    if (gk_docx_is_left_out(reader, &why)) {
        gk_layout_left_out(reader->builder, why, text);
        return;
    }
    if (!reader->paragraph.opened)
        gk_docx_open_paragraph(reader);
    gk_layout_text(reader->builder, text);
    reader->page_fresh = false;
}

static void put_codepoint(struct gk_docx_reader *reader, uint32_t codepoint)
{
    char bytes[4];
    put(reader, gk_string_make(bytes, gk_utf8_encode(codepoint, bytes)));
}

static bool is_white(char byte)
{
    return byte == ' ' || byte == '\n' || byte == '\r' || byte == '\t';
}

/* Text whose white space need not be kept at its ends; a line's end in the file is no line break. */
static void put_loose(struct gk_docx_reader *reader, struct gk_string text)
{
    bool plain = text.length > 0 && reader->spaces.length == 0 && !is_white(text.data[0]) &&
                 !is_white(text.data[text.length - 1]) && !memchr(text.data, '\n', text.length);
    if (plain) {
        put(reader, text);
        reader->text_begun = true;
        return;
    }
    for (size_t i = 0; i < text.length;) {
        size_t start = i;
        while (i < text.length && !is_white(text.data[i]))
            i++;
        if (i > start) {
            if (reader->spaces.length > 0)
                put(reader, gk_buffer_view(&reader->spaces));
            put(reader, gk_string_make(text.data + start, i - start));
            gk_buffer_clear(&reader->spaces);
            reader->text_begun = true;
        }
        for (; i < text.length && is_white(text.data[i]); i++)
            if (reader->text_begun &&
                !gk_buffer_append(&reader->spaces, text.data[i] == '\t' ? "\t" : " ", 1))
                gk_fail_memory(reader->context);
    }
}

/* Text as it stands, but that a line's end in the file is a space. */
static void put_preserved(struct gk_docx_reader *reader, struct gk_string text)
{
    for (size_t i = 0; i < text.length;) {
        size_t start = i;
        while (i < text.length && text.data[i] != '\n' && text.data[i] != '\r')
            i++;
        if (i > start)
            put(reader, gk_string_make(text.data + start, i - start));
        if (i < text.length)
            put(reader, GK_STRING(" "));
        i++;
    }
}

void gk_docx_text(struct gk_docx_scan *scan, uint8_t scope, struct gk_string text)
{
    struct gk_docx_reader *reader = gk_docx_reader_of(scan);
    if (scope == GK_DOCX_IN_LEFT_OUT_TEXT)
        gk_layout_left_out(reader->builder, reader->left_out_why, text);
    else if (!reader->preserve)
        put_loose(reader, text);
    else
        put_preserved(reader, text);
}

static uint8_t begin_text(struct gk_docx_scan *scan, struct gk_docx_attributes attributes)
{
    struct gk_docx_reader *reader = gk_docx_reader_of(scan);
    reader->preserve = false;
    reader->text_begun = false;
    gk_buffer_clear(&reader->spaces);
    for (int i = 0; i < attributes.count; i++) {
        const xmlChar **item = attributes.items + 5 * i;
        if (strcmp((const char *)item[0], "space") == 0 && item[4] - item[3] == 8)
            reader->preserve = memcmp(item[3], "preserve", 8) == 0;
    }
    return GK_DOCX_IN_TEXT;
}

static uint8_t begin_run(struct gk_docx_scan *scan, struct gk_docx_attributes attributes)
{
    (void)attributes;
    struct gk_docx_reader *reader = gk_docx_reader_of(scan);
    gk_docx_settle_paragraph(reader);
    reader->run = (struct gk_docx_run){0};
    reader->run.hidden = gk_docx_run_is_hidden(reader);
    return GK_DOCX_IN_RUN;
}

static void end_run(struct gk_docx_scan *scan, uint8_t inside)
{
    (void)inside;
    gk_docx_reader_of(scan)->run = (struct gk_docx_run){0};
}

static uint8_t note_vanish(struct gk_docx_scan *scan, struct gk_docx_attributes attributes)
{
    struct gk_docx_reader *reader = gk_docx_reader_of(scan);
    reader->run.vanish = gk_docx_is_on(attributes) ? GK_DOCX_ON : GK_DOCX_OFF;
    reader->run.hidden = gk_docx_run_is_hidden(reader);
    return GK_DOCX_SKIP;
}

static uint8_t note_run_style(struct gk_docx_scan *scan, struct gk_docx_attributes attributes)
{
    struct gk_docx_reader *reader = gk_docx_reader_of(scan);
    const struct gk_docx_style *style =
        gk_docx_style_find(&reader->styles, gk_docx_value(attributes), GK_DOCX_STYLE_CHARACTER);
    reader->run.style_vanish = style ? style->properties.vanish : (uint8_t)GK_DOCX_UNSET;
    reader->run.hidden = gk_docx_run_is_hidden(reader);
    return GK_DOCX_SKIP;
}

static uint8_t put_tab(struct gk_docx_scan *scan, struct gk_docx_attributes attributes)
{
    (void)attributes;
    put(gk_docx_reader_of(scan), GK_STRING("\t"));
    return GK_DOCX_SKIP;
}

static uint8_t put_line_break(struct gk_docx_scan *scan, struct gk_docx_attributes attributes)
{
    (void)attributes;
    put(gk_docx_reader_of(scan), GK_STRING("\n"));
    return GK_DOCX_SKIP;
}

static uint8_t put_break(struct gk_docx_scan *scan, struct gk_docx_attributes attributes)
{
    struct gk_docx_reader *reader = gk_docx_reader_of(scan);
    struct gk_string type = GK_STRING("");
    enum gk_left_out why;
    gk_docx_attribute(attributes, "type", &type);
    /* In a table a page break is no more than a line break: rows do not end in their middle. */
    if (!gk_string_equal(type, GK_STRING("page")) || reader->tables.count > 0)
        return put_line_break(scan, attributes);
    if (gk_docx_is_left_out(reader, &why))
        return GK_DOCX_SKIP;
    gk_docx_page_break(reader, false);
    if (reader->paragraph.opened)
        gk_layout_text(reader->builder, GK_STRING("\n"));
    return GK_DOCX_SKIP;
}

static uint8_t note_rendered_break(struct gk_docx_scan *scan, struct gk_docx_attributes attributes)
{
    (void)attributes;
    gk_docx_page_break(gk_docx_reader_of(scan), true);
    return GK_DOCX_SKIP;
}

static uint8_t put_no_break_hyphen(struct gk_docx_scan *scan, struct gk_docx_attributes attributes)
{
    (void)attributes;
    put_codepoint(gk_docx_reader_of(scan), 0x2011);
    return GK_DOCX_SKIP;
}

static uint8_t put_soft_hyphen(struct gk_docx_scan *scan, struct gk_docx_attributes attributes)
{
    (void)attributes;
    put_codepoint(gk_docx_reader_of(scan), 0x00AD);
    return GK_DOCX_SKIP;
}

static uint32_t hexadecimal(struct gk_string text)
{
    uint32_t number = 0;
    for (size_t i = 0; i < text.length && number < 0x1000000; i++) {
        char digit = text.data[i];
        if (digit >= '0' && digit <= '9')
            number = 16 * number + (uint32_t)(digit - '0');
        else if ((digit | 0x20) >= 'a' && (digit | 0x20) <= 'f')
            number = 16 * number + (uint32_t)((digit | 0x20) - 'a' + 10);
        else
            return 0;
    }
    return number;
}

static uint8_t put_symbol(struct gk_docx_scan *scan, struct gk_docx_attributes attributes)
{
    struct gk_string font = GK_STRING(""), code = GK_STRING("");
    gk_docx_attribute(attributes, "font", &font);
    gk_docx_attribute(attributes, "char", &code);
    uint32_t codepoint = hexadecimal(code);
    bool surrogate = codepoint >= 0xD800 && codepoint <= 0xDFFF;
    if (codepoint == 0 || codepoint > 0x10FFFF || surrogate)
        codepoint = 0xFFFD;
    put_codepoint(gk_docx_reader_of(scan), gk_docx_symbol(font, codepoint));
    return GK_DOCX_SKIP;
}

/* The note's text stands elsewhere in the file; a mark in the middle of the text would read as part of it. */
static uint8_t note_note(struct gk_docx_scan *scan, struct gk_docx_attributes attributes)
{
    (void)attributes;
    gk_docx_say(scan, GK_MESSAGE_NOTE_NOT_READ);
    return GK_DOCX_SKIP;
}

static uint8_t note_comment(struct gk_docx_scan *scan, struct gk_docx_attributes attributes)
{
    (void)attributes;
    gk_docx_say(scan, GK_MESSAGE_COMMENT_NOT_READ);
    return GK_DOCX_SKIP;
}

static uint8_t note_picture(struct gk_docx_scan *scan, struct gk_docx_attributes attributes)
{
    (void)attributes;
    gk_docx_say(scan, GK_MESSAGE_PICTURE_NOT_READ);
    return GK_DOCX_SKIP;
}

static uint8_t note_object(struct gk_docx_scan *scan, struct gk_docx_attributes attributes)
{
    (void)attributes;
    gk_docx_say(scan, GK_MESSAGE_OBJECT_NOT_READ);
    return GK_DOCX_SKIP;
}

/* Words of a drawing have no place in the text around it, unless they stand in a text box. */
static uint8_t leave_drawing_text(struct gk_docx_scan *scan, struct gk_docx_attributes attributes)
{
    (void)attributes;
    struct gk_docx_reader *reader = gk_docx_reader_of(scan);
    if (!gk_docx_is_left_out(reader, &reader->left_out_why))
        reader->left_out_why = GK_LEFT_OUT_DRAWING;
    return GK_DOCX_IN_LEFT_OUT_TEXT;
}

static uint8_t leave_text_path(struct gk_docx_scan *scan, struct gk_docx_attributes attributes)
{
    struct gk_string text;
    if (gk_docx_attribute(attributes, "string", &text)) {
        leave_drawing_text(scan, attributes);
        gk_layout_left_out(gk_docx_reader_of(scan)->builder, gk_docx_reader_of(scan)->left_out_why, text);
    }
    return GK_DOCX_SKIP;
}

static uint8_t *last_field(const struct gk_docx_reader *reader)
{
    return reader->fields.count ? gk_array_at(&reader->fields, reader->fields.count - 1) : NULL;
}

static uint8_t note_field(struct gk_docx_scan *scan, struct gk_docx_attributes attributes)
{
    struct gk_docx_reader *reader = gk_docx_reader_of(scan);
    struct gk_string type = GK_STRING("");
    uint8_t *field = last_field(reader);
    gk_docx_attribute(attributes, "fldCharType", &type);
    if (gk_string_equal(type, GK_STRING("begin"))) {
        field = gk_array_push(&reader->fields);
        if (!field) {
            gk_fail_memory(scan->context);
            return GK_DOCX_SKIP;
        }
        *field = 1;
        reader->instructions++;
    } else if (field && gk_string_equal(type, GK_STRING("separate"))) {
        reader->instructions -= *field;
        *field = 0;
    } else if (field && gk_string_equal(type, GK_STRING("end"))) {
        gk_docx_end_fields(reader, reader->fields.count - 1);
    }
    return GK_DOCX_SKIP;
}

void gk_docx_end_fields(struct gk_docx_reader *reader, size_t count)
{
    while (reader->fields.count > count) {
        reader->instructions -= *last_field(reader);
        reader->fields.count--;
    }
}

/* Whether a change of this kind takes its text out. */
static bool takes_out(const struct gk_docx_reader *reader, bool insertion)
{
    return insertion == (reader->context->options.revisions == GKPLAN_REVISIONS_REJECT);
}

static uint8_t begin_insertion(struct gk_docx_scan *scan, struct gk_docx_attributes attributes)
{
    (void)attributes;
    struct gk_docx_reader *reader = gk_docx_reader_of(scan);
    gk_docx_note_change(scan);
    reader->removed += takes_out(reader, true);
    return GK_DOCX_SAME_SCOPE;
}

static void end_insertion(struct gk_docx_scan *scan, uint8_t inside)
{
    (void)inside;
    struct gk_docx_reader *reader = gk_docx_reader_of(scan);
    reader->removed -= takes_out(reader, true);
}

static uint8_t begin_deletion(struct gk_docx_scan *scan, struct gk_docx_attributes attributes)
{
    (void)attributes;
    struct gk_docx_reader *reader = gk_docx_reader_of(scan);
    gk_docx_note_change(scan);
    reader->removed += takes_out(reader, false);
    return GK_DOCX_SAME_SCOPE;
}

static void end_deletion(struct gk_docx_scan *scan, uint8_t inside)
{
    (void)inside;
    struct gk_docx_reader *reader = gk_docx_reader_of(scan);
    reader->removed -= takes_out(reader, false);
}

static uint8_t begin_text_box(struct gk_docx_scan *scan, struct gk_docx_attributes attributes)
{
    (void)attributes;
    struct gk_docx_reader *reader = gk_docx_reader_of(scan);
    if (gk_docx_is_left_out(reader, &reader->left_out_why))
        return GK_DOCX_IN_LEFT_OUT;
    struct gk_docx_box *box = gk_array_push(&reader->boxes);
    if (!box) {
        gk_fail_memory(scan->context);
        return GK_DOCX_SKIP;
    }
    reader->paragraph.box = true;
    *box = (struct gk_docx_box){.paragraph = reader->paragraph,
                                .run = reader->run,
                                .fields = reader->fields.count,
                                .joined = reader->joined};
    reader->joined = false;
    gk_layout_begin_text_box(reader->builder);
    return GK_DOCX_IN_BLOCKS;
}

static void end_text_box(struct gk_docx_scan *scan, uint8_t inside)
{
    struct gk_docx_reader *reader = gk_docx_reader_of(scan);
    if (inside != GK_DOCX_IN_BLOCKS)
        return;
    gk_docx_end_joined(reader);
    gk_layout_end_text_box(reader->builder);
    const struct gk_docx_box *box = gk_array_at(&reader->boxes, reader->boxes.count - 1);
    gk_docx_end_fields(reader, box->fields);
    reader->paragraph = box->paragraph;
    reader->run = box->run;
    reader->joined = box->joined;
    reader->boxes.count--;
}

/* One branch counts: the first whose namespaces the library can read, else the fallback. */
static uint8_t take_branch(struct gk_docx_scan *scan)
{
    gk_docx_change_scope(scan, GK_DOCX_IN_ALTERNATE_TAKEN);
    return gk_docx_scope_around(scan);
}

static uint8_t leave_branch(struct gk_docx_scan *scan, struct gk_docx_attributes attributes)
{
    (void)attributes;
    gk_docx_reader_of(scan)->left_out_why = GK_LEFT_OUT_ALTERNATIVE;
    return GK_DOCX_IN_LEFT_OUT;
}

static uint8_t begin_choice(struct gk_docx_scan *scan, struct gk_docx_attributes attributes)
{
    struct gk_string requires = GK_STRING("");
    gk_docx_attribute(attributes, "Requires", &requires);
    return gk_docx_understands(scan, requires) ? take_branch(scan) : leave_branch(scan, attributes);
}

static uint8_t begin_fallback(struct gk_docx_scan *scan, struct gk_docx_attributes attributes)
{
    (void)attributes;
    return take_branch(scan);
}

static uint8_t leave_ruby(struct gk_docx_scan *scan, struct gk_docx_attributes attributes)
{
    (void)attributes;
    gk_docx_reader_of(scan)->left_out_why = GK_LEFT_OUT_MARK;
    return GK_DOCX_IN_LEFT_OUT;
}

#define GK_DOCX_ANYWHERE(scope)                                                                              \
    {scope, GK_DOCX_ALTERNATE_CONTENT, GK_DOCX_IN_ALTERNATE, NULL, NULL},                                    \
        {scope, GK_DOCX_CONTENT_CONTROL_PROPERTIES, GK_DOCX_SKIP, NULL, NULL},                               \
        {scope, GK_DOCX_CONTENT_CONTROL_END_PROPERTIES, GK_DOCX_SKIP, NULL, NULL},                           \
        {scope, GK_DOCX_CUSTOM_XML_PROPERTIES, GK_DOCX_SKIP, NULL, NULL},                                    \
        {scope, GK_DOCX_INSERTION, GK_DOCX_SKIP, begin_insertion, end_insertion},                            \
        {scope, GK_DOCX_MOVE_TO, GK_DOCX_SKIP, begin_insertion, end_insertion},                              \
        {scope, GK_DOCX_DELETION, GK_DOCX_SKIP, begin_deletion, end_deletion},                               \
    {                                                                                                        \
        scope, GK_DOCX_MOVE_FROM, GK_DOCX_SKIP, begin_deletion, end_deletion                                 \
    }

const struct gk_docx_rule gk_docx_text_rules[] = {
    GK_DOCX_ANYWHERE(GK_DOCX_IN_BLOCKS),
    GK_DOCX_ANYWHERE(GK_DOCX_IN_TABLE),
    GK_DOCX_ANYWHERE(GK_DOCX_IN_ROW),
    GK_DOCX_ANYWHERE(GK_DOCX_IN_PARAGRAPH),
    GK_DOCX_ANYWHERE(GK_DOCX_IN_RUN),
    {GK_DOCX_IN_ALTERNATE, GK_DOCX_CHOICE, GK_DOCX_SKIP, begin_choice, NULL},
    {GK_DOCX_IN_ALTERNATE, GK_DOCX_FALLBACK, GK_DOCX_SKIP, begin_fallback, NULL},
    {GK_DOCX_IN_ALTERNATE_TAKEN, GK_DOCX_CHOICE, GK_DOCX_SKIP, leave_branch, NULL},
    {GK_DOCX_IN_ALTERNATE_TAKEN, GK_DOCX_FALLBACK, GK_DOCX_SKIP, leave_branch, NULL},
    {GK_DOCX_IN_LEFT_OUT, GK_DOCX_TEXT, GK_DOCX_IN_LEFT_OUT_TEXT, NULL, NULL},
    {GK_DOCX_IN_LEFT_OUT, GK_DOCX_DELETED_TEXT, GK_DOCX_IN_LEFT_OUT_TEXT, NULL, NULL},
    {GK_DOCX_IN_LEFT_OUT, GK_DOCX_MATH_TEXT, GK_DOCX_IN_LEFT_OUT_TEXT, NULL, NULL},
    {GK_DOCX_IN_LEFT_OUT, GK_DOCX_CONTENT_CONTROL_PROPERTIES, GK_DOCX_SKIP, NULL, NULL},
    {GK_DOCX_IN_PARAGRAPH, GK_DOCX_SMART_TAG_PROPERTIES, GK_DOCX_SKIP, NULL, NULL},
    {GK_DOCX_IN_PARAGRAPH, GK_DOCX_RUN, GK_DOCX_SKIP, begin_run, end_run},
    {GK_DOCX_IN_PARAGRAPH, GK_DOCX_MATH_TEXT, GK_DOCX_SKIP, begin_text, NULL},
    {GK_DOCX_IN_PARAGRAPH, GK_DOCX_MATH_CONTROL_PROPERTIES, GK_DOCX_SKIP, NULL, NULL},
    {GK_DOCX_IN_RUN, GK_DOCX_RUN, GK_DOCX_SKIP, begin_run, end_run},
    {GK_DOCX_IN_RUN, GK_DOCX_RUN_PROPERTIES, GK_DOCX_IN_RUN_PROPERTIES, NULL, NULL},
    {GK_DOCX_IN_RUN_PROPERTIES, GK_DOCX_VANISH, GK_DOCX_SKIP, note_vanish, NULL},
    {GK_DOCX_IN_RUN_PROPERTIES, GK_DOCX_RUN_STYLE, GK_DOCX_SKIP, note_run_style, NULL},
    {GK_DOCX_IN_RUN, GK_DOCX_TEXT, GK_DOCX_SKIP, begin_text, NULL},
    {GK_DOCX_IN_RUN, GK_DOCX_DELETED_TEXT, GK_DOCX_SKIP, begin_text, NULL},
    {GK_DOCX_IN_RUN, GK_DOCX_INSTRUCTION, GK_DOCX_SKIP, NULL, NULL},
    {GK_DOCX_IN_RUN, GK_DOCX_DELETED_INSTRUCTION, GK_DOCX_SKIP, NULL, NULL},
    {GK_DOCX_IN_RUN, GK_DOCX_FIELD_CHARACTER, GK_DOCX_SKIP, note_field, NULL},
    {GK_DOCX_IN_RUN, GK_DOCX_TAB, GK_DOCX_SKIP, put_tab, NULL},
    {GK_DOCX_IN_RUN, GK_DOCX_POSITION_TAB, GK_DOCX_SKIP, put_tab, NULL},
    {GK_DOCX_IN_RUN, GK_DOCX_BREAK, GK_DOCX_SKIP, put_break, NULL},
    {GK_DOCX_IN_RUN, GK_DOCX_CARRIAGE_RETURN, GK_DOCX_SKIP, put_line_break, NULL},
    {GK_DOCX_IN_RUN, GK_DOCX_RENDERED_PAGE_BREAK, GK_DOCX_SKIP, note_rendered_break, NULL},
    {GK_DOCX_IN_RUN, GK_DOCX_NO_BREAK_HYPHEN, GK_DOCX_SKIP, put_no_break_hyphen, NULL},
    {GK_DOCX_IN_RUN, GK_DOCX_SOFT_HYPHEN, GK_DOCX_SKIP, put_soft_hyphen, NULL},
    {GK_DOCX_IN_RUN, GK_DOCX_SYMBOL, GK_DOCX_SKIP, put_symbol, NULL},
    {GK_DOCX_IN_RUN, GK_DOCX_RUBY_TEXT, GK_DOCX_SKIP, leave_ruby, NULL},
    {GK_DOCX_IN_RUN, GK_DOCX_FOOTNOTE_REFERENCE, GK_DOCX_SKIP, note_note, NULL},
    {GK_DOCX_IN_RUN, GK_DOCX_ENDNOTE_REFERENCE, GK_DOCX_SKIP, note_note, NULL},
    {GK_DOCX_IN_RUN, GK_DOCX_COMMENT_REFERENCE, GK_DOCX_SKIP, note_comment, NULL},
    {GK_DOCX_IN_RUN, GK_DOCX_DRAWING_TEXT, GK_DOCX_SKIP, leave_drawing_text, NULL},
    {GK_DOCX_IN_RUN, GK_DOCX_VML_TEXT_PATH, GK_DOCX_SKIP, leave_text_path, NULL},
    {GK_DOCX_IN_RUN, GK_DOCX_PICTURE, GK_DOCX_SKIP, note_picture, NULL},
    {GK_DOCX_IN_RUN, GK_DOCX_VML_PICTURE, GK_DOCX_SKIP, note_picture, NULL},
    {GK_DOCX_IN_RUN, GK_DOCX_CHART, GK_DOCX_SKIP, note_object, NULL},
    {GK_DOCX_IN_RUN, GK_DOCX_DIAGRAM, GK_DOCX_SKIP, note_object, NULL},
    {GK_DOCX_IN_RUN, GK_DOCX_EMBEDDED_OBJECT, GK_DOCX_SKIP, note_object, NULL},
    {GK_DOCX_IN_LEFT_OUT, GK_DOCX_DRAWING_TEXT, GK_DOCX_IN_LEFT_OUT_TEXT, NULL, NULL},
    {GK_DOCX_IN_RUN, GK_DOCX_TEXT_BOX_CONTENT, GK_DOCX_SKIP, begin_text_box, end_text_box},
};
const size_t gk_docx_text_rule_count = sizeof gk_docx_text_rules / sizeof *gk_docx_text_rules;
