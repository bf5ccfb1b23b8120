/* Leaves out of a part's XML, before the parser gets it, what no reader asks for and what the parser has read
 * before: the run properties and revision ids that a word processor repeats at every run.
 *
 * What is left out is one of two things, and nothing else ever is:
 *
 * - A block: elements without text, one behind the other, each with all it holds, for whose names no function
 * of the reader would be called anywhere, and which stood byte for byte the same earlier in this part. The
 * earlier one went through the parser, which found it well formed or ended the parse; the names it has are in
 * the parser's dictionary. A block stands right behind a tag, never in text.
 * - All attributes of a tag when all are identifiers that no reader asks for, each in the plainest of forms,
 * none twice, and the parser has seen all their names.
 *
 * Neither has a line's end in it, so that lines stay what they are. Depth is counted, so that its limit stays
 * where it is. Nothing is held back: at every moment the parser has got all bytes so far but those left out.
 *
 * Two things that the parser says of what is not well formed depend on bytes behind it, which therefore stay:
 * an error about the encoding quotes the next bytes, and how soon a broken tag or reference is told depends
 * on where the next ones end. So no block is left out right behind bytes that are not ASCII, none has a
 * semicolon, and a broken tag ends the skimming. So does whatever else is not plainly understood (another
 * encoding than UTF-8, a comment, a CDATA section, a processing instruction, a DOCTYPE, the prefix declared
 * anew): from there on all bytes pass. */
#ifndef GK_SOURCE_XML_SKIM_H
#define GK_SOURCE_XML_SKIM_H

#include "core/context.h"
#include "core/string_view.h"
#include <stdbool.h>
#include <stddef.h>

/* At most this many identifiers. */
enum { GK_XML_SKIM_IDENTIFIERS_MOST = 32 };

struct gk_xml_skim_rules {
    struct gk_string prefix; /* of the elements that may be left out; the root must declare it */
    /* Whether nothing happens at the beginning and at the end of the element, wherever it stands. */
    bool (*is_inert)(const void *user, const char *uri, const char *name);
    const void *user;
    const struct gk_string
        *identifiers; /* attributes that nobody asks for, with prefix; no two share a name */
    size_t identifier_count;
};

struct gk_xml_skim;

/* NULL, and the context has failed, when there is no memory. `rules` must live as long. */
struct gk_xml_skim *gk_xml_skim_new(struct gk_context *context, const struct gk_xml_skim_rules *rules);
void gk_xml_skim_free(struct gk_context *context, struct gk_xml_skim *skim);
/* Take the next bytes of the part, move those that stay to the front, and say how many they are. The first
 * call must hold the whole tag of the root, else nothing is left out. */
size_t gk_xml_skim(struct gk_xml_skim *skim, char *bytes, size_t length);

#endif
