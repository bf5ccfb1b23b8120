/* Word boxes: each case is a drawing of words on pages and the layout that comes out, the same from every
 * format that has boxes; and drawings in aligned text. */
#include "core/utf8.h"
#include "layout_fixture.h"
#include "read/reader.h"

/* A word at column x (in ideographs) and line y, on a page. */
struct word {
    double x, y;
    const char *text;
    int page;
};

enum { MOST_WORDS = 40 };

struct drawing {
    const char *shows;
    struct word words[MOST_WORDS];
    const char *layout;
};

static const struct drawing drawings[] = {
    {"columns by gutters, rows by lines; blank cells stay blank",
     {{0, 0, "工作任务", 1},
      {8, 0, "具体要求", 1},
      {24, 0, "责任单位", 1},
      {0, 2, "推进公开", 1},
      {8, 2, "按季度通报进展情况。", 1},
      {24, 2, "市教育局", 1},
      {0, 4, "优化服务", 1},
      {8, 4, "形成长效工作机制。", 1},
      {0, 6, "加强监管", 1},
      {8, 6, "确保责任到人到岗。", 1},
      {24, 6, "市财政局", 1}},
     "table 4*3\n0,0 工作任务\n0,1 具体要求\n0,2 责任单位\n1,0 推进公开\n1,1 按季度通报进展情况。\n1,2 "
     "市教育局\n"
     "2,0 优化服务\n2,1 形成长效工作机制。\n2,2 \n3,0 加强监管\n3,1 确保责任到人到岗。\n3,2 市财政局\n"},
    {"a label in the middle of two rows covers both",
     {{0, 0, "工作任务", 1},
      {8, 0, "具体要求", 1},
      {24, 0, "责任单位", 1},
      {8, 2, "按季度通报进展情况。", 1},
      {24, 2, "市教育局", 1},
      {0, 3, "推进公开", 1},
      {8, 4, "形成长效工作机制。", 1},
      {24, 4, "市财政局", 1},
      {0, 6, "加强监管", 1},
      {8, 6, "确保责任到人到岗。", 1},
      {24, 6, "市审计局", 1}},
     "table 4*3\n0,0 工作任务\n0,1 具体要求\n0,2 责任单位\n1,0+2*1 推进公开\n1,1 按季度通报进展情况。\n1,2 "
     "市教育局\n"
     "2,1 形成长效工作机制。\n2,2 市财政局\n3,0 加强监管\n3,1 确保责任到人到岗。\n3,2 市审计局\n"},
    {"lines of a cell are joined where they are full, and parted where they are not",
     {{0, 0, "工作任务", 1},
      {8, 0, "具体要求", 1},
      {20, 0, "责任单位", 1},
      {0, 3, "推进公开", 1},
      {8, 2, "按季度通报进展情况，及", 1},
      {8, 3, "时向社会公开，完成不少", 1},
      {8, 4, "于三项。", 1},
      {20, 2, "市教育局", 1},
      {20, 3, "市住房和城乡建设局", 1},
      {20, 4, "市审计局", 1},
      {0, 6.5, "优化服务", 1},
      {8, 6, "做好信息公开工作，形成", 1},
      {8, 7, "长效机制。", 1},
      {20, 6.5, "市水务局", 1}},
     "table 3*3\n0,0 工作任务\n0,1 具体要求\n0,2 责任单位\n1,0 推进公开\n"
     "1,1 按季度通报进展情况，及时向社会公开，完成不少于三项。\n1,2 市教育局/市住房和城乡建设局/市审计局\n"
     "2,0 优化服务\n2,1 做好信息公开工作，形成长效机制。\n2,2 市水务局\n"},
    {"a line across the columns is a section row; prose stands outside",
     {{6, 0, "二〇二四年任务分解表", 1},
      {0, 2, "工作任务", 1},
      {8, 2, "具体要求", 1},
      {24, 2, "责任单位", 1},
      {0, 4, "一、全面深化重点领域信息公开", 1},
      {0, 6, "推进公开", 1},
      {8, 6, "按季度通报进展情况。", 1},
      {24, 6, "市教育局", 1},
      {0, 8, "优化服务", 1},
      {8, 8, "形成长效工作机制。", 1},
      {24, 8, "市财政局", 1}},
     "p 二〇二四年任务分解表\ntable 4*3\n0,0 工作任务\n0,1 具体要求\n0,2 责任单位\nrow 1 single\n"
     "1,0+1*3 一、全面深化重点领域信息公开\n2,0 推进公开\n2,1 按季度通报进展情况。\n2,2 市教育局\n3,0 "
     "优化服务\n"
     "3,1 形成长效工作机制。\n3,2 市财政局\n"},
    {"the next page goes on below its header; page numbers and headers are left out",
     {{0, 0, "工作任务", 1},
      {8, 0, "具体要求", 1},
      {24, 0, "责任单位", 1},
      {0, 2, "推进公开", 1},
      {8, 2, "按季度通报进展情况。", 1},
      {24, 2, "市教育局", 1},
      {14, 9, "—1—", 1},
      {0, 0, "工作任务", 2},
      {8, 0, "具体要求", 2},
      {24, 0, "责任单位", 2},
      {0, 2, "优化服务", 2},
      {8, 2, "形成长效工作机制。", 2},
      {24, 2, "市财政局", 2},
      {14, 9, "—2—", 2}},
     "table 3*3\n0,0 工作任务\n0,1 具体要求\n0,2 责任单位\n1,0 推进公开\n1,1 按季度通报进展情况。\n1,2 "
     "市教育局\n"
     "row 2 page-top\n2,0 优化服务\n2,1 形成长效工作机制。\n2,2 市财政局\n"
     "! page-furniture: page furniture is not in the layout: 工作任务具体要求责任单位\n"
     "! page-furniture: page furniture is not in the layout: —1——2—\n"},
    {"a header in the middle of two columns covers both",
     {{4, 0, "工作任务", 1},
      {14, 0, "具体要求", 1},
      {28, 0, "责任单位", 1},
      {0, 2, "推进公开", 1},
      {8, 2, "公开", 1},
      {14, 2, "按季度通报进展情况。", 1},
      {28, 2, "市教育局", 1},
      {0, 4, "优化服务", 1},
      {8, 4, "服务", 1},
      {14, 4, "形成长效工作机制。", 1},
      {28, 4, "市财政局", 1},
      {0, 6, "加强监管", 1},
      {8, 6, "监管", 1},
      {14, 6, "确保责任到人到岗。", 1},
      {28, 6, "市审计局", 1}},
     "table 4*4\n0,0+1*2 工作任务\n0,2 具体要求\n0,3 责任单位\n1,0 推进公开\n1,1 公开\n1,2 "
     "按季度通报进展情况。\n1,3 市教育局\n"
     "2,0 优化服务\n2,1 服务\n2,2 形成长效工作机制。\n2,3 市财政局\n3,0 加强监管\n3,1 监管\n3,2 "
     "确保责任到人到岗。\n"
     "3,3 市审计局\n"},
    {"a section row at the bottom of a page belongs to the table that goes on",
     {{0, 0, "工作任务", 1},
      {8, 0, "具体要求", 1},
      {24, 0, "责任单位", 1},
      {0, 2, "推进公开", 1},
      {8, 2, "按季度通报进展情况。", 1},
      {24, 2, "市教育局", 1},
      {0, 4, "二、全面优化服务", 1},
      {14, 9, "—1—", 1},
      {0, 0, "工作任务", 2},
      {8, 0, "具体要求", 2},
      {24, 0, "责任单位", 2},
      {0, 2, "优化服务", 2},
      {8, 2, "形成长效工作机制。", 2},
      {24, 2, "市财政局", 2}},
     "table 4*3\n0,0 工作任务\n0,1 具体要求\n0,2 责任单位\n1,0 推进公开\n1,1 按季度通报进展情况。\n1,2 "
     "市教育局\nrow 2 single\n2,0+1*3 二、全面优化服务\n"
     "row 3 page-top\n3,0 优化服务\n3,1 形成长效工作机制。\n3,2 市财政局\n"
     "! page-furniture: page furniture is not in the layout: 工作任务具体要求责任单位\n"
     "! page-furniture: page furniture is not in the layout: —1—\n"},
    {"a line of header words is a row, be the next line as near as lines of a cell",
     {{0, 0, "工作任务", 1},
      {8, 0, "具体要求", 1},
      {20, 0, "责任单位", 1},
      {8, 2, "按季度通报进展情况。", 1},
      {20, 1, "市教育局、", 1},
      {20, 2, "市财政局、", 1},
      {20, 3, "市审计局", 1},
      {0, 2, "推进公开", 1},
      {0, 5, "优化服务", 1},
      {8, 5, "形成长效工作机制。", 1},
      {20, 5, "市水务局", 1}},
     "table 3*3\n0,0 工作任务\n0,1 具体要求\n0,2 责任单位\n1,0 推进公开\n1,1 按季度通报进展情况。\n1,2 "
     "市教育局、市财政局、市审计局\n2,0 优化服务\n2,1 形成长效工作机制。\n2,2 市水务局\n"},
    {"a header alone at the bottom of a page, with a section row, begins the table of the next",
     {{6, 0, "二〇二四年任务分解表", 1},
      {0, 2, "工作任务", 1},
      {8, 2, "具体要求", 1},
      {24, 2, "责任单位", 1},
      {0, 4, "一、全面优化服务", 1},
      {0, 0, "工作任务", 2},
      {8, 0, "具体要求", 2},
      {24, 0, "责任单位", 2},
      {0, 2, "优化服务", 2},
      {8, 2, "形成长效工作机制。", 2},
      {24, 2, "市财政局", 2},
      {0, 4, "加强监管", 2},
      {8, 4, "确保责任到人到岗。", 2},
      {24, 4, "市审计局", 2}},
     "p 二〇二四年任务分解表\ntable 4*3\n0,0 工作任务\n0,1 具体要求\n0,2 责任单位\nrow 1 single\n"
     "1,0+1*3 一、全面优化服务\nrow 2 page-top\n2,0 优化服务\n2,1 形成长效工作机制。\n2,2 市财政局\n"
     "3,0 加强监管\n3,1 确保责任到人到岗。\n3,2 市审计局\n"
     "! page-furniture: page furniture is not in the layout: 工作任务具体要求责任单位\n"},
    {"a section row at the top of a page without a header belongs to the table that goes on",
     {{0, 0, "工作任务", 1},
      {8, 0, "具体要求", 1},
      {24, 0, "责任单位", 1},
      {0, 2, "推进公开", 1},
      {8, 2, "按季度通报进展情况。", 1},
      {24, 2, "市教育局", 1},
      {0, 0, "二、全面优化服务", 2},
      {0, 2, "优化服务", 2},
      {8, 2, "形成长效工作机制。", 2},
      {24, 2, "市财政局", 2},
      {0, 4, "加强监管", 2},
      {8, 4, "确保责任到人到岗。", 2},
      {24, 4, "市审计局", 2}},
     "table 5*3\n0,0 工作任务\n0,1 具体要求\n0,2 责任单位\n1,0 推进公开\n1,1 按季度通报进展情况。\n1,2 "
     "市教育局\nrow 2 page-top single\n2,0+1*3 二、全面优化服务\n"
     "3,0 优化服务\n3,1 形成长效工作机制。\n3,2 市财政局\n4,0 加强监管\n4,1 确保责任到人到岗。\n4,2 "
     "市审计局\n"},
    {"what stands alone at the top of a page is the rest of the cell above; a name goes on until it ends",
     {{0, 0, "工作任务", 1},
      {8, 0, "具体要求", 1},
      {24, 0, "责任单位", 1},
      {0, 2, "推进公开", 1},
      {8, 2, "按季度通报进展情况。", 1},
      {24, 2, "市司法局", 1},
      {0, 5, "优化服务", 1},
      {8, 5, "形成长效工作机制。", 1},
      {24, 4, "市审计局、市财", 1},
      {24, 5, "政局、市商务局", 1},
      {24, 6, "、市农业", 1},
      {0, 0, "工作任务", 2},
      {8, 0, "具体要求", 2},
      {24, 0, "责任单位", 2},
      {24, 2, "农村局", 2},
      {0, 4, "加强监管", 2},
      {8, 4, "确保责任到人到岗。", 2},
      {24, 4, "市水务局", 2},
      {0, 6, "完善制度", 2},
      {8, 6, "及时向社会公开。", 2},
      {24, 6, "市体育局", 2}},
     "table 5*3\n0,0 工作任务\n0,1 具体要求\n0,2 责任单位\n1,0 推进公开\n1,1 按季度通报进展情况。\n1,2 "
     "市司法局\n2,0 优化服务\n2,1 形成长效工作机制。\n2,2 市审计局、市财政局、市商务局、市农业农村局\n"
     "3,0 加强监管\n3,1 确保责任到人到岗。\n3,2 市水务局\n4,0 完善制度\n4,1 及时向社会公开。\n4,2 市体育局\n"
     "! row-over-pages: the first row of the page was taken as the rest of the last row before it: "
     "市审计局、市财政局、市商务局、市农业 | 农村局\n"
     "! page-furniture: page furniture is not in the layout: 工作任务具体要求责任单位\n"},
    {"an item of a list begins a paragraph behind a sentence, be its line full",
     {{0, 0, "工作任务", 1},
      {8, 0, "具体要求", 1},
      {22, 0, "责任单位", 1},
      {0, 3.5, "推进公开", 1},
      {8, 2, "1、按季度通报进展情况，及", 1},
      {8, 3, "时面向社会各界公开到位。", 1},
      {8, 4, "2、做好信息公开工作，形成", 1},
      {8, 5, "长效机制。", 1},
      {22, 3.5, "市教育局", 1},
      {0, 7.5, "优化服务", 1},
      {8, 7, "做好各项服务的工作，还要形", 1},
      {8, 8, "成长效机制。", 1},
      {22, 7.5, "市水务局", 1}},
     "table 3*3\n0,0 工作任务\n0,1 具体要求\n0,2 责任单位\n1,0 推进公开\n"
     "1,1 1、按季度通报进展情况，及时面向社会各界公开到位。/2、做好信息公开工作，形成长效机制。\n1,2 "
     "市教育局\n"
     "2,0 优化服务\n2,1 做好各项服务的工作，还要形成长效机制。\n2,2 市水务局\n"
     "! rows-or-paragraphs: a line that ends a sentence and the next were taken as two paragraphs of one "
     "cell; they may be two rows: 1、按季度通报进展情况，及时面向社会各界公开到位。 | "
     "2、做好信息公开工作，形成\n"},
};

