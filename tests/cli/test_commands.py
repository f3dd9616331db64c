"""Commands say what is wrong and what to do, exit 2, and show no more than the screens do."""

import json

import pytest
from typer.testing import CliRunner

from baoxue.cli import app


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
        (["figures", "pg_nope"], "no query pg_nope"),
        (["figures", "pg_ledger"], "--as"),
        (["figures", "pg_monthly_report", "--as-of", "xx"], "2018-12-20"),
        (["figures", "pg_monthly_report", "--month", "sept"], "2018-09"),
        (["figures", "pg_monthly_report", "--area", "999999"], "999999"),
        (["figures", "pg_monthly_report", "--as", "nobody"], "nobody"),
        (["submit", "a.xlsx", "--from", "2161083000", "--month", "2018-13"], "2018-09"),
        (["submit", "a.xlsx", "--from", "2161083000", "--month", "201809"], "2018-09"),
        (["template", "attendance", "--month", "9月"], "2018-09"),
    ],
)
def test_what_cannot_be_answered_is_said_with_exit_code_2(run, words, said):
    result = run(*words)
    assert result.exit_code == 2 and "Traceback" not in result.output
    assert said in " ".join(result.output.split())


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
