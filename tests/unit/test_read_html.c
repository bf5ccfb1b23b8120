/* Web pages: each case is a page and the layout that comes out, as lines of text. */
#include "layout_fixture.h"
#include "read/reader.h"

struct page_case {
    const char *shows;
    const char *page;
    const char *layout;
};

static const struct page_case text_cases[] = {
    {"paragraphs, breaks and headings",
     "<html><body><h1>关于印发<br>任务分解表的通知</h1><p>各县（市、区）：</"
     "p><div>现印发给你们。<div>请执行。</div>特此通知</div>",
     "p1 关于印发/任务分解表的通知\np 各县（市、区）：\np 现印发给你们。\np 请执行。\np 特此通知\n"},
    {"white space is one space, and none where a line of the source ended between two CJK characters",
     "<p>  市 发展\n  改革委\tA\n  and  B&nbsp; </p>", "p 市 发展改革委 A and B\n"},
    {"inline elements do not part words", "<p><b>一</b><span>、</span><font>总体</font>要求</p>",
     "p 一、总体要求\n"},
    {"scripts, styles and heads hold no text",
     "<head><title>标题</title><style>p{}</style></head><body><script>var a='<p>x</p>';</script><p>甲</p>"
     "<noscript>乙</noscript><template><p>丙</p></template>",
     "p 甲\n"},
    {"hidden text is named", "<p>甲<span style='DISPLAY: none'>内部</span>乙</p><div hidden>丙</div>",
     "p 甲乙\n! hidden-text: hidden text is not in the layout: 内部\n"
     "! hidden-text: hidden text is not in the layout: 丙\n"},
    {"deletions and insertions", "<p>6<del>6</del><ins>9</ins>月底前</p>",
     "p 69月底前\n! deleted-text: a tracked deletion is not in the layout: 6\n"},
    {"ordered lists are numbered",
     "<ol><li>甲<ol type=a start=3><li>子</ol></li><li value=7><p>乙</p><p>续</p><li>丙</ol>"
     "<ol style='list-style-type: cjk-ideographic'><li>总体要求</ol><ul><li>点</ul>",
     "p [1.] 甲\np [c.] 子\np [7.] 乙\np 续\np [8.] 丙\np [一、] 总体要求\np 点\n"},
    {"Word's own numbers are labels",
     "<p style='mso-list:l0 level1 lfo1'><![if !supportLists]><span style='mso-list:Ignore'>1.<span "
     "style='font:7.0pt \"Times New Roman\"'>&nbsp;&nbsp; </span></span><![endif]>压实责任<o:p></o:p></p>",
     "p [1.] 压实责任\n"},
    {"conditional comments are comments",
     "<p>甲</p><!--[if gte mso 9]><xml><w:View>x</w:View></xml><![endif]--><p>乙</p>", "p 甲\np 乙\n"},
    {"centred text",
     "<p align=center>标题一</p><div style='text-align: center'><p>标题二</p></div><center>标题三</center>",
     "p centered 标题一\np centered 标题二\np centered 标题三\n"},
    {"rules and page breaks", "<p>甲</p><hr><p>乙<br clear=all style='page-break-before:always'>丙</p>",
     "p 甲\nrule\np 乙\npage-break\np 丙\n"},
};

static const struct page_case table_cases[] = {
    {"spans, header rows, several paragraphs",
     "<table><thead><tr><th colspan=2>工作任务<th>责任单位</thead><tbody><tr><td "
     "rowspan=2>甲<td>乙<td><p>市财政局</p><p>市教育局</p>"
     "<tr><td>丙<td>市审计局</table>",
     "table 3*3\nrow 0 header\n0,0+1*2 工作任务\n0,2 责任单位\n1,0+2*1 甲\n1,1 乙\n1,2 "
     "市财政局/市教育局\n2,1 丙\n2,2 市审计局\n"},
    {"a span of 0 rows runs to its group's end, a long one too",
     "<table><tbody><tr><td rowspan=0>甲<td>一<tr><td>二</tbody><tbody><tr><td "
     "rowspan=9>乙<td>三</tbody><tr><td>丙<td>四</table>",
     "table 4*2\n0,0+2*1 甲\n0,1 一\n1,1 二\n2,0 乙\n2,1 三\n3,0 丙\n3,1 四\n"},
    {"a span wider than the table means its width",
     "<table><tr><td>甲<td>乙<td>丙<tr><td colspan=99>一、总体要求<tr><td>1<td>2<td>3</table>",
     "table 3*3\n0,0 甲\n0,1 乙\n0,2 丙\nrow 1 single\n1,0+1*3 一、总体要求\n2,0 1\n2,1 2\n2,2 3\n"},
    {"overlapping spans are cut", "<table><tr><td>a<td rowspan=2>b<td>c<tr><td colspan=2>d<td>e</table>",
     "table 2*3\n0,0 a\n0,1+2*1 b\n0,2 c\n1,0 d\n1,2 e\n! spans-overlap: a cell stands where another one's "
     "span reaches\n"},
    {"a caption and stray text stand around the table",
     "<table><caption>任务分解表</caption><tr><td>甲<td>乙</tr>游离<tr><td>丙<td>丁</table>",
     "p 任务分解表\ntable 2*2\n0,0 甲\n0,1 乙\n1,0 丙\n1,1 丁\np 游离\n"},
    {"a table in a cell of data",
     "<table><tr><td>甲甲甲甲甲甲<td>乙<tr><td>丙<td>前<table><tr><td>内<td>部</table>后</table>",
     "table 2*2\n0,0 甲甲甲甲甲甲\n0,1 乙\n1,0 丙\n1,1 前/后\n  table 1*2\n  0,0 内\n  0,1 部\n"},
    {"rows without a table's tags", "<tr><td>甲<td>乙</tr>", "p 甲\np 乙\n"},
    {"hidden rows and cells are no rows and cells",
     "<table><tr><td>甲<td style='display:none'>隐<td>乙<tr hidden><td>藏<td>起<tr><td>丙<td>丁</table>",
     "table 2*2\n0,0 甲\n0,1 乙\n1,0 丙\n1,1 丁\n! hidden-text: hidden text is not in the layout: 隐\n"
     "! hidden-text: hidden text is not in the layout: 藏起\n"},
};

