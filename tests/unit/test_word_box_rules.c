/* Tables whose borders are drawn: each case is a page as it looks, and the layout that comes out, the same
 * however the lines are drawn. In the pictures a line of dashes is level, a column of bars upright, + where
 * they meet; ~ is a line below a word. */
#include "core/utf8.h"
#include "layout_fixture.h"
#include "read/reader.h"

struct drawing {
    const char *shows;
    const char *pages; /* with "\f" between them */
    const char *layout;
};

static const struct drawing drawings[] = {
    {"every cell has its border",
     "+----------+------------------+----------+\n"
     "|工作任务  |具体要求          |责任单位  |\n"
     "+----------+------------------+----------+\n"
     "|推进公开  |按季度通报。      |市教育局  |\n"
     "+----------+------------------+----------+\n"
     "|优化服务  |                  |市财政局  |\n"
     "+----------+------------------+----------+\n",
     "table 3*3\n0,0 工作任务\n0,1 具体要求\n0,2 责任单位\n1,0 推进公开\n1,1 按季度通报。\n1,2 市教育局\n"
     "2,0 优化服务\n2,1 \n2,2 市财政局\n"},
    {"where no line stands, cells are merged: over rows, over columns, over both",
     "+----------+---------------------+\n"
     "|          |责任分工             |\n"
     "|工作任务  +----------+----------+\n"
     "|          |牵头单位  |配合单位  |\n"
     "+----------+----------+----------+\n"
     "|推进公开  |市教育局  |市财政局  |\n"
     "|          +----------+----------+\n"
     "|          |各有关部门           |\n"
     "|          |                     |\n"
     "+----------+----------+----------+\n",
     "table 4*3\n0,0+2*1 工作任务\n0,1+1*2 责任分工\n1,1 牵头单位\n1,2 配合单位\n"
     "2,0+2*1 推进公开\n2,1 市教育局\n2,2 市财政局\n3,1+1*2 各有关部门\n"},
    {"lines of a cell are joined where they are full; those of names stay apart",
     "+----------+--------------------+----------+\n"
     "|推进公开  |按季度通报进展情况，|市教育局  |\n"
     "|          |及时公开。          |市财政局  |\n"
     "+----------+--------------------+----------+\n"
     "|优化服务  |一网通办。          |市住房和城|\n"
     "|          |一窗受理。          |乡建设局  |\n"
     "+----------+--------------------+----------+\n",
     "table 2*3\n0,0 推进公开\n0,1 按季度通报进展情况，及时公开。\n0,2 市教育局/市财政局\n"
     "1,0 优化服务\n1,1 一网通办。/一窗受理。\n1,2 市住房和城乡建设局\n"},
    {"names that fill their lines stay apart in a list, and a broken one is joined",
     "+--------+----------+\n"
     "|推进公开|市财政局  |\n"
     "|        |市税务局城|\n"
     "|        |关区分局  |\n"
     "|        |市水务集团|\n"
     "|        |国网供电局|\n"
     "+--------+----------+\n"
     "|优化服务|市政务局办|\n"
     "|        |公室      |\n"
     "+--------+----------+\n",
     "table 2*2\n0,0 推进公开\n0,1 市财政局/市税务局城关区分局/市水务集团/国网供电局\n1,0 优化服务\n"
     "1,1 市政务局办公室\n"},
    {"the sides of a table may be open",
     "---------+--------------------+----------\n"
     "工作任务 |具体要求            |责任单位  \n"
     "---------+--------------------+----------\n"
     "推进公开 |按季度通报。        |市教育局  \n"
     "---------+--------------------+----------\n",
     "table 2*3\n0,0 工作任务\n0,1 具体要求\n0,2 责任单位\n1,0 推进公开\n1,1 按季度通报。\n1,2 市教育局\n"},
    {"a line below words is no border, nor is one below a title or a frame around the page",
     "+------------------------------------------+\n"
     "|                                          |\n"
     "|  市政府办公室文件                        |\n"
     "|  --------------------------------------  |\n"
     "|  +----------+------------------------+   |\n"
     "|  |工作任务  |具体要求                |   |\n"
     "|  +----------+------------------------+   |\n"
     "|  |推进公开  |每季度通报情况。        |   |\n"
     "|  |          | ~~~~~~                 |   |\n"
     "|  +----------+------------------------+   |\n"
     "|                                          |\n"
     "+------------------------------------------+\n",
     "p 市政府办公室文件\ntable 2*2\n0,0 工作任务\n0,1 具体要求\n1,0 推进公开\n1,1 每季度通报情况。\n"},
    {"a section row; prose above and below; another table is another table",
     "二〇二四年任务分解表\n"
     "\n"
     "+----------+--------------------+\n"
     "|工作任务  |具体要求            |\n"
     "+----------+--------------------+\n"
     "|一、深化重点领域公开           |\n"
     "+----------+--------------------+\n"
     "|推进公开  |按季度通报。        |\n"
     "+----------+--------------------+\n"
     "\n"
     "联系人：王某\n"
     "\n"
     "+------+------+\n"
     "|甲    |乙    |\n"
     "+------+------+\n",
     "p 二〇二四年任务分解表\n"
     "table 3*2\n0,0 工作任务\n0,1 具体要求\nrow 1 single\n1,0+1*2 一、深化重点领域公开\n"
     "2,0 推进公开\n2,1 按季度通报。\n"
     "p 联系人：王某\ntable 1*2\n0,0 甲\n0,1 乙\n"},
    {"the table goes on over the page: the header stands again, a row and a merged label are cut",
     "+----------+--------------------+----------+\n"
     "|工作任务  |具体要求            |责任单位  |\n"
     "+----------+--------------------+----------+\n"
     "|推进公开  |完善目录。          |市教育局  |\n"
     "|          +--------------------+----------+\n"
     "|          |按季度通报进展情况，|市财政局  |\n"
     "+----------+--------------------+----------+\n"
     "\n"
     "                   — 1 —\n"
     "\f"
     "+----------+--------------------+----------+\n"
     "|工作任务  |具体要求            |责任单位  |\n"
     "+----------+--------------------+----------+\n"
     "|          |及时公开。          |          |\n"
     "|          +--------------------+----------+\n"
     "|          |加强监管。          |市审计局  |\n"
     "+----------+--------------------+----------+\n"
     "\n"
     "                   — 2 —\n",
     "table 4*3\n0,0 工作任务\n0,1 具体要求\n0,2 责任单位\n1,0+3*1 推进公开\n1,1 完善目录。\n1,2 市教育局\n"
     "2,1 按季度通报进展情况，及时公开。\n2,2 市财政局\n3,1 加强监管。\n3,2 市审计局\n"
     "! row-over-pages: the first row of the page was taken as the rest of the last row before it: "
     "按季度通报进展情况， | 及时公开。\n"
     "! page-furniture: page furniture is not in the layout: 工作任务具体要求责任单位\n"
     "! page-furniture: page furniture is not in the layout: —1——2—\n"},
    {"running heads, and a title that is printed again, are no text between two pages of a table",
     "二〇二四年任务分解表\n"
     "+----------+--------------------+\n"
     "|推进公开  |完善目录。          |\n"
     "+----------+--------------------+\n"
     "市政府公报2024年第3期\n"
     "\f"
     "二〇二四年任务分解表\n"
     "+----------+--------------------+\n"
     "|加强监管  |按季度通报。        |\n"
     "+----------+--------------------+\n"
     "市政府公报2024年第3期\n"
     "\f"
     "二〇二四年任务分解表\n"
     "+----------+--------------------+\n"
     "|优化服务  |公开目录。          |\n"
     "+----------+--------------------+\n"
     "市政府公报2024年第3期\n",
     "p 二〇二四年任务分解表\ntable 3*2\n0,0 推进公开\n0,1 完善目录。\nrow 1 page-top\n1,0 加强监管\n1,1 "
     "按季度通报。\n"
     "row 2 page-top\n2,0 优化服务\n2,1 公开目录。\n"
     "! page-furniture: page furniture is not in the layout: "
     "市政府公报2024年第3期二〇二四年任务分解表市政府公报2024年第3期二〇二四年任务分解表市政府公报2024年第3期"
     "\n"},
    {"a merged cell that fills the page, which the page's end cuts above and below",
     "|          |按季度通报。        |市教育局  |\n"
     "|          +--------------------+----------+\n"
     "|推进公开  |加强监管。          |市审计局  |\n"
     "|          +--------------------+----------+\n"
     "|          |完善目录。          |市财政局  |\n",
     "table 3*3\n0,0+3*1 推进公开\n0,1 按季度通报。\n0,2 市教育局\n1,1 加强监管。\n1,2 市审计局\n"
     "2,1 完善目录。\n2,2 市财政局\n"},
    {"where no lines are drawn between rows that are counted, the words decide",
     "+------+------------+----------+\n"
     "|序号  |工作任务    |责任单位  |\n"
     "+------+------------+----------+\n"
     "|1     |推进公开    |市教育局  |\n"
     "|      |            |          |\n"
     "|2     |优化服务    |市财政局  |\n"
     "|      |            |          |\n"
     "|3     |加强监管    |市审计局  |\n"
     "+------+------------+----------+\n",
     "table 4*3\n0,0 序号\n0,1 工作任务\n0,2 责任单位\n1,0 1\n1,1 推进公开\n1,2 市教育局\n"
     "2,0 2\n2,1 优化服务\n2,2 市财政局\n3,0 3\n3,1 加强监管\n3,2 市审计局\n"},
    {"words that a line parts are two",
     "+--------+--------+\n"
     "|工作任务具体要求 |\n"
     "|推进公开|加强监管|\n"
     "+--------+--------+\n",
     "table 1*2\n0,0 工作任务推进公开\n0,1 具体要求加强监管\n! word-parted-by-line: a word reaches over a "
     "drawn line; it was parted there: 工作任务具体要求\n"},
    {"a line that ends inside a cell is a doubt",
     "+--------+--------+--------+\n"
     "|工作任务|责任单位|备注    |\n"
     "+--------+--------+--------+\n"
     "|推进公开|市教育局|        |\n"
     "+--------+        |        |\n"
     "|优化服务         |        |\n"
     "+--------+--------+--------+\n",
     "table 3*3\n0,0 工作任务\n0,1 责任单位\n0,2 备注\n1,0 推进公开\n1,1 市教育局\n1,2+2*1 \n"
     "2,0+1*2 优化服务\n! line-ends-in-cell: a drawn line of this page's table ends where no other meets it; "
     "the cells beside it were parted as far as lines show\n"},
};

