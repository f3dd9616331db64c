"""A viewer is a person with posts; posts give scopes; scopes say which children and which places.

A post is a mapping with the keys of relation ``post``: post_id, head, person_name, phone, area_code,
school_code, class_key, valid_from, valid_to (None = open).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

Post = Mapping[str, Any]
Delegation = Mapping[str, Any]
"""With the keys of relation ``delegation``: post_id, delegate_post_id, valid_from, valid_to (None = open)."""

ROLE_OF_HEAD = {
    "county_head": "county_leader",
    "director": "county_leader",
    "deputy_director": "county_leader",
    "area_leader": "area_leader",
    "bureau_clerk": "bureau_clerk",
    "central_school": "central_school",
    "township_head": "township_head",
    "clerk_township": "township_head",
    "village_head": "village_head",
    "clerk_village": "village_head",
    "principal": "principal",
    "clerk_school": "principal",
    "class_teacher": "class_teacher",
    "inspector": "inspector",
    "contact_cadre": "inspector",
}
"""Leaders do not type: a clerk sees what the leader sees. Parents have no screen of their own here."""

KIND_OF_ROLE = {
    "county_leader": "county",
    "bureau_clerk": "county",
    "area_leader": "area",
    "township_head": "area",
    "village_head": "area",
    "central_school": "school",
    "principal": "school",
    "inspector": "school",
    "class_teacher": "class",
}

ROLES_BY_NAME = frozenset(KIND_OF_ROLE) - {"county_leader", "area_leader"}
"""Roles that act for single children. County leaders and the bureau's leaders of an area read lists with masked names."""


@dataclass(frozen=True)
class Scope:
    """``kind``: county | area | school | class | none; ``codes`` sorted, empty for county and none; ``role``: that of the
    posts which give it, empty for the viewer's own."""

    kind: str
    codes: tuple[str, ...] = ()
    role: str = ""

    def covers(self, household_area: str | None, school_code: str | None, class_key: str | None) -> bool:
        """Whether a child living there and on that roll belongs to the scope."""
        if self.kind == "county":
            return True
        if self.kind == "area":
            return bool(household_area) and any(str(household_area).startswith(code) for code in self.codes)
        return (self.kind == "school" and school_code in self.codes) or (
            self.kind == "class" and class_key in self.codes
        )


@dataclass(frozen=True)
class Viewer:
    """``post_ids``: every post the person holds on the day; ``role``: that of the post chosen for this session;
    ``acts_for``: posts whose holders let the person act for them on the day; ``post_id``: the post chosen for this session."""

    post_ids: tuple[str, ...]
    name: str
    role: str
    scopes: tuple[Scope, ...]
    acts_for: tuple[str, ...] = ()
    post_id: str | None = None

    def scopes_as(self, roles: Iterable[str]) -> tuple[Scope, ...]:
        """The scopes given by posts of these roles. All scopes together say what the person may look at; an act is
        measured by those of the posts that do it: who inspects a school does not send for it."""
        return tuple(scope for scope in self.scopes if (scope.role or self.role) in set(roles))

    def acting_as(self, roles: Iterable[str]) -> "Viewer":
        """The viewer with the reach of the posts of these roles alone: whose children an act may be about."""
        return replace(self, scopes=self.scopes_as(roles))


NOBODY = Viewer((), "", "none", (Scope("none"),))
"""What a viewer is without a valid post: sees no child, no page."""


def viewer_of(
    posts: Iterable[Post],
    post_id: str,
    on: date,
    schools_of: Mapping[str, Sequence[str]] | None = None,
    delegations: Iterable[Delegation] = (),
) -> Viewer:
    """The person who holds ``post_id`` on the day, with all the posts that person holds then, and the reach of the posts
    whose holders delegated to one of them: from the first to the last day of the delegation, and not longer. A leader of
    the county lends no reach: who acts for one sees what the own post sees.

    ``schools_of``: central school → schools that it answers for (``answered_for``). A person is known by name and phone
    together; without a phone only posts of the same post_id count. NOBODY when the post is not held that day.
    """
    valid = [p for p in posts if p["valid_from"] <= on and (p["valid_to"] is None or p["valid_to"] >= on)]
    chosen = next((p for p in valid if p["post_id"] == post_id and p["head"] in ROLE_OF_HEAD), None)
    if chosen is None:
        return NOBODY
    own = [p for p in valid if p["head"] in ROLE_OF_HEAD and _same_person(p, chosen)]
    ids = {p["post_id"] for p in own}
    lent = [p for p in valid if p["head"] in ROLE_OF_HEAD and delegates_of(p, delegations, on) & ids]
    role = ROLE_OF_HEAD[chosen["head"]]
    codes: dict[tuple[str, str], set[str]] = {}
    for post in [*own, *(p for p in lent if KIND_OF_ROLE[ROLE_OF_HEAD[p["head"]]] != "county")]:
        kind, found = _reach(post, schools_of or {})
        given_by = ROLE_OF_HEAD[post["head"]]
        codes.setdefault((kind, "" if given_by == role else given_by), set()).update(found)
    reach = sorted((kind, tuple(sorted(found)), given_by) for (kind, given_by), found in codes.items())
    scopes = tuple(Scope(*one) for one in reach)
    acts_for = tuple(sorted({p["post_id"] for p in lent} - ids))
    return Viewer(tuple(sorted(ids)), chosen["person_name"] or "", role, scopes, acts_for, post_id)


