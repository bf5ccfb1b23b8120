/* Units of a field: what the splitter found becomes units, names and diagnostics. */
#include "field/units.h"

#include "core/cjk_text.h"
#include "field/unit_split.h"

/* Longer texts are never a cell of units by their look alone. */
#define LIKELY_ITEM_LENGTH 40
#define FEW_ITEMS          24

/* A text with what was found in it. */
struct split {
    struct gk_unit_text text;
    struct gk_array items;
    struct gk_unit_item few[FEW_ITEMS]; /* where they fit: no allocation per cell */
};

static bool split_open(struct gk_context *context, struct split *split, struct gk_string text,
                       const struct gk_unit_splitting *how)
{
    gk_array_init_in(&split->items, &context->allocator, sizeof(struct gk_unit_item), split->few, FEW_ITEMS);
    if (gk_unit_text_open(&split->text, context, text) && gk_unit_split(&split->text, how, &split->items))
        return true;
    gk_fail_memory(context);
    gk_unit_text_close(&split->text);
    gk_array_free(&split->items);
    return false;
}

static void split_close(struct split *split)
{
    gk_unit_text_close(&split->text);
    gk_array_free(&split->items);
}

static const struct gk_unit_item *item_at(const struct split *split, size_t position)
{
    return gk_array_at(&split->items, position);
}

/* A name as written; a line break inside it, which can only stand behind a 、, goes. */
static const char *copy_part(struct gk_context *context, const struct gk_unit_text *text, size_t from,
                             size_t to)
{
    struct gk_string part = gk_trim(gk_unit_text_part(text, from, to));
    if (!memchr(part.data, '\n', part.length))
        return gk_arena_copy(context->arena, part);
    struct gk_buffer joined;
    gk_buffer_init(&joined, &context->allocator);
    const char *copy =
        gk_join_lines(&joined, part) ? gk_arena_copy(context->arena, gk_buffer_view(&joined)) : NULL;
    gk_buffer_free(&joined);
    return copy;
}

static void say_doubt(struct gk_context *context, const struct split *split, const struct gk_unit_item *item,
                      const gkplan_place *place, const char *node)
{
    struct gk_string part = gk_trim(gk_unit_text_part(&split->text, item->from, item->to));
    gk_diagnose_strings(context, item->doubt, place, node, part, gk_string_make(NULL, 0));
}

static gkplan_status add_units(struct gk_context *context, const struct split *split, gkplan_units *out)
{
    gkplan_unit *last = NULL;
    const char *scope = NULL;
    size_t scope_from = 0;
    for (size_t i = 0; i < split->items.count; i++) {
        const struct gk_unit_item *item = item_at(split, i);
        if (!item->is_name)
            continue;
        gkplan_unit *unit = gk_arena_new_object(context->arena, gkplan_unit);
        if (!unit)
            return gk_fail_memory(context);
        unit->name = copy_part(context, &split->text, item->from, item->to);
        if (item->scope_to > item->scope_from && (!scope || scope_from != item->scope_from)) {
            scope = copy_part(context, &split->text, item->scope_from, item->scope_to);
            scope_from = item->scope_from;
            if (!scope)
                return gk_fail_memory(context);
        }
        if (!unit->name)
            return gk_fail_memory(context);
        unit->scope = item->scope_to > item->scope_from ? scope : NULL;
        unit->role = item->role;
        if (last)
            last->next = unit;
        else
            out->first_unit = unit;
        last = unit;
        out->unit_count++;
    }
    return GKPLAN_STATUS_OK;
}

gkplan_status gk_units_read(struct gk_context *context, struct gk_string text, gkplan_unit_role role,
                            const gkplan_place *place, const char *node, gkplan_units *out)
{
    const struct gk_unit_splitting how = {.full_stops = true, .role = role};
    struct split split;
    out->first_unit = NULL;
    out->unit_count = 0;
    if (!split_open(context, &split, text, &how))
        return context->status;
    gkplan_status status = add_units(context, &split, out);
    for (size_t i = 0; status == GKPLAN_STATUS_OK && i < split.items.count; i++) {
        if (item_at(&split, i)->has_doubt)
            say_doubt(context, &split, item_at(&split, i), place, node);
    }
    split_close(&split);
    return status == GKPLAN_STATUS_OK ? context->status : status;
}

