"""Who left a roll or stays away by it: from which day the limits run, and which roll shows the child again."""

import pytest

from tests.facts.test_suspicion_roll import CALENDAR, SCHOOL, found, roll
from tests.spec import check

MONTHS = ("2018-09", "2018-10", "2018-11", "2018-12")


def spells(engine, rolls: tuple[str, ...], expect: str) -> None:
    check(engine, "bld_roll_spell", given={"calendar": CALENDAR, "school": SCHOOL, "roll": roll(*rolls)},
          expect=expect, as_of="2018-12-20")  # fmt: skip


def test_the_days_run_from_the_first_roll_that_showed_the_status_not_from_the_newest_date(engine):
    """1 writes each month's first day; 2 a day within the first month, put right a month later, and 3 one before it; 4 states
    none until the second roll; 5 was at school again in between; 6 left the roll, and left again later; 7 is carried."""
    spells(
        engine,
        (
            *(f"{month} 1 A 10 {month}-01" for month in MONTHS),
            "2018-10 2 A 10 2018-10-01",
            "2018-11 2 A 10 2018-10-19",
            "2018-10 3 A 02 2018-10-08",
            "2018-11 3 A 02 2018-03-05",
            "2018-10 4 A 10 .",
            "2018-11 4 A 10 2018-11-12",
            "2018-09 5 A 02 2018-09-03",
            "2018-10 5 A",
            "2018-11 5 A 02 2018-11-05",
            "2018-09 6 A 10 2018-09-03",
            "2018-11 6 A 10 2018-11-05",
            "2018-09 7 A 02 2018-06-04 . . 2018-06",
            "2018-10 7 A 02 2018-10-01",
            "2018-09 8 A 10 2018-09-03",
            "2018-11 8 A 10 2018-09-03",
        ),
        """
            child_key | status | first_month | since      | said_in
            1         | 10     | 2018-09     | 2018-09-01 | 2018-09
            2         | 10     | 2018-10     | 2018-10-19 | 2018-10
            3         | 02     | 2018-10     | 2018-03-05 | 2018-10
            4         | 10     | 2018-10     | 2018-10-01 | 2018-10
            5         | 02     | 2018-09     | 2018-09-03 | 2018-09
            5         | 01     | 2018-10     | 2018-10-01 | 2018-10
            5         | 02     | 2018-11     | 2018-11-05 | 2018-11
            6         | 10     | 2018-09     | 2018-09-03 | 2018-09
            6         | 10     | 2018-11     | 2018-11-05 | 2018-11
            7         | 02     | 2018-09     | 2018-06-04 | 2018-09
            8         | 10     | 2018-09     | 2018-09-03 | 2018-09
        """,
    )


def test_a_suspension_renewed_after_its_end_with_a_new_end_is_a_new_one(engine):
    """1 is renewed; 2 writes a new first day every month and no new end; 3 a new end within the old one."""
    spells(
        engine,
        (
            "2018-08 1 A 02 2017-10-09 2018-07-15",
            "2018-09 1 A 02 2018-09-03 2019-07-15",
            "2018-10 1 A 02 2018-09-03 2019-07-15",
            "2018-09 2 A 02 2018-09-01 2018-09-20",
            "2018-10 2 A 02 2018-10-01 2018-09-20",
            "2018-09 3 A 02 2018-03-01 2018-12-31",
            "2018-10 3 A 02 2018-10-08 2019-07-15",
        ),
        """
            child_key | status | first_month | since      | status_until
            1         | 02     | 2018-08     | 2017-10-09 | 2018-07-15
            1         | 02     | 2018-09     | 2018-09-03 | 2019-07-15
            2         | 02     | 2018-09     | 2018-09-01 | 2018-09-20
            3         | 02     | 2018-09     | 2018-03-01 | 2019-07-15
        """,
    )


def test_a_date_that_moves_with_every_roll_keeps_no_child_from_its_limit(engine):
    found(
        engine,
        (
            *(f"{month} 1 A 10 {month}-01" for month in MONTHS),
            *(f"{month} 2 A 02 {month}-01" for month in (*(f"2018-0{n}" for n in range(3, 9)), *MONTHS)),
        ),
        "1 | transfer_lost | 2018-09-01 | 2018-10-01\n2 | suspension_expired | 2018-08-28 | 2018-09-03",
        threshold="""
            name                  | value | unit          | valid_from | valid_to
            transfer_receive_days | 30    | calendar_days | 2017-09-01 | 9999-12-31
            suspension_max_days   | 180   | calendar_days | 2017-09-01 | 9999-12-31
            suspected_run_days    | 3     | school_days   | 2017-09-01 | 9999-12-31
        """,
    )


def test_an_old_school_that_repeats_a_suspension_hides_no_loss_at_the_new_one(engine):
    """1 vanishes from B, 2 is lost there, 3 transferred; B is silent about 4; 5 left B before A suspended it; 6 stood on both
    rolls in the month of the suspension, 7 is suspended by A after B."""
    suspended = (*(f"2018-0{n}" for n in range(3, 9)), *MONTHS)
    found(
        engine,
        (
            *(f"{month} {child} A 02 2018-03-05 2019-03-04" for month in suspended for child in (1, 2, 3, 4, 6)),
            *(f"{month} {child} B" for month in ("2018-09", "2018-10") for child in (1, 2, 3, 7)),
            *(f"{month} 9 B" for month in MONTHS),
            "2018-11 2 B 06 2018-11-05",
            "2018-11 3 B 10 2018-11-05",
            "2018-09 4 0000000007",
            *(f"{month} 4 0000000007 01 . . . 2018-09" for month in MONTHS[1:]),
            "2018-09 5 B",
            "2018-10 5 A 02 2018-10-08 2019-10-07",
            "2018-11 5 A 02 2018-10-08 2019-10-07",
            "2018-03 6 B",
            "2018-04 9 B",
            "2018-11 7 A 02 2018-11-05 2019-11-04",
        ),
        """
            1 | vanished      | 2018-11-01 | 2018-12-01
            2 | reported      | 2018-11-05 | 2018-11-05
            3 | transfer_lost | 2018-11-05 | 2018-12-05
        """,
    )


