"""What is invented is valid: numbers, places, classes; the same seed gives the same county."""

from stdnum.cn import ric

from baoxue.demo.children import invent
from baoxue.demo.county import invent as invent_county


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