bool gk_units_refer(struct gk_string text)
{
    struct gk_unit_text characters;
    if (!gk_unit_text_open(&characters, NULL, gk_trim(text)))
        return false;
    size_t from = 0, to = characters.count;
    gk_unit_clean(&characters, &from, &to);
    bool refers = gk_unit_is_reference(&characters, from, to);
    gk_unit_text_close(&characters);
    return refers;
}

bool gk_units_first_leads(struct gk_context *context, struct gk_string text)
{
    struct gk_unit_text characters;
    struct gk_array items;
    bool leads = false;
    gk_array_init(&items, &context->allocator, sizeof(struct gk_unit_item));
    if (!gk_unit_text_open(&characters, context, text) || !gk_unit_cut_clauses(&characters, &items, &leads))
        gk_fail_memory(context);
    gk_unit_text_close(&characters);
    gk_array_free(&items);
    return leads;
}

/* Words with which a task begins and no unit's name does. */
static bool begins_as_task(const struct gk_unit_text *text, size_t from, size_t to)
{
    static const uint_least32_t *const verbs[] = {
        U"加强", U"推进",   U"推动",   U"新建", U"改建", U"扩建", U"筹建", U"完成", U"开展", U"落实", U"抓好",
        U"做好", U"提升",   U"提高",   U"优化", U"深化", U"完善", U"健全", U"建立", U"强化", U"支持", U"创建",
        U"打造", U"规范",   U"严格",   U"加快", U"制定", U"编制", U"配合", U"持续", U"积极", U"大力", U"全面",
        U"切实", U"进一步", U"确保",   U"引导", U"鼓励", U"培育", U"构建", U"探索", U"坚持", U"明确", U"加大",
        U"扎实", U"深入",   U"建设一", U"建成", U"改造", U"调整", U"指导", U"督促"};
    for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++) {
        size_t end;
        if (gk_unit_word_at(text, from, to, verbs[i], false, &end) && end + 1 < to)
            return true;
    }
    return false;
}

/* 100 for a name with a unit's ending, 60 for one that only a role word says to be one, else 0. */
static int item_likeness(const struct gk_unit_text *text, const struct gk_unit_item *item)
{
    size_t length = 0;
    for (size_t i = item->from; i < item->to; i++)
        length += !text->characters[i].inside;
    if (length > LIKELY_ITEM_LENGTH || begins_as_task(text, item->from, item->to))
        return 0;
    if (gk_unit_range_ends(text, item->from, item->to))
        return 100;
    return item->word != GK_ROLE_WORD_NONE ? 60 : 0;
}

int gk_units_likeness(struct gk_context *context, struct gk_string text)
{
    const struct gk_unit_splitting how = {.full_stops = true};
    struct split split;
    long sum = 0, count = 0;
    if (!split_open(context, &split, text, &how))
        return 0;
    for (size_t i = 0; i < split.items.count; i++) {
        const struct gk_unit_item *item = item_at(&split, i);
        bool clause = item->has_doubt && item->doubt == GK_MESSAGE_UNIT_CLAUSE;
        if (!item->is_name && !clause)
            continue;
        sum += item->is_name ? item_likeness(&split.text, item) : 0;
        count++;
    }
    split_close(&split);
    int likeness = count ? (int)(sum / count) : 0;
    return likeness < 50 ? likeness / 2 : likeness;
}

gkplan_status gk_names_read(struct gk_context *context, struct gk_string text, bool full_stops,
                            const gkplan_text **out)
{
    const struct gk_unit_splitting how = {.names_only = true, .full_stops = full_stops};
    struct split split;
    gkplan_text *last = NULL;
    *out = NULL;
    if (!split_open(context, &split, text, &how))
        return context->status;
    for (size_t i = 0; i < split.items.count && context->status == GKPLAN_STATUS_OK; i++) {
        const struct gk_unit_item *item = item_at(&split, i);
        if (!item->is_name)
            continue;
        gkplan_text *name = gk_arena_new_object(context->arena, gkplan_text);
        if (name)
            name->text = copy_part(context, &split.text, item->from, item->to);
        if (!name || !name->text) {
            gk_fail_memory(context);
            break;
        }
        if (last)
            last->next = name;
        else
            *out = name;
        last = name;
    }
    split_close(&split);
    return context->status;
}
