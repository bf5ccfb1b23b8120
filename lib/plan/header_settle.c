/* Columns whose headers say the same role: which of them has it, by the other columns beside them. */
#include "core/cjk_text.h"
#include "plan/table_group.h"

struct word {
    gkplan_role role;
    struct gk_string text;
};

/* Of texts that report on a task rather than say it, where they stand behind its fields. */
static const struct word reports[] = {
    {GKPLAN_ROLE_TASK, GK_STRING_ROW("问题")},        {GKPLAN_ROLE_TASK, GK_STRING_ROW("下一步")},
    {GKPLAN_ROLE_TASK, GK_STRING_ROW("下步")},        {GKPLAN_ROLE_TASK, GK_STRING_ROW("下阶段")},
    {GKPLAN_ROLE_TASK, GK_STRING_ROW("协调")},        {GKPLAN_ROLE_REQUIREMENT, GK_STRING_ROW("下一步")},
    {GKPLAN_ROLE_REQUIREMENT, GK_STRING_ROW("下步")}, {GKPLAN_ROLE_REQUIREMENT, GK_STRING_ROW("下阶段")},
    {GKPLAN_ROLE_REQUIREMENT, GK_STRING_ROW("协调")},
};

/* Of the header that has a role before others that may have it: 责任单位 beside 建设单位, 完成时限 beside
 * 上报时间. */
static const struct word chiefs[] = {
    {GKPLAN_ROLE_UNITS, GK_STRING_ROW("责任")},    {GKPLAN_ROLE_UNITS, GK_STRING_ROW("负责")},
    {GKPLAN_ROLE_UNITS, GK_STRING_ROW("主责")},    {GKPLAN_ROLE_UNITS, GK_STRING_ROW("承办")},
    {GKPLAN_ROLE_UNITS, GK_STRING_ROW("落实")},    {GKPLAN_ROLE_UNITS, GK_STRING_ROW("分工")},
    {GKPLAN_ROLE_DEADLINE, GK_STRING_ROW("完成")}, {GKPLAN_ROLE_DEADLINE, GK_STRING_ROW("时限")},
    {GKPLAN_ROLE_DEADLINE, GK_STRING_ROW("期限")}, {GKPLAN_ROLE_DEADLINE, GK_STRING_ROW("整改")},
    {GKPLAN_ROLE_DEADLINE, GK_STRING_ROW("办结")}, {GKPLAN_ROLE_DEADLINE, GK_STRING_ROW("竣工")},
};

/* What a column's header says of itself, beside its role. */
struct sayings {
    bool report;
    bool chief;
    bool measure; /* 单位 alone: of measure, beside any column of units */
};

static bool says(struct gk_string header, gkplan_role role, const struct word *words, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (words[i].role == role && gk_string_contains(header, words[i].text))
            return true;
    return false;
}

/* `first_row` is the header's: 单位 below a wide 责任落实 is no measure. */
static struct sayings read_column(struct gk_context *context, const struct gk_header_column *column,
                                  uint32_t first_row)
{
    char storage[256];
    struct gk_buffer folded;
    struct sayings found = {.report = false};
    if (!column->cell)
        return found;
    gk_buffer_init_in(&folded, &context->allocator, storage, sizeof storage);
    if (gk_fold(&folded, gk_cell_text(column->cell), GK_FOLD_WORD)) {
        struct gk_string header = gk_buffer_view(&folded);
        found.report = says(header, column->role, reports, sizeof reports / sizeof *reports);
        found.chief = says(header, column->role, chiefs, sizeof chiefs / sizeof *chiefs);
        found.measure = column->cell->row == first_row && column->role == GKPLAN_ROLE_UNITS &&
                        gk_string_equal(header, GK_STRING("单位"));
    } else {
        gk_fail_memory(context);
    }
    gk_buffer_free(&folded);
    return found;
}

/* 工作任务 | 责任单位 | 进展情况 | 存在问题 | 下步措施: the last two report on the task; they are none. */
static void demote_reports(struct gk_header_column *columns, const struct sayings *sayings, uint32_t width)
{
    bool text = false, field = false;
    uint32_t last_text = width;
    for (uint32_t i = 0; i < width; i++)
        if (gk_role_is_text(columns[i].role) && !sayings[i].report)
            last_text = i;
    for (uint32_t i = 0; i < width; i++) {
        gkplan_role role = columns[i].role;
        if (field && i > last_text && gk_role_is_text(role))
            columns[i].role = GKPLAN_ROLE_OTHER;
        text = text || (gk_role_is_text(role) && !sayings[i].report);
        field = field || (text && (gk_role_continues(role) || role == GKPLAN_ROLE_PROGRESS));
    }
}

static void prefer_chiefs(struct gk_header_column *columns, const struct sayings *sayings, uint32_t width)
{
    const uint32_t units = 1u << GKPLAN_ROLE_LEAD | 1u << GKPLAN_ROLE_UNITS | 1u << GKPLAN_ROLE_SUPPORT;
    uint32_t with_chief = 0, roles = 0;
    for (uint32_t i = 0; i < width; i++) {
        with_chief |= sayings[i].chief ? 1u << columns[i].role : 0;
        roles |= sayings[i].measure ? 0 : 1u << columns[i].role;
    }
    for (uint32_t i = 0; i < width; i++)
        if ((with_chief & 1u << columns[i].role && !sayings[i].chief) ||
            (roles & units && sayings[i].measure))
            columns[i].role = GKPLAN_ROLE_OTHER;
}

void gk_header_settle(struct gk_context *context, struct gk_header_column *columns, uint32_t width,
                      uint32_t first_row)
{
    struct sayings sayings[GK_PLAN_COLUMNS];
    if (width > GK_PLAN_COLUMNS)
        return;
    for (uint32_t i = 0; i < width; i++)
        sayings[i] = i > 0 && columns[i].cell == columns[i - 1].cell
                         ? sayings[i - 1]
                         : read_column(context, &columns[i], first_row);
    demote_reports(columns, sayings, width);
    prefer_chiefs(columns, sayings, width);
}
