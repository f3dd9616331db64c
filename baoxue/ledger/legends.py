"""The signs that a school uses on its attendance sheets, as last confirmed."""

from datetime import datetime

import sqlalchemy as sa

from baoxue.ledger.tables import legend


def saved(connection: sa.Connection) -> dict[str, dict[str, str]]:
    """school_code → sign → mark, for every school that has one."""
    return {row.school_code: row.signs for row in connection.execute(sa.select(legend))}


def save(connection: sa.Connection, school_code: str, signs: dict[str, str], at: datetime) -> None:
    connection.execute(legend.delete().where(legend.c.school_code == school_code))
    connection.execute(legend.insert().values(school_code=school_code, signs=signs, saved_at=at))
