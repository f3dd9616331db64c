-- title: 个案限期
-- counts: the day by which the holder of an open case must act
-- grain: case_no
-- parameters: $as_of_day
-- line: -
-- in: open cases in a state that has days allowed
-- out: states without a clock of their own
-- source: days allowed by state are dated rows; calendar days end on a school day
with
need as (
  select s.case_no, s.child_key, s.known_on, t.value, t.unit
  from bld_case_state s
  join src_state e on e.state = s.state
  join bld_limit t on t.name = e.deadline_name and s.known_on between t.valid_from and t.valid_to
),
start as (
  select n.case_no, n.value, n.unit, k.calendar_id, k.day_no, k.school_day_no, k.working_day_no
  from need n
  left join bld_case_child c on c.child_key = n.child_key
  join bld_clock k on k.day = n.known_on
    and k.calendar_id = case when n.unit = 'working_days' then 'county' else coalesce(c.calendar_id, 'county') end
)
select s.case_no, min(k.day) as due_on
from start s
join bld_clock k on k.calendar_id = s.calendar_id
where (s.unit = 'school_days' and k.is_school_day and k.school_day_no >= s.school_day_no + s.value)
  or (s.unit = 'working_days' and k.is_working_day and k.working_day_no >= s.working_day_no + s.value)
  or (s.unit = 'calendar_days' and k.is_school_day and k.day_no >= s.day_no + s.value)
group by s.case_no
