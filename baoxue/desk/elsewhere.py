"""Verifying children at school elsewhere: the village checks, the township reviews, the bureau calls back."""

from dataclasses import dataclass
from pathlib import Path

import sqlalchemy as sa

from baoxue import clock
from baoxue.access import Viewer
from baoxue.desk.actors import name_of, on_behalf
from baoxue.desk.permits import can_verify, check_can_verify
from baoxue.ledger import Refused, whereabouts
from baoxue.ledger.whereabouts import PROOFS, RESULTS, STEPS, Check
from baoxue.settings import settings
from baoxue.wiring import ledger_of, open_figures
from baoxue.words import msg


@dataclass(frozen=True)
class Verified:
    """What is said about a child. ``result``: ledger.whereabouts.RESULTS; ``proof``: PROOFS, what was seen; needed where
    the village or the township confirms."""

    child_key: int
    result: str
    proof: str | None = None
    note: str = ""


def step_of(viewer: Viewer) -> str | None:
    """The step that the viewer does: checked | reviewed | called_back; None where the viewer does none."""
    return next((step for step in STEPS if can_verify(viewer, step)), None)


def verify(home: Path, viewer: Viewer, said: Verified) -> int:
    """Record one act about a child of the viewer's; answers its number. Done twice, it is done once.

    Raises Refused with the reason, and nothing is recorded: another's child, a child not at school elsewhere by the
    register, a confirmation without proof, or a review of one's own check.
    """
    step, now = step_of(viewer) or "", clock.now()
    where = msg("核实县外就读")
    check_can_verify(viewer, step)
    if said.result not in RESULTS or (said.proof or PROOFS[0]) not in PROOFS:
        raise Refused("no_code", where, msg("没有选择结果"), msg("属实、不实或未联系上"), msg("请选择核实结果"))
    listed = open_figures(home).children("pg_elsewhere", viewer.acting_as((viewer.role,)), area=settings().county)
    child = next((row for row in listed.rows if row["child_key"] == said.child_key), None)
    if child is None:
        raise Refused("no_child", where, msg("不在您的县外就读名单中"), msg("本范围户籍登记表上的县外就读儿童"),
                      msg("请刷新后重新选择"))  # fmt: skip
    if said.result == "confirmed" and step != "called_back" and said.proof is None and child["proof"] is None:
        raise Refused("no_proof", where, msg("没有佐证"), msg("学籍系统、就读证明,或家长说明加校方电话"),
                      msg("请选择看到的佐证"))  # fmt: skip
    with ledger_of(home).write() as connection:
        _refuse_own(connection, viewer, said.child_key, step)
        act = Check(said.child_key, step, said.result, now.date(), now, name_of(viewer), said.proof, said.note.strip() or None,
                    on_behalf(connection, viewer))  # fmt: skip
        return whereabouts.record(connection, [act])[0]


def _refuse_own(connection: sa.Connection, viewer: Viewer, child_key: int, step: str) -> None:
    """Who checked does not review, and who reviewed does not call back."""
    earlier = [row for row in whereabouts.of_child(connection, child_key) if row.step != step]
    if any(row.actor == name_of(viewer) for row in earlier):
        raise Refused("own_check", msg("核实县外就读"), msg("前一步由您本人办理"), msg("核实、复核、回访由不同的人办理"),
                      msg("请由他人办理"))  # fmt: skip
