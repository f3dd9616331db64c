"""Who and where each child of a month is, is stored when the month is published: what is stored equals what the
query gives over all months' files, and a snapshot from before it was stored answers the same."""

import pyarrow as pa
import pytest

from baoxue.contracts.relations import RELATIONS
from baoxue.contracts.relations_derived import COMPUTED
from baoxue.engine import Instance, bind
from baoxue.engine.derive import PLACES
from baoxue.engine.queries import queries
from baoxue.ledger import open_ledger
from baoxue.publish import publish
from baoxue.settings import ROOT
from baoxue.snapshots import open_snapshot
from tests.conftest import AS_OF

FILES = queries(ROOT / "queries")


def files_in(home, n: int | None = None) -> dict:
    ledger = open_ledger(home)
    snapshot = open_snapshot(home, ledger, n)
    ledger.close()
    return dict(snapshot.files)


def answer(files: dict, name: str) -> pa.Table:
    instance = Instance(files, FILES)
    try:
        return instance.ask(name, bind("2018-12", AS_OF, 0))
    finally:
        instance.close()


def without_places(files: dict) -> dict:
    return {name: paths for name, paths in files.items() if name not in PLACES}


@pytest.mark.parametrize("name", PLACES)
def test_what_each_month_stored_is_what_all_months_give(county, name):
    files = files_in(county.home)
    contract = RELATIONS[name]
    stored, computed = (
        contract.conform(answer(f, name.replace("drv_", "dim_"))) for f in (files, without_places(files))
    )
    assert stored.num_rows > 2_000 * 4
    assert stored.equals(computed)


def test_every_stored_place_can_be_computed():
    assert set(PLACES) < COMPUTED


def test_an_area_that_changes_moves_the_children_of_every_month(own_county):
    before = answer(files_in(own_county), "dim_child")
    folder = own_county / "reference"
    lines = (folder / "areas.csv").read_text(encoding="utf-8").splitlines()
    heading = lines[0].split(",")
    code, successor = heading.index("area_code"), heading.index("successor_code")
    villages = [line.split(",") for line in lines[1:] if len(line.split(",")[code]) == 12]
    gone, stays = villages[0][code], villages[1][code]
    assert gone in before["village_code"].to_pylist()
    changed = [
        ",".join([*cells[:successor], stays, *cells[successor + 1 :]])
        if (cells := line.split(","))[code] == gone
        else line
        for line in lines
    ]
    (folder / "areas.csv").write_text("\n".join(changed) + "\n", encoding="utf-8")
    assert publish(own_county, AS_OF).is_new
    files = files_in(own_county)
    after = answer(files, "dim_child")
    assert gone not in after["village_code"].to_pylist()
    assert (
        RELATIONS["drv_child"]
        .conform(after)
        .equals(RELATIONS["drv_child"].conform(answer(without_places(files), "dim_child")))
    )


def test_a_home_from_before_it_was_stored_is_completed_by_the_next_publication(own_county):
    import sqlalchemy as sa

    ledger = open_ledger(own_county)
    with ledger.write() as connection:
        connection.execute(sa.text("delete from part where relation in ('drv_child', 'drv_household_child')"))
    ledger.close()
    older = files_in(own_county)
    assert not set(PLACES) & older.keys()
    computed = RELATIONS["drv_child"].conform(answer(older, "dim_child"))
    assert publish(own_county, AS_OF).is_new
    files = files_in(own_county)
    assert len(files["drv_child"]) == len(files["roll"])
    assert RELATIONS["drv_child"].conform(answer(files, "dim_child")).equals(computed)
