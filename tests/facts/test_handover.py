"""小升初: each pupil of June's grade 6 under exactly one term, known from rolls sent, the register and its proofs."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.facts.plain_handover import FINISHED, Leaver, did_not_report, placed_at
from tests.facts.test_suspicion_roll import CALENDAR
from tests.spec import DuckEngine, check, leaves, parameters

SCHOOL = """
    school_code | area_code | valid_from | valid_to
    P           | T1        | 2000-01-01 | 9999-12-31
    J           | T1        | 2000-01-01 | 9999-12-31
    OLD         | T1        | 2000-01-01 | 2018-08-31
    Q           | T2        | 2000-01-01 | 9999-12-31
    K           | T3        | 2000-01-01 | 9999-12-31
"""
"""Town 1 has a primary school, a junior school and one that closed in summer; town 2 a primary school alone."""

SUBMISSION = "month | kind | school_code | state | due_on\n2018-03 | roll | P | received | 2018-04-03"
AREA = "area_code | level | parent_code | name\n610830 | county | . | 县\n610830100201 | village | 610830100 | 村"
HEAD = (
    "month | child_key | school_code | class_key | stage | grade | birth_month | status | status_since | status_until | "
    "placement | household_area | transfer_to | carried_from\n"
)
BASE = ("2018-06 90 J 8", "2018-06 91 K 8", "2018-06 92 OLD 8", "2018-09 90 J 9", "2018-09 91 K 9")
"""Junior pupils, so that the schools are known and have sent September."""


def roll(*rows: str) -> str:
    """``month child school grade [status [since [until [placement [to [carried]]]]]]``."""
    lines = []
    for row in rows:
        month, child, school, grade, *rest = row.split()
        status, since, until, placement, to, carried = (rest + ["01", ".", ".", "ordinary", ".", "."][len(rest) :])[:6]
        stage = "junior" if int(grade) > 6 else "primary"
        entered = int(month[:4]) - int(grade) + (month[5:] >= "09")
        lines.append(
            f"{month} | {child} | {school} | {school}{entered} | {stage} | {grade} | 2006-03 | {status} | {since} | {until} | "
            f"{placement} | 610830100201 | {to} | {carried}"
        )
    return HEAD + "\n".join(lines)


def register(*rows: str) -> str:
    """``child whereabouts [proof proof_on [month]]``."""
    lines = []
    for row in rows:
        child, said, *rest = row.split()
        proof, on, month = rest + [".", ".", "2018-09"][len(rest) :]
        lines.append(f"{month} | {child} | 610830100201 | {said} | 2006-03 | {proof} | {on}")
    return "month | child_key | village_code | whereabouts | birth_month | proof | proof_on\n" + "\n".join(lines)


def placed(engine, expect: str, rolls: tuple[str, ...], as_of: str = "2018-09-10", base=BASE, **more: str) -> None:
    check(
        engine,
        "fct_handover",
        given={"calendar": CALENDAR, "school": SCHOOL, "area": AREA, "submission": SUBMISSION,
               "roll": roll(*base, *rolls)} | more,
        expect=expect,
        month=as_of[:7],
        as_of=as_of,
    )  # fmt: skip


def test_each_child_stands_under_the_term_that_rolls_and_register_give(engine):
    """1 came; 2 came and is taught at home; 3 repeats; 4 is elsewhere with proof, 5 without; 6 was suspended in June,
    7 is suspended by the junior school; 8 is missing; 9 left in July to a code that the county does not know, 10 in
    August to words; 11 died; 12 is missing, whatever the village says of this county; 13 left to such a code and is
    proved elsewhere."""
    placed(
        engine,
        """
            child_key | term              | school_code | junior_code | due_on
            1         | registered        | P           | J           | .
            2         | home_teaching     | P           | J           | .
            3         | repeating         | P           | P           | .
            4         | elsewhere_proved  | P           | .           | .
            5         | elsewhere_pending | P           | .           | 2018-10-15
            6         | suspended         | P           | .           | .
            7         | suspended         | P           | .           | .
            8         | missing           | P           | .           | 2018-09-10
            9         | elsewhere_pending | P           | .           | 2018-10-01
            10        | in_transfer       | P           | .           | .
            11        | other             | P           | .           | .
            12        | missing           | P           | .           | 2018-09-10
            13        | elsewhere_proved  | P           | .           | .
        """,
        (
            *(f"2018-06 {child} P 6" for child in (1, 2, 3, 4, 5, 7, 8, 9, 10, 11, 12, 13)),
            "2018-06 6 P 6 02 2018-05-07 2019-05-06",
            "2018-09 1 J 7", "2018-09 2 J 7 01 . . home", "2018-09 3 P 6", "2018-09 7 J 7 02 2018-09-03 2019-09-02",
            "2018-07 9 P 6 10 2018-07-09 . ordinary 3161020001", "2018-08 10 P 6 10 2018-08-20 . ordinary 外地学校",
            "2018-07 11 P 6 11 2018-07-20", "2018-07 13 P 6 10 2018-07-09 . ordinary 3161020001",
        ),
        children=register("4 province register 2018-08-20", "5 outside", "8 unknown", "12 county",
                          "13 outside certificate 2018-09-03"),
    )  # fmt: skip


def test_a_junior_school_that_is_silent_has_lost_nobody(engine):
    """J has sent nothing, so town 1's are unreported; town 2 has no junior school: every one of the county must report.
    The junior school that closed in summer is not waited for."""
    base = ("2018-06 90 J 8", "2018-06 91 K 8", "2018-06 92 OLD 8", "2018-09 91 K 9")
    rolls = (
        "2018-06 1 P 6",
        "2018-06 2 Q 6",
        "2018-06 3 P 6",
        "2018-06 4 P 6",
        "2018-09 3 K 7",
        "2018-09 90 J 8 01 . . ordinary . 2018-06",
    )
    given_children = register("4 outside certificate 2018-09-01", "4 outside certificate 2018-09-01 2018-10")
    placed(engine, "child_key | term | judged_in\n1 | unreported | .\n2 | unreported | .\n3 | registered | .\n4 | elsewhere_proved | .",
           rolls, base=base, children=given_children)  # fmt: skip
    later = (*rolls, "2018-10 90 J 9")
    placed(engine, "child_key | term | judged_in\n1 | missing | 2018-10\n2 | missing | 2018-10\n3 | registered | 2018-10\n4 | elsewhere_proved | 2018-10",
           later, as_of="2018-10-12", base=base, children=given_children)  # fmt: skip


@pytest.mark.parametrize("relation", ["fct_handover", "bld_no_show", "bld_unreceived"])
def test_who_may_see_few_children_is_told_of_them_what_the_county_is_told(tmp_path, relation):
    """2 is of a town without a junior school; 4's school closed with no successor, so that any school's next roll tells."""
    school = SCHOOL + "E           | T2        | 2000-01-01 | 2018-03-31\n"
    rolls = (
        "2018-03 4 E 5",
        "2018-03 5 E 5",
        "2018-06 5 Q 5",
        "2018-06 1 P 6",
        "2018-06 2 Q 6",
        "2018-06 3 Q 6",
        "2018-09 3 J 7",
    )
    tables = leaves({"calendar": CALENDAR, "school": school, "area": AREA, "submission": SUBMISSION,
                     "roll": roll(*BASE, *rolls), "viewer_child": "set_id | child_key\nw | 2\nw | 4"})  # fmt: skip
    engine, params = DuckEngine(tmp_path), parameters("2018-09", "2018-09-20", child_set="w")
    tables |= {
        name: engine.ask(name, tables, params) for name in ("drv_school_roll", "drv_school_grade", "drv_roll_stretch")
    }
    everybody = engine.ask(relation, tables, params).to_pylist()
    told = engine.ask(relation, tables, params, cut=True).to_pylist()
    assert told
    assert sorted(map(repr, told)) == sorted(repr(row) for row in everybody if row["child_key"] in (2, 4))


def test_a_junior_school_that_sent_another_grade_has_not_told_of_its_new_pupils(engine):
    """J sent grade 9 alone: its grade 7 may still come until the roll is due. A roll without a grade 7 tells after that; one of
    which a class is carried forward does not."""
    rolls = ("2018-06 1 P 6", "2018-06 2 P 6", "2018-06 50 P 4", "2018-09 50 P 5")
    due = SUBMISSION + "\n2018-09 | roll | J | received | 2018-10-08"
    placed(engine, "child_key | term | judged_in\n1 | unreported | .\n2 | unreported | .", rolls, submission=due)
    placed(
        engine,
        "child_key | term | judged_in\n1 | registered | 2018-09\n2 | missing | 2018-09",
        (*rolls, "2018-09 1 J 7"),
        submission=due,
    )
    placed(
        engine,
        "child_key | term | judged_in\n1 | missing | 2018-09\n2 | missing | 2018-09",
        rolls,
        submission=due,
        as_of="2018-10-09",
    )
    carried = (*rolls, "2018-09 93 J 8 01 . . ordinary . 2018-06")
    placed(
        engine,
        "child_key | term | judged_in\n1 | unreported | .\n2 | unreported | .",
        carried,
        submission=due,
        as_of="2018-10-09",
    )


def test_a_roll_carried_forward_still_waits_for_its_school(engine):
    placed(
        engine,
        "child_key | term\n1 | unreported\n2 | missing",
        ("2018-06 1 P 6", "2018-06 2 P 6", "2018-09 1 P 6 01 . . ordinary . 2018-06"),
    )


def test_after_the_date_who_is_elsewhere_unproved_is_no_longer_counted_as_elsewhere(engine):
    placed(
        engine,
        "child_key | term | due_on\n1 | unverified | 2018-10-15\n2 | elsewhere_proved | .",
        ("2018-06 1 P 6", "2018-06 2 P 6"),
        as_of="2018-10-16",
        children=register("1 outside . . 2018-10", "2 outside . . 2018-10"),
        whereabouts_check="seq | effective_on | child_key | step | result | proof\n1 | 2018-10-08 | 2 | checked | confirmed | certificate",
    )


def test_a_transfer_that_nobody_received_and_a_suspension_that_ran_out_are_missing(engine):
    placed(
        engine,
        "child_key | term | due_on\n1 | missing | 2018-09-10\n2 | missing | 2018-09-10\n3 | missing | 2018-09-10\n4 | unverified | 2018-10-01",
        (
            "2018-06 4 P 6",
            "2018-08 4 P 6 10 2018-08-20 . ordinary 3161020001",
            "2018-06 1 P 6",
            "2018-08 1 P 6 10 2018-08-20 . ordinary 外地学校",
            "2018-06 2 P 6 02 2017-10-09 2018-10-08",
            "2018-06 3 P 6",
            "2018-09 3 P 6 06 2018-09-03",
        ),
        as_of="2018-10-12",
    )


def test_a_closing_of_the_term_says_where_the_child_is(engine):
    """Abroad by the bureau's closing; a closing of the spring says nothing about autumn."""
    placed(
        engine,
        "child_key | term\n1 | other\n2 | missing",
        ("2018-06 1 P 6", "2018-06 2 P 6"),
        fct_case_span="case_no | child_key | seq | effective_on | is_open | state\nK1 | 1 | 2 | 2018-09-07 | 0 | closed\nK2 | 2 | 4 | 2018-04-07 | 0 | closed",
        case_event="seq | child_key | case_no | effective_on | event | resulting_state | outcome\n"
        "2 | 1 | K1 | 2018-09-07 | closed | closed | abroad\n4 | 2 | K2 | 2018-04-07 | closed | closed | abroad",
    )


