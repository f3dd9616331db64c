"""Whether a place that somebody names is one."""

from collections.abc import Collection
from datetime import datetime

from baoxue.figures.doors import Figures


def stands(figures: Figures, place: str, known: Collection[str], as_of: datetime) -> bool:
    """Whether a code is an area's, a school's or a class's; ``known``: those of areas and schools (``pg_places``).

    To be asked before any figure: where nobody lives, all would be well.
    """
    school, _, is_class = place.partition("-")
    if not is_class:
        return place in known
    return school in known and bool(figures.aggregate("pg_class", class_key=place, as_of=as_of).rows)
