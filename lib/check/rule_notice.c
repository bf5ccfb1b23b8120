/* What a notice says of itself: its number, its dates, its attachments. */
#include "check/check_run.h"

#include "core/cjk_text.h"
#include "core/numeral.h"
#include "core/utf8.h"
#include <stdio.h>

/* --- 文号 --- */

static bool take_code(struct gk_string text, size_t *position, uint32_t wanted)
{
    size_t at = *position;
    if (at >= text.length || gk_utf8_next(text, &at) != wanted)
        return false;
    *position = at;
    return true;
}

/* The digits at *position, ordinary ones; their number in *count. */
static uint32_t take_digits(struct gk_string text, size_t *position, uint32_t *count)
{
    uint32_t value = 0;
    for (*count = 0; *position < text.length && text.data[*position] >= '0' && text.data[*position] <= '9';
         ++*count)
        value =
            value < 1000000 ? value * 10 + (uint32_t)(text.data[(*position)++] - '0') : (++*position, value);
    return value;
}

/* 济政办字〔2021〕18号: letters, the year in its brackets, a number without leading zeros. */
static bool is_well_formed(struct gk_string text)
{
    size_t position = 0;
    uint32_t letters = 0, digits;
    for (size_t at = 0; at < text.length && gk_is_ideograph(gk_utf8_next(text, &at)); letters++)
        position = at;
    if (letters < 2 || !take_code(text, &position, 0x3014))
        return false;
    take_digits(text, &position, &digits);
    if (digits != 4 || !take_code(text, &position, 0x3015) || position >= text.length ||
        text.data[position] == '0')
        return false;
    take_digits(text, &position, &digits);
    return digits > 0 && take_code(text, &position, 0x53F7) && position == text.length;
}

/* 第18号令, 2021年第3号 and the like are other kinds of numbers; 无 is none. */
static bool is_other_kind(struct gk_string text)
{
    bool digits = false;
    for (size_t position = 0; position < text.length;)
        digits = gk_arabic_digit(gk_utf8_next(text, &position)) >= 0 || digits;
    return !digits || gk_string_contains(text, GK_STRING("第")) || gk_string_contains(text, GK_STRING("令"));
}

static int32_t year_of_number(struct gk_string text)
{
    for (size_t position = 0; position < text.length;) {
        uint32_t digits, value = take_digits(text, &position, &digits);
        if (digits == 4)
            return (int32_t)value;
        if (position < text.length)
            gk_utf8_next(text, &position);
    }
    return 0;
}

static void write_date(char out[16], gkplan_date date)
{
    snprintf(out, 16, "%d-%02u-%02u", (int)date.year, (unsigned)date.month, (unsigned)date.day);
}

/* Spaces beside digits are a matter of type setting. */
static const char *without_spaces(struct gk_check *check, struct gk_string text)
{
    struct gk_buffer buffer;
    gk_buffer_init(&buffer, &check->context.allocator);
    for (size_t position = 0; position < text.length;) {
        uint32_t codepoint = gk_utf8_next(text, &position);
        if (!gk_is_space(codepoint))
            gk_buffer_append_codepoint(&buffer, codepoint);
    }
    const char *made = buffer.failed ? NULL : gk_arena_copy(check->scratch, gk_buffer_view(&buffer));
    gk_buffer_free(&buffer);
    if (!made)
        gk_fail_memory(&check->context);
    return made;
}

static void check_number(struct gk_check *check, const gkplan_metadata *metadata)
{
    struct gk_string number = gk_trim(gk_string_of(metadata->number));
    const char *bare = without_spaces(check, number);
    char issued[16];
    if (!bare || number.length == 0 || is_other_kind(number))
        return;
    if (!is_well_formed(gk_string_of(bare)))
        gk_check_report(check, GK_RULE_NUMBER_MALFORMED, NULL, NULL, number, gk_string_of(""));
    int32_t year = year_of_number(number);
    if (year == 0 || metadata->issued.year == 0 || year == metadata->issued.year)
        return;
    write_date(issued, metadata->issued);
    gk_check_report(check, GK_RULE_NUMBER_YEAR, NULL, NULL, number, gk_string_of(issued));
}

/* --- dates --- */

static bool is_before(gkplan_date a, gkplan_date b)
{
    if (a.year != b.year)
        return a.year < b.year;
    return a.month != b.month ? a.month < b.month : a.day < b.day;
}

static bool is_notice(const gkplan_metadata *metadata)
{
    struct gk_string title = gk_string_of(metadata->title);
    return metadata->number || metadata->addressees || gk_string_ends(title, GK_STRING("通知"));
}

