/* Where bytes come from, and what is refused before a reader sees it. */
#include "source_fixture.h"
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

static char folder[] = "source-XXXXXX";

static const char *in_folder(const char *name)
{
    static char path[256];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    return path;
}

static int make_folder(void **state)
{
    (void)state;
    return mkdtemp(folder) && mkfifo(in_folder("fifo"), 0600) == 0 ? 0 : -1;
}

static int remove_folder(void **state)
{
    (void)state;
    unlink(in_folder("fifo"));
    unlink(in_folder("plan.txt"));
    return rmdir(folder);
}

static void a_file_is_read_whole(void **state)
{
    (void)state;
    struct gk_context context;
    struct gk_source source;
    FILE *file = fopen(in_folder("plan.txt"), "wb");
    assert_non_null(file);
    for (int i = 0; i < 100000; i++)
        fputs("任务\n", file);
    fclose(file);
    open_context(&context, NULL);
    assert_int_equal(gk_source_open_file(&context, in_folder("plan.txt"), &source), GKPLAN_STATUS_OK);
    assert_int_equal(source.bytes.length, 700000);
    assert_int_equal(source.container, GK_CONTAINER_TEXT);
    assert_true(gk_string_equal(source.text, source.bytes));
    gk_source_close(&context, &source);
    close_context(&context);
}

static void what_is_no_regular_file_is_refused(void **state)
{
    (void)state;
    static const char *const paths[] = {"/", "/dev/null", "/dev/zero", "no/such/file", ""};
    for (size_t i = 0; i <= sizeof paths / sizeof *paths; i++) {
        struct gk_context context;
        struct gk_source source;
        open_context(&context, NULL);
        const char *path = i < sizeof paths / sizeof *paths ? paths[i] : in_folder("fifo");
        assert_int_equal(gk_source_open_file(&context, path, &source), GKPLAN_STATUS_CANNOT_OPEN);
        assert_non_null(strstr(gkplan_error_message(context.error), "cannot open"));
        close_context(&context);
    }
}

/* Gives `left` bytes, a few at a time, then 0 or a failure. */
struct giver {
    size_t left;
    long end;
};

static long give(void *buffer, size_t capacity, void *context)
{
    struct giver *giver = context;
    size_t count = giver->left < 1000 ? giver->left : 1000;
    if (count > capacity)
        count = capacity;
    if (count == 0)
        return giver->end;
    memset(buffer, 'a', count);
    giver->left -= count;
    return (long)count;
}

static void callbacks_give_end_fail_and_lie(void **state)
{
    (void)state;
    static const struct {
        struct giver giver;
        gkplan_status status;
    } cases[] = {
        {{0, 0}, GKPLAN_STATUS_OK},
        {{123456, 0}, GKPLAN_STATUS_OK},
        {{5000, -1}, GKPLAN_STATUS_READ_ERROR},
        {{5000, -7}, GKPLAN_STATUS_READ_ERROR},
        {{5000, 1L << 30}, GKPLAN_STATUS_READ_ERROR},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct gk_context context;
        struct gk_source source;
        struct giver giver = cases[i].giver;
        open_context(&context, NULL);
        assert_int_equal(gk_source_open_callback(&context, give, &giver, &source), cases[i].status);
        if (cases[i].status == GKPLAN_STATUS_OK) {
            assert_int_equal(source.bytes.length, cases[i].giver.left);
            gk_source_close(&context, &source);
        }
        close_context(&context);
    }
}

static void input_bytes_bounds_every_way_in(void **state)
{
    (void)state;
    const gkplan_limits limits = {.size = sizeof limits, .input_bytes = 9999};
    gkplan_read_options options = GKPLAN_READ_OPTIONS_INIT;
    options.limits = &limits;
    char bytes[10000] = {0};
    memset(bytes, 'a', sizeof bytes);
    for (int way = 0; way < 2; way++) {
        for (size_t size = 9999; size <= 10000; size++) {
            struct gk_context context;
            struct gk_source source;
            struct giver giver = {size, 0};
            open_context(&context, &options);
            gkplan_status status = way ? gk_source_open_callback(&context, give, &giver, &source)
                                       : gk_source_open_memory(&context, bytes, size, &source);
            assert_int_equal(status, size > 9999 ? GKPLAN_STATUS_LIMIT : GKPLAN_STATUS_OK);
            if (status == GKPLAN_STATUS_OK)
                gk_source_close(&context, &source);
            else
                assert_non_null(
                    strstr(gkplan_error_message(context.error), "input_bytes: found 10000, allowed 9999"));
            close_context(&context);
        }
    }
}

