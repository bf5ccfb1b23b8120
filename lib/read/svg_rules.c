/* SVG's shapes to drawn lines. */
#include "read/svg_rules.h"
#include "read/box_xml.h"
#include "read/word_box_parts.h"

#include <math.h>

/* x' = a x + c y + e, y' = b x + d y + f. */
struct matrix {
    double a, b, c, d, e, f;
};

struct gk_svg_group {
    struct matrix matrix;
    struct gk_box clip; /* what shows of it */
    uint64_t depth;
};

/* An area that clips, in the coordinates of what it clips. */
struct gk_svg_clip {
    uint64_t number; /* at the end of its name */
    struct gk_box box;
};

struct point {
    double x, y;
};

/* A shape that is read. */
struct shape {
    struct gk_box_xml *xml;
    struct matrix matrix;
    struct gk_box clip;
    bool stroked, filled;
    double half_width;      /* of the stroke */
    struct point start, at; /* of the open subpath, and where it is */
    struct gk_box extent;   /* of the open subpath */
    struct gk_box before;   /* of the subpath before it, if that was a rectangle */
    bool straight;          /* the open subpath has level and upright lines only */
    bool framed;            /* there is one before */
};

/* Lines are level or upright when they are off by no more. */
static const double off = 0.5;
/* The widest border that is drawn as an area around another one. */
static const double widest_frame = 4;

void gk_svg_init(struct gk_svg *svg, const gkplan_allocator *allocator)
{
    *svg = (struct gk_svg){0};
    gk_array_init(&svg->groups, allocator, sizeof(struct gk_svg_group));
    gk_array_init(&svg->clips, allocator, sizeof(struct gk_svg_clip));
}

void gk_svg_free(struct gk_svg *svg)
{
    gk_array_free(&svg->groups);
    gk_array_free(&svg->clips);
}

/* --- values --- */

/* The next number of a list; NAN at its end or where none stands. */
static double next_number(struct gk_string *rest)
{
    size_t at = 0, end;
    while (at < rest->length && strchr(" ,\t\r\n", rest->data[at]))
        at++;
    for (end = at; end < rest->length; end++) {
        const char byte = rest->data[end];
        const bool sign = byte == '-' || byte == '+';
        if ((byte < '0' || byte > '9') && byte != '.' && (!sign || end > at))
            break;
    }
    const double number = gk_box_number(gk_string_make(rest->data + at, end - at));
    *rest = gk_string_from(*rest, end);
    return number;
}

/* A property of the element that begins: in its style, or an attribute of its own. */
static struct gk_string property(const struct gk_box_xml *xml, const char *name)
{
    struct gk_string rest = gk_box_attribute(xml, "style");
    const size_t length = strlen(name);
    while (rest.length > 0) {
        size_t end = gk_string_find(rest, GK_STRING(";"), 0);
        end = end == GK_NOT_FOUND ? rest.length : end;
        struct gk_string one = gk_string_first(rest, end);
        while (one.length > 0 && one.data[0] == ' ')
            one = gk_string_from(one, 1);
        if (one.length > length && memcmp(one.data, name, length) == 0 && one.data[length] == ':')
            return gk_string_from(one, length + 1);
        rest = gk_string_from(rest, end < rest.length ? end + 1 : end);
    }
    return gk_box_attribute(xml, name);
}

static double number_property(const struct gk_box_xml *xml, const char *name, double usual)
{
    struct gk_string text = property(xml, name);
    const double number = next_number(&text);
    return isfinite(number) ? number : usual;
}

/* Whether paint can be seen on paper; a pattern is no line. */
static bool is_seen(struct gk_string paint, double opacity)
{
    enum { COLOURS = 3 };
    static const double white = 99;
    if (opacity < 0.01 || gk_string_equal(paint, GK_STRING("none")) || paint.length == 0 ||
        gk_string_starts(paint, GK_STRING("url(")))
        return false;
    if (!gk_string_starts(paint, GK_STRING("rgb(")))
        return !gk_string_equal(paint, GK_STRING("white")) && !gk_string_equal(paint, GK_STRING("#ffffff")) &&
               !gk_string_equal(paint, GK_STRING("#fff"));
    paint = gk_string_from(paint, 4);
    for (int i = 0; i < COLOURS; i++) {
        const double part = next_number(&paint);
        const bool percent = paint.length > 0 && paint.data[0] == '%';
        if (!(part * (percent ? 1 : 100.0 / 255) >= white))
            return true;
        paint = gk_string_from(paint, percent);
    }
    return false;
}

