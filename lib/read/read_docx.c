/* The reader of Word files (docx, docm, dotx, dotm), as Word writes them and as WPS does. */
#include "read/reader.h"

#include "read/docx_package.h"
#include "read/docx_reader.h"

void gk_docx_place(struct gk_docx_scan *scan)
{
    struct gk_docx_reader *reader = gk_docx_reader_of(scan);
    gk_layout_place(reader->builder, reader->part, gk_xml_line(&scan->parse), 0);
}

void gk_docx_say(struct gk_docx_scan *scan, enum gk_message message)
{
    gkplan_place place = gk_place_none();
    place.part = gk_docx_reader_of(scan)->part;
    place.line = gk_xml_line(&scan->parse);
    gk_diagnose(scan->context, message, &place, NULL, NULL, NULL);
}

void gk_docx_note_change(struct gk_docx_scan *scan)
{
    struct gk_docx_reader *reader = gk_docx_reader_of(scan);
    bool reject = scan->context->options.revisions == GKPLAN_REVISIONS_REJECT;
    if (!reader->tracked)
        gk_docx_say(scan, reject ? GK_MESSAGE_CHANGES_REJECTED : GK_MESSAGE_CHANGES_ACCEPTED);
    reader->tracked = true;
}

static uint8_t begin_document(struct gk_docx_scan *scan, struct gk_docx_attributes attributes)
{
    (void)attributes;
    gk_docx_reader_of(scan)->document_seen = true;
    return GK_DOCX_IN_BLOCKS;
}

static const struct gk_docx_rule document_rules[] = {
    {GK_DOCX_IN_ROOT, GK_DOCX_DOCUMENT, GK_DOCX_SKIP, begin_document, NULL},
};

#define BIT(scope) (UINT32_C(1) << (scope))

static gkplan_status read_body(struct gk_docx_reader *reader, struct gk_zip *zip)
{
    const struct gk_docx_rule_set sets[] = {
        {document_rules, sizeof document_rules / sizeof *document_rules},
        {gk_docx_paragraph_rules, gk_docx_paragraph_rule_count},
        {gk_docx_text_rules, gk_docx_text_rule_count},
        {gk_docx_table_rules, gk_docx_table_rule_count},
    };
    const struct gk_docx_grammar grammar = {
        .sets = sets,
        .set_count = sizeof sets / sizeof *sets,
        .passing_scopes = BIT(GK_DOCX_IN_BLOCKS) | BIT(GK_DOCX_IN_PARAGRAPH) | BIT(GK_DOCX_IN_RUN) |
                          BIT(GK_DOCX_IN_TABLE) | BIT(GK_DOCX_IN_ROW) | BIT(GK_DOCX_IN_LEFT_OUT),
        .text_scopes = BIT(GK_DOCX_IN_TEXT) | BIT(GK_DOCX_IN_LEFT_OUT_TEXT),
        .first_scope = GK_DOCX_IN_ROOT,
        .skims = true,
        .text = gk_docx_text,
    };
    struct gk_context *context = reader->context;
    if (gk_docx_scan_part(context, zip, reader->part, &grammar, reader) != GKPLAN_STATUS_OK)
        return context->status;
    gk_docx_end_joined(reader);
    if (!reader->document_seen)
        return gk_fail(context, GKPLAN_STATUS_MALFORMED, reader->part, 1,
                       "the main part is no Word document: its root is not w:document");
    if (reader->instructions > 0)
        gk_diagnose(context, GK_MESSAGE_FIELD_OPEN, NULL, NULL, NULL, NULL);
    return context->status;
}

static gkplan_status read_parts(struct gk_docx_reader *reader, struct gk_zip *zip)
{
    struct gk_context *context = reader->context;
    struct gk_docx_package package;
    if (gk_docx_package_read(context, zip, &package) != GKPLAN_STATUS_OK)
        return context->status;
    if (package.styles && gk_docx_styles_read(&reader->styles, zip, package.styles) != GKPLAN_STATUS_OK)
        return context->status;
    if (package.numbering &&
        gk_docx_numbering_read(&reader->numbering, zip, package.numbering) != GKPLAN_STATUS_OK)
        return context->status;
    reader->part = package.document;
    return read_body(reader, zip);
}

static void init(struct gk_docx_reader *reader, struct gk_context *context, struct gk_layout_builder *builder)
{
    const gkplan_allocator *allocator = &context->allocator;
    *reader = (struct gk_docx_reader){.context = context, .builder = builder};
    gk_docx_styles_init(&reader->styles, context);
    gk_docx_numbering_init(&reader->numbering, context, &reader->styles);
    gk_array_init(&reader->fields, allocator, sizeof(uint8_t));
    gk_array_init(&reader->boxes, allocator, sizeof(struct gk_docx_box));
    gk_array_init(&reader->tables, allocator, sizeof(struct gk_docx_table));
    gk_array_init(&reader->edges, allocator, sizeof(int32_t));
    gk_buffer_init(&reader->spaces, allocator);
}

static void release(struct gk_docx_reader *reader)
{
    gk_docx_styles_free(&reader->styles);
    gk_docx_numbering_free(&reader->numbering);
    gk_array_free(&reader->fields);
    gk_array_free(&reader->boxes);
    gk_docx_table_free(reader);
    gk_array_free(&reader->edges);
    gk_buffer_free(&reader->spaces);
}

static int recognise(const struct gk_source *source)
{
    return source->container == GK_CONTAINER_ZIP ? 100 : 0;
}

static gkplan_status read_docx(struct gk_context *context, const struct gk_source *source,
                               struct gk_layout_builder *builder)
{
    struct gk_docx_reader reader;
    struct gk_zip *zip;
    if (gk_zip_open(context, source, &zip) != GKPLAN_STATUS_OK)
        return context->status;
    init(&reader, context, builder);
    read_parts(&reader, zip);
    release(&reader);
    gk_zip_close(zip);
    return context->status;
}

const struct gk_reader gk_reader_docx = {GKPLAN_FORMAT_DOCX, "ooxml", recognise, read_docx};
