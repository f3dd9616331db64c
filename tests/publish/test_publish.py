"""Publishing: old or new, never mixed; what stands, what is carried forward, and what an older snapshot shows."""

import csv
import os
import random
import signal
import subprocess
import sys
import time
from datetime import date, datetime, timedelta
from types import SimpleNamespace

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest
import sqlalchemy as sa

from baoxue.contracts.relations import RELATIONS
from baoxue.demo import _County
from baoxue.demo.books import Month
from baoxue.engine.parameters import month_bounds
from baoxue.intake import Sending, submit_many
from baoxue.intake.carrying import Spoken
from baoxue.ledger import Refused, cases, catalogue, identity, leases, newest_number, open_ledger, submissions
from baoxue.ledger.submissions import Submission
from baoxue.ledger.tables import child_number, lease, part
from baoxue.publish import merge, publish, sweep
from baoxue.publish.reporting import _is_corrected, _judged, due_on
from baoxue.reference import load
from baoxue.settings import ROOT
from baoxue.snapshots import open_snapshot
from baoxue.store import SUBMISSIONS, Damaged, Store

SCHOOL = "2161083001"
LATER = datetime(2018, 12, 20, 19)


@pytest.fixture
def schools(own_county):
    """The copy of the county with what makes books for it."""
    made = _County(own_county, 2_000, 5, 1, lambda line: None)
    made.publisher.shutdown()
    return made


def resend(schools, code: str, month: str, at: datetime = LATER, only=()):
    """One school's attendance of a month once more, ordinary marks drawn anew."""
    book = Month(schools.children, schools.plan, month).attendance_book(
        code, schools._days(month, min(month_bounds(month)[1], date(2018, 12, 20))), 1, schools.draw, only
    )
    return submit_many(schools.home, [Sending(book, code, month, "学籍管理员", at)])


def rows(home, relation: str, month: str, n: int | None = None):
    ledger = open_ledger(home)
    snapshot = open_snapshot(home, ledger, n)
    ledger.close()
    table = pq.ParquetDataset([str(p) for p in snapshot.files[relation]]).read()
    return table.filter(pc.equal(table["month"], month))


def numbers(home):
    ledger = open_ledger(home)
    with ledger.read() as connection:
        found = [s.n for s in catalogue.snapshots(connection)], newest_number(connection)
    ledger.close()
    return found


def test_nothing_new_is_no_new_snapshot(own_county):
    before = numbers(own_county)
    done = publish(own_county, LATER)
    assert not done.is_new and numbers(own_county) == before


def test_a_corrected_class_replaces_that_class_and_the_old_snapshot_reopens_as_it_was(schools):
    home = schools.home
    before, (ns, _) = rows(home, "attendance", "2018-11"), numbers(home)
    key = Month(schools.children, schools.plan, "2018-11").by_school[SCHOOL][0]
    resend(schools, SCHOOL, "2018-11", only=[key])
    done = publish(home, LATER)
    after = rows(home, "attendance", "2018-11")
    assert done.is_new and done.months == ["2018-11", "2018-12"]
    same = pc.not_equal(before["class_key"], key)
    assert after.filter(pc.not_equal(after["class_key"], key)).equals(before.filter(same))
    assert not after.equals(before)
    assert rows(home, "attendance", "2018-11", ns[-1]).equals(before)
    assert publish(home, LATER).is_new is False


def test_what_came_after_the_newest_one_considered_waits_for_the_next_publication(schools):
    home = schools.home
    before = rows(home, "attendance", "2018-11")
    ledger = open_ledger(home)
    with ledger.read() as connection:
        through = submissions.newest_id(connection)
    ledger.close()
    resend(schools, SCHOOL, "2018-11")
    assert not publish(home, LATER, through=through).is_new
    assert rows(home, "attendance", "2018-11").equals(before)
    assert publish(home, LATER, threads=1).is_new
    assert not rows(home, "attendance", "2018-11").equals(before)


