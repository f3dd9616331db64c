"""Whom the ledger has not let go: a lost child stays of school age, paper moves nobody back, a finding outweighs an older proof."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.facts.test_suspicion_roll import CALENDAR
from tests.facts.test_whereabouts import AREA, CHECKS, NOBODY, SUBMISSION, placed, register, roll, suspected
from tests.spec import check, leaves, parameters

EVENT = "seq | child_key | case_no | effective_on | event | resulting_state | outcome\n"
SPAN = "seq | child_key | case_no | effective_on | is_open | state\n"


def ledger(*acts: str) -> dict[str, str]:
    """``child day state [outcome [case]]`` in the order of entry: the events and their spans."""
    events, spans = [], []
    for seq, act in enumerate(acts, 1):
        child, day, state, *rest = act.split()
        outcome, case = (rest + [".", f"K{child}"][len(rest) :])[:2]
        is_open = 0 if state in ("closed", "cleared") else 1
        events.append(f"{seq} | {child} | {case} | {day} | x | {state} | {outcome}")
        spans.append(f"{seq} | {child} | {case} | {day} | {is_open} | {state}")
    return {"case_event": EVENT + "\n".join(events), "fct_case_span": SPAN + "\n".join(spans)}


def runs(*rows: str) -> str:
    """``child month last_present``."""
    head = "child_key | month | last_present\n"
    return head + "\n".join(" | ".join(row.split()) for row in rows or ("99 2018-12 .",))


def test_where_the_ledger_stands_with_a_child(engine):
    """2 was of dropping out and closed, then opened anew; 3 went back to its tier; 4 is a later day's."""
    check(
        engine,
        "bld_case_stand",
        given={
            "calendar": CALENDAR, "submission": SUBMISSION.replace("2018-03", "2018-11"),
            **ledger("1 2018-11-05 suspected", "2 2018-11-05 verified", "2 2018-11-09 dropped_out", "2 2018-11-12 persuading",
                     "2 2018-11-20 closed returned", "2 2018-12-10 suspected . K2b", "3 2018-11-05 dropped_out",
                     "3 2018-11-20 returned", "3 2018-12-03 persuading", "1 2018-12-06 cleared mark_error", "4 2018-12-31 suspected"),
        },
        expect="""
            child_key | month   | case_no | tier        | is_open | outcome    | opened_on  | found_on   | left_on
            1         | 2018-11 | K1      | suspected   | 1       | .          | 2018-11-05 | .          | .
            1         | 2018-12 | K1      | none        | 0       | mark_error | 2018-11-05 | .          | .
            2         | 2018-11 | K2      | none        | 0       | returned   | 2018-11-05 | 2018-11-09 | 2018-11-20
            2         | 2018-12 | K2b     | suspected   | 1       | .          | 2018-12-10 | 2018-11-09 | 2018-11-20
            3         | 2018-11 | K3      | observation | 1       | .          | 2018-11-05 | 2018-11-05 | 2018-11-20
            3         | 2018-12 | K3      | dropped_out | 1       | .          | 2018-11-05 | 2018-12-03 | 2018-11-20
        """,
    )  # fmt: skip


STAND = "child_key | month | case_no | tier | is_open | outcome | opened_on | found_on | left_on\n"


def test_who_was_present_since_is_not_held_by_a_case_that_ended(engine):
    """1 was seen on the day itself, 2 the day before, 3 never, 4 a month later; 5 died, 6 was never of dropping out and was
    present since its case was opened, 7 not."""
    drawn = [(1, "returned", "2018-11-20"), (2, "returned", "2018-11-20"), (3, "elsewhere", "2018-11-20"),
             (5, "death", "2018-11-20"), (6, "returned", "."), (7, "returned", ".")]  # fmt: skip
    rows = [f"{c} | 2018-12 | K | none | 0 | {out} | 2018-11-05 | . | {left}" for c, out, left in drawn]
    rows += [f"4 | {m} | K | none | 0 | returned | 2018-11-05 | . | 2018-11-20" for m in ("2018-11", "2018-12")]
    check(
        engine,
        "bld_case_held",
        given={
            "bld_case_stand": STAND + "\n".join(rows),
            "drv_child_run": runs("1 2018-11 2018-11-20", "1 2018-12 .", "2 2018-11 2018-11-19", "4 2018-12 2018-12-03",
                                  "6 2018-11 2018-11-08", "7 2018-10 2018-10-30"),
        },
        expect="""
            child_key | month   | is_unreturned | is_unseen
            1         | 2018-12 | 0             | 0
            2         | 2018-12 | 1             | 0
            3         | 2018-12 | 1             | 1
            4         | 2018-11 | 1             | 1
            4         | 2018-12 | 0             | 0
            6         | 2018-12 | 0             | 0
            7         | 2018-12 | 0             | 1
        """,
    )  # fmt: skip


