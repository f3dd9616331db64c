"""A fault of the program goes to the log as a trace without anybody's data, under a number that people can tell."""

import logging
from uuid import uuid4

_log = logging.getLogger("baoxue")


def log_fault(error: Exception) -> str:
    """Logs where it happened, never what it says, which may be a cell. Answers its number."""
    number = uuid4().hex[:8]
    frames, step = [], error.__traceback__
    while step:
        frames.append(f"{step.tb_frame.f_code.co_filename}:{step.tb_lineno}")
        step = step.tb_next
    _log.error("error %s: %s at %s", number, type(error).__name__, " < ".join(reversed(frames)))
    return number
