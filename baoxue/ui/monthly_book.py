"""月报表 as a book: one button, the book made when it is asked for."""

from functools import partial

import streamlit as st

from baoxue.desk.monthly_book import make
from baoxue.ui.screen import current
from baoxue.ui.words import _


def offer() -> None:
    """The form with its four lists, for the eyes, place and month of the screen. The name of the file says all that its
    content depends on: two different books never share an address."""
    screen = current()
    place = screen.place_name(screen.place)
    foot = screen.asked["pg_monthly_report"].foot
    name = f"控辍保学月报-{place}-{screen.month}-{screen.post_id}-{foot.snapshot}-{foot.ledger_seq}-{foot.as_of:%m%d%H%M}.xlsx"
    st.download_button(
        _("下载月报表和附表 Excel"),
        partial(_content, screen.figures, screen.viewer, screen.place, place, screen.month, screen.as_of),
        name, key="monthly-book", type="primary", on_click="ignore",
        help=_("月报表按户籍、按学籍各一张,附疑似花名册、辍学劝返台账、销号名单、县外就读名单;学生写作张某某。"),
    )  # fmt: skip


def _content(*asked) -> bytes:
    return make(*asked).content
