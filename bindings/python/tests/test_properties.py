"""Things that hold for every input."""

import csv
import io

import gkplan
from conftest import SEED, plan_as_json
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

settings.register_profile(
    "gkplan", max_examples=60, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck)
)
settings.load_profile("gkplan")

SEED_BYTES = SEED.read_bytes()[:6000]
WORDS = st.text(st.sampled_from('公开清单市商务局,"\'=+-@;、；（）一二12年月日<&é\U00020000 '), max_size=8)


def html_page(rows):
    """A page with a table whose cells are the texts, as text and nothing else."""
    head = "<tr><th>工作任务</th><th>具体要求</th><th>责任单位</th><th>完成时限</th><th>备注</th></tr>"
    escape = lambda text: text.replace("&", "&amp;").replace("<", "&lt;")
    body = "".join("<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in rows)
    page = f"<html><meta charset=utf-8><body><p>2022年任务分解表</p><table>{head}{body}</table></body></html>"
    return page.encode()


@given(st.binary(max_size=300))
def test_any_bytes_are_a_document_or_an_error(data):
    try:
        gkplan.read(data).to_dict()
    except gkplan.Error as error:
        assert error.status is not gkplan.Status.OK and str(error)


@given(st.integers(0, len(SEED_BYTES)), st.binary(max_size=20), st.integers(0, 40))
def test_damage_is_a_document_or_an_error(place, inserted, dropped):
    try:
        document = gkplan.read(SEED_BYTES[:place] + inserted + SEED_BYTES[place + dropped :])
    except gkplan.Error:
        return
    assert [plan_as_json(plan) for plan in document.plans] == document.to_dict()["plans"]


@given(st.lists(st.tuples(WORDS, WORDS, WORDS, WORDS, WORDS), max_size=8))
def test_objects_json_rows_and_records_agree(rows):
    document = gkplan.read(html_page(rows))
    assert [plan_as_json(plan) for plan in document.plans] == document.to_dict()["plans"]
    expected = list(csv.reader(io.StringIO(document.write(gkplan.Output.CSV), newline="")))
    assert [list(row.values()) for row in document.rows()] == expected[1:]
    for plan in document.plans:
        records = list(plan.records())
        assert [record["path"] for record in records] == [leaf.path for leaf in plan.leaves()]


@given(st.lists(st.tuples(WORDS, WORDS, WORDS, WORDS, WORDS), max_size=8), st.booleans())
def test_arrow_says_what_the_records_say(rows, close):
    try:
        import pyarrow
    except ImportError:
        return
    document = gkplan.read(html_page(rows))
    records = list(document.records())
    table = pyarrow.table(document)
    if close:
        document.close()
    table.validate(full=True)
    assert table.to_pylist() == records


@given(st.lists(st.tuples(WORDS, WORDS, WORDS, WORDS, WORDS), max_size=8))
def test_html_escapes_what_the_document_says(rows):
    text = gkplan.read(html_page(rows))._repr_html_()
    tags = ("table", "caption", "thead", "tr", "th", "tbody", "td")
    for piece in text.split("<")[1:]:
        assert piece.lstrip("/").split(">")[0].split(" ")[0] in tags
