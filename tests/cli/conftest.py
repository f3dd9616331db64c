"""A county's home of one test, for the commands of this folder."""

import pytest

from tests.intake.made import home_at


@pytest.fixture
def home(tmp_path, monkeypatch):
    made = home_at(tmp_path / "home")
    monkeypatch.setenv("BAOXUE_HOME", str(made))
    monkeypatch.setenv("BAOXUE_AS_OF", "2018-10-05T09:00")
    return made
