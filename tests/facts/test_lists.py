"""Lists from above line by line: where each stands, what bears its answer out or contradicts it, who is drawn."""

from datetime import date

import pytest

from tests.spec import check

ABOVE = "seq | list_id | list_name | received_on | reply_on\n1 | A | 省厅第一批 | 2018-11-01 | 2018-12-10"
LINES = "seq | recorded_at | list_id | line_no | child_key | line_name | match | area_code | birth_month\n"
ANSWERS = "seq | effective_on | list_id | line_no | step | stands | code | checked_by | owner | due_on | note | actor | draw_no\n"
CHILD = (
    "child_key | whereabouts | said | refuted_on | is_at_school | seat | placement | is_dead | birth_month | village_code"
    " | is_poor | absent_days | case_no | suspicion | case_state | case_tier | school_code | class_key | school_words\n"
)
COHORT = "month | school_year | first_born | last_born\n2018-12 | 2018 | 2002-09 | 2012-08"
NOBODY = CHILD + "999 | x | x | 2018-01-01 | 0 | x | x | 0 | 2008-01 | x | false | 0.0 | x | x | x | x | x | x | x\n"


def line(
    no: int, child: int, match: str = "id", born: str = "2008-03", seq: int | None = None, area: str = "610830100201"
) -> str:
    return f"{seq or 10 + no} | 2018-11-01T09:00 | A | {no} | {child} | 张小明 | {match} | {area} | {born}\n"


def step(seq: int, no: int, name: str, stands: int, code: str = ".", on: str = "2018-12-01", by: str = "王校长", draw: int = 1,
         owner: str = ".", due: str = ".", note: str = ".") -> str:  # fmt: skip
    return f"{seq} | {on} | A | {no} | {name} | {stands} | {code} | 李老师 | {owner} | {due} | {note} | {by} | {draw}\n"


def child(key: int, place: str, at_school: int = 0, seat: str = "unreported", said: str = ".", poor: str = "false",
          away: float = 0.0, case: str = ".", born: str = "2008-03", placement: str = "ordinary", refuted: str = ".",
          dead: int = 0) -> str:  # fmt: skip
    return (
        f"{key} | {place} | {said} | {refuted} | {at_school} | {seat} | {placement} | {dead} | {born} | 610830100202 | {poor}"
        f" | {away} | {case} | {'run | suspected | suspected' if case != '.' else '. | . | .'} | S1 | S1-P2013-01 | 第一小学\n"
    )


def judged(
    engine, lines: str, answers: str, expect: str, children: str = "", as_of: str = "2018-12-05", **more
) -> None:
    given = {"list_above": ABOVE, "list_line": LINES + lines, "list_answer": ANSWERS + answers, "bld_list_child": NOBODY + children,
             "bld_cohort": COHORT}  # fmt: skip
    check(engine, "fct_list_line", given=given, expect=expect, as_of=as_of, **more)


EMPTY = step(900, 99, "proposed", 0, "dead")