def test_months_published_before_a_derivation_was_stored_are_derived_anew(own_county):
    before = rows(own_county, "drv_child_run", "2018-12")
    ledger = open_ledger(own_county)
    with ledger.write() as connection:
        connection.execute(sa.delete(part).where(part.c.relation == "drv_second_roll", part.c.month != "2018-12"))
    ledger.close()
    done = publish(own_county, LATER)
    assert done.is_new and done.months == ["2018-08", "2018-09", "2018-10", "2018-11", "2018-12"]
    assert rows(own_county, "drv_second_roll", "2018-09") is not None
    assert rows(own_county, "drv_child_run", "2018-12").equals(before)
    assert publish(own_county, LATER).is_new is False


def test_a_silent_school_keeps_its_roll_marked_and_has_no_attendance(county):
    silent = pc.field("school_code") == "2161083080"
    roll = rows(county.home, "roll", "2018-12").filter(silent)
    assert roll.num_rows and set(roll["carried_from"].to_pylist()) == {"2018-10"}
    quiet = pc.field("school_code") == "2161083050"
    assert rows(county.home, "attendance", "2018-11").filter(quiet).num_rows == 0
    report = rows(county.home, "submission", "2018-11").filter(quiet & (pc.field("kind") == "attendance"))
    assert report["state"].to_pylist() == ["missing"]


def test_no_name_or_number_stands_in_any_stored_file(county):
    words = [c.name.encode() for c in _County(county.home, 2_000, 5, 1, lambda line: None).children[:40]]
    ledger = open_ledger(county.home)
    snapshot = open_snapshot(county.home, ledger)
    ledger.close()
    for paths in snapshot.files.values():
        for path in paths:
            table = pq.read_table(path, partitioning=None)
            for column in table.columns:
                if column.type == "string":
                    assert not {v.encode() for v in pc.unique(column).to_pylist() if v} & set(words), path


@pytest.mark.parametrize(
    "month, due", [("2018-09", date(2018, 10, 8)), ("2018-11", date(2018, 12, 3)), ("2018-12", date(2019, 1, 3))]
)
def test_a_month_is_due_on_the_third_or_the_first_working_day_after(tmp_path, month, due):
    assert due_on(month, load(tmp_path)["calendar"], 3) == due


def flip(path):
    """One bit, as a disk loses it."""
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 4
    os.chmod(path, 0o644)
    path.write_bytes(content)


def test_a_damaged_file_is_refused_by_name(own_county):
    ledger = open_ledger(own_county)
    victim = open_snapshot(own_county, ledger).files["roll"][0]
    flip(victim)
    with pytest.raises(Damaged, match=victim.name):
        open_snapshot(own_county, ledger)
    ledger.close()


def test_what_a_damaged_submission_says_is_not_published(schools):
    home = schools.home
    resend(schools, SCHOOL, "2018-11")
    ledger = open_ledger(home)
    with ledger.read() as connection:
        stand = submissions.standing(connection, "attendance", "2018-11", submissions.newest_id(connection))
    ledger.close()
    other = next(school for school in stand if school != SCHOOL)
    victim = Store(home).path(next(iter(stand[other].values())).normal_sha, SUBMISSIONS)
    flip(victim)
    before = numbers(home)
    with pytest.raises(Damaged, match=victim.name):
        publish(home, LATER)
    assert numbers(home) == before
    done = subprocess.run([sys.executable, "-m", "baoxue", "publish"], cwd=ROOT, capture_output=True, text=True,
                          env={**os.environ, "BAOXUE_HOME": str(home), "BAOXUE_AS_OF": LATER.isoformat()})  # fmt: skip
    assert done.returncode == 2 and victim.name in done.stderr and "Traceback" not in done.stderr


def test_publishing_asks_no_damaged_part(schools):
    ledger = open_ledger(schools.home)
    victim = open_snapshot(schools.home, ledger).files["class_day"][0]
    ledger.close()
    resend(schools, SCHOOL, "2018-11")
    flip(victim)
    with pytest.raises(Damaged, match=victim.name):
        publish(schools.home, LATER)


