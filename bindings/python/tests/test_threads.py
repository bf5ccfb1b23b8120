"""Threads read at the same time, and the interpreter goes on meanwhile."""

import threading
from concurrent.futures import ThreadPoolExecutor

import gkplan
from conftest import CASE, SAMPLES


def test_a_pool_reads_every_sample_as_one_thread_does():
    alone = [gkplan.read(path).to_json() for path in SAMPLES]
    with ThreadPoolExecutor(4) as pool:
        for _ in range(2):
            assert list(pool.map(lambda path: gkplan.read(path).to_json(), SAMPLES)) == alone


def test_many_threads_read_one_document(document):
    expected = document.to_json()
    with ThreadPoolExecutor(8) as pool:
        results = list(pool.map(lambda _: (document.to_json(), len(list(document.records()))), range(24)))
    assert len(set(results)) == 1 and results[0][0] == expected


def test_the_interpreter_goes_on_while_a_document_is_read():
    row = "\n{0}\t公开{0}\t更新清单{0}\t市商务局\t6月底前"
    text = (CASE + "".join(row.format(number) for number in range(60000))).encode()
    read = []
    reader = threading.Thread(target=lambda: read.append(gkplan.read(text)))
    ticks, pause = 0, threading.Event()
    reader.start()
    while reader.is_alive():
        pause.wait(0.001)
        ticks += 1
    assert read[0].plans[0].leaf_count == 60000
    assert ticks >= 5, "the GIL was held"