def answered_for(places: Iterable[Mapping[str, Any]]) -> dict[str, list[str]]:
    """Central school → the schools that it answers for, of rows with ``place`` and ``central_code``.

    A junior school or kindergarten on the same ground that reports to the bureau itself is not among them.
    """
    found: dict[str, list[str]] = {}
    for row in places:
        if row["central_code"] and row["central_code"] != row["place"]:
            found.setdefault(row["central_code"], []).append(row["place"])
    return found


def delegates_of(post: Post, delegations: Iterable[Delegation], on: date) -> frozenset[str]:
    """Posts whose holders may act for a post's holder on the day."""
    return frozenset(
        d["delegate_post_id"]
        for d in delegations
        if d["post_id"] == post["post_id"] and d["valid_from"] <= on and (d["valid_to"] is None or d["valid_to"] >= on)
    )


LEADER_OF = {
    "clerk_village": "village_head",
    "clerk_township": "township_head",
    "clerk_school": "principal",
    "bureau_clerk": "director",
}
"""Leaders do not type: whom a clerk acts for by office, unless the leader delegated to somebody else."""


def represented(
    viewer: Viewer, posts: Iterable[Post], delegations: Sequence[Delegation], on: date
) -> tuple[Post | None, bool]:
    """(the post for whose holder the viewer acts on the day or None, False), or (None, True) where a clerk's leader
    delegated to others, so that the clerk may not act for the leader.

    The bureau's clerk acts in its own right too and is never barred.
    """
    valid = [p for p in posts if p["valid_from"] <= on and (p["valid_to"] is None or p["valid_to"] >= on)]
    given = next((p for p in valid if p["post_id"] in viewer.acts_for), None)
    if given is not None:
        return given, False
    own = next((p for p in valid if p["post_id"] in viewer.post_ids and p["head"] in LEADER_OF), None)
    if own is None:
        return None, False
    place = (own["area_code"], own["school_code"])
    leader = next(
        (p for p in valid if p["head"] == LEADER_OF[own["head"]] and (p["area_code"], p["school_code"]) == place), None
    )
    if leader is not None and delegates_of(leader, delegations, on):
        return None, own["head"] != "bureau_clerk"
    return leader, False


def _same_person(post: Post, chosen: Post) -> bool:
    if post["post_id"] == chosen["post_id"]:
        return True
    named = (post["person_name"], post["phone"])
    return all(named) and named == (chosen["person_name"], chosen["phone"])


def _reach(post: Post, schools_of: Mapping[str, Sequence[str]]) -> tuple[str, tuple[str, ...]]:
    """Kind and codes that one post gives; ("none", ()) when the post names no place of its kind."""
    role = ROLE_OF_HEAD[post["head"]]
    kind = KIND_OF_ROLE[role]
    if kind == "county":
        return kind, ()
    place = post[{"area": "area_code", "school": "school_code", "class": "class_key"}[kind]]
    if not place:
        return "none", ()
    points = tuple(schools_of.get(place, ())) if role == "central_school" else ()
    return kind, (place, *points)


def shows_full_name(viewer: Viewer, row: Mapping[str, Any]) -> bool:
    """Whether the viewer is responsible for the child of the row by own class, school, village or township.

    ``row`` has what it has of village_code, township_code, school_code, class_key, and school_now: the school that answers
    for one that was closed.
    """
    if viewer.role not in ROLES_BY_NAME:
        return False
    household = row.get("village_code") or row.get("township_code")
    schools = {row.get("school_code"), row.get("school_now")}
    return any(s.covers(household, school, row.get("class_key")) for s in viewer.scopes for school in schools)


def home_place(viewer: Viewer, county: str) -> str | None:
    """The place a viewer starts at: the first code of the first scope of the post chosen, of another where that has none;
    the county's own code, or None."""
    for scope in sorted(viewer.scopes, key=lambda one: bool(one.role)):
        if scope.kind == "county":
            return county
        if scope.codes:
            return scope.codes[0]
    return None


def may_open_place(viewer: Viewer, place: str, township_of: Mapping[str, str] | None = None) -> bool:
    """Whether a county, township, village, school or class (by its code) lies within the viewer's scopes.

    ``township_of``: school → township where it stands, so that a township may open the schools on its ground:
    their aggregates, not their children, which stay cut by household.
    """
    school = place.split("-")[0] if len(place) == 10 or "-" in place else None
    ground = (township_of or {}).get(school or "")
    for scope in viewer.scopes:
        area = ground if school else place
        if scope.covers(area, school, place if "-" in place else None):
            return True
    return False
