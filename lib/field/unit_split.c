/* Splitting a text into names of units (contract 5). The text is cut into pieces at the separators outside
 * brackets; a piece gives labels and scopes, then clauses that each end in a role word, then names. */
#include "field/unit_split.h"

#include "core/label.h"

/* What stood between the last name and this one. */
enum separators { LISTED = 1, BROKEN = 2 };

struct splitter {
    struct gk_unit_text *text;
    const struct gk_unit_splitting *how;
    struct gk_array *items;
    size_t pending;            /* first item that no role word covers yet */
    size_t last;               /* the last name, or GK_NOT_FOUND */
    unsigned separators;       /* since the last name */
    enum gk_field_label label; /* the label in force */
    size_t label_from;
    size_t label_to;
    size_t scope_from;
    size_t scope_to;
    bool line_start;  /* the piece begins a line */
    uint32_t counted; /* the number in front of the last name that had one; 0: none */
    bool duties;      /* 县公安局：负责…、…: what follows says what the unit does */
    bool failed;
};

static struct gk_unit_item *item_at(const struct splitter *splitter, size_t position)
{
    return gk_array_at(splitter->items, position);
}

static struct gk_unit_item *add_item(struct splitter *splitter, size_t from, size_t to)
{
    struct gk_unit_item *item = gk_array_push(splitter->items);
    if (!item) {
        splitter->failed = true;
        return NULL;
    }
    item->from = from;
    item->to = to;
    item->scope_from = splitter->scope_from;
    item->scope_to = splitter->scope_to;
    return item;
}

static void add_doubt(struct splitter *splitter, size_t from, size_t to, enum gk_message doubt)
{
    struct gk_unit_item *item = add_item(splitter, from, to);
    if (item) {
        item->has_doubt = true;
        item->doubt = doubt;
    }
}

static struct gk_unit_item *add_name(struct splitter *splitter, size_t from, size_t to)
{
    struct gk_unit_item *item = add_item(splitter, from, to);
    if (item) {
        item->is_name = true;
        splitter->last = splitter->items->count - 1;
        splitter->separators = 0;
    }
    return item;
}

/* The names since the last role word get this one. */
static void cover_pending(struct splitter *splitter, enum gk_role_word word)
{
    for (size_t i = splitter->pending; i < splitter->items->count; i++) {
        struct gk_unit_item *item = item_at(splitter, i);
        if (item->word == GK_ROLE_WORD_NONE)
            item->word = word;
    }
    splitter->pending = splitter->items->count;
    splitter->separators |= BROKEN;
}

/* What the label in force says of names without a role word. */
static enum gk_role_word label_word(enum gk_field_label label)
{
    switch (label) {
    case GK_FIELD_LEAD:
        return GK_ROLE_WORD_LEAD;
    case GK_FIELD_SUPPORT:
        return GK_ROLE_WORD_SUPPORT;
    case GK_FIELD_UNITS:
        return GK_ROLE_WORD_RESPONSIBLE;
    default:
        return GK_ROLE_WORD_NONE;
    }
}

static void begin_label(struct splitter *splitter, enum gk_field_label label, size_t from, size_t to)
{
    cover_pending(splitter, label_word(splitter->label));
    splitter->label = label;
    splitter->label_from = from;
    splitter->label_to = to;
}

/* Whether a number may count names here: at the beginning of a line, and where it is the next. */
static bool may_count(const struct splitter *splitter, uint32_t value)
{
    return splitter->line_start || (splitter->counted > 0 && value == splitter->counted + 1);
}

/* 1 of `1、市教育局`, whose 、 was taken for a separator. */
static bool is_number(struct splitter *splitter, size_t from, size_t to)
{
    uint32_t value;
    if (to - from > 3 || !gk_numeral_read(gk_unit_text_part(splitter->text, from, to), &value) ||
        !may_count(splitter, value) || gk_unit_number_follows(splitter->text, to, value))
        return false;
    splitter->counted = value;
    return true;
}

