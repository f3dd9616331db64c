-- title: 学校各月已报的年级
-- counts: the grades of which a school's roll of a month tells who is in them
-- grain: school_code x month x grade
-- parameters: $as_of_day
-- line: -
-- in: grades of which a class was sent; every grade of a roll no class of which is carried forward, once its due day is over, and at
--   once those of a stage (1-6, 7-9) that the school has no class of
-- out: classes are sent one by one: until then a grade that was not sent is not reported, it is not empty
-- source: of all children, also for a viewer of a few; a school that owes no roll of the month has told with what it sent
with
held as (
  select school_code, month, grade, is_sent, is_whole from drv_school_grade where month <= substr(cast($as_of_day as varchar), 1, 7)
),
whole as (select school_code, month from held group by school_code, month having min(is_whole) = 1),
number as (select grade, case when grade > 6 then 2 else 1 end as part from (values (1), (2), (3), (4), (5), (6), (7), (8), (9)) as n (grade)),
taught as (select distinct school_code, month, case when grade > 6 then 2 else 1 end as part from held where grade > 0),
asked as (
  select w.school_code, w.month, n.grade, n.part
  from whole w
  cross join number n
),
grade as (
  select school_code, month, grade from held where is_sent = 1 and grade > 0
  union
  select a.school_code, a.month, a.grade
  from asked a
  left join src_submission b on b.school_code = a.school_code and b.month = a.month and b.kind = 'roll'
  left join taught t on t.school_code = a.school_code and t.month = a.month and t.part = a.part
  where b.due_on is null or b.due_on < $as_of_day or t.school_code is null
)
select cast(school_code as varchar) as school_code, cast(month as varchar) as month, cast(grade as int) as grade
from grade
