/* Automatic numbering of Word files, written out as Word shows it. */
#include "core/memory.h"
#include "docx_package.h"
#include "read/docx_number_format.h"
#include "read/docx_scan.h"

#define LIST(identifier, levels) "<w:abstractNum w:abstractNumId='" #identifier "'>" levels "</w:abstractNum>"
#define LEVEL(level, format, text)                                                                           \
    "<w:lvl w:ilvl='" #level "'><w:start w:val='1'/><w:numFmt w:val='" format "'/><w:lvlText w:val='" text   \
    "'/></w:lvl>"
#define LEVEL_WITH(level, format, text, more)                                                                \
    "<w:lvl w:ilvl='" #level "'><w:start w:val='1'/><w:numFmt w:val='" format "'/>" more                     \
    "<w:lvlText w:val='" text "'/></w:lvl>"
#define USE(identifier, list) "<w:num w:numId='" #identifier "'><w:abstractNumId w:val='" #list "'/></w:num>"
#define USE_WITH(identifier, list, overrides)                                                                \
    "<w:num w:numId='" #identifier "'><w:abstractNumId w:val='" #list "'/>" overrides "</w:num>"
#define N(list, level, text) P_WITH(NUMBERED(list, level), text)

struct written {
    const char *format;
    int32_t number;
    const char *text;
};

static const struct written numbers[] = {
    {"decimal", 12, "12"},
    {"decimalZero", 7, "07"},
    {"decimalZero", 12, "12"},
    {"chineseCounting", 1, "一"},
    {"chineseCounting", 10, "十"},
    {"chineseCounting", 11, "十一"},
    {"chineseCounting", 20, "二十"},
    {"chineseCounting", 99, "九十九"},
    {"chineseCounting", 101, "一○一"},
    {"taiwaneseCounting", 19, "十九"},
    {"chineseCountingThousand", 10, "十"},
    {"chineseCountingThousand", 19, "十九"},
    {"chineseCountingThousand", 100, "一百"},
    {"chineseCountingThousand", 101, "一百零一"},
    {"chineseCountingThousand", 110, "一百一十"},
    {"chineseCountingThousand", 1010, "一千零一十"},
    {"chineseCountingThousand", 10002, "一万零二"},
    {"taiwaneseCountingThousand", 20000, "二萬"},
    {"chineseLegalSimplified", 12, "壹拾贰"},
    {"ideographLegalTraditional", 23, "貳拾參"},
    {"japaneseCounting", 110, "百十"},
    {"japaneseCounting", 21, "二十一"},
    {"japaneseLegal", 11, "壱拾壱"},
    {"ideographDigital", 10, "一〇"},
    {"ideographTraditional", 10, "癸"},
    {"ideographTraditional", 11, "11"},
    {"ideographZodiac", 12, "亥"},
    {"ideographZodiacTraditional", 61, "甲子"},
    {"decimalEnclosedCircle", 20, "⑳"},
    {"decimalEnclosedCircleChinese", 3, "③"},
    {"decimalEnclosedParen", 2, "⑵"},
    {"decimalEnclosedFullstop", 1, "⒈"},
    {"decimalEnclosedCircle", 21, "21"},
    {"ideographEnclosedCircle", 4, "㈣"},
    {"decimalFullWidth", 10, "１０"},
    {"lowerLetter", 27, "aa"},
    {"upperLetter", 26, "Z"},
    {"lowerRoman", 9, "ix"},
    {"upperRoman", 1994, "MCMXCIV"},
    {"upperRoman", 0, "0"},
    {"numberInDash", 4, "- 4 -"},
    {"ordinal", 12, "12th"},
    {"ordinal", 23, "23rd"},
    {"none", 5, ""},
    {"bullet", 5, ""},
    {"decimal", -3, "-3"},
};

static void numbers_are_written_as_word_does(void **state)
{
    (void)state;
    struct gk_buffer out;
    gk_number_format format;
    gk_buffer_init(&out, &gk_memory_default);
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        gk_buffer_clear(&out);
        assert_true(gk_number_format_find(gk_string_of(numbers[i].format), &format));
        gk_number_format_write(&out, format, numbers[i].number);
        gk_buffer_append(&out, "", 1);
        assert_string_equal(out.data, numbers[i].text);
    }
    assert_false(gk_number_format_find(GK_STRING("hebrew2"), &format));
    gk_buffer_free(&out);
}

static const char outline[] =
    LIST(0, LEVEL(0, "chineseCountingThousand", "%1、") LEVEL(1, "chineseCountingThousand", "（%2）")
                LEVEL(2, "decimal", "%3.")) USE(1, 0);

static void levels_count_and_begin_again(void **state)
{
    (void)state;
    expect_docx(&(struct docx){.numbering = outline,
                               .body = N(1, 0, "甲") N(1, 1, "乙") N(1, 1, "丙") P("文") N(1, 0, "丁")
                                   N(1, 1, "戊") N(1, 2, "己")},
                "p [一、] 甲\np [（一）] 乙\np [（二）] 丙\np 文\np [二、] 丁\np [（一）] 戊\np [1.] 己\n");
}