/* Past a number in front of a name: 1.市教育局, ②市财政局. */
static size_t past_count(struct splitter *splitter, size_t from, size_t to)
{
    struct gk_unit_text *text = splitter->text;
    if (from >= to || (!splitter->line_start && splitter->counted == 0))
        return from;
    struct gk_string rest = gk_unit_text_part(text, from, to);
    struct gk_label label = gk_label_read(rest);
    if (label.kind == GK_LABEL_NONE || label.kind == GK_LABEL_LETTER || label.rest >= rest.length ||
        !may_count(splitter, label.value))
        return from;
    size_t byte = text->characters[from].start + label.rest;
    while (from < to && text->characters[from].start < byte)
        from++;
    splitter->counted = label.value;
    return from;
}

/* 市教育局（牵头）: the role of this name; its bracket goes. */
static enum gk_role_word take_role_bracket(const struct gk_unit_text *text, size_t from, size_t *to)
{
    size_t close = *to - 1, open = text->characters[close].partner;
    if (open >= close || open <= from)
        return GK_ROLE_WORD_NONE;
    size_t end = close;
    enum gk_role_word word = gk_role_words_strip(text, open + 1, &end);
    if (word == GK_ROLE_WORD_NONE)
        word = label_word(gk_field_label_before(text, open + 1, close, NULL));
    else if (end > open + 1)
        word = GK_ROLE_WORD_NONE;
    if (word)
        *to = open;
    return word;
}

/* One name that nothing more is taken from. */
static void add_single(struct splitter *splitter, size_t from, size_t to)
{
    if (splitter->failed || from >= to)
        return;
    enum gk_role_word word =
        splitter->how->names_only ? GK_ROLE_WORD_NONE : take_role_bracket(splitter->text, from, &to);
    struct gk_unit_item *item = add_name(splitter, from, to);
    if (!item)
        return;
    item->word = word;
    if (to - from >= 16 && !gk_unit_range_ends(splitter->text, from, to)) {
        item->has_doubt = true;
        item->doubt = GK_MESSAGE_UNIT_UNLIKELY;
    }
}

/* A name in which others may be glued. */
static void add_glued(struct splitter *splitter, size_t from, size_t to)
{
    while (!splitter->failed && !splitter->how->names_only) {
        size_t next = gk_unit_glued_at(splitter->text, from, to);
        if (next >= to)
            break;
        add_single(splitter, from, next);
        add_doubt(splitter, next, to, GK_MESSAGE_UNITS_GLUED);
        from = next;
    }
    add_single(splitter, from, to);
}

/* What separates the name at `from` from the one before it. */
static enum gk_message gap_doubt(const struct gk_unit_text *text, size_t from)
{
    while (gk_unit_is_space(text, --from))
        continue;
    return text->characters[from].code == '/' ? GK_MESSAGE_UNITS_SLASH : GK_MESSAGE_UNITS_SPACED;
}

static void add_spaced(struct splitter *splitter, size_t from, size_t to)
{
    if (!gk_unit_is_spaced_list(splitter->text, from, to)) {
        add_glued(splitter, from, to);
        return;
    }
    for (size_t start = from; from < to && !splitter->failed;) {
        size_t end = gk_unit_word_end(splitter->text, from, to);
        if (from > start)
            add_doubt(splitter, from, end, gap_doubt(splitter->text, from));
        add_glued(splitter, past_count(splitter, from, end), end);
        from = gk_unit_past_gap(splitter->text, end, to);
    }
}

/* What stands between two separators: joined to the name before, or names of its own. */
static void add_part(struct splitter *splitter, size_t from, size_t to)
{
    struct gk_unit_text *text = splitter->text;
    if (gk_unit_is_ditto(text, from, to)) {
        add_doubt(splitter, from, to, GK_MESSAGE_UNIT_REFERENCE);
        return;
    }
    gk_unit_clean(text, &from, &to);
    if (from >= to || is_number(splitter, from, to))
        return;
    if (gk_unit_is_reference(text, from, to)) {
        add_doubt(splitter, from, to, GK_MESSAGE_UNIT_REFERENCE);
        return;
    }
    if (splitter->last != GK_NOT_FOUND && splitter->separators == LISTED &&
        splitter->pending <= splitter->last) {
        struct gk_unit_item *last = item_at(splitter, splitter->last);
        size_t end = gk_unit_units_word_end(text, from, to);
        if (last->scope_from == splitter->scope_from &&
            gk_unit_joins(text, last->from, last->to, from, end)) {
            last->to = end;
            splitter->separators = 0;
            if (end == to)
                return;
            add_doubt(splitter, end, to, GK_MESSAGE_UNITS_GLUED);
            from = end;
        }
    }
    add_spaced(splitter, from, to);
}

