"""The county's existing ledger 台账 as a workbook: its columns, and the words that say causes and outcomes."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from baoxue.contracts.cells import fold
from baoxue.contracts.form import Form
from baoxue.contracts.leaving_words import leaving
from baoxue.contracts.workbooks import sheet_columns

_N = r"[\d一二三四五六七八九十]+"
_ATTEMPTS = re.compile(rf"(?:劝返|家访)(?:记录|情况|过程|经过|{_N})|第{_N}次(?:劝返|家访)?")

CAUSES = {
    "01": ("厌学", "学困", "学习困难"), "02": ("务工", "打工"), "03": ("早婚", "怀孕", "结婚"),
    "04": ("因贫", "贫困", "家里缺劳力", "家庭困难"), "05": ("随父母", "随家长", "失联", "联系不上", "外出"),
    "06": ("重病", "患病", "因病"), "07": ("残疾",), "08": ("心理", "抑郁"), "09": ("下落不明", "失踪", "走失"),
    "10": ("宗教",), "11": ("欺凌", "同学关系"), "12": ("路远", "上学远", "因远"), "13": ("家长不重视", "不重视"),
    "14": ("涉案",), "15": ("入伍", "参军"),
}  # fmt: skip
"""Reason code → words; a text that fits one code alone is that code."""

OUTCOMES = {
    "returned": ("复学", "返校", "回校", "已劝返", "劝返成功"), "transferred": ("转学", "转入", "转往"),
    "elsewhere": ("县外就读", "县外在读"), "vocational": ("中职", "职中", "职高", "技校"), "home_teaching": ("送教",),
    "special": ("特校", "特教", "随班"), "suspension": ("休学", "缓学"), "unfit": ("不能上学", "丧失学习能力", "身体原因"),
    "completed": ("毕业", "结业", "完成义务教育"), "over_age": ("超龄",), "abroad": ("出国", "出境"),
    "custody": ("羁押", "服刑"), "death": ("死亡", "死亡未销户", "病故", "去世"), "wrong_record": ("信息错误",),
    "empty_household": ("重户", "空户"), "no_such_person": ("查无此人",), "no_register": ("有学无籍",),
    "already_here": ("已在本县在校", "本县在校"), "in_province": ("省内在校",), "out_province": ("省外在校",),
    "under_age": ("未达入学年龄", "不足入学年龄"), "leave_added": ("补办请假", "补假"), "mark_error": ("误记", "误报"), "merged": ("并案",),
    "unreturned": ("未返校结案",), "ground_changed": ("立案依据变更",),
}  # fmt: skip
"""Outcome code → words of the result."""

_DATED = re.compile(
    r"^\s*(?:(?P<year>20\d{2})[-./年])?(?P<month>1[0-2]|0?[1-9])[-./月](?P<day>[12]\d|3[01]|0?[1-9])日?(?!\d)"
)


@dataclass(frozen=True)
class Attempt:
    """``text`` as it stands in the ledger; ``day`` where it is certain."""

    text: str
    day: date | None


def is_attempts(heading: str) -> bool:
    """A column of attempts: 劝返记录, 劝返1, 第一次劝返 …"""
    return bool(_ATTEMPTS.fullmatch(fold(heading)))


LEDGER = Form(
    "ledger",
    sheet_columns("""
