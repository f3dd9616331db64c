"""Every message of screens and reports, as the source names it."""

import ast

from baoxue.settings import ROOT
from baoxue.ui.formats import WEEKDAYS

SOURCES = sorted([*ROOT.glob("pages/*.py"), *ROOT.glob("baoxue/ui/*.py"), ROOT / "baoxue" / "reports" / "summary.py"])


def messages() -> list[str]:
    """Texts given to ``_`` as they stand, and the names of weekdays."""
    found = dict.fromkeys(WEEKDAYS)
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "_" and node.args:
                text = node.args[0]
                found |= {text.value: None} if isinstance(text, ast.Constant) else {}
    return list(found)
