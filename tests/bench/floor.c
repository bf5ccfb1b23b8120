/* How far the library is from the floor: libzip and libxml2's SAX2 parser with empty handlers over the same
 * part. Both run in turn in this process; the ratio of their medians is what counts, as it moves little with
 * the machine.
 *
 *     floor FILE.docx [ROUNDS]
 */
#include <gkplan/gkplan.h>
#include <libxml/parser.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <zip.h>

enum { ROUNDS_MOST = 101, BUFFER = 65536 };

static double seconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static void start(void *user, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri, int namespaces,
                  const xmlChar **namespace_list, int attributes, int defaulted,
                  const xmlChar **attribute_list)
{
    (void)name, (void)prefix, (void)uri, (void)namespaces, (void)namespace_list, (void)attributes,
        (void)defaulted;
    (void)attribute_list;
    ++*(size_t *)user;
}

static void end(void *user, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri)
{
    (void)user, (void)name, (void)prefix, (void)uri;
}

static void text(void *user, const xmlChar *characters, int length)
{
    (void)user, (void)characters, (void)length;
}

/* The bytes of the part, 0 when it could not be read. */
static size_t empty_pass(const char *path)
{
    static char buffer[BUFFER];
    xmlSAXHandler handler = {
        .initialized = XML_SAX2_MAGIC, .startElementNs = start, .endElementNs = end, .characters = text};
    size_t elements = 0, bytes = 0;
    zip_t *archive = zip_open(path, ZIP_RDONLY, NULL);
    zip_file_t *part = archive ? zip_fopen(archive, "word/document.xml", 0) : NULL;
    xmlParserCtxtPtr parser = xmlCreatePushParserCtxt(&handler, &elements, NULL, 0, NULL);
    zip_int64_t count;
    while (part && parser && (count = zip_fread(part, buffer, sizeof buffer)) > 0) {
        xmlParseChunk(parser, buffer, (int)count, 0);
        bytes += (size_t)count;
    }
    if (parser)
        xmlParseChunk(parser, buffer, 0, 1);
    xmlFreeParserCtxt(parser);
    if (part)
        zip_fclose(part);
    if (archive)
        zip_discard(archive);
    return elements ? bytes : 0;
}

static size_t whole_read(const char *path, uint32_t skim_markup)
{
    gkplan_read_options options = GKPLAN_READ_OPTIONS_INIT;
    options.skim_markup = skim_markup;
    gkplan_document *document = NULL;
    gkplan_error *error = NULL;
    size_t leaves = 0;
    if (gkplan_document_read_file(path, &options, &document, &error) == GKPLAN_STATUS_OK &&
        gkplan_document_first_plan(document))
        leaves = gkplan_document_first_plan(document)->leaf_count;
    gkplan_error_free(error);
    gkplan_document_free(document);
    return leaves;
}

static int compare(const void *a, const void *b)
{
    double one = *(const double *)a, other = *(const double *)b;
    return (one > other) - (one < other);
}

int main(int argc, char **argv)
{
    double floor[ROUNDS_MOST], library[ROUNDS_MOST], skimmed[ROUNDS_MOST];
    int rounds = argc > 2 ? atoi(argv[2]) : 9;
    size_t bytes = 0, leaves = 0, leaves_skimmed = 0;
    if (argc < 2 || rounds < 1 || rounds > ROUNDS_MOST)
        return 2;
    for (int i = 0; i < rounds; i++) {
        double begun = seconds();
        bytes = empty_pass(argv[1]);
        floor[i] = seconds() - begun;
        begun = seconds();
        leaves = whole_read(argv[1], 0);
        library[i] = seconds() - begun;
        begun = seconds();
        leaves_skimmed = whole_read(argv[1], 1);
        skimmed[i] = seconds() - begun;
    }
    if (!bytes || !leaves || leaves != leaves_skimmed)
        return 1;
    qsort(floor, (size_t)rounds, sizeof *floor, compare);
    qsort(library, (size_t)rounds, sizeof *library, compare);
    qsort(skimmed, (size_t)rounds, sizeof *skimmed, compare);
    printf("{\"leaves\": %zu, \"xml_bytes\": %zu, \"floor_ms\": %.2f, \"library_ms\": %.2f, \"ratio\": %.3f, "
           "\"ratio_of_minima\": %.3f, \"spread\": %.2f, \"skimmed_ms\": %.2f, \"skimmed_ratio\": %.3f, "
           "\"skimmed_ratio_of_minima\": %.3f}\n",
           leaves, bytes, 1000 * floor[rounds / 2], 1000 * library[rounds / 2],
           library[rounds / 2] / floor[rounds / 2], library[0] / floor[0],
           (library[rounds - 1] - library[0]) / library[rounds / 2], 1000 * skimmed[rounds / 2],
           skimmed[rounds / 2] / floor[rounds / 2], skimmed[0] / floor[0]);
    return 0;
}
