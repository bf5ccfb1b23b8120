/* The open paragraph of a web page. */
#include "read/html_text.h"

#include "core/cjk_text.h"
#include "core/utf8.h"
#include <stdio.h>
#include <strings.h>

void gk_html_text_init(struct gk_html_text *text, const gkplan_allocator *allocator)
{
    *text = (struct gk_html_text){0};
    gk_buffer_init(&text->text, allocator);
    gk_buffer_init(&text->label, allocator);
}

void gk_html_text_free(struct gk_html_text *text)
{
    gk_buffer_free(&text->text);
    gk_buffer_free(&text->label);
}

void gk_html_text_clear(struct gk_html_text *text)
{
    const struct gk_html_text empty = {.text = text->text, .label = text->label};
    *text = empty;
    gk_buffer_clear(&text->text);
    gk_buffer_clear(&text->label);
}

static bool is_html_space(char byte)
{
    return byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r' || byte == '\f';
}

/* The white space that waits, now that `word` follows it. */
static void write_space(struct gk_html_text *text, struct gk_string word)
{
    size_t end = text->text.length, start = 0;
    bool space = text->space && end > 0 && text->text.data[end - 1] != '\n';
    if (space && text->line_break)
        space = !(gk_is_cjk(gk_utf8_previous(gk_buffer_view(&text->text), &end)) &&
                  gk_is_cjk(gk_utf8_next(word, &start)));
    if (space)
        gk_buffer_append(&text->text, " ", 1);
    text->space = text->line_break = false;
}

void gk_html_text_append(struct gk_html_text *text, struct gk_string characters, unsigned flags,
                         uint32_t line)
{
    bool preformatted = flags & GK_HTML_TEXT_PREFORMATTED;
    for (size_t at = 0, start; at < characters.length;) {
        for (start = at; at < characters.length && !preformatted && is_html_space(characters.data[at]); at++)
            text->line_break = text->line_break || characters.data[at] == '\n' || characters.data[at] == '\r';
        text->space = text->space || at > start;
        for (start = at; at < characters.length && (preformatted || !is_html_space(characters.data[at]));)
            at++;
        if (at == start)
            continue;
        struct gk_string word = gk_string_make(characters.data + start, at - start);
        write_space(text, word);
        gk_buffer_append_string(&text->text, word);
        *(flags & GK_HTML_TEXT_LINK ? &text->link_characters : &text->other_characters) +=
            gk_utf8_count_characters(word);
        if (!text->line)
            text->line = line;
    }
}

void gk_html_text_break(struct gk_html_text *text)
{
    gk_buffer_append(&text->text, "\n", 1);
    text->space = text->line_break = false;
}

/* Addresses that end so lead to an attachment. */
static const char *const file_endings[] = {".doc", ".docx", ".wps", ".pdf", ".xls", ".xlsx",
                                           ".et",  ".zip",  ".rar", ".ofd", ".ppt", ".pptx"};

bool gk_html_is_file(const char *address)
{
    size_t length = strlen(address);
    for (size_t i = 0; i < sizeof file_endings / sizeof *file_endings; i++) {
        size_t ending = strlen(file_endings[i]);
        if (length >= ending && strcasecmp(address + length - ending, file_endings[i]) == 0)
            return true;
    }
    return false;
}

void gk_html_text_link(struct gk_html_text *text, const char *address)
{
    text->links++;
    text->links_to_file = text->links_to_file || gk_html_is_file(address);
}

bool gk_html_text_is_navigation(const struct gk_html_text *text, bool item)
{
    /* 当前位置：首页 > 政务公开 > 政府文件: a few characters stand around the links. */
    enum { CHARACTERS_AROUND = 10 };
    if (text->links == 0 || text->links_to_file)
        return false;
    if (text->other_characters == 0)
        return item || text->links > 1;
    return text->links > 1 && text->other_characters <= CHARACTERS_AROUND &&
           2 * text->link_characters >= text->other_characters;
}

static void append_letters(struct gk_buffer *out, uint32_t number, char first)
{
    char letters[8];
    size_t at = sizeof letters;
    for (; number > 0; number = (number - 1) / 26)
        letters[--at] = (char)(first + (char)((number - 1) % 26));
    gk_buffer_append(out, letters + at, sizeof letters - at);
}

static void append_roman(struct gk_buffer *out, uint32_t number, bool upper)
{
    static const struct {
        uint32_t value;
        const char *upper, *lower;
    } digits[] = {{1000, "M", "m"}, {900, "CM", "cm"}, {500, "D", "d"},  {400, "CD", "cd"}, {100, "C", "c"},
                  {90, "XC", "xc"}, {50, "L", "l"},    {40, "XL", "xl"}, {10, "X", "x"},    {9, "IX", "ix"},
                  {5, "V", "v"},    {4, "IV", "iv"},   {1, "I", "i"}};
    for (size_t i = 0; i < sizeof digits / sizeof *digits; i++)
        for (; number >= digits[i].value; number -= digits[i].value)
            gk_buffer_append_text(out, upper ? digits[i].upper : digits[i].lower);
}

/* 1 to 99: 一, 十, 十一, 二十, 二十一. */
static void append_chinese(struct gk_buffer *out, uint32_t number)
{
    static const char *const digits[] = {"", "一", "二", "三", "四", "五", "六", "七", "八", "九"};
    if (number >= 20)
        gk_buffer_append_text(out, digits[number / 10]);
    if (number >= 10)
        gk_buffer_append_text(out, "十");
    gk_buffer_append_text(out, digits[number % 10]);
}

static bool is_chinese_style(const char *style)
{
    return strcasecmp(style, "cjk-ideographic") == 0 || strcasecmp(style, "cjk-decimal") == 0 ||
           strncasecmp(style, "simp-chinese", 12) == 0 || strncasecmp(style, "trad-chinese", 12) == 0;
}

void gk_html_list_label(struct gk_buffer *out, const char *style, uint32_t number)
{
    char decimal[16];
    style = style ? style : "1";
    bool lower = strcmp(style, "a") == 0 || strcasecmp(style, "lower-alpha") == 0 ||
                 strcasecmp(style, "lower-latin") == 0;
    bool upper = strcmp(style, "A") == 0 || strcasecmp(style, "upper-alpha") == 0 ||
                 strcasecmp(style, "upper-latin") == 0;
    bool lower_roman = strcmp(style, "i") == 0 || strcasecmp(style, "lower-roman") == 0;
    bool upper_roman = strcmp(style, "I") == 0 || strcasecmp(style, "upper-roman") == 0;
    if (number > 0 && number < 100 && is_chinese_style(style)) {
        append_chinese(out, number);
        gk_buffer_append_text(out, "、");
        return;
    }
    if (number > 0 && (lower || upper)) {
        append_letters(out, number, lower ? 'a' : 'A');
    } else if (number > 0 && number < 4000 && (lower_roman || upper_roman)) {
        append_roman(out, number, upper_roman);
    } else {
        snprintf(decimal, sizeof decimal, "%u", (unsigned)number);
        gk_buffer_append_text(out, decimal);
    }
    gk_buffer_append_text(out, ".");
}