/* --- drawing --- */

enum { WIDTH = 64, HEIGHT = 24, ACROSS = 5, DOWN = 15 };

struct page {
    uint32_t at[HEIGHT][WIDTH]; /* what stands in each column; 0 behind a wide one */
    int rows;
};

static int width_of(uint32_t code)
{
    return code >= 0x2000 ? 2 : 1;
}

static const char *take_page(const char *text, struct page *page)
{
    struct gk_string rest = gk_string_of(text);
    size_t at = 0;
    int column = 0;
    *page = (struct page){.rows = 0};
    while (at < rest.length && rest.data[at] != '\f') {
        const uint32_t code = gk_utf8_next(rest, &at);
        if (code == '\n') {
            page->rows++;
            column = 0;
            continue;
        }
        page->at[page->rows][column] = code;
        column += width_of(code);
    }
    return text + at + (at < rest.length);
}

static bool is_one_of(uint32_t code, const char *marks)
{
    return code > 0 && code < 0x80 && strchr(marks, (int)code);
}

static bool is_text(uint32_t code)
{
    return code > 0 && !is_one_of(code, " -+|~");
}

/* A word or a character of the page, with its box. */
typedef void written(FILE *out, int left, int top, int right, int bottom, const char *text);

static void write_bytes(const struct page *page, int y, int x, int end, char *out)
{
    for (; x < end; x += width_of(page->at[y][x]))
        out += gk_utf8_encode(page->at[y][x], out);
    *out = '\0';
}

