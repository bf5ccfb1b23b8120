/* Web pages: whole ones as sites publish them, pieces of them, and what Word saves as HTML. */
#include "core/cjk_text.h"
#include "read/html_element.h"
#include "read/reader.h"
#include <strings.h>

static gkplan_status read_html(struct gk_context *context, const struct gk_source *source,
                               struct gk_layout_builder *builder)
{
    return gk_html_read_page(context, source->text, 0, false, builder);
}

/* The first tag says it; white space, comments and an XML declaration may stand before it. */
static struct gk_string skip_prologue(struct gk_string text)
{
    for (;;) {
        text = gk_trim(text);
        const char *closing = gk_string_starts(text, GK_STRING("<!--")) ? "-->"
                              : gk_string_starts(text, GK_STRING("<?")) ? "?>"
                                                                        : NULL;
        size_t end = closing ? gk_string_find(text, gk_string_of(closing), 2) : GK_NOT_FOUND;
        if (end == GK_NOT_FOUND)
            return text;
        text = gk_string_from(text, end + strlen(closing));
    }
}

static bool starts_with_name(struct gk_string text, const char *name)
{
    size_t length = strlen(name);
    if (text.length <= length || strncasecmp(text.data, name, length) != 0)
        return false;
    char after = text.data[length];
    return after == '>' || after == '/' || after == ' ' || (after >= '\t' && after <= '\r');
}

/* What stands behind the < of the first tag, and behind the prefix of its name where the namespace of web
 * pages is declared: <h:html xmlns:h="http://www.w3.org/1999/xhtml">. */
static struct gk_string first_name(struct gk_string text, struct gk_string beginning)
{
    if (beginning.length < 2 || beginning.data[0] != '<')
        return GK_STRING("");
    size_t at = 1;
    while (at < beginning.length && !strchr(":<> \t\r\n/", beginning.data[at]))
        at++;
    bool prefixed = at < beginning.length && beginning.data[at] == ':' &&
                    gk_string_contains(beginning, GK_STRING("http://www.w3.org/1999/xhtml"));
    return gk_string_from(text, prefixed ? at + 1 : 1);
}

static int recognise_html(const struct gk_source *source)
{
    static const char *const tags[] = {"!doctype", "html",    "head",   "body",  "meta", "table",
                                       "div",      "p",       "h1",     "h2",    "h3",   "span",
                                       "section",  "article", "center", "ul",    "ol",   "tr",
                                       "td",       "br",      "style",  "title", "font"};
    enum { SURE = 90, PIECES = 40, POSSIBLE = 1, LOOK_AHEAD = 4096 };
    if (source->container != GK_CONTAINER_TEXT)
        return 0;
    struct gk_string text = skip_prologue(source->text);
    /* pdftotext's word boxes are XHTML, but no page. */
    struct gk_string beginning = gk_string_first(text, text.length < LOOK_AHEAD ? text.length : LOOK_AHEAD);
    if (gk_string_contains(beginning, GK_STRING("<word xMin=")))
        return POSSIBLE;
    struct gk_string first = first_name(text, beginning);
    for (size_t i = 0; i < sizeof tags / sizeof *tags; i++)
        if (starts_with_name(first, tags[i]))
            return SURE;
    if (gk_string_contains(text, GK_STRING("</table>")) || gk_string_contains(text, GK_STRING("</TABLE>")))
        return PIECES;
    return gk_string_contains(text, GK_STRING("</")) ? POSSIBLE : 0;
}

const struct gk_reader gk_reader_html = {
    .format = GKPLAN_FORMAT_HTML, .dialect = "html", .recognise = recognise_html, .read = read_html};