HELD = "child_key | month | case_no | tier | is_open | outcome | found_on | is_unreturned\n"


def test_paper_moves_nobody_back_to_school(engine):
    """1 is open; 2 to 6 ended, read in five ways; 7 is said to be back, 8 was opened anew; 9 was proved elsewhere after the
    finding, 10 before it, 11 though its case of dropping out is open."""
    rows = ["1 dropped_out 1 0", *(f"{n} none 0 1" for n in range(2, 7)), "7 observation 1 1", "8 suspected 1 1", "9 none 0 1",
            "10 none 0 1", "11 dropped_out 1 0", "12 suspected 1 0", "13 none 0 0"]  # fmt: skip
    drawn = []
    for row in rows:
        child, tier, is_open, back = row.split()
        drawn.append(
            f"{child} | 2018-12 | K{child} | {tier} | {is_open} | {'.' if is_open == '1' else 'returned'} | 2018-11-09 | {back}"
        )
    read = ["contradicted", "no_evidence", "relapsed", "unreported", "holding"]
    closing = [f"K{n} | {n} | closed_{word}" for n, word in enumerate(read, 2)]
    closing += ["K9 | 9 | closed_no_evidence", "K10 | 10 | closed_no_evidence", "K13 | 13 | closed_no_evidence"]
    check(
        engine,
        "bld_case_out",
        given={
            "bld_case_held": HELD + "\n".join(drawn),
            "fct_closing": "case_no | child_key | closing_status\n" + "\n".join(closing),
            "bld_verified": "child_key | month | proved_on\n9 | 2018-11 | 2018-11-15\n10 | 2018-12 | 2018-11-09\n11 | 2018-12 | 2018-11-15",
        },
        expect="child_key\n" + "\n".join(str(n) for n in (1, 2, 3, 4, 7, 8, 10, 11)),
    )


def test_a_child_whom_the_ledger_holds_out_of_school_is_not_at_school_in_the_figures(engine):
    """In the seat by the roll, closed on paper; 2 never was at school; 3 is held by nobody."""
    check(
        engine,
        "bld_whereabouts",
        given={
            "fct_whereabouts": """
                child_key | month   | stage   | whereabouts      | was_enrolled | household_unit | is_poor | is_disabled | is_registered | placement
                1         | 2018-12 | primary | in_county        | 1            | V              | .       | .           | 1             | .
                2         | 2018-12 | primary | elsewhere_proved | 0            | V              | .       | .           | 1             | .
                3         | 2018-12 | primary | in_county        | 1            | V              | .       | .           | 1             | .
                4         | 2018-12 | primary | may_wait         | 0            | V              | .       | true        | 1             | .
            """,
            "bld_case_out": "child_key | month\n1 | 2018-12\n2 | 2018-12\n3 | 2018-11",
        },
        expect="""
            child_key | report_stage | whereabouts
            1         | all          | out_of_school
            1         | primary      | out_of_school
            2         | all          | never_enrolled
            2         | primary      | never_enrolled
            3         | all          | in_county
            3         | primary      | in_county
        """,
    )


