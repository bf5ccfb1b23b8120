/* One pass over a web page: its elements become paragraphs, tables and left-out text. */
#include "core/cjk_text.h"
#include "read/html_element.h"
#include "read/html_text.h"
#include "source/html_safe.h"
#include <strings.h>

/* What holds for everything inside an element. */
enum inside {
    INSIDE_SKIPPED = 1 << 0,   /* no text of the document */
    INSIDE_HIDDEN = 1 << 1,    /* not shown */
    INSIDE_DELETED = 1 << 2,   /* by a tracked change */
    INSIDE_CONTROL = 1 << 3,   /* of a form */
    INSIDE_FURNITURE = 1 << 4, /* navigation, the page's head and foot */
    INSIDE_ARTICLE = 1 << 5,
    INSIDE_PREFORMATTED = 1 << 6,
    INSIDE_CENTERED = 1 << 7,
    INSIDE_LINK = 1 << 8,
    INSIDE_LABEL = 1 << 9, /* the number that Word wrote in front of a paragraph */
    INSIDE_HEADER_ROWS = 1 << 10,
    INSIDE_ITEM = 1 << 11, /* of a list */
};
/* Where one of these holds, elements have no structure. */
#define INSIDE_NOTHING (INSIDE_SKIPPED | INSIDE_HIDDEN | INSIDE_DELETED | INSIDE_CONTROL)
/* What a table or cell inside does not take over. */
#define INSIDE_TEXT_ONLY (INSIDE_CENTERED | INSIDE_LINK | INSIDE_LABEL | INSIDE_HEADER_ROWS | INSIDE_ITEM)

struct element {
    enum gk_html_kind kind;
    unsigned inside;
    uint32_t level; /* of a heading */
};

struct open_table {
    bool layout; /* its cells are blocks */
    bool begun;  /* the builder knows it */
    bool row;
    bool cell;
    uint32_t columns;
};

struct open_list {
    const char *style; /* NULL where `ordered` is false */
    uint32_t next;
    bool ordered;
};

struct reader {
    struct gk_context *context;
    struct gk_layout_builder *builder;
    struct gk_html_parse *parse;
    struct gk_array elements; /* struct element */
    struct gk_array tables;   /* struct open_table, layout tables included */
    struct gk_array lists;    /* struct open_list */
    struct gk_array found;    /* struct gk_html_table, all of the page */
    size_t next_table;
    uint32_t lines_before;    /* of the source, before the piece that is read */
    struct gk_html_text text; /* the open paragraph */
    struct gk_buffer stray;   /* text of a table that stands in no cell */
};

static void *last_of(const struct gk_array *array)
{
    return array->count ? gk_array_at(array, array->count - 1) : NULL;
}

static struct element *innermost(struct reader *reader)
{
    return last_of(&reader->elements);
}

/* The innermost table that is a table, where no layout table stands between. */
static struct open_table *data_table(struct reader *reader)
{
    struct open_table *table = last_of(&reader->tables);
    return table && !table->layout ? table : NULL;
}

static void set_place(struct reader *reader, uint32_t line)
{
    gk_layout_place(reader->builder, NULL, line ? line + reader->lines_before : 0, 0);
}

/* The open paragraph ends. */
static void flush(struct reader *reader)
{
    struct element *element = innermost(reader);
    struct open_table *table = data_table(reader);
    struct gk_string text = gk_trim(gk_buffer_view(&reader->text.text));
    struct gk_paragraph paragraph = {.label = gk_trim(gk_buffer_view(&reader->text.label))};
    if (reader->text.text.failed || reader->text.label.failed)
        gk_fail_memory(reader->context);
    if (element) {
        paragraph.level = element->level;
        if (element->inside & INSIDE_FURNITURE ||
            (!table && gk_html_text_is_navigation(&reader->text, element->inside & INSIDE_ITEM)))
            paragraph.flags |= GKPLAN_BLOCK_FURNITURE;
        if (element->inside & INSIDE_CENTERED)
            paragraph.flags |= GKPLAN_BLOCK_CENTERED;
    }
    if (text.length && table && table->begun && !table->cell) {
        gk_buffer_append_string(&reader->stray, text);
        gk_buffer_append(&reader->stray, "\n", 1);
    } else if (text.length) {
        set_place(reader, reader->text.line);
        gk_layout_paragraph(reader->builder, &paragraph, text);
    }
    /* The number of an item waits for the item's first paragraph with text. */
    if (text.length)
        gk_html_text_clear(&reader->text);
    else
        gk_buffer_clear(&reader->text.text);
}