def test_where_june_is_not_held_the_first_month_of_summer_is_the_base(engine):
    base = ("2018-08 90 J 8", "2018-09 90 J 9", "2018-08 91 K 8", "2018-09 91 K 9")
    placed(engine, "child_key | base_month | term\n1 | 2018-08 | missing\n2 | 2018-08 | registered",
           ("2018-08 1 P 6", "2018-08 2 P 6", "2018-09 2 J 7"), base=base)  # fmt: skip


def test_before_autumn_nobody_is_handed_over(engine):
    placed(engine, "child_key | term", ("2018-06 1 P 6",), as_of="2018-08-31")


def test_who_left_the_roll_in_july_without_a_word_is_missing_and_suspected(engine):
    """The roll of August alone would have forgotten the child."""
    rolls = ("2018-06 1 P 6", "2018-06 2 P 6", "2018-07 2 P 6", "2018-08 2 P 6", "2018-09 2 J 7", "2018-09 92 J 9")
    placed(engine, "child_key | term\n1 | missing\n2 | registered", rolls)
    check(engine, "bld_no_show", given={"calendar": CALENDAR, "school": SCHOOL, "roll": roll(*BASE, *rolls)},
          expect="child_key | first_day | reached_on\n1 | 2018-09-03 | 2018-09-05", month="2018-09", as_of="2018-09-10")  # fmt: skip


