"""Who sees what, as tables written by hand."""

from datetime import date

import pytest

from baoxue.access import (
    NOBODY,
    PAGES,
    ROLES,
    Scope,
    answered_for,
    home_place,
    mask,
    mask_written,
    may_ask,
    may_open_place,
    may_see_page,
    pages_for,
    represented,
    roles_for,
    shows_full_name,
    viewer_of,
)
from baoxue.desk import permits

ON = date(2018, 12, 20)
SCHOOL, POINT, OTHER = "2161083001", "2161083011", "2161083002"
CLASS = f"{SCHOOL}-P2013-02"


def post(post_id, head, name, phone=None, area=None, school=None, class_key=None, start="2017-09-01", end=None):
    return {
        "post_id": post_id,
        "head": head,
        "person_name": name,
        "phone": phone,
        "area_code": area,
        "school_code": school,
        "class_key": class_key,
        "valid_from": date.fromisoformat(start),
        "valid_to": date.fromisoformat(end) if end else None,
    }


POSTS = [
    post("c1", "county_head", "郝县长", "1", area="610830"),
    post("d1", "director", "惠局长", "2", area="610830"),
    post("b1", "bureau_clerk", "白干事", "3", area="610830"),
    post("z1", "central_school", "师中心", "4", school=SCHOOL),
    post("t1", "township_head", "刘建国", "5", area="610830100"),
    post("t2", "clerk_township", "王芳", "6", area="610830100"),
    post("v1", "village_head", "王村长", "7", area="610830100201"),
    post("p1", "principal", "马校长", "8", school=SCHOOL),
    post("k1", "class_teacher", "霍老师", "9", school=SCHOOL, class_key=CLASS),
    post("k0", "class_teacher", "旧老师", "10", school=SCHOOL, class_key=CLASS, end="2018-08-31"),
    post("i1", "inspector", "督学", "11", school=SCHOOL),
    post("i2", "inspector", "督学", "11", school=OTHER),
    post("i3", "inspector", "督学", None, school=POINT),
    post("x1", "parent", "家长", "12"),
    post("e1", "principal", "空校", "13"),
]


@pytest.mark.parametrize(
    ("post_id", "role", "scopes"),
    [
        ("c1", "county_leader", (Scope("county"),)),
        ("d1", "county_leader", (Scope("county"),)),
        ("b1", "bureau_clerk", (Scope("county"),)),
        ("z1", "central_school", (Scope("school", (SCHOOL, POINT)),)),
        ("t1", "township_head", (Scope("area", ("610830100",)),)),
        ("t2", "township_head", (Scope("area", ("610830100",)),)),
        ("v1", "village_head", (Scope("area", ("610830100201",)),)),
        ("p1", "principal", (Scope("school", (SCHOOL,)),)),
        ("k1", "class_teacher", (Scope("class", (CLASS,)),)),
        ("i1", "inspector", (Scope("school", (SCHOOL, OTHER)),)),
        ("i3", "inspector", (Scope("school", (POINT,)),)),
        ("e1", "principal", (Scope("none"),)),
        ("k0", "none", (Scope("none"),)),
        ("x1", "none", (Scope("none"),)),
        ("?", "none", (Scope("none"),)),
    ],
)
def test_posts_give_role_and_scope(post_id, role, scopes):
    viewer = viewer_of(POSTS, post_id, ON, {SCHOOL: [POINT]})
    assert (viewer.role, viewer.scopes) == (role, scopes)


def test_a_central_school_answers_for_the_schools_that_name_it_and_no_others_on_its_ground():
    """The junior school of the township reports to the bureau itself: its children are not the central school's."""
    rows = [("610830100", None), (SCHOOL, SCHOOL), (POINT, SCHOOL), (OTHER, None), ("2161083998", "2161083999")]
    found = answered_for({"place": place, "central_code": central} for place, central in rows)
    assert found == {SCHOOL: [POINT], "2161083999": ["2161083998"]}


def test_a_post_counts_from_its_first_to_its_last_day():
    assert viewer_of(POSTS, "k0", date(2018, 8, 31)).role == "class_teacher"
    assert viewer_of(POSTS, "k1", date(2017, 8, 31)) == NOBODY


