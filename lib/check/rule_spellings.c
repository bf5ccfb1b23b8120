/* Names of units that are probably one unit in two spellings.
 *
 * Every name is brought to one form (folded, without 和, known short forms written out). Names of one form
 * are one unit. Forms that are alike are compared only with a bounded number of neighbours among those that
 * begin and end with the same characters, so that the whole is n log n in the number of names.
 */
#include "check/check_run.h"

#include "core/cjk_text.h"
#include "core/numeral.h"
#include "core/utf8.h"
#include <gkplan/walk.h>
#include <stdlib.h>

enum {
    LONGEST_NAME = 40, /* characters; longer ones are clauses */
    SHORTEST_NAME = 4, /* of names that are compared by likeness */
    NEIGHBOURS = 64
};

/* One way to write a unit. */
struct spelling {
    const char *folded;
    const char *form;
    const gkplan_unit *unit; /* where it stands first */
    const gkplan_node *leaf;
    const gkplan_units *field;
    size_t order; /* of its first mention */
    size_t mentions;
    int32_t plan;
};

/* --- one form --- */

static const struct {
    const char *from;
    const char *to;
} short_forms[] = {
#define GK_UNIT_SHORT(short_form, full_form) {short_form, full_form},
#include "vocabulary/unit_short_forms.def"
#undef GK_UNIT_SHORT
};

/* Append `name` without the words for "and" that some spellings leave out. */
static bool without_joints(struct gk_buffer *out, struct gk_string name)
{
    static const char *const joints[] = {"和", "与", "及", "、"};
    for (size_t position = 0; position < name.length;) {
        size_t start = position;
        gk_utf8_next(name, &position);
        struct gk_string character = gk_string_make(name.data + start, position - start);
        bool joint = false;
        for (size_t i = 0; i < sizeof joints / sizeof *joints; i++)
            joint = joint || gk_string_equal(character, gk_string_of(joints[i]));
        if (!joint)
            gk_buffer_append_string(out, character);
    }
    return !out->failed;
}

/* Write the longest known short form at the end of `name` out. False when there is none. */
static bool write_out(struct gk_buffer *name)
{
    size_t best = sizeof short_forms / sizeof *short_forms, length = 0;
    for (size_t i = 0; i < sizeof short_forms / sizeof *short_forms; i++) {
        struct gk_string from = gk_string_of(short_forms[i].from), to = gk_string_of(short_forms[i].to);
        bool written_out = to.length > from.length && gk_string_ends(gk_buffer_view(name), to);
        if (from.length > length && gk_string_ends(gk_buffer_view(name), from) && !written_out) {
            best = i;
            length = from.length;
        }
    }
    if (length == 0)
        return false;
    name->length -= length;
    gk_buffer_append_text(name, short_forms[best].to);
    return true;
}

static const char *make_form(struct gk_check *check, const char *folded)
{
    enum { MOST_STEPS = 4 }; /* a full form may be short for another */
    struct gk_buffer form;
    gk_buffer_init(&form, &check->context.allocator);
    without_joints(&form, gk_string_of(folded));
    for (int i = 0; i < MOST_STEPS && !form.failed && write_out(&form); i++)
        continue;
    const char *made = form.failed ? NULL : gk_arena_copy(check->scratch, gk_buffer_view(&form));
    gk_buffer_free(&form);
    if (!made)
        gk_fail_memory(&check->context);
    return made;
}

/* --- all names --- */

enum { SEEN = 4096, FEW = 65536 };

/* The names found so far. Most mentions are of a few names: those seen lately are counted without another
 * entry; the others are made one each from time to time, so that memory goes by the names and not by their
 * mentions. */
struct names {
    struct gk_array spellings;
    size_t one_each_at; /* entries at which they are made one each */
    size_t order;       /* mentions so far */
    struct gk_buffer folded;
    uint32_t seen[SEEN]; /* entry of a name with this hash, from 1; 0: none */
};

static void keep_one_each(struct gk_array *spellings);

static size_t slot_of(struct gk_string folded)
{
    uint32_t hash = 2166136261u;
    for (size_t i = 0; i < folded.length; i++)
        hash = (hash ^ (unsigned char)folded.data[i]) * 16777619u;
    return hash % SEEN;
}

static void make_one_each(struct names *names)
{
    if (names->spellings.count < names->one_each_at)
        return;
    keep_one_each(&names->spellings);
    memset(names->seen, 0, sizeof names->seen);
    names->one_each_at = 2 * names->spellings.count > FEW ? 2 * names->spellings.count : FEW;
}

/* The entry of this name if it was seen lately. */
static struct spelling *find_seen(const struct names *names, struct gk_string folded, size_t slot)
{
    struct spelling *found = names->seen[slot] ? gk_array_at(&names->spellings, names->seen[slot] - 1) : NULL;
    return found && gk_string_equal(gk_string_of(found->folded), folded) ? found : NULL;
}

