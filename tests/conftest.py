"""Fixtures that every room uses."""

import pytest

from tests.spec import DuckEngine


@pytest.fixture(scope="session")
def spark():
    """A Spark session on Sail, started on loopback for this run and stopped after it."""
    from pysail.spark import SparkConnectServer
    from pyspark.sql import SparkSession

    server = SparkConnectServer("127.0.0.1", 0)
    server.start(background=True)
    _, port = server.listening_address
    session = SparkSession.builder.remote(f"sc://127.0.0.1:{port}").getOrCreate()
    session.conf.set("spark.sql.session.timeZone", "UTC")
    yield session
    session.stop()
    server.stop()


@pytest.fixture(params=["duckdb", pytest.param("sail", marks=pytest.mark.spark)])
def engine(request, tmp_path):
    """Both engines: a spec that takes this fixture runs twice."""
    if request.param == "duckdb":
        return DuckEngine(tmp_path)
    from tests.spec import SailEngine

    return SailEngine(request.getfixturevalue("spark"))


@pytest.fixture
def duck(tmp_path):
    """The product's own engine alone, for what only it must answer."""
    return DuckEngine(tmp_path)
