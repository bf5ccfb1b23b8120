/* Word files, whole and damaged in a thousand ways, read plainly and with their markup skimmed: nothing may
 * differ.
 *
 *     skim_mutations FIRST COUNT FILE.docx...
 *
 * Twice over: as whole documents, and as the events of the parser after each chunk, in chunks drawn by lot.
 * Each round changes the main part of each file: formatting as a word processor repeats it is strewn in,
 * pieces are cut, doubled and moved, bytes are spoilt, and what is awkward is put in: tracked changes, hidden
 * text, comments, CDATA, namespaces declared anew. Limits and options change, too. The rounds are the same
 * each time. */
#include "../fuzz/both_ways.h"
#include "../fuzz/skimmed_and_plain.h"

#include <zip.h>

enum { PARTS_MOST = 64, PIECE_MOST = 4096 };

struct part {
    char name[256];
    char *bytes;
    size_t length;
};

struct package {
    struct part parts[PARTS_MOST];
    size_t count;
    size_t document; /* which of them */
};

static uint64_t draw_state;

static size_t draw(size_t below)
{
    draw_state ^= draw_state << 13;
    draw_state ^= draw_state >> 7;
    draw_state ^= draw_state << 17;
    return below ? (size_t)(draw_state % below) : 0;
}

static const char *const formatting[] = {
    "<w:rPr><w:rFonts w:ascii=\"仿宋\" w:hint=\"eastAsia\"/><w:sz w:val=\"24\"/></w:rPr>",
    "<w:rPr><w:b/></w:rPr>",
    "<w:b/>",
    "<w:color w:val=\"000000\"/>",
    "<w:spacing w:line=\"300\"/><w:snapToGrid w:val=\"0\"/>",
    "<w:proofErr w:type=\"spellStart\"/>",
    "<w:tcBorders><w:top w:val=\"single\" w:sz=\"4\"/><w:start w:val=\"nil\"/></w:tcBorders>",
    "<w:rPr><w:rStyle w:val=\"a1\"/><w:b/></w:rPr>",
    "<w:rPr><w:b/><w:vanish/><w:b/></w:rPr>",
    "<w:bookmarkStart w:id=\"0\" w:name=\"甲\"/><w:bookmarkEnd w:id=\"0\"/>",
    "<w:sdtPr><w:b/></w:sdtPr>",
};

/* Well formed wherever an element may stand. */
static const char *const whole_pieces[] = {
    "<w:vanish/>",
    "<w:vanish w:val=\"0\"/>",
    "<w:rPr><w:vanish/></w:rPr>",
    "<w:del w:id=\"3\"/>",
    "<w:ins w:id=\"1\"><w:r><w:rPr><w:b/></w:rPr><w:t>加</w:t></w:r></w:ins>",
    "<w:del w:id=\"1\"><w:r><w:rPr><w:b/></w:rPr><w:delText>减</w:delText></w:r></w:del>",
    "<w:moveFrom w:id=\"1\"><w:r><w:t>移</w:t></w:r></w:moveFrom>",
    "<w:rPrChange w:id=\"4\"><w:rPr><w:b/></w:rPr></w:rPrChange>",
    "<w:pPr><w:rPr><w:b/><w:del w:id=\"5\"/></w:rPr></w:pPr>",
    "<w:p><w:r><w:t>甲</w:t><w:rPr><w:b/></w:rPr><w:t>乙</w:t></w:r></w:p>",
    "<w:r><w:rPr><w:b/></w:rPr><w:t xml:space=\"preserve\"> 丙<w:b/> 丁</w:t></w:r>",
    "<w:sym w:font=\"Wingdings\" w:char=\"F0FE\"/>",
    "<w:fldChar w:fldCharType=\"begin\"/>",
    "<w:fldChar w:fldCharType=\"separate\"/>",
    "<w:fldChar w:fldCharType=\"end\"/>",
    "<w:sectPr><w:type w:val=\"nextPage\"/></w:sectPr>",
    "<w:br w:type=\"page\"/>",
    "<w:lastRenderedPageBreak/>",
    "<w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>",
    "<w:tcPr><w:gridSpan w:val=\"2\"/><w:vMerge/></w:tcPr>",
    "<w:txbxContent><w:p><w:r><w:t>框</w:t></w:r></w:p></w:txbxContent>",
    "<w:t xmlns:w='http://schemas.openxmlformats.org/officeDocument/2006/math'>乘</w:t>",
    "<x xmlns:v=\"urn:schemas-microsoft-com:vml\"><v:textpath string=\"x\"/></x>",
    "<x a='<w:b/>' b=\">\"/>",
    "<x a=\">\"/>",
    "<!-- x -->",
    "<![CDATA[<w:b/>]]>",
    "<?x y?>",
    "&amp;",
    "字",
    "\n",
    " ",
};