static void draw_words(const struct page *page, written *write, bool characters, FILE *out)
{
    for (int y = 0; y < page->rows; y++)
        for (int x = 0, end; x < WIDTH; x = end) {
            char text[4 * WIDTH];
            end = x + 1;
            if (!is_text(page->at[y][x]))
                continue;
            for (end = x; end < WIDTH && is_text(page->at[y][end]) && (end == x || !characters);)
                end += width_of(page->at[y][end]);
            write_bytes(page, y, x, end, text);
            write(out, x * ACROSS, y * DOWN + 2, end * ACROSS, y * DOWN + 12, text);
        }
}

static void write_bbox(FILE *out, int left, int top, int right, int bottom, const char *text)
{
    fprintf(out, "<word xMin=\"%d\" yMin=\"%d\" xMax=\"%d\" yMax=\"%d\">%s</word>\n", left, top, right,
            bottom, text);
}

static void write_character(FILE *out, int left, int top, int right, int bottom, const char *text)
{
    fprintf(out, "<text font=\"a\" bbox=\"%d.000,%d.000,%d.000,%d.000\" size=\"10.000\">%s</text>\n", left,
            842 - bottom, right, 842 - top, text);
}

/* How lines are drawn: each takes the ends of one, and whether it is level. */
typedef void drawn(FILE *out, int x, int y, int to_x, int to_y);

