"""The invented county's old 台账, taken over on the last day, and what must become of each line.

Its lines name children whose cases stand already, so no figure of cases moves; those that nobody can be sure of wait.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from baoxue.demo.children import Child
from baoxue.demo.plan import Plan
from baoxue.intake.ledger_lines import import_ledger
from baoxue.intake.ledger_taken import LedgerReceipt

AT = datetime(2018, 12, 20, 17)
_STORY = "away since 5 December, nobody verified"
_SINCE, _ATTEMPT = "2018.12.5", "12.14 家访 见父 答应12.24返校"
_BROKEN_NUMBER = 6.1083e17


@dataclass(frozen=True)
class Told:
    """The answer key of a line: which child it is about, and every finding of it; ``waits``: it changes nothing."""

    child: int
    codes: tuple[str, ...]
    waits: bool


def lines_of(children: Sequence[Child], plan: Plan) -> tuple[list[dict[str, Any]], list[Told]]:
    """Rows of fields as the workbook reader would give them, and the answer key, in the same order."""
    absent = [children[e.child] for e in plan.expected if e.story == _STORY]
    apart = {e.child for e in plan.expected}
    plain = [c for c in children if c.class_in(2018) == c.primary and c.n not in apart]
    named = Counter((c.name, c.primary[:10]) for c in plain)
    namesake = next((c for c in plain if named[c.name, c.primary[:10]] > 1), None)
    damaged, known, closed, undated = plain[10:14]
    by_number = [
        (c, _line(c, attempts=_ATTEMPT, id_number=c.id_number, attempts_n="1"), ("case_joined",)) for c in absent
    ]
    doubtful = [
        (damaged, _line(damaged, id_number=_BROKEN_NUMBER), ("id_damaged",)),
        (damaged, _line(damaged, id_number="6.1083E+17"), ("id_damaged",)),
        (known, _line(known, id_number=absent[0].id_number), ("child_question",)),
        (closed, _line(closed, id_number=closed.id_number, result="已解决", closed="2018.12.18"), ("outcome_unknown",)),
        (undated, _line(undated, id_number=undated.id_number, since="去年冬天"), ("date_unknown",)),
    ]
    if namesake:
        doubtful.append((namesake, _line(namesake), ("child_question",)))
    lines: list[dict[str, Any]] = [row for _, row, _ in [*by_number, *doubtful]]
    key = [Told(c.n, codes, False) for c, _, codes in by_number] + [Told(c.n, codes, True) for c, _, codes in doubtful]
    return [row | {"line": str(number)} for number, row in enumerate(lines, 1)], key


def take_over(home: Path, lines: Sequence[Mapping[str, Any]]) -> LedgerReceipt:
    """As the bureau's clerk did it."""
    return import_ledger(home, lines, AT, "白雪", "王立平")


def _line(child: Child, **more: Any) -> dict[str, Any]:
    school = (child.class_in(2018) or child.junior)[:10]
    return {"name": child.name, "id_number": "", "school": school, "since": _SINCE, "cause": "厌学", **more}
