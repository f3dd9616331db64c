"""What the schools' sheets look like: columns of the roll and of the ledger, their synonyms and words.

The roll follows the national student register's template (学生基本信息); schools rename and reorder its
columns, so headings are compared folded (see ``contracts.cells``) and by every synonym below.
"""

from dataclasses import dataclass

from baoxue.contracts.cells import fold


@dataclass(frozen=True)
class SheetColumn:
    """``need``: must (no row can be read without it), compulsory (★ of the template: its absence is noted),
    or optional. The first heading is the one that templates print."""

    field: str
    headings: tuple[str, ...]
    need: str = "optional"


def sheet_columns(drawn: str) -> dict[str, SheetColumn]:
    """One column a line: field, need (! must, * compulsory, - optional), headings."""
    needs = {"!": "must", "*": "compulsory", "-": "optional"}
    rows = [line.split() for line in drawn.strip().splitlines()]
    return {field: SheetColumn(field, tuple(headings), needs[need]) for field, need, *headings in rows}


ROLL = sheet_columns("""
school_code      -  学校标识码 学校代码 学校编码
student_number   -  学籍号 全国学籍号 个人标识码 学籍编号 学生学籍号 学籍码
name             !  姓名 学生姓名 学生名字 名字
sex              *  性别
birth_date       *  出生日期 出生年月日 出生年月 生日 出生时间
birth_area       *  出生地 出生地行政区划代码
native_place     -  籍贯
ethnic           *  民族
nationality      *  国籍/地区 国籍 国籍地区
id_type          *  身份证件类型 证件类型
id_number        -  身份证件号 身份证号 身份证号码 身份证件号码 身份证 公民身份号码 证件号码 证件号
overseas         *  港澳台侨外
politics         -  政治面貌
health           *  健康状况
name_pinyin      -  姓名拼音
former_name      -  曾用名
household_area   *  户口所在地 户籍所在地 户籍地址 户口所在地行政区划 户籍地 户口地址 户口所在地行政区划代码
household_kind   *  户口性质 户口类型
auxiliary_number -  学籍辅号
class_number     -  班内学号 学号
grade            *  年级 所在年级 年级名称
class            *  班级 所在班级 班级名称 班号 班
entry_month      *  入学年月 入学时间 入学日期
entry_way        *  入学方式
boarding         *  就读方式 住宿情况 是否住校 是否寄宿 走读住校
source           -  学生来源
address          *  现住址 家庭住址 家庭地址 通信地址 现家庭住址
phone            *  联系电话 联系方式 家长电话 监护人电话 家庭电话 手机号码 电话
only_child       -  是否独生子女 独生子女
preschool        -  是否受过学前教育
left_behind      *  是否留守儿童 留守儿童 是否留守 留守
migrant          *  是否进城务工人员随迁子女 是否随迁子女 随迁子女 随迁
orphan           *  是否孤儿 孤儿
martyr           -  是否烈士或优抚子女
inclusive        *  随班就读 是否随班就读 残疾学生就读方式 安置方式
disability       *  残疾类型 残疾类别 残疾
needs_aid        *  是否需要申请资助
gets_aid         *  是否享受一补
distance         -  上下学距离
transport        -  上下学交通方式
school_bus       -  是否需要乘坐校车
guardian         -  成员1姓名 家庭成员1姓名 监护人 监护人姓名 家长姓名 家庭成员或监护人1姓名
guardian_kind    -  成员1关系 家庭成员1关系 与监护人关系 与学生关系
guardian_phone   -  成员1联系电话 家庭成员1联系电话 成员1电话
poor             -  是否建档立卡 建档立卡 是否建档立卡户 建档立卡贫困户 是否建档立卡贫困户 建档立卡学生
status           -  学生状态 在校状态 学籍状态 就读状态 学生当前状态 状态 目前状态 当前状态 学籍状况 在读状态 就学状态
status_since     -  状态日期 异动日期 变动日期 状态起始日期
status_until     -  休学期满 休学期满日期 休学截止日期 休学到期日期 复学日期
on_roll_from     -  转入日期 到校日期 入班日期 在册起始日期
on_roll_to       -  转出日期 转出时间 离校日期 离班日期 在册截止日期
transfer_from    -  转入前学校 原就读学校 转出学校(来源) 来源学校 从何校转入
transfer_to      -  转入学校 转往学校 转出去向 转出至学校 去向学校 转出去向学校
number           -  序号 编号
note             -  备注 说明
""")

ROLL_HEADINGS = {fold(h): c.field for c in ROLL.values() for h in c.headings}
"""Folded heading → field."""

NAME_HEADINGS = {fold(h) for h in ROLL["name"].headings}
NUMBER_HEADINGS = {fold(h): f for f in ("student_number", "id_number") for h in ROLL[f].headings}

SEX = {"男": "1", "女": "2", "1": "1", "2": "2", "男性": "1", "女性": "2", "m": "1", "f": "2", "0": "0", "9": "9"}
YES_NO = {
    "是": True,
    "有": True,
    "1": True,
    "y": True,
    "√": True,
    "✓": True,
    "✔": True,
    "否": False,
    "无": False,
    "0": False,
    "n": False,
    "×": False,
    "非": False,
    "不是": False,
    "没有": False,
}
LEFT_BEHIND = {
    **YES_NO,
    "非留守儿童": False,
    "单亲留守儿童": True,
    "双亲留守儿童": True,
    "2": True,
    "单亲外出": True,
    "双亲外出": True,
    "留守儿童": True,
    "留守": True,
}
BOARDING = {
    "走读": False,
    "1": False,
    "住校": True,
    "2": True,
    "寄宿": True,
    "住宿": True,
    "借宿": True,
    "3": True,
    "是": True,
    "否": False,
}
PLACEMENT = {
    "否": "ordinary",
    "0": "ordinary",
    "非随班就读": "ordinary",
    "无": "ordinary",
    "普通": "ordinary",
    "普通就读": "ordinary",
    "是": "inclusive",
    "1": "inclusive",
    "随班就读": "inclusive",
    "特教": "special",
    "特教班": "special",
    "特殊教育学校": "special",
    "特教学校": "special",
    "送教": "home",
    "送教上门": "home",
    "送教上门学生": "home",
}
NO_DISABILITY = {"", "无", "无残疾", "0", "00", "否", "没有", "非残疾", "健全"}
NO_NUMBER = {"z", "其他", "其它", "无", "无证件"}

STATUS = {
    "在校": "01", "在读": "01", "在籍在校": "01", "正常": "01", "在籍": "01", "转入": "01",
    "休学": "02", "退学": "03", "停学": "04", "复学": "05", "流失": "06", "毕业": "07", "结业": "08", "肄业": "09",
    "转出": "10", "转学": "10", "转学(转出)": "10", "已转出": "10", "死亡": "11", "保留入学资格": "12", "保留": "12",
    "公派出国": "13", "开除": "14", "下落不明": "15",
}  # fmt: skip
"""Words and JY/T 1001 codes of 学生状态 → code."""
STATUS |= {code: code for code in set(STATUS.values())} | {str(n): f"{n:02d}" for n in range(1, 10)}

FOOT_WORDS = (
    "合计", "总计", "小计", "共计", "总人数", "填表", "制表", "审核", "校长", "班主任", "填报", "负责人",
    "签字", "签章", "盖章", "说明", "备注:", "注:", "图例", "符号", "统计", "本班", "应到", "实到", "联系电话:", "单位",
)  # fmt: skip
"""Beginnings of rows under the pupils that are totals, signatures or explanations."""
