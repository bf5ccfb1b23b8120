/* Text of Word files: runs, fields, breaks, hidden text, text boxes, headings, packages. */
#include "docx_package.h"

static void runs_join_and_space_at_their_ends_counts_when_preserved(void **state)
{
    (void)state;
    expect_body("<w:p>" R("2021年 ") R("4月") "<w:r><w:t>\n  28  日\n </w:t></w:r></w:p>",
                "p 2021年 4月28  日\n");
}

static void tabs_breaks_and_hyphens(void **state)
{
    (void)state;
    expect_body("<w:p>" R("一") "<w:r><w:tab/><w:t>二</w:t><w:br/><w:t>三</w:t><w:cr/><w:t>四</w:t>"
                                "<w:noBreakHyphen/><w:t>五</w:t><w:softHyphen/><w:t>六</w:t></w:r></w:p>",
                "p 一\t二/三/四‑五\u00AD六\n");
}

static void symbols_of_symbol_fonts(void **state)
{
    (void)state;
    expect_body("<w:p><w:r><w:sym w:font='Wingdings 2' w:char='F052'/><w:t>是</w:t>"
                "<w:sym w:font='Wingdings' w:char='00A8'/><w:t>否</w:t><w:sym w:font='宋体' "
                "w:char='2605'/></w:r></w:p>",
                "p ☑是◻否★\n");
    expect_body(
        "<w:p><w:r><w:sym w:font='某字体' w:char='F041'/></w:r></w:p>",
        "p \uF041\n! private-use-characters: 1 private-use characters in the text, kept as they are\n");
}

static void fields_give_their_result(void **state)
{
    (void)state;
#define FIELD(type) "<w:r><w:fldChar w:fldCharType='" type "'/></w:r>"
    expect_body(
        "<w:p>" R("第") FIELD("begin") "<w:r><w:instrText> PAGE </w:instrText></w:r>" FIELD("separate") R("3")
            FIELD("end") R("页，") "<w:fldSimple w:instr='DATE'>" R("今天") "</w:fldSimple></w:p>",
        "p 第3页，今天\n");
}

static void a_field_inside_an_instruction_is_instruction(void **state)
{
    (void)state;
    expect_body("<w:p>" FIELD("begin") "<w:r><w:instrText>IF </w:instrText></w:r>" FIELD(
                    "begin") "<w:r><w:instrText>PAGE</w:instrText></w:r>" FIELD("separate") R("1")
                    FIELD("end") FIELD("separate") R("是") FIELD("end") "</w:p>",
                "p 是\n! extractor-mark: a mark of markup or of an extractor is not in the layout: 1\n");
}

static void a_field_without_end_does_not_leave_its_cell(void **state)
{
    (void)state;
    expect_body(TABLE(ROW("<w:tc><w:p>" FIELD("begin") "</w:p></w:tc>" C("后"))),
                "table 1*2\n0,0 \n0,1 后\n");
}

static void one_branch_of_alternate_content_counts(void **state)
{
    (void)state;
    expect_body("<w:p><mc:AlternateContent><mc:Choice Requires='wps'>" R("新") "</mc:Choice><mc:Fallback>" R(
                    "旧") "</mc:Fallback></mc:AlternateContent></w:p>",
                "p 新\n! alternative-text: text of the branch of alternate content that was not taken: 旧\n");
    expect_body(
        "<w:p><mc:AlternateContent><mc:Choice Requires='later'>" R("未来") "</mc:Choice><mc:Fallback>" R(
            "旧") "</mc:Fallback></mc:AlternateContent></w:p>",
        "p 旧\n! alternative-text: text of the branch of alternate content that was not taken: 未来\n");
}

static void text_boxes_are_blocks_of_their_own(void **state)
{
    (void)state;
#define BOX(inside) "<w:txbxContent>" inside "</w:txbxContent>"
    expect_body(
        "<w:p>" R("锚") "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><wps:txbx>" BOX(P("框") TABLE(ROW(C(
            "表")))) "</wps:txbx></mc:Choice><mc:Fallback><w:pict><v:textbox>" BOX(P("框")) "</v:textbox></"
                                                                                            "w:pict>"
                                                                                            "</"
                                                                                            "mc:Fallback></"
                                                                                            "mc:"
                                                                                            "AlternateConte"
                                                                                            "nt></w:r>" R(
                                                                                                "点") "</"
                                                                                                      "w:"
                                                                                                      "p"
                                                                                                      ">" P(
                                                                                                          "后"),
        "p 锚点\nbox\n  p 框\n  table 1*1\n  row 0 single\n  0,0 表\np 后\n"
        "! alternative-text: text of the branch of alternate content that was not taken: 框\n");
}

