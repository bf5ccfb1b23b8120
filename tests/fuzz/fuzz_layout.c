/* Builds a layout through the builder as the input's bytes say and normalises it: tables with any spans and
 * flags, header words, labels, prose, text boxes, in an order that readers would hardly give. */
#include "private_document.h"

struct input {
    const uint8_t *data;
    size_t size;
};

static uint8_t next(struct input *input)
{
    if (input->size == 0)
        return 0;
    input->size--;
    return *input->data++;
}

static const char *const words[] = {
    "",
    "序号",
    "工作任务",
    "具体要求",
    "责任单位",
    "牵头单位",
    "配合单位",
    "完成时限",
    "备注",
    "目标",
    "一、加强公开",
    "二、做好解读",
    "（一）推进政务公开",
    "（二）强化监督",
    "1.公开规划",
    "2.公开预算",
    "①落实",
    "1",
    "2",
    "3",
    "12",
    "市财政局",
    "市教育局、市卫生健康委",
    "市政府办公室牵头，各区县政府配合",
    "2022年6月底前",
    "2022年年底前完成，长期坚持",
    "每季度",
    "合计",
    "备注：以下各项均需落实",
    "附件",
    "附件1",
    "2022年政务公开工作任务分解表",
    "市人民政府关于印发方案的通知",
    "2022年3月1日",
    "抄送：市委办公室。",
    "公开重大决策。（市司法局牵头，市财政局配合）及时发布。（责任单位：市应急局；完成时限：2022年9月）",
    "续表",
    "印发后30日内",
    "同上",
    "—",
    "第一章 总则",
    "第一条 为了公开。",
};

static struct gk_string word(struct input *input)
{
    uint8_t byte = next(input);
    if (byte < 240)
        return gk_string_of(words[byte % (sizeof words / sizeof *words)]);
    /* Bytes of the input's own, made valid UTF-8 by keeping to ASCII. */
    static char own[16];
    size_t length = (size_t)(byte - 239);
    for (size_t i = 0; i < length; i++)
        own[i] = (char)(' ' + next(input) % 95);
    return gk_string_make(own, length);
}

static uint32_t span(struct input *input)
{
    static const uint32_t spans[] = {1, 1, 1, 1, 1, 1, 2, 2, 3, 4, 7, 100, 5000, 0, UINT32_MAX, 1u << 31};
    return spans[next(input) % 16];
}

static struct gk_cell cell_of(struct input *input)
{
    uint8_t shape = next(input);
    struct gk_cell cell = {.column = GK_COLUMN_NEXT, .column_span = 1, .row_span = 1};
    if (shape & 1)
        cell.column_span = span(input);
    if (shape & 2)
        cell.row_span = span(input);
    if (shape & 4)
        cell.merge = (enum gk_vertical_merge)(next(input) % 3);
    if ((shape & 24) == 24)
        cell.column = next(input) % 8;
    if ((shape & 96) == 96) {
        cell.left_edge = next(input) * 10;
        cell.right_edge = cell.left_edge + next(input) * 10;
    }
    return cell;
}

/* What is open: T table, C cell, B text box. */
struct nesting {
    char open[48];
    size_t depth;
};

struct speaker {
    struct input input;
    struct gk_layout_builder *builder;
    struct nesting nesting;
};

static void open_one(struct speaker *speaker, char what)
{
    speaker->nesting.open[speaker->nesting.depth++] = what;
}

static void paragraph(struct speaker *speaker)
{
    struct gk_paragraph paragraph = {.label = {"", 0}};
    paragraph.level = next(&speaker->input) % 10;
    paragraph.flags = next(&speaker->input) % 8;
    if (paragraph.level > 7)
        paragraph.label = gk_string_of("（三）");
    gk_layout_paragraph(speaker->builder, &paragraph, word(&speaker->input));
}

static void text(struct speaker *speaker)
{
    gk_layout_text(speaker->builder, word(&speaker->input));
}

static void page_break(struct speaker *speaker)
{
    gk_layout_page_break(speaker->builder);
}

static void rule(struct speaker *speaker)
{
    gk_layout_rule(speaker->builder);
}