/* Names joined by 和 及 与, and open lists closed by 等. */
static void add_names(struct splitter *splitter, size_t from, size_t to)
{
    const struct gk_unit_text *text = splitter->text;
    for (size_t i = from; i < to && !splitter->failed;) {
        size_t end = i + 1;
        if (text->characters[i].inside) {
            i++;
        } else if (gk_unit_and_at(text, from, i, to, &end)) {
            add_part(splitter, from, i);
            splitter->separators |= LISTED;
            from = i = end;
        } else if (gk_unit_closes_list(text, from, i, to)) {
            add_part(splitter, from, i);
            splitter->separators |= BROKEN;
            from = ++i;
        } else {
            i++;
        }
    }
    add_part(splitter, from, to);
}

/* What may stand in front of a name: an "and" that follows another separator, 等, 由. */
static size_t past_lead_in(const struct splitter *splitter, size_t from, size_t to)
{
    static const uint_least32_t *const ands[] = {U"和", U"及", U"与", U"以及"};
    const struct gk_unit_text *text = splitter->text;
    size_t end;
    for (size_t i = 0; i < sizeof ands / sizeof *ands; i++) {
        if (gk_unit_word_at(text, from, to, ands[i], false, &end) &&
            gk_unit_begins_with_place(text, end, to) &&
            !gk_unit_word_at(text, end, to, U"县", false, NULL)) /* 和县 is a county */
            return end;
    }
    if (gk_unit_word_at(text, from, to, U"等", false, &end) && splitter->last != GK_NOT_FOUND)
        return end;
    return (gk_unit_word_at(text, from, to, U"由", false, &end) ||
            gk_unit_word_at(text, from, to, U"会同", false, &end)) &&
                   end + 1 < to
               ? end
               : from;
}

/* Names and the role word behind them: the words behind the role, if any, are no name. */
static void add_clause(struct splitter *splitter, size_t from, size_t to)
{
    const struct gk_unit_text *text = splitter->text;
    gk_unit_trim(text, &from, &to);
    while (to > from && text->characters[to - 1].code == 0x3002)
        to--;
    from = past_lead_in(splitter, from, to);
    if (splitter->how->names_only) {
        add_names(splitter, from, to);
        return;
    }
    size_t start, end;
    enum gk_role_word word = gk_role_words_strip(text, from, &to);
    if (word == GK_ROLE_WORD_NONE && !gk_unit_range_ends(text, from, to) &&
        (word = gk_unit_inner_word(text, from, to, &start, &end)) != GK_ROLE_WORD_NONE) {
        if (end < to)
            add_doubt(splitter, end, to, GK_MESSAGE_UNIT_CLAUSE);
        to = start;
    }
    add_names(splitter, from, to);
    if (word)
        cover_pending(splitter, word);
}

/* Clauses that follow one another without a separator: 市教育局牵头市财政局配合. */
static void add_clauses(struct splitter *splitter, size_t from, size_t to)
{
    size_t start, end, search = from;
    while (!splitter->how->names_only && !splitter->failed &&
           gk_unit_inner_word(splitter->text, search, to, &start, &end) != GK_ROLE_WORD_NONE) {
        if (end < to && gk_unit_begins_with_place(splitter->text, end, to) &&
            !gk_unit_word_at(splitter->text, end, to, U"有关工作", false, NULL)) {
            add_clause(splitter, from, end);
            from = end;
        }
        search = end;
    }
    add_clause(splitter, from, to);
}