LATE_ROLLS = (
    "2018-07 1 P 6",
    "2018-06 2 Q 6 10 2018-06-10",
    "2018-07 2 P 6",
    "2018-08 3 P 6",
    "2018-09 3 J 7",
    "2018-06 4 P 5",
    "2018-08 4 P 6",
    "2018-09 4 P 6",
    "2018-08 5 P 6",
    "2018-09 5 Q 6",
    "2018-06 6 P 5",
    "2018-08 6 P 6",
    "2018-06 7 P 6",
    "2018-07 7 P 6 02 2018-07-02 2019-07-01",
    "2018-07 8 P 6 10 2018-07-09",
    "2018-09 92 P 5",
    "2018-09 93 Q 5",
)
"""1 came in July, 2 from Q, 3 in August; P's roll of August has grade 5 of June in grade 6: 4 sits there, 6 nowhere; 5 entered
grade 6 at Q; 7 was there in June; of 8 the roll says only that it left."""


def test_who_came_to_grade_6_in_summer_is_awaited_too(engine):
    placed(
        engine,
        """
        child_key | base_month | term
        1         | 2018-07    | missing
        2         | 2018-07    | missing
        3         | 2018-08    | registered
        6         | 2018-08    | missing
        7         | 2018-06    | suspended
        """,
        LATE_ROLLS,
    )
    rolls = roll(*BASE, *LATE_ROLLS)
    expect = "child_key | first_day | reached_on\n" + "\n".join(f"{n} | 2018-09-03 | 2018-09-05" for n in (1, 2, 6))
    check(
        engine,
        "bld_no_show",
        given={"calendar": CALENDAR, "school": SCHOOL, "roll": rolls},
        expect=expect,
        month="2018-09",
        as_of="2018-09-10",
    )


