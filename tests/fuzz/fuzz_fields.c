/* Feeds text to the grammars of fields, each on its own: labels, numerals, units, deadlines, dates, brackets,
 * labelled lines. What they give must lie inside the text. */
#include "core/label.h"
#include "field/bracket.h"
#include "field/units.h"
#include "private_document.h"

static void try_labels(struct gk_string text)
{
    struct gk_label label = gk_label_read(text);
    PROMISE(label.start + label.length <= text.length && label.rest <= text.length);
    PROMISE((label.kind == GK_LABEL_NONE) == (label.length == 0));
    uint32_t value;
    if (gk_numeral_read(text, &value))
        PROMISE(value <= 99999);
}

static void try_dates(struct gk_string text)
{
    gkplan_date date;
    size_t start, end;
    gk_date_read(text, &date);
    if (gk_date_find(text, &date, &start, &end))
        PROMISE(start < end && end <= text.length);
    gk_year_find(text);
}

static void try_units(struct gk_context *context, struct gk_string text, const gkplan_place *place)
{
    gkplan_units units = {.text = "", .origin = GKPLAN_ORIGIN_OWN};
    const gkplan_text *names;
    gk_units_read(context, text, GKPLAN_UNIT_RESPONSIBLE, place, NULL, &units);
    promises_field(&units);
    gk_names_read(context, text, true, &names);
    int likeness = gk_units_likeness(context, text);
    PROMISE(likeness >= 0 && likeness <= 100);
    gk_unit_name_ends(text);
    gk_units_first_leads(context, text);
}

static void try_brackets(struct gk_context *context, struct gk_string text,
                         const struct gk_calendar *calendar, const gkplan_place *place)
{
    struct gk_string rest = text;
    struct gk_bracketed part;
    while (context->status == GKPLAN_STATUS_OK && rest.length && gk_bracket_next(context, &rest, &part)) {
        struct gk_responsibility said = {0};
        gk_bracket_read(context, part.inside, calendar, place, NULL, &said);
    }
    struct gk_responsibility line = {0};
    if (gk_labelled_line(text))
        gk_labelled_line_read(context, text, calendar, place, NULL, &line);
}

static void try_text(struct gk_context *context, struct gk_string text)
{
    const struct gk_calendar calendar = {.year = 2022, .issued = {2022, 3, 1}};
    const gkplan_place place = gk_place_none();
    gkplan_deadline deadline = {.text = ""};
    try_labels(text);
    try_dates(text);
    gk_deadline_read(context, text, &calendar, &place, NULL, &deadline);
    int likeness = gk_deadline_likeness(context, text);
    PROMISE(likeness >= 0 && likeness <= 100);
    try_units(context, text, &place);
    try_brackets(context, text, &calendar, &place);
}

/* Fields get decoded text only: what a source of these bytes holds. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    gkplan_read_options options = GKPLAN_READ_OPTIONS_INIT;
    struct gk_context context;
    struct gk_source source;
    options.limits = &promises_limits;
    private_open(&context, &options);
    if (gk_source_open_memory(&context, data, size, &source) == GKPLAN_STATUS_OK) {
        if (source.text.length)
            try_text(&context, source.text);
        gk_source_close(&context, &source);
    }
    private_close(&context);
    return 0;
}
