"""Points and score of the quarterly review: drawn, by a second plain answer, and tried: hiding never pays."""

from fractions import Fraction
from statistics import median

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.facts.test_review import NOTHING, QUARTER
from tests.spec import check, leaves, parameters, reference_rows

RUBRIC = {
    row["criterion"]: (row["points"], row["own_loss_share"]) for row in reference_rows("rubric").to_pylist()
}  # fmt: skip
UNITS = """
    line      | area_level | unit_code | quarter | quarter_no | last_day   | school_days | is_finished | pupils
    student   | school     | S1        | 2018-Q4 | 8076       | 2018-12-31 | 54          | 0           | 400
    student   | school     | S2        | 2018-Q4 | 8076       | 2018-12-31 | 54          | 0           | 90
    household | township   | T1        | 2018-Q4 | 8076       | 2018-12-31 | 54          | 0           | 900
"""
ROWS = """
    line      | unit_code | quarter | criterion       | status   | weight
    student   | S1        | 2018-Q4 | reports         | ok       | 1.0
    student   | S1        | 2018-Q4 | reports         | late     | 1.0
    student   | S1        | 2018-Q4 | reports         | pending  | 1.0
    student   | S1        | 2018-Q4 | visits          | ok       | 1.0
    student   | S1        | 2018-Q4 | visits          | missing  | 1.0
    student   | S1        | 2018-Q4 | visits          | late     | 1.0
    student   | S1        | 2018-Q4 | visits          | ok       | 1.0
    student   | S1        | 2018-Q4 | written_reports | ok       | 1.0
    student   | S1        | 2018-Q4 | written_reports | ok       | 1.0
    student   | S1        | 2018-Q4 | written_reports | found    | 1.0
    student   | S1        | 2018-Q4 | recheck         | ok       | 1.0
    student   | S1        | 2018-Q4 | checks          | pending  | 1.0
    student   | S1        | 2018-Q4 | evidence        | excluded | 1.0
    student   | S2        | 2018-Q4 | reports         | ok       | 1.0
    household | T1        | .       | .               | .        | .
"""
VETO = {"bld_review_found": "line | unit_code | child_key | found_by | found_on | counted_on | standing\n- | - | 0 | list | 2000-01-01 | 2000-01-01 | final",
        "dim_household_child": "child_key | month | is_poor\n0 | 2000-01 | false", "bld_quarter": QUARTER}  # fmt: skip


def test_points_are_lost_by_lateness_a_quarter_by_silence_its_share_and_by_others_whole(engine):
    """Nothing to count: no value, also for a unit without any row; what is pending or cannot be judged stands in neither."""
    check(
        engine,
        "msr_review_points",
        given={"bld_review_unit": UNITS, "fct_review_row": ROWS},
        expect="""
            area_code | criterion       | n | d | value | points | lost | n_late | n_missing | n_found | n_pending
            S1        | reports         | 1 | 2 | 13.125 | 15    | 1.875 | 1     | 0         | 0       | 1
            S1        | written_reports | 2 | 3 | 0     | 15     | 15   | 0      | 0         | 1       | 0
            S1        | visits          | 2 | 4 | 13.75 | 20     | 6.25 | 1      | 1         | 0       | 0
            S1        | evidence        | 0 | 0 | .     | 10     | .    | 0      | 0         | 0       | 0
            S1        | home_teaching   | 0 | 0 | .     | 10     | .    | 0      | 0         | 0       | 0
            S1        | checks          | 0 | 0 | .     | 10     | .    | 0      | 0         | 0       | 1
            S1        | recheck         | 1 | 1 | 20    | 20     | 0    | 0      | 0         | 0       | 0
            S2        | reports         | 1 | 1 | 15    | 15     | 0    | 0      | 0         | 0       | 0
            S2        | written_reports | 0 | 0 | .     | 15     | .    | 0      | 0         | 0       | 0
            S2        | visits          | 0 | 0 | .     | 20     | .    | 0      | 0         | 0       | 0
            S2        | evidence        | 0 | 0 | .     | 10     | .    | 0      | 0         | 0       | 0
            S2        | home_teaching   | 0 | 0 | .     | 10     | .    | 0      | 0         | 0       | 0
            S2        | checks          | 0 | 0 | .     | 10     | .    | 0      | 0         | 0       | 0
            S2        | recheck         | 0 | 0 | .     | 20     | .    | 0      | 0         | 0       | 0
            T1        | reports         | 0 | 0 | .     | 15     | .    | 0      | 0         | 0       | 0
            T1        | written_reports | 0 | 0 | .     | 15     | .    | 0      | 0         | 0       | 0
            T1        | visits          | 0 | 0 | .     | 20     | .    | 0      | 0         | 0       | 0
            T1        | evidence        | 0 | 0 | .     | 10     | .    | 0      | 0         | 0       | 0
            T1        | home_teaching   | 0 | 0 | .     | 10     | .    | 0      | 0         | 0       | 0
            T1        | checks          | 0 | 0 | .     | 10     | .    | 0      | 0         | 0       | 0
            T1        | recheck         | 0 | 0 | .     | 20     | .    | 0      | 0         | 0       | 0
        """,
    )


