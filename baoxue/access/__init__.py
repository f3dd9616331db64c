"""Who may see what: pure functions over posts. Nothing here reads a file, a database or the clock."""

from baoxue.access.names import mask, mask_written
from baoxue.access.pages import PAGES, ROLES, may_see_page, pages_for, roles_with
from baoxue.access.queries import ROLL_KEEPERS, is_kept, is_on_page, may_ask, roles_for
from baoxue.access.viewers import (
    NOBODY,
    Scope,
    Viewer,
    answered_for,
    home_place,
    may_open_place,
    represented,
    shows_full_name,
    viewer_of,
)

__all__ = [
    "NOBODY",
    "PAGES",
    "ROLES",
    "ROLL_KEEPERS",
    "Scope",
    "Viewer",
    "answered_for",
    "home_place",
    "is_kept",
    "is_on_page",
    "mask",
    "mask_written",
    "may_ask",
    "may_open_place",
    "may_see_page",
    "pages_for",
    "represented",
    "roles_for",
    "roles_with",
    "shows_full_name",
    "viewer_of",
]
