"""The comment block at the top of a query file: the documentation that screens and printed pages show."""

from dataclasses import dataclass, field
from pathlib import Path

from baoxue.engine.errors import QueryError

FIELDS = ("title", "counts", "grain", "parameters", "line", "in", "out", "source")
CHECK_FIELDS = ("severity", "what", "why", "resolve")
LINES = ("household", "student", "-")
SEVERITIES = ("block", "warn")


@dataclass(frozen=True)
class Header:
    """``fields`` holds every ``-- name: text`` of the block; a text may go on over further comment lines."""

    fields: dict[str, str] = field(default_factory=dict)

    def __getitem__(self, name: str) -> str:
        return self.fields[name]

    def get(self, name: str, default: str = "") -> str:
        return self.fields.get(name, default)

    @property
    def title(self) -> str:
        return self.fields["title"]


def read_header(path: Path, text: str) -> Header:
    """Raises QueryError naming the file and every field that is missing or has a word it may not have."""
    fields: dict[str, str] = {}
    current = None
    for line in text.splitlines():
        if not line.startswith("--"):
            break
        body = line[2:].strip()
        name, colon, rest = body.partition(":")
        if colon and name in (*FIELDS, *CHECK_FIELDS):
            current = name
            fields[name] = rest.strip()
        elif current:
            fields[current] = f"{fields[current]} {body}".strip()
    needed = FIELDS + (CHECK_FIELDS if path.stem.startswith("chk_") else ())
    faults = [f"no '-- {name}:'" for name in needed if not fields.get(name)]
    if fields.get("line", "-") not in LINES:
        faults.append(f"line is '{fields['line']}', expected one of {', '.join(LINES)}")
    if fields.get("severity", "warn") not in SEVERITIES:
        faults.append(f"severity is '{fields['severity']}', expected one of {', '.join(SEVERITIES)}")
    if faults:
        raise QueryError(f"{path}: " + "; ".join(faults))
    return Header(fields)
