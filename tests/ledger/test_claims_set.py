"""Lines of a list matched as sets: the same answers as line by line, whatever register and list."""

from datetime import date, datetime

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from baoxue.ledger import open_ledger
from baoxue.ledger.claims import match_claims
from baoxue.ledger.claims_set import columns_of, lay_out, match_set
from baoxue.ledger.identity import merge, register
from baoxue.ledger.identity_search import Incoming, Match
from tests.intake.made import id_number

DAYS = [date(2008, 1, 1), date(2008, 1, 2)]
NUMBERS = [id_number(n, day) for n in range(3) for day in DAYS]
NAMES = st.sampled_from(["张小明", "张 小明", "李红", "王平", "买买提·艾力"])
PLACES = st.sampled_from([None, "610830100201", "610830100202"])
KNOWN = st.builds(
    Incoming, NAMES, st.none(), st.none(), st.just("1"), st.sampled_from([None, *DAYS]),
    st.sampled_from([None, "S1"]), area_code=PLACES,
)  # fmt: skip
LISTED = st.builds(
    Incoming, NAMES, st.sampled_from([None, *NUMBERS, id_number(9)]), st.none(), st.just("1"),
    st.sampled_from([None, *DAYS]), st.sampled_from([None, "S1"]), area_code=PLACES,
    birth_month=st.sampled_from([None, None, "2008-01"]),
)  # fmt: skip


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(KNOWN, max_size=7), st.permutations(NUMBERS), st.lists(st.sampled_from(["id", "student", "none"]), min_size=7,
       max_size=7), st.booleans(), st.lists(LISTED, max_size=8))  # fmt: skip
def test_as_sets_as_line_by_line(tmp_path_factory, known, numbers, borne, is_doubled, listed):
    ledger = open_ledger(tmp_path_factory.mktemp("set"))
    rows = [
        Incoming(k.name, number if kind == "id" else None, f"G{number}" if kind == "student" else None, k.sex, k.birth_date,
                 k.school_code, area_code=k.area_code)
        for k, number, kind in zip(known, numbers, borne, strict=False)
    ]  # fmt: skip
    try:
        with ledger.write() as connection:
            keys = register(connection, rows, [Match("new")] * len(rows), datetime(2018, 9, 1), "x")
            if is_doubled and len(keys) > 1:
                merge(connection, keys[0], keys[1], "同一人", "x", datetime(2018, 9, 2))
        with ledger.read() as connection:
            one_by_one = match_claims(connection, listed, may_create=True)
            together = match_set(lay_out(connection), columns_of(listed)).matches()
    finally:
        ledger.close()
    assert together == one_by_one


def test_an_empty_list_and_an_empty_register(tmp_path):
    ledger = open_ledger(tmp_path)
    with ledger.read() as connection:
        assert match_set(lay_out(connection), columns_of([])).matches() == []
        row = Incoming("张小明", NUMBERS[0], None, "1", DAYS[0], None)
        assert match_set(lay_out(connection), columns_of([row])).matches() == [Match("new")]
    ledger.close()
