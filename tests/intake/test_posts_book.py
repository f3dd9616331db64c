"""The list of the seven heads: read, laid over the register, entered whole or not at all."""

from datetime import date, datetime

import openpyxl
import pytest
import sqlalchemy as sa

from baoxue.intake import submit, template
from baoxue.intake.posts_book import import_posts
from baoxue.ledger import open_ledger
from baoxue.ledger.posts import OPEN, gaps, standing, standing_delegations
from baoxue.ledger.tables import post
from tests.intake.made import FIRST, home_at, pupils, xlsx
from tests.intake.made import grid as roll_grid

AT, SINCE = datetime(2018, 9, 10, 9), date(2018, 9, 1)
HEADINGS = [
    "序号",
    "职责",
    "姓名",
    "联系电话",
    "镇",
    "村",
    "学校",
    "班级",
    "任职时间",
    "离任时间",
    "经办人",
    "经办人电话",
    "备注",
]


@pytest.fixture
def home(tmp_path):
    home = home_at(tmp_path / "home")
    path = xlsx(tmp_path / "roll.xlsx", ("花名册", roll_grid(pupils(6))))
    assert submit(home, path, FIRST, "2018-09", "clerk", datetime(2018, 9, 5)).state == "accepted"
    return home


def row(head, name, **cells):
    return {"职责": head, "姓名": name, "联系电话": "13900000001"} | cells


FULL = (
    row("县长", "刘志远"), row("局长", "王立平"), row("主管局长", "惠志强"), row("基教股", "白雪"),
    row("包片领导", "霍文军", 镇="宽州镇、石咀驿镇"), row("镇长", "刘建国", 镇="宽州镇", 经办人="王芳"),
    row("街道办主任", "师学义", 镇="石咀驿镇"), row("镇教育专干", "王芳", 镇="宽州镇", 联系电话="13900000009"),
    row("村支书", "王永平", 镇="宽州镇", 村="王家坪村"), row("村文书", "李晓芳", 镇="宽州镇", 村="王家坪村"),
    row("校长", "马海燕", 学校="第一小学"), row("中心校", "马海燕", 学校="第一小学"),
    row("学籍管理员", "白卫东", 学校="第一小学"), row("包校干部", "郝红梅", 学校="第一小学、第二小学"),
    row("责任督学", "贺秀珍", 学校="清涧县第二小学"), row("班主任", "霍老师", 学校="第一小学", 班级="六(1)班", 任职时间="2018.9.1"),
)  # fmt: skip


def take(home, *rows, since=SINCE, at=AT, rehearse=False, name="名册.xlsx"):
    grid = [["清涧县七长名册"], HEADINGS, *[[r.get(h, "") for h in HEADINGS] for r in rows], ["填表人:"]]
    path = xlsx(home / name, ("七长", grid))
    return import_posts(home, path, since, "白雪", at, rehearse=rehearse)


def held(home, on=date(2018, 9, 10)):
    with open_ledger(home).read() as connection:
        rows = [r for r in standing(connection) if r["valid_from"] <= on <= r["valid_to"]]
    return {(r["head"], r["class_key"] or r["school_code"] or r["area_code"]): r["person_name"] for r in rows}


def codes(done):
    return sorted(f.code for f in done.receipt.findings if f.severity == "wait")


def test_a_whole_list_of_every_kind_of_post_is_entered(home):
    done = take(home, *FULL)
    assert (done.receipt.state, codes(done), done.count("new")) == ("accepted", [], 18)
    found = held(home)
    assert found["township_head", "610830100"] == "刘建国" and found["area_leader", "610830101"] == "霍文军"
    assert found["class_teacher", f"{FIRST}-P2013-01"] == "霍老师" and found["village_head", "610830100201"] == "王永平"
    assert found["contact_cadre", "2161083002"] == "郝红梅" and found["deputy_director", "610830"] == "惠志强"
    (leader, clerk, first, last) = done.acting[0]
    assert (leader.person_name, clerk.person_name, first, last) == ("刘建国", "王芳", SINCE, OPEN)
    with open_ledger(home).read() as connection:
        entry = connection.execute(sa.select(post)).mappings().first()
        assert (entry["actor"], entry["recorded_at"]) == ("白雪", AT)
        assert [d["delegate_post_id"] for d in standing_delegations(connection)] == ["clerk_township-610830100"]


