"""What a county may set from outside: where its state lives, limits, and the shift of the clock."""

import os
from datetime import datetime
from functools import lru_cache
from pathlib import Path

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict

ROOT = Path(__file__).resolve().parent.parent
"""The checkout: app.py, queries/, data/reference/."""


class Settings(BaseSettings):
    """Read from the environment as ``BAOXUE_…``; every value has a default that suits one county."""

    model_config = SettingsConfigDict(env_prefix="BAOXUE_")

    home: Path = Field(
        default=ROOT / "data", description="all state: ledger.sqlite, store/, outbox/, reference/, spill/"
    )
    as_of: str = Field(default="", description="county-local date or time taken for now; empty = the clock")
    lang: str = Field(default="", description="language of the command line: zh | en; empty = that of LANG")
    county: str = Field(default="610830", description="6-digit area code of the county")
    file_bytes: int = Field(default=10_000_000, description="largest workbook accepted, bytes")
    sheet_rows: int = Field(default=30_000, description="most rows a sheet may reach")
    sheet_columns: int = Field(default=200, description="most columns a sheet may reach")
    read_memory: int = Field(default=1_500_000_000, description="address space of the reading child process, bytes")
    read_seconds: int = Field(default=60, description="processor seconds of the reading child process")
    marked_days: int = Field(default=30, ge=1, description="days for which marked copies, which hold names, are kept")
    engine_memory: str = Field(default="240MB", description="memory limit of one DuckDB instance")
    engine_threads: int = Field(default=1, description="threads of one DuckDB instance")
    engine_at_once: int = Field(default=1, ge=1, description="queries at a time on one DuckDB instance, in its memory")


def settings() -> Settings:
    """The settings as the environment has them now (tests and the demo change them)."""
    return _read(tuple(map(os.environ.get, _NAMES)))


_NAMES = tuple(f"BAOXUE_{name.upper()}" for name in Settings.model_fields)


@lru_cache(maxsize=8)
def _read(environment: tuple[str | None, ...]) -> Settings:
    return Settings()


def moment(text: str) -> datetime:
    """A county-local time from ``2018-12-20`` (its end) or ``2018-12-20T14:30``."""
    stamp = datetime.fromisoformat(text)
    return stamp.replace(hour=23, minute=59, second=59) if len(text) == 10 else stamp
