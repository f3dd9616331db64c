"""The states of a case and the ways between them, as the snapshot holds them."""

import pyarrow as pa

from baoxue.contracts.relations import RELATIONS
from baoxue.ledger.transitions import STATES, TRANSITIONS


def exported_states() -> dict[str, pa.Table]:
    """The ledger's transition table as the relations ``state`` and ``transition``."""
    states = [
        {
            "state": s.name,
            "is_open": s.is_open,
            "tier": s.tier,
            "holder": s.holder,
            "duty": s.duty,
            "deadline_name": s.deadline,
            "sort": i,
        }
        for i, s in enumerate(STATES.values())
    ]
    moves = [{"state_from": a, "state_to": b} for a, following in TRANSITIONS.items() for b in following]
    return {
        "state": pa.Table.from_pylist(states, schema=RELATIONS["state"].schema),
        "transition": pa.Table.from_pylist(moves, schema=RELATIONS["transition"].schema),
    }
