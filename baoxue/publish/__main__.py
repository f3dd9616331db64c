"""``python -m baoxue.publish``: publish the home of this environment, a line for every step, in BAOXUE_LANG."""

import sys

from baoxue.ledger import Refused
from baoxue.publish import publish
from baoxue.settings import settings
from baoxue.store import Damaged
from baoxue.words import DEFAULT, translator


def main() -> int:
    _ = translator(settings().lang or DEFAULT)
    try:
        done = publish(settings().home, progress=lambda line: print(line.said(_), flush=True))
    except (Refused, Damaged) as refused:
        print(refused.said(_), file=sys.stderr)
        return 2
    for name, rows in done.blocked.items():
        print(f"{name}: {len(rows)}", file=sys.stderr)
    return 2 if done.blocked else 0


if __name__ == "__main__":
    sys.exit(main())
