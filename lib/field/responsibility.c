/* Reading what a responsibility bracket or a labelled line says. */
#include "field/responsibility.h"

#include "core/cjk_text.h"
#include "core/utf8.h"
#include "field/bracket.h"
#include "field/unit_roles.h"
#include "field/units.h"

/* How well a part without a label must look like a deadline to be one. */
#define DEADLINE_LIKENESS 50
/* A label is never longer, in characters. */
#define LABEL_LENGTH 16

/* A label, and how it is written. */
struct label {
    enum gk_field_label field;
    struct gk_string name;
};

/* What one reading carries along. */
struct reading {
    struct gk_context *context;
    const struct gk_calendar *calendar;
    const gkplan_place *place;
    const char *node;
    struct gk_responsibility *out;
};

static bool separates(const struct gk_unit_text *text, size_t position)
{
    uint32_t code = text->characters[position].code;
    return !text->characters[position].inside &&
           (code == ',' || code == ';' || code == 0x3002 || gk_unit_is_space(text, position));
}

/* White space and marks at both ends go. */
static void clean(const struct gk_unit_text *text, size_t *from, size_t *to)
{
    while (*from < *to && (separates(text, *from) || text->characters[*from].code == 0x3001))
        ++*from;
    while (*to > *from && (separates(text, *to - 1) || text->characters[*to - 1].code == 0x3001))
        --*to;
}

static bool is_deadline(struct gk_context *context, const struct gk_unit_text *text, size_t from, size_t to)
{
    struct gk_string part = gk_trim(gk_unit_text_part(text, from, to));
    return part.length > 0 && !gk_unit_range_ends(text, from, to) &&
           gk_deadline_likeness(context, part) >= DEADLINE_LIKENESS;
}

/* 2024 年 6 月底前: white space behind a digit, or behind 年 and 月, is inside a date. */
static bool is_inside_date(const struct gk_unit_text *text, size_t position)
{
    uint32_t before = position > 0 ? text->characters[position - 1].code : 0;
    return gk_unit_is_space(text, position) &&
           ((before >= '0' && before <= '9') || before == 0x5E74 || before == 0x6708);
}

/* Where the part that ends at `to` begins. */
static size_t part_start(const struct gk_unit_text *text, size_t from, size_t to)
{
    while (to > from && (!separates(text, to - 1) || is_inside_date(text, to - 1)))
        to--;
    return to;
}

/* Take the deadline at the end of [*from, *to), or else at its beginning, away: [*start, *end), empty when
 * there is none. It may have several parts: 6月底前完成，长期坚持. */
static void take_deadline(struct gk_context *context, const struct gk_unit_text *text, size_t *from,
                          size_t *to, size_t *start, size_t *end)
{
    size_t part = *to, last = *to;
    *start = *end = *to;
    while (last > *from && is_deadline(context, text, part = part_start(text, *from, last), last)) {
        *start = *to = part;
        for (last = part; last > *from && separates(text, last - 1);)
            last--;
    }
    if (*start < *end)
        return;
    for (part = *from; part < *to && (!separates(text, part) || is_inside_date(text, part));)
        part++;
    if (is_deadline(context, text, *from, part)) {
        *start = *from;
        *end = part;
        *from = part;
    }
}

void gk_responsibility_divide(struct gk_context *context, struct gk_string text, struct gk_string *units,
                              struct gk_string *deadline)
{
    struct gk_unit_text characters;
    size_t start, end;
    *units = text;
    *deadline = gk_string_make(NULL, 0);
    if (!gk_unit_text_open(&characters, context, text)) {
        gk_fail_memory(context);
        return;
    }
    size_t from = 0, to = characters.count;
    clean(&characters, &from, &to);
    take_deadline(context, &characters, &from, &to, &start, &end);
    clean(&characters, &from, &to);
    *units = gk_unit_text_part(&characters, from, to);
    *deadline = gk_unit_text_part(&characters, start, end);
    gk_unit_text_close(&characters);
}

/* Where the label of the colon at `colon` begins, with nothing but its own words since the last mark. */
static enum gk_field_label label_at(const struct gk_unit_text *text, size_t from, size_t colon, size_t *start)
{
    size_t mark = colon;
    while (mark > from && colon - mark < LABEL_LENGTH &&
           (gk_unit_is_space(text, mark - 1) ||
            (!separates(text, mark - 1) && text->characters[mark - 1].code != ':' &&
             text->characters[mark - 1].code != 0x3001)))
        mark--;
    return gk_field_label_before(text, mark, colon, start);
}

