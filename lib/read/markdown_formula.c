/* Formulas that recognisers of prints write where there is none: $9 5 \%$ for 95%, $\textcircled{1}$ for ①.
 * White space inside a formula means nothing, so it goes.
 */
#include "read/markdown_text.h"

#include "core/utf8.h"

enum { LONGEST_FORMULA = 160 };

/* Commands and what they show. "": nothing; what stands in braces behind it is shown anyway. */
static const struct {
    const char *name;
    const char *text;
} commands[] = {
    {"geqslant", "≥"}, {"geq", "≥"},         {"ge", "≥"},      {"leqslant", "≤"}, {"leq", "≤"},
    {"le", "≤"},       {"times", "×"},       {"sim", "～"},    {"pm", "±"},       {"cdot", "·"},
    {"circ", "°"},     {"rightarrow", "→"},  {"to", "→"},      {"approx", "≈"},   {"checkmark", "√"},
    {"surd", "√"},     {"triangle", "△"},    {"bigstar", "★"}, {"star", "☆"},     {"square", "□"},
    {"bullet", "•"},   {"ldots", "…"},       {"cdots", "…"},   {"text", ""},      {"textbf", ""},
    {"mathrm", ""},    {"mathbf", ""},       {"mathsf", ""},   {"mathit", ""},    {"operatorname", ""},
    {"rm", ""},        {"bf", ""},           {"left", ""},     {"right", ""},     {"quad", " "},
    {"qquad", " "},    {"displaystyle", ""},
};

static bool is_letter(char byte)
{
    return (byte | 0x20) >= 'a' && (byte | 0x20) <= 'z';
}

/* \textcircled{12}: the bytes from the backslash to the brace, or 0. */
static size_t take_circled(struct gk_string text, struct gk_buffer *out)
{
    static const struct gk_string names[] = {{"\\textcircled{", 13}, {"\\circled{", 9}};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (!gk_string_starts(text, names[i]))
            continue;
        uint32_t number = 0;
        size_t at = names[i].length;
        for (; at < text.length && (text.data[at] == ' ' || (text.data[at] >= '0' && text.data[at] <= '9'));
             at++)
            if (text.data[at] != ' ' && number < 100)
                number = 10 * number + (uint32_t)(text.data[at] - '0');
        if (at == text.length || text.data[at] != '}' || number == 0 || number > 20)
            return 0;
        gk_buffer_append_codepoint(out, 0x2460 + number - 1);
        return at + 1;
    }
    return 0;
}

/* A command with which the text begins. Its bytes; 0: an unknown one. */
static size_t take_command(struct gk_string text, struct gk_buffer *out)
{
    size_t circled = take_circled(text, out), end = 1;
    if (circled)
        return circled;
    while (end < text.length && is_letter(text.data[end]))
        end++;
    if (end == 1) {
        if (text.length < 2 || !strchr("%&#$_ ,;:!{}", text.data[1]))
            return 0;
        if (strchr("%&#$_", text.data[1]))
            gk_buffer_append(out, text.data + 1, 1);
        return 2;
    }
    for (size_t i = 0; i < sizeof commands / sizeof *commands; i++)
        if (gk_string_equal(gk_string_make(text.data + 1, end - 1), gk_string_of(commands[i].name))) {
            gk_buffer_append_text(out, commands[i].text);
            return end;
        }
    return 0;
}

/* Whether a formula says by a command, a brace or a sign that it is one, or holds numbers only: $5 and $6 do
 * not. */
static bool is_formula(struct gk_string inside)
{
    bool numbers = inside.length > 0;
    for (size_t i = 0; i < inside.length; i++) {
        if (strchr("\\^{", inside.data[i]))
            return true;
        numbers = numbers && strchr("0123456789 .,+-=<>%~()/", inside.data[i]);
    }
    return numbers;
}

size_t gk_markdown_formula(struct gk_string text, struct gk_buffer *out)
{
    size_t end = 1;
    while (end < text.length && end < LONGEST_FORMULA && text.data[end] != '$' && text.data[end] != '\n')
        end += text.data[end] == '\\' && end + 1 < text.length ? 2 : 1;
    if (end < 2 || end >= text.length || text.data[end] != '$')
        return 0;
    struct gk_string inside = gk_string_make(text.data + 1, end - 1);
    if (!is_formula(inside))
        return 0;
    while (inside.length > 0) {
        size_t length = 1;
        if (inside.data[0] == '\\')
            length = take_command(inside, out);
        else if (!strchr("{}^_ ~", inside.data[0]))
            gk_buffer_append(out, inside.data, 1);
        if (length == 0)
            return 0;
        inside = gk_string_from(inside, length);
    }
    return out->failed || out->length == 0 ? 0 : end + 1;
}