/* --- coordinates --- */

/* The element's own coordinate system inside of `outer`; false where it is not understood. */
static bool read_matrix(const struct gk_box_xml *xml, struct matrix outer, struct matrix *out)
{
    struct gk_string text = gk_box_attribute(xml, "transform");
    *out = outer;
    if (text.length == 0)
        return true;
    if (!gk_string_starts(text, GK_STRING("matrix(")))
        return false;
    text = gk_string_from(text, 7);
    struct matrix own;
    double *const parts[] = {&own.a, &own.b, &own.c, &own.d, &own.e, &own.f};
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        *parts[i] = next_number(&text);
        if (!isfinite(*parts[i]))
            return false;
    }
    *out = (struct matrix){
        outer.a * own.a + outer.c * own.b,           outer.b * own.a + outer.d * own.b,
        outer.a * own.c + outer.c * own.d,           outer.b * own.c + outer.d * own.d,
        outer.a * own.e + outer.c * own.f + outer.e, outer.b * own.e + outer.d * own.f + outer.f};
    return text.length == 1; /* ")" */
}

/* The innermost open group, or one that changes nothing. */
static struct gk_svg_group open_group(const struct gk_svg *svg)
{
    static const struct gk_svg_group whole = {.matrix = {.a = 1, .d = 1},
                                              .clip = {-INFINITY, -INFINITY, INFINITY, INFINITY}};
    return svg->groups.count == 0 ? whole
                                  : *(struct gk_svg_group *)gk_array_at(&svg->groups, svg->groups.count - 1);
}

static struct point placed(const struct matrix *m, struct point point)
{
    return (struct point){m->a * point.x + m->c * point.y + m->e, m->b * point.x + m->d * point.y + m->f};
}

static struct gk_box both(struct gk_box a, struct gk_box b)
{
    return (struct gk_box){gk_box_most(a.left, b.left), gk_box_most(a.top, b.top),
                           gk_box_least(a.right, b.right), gk_box_least(a.bottom, b.bottom)};
}

/* The number at the end of a name: clip12, url(#clip-0-12). False where none stands. */
static bool number_of(struct gk_string name, uint64_t *number)
{
    enum { MOST_DIGITS = 9 };
    size_t end = name.length, at;
    while (end > 0 && (name.data[end - 1] == ')' || name.data[end - 1] == '"' || name.data[end - 1] == '\''))
        end--;
    for (at = end; at > 0 && name.data[at - 1] >= '0' && name.data[at - 1] <= '9';)
        at--;
    *number = 0;
    for (size_t i = at; i < end; i++)
        *number = *number * 10 + (uint64_t)(name.data[i] - '0');
    return end > at && end - at <= MOST_DIGITS;
}

/* What the element that begins shows of itself, by its clip-path. */
static void clip(const struct gk_box_xml *xml, const struct matrix *m, struct gk_box *box)
{
    const struct gk_array *clips = &xml->svg.clips;
    size_t low = 0, high = clips->count;
    uint64_t number;
    if (!number_of(gk_box_attribute(xml, "clip-path"), &number))
        return;
    while (low < high) {
        const size_t half = (low + high) / 2;
        if (((struct gk_svg_clip *)gk_array_at(clips, half))->number < number)
            low = half + 1;
        else
            high = half;
    }
    const struct gk_svg_clip *found = low < clips->count ? gk_array_at(clips, low) : NULL;
    if (!found || found->number != number)
        return;
    const struct point a = placed(m, (struct point){found->box.left, found->box.top}),
                       b = placed(m, (struct point){found->box.right, found->box.bottom});
    *box = both(*box, (struct gk_box){gk_box_least(a.x, b.x), gk_box_least(a.y, b.y), gk_box_most(a.x, b.x),
                                      gk_box_most(a.y, b.y)});
}

