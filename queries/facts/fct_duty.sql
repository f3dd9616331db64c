-- title: 应办事项
-- counts: each stay of a case in a state: who must act, from when, by when, when the state was left and by which entry
-- grain: case_no x stay_no
-- parameters: $as_of_day, $ledger_seq
-- line: -
-- in: every state that a case ever entered, also those that nobody must act on
-- out: events that leave the state as it is: a second visit starts no clock
-- source: a child said to be back must have been seen by the day on which the sheet of that month is due, counted anew from the
--   last half in class; days allowed by state are dated rows, chosen by the day from which the holder could know; calendar days end on
--   a school day; a state without days allowed has no due day; who entered what it had found
--   itself knew on the day of the discovery; school days by the calendar of the day the clock started
with
event as (
  select case_no, child_key, seq, event, effective_on, cast(recorded_at as date) as recorded_on, resulting_state as state,
    case when lag(resulting_state) over in_order = resulting_state then 0 else 1 end as is_change
  from src_event
  window in_order as (partition by case_no order by effective_on, seq)
),
stay as (
  select e.case_no, e.child_key, e.state, e.effective_on as entered_on,
    greatest(e.effective_on, case when e.event = 'opened' and t.holder = 'principal' then coalesce(f.discovered_on, e.recorded_on) else e.recorded_on end) as known_on,
    row_number() over in_order as stay_no, lead(e.effective_on) over in_order as left_on, lead(e.seq) over in_order as left_seq
  from event e
  join src_state t on t.state = e.state
  left join bld_case_self_found f on f.case_no = e.case_no
  where e.is_change = 1
  window in_order as (partition by e.case_no order by e.effective_on, e.seq)
),
need as (
  select s.case_no, s.child_key, s.stay_no, t.value, t.unit,
    case when t.unit = 'sheet_school_days' and s.left_on is null then greatest(s.known_on, coalesce(p.last_seen_on, s.known_on)) else s.known_on end as from_day
  from stay s
  join src_state e on e.state = s.state
  join bld_limit t on t.name = e.deadline_name and s.known_on between t.valid_from and t.valid_to
  left join bld_case_presence p on p.case_no = s.case_no
),
start as (
  select n.case_no, n.stay_no, n.value, n.unit, k.calendar_id, k.day_no, k.school_day_no, k.working_day_no
  from need n
  left join bld_case_calendar c on c.child_key = n.child_key and n.from_day between c.from_day and c.to_day
  join bld_clock k on k.day = n.from_day
    and k.calendar_id = case when n.unit = 'working_days' then 'county' else coalesce(c.calendar_id, 'county') end
),
passed as (
  select s.case_no, s.stay_no, s.unit, min(k.day) as day
  from start s
  join bld_clock k on k.calendar_id = s.calendar_id
  where (s.unit in ('school_days', 'sheet_school_days') and k.is_school_day and k.school_day_no >= s.school_day_no + s.value)
    or (s.unit = 'working_days' and k.is_working_day and k.working_day_no >= s.working_day_no + s.value)
    or (s.unit = 'calendar_days' and k.is_school_day and k.day_no >= s.day_no + s.value)
  group by s.case_no, s.stay_no, s.unit
),
sheet as (
  -- the sheet of a month comes by its due day: before it nobody who sends monthly sheets can have shown the child
  select p.case_no, p.stay_no, min(k.day) as day
  from passed p
  join bld_limit m on m.name = 'monthly_due_day' and p.day between m.valid_from and m.valid_to
  join bld_clock k on k.calendar_id = 'county' and k.is_working_day
    and substr(cast(k.day as varchar), 1, 7) > substr(cast(p.day as varchar), 1, 7) and cast(substr(cast(k.day as varchar), 9, 2) as int) >= m.value
  where p.unit = 'sheet_school_days'
  group by p.case_no, p.stay_no
),
due as (
  select case_no, stay_no, day as due_on from passed where unit <> 'sheet_school_days'
  union all
  select case_no, stay_no, day as due_on from sheet
)
select cast(s.case_no as varchar) as case_no, cast(s.stay_no as int) as stay_no, cast(s.child_key as bigint) as child_key,
  cast(s.state as varchar) as state, cast(t.holder as varchar) as holder, cast(t.duty as varchar) as duty,
  cast(s.entered_on as date) as entered_on, cast(s.known_on as date) as known_on, cast(s.left_on as date) as left_on,
  cast(d.due_on as date) as due_on, cast(s.left_seq as bigint) as left_seq
from stay s
join src_state t on t.state = s.state
left join due d on d.case_no = s.case_no and d.stay_no = s.stay_no
