"""资助政策 as the dated rates of the county say it."""

import streamlit as st

from baoxue.ui.screen import current
from baoxue.ui.table import Column, table
from baoxue.ui.words import _, word


def policy() -> None:
    with st.expander(_("资助政策")):
        rows = current().aggregate("pg_aid_policy").rows
        table(
            lambda screen: [
                Column(_("学段"), lambda r: word("stage", r["stage"])),
                Column(_("政策"), lambda r: r["meaning"] if r["unit"] else word("aid_universal", r["item"])),
                Column(_("金额"), "amount", "yuan", unit=_("元")),
                Column(_("标准"), lambda r: word("aid_unit", r["unit"]) if r["unit"] else _("全部学生")),
            ],
            rows,
            caption=_("{n} 项政策").format(n=len(rows)),
            empty="",
        )
