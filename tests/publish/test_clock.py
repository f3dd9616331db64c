"""One clock: the true one, the one that the environment names, or that of the invented county's home."""

from datetime import datetime

import pytest

from baoxue import clock


@pytest.fixture
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("BAOXUE_HOME", str(tmp_path))
    monkeypatch.delenv("BAOXUE_AS_OF", raising=False)
    return tmp_path


def test_a_real_home_lives_now(home):
    assert abs((clock.now() - datetime.now(clock.COUNTY_TIME).replace(tzinfo=None)).total_seconds()) < 5


def test_an_invented_county_keeps_its_day_for_every_command(home):
    (home / clock.DEMO).write_text("2018-12-20T18:30:00")
    assert clock.now() == datetime(2018, 12, 20, 18, 30)


def test_the_environment_comes_first(home, monkeypatch):
    (home / clock.DEMO).write_text("2018-12-20T18:30:00")
    monkeypatch.setenv("BAOXUE_AS_OF", "2018-11-30")
    assert clock.now() == datetime(2018, 11, 30, 23, 59, 59)
