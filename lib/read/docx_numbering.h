/* Automatic numbering: the lists of numbering.xml, their counters, and the labels they give to paragraphs. */
#ifndef GK_READ_DOCX_NUMBERING_H
#define GK_READ_DOCX_NUMBERING_H

#include "core/array.h"
#include "core/buffer.h"
#include "read/docx_number_format.h"
#include "read/docx_styles.h"
#include "source/source.h"

enum { GK_DOCX_LEVELS = 9 };

struct gk_docx_level {
    int32_t start;
    int32_t restart; /* 1 to 9: after this level; 0: never; -1: after any level above */
    size_t text;     /* w:lvlText in `text`, ended by NUL; (size_t)-1: none */
    size_t style;    /* paragraph style that has this level; (size_t)-1: none */
    gk_number_format format;
    bool legal; /* all numbers in decimal */
};

/* An abstract list: its levels and how far it has counted. */
struct gk_docx_list {
    int32_t identifier;
    uint32_t order;    /* as it stands in the file */
    size_t style_link; /* w:numStyleLink: the numbering style that says what this list is; (size_t)-1: none */
    uint32_t levels[GK_DOCX_LEVELS]; /* position + 1 in `levels`, 0: none */
    int32_t values[GK_DOCX_LEVELS];
    uint16_t counting; /* bit n: level n has a value */
};

/* A use of a list. */
struct gk_docx_instance {
    int32_t identifier;
    int32_t list;
    uint32_t order;
    uint32_t first_override; /* its overrides are `override_count` in a row */
    uint32_t override_count;
    uint16_t started; /* bit n: the start of level n was overridden once */
};

struct gk_docx_override {
    uint32_t level;
    int32_t start;       /* INT32_MIN: none */
    uint32_t definition; /* position + 1 in `levels`, 0: none */
};

struct gk_docx_numbering {
    struct gk_context *context;
    const struct gk_docx_styles *styles;
    struct gk_array lists;     /* by identifier */
    struct gk_array instances; /* by identifier */
    struct gk_array levels;
    struct gk_array overrides;
    struct gk_buffer text;
    struct gk_buffer label;
    bool missing; /* the last paragraph asked for a list that is not defined */
};

void gk_docx_numbering_init(struct gk_docx_numbering *numbering, struct gk_context *context,
                            const struct gk_docx_styles *styles);
void gk_docx_numbering_free(struct gk_docx_numbering *numbering);
gkplan_status gk_docx_numbering_read(struct gk_docx_numbering *numbering, struct gk_zip *zip,
                                     const char *part);

/* Count one paragraph with these properties and give its label, valid until the next call; "" without one.
 * *bullet says that the label is a mark and no number. */
struct gk_string gk_docx_numbering_label(struct gk_docx_numbering *numbering,
                                         const struct gk_docx_properties *properties, bool *bullet);

#endif