def test_a_score_is_rescaled_and_stands_only_on_sixty_points(engine):
    """S1: 13.125 + 0 + 13.75 + 20 of 70. S2 has 15 points to count: no score, not a hundred."""
    check(
        engine,
        "msr_review_score",
        given={"bld_review_unit": UNITS, "fct_review_row": ROWS, **VETO},
        expect="""
            line      | area_code | n      | d  | value     | lost   | hidden_n | hidden_poor_n
            student   | S1        | 46.875 | 70 | 66.964286 | 23.125 | 0        | 0
            student   | S2        | 15     | 15 | .         | 0      | 0        | 0
            household | T1        | 0      | 0  | .         | 0      | 0        | 0
        """,
    )


def test_only_a_final_finding_of_a_re_check_is_the_veto_and_of_a_poor_child_ends_all(engine):
    """A list from above is no veto; a finding still open is none; poor is who was so in the month of the finding."""
    found = """
        line    | unit_code | child_key | found_by | found_on   | counted_on | standing
        student | S1        | 1         | recheck  | 2018-12-03 | 2018-12-31 | final
        student | S1        | 2         | recheck  | 2018-12-03 | 2018-12-31 | final
        student | S2        | 3         | recheck  | 2018-12-03 | 2018-12-31 | open
        student | S2        | 4         | list     | 2018-12-03 | 2018-12-31 | final
    """
    poor = """
        child_key | month   | is_poor
        1         | 2018-12 | true
        2         | 2018-11 | true
        2         | 2018-12 | false
        3         | 2018-12 | true
        4         | 2018-12 | true
    """
    check(
        engine,
        "msr_review_score",
        given={"bld_review_unit": UNITS, "fct_review_row": ROWS, **VETO, "bld_review_found": found, "dim_household_child": poor},
        expect="""
            area_code | value | hidden_n | hidden_poor_n
            S1        | 0     | 2        | 1
            S2        | .     | 0        | 0
            T1        | .     | 0        | 0
        """,
    )  # fmt: skip


SCORES = """
    line      | area_level | area_code | quarter | value
    student   | school     | S1        | 2018-Q3 | 80.0
    student   | school     | S2        | 2018-Q3 | .
    student   | school     | S1        | 2018-Q4 | 70.0
    student   | school     | S2        | 2018-Q4 | 90.0
    student   | school     | S3        | 2018-Q4 | 100.0
    student   | school     | S4        | 2018-Q4 | 90.0
    student   | school     | S5        | 2018-Q4 | .
    household | township   | T1        | 2018-Q4 | 60.0
"""


def test_distance_to_the_median_is_among_the_scored_of_a_kind(engine):
    check(
        engine,
        "msr_review_distance",
        given={"msr_review_score": SCORES},
        expect="""
            area_code | quarter | n | median | value
            S1        | 2018-Q3 | 1 | 80     | 0
            S2        | 2018-Q3 | 1 | 80     | .
            S1        | 2018-Q4 | 4 | 90     | 70-90
            S2        | 2018-Q4 | 4 | 90     | 0
            S3        | 2018-Q4 | 4 | 90     | 10
            S4        | 2018-Q4 | 4 | 90     | 0
            S5        | 2018-Q4 | 4 | 90     | .
            T1        | 2018-Q4 | 1 | 60     | 0
        """.replace("70-90", "-20"),
    )


