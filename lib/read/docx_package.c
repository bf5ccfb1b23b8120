/* [Content_Types].xml and the relationships: the way from an archive to the parts of a Word file. No path in
 * it is fixed but the two that the packaging standard fixes. */
#include "read/docx_package.h"

#include "core/buffer.h"
#include "source/xml_safe.h"
#include <string.h>

#define CONTENT_TYPES "[Content_Types].xml"
#define WORD_TYPE     "application/vnd.openxmlformats-officedocument.wordprocessingml."
#define MACRO_TYPE    "application/vnd.ms-word."

/* Content types of the main part that are Word's. */
static const char *const word_types[] = {
    WORD_TYPE "document.main+xml",
    WORD_TYPE "template.main+xml",
    MACRO_TYPE "document.macroEnabled.main+xml",
    MACRO_TYPE "template.macroEnabledTemplate.main+xml",
};

#define SAVE_AS_DOCX "save it as .docx, for instance with: soffice --headless --convert-to docx FILE"
#define SAVE_AS_CSV  "save the sheet as .csv, for instance with: soffice --headless --convert-to csv FILE"
#define SAVE_AS_PDF                                                                                          \
    "print it to a PDF file, for instance with: soffice --headless --convert-to pdf FILE, and extract its "  \
    "text with: pdftotext -bbox-layout"
#define OPEN_DOCUMENT "application/vnd.oasis.opendocument."

/* What else an archive may be: by a content type that begins so (the main part's, or that in the part
 * "mimetype"), or by a part. */
static const struct {
    const char *content_type;
    const char *part;
    const char *name;
    const char *way_out;
} others[] = {
    {"application/vnd.openxmlformats-officedocument.spreadsheetml", "xl/workbook.xml", "an .xlsx workbook",
     SAVE_AS_CSV},
    {"application/vnd.ms-excel", "xl/workbook.bin", "an .xlsb workbook", SAVE_AS_CSV},
    {"application/vnd.openxmlformats-officedocument.presentationml", "ppt/presentation.xml",
     "a .pptx presentation", SAVE_AS_PDF},
    {"application/vnd.ms-powerpoint", NULL, "a PowerPoint presentation", SAVE_AS_PDF},
    {"application/vnd.ms-visio", "visio/document.xml", "a Visio drawing", SAVE_AS_PDF},
    {NULL, "OFD.xml", "an .ofd file",
     "print it to a PDF file and extract its text with: pdftotext -bbox-layout"},
    {NULL, "Index/Document.iwa", "an iWork file (.pages, .numbers ...)", "export it as .docx or .csv"},
    {NULL, "META-INF/container.xml", "an .epub book", "unpack it and read its .xhtml pages"},
    {OPEN_DOCUMENT "text", NULL, "an .odt text", SAVE_AS_DOCX},
    {OPEN_DOCUMENT "spreadsheet", NULL, "an .ods spreadsheet", SAVE_AS_CSV},
    {OPEN_DOCUMENT "presentation", NULL, "an .odp presentation", SAVE_AS_PDF},
    {NULL, "META-INF/manifest.xml", "an OpenDocument file (.odt, .ods ...)", SAVE_AS_DOCX},
};

/* Both namespaces of relationship types end in the same words. */
static const char *const relationship_spaces[] = {
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships/",
    "http://purl.oclc.org/ooxml/officeDocument/relationships/",
};

struct wanted {
    const char *kind; /* the end of the relationship's type */
    const char **part;
};

/* One relationships part: the parts it leads to, by kind. */
struct relationships {
    struct gk_context *context;
    const char *base;
    const struct wanted *wanted;
    size_t count;
};

struct content_types {
    struct gk_context *context;
    const char *document;        /* the part whose type is asked; NULL: find one of Word's types */
    struct gk_buffer type;       /* its type by an override */
    struct gk_buffer by_default; /* its type by its extension */
    const char *found;           /* the first part of one of Word's types */
};

/* The values of attributes that this file looks at. */
static struct gk_string value_of(const xmlChar **attributes, int count, const char *name)
{
    for (int i = 0; i < count; i++, attributes += 5)
        if (!attributes[2] && strcmp((const char *)attributes[0], name) == 0)
            return gk_string_make((const char *)attributes[3], (size_t)(attributes[4] - attributes[3]));
    return gk_string_of("");
}

static bool is_word_type(struct gk_string type)
{
    for (size_t i = 0; i < sizeof word_types / sizeof *word_types; i++)
        if (gk_string_equal(type, gk_string_of(word_types[i])))
            return true;
    return false;
}

/* Drop the last segment of a path. False when there is none. */
static bool drop_segment(struct gk_buffer *path)
{
    if (path->length == 0)
        return false;
    while (path->length > 0 && path->data[path->length - 1] != '/')
        path->length--;
    if (path->length > 0)
        path->length--;
    return true;
}

