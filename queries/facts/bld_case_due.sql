-- title: 个案限期
-- counts: the day by which the holder of an open case must act
-- grain: case_no
-- parameters: $as_of_day, $ledger_seq
-- line: -
-- in: open cases in a state that has days allowed
-- out: states without a clock of their own; a child said to be back who is seen and whom a roll holds: it is under observation
-- source: the stay that a case has not left
select d.case_no, d.due_on
from fct_duty d
left join bld_case_presence p on p.case_no = d.case_no and d.state = 'returned'
left join bld_case_roll r on r.case_no = d.case_no and d.state = 'returned'
where d.left_on is null and d.due_on is not null and not (coalesce(p.present_halves, 0) > 0 and coalesce(r.is_on_roll, 1) = 1)