static void add_name(struct gk_check *check, struct names *names, const gkplan_node *leaf,
                     const gkplan_units *field, const gkplan_unit *unit)
{
    gk_buffer_clear(&names->folded);
    bool good = gk_fold(&names->folded, gk_string_of(unit->name), GK_FOLD_WORD);
    struct gk_string folded = gk_buffer_view(&names->folded);
    size_t slot = slot_of(folded);
    struct spelling *spelling = find_seen(names, folded, slot);
    names->order++;
    if (spelling) {
        spelling->mentions++;
        return;
    }
    make_one_each(names);
    const char *kept = good ? gk_arena_copy(check->scratch, folded) : NULL;
    spelling = kept ? gk_array_push(&names->spellings) : NULL;
    if (!spelling) {
        gk_fail_memory(&check->context);
        return;
    }
    *spelling = (struct spelling){.folded = kept,
                                  .unit = unit,
                                  .leaf = leaf,
                                  .field = field,
                                  .order = names->order,
                                  .mentions = 1,
                                  .plan = check->context.current_plan};
    names->seen[slot] = (uint32_t)names->spellings.count;
}

static void gather_field(struct gk_check *check, struct names *names, const gkplan_node *leaf,
                         const gkplan_units *field, const gkplan_unit **before)
{
    if (!field || field->first_unit == *before)
        return; /* the merged cell of the leaf above */
    *before = field->first_unit;
    for (const gkplan_unit *unit = field->first_unit; unit && check->context.status == GKPLAN_STATUS_OK;
         unit = unit->next)
        add_name(check, names, leaf, field, unit);
}

static void gather(struct gk_check *check, struct names *names)
{
    const gkplan_plan *plan = gkplan_document_first_plan(check->document);
    for (; plan; plan = plan->next) {
        const gkplan_unit *before[3] = {NULL, NULL, NULL};
        check->context.current_plan = (int32_t)plan->position;
        for (const gkplan_node *leaf = gkplan_plan_first_leaf(plan);
             leaf && check->context.status == GKPLAN_STATUS_OK; leaf = gkplan_node_next_leaf(leaf)) {
            gather_field(check, names, leaf, leaf->task->lead, &before[0]);
            gather_field(check, names, leaf, leaf->task->units, &before[1]);
            gather_field(check, names, leaf, leaf->task->support, &before[2]);
        }
    }
}

static int compare_orders(const struct spelling *a, const struct spelling *b)
{
    return (a->order > b->order) - (a->order < b->order);
}

static int by_folded(const void *first, const void *second)
{
    const struct spelling *a = first, *b = second;
    int order = strcmp(a->folded, b->folded);
    return order ? order : compare_orders(a, b);
}

/* Every way to write once, with the number of its mentions. */
static void keep_one_each(struct gk_array *spellings)
{
    struct spelling *items = spellings->items;
    size_t kept = 0;
    if (spellings->count == 0)
        return;
    qsort(items, spellings->count, sizeof *items, by_folded);
    for (size_t i = 0; i < spellings->count; i++) {
        if (kept > 0 && strcmp(items[kept - 1].folded, items[i].folded) == 0)
            items[kept - 1].mentions += items[i].mentions;
        else
            items[kept++] = items[i];
    }
    spellings->count = kept;
}

/* --- one form, several spellings --- */

static void say(struct gk_check *check, const struct spelling *odd, const struct spelling *usual)
{
    gkplan_place place = gk_check_place(odd->leaf, odd->field->cell);
    check->context.current_plan = odd->plan;
    gk_check_say(check, GK_RULE_UNIT_SPELLINGS, &place, odd->leaf, odd->unit->name, usual->unit->name);
}

static int by_form(const void *first, const void *second)
{
    const struct spelling *a = first, *b = second;
    int order = strcmp(a->form, b->form);
    if (order == 0)
        order = (a->mentions < b->mentions) - (a->mentions > b->mentions); /* the usual one first */
    return order ? order : compare_orders(a, b);
}

/* Report further spellings of a form; the usual one of each form stays. */
static void join_forms(struct gk_check *check, struct gk_array *spellings)
{
    struct spelling *items = spellings->items;
    size_t kept = 0;
    if (spellings->count == 0)
        return;
    qsort(items, spellings->count, sizeof *items, by_form);
    for (size_t i = 0; i < spellings->count; i++) {
        if (kept > 0 && strcmp(items[kept - 1].form, items[i].form) == 0)
            say(check, &items[i], &items[kept - 1]);
        else
            items[kept++] = items[i];
    }
    spellings->count = kept;
}

/* --- forms that are alike --- */

struct form_text {
    uint32_t codes[LONGEST_NAME];
    size_t count; /* 0: too long or too short to be compared */
};

static struct form_text take_apart(const char *form)
{
    struct form_text out = {.count = 0};
    struct gk_string text = gk_string_of(form);
    for (size_t position = 0; position < text.length;) {
        if (out.count == LONGEST_NAME)
            return (struct form_text){.count = 0};
        out.codes[out.count++] = gk_utf8_next(text, &position);
    }
    if (out.count < SHORTEST_NAME)
        out.count = 0;
    return out;
}

/* 各部门, 有关单位: groups, of which several like ones may be meant. */
static bool is_generic(const char *form)
{
    static const char *const words[] = {"各", "有关", "相关", "其他", "所属", "部门", "单位"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strstr(form, words[i]))
            return true;
    return false;
}