/* Append the segments of `target`, minding "." and "..". */
static bool append_segments(struct gk_buffer *path, struct gk_string target)
{
    for (size_t i = 0; i <= target.length;) {
        const char *slash = memchr(target.data + i, '/', target.length - i);
        size_t end = slash ? (size_t)(slash - target.data) : target.length;
        struct gk_string segment = gk_string_make(target.data + i, end - i);
        i = end + 1;
        if (segment.length == 0 || gk_string_equal(segment, GK_STRING(".")))
            continue;
        if (gk_string_equal(segment, GK_STRING(".."))) {
            if (!drop_segment(path))
                return false;
            continue;
        }
        if (path->length > 0)
            gk_buffer_append(path, "/", 1);
        gk_buffer_append_string(path, segment);
    }
    return true;
}

const char *gk_docx_package_resolve(struct gk_context *context, const char *base, struct gk_string target)
{
    struct gk_buffer path;
    gk_buffer_init(&path, &context->allocator);
    if (target.length == 0 || target.data[0] != '/') {
        gk_buffer_append_text(&path, base);
        drop_segment(&path);
    }
    bool inside = append_segments(&path, target) && path.length > 0;
    const char *part = NULL;
    if (path.failed || (inside && !(part = gk_arena_copy(context->arena, gk_buffer_view(&path)))))
        gk_fail_memory(context);
    gk_buffer_free(&path);
    return part;
}

static void note_relationship(void *user, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri,
                              int namespace_count, const xmlChar **namespaces, int attribute_count,
                              int defaulted, const xmlChar **attributes)
{
    (void)prefix;
    (void)uri;
    (void)namespace_count;
    (void)namespaces;
    (void)defaulted;
    struct relationships *relationships = ((struct gk_xml_parse *)user)->user;
    if (strcmp((const char *)name, "Relationship") != 0 ||
        gk_string_equal(value_of(attributes, attribute_count, "TargetMode"), GK_STRING("External")))
        return;
    struct gk_string type = value_of(attributes, attribute_count, "Type");
    for (size_t i = 0; i < 2 * relationships->count; i++) {
        const struct wanted *wanted = &relationships->wanted[i / 2];
        struct gk_string space = gk_string_of(relationship_spaces[i % 2]);
        if (*wanted->part || !gk_string_starts(type, space) ||
            !gk_string_equal(gk_string_from(type, space.length), gk_string_of(wanted->kind)))
            continue;
        *wanted->part = gk_docx_package_resolve(relationships->context, relationships->base,
                                                value_of(attributes, attribute_count, "Target"));
    }
    if (relationships->context->status != GKPLAN_STATUS_OK)
        gk_xml_stop(user);
}

static void ignore_end(void *user, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri)
{
    (void)user;
    (void)name;
    (void)prefix;
    (void)uri;
}

/* The relationships part of `base` ("" is the package): its folder, "_rels/", its name, ".rels". */
static gkplan_status read_relationships(struct gk_context *context, struct gk_zip *zip, const char *base,
                                        const struct wanted *wanted, size_t count)
{
    static const struct gk_xml_handler handler = {note_relationship, ignore_end, NULL};
    struct relationships relationships = {context, base, wanted, count};
    const char *slash = strrchr(base, '/');
    size_t folder = slash ? (size_t)(slash - base) + 1 : 0;
    struct gk_buffer name;
    gk_buffer_init(&name, &context->allocator);
    gk_buffer_append(&name, base, folder);
    gk_buffer_append_text(&name, "_rels/");
    gk_buffer_append_text(&name, base + folder);
    gk_buffer_append_text(&name, ".rels");
    const char *part = name.failed ? NULL : gk_arena_copy(context->arena, gk_buffer_view(&name));
    gk_buffer_free(&name);
    if (!part)
        return gk_fail_memory(context);
    struct gk_xml_parse parse = {0};
    if (!gk_zip_has(zip, part))
        return context->status;
    return gk_xml_parse_part(context, zip, part, &handler, &relationships, &parse);
}

static bool same_part(struct gk_string a, struct gk_string b)
{
    if (a.length > 0 && a.data[0] == '/')
        a = gk_string_from(a, 1);
    if (a.length != b.length)
        return false;
    for (size_t i = 0; i < a.length; i++) {
        char x = a.data[i], y = b.data[i];
        if (x != y && !((x ^ y) == 0x20 && (x | 0x20) >= 'a' && (x | 0x20) <= 'z'))
            return false;
    }
    return true;
}

