"""Figures over a real ledger and store: fed once, refreshed when the ledger or the catalogue moved."""

import os
from datetime import date, datetime

import pyarrow as pa
import pytest

from baoxue import wiring
from baoxue.access import Scope, Viewer
from baoxue.contracts.relations import RELATIONS
from baoxue.engine import QueryError
from baoxue.figures import Refused
from baoxue.ledger import catalogue
from baoxue.ledger.cases import Event, append
from baoxue.ledger.database import FILE
from baoxue.ledger.posts import Post, appoint
from baoxue.store import Damaged, Store
from tests.spec import reference_rows, table

AT = datetime(2018, 12, 10, 8, 0)
COUNTY = Viewer(("c",), "县", "county_leader", (Scope("county"),))


@pytest.fixture
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("BAOXUE_AS_OF", "2018-12-20")
    yield tmp_path
    wiring.close_all()


def publish(home, through=AT, pupils=(1, 2)):
    """A snapshot of one month's roll; every other relation is there and empty."""
    roll = "month | child_key | school_code | class_key\n" + "\n".join(f"2018-12 | {k} | S1 | C1" for k in pupils)
    store, ledger = Store(home), wiring.ledger_of(home)
    staged = []
    for name, relation in RELATIONS.items():
        rows = relation.schema.empty_table()
        if name == "roll":
            rows = relation.conform(table("roll", roll))
        if name in ("state", "threshold"):
            rows = relation.conform(reference_rows(name))
        month = "2018-12" if relation.by_month else "all"
        staged.append(catalogue.Part(name, month, store.put_table(rows).sha256, rows.num_rows, relation.version))
    with ledger.write() as connection:
        return catalogue.commit(connection, staged, through, through, 0, 0, "q")


def open_case(home, child_key):
    opened = Event(child_key, "opened", "suspected", date(2018, 12, 5), AT, "publish", reason="run")
    with wiring.ledger_of(home).write() as connection:
        return append(connection, [opened])[0]


def events_of(figures, case_no):
    return [row["case_no"] for row in figures.children("pg_case_events", COUNTY, case_no=case_no).rows]


def test_no_snapshot_is_refused_in_words(home):
    with pytest.raises(Refused, match="这里没有台账"):
        wiring.open_figures(home)
    assert not (home / FILE).exists()
    wiring.ledger_of(home)
    with pytest.raises(Refused, match="还没有任何数据版本"):
        wiring.open_figures(home)
    publish(home)
    with pytest.raises(Refused, match="没有第 9 版"):
        wiring.open_figures(home, 9)


def test_a_ledger_that_is_gone_is_said_and_not_made_anew(home):
    publish(home)
    wiring.open_figures(home)
    wiring.close_all()
    for file in home.glob(f"{FILE}*"):
        file.unlink()
    with pytest.raises(Refused, match="请从备份恢复台账文件"):
        wiring.open_figures(home)


def test_figures_stay_open_and_follow_the_ledger(home):
    publish(home)
    figures = wiring.open_figures(home)
    assert events_of(figures, "2018-0001") == []
    seq = open_case(home, 1)
    assert wiring.open_figures(home) is figures
    assert events_of(figures, "2018-0001") == ["2018-0001"]
    assert figures.ledger_seq == seq
    assert wiring.open_figures(home) is figures and events_of(figures, "2018-0001") == ["2018-0001"]


def test_the_ledger_is_asked_where_it_stands_once_a_commit(home, monkeypatch):
    asked = []
    stand = catalogue.stand
    monkeypatch.setattr(catalogue, "stand", lambda connection: asked.append(1) or stand(connection))
    publish(home)
    for _ in range(3):
        wiring.open_figures(home)
    assert len(asked) == 1
    seq = open_case(home, 1)
    assert wiring.open_figures(home).ledger_seq == seq
    publish(home, through=datetime(2018, 12, 11))
    assert wiring.open_figures(home).snapshot.n == 2
    wiring.open_figures(home)
    assert len(asked) == 3


