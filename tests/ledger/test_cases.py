"""Events are appended and checked; heads follow from them, whatever the order of recording."""

from datetime import date, datetime, timedelta

import pytest
import sqlalchemy as sa
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from baoxue.ledger import Refused, newest_number, open_ledger
from baoxue.ledger.cases import Event, append, can_append, heads, rebuild_heads
from baoxue.ledger.transitions import NONE, STATES, TRANSITIONS

DAY = date(2018, 10, 10)


def event(child=1, name="opened", state="suspected", on=DAY, case_no=None, **more) -> Event:
    return Event(child, name, state, on, datetime(2018, 12, 1, 9), "系统", case_no=case_no, **more)


@pytest.fixture
def ledger(tmp_path):
    opened = open_ledger(tmp_path)
    yield opened
    opened.close()


def test_a_case_gets_a_number_of_its_year_and_a_relapse_is_linked(ledger):
    with ledger.write() as connection:
        append(connection, [event()])
        no = heads(connection)[1].case_no
        append(
            connection, [event(name="closed", state="closed", on=DAY + timedelta(20), case_no=no, outcome="returned")]
        )
        append(connection, [event(on=DAY + timedelta(40))])
        head = heads(connection)[1]
    assert (no, head.case_no, head.episode_no, head.previous_case_no) == ("2018-0001", "2018-0002", 2, "2018-0001")


@pytest.mark.parametrize(
    "second, code",
    [
        (event(), "open_case"),
        (event(name="x", state="closed", case_no="2018-0009"), "no_case"),
        (event(name="x", state="closed", on=DAY - timedelta(1), case_no="2018-0001"), "before_opening"),
    ],
)
def test_what_may_not_be_is_refused_with_its_reason_and_changes_nothing(ledger, second, code):
    with ledger.write() as connection:
        append(connection, [event()])
    with pytest.raises(Refused) as refused, ledger.write() as connection:
        append(connection, [second])
    assert refused.value.code == code and refused.value.todo
    with ledger.read() as connection:
        assert newest_number(connection) == 1


def test_a_closed_case_never_moves_again(ledger):
    with ledger.write() as connection:
        append(connection, [event(), event(name="closed", state="closed", on=DAY + timedelta(20), case_no="2018-0001")])
    with pytest.raises(Refused) as refused, ledger.write() as connection:
        append(connection, [event(name="verified", state="verified", on=DAY + timedelta(21), case_no="2018-0001")])
    assert refused.value.code == "transition"


@pytest.mark.parametrize("state, is_back", [("returned", False), ("suspected", True)])
def test_asking_for_a_closing_changes_no_state(ledger, state, is_back):
    acts = [event(), *([event(name="returned", state="returned", case_no="2018-0001")] if is_back else [])]
    with ledger.write() as connection:
        append(connection, acts)
    with pytest.raises(Refused) as refused, ledger.write() as connection:
        append(connection, [event(name="requested", state=state, on=DAY + timedelta(3), case_no="2018-0001")])
    assert refused.value.code == "request_state"
    with ledger.write() as connection:
        kept = "returned" if is_back else "suspected"
        append(connection, [event(name="requested", state=kept, on=DAY + timedelta(3), case_no="2018-0001")])
        assert heads(connection)[1].state == kept


def test_two_people_acting_at_once_the_second_is_told(ledger):
    with ledger.write() as connection:
        append(connection, [event()])
        append(connection, [event(name="verified", state="verified", case_no="2018-0001")], expected_seq=1)
    with pytest.raises(Refused) as refused, ledger.write() as connection:
        append(connection, [event(name="verified", state="verified", case_no="2018-0001")], expected_seq=1)
    assert refused.value.code == "conflict"


def test_a_late_entry_follows_from_its_own_date_and_what_came_later_from_it(ledger):
    def late(state, day):
        return event(name=state, state=state, on=DAY + timedelta(day), case_no="2018-0001")

    with ledger.write() as connection:
        append(connection, [event(), late("persuading", 20), late("verified", 10)])
        assert heads(connection)[1].state == "persuading"
    for state, day in (("legal", 5), ("suspected", 15), ("notice_served", 9)):
        with pytest.raises(Refused) as refused, ledger.write() as connection:
            append(connection, [late(state, day)])
        assert refused.value.code == "transition"


@pytest.mark.parametrize("statement", ["update case_event set actor = 'x'", "delete from case_event"])
def test_the_database_itself_refuses_to_change_an_act(ledger, statement):
    with ledger.write() as connection:
        append(connection, [event()])
    with pytest.raises(sa.exc.IntegrityError), ledger.write() as connection:
        connection.execute(sa.text(statement))


def test_every_state_has_a_way_in_and_open_ones_a_way_out():
    assert set(TRANSITIONS) == set(STATES) | {NONE}
    reached = {after for following in TRANSITIONS.values() for after in following}
    assert reached == set(STATES)
    assert all(TRANSITIONS[name] for name, state in STATES.items() if state.is_open)
    assert not any(TRANSITIONS[name] for name, state in STATES.items() if not state.is_open)
    assert can_append("suspected", "closed") and not can_append("closed", "suspected")


class Histories(RuleBasedStateMachine):
    """Random acts of three children: accepted or refused, the stored heads are those that the events give."""

    def __init__(self):
        super().__init__()
        import tempfile
        from pathlib import Path

        self.folder = tempfile.TemporaryDirectory()
        self.ledger = open_ledger(Path(self.folder.name))

    @rule(child=st.integers(1, 3), state=st.sampled_from(sorted(STATES)), day=st.integers(0, 60), opens=st.booleans())
    def act(self, child, state, day, opens):
        with self.ledger.read() as connection:
            head = heads(connection, [child]).get(child)
        case_no = None if opens or head is None else head.case_no
        try:
            with self.ledger.write() as connection:
                append(connection, [event(child, "acted", state, DAY + timedelta(day), case_no)])
        except Refused:
            return

    @invariant()
    def heads_follow_from_events(self):
        with self.ledger.read() as connection:
            rebuilt = rebuild_heads(connection)
            newest = {}
            for head in rebuilt:
                if head.child_key not in newest or head.episode_no > newest[head.child_key].episode_no:
                    newest[head.child_key] = head
            assert heads(connection) == newest
            assert all(sum(h.is_open for h in rebuilt if h.child_key == c) <= 1 for c in newest)

    def teardown(self):
        self.ledger.close()
        self.folder.cleanup()


Histories.TestCase.settings = settings(max_examples=15, stateful_step_count=20, deadline=None)
TestHistories = Histories.TestCase
