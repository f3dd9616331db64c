"""资助 in a real browser: coverage, sums and lists, and a check opened to its rows and to what was not compared."""

from axe_playwright_python.sync_playwright import Axe

from tests.browser.conftest import serving


def test_aid_is_read_and_a_check_of_it_is_opened(county, walker_of):
    with serving(county.home) as base:
        walker = walker_of(base)
        text = walker.open("/aid?as=bureau_clerk")
        assert "覆盖率" in text and "应享未享" in text and "没有报全的名册" in text
        walker.keep("aid")
        found = Axe().run(walker.page).response["violations"]
        assert [v["id"] for v in found if v["impact"] in ("serious", "critical")] == []
        text = walker.open("/checks?as=bureau_clerk&check=chk_aid_unpaid")
        assert "补发" in text and "应发 625.00 元" in text and "未能比对" in text
        assert not walker.errors and not walker.outside
