/* The marks of block quotes in front of a table's lines. */
#include "source/block_quotes.h"

#include <string.h>

/* The bytes of the marks in front of a line, ">" or "> > " with the white space behind; `count`: how many. */
static size_t marks_in_front(struct gk_string line, uint64_t *count)
{
    size_t at = 0, end = 0;
    *count = 0;
    for (; at < line.length && strchr("> ", line.data[at]); at++)
        if (line.data[at] == '>') {
            ++*count;
            end = at + 1;
        }
    if (end == line.length || line.data[end] == '\r')
        return end;
    if (line.data[end] == ' ')
        return end + 1;
    return line.data[end] == '|' ? end : 0;
}

static struct gk_string line_at(struct gk_string text, size_t from)
{
    const char *end = memchr(text.data + from, '\n', text.length - from);
    return gk_string_make(text.data + from, end ? (size_t)(end - text.data) - from : text.length - from);
}

/* Cells apart by bars or tabs, or a table's tags. */
static bool holds_cells(struct gk_string line)
{
    static const char *const tags[] = {"<table", "<tr", "<td", "<th"};
    if (memchr(line.data, '|', line.length) || memchr(line.data, '\t', line.length))
        return true;
    return gk_string_starts_with_one(line, tags, sizeof tags / sizeof *tags);
}

bool gk_block_quotes_table(struct gk_string text)
{
    size_t rows = 0;
    /* A page's tags may end at the beginning of a line. */
    for (size_t at = 0; at < text.length && strchr(" \t\r\n<", text.data[at]); at++)
        if (text.data[at] == '<')
            return false;
    for (size_t at = 0; at < text.length && rows < 2;) {
        struct gk_string line = line_at(text, at);
        uint64_t count;
        size_t marks = line.length > 0 && strchr("> ", line.data[0]) ? marks_in_front(line, &count) : 0;
        rows = marks > 0 && count > 0 && holds_cells(gk_string_from(line, marks)) ? rows + 1 : 0;
        at += line.length + 1;
    }
    return rows >= 2;
}

struct gk_block_quotes gk_block_quotes_strip(char *text, size_t length)
{
    struct gk_block_quotes quotes = {0};
    uint32_t number = 0;
    for (size_t at = 0; at < length;) {
        struct gk_string line = line_at(gk_string_make(text, length), at);
        uint64_t count;
        size_t marks = marks_in_front(line, &count), end = line.length;
        number++;
        if (marks > 0 && count > 0) {
            end -= end > marks && line.data[end - 1] == '\r';
            memmove(text + at, text + at + marks, end - marks);
            memset(text + at + end - marks, ' ', marks);
            quotes.first_line = quotes.marks ? quotes.first_line : number;
            quotes.marks += count;
        }
        at += line.length + 1;
    }
    return quotes;
}