def test_sent_again_nothing_changes_and_a_rehearsal_enters_nothing(home):
    said = take(home, *FULL, rehearse=True)
    assert said.count("new") == 18 and held(home) == {}
    take(home, *FULL)
    again = take(home, *FULL, since=date(2018, 9, 20), at=AT.replace(day=20))
    assert again.receipt.is_unchanged and {c.kind for c in again.changes} == {"unchanged"} and again.acting == []
    with open_ledger(home).read() as connection:
        assert len(standing(connection)) == 18


def test_bad_input_changes_nothing_and_every_fault_comes_back_at_once(home):
    bad = (
        row("镇长", "刘建国", 镇="没有镇"), row("班长", "李红"), row("校长", "马海燕", 学校="某校"),
        row("班主任", "霍老师", 学校="第一小学", 班级="六(7)班"), row("村长", "王1", 镇="宽州镇", 村="王家坪村"),
        row("镇长", "师学义", 镇="石咀驿镇", 任职时间="去年"), row("镇长", "刘建国", 镇="宽州镇", 经办人="路人"),
        row("村长", "空缺", 镇="宽州镇", 村="李家沟村"), row("局长", "王立平", 任职时间="20180901", 离任时间="20180101"),
    )  # fmt: skip
    done = take(home, *FULL[:3], *bad)
    assert done.receipt.state == "refused" and done.receipt.rows_accepted == 0 and done.receipt.rows_waiting == len(bad)
    assert codes(done) == sorted([
        "post_area_unknown", "head_unknown", "school_word", "post_class_unknown", "name_letters", "date_unknown",
        "delegate_unknown", "gap_unexplained", "date_order"])  # fmt: skip
    assert held(home) == {} and done.receipt.marked_copy
    assert openpyxl.load_workbook(done.receipt.marked_copy).sheetnames[0] == "待修改"


def test_two_teachers_of_one_class_and_a_newcomer_without_a_day(home):
    first = row("师长", "霍老师", 学校="第一小学", 班级="六(1)班")
    assert codes(take(home, first, row("师长", "贺老师", 学校="第一小学", 班级="六年级1班"))) == ["post_taken"]
    assert codes(take(home, first, since=None)) == ["post_undated"]


def test_a_class_teacher_of_september_ends_the_one_before(home):
    take(home, row("师长", "旧老师", 学校="第一小学", 班级="五(1)班", 任职时间="2017.9.1"), at=datetime(2017, 9, 5))
    done = take(home, row("师长", "霍老师", 学校="第一小学", 班级="六(1)班", 任职时间="2018.9.1"))
    assert [(c.kind, c.post.person_name, c.post.valid_to) for c in done.changes] == [
        ("ended", "旧老师", date(2018, 8, 31)), ("new", "霍老师", OPEN)]  # fmt: skip
    key = ("class_teacher", f"{FIRST}-P2013-01")
    assert (held(home, date(2018, 8, 31))[key], held(home, SINCE)[key]) == ("旧老师", "霍老师")


def test_a_new_phone_a_last_day_and_a_vacancy_with_its_reason(home):
    take(home, *FULL)
    changes = take(
        home,
        row("镇长", "刘建国", 镇="宽州镇", 联系电话="13911111111"),
        row("村长", "王永平", 镇="宽州镇", 村="王家坪村", 离任时间="2018.9.8"),
        row("校长", "空缺", 学校="第一小学", 备注="待任命", 任职时间="2018.9.10"),
    )
    assert [(c.kind, c.post.person_name) for c in changes.changes] == [
        ("changed", "刘建国"), ("ended", "王永平"), ("ended", "马海燕")]  # fmt: skip
    after = held(home)
    assert ("village_head", "610830100201") not in after and ("principal", FIRST) not in after
    assert ("central_school", FIRST) in after
    with open_ledger(home).read() as connection:
        assert [(g["head"], g["unit_code"], g["reason"]) for g in gaps(connection).to_pylist()] == [
            ("principal", FIRST, "待任命")
        ]


