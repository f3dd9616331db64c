"""What the rolls said of each child over the months: drawn, against a plain answer, and continued month by month."""

from datetime import datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from baoxue.contracts.relations import RELATIONS
from baoxue.engine import Instance
from baoxue.engine.derive import STRETCHES, stretches, until
from baoxue.ledger import open_ledger
from baoxue.publish import publish
from tests.conftest import AS_OF
from tests.derive.test_places import answer, files_in
from tests.spec import check, reference_rows, shipped_queries

CONTRACT = RELATIONS[STRETCHES]
MONTHS = ("2018-10", "2018-11", "2018-12", "2019-01", "2019-02")
ROLL = "month | child_key | school_code | class_key | stage | grade | status | status_since | on_roll_from | on_roll_to | transfer_to | carried_from\n"


def test_a_stretch_ends_where_the_roll_says_another_thing(engine):
    check(
        engine,
        STRETCHES,
        given={
            "roll": ROLL
            + """
            2018-11 | 1 | A | A1 | primary | 3 | 01 | .          | . | . | . | .
            2018-12 | 1 | A | A1 | primary | 3 | 01 | .          | . | . | . | .
            2019-01 | 1 | A | A1 | primary | 3 | 10 | 2019-01-08 | . | . | B | .
            2018-11 | 2 | A | A1 | primary | 3 | 01 | .          | . | . | . | .
            2019-01 | 2 | A | A1 | primary | 3 | 01 | .          | . | . | . | .
            2018-11 | 3 | A | A1 | primary | . | 01 | .          | . | . | . | .
            2018-12 | 3 | A | A1 | primary | . | 01 | .          | . | . | . | 2018-11
            2019-01 | 3 | A | A1 | primary | . | 01 | .          | . | . | . | 2018-11
            2018-11 | 4 | A | A1 | primary | 6 | 01 | .          | . | . | . | .
            2018-11 | 4 | B | B1 | junior  | 7 | 01 | .          | . | . | . | .
            """
        },
        expect="""
            child_key | school_code | first_month | last_month | class_key | stage   | grade | status | status_since | status_until | transfer_to | carried_from
            1         | A           | 2018-11     | 2018-12    | A1        | primary | 3     | 01     | .            | .            | .           | .
            1         | A           | 2019-01     | 2019-01    | A1        | primary | 3     | 10     | 2019-01-08   | .            | B           | .
            2         | A           | 2018-11     | 2018-11    | A1        | primary | 3     | 01     | .            | .            | .           | .
            2         | A           | 2019-01     | 2019-01    | A1        | primary | 3     | 01     | .            | .            | .           | .
            3         | A           | 2018-11     | 2018-11    | A1        | primary | .     | 01     | .            | .            | .           | .
            3         | A           | 2018-12     | 2019-01    | A1        | primary | .     | 01     | .            | .            | .           | 2018-11
            4         | A           | 2018-11     | 2018-11    | A1        | primary | 6     | 01     | .            | .            | .           | .
            4         | B           | 2018-11     | 2018-11    | B1        | junior  | 7     | 01     | .            | .            | .           | .
        """,
    )


def test_of_several_classes_of_a_school_the_one_where_the_child_still_is(engine):
    check(
        engine,
        "bld_roll_piece",
        given={
            "roll": ROLL
            + """
            2018-11 | 1 | A | A1 | primary      | 3 | 01 | . | .          | 2018-11-12 | . | .
            2018-11 | 1 | A | A2 | primary      | 3 | 01 | . | 2018-11-12 | .          | . | .
            2018-11 | 2 | A | A1 | primary      | 3 | 01 | . | 2018-09-01 | .          | . | .
            2018-11 | 2 | A | A2 | primary      | 3 | 10 | . | 2018-11-05 | .          | . | .
            2018-11 | 3 | A | A0 | kindergarten | . | 01 | . | .          | .          | . | .
            2018-11 | 3 | A | A1 | primary      | 1 | 01 | . | .          | 2018-11-12 | . | .
            """
        },
        expect="""
            child_key | school_code | first_month | last_month | class_key | stage   | grade | status | status_since | status_until | transfer_to | carried_from
            1         | A           | 2018-11     | 2018-11    | A2        | primary | 3     | 01     | .            | .            | .           | .
            2         | A           | 2018-11     | 2018-11    | A2        | primary | 3     | 10     | .            | .            | .           | .
            3         | A           | 2018-11     | 2018-11    | A1        | primary | 1     | 01     | .            | .            | .           | .
        """,
    )


def test_a_day_in_the_past_sees_no_later_month_and_a_carried_roll_says_nothing_new(engine):
    check(
        engine,
        "bld_roll_stretch",
        given={
            "roll": ROLL
            + """
            2018-10 | 1 | A | A1 | primary | 3 | 01 | . | . | . | . | .
            2018-11 | 1 | A | A1 | primary | 3 | 01 | . | . | . | . | .
            2018-12 | 1 | A | A1 | primary | 3 | 01 | . | . | . | . | .
            2018-10 | 2 | B | B1 | primary | 3 | 01 | . | . | . | . | 2018-09
            2018-12 | 3 | A | A1 | primary | 3 | 01 | . | . | . | . | .
            """
        },
        expect="""
            child_key | school_code | first_month | last_month | class_key | stage   | grade | status | status_since | status_until | transfer_to | sent_month | is_sent
            1         | A           | 2018-10     | 2018-11    | A1        | primary | 3     | 01     | .            | .            | .           | 2018-11    | 1
            2         | B           | 2018-10     | 2018-10    | B1        | primary | 3     | 01     | .            | .            | .           | 2018-09    | 0
        """,
        as_of="2018-11-30",
    )


