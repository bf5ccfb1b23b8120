#!/usr/bin/env python3
"""corpus_dask.py FOLDER: how many leaves each unit leads in all documents under a folder, by Dask.

Dask schedules over processes here, over a cluster with a dask.distributed Client; the only thing of ours is the function
that it maps.
"""
import pathlib
import sys
from collections import Counter


def led_units(path):
    """The names of the units that lead a leaf, once for each leaf; runs on the workers."""
    import gkplan

    try:
        records = gkplan.read(path).records()
    except gkplan.Error as error:
        print(error, file=sys.stderr)
        return []
    return [name for record in records for name in record["lead"]]


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__.splitlines()[0])
    import dask.bag

    paths = sorted(str(path) for path in pathlib.Path(sys.argv[1]).rglob("*") if path.is_file())
    counts = dask.bag.from_sequence(paths).map(led_units).flatten().frequencies().compute(scheduler="processes")
    for name, count in sorted(Counter(dict(counts)).items(), key=lambda item: (-item[1], item[0])):
        print(count, name)


if __name__ == "__main__":
    main()
