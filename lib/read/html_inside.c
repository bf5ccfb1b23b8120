/* What the attributes of an element say of all that is inside. */
#include "read/html_reader.h"

#include <strings.h>

unsigned gk_html_attributes_say(const struct gk_html_event *event)
{
    static const struct {
        const char *declaration;
        unsigned inside;
    } styles[] = {
        {"display:none", INSIDE_HIDDEN},        {"visibility:hidden", INSIDE_HIDDEN},
        {"visibility:collapse", INSIDE_HIDDEN}, {"mso-hide:all", INSIDE_HIDDEN},
        {"mso-list:ignore", INSIDE_LABEL},      {"text-align:center", INSIDE_CENTERED},
    };
    unsigned inside = 0;
    const char *style = event->attributes[GK_HTML_STYLE];
    const char *align = event->attributes[GK_HTML_ALIGN];
    const char *role = event->attributes[GK_HTML_ROLE];
    for (size_t i = 0; style && i < sizeof styles / sizeof *styles; i++)
        if (gk_html_style_has(style, styles[i].declaration))
            inside |= styles[i].inside;
    if (event->attributes[GK_HTML_HIDDEN])
        inside |= INSIDE_HIDDEN;
    if (align && strcasecmp(align, "center") == 0)
        inside |= INSIDE_CENTERED;
    if (role && strcasecmp(role, "navigation") == 0)
        inside |= INSIDE_FURNITURE;
    return inside;
}
