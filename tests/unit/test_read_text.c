/* The dialects in which a table becomes text: each case is a text, the dialect it is taken for, and its
 * layout as lines of text. */
#include "arrange/arrange.h"
#include "layout_fixture.h"
#include "read/reader.h"

struct text_case {
    const char *shows;
    const char *text;
    const char *dialect;
    const char *layout;
};

/* A row a line, cells between bars. */
static const struct text_case pipe_cases[] = {
    {"bars at both ends, and a rule below the header",
     "任务分解表\n\n| 任务 | 单位 |\n|---|:---:|\n| 甲 | 市财政局 |\n| 乙 | |\n\n附注\n", "pipe-rows",
     "p 任务分解表\ntable 3*2\n0,0 任务\n0,1 单位\n1,0 甲\n1,1 市财政局\n2,0 乙\n2,1 \np 附注\n"},
    {"bars at the end alone; a row that was padded keeps its bars",
     "任务 | 要求 | 单位 |\n甲 | 一 | 市财政局 |\n二 | 市教育局 | |\n", "pipe-rows",
     "table 3*3\n0,0 任务\n0,1 要求\n0,2 单位\n1,0 甲\n1,1 一\n1,2 市财政局\n2,0 二\n2,1 市教育局\n2,2 \n"},
    {"a table on one line", "任务 | 单位 |  | 甲 | 市财政局 |  | 乙 | 市教育局 |  | 丙 | 市审计局 |  |\n",
     "pipe-rows",
     "table 4*2\n0,0 任务\n0,1 单位\n1,0 甲\n1,1 市财政局\n2,0 乙\n2,1 市教育局\n3,0 丙\n3,1 市审计局\n"},
    {"a rule can part its columns by plus signs", "| 任务 | 单位 |\n|------+----------|\n| 甲 | 市财政局 |\n",
     "pipe-rows", "table 2*2\n0,0 任务\n0,1 单位\n1,0 甲\n1,1 市财政局\n"},
    {"a database's table has no bars at its edges",
     " 任务 | 单位 \n------+----------\n 甲 | 市财政局\n(1 行记录)\n", "pipe-rows",
     "table 2*2\n0,0 任务\n0,1 单位\n1,0 甲\n1,1 市财政局\np (1 行记录)\n"},
    {"an escaped bar is text", "| 任务 | 单位 |\n|---|---|\n| 甲\\|乙 | 市财政局 |\n", "pipe-rows",
     "table 2*2\n0,0 任务\n0,1 单位\n1,0 甲|乙\n1,1 市财政局\n"},
};