def test_a_lost_child_with_an_open_case_stays_of_school_age_where_it_was_last_known(engine):
    """On no register: 1 did not come in September, 2 was transferred and not received, 3 vanished after October; none of the
    three is at school. 4 left like 2 without a case; 5 is of another county; 6 is over age; 7 was let go; 8 stands on the
    register; 9 is on the next school's roll; 10 ended as 未返校; 11 came back on paper and was never seen; 12 was seen, then
    transferred; 13 of dropping out is elsewhere on paper, 14 only suspected; 15 died."""
    out = "610830100202"
    rolls = ["1 01 ordinary 2018-06", "2 01 ordinary 2018-11", "2 10", "3 01 ordinary 2018-10", "4 10",
             "5 01 ordinary 2018-06 5 2008-03 outside", f"6 01 ordinary 2018-06 9 2001-03 {out}", "7 01 ordinary 2018-06",
             "8 01 ordinary 2018-06", "9 01 ordinary 2018-06", "9 01",
             *(f"{n} 01 ordinary 2018-06" for n in (10, 11)), "12 10", *(f"{n} 01 ordinary 2018-11" for n in (13, 14, 15))]  # fmt: skip
    acts = [f"{n} 2018-12-04 suspected" for n in (1, 2, 3, 5, 6, 8, 9)]
    acts += ["7 2018-10-08 suspected", "7 2018-11-08 cleared out_province", "10 2018-09-05 suspected", "10 2018-09-30 closed unreturned",
             "11 2018-09-05 suspected", "11 2018-12-04 closed returned", "12 2018-09-05 suspected", "12 2018-10-19 closed returned",
             "13 2018-12-03 dropped_out", "13 2018-12-05 closed elsewhere", "14 2018-12-03 suspected", "14 2018-12-05 closed elsewhere",
             "15 2018-12-03 dropped_out", "15 2018-12-05 closed death"]  # fmt: skip
    check(
        engine,
        "fct_whereabouts",
        given={
            "calendar": CALENDAR, "submission": SUBMISSION.replace("2018-03", "2018-12"), "area": AREA,
            "children": register("8 none"), "roll": roll(*rolls), "drv_child_run": runs("12 2018-10 2018-10-19", "14 2018-11 2018-11-30"),
            **ledger(*acts),
        },
        expect=f"""
            child_key | month   | whereabouts   | village_code | school_code | is_registered
            1         | 2018-12 | out_of_school | {out} | S1 | 0
            2         | 2018-12 | out_of_school | {out} | S1 | 0
            3         | 2018-12 | out_of_school | {out} | S1 | 0
            8         | 2018-12 | out_of_school | 610830100201 | . | 1
            9         | 2018-12 | in_county     | {out} | S1 | 0
            10        | 2018-12 | out_of_school | {out} | S1 | 0
            11        | 2018-12 | out_of_school | {out} | S1 | 0
            13        | 2018-12 | out_of_school | {out} | S1 | 0
        """ + "".join(f"\n{n} | {m} | in_county | {out} | S1 | 0" for n, m in
                      [(1, "2018-06"), (2, "2018-11"), (3, "2018-10"), (7, "2018-06"), (8, "2018-06"), (9, "2018-06"), (10, "2018-06"),
                       (11, "2018-06"), (13, "2018-11"), (14, "2018-11"), (15, "2018-11")]),
    )  # fmt: skip


@pytest.mark.parametrize(
    "proof, acts, state",
    [
        ("2018-09-03", "1 2018-12-06 verified", "unverified"),
        ("2018-09-03", "1 2018-12-06 suspected", "elsewhere_proved"),
        ("2018-12-10", "1 2018-12-06 verified", "elsewhere_proved"),
        ("2018-12-06", "1 2018-12-06 verified", "elsewhere_proved"),
        ("2018-10-12", "1 2018-10-08 verified", "elsewhere_proved"),
        ("2018-10-12", "1 2018-10-08 verified;1 2018-10-20 dropped_out;1 2018-10-22 persuading", "unverified"),
        ("2018-10-12", "1 2018-10-08 dropped_out;1 2018-10-22 persuading", "elsewhere_proved"),
        ("2018-09-03", "1 2018-10-08 verified;1 2018-10-22 cleared out_province", "elsewhere_proved"),
        ("2018-09-03", "1 2018-12-21 verified", "elsewhere_proved"),
    ],
)
def test_a_finding_that_stands_refutes_an_older_proof(engine, proof, acts, state):
    """While the case stands verified or as dropping out; a suspicion refutes nothing, nor does a case that ended."""
    placed(
        engine,
        f"child_key | whereabouts\n1 | {state}",
        register(f"1 outside register {proof}"),
        **ledger(*acts.split(";")),
    )