/* Names, unless the label in force says that these are none. */
static void add_labelled(struct splitter *splitter, size_t from, size_t to)
{
    gk_unit_trim(splitter->text, &from, &to);
    if (from >= to)
        return;
    if (splitter->label >= GK_FIELD_DEADLINE)
        add_doubt(splitter, from, to, GK_MESSAGE_UNIT_LABEL_SKIPPED);
    else
        add_clauses(splitter, from, to);
}

/* 县公安局：牵头: the role of the unit in front of the colon; what stands behind says nothing else. */
static bool add_role_behind(struct splitter *splitter, size_t head, size_t colon, size_t to)
{
    size_t from = colon + 1;
    gk_unit_trim(splitter->text, &from, &to);
    enum gk_role_word word = gk_role_words_strip(splitter->text, from, &to);
    if (word == GK_ROLE_WORD_NONE || to > from || !gk_unit_range_ends(splitter->text, head, colon))
        return false;
    cover_pending(splitter, label_word(splitter->label));
    add_names(splitter, head, colon);
    cover_pending(splitter, word);
    return true;
}

static void add_duty(struct splitter *splitter, size_t from, size_t to)
{
    gk_unit_trim(splitter->text, &from, &to);
    if (from < to)
        add_doubt(splitter, from, to, GK_MESSAGE_UNIT_CLAUSE);
    cover_pending(splitter, label_word(splitter->label));
    splitter->duties = true;
}

/* 【牵头单位】市教育局【配合单位】市财政局: past the last such label; the names in front of each are added.
 */
static size_t past_bracket_labels(struct splitter *splitter, size_t from, size_t to)
{
    const struct gk_unit_text *text = splitter->text;
    for (size_t i = from; !splitter->how->names_only && i < to && !splitter->failed; i++) {
        size_t partner = text->characters[i].partner, start;
        if (text->characters[i].code != 0x3010 || partner <= i || partner >= to)
            continue;
        enum gk_field_label label = gk_field_label_before(text, i + 1, partner, &start);
        if (label == GK_FIELD_NONE || start != i + 1)
            continue;
        add_labelled(splitter, from, i);
        begin_label(splitter, label, i, partner);
        splitter->separators |= BROKEN;
        from = partner + 1;
    }
    return from;
}

/* 市应急局市专项预案：市财政局: a name may stand glued in front of the scope of what follows. */
static size_t past_glued_name(struct splitter *splitter, size_t head, size_t colon)
{
    size_t start = gk_unit_scope_start(splitter->text, head, colon);
    if (start > head)
        add_doubt(splitter, start, colon, GK_MESSAGE_UNITS_GLUED);
    return start;
}

static void add_piece(struct splitter *splitter, size_t from, size_t to, bool line_follows)
{
    struct gk_unit_text *text = splitter->text;
    gk_unit_trim(text, &from, &to);
    from = past_count(splitter, from, to);
    from = past_bracket_labels(splitter, from, to);
    for (size_t i = from; !splitter->how->names_only && i < to && !splitter->failed; i++) {
        if (!gk_is_label_colon(text, i))
            continue;
        enum gk_field_label label;
        size_t head = gk_unit_head_start(text, from, i, &label);
        if (label == GK_FIELD_NONE)
            head = past_glued_name(splitter, head, i);
        if (splitter->duties && !gk_unit_is_named(text, from, head))
            add_duty(splitter, from, head);
        else
            add_labelled(splitter, from, head);
        splitter->duties = false;
        if (label == GK_FIELD_NONE && add_role_behind(splitter, head, i, to))
            return;
        if (label == GK_FIELD_NONE && gk_unit_is_duty(text, head, i, to)) {
            add_labelled(splitter, head, i);
            add_duty(splitter, i + 1, to);
            return;
        }
        if (label != GK_FIELD_NONE) {
            begin_label(splitter, label, head, i);
        } else if (i > head) {
            splitter->scope_from = head;
            splitter->scope_to = i;
        }
        splitter->separators |= BROKEN;
        from = i + 1;
    }
    if (splitter->duties && !gk_unit_is_named(text, from, to)) {
        add_duty(splitter, from, to);
        return;
    }
    splitter->duties = false;
    size_t end;
    enum gk_field_label bare =
        splitter->how->names_only ? GK_FIELD_NONE : gk_field_label_bare(text, from, to, line_follows, &end);
    if (bare != GK_FIELD_NONE) {
        begin_label(splitter, bare, from, end);
        from = end;
    }
    add_labelled(splitter, from, to);
}