/* 【牵头单位】: a label in brackets instead of a colon behind it. Its field, and where what it says begins.
 */
static enum gk_field_label bracket_label(const struct gk_unit_text *text, size_t position, size_t *after)
{
    size_t partner = text->characters[position].partner, start;
    if (text->characters[position].code != 0x3010 || partner <= position || partner - position > LABEL_LENGTH)
        return GK_FIELD_NONE;
    enum gk_field_label label = gk_field_label_before(text, position + 1, partner, &start);
    if (start > position + 1)
        return GK_FIELD_NONE;
    *after = partner + 1;
    if (*after < text->count && text->characters[*after].code == ':')
        ++*after;
    return label;
}

/* Whether a label says who does it, or by when. */
static bool names_doer(enum gk_field_label label)
{
    return label > GK_FIELD_NONE && label <= GK_FIELD_DEADLINE;
}

/* 责任领导：王某 责任科室：办公室: whether units or a deadline are labelled behind `from`. */
static bool has_label(const struct gk_unit_text *text, size_t from)
{
    for (size_t i = from; i < text->count; i++) {
        size_t start;
        enum gk_field_label label =
            gk_is_label_colon(text, i) ? label_at(text, from, i, &start) : bracket_label(text, i, &start);
        if (names_doer(label))
            return true;
    }
    return false;
}

/* What a label at a line's beginning says; `behind` is where its text begins. */
static enum gk_line_label line_label(const struct gk_unit_text *text, enum gk_field_label label,
                                     size_t behind)
{
    if (label == GK_FIELD_NONE)
        return GK_LINE_LABEL_NONE;
    if (names_doer(label) || has_label(text, behind))
        return GK_LINE_LABEL_DOER;
    return label == GK_FIELD_OTHER ? GK_LINE_LABEL_NONE : GK_LINE_LABEL_PERSON;
}

static enum gk_line_label first_label(const struct gk_unit_text *text)
{
    size_t start, after = 0;
    enum gk_field_label bracketed = text->count > 0 ? bracket_label(text, 0, &after) : GK_FIELD_NONE;
    if (bracketed != GK_FIELD_NONE)
        return line_label(text, bracketed, after);
    for (size_t i = 0; i < text->count && i <= LABEL_LENGTH; i++) {
        if (!gk_is_label_colon(text, i))
            continue;
        size_t colon = i;
        enum gk_field_label label = label_at(text, 0, i, &start);
        gk_unit_trim(text, &start, &i);
        return start > 0 ? GK_LINE_LABEL_NONE : line_label(text, label, colon + 1);
    }
    return GK_LINE_LABEL_NONE;
}

bool gk_responsibility_labelled(struct gk_context *context, struct gk_string text)
{
    struct gk_unit_text characters;
    if (!gk_unit_text_open(&characters, context, text)) {
        gk_fail_memory(context);
        return false;
    }
    size_t end;
    bool labelled = first_label(&characters) == GK_LINE_LABEL_DOER || has_label(&characters, 0) ||
                    gk_field_label_bare(&characters, 0, characters.count, false, &end) != GK_FIELD_NONE;
    gk_unit_text_close(&characters);
    return labelled;
}

/* Characters of the text that no field will hold. */
static void count_marks(const struct reading *reading, struct gk_string text)
{
    reading->out->marks += (int64_t)gk_utf8_count_characters(text);
}

/* Characters that a diagnostic names instead. */
static void count_named(const struct reading *reading, struct gk_string text)
{
    reading->out->named += (int64_t)gk_utf8_count_characters(text);
}

/* Append the units of `more` to the field; its text follows after a ；. */
static gkplan_status add_to_field(struct gk_context *context, gkplan_units *field, const gkplan_units *more)
{
    struct gk_buffer text;
    gk_buffer_init(&text, &context->allocator);
    gk_buffer_append_text(&text, field->text);
    gk_buffer_append_text(&text, "；");
    gk_buffer_append_text(&text, more->text);
    const char *copy = text.failed ? NULL : gk_arena_copy(context->arena, gk_buffer_view(&text));
    gk_buffer_free(&text);
    if (!copy)
        return gk_fail_memory(context);
    gkplan_unit *last = (gkplan_unit *)field->first_unit; /* ours until the read ends */
    while (last && last->next)
        last = (gkplan_unit *)last->next;
    if (last)
        last->next = more->first_unit;
    else
        field->first_unit = more->first_unit;
    field->unit_count += more->unit_count;
    field->text = copy;
    return GKPLAN_STATUS_OK;
}

