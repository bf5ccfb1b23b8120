/* Paragraphs of a Word file: properties, numbering, page breaks, and ends that a tracked change took out. */
#include "read/docx_reader.h"

#include <inttypes.h>
#include <stdio.h>

static const struct gk_docx_paragraph fresh = {.properties = {.numbering = -1, .level = -1, .outline = -1}};

/* Properties with those of the style that the paragraph names, or of the default style. */
static void combine(struct gk_docx_reader *reader)
{
    struct gk_docx_paragraph *paragraph = &reader->paragraph;
    const struct gk_docx_properties *own = &paragraph->properties;
    struct gk_docx_properties *all = &paragraph->all;
    *all = paragraph->style ? paragraph->style->properties : reader->styles.plain;
    if (own->numbering >= 0) {
        all->numbering = own->numbering;
        all->numbering_from = 0;
    }
    if (own->level >= 0)
        all->level = own->level;
    if (own->outline >= 0)
        all->outline = own->outline;
    if (own->centered != GK_DOCX_UNSET)
        all->centered = own->centered;
    if (own->page_break != GK_DOCX_UNSET)
        all->page_break = own->page_break;
}

void gk_docx_page_break(struct gk_docx_reader *reader, bool rendered)
{
    if (rendered)
        gk_layout_pages_known(reader->builder);
    /* What Word saw when it last drew the document is the break that the text asks for, if that came just
     * now. */
    if (reader->boxes.count > 0 || (rendered && reader->page_fresh))
        return;
    gk_layout_page_break(reader->builder);
    reader->page_fresh = true;
}

void gk_docx_settle_paragraph(struct gk_docx_reader *reader)
{
    struct gk_docx_paragraph *paragraph = &reader->paragraph;
    if (paragraph->settled)
        return;
    paragraph->settled = true;
    combine(reader);
    if (paragraph->all.page_break == GK_DOCX_ON && !paragraph->opened)
        gk_docx_page_break(reader, false);
}

/* The paragraph's number, and whether its list is there. */
static struct gk_string number_of(struct gk_docx_reader *reader, bool *bullet)
{
    const struct gk_docx_paragraph *paragraph = &reader->paragraph;
    struct gk_string label = gk_docx_numbering_label(&reader->numbering, &paragraph->all, bullet);
    if (reader->numbering.missing) {
        char list[16];
        gkplan_place place = gk_place_none();
        place.part = reader->part;
        place.line = paragraph->line;
        snprintf(list, sizeof list, "%" PRId32, paragraph->all.numbering);
        gk_diagnose(reader->context, GK_MESSAGE_NUMBERING_MISSING, &place, NULL, list, NULL);
    }
    return label;
}

void gk_docx_open_paragraph(struct gk_docx_reader *reader)
{
    struct gk_docx_paragraph *paragraph = &reader->paragraph;
    if (paragraph->opened)
        return;
    gk_docx_settle_paragraph(reader);
    bool bullet;
    bool heading = paragraph->all.outline >= 0 && paragraph->all.outline <= 8;
    struct gk_paragraph begun = {
        .level = heading ? (uint32_t)paragraph->all.outline + 1 : 0,
        .flags = paragraph->all.centered == GK_DOCX_ON ? GKPLAN_BLOCK_CENTERED : 0,
        .label = number_of(reader, &bullet),
    };
    paragraph->opened = true;
    gk_layout_begin_paragraph(reader->builder, &begun);
    if (begun.label.length)
        reader->page_fresh = false;
}

void gk_docx_end_joined(struct gk_docx_reader *reader)
{
    if (reader->joined)
        gk_layout_end_paragraph(reader->builder);
    reader->joined = false;
}

static uint8_t begin_paragraph(struct gk_docx_scan *scan, struct gk_docx_attributes attributes)
{
    (void)attributes;
    struct gk_docx_reader *reader = gk_docx_reader_of(scan);
    if (!gk_docx_settle_cell(scan))
        return GK_DOCX_IN_LEFT_OUT;
    if (!reader->joined)
        gk_docx_place(scan);
    reader->paragraph = fresh;
    reader->paragraph.line = gk_xml_line(&scan->parse);
    reader->paragraph.opened = reader->joined;
    reader->joined = false;
    return GK_DOCX_IN_PARAGRAPH;
}

/* A paragraph without text still has its number, unless a merge covers it: then Word shows neither. */
static void number_empty(struct gk_docx_reader *reader)
{
    struct gk_docx_paragraph *paragraph = &reader->paragraph;
    const struct gk_docx_table *table = gk_docx_open_table(reader);
    bool covered = reader->boxes.count == 0 && table && table->cell.covered;
    if (paragraph->all.numbering <= 0 || paragraph->mark_removed || paragraph->mark_hidden || covered)
        return;
    bool bullet;
    struct gk_paragraph begun = {
        .label = number_of(reader, &bullet),
    };
    if (bullet || begun.label.length == 0)
        return;
    gk_layout_begin_paragraph(reader->builder, &begun);
    paragraph->opened = true;
}

