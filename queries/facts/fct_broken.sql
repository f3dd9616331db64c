-- title: 观察中断
-- counts: open cases under observation whose child was absent again, unexcused, up to the suspected level
-- grain: case_no
-- parameters: $as_of_day, $ledger_seq
-- line: student
-- in: cases in the state returned
-- out: nothing
-- source: a relapse during observation stays the same case, back to its tier: the highest tier of this episode
select s.case_no, s.child_key, s.highest_tier, a.again_from as run_first_day, a.reached_on
from bld_absent_again a
join bld_case_state s on s.case_no = a.case_no