@pytest.mark.parametrize(
    ("role", "menu"),
    [
        ("county_leader", "monthly heads today ledger aid checks lists attendance review targets"),
        (
            "bureau_clerk",
            "today submit monthly ledger elsewhere handover lists aid checks heads attendance review targets",
        ),
        ("area_leader", "today heads ledger monthly targets"),
        ("central_school", "submit today attendance ledger lists handover monthly aid checks review"),
        ("township_head", "today ledger elsewhere handover lists aid monthly heads attendance checks review"),
        ("village_head", "today ledger elsewhere handover lists heads monthly"),
        ("principal", "today submit attendance ledger lists handover aid checks monthly review"),
        ("class_teacher", "today attendance ledger aid checks"),
        ("inspector", "attendance checks ledger today"),
        ("none", ""),
    ],
)
def test_menu_of_each_role(role, menu):
    assert pages_for(role) == tuple(menu.split())


def test_every_role_opens_a_file_and_nobody_opens_anything():
    assert all(may_see_page(viewer_of(POSTS, p, ON), "case") for p in ("c1", "b1", "t1", "v1", "p1", "k1", "i1"))
    assert not any(may_see_page(NOBODY, page) for page in PAGES)
    assert not may_see_page(viewer_of(POSTS, "k1", ON), "submit")
    assert {page for role in ROLES for page in pages_for(role)} <= set(PAGES)


CHILD = {"village_code": "610830100201", "township_code": "610830100", "school_code": SCHOOL, "class_key": CLASS}
STRANGER = {
    "village_code": "610830101201",
    "township_code": "610830101",
    "school_code": "2161083999",
    "class_key": "2161083999-P2013-01",
}


@pytest.mark.parametrize(
    ("post_id", "own", "foreign"),
    [
        ("c1", False, False),
        ("b1", True, True),
        ("z1", True, False),
        ("t1", True, False),
        ("v1", True, False),
        ("p1", True, False),
        ("k1", True, False),
        ("i1", True, False),
        ("x1", False, False),
    ],
)
def test_full_names_for_those_responsible(post_id, own, foreign):
    viewer = viewer_of(POSTS, post_id, ON)
    assert (shows_full_name(viewer, CHILD), shows_full_name(viewer, STRANGER)) == (own, foreign)


def test_the_principal_of_the_school_that_answers_for_a_closed_one_reads_the_name_in_full():
    former = {**STRANGER, "school_now": SCHOOL}
    assert shows_full_name(viewer_of(POSTS, "p1", ON), former)
    assert not shows_full_name(viewer_of(POSTS, "k1", ON), former)
    assert not shows_full_name(viewer_of(POSTS, "p1", ON), {**STRANGER, "school_now": None})


def test_unknown_household_is_nobodys_village():
    unknown = {**CHILD, "village_code": None, "township_code": None}
    assert not shows_full_name(viewer_of(POSTS, "t1", ON), unknown)
    assert shows_full_name(viewer_of(POSTS, "p1", ON), unknown)


@pytest.mark.parametrize(
    ("post_id", "places", "closed"),
    [
        ("c1", ["610830", "610830100", "610830100201", SCHOOL, CLASS], []),
        ("t1", ["610830100", "610830100201", SCHOOL, CLASS], ["610830", "610830101", OTHER]),
        ("v1", ["610830100201"], ["610830100", SCHOOL]),
        ("p1", [SCHOOL], ["610830100", OTHER]),
        ("k1", [CLASS], [SCHOOL, f"{SCHOOL}-P2013-01"]),
        ("x1", [], ["610830", SCHOOL]),
    ],
)
def test_places_a_viewer_may_open(post_id, places, closed):
    viewer = viewer_of(POSTS, post_id, ON)
    ground = {SCHOOL: "610830100", OTHER: "610830101"}
    assert all(may_open_place(viewer, place, ground) for place in places)
    assert not any(may_open_place(viewer, place, ground) for place in closed)


def test_home_place():
    assert home_place(viewer_of(POSTS, "c1", ON), "610830") == "610830"
    assert home_place(viewer_of(POSTS, "t1", ON), "610830") == "610830100"
    assert home_place(viewer_of(POSTS, "k1", ON), "610830") == CLASS
    assert home_place(NOBODY, "610830") is None


def test_who_teaches_a_class_too_starts_at_the_place_of_the_post_chosen():
    held = [*POSTS, post("k9", "class_teacher", "马校长", "8", school=OTHER, class_key=f"{OTHER}-P2015-01")]
    assert home_place(viewer_of(held, "p1", ON), "610830") == SCHOOL
    assert home_place(viewer_of(held, "k9", ON), "610830") == f"{OTHER}-P2015-01"


