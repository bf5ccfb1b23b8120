/* Feeds bytes to one format's reader and on through the normaliser and every writer.
 *
 * The format is fixed when compiling (FUZZ_FORMAT, a gkplan_format), so that each target keeps a corpus of
 * its own. The first byte chooses options. A finding is a crash, a sanitizer's report, or a broken promise of
 * the account.
 */
#include <gkplan/gkplan.h>
#include <stdint.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static bool swallow(const void *bytes, size_t size, void *context)
{
    (void)bytes;
    *(size_t *)context += size;
    return true;
}

static void check_promises(const gkplan_document *document)
{
    const gkplan_account *account = gkplan_document_account(document);
    if (account->read != account->placed + account->named ||
        account->plan_read != account->plan_placed + account->plan_named)
        abort();
    for (const gkplan_plan *plan = gkplan_document_first_plan(document); plan; plan = plan->next)
        for (const gkplan_node *node = plan->first_node; node; node = gkplan_node_next(node)) {
            char path[256];
            gkplan_node_path(node, path, sizeof path);
            if ((node->first_child == NULL) != (node->task != NULL))
                abort();
        }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size == 0)
        return 0;
    gkplan_limits limits = {.size = sizeof limits,
                            .uncompressed_bytes = 4u << 20,
                            .cells = 100000,
                            .rows = 20000,
                            .text_bytes = 8u << 20,
                            .diagnostics = 200};
    gkplan_read_options options = GKPLAN_READ_OPTIONS_INIT;
    options.format = FUZZ_FORMAT;
    options.limits = &limits;
    options.revisions = data[0] & 1 ? GKPLAN_REVISIONS_REJECT : GKPLAN_REVISIONS_ACCEPT;
    options.plan_year = data[0] & 2 ? 2024 : 0;
    gkplan_document *document;
    gkplan_error *error;
    if (gkplan_document_read_memory(data + 1, size - 1, &options, &document, &error) != GKPLAN_STATUS_OK) {
        gkplan_error_free(error);
        return 0;
    }
    check_promises(document);
    size_t written = 0;
    for (int output = GKPLAN_OUTPUT_JSON; output <= GKPLAN_OUTPUT_LAYOUT_JSON; output++)
        gkplan_document_write(document, (gkplan_output)output, swallow, &written);
    gkplan_findings *findings;
    if (gkplan_check(document, NULL, &findings, NULL) != GKPLAN_STATUS_OK)
        abort();
    gkplan_findings_free(findings);
    gkplan_document_free(document);
    return 0;
}
