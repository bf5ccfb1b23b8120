/* The parts of a bracket's inside or of a labelled line; shared by the files that find and read them. */
#ifndef GK_FIELD_RESPONSIBILITY_H
#define GK_FIELD_RESPONSIBILITY_H

#include "core/context.h"

/* Whether the text begins with a label of units or of a deadline and its colon (责任单位：, 完成时限：). */
bool gk_responsibility_labelled(struct gk_context *context, struct gk_string text);

/* What stands in front of the first label (市教育局，责任人：王某): all of it where there is none. */
struct gk_string gk_responsibility_unlabelled(struct gk_context *context, struct gk_string text);

/* Divide a text without labels: units, and what at its end or beginning is a deadline (…，6月底完成). Either
 * may be empty. */
void gk_responsibility_divide(struct gk_context *context, struct gk_string text, struct gk_string *units,
                              struct gk_string *deadline);

#endif
