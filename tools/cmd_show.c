/* gkplan show: a document's plans drawn as trees for people, in the terminal's width. Without a plan it says
 * so and shows what was found instead. */
#include "command.h"
#include "output.h"
#include "reading.h"
#include "sandbox.h"
#include "terminal.h"
#include "text.h"

#include <gkplan/gkplan.h>
#include <inttypes.h>
#include <string.h>

/* Words in English and Chinese. */
enum word {
    WORD_TABLE,
    WORD_OUTLINE,
    WORD_LEAVES,
    WORD_NUMBER,
    WORD_LEAD,
    WORD_RESPONSIBLE,
    WORD_SUPPORT,
    WORD_DEADLINE,
    WORD_NO_PLAN,
    WORD_SECTIONS,
    WORD_TABLES,
    WORD_NOTHING,
    WORD_SIZE
};

static const char *const words[][2] = {
    [WORD_TABLE] = {"table", "表格"},
    [WORD_OUTLINE] = {"outline", "提纲"},
    [WORD_LEAVES] = {"%" PRIu32 " leaves", "%" PRIu32 "项"},
    [WORD_NUMBER] = {"number: ", "序号："},
    [WORD_LEAD] = {"lead: ", "牵头："},
    [WORD_RESPONSIBLE] = {"responsible: ", "责任："},
    [WORD_SUPPORT] = {"support: ", "配合："},
    [WORD_DEADLINE] = {"deadline: ", "时限："},
    [WORD_NO_PLAN] = {"No plan was found in this document.", "这份文件中没有找到分解表。"},
    [WORD_SECTIONS] = {"Its numbered prose:", "其中的编号段落："},
    [WORD_TABLES] = {"Its tables:", "其中的表格："},
    [WORD_NOTHING] = {"It has neither tables nor numbered prose.", "既没有表格，也没有编号段落。"},
    [WORD_SIZE] = {"table %" PRId32 ": %" PRIu32 " rows, %" PRIu32 " columns",
                   "表%" PRId32 "：%" PRIu32 "行%" PRIu32 "列"},
};

enum style { STYLE_PLAIN, STYLE_TITLE, STYLE_TASK, STYLE_DETAIL, STYLE_BRANCH };

static const char *const style_codes[] = {"", "\033[1;4m", "\033[1m", "\033[36m", "\033[2m"};

/* How the branches are drawn. */
struct branches {
    const char *child, *last_child, *line, *space, *cut;
};

static const struct branches drawn_branches = {"├─ ", "└─ ", "│  ", "   ", "…  "};
static const struct branches ascii_branches = {"|- ", "`- ", "|  ", "   ", ".. "};

/* Nodes deeper than this lose the outermost branches; a line's text never gets narrower than this. */
enum { MOST_BRANCHES = 12, BRANCH_BYTES = 8, NARROWEST = 16 };

struct show {
    size_t width;
    bool colour;
    bool chinese;
    const struct branches *branches;
};

static const char *word(const struct show *show, enum word which)
{
    return words[which][show->chinese];
}

static void print_styled(const struct show *show, enum style style, const char *text, size_t length)
{
    bool colour = show->colour && length > 0 && *style_codes[style];
    fputs(colour ? style_codes[style] : "", stdout);
    text_print(stdout, text, length);
    fputs(colour ? "\033[0m" : "", stdout);
}

static void print_branches(const struct show *show, const char *text)
{
    bool colour = show->colour && *text;
    fputs(colour ? style_codes[STYLE_BRANCH] : "", stdout);
    fputs(text, stdout);
    fputs(colour ? "\033[0m" : "", stdout);
}

/* Print `head` and then `text`, broken into lines: `first` stands in front of the first line, `rest` of the
 * others. */
static void print_wrapped(const struct show *show, const char *first, const char *rest, enum style style,
                          const char *head, const char *text)
{
    size_t indent = text_width(rest), head_width = text_width(head);
    size_t width = show->width > indent + NARROWEST ? show->width - indent : NARROWEST;
    size_t first_width = width > head_width + NARROWEST / 2 ? width - head_width : NARROWEST / 2;
    print_branches(show, first);
    print_styled(show, style, head, strlen(head));
    do {
        size_t length;
        const char *next = text_break_line(text, first_width, &length);
        print_styled(show, style, text, length);
        putchar('\n');
        text = next;
        first_width = width;
        if (*text)
            print_branches(show, rest);
    } while (*text);
}

/* --- branches --- */

/* What stands in front of a node's first line, and of its other lines. */
struct prefix {
    char first[(MOST_BRANCHES + 2) * BRANCH_BYTES];
    char rest[(MOST_BRANCHES + 2) * BRANCH_BYTES];
};

/* `more[i]` says whether a sibling follows the ancestor on level i + 1, the node itself last. `depth` is
 * above 0. */
