"""The way of a county clerk: a workbook with four damaged IDs, a publication, the report, a child, a deep link."""

import re

import pytest

from baoxue.access.pages import MENUS
from tests.browser.conftest import serving
from tests.schoolbooks import Schoolbooks

SCHOOL = "2161083000"


def _in_english(walker, page: str) -> list[str]:
    """English words are longer: what stands outside its place on the page of the bureau's clerk."""
    walker.open(f"/{page}?as=bureau_clerk&lang=en")
    return walker.overrun()


@pytest.mark.slow
def test_submit_publish_report_child_and_deep_link(own_county, walker_of, tmp_path):
    path = tmp_path / "花名册.xlsx"
    rows = Schoolbooks(own_county).roll(path, SCHOOL, damaged=4)
    with serving(own_county) as base:
        walker = walker_of(base)
        walker.open("/submit?as=bureau_clerk&month=2018-12")
        walker.page.set_input_files('input[type="file"]', str(path))
        walker.page.get_by_role("button", name="确认并上报").wait_for(timeout=60_000)
        text = walker.text()
        assert "2018-12" in text and "暂按以前的花名册保留" in text and text.count("身份证") >= 4
        walker.keep("submit-change")
        walker.page.get_by_role("button", name="确认并上报").click()
        walker.page.get_by_text("已上报").first.wait_for(timeout=60_000)
        text = walker.text()
        assert f"接收 {rows - 4} 行 · 待修改 4 行" in text and text.count("身份证") >= 4
        walker.keep("submit-findings")
        walker.page.get_by_role("button", name="发布新数据版本").click()
        walker.page.get_by_text("已发布").wait_for(timeout=120_000)

        text = walker.open("/monthly?as=bureau_clerk")
        assert "控辍保学月报" in text and "进行中" in text
        flow = walker.page.inner_text(".bx-flow")
        numbers = {
            term: int(n.replace(",", "").replace("−", "-"))
            for term, n in re.findall(r"([\u4e00-\u9fff]+)\s*(−?[\d,]+)", flow)
        }
        gains = numbers["新增"] + numbers["反弹"] + numbers["划入"] + numbers["更正"]
        assert numbers["上月末"] + gains - numbers["销号"] - numbers["排除"] - numbers["划出"] == numbers["本月末"]
        walker.keep("monthly")
        walker.page.locator(".bx-flow a").nth(1).click()
        assert "新增:" in walker.text()
        walker.page.locator('.bx-table a[href*="/case"]').first.click()
        text = walker.text()
        assert "销号证据" in text and "经过" in text
        walker.keep("case")
        address = walker.page.url.removeprefix(base)

        again = walker_of(base)
        assert "销号证据" in again.open(address)
        assert not walker.errors + again.errors
        assert not walker.outside + again.outside


def test_a_deep_link_to_a_fresh_process_has_the_frame_around_it(county, walker_of):
    """The first address that a process ever serves is a page's own: the menu and the role's limits stand all the same."""
    with serving(county.home) as base:
        walker = walker_of(base)
        assert "没有这一个案" in walker.open("/case?as=bureau_clerk&case=2018-9999")
        assert walker.page.get_by_role("link", name="今日待办").count()
        assert not walker.errors
    with serving(county.home) as base:
        text = walker_of(base).open("/submit?as=village_head-610830100200")
        assert "不在您的职责范围内" in text and "零报告" not in text


def test_every_screen_stands_and_nothing_leaves_the_machine(county, walker_of):
    with serving(county.home) as base:
        walker = walker_of(base)
        for page in ("today", "heads", "ledger", "attendance", "checks", "handover", "submit"):
            assert "出了故障" not in walker.open(f"/{page}?as=bureau_clerk")
            walker.keep(page)
        assert walker.page.evaluate("document.documentElement.lang") == "zh-CN"
        found = {page: _in_english(walker, page) for page in MENUS["bureau_clerk"]}
        assert {page: over for page, over in found.items() if over} == {}
        assert not walker.errors and not walker.outside


def test_screens_have_no_serious_fault_of_access(county, chromium):
    from axe_playwright_python.sync_playwright import Axe

    with serving(county.home) as base:
        page = chromium.new_context(viewport={"width": 1280, "height": 900}, locale="zh-CN").new_page()
        found = {}
        for name in ("today", "monthly", "heads", "ledger", "attendance", "checks", "lists"):
            page.goto(f"{base}/{name}?as=bureau_clerk")
            page.wait_for_selector(".bx-foot", timeout=60_000)
            results = Axe().run(page).response["violations"]
            found[name] = [v["id"] for v in results if v["impact"] in ("serious", "critical")]
        assert {k: v for k, v in found.items() if v} == {}
