/* Parts of a ZIP archive as streams, each bounded by the limits. libzip stays in this file. */
#include "core/memory.h"
#include "source/source.h"
#include <strings.h>
#include <zip.h>

/* A small part may pack very well; the ratio counts beyond this many unpacked bytes. */
enum { RATIO_FREE_BYTES = 1024 * 1024 };

struct gk_zip {
    struct gk_context *context;
    zip_t *archive;
    uint64_t bytes;    /* of the whole archive */
    uint64_t unpacked; /* of all parts read so far */
};

struct gk_zip_part {
    struct gk_zip *zip;
    zip_file_t *file;
    const char *name; /* the caller's */
    uint64_t packed;
    uint64_t done;
};

/* Memory that ended in zlib, as libzip hands it on. */
static bool ended_in_zlib(const zip_error_t *error)
{
    enum { ZLIB_MEMORY = -4 }; /* Z_MEM_ERROR */
    return zip_error_code_zip(error) == ZIP_ER_ZLIB && zip_error_code_system(error) == ZLIB_MEMORY;
}

static gkplan_status fail_zip(struct gk_context *context, const char *part, const zip_error_t *error)
{
    if (ended_in_zlib(error))
        return gk_fail_memory(context);
    switch (zip_error_code_zip(error)) {
    case ZIP_ER_MEMORY:
        return gk_fail_memory(context);
    case ZIP_ER_NOPASSWD:
    case ZIP_ER_WRONGPASSWD:
        return gk_fail(context, GKPLAN_STATUS_ENCRYPTED, part, 0, "the archive's entry is encrypted");
    case ZIP_ER_COMPNOTSUPP:
    case ZIP_ER_ENCRNOTSUPP:
        return gk_fail(context, GKPLAN_STATUS_UNSUPPORTED_FORMAT, part, 0,
                       "the archive's entry is packed in a way that is not supported");
    default: {
        zip_error_t copy = *error;
        copy.str = NULL;
        gkplan_status status = gk_fail(context, GKPLAN_STATUS_MALFORMED, part, 0, "damaged archive: %s",
                                       zip_error_strerror(&copy));
        zip_error_fini(&copy);
        return status;
    }
    }
}

gkplan_status gk_zip_open(struct gk_context *context, const struct gk_source *source, struct gk_zip **out)
{
    *out = NULL;
    zip_error_t error;
    zip_error_init(&error);
    struct gk_zip *zip = gk_memory_allocate(&context->allocator, sizeof *zip);
    zip_source_t *bytes =
        zip ? zip_source_buffer_create(source->bytes.data, source->bytes.length, 0, &error) : NULL;
    if (!bytes) {
        gk_memory_release(&context->allocator, zip, sizeof *zip);
        zip_error_fini(&error);
        return gk_fail_memory(context);
    }
    *zip = (struct gk_zip){.context = context,
                           .bytes = source->bytes.length,
                           .archive = zip_open_from_source(bytes, ZIP_RDONLY, &error)};
    if (!zip->archive) {
        zip_source_free(bytes);
        gk_memory_release(&context->allocator, zip, sizeof *zip);
        fail_zip(context, NULL, &error);
        zip_error_fini(&error);
        return context->status;
    }
    zip_error_fini(&error);
    uint64_t entries = (uint64_t)zip_get_num_entries(zip->archive, 0);
    if (entries > context->limits.archive_entries) {
        gk_zip_close(zip);
        return gk_fail_limit(context, NULL, 0, "archive_entries", entries, context->limits.archive_entries);
    }
    *out = zip;
    return context->status;
}

void gk_zip_close(struct gk_zip *zip)
{
    if (!zip)
        return;
    zip_discard(zip->archive);
    gk_memory_release(&zip->context->allocator, zip, sizeof *zip);
}

bool gk_zip_has(struct gk_zip *zip, const char *name)
{
    return zip_name_locate(zip->archive, name, ZIP_FL_NOCASE) >= 0;
}

static gkplan_status check_entry(struct gk_zip *zip, const char *name, const zip_stat_t *entry)
{
    struct gk_context *context = zip->context;
    if ((entry->valid & ZIP_STAT_ENCRYPTION_METHOD) && entry->encryption_method != ZIP_EM_NONE)
        return gk_fail(context, GKPLAN_STATUS_ENCRYPTED, name, 0, "the archive's entry is encrypted");
    if ((entry->valid & ZIP_STAT_SIZE) && entry->size > context->limits.uncompressed_bytes)
        return gk_fail_limit(context, name, 0, "uncompressed_bytes", entry->size,
                             context->limits.uncompressed_bytes);
    return context->status;
}