static struct prefix make_prefix(const struct show *show, const bool *more, size_t depth, bool cut)
{
    struct prefix prefix = {.first = "", .rest = ""};
    const struct branches *branches = show->branches;
    if (cut)
        strcat(prefix.first, branches->cut);
    for (size_t i = 0; i + 1 < depth; i++)
        strcat(prefix.first, more[i] ? branches->line : branches->space);
    strcpy(prefix.rest, prefix.first);
    strcat(prefix.first, more[depth - 1] ? branches->child : branches->last_child);
    strcat(prefix.rest, more[depth - 1] ? branches->line : branches->space);
    return prefix;
}

static struct prefix node_prefix(const struct show *show, const gkplan_node *node)
{
    bool more[MOST_BRANCHES];
    size_t depth = node->level < MOST_BRANCHES ? node->level : MOST_BRANCHES;
    const gkplan_node *ancestor = node;
    for (size_t i = depth; i > 0; i--, ancestor = ancestor->parent)
        more[i - 1] = ancestor->next != NULL;
    return make_prefix(show, more, depth, node->level > MOST_BRANCHES);
}

static struct prefix section_prefix(const struct show *show, const gkplan_section *section)
{
    const gkplan_section *way[MOST_BRANCHES];
    bool more[MOST_BRANCHES];
    size_t depth = 0;
    for (; section && depth < MOST_BRANCHES; section = section->parent)
        way[depth++] = section;
    for (size_t i = 0; i < depth; i++)
        more[i] = way[depth - 1 - i]->next != NULL;
    return make_prefix(show, more, depth, section != NULL);
}

/* --- leaves --- */

/* A line of detail that is printed piece by piece: units are many and have no length that is known before. */
struct detail {
    const struct show *show;
    const char *rest; /* in front of further lines */
    size_t used;      /* columns of the line so far */
};

static void begin_detail(struct detail *detail, const char *name)
{
    print_branches(detail->show, detail->rest);
    print_styled(detail->show, STYLE_DETAIL, name, strlen(name));
    detail->used = text_width(detail->rest) + text_width(name);
}

/* A piece that stays whole while it fits on a line of its own: a unit's name with its scope in front, say. */
static void add_piece(struct detail *detail, const char *separator, const char *scope, const char *text)
{
    const char *colon = *scope ? "：" : "";
    size_t width = text_width(scope) + text_width(colon) + text_width(text);
    text_print_line(stdout, separator);
    detail->used += text_width(separator);
    if (*separator && detail->used + width > detail->show->width) {
        putchar('\n');
        print_branches(detail->show, detail->rest);
        fputs("  ", stdout);
        detail->used = text_width(detail->rest) + 2;
    }
    text_print_line(stdout, scope);
    fputs(colon, stdout);
    text_print_line(stdout, text);
    detail->used += width;
}

static void print_units(const struct show *show, const char *rest, const gkplan_task *task, enum word name,
                        gkplan_unit_role role)
{
    const gkplan_units *const fields[] = {task->lead, task->units, task->support};
    struct detail detail = {.show = show, .rest = rest};
    bool begun = false;
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
        for (const gkplan_unit *unit = fields[i] ? fields[i]->first_unit : NULL; unit; unit = unit->next) {
            if (unit->role != role)
                continue;
            if (!begun)
                begin_detail(&detail, word(show, name));
            add_piece(&detail, begun ? "；" : "", unit->scope ? unit->scope : "", unit->name);
            begun = true;
        }
    }
    if (begun)
        putchar('\n');
}

static void print_deadline(const struct show *show, const char *rest, const gkplan_deadline *deadline)
{
    char due[32] = "";
    if (!deadline || !*deadline->text)
        return;
    if (deadline->due.year)
        snprintf(due, sizeof due, "%04d-%02u-%02u ", deadline->due.year, deadline->due.month,
                 deadline->due.day);
    struct detail detail = {.show = show, .rest = rest};
    begin_detail(&detail, word(show, WORD_DEADLINE));
    add_piece(&detail, "", "", due);
    add_piece(&detail, "", "", deadline->text);
    putchar('\n');
}

static void print_text_detail(const struct show *show, const char *rest, const char *name, const char *colon,
                              const char *text)
{
    if (!text || !*text)
        return;
    print_branches(show, rest);
    print_styled(show, STYLE_DETAIL, name, strlen(name));
    print_styled(show, STYLE_DETAIL, colon, strlen(colon));
    size_t used = text_width(name) + text_width(colon);
    struct show narrowed = *show;
    narrowed.width = show->width > used + NARROWEST ? show->width - used : NARROWEST;
    print_wrapped(&narrowed, "", rest, STYLE_PLAIN, "", text);
}

static void print_leaf(const struct show *show, const char *rest, const gkplan_task *task)
{
    print_text_detail(show, rest, word(show, WORD_NUMBER), "", task->number);
    print_units(show, rest, task, WORD_LEAD, GKPLAN_UNIT_LEAD);
    print_units(show, rest, task, WORD_RESPONSIBLE, GKPLAN_UNIT_RESPONSIBLE);
    print_units(show, rest, task, WORD_SUPPORT, GKPLAN_UNIT_SUPPORT);
    print_deadline(show, rest, task->deadline);
    for (const gkplan_field *field = task->first_field; field; field = field->next)
        print_text_detail(show, rest, field->name, show->chinese ? "：" : ": ", field->text);
}

