/* What the elements of a web page mean, by a table. */
#include "read/html_element.h"

#include <stdlib.h>
#include <string.h>

static const struct gk_html_element elements[] = {
#define HTML_ELEMENT(name, kind) {name, GK_HTML_##kind},
#include "read/html_elements.def"
#undef HTML_ELEMENT
    {"", GK_HTML_INLINE},
};
enum { KNOWN_ELEMENTS = sizeof elements / sizeof *elements - 1 };

static int compare_element(const void *name, const void *element)
{
    return strcmp(name, ((const struct gk_html_element *)element)->name);
}

unsigned gk_html_element_number(const char *name)
{
    const struct gk_html_element *found =
        bsearch(name, elements, KNOWN_ELEMENTS, sizeof *elements, compare_element);
    return found ? (unsigned)(found - elements) : KNOWN_ELEMENTS;
}

const struct gk_html_element *gk_html_element_at(unsigned number)
{
    return &elements[number];
}

static const char *const attributes[GK_HTML_ATTRIBUTES] = {
    [GK_HTML_ALIGN] = "align",      [GK_HTML_COLSPAN] = "colspan", [GK_HTML_HIDDEN] = "hidden",
    [GK_HTML_HREF] = "href",        [GK_HTML_ROLE] = "role",       [GK_HTML_ROWSPAN] = "rowspan",
    [GK_HTML_LIST_START] = "start", [GK_HTML_STYLE] = "style",     [GK_HTML_TYPE] = "type",
    [GK_HTML_VALUE] = "value",
};

static int compare_attribute(const void *name, const void *attribute)
{
    return strcmp(name, *(const char *const *)attribute);
}

enum gk_html_attribute gk_html_attribute_number(const char *name)
{
    const char *const *found =
        bsearch(name, attributes, GK_HTML_ATTRIBUTES, sizeof *attributes, compare_attribute);
    return found ? (enum gk_html_attribute)(found - attributes) : GK_HTML_ATTRIBUTES;
}

uint32_t gk_html_number(const char *value, uint32_t fallback, uint32_t most)
{
    if (!value)
        return fallback;
    while (*value == ' ' || (*value >= '\t' && *value <= '\r'))
        value++;
    if (*value < '0' || *value > '9')
        return fallback;
    uint32_t number = 0;
    for (; *value >= '0' && *value <= '9' && number <= most; value++)
        number = number * 10 + (uint32_t)(*value - '0');
    return number < most ? number : most;
}

bool gk_html_style_has(const char *style, const char *declaration)
{
    for (; style && *style; style++) {
        const char *at = style, *wanted = declaration;
        for (; *at && *wanted; at++) {
            if (*at == ' ')
                continue;
            if ((*at | 0x20) != (*wanted | 0x20))
                break;
            wanted++;
        }
        if (!*wanted)
            return true;
    }
    return false;
}