FINISHED_ROLLS = (
    *(f"2018-05 {child} P 6" for child in (1, 2, 3, 4, 5, 6, 7, 10)),
    *(f"2018-06 {child} P 6 07 2018-06-30" for child in (1, 2, 3, 5, 10)),
    "2018-09 1 J 7",
    "2018-09 3 P 6 07 2018-06-30",
    "2018-06 4 P 6",
    "2018-07 4 P 6 07 2018-06-30",
    "2018-09 5 P 6 07 2018-06-30 . ordinary . 2018-06",
    "2018-06 6 P 6",
    "2018-07 6 P 6 11 2018-07-09",
    "2018-09 6 P 6 07 2018-06-30",
    "2018-06 7 P 6",
    "2018-09 7 J 7 12 2018-09-03",
    "2018-03 8 P 6 07 2017-06-30",
    "2018-06 8 P 6 07 2017-06-30",
    "2018-06 9 P 6 07 2018-06-30",
    "2018-06 9 Q 5",
    "2018-09 9 Q 6",
    "2018-07 10 P 6 10 2018-07-09 . ordinary 外地学校",
    "2018-09 92 P 5",
)
"""毕业 as primary schools write it: on June's roll, in July, in September still; P has sent September."""


def test_who_has_finished_grade_6_is_awaited_like_everybody(engine):
    """1 came. 2 finished in June, 4 in July, and no roll names them since; 3 is on P's September all the same, 5 on a class
    of it that is carried forward; of 7 the junior school says that it keeps a place. 6 died, though P lists it as finished;
    10 left to another school. 8 finished a year ago; 9 sits in grade 5 elsewhere: neither is of June's grade 6."""
    placed(
        engine,
        """
            child_key | term       | base_month
            1         | registered | 2018-06
            2         | missing    | 2018-06
            3         | missing    | 2018-06
            4         | missing    | 2018-06
            5         | missing    | 2018-06
            6         | other      | 2018-06
            7         | missing    | 2018-06
            10        | in_transfer | 2018-06
        """,
        FINISHED_ROLLS,
    )


def test_who_has_finished_grade_6_and_came_nowhere_is_suspected(engine):
    """Those whom the hand-over calls missing, and no others; also where the primary school's September came before the
    junior school's."""
    given_rows = {"calendar": CALENDAR, "school": SCHOOL, "roll": roll(*BASE, *FINISHED_ROLLS)}
    expect = "child_key | first_day | reached_on\n" + "\n".join(
        f"{n} | 2018-09-03 | 2018-09-05" for n in (2, 3, 4, 5, 7)
    )
    check(engine, "bld_no_show", given=given_rows, expect=expect, month="2018-09", as_of="2018-09-10")
    late = (
        row.replace("2018-09 1 J", "2018-10 1 J").replace("2018-09 90 J", "2018-10 90 J")
        for row in BASE + FINISHED_ROLLS
    )
    rolls = [row for row in late if not row.startswith("2018-09 7 ")]
    check(
        engine,
        "bld_no_show",
        given=given_rows | {"roll": roll(*rolls)},
        expect=expect,
        month="2018-10",
        as_of="2018-10-12",
    )


