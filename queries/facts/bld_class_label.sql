-- title: 班级名称(逐学年)
-- counts: what a class is called in each school year
-- grain: class_key x school_year
-- parameters: $month
-- line: student
-- in: every class that a roll ever named, in the school years of the calendar and of the month
-- out: nothing
-- source: grade = school year - entry year + 1 (+ 6 in junior); 六(2)班
with
held as (
  select distinct month from src_calendar
  union
  select cast($month as varchar) as month
),
year as (
  select distinct cast(substr(month, 1, 4) as int) - case when substr(month, 6, 2) < '09' then 1 else 0 end as school_year from held
),
aged as (
  select k.class_key, k.school_code, k.stage, k.entry_year, k.class_no, y.school_year,
    y.school_year - k.entry_year + 1 + case when k.stage = 'junior' then 6 else 0 end as grade
  from src_class k
  cross join year y
)
select class_key, school_code, stage, cast(entry_year as int) as entry_year, cast(class_no as int) as class_no,
  cast(school_year as int) as school_year, cast(grade as int) as grade,
  concat(
    case stage when 'senior' then '高' when 'vocational' then '职' when 'special' then '特' else '' end,
    case when stage = 'kindergarten' then substr('小中大', greatest(least(grade, 3), 1), 1)
      when grade between 1 and 9 then substr('一二三四五六七八九', grade, 1)
      else cast(entry_year as varchar) end,
    '(', cast(class_no as varchar), ')班'
  ) as label
from aged