def test_a_second_publish_is_told_to_wait_and_a_dead_one_does_not_block(own_county):
    ledger = open_ledger(own_county)
    with leases.held(ledger), pytest.raises(Refused) as refused:
        publish(own_county, LATER)
    assert refused.value.code == "busy"
    ledger.close()
    assert publish(own_county, LATER) is not None


def test_a_double_record_is_one_child_from_the_next_publication_on(own_county):
    before, (ns, _) = rows(own_county, "roll", "2018-12"), numbers(own_county)
    double, child = before["child_key"].to_pylist()[:2]
    ledger = open_ledger(own_county)
    with ledger.write() as connection:
        identity.merge(connection, double, child, "同一人", "基教股", LATER)
    ledger.close()
    assert publish(own_county, LATER).is_new
    for relation in ("roll", "attendance", "drv_pupil_month", "drv_child_run"):
        assert double not in rows(own_county, relation, "2018-12")["child_key"].to_pylist(), relation
    attendance = rows(own_county, "attendance", "2018-12").filter(pc.field("child_key") == child)
    days = attendance.select(["class_key", "day"]).to_pylist()
    assert days and len(days) == len({(d["class_key"], d["day"]) for d in days})
    assert rows(own_county, "roll", "2018-12", ns[-1]).equals(before)


def test_records_joined_while_a_publication_runs_are_one_child_from_the_next_one_on(schools):
    """What it found of them meanwhile opens no case either: the next publication knows them as one."""
    home, before = schools.home, rows(schools.home, "roll", "2018-12")
    child = next(c for c in schools.children if (c.class_in(2018) or "").startswith(SCHOOL)
                 and c.n not in schools.plan.taken)  # fmt: skip
    schools.plan.absent(child, [date(2018, 12, d) for d in range(3, 20) if date(2018, 12, d).weekday() < 5])
    ledger = open_ledger(home)
    with ledger.read() as connection:
        (double,) = identity.found(connection, child.id_number)
        taken = {double, *cases.heads(connection)}
    standing = next(key for key in before["child_key"].to_pylist() if key not in taken)
    acts: list[int] = []

    def join(line: object) -> None:
        with ledger.write() as connection:
            acts.append(identity.merge(connection, double, standing, "同一人", "基教股", LATER)) if not acts else None

    resend(schools, SCHOOL, "2018-12")
    assert publish(home, LATER, join).is_new and acts
    assert double in rows(home, "roll", "2018-12")["child_key"].to_pylist()
    with ledger.read() as connection:
        assert cases.heads(connection, [double, standing]) == {}
        assert newest_number(connection) >= acts[0] > catalogue.snapshots(connection)[-1].ledger_seq
    assert publish(home, LATER + timedelta(hours=1)).is_new
    for relation in ("roll", "attendance", "drv_child_run"):
        assert double not in rows(home, relation, "2018-12")["child_key"].to_pylist(), relation
    assert not publish(home, LATER + timedelta(hours=2)).is_new
    ledger.close()


def test_a_school_closed_by_the_county_is_no_longer_carried_nor_missing(own_county):
    listed = own_county / "reference" / "schools.csv"
    with listed.open(encoding="utf-8", newline="") as file:
        lines = list(csv.DictReader(file))
    for line in lines:
        if line["school_code"] == "2161083080":
            line["valid_to"] = "2018-11-15"
    with listed.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, lines[0])
        writer.writeheader()
        writer.writerows(lines)
    assert publish(own_county, LATER).months == ["2018-12"]
    closed = pc.field("school_code") == "2161083080"
    assert [rows(own_county, "roll", m).filter(closed).num_rows > 0 for m in ("2018-11", "2018-12")] == [True, False]
    assert rows(own_county, "submission", "2018-12").filter(closed).num_rows == 0