@pytest.mark.parametrize(
    ("name", "screen", "paper"),
    [
        ("张小明", "张*明", "张某某"),
        ("李红", "李*", "李某"),
        ("王", "王*", "王某某"),
        ("欧阳小明", "欧阳*明", "欧阳某某"),
        ("欧阳修", "欧阳*", "欧阳某"),
        ("阿依古丽·买买提", "阿*·买*", "阿某某"),
        (" 张小明 ", "张*明", "张某某"),
        ("", "", "某某"),
        (None, "", "某某"),
    ],
)
def test_masks(name, screen, paper):
    assert (mask(name), mask_written(name)) == (screen, paper)


def given(post_id, delegate, start="2018-09-01", end=None):
    return {"post_id": post_id, "delegate_post_id": delegate, "valid_from": date.fromisoformat(start),
            "valid_to": date.fromisoformat(end) if end else None}  # fmt: skip


def test_a_delegate_reaches_what_the_leader_reaches_while_the_delegation_lasts():
    acts = [given("t1", "v1", end="2018-12-20")]
    viewer = viewer_of(POSTS, "v1", ON, delegations=acts)
    lent = Scope("area", ("610830100",), "township_head")
    assert viewer.acts_for == ("t1",) and viewer.scopes == (lent, Scope("area", ("610830100201",)))
    assert viewer.role == "village_head"
    after = viewer_of(POSTS, "v1", date(2018, 12, 21), delegations=acts)
    assert after.acts_for == () and after.scopes == (Scope("area", ("610830100201",)),)


def test_a_person_looks_by_all_posts_and_acts_by_those_that_do_the_act():
    """The principal of one school who inspects another, with either post chosen."""
    held = [*POSTS, post("i9", "inspector", "马校长", "8", school=OTHER)]
    principal, inspector = viewer_of(held, "p1", ON), viewer_of(held, "i9", ON)
    assert principal.scopes == (Scope("school", (SCHOOL,)), Scope("school", (OTHER,), "inspector"))
    assert [s.codes for s in principal.scopes_as(("principal",))] == [(SCHOOL,)]
    assert [s.codes for s in inspector.scopes_as(("principal",))] == [(SCHOOL,)]
    assert all(may_open_place(viewer, place) for viewer in (principal, inspector) for place in (SCHOOL, OTHER))
    assert (home_place(principal, "610830"), home_place(inspector, "610830")) == (SCHOOL, OTHER)
    assert [s.codes for s in principal.acting_as(("principal",)).scopes] == [(SCHOOL,)]
    for permit in (permits.can_submit, permits.can_export_roll, permits.can_object, permits.can_see_review):
        assert permit(principal, SCHOOL) and not permit(principal, OTHER), permit.__name__


def test_a_county_leader_lends_no_reach():
    viewer = viewer_of(POSTS, "p1", ON, delegations=[given("d1", "p1")])
    assert viewer.acts_for == ("d1",) and viewer.scopes == (Scope("school", (SCHOOL,)),)


def test_a_clerk_acts_by_office_until_the_leader_delegates_to_somebody_else():
    clerk, village = viewer_of(POSTS, "t2", ON), [given("t1", "v1")]
    assert represented(clerk, POSTS, [], ON)[0]["person_name"] == "刘建国"
    assert represented(clerk, POSTS, village, ON) == (None, True)
    other = viewer_of(POSTS, "v1", ON, delegations=village)
    assert represented(other, POSTS, village, ON)[0]["person_name"] == "刘建国"
    bureau = viewer_of(POSTS, "b1", ON)
    assert represented(bureau, POSTS, [given("d1", "p1")], ON) == (None, False)
    assert represented(viewer_of(POSTS, "t1", ON), POSTS, village, ON) == (None, False)


@pytest.mark.parametrize(
    ("query", "roles"),
    [
        ("pg_review_sample", "county_leader bureau_clerk"),
        ("pg_school_roll", "bureau_clerk central_school principal"),
        ("pg_check_rows", "county_leader bureau_clerk central_school township_head principal class_teacher inspector"),
        ("pg_aid", "county_leader bureau_clerk central_school township_head principal class_teacher"),
        ("pg_list_reply", "bureau_clerk"),
        ("pg_list_lines", "county_leader bureau_clerk central_school township_head village_head principal"),
        ("pg_case", " ".join(ROLES)),
        ("pg_codes", " ".join(ROLES)),
        ("fct_closing", "county_leader bureau_clerk"),
    ],
)
def test_a_query_is_asked_by_the_roles_whose_pages_show_it(query, roles):
    assert roles_for(query) == tuple(roles.split())
    assert not may_ask(NOBODY, query)
    assert may_ask(viewer_of(POSTS, "k1", ON), query) == ("class_teacher" in roles)