def test_a_line_goes_from_question_to_answered_and_is_late_by_the_reply_or_by_its_own_day(engine):
    """Line 6 was proposed and given back; 7 was left open, then proposed to be cleared; 8 was proposed twice; 9 is cleared
    by the bureau at once; of 10 the clearing was given back: it is open again, late since its own day."""
    lines = "".join(line(n, -n, "question" if n == 1 else "none") for n in range(1, 11))
    answers = (
        step(101, 3, "proposed", 0, "dead")
        + step(102, 4, "proposed", 0, "dead") + step(103, 4, "verified", 0, by="镇")
        + step(104, 5, "proposed", 1, "lost", owner="镇长", due="2018-12-20")
        + step(105, 6, "proposed", 0, "dead") + step(106, 6, "returned", 0, by="镇", note="没有证明")
        + step(107, 7, "proposed", 1, "lost", owner="镇长", due="2018-12-04") + step(108, 7, "proposed", 0, "dead")
        + step(109, 8, "proposed", 0, "dead") + step(110, 8, "returned", 0, by="镇", note="不对")
        + step(111, 8, "proposed", 0, "merged") + step(112, 8, "verified", 1, by="镇")
        + step(113, 9, "reviewed", 1, "dead", by="县局")
        + step(114, 10, "proposed", 1, "lost", owner="镇长", due="2018-12-04") + step(115, 10, "proposed", 0, "dead")
        + step(116, 10, "returned", 0, by="镇", note="没有证明")
    )  # fmt: skip
    states = """
        line_no | state    | code   | owner | due_on     | is_overdue | returned_why
        1       | question | .      | .     | .          | {late}     | .
        2       | matched  | .      | .     | .          | {late}     | .
        3       | proposed | dead   | .     | .          | {late}     | .
        4       | verified | dead   | .     | .          | {late}     | .
        5       | open     | lost   | 镇长  | 2018-12-20 | 0          | .
        6       | matched  | .      | .     | .          | {late}     | 没有证明
        7       | proposed | dead   | 镇长  | 2018-12-04 | 1          | .
        8       | answered | merged | .     | .          | 0          | .
        9       | answered | dead   | .     | .          | 0          | .
        10      | open     | lost   | 镇长  | 2018-12-04 | 1          | 没有证明
    """
    judged(engine, lines, answers, states.replace("{late}", "0"))
    judged(engine, lines, answers, states.replace("{late}", "0"), as_of="2018-12-10")
    judged(engine, lines, answers, states.replace("{late}", "1"), as_of="2018-12-11")


def test_what_is_later_than_the_question_does_not_count(engine):
    """By ledger number and by day; a match that a person resolved is the newer row of the line."""
    lines = line(1, -11, "question") + line(1, 5, "chosen", seq=50)
    answers = step(60, 1, "reviewed", 1, "dead", on="2018-12-02")
    judged(engine, lines, answers, "line_no | child_key | state\n1 | -11 | question", ledger_seq=49)
    judged(engine, lines, answers, "line_no | child_key | state\n1 | 5 | matched", ledger_seq=59)
    judged(engine, lines, answers, "line_no | child_key | state\n1 | 5 | matched", as_of="2018-12-01")
    judged(engine, lines, answers, "line_no | child_key | state\n1 | 5 | answered")


SAYS = [
    # answer            what the data hold of the child                                        bear it out?
    ("at_county_school", child(1, "in_county", 1, "seen"), "proved"),
    ("at_county_school", child(1, "in_county", 1, "unreported"), "unreported"),
    ("at_county_school", child(1, "in_county", 1, "absent"), "contradicted"),
    ("at_county_school", child(1, "elsewhere_proved", said="province"), "contradicted"),
    ("at_county_school", child(1, ".", 0, "seen"), "contradicted"),
    ("in_province", child(1, "elsewhere_proved", said="province"), "proved"),
    ("in_province", child(1, "elsewhere_proved", said="outside"), "contradicted"),
    ("in_province", child(1, "unverified", said="province", refuted="2018-11-20"), "contradicted"),
    ("in_province", child(1, "elsewhere_pending", said="province"), "paper"),
    ("in_province", child(1, "in_county", 1, "unreported"), "contradicted"),
    ("out_of_province", child(1, "elsewhere_proved", said="outside"), "proved"),
    ("abroad", child(1, "elsewhere_proved", said="abroad"), "proved"),
    ("abroad", child(1, "never_enrolled"), "paper"),
    ("home_teaching", child(1, "home_teaching", 1, "unreported", placement="home"), "proved"),
    ("home_teaching", child(1, "in_county", 1, "seen"), "contradicted"),
    ("special", child(1, "in_county", 1, "seen", placement="inclusive", case="2018-0001"), "proved"),
    ("suspended", child(1, "suspended"), "proved"),
    ("suspended", child(1, "in_county", 1, "seen"), "contradicted"),
    ("completed", child(1, "finished"), "proved"),
    ("over_age", child(1, ".", born="2002-08"), "proved"),
    ("over_age", child(1, "in_county", 1, "seen", born="2002-08"), "proved"),
    ("over_age", child(1, "in_county", born="2002-09"), "contradicted"),
    ("under_age", child(1, ".", born="2012-09"), "proved"),
    ("under_age", child(1, ".", born="2012-08"), "contradicted"),
    ("dead", child(1, ".", dead=1), "proved"),
    ("dead", child(1, "in_county", 1, "unreported"), "contradicted"),
    ("no_such_person", child(1, "in_county", 1, "unreported"), "contradicted"),
    ("empty_household", child(1, "elsewhere_proved", said="province"), "contradicted"),
    ("wrong_record", child(1, "in_county", 1, "seen"), "paper"),
    ("dropped_out", child(1, "out_of_school", case="2018-0001"), "proved"),
    ("dropped_out", child(1, "in_county", 1, "seen", case="2018-0001"), "contradicted"),
    ("lost", child(1, "in_county", 1, "seen"), "contradicted"),
    ("lost", child(1, "out_of_school"), "paper"),
    ("lost", child(1, "elsewhere_proved", said="province"), "contradicted"),
]  # fmt: skip


