#!/usr/bin/env python3
"""What reading by Python costs over reading by C: the same files, the same library, one thread.

    read_cost.py LIBRARY INCLUDE_DIR VERSION_INCLUDE_DIR CC FILE ...

C: gkplan_document_read_file() and gkplan_document_free(), in a program compiled with -O2. Python: gkplan.read() and the
end of its Document. Python with the leaves: that, and every leaf's text, units and deadline as Python objects, which C
has for nothing. Each is the best of five series, in microseconds a read.
"""
import os
import pathlib
import subprocess
import sys
import tempfile
import time

PROGRAM = r"""
#include <gkplan/gkplan.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
int main(int argc, char **argv)
{
    int count = atoi(argv[2]);
    double best = 1e9;
    (void)argc;
    for (int series = 0; series < 5; series++) {
        struct timespec begin, end;
        clock_gettime(CLOCK_MONOTONIC, &begin);
        for (int i = 0; i < count; i++) {
            gkplan_document *document;
            if (gkplan_document_read_file(argv[1], NULL, &document, NULL) != GKPLAN_STATUS_OK)
                return 2;
            gkplan_document_free(document);
        }
        clock_gettime(CLOCK_MONOTONIC, &end);
        double seconds = (double)(end.tv_sec - begin.tv_sec) + 1e-9 * (double)(end.tv_nsec - begin.tv_nsec);
        best = seconds < best ? seconds : best;
    }
    printf("%.9f\n", best / count);
}
"""


def compile_program(folder, library, include, version_include, compiler):
    source, program = pathlib.Path(folder, "read.c"), pathlib.Path(folder, "read")
    source.write_text(PROGRAM)
    flags = ["-O2", "-D_POSIX_C_SOURCE=200809L", f"-I{include}", f"-I{version_include}", library]
    subprocess.run([compiler, str(source), "-o", str(program), *flags], check=True)
    return str(program)


def best_of(work, count):
    best = float("inf")
    for _ in range(5):
        begin = time.perf_counter()
        for _ in range(count):
            work()
        best = min(best, time.perf_counter() - begin)
    return best / count


def main():
    library, include, version_include, compiler, *files = sys.argv[1:]
    os.environ["GKPLAN_LIBRARY"] = library
    import gkplan

    def with_leaves(path):
        return [(leaf.text, leaf.all_units, leaf.deadline) for plan in gkplan.read(path).plans for leaf in plan.leaves()]

    environment = dict(os.environ, LD_LIBRARY_PATH=os.path.dirname(library))
    with tempfile.TemporaryDirectory() as folder:
        program = compile_program(folder, library, include, version_include, compiler)
        for path in files:
            count = max(3, int(0.2 / best_of(lambda: gkplan.read(path), 1)))
            run = subprocess.run([program, path, str(count)], env=environment, capture_output=True, check=True)
            c = float(run.stdout)
            python, leaves = best_of(lambda: gkplan.read(path), count), best_of(lambda: with_leaves(path), max(count // 4, 1))
            print(f"{os.path.basename(path)}: C {c * 1e6:.0f}, Python {python * 1e6:.0f} ({python / c:.2f} times),"
                  f" with the leaves {leaves * 1e6:.0f} ({leaves / c:.2f} times)")


if __name__ == "__main__":
    main()
