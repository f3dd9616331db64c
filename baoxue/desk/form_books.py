"""Sending a household register or a list of aid that was dropped: for the village, township or school that it is of."""

import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from baoxue import clock
from baoxue.access import Viewer
from baoxue.desk.actors import name_of
from baoxue.desk.permits import can_send_form, check_can_send_form
from baoxue.desk.submit import Preview, Receipt, check_month, own_schools, written
from baoxue.intake.form_kinds import KINDS
from baoxue.intake.form_reception import FormSending, rehearse_form, submit_form
from baoxue.ledger import Refused
from baoxue.words import msg

__all__ = ["SENT", "Chosen", "enter", "guessed", "rehearse", "units"]

SENT = tuple(KINDS)
"""Kinds of form that become rows of the next publication: household, aid."""
_LEVELS = {"household": ("township", "village"), "aid": ("school",)}


@dataclass(frozen=True)
class Chosen:
    """Whose form it is and of which month; ``told``: what the sender answered where the file does not say (``item``)."""

    unit: str
    unit_name: str
    month: str
    told: Mapping[str, str] = field(default_factory=dict)


def units(viewer: Viewer, kind: str, places: Mapping[str, Mapping[str, Any]]) -> dict[str, str]:
    """Code → name of those for whom the viewer may send a form of the kind; villages with their township's name."""
    found = {}
    for code, row in places.items():
        if row["place_level"] in _LEVELS[kind] and can_send_form(viewer, kind, code):
            above = places.get(row["parent_code"]) if row["place_level"] == "village" else None
            found[code] = f"{above['place_name']} {row['place_name']}" if above else row["place_name"]
    return found


def guessed(read: Preview, named: Mapping[str, str]) -> str | None:
    """The unit that the file's titles and sheets name, where they name one alone; of a village and its township the village."""
    blocks = read.form.blocks if read.form else []
    text = " ".join([read.file, *(part for block in blocks for part in (block.title, block.sheet))])
    found = [code for code, name in named.items() if name.split()[-1] in text]
    inner = [code for code in found if not any(other != code and other.startswith(code) for other in found)]
    return inner[0] if len(inner) == 1 else None


def rehearse(home: Path, viewer: Viewer, read: Preview, chosen: Chosen) -> Receipt:
    """What ``enter`` would answer, by the same code; nothing is kept. Raises Refused where the viewer may not send it."""
    return rehearse_form(home, _sending(home, viewer, read, chosen, None))


def enter(home: Path, viewer: Viewer, read: Preview, chosen: Chosen) -> Receipt:
    """Accept what is good of the form; the rest stands in its receipt. Raises Refused where the viewer may not send it."""
    with tempfile.TemporaryDirectory() as folder:
        one = _sending(home, viewer, read, chosen, written(Path(folder), read.file, read.content))
        return submit_form(home, one.what, one.kind, one.unit, one.month, one.sender, one.at, one.on_behalf, one.file,
                           one.told)  # fmt: skip


def _sending(home: Path, viewer: Viewer, read: Preview, chosen: Chosen, file: Path | None) -> FormSending:
    if read.form is None or read.kind not in SENT:
        raise Refused("no_form", msg("上报 {what}", what=read.file), msg("不是登记表或资助名册"),
                      msg("户籍登记表或资助发放名册"), msg("请核对文件"))  # fmt: skip
    check_can_send_form(viewer, read.kind, chosen.unit)
    check_month(chosen.month)
    on_behalf = None if chosen.unit in own_schools(home, viewer) else chosen.unit_name
    return FormSending(read.form, read.kind, chosen.unit, chosen.month, name_of(viewer), clock.now(), on_behalf, file,
                       chosen.told)  # fmt: skip
