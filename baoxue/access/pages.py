"""Which role sees which screens, most used first: one table, the menu is printed from it."""

from baoxue.access.viewers import Viewer

MENUS: dict[str, tuple[str, ...]] = {
    "county_leader": (
        "monthly",
        "heads",
        "today",
        "ledger",
        "aid",
        "checks",
        "lists",
        "attendance",
        "review",
        "targets",
    ),
    "bureau_clerk": (
        "today",
        "submit",
        "monthly",
        "ledger",
        "elsewhere",
        "handover",
        "lists",
        "aid",
        "checks",
        "heads",
        "attendance",
        "review",
        "targets",
    ),
    "area_leader": ("today", "heads", "ledger", "monthly", "targets"),
    "central_school": (
        "submit",
        "today",
        "attendance",
        "ledger",
        "lists",
        "handover",
        "monthly",
        "aid",
        "checks",
        "review",
    ),
    "township_head": (
        "today",
        "ledger",
        "elsewhere",
        "handover",
        "lists",
        "aid",
        "monthly",
        "heads",
        "attendance",
        "checks",
        "review",
    ),
    "village_head": ("today", "ledger", "elsewhere", "handover", "lists", "heads", "monthly"),
    "principal": ("today", "submit", "attendance", "ledger", "lists", "handover", "aid", "checks", "monthly", "review"),
    "class_teacher": ("today", "attendance", "ledger", "aid", "checks"),
    "inspector": ("attendance", "checks", "ledger", "today"),
}

ROLES = tuple(MENUS)
PAGES = (
    "today",
    "monthly",
    "heads",
    "ledger",
    "case",
    "attendance",
    "checks",
    "submit",
    "elsewhere",
    "handover",
    "review",
    "targets",
    "lists",
    "aid",
)

OPENED_FROM_A_ROW = ("case",)
"""A child's file stands in no menu: it opens from a row or a link, for every role, cut to the viewer's children."""


def pages_for(role: str) -> tuple[str, ...]:
    """The menu of a role; empty for a role that does not exist."""
    return MENUS.get(role, ())


def roles_with(page: str) -> tuple[str, ...]:
    """The roles that have a page in their menu."""
    return tuple(role for role in MENUS if page in MENUS[role])


def may_see_page(viewer: Viewer, page: str) -> bool:
    """Whether the viewer's role has the page, in its menu or behind a row of it."""
    menu = pages_for(viewer.role)
    return bool(menu) and (page in menu or page in OPENED_FROM_A_ROW)