/* LISTED for 、, BROKEN for the others, 0 for a line's end; false when `code` separates nothing. */
static bool separates(const struct splitter *splitter, uint32_t code, unsigned *separators)
{
    *separators = code == 0x3001 ? LISTED : code == '\n' || code == '\r' ? 0 : BROKEN;
    switch (code) {
    case 0x3001: /* 、 */
    case 0xFF64:
    case ',':
    case ';':
    case '\n':
    case '\r':
        return true;
    case 0x3002: /* 。 */
        return splitter->how->full_stops;
    default:
        return false;
    }
}

/* A text that is one bracket as a whole: what is inside. */
static void open_whole_bracket(struct gk_unit_text *text, size_t *from, size_t *to)
{
    gk_unit_trim(text, from, to);
    if (*to < *from + 2 || text->characters[*from].partner != *to - 1 ||
        text->characters[*from].code == 0x300A)
        return;
    ++*from;
    --*to;
    for (size_t i = *from; i < *to; i++) {
        size_t partner = text->characters[i].partner;
        text->characters[i].inside = false;
        for (; partner > i && i < partner; i++)
            text->characters[i].inside = true;
    }
}

/* Roles: 承办 leads where somebody assists; in a lead or support column a word such as 负责 changes nothing
 * unless another word says who leads or supports. */
static void decide_roles(struct splitter *splitter, bool first_leads)
{
    bool assisted = false, explicit_roles = false;
    for (size_t i = 0; i < splitter->items->count; i++) {
        enum gk_role_word word = item_at(splitter, i)->word;
        assisted |= word == GK_ROLE_WORD_SUPPORT;
        explicit_roles |= word == GK_ROLE_WORD_SUPPORT || word == GK_ROLE_WORD_LEAD;
    }
    for (size_t i = 0; i < splitter->items->count; i++) {
        struct gk_unit_item *item = item_at(splitter, i);
        bool first = item->is_name && first_leads;
        if (item->word == GK_ROLE_WORD_LEAD || (item->word == GK_ROLE_WORD_UNDERTAKE && assisted) || first)
            item->role = GKPLAN_UNIT_LEAD;
        else if (item->word == GK_ROLE_WORD_SUPPORT)
            item->role = GKPLAN_UNIT_SUPPORT;
        else if (item->word == GK_ROLE_WORD_NONE || !explicit_roles)
            item->role = splitter->how->role;
        else
            item->role = GKPLAN_UNIT_RESPONSIBLE;
        if (first)
            first_leads = false;
    }
}

bool gk_unit_split(struct gk_unit_text *text, const struct gk_unit_splitting *how, struct gk_array *items)
{
    struct splitter splitter = {
        .text = text, .how = how, .items = items, .last = GK_NOT_FOUND, .line_start = true};
    bool first_leads = false;
    if (!how->names_only && !gk_unit_cut_clauses(text, items, &first_leads))
        return false;
    splitter.pending = items->count;
    size_t from = 0, to = text->count;
    open_whole_bracket(text, &from, &to);
    for (size_t i = from; i < to && !splitter.failed; i++) {
        unsigned separators;
        uint32_t code = text->characters[i].code;
        if (text->characters[i].inside || !separates(&splitter, code, &separators))
            continue;
        add_piece(&splitter, from, i, code == '\n' || code == '\r');
        splitter.separators |= separators;
        splitter.duties = splitter.duties && (code == 0x3001 || code == ',');
        splitter.line_start = (code == '\n' || code == '\r') ||
                              (splitter.line_start && (i - from) <= 3 && separators == LISTED);
        from = i + 1;
    }
    add_piece(&splitter, from, to, false);
    cover_pending(&splitter, label_word(splitter.label));
    decide_roles(&splitter, first_leads);
    return !splitter.failed;
}
