-- title: 未到半日
-- counts: half days without presence; an island is a stretch without a present half, that is one run
-- grain: child_key x class_key x half_no
-- parameters: -
-- line: student
-- in: halves that are not presence, within the span
-- out: present, late and left-early halves (few rows remain)
-- source: two half-day marks in order; leave and halves not reported neither add to a run nor end it; off_no numbers
--   them before the span cuts, so islands stand and the few halves meet the spans, never all reported days
with
off as (
  select child_key, class_key, day, mark_am, mark_pm
  from bld_odd_day
  where mark_am is null or mark_pm is null or mark_am not in ('P', 'L', 'E') or mark_pm not in ('P', 'L', 'E')
),
part as (select cast(1 as int) as half_of_day union all select cast(2 as int) as half_of_day),
half as (
  select o.child_key, o.class_key, o.day, p.half_of_day,
    case when p.half_of_day = 1 then coalesce(o.mark_am, '?') else coalesce(o.mark_pm, '?') end as mark
  from off o
  cross join part p
),
numbered as (
  select h.child_key, h.class_key, h.day, t.taken_no, 2 * (t.taken_no - 1) + h.half_of_day as half_no, h.mark,
    row_number() over (
      partition by h.child_key, h.class_key order by 2 * (t.taken_no - 1) + h.half_of_day
    ) as off_no
  from half h
  join bld_taken_day t on t.class_key = h.class_key and t.day = h.day
  where h.mark not in ('P', 'L', 'E')
)
select n.child_key, n.class_key, s.school_code, n.day, n.half_no, n.mark,
  case when n.mark = 'A' then 1 else 0 end as is_absent,
  n.off_no, n.half_no - n.off_no as island, s.first_no, s.last_no
from numbered n
join bld_span s on s.child_key = n.child_key and s.class_key = n.class_key
where n.taken_no >= s.first_no and n.taken_no <= s.last_no
