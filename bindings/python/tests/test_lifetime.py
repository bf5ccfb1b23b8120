"""Nothing is read from a document that is gone, whatever the order in which things go."""

import copy
import gc
import pickle
import threading

import gkplan
import pytest
from conftest import SEED


def views(document):
    """One object of each class that lies over the document."""
    plan = document.plans[0]
    leaf = next(plan.leaves())
    table = plan.table
    row = next(r for r in table.rows if r.cells)
    return [plan, leaf, leaf.parent, table, row, row.cells[0], document.blocks[0]]


def properties(view):
    return [name for name in dir(type(view)) if isinstance(getattr(type(view), name), property)]


def test_an_object_keeps_its_document_alive():
    leaf = next(gkplan.read(SEED).plans[0].leaves())
    gc.collect()
    assert leaf.text and leaf.path and leaf.parent.text


def test_closing_makes_everything_raise():
    document = gkplan.read(SEED)
    objects = views(document)
    with document:
        pass
    document.close()
    assert document.closed and "closed" in repr(document)
    for view in objects:
        assert "closed document" in repr(view)
        for name in properties(view):
            with pytest.raises(gkplan.ClosedError):
                value = getattr(view, name)
                list(value)  # a generator raises when it is walked
    for name in properties(document):
        if name != "closed":
            with pytest.raises(gkplan.ClosedError):
                getattr(document, name)
    for method in ("to_json", "to_dict", "to_pandas", "__arrow_c_stream__", "__enter__", "__str__", "_repr_html_"):
        with pytest.raises(gkplan.ClosedError):
            getattr(document, method)()


@pytest.mark.parametrize("walk", ["walk", "leaves", "records", "rows"])
def test_a_walk_ends_when_the_document_is_closed(walk):
    document = gkplan.read(SEED)
    steps = getattr(document.plans[0], walk)()
    next(steps)
    document.close()
    if walk == "rows":  # made of a text that was written before
        assert list(steps)
    else:
        with pytest.raises(gkplan.ClosedError):
            list(steps)


def test_values_outlive_their_document():
    document = gkplan.read(SEED)
    leaf = next(document.plans[0].leaves())
    values = {leaf.units, leaf.deadline, leaf.place, document.metadata, *document.plans[0].columns}
    document.close()
    gc.collect()
    assert all(repr(value) for value in values)


def test_objects_are_equal_when_they_are_the_same_struct(document):
    first, again = document.plans[0], document.plans[0]
    assert first == again and hash(first) == hash(again) and first != gkplan.read(SEED).plans[0]
    assert len({*first.walk(), *again.walk()}) == len(list(first.walk()))
    assert copy.copy(first) is first and copy.deepcopy(first) is first


def test_objects_are_frozen_and_not_pickled(plan):
    for name in ("title", "anything", "_address"):
        with pytest.raises(AttributeError):
            setattr(plan, name, 1)
    with pytest.raises(TypeError, match="to_dict"):
        pickle.dumps(plan)


def test_closing_while_threads_walk_frees_nothing_under_them():
    def walk(document, problems):
        try:
            for leaf in document.plans[0].leaves():
                assert leaf.text == leaf.text and leaf.path
        except gkplan.ClosedError:
            pass
        except BaseException as error:  # noqa: BLE001
            problems.append(error)

    for wait in range(20):
        document, problems = gkplan.read(SEED), []
        threads = [threading.Thread(target=walk, args=(document, problems)) for _ in range(3)]
        for thread in threads:
            thread.start()
        threading.Event().wait(wait / 2000)
        document.close()
        for thread in threads:
            thread.join()
        assert not problems


def test_every_document_is_freed(monkeypatch):
    from gkplan import _memory

    freed, real = [], _memory.library.gkplan_document_free
    monkeypatch.setattr(_memory.Handle, "__del__", lambda self: (freed.append(self.address), real(self.address)))
    documents = [gkplan.read(SEED) for _ in range(3)]
    node = next(documents[0].plans[0].walk())
    documents[1].close()
    assert len(freed) == 1
    documents.clear()
    gc.collect()
    assert len(freed) == 2
    del node
    gc.collect()
    assert len(freed) == 3
