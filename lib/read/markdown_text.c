/* The marks inside a line of Markdown. */
#include "read/markdown_text.h"

#include "core/utf8.h"
#include "source/html_safe.h"
#include <stdlib.h>
#include <strings.h>

/* A mark, and what is written in its place. */
struct mark {
    size_t length; /* 0: none */
    size_t kept;   /* bytes behind it that are text, whatever they are */
    struct gk_string text;
    char storage[4];
};

static size_t bold(struct gk_string text)
{
    return gk_string_starts(text, GK_STRING("**")) ? 2 : 0;
}

/* The \ of 1\. or \(. */
static size_t escape(struct gk_string text)
{
    return text.length > 1 && text.data[1] && strchr(".()[]{}*_#+-!|>~`\\\"'<$^@%&=:;,?/", text.data[1]) ? 1
                                                                                                         : 0;
}

static struct gk_string tag_name(struct gk_string tag)
{
    size_t from = tag.data[1] == '/' ? 2 : 1, end = from;
    while (end < tag.length &&
           ((tag.data[end] | 0x20) >= 'a' || (tag.data[end] >= '1' && tag.data[end] <= '9')))
        end++;
    return gk_string_make(tag.data + from, end - from);
}

/* A tag of HTML that stands inside a text, or breaks its line. */
static void take_tag(struct gk_string text, struct mark *mark)
{
    static const struct {
        const char *name;
        const char *text;
    } tags[] = {{"br", "\n"},   {"p", "\n"},    {"div", "\n"}, {"li", "\n"}, {"ul", "\n"},  {"ol", "\n"},
                {"b", ""},      {"strong", ""}, {"i", ""},     {"em", ""},   {"u", ""},     {"span", ""},
                {"font", ""},   {"sup", ""},    {"sub", ""},   {"mark", ""}, {"small", ""}, {"big", ""},
                {"center", ""}, {"code", ""},   {"a", ""}};
    enum { LONGEST_TAG = 300 };
    const char *end = memchr(text.data, '>', text.length < LONGEST_TAG ? text.length : LONGEST_TAG);
    if (!end)
        return;
    struct gk_string tag = gk_string_first(text, (size_t)(end - text.data) + 1), name = tag_name(tag);
    for (size_t i = 0; i < sizeof tags / sizeof *tags; i++)
        if (strlen(tags[i].name) == name.length && strncasecmp(tags[i].name, name.data, name.length) == 0) {
            mark->length = tag.length;
            mark->text = gk_string_of(tags[i].text);
            return;
        }
}

static uint32_t entity_value(struct gk_string name)
{
    char copy[16];
    if (name.length == 0 || name.length >= sizeof copy)
        return 0;
    memcpy(copy, name.data, name.length);
    copy[name.length] = '\0';
    if (copy[0] != '#')
        return gk_html_entity(copy);
    bool hexadecimal = (copy[1] | 0x20) == 'x';
    char *end;
    unsigned long value = strtoul(copy + (hexadecimal ? 2 : 1), &end, hexadecimal ? 16 : 10);
    return *end || value > 0x10FFFF ? 0 : (uint32_t)value;
}

/* &nbsp; and &#12288;. A tag that was written in entities is a tag: &lt;br&gt;. */
static void take_entity(struct gk_string text, struct mark *mark)
{
    static const char *const breaks[] = {"&lt;br&gt;", "&lt;br/&gt;", "&lt;br /&gt;"};
    for (size_t i = 0; i < sizeof breaks / sizeof *breaks; i++)
        if (gk_string_starts(text, gk_string_of(breaks[i]))) {
            mark->length = strlen(breaks[i]);
            mark->text = GK_STRING("\n");
            return;
        }
    enum { LONGEST_ENTITY = 16 };
    const char *end = memchr(text.data, ';', text.length < LONGEST_ENTITY ? text.length : LONGEST_ENTITY);
    uint32_t value = end ? entity_value(gk_string_make(text.data + 1, (size_t)(end - text.data) - 1)) : 0;
    if (value == 0 || (value >= 0xD800 && value < 0xE000))
        return;
    mark->length = (size_t)(end - text.data) + 1;
    mark->text = gk_string_make(mark->storage, gk_utf8_encode(value, mark->storage));
}

/* Bytes that are looked at for the end of a link's text or address: one that has none costs no more. */
enum { LONGEST_LINK = 4096 };