/* Whether every character of `part` stands in `whole` in this order: a name with something left out.
 * Characters of places and numerals must not be what is left out: 第一中学 is not 中学. */
static bool is_shortened(const struct form_text *part, const struct form_text *whole)
{
    size_t found = 0;
    for (size_t i = 0; i < whole->count; i++)
        if (found < part->count && whole->codes[i] == part->codes[found])
            found++;
    return found == part->count;
}

/* Numerals and the words of directions and sizes tell units apart. */
static bool tells_apart(uint32_t code)
{
    static const char *const words = "东西南北中上下新老大小内外甲乙丙丁";
    struct gk_string text = gk_string_of(words);
    if (gk_arabic_digit(code) >= 0 || gk_is_chinese_numeral(code))
        return true;
    for (size_t position = 0; position < text.length;)
        if (gk_utf8_next(text, &position) == code)
            return true;
    return false;
}

/* Whether `whole` has such a character that `part`, a shortened form of it, has not. */
static bool leaves_out_distinction(const struct form_text *part, const struct form_text *whole)
{
    size_t found = 0;
    for (size_t i = 0; i < whole->count; i++) {
        if (found < part->count && whole->codes[i] == part->codes[found])
            found++;
        else if (tells_apart(whole->codes[i]))
            return true;
    }
    return false;
}

/* Likeness is 2 · LCS / (|a| + |b|), as for labels; of a name and a shortened form the LCS is the shorter
 * one. Names that differ otherwise (市民政局, 市财政局) are most often two units, however alike. */
static bool are_alike(const struct form_text *a, const struct form_text *b, uint32_t per_cent)
{
    const struct form_text *part = a->count < b->count ? a : b, *whole = part == a ? b : a;
    if (part->count == 0 || part->count == whole->count ||
        200 * part->count < per_cent * (part->count + whole->count))
        return false;
    return is_shortened(part, whole) && !leaves_out_distinction(part, whole);
}

/* Forms that begin and end alike stand together, the most used first. */
static int by_ends(const void *first, const void *second)
{
    const struct spelling *a = first, *b = second;
    struct gk_string x = gk_string_of(a->form), y = gk_string_of(b->form);
    size_t start_x = 0, start_y = 0, end_x = x.length, end_y = y.length;
    uint32_t first_x = x.length ? gk_utf8_next(x, &start_x) : 0,
             first_y = y.length ? gk_utf8_next(y, &start_y) : 0;
    uint32_t last_x = x.length ? gk_utf8_previous(x, &end_x) : 0,
             last_y = y.length ? gk_utf8_previous(y, &end_y) : 0;
    int order = (first_x > first_y) - (first_x < first_y);
    order = order ? order : (last_x > last_y) - (last_x < last_y);
    order = order ? order : (a->mentions < b->mentions) - (a->mentions > b->mentions);
    return order ? order : compare_orders(a, b);
}

static bool same_ends(const struct form_text *a, const struct form_text *b)
{
    return a->count > 0 && b->count > 0 && a->codes[0] == b->codes[0] &&
           a->codes[a->count - 1] == b->codes[b->count - 1];
}

static void compare_forms(struct gk_check *check, struct gk_array *spellings)
{
    struct spelling *items = spellings->items;
    if (spellings->count == 0 || check->unit_likeness >= 100)
        return;
    qsort(items, spellings->count, sizeof *items, by_ends);
    for (size_t i = 1; i < spellings->count; i++) {
        struct form_text odd = take_apart(items[i].form);
        if (odd.count == 0 || is_generic(items[i].form))
            continue;
        for (size_t j = i; j-- > 0 && i - j <= NEIGHBOURS;) {
            struct form_text usual = take_apart(items[j].form);
            if (usual.count > 0 && !same_ends(&odd, &usual))
                break;
            if (is_generic(items[j].form) || !are_alike(&odd, &usual, check->unit_likeness))
                continue;
            say(check, &items[i], &items[j]);
            break;
        }
    }
}

static bool make_forms(struct gk_check *check, struct gk_array *spellings)
{
    for (size_t i = 0; i < spellings->count; i++) {
        struct spelling *spelling = gk_array_at(spellings, i);
        spelling->form = make_form(check, spelling->folded);
        if (!spelling->form)
            return false;
    }
    return true;
}

void gk_check_spellings(struct gk_check *check)
{
    struct names names;
    if (!check->wanted[GK_RULE_UNIT_SPELLINGS])
        return;
    memset(&names, 0, sizeof names);
    names.one_each_at = FEW;
    gk_array_init(&names.spellings, &check->context.allocator, sizeof(struct spelling));
    gk_buffer_init(&names.folded, &check->context.allocator);
    gather(check, &names);
    keep_one_each(&names.spellings);
    if (check->context.status == GKPLAN_STATUS_OK && make_forms(check, &names.spellings)) {
        join_forms(check, &names.spellings);
        compare_forms(check, &names.spellings);
    }
    gk_buffer_free(&names.folded);
    gk_array_free(&names.spellings);
}