/* Markdown as extractors and models write it; the expectations were written by hand. */
static const struct text_case markdown_cases[] = {
    {"a table of HTML in a page of its own inside a <div>",
     "# 任务分解表\n\n<div style=\"text-align: center;\"><html><body><table border=\"1\"><tr><td>任务</td>"
     "<td>单位</td></tr><tr><td>甲</td><td>市财政局</td></tr></table></body></html></div>\n\n附注\n",
     "markdown", "p1 任务分解表\ntable 2*2\n0,0 任务\n0,1 单位\n1,0 甲\n1,1 市财政局\np 附注\n"},
    {"it begins with a piece of HTML, and is no page",
     "<div align=\"center\">\n\n# 任务分解表\n\n</div>\n\n| 任务 | 单位 |\n|---|---|\n| 甲 | 市财政局 |\n",
     "markdown", "p1 任务分解表\ntable 2*2\n0,0 任务\n0,1 单位\n1,0 甲\n1,1 市财政局\n"},
    {"a title in a paragraph of HTML, a table behind its name on the same line, text behind the table",
     "<p align=\"center\">任务分解表</p>\n正文之前\n\n表1 "
     "<table><tr><td>任务</td><td>单位</td></tr></table>\n# 附注\n",
     "markdown", "p centered 任务分解表\np 正文之前\np 表1\ntable 1*2\n0,0 任务\n0,1 单位\np1 附注\n"},
    {"fences are no text", "任务分解表\n\n```markdown\n| 任务 | 单位 |\n|---|---|\n| 甲 | 市财政局 |\n```\n",
     "markdown", "p 任务分解表\ntable 2*2\n0,0 任务\n0,1 单位\n1,0 甲\n1,1 市财政局\n"},
    {"a whole page inside a fence, blank lines in its head",
     "```html\n<!DOCTYPE html>\n<html><head>\n<style>\n\ntd { color: red "
     "}\n</style>\n</head>\n<body>\n\n<h2>任务分解表</h2>\n"
     "<table><tr><td>任务</td><td>单位</td></tr></table>\n</body>\n</html>\n```\n",
     "markdown", "p2 任务分解表\ntable 1*2\n0,0 任务\n0,1 单位\n"},
    {"comments, page numbers of converters, and what the source says of itself",
     "---\nprimary_language: zh\nis_table: true\n---\n# 任务分解表\n<!-- PageHeader=\"某市\n政府\" "
     "-->\n第一段。\n\n"
     "{1}------------------------------------------------\n\n第二段。\n",
     "markdown", "p1 任务分解表\np 第一段。\np 第二段。\n"},
    {"items of lists and quotations; the page's number keeps its dashes",
     "# 要点 ##\n- 第一项\n> 第二项\n- 3 -\n\n# 二\n", "markdown",
     "p1 要点\np 第一项\np 第二项\np - 3 -\np1 二\n"},
    {"marks inside cells: bold, breaks, tags, entities, escapes",
     "# 表\n| **任务** | 单位 |\n|:---:|---|\n| 1\\. 甲<br/>乙&nbsp;丙 | <u>市财政局</u>&lt;br&gt;市教育局 "
     "|\n"
     "| 达到 5&lt;x | <p>一</p><p>二</p> |\n",
     "markdown",
     "p1 表\ntable 3*2\n0,0 任务\n0,1 单位\n1,0 1. 甲/乙\xC2\xA0丙\n1,1 市财政局/市教育局\n2,0 达到 "
     "5<x\n2,1 一/二\n"},
    {"pictures go, links keep their text, other brackets stay",
     "# 表\n![](images/1.jpg)\n见[附件](http://a.gov.cn/1.doc)，济政办字[2021](18号)。\n", "markdown",
     "p1 表\np 见附件，济政办字[2021](18号)。\n"},
    {"formulas that a recogniser saw",
     "# 表\n## 一\n$\\textcircled{1}$达到$9 5 \\%$以上，$\\geq 1 0 0 "
     "0$个，$\\mathrm{km}^2$，共$300元，$\\unknown{x}$。\n",
     "markdown", "p1 表\np2 一\np ①达到95%以上，≥1000个，km2，共$300元，$\\unknown{x}$。\n"},
};

/* Every cell ends with a bar. */
static const struct text_case bar_cases[] = {
    {"a blank cell is a bar alone, a cell has two lines",
     "序号 |\n任务 |\n单位 |\n1 |\n甲一，\n甲二 |\n市财政局 |\n2 |\n乙 |\n|\n", "bar-lines",
     "table 3*3\n0,0 序号\n0,1 任务\n0,2 单位\n1,0 1\n1,1 甲一，/甲二\n1,2 市财政局\n2,0 2\n2,1 乙\n2,2 \n! "
     "rows-counted: the source has no mark at the end of a row; rows of 3 cells were counted\n"},
    {"a double bar ends a row", "任务\n|\n单位\n|\n||\n甲\n|\n市财政局\n|\n||\n乙\n|\n市教育局\n|\n||\n",
     "bar-lines", "table 3*2\n0,0 任务\n0,1 单位\n1,0 甲\n1,1 市财政局\n2,0 乙\n2,1 市教育局\n"},
};

