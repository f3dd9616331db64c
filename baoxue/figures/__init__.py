"""The only door to numbers: a named query → a typed table, cut to a viewer's children, or an aggregate."""

from baoxue.figures.answers import Answer, Foot, How, Refused
from baoxue.figures.doors import Figures, Snapshot

__all__ = ["Answer", "Figures", "Foot", "How", "Refused", "Snapshot"]
