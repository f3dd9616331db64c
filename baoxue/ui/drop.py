"""Dropping files: read, ask about what is uncertain, say what would change, send. One file or sixty, the same way."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import streamlit as st

from baoxue.contracts.classes import class_label, school_year
from baoxue.desk import permits
from baoxue.desk import submit as desk
from baoxue.desk.form_books import SENT
from baoxue.ledger import Refused
from baoxue.ui import formats
from baoxue.ui.form_drop import form_drop
from baoxue.ui.ledger_drop import ledger_drop, taken_over
from baoxue.ui.receipt import (
    Result,
    change_words,
    one_of,
    outcome,
    show_change,
    show_faults,
    show_findings,
    show_results,
)
from baoxue.ui.screen import current, section, sentence
from baoxue.ui.table import Column, table
from baoxue.ui.words import _, word

_TYPES = ["xlsx", "xls", "et", "csv"]
_LEGEND = ("legend_contradicts", "legend_missing", "legend_doubled", "legend_unclear")
_MARKS = ("P", "L", "E", "S", "R", "A", "-")
_LEFT_OUT = ("", "")
_ELSEWHERE = ("posts", "list")
_STAGE_ORDER = {"K": "0", "P": "1", "J": "2", "S": "3"}


@dataclass(frozen=True)
class Item:
    """A dropped file. ``state``: unreadable | ask (whose it is must be confirmed) | ready | left_out."""

    id: str
    read: desk.Preview
    school: str | None
    month: str | None
    state: str
    legend: tuple[tuple[str, str], ...] = ()


def drop(schools: Mapping[str, str], months: Sequence[str]) -> None:
    """The way of files from the drop to the receipt; ``schools``: those the viewer may send for."""
    memory = _memory()
    if memory["sent"] and all(
        key in memory["sent"] or memory["answers"].get(key) == _LEFT_OUT for key in memory["read"]
    ):
        memory.update(round=memory["round"] + 1, **_nothing())
    key = f"files-{current().post_id}-{memory['round']}"
    files = st.file_uploader(
        _("花名册、考勤表、户籍登记表、资助名册或台账(.xlsx .xls .et .csv,可一次多个)"),
        type=_TYPES,
        accept_multiple_files=True,
        key=key,
    )
    if any(file.file_id not in memory["read"] for file in files):
        memory.update(results=[], ledgers=[])
    if memory["results"]:
        section(_("已上报"))
        show_results(memory["results"])
    taken_over(memory["ledgers"])
    left = [one for one in _read(files) if one[0] not in memory["sent"]]
    ledger_drop([(key, read, read.form) for key, read in left if read.form and read.kind == "ledger"], memory)
    form_drop([one for one in left if one[1].kind in SENT and one[1].form], memory, months)
    _misplaced([read for _id, read in left if read.kind in _ELSEWHERE])
    sheets = [one for one in left if one[1].form is None]
    if sheets:
        _prepare(_items(sheets, schools, months), schools, months)


def _misplaced(books: Sequence[desk.Preview]) -> None:
    """Sheets of the county that come in by another way: named, with the way."""
    ways = {
        "posts": _("请在“七长责任”页登记。"),
        "list": _("请在“上级名单”页登记。"),
    }
    for read in books:
        kind = word("kind", read.kind)
        sentence(_("{file} 是{kind}。").format(file=read.file, kind=kind) + ways[read.kind or ""], "bx-empty")


def _memory() -> dict[str, Any]:
    """What this visitor dropped, looking through these eyes: another post does not see it."""
    found: dict[str, Any] = st.session_state.setdefault(
        f"drop-{current().post_id}", {"round": 0, "results": [], "ledgers": [], **_nothing()}
    )
    return found


def _nothing() -> dict[str, Any]:
    return {"read": {}, "answers": {}, "legends": {}, "rehearsed": {}, "sent": set()}


def _read(files) -> list[tuple[str, desk.Preview]]:
    """Every file read once, with how far it is."""
    known, screen = _memory()["read"], current()
    fresh = [file for file in files if file.file_id not in known]
    with _Bar(len(fresh), _("正在读取 第 {i} / {n} 份")) as tell:
        for number, file in enumerate(fresh, 1):
            tell(number)
            known[file.file_id] = desk.preview(screen.home, file.name, file.getvalue())
    return [(file.file_id, known[file.file_id]) for file in files]


class _Bar:
    """A bar that says which of how many; gone when the work is done."""

    def __init__(self, many: int, text: str):
        self.many, self.text = many, text

    def __enter__(self) -> Callable[[int], None]:
        self.bar = st.progress(0.0, text=" ") if self.many else None
        return self.tell

    def tell(self, number: int) -> None:
        if self.bar:
            self.bar.progress(number / self.many, text=self.text.format(i=number, n=self.many))

    def __exit__(self, *_error: object) -> None:
        if self.bar:
            self.bar.empty()


def _items(files: Sequence[tuple[str, desk.Preview]], schools: Mapping[str, str], months: Sequence[str]) -> list[Item]:
    memory = _memory()
    found = []
    for key, read in files:
        legend = tuple(sorted(memory["legends"].get(key, {}).items()))
        if read.is_unreadable:
            found.append(Item(key, read, read.school, read.month, "unreadable"))
        elif key in memory["answers"]:
            school, month = memory["answers"][key]
            state = "left_out" if (school, month) == _LEFT_OUT else "ready"
            found.append(Item(key, read, school, month, state, legend))
        else:
            certain = read.is_certain and read.school in schools and read.month in months
            found.append(Item(key, read, read.school, read.month, "ready" if certain else "ask", legend))
    return found


def _prepare(items: list[Item], schools: Mapping[str, str], months: Sequence[str]) -> None:
    ready = [item for item in items if item.state == "ready"]
    try:
        said = _rehearsed(ready, schools)
    except Refused as refused:
        sentence(refused.said(_), "bx-empty")
        return
    good = [item for item in ready if said[item.id].state != "refused"]
    if len(items) > 1:
        _say_other_months(ready)
        _standing(items, said, len(good))
        _offer(good, schools)
    asked = [item for item in items if item.state == "ask"]
    if asked:
        _ask(asked[0], len(asked), schools, months)
    elif unsure := [i for i in ready if any(f.code in _LEGEND for f in said[i.id].findings)]:
        _ask_legend(unsure[0], said[unsure[0].id], len(unsure))
    if len(items) > 1:
        _overview(items, said, schools)
    _details(items, said, schools, lambda: _offer(good, schools))


def _say_other_months(items: Sequence[Item]) -> None:
    """Before anything is sent: a sheet that is of another month than the page is looked at for."""
    months = sorted({item.month for item in items if item.month} - {current().month})
    if months:
        words = _("、").join(_("{year}年{month}月").format(year=m[:4], month=int(m[5:])) for m in months)
        page = _("{year}年{month}月").format(year=current().month[:4], month=int(current().month[5:]))
        sentence(
            _("表上写的是 {sheet},本页选的是 {page}:将按表上的月份上报,请核对。").format(sheet=words, page=page),
            "bx-say",
        )


def _standing(items: Sequence[Item], said: Mapping[str, Any], good: int) -> None:
    """How the files stand, in one line over the button."""
    states = [item.state for item in items]
    parts = [
        (_("{n} 份可以上报"), good),
        (_("{n} 份请确认"), states.count("ask")),
        (_("{n} 份不能上报"), states.count("unreadable") + states.count("ready") - good),
        (_("{n} 份不报"), states.count("left_out")),
    ]
    sentence(" · ".join(words.format(n=n) for words, n in parts if n), "bx-say")


def _rehearsed(ready: Sequence[Item], schools: Mapping[str, str]) -> dict[str, Any]:
    """What sending would answer, file by file. Files of one school are weighed together, and once."""
    memory, screen = _memory(), current()
    groups: dict[str, list[Item]] = {}
    for item in ready:
        groups.setdefault(item.school or "", []).append(item)
    keys = {school: tuple((i.id, i.month, i.legend) for i in group) for school, group in groups.items()}
    fresh = [item for school, group in groups.items() if keys[school] not in memory["rehearsed"] for item in group]
    if fresh:
        with _Bar(len(fresh), _("正在核对 第 {i} / {n} 份")) as tell:
            said = desk.rehearse(screen.home, screen.viewer, [_outgoing(i, schools) for i in fresh], tell)
        by_id = {item.id: answer for item, answer in zip(fresh, said, strict=True)}
        for school in {item.school or "" for item in fresh}:
            memory["rehearsed"][keys[school]] = {item.id: by_id[item.id] for item in groups[school]}
    return {key: answer for school in groups for key, answer in memory["rehearsed"][keys[school]].items()}


def _outgoing(item: Item, schools: Mapping[str, str]) -> desk.Outgoing:
    return desk.Outgoing(item.read, item.school or "", item.month or "", schools[item.school or ""], dict(item.legend))


def _overview(items: Sequence[Item], said: Mapping[str, Any], schools: Mapping[str, str]) -> None:
    """All files in one table."""

    def state(item: Item) -> str:
        if item.state == "ready":
            answer = said[item.id]
            return outcome(answer.state, answer.rows_accepted, answer.rows_waiting)
        kinds = {"unreadable": ("late", _("不能读取")), "ask": ("soon", _("请确认")), "left_out": ("quiet", _("不报"))}
        return formats.tag(*kinds[item.state])

    table(
        [
            Column(_("文件"), lambda i: i.read.file),
            Column(_("学校"), lambda i: _school(i, schools)),
            Column(_("表"), lambda i: word("kind", i.read.kind) or _("不能识别")),
            Column(_("月份"), lambda i: i.month or ""),
            Column(_("核对"), state, "html"),
            Column(_("上报后的变化"), lambda i: change_words(said[i.id].change) if i.id in said else ""),
        ],
        sorted(items, key=lambda i: (not _presses(i, said), i.read.file)),
        caption=_("{n} 份,有问题的在前").format(n=len(items)),
        empty="",
    )


def _presses(item: Item, said: Mapping[str, Any]) -> bool:
    """Whether somebody should look at the file before the others."""
    return item.state in ("unreadable", "ask") or (item.id in said and said[item.id].state != "accepted")


def _school(item: Item, schools: Mapping[str, str]) -> str:
    """The school's name; one that is not the viewer's by what the file itself says."""
    return schools.get(item.school or "") or (current().place_name(item.school) if item.school else "")


def _ask(item: Item, many: int, schools: Mapping[str, str], months: Sequence[str]) -> None:
    """Whose is it, and of which month: one uncertain file at a time."""
    memory = _memory()
    section(
        _("请确认:{file}").format(file=item.read.file), _("还有 {n} 份需要确认。").format(n=many) if many > 1 else ""
    )
    sentence(_what_was_read(item, schools))
    if item.school and item.school not in schools:
        sentence(_("文件写明的学校不在您的职责范围内,请核对。"), "bx-empty")
    codes = list(schools)
    place = codes.index(item.school) if item.school and item.school in schools else 0 if len(codes) == 1 else None
    with st.form(f"ask-{item.id}", border=False):
        school = st.selectbox(_("学校"), codes, index=place, format_func=lambda v: schools[v], placeholder=_("请选择学校"),
                              key=f"school-{item.id}")  # fmt: skip
        month = st.selectbox(_("月份"), months, index=months.index(item.month) if item.month in months else None,
                             placeholder=_("请选择月份"), key=f"month-{item.id}")  # fmt: skip
        with st.container(horizontal=True):
            confirmed = st.form_submit_button(_("就是这所学校、这个月"))
            left_out = st.form_submit_button(_("不报这一份"))
    if confirmed and school and month:
        memory["answers"][item.id] = (school, month)
        st.rerun()
    elif left_out:
        memory["answers"][item.id] = _LEFT_OUT
        st.rerun()
    elif confirmed:
        sentence(_("请选择学校和月份。"), "bx-empty")


def _what_was_read(item: Item, schools: Mapping[str, str]) -> str:
    read = item.read
    parts = [word("kind", read.kind) or _("不能识别"), item.month or _("月份不明"), _school(item, schools) or _("学校不明"),
             _("工作表 {sheets}").format(sheets=_("、").join(read.sheets)), _("{n} 行").format(n=read.rows)]  # fmt: skip
    return _("读到:") + " · ".join(parts)


def _ask_legend(item: Item, answer, many: int) -> None:
    """What a sign means, where the file does not say it or says it unlike before. Never guessed."""
    faults = {str(f.found): f for f in answer.findings if f.code in _LEGEND}
    section(
        _("符号是什么意思:{file}").format(file=item.read.file),
        _("还有 {n} 份的符号需要说明。").format(n=many) if many > 1 else "",
    )
    with st.form(f"legend-{item.id}-{len(item.legend)}", border=False):
        chosen = {}
        for sign, fault in faults.items():
            words = fault.words(_)
            chosen[sign] = st.selectbox(
                f"{sign} · {words.fault}({words.expected})", _MARKS, index=None, placeholder=_("请选择"),
                format_func=lambda m: word("mark", m) if m != "-" else _("不上课"), key=f"sign-{item.id}-{sign}",
            )  # fmt: skip
        if st.form_submit_button(_("按此核对")) and all(chosen.values()):
            _memory()["legends"][item.id] = {**dict(item.legend), **chosen}
            st.rerun()


def _details(
    items: Sequence[Item], said: Mapping[str, Any], schools: Mapping[str, str], offer: Callable[[], None]
) -> None:
    """One file in full. The button stands before the findings, within reach of a thumb."""
    shown = one_of(items, [_presses(i, said) for i in items], lambda i: i.read.file, "item")
    if shown is None or shown.state in ("ask", "left_out"):
        return
    if shown.state == "unreadable":
        section(_("不能上报:{file}").format(file=shown.read.file))
        show_findings(shown.read.book.findings)
        return
    answer = said[shown.id]
    section(shown.read.file, _what_was_read(shown, schools))
    _say_other_months([shown])
    st.html(f'<p class="bx-say">{outcome(answer.state, answer.rows_accepted, answer.rows_waiting)}</p>')
    if answer.classes:
        year = school_year(answer.month)
        listed = (
            f"{class_label(key, year)} {answer.classes[key]}" for key in sorted(answer.classes, key=_youngest_first)
        )
        sentence(_("各班可接收的行数:{classes}").format(classes=_("、").join(listed)))
    show_change(answer.change)
    if len(items) == 1:
        offer()
    show_faults(shown.id, shown.read, answer.findings, answer.state)


def _youngest_first(class_key: str) -> tuple[str, int, str]:
    """By stage, then grade by grade from the first."""
    return _STAGE_ORDER.get(class_key[-8], class_key[-8]), -int(class_key[-7:-3]), class_key[-2:]


def _offer(good: Sequence[Item], schools: Mapping[str, str]) -> None:
    """The one button that sends; whatever is asked about or refused stays behind."""
    if not good:
        return
    label = _("确认并上报") if len(good) == 1 else _("全部确认并上报({n} 份)").format(n=len(good))
    if not st.button(label, type="primary", key="send"):
        return
    memory, screen = _memory(), current()
    chosen = [_outgoing(item, schools) for item in good]
    try:
        with _Bar(len(chosen), _("正在上报 第 {i} / {n} 份")) as tell:
            receipts = desk.send(screen.home, screen.viewer, chosen, tell)
    except Refused as refused:
        sentence(refused.said(_), "bx-empty")
        return
    memory["results"] += [Result(o.read.file, o.school_name, r) for o, r in zip(chosen, receipts, strict=True)]
    memory["sent"] |= {item.id for item in good}
    st.rerun()


def may_send_for(places: Mapping[str, dict], viewer) -> dict[str, str]:
    """school_code → name of the schools that the viewer may send for."""
    return {
        code: row["place_name"]
        for code, row in places.items()
        if row["place_level"] == "school" and permits.can_submit(viewer, code)
    }