static void begin_row(struct reader *reader, struct open_table *table)
{
    const struct gk_table properties = {.flags = GKPLAN_TABLE_MERGES_KNOWN};
    set_place(reader, gk_html_line(reader->parse));
    if (!table->begun)
        gk_layout_begin_table(reader->builder, &properties);
    table->begun = table->row = true;
    const struct element *element = innermost(reader);
    bool header = element && (element->inside & INSIDE_HEADER_ROWS);
    gk_layout_begin_row(reader->builder, header ? GKPLAN_ROW_HEADER : 0);
}

static void end_cell(struct reader *reader, struct open_table *table)
{
    if (!table->cell)
        return;
    flush(reader);
    gk_html_text_clear(&reader->text);
    table->cell = false;
    gk_layout_end_cell(reader->builder);
}

static void end_row(struct reader *reader, struct open_table *table)
{
    end_cell(reader, table);
    flush(reader);
    if (table->row)
        gk_layout_end_row(reader->builder);
    table->row = false;
}

static void begin_cell(struct reader *reader, struct open_table *table, const char **attributes)
{
    end_cell(reader, table);
    flush(reader);
    if (!table->row)
        begin_row(reader, table);
    uint32_t columns = gk_html_number(gk_html_attribute(attributes, "colspan"), 1, GK_HTML_MOST_COLUMNS);
    uint32_t rows = gk_html_number(gk_html_attribute(attributes, "rowspan"), 1, GK_HTML_MOST_ROWS);
    /* Pages write a large number where "the whole width" is meant. */
    if (table->columns && columns > table->columns)
        columns = table->columns;
    const struct gk_cell cell = {
        .column = GK_COLUMN_NEXT, .column_span = columns, .row_span = rows ? rows : UINT32_MAX};
    set_place(reader, gk_html_line(reader->parse));
    gk_layout_begin_cell(reader->builder, &cell);
    table->cell = true;
}

/* --- What starts --- */

typedef void (*start_function)(struct reader *reader, struct element *element, const char *name,
                               const char **attributes);

static void start_block(struct reader *reader, struct element *element, const char *name,
                        const char **attributes)
{
    (void)element, (void)name, (void)attributes;
    flush(reader);
}

static void start_article(struct reader *reader, struct element *element, const char *name,
                          const char **attributes)
{
    (void)name, (void)attributes;
    flush(reader);
    element->inside |= INSIDE_ARTICLE;
}

static void start_furniture(struct reader *reader, struct element *element, const char *name,
                            const char **attributes)
{
    (void)attributes;
    flush(reader);
    if (!(element->inside & INSIDE_ARTICLE) || strcmp(name, "nav") == 0)
        element->inside |= INSIDE_FURNITURE;
}

static void start_heading(struct reader *reader, struct element *element, const char *name,
                          const char **attributes)
{
    (void)attributes;
    flush(reader);
    element->level = (uint32_t)(name[1] - '0');
}

static void start_break(struct reader *reader, struct element *element, const char *name,
                        const char **attributes)
{
    (void)element, (void)name;
    const char *style = gk_html_attribute(attributes, "style");
    if (style && strstr(style, "page-break-before:always")) {
        flush(reader);
        gk_layout_page_break(reader->builder);
    } else {
        gk_html_text_break(&reader->text);
    }
}

static void start_rule(struct reader *reader, struct element *element, const char *name,
                       const char **attributes)
{
    (void)element, (void)name, (void)attributes;
    flush(reader);
    gk_layout_rule(reader->builder);
}

static void start_preformatted(struct reader *reader, struct element *element, const char *name,
                               const char **attributes)
{
    (void)name, (void)attributes;
    flush(reader);
    element->inside |= INSIDE_PREFORMATTED;
}

static void start_link(struct reader *reader, struct element *element, const char *name,
                       const char **attributes)
{
    (void)name;
    const char *address = gk_html_attribute(attributes, "href");
    if (!address || *address == '#')
        return;
    element->inside |= INSIDE_LINK;
    gk_html_text_link(&reader->text, address);
}

