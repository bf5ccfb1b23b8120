/* Packs its input as the parts of a Word file, so that mutations reach the markup and not the archive. Parts
 * are parted by the byte 0x01, which XML does not allow: document, styles, numbering, relationships. */
#include "promises.h"
#include <string.h>
#include <zip.h>

#define SPACE "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
#define KIND  "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"

static const char types[] = "<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'>"
                            "<Override PartName='/word/document.xml' ContentType='application/"
                            "vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml'/></Types>";
static const char of_package[] =
    "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'><Relationship "
    "Id='r1' "
    "Type='" KIND "officeDocument' Target='word/document.xml'/></Relationships>";
static const char of_document[] =
    "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'><Relationship "
    "Id='r1' "
    "Type='" KIND "styles' Target='styles.xml'/><Relationship Id='r2' Type='" KIND
    "numbering' Target='numbering.xml'/></Relationships>";

static void add(zip_t *archive, const char *name, const void *bytes, size_t size)
{
    zip_source_t *source = zip_source_buffer(archive, bytes, size, 0);
    zip_int64_t entry = zip_file_add(archive, name, source, ZIP_FL_ENC_UTF_8);
    PROMISE(entry >= 0 && zip_set_file_compression(archive, (zip_uint64_t)entry, ZIP_CM_STORE, 0) == 0);
}

static void add_parts(zip_t *archive, const uint8_t *data, size_t size)
{
    static const char *const names[] = {"word/document.xml", "word/styles.xml", "word/numbering.xml",
                                        "word/_rels/document.xml.rels"};
    bool own_relationships = false;
    for (size_t i = 0; i < 4 && size; i++) {
        const uint8_t *end = memchr(data, 1, size);
        size_t length = end ? (size_t)(end - data) : size;
        add(archive, names[i], data, length);
        own_relationships = i == 3;
        size -= length + (end ? 1 : 0);
        data += length + (end ? 1 : 0);
    }
    add(archive, "[Content_Types].xml", types, sizeof types - 1);
    add(archive, "_rels/.rels", of_package, sizeof of_package - 1);
    if (!own_relationships)
        add(archive, names[3], of_document, sizeof of_document - 1);
}

static void read_package(const void *bytes, size_t size)
{
    gkplan_read_options options = GKPLAN_READ_OPTIONS_INIT;
    options.limits = &promises_limits;
    options.format = GKPLAN_FORMAT_DOCX;
    gkplan_document *document;
    if (gkplan_document_read_memory(bytes, size, &options, &document, NULL) != GKPLAN_STATUS_OK)
        return;
    promises_kept(document);
    gkplan_document_free(document);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    zip_source_t *bytes = zip_source_buffer_create(NULL, 0, 0, NULL);
    PROMISE(bytes);
    zip_source_keep(bytes);
    zip_t *archive = zip_open_from_source(bytes, ZIP_TRUNCATE, NULL);
    PROMISE(archive);
    add_parts(archive, data, size);
    PROMISE(zip_close(archive) == 0);
    zip_stat_t about;
    PROMISE(zip_source_stat(bytes, &about) == 0 && zip_source_open(bytes) == 0);
    char *package = malloc(about.size);
    PROMISE(package && zip_source_read(bytes, package, about.size) == (zip_int64_t)about.size);
    zip_source_close(bytes);
    zip_source_free(bytes);
    read_package(package, about.size);
    free(package);
    return 0;
}