def _plain(rows: list[dict]) -> list[tuple]:
    """The stretches, by walking each child's months at each school."""
    by_place: dict[tuple, list[dict]] = {}
    for row in rows:
        by_place.setdefault((row["child_key"], row["school_code"]), []).append(row)
    found = []
    for place, own in by_place.items():
        said, since, through = None, "", ""
        for row in sorted(own, key=lambda r: r["month"]):
            words = (row["class_key"], row["status"], row["status_since"], row["transfer_to"], row["carried_from"])
            follows = through and MONTHS.index(row["month"]) == MONTHS.index(through) + 1
            if words != said or not follows:
                if said:
                    found.append((*place, since, through, *said))
                said, since = words, row["month"]
            through = row["month"]
        found.append((*place, since, through, *said))
    return sorted(found, key=repr)


def _rolls(folder: Path, rows: list[dict], months: tuple[str, ...]) -> dict[str, list[Path]]:
    contract = RELATIONS["roll"]
    schema = pa.schema([(c.name, c.type) for c in contract.columns])
    files: dict[str, list[Path]] = {"code": [folder / "code.parquet"], "roll": []}
    pq.write_table(reference_rows("code"), folder / "code.parquet")
    blank = {c.name: None for c in contract.columns}
    for month in months:
        path = folder / f"{month}.parquet"
        pq.write_table(pa.Table.from_pylist([blank | r for r in rows if r["month"] == month], schema), path)
        files["roll"].append(path)
    return files


said = st.sampled_from([("01", None, None), ("01", None, None), ("10", "2018-10-12", "B"), ("02", "2018-11-01", None)])
line = st.tuples(st.sampled_from(MONTHS), st.integers(1, 3), st.sampled_from("AB"), st.sampled_from("12"), said, st.booleans())  # fmt: skip


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(line, min_size=1, max_size=24, unique_by=lambda r: r[:3]), st.sampled_from(MONTHS), st.booleans(), st.data()
)  # fmt: skip
def test_continued_from_any_month_it_is_what_all_months_give(tmp_path, lines, first, is_corrected, data):
    rows = [
        dict(month=month, child_key=child, school_code=school, class_key=f"{school}{no}", stage="primary", grade=3,
             status=status, status_since=since and datetime.fromisoformat(since).date(), transfer_to=to,
             carried_from="2018-09" if carried else None)
        for month, child, school, no, (status, since, to), carried in lines
    ]  # fmt: skip
    # before the correction the months from ``first`` on said other things
    earlier = [r for r in rows if r["month"] < first]
    standing = earlier + ([dict(r, status="06") for r in rows if r["month"] >= first] if is_corrected else [])
    queries = shipped_queries()
    before = stretches(_rolls(tmp_path, standing, MONTHS), MONTHS[0], None, queries, AS_OF)
    since = tuple(m for m in MONTHS if m >= first)
    continued = stretches(_rolls(tmp_path, rows, since), first, before, queries, AS_OF)
    anew = stretches(_rolls(tmp_path, rows, MONTHS), MONTHS[0], None, queries, AS_OF)
    assert continued.equals(anew)
    names = ("child_key", "school_code", "first_month", "last_month", "class_key", "status", "status_since", "transfer_to",
             "carried_from")  # fmt: skip
    assert sorted((tuple(r[n] for n in names) for r in anew.to_pylist()), key=repr) == _plain(rows)
    assert until(anew, first).equals(stretches(_rolls(tmp_path, earlier, MONTHS), MONTHS[0], None, queries, AS_OF))


def stored_and_computed(files: dict) -> tuple[pa.Table, pa.Table]:
    rest = {name: paths for name, paths in files.items() if name != STRETCHES}
    found = []
    for given_files in (files, rest):
        instance = Instance(given_files, shipped_queries())
        try:
            found.append(CONTRACT.conform(instance.run(instance.queries.render_text(f"select * from {STRETCHES}", instance.leaves).sql)))  # noqa: S608 # fmt: skip
        finally:
            instance.close()
    return found[0], found[1]


def test_what_publications_stored_is_what_all_rolls_give(county):
    stored, computed = stored_and_computed(files_in(county.home))
    assert stored.num_rows > 2_000
    assert stored.equals(computed)


def test_a_home_from_before_it_was_stored_is_completed_by_the_next_publication(own_county):
    import sqlalchemy as sa

    ledger = open_ledger(own_county)
    with ledger.write() as connection:
        connection.execute(sa.text(f"delete from part where relation = '{STRETCHES}'"))  # noqa: S608
    ledger.close()
    older = files_in(own_county)
    assert STRETCHES not in older
    asked = answer(older, "bld_unreceived")
    assert publish(own_county, AS_OF).is_new
    files = files_in(own_county)
    stored, computed = stored_and_computed(files)
    assert stored.equals(computed)
    assert sorted(answer(files, "bld_unreceived").to_pylist(), key=repr) == sorted(asked.to_pylist(), key=repr)
