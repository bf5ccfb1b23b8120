/* JSON as a stream of calls: commas, indentation and escaping are done here. Nesting is the caller's: only
 * its depth is kept, so that any depth costs nothing. */
#ifndef GK_WRITE_JSON_TEXT_H
#define GK_WRITE_JSON_TEXT_H

#include "write/writer.h"

struct gk_json {
    struct gk_stream *stream;
    size_t depth;
    bool indented;
    bool comma;     /* a value stands before the next one */
    bool after_key; /* the next value belongs to the key just written */
};

void gk_json_init(struct gk_json *json, struct gk_stream *stream, bool indented);
void gk_json_begin(struct gk_json *json, char bracket); /* '{' or '[' */
void gk_json_end(struct gk_json *json, char bracket);   /* '}' or ']' */
void gk_json_key(struct gk_json *json, const char *name);
void gk_json_key_with_suffix(struct gk_json *json, const char *name, const char *suffix);
void gk_json_string(struct gk_json *json, const char *text); /* NULL: null */
/* A string whose inside the caller writes to the stream, between these two. It must need no escape. */
void gk_json_begin_string(struct gk_json *json);
void gk_json_end_string(struct gk_json *json);
void gk_json_integer(struct gk_json *json, int64_t value);
void gk_json_boolean(struct gk_json *json, bool value);
void gk_json_null(struct gk_json *json);
void gk_json_date(struct gk_json *json, gkplan_date date); /* null when there is none */
void gk_json_end_of_text(struct gk_json *json);            /* the line break at the very end */

/* A member in one call. */
void gk_json_member_string(struct gk_json *json, const char *name, const char *text);
void gk_json_member_integer(struct gk_json *json, const char *name, int64_t value);
/* null unless `known` */
void gk_json_member_known(struct gk_json *json, const char *name, bool known, int64_t value);
void gk_json_member_date(struct gk_json *json, const char *name, gkplan_date date);
void gk_json_member_begin(struct gk_json *json, const char *name, char bracket);

/* The inside of a JSON string: escaped; broken UTF-8 becomes U+FFFD. */
void gk_json_escaped(struct gk_stream *stream, const char *text);

#endif