def test_that_a_pupil_has_finished_is_no_word_of_one_who_sat_in_grade_5(engine):
    """Written in September, of a pupil who sat in grade 5 until June: not at school, and nobody hands it over."""
    rolls = (
        "2018-06 1 P 5",
        "2018-09 1 P 6 07 2018-09-03",
        "2018-06 2 P 6",
        "2018-09 2 P 6 07 2018-06-30",
        "2018-09 93 P 4",
    )
    given_rows = {"calendar": CALENDAR, "school": SCHOOL, "roll": roll(*rolls)}
    check(engine, "bld_no_show", given=given_rows, month="2018-09", as_of="2018-09-10",
          expect="child_key | first_day | reached_on\n1 | 2018-09-03 | 2018-09-05")  # fmt: skip
    check(
        engine,
        "bld_unreceived",
        given=given_rows,
        month="2018-09",
        as_of="2018-09-10",
        expect="child_key | kind | month\n1 | gone | 2018-09",
    )


STATES = st.sampled_from(["01", "02", "06", "10", FINISHED, "11"])


@st.composite
def leavers(draw) -> list[Leaver]:
    found = []
    for child in range(1, draw(st.integers(1, 8)) + 1):
        has_junior = draw(st.booleans())
        found.append(
            Leaver(
                child=child,
                primary=draw(st.sampled_from(["P", "Q"])),
                june=draw(st.sampled_from(["01", "02", FINISHED])),
                august=draw(st.none() | STATES),
                went_to=draw(st.sampled_from(["外地学校", "3161020001"])),
                junior=draw(st.sampled_from(["J", "K"])) if has_junior else None,
                september=draw(STATES) if has_junior else "01",
                placement=draw(st.sampled_from(["ordinary", "home"])),
                said=draw(st.none() | st.sampled_from(["county", "outside", "none", "unknown"])),
                proof_on=draw(st.sampled_from([None, "2018-05-01", "2018-08-20"])),
            )
        )
    return found


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(leavers(), st.sets(st.sampled_from(["J", "K"])), st.sampled_from(["2018-09-10", "2018-09-30"]))
def test_the_slow_second_answer_agrees_and_the_terms_add_up(tmp_path_factory, children, sent, as_of):
    rows = ["2018-06 90 J 8", "2018-06 91 K 8", *(f"2018-09 {n} {s} 9" for n, s in ((90, "J"), (91, "K")) if s in sent)]
    said = []
    for c in children:
        if c.junior and c.junior not in sent:
            c.junior = None
        rows.append(f"2018-06 {c.child} {c.primary} 6 {c.june} {'2018-05-07 2019-05-06' if c.june == '02' else ''}")
        if c.august:
            rows.append(f"2018-08 {c.child} {c.primary} 6 {c.august} 2018-08-20 2019-08-19 ordinary {c.went_to}")
        if c.junior:
            rows.append(f"2018-09 {c.child} {c.junior} 7 {c.september} 2018-09-03 2019-09-02 {c.placement} {c.went_to}")
        if c.said:
            said.append(f"{c.child} {c.said} {f'register {c.proof_on}' if c.proof_on else '. .'}")
    given_rows = {"calendar": CALENDAR, "school": SCHOOL, "area": AREA, "submission": SUBMISSION, "roll": roll(*rows)}
    if said:
        given_rows["children"] = register(*said)
    tables, params = leaves(given_rows), parameters("2018-09", as_of)
    engine = DuckEngine(tmp_path_factory.mktemp("handover"))
    found = {row["child_key"]: row["term"] for row in engine.ask("fct_handover", tables, params).to_pylist()}
    assert found == {c.child: placed_at(c, sent) for c in children}
    suspected = {row["child_key"] for row in engine.ask("bld_no_show", tables, params).to_pylist()}
    assert suspected - {90, 91} == {c.child for c in children if did_not_report(c, sent)}


@pytest.mark.parametrize("engine_name", ["duckdb"])
def test_every_term_has_a_word(engine_name):
    from tests.spec import reference_rows

    codes = {row["code"] for row in reference_rows("code").to_pylist() if row["code_set"] == "handover"}
    assert codes >= {"registered", "elsewhere_proved", "elsewhere_pending", "suspended", "home_teaching", "missing",
                     "unreported", "in_transfer", "unverified", "repeating", "other"}  # fmt: skip