def test_gaps_that_remain_are_found_and_those_without_a_reason_are_findings(home):
    done = take(home, row("村长", "王永平", 镇="宽州镇", 村="王家坪村"), row("镇长", "刘建国", 镇="宽州镇"),
                row("镇长", "空缺", 镇="石咀驿镇", 备注="换届中"))  # fmt: skip
    assert done.receipt.state == "accepted"
    assert set(done.gaps) == {("township_head", "610830101", "换届中"), ("village_head", "610830100202", None)}
    assert [(f.code, f.found) for f in done.receipt.findings if f.code == "post_empty"] == [
        ("post_empty", "村长 宽州李家沟")
    ]


@pytest.mark.parametrize(
    "head, cells", [("镇教育专干", {"镇": "宽州镇"}), ("村文书", {"镇": "宽州镇", "村": "王家坪村"})]
)
def test_a_new_clerk_of_a_township_or_village_ends_the_one_before(home, head, cells):
    """One seat: the post's id stays the office's, and the list says who leaves."""
    take(home, *FULL)
    done = take(home, row(head, "贺文军", 联系电话="13900000007", **cells), since=date(2018, 9, 10))
    (ended, new) = done.changes
    assert (ended.kind, ended.post.valid_to) == ("ended", date(2018, 9, 9))
    assert (new.kind, new.post.person_name, new.post.post_id) == ("new", "贺文军", ended.post.post_id)


def test_a_county_may_allow_two_clerks_in_a_township(home):
    """Its own row of ``post_seats``; a school's clerks are several anyhow."""
    (home / "reference").mkdir(exist_ok=True)
    head = "code_set,code,name_zh,name_en,parent,sort,is_shown"
    (home / "reference" / "codes.csv").write_text(
        f"{head}\npost_seats,clerk_township,大镇两人,two in a large town,several,8,false\n", encoding="utf-8"
    )
    take(home, *FULL)
    second = row("镇教育专干", "贺文军", 镇="宽州镇", 联系电话="13900000007")
    third = row("学籍管理员", "贺秀珍", 学校="第一小学", 联系电话="13900000008")
    done = take(home, second, third, since=date(2018, 9, 10))
    assert [(c.kind, c.post.post_id) for c in done.changes] == [
        ("new", "clerk_township-610830100-2"), ("new", "clerk_school-2161083001-2")
    ]  # fmt: skip


def test_who_acts_may_be_withdrawn_or_replaced_and_namesakes_are_asked_about(home):
    take(home, *FULL)
    other = row("镇教育专干", "贺文军", 镇="宽州镇", 联系电话="13900000007")
    done = take(home, row("镇长", "刘建国", 镇="宽州镇", 经办人="贺文军"), other, since=date(2018, 9, 10))
    with open_ledger(home).read() as connection:
        days = {d["delegate_post_id"]: (d["valid_from"], d["valid_to"]) for d in standing_delegations(connection)}
    assert days == {"clerk_township-610830100": (date(2018, 9, 10), OPEN)}
    assert [(clerk.person_name, last) for _, clerk, _, last in done.acting] == [
        ("王芳", date(2018, 9, 9)),
        ("贺文军", OPEN),
    ]
    take(home, row("镇长", "刘建国", 镇="宽州镇", 经办人="无"), since=date(2018, 9, 15), at=AT.replace(day=15))
    with open_ledger(home).read() as connection:
        assert not [d for d in standing_delegations(connection) if d["valid_to"] >= date(2018, 9, 15)]
    twice = take(
        home,
        row("镇长", "师学义", 镇="石咀驿镇", 经办人="马海燕"),
        row("校长", "马海燕", 学校="第二小学", 联系电话="2222222"),
    )
    assert codes(twice) == ["delegate_many"]


def test_the_template_passes_and_another_file_is_refused(home, tmp_path):
    book = openpyxl.load_workbook(template("posts", tmp_path / "t.xlsx"))
    sheet = book.active
    places = {cell.value: cell.column for cell in sheet[2]}
    for heading, value in {"职责": "镇长", "姓名": "刘建国", "镇": "宽州镇", "任职时间": "20180901"}.items():
        sheet.cell(3, places[heading], value)
    book.save(tmp_path / "t.xlsx")
    assert import_posts(home, tmp_path / "t.xlsx", None, "白雪", AT).count("new") == 1
    assert import_posts(home, xlsx(tmp_path / "x.xlsx", ("x", [["通知"]])), None, "白雪", AT).receipt.state == "refused"