/* --- plans --- */

static void print_plan(const struct show *show, const gkplan_plan *plan)
{
    print_wrapped(show, "", "", STYLE_TITLE, "", plan->title ? plan->title : "—");
    if (plan->year > 0)
        printf("%" PRId32 ", ", plan->year);
    printf("%s, ", word(show, plan->layout == GKPLAN_PLAN_OUTLINE ? WORD_OUTLINE : WORD_TABLE));
    printf(word(show, WORD_LEAVES), plan->leaf_count);
    putchar('\n');
    for (const gkplan_node *node = plan->first_node; node; node = gkplan_node_next(node)) {
        struct prefix prefix = node_prefix(show, node);
        print_wrapped(show, prefix.first, prefix.rest, node->first_child ? STYLE_TASK : STYLE_PLAIN,
                      node->label, node->text);
        if (!node->first_child && node->task)
            print_leaf(show, prefix.rest, node->task);
    }
}

/* --- documents without a plan --- */

static bool print_sections(const struct show *show, const gkplan_section *section)
{
    if (!section)
        return false;
    puts(word(show, WORD_SECTIONS));
    while (section) {
        struct prefix prefix = section_prefix(show, section);
        print_wrapped(show, prefix.first, prefix.rest, STYLE_PLAIN, section->label, section->title);
        if (section->first_child) {
            section = section->first_child;
            continue;
        }
        while (!section->next && section->parent)
            section = section->parent;
        section = section->next;
    }
    return true;
}

/* The size of a table and its first row. */
static void print_table(const struct show *show, const gkplan_table *table)
{
    fputs("  ", stdout);
    printf(word(show, WORD_SIZE), table->position, table->row_count, table->column_count);
    putchar('\n');
    struct detail detail = {.show = show, .rest = "    "};
    begin_detail(&detail, "");
    const gkplan_cell *cell = table->first_row ? table->first_row->first_cell : NULL;
    for (const char *separator = ""; cell; cell = cell->next, separator = " | ")
        add_piece(&detail, separator, "", cell->text);
    putchar('\n');
}

static bool print_tables(const struct show *show, const gkplan_block *block)
{
    bool found = false;
    for (; block; block = block->next) {
        if (!block->table)
            continue;
        if (!found)
            puts(word(show, WORD_TABLES));
        found = true;
        print_table(show, block->table);
    }
    return found;
}

static int show_document(const gkplan_document *document, void *context)
{
    const struct show *show = context;
    const gkplan_plan *plan = gkplan_document_first_plan(document);
    const char *title = gkplan_document_metadata(document)->title;
    if (plan) {
        for (; plan; plan = plan->next)
            print_plan(show, plan);
        return EXIT_DONE;
    }
    if (title)
        print_wrapped(show, "", "", STYLE_TITLE, "", title);
    puts(word(show, WORD_NO_PLAN));
    bool sections = print_sections(show, gkplan_document_first_section(document));
    bool tables = print_tables(show, gkplan_document_first_block(document));
    if (!sections && !tables)
        puts(word(show, WORD_NOTHING));
    return EXIT_DONE;
}

static const struct choice colour_choices[] = {
    {"auto", COLOUR_AUTOMATIC},
    {"always", COLOUR_ALWAYS},
    {"never", COLOUR_NEVER},
    {NULL, 0},
};

int command_show(int argc, char **argv)
{
    int colour = COLOUR_AUTOMATIC, width = 0;
    bool ascii = false;
    const struct option own[] = {
        {"color", "WHEN", "colours (auto: on a terminal, unless NO_COLOR is set)", option_set_choice, &colour,
         colour_choices},
        {"width", "COLUMNS", "width of a line (the terminal's, else 80)", option_set_number, &width, NULL},
        {"ascii", NULL, "draw branches with ASCII", option_set_flag, &ascii, NULL},
        {NULL, NULL, NULL, NULL, NULL, NULL},
    };
    struct usage usage = {
        .synopsis = "show [OPTION]... FILE...",
        .description = "Draw the plans of each FILE as trees.",
        .own = own,
    };
    struct reading reading;
    int count, status;
    if (!reading_parse(&reading, &usage, argc, argv, &count, &status))
        return status;
    sandbox_enter(NULL);
    struct show show = {
        .width = width > 0 ? (size_t)width : terminal_width(stdout),
        .colour = terminal_wants_colour(stdout, (enum colour_wish)colour),
        .chinese = reading.language == LANGUAGE_CHINESE,
        .branches = ascii ? &ascii_branches : &drawn_branches,
    };
    status = reading_each(&reading, argv, count, show_document, &show);
    reading_free(&reading);
    return output_finish(status);
}
