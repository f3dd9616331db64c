"""Parts of the quarterly review: the bar of points lost, states in their words, each criterion's formula in a sentence."""

from collections.abc import Sequence
from html import escape

from baoxue.ui import formats
from baoxue.ui.words import _, word

_KINDS = {"ok": "held", "late": "soon", "missing": "late", "found": "late", "pending": "quiet", "excluded": "quiet",
          "ground": "quiet"}  # fmt: skip
_STANDINGS = {"agreed": "held", "open": "soon", "objected": "soon", "final": "late", "withdrawn": "quiet"}


def points(value: float | None) -> str:
    """Points with one decimal where there is one; — where nothing could be counted."""
    return formats.NOT_APPLICABLE if value is None else f"{value:.1f}".removesuffix(".0")


def some(value: float) -> str:
    """A count, empty where there is none: only what cost points is to be seen."""
    return points(value) if value else ""


def signed(value: float | None) -> str:
    """A difference with its sign; — where there is none."""
    if value is None:
        return formats.NOT_APPLICABLE
    shown = points(abs(value))
    return shown if shown == "0" else ("+" if value > 0 else "−") + shown


def bar(lost: Sequence[dict], total: float | None) -> str:
    """One thin bar: the points lost of a hundred, a piece for each criterion, read out in words; ``total`` beside it."""
    pieces = [r for r in lost if r["lost"]]
    said = _("、").join(f"{word('criterion', r['criterion'])} −{points(r['lost'])}" for r in pieces) or _("没有失分")
    drawn = "".join(f'<i class="bx-i{r["sort"]}" style="width:{r["lost"]:.2f}%"></i>' for r in pieces)
    shown = f"−{points(total)}" if total else "0"
    return f'<span><span class="bx-lost" role="img" aria-label="{escape(said)}" title="{escape(said)}">{drawn}</span><small>{shown}</small></span>'


def legend(criteria: Sequence[dict]) -> str:
    """Which piece of the bar is which criterion, with its points."""
    items = "".join(f'<li><i class="bx-i{r["sort"]}"></i>{escape(word("criterion", r["criterion"]))} {points(r["points"])}</li>'
                    for r in criteria)  # fmt: skip
    return f'<ul class="bx-legend">{items}</ul>'


def score(row: dict) -> str:
    """The score, or 一票否决, and how many points could be counted."""
    if row["hidden_poor_n"]:
        return formats.tag("late", _("一票否决"))
    return f"<span>{points(row['score'])} <small>{escape(_('可计 {n} 分').format(n=points(row['countable'])))}</small></span>"


def countable(row: dict, points_of: Sequence[dict]) -> str:
    """How many of the hundred points could be counted, by criterion, and below how many there is no score."""
    counted = _("、").join(
        f"{word('criterion', p['criterion'])} {points(p['points'])}" for p in points_of if p["earned"] is not None
    )
    said = _("一百分中可计 {n} 分").format(n=points(row["countable"])) + (
        _("({parts})").format(parts=counted) if counted else ""
    )
    least = (
        _("不足 {least} 分,不打分。")
        if row["score"] is None and not row["hidden_poor_n"]
        else _("满 {least} 分的才打分,按可计的分折算成百分。")
    )
    return said + _(";") + least.format(least=points(row["least"]))


def result(row: dict) -> str:
    """What became of one thing, and who found it or did it where others did."""
    text = word("review_status", row["status"])
    if row["status"] == "found":
        text += _("({who})").format(who=word("found_by", row["found_by"]))
    elif row["status"] == "pending" and row["found_by"]:
        text = _("待县局核定") if row["found_by"] == "data" else _("结论未定")
    elif row.get("acted") in ("other", "unknown"):
        text = _("迟") if row["status"] == "late" else text
        text += _("({who})").format(who=word("acted", row["acted"]))
    return formats.tag(_KINDS[row["status"]], text)


def standing(row: dict) -> str:
    """Where a finding stands, with the last day for an objection while it is open."""
    if row["standing"] is None:
        return formats.tag("quiet", _("待复核"))
    text = word("recheck_standing", row["standing"])
    if row["standing"] == "open":
        text += _(" 至 {day}").format(day=f"{row['object_until']:%m-%d}")
    return formats.tag(_STANDINGS[row["standing"]], text)


def thing(row: dict) -> str:
    """What a row is about: the month of a report or of suspicious data, else nothing more than its subject."""
    about = (
        row["subject_code"]
        if row["subject_code"] and row["subject_code"][4:5] == "-" and len(row["subject_code"]) == 7
        else ""
    )
    return f"{word('review_subject', row['subject'])} {about}".strip()


def formula(criterion: str) -> str:
    """A criterion's rule in a sentence."""
    return {
        "reports": _("按期的月报 ÷ 应报的月报;零报告与事实相反的,经县局核定、申辩期满或裁定后,此项全失。"),
        "written_reports": _("本单位24小时内的书面报告 ÷ 应有的书面报告;报表齐全而无人应报的月份计一次按期;期限内由他单位上报的不计,他人发现未上报的,此项全失。"),
        "visits": _("本单位按期办的核实、劝返、送达 ÷ 到期应办的;期限内由他单位办的不计,逾期由他单位办的算本单位未办;孩子是否返校不计分。"),
        "evidence": _("销号时已具备的佐证 ÷ 应有的佐证;与数据相反的,此项全失。"),
        "home_teaching": _("每月至少两次的送教 ÷ 应送教的月份;尚无送教登记,本项不计。"),
        "checks": _("按期处理的疑点 ÷ 到期的疑点;报表齐全而无疑点的月份计一次按期。"),
        "recheck": _("复核相符 ÷ 已有结论的复核;不符或发现瞒报成立的,此项全失。"),
    }[criterion]  # fmt: skip


def quarter(code: str) -> str:
    """2018-Q4 as 2018年第四季度."""
    names = (_("第一季度"), _("第二季度"), _("第三季度"), _("第四季度"))
    return _("{year}年{quarter}").format(year=code[:4], quarter=names[int(code[-1]) - 1])
