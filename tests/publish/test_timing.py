"""A wrong clock publishes nothing: what it carries forward and what runs out by it cannot be taken back."""

from datetime import date, datetime, timedelta
from types import SimpleNamespace

import pyarrow as pa
import pytest
from typer.testing import CliRunner

from baoxue.cli import app
from baoxue.ledger import Refused, catalogue, open_ledger, submissions
from baoxue.ledger.submissions import Submission
from baoxue.publish import publish
from baoxue.publish.timing import check_moment, data_through
from tests.publish.test_publish import LATER, SCHOOL, numbers, resend, rows, schools

__all__ = ["schools"]


@pytest.mark.parametrize(
    ("clock", "code"),
    [(datetime(2018, 11, 2, 9), "clock_behind"), (datetime(2028, 12, 20, 18), "clock_ahead")],
)
def test_nothing_is_published_by_a_clock_that_is_years_or_weeks_off(schools, clock, code):
    """Also where the same clock stamped what was sent."""
    before = numbers(schools.home)
    resend(schools, SCHOOL, "2018-12", clock)
    with pytest.raises(Refused) as refused:
        publish(schools.home, clock)
    assert refused.value.code == code and numbers(schools.home) == before
    assert not publish(schools.home, LATER).blocked and rows(schools.home, "roll", "2018-12").num_rows


def test_who_vouches_for_the_day_publishes_and_no_held_day_is_denied(schools, monkeypatch):
    home = schools.home
    monkeypatch.setenv("BAOXUE_HOME", str(home))
    monkeypatch.setenv("BAOXUE_AS_OF", "2018-12-05T09:00")
    resend(schools, SCHOOL, "2018-12")

    def run(*words):
        return CliRunner().invoke(app, ["--lang", "zh", "publish", *words])

    said = run()
    assert said.exit_code == 2 and "--today 2018-12-05" in said.output and "2018-12-20 18:00" in said.output
    other = run("--today", "2018-12-06")
    assert other.exit_code == 2 and "2018-12-06" in other.output
    assert run("--today", "2018-12-05").exit_code == 0
    ledger = open_ledger(home)
    with ledger.read() as connection:
        assert catalogue.newest(connection).data_through == datetime(2018, 12, 20, 23, 59, 59)
    ledger.close()


@pytest.fixture
def asked(tmp_path, monkeypatch):
    """``asked(at, last publication, months sent)``: the code of the refusal, or none."""
    ledger = open_ledger(tmp_path)

    def ask(at, last, *months, kind="roll", state="accepted"):
        stood = SimpleNamespace(n=3, created_at=last) if last else None
        monkeypatch.setattr(catalogue, "newest", lambda connection: stood)
        with ledger.rehearse() as connection:
            sent = [Submission(kind, SCHOOL, month, at, "x", "x.xlsx", state) for month in months]
            submissions.record(connection, sent)
            try:
                check_moment(connection, at, len(sent), None)
            except Refused as refused:
                return refused.code
        return None

    yield ask
    ledger.close()


def test_a_summer_a_late_start_and_a_first_publication_pass(asked):
    june, autumn = datetime(2018, 7, 3, 9), datetime(2018, 9, 1, 9)
    assert asked(autumn, june, "2018-06") is None
    assert asked(datetime(2018, 9, 30), june, "2018-06") == "clock_ahead"
    assert asked(datetime(2018, 9, 30), june, "2018-06", "2018-09") is None
    assert asked(datetime(2018, 9, 30), june, "2018-06", state="refused") is None  # nothing that could be carried
    assert asked(datetime(2018, 12, 20), None, "2017-09", "2018-12") is None
    assert asked(datetime(2018, 12, 20), None, "2017-09", "2018-06") is None
    assert asked(datetime(2019, 12, 20), None, "2017-09", "2018-06") == "clock_ahead"
    assert asked(autumn, None) is None
    assert asked(autumn, autumn, "2018-06") is None
    assert asked(autumn - timedelta(seconds=1), autumn, "2018-09") == "clock_behind"


def test_an_old_ledger_is_filed_under_the_clocks_own_month_and_proves_nothing(asked):
    assert asked(datetime(2028, 12, 20), None, "2018-12") == "clock_ahead"
    assert asked(datetime(2028, 12, 20), datetime(2018, 12, 20), "2028-12", kind="ledger") is None  # no roll to carry


def test_data_reach_to_the_end_of_the_newest_day_or_to_the_moment_on_that_day():
    days = pa.table({"day": [date(2018, 12, 19), date(2018, 12, 20)]})
    end = datetime(2018, 12, 20, 23, 59, 59)
    noon = datetime(2018, 12, 20, 12)
    assert data_through(noon, days) == noon
    assert data_through(noon + timedelta(days=3), days) == end
    assert data_through(datetime(2018, 11, 2), days) == end
    assert data_through(noon, None) == data_through(noon, days.slice(0, 0)) == noon