struct format {
    const struct gk_reader *reader;
    const char *begin, *page, *page_end, *end;
    const char *word; /* with %g for the edges and %s for the text */
    bool sizes;       /* width and height, not right and bottom */
    bool recognised;
    int order[4]; /* of left, top, right or width, bottom or height */
};

static const struct format formats[] = {
    {&gk_reader_bbox,
     "<!DOCTYPE html PUBLIC \"x\" \"y\"><html><body><doc>\n",
     "<page width=\"600\" height=\"800\">\n",
     "</page>\n",
     "</doc></body></html>",
     "<word xMin=\"%g\" yMin=\"%g\" xMax=\"%g\" yMax=\"%g\">%s</word>\n",
     false,
     false,
     {0, 1, 2, 3}},
    {&gk_reader_pdftohtml,
     "<?xml version=\"1.0\"?><!DOCTYPE pdf2xml SYSTEM \"pdf2xml.dtd\"><pdf2xml>",
     "<page>",
     "</page>",
     "</pdf2xml>",
     "<text top=\"%g\" left=\"%g\" width=\"%g\" height=\"%g\" font=\"0\"><b>%s</b></text>\n",
     true,
     false,
     {1, 0, 2, 3}},
    {&gk_reader_alto,
     "<alto xmlns=\"x\"><Layout>",
     "<Page><PrintSpace>",
     "</PrintSpace></Page>",
     "</Layout></alto>",
     "<String HPOS=\"%g\" VPOS=\"%g\" WIDTH=\"%g\" HEIGHT=\"%g\" CONTENT=\"%s\"/>\n",
     true,
     true,
     {0, 1, 2, 3}},
    {&gk_reader_hocr,
     "<html><body>",
     "<div class='ocr_page' title='bbox 0 0 600 800'>",
     "</div>",
     "</body></html>",
     "<span class='ocrx_word' title='bbox %g %g %g %g; x_wconf 96'>%s</span>\n",
     false,
     true,
     {0, 1, 2, 3}},
};