static void check_dates(struct gk_check *check, const gkplan_metadata *metadata)
{
    char printed[16], issued[16];
    if (metadata->issued.year == 0) {
        if (is_notice(metadata))
            gk_check_say(check, GK_RULE_ISSUE_DATE_MISSING, NULL, NULL, metadata->title, NULL);
        return;
    }
    if (metadata->printed.year == 0 || !is_before(metadata->printed, metadata->issued))
        return;
    write_date(printed, metadata->printed);
    write_date(issued, metadata->issued);
    gk_check_say(check, GK_RULE_PRINTED_BEFORE_ISSUED, NULL, NULL, printed, issued);
}

/* --- attachments --- */

enum { MOST_ATTACHMENTS = 64, TITLE_LINES = 3 };

struct attachment {
    const char *name; /* as the list has it */
    struct gk_string folded;
    size_t titles;  /* paragraphs that are its title */
    size_t entries; /* paragraphs that name it behind 附件: the list's own, and headings */
};

struct search {
    struct attachment items[MOST_ATTACHMENTS];
    size_t count;
    size_t marks;                        /* paragraphs that are 附件, 附件1 and nothing else */
    struct gk_string lines[TITLE_LINES]; /* the last paragraphs, folded, the newest first */
};

/* 附件, 附件1, 附件2：alone. */
static bool is_mark(struct gk_string folded)
{
    static const struct gk_string word = {"附件", sizeof "附件" - 1};
    if (!gk_string_starts(folded, word))
        return false;
    for (size_t position = word.length; position < folded.length;) {
        uint32_t codepoint = gk_utf8_next(folded, &position);
        if (gk_arabic_digit(codepoint) < 0 && !gk_is_chinese_numeral(codepoint))
            return false;
    }
    return true;
}

/* Whether the last paragraphs, joined, are the title: it may be broken over lines. */
static bool is_title(const struct search *search, struct gk_string name)
{
    size_t end = name.length;
    for (int i = 0; i < TITLE_LINES && search->lines[i].length > 0; i++) {
        struct gk_string rest = gk_string_first(name, end);
        if (!gk_string_ends(rest, search->lines[i]))
            return false;
        end -= search->lines[i].length;
        if (end == 0)
            return true;
    }
    return false;
}

static void look_for_titles(struct gk_check *check, const struct gk_check_text *text, void *context)
{
    struct search *search = context;
    const char *folded = gk_check_fold(check, text->text, GK_FOLD_LABEL);
    if (!folded || folded[0] == '\0')
        return;
    for (int i = TITLE_LINES - 1; i > 0; i--)
        search->lines[i] = search->lines[i - 1];
    search->lines[0] = gk_string_of(folded);
    search->marks += is_mark(search->lines[0]);
    for (size_t i = 0; i < search->count; i++) {
        struct attachment *item = &search->items[i];
        item->titles += is_title(search, item->folded);
        item->entries += gk_string_starts(search->lines[0], GK_STRING("附件")) &&
                         gk_string_contains(search->lines[0], item->folded);
    }
}

static bool is_plan_title(struct gk_check *check, struct gk_string name)
{
    const gkplan_plan *plan = gkplan_document_first_plan(check->document);
    for (; plan; plan = plan->next) {
        const char *folded = gk_check_fold(check, gk_string_of(plan->title), GK_FOLD_LABEL);
        if (folded && folded[0] && plan->layout == GKPLAN_PLAN_TABLE &&
            (gk_string_contains(name, gk_string_of(folded)) ||
             gk_string_contains(gk_string_of(folded), name)))
            return true;
    }
    return false;
}

static bool has_table_plan(const gkplan_document *document)
{
    const gkplan_plan *plan = gkplan_document_first_plan(document);
    while (plan && plan->layout != GKPLAN_PLAN_TABLE)
        plan = plan->next;
    return plan != NULL;
}

static void check_attachments(struct gk_check *check, const gkplan_metadata *metadata)
{
    struct search search = {.count = 0};
    for (const gkplan_text *text = metadata->attachments; text && search.count < MOST_ATTACHMENTS;
         text = text->next) {
        const char *folded = gk_check_fold(check, gk_string_of(text->text), GK_FOLD_LABEL);
        if (!folded)
            return;
        if (folded[0])
            search.items[search.count++] = (struct attachment){text->text, gk_string_of(folded), 0, 0};
    }
    if (search.count == 0)
        return;
    gk_check_each_text(check, look_for_titles, &search, NULL);
    if (search.marks >= search.count || (search.count == 1 && has_table_plan(check->document)))
        return;
    for (size_t i = 0; i < search.count; i++) {
        const struct attachment *item = &search.items[i];
        if (item->titles == 0 && item->entries < 2 && !is_plan_title(check, item->folded))
            gk_check_say(check, GK_RULE_ATTACHMENT_ABSENT, NULL, NULL, item->name, NULL);
    }
}

void gk_check_notice(struct gk_check *check)
{
    const gkplan_metadata *metadata = gkplan_document_metadata(check->document);
    check_number(check, metadata);
    check_dates(check, metadata);
    if (check->wanted[GK_RULE_ATTACHMENT_ABSENT])
        check_attachments(check, metadata);
}
