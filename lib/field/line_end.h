/* How a line of prose ends: whether the next one goes on with it (contract 3.8). */
#ifndef GK_FIELD_LINE_END_H
#define GK_FIELD_LINE_END_H

#include "core/string_view.h"

/* Whether a sentence ends here: the last mark is one of 。！？：；, or a quotation mark or a bracket stands
 * behind it (…。”, …。（试行）). */
bool gk_line_ends_sentence(struct gk_string line);

/* Whether it ends within a list or a sentence: …，  …、 */
bool gk_line_is_open(struct gk_string line);

/* Whether an unlabelled line goes on in the next. A line such as 责任单位：… ends with itself, unless its
 * list does not, or has not begun. */
bool gk_line_goes_on(struct gk_string line);

/* Whether the last name of a list of units is not over: …、市财政局、市 */
bool gk_line_list_is_cut(struct gk_string line);

#endif
