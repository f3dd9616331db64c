"""登记七长名册: drop the list, see who comes, who leaves, who acts for whom and what stays empty, then enter it."""

from collections.abc import Sequence
from datetime import date
from html import escape

import streamlit as st

from baoxue.desk import permits
from baoxue.desk import posts as desk
from baoxue.desk.posts import PostsReceipt
from baoxue.ledger import Refused
from baoxue.ledger.posts import OPEN, Post
from baoxue.ui import formats
from baoxue.ui.receipt import show_findings
from baoxue.ui.screen import Screen, current, section, sentence
from baoxue.ui.table import Column, Figure, figures_line, table
from baoxue.ui.words import _, word

_TYPES = ["xlsx", "xls", "et", "csv"]
_MOST = 200


def posts_import() -> None:
    """The way of a list from the drop to the register; nothing where the viewer may not."""
    screen = current()
    if said := st.session_state.pop("said-posts", None):
        sentence(said, "bx-say")
    if not permits.can_keep_posts(screen.viewer):
        return
    turn = st.session_state.setdefault("posts-turn", 0)
    with st.expander(_("登记七长名册"), expanded=bool(st.session_state.get(f"posts-file-{turn}"))):
        sentence(_("整册一次登记,有一处错误就全不登记。名册没有提到的人不会离任;新任接替原任,或写明离任时间。"))
        file = st.file_uploader(_("七长名册(.xlsx .xls .et .csv)"), type=_TYPES, key=f"posts-file-{turn}")
        since = st.date_input(
            _("新任起始日期(名册没有写任职时间的按此)"), value=screen.as_of.date(), key=f"posts-since-{turn}"
        )
        st.download_button(_("下载模板"), desk.blank, "七长名册.xlsx", key="posts-blank", on_click="ignore")
        if file is None:
            return
        try:
            said = _rehearsed(file, since)
        except Refused as refused:
            sentence(refused.said(_), "bx-empty")
            return
        _show(said)
        ready = said.receipt.state == "accepted" and not said.receipt.is_unchanged
        if ready and st.button(_("确认登记"), type="primary", key="posts-enter"):
            desk.enter(screen.home, screen.viewer, file.name, file.getvalue(), since)
            st.session_state["said-posts"] = _("已登记:") + _counts(said)
            st.session_state["posts-turn"] = turn + 1
            st.rerun()


def _rehearsed(file, since: date | None) -> PostsReceipt:  # type: ignore[no-untyped-def]
    """What the file would change; asked once while file, day and register stay the same."""
    screen = current()
    key = (file.file_id, since, screen.post_id, screen.figures.ledger_seq)
    if st.session_state.get("posts-asked") != key:
        said = desk.rehearse(screen.home, screen.viewer, file.name, file.getvalue(), since)
        st.session_state.update({"posts-asked": key, "posts-said": said})
    return st.session_state["posts-said"]  # type: ignore[no-any-return]


def _counts(said: PostsReceipt) -> str:
    shown = [(kind, said.count(kind)) for kind in ("new", "ended", "changed")]
    return " · ".join(f"{word('post_change', kind)} {n}" for kind, n in shown)


def _show(said: PostsReceipt) -> None:
    if said.receipt.state == "refused":
        sentence(_("没有登记:{n} 行待修改。改好后重新选择文件。").format(n=said.receipt.rows_waiting), "bx-empty")
        show_findings(said.receipt.findings)
        return
    if said.receipt.is_unchanged:
        sentence(_("与已登记的相同,没有变化。"), "bx-say")
    figures_line(
        [
            *(Figure(word("post_change", kind), said.count(kind)) for kind in ("new", "ended", "changed", "unchanged")),
            Figure(_("授权经办"), len(said.acting)),
            Figure(_("仍空缺"), len(said.gaps), "soon"),
        ]
    )
    _changes(said)
    _acting(said.acting)
    _gaps(said.gaps)
    if said.receipt.findings:
        show_findings(said.receipt.findings)


def _changes(said: PostsReceipt) -> None:
    screen = current()
    rows = [change for change in said.changes if change.kind != "unchanged"]
    table(
        [
            Column(_("变化"), lambda c: word("post_change", c.kind)),
            Column(_("职责"), lambda c: word("head", c.post.head)),
            Column(_("姓名"), lambda c: c.post.person_name),
            Column(_("单位"), lambda c: _place(screen, c.post.unit)),
            Column(_("电话"), lambda c: c.post.phone or formats.NOT_APPLICABLE),
            Column(_("起"), lambda c: formats.full_day(c.post.valid_from)),
            Column(_("止"), lambda c: _last(c.post.valid_to)),
        ],
        rows[:_MOST],
        caption=_("{n} 处变化").format(n=len(rows))
        + (_(",先显示 {most} 处").format(most=_MOST) if len(rows) > _MOST else ""),
        empty=_("没有人员变化。"),
    )


def _acting(rows: Sequence[tuple[Post, Post, object, object]]) -> None:
    if rows:
        section(_("谁代谁办理"))
        table(
            [
                Column(_("经办"), lambda r: f"{r[1].person_name} {r[1].phone or ''}"),
                Column(_("代"), lambda r: f"{word('head', r[0].head)} {r[0].person_name}"),
                Column(_("起"), lambda r: formats.full_day(r[2])),
                Column(_("止"), lambda r: _last(r[3])),
            ],
            rows,
            caption=_("{n} 项").format(n=len(rows)),
            empty="",
        )


def _gaps(rows: Sequence[tuple[str, str, str | None]]) -> None:
    screen = current()
    if rows:
        section(_("仍空缺的岗位"), _("没有说明原因的在前。"))
        table(
            [
                Column(_("职责"), lambda r: word("head", r[0])),
                Column(_("单位"), lambda r: _place(screen, r[1])),
                Column(_("原因"), lambda r: escape(r[2]) if r[2] else formats.tag("soon", _("没有说明")), "html"),
            ],
            sorted(rows, key=lambda r: r[2] is not None)[:_MOST],
            caption=_("{n} 岗").format(n=len(rows)),
            empty="",
        )


def _place(screen: Screen, unit: str) -> str:
    """School and class, or township and village."""
    name = screen.place_name(unit)
    return f"{name} {unit.split('-', 1)[1]}" if "-" in unit else name


def _last(day) -> str:  # type: ignore[no-untyped-def]
    return "" if day == OPEN else formats.full_day(day)
