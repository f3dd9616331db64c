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
part as (select cast(0 as int) as is_pm union all select cast(1 as int) as is_pm),
half as (
  select o.child_key, o.class_key, o.day, p.is_pm,
    case when p.is_pm = 1 then coalesce(o.mark_pm, '?') else coalesce(o.mark_am, '?') end as mark
  from off o
  cross join part p
),
numbered as (
  select h.child_key, h.class_key, s.school_code, h.day, 2 * t.taken_no - 1 + h.is_pm as half_no, h.mark
  from half h
  join bld_taken_day t on t.class_key = h.class_key and t.day = h.day
  join bld_span s on s.child_key = h.child_key and s.class_key = h.class_key
  where h.mark not in ('P', 'L', 'E') and t.taken_no >= s.first_no and t.taken_no <= s.last_no
)
select child_key, class_key, school_code, day, half_no, mark,
  case when mark = 'A' then 1 else 0 end as is_absent,
  half_no - row_number() over (partition by child_key, class_key order by half_no) as island
from numbered
