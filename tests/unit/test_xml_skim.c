/* What the skimming scan leaves out, what it never leaves out, and that the parser tells no difference. */
#include "../fuzz/skimmed_and_plain.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#define ROOT "<w:d xmlns:w='u' xmlns:w14='v'>"

struct skim_case {
    const char *shows;
    const char *xml;
    const char *kept;
};

/* NULL: all of it is kept. */
static const struct skim_case cases[] = {
    {"the second of two equal blocks is left out", ROOT "<w:r><w:b/></w:r><w:r><w:b/></w:r></w:d>",
     ROOT "<w:r><w:b/></w:r><w:r></w:r></w:d>"},
    {"a block is one byte for byte", ROOT "<w:b w:val=\"1\"/><w:r/><w:b w:val=\"2\"/></w:d>", NULL},
    {"a block with elements in it", ROOT "<w:rPr><w:b/></w:rPr><w:t>市</w:t><w:rPr><w:b/></w:rPr></w:d>",
     ROOT "<w:rPr><w:b/></w:rPr><w:t>市</w:t></w:d>"},
    {"elements one behind the other are one block",
     ROOT "<w:b/><w:sz w:val=\"24\"/><w:t/><w:b/><w:sz w:val=\"24\"/></w:d>",
     ROOT "<w:b/><w:sz w:val=\"24\"/><w:t/></w:d>"},
    {"the name of a font", ROOT "<w:rFonts w:ascii=\"仿宋\"/><w:t/><w:rFonts w:ascii=\"仿宋\"/></w:d>",
     ROOT "<w:rFonts w:ascii=\"仿宋\"/><w:t/></w:d>"},
    {"what the reader asks for stays, and what is around it",
     ROOT "<w:rPr><w:vanish/></w:rPr><w:rPr><w:vanish/></w:rPr></w:d>", NULL},
    {"what stands beside it in the same element goes",
     ROOT "<w:rPr><w:b/><w:vanish/></w:rPr><w:rPr><w:b/><w:vanish/></w:rPr></w:d>",
     ROOT "<w:rPr><w:b/><w:vanish/></w:rPr><w:rPr><w:vanish/></w:rPr></w:d>"},
    {"text in it", ROOT "<w:rPr>市</w:rPr><w:rPr>市</w:rPr></w:d>", NULL},
    {"white space in it", ROOT "<w:rPr> </w:rPr><w:rPr> </w:rPr></w:d>", NULL},
    {"a line's end in a tag", ROOT "<w:b\nw:val=\"1\"/><w:t/><w:b\nw:val=\"1\"/></w:d>", NULL},
    {"a line's end in a value", ROOT "<w:b w:val=\"\n\"/><w:t/><w:b w:val=\"\n\"/></w:d>", NULL},
    {"behind text nothing is left out", ROOT "<w:b/>市<w:b/></w:d>", NULL},
    {"an error about bytes that are no UTF-8 quotes those behind", ROOT "<w:b/><w:t\xF2><w:b/></w:t></w:d>",
     NULL},
    {"the same in a value", ROOT "<w:b/><w:t a='\xF2'><w:b/></w:t></w:d>", NULL},
    {"the same in a value of a block", ROOT "<w:b/><w:t/><w:b w:val=\"\xF2\"/><w:b/></w:d>", NULL},
    {"UTF-8 that is whole, further off", ROOT "<w:b/><w:t a='市' b=''/><w:b/></w:d>",
     ROOT "<w:b/><w:t a='市' b=''/></w:d>"},
    {"the end of ]]> is not made", ROOT "<w:b/><w:t>]]<w:b/>></w:t></w:d>", NULL},
    {"an element that does not end", ROOT "<w:b><w:t/><w:b></w:d>", NULL},
    {"an end too many", ROOT "<w:b/></w:b><w:b/></w:b></w:d>", NULL},
    {"an entity in a value", ROOT "<w:b w:val=\"&amp;\"/><w:t/><w:b w:val=\"&amp;\"/></w:d>", NULL},
    {"a foreign element", ROOT "<w14:b/><w:t/><w14:b/></w:d>", NULL},
    {"a foreign attribute", ROOT "<w:b w14:val=\"1\"/><w:t/><w:b w14:val=\"1\"/></w:d>", NULL},
    {"an attribute of no namespace", ROOT "<w:b val=\"1\"/><w:t/><w:b val=\"1\"/></w:d>", NULL},
    {"an element without prefix", ROOT "<b/><w:t/><b/></w:d>", NULL},
    {"behind the root's end", ROOT "<w:b/></w:d><w:b/>", NULL},

    {"identifiers, once the parser knows their names",
     ROOT "<w:p w:rsidR=\"00A1\"/><w:p w:rsidR=\"00B2\"/><w:p w:rsidR=\"00B2\">市</w:p></w:d>",
     ROOT "<w:p w:rsidR=\"00A1\"/><w:p/><w:p>市</w:p></w:d>"},
    {"identifiers of two namespaces",
     ROOT "<w:p w14:paraId=\"A\" w:rsidR=\"B\"/><w:p w:rsidR=\"C\" w14:paraId=\"D\"/></w:d>",
     ROOT "<w:p w14:paraId=\"A\" w:rsidR=\"B\"/><w:p/></w:d>"},
    {"an identifier behind text", ROOT "<w:p w:rsidR=\"0\"/>市<w:p w:rsidR=\"0\"/></w:d>",
     ROOT "<w:p w:rsidR=\"0\"/>市<w:p/></w:d>"},
    {"an identifier beside another attribute",
     ROOT "<w:p w:rsidR=\"0\"/><w:p w:rsidR=\"0\" w:val=\"1\"/><w:p w:val=\"1\" w:rsidR=\"0\"/></w:d>", NULL},
    {"an identifier twice", ROOT "<w:p w:rsidR=\"0\"/><w:p w:rsidR=\"0\" w:rsidR=\"0\"/></w:d>", NULL},
    {"no hexadecimal number", ROOT "<w:p w:rsidR=\"0\"/><w:p w:rsidR=\"0&lt;\"/></w:d>", NULL},
    {"two spaces", ROOT "<w:p w:rsidR=\"0\"/><w:p  w:rsidR=\"0\"/></w:d>", NULL},
    {"no space between", ROOT "<w:p w:rsidR=\"0\" w:rsidP=\"0\"/><w:p w:rsidR=\"0\"w:rsidP=\"0\"/></w:d>",
     NULL},
    {"another name that begins so", ROOT "<w:p w:rsidR=\"0\"/><w:p w:rsidR2=\"0\"/></w:d>", NULL},

    {"a comment ends the skimming", ROOT "<w:b/><!-- <w:t> --><w:b/><w:t/><w:b/></w:d>", NULL},
    {"a CDATA section ends it", ROOT "<w:b/><w:t><![CDATA[<w:b/>]]></w:t><w:b/></w:d>", NULL},
    {"an instruction ends it", ROOT "<w:b/><?x <w:b/>?><w:b/></w:d>", NULL},
    {"a DOCTYPE", "<!DOCTYPE d>" ROOT "<w:b/><w:t/><w:b/></w:d>", NULL},
    {"a comment before the root", "<!-- -->" ROOT "<w:b/><w:t/><w:b/></w:d>", NULL},
    {"the prefix declared anew ends it", ROOT "<w:b/><w:t xmlns:w='z'><w:b/></w:t><w:b/></w:d>", NULL},
    {"the prefix declared anew, with space around", ROOT "<w:b/><w:t xmlns:w\n=\n'z'><w:b/></w:t></w:d>",
     NULL},
    {"another prefix that begins so does not end it", ROOT "<w:b/><w:t xmlns:w2='z'><w:b/></w:t></w:d>",
     ROOT "<w:b/><w:t xmlns:w2='z'></w:t></w:d>"},
    {"a prefix of another namespace", "<w:d xmlns:w='z'><w:b/><w:t/><w:b/></w:d>", NULL},
    {"a prefix that is not declared", "<w:d><w:b/><w:t/><w:b/></w:d>", NULL},
    {"a declaration in a value is none", "<w:d a=\" xmlns:w='u'\"><w:b/><w:t/><w:b/></w:d>", NULL},

    {"a tag's end in a value is none", ROOT "<w:b/><w:t a='>'><w:b/></w:t></w:d>",
     ROOT "<w:b/><w:t a='>'></w:t></w:d>"},
    {"a tag in a value is none", ROOT "<w:b/><w:t a='><w:b/>'/></w:d>", NULL},
    {"a slash in a value does not end the element", ROOT "<w:t a='/'><w:b/></w:t><w:b/></w:d>",
     ROOT "<w:t a='/'><w:b/></w:t></w:d>"},
    {"a tag in a tag, and what is behind it", ROOT "<w:b/><w:t a='< \"'/><w:b/></w:d>", NULL},
    {"a quotation mark in an end tag", ROOT "<w:b/><w:t></w:t \"><w:b/></w:d>", NULL},
    {"the end of a reference that has none", ROOT "<w:b w:val=\";\"/><w:t>&amp</w:t><w:b w:val=\";\"/></w:d>",
     NULL},
    {"an XML declaration", "<?xml version='1.0' encoding='utf-8'?>\n" ROOT "<w:b/><w:t/><w:b/></w:d>",
     "<?xml version='1.0' encoding='utf-8'?>\n" ROOT "<w:b/><w:t/></w:d>"},
    {"a mark of UTF-8",
     "\xEF\xBB\xBF<?xml version=\"1.0\" standalone=\"yes\"?>" ROOT "<w:b/><w:t/><w:b/></w:d>",
     "\xEF\xBB\xBF<?xml version=\"1.0\" standalone=\"yes\"?>" ROOT "<w:b/><w:t/></w:d>"},
    {"another encoding", "<?xml version='1.0' encoding='GBK'?>" ROOT "<w:b/><w:t/><w:b/></w:d>", NULL},
};