static const struct page_case site_cases[] = {
    {"a page laid out by tables becomes what its cells hold",
     "<body><table width=1000><tr><td colspan=2><a href=/>首页</a> | <a href=/zw/>政务公开</a></td></tr>"
     "<tr><td><table><tr><td><a href=1>栏目一</a></td></tr></table></td>"
     "<td><p>2021年任务分解表</p><table><tr><td>工作任务<td>责任单位<tr><td>甲<td>市财政局</table></td></"
     "tr></table>",
     "p furniture 首页 | 政务公开\ntable 1*1\nrow 0 single\n0,0 栏目一\np 2021年任务分解表\n"
     "table 2*2\n0,0 工作任务\n0,1 责任单位\n1,0 甲\n1,1 市财政局\n"},
    {"navigation is furniture, the article's own head is not",
     "<header>某市人民政府</header><nav><a href=/>首页</a></nav><div>当前位置：<a href=/>首页</a> &gt; <a "
     "href=/a>文件</a></div>"
     "<article><header><h1>通知</h1></header><p>正文见<a href=b.html>此处</a>。</p><p><a "
     "href=x.docx>附件：任务分解表.docx</a></p>"
     "<footer>落款</footer></article><ul><li><a href=1.html>相关一</a><li><a "
     "href=2.html>相关二</a></ul><footer>版权所有</footer>",
     "p furniture 某市人民政府\np furniture 首页\np furniture 当前位置：首页 > 文件\np1 通知\np "
     "正文见此处。\n"
     "p 附件：任务分解表.docx\np 落款\np furniture 相关一\np furniture 相关二\np furniture 版权所有\n"},
    {"controls of forms are no text",
     "<p>甲</p><form><select><option>请选择</select><button>查询</button></form><p>乙</p>",
     "p 甲\np 乙\n! page-furniture: page furniture is not in the layout: 请选择查询\n"},
};

static void read_page(struct fixture *fixture, const char *page)
{
    const struct gk_source source = {
        .name = "", .bytes = gk_string_of(page), .text = gk_string_of(page), .encoding = "UTF-8"};
    fixture_open(fixture, NULL);
    assert_int_equal(gk_reader_html.read(&fixture->context, &source, fixture->builder), GKPLAN_STATUS_OK);
    assert_int_equal(gk_layout_finish(fixture->builder, &fixture->layout), GKPLAN_STATUS_OK);
    dump_layout(fixture);
}

static void check(const struct page_case *cases, size_t count)
{
    int wrong = 0;
    for (size_t i = 0; i < count; i++) {
        struct fixture fixture;
        read_page(&fixture, cases[i].page);
        const gkplan_account *account = &fixture.layout.account;
        assert_int_equal(account->read, account->placed + account->named);
        if (strcmp(fixture.dump, cases[i].layout) != 0) {
            print_error("%s:\n%s-- expected:\n%s", cases[i].shows, fixture.dump, cases[i].layout);
            wrong++;
        }
        fixture_close(&fixture);
    }
    assert_int_equal(wrong, 0);
}

static void text_of_pages(void **state)
{
    (void)state;
    check(text_cases, sizeof text_cases / sizeof *text_cases);
}

static void tables_of_pages(void **state)
{
    (void)state;
    check(table_cases, sizeof table_cases / sizeof *table_cases);
}

static void pages_of_sites(void **state)
{
    (void)state;
    check(site_cases, sizeof site_cases / sizeof *site_cases);
}

static void pages_are_recognised(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        bool sure;
    } cases[] = {{"<!DOCTYPE html><html>", true},
                 {"\xEF\xBB\xBF <?xml version='1.0'?>\n<!-- x -->\n<HTML>", true},
                 {"<table border=1>", true},
                 {"<p>甲</p>", true},
                 {"<pre>", false},
                 {"各县（市、区）", false},
                 {"# 标题\n\n| 甲 | 乙 |", false},
                 {"<!DOCTYPE html>\n<html><body><doc><page><word xMin=\"1\">", false}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const struct gk_source source = {.name = "", .text = gk_string_of(cases[i].text)};
        assert_int_equal(gk_reader_html.recognise(&source) > 50, cases[i].sure);
    }
}

static void depth_is_limited(void **state)
{
    (void)state;
    struct fixture fixture;
    fixture_open(&fixture, NULL);
    struct gk_buffer page;
    gk_buffer_init(&page, &fixture.context.allocator);
    for (int i = 0; i < 100000; i++)
        gk_buffer_append_text(&page, "<div>");
    const struct gk_source source = {.name = "", .text = gk_buffer_view(&page)};
    assert_int_equal(gk_reader_html.read(&fixture.context, &source, fixture.builder), GKPLAN_STATUS_LIMIT);
    assert_non_null(
        strstr(gkplan_error_message(fixture.context.error), "limit xml_depth: found 257, allowed 256"));
    gk_buffer_free(&page);
    fixture_close(&fixture);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(text_of_pages),    cmocka_unit_test(tables_of_pages),
        cmocka_unit_test(pages_of_sites),   cmocka_unit_test(pages_are_recognised),
        cmocka_unit_test(depth_is_limited),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