static void a_box_of_vml_in_an_empty_paragraph_keeps_its_place(void **state)
{
    (void)state;
    expect_body("<w:p><w:r><w:pict><v:textbox>" BOX(P("框")) "</v:textbox></w:pict></w:r></w:p>" P("后"),
                "box\n  p 框\np 后\n");
}

static void hidden_text_is_left_out(void **state)
{
    (void)state;
    static const char styles[] =
        "<w:style w:type='character' w:styleId='暗'><w:rPr><w:vanish/></w:rPr></w:style>"
        "<w:style w:type='paragraph' w:styleId='基'><w:rPr><w:vanish/></w:rPr></w:style>"
        "<w:style w:type='paragraph' w:styleId='承'><w:basedOn w:val='基'/></w:style>";
#define HIDDEN(properties, text) "<w:r><w:rPr>" properties "</w:rPr><w:t>" text "</w:t></w:r>"
    expect_docx(&(struct docx){.styles = styles,
                               .body = "<w:p>" R("明") HIDDEN("<w:vanish/>", "甲")
                                   HIDDEN("<w:rStyle w:val='暗'/>", "乙") HIDDEN("<w:webHidden/>", "网")
                                       HIDDEN("<w:rStyle w:val='暗'/><w:vanish w:val='0'/>",
                                              "现") "</w:p>" P_WITH("<w:pStyle w:val='承'/>", "丙")},
                "p 明网现\n! hidden-text: hidden text is not in the layout: 甲乙\n"
                "! hidden-text: hidden text is not in the layout: 丙\n");
}

/* A paragraph without properties of its own has those of the default style. */
static void the_default_style_may_hide(void **state)
{
    (void)state;
    expect_docx(
        &(struct docx){.styles = "<w:style w:type='paragraph' w:default='1' "
                                 "w:styleId='正文'><w:rPr><w:vanish/></w:rPr></w:style>",
                       .body = "<w:p>" R("甲") HIDDEN("<w:vanish w:val='0'/>", "明") R("乙") "</w:p>"},
        "p 明\n! hidden-text: hidden text is not in the layout: 甲乙\n");
}

static void a_hidden_end_runs_on_in_the_next_paragraph(void **state)
{
    (void)state;
    expect_body("<w:p><w:pPr><w:rPr><w:vanish/><w:specVanish/></w:rPr></w:pPr>" R(
                    "（一）抓好收入。") "</w:p>" P("全年增长6%。"),
                "p （一）抓好收入。全年增长6%。\n");
}

static void headings_by_level_by_style_and_by_name(void **state)
{
    (void)state;
    static const char styles[] =
        "<w:style w:type='paragraph' w:default='1' w:styleId='a'><w:name w:val='Normal'/></w:style>"
        "<w:style w:type='paragraph' w:styleId='1'><w:name w:val='heading 1'/><w:pPr><w:jc "
        "w:val='center'/></w:pPr></w:style>"
        "<w:style w:type='paragraph' w:styleId='b'><w:name w:val='标题 2'/></w:style>"
        "<w:style w:type='paragraph' w:styleId='c'><w:basedOn w:val='d'/></w:style>"
        "<w:style w:type='paragraph' w:styleId='d'><w:pPr><w:outlineLvl w:val='2'/></w:pPr></w:style>";
    expect_docx(
        &(struct docx){
            .styles = styles,
            .body = P_WITH("<w:pStyle w:val='1'/>", "一") P_WITH("<w:pStyle w:val='b'/>", "二")
                P_WITH("<w:pStyle w:val='c'/>", "三") P_WITH("<w:outlineLvl w:val='3'/>", "四")
                    P_WITH("<w:pStyle w:val='1'/><w:outlineLvl w:val='9'/><w:jc w:val='left'/>", "文")},
        "p1 centered 一\np2 二\np3 三\np4 四\np 文\n");
}

static void styles_in_a_circle_are_said(void **state)
{
    (void)state;
    expect_docx(
        &(struct docx){.styles = "<w:style w:type='paragraph' w:styleId='a'><w:basedOn w:val='b'/></w:style>"
                                 "<w:style w:type='paragraph' w:styleId='b'><w:basedOn w:val='a'/></w:style>",
                       .body = P_WITH("<w:pStyle w:val='a'/>", "文")},
        "p 文\n! styles-circle: the style a is based on itself by way of others\n");
}

