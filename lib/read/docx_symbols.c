/* The signs of symbol fonts that forms and lists use. */
#include "read/docx_symbols.h"

#include <stdbool.h>
#include <stddef.h>

struct symbol {
    const char *font;
    uint8_t code;
    uint16_t codepoint;
};

static const struct symbol symbols[] = {
    {"Wingdings", 0x6C, 0x25CF},   {"Wingdings", 0x6E, 0x25A0},   {"Wingdings", 0x6F, 0x25A1},
    {"Wingdings", 0x71, 0x2751},   {"Wingdings", 0x75, 0x25C6},   {"Wingdings", 0x76, 0x2756},
    {"Wingdings", 0x77, 0x2B25},   {"Wingdings", 0x78, 0x2327},   {"Wingdings", 0x9F, 0x2022},
    {"Wingdings", 0xA1, 0x25CB},   {"Wingdings", 0xA4, 0x25C9},   {"Wingdings", 0xA7, 0x25AA},
    {"Wingdings", 0xA8, 0x25FB},   {"Wingdings", 0xAB, 0x2605},   {"Wingdings", 0xD8, 0x27A2},
    {"Wingdings", 0xE0, 0x2192},   {"Wingdings", 0xFB, 0x2718},   {"Wingdings", 0xFC, 0x2714},
    {"Wingdings", 0xFD, 0x2612},   {"Wingdings", 0xFE, 0x2611},   {"Wingdings 2", 0x4F, 0x2718},
    {"Wingdings 2", 0x50, 0x2713}, {"Wingdings 2", 0x51, 0x2612}, {"Wingdings 2", 0x52, 0x2611},
    {"Wingdings 2", 0x53, 0x2612}, {"Wingdings 2", 0x54, 0x2612}, {"Wingdings 2", 0xA3, 0x25A1},
    {"Symbol", 0xB0, 0x00B0},      {"Symbol", 0xB1, 0x00B1},      {"Symbol", 0xB3, 0x2265},
    {"Symbol", 0xA3, 0x2264},      {"Symbol", 0xB4, 0x00D7},      {"Symbol", 0xB7, 0x2022},
    {"Symbol", 0xB8, 0x00F7},      {"Symbol", 0xB9, 0x2260},      {"Symbol", 0xBE, 0x2014},
    {"Symbol", 0xD6, 0x221A},
};

static uint32_t find(struct gk_string font, uint32_t code)
{
    for (size_t i = 0; i < sizeof symbols / sizeof *symbols; i++)
        if (symbols[i].code == code && gk_string_equal(font, gk_string_of(symbols[i].font)))
            return symbols[i].codepoint;
    return 0;
}

uint32_t gk_docx_symbol(struct gk_string font, uint32_t code)
{
    bool shifted = code >= 0xF000 && code <= 0xF0FF;
    if (!shifted && code > 0xFF)
        return code;
    uint32_t found = find(font, code & 0xFF);
    return found ? found : 0xF000 | (code & 0xFF);
}

uint32_t gk_docx_bullet(uint32_t codepoint)
{
    if (codepoint < 0xE000 || codepoint > 0xF8FF)
        return codepoint;
    uint32_t found = find(GK_STRING("Wingdings"), codepoint & 0xFF);
    return found ? found : 0x2022;
}
