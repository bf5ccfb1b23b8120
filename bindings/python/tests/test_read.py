"""Ways in, options, and what goes wrong."""

import datetime
import io
import pathlib
import pickle

import gkplan
import pytest
from conftest import CASE, ROOT, SEED

TEXT = (CASE + "\n1\t公开\t更新清单\t市商务局\t6月底前\n2\t公开\t公开规划\t市司法局\t全年\n").encode()


def test_a_path_bytes_and_a_file_object_give_the_same():
    from_path = gkplan.read(str(SEED)).to_dict()["plans"]
    data = SEED.read_bytes()
    with open(SEED, "rb") as file:
        sources = [pathlib.Path(SEED), data, bytearray(data), memoryview(data), io.BytesIO(data), file]
        for source in sources:
            assert gkplan.read(source).to_dict()["plans"] == from_path


def test_the_name_of_a_file_object_is_its_source():
    with open(SEED, "rb") as file:
        assert gkplan.read(file).source_name == str(SEED)
    assert gkplan.read(SEED, source_name="甲").source_name == "甲"


def test_options_reach_the_library():
    due = lambda **options: [leaf.due for leaf in gkplan.read(TEXT, **options).plans[0].leaves()]
    assert due() == [None, None]
    assert due(plan_year=2021) == [datetime.date(2021, 6, 30), datetime.date(2021, 12, 31)]
    assert due(issued=datetime.date(2020, 2, 29))[0] == datetime.date(2020, 6, 30)
    wide = TEXT.replace("2021".encode(), "２０２１".encode()).replace("月".encode(), "⽉".encode())
    assert "⽉" in gkplan.read(wide).to_json() and "⽉" not in gkplan.read(wide, normalize_text=True).to_json()
    word = next((ROOT / "examples" / "data").glob("*.docx"))
    assert gkplan.read(word, skim_markup=True).to_json() == gkplan.read(word).to_json()
    strange = TEXT.replace("牵头单位".encode(), "甲乙丙".encode())
    assert gkplan.read(strange).plans[0].columns[3].role is gkplan.Role.OTHER
    assert gkplan.read(strange, header_words={"甲乙丙": gkplan.Role.LEAD}).plans[0].columns[3].role is gkplan.Role.LEAD


@pytest.mark.parametrize(
    "arguments, error",
    [
        ({"plan_year": 10000}, ValueError),
        ({"limits": {"rows": -1}}, ValueError),
        ({"limits": {"rowz": 1}}, TypeError),
        ({"source_name": "a\0b"}, ValueError),
        ({"encoding": "a\0b"}, ValueError),
        ({"format": 77}, gkplan.Error),
    ],
)
def test_wrong_options_are_refused(arguments, error):
    with pytest.raises(error):
        gkplan.read(TEXT, **arguments)


@pytest.mark.parametrize("source", [None, 3, io.StringIO("文"), ["x"]])
def test_what_is_no_source_is_a_type_error(source):
    with pytest.raises(TypeError):
        gkplan.read(source)


def test_a_missing_file_says_its_name():
    with pytest.raises(gkplan.OpenError, match="no-such-file") as caught:
        gkplan.read("no-such-file.docx")
    assert caught.value.status is gkplan.Status.CANNOT_OPEN
    assert caught.value.file == "no-such-file.docx"


def test_a_limit_says_which():
    with pytest.raises(gkplan.LimitError) as caught:
        gkplan.read(TEXT, limits={"input_bytes": 10}, source_name="甲.txt")
    assert caught.value.status is gkplan.Status.LIMIT and caught.value.file == "甲.txt"


def test_an_error_can_be_pickled():
    with pytest.raises(gkplan.Error) as caught:
        gkplan.read("no-such-file.docx")
    copy = pickle.loads(pickle.dumps(caught.value))
    assert (type(copy), str(copy), copy.file, copy.status) == (
        gkplan.OpenError,
        str(caught.value),
        "no-such-file.docx",
        gkplan.Status.CANNOT_OPEN,
    )


def test_progress_is_told_and_may_cancel():
    calls = []
    gkplan.read(TEXT, progress=lambda done, total: calls.append((done, total)))
    assert calls and all(done <= total for done, total in calls)
    with pytest.raises(gkplan.CancelledError):
        gkplan.read(TEXT, progress=lambda done, total: False)


def test_exceptions_of_the_callers_functions_come_through():
    class Broken:
        def read(self, size):
            raise KeyError("mine")

    with pytest.raises(KeyError, match="mine"):
        gkplan.read(Broken())
    with pytest.raises(ZeroDivisionError):
        gkplan.read(TEXT, progress=lambda done, total: 1 // 0)


def test_a_file_object_that_gives_too_much_is_refused():
    class Generous:
        def read(self, size):
            return b"x" * (size + 1)

    with pytest.raises(ValueError, match="more than"):
        gkplan.read(Generous())
