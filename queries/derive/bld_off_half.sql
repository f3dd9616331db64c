-- title: 未到半日
-- counts: half days without presence; an island is a stretch without a present half, that is one run
-- grain: child_key x class_key x half_no
-- parameters: $month_first, $month_last
-- line: student
-- in: halves that are not presence, within the span
-- out: present, late and left-early halves (few rows remain)
-- source: two half-day marks in order; leave and halves not reported neither add to a run nor end it
with
off as (
  select child_key, class_key, day, mark_am, mark_pm
  from src_attendance
  where day between $month_first and $month_last
    and (coalesce(mark_am, '?') not in ('P', 'L', 'E') or coalesce(mark_pm, '?') not in ('P', 'L', 'E'))
),
numbered as (
  select o.child_key, o.class_key, s.school_code, o.day, t.taken_no, o.mark_am, o.mark_pm
  from off o
  join bld_taken_day t on t.class_key = o.class_key and t.day = o.day
  join bld_span s on s.child_key = o.child_key and s.class_key = o.class_key
    and t.taken_no between s.first_no and s.last_no
),
half as (
  select child_key, class_key, school_code, day, 2 * taken_no - 1 as half_no, coalesce(mark_am, '?') as mark
  from numbered
  union all
  select child_key, class_key, school_code, day, 2 * taken_no as half_no, coalesce(mark_pm, '?') as mark
  from numbered
)
select child_key, class_key, school_code, day, half_no, mark,
  case when mark = 'A' then 1 else 0 end as is_absent,
  half_no - row_number() over (partition by child_key, class_key order by half_no) as island
from half
where mark not in ('P', 'L', 'E')
