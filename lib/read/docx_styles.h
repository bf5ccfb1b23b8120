/* What the styles of a Word file say about numbering, headings, hidden text and page breaks. */
#ifndef GK_READ_DOCX_STYLES_H
#define GK_READ_DOCX_STYLES_H

#include "core/array.h"
#include "core/buffer.h"
#include "source/source.h"

enum gk_docx_switch { GK_DOCX_UNSET, GK_DOCX_OFF, GK_DOCX_ON };

enum gk_docx_style_type {
    GK_DOCX_STYLE_PARAGRAPH,
    GK_DOCX_STYLE_CHARACTER,
    GK_DOCX_STYLE_NUMBERING,
    GK_DOCX_STYLE_OTHER
};

/* What a paragraph or a style says, or what it comes to with the styles it is based on. */
struct gk_docx_properties {
    int32_t numbering;       /* w:numId; -1: unset; 0: none */
    int32_t level;           /* w:ilvl, -1: unset */
    int32_t outline;         /* w:outlineLvl, 0 to 9 (9: body text), -1: unset */
    uint32_t numbering_from; /* position + 1 of the style that says `numbering`; 0: none */
    uint8_t centered;        /* enum gk_docx_switch, as those below */
    uint8_t page_break;      /* before the paragraph */
    uint8_t vanish;          /* hidden text */
};

struct gk_docx_style {
    size_t identifier; /* in text, ended by NUL */
    size_t based_on;   /* in text; (size_t)-1: none */
    uint32_t position;
    uint8_t type; /* enum gk_docx_style_type */
    uint8_t state;
    struct gk_docx_properties properties; /* once read: with what it is based on */
};

struct gk_docx_styles {
    struct gk_context *context;
    struct gk_array styles; /* struct gk_docx_style, by identifier */
    struct gk_buffer text;
    struct gk_docx_properties plain; /* of a paragraph without a style */
    uint8_t default_vanish;          /* docDefaults */
    const struct gk_docx_style *default_paragraph;
};

void gk_docx_styles_init(struct gk_docx_styles *styles, struct gk_context *context);
void gk_docx_styles_free(struct gk_docx_styles *styles);
gkplan_status gk_docx_styles_read(struct gk_docx_styles *styles, struct gk_zip *zip, const char *part);

/* The style with this identifier and type, or NULL. */
const struct gk_docx_style *gk_docx_style_find(const struct gk_docx_styles *styles,
                                               struct gk_string identifier, enum gk_docx_style_type type);
const char *gk_docx_style_identifier(const struct gk_docx_styles *styles, uint32_t position);

extern const struct gk_docx_properties gk_docx_properties_unset;

#endif