static void labels_may_hold_the_levels_above(void **state)
{
    (void)state;
    static const char lists[] = LIST(0, LEVEL(0, "upperRoman", "%1") LEVEL(1, "decimal", "%1.%2")
                                            LEVEL_WITH(2, "decimal", "%1.%2.%3", "<w:isLgl/>")) USE(1, 0);
    expect_docx(
        &(struct docx){.numbering = lists, .body = N(1, 1, "先") N(1, 0, "甲") N(1, 1, "乙") N(1, 2, "丙")},
        "p [I.1] 先\np [I] 甲\np [I.1] 乙\np [1.1.1] 丙\n");
}

static void a_level_may_never_begin_again(void **state)
{
    (void)state;
    static const char lists[] =
        LIST(0, LEVEL(0, "decimal", "%1、") LEVEL_WITH(1, "decimal", "(%2)", "<w:lvlRestart w:val='0'/>"))
            USE(1, 0);
    expect_docx(
        &(struct docx){.numbering = lists, .body = N(1, 0, "甲") N(1, 1, "乙") N(1, 0, "丙") N(1, 1, "丁")},
        "p [1、] 甲\np [(1)] 乙\np [2、] 丙\np [(2)] 丁\n");
}

static void uses_of_a_list_count_on_or_begin_again(void **state)
{
    (void)state;
    static const char lists[] = LIST(0, LEVEL(0, "decimal", "%1.")) USE(1, 0) USE(2, 0)
        USE_WITH(3, 0, "<w:lvlOverride w:ilvl='0'><w:startOverride w:val='5'/></w:lvlOverride>") USE_WITH(
            4, 0, "<w:lvlOverride w:ilvl='0'>" LEVEL(0, "decimalEnclosedCircle", "%1") "</w:lvlOverride>");
    expect_docx(&(struct docx){.numbering = lists,
                               .body = N(1, 0, "甲") N(2, 0, "乙") N(3, 0, "丙") N(3, 0, "丁") N(1, 0, "戊")
                                   N(4, 0, "己")},
                "p [1.] 甲\np [2.] 乙\np [5.] 丙\np [6.] 丁\np [7.] 戊\np [⑧] 己\n");
}

static void styles_number_their_paragraphs(void **state)
{
    (void)state;
    static const char styles[] =
        "<w:style w:type='paragraph' w:styleId='1'><w:name w:val='heading 1'/><w:pPr><w:numPr><w:numId "
        "w:val='1'/></w:numPr></w:pPr></w:style>"
        "<w:style w:type='paragraph' w:styleId='2'><w:basedOn w:val='1'/><w:name w:val='heading "
        "2'/><w:pPr><w:numPr><w:ilvl w:val='1'/></w:numPr></w:pPr></w:style>"
        "<w:style w:type='paragraph' w:styleId='3'><w:name w:val='heading 3'/><w:pPr><w:numPr><w:numId "
        "w:val='1'/></w:numPr></w:pPr></w:style>";
    static const char lists[] =
        LIST(0, LEVEL(0, "chineseCounting", "%1、") LEVEL(1, "chineseCounting", "（%2）")
                    LEVEL_WITH(2, "decimal", "%3.", "<w:pStyle w:val='3'/>")) USE(1, 0);
    expect_docx(
        &(struct docx){.styles = styles,
                       .numbering = lists,
                       .body = P_WITH("<w:pStyle w:val='1'/>", "甲") P_WITH("<w:pStyle w:val='2'/>", "乙")
                           P_WITH("<w:pStyle w:val='3'/>", "丙")
                               P_WITH("<w:pStyle w:val='1'/><w:numPr><w:numId w:val='0'/></w:numPr>", "丁")},
        "p1 [一、] 甲\np2 [（一）] 乙\np3 [1.] 丙\np1 丁\n");
}

static void a_list_may_be_what_a_numbering_style_says(void **state)
{
    (void)state;
    expect_docx(
        &(struct docx){.styles = "<w:style w:type='numbering' w:styleId='表'><w:pPr><w:numPr><w:numId "
                                 "w:val='7'/></w:numPr></w:pPr></w:style>",
                       .numbering = LIST(0, "<w:numStyleLink w:val='表'/>") LIST(
                           1, "<w:styleLink w:val='表'/>" LEVEL(0, "decimal", "%1)")) USE(1, 0) USE(7, 1),
                       .body = N(1, 0, "甲") N(7, 0, "乙")},
        "p [1)] 甲\np [2)] 乙\n");
}

static void empty_numbered_paragraphs_fill_a_column_of_numbers(void **state)
{
    (void)state;
    static const char body[] = TABLE(ROW(C_WITH(RESTART, "甲") "<w:tc>" N(1, 2, "") "</w:tc>")
                                         ROW(C_WITH(CONTINUE, "") "<w:tc>" N(1, 2, "") "</w:tc>"));
    expect_docx(&(struct docx){.numbering = outline, .body = body},
                "table 2*2\n0,0+2*1 甲\n0,1 [1.] \n1,1 [2.] \n");
}