def test_a_new_snapshot_is_opened_and_the_old_one_reopens(home):
    publish(home)
    first = wiring.open_figures(home)
    publish(home, datetime(2018, 12, 18, 8, 0), pupils=(1, 2, 3))
    second = wiring.open_figures(home)
    assert (first.snapshot.n, second.snapshot.n) == (1, 2)
    assert wiring.open_figures(home, 1) is first
    with pytest.raises(Refused) as refused:
        second.aggregate("pg_codes", as_of=datetime(2018, 12, 12))
    assert refused.value.snapshot == 1


def test_at_most_three_snapshots_stay_open(home):
    for pupils in [(1,), (1, 2), (1, 2, 3), (1, 2, 3, 4)]:
        publish(home, pupils=pupils)
    first = wiring.open_figures(home, 1)
    for n in (2, 3, 4):
        wiring.open_figures(home, n)
    assert len(wiring._open) == 3
    assert wiring.open_figures(home, 1) is not first
    assert first.aggregate("pg_codes").rows == []


def test_posts_are_fed_too(home):
    publish(home)
    figures = wiring.open_figures(home)
    with wiring.ledger_of(home).write() as connection:
        appoint(connection, [Post("t1", "township_head", "刘建国", date(2018, 9, 1), area_code="610830100")])
    assert wiring.open_figures(home) is figures
    held = figures._instance.run("select post_id, person_name from post")
    assert held.to_pylist() == [{"post_id": "t1", "person_name": "刘建国"}]


def test_a_damaged_file_is_named(home):
    publish(home)
    path = next((home / "store" / "parts").glob("*.parquet"))
    path.chmod(0o644)
    path.write_bytes(path.read_bytes()[:-1] + b"x")
    with pytest.raises(Damaged, match=path.stem):
        wiring.open_figures(home)


def part_of(home, relation):
    with wiring.ledger_of(home).read() as connection:
        return Store(home).path(next(p.sha256 for p in catalogue.parts(connection, 1) if p.relation == relation))


def damage(path, content):
    path.chmod(0o644)
    path.write_bytes(content)


@pytest.mark.parametrize("how", ["flipped", "cut", "gone"])
def test_a_file_damaged_under_an_open_snapshot_shows_no_figure_until_it_is_restored(home, how):
    publish(home)
    figures = wiring.open_figures(home)
    known = figures.aggregate("pg_places").rows
    path = part_of(home, "roll")
    good = path.read_bytes()
    half = len(good) // 2
    if how == "gone":
        path.unlink()
    else:
        damage(path, good[:half] + (bytes([good[half] ^ 4]) + good[half + 1 :] if how == "flipped" else b""))
    assert figures.aggregate("pg_places").rows == known
    with pytest.raises(Damaged, match=f"{path.name}.*请从备份恢复"):
        figures.aggregate("pg_monthly_report", area="610830")
    with pytest.raises(Damaged, match=path.name):
        wiring.open_figures(home)
    damage(path, good) if path.exists() else path.write_bytes(good)
    anew = wiring.open_figures(home)
    anew.aggregate("pg_monthly_report", area="610830")
    assert anew is not figures and anew._instance.run("select count(*) as n from roll").to_pylist() == [{"n": 2}]


def test_what_the_engine_cannot_read_is_told_as_the_file_even_where_its_state_is_as_before(home):
    publish(home)
    figures = wiring.open_figures(home)
    path = part_of(home, "roll")
    was = path.stat()
    damage(path, bytes(was.st_size))
    os.utime(path, ns=(was.st_atime_ns, was.st_mtime_ns))
    with pytest.raises(Damaged, match=path.name):
        figures.aggregate("pg_monthly_report", area="610830")


def test_a_question_that_fails_for_another_reason_says_so(home):
    publish(home)
    figures = wiring.open_figures(home)
    with pytest.raises(QueryError, match="pg_nope"):
        figures.aggregate("pg_nope")
    assert wiring.open_figures(home) is figures


def test_a_day_stands_for_its_end(home):
    publish(home)
    assert wiring.open_figures(home).aggregate("pg_codes").foot.as_of == datetime(2018, 12, 20, 23, 59, 59)


def test_names_reach_the_engine(home):
    publish(home)
    figures = wiring.open_figures(home)
    figures.feed(0, child_name=pa.table({"child_key": [1], "name": ["张小明"], "pinyin_key": ["zxm"]}))
    assert figures._instance.run("select name from child_name").to_pylist() == [{"name": "张小明"}]