static const struct text_case csv_cases[] = {
    {"quotes hold separators, line ends and doubled quotes",
     "序号,任务,单位\r\n1,\"甲,乙\",市财政局\r\n2,\"丙\"\"丁\"\"\n戊\",\r\n", "csv",
     "table 3*3\n0,0 序号\n0,1 任务\n0,2 单位\n1,0 1\n1,1 甲,乙\n1,2 市财政局\n2,0 2\n2,1 丙\"丁\"/戊\n2,2 "
     "\n"},
    {"semicolons", "序号;任务;单位\n1;甲，乙;市财政局\n", "csv",
     "table 2*3\n0,0 序号\n0,1 任务\n0,2 单位\n1,0 1\n1,1 甲，乙\n1,2 市财政局\n"},
    {"tabs with a quoted field", "序号\t任务\t单位\n1\t\"甲\n乙\"\t市财政局\n", "csv",
     "table 2*3\n0,0 序号\n0,1 任务\n0,2 单位\n1,0 1\n1,1 甲/乙\n1,2 市财政局\n"},
    {"records of different lengths are text", "序号,任务,单位\n1,甲\n", "tika", "p 序号,任务,单位\np 1,甲\n"},
    {"a quote that does not end is text", "序号,任务,单位\n1,\"甲,市财政局\n", "tika",
     "p 序号,任务,单位\np 1,\"甲,市财政局\n"},
};

static const struct text_case tab_cases[] = {
    {"covered cells are empty fields", "任务\t要求\t单位\n甲\t一\t市财政局\n\t二\t市教育局\n附注\n",
     "tab-rows",
     "table 3*3\n0,0 任务\n0,1 要求\n0,2 单位\n1,0 甲\n1,1 一\n1,2 市财政局\n2,0 \n2,1 二\n2,2 市教育局\np "
     "附注\n"},
};

/* Cells wrapped inside columns that bars draw. */
static const struct text_case boxed_cases[] = {
    {"a grid with lines between rows",
     "+------+----------+\n| 任务 | 单位     |\n+------+----------+\n| 甲甲 | 市财政局 |\n| 甲   |          "
     "|\n+------+----------+\n",
     "boxed", "table 2*2\n0,0 任务\n0,1 单位\n1,0 甲甲甲\n1,1 市财政局\n"},
    {"a double line below the header: paragraphs have a blank line between them, lines end anywhere",
     "+------+----------+\n| 任务 | 单位     |\n+======+==========+\n| 甲   | 市       |\n| 甲甲 | 财政局   "
     "|\n|      |          |\n|      | 市审计局 |\n+------+----------+\n",
     "boxed", "table 2*2\n0,0 任务\n0,1 单位\n1,0 甲甲甲\n1,1 市财政局/市审计局\n"},
    {"antiword: wrapped cells without a line between rows",
     "|任务  |要求        |单位      |\n|甲甲甲|一一一一一一|市财政局、|\n|甲    |一一        |市教育局  "
     "|\n|乙    |二          "
     "|市审计局  |\n",
     "boxed",
     "table 3*3\n0,0 任务\n0,1 要求\n0,2 单位\n1,0 甲甲甲甲\n1,1 一一一一一一一一\n1,2 "
     "市财政局、市教育局\n2,0 乙\n2,1 二\n2,2 市审计局\n"},
    {"a line that is not drawn through a cell leaves it open",
     "+------+------+\n| 任务 | 单位 |\n+======+======+\n| 甲   | 财政 |\n|      +------+\n|      | 教育 |\n"
     "+------+------+\n| 乙          |\n+-------------+\n",
     "boxed",
     "table 4*2\nrow 0 header\n0,0 任务\n0,1 单位\n1,0+2*1 甲\n1,1 财政\n2,1 教育\nrow 3 single\n3,0+1*2 "
     "乙\n"},
    {"a line drawn through a part of a cell: the lines do not agree, and it is no table",
     "+------+------+------+\n| 任务        | 单位 |\n+------+------+------+\n| 甲          | 财政 |\n"
     "|      +------+------+\n| 乙   | 丙   | 教育 |\n+------+------+------+\n",
     "boxed",
     "table 2*2\n0,0 任务\n0,1 单位\n1,0 甲\n1,1 财政\np |      +------+------+\ntable 1*3\n0,0 乙\n0,1 "
     "丙\n0,2 教育\n! grid-broken: a line of this drawn table ends inside a cell; its rows cannot be told "
     "for "
     "sure: | +------+------+\n"},
};

