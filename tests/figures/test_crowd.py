"""Many at once: questions share one instance's memory, so they are answered one after the other, and all are."""

import threading
from concurrent.futures import ThreadPoolExecutor
from functools import partial

import pyarrow as pa
import pytest

from baoxue import wiring
from baoxue.engine import Instance, Queries, QueryError
from baoxue.figures.cache import TableCache

LARGE = (("pg_monthly_flow", {}), ("pg_aid", {"period": "2018-1"}))
"""Two questions that fit the memory below alone, and not with each other's copies."""
MEMORY = "192MB"


def test_all_who_ask_at_once_at_the_limit_of_memory_are_answered(county, monkeypatch):
    monkeypatch.setenv("BAOXUE_AS_OF", "2018-12-20")
    monkeypatch.setenv("BAOXUE_ENGINE_MEMORY", MEMORY)
    wiring.close_all()
    figures = wiring.open_figures(county.home)
    asked = [
        partial(figures.aggregate, name, month=month, area="610830", **more)
        for month in figures.snapshot.months
        for name, more in LARGE
    ]
    with ThreadPoolExecutor(len(asked)) as pool:
        answers = [future.result() for future in [pool.submit(ask) for ask in asked]]
    wiring.close_all()
    assert len(answers) == 10 and all(answer.rows for answer in answers)


@pytest.fixture
def instance(tmp_path):
    return Instance({}, Queries(tmp_path), complete=())


def test_a_turn_that_does_not_come_is_said_and_feeding_waits(instance, monkeypatch):
    monkeypatch.setattr("baoxue.engine.instance.WAIT_SECONDS", 0.05)
    names = pa.table({"child_key": [1], "name": ["张小明"], "pinyin_key": ["zxm"]})
    with instance._turn("pg_long"):
        with pytest.raises(QueryError, match="pg_late: other queries took more than"):
            instance.run("select 1 as n", name="pg_late")
        feeding = threading.Thread(target=instance.insert, args=("child_name", names))
        feeding.start()
        feeding.join(0.2)
        assert feeding.is_alive()
    feeding.join()
    assert instance.run("select count(*) as n from child_name").to_pylist() == [{"n": 1}]


def test_one_question_asked_by_many_is_computed_once_and_again_after_a_fault():
    cache, table, runs = TableCache(), pa.table({"n": [1]}), []
    inside, go = threading.Event(), threading.Event()

    def compute():
        runs.append(1)
        inside.set()
        go.wait(5)
        if len(runs) == 1:
            raise QueryError("out of memory")
        return table

    with ThreadPoolExecutor(5) as pool:
        first = pool.submit(cache.get, "key", compute)
        inside.wait(5)
        others = [pool.submit(cache.get, "key", compute) for _ in range(4)]
        go.set()
        with pytest.raises(QueryError):
            first.result()
        assert all(other.result() is table for other in others)
    assert len(runs) <= 3 and cache.get("key", compute) is table
