-- title: 再次旷课
-- counts: nothing; the first day on which a child was absent again, unexcused, up to the suspected level, in one run or one month
-- grain: child_key x case_no x first_day
-- parameters: $as_of_day, $ledger_seq
-- line: student
-- in: of a case under observation the days since the return was entered; of five days in a month (case_no null, first_day
--   the first of them) the days after the day on which they were reached
-- out: days before; the day on which a case that opened as returned was reached; leave
-- source: a child who never came back although somebody entered the return is absent since then, whenever the run began
with
run_need as (select value, valid_from, valid_to from bld_limit where name = 'suspected_run_days'),
month_need as (select value, valid_from, valid_to from bld_limit where name = 'suspected_month_days'),
watched as (
  select child_key, case_no, cast(null as date) as first_day, greatest(state_since, opened_on + 1) as from_day
  from bld_case_state
  where state = 'returned'
  union all
  select child_key, cast(null as varchar) as case_no, first_day, reached_on + 1 as from_day
  from bld_absence_reached
  where reason = 'month'
),
since as (
  select w.child_key, w.case_no, w.first_day, d.day,
    sum(d.absent_halves) over (
      partition by w.child_key, w.case_no, w.first_day, d.run_first_day order by d.day
      rows between unbounded preceding and current row
    ) as run_halves,
    min(d.day) over (partition by w.child_key, w.case_no, w.first_day, d.run_first_day) as run_from,
    sum(d.absent_halves) over (
      partition by w.child_key, w.case_no, w.first_day, d.month order by d.day
      rows between unbounded preceding and current row
    ) as month_halves,
    min(d.day) over (partition by w.child_key, w.case_no, w.first_day, d.month) as month_from
  from watched w
  join bld_run_day d on d.child_key = w.child_key and d.day >= w.from_day
),
reached as (
  select s.child_key, s.case_no, s.first_day, s.run_from as again_from, s.day
  from since s
  join run_need n on s.day between n.valid_from and n.valid_to and s.run_halves >= 2 * n.value
  union all
  select s.child_key, s.case_no, s.first_day, s.month_from as again_from, s.day
  from since s
  join month_need n on s.day between n.valid_from and n.valid_to and s.month_halves >= 2 * n.value
),
ordered as (
  select child_key, case_no, first_day, again_from, day,
    row_number() over (partition by child_key, case_no, first_day order by day, again_from desc) as place_no
  from reached
)
select cast(child_key as bigint) as child_key, cast(case_no as varchar) as case_no, cast(first_day as date) as first_day,
  cast(again_from as date) as again_from, cast(day as date) as reached_on
from ordered
where place_no = 1