/* Columns that begin at exact places, texts at the top of their cells. */
static const struct text_case flush_cases[] = {
    {"a row a line: the widest text of a column is no broken one",
     "序号  工作任务      责任单位      完成时限\n"
     "1     加强信息公开  市财政局      6月底前\n"
     "2     优化服务      市教育局      12月底前\n"
     "3     完善清单目录  市政府办公室  12月底前\n",
     "aligned-columns",
     "table 4*4\n0,0 序号\n0,1 工作任务\n0,2 责任单位\n0,3 完成时限\n1,0 1\n1,1 加强信息公开\n1,2 "
     "市财政局\n1,3 6月底前\n"
     "2,0 2\n2,1 优化服务\n2,2 市教育局\n2,3 12月底前\n3,0 3\n3,1 完善清单目录\n3,2 市政府办公室\n3,3 "
     "12月底前\n"},
    {"broken texts; a label runs on beside the row below its own; a wide header covers two columns",
     "工作任务            具体要求        责任单位\n"
     "深化重点  推进公开  按季度通报进展  市财政局、市\n"
     "领域信息            情况。          教育局\n"
     "公开                形成长效机制。  市审计局\n"
     "          优化服务  确保责任到人、  市民政局、市\n"
     "                    任务到岗。      司法局\n",
     "aligned-columns",
     "table 4*4\n0,0+1*2 工作任务\n0,2 具体要求\n0,3 责任单位\n1,0 深化重点领域信息公开\n1,1 推进公开\n1,2 "
     "按季度通报进展情况。\n"
     "1,3 市财政局、市教育局\n2,0 \n2,1 \n2,2 形成长效机制。\n2,3 市审计局\n3,0 \n3,1 优化服务\n3,2 "
     "确保责任到人、任务到岗。\n"
     "3,3 市民政局、市司法局\n"},
    {"sections stand alone on their lines; names one below the other are paragraphs",
     "工作任务  具体要求        责任单位\n"
     "一、深化改革\n"
     "推进公开  按季度通报进展  市财政局\n"
     "          情况和成效。    市教育局\n"
     "优化服务  形成工作机制，  市审计局\n"
     "          常抓不懈。\n"
     "二、加强监督检查和考核问责\n"
     "加强监管  确保责任到人、  市民政局\n"
     "          任务到岗。      市司法局\n",
     "aligned-columns",
     "table 6*3\n0,0 工作任务\n0,1 具体要求\n0,2 责任单位\nrow 1 single\n1,0+1*3 一、深化改革\n2,0 推进公开\n"
     "2,1 按季度通报进展情况和成效。\n2,2 市财政局/市教育局\n3,0 优化服务\n3,1 形成工作机制，常抓不懈。\n3,2 "
     "市审计局\nrow 4 single\n"
     "4,0+1*3 二、加强监督检查和考核问责\n5,0 加强监管\n5,1 确保责任到人、任务到岗。\n5,2 "
     "市民政局/市司法局\n"},
    {"every character one column wide, prose before and behind",
     "现将有关事项通知如下：\n\n"
     "工作任务  具体要求      责任单位\n"
     "推进公开  按季度通报。  市财政局\n"
     "优化      机制长效。    市教育局\n"
     "加强监管  责任到人。    市审计局\n\n"
     "请认真贯彻落实。\n",
     "aligned-columns",
     "p 现将有关事项通知如下：\ntable 4*3\n0,0 工作任务\n0,1 具体要求\n0,2 责任单位\n1,0 推进公开\n1,1 "
     "按季度通报。\n1,2 市财政局\n"
     "2,0 优化\n2,1 机制长效。\n2,2 市教育局\n3,0 加强监管\n3,1 责任到人。\n3,2 市审计局\np "
     "请认真贯彻落实。\n"},
    {"the last lines have a text in a column below a wide header alone; a section is broken as its column is",
     "序号    工作任务              责任单位\n"
     "一、推  \n"
     "进公开\n"
     "1       完善清单  编制目录，  市财政局\n"
     "                  按时公开。\n"
     "2       优化服务  减少环节，  市教育局\n"
     "                  缩短时限，  市民政局\n"
     "                  便利群众。\n",
     "aligned-columns",
     "table 4*4\n0,0 序号\n0,1+1*2 工作任务\n0,3 责任单位\nrow 1 single\n1,0+1*4 一、推进公开\n2,0 1\n2,1 "
     "完善清单\n"
     "2,2 编制目录，按时公开。\n2,3 市财政局\n3,0 2\n3,1 优化服务\n3,2 减少环节，缩短时限，便利群众。\n3,3 "
     "市教育局/市民政局\n"},
    {"texts in the middle of their cells are read by where they stand; only whole lines are known",
     "工作任务  具体要求        责任单位\n"
     "          按季度通报进展  市财政局\n"
     "推进公开  情况和成效。\n"
     "          形成工作机制，  市审计局\n"
     "          常抓不懈。\n"
     "          确保责任到人、\n"
     "加强监管  任务到岗，加强  市民政局\n"
     "          考核。\n",
     "aligned-columns",
     "table 4*3\n0,0 工作任务\n0,1 具体要求\n0,2 责任单位\n1,0+2*1 推进公开\n1,1 "
     "按季度通报进展情况和成效。\n1,2 市财政局\n"
     "2,1 形成工作机制，常抓不懈。\n2,2 市审计局\n3,0 加强监管\n3,1 确保责任到人、任务到岗，加强考核。\n3,2 "
     "市民政局\n! whole-lines: "
     "texts stand in the middle of their cells, and the source knows whole lines only: which rows a merged "
     "cell covers was "
     "found from the nearest line\n"},
};

