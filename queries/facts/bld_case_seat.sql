-- title: 个案就读学校
-- counts: the school over whose marks a child's runs are composed, and on which days of the month
-- grain: child_key x month x school_code
-- parameters: $as_of_day, $ledger_seq
-- line: student
-- in: children with a case; after a change of school within the month both, one after the other
-- out: a second roll on the same days
-- source: the first school of a month stands until its last day, the last one from the day after the former's
with
wanted as (select distinct child_key from bld_case_state),
composed as (
  select p.child_key, p.month, p.school_code, min(p.first_day) as first_day, max(p.last_day) as last_day
  from drv_pupil_month p
  join wanted w on w.child_key = p.child_key
  left join drv_second_roll s on s.child_key = p.child_key and s.class_key = p.class_key and s.month = p.month
  where s.child_key is null
  group by p.child_key, p.month, p.school_code
),
stay as (
  select child_key, month, school_code,
    lag(last_day) over (partition by child_key, month order by first_day, school_code) as after_day,
    lead(first_day) over (partition by child_key, month order by first_day, school_code) as before_day
  from composed
)
select child_key, month, school_code, after_day, before_day
from stay
union all
select r.child_key, r.month, r.school_code, cast(null as date) as after_day, cast(null as date) as before_day
from drv_child_run r
join wanted w on w.child_key = r.child_key
left join composed c on c.child_key = r.child_key and c.month = r.month
where c.child_key is null
