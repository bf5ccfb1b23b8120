/* Counters and labels of automatic numbering. Reading numbering.xml is in docx_numbering_part.c. */
#include "read/docx_numbering.h"

#include "core/utf8.h"
#include "read/docx_symbols.h"
#include <string.h>

#define NO_TEXT ((size_t)-1)

/* Links from list to style to list that are followed. Word makes one. */
enum { LINKS_MOST = 8 };

struct numbered {
    struct gk_docx_instance *instance;
    struct gk_docx_list *list;
};

/* Both arrays are sorted by an identifier that is their items' first member. */
static void *find_identifier(const struct gk_array *array, int32_t identifier)
{
    size_t low = 0, high = array->count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        int32_t found = *(const int32_t *)gk_array_at(array, middle);
        if (found == identifier)
            return gk_array_at(array, middle);
        if (found < identifier)
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}

/* The list that an instance uses; one that only links to a numbering style is what that style's instance
 * uses. */
static bool find_numbered(struct gk_docx_numbering *numbering, int32_t identifier, struct numbered *found)
{
    for (int links = 0; links < LINKS_MOST; links++) {
        struct gk_docx_instance *instance = find_identifier(&numbering->instances, identifier);
        struct gk_docx_list *list = instance ? find_identifier(&numbering->lists, instance->list) : NULL;
        if (links == 0)
            found->instance = instance;
        if (!list)
            return false;
        found->list = list;
        if (list->style_link == NO_TEXT)
            return true;
        const struct gk_docx_style *style =
            gk_docx_style_find(numbering->styles, gk_string_of(numbering->text.data + list->style_link),
                               GK_DOCX_STYLE_NUMBERING);
        if (!style || style->properties.numbering <= 0)
            return true;
        identifier = style->properties.numbering;
    }
    return false;
}

static const struct gk_docx_override *find_override(const struct gk_docx_numbering *numbering,
                                                    const struct gk_docx_instance *instance, uint32_t level)
{
    for (uint32_t i = 0; i < instance->override_count; i++) {
        const struct gk_docx_override *override =
            gk_array_at(&numbering->overrides, instance->first_override + i);
        if (override->level == level)
            return override;
    }
    return NULL;
}

static const struct gk_docx_level *find_level(const struct gk_docx_numbering *numbering,
                                              const struct numbered *numbered, uint32_t level)
{
    const struct gk_docx_override *override = find_override(numbering, numbered->instance, level);
    uint32_t position =
        override && override->definition ? override->definition : numbered->list->levels[level];
    return position ? gk_array_at(&numbering->levels, position - 1) : NULL;
}

/* The number with which a level begins in this instance. */
static int32_t start_of(const struct gk_docx_numbering *numbering, const struct numbered *numbered,
                        uint32_t level)
{
    const struct gk_docx_override *override = find_override(numbering, numbered->instance, level);
    if (override && override->start != INT32_MIN)
        return override->start;
    const struct gk_docx_level *definition = find_level(numbering, numbered, level);
    return definition ? definition->start : 1;
}

/* A level that was used makes the levels below it begin again, as far as they want to. */
static void restart_below(struct gk_docx_numbering *numbering, const struct numbered *numbered,
                          uint32_t level)
{
    for (uint32_t below = level + 1; below < GK_DOCX_LEVELS; below++) {
        const struct gk_docx_level *definition = find_level(numbering, numbered, below);
        int32_t restart = definition ? definition->restart : -1;
        if (restart < 0 || (restart > 0 && (int32_t)level < restart))
            numbered->list->counting &= (uint16_t) ~(1u << below);
    }
}

static void count(struct gk_docx_numbering *numbering, const struct numbered *numbered, uint32_t level)
{
    struct gk_docx_list *list = numbered->list;
    uint16_t bit = (uint16_t)(1u << level);
    const struct gk_docx_override *override = find_override(numbering, numbered->instance, level);
    bool starts = override && override->start != INT32_MIN && !(numbered->instance->started & bit);
    numbered->instance->started |= bit;
    if (starts || !(list->counting & bit))
        list->values[level] = start_of(numbering, numbered, level);
    else if (list->values[level] < INT32_MAX)
        list->values[level]++;
    list->counting |= bit;
    restart_below(numbering, numbered, level);
}

static void write_level(struct gk_docx_numbering *numbering, const struct numbered *numbered, uint32_t level,
                        bool legal)
{
    const struct gk_docx_level *definition = find_level(numbering, numbered, level);
    bool counting = numbered->list->counting & (1u << level);
    int32_t value = counting ? numbered->list->values[level] : start_of(numbering, numbered, level);
    gk_number_format format = definition ? definition->format : GK_NUMBER_DECIMAL;
    gk_number_format_write(&numbering->label, legal && format != GK_NUMBER_NONE ? GK_NUMBER_DECIMAL : format,
                           value);
}

/* "%1.%2" with the numbers in it. */
static void write_label(struct gk_docx_numbering *numbering, const struct numbered *numbered,
                        const struct gk_docx_level *level)
{
    struct gk_string text = gk_string_of(level->text == NO_TEXT ? "" : numbering->text.data + level->text);
    for (size_t i = 0; i < text.length;) {
        if (text.data[i] == '%' && i + 1 < text.length && text.data[i + 1] >= '1' &&
            text.data[i + 1] <= '9') {
            write_level(numbering, numbered, (uint32_t)(text.data[i + 1] - '1'), level->legal);
            i += 2;
            continue;
        }
        uint32_t codepoint = gk_utf8_next(text, &i);
        gk_buffer_append_codepoint(&numbering->label,
                                   level->format == GK_NUMBER_BULLET ? gk_docx_bullet(codepoint) : codepoint);
    }
    if (numbering->label.failed)
        gk_fail_memory(numbering->context);
}

/* The level of a paragraph whose style is numbered: what it says itself, else the level that names the style.
 */
static uint32_t level_of(const struct gk_docx_numbering *numbering,
                         const struct gk_docx_properties *properties, const struct numbered *numbered)
{
    if (properties->level >= 0)
        return properties->level < GK_DOCX_LEVELS ? (uint32_t)properties->level : GK_DOCX_LEVELS - 1;
    if (properties->numbering_from == 0)
        return 0;
    const char *style = gk_docx_style_identifier(numbering->styles, properties->numbering_from - 1);
    for (uint32_t i = 0; i < GK_DOCX_LEVELS; i++) {
        const struct gk_docx_level *level = find_level(numbering, numbered, i);
        if (level && level->style != NO_TEXT && strcmp(numbering->text.data + level->style, style) == 0)
            return i;
    }
    return 0;
}

struct gk_string gk_docx_numbering_label(struct gk_docx_numbering *numbering,
                                         const struct gk_docx_properties *properties, bool *bullet)
{
    struct numbered numbered = {0};
    gk_buffer_clear(&numbering->label);
    *bullet = false;
    numbering->missing = false;
    if (properties->numbering <= 0)
        return GK_STRING("");
    numbering->missing = !find_numbered(numbering, properties->numbering, &numbered);
    if (numbering->missing)
        return GK_STRING("");
    uint32_t level = level_of(numbering, properties, &numbered);
    const struct gk_docx_level *definition = find_level(numbering, &numbered, level);
    if (!definition)
        return GK_STRING("");
    count(numbering, &numbered, level);
    write_label(numbering, &numbered, definition);
    *bullet = definition->format == GK_NUMBER_BULLET;
    return gk_buffer_view(&numbering->label);
}
