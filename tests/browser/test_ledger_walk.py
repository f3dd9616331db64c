"""An existing ledger dropped on Submit: what it would record, lines in doubt at their cells, the copy, recorded once."""

import pytest

from tests.browser.conftest import serving
from tests.desk.test_ledger_book import HEADING, line, newest, untold
from tests.intake.made import xlsx


@pytest.mark.slow
def test_a_ledger_is_said_before_it_is_recorded_and_recorded_once(own_county, walker_of, tmp_path):
    one, other, third, fourth = untold(own_county, 4)
    rows = [line(one), line(other, result="转学", closed="2018.12.3"), line(third, school="某校"),
            line(fourth, since="去年冬天")]  # fmt: skip
    path = xlsx(tmp_path / "台账.xlsx", ("台账", [["清涧县控辍保学台账"], HEADING, *rows]))
    with serving(own_county) as base:
        walker = walker_of(base)
        page = walker.page
        walker.open("/submit?as=bureau_clerk&month=2018-12")
        page.set_input_files('input[type="file"]', str(path))
        page.get_by_role("button", name="确认导入台账").wait_for(timeout=60_000)
        text = walker.text()
        assert "2 行可接收 · 待修改 2 行" in text and "2018-12-03 销号 转学" in text and "日期无法识别" in text
        page.get_by_text("台账:台账.xlsx").scroll_into_view_if_needed()
        walker.keep("ledger-drop")
        with page.expect_download() as download:
            page.get_by_role("button", name="下载标注副本").click()
        assert download.value.suggested_filename == "台账-待修改.xlsx"
        page.get_by_role("button", name="确认导入台账").click()
        page.get_by_text("已导入台账:台账.xlsx").wait_for(timeout=60_000)
        walker.keep("ledger-taken")
        held = newest(own_county)
        assert (held[one[2]].state, held[other[2]].state) == ("suspected", "closed") and fourth[2] not in held
        walker.open("/submit?as=principal-2161083000&month=2018-12")
        page.set_input_files('input[type="file"]', str(path))
        page.get_by_text("您的岗位不能导入台账").wait_for(timeout=60_000)
        assert not page.get_by_role("button", name="确认导入台账").count()
        assert not walker.errors and not walker.outside
