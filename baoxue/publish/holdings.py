"""What lies in the store, held against the catalogue."""

from pathlib import Path

from baoxue.ledger import Refused, catalogue, leases, open_ledger
from baoxue.store import PARTS, Store
from baoxue.words import msg


def sweep(home: Path) -> int:
    """Put aside what no snapshot refers to (``Store.sweep``); answers how many files. Raises Refused while publishing,
    and where nothing was ever published as far as the ledger knows: then no part can be told from a lost snapshot's."""
    ledger = open_ledger(home, create=False)
    try:
        with leases.held(ledger), ledger.read() as connection:
            store = Store(home)
            many = sum(1 for _ in (store.root / PARTS).iterdir())
            if many and catalogue.newest(connection) is None:
                raise Refused(
                    "no_snapshot",
                    msg("清理"),
                    msg("台账中没有任何数据版本,而 {path} 中有 {n} 个文件", path=store.root / PARTS, n=many),
                    msg("至少发布过一次的台账"),
                    msg("以前发布过的,请从备份恢复台账;没有发布过的,请先发布,再清理。没有删除任何文件"),
                )
            return store.sweep(catalogue.referenced(connection))
    finally:
        ledger.close()