/* --- shapes --- */

static void add_box(const struct shape *shape, struct gk_box box)
{
    const struct gk_svg *svg = &shape->xml->svg;
    box = both(box, shape->clip);
    if (box.right >= box.left && box.bottom >= box.top)
        gk_word_boxes_add_rule(&shape->xml->boxes, svg->page, box);
}

/* A line of the stroke between two points that are placed: a thin box where it is level or upright. */
static void add_line(const struct shape *shape, struct point from, struct point to)
{
    const bool level = fabs(from.y - to.y) <= off && fabs(from.x - to.x) > fabs(from.y - to.y),
               upright = fabs(from.x - to.x) <= off && fabs(from.y - to.y) > fabs(from.x - to.x);
    if (!level && !upright)
        return;
    const double wide = upright ? shape->half_width : 0, high = level ? shape->half_width : 0;
    add_box(shape, (struct gk_box){gk_box_least(from.x, to.x) - wide, gk_box_least(from.y, to.y) - high,
                                   gk_box_most(from.x, to.x) + wide, gk_box_most(from.y, to.y) + high});
}

static bool is_frame(const struct gk_box *outer, const struct gk_box *inner)
{
    const double sides[] = {inner->left - outer->left, inner->top - outer->top, outer->right - inner->right,
                            outer->bottom - inner->bottom};
    for (size_t i = 0; i < sizeof sides / sizeof *sides; i++)
        if (!(sides[i] >= 0 && sides[i] <= widest_frame))
            return false;
    return true;
}

/* The area between two rectangles is a border. */
static void add_frame(const struct shape *shape, const struct gk_box *a, const struct gk_box *b)
{
    const bool outer = is_frame(a, b);
    const struct gk_box *o = outer ? a : b, *i = outer ? b : a;
    if (!outer && !is_frame(b, a))
        return;
    add_box(shape, (struct gk_box){o->left, o->top, o->right, i->top});
    add_box(shape, (struct gk_box){o->left, i->bottom, o->right, o->bottom});
    add_box(shape, (struct gk_box){o->left, o->top, i->left, o->bottom});
    add_box(shape, (struct gk_box){i->right, o->top, o->right, o->bottom});
}

/* The open subpath ends; a filled one that is a rectangle is a line when it is thin, which is for others to
 * say. */
static void end_subpath(struct shape *shape)
{
    const struct gk_box *box = &shape->extent;
    if (!shape->filled || !shape->straight || !(box->right > box->left || box->bottom > box->top))
        return;
    add_box(shape, *box);
    if (shape->framed)
        add_frame(shape, &shape->before, box);
    shape->before = *box;
    shape->framed = true;
}

static void move_to(struct shape *shape, struct point point)
{
    end_subpath(shape);
    shape->start = shape->at = point;
    point = placed(&shape->matrix, point);
    shape->extent = (struct gk_box){point.x, point.y, point.x, point.y};
    shape->straight = true;
}

static void line_to(struct shape *shape, struct point point)
{
    const struct point from = placed(&shape->matrix, shape->at), to = placed(&shape->matrix, point);
    struct gk_box *extent = &shape->extent;
    if (shape->stroked)
        add_line(shape, from, to);
    shape->straight = shape->straight && (fabs(from.x - to.x) <= off || fabs(from.y - to.y) <= off);
    *extent = (struct gk_box){gk_box_least(extent->left, to.x), gk_box_least(extent->top, to.y),
                              gk_box_most(extent->right, to.x), gk_box_most(extent->bottom, to.y)};
    shape->at = point;
}

/* How many numbers each command takes; the last two (or the last one) say where it leads. */
static size_t numbers_of(char command)
{
    static const struct {
        const char *commands;
        size_t count;
    } kinds[] = {{"MLT", 2}, {"HV", 1}, {"QS", 4}, {"C", 6}, {"A", 7}};
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (strchr(kinds[i].commands, command))
            return kinds[i].count;
    return 0;
}

