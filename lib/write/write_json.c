/* The whole document as JSON, in the words and the order of the model. */
#include "write/json_leaf.h"
#include "write/json_text.h"
#include "write/writer.h"

static void write_source(struct gk_json *json, const gkplan_document *document)
{
    gk_json_member_begin(json, "source", '{');
    gk_json_member_string(json, "name", gkplan_document_source_name(document));
    gk_json_member_string(json, "format", gkplan_format_name(gkplan_document_format(document)));
    gk_json_member_string(json, "dialect", gkplan_document_dialect(document));
    gk_json_member_string(json, "encoding", gkplan_document_encoding(document));
    gk_json_end(json, '}');
}

static void write_texts(struct gk_json *json, const char *name, const gkplan_text *texts)
{
    gk_json_member_begin(json, name, '[');
    for (const gkplan_text *text = texts; text; text = text->next)
        gk_json_string(json, text->text);
    gk_json_end(json, ']');
}

static void write_metadata(struct gk_json *json, const gkplan_metadata *metadata)
{
    gk_json_member_begin(json, "document", '{');
    gk_json_member_string(json, "title", metadata->title);
    gk_json_member_string(json, "number", metadata->number);
    gk_json_member_string(json, "issuer", metadata->issuer);
    gk_json_member_date(json, "issued", metadata->issued);
    gk_json_member_date(json, "printed", metadata->printed);
    gk_json_member_string(json, "disclosure", metadata->disclosure);
    write_texts(json, "addressees", metadata->addressees);
    write_texts(json, "copied_to", metadata->copied_to);
    write_texts(json, "attachments", metadata->attachments);
    gk_json_end(json, '}');
}

/* A node up to the opening bracket of its children. */
static void begin_node(struct gk_json *json, const gkplan_node *node)
{
    gk_json_begin(json, '{');
    gk_json_member_string(json, "kind", gk_node_kind_name(node->kind));
    gk_json_member_integer(json, "level", node->level);
    gk_json_member_string(json, "label", node->label);
    gk_json_member_string(json, "text", node->text);
    gk_json_member_begin(json, "children", '[');
}

static void end_node(struct gk_json *json, const gkplan_node *node, struct gk_name_index *names)
{
    gk_json_end(json, ']');
    if (!node->first_child)
        gk_json_leaf_members(json, node->task, names);
    gk_json_end(json, '}');
}

static void write_nodes(struct gk_json *json, const gkplan_plan *plan, struct gk_name_index *names)
{
    gk_json_member_begin(json, "nodes", '[');
    const gkplan_node *node = plan->first_node;
    while (node && json->stream->status == GKPLAN_STATUS_OK) {
        begin_node(json, node);
        if (node->first_child) {
            node = node->first_child;
            continue;
        }
        end_node(json, node, names);
        while (!node->next && node->parent) {
            node = node->parent;
            end_node(json, node, names);
        }
        node = node->next;
    }
    gk_json_end(json, ']');
}

static void write_plan(struct gk_json *json, const gkplan_plan *plan, struct gk_name_index *names)
{
    gk_json_begin(json, '{');
    gk_json_member_string(json, "title", plan->title);
    gk_json_member_known(json, "year", plan->year > 0, plan->year);
    gk_json_member_string(json, "layout", plan->layout == GKPLAN_PLAN_OUTLINE ? "outline" : "table");
    gk_json_member_begin(json, "columns", '[');
    for (const gkplan_column *column = plan->first_column; column; column = column->next) {
        gk_json_begin(json, '{');
        gk_json_member_string(json, "header", column->header);
        gk_json_member_string(json, "role", gkplan_role_name(column->role));
        gk_json_end(json, '}');
    }
    gk_json_end(json, ']');
    write_nodes(json, plan, names);
    gk_json_end(json, '}');
}

static void write_plans(struct gk_json *json, const gkplan_document *document)
{
    struct gk_name_index names;
    gk_name_index_init(&names);
    gk_json_member_begin(json, "plans", '[');
    for (const gkplan_plan *plan = gkplan_document_first_plan(document); plan; plan = plan->next)
        write_plan(json, plan, &names);
    gk_json_end(json, ']');
    gk_name_index_free(&names);
}

static void end_section(struct gk_json *json)
{
    gk_json_end(json, ']');
    gk_json_end(json, '}');
}

static void write_outline(struct gk_json *json, const gkplan_section *section)
{
    gk_json_member_begin(json, "outline", '[');
    while (section && json->stream->status == GKPLAN_STATUS_OK) {
        gk_json_begin(json, '{');
        gk_json_member_string(json, "label", section->label);
        gk_json_member_string(json, "title", section->title);
        gk_json_member_string(json, "body", section->body);
        gk_json_member_begin(json, "children", '[');
        if (section->first_child) {
            section = section->first_child;
            continue;
        }
        end_section(json);
        while (!section->next && section->parent) {
            section = section->parent;
            end_section(json);
        }
        section = section->next;
    }
    gk_json_end(json, ']');
}

static const char *severity_name(gkplan_severity severity)
{
    static const char *const names[] = {"info", "warning", "error"};
    return (size_t)severity < sizeof names / sizeof *names ? names[severity] : "error";
}

static void write_diagnostics(struct gk_json *json, const gkplan_diagnostic *diagnostic)
{
    gk_json_member_begin(json, "diagnostics", '[');
    for (; diagnostic; diagnostic = diagnostic->next) {
        gk_json_begin(json, '{');
        gk_json_member_string(json, "code", diagnostic->code);
        gk_json_member_string(json, "severity", severity_name(diagnostic->severity));
        gk_json_member_string(json, "message", diagnostic->message);
        gk_json_member_known(json, "plan", diagnostic->plan >= 0, diagnostic->plan);
        gk_json_member_string(json, "node", diagnostic->node);
        gk_json_place(json, &diagnostic->place);
        gk_json_end(json, '}');
    }
    gk_json_end(json, ']');
}

static void write_document(const gkplan_document *document, struct gk_stream *stream, bool indented)
{
    struct gk_json json;
    gk_json_init(&json, stream, indented);
    gk_json_begin(&json, '{');
    gk_json_member_string(&json, "gkplan", "1");
    write_source(&json, document);
    write_metadata(&json, gkplan_document_metadata(document));
    write_plans(&json, document);
    write_outline(&json, gkplan_document_first_section(document));
    write_diagnostics(&json, gkplan_document_first_diagnostic(document));
    gk_json_end(&json, '}');
    gk_json_end_of_text(&json);
}

void gk_write_json(const gkplan_document *document, struct gk_stream *stream)
{
    write_document(document, stream, true);
}

void gk_write_json_compact(const gkplan_document *document, struct gk_stream *stream)
{
    write_document(document, stream, false);
}
