"""What a list of people in office changes in the dated register: pure, so that it can be said before it is done.

A post of one holder never has two on a day: a newcomer ends the one before, and nobody is ended because a list is silent
about them.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from baoxue.ledger.posts import OPEN, Delegation, Post

NEW, ENDED, CHANGED, UNCHANGED = "new", "ended", "changed", "unchanged"
_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Wanted:
    """A line of the list. ``since``: None where it does not say; ``until``: None where it does not say."""

    head: str
    unit: str
    person_name: str
    since: date | None = None
    until: date | None = None
    phone: str | None = None
    area_code: str | None = None
    school_code: str | None = None
    class_key: str | None = None


@dataclass(frozen=True)
class Change:
    """``kind``: new | ended | changed | unchanged; ``before``: the entry that it renews."""

    kind: str
    post: Post
    before: Post | None = None


@dataclass(frozen=True)
class Fault:
    """Why a line cannot be: ``code`` of the findings' catalogue, ``field`` of the form, ``against``: who is in the way."""

    line: int
    code: str
    field: str
    against: str = ""


class Register:
    """The register with a list laid over it. ``changes`` hold what must be entered, in order; ``single``: heads of which a
    unit has one holder at a time, while of the others it may have several."""

    def __init__(self, held: Sequence[Post], single: Collection[str]) -> None:
        self._single = frozenset(single)
        self._held = {(p.post_id, p.valid_from): p for p in held}
        self._units: dict[tuple[str, str], set[tuple[str, date]]] = {}
        for key, post in self._held.items():
            self._units.setdefault((post.head, post.unit), set()).add(key)
        self.changes: list[Change] = []

    def on(self, day: date) -> list[Post]:
        """Who holds a post on a day."""
        return [p for p in self._held.values() if p.valid_from <= day <= p.valid_to]

    def of(self, head: str, unit: str) -> list[Post]:
        """The spells of a unit's post, the oldest first."""
        return sorted((self._held[key] for key in self._units.get((head, unit), ())), key=lambda p: p.valid_from)

    def lay(self, wanted: Sequence[Wanted], since: date | None) -> list[Fault]:
        """Lay lines over the register, the earliest first; ``since``: first day of new holders whose line states none.
        A line that cannot be answers a fault and changes nothing."""
        order = sorted(range(len(wanted)), key=lambda n: (wanted[n].since or since or OPEN, n))
        return [fault for n in order if (fault := self._line(n, wanted[n], since))]

    def _line(self, number: int, line: Wanted, default: date | None) -> Fault | None:
        first = line.since or default
        if line.until and first and line.until < first and line.since:
            return Fault(number, "date_order", "valid_to")
        known = self._known(line, first or OPEN)
        if known:
            return self._renew(number, line, known)
        if first is None:
            return Fault(number, "post_undated", "valid_from")
        if line.until and line.until < first:
            return Fault(number, "post_unknown", "name")
        return self._begin(number, line, first)

    def _known(self, line: Wanted, day: date) -> Post | None:
        """The spell of the same person that a line speaks of: the one that holds its day, else the one it ends."""
        own = [p for p in self.of(line.head, line.unit) if _is_same(p, line)]
        found = [p for p in own if p.valid_from <= day <= p.valid_to]
        if not found and line.since is None and line.until:
            found = [p for p in own if p.valid_from <= line.until <= p.valid_to]
        if not found and line.since is not None:
            found = [p for p in own if p.valid_from == line.since]
        return found[-1] if found else None

    def _renew(self, number: int, line: Wanted, known: Post) -> Fault | None:
        until = line.until or known.valid_to
        if until < known.valid_from:
            return Fault(number, "date_order", "valid_to")
        if until > known.valid_to and (other := self._other(line, known.valid_to + _DAY, until, known)):
            return Fault(number, "post_taken", "name", _says(other))
        fresh = replace(known, valid_to=until, phone=line.phone or known.phone)
        kind = UNCHANGED if fresh == known else ENDED if until < known.valid_to else CHANGED
        self._enter(kind, fresh, known)
        return None

    def _begin(self, number: int, line: Wanted, first: date) -> Fault | None:
        last = line.until or OPEN
        spells = self.of(line.head, line.unit)
        if line.head not in self._single:
            spells = [p for p in spells if _is_same(p, line)]
        after = [p for p in spells if p.valid_from > first]
        if after and after[0].valid_from <= last:
            if line.until and not _is_same(after[0], line):
                return Fault(number, "post_taken", "name", _says(after[0]))
            last = after[0].valid_from - _DAY
        before = [p for p in spells if p.valid_from <= first <= p.valid_to]
        if any(p.valid_from == first for p in before):
            return Fault(number, "post_taken", "name", _says(before[0]))
        for post in before:
            self._enter(ENDED, replace(post, valid_to=first - _DAY), post)
        self._enter(NEW, Post(self._id(line), line.head, line.person_name, first, last, line.phone, line.area_code,
                              line.school_code, line.class_key))  # fmt: skip
        return None

    def _other(self, line: Wanted, first: date, last: date, known: Post) -> Post | None:
        if line.head not in self._single:
            return None
        spells = [p for p in self.of(line.head, line.unit) if p != known]
        return next((p for p in spells if p.valid_from <= last and p.valid_to >= first), None)

    def _id(self, line: Wanted) -> str:
        """The post's own id where it has one holder at a time; of the others one for each person."""
        spells = self.of(line.head, line.unit)
        own = spells if line.head in self._single else [p for p in spells if _is_same(p, line)]
        if own:
            return own[-1].post_id
        base, taken = f"{line.head}-{line.unit}", {post_id for post_id, _ in self._held}
        free, number = base, 2
        while free in taken:
            free, number = f"{base}-{number}", number + 1
        return free

    def _enter(self, kind: str, post: Post, before: Post | None = None) -> None:
        self._held[post.post_id, post.valid_from] = post
        self._units.setdefault((post.head, post.unit), set()).add((post.post_id, post.valid_from))
        self.changes.append(Change(kind, post, before))