static gkplan_status add_units(const struct reading *reading, struct gk_string text, gkplan_unit_role role,
                               gkplan_units **field)
{
    struct gk_context *context = reading->context;
    if (gk_is_blank(text))
        return GKPLAN_STATUS_OK;
    gkplan_units *units = gk_arena_new_object(context->arena, gkplan_units);
    if (!units)
        return gk_fail_memory(context);
    units->text = gk_arena_copy(context->arena, gk_trim(text));
    units->origin = GKPLAN_ORIGIN_OWN;
    if (!units->text)
        return gk_fail_memory(context);
    gkplan_status status = gk_units_read(context, gk_trim(text), role, reading->place, reading->node, units);
    if (status != GKPLAN_STATUS_OK)
        return status;
    if (units->unit_count == 0 && !gk_units_refer(text)) { /* the standing clause alone */
        count_named(reading, text);
        return status;
    }
    if (*field) {
        reading->out->marks--; /* the ； that joins them */
        return add_to_field(context, *field, units);
    }
    *field = units;
    return GKPLAN_STATUS_OK;
}

/* The text of a deadline behind that which is there already. */
static const char *join_deadline(const struct reading *reading, struct gk_string text)
{
    struct gk_buffer joined;
    gk_buffer_init(&joined, &reading->context->allocator);
    gk_buffer_append_text(&joined, reading->out->deadline->text);
    gk_buffer_append_text(&joined, "；");
    gk_buffer_append_string(&joined, text);
    const char *copy = joined.failed ? NULL : gk_arena_copy(reading->context->arena, gk_buffer_view(&joined));
    gk_buffer_free(&joined);
    reading->out->marks--; /* the ； that joins them */
    return copy;
}

/* A second deadline is read with the first one: the last date counts, and that is said. */
static gkplan_status add_deadline(const struct reading *reading, struct gk_string text)
{
    struct gk_context *context = reading->context;
    text = gk_trim(text);
    if (text.length == 0)
        return GKPLAN_STATUS_OK;
    const char *copy =
        reading->out->deadline ? join_deadline(reading, text) : gk_arena_copy(context->arena, text);
    gkplan_deadline *deadline = gk_arena_new_object(context->arena, gkplan_deadline);
    if (!deadline || !copy)
        return gk_fail_memory(context);
    *deadline = (gkplan_deadline){.text = copy, .origin = GKPLAN_ORIGIN_OWN, .relative_days = -1};
    reading->out->deadline = deadline;
    return gk_deadline_read(context, gk_string_of(copy), reading->calendar, reading->place, reading->node,
                            deadline);
}

/* A person or contact: a field by the label's name. */
static gkplan_status add_field(const struct reading *reading, const struct label *label,
                               struct gk_string text)
{
    struct gk_context *context = reading->context;
    gkplan_field **last = &reading->out->first_field;
    while (*last)
        last = (gkplan_field **)(uintptr_t) & (*last)->next; /* ours until the read ends */
    gkplan_field *field = gk_arena_new_object(context->arena, gkplan_field);
    const char *name = gk_arena_copy(context->arena, label->name);
    const char *copy = gk_arena_copy(context->arena, gk_trim(text));
    if (!field || !name || !copy)
        return gk_fail_memory(context);
    *field =
        (gkplan_field){.name = name,
                       .text = copy,
                       .role = label->field == GK_FIELD_PERSON ? GKPLAN_ROLE_PERSON : GKPLAN_ROLE_CONTACT,
                       .origin = GKPLAN_ORIGIN_OWN};
    *last = field;
    return GKPLAN_STATUS_OK;
}

/* 责任人：王某，4月: a deadline may stand behind the name. */
static gkplan_status add_person(const struct reading *reading, const struct label *label,
                                const struct gk_unit_text *text, size_t from, size_t to)
{
    size_t part = part_start(text, from, to), end = part;
    while (end > from && separates(text, end - 1))
        end--;
    if (end == from || !is_deadline(reading->context, text, part, to))
        return add_field(reading, label, gk_unit_text_part(text, from, to));
    gkplan_status status = add_field(reading, label, gk_unit_text_part(text, from, end));
    count_marks(reading, gk_unit_text_part(text, end, part));
    return status == GKPLAN_STATUS_OK ? add_deadline(reading, gk_unit_text_part(text, part, to)) : status;
}