def test_what_the_data_say_to_each_answer(duck):
    for code, held, state in SAYS:
        judged(duck, line(1, 1), step(101, 1, "proposed", 0, code), f"line_no | evidence_state\n1 | {state}", held)


def test_the_second_engine_judges_the_same(engine):
    children = "".join(held.replace("1 |", f"{n} |", 1) for n, (_, held, _) in enumerate(SAYS, 1))
    lines = "".join(line(n, n) for n in range(1, len(SAYS) + 1))
    answers = "".join(step(100 + n, n, "proposed", 0, code) for n, (code, _, _) in enumerate(SAYS, 1))
    wanted = "".join(f"{n} | {state}\n" for n, (_, _, state) in enumerate(SAYS, 1))
    judged(engine, lines, answers, "line_no | evidence_state\n" + wanted, children)


def test_a_line_that_means_nobody_stands_on_its_proof_and_its_number_gives_the_age(engine):
    lines = line(1, -1, "none") + line(2, -2, "none", "2001-05") + line(3, -3, "none", ".") + line(4, -4, "question")
    answers = "".join(step(100 + n, n, "proposed", 0, "over_age") for n in (1, 2, 3)) + step(
        104, 4, "proposed", 0, "dead"
    )
    expect = """
        line_no | evidence_state | data_code | needs_each
        1       | contradicted   | .         | 1
        2       | proved         | over_age  | 1
        3       | paper          | .         | 1
        4       | paper          | .         | 1
    """
    judged(engine, lines, answers, expect)


def test_what_the_data_prove_is_offered_unless_a_case_is_open(engine):
    children = (
        child(1, "in_county", 1, "seen") + child(2, "in_county", 1, "unreported") + child(3, "in_county", 1, "absent")
        + child(4, "elsewhere_proved", said="province") + child(5, "elsewhere_pending", said="province") + child(6, "finished")
        + child(7, "in_county", 1, "seen", case="2018-0001") + child(8, ".", born="2001-01") + child(9, "home_teaching", 1, placement="home")
    )  # fmt: skip
    expect = """
        line_no | data_code
        1       | at_county_school
        2       | .
        3       | .
        4       | in_province
        5       | .
        6       | completed
        7       | .
        8       | over_age
        9       | home_teaching
    """
    judged(engine, "".join(line(n, n) for n in range(1, 10)), EMPTY, expect, children)


@pytest.mark.parametrize(
    ("held", "code", "each"),
    [
        (child(1, "in_county", 1, "seen"), "at_county_school", 0),
        (child(1, "in_county", 1, "seen", poor="true"), "at_county_school", 1),
        (child(1, "in_county", 1, "seen", poor="."), "at_county_school", 1),
        (child(1, "in_county", 1, "unreported", away=4.5), "mark_error", 0),
        (child(1, "in_county", 1, "unreported", away=5.0), "mark_error", 1),
        (child(1, "in_county", 1, "seen", case="2018-0001"), "mark_error", 1),
        (child(1, "elsewhere_proved", said="province"), "in_province", 1),
        (child(1, "never_enrolled"), "wrong_record", 0),
        (child(1, "in_county", 1, "seen"), "dead", 1),
    ],
)
def test_the_bureau_approves_each_of_the_poor_the_absent_those_elsewhere_open_or_contradicted(duck, held, code, each):
    judged(duck, line(1, 1), step(101, 1, "proposed", 0, code), f"line_no | needs_each\n1 | {each}", held)


