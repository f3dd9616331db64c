"""A CSV of posts by their ids brings the first ones in; nobody gets round the clerk by it, and nothing wrong is entered."""

import pytest
from typer.testing import CliRunner

from baoxue.cli import app
from baoxue.ledger import open_ledger
from baoxue.ledger.posts import standing
from baoxue.ledger.traces import traces
from tests.intake.made import FIRST

HEADINGS = "post_id,head,person_name,phone,area_code,school_code,class_key,valid_from,valid_to"
CLERK = "bureau_clerk,bureau_clerk,白雪,,610830,,,2017-09-01,"
PRINCIPAL = f"p1,principal,马校长,,,{FIRST},,2017-09-01,"


@pytest.fixture
def take(tmp_path):
    def given(*lines, options=(), encoding="utf-8-sig", headings=HEADINGS):
        path = tmp_path / "岗位.csv"
        path.write_bytes("\n".join([headings, *lines, ""]).encode(encoding))
        return CliRunner().invoke(app, ["--lang", "zh", "posts", "import", str(path), *options])

    return given


def held(home):
    ledger = open_ledger(home)
    with ledger.read() as connection:
        found = {p["post_id"] for p in standing(connection)}
    ledger.close()
    return found


def test_the_first_posts_come_in_without_anybody_and_until_a_clerk_is_in_office(home, take):
    assert take(PRINCIPAL).exit_code == 0
    assert take(CLERK, options=["--as", "bureau_clerk"]).exit_code == 0
    assert held(home) == {"p1", "bureau_clerk"}


def test_with_a_clerk_in_office_only_the_clerk_enters_posts_and_leaves_a_trace(home, take):
    assert take(CLERK, PRINCIPAL).exit_code == 0
    director = "director,director,自封,,610830,,,2017-09-01,"
    for options in ([], ["--dry-run"]):
        unnamed = take(director, options=options)
        assert unnamed.exit_code == 2 and "请用 --as 岗位" in unnamed.output
    other = take(director, options=["--as", "p1"])
    assert other.exit_code == 2 and "您的岗位不能登记七长名册" in other.output
    assert held(home) == {"bureau_clerk", "p1"}
    assert take(director, options=["--as", "bureau_clerk", "--dry-run"]).exit_code == 0
    assert held(home) == {"bureau_clerk", "p1"}
    assert take(director, options=["--as", "bureau_clerk"]).exit_code == 0
    assert held(home) == {"bureau_clerk", "p1", "director"}
    ledger = open_ledger(home)
    with ledger.read() as connection:
        assert [(t.viewer, t.act) for t in traces(connection)] == [("bureau_clerk", "enter_posts")]
    ledger.close()


def test_where_the_clerk_left_the_office_a_new_one_can_come_in(home, take):
    assert take(CLERK + "2018-08-31").exit_code == 0
    assert take("bureau_clerk,bureau_clerk,继任,,610830,,,2018-09-01,").exit_code == 0


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("x,king,王,,610830,,,2017-09-01,", "没有岗位 king"),
        ("x,parent,王,,,,,2017-09-01,", "没有岗位 parent"),
        ("x,principal,王,,,9999999999,,2017-09-01,", "校长 不能是 9999999999 的岗位"),
        ("x,principal,王,,,,,2017-09-01,", "校长 不能是 — 的岗位"),
        (f"x,principal,王,,,{FIRST},{FIRST}-P2013-01,2017-09-01,", "应为 本县学校的 school_code"),
        ("x,township_head,王,,610830,,,2017-09-01,", "应为 本县镇的 area_code"),
        ("x,village_head,王,,610830100,,,2017-09-01,", "应为 本县村的 area_code"),
        ("x,director,王,,610831,,,2017-09-01,", "应为 县的 area_code"),
        ("x,class_teacher,王,,,,1班,2017-09-01,", "class_key"),
        (f"x,principal,王,,,{FIRST},,2018-09-01,2017-09-01", "首尾颠倒"),
        (f"x,principal,王,,,{FIRST},,2018.9.1,", "2018.9.1 不是日期"),
        (f"x,principal,王,,,{FIRST},,,", "没有 valid_from"),
        (f"x,principal,,,,{FIRST},,2017-09-01,", "没有 person_name"),
        (f"x,principal,王,,,{FIRST},,2017-09-01,,,", "单元格比标题多"),
        ("x,principal", "没有 person_name"),
        ('x,principal,"王', "不能读出"),
    ],
)
def test_what_is_wrong_is_said_with_its_line_and_nothing_is_entered(home, take, line, said):
    done = take(PRINCIPAL, line)
    assert done.exit_code == 2 and said in done.output and "Traceback" not in done.output
    assert "不能读出" in said or "第 3 行" in done.output
    assert held(home) == set()


def test_another_encoding_and_an_empty_file_are_said(home, take):
    gbk = take(CLERK, encoding="gb18030")
    assert gbk.exit_code == 2 and "不是 UTF-8 编码" in gbk.output and "CSV UTF-8" in gbk.output
    assert take().exit_code == 2
    lacking = take("x,principal", headings="post_id,head")
    assert lacking.exit_code == 2 and "没有 valid_from" in lacking.output
    assert held(home) == set()


def test_every_kind_of_post_is_taken(home, take):
    lines = [
        CLERK,
        PRINCIPAL,
        "t,township_head,刘,,610830100,,,2017-09-01,",
        "v,village_head,王,,610830100201,,,2017-09-01,",
        f"c,class_teacher,霍,,,,{FIRST}-P2013-01,2017-09-01,2018-08-31",
        f"i,inspector,高,,,{FIRST},,2017-09-01,",
    ]
    done = take(*lines)
    assert done.exit_code == 0 and "登记 6 个岗位" in done.output
