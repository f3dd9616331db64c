-- title: 结案以后
-- counts: what was reported of a child after the closing
-- grain: case_no
-- parameters: $as_of_day, $ledger_seq
-- line: student
-- in: ended cases
-- out: open cases
-- source: school days by the child's calendar; a later episode is a relapse
with
state as (select case_no, child_key, episode_no, closed_on from bld_case_state where closed_on is not null),
due as (
  select s.case_no, e.school_day_no - a.school_day_no as school_days
  from state s
  join bld_case_child c on c.child_key = s.child_key
  join bld_clock a on a.calendar_id = c.calendar_id and a.day = s.closed_on
  join bld_clock e on e.calendar_id = c.calendar_id and e.day = $as_of_day
),
seen as (
  select s.case_no, count(d.day) as reported_days
  from state s
  left join bld_case_day d on d.case_no = s.case_no and d.day > s.closed_on
  group by s.case_no
),
again as (
  select s.case_no, max(case when n.episode_no > s.episode_no then 1 else 0 end) as is_relapsed,
    max(case when t.is_open then 1 else 0 end) as has_open
  from state s
  join bld_case_state n on n.child_key = s.child_key
  join src_state t on t.state = n.state
  group by s.case_no
)
select s.case_no, coalesce(d.school_days, 0) as school_days_since, coalesce(n.reported_days, 0) as reported_days_since,
  a.is_relapsed, a.has_open
from state s
join again a on a.case_no = s.case_no
left join due d on d.case_no = s.case_no
left join seen n on n.case_no = s.case_no
