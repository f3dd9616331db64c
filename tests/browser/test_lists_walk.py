"""The way of a list from above: dropped, a question settled, accepted together, one line left open, the reply read again."""

import openpyxl
import pytest

from baoxue.ledger import open_ledger
from baoxue.ledger.identity import person
from baoxue.wiring import close_all, open_figures
from tests.browser.conftest import serving
from tests.intake.made import id_number, xlsx

HEADING = [
    "序号",
    "姓名",
    "身份证号",
    "户籍地",
    "疑似类型",
    "数据来源",
    "核查结果",
    "就读学校",
    "原因",
    "佐证",
    "核查人",
    "备注",
]
TITLE = "榆林市2018年冬季疑似失学名单"


def pupils(home, many: int) -> list[dict]:
    """Pupils of a school without a story whom roll and attendance prove to be at school, none of them poor."""
    figures = open_figures(home)
    rows = figures._instance.run(
        "select r.child_key from drv_child_run r join roll p on p.child_key = r.child_key and p.month = r.month "
        "where r.month = '2018-12' and r.last_present >= date '2018-12-19' and not p.is_poor and p.status = '01' "
        "and p.school_code = '2161083080' "
        "order by r.child_key desc"
    ).to_pylist()[:many]
    with open_ledger(home).read() as connection:
        return [person(connection, row["child_key"]) for row in rows]


@pytest.mark.slow
def test_a_list_from_above_is_worked_off_and_goes_back_as_it_came(own_county, walker_of, tmp_path):
    known = pupils(own_county, 6)
    close_all()
    rows = [[n, p["name"], next(x["number"] for x in p["numbers"] if x["kind"] == "id"), "宽州镇", "疑似失学", "学籍比对"]
            for n, p in enumerate(known, 1)]  # fmt: skip
    rows[0][2] = "6.1083E+17"
    rows.append([7, "孙不在", id_number(49), "宽州镇", "疑似失学", "户籍比对"])
    sent = [[*row, *[""] * 5, f"备注{row[0]}"] for row in rows]
    path = xlsx(tmp_path / "名单.xlsx", ("名单", [[TITLE], HEADING, *sent]))
    with serving(own_county) as base:
        walker = walker_of(base)
        page = walker.page
        walker.open("/lists?as=bureau_clerk")
        walker.keep("lists")
        page.get_by_text("登记新名单").first.click()
        page.set_input_files('input[type="file"]', str(path))
        page.get_by_text("读到 7 行").wait_for(timeout=60_000)
        page.get_by_role("button", name="登记名单").click()
        page.get_by_text("已登记 7 行,其中 1 行待确认是谁。").wait_for(timeout=60_000)

        text = walker.text()
        assert TITLE in text and "请确认是谁" in text and known[0]["name"] in text
        assert text.index("请确认是谁") < text.index("数据证实")
        page.locator('[data-testid="stRadio"] label', has_text=known[0]["name"]).first.click()
        page.get_by_role("button", name="确认", exact=True).click()
        page.get_by_text("已确认第 1 行。").wait_for(timeout=60_000)

        page.get_by_role("button", name="全部接受(6 行)").click()
        page.get_by_text("已接受数据证实的 6 行。").wait_for(timeout=60_000)

        walker.text()
        page.get_by_text("答复一行").first.click()
        choose(page, 0, "7 孙不在")
        page.get_by_label("核查人").wait_for(timeout=60_000)
        choose(page, 1, "失联")
        page.get_by_label("核查人").fill("王村长")
        page.get_by_label("责任人(未结时)").fill("宽州镇镇长")
        page.get_by_role("button", name="登记答复").click()
        page.get_by_text("已登记第 7 行。").wait_for(timeout=60_000)
        text = walker.text()
        assert "宽州镇镇长" in text and "全部行已答复或有责任人" in text

        with page.expect_download(timeout=60_000) as download:
            page.get_by_role("button", name="下载回复表").click()
        reply = tmp_path / "reply.xlsx"
        download.value.save_as(reply)
        assert not walker.errors and not walker.outside
    written = [[cell.value for cell in row] for row in openpyxl.load_workbook(reply).active.iter_rows()]
    assert written[0][0] == TITLE and written[1] == HEADING
    assert [row[:6] for row in written[2:]] == rows
    assert [row[11] for row in written[2:]] == [row[11] for row in sent]
    assert [row[6] for row in written[2:]] == ["已在本县在校"] * 6 + ["失联"]
    assert written[-1][8].startswith("责任人:宽州镇镇长")


def choose(page, place: int, option: str) -> None:
    """Pick an option of a select box of the part in which a line is answered."""
    part = page.get_by_test_id("stExpander").filter(has_text="答复一行")
    box = part.get_by_test_id("stSelectbox").nth(place).locator("input")
    wanted = page.get_by_role("option", name=option).first
    box.click()
    page.wait_for_timeout(1500)
    if not wanted.is_visible():
        box.press("ArrowDown")
    wanted.click()
