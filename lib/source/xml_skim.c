/* The scan in front of the XML parser: where tags begin and end, which names they have, and what was there
 * before. */
#include "source/xml_skim.h"

#include "core/memory.h"
#include <string.h>
#include <strings.h>

enum {
    BLOCKS = 32,
    BLOCK_BYTES = 1024,
    LEVELS_MOST = 8,
    NAMES = 256,
    NAMES_SHIFT = 32 - 8,
    NAME_BYTES = 24,
    URI_BYTES = 128
};

/* An error about bytes that are no UTF-8 quotes four, from the first of them on. */
enum { QUOTED_BYTES = 4 };

enum state {
    AT_START,
    IN_CONTENT,
    IN_MARKUP, /* behind "<" */
    IN_START_TAG,
    IN_END_TAG,
    PASSING /* all that is still to come */
};

/* Bytes that the parser has read, and that a reader has no use for. */
struct block {
    uint16_t length; /* 0: not yet used */
    uint8_t levels;  /* of elements, one in the other */
    uint8_t next;    /* the block that was last found behind this one */
    bool found;      /* since the last search for one to give up */
    char bytes[BLOCK_BYTES];
};

struct name {
    uint8_t length; /* 0: not yet used */
    bool inert;
    char bytes[NAME_BYTES];
};

/* The start tag that is being passed through. */
struct tag {
    char quote;     /* of the open attribute value, or 0 */
    bool slash;     /* the last byte was one */
    bool declares;  /* the prefix, anew */
    size_t matched; /* bytes of `declaration` that the last bytes were */
};

struct gk_xml_skim {
    const struct gk_xml_skim_rules *rules;
    uint64_t depth_most;
    uint64_t depth; /* open elements */
    enum state state;
    bool behind_tag; /* nothing stands between here and the last tag */
    struct tag tag;
    uint32_t identifiers_seen; /* by the parser: bit n for the nth */
    uint8_t last_block;
    uint8_t oldest_block;
    const char *begin; /* of the bytes at hand */
    char *out;         /* where bytes that stay go */
    const char *kept;  /* bytes from here to where the scan stands stay */
    char declaration[NAME_BYTES];
    char uri[URI_BYTES];
    struct name names[NAMES];
    struct block blocks[BLOCKS];
};

static bool is_white(char byte)
{
    return byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r';
}

static bool is_letter_or_digit(char byte)
{
    return (unsigned)((byte | 0x20) - 'a') < 26 || (unsigned)(byte - '0') < 10;
}

static bool is_hexadecimal(char byte)
{
    return (unsigned)(byte - '0') < 10 || (unsigned)((byte | 0x20) - 'a') < 6;
}

/* In a value: nothing that ends something, here or elsewhere. */
static bool is_plain(char byte)
{
    return (unsigned char)byte >= ' ' && byte != '"' && byte != '<' && byte != '>' && byte != '&' &&
           byte != ';';
}

static bool starts(const char *at, const char *end, struct gk_string with)
{
    return (size_t)(end - at) >= with.length && memcmp(at, with.data, with.length) == 0;
}

static const char *skip_white(const char *at, const char *end)
{
    while (at < end && is_white(*at))
        at++;
    return at;
}

static void leave_out(struct gk_xml_skim *skim, const char *from, const char *to)
{
    size_t length = (size_t)(from - skim->kept);
    if (skim->out != skim->kept)
        memmove(skim->out, skim->kept, length);
    skim->out += length;
    skim->kept = to;
}

/* ---- The beginning of the part ---- */

/* Behind the XML declaration, if there is one; NULL when it names another encoding than UTF-8. */
static const char *skip_declaration(const char *at, const char *end)
{
    if (!starts(at, end, GK_STRING("<?xml")))
        return at;
    const char *close = memchr(at + 2, '?', (size_t)(end - at) - 2);
    if (!close || end - close < 2 || close[1] != '>')
        return NULL;
    struct gk_string words = gk_string_make(at, (size_t)(close - at));
    size_t found = gk_string_find(words, GK_STRING("encoding"), 0);
    if (found == GK_NOT_FOUND)
        return close + 2;
    at = skip_white(at + found + 8, close);
    if (at == close || *at != '=')
        return NULL;
    at = skip_white(at + 1, close);
    bool known = close - at >= 7 && (*at == '"' || *at == '\'') && strncasecmp(at + 1, "UTF-8", 5) == 0 &&
                 at[6] == *at;
    return known ? close + 2 : NULL;
}