static void only_what_is_known_and_not_asked_for_is_left_out(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct gk_context context = {.allocator = gk_memory_default, .limits = {.xml_depth = SKIMMED_DEPTH}};
        struct gk_xml_skim *skim = gk_xml_skim_new(&context, &skimmed_rules);
        size_t length = strlen(cases[i].xml);
        char *bytes = malloc(length);
        memcpy(bytes, cases[i].xml, length);
        struct gk_string kept = gk_string_make(bytes, gk_xml_skim(skim, bytes, length));
        const char *expected = cases[i].kept ? cases[i].kept : cases[i].xml;
        if (!gk_string_equal(kept, gk_string_of(expected)))
            fail_msg("%s: %.*s instead of %s", cases[i].shows, (int)kept.length, kept.data, expected);
        gk_xml_skim_free(&context, skim);
        free(bytes);
    }
}

/* Every case in every pair of a first chunk and chunks behind it. */
static void the_parser_tells_no_difference_in_any_chunks(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        size_t length = strlen(cases[i].xml);
        for (size_t first = 1; first <= length; first++)
            for (size_t next = 1; next <= length - first + 1; next++)
                if (skimmed_and_plain(cases[i].xml, length, first, next) < 0)
                    fail_msg("%s: chunks of %zu, then %zu", cases[i].shows, first, next);
    }
}

