"""The relation ``submission``: what each school sent, or did not send, for a month."""

from datetime import date, datetime, timedelta

import pyarrow as pa
import pyarrow.compute as pc
import sqlalchemy as sa

from baoxue.contracts.relations import RELATIONS
from baoxue.engine.parameters import month_bounds
from baoxue.intake.carrying import rows_waiting
from baoxue.ledger import submissions

KINDS = ("roll", "attendance")


def due_on(month: str, calendar: pa.Table, due_day: int) -> date:
    """The ``due_day``-th of the next month, or the first working day of offices after it."""
    _, last = month_bounds(month)
    day = last + timedelta(days=due_day)
    county = calendar.filter(
        (pc.field("calendar_id") == "county") & (pc.field("day") >= day) & pc.field("is_working_day")
    )
    return pc.min(county["day"]).as_py() or day


def closes_on(month: str, calendar: pa.Table) -> date:
    """The last school day of a month by the county's calendar; its last day where it has none."""
    days = calendar.filter(
        (pc.field("calendar_id") == "county") & (pc.field("month") == month) & pc.field("is_school_day")
    )
    return pc.max(days["day"]).as_py() or month_bounds(month)[1]


def due_day(threshold: pa.Table, on: date) -> int:
    """Day of the next month by which a month is due, as the dated row says."""
    row = threshold.filter(
        (pc.field("name") == "monthly_due_day") & (pc.field("valid_from") <= on) & (pc.field("valid_to") >= on)
    )
    return int(row["value"][0].as_py())


def month_rows(
    connection: sa.Connection,
    month: str,
    reference: dict[str, pa.Table],
    roll: pa.Table,
    attendance_days: pa.Table,
    through: int,
) -> pa.Table:
    """One row for every kind and school of compulsory education open in the month; ``missing`` where nothing came.
    Kindergartens, senior and vocational schools report no month; their classes elsewhere report no attendance."""
    first, last = month_bounds(month)
    due = due_on(month, reference["calendar"], due_day(reference["threshold"], last))
    closes = closes_on(month, reference["calendar"])
    classes = _classes(roll)
    taught = _classes(roll.filter(pc.is_in(roll["stage"], _compulsory(reference["code"], "stage"))))
    reported = _classes(attendance_days)
    reporting = _reporting_schools(reference, first, last)
    rows = []
    for kind in KINDS:
        attempts: dict[str, list[sa.Row]] = {}
        for row in submissions.attempts(connection, kind, month, through=through):
            attempts.setdefault(row.school_code, []).append(row)
        for school in reporting:
            came = attempts.get(school, [])
            kept = set(submissions.by_class(came)[0]) & classes.get(school, set())
            rows.append(
                {
                    **_judged(came, due, closes, kind),
                    "month": month,
                    "kind": kind,
                    "school_code": school,
                    "due_on": due,
                    "classes_due": len((taught if kind == "attendance" else classes).get(school, ())),
                    "classes_reported": len(reported.get(school, ())) if kind == "attendance" else len(kept),
                }
            )
    return pa.Table.from_pylist(rows, schema=RELATIONS["submission"].schema)


def _judged(came: list[sa.Row], due: date, closes: date, kind: str = "roll") -> dict:
    """What one school's attempts for a month and kind come to. Late or in time stays by the first accepted attempt,
    also where that one was given back; everything else counts what was not. Attendance sent before the month ``closes``
    says nothing of its end: where more came afterwards, that tells whether the month was in time."""
    back = submissions.given_back(came)
    sent = [row for row in came if row.state != submissions.RETURNED]
    accepted = [row for row in sent if submissions.brought_rows(row)]
    valid = [row for row in accepted if row.id not in back]
    whole = [row for row in accepted if kind != "attendance" or row.received_at.date() >= closes]
    first: datetime | None = (whole or accepted)[0].received_at if accepted else None
    standing, _ = submissions.by_class(came)
    waiting = rows_waiting(came)
    is_nil = any(row.is_nil for row in valid)
    return {
        "state": _state(came, accepted, bool(waiting), is_nil and not standing),
        "first_accepted_at": first,
        "last_received_at": sent[-1].received_at if sent else None,
        "is_on_time": first.date() <= due if first else None,
        "is_nil": is_nil,
        "is_corrected": _is_corrected(valid, closes),
        "rows_accepted": sum(row.classes[key] for key, row in standing.items()),
        "rows_waiting": waiting,
    }


def _is_corrected(valid: list[sa.Row], closes: date) -> bool:
    """Whether a file replaced a class of an earlier one once the month had closed: sheets of a month still going on
    are followed by the next as a matter of course."""
    whole = [row for row in valid if row.classes and row.received_at.date() >= closes]
    return any(
        set(later.classes) & set(earlier.classes)
        for place, later in enumerate(whole)
        for earlier in whole[:place]
        if later.normal_sha != earlier.normal_sha
    )


def _state(came: list[sa.Row], accepted: list[sa.Row], waits: bool, is_nil: bool) -> str:
    """returned, until something was accepted after the newest return | waiting | missing | nil | received."""
    newest_return = max((row.id for row in came if row.state == submissions.RETURNED), default=0)
    if newest_return and not any(row.id > newest_return for row in accepted):
        return "returned"
    if waits:
        return "waiting"
    return "missing" if not accepted else "nil" if is_nil else "received"


def open_schools(schools: pa.Table, first: date, last: date) -> list[str]:
    """Codes of the schools that stand on some day of the span."""
    standing = schools.filter((pc.field("valid_from") <= last) & (pc.field("valid_to") >= first))
    return sorted(set(standing["school_code"].to_pylist()))


def _reporting_schools(reference: dict[str, pa.Table], first: date, last: date) -> list[str]:
    """Open schools but those whose kind is known to lie outside compulsory education."""
    codes = reference["code"].filter(pc.field("code_set") == "school_kind")
    others = pc.unique(codes.filter(pc.is_null(codes["parent"]))["code"])
    schools = reference["school"]
    return open_schools(schools.filter(pc.invert(pc.is_in(schools["kind"], others.cast(pa.string())))), first, last)


def _compulsory(codes: pa.Table, code_set: str) -> pa.Array:
    return codes.filter((pc.field("code_set") == code_set) & (pc.field("parent") == "compulsory"))[
        "code"
    ].combine_chunks()


def _classes(rows: pa.Table) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for row in (
        rows.select(["school_code", "class_key"]).group_by(["school_code", "class_key"]).aggregate([]).to_pylist()
    ):
        found.setdefault(row["school_code"], set()).add(row["class_key"])
    return found