static void start_skipped(struct reader *reader, struct element *element, const char *name,
                          const char **attributes)
{
    (void)reader, (void)name, (void)attributes;
    element->inside |= INSIDE_SKIPPED;
}

static void start_control(struct reader *reader, struct element *element, const char *name,
                          const char **attributes)
{
    (void)reader, (void)name, (void)attributes;
    element->inside |= INSIDE_CONTROL;
}

static void start_deleted(struct reader *reader, struct element *element, const char *name,
                          const char **attributes)
{
    (void)name, (void)attributes;
    if (reader->context->options.revisions == GKPLAN_REVISIONS_ACCEPT)
        element->inside |= INSIDE_DELETED;
}

static void start_inserted(struct reader *reader, struct element *element, const char *name,
                           const char **attributes)
{
    (void)name, (void)attributes;
    if (reader->context->options.revisions == GKPLAN_REVISIONS_REJECT)
        element->inside |= INSIDE_DELETED;
}

static void start_list(struct reader *reader, struct element *element, const char *name,
                       const char **attributes)
{
    (void)name;
    flush(reader);
    struct open_list *list = gk_array_push(&reader->lists);
    if (!list) {
        gk_fail_memory(reader->context);
        return;
    }
    list->ordered = element->kind == GK_HTML_ORDERED_LIST;
    list->next = gk_html_number(gk_html_attribute(attributes, "start"), 1, INT32_MAX);
    const char *style = gk_html_attribute(attributes, "type"), *css = gk_html_attribute(attributes, "style");
    const char *named = css ? strstr(css, "list-style-type:") : NULL;
    if (named) {
        named += strlen("list-style-type:");
        named += strspn(named, " ");
        list->ordered = list->ordered && strncmp(named, "none", 4) != 0;
        list->style = gk_arena_copy(reader->context->arena, gk_string_make(named, strcspn(named, "; ")));
    } else {
        list->style = gk_arena_copy(reader->context->arena, gk_string_of(style ? style : "1"));
    }
    if (!list->style)
        gk_fail_memory(reader->context);
}

static void start_item(struct reader *reader, struct element *element, const char *name,
                       const char **attributes)
{
    (void)name;
    flush(reader);
    gk_html_text_clear(&reader->text);
    element->inside |= INSIDE_ITEM;
    struct open_list *list = last_of(&reader->lists);
    if (!list || !list->ordered)
        return;
    list->next = gk_html_number(gk_html_attribute(attributes, "value"), list->next, INT32_MAX);
    gk_html_list_label(&reader->text.label, list->style, list->next++);
}

static void start_table(struct reader *reader, struct element *element, const char *name,
                        const char **attributes)
{
    (void)name;
    struct open_table *outer = data_table(reader);
    /* The first pass saw the same elements, unless memory ended where libxml2 does not say so. */
    if (reader->next_table > reader->found.count) {
        gk_fail_memory(reader->context);
        return;
    }
    const struct gk_html_table *found = gk_array_at(&reader->found, reader->next_table - 1);
    flush(reader);
    /* A table right inside another one, in no cell of it: browsers give it a place of its own too. */
    if (outer && outer->begun && !outer->cell)
        begin_cell(reader, outer, NULL);
    struct open_table *table = gk_array_push(&reader->tables);
    if (!table) {
        gk_fail_memory(reader->context);
        return;
    }
    table->layout = found->layout;
    table->columns = found->columns;
    (void)attributes;
    element->inside &= ~(unsigned)INSIDE_TEXT_ONLY;
}

static void start_row_group(struct reader *reader, struct element *element, const char *name,
                            const char **attributes)
{
    (void)attributes;
    struct open_table *table = data_table(reader);
    flush(reader);
    if (!table)
        return;
    end_row(reader, table);
    if (table->begun)
        gk_layout_end_row_group(reader->builder);
    if (strcmp(name, "thead") == 0)
        element->inside |= INSIDE_HEADER_ROWS;
}

static void start_row(struct reader *reader, struct element *element, const char *name,
                      const char **attributes)
{
    (void)element, (void)name, (void)attributes;
    struct open_table *table = data_table(reader);
    flush(reader);
    if (!table)
        return;
    end_row(reader, table);
    begin_row(reader, table);
}