def send_rows(home, table, at):
    """An attempt whose rows no check has seen."""
    classes = {v["values"]: v["counts"] for v in pc.value_counts(table["class_key"]).to_pylist()}
    sha = Store(home).put_table(table, SUBMISSIONS).sha256
    ledger = open_ledger(home)
    with ledger.write() as connection:
        attempt = Submission("attendance", SCHOOL, "2018-12", at, "学籍管理员", "考勤.xlsx", "accepted",
                             normal_sha=sha, classes=classes, rows_accepted=table.num_rows)  # fmt: skip
        submissions.record(connection, [attempt])
    ledger.close()


def test_a_missing_row_would_read_as_presence_so_its_class_has_not_reported_the_day(own_county):
    own = pc.field("school_code") == SCHOOL
    held = rows(own_county, "attendance", "2018-12").filter(own)
    days = rows(own_county, "class_day", "2018-12")
    key, day = held["class_key"][0].as_py(), held["day"][0].as_py()
    lacking = (pc.field("class_key") == key) & (pc.field("day") == day)
    send_rows(own_county, held.slice(1), LATER)
    done = publish(own_county, LATER)
    assert done.is_new and not done.blocked
    assert rows(own_county, "attendance", "2018-12").filter(own).equals(held.filter(~lacking))
    assert rows(own_county, "class_day", "2018-12").equals(days.filter(~lacking))
    send_rows(own_county, held, LATER + timedelta(minutes=1))
    assert not publish(own_county, LATER + timedelta(minutes=2)).blocked
    assert rows(own_county, "attendance", "2018-12").filter(own).equals(held)
    assert rows(own_county, "class_day", "2018-12").equals(days)


def give_back(home, number: int, at: datetime = LATER) -> None:
    ledger = open_ledger(home)
    with ledger.write() as connection:
        submissions.give_back(connection, number, "缺六(2)班", "白雪", at)
    ledger.close()


def standing_attempts(home, kind: str, month: str, code: str = SCHOOL) -> set[int]:
    ledger = open_ledger(home)
    with ledger.read() as connection:
        found = submissions.by_class(submissions.attempts(connection, kind, month, code))[0]
    ledger.close()
    return {row.id for row in found.values()}


def sent(home, kind: str, month: str, code: str = SCHOOL, n: int | None = None) -> dict:
    found = rows(home, "submission", month, n).filter((pc.field("school_code") == code) & (pc.field("kind") == kind))
    return found.to_pylist()[0]


def test_returned_attendance_is_out_of_the_next_snapshot_and_comes_back_when_sent_anew(schools):
    home, own = schools.home, pc.field("school_code") == SCHOOL
    before, was, (ns, _) = rows(home, "attendance", "2018-11"), sent(home, "attendance", "2018-11"), numbers(home)
    assert was["is_on_time"] and before.filter(own).num_rows
    for number in standing_attempts(home, "attendance", "2018-11"):
        give_back(home, number)
    assert publish(home, LATER).is_new
    after, report = rows(home, "attendance", "2018-11"), sent(home, "attendance", "2018-11")
    assert after.filter(own).num_rows == 0 and after.equals(before.filter(~own))
    assert rows(home, "class_day", "2018-11").filter(own).num_rows == 0
    assert (report["state"], report["classes_reported"], report["rows_accepted"]) == ("returned", 0, 0)
    assert [report[k] for k in ("is_on_time", "first_accepted_at")] == [
        was[k] for k in ("is_on_time", "first_accepted_at")
    ]
    assert rows(home, "attendance", "2018-11", ns[-1]).equals(before)
    resend(schools, SCHOOL, "2018-11", LATER + timedelta(minutes=1))
    assert not publish(home, LATER + timedelta(minutes=2)).blocked
    report = sent(home, "attendance", "2018-11")
    assert (report["state"], report["is_on_time"], report["classes_reported"]) == ("received", True, was["classes_due"])
    assert rows(home, "attendance", "2018-11").filter(own).num_rows == before.filter(own).num_rows


