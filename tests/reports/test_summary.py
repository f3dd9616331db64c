"""The five sentences, word for word."""

from datetime import date

import pytest

from baoxue.access import Scope, Viewer
from baoxue.reports.summary import for_copy, for_month, for_screen

COUNTS = {
    "area_code": "610830100",
    "area_level": "township",
    "area_name": "宽州镇",
    "as_of_day": date(2018, 12, 20),
    "school_age": 4860,
    "on_roll": None,
    "in_county": 2926,
    "elsewhere": 1902,
    "finished": 0,
    "home_teaching": 6,
    "suspended": 5,
    "out_of_school": 21,
    "open_n": 21,
    "suspected_n": 12,
    "dropped_out_n": 5,
    "observation_n": 4,
    "poor_n": 1,
    "poverty_n": 0,
    "overdue_n": 3,
    "due_soon_n": 5,
    "lost_n": 1,
    "missing_n": 1,
    "missing_month": "2018-11",
    "missing_days": 17,
    "since": date(2018, 12, 13),
    "new_n": 2,
    "reopened_n": 1,
    "returned_n": 1,
    "closed_n": 3,
    "cleared_n": 0,
    "open_then_n": 21,
    "open_change_n": 0,
    "contradicted_n": 0,
}
URGENT = {
    "name": "张小明",
    "village_code": "610830100201",
    "township_code": "610830100",
    "village_name": "王家坪村",
    "school_code": "S1",
    "school_name": "石咀驿小学",
    "class_key": "C1",
    "duty": "serve_notice",
    "holder_post_id": "t1",
    "holder_name": "刘建国",
    "due_on": date(2018, 12, 18),
    "is_overdue": 1,
    "overdue_days": 2,
}
TOWN = Viewer(("t1",), "刘建国", "township_head", (Scope("area", ("610830100",)),))
COUNTY = Viewer(("c1",), "郝县长", "county_leader", (Scope("county"),))


def test_the_sentences_of_a_township_on_screen():
    assert for_screen(COUNTS, URGENT, TOWN) == (
        "截至12月20日,我镇户籍适龄儿童少年4860人,县内在校2926人、县外就读1902人、送教上门6人、休学缓学5人、未在校21人,台账未销号21人。",
        "21人中疑似12人、认定辍学5人、返校观察4人,其中建档立卡户1人,没有因贫辍学。",
        "逾期3件、今明两天到期5件,最急的是王家坪村张小明,应于18日送达责令限期返校通知书、已超2天,由我负责;另有1所学校11月月报没报,今天催齐。",
        "上次例会以来新增疑似2人、反弹1人、复学1人、销号3人、排除0人,未销号总数与上次持平。",
        "请县上协调1件:请公安部门协助查找1名联系不上的学生,望本月底前回复。",
    )


def test_a_month_that_is_over_has_no_clock_and_nobody_to_call():
    counts = {k: v for k, v in COUNTS.items() if k not in ("overdue_n", "due_soon_n", "lost_n", "missing_n", "since")}
    assert for_month(counts | {"as_of_day": date(2018, 11, 30)}) == (
        "截至11月30日,我镇户籍适龄儿童少年4860人,县内在校2926人、县外就读1902人、送教上门6人、休学缓学5人、未在校21人,台账未销号21人。"
        "21人中疑似12人、认定辍学5人、返校观察4人,其中建档立卡户1人,没有因贫辍学。"
    )


def test_copied_text_names_no_child():
    text = for_copy(COUNTS, URGENT, TOWN)
    assert "张某某" in text and "张小明" not in text and text.endswith("。")


def test_a_leader_reads_a_masked_name_and_who_is_responsible():
    assert "张*明,应于18日送达责令限期返校通知书、已超2天,由刘建国负责" in for_screen(COUNTS, URGENT, COUNTY)[2]


def test_what_is_not_known_is_not_said():
    """No meeting, no urgent case, no missing report."""
    quiet = {**COUNTS, "since": None, "missing_n": 0, "missing_month": None, "lost_n": 0}
    _, _, third, fourth, fifth = for_screen(quiet, None, TOWN)
    assert third == "逾期3件、今明两天到期5件。"
    assert (fourth, fifth) == ("没有上次例会的记录。", "暂无提请协调事项。")


@pytest.mark.parametrize(
    ("out", "said"),
    [
        (None, "户籍登记未报,以下只计在籍学生,县外就读、未在校不详:适龄4860人,县内在校2926人、送教上门6人、休学缓学5人,"),
        (3, "户籍登记未报,以下只计在籍学生和已知未在校的,县外就读和其余未在校不详:适龄4860人,县内在校2926人、送教上门6人、休学缓学5人、"
            "已知未在校3人,"),
    ],
)  # fmt: skip
def test_without_a_household_register_the_children_are_not_all_accounted_for(out, said):
    """The roll adds up by itself: a total called 户籍适龄 would read as if nobody were missing."""
    counts = {**COUNTS, "elsewhere": None, "finished": None, "out_of_school": out}
    for first in (for_screen(counts, None, TOWN)[0], for_month(counts), for_copy(counts, None, TOWN)):
        assert first.startswith(f"截至12月20日,我镇{said}台账未销号21人。") and "户籍适龄" not in first


def test_a_school_counts_its_pupils_and_an_empty_ledger_says_so():
    school = {**COUNTS, "area_level": "school", "school_age": None, "on_roll": 90, "open_n": 0, "open_change_n": -1}
    first, second, _, fourth, _ = for_screen(school, None, TOWN)
    assert first == "截至12月20日,我校在籍学生90人,台账未销号0人。"
    assert second == "没有疑似辍学,没有认定辍学。"
    assert fourth.endswith("未销号总数比上次减少1人。")


def test_an_empty_post_is_said_and_a_duty_not_yet_late_has_no_days():
    vacant = {**URGENT, "holder_post_id": None, "holder_name": None, "is_overdue": 0, "overdue_days": 0}
    assert "应于18日送达责令限期返校通知书,由(岗位空缺)负责" in for_screen(COUNTS, vacant, TOWN)[2]


def test_another_language_comes_through_the_catalogue():
    words = {"暂无提请协调事项。": "Nothing to coordinate."}
    assert for_screen({**COUNTS, "lost_n": 0}, None, TOWN, lambda t: words.get(t, t))[4] == "Nothing to coordinate."


def test_a_day_of_another_month_is_said_with_its_month():
    old = {**URGENT, "due_on": date(2018, 10, 10), "overdue_days": 71}
    assert "应于10月10日送达责令限期返校通知书、已超71天" in for_screen(COUNTS, old, TOWN)[2]


def test_a_school_whose_roll_never_came_has_no_number_of_pupils():
    school = {**COUNTS, "area_level": "school", "school_age": None, "on_roll": None}
    said = for_screen(school, None, TOWN)[0]
    assert "在籍学生—人" in said and "在籍学生0人" not in said


def test_closings_in_doubt_are_said_where_there_are_any():
    said = "已销号中销号存疑2人,须逐件复查。"
    counts = {**COUNTS, "contradicted_n": 2}
    sentences = for_screen(counts, URGENT, TOWN)
    assert len(sentences) == 5 and sentences[1].endswith(said)
    assert "销号存疑" not in "".join(for_screen(COUNTS, URGENT, TOWN))
