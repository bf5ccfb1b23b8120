/* Each limit at its edge: what a document asks for is allowed, one less is not, and the words name the limit,
 * what was found and what is allowed. */
#include "docx_package.h"

/* Two tables; the first has 3 rows and 2 columns; 7 cells in all. */
static const char page[] =
    "<table><tr><td>a<td>b<tr><td>c<td>d<tr><td>e<td>f</table><p>x</p><table><tr><td>g</table>";

struct case_of_limit {
    const char *name;
    size_t offset; /* in gkplan_limits */
    uint64_t enough;
    uint64_t found; /* as the words say it when one less is allowed */
};

#define LIMIT(field) #field, offsetof(gkplan_limits, field)

static const struct case_of_limit of_page[] = {
    {LIMIT(input_bytes), sizeof page - 1, sizeof page - 1},
    {LIMIT(tables), 2, 2},
    {LIMIT(rows), 3, 3},
    {LIMIT(columns), 2, 2},
    {LIMIT(cells), 7, 7},
};

static gkplan_status read_with(struct gk_string bytes, size_t offset, uint64_t value, char *words,
                               size_t size)
{
    gkplan_limits limits = {.size = sizeof limits};
    memcpy((char *)&limits + offset, &value, sizeof value);
    gkplan_read_options options = GKPLAN_READ_OPTIONS_INIT;
    options.limits = &limits;
    options.source_name = "a-name";
    gkplan_document *document;
    gkplan_error *error;
    gkplan_status status = gkplan_document_read_memory(bytes.data, bytes.length, &options, &document, &error);
    snprintf(words, size, "%s", error ? gkplan_error_message(error) : "");
    gkplan_error_free(error);
    gkplan_document_free(document);
    return status;
}

static void expect_edge(struct gk_string bytes, const struct case_of_limit *edge)
{
    char words[512], wanted[128];
    if (read_with(bytes, edge->offset, edge->enough, words, sizeof words) != GKPLAN_STATUS_OK)
        fail_msg("%s of %d is not enough: %s", edge->name, (int)edge->enough, words);
    gkplan_status status = read_with(bytes, edge->offset, edge->enough - 1, words, sizeof words);
    if (status != GKPLAN_STATUS_LIMIT)
        fail_msg("%s of %d is enough (%s %s)", edge->name, (int)edge->enough - 1, gkplan_status_name(status),
                 words);
    snprintf(wanted, sizeof wanted, "limit %s: found %d, allowed %d", edge->name, (int)edge->found,
             (int)edge->enough - 1);
    if (!strstr(words, wanted) || !strstr(words, "a-name"))
        fail_msg("the words are: %s, not: %s", words, wanted);
}

static void a_page(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof of_page / sizeof *of_page; i++)
        expect_edge(gk_string_make(page, sizeof page - 1), &of_page[i]);
}

static void text(void **state)
{
    (void)state;
    const char plain[] = "<p>abcdefg</p>";
    expect_edge(gk_string_make(plain, sizeof plain - 1), &(struct case_of_limit){LIMIT(text_bytes), 7, 7});
}

static void depth_of_markup(void **state)
{
    (void)state;
    const char nested[] = "<html><body><div><div><div>x</div></div></div></body></html>";
    expect_edge(gk_string_make(nested, sizeof nested - 1), &(struct case_of_limit){LIMIT(xml_depth), 5, 5});
}

#define IN_CELL(inside) TABLE(ROW("<w:tc>" inside "</w:tc>"))

