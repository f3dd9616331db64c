"""The plan's own targets: how far each is, and how many of how many were reached, late, never reported."""

from datetime import date, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.measures.county import CALENDAR, SUBMISSION
from tests.spec import check, leaves, parameters

AREA = "area_code | name | level\n610830 | 清涧县 | county"
TARGETS = """
    target_id | year | name | number | unit | due_on     | owner    | evidence | sort
    two       | 2018 | 两园 | 2      | 所   | 2018-12-31 | 主管局长 | 验收单   | 1
    talk      | 2018 | 讲学 | .      | 项   | 2018-11-15 | 局长     | 通知     | 2
    plans     | 2018 | 计划 | 43     | 个村 | 2018-12-25 | 包片领导 | 计划     | 3
    tour      | 2018 | 研学 | .      | 项   | 2018-12-31 | 局长     | 名单     | 4
    proofless | 2018 | 培训 | 1      | 次   | 2018-12-10 | 局长     | 签到     | 5
    later     | 2019 | 明年 | 1      | 所   | 2019-12-31 | 局长     | 单       | 6
"""
PROGRESS = """
    seq | recorded_at      | effective_on | target_id | done | evidence | note | actor | on_behalf
    1   | 2018-10-10T10:00 | 2018-10-10   | two       | 1    | 一园单   | .    | 白雪  | 惠局
    2   | 2018-12-05T10:00 | 2018-12-05   | two       | 2    | 两园单   | .    | 白雪  | 惠局
    3   | 2018-12-06T10:00 | 2018-12-05   | two       | 1    | 一园单   | 更正 | 白雪  | 惠局
    4   | 2018-12-07T10:00 | 2018-11-14   | talk      | 1    | 签到     | 补录 | 王局  | .
    5   | 2018-12-01T10:00 | 2018-12-01   | plans     | 0    | .        | .    | 白雪  | .
    6   | 2018-12-09T10:00 | 2018-12-09   | proofless | 1    | .        | .    | 白雪  | .
    7   | 2018-12-21T10:00 | 2018-12-21   | tour      | 1    | 名单     | .    | 白雪  | .
"""
GIVEN = {"calendar": CALENDAR, "submission": SUBMISSION, "target": TARGETS, "target_progress": PROGRESS, "area": AREA}


def test_a_target_is_judged_by_its_newest_day_and_no_report_is_not_zero(engine):
    """Of one day the row recorded last; the number without its evidence is not reached; 0 is a number, nothing is none."""
    check(
        engine,
        "fct_target",
        given=GIVEN,
        expect="""
            target_id | day        | done | state       | is_reached | lacks_evidence | is_unreported | is_overdue | overdue_days
            two       | 2018-11-30 | 1    | in_progress | 0          | 0              | 0             | 0          | 0
            two       | 2018-12-20 | 1    | in_progress | 0          | 0              | 0             | 0          | 0
            talk      | 2018-11-30 | 1    | reached     | 1          | 0              | 0             | 0          | 0
            talk      | 2018-12-20 | 1    | reached     | 1          | 0              | 0             | 0          | 0
            plans     | 2018-11-30 | .    | unreported  | 0          | 0              | 1             | 0          | 0
            plans     | 2018-12-20 | 0    | due_soon    | 0          | 0              | 0             | 0          | 0
            tour      | 2018-11-30 | .    | unreported  | 0          | 0              | 1             | 0          | 0
            tour      | 2018-12-20 | .    | unreported  | 0          | 0              | 1             | 0          | 0
            proofless | 2018-11-30 | .    | due_soon    | 0          | 0              | 1             | 0          | 0
            proofless | 2018-12-20 | 1    | overdue     | 0          | 1              | 0             | 1          | 10
        """,
    )


def test_before_a_late_row_was_recorded_the_target_was_overdue(engine):
    check(
        engine,
        "fct_target",
        given=GIVEN,
        expect="""
            target_id | day        | done | state       | is_overdue | overdue_days
            two       | 2018-11-30 | 1    | in_progress | 0          | 0
            two       | 2018-12-20 | 2    | reached     | 0          | 0
            talk      | 2018-11-30 | .    | overdue     | 1          | 15
            talk      | 2018-12-20 | .    | overdue     | 1          | 35
            plans     | 2018-11-30 | .    | unreported  | 0          | 0
            plans     | 2018-12-20 | .    | due_soon    | 0          | 0
            tour      | 2018-11-30 | .    | unreported  | 0          | 0
            tour      | 2018-12-20 | .    | unreported  | 0          | 0
            proofless | 2018-11-30 | .    | due_soon    | 0          | 0
            proofless | 2018-12-20 | .    | overdue     | 1          | 10
        """,
        ledger_seq=2,
    )  # fmt: skip


def test_reached_overdue_and_unreported_of_how_many(engine):
    """Next year's target counts next year; a year without targets has no line."""
    check(
        engine,
        "msr_targets",
        given=GIVEN,
        expect="""
            area_level | area_code | month   | n | d | value | n_overdue | n_unreported
            county     | 610830    | 2018-11 | 1 | 5 | 0.2   | 0         | 1+1+1
            county     | 610830    | 2018-12 | 1 | 5 | 0.2   | 1         | 1
        """,
    )
    none = {**GIVEN, "target": TARGETS.splitlines()[1] + "\nold | 2017 | 去年 | 1 | 所 | 2017-12-31 | 局长 | 单 | 1"}
    check(engine, "msr_targets", given=none, expect="area_code | n | d\n")


DAYS = st.integers(0, 25).map(lambda n: date(2018, 12, 1) + timedelta(n))
ROW = st.tuples(st.sampled_from(["two", "tour"]), DAYS, st.integers(0, 3), st.booleans())


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(ROW, max_size=8), st.integers(0, 8))
def test_a_plain_answer_agrees(duck, rows, through):
    drawn = "seq | recorded_at | effective_on | target_id | done | evidence | note | actor | on_behalf\n" + "\n".join(
        f"{n} | 2018-12-20T10:00 | {day} | {target} | {done} | {'单' if proof else '.'} | . | 白 | ."
        for n, (target, day, done, proof) in enumerate(rows, 1)
    )
    answer = duck.ask("pg_targets", leaves({**GIVEN, "target_progress": drawn}), parameters(ledger_seq=through))
    for found in answer.to_pylist():
        known = [(day, n, done, proof) for n, (target, day, done, proof) in enumerate(rows, 1)
                 if target == found["target_id"] and n <= through and day <= date(2018, 12, 20)]  # fmt: skip
        newest = max(known, default=None)
        assert (found["done"], found["is_unreported"]) == ((None, 1) if newest is None else (newest[2], 0))
        need = {"two": 2}.get(found["target_id"], 1)
        is_reached = newest is not None and newest[2] >= need and newest[3]
        assert (found["state"] == "reached") is bool(is_reached)
