-- title: 观察中断
-- counts: open cases under observation whose child was absent again, unexcused, up to the suspected level
-- grain: case_no
-- parameters: $as_of_day, $ledger_seq
-- line: student
-- in: cases in the state returned; unexcused days since it was entered, in one run or in one month
-- out: days before the return; the day on which a case that opened as returned was reached; leave
-- source: a relapse during observation stays the same case, back to its tier: the highest tier of this episode. A child
--   who never came back although somebody entered the return is absent since then, whenever the run began
with
run_need as (select value, valid_from, valid_to from bld_limit where name = 'suspected_run_days'),
month_need as (select value, valid_from, valid_to from bld_limit where name = 'suspected_month_days'),
since as (
  select w.case_no, w.child_key, w.highest_tier, d.day,
    sum(d.absent_halves) over (
      partition by w.case_no, d.run_first_day order by d.day rows between unbounded preceding and current row
    ) as run_halves,
    min(d.day) over (partition by w.case_no, d.run_first_day) as run_from,
    sum(d.absent_halves) over (
      partition by w.case_no, d.month order by d.day rows between unbounded preceding and current row
    ) as month_halves,
    min(d.day) over (partition by w.case_no, d.month) as month_from
  from bld_case_state w
  join bld_run_day d on d.child_key = w.child_key and d.day >= w.state_since and d.day > w.opened_on
  where w.state = 'returned'
),
reached as (
  select s.case_no, s.child_key, s.highest_tier, s.run_from as first_day, s.day
  from since s
  join run_need n on s.day between n.valid_from and n.valid_to and s.run_halves >= 2 * n.value
  union all
  select s.case_no, s.child_key, s.highest_tier, s.month_from as first_day, s.day
  from since s
  join month_need n on s.day between n.valid_from and n.valid_to and s.month_halves >= 2 * n.value
),
ordered as (
  select case_no, child_key, highest_tier, first_day, day, row_number() over (partition by case_no order by day, first_day desc) as place_no
  from reached
)
select case_no, child_key, highest_tier, first_day as run_first_day, day as reached_on
from ordered
where place_no = 1