/* An attribute from its name on. Returns the byte behind it, NULL when it is none or not whole. */
static const char *attribute(const char *at, const char *end, struct gk_string *name, struct gk_string *value)
{
    const char *begin = at;
    while (at < end && !is_white(*at) && !memchr("=<>/\"'", *at, 6))
        at++;
    *name = gk_string_make(begin, (size_t)(at - begin));
    at = skip_white(at, end);
    if (name->length == 0 || at == end || *at != '=')
        return NULL;
    at = skip_white(at + 1, end);
    if (at == end || (*at != '"' && *at != '\''))
        return NULL;
    const char *close = memchr(at + 1, *at, (size_t)(end - at) - 1);
    if (!close)
        return NULL;
    *value = gk_string_make(at + 1, (size_t)(close - at) - 1);
    return close + 1;
}

/* Behind the root's tag, when it declares the prefix; NULL when it does not, or is not as it should be. */
static const char *enter_root(struct gk_xml_skim *skim, const char *at, const char *end)
{
    bool declared = false;
    if (at == end || *at != '<')
        return NULL;
    at++;
    while (at < end && (is_letter_or_digit(*at) || *at == ':'))
        at++;
    for (;;) {
        struct gk_string name, value;
        const char *next = skip_white(at, end);
        if (next < end && *next == '>')
            return declared ? next + 1 : NULL;
        if (next == at || !(at = attribute(next, end, &name, &value)))
            return NULL;
        if (!gk_string_equal(name, gk_string_of(skim->declaration)))
            continue;
        if (value.length >= URI_BYTES)
            return NULL;
        memcpy(skim->uri, value.data, value.length);
        skim->uri[value.length] = '\0';
        declared = true;
    }
}

static const char *begin_part(struct gk_xml_skim *skim, const char *at, const char *end)
{
    if (starts(at, end, GK_STRING("\xEF\xBB\xBF")))
        at += 3;
    at = skip_declaration(at, end);
    at = at ? enter_root(skim, skip_white(at, end), end) : NULL;
    skim->state = at ? IN_CONTENT : PASSING;
    skim->behind_tag = true;
    skim->depth = 1;
    return at ? at : end;
}

/* ---- Blocks ---- */

/* A name in the prefix's namespace, without prefix. */
struct own_name {
    struct gk_string text;
    size_t mixed; /* from its bytes */
};

static bool is_inert(struct gk_xml_skim *skim, const struct own_name *name)
{
    size_t length = name->text.length;
    if (length == 0 || length >= NAME_BYTES)
        return false;
    /* 2^32 / golden ratio spreads what differs in few bits. */
    struct name *known = &skim->names[(uint32_t)name->mixed * UINT32_C(2654435769) >> NAMES_SHIFT];
    if (known->length != length || memcmp(known->bytes, name->text.data, length) != 0) {
        memcpy(known->bytes, name->text.data, length);
        known->bytes[length] = '\0';
        known->length = (uint8_t)length;
        known->inert = skim->rules->is_inert(skim->rules->user, skim->uri, known->bytes);
    }
    return known->inert;
}

/* The name behind "<" or "</" or white space. It is whole: another byte follows. Returns that byte, or NULL
 * when there is no such name. */
static const char *own_name(const struct gk_xml_skim *skim, const char *at, const char *end,
                            struct own_name *name)
{
    struct gk_string prefix = skim->rules->prefix;
    if ((size_t)(end - at) <= prefix.length || at[prefix.length] != ':' ||
        memcmp(at, prefix.data, prefix.length) != 0)
        return NULL;
    at += prefix.length + 1;
    const char *begin = at;
    size_t mixed = 0;
    for (; at < end && is_letter_or_digit(*at); at++)
        mixed = 31 * mixed + (unsigned char)*at;
    name->text = gk_string_make(begin, (size_t)(at - begin));
    name->mixed = mixed;
    return at == end ? NULL : at;
}

