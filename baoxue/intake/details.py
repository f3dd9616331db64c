"""What the data say against a cell, in words: the second half of a finding."""

from baoxue.contracts.legend import OPEN
from baoxue.contracts.marks import MARKS, REST
from baoxue.words import Code, Listed, Message, msg

DETAILS: dict[str | Message, Message] = {
    "other_name": msg("号码已登记在另一姓名之下"),
    "two_children": msg("身份证号和学籍号分属两名学生"),
    "many": msg("同校有多名同名同生日的学生"),
    "same_rows": msg("表中几行是同一学生、号码相同或无法区分"),
    "nothing": msg("没有号码也没有出生日期"),
    "other_id": msg("该学生登记的是另一个身份证号"),
    "namesake": msg("有同名学生,不能确定是不是同一人"),
    "no_child": msg("没有查到这名学生"),
    "not_in_class": msg("本班名册上没有这个姓名"),
    "many_in_class": msg("本班有同名学生,请补上号码"),
}
"""Code of what the data say → words."""


def _marks(meaning: str) -> Listed:
    return Listed(tuple(msg("不上课") if mark == REST else Code("mark", mark) for mark in meaning))


DETAILS |= {
    f"{before} ≠ {now}": msg("以前是{before},本表是{now}", before=_marks(before), now=_marks(now))
    for before in (*MARKS, REST)
    for now in (*MARKS, REST, *OPEN)
    if before != now
}