/* The entry of a part, or -1. Names are compared as OPC does. Where several entries have the same name the
 * first counts, as it does for Word; the others are said. */
static zip_int64_t find_entry(struct gk_zip *zip, const char *name)
{
    zip_int64_t position = zip_name_locate(zip->archive, name, ZIP_FL_NOCASE);
    zip_int64_t count = position < 0 ? 0 : zip_get_num_entries(zip->archive, 0);
    for (zip_int64_t other = position + 1; other < count; other++) {
        const char *other_name = zip_get_name(zip->archive, (zip_uint64_t)other, 0);
        if (!other_name || strcasecmp(other_name, name) != 0)
            continue;
        gk_diagnose(zip->context, GK_MESSAGE_DUPLICATE_PART, NULL, NULL, name, NULL);
        break;
    }
    return position;
}

gkplan_status gk_zip_part_open(struct gk_zip *zip, const char *name, struct gk_zip_part **out)
{
    struct gk_context *context = zip->context;
    *out = NULL;
    zip_int64_t position = find_entry(zip, name);
    if (position < 0 && zip_error_code_zip(zip_get_error(zip->archive)) != ZIP_ER_NOENT)
        return fail_zip(context, name, zip_get_error(zip->archive));
    if (position < 0)
        return gk_fail(context, GKPLAN_STATUS_MALFORMED, name, 0, "the archive has no such part");
    zip_stat_t entry;
    zip_stat_init(&entry);
    if (zip_stat_index(zip->archive, (zip_uint64_t)position, 0, &entry) != 0)
        return fail_zip(context, name, zip_get_error(zip->archive));
    if (check_entry(zip, name, &entry) != GKPLAN_STATUS_OK)
        return context->status;
    struct gk_zip_part *part = gk_memory_allocate(&context->allocator, sizeof *part);
    if (!part)
        return gk_fail_memory(context);
    /* An entry that says it is larger than the archive would make any ratio look small. */
    uint64_t packed = entry.comp_size < zip->bytes ? entry.comp_size : zip->bytes;
    *part = (struct gk_zip_part){.zip = zip, .name = name, .packed = packed};
    part->file = zip_fopen_index(zip->archive, (zip_uint64_t)position, 0);
    if (!part->file) {
        gk_memory_release(&context->allocator, part, sizeof *part);
        return fail_zip(context, name, zip_get_error(zip->archive));
    }
    *out = part;
    return context->status;
}

/* Limits on what came out so far; the sizes that the archive declares are not believed. */
static bool within_limits(struct gk_zip_part *part)
{
    struct gk_context *context = part->zip->context;
    const gkplan_limits *limits = &context->limits;
    if (part->zip->unpacked > limits->uncompressed_bytes) {
        gk_fail_limit(context, part->name, 0, "uncompressed_bytes", part->zip->unpacked,
                      limits->uncompressed_bytes);
        return false;
    }
    uint64_t packed = part->packed ? part->packed : 1;
    if (part->done > RATIO_FREE_BYTES &&
        (part->done - RATIO_FREE_BYTES) / packed > limits->compression_ratio) {
        gk_fail_limit(context, part->name, 0, "compression_ratio", part->done / packed,
                      limits->compression_ratio);
        return false;
    }
    return true;
}

/* The packed size stands for the part of the source that is done. */
static bool still_wanted(struct gk_zip_part *part, bool ended)
{
    const gkplan_read_options *options = &part->zip->context->options;
    uint64_t done = ended || part->done > part->packed ? part->packed : part->done;
    if (!options->progress || options->progress(done, part->zip->bytes, options->progress_context))
        return true;
    gk_fail(part->zip->context, GKPLAN_STATUS_CANCELLED, part->name, 0, "cancelled");
    return false;
}

long gk_zip_part_read(struct gk_zip_part *part, void *buffer, size_t capacity)
{
    zip_int64_t count = zip_fread(part->file, buffer, capacity);
    if (count < 0) {
        fail_zip(part->zip->context, part->name, zip_file_get_error(part->file));
        return -1;
    }
    part->done += (uint64_t)count;
    part->zip->unpacked += (uint64_t)count;
    return within_limits(part) && still_wanted(part, count == 0) ? (long)count : -1;
}

void gk_zip_part_close(struct gk_zip_part *part)
{
    if (!part)
        return;
    zip_fclose(part->file);
    gk_memory_release(&part->zip->context->allocator, part, sizeof *part);
}
