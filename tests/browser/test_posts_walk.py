"""The list of the seven heads: refused whole with every fault, then what would change, then entered; and who may not."""

import pytest

from tests.browser.conftest import serving
from tests.intake.made import xlsx

TITLE, HEADING = "清涧县七长名册", ["职责", "姓名", "联系电话", "镇", "村", "学校", "任职时间", "经办人", "备注"]
CHANGES = [
    ["镇长", "新镇长", "13911112222", "折家坪镇", "", "", "2018.12.1", "新专干", ""],
    ["镇教育专干", "新专干", "13911113333", "折家坪镇", "", "", "2018.12.1", "", ""],
    ["校长", "空缺", "", "", "", "折家坪镇中心小学", "2018.12.10", "", "公开选聘中"],
]
FAULTS = [
    ["镇长", "某镇长", "1391111", "没有的镇", "", "", "2018.12.1", "", ""],
    ["班长", "某人", "", "折家坪镇", "", "", "", "", ""],
    ["村长", "空缺", "", "折家坪镇", "王家沟村", "", "2018.12.1", "", ""],
]


@pytest.mark.slow
def test_a_list_is_refused_whole_then_rehearsed_then_entered(own_county, walker_of, tmp_path):
    bad = xlsx(tmp_path / "有误.xlsx", ("七长", [[TITLE], HEADING, *CHANGES, *FAULTS]))
    good = xlsx(tmp_path / "七长名册.xlsx", ("七长", [[TITLE], HEADING, *CHANGES]))
    with serving(own_county) as base:
        walker = walker_of(base)
        page = walker.page
        before = walker.open("/heads?as=bureau_clerk&head=township_head")
        assert "新镇长" not in before
        page.get_by_text("登记七长名册").first.click()
        page.set_input_files('input[type="file"]', str(bad))
        page.get_by_text("没有登记:3 行待修改").wait_for(timeout=60_000)
        text = walker.text()
        assert "没有的镇" in text and "班长" in text and not page.get_by_role("button", name="确认登记").count()
        walker.keep("posts-faults")

        page.set_input_files('input[type="file"]', str(good))
        page.get_by_role("button", name="确认登记").wait_for(timeout=60_000)
        text = walker.text()
        assert "新镇长" in text and "谁代谁办理" in text and "公开选聘中" in text
        shown = page.get_by_test_id("stExpander").filter(has_text="新任起始日期").inner_text()
        assert shown.count("新专干") >= 2 and "折家坪镇中心小学" in shown
        walker.keep("posts-rehearsal")
        page.get_by_text("谁代谁办理").scroll_into_view_if_needed()
        walker.keep("posts-acting")

        page.get_by_role("button", name="确认登记").click()
        page.get_by_text("已登记:新任 2").wait_for(timeout=60_000)
        text = walker.text()
        assert "新镇长" in text and "新专干" in text
        walker.keep("posts-entered")
        walker.open("/heads?as=township_head-610830100")
        assert not page.locator('input[type="file"]').count()
        assert not walker.errors and not walker.outside