/* How a drawing is set: how high its boxes are, and how many characters are one word of the source. */
struct setting {
    double height;
    size_t characters;
};

enum { USUAL_HEIGHT = 12, TALL = 26, WHOLE = 1000, LONGEST_WORD = 200 };
static const struct setting usual = {USUAL_HEIGHT, WHOLE};

static void write_word(FILE *out, const struct format *format, const char *text, const double edges[4])
{
    const int *order = format->order;
    /* The format is one of the table above. */
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
    fprintf(out, format->word, edges[order[0]], edges[order[1]], edges[order[2]], edges[order[3]], text);
#pragma GCC diagnostic pop
}

static void write_pieces(FILE *out, const struct format *format, const struct word *word,
                         struct setting setting)
{
    struct gk_string text = gk_string_of(word->text);
    double left = 50 + word->x * 10, top = 50 + word->y * 14 - (setting.height - USUAL_HEIGHT) / 2;
    for (size_t at = 0, end = 0; at < text.length; at = end) {
        char piece[LONGEST_WORD];
        double width = 0;
        for (size_t i = 0; i < setting.characters && end < text.length; i++, width += 10)
            gk_utf8_next(text, &end);
        snprintf(piece, sizeof piece, "%.*s", (int)(end - at), text.data + at);
        const double edges[] = {left, top, format->sizes ? width : left + width,
                                format->sizes ? setting.height : top + setting.height};
        write_word(out, format, piece, edges);
        left += width;
    }
}