/* A Word file of three parts with a table in a cell; its document has `blanks` bytes behind its end. */
static struct gk_string word_file(size_t blanks, size_t *unpacked)
{
    static const char types[] =
        "<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'><Override "
        "PartName='/word/document.xml' ContentType='" WORD_TYPE "document.main+xml'/></Types>";
    static const char links[] =
        "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'><Relationship "
        "Id='r1' Type='" RELATIONSHIP "officeDocument' Target='word/document.xml'/></Relationships>";
    static const char start[] = "<w:document xmlns:w='" WORD_SPACE
                                "'><w:body>" IN_CELL(IN_CELL(P("abc")) P("d")) "</w:body></w:document>";
    char *document = malloc(sizeof start + blanks);
    memcpy(document, start, sizeof start - 1);
    memset(document + sizeof start - 1, ' ', blanks);
    document[sizeof start - 1 + blanks] = '\0';
    const struct package_part parts[] = {
        {"[Content_Types].xml", types}, {"_rels/.rels", links}, {"word/document.xml", document}};
    struct gk_string bytes = pack(parts, 3);
    *unpacked = sizeof types - 1 + sizeof links - 1 + sizeof start - 1 + blanks;
    free(document);
    return bytes;
}

static void an_archive(void **state)
{
    (void)state;
    char words[512];
    size_t unpacked;
    struct gk_string bytes = word_file(0, &unpacked);
    expect_edge(bytes, &(struct case_of_limit){LIMIT(archive_entries), 3, 3});
    expect_edge(bytes, &(struct case_of_limit){LIMIT(table_depth), 2, 2});
    assert_int_equal(read_with(bytes, offsetof(gkplan_limits, uncompressed_bytes), unpacked * 2, words, 512),
                     GKPLAN_STATUS_OK);
    assert_int_equal(read_with(bytes, offsetof(gkplan_limits, uncompressed_bytes), 100, words, 512),
                     GKPLAN_STATUS_LIMIT);
    assert_non_null(strstr(words, "limit uncompressed_bytes: found "));
    free((char *)(uintptr_t)bytes.data);
}

/* Blanks pack a thousand to one; the first MiB of a part is free of the ratio. */
static void a_ratio(void **state)
{
    (void)state;
    char words[512];
    size_t unpacked;
    struct gk_string small = word_file(1000000, &unpacked), large = word_file(3000000, &unpacked);
    const size_t ratio = offsetof(gkplan_limits, compression_ratio);
    assert_int_equal(read_with(small, ratio, 1, words, 512), GKPLAN_STATUS_OK);
    assert_int_equal(read_with(large, ratio, 2000, words, 512), GKPLAN_STATUS_OK);
    assert_int_equal(read_with(large, ratio, 0, words, 512), GKPLAN_STATUS_LIMIT); /* 0: the default, 200 */
    assert_non_null(strstr(words, "limit compression_ratio: found "));
    assert_non_null(strstr(words, "allowed 200"));
    assert_non_null(strstr(words, "word/document.xml"));
    free((char *)(uintptr_t)small.data);
    free((char *)(uintptr_t)large.data);
}

/* The one limit that is no failure: diagnostics past it are counted. */
static void diagnostics(void **state)
{
    (void)state;
    static const char hidden[] = "<p>a</p><p hidden>x</p><p>b</p><p hidden>y</p><p>c</p><p hidden>z</p>";
    gkplan_limits limits = {.size = sizeof limits, .diagnostics = 2};
    gkplan_read_options options = GKPLAN_READ_OPTIONS_INIT;
    options.limits = &limits;
    gkplan_document *document;
    assert_int_equal(gkplan_document_read_memory(hidden, sizeof hidden - 1, &options, &document, NULL),
                     GKPLAN_STATUS_OK);
    size_t kept = 0;
    for (const gkplan_diagnostic *at = gkplan_document_first_diagnostic(document); at; at = at->next)
        kept++;
    assert_int_equal(kept, 2);
    assert_true(gkplan_document_diagnostic_count(document) > 2);
    gkplan_document_free(document);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_page),     cmocka_unit_test(text),    cmocka_unit_test(depth_of_markup),
        cmocka_unit_test(an_archive), cmocka_unit_test(a_ratio), cmocka_unit_test(diagnostics),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