@pytest.mark.parametrize(
    ("stage", "grade", "receives"),
    [
        ("kindergarten", ".", {"kindergarten"}),
        ("primary", "4", {"primary", "junior", "special"}),
        ("junior", "8", {"primary", "junior", "special", "senior", "vocational"}),
        ("special", "5", {"primary", "junior", "special", "senior", "vocational"}),
    ],
)
def test_a_school_receives_a_child_whose_stage_can_lead_there(engine, stage, grade, receives):
    """A kindergarten never has a pupil of grade 4, nor has a vocational school; from junior school a child may go there."""
    stages = ("kindergarten", "primary", "junior", "special", "senior", "vocational")
    lost = [n for n, to in enumerate(stages, 1) if to not in receives] if stage != "kindergarten" else []
    found(
        engine,
        (
            *(f"2018-10 {n} A 10 2018-10-12 . . . {stage} {grade}" for n in range(1, 7)),
            *(f"{month} {n} B 01 . . . . {to} ." for month in ("2018-11", "2018-12") for n, to in enumerate(stages, 1)),
            *(f"2018-10 {n + 10} A 01 . . . . {stage} {grade}" for n in range(1, 7)),
            *(f"{month} {n + 10} B 01 . . . . {to} ." for month in ("2018-11", "2018-12") for n, to in enumerate(stages, 1)),
            f"2018-11 9 A 01 . . . . {stage} {grade}",
            f"2018-12 9 A 01 . . . . {stage} {grade}",
        ),
        "\n".join(
            [f"{n} | transfer_lost | 2018-10-12 | 2018-11-11" for n in lost]
            + [f"{n + 10} | vanished | 2018-11-01 | 2018-12-01" for n in lost]
        ),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("stage", "grade", "to", "is_missing"),
    [("primary", "4", "kindergarten", 1), ("primary", "4", "vocational", 1), ("junior", "8", "vocational", 0), ("primary", "4", "special", 0)],
)  # fmt: skip
def test_who_reported_at_a_kindergarten_did_not_report(engine, stage, grade, to, is_missing):
    found(
        engine,
        (f"2018-06 1 A 01 . . . . {stage} {grade}", f"2018-06 9 A 01 . . . . {stage} {grade}", f"2018-09 1 B 01 . . . . {to} .",
         f"2018-09 9 A 01 . . . . {stage} {int(grade) + 1}"),
        "1 | no_show | 2018-09-03 | 2018-09-05" if is_missing else "",
        as_of="2018-09-10",
    )  # fmt: skip


def test_a_move_is_received_where_the_childs_stage_can_lead(engine):
    """The screen of the rolls says so too."""
    rolls = (
        *(f"2018-10 {n} A 01 . . . . primary 4" for n in (1, 2, 3, 9)),
        *(f"2018-11 {n} A 10 2018-11-05 . . . primary 4" for n in (1, 2)),
        "2018-11 9 A 01 . . . . primary 4",
        "2018-11 1 B 01 . . . . kindergarten .",
        "2018-11 2 B 01 . . . . primary 4",
        "2018-11 3 B 01 . . . . vocational .",
    )
    check(engine, "fct_roll_move", given={"roll": roll(*rolls)}, as_of="2018-12-20",
          expect="child_key | kind | school_code | is_received\n1 | out | A | 0\n2 | out | A | 1\n2 | in | B | .\n3 | gone | A | 0")  # fmt: skip


def test_a_prolonged_suspension_wakes_with_the_approval_that_prolonged_it(engine):
    """The maximum from the first day is over (1, 2), so the roll's own word ended before the closing: the approval's last day
    counts; where the roll's lies after the closing it does (3); an approval that still runs (4) is left alone."""
    found(
        engine,
        (
            *(f"{month} {n} A 02 2017-09-04" for month in MONTHS for n in (1, 4)),
            *(f"{month} 2 A 02 {month}-01" for month in ("2018-08", *MONTHS)),
            *(f"{month} 3 A 02 2018-03-05 2018-11-15" for month in MONTHS),
        ),
        "1 | suspension_expired | 2018-11-30 | 2018-12-03\n2 | suspension_expired | 2018-11-30 | 2018-12-03\n"
        "3 | suspension_expired | 2018-11-15 | 2018-11-16",
        bld_last_closing="child_key | closed_on | outcome | until_on\n" + "\n".join(
            f"{n} | 2018-09-28 | suspension | {day}" for n, day in ((1, "2018-11-30"), (2, "2018-11-30"), (3, "2019-11-30"), (4, "2019-08-31"))),
        threshold="""
            name                | value | unit          | valid_from | valid_to
            suspension_max_days | 30    | calendar_days | 2018-08-01 | 2018-08-31
            suspension_max_days | 365   | calendar_days | 2000-09-01 | 2018-07-31
            suspension_max_days | 365   | calendar_days | 2018-09-01 | 9999-12-31
            suspected_run_days  | 3     | school_days   | 2017-09-01 | 9999-12-31
            transfer_receive_days | 30  | calendar_days | 2017-09-01 | 9999-12-31
        """,
        fct_whereabouts="child_key | month | is_registered | said | was_enrolled | refuted_on | whereabouts",
        bld_month="month\n2018-11\n2018-12",
    )  # fmt: skip
