"""辍学率 of the school year so far, with its method; people first, the rate beside a grey ceiling and never coloured."""

from baoxue.ui.screen import current, section, sentence
from baoxue.ui.table import Column, table
from baoxue.ui.words import _, word


def show() -> None:
    """By stage; nothing where the place has no roll of its own, a sentence where September's is not held."""
    screen = current()
    if screen.level in ("village", "class"):
        return
    rows = screen.aggregate("pg_dropout_rate").rows
    section(
        _("辍学率(个人法,本学年至今)"),
        _(
            "9月1日以来首次认定辍学的学生 ÷ 学年初在籍学生,按学籍;疑似和从未入学的不在其中。不足规定人数的单位不列比率。"
        ),
    )
    held = [r for r in rows if r["d"]]
    if not held:
        sentence(_("没有本学年九月的学籍,学年初人数未知,辍学率无法计算(不是 0)。"), "bx-empty")
        return
    table(
        lambda screen: [
            Column(_("学段"), lambda r: _("合计") if r["stage"] == "all" else word("stage", r["stage"])),
            Column(_("辍学"), "n", "number", unit=_("人")),
            Column(_("学年初在籍"), "d", "number", unit=_("人")),
            Column(_("辍学率"), "rate", "rate", unit="%"),
            Column(_("参考上限"), "ceiling", "rate", unit="%"),
        ],
        held,
        caption=_("本学年至 {month}").format(month=screen.month),
        empty="",
    )
