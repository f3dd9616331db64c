"""The command line. Every command works on BAOXUE_HOME and teaches itself with ``--help``."""

from baoxue.cli import build, lists, look, send
from baoxue.cli.common import app

__all__ = ["app", "build", "lists", "look", "send"]
