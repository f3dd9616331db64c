"""The command line. Every command works on BAOXUE_HOME and teaches itself with ``--help``."""

from baoxue.cli import build, forms, identity, lists, look, posts, review, send, targets
from baoxue.cli.common import app

__all__ = ["app", "build", "forms", "identity", "lists", "look", "posts", "review", "send", "targets"]
