"""Recording progress of a target: by its owner or for the owner, with evidence, corrected by a newer row, once however often pressed."""

import math
from datetime import date

import pytest

from baoxue.access import viewer_of
from baoxue.desk import permits
from baoxue.desk import targets as desk
from baoxue.desk.targets import Progressed
from baoxue.ledger import Refused, targets
from baoxue.ledger.posts import posts
from baoxue.wiring import ledger_of, open_figures
from tests.conftest import AS_OF

TOUR = "2018-study-trips"
DAY = date(2018, 12, 18)


def viewer(home, post):
    with ledger_of(home).read() as connection:
        return viewer_of(posts(connection).to_pylist(), post, AS_OF.date())


def rows(home, target=TOUR):
    with ledger_of(home).read() as connection:
        return targets.of_target(connection, target)


def shown(home, target=TOUR):
    found = open_figures(home).aggregate("pg_targets", as_of=AS_OF, area="610830").rows
    return next(row for row in found if row["target_id"] == target)


def test_the_clerk_records_for_the_owner_and_both_names_stay(home):
    before = shown(home)
    assert (before["done"], before["is_unreported"], before["state"]) == (None, 1, "unreported")
    said = Progressed(TOUR, 1, DAY, "活动方案及名单")
    number = desk.record(home, viewer(home, "bureau_clerk"), said)
    assert desk.record(home, viewer(home, "bureau_clerk"), said) == number and len(rows(home)) == 1
    assert (rows(home)[0].actor, rows(home)[0].on_behalf) == ("白雪", "惠志强")
    assert (shown(home)["done"], shown(home)["state"]) == (1, "reached")


def test_the_owner_records_for_himself(home):
    desk.record(home, viewer(home, "deputy_director"), Progressed(TOUR, 0, DAY))
    assert (rows(home)[0].actor, rows(home)[0].on_behalf) == ("惠志强", None)
    assert (shown(home)["done"], shown(home)["is_unreported"]) == (0, 0)


def test_a_correction_is_a_newer_row_and_the_older_stays(home):
    clerk = viewer(home, "bureau_clerk")
    for done in (1, 0, 1):
        desk.record(home, clerk, Progressed(TOUR, done, DAY, "名单"))
    assert [row.done for row in rows(home)] == [1, 0, 1] and shown(home)["done"] == 1


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"target_id": "none"}, "没有这项任务"),
        ({"done": 2}, "完成数 2"),
        ({"done": -1}, "完成数 -1"),
        ({"done": math.nan}, "完成数 nan"),
        ({"on": date(2018, 12, 21)}, "还没有到"),
        ({"evidence": " "}, "没有佐证"),
        ({"note": "长" * 501}, "太长"),
    ],
)
def test_what_cannot_be_is_refused_and_changes_nothing(home, changes, words):
    said = Progressed(**{"target_id": TOUR, "done": 1, "on": DAY, "evidence": "名单"} | changes)
    with pytest.raises(Refused, match=words):
        desk.record(home, viewer(home, "bureau_clerk"), said)
    assert not rows(home)


@pytest.mark.parametrize(
    "post", ["director", "county_head", "township_head-610830100", "principal-2161083000", "nobody"]
)
def test_another_ones_target_is_refused(home, post):
    by = viewer(home, post)
    assert not permits.can_record_target(by, desk.heads_of(home, by), "deputy_director")
    with pytest.raises(Refused, match="由他人负责"):
        desk.record(home, by, Progressed(TOUR, 1, DAY, "名单"))
    assert not rows(home)


def test_a_target_without_an_office_is_the_clerks_alone(home):
    assert permits.can_record_target(viewer(home, "bureau_clerk"), (), None)
    assert not permits.can_record_target(viewer(home, "director"), {"director"}, None)
