"""Whose pupils wait for the sheet of which class; drawn as class → pupils, a letter each, small where a row that waits may be the pupil."""

import pytest

from baoxue.intake.renumbered import awaited

YEAR = "2161083001-P2013-0"


def drawn(**classes: str) -> dict[str, set[int]]:
    return {YEAR + name[1:]: {ord(letter.upper()) for letter in pupils} for name, pupils in classes.items()}


@pytest.mark.parametrize(
    ("held", "named", "expected"),
    [
        ({"c1": "ABCD", "c2": "EFG"}, {"c1": "EFG"}, {"1": "2"}),
        ({"c1": "ABCD", "c2": "EFG"}, {"c1": "ABEF"}, {"1": "2"}),  # half of either is enough
        ({"c1": "ABCD", "c2": "EFG"}, {"c1": "ABCEFG"}, {}),  # most stayed: who is missing was struck off
        ({"c1": "ABCD", "c2": "EFG"}, {"c1": "AEXYZ"}, {}),  # mostly new pupils: no other class's
        ({"c1": "ABCD", "c2": "EFG"}, {"c1": "EFG", "c2": "AB"}, {}),  # both spoke
        ({"c1": "ABCD", "c2": "EFG", "c3": "HI"}, {"c1": "EFG", "c3": "ABCDHI"}, {}),  # nobody lost
        ({"c1": "abCd", "c2": "EFG"}, {"c1": "EFG"}, {}),  # most may be rows that wait
        # three in a ring: 2 was sent too, so 3 has to say of both
        ({"c1": "ABCD", "c2": "EFG", "c3": "HI"}, {"c1": "EFG", "c2": "HI"}, {"1": "3"}),
        ({"c1": "AB", "c2": "CD", "c3": "EF", "c4": "GH"}, {"c1": "CD", "c3": "GH"}, {"1": "2", "3": "4"}),
        ({"c1": "AB", "c2": "CD", "c3": "EF"}, {"c1": "CDEF"}, {"1": "2"}),  # of two alike always the same one
        ({"c1": "AB", "c2": "CD", "c3": "EF"}, {"c1": "CDEF", "c2": "C"}, {"1": "3"}),
        ({"c1": "ABC", "c2": "DE"}, {"c1": "DE", "c2": "AX"}, {}),
    ],
)
def test_a_class_that_got_anothers_pupils_awaits_the_class_not_sent(held, named, expected):
    waiting = {ord(letter.upper()) for pupils in held.values() for letter in pupils if letter.islower()}
    said = drawn(**named)
    found = awaited(drawn(**held), said, set(said), waiting)
    assert {key[-1]: end[-1] for key, end in found.items()} == expected
