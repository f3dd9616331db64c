"""The snapshot in the making: standing parts, with new ones put in their place."""

from pathlib import Path

import pyarrow as pa

from baoxue.contracts.relations import ALL, RELATIONS
from baoxue.ledger.catalogue import Part
from baoxue.store import PARTS, Store


class Staging:
    """Parts by (relation, month). ``put`` stores a part; nothing refers to it until the commit."""

    def __init__(self, store: Store, standing: list[Part]):
        self.store = store
        self._standing = {(part.relation, part.month): part for part in standing}
        self._new: dict[tuple[str, str], Part] = {}

    def put(self, relation: str, month: str, rows: pa.Table, conforms: bool = False) -> bool:
        """Stage the rows as this part; answers whether they differ from what stands. ``conforms``: the relation's contract
        made them."""
        contract = RELATIONS[relation]
        stored = self.store.put_table(rows if conforms else contract.conform(rows), PARTS, sync=False)
        part = Part(relation, month, stored.sha256, rows.num_rows, contract.version)
        if self._standing.get((relation, month)) == part:
            self._new.pop((relation, month), None)
            return False
        self._new[relation, month] = part
        return True

    @property
    def new(self) -> list[Part]:
        return list(self._new.values())

    def months(self, relation: str) -> list[str]:
        return sorted({m for r, m in self._standing.keys() | self._new.keys() if r == relation and m != ALL})

    def has(self, relation: str, month: str) -> bool:
        return (relation, month) in self._new or (relation, month) in self._standing

    def table(self, relation: str, month: str) -> pa.Table | None:
        """The rows of a part as staged, else as they stand."""
        part = self._part(relation, month)
        return self.store.read_table(part.sha256) if part else None

    def files(self, *months: str) -> dict[str, list[Path]]:
        """relation → paths; relations kept by month only with the months given (all, when none is). Raises
        Damaged naming the file that is not what its name says."""
        found: dict[str, list[Path]] = {}
        for relation, month in sorted(self._standing.keys() | self._new.keys()):
            if not months or month == ALL or month in months:
                part = self._new.get((relation, month)) or self._standing[relation, month]
                found.setdefault(relation, []).append(self.store.verified(part.sha256))
        return found

    def sync(self) -> None:
        """Put every staged file on disk; must come before the commit."""
        self.store.sync({part.sha256 for part in self.new}, PARTS)

    def _part(self, relation: str, month: str) -> Part | None:
        return self._new.get((relation, month)) or self._standing.get((relation, month))
