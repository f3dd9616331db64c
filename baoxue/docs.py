"""Prints what the program itself holds, docs/generated and the index of queries: headers, contracts, states, thresholds.

``python -m baoxue.docs`` writes; ``--check`` exits 1 when one is stale and writes nothing.
"""

import csv
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from baoxue.contracts.relations import RELATIONS
from baoxue.engine.header import Header
from baoxue.engine.parsing import INDEX, index_lines
from baoxue.engine.queries import Queries
from baoxue.ledger.transitions import STATES, TRANSITIONS
from baoxue.reference import TRACKED
from baoxue.settings import ROOT
from baoxue.words import translator

FOLDER = ROOT / "docs" / "generated"
_FIELDS = (("counts", "Counts"), ("grain", "Grain"), ("in", "In"), ("out", "Out"), ("source", "Source"))
_IN_CHINESE = (("counts", "计什么"), ("grain", "一行是什么"), ("in", "计入"), ("out", "不计入"), ("source", "依据"))
_CHECK_IN_CHINESE = (("what", "是什么"), ("why", "为什么重要"), ("resolve", "怎么办"))
_CHECK_FIELDS = (("severity", "Severity"), ("what", "What"), ("why", "Why"), ("resolve", "Resolve"))


def figures() -> Iterator[str]:
    """Every query by layer, from its header."""
    yield "# Figures\n\nOne section a layer, one entry a query; the text is the header of the query file.\n"
    for layer in ("pages", "measures", "facts", "checks", "derive", "sources"):
        yield f"\n## {layer}\n"
        for name, header in _headers(layer):
            yield f"\n### {name} · {header.title}\n\n"
            for field, label in (*_FIELDS, *_CHECK_FIELDS):
                if text := header.get(field):
                    yield f"- {label}: {text}\n"


def figures_in_chinese() -> Iterator[str]:
    """What screens, measures and checks count, in Chinese."""
    yield "# 口径\n\n每个查询一节,文字来自查询文件的说明。\n"
    said = translator("zh")
    for layer, title in (("pages", "页面"), ("measures", "指标"), ("checks", "疑点检查")):
        yield f"\n## {title}\n"
        for name, header in _headers(layer):
            if not name.startswith("bld_"):
                yield f"\n### {header.title} · {name}\n\n"
                for field, label in (*_IN_CHINESE, *_CHECK_IN_CHINESE):
                    if text := header.get(field):
                        yield f"- {label}:{said(text)}\n"


def _headers(layer: str) -> list[tuple[str, Header]]:
    found = sorted(Queries(ROOT / "queries").files.items())
    return [(name, file.header) for name, file in found if file.path.parent.name == layer]


def relations() -> Iterator[str]:
    """Every relation of a snapshot, from its contract."""
    yield "# Relations\n\nThe Parquet files of a snapshot. `?` marks a column that may be empty.\n"
    for relation in RELATIONS.values():
        yield f"\n## {relation.name} (version {relation.version})\n\n{relation.meaning}. Grain: {', '.join(relation.grain)}.\n\n"
        yield "| column | kind | meaning |\n|---|---|---|\n"
        for column in relation.columns:
            meaning = column.meaning.replace("|", "\\|")
            yield f"| {column.name} | {column.kind}{'?' if column.nullable else ''} | {meaning} |\n"


def states() -> Iterator[str]:
    """The states of a case and which may follow which."""
    yield "# States of a case\n\n| state | open | tier | holder | duty | days allowed by |\n|---|---|---|---|---|---|\n"
    for s in STATES.values():
        cells = (s.name, "yes" if s.is_open else "no", s.tier, s.holder or "—", s.duty or "—", s.deadline or "—")
        yield f"| {' | '.join(cells)} |\n"
    yield "\n```mermaid\nstateDiagram-v2\n"
    for before, following in TRANSITIONS.items():
        for after in following:
            if before != after:
                yield f"    {'[*]' if before == 'none' else before} --> {after}\n"
    yield "```\n"


def thresholds() -> Iterator[str]:
    """Every limit of the rules, from its dated row."""
    yield "# Thresholds\n\nA county lays its own rows over these.\n\n| name | value | unit | from | meaning | source |\n|---|---|---|---|---|---|\n"
    with (TRACKED / "thresholds.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            cells = (row["name"], row["value"], row["unit"], row["valid_from"], row["meaning"], row["source"])
            yield f"| {' | '.join(cells)} |\n"


def index() -> Iterator[str]:
    """What each query file names, for processes that need not read SQL then."""
    yield from index_lines((ROOT / "queries").rglob("*.sql"))


PAGES: dict[Path, Callable[[], Iterator[str]]] = {
    FOLDER / "figures.md": figures,
    FOLDER / "figures.zh.md": figures_in_chinese,
    FOLDER / "relations.md": relations,
    FOLDER / "states.md": states,
    FOLDER / "thresholds.md": thresholds,
    ROOT / "queries" / INDEX: index,
}


def stale() -> list[Path]:
    """What is printed otherwise than it would be now."""
    return [
        path for path, page in PAGES.items() if not path.exists() or path.read_text(encoding="utf-8") != "".join(page())
    ]


def main(arguments: list[str]) -> int:
    if "--check" in arguments:
        found = stale()
        print("\n".join(f"{path.relative_to(ROOT)} is stale: make docs" for path in found))
        return 1 if found else 0
    FOLDER.mkdir(parents=True, exist_ok=True)
    for path, page in PAGES.items():
        path.write_text("".join(page()), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
