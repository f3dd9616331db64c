"""The clerk's desk of forms on the screen: what waits, with its reason and cell; not known; not sent; in English."""

from datetime import datetime

import pytest
import sqlalchemy as sa

from baoxue.ledger import open_ledger
from baoxue.ledger.tables import part
from baoxue.publish import publish
from tests.intake.test_forms import away, register
from tests.ui.test_pages import run, words

UNSENT = "610830101205"
VILLAGE = "610830100201"


def desk(home, monkeypatch, kind: str, **params) -> str:
    app = run(home, monkeypatch, "submit", **{"month": "2018-12", **params})
    app.session_state["desk"] = kind
    app.run()
    assert not app.exception, app.exception
    return words(app)


def test_a_village_says_which_rows_of_its_register_wait_and_why(own_county, monkeypatch):
    """A child first named by a damaged row is known to nobody: the reason stands on the village's line, without the number."""
    damaged = [away(name, n, 身份证号="6.1083E+17") for name, n in (("李芳", 7), ("刘洋", 9))]
    receipt = register(own_county, away("王小明", 5), *damaged, title="户籍登记表", unit=UNSENT, month="2018-12",
                       at=datetime(2018, 12, 20, 9))  # fmt: skip
    assert receipt.rows_waiting == 2
    assert "未报" in desk(own_county, monkeypatch, "registers")
    publish(own_county, datetime(2018, 12, 20, 18))
    text = desk(own_county, monkeypatch, "registers")
    cells = sorted({f.cell for f in receipt.findings if f.severity == "wait"})
    assert "本月已报 · 待修改 2 行" in text and " 2 行(" in text and all(cell in text for cell in cells)
    assert "6.1083E+17" not in text and "李芳" not in text


def test_a_file_that_came_after_the_snapshot_gives_no_reason_yet(own_county, monkeypatch):
    before = desk(own_county, monkeypatch, "registers")
    register(own_county, away("李芳", 7, 身份证号="6.1083E+17"), title="户籍登记表", unit=UNSENT, month="2018-12",
             at=datetime(2018, 12, 20, 9))  # fmt: skip
    assert desk(own_county, monkeypatch, "registers").count("待修改原因") == before.count("待修改原因")


def test_a_snapshot_from_before_waiting_rows_were_kept_says_not_known_until_the_next(own_county, monkeypatch):
    """Not "no waiting rows", on the desk and on 县外就读; the next publication lists them."""
    with open_ledger(own_county).write() as connection:
        connection.execute(sa.delete(part).where(part.c.relation == "register_list"))
    text = desk(own_county, monkeypatch, "registers")
    assert "村待修改行数未列" in text and "沿用 2018-09 · 待修改行数未列" in text
    assert "村待修改行数未列" in words(run(own_county, monkeypatch, "elsewhere"))
    register(
        own_county, away("李芳", 7), title="户籍登记表", unit=UNSENT, month="2018-12", at=datetime(2018, 12, 20, 9)
    )
    publish(own_county, datetime(2018, 12, 20, 18))
    assert "待修改行数未列" not in desk(own_county, monkeypatch, "registers")


def test_lists_of_aid_by_school_and_period(county, monkeypatch):
    text = desk(county.home, monkeypatch, "aid")
    assert "资助名册" in text and "未报" in text and "年秋季学期" in text


@pytest.mark.parametrize("post", ["central_school-610830100", "principal-2161083000"])
def test_other_posts_see_their_own_or_none(county, monkeypatch, post):
    """A central school reads its township's; a school has no desk."""
    text = words(run(county.home, monkeypatch, "submit", month="2018-12", **{"as": post}))
    assert "出了故障" not in text and "石咀驿镇中心小学" not in text


def test_in_english(county, monkeypatch):
    text = desk(county.home, monkeypatch, "registers", lang="en")
    assert "Household register" in text and "carried from" in text
