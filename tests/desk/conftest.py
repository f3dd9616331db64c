"""A county of its own for acts at the desk, on the demo's last evening."""

import pytest

from baoxue.wiring import close_all


@pytest.fixture
def home(own_county, monkeypatch):
    """The home as the product finds it; a test may change it."""
    close_all()
    monkeypatch.setenv("BAOXUE_HOME", str(own_county))
    monkeypatch.setenv("BAOXUE_AS_OF", "2018-12-20T18:30")
    yield own_county
    close_all()
