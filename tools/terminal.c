/* What the terminal is like. */
#include "terminal.h"

#include "options.h"

#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

enum { USUAL_WIDTH = 80, WIDEST = 10000 };

size_t terminal_width(FILE *stream)
{
    struct winsize size;
    if (isatty(fileno(stream)) && ioctl(fileno(stream), TIOCGWINSZ, &size) == 0 && size.ws_col > 0)
        return size.ws_col;
    const char *columns = getenv("COLUMNS");
    int width = columns ? option_number(columns, WIDEST) : 0;
    return width > 0 ? (size_t)width : USUAL_WIDTH;
}

static bool is_set(const char *variable)
{
    const char *value = getenv(variable);
    return value && *value;
}

bool terminal_wants_colour(FILE *stream, enum colour_wish wish)
{
    if (wish != COLOUR_AUTOMATIC)
        return wish == COLOUR_ALWAYS;
    const char *kind = getenv("TERM");
    return isatty(fileno(stream)) && !is_set("NO_COLOR") && !(kind && strcmp(kind, "dumb") == 0);
}
