/* One JSON object a line for each leaf, with its whole path: for programs that read line by line. */
#include "write/json_leaf.h"
#include "write/json_text.h"
#include "write/lineage.h"
#include "write/writer.h"

#include <gkplan/walk.h>

/* What writing lines needs. */
struct line_writer {
    struct gk_json json;
    struct gk_lineage lineage;
    struct gk_name_index names;
    const char *document_name;
};

static void write_levels(struct gk_json *json, const struct gk_lineage *lineage)
{
    gk_json_member_begin(json, "levels", '[');
    for (size_t i = 0; i < gk_lineage_ancestor_count(lineage); i++) {
        const gkplan_node *node = gk_lineage_ancestor(lineage, i);
        gk_json_begin(json, '{');
        gk_json_member_string(json, "kind", gk_node_kind_name(node->kind));
        gk_json_member_string(json, "label", node->label);
        gk_json_member_string(json, "text", node->text);
        gk_json_end(json, '}');
    }
    gk_json_end(json, ']');
}

static void write_leaf(struct line_writer *writer, const gkplan_plan *plan, const gkplan_node *leaf)
{
    struct gk_json *json = &writer->json;
    if (!gk_lineage_set(&writer->lineage, leaf)) {
        gk_stream_fail(json->stream, GKPLAN_STATUS_NO_MEMORY);
        return;
    }
    gk_json_begin(json, '{');
    gk_json_member_string(json, "document", writer->document_name);
    gk_json_member_integer(json, "plan", plan->position);
    gk_json_member_string(json, "plan_title", plan->title);
    gk_json_member_known(json, "year", plan->year > 0, plan->year);
    gk_json_key(json, "path");
    gk_json_begin_string(json);
    gk_lineage_write_path(&writer->lineage, json->stream);
    gk_json_end_string(json);
    write_levels(json, &writer->lineage);
    gk_json_member_string(json, "kind", gk_node_kind_name(leaf->kind));
    gk_json_member_integer(json, "level", leaf->level);
    gk_json_member_string(json, "label", leaf->label);
    gk_json_member_string(json, "text", leaf->text);
    gk_json_leaf_members(json, leaf->task, &writer->names);
    gk_json_place(json, &leaf->place);
    gk_json_end(json, '}');
    gk_json_end_of_text(json);
}

void gk_write_ndjson(const gkplan_document *document, struct gk_stream *stream)
{
    struct line_writer writer = {.document_name = gkplan_document_source_name(document)};
    gk_json_init(&writer.json, stream, false);
    gk_lineage_init(&writer.lineage);
    gk_name_index_init(&writer.names);
    for (const gkplan_plan *plan = gkplan_document_first_plan(document); plan; plan = plan->next)
        for (const gkplan_node *leaf = gkplan_plan_first_leaf(plan);
             leaf && stream->status == GKPLAN_STATUS_OK; leaf = gkplan_node_next_leaf(leaf))
            write_leaf(&writer, plan, leaf);
    gk_name_index_free(&writer.names);
    gk_lineage_free(&writer.lineage);
}