def test_change_needs_a_score_in_both_quarters(engine):
    check(
        engine,
        "msr_review_change",
        given={"msr_review_score": SCORES, "bld_quarter": QUARTER},
        expect="""
            area_code | quarter | value | n_last
            S1        | 2018-Q3 | .     | .
            S2        | 2018-Q3 | .     | .
            S1        | 2018-Q4 | -10   | 80
            S2        | 2018-Q4 | .     | .
            S3        | 2018-Q4 | .     | .
            S4        | 2018-Q4 | .     | .
            S5        | 2018-Q4 | .     | .
            T1        | 2018-Q4 | .     | .
        """,
    )


def test_no_rank_for_the_very_small_or_in_a_quarter_of_holidays(engine):
    units = """
        line      | unit_code | quarter | last_day   | school_days | pupils
        student   | S1        | 2018-Q3 | 2018-09-30 | 21          | 400
        student   | S2        | 2018-Q3 | 2018-09-30 | 21          | 400
        student   | S1        | 2018-Q4 | 2018-12-31 | 30          | 100
        student   | S2        | 2018-Q4 | 2018-12-31 | 30          | 400
        student   | S3        | 2018-Q4 | 2018-12-31 | 30          | 99
        student   | S4        | 2018-Q4 | 2018-12-31 | 30          | 400
        student   | S5        | 2018-Q4 | 2018-12-31 | 30          | 400
        household | T1        | 2018-Q4 | 2018-12-31 | 30          | 900
    """
    check(
        engine,
        "msr_review_rank",
        given={"msr_review_score": SCORES, "bld_review_unit": units},
        expect="""
            area_code | quarter | n | d | is_small | is_short
            S1        | 2018-Q3 | . | . | 0        | 1
            S2        | 2018-Q3 | . | . | 0        | 1
            S1        | 2018-Q4 | 3 | 3 | 0        | 0
            S2        | 2018-Q4 | 1 | 3 | 0        | 0
            S3        | 2018-Q4 | . | . | 1        | 0
            S4        | 2018-Q4 | 1 | 3 | 0        | 0
            S5        | 2018-Q4 | . | . | 0        | 0
            T1        | 2018-Q4 | 1 | 1 | 0        | 0
        """,
    )


def plain_score(rows: list[tuple[str, str]]) -> Fraction | None:
    """The score of one unit from (criterion, status), in exact fractions; None below sixty countable points."""
    earned = countable = Fraction(0)
    for criterion, (points, share) in RUBRIC.items():
        found = [status for own, status in rows if own == criterion and status not in ("pending", "excluded")]
        if not found:
            continue
        countable += Fraction(points)
        if "found" not in found:
            lost = sum({"late": Fraction(share), "missing": Fraction(1)}.get(status, Fraction(0)) for status in found)
            earned += Fraction(points) * (1 - lost / len(found))
    return 100 * earned / countable if countable >= 60 else None


