/* Programs that read PDF files for the command: stand-ins for them that answer, fail, or never end. */
#include "pdf.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

#define WORDS "<doc><page width=\"9\" height=\"9\"><word xMin=\"1\">x</word></page></doc>"

static char folder[] = "pdf-stand-ins-XXXXXX";

static void write_file(const char *name, const char *text, mode_t mode)
{
    char path[256];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    fputs(text, file);
    fclose(file);
    assert_int_equal(chmod(path, mode), 0);
}

static void stand_in(const char *program, const char *does)
{
    char script[512];
    snprintf(script, sizeof script, "#!/bin/sh\n%s\n", does);
    write_file(program, script, 0755);
}

static int set_up(void **state)
{
    (void)state;
    const char *old = getenv("PATH");
    char here[1024], path[4096];
    if (!mkdtemp(folder) || !getcwd(here, sizeof here))
        return -1;
    snprintf(path, sizeof path, "%s/%s:%s", here, folder, old ? old : "");
    write_file("plan.pdf", "%PDF-1.7\n", 0644);
    return setenv("PATH", path, 1);
}

static int tear_down(void **state)
{
    (void)state;
    static const char *const names[] = {"pdftotext", "pdftocairo", "plan.pdf"};
    char path[256];
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        snprintf(path, sizeof path, "%s/%s", folder, names[i]);
        unlink(path);
    }
    return rmdir(folder);
}

static bool read_plan(unsigned seconds, struct pdf_pages *pages)
{
    char path[256];
    snprintf(path, sizeof path, "%s/plan.pdf", folder);
    return pdf_read(path, seconds, pages);
}

static void words_and_lines_are_put_together(void **state)
{
    (void)state;
    struct pdf_pages pages;
    stand_in("pdftotext", "echo '" WORDS "'");
    stand_in("pdftocairo", "echo '<svg><path d=\"M 0 0 L 9 0\"/></svg>'");
    assert_true(read_plan(60, &pages));
    assert_non_null(pages.words);
    assert_non_null(pages.drawn);
    assert_non_null(memmem(pages.drawn, pages.drawn_size, "<path", 5));
    pdf_free(&pages);
}

static void what_fails_is_no_document(void **state)
{
    (void)state;
    struct pdf_pages pages;
    stand_in("pdftotext", "exit 1");
    assert_false(read_plan(60, &pages));
}

static void drawings_that_cannot_be_had_are_missing(void **state)
{
    (void)state;
    struct pdf_pages pages;
    stand_in("pdftotext", "echo '" WORDS "'");
    stand_in("pdftocairo", "echo '<svg>'; exit 1");
    assert_true(read_plan(60, &pages));
    assert_non_null(pages.words);
    assert_null(pages.drawn);
    pdf_free(&pages);
}

/* What never ends is stopped, whether it writes or is silent. */
static void a_program_that_does_not_end_is_stopped(void **state)
{
    (void)state;
    static const char *const does[] = {"exec sleep 600", "while :; do echo '<word x>'; sleep 0.05; done"};
    for (size_t i = 0; i < sizeof does / sizeof *does; i++) {
        struct pdf_pages pages;
        const time_t before = time(NULL);
        stand_in("pdftotext", does[i]);
        assert_false(read_plan(1, &pages));
        assert_true(time(NULL) - before < 60);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_and_lines_are_put_together),
        cmocka_unit_test(what_fails_is_no_document),
        cmocka_unit_test(drawings_that_cannot_be_had_are_missing),
        cmocka_unit_test(a_program_that_does_not_end_is_stopped),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
