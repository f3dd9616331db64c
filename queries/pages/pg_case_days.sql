-- title: 出勤(每格一个上课日)
-- counts: the child's marks day by day over the school year
-- grain: day
-- parameters: $case_no, $year_first, $as_of_day, $ledger_seq
-- line: student
-- in: school days of the calendar of the child's school and grade, and days that carry a mark, from 1 September to $as_of
-- out: days of earlier school years; marks of a second roll on the same days
-- source: the school over whose marks the evidence is counted; is_reported = 0: nobody sent a mark for the child that day; neither present nor absent
with
child as (
  select b.child_key, b.calendar_id
  from bld_case_child b
  join (select distinct child_key from src_event where case_no = $case_no) e on e.child_key = b.child_key
),
mark as (
  select a.day, a.mark_am, a.mark_pm, row_number() over (partition by a.day order by a.class_key) as pick
  from src_attendance a
  join child c on c.child_key = a.child_key
  join bld_case_seat s on s.child_key = a.child_key and s.month = a.month and s.school_code = a.school_code
    and (s.after_day is null or a.day > s.after_day) and (s.before_day is null or a.day < s.before_day)
  where a.day between $year_first and $as_of_day
),
school_day as (
  select d.day, d.term, d.school_day_no - min(d.school_day_no) over (partition by d.term) + 1 as term_day_no
  from src_calendar d
  join child c on c.calendar_id = d.calendar_id
  where d.day between $year_first and $as_of_day and d.is_school_day
)
select cast($case_no as varchar) as case_no, cast(coalesce(s.day, m.day) as date) as day, cast(substr(cast(coalesce(s.day, m.day) as varchar), 1, 7) as varchar) as month,
  cast(case when s.day is null then 0 else 1 end as int) as is_school_day, cast(m.mark_am as varchar) as mark_am,
  cast(m.mark_pm as varchar) as mark_pm, cast(case when m.day is null then 0 else 1 end as int) as is_reported,
  cast(s.term as varchar) as term, cast(s.term_day_no as int) as school_day_no
from school_day s
full outer join (select day, mark_am, mark_pm from mark where pick = 1) m on m.day = s.day
where exists (select 1 from child)
order by day
