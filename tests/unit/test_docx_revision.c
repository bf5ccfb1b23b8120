/* Tracked changes of Word files, taken as accepted (the default) and as rejected. */
#include "docx_package.h"

#define ACCEPTED      "! changes-accepted: the document has tracked changes; it was read as if all were accepted\n"
#define REJECTED      "! changes-rejected: the document has tracked changes; it was read as if all were rejected\n"
#define DELETED(text) "! deleted-text: a tracked deletion is not in the layout: " text "\n"
#define DEL(text)     "<w:del><w:r><w:delText>" text "</w:delText></w:r></w:del>"
#define INS(text)     "<w:ins>" R(text) "</w:ins>"

struct change {
    const char *body;
    const char *accepted;
    const char *rejected;
};

static const struct change changes[] = {
    /* runs */
    {"<w:p>" R("市") DEL("旧") INS("新") R("局") "</w:p>", "p 市新局\n" ACCEPTED DELETED("旧"),
     "p 市旧局\n" REJECTED DELETED("新")},
    /* moves */
    {"<w:p><w:moveFrom>" R("移") "</w:moveFrom>" R("甲") "</w:p><w:p>" R("乙") "<w:moveTo>" R(
         "移") "</w:moveTo></w:p>",
     "p 甲\np 乙移\n" ACCEPTED DELETED("移"), "p 移甲\np 乙\n" REJECTED DELETED("移")},
    /* a deleted paragraph's end joins two paragraphs, an inserted one parts them */
    {P_WITH("<w:rPr><w:del/></w:rPr>", "上") P("下"), "p 上下\n" ACCEPTED, "p 上\np 下\n" REJECTED},
    {P_WITH("<w:rPr><w:ins/></w:rPr>", "上") P("下"), "p 上\np 下\n" ACCEPTED, "p 上下\n" REJECTED},
    /* an inserted or deleted row */
    {TABLE(ROW(C("一") C("二")) ROW_WITH("<w:ins/>", C("三") C("四"))),
     "table 2*2\n0,0 一\n0,1 二\n1,0 三\n1,1 四\n" ACCEPTED,
     "table 1*2\n0,0 一\n0,1 二\n" REJECTED DELETED("三四")},
    {TABLE(ROW_WITH("<w:del/>", C("一") C("二")) ROW(C("三") C("四"))),
     "table 1*2\n0,0 三\n0,1 四\n" ACCEPTED DELETED("一二"),
     "table 2*2\n0,0 一\n0,1 二\n1,0 三\n1,1 四\n" REJECTED},
    /* what a deleted row began does not go over to the cell above it */
    {TABLE(ROW(C_WITH(RESTART, "甲") C("一")) ROW_WITH("<w:del/>", C_WITH(RESTART, "乙") C("二"))
               ROW(C_WITH(CONTINUE, "") C("三"))),
     "table 2*2\n0,0 甲\n0,1 一\n1,0 \n1,1 三\n" ACCEPTED DELETED("乙二"),
     "table 3*2\n0,0 甲\n0,1 一\n1,0+2*1 乙\n1,1 二\n2,1 三\n" REJECTED},
    /* an inserted or deleted cell */
    {TABLE(ROW(C("一") C_WITH("<w:cellDel/>", "二") C("三"))),
     "table 1*2\n0,0 一\n0,1 三\n" ACCEPTED DELETED("二"), "table 1*3\n0,0 一\n0,1 二\n0,2 三\n" REJECTED},
    {TABLE(ROW(C("一") C_WITH("<w:cellIns/>", "二") C("三"))), "table 1*3\n0,0 一\n0,1 二\n0,2 三\n" ACCEPTED,
     "table 1*2\n0,0 一\n0,1 三\n" REJECTED DELETED("二")},
    /* a vertical merge that is itself a change */
    {TABLE(ROW(C_WITH("<w:cellMerge w:vMerge='rest'/>", "一") C("二"))
               ROW(C_WITH("<w:cellMerge w:vMerge='cont'/>", "") C("三"))),
     "table 2*2\n0,0+2*1 一\n0,1 二\n1,1 三\n" ACCEPTED,
     "table 2*2\n0,0 一\n0,1 二\n1,0 \n1,1 三\n" REJECTED},
    /* all rows deleted: no table */
    {TABLE(ROW_WITH("<w:del/>", C("一"))) P("文"), "p 文\n" ACCEPTED DELETED("一"),
     "table 1*1\nrow 0 single\n0,0 一\np 文\n" REJECTED},
};

static void changes_are_accepted_or_rejected(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof changes / sizeof *changes; i++) {
        expect_docx(&(struct docx){.body = changes[i].body}, changes[i].accepted);
        expect_docx(&(struct docx){.body = changes[i].body, .revisions = GKPLAN_REVISIONS_REJECT},
                    changes[i].rejected);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(changes_are_accepted_or_rejected)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
