"""What the ledger refuses, in words for the person who acts."""

from baoxue.words import Listed, Message, Saying, msg


class Refused(Saying):
    """An act that may not be: where, what was found, what is expected, what to do. Nothing was changed."""

    def __init__(self, code: str, where: Message, found: Message, expected: Message | Listed, todo: Message):
        said = {"where": where, "found": found, "expected": expected, "todo": todo}
        super().__init__(msg("{where}: {found};应为 {expected}。{todo}", **said))
        self.code, self.where, self.found, self.expected, self.todo = code, where, found, expected, todo
