-- title: 观察中断
-- counts: open cases under observation whose child was absent again, unexcused, up to the suspected level
-- grain: case_no
-- parameters: $as_of_day, $ledger_seq
-- line: student
-- in: cases in the state returned; runs that began after it was entered
-- out: runs that were going on before; leave
-- source: a relapse during observation stays the same case, back to its tier: the highest tier of this episode
with
need as (select value, valid_from, valid_to from bld_limit where name = 'suspected_run_days'),
watched as (
  select case_no, child_key, state_since, highest_tier from bld_case_state where state = 'returned'
),
reached as (
  select w.case_no, w.child_key, w.highest_tier, d.run_from, d.day,
    row_number() over (partition by w.case_no order by d.day) as place_no
  from watched w
  join bld_run_day d on d.child_key = w.child_key and d.run_from >= w.state_since
  join need n on d.day between n.valid_from and n.valid_to and d.run_halves >= 2 * n.value
)
select case_no, child_key, highest_tier, run_from as run_first_day, day as reached_on
from reached
where place_no = 1