/* One command with its numbers. */
static void draw(struct shape *shape, char command, bool relative, const double *numbers, size_t count)
{
    const struct point base = relative ? shape->at : (struct point){0, 0};
    if (command == 'H') {
        line_to(shape, (struct point){base.x + numbers[0], shape->at.y});
    } else if (command == 'V') {
        line_to(shape, (struct point){shape->at.x, base.y + numbers[0]});
    } else {
        const struct point to = {base.x + numbers[count - 2], base.y + numbers[count - 1]};
        if (command == 'M')
            move_to(shape, to);
        else if (command == 'L')
            line_to(shape, to);
        else
            shape->straight = false, shape->at = to;
    }
}

/* A path's commands, as far as they can be read. */
static void draw_path(struct shape *shape, struct gk_string path)
{
    char command = 0;
    bool relative = false;
    for (;;) {
        double numbers[7];
        while (path.length > 0 && strchr(" ,\t\r\n", path.data[0]))
            path = gk_string_from(path, 1);
        if (path.length == 0)
            break;
        const char byte = path.data[0];
        if ((byte >= 'A' && byte <= 'Z') || (byte >= 'a' && byte <= 'z')) {
            relative = byte >= 'a';
            command = (char)(relative ? byte - 'a' + 'A' : byte);
            path = gk_string_from(path, 1);
            if (command == 'Z')
                line_to(shape, shape->start);
            continue;
        }
        const size_t count = numbers_of(command);
        for (size_t i = 0; i < count; i++)
            numbers[i] = next_number(&path);
        if (count == 0 || !isfinite(numbers[count - 1]))
            break;
        draw(shape, command, relative, numbers, count);
        command = command == 'M' ? 'L' : command;
    }
    end_subpath(shape);
}

static void draw_rectangle(struct shape *shape)
{
    const struct gk_box_xml *xml = shape->xml;
    const double x = number_property(xml, "x", 0), y = number_property(xml, "y", 0),
                 width = number_property(xml, "width", 0), height = number_property(xml, "height", 0);
    move_to(shape, (struct point){x, y});
    line_to(shape, (struct point){x + width, y});
    line_to(shape, (struct point){x + width, y + height});
    line_to(shape, (struct point){x, y + height});
    line_to(shape, (struct point){x, y});
    end_subpath(shape);
}

static void draw_line(struct shape *shape)
{
    const struct gk_box_xml *xml = shape->xml;
    shape->filled = false;
    move_to(shape, (struct point){number_property(xml, "x1", 0), number_property(xml, "y1", 0)});
    line_to(shape, (struct point){number_property(xml, "x2", 0), number_property(xml, "y2", 0)});
}

static void read_shape(struct gk_box_xml *xml, const char *name)
{
    struct shape shape = {.xml = xml};
    const struct gk_string fill = property(xml, "fill");
    shape.filled =
        is_seen(fill.length > 0 ? fill : GK_STRING("black"), number_property(xml, "fill-opacity", 1));
    shape.stroked = is_seen(property(xml, "stroke"), number_property(xml, "stroke-opacity", 1));
    const struct gk_svg_group group = open_group(&xml->svg);
    if ((!shape.filled && !shape.stroked) || !read_matrix(xml, group.matrix, &shape.matrix))
        return;
    shape.clip = group.clip;
    clip(xml, &shape.matrix, &shape.clip);
    const struct matrix *m = &shape.matrix;
    const double scale =
        gk_box_most(gk_box_most(fabs(m->a), fabs(m->b)), gk_box_most(fabs(m->c), fabs(m->d)));
    shape.half_width = number_property(xml, "stroke-width", 1) / 2 * scale;
    if (strcmp(name, "path") == 0)
        draw_path(&shape, gk_box_attribute(xml, "d"));
    else if (strcmp(name, "rect") == 0)
        draw_rectangle(&shape);
    else if (strcmp(name, "line") == 0)
        draw_line(&shape);
}

/* --- elements --- */

static bool is_one_of(const char *name, const char *const *names, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (strcmp(name, names[i]) == 0)
            return true;
    return false;
}

