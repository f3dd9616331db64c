"""What the ledger refuses, in words for the person who acts."""


class Refused(Exception):
    """An act that may not be: where, what was found, what is expected, what to do. Nothing was changed."""

    def __init__(self, code: str, where: str, found: str, expected: str, todo: str):
        super().__init__(f"{where}: {found}; 应为 {expected}。{todo}")
        self.code, self.where, self.found, self.expected, self.todo = code, where, found, expected, todo
