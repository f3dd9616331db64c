-- title: 个案限期
-- counts: the day by which the holder of an open case must act
-- grain: case_no
-- parameters: $as_of_day, $ledger_seq
-- line: -
-- in: open cases in a state that has days allowed
-- out: states without a clock of their own
-- source: the stay that a case has not left
select case_no, due_on
from fct_duty
where left_on is null and due_on is not null