static void start_cell(struct reader *reader, struct element *element, const char *name,
                       const char **attributes)
{
    (void)name;
    struct open_table *table = data_table(reader);
    flush(reader);
    if (table)
        begin_cell(reader, table, attributes);
    element->inside &= ~(unsigned)INSIDE_TEXT_ONLY;
}

static const start_function start_functions[] = {
    [GK_HTML_INLINE] = NULL,
    [GK_HTML_ARTICLE] = start_article,
    [GK_HTML_BLOCK] = start_block,
    [GK_HTML_BREAK] = start_break,
    [GK_HTML_CELL] = start_cell,
    [GK_HTML_CONTROL] = start_control,
    [GK_HTML_DELETED] = start_deleted,
    [GK_HTML_FURNITURE] = start_furniture,
    [GK_HTML_HEADING] = start_heading,
    [GK_HTML_INSERTED] = start_inserted,
    [GK_HTML_LINK] = start_link,
    [GK_HTML_LIST] = start_list,
    [GK_HTML_LIST_ITEM] = start_item,
    [GK_HTML_ORDERED_LIST] = start_list,
    [GK_HTML_PREFORMATTED] = start_preformatted,
    [GK_HTML_ROW] = start_row,
    [GK_HTML_ROW_GROUP] = start_row_group,
    [GK_HTML_RULE] = start_rule,
    [GK_HTML_SKIPPED] = start_skipped,
    [GK_HTML_TABLE] = start_table,
};

/* What an element's attributes say of all that is inside. */
static unsigned attributes_say(const char **attributes)
{
    if (!attributes)
        return 0;
    static const struct {
        const char *declaration;
        unsigned inside;
    } styles[] = {
        {"display:none", INSIDE_HIDDEN},        {"visibility:hidden", INSIDE_HIDDEN},
        {"mso-hide:all", INSIDE_HIDDEN},        {"mso-list:ignore", INSIDE_LABEL},
        {"text-align:center", INSIDE_CENTERED},
    };
    unsigned inside = 0;
    const char *style = gk_html_attribute(attributes, "style");
    const char *align = gk_html_attribute(attributes, "align");
    const char *role = gk_html_attribute(attributes, "role");
    for (size_t i = 0; style && i < sizeof styles / sizeof *styles; i++)
        if (gk_html_style_has(style, styles[i].declaration))
            inside |= styles[i].inside;
    if (gk_html_attribute(attributes, "hidden"))
        inside |= INSIDE_HIDDEN;
    if (align && strcasecmp(align, "center") == 0)
        inside |= INSIDE_CENTERED;
    if (role && strcasecmp(role, "navigation") == 0)
        inside |= INSIDE_FURNITURE;
    return inside;
}

static void start(struct gk_html_parse *parse, const char *name, const char **attributes)
{
    struct reader *reader = parse->user;
    const struct element *outer = innermost(reader);
    struct element element = {.kind = gk_html_kind_of(name),
                              .inside = outer ? outer->inside : 0,
                              .level = outer ? outer->level : 0};
    reader->parse = parse;
    unsigned own = attributes_say(attributes);
    /* A paragraph ends before what is not shown begins: with what held for it. */
    start_function function = start_functions[element.kind];
    if (element.kind == GK_HTML_TABLE)
        reader->next_table++;
    element.inside |= own & INSIDE_NOTHING;
    bool structure = function && !(element.inside & INSIDE_NOTHING);
    if (structure)
        function(reader, &element, name, attributes);
    else
        element.kind = element.kind == GK_HTML_SKIPPED ? GK_HTML_SKIPPED : GK_HTML_INLINE;
    if (element.kind == GK_HTML_SKIPPED)
        element.inside |= INSIDE_SKIPPED;
    element.inside |= own;
    if (strcmp(name, "center") == 0)
        element.inside |= INSIDE_CENTERED;
    struct element *pushed = gk_array_push(&reader->elements);
    if (pushed)
        *pushed = element;
    else
        gk_fail_memory(parse->context);
}

/* --- What ends --- */

static void end_table(struct reader *reader)
{
    struct open_table *table = last_of(&reader->tables);
    if (!table)
        return;
    flush(reader);
    if (!table->layout && table->begun) {
        end_row(reader, table);
        gk_layout_end_table(reader->builder);
    }
    reader->tables.count--;
    if (reader->stray.failed)
        gk_fail_memory(reader->context);
    if (reader->stray.length > 0 && (!data_table(reader) || data_table(reader)->cell)) {
        gk_layout_paragraph(reader->builder, NULL, gk_buffer_view(&reader->stray));
        gk_buffer_clear(&reader->stray);
    }
}

