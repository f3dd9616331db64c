"""The chain as one text, which another engine is given, answers what its relations answer one after the other."""

import pytest

from tests.facts.test_closing import CALENDAR, CLOSED_15, ROLL, RUN, events, marks
from tests.spec import leaves, parameters


@pytest.mark.spark
def test_one_text_of_many_relations_answers_as_they_do_one_by_one(sail):
    given = {
        "calendar": CALENDAR,
        "roll": ROLL,
        "drv_child_run": RUN,
        "attendance": marks(*["AA"] * 10, *["PP"] * 3, "AP", "PP"),
        "class_day": "class_key | day\n",
        "case_event": events(CLOSED_15),
    }
    asked = ("fct_closing", leaves(given), parameters("2018-10", "2018-10-19"))
    whole = sail.ask_whole(*asked).to_pylist()
    assert whole == sail.ask(*asked).to_pylist()
    assert [row["case_no"] for row in whole] == ["2018-0001"]