static void left_out(struct speaker *speaker)
{
    enum gk_left_out why = (enum gk_left_out)(next(&speaker->input) % 6);
    gk_layout_left_out(speaker->builder, why, word(&speaker->input));
}

static void header(struct speaker *speaker)
{
    static const char *const headers[] = {"序号", "工作任务", "具体要求", "责任单位", "完成时限", "备注"};
    uint8_t which = next(&speaker->input);
    gk_layout_begin_row(speaker->builder, which & 64 ? GKPLAN_ROW_HEADER : 0);
    for (size_t i = 0; i < 6; i++)
        if (which & (1u << i))
            gk_layout_cell(speaker->builder, NULL, gk_string_of(headers[i]));
}

static void begin_table(struct speaker *speaker)
{
    if (speaker->nesting.depth + 2 > sizeof speaker->nesting.open)
        return;
    struct gk_table table = {.flags = next(&speaker->input) % 8,
                             .column_count = next(&speaker->input) % 9,
                             .merges_by_spans = next(&speaker->input) % 2};
    gk_layout_begin_table(speaker->builder, &table);
    open_one(speaker, 'T');
    header(speaker);
}

static void begin_box(struct speaker *speaker)
{
    if (speaker->nesting.depth + 2 > sizeof speaker->nesting.open)
        return;
    gk_layout_begin_text_box(speaker->builder);
    open_one(speaker, 'B');
}

static void end_box(struct speaker *speaker)
{
    if (speaker->nesting.depth == 0)
        return;
    gk_layout_end_text_box(speaker->builder);
    speaker->nesting.depth--;
}

static void end_table(struct speaker *speaker)
{
    gk_layout_end_table(speaker->builder);
    speaker->nesting.depth--;
}

static void row(struct speaker *speaker)
{
    gk_layout_begin_row(speaker->builder, next(&speaker->input) % 8);
}

static void row_group(struct speaker *speaker)
{
    gk_layout_end_row_group(speaker->builder);
    row(speaker);
}

static void whole_cell(struct speaker *speaker)
{
    struct gk_cell cell = cell_of(&speaker->input);
    gk_layout_cell(speaker->builder, &cell, word(&speaker->input));
}

static void begin_cell(struct speaker *speaker)
{
    struct gk_cell cell = cell_of(&speaker->input);
    gk_layout_begin_cell(speaker->builder, &cell);
    open_one(speaker, 'C');
}

static void end_cell(struct speaker *speaker)
{
    gk_layout_end_cell(speaker->builder);
    speaker->nesting.depth--;
}

static void widen(struct speaker *speaker)
{
    gk_layout_widen_cell(speaker->builder, next(&speaker->input) % 16);
}

typedef void (*call)(struct speaker *speaker);

static const call in_flow[8] = {paragraph, text, page_break, rule, left_out, begin_table, begin_box, end_box};
static const call in_cell[8] = {paragraph, text, page_break, end_cell, left_out, begin_table, text, end_cell};
static const call in_table[8] = {row,        whole_cell, begin_cell, row_group,
                                 whole_cell, widen,      end_table,  header};

/* The calls that may come where things stand; two bits of four keep to what real documents mostly hold. */
static void speak(struct speaker *speaker)
{
    const struct nesting *nesting = &speaker->nesting;
    char now = nesting->depth ? nesting->open[nesting->depth - 1] : 'B';
    uint8_t which = next(&speaker->input);
    if (now == 'T' && which & 128)
        (which & 64 ? row : whole_cell)(speaker);
    else
        (now == 'T' ? in_table : now == 'C' ? in_cell : in_flow)[which % 8](speaker);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    gkplan_read_options options = GKPLAN_READ_OPTIONS_INIT;
    struct gk_context context;
    options.limits = &promises_limits;
    private_open(&context, &options);
    struct speaker speaker = {.input = {data, size}, .builder = gk_layout_builder_new(&context)};
    PROMISE(speaker.builder);
    if (next(&speaker.input) & 1)
        gk_layout_pages_known(speaker.builder);
    while (speaker.input.size && context.status == GKPLAN_STATUS_OK)
        speak(&speaker);
    private_finish(&context, speaker.builder, &gk_reader_html);
    private_close(&context);
    return 0;
}
