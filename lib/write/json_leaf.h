/* The parts of JSON that the document and the line output share: what a leaf holds, and places. */
#ifndef GK_WRITE_JSON_LEAF_H
#define GK_WRITE_JSON_LEAF_H

#include "write/json_text.h"
#include "write/name_index.h"

/* "number" to "fields", the members of a leaf after its children. `task` may be NULL: all null. `names` is
 * work space for the keys of "fields". */
void gk_json_leaf_members(struct gk_json *json, const gkplan_task *task, struct gk_name_index *names);

/* "source": {line, page, table, row, col} */
void gk_json_place(struct gk_json *json, const gkplan_place *place);

const char *gk_node_kind_name(gkplan_node_kind kind);

#endif
