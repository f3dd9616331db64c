"""年度任务 in a real browser: every target, one opened to its history, and progress recorded."""

from axe_playwright_python.sync_playwright import Axe

from tests.browser.conftest import serving


def test_progress_is_recorded_and_stands_in_the_history(own_county, walker_of):
    with serving(own_county) as base:
        walker = walker_of(base)
        text = walker.open("/targets?as=bureau_clerk")
        assert "未报" in text and "逾期 20 天" in text
        walker.keep("targets")
        found = Axe().run(walker.page).response["violations"]
        assert [v["id"] for v in found if v["impact"] in ("serious", "critical")] == []
        walker.open("/targets?as=bureau_clerk&target=2018-kindergartens")
        walker.keep("targets-history")
        page = walker.page
        page.get_by_label("完成数").fill("2")
        page.get_by_label("佐证材料").fill("第三、第四幼儿园竣工验收单")
        page.get_by_role("button", name="登记", exact=True).click()
        page.get_by_text("已登记:").wait_for(timeout=60_000)
        text = walker.text()
        assert "2/2 所" in text and "白雪 代 惠志强" in text and "已被更新" in text
        assert not walker.errors and not walker.outside
