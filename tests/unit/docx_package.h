/* For tests: a Word file made in memory from the inside of its body, and the layout that comes of it. */
#ifndef DOCX_PACKAGE_H
#define DOCX_PACKAGE_H

#include "layout_fixture.h"
#include "read/reader.h"
#include <zip.h>

/* Pieces of WordprocessingML. */
#define R(text)                 "<w:r><w:t xml:space='preserve'>" text "</w:t></w:r>"
#define P(text)                 "<w:p>" R(text) "</w:p>"
#define P_WITH(inside, text)    "<w:p><w:pPr>" inside "</w:pPr>" R(text) "</w:p>"
#define C(text)                 "<w:tc>" P(text) "</w:tc>"
#define C_WITH(inside, text)    "<w:tc><w:tcPr>" inside "</w:tcPr>" P(text) "</w:tc>"
#define ROW(cells)              "<w:tr>" cells "</w:tr>"
#define ROW_WITH(inside, cells) "<w:tr><w:trPr>" inside "</w:trPr>" cells "</w:tr>"
#define GRID(columns)           "<w:tblGrid>" columns "</w:tblGrid>"
#define COLUMN(width)           "<w:gridCol w:w='" #width "'/>"
#define TABLE(inside)           "<w:tbl><w:tblPr/>" inside "</w:tbl>"
#define RESTART                 "<w:vMerge w:val='restart'/>"
#define CONTINUE                "<w:vMerge/>"
#define NUMBERED(list, level)   "<w:numPr><w:ilvl w:val='" #level "'/><w:numId w:val='" #list "'/></w:numPr>"

#define WORD_SPACE          "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
#define STRICT_SPACE        "http://purl.oclc.org/ooxml/wordprocessingml/main"
#define RELATIONSHIP        "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
#define STRICT_RELATIONSHIP "http://purl.oclc.org/ooxml/officeDocument/relationships/"
#define WORD_TYPE           "application/vnd.openxmlformats-officedocument.wordprocessingml."

struct package_part {
    const char *name;
    const char *text;
};

struct docx {
    const char *body;      /* inside of w:body */
    const char *styles;    /* inside of w:styles, or NULL */
    const char *numbering; /* inside of w:numbering, or NULL */
    const char *type;      /* content type of the main part; NULL: that of a .docx */
    bool strict;
    gkplan_revisions revisions;
    uint32_t skim_markup;
    const gkplan_allocator *allocator;
};

/* The archive of these parts, from malloc. */
static inline struct gk_string pack(const struct package_part *parts, size_t count)
{
    zip_error_t error;
    zip_error_init(&error);
    zip_source_t *bytes = zip_source_buffer_create(NULL, 0, 0, &error);
    zip_source_keep(bytes);
    zip_t *archive = zip_open_from_source(bytes, ZIP_TRUNCATE, &error);
    assert_non_null(archive);
    for (size_t i = 0; i < count; i++) {
        zip_source_t *text = zip_source_buffer(archive, parts[i].text, strlen(parts[i].text), 0);
        assert_true(zip_file_add(archive, parts[i].name, text, ZIP_FL_ENC_UTF_8) >= 0);
    }
    assert_int_equal(zip_close(archive), 0);
    zip_stat_t size;
    zip_source_stat(bytes, &size);
    char *data = malloc(size.size);
    zip_source_open(bytes);
    assert_int_equal(zip_source_read(bytes, data, size.size), size.size);
    zip_source_close(bytes);
    zip_source_free(bytes);
    zip_error_fini(&error);
    return gk_string_make(data, size.size);
}

/* Text from pieces, from malloc. */
static inline char *text_of_pieces(const char *const *pieces)
{
    size_t size;
    char *text;
    FILE *out = open_memstream(&text, &size);
    for (; *pieces; pieces++)
        fputs(*pieces, out);
    fclose(out);
    return text;
}

static inline void read_package(struct fixture *fixture, const struct package_part *parts, size_t count,
                                const gkplan_read_options *options)
{
    struct gk_string bytes = pack(parts, count);
    struct gk_source source;
    fixture_open(fixture, options);
    assert_int_equal(gk_source_open_memory(&fixture->context, bytes.data, bytes.length, &source),
                     GKPLAN_STATUS_OK);
    assert_true(gk_reader_docx.recognise(&source) > 0);
    gk_reader_docx.read(&fixture->context, &source, fixture->builder);
    gk_source_close(&fixture->context, &source);
    free((char *)(uintptr_t)bytes.data);
}