static void pages_end_where_the_file_says(void **state)
{
    (void)state;
    expect_body(P("一") "<w:p><w:r><w:br w:type='page'/></w:r></w:p>"
                        "<w:p><w:r><w:lastRenderedPageBreak/><w:t>二</w:t></w:r></w:p>" P_WITH(
                            "<w:pageBreakBefore/>",
                            "三") "<w:p>" R("四") "<w:r><w:lastRenderedPageBreak/></w:r>" R("续") "</w:p>",
                "p 一\npage-break\np 二\npage-break\np 三\np 四续\npage-break\n");
}

static void a_section_on_a_new_page_ends_the_page(void **state)
{
    (void)state;
    expect_body(P_WITH("<w:sectPr/>", "一") P_WITH("<w:sectPr><w:type w:val='continuous'/></w:sectPr>", "二")
                    P("三"),
                "p 一\npage-break\np 二\np 三\n");
}

static void ruby_keeps_its_base_and_formulas_their_text(void **state)
{
    (void)state;
    expect_body(
        "<w:p><w:r><w:ruby><w:rubyPr/><w:rt>" R("zé") "</w:rt><w:rubyBase>" R(
            "责") "</w:rubyBase></w:ruby></w:r>" R("任") "<m:oMath><m:r><m:t>x=1</m:t></m:r></m:oMath></w:p>",
        "p 责任x=1\n! extractor-mark: a mark of markup or of an extractor is not in the layout: zé\n");
}

static void notes_and_embedded_documents_are_said(void **state)
{
    (void)state;
    expect_body("<w:p>" R("文") "<w:r><w:footnoteReference w:id='2'/></w:r>" R("字") "</w:p><w:altChunk/>",
                "p 文字\n! note-not-read: the text of a footnote or endnote is not in the layout\n"
                "! part-not-read: another document is embedded here; its text was not read\n");
}

static void what_drawings_hold_is_said(void **state)
{
    (void)state;
    expect_body(
        "<w:p>" R("文") "<w:r><w:drawing><a:p><a:r><a:t>画中</a:t></a:r><a:r><a:t>字</a:t></a:r></a:p>"
                        "</w:drawing></w:r>" R("字") "</w:p>",
        "p 文字\n! drawing-text: text of a drawing is not in the layout: 画中字\n");
    expect_body(
        "<w:p>" R("文") "<w:r><w:pict><v:shape><v:textpath string='艺术字'/></v:shape></w:pict></w:r></w:p>",
        "p 文\n! drawing-text: text of a drawing is not in the layout: 艺术字\n");
    expect_body("<w:p><w:r><w:drawing><pic:pic/></w:drawing></w:r>" R("文") "</w:p>",
                "p 文\n! picture-not-read: a picture stands here; what it shows was not read\n");
    expect_body(
        "<w:p>" R(
            "文") "<w:r><w:drawing><c:chart/></w:drawing><w:object><o:OLEObject/></w:object></w:r></w:p>",
        "p 文\n! object-not-read: a chart, diagram or embedded object stands here; its text was not read\n"
        "! object-not-read: a chart, diagram or embedded object stands here; its text was not read\n");
    expect_body("<w:p>" R("文") "<w:r><w:commentReference w:id='1'/></w:r></w:p>",
                "p 文\n! comment-not-read: a comment stands here; its text is not in the layout\n");
}

static void strict_files_and_templates_are_read(void **state)
{
    (void)state;
    expect_docx(&(struct docx){.body = P("严格"), .strict = true}, "p 严格\n");
    expect_docx(&(struct docx){.body = P("模板"), .type = WORD_TYPE "template.main+xml"}, "p 模板\n");
    expect_docx(
        &(struct docx){.body = P("宏"), .type = "application/vnd.ms-word.document.macroEnabled.main+xml"},
        "p 宏\n");
}

static void expect_refusal(const struct package_part *parts, size_t count, const char *words)
{
    struct fixture fixture;
    const gkplan_read_options options = GKPLAN_READ_OPTIONS_INIT;
    read_package(&fixture, parts, count, &options);
    assert_int_equal(fixture.context.status, GKPLAN_STATUS_UNSUPPORTED_FORMAT);
    assert_non_null(strstr(gkplan_error_message(fixture.context.error), words));
    fixture_close(&fixture);
}

static void *count_allocation(void *count, size_t size)
{
    ++*(size_t *)count;
    return malloc(size);
}

static void *reallocate(void *count, void *block, size_t old_size, size_t size)
{
    (void)count, (void)old_size;
    return realloc(block, size);
}

