-- title: 个案适用校历
-- counts: which calendar a child followed from which day to which: that of its school and grade of the time
-- grain: child_key x from_day
-- parameters: $as_of_day
-- line: student
-- in: children with a case, by their months on a roll up to the day looked at; before the first month as in it, after the last as in that
-- out: nothing; without a school, or where it has no calendar, the county's
-- source: what is counted in school days of a day gone by is counted the same for ever, whichever grade the child enters since;
--   bld_case_child has the calendar of now
with
wanted as (select distinct child_key from src_event),
seat as (
  select d.child_key, d.month, d.school_code, coalesce(d.grade, 0) as grade,
    lag(d.school_code) over in_order as school_before, lag(coalesce(d.grade, 0)) over in_order as grade_before
  from dim_child d
  join wanted w on w.child_key = d.child_key
  where d.month <= substr(cast($as_of_day as varchar), 1, 7)
  window in_order as (partition by d.child_key order by d.month)
),
entered as (
  select child_key, school_code, grade, month, row_number() over in_order as stay_no, lead(month) over in_order as next_month
  from seat
  where school_before is null or school_before <> school_code or grade_before <> grade
  window in_order as (partition by child_key order by month)
),
stay as (
  select child_key, school_code, grade,
    case when stay_no = 1 then cast('1900-01-01' as date) else cast(concat(month, '-01') as date) end as from_day,
    case when next_month is null then cast('9999-12-31' as date) else cast(concat(next_month, '-01') as date) - 1 end as to_day
  from entered
),
span as (
  select w.child_key, s.school_code, coalesce(s.grade, 0) as grade, coalesce(s.from_day, cast('1900-01-01' as date)) as from_day,
    coalesce(s.to_day, cast('9999-12-31' as date)) as to_day
  from wanted w
  left join stay s on s.child_key = w.child_key
)
select cast(s.child_key as bigint) as child_key, cast(greatest(s.from_day, coalesce(c.valid_from, s.from_day)) as date) as from_day,
  cast(least(s.to_day, coalesce(c.valid_to, s.to_day)) as date) as to_day, cast(coalesce(c.calendar_id, 'county') as varchar) as calendar_id
from span s
left join src_school_calendar c on c.school_code = s.school_code and c.grade = s.grade and c.valid_from <= s.to_day and c.valid_to >= s.from_day
