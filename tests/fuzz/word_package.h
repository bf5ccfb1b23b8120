/* Packs bytes as the parts of a Word file, so that mutations reach the markup and not the archive. Parts are
 * parted by the byte 0x01, which XML does not allow: document, styles, numbering, relationships. */
#ifndef WORD_PACKAGE_H
#define WORD_PACKAGE_H

#include "promises.h"
#include <string.h>
#include <zip.h>

#define WORD_PACKAGE_KIND "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"

static const char word_package_types[] =
    "<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'>"
    "<Override PartName='/word/document.xml' ContentType='application/"
    "vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml'/></Types>";
static const char word_package_relationships[] =
    "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'><Relationship "
    "Id='r1' "
    "Type='" WORD_PACKAGE_KIND "officeDocument' Target='word/document.xml'/></Relationships>";
static const char word_package_of_document[] =
    "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'><Relationship "
    "Id='r1' "
    "Type='" WORD_PACKAGE_KIND "styles' Target='styles.xml'/><Relationship Id='r2' Type='" WORD_PACKAGE_KIND
    "numbering' Target='numbering.xml'/></Relationships>";

static inline void word_package_add(zip_t *archive, const char *name, const void *bytes, size_t size)
{
    zip_source_t *source = zip_source_buffer(archive, bytes, size, 0);
    zip_int64_t entry = zip_file_add(archive, name, source, ZIP_FL_ENC_UTF_8);
    PROMISE(entry >= 0 && zip_set_file_compression(archive, (zip_uint64_t)entry, ZIP_CM_STORE, 0) == 0);
}

static inline void word_package_add_parts(zip_t *archive, const uint8_t *data, size_t size)
{
    static const char *const names[] = {"word/document.xml", "word/styles.xml", "word/numbering.xml",
                                        "word/_rels/document.xml.rels"};
    bool own_relationships = false;
    for (size_t i = 0; i < 4 && size; i++) {
        const uint8_t *end = memchr(data, 1, size);
        size_t length = end ? (size_t)(end - data) : size;
        word_package_add(archive, names[i], data, length);
        own_relationships = i == 3;
        size -= length + (end ? 1 : 0);
        data += length + (end ? 1 : 0);
    }
    word_package_add(archive, "[Content_Types].xml", word_package_types, sizeof word_package_types - 1);
    word_package_add(archive, "_rels/.rels", word_package_relationships,
                     sizeof word_package_relationships - 1);
    if (!own_relationships)
        word_package_add(archive, names[3], word_package_of_document, sizeof word_package_of_document - 1);
}

/* Calls `use` with the archive. */
static inline void word_package(const uint8_t *data, size_t size,
                                void (*use)(const void *bytes, size_t size, void *context), void *context)
{
    zip_source_t *bytes = zip_source_buffer_create(NULL, 0, 0, NULL);
    PROMISE(bytes);
    zip_source_keep(bytes);
    zip_t *archive = zip_open_from_source(bytes, ZIP_TRUNCATE, NULL);
    PROMISE(archive);
    word_package_add_parts(archive, data, size);
    PROMISE(zip_close(archive) == 0);
    zip_stat_t about;
    PROMISE(zip_source_stat(bytes, &about) == 0 && zip_source_open(bytes) == 0);
    char *package = malloc(about.size);
    PROMISE(package && zip_source_read(bytes, package, about.size) == (zip_int64_t)about.size);
    zip_source_close(bytes);
    zip_source_free(bytes);
    use(package, about.size, context);
    free(package);
}

#endif
