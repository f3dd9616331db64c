-- title: 立案依据变更
-- counts: rows that break the promise
-- grain: row; is_compared = 0 marks what could not be compared
-- parameters: $month, $as_of_day, $ledger_seq
-- line: student
-- in: cases that absence opened up to the month, of which the marks as they now stand no longer reach the limit
-- out: cases cleared since; cases whose days nobody reports any more: counted as not compared
-- source: a correction of past attendance never rewrites an event; it raises a finding
-- severity: warn
-- what: 因旷课立案,但更正后的考勤已达不到疑似标准。
-- why: 立案的依据变了,案子可能不成立,也可能是有人改了考勤。
-- resolve: 请核实更正是否属实;属实的按“立案依据变更”排除,不属实的退回考勤表。
with
ground as (
  select c.case_no, c.child_key, c.school_code, c.class_key, c.suspicion, c.run_first_day, c.opened_on, n.value
  from fct_case c
  join bld_limit n on n.name = case c.suspicion when 'run' then 'suspected_run_days' else 'suspected_month_days' end
    and c.opened_on between n.valid_from and n.valid_to
  where c.suspicion in ('run', 'month') and c.run_first_day is not null and c.state <> 'cleared'
    and substr(cast(c.opened_on as varchar), 1, 7) <= $month
),
marked as (
  select g.case_no, sum(a.absent_halves) as absent_halves
  from ground g
  join drv_absence a on a.child_key = g.child_key and a.is_composed = 1 and a.day between g.run_first_day and g.opened_on
    and (g.suspicion = 'month' or a.run_first_day <= g.run_first_day)
  group by g.case_no
),
reported as (
  select distinct g.case_no
  from ground g
  join drv_pupil_month p on p.child_key = g.child_key and p.first_day <= g.opened_on and p.last_day >= g.run_first_day
)
select g.child_key as child_key, g.school_code as school_code, g.class_key as class_key,
  substr(cast(g.opened_on as varchar), 1, 7) as month, g.opened_on as day,
  concat('旷课 ', replace(cast(cast(coalesce(m.absent_halves, 0) / 2.0 as double) as varchar), '.0', ''), ' 天') as found,
  concat(cast(cast(g.value as int) as varchar), ' 天') as expected, g.run_first_day as since,
  cast(case when r.case_no is null then 0 else 1 end as int) as is_compared
from ground g
left join marked m on m.case_no = g.case_no
left join reported r on r.case_no = g.case_no
where coalesce(m.absent_halves, 0) < 2 * g.value
