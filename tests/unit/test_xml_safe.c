/* The safe SAX2 pass: what goes through, and what is refused with which words. */
#include "source/xml_safe.h"
#include "source_fixture.h"
#include <libxml/xmlmemory.h>

/* Elements as <name ...>, text as it is. */
static void start(void *user, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri, int namespaces,
                  const xmlChar **namespace_list, int attribute_count, int defaulted,
                  const xmlChar **attributes)
{
    (void)prefix, (void)uri, (void)namespaces, (void)namespace_list, (void)defaulted;
    struct gk_xml_parse *parse = user;
    struct gk_buffer *out = parse->user;
    gk_buffer_append_text(out, "<");
    gk_buffer_append_text(out, (const char *)name);
    for (int i = 0; i < attribute_count; i++) {
        gk_buffer_append_text(out, " ");
        gk_buffer_append_text(out, (const char *)attributes[5 * i]);
        gk_buffer_append_text(out, "=");
        gk_buffer_append(out, attributes[5 * i + 3], (size_t)(attributes[5 * i + 4] - attributes[5 * i + 3]));
    }
    gk_buffer_append_text(out, ">");
    if (strcmp((const char *)name, "stop") == 0)
        gk_xml_stop(parse);
}

static void end(void *user, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri)
{
    (void)prefix, (void)uri;
    struct gk_xml_parse *parse = user;
    gk_buffer_append_text(parse->user, "</");
    gk_buffer_append_text(parse->user, (const char *)name);
    gk_buffer_append_text(parse->user, ">");
}

static void characters(void *user, const xmlChar *text, int length)
{
    struct gk_xml_parse *parse = user;
    gk_buffer_append(parse->user, text, (size_t)length);
}

static const struct gk_xml_handler handler = {start, end, characters};

struct xml_case {
    const char *shows;
    const char *xml;
    const char *seen;    /* what the handler saw, when the pass succeeds */
    const char *message; /* of the error, when it fails */
    bool allow_doctype;
};

static const struct xml_case cases[] = {
    {"elements, attributes and text", "<w:p xmlns:w='u' w:a='甲'>市<w:r/>局</w:p>", "<p a=甲>市<r></r>局</p>",
     NULL, false},
    {"the five entities and character references", "<a>&lt;&amp;&gt;&quot;&apos;&#20013;</a>",
     "<a><&>\"'中</a>", NULL, false},
    {"CDATA is text", "<a><![CDATA[<市>]]></a>", "<a><市></a>", NULL, false},
    {"comments and instructions are nothing", "<?xml version='1.0'?><!-- c --><a><?x y?><!-- d --></a>",
     "<a></a>", NULL, false},
    {"GBK says so", "<?xml version='1.0' encoding='GBK'?><a>\xCA\xD0</a>", "<a>市</a>", NULL, false},
    {"not well formed", "<a>\n<b></a>", NULL, "part.xml:2: Opening and ending tag mismatch: b line 2 and a",
     false},
    {"cut off", "<a>\n\n<b>", NULL, "part.xml:3: the XML ends before its elements do", false},
    {"empty", "", NULL, "part.xml:1: the XML is empty or goes on after its end", false},
    {"a DTD is refused", "<!DOCTYPE a>\n<a/>", NULL,
     "part.xml:1: a document type declaration, which no such file has", false},
    {"a billion laughs", "<!DOCTYPE a [<!ENTITY b 'ha'><!ENTITY c '&b;&b;'>]><a>&c;</a>", NULL,
     "part.xml:1: a document type declaration, which no such file has", false},
    {"a DTD may be passed over",
     "<!DOCTYPE html PUBLIC '-//W3C//DTD XHTML 1.0//EN' 'x.dtd'><a>甲&nbsp;乙</a>", "<a>甲\u00A0乙</a>", NULL,
     true},
    {"its entities are not read", "<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/hostname'>]><a>&b;</a>", NULL,
     "part.xml:1: Entity 'b' not defined", true},
    {"an entity without DTD", "<a>&nbsp;</a>", NULL, "part.xml:1: Entity 'nbsp' not defined", false},
    {"stopped by the reader", "<a><stop/><b></a>", "<a><stop>", NULL, false},
    {"deeper than the limit", "<a><a><a><a><a/></a></a></a></a>", NULL,
     "part.xml:1: limit xml_depth: found 5, allowed 4", false},
};

static gkplan_status parse(struct gk_context *context, const struct xml_case *xml_case,
                           struct gk_buffer *seen)
{
    struct gk_xml_parse parse = {.allow_doctype = xml_case->allow_doctype};
    gk_buffer_init(seen, &context->allocator);
    return gk_xml_parse_memory(context, gk_string_of(xml_case->xml), "part.xml", &handler, seen, &parse);
}

static void what_goes_through_and_what_does_not(void **state)
{
    (void)state;
    const gkplan_limits limits = {.size = sizeof limits, .xml_depth = 4};
    gkplan_read_options options = GKPLAN_READ_OPTIONS_INIT;
    options.limits = &limits;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct gk_context context;
        struct gk_buffer seen;
        open_context(&context, &options);
        gkplan_status status = parse(&context, &cases[i], &seen);
        gk_buffer_append(&seen, "", 1);
        if (cases[i].seen && (status != GKPLAN_STATUS_OK || strcmp(seen.data, cases[i].seen) != 0))
            fail_msg("%s: %s%s", cases[i].shows, seen.data, gkplan_error_message(context.error));
        if (cases[i].message && strcmp(gkplan_error_message(context.error), cases[i].message) != 0)
            fail_msg("%s: %s", cases[i].shows, gkplan_error_message(context.error));
        gk_buffer_free(&seen);
        close_context(&context);
    }
}