static void write_words(FILE *out, const struct format *format, const struct drawing *drawing,
                        struct setting setting)
{
    int page = 0;
    fputs(format->begin, out);
    for (const struct word *word = drawing->words; word->text; word++) {
        if (word->page != page)
            fprintf(out, "%s%s", page ? format->page_end : "", format->page);
        page = word->page;
        write_pieces(out, format, word, setting);
    }
    fprintf(out, "%s%s", format->page_end, format->end);
}

static void read_text(struct fixture *fixture, const struct gk_reader *reader, const char *text)
{
    const struct gk_source source = {.name = "", .text = gk_string_of(text)};
    fixture_open(fixture, NULL);
    assert_true(reader->recognise(&source) > 50);
    if (reader->read(&fixture->context, &source, fixture->builder) == GKPLAN_STATUS_OK)
        gk_layout_finish(fixture->builder, &fixture->layout);
    if (fixture->context.status != GKPLAN_STATUS_OK)
        fail_msg("%s", gkplan_error_message(fixture->context.error));
    dump_layout(fixture);
    assert_int_equal(fixture->layout.account.read,
                     fixture->layout.account.placed + fixture->layout.account.named);
}

static int differs(const char *shows, const struct gk_reader *reader, const char *text, const char *layout,
                   bool recognised)
{
    struct fixture fixture;
    read_text(&fixture, reader, text);
    /* What a recogniser found is doubtful, and that is the first thing said. */
    const gkplan_diagnostic *first = fixture.context.first_diagnostic;
    bool warned = first && strcmp(first->name, "text-recognised") == 0;
    char *warning = strstr(fixture.dump, "! text-recognised");
    if (warning)
        memmove(warning, strchr(warning, '\n') + 1, strlen(strchr(warning, '\n') + 1) + 1);
    int different = strcmp(fixture.dump, layout) != 0 || warned != recognised;
    if (different)
        print_error("%s (%s):\n%s-- expected:\n%s", shows, reader->dialect, fixture.dump, layout);
    fixture_close(&fixture);
    return different;
}

