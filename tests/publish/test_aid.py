"""Aid lists in snapshots: item by item and period by period, never carried forward; silence is not an empty list."""

from datetime import datetime

from baoxue.publish import publish
from tests.intake.test_aid import FIRST, home, one, row  # noqa: F401
from tests.publish.test_publish import rows

DECEMBER = datetime(2018, 12, 20, 18)
MEALS = "清涧县第一小学2018年10月营养餐"


def lists(home, month) -> dict[str, tuple]:  # noqa: F811
    return {r["item"]: (r["period"], r["rows_n"], r["waiting_n"]) for r in rows(home, "aid_list", month).to_pylist()}


def test_lists_stand_under_the_first_month_of_their_period_and_are_not_carried(home):  # noqa: F811
    one(home, row(), row(1, "五百"))
    one(
        home,
        {"姓名": "无", "身份证号": "", "年级": "", "班级": "", "金额": ""},
        title=MEALS,
        month="2018-10",
        file="b.xlsx",
    )
    done = publish(home, DECEMBER)
    assert done.is_new and rows(home, "aid", "2018-09").num_rows == 1
    assert lists(home, "2018-09") == {"boarder": ("2018-1", 1, 1)}
    assert lists(home, "2018-10") == {"meals": ("2018-10", 0, 0)} and rows(home, "aid", "2018-10").num_rows == 0
    assert not publish(home, DECEMBER).is_new


def test_a_corrected_list_replaces_its_own_and_the_older_snapshot_reopens(home):  # noqa: F811
    one(home, row(), row(1))
    publish(home, DECEMBER)
    one(home, row(amount=450), at=datetime(2018, 12, 21, 9), month="2018-12")
    done = publish(home, datetime(2018, 12, 21, 18))
    assert done.is_new and done.months == []
    assert rows(home, "aid", "2018-09").to_pydict()["amount"] == [450]
    assert sorted(rows(home, "aid", "2018-09", 1).to_pydict()["amount"]) == [500, 500]