static void note_content_type(void *user, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri,
                              int namespace_count, const xmlChar **namespaces, int attribute_count,
                              int defaulted, const xmlChar **attributes)
{
    (void)prefix;
    (void)uri;
    (void)namespace_count;
    (void)namespaces;
    (void)defaulted;
    struct content_types *types = ((struct gk_xml_parse *)user)->user;
    struct gk_string type = value_of(attributes, attribute_count, "ContentType");
    struct gk_string part = value_of(attributes, attribute_count, "PartName");
    struct gk_string extension = value_of(attributes, attribute_count, "Extension");
    struct gk_string document = gk_string_of(types->document);
    if (strcmp((const char *)name, "Override") == 0) {
        if (types->document && same_part(part, document))
            gk_buffer_append_string(&types->type, type);
        if (!types->found && is_word_type(type))
            types->found = gk_docx_package_resolve(types->context, "", part);
    } else if (strcmp((const char *)name, "Default") == 0 && document.length > extension.length &&
               document.data[document.length - extension.length - 1] == '.' &&
               same_part(extension, gk_string_from(document, document.length - extension.length))) {
        gk_buffer_append_string(&types->by_default, type);
    }
}

/* What an OpenDocument file says it is; empty when there is no such part. */
static struct gk_string mime_type(struct gk_zip *zip, char *bytes, size_t capacity)
{
    struct gk_zip_part *part;
    if (!gk_zip_has(zip, "mimetype") || gk_zip_part_open(zip, "mimetype", &part) != GKPLAN_STATUS_OK)
        return gk_string_of("");
    long length = gk_zip_part_read(part, bytes, capacity);
    gk_zip_part_close(part);
    return gk_string_make(bytes, length > 0 ? (size_t)length : 0);
}

/* The archive is no Word file: say what it is. */
static gkplan_status refuse(struct gk_context *context, struct gk_zip *zip, struct gk_string type)
{
    char bytes[128];
    if (type.length == 0)
        type = mime_type(zip, bytes, sizeof bytes);
    if (context->status != GKPLAN_STATUS_OK)
        return context->status;
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        bool by_type = others[i].content_type && gk_string_starts(type, gk_string_of(others[i].content_type));
        if (by_type || (others[i].part && gk_zip_has(zip, others[i].part)))
            return gk_fail(context, GKPLAN_STATUS_UNSUPPORTED_FORMAT, NULL, 0,
                           "this is %s, which libgkplan does not read: %s", others[i].name,
                           others[i].way_out);
    }
    return gk_fail(
        context, GKPLAN_STATUS_UNSUPPORTED_FORMAT, NULL, 0,
        "this is a ZIP archive that holds no Word document (.docx, .docm, .dotx): unpack it first");
}

/* The main part's content type must be one of Word's. Without a relationship that names the main part, the
 * part with such a type is it. */
static gkplan_status check_content_type(struct gk_context *context, struct gk_zip *zip,
                                        struct gk_docx_package *package)
{
    static const struct gk_xml_handler handler = {note_content_type, ignore_end, NULL};
    struct content_types types = {.context = context, .document = package->document};
    struct gk_xml_parse parse = {0};
    if (!gk_zip_has(zip, CONTENT_TYPES))
        return refuse(context, zip, gk_string_of(""));
    gk_buffer_init(&types.type, &context->allocator);
    gk_buffer_init(&types.by_default, &context->allocator);
    if (gk_xml_parse_part(context, zip, CONTENT_TYPES, &handler, &types, &parse) == GKPLAN_STATUS_OK) {
        struct gk_string type = gk_buffer_view(types.type.length ? &types.type : &types.by_default);
        if (types.type.failed || types.by_default.failed)
            gk_fail_memory(context);
        else if (!package->document)
            package->document = types.found;
        else if (!is_word_type(type))
            refuse(context, zip, type);
        if (!package->document)
            refuse(context, zip, type);
    }
    gk_buffer_free(&types.type);
    gk_buffer_free(&types.by_default);
    return context->status;
}

/* A part that a relationship names and the archive lacks: what it says is lost, the text is not. */
static const char *present(struct gk_context *context, struct gk_zip *zip, const char *part)
{
    if (!part || gk_zip_has(zip, part))
        return part;
    gk_diagnose(context, GK_MESSAGE_PART_MISSING, NULL, NULL, part, NULL);
    return NULL;
}

gkplan_status gk_docx_package_read(struct gk_context *context, struct gk_zip *zip,
                                   struct gk_docx_package *package)
{
    *package = (struct gk_docx_package){0};
    const struct wanted of_package[] = {{"officeDocument", &package->document}};
    const struct wanted of_document[] = {{"styles", &package->styles}, {"numbering", &package->numbering}};
    if (read_relationships(context, zip, "", of_package, 1) != GKPLAN_STATUS_OK ||
        check_content_type(context, zip, package) != GKPLAN_STATUS_OK ||
        read_relationships(context, zip, package->document, of_document, 2) != GKPLAN_STATUS_OK)
        return context->status;
    package->styles = present(context, zip, package->styles);
    package->numbering = present(context, zip, package->numbering);
    return context->status;
}
