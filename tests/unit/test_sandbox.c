/* What the command may still do after sandbox_enter(), each tried in a child of its own. */
#include "sandbox.h"

#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

static char folder[] = "gkplan-sandbox-XXXXXX";

enum { DONE = 0, REFUSED = 1, WITHOUT = 77 };

/* Try in a child that has entered with `output`; WITHOUT when the kernel lacks `needed`. */
static int try_inside(const char *output, unsigned needed, bool (*try)(void))
{
    pid_t child = fork();
    if (child == 0) {
        if ((sandbox_enter(output) & needed) != needed)
            _exit(WITHOUT);
        _exit(try() ? DONE : REFUSED);
    }
    int status = -1;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFEXITED(status));
    return WEXITSTATUS(status);
}

static void expect(int got, int wanted)
{
    if (got == WITHOUT)
        skip();
    assert_int_equal(got, wanted);
}

static bool write_to(const char *path)
{
    int file = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0600);
    return file >= 0 && write(file, "x", 1) == 1;
}

static bool write_beside(void)
{
    return write_to("gkplan-sandbox-beside");
}

static bool write_output(void)
{
    return chdir(folder) == 0 && write_to("output");
}

static bool remove_output(void)
{
    return chdir(folder) == 0 && unlink("kept") == 0;
}

static bool write_null(void)
{
    return write_to("/dev/null");
}

static bool open_socket(void)
{
    return socket(AF_INET, SOCK_STREAM, 0) >= 0;
}

static bool read_file(void)
{
    char byte;
    int file = open("/proc/self/cmdline", O_RDONLY);
    return file >= 0 && read(file, &byte, 1) == 1;
}

static bool start_child(void)
{
    pid_t child = fork();
    if (child == 0) {
        execlp("true", "true", (char *)NULL);
        _exit(127);
    }
    int status;
    return waitpid(child, &status, 0) == child && WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

static int make_folder(void **state)
{
    (void)state;
    return mkdtemp(folder) ? 0 : -1;
}

static int remove_folder(void **state)
{
    (void)state;
    if (chdir(folder) == 0) {
        unlink("output");
        unlink("kept");
        if (chdir("..") != 0)
            return -1;
    }
    unlink("gkplan-sandbox-beside");
    return rmdir(folder);
}

static void no_file_is_written(void **state)
{
    (void)state;
    expect(try_inside(NULL, SANDBOX_WRITES, write_beside), REFUSED);
}

static void only_the_output_is_written(void **state)
{
    (void)state;
    expect(try_inside(folder, SANDBOX_WRITES, write_output), DONE);
    expect(try_inside(folder, SANDBOX_WRITES, write_beside), REFUSED);
    char file[64];
    snprintf(file, sizeof file, "%s/output", folder);
    expect(try_inside(file, SANDBOX_WRITES, write_output), DONE);
    expect(try_inside("no-such-folder/output", SANDBOX_WRITES, write_output), REFUSED);
}

static void only_the_output_is_removed(void **state)
{
    (void)state;
    char file[64];
    snprintf(file, sizeof file, "%s/kept", folder);
    assert_true(write_to(file));
    expect(try_inside(NULL, SANDBOX_WRITES, remove_output), REFUSED);
    expect(try_inside(folder, SANDBOX_WRITES, remove_output), DONE);
}

static void there_is_no_network(void **state)
{
    (void)state;
    expect(try_inside(NULL, SANDBOX_CALLS, open_socket), REFUSED);
}

/* Whatever the kernel has. */
static void what_is_needed_stays(void **state)
{
    (void)state;
    assert_int_equal(try_inside(NULL, 0, read_file), DONE);
    assert_int_equal(try_inside(NULL, 0, start_child), DONE);
    assert_int_equal(try_inside(NULL, 0, write_null), DONE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_file_is_written),         cmocka_unit_test(only_the_output_is_written),
        cmocka_unit_test(only_the_output_is_removed), cmocka_unit_test(there_is_no_network),
        cmocka_unit_test(what_is_needed_stays),
    };
    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