line         -  编号 序号 台账编号
name         !  姓名 学生姓名
id_number    -  身份证号 身份证号码 公民身份号码 身份证件号
school       !  学校 就读学校 所在学校 原就读学校 学校名称
grade        -  年级 班级 年级班级 就读年级 年级(班级)
since        !  疑似/辍学时间 辍学时间 疑似时间 疑似辍学时间 辍学日期 疑似日期 开始缺课时间
tier         -  类别 类型 疑似/辍学 疑似或辍学 状态
cause        -  原因 辍学原因 失学原因 疑似原因
responsible  -  责任人 包联责任人 责任领导
attempts_n   -  劝返次数 家访次数
result       -  结果 劝返结果 去向 核查结果
closed       -  销号时间 销号日期
note         -  备注
"""),
    4,
    is_attempts,
    own=frozenset({"since", "closed", "attempts_n"}),
)


def read_attempts(cell: str, since: date, until: date) -> list[Attempt]:
    """The attempts of one cell, one a line or sentence: ``11.12 家访 见父 答应返校``.

    A day without a year is certain where exactly one year puts it within ``since`` … ``until``.
    """
    texts = [t.strip() for t in re.split(r"[\n;;]", cell) if t.strip()]
    return [Attempt(text, day_in(text, since, until)) for text in texts]


def day_in(text: str, since: date, until: date) -> date | None:
    """The day that a text begins with, within a span."""
    found = _DATED.match(text)
    if not found:
        return None
    years = [int(found["year"])] if found["year"] else range(since.year, until.year + 1)
    days = []
    for year in years:
        try:
            day = date(year, int(found["month"]), int(found["day"]))
        except ValueError:
            continue
        if since <= day <= until:
            days.append(day)
    return days[0] if len(days) == 1 else None


_MET = re.compile(
    r"(?:见|见到|面见)(父亲|母亲|父母|祖父|祖母|爷爷|奶奶|外公|外婆|家长|监护人|本人|父|母)(?![一-鿿]*不在)"
)


def met_in(text: str) -> str | None:
    """Whom an attempt met, where the text names exactly one: ``见父 答应返校`` → 父."""
    found = set(_MET.findall(fold(text)))
    return found.pop() if len(found) == 1 and "未见" not in text and "没见" not in text else None


CAUSE_CHOICES, OUTCOME_CHOICES = (tuple(words[0] for words in of.values()) for of in (CAUSES, OUTCOMES))
"""A word for each code, for the drop-downs of a template."""


def code_of(text: str, words: dict[str, tuple[str, ...]]) -> str | None:
    """The one code whose words occur in a text; None where none or several do. A word within a longer one of the list is
    no word of its own: ``未返校结案`` says nothing of 返校."""
    plain, fits = fold(text), set()
    for word, code in sorted(((w, c) for c, of_code in words.items() for w in of_code), key=lambda one: -len(one[0])):
        if word in plain:
            fits.add(code)
            plain = plain.replace(word, "|")
    return fits.pop() if len(fits) == 1 else None


_NOT_YET = re.compile(
    r"(?:[未没无]|不(?!再)|拒绝?|答应|承诺|保证|约定|[预估]计|计划|打算|准备|(?<!已)[拟待将欲想]|要求|责令|限期|动员|建议|争取|希望|可能|疑似)"
    r"[^,。;、]{0,4}$|申请(?:办理)?$"
)
"""Before an outcome, close to it in its clause: denied, or still to come."""
_NOT_SO = re.compile(
    r"^[^,。;、(]{0,4}(?:未(?!央|升学)|没有?(?:成|办|去|批)|不成|失败|被拒)|[?]|[未没][果成]|未(?:批|办|落实|报到|到校|返校|就读|入学)|没有?去|不去"
    r"|待[核定查办批]|[仍又还][^,。;]{0,3}(?:在家|[未没]|辍学|失学|旷课)|再次|后辍学|在家(?!庭)|答应|承诺|打算|计划|准备|可能"
)
"""After an outcome: it did not come about, or did not last."""
_HARMLESS = re.compile(r"(?:未央|无锡)|[未没无不]有?再?(?:旷课|缺勤|缺课|逃学)|,?承诺不再[^,。;]*")
"""Names of places, and what is said of afterwards."""


def outcome_in(result: str, month: str) -> str | None:
    """The one outcome that a result says has come about by ``month`` (``YYYY-MM``).

    None where it says none or several, and where it denies one, promises it or takes it back: ``未返校``, ``转学未果``.
    """
    text = _HARMLESS.sub("", fold(result))
    code = code_of(text, OUTCOMES)
    if code is None:
        return None
    if code == "returned":
        return None if leaving("", f"辍学,{text.replace('按期', '按时')}", month) else code
    words = "|".join(map(re.escape, sorted(OUTCOMES[code], key=len, reverse=True)))
    *_, last = re.finditer(rf"(?:{words})+", text)
    before = re.split("[,。;、]", text[: last.start()])[-1]
    return None if _NOT_YET.search(before) or _NOT_SO.search(text[last.end() :]) else code


_BACK = "(?:返校|复学|到校|回校)"
_PROMISE = re.compile(
    rf"(?<![未不没])(?:答应|承诺|约定|保证)(?:(?:于|在)?\s*(?P<day>[\d./年月日-]+)\s*(?:以?前)?{_BACK}"
    rf"|{_BACK}(?:日期|时间)(?:为|是|:)?\s*(?P<named>[\d./年月日-]+))"
)
_PROMISED_WITHIN = timedelta(days=180)


def promise_in(text: str, day: date) -> date | None:
    """The one day on which an attempt of ``day`` says that the child will be back: ``答应12.13返校``.

    None where the text says none, several or one before the attempt, or where the day may be that of the next visit.
    """
    said = {found["day"] or found["named"] for found in _PROMISE.finditer(fold(text))}
    return day_in(said.pop(), day, day + _PROMISED_WITHIN) if len(said) == 1 else None
