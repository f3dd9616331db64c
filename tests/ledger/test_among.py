"""Many values at once: more than a statement may have parameters, whatever stands in them."""

import sqlalchemy as sa

from baoxue.ledger.among import among

_TABLE = sa.Table("held", sa.MetaData(), sa.Column("key", sa.Integer), sa.Column("name", sa.String, index=True))


def _asked(column, values, rows):
    engine = sa.create_engine("sqlite://")
    with engine.begin() as connection:
        _TABLE.metadata.create_all(connection)
        connection.execute(_TABLE.insert(), [{"key": key, "name": name} for key, name in rows])
        plan = connection.execute(
            sa.text("explain query plan select * from held where name in (select value from json_each('[]'))")
        )
        assert "USING INDEX" in str(plan.all())
        return {key for (key,) in connection.execute(sa.select(_TABLE.c.key).where(among(column, values)))}


def test_more_values_than_a_statement_takes_parameters():
    rows = [(n, f"{n}") for n in range(40_000)]
    assert _asked(_TABLE.c.key, range(10, 39_990), rows) == set(range(10, 39_990))


def test_names_and_numbers_are_taken_as_they_are_written():
    """A number written as text is that text; a quotation mark, a dot of a name and a lost letter change nothing."""
    rows = [(1, "古丽·买买提"), (2, '61"0829'), (3, "610829"), (4, "L6108"), (5, "王"), (6, None)]
    assert _asked(_TABLE.c.name, {"古丽·买买提", '61"0829', "610829", "无此人"}, rows) == {1, 2, 3}
    assert _asked(_TABLE.c.name, {"61082"}, rows) == set()


def test_of_no_values_nothing_is_one():
    assert _asked(_TABLE.c.name, set(), [(1, "王"), (2, None)]) == set()
