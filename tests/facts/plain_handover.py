"""The slow second answer to the hand-over: one child at a time, in September, by the words of the rule."""

from dataclasses import dataclass

FINISHED = "07"


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
    if _is_suspended(child):
        return "suspended"
    if child.said == "outside":
        return "elsewhere_proved" if child.proof_on == "2018-08-20" else "elsewhere_pending"
    newest = _words(child)[-1:]
    if newest == ["11"]:
        return "other"
    if _is_transferred(child):
        return "elsewhere_pending" if child.went_to.isdigit() else "in_transfer"
    if newest == ["06"]:
        return "missing"
    return "missing" if _awaited(child) <= sent else "unreported"


def did_not_report(child: Leaver, sent: set[str]) -> bool:
    """Whether the pupil is suspected by the third school day: held or finished by the primary school's newest word, and
    named by no junior school otherwise than as finished, once each that may have the child has sent its roll."""
    stayed = (child.august or child.june) in ("01", FINISHED)
    named = child.junior is not None and child.september != FINISHED
    return stayed and not named and _awaited(child) <= sent


def _awaited(child: Leaver) -> set[str]:
    return {"J"} if child.primary == "P" else {"J", "K"}


def _words(child: Leaver) -> list[str]:
    """What the rolls have said, without 毕业: that a pupil has finished grade 6 tells nobody where the child is."""
    said = [child.june, child.august, child.september if child.junior else None]
    return [word for word in said if word and word != FINISHED]


def _is_suspended(child: Leaver) -> bool:
    """The newest word of some school is a suspension that has not ended, and no other roll sent since shows the child."""
    primary = child.august or child.june
    return primary == "02" or (child.junior is not None and child.september == "02")


def _is_transferred(child: Leaver) -> bool:
    return child.august == "10" or (child.junior is not None and child.september == "10")