static void count_error(void *count, xmlErrorPtr error)
{
    (void)error;
    ++*(int *)count;
}

static void count_words(void *count, const char *format, ...)
{
    (void)format;
    ++*(int *)count;
}

/* Bytes that are none of the encoding are an error that libxml2's converters raise outside of any parser. */
static void the_programs_handlers_of_errors_are_left_alone(void **state)
{
    (void)state;
    int count = 0;
    const struct xml_case broken = {.xml =
                                        "<?xml version='1.0' encoding='ISO-8859-8'?>\n<a>\xFF\xFF\xA1</a>"};
    struct gk_context context;
    struct gk_buffer seen;
    open_context(&context, NULL);
    xmlSetStructuredErrorFunc(&count, count_error);
    xmlSetGenericErrorFunc(&count, count_words);
    assert_int_equal(parse(&context, &broken, &seen), GKPLAN_STATUS_MALFORMED);
    assert_int_equal(count, 0);
    assert_ptr_equal(xmlStructuredErrorContext, &count);
    assert_true(xmlStructuredError == count_error);
    assert_ptr_equal(xmlGenericErrorContext, &count);
    assert_true(xmlGenericError == count_words);
    xmlSetStructuredErrorFunc(NULL, NULL);
    xmlSetGenericErrorFunc(NULL, NULL);
    gk_buffer_free(&seen);
    close_context(&context);
}

/* More than libxml2's limit on one token, in many small ones, through the 64 KB buffer. */
static void large_parts_stream(void **state)
{
    (void)state;
    struct gk_context context;
    open_context(&context, NULL);
    struct gk_buffer xml, seen;
    gk_buffer_init(&xml, &context.allocator);
    gk_buffer_init(&seen, &context.allocator);
    gk_buffer_append_text(&xml, "<d>");
    for (int i = 0; i < 700000; i++)
        gk_buffer_append_text(&xml, "<p>各区县政府</p>\n");
    gk_buffer_append_text(&xml, "</d>");
    const struct entry entry = {"word/document.xml", xml.data, xml.length, ZIP_CM_STORE, NULL};
    struct gk_source source = {.name = "", .container = GK_CONTAINER_ZIP, .bytes = make_archive(&entry, 1)};
    struct gk_zip *zip;
    struct gk_xml_parse parse = {0};
    assert_int_equal(gk_zip_open(&context, &source, &zip), GKPLAN_STATUS_OK);
    assert_int_equal(gk_xml_parse_part(&context, zip, "word/document.xml", &handler, &seen, &parse),
                     GKPLAN_STATUS_OK);
    assert_int_equal(seen.length, xml.length);
    assert_memory_equal(seen.data, xml.data, xml.length);
    gk_zip_close(zip);
    gk_buffer_free(&xml);
    gk_buffer_free(&seen);
    close_context(&context);
    free((char *)(uintptr_t)source.bytes.data);
}

/* libxml2's allocations, of which one fails. */
static long countdown = -1;

static bool fails(void)
{
    return countdown >= 0 && countdown-- == 0;
}

static void *faulty_malloc(size_t bytes)
{
    return fails() ? NULL : malloc(bytes);
}

static void *faulty_realloc(void *block, size_t bytes)
{
    return fails() ? NULL : realloc(block, bytes);
}

static char *faulty_strdup(const char *text)
{
    char *copy = faulty_malloc(strlen(text) + 1);
    return copy ? strcpy(copy, text) : NULL;
}

static void every_allocation_of_libxml2_may_fail(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        /* Of an encoding's converter libxml2 says the same when memory ends as when it has none. */
        if (!cases[i].seen || strstr(cases[i].xml, "stop") || strstr(cases[i].xml, "encoding"))
            continue;
        for (long n = 0;; n++) {
            struct gk_context context;
            struct gk_buffer seen;
            open_context(&context, NULL);
            countdown = n;
            gkplan_status status = parse(&context, &cases[i], &seen);
            bool failed = countdown < 0;
            countdown = -1;
            /* libxml2 checks the spelling of a namespace in memory of its own; without it nothing is lost. */
            bool right = status == GKPLAN_STATUS_OK &&
                         gk_string_equal(gk_buffer_view(&seen), gk_string_of(cases[i].seen));
            gk_buffer_free(&seen);
            if (!right && status != GKPLAN_STATUS_NO_MEMORY)
                fail_msg("%s: allocation %ld: status %d", cases[i].shows, n, (int)status);
            close_context(&context);
            if (!failed)
                break;
        }
    }
}

int main(void)
{
    assert_int_equal(xmlMemSetup(free, faulty_malloc, faulty_realloc, faulty_strdup), 0);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_goes_through_and_what_does_not),
        cmocka_unit_test(the_programs_handlers_of_errors_are_left_alone),
        cmocka_unit_test(large_parts_stream),
        cmocka_unit_test(every_allocation_of_libxml2_may_fail),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