static struct gk_string near(struct gk_string text)
{
    return gk_string_first(text, text.length < LONGEST_LINK ? text.length : LONGEST_LINK);
}

/* Bytes up to the end of an address that begins with ](. 0: it has none. A picture's own bytes are long. */
static size_t address_end(struct gk_string text)
{
    size_t at = 0;
    if (gk_string_starts(text, GK_STRING("](data:")))
        for (at = 7; at < text.length &&
                     ((text.data[at] | 0x20) >= 'a' || text.data[at] == '+' ||
                      (text.data[at] >= '-' && text.data[at] <= ';') || text.data[at] == '=' ||
                      text.data[at] == ',') &&
                     text.data[at] != ']';)
            at++;
    const size_t end = gk_string_find(near(gk_string_from(text, at)), GK_STRING(")"), 0);
    return end == GK_NOT_FOUND ? 0 : at + end + 1;
}

/* Bytes of the address in brackets behind the text of a link: ](http://…). 0: it is no address. */
static size_t address(struct gk_string text)
{
    static const char *const beginnings[] = {"](http",    "](/",       "](#",    "](./",
                                             "](images/", "](mailto:", "](data:"};
    for (size_t i = 0; i < sizeof beginnings / sizeof *beginnings; i++)
        if (gk_string_starts(text, gk_string_of(beginnings[i])))
            return address_end(text);
    return 0;
}

/* The [ of a link. */
static size_t link(struct gk_string text)
{
    const size_t end = gk_string_find(near(text), GK_STRING("]"), 0);
    return end != GK_NOT_FOUND && address(gk_string_from(text, end)) ? 1 : 0;
}

/* A picture: ![its name](its address). */
static size_t picture(struct gk_string text)
{
    if (!gk_string_starts(text, GK_STRING("![")))
        return 0;
    const size_t middle = gk_string_find(near(text), GK_STRING("]("), 0);
    const size_t end = middle == GK_NOT_FOUND ? 0 : address_end(gk_string_from(text, middle));
    return end ? middle + end : 0;
}

static void take_mark(struct gk_string text, struct mark *mark)
{
    *mark = (struct mark){.text = GK_STRING("")};
    switch (text.data[0]) {
    case '*':
        mark->length = bold(text);
        break;
    case '\\':
        mark->length = mark->kept = escape(text);
        break;
    case '<':
        take_tag(text, mark);
        break;
    case '&':
        take_entity(text, mark);
        break;
    case '[':
        mark->length = link(text);
        break;
    case ']':
        mark->length = address(text);
        break;
    case '!':
        mark->length = picture(text);
        break;
    default:
        break;
    }
}

static bool may_be_mark(char byte)
{
    return byte == '*' || byte == '\\' || byte == '<' || byte == '&' || byte == '[' || byte == ']' ||
           byte == '!' || byte == '$';
}

/* A formula in plain characters. The bytes that it took, or 0. */
static size_t write_formula(struct gk_layout_builder *builder, struct gk_string before, struct gk_string text)
{
    char storage[256];
    struct gk_buffer plain;
    gk_buffer_init_in(&plain, NULL, storage, sizeof storage);
    size_t length = gk_markdown_formula(text, &plain);
    if (length) {
        gk_layout_text(builder, before);
        gk_layout_text(builder, gk_buffer_view(&plain));
        gk_layout_left_out(builder, GK_LEFT_OUT_MARK, GK_STRING("$$"));
    }
    return length;
}

void gk_markdown_text(struct gk_layout_builder *builder, struct gk_string text)
{
    struct mark mark;
    for (size_t at = 0; at < text.length;) {
        struct gk_string here = gk_string_from(text, at);
        size_t formula = 0;
        if (!may_be_mark(text.data[at])) {
            at++;
            continue;
        }
        take_mark(here, &mark);
        if (text.data[at] == '$')
            formula = write_formula(builder, gk_string_first(text, at), here);
        if (mark.length == 0 && formula == 0) {
            at++;
            continue;
        }
        if (formula == 0) {
            gk_layout_text(builder, gk_string_first(text, at));
            gk_layout_left_out(builder, GK_LEFT_OUT_MARK, gk_string_first(here, mark.length));
            gk_layout_text(builder, mark.text);
        }
        text = gk_string_from(here, formula + mark.length);
        at = mark.kept;
    }
    gk_layout_text(builder, text);
}
