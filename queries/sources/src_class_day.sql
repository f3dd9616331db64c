-- title: 班级报送日
-- counts: which class reported which day, by the sheet where there is one
-- grain: class_key x day
-- parameters: -
-- line: student
-- in: one row a class and day
-- out: the daily row of a day that the sheet covers
-- source: contract of class_day, version 1
select min(month) as month, min(school_code) as school_code, class_key, day,
  coalesce(
    max(case when taken and origin = 'sheet' then origin end), max(case when taken then origin end), max(origin)
  ) as origin,
  max(case when taken then 1 else 0 end) = 1 as taken
from class_day
group by class_key, day