/* Columns that a line of dashes marks out. */
static const struct text_case ruled_cases[] = {
    {"a row a line, blank cells where they stand",
     "  任务   要求   单位\n  ------ ------ ----------\n  甲     一     市财政局\n         二     "
     "市教育局\n\n附注\n",
     "ruled-columns",
     "table 3*3\n0,0 任务\n0,1 要求\n0,2 单位\n1,0 甲\n1,1 一\n1,2 市财政局\n2,0 \n2,1 二\n2,2 市教育局\np "
     "附注\n"},
    {"a line above the header: rows of several lines with a blank one behind",
     "----------------------\n任务     单位\n-------- -------------\n甲甲甲甲 市财政局、市\n甲       "
     "教育局\n\n乙       "
     "市审计局\n----------------------\n附注\n",
     "ruled-columns",
     "table 3*2\n0,0 任务\n0,1 单位\n1,0 甲甲甲甲甲\n1,1 市财政局、市教育局\n2,0 乙\n2,1 市审计局\np 附注\n"},
    {"reStructuredText: a line without a first cell goes on with the row above",
     "===== ========\n任务  单位\n===== ========\n甲    市财政\n      局\n乙    市教育局\n===== ========\n",
     "ruled-columns", "table 3*2\n0,0 任务\n0,1 单位\n1,0 甲\n1,1 市财政局\n2,0 乙\n2,1 市教育局\n"},
    {"quotation marks that the writer took for wide",
     "任务         单位\n------------ --------\n“甲”工程     市财政局\n“一”“二”工程 市教育局\n“乙”工程     "
     "市审计局\n",
     "ruled-columns",
     "table 4*2\n0,0 任务\n0,1 单位\n1,0 “甲”工程\n1,1 市财政局\n2,0 “一”“二”工程\n2,1 市教育局\n3,0 "
     "“乙”工程\n3,1 "
     "市审计局\n"},
    {"a rule in Markdown is no ruler", "甲\n\n---\n\n乙\n", "tika", "p 甲\np ---\np 乙\n"},
    {"cells broken over lines without a mark where a row ends, as tabulate writes them",
     "  序号  工作任务    责任单位\n------  ----------  ----------\n     1  加强政府信  市财政局、\n        "
     "息公开      市教育局\n"
     "     2  优化服务    市审计局\n     3  完善监督考  市民政局、\n        核机制      市司法局\n",
     "ruled-columns",
     "table 4*3\n0,0 序号\n0,1 工作任务\n0,2 责任单位\n1,0 1\n1,1 加强政府信息公开\n1,2 "
     "市财政局、市教育局\n2,0 2\n2,1 优化服务\n"
     "2,2 市审计局\n3,0 3\n3,1 完善监督考核机制\n3,2 市民政局、市司法局\n"},
    {"every character one column wide",
     "工作任务      具体要求         责任单位\n--------  -----------  --------\n推进公开      "
     "按季度通报进展情况。   市财政局\n"
     "优化服务工作    形成长效机制。      市教育局\n加强监管      责任到人。        市审计局\n",
     "ruled-columns",
     "table 4*3\n0,0 工作任务\n0,1 具体要求\n0,2 责任单位\n1,0 推进公开\n1,1 按季度通报进展情况。\n1,2 "
     "市财政局\n2,0 优化服务工作\n"
     "2,1 形成长效机制。\n2,2 市教育局\n3,0 加强监管\n3,1 责任到人。\n3,2 市审计局\n"},
};

