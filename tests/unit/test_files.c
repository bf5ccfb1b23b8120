/* The files that a command line names: folders to the bottom, in order of names. */
#include "files.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

static char root[] = "gkplan-files-XXXXXX";

static void make_file(const char *name)
{
    FILE *file = fopen(name, "w");
    assert_non_null(file);
    assert_int_equal(fclose(file), 0);
}

static int make_folders(void **state)
{
    (void)state;
    if (!mkdtemp(root) || chdir(root) != 0)
        return -1;
    mkdir("plans", 0700);
    mkdir("plans/2021", 0700);
    mkdir("plans/2021/empty", 0700);
    mkdir("plans/.git", 0700);
    make_file("plans/b.docx");
    make_file("plans/A.TXT");
    make_file("plans/notes.c");
    make_file("plans/.hidden.txt");
    make_file("plans/.git/c.txt");
    make_file("plans/2021/分解表.html");
    make_file("odd.name");
    return symlink("..", "plans/2021/up") || symlink("../b.docx", "plans/2021/link.docx");
}

static int remove_folders(void **state)
{
    static const char *const names[] = {"plans/b.docx",      "plans/A.TXT",      "plans/notes.c",
                                        "plans/.hidden.txt", "plans/.git/c.txt", "plans/2021/分解表.html",
                                        "odd.name",          "plans/2021/up",    "plans/2021/link.docx"};
    static const char *const folders[] = {"plans/2021/empty", "plans/2021", "plans/.git", "plans"};
    (void)state;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        unlink(names[i]);
    for (size_t i = 0; i < sizeof folders / sizeof *folders; i++)
        rmdir(folders[i]);
    return chdir("..") || rmdir(root);
}

static void check_found(const struct files *files, const char *const *expected)
{
    size_t count = 0;
    for (; expected[count]; count++) {
        assert_true(count < files->count);
        assert_string_equal(files->paths[count], expected[count]);
    }
    assert_int_equal(files->count, count);
}

static void folders_are_walked_in_order_of_names(void **state)
{
    char plans[] = "plans", odd[] = "odd.name", standard_input[] = "-";
    char *const operands[] = {odd, plans, standard_input};
    static const char *const expected[] = {"odd.name",    "plans/2021/link.docx", "plans/2021/分解表.html",
                                           "plans/A.TXT", "plans/b.docx",         "-",
                                           NULL};
    struct files files;
    (void)state;
    assert_true(files_collect(&files, operands, 3, NULL, NULL));
    check_found(&files, expected);
    files_free(&files);
}

static bool is_source(const char *path, void *context)
{
    return strstr(path, context) != NULL;
}

static void a_filter_of_the_caller_counts(void **state)
{
    char plans[] = "plans/", wanted[] = ".c";
    char *const operands[] = {plans};
    static const char *const expected[] = {"plans/notes.c", NULL};
    struct files files;
    (void)state;
    assert_true(files_collect(&files, operands, 1, is_source, wanted));
    check_found(&files, expected);
    files_free(&files);
}

static void what_is_not_there_is_said_and_the_rest_found(void **state)
{
    char missing[] = "no-such-file", odd[] = "odd.name";
    char *const operands[] = {missing, odd};
    static const char *const expected[] = {"odd.name", NULL};
    struct files files;
    (void)state;
    assert_false(files_collect(&files, operands, 2, NULL, NULL));
    check_found(&files, expected);
    files_free(&files);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(folders_are_walked_in_order_of_names),
        cmocka_unit_test(a_filter_of_the_caller_counts),
        cmocka_unit_test(what_is_not_there_is_said_and_the_rest_found),
    };
    return cmocka_run_group_tests(tests, make_folders, remove_folders);
}