def test_a_returned_roll_is_carried_from_the_month_before_like_that_of_a_silent_school(own_county):
    home, own = own_county, pc.field("school_code") == SCHOOL
    pupils = rows(home, "roll", "2018-12").filter(own)
    assert set(pupils["carried_from"].to_pylist()) == {None}
    for number in standing_attempts(home, "roll", "2018-12"):
        give_back(home, number)
    assert publish(home, LATER).is_new
    carried = rows(home, "roll", "2018-12").filter(own)
    assert set(carried["carried_from"].to_pylist()) == {"2018-11"}
    stayed = rows(home, "roll", "2018-11").filter(own & pc.field("on_roll_to").is_null())
    assert set(carried["child_key"].to_pylist()) == set(stayed["child_key"].to_pylist())
    assert sent(home, "roll", "2018-12")["state"] == "returned"


def test_a_returned_class_keeps_its_pupils_and_no_pupil_sits_twice():
    contract = RELATIONS["roll"]

    def roll(month, *held):
        given = [{**dict.fromkeys(contract.names), "month": month, "child_key": child, "school_code": SCHOOL,
                  "class_key": f"{SCHOOL}-P2013-0{n}", "stage": "primary", "grade": 6, "sex": "1", "status": "01",
                  "placement": "ordinary"} for child, n in held]  # fmt: skip
        return pa.Table.from_pylist(given, schema=contract.schema)

    before = roll("2018-11", (1, 1), (2, 1), (3, 2))
    now = roll("2018-12", (3, 2), (2, 2)).drop_columns(["carried_from"])
    said = Spoken(frozenset({f"{SCHOOL}-P2013-02"}), frozenset({SCHOOL}))
    made = merge.roll_of_month(now, said, before, "2018-12", {SCHOOL})
    held = [(r["child_key"], r["class_key"][-1], r["carried_from"]) for r in made.to_pylist()]
    assert sorted(held) == [(1, "1", "2018-11"), (2, "2", None), (3, "2", None)]


def judged(*came):
    """What attempts come to, drawn as (state, classes, rows waiting, returns, day)."""
    drawn = [
        SimpleNamespace(id=i, state=state, classes=dict.fromkeys(classes, 9), normal_sha="x" if classes else None,
                        rows_waiting=waits, findings=[], returns=returns, is_nil=not classes and state == "accepted",
                        received_at=datetime(2018, 12, day))
        for i, (state, classes, waits, returns, day) in enumerate(came, 1)
    ]  # fmt: skip
    found = _judged(drawn, date(2018, 12, 3), date(2018, 11, 30))
    return found["state"], found["is_on_time"], found["rows_accepted"], found["rows_waiting"]


@pytest.mark.parametrize(
    ("came", "expected"),
    [
        ([], ("missing", None, 0, 0)),
        ([("refused", "", 0, None, 1)], ("missing", None, 0, 0)),
        ([("accepted", "ab", 0, None, 1)], ("received", True, 18, 0)),
        ([("waiting", "a", 4, None, 1), ("refused", "", 0, None, 2)], ("waiting", True, 9, 4)),
        ([("accepted", "ab", 0, None, 1), ("returned", "", 0, 1, 5)], ("returned", True, 0, 0)),
        ([("waiting", "a", 4, None, 1), ("returned", "", 0, 1, 5)], ("returned", True, 0, 0)),
        ([("accepted", "ab", 0, None, 1), ("accepted", "b", 0, None, 2), ("returned", "", 0, 2, 5)], ("returned", True, 9, 0)),
        ([("accepted", "ab", 0, None, 1), ("returned", "", 0, 1, 5), ("refused", "", 0, None, 6)], ("returned", True, 0, 0)),
        ([("accepted", "ab", 0, None, 1), ("returned", "", 0, 1, 5), ("waiting", "a", 2, None, 6)], ("waiting", True, 9, 2)),
        ([("accepted", "ab", 0, None, 4), ("returned", "", 0, 1, 5), ("accepted", "ab", 0, None, 6)], ("received", False, 18, 0)),
        ([("accepted", "", 0, None, 1)], ("nil", True, 0, 0)),
        ([("accepted", "", 0, None, 1), ("returned", "", 0, 1, 2)], ("returned", True, 0, 0)),
    ],
)  # fmt: skip
def test_what_the_attempts_of_a_school_come_to(came, expected):
    assert judged(*came) == expected