/* Cells separated by nothing but spaces or line ends. */
static const struct text_case bare_cases[] = {
    {"one separator all over", "序号  任务  单位\n1  甲一  市财政局\n2  乙  市教育局\n", "spaced-rows",
     "table 3*3\n0,0 序号\n0,1 任务\n0,2 单位\n1,0 1\n1,1 甲一\n1,2 市财政局\n2,0 2\n2,1 乙\n2,2 市教育局\n! "
     "cells-by-spaces: the cells of this table are separated by spaces alone; a space inside a text would "
     "part it\n"},
    {"blank cells are written, at the beginning of a line too, but not at its end",
     "任务    要求    单位    时限\n甲    一    市财政局    全年\n        二    市教育局\n    乙    "
     "市审计局\n",
     "spaced-rows",
     "table 4*4\n0,0 任务\n0,1 要求\n0,2 单位\n0,3 时限\n1,0 甲\n1,1 一\n1,2 市财政局\n1,3 全年\n2,0 \n2,1 "
     "\n2,2 "
     "二\n2,3 市教育局\n3,0 \n3,1 乙\n3,2 市审计局\n3,3 \n"
     "! cells-by-spaces: the cells of this table are separated by spaces alone; a space inside a text would "
     "part it\n"},
    {"a header that covers two columns",
     "任务        要求    单位\n甲    一    一一    市财政局\n        二二    市教育局\n", "spaced-rows",
     "table 3*4\n0,0 任务\n0,1 \n0,2 要求\n0,3 单位\n1,0 甲\n1,1 一\n1,2 一一\n1,3 市财政局\n2,0 \n2,1 "
     "\n2,2 "
     "二二\n2,3 市教育局\n"
     "! cells-by-spaces: the cells of this table are separated by spaces alone; a space inside a text would "
     "part it\n"},
    {"a space too many is no table", "序号 任务 单位\n1 甲 一 市财政局\n2 乙 市教育局\n", "tika",
     "p 序号 任务 单位\np 1 甲 一 市财政局\np 2 乙 市教育局\n"},
    {"a cell a line, a column that counts",
     "序号\n任务\n单位\n1\n甲\n市财政局\n2\n乙\n市教育局\n3\n丙\n市审计局\n", "counted-cells",
     "table 4*3\n0,0 序号\n0,1 任务\n0,2 单位\n1,0 1\n1,1 甲\n1,2 市财政局\n2,0 2\n2,1 乙\n2,2 市教育局\n3,0 "
     "3\n3,1 丙\n3,2 市审计局\n! cells-by-numbers: nothing separates the rows of this table; each number in "
     "its first column was taken for the beginning of one of 3 cells\n"},
    {"blank lines between cells",
     "序号\n\n任务\n\n单位\n\n1\n\n甲\n\n市财政局\n\n2\n\n乙\n\n市教育局\n\n3\n\n丙\n\n市审计局\n",
     "counted-cells",
     "table 4*3\n0,0 序号\n0,1 任务\n0,2 单位\n1,0 1\n1,1 甲\n1,2 市财政局\n2,0 2\n2,1 乙\n2,2 市教育局\n3,0 "
     "3\n3,1 丙\n3,2 市审计局\n! cells-by-numbers: nothing separates the rows of this table; each number in "
     "its first column was taken for the beginning of one of 3 cells\n"},
    {"a line too many is no table",
     "序号\n任务\n单位\n1\n甲\n市财政局\n注\n2\n乙\n市教育局\n3\n丙\n市审计局\n", "counted-cells",
     "p 序号\np 任务\np 单位\np 1\np 甲\np 市财政局\np 注\np 2\np 乙\np 市教育局\np 3\np 丙\np 市审计局\n"},
};