static void end_paragraph(struct gk_docx_scan *scan, uint8_t inside)
{
    struct gk_docx_reader *reader = gk_docx_reader_of(scan);
    struct gk_docx_paragraph *paragraph = &reader->paragraph;
    if (inside != GK_DOCX_IN_PARAGRAPH)
        return;
    gk_docx_settle_paragraph(reader);
    if (!paragraph->opened)
        number_empty(reader);
    /* The builder puts a box behind the paragraph in which it begins: so there must be one. */
    if (!paragraph->opened && paragraph->box)
        gk_layout_paragraph(reader->builder, NULL, GK_STRING(""));
    /* A hidden end is a style separator: a run-in heading and its text are one paragraph to the eye. */
    reader->joined = paragraph->opened && (paragraph->mark_removed || paragraph->mark_hidden);
    if (paragraph->opened && !reader->joined)
        gk_layout_end_paragraph(reader->builder);
    /* Where Word has drawn the pages it marks those that sections begin, too. */
    if (paragraph->ends_section && paragraph->next_page && !gk_layout_knows_pages(reader->builder)) {
        gk_docx_end_joined(reader);
        gk_docx_page_break(reader, false);
    }
}

static void end_properties(struct gk_docx_scan *scan, uint8_t inside)
{
    (void)inside;
    gk_docx_settle_paragraph(gk_docx_reader_of(scan));
}

static uint8_t note_style(struct gk_docx_scan *scan, struct gk_docx_attributes attributes)
{
    struct gk_docx_reader *reader = gk_docx_reader_of(scan);
    reader->paragraph.style =
        gk_docx_style_find(&reader->styles, gk_docx_value(attributes), GK_DOCX_STYLE_PARAGRAPH);
    return GK_DOCX_SKIP;
}

static uint8_t note_numbering(struct gk_docx_scan *scan, struct gk_docx_attributes attributes)
{
    gk_docx_reader_of(scan)->paragraph.properties.numbering = gk_docx_number(attributes, "val", -1);
    return GK_DOCX_SKIP;
}

static uint8_t note_level(struct gk_docx_scan *scan, struct gk_docx_attributes attributes)
{
    gk_docx_reader_of(scan)->paragraph.properties.level = gk_docx_number(attributes, "val", -1);
    return GK_DOCX_SKIP;
}

static uint8_t note_outline(struct gk_docx_scan *scan, struct gk_docx_attributes attributes)
{
    gk_docx_reader_of(scan)->paragraph.properties.outline = gk_docx_number(attributes, "val", -1);
    return GK_DOCX_SKIP;
}

static uint8_t note_justification(struct gk_docx_scan *scan, struct gk_docx_attributes attributes)
{
    bool centered = gk_string_equal(gk_docx_value(attributes), GK_STRING("center"));
    gk_docx_reader_of(scan)->paragraph.properties.centered = centered ? GK_DOCX_ON : GK_DOCX_OFF;
    return GK_DOCX_SKIP;
}

static uint8_t note_page_break(struct gk_docx_scan *scan, struct gk_docx_attributes attributes)
{
    gk_docx_reader_of(scan)->paragraph.properties.page_break =
        gk_docx_is_on(attributes) ? GK_DOCX_ON : GK_DOCX_OFF;
    return GK_DOCX_SKIP;
}

static uint8_t note_mark_vanish(struct gk_docx_scan *scan, struct gk_docx_attributes attributes)
{
    gk_docx_reader_of(scan)->paragraph.mark_hidden = gk_docx_is_on(attributes);
    return GK_DOCX_SKIP;
}

/* The paragraph's end was inserted, or moved here: without that change it went on in the next paragraph. */
static uint8_t note_mark_inserted(struct gk_docx_scan *scan, struct gk_docx_attributes attributes)
{
    (void)attributes;
    struct gk_docx_reader *reader = gk_docx_reader_of(scan);
    gk_docx_note_change(scan);
    if (reader->context->options.revisions == GKPLAN_REVISIONS_REJECT)
        reader->paragraph.mark_removed = true;
    return GK_DOCX_SKIP;
}

static uint8_t note_mark_deleted(struct gk_docx_scan *scan, struct gk_docx_attributes attributes)
{
    (void)attributes;
    struct gk_docx_reader *reader = gk_docx_reader_of(scan);
    gk_docx_note_change(scan);
    if (reader->context->options.revisions != GKPLAN_REVISIONS_REJECT)
        reader->paragraph.mark_removed = true;
    return GK_DOCX_SKIP;
}

