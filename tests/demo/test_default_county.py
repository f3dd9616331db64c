"""What a first start invents, 15,000 pupils in sixteen months, against its answer key: built once for this file alone."""

import pytest

from baoxue.demo import build
from baoxue.demo.handover import FIRST_COUNT, SECOND_COUNT
from baoxue.demo.list_above import ANSWERS
from tests.conftest import BuiltCounty
from tests.demo.test_checks import CANNOT, CHECKS, assert_checks, rows_of
from tests.demo.test_handover import end_of, line
from tests.demo.test_key import assert_key, assert_ledger, assert_list

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def default_county(tmp_path_factory):
    home = tmp_path_factory.mktemp("default_county")
    return BuiltCounty(home, build(home, seed=1), pupils=15_000, months=16)


def test_all_is_found_and_nothing_else(default_county):
    home, built = default_county.home, default_county.built
    assert_key(home, built)
    assert_ledger(home, built)
    assert len(built.expected) > 60
    assert sum(ANSWERS.values()) == 412
    assert_list(home, built, default_county.pupils)


def test_of_1604_all_but_five_are_handed_over(default_county):
    usual = {"elsewhere_pending": 3, "suspended": 2, "home_teaching": 1}
    assert line(default_county.home, end_of(FIRST_COUNT)) == {
        "registered": 1566, "elsewhere_proved": 27, "missing": 5, **usual
    }  # fmt: skip
    assert line(default_county.home, end_of(SECOND_COUNT)) == {
        "registered": 1567, "elsewhere_proved": 28, "missing": 3, **usual
    }  # fmt: skip


def test_every_check_has_a_planted_case(default_county):
    """Among them a pupil left on the roll of a closed school, for which a small county has none."""
    assert_checks(default_county.home, default_county.built)
    assert {r["check_name"] for r in rows_of(default_county.home)} == CHECKS - CANNOT.keys()
