-- title: 旷课达到标准
-- counts: runs and months of unexcused absence that reached the suspected level, on the day they did, in the class where it was
-- grain: child_key x reason x first_day
-- parameters: $as_of_day, $ledger_seq
-- line: student
-- in: unexcused days since the last closing
-- out: 送教上门, leave
-- source: dated thresholds: run days, days in a month, the limit as of the day of absence
with
run_need as (select value, valid_from, valid_to from bld_limit where name = 'suspected_run_days'),
month_need as (select value, valid_from, valid_to from bld_limit where name = 'suspected_month_days'),
over_limit as (
  select d.child_key, 'run' as reason, d.run_from as first_day, d.day, d.school_code, d.class_key, d.run_halves as halves
  from bld_run_day d
  join run_need n on d.day between n.valid_from and n.valid_to and d.run_halves >= 2 * n.value
  union all
  select d.child_key, 'month' as reason, d.month_from as first_day, d.day, d.school_code, d.class_key, d.month_halves as halves
  from bld_run_day d
  join month_need n on d.day between n.valid_from and n.valid_to and d.month_halves >= 2 * n.value
),
ordered as (
  select child_key, reason, first_day, day, school_code, class_key,
    max(halves) over (partition by child_key, reason, first_day) as halves,
    row_number() over (partition by child_key, reason, first_day order by day, class_key) as day_no
  from over_limit
)
select child_key, reason, first_day, day as reached_on, school_code, class_key, halves / 2.0 as run_days
from ordered
where day_no = 1
