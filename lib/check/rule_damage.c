/* Characters that should not stand in a published text. */
#include "check/check_run.h"

#include "core/utf8.h"

struct range {
    uint32_t first;
    uint32_t last;
    enum gk_rule rule;
};

static const struct range ranges[] = {
    {0x00, 0x08, GK_RULE_UNPRINTABLE_CHARACTER},
    {0x0B, 0x1F, GK_RULE_UNPRINTABLE_CHARACTER},
    {0x7F, 0x9F, GK_RULE_UNPRINTABLE_CHARACTER},
    {0xAD, 0xAD, GK_RULE_UNPRINTABLE_CHARACTER},       /* soft hyphen */
    {0x200B, 0x200F, GK_RULE_UNPRINTABLE_CHARACTER},   /* zero width, direction marks */
    {0x202A, 0x202E, GK_RULE_UNPRINTABLE_CHARACTER},   /* direction overrides */
    {0x2060, 0x2069, GK_RULE_UNPRINTABLE_CHARACTER},   /* word joiner, invisible operators, isolates */
    {0x2E80, 0x2FD5, GK_RULE_COMPATIBILITY_CHARACTER}, /* CJK and Kangxi radicals */
    {0xE000, 0xF8FF, GK_RULE_UNPRINTABLE_CHARACTER},   /* private use */
    {0xF900, 0xFAFF, GK_RULE_COMPATIBILITY_CHARACTER}, /* compatibility ideographs */
    {0xFEFF, 0xFEFF, GK_RULE_UNPRINTABLE_CHARACTER},
    {0xFFFD, 0xFFFD, GK_RULE_REPLACEMENT_CHARACTER},
    {0x2F800, 0x2FA1F, GK_RULE_COMPATIBILITY_CHARACTER},
    {0xF0000, 0x10FFFD, GK_RULE_UNPRINTABLE_CHARACTER},
};

static const struct range *find(uint32_t codepoint)
{
    if (codepoint >= 0x20 && codepoint < 0x7F)
        return NULL;
    if (codepoint >= 0x2FD6 && codepoint < 0xE000) /* nearly all Chinese */
        return NULL;
    for (size_t i = 0; i < sizeof ranges / sizeof *ranges && ranges[i].first <= codepoint; i++)
        if (codepoint <= ranges[i].last)
            return &ranges[i];
    return NULL;
}

/* The first of each kind in a text: further ones are seen when a person looks there. */
static void look(struct gk_check *check, const struct gk_check_text *text, void *context)
{
    bool said[GK_RULE_COUNT] = {false};
    (void)context;
    for (size_t position = 0; position < text->text.length;) {
        size_t start = position;
        const struct range *range = find(gk_utf8_next(text->text, &position));
        if (!range || said[range->rule])
            continue;
        said[range->rule] = true;
        gk_check_report(check, range->rule, &text->place, NULL, gk_check_around(text->text, start, position),
                        gk_string_of(""));
    }
}

void gk_check_damage(struct gk_check *check)
{
    gk_check_each_text(check, look, NULL, NULL);
}
