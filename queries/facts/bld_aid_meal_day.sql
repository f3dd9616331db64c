-- title: 就餐可能天数
-- counts: days of a month on which a child may have eaten at school: days with a present half, and school days not reported
-- grain: child_key x item x period
-- parameters: $month, $period, $as_of_day
-- line: student
-- in: children whose claimed days exceed their present halves as whole days, so that days of one half must be looked at
-- out: everybody else, whose claim needs no closer look
-- source: by days present; half a day at school may hold the meal, a day not reported may too
with
doubtful as (
  select a.child_key, a.item, a.period, p.present_halves, p.reported_halves, p.silent_days
  from src_aid a
  join bld_aid_presence p on p.child_key = a.child_key and p.item = a.item and p.period = a.period
  where a.days > p.present_halves / 2.0 + p.silent_days
),
gone as (
  select d.child_key, d.item, d.period, count(*) as days
  from doubtful d
  join src_attendance t on t.child_key = d.child_key and t.month = d.period
  where t.mark_am in ('A', 'S', 'R') and t.mark_pm in ('A', 'S', 'R')
  group by d.child_key, d.item, d.period
)
select distinct cast(d.child_key as bigint) as child_key, cast(d.item as varchar) as item, cast(d.period as varchar) as period,
  cast(d.reported_halves / 2.0 - coalesce(g.days, 0) as double) as present_days,
  cast(d.reported_halves / 2.0 - coalesce(g.days, 0) + d.silent_days as double) as most_days
from doubtful d
left join gone g on g.child_key = d.child_key and g.item = d.item and g.period = d.period