/* Behind the attributes of a tag in a block: each of the prefix's namespace, with a plain value. The byte
 * there ends the tag or is one that no block has. */
static const char *plain_attributes(const struct gk_xml_skim *skim, const char *at, const char *end)
{
    while (at < end && *at == ' ') {
        struct own_name name;
        at = own_name(skim, at + 1, end, &name);
        if (!at || name.text.length == 0 || end - at < 2 || at[0] != '=' || at[1] != '"')
            return NULL;
        at += 2;
        while (at < end && is_plain(*at))
            at++;
        if (at == end || *at != '"')
            return NULL;
        at++;
    }
    return at;
}

/* Behind a tag that may stand in a block; NULL when it may not. `step` is how it changes the depth. */
static const char *block_tag(struct gk_xml_skim *skim, const char *at, const char *end, int *step)
{
    struct own_name name;
    if (end - at < 2 || *at != '<')
        return NULL;
    bool closing = at[1] == '/';
    at = own_name(skim, at + 1 + closing, end, &name);
    if (!at || !is_inert(skim, &name))
        return NULL;
    if (!closing)
        at = plain_attributes(skim, at, end);
    if (!at || at == end)
        return NULL;
    *step = closing ? -1 : 1;
    if (!closing && *at == '/') {
        *step = 0;
        at++;
    }
    return at < end && *at == '>' ? at + 1 : NULL;
}

/* The length of the block that begins here, 0: none. */
static size_t measure_block(struct gk_xml_skim *skim, const char *begin, const char *end, uint8_t *levels)
{
    size_t length = 0;
    int depth = 0, step = 0;
    if (end - begin > BLOCK_BYTES)
        end = begin + BLOCK_BYTES;
    *levels = 0;
    for (const char *at = begin; (at = block_tag(skim, at, end, &step)) != NULL;) {
        int level = step < 0 ? depth : depth + 1;
        depth += step;
        if (depth < 0 || level > LEVELS_MOST)
            break;
        if (level > *levels)
            *levels = (uint8_t)level;
        if (depth == 0)
            length = (size_t)(at - begin);
    }
    return length;
}

/* The first block that was not found since the last time one was sought. */
static uint8_t give_up_block(struct gk_xml_skim *skim)
{
    for (;;) {
        uint8_t position = skim->oldest_block;
        struct block *block = &skim->blocks[position];
        skim->oldest_block = (uint8_t)((position + 1) % BLOCKS);
        if (!block->found)
            return position;
        block->found = false;
    }
}

static void follow_block(struct gk_xml_skim *skim, uint8_t position)
{
    skim->blocks[skim->last_block].next = position;
    skim->last_block = position;
}

/* Remember the block that begins here. The parser gets it this time. Returns its length, 0: there is none. */
static size_t learn_block(struct gk_xml_skim *skim, const char *at, const char *end)
{
    uint8_t levels;
    size_t length = measure_block(skim, at, end, &levels);
    if (length == 0)
        return 0;
    uint8_t position = give_up_block(skim);
    struct block *block = &skim->blocks[position];
    memcpy(block->bytes, at, length);
    block->length = (uint16_t)length;
    block->levels = levels;
    block->next = 0;
    follow_block(skim, position);
    return length;
}

static bool stands_here(const struct gk_xml_skim *skim, const struct block *block, const char *at,
                        const char *end)
{
    return block->length > 0 && (size_t)(end - at) >= block->length &&
           memcmp(at, block->bytes, block->length) == 0 && skim->depth + block->levels <= skim->depth_most;
}

/* The length of the block that is known and stands here, 0: none. */
static size_t find_block(struct gk_xml_skim *skim, const char *at, const char *end)
{
    uint8_t position = skim->blocks[skim->last_block].next;
    if (!stands_here(skim, &skim->blocks[position], at, end)) {
        position = 0;
        while (position < BLOCKS && !stands_here(skim, &skim->blocks[position], at, end))
            position++;
        if (position == BLOCKS)
            return 0;
    }
    skim->blocks[position].found = true;
    follow_block(skim, position);
    return skim->blocks[position].length;
}