static void end_structure(struct reader *reader, enum gk_html_kind kind)
{
    struct open_table *table = data_table(reader);
    switch (kind) {
    case GK_HTML_TABLE:
        end_table(reader);
        break;
    case GK_HTML_ROW_GROUP:
        flush(reader);
        if (table && table->begun) {
            end_row(reader, table);
            gk_layout_end_row_group(reader->builder);
        }
        break;
    case GK_HTML_ROW:
        flush(reader);
        if (table)
            end_row(reader, table);
        break;
    case GK_HTML_CELL:
        flush(reader);
        if (table)
            end_cell(reader, table);
        break;
    case GK_HTML_LIST:
    case GK_HTML_ORDERED_LIST:
        flush(reader);
        if (reader->lists.count)
            reader->lists.count--;
        break;
    case GK_HTML_LIST_ITEM:
        flush(reader);
        gk_html_text_clear(&reader->text);
        break;
    case GK_HTML_ARTICLE:
    case GK_HTML_BLOCK:
    case GK_HTML_FURNITURE:
    case GK_HTML_HEADING:
    case GK_HTML_PREFORMATTED:
        flush(reader);
        break;
    default:
        break;
    }
}

static void end(struct gk_html_parse *parse, const char *name)
{
    struct reader *reader = parse->user;
    struct element *element = innermost(reader);
    (void)name;
    if (!element)
        return;
    reader->parse = parse;
    end_structure(reader, element->kind);
    reader->elements.count--;
}

static void text(struct gk_html_parse *parse, struct gk_string characters)
{
    static const struct {
        unsigned inside;
        enum gk_left_out why;
    } reasons[] = {{INSIDE_DELETED, GK_LEFT_OUT_DELETED},
                   {INSIDE_HIDDEN, GK_LEFT_OUT_HIDDEN},
                   {INSIDE_CONTROL, GK_LEFT_OUT_FURNITURE}};
    struct reader *reader = parse->user;
    const struct element *element = innermost(reader);
    unsigned inside = element ? element->inside : 0;
    reader->parse = parse;
    if (inside & INSIDE_SKIPPED)
        return;
    for (size_t i = 0; i < sizeof reasons / sizeof *reasons; i++)
        if (inside & reasons[i].inside) {
            set_place(reader, gk_html_line(parse));
            gk_layout_left_out(reader->builder, reasons[i].why, characters);
            return;
        }
    if ((inside & INSIDE_LABEL) && reader->text.text.length == 0) {
        gk_buffer_append_string(&reader->text.label, characters);
        return;
    }
    unsigned flags = (inside & INSIDE_LINK ? GK_HTML_TEXT_LINK : 0u) |
                     (inside & INSIDE_PREFORMATTED ? GK_HTML_TEXT_PREFORMATTED : 0u);
    gk_html_text_append(&reader->text, characters, flags, gk_html_line(parse));
}

gkplan_status gk_html_read_page(struct gk_context *context, struct gk_string page, uint32_t lines_before,
                                struct gk_layout_builder *builder)
{
    static const struct gk_html_handler handler = {start, end, text};
    struct reader reader = {.context = context, .builder = builder, .lines_before = lines_before};
    gk_array_init(&reader.elements, &context->allocator, sizeof(struct element));
    gk_array_init(&reader.tables, &context->allocator, sizeof(struct open_table));
    gk_array_init(&reader.lists, &context->allocator, sizeof(struct open_list));
    gk_array_init(&reader.found, &context->allocator, sizeof(struct gk_html_table));
    gk_buffer_init(&reader.stray, &context->allocator);
    gk_html_text_init(&reader.text, &context->allocator);
    if (gk_html_find_tables(context, page, &reader.found) == GKPLAN_STATUS_OK &&
        gk_html_parse_memory(context, page, &handler, &reader) == GKPLAN_STATUS_OK)
        flush(&reader);
    gk_html_text_free(&reader.text);
    gk_buffer_free(&reader.stray);
    gk_array_free(&reader.found);
    gk_array_free(&reader.lists);
    gk_array_free(&reader.tables);
    gk_array_free(&reader.elements);
    return context->status;
}