/* ； and 。 */
static bool ends_segment(const struct gk_unit_text *text, size_t position)
{
    uint32_t code = text->characters[position].code;
    return !text->characters[position].inside && (code == ';' || code == 0x3002);
}

/* Units, and the deadline at their end or beginning. */
static gkplan_status add_segment(const struct reading *reading, enum gk_field_label label,
                                 struct gk_string part)
{
    struct gk_string deadline;
    count_marks(reading, part);
    gk_responsibility_divide(reading->context, part, &part, &deadline);
    reading->out->marks -= (int64_t)(gk_utf8_count_characters(part) + gk_utf8_count_characters(deadline));
    gkplan_status status;
    if (label == GK_FIELD_LEAD)
        status = add_units(reading, part, GKPLAN_UNIT_LEAD, &reading->out->lead);
    else if (label == GK_FIELD_SUPPORT)
        status = add_units(reading, part, GKPLAN_UNIT_SUPPORT, &reading->out->support);
    else
        status = add_units(reading, part, GKPLAN_UNIT_RESPONSIBLE, &reading->out->units);
    return status == GKPLAN_STATUS_OK ? add_deadline(reading, deadline) : status;
}

/* 6月底前 in 市教育局牵头，6月底前；市财政局配合，12月底前: whether a part that is not the last has a
 * deadline. */
static bool has_inner_deadline(const struct reading *reading, const struct gk_unit_text *text, size_t from,
                               size_t to)
{
    struct gk_string units, deadline;
    for (size_t i = from; i < to; i++) {
        if (!ends_segment(text, i))
            continue;
        gk_responsibility_divide(reading->context, gk_unit_text_part(text, from, i), &units, &deadline);
        if (deadline.length)
            return true;
        from = i + 1;
    }
    return false;
}

static gkplan_status add_names(const struct reading *reading, enum gk_field_label label,
                               const struct gk_unit_text *text, size_t from, size_t to)
{
    if (!has_inner_deadline(reading, text, from, to))
        return add_segment(reading, label, gk_unit_text_part(text, from, to));
    gkplan_status status = GKPLAN_STATUS_OK;
    for (size_t i = from; i <= to && status == GKPLAN_STATUS_OK; i++) {
        if (i < to && !ends_segment(text, i))
            continue;
        status = add_segment(reading, label, gk_unit_text_part(text, from, i));
        count_marks(reading, i < to ? gk_unit_text_part(text, i, i + 1) : gk_string_make(NULL, 0));
        from = i + 1;
    }
    return status;
}

static gkplan_status add_part(const struct reading *reading, const struct gk_unit_text *text,
                              const struct label *labelled, size_t from, size_t to)
{
    enum gk_field_label label = labelled->field;
    size_t begin = from, end = to;
    clean(text, &from, &to);
    struct gk_string part = gk_unit_text_part(text, from, to);
    count_marks(reading, gk_unit_text_part(text, begin, from));
    count_marks(reading, gk_unit_text_part(text, to, end));
    bool person = label == GK_FIELD_PERSON || label == GK_FIELD_CONTACT;
    if (part.length == 0) {
        count_marks(reading, person ? labelled->name : part);
        return GKPLAN_STATUS_OK;
    }
    if (label == GK_FIELD_DEADLINE)
        return add_deadline(reading, part);
    if (person)
        return add_person(reading, labelled, text, from, to);
    if (label == GK_FIELD_OTHER) {
        gk_diagnose_strings(reading->context, GK_MESSAGE_BRACKET_PART_SKIPPED, reading->place, reading->node,
                            part, gk_string_make(NULL, 0));
        count_named(reading, part);
        return reading->context->status;
    }
    return add_names(reading, label, text, from, to);
}

/* A label in the text: from its first character to the one behind its colon or bracket. */
struct found_label {
    struct label label;
    size_t start, after;
};

