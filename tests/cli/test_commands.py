"""Commands say what is wrong and what to do, exit 2, and show no more than the screens do."""

import json
from datetime import date

import pytest
from typer.testing import CliRunner

from baoxue.cli import app
from tests.desk.test_ledger_book import untold
from tests.intake.made import xlsx

TODAY = date(2018, 12, 20)


@pytest.fixture
def run(monkeypatch, county):
    monkeypatch.setenv("BAOXUE_HOME", str(county.home))
    monkeypatch.setenv("BAOXUE_AS_OF", "2018-12-20T18:30")

    def command(*words):
        return CliRunner().invoke(app, ["--lang", "zh", *words])

    return command


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["figures", "pg_nope"], "没有 pg_nope 这个查询"),
        (["figures", "pg_leger"], "例如 pg_ledger"),
        (["sql", "selec 1"], "查询没有执行"),
        (["figures", "pg_ledger"], "--as"),
        (["figures", "pg_monthly_report", "--as-of", "xx"], "2018-12-20"),
        (["figures", "pg_monthly_report", "--month", "sept"], "2018-09"),
        (["figures", "pg_monthly_report", "--area", "999999"], "999999"),
        (["figures", "pg_monthly_report", "--as", "nobody"], "nobody"),
        (["submit", "a.xlsx", "--from", "2161083000", "--month", "2018-13"], "2018-09"),
        (["submit", "a.xlsx", "--from", "2161083000", "--month", "201809"], "2018-09"),
        (["template", "attendance", "--month", "9月"], "2018-09"),
        (["bench", "--only", "reed"], "reed: no such part"),
        (["figures", "pg_monthly_report", "--format", "xml"], "table, csv, json"),
        (["figures", "pg_monthly_report", "--ledger-seq", "-5"], "greater than or equal to 0"),
        (["template", "roll", "--to", "/nonexistent/x.xlsx"], "/nonexistent/x.xlsx: 不能写入"),
        (["form", "book", "--as", "bureau_clerk", "--to", "/nonexistent/x.xlsx"], "不能写入"),
    ],
)
def test_what_cannot_be_answered_is_said_with_exit_code_2(run, words, said):
    result = run(*words)
    assert result.exit_code == 2 and "Traceback" not in result.output
    assert said in " ".join(result.output.split())


def test_a_list_of_posts_without_who_acts_asks_for_the_post(run, tmp_path):
    file = tmp_path / "七长名册.xlsx"
    file.write_bytes(b"read only once it is known who acts")
    result = run("posts", "import", str(file))
    assert result.exit_code == 2 and "请用 --as 岗位" in result.output and "没有人在岗位" not in result.output


def test_before_the_first_posts_it_is_said_how_they_come_in(run, tmp_path, monkeypatch):
    monkeypatch.setenv("BAOXUE_HOME", str(tmp_path))
    result = run("posts", "import", __file__, "--as", "bureau_clerk")
    assert result.exit_code == 2 and "post_id" in result.output and "没有人在岗位" not in result.output


def test_a_line_from_a_pipe_that_failed_is_told_by_the_exit_code(county, monkeypatch):
    monkeypatch.setenv("BAOXUE_HOME", str(county.home))
    good, bad = "select 1 as n", "select nope from nowhere"
    for lines, code in {good: 0, f"{bad}\n{good}": 2}.items():
        result = CliRunner().invoke(app, ["--lang", "zh", "sql"], input=lines + "\n")
        assert result.exit_code == code and "1" in result.output


def test_sums_are_the_same_whoever_asks(run):
    everybody = run("figures", "pg_monthly_report", "--month", "2018-11", "--json")
    clerk = run("figures", "pg_monthly_report", "--month", "2018-11", "--as", "bureau_clerk", "--json")
    assert everybody.exit_code == clerk.exit_code == 0 and everybody.output == clerk.output
    assert len(json.loads(clerk.output)) > 10


def test_names_are_masked_for_those_whom_the_screen_masks_them_for(run):
    clerk = json.loads(run("figures", "pg_ledger", "--as", "bureau_clerk", "--json").output)
    leader = json.loads(run("figures", "pg_ledger", "--as", "county_head", "--json").output)
    assert clerk and not any("*" in row["name"] for row in clerk)
    assert len(leader) == len(clerk) and all("*" in row["name"] for row in leader)


