"""资助 on the screen: full, not reported, out of scope, masked."""

import pytest

from tests.ui.test_pages import run, words

SILENT, PAID_SCHOOL = "3161083002", "2161083001"


def test_the_bureau_sees_coverage_sums_lists_and_silent_schools(county, monkeypatch):
    text = words(run(county.home, monkeypatch, "aid"))
    assert "覆盖率" in text and "应享未享" in text and "寄宿生生活补助" in text and "中职助学金" in text
    assert "没有报全的名册" in text and "bx-none" in text and "1,250" in text
    assert "出了故障" not in text


def test_a_list_of_children_opens_and_leaders_read_masked_names(county, monkeypatch):
    app = run(county.home, monkeypatch, "aid", **{"as": "county_head"})
    assert "王无籍" not in words(app) and "县科教体局" not in words(app)


def test_a_school_that_sent_nothing_is_not_reported_and_its_children_are_in_no_list(county, monkeypatch):
    text = words(run(county.home, monkeypatch, "aid", **{"as": f"principal-{SILENT}"}))
    assert "还没有任何学校" not in text and "没有需要核实的学生" in text and "本期未结束" in text


def test_a_term_without_any_list_says_so(county, monkeypatch):
    text = words(run(county.home, monkeypatch, "aid", month="2018-12", at="610830", lang="en"))
    assert "Coverage" in text and "Autumn 2018" in text


@pytest.mark.parametrize("post", ["village_head-610830100200", "inspector-2161083000", "nobody"])
def test_who_has_no_such_page_sees_none(county, monkeypatch, post):
    text = words(run(county.home, monkeypatch, "aid", **{"as": post}))
    assert "覆盖率" not in text and "应享未享" not in text
