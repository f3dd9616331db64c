-- title: 学生月考勤
-- counts: halves of a child in a class in a month; missing_halves counts reported days without a row, which would
--   otherwise read as presence
-- grain: child_key x class_key x month (a child who changes class has two rows: segments)
-- parameters: $month, $month_first, $month_last
-- line: student
-- in: every pupil due on at least one reported day
-- out: classes that reported no day
-- source: half days count 0.5 each, in order
with
part as (select child_key, class_key, first_day, last_day from bld_span where is_part = 1),
marked as (
  select a.child_key, a.class_key, count(*) as days,
    sum(case when a.mark_am = 'L' or a.mark_pm = 'L' then 1 else 0 end) as late_days,
    max(case when a.mark_am in ('P', 'L', 'E') or a.mark_pm in ('P', 'L', 'E') then a.day end) as last_present
  from src_attendance a
  left join part p on p.child_key = a.child_key and p.class_key = a.class_key
  where a.day between $month_first and $month_last
    and (p.child_key is null or a.day between p.first_day and p.last_day)
  group by a.child_key, a.class_key
),
run as (
  select child_key, class_key,
    sum(case when is_leading = 1 then absent_halves else 0 end) as leading_halves,
    sum(case when is_trailing = 1 then absent_halves else 0 end) as trailing_halves,
    max(case when is_trailing = 1 then first_absent end) as trailing_first_day,
    max(absent_halves) as longest_halves, min(first_absent) as first_absent, max(last_absent) as last_absent,
    max(last_absent_half) as last_absent_half
  from bld_island
  group by child_key, class_key
),
off as (
  select o.child_key, o.class_key, count(*) as off_halves, sum(o.is_absent) as absent_halves,
    sum(case when o.mark = 'S' then 1 else 0 end) as sick_halves,
    sum(case when o.mark = 'R' then 1 else 0 end) as personal_halves,
    sum(case when o.mark = '?' then 1 else 0 end) as unmarked_halves,
    sum(case when o.half_no > r.last_absent_half then 1 else 0 end) as off_after_last
  from bld_off_half o
  join run r on r.child_key = o.child_key and r.class_key = o.class_key
  group by o.child_key, o.class_key
)
select s.child_key, s.class_key, s.school_code, cast($month as varchar) as month, s.first_day, s.last_day,
  cast(2 * (s.last_no - s.first_no + 1) as int) as reported_halves,
  cast(2 * (s.last_no - s.first_no + 1 - coalesce(m.days, 0)) as int) as missing_halves,
  cast(2 * coalesce(m.days, 0) - coalesce(o.off_halves, 0) as int) as present_halves,
  cast(coalesce(o.absent_halves, 0) as int) as absent_halves,
  cast(coalesce(o.sick_halves, 0) as int) as sick_halves,
  cast(coalesce(o.personal_halves, 0) as int) as personal_halves,
  cast(coalesce(o.unmarked_halves, 0) as int) as unmarked_halves,
  cast(coalesce(m.late_days, 0) as int) as late_days,
  cast(coalesce(r.leading_halves, 0) as int) as leading_halves,
  cast(coalesce(r.trailing_halves, 0) as int) as trailing_halves,
  cast(coalesce(r.longest_halves, 0) as int) as longest_halves,
  case when r.trailing_halves > 0 then r.trailing_first_day end as trailing_first_day,
  r.first_absent, r.last_absent, m.last_present,
  cast(case
    when r.last_absent_half is null then 2 * coalesce(m.days, 0) - coalesce(o.off_halves, 0)
    else 2 * s.last_no - r.last_absent_half - o.off_after_last
  end as int) as present_after_last_halves
from bld_span s
left join marked m on m.child_key = s.child_key and m.class_key = s.class_key
left join run r on r.child_key = s.child_key and r.class_key = s.class_key
left join off o on o.child_key = s.child_key and o.class_key = s.class_key
