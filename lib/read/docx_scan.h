/* A SAX2 pass over a part of a Word file, driven by a table of rules: which element, seen in which scope,
 * does what, and which scope its inside is.
 *
 * A scope is a small number on a stack, one for each open element; nothing recurses. An element without a
 * rule keeps the scope it stands in (it is passed through: a content control, a hyperlink, a smart tag) or
 * gets GK_DOCX_SKIP (it is passed over with all it holds), as the scope says.
 */
#ifndef GK_READ_DOCX_SCAN_H
#define GK_READ_DOCX_SCAN_H

#include "core/array.h"
#include "core/buffer.h"
#include "core/context.h"
#include "core/string_view.h"
#include "source/source.h"
#include "source/xml_safe.h"
#include <stdbool.h>
#include <stdint.h>

enum gk_docx_element {
    GK_DOCX_OTHER, /* any element not in the list */
#define GK_DOCX_ELEMENT(space, name, symbol) GK_DOCX_##symbol,
#include "read/docx_elements.def"
#undef GK_DOCX_ELEMENT
    GK_DOCX_ELEMENT_COUNT
};

/* The element of this name; both the transitional and the strict namespaces count. */
enum gk_docx_element gk_docx_element_find(const char *uri, const char *name);

enum { GK_DOCX_SKIP = 0, GK_DOCX_SCOPES_MOST = 32, GK_DOCX_SAME_SCOPE = 255 };

struct gk_docx_scan;

/* The attributes of the element that begins, as libxml2 hands them out. */
struct gk_docx_attributes {
    const xmlChar **items;
    int count;
};

struct gk_docx_rule {
    uint8_t scope;   /* where the element stands */
    uint8_t element; /* enum gk_docx_element */
    uint8_t inside;  /* scope of its inside, unless `begin` is there; GK_DOCX_SAME_SCOPE: as outside */
    uint8_t (*begin)(struct gk_docx_scan *scan,
                     struct gk_docx_attributes attributes); /* returns the inside */
    void (*end)(struct gk_docx_scan *scan, uint8_t inside);
};

struct gk_docx_rule_set {
    const struct gk_docx_rule *rules;
    size_t count;
};

enum { GK_DOCX_RULES_MOST = 254 };

struct gk_docx_grammar {
    const struct gk_docx_rule_set *sets;
    size_t set_count;
    uint32_t passing_scopes; /* bit n: in scope n an element without a rule is passed through */
    uint32_t text_scopes;    /* bit n: characters in scope n go to `text` */
    uint8_t first_scope;     /* of the root element */
    bool skims;              /* what has no rule may be left out before the parser, if the options say so */
    void (*text)(struct gk_docx_scan *scan, uint8_t scope, struct gk_string text);
};

/* What an element does in a scope, found once. libxml2 interns names in the parser's dictionary: the same
 * name is the same pointer for a whole parse. */
struct gk_docx_seen {
    const xmlChar *uri;
    const xmlChar *name;
    uint8_t (*begin)(struct gk_docx_scan *scan, struct gk_docx_attributes attributes); /* of its rule */
    uint8_t scope;                                                                     /* where it stands */
    uint8_t inside; /* without `begin`: the scope of its inside */
    uint8_t ending; /* position of its rule in the scan's rules, 0: nothing is to be done at its end */
};

enum { GK_DOCX_SEEN_COUNT = 512, GK_DOCX_SEEN_SHIFT = 32 - 9 };

/* An open element. */
struct gk_docx_open {
    uint8_t inside; /* scope of what it holds */
    uint8_t ending; /* position in the scan's rules of the one with an `end`, 0: none */
};

/* A namespace prefix in scope, for the Requires of alternate content. */
struct gk_docx_prefix {
    size_t depth;
    size_t name; /* in prefix_text, ended by NUL */
    bool understood;
};

struct gk_docx_scan {
    struct gk_context *context;
    const struct gk_docx_grammar *grammar;
    void *user;
    struct gk_xml_parse parse;
    struct gk_docx_open *open; /* open elements, the root's surroundings first */
    size_t depth;
    size_t capacity;
    struct gk_array prefixes; /* struct gk_docx_prefix */
    struct gk_buffer prefix_text;
    const struct gk_docx_rule *rules[GK_DOCX_RULES_MOST + 1];    /* of all sets, from 1 */
    uint8_t rule_at[GK_DOCX_SCOPES_MOST][GK_DOCX_ELEMENT_COUNT]; /* 0: none */
    struct gk_docx_seen seen[GK_DOCX_SEEN_COUNT];
};

/* Read a part. `user` is kept in the scan for the rules. */
gkplan_status gk_docx_scan_part(struct gk_context *context, struct gk_zip *zip, const char *part,
                                const struct gk_docx_grammar *grammar, void *user);

/* The scope that the element beginning or ending now stands in, and the one around that. */
uint8_t gk_docx_scope(const struct gk_docx_scan *scan);
uint8_t gk_docx_scope_around(const struct gk_docx_scan *scan);
/* Change the scope that the element beginning or ending now stands in, for what follows there. */
void gk_docx_change_scope(struct gk_docx_scan *scan, uint8_t scope);
/* Whether every prefix in `prefixes` (separated by white space) stands for a namespace whose text we can
 * read. */
bool gk_docx_understands(const struct gk_docx_scan *scan, struct gk_string prefixes);

/* An attribute's value by its local name, in Word's namespace or none; false when there is none. */
bool gk_docx_attribute(struct gk_docx_attributes attributes, const char *name, struct gk_string *value);
/* w:val, or "" without one. */
struct gk_string gk_docx_value(struct gk_docx_attributes attributes);
/* The value of an on/off property: on unless it says off. */
bool gk_docx_is_on(struct gk_docx_attributes attributes);
/* A whole number in an attribute, cut to what int32_t holds; `missing` when there is none. */
int32_t gk_docx_number(struct gk_docx_attributes attributes, const char *name, int32_t missing);
int32_t gk_docx_number_of(struct gk_string text, int32_t missing);

#endif
