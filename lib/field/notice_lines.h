/* What one line of a notice is (survey 8). */
#ifndef GK_FIELD_NOTICE_LINES_H
#define GK_FIELD_NOTICE_LINES_H

#include "core/context.h"
#include <stdbool.h>

enum gk_notice_line_kind {
    GK_LINE_OTHER = 0,
    GK_LINE_FURNITURE,       /* — 3 —, 打印, 分享到 */
    GK_LINE_NUMBER,          /* 济政办字〔2021〕18号 */
    GK_LINE_LETTERHEAD,      /* 济南市人民政府办公厅文件 */
    GK_LINE_ADDRESSEES,      /* 各县（市、区）人民政府，…： */
    GK_LINE_SENTENCE,        /* prose: it ends in 。 or is long */
    GK_LINE_DATE,            /* 2021年4月28日 */
    GK_LINE_PRINTED,         /* …办公室 2021年4月28日印发 */
    GK_LINE_DISCLOSURE,      /* （此件公开发布） */
    GK_LINE_COPIED_TO,       /* 抄送：… */
    GK_LINE_ATTACHMENTS,     /* 附件：name */
    GK_LINE_ATTACHMENT_MARK, /* 附件, 附件1 */
    GK_LINE_CONTACT,         /* （联系人：…） */
    GK_LINE_TABLE_NOTE,      /* 单位：万元, 填报单位： */
};

enum gk_notice_line_kind gk_notice_line(struct gk_context *context, struct gk_string text);

/* The number of a notice in a line that is one; false when the line is none. */
bool gk_notice_number(struct gk_string text, struct gk_string *number);
/* Whether a line ends as the title of a notice does (的通知, 的意见 ...). */
bool gk_notice_title_ends(struct gk_string text);
/* Whether a line is the name of an issuer and nothing else. */
bool gk_notice_is_issuer(struct gk_string text);
/* What stands after the first colon, trimmed; empty when there is none. */
struct gk_string gk_notice_after_colon(struct gk_string text);
/* 公开, 依申请公开 or 不予公开 as static text; NULL when the line says none. */
const char *gk_notice_disclosure(struct gk_string text);

#endif
