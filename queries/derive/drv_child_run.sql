-- title: 学生连续旷课
-- counts: the state of a child's runs at the end of the month, carried on when the month has no reported day
-- grain: child_key x month
-- parameters: $month
-- line: student
-- in: every child who ever had a reported day
-- out: children who never had one
-- source: runs are composed month upon month, so that a month is computed once
with
run as (
  select child_key, seg_no, class_key, school_code, last_day, is_broken, absent_halves, present_halves,
    leading_halves, longest_halves, last_absent, last_present, present_after_last_halves, trailing_halves,
    trailing_first_day, carried_in_halves,
    row_number() over (partition by child_key order by seg_no desc) as from_last
  from bld_run
),
whole as (
  select child_key, sum(absent_halves) as absent_halves, sum(present_halves) as present_halves,
    max(last_absent) as last_absent, max(last_present) as last_present, max(last_day) as last_day,
    max(case when seg_no = 0 then trailing_halves end) as carried_in_halves,
    max(case when seg_no = 0 then trailing_first_day end) as carried_in_first_day,
    max(greatest(
      longest_halves, trailing_halves, case when is_broken = 1 then leading_halves + carried_in_halves else 0 end
    )) as longest_halves
  from run
  group by child_key
),
before as (select child_key, last_reported_month from drv_child_run_before)
select r.child_key, cast($month as varchar) as month, r.class_key, r.school_code,
  case when r.seg_no > 0 then cast($month as varchar) else b.last_reported_month end as last_reported_month,
  w.last_day as last_reported_day,
  cast(coalesce(w.carried_in_halves, 0) as int) as carried_in_halves, w.carried_in_first_day,
  cast(r.trailing_halves as int) as trailing_halves, r.trailing_first_day,
  cast(w.longest_halves as int) as longest_halves, cast(w.absent_halves as int) as absent_halves,
  cast(w.present_halves as int) as present_halves, w.last_absent, w.last_present,
  cast(r.present_after_last_halves as int) as present_after_last_halves
from run r
join whole w on w.child_key = r.child_key
left join before b on b.child_key = r.child_key
where r.from_last = 1
