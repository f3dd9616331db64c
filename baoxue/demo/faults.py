"""Planted faults of rolls and sheets: each is found by its check, which opens no case unless a child is out of school too."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from baoxue.demo.children import Child, id_number
from baoxue.demo.entry import NEVER, WRITTEN_IN
from baoxue.demo.plan import TooSmall, first_of
from baoxue.demo.stories import Teller

_ALWAYS, _EVER = "0000-00", "9999-12"
_NEVER_SENT = 17
"""The village that never sends a register: whom a roll places nowhere stands on no register either."""
_FREE_SERIAL = 902

FOUND_BY: dict[str, tuple[str, ...]] = {
    "a pupil without a phone": ("chk_phone_missing",),
    "a pupil without a student number": ("chk_number_missing",),
    "four years too old for the grade": ("chk_grade_age",),
    "disabled and placed as an ordinary pupil": ("chk_disabled_placement",),
    "a household that names no village": ("chk_household_unknown",),
    "gone with a temporary number": ("chk_not_received",),
    "came back elsewhere under a permanent number": ("chk_number_unlinked",),
    "more than forty school days of leave, seen in between": ("chk_long_leave",),
    "opened by absence, corrected to leave since": ("chk_case_ground",),
    "struck off November's roll after sitting in class": ("chk_seat_without_roll", "chk_not_received"),
    "still on the roll of a closed school": ("chk_closed_school",),
    "a day pupil paid as a boarder": ("chk_aid_day_pupil",),
    NEVER: ("chk_not_enrolled",),
    "the deferral ended": ("chk_not_enrolled",),
    WRITTEN_IN: ("chk_register_word",),
    "never entered a school": ("chk_not_enrolled",),
    "on the register, on no roll, nobody knows where": ("chk_not_enrolled",),
    "at school elsewhere, not verified by 15 October": ("chk_elsewhere_unproved",),
    "at school elsewhere, refuted by a call-back": ("chk_elsewhere_unproved",),
    "out of school by the list from above, unknown before": ("chk_elsewhere_unproved",),
    "transferred to a school code that the county does not know": ("chk_elsewhere_unproved", "chk_not_received"),
    "transferred out, received nowhere": ("chk_not_received",),
    "did not report at term start": ("chk_not_received",),
    "gone from the roll in November without a word": ("chk_not_received",),
    "grade 6 in summer, on no roll in September": ("chk_handover",),
    "on two rolls, present on one": ("chk_two_rolls",),
    "suspension expired": ("chk_suspension_expired",),
    "on leave all November, seen by nobody": ("chk_ghost",),
    "on the roll, never in the seat": ("chk_ghost",),
    "dropped out since 1 November": ("chk_ghost",),
    "closed after two days": ("chk_ghost",),
    "hidden by a nil report": ("chk_nil_contradicted",),
}
"""Story → checks that list its child in a month of the term; poor dropouts stand in ``chk_poor_out`` besides."""


def tell_faults(t: Teller) -> None:
    _details(t)
    _numbers(t)
    _leave(t)
    _sheets(t)
    _closed(t)
    _boarder(t)


def _pupil(t: Teller, fits: Callable[[Child], bool] = lambda c: True) -> Child:
    """A pupil of a primary school that has a story already: the others are left for the reviews."""
    told = {key[:10] for n in t.plan.taken if (key := t.children[n].class_in(2018))} - {code for code, _ in t.plan.nil}
    return t.take(
        lambda c: c.class_in(2018) == c.primary and c.primary[:10] in told and c.n not in t.plan.moves and fits(c)
    )


def _serial(child: Child) -> int:
    return _FREE_SERIAL + (child.sex == "男")


def _details(t: Teller) -> None:
    child = _pupil(t)
    t.children[child.n] = replace(child, phone="")
    t.expect("a pupil without a phone", child, None)
    child = _pupil(t, lambda c: c.entry == 2016)
    born = child.born.replace(year=child.born.year - 4, day=min(child.born.day, 28))
    t.children[child.n] = replace(child, born=born, id_number=id_number(child.id_number[:6], born, _serial(child)))
    t.expect("four years too old for the grade", child, None)
    child = _pupil(t)
    t.plan.patches[child.n].append((_ALWAYS, _EVER, {"disability": "听力残疾"}))
    t.expect("disabled and placed as an ordinary pupil", child, None)
    unsent = list(t.county.villages)[_NEVER_SENT]
    try:
        child = _pupil(t, lambda c: c.area == unsent)
    except TooSmall:  # nobody of the village is at such a school: somebody moves there
        child = _pupil(t)
        t.children[child.n] = replace(child, area=unsent)
    t.plan.patches[child.n].append((_ALWAYS, _EVER, {"household_area": f"清涧县{t.county.towns[unsent[:9]]}"}))
    t.expect("a household that names no village", child, None)


def _numbers(t: Teller) -> None:
    """Of the two records the first is lost, the second new, and nobody has said that they are one child."""
    child = _pupil(t)
    t.plan.numbers[child.n] = [("2017-09", "")]
    t.expect("a pupil without a student number", child, None)
    gone = _pupil(t, t.is_missed)
    t.plan.numbers[gone.n] = [("2017-09", f"L610830{gone.born:%Y%m%d}0007")]
    t.plan.patches[gone.n].append(("2018-11", _EVER, None))
    t.expect("gone with a temporary number", gone, "vanished", date(2018, 11, 1),
             date(2018, 12, 1), "open_overdue")  # fmt: skip
    came = _pupil(t, lambda c: c.entry == gone.entry and c.primary[:9] != gone.primary[:9])
    number = id_number(came.id_number[:6], gone.born, _serial(gone))
    t.children[came.n] = replace(came, name=gone.name, sex=gone.sex, born=gone.born, id_number=number)
    t.plan.patches[came.n].append((_ALWAYS, "2018-10", None))
    t.expect("came back elsewhere under a permanent number", came, None)


def _leave(t: Teller) -> None:
    child = _pupil(t)
    days = [d for d in t.between(date(2018, 9, 10), date(2018, 11, 23)) if d != date(2018, 10, 15)]
    t.plan.absent(child, days, ("S", "S"))
    t.expect("more than forty school days of leave, seen in between", child, None)


def _sheets(t: Teller) -> None:
    """Beside the sheet that December corrects: a second child whose marks it changes, one whom the roll sent with it no
    longer names; a class that left two days out."""
    _, school, month = t.plan.corrected[0]
    cleared = t.children[next(iter(t.plan.before_correction))[0]]
    child = t.take(lambda c: c.primary == cleared.primary)
    days = t.between(date(2018, 11, 12), date(2018, 11, 14))
    t.plan.before_correction[child.n, month] = dict.fromkeys(days, ("A", "A"))
    t.plan.absent(child, days, ("S", "S"))
    t.expect("opened by absence, corrected to leave since", child, "run", days[0], days[2], "closable")
    child = t.take(
        lambda c: (
            c.class_in(2018) == c.primary
            and c.primary[:10] == school
            and c.primary != cleared.primary
            and t.is_missed(c)
        )
    )
    t.plan.patches[child.n].append(("2018-12", _EVER, None))
    t.plan.struck[child.n] = month
    t.expect("struck off November's roll after sitting in class", child, "vanished", date(2018, 11, 1), date(2018, 12, 1),
             "open_overdue")  # fmt: skip
    busy = {key for n in t.plan.taken if (key := t.children[n].class_in(2018))} | set(t.plan.also)
    told = {key[:10] for key in busy} - {code for code, _ in t.plan.nil} - {school}
    key = first_of(
        c.primary for c in t.fit if c.class_in(2018) == c.primary and c.primary not in busy and c.primary[:10] in told
    )
    t.plan.left_out[key, "2018-11"] = [date(2018, 11, 21), date(2018, 11, 22)]


def _closed(t: Teller) -> None:
    """Where a school closed in summer, one pupil stays on its roll while the others move."""
    for closed in (s for s in t.county.schools.values() if s.successor):
        inside = (c for c in t.children if c.primary[:10] == closed.code and c.class_in(2018) == c.primary)
        child = first_of(c for c in inside if c.entry <= 2016 and c.n not in t.plan.taken)
        t.plan.taken.add(child.n)
        t.plan.moves.pop(child.n)
        t.expect("still on the roll of a closed school", child, None)


def _boarder(t: Teller) -> None:
    child = t.take(lambda c: c.is_poor and c.class_in(2018) == c.junior and c.entry in (2010, 2011))
    t.plan.patches[child.n].append(("2018-09", _EVER, {"boarding": "走读"}))
    t.expect("a day pupil paid as a boarder", child, None)