static uint8_t begin_section(struct gk_docx_scan *scan, struct gk_docx_attributes attributes)
{
    (void)attributes;
    struct gk_docx_reader *reader = gk_docx_reader_of(scan);
    reader->paragraph.ends_section = true;
    reader->paragraph.next_page = true;
    return GK_DOCX_IN_SECTION_PROPERTIES;
}

static uint8_t note_section_type(struct gk_docx_scan *scan, struct gk_docx_attributes attributes)
{
    struct gk_string type = gk_docx_value(attributes);
    gk_docx_reader_of(scan)->paragraph.next_page =
        !gk_string_equal(type, GK_STRING("continuous")) && !gk_string_equal(type, GK_STRING("nextColumn"));
    return GK_DOCX_SKIP;
}

/* A part of another format (HTML, RTF, another document) that Word would merge in. */
static uint8_t note_chunk(struct gk_docx_scan *scan, struct gk_docx_attributes attributes)
{
    (void)attributes;
    gk_docx_say(scan, GK_MESSAGE_PART_NOT_READ);
    return GK_DOCX_SKIP;
}

const struct gk_docx_rule gk_docx_paragraph_rules[] = {
    {GK_DOCX_IN_BLOCKS, GK_DOCX_PARAGRAPH, GK_DOCX_SKIP, begin_paragraph, end_paragraph},
    {GK_DOCX_IN_BLOCKS, GK_DOCX_ALTERNATIVE_CHUNK, GK_DOCX_SKIP, note_chunk, NULL},
    {GK_DOCX_IN_BLOCKS, GK_DOCX_SECTION_PROPERTIES, GK_DOCX_SKIP, NULL, NULL},
    {GK_DOCX_IN_PARAGRAPH, GK_DOCX_SUBDOCUMENT, GK_DOCX_SKIP, note_chunk, NULL},
    {GK_DOCX_IN_PARAGRAPH, GK_DOCX_PARAGRAPH_PROPERTIES, GK_DOCX_IN_PARAGRAPH_PROPERTIES, NULL,
     end_properties},
    {GK_DOCX_IN_PARAGRAPH_PROPERTIES, GK_DOCX_PARAGRAPH_STYLE, GK_DOCX_SKIP, note_style, NULL},
    {GK_DOCX_IN_PARAGRAPH_PROPERTIES, GK_DOCX_OUTLINE_LEVEL, GK_DOCX_SKIP, note_outline, NULL},
    {GK_DOCX_IN_PARAGRAPH_PROPERTIES, GK_DOCX_JUSTIFICATION, GK_DOCX_SKIP, note_justification, NULL},
    {GK_DOCX_IN_PARAGRAPH_PROPERTIES, GK_DOCX_PAGE_BREAK_BEFORE, GK_DOCX_SKIP, note_page_break, NULL},
    {GK_DOCX_IN_PARAGRAPH_PROPERTIES, GK_DOCX_NUMBERING_PROPERTIES, GK_DOCX_IN_NUMBERING_PROPERTIES, NULL,
     NULL},
    {GK_DOCX_IN_PARAGRAPH_PROPERTIES, GK_DOCX_RUN_PROPERTIES, GK_DOCX_IN_MARK_PROPERTIES, NULL, NULL},
    {GK_DOCX_IN_PARAGRAPH_PROPERTIES, GK_DOCX_SECTION_PROPERTIES, GK_DOCX_SKIP, begin_section, NULL},
    {GK_DOCX_IN_NUMBERING_PROPERTIES, GK_DOCX_NUMBERING_ID, GK_DOCX_SKIP, note_numbering, NULL},
    {GK_DOCX_IN_NUMBERING_PROPERTIES, GK_DOCX_NUMBERING_LEVEL, GK_DOCX_SKIP, note_level, NULL},
    {GK_DOCX_IN_MARK_PROPERTIES, GK_DOCX_VANISH, GK_DOCX_SKIP, note_mark_vanish, NULL},
    {GK_DOCX_IN_MARK_PROPERTIES, GK_DOCX_INSERTION, GK_DOCX_SKIP, note_mark_inserted, NULL},
    {GK_DOCX_IN_MARK_PROPERTIES, GK_DOCX_MOVE_TO, GK_DOCX_SKIP, note_mark_inserted, NULL},
    {GK_DOCX_IN_MARK_PROPERTIES, GK_DOCX_DELETION, GK_DOCX_SKIP, note_mark_deleted, NULL},
    {GK_DOCX_IN_MARK_PROPERTIES, GK_DOCX_MOVE_FROM, GK_DOCX_SKIP, note_mark_deleted, NULL},
    {GK_DOCX_IN_SECTION_PROPERTIES, GK_DOCX_TYPE, GK_DOCX_SKIP, note_section_type, NULL},
};
const size_t gk_docx_paragraph_rule_count = sizeof gk_docx_paragraph_rules / sizeof *gk_docx_paragraph_rules;