static void release(void *count, void *block, size_t size)
{
    (void)count, (void)size;
    free(block);
}

/* Nothing that comes out shows that the markup is skimmed: but the scan has memory of its own. */
static void the_option_sets_the_skimming_to_work(void **state)
{
    size_t counts[2] = {0};
    (void)state;
    for (uint32_t skim_markup = 0; skim_markup < 2; skim_markup++) {
        const gkplan_allocator allocator = {sizeof allocator, count_allocation, reallocate, release,
                                            &counts[skim_markup]};
        struct fixture fixture;
        read_docx(&fixture,
                  &(struct docx){.body = P("文"), .skim_markup = skim_markup, .allocator = &allocator});
        fixture_close(&fixture);
    }
    assert_int_equal(counts[1], counts[0] + 1);
}

static void other_archives_are_named(void **state)
{
    (void)state;
    static const struct package_part sheet[] = {
        {"[Content_Types].xml", "<Types><Override PartName='/xl/workbook.xml' ContentType='application/"
                                "vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml'/></Types>"},
        {"_rels/.rels", "<Relationships><Relationship Type='" RELATIONSHIP
                        "officeDocument' Target='xl/workbook.xml'/></Relationships>"},
        {"xl/workbook.xml", "<workbook/>"},
    };
    static const struct package_part text[] = {{"mimetype", "application/vnd.oasis.opendocument.text"},
                                               {"META-INF/manifest.xml", "<manifest/>"}};
    static const struct package_part table[] = {
        {"mimetype", "application/vnd.oasis.opendocument.spreadsheet"},
        {"META-INF/manifest.xml", "<manifest/>"}};
    static const struct package_part nameless[] = {{"META-INF/manifest.xml", "<manifest/>"}};
    static const struct package_part book[] = {{"mimetype", "application/epub+zip"},
                                               {"META-INF/container.xml", "<container/>"}};
    static const struct package_part fixed[] = {{"OFD.xml", "<OFD/>"}};
    static const struct package_part any[] = {{"readme.txt", "一"}};
    expect_refusal(sheet, 3, ".xlsx");
    expect_refusal(sheet, 3, "--convert-to csv");
    expect_refusal(text, 2, ".odt text, which libgkplan does not read: save it as .docx");
    expect_refusal(table, 2, ".ods spreadsheet, which libgkplan does not read: save the sheet as .csv");
    expect_refusal(nameless, 1, "an OpenDocument file");
    expect_refusal(book, 2, ".epub");
    expect_refusal(fixed, 1, ".ofd");
    expect_refusal(any, 1, "no Word document");
}

static void text_outside_its_place_is_no_text(void **state)
{
    (void)state;
    expect_body("<w:t>散</w:t>" TABLE("<w:t>散</w:t>" ROW("<w:p/>" C("格") P("散"))) P("文"),
                "table 1*1\nrow 0 single\n0,0 格\np 文\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(runs_join_and_space_at_their_ends_counts_when_preserved),
        cmocka_unit_test(tabs_breaks_and_hyphens),
        cmocka_unit_test(symbols_of_symbol_fonts),
        cmocka_unit_test(fields_give_their_result),
        cmocka_unit_test(a_field_inside_an_instruction_is_instruction),
        cmocka_unit_test(a_field_without_end_does_not_leave_its_cell),
        cmocka_unit_test(one_branch_of_alternate_content_counts),
        cmocka_unit_test(text_boxes_are_blocks_of_their_own),
        cmocka_unit_test(a_box_of_vml_in_an_empty_paragraph_keeps_its_place),
        cmocka_unit_test(hidden_text_is_left_out),
        cmocka_unit_test(the_default_style_may_hide),
        cmocka_unit_test(a_hidden_end_runs_on_in_the_next_paragraph),
        cmocka_unit_test(headings_by_level_by_style_and_by_name),
        cmocka_unit_test(styles_in_a_circle_are_said),
        cmocka_unit_test(pages_end_where_the_file_says),
        cmocka_unit_test(a_section_on_a_new_page_ends_the_page),
        cmocka_unit_test(ruby_keeps_its_base_and_formulas_their_text),
        cmocka_unit_test(notes_and_embedded_documents_are_said),
        cmocka_unit_test(what_drawings_hold_is_said),
        cmocka_unit_test(strict_files_and_templates_are_read),
        cmocka_unit_test(the_option_sets_the_skimming_to_work),
        cmocka_unit_test(other_archives_are_named),
        cmocka_unit_test(text_outside_its_place_is_no_text),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
