-- title: 资助期内到校
-- counts: halves present, unexcused and reported of a child in the months of a period, and school days that its classes did not report
-- grain: child_key x item x period
-- parameters: $month, $period, $as_of_day
-- line: student
-- in: children whom some list names, in classes that reported a day
-- out: stages from which no attendance is due; months of which a class reported nothing add their days as not reported
-- source: not reported is neither present nor absent
with
named as (select distinct child_key, item, period from src_aid),
span as (
  select n.child_key, n.item, n.period, p.month
  from named n
  join bld_aid_period p on p.item = n.item and p.period = n.period
),
silent as (
  select class_key, month, sum(case when is_school_day and not is_reported then 1 else 0 end) as days
  from drv_class_day
  where day <= $as_of_day
  group by class_key, month
),
held as (
  select s.child_key, s.item, s.period, s.month, r.class_key
  from span s
  join src_roll r on r.child_key = s.child_key and r.month = s.month
),
told as (
  select h.child_key, h.item, h.period, sum(m.present_halves) as present_halves, sum(m.absent_halves) as absent_halves,
    sum(m.reported_halves) as reported_halves, max(m.last_day) as last_day, sum(coalesce(q.days, 0)) as silent_days
  from held h
  left join drv_pupil_month m on m.child_key = h.child_key and m.class_key = h.class_key and m.month = h.month
  left join silent q on q.class_key = h.class_key and q.month = h.month
  group by h.child_key, h.item, h.period
)
select cast(child_key as bigint) as child_key, cast(item as varchar) as item, cast(period as varchar) as period,
  cast(present_halves as bigint) as present_halves, cast(absent_halves as bigint) as absent_halves,
  cast(reported_halves as bigint) as reported_halves, cast(silent_days as bigint) as silent_days, cast(last_day as date) as last_day
from told
where reported_halves > 0
