"""上级名单 on the screen: full, empty, own lines only, masked, and every step by its post."""

import re

import pytest

from baoxue.wiring import open_figures
from tests.ui.test_pages import run, words

TOWN = "610830100"


def test_the_bureau_sees_what_is_left_with_owner_and_day_and_late_in_red(county, monkeypatch):
    text = words(run(county.home, monkeypatch, "lists"))
    assert "省教育厅2018年秋季疑似失学儿童名单" in text and "全部行已答复或有责任人" in text
    assert "失联" in text and "镇长" in text and "bx-late" in text and "逾期 2 天" in text
    assert "各镇" in text and "下载回复表" in str(run(county.home, monkeypatch, "lists").main)


def test_a_township_sees_its_own_lines_in_full_and_keeps_no_list(county, monkeypatch):
    app = run(county.home, monkeypatch, "lists", **{"as": f"township_head-{TOWN}"})
    text = words(app)
    rows = open_figures(county.home).aggregate("pg_list_units", area="610830", list_id=list_id(county.home)).rows
    own = next(r["lines_n"] for r in rows if r["unit_code"] == TOWN)
    assert f"共 {own} 行" in text and "石咀驿镇" not in text and "登记新名单" not in text
    assert "*" not in "".join(re.findall(r'data-label="姓名">([^<]*)<', text))


def test_a_principal_sees_the_schools_own(county, monkeypatch):
    at_home = {r["school_code"] for r in lines(county.home) if r["school_code"]}
    school = min(at_home)  # one whose post of principal is not vacant
    text = words(run(county.home, monkeypatch, "lists", **{"as": f"principal-{school}"}))
    own = {r["name"] for r in lines(county.home) if r["school_code"] == school}
    assert set(re.findall(r'data-label="姓名">([^<]*)<', text)) == own


def test_leaders_read_masked_names(county, monkeypatch):
    text = words(run(county.home, monkeypatch, "lists", **{"as": "county_head"}))
    names = re.findall(r'data-label="姓名">([^<]*)<', text)
    assert names and all("*" in name for name in names)


def test_a_place_without_a_line_says_so(county, monkeypatch):
    listed = {r["village_code"] for r in lines(county.home)}
    village = next(f"{TOWN}{n}" for n in range(200, 212) if f"{TOWN}{n}" not in listed)
    text = words(run(county.home, monkeypatch, "lists", at=village, **{"as": f"township_head-{TOWN}"}))
    assert "没有收到过涉及本地的上级名单" in text


@pytest.mark.parametrize("post", ["inspector-2161083000", "nobody"])
def test_who_does_not_work_on_lists_sees_none(county, monkeypatch, post):
    text = words(run(county.home, monkeypatch, "lists", **{"as": post}))
    assert "回复 限" not in text


def test_in_english(county, monkeypatch):
    text = words(run(county.home, monkeypatch, "lists", lang="en"))
    assert "Lists from above" in text and "borne out by the data" in text and "Left open" in text


def list_id(home) -> str:
    return open_figures(home).aggregate("pg_lists", area="610830").rows[0]["list_id"]


def lines(home) -> list[dict]:
    from tests.desk.test_submit import CLERK

    return open_figures(home).children("pg_list_lines", CLERK, area="610830", list_id=list_id(home)).rows
