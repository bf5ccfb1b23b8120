/* Parts of an archive: what is refused, and with which words. */
#include "source_fixture.h"

static const struct gk_source no_source = {.name = "", .container = GK_CONTAINER_ZIP};

/* Read a whole part of an archive. Returns the status; *read holds what came out. */
static gkplan_status read_part(struct gk_context *context, struct gk_string archive, const char *name,
                               struct gk_buffer *read)
{
    struct gk_source source = no_source;
    source.bytes = archive;
    struct gk_zip *zip;
    struct gk_zip_part *part;
    gk_buffer_init(read, &context->allocator);
    if (gk_zip_open(context, &source, &zip) != GKPLAN_STATUS_OK) {
        assert_null(zip);
        return context->status;
    }
    if (gk_zip_part_open(zip, name, &part) == GKPLAN_STATUS_OK) {
        char bytes[1000];
        long count;
        while ((count = gk_zip_part_read(part, bytes, sizeof bytes)) > 0)
            gk_buffer_append(read, bytes, (size_t)count);
        gk_zip_part_close(part);
    }
    gk_zip_close(zip);
    return context->status;
}

static const struct entry two_parts[] = {
    {"[Content_Types].xml", "<Types/>", 8, ZIP_CM_STORE, NULL},
    {"word/document.xml", "<document/>", 11, ZIP_CM_DEFLATE, NULL},
};

static void parts_are_found_whatever_their_case(void **state)
{
    (void)state;
    static const char *const names[] = {"word/document.xml", "word/Document.xml", "WORD/DOCUMENT.XML"};
    struct gk_string archive = make_archive(two_parts, 2);
    for (size_t i = 0; i < 3; i++) {
        struct gk_context context;
        struct gk_buffer read;
        open_context(&context, NULL);
        assert_int_equal(read_part(&context, archive, names[i], &read), GKPLAN_STATUS_OK);
        assert_int_equal(read.length, 11);
        assert_memory_equal(read.data, "<document/>", 11);
        gk_buffer_free(&read);
        close_context(&context);
    }
    free((char *)(uintptr_t)archive.data);
}

static void expect(struct gk_string archive, const gkplan_limits *limits, const char *name,
                   gkplan_status status, const char *message)
{
    struct gk_context context;
    struct gk_buffer read;
    gkplan_read_options options = GKPLAN_READ_OPTIONS_INIT;
    options.limits = limits;
    open_context(&context, &options);
    assert_int_equal(read_part(&context, archive, name, &read), status);
    assert_string_equal(gkplan_error_message(context.error), message);
    gk_buffer_free(&read);
    close_context(&context);
}

static void a_missing_part_is_malformed(void **state)
{
    (void)state;
    struct gk_string archive = make_archive(two_parts, 2);
    expect(archive, NULL, "word/styles.xml", GKPLAN_STATUS_MALFORMED,
           "word/styles.xml: the archive has no such part");
    free((char *)(uintptr_t)archive.data);
}

static void encrypted_parts_are_refused(void **state)
{
    (void)state;
    const struct entry entry = {"word/document.xml", "<document/>", 11, ZIP_CM_DEFLATE, "密码"};
    struct gk_string archive = make_archive(&entry, 1);
    expect(archive, NULL, "word/document.xml", GKPLAN_STATUS_ENCRYPTED,
           "word/document.xml: the archive's entry is encrypted");
    free((char *)(uintptr_t)archive.data);
}