def test_a_central_school_sees_the_schools_that_it_answers_for_as_on_the_screens(run, county):
    """The teaching points' children by the command line too; not those of the junior school on the same ground."""
    from baoxue.wiring import open_figures

    places = open_figures(county.home).aggregate("pg_places", month="2018-11").rows
    central = next(p["central_code"] for p in places if p["central_code"] not in (None, p["place"]))
    own = {p["place"] for p in places if p["central_code"] == central}
    ground = next(p["parent_code"] for p in places if p["place"] == central)
    beside = next(
        p["place"]
        for p in places
        if p["parent_code"] == ground and p["place_level"] == "school" and p["place"] not in own
    )
    eyes = ("--month", "2018-11", "--as", f"central_school-{central}", "--json")
    for code in sorted(own):
        seen = run("figures", "pg_attendance_schools", "--area", code, *eyes)
        assert seen.exit_code == 0, seen.output
    assert run("figures", "pg_attendance_schools", "--area", beside, *eyes).exit_code == 2
    classes = json.loads(run("figures", "pg_attendance_classes", "--school", central, "--area", central, *eyes).output)
    assert classes


def test_a_post_asks_what_its_screens_show_and_where_they_show_it(run, county):
    from baoxue.ledger import open_ledger
    from baoxue.ledger.posts import standing

    ledger = open_ledger(county.home)
    with ledger.read() as connection:
        held = standing(connection)
    ledger.close()
    post = next(
        p for p in held if p["head"] == "class_teacher" and (p["valid_to"] or TODAY) >= TODAY >= p["valid_from"]
    )
    teacher = ("--as", post["post_id"])
    refused = run("figures", "pg_review_sample", *teacher)
    assert refused.exit_code == 2 and "Traceback" not in refused.output
    assert "可以查看的是:县领导、基教股" in refused.output and "班主任" in refused.output
    assert json.loads(run("figures", "pg_review_sample", "--as", "bureau_clerk", "--json").output)
    own = json.loads(run("figures", "pg_check_rows", *teacher, "--json").output)
    assert {row["class_key"] for row in own} <= {post["class_key"]}
    for elsewhere in ("610830", post["class_key"].split("-")[0]):
        beyond = run("figures", "pg_check_rows", *teacher, "--area", elsewhere)
        assert beyond.exit_code == 2 and elsewhere in beyond.output
    assert run("figures", "pg_nope", *teacher).exit_code == 2


def _posts(home):
    """Posts held on the day, by head."""
    from baoxue.ledger import open_ledger
    from baoxue.ledger.posts import standing

    ledger = open_ledger(home)
    with ledger.read() as connection:
        held = [p for p in standing(connection) if (p["valid_to"] or TODAY) >= TODAY >= p["valid_from"]]
    ledger.close()
    return {p["head"]: p for p in reversed(held)}


def _other_school(run, own):
    rows = json.loads(run("figures", "pg_places", "--month", "2018-11", "--json").output)
    return next(r["place"] for r in rows if r["place_level"] == "school" and own not in (r["place"], r["central_code"]))


def test_school_and_class_are_within_the_post_s_places_as_the_area_is(run, county):
    post = _posts(county.home)["principal"]
    own, eyes = post["school_code"], ("--as", post["post_id"], "--month", "2018-11")
    other = _other_school(run, own)
    for query, *words in (
        ("pg_attendance_classes", "--school", other),
        ("pg_attendance_pupils", "--class", f"{other}-P2013-01"),
        ("pg_attendance_classes", "--area", other),
    ):
        beyond = run("figures", query, *words, *eyes)
        assert beyond.exit_code == 2 and words[1] in beyond.output, (query, beyond.output)
    assert run("figures", "pg_attendance_classes", "--school", own, *eyes).exit_code == 0
    unknown = run("figures", "pg_attendance_classes", "--school", "9999999999", "--month", "2018-11")
    assert unknown.exit_code == 2 and "9999999999" in unknown.output


def test_the_reply_to_a_list_is_the_bureau_s_clerk_s_who_sends_it_back(run, county):
    nobody = run("figures", "pg_list_reply", "--list", "x")
    assert nobody.exit_code == 2 and "--as" in nobody.output
    for head in ("village_head", "township_head", "principal", "county_head"):
        asked = run("figures", "pg_list_reply", "--list", "x", "--as", _posts(county.home)[head]["post_id"])
        assert asked.exit_code == 2 and "基教股" in asked.output, head
    assert run("figures", "pg_list_reply", "--list", "x", "--as", "bureau_clerk").exit_code == 0


