-- title: 疑似:考勤
-- counts: suspected by absence: a run, or days in a month, or never in the seat
-- grain: child_key x reason x first_day
-- parameters: $as_of_day, $ledger_seq
-- line: student
-- in: unexcused days since the last closing; a whole month of leave
-- out: 送教上门, other leave; never in the seat where the last closing says why: at a vocational school, and for leave
--   whatever keeps a child from school lawfully
-- source: dated thresholds: run days, days in a month, school days of a month without presence; is_back = present
--   again after the last unexcused half, by the newest month, and not absent up to the level once more since
with
newest as (select max(month) as month from drv_child_run where month <= substr(cast($as_of_day as varchar), 1, 7)),
seat as (
  select r.child_key, case when r.trailing_halves = 0 then 1 else 0 end as is_back
  from drv_child_run r
  join newest n on n.month = r.month
)
select a.child_key, a.reason, a.first_day, a.reached_on, a.run_days,
  case when a.reason = 'month' and g.child_key is null then coalesce(s.is_back, 0) else 0 end as is_back
from bld_absence_reached a
left join seat s on s.child_key = a.child_key
left join bld_absent_again g on g.case_no is null and g.child_key = a.child_key and g.first_day = a.first_day
union all
select g.child_key, 'ghost' as reason, g.first_day, g.reached_on, g.unseen_halves / 2.0 as run_days, 0 as is_back
from bld_ghost g
left join bld_last_closing c on c.child_key = g.child_key
where c.closed_on is null
  or (g.first_day > c.closed_on and coalesce(c.outcome, 'none') <> 'vocational' and (g.is_on_leave = 0 or coalesce(c.outcome, 'none') not in (
    'elsewhere', 'in_province', 'out_province', 'home_teaching', 'special', 'suspension', 'unfit', 'abroad', 'custody')))
