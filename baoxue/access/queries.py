"""Which role may ask which query of a screen: those of the pages in its menu, and a few that are kept to fewer."""

from functools import cache

from baoxue.access.pages import MENUS, OPENED_FROM_A_ROW, pages_for
from baoxue.access.viewers import KIND_OF_ROLE, Viewer

QUERIES: dict[str, str] = {
    "today": "changes reporting summary today_counts today_duties today_units urgent",
    "monthly": """dropout_rate elsewhere flow_children month_state monthly_cases monthly_flow monthly_gaps monthly_report reporting
        summary summary_then urgent""",
    "heads": "head_cases seven_heads",
    "ledger": "followed ledger school_age watched",
    "case": "case case_days case_events case_evidence case_heads",
    "attendance": "attendance_classes attendance_pupils attendance_schools roll_flow roll_moves school_roll",
    "checks": "aid_checks check_rows checks",
    "submit": "desk desk_aid desk_counts desk_register_counts desk_registers school_roll submissions",
    "elsewhere": "elsewhere elsewhere_units incoming incoming_schools",
    "handover": """entry entry_children handover handover_children term_start term_start_children township_move_children
        township_moves township_pairs""",
    "review": """review_children review_points review_rank review_rows review_sample review_units school_age""",
    "targets": "target_counts target_history targets",
    "lists": "list_lines list_reply list_units lists",
    "aid": "aid aid_lists aid_policy aid_reports aid_terms aid_units",
}
"""Page → what it asks, without ``pg_``: on the screen itself, and for the files that are taken from it."""

FRAME = frozenset({"pg_class", "pg_codes", "pg_places"})
"""What the frame around every page asks."""

ROLL_KEEPERS = ("principal", "central_school", "bureau_clerk")
"""Who keeps rolls, and may take one out in full; masked it would be of no use, so nobody gets it masked."""
COUNTY = tuple(role for role in MENUS if KIND_OF_ROLE[role] == "county")

KEPT_TO: dict[str, tuple[str, ...]] = {
    "pg_school_roll": ROLL_KEEPERS,
    "pg_review_sample": COUNTY,
    "pg_review_rank": COUNTY,
    "pg_list_reply": ("bureau_clerk",),
}
"""On a page that more roles see, shown to these alone: who is drawn for a re-check is not told beforehand, and a reply is
the whole county's children line by line, which the bureau's clerk sends back."""

_PAGES: dict[str, set[str]] = {}
for _page, _names in QUERIES.items():
    for _name in _names.split():
        _PAGES.setdefault(f"pg_{_name}", set()).add(_page)


@cache
def roles_for(query: str) -> tuple[str, ...]:
    """The roles that may ask a query. What stands on no page is the county's, which sees every child and place."""
    if query in FRAME:
        return tuple(MENUS)
    if query not in _PAGES:
        return COUNTY
    seen = (r for r in MENUS if any(page in pages_for(r) or page in OPENED_FROM_A_ROW for page in _PAGES[query]))
    return tuple(role for role in seen if role in KEPT_TO.get(query, MENUS))


def is_on_page(query: str, page: str) -> bool:
    return page in _PAGES.get(query, ())


def is_kept(query: str) -> bool:
    """Whether a query is not for everybody who sees its page: nobody gets it without saying who asks."""
    return query in KEPT_TO


def may_ask(viewer: Viewer, query: str) -> bool:
    """Whether the viewer's role sees the query on one of its pages. Whose rows it then gets is the doors' matter."""
    return viewer.role in roles_for(query)