static int reads_otherwise(const struct format *format, const struct drawing *drawing, struct setting setting)
{
    char *text;
    size_t size;
    FILE *out = open_memstream(&text, &size);
    write_words(out, format, drawing, setting);
    fclose(out);
    int wrong = differs(drawing->shows, format->reader, text, drawing->layout, format->recognised);
    free(text);
    return wrong;
}

static void every_format_gives_the_same(void **state)
{
    (void)state;
    int wrong = 0;
    for (size_t i = 0; i < sizeof drawings / sizeof *drawings; i++) {
        for (size_t j = 0; j < sizeof formats / sizeof *formats; j++)
            wrong += reads_otherwise(&formats[j], &drawings[i], usual);
    }
    assert_int_equal(wrong, 0);
}

/* Boxes of some fonts are much higher than their ideographs, and overlap. */
static void tall_boxes(void **state)
{
    (void)state;
    int wrong = 0;
    for (size_t i = 0; i < sizeof drawings / sizeof *drawings; i++)
        wrong += reads_otherwise(&formats[0], &drawings[i], (struct setting){TALL, WHOLE});
    assert_int_equal(wrong, 0);
}

static void a_recogniser_makes_a_word_of_a_character_or_two(void **state)
{
    (void)state;
    int wrong = 0;
    for (size_t i = 0; i < sizeof drawings / sizeof *drawings; i++) {
        for (size_t j = 0; j < sizeof formats / sizeof *formats; j++) {
            for (size_t characters = 1; formats[j].recognised && characters <= 2; characters++)
                wrong +=
                    reads_otherwise(&formats[j], &drawings[i], (struct setting){USUAL_HEIGHT, characters});
        }
    }
    assert_int_equal(wrong, 0);
}