static void begin_group(struct gk_box_xml *xml)
{
    struct gk_svg *svg = &xml->svg;
    struct gk_svg_group group = open_group(svg);
    if (gk_box_attribute(xml, "transform").length == 0 && gk_box_attribute(xml, "clip-path").length == 0)
        return;
    if (!read_matrix(xml, group.matrix, &group.matrix)) {
        svg->hidden = xml->parse.depth;
        return;
    }
    clip(xml, &group.matrix, &group.clip);
    group.depth = xml->parse.depth;
    struct gk_svg_group *one = gk_array_push(&svg->groups);
    if (one)
        *one = group;
    else
        gk_fail_memory(xml->boxes.context);
}

static void begin_clip(struct gk_box_xml *xml)
{
    struct gk_svg *svg = &xml->svg;
    const struct gk_svg_clip *last =
        svg->clips.count > 0 ? gk_array_at(&svg->clips, svg->clips.count - 1) : NULL;
    uint64_t number;
    /* They are numbered as they come; others are not found by their number. */
    if (!number_of(gk_box_attribute(xml, "id"), &number) || (last && last->number >= number))
        return;
    struct gk_svg_clip *one = gk_array_push(&svg->clips);
    if (!one) {
        gk_fail_memory(xml->boxes.context);
        return;
    }
    *one = (struct gk_svg_clip){.number = number, .box = {INFINITY, INFINITY, -INFINITY, -INFINITY}};
    svg->clip = xml->parse.depth;
}

/* A path of a <clipPath>: its extent, without curves. */
static void read_clip(struct gk_box_xml *xml, const char *name)
{
    struct gk_svg_clip *last = gk_array_at(&xml->svg.clips, xml->svg.clips.count - 1);
    struct gk_string path = gk_box_attribute(xml, "d");
    struct matrix matrix;
    if (strcmp(name, "path") != 0 || !read_matrix(xml, open_group(&xml->svg).matrix, &matrix)) {
        last->box = (struct gk_box){-INFINITY, -INFINITY, INFINITY, INFINITY};
        return;
    }
    while (path.length > 0) {
        while (path.length > 0 && strchr("MLCZ \t\r\n", path.data[0]))
            path = gk_string_from(path, 1);
        struct point at = {next_number(&path), NAN};
        at.y = next_number(&path);
        if (!isfinite(at.x) || !isfinite(at.y))
            return;
        at = placed(&matrix, at);
        last->box = (struct gk_box){gk_box_least(last->box.left, at.x), gk_box_least(last->box.top, at.y),
                                    gk_box_most(last->box.right, at.x), gk_box_most(last->box.bottom, at.y)};
    }
}

bool gk_svg_start(struct gk_box_xml *xml, const char *name)
{
    static const char *const hidden[] = {"defs", "symbol", "clipPath", "mask", "pattern", "marker"};
    struct gk_svg *svg = &xml->svg;
    if (!svg->depth && strcmp(name, "svg") == 0) {
        svg->depth = xml->parse.depth;
        svg->page += svg->page < UINT32_MAX;
        svg->paged = false;
        gk_array_clear(&svg->clips);
        return true;
    }
    if (svg->clip)
        read_clip(xml, name);
    else if (svg->depth && strcmp(name, "clipPath") == 0)
        begin_clip(xml);
    if (!svg->depth || svg->hidden)
        return svg->depth > 0;
    if (is_one_of(name, hidden, sizeof hidden / sizeof *hidden)) {
        svg->hidden = xml->parse.depth;
    } else if (strcmp(name, "page") == 0) {
        svg->page += svg->paged && svg->page < UINT32_MAX;
        svg->paged = true;
    } else if (strcmp(name, "g") == 0) {
        begin_group(xml);
    } else {
        read_shape(xml, name);
    }
    return true;
}

bool gk_svg_end(struct gk_box_xml *xml, uint64_t depth)
{
    struct gk_svg *svg = &xml->svg;
    if (!svg->depth)
        return false;
    if (svg->groups.count > 0 &&
        ((struct gk_svg_group *)gk_array_at(&svg->groups, svg->groups.count - 1))->depth == depth)
        svg->groups.count--;
    svg->hidden = svg->hidden == depth ? 0 : svg->hidden;
    svg->clip = svg->clip == depth ? 0 : svg->clip;
    svg->depth = svg->depth == depth ? 0 : svg->depth;
    return true;
}
