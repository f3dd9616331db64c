"""Remarks and columns that the template does not have: which of them say that a pupil has left, and which do not."""

import pytest

from baoxue.contracts.leaving_words import asks, leaving, speaks_of_others

LEFT = """
转出 已转出 转学 2018年10月转出 10月转学到西安 随父母转学 随父转出到西安 转走 学籍已转出 从我校转出 自2018年10月转出 转往绥德 转至绥德县
因病休学 在家休学 休学至2019年9月 父母离异,休学 随班就读,休学 2018.3转入,2018.10转出 休学期满未复学 保留入学资格
辍学 10月辍学打工 无故辍学 辍学,劝返中 退学 流失 开除 死亡 溺水死亡 2018.5病故 失踪 父亲病故,本人失踪 下落不明 出国
未到校 未返校 9月未报到 不在校 离校 10月离校 离校出走 劝返未到校 毕业 已毕业 由父母带走转学 理由:转学 从九月转走 有籍无人 空挂学籍
辍学,多次劝返回校无果 辍学,多次劝返回校,均未果 辍学,动员返校未果 辍学,动员复学无效 辍学,劝返复学未成功 辍学,劝返复学中 辍学,正劝返到校
辍学,答应10月返校 辍学,答应9月到校复学 辍学,拟9月返校 辍学,未按承诺返校 辍学,家长承诺返校 辍学,不愿返校 辍学,未劝返回校 辍学,曾返校
流失,劝返成功率低 辍学,返校后又流失 辍学,经动员答应返校
休学,计划2019年9月复学 休学至2019年9月,期满复学 休学至2019年9月复学 休学(应于2019.9复学) 休学期满,准备复学
已转出,在绥德一小报到 10月转出,已在新学校报到 转出,现在榆林二中在校就读 已转往榆林,在榆林十二小在校 转出(9月到校报到后转)
转出,转入学校已接收 死亡,家长到校销户 失踪,家长到校反映 出国,现在美国在校就读
转回原籍 10月转回老家上学 返回原籍就读 回老家就读 转回清涧 已转入榆林市第十二小学 转入清涧县第二小学 转入榆林二中 转入该校 转入绥德县
转入西安就读 由我校转入榆林十二小 随父母出国 跟父母出国 转出生 2018年9月1日转学 父母外出,失联
"""
HERE = """
建档立卡 随班就读 住校 走读 低保 孤儿 单亲 留守儿童 送教上门 智力二级 借读 留级 复学 正常 无 否 2 02 10
父亲死亡 父母死亡 母亲下落不明 父亲病故,母亲失踪 父母出国 父母外出务工 父亲:死亡,母亲:失踪 父(死亡) 随外婆,外公去世 空挂户
转入 2018年9月转入 由绥德转入 由绥德县转学 从西安转来 从西安转到我校 从绥德一小转出 转学生 转校生 转学到我校 转学籍中
转入学籍未转出 户口转出 户口已转出 拟转出 申请转学 未转出 转到2班 转至六(2)班
曾休学 曾休学,现在校 2018.3休学,2018.9复学 休学复学 辍学返校 已劝返 辍学,已劝返
控辍保学对象 防辍学重点 有辍学风险 辍学风险 易辍学关注对象 疑似辍学 无辍学 离校近 家离校5公里 毕业班 幼儿园毕业
辍学,经劝说返校 辍学,经多次动员已返校 辍学,动员后已返校 辍学,劝返成功,现在校 辍学,已返回学校 辍学,现已到校 辍学,已正常返校 辍学,10月返校
休学期满已复学 因家庭困难辍学后返校 失学儿童,已入学 曾辍学,劝返回校 转出,2018.9转回我校 2018.3转出,2018.9转入
转入我校 由绥德一小转入我校 转入六(2)班 2018年9月转入六年级 转入手续齐全 转入住校生 转入就读 转来就读 转回本校 转学回来 转入前在绥德一小就读
转走读 住宿生转走读 10月转走读 转出生地 未在校就餐 不在校住宿 不在校食宿 不在校吃营养餐 因未在校吃午饭 已退学费 退学杂费
家中有人去世 家里老人病故 随爷爷,父母出国
"""
YES = "V v ● 读 已在校 当前在校 就读于本校 校内 按时到校 全勤 是(送教上门)"
NO_PLAIN_YES = "○ 是,但长期请假 是? 就读于绥德一小"


@pytest.mark.parametrize("remark", LEFT.split())
def test_a_remark_that_says_a_pupil_left(remark):
    assert leaving("", remark)


@pytest.mark.parametrize("remark", HERE.split())
def test_a_remark_that_does_not(remark):
    assert not leaving("", remark)


@pytest.mark.parametrize(
    ("heading", "cell", "is_gone"),
    [
        ("是否在校", "否", True),
        ("是否在校(是/否)", "否", True),
        ("是否在校", 0, True),
        ("是否在校", False, True),
        ("是否在校", "×", True),
        ("是否在校", "打工", True),
        ("是否在校", "在家", True),
        ("在校否", "否", True),
        ("是否报到", "未", True),
        ("是否在校", "是", False),
        ("是否在校", 1, False),
        ("是否在校", "√", False),
        ("是否在校", "住校", False),
        ("是否在校", "送教上门", False),
        ("是否在校", "", False),
        ("是否报到", "9月1日", False),
        ("在校情况", "住校", False),
        ("是否辍学", "是", True),
        ("是否辍学", 1, True),
        ("是否离校", "是", True),
        ("辍学时间", "20181012", True),
        ("辍学原因", "家庭困难", True),
        ("是否辍学", "否", False),
        ("是否辍学", 0, False),
        ("辍学情况", "未辍学", False),
        ("辍学风险", "高", False),
        ("是否控辍保学对象", "是", False),
        ("休学次数", "1", False),
        ("离校时间", "17:00", False),
        ("离校距离", "5", False),
        *(("是否在校", yes, False) for yes in YES.split()),
        *(("是否在校", said, True) for said in NO_PLAIN_YES.split()),
        ("是否流失", "从未", False),
        ("是否辍学", "从未辍学", False),
        ("在校就餐情况", "未在校就餐", False),
        ("学生状态", "10", True),
        ("学生状态", "01", False),
        ("学生类别", "10", False),
        ("异动情况", "转入", False),
    ],
)
def test_a_heading_that_asks_is_answered_by_yes_and_no(heading, cell, is_gone):
    assert bool(leaving(heading, cell)) == is_gone


def test_a_word_is_said_by_the_statuses_that_mean_the_same():
    assert leaving("", "10月转出") == {"10"} and leaving("", "死亡") == {"11"}
    assert "02" in leaving("", "休学") and "05" in leaving("", "休学")  # who resumed had been suspended
    assert "10" not in leaving("", "辍学") and "02" not in leaving("", "辍学")
    assert {"02", "10", "11"} < leaving("是否在校", "否") and "01" not in leaving("是否在校", "否")


@pytest.mark.parametrize(
    ("label", "is_other"),
    [("父亲情况", True), ("家庭成员2", True), ("户籍变动", True), ("原学籍状态", True), ("致贫原因", True),
     ("异动情况", False), ("学生类别", False), ("控辍保学情况", False), ("备注2", False)],
)  # fmt: skip
def test_columns_about_others_say_nothing_of_the_pupil(label, is_other):
    assert speaks_of_others([label]) == is_other


def test_headings_that_ask():
    assert all(map(asks, ("是否在校", "在校与否", "是否已转出", "辍学日期", "目前状态")))
    assert not any(map(asks, ("备注", "在校情况", "异动情况", "转出学校", "报到", "到校", "离校时间")))
