/* Whether the label at the top of a page is that of the open node (contract 4.5). */
#include "core/cjk_text.h"
#include "core/memory.h"
#include "core/numeral.h"
#include "core/utf8.h"
#include "plan/table_group.h"

/* Likeness costs the product of the lengths: longer labels must be equal. */
enum { LONGEST_COMPARED = 400, LIKE_ENOUGH_PERCENT = 80, LABEL_BYTES = 512 };

/* The code points of a folded label. */
static size_t code_points(struct gk_string text, uint32_t *out)
{
    size_t count = 0;
    for (size_t position = 0; position < text.length && count < LONGEST_COMPARED;)
        out[count++] = gk_utf8_next(text, &position);
    return count;
}

/* Digits, numerals and what stands in quotation marks: where these differ, two labels are never alike. */
static bool append_essence(struct gk_buffer *out, struct gk_string text)
{
    bool quoted = false;
    for (size_t position = 0; position < text.length;) {
        uint32_t codepoint = gk_utf8_next(text, &position);
        if (codepoint == 0x201C || codepoint == 0x300A)
            quoted = true;
        if (quoted || gk_arabic_digit(codepoint) >= 0 || gk_is_chinese_numeral(codepoint))
            gk_buffer_append_codepoint(out, codepoint);
        if (codepoint == 0x201D || codepoint == 0x300B)
            quoted = false;
    }
    return !out->failed;
}

static bool same_essence(struct gk_context *context, struct gk_string a, struct gk_string b)
{
    struct gk_buffer folded[2], essence[2];
    const struct gk_string texts[2] = {a, b};
    char storage[4][LABEL_BYTES];
    bool made = true;
    for (int i = 0; i < 2; i++) {
        gk_buffer_init_in(&folded[i], &context->allocator, storage[2 * i], LABEL_BYTES);
        gk_buffer_init_in(&essence[i], &context->allocator, storage[2 * i + 1], LABEL_BYTES);
        made = made && gk_fold(&folded[i], texts[i], GK_FOLD_SPACES) &&
               append_essence(&essence[i], gk_buffer_view(&folded[i]));
    }
    bool same = made && gk_string_equal(gk_buffer_view(&essence[0]), gk_buffer_view(&essence[1]));
    if (!made)
        gk_fail_memory(context);
    for (int i = 0; i < 2; i++) {
        gk_buffer_free(&folded[i]);
        gk_buffer_free(&essence[i]);
    }
    return same;
}

/* The length of the longest common subsequence. */
static size_t common_length(const uint32_t *a, size_t a_count, const uint32_t *b, size_t b_count)
{
    size_t row[LONGEST_COMPARED + 1] = {0};
    for (size_t i = 0; i < a_count; i++) {
        size_t diagonal = 0;
        for (size_t j = 0; j < b_count; j++) {
            size_t above = row[j + 1];
            row[j + 1] = a[i] == b[j] ? diagonal + 1 : above > row[j] ? above : row[j];
            diagonal = above;
        }
    }
    return row[b_count];
}

/* 2 * LCS / (|a| + |b|) is at least 0.8; it cannot be where one is much longer. */
static bool like_enough(struct gk_string a, struct gk_string b, uint64_t *work)
{
    uint32_t first[LONGEST_COMPARED], second[LONGEST_COMPARED];
    size_t a_count = code_points(a, first), b_count = code_points(b, second);
    size_t shorter = a_count < b_count ? a_count : b_count;
    uint64_t steps = (uint64_t)a_count * b_count;
    if (a_count >= LONGEST_COMPARED || b_count >= LONGEST_COMPARED || steps > *work ||
        200 * shorter < LIKE_ENOUGH_PERCENT * (a_count + b_count))
        return false;
    *work -= steps;
    return 200 * common_length(first, a_count, second, b_count) >= LIKE_ENOUGH_PERCENT * (a_count + b_count);
}

/* Whether the first characters say that two folded labels differ. */
static bool differ_at_once(struct gk_string a, struct gk_string b)
{
    uint32_t first = gk_fold_first(a, GK_FOLD_LABEL), second = gk_fold_first(b, GK_FOLD_LABEL);
    return first && second && first != second;
}

enum gk_same gk_labels_compare(struct gk_context *context, struct gk_string a, struct gk_string b,
                               uint64_t *likeness_work)
{
    struct gk_buffer first, second;
    enum gk_same same = GK_SAME_NOT;
    if (gk_string_equal(a, b))
        return GK_SAME_EQUAL;
    /* A fold never makes a text more than a few times shorter or longer. */
    if (a.length > 8 * b.length + 64 || b.length > 8 * a.length + 64)
        return GK_SAME_NOT;
    if (!likeness_work && differ_at_once(a, b))
        return GK_SAME_NOT;
    char storage[2][LABEL_BYTES];
    gk_buffer_init_in(&first, &context->allocator, storage[0], LABEL_BYTES);
    gk_buffer_init_in(&second, &context->allocator, storage[1], LABEL_BYTES);
    if (!gk_fold(&first, a, GK_FOLD_LABEL) || !gk_fold(&second, b, GK_FOLD_LABEL))
        gk_fail_memory(context);
    else if (first.length > 0 && gk_string_equal(gk_buffer_view(&first), gk_buffer_view(&second)))
        same = GK_SAME_EQUAL;
    else if (likeness_work && same_essence(context, a, b) &&
             like_enough(gk_buffer_view(&first), gk_buffer_view(&second), likeness_work))
        same = GK_SAME_LIKE;
    gk_buffer_free(&first);
    gk_buffer_free(&second);
    return same;
}
