"""What an import of the 台账 answers: the receipt, and what each line brought."""

from dataclasses import dataclass, field

from baoxue.intake.receipts import Receipt
from baoxue.ledger.cases import Event


@dataclass(frozen=True)
class Taken:
    """What a line of the sheet brought: the events that are new, in order (none where all of it stood), its place in the
    sheet, and the case: of ``episode_no`` 2 and more a relapse."""

    name: str
    school: str
    case_no: str
    episode_no: int
    events: tuple[Event, ...]
    sheet: str = ""
    row: int = 0
    cell: str = ""


@dataclass(frozen=True)
class LedgerReceipt:
    """``receipt``: lines accepted and waiting, every finding; ``lines``: what each accepted line brought."""

    receipt: Receipt
    lines: list[Taken] = field(default_factory=list)

    def count(self, event: str) -> int:
        """New events of a kind, over all lines."""
        return sum(made.event == event for line in self.lines for made in line.events)

    @property
    def fresh(self) -> list[Taken]:
        return [line for line in self.lines if line.events]

    @property
    def relapses(self) -> int:
        """Cases opened of a child that had one before."""
        return sum(line.episode_no > 1 and line.events[0].event == "opened" for line in self.fresh)
