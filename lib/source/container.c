/* What the first bytes of a source say it is. */
#include "source/container.h"

struct magic {
    const char *bytes;
    size_t length;
    const char *name; /* NULL: an archive, which a reader looks into */
    const char *way_out;
};

#define CONVERT_WITH_OFFICE "save it as .docx, for instance with: soffice --headless --convert-to docx FILE"
#define CONVERT_THE_SHEET                                                                                    \
    "save the sheet as .csv, for instance with: soffice --headless --convert-to csv FILE"
#define PRINT_AND_EXTRACT                                                                                    \
    "print it to a PDF file, for instance with: soffice --headless --convert-to pdf FILE, and extract its "  \
    "text with: pdftotext -bbox-layout"

static const struct magic magics[] = {
    {"PK\x03\x04", 4, NULL, NULL},
    {"PK\x05\x06", 4, NULL, NULL},
    {"%PDF", 4, "a PDF file", "extract its text first, for instance with: pdftotext -bbox-layout FILE"},
    {"{\\rtf", 5, "an RTF file", CONVERT_WITH_OFFICE},
    {"\xDB\xA5-", 3, "a file of an old Word", CONVERT_WITH_OFFICE},
    {"\x1F\x8B", 2, "a gzip file", "unpack it first"},
    {"7z\xBC\xAF\x27\x1C", 6, "a 7z archive", "unpack it first"},
    {"Rar!", 4, "a RAR archive", "unpack it first"},
    {"\x89PNG", 4, "a picture", "recognise its text first"},
    {"\xFF\xD8\xFF", 3, "a picture", "recognise its text first"},
    {"AC10", 4, "a CAD drawing", "export its tables first"},
};

static const char ole_magic[] = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";

struct ole_stream {
    const char *name; /* in UTF-16LE, as the directory holds it */
    size_t length;
    const char *format;
    gkplan_status status;
    const char *way_out;
};

#define WIDE(text) (text), sizeof(text) - 1

/* Streams by which a compound file is known, the gravest first. */
static const struct ole_stream ole_streams[] = {
    {WIDE("E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0"), "an encrypted Office file",
     GKPLAN_STATUS_ENCRYPTED, "remove the password first"},
    {WIDE("W\0o\0r\0d\0D\0o\0c\0u\0m\0e\0n\0t\0"), "a .doc or .wps file", GKPLAN_STATUS_UNSUPPORTED_FORMAT,
     CONVERT_WITH_OFFICE},
    {WIDE("W\0o\0r\0k\0b\0o\0o\0k\0"), "an .xls or .et file", GKPLAN_STATUS_UNSUPPORTED_FORMAT,
     CONVERT_THE_SHEET},
    {WIDE("P\0o\0w\0e\0r\0P\0o\0i\0n\0t\0"), "a .ppt or .dps file", GKPLAN_STATUS_UNSUPPORTED_FORMAT,
     PRINT_AND_EXTRACT},
};

/* Files of XML that no archive holds, by a mark near their beginning. */
static const struct {
    const char *mark;
    const char *name;
    const char *way_out;
} flat_files[] = {
    {"<w:wordDocument", "a Word 2003 XML file", CONVERT_WITH_OFFICE},
    {"<pkg:package", "a Word file as one XML file", CONVERT_WITH_OFFICE},
    {"urn:schemas-microsoft-com:office:spreadsheet", "an Excel 2003 XML file", CONVERT_THE_SHEET},
    {"<office:document", "an OpenDocument file as one XML file (.fodt, .fods ...)", CONVERT_WITH_OFFICE},
    {"<uof:UOF", "a UOF file", CONVERT_WITH_OFFICE},
};

static gkplan_status refuse(struct gk_context *context, gkplan_status status, const char *name,
                            const char *way_out)
{
    return gk_fail(context, status, NULL, 0, "this is %s, which libgkplan does not read: %s", name, way_out);
}

/* XML that no reader reads; Excel's namespace also stands in web pages that Excel saved, which are read. */
static gkplan_status check_flat_file(struct gk_context *context, struct gk_string bytes,
                                     enum gk_container *out)
{
    enum { LOOK_AHEAD = 4096 };
    bytes = gk_string_starts(bytes, GK_STRING("\xEF\xBB\xBF")) ? gk_string_from(bytes, 3) : bytes;
    bytes = gk_string_first(bytes, bytes.length < LOOK_AHEAD ? bytes.length : LOOK_AHEAD);
    if (!gk_string_starts(bytes, GK_STRING("<?xml")) || gk_string_contains(bytes, GK_STRING("<html")))
        return context->status;
    for (size_t i = 0; i < sizeof flat_files / sizeof *flat_files; i++) {
        if (!gk_string_contains(bytes, gk_string_of(flat_files[i].mark)))
            continue;
        *out = GK_CONTAINER_OTHER;
        return refuse(context, GKPLAN_STATUS_UNSUPPORTED_FORMAT, flat_files[i].name, flat_files[i].way_out);
    }
    return context->status;
}

gkplan_status gk_container_find(struct gk_context *context, struct gk_string bytes, enum gk_container *out)
{
    *out = GK_CONTAINER_TEXT;
    for (size_t i = 0; i < sizeof magics / sizeof *magics; i++) {
        if (!gk_string_starts(bytes, gk_string_make(magics[i].bytes, magics[i].length)))
            continue;
        *out = magics[i].name ? GK_CONTAINER_OTHER : GK_CONTAINER_ZIP;
        if (magics[i].name)
            return refuse(context, GKPLAN_STATUS_UNSUPPORTED_FORMAT, magics[i].name, magics[i].way_out);
        return context->status;
    }
    if (!gk_string_starts(bytes, gk_string_make(ole_magic, sizeof ole_magic - 1)))
        return check_flat_file(context, bytes, out);
    *out = GK_CONTAINER_OTHER;
    for (size_t i = 0; i < sizeof ole_streams / sizeof *ole_streams; i++)
        if (gk_string_contains(bytes, gk_string_make(ole_streams[i].name, ole_streams[i].length)))
            return refuse(context, ole_streams[i].status, ole_streams[i].format, ole_streams[i].way_out);
    return refuse(context, GKPLAN_STATUS_UNSUPPORTED_FORMAT, "a compound file of an old Office",
                  CONVERT_WITH_OFFICE);
}
