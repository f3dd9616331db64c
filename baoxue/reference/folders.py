"""Where reference rows stand: the project's own folder, and the one in which a county lays its rows over them."""

from pathlib import Path

from baoxue.settings import ROOT

TRACKED = ROOT / "data" / "reference"


def overlay(home: Path) -> Path:
    """The county's folder: ``BAOXUE_HOME/reference``, or ``data/local/reference`` where the state lives in ``data/``, whose
    ``reference/`` is the project's: a county's rows must never be written into tracked files."""
    folder = home / "reference"
    return home / "local" / "reference" if folder.resolve() == TRACKED else folder