def test_a_finding_before_the_date_refutes_what_is_still_to_be_proved(engine):
    placed(engine, "child_key | whereabouts | refuted_on\n1 | unverified | 2018-09-20", register("1 outside . . 2018-09"),
           as_of="2018-09-30", **ledger("1 2018-09-20 verified"))  # fmt: skip
    confirmed = CHECKS + "1 | 2018-12-10 | 1 | called_back | confirmed | ."
    placed(engine, "child_key | whereabouts\n1 | elsewhere_proved", register("1 outside certificate 2018-09-03"),
           whereabouts_check=confirmed, **ledger("1 2018-12-06 verified"))  # fmt: skip


@pytest.mark.parametrize(
    "since, until, said, state",
    [
        ("2018-03-05", "2018-11-05", "none", "out_of_school"),
        ("2018-03-05", "2018-11-05", "county", "out_of_school"),
        ("2018-03-05", "2018-12-20", "none", "suspended"),
        ("2018-03-05", "2018-12-19", "none", "out_of_school"),
        ("2017-11-06", "2020-08-31", "none", "out_of_school"),
        ("2018-03-05", ".", "none", "suspended"),
        (".", ".", "none", "suspended"),
        (".", "2018-11-05", "none", "out_of_school"),
        ("2018-03-05", "2018-11-05", "outside", "elsewhere_proved"),
    ],
)
def test_a_suspension_counts_until_its_last_day(engine, since, until, said, state):
    """The stated day, never beyond the maximum from the first one; afterwards 未在校, as with an approved 缓学."""
    row = f"2018-12 | 1 | S1 | S1-P2013-01 | primary | 5 | 2008-03 | 02 | ordinary | 610830100202 | {since} | {until}"
    head = NOBODY.splitlines()[0] + " | status_since | status_until\n"
    proof = "certificate 2018-09-20" if said == "outside" else ". ."
    placed(engine, f"child_key | whereabouts\n1 | {state}", register(f"1 {said} {proof}"), head + row)


def test_an_approval_prolongs_a_suspension_that_the_roll_says_is_over(engine):
    row = "2018-12 | 1 | S1 | S1-P2013-01 | primary | 5 | 2008-03 | 02 | ordinary | 610830100202 | 2018-03-05 | 2018-11-05"
    head = NOBODY.splitlines()[0] + " | status_since | status_until\n"
    placed(engine, "child_key | whereabouts\n1 | suspended", register("1 none"), head + row,
           bld_deferral="child_key | from_day | to_day\n1 | 2018-11-06 | 2019-08-31")  # fmt: skip


def disabled(*rows: str) -> str:
    """``child whereabouts born is_disabled [proof_on]``."""
    lines = []
    for row in rows:
        child, said, born, is_disabled, *rest = row.split()
        on = (rest or ["."])[0]
        lines.append(
            f"2018-12 | {child} | 610830100201 | {said} | {born} | . | {'.' if on == '.' else 'register'} | {on} | {is_disabled}"
        )
    return (
        "month | child_key | village_code | whereabouts | birth_month | grade | proof | proof_on | is_disabled\n"
        + "\n".join(lines)
    )


SIX = disabled(
    "1 none 2012-05 true", "2 none 2012-05 false", "3 none 2011-08 true", "4 none 2012-05 true", "5 outside 2012-05 true",
    "6 outside 2012-05 true 2018-09-20", "7 unknown 2012-05 true", "8 county 2012-05 true", "9 none 2012-05 true",
    "10 none 2012-05 true", "11 none 2011-09 true",
)  # fmt: skip
SIX_ROLL = roll("4 01 ordinary 2018-12 1 2012-05", "9 01 ordinary 2018-09 1 2012-05", "99 10")


