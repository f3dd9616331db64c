"""A table conforms to its relation, or every fault is named."""

import pyarrow as pa
import pytest

from baoxue.contracts.relation import ContractError, drawn

SEAT = drawn(
    "seat",
    1,
    "room place",
    False,
    "a drawn relation",
    """
    room   str   a
    place  int?  b
    note   str?  c
    """,
)


def table(*rows: tuple) -> pa.Table:
    return pa.Table.from_pylist([dict(zip(("room", "place", "note"), row, strict=True)) for row in rows])


def test_rows_are_ordered_by_the_grain_and_typed():
    found = SEAT.conform(table(("b", 1, "x"), ("a", 2, None), ("a", 1, "y")))
    assert found.to_pylist() == [
        {"room": "a", "place": 1, "note": "y"},
        {"room": "a", "place": 2, "note": None},
        {"room": "b", "place": 1, "note": "x"},
    ]
    assert found.schema.field("place").type == pa.int32()


@pytest.mark.parametrize(
    ("rows", "doubled"),
    [
        ([("a", 1, "x"), ("b", 1, "x"), ("a", 1, "y")], True),
        ([("a", None, "x"), ("b", 1, None), ("a", None, "y")], True),
        ([("a", None, "x"), ("a", 1, "x"), ("b", None, "x")], False),
        ([("a", 1, "x")], False),
    ],
)
def test_two_rows_of_one_grain_are_refused(rows, doubled):
    if not doubled:
        assert SEAT.conform(table(*rows)).num_rows == len(rows)
        return
    with pytest.raises(ContractError, match=r"seat: more than one row for \[.*'room': 'a'"):
        SEAT.conform(table(*rows))


def test_missing_unknown_and_empty_columns_are_named_together():
    with pytest.raises(ContractError, match=r"missing column place; .*unknown column colour"):
        SEAT.conform(pa.table({"room": ["a"], "note": ["x"], "colour": ["red"]}))
    with pytest.raises(ContractError, match="room is empty in 1 rows"):
        SEAT.conform(pa.table({"room": pa.array([None], pa.string()), "place": [1], "note": ["x"]}))
