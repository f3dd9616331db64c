"""县外就读 on the screen: full, empty, never reported, out of scope."""

from datetime import datetime

import pytest

from baoxue.publish import publish
from tests.intake.test_forms import away, register
from tests.ui.test_pages import run, words

UNSENT = "610830101205"


def test_the_bureau_sees_townships_states_and_incoming_pupils(county, monkeypatch):
    text = words(run(county.home, monkeypatch, "elsewhere"))
    assert "县外就读" in text and "未核实" in text and "县外已核" in text and "宽州镇" in text and "外来就读" in text
    assert text.index("bx-late") < text.index("bx-held")


def test_a_township_sees_its_own_children_and_may_review(county, monkeypatch):
    app = run(county.home, monkeypatch, "elsewhere", **{"as": "township_head-610830100"})
    assert "宽州镇" in words(app) and "石咀驿镇" not in words(app)


def test_a_village_that_never_sent_a_register_is_not_zero(county, monkeypatch):
    text = words(run(county.home, monkeypatch, "elsewhere", at=UNSENT, **{"as": f"village_head-{UNSENT}"}))
    assert "还没有报送过户籍登记表" in text and "没有县外就读的儿童" in text


def test_a_register_called_sent_says_how_many_rows_wait(own_county, monkeypatch):
    """One good row and two with damaged numbers: the township's leader reads it at the village and at the township."""
    damaged = [away(name, n, 身份证号="6.1083E+17") for name, n in (("李芳", 7), ("刘洋", 9))]
    receipt = register(own_county, away("王小明", 5), *damaged, title="户籍登记表", unit=UNSENT, month="2018-12",
                       at=datetime(2018, 12, 20, 9))  # fmt: skip
    assert receipt.rows_waiting == 2
    publish(own_county, datetime(2018, 12, 20, 18))
    text = words(run(own_county, monkeypatch, "elsewhere", **{"as": "township_head-610830101"}))
    assert "本月已报 · 待修改 2 行" in text and text.count("待修改 2 行") >= 3
    text = words(run(own_county, monkeypatch, "elsewhere", at=UNSENT, **{"as": f"village_head-{UNSENT}"}))
    assert "待修改 2 行" in text


def test_before_the_first_register_nothing_is_known(county, monkeypatch):
    text = words(run(county.home, monkeypatch, "elsewhere", month="2018-08"))
    assert "还没有报送过户籍登记表" in text
    report = words(run(county.home, monkeypatch, "monthly", month="2018-08"))
    assert "出了故障" not in report


@pytest.mark.parametrize("post", ["principal-2161083000", "nobody"])
def test_who_has_no_such_list_sees_none(county, monkeypatch, post):
    text = words(run(county.home, monkeypatch, "elsewhere", **{"as": post}))
    assert "证明日期" not in text


def test_in_english(county, monkeypatch):
    text = words(run(county.home, monkeypatch, "elsewhere", lang="en"))
    assert "At school elsewhere" in text and "not verified" in text
