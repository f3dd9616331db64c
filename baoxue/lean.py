"""Large libraries that are installed, that another library would load at once, and that no screen uses."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.abc import MetaPathFinder

import pyarrow as pa


class _Absent(MetaPathFinder):
    def __init__(self, names: tuple[str, ...]):
        self.names = names

    def find_spec(self, fullname: str, path: object = None, target: object = None) -> None:
        if fullname in self.names:
            raise ModuleNotFoundError(f"{fullname} is left unloaded here", name=fullname)


@contextmanager
def absent(*names: str) -> Iterator[None]:
    """Within it those packages are as if they were not installed; afterwards they can be loaded as ever. For the start of
    a process, before it has threads."""
    finder = _Absent(names)
    sys.meta_path.insert(0, finder)
    try:
        yield
    finally:
        sys.meta_path.remove(finder)


def arrow_without_pandas() -> None:
    """Arrow looks for pandas, once, when it first turns a list into an array, and loads it: 50 MB and 0.3 s. What needs
    pandas (``to_pandas``) loads it all the same."""
    with absent("pandas"):
        pa.array([0])