/* Gaps between inked boxes say less: not from pictures. */
static const struct drawing narrow = {
    "columns that nearly touch are parted where several lines have a gap; a gap beside a digit is a "
    "typesetter's",
    {{0, 0, "工作任务", 1},
     {6.3, 0, "具体要求", 1},
     {16.6, 0, "责任单位", 1},
     {0, 2, "推进公开工作", 1},
     {6.3, 2, "按季度通报进展情况。", 1},
     {16.6, 2, "市教育局", 1},
     {0, 4, "优化服务工作", 1},
     {6.3, 4, "形成长效工作机制度。", 1},
     {16.6, 4, "市财政局", 1},
     {0, 6, "加强监管工作", 1},
     {6.3, 6, "确保责任到人又到岗。", 1},
     {16.6, 6, "市审计局", 1},
     {0, 8, "完善网上服务", 1},
     {6.3, 8, "及时向社会各界公开。", 1},
     {16.6, 8, "市水务局", 1}},
    "table 5*3\n0,0 工作任务\n0,1 具体要求\n0,2 责任单位\n1,0 推进公开工作\n1,1 按季度通报进展情况。\n1,2 "
    "市教育局\n2,0 优化服务工作\n2,1 形成长效工作机制度。\n2,2 市财政局\n3,0 加强监管工作\n3,1 "
    "确保责任到人又到岗。\n3,2 市审计局\n4,0 完善网上服务\n4,1 及时向社会各界公开。\n4,2 市水务局\n"};

static void columns_that_nearly_touch(void **state)
{
    (void)state;
    for (size_t i = 0; i < 2; i++)
        assert_int_equal(reads_otherwise(&formats[i], &narrow, usual), 0);
}

static void rows_of_words(void **state)
{
    (void)state;
    static const char text[] =
        "level\tpage_num\tpar_num\tblock_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext\n"
        "1\t1\t0\t0\t0\t0\t0\t0\t595\t841\t-1\t###PAGE###\n"
        "5\t1\t0\t0\t0\t0\t50\t50\t40\t12\t100\t工作任务\n5\t1\t0\t0\t0\t1\t130\t50\t40\t12\t100\t责任单位\n"
        "5\t1\t0\t0\t0\t0\t50\t80\t40\t12\t100\t推进公开\n5\t1\t0\t0\t0\t1\t130\t80\t40\t12\t100\t市教育局\n"
        "5\t2\t0\t0\t0\t0\t50\t50\t40\t12\t100\t优化服务\n5\t2\t0\t0\t0\t1\t130\t50\t40\t12\t100\t市财政局\n";
    assert_int_equal(
        differs("rows of level 5 are words", &gk_reader_box_rows, text,
                "table 3*2\n0,0 工作任务\n0,1 责任单位\n1,0 推进公开\n1,1 市教育局\nrow 2 page-top\n"
                "2,0 优化服务\n2,1 市财政局\n",
                false),
        0);
}