/* ---- Identifiers ---- */

/* Behind an attribute that is an identifier; its bit is set in `which`. NULL when it is none. */
static const char *identifier(const struct gk_xml_skim *skim, const char *at, const char *end,
                              uint32_t *which)
{
    const struct gk_xml_skim_rules *rules = skim->rules;
    const char *equals = at;
    while (equals < end && equals - at < NAME_BYTES && *equals != '=')
        equals++;
    struct gk_string name = gk_string_make(at, (size_t)(equals - at));
    size_t position = 0;
    while (position < rules->identifier_count && !gk_string_equal(rules->identifiers[position], name))
        position++;
    if (position == rules->identifier_count || end - equals < 3 || equals[1] != '"')
        return NULL;
    at = equals + 2;
    while (at < end && is_hexadecimal(*at))
        at++;
    *which = UINT32_C(1) << position;
    return at < end && *at == '"' ? at + 1 : NULL;
}

/* Leave out the attributes of a tag, from behind its name, if they are identifiers only. Returns where the
 * scan goes on. */
static const char *drop_identifiers(struct gk_xml_skim *skim, const char *begin, const char *end)
{
    uint32_t seen = 0, which;
    const char *at = begin;
    while (at < end && *at == ' ') {
        at = identifier(skim, at + 1, end, &which);
        if (!at || (seen & which))
            return begin;
        seen |= which;
    }
    bool whole = at < end && (*at == '>' || (end - at > 1 && at[0] == '/' && at[1] == '>'));
    if (!whole)
        return begin;
    if (seen & ~skim->identifiers_seen) {
        skim->identifiers_seen |= seen;
        return begin;
    }
    if (at > begin)
        leave_out(skim, begin, at);
    return at;
}

/* ---- Tags ---- */

/* Whether what stands here may go without changing what an error quotes. */
static bool is_behind_ascii(const struct gk_xml_skim *skim, const char *at)
{
    if (at - skim->begin < QUOTED_BYTES)
        return false;
    unsigned char bits = 0;
    for (int i = 1; i < QUOTED_BYTES; i++)
        bits |= (unsigned char)at[-i];
    return bits < 0x80;
}

static const char *end_start_tag(struct gk_xml_skim *skim, const char *at)
{
    skim->depth += !skim->tag.slash;
    skim->state = skim->tag.declares ? PASSING : IN_CONTENT;
    skim->behind_tag = true;
    return at;
}

/* The length of the block that stands here and is known, or is from now on; 0: none. */
static size_t take_block(struct gk_xml_skim *skim, const char *at, const char *end)
{
    if (!is_behind_ascii(skim, at))
        return 0;
    size_t length = find_block(skim, at, end);
    if (length == 0)
        return learn_block(skim, at, end);
    leave_out(skim, at, at + length);
    return length;
}

static const char *begin_start_tag(struct gk_xml_skim *skim, const char *at, const char *end)
{
    struct own_name name;
    const char *behind = own_name(skim, at + 1, end, &name);
    if (behind && skim->behind_tag && is_inert(skim, &name)) {
        size_t length = take_block(skim, at, end);
        if (length > 0)
            return at + length;
    }
    skim->tag = (struct tag){0};
    if (behind && *behind == '>')
        return end_start_tag(skim, behind + 1);
    skim->state = IN_START_TAG;
    return behind && *behind == ' ' ? drop_identifiers(skim, behind, end) : at + 1;
}

/* Whether the prefix is declared in the tag that goes on with this byte. */
static void note_declaration(struct gk_xml_skim *skim, char byte)
{
    struct tag *tag = &skim->tag;
    if (skim->declaration[tag->matched] == '\0') {
        tag->declares = tag->declares || byte == '=' || is_white(byte);
        tag->matched = 0;
    } else if (byte == skim->declaration[tag->matched]) {
        tag->matched++;
    } else {
        tag->matched = byte == skim->declaration[0];
    }
}

/* What is no tag: how soon the parser sees that depends on the tags behind it. All of them pass. */
static const char *give_up(struct gk_xml_skim *skim, const char *end)
{
    skim->state = PASSING;
    return end;
}

