"""回复表: a list from above in its own columns and order, filled in with the answers that hold."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from baoxue import clock
from baoxue.access import Viewer
from baoxue.desk.lists import code_rows, known
from baoxue.desk.permits import check_can_keep_lists
from baoxue.ledger import lists, traces
from baoxue.ledger.lists import ListLine
from baoxue.wiring import ledger_of, open_figures


def reply(home: Path, viewer: Viewer, list_id: str) -> tuple[list[str], list[list[Any]], str]:
    """回复表: the columns' words, the lines in the columns and the order in which they came, filled in, and the title.

    Columns for the answer that the list lacks stand after its own. Leaves a trace.
    """
    check_can_keep_lists(viewer)
    words = {row["code"]: row["name_zh"] for row in code_rows(home)}
    with ledger_of(home).write() as connection:
        one = known(connection, list_id)
        traces.note(connection, clock.now(), viewer.post_ids[0], "export", list_id)
        lines = lists.lines_of(connection, list_id)
    held = {row["line_no"]: row for row in open_figures(home).aggregate("pg_list_reply", list_id=list_id).rows}
    labels, places = list(one.labels), dict(one.places)
    for field, label in (("result", "核查结果"), ("school", "就读学校"), ("cause", "原因"), ("proof", "佐证"),
                         ("checked_by", "核查人")):  # fmt: skip
        if field not in places:
            places[field] = len(labels)
            labels.append(label)
    return labels, [_filled(line, held.get(line.line_no), len(labels), places, words) for line in lines], one.title


def _filled(
    line: ListLine, held: Mapping[str, Any] | None, width: int, places: dict[str, int], words: dict[str, str]
) -> list[Any]:
    cells = [*line.cells, *[""] * width][:width]
    if held is None:
        return cells
    left = ""
    if held["owner"] and held["due_on"]:
        left = f"责任人:{held['owner']},{held['due_on']:%Y-%m-%d}前"
    written = {
        "result": words[held["code"]], "school": held["school_words"], "cause": ";".join(filter(None, [held["cause"], left])),
        "proof": held["proof"], "checked_by": held["checked_by"],
    }  # fmt: skip
    for field, text in written.items():
        cells[places[field]] = text or ""
    return cells