def test_a_disabled_child_may_start_at_seven(engine):
    """3 is seven; 4 sits in grade 1, 9 did in September; 5 is said to be at school elsewhere without a proof, 6 with one; of 7
    nobody knows where; 8 is of a school by the village's word alone; the dropping out of 10 is confirmed; 11 is the oldest of six."""
    more = ledger("1 2018-09-03 suspected", "10 2018-09-03 dropped_out")
    placed(
        engine,
        """
            child_key | month   | whereabouts
            9         | 2018-09 | in_county
            1         | 2018-12 | may_wait
            2         | 2018-12 | never_enrolled
            3         | 2018-12 | never_enrolled
            4         | 2018-12 | in_county
            5         | 2018-12 | unverified
            6         | 2018-12 | elsewhere_proved
            7         | 2018-12 | unverified
            8         | 2018-12 | may_wait
            9         | 2018-12 | out_of_school
            10        | 2018-12 | never_enrolled
            11        | 2018-12 | may_wait
        """,
        SIX, SIX_ROLL, **more,
    )  # fmt: skip
    suspected(
        engine,
        """
            2  | village_reported | 2018-12-01 | 2018-12-01
            3  | village_reported | 2018-12-01 | 2018-12-01
            5  | unverified       | 2018-10-15 | 2018-10-16
            7  | no_record        | 2018-12-01 | 2018-12-01
            9  | village_reported | 2018-12-01 | 2018-12-01
            10 | village_reported | 2018-12-01 | 2018-12-01
        """,
        SIX, SIX_ROLL, **more,
    )  # fmt: skip


def test_who_may_wait_is_in_no_rate_and_the_places_still_add_up(engine):
    tables = {"calendar": CALENDAR, "submission": SUBMISSION, "area": AREA, "children": SIX, "roll": SIX_ROLL,
              **ledger("10 2018-09-03 dropped_out")}  # fmt: skip
    ask = lambda name: [  # noqa: E731
        r for r in engine.ask(name, leaves(tables), parameters()).to_pylist()
        if r["month"] == "2018-12" and r["report_stage"] == "all"
    ]  # fmt: skip
    of_age = {r["child_key"] for r in ask("bld_school_age")}
    assert of_age == {r["child_key"] for r in ask("bld_whereabouts")} == {r["child_key"] for r in ask("bld_enrolment")}
    assert of_age == {2, 3, 4, 5, 6, 7, 9, 10}


DAYS = [date(2018, 11, d) for d in (1, 5, 9, 14, 20, 26)]
acts = st.lists(
    st.tuples(
        st.integers(0, 5), st.sampled_from(["suspected", "verified", "dropped_out", "persuading", "returned", "closed"])
    ),
    min_size=1,
    max_size=6,
)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts, st.integers(-1, 5), st.sampled_from(["closed_contradicted", "closed_no_evidence", "closed_holding"]))
def test_a_second_plain_answer_one_day_after_the_other(duck, happened, present, status):
    """Out of school from a confirmed dropping out until the first half day present after it ended, or an end that holds."""
    happened = sorted(happened, key=lambda act: act[0])
    seen = DAYS[present] if present >= 0 else None
    out, since, state = False, None, "none"
    for at, state in happened:
        if state in ("dropped_out", "persuading"):
            out, since = True, None
        elif out and since is None:
            since = DAYS[at]
    if since and ((seen and seen >= since) or (state == "closed" and status == "closed_holding")):
        out = False
    tables = {
        "calendar": CALENDAR,
        "submission": SUBMISSION.replace("2018-03", "2018-11"),
        "drv_child_run": runs(f"1 2018-11 {seen or '.'}"),
        "fct_closing": f"case_no | child_key | closing_status\nK1 | 1 | {status}",
        "bld_verified": "child_key | month | proved_on\n99 | 2018-11 | 2018-11-15",
        **ledger(*(f"1 {DAYS[at]} {state} {'returned' if state == 'closed' else '.'}" for at, state in happened)),
    }
    asked = parameters(month="2018-11", as_of="2018-11-30")
    found = duck.ask("bld_case_out", leaves(tables), asked).to_pylist()
    assert bool(found) == out, (happened, seen, status)
