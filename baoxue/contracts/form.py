"""What a sheet of the county's is: its columns by field, their synonyms, and by which of them its heading is known.

Compared like the roll's headings: folded, and by every synonym. ``!`` marks a column without which no row can be read.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

from baoxue.contracts.cells import fold
from baoxue.contracts.workbooks import SheetColumn


@dataclass(frozen=True)
class Form:
    """``least``: how many of its columns make a heading its own; ``is_repeated``: a heading that may stand several
    times, whose cells are read together; ``own``: columns of which a heading must have one to be recognised as this
    form (a student roll shares most of the others)."""

    kind: str
    columns: dict[str, SheetColumn]
    least: int
    is_repeated: Callable[[str], bool] = lambda heading: False
    own: frozenset[str] = frozenset()
    headings: dict[str, str] = field(init=False)

    def __post_init__(self) -> None:
        folded = {fold(h): c.field for c in self.columns.values() for h in c.headings}
        object.__setattr__(self, "headings", folded)

    @property
    def must(self) -> tuple[str, ...]:
        return tuple(c.field for c in self.columns.values() if c.need == "must")