/* A cell a line, told apart by the words of the header and by what the cells hold. */
static const struct text_case listed_cases[] = {
    {"a blank line is a blank cell, also at the end",
     "工作任务\n责任单位\n完成时限\n推进甲工作\n市财政局\n6月底前\n推进乙工作\n市教育局\n\n推进丙工作\n\n全年"
     "\n推进丁工作\n市审计局\n\n",
     "counted-cells",
     "table 5*3\n0,0 工作任务\n0,1 责任单位\n0,2 完成时限\n1,0 推进甲工作\n1,1 市财政局\n1,2 6月底前\n2,0 "
     "推进乙工作\n2,1 "
     "市教育局\n2,2 \n3,0 推进丙工作\n3,1 \n3,2 全年\n4,0 推进丁工作\n4,1 市审计局\n4,2 \n"
     "! rows-counted: the source has no mark at the end of a row; rows of 3 cells were counted\n"},
    {"a blank line between two cells, three where one is blank",
     "工作任务\n\n具体要求\n\n责任单位\n\n推进甲工作\n\n建立台账。\n\n市财政局\n\n\n\n定期通报。\n\n市教育局"
     "\n\n推进乙工作\n\n严格考核。\n\n市审计局"
     "\n\n附件\n",
     "counted-cells",
     "table 4*3\n0,0 工作任务\n0,1 具体要求\n0,2 责任单位\n1,0 推进甲工作\n1,1 建立台账。\n1,2 市财政局\n2,0 "
     "\n2,1 "
     "定期通报。\n2,2 市教育局\n3,0 推进乙工作\n3,1 严格考核。\n3,2 市审计局\np 附件\n"
     "! rows-counted: the source has no mark at the end of a row; rows of 3 cells were counted\n"},
    {"blank cells are dropped, headings stand between rows",
     "工作任务\n具体要求\n责任单位\n一、经济\n推进甲工作\n建立台账。\n市财政局\n定期通报。\n市教育局\n推进乙"
     "工作\n严格考核。\n市审计局\n",
     "counted-cells",
     "table 5*3\n0,0 工作任务\n0,1 具体要求\n0,2 责任单位\nrow 1 single\n1,0+1*3 一、经济\n2,0 "
     "推进甲工作\n2,1 "
     "建立台账。\n2,2 "
     "市财政局\n3,0 \n3,1 定期通报。\n3,2 市教育局\n4,0 推进乙工作\n4,1 严格考核。\n4,2 市审计局\n"
     "! cells-by-content: nothing marks the rows of this table and blank cells are not written; its cells "
     "were put into 3 columns by what they hold\n"},
    {"names on lines of their own beside another column of names: nobody can say whose",
     "工作任务\n牵头单位\n责任单位\n推进甲工作\n市财政局\n市审计局\n市教育局\n推进乙工作\n市财政局\n市审计局"
     "\n市教育局\n",
     "counted-cells",
     "p 工作任务\np 牵头单位\np 责任单位\np 推进甲工作\np 市财政局\np 市审计局\np 市教育局\np 推进乙工作\np "
     "市财政局\np 市审计局\np "
     "市教育局\n"},
    {"words of a header above prose are no table",
     "工作任务\n具体要求\n责任单位\n为了做好这项工作，现将有关事项通知如下。\n各单位要高度重视。\n请于6月底前"
     "报送。\n",
     "counted-cells",
     "p 工作任务\np 具体要求\np 责任单位\np 为了做好这项工作，现将有关事项通知如下。\np "
     "各单位要高度重视。\np 请于6月底前报送。\n"},
};