static const char *const awkward[] = {
    "<w:ins w:id=\"1\" w:author=\"x\">",
    "</w:ins>",
    "<w:del w:id=\"2\">",
    "</w:del>",
    "<w:moveFrom>",
    "</w:moveFrom>",
    "<w:rPrChange w:id=\"4\"><w:rPr><w:b/></w:rPr></w:rPrChange>",
    "<w:pPr><w:rPr><w:b/><w:del w:id=\"5\"/></w:rPr></w:pPr>",
    "<w:sym w:font=\"Wingdings\" w:char=\"F0FE\"/>",
    "<w:fldChar w:fldCharType=\"begin\"/>",
    "<w:fldChar w:fldCharType=\"end\"/>",
    "<w:r>",
    "</w:r>",
    "<w:p>",
    "</w:p>",
    "<w:rPr>",
    "</w:rPr>",
    "<w:b>",
    "<w:tbl>",
    "</w:tbl>",
    "<w:sectPr/>",
    "<w:t>",
    "</w:t>",
    "<w:br w:type=\"page\"/>",
    "<w:lastRenderedPageBreak/>",
    "<!-- x -->",
    "<![CDATA[<w:b/>]]>",
    "<?x y?>",
    "]]>",
    "]]",
    ">",
    "<",
    "&",
    "&amp;",
    "&lt;",
    "&x;",
    "\n",
    "\r\n",
    " ",
    " xmlns:w=\"http://example.org/\"",
    " xmlns:w='http://schemas.openxmlformats.org/officeDocument/2006/math'",
    " xmlns:v=\"urn:schemas-microsoft-com:vml\"",
    " w:rsidR=\"00AB12CD\"",
    " w:val=\"1\"",
    " a='<w:b/>'",
    " a=\">\"",
    "/",
    "\"",
    "'",
    "\xFF",
    "\xE4\xBB",
    "<!DOCTYPE w [",
    "<mc:AlternateContent>",
    "<v:textpath string=\"x\"/>",
};

static void replace(struct part *part, size_t at, size_t length, const char *by, size_t by_length)
{
    char *bytes = malloc(part->length - length + by_length + 1);
    PROMISE(bytes);
    memcpy(bytes, part->bytes, at);
    memcpy(bytes + at, by, by_length);
    memcpy(bytes + at + by_length, part->bytes + at + length, part->length - at - length);
    part->length += by_length - length;
    free(part->bytes);
    part->bytes = bytes;
}

static void insert(struct part *part, size_t at, const char *text)
{
    replace(part, at, 0, text, strlen(text));
}

/* Behind a tag drawn by lot; somewhere in a document without one. */
static size_t draw_place(const struct part *part)
{
    size_t at = draw(part->length + 1);
    const char *close = at < part->length ? memchr(part->bytes + at, '>', part->length - at) : NULL;
    return close ? (size_t)(close - part->bytes) + 1 : at;
}

static void strew_formatting(struct part *part)
{
    size_t kinds = 1 + draw(3), first = draw(sizeof formatting / sizeof *formatting);
    for (size_t times = draw(40); times > 0; times--)
        insert(part, draw_place(part),
               formatting[(first + draw(kinds)) % (sizeof formatting / sizeof *formatting)]);
}

/* Into the tags of paragraphs, runs and rows. */
static void strew_identifiers(struct part *part)
{
    for (size_t times = draw(30); times > 0; times--) {
        size_t at = draw(part->length + 1);
        while (at + 5 < part->length && (memcmp(part->bytes + at, "<w:", 3) != 0 ||
                                         !strchr("prt", part->bytes[at + 3]) || part->bytes[at + 4] != '>'))
            at++;
        if (at + 5 < part->length)
            insert(part, at + 4, draw(4) ? " w:rsidR=\"00A1B2C3\" w:rsidRPr=\"00D4E5F6\"" : " w:rsidP=\"0\"");
    }
}

static void spoil(struct part *part)
{
    char piece[PIECE_MOST];
    size_t at = draw(part->length + 1);
    size_t length = draw(draw(2) ? 12 : PIECE_MOST);
    if (length > part->length - at)
        length = part->length - at;
    switch (draw(7)) {
    case 0:
        if (at < part->length)
            part->bytes[at] = (char)draw(256);
        break;
    case 1:
        replace(part, at, length, "", 0);
        break;
    case 2:
        memcpy(piece, part->bytes + at, length);
        replace(part, draw_place(part), 0, piece, length);
        break;
    case 3:
        part->length -= draw(8) ? 0 : part->length - at;
        break;
    case 4:
        insert(part, at, awkward[draw(sizeof awkward / sizeof *awkward)]);
        break;
    default:
        insert(part, draw_place(part), awkward[draw(sizeof awkward / sizeof *awkward)]);
        break;
    }
}

