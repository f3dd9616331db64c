"""招生衔接 on the screen: full, empty, never reported, out of scope; every term opens exactly its children."""

import re

import pytest

from tests.ui.test_pages import run, words

UNSENT = "610830101205"
KINDS = ("handover", "entry", "start", "moves")


def line_of(text: str) -> tuple[int, list[int]]:
    """The whole and the terms of the line that adds up."""
    flow = re.search(r'class="bx-flow">(.*?)</p>', text).group(1)  # type: ignore[union-attr]
    whole, *terms = (int(n.replace(",", "")) for n in re.findall(r"<b>([\d,]+)</b>", flow))
    return whole, terms


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("post", ["bureau_clerk", "township_head-610830100", "principal-2161083000"])
def test_every_part_stands_for_everybody_who_has_it(county, monkeypatch, kind, post):
    text = words(run(county.home, monkeypatch, "handover", show=kind, **{"as": post}))
    assert "招生衔接" in text and "出了故障" not in text


def test_the_line_adds_up_and_a_term_opens_its_children(county, monkeypatch):
    text = words(run(county.home, monkeypatch, "handover"))
    whole, terms = line_of(text)
    assert whole == sum(terms) and "县内初一" in text and "县外已核" in text and "宽州镇" in text
    opened = words(run(county.home, monkeypatch, "handover", show="handover", term="elsewhere_proved"))
    shown = int(re.search(r"(\d+) 人,本地共 (\d+) 人", opened).group(1))  # type: ignore[union-attr]
    assert shown == terms[1] > 0 and "西安市雁塔区第一中学" in opened


def test_a_school_sees_its_own_grade_six_and_nobody_elses(county, monkeypatch):
    whole, terms = line_of(
        words(
            run(county.home, monkeypatch, "handover", at="2161083000", **{"as": "principal-2161083000"}),
        )
    )
    all_of_them, _terms = line_of(words(run(county.home, monkeypatch, "handover")))
    assert 0 < whole == sum(terms) < all_of_them


def test_a_village_has_a_list_and_no_line(county, monkeypatch):
    text = words(run(county.home, monkeypatch, "handover", at="610830100200", **{"as": "village_head-610830100200"}))
    assert "小升初按学校统计" in text and 'class="bx-flow"' not in text


def test_a_village_that_never_sent_a_register_is_not_zero(county, monkeypatch):
    text = words(run(county.home, monkeypatch, "handover", show="entry", at=UNSENT, **{"as": f"village_head-{UNSENT}"}))
    assert "入学情况未知" in text and "应入学" not in text


def test_before_autumn_nobody_is_handed_over(county, monkeypatch):
    text = words(run(county.home, monkeypatch, "handover", month="2018-08"))
    assert "没有上学年六年级的花名册" in text


@pytest.mark.parametrize("post", ["inspector-2161083000", "nobody"])
def test_who_has_no_such_page_sees_none(county, monkeypatch, post):
    text = words(run(county.home, monkeypatch, "handover", **{"as": post}))
    assert "六年级" not in text and "不在您的职责范围内" in text


def test_in_english(county, monkeypatch):
    text = words(run(county.home, monkeypatch, "handover", lang="en"))
    assert "Entry and hand-over" in text and "in grade 7 here" in text