def lay_delegations(
    held: Sequence[Delegation],
    wanted: Sequence[Delegation],
    withdrawn: Sequence[str],
    ends: Sequence[Post],
    since: date,
) -> list[Delegation]:
    """Entries to be made: ``wanted`` ones that do not stand, each ending another delegate of its post; delegations of
    posts ``withdrawn`` end the day before ``since``, and with the holder who gave or took them (``ends``)."""
    stands = {(d.post_id, d.delegate_post_id, d.valid_from): d for d in held}
    made: list[Delegation] = []

    def end(one: Delegation, last: date) -> None:
        fresh = replace(one, valid_to=max(last, one.valid_from - _DAY))
        stands[one.post_id, one.delegate_post_id, one.valid_from] = fresh
        made.append(fresh)

    for post in ends:
        for one in list(stands.values()):
            if post.post_id in (one.post_id, one.delegate_post_id) and one.valid_from <= post.valid_to < one.valid_to:
                end(one, post.valid_to)
    for post_id in withdrawn:
        for one in [d for d in stands.values() if d.post_id == post_id and d.valid_to >= since]:
            end(one, since - _DAY)
    for fresh in wanted:
        open_now = [
            d for d in stands.values() if d.post_id == fresh.post_id and d.valid_from <= fresh.valid_from <= d.valid_to
        ]
        if any(d.delegate_post_id == fresh.delegate_post_id for d in open_now):
            continue
        for one in open_now:
            end(one, fresh.valid_from - _DAY)
        stands[fresh.post_id, fresh.delegate_post_id, fresh.valid_from] = fresh
        made.append(fresh)
    return made


def _is_same(post: Post, line: Wanted) -> bool:
    """The same person of one post, by name: a number that differs is a new number."""
    return post.person_name == line.person_name


def _says(post: Post) -> str:
    return f"{post.person_name} {post.valid_from} – {post.valid_to if post.valid_to != OPEN else ''}".strip()
