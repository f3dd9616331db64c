"""What is invented is valid: numbers, places, classes; the same seed gives the same county."""

import pytest
from stdnum.cn import ric
from typer.testing import CliRunner

from baoxue.access import represented, viewer_of
from baoxue.cli import app
from baoxue.demo import _County, build
from baoxue.demo.children import invent
from baoxue.demo.county import invent as invent_county
from baoxue.ledger import open_ledger, posts
from baoxue.ledger.cases import events
from tests.demo.test_key import assert_key


def test_children_have_valid_and_different_numbers():
    county = invent_county(2_000)
    children = invent(county, 2_000, 1)
    numbers = [c.id_number for c in children]
    assert len(set(numbers)) == len(numbers)
    assert all(ric.is_valid(n) for n in numbers[:300])
    assert all(c.area in county.villages for c in children)
    assert children == invent(county, 2_000, 1)
    assert children != invent(county, 2_000, 2)


def test_the_default_county_has_nine_towns_and_about_sixty_schools():
    county = invent_county(15_000)
    assert len(county.towns) == 9
    assert 55 <= len(county.schools) <= 70
    assert any(s.kind == "point" for s in county.schools.values())
    assert any(s.successor for s in county.schools.values())


@pytest.mark.parametrize("months", [4, 16])
@pytest.mark.parametrize("pupils", [300, 600, 700, 1_000, 1_200, 1_500, 2_000])
def test_a_small_county_has_room_for_every_story(tmp_path, pupils, months):
    """Without a roll of the summer nobody is missing in September; all else is told."""
    for seed in (1, 2):
        made = _County(tmp_path / str(seed), pupils, months, seed, lambda line: None)
        made.publisher.shutdown()
        told = [(one.child, one.episode) for one in made.plan.expected]
        assert len(told) == len(set(told))
        assert ("no_show" in {one.reason for one in made.plan.expected}) == (months > 4)


def test_a_county_without_room_for_them_is_refused_with_what_to_do(tmp_path):
    done = CliRunner().invoke(app, ["demo", "--pupils", "100", "--months", "4"], env={"BAOXUE_HOME": str(tmp_path)})
    assert done.exit_code == 2 and "--pupils" in done.output and "--seed" in done.output


@pytest.mark.slow
@pytest.mark.parametrize(("pupils", "months", "seed"), [(600, 4, 2), (1_000, 5, 1), (2_000, 4, 1)])
def test_in_a_county_of_any_size_all_is_found_and_nothing_else(tmp_path, pupils, months, seed):
    assert_key(tmp_path, build(tmp_path, pupils, months, seed))


def test_an_act_for_a_leader_names_who_holds_the_post_that_day(county):
    """经办 X 代 镇长 Y: both names stay, a title is none; a clerk acts for the leader as the program would write it."""
    ledger = open_ledger(county.home)
    with ledger.read() as connection:
        held, given = posts.standing(connection), posts.standing_delegations(connection)
        acts = [e for e in events(connection).to_pylist() if e["post_id"]]
    ledger.close()
    assert len({e["on_behalf"] for e in acts}) > 5
    for act in acts:
        on = max(act["effective_on"], act["recorded_at"].date())
        viewer = viewer_of(held, act["post_id"], on, {}, given)
        leader, _ = represented(viewer, held, given, on)
        said = leader["person_name"] if leader and viewer.name == act["actor"] else None
        assert act["on_behalf"] == said, act
