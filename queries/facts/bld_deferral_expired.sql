-- title: 疑似:批准的缓学休学期满未入学
-- counts: children whose last case was closed as 休学 or 缓学, whose approved time is over and who are at no school
-- grain: child_key
-- parameters: $as_of_day, $ledger_seq
-- line: -
-- in: approvals that ended after the closing; a closing that states no last day runs for the allowed maximum
-- out: children whom a roll sent for the last month of the approval or later holds at school; whose newest roll says
--   suspended to a day after the closing, which then judges, died, or in summer of grade 6, which the hand-over judges, or 9 that the child
--   finished; who are done with grade 9 by the register
-- source: the case wakes when it expires; overdue from the next school day (where the calendar does not reach, the next day);
--   a roll carried forward proves nobody back
with
limits as (select value, valid_from, valid_to from bld_limit where name = 'suspension_max_days'),
ending as (
  select c.child_key, c.closed_on, coalesce(c.until_on, c.closed_on + cast(n.value as int)) as ends_on
  from bld_last_closing c
  join limits n on c.closed_on between n.valid_from and n.valid_to
  where c.outcome = 'suspension'
),
over as (select child_key, closed_on, ends_on from ending where ends_on > closed_on and ends_on < $as_of_day),
known as (
  select e.child_key, min(case when k.day > e.ends_on and k.is_school_day then k.day end) as school_day, min(k.day) as first_day
  from over e
  join bld_clock k on k.calendar_id = 'county'
  group by e.child_key
),
overdue as (
  select e.child_key, e.ends_on, coalesce(case when k.first_day <= e.ends_on then k.school_day end, e.ends_on + 1) as reached_on
  from over e
  left join known k on k.child_key = e.child_key
),
told as (
  select r.child_key, r.school_code, r.status, r.first_month, r.last_month, r.grade, r.is_sent, s.parent, w.is_finished,
    row_number() over (partition by r.child_key order by r.last_month desc, r.school_code) as newest
  from bld_roll_stretch r
  join over e on e.child_key = r.child_key
  join src_code s on s.code_set = 'status' and s.code = r.status
  join bld_status_word w on w.code = r.status
),
settled as (
  select t.child_key
  from told t
  join over e on e.child_key = t.child_key
  left join bld_finish f on f.grade = t.grade and f.month_no = substr(t.first_month, 6, 2)
  left join bld_suspension_end s on s.child_key = t.child_key and s.school_code = t.school_code
  where (t.parent = 'at_school' and t.is_sent = 1 and t.last_month >= substr(cast(e.ends_on as varchar), 1, 7))
    or (t.newest = 1 and (t.status = '11' or (t.status = '02' and s.ends_on > e.closed_on)
      or (t.is_finished = 1 and f.grade is not null)))
  union
  select w.child_key
  from bld_whereabouts_now w
  where w.whereabouts = 'finished'
)
select cast(o.child_key as bigint) as child_key, cast(o.ends_on as date) as first_day, cast(o.reached_on as date) as reached_on
from overdue o
left join settled s on s.child_key = o.child_key
where s.child_key is null and o.reached_on <= $as_of_day
