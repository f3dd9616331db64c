-- title: 班级报送日
-- counts: which class reported which day, by the sheet where there is one
-- grain: class_key x day
-- parameters: -
-- line: student
-- in: one row a class and day
-- out: the daily row of a day that the sheet covers
-- source: contract of class_day, version 1
with
ranked as (
  select month, school_code, class_key, day, origin, taken,
    row_number() over (
      partition by class_key, day
      order by case when taken then 0 else 1 end, case when origin = 'sheet' then 0 else 1 end
    ) as choice
  from class_day
)
select month, school_code, class_key, day, origin, taken
from ranked
where choice = 1
