-- title: 结案以后
-- counts: what was reported of a child after the closing
-- grain: case_no
-- parameters: $as_of_day, $ledger_seq
-- line: student
-- in: ended cases
-- out: open cases
-- source: school days by the calendar of the child's school and grade of the time; a later episode is a relapse, unless it was
--   cleared, for then nothing had happened; a month whose sheets are due, in which the child was on the roll of a class that owes attendance, not taught at home,
--   and not one day was reported, is silence too, however much came before it
with
state as (
  select case_no, child_key, episode_no, closed_on, substr(cast(closed_on as varchar), 1, 7) as closed_month
  from bld_case_state
  where closed_on is not null
),
school_day as (
  select distinct s.case_no, k.month, k.day
  from state s
  join bld_case_calendar c on c.child_key = s.child_key
  join src_calendar k on k.calendar_id = c.calendar_id and k.is_school_day and k.day between c.from_day and c.to_day
  where k.day > s.closed_on and k.month <= substr(cast($as_of_day as varchar), 1, 7)
),
due as (select case_no, count(*) as school_days from school_day where day <= $as_of_day group by case_no),
seen as (
  select s.case_no, count(d.day) as reported_days, max(d.day) as last_day
  from state s
  left join bld_case_day d on d.case_no = s.case_no and d.day > s.closed_on
  group by s.case_no
),
again as (
  select s.case_no, max(case when n.episode_no > s.episode_no then 1 else 0 end) as has_later,
    max(case when n.episode_no > s.episode_no and n.state <> 'cleared' then 1 else 0 end) as is_relapsed,
    max(case when t.is_open then 1 else 0 end) as has_open
  from state s
  join bld_case_state n on n.child_key = s.child_key
  join src_state t on t.state = n.state
  group by s.case_no
),
newest_due as (select max(month) as month from src_submission where kind = 'attendance' and due_on < $as_of_day),
taught as (
  select k.case_no, k.month, count(*) as school_days
  from school_day k
  join newest_due n on n.month = k.month
  group by k.case_no, k.month
),
stage as (select code from src_code where code_set = 'stage' and parent = 'compulsory'),
silent as (
  select s.case_no, t.school_days
  from state s
  join taught t on t.case_no = s.case_no
  join dim_child d on d.child_key = s.child_key and d.month = t.month and d.is_at_school = 1 and d.placement <> 'home'
  join stage g on g.code = d.stage
  join seen n on n.case_no = s.case_no
  where t.month > s.closed_month and coalesce(substr(cast(n.last_day as varchar), 1, 7), s.closed_month) < t.month
)
select s.case_no, coalesce(d.school_days, 0) as school_days_since, coalesce(n.reported_days, 0) as reported_days_since,
  coalesce(q.school_days, 0) as silent_days, a.is_relapsed, a.has_later, a.has_open
from state s
join again a on a.case_no = s.case_no
left join due d on d.case_no = s.case_no
left join seen n on n.case_no = s.case_no
left join silent q on q.case_no = s.case_no