static bool stop(uint64_t done, uint64_t total, void *context)
{
    (void)done;
    (void)total;
    ++*(int *)context;
    return false;
}

static void a_caller_may_stop(void **state)
{
    (void)state;
    int calls = 0;
    gkplan_read_options options = GKPLAN_READ_OPTIONS_INIT;
    options.progress = stop;
    options.progress_context = &calls;
    struct gk_context context;
    struct gk_source source;
    struct giver giver = {100000, 0};
    open_context(&context, &options);
    assert_int_equal(gk_source_open_callback(&context, give, &giver, &source), GKPLAN_STATUS_CANCELLED);
    assert_int_equal(calls, 1);
    close_context(&context);
}

#define OLE "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"

static void other_formats_are_named_with_a_way_out(void **state)
{
    (void)state;
    const struct {
        struct gk_string bytes;
        gkplan_status status;
        const char *words;
    } cases[] = {
        {GK_STRING("%PDF-1.7\n"), GKPLAN_STATUS_UNSUPPORTED_FORMAT, "pdftotext"},
        {GK_STRING("{\\rtf1"), GKPLAN_STATUS_UNSUPPORTED_FORMAT, "soffice"},
        {GK_STRING(OLE "....W\0o\0r\0d\0D\0o\0c\0u\0m\0e\0n\0t\0"), GKPLAN_STATUS_UNSUPPORTED_FORMAT,
         ".doc or .wps"},
        {GK_STRING(OLE "....W\0o\0r\0k\0b\0o\0o\0k\0"), GKPLAN_STATUS_UNSUPPORTED_FORMAT, ".xls"},
        {GK_STRING(OLE "....E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0"), GKPLAN_STATUS_ENCRYPTED,
         "password"},
        {GK_STRING(OLE), GKPLAN_STATUS_UNSUPPORTED_FORMAT, "docx"},
        {GK_STRING(OLE "....P\0o\0w\0e\0r\0P\0o\0i\0n\0t\0"), GKPLAN_STATUS_UNSUPPORTED_FORMAT, "pdftotext"},
        {GK_STRING("\xDB\xA5-\0"), GKPLAN_STATUS_UNSUPPORTED_FORMAT, "old Word"},
        {GK_STRING("<?xml version='1.0'?>\n<?mso-application progid='Word.Document'?><w:wordDocument"),
         GKPLAN_STATUS_UNSUPPORTED_FORMAT, "Word 2003 XML"},
        {GK_STRING("<?xml version='1.0'?><pkg:package"), GKPLAN_STATUS_UNSUPPORTED_FORMAT, "soffice"},
        {GK_STRING("\xEF\xBB\xBF<?xml version='1.0'?><Workbook "
                   "xmlns='urn:schemas-microsoft-com:office:spreadsheet'>"),
         GKPLAN_STATUS_UNSUPPORTED_FORMAT, "--convert-to csv"},
        {GK_STRING("<?xml version='1.0'?><office:document office:version='1.2'"),
         GKPLAN_STATUS_UNSUPPORTED_FORMAT, ".fodt"},
        {GK_STRING("<?xml version='1.0'?><uof:UOF"), GKPLAN_STATUS_UNSUPPORTED_FORMAT, "UOF"},
        {GK_STRING("Rar!\x1A\x07"), GKPLAN_STATUS_UNSUPPORTED_FORMAT, "RAR"},
        {GK_STRING("\x1F\x8B\x08"), GKPLAN_STATUS_UNSUPPORTED_FORMAT, "gzip"},
        {GK_STRING("\xFF\xD8\xFF\xE0"), GKPLAN_STATUS_UNSUPPORTED_FORMAT, "picture"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct gk_context context;
        struct gk_source source;
        open_context(&context, NULL);
        assert_int_equal(gk_source_open_memory(&context, cases[i].bytes.data, cases[i].bytes.length, &source),
                         cases[i].status);
        assert_non_null(strstr(gkplan_error_message(context.error), cases[i].words));
        close_context(&context);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_file_is_read_whole),
        cmocka_unit_test(what_is_no_regular_file_is_refused),
        cmocka_unit_test(callbacks_give_end_fail_and_lie),
        cmocka_unit_test(input_bytes_bounds_every_way_in),
        cmocka_unit_test(a_caller_may_stop),
        cmocka_unit_test(other_formats_are_named_with_a_way_out),
    };
    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
