"""Acts and registers: identity, posts, submissions, the catalogue of snapshots, and the cases' events."""

from baoxue.ledger.database import Ledger, holds_files, is_blank, newest_number, open_ledger
from baoxue.ledger.errors import Refused

__all__ = ["Ledger", "Refused", "holds_files", "is_blank", "newest_number", "open_ledger"]