static void pages_without_words(void **state)
{
    (void)state;
    static const char page[] = "<page width=\"600\" height=\"800\">", blank[] = "</page>",
                      word[] = "<word xMin=\"50\" yMin=\"50\" xMax=\"90\" yMax=\"62\">甲</word></page>";
    const struct {
        const char *pages[3], *layout;
    } cases[] = {
        {{blank, blank, blank},
         "! no-text-on-pages: no page has text (3 in all): they are pictures, and have to be recognised "
         "before "
         "anything can be read\n"},
        {{word, blank, blank},
         "p 甲\n! pages-without-text: pages have no text (2, this is the first): they are blank, or pictures "
         "of "
         "which nothing was read\n"},
        {{blank, word, word},
         "p 甲\np 甲\n! pages-without-text: pages have no text (1, this is the first): they are blank, "
         "or "
         "pictures of which nothing was read\n"},
        {{word, word, word}, "p 甲\np 甲\np 甲\n"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char text[1024];
        snprintf(text, sizeof text, "<html><body><doc>%s%s%s%s%s%s</doc></body></html>", page,
                 cases[i].pages[0], page, cases[i].pages[1], page, cases[i].pages[2]);
        assert_int_equal(differs("a scan is not silent", &gk_reader_bbox, text, cases[i].layout, false), 0);
    }
}

static void boxes_that_cannot_be(void **state)
{
    (void)state;
    static const char *const edges[] = {"nan", "-1e9", "1e999", "", "x", "99999999999999999999999"};
    for (size_t i = 0; i < sizeof edges / sizeof *edges; i++) {
        char text[512];
        snprintf(
            text, sizeof text,
            "<html><body><doc><page width=\"600\" height=\"800\"><word xMin=\"50\" yMin=\"50\" xMax=\"90\" "
            "yMax=\"62\">甲</word><word xMin=\"%s\" yMin=\"80\" xMax=\"90\" "
            "yMax=\"92\">乙</word></page></doc>"
            "</body></html>",
            edges[i]);
        assert_int_equal(
            differs("no text is lost", &gk_reader_bbox, text,
                    "p 甲\np 乙\n! box-impossible: 1 words have an impossible box; they stand at the end of "
                    "their page\n",
                    false),
            0);
    }
}

static const struct {
    const char *shows, *text, *layout;
} aligned[] = {
    {"columns counted by characters, labels in the middle, a page number",
     "          二〇二四年重点任务分解表\n"
     "工作任务       具体要求         责任单位\n"
     "           按季度通报进展情况。   市教育局\n"
     "推进公开\n"
     "           形成长效工作机制。    市财政局\n"
     "加强监管       确保责任到人到岗。    市审计局\n"
     "\n          — 1 —\n\f",
     "p 二〇二四年重点任务分解表\ntable 4*3\n0,0 工作任务\n0,1 具体要求\n0,2 责任单位\n1,0+2*1 推进公开\n"
     "1,1 按季度通报进展情况。\n1,2 市教育局\n2,1 形成长效工作机制。\n2,2 市财政局\n3,0 加强监管\n"
     "3,1 确保责任到人到岗。\n3,2 市审计局\n! page-furniture: page furniture is not in the layout: —1—\n"},
    {"columns counted by widths",
     "工作任务      具体要求                责任单位\n"
     "推进公开      按季度通报进展情况。    市教育局\n"
     "优化服务      形成长效工作机制。      市财政局\n"
     "加强监管      确保责任到人到岗。      市审计局\n",
     "table 4*3\n0,0 工作任务\n0,1 具体要求\n0,2 责任单位\n1,0 推进公开\n1,1 按季度通报进展情况。\n1,2 "
     "市教育局\n"
     "2,0 优化服务\n2,1 形成长效工作机制。\n2,2 市财政局\n3,0 加强监管\n3,1 确保责任到人到岗。\n3,2 "
     "市审计局\n"},
    {"a page without a column's text: the others are found by their headers and widths",
     "序号       工作任务           具体要求          责任单位\n"
     "1             重点公开    按季度通报进展情况。      市教育局\n"
     "    推进公开\n"
     "2             政务服务    形成长效工作机制。       市财政局\n"
     "3             政策解读    及时解读重大政策。       市司法局\n"
     "    优化服务\n"
     "4             窗口服务    完善窗口服务标准。       市民政局\n"
     "\f"
     "序号  工作任务      具体要求        责任单位\n"
     "5   热线服务    确保责任到人到岗。     市审计局\n"
     "6   网上服务    及时向社会公开。      市水务局\n",
     "table 7*5\n0,0 序号\n0,1+1*2 工作任务\n0,3 具体要求\n0,4 责任单位\n1,0 1\n1,1+2*1 推进公开\n1,2 "
     "重点公开\n"
     "1,3 按季度通报进展情况。\n1,4 市教育局\n2,0 2\n2,2 政务服务\n2,3 形成长效工作机制。\n2,4 市财政局\n"
     "3,0 3\n3,1+4*1 优化服务\n3,2 政策解读\n3,3 及时解读重大政策。\n3,4 市司法局\n4,0 4\n4,2 窗口服务\n"
     "4,3 完善窗口服务标准。\n4,4 市民政局\n"
     "row 5 page-top\n5,0 5\n5,2 热线服务\n5,3 确保责任到人到岗。\n5,4 市审计局\n6,0 6\n6,2 网上服务\n6,3 "
     "及时向社会公开。\n6,4 市水务局\n! columns-matched: the page before has 5 columns with text and this "
     "one 4; which they are was found by their headers and widths\n"
     "! page-furniture: page furniture is not in the layout: 序号工作任务具体要求责任单位\n"},
    {"single blanks between a few characters each are a justified line's",
     "工作任务        具体要求                责任单位\n"
     "推进公开      推进 乡村 振兴 宣传 引导。       市教育局\n"
     "优化服务      形成长效机制。               市财政局\n"
     "加强监管      任务落实到岗。               市审计局\n",
     "table 4*3\n0,0 工作任务\n0,1 具体要求\n0,2 责任单位\n1,0 推进公开\n1,1 推进乡村振兴宣传引导。\n1,2 "
     "市教育局\n"
     "2,0 优化服务\n2,1 形成长效机制。\n2,2 市财政局\n3,0 加强监管\n3,1 任务落实到岗。\n3,2 市审计局\n"},
    {"a blank before a closing mark is a justified line's, no gap between columns; and a year has no other "
     "size",
     "  一、总体要求。聚焦市委、市政府重点任务，做好信息公开和政策解读 。\n"
     "2024 年年底前，优化企业用户空间，实现政策精准匹配和快速直达、一键\n"
     "兑现。\n"
     "  二、工作任务。持续推进政府网站建设，增强政府网站的服务能力，提升\n"
     "服务水平。\n"
     "  三、工作保障。各部门要加强领导。\n\f",
     "p "
     "一、总体要求。聚焦市委、市政府重点任务，做好信息公开和政策解读。2024年年底前，优化企业用户空间，实现政"
     "策精"
     "准匹配和快速直达、一键兑现。\n"
     "p 二、工作任务。持续推进政府网站建设，增强政府网站的服务能力，提升服务水平。\n"
     "p 三、工作保障。各部门要加强领导。\n"},
    {"a number one blank in front of its text is a cell of its own",
     "序号 工作任务         责任单位\n"
     "1 公开年度工作报告。        市财政局\n"
     "2 优化政务服务流程。           市教育局\n"
     "3 完善监督考核机制。            市民政局\n"
     "4 确保责任到人到岗。            市司法局\n\f",
     "table 5*3\n0,0 序号\n0,1 工作任务\n0,2 责任单位\n1,0 1\n1,1 公开年度工作报告。\n1,2 市财政局\n2,0 "
     "2\n2,1 "
     "优化政务服务流程。\n2,2 市教育局\n"
     "3,0 3\n3,1 完善监督考核机制。\n3,2 市民政局\n4,0 4\n4,1 确保责任到人到岗。\n4,2 市司法局\n"},
    {"pages without form feeds: the header stands again, behind a page's number",
     "    工作任务       具体要求         责任单位\n"
     "  推进政务公开    按季度通报进展情况。   市教育局\n"
     "  优化政务服务    形成长效工作机制。    市财政局\n"
     "                   — 1 —\n"
     "       工作任务         具体要求             责任单位\n"
     "     加强监管考核      确保责任到人到岗。        市审计局\n"
     "     深化作风建设      及时通报有关问题。        市司法局\n"
     "                   — 2 —\n",
     "table 5*3\n0,0 工作任务\n0,1 具体要求\n0,2 责任单位\n1,0 推进政务公开\n1,1 按季度通报进展情况。\n1,2 "
     "市教育局\n2,0 优化政务服务\n"
     "2,1 形成长效工作机制。\n2,2 市财政局\nrow 3 page-top\n3,0 加强监管考核\n3,1 确保责任到人到岗。\n3,2 "
     "市审计局\n4,0 深化作风建设\n"
     "4,1 及时通报有关问题。\n4,2 市司法局\n! page-furniture: page furniture is not in the layout: "
     "工作任务具体要求责任单位\n"
     "! page-furniture: page furniture is not in the layout: —1——2—\n"},
};

static void aligned_text(void **state)
{
    (void)state;
    int wrong = 0;
    for (size_t i = 0; i < sizeof aligned / sizeof *aligned; i++)
        wrong += differs(aligned[i].shows, &gk_reader_aligned, aligned[i].text, aligned[i].layout, false);
    assert_int_equal(wrong, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_format_gives_the_same),
        cmocka_unit_test(tall_boxes),
        cmocka_unit_test(a_recogniser_makes_a_word_of_a_character_or_two),
        cmocka_unit_test(columns_that_nearly_touch),
        cmocka_unit_test(rows_of_words),
        cmocka_unit_test(pages_without_words),
        cmocka_unit_test(boxes_that_cannot_be),
        cmocka_unit_test(aligned_text),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