/* The main part stands where no fixed path would find it. */
static inline void read_docx(struct fixture *fixture, const struct docx *docx)
{
    const char *space = docx->strict ? STRICT_SPACE : WORD_SPACE;
    const char *relationship = docx->strict ? STRICT_RELATIONSHIP : RELATIONSHIP;
    char *types = text_of_pieces((const char *const[]){
        "<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'>"
        "<Default Extension='rels' ContentType='application/vnd.openxmlformats-package.relationships+xml'/>"
        "<Override PartName='/text/main.xml' ContentType='",
        docx->type ? docx->type : WORD_TYPE "document.main+xml", "'/></Types>", NULL});
    char *of_package = text_of_pieces((const char *const[]){
        "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'>"
        "<Relationship Id='r1' Type='",
        relationship, "officeDocument' Target='text/main.xml'/></Relationships>", NULL});
    char *of_document = text_of_pieces((const char *const[]){
        "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'>"
        "<Relationship Id='r1' Type='",
        relationship, "styles' Target='../shared/./looks.xml'/><Relationship Id='r2' Type='", relationship,
        "numbering' Target='/shared/lists.xml'/></Relationships>", NULL});
    char *document = text_of_pieces((const char *const[]){
        "<w:document xmlns:w='", space,
        "' xmlns:a='http://schemas.openxmlformats.org/drawingml/2006/main'"
        " xmlns:pic='http://schemas.openxmlformats.org/drawingml/2006/picture'"
        " xmlns:c='http://schemas.openxmlformats.org/drawingml/2006/chart'"
        " xmlns:o='urn:schemas-microsoft-com:office:office"
        "' xmlns:mc='http://schemas.openxmlformats.org/markup-compatibility/2006'"
        " xmlns:wps='http://schemas.microsoft.com/office/word/2010/wordprocessingShape'"
        " xmlns:later='http://example.org/not-yet' xmlns:v='urn:schemas-microsoft-com:vml'"
        " xmlns:m='http://schemas.openxmlformats.org/officeDocument/2006/math'><w:body>",
        docx->body, "</w:body></w:document>", NULL});
    char *styles = text_of_pieces((const char *const[]){
        "<w:styles xmlns:w='", space, "'>", docx->styles ? docx->styles : "", "</w:styles>", NULL});
    char *numbering = text_of_pieces(
        (const char *const[]){"<w:numbering xmlns:w='", space,
                              "' xmlns:mc='http://schemas.openxmlformats.org/markup-compatibility/2006'"
                              " xmlns:w14='http://schemas.microsoft.com/office/word/2010/wordml'>",
                              docx->numbering ? docx->numbering : "", "</w:numbering>", NULL});
    const struct package_part parts[] = {{"[Content_Types].xml", types},
                                         {"_rels/.rels", of_package},
                                         {"text/_rels/main.xml.rels", of_document},
                                         {"text/main.xml", document},
                                         {"shared/looks.xml", styles},
                                         {"shared/lists.xml", numbering}};
    gkplan_read_options options = GKPLAN_READ_OPTIONS_INIT;
    options.revisions = docx->revisions;
    options.skim_markup = docx->skim_markup;
    options.allocator = docx->allocator;
    read_package(fixture, parts, sizeof parts / sizeof *parts, &options);
    free(types);
    free(of_package);
    free(of_document);
    free(document);
    free(styles);
    free(numbering);
}

/* The file reads as `expected`, plainly and with its markup skimmed: a line a block or cell, "!" before
 * diagnostics. */
static inline void expect_docx(const struct docx *docx, const char *expected)
{
    struct docx twice = *docx;
    for (twice.skim_markup = 0; twice.skim_markup < 2; twice.skim_markup++) {
        struct fixture fixture;
        read_docx(&fixture, &twice);
        fixture_expect(&fixture, expected);
        fixture_close(&fixture);
    }
}

static inline void expect_body(const char *body, const char *expected)
{
    expect_docx(&(struct docx){.body = body}, expected);
}

#endif