STATUSES = st.sampled_from(["ok", "ok", "late", "missing", "found", "pending", "excluded"])
HISTORIES = st.lists(
    st.lists(st.tuples(st.sampled_from(sorted(RUBRIC)), STATUSES), max_size=12), min_size=1, max_size=5
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(histories=HISTORIES)
def test_scores_and_distances_agree_with_a_second_plain_answer(duck, histories):
    units = (
        "line | area_level | unit_code | quarter | quarter_no | last_day | school_days | is_finished | pupils\n"
        + "\n".join(
            f"student | school | S{n} | 2018-Q4 | 8076 | 2018-12-31 | 54 | 0 | 400" for n in range(len(histories))
        )
    )
    rows = "line | unit_code | quarter | criterion | status | weight\n- | - | - | - | - | 1.0\n" + "\n".join(
        f"student | S{n} | 2018-Q4 | {criterion} | {status} | 1.0"
        for n, own in enumerate(histories)
        for criterion, status in own
    )
    drawn = leaves({"bld_review_unit": units, "fct_review_row": rows, **VETO})
    scores = {r["area_code"]: r["value"] for r in duck.ask("msr_review_score", drawn, parameters()).to_pylist()}
    expected = {f"S{n}": plain_score(own) for n, own in enumerate(histories)}
    assert scores == {k: v if v is None else pytest.approx(float(v)) for k, v in expected.items()}
    away = {r["area_code"]: r["value"] for r in duck.ask("msr_review_distance", drawn, parameters()).to_pylist()}
    middle = median([v for v in expected.values() if v is not None] or [0])
    assert away == {k: v if v is None else pytest.approx(float(v - middle)) for k, v in expected.items()}


# Schools with the same history and one child more: none, reported in time, reported late, hidden and found; reported in time
# and then left to the bureau, which acts in time or not.
NONE, IN_TIME, LATE, HIDDEN, LEFT = "2161083001", "2161083002", "2161083003", "2161083004", "2161083005"
SCHOOLS = (NONE, IN_TIME, LATE, HIDDEN, LEFT)


WHO = st.sampled_from(["own", "own", "bureau", "inspector", "unknown"])


@st.composite
def conduct(draw):
    """What a school did otherwise (its reports, cases, visits, closings, suspicious data, re-checks, and by whose post), and how it
    went on with the one child: ``verify`` once it had reported it, ``after`` once others had found it (None: not yet due)."""
    kinds = st.sampled_from
    return {
        "reports": draw(st.lists(kinds(["on_time", "late", "missing"]), min_size=2, max_size=2)),
        "cases": draw(st.lists(st.tuples(kinds(["in_time", "late"]), kinds(["done", "late", "missing"]), WHO), max_size=3)),
        "stands": draw(st.lists(st.booleans(), min_size=2, max_size=2)),
        "evidence": draw(st.lists(kinds(["met", "missing", "contradicted"]), max_size=2)),
        "waiting": draw(st.booleans()),
        "recheck": draw(kinds(["agreed", "final", "open", None])),
        "verify": draw(kinds(["done", "late", "missing"])),
        "by": draw(WHO),
        "left": (draw(kinds(["done", "late"])), draw(kinds(["bureau", "inspector", "unknown"]))),
        "after": draw(kinds(["done", "late", "missing", None])),
        "found_by": draw(kinds(["recheck", "list", "tip", "roll_call", "other"])),
        "nil": draw(kinds([None, "final", "open", "agreed"])),
    }  # fmt: skip


def drawn_conduct(did: dict) -> dict[str, str]:
    cases, duties, evidence, state, stands, sheets, months, sample, found = [], [], [], [], [], [], [], [], []
    entries, nil = [], []
    left = {"done": "2018-11-13", "late": "2018-11-20", "missing": "."}

    def case(school: str, number: str, child: int, reported: str, found_by: str = "self") -> None:
        suspicion = "reported" if found_by in ("self", "other") else found_by
        by = "other" if found_by == "other" else "own"
        cases.append(f"{number} | {child} | {suspicion} | 2018-11-08 | 2018-11 | {school} | . | student | {school} | 2018-11-09 | {reported} | {found_by} | {reported} | 0 | {by} | 0")  # fmt: skip

    def verify(school: str, number: str, child: int, how: str, who: str = "own") -> None:
        seq = len(entries) + 1
        post = {"own": f"p-{school}", "bureau": "b", "inspector": f"i-{school}", "unknown": "."}[who]
        entries.append(f"{seq} | 2018-11-13T09:00 | 2018-11-13 | {child} | {number} | verified | {post}")
        duties.append(f"{number} | {child} | principal | verify | 2018-11-09 | {left[how]} | 2018-11-14 | {seq}")

    for n, school in enumerate(SCHOOLS):
        for month, due, how in zip(("2018-10", "2018-11"), ("2018-11-05", "2018-12-03"), did["reports"], strict=True):
            months.append(f"{school} | {month} | {due} | 1 | {how}")
            at = {"on_time": f"{month}-28T09:00", "late": "2018-12-15T09:00", "missing": "."}[how]
            waits = 3 if did["waiting"] and month == "2018-10" else 0
            sheets.append(f"{month} | roll | {school} | {due} | {at} | {waits}")
        for k, (report, how, who) in enumerate(did["cases"]):
            case(school, f"B{n}{k}", 100 + 10 * n + k, "2018-11-09" if report == "in_time" else "2018-11-30")
            verify(school, f"B{n}{k}", 100 + 10 * n + k, how, who)
        stands += [f"student | {school} | {m} | 2018-12-03" for m, is_so in zip(("2018-10", "2018-11"), did["stands"], strict=True) if is_so]  # fmt: skip
        for k, found_state in enumerate(did["evidence"]):
            case(school, f"E{n}{k}", 200 + 10 * n + k, "2018-11-09")
            evidence.append(f"E{n}{k} | {200 + 10 * n + k} | on_roll | {found_state}")
            state.append(f"E{n}{k} | 2018-12-03")
        sample.append(f"2018-Q4 | school | {school} | {school} | .")
        if did["nil"]:
            nil.append(f"{school} | 2018-10 | {300 + n} | 2018-10-10 | 1")
            result = "agreed" if did["nil"] == "agreed" else "not_agreed"
            found.append(f"2018-Q4 | {school} | nil | 2018-10 | . | {result} | 2018-12-03 | {did['nil']}")
        if did["recheck"]:
            result = "agreed" if did["recheck"] == "agreed" else "not_agreed"
            found.append(f"2018-Q4 | {school} | school | {school} | . | {result} | 2018-12-03 | {did['recheck']}")
    case(IN_TIME, "X", 1, "2018-11-09")
    verify(IN_TIME, "X", 1, "done")
    case(LEFT, "V", 4, "2018-11-09")
    verify(LEFT, "V", 4, *did["left"])
    case(LATE, "Y", 2, "2018-11-30")
    verify(LATE, "Y", 2, did["verify"], did["by"])
    if did["found_by"] == "recheck":
        found.append(f"2018-Q4 | {HIDDEN} | school | {HIDDEN} | 3 | hidden | 2018-12-03 | final")
        case(HIDDEN, "Z", 3, "2018-12-03", "recheck")
    else:
        case(HIDDEN, "Z", 3, "2018-12-03", did["found_by"])
    if did["after"]:
        verify(HIDDEN, "Z", 3, did["after"], did["by"])

    def more(relation: str, rows: list[str]) -> str:
        return NOTHING[relation].rstrip() + "\n" + "\n".join(rows)

    return {
        **NOTHING,
        "bld_review_unit": "line | area_level | unit_code | quarter | quarter_no | last_day | school_days | is_finished | pupils\n"
        + "\n".join(f"student | school | {s} | 2018-Q4 | 8076 | 2018-12-31 | 54 | 0 | 400" for s in SCHOOLS),
        "dim_household_child": "child_key | month | is_poor\n3 | 2018-12 | false",
        "dim_area": "area_code | area_level | parent_code\n" + "\n".join(f"{s} | school | 610830100" for s in SCHOOLS),
        "bld_school_month": more("bld_school_month", months),
        "submission": "month | kind | school_code | due_on | first_accepted_at | rows_waiting\n" + "\n".join(sheets),
        "bld_review_case": more("bld_review_case", cases),
        "fct_duty": more("fct_duty", duties),
        "fct_evidence": more("fct_evidence", evidence),
        "bld_case_state": more("bld_case_state", state),
        "bld_review_stand": more("bld_review_stand", stands),
        "bld_review_sample": more("bld_review_sample", sample),
        "bld_recheck": more("bld_recheck", found),
        "bld_nil_child": more("bld_nil_child", nil),
        "case_event": "seq | recorded_at | effective_on | child_key | case_no | event | post_id\n" + "\n".join(entries),
        "post": "seq | post_id | head | area_code | school_code | class_key | valid_from\n"
        "0 | b | bureau_clerk | 610830 | . | . | 2017-09-01\n"
        + "\n".join(
            f"{n} | p-{s} | principal | . | {s} | . | 2017-09-01\n{n} | i-{s} | inspector | . | {s} | . | 2017-09-01"
            for n, s in enumerate(SCHOOLS, 1)
        ),
    }  # fmt: skip


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(did=conduct())
def test_hiding_never_pays(duck, did):
    """Whatever a school did otherwise, and whoever acted in its place: to report its own case, in time or late, never scores lower
    than to hide it and be found; to have no case is never better than to have handled one in time; and to leave the acting to
    others never pays more than to act."""
    answer = duck.ask("msr_review_score", leaves(drawn_conduct(did)), parameters(as_of="2018-12-20")).to_pylist()
    score = {row["area_code"]: row["value"] for row in answer}
    none, in_time, late, hidden, left = (score[school] for school in SCHOOLS)
    least = 1e-9
    assert hidden is not None or late is None
    if hidden is not None and late is not None:
        assert late >= hidden - least
    if hidden is not None and in_time is not None:
        assert in_time >= hidden - least
    if late is not None and in_time is not None:
        assert in_time >= late - least
    if none is not None and in_time is not None:
        assert in_time >= none - least
    if left is not None and in_time is not None:
        assert in_time >= left - least
    if left is not None and hidden is not None:
        assert left >= hidden - least
