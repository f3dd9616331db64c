"""The clerk's due day: sixty schools' books in one drop, one school silent, one with four damaged IDs, one whose legend
contradicts its saved one, one nil report that its own sheet contradicts; asked, sent, returned, published, chased."""

import re
import shutil

import pytest

from baoxue.demo.sixty import MONTH, SCHOOLS, Sixty
from tests.browser.conftest import serving

DESK = f"/submit?as=bureau_clerk&month={MONTH}"


@pytest.fixture(scope="module")
def sixty(tmp_path_factory):
    """The home before the drop, and the folder of the day's books. Copy the home before changing it."""
    made = Sixty(tmp_path_factory.mktemp("sixty"))
    codes = list(made.schools)
    made.build(without_roll=codes[:2])
    folder = tmp_path_factory.mktemp("books")
    made.roll(folder, codes[1], damaged=4)
    for code in codes[1:]:
        made.attendance(folder, code, swapped=code == codes[-1], absent=4 if code == made.nil else 0)
    return made, sorted(folder.iterdir())


@pytest.mark.slow
def test_the_clerks_due_day(sixty, walker_of, tmp_path):
    made, books = sixty
    home = tmp_path / "home"
    shutil.copytree(made.home, home)
    silent, damaged, *_, sixth, other = codes = list(made.schools)
    named = {code: name.removeprefix("清涧县") for code, name in made.schools.items()}
    assert len(codes) == len(books) == SCHOOLS
    with serving(home, "2018-12-03T16:00") as base:
        walker = walker_of(base)
        page = walker.page
        walker.open(DESK)
        walker.keep("desk-before")
        page.set_input_files('input[type="file"]', [str(path) for path in books])
        page.get_by_role("button", name=f"全部确认并上报({SCHOOLS} 份)").wait_for(timeout=180_000)
        text = walker.text()
        assert f"{SCHOOLS} 份可以上报" in text and "待修改 4 行" in text
        assert named[damaged] in text and f"符号是什么意思:{other}" in text
        walker.keep("desk-drop")
        _answer(walker, {"○": "事假", "△": "病假"})
        page.get_by_role("button", name=f"全部确认并上报({SCHOOLS} 份)").click()
        page.get_by_text("已上报").first.wait_for(timeout=180_000)
        text = walker.text()
        assert "待修改 4 行" in text and f"{SCHOOLS} 份" in text

        assert "白雪 代 " in walker.open(f"{DESK}&at={sixth}")
        page.get_by_text("退回", exact=True).first.click()
        page.get_by_label("退回原因(学校会看到)").fill("班主任没有签字")
        page.get_by_role("button", name="退回", exact=True).click()
        page.get_by_text("已退回。发布后").wait_for(timeout=60_000)
        page.get_by_role("button", name="发布新数据版本").click()
        page.get_by_text("已发布").wait_for(timeout=180_000)
        text = walker.open(DESK)
        assert text.index(named[made.nil]) < text.index(named[silent]), "what a sheet contradicts stands first"
        walker.keep("desk-due")
        assert not walker.errors and not walker.outside

    with serving(home, "2018-12-04T08:30") as base:
        walker = walker_of(base)
        walker.open(DESK)
        assert _counted(walker) == {
            "零报告存疑": 1,
            "零报告": 1,
            "未报": 1,
            "待修改": 1,
            "退回": 1,
            "已报": SCHOOLS - 4,
        }
        walker.keep("desk-after")
        for state, code, words in (("missing", silent, "逾期 1 天"), ("waiting", damaged, "待修改"), ("returned", sixth, "退回"),
                                   ("contradicted", made.nil, "人达到疑似")):  # fmt: skip
            text = walker.open(f"{DESK}&state={state}")
            assert named[code] in text and words in text
            assert "1 校" in text
        walker.open(f"{DESK}&state=missing")
        walker.page.get_by_text("催报文本").click()
        text = walker.page.inner_text('[data-testid="stCode"]')
        assert "请以下学校今日内报送2018年11月" in text and named[silent] in text and "13900000000" in text
        walker.page.wait_for_timeout(600)  # the expander opens slowly
        walker.keep("desk-reminder")
        assert not walker.errors and not walker.outside


def _answer(walker, marks: dict[str, str]) -> None:
    """Say what each sign means, and wait until nothing is asked any more."""
    page = walker.page
    for sign, mark in marks.items():
        page.get_by_role("combobox", name=re.compile(f"^(已选择.*)?{sign}")).or_(
            page.get_by_label(re.compile(f"^{sign}"))
        ).first.click()
        page.get_by_role("option", name=mark, exact=True).click()
    page.get_by_role("button", name="按此核对").click()
    page.get_by_text("符号是什么意思").first.wait_for(state="detached", timeout=60_000)
    walker.text()


def _counted(walker) -> dict[str, int]:
    """Schools by state, as the desk's figures say; those with nobody are left out."""
    cells = walker.page.locator(".bx-figures .bx-figure")
    found = {cell.locator("dt").inner_text(): cell.locator("dd").inner_text().split()[0] for cell in cells.all()}
    return {state: int(n) for state, n in found.items() if n != "0"}
