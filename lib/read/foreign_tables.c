/* Tables in the markup of other systems, as models that recognise pages write them: named, not read. */
#include "read/foreign_tables.h"

#include "core/messages.h"

/* How such a table begins, and a sign that stands in it as well. */
static const struct {
    const char *begin, *inside, *markup;
} kinds[] = {
    {"\\begin{tabular", "&", "LaTeX"},      {"\\begin{longtable", "&", "LaTeX"},
    {"\\begin{supertabular", "&", "LaTeX"}, {"\\begin{tblr", "&", "LaTeX"},
    {"<otsl>", "<nl>", "OTSL (DocTags)"},   {"<ched>", "<nl>", "OTSL (DocTags)"},
    {"<fcel>", "<nl>", "OTSL (DocTags)"},   {"\n{|", "\n|-", "wikitext"},
};

static void say(struct gk_context *context, struct gk_string text, size_t at, const char *markup)
{
    gkplan_place place = {.byte = at, .line = 1, .table = -1, .row = -1, .column = -1};
    for (size_t i = 0; i <= at; i++)
        place.line += text.data[i] == '\n';
    gk_diagnose(context, GK_MESSAGE_TABLE_NOT_READ, &place, NULL, markup, NULL);
}

void gk_say_foreign_tables(struct gk_context *context, struct gk_string text)
{
    const char *said = "";
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        size_t at = gk_string_find(text, gk_string_of(kinds[i].begin), 0);
        if (at == GK_NOT_FOUND || gk_string_equal(gk_string_of(said), gk_string_of(kinds[i].markup)) ||
            gk_string_find(text, gk_string_of(kinds[i].inside), at) == GK_NOT_FOUND)
            continue;
        said = kinds[i].markup;
        say(context, text, at, said);
    }
}