static void as_strokes(FILE *out, int x, int y, int to_x, int to_y)
{
    fprintf(out,
            "<path style=\"fill:none;stroke-width:0.5;stroke:rgb(0%%,0%%,0%%);stroke-opacity:1;\" "
            "d=\"M %d %d L %d %d \" transform=\"matrix(1,0,0,-1,0,1000)\"/>\n",
            x, 1000 - y, to_x, 1000 - to_y);
}

static void as_attributes(FILE *out, int x, int y, int to_x, int to_y)
{
    fprintf(out,
            "<path fill=\"none\" stroke-width=\"1\" stroke=\"rgb(60%%, 60%%, 60%%)\" d=\"M%d %d%c%d\"/>\n", x,
            y, x == to_x ? 'V' : 'H', x == to_x ? to_y : to_x);
}

static void as_areas(FILE *out, int x, int y, int to_x, int to_y)
{
    fprintf(
        out,
        "<path style=\" stroke:none;fill-rule:evenodd;fill:#000;\" d=\"M %d %d L %d.75 %d L %d.75 %d.75 L %d "
        "%d.75 Z M %d %d \"/>\n",
        x, y, to_x, y, to_x, to_y, x, to_y, x, y);
}

static void as_rectangles(FILE *out, int x, int y, int to_x, int to_y)
{
    fprintf(out, "<rect x=\"%d\" y=\"%d\" width=\"%d.5\" height=\"%d.5\" fill=\"black\"/>\n", x, y, to_x - x,
            to_y - y);
}

static void as_dashes(FILE *out, int x, int y, int to_x, int to_y)
{
    for (; x < to_x || y < to_y; x += x < to_x ? 5 : 0, y += y < to_y ? 5 : 0)
        fprintf(out, "<line x1=\"%d\" y1=\"%d\" x2=\"%d\" y2=\"%d\" stroke=\"black\"/>\n", x, y,
                x < to_x ? x + 3 : x, y < to_y ? y + 3 : y);
}

static void as_double_lines(FILE *out, int x, int y, int to_x, int to_y)
{
    as_strokes(out, x, y, to_x, to_y);
    as_strokes(out, x == to_x ? x + 2 : x, y == to_y ? y + 2 : y, x == to_x ? x + 2 : to_x,
               y == to_y ? y + 2 : to_y);
}

/* What shows nothing: white lines, a pale area behind the table, glyphs, what is defined for later. */
static void draw_nothing(FILE *out)
{
    fprintf(out,
            "<defs><g><symbol id=\"glyph0-0\"><path d=\"M 0 0 L 300 0 L 300 1 L 0 1 Z\"/></symbol></g></defs>"
            "<rect x=\"0\" y=\"0\" width=\"400\" height=\"300\" fill=\"rgb(90%%,95%%,100%%)\"/>"
            "<path style=\"fill:none;stroke:rgb(100%%,100%%,100%%);\" d=\"M 0 20 L 300 20 M 60 0 L 60 300\"/>"
            "<path style=\"stroke:none;fill:rgb(0%%,0%%,0%%);\" d=\"M 0 0 C 10 5 20 5 30 0 L 90 50 Z\"/>"
            "<g fill=\"black\"><use xlink:href=\"#glyph0-0\" x=\"10\" y=\"20\"/></g>\n");
}

/* A bar behind a word that reaches over it. */
static bool is_hidden(const struct page *page, int y, int x)
{
    return y > 0 && page->at[y][x] != ' ' && is_one_of(page->at[y - 1][x], "|+") && page->at[y + 1][x] == '|';
}

/* Runs of the marks of one direction, from the middle of the first to that of the last. */
static void draw_lines(const struct page *page, drawn *draw, FILE *out)
{
    for (int y = 0; y < page->rows; y++)
        for (int x = 0, end; x < WIDTH; x = end + 1) {
            const char *marks = page->at[y][x] == '~' ? "~" : "-+";
            for (end = x; end < WIDTH && is_one_of(page->at[y][end], marks);)
                end++;
            if (end > x + 1)
                draw(out, x * ACROSS + 2, y * DOWN + 7, (end - 1) * ACROSS + 2, y * DOWN + 7);
        }
    for (int x = 0; x < WIDTH; x++)
        for (int y = 0, end; y < page->rows; y = end + 1) {
            for (end = y; end < page->rows && (is_one_of(page->at[end][x], "|+") || is_hidden(page, end, x));)
                end++;
            const int from = page->at[y][x] == '+' ? y * DOWN + 7 : y * DOWN,
                      to = end > y && page->at[end - 1][x] == '+' ? end * DOWN - 8 : end * DOWN;
            if (end > y && to > from)
                draw(out, x * ACROSS + 2, from, x * ACROSS + 2, to);
        }
}

