"""The slow second answer to the hand-over: one child at a time, in September, by the words of the rule."""

from dataclasses import dataclass


@dataclass
class Leaver:
    """A pupil of June's grade 6. ``august``: a later word of the primary school's roll; ``junior``: the school whose
    roll of September holds the child, with its status; ``went_to``: what either writes as the school of a transfer; ``said``: the household register; ``proof_on``: day of a proof."""

    child: int
    primary: str
    june: str
    august: str | None
    went_to: str
    junior: str | None
    september: str
    placement: str
    said: str | None
    proof_on: str | None


def placed_at(child: Leaver, sent: set[str]) -> str:
    """The term of the identity at the end of September 2018; ``sent``: junior schools that have sent their roll."""
    if child.junior and child.september == "01":
        return "home_teaching" if child.placement == "home" else "registered"
    words = [child.june, *([child.august] if child.august else []), *([child.september] if child.junior else [])]
    if _is_suspended(child):
        return "suspended"
    if child.said == "outside":
        return "elsewhere_proved" if child.proof_on == "2018-08-20" else "elsewhere_pending"
    if words[-1] == "11":
        return "other"
    if _is_transferred(child):
        return "elsewhere_pending" if child.went_to.isdigit() else "in_transfer"
    if words[-1] == "06":
        return "missing"
    awaited = {"J"} if child.primary == "P" else {"J", "K"}
    return "missing" if awaited <= sent else "unreported"


def _is_suspended(child: Leaver) -> bool:
    """The newest word of some school is a suspension that has not ended, and no other roll sent since shows the child."""
    primary = child.august or child.june
    return primary == "02" or (child.junior is not None and child.september == "02")


def _is_transferred(child: Leaver) -> bool:
    return child.august == "10" or (child.junior is not None and child.september == "10")