def drawn(engine, many: int, percent: int = 10, least: int = 5, month: str = "2018-12", **more) -> set[int]:
    lines = "".join(line(n, n) for n in range(1, many + 1))
    answers = "".join(
        step(1000 + 2 * n, n, "proposed", 0, "at_county_school", f"{month}-01", draw=n) + step(1001 + 2 * n, n, "verified", 1, on=f"{month}-01", draw=n)
        for n in range(1, many + 1)
    )  # fmt: skip
    limits = f"""
        name                 | value     | valid_from | valid_to   | unit | meaning | source | decided_by
        list_sample_percent  | {percent}.0 | 2017-09-01 | 9999-12-31 | x    | x       | x      | x
        list_sample_least    | {least}.0   | 2017-09-01 | 9999-12-31 | x    | x       | x      | x
    """
    from tests.spec import leaves, parameters

    given = {"list_above": ABOVE, "list_line": LINES + lines, "list_answer": ANSWERS + answers, "threshold": limits}
    answer = engine.ask(
        "bld_list_draw", leaves(given), parameters(as_of=more.get("as_of", "2018-12-31"), month="2018-12")
    )
    return {row["line_no"] for row in answer.to_pylist()}


def plainly_drawn(many: int, percent: int, least: int, month: date) -> set[int]:
    """The rule once more, without SQL."""
    ball = {n: (n * 7919 + (month.year * 12 + month.month) * 104729) % 10007 for n in range(1, many + 1)}
    first = sorted(ball, key=lambda n: (ball[n], n))[:least]
    return set(first) | {n for n, b in ball.items() if b * 100 < 10007 * percent}


@pytest.mark.parametrize(
    ("many", "percent", "least"), [(3, 10, 5), (20, 10, 5), (200, 10, 5), (200, 10, 0), (40, 0, 1)]
)
def test_a_tenth_and_at_least_five_a_month_are_drawn_by_a_rule(engine, many, percent, least):
    found = drawn(engine, many, percent, least)
    assert found == plainly_drawn(many, percent, least, date(2018, 12, 1)) and len(found) >= min(many, least)


def test_another_month_draws_others_and_who_was_not_drawn_never_is(duck):
    assert drawn(duck, 200) != drawn(duck, 200, month="2018-11", as_of="2018-11-30")
    before = drawn(duck, 60)
    assert {n for n in drawn(duck, 200) if n <= 60} <= before


def test_only_what_holds_by_verification_is_drawn_and_it_waits_until_looked_at(engine):
    lines = "".join(line(n, n) for n in range(1, 6))
    answers = (
        step(101, 1, "proposed", 0, "merged", draw=1) + step(102, 1, "verified", 1, draw=1)
        + step(103, 2, "proposed", 0, "merged", draw=2) + step(104, 2, "verified", 0, draw=2) + step(105, 2, "reviewed", 1, draw=2)
        + step(106, 3, "reviewed", 1, "merged", draw=3)
        + step(107, 4, "proposed", 0, "merged", draw=4) + step(108, 4, "verified", 1, draw=4) + step(109, 4, "reviewed", 1, draw=4)
        + step(110, 5, "proposed", 0, "merged", draw=5) + step(111, 5, "verified", 1, draw=5) + step(112, 5, "returned", 0, draw=5)
    )  # fmt: skip
    expect = """
        line_no | state    | is_drawn | is_to_review
        1       | answered | 1        | 1
        2       | answered | 0        | 0
        3       | answered | 0        | 0
        4       | answered | 1        | 0
        5       | matched  | 0        | 0
    """
    judged(engine, lines, answers, expect, "".join(child(n, "in_county", 1, "seen") for n in range(1, 6)))