/* The document as the command puts it together: the words of all pages, then their pictures. */
static char *draw_document(const char *pages, drawn *draw)
{
    char *text = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);
    struct page page;
    assert_non_null(out);
    fprintf(out,
            "<!DOCTYPE html PUBLIC \"x\" \"y\"><html xmlns=\"http://www.w3.org/1999/xhtml\"><body><doc>\n");
    for (const char *rest = pages; *rest;) {
        rest = take_page(rest, &page);
        fprintf(out, "<page width=\"595\" height=\"842\">\n");
        draw_words(&page, write_bbox, false, out);
        fprintf(out, "</page>\n");
    }
    fprintf(out,
            "</doc><svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\">"
            "<pageSet>\n");
    for (const char *rest = pages; *rest;) {
        rest = take_page(rest, &page);
        fprintf(out, "<page>\n");
        draw_nothing(out);
        draw_lines(&page, draw, out);
        fprintf(out, "</page>\n");
    }
    fprintf(out, "</pageSet></svg></body></html>\n");
    fclose(out);
    return text;
}

static void as_pdfminer(FILE *out, int x, int y, int to_x, int to_y)
{
    fprintf(out, "<line linewidth=\"1\" bbox=\"%d.000,%d.000,%d.000,%d.000\" />\n", x, 842 - to_y, to_x,
            842 - y);
}

static void as_pdfminer_areas(FILE *out, int x, int y, int to_x, int to_y)
{
    fprintf(out, "<rect linewidth=\"0\" bbox=\"%d.000,%d.500,%d.500,%d.000\" />\n", x, 841 - to_y, to_x,
            842 - y);
}

static char *draw_pdfminer(const char *pages, drawn *draw)
{
    char *text = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);
    struct page page;
    assert_non_null(out);
    fprintf(out, "<?xml version=\"1.0\" encoding=\"utf-8\" ?>\n<pages>\n");
    for (const char *rest = pages; *rest;) {
        rest = take_page(rest, &page);
        fprintf(out,
                "<page id=\"1\" bbox=\"0.000,0.000,595.000,842.000\" rotate=\"0\">\n<textbox><textline>");
        draw_words(&page, write_character, true, out);
        fprintf(out, "<text> </text></textline></textbox><rect linewidth=\"0\" "
                     "bbox=\"0.000,0.000,595.000,842.000\" />");
        draw_lines(&page, draw, out);
        fprintf(out, "</page>\n");
    }
    fprintf(out, "</pages>\n");
    fclose(out);
    return text;
}

/* --- the tests --- */

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

static const struct {
    const char *name;
    drawn *draw;
    char *(*document)(const char *pages, drawn *draw);
    const struct gk_reader *reader;
} ways[] = {
    {"strokes", as_strokes, draw_document, &gk_reader_bbox},
    {"attributes", as_attributes, draw_document, &gk_reader_bbox},
    {"areas", as_areas, draw_document, &gk_reader_bbox},
    {"rectangles", as_rectangles, draw_document, &gk_reader_bbox},
    {"dashes", as_dashes, draw_document, &gk_reader_bbox},
    {"double lines", as_double_lines, draw_document, &gk_reader_bbox},
    {"pdfminer", as_pdfminer, draw_pdfminer, &gk_reader_pdfminer},
    {"areas of pdfminer", as_pdfminer_areas, draw_pdfminer, &gk_reader_pdfminer},
};

static void drawn_tables(void **state)
{
    (void)state;
    int wrong = 0;
    for (size_t i = 0; i < sizeof drawings / sizeof *drawings; i++)
        for (size_t j = 0; j < sizeof ways / sizeof *ways; j++) {
            struct fixture fixture;
            char *text = ways[j].document(drawings[i].pages, ways[j].draw);
            read_text(&fixture, ways[j].reader, text);
            if (strcmp(fixture.dump, drawings[i].layout) != 0) {
                wrong++;
                print_error("%s (%s):\n%s-- expected:\n%s", drawings[i].shows, ways[j].name, fixture.dump,
                            drawings[i].layout);
            }
            fixture_close(&fixture);
            free(text);
        }
    assert_int_equal(wrong, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(drawn_tables),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
