"""致户籍地的函: the home county is told which of its children are at school here. Receives rows, computes nothing."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from baoxue.access import mask_written
from baoxue.words import Translate, as_written


def letter(pupils: Sequence[Mapping[str, Any]], on: date, _: Translate = as_written) -> str:
    """The text of the letter, one line a pupil, names as 张某某; number, office and seal are the sender's."""
    lines = [
        _("{n}. {name},{school}{klass}").format(
            n=n, name=mask_written(p["name"]), school=p["school_name"] or "", klass=p["class_label"] or ""
        )
        for n, p in enumerate(pupils, 1)
    ]
    return "\n".join(
        [
            _("关于外来就读学生情况的函"),
            _("____县(市、区)教育局:"),
            _("截至{year}年{month}月{day}日,户籍在贵县的下列学生在我县就读,学籍和出勤由就读学校负责,如有转出、"
              "辍学等情况我们将及时函告。").format(year=on.year, month=on.month, day=on.day),
            *lines,
            _("请将贵县核查情况函复我局。联系人:    电话:    (印章)"),
        ]
    )  # fmt: skip
