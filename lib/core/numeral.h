/* Which characters say numbers; shared by labels and numerals. */
#ifndef GK_CORE_NUMERAL_H
#define GK_CORE_NUMERAL_H

#include "core/label.h"

/* A run of characters each of which is a whole numeral: ① to ⑳. */
struct gk_numeral_run {
    uint32_t first;
    uint32_t last;
    uint32_t value;          /* of the first */
    enum gk_label_kind kind; /* of a label that begins with it */
};

const struct gk_numeral_run *gk_numeral_run_find(uint32_t codepoint); /* NULL when there is none */
bool gk_is_chinese_numeral(uint32_t codepoint);
/* The value of a Chinese digit (〇 零 ○ 一 … 九 两), or -1. */
int gk_chinese_digit(uint32_t codepoint);
/* The value of an Arabic digit, full-width ones included, or -1. */
int gk_arabic_digit(uint32_t codepoint);

#endif
