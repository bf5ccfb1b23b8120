/* The lists of a web page: their items' numbers are written out. */
#include "read/html_reader.h"

void gk_html_start_list(struct gk_html_reader *reader, struct gk_html_open *element,
                        const struct gk_html_event *event)
{
    struct gk_html_open_list *list = gk_array_push(&reader->lists);
    if (!list) {
        gk_fail_memory(reader->context);
        return;
    }
    list->ordered = element->kind == GK_HTML_ORDERED_LIST;
    list->next = gk_html_number(event->attributes[GK_HTML_LIST_START], 1, INT32_MAX);
    const char *style = event->attributes[GK_HTML_TYPE], *css = event->attributes[GK_HTML_STYLE];
    const char *named = css ? strstr(css, "list-style-type:") : NULL;
    if (named) {
        named += strlen("list-style-type:");
        named += strspn(named, " ");
        list->ordered = list->ordered && strncmp(named, "none", 4) != 0;
        list->style = gk_arena_copy(reader->context->arena, gk_string_make(named, strcspn(named, "; ")));
        if (!list->style)
            gk_fail_memory(reader->context);
    } else {
        list->style = style ? style : "1";
    }
}

void gk_html_start_item(struct gk_html_reader *reader, struct gk_html_open *element,
                        const struct gk_html_event *event)
{
    gk_html_text_clear(&reader->text);
    element->inside |= INSIDE_ITEM;
    struct gk_html_open_list *list = gk_html_innermost(&reader->lists);
    if (!list || !list->ordered)
        return;
    list->next = gk_html_number(event->attributes[GK_HTML_VALUE], list->next, INT32_MAX);
    gk_html_list_label(&reader->text.label, list->style, list->next++);
}

void gk_html_end_list(struct gk_html_reader *reader)
{
    if (reader->lists.count)
        reader->lists.count--;
}

void gk_html_end_item(struct gk_html_reader *reader)
{
    gk_html_text_clear(&reader->text);
}
