"""What screens compose is kept for the same eyes and rows alone, and never beyond a bound."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from functools import partial
from pathlib import Path
from types import SimpleNamespace

import pytest

from baoxue.access import Scope, Viewer
from baoxue.ui import filters, grid, kept, screen, table, words
from baoxue.ui.screen import Screen
from baoxue.ui.table import Column
from baoxue.ui.words import _, word

COUNTY = (Scope("county"),)
CLERK = Viewer(("p1",), "王干事", "bureau_clerk", COUNTY, (), "p1")
LEADER = Viewer(("p2",), "李县长", "county_leader", COUNTY, (), "p2")
TEACHER = Viewer(("p3",), "张老师", "class_teacher", (Scope("class", ("6108300001-P2013-01",)),), (), "p3")
CODES = {("state", "suspected"): ("疑似", "suspected")}
_made: list[str] = []


@pytest.fixture(autouse=True)
def a_screen() -> Iterator[Screen]:
    figures = SimpleNamespace(snapshot=SimpleNamespace(n=3), ledger_seq=9)
    shown = Screen("ledger", Path("home"), figures, CLERK, "p1", "610830", "2018-12", datetime(2018, 12, 20), {})
    kept.store.clear()
    _made.clear()
    words.use("zh", CODES)
    screen.show(shown)
    yield shown
    kept.store.clear()
    words.use("zh", {})


def children() -> list[dict]:
    return [
        {"child_key": 7, "name": "张小明", "case_no": "1", "state": "suspected", "class_key": "6108300001-P2013-02"}
    ]


def columns(one: Screen) -> list[Column]:
    _made.append("made")
    return [Column(_("学生"), one.name, link=lambda r: one.link("case", case=r["case_no"])), Column("s", _state)]


def _state(row: dict) -> str:
    return word("state", row["state"])


@pytest.fixture
def shown(monkeypatch):
    """What table() puts on the screen."""
    put: list[str] = []
    monkeypatch.setattr(table, "st", SimpleNamespace(html=put.append))

    def show(rows: list[dict]) -> str:
        table.table(columns, rows, caption="c", empty="")
        return put[-1]

    return show


def test_the_same_rows_for_the_same_eyes_are_composed_once(shown):
    rows = children()
    first = shown(rows)
    assert shown(list(rows)) == first and _made == ["made"]
    assert "张小明" in first and "疑似" in first


@pytest.mark.parametrize("other", [LEADER, TEACHER])
def test_nobody_reads_a_name_in_full_that_was_composed_for_another(shown, a_screen, other):
    rows = children()
    assert "张小明" in shown(rows)
    screen.show(replace(a_screen, viewer=other, post_id=other.post_id))
    masked = shown(rows)
    assert "张小明" not in masked and "张*明" in masked and f"as={other.post_id}" in masked
    screen.show(a_screen)
    assert "张小明" in shown(rows)


@pytest.mark.parametrize(
    "other",
    [
        {"place": "6108300101"},
        {"month": "2018-11"},
        {"page": "heads"},
        {"post_id": "p9"},
        {"as_of": datetime(2018, 12, 21)},
        {"home": Path("another")},
        {"places": {"610830": {"place_name": "清涧县"}}},
        {"figures": SimpleNamespace(snapshot=SimpleNamespace(n=4), ledger_seq=9)},
        {"figures": SimpleNamespace(snapshot=SimpleNamespace(n=3), ledger_seq=10)},
    ],
)
def test_whatever_a_screen_knows_is_composed_for(shown, a_screen, other):
    rows = children()
    shown(rows)
    screen.show(replace(a_screen, **other))
    shown(rows)
    assert len(_made) == 2


def test_another_language_and_other_words_of_codes_are_composed_anew(shown):
    rows = children()
    shown(rows)
    words.use("en", CODES)
    english = shown(rows)
    assert "疑似" not in english and "suspected" in english and "lang=en" in english
    words.use("zh", {("state", "suspected"): ("疑似辍学", "suspected")})
    assert "疑似辍学" in shown(rows)


def test_rows_after_a_new_event_are_other_rows(shown):
    rows = children()
    shown(rows)
    assert "closed" in shown([{**rows[0], "state": "closed"}])


def test_rows_are_held_as_long_as_what_stands_on_them(shown):
    """Rows that went would leave their identity to others, and those would be shown the text of the first."""
    said = {shown([{**children()[0], "name": f"张{n}"}]) for n in range(200)}
    assert len(said) == 200


def test_a_function_that_holds_its_run_is_not_kept_by():
    asked = "x"
    with pytest.raises(TypeError, match="holds more than its code"):
        kept.kept(lambda one, rows: asked, children())
    with pytest.raises(TypeError, match="holds more than its code"):
        kept.kept(lambda one, rows, more="x": more, children())
    with pytest.raises(TypeError, match="holds more than its code"):
        kept.kept(screen.current().link, children())


def test_values_and_lists_of_rows_beside_are_part_of_the_key():
    rows, others = children(), children()

    def made(one: Screen, rows: list[dict], *more: object) -> str:
        return repr(more)

    by_name = partial(made)
    assert kept.kept(made, rows, 1) == "(1,)" and kept.kept(made, rows, True) == "(True,)"
    assert kept.kept(made, rows, rows) != kept.kept(made, rows, [{**rows[0], "name": "李红"}])
    assert kept.kept(by_name, rows, others) == kept.kept(by_name, rows, others)


def test_the_store_stays_within_its_bounds():
    store = kept.Store(most_characters=100, most_rows=10)
    for n in range(50):
        store.put(n, "字" * 20, (), 1)
    assert store.characters <= 100 and len(store) == 5 and store.get(49) and store.get(0) is None
    store.put("long", "字" * 90, (), 1)
    store.put("many", "字", (), 9)
    assert store.get("long") is None and store.get("many") is None
    for n in range(50, 60):
        store.put(n, {"a": "字"}, (), 5)
    assert store.rows <= 10


def test_a_filter_offers_each_value_once_by_its_word(monkeypatch):
    offered: dict = {}

    def selectbox(title: str, options: list, format_func, **_more) -> None:
        offered[title] = [format_func(option) for option in options]

    monkeypatch.setattr(filters, "st", SimpleNamespace(selectbox=selectbox))
    rows = [{"code": "b"}, {"code": None}, {"code": "a"}, {"code": "b"}]
    filters._asked(filters.Filter("t", "code", lambda r: r["code"].upper()), rows)
    filters._asked(filters.Filter("u", "code", lambda r: r["code"] + "!"), rows)
    assert offered == {"t": ["A", "B"], "u": ["a!", "b!"]}


def test_a_grid_without_days_says_so():
    assert "没有上课日" in grid.grid({}, {}, grid.mark_cell, "c")
