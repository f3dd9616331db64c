"""Acts and registers: identity, posts, submissions, the catalogue of snapshots, and the cases' events."""

from baoxue.ledger.database import Ledger, newest_number, open_ledger
from baoxue.ledger.errors import Refused

__all__ = ["Ledger", "Refused", "newest_number", "open_ledger"]