def test_a_school_s_review_is_the_county_s_and_the_school_s_own(run, county):
    held = _posts(county.home)
    school = held["principal"]
    ground = run("figures", "pg_places", "--month", "2018-11", "--json").output
    town = next(p["parent_code"] for p in json.loads(ground) if p["place"] == school["school_code"])
    eyes = ("--month", "2018-11", "--area", school["school_code"], "--as")
    for query in ("pg_review_units", "pg_review_points", "pg_review_children"):
        refused = run("figures", query, *eyes, f"township_head-{town}")
        assert refused.exit_code == 2 and "本单位的季评" in refused.output, query
        assert run("figures", query, *eyes, school["post_id"]).exit_code == 0
        assert run("figures", query, *eyes, "bureau_clerk").exit_code == 0
    own = run("figures", "pg_review_units", "--month", "2018-11", "--as", f"township_head-{town}")
    assert own.exit_code == 0


def test_the_printed_report_goes_to_those_whose_screens_show_it(run, county, tmp_path):
    held = _posts(county.home)
    school = held["principal"]
    other = _other_school(run, school["school_code"])
    to = ("--month", "2018-11", "--to", str(tmp_path / "book.xlsx"))
    for eyes in (
        ("--as", held["class_teacher"]["post_id"]),
        ("--as", school["post_id"], "--area", other),
        ("--as", school["post_id"], "--area", "610830"),
    ):
        for words in (("book",), ("fill", "控辍保学工作月报表")):
            assert run("form", *words, *eyes, *to).exit_code == 2, (words, eyes)
    assert not (tmp_path / "book.xlsx").exists()
    assert run("form", "book", "--as", school["post_id"], *to).exit_code == 0, "without a place: the post's own"


@pytest.fixture
def act(own_county, monkeypatch):
    """Commands on a county of their own."""
    from baoxue.wiring import close_all

    close_all()
    monkeypatch.setenv("BAOXUE_HOME", str(own_county))
    monkeypatch.setenv("BAOXUE_AS_OF", "2018-12-20T18:30")
    yield lambda *words: CliRunner().invoke(app, ["--lang", "zh", *words])
    close_all()


def test_a_child_s_file_opened_by_the_command_line_leaves_a_trace_as_on_the_screen(act, own_county):
    from baoxue.ledger import open_ledger
    from baoxue.ledger.traces import traces

    case = json.loads(act("figures", "pg_ledger", "--as", "bureau_clerk", "--json").output)[0]["case_no"]
    assert act("figures", "pg_case", "--case", case, "--as", "bureau_clerk").exit_code == 0
    ledger = open_ledger(own_county)
    with ledger.read() as connection:
        left = traces(connection, case)
    ledger.close()
    assert [(row.viewer, row.act) for row in left][:1] == [("bureau_clerk", "open_case")]


def test_a_re_check_goes_from_finding_to_decision_by_different_people(act):
    shown = act("review", "show", "--month", "2018-12", "--as", "bureau_clerk", "--format", "json")
    found = json.loads(shown.output)
    school = next(r for r in found if r["subject"] == "school" and r["standing"] == "agreed")["unit_code"]
    about = (school, "school", school, "--month", "2018-12")
    assert act("review", "find", *about, "--result", "not_agreed", "--as", "bureau_clerk").exit_code == 2
    find = ("review", "find", *about, "--result", "not_agreed", "--reason", "清点少 2 人", "--as", "bureau_clerk")
    assert act(*find).exit_code == 0
    other = act("review", "object", *about, "--reason", "不对", "--as", "bureau_clerk")
    assert other.exit_code == 2 and "Traceback" not in other.output
    assert act("review", "object", *about, "--reason", "两人当天请假", "--as", f"principal-{school}").exit_code == 0
    decide = ("review", "decide", *about, "--result", "withdrawn", "--reason", "请假条属实")
    assert act(*decide, "--as", "bureau_clerk").exit_code == 2
    assert act(*decide, "--as", "director").exit_code == 0
    own = act(
        "review", "show", "--month", "2018-12", "--unit", school, "--as", f"principal-{school}", "--format", "json"
    )
    (line,) = [r for r in json.loads(own.output) if r["subject"] == "school"]
    assert (line["reason"], line["objection"], line["decision"]) == ("清点少 2 人", "两人当天请假", "请假条属实")


