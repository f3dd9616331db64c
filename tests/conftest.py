"""Fixtures that every room uses."""

import pickle
import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock

from tests.spec import DuckEngine

AS_OF = datetime(2018, 12, 20, 23, 59, 59)


@dataclass(frozen=True)
class BuiltCounty:
    """The invented county as one home that many tests read: never publish or submit into it, copy it first."""

    home: Path
    built: object
    pupils: int = 2_000
    months: int = 5


@pytest.fixture(scope="session")
def once(tmp_path_factory, worker_id):
    """``once(name, build)``: the home that ``build(home)`` fills and what it answered. Built by the worker that asks
    first, while the others wait; every worker reads a copy of its own."""

    def home_of(name: str, build: Callable[[Path], Any]) -> tuple[Path, Any]:
        own = tmp_path_factory.mktemp(name) / "home"
        if worker_id == "master":
            return own, build(own)
        kept = tmp_path_factory.getbasetemp().parent / name
        answer = kept / "answer.pickle"
        with FileLock(kept.with_suffix(".lock")):
            if not answer.exists():
                kept.mkdir()
                answer.write_bytes(pickle.dumps(build(kept / "home")))
            shutil.copytree(kept / "home", own)
        return own, pickle.loads(answer.read_bytes())  # noqa: S301 written above

    return home_of


@pytest.fixture(scope="session")
def county(once):
    """2,000 pupils, August to 20 December 2018, with every story."""
    from baoxue.demo import build

    return BuiltCounty(*once("county", lambda home: build(home, 2_000, 5, 1)))


@pytest.fixture
def own_county(county, tmp_path):
    """A copy of the county that a test may change."""
    home = tmp_path / "home"
    shutil.copytree(county.home, home)
    return home


@pytest.fixture(scope="session")
def spark():
    """A Spark session on Sail, started on loopback for this run and stopped after it."""
    from pysail.spark import SparkConnectServer
    from pyspark.sql import SparkSession

    server = SparkConnectServer("127.0.0.1", 0)
    server.start(background=True)
    _, port = server.listening_address
    with pytest.MonkeyPatch.context() as patch:
        if not hasattr(sys.modules["__main__"], "__file__"):  # as in a worker: the client then looks for a whole Spark
            patch.setattr(sys.modules["__main__"], "__file__", __file__, raising=False)
        session = SparkSession.builder.remote(f"sc://127.0.0.1:{port}").getOrCreate()
    session.conf.set("spark.sql.session.timeZone", "UTC")
    yield session
    session.stop()
    server.stop()


@pytest.fixture(scope="session")
def sail(spark):
    """The second engine; what it answered once it need not answer again."""
    from tests.spec import SailEngine

    return SailEngine(spark)


@pytest.fixture(params=["duckdb", pytest.param("sail", marks=pytest.mark.spark)])
def engine(request, tmp_path):
    """Both engines: a spec that takes this fixture runs twice."""
    if request.param == "duckdb":
        return DuckEngine(tmp_path)
    return request.getfixturevalue("sail")


@pytest.fixture
def duck(tmp_path):
    """The product's own engine alone, for what only it must answer."""
    return DuckEngine(tmp_path)