static size_t repeat(char *to, const char *text, size_t times)
{
    size_t length = strlen(text);
    for (size_t i = 0; i < times; i++)
        memcpy(to + i * length, text, length);
    return times * length;
}

/* The block stands ever deeper: at last the parser must see it, to fail. */
static void the_limit_of_depth_stays_where_it_is(void **state)
{
    char xml[2048];
    (void)state;
    for (size_t depth = 1; depth < 2 * SKIMMED_DEPTH; depth++) {
        size_t length = repeat(xml, ROOT "<w:rPr><w:b/></w:rPr><w:t/>", 1);
        for (size_t i = 1; i < depth; i++)
            length += repeat(xml + length, "<w:t>", 1);
        length += repeat(xml + length, "<w:rPr><w:b/></w:rPr>", 1);
        length += repeat(xml + length, "</w:t>", depth - 1);
        length += repeat(xml + length, "</w:d>", 1);
        long out = skimmed_and_plain(xml, length, length, 1);
        assert_int_equal(out, depth + 2 <= SKIMMED_DEPTH ? 21 : 0);
    }
}

/* More different blocks than are kept in mind, and blocks longer than may be. */
static void many_blocks_and_long_ones(void **state)
{
    enum { DIFFERENT = 200, ROUNDS = 5, LONG = 4000 };
    char *xml = malloc(DIFFERENT * ROUNDS * 64 + 2 * LONG + 256);
    (void)state;
    assert_non_null(xml);
    size_t length = repeat(xml, ROOT, 1);
    for (size_t round = 0; round < ROUNDS; round++)
        for (int i = 0; i < DIFFERENT; i++)
            length += (size_t)sprintf(xml + length, "<w:t/><w:sz w:val=\"%d\"/><w:t>市</w:t><w:b/>", i);
    for (int i = 0; i < 2; i++) {
        length += repeat(xml + length, "<w:color w:val=\"", 1);
        length += repeat(xml + length, "0", LONG);
        length += repeat(xml + length, "\"/><w:t/>", 1);
    }
    length += repeat(xml + length, "</w:d>", 1);
    assert_true(skimmed_and_plain(xml, length, length, 1) > 0);
    assert_true(skimmed_and_plain(xml, length, 100, 1000) > 0);
    free(xml);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(only_what_is_known_and_not_asked_for_is_left_out),
        cmocka_unit_test(the_parser_tells_no_difference_in_any_chunks),
        cmocka_unit_test(the_limit_of_depth_stays_where_it_is),
        cmocka_unit_test(many_blocks_and_long_ones),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