@pytest.mark.parametrize(
    ("kind", "days", "first", "is_on_time"),
    [
        ("attendance", (9,), 9, True),  # whether it is whole the days of the classes tell
        ("attendance", (9, 30), 30, True),
        ("attendance", (9, 63), 63, False),
        ("attendance", (9, 30, 63), 30, True),
        ("roll", (9, 63), 9, True),
    ],
)
def test_the_rest_of_a_month_in_time_makes_the_month_in_time(kind, days, first, is_on_time):
    """Days counted from the 1st of November; due on the 3rd of December."""
    came = [
        SimpleNamespace(id=i, state="accepted", classes={"a": 9}, rows_waiting=0, returns=None, is_nil=False, normal_sha=str(i),
                        findings=[], received_at=datetime(2018, 11, 1) + timedelta(days=day - 1))
        for i, day in enumerate(days, 1)
    ]  # fmt: skip
    found = _judged(came, date(2018, 12, 3), date(2018, 11, 30), kind)
    assert (found["first_accepted_at"] - datetime(2018, 11, 1)).days == first - 1
    assert found["is_on_time"] is is_on_time


@pytest.mark.parametrize(
    ("came", "expected"),
    [
        ([("a", 15, "x")], False),
        ([("ab", 15, "x"), ("ab", 29, "y")], False),  # sheets of a month still going on
        ([("ab", 30, "x"), ("a", 35, "y")], True),
        ([("ab", 30, "x"), ("c", 35, "y")], False),  # a class that was still to come
        ([("ab", 30, "x"), ("a", 35, "x")], False),
    ],
)
def test_a_file_that_replaces_a_class_after_the_month_closed_is_a_correction(came, expected):
    drawn = [
        SimpleNamespace(classes=dict.fromkeys(classes, 9), normal_sha=sha,
                        received_at=datetime(2018, 11, 1) + timedelta(days=day - 1))
        for classes, day, sha in came
    ]  # fmt: skip
    assert _is_corrected(drawn, date(2018, 11, 30)) is expected


def send_roll(schools, code: str, month: str, at: datetime):
    book = Month(schools.children, schools.plan, month).roll_book(code)
    (receipt,) = submit_many(schools.home, [Sending(book, code, month, "学籍管理员", at)])
    assert receipt.state == "accepted", receipt


def test_a_month_in_which_nobody_published_is_carried_forward_when_the_next_comes(schools):
    send_roll(schools, SCHOOL, "2019-02", datetime(2019, 2, 26))
    done = publish(schools.home, datetime(2019, 3, 1))
    assert done.is_new and not done.blocked
    january, february = rows(schools.home, "roll", "2019-01"), rows(schools.home, "roll", "2019-02")
    assert january.num_rows and january["carried_from"].null_count == 0
    sent = february.filter(pc.equal(february["school_code"], SCHOOL))
    assert sent.num_rows and sent["carried_from"].null_count == sent.num_rows
    assert rows(schools.home, "submission", "2019-01").num_rows


def test_days_that_run_out_by_the_clock_alone_open_a_case_on_the_snapshot_that_stands(schools):
    child = next(c for c in schools.children if (c.class_in(2018) or "").startswith(SCHOOL)
                 and c.n not in schools.plan.taken)  # fmt: skip
    gone = {"status": "转出", "status_since": "2018-11-25", "transfer_to": "榆林市某小学"}
    schools.plan.patches[child.n].append(("2018-12", "2018-12", gone))
    send_roll(schools, SCHOOL, "2018-12", LATER)
    first = publish(schools.home, LATER)
    assert first.is_new
    before = publish(schools.home, datetime(2018, 12, 24, 18))
    after = publish(schools.home, datetime(2018, 12, 26, 18))
    assert (before.is_new, before.opened) == (False, 0)
    assert (after.n, after.is_new, after.opened) == (first.n, False, 1)
    assert publish(schools.home, datetime(2018, 12, 26, 19)).opened == 0