/* The label whose colon stands at `position`, or whose bracket does. */
static bool find_label(const struct gk_unit_text *text, size_t from, size_t position,
                       struct found_label *found)
{
    enum gk_field_label field;
    if (gk_is_label_colon(text, position)) {
        field = label_at(text, from, position, &found->start);
        found->after = position + 1;
        found->label = (struct label){field, gk_trim(gk_unit_text_part(text, found->start, position))};
        return field != GK_FIELD_NONE;
    }
    field = bracket_label(text, position, &found->after);
    found->start = position;
    found->label = (struct label){
        field, gk_trim(gk_unit_text_part(text, position + 1, text->characters[position].partner))};
    return field != GK_FIELD_NONE;
}

struct gk_string gk_responsibility_unlabelled(struct gk_context *context, struct gk_string text)
{
    struct gk_unit_text characters;
    struct found_label found;
    struct gk_string part = text;
    if (!gk_string_contains(text, GK_STRING("：")) && !gk_string_contains(text, GK_STRING(":")))
        return text;
    if (!gk_unit_text_open(&characters, context, text)) {
        gk_fail_memory(context);
        return text;
    }
    for (size_t i = 0; i < characters.count; i++)
        if (find_label(&characters, 0, i, &found)) {
            part = gk_unit_text_part(&characters, 0, found.start);
            break;
        }
    gk_unit_text_close(&characters);
    return part;
}

static gkplan_status read_parts(const struct reading *reading, const struct gk_unit_text *text)
{
    struct label label = {GK_FIELD_NONE, {"", 0}};
    gkplan_status status = GKPLAN_STATUS_OK;
    size_t from = 0, end;
    label.field = gk_field_label_bare(text, 0, text->count, false, &end);
    if (label.field != GK_FIELD_NONE) {
        from = end;
        count_marks(reading, gk_unit_text_part(text, 0, end));
    }
    for (size_t i = from; i < text->count && status == GKPLAN_STATUS_OK; i++) {
        struct found_label next;
        if (!find_label(text, from, i, &next))
            continue;
        status = add_part(reading, text, &label, from, next.start);
        label = next.label;
        from = next.after;
        i = from - 1;
        count_marks(reading, gk_unit_text_part(text, next.start, from));
        if (label.field == GK_FIELD_PERSON || label.field == GK_FIELD_CONTACT) /* the field's name */
            reading->out->marks -= (int64_t)gk_utf8_count_characters(label.name);
    }
    return status == GKPLAN_STATUS_OK ? add_part(reading, text, &label, from, text->count) : status;
}

gkplan_status gk_bracket_read(struct gk_context *context, struct gk_string inside,
                              const struct gk_calendar *calendar, const gkplan_place *place, const char *node,
                              struct gk_responsibility *out)
{
    struct reading reading = {context, calendar, place, node, out};
    struct gk_unit_text text;
    if (!gk_unit_text_open(&text, context, gk_trim(inside)))
        return gk_fail_memory(context);
    gkplan_status status = read_parts(&reading, &text);
    gk_unit_text_close(&text);
    return status == GKPLAN_STATUS_OK ? context->status : status;
}

/* Whether a colon stands where that of a first label must stand, or a bracket that may hold one. Most
 * paragraphs have none there, and need not be taken apart. */
static bool has_early_colon(struct gk_string text)
{
    size_t position = 0;
    if (gk_string_starts(text, GK_STRING("【")))
        return true;
    for (int i = 0; i <= LABEL_LENGTH && position < text.length; i++)
        if (gk_fold_codepoint(gk_utf8_next(text, &position)) == ':')
            return true;
    return false;
}

enum gk_line_label gk_line_label(struct gk_string paragraph)
{
    struct gk_unit_text text;
    paragraph = gk_trim(paragraph);
    if (!has_early_colon(paragraph))
        return GK_LINE_LABEL_NONE;
    /* Its beginning is enough. */
    paragraph.length = paragraph.length < 240 ? paragraph.length : 240;
    if (!gk_unit_text_open(&text, NULL, paragraph))
        return GK_LINE_LABEL_NONE;
    enum gk_line_label label = first_label(&text);
    gk_unit_text_close(&text);
    return label;
}

bool gk_labelled_line(struct gk_string paragraph)
{
    return gk_line_label(paragraph) == GK_LINE_LABEL_DOER;
}

gkplan_status gk_labelled_line_read(struct gk_context *context, struct gk_string paragraph,
                                    const struct gk_calendar *calendar, const gkplan_place *place,
                                    const char *node, struct gk_responsibility *out)
{
    return gk_bracket_read(context, paragraph, calendar, place, node, out);
}
