/* For tests: a read without a document, and archives made while the test runs. */
#ifndef SOURCE_FIXTURE_H
#define SOURCE_FIXTURE_H

#include "core/growing_struct.h"
#include "source/source.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <zip.h>

#include <cmocka.h>

static inline void open_context(struct gk_context *context, const gkplan_read_options *options)
{
    *context = (struct gk_context){.current_plan = -1, .source_name = ""};
    assert_null(gk_options_take(options, &context->options, &context->limits, &context->allocator));
    context->arena = gk_arena_new(&context->allocator);
    assert_non_null(context->arena);
}

static inline void close_context(struct gk_context *context)
{
    gk_arena_free(context->arena);
    gkplan_error_free(context->error);
}

struct entry {
    const char *name;
    const void *data;
    size_t size;
    int32_t method; /* ZIP_CM_DEFAULT is 0-1 */
    const char *password;
};

/* A ZIP archive in memory, from malloc. */
static inline struct gk_string make_archive(const struct entry *entries, size_t count)
{
    zip_error_t error;
    zip_error_init(&error);
    zip_source_t *bytes = zip_source_buffer_create(NULL, 0, 0, &error);
    zip_source_keep(bytes);
    zip_t *archive = zip_open_from_source(bytes, ZIP_TRUNCATE, &error);
    assert_non_null(archive);
    for (size_t i = 0; i < count; i++) {
        zip_source_t *data = zip_source_buffer(archive, entries[i].data, entries[i].size, 0);
        zip_int64_t position = zip_file_add(archive, entries[i].name, data, ZIP_FL_ENC_UTF_8);
        assert_true(position >= 0);
        zip_set_file_compression(archive, (zip_uint64_t)position, entries[i].method, 0);
        if (entries[i].password)
            zip_file_set_encryption(archive, (zip_uint64_t)position, ZIP_EM_TRAD_PKWARE, entries[i].password);
    }
    assert_int_equal(zip_close(archive), 0);
    zip_stat_t stat;
    zip_source_stat(bytes, &stat);
    char *copy = malloc((size_t)stat.size);
    zip_source_open(bytes);
    assert_int_equal(zip_source_read(bytes, copy, stat.size), stat.size);
    zip_source_close(bytes);
    zip_source_free(bytes);
    zip_error_fini(&error);
    return gk_string_make(copy, (size_t)stat.size);
}

#endif