/* Rows numbered in a merged column: Word counts what it shows. */
static void covered_cells_take_no_number(void **state)
{
    (void)state;
#define NUMBER_CELL(merge) "<w:tc><w:tcPr>" merge "</w:tcPr>" N(1, 2, "") "</w:tc>"
    expect_docx(&(struct docx){.numbering = outline,
                               .body = TABLE(ROW(NUMBER_CELL(RESTART) C("甲")) ROW(
                                   NUMBER_CELL(CONTINUE) C("乙")) ROW(NUMBER_CELL(RESTART) C("丙")))},
                "table 3*2\n0,0+2*1 [1.] \n0,1 甲\n1,1 乙\n2,0 [2.] \n2,1 丙\n");
}

static void bullets_are_marks_and_stand_with_text_only(void **state)
{
    (void)state;
    expect_docx(
        &(struct docx){.numbering = LIST(0, LEVEL(0, "bullet", "\uF0D8") LEVEL(1, "none", "")) USE(1, 0),
                       .body = N(1, 0, "甲") N(1, 0, "") N(1, 1, "乙")},
        "p [➢] 甲\np 乙\n");
}

static void custom_formats_and_unknown_ones(void **state)
{
    (void)state;
    expect_docx(
        &(struct docx){
            .numbering = LIST(
                0, "<w:lvl w:ilvl='0'><w:start w:val='1'/><mc:AlternateContent><mc:Choice Requires='w14'>"
                   "<w:numFmt w:val='custom' w:format='001, 002, 003, ...'/></mc:Choice><mc:Fallback>"
                   "<w:numFmt w:val='decimal'/></mc:Fallback></mc:AlternateContent><w:lvlText "
                   "w:val='%1'/></w:lvl>" LEVEL(1, "hebrew2", "%2")) USE(1, 0),
            .body = N(1, 0, "甲") N(1, 1, "乙")},
        "p [001] 甲\np [1] 乙\n"
        "! number-format-unknown: automatic numbers of the format hebrew2 are written in decimal\n");
}

static void a_list_that_is_not_there_gives_no_number(void **state)
{
    (void)state;
    expect_docx(
        &(struct docx){.numbering = USE(1, 9), .body = N(1, 0, "甲") N(2, 0, "乙")},
        "p 甲\np 乙\n"
        "! numbering-missing: the paragraph is numbered by a list that the file does not define: 1\n"
        "! numbering-missing: the paragraph is numbered by a list that the file does not define: 2\n");
}

/* Looking up an element's name needs the list in order. */
static void every_element_is_found(void **state)
{
    (void)state;
#define GK_DOCX_ELEMENT(space, name, symbol)                                                                 \
    assert_int_equal(gk_docx_element_find(SPACE_##space, #name), GK_DOCX_##symbol);
#define SPACE_WORD          WORD_SPACE
#define SPACE_MATH          "http://schemas.openxmlformats.org/officeDocument/2006/math"
#define SPACE_COMPATIBILITY "http://schemas.openxmlformats.org/markup-compatibility/2006"
#define SPACE_DRAWING       "http://schemas.openxmlformats.org/drawingml/2006/main"
#define SPACE_PICTURE       "http://schemas.openxmlformats.org/drawingml/2006/picture"
#define SPACE_CHART         "http://schemas.openxmlformats.org/drawingml/2006/chart"
#define SPACE_DIAGRAM       "http://schemas.openxmlformats.org/drawingml/2006/diagram"
#define SPACE_VML           "urn:schemas-microsoft-com:vml"
#define SPACE_OFFICE        "urn:schemas-microsoft-com:office:office"
#include "read/docx_elements.def"
#undef GK_DOCX_ELEMENT
    assert_int_equal(gk_docx_element_find(WORD_SPACE, "rFonts"), GK_DOCX_OTHER);
    assert_int_equal(gk_docx_element_find("http://example.org/", "p"), GK_DOCX_OTHER);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_are_written_as_word_does),
        cmocka_unit_test(levels_count_and_begin_again),
        cmocka_unit_test(labels_may_hold_the_levels_above),
        cmocka_unit_test(a_level_may_never_begin_again),
        cmocka_unit_test(uses_of_a_list_count_on_or_begin_again),
        cmocka_unit_test(styles_number_their_paragraphs),
        cmocka_unit_test(a_list_may_be_what_a_numbering_style_says),
        cmocka_unit_test(empty_numbered_paragraphs_fill_a_column_of_numbers),
        cmocka_unit_test(covered_cells_take_no_number),
        cmocka_unit_test(bullets_are_marks_and_stand_with_text_only),
        cmocka_unit_test(custom_formats_and_unknown_ones),
        cmocka_unit_test(a_list_that_is_not_there_gives_no_number),
        cmocka_unit_test(every_element_is_found),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
