/* What the elements of a web page mean, by a table. */
#include "read/html_element.h"

#include <stdlib.h>
#include <string.h>

struct element {
    const char *name;
    enum gk_html_kind kind;
};

static const struct element elements[] = {
#define HTML_ELEMENT(name, kind) {name, GK_HTML_##kind},
#include "read/html_elements.def"
#undef HTML_ELEMENT
};

static int compare(const void *name, const void *element)
{
    return strcmp(name, ((const struct element *)element)->name);
}

enum gk_html_kind gk_html_kind_of(const char *name)
{
    const struct element *found =
        bsearch(name, elements, sizeof elements / sizeof *elements, sizeof *elements, compare);
    return found ? found->kind : GK_HTML_INLINE;
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
