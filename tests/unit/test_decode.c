/* Bytes become text: which encoding is taken, and what it says. */
#include "source/decode.h"
#include "source_fixture.h"

#define GB_TEXT "\xD6\xD0\xB9\xFA" /* 中国 in GBK */
#define LONG_UTF8                                                                                                                                               \
    "中国中国中国中国中国中国中国中国中国中国中国中国中国中国中国中国中国中国中国中国中国中国中国中国中国中" \
    "国"                                                                                                                                                       \
    "中国中国中国中国中国中国中国中国中国中国中国中国中国中国中国中国中国中国中国中国中国中国中国中国中国中" \
    "国"

static const struct {
    const char *shows;
    const char *bytes;
    size_t length; /* 0: up to the NUL */
    const char *override;
    const char *encoding; /* NULL: none fits */
    const char *text;
    bool assumed; /* a diagnostic says which */
} cases[] = {
    {"UTF-8", "中国", 0, NULL, "UTF-8", "中国", false},
    {"a mark goes", "\xEF\xBB\xBF中国", 0, NULL, "UTF-8", "中国", false},
    {"UTF-16 with a mark", "\xFF\xFE\x2D\x4E\xFD\x56", 6, NULL, "UTF-16LE", "中国", false},
    {"UTF-16 without one", "\x2D\x4E\xFD\x56\x31\x00\x0A\x00", 8, NULL, "UTF-16LE", "中国1\n", false},
    {"GBK that nobody names", GB_TEXT, 0, NULL, "GB18030", "中国", true},
    {"GBK that a page calls GB2312", "<meta charset=gb2312>" GB_TEXT, 0, NULL, "GB18030",
     "<meta charset=gb2312>中国", false},
    {"GBK in an old page's words", "<META content=\"text/html; charset=GBK\">" GB_TEXT, 0, NULL, "GB18030",
     "<META content=\"text/html; charset=GBK\">中国", false},
    {"Big5 that a page names", "<meta charset=\"big5\">\xA4\xA4\xB0\xEA", 0, NULL, "BIG5-HKSCS",
     "<meta charset=\"big5\">中國", false},
    {"a page that names the wrong one: UTF-8 proves itself", "<meta charset=gbk>中国", 0, NULL, "UTF-8",
     "<meta charset=gbk>中国", false},
    {"the caller knows better", "\xA4\xA4\xB0\xEA", 0, "BIG5", "BIG5", "中國", false},
    {"UTF-8 with a broken character is not taken for GBK", LONG_UTF8 "\xE4\xB8" LONG_UTF8, 0, NULL, "UTF-8",
     LONG_UTF8 "\uFFFD\uFFFD" LONG_UTF8, false},
    {"a GBK file that was cut", GB_TEXT "\xB9", 0, NULL, "GB18030", "中国\uFFFD", true},
    {"NULs become U+FFFD", "a\0b c d e f", 11, NULL, "UTF-8", "a\uFFFDb c d e f", false},
    {"no text at all", "\xFF\x80\xFF\x80\xFF\x80", 6, NULL, NULL, NULL, false},
    {"an encoding that does not exist", "x", 0, "KLINGON", NULL, NULL, false},
};

static void encodings_are_found(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct gk_context context;
        struct gk_decoded decoded;
        open_context(&context, NULL);
        struct gk_string bytes = gk_string_of(cases[i].bytes);
        if (cases[i].length)
            bytes.length = cases[i].length;
        gkplan_status status = gk_decode(&context, bytes, cases[i].override, &decoded);
        bool right = cases[i].encoding
                         ? status == GKPLAN_STATUS_OK && strcmp(decoded.encoding, cases[i].encoding) == 0 &&
                               gk_string_equal(decoded.text, gk_string_of(cases[i].text)) &&
                               (context.first_diagnostic != NULL) == cases[i].assumed
                         : status == GKPLAN_STATUS_ENCODING;
        if (!right)
            fail_msg("%s: status %d, %s, %.*s", cases[i].shows, (int)status,
                     decoded.encoding ? decoded.encoding : "none", (int)decoded.text.length,
                     decoded.text.data);
        gk_buffer_free(&decoded.buffer);
        close_context(&context);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(encodings_are_found)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
