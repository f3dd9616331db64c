-- title: 班级
-- counts: what a class is called in the month
-- grain: class_key
-- parameters: $month
-- line: student
-- in: every class that a roll ever named
-- out: nothing
-- source: grade = school year - entry year + 1 (+ 6 in junior); 六(2)班
with
aged as (
  select class_key, school_code, stage, entry_year, class_no,
    cast(substr($month, 1, 4) as int) - case when substr($month, 6, 2) < '09' then 1 else 0 end - entry_year + 1
      + case when stage = 'junior' then 6 else 0 end as grade
  from src_class
)
select class_key, school_code, stage, cast(entry_year as int) as entry_year, cast(class_no as int) as class_no,
  cast(grade as int) as grade,
  concat(
    case stage when 'senior' then '高' when 'vocational' then '职' when 'special' then '特' else '' end,
    case when stage = 'kindergarten' then substr('小中大', greatest(least(grade, 3), 1), 1)
      when grade between 1 and 9 then substr('一二三四五六七八九', grade, 1)
      else cast(entry_year as varchar) end,
    '(', cast(class_no as varchar), ')班'
  ) as label
from aged
