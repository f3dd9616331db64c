"""招生衔接: who goes on, who enters grade 1, who came at the start of term, whose roll moved; each by its own chip."""

import pytest

from tests.browser.conftest import serving

CHIPS = {
    "entry": ("一年级入学", "?show=entry", ("缓学已批", "未入学", "各镇")),
    "start": ("开学报到", "?show=start", ("未报到和迟到校的学生", "第1天")),
    "moves": ("学籍异动", "?show=moves&month=2018-10", ("镇与镇之间", "各镇增减", "已接收")),
}


def test_each_chip_opens_its_part_with_its_names(county, walker_of):
    with serving(county.home) as base:
        walker = walker_of(base)
        walker.open("/handover")
        for show, (chip, path, expected) in CHIPS.items():
            walker.page.get_by_role("radio", name=chip).or_(walker.page.get_by_role("button", name=chip)).first.click()
            if show != "moves":
                walker.page.get_by_text(expected[0]).first.wait_for(timeout=60_000)
            text = walker.open(f"/handover{path}")
            for words in expected:
                assert words in text, (show, words)
            walker.keep(f"handover-{show}")
        assert not walker.errors and not walker.outside


@pytest.mark.parametrize("term", ["deferred", "not_enrolled"])
def test_a_term_of_grade_one_opens_its_children(county, walker_of, term):
    with serving(county.home) as base:
        walker = walker_of(base)
        text = walker.open(f"/handover?show=entry&term={term}")
        assert {"deferred": "2019-08-31", "not_enrolled": "家长不重视"}[term] in text