static void unpack(const char *path, struct package *package)
{
    zip_t *archive = zip_open(path, ZIP_RDONLY, NULL);
    zip_int64_t count = archive ? zip_get_num_entries(archive, 0) : 0;
    *package = (struct package){0};
    for (zip_int64_t i = 0; i < count && package->count < PARTS_MOST; i++) {
        struct part *part = &package->parts[package->count];
        zip_stat_t about;
        zip_file_t *file = zip_fopen_index(archive, (zip_uint64_t)i, 0);
        if (!file || zip_stat_index(archive, (zip_uint64_t)i, 0, &about) != 0 || about.size > (8u << 20)) {
            zip_fclose(file);
            continue;
        }
        snprintf(part->name, sizeof part->name, "%s", about.name);
        part->bytes = malloc(about.size + 1);
        PROMISE(part->bytes);
        zip_int64_t read = zip_fread(file, part->bytes, about.size);
        part->length = read > 0 ? (size_t)read : 0;
        zip_fclose(file);
        if (strcmp(part->name, "word/document.xml") == 0)
            package->document = package->count;
        package->count++;
    }
    if (archive)
        zip_discard(archive);
}

/* The archive, from malloc, with `document` in its place. */
static char *pack(const struct package *package, const struct part *document, size_t *size)
{
    zip_source_t *bytes = zip_source_buffer_create(NULL, 0, 0, NULL);
    zip_source_keep(bytes);
    zip_t *archive = zip_open_from_source(bytes, ZIP_TRUNCATE, NULL);
    PROMISE(archive);
    for (size_t i = 0; i < package->count; i++) {
        const struct part *part = i == package->document ? document : &package->parts[i];
        zip_source_t *source = zip_source_buffer(archive, part->bytes, part->length, 0);
        zip_int64_t entry = zip_file_add(archive, part->name, source, ZIP_FL_ENC_UTF_8 | ZIP_FL_OVERWRITE);
        PROMISE(entry >= 0 && zip_set_file_compression(archive, (zip_uint64_t)entry, ZIP_CM_STORE, 0) == 0);
    }
    PROMISE(zip_close(archive) == 0);
    zip_stat_t about;
    PROMISE(zip_source_stat(bytes, &about) == 0 && zip_source_open(bytes) == 0);
    char *packed = malloc(about.size);
    PROMISE(packed && zip_source_read(bytes, packed, about.size) == (zip_int64_t)about.size);
    zip_source_close(bytes);
    zip_source_free(bytes);
    *size = about.size;
    return packed;
}

/* Whether both ways agree on the changed package. */
static bool agree(const struct package *package, const struct part *document, gkplan_status *status)
{
    gkplan_limits limits = {.size = sizeof limits};
    gkplan_read_options options = GKPLAN_READ_OPTIONS_INIT;
    options.revisions = draw(2) ? GKPLAN_REVISIONS_ACCEPT : GKPLAN_REVISIONS_REJECT;
    options.limits = &limits;
    if (draw(4) == 0)
        limits.xml_depth = 5 + draw(10);
    if (draw(16) == 0)
        limits.cells = 1 + draw(50);
    size_t size;
    char *bytes = pack(package, document, &size);
    if (draw(16) == 0) /* the archive's sums no longer agree, or its directory */
        bytes[draw(size)] ^= (char)(1 + draw(255));
    bool same = both_ways(bytes, size, &options, status);
    free(bytes);
    return same;
}

static bool round_of(const struct package *package, size_t number, gkplan_status *status)
{
    const struct part *whole = &package->parts[package->document];
    struct part document = *whole;
    draw_state = UINT64_C(0x9E3779B97F4A7C15) * (number + 1);
    document.bytes = malloc(whole->length + 1);
    PROMISE(document.bytes);
    memcpy(document.bytes, whole->bytes, whole->length);
    if (number > 0 && draw(3))
        strew_identifiers(&document);
    if (number > 0 && draw(4))
        strew_formatting(&document);
    bool well_formed = draw(2);
    for (size_t times = number > 0 ? draw(5) : 0; times > 0; times--)
        if (well_formed)
            insert(&document, draw_place(&document),
                   whole_pieces[draw(sizeof whole_pieces / sizeof *whole_pieces)]);
        else
            spoil(&document);
    bool same = agree(package, &document, status);
    size_t first = draw(3) ? draw(document.length + 1) : 2000;
    same =
        same && skimmed_and_plain(document.bytes, document.length, first, 1 + draw(draw(2) ? 8 : 3000)) >= 0;
    free(document.bytes);
    return same;
}

int main(int count, char **arguments)
{
    size_t first = count > 3 ? strtoul(arguments[1], NULL, 10) : 0, done = 0, read = 0, different = 0;
    size_t last = count > 3 ? first + strtoul(arguments[2], NULL, 10) : 0;
    for (int i = 3; i < count; i++) {
        struct package package;
        unpack(arguments[i], &package);
        for (size_t round = first; package.count > 0 && round < last; round++, done++) {
            gkplan_status status;
            if (!round_of(&package, round, &status)) {
                fprintf(stderr, "%s: round %zu differs\n", arguments[i], round);
                different++;
            }
            read += status == GKPLAN_STATUS_OK;
        }
        for (size_t part = 0; part < package.count; part++)
            free(package.parts[part].bytes);
    }
    printf("%zu documents both ways: %zu read, %zu refused, %zu differ\n", done, read, done - read,
           different);
    return different > 0 || done == 0 || read == 0;
}
