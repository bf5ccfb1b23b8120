"""The Arrow export: valid, equal to the records, and independent of its document."""

import ctypes
import gc

import gkplan
import pytest
from conftest import SAMPLES, SEED
from gkplan import _arrow


def test_a_capsule_that_nobody_takes_is_freed(document):
    for _ in range(50):
        document.__arrow_c_stream__()
    gc.collect()
    assert not _arrow._streams


def test_a_capsule_that_was_taken_is_not_released_twice(document):
    pyarrow = pytest.importorskip("pyarrow")
    capsule = document.__arrow_c_stream__()
    reader = pyarrow.RecordBatchReader._import_from_c_capsule(capsule)
    del capsule
    document.close()
    gc.collect()
    assert not _arrow._streams
    assert reader.read_all().num_rows > 0


@pytest.mark.parametrize("path", SAMPLES, ids=str)
def test_every_sample_gives_a_valid_table_of_its_records(path):
    pyarrow = pytest.importorskip("pyarrow")
    document = gkplan.read(path)
    table = pyarrow.table(document)
    table.validate(full=True)
    assert table.column_names == list(_arrow.COLUMNS)
    assert table.to_pylist() == list(document.records())
    tables = [pyarrow.table(plan) for plan in document.plans]
    if tables:
        assert pyarrow.concat_tables(tables).to_pylist() == table.to_pylist()


def test_the_data_outlives_the_document():
    pyarrow = pytest.importorskip("pyarrow")
    document = gkplan.read(SEED)
    expected = list(document.records())
    table = pyarrow.table(document)
    document.close()
    gc.collect()
    assert table.to_pylist() == expected


def test_a_document_without_plans_is_an_empty_table():
    pyarrow = pytest.importorskip("pyarrow")
    table = pyarrow.table(gkplan.read("没有表格。\n".encode()))
    table.validate(full=True)
    assert table.num_rows == 0 and table.column_names == list(_arrow.COLUMNS)


@pytest.mark.parametrize("day", ["2000年2月29日", "1969年12月31日", "2024年3月1日", "9999年12月31日", "1600年1月1日"])
def test_dates_are_the_right_days(day):
    pyarrow = pytest.importorskip("pyarrow")
    document = gkplan.read(f"任务\t具体要求\t完成时限\n公开\t更新\t{day}前\n公开\t检查\t{day}前\n".encode())
    assert pyarrow.table(document).column("due").to_pylist() == [record["due"] for record in document.records()]


def test_children_may_be_moved_away_before_the_parent_is_released(plan):
    """A consumer may take one column's struct and release the rest; done here with nothing but ctypes."""

    class Array(ctypes.Structure):
        pass

    pointers = ctypes.POINTER(ctypes.POINTER(Array))
    Array._fields_ = [
        *((name, ctypes.c_int64) for name in ("length", "null_count", "offset", "n_buffers", "n_children")),
        ("buffers", ctypes.c_void_p),
        ("children", pointers),
        ("dictionary", ctypes.c_void_p),
        ("release", ctypes.c_void_p),
        ("private_data", ctypes.c_void_p),
    ]
    call = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_void_p)
    stream = gkplan._structs.ArrowArrayStream()
    assert gkplan._library.library.gkplan_plan_export_arrow(plan._address, ctypes.byref(stream)) == 0
    batch, end = Array(), Array()
    call(stream.get_next)(ctypes.addressof(stream), ctypes.addressof(batch))
    call(stream.get_next)(ctypes.addressof(stream), ctypes.addressof(end))
    assert batch.length == plan.leaf_count and batch.n_children == len(_arrow.COLUMNS) and not end.release
    kept = Array.from_buffer_copy(batch.children[2].contents)
    batch.children[2].contents.release = None
    _arrow._RELEASE(batch.release)(ctypes.addressof(batch))
    _arrow._RELEASE(stream.release)(ctypes.addressof(stream))
    assert not batch.release and not stream.release
    assert kept.length == plan.leaf_count and kept.n_buffers == 3
    _arrow._RELEASE(kept.release)(ctypes.addressof(kept))


def test_pandas_takes_dates_as_dates(document):
    pandas = pytest.importorskip("pandas", minversion="2")
    frame = document.to_pandas()
    assert len(frame) == sum(plan.leaf_count for plan in document.plans)
    assert pandas.api.types.is_datetime64_any_dtype(frame["due"])
    assert [None if pandas.isna(due) else due.date() for due in frame["due"]] == [
        record["due"] for record in document.records()
    ]
    empty = gkplan.read("没有表格。\n".encode()).to_pandas()
    assert list(empty.columns) == list(frame.columns) and empty.empty


def test_polars_takes_it(document):
    polars = pytest.importorskip("polars")
    assert polars.DataFrame(document).height == sum(plan.leaf_count for plan in document.plans)


def test_duckdb_takes_it(document):
    duckdb = pytest.importorskip("duckdb")
    leaves = pytest.importorskip("pyarrow").table(document)
    count = duckdb.connect().register("leaves", leaves).sql("select count(*) from leaves").fetchall()[0][0]
    assert count == sum(plan.leaf_count for plan in document.plans)