static void limits_hold_while_unpacking(void **state)
{
    (void)state;
    size_t size = 8 * 1024 * 1024;
    char *zeros = calloc(size, 1);
    const struct entry entries[] = {{"word/document.xml", zeros, size, ZIP_CM_DEFLATE, NULL}, two_parts[0]};
    struct gk_string archive = make_archive(entries, 2);
    const gkplan_limits few_entries = {.size = sizeof few_entries, .archive_entries = 1};
    const gkplan_limits few_bytes = {.size = sizeof few_bytes, .uncompressed_bytes = 8388607};
    expect(archive, &few_entries, "word/document.xml", GKPLAN_STATUS_LIMIT,
           "limit archive_entries: found 2, allowed 1");
    expect(archive, &few_bytes, "word/document.xml", GKPLAN_STATUS_LIMIT,
           "word/document.xml: limit uncompressed_bytes: found 8388608, allowed 8388607");
    struct gk_context context;
    struct gk_buffer read;
    open_context(&context, NULL);
    assert_int_equal(read_part(&context, archive, "word/document.xml", &read), GKPLAN_STATUS_LIMIT);
    assert_non_null(strstr(gkplan_error_message(context.error), "limit compression_ratio: found "));
    assert_true(read.length < size); /* it stops on the way, not at the end */
    gk_buffer_free(&read);
    close_context(&context);
    free((char *)(uintptr_t)archive.data);
    free(zeros);
}

/* Change one byte of the archive at `from` + `offset`. */
static struct gk_string damaged(struct gk_string archive, const char *from, size_t offset)
{
    size_t at = gk_string_find(archive, gk_string_of(from), 0);
    assert_int_not_equal(at, GK_NOT_FOUND);
    ((char *)(uintptr_t)archive.data)[at + offset] ^= 0x01;
    return archive;
}

static void damage_is_found(void **state)
{
    (void)state;
    const struct entry stored = {"word/document.xml", "<document/>", 11, ZIP_CM_STORE, NULL};
    struct gk_string archive = damaged(make_archive(&stored, 1), "<document/>", 3);
    expect(archive, NULL, "word/document.xml", GKPLAN_STATUS_MALFORMED,
           "word/document.xml: damaged archive: CRC error");
    struct gk_string half = gk_string_first(archive, archive.length / 2);
    struct gk_context context;
    struct gk_buffer read;
    open_context(&context, NULL);
    assert_int_equal(read_part(&context, half, "word/document.xml", &read), GKPLAN_STATUS_MALFORMED);
    assert_non_null(strstr(gkplan_error_message(context.error), "damaged archive"));
    gk_buffer_free(&read);
    close_context(&context);
    free((char *)(uintptr_t)archive.data);
}

static void of_two_entries_with_one_name_the_first_counts(void **state)
{
    (void)state;
    const struct entry twice[] = {
        {"word/document.xml", "<first/>", 8, ZIP_CM_STORE, NULL},
        {"Word/document.xml", "<second/>", 9, ZIP_CM_STORE, NULL},
    };
    struct gk_string archive = make_archive(twice, 2);
    struct gk_context context;
    struct gk_buffer read;
    open_context(&context, NULL);
    assert_int_equal(read_part(&context, archive, "word/document.xml", &read), GKPLAN_STATUS_OK);
    assert_memory_equal(read.data, "<first/>", 8);
    assert_string_equal(context.first_diagnostic->name, "duplicate-part");
    gk_buffer_free(&read);
    close_context(&context);
    free((char *)(uintptr_t)archive.data);
}

static bool refuse(uint64_t done, uint64_t total, void *context)
{
    (void)context;
    assert_true(done <= total);
    return false;
}

static void progress_may_cancel(void **state)
{
    (void)state;
    struct gk_string archive = make_archive(two_parts, 2);
    struct gk_context context;
    struct gk_buffer read;
    gkplan_read_options options = GKPLAN_READ_OPTIONS_INIT;
    options.progress = refuse;
    open_context(&context, &options);
    assert_int_equal(read_part(&context, archive, "word/document.xml", &read), GKPLAN_STATUS_CANCELLED);
    gk_buffer_free(&read);
    close_context(&context);
    free((char *)(uintptr_t)archive.data);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(parts_are_found_whatever_their_case),
        cmocka_unit_test(a_missing_part_is_malformed),
        cmocka_unit_test(encrypted_parts_are_refused),
        cmocka_unit_test(limits_hold_while_unpacking),
        cmocka_unit_test(damage_is_found),
        cmocka_unit_test(of_two_entries_with_one_name_the_first_counts),
        cmocka_unit_test(progress_may_cancel),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