static const struct gk_reader *reader_of(const struct gk_source *source)
{
    const struct gk_reader *best = NULL;
    int most = 0;
    for (const struct gk_reader *const *reader = gk_readers; *reader; reader++) {
        int score = (*reader)->recognise(source);
        best = score > most ? *reader : best;
        most = score > most ? score : most;
    }
    return best;
}

/* Bars and quotes are no text; that none is lost is counted. */
static void drop_marks(char *dump)
{
    char *to = dump;
    for (char *line = dump, *next; *line; line = next) {
        next = strchr(line, '\n') + 1;
        if (strncmp(line, "! extractor-mark", strlen("! extractor-mark")) == 0 ||
            strncmp(line, "! marks:", strlen("! marks:")) == 0)
            continue;
        memmove(to, line, (size_t)(next - line));
        to += next - line;
    }
    *to = '\0';
}

static void check(const struct text_case *cases, size_t count)
{
    int wrong = 0;
    for (size_t i = 0; i < count; i++) {
        struct fixture fixture;
        const struct gk_string text = gk_string_of(cases[i].text);
        const struct gk_source source = {.name = "", .bytes = text, .text = text, .encoding = "UTF-8"};
        const struct gk_reader *reader = reader_of(&source);
        assert_non_null(reader);
        fixture_open(&fixture, NULL);
        assert_int_equal(reader->read(&fixture.context, &source, fixture.builder), GKPLAN_STATUS_OK);
        assert_int_equal(gk_layout_finish(fixture.builder, &fixture.layout), GKPLAN_STATUS_OK);
        assert_int_equal(gk_arrange(&fixture.context, &fixture.layout), GKPLAN_STATUS_OK);
        dump_layout(&fixture);
        drop_marks(fixture.dump);
        const gkplan_account *account = &fixture.layout.account;
        assert_int_equal(account->read, account->placed + account->named);
        if (strcmp(reader->dialect, cases[i].dialect) != 0 || strcmp(fixture.dump, cases[i].layout) != 0) {
            print_error("%s (%s):\n%s-- expected %s:\n%s", cases[i].shows, reader->dialect, fixture.dump,
                        cases[i].dialect, cases[i].layout);
            wrong++;
        }
        fixture_close(&fixture);
    }
    assert_int_equal(wrong, 0);
}

#define CHECK(cases) check(cases, sizeof(cases) / sizeof *(cases))

static void rows_of_bars(void **state)
{
    (void)state;
    CHECK(pipe_cases);
}

static void markdown_of_extractors(void **state)
{
    (void)state;
    CHECK(markdown_cases);
}

static void cells_that_end_with_a_bar(void **state)
{
    (void)state;
    CHECK(bar_cases);
}

static void exports_of_spreadsheets(void **state)
{
    (void)state;
    CHECK(csv_cases);
}

static void rows_of_tabs(void **state)
{
    (void)state;
    CHECK(tab_cases);
}

static void cells_in_drawn_columns(void **state)
{
    (void)state;
    CHECK(boxed_cases);
}

static void columns_below_a_ruler(void **state)
{
    (void)state;
    check(ruled_cases, sizeof ruled_cases / sizeof *ruled_cases);
}

static void cells_by_what_they_hold(void **state)
{
    (void)state;
    check(listed_cases, sizeof listed_cases / sizeof *listed_cases);
}

static void cells_without_marks(void **state)
{
    (void)state;
    CHECK(bare_cases);
}

static void columns_at_exact_places(void **state)
{
    (void)state;
    CHECK(flush_cases);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows_of_bars),
        cmocka_unit_test(markdown_of_extractors),
        cmocka_unit_test(cells_that_end_with_a_bar),
        cmocka_unit_test(exports_of_spreadsheets),
        cmocka_unit_test(rows_of_tabs),
        cmocka_unit_test(cells_in_drawn_columns),
        cmocka_unit_test(columns_below_a_ruler),
        cmocka_unit_test(columns_at_exact_places),
        cmocka_unit_test(cells_by_what_they_hold),
        cmocka_unit_test(cells_without_marks),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