def test_drawn_children_are_named_to_the_county_s_leaders_as_on_the_screen(run):
    words = ("review", "show", "--month", "2018-12", "--format", "json", "--as")
    clerk, leader = (
        [row["name"] for row in json.loads(run(*words, post).output) if row["name"]]
        for post in ("bureau_clerk", "director")
    )
    assert clerk and not any("*" in name for name in clerk)
    assert len(leader) == len(clerk) and all("*" in name for name in leader)


def test_the_shell_is_fed_what_the_pages_are_fed_but_for_names(run, county):
    from baoxue.cli.shell import Shell
    from baoxue.engine.instance import MEMORY_LEAVES
    from baoxue.wiring import close_all, open_figures

    def rows(of, relation):
        return of(f"select count(*) as n from {relation}").to_pylist()[0]["n"]  # noqa: S608

    shell, pages = Shell(county.home, None), open_figures(county.home)._instance
    fed = {relation: rows(pages.run, relation) for relation in MEMORY_LEAVES if relation != "viewer_child"}
    shown = {relation: rows(shell.ask, relation) for relation in fed}
    close_all()
    assert shown == {**fed, "child_name": 0}
    assert not [relation for relation, n in fed.items() if not n]
    named = shell.ask("select count(line_name) + count(line_pinyin) as n from list_line").to_pylist()
    assert named == [{"n": 0}]
    asked = run("sql", "select count(*) as n from fct_list_line")
    assert asked.exit_code == 0 and asked.output.split()[1] != "0"


def test_a_ledger_is_submitted_without_unit_and_month_by_the_clerk_alone(run, own_county, monkeypatch, tmp_path):
    monkeypatch.setenv("BAOXUE_HOME", str(own_county))
    (name, school, _key), (other, *_) = untold(own_county, 2)
    lines = [[name, school, "2018.11.5", "", "11.12 家访"], [other, "某校", "2018.11.5", "", ""]]
    path = xlsx(tmp_path / "台账.xlsx", ("台账", [["姓名", "学校", "疑似时间", "销号时间", "劝返记录"], *lines]))
    assert "请用 --as 岗位" in run("submit", str(path)).output
    assert run("submit", str(path), "--as", "director").exit_code == 2
    said = run("ledger", "import", str(path), "--as", "bureau_clerk", "--dry-run")
    assert said.exit_code == 1 and "新立案 1(其中反弹 0) · 认定辍学 0 · 劝返 1" in said.output
    done = run("submit", str(path), "--as", "bureau_clerk")
    assert done.exit_code == 1 and "接收 1 行, 待修改 1 行" in done.output and "标注副本" in done.output
    assert "新立案 0" in run("ledger", "import", str(path), "--as", "bureau_clerk").output
    posts = xlsx(
        tmp_path / "七长.xlsx", ("七长", [["七长名册"], ["职责", "姓名", "镇"], ["镇长", "新镇长", "折家坪镇"]])
    )
    assert "posts import" in run("submit", str(posts)).output
    assert "--from" in run("submit", str(tmp_path / "台账.xlsx"), "--kind", "aid").output


def test_figures_of_aid_are_of_the_term_in_which_the_month_lies(run, county):
    named, term = (run("figures", "pg_aid", *more, "--json") for more in ((), ("--period", "2018-1")))
    assert named.exit_code == term.exit_code == 0 and json.loads(named.output) == json.loads(term.output) != []
    units = json.loads(run("figures", "pg_aid_units", "--json").output)
    assert units[0]["lists_n"] > 0 and units[0]["state"] != "missing"


def test_an_older_snapshot_is_looked_at_as_of_the_end_of_its_data(run):
    listed = json.loads(run("snapshots", "--json").output)
    old = listed[1]
    asked = ("figures", "pg_ledger", "--as", "county_head", "--snapshot", str(old["n"]), "--json")
    plain, then = run(*asked), run(*asked, "--as-of", old["data_through"][:10])
    assert plain.exit_code == 0 and json.loads(plain.output) == json.loads(then.output)
    assert all(r["opened_on"] <= old["data_through"] for r in json.loads(plain.output))