def test_a_closing_asked_for_meanwhile_does_not_hide_that_the_observation_was_broken(schools):
    """Five days in December opened the case under observation on the 13th; away again from the 17th, asked on the 20th."""
    told = next(e for e in schools.plan.expected if e.story == "five days in December, five days back")
    child = schools.children[told.child]
    ledger = open_ledger(schools.home)
    with ledger.write() as connection:
        key = connection.execute(
            sa.select(child_number.c.child_key).where(child_number.c.number == child.id_number)
        ).scalar_one()
        head = cases.heads(connection, [key])[key]
        assert (head.state, head.last_on) == ("returned", date(2018, 12, 13))
        asked = cases.Event(
            key, "requested", "returned", date(2018, 12, 20), LATER, "学校 张老师", case_no=head.case_no
        )
        cases.append(connection, [asked])
    schools.plan.absent(child, [date(2018, 12, d) for d in (17, 18, 19)])
    schools.receipts += resend(schools, child.class_in(2018)[:10], "2018-12")
    assert publish(schools.home, datetime(2018, 12, 20, 20)).is_new
    with ledger.read() as connection:
        head = cases.heads(connection, [key])[key]
        events = [e for e in cases.events(connection).to_pylist() if e["case_no"] == head.case_no]
    assert (head.state, head.is_open, head.last_on) == ("suspected", True, date(2018, 12, 20))
    assert [e["event"] for e in events] == ["opened", "requested", "broken"]
    assert events[-1]["run_first_day"] == date(2018, 12, 17)
    publish(schools.home, datetime(2018, 12, 20, 21))
    with ledger.read() as connection:
        assert cases.heads(connection, [key])[key] == head
    ledger.close()


def test_a_publish_whose_lease_was_taken_meanwhile_commits_nothing(schools):
    resend(schools, SCHOOL, "2018-12")
    before = numbers(schools.home)

    def taken_over(line: str) -> None:
        ledger = open_ledger(schools.home)
        with ledger.write() as connection:
            connection.execute(lease.delete())
        ledger.close()

    with pytest.raises(Refused) as refused:
        publish(schools.home, LATER, taken_over)
    assert refused.value.code == "lease_lost" and numbers(schools.home) == before
    assert publish(schools.home, LATER).is_new


@pytest.mark.slow
def test_killed_at_any_moment_it_is_the_old_or_the_new_snapshot(schools):
    home, draw = schools.home, random.Random(7)
    environment = {**os.environ, "BAOXUE_HOME": str(home), "BAOXUE_AS_OF": LATER.isoformat()}
    command = [sys.executable, "-m", "baoxue.publish"]
    interrupted, lasts = 0, 3.0
    for turn in range(12):
        resend(schools, SCHOOL, "2018-12", LATER + timedelta(minutes=turn))
        before = numbers(home)
        started = time.monotonic()
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL)
        try:
            process.wait(draw.uniform(0.4, 1.0) * lasts)
            lasts = time.monotonic() - started
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGKILL)
            process.wait()
            interrupted += 1
        after = numbers(home)
        assert after == before or after[0] == [*before[0], before[0][-1] + 1]
        ledger = open_ledger(home)
        assert open_snapshot(home, ledger).n == after[0][-1]
        ledger.close()
    assert interrupted >= 4
    newest = numbers(home)[0][-1]
    done = publish(home, LATER + timedelta(hours=1))
    assert done.n in (newest, newest + 1) and not publish(home, LATER + timedelta(hours=1)).is_new
    assert sweep(home) >= 0
