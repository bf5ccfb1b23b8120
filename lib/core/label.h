/* Numbering in front of a text: 一、 （一） 1. (1) ① 第一条 ... (contract 2, survey 4). */
#ifndef GK_CORE_LABEL_H
#define GK_CORE_LABEL_H

#include "core/string_view.h"
#include <stdint.h>

/* What a label looks like, from the outermost in usual nesting to the innermost. */
enum gk_label_kind {
    GK_LABEL_NONE = 0,
    GK_LABEL_PART,            /* 第一部分, 第一编 */
    GK_LABEL_CHAPTER,         /* 第一章 */
    GK_LABEL_SECTION,         /* 第一节 */
    GK_LABEL_ARTICLE,         /* 第一条 */
    GK_LABEL_CHINESE,         /* 一、 */
    GK_LABEL_CHINESE_BRACKET, /* （一） (一) 〔一〕 */
    GK_LABEL_DECIMAL,         /* 1. 1、 1． */
    GK_LABEL_DECIMAL_BRACKET, /* （1） (1) 1) */
    GK_LABEL_CIRCLED,         /* ① ⑴ ㈠ is CHINESE_BRACKET */
    GK_LABEL_MULTILEVEL,      /* 1.1 1.2.3 */
    GK_LABEL_LETTER,          /* A. a) */
    GK_LABEL_ORDINAL_WORD,    /* 一是 二是: only where asked for */
    GK_LABEL_DASH,            /* —— bullet */
};

struct gk_label {
    enum gk_label_kind kind;
    uint32_t value; /* 1 for 一; of a multilevel one the last number */
    uint32_t depth; /* numbers of a multilevel label, else 1 */
    size_t start;   /* byte where the label begins: white space in front of it is passed over */
    size_t length;  /* bytes of the label in the text, white space after it not included */
    size_t rest;    /* byte where the text after the label (and white space) begins */
};

/* The label at the start of `text` (leading white space is passed over); kind NONE and length 0 when there is
 * none. A number that is part of the text (2021年…, 12345热线, 1.5亿, 3月底前) is no label. */
struct gk_label gk_label_read(struct gk_string text);

/* The number that a Chinese, Arabic, circled or Roman numeral says; false when it is none or above 99,999. */
bool gk_numeral_read(struct gk_string text, uint32_t *value);

#endif
