/* A small document made by hand, for the tests of the writers: one task with two leaves, a layout with a
 * nested table and a text box, a section and a diagnostic. */
#ifndef TESTS_WRITE_FIXTURE_H
#define TESTS_WRITE_FIXTURE_H

#include "document.h"

#define NO_PLACE                                                                                             \
    {                                                                                                        \
        .table = -1, .row = -1, .column = -1                                                                 \
    }

static const gkplan_unit unit_county = {.name = "各区县政府", .role = GKPLAN_UNIT_SUPPORT};
static const gkplan_unit unit_emergency = {
    .next = &unit_county, .name = "市应急局", .scope = "市总体预案", .role = GKPLAN_UNIT_LEAD};
static const gkplan_units first_units = {.text = "市总体预案：市应急局牵头，各区县政府配合",
                                         .first_unit = &unit_emergency,
                                         .unit_count = 2,
                                         .origin = GKPLAN_ORIGIN_MERGED};
static const gkplan_deadline first_deadline = {.text = "2022年年底前，长期坚持",
                                               .origin = GKPLAN_ORIGIN_OWN,
                                               .due = {2022, 12, 31},
                                               .ongoing = true,
                                               .relative_days = -1};
static const gkplan_field second_remark = {.name = "备注", .text = "又及", .role = GKPLAN_ROLE_REMARKS};
static const gkplan_field first_remark = {
    .next = &second_remark, .name = "备注", .text = "详见\"附件\"", .role = GKPLAN_ROLE_REMARKS};
static const gkplan_task first_task = {
    .number = "1", .units = &first_units, .deadline = &first_deadline, .first_field = &first_remark};
static const gkplan_task second_task = {.number = NULL};

static const gkplan_node node_task, node_second;
static const gkplan_node node_first = {.parent = &node_task,
                                       .next = &node_second,
                                       .task = &first_task,
                                       .label = "1.",
                                       .text = "修订总体预案，\n主动公开",
                                       .place = {.line = 12, .table = 0, .row = 1, .column = 1},
                                       .kind = GKPLAN_NODE_REQUIREMENT,
                                       .level = 2,
                                       .position = 1};
static const gkplan_node node_second = {.parent = &node_task,
                                        .previous = &node_first,
                                        .task = &second_task,
                                        .label = "",
                                        .text = "=HYPERLINK(*a*)",
                                        .place = NO_PLACE,
                                        .kind = GKPLAN_NODE_REQUIREMENT,
                                        .level = 2,
                                        .position = 2};
static const gkplan_node node_task = {.first_child = &node_first,
                                      .last_child = &node_second,
                                      .label = "一、",
                                      .text = "强化应急公开",
                                      .place = NO_PLACE,
                                      .level = 1,
                                      .child_count = 2,
                                      .position = 1};
static const gkplan_column column_units = {.header = "责任单位", .role = GKPLAN_ROLE_UNITS, .grid_column = 1};
static const gkplan_column column_task = {
    .next = &column_units, .header = "工作任务", .role = GKPLAN_ROLE_TASK, .grid_column = 0};
static gkplan_plan the_plan = {.title = "任务分解表",
                               .first_column = &column_task,
                               .first_node = &node_task,
                               .last_node = &node_task,
                               .year = 2022,
                               .leaf_count = 2};

static const gkplan_section the_section;
static const gkplan_section inner_section = {
    .parent = &the_section, .label = "（一）", .title = "加强领导", .body = "各级都要重视。"};
static const gkplan_section the_section = {
    .first_child = &inner_section, .label = "一、", .title = "组织保障", .body = ""};

static gkplan_cell nested_cell = {.text = "内", .row_span = 1, .column_span = 1};
static gkplan_row nested_row = {.first_cell = &nested_cell, .cell_count = 1};
static gkplan_table nested_table = {
    .first_row = &nested_row, .row_count = 1, .column_count = 1, .position = 1};
static gkplan_cell absent_cell = {
    .text = "", .column = 1, .row_span = 1, .column_span = 1, .flags = GKPLAN_CELL_ABSENT};
static gkplan_cell outer_cell = {
    .next = &absent_cell, .first_table = &nested_table, .text = "外", .row_span = 2, .column_span = 1};
static gkplan_row covered_row = {.row = 1};
static gkplan_row outer_row = {.next = &covered_row, .first_cell = &outer_cell, .cell_count = 2};
static gkplan_table outer_table = {.first_row = &outer_row, .row_count = 2, .column_count = 2};
static gkplan_table box_table = {.position = 2};
static gkplan_block block_in_box = {.table = &box_table, .text = "", .kind = GKPLAN_BLOCK_TABLE};
static gkplan_block block_box = {.first_child = &block_in_box, .text = "", .kind = GKPLAN_BLOCK_TEXT_BOX};
static gkplan_block block_table = {
    .next = &block_box, .table = &outer_table, .text = "", .kind = GKPLAN_BLOCK_TABLE};

static const gkplan_text the_addressee = {.text = "各区县政府"};
static gkplan_metadata the_metadata = {
    .title = "关于印发任务分解表的通知", .issued = {2022, 4, 28}, .addressees = &the_addressee};
static const gkplan_diagnostic the_diagnostic = {.code = "GK106",
                                                 .name = "control-characters",
                                                 .severity = GKPLAN_SEVERITY_WARNING,
                                                 .plan = -1,
                                                 .message = "3 control characters",
                                                 .message_chinese = "3个控制字符",
                                                 .place = {.line = 12, .table = 0, .row = 9, .column = 3}};

static struct gkplan_document the_document = {
    .source_name = "a.txt",
    .format = GKPLAN_FORMAT_TEXT,
    .dialect = "tika",
    .encoding = "UTF-8",
    .layout = {.first_block = &block_table},
    .normalised = {.metadata = &the_metadata, .first_plan = &the_plan, .first_section = &the_section},
    .first_diagnostic = &the_diagnostic,
};

#endif