static const char *pass_start_tag(struct gk_xml_skim *skim, const char *at, const char *end)
{
    struct tag *tag = &skim->tag;
    while (at < end) {
        if (tag->quote) {
            const char *close = memchr(at, tag->quote, (size_t)(end - at));
            if (memchr(at, '<', (size_t)((close ? close : end) - at)))
                return give_up(skim, end);
            if (!close)
                return end;
            at = close + 1;
            tag->quote = '\0';
            tag->slash = false;
            continue;
        }
        char byte = *at++;
        if (byte == '>')
            return end_start_tag(skim, at);
        if (byte == '<')
            return give_up(skim, end);
        if (byte == '"' || byte == '\'')
            tag->quote = byte;
        if (tag->matched > 0 || byte == skim->declaration[0])
            note_declaration(skim, byte);
        tag->slash = byte == '/';
    }
    return at;
}

static const char *pass_end_tag(struct gk_xml_skim *skim, const char *at, const char *end)
{
    for (; at < end && *at != '>'; at++)
        if (*at == '<' || *at == '"' || *at == '\'')
            return give_up(skim, end);
    if (at == end)
        return end;
    skim->depth--;
    skim->state = skim->depth > 0 ? IN_CONTENT : PASSING;
    skim->behind_tag = true;
    return at + 1;
}

/* Behind "<". */
static const char *begin_markup(struct gk_xml_skim *skim, const char *at, const char *end)
{
    switch (*at) {
    case '/':
        skim->state = IN_END_TAG;
        return at + 1;
    case '!':
    case '?':
        return give_up(skim, end);
    default:
        skim->tag = (struct tag){0};
        skim->state = IN_START_TAG;
        return at;
    }
}

static const char *pass_content(struct gk_xml_skim *skim, const char *at, const char *end)
{
    const char *open = *at == '<' ? at : memchr(at, '<', (size_t)(end - at));
    if (open != at)
        skim->behind_tag = false;
    if (!open)
        return end;
    if (end - open > 1 && open[1] != '/' && open[1] != '!' && open[1] != '?')
        return begin_start_tag(skim, open, end);
    skim->state = IN_MARKUP;
    return open + 1;
}

static const char *pass(struct gk_xml_skim *skim, const char *at, const char *end)
{
    switch (skim->state) {
    case AT_START:
        return begin_part(skim, at, end);
    case IN_CONTENT:
        return pass_content(skim, at, end);
    case IN_MARKUP:
        return begin_markup(skim, at, end);
    case IN_START_TAG:
        return pass_start_tag(skim, at, end);
    case IN_END_TAG:
        return pass_end_tag(skim, at, end);
    case PASSING:
        break;
    }
    return end;
}

struct gk_xml_skim *gk_xml_skim_new(struct gk_context *context, const struct gk_xml_skim_rules *rules)
{
    static const char words[] = "xmlns:";
    struct gk_xml_skim *skim = gk_memory_allocate(&context->allocator, sizeof *skim);
    if (!skim) {
        gk_fail_memory(context);
        return NULL;
    }
    memset(skim, 0, sizeof *skim);
    skim->rules = rules;
    skim->depth_most = context->limits.xml_depth;
    memcpy(skim->declaration, words, sizeof words);
    if (rules->prefix.length >= NAME_BYTES - sizeof words ||
        rules->identifier_count > GK_XML_SKIM_IDENTIFIERS_MOST)
        skim->state = PASSING;
    else
        memcpy(skim->declaration + sizeof words - 1, rules->prefix.data, rules->prefix.length);
    return skim;
}

void gk_xml_skim_free(struct gk_context *context, struct gk_xml_skim *skim)
{
    gk_memory_release(&context->allocator, skim, skim ? sizeof *skim : 0);
}

size_t gk_xml_skim(struct gk_xml_skim *skim, char *bytes, size_t length)
{
    const char *at = bytes, *end = bytes + length;
    skim->begin = bytes;
    skim->out = bytes;
    skim->kept = bytes;
    while (at < end && skim->state != PASSING)
        at = pass(skim, at, end);
    leave_out(skim, end, end);
    return (size_t)(skim->out - bytes);
}
