-- title: 学生月考勤
-- counts: halves of a child in a class in a month; missing_halves counts reported days without a row, which would
--   otherwise read as presence
-- grain: child_key x class_key x month (a child who changes class has two rows: segments)
-- parameters: $month, $month_first, $month_last
-- line: student
-- in: every pupil due on at least one reported day
-- out: classes that reported no day; last_present where a row is missing (nobody knows it)
-- source: half days count 0.5 each, in order; all marks are counted once, and what is not plain presence is looked at
with
part as (select child_key, class_key, first_day, last_day from bld_span where is_part = 1),
marked as (
  select child_key, class_key, count(*) as days
  from src_attendance
  where day between $month_first and $month_last
  group by child_key, class_key
),
marked_part as (
  select p.child_key, p.class_key, count(*) as days
  from part p
  join src_attendance a on a.child_key = p.child_key and a.class_key = p.class_key
  where a.day between p.first_day and p.last_day
  group by p.child_key, p.class_key
),
late as (
  select a.child_key, a.class_key, count(*) as days
  from bld_odd_day a
  left join part p on p.child_key = a.child_key and p.class_key = a.class_key
  where (a.mark_am = 'L' or a.mark_pm = 'L') and (p.child_key is null or a.day between p.first_day and p.last_day)
  group by a.child_key, a.class_key
),
gone as (
  -- who was away at the end of the span: the day on which the last half before it lies
  select child_key, class_key, cast(floor(trailing_half / 2.0) as int) as last_present_no
  from bld_off_month
  where trailing_half is not null
),
seen as (
  select g.child_key, g.class_key, t.day
  from gone g
  join bld_taken_day t on t.class_key = g.class_key and t.taken_no = g.last_present_no
),
counted as (
  select s.child_key, s.class_key, s.school_code, s.first_no, s.last_no, s.first_day, s.last_day,
    case when s.is_part = 1 then coalesce(p.days, 0) else coalesce(m.days, 0) end as days
  from bld_span s
  left join marked m on m.child_key = s.child_key and m.class_key = s.class_key
  left join marked_part p on p.child_key = s.child_key and p.class_key = s.class_key
)
select s.child_key, s.class_key, s.school_code, cast($month as varchar) as month, s.first_day, s.last_day,
  cast(2 * (s.last_no - s.first_no + 1) as int) as reported_halves,
  cast(2 * (s.last_no - s.first_no + 1 - s.days) as int) as missing_halves,
  cast(2 * s.days - coalesce(o.off_halves, 0) as int) as present_halves,
  cast(coalesce(o.absent_halves, 0) as int) as absent_halves,
  cast(coalesce(o.sick_halves, 0) as int) as sick_halves,
  cast(coalesce(o.personal_halves, 0) as int) as personal_halves,
  cast(coalesce(o.unmarked_halves, 0) as int) as unmarked_halves,
  cast(coalesce(l.days, 0) as int) as late_days,
  cast(coalesce(o.leading_halves, 0) as int) as leading_halves,
  cast(coalesce(o.trailing_halves, 0) as int) as trailing_halves,
  cast(coalesce(o.longest_halves, 0) as int) as longest_halves,
  case when o.trailing_halves > 0 then o.trailing_first_day end as trailing_first_day,
  o.first_absent, o.last_absent,
  case when s.days < s.last_no - s.first_no + 1 then null
    when o.trailing_half is null then s.last_day
    when n.day >= s.first_day then n.day
  end as last_present,
  cast(case
    when o.last_absent_half is null then 2 * s.days - coalesce(o.off_halves, 0)
    else 2 * s.last_no - o.last_absent_half - o.off_after_last
  end as int) as present_after_last_halves
from counted s
left join bld_off_month o on o.child_key = s.child_key and o.class_key = s.class_key
left join late l on l.child_key = s.child_key and l.class_key = s.class_key
left join seen n on n.child_key = s.child_key and n.class_key = s.class_key
